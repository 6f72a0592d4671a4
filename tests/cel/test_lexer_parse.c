/* SPDX-License-Identifier: Apache-2.0
 *
 * Literals in all their forms, and how operators and brackets bind. */
#include "cel/evaluate.h"

Test(cel_parse, numbers) {
  static const row rows[] = {
      {"0", "0"},
      {"007", "7"},
      {"9223372036854775807", "9223372036854775807"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"- 5", "-5"},
      {"0x7", "7"},
      {"0xff", "255"},
      {"-0xFf", "-255"},
      {"0x7fffffffffffffff", "9223372036854775807"},
      {"-0x8000000000000000", "-9223372036854775808"},
      {"3u", "3u"},
      {"3U", "3u"},
      {"0xffffffffffffffffu", "18446744073709551615u"},
      {"18446744073709551615u", "18446744073709551615u"},
      {"1.5", "1.5"},
      {".5", "0.5"},
      {"-.5", "-0.5"},
      {"1e3", "1000.0"},
      {"1E+3", "1000.0"},
      {"25e-1", "2.5"},
      {"1.25e2", "125.0"},
      {"-0.0", "-0.0"},
      {"1e-400", "0.0"},
      {"1.7976931348623157e308", "1.7976931348623157e+308"},
      {"5e-324", "5e-324"},
  };
  EXPECT(rows);
}

Test(cel_parse, numbers_refused) {
  static const row rows[] = {
      {"9223372036854775808",
       "parse 1:1: the number does not fit into an int; write it as a double, such as 1e20, or "
       "as a uint, with u"},
      {"-9223372036854775809",
       "parse 1:2: the number does not fit into an int; write it as a double, such as 1e20, "
       "or as a uint, with u"},
      {"18446744073709551616u", "parse 1:1: the number does not fit into 64 bits; write it as a double, such as 1e20"},
      {"0x10000000000000000u", "parse 1:1: the number does not fit into 64 bits"},
      {"1 + 0x", "parse 1:5: 0x has to be followed by hexadecimal digits"},
      {"1.5e", "parse 1:4: an exponent needs digits, such as 1e6"},
      {"1e+", "parse 1:2: an exponent needs digits, such as 1e6"},
      {"1e309", "parse 1:1: the number is larger than the largest double"},
      {"12ab", "parse 1:3: a letter stands right behind a number; put an operator or a space between them"},
      {"3u8", "parse 1:3: a letter stands right behind a number; put an operator or a space between them"},
      {"1.5u", "parse 1:4: a letter stands right behind a number; put an operator or a space between them"},
  };
  EXPECT(rows);
}

Test(cel_parse, strings) {
  static const row rows[] = {
      {"''", "\"\""},
      {"\"it's\"", "\"it's\""},
      {"'say \"x\"'", "\"say \"x\"\""},
      {"'\\a\\b\\f\\n\\r\\t\\v' == '\\x07\\x08\\x0C\\x0A\\x0d\\x09\\X0b'", "true"},
      {"'\\\\\\?\\\"\\'\\`'", "\"\\?\"'`\""},
      {"'\\101\\u0042\\U00000043\\x44'", "\"ABCD\""},
      {"'\\377' == '\\u00ff'", "true"}, /* of a string an octal escape is a character */
      {"'\\u5b89\\U0001F600'", "\"安😀\""},
      {"r'a\\nb'", "\"a\\nb\""},
      {"R\"\\\"", "\"\\\""},
      {"'''a'b''c'''", "\"a'b''c\""},
      {"\"\"\"a\nb\"\"\" == 'a\\nb'", "true"},
      {"'''a\r\nb\rc''' == 'a\\nb\\nc'", "true"},
      {"r'''\\'''", "\"\\\""},
      {"'''\\''''", "\"'\""},
      {"'' ''", "parse 1:4: an operator or the end is expected here, not ''"},
      {"'安全'.size()", "2"},
  };
  EXPECT(rows);
}

