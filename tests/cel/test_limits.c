/* SPDX-License-Identifier: Apache-2.0
 *
 * What bounds a compilation and a run: memory of the arena, scratch memory, steps, the machine's stack. And what a host
 * may ask a program before it runs it. */
#include "cel/evaluate.h"
#include "cel/program.h"

/* ---- the arena ---- */

/* Lets the arena hand out `left` bytes more, then nothing. */
static void nearly_fill(fr__arena *arena, size_t left) {
  enum { BLOCK = 64 * 1024 };
  arena->limit = BLOCK;
  cr_assert_not_null(fr__arena_alloc(arena, 16));
  while (fr__arena_alloc(arena, 16) != NULL && arena->used + left < BLOCK - 32) {
  }
}

static const char everything[] =
    "has(data.a) && data.b.c == 'de' + 'ep' && [i, 2] == [7, 2] && {'a': [1, 2]}.a[1] == 2 && "
    "ints.map(x, x > 1, {string(x): x * 2}).size() == 2 && cel.bind(y, name + '!', y.mentions('account') ? i : 3) == 3 "
    "&& channel in ['atm', 'online'] && -d < 0.0 && [[1], ['a']].size() == 2 && risky.filter(r, r != 'x')[0] == "
    "'online' "
    "&& payer.sent.within(duration('1h')).filter(t, t.amount > 1.0 && t.channel == 'atm').map(t, t.count).distinct()"
    ".exists(c, c in [1, 2]) && 'vip' in payer.lists && party in payer.sent.map(t, t.payee) && payer.sent.size() > 1 "
    "&& "
    "payer.received.map(r, r.amount).sum() > 2.0 && (flag ? [1] : ints + [2]).distinct().size() > 0 && 1 < 2 && "
    "math.least(i, 3) == 3 && b'ab' + b'c' == b'abc' && type(any) == string && !(1 in ghost_list) && "
    "{'k': [{'z': 'y'}]}.k[0].z == 'y'";

/* Memory that is out at any point is said, and leaves the chains as they were. */
Test(cel_limits, memory_is_out_at_every_point) {
  evaluation *of = malloc(sizeof *of);
  size_t left = 0, refused[3] = {0};
  for (;; left += 16) {
    evaluation_begin(of);
    nearly_fill(&of->arena, left);
    if (evaluation_compile(of, everything)) break;
    cr_assert_eq(of->status, FR_NO_MEMORY, "with %zu bytes: %s", left, of->said.bytes);
    cr_assert_str_eq(of->error.message, "memory is out");
    cr_assert(of->error.stage == 1 || of->error.stage == 2);
    refused[of->error.stage]++;
    cr_assert_eq(of->chains.count, 0);
    cr_assert_eq(of->chains.next_slot, S_FREE);
    evaluation_end(of);
    cr_assert_lt(left, 65536, "it fits into one block");
  }
  cr_expect_gt(refused[1], 100);
  cr_expect_gt(refused[2], 100);
  cr_expect_gt(of->chains.count, 4);
  evaluation_end(of);
  free(of);
}

/* The same for the few things that the long expression does not reach. */
Test(cel_limits, memory_is_out_for_single_expressions) {
  static const char *const sources[] = {"a.b{c: 1}",
                                        "channel",
                                        "ghost_list",
                                        "payer.sent",
                                        "payer.lists",
                                        "'a'",
                                        "[1, 2, 3, 4, 5, 6, 7, 8, 9]",
                                        "{}",
                                        "[]",
                                        "risky",
                                        "i + 1",
                                        "-i",
                                        "x.y.z",
                                        "[1].map(x, x)",
                                        "payer.lists.exists(l, [l].exists(k, k == 'a'))",
                                        "name.mentions('account')"};
  evaluation *of = malloc(sizeof *of);
  for (size_t i = 0; i < FR_COUNT(sources); i++) {
    fr_status wanted = FR_OK;
    evaluation_begin(of);
    (void)evaluation_compile(of, sources[i]);
    wanted = of->status;
    evaluation_end(of);
    size_t left = 0;
    for (;; left += 16) {
      evaluation_begin(of);
      nearly_fill(&of->arena, left);
      (void)evaluation_compile(of, sources[i]);
      const fr_status status = of->status;
      evaluation_end(of);
      if (status == wanted) break;
      cr_assert_eq(status, FR_NO_MEMORY, "%s with %zu bytes", sources[i], left);
      cr_assert_lt(left, 65536);
    }
    cr_expect_gt(left, 0, "%s takes memory", sources[i]);
  }
  free(of);
}

