/* SPDX-License-Identifier: Apache-2.0
 *
 * What the reader of bundles refuses: shapes, names, limits. */
#include <criterion/criterion.h>

#include "support/world.h"

/* Messages of the reader begin with the place, which has to be error.offset as well. */
/* The sentence between the place and what can be done about it, which each bad bundle is told. */
static const char *after_place(fr_error *error) {
  static const char advice[] = "; build and sign it again";
  char place[40], *behind = strstr(error->message, advice);
  if (error->status == FR_BAD_BUNDLE) {
    cr_expect(behind != NULL && strcmp(behind, advice) == 0, "'%s' does not say what to do", error->message);
    if (behind != NULL) *behind = '\0';
  }
  snprintf(place, sizeof place, "byte %lld: ", (long long)error->offset);
  cr_expect_eq(strncmp(error->message, place, strlen(place)), 0, "'%s' does not begin with '%s'", error->message,
               place);
  const char *end = strstr(error->message, ": ");
  return end == NULL ? error->message : end + 2;
}

static fr_status load(const bundle_policy *policy, fr_error *error) {
  bundle made = bundle_of(policy);
  cr_assert_neq(made.size, 0);
  fr_policy *loaded = (fr_policy *)&made;
  const fr_status status = fr_policy_load(made.data, made.size, &loaded, error);
  cr_expect_eq(loaded == NULL, status != FR_OK, "a refused policy leaves no handle");
  cr_expect_eq(fr_policy_load(made.data, made.size, &loaded, NULL), status, "the same without an error");
  fr_policy_release(loaded);
  bundle_free(&made);
  return status;
}

static void expect_refused(const char *key, const char *text, fr_status status, const char *message) {
  const bundle_policy policy = {.sections = {{key, text}}};
  fr_error error = FR_ERROR_INIT;
  const fr_status found = load(&policy, &error);
  cr_expect_eq(found, status, "%s %s: %s %s", key, text, fr_status_name(found), error.message);
  cr_expect_eq(error.status, status, "%s %s", key, text);
  cr_expect_str_eq(after_place(&error), message, "%s %s", key, text);
}

#define NAME_RULE ": a name has 1 to 47 letters, digits and '_', and begins with a letter"
#define RULE(more) "[{'id': 'r', 'when': ['true', 1, 1], 'points': 1, 'reason': {}" more "}]"
#define BAD_CHANNEL "channels names a channel twice, or one that does not exist"
#define NEEDS_HOLD "rule r: delay is of a rule that holds, and its at_least is not hold"
#define TOGETHER "an observation and the answer that gives it go together"
#define LAST_ENTRY "decision: the last entry must stand without 'when', for all that is left"

