/* SPDX-License-Identifier: Apache-2.0
 *
 * Conditions by their tests, against the code of the same condition: all shapes of && || and ! over comparisons, with
 * every value known, unknown or an error. */
#include "cel/evaluate.h"
#include "cel/program.h"

enum { A, B, C, N, X, TEXT, M, DURATION, TIME, OTHER_TIME, PLACES };
static const fr__cel_symbol variables[] = {{"a", {.kind = FR__CEL_BOOL}, A, 0},
                                           {"b", {.kind = FR__CEL_BOOL}, B, 0},
                                           {"c", {.kind = FR__CEL_BOOL}, C, 0},
                                           {"d", {.kind = FR__CEL_DURATION}, DURATION, 0},
                                           {"m", {.kind = FR__CEL_INT}, M, 0},
                                           {"n", {.kind = FR__CEL_INT}, N, 0},
                                           {"o.n", {.kind = FR__CEL_INT}, N, 0},
                                           {"o.t", {.kind = FR__CEL_STRING}, TEXT, 0},
                                           {"o.x", {.kind = FR__CEL_DOUBLE}, X, 0},
                                           {"t", {.kind = FR__CEL_STRING}, TEXT, 0},
                                           {"v", {.kind = FR__CEL_TIMESTAMP}, OTHER_TIME, 0},
                                           {"w", {.kind = FR__CEL_TIMESTAMP}, TIME, 0},
                                           {"x", {.kind = FR__CEL_DOUBLE}, X, 0}};

/* A function of the host: whether the text has as many bytes as the literal; of "" it says that it does not know. */
static bool as_long_resolve(const void *unused, const fr__cel_value *literals, uint32_t count, uint32_t *number,
                            uint32_t *wrong, const char **suggestion) {
  (void)unused, (void)count, (void)wrong, (void)suggestion;
  *number = literals[0].size;
  return true;
}
static fr__cel_value as_long_call(const void *unused, const fr__cel_value *receiver, uint32_t number) {
  (void)unused;
  return receiver->size == 0 ? fr__cel_unknown() : fr__cel_bool(receiver->size == number);
}
static const fr__cel_function as_long = {"as_long", FR__CEL_STRING,  FR__CEL_BOOL, 1,
                                         1,         as_long_resolve, as_long_call, NULL};
static const fr__cel_env six = {.symbols = variables,
                                .symbol_count = FR_COUNT(variables),
                                .functions = &as_long,
                                .function_count = 1,
                                .widen = true};

static const fr__cel_program *compile(fr__arena *arena, const char *text) {
  fr__cel_tree *tree = NULL;
  fr__cel_program *program = NULL;
  fr__cel_error error = {0};
  cr_assert_eq(fr__cel_parse(arena, text, (uint32_t)strlen(text), &tree, &error), FR_OK, "%s", text);
  cr_assert_eq(fr__cel_compile(arena, &six, tree, NULL, &program, NULL, &error), FR_OK, "%s: %s", text, error.message);
  return program;
}

static uint8_t by_code(const fr__cel_program *program, const fr__cel_value *slots) {
  const fr__cel_value value = fr__cel_run_code(program, slots, NULL);
  if (value.kind == FR__CEL_BOOL) return value.as.integer != 0 ? FR__CEL_TRUE : FR__CEL_FALSE;
  return value.kind == FR__CEL_UNKNOWN ? FR__CEL_IS_UNKNOWN : FR__CEL_IS_ERROR;
}

