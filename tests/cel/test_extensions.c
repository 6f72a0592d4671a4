/* SPDX-License-Identifier: Apache-2.0
 *
 * Functions beyond CEL's core: strings by place, bits, base64; running without the checker; containers. */
#include "cel/evaluate.h"

#include "cel/base64.h"

Test(cel_extensions, strings_by_place) {
  static const row rows[] = {
      {"'tacocat'.charAt(3)", "\"o\""},
      {"'a安b'.charAt(1)", "\"安\""},
      {"'abc'.charAt(3)", "\"\""},
      {"'abc'.charAt(4)", "error: range"},
      {"'abc'.charAt(-1)", "error: range"},
      {"'安全账户安全'.indexOf('安全')", "0"},
      {"'安全账户安全'.indexOf('安全', 1)", "4"},
      {"'安全账户安全'.indexOf('账', 3)", "-1"},
      {"'abc'.indexOf('')", "0"},
      {"'abc'.indexOf('', 3)", "3"},
      {"'abc'.indexOf('a', 4)", "error: range"},
      {"'abc'.indexOf('abcd')", "-1"},
      {"'安全账户安全'.lastIndexOf('安全')", "4"},
      {"'安全账户安全'.lastIndexOf('安全', 3)", "0"},
      {"'abc'.lastIndexOf('')", "3"},
      {"'abc'.lastIndexOf('c', 9)", "error: range"},
      {"'安全账户'.substring(2)", "\"账户\""},
      {"'安全账户'.substring(1, 3)", "\"全账\""},
      {"'abc'.substring(3)", "\"\""},
      {"'abc'.substring(4)", "error: range"},
      {"'abc'.substring(2, 1)", "error: range"},
      {"'a安b'.reverse()", "\"b安a\""},
      {"''.reverse()", "\"\""},
      {"'a,b,,c'.split(',')", "[\"a\", \"b\", \"\", \"c\"]"},
      {"'a,b,c'.split(',', 2)", "[\"a\", \"b,c\"]"},
      {"'a,b'.split(',', 0)", "[]"},
      {"'a,b'.split(',', 1)", "[\"a,b\"]"},
      {"'a,b'.split(',', -1)", "[\"a\", \"b\"]"},
      {"'安全'.split('')", "[\"安\", \"全\"]"},
      {"''.split(',')", "[\"\"]"},
      {"''.split('')", "[]"},
      {"['a', 'b', 'c'].join()", "\"abc\""},
      {"['a', 'b', 'c'].join('--')", "\"a--b--c\""},
      {"[].join(',')", "\"\""},
      {"[1].join(',')", "error: no overload"},
      {"'abcabc'.replace('b', 'XY')", "\"aXYcaXYc\""},
      {"'abcabc'.replace('b', '', 1)", "\"acabc\""},
      {"'abc'.replace('b', 'x', 0)", "\"abc\""},
      {"'ab'.replace('', '-')", "\"-a-b-\""},
      {"'ab'.replace('', '-', 2)", "\"-a-b\""},
      {"'aaa'.replace('aa', 'b')", "\"ba\""},
      {"'a,b'.split(',').join(';')", "\"a;b\""},
  };
  EXPECT(rows);
}

