/* SPDX-License-Identifier: Apache-2.0
 *
 * Predicates on the columns: the tests of a filter or of exists() are asked of an entry where it lies, and no value is
 * made of it. Enumerations are compared by their numbers. */
#include "cel/program.h"
#include "event/transfer.h"
#include "feature/inputs.h"
#include "feature/plan.h"

enum { LESS = 1, EQUAL = 2, MORE = 4, UNORDERED = 8, NOT_HERE = 0 };

enum column { NUMBER, AMOUNT, AMOUNT_SCALED, TIME_SHIFTED, DURATION };

/* One test of a program, for the entries of one kind of list. */
struct fr__entry_test {
  uint8_t column;
  uint8_t slot; /* of the entry's slots, from the first of them */
  uint8_t holds, stays, leave;
  const fr__cel_test *of;
  uint64_t known, set; /* of an enumeration: a bit for each number that has a value, and that the test is after */
};

/* ---- finding them ---- */

static enum fr__enumeration enumeration_of(enum fr__list where, uint32_t slot) {
  if (where == FR__CONTACTS) {
    return slot == FR__SLOT_ENTRY_CALLER      ? FR__ENUM_CALLER
           : slot == FR__SLOT_ENTRY_DIRECTION ? FR__ENUM_DIRECTION
                                              : FR__ENUMS;
  }
  if (where == FR__EVENTS) return slot == FR__SLOT_ENTRY_EVENT ? FR__ENUM_EVENT : FR__ENUMS;
  switch (slot) {
    case FR__SLOT_ENTRY_CHANNEL: return FR__ENUM_CHANNEL;
    case FR__SLOT_ENTRY_KIND: return FR__ENUM_KIND;
    case FR__SLOT_ENTRY_STATUS: return FR__ENUM_STATUS;
    default: return FR__ENUMS;
  }
}

static bool is_text(const fr__cel_value *value, const char *text, uint32_t size) {
  return value->size == size && fr__cel_same_bytes(value->as.text, text, size);
}

static bool is_meant(const fr__cel_test *test, const fr__cel_value *value) {
  if (test->how == FR__CEL_TEST_TEXT) return is_text(value, test->as.text, test->other);
  for (uint32_t i = 0; i < test->other; i++) {
    if (is_text(value, test->as.items[i].as.text, test->as.items[i].size)) return true;
  }
  return false;
}

static bool number_test(enum fr__list where, const fr__cel_test *test, fr__entry_test *into) {
  const enum fr__enumeration enumeration = enumeration_of(where, test->slot);
  if (enumeration == FR__ENUMS) return false;
  into->column = NUMBER;
  for (uint32_t number = 1; number < 64; number++) {
    const fr__cel_value value = fr__enum_value(enumeration, number);
    if (value.kind != FR__CEL_STRING) return true;
    into->known |= UINT64_C(1) << number;
    if (is_meant(test, &value)) into->set |= UINT64_C(1) << number;
  }
  return false; /* more numbers than bits */
}

static bool is_of_entry(uint32_t slot) { return slot >= FR__SLOT_ENTRY && slot < FR__SLOT_ENTRY_END; }

static bool find_test(enum fr__list where, const fr__cel_test *test, fr__entry_test *into) {
  *into = (fr__entry_test){.holds = test->holds, .stays = test->stays, .of = test};
  if (!is_of_entry(test->slot)) return false;
  into->slot = (uint8_t)(test->slot - FR__SLOT_ENTRY);
  const bool transfers = where <= FR__RECEIVED, amount = transfers && test->slot == FR__SLOT_ENTRY_AMOUNT;
  switch (test->how) {
    case FR__CEL_TEST_TEXT:
    case FR__CEL_TEST_ONE_OF: return number_test(where, test, into);
    case FR__CEL_TEST_DOUBLE: into->column = AMOUNT; return amount;
    case FR__CEL_TEST_SCALED: into->column = AMOUNT_SCALED; return amount && !is_of_entry(test->other);
    case FR__CEL_TEST_SHIFTED:
      into->column = TIME_SHIFTED;
      return transfers && test->slot == FR__SLOT_ENTRY_TIME && !is_of_entry(test->other);
    case FR__CEL_TEST_TIME:
      into->column = DURATION;
      return where == FR__CONTACTS && test->slot == FR__SLOT_ENTRY_DURATION && test->kind == FR__CEL_DURATION;
    default: return false;
  }
}

