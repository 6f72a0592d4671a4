/* SPDX-License-Identifier: Apache-2.0
 *
 * What the checker refuses: the place, and a sentence that says what to do. */
#include "cel/evaluate.h"

Test(cel_refusals, names) {
  static const row rows[] = {
      {"nobody", "check 1:1: the name 'nobody' is not known; declare it, or see the list of names"},
      {"1 +\n  chanel == 'atm'", "check 2:3: the name 'chanel' is not known; did you mean 'channel'?"},
      {"group.thre", "check 1:1: the name 'group.thre' is not known; did you mean 'group.one'?"},
      {"group.on", "check 1:1: the name 'group.on' is not known; did you mean 'group.one'?"},
      {"group", "check 1:1: 'group' is a group of values; name one of them, such as group.one"},
      {"payer", "check 1:1: 'payer' is a group of values; name one of them, such as payer.lists"},
      {"payer.sentt.size()", "check 1:1: the name 'payer.sentt' is not known; did you mean 'payer.sent'?"},
      {"[1].exists(amount, amout > 0)", "check 1:20: the name 'amout' is not known; did you mean 'amount'?"},
      {"[1].exists(x, y > 0)", "check 1:15: the name 'y' is not known; declare it, or see the list of names"},
      {"x", "check 1:1: the name 'x' is not known; declare it, or see the list of names"},
      {"Channel == 'atm'", "check 1:1: the name 'Channel' is not known; did you mean 'channel'?"},
      {"CHANNEL == 'atm'", "check 1:1: the name 'CHANNEL' is not known; did you mean 'channel'?"},
      {"Group.One", "check 1:1: the name 'Group.One' is not known; did you mean 'group.one'?"},
      {"[1].exists(each, Each > 0)", "check 1:18: the name 'Each' is not known; did you mean 'each'?"},
      {"Colour.RED", "check 1:1: the name 'Colour.RED' is not known; messages and enums of protobuf are not supported"},
      {"and || flag", "check 1:1: the name 'and' is not known; write &&"},
      {"flag && or", "check 1:9: the name 'or' is not known; write ||"},
      {"not(flag)", "check 1:1: there is no function not(); write !"},
      {"OR(flag, flag)", "check 1:1: there is no function OR(); write ||"},
      {"And(flag, flag)", "check 1:1: there is no function And(); write &&"},
      {"i.x", "check 1:3: an int has no fields, so '.x' means nothing here"},
      {"i.x.y", "check 1:3: an int has no fields, so '.x' means nothing here"},
      {"name.size", "check 1:6: a string has no fields, so '.size' means nothing here"},
      {"[1].x", "check 1:5: a list has no fields, so '.x' means nothing here"},
      {"[1].map(x, x.y)", "check 1:14: an int has no fields, so '.y' means nothing here"},
      {"null.x", "check 1:6: null has no fields, so '.x' means nothing here"},
      {"party.x", "check 1:7: an identity has no fields, so '.x' means nothing here"},
      {"[1].exists(x, true) && x > 1", "check 1:24: the name 'x' is not known; declare it, or see the list of names"},
      {"cel.bind(x, x, 1)", "check 1:13: the name 'x' is not known; declare it, or see the list of names"},
  };
  EXPECT(rows);
}

Test(cel_refusals, long_names) {
  char part[166];
  memset(part, 'n', sizeof part - 1);
  part[165] = '\0';
  const row name = {part, "check 1:1: this name is longer than 160 bytes"};
  expect_rows(&name, 1, false);
  written source = {.size = 0};
  text_add(&source, "math.%s(1)", part);
  const row function = {source.bytes, "check 1:6: there is no such function of math"};
  expect_rows(&function, 1, false);
  /* A message that has no room is cut where the room ends. */
  part[100] = '\0';
  written gives = {.size = 0};
  source.size = 0;
  text_add(&source, "ints.exists(%s, payer.sent.exists(t, t.count == %s))", part, part);
  text_add(&gives, "'%s' changes from step to step, but this chain over a history is computed once, beforehand; ",
           part);
  text_add(&gives, "it cannot use '%s'", part);
  evaluation *of = malloc(sizeof *of);
  evaluation_begin(of);
  cr_assert_not(evaluation_compile(of, source.bytes));
  cr_expect_eq(strlen(of->error.message), sizeof of->error.message - 1);
  gives.bytes[sizeof of->error.message - 1] = '\0';
  cr_expect_str_eq(of->error.message, gives.bytes);
  evaluation_end(of);
  free(of);
}