Test(cel_extensions, bits_and_kinds_of_numbers) {
  static const row rows[] = {
      {"math.bitAnd(12, 10)", "8"},
      {"math.bitOr(12u, 10u)", "14u"},
      {"math.bitXor(12, 10)", "6"},
      {"math.bitAnd(-1, 255)", "255"},
      {"math.bitNot(0)", "-1"},
      {"math.bitNot(0u)", "18446744073709551615u"},
      {"math.bitShiftLeft(1, 62)", "4611686018427387904"},
      {"math.bitShiftLeft(1, 64)", "0"},
      {"math.bitShiftLeft(1, -1)", "error: range"},
      {"math.bitShiftRight(-1024, 3)", "2305843009213693824"},
      {"math.bitShiftRight(1024u, 3)", "128u"},
      {"math.sign(-7)", "-1"},
      {"math.sign(7u)", "1u"},
      {"math.sign(-0.5)", "-1.0"},
      {"math.sign(0.0)", "0.0"},
      {"math.isNaN(0.0 / 0.0)", "true"},
      {"math.isNaN(1.0)", "false"},
      {"math.isInf(1.0 / 0.0)", "true"},
      {"math.isInf(0.0 / 0.0)", "false"},
      {"math.isFinite(1.0)", "true"},
      {"math.isFinite(-1.0 / 0.0)", "false"},
  };
  EXPECT(rows);
}

Test(cel_extensions, base64) {
  static const row rows[] = {
      {"base64.encode(b'hello')", "\"aGVsbG8=\""},       {"base64.encode(b'')", "\"\""},
      {"base64.encode(b'\\xff\\xfe\\xfd')", "\"//79\""}, {"base64.decode('aGVsbG8=')", "b\"hello\""},
      {"base64.decode('aGVsbG8')", "b\"hello\""},        {"base64.decode('a')", "error: syntax"},
      {"base64.decode('aGVs=')", "error: syntax"},       {"base64.decode('a*==')", "error: syntax"},
      {"base64.decode('====')", "error: syntax"},
  };
  EXPECT(rows);
}

/* Every length up to 64, there and back, and in place. */
Test(cel_extensions, base64_comes_back) {
  char bytes[64], text[96], back[96];
  for (uint32_t i = 0; i < sizeof bytes; i++) bytes[i] = (char)(i * 37 + 200);
  for (uint32_t size = 0; size <= sizeof bytes; size++) {
    const uint32_t length_of_text = fr__cel_base64_encode(bytes, size, text);
    cr_assert_eq(length_of_text, fr__cel_base64_size(size));
    uint32_t length = 99;
    cr_assert(fr__cel_base64_decode(text, length_of_text, back, &length));
    cr_assert_eq(length, size);
    cr_assert_arr_eq(back, bytes, size);
    cr_assert(fr__cel_base64_decode(text, length_of_text, text, &length));
    cr_assert_arr_eq(text, bytes, size);
  }
}

/* ---- what follows on what ---- */

