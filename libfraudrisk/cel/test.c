/* SPDX-License-Identifier: Apache-2.0
 *
 * The operands of conditions as plain tests: how they are found in a checked tree, and the loop over them. */
#include <stdlib.h>

#include "cel/compile.h"
#include "cel/time.h"

enum { LESS = 1, EQUAL = 2, MORE = 4, UNORDERED = 8, MOST_TESTS = 32 };

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

/* Whether a division by this is, bit by bit, a multiplication by what one divided by it is. */
static bool is_power_of_two(double number) {
  uint64_t word;
  memcpy(&word, &number, sizeof word);
  const uint64_t exponent = word >> 52 & 0x7FF;
  return (word & ((UINT64_C(1) << 52) - 1)) == 0 && exponent != 0 && exponent != 0x7FF;
}

/* constant * slot, or slot / constant: the slot, and what it is multiplied by. Anything else stays as it is. */
static const node *without_scale(const compiler *c, const node *at, double *scale) {
  *scale = 1.0;
  if (at->kind != FR__CEL_NODE_BINARY || fr__cel_note_of(c, at)->role != FR__CEL_ROLE_STRUCTURE) return at;
  const bool product = at->op == FR__CEL_MULTIPLY, first = product && is_number(c, at->items[0]);
  const node *number = at->items[first ? 0 : 1], *rest = at->items[first ? 1 : 0];
  if (!is_number(c, number) || (!product && at->op != FR__CEL_DIVIDE)) return at;
  const double constant = fr__cel_note_of(c, number)->value.as.number;
  if (!product && !is_power_of_two(constant)) return at;
  *scale = product ? constant : 1.0 / constant;
  return rest;
}

/* slot against another slot, which may be scaled. */
static bool scaled_test(const compiler *c, const node *slot, const node *by, fr__cel_test *test) {
  if (!is_slot(c, slot, FR__CEL_DOUBLE)) return false;
  test->how = FR__CEL_TEST_SCALED;
  test->slot = fr__cel_note_of(c, slot)->slot;
  by = without_scale(c, by, &test->as.number);
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
    case FR__CEL_TIMESTAMP:
    case FR__CEL_DURATION:
      test->how = FR__CEL_TEST_TIME;
      test->kind = value->kind;
      test->as.integer = value->as.integer;
      test->other = value->size;
      return true;
    default: return false;
  }
}

static bool ints_test(const compiler *c, const node *slot, const node *by, fr__cel_test *test) {
  if (!is_slot(c, slot, FR__CEL_INT) || !is_slot(c, by, FR__CEL_INT)) return false;
  test->how = FR__CEL_TEST_INTS;
  test->slot = fr__cel_note_of(c, slot)->slot;
  test->other = fr__cel_note_of(c, by)->slot;
  return true;
}

/* time against another time less or plus a constant duration; the duration is kept as what is added. */
static bool shifted_test(const compiler *c, const node *slot, const node *by, fr__cel_test *test) {
  if (!is_slot(c, slot, FR__CEL_TIMESTAMP) || by->kind != FR__CEL_NODE_BINARY) return false;
  if ((by->op != FR__CEL_SUBTRACT && by->op != FR__CEL_ADD) || fr__cel_note_of(c, by)->role != FR__CEL_ROLE_STRUCTURE ||
      !is_slot(c, by->items[0], FR__CEL_TIMESTAMP) || !fr__cel_is_constant(c, by->items[1]))
    return false;
  const fr__cel_value *duration = &fr__cel_note_of(c, by->items[1])->value;
  if (duration->kind != FR__CEL_DURATION || duration->size != 0) return false;
  test->how = FR__CEL_TEST_SHIFTED;
  test->slot = fr__cel_note_of(c, slot)->slot;
  test->other = fr__cel_note_of(c, by->items[0])->slot;
  test->as.integer = by->op == FR__CEL_ADD ? duration->as.integer : -duration->as.integer;
  return true;
}

