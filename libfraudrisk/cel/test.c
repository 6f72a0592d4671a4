/* SPDX-License-Identifier: Apache-2.0
 *
 * Conditions as plain tests: how they are found in a checked tree, and the loop over them. */
#include "cel/compile.h"

enum { LESS = 1, EQUAL = 2, MORE = 4, MOST_TESTS = 32 };

typedef fr__cel_compiler compiler;
typedef fr__cel_node node;
typedef fr__cel_note note;

/* ---- finding them ---- */

static uint8_t orders_of(uint32_t op) {
  switch (op) {
    case FR__CEL_LT: return LESS;
    case FR__CEL_LE: return LESS | EQUAL;
    case FR__CEL_GT: return MORE;
    case FR__CEL_GE: return MORE | EQUAL;
    default: return EQUAL; /* and != is its opposite */
  }
}

static uint8_t mirrored(uint8_t orders) {
  return (uint8_t)((orders & EQUAL) | (orders & LESS ? MORE : 0) | (orders & MORE ? LESS : 0));
}

static bool is_slot(const compiler *c, const node *at, uint32_t kind) {
  const note *n = fr__cel_note_of(c, at);
  return n->role == FR__CEL_ROLE_SLOT && n->shape->kind == kind;
}

static bool is_number(const compiler *c, const node *at) {
  return fr__cel_is_constant(c, at) && fr__cel_note_of(c, at)->value.kind == FR__CEL_DOUBLE;
}

/* slot against constant * slot, or against a slot alone. */
static bool scaled_test(const compiler *c, const node *slot, const node *by, fr__cel_test *test) {
  if (!is_slot(c, slot, FR__CEL_DOUBLE)) return false;
  test->how = FR__CEL_TEST_SCALED;
  test->slot = fr__cel_note_of(c, slot)->slot;
  test->as.number = 1.0;
  if (by->kind == FR__CEL_NODE_BINARY && by->op == FR__CEL_MULTIPLY &&
      fr__cel_note_of(c, by)->role == FR__CEL_ROLE_STRUCTURE) {
    const bool first = is_number(c, by->items[0]);
    const node *number = by->items[first ? 0 : 1];
    by = by->items[first ? 1 : 0];
    if (!is_number(c, number)) return false;
    test->as.number = fr__cel_note_of(c, number)->value.as.number;
  }
  if (!is_slot(c, by, FR__CEL_DOUBLE)) return false;
  test->other = fr__cel_note_of(c, by)->slot;
  return true;
}

static bool constant_test(const compiler *c, const node *slot, const node *constant, fr__cel_test *test) {
  if (!fr__cel_is_constant(c, constant) || fr__cel_note_of(c, slot)->role != FR__CEL_ROLE_SLOT) return false;
  const fr__cel_value *value = &fr__cel_note_of(c, constant)->value;
  if (fr__cel_note_of(c, slot)->shape->kind != value->kind) return false;
  test->slot = fr__cel_note_of(c, slot)->slot;
  switch (value->kind) {
    case FR__CEL_DOUBLE:
      test->how = FR__CEL_TEST_DOUBLE;
      test->as.number = value->as.number;
      return true;
    case FR__CEL_INT:
      test->how = FR__CEL_TEST_INT;
      test->as.integer = value->as.integer;
      return true;
    case FR__CEL_BOOL:
      test->how = FR__CEL_TEST_BOOL;
      test->as.integer = value->as.integer;
      return test->holds == EQUAL;
    case FR__CEL_STRING:
      test->how = FR__CEL_TEST_TEXT;
      test->as.text = value->as.text;
      test->other = value->size;
      return test->holds == EQUAL;
    default: return false;
  }
}

static bool test_of(const compiler *c, const node *at, fr__cel_test *test, bool *opposite) {
  *test = (fr__cel_test){.holds = EQUAL};
  *opposite = false;
  if (is_slot(c, at, FR__CEL_BOOL)) {
    test->how = FR__CEL_TEST_BOOL;
    test->slot = fr__cel_note_of(c, at)->slot;
    test->as.integer = 1;
    return true;
  }
  if (at->kind != FR__CEL_NODE_BINARY || at->op > FR__CEL_NE) return false;
  const node *x = at->items[0], *y = at->items[1];
  test->holds = orders_of(at->op);
  *opposite = at->op == FR__CEL_NE;
  if (constant_test(c, x, y, test) || scaled_test(c, x, y, test)) return true;
  test->holds = mirrored(test->holds);
  return constant_test(c, y, x, test) || scaled_test(c, y, x, test);
}

/* Tests are placed from the last to the first, so that where to go is known: `yes` and `no` are the numbers of tests,
 * counted from the end of the room, or the verdicts. */
typedef struct placing {
  const compiler *c;
  fr__cel_test tests[MOST_TESTS];
  uint32_t first;
} placing;

static bool place(placing *p, const node *at, uint32_t yes, uint32_t no);

/* && and ||: each operand but the last leads to the next with one result, and out with the other. */
static bool place_joined(placing *p, const node *at, bool all, uint32_t yes, uint32_t no) {
  for (uint32_t i = at->count; i-- > 0;) {
    const bool last = i + 1 == at->count;
    const uint32_t next = p->first;
    if (!place(p, at->items[i], all && !last ? next : yes, !all && !last ? next : no)) return false;
  }
  return true;
}