/* A long text is shown in part, cut between characters. */
Test(cel_refusals, long_texts) {
  static const row rows[] = {
      {"channel == '安安安安安安安安安安安安安安安安'",
       "check 1:12: channel is never \"安安安安安安安安安安安安安安安\"; it is one of \"teller\", \"atm\", "
       "\"online\", \"mobile\""},
      {"i 'a安安安安安安安安安安安安安安安'",
       "parse 1:3: an operator or the end is expected here, not 'a安安安安安安安安安安安安"},
      {"name.mentions('安安安安安安安安安安安安安安安安')",
       "check 1:15: mentions() knows no \"安安安安安安安安安安安安安安安\""},
  };
  EXPECT(rows);
}

Test(cel_refusals, operators) {
  static const row rows[] = {
      {"1 + 1.0", "check 1:3: + does not take an int and a double; write double(…) around the int"},
      {"d * i", "check 1:3: * does not take a double and an int; write double(…) around the int"},
      {"1 + 1u", "check 1:3: + does not take an int and a uint; convert one of them, or leave the operator out"},
      {"'a' + 1", "check 1:5: + does not take a string and an int; write string(…) around what is not a string"},
      {"1 +\n 'a'", "check 1:3: + does not take an int and a string; write string(…) around what is not a string"},
      {"'a' - 'b'", "check 1:5: - does not take a string and a string; convert one of them, or leave the operator out"},
      {"true + true", "check 1:6: + does not take a bool and a bool; convert one of them, or leave the operator out"},
      {"d % 2.0", "check 1:3: % does not take a double and a double; % is for ints; write int(…) around doubles"},
      {"[1] - [1]", "check 1:5: - does not take a list and a list; convert one of them, or leave the operator out"},
      {"[1] + 1", "check 1:5: + does not take a list and an int; convert one of them, or leave the operator out"},
      {"{} + {}", "check 1:4: + does not take a map and a map; convert one of them, or leave the operator out"},
      {"when + when",
       "check 1:6: + does not take a timestamp and a timestamp; convert one of them, or leave the operator out"},
      {"span - when",
       "check 1:6: - does not take a duration and a timestamp; convert one of them, or leave the operator out"},
      {"span * 2", "check 1:6: * does not take a duration and an int; convert one of them, or leave the operator out"},
      {"party + party",
       "check 1:7: + does not take an identity and an identity; convert one of them, or leave the operator out"},
      {"null + 1", "check 1:6: + does not take null and an int; convert one of them, or leave the operator out"},
      {"int + int", "check 1:5: + does not take a type and a type; convert one of them, or leave the operator out"},
      {"-'a'", "check 1:1: - does not take a string, but an int or a double"},
      {"-u", "check 1:1: - does not take a uint, but an int or a double"},
      {"-1u", "check 1:1: - does not take a uint, but an int or a double"},
      {"-span", "check 1:1: - does not take a duration, but an int or a double"},
      {"!1", "check 1:1: ! does not take an int, but a condition, such as x > 0"},
      {"'a' == 1",
       "check 1:5: a string and an int are never equal; convert one of them, or compare with another value"},
      {"true != 'true'",
       "check 1:6: a bool and a string are never equal; convert one of them, or compare with another value"},
      {"[1] == 1", "check 1:5: a list and an int are never equal; convert one of them, or compare with another value"},
      {"blob == name",
       "check 1:6: bytes and a string are never equal; convert one of them, or compare with another value"},
      {"party == 42",
       "check 1:7: an identity and an int are never equal; convert one of them, or compare with another value"},
      {"'a' < 1", "check 1:5: < cannot order a string and an int; convert one of them, or compare with another value"},
      {"[1] >= [2]",
       "check 1:5: >= cannot order a list and a list; convert one of them, or compare with another value"},
      {"party < other",
       "check 1:7: < cannot order an identity and an identity; convert one of them, or compare with another value"},
      {"null <= null", "check 1:6: <= cannot order null and null; convert one of them, or compare with another value"},
      {"when > span",
       "check 1:6: > cannot order a timestamp and a duration; convert one of them, or compare with another value"},
      {"'a' in 'abc'", "check 1:5: 'in' looks into a list or a map, not into a string"},
      {"1 in ['a']", "check 1:3: an int is never in a list of which each is a string"},
      {"party in risky", "check 1:7: an identity is never in a list of which each is a string"},
      {"name[0]", "check 1:5: […] looks into a list or a map, not into a string"},
      {"ints['a']", "check 1:5: the place in a list is an int, counted from 0, not a string"},
      {"ints[1.0]", "check 1:5: the place in a list is an int, counted from 0, not a double"},
      {"1 && true", "check 1:1: && needs a condition, which is true or false, not an int"},
      {"true || 'a'", "check 1:9: || needs a condition, which is true or false, not a string"},
      {"i ? 1 : 2", "check 1:1: ? : needs a condition, which is true or false, not an int"},
      {"true ? 1 : 'a'", "check 1:6: ? : gives an int or a string; both have to be of one kind"},
      {"true ? 1 : 1.0", "check 1:6: ? : gives an int or a double; both have to be of one kind"},
      {"{1.5: 1}", "check 1:2: a double cannot be the key of a map; take a string, an int, a uint or a bool"},
      {"{[1]: 1}", "check 1:2: a list cannot be the key of a map; take a string, an int, a uint or a bool"},
      {"{party: 1}", "check 1:2: an identity cannot be the key of a map; take a string, an int, a uint or a bool"},
      {"(1 + nobody) * 2", "check 1:6: the name 'nobody' is not known; declare it, or see the list of names"},
      {"nobody && true", "check 1:1: the name 'nobody' is not known; declare it, or see the list of names"},
      {"true ? 1 : nobody", "check 1:12: the name 'nobody' is not known; declare it, or see the list of names"},
      {"[nobody]", "check 1:2: the name 'nobody' is not known; declare it, or see the list of names"},
      {"{'a': nobody}", "check 1:7: the name 'nobody' is not known; declare it, or see the list of names"},
      {"-nobody", "check 1:2: the name 'nobody' is not known; declare it, or see the list of names"},
      {"nobody in [1]", "check 1:1: the name 'nobody' is not known; declare it, or see the list of names"},
      {"1 in nobody", "check 1:6: the name 'nobody' is not known; declare it, or see the list of names"},
      {"nobody[0]", "check 1:1: the name 'nobody' is not known; declare it, or see the list of names"},
      {"has(nobody.x)", "check 1:5: the name 'nobody.x' is not known; declare it, or see the list of names"},
  };
  EXPECT(rows);
}