static const struct {
  const char *key, *text, *message;
} cases[] = {
    {"fraudrisk", "2", "the format's version (fraudrisk) is 2; it runs from 1 to 1"},
    {"fraudrisk", "0", "the format's version (fraudrisk) is 0; it runs from 1 to 1"},
    {"fraudrisk", "'1'", "the format's version (fraudrisk) is not an unsigned integer"},
    {"shadow", "true", "the policy has a key 'shadow' that this library does not know"},
    {"a_key_that_is_much_longer_than_what_a_message_can_show", "1",
     "the policy has a key 'a_key_that_is_much_longer_than_what_a_me' that this library does not know"},
    {"name", "''", "name" NAME_RULE},
    {"name", "'retail cn'", "name" NAME_RULE},
    {"name", "'1st'", "name" NAME_RULE},
    {"name", "'-a'", "name" NAME_RULE},
    {"name", "'\xe5\xae\x89'", "name" NAME_RULE},
    {"name", "'a23456789012345678901234567890123456789012345678'", "name" NAME_RULE},
    {"name", "7", "name is not a text"},
    {"version", "-1", "version is not an unsigned integer"},
    {"currency", "'cny'", "currency is not three capital letters of ISO 4217, such as CNY"},
    {"currency", "'CNYX'", "currency is not three capital letters of ISO 4217, such as CNY"},
    {"currency", "''", "currency is not three capital letters of ISO 4217, such as CNY"},
    {"currency", "156", "currency is not a text"},
    {"utc_offset", "64801", "utc_offset lies outside -18:00 to +18:00"},
    {"utc_offset", "-64801", "utc_offset lies outside -18:00 to +18:00"},
    {"utc_offset", "'+08:00'", "utc_offset is not an integer of 64 bits"},
    {"file", "1", "file is not a text"},
    {"lists", "{}", "lists is not an array"},
    {"lists", "[['a', 1]]", "a list has 2 parts instead of 3"},
    {"lists", "[['a-b', 1, []]]", "a list" NAME_RULE},
    {"lists", "[['a', 0, []]]", "a list's type is 0; it runs from 1 to 4"},
    {"lists", "[['a', 5, []]]", "a list's type is 5; it runs from 1 to 4"},
    {"lists", "[['a', 1, [1]]]", "a list's value is not true or false"},
    {"lists", "[['a', 2, [1.5]]]", "a list's value is not an integer of 64 bits"},
    {"lists", "[['a', 3, [1]]]", "a list's value is not a float64"},
    {"lists", "[['a', 4, [1]]]", "a list's value is not a text"},
    {"phrases", "[['a']]", "a set of phrases has 1 parts instead of 2"},
    {"phrases", "[['1', []]]", "a set of phrases" NAME_RULE},
    {"phrases", "[['a', [1]]]", "a phrase is not a text"},
    {"attributes", "[['a']]", "an attribute has 1 parts instead of 2"},
    {"attributes", "[['a-b', 1]]", "an attribute" NAME_RULE},
    {"attributes", "[['a', 0]]", "an attribute's type is 0; it runs from 1 to 4"},
    {"attributes", "[['a', 5]]", "an attribute's type is 5; it runs from 1 to 4"},
    {"features", "[['a', '1']]", "a feature has 2 parts instead of 4"},
    {"features", "[['a-b', '1', 1, 1]]", "a feature" NAME_RULE},
    {"features", "[['a', 1, 1, 1]]", "a is not a text"},
    {"features", "[['a', '1', -1, 1]]", "a is not an unsigned integer"},
    {"features", "[['a', '1', 4294967296, 1]]", "a is 4294967296; it runs from 0 to 4294967295"},
    {"features", "[['a', '1', 1, 4294967296]]", "a is 4294967296; it runs from 0 to 4294967295"},
    {"rules", "[1]", "a rule is not a map"},
    {"rules", "[{}]", "a rule lacks 'id'"},
    {"rules", "[{'id': 'r'}]", "a rule lacks 'when'"},
    {"rules", "[{'id': 'r', 'when': ['true', 1, 1]}]", "a rule lacks 'points'"},
    {"rules", "[{'id': 'r', 'when': ['true', 1, 1], 'points': 1}]", "a rule lacks 'reason'"},
    {"rules", RULE(", 'colour': 1"), "a rule has a key 'colour' that this library does not know"},
    {"rules", "[{'id': '', 'when': ['true', 1, 1], 'points': 1, 'reason': {}}]", "a rule's id" NAME_RULE},
    {"rules", "[{'id': 'r', 'when': ['true', 1], 'points': 1, 'reason': {}}]", "when has 2 parts instead of 3"},
    {"rules", "[{'id': 'r', 'when': [1, 1, 1], 'points': 1, 'reason': {}}]", "when is not a text"},
    {"rules", "[{'id': 'r', 'when': ['true', -1, 1], 'points': 1, 'reason': {}}]", "when is not an unsigned integer"},
    {"rules", "[{'id': 'r', 'when': ['true', 1, -1], 'points': 1, 'reason': {}}]", "when is not an unsigned integer"},
    {"rules", "[{'id': 'r', 'when': ['true', 1, 1], 'points': 1000001, 'reason': {}}]",
     "points: points run from -1,000,000 to 1,000,000"},
    {"rules", "[{'id': 'r', 'when': ['true', 1, 1], 'points': -1000001, 'reason': {}}]",
     "points: points run from -1,000,000 to 1,000,000"},
    {"rules", "[{'id': 'r', 'when': ['true', 1, 1], 'points': 1.5, 'reason': {}}]",
     "points is not an integer of 64 bits"},
    {"rules", "[{'id': 'r', 'when': ['true', 1, 1], 'points': ['1', 1], 'reason': {}}]",
     "points has 2 parts instead of 3"},
    {"rules", "[{'id': 'r', 'when': ['true', 1, 1], 'points': [1, 1, 1], 'reason': {}}]", "points is not a text"},
    {"rules", RULE(", 'if_unknown_points': []"), "if_unknown_points has 0 parts instead of 3"},
    {"rules", RULE(", 'channels': 'atm'"), "channels is not an array"},
    {"rules", RULE(", 'channels': []"), "channels is empty: the rule would never run"},
    {"rules", RULE(", 'channels': [1]"), "channels is not a text"},
    {"rules", RULE(", 'channels': ['fax']"), BAD_CHANNEL},
    {"rules", RULE(", 'channels': ['default']"), BAD_CHANNEL},
    {"rules", RULE(", 'channels': ['atm', 'atm']"), BAD_CHANNEL},
    {"rules", RULE(", 'victim_present': 1"), "victim_present is not true or false"},
    {"rules", RULE(", 'actions': 'refer'"), "actions is not an array"},
    {"rules", RULE(", 'actions': [1]"), "actions is not a text"},
    {"rules", RULE(", 'actions': ['pray']"), "actions names an action twice, or one that does not exist"},
    {"rules", RULE(", 'actions': ['refer', 'refer']"), "actions names an action twice, or one that does not exist"},
    {"rules", RULE(", 'valid_from': -1"), "valid_from is not an unsigned integer"},
    {"rules", RULE(", 'valid_from': 4102444800000001"),
     "valid_from is 4102444800000001; it runs from 0 to 4102444800000000"},
    {"rules", RULE(", 'valid_until': '2026-01-01'"), "valid_until is not an unsigned integer"},
    {"rules", RULE(", 'valid_from': 7, 'valid_until': 7"), "rule r: valid_until does not lie after valid_from"},
    {"rules", RULE(", 'if_unknown_points': 1000001"), "if_unknown_points: points run from -1,000,000 to 1,000,000"},
    {"rules", RULE(", 'at_least': 0"), "at_least is 0; it runs from 1 to 3"},
    {"rules", RULE(", 'at_most': 4"), "at_most is 4; it runs from 1 to 3"},
    {"rules", RULE(", 'if_unknown_outcome': 4"), "if_unknown_outcome is 4; it runs from 1 to 3"},
    {"rules", RULE(", 'binding': 1"), "binding is not true or false"},
    {"rules", RULE(", 'delay': 1"), "delay is not true or false"},
    {"rules", RULE(", 'delay': true"), NEEDS_HOLD},
    {"rules", RULE(", 'delay': true, 'at_least': 2"), NEEDS_HOLD},
    {"rules", RULE(", 'delay': true, 'if_unknown_outcome': 3"), NEEDS_HOLD},
    {"rules", RULE(", 'hold': 0"), "hold is 0; it runs from 1 to 31622400"},
    {"rules", RULE(", 'hold': 31622401"), "hold is 31622401; it runs from 1 to 31622400"},
    {"rules", RULE(", 'scam': 'a b'"), "scam" NAME_RULE},
    {"rules", RULE(", 'advice': 'a b'"), "advice" NAME_RULE},
    {"rules", "[{'id': 'r', 'when': ['true', 1, 1], 'points': 1, 'reason': {'en': 1}}]", "reason is not a text"},
    {"rules", "[{'id': 'r', 'when': ['true', 1, 1], 'points': 1, 'reason': {'1': 'x'}}]", "reason" NAME_RULE},
    {"rules", "[{'id': 'r', 'when': ['true', 1, 1], 'points': 1, 'reason': {'en': ['x', 1]}}]",
     "reason has 2 parts instead of 3"},
    {"rules", "[{'id': 'r', 'when': ['true', 1, 1], 'points': 1, 'reason': {'en': [1, 1, 1]}}]",
     "reason is not a text"},
    {"rules", "[{'id': 'r', 'when': ['true', 1, 1], 'points': 1, 'reason': {'en': ['x', -1, 1]}}]",
     "reason is not an unsigned integer"},
    {"decision", "[]", LAST_ENTRY},
    {"decision", "[{'when': ['true', 1, 1], 'warn': 1}]", LAST_ENTRY},
    {"decision", "[{'warn': 80, 'hold': 40}]", "decision: hold is below warn"},
    {"decision", "[{'warn': 1000001}]", "warn: points run from -1,000,000 to 1,000,000"},
    {"decision", "[{'hold': 1000001}]", "hold: points run from -1,000,000 to 1,000,000"},
    {"decision", "[{'allow': 1}]", "decision has a key 'allow' that this library does not know"},
    {"hold", "{}", "hold lacks 'default'"},
    {"hold", "{'teller': 60}", "hold lacks 'default'"},
    {"hold", "{'default': 60, 'fax': 60}", "hold names a channel that does not exist"},
    {"hold", "{'default': 0}", "hold is 0; it runs from 1 to 31622400"},
    {"on_error", "{'default': 0}", "on_error is 0; it runs from 1 to 3"},
    {"on_error", "{'default': 1, 'atm': 4}", "on_error is 4; it runs from 1 to 3"},
    {"on_error", "{}", "on_error lacks 'default'"},
    {"on_error", "[]", "on_error is not a map"},
    {"advice", "{'a b': {}}", "a scam type in advice" NAME_RULE},
    {"advice", "{'x': {'police': {}}}", "advice has no part 'police'"},
    {"advice", "{'x': {'a_part_that_is_much_longer_than_a_message_shows': {}}}",
     "advice has no part 'a_part_that_is_much_longer_than_a_messag'"},
    {"advice", "{'x': {'ask': 'q'}}", "ask is not an array"},
    {"advice", "{'x': {'ask': ['a b']}}", "ask" NAME_RULE},
    {"advice", "{'x': {'overrides': 1}}", "overrides is not true or false"},
    {"advice", "{'x': {'at_expiry': 0}}", "at_expiry is 0; it runs from 1 to 3"},
    {"advice", "{'x': {'at_expiry': 4}}", "at_expiry is 4; it runs from 1 to 3"},
    {"advice", "{'x': {'at_expiry': 'renew'}}", "at_expiry is not an unsigned integer"},
    {"questions", "[]", "questions is empty; it is left out where there are none"},
    {"questions", "{}", "questions is not an array"},
    {"questions", "[['q', 0, '']]", "a question has 3 parts instead of 4"},
    {"questions", "[['a b', 0, '', {'en': 'x'}]]", "a question" NAME_RULE},
    {"questions", "[['q', 3, 'coached', {'en': 'x'}]]", "the answer that is a sign is 3; it runs from 0 to 2"},
    {"questions", "[['q', 2, '', {'en': 'x'}]]", "question q: " TOGETHER},
    {"questions", "[['q', 0, 'coached', {'en': 'x'}]]", "question q: " TOGETHER},
    {"questions", "[['q', 2, 1, {'en': 'x'}]]", "an observation is not a text"},
    {"questions", "[['q', 0, '', {}]]", "question q has no words"},
    {"questions", "[['q', 0, '', {'en': ['x']}]]", "a question has 1 parts instead of 3"},
    {"advice", "{'x': {'customer': {'en': 'one text'}}}", "advice is not an array"},
    {"advice", "{'x': {'customer': {'en': [1]}}}", "advice is not a text"},
    {"advice", "{'x': {'customer': {'en': [['a', 1]]}}}", "advice has 2 parts instead of 3"},
    {"advice", "{'x': 1}", "advice is not a map"},
};