static const char *const shapes[] = {
    "a",
    "!a",
    "!!a",
    "a && b",
    "a || b",
    "!(a && b)",
    "!(a || b)",
    "a && b && c",
    "a || b || c",
    "a && b || c",
    "a || b && c",
    "(a || b) && c",
    "a && (b || c)",
    "!(a && (b || !c))",
    "!(!a || b) && !c",
    "a && !(b && c) || !a && (b || c)",
    "x > 1.5",
    "1.5 > x",
    "x <= 1",
    "x != 1.5",
    "!(x != 1.5)",
    "x == 1.5 && a",
    "x > 2.0 * x",
    "x * 0.5 < x || b",
    "x > x / 2.0 && a",
    "x / 3.0 < x || a",
    "x <= x / 0.0009765625 && !b",
    "3.0 * (x / 2.0) > x || c",
    "x >= x",
    "n > 3",
    "3 >= n && !a",
    "n != 3 || x < 0.0",
    "t == 'atm'",
    "t != 'atm' && n == 3",
    "'atm' == t || '' == t",
    "a == true",
    "a != b",
    "a == false && b != true",
    /* of two slots, of times, of what is known, of lists, of what the host says */
    "n == m",
    "n > m && a",
    "d > duration('1s')",
    "d != duration('1.5s') || a",
    "w >= timestamp('2026-01-01T00:00:00Z') && b",
    "w < v - duration('24h')",
    "v + duration('1us') > w || c",
    "has(o.x)",
    "!has(o.n) && a",
    "has(o.t) && t == 'atm' || has(o.x) && x > 1.0",
    "t in ['atm', 'teller']",
    "!(t in ['', 'atx']) && a",
    "t in [] || b",
    "t.as_long('xyz')",
    "!t.as_long('xyz') && !a",
    /* operands that are unknown unless another says otherwise, and such as are not */
    "(a || b) && (b || c)",
    "a && b || b && c",
    "!(a && b) && (x > 1.0 || n == 3)",
    "((a && b) || c) && a",
    "(a || n == 3 || t == 'atm') && c",
    "((a || b) && c) || a",
    /* operands that are no tests are left out, and others decide without them */
    "x + 1.0 > 2.0 && a",
    "b || x + 1.0 > 2.0 || n > 3",
    "(a ? b : c) && (b || n / 3 == 1) && x > 1.0",
    "!(n / m > 0 || a)",
    "a && n in [1, 3] && b",
};

static const fr__cel_value bools[] = {{.kind = FR__CEL_BOOL, .as.integer = 1},
                                      {.kind = FR__CEL_BOOL},
                                      {.kind = FR__CEL_UNKNOWN},
                                      {.kind = FR__CEL_ERROR, .code = FR__CEL_FAULT_DIVISION}};

/* The values of round i: all combinations for those of few kinds, and a mixture for the others. */
static void fill_values(fr__cel_value slots[PLACES], uint32_t i) {
  const fr__cel_value numbers[] = {fr__cel_double(1.5), fr__cel_double(-0.0), fr__cel_double(1.0 / 0.0),
                                   fr__cel_double(0.0 / 0.0), fr__cel_unknown()};
  const fr__cel_value integers[] = {fr__cel_int(3), fr__cel_int(INT64_MIN), fr__cel_failed(FR__CEL_FAULT_RANGE),
                                    fr__cel_int(0), fr__cel_unknown()};
  const fr__cel_value texts[] = {fr__cel_string("atm", 3), fr__cel_string("atx", 3), fr__cel_string("", 0),
                                 fr__cel_unknown()};
  fr__cel_value finer = fr__cel_duration(1500000), later = fr__cel_timestamp(INT64_C(1767225600000000));
  finer.size = later.size = 7; /* nanoseconds */
  const fr__cel_value durations[] = {fr__cel_duration(1000000), fr__cel_duration(1500000), finer, fr__cel_unknown(),
                                     fr__cel_failed(FR__CEL_FAULT_OVERFLOW)};
  const fr__cel_value times[] = {fr__cel_timestamp(INT64_C(1767225600000000)),
                                 later,
                                 fr__cel_timestamp(INT64_C(1767225600000000) + FR__DAY_US),
                                 fr__cel_timestamp(INT64_C(-62135596800000000)), /* the first there is */
                                 fr__cel_timestamp(INT64_C(253402300799999999)), /* the last */
                                 fr__cel_unknown(),
                                 fr__cel_failed(FR__CEL_FAULT_RANGE)};
  const uint32_t mixed = (i * UINT32_C(2654435761)) >> 8;
  slots[A] = bools[i % 4];
  slots[B] = bools[i / 4 % 4];
  slots[C] = bools[i / 16 % 4];
  slots[X] = numbers[i / 64 % 5];
  slots[N] = integers[i / 320 % 3];
  slots[TEXT] = texts[i / 960 % 4];
  slots[M] = integers[mixed % 5];
  slots[DURATION] = durations[mixed / 5 % 5];
  slots[TIME] = times[mixed / 25 % 7];
  slots[OTHER_TIME] = times[mixed / 175 % 7];
}
enum { ROUNDS = 4 * 4 * 4 * 5 * 3 * 4 };