/* ---- scratch memory ---- */

/* With all that it asked for an expression gives its value (every row of every table tests that); with less it gives
 * that value or the fault, and never touches what it was not given. */
Test(cel_limits, scratch_memory) {
  static const row rows[] = {
      {"[i]", "[7]"},
      {"{'a': i}", "{\"a\": 7}"},
      {"string(i)", "\"7\""},
      {"name + '!'", "\"Ångström!\""},
      {"ints + [4]", "[1, 2, 3, 4]"},
      {"name.upperAscii()", "\"ÅNGSTRöM\""},
      {"ints.distinct()", "[1, 2, 3]"},
      {"ints.gaps()", "[1, 1]"},
      {"ints.percentile(50)", "2"},
      {"ints.map(x, when).hours()", "[8, 8, 8]"},
      {"ints.map(x, x + 1)", "[2, 3, 4]"},
      {"ints.filter(x, x > 1)", "[2, 3]"},
      {"ints.map(x, x > 1, string(x) + 'x')", "[\"2x\", \"3x\"]"},
      {"ints.map(x, [x, x])", "[[1, 1], [2, 2], [3, 3]]"},
  };
  evaluation *of = malloc(sizeof *of);
  for (size_t i = 0; i < FR_COUNT(rows); i++) {
    evaluation_begin(of);
    cr_assert(evaluation_compile(of, rows[i].expression));
    const uint32_t needed = fr__cel_scratch_needed(of->program);
    cr_expect_gt(needed, 0, "%s", rows[i].expression);
    cr_expect_str_eq(evaluation_run_in(of, needed), rows[i].gives, "%s", rows[i].expression);
    cr_expect_str_eq(evaluation_run_in(of, 0), "error: memory", "%s", rows[i].expression);
    bool enough = false;
    for (uint32_t bytes = 1; bytes <= needed && bytes < 600; bytes++) {
      const char *got = evaluation_run_in(of, bytes);
      const bool good = strcmp(got, rows[i].gives) == 0;
      cr_expect(good || strcmp(got, "error: memory") == 0, "%s in %u bytes: %s", rows[i].expression, bytes, got);
      cr_expect(good || !enough, "%s fits into fewer than %u bytes", rows[i].expression, bytes);
      enough = good;
    }
    const fr__cel_value none = fr__cel_run(of->program, of->values.slots, NULL);
    cr_expect_eq(none.code, FR__CEL_FAULT_MEMORY, "%s without any", rows[i].expression);
    fr__cel_scratch empty = {NULL, 100, 0};
    cr_expect_eq(fr__cel_run(of->program, of->values.slots, &empty).code, FR__CEL_FAULT_MEMORY);
    evaluation_end(of);
  }
  free(of);
}

/* What it asked for is enough while texts and lists of the host are as large as the compiler assumes. */
Test(cel_limits, scratch_memory_is_enough) {
  static const row rows[] = {
      {"(name + name).size()", "2048"},
      {"(name + 'x' + name).lowerAscii().upperAscii().size()", "2049"},
      {"cel.bind(n, name + name, (n + n).size())", "4096"},
      {"many.map(x, x).map(y, [y]).size()", "64"},
      {"many.filter(x, x >= 0).map(y, [y, y]).size()", "64"},
      {"many.distinct().map(x, x).distinct().size()", "64"},
      {"many.map(x, x > 3, name + string(x)).size()", "60"},
      {"many.gaps().gaps().size()", "62"},
      {"many.map(x, x * x).gaps().percentile(50)", "63"},
      {"many.map(x, when).hours().map(h, h).rises(1)", "63"},
      {"many.map(x, many.map(y, [x, y])).size()", "64"},
      {"(many + many).map(x, {string(x): x}).size()", "128"},
      {"(flag ? many + many : many).map(x, x).size()", "128"},
      {"[many, many].map(l, l.map(x, x)).size()", "2"},
      {"many.all(x, (name + string(x)).endsWith(string(x)))", "true"},
      {"any.size() == 1024 && (any + any).size() == 2048", "true"},
      {"[string(d), string(when), string(span), string(least)].map(s, s + s).size()", "4"},
  };
  static char text[FR_MAX_REMARK_BYTES];
  memset(text, 'N', sizeof text);
  evaluation *of = malloc(sizeof *of);
  for (size_t i = 0; i < FR_COUNT(rows); i++) {
    evaluation_begin(of);
    of->values.slots[S_NAME] = of->values.slots[S_ANY] = fr__cel_string(text, sizeof text);
    of->values.slots[S_MANY].size = FR__CEL_ASSUMED_ITEMS;
    const char *got = evaluate_with(of, rows[i].expression);
    cr_expect_str_eq(got, rows[i].gives, "%s gives %s", rows[i].expression, got);
    evaluation_end(of);
  }
  free(of);
}

