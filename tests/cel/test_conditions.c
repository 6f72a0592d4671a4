/* SPDX-License-Identifier: Apache-2.0
 *
 * Conditions by their tests, against the code of the same condition: all shapes of && || and ! over comparisons, with
 * every value known, unknown or an error. */
#include "cel/evaluate.h"
#include "cel/program.h"

enum { A, B, C, N, X, TEXT, PLACES };
static const fr__cel_symbol variables[] = {
    {"a", {.kind = FR__CEL_BOOL}, A, 0},      {"b", {.kind = FR__CEL_BOOL}, B, 0},
    {"c", {.kind = FR__CEL_BOOL}, C, 0},      {"n", {.kind = FR__CEL_INT}, N, 0},
    {"t", {.kind = FR__CEL_STRING}, TEXT, 0}, {"x", {.kind = FR__CEL_DOUBLE}, X, 0}};
static const fr__cel_env six = {.symbols = variables, .symbol_count = FR_COUNT(variables), .widen = true};

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
};

static const fr__cel_value bools[] = {{.kind = FR__CEL_BOOL, .as.integer = 1},
                                      {.kind = FR__CEL_BOOL},
                                      {.kind = FR__CEL_UNKNOWN},
                                      {.kind = FR__CEL_ERROR, .code = FR__CEL_FAULT_DIVISION}};

static void every_value(const fr__cel_program *program, const char *shape) {
  const fr__cel_value numbers[] = {fr__cel_double(1.5), fr__cel_double(-0.0), fr__cel_double(1.0 / 0.0),
                                   fr__cel_double(0.0 / 0.0), fr__cel_unknown()};
  const fr__cel_value integers[] = {fr__cel_int(3), fr__cel_int(INT64_MIN), fr__cel_failed(FR__CEL_FAULT_RANGE)};
  const fr__cel_value texts[] = {fr__cel_string("atm", 3), fr__cel_string("atx", 3), fr__cel_string("", 0),
                                 fr__cel_unknown()};
  fr__cel_value slots[PLACES];
  for (uint32_t i = 0; i < 4 * 4 * 4 * 5 * 3 * 4; i++) {
    slots[A] = bools[i % 4];
    slots[B] = bools[i / 4 % 4];
    slots[C] = bools[i / 16 % 4];
    slots[X] = numbers[i / 64 % 5];
    slots[N] = integers[i / 320 % 3];
    slots[TEXT] = texts[i / 960 % 4];
    uint8_t verdict = 99;
    fr__cel_run_conditions(&program, 1, slots, NULL, &verdict);
    cr_assert_eq(verdict, by_code(program, slots), "%s at %u", shape, i);
  }
}

Test(cel_conditions, tests_give_what_the_code_gives) {
  fr__arena arena = {0};
  uint32_t tested = 0;
  for (size_t i = 0; i < FR_COUNT(shapes); i++) {
    const fr__cel_program *program = compile(&arena, shapes[i]);
    tested += program->test_count != 0;
    every_value(program, shapes[i]);
  }
  cr_expect(tested >= FR_COUNT(shapes) - 1, "%u of %zu are made of tests", tested, FR_COUNT(shapes));
  fr__arena_free(&arena);
}

/* What is no comparison of a slot, or too much of it, keeps its code alone. */
Test(cel_conditions, what_is_not_made_of_tests) {
  static const char *const others[] = {"x + 1.0 > 2.0",   "a ? b : c", "n in [1, 2]",
                                       "t.contains('a')", "n > 1.5",   "t < 'b'"};
  fr__arena arena = {0};
  for (size_t i = 0; i < FR_COUNT(others); i++) {
    const fr__cel_program *program = compile(&arena, others[i]);
    cr_expect_eq(program->test_count, 0, "%s", others[i]);
    every_value(program, others[i]);
  }
  written many = {.size = 0};
  for (int i = 0; i < 40; i++) text_add(&many, "%sx > %d.0", i == 0 ? "" : " || ", i);
  const fr__cel_program *program = compile(&arena, many.bytes);
  cr_expect_eq(program->test_count, 0, "more than are kept as tests");
  every_value(program, "many");
  fr__arena_free(&arena);
}

/* Each in its place. */
Test(cel_conditions, many_at_once) {
  fr__arena arena = {0};
  const fr__cel_program *programs[FR_COUNT(shapes)];
  uint8_t verdicts[FR_COUNT(shapes)];
  fr__cel_value slots[PLACES] = {
      bools[0], bools[1], bools[2], fr__cel_int(3), fr__cel_double(1.5), fr__cel_string("atm", 3)};
  for (size_t i = 0; i < FR_COUNT(shapes); i++) programs[i] = compile(&arena, shapes[i]);
  fr__cel_run_conditions(programs, FR_COUNT(shapes), slots, NULL, verdicts);
  for (size_t i = 0; i < FR_COUNT(shapes); i++) cr_expect_eq(verdicts[i], by_code(programs[i], slots), "%s", shapes[i]);
  fr__arena_free(&arena);
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
