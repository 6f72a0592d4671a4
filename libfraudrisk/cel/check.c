/* SPDX-License-Identifier: Apache-2.0
 *
 * Names to slots, operators to types, and sentences for what does not fit. Recursion is bounded by the depth that the
 * parser allows. */
#include "cel/compile.h"

#include <stdarg.h>
#include <stdio.h>

typedef fr__cel_compiler compiler;
typedef fr__cel_node node;
typedef fr__cel_note note;
typedef fr__cel_shape shape;

__attribute__((format(printf, 3, 0))) static void reject(compiler *c, const node *at, const char *format,
                                                         va_list arguments) {
  char message[sizeof((fr__cel_error *)0)->message];
  vsnprintf(message, sizeof message, format, arguments);
  c->status = fr__cel_refuse(c->error, c->tree->source, at->at, 2, FR_BAD_EXPRESSION, "%s", message);
}

bool fr__cel_reject(compiler *c, const node *at, const char *format, ...) {
  if (c->status != FR_OK) return false;
  va_list arguments;
  va_start(arguments, format);
  reject(c, at, format, arguments);
  va_end(arguments);
  return false;
}

bool fr__cel_unsupported(compiler *c, const node *at, const char *construct, const char *format, ...) {
  if (c->status != FR_OK) return false;
  va_list arguments;
  va_start(arguments, format);
  reject(c, at, format, arguments);
  va_end(arguments);
  if (c->error != NULL) snprintf(c->error->construct, sizeof c->error->construct, "%s", construct);
  return false;
}

bool fr__cel_out_of_memory(compiler *c) {
  if (c->status == FR_OK) {
    c->status = fr__cel_refuse(c->error, c->tree->source, 0, 2, FR_NO_MEMORY, "memory is out");
  }
  return false;
}

int fr__cel_shown(const char *text, uint32_t size) {
  uint32_t at = 0, code;
  while (at < size && at < 44) {
    const uint32_t length = fr__utf8_next(text + at, size - at, &code);
    if (length == 0) break;
    at += length;
  }
  return (int)at;
}

static bool becomes(note *n, uint32_t role, const shape *as) {
  n->role = role;
  n->shape = as;
  return as != NULL;
}

/* ---- names ---- */

bool fr__cel_push_scope(compiler *c, const char *name, uint32_t kind, const shape *as) {
  fr__cel_scope *scope = fr__arena_alloc(c->arena, sizeof *scope);
  if (scope == NULL) return fr__cel_out_of_memory(c);
  *scope = (fr__cel_scope){.name = name, .kind = kind, .shape = as, .outer = c->scopes};
  c->scopes = scope;
  return true;
}

void fr__cel_pop_scope(compiler *c) { c->scopes = c->scopes->outer; }

fr__cel_scope *fr__cel_find_scope(const compiler *c, const char *name, bool *hidden) {
  *hidden = false;
  for (fr__cel_scope *scope = c->scopes; scope != NULL; scope = scope->outer) {
    if (scope->kind == FR__CEL_SCOPE_BARRIER) {
      *hidden = true;
    } else if (strcmp(scope->name, name) == 0) {
      return scope;
    }
  }
  return NULL;
}