/* A literal that is no value of its enumeration can only be a slip. */
Test(cel_refusals, enumerations) {
  static const row rows[] = {
      {"channel == 'onlin'", "check 1:12: channel is never \"onlin\"; did you mean \"online\"?"},
      {"'telle' != channel", "check 1:1: channel is never \"telle\"; did you mean \"teller\"?"},
      {"channel in ['atm', 'mobil']", "check 1:20: channel is never \"mobil\"; did you mean \"mobile\"?"},
      {"channel == 'branch office'",
       "check 1:12: channel is never \"branch office\"; it is one of \"teller\", \"atm\", \"online\", \"mobile\""},
      {"channel == 'tel' + 'lar'", "check 1:18: channel is never \"tellar\"; did you mean \"teller\"?"},
      {"[channel][0] == 'atmm'", "check 1:17: this is never \"atmm\"; did you mean \"atm\"?"},
      {"(flag ? channel : channel) == 'atmm'", "check 1:31: this is never \"atmm\"; did you mean \"atm\"?"},
      {"[channel].exists(c, c == 'atmm')", "check 1:26: c is never \"atmm\"; did you mean \"atm\"?"},
      {"channel == ''", "check 1:12: channel is never \"\"; it is one of \"teller\", \"atm\", \"online\", \"mobile\""},
      {"channel == name", "false"}, /* what is not constant cannot be checked */
      {"channel in [name, 'atm']", "true"},
      {"channel + '!' == 'atm!'", "true"}, /* and a text made of one is any text */
      {"channel < 'b'", "true"},
      {"channel == null", "false"},
      {"dyn(channel) == 'x'", "false"},
      {"(flag ? channel : name) == 'x'", "false"},
  };
  EXPECT(rows);
}