Test(read, each_refusal_has_its_place_and_sentence) {
  for (size_t i = 0; i < FR_COUNT(cases); i++)
    expect_refused(cases[i].key, cases[i].text, FR_BAD_BUNDLE, cases[i].message);
}

Test(read, no_section_may_be_missing) {
  static const char *const keys[] = {"fraudrisk", "name",     "version", "currency",   "utc_offset",
                                     "file",      "lists",    "phrases", "attributes", "features",
                                     "rules",     "decision", "hold",    "on_error",   "advice"};
  for (size_t i = 0; i < FR_COUNT(keys); i++) {
    char message[64];
    snprintf(message, sizeof message, "the policy lacks '%s'", keys[i]);
    expect_refused(keys[i], NULL, FR_BAD_BUNDLE, message);
  }
}

/* "[" item "," item … "]" */
static char *repeated(const char *before, const char *item, uint32_t count, const char *behind) {
  char *text = malloc(strlen(before) + strlen(behind) + (strlen(item) + 1) * (size_t)count + 1);
  size_t at = strlen(before);
  memcpy(text, before, at);
  for (uint32_t i = 0; i < count; i++) {
    memcpy(text + at, item, strlen(item));
    at += strlen(item);
    text[at++] = ',';
  }
  memcpy(text + at, behind, strlen(behind) + 1);
  return text;
}