Test(cel_extensions, percentiles) {
  static const row rows[] = {
      {"[15, 20, 35, 40, 50].percentile(0)", "15"}, /* the rank is at least 1 */
      {"[15, 20, 35, 40, 50].percentile(5)", "15"},
      {"[15, 20, 35, 40, 50].percentile(20)", "15"},
      {"[15, 20, 35, 40, 50].percentile(20.1)", "20"},
      {"[15, 20, 35, 40, 50].percentile(30)", "20"},
      {"[15, 20, 35, 40, 50].percentile(40)", "20"},
      {"[15, 20, 35, 40, 50].percentile(50)", "35"},
      {"[15, 20, 35, 40, 50].percentile(60u)", "35"},
      {"[15, 20, 35, 40, 50].percentile(61)", "40"},
      {"[15, 20, 35, 40, 50].percentile(100)", "50"},
      {"[40, 15, 50, 35, 20].percentile(50)", "35"},
      {"[7].percentile(0)", "7"},
      {"[7].percentile(100.0)", "7"},
      {"[2.5, 1.5].percentile(50)", "1.5"},
      {"[3u, 1u, 2u].percentile(99)", "3u"},
      {"[18446744073709551615u, 1u, 9223372036854775808u].percentile(50)", "9223372036854775808u"},
      {"[least, 9223372036854775807, -1, 0].percentile(25)", "-9223372036854775808"},
      {"[least, 9223372036854775807, -1, 0].percentile(75)", "0"},
      {"[-1.5, -2.5, 1.0e-300, -1.0e300].percentile(50)", "-2.5"},
      {"[duration('3s'), duration('2s')].percentile(50)", "2000000us"},
      {"[when, timestamp('2026-01-01T00:00:00Z')].percentile(1) < when", "true"},
      {"['b', 'c', 'a'].percentile(50)", "\"b\""},
      {"[true, false].percentile(50)", "false"},
      {"[1.0 / 0.0, -1.0 / 0.0, 0.0].percentile(100)", "Infinity"},
      /* what is equal has an order of its own, however it lay */
      {"[dyn(1.0), dyn(1u), dyn(1)].percentile(1)", "1"},
      {"[dyn(1.0), dyn(1), dyn(1u)].percentile(50)", "1u"},
      {"[dyn(1), dyn(1.0)].percentile(100)", "1.0"},
      {"[0.0, -0.0].percentile(1)", "-0.0"},
      {"[-0.0, 0.0].percentile(100)", "0.0"},
      {"[dyn(3), 2.5, 3u].percentile(1)", "2.5"},
      /* errors and unknowns */
      {"[].percentile(50)", "error: empty"},
      {"[1.0, nan].percentile(1)", "error: no overload"},
      {"[nan].percentile(1)", "error: no overload"},
      {"[dyn(1), 'a'].percentile(1)", "error: no overload"},
      {"[dyn(null)].percentile(1)", "error: no overload"},
      {"ints.percentile(-1)", "error: range"},
      {"ints.percentile(101)", "error: range"},
      {"ints.percentile(100.00001)", "error: range"},
      {"ints.percentile(nan)", "error: range"},
      {"[].percentile(nan)", "error: range"},
      {"ints.percentile(any)", "error: no overload"},
      {"any.percentile(1)", "error: no overload"},
      {"ghost_list.percentile(1)", "unknown"},
      {"ints.percentile(ghost)", "unknown"},
      {"ghost_list.percentile(bad)", "unknown"},
      {"[bad].percentile(ghost)", "unknown"},
      {"ints.percentile(bad)", "error: division"},
      {"ints.percentile()", "check 1:6: percentile() takes 1 argument, not 0"},
      {"ints.percentile('a')", "check 1:17: percentile() takes an int and the like, not a string"},
      {"[party].percentile(1)",
       "check 1:9: percentile() takes values that have an order, not an identity; map to such values first"},
      {"ints.percentil(1)", "check 1:6: there is no function percentil(); did you mean percentile()?"},
      {"percentile(ints, 1)", "check 1:1: write x.percentile(…), not percentile(x, …)"},
  };
  EXPECT(rows);
}

Test(cel_extensions, gaps) {
  static const row rows[] = {
      {"[1, 4, 2].gaps()", "[3, -2]"},
      {"[1.5, 4.0].gaps()", "[2.5]"},
      {"[4u, 9u].gaps()", "[5u]"},
      {"[duration('1s'), duration('3s')].gaps()", "[2000000us]"},
      {"[when, when + duration('90m')].gaps()", "[5400000000us]"},
      {"[timestamp('2026-01-01T00:00:00.000000002Z'), timestamp('2026-01-01T00:00:00.000001Z')].gaps()", "[0us+998ns]"},
      {"[1, 4, 2].gaps().gaps()", "[-5]"},
      {"[7].gaps()", "[]"},
      {"[].gaps()", "[]"},
      {"[].gaps().size()", "0"},
      {"[1.0, nan, 2.0].gaps()", "[NaN, NaN]"},
      {"[1, 2, 4].gaps().exists(g, g == 2)", "true"},
      {"[1, 2, 4].gaps().sum() + 1", "4"},
      {"[when, when].gaps().max() < duration('1s')", "true"},
      {"[least, 1].gaps()", "error: overflow"},
      {"[2u, 1u].gaps()", "error: overflow"},
      {"[dyn(1), 2.0].gaps()", "error: no overload"},
      {"[dyn(when), duration('1s')].gaps()", "error: no overload"}, /* their difference is no gap */
      {"[dyn('a'), 'b'].gaps()", "error: no overload"},
      {"[dyn(true), true].gaps()", "error: no overload"},
      {"ghost_list.gaps()", "unknown"},
      {"any.gaps()", "error: no overload"},
      {"['a'].gaps()",
       "check 1:7: gaps() takes numbers, timestamps or durations, not a string; map to such values first"},
      {"[1].gaps(1)", "check 1:5: gaps() takes 0 arguments, not 1"},
  };
  EXPECT(rows);
}

