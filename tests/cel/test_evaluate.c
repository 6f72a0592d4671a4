/* SPDX-License-Identifier: Apache-2.0
 *
 * What expressions give: operators, logic, lists, maps, macros, texts, functions. Constants are folded when compiling,
 * and slots are read when running: where the two could differ a row has both. */
#include "cel/evaluate.h"

Test(cel_evaluate, ints) {
  static const row rows[] = {
      {"9223372036854775807 + 1", "error: overflow"},
      {"-9223372036854775808 - 1", "error: overflow"},
      {"9223372036854775807 * 2", "error: overflow"},
      {"-9223372036854775808 / -1", "error: overflow"},
      {"-9223372036854775808 % -1", "error: overflow"},
      {"-(-9223372036854775808)", "error: overflow"},
      {"-least", "error: overflow"},
      {"least / -1", "error: overflow"},
      {"1 / 0", "error: division"},
      {"1 % 0", "error: division"},
      {"i / (i - 7)", "error: division"},
      {"7 / 2", "3"},
      {"-7 / 2", "-3"},
      {"7 % -2", "1"},
      {"-7 % 2", "-1"},
      {"i + 1", "8"},
      {"i - 8", "-1"},
      {"i * i", "49"},
  };
  EXPECT(rows);
}

Test(cel_evaluate, uints) {
  static const row rows[] = {
      {"1u + 2u", "3u"},
      {"3u - 2u", "1u"},
      {"2u * 3u", "6u"},
      {"7u / 2u", "3u"},
      {"7u % 2u", "1u"},
      {"18446744073709551615u + 1u", "error: overflow"},
      {"0u - 1u", "error: overflow"},
      {"18446744073709551615u * 2u", "error: overflow"},
      {"1u / 0u", "error: division"},
      {"1u % 0u", "error: division"},
      {"u * u", "9u"},
  };
  EXPECT(rows);
}

Test(cel_evaluate, doubles) {
  static const row rows[] = {
      {"0.1 + 0.2", "0.30000000000000004"},
      {"d + 0.25", "2.75"},
      {"d - d", "0.0"},
      {"d * d", "6.25"},
      {"d / 2.0", "1.25"},
      {"1.0 / 0.0", "Infinity"},
      {"-1.0 / 0.0", "-Infinity"},
      {"0.0 / 0.0", "NaN"},
      {"d / (d - d)", "Infinity"},
      {"1e308 * 10.0", "Infinity"},
      {"-(0.0)", "-0.0"},
      {"dyn(7.0) % dyn(2.0)", "error: no overload"},
  };
  EXPECT(rows);
}

Test(cel_evaluate, other_kinds_do_not_add) {
  static const row rows[] = {
      {"dyn(1) + 1.0", "error: no overload"},
      {"dyn(1) + 1u", "error: no overload"},
      {"dyn('a') + 1", "error: no overload"},
      {"dyn('a') - 'b'", "error: no overload"},
      {"dyn([1]) * dyn(2)", "error: no overload"},
      {"dyn(true) + dyn(true)", "error: no overload"},
      {"dyn(null) + dyn(null)", "error: no overload"},
      {"-dyn('a')", "error: no overload"},
      {"-dyn(3u)", "error: no overload"},
      {"!dyn(1)", "error: no overload"},
      {"!any", "error: no overload"},
      {"-any", "error: no overload"},
      {"any + 1", "error: no overload"},
      {"any + '!'", "\"anything!\""},
  };
  EXPECT(rows);
}

Test(cel_evaluate, texts_and_lists_add) {
  static const row rows[] = {
      {"'a' + 'b'", "\"ab\""},
      {"'' + 'b'", "\"b\""},
      {"'a' + ''", "\"a\""},
      {"name + '!' + name", "\"Ångström!Ångström\""},
      {"b'a' + b'\\xff'", "b\"a\\xff\""},
      {"blob + blob", "b\"\\x01\\xff!\\x01\\xff!\""},
      {"[1] + [2, 3]", "[1, 2, 3]"},
      {"[] + [1]", "[1]"},
      {"[1] + []", "[1]"},
      {"ints + [4] + ints", "[1, 2, 3, 4, 1, 2, 3]"},
      {"[1] + dyn(['a'])", "[1, \"a\"]"},
      {"any + any", "\"anythinganything\""},
  };
  EXPECT(rows);
}

Test(cel_evaluate, equality) {
  static const row rows[] = {
      {"1 == 1", "true"},
      {"1 != 1", "false"},
      {"'a' == 'a'", "true"},
      {"'a' != 'b'", "true"},
      {"'a' == 'ab'", "false"},
      {"name == 'Ångström'", "true"},
      {"name != 'Ångströn'", "true"},
      {"name == name", "true"},
      {"channel == 'atm'", "true"},
      {"'atm' != channel", "false"},
      {"any == 'anything'", "true"},
      {"any == 'anythinh'", "false"},
      {"any == 1", "false"}, /* other kinds are unequal, no error */
      {"any != 1", "true"},
      {"b'a' == b'a'", "true"},
      {"blob == b'\\x01\\xff!'", "true"},
      {"true == true", "true"},
      {"flag == false", "false"},
      {"flag != off", "true"},
      {"null == null", "true"},
      {"nothing == null", "true"},
      {"1 == null", "false"},
      {"null != 'a'", "true"},
      {"party == party", "true"},
      {"party == other", "false"},
      {"party != other", "true"},
      {"dyn(1) == 1u", "true"},
      {"dyn(1) == 1.0", "true"},
      {"dyn(1u) == 1.0", "true"},
      {"dyn(1) == 1.5", "false"},
      {"dyn('1') == 1", "false"},
      {"type(1) == int", "true"},
      {"type(1) == type(1u)", "false"},
      {"[1, 2] == [1, 2]", "true"},
      {"[1, 2] == [2, 1]", "false"},
      {"[1] == [1, 1]", "false"},
      {"[dyn(1)] == [dyn(1.0)]", "true"},
      {"[] == []", "true"},
      {"[[1], []] == [[1], []]", "true"},
      {"[[1], []] != [[1], [1]]", "true"},
      {"ints == [1, 2, 3]", "true"},
      {"ints != [1, 2, 4]", "true"},
      {"{'a': 1, 'b': 2} == {'b': 2, 'a': 1}", "true"},
      {"{'a': 1} == {'a': 2}", "false"},
      {"{'a': 1} == {'b': 1}", "false"},
      {"{'a': 1} == {'a': 1, 'b': 1}", "false"},
      {"{1: 'x'} == {1u: 'x'}", "true"},
      {"{} == {}", "true"},
      {"data == data", "true"},
      {"when == when", "true"},
      {"span != duration('1s')", "true"},
  };
  EXPECT(rows);
}