const fr__cel_symbol *fr__cel_find_symbol(const fr__cel_symbol *symbols, uint32_t count, const char *name) {
  uint32_t from = 0, to = count;
  while (from < to) {
    const uint32_t middle = from + (to - from) / 2;
    const int order = strcmp(symbols[middle].name, name);
    if (order == 0) return &symbols[middle];
    if (order < 0) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return NULL;
}

static bool use_symbol(compiler *c, const node *at, const fr__cel_symbol *symbol) {
  note *n = fr__cel_note_of(c, at);
  if (symbol->type.kind == FR__CEL_SEQUENCE) return fr__cel_open(c, at, symbol);
  if (symbol->constant != NULL) {
    n->value = *symbol->constant;
    return becomes(n, FR__CEL_ROLE_CONSTANT, fr__cel_shape_of(c, &symbol->type));
  }
  n->slot = symbol->slot;
  return becomes(n, FR__CEL_ROLE_SLOT, fr__cel_shape_of(c, &symbol->type));
}

static bool type_name(compiler *c, const node *at, const char *name) {
  const uint32_t kind = fr__cel_kind_named(name);
  if (kind == FR__CEL_UNKNOWN) return false;
  note *n = fr__cel_note_of(c, at);
  n->value = (fr__cel_value){.kind = FR__CEL_TYPE, .as.integer = kind};
  return becomes(n, FR__CEL_ROLE_CONSTANT, fr__cel_plain(FR__CEL_TYPE));
}

/* Names of messages and enums begin their last parts with a capital: TestAllTypes, a.b.Colour.RED. */
static bool names_a_message(const char *name, uint32_t size) {
  for (uint32_t i = 0; i < size; i++) {
    if (name[i] >= 'A' && name[i] <= 'Z' && (i == 0 || name[i - 1] == '.')) return true;
  }
  return false;
}

/* The known name that is nearest to one. Null where none is near. */
static const char *nearest_name(const compiler *c, const char *name, uint32_t size) {
  fr__cel_nearest nearest = fr__cel_nearest_to(name, size);
  for (uint32_t i = 0; i < c->env->symbol_count; i++) fr__cel_nearest_offer(&nearest, c->env->symbols[i].name);
  for (const fr__cel_scope *scope = c->scopes; scope != NULL; scope = scope->outer) {
    if (scope->name != NULL) fr__cel_nearest_offer(&nearest, scope->name);
  }
  return nearest.name;
}

/* The first name of a group: transfer.amount of transfer. Null where there is no such group. */
static const char *name_inside(const compiler *c, const char *group, uint32_t size) {
  for (uint32_t i = 0; i < c->env->symbol_count; i++) {
    const char *symbol = c->env->symbols[i].name;
    if (strncmp(symbol, group, size) == 0 && symbol[size] == '.') return symbol;
  }
  return NULL;
}

/* The declared name that is like one written with capitals, as Transfer.amount is. Null where none is. */
static const char *like_in_lower_case(const compiler *c, const char *name, uint32_t size) {
  char lower[FR__CEL_NAME_BYTES + 1];
  for (uint32_t i = 0; i <= size; i++) {
    lower[i] = name[i] >= 'A' && name[i] <= 'Z' ? (char)(name[i] | 0x20) : name[i];
  }
  const char *nearest = nearest_name(c, lower, size);
  return nearest != NULL ? nearest : name_inside(c, lower, size);
}

static bool unknown_name(compiler *c, const node *at, const char *name, uint32_t size) {
  const char *nearest = nearest_name(c, name, size), *inside = name_inside(c, name, size);
  const node *whole = at;
  at = fr__cel_leftmost(at);
  const char *sign = c->env->dynamic ? NULL : fr__cel_sign_of_word(name, size);
  if (sign != NULL) return fr__cel_reject(c, at, "the name '%s' is not known; write %s", name, sign);
  if (names_a_message(name, size)) {
    const char *lower = like_in_lower_case(c, name, size);
    const char *like = lower != NULL ? lower : nearest;
    if (like != NULL && !c->env->dynamic) {
      return fr__cel_reject(c, at, "the name '%s' is not known; did you mean '%s'?", name, like);
    }
    return fr__cel_unsupported(c, at, "protobuf messages and enums",
                               "the name '%s' is not known; messages and enums of protobuf are not supported", name);
  }
  if (c->env->dynamic) {
    note *n = fr__cel_note_of(c, whole);
    n->value = fr__cel_failed(FR__CEL_FAULT_UNDECLARED);
    return becomes(n, FR__CEL_ROLE_CONSTANT, fr__cel_plain(FR__CEL_DYN));
  }
  if (inside != NULL) {
    return fr__cel_reject(c, at, "'%s' is a group of values; name one of them, such as %s", name, inside);
  }
  if (nearest != NULL) {
    return fr__cel_reject(c, at, "the name '%s' is not known; did you mean '%s'?", name, nearest);
  }
  return fr__cel_reject(c, at, "the name '%s' is not known; declare it, or see the list of names", name);
}

static bool use_variable(compiler *c, const node *at, fr__cel_scope *scope, bool hidden) {
  note *n = fr__cel_note_of(c, at);
  if (hidden) {
    return fr__cel_reject(c, at,
                          "'%s' changes from step to step, but this chain over a history is computed once, "
                          "beforehand; it cannot use '%s'",
                          scope->name, scope->name);
  }
  if (scope->kind == FR__CEL_SCOPE_ENTRY) {
    const char *field = scope->shape->field_count > 0 ? scope->shape->fields[0].name : "time";
    return fr__cel_reject(c, at, "'%s' is a whole entry of a history; name one of its fields, such as %s.%s",
                          scope->name, scope->name, field);
  }
  if (scope->kind == FR__CEL_SCOPE_VALUE) {
    n->slot = scope->position;
    return becomes(n, FR__CEL_ROLE_SLOT, scope->shape);
  }
  n->variable = scope;
  return becomes(n, FR__CEL_ROLE_LOCAL, scope->shape);
}

/* variable.field of an entry. */
static bool entry_field(compiler *c, const node *at, const fr__cel_scope *scope) {
  const fr__cel_symbol *field = fr__cel_find_symbol(scope->shape->fields, scope->shape->field_count, at->text);
  if (field != NULL) return use_symbol(c, at, field);
  fr__cel_nearest nearest = fr__cel_nearest_to(at->text, at->text_size);
  char list[120] = "";
  size_t length = 0;
  for (uint32_t i = 0; i < scope->shape->field_count; i++) {
    const char *name = scope->shape->fields[i].name;
    fr__cel_nearest_offer(&nearest, name);
    if (length + strlen(name) + 3 < sizeof list) {
      length += (size_t)snprintf(list + length, sizeof list - length, "%s%s", length == 0 ? "" : ", ", name);
    }
  }
  const int shown = fr__cel_shown(at->text, at->text_size);
  if (nearest.name != NULL) {
    return fr__cel_reject(c, at, "the entry has no field '%.*s'; did you mean '%s'?", shown, at->text, nearest.name);
  }
  return fr__cel_reject(c, at, "the entry has no field '%.*s'; it has %s", shown, at->text, list);
}

static bool select_field(compiler *c, const node *at) {
  if (!fr__cel_check_value(c, at->items[0])) return false;
  note *n = fr__cel_note_of(c, at);
  const shape *of = fr__cel_note_of(c, at->items[0])->shape;
  if (of->kind != FR__CEL_MAP && of->kind != FR__CEL_DYN && !c->env->dynamic) {
    return fr__cel_reject(c, at, "%s has no fields, so '.%.*s' means nothing here", fr__cel_kind_text(of->kind),
                          fr__cel_shown(at->text, at->text_size), at->text);
  }
  const bool typed = of->kind == FR__CEL_MAP && of->element != NULL;
  return becomes(n, FR__CEL_ROLE_FIELD, typed ? of->element : fr__cel_plain(FR__CEL_DYN));
}

/* A declared name, as it is written or within the container: with the whole of it before the name first, then with less
 * and less of it. */
static const fr__cel_symbol *find_in_container(const compiler *c, const char *name, bool rooted) {
  const char *container = rooted || c->env->container == NULL ? "" : c->env->container;
  size_t length = strlen(container);
  while (length > 0 && length + 1 + strlen(name) <= FR__CEL_NAME_BYTES) {
    char whole[FR__CEL_NAME_BYTES + 1];
    memcpy(whole, container, length);
    whole[length] = '.';
    memcpy(whole + length + 1, name, strlen(name) + 1);
    const fr__cel_symbol *found = fr__cel_find_symbol(c->env->symbols, c->env->symbol_count, whole);
    if (found != NULL) return found;
    while (length > 0 && container[--length] != '.') {
    }
  }
  return fr__cel_find_symbol(c->env->symbols, c->env->symbol_count, name);
}

/* a, a.b, a.b.c: a variable and its fields, or the longest name that is declared, and fields of that. */
static bool check_name(compiler *c, const node *at) {
  const node *root = fr__cel_leftmost(at);
  if (root->kind != FR__CEL_NODE_NAME) return select_field(c, at);
  bool hidden = false;
  fr__cel_scope *scope = root->rooted ? NULL : fr__cel_find_scope(c, root->text, &hidden);
  if (scope != NULL) {
    if (at->kind == FR__CEL_NODE_NAME) return use_variable(c, at, scope, hidden);
    if (at->items[0] == root && scope->kind == FR__CEL_SCOPE_ENTRY && !hidden) return entry_field(c, at, scope);
    return select_field(c, at);
  }
  char name[FR__CEL_NAME_BYTES + 1];
  uint32_t size = 0;
  if (fr__cel_dotted(at, name, &size) == NULL) {
    return fr__cel_reject(c, root, "this name is longer than %d bytes", FR__CEL_NAME_BYTES);
  }
  const fr__cel_symbol *symbol = find_in_container(c, name, root->rooted);
  if (symbol != NULL) return use_symbol(c, at, symbol);
  if (type_name(c, at, name)) return true;
  for (const node *shorter = at; shorter->kind == FR__CEL_NODE_SELECT; shorter = shorter->items[0]) {
    char prefix[FR__CEL_NAME_BYTES + 1];
    uint32_t length;
    (void)fr__cel_dotted(shorter->items[0], prefix, &length);
    if (find_in_container(c, prefix, root->rooted) != NULL) return select_field(c, at);
  }
  return unknown_name(c, at, name, size);
}

/* ---- literals ---- */

void fr__cel_widen_constant(compiler *c, const node *at) {
  note *n = fr__cel_note_of(c, at);
  if (!c->env->widen || n->role != FR__CEL_ROLE_CONSTANT || n->shape->kind != FR__CEL_INT) return;
  const int64_t whole = n->value.as.integer;
  /* What a double cannot hold stays an int: comparing the two is exact, and anything else is refused. */
  if (whole > (INT64_C(1) << 53) || whole < -(INT64_C(1) << 53)) return;
  n->value = fr__cel_double((double)whole);
  n->shape = fr__cel_plain(FR__CEL_DOUBLE);
}

void fr__cel_widen(compiler *c, const node *at, const node *beside) {
  if (fr__cel_note_of(c, beside)->shape->kind == FR__CEL_DOUBLE) fr__cel_widen_constant(c, at);
}

static bool check_list(compiler *c, const node *at) {
  bool doubles = false;
  for (uint32_t i = 0; i < at->count; i++) {
    if (!fr__cel_check_value(c, at->items[i])) return false;
    doubles |= fr__cel_note_of(c, at->items[i])->shape->kind == FR__CEL_DOUBLE;
  }
  const shape *element = NULL;
  for (uint32_t i = 0; i < at->count; i++) {
    if (doubles) fr__cel_widen_constant(c, at->items[i]);
    const shape *one = fr__cel_note_of(c, at->items[i])->shape;
    element = i == 0 ? one : fr__cel_common(element, one);
    if (element == NULL) element = fr__cel_plain(FR__CEL_DYN);
  }
  return becomes(fr__cel_note_of(c, at), FR__CEL_ROLE_STRUCTURE, fr__cel_list_of(c, element)) && fr__cel_fold(c, at);
}

static bool check_map(compiler *c, const node *at) {
  static const uint32_t keys =
      FR__CEL_BIT(STRING) | FR__CEL_BIT(INT) | FR__CEL_BIT(UINT) | FR__CEL_BIT(BOOL) | FR__CEL_BIT(DYN);
  const shape *element = NULL;
  for (uint32_t i = 0; i < at->count; i++) {
    if (!fr__cel_check_value(c, at->items[i])) return false;
    const shape *one = fr__cel_note_of(c, at->items[i])->shape;
    if (i % 2 == 0) {
      if ((keys >> one->kind & 1) != 0 || c->env->dynamic) continue;
      return fr__cel_reject(c, at->items[i], "%s cannot be the key of a map; take a string, an int, a uint or a bool",
                            fr__cel_kind_text(one->kind));
    }
    element = i == 1 ? one : fr__cel_common(element, one);
    if (element == NULL) element = fr__cel_plain(FR__CEL_DYN);
  }
  fr__cel_shape *map = fr__arena_alloc(c->arena, sizeof *map);
  if (map == NULL) return fr__cel_out_of_memory(c);
  map->kind = FR__CEL_MAP;
  map->element = element;
  return becomes(fr__cel_note_of(c, at), FR__CEL_ROLE_STRUCTURE, map) && fr__cel_fold(c, at);
}

/* ---- enumerations ---- */

static bool check_one_name(compiler *c, const node *names, const node *literal) {
  const shape *known = fr__cel_note_of(c, names)->shape;
  fr__cel_value *value = &fr__cel_note_of(c, literal)->value;
  if (!fr__cel_is_constant(c, literal) || value->kind != FR__CEL_STRING) return true;
  fr__cel_nearest nearest = fr__cel_nearest_to(value->as.text, value->size);
  char list[120] = "";
  size_t length = 0;
  for (uint32_t i = 0; i < known->name_count; i++) {
    const char *name = known->names[i];
    if (strlen(name) == value->size && memcmp(name, value->as.text, value->size) == 0) {
      value->as.text = name; /* the host's own text, so that values of the enumeration are equal at the first look */
      return true;
    }
    fr__cel_nearest_offer(&nearest, name);
    if (length + strlen(name) + 5 < sizeof list) {
      length += (size_t)snprintf(list + length, sizeof list - length, "%s\"%s\"", length == 0 ? "" : ", ", name);
    }
  }
  char of[FR__CEL_NAME_BYTES + 1];
  uint32_t size;
  const char *whose = fr__cel_dotted(names, of, &size) == NULL || size > 40 ? "this" : of;
  const int shown = fr__cel_shown(value->as.text, value->size);
  if (nearest.name != NULL) {
    return fr__cel_reject(c, literal, "%s is never \"%.*s\"; did you mean \"%s\"?", whose, shown, value->as.text,
                          nearest.name);
  }
  return fr__cel_reject(c, literal, "%s is never \"%.*s\"; it is one of %s", whose, shown, value->as.text, list);
}

bool fr__cel_check_names(compiler *c, const node *names, const node *literal) {
  if (fr__cel_note_of(c, names)->shape->names == NULL) return true;
  if (literal->kind != FR__CEL_NODE_LIST) return check_one_name(c, names, literal);
  for (uint32_t i = 0; i < literal->count; i++) {
    if (!check_one_name(c, names, literal->items[i])) return false;
  }
  return true;
}

/* ---- operators ---- */

static bool check_arithmetic(compiler *c, const node *at) {
  fr__cel_widen(c, at->items[0], at->items[1]);
  fr__cel_widen(c, at->items[1], at->items[0]);
  const shape *x = fr__cel_note_of(c, at->items[0])->shape, *y = fr__cel_note_of(c, at->items[1])->shape;
  const shape *result = fr__cel_arithmetic_shape(at->op, x, y);
  if (result == NULL && c->env->dynamic) result = fr__cel_plain(FR__CEL_DYN);
  if (result != NULL) {
    return becomes(fr__cel_note_of(c, at), FR__CEL_ROLE_STRUCTURE, result) && fr__cel_fold(c, at);
  }
  const char *sign = fr__cel_operator_text(at->op), *first = fr__cel_kind_text(x->kind),
             *second = fr__cel_kind_text(y->kind);
  const bool ints = x->kind == FR__CEL_INT || y->kind == FR__CEL_INT;
  const bool doubles = x->kind == FR__CEL_DOUBLE || y->kind == FR__CEL_DOUBLE;
  const bool texts = x->kind == FR__CEL_STRING || y->kind == FR__CEL_STRING;
  const char *remedy = ints && doubles                          ? "write double(…) around the int"
                       : texts && at->op == FR__CEL_ADD         ? "write string(…) around what is not a string"
                       : at->op == FR__CEL_REMAINDER && doubles ? "% is for ints; write int(…) around doubles"
                                                                : "convert one of them, or leave the operator out";
  return fr__cel_reject(c, at, "%s does not take %s and %s; %s", sign, first, second, remedy);
}

static bool check_comparison(compiler *c, const node *at) {
  fr__cel_widen(c, at->items[0], at->items[1]);
  fr__cel_widen(c, at->items[1], at->items[0]);
  const shape *x = fr__cel_note_of(c, at->items[0])->shape, *y = fr__cel_note_of(c, at->items[1])->shape;
  const bool equality = at->op == FR__CEL_EQ || at->op == FR__CEL_NE, fits = c->env->dynamic;
  if (equality && !fits && !fr__cel_comparable(x, y)) {
    return fr__cel_reject(c, at, "%s and %s are never equal; convert one of them, or compare with another value",
                          fr__cel_kind_text(x->kind), fr__cel_kind_text(y->kind));
  }
  if (!equality && !fits && !fr__cel_orderable(x, y)) {
    return fr__cel_reject(c, at, "%s cannot order %s and %s; convert one of them, or compare with another value",
                          fr__cel_operator_text(at->op), fr__cel_kind_text(x->kind), fr__cel_kind_text(y->kind));
  }
  if (equality) {
    if (!fr__cel_check_names(c, at->items[0], at->items[1])) return false;
    if (!fr__cel_check_names(c, at->items[1], at->items[0])) return false;
  }
  return becomes(fr__cel_note_of(c, at), FR__CEL_ROLE_STRUCTURE, fr__cel_plain(FR__CEL_BOOL)) && fr__cel_fold(c, at);
}

static bool check_in(compiler *c, const node *at) {
  const node *needle = at->items[0], *in = at->items[1];
  if (!fr__cel_check(c, in)) return false;
  const shape *where = fr__cel_note_of(c, in)->shape;
  if (where->kind == FR__CEL_SEQUENCE) return fr__cel_check_chain_in(c, at);
  if (!fr__cel_check_value(c, needle)) return false;
  const shape *what = fr__cel_note_of(c, needle)->shape;
  const bool fits = c->env->dynamic;
  if (!fits && where->kind != FR__CEL_LIST && where->kind != FR__CEL_MAP && where->kind != FR__CEL_DYN) {
    return fr__cel_reject(c, at, "'in' looks into a list or a map, not into %s", fr__cel_kind_text(where->kind));
  }
  if (!fits && where->kind == FR__CEL_LIST && where->element != NULL && !fr__cel_comparable(what, where->element)) {
    return fr__cel_reject(c, at, "%s is never in a list of which each is %s", fr__cel_kind_text(what->kind),
                          fr__cel_kind_text(where->element->kind));
  }
  if (!fr__cel_check_names(c, needle, in)) return false;
  return becomes(fr__cel_note_of(c, at), FR__CEL_ROLE_STRUCTURE, fr__cel_plain(FR__CEL_BOOL)) && fr__cel_fold(c, at);
}

static bool check_binary(compiler *c, const node *at) {
  if (at->op == FR__CEL_CONTAINED) return check_in(c, at);
  if (!fr__cel_check_value(c, at->items[0]) || !fr__cel_check_value(c, at->items[1])) return false;
  return at->op < FR__CEL_CONTAINED ? check_comparison(c, at) : check_arithmetic(c, at);
}

static bool check_unary(compiler *c, const node *at) {
  if (!fr__cel_check_value(c, at->items[0])) return false;
  const shape *of = fr__cel_note_of(c, at->items[0])->shape;
  const bool negate = at->op == FR__CEL_NEGATE;
  const bool good = of->kind == FR__CEL_DYN ||
                    (negate ? of->kind == FR__CEL_INT || of->kind == FR__CEL_DOUBLE : of->kind == FR__CEL_BOOL);
  if (!good && c->env->dynamic) of = fr__cel_plain(FR__CEL_DYN);
  if (!good && !c->env->dynamic) {
    return fr__cel_reject(c, at, "%s does not take %s, but %s", fr__cel_operator_text(at->op),
                          fr__cel_kind_text(of->kind), negate ? "an int or a double" : "a condition, such as x > 0");
  }
  return becomes(fr__cel_note_of(c, at), FR__CEL_ROLE_STRUCTURE, of) && fr__cel_fold(c, at);
}

static bool check_condition_kind(compiler *c, const node *at, const char *where) {
  const uint32_t kind = fr__cel_note_of(c, at)->shape->kind;
  if (kind == FR__CEL_BOOL || kind == FR__CEL_DYN || c->env->dynamic) return true;
  return fr__cel_reject(c, at, "%s needs a condition, which is true or false, not %s", where, fr__cel_kind_text(kind));
}

static bool check_logic(compiler *c, const node *at) {
  for (uint32_t i = 0; i < at->count; i++) {
    if (!fr__cel_check_value(c, at->items[i])) return false;
    if (!check_condition_kind(c, at->items[i], at->kind == FR__CEL_NODE_AND ? "&&" : "||")) return false;
  }
  return becomes(fr__cel_note_of(c, at), FR__CEL_ROLE_STRUCTURE, fr__cel_plain(FR__CEL_BOOL)) && fr__cel_fold(c, at);
}

static bool check_choice(compiler *c, const node *at) {
  for (uint32_t i = 0; i < 3; i++) {
    if (!fr__cel_check_value(c, at->items[i])) return false;
  }
  if (!check_condition_kind(c, at->items[0], "? :")) return false;
  fr__cel_widen(c, at->items[1], at->items[2]);
  fr__cel_widen(c, at->items[2], at->items[1]);
  const shape *yes = fr__cel_note_of(c, at->items[1])->shape, *no = fr__cel_note_of(c, at->items[2])->shape;
  const shape *both = fr__cel_common(yes, no);
  if (both == NULL && c->env->dynamic) both = fr__cel_plain(FR__CEL_DYN);
  if (both == NULL) {
    return fr__cel_reject(c, at, "? : gives %s or %s; both have to be of one kind", fr__cel_kind_text(yes->kind),
                          fr__cel_kind_text(no->kind));
  }
  return becomes(fr__cel_note_of(c, at), FR__CEL_ROLE_STRUCTURE, both) && fr__cel_fold(c, at);
}

static bool check_index(compiler *c, const node *at) {
  if (!fr__cel_check_value(c, at->items[0]) || !fr__cel_check_value(c, at->items[1])) return false;
  const shape *of = fr__cel_note_of(c, at->items[0])->shape, *index = fr__cel_note_of(c, at->items[1])->shape;
  const bool fits = c->env->dynamic;
  if (!fits && of->kind != FR__CEL_LIST && of->kind != FR__CEL_MAP && of->kind != FR__CEL_DYN) {
    return fr__cel_reject(c, at, "[…] looks into a list or a map, not into %s", fr__cel_kind_text(of->kind));
  }
  const bool number = index->kind == FR__CEL_INT || index->kind == FR__CEL_UINT || index->kind == FR__CEL_DYN;
  if (!fits && of->kind == FR__CEL_LIST && !number) {
    return fr__cel_reject(c, at, "the place in a list is an int, counted from 0, not %s",
                          fr__cel_kind_text(index->kind));
  }
  const shape *element = of->element != NULL && of->kind != FR__CEL_DYN ? of->element : fr__cel_plain(FR__CEL_DYN);
  return becomes(fr__cel_note_of(c, at), FR__CEL_ROLE_STRUCTURE, element) && fr__cel_fold(c, at);
}

bool fr__cel_check(compiler *c, const node *at) {
  note *n = fr__cel_note_of(c, at);
  switch (at->kind) {
    case FR__CEL_NODE_LITERAL:
      n->value = at->value;
      return becomes(n, FR__CEL_ROLE_CONSTANT, fr__cel_plain(at->value.kind));
    case FR__CEL_NODE_NAME:
    case FR__CEL_NODE_SELECT: return check_name(c, at);
    case FR__CEL_NODE_INDEX: return check_index(c, at);
    case FR__CEL_NODE_CALL: return fr__cel_check_call(c, at);
    case FR__CEL_NODE_METHOD: return fr__cel_check_method(c, at);
    case FR__CEL_NODE_UNARY: return check_unary(c, at);
    case FR__CEL_NODE_BINARY: return check_binary(c, at);
    case FR__CEL_NODE_AND:
    case FR__CEL_NODE_OR: return check_logic(c, at);
    case FR__CEL_NODE_CONDITION: return check_choice(c, at);
    case FR__CEL_NODE_LIST: return check_list(c, at);
    case FR__CEL_NODE_MAP: return check_map(c, at);
    default:
      return fr__cel_unsupported(c, at, "protobuf messages and enums",
                                 "messages such as %.60s{…} are not supported; write a map, {\"key\": value}",
                                 at->text);
  }
}

bool fr__cel_check_value(compiler *c, const node *at) {
  if (!fr__cel_check(c, at)) return false;
  const note *n = fr__cel_note_of(c, at);
  if (n->shape->kind != FR__CEL_SEQUENCE) return true;
  return fr__cel_reject(c, at,
                        "a history is not a value; end the chain over %s with size(), exists(…), or map(…) and sum(), "
                        "min(), max(), first() or last()",
                        n->chain->name);
}