Test(cel_parse, bytes) {
  static const row rows[] = {
      {"b''", "b\"\""},
      {"b'abc'", "b\"abc\""},
      {"B\"abc\"", "b\"abc\""},
      {"b'ÿ'", "b\"\\xc3\\xbf\""},          /* a character in bytes is its UTF-8 */
      {"b'\\303\\277'", "b\"\\xc3\\xbf\""}, /* an escape is the byte itself */
      {"b'\\xff\\377'", "b\"\\xff\\xff\""},
      {"br'\\n'", "b\"\\n\""},
      {"bR'''\\'''", "b\"\\\""},
      {"b'''a\nb'''", "b\"a\\x0ab\""},
      {"b'\\u0041'", "parse 1:3: \\u and \\U are for strings; in bytes write \\x and two digits"},
      {"b'\\U00000041'", "parse 1:3: \\u and \\U are for strings; in bytes write \\x and two digits"},
      {"rb'x'", "parse 1:3: an operator or the end is expected here, not 'x'"},
  };
  EXPECT(rows);
}

#define UNKNOWN_ESCAPE "this escape is not known; write \\\\ for a backslash, or \\n \\t \\\" \\x41 \\u5b89 \\101"

Test(cel_parse, strings_refused) {
  static const row rows[] = {
      {"1 + 'abc", "parse 1:5: the text that begins here is not closed; put ' on the same line at its end"},
      {"'a\nb'", "parse 1:1: the text that begins here is not closed; put ' on the same line at its end"},
      {"'\rb'", "parse 1:1: the text that begins here is not closed; put ' on the same line at its end"},
      {"'a\rb'", "parse 1:1: the text that begins here is not closed; put ' on the same line at its end"},
      {"'''abc''", "parse 1:1: the text that begins here is not closed; put three times ' at its end"},
      {"'abc\\", "parse 1:5: " UNKNOWN_ESCAPE},
      {"'a\\q'", "parse 1:3: " UNKNOWN_ESCAPE},
      {"'\\400'", "parse 1:2: " UNKNOWN_ESCAPE},
      {"'\\18'", "parse 1:2: " UNKNOWN_ESCAPE},
      {"'\\x4'", "parse 1:2: " UNKNOWN_ESCAPE},
      {"'\\u12g4'", "parse 1:2: " UNKNOWN_ESCAPE},
      {"'\\U0000004'", "parse 1:2: " UNKNOWN_ESCAPE},
      {"'\\ud800'", "parse 1:2: the escape names no character of Unicode"},
      {"'\\U00110000'", "parse 1:2: the escape names no character of Unicode"},
  };
  EXPECT(rows);
}

Test(cel_parse, words_and_blanks) {
  static const row rows[] = {
      {"true", "true"},
      {"false", "false"},
      {"null", "null"},
      {" \t\n\r\f 1 // one\n + // and\n 2 // two", "3"},
      {".i", "7"},
      {"i", "7"},
      {"group.one + group . two", "3"},
      {".group.one", "1"},
      {"ints.map(i, i + .i)", "[8, 9, 10]"}, /* a leading dot looks past variables of macros */
      {"cel.bind(group, 5, group + .group.two)", "7"},
      {"{'if': 1}.if", "1"}, /* a reserved word may be a field */
      {"{'a-b': 2}.`a-b`", "2"},
      {"{'a.b/c d': 3}.`a.b/c d`", "3"},
      {"has({'a-b': 2}.`a-b`)", "true"},
  };
  EXPECT(rows);
  static const char *const reserved[] = {"as",        "break",  "const",  "continue", "else", "for",
                                         "function",  "if",     "import", "let",      "loop", "package",
                                         "namespace", "return", "var",    "void",     "while"};
  for (size_t i = 0; i < FR_COUNT(reserved); i++) {
    char source[40], wanted[120];
    snprintf(source, sizeof source, "i + %s", reserved[i]);
    snprintf(wanted, sizeof wanted, "parse 1:5: %s is a word that the language keeps for itself; take another name",
             reserved[i]);
    const row one = {source, wanted};
    expect_rows(&one, 1, false);
  }
}