Test(cel_evaluate, order) {
  static const row rows[] = {
      {"1 < 2", "true"},
      {"2 <= 2", "true"},
      {"2 > 2", "false"},
      {"2 >= 3", "false"},
      {"1u < 2u", "true"},
      {"2u >= 2u", "true"},
      {"3u > u", "false"},
      {"'a' < 'b'", "true"},
      {"'a' < 'aa'", "true"},
      {"'Z' < 'a'", "true"},
      {"'é' > 'z'", "true"},
      {"'' < 'a'", "true"},
      {"'' <= ''", "true"},
      {"b'\\x01' < b'\\xff'", "true"},
      {"b'a' >= b'ab'", "false"},
      {"false < true", "true"},
      {"flag > off", "true"},
      {"flag <= off", "false"},
      {"i < 8", "true"},
      {"i <= 6", "false"},
      {"i > 7", "false"},
      {"i >= 7", "true"},
      {"8 < i", "false"},
      {"7 <= i", "true"},
      {"6 > i", "false"},
      {"7 >= i", "true"},
      {"d < 2.6", "true"},
      {"d <= 2.5", "true"},
      {"d > 2.5", "false"},
      {"d >= 2.5", "true"},
      {"2.6 > d", "true"},
      {"2.5 >= d", "true"},
      {"2.4 < d", "true"},
      {"2.6 <= d", "false"},
      {"d < d + 1.0", "true"},
      {"d <= d", "true"},
      {"d > d + 1.0", "false"},
      {"d >= d", "true"},
      {"name < 'B'", "false"},
      {"any < 'b'", "true"},
      {"any < 1", "error: no overload"},
      {"dyn([1]) < dyn([2])", "error: no overload"},
      {"dyn(null) < dyn(null)", "error: no overload"},
      {"dyn('a') < dyn(b'a')", "error: no overload"},
      {"dyn(party) < dyn(party)", "error: no overload"},
  };
  EXPECT(rows);
}

/* Kinds of numbers compare by what they are worth, without rounding either. */
Test(cel_evaluate, numbers_of_different_kinds_compare) {
  static const row rows[] = {
      {"0 == 0u", "true"},
      {"0 < 0u", "false"},
      {"1 < 1u", "false"},
      {"-1 < 0u", "true"},
      {"0u > -1", "true"},
      {"2 > 1u", "true"},
      {"9223372036854775807 < 9223372036854775808u", "true"},
      {"1 < 1.5", "true"},
      {"1.5 > 1", "true"},
      {"-1 > -1.5", "true"},
      {"1 <= 1.0", "true"},
      {"1u < 1.5", "true"},
      {"2u > 1.5", "true"},
      {"1.0 >= 1u", "true"},
      {"0u > -0.5", "true"},
      {"9223372036854775807 < 9223372036854775808.0", "false"},
      {"9223372036854775807 == 9223372036854775808.0", "true"},
      {"-9223372036854775808 == -9223372036854775808.0", "true"},
      {"-9223372036854775808 > -9223372036854777856.0", "true"},
      {"9007199254740993 == 9007199254740992.0", "true"},
      {"9007199254740993 > 9007199254740992.0", "false"},
      {"18446744073709551615u < 18446744073709551616.0", "false"},
      {"18446744073709551615u == 18446744073709551616.0", "true"},
      {"1 < 1.0 / 0.0", "true"},
      {"1u > -1.0 / 0.0", "true"},
      {"-1.0 / 0.0 < -9223372036854775808", "true"},
      {"i == 7.0", "true"},
      {"i == 7u", "true"},
      {"u == 3.0", "true"},
      {"i > d", "true"},
      {"d < i", "true"},
      {"u > d", "true"},
      {"d > u", "false"},
  };
  EXPECT(rows);
}

Test(cel_evaluate, nan) {
  static const row rows[] = {
      {"nan == nan", "false"},   {"nan != nan", "true"},      {"nan < 1.0", "false"},
      {"nan >= 1.0", "false"},   {"nan < nan", "false"},      {"1.0 <= nan", "false"},
      {"nan == 1", "false"},     {"nan != 1", "true"},        {"nan < 1", "false"},
      {"1 >= nan", "false"},     {"nan > 1u", "false"},       {"1u <= nan", "false"},
      {"nan in [nan]", "false"}, {"[nan] == [nan]", "false"}, {"0.0 / 0.0 == 0.0 / 0.0", "false"},
      {"0.0 == -0.0", "true"},   {"-nan < 1.0", "false"},
  };
  EXPECT(rows);
}

