/* SPDX-License-Identifier: Apache-2.0
 *
 * Operators on two known or unknown values. An unknown operand makes the result unknown, else an error passes on. */
#include "cel/program.h"
#include "cel/time.h"
#include "cel/tree.h"

static fr__cel_value no_overload(void) { return fr__cel_failed(FR__CEL_FAULT_NO_OVERLOAD); }

/* Unknown outweighs errors; the first error outweighs the second. */
static bool passes_on(const fr__cel_value *x, const fr__cel_value *y, fr__cel_value *result) {
  if (x->kind > FR__CEL_ERROR && y->kind > FR__CEL_ERROR) return false;
  *result = x->kind == FR__CEL_UNKNOWN || (x->kind == FR__CEL_ERROR && y->kind != FR__CEL_UNKNOWN) ? *x : *y;
  return true;
}

static fr__cel_value on_ints(uint32_t op, int64_t x, int64_t y) {
  int64_t result = 0;
  bool overflow = false;
  switch (op) {
    case FR__CEL_ADD: overflow = __builtin_add_overflow(x, y, &result); break;
    case FR__CEL_SUBTRACT: overflow = __builtin_sub_overflow(x, y, &result); break;
    case FR__CEL_MULTIPLY: overflow = __builtin_mul_overflow(x, y, &result); break;
    default:
      if (y == 0) return fr__cel_failed(FR__CEL_FAULT_DIVISION);
      overflow = x == INT64_MIN && y == -1;
      if (!overflow) result = op == FR__CEL_DIVIDE ? x / y : x % y;
  }
  return overflow ? fr__cel_failed(FR__CEL_FAULT_OVERFLOW) : fr__cel_int(result);
}

static fr__cel_value on_uints(uint32_t op, uint64_t x, uint64_t y) {
  fr__cel_value result = {.kind = FR__CEL_UINT};
  bool overflow = false;
  switch (op) {
    case FR__CEL_ADD: overflow = __builtin_add_overflow(x, y, &result.as.word); break;
    case FR__CEL_SUBTRACT: overflow = __builtin_sub_overflow(x, y, &result.as.word); break;
    case FR__CEL_MULTIPLY: overflow = __builtin_mul_overflow(x, y, &result.as.word); break;
    default:
      if (y == 0) return fr__cel_failed(FR__CEL_FAULT_DIVISION);
      result.as.word = op == FR__CEL_DIVIDE ? x / y : x % y;
  }
  return overflow ? fr__cel_failed(FR__CEL_FAULT_OVERFLOW) : result;
}

static fr__cel_value on_doubles(uint32_t op, double x, double y) {
  switch (op) {
    case FR__CEL_ADD: return fr__cel_double(x + y);
    case FR__CEL_SUBTRACT: return fr__cel_double(x - y);
    case FR__CEL_MULTIPLY: return fr__cel_double(x * y);
    case FR__CEL_DIVIDE: return fr__cel_double(x / y);
    default: return no_overload();
  }
}

static fr__cel_value concatenate(fr__cel_machine *machine, const fr__cel_value *x, const fr__cel_value *y) {
  if (y->size == 0) return *x;
  if (x->size == 0) return *y;
  const bool list = x->kind == FR__CEL_LIST;
  const uint64_t unit = list ? sizeof *x : 1;
  const uint64_t size = (uint64_t)x->size + y->size;
  char *copy = size > UINT32_MAX ? NULL : fr__cel_take(machine, size * unit);
  if (copy == NULL) return fr__cel_failed(FR__CEL_FAULT_MEMORY);
  const void *first = list ? (const void *)x->as.items : x->as.text;
  const void *second = list ? (const void *)y->as.items : y->as.text;
  memcpy(copy, first, x->size * unit);
  memcpy(copy + x->size * unit, second, y->size * unit);
  fr__cel_value result = {.kind = x->kind, .size = (uint32_t)size, .as.text = copy};
  if (list) result.as.items = (const fr__cel_value *)(const void *)copy;
  return result;
}

static fr__cel_value on_times(uint32_t op, const fr__cel_value *x, const fr__cel_value *y) {
  const bool x_time = x->kind == FR__CEL_TIMESTAMP, y_time = y->kind == FR__CEL_TIMESTAMP;
  uint32_t kind = FR__CEL_DURATION;
  int64_t sign = 1;
  /* Both lie within 2^59, so that neither sum nor difference can overflow. */
  if (op == FR__CEL_ADD && !(x_time && y_time)) {
    if (x_time || y_time) kind = FR__CEL_TIMESTAMP;
  } else if (op == FR__CEL_SUBTRACT && (x_time || !y_time)) {
    if (x_time && !y_time) kind = FR__CEL_TIMESTAMP;
    sign = -1;
  } else {
    return no_overload();
  }
  fr__cel_value result;
  const int64_t us = x->as.integer + sign * y->as.integer, ns = (int64_t)x->size + sign * (int64_t)y->size;
  return fr__cel_time_of(kind, us, ns, &result) ? result : fr__cel_failed(FR__CEL_FAULT_OVERFLOW);
}