Test(cel_extensions, rises) {
  static const row rows[] = {
      {"[1.0, 2.0, 3.0, 6.0, 5.0].rises(2.0)", "2"},
      {"[1.0, 2.0, 3.0, 6.0, 5.0].rises(1)", "3"},
      {"[5, 5, 5].rises(1)", "2"},
      {"[5, 5, 5].rises(1.01)", "0"},
      {"[10, 15, 30].rises(1.5)", "2"},
      {"[3u, 9u].rises(3u)", "1"},
      {"[duration('1s'), duration('2s'), duration('3s')].rises(2)", "1"},
      {"[duration('2ns'), duration('4ns'), duration('7ns')].rises(2)", "1"},
      {"[dyn(1), 2.0, 4u].rises(2)", "2"},
      {"[0.0, 5.0].rises(2.0)", "0"},
      {"[-1.0, 5.0].rises(2.0)", "0"},
      {"[-4.0, -1.0].rises(2.0)", "0"},
      {"[5.0, 0.0, 10.0].rises(2.0)", "0"},
      {"[1.0, nan, 4.0].rises(2.0)", "0"},
      {"[1].rises(2)", "0"},
      {"[].rises(2)", "0"},
      {"ints.rises(0.99)", "error: range"},
      {"ints.rises(-2)", "error: range"},
      {"ints.rises(nan)", "error: range"},
      {"ints.rises(1.0 / 0.0)", "error: range"},
      {"[].rises(0)", "error: range"},
      {"[dyn('a')].rises(2)", "error: no overload"},
      {"[dyn(1), duration('1s')].rises(2)", "error: no overload"},
      {"ghost_list.rises(bad)", "unknown"},
      {"ints.rises(ghost)", "unknown"},
      {"[when].rises(2)", "check 1:8: rises() takes numbers or durations, not a timestamp; map to such values first"},
  };
  EXPECT(rows);
}

Test(cel_extensions, hours_in_utc) {
  static const row rows[] = {
      {"[when].hours()", "[8]"},
      {"[timestamp('2026-01-01T23:59:59.999999Z'), timestamp('2026-01-02T00:00:00Z')].hours()", "[23, 0]"},
      {"[timestamp('1969-12-31T23:00:00Z'), timestamp('1969-12-31T22:59:59Z')].hours()", "[23, 22]"},
      {"[timestamp('0001-01-01T00:00:00Z'), timestamp('9999-12-31T23:59:59Z')].hours()", "[0, 23]"},
      {"[timestamp('2026-01-01T08:00:00+08:00')].hours()", "[0]"},
      {"[].hours()", "[]"},
      {"[when, when].hours().filter(h, h < 9).size()", "2"},
      {"[dyn(1)].hours()", "error: no overload"},
      {"ghost_list.map(x, when).hours()", "unknown"},
      {"ints.hours()", "check 1:6: hours() takes timestamps, not an int; map to such values first"},
      {"[when].hours('+08:00')", "check 1:8: hours() takes 0 arguments, not 1"},
  };
  EXPECT(rows);
}