/* text in ["one", "other"]. */
static bool one_of_test(const compiler *c, const node *slot, const node *list, fr__cel_test *test) {
  if (!is_slot(c, slot, FR__CEL_STRING) || !fr__cel_is_constant(c, list)) return false;
  const fr__cel_value *value = &fr__cel_note_of(c, list)->value;
  if (value->kind != FR__CEL_LIST) return false;
  for (uint32_t i = 0; i < value->size; i++) {
    if (value->as.items[i].kind != FR__CEL_STRING) return false;
  }
  test->how = FR__CEL_TEST_ONE_OF;
  test->slot = fr__cel_note_of(c, slot)->slot;
  test->other = value->size;
  test->as.items = value->as.items;
  return true;
}

/* A question to the host about what stands in a slot: text.mentions("set"). */
static bool asked_test(const compiler *c, const node *at, fr__cel_test *test) {
  const note *n = fr__cel_note_of(c, at), *receiver = fr__cel_note_of(c, at->items[0]);
  const fr__cel_function *function = &c->env->functions[n->slot];
  if (receiver->role != FR__CEL_ROLE_SLOT || function->result != FR__CEL_BOOL) return false;
  fr__cel_function *kept = fr__arena_alloc(c->arena, sizeof *kept);
  if (kept == NULL) return false;
  *kept = *function;
  test->how = FR__CEL_TEST_ASKED;
  test->slot = receiver->slot;
  test->other = n->resolved;
  test->as.function = kept;
  return true;
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
  const note *n = fr__cel_note_of(c, at);
  if (n->role == FR__CEL_ROLE_KNOWN) {
    test->how = FR__CEL_TEST_KNOWN;
    test->slot = n->slot;
    return true;
  }
  if (n->role == FR__CEL_ROLE_HOST) return asked_test(c, at, test);
  if (n->role != FR__CEL_ROLE_STRUCTURE || at->kind != FR__CEL_NODE_BINARY) return false;
  if (at->op == FR__CEL_CONTAINED) return one_of_test(c, at->items[0], at->items[1], test);
  if (at->op > FR__CEL_NE) return false;
  const node *x = at->items[0], *y = at->items[1];
  test->holds = orders_of(at->op);
  *opposite = at->op == FR__CEL_NE;
  if (constant_test(c, x, y, test) || scaled_test(c, x, y, test) || ints_test(c, x, y, test)) return true;
  if (shifted_test(c, x, y, test)) return true;
  test->holds = mirrored(test->holds);
  return constant_test(c, y, x, test) || scaled_test(c, y, x, test) || shifted_test(c, y, x, test);
}

/* Tests are placed from the last to the first, so that where to go is known: `yes` and `no` are the numbers of tests,
 * counted from the end of the room, or the verdicts. MOST_TESTS is the end of the list. */