/* Values of the host that are longer than the compiler assumes are refused when they run, not cut. */
Test(cel_limits, values_larger_than_assumed) {
  evaluation *of = malloc(sizeof *of);
  evaluation_begin(of);
  cr_assert(evaluation_compile(of, "many.map(x, x)"));
  cr_expect_str_eq(evaluation_run_in(of, fr__cel_scratch_needed(of->program)), "error: memory");
  cr_assert(evaluation_compile(of, "many.map(x, x).size()"));
  cr_expect_str_eq(evaluation_run_in(of, MANY * 16 + 64), "3000");
  /* A predicate gives back what it took, however often it runs. */
  static const char *const predicates[] = {"many.all(x, ('n' + string(x)).size() > 1)", "many.exists(x, [x] == [299])",
                                           "many.exists_one(x, string(x) == '7')",
                                           "many.filter(x, string(x) == '7') == [7]"};
  of->values.slots[S_MANY].size = 300;
  for (size_t i = 0; i < FR_COUNT(predicates); i++) {
    cr_assert(evaluation_compile(of, predicates[i]));
    const bool kept = i == 3; /* the list that filter() makes */
    const uint32_t needed = fr__cel_scratch_needed(of->program) + (kept ? 300 * 16 : 0);
    cr_expect_lt(needed, 300 * 32, "less than all the texts and lists together");
    cr_expect_str_eq(evaluation_run_in(of, needed), "true", "%s", predicates[i]);
  }
  evaluation_end(of);
  free(of);
}

Test(cel_limits, texts_do_not_pass_32_bits) {
  evaluation *of = malloc(sizeof *of);
  evaluation_begin(of);
  of->values.slots[S_NAME] = fr__cel_string("x", UINT32_MAX); /* never read: there is no room for the sum */
  cr_assert(evaluation_compile(of, "name + name"));
  cr_expect_str_eq(evaluation_run_in(of, 64), "error: memory");
  evaluation_end(of);
  free(of);
}

/* Scratch memory need not be aligned. */
Test(cel_limits, scratch_at_any_address) {
  evaluation *of = malloc(sizeof *of);
  evaluation_begin(of);
  cr_assert(evaluation_compile(of, "[string(i), name + '!'].map(s, [s])"));
  const uint32_t needed = fr__cel_scratch_needed(of->program);
  unsigned char *memory = malloc(needed + 16);
  for (uint32_t shift = 0; shift < 16; shift++) {
    fr__cel_scratch scratch = {memory + shift, needed, 0};
    const fr__cel_value value = fr__cel_run(of->program, of->values.slots, &scratch);
    cr_assert_eq(value.kind, FR__CEL_LIST, "shifted by %u", shift);
    cr_expect_eq((uintptr_t)value.as.items % 8, 0);
    of->said.size = 0;
    text_add_value(&of->said, &value);
    cr_expect_str_eq(of->said.bytes, "[[\"7\"], [\"Ångström!\"]]");
  }
  free(memory);
  evaluation_end(of);
  free(of);
}

/* ---- steps ---- */

Test(cel_limits, budget_of_steps) {
  static const row rows[] = {
      {"many.exists(x, x == 2999)", "true"},
      {"many.map(x, x).size()", "3000"},
      {"many.all(x, !many.exists(y, y == -1))", "error: cost"},
      {"many.exists(x, many.exists(y, y == -1))", "error: cost"},
      {"many.filter(x, many.all(y, y >= 0)).size()", "error: cost"},
      {"many.distinct().size()", "error: cost"},
      {"many.percentile(50)", "1499"},
      {"many.exists(x, many.percentile(x / 30) == x + 1000000)", "error: cost"},
      {"many.all(x, !many.exists(y, y == -1)) || true", "true"}, /* a fault like others */
  };
  evaluation *of = malloc(sizeof *of);
  for (size_t i = 0; i < FR_COUNT(rows); i++) {
    evaluation_begin(of);
    cr_assert(evaluation_compile(of, rows[i].expression));
    const char *got = evaluation_run_in(of, 1 << 20);
    cr_expect_str_eq(got, rows[i].gives, "%s gives %s", rows[i].expression, got);
    evaluation_end(of);
  }
  free(of);
}