/* An operand is taken as a whole or left out. */
static bool find_operand(enum fr__list where, const fr__cel_program *program, uint32_t from, fr__entry_tests *into,
                         fr__entry_test *tests) {
  const uint32_t end = program->tests[from].pass;
  for (uint32_t i = from; i < end; i++) {
    fr__entry_test *test = &tests[into->count + i - from];
    if (!find_test(where, &program->tests[i], test)) return false;
    const uint32_t leave = program->tests[i].leave;
    test->leave = (uint8_t)(leave >= FR__CEL_TEST_TRUE ? leave : leave - from + into->count);
  }
  into->count += end - from;
  return true;
}

fr_status fr__entry_tests_find(fr__arena *arena, uint32_t source, const fr__cel_program *program,
                               fr__entry_tests *tests) {
  *tests = (fr__entry_tests){.all = program->tests_all, .end = program->tests_end};
  if (program->test_count == 0) return FR_OK;
  fr__entry_test *items = fr__arena_alloc(arena, program->test_count * sizeof *items);
  FR_REQUIRE(items != NULL, FR_NO_MEMORY);
  for (uint32_t at = 0; at < program->test_count; at = program->tests[at].pass) {
    if (!find_operand(fr__source_history(source), program, at, tests, items)) tests->all = false;
  }
  tests->items = items;
  return FR_OK;
}

/* ---- asking them ---- */

static uint32_t number_of(const fr__history *at, uint32_t i, uint32_t slot) {
  if (at->where == FR__EVENTS) return at->events[i].kind;
  if (at->where == FR__CONTACTS) {
    return slot == FR__SLOT_ENTRY_CALLER ? at->contacts[i].caller : at->contacts[i].direction;
  }
  const uint16_t flags = at->transfers.flags[i];
  return slot == FR__SLOT_ENTRY_CHANNEL ? fr__entry_channel(flags)
         : slot == FR__SLOT_ENTRY_KIND  ? fr__entry_kind(flags)
                                        : fr__entry_status(flags);
}

static uint32_t order_doubles(double x, double y) {
  return (uint32_t)(x < y) | (uint32_t)(x == y) << 1 | (uint32_t)(x > y) << 2 | UNORDERED;
}

static uint32_t order_ints(int64_t x, int64_t y) {
  return (uint32_t)(x < y) | (uint32_t)(x == y) << 1 | (uint32_t)(x > y) << 2;
}

/* How the entry stands to what it is compared with; NOT_HERE where only the program can tell. */
static inline uint32_t order_of(const fr__entry_test *test, const fr__history *at, uint32_t i, double minor_per_major,
                                const fr__cel_value *slots) {
  const fr__cel_test *of = test->of;
  switch (test->column) {
    case NUMBER: {
      const uint32_t number = number_of(at, i, FR__SLOT_ENTRY + test->slot);
      if (number >= 64 || (test->known >> number & 1) == 0) return NOT_HERE;
      return (test->set >> number & 1) != 0 ? EQUAL : MORE;
    }
    case AMOUNT:
      return order_doubles(fr__major(fr__transfers_amount(&at->transfers, i), minor_per_major), of->as.number);
    case AMOUNT_SCALED: {
      const fr__cel_value *y = &slots[of->other];
      if (y->kind != FR__CEL_DOUBLE) return NOT_HERE;
      const double amount = fr__major(fr__transfers_amount(&at->transfers, i), minor_per_major);
      return order_doubles(amount, of->as.number * y->as.number);
    }
    case TIME_SHIFTED: {
      const fr__cel_value *y = &slots[of->other];
      int64_t to;
      if (y->kind != FR__CEL_TIMESTAMP || !fr__cel_shifted(of, y, &to)) return NOT_HERE;
      return order_ints(fr__transfers_time(&at->transfers, i), to);
    }
    default: {
      const uint32_t seconds = at->contacts[i].duration_s;
      if (seconds == UINT32_MAX) return NOT_HERE;
      const int64_t us = seconds * FR__SECOND_US;
      return us != of->as.integer ? order_ints(us, of->as.integer) : order_ints(0, of->other);
    }
  }
}

uint32_t fr__entry_ask(const fr__entry_tests *tests, const fr__history *at, uint32_t i, double minor_per_major,
                       const fr__cel_value *slots) {
  for (uint32_t next = 0; next < tests->count;) {
    const fr__entry_test *test = &tests->items[next];
    const uint32_t order = order_of(test, at, i, minor_per_major, slots);
    if (order == NOT_HERE) return FR__CEL_IS_ERROR;
    next = ((order & test->holds) != 0) == (test->stays != 0) ? next + 1 : test->leave;
    if (next >= FR__CEL_TEST_TRUE) return next == FR__CEL_TEST_TRUE ? FR__CEL_TRUE : FR__CEL_FALSE;
  }
  return tests->all ? tests->end : (uint32_t)FR__CEL_IS_ERROR;
}