Test(read, more_than_a_limit_allows) {
  static const struct {
    const char *key, *before, *item, *behind;
    uint32_t count;
    const char *message;
  } too_many[] = {
      {"lists", "[", "0", "]", 1025, "lists: 1025 items; at most 1024 are taken"},
      {"lists", "[['a', 2, [", "0", "]]]", 65537, "a list's values: 65537 items; at most 65536 are taken"},
      {"phrases", "[", "0", "]", 1025, "phrases: 1025 items; at most 1024 are taken"},
      {"phrases", "[['a', [", "0", "]]]", 65537, "a set's phrases: 65537 items; at most 65536 are taken"},
      {"attributes", "[", "0", "]", 65, "attributes: 65 items; at most 64 are taken"},
      {"features", "[", "0", "]", 1025, "features: 1025 items; at most 1024 are taken"},
      {"rules", "[", "0", "]", 4097, "rules: 4097 items; at most 4096 are taken"},
      {"rules", "[{'channels': [", "'atm'", "]}]", 7, "channels: 7 items; at most 6 are taken"},
      {"rules", "[{'actions': [", "'refer'", "]}]", 33, "actions: 33 items; at most 32 are taken"},
      {"decision", "[", "0", "]", 65, "decision: 65 items; at most 64 are taken"},
      {"advice", "{'x': {'customer': {'en': [", "'l'", "]}}}", 65, "advice: 65 items; at most 64 are taken"},
      {"advice", "{'x': {'ask': [", "'q'", "]}}", 33, "ask: 33 items; at most 32 are taken"},
      {"questions", "[", "0", "]", 1025, "questions: 1025 items; at most 1024 are taken"},
  };
  for (size_t i = 0; i < FR_COUNT(too_many); i++) {
    char *text = repeated(too_many[i].before, too_many[i].item, too_many[i].count, too_many[i].behind);
    expect_refused(too_many[i].key, text, FR_TOO_MANY, too_many[i].message);
    free(text);
  }
}