Test(cel_evaluate, unknowns_and_errors_pass_on) {
  static const row rows[] = {
      {"ghost", "unknown"},
      {"ghost + 1", "unknown"},
      {"1 + ghost", "unknown"},
      {"-ghost", "unknown"},
      {"!ghost_flag", "unknown"},
      {"ghost == 1", "unknown"},
      {"ghost == ghost", "unknown"},
      {"ghost == null", "unknown"},
      {"ghost < 1.0", "unknown"},
      {"ghost_text == 'a'", "unknown"},
      {"ghost_text.size()", "unknown"},
      {"ghost in [1]", "unknown"},
      {"1 in ghost_list", "unknown"},
      {"ghost_list[0]", "unknown"},
      {"ints[ghost]", "unknown"},
      {"ghost_list.map(x, x)", "unknown"},
      {"ghost_list.all(x, x > 1)", "unknown"},
      {"string(ghost)", "unknown"},
      {"[1, ghost]", "unknown"},
      {"{'a': ghost}", "unknown"},
      {"dyn(ghost).a", "unknown"},
      {"has(dyn(ghost).a)", "unknown"},
      {"ghost_text.mentions('account')", "unknown"},
      {"bad", "error: division"},
      {"bad + 1", "error: division"},
      {"-bad", "error: division"},
      {"!dyn(bad)", "error: division"},
      {"bad == 1", "error: division"},
      {"dyn(bad).a", "error: division"},
      {"has(dyn(bad).a)", "error: division"},
      {"[bad]", "error: division"},
      {"[bad, 9223372036854775807 + i]", "error: division"}, /* the first error */
      {"{'a': bad}", "error: division"},
      {"{bad: 1}", "error: division"},
      {"string(bad)", "error: division"},
      {"dyn(bad).mentions('account')", "error: division"},
      {"dyn(bad).map(x, x)", "error: division"},
      /* Unknown outweighs an error, on whichever side. */
      {"bad + ghost", "unknown"},
      {"ghost + bad", "unknown"},
      {"[bad, ghost]", "unknown"},
      {"[ghost, bad]", "unknown"},
      {"{'a': bad, 'b': ghost}", "unknown"},
      {"math.least(bad, ghost)", "unknown"},
      {"math.least(ghost, bad)", "unknown"},
      {"bad / (least - 1)", "error: division"},
      {"(least - 1) / bad", "error: overflow"},
      {"math.least(least - 1, bad)", "error: overflow"},
  };
  EXPECT(rows);
}

Test(cel_evaluate, logic_absorbs) {
  static const row rows[] = {
      {"true && true", "true"},
      {"true && false", "false"},
      {"false || false", "false"},
      {"flag && off", "false"},
      {"off || flag", "true"},
      {"flag && flag && flag", "true"},
      {"off || off || off", "false"},
      /* What decides, decides on either side of an error or unknown. */
      {"false && bad > 1", "false"},
      {"bad > 1 && false", "false"},
      {"true || bad > 1", "true"},
      {"bad > 1 || true", "true"},
      {"off && ghost_flag", "false"},
      {"ghost_flag && off", "false"},
      {"flag || ghost_flag", "true"},
      {"ghost_flag || flag", "true"},
      {"bad > 1 || ghost_flag || flag", "true"},
      {"ghost_flag || flag || bad > 1", "true"},
      {"flag && off && ghost_flag", "false"},
      {"off || bad > 1 || flag || ghost_flag", "true"},
      {"flag && bad > 1 && ghost_flag && off", "false"},
      /* What does not, leaves them. */
      {"true && bad > 1", "error: division"},
      {"bad > 1 && true", "error: division"},
      {"false || bad > 1", "error: division"},
      {"bad > 1 || false", "error: division"},
      {"flag && ghost_flag", "unknown"},
      {"ghost_flag && flag", "unknown"},
      {"ghost_flag || off", "unknown"},
      {"ghost_flag || bad > 1", "unknown"},
      {"bad > 1 || ghost_flag", "unknown"},
      {"bad > 1 && least - 1 > 0", "error: division"},
      {"dyn(1) && false", "false"},
      {"false && dyn(1)", "false"},
      {"dyn(1) && true", "error: no overload"},
      {"true && dyn(1)", "error: no overload"},
      {"any || true", "true"},
      {"any || false", "error: no overload"},
      {"any && ghost_flag", "unknown"},
      {"1 / 0 > 1 || true", "true"},
      {"!(false && 1 / 0 > 1)", "true"},
  };
  EXPECT(rows);
}

Test(cel_evaluate, choice) {
  static const row rows[] = {
      {"true ? 1 : 2", "1"},
      {"off ? 1 : 2", "2"},
      {"flag ? 'a' : 'b'", "\"a\""},
      {"flag ? 1 : 1 / 0", "1"}, /* only the branch that is taken counts */
      {"off ? bad : 2", "2"},
      {"flag ? bad : 2", "error: division"},
      {"ghost_flag ? 1 : 2", "unknown"},
      {"bad > 1 ? 1 : 2", "error: division"},
      {"any ? 1 : 2", "error: no overload"},
      {"dyn('true') ? 1 : 2", "error: no overload"},
      {"flag ? ghost : 1", "unknown"},
      {"off ? ghost : 1", "1"},
      {"1 + (flag ? i : u == 3u ? 2 : 3)", "8"},
      {"flag ? dyn(1) : dyn('a')", "1"},
  };
  EXPECT(rows);
}

