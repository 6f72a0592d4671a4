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