Test(cel_parse, how_operators_bind) {
  static const row rows[] = {
      {"1 + 2 * 3", "7"},
      {"(1 + 2) * 3", "9"},
      {"7 - 2 - 1", "4"},
      {"24 / 4 / 2", "3"},
      {"7 % 4 * 2", "6"},
      {"-2 * -3", "6"},
      {"- -2", "2"},
      {"--2", "2"},
      {"---2", "-2"},
      {"!true", "false"},
      {"!!true", "true"},
      {"!flag || flag", "true"},
      {"-i + 1", "-6"},
      {"-d", "-2.5"},
      {"1 < 2 == true", "true"},
      {"true || false && false", "true"},
      {"1 + 1 == 2 && 3 > 2", "true"},
      {"false ? 1 : true ? 2 : 3", "2"},
      {"true ? (false ? 1 : 2) : 3", "2"},
      {"1 in [1, 2] == true", "true"},
      {"[[1, 2], [3]][0][1]", "2"},
      {"{'a': {'b': 4}}.a.b", "4"},
      {"{'a': [5]}['a'][0]", "5"},
      {"[1, 2,].size()", "2"},
      {"{'a': 1,}.size()", "1"},
      {"-1.5e1", "-15.0"},
      {"-'a'.size()", "-1"},
  };
  EXPECT(rows);
}