Test(read, texts_longer_than_their_limit) {
  static const struct {
    const char *key, *before, *behind;
    uint32_t size;
    const char *message;
  } too_long[] = {
      {"file", "'", "'", 4097, "file has 4097 bytes; at most 4096 are taken"},
      {"features", "[['f', '", "', 1, 1]]", 16385, "f has 16385 bytes; at most 16384 are taken"},
      {"rules", "[{'id': 'r', 'when': ['", "', 1, 1], 'points': 1, 'reason': {}}]", 16385,
       "when has 16385 bytes; at most 16384 are taken"},
      {"rules", "[{'id': 'r', 'when': ['true', 1, 1], 'points': 1, 'reason': {'en': '", "'}}]", 4097,
       "reason has 4097 bytes; at most 4096 are taken"},
      {"questions", "[['q', 2, '", "', {'en': 'x'}]]", 65, "an observation has 65 bytes; at most 64 are taken"},
      {"lists", "[['a', 4, ['", "']]]", 1025, "a list's value has 1025 bytes; at most 1024 are taken"},
  };
  for (size_t i = 0; i < FR_COUNT(too_long); i++) {
    const size_t lead = strlen(too_long[i].before);
    char *text = calloc(1, lead + too_long[i].size + strlen(too_long[i].behind) + 1);
    memcpy(text, too_long[i].before, lead);
    memset(text + lead, '1', too_long[i].size);
    memcpy(text + lead + too_long[i].size, too_long[i].behind, strlen(too_long[i].behind));
    expect_refused(too_long[i].key, text, FR_TOO_LONG, too_long[i].message);
    free(text);
  }
}