Test(cel_evaluate, membership_and_index) {
  static const row rows[] = {
      {"1 in [1, 2]", "true"},
      {"3 in [1, 2]", "false"},
      {"1 in []", "false"},
      {"dyn(1.0) in [1, 2]", "true"},
      {"1u in [dyn(1), 'a']", "true"},
      {"i in ints", "false"},
      {"i in [7]", "true"},
      {"'online' in risky", "true"},
      {"channel in risky", "false"},
      {"channel in ['atm', 'teller']", "true"},
      {"'a' in {'a': 1}", "true"},
      {"'b' in {'a': 1}", "false"},
      {"1 in {1u: 'x'}", "true"},
      {"'a' in data", "true"},
      {"party in [party, other]", "true"},
      {"party in [other]", "false"},
      {"1 in any", "error: no overload"},
      {"bad in [1]", "error: division"},
      {"[1, 2][1]", "2"},
      {"[1, 2][1u]", "2"},
      {"[1, 2][2]", "error: range"},
      {"[1, 2][-1]", "error: range"},
      {"[][0]", "error: range"},
      {"ints[i - 5]", "3"},
      {"ints[i]", "error: range"},
      {"[7, 8][dyn(0.0)]", "7"},
      {"[7, 8][dyn(0.5)]", "error: range"},
      {"[7, 8][dyn(-1.0)]", "error: range"},
      {"[7, 8][dyn('a')]", "error: no overload"},
      {"any[0]", "error: no overload"},
      {"{'a': 1}['a']", "1"},
      {"{'a': 1}['b']", "error: no key"},
      {"{1: 'x'}[1]", "\"x\""},
      {"{1: 'x'}[dyn(1.0)]", "\"x\""},
      {"{1u: 'x'}[1]", "\"x\""},
      {"{true: 'y'}[true]", "\"y\""},
      {"data['a']", "1"},
      {"data[5]", "\"five\""},
      {"data.b.c", "\"deep\""},
      {"data.b['c']", "\"deep\""},
      {"data.missing", "error: no key"},
      {"data.a.b", "error: no overload"},
      {"any.x", "error: no overload"},
      {"[1, 2][ghost]", "unknown"},
  };
  EXPECT(rows);
}

Test(cel_evaluate, maps) {
  static const row rows[] = {
      {"{}", "{}"},
      {"{'a': 1, 'b': i}", "{\"a\": 1, \"b\": 7}"},
      {"{1: 'x', 2u: 'y', true: 'z', 's': null}", "{1: \"x\", 2u: \"y\", true: \"z\", \"s\": null}"},
      {"{'a': 1, 'a': 2}", "error: range"},
      {"{1: 1, 1u: 2}", "error: range"}, /* the same number is the same key */
      {"{any: 1, 'anything': 2}", "error: range"},
      {"{dyn(1.5): 1}", "error: no overload"},
      {"{dyn([1]): 1}", "error: no overload"},
      {"{'a': 1}.size()", "1"},
      {"size(data)", "3"},
      {"{'a': {'b': [1, {'c': 2}]}}", "{\"a\": {\"b\": [1, {\"c\": 2}]}}"},
  };
  EXPECT(rows);
}

Test(cel_evaluate, has) {
  static const row rows[] = {
      {"has(data.a)", "true"},
      {"has(data.z)", "false"},
      {"has(data.b.c)", "true"},
      {"has(data.b.d)", "false"},
      {"has(data.z.d)", "error: no key"},
      {"has({'a': 1}.a)", "true"},
      {"has({'a': 1}.b)", "false"},
      {"has(group.one)", "true"},
      {"has(lists.risky) && lists.risky == risky", "true"}, /* a constant is always known */
      {"has(any.x)", "error: no overload"},
      {"has(data.a) && data.a == 1", "true"},
      {"[{'a': 1}, {'b': 2}].filter(m, has(m.a)).size()", "1"},
  };
  EXPECT(rows);
  evaluation *of = malloc(sizeof *of);
  evaluation_begin(of);
  cr_assert(evaluation_compile(of, "has(group.one)"));
  of->values.slots[S_GROUP_ONE] = fr__cel_unknown();
  cr_expect_str_eq(evaluation_run_in(of, 0), "false", "has() asks whether a value is known");
  of->values.slots[S_GROUP_ONE] = fr__cel_failed(FR__CEL_FAULT_EMPTY);
  cr_expect_str_eq(evaluation_run_in(of, 0), "error: empty");
  evaluation_end(of);
  free(of);
}

Test(cel_evaluate, macros) {
  static const row rows[] = {
      {"[1, 2, 3].all(x, x > 0)", "true"},
      {"[1, 2, 3].all(x, x > 1)", "false"},
      {"[].all(x, false)", "true"},
      {"[1, 2, 3].exists(x, x > 2)", "true"},
      {"[1, 2, 3].exists(x, x > 3)", "false"},
      {"[].exists(x, true)", "false"},
      {"[1, 2, 3].exists_one(x, x > 2)", "true"},
      {"[1, 2, 3].exists_one(x, x > 1)", "false"},
      {"[1, 2, 3].existsOne(x, x == 1)", "true"},
      {"[].exists_one(x, true)", "false"},
      {"[1, 2, 3].map(x, x * 2)", "[2, 4, 6]"},
      {"[1, 2, 3].map(x, x > 1, x * 2)", "[4, 6]"},
      {"[].map(x, x)", "[]"},
      {"[1, 2, 3].filter(x, x != 2)", "[1, 3]"},
      {"ints.map(x, string(x))", "[\"1\", \"2\", \"3\"]"},
      {"ints.map(x, [x, x + i])", "[[1, 8], [2, 9], [3, 10]]"},
      {"ints.map(x, ints.map(y, x * y))", "[[1, 2, 3], [2, 4, 6], [3, 6, 9]]"},
      {"ints.filter(x, ints.exists(y, y == x + 1))", "[1, 2]"},
      {"ints.map(x, ints.filter(x, x > 2))", "[[3], [3], [3]]"}, /* the inner variable hides the outer */
      {"ints.filter(x, ('a' + string(x)) in ['a1', 'a3'])", "[1, 3]"},
      {"ints.map(x, x > 1, 'n' + string(x))", "[\"n2\", \"n3\"]"},
      {"ints.map(i, i + 1)", "[2, 3, 4]"},
      {"{'a': 1, 'b': 2}.all(k, k in ['a', 'b'])", "true"}, /* of a map: its keys */
      {"{'a': 1, 'b': 2}.exists(k, k == 'b')", "true"},
      {"{'a': 1, 'b': 2}.exists_one(k, k != 'b')", "true"},
      {"{'a': 1, 'b': 2}.map(k, k + '!')", "[\"a!\", \"b!\"]"},
      {"{'a': 1, 'b': 2}.filter(k, k > 'a')", "[\"b\"]"},
      {"data.map(k, k)", "[\"a\", \"b\", 5]"},
      {"data.map(k, k == 5, data[k])", "[\"five\"]"},
      {"[[1, 2], [3]].map(l, l.size())", "[2, 1]"},
      {"dyn([1]).map(x, x)", "[1]"},
      {"any.map(x, x)", "error: no overload"},
      {"any.exists(x, x == 1)", "error: no overload"},
      {"risky.map(r, r.size())", "[6, 6]"},
  };
  EXPECT(rows);
}