/* The static cost: what loops more costs more, and it never wraps. */
Test(cel_limits, static_cost) {
  static const char *const dearer[] = {
      "i > 1",
      "i > 1 && d > 2.0",
      "i > 1 && d > 2.0 && name == 'x' && flag || off",
      "[1, 2, 3].map(x, x).filter(y, y > i).size() > 1",
      "ints.all(x, x > 1)",
      "ints.all(x, ints.all(y, y > x))",
      "ints.all(x, ints.all(y, ints.all(z, z > x + y)))",
  };
  evaluation *of = malloc(sizeof *of);
  evaluation_begin(of);
  uint64_t last = 0;
  for (size_t i = 0; i < FR_COUNT(dearer); i++) {
    cr_assert(evaluation_compile(of, dearer[i]), "%s", of->said.bytes);
    const uint64_t cost = fr__cel_cost(of->program);
    cr_expect_gt(cost, last, "%s", dearer[i]);
    last = cost;
  }
  written source = {.size = 0};
  for (int depth = 0; depth < 20; depth++) text_add(&source, "ghost_list.map(x%d, ", depth);
  text_add(&source, "1 > 0");
  for (int depth = 0; depth < 20; depth++) text_add(&source, ").size() > 0");
  cr_assert(evaluation_compile(of, source.bytes), "%s", of->said.bytes);
  cr_expect_eq(fr__cel_cost(of->program), UINT64_MAX);
  cr_expect_eq(fr__cel_scratch_needed(of->program), UINT32_MAX);
  evaluation_end(of);
  free(of);
}

/* ---- the machine's stack ---- */

/* math.least(i, …, i, math.least(i, …)): each holds so many places while the next is computed. */
static void expect_held(const int *places, size_t levels, const char *gives) {
  written source = {.size = 0};
  for (size_t level = 0; level < levels; level++) {
    text_add(&source, "math.least(");
    for (int i = 0; i < places[level]; i++) text_add(&source, "i, ");
  }
  text_add(&source, "i");
  for (size_t level = 0; level < levels; level++) text_add(&source, ")");
  const row one = {source.bytes, gives};
  expect_rows(&one, 1, false);
}

Test(cel_limits, stack) {
  static const char too_deep[] =
      "check 1:1: the expression is nested too deep to run; give parts of it names of their own (FR_TOO_DEEP)";
  expect_held((const int[]){200, 119}, 2, "7"); /* and one for the innermost */
  expect_held((const int[]){200, 120}, 2, too_deep);
  expect_held((const int[]){254}, 1, "7");
}

/* Expressions on either side of the small stack that most rules run with give the same. */
Test(cel_limits, small_stack) {
  for (int depth = 1; depth < 30; depth++) {
    written source = {.size = 0}, gives = {.size = 0};
    for (int i = 0; i < depth; i++) text_add(&source, "d + (");
    text_add(&source, "d");
    for (int i = 0; i < depth; i++) text_add(&source, ")");
    text_add(&gives, "%.1f", 2.5 * (depth + 1));
    const row one = {source.bytes, gives.bytes};
    expect_rows(&one, 1, false);
  }
}

/* ---- what a host may ask ---- */

Test(cel_limits, reads) {
  static const struct {
    const char *expression;
    uint32_t count, slots[4];
  } cases[] = {
      {"1 + 2", 0, {0}},
      {"i", 1, {S_I}},
      {"i + i * i", 1, {S_I}},
      {"i > 1 && d < 2.0 || i < 0", 2, {S_I, S_D}},
      {"has(group.two) && ints.exists(x, x > u)", 3, {S_GROUP_TWO, S_INTS, S_U}},
      {"risky.size() > 1", 0, {0}},
      {"flag ? name : any", 3, {S_FLAG, S_NAME, S_ANY}},
      {"data.b.c", 1, {S_DATA}},
  };
  evaluation *of = malloc(sizeof *of);
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    evaluation_begin(of);
    cr_assert(evaluation_compile(of, cases[i].expression), "%s", of->said.bytes);
    uint32_t count = 42;
    const uint32_t *slots = fr__cel_reads(of->program, &count);
    cr_assert_eq(count, cases[i].count, "%s reads %u", cases[i].expression, count);
    for (uint32_t s = 0; s < count; s++) cr_expect_eq(slots[s], cases[i].slots[s], "%s", cases[i].expression);
    evaluation_end(of);
  }
  free(of);
}

