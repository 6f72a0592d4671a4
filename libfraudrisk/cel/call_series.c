/* SPDX-License-Identifier: Apache-2.0
 *
 * What follows on what: ranks, gaps, rises, hours. Lists and the folds of histories ask the same functions here, so
 * that they cannot mean two things. */
#include "cel/program.h"
#include "cel/tree.h"

typedef fr__cel_value value;

/* ---- one value beside the one before ---- */

value fr__cel_gap(const value *before, const value *at) {
  if (before->kind != at->kind) return fr__cel_failed(FR__CEL_FAULT_NO_OVERLOAD); /* 3s is no gap between times */
  return fr__cel_arithmetic(NULL, FR__CEL_SUBTRACT, at, before);
}

value fr__cel_hour(const value *time, int32_t utc_offset_s) {
  if (time->kind != FR__CEL_TIMESTAMP) return fr__cel_failed(FR__CEL_FAULT_NO_OVERLOAD);
  /* Times lie within 2^59, so that no offset takes them out of range; before 1970 the rest is negative. */
  const int64_t rest_us = (time->as.integer + utc_offset_s * FR__SECOND_US) % FR__DAY_US;
  return fr__cel_int((rest_us < 0 ? rest_us + FR__DAY_US : rest_us) / FR__HOUR_US);
}

/* As a double; false for what is no number and no duration. */
static bool measure(const value *of, double *size) {
  switch (of->kind) {
    case FR__CEL_INT: *size = (double)of->as.integer; return true;
    case FR__CEL_UINT: *size = (double)of->as.word; return true;
    case FR__CEL_DOUBLE: *size = of->as.number; return true;
    case FR__CEL_DURATION: *size = (double)of->as.integer + (double)of->size / 1000.0; return true;
    default: return false;
  }
}

bool fr__cel_rises(const value *before, const value *at, double ratio) {
  double from, to;
  if (!measure(before, &from) || !measure(at, &to)) return false;
  return from > 0.0 && to > 0.0 && to >= ratio * from;
}

/* ---- what they take ---- */

static bool number_of(const value *of, double *number) { return of->kind != FR__CEL_DURATION && measure(of, number); }

bool fr__cel_percent_of(const value *of, double *percent) {
  return number_of(of, percent) && *percent >= 0.0 && *percent <= 100.0;
}

bool fr__cel_ratio_of(const value *of, double *ratio) {
  return number_of(of, ratio) && *ratio >= 1.0 && *ratio - *ratio == 0.0;
}

/* ---- ranks among values of any kinds: a heap ---- */

/* A total order: what is equal in CEL (1 and 1.0, 0.0 and -0.0) still has one that comes first, so that the answer does
 * not depend on how the values lay. */
static int order(const value *a, const value *b) {
  bool ordered;
  const int by_value = fr__cel_compare(a, b, &ordered);
  if (by_value != 0) return by_value;
  if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
  if (a->kind != FR__CEL_DOUBLE) return 0;
  return (int)(__builtin_signbit(b->as.number) != 0) - (int)(__builtin_signbit(a->as.number) != 0);
}