Test(cel_evaluate, macros_absorb) {
  static const row rows[] = {
      {"[0, 1].exists(x, 1 / x == 1)", "true"},
      {"[0, 2].exists(x, 1 / x == 1)", "error: division"},
      {"[1, 0].exists(x, 1 / x == 1)", "true"},
      {"[0, 2].all(x, 1 / x == 1)", "false"},
      {"[0, 1].all(x, 1 / x == 1)", "error: division"},
      {"[0, 1].exists_one(x, 1 / x == 1)", "error: division"},
      {"[0, 1].filter(x, 1 / x == 1)", "error: division"},
      {"[0, 1].map(x, 1 / x)", "error: division"},
      {"[1, 0, 1].map(x, 1 / x)", "error: division"},
      {"[0, 1].map(x, 1 / x == 1, x)", "error: division"},
      {"[1, 2].map(x, x > 1, 1 / (x - 2))", "error: division"},
      {"[1, 2].exists(x, ghost_flag)", "unknown"},
      {"[1, 2].exists(x, x == 1 ? ghost_flag : true)", "true"},
      {"[1, 2].all(x, x == 1 ? ghost_flag : false)", "false"},
      {"[1, 2].all(x, x == 1 ? ghost_flag : true)", "unknown"},
      {"[1, 2, 3].all(x, x == 1 ? bad > 1 : x == 2 ? ghost_flag : true)", "unknown"},
      {"[1, 2, 3].all(x, x == 1 ? ghost_flag : x == 2 ? bad > 1 : true)", "unknown"},
      {"[1, 2].filter(x, ghost_flag)", "unknown"},
      {"[1, 2].exists_one(x, x == 1 ? ghost_flag : true)", "unknown"},
      {"[1, 2].map(x, ghost + x)", "unknown"},
      {"[1, 2].map(x, ghost_flag, x)", "unknown"},
      {"[1, 2].all(x, dyn(x))", "error: no overload"},
      {"[1, 2].exists(x, x == 1 ? dyn(x) : dyn(true))", "true"},
      {"[1, 2].filter(x, dyn('a'))", "error: no overload"},
      {"[1, 2].map(x, dyn('a'), x)", "error: no overload"},
      {"bad in [1].map(x, x)", "error: division"},
  };
  EXPECT(rows);
}

Test(cel_evaluate, bind) {
  static const row rows[] = {
      {"cel.bind(x, 3, x + x)", "6"},
      {"cel.bind(x, i * 2, cel.bind(y, x + 1, x * y))", "210"},
      {"cel.bind(i, 1, i + 1)", "2"},
      {"ints.map(x, cel.bind(y, x * x, y + x))", "[2, 6, 12]"},
      {"cel.bind(l, ints + ints, l.size() + l[5])", "9"},
      {"cel.bind(x, bad, 1)", "1"}, /* what is not used is no error, as in cel-go, where it is never computed */
      {"cel.bind(x, ghost, x + 1)", "unknown"},
      {"cel.bind(m, {'a': 1}, has(m.a) && m.a == 1)", "true"},
      {"1 + cel.bind(x, 2, x * 3) * 4", "25"},
  };
  EXPECT(rows);
}

Test(cel_evaluate, texts) {
  static const row rows[] = {
      {"'hello'.contains('ell')", "true"},
      {"'hello'.contains('')", "true"},
      {"'hello'.contains('hello!')", "false"},
      {"''.contains('a')", "false"},
      {"'hello'.startsWith('he')", "true"},
      {"'hello'.startsWith('h')", "true"},
      {"'hello'.contains('o')", "true"},
      {"'hello'.startsWith('lo')", "false"},
      {"'hello'.startsWith('')", "true"},
      {"'he'.startsWith('hello')", "false"},
      {"'hello'.endsWith('lo')", "true"},
      {"'hello'.endsWith('he')", "false"},
      {"'hello'.endsWith('')", "true"},
      {"'lo'.endsWith('hello')", "false"},
      {"name.contains('str')", "true"},
      {"name.startsWith('Å')", "true"},
      {"name.endsWith('m')", "true"},
      {"name.size()", "8"},
      {"size(name)", "8"},
      {"size('')", "0"},
      {"b'ÿ'.size()", "2"},
      {"size([1, 2])", "2"},
      {"[].size()", "0"},
      {"'AbC-É'.lowerAscii()", "\"abc-É\""},
      {"'AbC-é'.upperAscii()", "\"ABC-é\""},
      {"'abc'.lowerAscii()", "\"abc\""},
      {"'@[`{'.lowerAscii() + '@[`{'.upperAscii()", "\"@[`{@[`{\""},
      {"''.upperAscii()", "\"\""},
      {"'a'.upperAscii() + 'z'.upperAscii() + 'A'.lowerAscii() + 'Z'.lowerAscii()", "\"AZaz\""},
      {"name.upperAscii()", "\"ÅNGSTRöM\""},
      {"'  a b\\t\\n'.trim()", "\"a b\""},
      {"'\\u00a0\\u3000安\\u2003\\u0085'.trim()", "\"安\""},
      {"' \\t '.trim()", "\"\""},
      {"''.trim()", "\"\""},
      {"'\\u200b'.trim() == '\\u200b'", "true"}, /* no White_Space of Unicode */
      {"'\\u1680\\u2028\\u2029\\u202f\\u205fx'.trim()", "\"x\""},
      {"name.trim()", "\"Ångström\""},
      {"any.size()", "8"},
      {"dyn(1).size()", "error: no overload"},
      {"dyn(1).contains('a')", "error: no overload"},
      {"'a'.contains(dyn(1))", "error: no overload"},
  };
  EXPECT(rows);
}