/* Lists of the host larger than the compiler assumes, in memory enough. */
Test(cel_extensions, series_of_large_lists) {
  static const row rows[] = {
      /* 55 of 100 is the fifty-fifth, which 55.0 / 100.0 * 100.0 would miss */
      {"many.filter(x, x < 100).percentile(55.0)", "54"},
      {"many.filter(x, x < 100).percentile(29)", "28"},
      {"many.filter(x, x < 1000).percentile(0.1)", "0"},
      {"many.percentile(50)", "1499"},
      {"many.percentile(99.9)", "2996"},
      {"many.map(x, x * 7 % 3000).percentile(90)", "2699"},
      {"many.map(x, -x).percentile(10)", "-2700"},
      {"many.map(x, x % 3).percentile(33.4)", "1"},
      {"many.gaps().distinct()", "[1]"},
      {"many.gaps().size()", "2999"},
      {"many.rises(1)", "2998"}, /* from 0 nothing rises */
  };
  evaluation *of = malloc(sizeof *of);
  for (size_t i = 0; i < FR_COUNT(rows); i++) {
    evaluation_begin(of);
    cr_assert(evaluation_compile(of, rows[i].expression), "%s: %s", rows[i].expression, of->said.bytes);
    const char *got = evaluation_run_in(of, 1 << 20);
    cr_expect_str_eq(got, rows[i].gives, "%s gives %s", rows[i].expression, got);
    evaluation_end(of);
  }
  free(of);
}

/* Constant or not, hours are those of the environment's offset, and what getHours() says there. */
Test(cel_extensions, hours_at_an_offset) {
  static const struct {
    int32_t offset_s;
    const char *offset;
  } rows[] = {{8 * 3600, "+08:00"},
              {-8 * 3600, "-08:00"},
              {18 * 3600, "+18:00"},
              {-18 * 3600, "-18:00"},
              {5 * 3600 + 1800, "+05:30"},
              {-3600 - 900, "-01:15"},
              {0, "UTC"}};
  static const char *const times[] = {"when", "timestamp('2026-01-01T20:29:59Z')", "timestamp('2026-01-01T00:00:00Z')",
                                      "timestamp('1960-02-29T15:59:59Z')", "timestamp('0001-01-01T00:00:00Z')"};
  evaluation *of = malloc(sizeof *of);
  char source[128];
  for (size_t i = 0; i < FR_COUNT(rows) * FR_COUNT(times); i++) {
    const char *time = times[i % FR_COUNT(times)], *offset = rows[i / FR_COUNT(times)].offset;
    evaluation_begin(of);
    of->env.utc_offset_s = rows[i / FR_COUNT(times)].offset_s;
    snprintf(source, sizeof source, "[%s].hours() == [%s.getHours('%s')]", time, time, offset);
    cr_expect_str_eq(evaluate_with(of, source), "true", "%s", source);
    evaluation_end(of);
  }
  evaluation_begin(of);
  of->env.utc_offset_s = 8 * 3600;
  cr_expect_str_eq(evaluate_with(of, "[when].hours()"), "[16]");
  evaluation_end(of);
  free(of);
}

/* In policies a number that can never do is refused where it stands; CEL proper leaves it to the run. */
Test(cel_extensions, numbers_out_of_range_in_policies) {
  static const row rows[] = {
      {"ints.percentile(101)", "check 1:17: percentile() takes one number from 0 to 100, such as percentile(95)"},
      {"ints.rises(0)", "check 1:12: rises() takes one number of at least 1, such as rises(2.0) for what doubles"},
      {"ints.percentile(100)", "3"},
      {"doubles.rises(1)", "2"},
      {"ints.percentile(i + 100)", "error: range"},
  };
  EXPECT_WIDENED(rows);
}

/* One of the kinds that a number can be told in: alone they are ranked by words, together and with nanoseconds by
 * comparing. */
enum telling { AS_INT, AS_UINT, AS_DOUBLE, AS_SPAN, AS_SPAN_OF_NS, AS_ANY, TELLINGS };