Test(read, more_than_32_languages) {
  char text[1024] = "[{'id': 'r', 'when': ['true', 1, 1], 'points': 1, 'reason': {";
  size_t at = strlen(text);
  for (int i = 0; i < 33; i++)
    at += (size_t)snprintf(text + at, sizeof text - at, "'l%c%c': 'x',", 'a' + i / 26, 'a' + i % 26);
  snprintf(text + at, sizeof text - at, "}}]");
  expect_refused("rules", text, FR_BAD_BUNDLE, "reason has more than 32 languages");
}

Test(read, what_is_not_one_deterministic_map) {
  static const struct {
    const char *what;
    uint8_t bytes[32];
    uint32_t size;
    const char *message;
  } forms[] = {
      {"an array", {0x80}, 1, "byte 0: the policy is not a map"},
      {"nothing of CBOR", {0xff}, 1, "byte 0: a break stands here, but nothing is open"},
      {"a length without end", {0xbf, 0xff}, 2, "byte 0: a length is indefinite; it has to be given"},
      {"more keys than bytes", {0xb8, 0xff}, 2, "byte 0: a map says that it has more pairs than there are bytes left"},
      {"a number as a key", {0xa1, 0x01, 0x01}, 3, "byte 1: the policy is not a text"},
      {"a key twice",
       {0xa2, 0x64, 'n', 'a', 'm', 'e', 0x61, 'a', 0x64, 'n', 'a', 'm', 'e', 0x61, 'a'},
       15,
       "byte 8: a key of a map comes twice"},
      {"keys in another order",
       {0xa2, 0x65, 'r', 'u', 'l', 'e', 's', 0x80, 0x64, 'n', 'a', 'm', 'e', 0x61, 'a'},
       15,
       "byte 8: the keys of a map are not in ascending order"},
      {"a long form",
       {0xb8, 0x01, 0x64, 'n', 'a', 'm', 'e', 0x61, 'a'},
       9,
       "byte 0: a number or length is not in its shortest form"},
  };
  for (size_t i = 0; i < FR_COUNT(forms); i++) {
    bundle made = bundle_seal(forms[i].bytes, forms[i].size);
    fr_policy *loaded;
    fr_error error = FR_ERROR_INIT;
    cr_expect_eq(fr_policy_load(made.data, made.size, &loaded, &error), FR_BAD_BUNDLE, "%s", forms[i].what);
    char whole[sizeof error.message];
    snprintf(whole, sizeof whole, "%s; build and sign it again", forms[i].message);
    cr_expect_str_eq(error.message, whole);
    bundle_free(&made);
  }
}

Test(read, bytes_behind_the_policy) {
  const bundle_policy policy = {0};
  bundle good = bundle_of(&policy);
  const uint64_t payload = good.size - FR__SHA256_BYTES;
  good.data[payload] = 0xf6; /* null, in the place of the digest's first byte */
  bundle longer = bundle_seal(good.data, payload + 1);
  fr_policy *loaded;
  fr_error error = FR_ERROR_INIT;
  cr_expect_eq(fr_policy_load(longer.data, longer.size, &loaded, &error), FR_BAD_BUNDLE);
  cr_expect_str_eq(after_place(&error), "bytes follow behind the end");
  cr_expect_eq(error.offset, (int64_t)payload);
  bundle_free(&longer);
  bundle_free(&good);
}

Test(read, phrases_that_nobody_can_write) {
  fr_error error = FR_ERROR_INIT;
  const bundle_policy empty = {.phrases = "[['a', ['x', '']]]"};
  cr_expect_eq(load(&empty, &error), FR_BAD_POLICY, "%s", error.message);
  cr_expect_eq(error.offset, 1);
}

Test(read, a_set_of_phrases_declared_twice) {
  fr_error error = FR_ERROR_INIT;
  const bundle_policy twice = {.phrases = "[['a', ['x']], ['b', []], ['a', ['y']]]"};
  cr_expect_eq(load(&twice, &error), FR_BAD_POLICY);
  cr_expect_str_eq(error.message, "the set of phrases 'a' is declared twice");
}