/* Text of the host may be damaged; it is taken as it is. */
Test(cel_evaluate, damaged_text) {
  evaluation *of = malloc(sizeof *of);
  evaluation_begin(of);
  static const struct {
    const char *text, *expression, *gives;
  } cases[] = {
      {" \xff ", "name.trim()", "\"\xff\""},
      {"\x80\x80 ", "name.trim()", "\"\x80\x80\""},
      {" \x80\x80\x80\x80\x80\x80", "name.trim()", "\"\x80\x80\x80\x80\x80\x80\""},
      {"\xe5\xae ", "name.size()", "2"},
      {"A\xff", "name.lowerAscii()", "\"a\xff\""},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    cr_assert(evaluation_compile(of, cases[i].expression));
    of->values.slots[S_NAME] = value_of(cases[i].text);
    const char *got = evaluation_run_in(of, fr__cel_scratch_needed(of->program));
    cr_expect_str_eq(got, cases[i].gives, "case %zu: %s", i, got);
  }
  evaluation_end(of);
  free(of);
}

/* An empty text of the host may have no bytes to point at. */
Test(cel_evaluate, empty_text_without_bytes) {
  static const row rows[] = {
      {"name == ''", "true"},
      {"'' == name", "true"},
      {"any == name", "false"},
      {"[name] == ['']", "true"},
      {"name in ['a', '']", "true"},
      {"name < 'a'", "true"},
      {"name + 'a'", "\"a\""},
      {"name + name", "\"\""},
      {"name.contains('a')", "false"},
      {"'a'.contains(name)", "true"},
      {"name.startsWith('')", "true"},
      {"name.endsWith('a')", "false"},
      {"name.size()", "0"},
      {"name.trim()", "\"\""},
      {"name.lowerAscii()", "\"\""},
      {"string(name)", "\"\""},
      {"bytes(name)", "b\"\""},
      {"int(name)", "error: syntax"},
      {"double(name)", "error: syntax"},
      {"bool(name)", "error: syntax"},
      {"duration(name)", "error: syntax"},
      {"timestamp(name)", "error: syntax"},
      {"when.getHours(name)", "error: range"},
      {"string(bytes(name))", "\"\""},
      {"[name, '', name].distinct()", "[\"\"]"},
  };
  evaluation *of = malloc(sizeof *of);
  for (size_t i = 0; i < FR_COUNT(rows); i++) {
    evaluation_begin(of);
    of->values.slots[S_NAME] = fr__cel_string(NULL, 0);
    const char *got = evaluate_with(of, rows[i].expression);
    cr_expect_str_eq(got, rows[i].gives, "%s gives %s", rows[i].expression, got);
    evaluation_end(of);
  }
  free(of);
}

/* Short texts are compared by words that overlap: every length, and a difference at every place. */
Test(cel_evaluate, texts_of_every_length) {
  evaluation *of = malloc(sizeof *of);
  evaluation_begin(of);
  char literal[40], mine[40], source[60];
  for (uint32_t size = 0; size <= 24; size++) {
    for (uint32_t i = 0; i < size; i++) literal[i] = (char)('a' + i);
    literal[size] = '\0';
    snprintf(source, sizeof source, "name == '%s'", literal);
    cr_assert(evaluation_compile(of, source));
    memcpy(mine, literal, sizeof mine);
    of->values.slots[S_NAME] = fr__cel_string(mine, size);
    cr_expect_str_eq(evaluation_run_in(of, 0), "true", "%s", source);
    for (uint32_t i = 0; i < size; i++) {
      mine[i] ^= 1;
      cr_expect_str_eq(evaluation_run_in(of, 0), "false", "%s against %s", source, mine);
      mine[i] ^= 1;
    }
  }
  evaluation_end(of);
  free(of);
}

Test(cel_evaluate, lists) {
  static const row rows[] = {
      {"[1, 2, 3].sum()", "6"},
      {"[1u, 2u].sum()", "3u"},
      {"[1.5, 2.0].sum()", "3.5"},
      {"[duration('1s'), duration('2s')].sum()", "3000000us"},
      {"[].sum()", "0"},
      {"doubles.filter(x, x > 9.0).sum()", "0.0"}, /* zero of the element's kind */
      {"[1u].filter(x, x > 9u).sum()", "0u"},
      {"[duration('1s')].filter(x, x > duration('9s')).sum()", "0us"},
      {"ints.filter(x, x > 9).sum()", "0"},
      {"doubles.sum()", "4.5"},
      {"[9223372036854775807, 1].sum()", "error: overflow"},
      {"[dyn(1), 2.0].sum()", "error: no overload"},
      {"['a'].sum()", "error: no overload"},
      {"ghost_list.sum()", "unknown"},
      {"[3, 1, 2].min()", "1"},
      {"[3, 1, 2].max()", "3"},
      {"['b', 'a'].min()", "\"a\""},
      {"[false, true].max()", "true"},
      {"[dyn(1), 2.5, 3u].max()", "3u"},
      {"[dyn(1), 0.5].min()", "0.5"},
      {"[].min()", "error: empty"},
      {"[].max()", "error: empty"},
      {"[1.0, nan, 2.0].min()", "NaN"}, /* it has to be seen */
      {"[1.0, nan, 2.0].max()", "NaN"},
      {"[dyn(1), 'a'].min()", "error: no overload"},
      {"[[1]].min()", "error: no overload"},
      {"[1, 2].first()", "1"},
      {"[1, 2].last()", "2"},
      {"[].first()", "error: empty"},
      {"[].last()", "error: empty"},
      {"ints.first() + ints.last()", "4"},
      {"[1, 2, 1, 3, 2].distinct()", "[1, 2, 3]"},
      {"[dyn(1), 1.0, 1u, 'a', 'a'].distinct()", "[1, \"a\"]"},
      {"[[1], [1]].distinct()", "[[1]]"},
      {"[nan, nan].distinct()", "[NaN, NaN]"},
      {"[].distinct()", "[]"},
      {"ints.distinct().size()", "3"},
      {"[party, other, party].distinct().size()", "2"},
      {"any.sum()", "error: no overload"},
      {"any.distinct()", "error: no overload"},
  };
  EXPECT(rows);
}