static fr__cel_value told_as(enum telling how, int64_t number, uint64_t drawn) {
  switch (how) {
    case AS_UINT: return (fr__cel_value){.kind = FR__CEL_UINT, .as.word = (uint64_t)(number + 100) << 56};
    case AS_DOUBLE: return fr__cel_double((double)number * 1.5e7);
    case AS_SPAN: return fr__cel_duration(number * 12345678);
    case AS_SPAN_OF_NS: return (fr__cel_value){FR__CEL_DURATION, 0, 0, (uint32_t)number + 100, {.integer = 5}};
    case AS_ANY: return drawn % 2 == 0 ? fr__cel_int(number) : fr__cel_double((double)number);
    default: return fr__cel_int(number);
  }
}

/* Against a plain sort, for every rank of lists of every size up to 40. */
Test(cel_extensions, percentile_of_every_rank) {
  fr__cel_value values[40], copy[40];
  uint64_t seed = 88172645463325252u;
  for (uint32_t count = 1; count <= FR_COUNT(values) * TELLINGS; count++) {
    const enum telling how = count % TELLINGS;
    const uint32_t size = 1 + (count - 1) / TELLINGS;
    int64_t sorted[FR_COUNT(values)];
    for (uint32_t i = 0; i < size; i++) {
      seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
      const int64_t drawn = (int64_t)(seed % 30) - 15;
      values[i] = told_as(how, drawn, seed >> 32);
      uint32_t at = i;
      for (; at > 0 && sorted[at - 1] > drawn; at--) sorted[at] = sorted[at - 1];
      sorted[at] = drawn;
    }
    for (uint32_t percent = 0; percent <= 100; percent++) {
      memcpy(copy, values, sizeof copy);
      const uint32_t rank = percent == 0 ? 1 : (percent * size + 99) / 100;
      const fr__cel_value got = fr__cel_percentile(copy, size, percent), wanted = told_as(how, sorted[rank - 1], 0);
      cr_expect(fr__cel_equal(&got, &wanted), "%u of %u, told in way %u", percent, size, how);
      cr_expect(how == AS_ANY || got.kind == wanted.kind);
    }
  }
}

/* ---- without the checker, and in a container ---- */

static void run_in(const fr__cel_env *env, const char *text, const fr__cel_value *slots, written *into) {
  fr__arena arena = {0};
  fr__cel_tree *tree = NULL;
  fr__cel_program *program = NULL;
  fr__cel_error error = {0};
  unsigned char memory[8192];
  fr__cel_scratch scratch = {memory, sizeof memory, 0};
  *into = (written){.size = 0};
  fr_status status = fr__cel_parse(&arena, text, (uint32_t)strlen(text), &tree, &error);
  if (status == FR_OK) status = fr__cel_compile(&arena, env, tree, NULL, &program, NULL, &error);
  if (status == FR_OK) {
    const fr__cel_value value = fr__cel_run(program, slots, &scratch);
    text_add_value(into, &value);
  } else {
    text_add(into, "%u: %s", error.stage, error.construct[0] != '\0' ? error.construct : error.message);
  }
  fr__arena_free(&arena);
}