/* Lets the value at a place of a heap sink to where it belongs; sign 1: the least stands on top, -1: the greatest. */
static void sink(value *heap, size_t count, size_t at, int sign) {
  const value moved = heap[at];
  for (size_t child = 2 * at + 1; child < count; child = 2 * at + 1) {
    if (child + 1 < count && sign * order(&heap[child + 1], &heap[child]) < 0) child++;
    if (sign * order(&moved, &heap[child]) <= 0) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = moved;
}

/* The value of that rank, from 1, taken off a heap from whichever end is nearer. */
static value select_by_order(value *values, uint32_t count, uint32_t rank) {
  const int sign = rank <= count / 2 ? 1 : -1;
  size_t left = count;
  for (size_t i = count / 2; i-- > 0;) sink(values, left, i, sign);
  for (uint32_t off = sign > 0 ? rank - 1 : count - rank; off > 0; off--) {
    values[0] = values[--left];
    sink(values, left, 0, sign);
  }
  return values[0];
}

/* ---- ranks among values of one kind that a word orders: a byte at a time, never more than eight passes ---- */

#define TOP_BIT (UINT64_C(1) << 63)
enum { NEAR = 16 };

/* A word that is ordered as the value is; -0.0 comes before 0.0. */
static uint64_t key_of(const value *of) {
  const uint64_t word = of->as.word;
  if (of->kind == FR__CEL_UINT) return word;
  if (of->kind != FR__CEL_DOUBLE) return word ^ TOP_BIT;
  return (word & TOP_BIT) != 0 ? ~word : word | TOP_BIT;
}

static value of_key(uint8_t kind, uint64_t key) {
  uint64_t word = key;
  if (kind != FR__CEL_UINT) word = key ^ TOP_BIT;
  if (kind == FR__CEL_DOUBLE && (key & TOP_BIT) == 0) word = ~key;
  return (value){.kind = kind, .as.word = word};
}

static bool has_key(const value *of) {
  static const uint32_t kinds = FR__CEL_NUMBERS | FR__CEL_BIT(BOOL) | FR__CEL_BIT(TIMESTAMP) | FR__CEL_BIT(DURATION);
  const bool number = of->kind != FR__CEL_DOUBLE || of->as.number == of->as.number;
  return (kinds >> of->kind & 1) != 0 && of->size == 0 && number; /* size: nanoseconds, which no word has room for */
}

/* Near an end, the few from there to the rank are kept in order, and most values are only compared with the last of
 * them. From the top the order is turned around. */
static uint64_t select_near_end(const value *values, uint32_t count, uint32_t rank, bool top) {
  const uint64_t turn = top ? UINT64_MAX : 0;
  const uint32_t room = top ? count - rank + 1 : rank;
  uint64_t kept[NEAR];
  uint32_t held = 0;
  for (uint32_t i = 0; i < count; i++) {
    const uint64_t key = values[i].as.word ^ turn;
    if (held == room && key >= kept[held - 1]) continue;
    uint32_t at = held < room ? held++ : held - 1;
    for (; at > 0 && kept[at - 1] > key; at--) kept[at] = kept[at - 1];
    kept[at] = key;
  }
  return kept[room - 1] ^ turn;
}

static value select_by_keys(value *values, uint32_t count, uint32_t rank) {
  const uint8_t kind = values[0].kind;
  for (uint32_t i = 0; i < count; i++) values[i].as.word = key_of(&values[i]);
  const bool top = rank > count / 2;
  if ((top ? count - rank + 1 : rank) <= NEAR) return of_key(kind, select_near_end(values, count, rank, top));
  for (uint32_t shift = 64; shift > 0 && count > 1;) {
    uint32_t sizes[256] = {0}, byte = 0, kept = 0;
    shift -= 8;
    for (uint32_t i = 0; i < count; i++) sizes[values[i].as.word >> shift & 255]++;
    while (rank > sizes[byte]) rank -= sizes[byte++];
    for (uint32_t i = 0; i < count && sizes[byte] < count; i++) {
      if ((values[i].as.word >> shift & 255) == byte) values[kept++].as.word = values[i].as.word;
    }
    count = sizes[byte];
  }
  return of_key(kind, values[0].as.word);
}

/* ---- percentiles ---- */

/* ceil(percent * count / 100), computed in this order so that 55 of 100 is 55. */
static uint32_t rank_of(double percent, uint32_t count) {
  const double exact = percent * (double)count / 100.0;
  const uint32_t below = (uint32_t)exact;
  const uint32_t rank = below + ((double)below < exact ? 1 : 0);
  return rank == 0 ? 1 : rank;
}

value fr__cel_percentile(value *values, uint32_t count, double percent) {
  if (count == 0) return fr__cel_failed(FR__CEL_FAULT_EMPTY);
  const uint32_t rank = rank_of(percent, count);
  bool keys = true;
  for (uint32_t i = 0; i < count && keys; i++) keys = has_key(&values[i]) && values[i].kind == values[0].kind;
  if (keys) return select_by_keys(values, count, rank);
  for (uint32_t i = 0; i < count; i++) {
    bool ordered, alike;
    (void)fr__cel_compare(&values[i], &values[i], &ordered); /* a NaN has no place, not even beside itself */
    (void)fr__cel_compare(&values[i], &values[0], &alike);
    if (!ordered || !alike) return fr__cel_failed(FR__CEL_FAULT_NO_OVERLOAD);
  }
  return select_by_order(values, count, rank);
}

uint64_t fr__cel_percentile_cost(uint64_t count) {
  uint64_t levels = 1;
  while (levels < 64 && count >> levels != 0) levels++;
  return count > UINT64_MAX / levels ? UINT64_MAX : count * levels;
}

/* ---- over lists ---- */

static bool spend(fr__cel_machine *machine, uint64_t steps) {
  if (machine->budget < steps) return false;
  machine->budget -= (uint32_t)steps;
  return true;
}

value fr__cel_call_percentile(fr__cel_machine *machine, const value *arguments, uint32_t count) {
  (void)count;
  const value *list = &arguments[0];
  double percent;
  if (!fr__cel_percent_of(&arguments[1], &percent)) return fr__cel_failed(FR__CEL_FAULT_RANGE);
  if (list->size == 0) return fr__cel_failed(FR__CEL_FAULT_EMPTY);
  if (!spend(machine, fr__cel_percentile_cost(list->size))) return fr__cel_failed(FR__CEL_FAULT_COST);
  value *copy = fr__cel_take(machine, (uint64_t)list->size * sizeof *copy);
  if (copy == NULL) return fr__cel_failed(FR__CEL_FAULT_MEMORY);
  memcpy(copy, list->as.items, (size_t)list->size * sizeof *copy);
  return fr__cel_percentile(copy, list->size, percent);
}

value fr__cel_call_gaps(fr__cel_machine *machine, const value *arguments, uint32_t count) {
  (void)count;
  const value *list = &arguments[0];
  const uint32_t size = list->size == 0 ? 0 : list->size - 1;
  value *gaps = fr__cel_take(machine, (uint64_t)size * sizeof *gaps);
  if (gaps == NULL) return fr__cel_failed(FR__CEL_FAULT_MEMORY);
  for (uint32_t i = 0; i < size; i++) {
    gaps[i] = fr__cel_gap(&list->as.items[i], &list->as.items[i + 1]);
    if (gaps[i].kind <= FR__CEL_ERROR) return gaps[i];
  }
  return (value){.kind = FR__CEL_LIST, .size = size, .as.items = gaps};
}

value fr__cel_call_rises(fr__cel_machine *machine, const value *arguments, uint32_t count) {
  (void)machine, (void)count;
  const value *list = &arguments[0];
  double ratio, size;
  int64_t rises = 0;
  if (!fr__cel_ratio_of(&arguments[1], &ratio)) return fr__cel_failed(FR__CEL_FAULT_RANGE);
  for (uint32_t i = 0; i < list->size; i++) {
    const value *items = list->as.items;
    const bool duration = items[i].kind == FR__CEL_DURATION;
    if (!measure(&items[i], &size) || duration != (items[0].kind == FR__CEL_DURATION)) {
      return fr__cel_failed(FR__CEL_FAULT_NO_OVERLOAD);
    }
    if (i > 0 && fr__cel_rises(&items[i - 1], &items[i], ratio)) rises++;
  }
  return fr__cel_int(rises);
}

value fr__cel_call_hours_of(fr__cel_machine *machine, const value *arguments, uint32_t count) {
  (void)count;
  const value *list = &arguments[0];
  value *hours = fr__cel_take(machine, (uint64_t)list->size * sizeof *hours);
  if (hours == NULL) return fr__cel_failed(FR__CEL_FAULT_MEMORY);
  for (uint32_t i = 0; i < list->size; i++) {
    hours[i] = fr__cel_hour(&list->as.items[i], machine->program->utc_offset_s);
    if (hours[i].kind <= FR__CEL_ERROR) return hours[i];
  }
  return (value){.kind = FR__CEL_LIST, .size = list->size, .as.items = hours};
}