Test(cel_refusals, functions) {
  static const row rows[] = {
      {"foo(1)", "check 1:1: there is no function foo()"},
      {"doubel(1)", "check 1:1: there is no function doubel(); did you mean double()?"},
      {"name.startWith('a')", "check 1:6: there is no function startWith(); did you mean startsWith()?"},
      {"name.mention('a')", "check 1:6: there is no function mention(); did you mean mentions()?"},
      {"ints.exist(x, true)", "check 1:6: there is no function exist(); did you mean exists()?"},
      {"math.lest(1)", "check 1:6: there is no function math.lest(); did you mean math.least()?"},
      {"math.sqrt(2.0)", "check 1:6: math.sqrt() is not supported (square roots)"},
      {"name.matches('a')",
       "check 1:6: matches() is not supported: regular expressions can take very long; use "
       "contains(), startsWith() or endsWith()"},
      {"matches(name, 'a')",
       "check 1:1: matches() is not supported: regular expressions can take very long; use "
       "contains(), startsWith() or endsWith()"},
      {"i.int()", "check 1:3: write int(x), not x.int()"},
      {"contains(name, 'a')", "check 1:1: write x.contains(…), not contains(x, …)"},
      {"sum([1])", "check 1:1: write x.sum(…), not sum(x, …)"},
      {"size()", "check 1:1: size() takes 1 argument, not 0"},
      {"size(1, 2)", "check 1:1: size() takes 1 argument, not 2"},
      {"name.size(1)", "check 1:6: size() takes 0 arguments, not 1"}, /* the receiver is not counted aloud */
      {"name.contains()", "check 1:6: contains() takes 1 argument, not 0"},
      {"name.contains('a', 'b')", "check 1:6: contains() takes 1 argument, not 2"},
      {"name.trim(1)", "check 1:6: trim() takes 0 arguments, not 1"},
      {"when.getHours('UTC', 1)", "check 1:6: getHours() takes at most 1 argument, not 2"},
      {"math.least()", "check 1:6: math.least() takes at least 1 argument, not 0"},
      {"math.abs(1, 2)", "check 1:6: math.abs() takes 1 argument, not 2"},
      {"size(1)", "check 1:6: size() takes a string and the like, not an int"},
      {"i.size()", "check 1:3: .size() takes a string and the like, not an int"},
      {"name.contains(1)", "check 1:15: contains() takes a string, not an int"},
      {"i.contains('a')", "check 1:3: .contains() takes a string, not an int"},
      {"int(true)", "check 1:5: int() takes an int and the like, not a bool"},
      {"int([1])", "check 1:5: int() takes an int and the like, not a list"},
      {"string(null)", "check 1:8: string() takes a bool and the like, not null"},
      {"string(party)", "check 1:8: string() takes a bool and the like, not an identity"},
      {"math.ceil(1)", "check 1:11: math.ceil() takes a double, not an int"},
      {"math.ceil('a')", "check 1:11: math.ceil() takes a double, not a string"},
      {"math.least('a')", "check 1:12: math.least() takes an int and the like, not a string"},
      {"math.least(1, [2])", "check 1:15: math.least() takes an int and the like, not a list"},
      {"name.sum()", "check 1:6: .sum() takes a list, not a string"},
      {"span.getDate()", "check 1:6: .getDate() takes a timestamp, not a duration"},
      {"when.getHours('Asia/Shanghai')",
       "check 1:15: \"Asia/Shanghai\" is not an offset; write one such as \"+08:00\", or \"UTC\" (names of time zones "
       "are not supported)"},
      {"when.getHours('+8')",
       "check 1:15: \"+8\" is not an offset; write one such as \"+08:00\", or \"UTC\" (names of "
       "time zones are not supported)"},
      {"size(nobody)", "check 1:6: the name 'nobody' is not known; declare it, or see the list of names"},
      {"nobody.size()", "check 1:1: the name 'nobody' is not known; declare it, or see the list of names"},
      {"name.contains(nobody)", "check 1:15: the name 'nobody' is not known; declare it, or see the list of names"},
      {"math.abs(nobody)", "check 1:10: the name 'nobody' is not known; declare it, or see the list of names"},
      {"duration('1x')", "error: syntax"}, /* CEL meets this when it runs */
      {"timestamp('x')", "error: syntax"},
  };
  EXPECT(rows);
}