Test(cel_extensions, without_the_checker_kinds_are_met_when_it_runs) {
  static const row rows[] = {
      {"true || 1 + 'a' == 2", "true"},
      {"1 + 'a'", "error: no overload"},
      {"false && 1 < 'a'", "false"},
      {"1 < 'a'", "error: no overload"},
      {"1 == 'a'", "false"},
      {"ghost || true", "true"},
      {"ghost", "error: undeclared"},
      {"ghost.of.the.past || true", "true"},
      {"f(1) || true", "true"},
      {"'a'.f(1)", "error: undeclared"},
      {"!1", "error: no overload"},
      {"-'a'", "error: no overload"},
      {"1 ? 2 : 3", "error: no overload"},
      {"true ? 1 : 'a'", "1"},
      {"1[0]", "error: no overload"},
      {"[1]['a']", "error: no overload"},
      {"1 in 2", "error: no overload"},
      {"{1.5: 2}", "error: no overload"},
      {"1.all(x, x)", "error: no overload"},
      {"[1].all(x, x)", "error: no overload"},
      {"[1].filter(x, 'a')", "error: no overload"},
      {"'a'.x", "error: no overload"},
      {"size(1)", "error: no overload"},
      {"['a'].gaps()", "[]"},
      {"['a', 'b'].gaps()", "error: no overload"},
      {"['a'].hours()", "error: no overload"},
      {"[1].percentile('a')", "error: no overload"},
      {"[1].percentile(200)", "error: range"},
  };
  const fr__cel_env env = {.dynamic = true};
  for (size_t i = 0; i < FR_COUNT(rows); i++) {
    written is;
    run_in(&env, rows[i].expression, NULL, &is);
    const char *expected = rows[i].gives;
    cr_expect_str_eq(is.bytes, expected, "%s gives %s", rows[i].expression, is.bytes);
  }
}

Test(cel_extensions, names_in_a_container) {
  static const fr__cel_symbol three[] = {{.name = "a.b.c", .type = {.kind = FR__CEL_INT}, .slot = 0},
                                         {.name = "a.c", .type = {.kind = FR__CEL_INT}, .slot = 1},
                                         {.name = "c", .type = {.kind = FR__CEL_INT}, .slot = 2}};
  const fr__cel_value values[] = {fr__cel_int(1), fr__cel_int(2), fr__cel_int(3)};
  static const struct {
    const char *container, *text, *expected;
  } rows[] = {{"a.b", "c", "1"},  {"a", "c", "2"},   {"x.y", "c", "3"}, {NULL, "c", "3"},
              {"a.b", ".c", "3"}, {"a", "b.c", "1"}, {"a.x", "c", "2"}, {"a.b", "a.c", "2"}};
  for (size_t i = 0; i < FR_COUNT(rows); i++) {
    const fr__cel_env env = {.symbols = three, .symbol_count = 3, .container = rows[i].container};
    written is;
    run_in(&env, rows[i].text, values, &is);
    cr_expect_str_eq(is.bytes, rows[i].expected, "%s in %s", rows[i].text, rows[i].container);
  }
}

/* What is CEL and not supported is refused by name, so that nobody takes it for a misspelling. */
Test(cel_extensions, constructs_that_are_refused_by_name) {
  static const row rows[] = {
      {"a.?b", "1: optional values"},
      {"[?1]", "1: optional values"},
      {"{?1: 2}", "1: optional values"},
      {"{1: 2}[?1]", "1: optional values"},
      {"optional.of(1)", "2: optional values"},
      {"TestAllTypes{}", "2: protobuf messages and enums"},
      {"a.b.TestAllTypes{single: 1}", "2: protobuf messages and enums"},
      {"GlobalEnum.GOO", "2: protobuf messages and enums"},
      {"'a'.matches('b')", "2: regular expressions"},
      {"timestamp(0).getHours('Asia/Shanghai')", "2: names of time zones"},
      {"[1].all(i, v, v > i)", "2: macros with two variables"},
      {"[1].transformList(i, v, v)", "2: macros with two variables"},
      {"cel.block([1], cel.index(0))", "2: cel.block"},
      {"[1].map(cel.iterVar(0, 0), 1)", "2: cel.block"},
      {"'%d'.format([1])", "2: string formatting"},
      {"strings.quote('a')", "2: strings.quote"},
      {"math.sqrt(2.0)", "2: square roots"},
      {"proto.hasExt(1, 2)", "2: protobuf messages and enums"},
  };
  const fr__cel_env env = {0};
  for (size_t i = 0; i < FR_COUNT(rows); i++) {
    written is;
    run_in(&env, rows[i].expression, NULL, &is);
    cr_expect_str_eq(is.bytes, rows[i].gives, "%s gives %s", rows[i].expression, is.bytes);
  }
}