static bool place_one(placing *p, const node *at, uint32_t yes, uint32_t no) {
  fr__cel_test test;
  bool opposite;
  if (p->first == 0 || !test_of(p->c, at, &test, &opposite)) return false;
  if (opposite) {
    const uint32_t swapped = yes;
    yes = no;
    no = swapped;
  }
  const uint32_t next = p->first == MOST_TESTS ? (uint32_t)FR__CEL_TEST_FALSE : p->first;
  if (yes != next && no != next) return false;
  test.stays = yes == next;
  test.leave = (uint8_t)(yes == next ? no : yes);
  p->tests[--p->first] = test;
  return true;
}

/* Recursion is bounded by the depth that the parser allows. */
static bool place(placing *p, const node *at, uint32_t yes, uint32_t no) {
  const bool structure = fr__cel_note_of(p->c, at)->role == FR__CEL_ROLE_STRUCTURE;
  if (!structure) return place_one(p, at, yes, no);
  if (at->kind == FR__CEL_NODE_AND || at->kind == FR__CEL_NODE_OR) {
    return place_joined(p, at, at->kind == FR__CEL_NODE_AND, yes, no);
  }
  if (at->kind == FR__CEL_NODE_UNARY && at->op == FR__CEL_NOT) return place(p, at->items[0], no, yes);
  return place_one(p, at, yes, no);
}

void fr__cel_find_tests(compiler *c, const node *at, fr__cel_program *program) {
  placing p = {.c = c, .first = MOST_TESTS};
  if (!place(&p, at, FR__CEL_TEST_TRUE, FR__CEL_TEST_FALSE)) return;
  const uint32_t count = MOST_TESTS - p.first;
  fr__cel_test *kept = fr__arena_alloc(c->arena, count * sizeof *kept);
  if (kept == NULL) {
    (void)fr__cel_out_of_memory(c);
    return;
  }
  memcpy(kept, p.tests + p.first, count * sizeof *kept);
  for (uint32_t i = 0; i < count; i++) {
    if (kept[i].leave < FR__CEL_TEST_TRUE) kept[i].leave = (uint8_t)(kept[i].leave - p.first);
  }
  program->tests = kept;
  program->test_count = count;
}

/* ---- running them ---- */

/* Without a branch: which of the three holds is a matter of the data, and no processor could guess it. */
static inline uint32_t order_doubles(double x, double y) {
  return (uint32_t)(x < y) | (uint32_t)(x == y) << 1 | (uint32_t)(x > y) << 2;
}

static inline uint32_t order_ints(int64_t x, int64_t y) {
  return (uint32_t)(x < y) | (uint32_t)(x == y) << 1 | (uint32_t)(x > y) << 2;
}

static inline bool same_text(const fr__cel_value *value, const fr__cel_test *test) {
  if (value->size != test->other) return false;
  return value->as.text == test->as.text || test->other == 0 || memcmp(value->as.text, test->as.text, test->other) == 0;
}

/* False where the code has to be asked. */
static inline bool run_tests(const fr__cel_program *program, const fr__cel_value *slots, uint8_t *verdict) {
  const fr__cel_test *const tests = program->tests, *const end = tests + program->test_count;
  for (const fr__cel_test *test = tests; test < end;) {
    const fr__cel_value *x = &slots[test->slot];
    uint32_t order;
    switch (test->how) {
      case FR__CEL_TEST_DOUBLE:
        if (x->kind != FR__CEL_DOUBLE) return false;
        order = order_doubles(x->as.number, test->as.number);
        break;
      case FR__CEL_TEST_SCALED: {
        const fr__cel_value *y = &slots[test->other];
        if (x->kind != FR__CEL_DOUBLE || y->kind != FR__CEL_DOUBLE) return false;
        order = order_doubles(x->as.number, test->as.number * y->as.number);
        break;
      }
      case FR__CEL_TEST_INT:
        if (x->kind != FR__CEL_INT) return false;
        order = order_ints(x->as.integer, test->as.integer);
        break;
      case FR__CEL_TEST_BOOL:
        if (x->kind != FR__CEL_BOOL) return false;
        order = (uint32_t)(x->as.integer == test->as.integer) << 1;
        break;
      default:
        if (x->kind != FR__CEL_STRING) return false;
        order = (uint32_t)same_text(x, test) << 1;
    }
    const bool holds = (order & test->holds) != 0;
    if (holds == (test->stays != 0)) {
      test++;
    } else if (test->leave >= FR__CEL_TEST_TRUE) {
      *verdict = test->leave == FR__CEL_TEST_TRUE ? FR__CEL_TRUE : FR__CEL_FALSE;
      return true;
    } else {
      test = tests + test->leave;
    }
  }
  *verdict = FR__CEL_FALSE;
  return true;
}

static uint8_t run_code(const fr__cel_program *program, const fr__cel_value *slots, fr__cel_scratch *scratch) {
  if (scratch != NULL) scratch->used = 0;
  const fr__cel_value value = fr__cel_run(program, slots, scratch);
  if (value.kind == FR__CEL_BOOL) return value.as.integer != 0;
  return value.kind == FR__CEL_UNKNOWN ? FR__CEL_IS_UNKNOWN : FR__CEL_IS_ERROR;
}

void fr__cel_run_conditions(const fr__cel_program *const *programs, uint32_t count, const fr__cel_value *slots,
                            fr__cel_scratch *scratch, uint8_t *verdicts) {
  for (uint32_t i = 0; i < count; i++) {
    const fr__cel_program *program = programs[i];
    if (program->test_count == 0 || !run_tests(program, slots, &verdicts[i])) {
      verdicts[i] = run_code(program, slots, scratch);
    }
  }
}