typedef struct placing {
  const compiler *c;
  fr__cel_test tests[MOST_TESTS];
  uint32_t first;
  bool all;  /* the operands of the whole are joined by && */
  bool left; /* one was left out */
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
  const uint32_t next = p->first;
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

static bool is_joined(const compiler *c, const node *at) {
  return fr__cel_note_of(c, at)->role == FR__CEL_ROLE_STRUCTURE &&
         (at->kind == FR__CEL_NODE_AND || at->kind == FR__CEL_NODE_OR);
}

/* One operand of the whole: what decides leads out of the list, and the rest to the next operand. */
static void place_operand(placing *p, const node *at, bool negated) {
  const uint32_t next = p->first;
  const uint32_t yes = p->all ? next : FR__CEL_TEST_TRUE, no = p->all ? FR__CEL_TEST_FALSE : next;
  if (!place(p, at, negated ? no : yes, negated ? yes : no)) {
    p->first = next;
    p->left = true;
  }
  const uint32_t count = next - p->first;
  for (uint32_t i = p->first; i < next; i++) {
    p->tests[i].pass = (uint8_t)next;
    p->tests[i].loose = count == 1 || (is_joined(p->c, at) && count == at->count);
  }
}

/* Operands of operands that are joined alike are operands of the whole. */
static void place_operands(placing *p, const node *at, bool negated) {
  const bool structure = fr__cel_note_of(p->c, at)->role == FR__CEL_ROLE_STRUCTURE;
  if (structure && at->kind == FR__CEL_NODE_UNARY && at->op == FR__CEL_NOT) {
    place_operands(p, at->items[0], !negated);
  } else if (is_joined(p->c, at) && (at->kind == FR__CEL_NODE_AND) == (p->all != negated)) {
    for (uint32_t i = at->count; i-- > 0;) place_operands(p, at->items[i], negated);
  } else {
    place_operand(p, at, negated);
  }
}

/* Whether the operands of the whole are joined by &&, once what negates it is taken into them. */
static bool joins_all(const compiler *c, const node *at) {
  bool negated = false;
  while (fr__cel_note_of(c, at)->role == FR__CEL_ROLE_STRUCTURE && at->kind == FR__CEL_NODE_UNARY &&
         at->op == FR__CEL_NOT) {
    negated = !negated;
    at = at->items[0];
  }
  return (fr__cel_note_of(c, at)->role == FR__CEL_ROLE_STRUCTURE && at->kind == FR__CEL_NODE_OR) == negated;
}

void fr__cel_find_tests(compiler *c, const node *at, fr__cel_program *program) {
  placing p = {.c = c, .first = MOST_TESTS, .all = joins_all(c, at)};
  place_operands(&p, at, false);
  const uint32_t count = MOST_TESTS - p.first;
  if (count == 0) return;
  fr__cel_test *kept = fr__arena_alloc(c->arena, count * sizeof *kept);
  if (kept == NULL) {
    (void)fr__cel_out_of_memory(c);
    return;
  }
  memcpy(kept, p.tests + p.first, count * sizeof *kept);
  for (uint32_t i = 0; i < count; i++) {
    kept[i].pass = (uint8_t)(kept[i].pass - p.first);
    if (kept[i].leave < FR__CEL_TEST_TRUE) kept[i].leave = (uint8_t)(kept[i].leave - p.first);
  }
  program->tests = kept;
  program->test_count = count;
  program->tests_all = !p.left;
  program->tests_end = p.all;
}

/* ---- running them ---- */

/* Without a branch: which of the three holds is a matter of the data, and no processor could guess it. */
static inline uint32_t order_doubles(double x, double y) {
  return (uint32_t)(x < y) | (uint32_t)(x == y) << 1 | (uint32_t)(x > y) << 2;
}

static inline uint32_t order_ints(int64_t x, int64_t y) {
  return (uint32_t)(x < y) | (uint32_t)(x == y) << 1 | (uint32_t)(x > y) << 2;
}

static inline bool same_text(const fr__cel_value *value, const char *text, uint32_t size) {
  return value->size == size && fr__cel_same_bytes(value->as.text, text, size);
}

static bool one_of(const fr__cel_value *value, const fr__cel_test *test) {
  for (uint32_t i = 0; i < test->other; i++) {
    if (same_text(value, test->as.items[i].as.text, test->as.items[i].size)) return true;
  }
  return false;
}

/* What is no order: a value of another kind, and one that is unknown. */
enum { PASSED = 0, MISSING = 16 };

static inline uint32_t no_order(const fr__cel_value *x) { return x->kind == FR__CEL_UNKNOWN ? MISSING : PASSED; }

/* Of two, unknown outweighs an error, which is left to the code. */
static inline uint32_t no_order_of_two(const fr__cel_value *x, const fr__cel_value *y) {
  if (x->kind == FR__CEL_ERROR || y->kind == FR__CEL_ERROR) return PASSED;
  return x->kind == FR__CEL_UNKNOWN ? MISSING : no_order(y);
}

bool fr__cel_shifted(const fr__cel_test *test, const fr__cel_value *time, int64_t *to) {
  return time->size == 0 && fr__add_i64(time->as.integer, test->as.integer, to) && *to >= FR__CEL_LEAST_TIME_US &&
         *to <= FR__CEL_MOST_TIME_US;
}

/* The tests that rules have fewer of. */
static uint32_t order_other(const fr__cel_test *test, const fr__cel_value *slots) {
  const fr__cel_value *x = &slots[test->slot];
  switch (test->how) {
    case FR__CEL_TEST_INTS: {
      const fr__cel_value *y = &slots[test->other];
      if (x->kind != FR__CEL_INT || y->kind != FR__CEL_INT) return no_order_of_two(x, y);
      return order_ints(x->as.integer, y->as.integer);
    }
    case FR__CEL_TEST_SHIFTED: {
      const fr__cel_value *y = &slots[test->other];
      int64_t to;
      if (x->kind != FR__CEL_TIMESTAMP || y->kind != FR__CEL_TIMESTAMP) return no_order_of_two(x, y);
      return fr__cel_shifted(test, y, &to) && x->size == 0 ? order_ints(x->as.integer, to) : PASSED;
    }
    case FR__CEL_TEST_TIME:
      if (x->kind != test->kind) return no_order(x);
      if (x->as.integer != test->as.integer) return order_ints(x->as.integer, test->as.integer);
      return order_ints(x->size, test->other);
    case FR__CEL_TEST_ONE_OF:
      if (x->kind != FR__CEL_STRING) return no_order(x);
      return one_of(x, test) ? EQUAL : MORE;
    default: {
      const fr__cel_function *function = test->as.function;
      if (x->kind != function->receiver) return no_order(x);
      const fr__cel_value said = function->call(function->host, x, test->other);
      if (said.kind != FR__CEL_BOOL) return PASSED;
      return said.as.integer != 0 ? EQUAL : MORE;
    }
  }
}

/* How the value stands to what it is compared with. */
static inline uint32_t order_of(const fr__cel_test *test, const fr__cel_value *slots) {
  const fr__cel_value *x = &slots[test->slot];
  switch (test->how) {
    case FR__CEL_TEST_DOUBLE:
      if (x->kind != FR__CEL_DOUBLE) return no_order(x);
      return order_doubles(x->as.number, test->as.number) | UNORDERED;
    case FR__CEL_TEST_SCALED: {
      const fr__cel_value *y = &slots[test->other];
      if (x->kind != FR__CEL_DOUBLE || y->kind != FR__CEL_DOUBLE) return no_order_of_two(x, y);
      return order_doubles(x->as.number, test->as.number * y->as.number) | UNORDERED;
    }
    case FR__CEL_TEST_INT: return x->kind == FR__CEL_INT ? order_ints(x->as.integer, test->as.integer) : no_order(x);
    case FR__CEL_TEST_BOOL:
      if (x->kind != FR__CEL_BOOL) return no_order(x);
      return x->as.integer == test->as.integer ? EQUAL : MORE;
    case FR__CEL_TEST_KNOWN:
      if (x->kind == FR__CEL_ERROR) return PASSED;
      return x->kind != FR__CEL_UNKNOWN ? EQUAL : MORE;
    case FR__CEL_TEST_TEXT:
      if (x->kind != FR__CEL_STRING) return no_order(x);
      return same_text(x, test->as.text, test->other) ? EQUAL : MORE;
    default: return order_other(test, slots);
  }
}

/* Where to go from a test; the same for one operand and for a whole condition. */
static inline uint32_t after(const fr__cel_test *test, uint32_t order, uint32_t at) {
  return ((order & test->holds) != 0) == (test->stays != 0) ? at + 1 : test->leave;
}

uint32_t fr__cel_try_tests(const fr__cel_program *program, const fr__cel_value *slots) {
  bool ask = !program->tests_all, missing = false, here = false; /* here: in the operand at hand */
  for (uint32_t at = 0; at < program->test_count;) {
    const fr__cel_test *test = &program->tests[at];
    const uint32_t order = order_of(test, slots);
    if (order == MISSING && test->loose) {
      here = true;
      at++;
    } else if (order == PASSED || order == MISSING) {
      ask = true;
      at = test->pass;
    } else {
      at = after(test, order, at);
      /* What leads to the next operand says that this one is known after all. */
      if (at == test->pass) here = false;
    }
    if (at >= FR__CEL_TEST_TRUE) {
      if (!here) return at == FR__CEL_TEST_TRUE ? FR__CEL_TRUE : FR__CEL_FALSE;
      at = test->pass;
    }
    if (at == test->pass) {
      missing |= here;
      here = false;
    }
  }
  if (ask) return FR__CEL_IS_ERROR;
  return missing ? FR__CEL_IS_UNKNOWN : program->tests_end;
}

/* ---- many conditions ---- */

/* Rules ask the same things. An operand that several conditions have is asked once, and tells them all; the operands
 * that only one has follow where those leave it undecided. */
typedef struct operand {
  const fr__cel_test *tests;
  uint32_t test_count;
  uint32_t base; /* of the numbers that its tests lead to */
  bool end;      /* what it is behind its last test: true in conditions that are joined by &&, false in the others */
  uint32_t use_count;
  const uint16_t *uses; /* numbers of the conditions that have it, all joined alike */
  uint32_t next;        /* while they are sought: place + 1 of one of the same hash */
} operand;

struct fr__cel_conditions {
  const fr__cel_program *const *programs;
  uint32_t count, operand_count;
  uint32_t shared_count;   /* the first of the operands */
  const operand *operands; /* then the others, by their conditions */
  const uint8_t *begin;    /* what is noted of each condition before any operand was asked */
  const uint32_t *own;     /* count + 1: where the operands begin that are each condition's alone */
};

/* What operands say of a condition. */
enum { SAID_UNKNOWN = 1, SAID_ASK = 2, SAID_DECIDED = 4 };

static __attribute__((noinline)) uint32_t ask_operand(const operand *asked, const fr__cel_value *slots) {
  bool missing = false;
  for (uint32_t at = 0; at < asked->test_count;) {
    const fr__cel_test *test = &asked->tests[at];
    const uint32_t order = order_of(test, slots);
    if (order == MISSING && test->loose) {
      if (++at == asked->test_count) return FR__CEL_IS_UNKNOWN;
      missing = true;
      continue;
    }
    if (order == PASSED || order == MISSING) return FR__CEL_IS_ERROR;
    at = after(test, order, at + asked->base);
    if (at >= FR__CEL_TEST_TRUE) {
      if (missing) return FR__CEL_IS_UNKNOWN;
      return at == FR__CEL_TEST_TRUE ? FR__CEL_TRUE : FR__CEL_FALSE;
    }
    at -= asked->base;
  }
  return asked->end;
}

static uint8_t run_code(const fr__cel_program *program, const fr__cel_value *slots, fr__cel_scratch *scratch) {
  if (scratch != NULL) scratch->used = 0;
  const fr__cel_value value = fr__cel_run_code(program, slots, scratch);
  if (value.kind == FR__CEL_BOOL) return value.as.integer != 0;
  return value.kind == FR__CEL_UNKNOWN ? FR__CEL_IS_UNKNOWN : FR__CEL_IS_ERROR;
}

/* Not where others have decided all conditions that have it. */
static inline bool matters(const operand *asked, const uint8_t *said) {
  for (uint32_t i = 0; i < asked->use_count; i++) {
    if ((said[asked->uses[i]] & SAID_DECIDED) == 0) return true;
  }
  return false;
}

/* What an operand says of the conditions that have it. */
static inline __attribute__((always_inline)) uint32_t said_by(const operand *asked, const fr__cel_value *slots) {
  if (asked->test_count == 1) {
    const fr__cel_test *test = asked->tests;
    const uint32_t order = order_of(test, slots);
    if (order == PASSED || order == MISSING) return order == MISSING ? SAID_UNKNOWN : SAID_ASK;
    return ((order & test->holds) != 0) == (test->stays != 0) ? 0 : SAID_DECIDED;
  }
  const uint32_t answer = ask_operand(asked, slots);
  if (answer == (uint32_t)asked->end) return 0;
  return answer == FR__CEL_IS_UNKNOWN ? SAID_UNKNOWN : answer == FR__CEL_IS_ERROR ? SAID_ASK : SAID_DECIDED;
}

void fr__cel_run_conditions(const fr__cel_conditions *conditions, const fr__cel_value *slots, fr__cel_scratch *scratch,
                            uint8_t *verdicts) {
  if (conditions->count == 0) return;
  memcpy(verdicts, conditions->begin, conditions->count);
  for (uint32_t i = 0; i < conditions->shared_count; i++) {
    const operand *asked = &conditions->operands[i];
    const uint32_t said = matters(asked, verdicts) ? said_by(asked, slots) : 0;
    if (said == 0) continue;
    for (uint32_t j = 0; j < asked->use_count; j++) verdicts[asked->uses[j]] |= (uint8_t)said;
  }
  for (uint32_t i = 0; i < conditions->count; i++) {
    const fr__cel_program *program = conditions->programs[i];
    uint32_t said = verdicts[i];
    const uint32_t end = conditions->own[i + 1];
    for (uint32_t j = conditions->own[i]; j < end && (said & SAID_DECIDED) == 0; j++) {
      said |= said_by(&conditions->operands[j], slots);
    }
    if ((said & SAID_DECIDED) != 0) {
      verdicts[i] = !program->tests_end;
    } else if ((said & SAID_ASK) != 0) {
      verdicts[i] = run_code(program, slots, scratch);
    } else {
      verdicts[i] = (said & SAID_UNKNOWN) != 0 ? FR__CEL_IS_UNKNOWN : program->tests_end;
    }
  }
}

/* ---- finding what they share ---- */

static bool same_test(const fr__cel_test *a, uint32_t base_a, const fr__cel_test *b, uint32_t base_b) {
  const bool out = a->leave >= FR__CEL_TEST_TRUE || b->leave >= FR__CEL_TEST_TRUE;
  if (a->how != b->how || a->holds != b->holds || a->stays != b->stays || a->loose != b->loose || a->kind != b->kind ||
      a->slot != b->slot || a->other != b->other)
    return false;
  if (out ? a->leave != b->leave : a->leave - base_a != b->leave - base_b) return false;
  switch (a->how) {
    case FR__CEL_TEST_TEXT: return fr__cel_same_bytes(a->as.text, b->as.text, a->other);
    case FR__CEL_TEST_ONE_OF:
      for (uint32_t i = 0; i < a->other; i++) {
        if (!same_text(&a->as.items[i], b->as.items[i].as.text, b->as.items[i].size)) return false;
      }
      return true;
    case FR__CEL_TEST_ASKED:
      return a->as.function->call == b->as.function->call && a->as.function->host == b->as.function->host &&
             a->as.function->receiver == b->as.function->receiver;
    default: return a->as.integer == b->as.integer;
  }
}

static bool same_operand(const operand *a, const operand *b) {
  if (a->test_count != b->test_count || a->end != b->end) return false;
  for (uint32_t i = 0; i < a->test_count; i++) {
    if (!same_test(&a->tests[i], a->base, &b->tests[i], b->base)) return false;
  }
  return true;
}

/* The operand that begins at this test of a program. */
static operand operand_at(const fr__cel_program *program, uint32_t at) {
  const fr__cel_test *first = &program->tests[at];
  return (operand){.tests = first, .test_count = (uint32_t)first->pass - at, .base = at, .end = program->tests_end};
}

enum { HEADS = 1024 };

static uint32_t hash_of(const operand *o) {
  const fr__cel_test *test = o->tests;
  return (test->slot * 37 + test->other * 11 + test->how * 5 + test->holds + o->test_count) % HEADS;
}

/* The number of an operand that is the same, added where there is none. */
static uint32_t number_of(operand *operands, uint32_t *count, uint32_t *heads, const operand *wanted) {
  uint32_t *head = &heads[hash_of(wanted)];
  for (uint32_t at = *head; at != 0; at = operands[at - 1].next) {
    if (same_operand(&operands[at - 1], wanted)) return at - 1;
  }
  operands[*count] = *wanted;
  operands[*count].next = *head;
  *head = ++*count;
  return *count - 1;
}

/* Each operand's conditions one after the other, in one array. */
static void place_uses(const fr__cel_conditions *conditions, operand *operands, const uint32_t *numbers,
                       uint16_t *uses) {
  for (uint32_t i = 0; i < conditions->operand_count; i++) {
    operands[i].uses = uses;
    uses += operands[i].use_count;
    operands[i].use_count = 0;
  }
  for (uint32_t i = 0; i < conditions->count; i++) {
    const fr__cel_program *program = conditions->programs[i];
    for (uint32_t at = 0; at < program->test_count; at = program->tests[at].pass) {
      operand *has = &operands[*numbers++];
      ((uint16_t *)(uintptr_t)has->uses)[has->use_count++] = (uint16_t)i;
    }
  }
}

/* Those that most conditions have come first: where they decide, the rest need not be asked. Those that one condition
 * has come last, in the order of the conditions. */
static int by_uses(const void *a, const void *b) {
  const operand *x = a, *y = b;
  if (x->use_count != y->use_count) return x->use_count > y->use_count ? -1 : 1;
  return x->uses < y->uses ? -1 : x->uses > y->uses;
}

static void place_own(fr__cel_conditions *conditions, uint32_t *own) {
  uint32_t at = 0;
  while (at < conditions->operand_count && conditions->operands[at].use_count > 1) at++;
  conditions->shared_count = at;
  for (uint32_t i = 0; i <= conditions->count; i++) {
    own[i] = at;
    while (at < conditions->operand_count && conditions->operands[at].uses[0] == i) at++;
  }
  conditions->own = own;
}

fr_status fr__cel_conditions_build(fr__arena *arena, const fr__cel_program *const *programs, uint32_t count,
                                   const fr__cel_conditions **built) {
  FR_REQUIRE(count <= UINT16_MAX, FR_TOO_MANY);
  uint32_t most = 1, met = 0, heads[HEADS] = {0};
  for (uint32_t i = 0; i < count; i++) most += programs[i]->test_count;
  fr__cel_conditions *conditions = fr__arena_alloc(arena, sizeof *conditions);
  operand *operands = fr__arena_alloc(arena, most * sizeof *operands);
  uint32_t *numbers = fr__arena_alloc(arena, most * sizeof *numbers);
  uint16_t *uses = fr__arena_alloc(arena, most * sizeof *uses);
  uint8_t *begin = fr__arena_alloc(arena, count + 1);
  uint32_t *own = fr__arena_alloc(arena, (count + 1) * sizeof *own);
  FR_REQUIRE(conditions != NULL && operands != NULL && numbers != NULL && uses != NULL, FR_NO_MEMORY);
  FR_REQUIRE(begin != NULL && own != NULL, FR_NO_MEMORY);
  *conditions = (fr__cel_conditions){.programs = programs, .count = count, .operands = operands, .begin = begin};
  for (uint32_t i = 0; i < count; i++) {
    const fr__cel_program *program = programs[i];
    begin[i] = program->test_count == 0 || !program->tests_all ? SAID_ASK : 0;
    for (uint32_t at = 0; at < program->test_count; at = program->tests[at].pass) {
      const operand found = operand_at(program, at);
      numbers[met] = number_of(operands, &conditions->operand_count, heads, &found);
      operands[numbers[met++]].use_count++;
    }
  }
  place_uses(conditions, operands, numbers, uses);
  qsort(operands, conditions->operand_count, sizeof *operands, by_uses);
  place_own(conditions, own);
  *built = conditions;
  return FR_OK;
}
