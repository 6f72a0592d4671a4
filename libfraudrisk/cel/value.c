/* SPDX-License-Identifier: Apache-2.0 */
#include "cel/cel.h"

const char *fr__cel_fault_text(uint32_t fault) {
  static const char *const texts[] = {
      [FR__CEL_FAULT_NONE] = "no error",
      [FR__CEL_FAULT_OVERFLOW] = "a number left the range of its kind",
      [FR__CEL_FAULT_DIVISION] = "division by zero",
      [FR__CEL_FAULT_NO_OVERLOAD] = "an operation met kinds of values that it does not take",
      [FR__CEL_FAULT_RANGE] = "an index or a conversion is out of range",
      [FR__CEL_FAULT_NO_KEY] = "the map has no such key",
      [FR__CEL_FAULT_EMPTY] = "nothing is there to choose from",
      [FR__CEL_FAULT_SYNTAX] = "a text does not spell a value of that kind",
      [FR__CEL_FAULT_MEMORY] = "the memory of one evaluation is used up",
      [FR__CEL_FAULT_COST] = "the evaluation took more steps than it may",
      [FR__CEL_FAULT_UNDECLARED] = "a name or a function is not declared",
  };
  return fault < FR_COUNT(texts) ? texts[fault] : "unknown error";
}

static const struct {
  const char *name;
  uint32_t kind;
} kinds[] = {{"bool", FR__CEL_BOOL},
             {"bytes", FR__CEL_BYTES},
             {"double", FR__CEL_DOUBLE},
             {"int", FR__CEL_INT},
             {"list", FR__CEL_LIST},
             {"map", FR__CEL_MAP},
             {"null_type", FR__CEL_NULL},
             {"string", FR__CEL_STRING},
             {"type", FR__CEL_TYPE},
             {"uint", FR__CEL_UINT},
             {"google.protobuf.Timestamp", FR__CEL_TIMESTAMP},
             {"google.protobuf.Duration", FR__CEL_DURATION}};

const char *fr__cel_kind_name(uint32_t kind) {
  for (size_t i = 0; i < FR_COUNT(kinds); i++) {
    if (kinds[i].kind == kind) return kinds[i].name;
  }
  return "";
}

uint32_t fr__cel_kind_named(const char *name) {
  for (size_t i = 0; i < FR_COUNT(kinds); i++) {
    if (strcmp(kinds[i].name, name) == 0) return kinds[i].kind;
  }
  return FR__CEL_UNKNOWN;
}

/* Values nest no deeper than expressions do; what a host hands in deeper than that equals nothing. */
enum { MOST_NESTED = 2 * FR_MAX_EXPRESSION_DEPTH };

static int order(bool less, bool greater) { return less ? -1 : greater ? 1 : 0; }

/* Whole numbers meet doubles as doubles, as in the reference implementation and its suite: past 2^53 neighbours are
 * alike. What lies outside the range of the whole numbers is less or more than all of them. */
static int compare_doubles(double a, double b, bool *ordered) {
  *ordered = a == a && b == b;
  return order(a<b, a> b);
}

static int compare_int_double(int64_t a, double b, bool *ordered) {
  if (b > 9223372036854775808.0) return -1;
  if (b < -9223372036854775808.0) return 1;
  return compare_doubles((double)a, b, ordered);
}

static int compare_uint_double(uint64_t a, double b, bool *ordered) {
  if (b > 18446744073709551616.0) return -1;
  if (b < 0.0) return 1;
  return compare_doubles((double)a, b, ordered);
}

static int compare_numbers(const fr__cel_value *a, const fr__cel_value *b, bool *ordered) {
  if (a->kind == b->kind) {
    if (a->kind == FR__CEL_INT) return order(a->as.integer<b->as.integer, a->as.integer> b->as.integer);
    if (a->kind == FR__CEL_UINT) return order(a->as.word<b->as.word, a->as.word> b->as.word);
    const double x = a->as.number, y = b->as.number;
    *ordered = x == x && y == y;
    return order(x<y, x> y);
  }
  if (a->kind > b->kind) return -compare_numbers(b, a, ordered);
  if (a->kind == FR__CEL_INT && b->kind == FR__CEL_UINT) {
    if (a->as.integer < 0) return -1;
    return order((uint64_t)a->as.integer<b->as.word, (uint64_t)a->as.integer> b->as.word);
  }
  if (a->kind == FR__CEL_INT) return compare_int_double(a->as.integer, b->as.number, ordered);
  return compare_uint_double(a->as.word, b->as.number, ordered);
}