static void every_value(fr__arena *arena, const fr__cel_program *program, const char *shape) {
  const fr__cel_program *const *alone = fr__arena_alloc(arena, sizeof *alone);
  *(const fr__cel_program **)(uintptr_t)alone = program;
  const fr__cel_conditions *conditions = NULL;
  cr_assert_eq(fr__cel_conditions_build(arena, alone, 1, &conditions), FR_OK);
  fr__cel_value slots[PLACES];
  for (uint32_t i = 0; i < ROUNDS; i++) {
    fill_values(slots, i);
    uint8_t verdict = 99;
    fr__cel_run_conditions(conditions, slots, NULL, &verdict);
    cr_assert_eq(verdict, by_code(program, slots), "%s at %u", shape, i);
    const fr__cel_value value = fr__cel_run(program, slots, NULL), coded = fr__cel_run_code(program, slots, NULL);
    cr_assert(value.kind == coded.kind && value.size == coded.size, "%s at %u", shape, i);
    cr_assert(value.code == coded.code && value.as.word == coded.as.word, "%s at %u", shape, i);
  }
}

Test(cel_conditions, tests_give_what_the_code_gives) {
  fr__arena arena = {0};
  uint32_t tested = 0;
  for (size_t i = 0; i < FR_COUNT(shapes); i++) {
    const fr__cel_program *program = compile(&arena, shapes[i]);
    tested += program->test_count != 0;
    every_value(&arena, program, shapes[i]);
  }
  cr_expect(tested >= FR_COUNT(shapes) - 1, "%u of %zu are made of tests", tested, FR_COUNT(shapes));
  fr__arena_free(&arena);
}

/* What is no comparison of a slot, or too much of it, keeps its code alone. */
Test(cel_conditions, what_is_not_made_of_tests) {
  static const char *const others[] = {"x + 1.0 > 2.0",   "a ? b : c", "n in [1, 2]",         "(a ? b : c) && n > 1.5",
                                       "t.contains('a')", "n > 1.5",   "t < 'b' || n / m > 1"};
  fr__arena arena = {0};
  for (size_t i = 0; i < FR_COUNT(others); i++) {
    const fr__cel_program *program = compile(&arena, others[i]);
    cr_expect_eq(program->test_count, 0, "%s", others[i]);
    every_value(&arena, program, others[i]);
  }
  written many = {.size = 0};
  for (int i = 0; i < 40; i++) text_add(&many, "%sx > %d.0", i == 0 ? "" : " || ", i);
  const fr__cel_program *program = compile(&arena, many.bytes);
  cr_expect_eq(program->test_count, 32, "more than are kept as tests");
  cr_expect_not(program->tests_all, "the others are left to the code");
  every_value(&arena, program, "many");
  fr__arena_free(&arena);
}

/* Each in its place: together they share what they ask. */
Test(cel_conditions, many_at_once) {
  fr__arena arena = {0};
  const fr__cel_program *programs[FR_COUNT(shapes)];
  const fr__cel_conditions *conditions = NULL;
  uint8_t verdicts[FR_COUNT(shapes)];
  fr__cel_value slots[PLACES];
  for (size_t i = 0; i < FR_COUNT(shapes); i++) programs[i] = compile(&arena, shapes[i]);
  cr_assert_eq(fr__cel_conditions_build(&arena, programs, FR_COUNT(shapes), &conditions), FR_OK);
  for (uint32_t round = 0; round < ROUNDS; round++) {
    fill_values(slots, round);
    fr__cel_run_conditions(conditions, slots, NULL, verdicts);
    for (size_t i = 0; i < FR_COUNT(shapes); i++) {
      cr_assert_eq(verdicts[i], by_code(programs[i], slots), "%s at %u", shapes[i], round);
    }
  }
  const fr__cel_conditions *none = NULL;
  cr_assert_eq(fr__cel_conditions_build(&arena, programs, 0, &none), FR_OK);
  fr__cel_run_conditions(none, slots, NULL, verdicts);
  fr__arena_free(&arena);
}

/* Random conditions of all the operands above, joined in all ways. */
static uint32_t next_random(uint32_t *state) {
  *state = *state * UINT32_C(1664525) + UINT32_C(1013904223);
  return *state >> 16;
}

