/* SPDX-License-Identifier: Apache-2.0
 *
 * What may meet what. DYN fits everything: then the machine decides. */
#include "cel/compile.h"

const fr__cel_shape *fr__cel_plain(uint32_t kind) {
#define PLAIN(name) [FR__CEL_##name] = {.kind = FR__CEL_##name }
  static const fr__cel_shape shapes[] = {PLAIN(UNKNOWN), PLAIN(ERROR),  PLAIN(NULL),      PLAIN(BOOL),     PLAIN(INT),
                                         PLAIN(UINT),    PLAIN(DOUBLE), PLAIN(STRING),    PLAIN(BYTES),    PLAIN(LIST),
                                         PLAIN(MAP),     PLAIN(TYPE),   PLAIN(TIMESTAMP), PLAIN(DURATION), PLAIN(KEY),
                                         PLAIN(HOST),    PLAIN(DYN),    PLAIN(SEQUENCE)};
#undef PLAIN
  return &shapes[kind < FR_COUNT(shapes) ? kind : FR__CEL_DYN];
}

const char *fr__cel_kind_text(uint32_t kind) {
  static const char *const texts[] = {[FR__CEL_NULL] = "null",
                                      [FR__CEL_BOOL] = "a bool",
                                      [FR__CEL_INT] = "an int",
                                      [FR__CEL_UINT] = "a uint",
                                      [FR__CEL_DOUBLE] = "a double",
                                      [FR__CEL_STRING] = "a string",
                                      [FR__CEL_BYTES] = "bytes",
                                      [FR__CEL_LIST] = "a list",
                                      [FR__CEL_MAP] = "a map",
                                      [FR__CEL_TYPE] = "a type",
                                      [FR__CEL_TIMESTAMP] = "a timestamp",
                                      [FR__CEL_DURATION] = "a duration",
                                      [FR__CEL_KEY] = "an identity",
                                      [FR__CEL_SEQUENCE] = "a history",
                                      [FR__CEL_HOST] = "what only its own functions take"};
  return kind < FR_COUNT(texts) && texts[kind] != NULL ? texts[kind] : "a value";
}

const fr__cel_shape *fr__cel_shape_of(fr__cel_compiler *c, const fr__cel_type *type) {
  if (type->names == NULL && type->fields == NULL && type->kind != FR__CEL_LIST && type->kind != FR__CEL_SEQUENCE) {
    return fr__cel_plain(type->kind == FR__CEL_UNKNOWN ? FR__CEL_DYN : type->kind);
  }
  fr__cel_shape *shape = fr__arena_alloc(c->arena, sizeof *shape);
  if (shape == NULL) {
    (void)fr__cel_out_of_memory(c);
    return NULL;
  }
  *shape = (fr__cel_shape){.kind = type->kind,
                           .name_count = type->name_count,
                           .names = type->names,
                           .field_count = type->field_count,
                           .fields = type->fields};
  if (type->element != FR__CEL_UNKNOWN) shape->element = fr__cel_plain(type->element);
  return shape;
}

const fr__cel_shape *fr__cel_list_of(fr__cel_compiler *c, const fr__cel_shape *element) {
  fr__cel_shape *shape = fr__arena_alloc(c->arena, sizeof *shape);
  if (shape == NULL) {
    (void)fr__cel_out_of_memory(c);
    return NULL;
  }
  shape->kind = FR__CEL_LIST;
  shape->element = element;
  return shape;
}

const fr__cel_shape *fr__cel_common(const fr__cel_shape *a, const fr__cel_shape *b) {
  if (a->kind == FR__CEL_DYN || b->kind == FR__CEL_DYN) return fr__cel_plain(FR__CEL_DYN);
  if (a->kind != b->kind) return NULL;
  if (a->names != b->names) return fr__cel_plain(a->kind);
  if (a->kind != FR__CEL_LIST && a->kind != FR__CEL_MAP) return a;
  if (a->element == NULL || b->element == NULL) return fr__cel_plain(a->kind);
  return a->element->kind == b->element->kind ? a : fr__cel_plain(a->kind);
}

static bool is_number(uint32_t kind) { return kind >= FR__CEL_INT && kind <= FR__CEL_DOUBLE; }

const fr__cel_shape *fr__cel_arithmetic_shape(uint32_t op, const fr__cel_shape *a, const fr__cel_shape *b) {
  const bool sum = op == FR__CEL_ADD || op == FR__CEL_SUBTRACT;
  const uint32_t x = a->kind, y = b->kind;
  if (x == FR__CEL_DYN || y == FR__CEL_DYN) return fr__cel_plain(FR__CEL_DYN);
  if (x == y && is_number(x)) return op == FR__CEL_REMAINDER && x == FR__CEL_DOUBLE ? NULL : fr__cel_plain(x);
  if (op == FR__CEL_ADD && x == y) {
    if (x == FR__CEL_STRING || x == FR__CEL_BYTES) return fr__cel_plain(x);
    if (x == FR__CEL_LIST) return fr__cel_common(a, b);
  }
  if (!sum) return NULL;
  if (x == FR__CEL_DURATION && y == FR__CEL_DURATION) return fr__cel_plain(FR__CEL_DURATION);
  if (x == FR__CEL_TIMESTAMP && y == FR__CEL_DURATION) return fr__cel_plain(FR__CEL_TIMESTAMP);
  if (op == FR__CEL_ADD && x == FR__CEL_DURATION && y == FR__CEL_TIMESTAMP) return fr__cel_plain(FR__CEL_TIMESTAMP);
  if (op == FR__CEL_SUBTRACT && x == FR__CEL_TIMESTAMP && y == FR__CEL_TIMESTAMP)
    return fr__cel_plain(FR__CEL_DURATION);
  return NULL;
}

bool fr__cel_comparable(const fr__cel_shape *a, const fr__cel_shape *b) {
  const uint32_t x = a->kind, y = b->kind;
  if (x == FR__CEL_DYN || y == FR__CEL_DYN || x == y) return true;
  return (is_number(x) && is_number(y)) || x == FR__CEL_NULL || y == FR__CEL_NULL;
}

bool fr__cel_orderable(const fr__cel_shape *a, const fr__cel_shape *b) {
  static const uint32_t ordered = FR__CEL_NUMBERS | FR__CEL_BIT(BOOL) | FR__CEL_BIT(STRING) | FR__CEL_BIT(BYTES) |
                                  FR__CEL_BIT(TIMESTAMP) | FR__CEL_BIT(DURATION) | FR__CEL_BIT(DYN);
  const uint32_t x = a->kind, y = b->kind;
  if ((ordered >> x & 1) == 0 || (ordered >> y & 1) == 0) return false;
  return x == y || x == FR__CEL_DYN || y == FR__CEL_DYN || (is_number(x) && is_number(y));
}