/* Policies hear of texts that can never work when they are loaded. */
Test(cel_refusals, constants_of_policies) {
  static const row rows[] = {
      {"duration('24 h') < span",
       "check 1:10: \"24 h\" is not a duration; write one such as \"24h\", \"90m\" or \"1h30m\""},
      {"when > timestamp('2026-01-31')",
       "check 1:18: \"2026-01-31\" is not a time; write one such as \"2026-01-31T08:00:00+08:00\""},
      {"duration('24h') > span", "true"},
      {"timestamp('2026-01-31T00:00:00Z') < when", "true"},
      {"duration(name) > span", "error: syntax"},
      {"int('x')", "error: syntax"},
  };
  EXPECT_WIDENED(rows);
}

Test(cel_refusals, macros) {
  static const row rows[] = {
      {"i.map(x, x)", "check 1:3: map() goes through a list, a map or a history, not an int"},
      {"name.all(x, true)", "check 1:6: all() goes through a list, a map or a history, not a string"},
      {"ints.map(1, 2)", "check 1:10: map() first takes the name of a variable, such as map(x, …)"},
      {"ints.exists(a.b, true)", "check 1:15: exists() first takes the name of a variable, such as exists(x, …)"},
      {"cel.bind(1, 2, 3)", "check 1:10: bind() first takes the name of a variable, such as bind(x, …)"},
      {"cel.bind(x, nobody, 3)", "check 1:13: the name 'nobody' is not known; declare it, or see the list of names"},
      {"cel.bind(x, 1, nobody)", "check 1:16: the name 'nobody' is not known; declare it, or see the list of names"},
      {"ints.all(x, x)", "check 1:13: all() needs a condition, which is true or false, not an int"},
      {"ints.exists(x, 'a')", "check 1:16: exists() needs a condition, which is true or false, not a string"},
      {"ints.filter(x, x + 1)", "check 1:18: filter() needs a condition, which is true or false, not an int"},
      {"ints.map(x, x, x)", "check 1:13: map() needs a condition, which is true or false, not an int"},
      {"ints.map(x, nobody)", "check 1:13: the name 'nobody' is not known; declare it, or see the list of names"},
      {"ints.all(x, nobody)", "check 1:13: the name 'nobody' is not known; declare it, or see the list of names"},
      {"ints.all(x)", "check 1:6: all() takes a variable and what to do with it, such as all(x, …)"},
      {"ints.map(x, 1, 2, 3)", "check 1:6: map() takes a variable and what to do with it, such as map(x, …)"},
      {"has(i)", "check 1:1: has() takes a field, such as has(a.b)"},
      {"has(ints[0])", "check 1:1: has() takes a field, such as has(a.b)"},
      {"has()", "check 1:1: has() takes 1 argument, not 0"},
      {"has(data.a, 1)", "check 1:1: has() takes 1 argument, not 2"},
      {"has(i.x)", "check 1:7: an int has no fields, so '.x' means nothing here"},
  };
  EXPECT(rows);
}