Test(cel_limits, programs_that_only_read_a_slot) {
  static const struct {
    const char *expression;
    bool is;
    uint32_t slot;
  } cases[] = {{"i", true, S_I},
               {"(name)", true, S_NAME},
               {"group.one", true, S_GROUP_ONE},
               {"1", false, 0},
               {"-i", false, 0},
               {"i + 1", false, 0},
               {"has(group.one)", false, 0},
               {"payer.sent.size()", true, S_FREE + 1}};
  evaluation *of = malloc(sizeof *of);
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    evaluation_begin(of);
    cr_assert(evaluation_compile(of, cases[i].expression));
    uint32_t slot = 0;
    cr_expect_eq(fr__cel_is_slot(of->program, &slot), cases[i].is, "%s", cases[i].expression);
    cr_expect_eq(slot, cases[i].slot, "%s", cases[i].expression);
    evaluation_end(of);
  }
  free(of);
}

/* One tree serves several environments, and compiling leaves it as it was. */
Test(cel_limits, one_tree_many_environments) {
  evaluation *of = malloc(sizeof *of);
  evaluation_begin(of);
  static const char source[] = "d + 1 > 3 && channel == 'atm'";
  cr_assert_eq(fr__cel_parse(&of->arena, source, sizeof source - 1, &of->tree, &of->error), FR_OK);
  for (int i = 0; i < 3; i++) {
    of->env.widen = false;
    cr_expect_eq(fr__cel_compile(&of->arena, &of->env, of->tree, NULL, &of->program, NULL, &of->error),
                 FR_BAD_EXPRESSION);
    cr_expect_null(of->program);
    of->env.widen = true;
    cr_assert_eq(fr__cel_compile(&of->arena, &of->env, of->tree, NULL, &of->program, NULL, NULL), FR_OK);
    cr_expect_str_eq(evaluation_run_in(of, 0), "true");
  }
  cr_expect_eq(fr__cel_compile(NULL, &of->env, of->tree, NULL, &of->program, NULL, NULL), FR_NULL_POINTER);
  cr_expect_eq(fr__cel_compile(&of->arena, NULL, of->tree, NULL, &of->program, NULL, NULL), FR_NULL_POINTER);
  cr_expect_eq(fr__cel_compile(&of->arena, &of->env, NULL, NULL, &of->program, NULL, NULL), FR_NULL_POINTER);
  cr_expect_eq(fr__cel_compile(&of->arena, &of->env, of->tree, NULL, NULL, NULL, NULL), FR_NULL_POINTER);
  evaluation_end(of);
  free(of);
}

/* A host may hand in a list in a list in a list …: what is nested deeper than expressions are equals nothing. */
Test(cel_limits, values_nested_deeply) {
  enum { DEEP = 400 };
  fr__cel_value lists[DEEP + 1];
  lists[0] = fr__cel_int(1);
  for (int i = 1; i <= DEEP; i++) lists[i] = list_of(&lists[i - 1], 1);
  cr_expect(fr__cel_equal(&lists[60], &lists[60]));
  cr_expect_not(fr__cel_equal(&lists[60], &lists[61]));
  cr_expect_not(fr__cel_equal(&lists[DEEP], &lists[DEEP]));
  fr__cel_value pairs[DEEP + 1][2];
  pairs[0][0] = pairs[0][1] = fr__cel_int(1);
  for (int i = 1; i <= DEEP; i++) {
    pairs[i][0] = fr__cel_int(1);
    pairs[i][1] = map_of(pairs[i - 1], 1);
  }
  cr_expect(fr__cel_equal(&pairs[60][1], &pairs[60][1]));
  cr_expect_not(fr__cel_equal(&pairs[DEEP][1], &pairs[DEEP][1]));
  const fr__cel_value unknown = fr__cel_unknown();
  cr_expect_not(fr__cel_equal(&unknown, &unknown), "what is not known equals nothing");
}

Test(cel_limits, faults_have_a_text) {
  static const char *const texts[] = {
      "no error",
      "a number left the range of its kind",
      "division by zero",
      "an operation met kinds of values that it does not take",
      "an index or a conversion is out of range",
      "the map has no such key",
      "nothing is there to choose from",
      "a text does not spell a value of that kind",
      "the memory of one evaluation is used up",
      "the evaluation took more steps than it may",
  };
  for (uint32_t i = 0; i < FR_COUNT(texts); i++) cr_expect_str_eq(fr__cel_fault_text(i), texts[i]);
  cr_expect_eq(FR_COUNT(texts), FR__CEL_FAULT_COST + 1);
  cr_expect_str_eq(fr__cel_fault_text(FR__CEL_FAULT_UNDECLARED + 1), "unknown error");
  cr_expect_str_eq(fr__cel_fault_text(UINT32_MAX), "unknown error");
}