static void write_random(written *text, uint32_t *state, uint32_t depth) {
  static const char *const operands[] = {"a",
                                         "b",
                                         "c",
                                         "x > 1.0",
                                         "x < 2.0 * x",
                                         "n == m",
                                         "n >= 3",
                                         "t == ''",
                                         "has(o.x)",
                                         "t in ['atm', 'atx']",
                                         "d < duration('1.5s')",
                                         "w > v - duration('24h')",
                                         "t.as_long('abc')",
                                         "n / m == 1",
                                         "(a ? b : c)",
                                         "x * 2.0 > 2.5"};
  const uint32_t chosen = next_random(state) % 8;
  if (depth == 0 || chosen < 2) {
    text_add(text, "%s", operands[next_random(state) % FR_COUNT(operands)]);
    return;
  }
  if (chosen == 2) text_add(text, "!");
  text_add(text, "(");
  const uint32_t count = 1 + next_random(state) % 3;
  const char *joined = chosen < 5 ? " && " : " || ";
  for (uint32_t i = 0; i < count; i++) {
    if (i > 0) text_add(text, "%s", joined);
    write_random(text, state, depth - 1);
  }
  text_add(text, ")");
}

Test(cel_conditions, random_conditions_give_what_their_code_gives, .timeout = 60) {
  enum { CONDITIONS = 150, TRIES = 400 };
  uint32_t state = 20260101;
  for (uint32_t set = 0; set < 6; set++) {
    fr__arena arena = {0};
    const fr__cel_program *programs[CONDITIONS];
    const fr__cel_conditions *conditions = NULL;
    uint8_t verdicts[CONDITIONS];
    for (uint32_t i = 0; i < CONDITIONS; i++) {
      written text = {.size = 0};
      write_random(&text, &state, 3);
      programs[i] = compile(&arena, text.bytes);
    }
    cr_assert_eq(fr__cel_conditions_build(&arena, programs, CONDITIONS, &conditions), FR_OK);
    for (uint32_t i = 0; i < TRIES; i++) {
      fr__cel_value slots[PLACES];
      fill_values(slots, next_random(&state) % ROUNDS + next_random(&state) * ROUNDS);
      fr__cel_run_conditions(conditions, slots, NULL, verdicts);
      for (uint32_t j = 0; j < CONDITIONS; j++) {
        cr_assert_eq(verdicts[j], by_code(programs[j], slots), "set %u, condition %u", set, j);
        const fr__cel_value value = fr__cel_run(programs[j], slots, NULL);
        const fr__cel_value coded = fr__cel_run_code(programs[j], slots, NULL);
        cr_assert(value.kind == coded.kind && value.as.word == coded.as.word, "set %u, condition %u", set, j);
      }
    }
    fr__arena_free(&arena);
  }
}

/* A dozen lists, each of which holds the one before eight times, spell 8^12 items. Comparing them ends at the budget,
 * with an error and in a moment. */
Test(cel_conditions, lists_that_hold_each_other_are_compared_within_the_budget, .timeout = 20) {
  static const char *const questions[] = {"a12 == a12", "a12 != a12", "a12 in [a12]",
                                          "[a12, a12].distinct().size() > 1", "{'k': a12} == {'k': a12}"};
  for (size_t q = 0; q < FR_COUNT(questions); q++) {
    written text = {.size = 0};
    text_add(&text, "cel.bind(a0, [x, 2.0], ");
    for (int i = 1; i <= 12; i++) {
      text_add(&text, "cel.bind(a%d, [", i);
      for (int j = 0; j < 8; j++) text_add(&text, "%sa%d", j == 0 ? "" : ", ", i - 1);
      text_add(&text, "], ");
    }
    text_add(&text, "%s)))))))))))))", questions[q]);
    fr__arena arena = {0};
    const fr__cel_program *program = compile(&arena, text.bytes);
    static unsigned char memory[1 << 20];
    fr__cel_scratch scratch = {memory, sizeof memory, 0};
    const fr__cel_value slots[PLACES] = {[X] = fr__cel_double(1.0)};
    const fr__cel_value value = fr__cel_run(program, slots, &scratch);
    cr_expect_eq(value.kind, FR__CEL_ERROR, "%s", questions[q]);
    cr_expect_eq(value.code, FR__CEL_FAULT_COST, "%s: %s", questions[q], fr__cel_fault_text(value.code));
    fr__arena_free(&arena);
  }
}

