/* SPDX-License-Identifier: Apache-2.0
 *
 * Functions on lists, and the few of mathematics that are exact without the mathematical library. */
#include "cel/program.h"
#include "cel/tree.h"

static fr__cel_value zero_of(uint32_t kind) {
  if (kind == FR__CEL_DOUBLE) return fr__cel_double(0.0);
  if (kind == FR__CEL_DURATION) return fr__cel_duration(0);
  return (fr__cel_value){.kind = kind == FR__CEL_UINT ? FR__CEL_UINT : FR__CEL_INT};
}

fr__cel_value fr__cel_call_sum(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)count;
  const fr__cel_value *list = &arguments[0];
  if (list->size == 0) return zero_of(machine->element);
  fr__cel_value sum = zero_of(list->as.items[0].kind);
  for (uint32_t i = 0; i < list->size && sum.kind != FR__CEL_ERROR; i++) {
    sum = fr__cel_arithmetic(machine, FR__CEL_ADD, &sum, &list->as.items[i]);
  }
  return sum;
}

/* A NaN wins: it is ordered with nothing, and has to be seen. */
static fr__cel_value choose(const fr__cel_value *items, uint32_t count, int wanted) {
  if (count == 0) return fr__cel_failed(FR__CEL_FAULT_EMPTY);
  const fr__cel_value *best = &items[0];
  for (uint32_t i = 0; i < count; i++) {
    if (items[i].kind == FR__CEL_DOUBLE && items[i].as.number != items[i].as.number) return items[i];
    bool ordered;
    if (fr__cel_compare(&items[i], best, &ordered) == wanted) best = &items[i];
    if (!ordered) return fr__cel_failed(FR__CEL_FAULT_NO_OVERLOAD);
  }
  return *best;
}

fr__cel_value fr__cel_call_min(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)machine, (void)count;
  return choose(arguments[0].as.items, arguments[0].size, -1);
}

fr__cel_value fr__cel_call_max(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)machine, (void)count;
  return choose(arguments[0].as.items, arguments[0].size, 1);
}

fr__cel_value fr__cel_call_first(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)machine, (void)count;
  return arguments[0].size == 0 ? fr__cel_failed(FR__CEL_FAULT_EMPTY) : arguments[0].as.items[0];
}

fr__cel_value fr__cel_call_last(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)machine, (void)count;
  return arguments[0].size == 0 ? fr__cel_failed(FR__CEL_FAULT_EMPTY) : arguments[0].as.items[arguments[0].size - 1];
}

fr__cel_value fr__cel_call_distinct(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)count;
  const fr__cel_value *list = &arguments[0];
  fr__cel_value *kept = fr__cel_take(machine, (uint64_t)list->size * sizeof *kept);
  if (kept == NULL) return fr__cel_failed(FR__CEL_FAULT_MEMORY);
  uint32_t size = 0;
  for (uint32_t i = 0; i < list->size; i++) {
    uint32_t j = 0;
    while (j < size && !fr__cel_equal_within(&kept[j], &list->as.items[i], &machine->budget)) j++;
    if (machine->budget < size) return fr__cel_failed(FR__CEL_FAULT_COST);
    machine->budget -= size;
    if (j == size) kept[size++] = list->as.items[i];
  }
  return (fr__cel_value){.kind = FR__CEL_LIST, .size = size, .as.items = kept};
}

/* ---- math ---- */

/* math.least(1, 2, 3) and math.least([1, 2, 3]) */
static fr__cel_value extreme(const fr__cel_value *arguments, uint32_t count, int wanted) {
  const bool list = arguments[0].kind == FR__CEL_LIST;
  if (list && count > 1) return fr__cel_failed(FR__CEL_FAULT_NO_OVERLOAD);
  const fr__cel_value *items = list ? arguments[0].as.items : arguments;
  const uint32_t size = list ? arguments[0].size : count;
  for (uint32_t i = 0; i < size; i++) {
    if (items[i].kind < FR__CEL_INT || items[i].kind > FR__CEL_DOUBLE) return fr__cel_failed(FR__CEL_FAULT_NO_OVERLOAD);
  }
  return choose(items, size, wanted);
}

fr__cel_value fr__cel_call_least(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)machine;
  return extreme(arguments, count, -1);
}

fr__cel_value fr__cel_call_greatest(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)machine;
  return extreme(arguments, count, 1);
}

fr__cel_value fr__cel_call_abs(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)machine, (void)count;
  fr__cel_value value = arguments[0];
  if (value.kind == FR__CEL_DOUBLE) value.as.number = __builtin_fabs(value.as.number);
  if (value.kind == FR__CEL_INT && value.as.integer < 0) {
    if (value.as.integer == INT64_MIN) return fr__cel_failed(FR__CEL_FAULT_OVERFLOW);
    value.as.integer = -value.as.integer;
  }
  return value;
}

/* Past 2^52 every double is whole; NaN and the infinities pass through. The sign of a zero is kept. */
static double truncated(double value) {
  if (!(__builtin_fabs(value) < 4503599627370496.0)) return value;
  return __builtin_copysign((double)(int64_t)value, value);
}

fr__cel_value fr__cel_call_trunc(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)machine, (void)count;
  return fr__cel_double(truncated(arguments[0].as.number));
}

fr__cel_value fr__cel_call_ceil(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)machine, (void)count;
  const double value = arguments[0].as.number, whole = truncated(value);
  return fr__cel_double(whole < value ? whole + 1.0 : whole);
}

fr__cel_value fr__cel_call_floor(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)machine, (void)count;
  const double value = arguments[0].as.number, whole = truncated(value);
  return fr__cel_double(whole > value ? whole - 1.0 : whole);
}

/* Halves away from zero. */
fr__cel_value fr__cel_call_round(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)machine, (void)count;
  const double value = arguments[0].as.number, whole = truncated(value);
  const double rest = __builtin_fabs(value - whole);
  return fr__cel_double(rest >= 0.5 ? whole + __builtin_copysign(1.0, value) : whole);
}