/* What the compiler says of an expression's type. */
Test(cel_refusals, types) {
  static const struct {
    const char *expression;
    uint32_t kind, element;
  } cases[] = {
      {"null", FR__CEL_NULL, 0},
      {"1 < 2", FR__CEL_BOOL, 0},
      {"i + 1", FR__CEL_INT, 0},
      {"u", FR__CEL_UINT, 0},
      {"d / 2.0", FR__CEL_DOUBLE, 0},
      {"name + 'a'", FR__CEL_STRING, 0},
      {"blob", FR__CEL_BYTES, 0},
      {"[1]", FR__CEL_LIST, FR__CEL_INT},
      {"[1, 'a']", FR__CEL_LIST, FR__CEL_DYN},
      {"[dyn(1), 1]", FR__CEL_LIST, FR__CEL_DYN},
      {"[]", FR__CEL_LIST, FR__CEL_UNKNOWN},
      {"[] + ['a']", FR__CEL_LIST, FR__CEL_UNKNOWN},
      {"['a'] + ['b']", FR__CEL_LIST, FR__CEL_STRING},
      {"[1] + ['b']", FR__CEL_LIST, FR__CEL_UNKNOWN},
      {"[[1]][0]", FR__CEL_LIST, FR__CEL_INT},
      {"ints.map(x, x * 1.5 > 1.0 ? 'a' : 'b')", 0, 0},
      {"ints.map(x, string(x))", FR__CEL_LIST, FR__CEL_STRING},
      {"ints.filter(x, x > 1)", FR__CEL_LIST, FR__CEL_INT},
      {"data.filter(x, true)", FR__CEL_LIST, FR__CEL_UNKNOWN},
      {"ints.distinct()", FR__CEL_LIST, FR__CEL_INT},
      {"doubles.sum()", FR__CEL_DOUBLE, 0},
      {"risky.first()", FR__CEL_STRING, 0},
      {"[].max()", FR__CEL_DYN, 0},
      {"{'a': 1}", FR__CEL_MAP, FR__CEL_INT},
      {"{'a': 1}.a", FR__CEL_INT, 0},
      {"{'a': 1, 'b': 'x'}.a", FR__CEL_DYN, 0},
      {"{'a': [1]}['a'][0]", FR__CEL_INT, 0},
      {"data.a", FR__CEL_DYN, 0},
      {"any", FR__CEL_DYN, 0},
      {"any + 1", FR__CEL_DYN, 0},
      {"any == 1", FR__CEL_BOOL, 0},
      {"type(1)", FR__CEL_TYPE, 0},
      {"when", FR__CEL_TIMESTAMP, 0},
      {"when + span", FR__CEL_TIMESTAMP, 0},
      {"span + when", FR__CEL_TIMESTAMP, 0},
      {"when - when", FR__CEL_DURATION, 0},
      {"span + span", FR__CEL_DURATION, 0},
      {"party", FR__CEL_KEY, 0},
      {"math.abs(u)", FR__CEL_UINT, 0},
      {"math.least(1, 2)", FR__CEL_INT, 0},
      {"math.least(1, 2.0)", FR__CEL_DYN, 0},
      {"math.least(ints)", FR__CEL_INT, 0},
      {"math.least(any, 1)", FR__CEL_DYN, 0},
      {"name.size()", FR__CEL_INT, 0},
      {"flag ? ints : [1]", FR__CEL_LIST, FR__CEL_INT},
      {"flag ? ints : risky", FR__CEL_LIST, FR__CEL_UNKNOWN},
      {"flag ? any : 1", FR__CEL_DYN, 0},
      {"cel.bind(x, 1, x)", FR__CEL_INT, 0},
  };
  evaluation *of = malloc(sizeof *of);
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    evaluation_begin(of);
    const bool good = evaluation_compile(of, cases[i].expression);
    cr_expect_eq(good, cases[i].kind != 0, "%s: %s", cases[i].expression, of->said.bytes);
    if (good) {
      cr_expect_eq(of->type.kind, cases[i].kind, "%s is of kind %u", cases[i].expression, of->type.kind);
      cr_expect_eq(of->type.element, cases[i].element, "%s has %u", cases[i].expression, of->type.element);
    }
    evaluation_end(of);
  }
  free(of);
}