Test(cel_parse, places_of_refusals) {
  static const row rows[] = {
      {"", "parse 1:1: the expression ends here, but a value is expected"},
      {"  // nothing", "parse 1:13: the expression ends here, but a value is expected"},
      {"1 +", "parse 1:4: the expression ends here, but a value, a name or an opening bracket is expected"},
      {"1 +\n  * 2", "parse 2:3: a value, a name or an opening bracket is expected here, not *"},
      {"'安全' + ?", "parse 1:8: a value, a name or an opening bracket is expected here, not ?"}, /* in characters */
      {"1 2", "parse 1:3: an operator or the end is expected here, not 2"},
      {"(1", "parse 1:3: the expression ends here, but a closing bracket ) is expected"},
      {"[1, 2", "parse 1:6: the expression ends here, but a comma or a closing bracket ] is expected"},
      {"[1 2]", "parse 1:4: a comma or a closing bracket ] is expected here, not 2"},
      {"{'a' 1}", "parse 1:6: a colon between key and value is expected here, not 1"},
      {"{'a': 1 'b'}", "parse 1:9: a comma or a closing brace } is expected here, not 'b'"},
      {"{,}", "parse 1:2: a value, a name or an opening bracket is expected here, not ,"},
      {"size(i,)", "parse 1:8: another argument is expected here, not )"},
      {"size(i", "parse 1:7: the expression ends here, but a comma or a closing bracket ) is expected"},
      {"name.size(", "parse 1:11: the expression ends here, but a value, a name or an opening bracket is expected"},
      {"name.1", "parse 1:5: an operator or the end is expected here, not .1"},
      {"name.", "parse 1:6: the expression ends here, but the name of a field or function is expected"},
      {"name.(1)", "parse 1:6: the name of a field or function is expected here, not ("},
      {". 'a'", "parse 1:3: a name behind the dot is expected here, not 'a'"},
      {"ints[0", "parse 1:7: the expression ends here, but a closing bracket ] is expected"},
      {"flag ? 1", "parse 1:9: the expression ends here, but a colon : with the other value is expected"},
      {"flag ? : 1", "parse 1:8: a value, a name or an opening bracket is expected here, not :"},
      {"!-1", "parse 1:2: a value, a name or an opening bracket is expected here, not -"}, /* CEL's grammar has none */
      {"i = 7", "parse 1:3: a single = means nothing here; write == to compare"},
      {"flag & off", "parse 1:6: a single & means nothing here; write &&"},
      {"flag | off", "parse 1:6: a single | means nothing here; write ||"},
      {"i # 2", "parse 1:3: # cannot stand here; names have the letters a-z, digits and _, texts stand in quotes"},
      {"金额 > 2", "parse 1:1: 金 cannot stand here; names have the letters a-z, digits and _, texts stand in quotes"},
      {"i \x01 2", "parse 1:3: the character with the number 1 cannot stand here"},
      {"trаnsfer.amount > 1.0", "parse 1:3: U+0430 looks like the Latin letter a, but is another; write a"},
      {"ο == 1", "parse 1:1: U+03BF looks like the Latin letter o, but is another; write o"},
      {"i == \xef\xbb\xbf"
       "1",
       "parse 1:6: U+FEFF is invisible; delete it"},
      {"na\xe2\x80\x8bme == ''", "parse 1:3: U+200B is invisible; delete it"},
      {"i \xe2\x80\xae== 1", "parse 1:3: U+202E is invisible; delete it"},
      {"i == 1 \xc2\x85", "parse 1:8: U+0085 is invisible; delete it"},
      {"i\xc2\xa0== 1", "parse 1:2: U+00A0 looks like a blank; write a blank instead"},
      {"i　== 1", "parse 1:2: U+3000 looks like a blank; write a blank instead"},
      {"i ＞ 1", "parse 1:3: ＞ (U+FF1E) cannot stand here; write > instead"},
      {"i ＜ 1", "parse 1:3: ＜ (U+FF1C) cannot stand here; write < instead"},
      {"i ＝ 1", "parse 1:3: ＝ (U+FF1D) cannot stand here; write == instead"},
      {"i ≥ 1", "parse 1:3: ≥ (U+2265) cannot stand here; write >= instead"},
      {"i − 1", "parse 1:3: − (U+2212) cannot stand here; write - instead"},
      {"（i) > 1", "parse 1:1: （ (U+FF08) cannot stand here; write ( instead"},
      {"(i） > 1", "parse 1:3: ） (U+FF09) cannot stand here; write ) instead"},
      {"i in [1，2]", "parse 1:8: ， (U+FF0C) cannot stand here; write , instead"},
      {"name == “a”", "parse 1:9: “ (U+201C) cannot stand here; write \" instead"},
      {"name == ”a”", "parse 1:9: ” (U+201D) cannot stand here; write \" instead"},
      {"name == ‘a’", "parse 1:9: ‘ (U+2018) cannot stand here; write ' instead"},
      {"flag ＆＆ off", "parse 1:6: ＆ (U+FF06) cannot stand here; write && instead"},
      {"i ＞ １", "parse 1:3: ＞ (U+FF1E) cannot stand here; write > instead"},
      {"i > １", "parse 1:5: １ (U+FF11) cannot stand here; write 1 instead"},
      {"i ＃ 1", "parse 1:3: ＃ cannot stand here; names have the letters a-z, digits and _, texts stand in quotes"},
      {"flag and off", "parse 1:6: an operator or the end is expected here, not and; write &&"},
      {"(flag OR off)", "parse 1:7: a closing bracket ) is expected here, not OR; write ||"},
      {"1 not in [1]", "parse 1:3: an operator or the end is expected here, not not; write !(x in y), not x not in y"},
      {"not flag", "parse 1:1: not is no word of the language; write !"},
      {"not !flag", "parse 1:1: not is no word of the language; write !"},
      {"not 1 == i", "parse 1:1: not is no word of the language; write !"},
      {"flag && not true", "parse 1:9: not is no word of the language; write !"},
      {"data.`a-b", "parse 1:6: a name in back quotes has letters, digits and . - / _ and ends in a back quote"},
      {"data.`a$b`", "parse 1:6: a name in back quotes has letters, digits and . - / _ and ends in a back quote"},
      {"data.``", "parse 1:6: a name in back quotes has letters, digits and . - / _ and ends in a back quote"},
      {"`i`", "parse 1:1: a value, a name or an opening bracket is expected here, not `i`"},
      {"data.?a", "parse 1:6: optional fields (.?) are not supported; ask with has() first"},
      {"ints[?0]", "parse 1:5: optional elements [?…] are not supported; ask with `in` first"},
      {"[?1]", "parse 1:2: optional items (?…) are not supported; write the item or leave it"},
      {"1 + \xff", "parse 1:5: the expression is not valid UTF-8 here"},
      {"'a\xed\xa0\x80'", "parse 1:3: the expression is not valid UTF-8 here"},
      {"i 0123456789012345678901234567890123456789012345678901234567890123456789",
       "parse 1:3: the number does not fit into 64 bits; write it as a double, such as 1e20"},
      {"i 'a text of more than forty bytes is not shown whole'",
       "parse 1:3: an operator or the end is expected here, not 'a text of more than forty bytes is not "},
      {"a.b{x: 1}", "check 1:3: messages such as a.b{…} are not supported; write a map, {\"key\": value}"},
      {"a{}", "check 1:1: messages such as a{…} are not supported; write a map, {\"key\": value}"},
      {"a{`x-y`: 1, z: 2,}", "check 1:1: messages such as a{…} are not supported; write a map, {\"key\": value}"},
      {"a{1: 1}", "parse 1:3: the name of a field is expected here, not 1"},
      {"a{x 1}", "parse 1:5: a colon between field and value is expected here, not 1"},
      {"a{x: 1 y}", "parse 1:8: a comma or a closing brace } is expected here, not y"},
      {"a{x: 1, ", "parse 1:9: the expression ends here, but the name of a field is expected"},
  };
  EXPECT(rows);
}