Test(cel_evaluate, math) {
  static const row rows[] = {
      {"math.least(3, 1, 2)", "1"},
      {"math.greatest(3, 1, 2)", "3"},
      {"math.least(5)", "5"},
      {"math.greatest([1, 4, 2])", "4"},
      {"math.least([2.5, 1.5])", "1.5"},
      {"math.greatest(1, 2.5)", "2.5"},
      {"math.least(1u, -1)", "-1"},
      {"math.greatest(i, u)", "7"},
      {"math.least([])", "error: empty"},
      {"math.least(dyn('a'), 1)", "error: no overload"},
      {"math.least(['a'])", "error: no overload"},
      {"math.greatest([1], 2)", "error: no overload"},
      {"math.greatest(nan, 1.0)", "NaN"},
      {"math.abs(-3)", "3"},
      {"math.abs(3)", "3"},
      {"math.abs(3u)", "3u"},
      {"math.abs(-2.5)", "2.5"},
      {"math.abs(-0.0)", "0.0"},
      {"math.abs(least)", "error: overflow"},
      {"math.abs(-9223372036854775808)", "error: overflow"},
      {"math.ceil(1.2)", "2.0"},
      {"math.ceil(-1.2)", "-1.0"},
      {"math.ceil(-0.5)", "-0.0"},
      {"math.ceil(2.0)", "2.0"},
      {"math.floor(1.8)", "1.0"},
      {"math.floor(-1.2)", "-2.0"},
      {"math.round(2.5)", "3.0"},
      {"math.round(-2.5)", "-3.0"},
      {"math.round(2.4)", "2.0"},
      {"math.round(-0.2)", "-0.0"},
      {"math.round(0.49999999999999994)", "0.0"},
      {"math.trunc(2.9)", "2.0"},
      {"math.trunc(-2.9)", "-2.0"},
      {"math.trunc(1e300)", "1e+300"},
      {"math.round(4503599627370497.5)", "4503599627370498.0"},
      {"math.floor(nan)", "NaN"},
      {"math.ceil(1.0 / 0.0)", "Infinity"},
      {"math.round(-1.0 / 0.0)", "-Infinity"},
      {"math.floor(d)", "2.0"},
  };
  EXPECT(rows);
}

Test(cel_evaluate, conversions) {
  static const row rows[] = {
      {"int(7)", "7"},
      {"int(7u)", "7"},
      {"int(9223372036854775808u)", "error: range"},
      {"int(7.9)", "7"},
      {"int(-7.9)", "-7"},
      {"int(9223372036854775807.0)", "error: range"},
      {"int(9223372036854774784.0)", "9223372036854774784"},
      {"int(-9223372036854775808.0)", "error: range"},
      {"int(-9223372036854774784.0)", "-9223372036854774784"},
      {"int(nan)", "error: range"},
      {"int(1e99)", "error: range"},
      {"int('42')", "42"},
      {"int('-42')", "-42"},
      {"int('-9223372036854775808')", "-9223372036854775808"},
      {"int('9223372036854775808')", "error: syntax"},
      {"int('')", "error: syntax"},
      {"int(' 1')", "error: syntax"},
      {"int('1.0')", "error: syntax"},
      {"int('0x10')", "error: syntax"},
      {"int(timestamp('1970-01-01T00:00:01.9Z'))", "1"},
      {"int(timestamp('1969-12-31T23:59:59.1Z'))", "-1"},
      {"uint(7)", "7u"},
      {"uint(7u)", "7u"},
      {"uint(-1)", "error: range"},
      {"uint(7.9)", "7u"},
      {"uint(-0.0)", "0u"},
      {"uint(-0.5)", "error: range"}, /* below the range before it is rounded */
      {"uint(-1.0)", "error: range"},
      {"uint(18446744073709551616.0)", "error: range"},
      {"uint(18446744073709549568.0)", "18446744073709549568u"},
      {"uint(nan)", "error: range"},
      {"uint('18446744073709551615')", "18446744073709551615u"},
      {"uint('18446744073709551616')", "error: syntax"},
      {"uint('99999999999999999999')", "error: syntax"},
      {"uint('-1')", "error: syntax"},
      {"uint('')", "error: syntax"},
      {"double(7)", "7.0"},
      {"double(7u)", "7.0"},
      {"double(9007199254740993)", "9007199254740992.0"},
      {"double(2.5)", "2.5"},
      {"double('2.5e1')", "25.0"},
      {"double('NaN')", "NaN"},
      {"double('-Infinity')", "-Infinity"},
      {"double('x')", "error: syntax"},
      {"string(7)", "\"7\""},
      {"string(-7)", "\"-7\""},
      {"string(7u)", "\"7\""},
      {"string(2.5)", "\"2.5\""},
      {"string(2.0)", "\"2\""},
      {"string(true) + string(false)", "\"truefalse\""},
      {"string('a')", "\"a\""},
      {"string(b'a\\xc3\\xbf')", "\"aÿ\""},
      {"string(b'\\xff')", "error: syntax"},
      {"string(blob)", "error: syntax"},
      {"string(duration('1h30m0.5s'))", "\"5400.5s\""},
      {"string(timestamp('2026-01-31T08:00:00.250Z'))", "\"2026-01-31T08:00:00.25Z\""},
      {"string(i) + string(d)", "\"72.5\""},
      {"bytes('ÿ')", "b\"\\xc3\\xbf\""},
      {"bytes(b'a')", "b\"a\""},
      {"bool(true)", "true"},
      {"bool('true') && bool('True') && bool('TRUE') && bool('t') && bool('T') && bool('1')", "true"},
      {"bool('false') || bool('False') || bool('FALSE') || bool('f') || bool('F') || bool('0')", "false"},
      {"bool('TrUe')", "error: syntax"},
      {"bool('')", "error: syntax"},
      {"dyn(1)", "1"},
      {"int(any)", "error: syntax"},
      {"int(dyn(true))", "error: no overload"},
      {"string(dyn(null))", "error: no overload"},
      {"bytes(dyn(1))", "error: no overload"},
  };
  EXPECT(rows);
}