/* The budget is the same whether a comparison runs alone or in a larger expression, and what fits into it is answered.
 */
Test(cel_conditions, long_lists_are_compared_alone_as_within_more) {
  enum { ITEMS = 70000 };
  fr__cel_symbol two[] = {{.name = "a", .type = {.kind = FR__CEL_LIST}, .slot = 0},
                          {.name = "b", .type = {.kind = FR__CEL_LIST}, .slot = 1}};
  const fr__cel_env env = {.symbols = two, .symbol_count = 2, .dynamic = true};
  fr__cel_value *items = malloc(ITEMS * sizeof *items);
  cr_assert_not_null(items);
  for (uint32_t i = 0; i < ITEMS; i++) items[i] = fr__cel_int(i);
  static const char *const questions[] = {"a == b", "!(a != b)", "a in [b]", "[a == b][0]",
                                          "[1, a] == [1, b] && 2 in [2]"};
  for (uint32_t size = 65535; size <= ITEMS; size += size < 65537 ? 1 : ITEMS - 65537) {
    fr__cel_value list = {.kind = FR__CEL_LIST, .size = size, .as.items = items};
    const fr__cel_value slots[] = {list, list};
    for (size_t q = 0; q < FR_COUNT(questions); q++) {
      fr__arena arena = {0};
      fr__cel_tree *tree = NULL;
      fr__cel_program *program = NULL;
      fr__cel_error error = {0};
      cr_assert_eq(fr__cel_parse(&arena, questions[q], (uint32_t)strlen(questions[q]), &tree, &error), FR_OK);
      cr_assert_eq(fr__cel_compile(&arena, &env, tree, NULL, &program, NULL, &error), FR_OK, "%s", error.message);
      unsigned char memory[4096];
      fr__cel_scratch scratch = {memory, sizeof memory, 0};
      const fr__cel_value value = fr__cel_run(program, slots, &scratch);
      cr_expect(value.kind == FR__CEL_BOOL && value.as.integer == 1, "%s of %u: %s", questions[q], size,
                value.kind == FR__CEL_ERROR ? fr__cel_fault_text(value.code) : "false");
      fr__arena_free(&arena);
    }
  }
  free(items);
}

/* A constant that no evaluation has the memory for is told when the policy is loaded. */
Test(cel_conditions, a_constant_that_never_fits_is_refused) {
  static const char text[] =
      "[0,1,2,3,4,5,6,7,8,9].map(x, [0,1,2,3,4,5,6,7,8,9].map(y, [0,1,2,3,4,5,6,7,8,9]"
      ".map(z, [x, y, z]))).size() > 0";
  fr__arena arena = {0};
  fr__cel_tree *tree = NULL;
  fr__cel_program *program = NULL;
  fr__cel_error error = {0};
  cr_assert_eq(fr__cel_parse(&arena, text, sizeof text - 1, &tree, &error), FR_OK);
  const fr_status status = fr__cel_compile(&arena, &six, tree, NULL, &program, NULL, &error);
  if (status == FR_OK) {
    /* Macros are not constants; they fail as they run, and it shows. */
    unsigned char memory[16384];
    fr__cel_scratch scratch = {memory, sizeof memory, 0};
    cr_expect_eq(fr__cel_run(program, NULL, &scratch).code, FR__CEL_FAULT_MEMORY);
    cr_expect_gt(fr__cel_scratch_needed(program), sizeof memory, "and the program says beforehand that it may");
  }
  fr__arena_free(&arena);
  written list = {.size = 0};
  text_add(&list, "size([");
  for (int i = 0; i < 1100; i++) text_add(&list, "%s1", i == 0 ? "" : ",");
  text_add(&list, "]) > 0");
  cr_assert_eq(fr__cel_parse(&arena, list.bytes, (uint32_t)list.size, &tree, &error), FR_OK);
  cr_expect_eq(fr__cel_compile(&arena, &six, tree, NULL, &program, NULL, &error), FR_BAD_EXPRESSION);
  cr_expect_str_eq(error.message, "this constant needs more memory than one evaluation has; make it smaller");
  fr__arena_free(&arena);
}