static bool is_time(const fr__cel_value *value) {
  return value->kind == FR__CEL_TIMESTAMP || value->kind == FR__CEL_DURATION;
}

fr__cel_value fr__cel_arithmetic(fr__cel_machine *machine, uint32_t op, const fr__cel_value *x,
                                 const fr__cel_value *y) {
  if (x->kind == FR__CEL_DOUBLE && y->kind == FR__CEL_DOUBLE) return on_doubles(op, x->as.number, y->as.number);
  fr__cel_value result;
  if (passes_on(x, y, &result)) return result;
  if (is_time(x) && is_time(y)) return on_times(op, x, y);
  if (x->kind != y->kind) return no_overload();
  switch (x->kind) {
    case FR__CEL_INT: return on_ints(op, x->as.integer, y->as.integer);
    case FR__CEL_UINT: return on_uints(op, x->as.word, y->as.word);
    case FR__CEL_STRING:
    case FR__CEL_BYTES:
    case FR__CEL_LIST: return op == FR__CEL_ADD ? concatenate(machine, x, y) : no_overload();
    default: return no_overload();
  }
}

fr__cel_value fr__cel_map_get(const fr__cel_value *map, const fr__cel_value *key) {
  for (uint32_t i = 0; i < map->size; i++) {
    if (fr__cel_equal(&map->as.items[2 * i], key)) return map->as.items[2 * i + 1];
  }
  return fr__cel_failed(FR__CEL_FAULT_NO_KEY);
}

/* A true answer is whole, whatever is left; a false one is not where the items ran out. */
static bool ran_out(const fr__cel_value *x, const uint32_t *items) {
  return *items == 0 && (x->kind == FR__CEL_LIST || x->kind == FR__CEL_MAP);
}

static fr__cel_value contained(const fr__cel_value *x, const fr__cel_value *in, uint32_t *items) {
  if (in->kind != FR__CEL_MAP && in->kind != FR__CEL_LIST) return no_overload();
  const uint32_t step = in->kind == FR__CEL_MAP ? 2 : 1;
  for (uint32_t i = 0; i < in->size; i++) {
    if (fr__cel_equal_within(&in->as.items[step * i], x, items)) return fr__cel_bool(true);
    if (ran_out(x, items)) return fr__cel_failed(FR__CEL_FAULT_COST);
  }
  return fr__cel_bool(false);
}

fr__cel_value fr__cel_comparison(fr__cel_machine *machine, uint32_t op, const fr__cel_value *x,
                                 const fr__cel_value *y) {
  fr__cel_value result;
  if (passes_on(x, y, &result)) return result;
  if (op == FR__CEL_EQ || op == FR__CEL_NE || op == FR__CEL_CONTAINED) {
    uint32_t own = FR__CEL_BUDGET, *items = machine == NULL ? &own : &machine->budget;
    if (op == FR__CEL_CONTAINED) return contained(x, y, items);
    const bool equal = fr__cel_equal_within(x, y, items);
    if (!equal && ran_out(x, items)) return fr__cel_failed(FR__CEL_FAULT_COST);
    return fr__cel_bool(equal == (op == FR__CEL_EQ));
  }
  bool ordered;
  const int order = fr__cel_compare(x, y, &ordered);
  if (!ordered) {
    /* A NaN compares as false; other kinds do not compare. */
    const bool numbers =
        x->kind >= FR__CEL_INT && x->kind <= FR__CEL_DOUBLE && y->kind >= FR__CEL_INT && y->kind <= FR__CEL_DOUBLE;
    return numbers ? fr__cel_bool(false) : no_overload();
  }
  switch (op) {
    case FR__CEL_LT: return fr__cel_bool(order < 0);
    case FR__CEL_LE: return fr__cel_bool(order <= 0);
    case FR__CEL_GT: return fr__cel_bool(order > 0);
    default: return fr__cel_bool(order >= 0);
  }
}

static fr__cel_value list_item(const fr__cel_value *list, const fr__cel_value *index) {
  uint64_t at = index->as.word;
  if (index->kind == FR__CEL_DOUBLE) {
    const double number = index->as.number;
    if (!(number >= 0.0 && number < 4294967296.0)) return fr__cel_failed(FR__CEL_FAULT_RANGE);
    at = (uint64_t)number;
    if ((double)at != number) return fr__cel_failed(FR__CEL_FAULT_RANGE);
  } else if (index->kind != FR__CEL_INT && index->kind != FR__CEL_UINT) {
    return no_overload();
  }
  return at < list->size ? list->as.items[at] : fr__cel_failed(FR__CEL_FAULT_RANGE);
}

fr__cel_value fr__cel_index(const fr__cel_value *of, const fr__cel_value *index) {
  fr__cel_value result;
  if (passes_on(of, index, &result)) return result;
  if (of->kind == FR__CEL_MAP) return fr__cel_map_get(of, index);
  return of->kind == FR__CEL_LIST ? list_item(of, index) : no_overload();
}