/* A zero byte is a character like others that cannot stand in an expression: nothing behind it is overlooked. */
Test(cel_parse, zero_byte) {
  evaluation *of = malloc(sizeof *of);
  evaluation_begin(of);
  cr_expect_not(evaluation_compile_bytes(of, "1\0+ 2", 6));
  cr_expect_str_eq(of->said.bytes, "parse 1:2: the character with the number 0 cannot stand here");
  cr_expect(evaluation_compile_bytes(of, "'a\0b'", 5));
  const fr__cel_value value = fr__cel_run(of->program, of->values.slots, NULL);
  cr_expect_eq(value.size, 3);
  cr_expect_arr_eq(value.as.text, "a\0b", 3);
  evaluation_end(of);
  free(of);
}

static void repeat(char *into, const char *part, int times) {
  for (int i = 0; i < times; i++) {
    memcpy(into + strlen(part) * (size_t)i, part, strlen(part));
  }
  into[strlen(part) * (size_t)times] = '\0';
}

#define TOO_DEEP "the expression is nested deeper than 64 levels; give parts of it names of their own (FR_TOO_DEEP)"

/* `before` and `after` so often around `inside`. */
static void expect_nested(const char *before, const char *inside, const char *after, int times, const char *gives) {
  static char source[FR_MAX_EXPRESSION_BYTES * 2], part[FR_MAX_EXPRESSION_BYTES];
  repeat(source, before, times);
  strcat(source, inside);
  repeat(part, after, times);
  strcat(source, part);
  evaluation *of = malloc(sizeof *of);
  evaluation_begin(of);
  const char *got = evaluate_with(of, source);
  cr_expect_str_eq(got, gives, "%d times %s…%s gives %s, not %s", times, before, after, got, gives);
  evaluation_end(of);
  free(of);
}

Test(cel_parse, depth) {
  expect_nested("(", "1", ")", 63, "1");
  expect_nested("(", "1", ")", 64, "parse 1:65: " TOO_DEEP);
  expect_nested("", "1", " + 1", 63, "64");
  expect_nested("", "1", " + 1", 64, "parse 1:255: " TOO_DEEP);
  expect_nested("!", "flag", "", 63, "false");
  expect_nested("!", "flag", "", 64, "parse 1:1: " TOO_DEEP);
  expect_nested("-", "1", "", 65, "parse 1:65: there are more than 64 signs in a row (FR_TOO_DEEP)");
  expect_nested("", "any", ".b", 64, "parse 1:131: " TOO_DEEP);
  expect_nested("[", "1", "][0]", 31, "1");
  expect_nested("flag ? 1 : ", "2", "", 63, "1");
  expect_nested("flag ? 1 : ", "2", "", 64, "parse 1:705: " TOO_DEEP);
  /* What stands side by side is not deep. */
  expect_nested("", "true", " && true", 500, "true");
  expect_nested("", "false", " || false", 500, "false");
}