static bool is_number(const fr__cel_value *value) {
  return value->kind >= FR__CEL_INT && value->kind <= FR__CEL_DOUBLE;
}

/* How far one comparison may still go: levels down, and items in all. A few lists that hold each other several times
 * spell more items than anybody could compare. */
typedef struct reach {
  uint32_t depth, items;
} reach;

static bool equal_within(const fr__cel_value *a, const fr__cel_value *b, reach *left);

static bool next_item(reach *left) {
  if (left->items == 0) return false;
  left->items--;
  return true;
}

static bool equal_maps(const fr__cel_value *a, const fr__cel_value *b, reach *left) {
  for (uint32_t i = 0; i < a->size; i++) {
    const fr__cel_value *key = &a->as.items[2 * i];
    uint32_t j = 0;
    while (j < b->size && next_item(left) && !equal_within(key, &b->as.items[2 * j], left)) j++;
    if (j == b->size || !next_item(left) || !equal_within(key + 1, &b->as.items[2 * j + 1], left)) return false;
  }
  return true;
}

static bool equal_lists(const fr__cel_value *a, const fr__cel_value *b, reach *left) {
  for (uint32_t i = 0; i < a->size; i++) {
    if (!next_item(left) || !equal_within(&a->as.items[i], &b->as.items[i], left)) return false;
  }
  return true;
}

static bool equal_within(const fr__cel_value *a, const fr__cel_value *b, reach *left) {
  if (is_number(a) && is_number(b)) {
    bool ordered = true;
    return compare_numbers(a, b, &ordered) == 0 && ordered;
  }
  if (a->kind != b->kind) return false;
  switch (a->kind) {
    case FR__CEL_STRING:
    case FR__CEL_BYTES:
      if (a->size != b->size) return false;
      return a->size == 0 || a->as.text == b->as.text || memcmp(a->as.text, b->as.text, a->size) == 0;
    case FR__CEL_NULL: return true;
    case FR__CEL_BOOL:
    case FR__CEL_TYPE: return a->as.integer == b->as.integer;
    case FR__CEL_TIMESTAMP:
    case FR__CEL_DURATION: return a->as.integer == b->as.integer && a->size == b->size;
    case FR__CEL_KEY: return a->as.word == b->as.word;
    case FR__CEL_HOST: return a->as.text == b->as.text;
    case FR__CEL_LIST:
    case FR__CEL_MAP: break;
    default: return false;
  }
  if (a->size != b->size || left->depth == 0) return false;
  left->depth--;
  const bool equal = a->kind == FR__CEL_LIST ? equal_lists(a, b, left) : equal_maps(a, b, left);
  left->depth++;
  return equal;
}

bool fr__cel_equal_within(const fr__cel_value *a, const fr__cel_value *b, uint32_t *items) {
  reach left = {MOST_NESTED, *items};
  const bool equal = equal_within(a, b, &left);
  *items = left.items;
  return equal;
}

bool fr__cel_equal(const fr__cel_value *a, const fr__cel_value *b) {
  uint32_t items = FR__CEL_EQUAL_ITEMS;
  return fr__cel_equal_within(a, b, &items);
}

int fr__cel_compare(const fr__cel_value *a, const fr__cel_value *b, bool *ordered) {
  *ordered = true;
  if (is_number(a) && is_number(b)) return compare_numbers(a, b, ordered);
  if (a->kind != b->kind) {
    *ordered = false;
    return 0;
  }
  switch (a->kind) {
    case FR__CEL_STRING:
    case FR__CEL_BYTES: {
      const uint32_t common = a->size < b->size ? a->size : b->size;
      const int first = common == 0 ? 0 : memcmp(a->as.text, b->as.text, common);
      return first != 0 ? order(first<0, first> 0) : order(a->size<b->size, a->size> b->size);
    }
    case FR__CEL_TIMESTAMP:
    case FR__CEL_DURATION:
      if (a->as.integer == b->as.integer) return order(a->size<b->size, a->size> b->size);
      return order(a->as.integer<b->as.integer, a->as.integer> b->as.integer);
    case FR__CEL_BOOL: return order(a->as.integer<b->as.integer, a->as.integer> b->as.integer);
    default: *ordered = false; return 0;
  }
}