Test(cel_evaluate, types) {
  static const row rows[] = {
      {"type(null)", "type null_type"},
      {"type(true)", "type bool"},
      {"type(1)", "type int"},
      {"type(1u)", "type uint"},
      {"type(1.0)", "type double"},
      {"type('')", "type string"},
      {"type(b'')", "type bytes"},
      {"type([])", "type list"},
      {"type({})", "type map"},
      {"type(int)", "type type"},
      {"type(type(1)) == type(string)", "true"},
      {"type(when)", "type timestamp"},
      {"type(when) == google.protobuf.Timestamp", "true"},
      {"type(span) == google.protobuf.Duration", "true"},
      {"type(any) == string", "true"},
      {"type(i) == int", "true"},
      {"[bool, bytes, double, int, list, map, null_type, string, type, uint].distinct().size()", "10"},
      {"type(ghost)", "unknown"},
  };
  EXPECT(rows);
}

Test(cel_evaluate, functions_of_the_host) {
  static const row rows[] = {
      {"'my account'.mentions('account')", "true"},
      {"name.mentions('account')", "false"},
      {"(name + ' account').mentions('account')", "true"},
      {"any.mentions('account')", "false"},
      {"dyn(1).mentions('account')", "error: no overload"},
      {"ints.exists(x, ('account' + string(x)).mentions('account'))", "true"},
      {"name.mentions('acount')", "check 1:15: mentions() knows no \"acount\"; did you mean \"account\"?"},
      {"name.mentions('zebra')", "check 1:15: mentions() knows no \"zebra\""},
      {"name.mentions(name)", "check 1:6: mentions() takes one name in quotes"},
      {"name.mentions()", "check 1:6: mentions() takes one name in quotes"},
      {"name.mentions(1)", "check 1:6: mentions() takes one name in quotes"},
      {"i.mentions('account')", "check 1:3: mentions() is a function of a string, not of an int"},
      {"name.asks('abc')", "3"},
      {"name.asks('abc', 'de')", "302"},
      {"thing.asks('abc', 'de')", "-302"},
      {"[thing.asks('a'), name.asks('a')]", "[-1, 1]"},
      {"thing.waits()", "true"},
      {"thing.waits() && name.asks('a') == 1", "true"},
      {"name.asks('abc', '')", "check 1:18: asks() knows no \"\"; did you mean \"second\"?"},
      {"name.asks('')", "check 1:11: asks() knows no \"\""},
      {"name.asks()", "check 1:6: asks() takes 1 or 2 names in quotes"},
      {"name.asks('a', 'b', 'c')", "check 1:6: asks() takes 1 or 2 names in quotes"},
      {"name.asks('a', name)", "check 1:6: asks() takes 1 or 2 names in quotes"},
      {"thing.waits('a')", "check 1:7: waits() takes nothing in its brackets"},
      {"name.waits()", "check 1:6: waits() is a function of what only its own functions take, not of a string"},
      {"i.asks('a')", "check 1:3: asks() is a function of a string, not of an int"},
      {"thing.contains('a')", "check 1:7: .contains() takes a string, not what only its own functions take"},
      {"thing == thing", "true"},
      {"dyn(thing).waits()", "true"},
      {"any.waits()", "error: no overload"},
  };
  EXPECT(rows);
}

/* As policies have it: an int literal beside a double is one. */
Test(cel_evaluate, widening) {
  static const row rows[] = {
      {"d > 2", "true"},
      {"2 < d", "true"},
      {"d + 1", "3.5"},
      {"1 + d", "3.5"},
      {"d * 2 - 1", "4.0"},
      {"[1, 2.5]", "[1.0, 2.5]"},
      {"[1, 2.5].sum()", "3.5"},
      {"flag ? 1 : 2.5", "1.0"},
      {"flag ? d : 2", "2.5"},
      {"math.greatest(1, d)", "2.5"},
      {"math.floor(3)", "3.0"},
      {"(1 + 1) * d", "5.0"}, /* what is constant counts as a literal */
      {"d == 2", "false"},
      {"d % 2", "check 1:3: % does not take a double and a double; % is for ints; write int(…) around doubles"},
      {"i + d", "check 1:3: + does not take an int and a double; write double(…) around the int"},
      {"d > i", "false"}, /* comparing needs no conversion */
      {"d > 9007199254740993", "false"},
      {"d + 9007199254740993", "check 1:3: + does not take a double and an int; write double(…) around the int"},
      {"d + 9007199254740992", "9007199254740994.0"},
      {"d - -9007199254740992", "9007199254740994.0"},
  };
  EXPECT_WIDENED(rows);
}