Test(cel_parse, length) {
  static char source[FR_MAX_EXPRESSION_BYTES + 2];
  memset(source, ' ', FR_MAX_EXPRESSION_BYTES + 1);
  source[0] = '1';
  evaluation *of = malloc(sizeof *of);
  evaluation_begin(of);
  cr_expect(evaluation_compile_bytes(of, source, FR_MAX_EXPRESSION_BYTES));
  cr_expect_not(evaluation_compile_bytes(of, source, FR_MAX_EXPRESSION_BYTES + 1));
  cr_expect_str_eq(of->said.bytes,
                   "parse 1:1: the expression has 16385 bytes; at most 16384 are allowed: give parts "
                   "of it names of their own (FR_TOO_LONG)");
  cr_expect_eq(fr__cel_parse(&of->arena, source, FR_MAX_EXPRESSION_BYTES + 1, &of->tree, NULL), FR_TOO_LONG,
               "the place of an error may be left out");
  cr_expect_eq(fr__cel_parse(NULL, source, 1, &of->tree, NULL), FR_NULL_POINTER);
  cr_expect_eq(fr__cel_parse(&of->arena, NULL, 1, &of->tree, NULL), FR_NULL_POINTER);
  cr_expect_eq(fr__cel_parse(&of->arena, source, 1, NULL, NULL), FR_NULL_POINTER);
  evaluation_end(of);
  free(of);
}

/* A list of as many elements as 16 KiB allow. */
Test(cel_parse, wide) {
  expect_nested("", "[0", "", 1, "parse 1:3: the expression ends here, but a comma or a closing bracket ] is expected");
  static char source[FR_MAX_EXPRESSION_BYTES + 1];
  size_t size = 0;
  source[size++] = '[';
  for (int i = 0; i < 8000; i++) {
    source[size++] = '1';
    source[size++] = ',';
  }
  memcpy(source + size, "2].size()", 10);
  const row one = {source, "8001"};
  expect_rows(&one, 1, false);
}

/* A text takes about as much memory as it is long, wherever the expression ends. */
Test(cel_parse, many_texts_take_little_memory) {
  static char source[FR_MAX_EXPRESSION_BYTES + 1];
  repeat(source, "['''''', r'''''', \"\\\\\", r'a\\']==[] || ", 400);
  strcat(source, "true");
  evaluation *of = malloc(sizeof *of);
  evaluation_begin(of);
  cr_assert_eq(fr__cel_parse(&of->arena, source, (uint32_t)strlen(source), &of->tree, &of->error), FR_OK, "%s",
               of->error.message);
  cr_expect_lt(of->arena.total, 2 << 20, "%zu bytes", of->arena.total);
  evaluation_end(of);
  free(of);
}

/* ---- names ---- */

static void gather(void *context, const char *name, uint32_t size) {
  text_add(context, "%s%.*s", ((written *)context)->size == 0 ? "" : " ", (int)size, name);
}

Test(cel_parse, free_names) {
  static const struct {
    const char *expression, *names;
  } cases[] = {
      {"1 + 2", ""},
      {"a", "a"},
      {"a.b.c > d", "a.b.c d"},
      {"a.b + a.b", "a.b a.b"},
      {"f(a) + b.g(c)", "a b c"},
      {"has(a.b)", "a.b"},
      {"a.b[c].d", "a.b c"},
      {"a.exists(x, x.b > y)", "a y"},
      {"a.map(x, x.exists(y, x == y && z), y)", "a z y"},
      {"x.all(x, x)", "x"},
      {"a.all(x, .x.y && x)", "a x.y"},
      {"a.filter(x, b.exists_one(x, x == c)).size()", "a b c"},
      {"cel.bind(x, x + a, x + y)", "x a y"},
      {"{a: b, 'c': [d]}", "a b d"},
      {"e ? !f : -g", "e f g"},
      {"(a || b) && c", "a b c"},
      {"a{x: b}", ""}, /* no more than its name is kept of a message */
      {"a.all(1, b)", "a b"},
      {"a.all(x, p).b", "a p"},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    fr__arena arena = {0};
    fr__cel_tree *tree;
    written got = {.size = 0};
    cr_assert_eq(fr__cel_parse(&arena, cases[i].expression, (uint32_t)strlen(cases[i].expression), &tree, NULL), FR_OK);
    fr__cel_names(tree, gather, &got);
    cr_expect_str_eq(got.bytes, cases[i].names, "%s: %s", cases[i].expression, got.bytes);
    fr__arena_free(&arena);
  }
}
