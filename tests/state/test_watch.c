/* SPDX-License-Identifier: Apache-2.0
 *
 * Watch lists by themselves: what was added is found until its second, nothing else is, and it takes the memory that
 * was promised; against a plain array for any order of adds. What an engine makes of them: engine/test_watch.c. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/base.h"
#include "fraudrisk/fraudrisk.h"

#define NOON INT64_C(1747310400000000)
#define SECOND INT64_C(1000000)
static const uint8_t key[16] = "a key for tests!";

static fr_watch_builder *builder_of(uint64_t entries) {
  fr_watch_builder *builder = NULL;
  cr_assert_eq(fr_watch_builder_create(key, entries, &builder, NULL), FR_OK);
  return builder;
}

static fr_status add_as(fr_watch_builder *builder, uint32_t type, const char *party, const char *list, int64_t until) {
  return fr_watch_builder_add(builder, type, fr_text_of(party), fr_text_of(list), until, NULL);
}
static fr_status add(fr_watch_builder *builder, const char *party, const char *list, int64_t until_us) {
  return add_as(builder, FR_PARTY_ACCOUNT, party, list, until_us);
}

/* Takes the builder with it. */
static fr_watch_lists *lists_of(fr_watch_builder *builder) {
  fr_watch_lists *lists = NULL;
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(fr_watch_builder_finish(builder, 7, &lists, &error), FR_OK, "%s", error.message);
  fr_watch_builder_destroy(builder);
  return lists;
}

static fr_watch_lists_info info_of(const fr_watch_lists *lists) {
  fr_watch_lists_info info = FR_WATCH_LISTS_INFO_INIT;
  cr_assert_eq(fr_watch_lists_describe(lists, &info), FR_OK);
  return info;
}

static bool has_as(const fr_watch_lists *lists, uint32_t type, const char *party, const char *list, int64_t time_us) {
  uint32_t listed = FR_UNKNOWN;
  cr_assert_eq(fr_watch_lists_ask(lists, type, fr_text_of(party), fr_text_of(list), time_us, &listed), FR_OK);
  cr_assert(listed == FR_YES || listed == FR_NO);
  return listed == FR_YES;
}
static bool has(const fr_watch_lists *lists, const char *party, const char *list, int64_t time_us) {
  return has_as(lists, FR_PARTY_ACCOUNT, party, list, time_us);
}

Test(watch, finds_what_was_added) {
  fr_watch_builder *builder = builder_of(0);
  cr_assert_eq(add(builder, "zhang", "case_account", 0), FR_OK);
  cr_assert_eq(add(builder, "zhang", "suspicious", 0), FR_OK);
  cr_assert_eq(add(builder, "li", "suspicious", 0), FR_OK);
  cr_assert_eq(add_as(builder, FR_PARTY_CUSTOMER, "wang", "case_account", 0), FR_OK);
  fr_watch_lists *lists = lists_of(builder);
  cr_expect(has(lists, "zhang", "case_account", NOON));
  cr_expect(has(lists, "zhang", "suspicious", NOON));
  cr_expect(has(lists, "li", "suspicious", NOON));
  cr_expect_not(has(lists, "li", "case_account", NOON), "on another list");
  cr_expect_not(has(lists, "zhang", "dormant", NOON), "no such list");
  cr_expect_not(has(lists, "zhan", "case_account", NOON));
  cr_expect(has_as(lists, FR_PARTY_CUSTOMER, "wang", "case_account", NOON));
  cr_expect_not(has(lists, "wang", "case_account", NOON), "a customer is no account of the same name");
  cr_expect_not(has_as(lists, FR_PARTY_CUSTOMER, "zhang", "case_account", NOON));
  cr_expect(has(lists, "zhang", "case_account", FR_MAX_TIME_US - 1), "without end");

  const fr_watch_lists_info info = info_of(lists);
  cr_expect_eq(info.version, 7);
  cr_expect_eq(info.list_count, 2);
  cr_expect_eq(info.entries, 4);
  cr_expect_eq(info.duplicates, 0);
  cr_expect_str_eq(fr_watch_lists_name(lists, 0), "case_account");
  cr_expect_str_eq(fr_watch_lists_name(lists, 1), "suspicious");
  cr_expect_null(fr_watch_lists_name(lists, 2));
  cr_expect_eq(fr_watch_lists_entries(lists, 0), 2);
  cr_expect_eq(fr_watch_lists_entries(lists, 1), 2);
  cr_expect_eq(fr_watch_lists_entries(lists, 2), 0);
  fr_watch_lists_release(lists);
}

/* An end is kept in whole seconds, rounded up: never too early, and less than a second too late. */
Test(watch, ends_at_its_second) {
  static const struct {
    int64_t until_us, over_us;
  } cases[] = {
      {NOON, NOON},
      {NOON + 1, NOON + SECOND},
      {NOON + SECOND - 1, NOON + SECOND},
      {NOON + SECOND, NOON + SECOND},
      {1, SECOND},
      {FR_MAX_TIME_US - 1, FR_MAX_TIME_US},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    fr_watch_builder *builder = builder_of(1);
    cr_assert_eq(add(builder, "zhang", "x", cases[i].until_us), FR_OK);
    fr_watch_lists *lists = lists_of(builder);
    cr_expect(has(lists, "zhang", "x", 0));
    cr_expect(has(lists, "zhang", "x", cases[i].over_us - 1), "case %zu", i);
    cr_expect_not(has(lists, "zhang", "x", cases[i].over_us), "case %zu", i);
    fr_watch_lists_release(lists);
  }
}

Test(watch, the_later_end_of_duplicates_stays) {
  static const struct {
    int64_t until_us[3];
    int64_t over_us; /* 0: never */
  } cases[] = {
      {{10 * SECOND, 20 * SECOND, 15 * SECOND}, 20 * SECOND},
      {{20 * SECOND, 10 * SECOND, 15 * SECOND}, 20 * SECOND},
      {{10 * SECOND, 15 * SECOND, 20 * SECOND}, 20 * SECOND},
      {{10 * SECOND, 0, 20 * SECOND}, 0},
      {{0, 10 * SECOND, 20 * SECOND}, 0},
      {{FR_MAX_TIME_US - 1, 10 * SECOND, 0}, 0},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    fr_watch_builder *builder = builder_of(0);
    for (size_t j = 0; j < 3; j++) cr_assert_eq(add(builder, "zhang", "x", cases[i].until_us[j]), FR_OK);
    fr_watch_lists *lists = lists_of(builder);
    const int64_t over_us = cases[i].over_us;
    cr_expect(has(lists, "zhang", "x", over_us == 0 ? FR_MAX_TIME_US - 1 : over_us - 1), "case %zu", i);
    if (over_us != 0) cr_expect_not(has(lists, "zhang", "x", over_us), "case %zu", i);
    cr_expect_eq(info_of(lists).entries, 1);
    cr_expect_eq(info_of(lists).duplicates, 2);
    fr_watch_lists_release(lists);
  }
}

/* All that bounds a set at once: every list there may be, one party on all of them, again and again, in no order. */
Test(watch, one_party_on_every_list_many_times) {
  enum { TIMES = 30 };
  fr_watch_builder *builder = builder_of(0);
  char list[FR_MAX_IDENTIFIER_BYTES + 1];
  for (uint32_t i = 0; i < TIMES * FR_MAX_WATCH_LISTS; i++) {
    const uint32_t number = i * 37 % FR_MAX_WATCH_LISTS;
    snprintf(list, sizeof list, "%064u", number);
    cr_assert_eq(add(builder, "zhang", list, (1 + i / FR_MAX_WATCH_LISTS + number) * SECOND), FR_OK);
  }
  fr_error error = FR_ERROR_INIT;
  cr_expect_eq(fr_watch_builder_add(builder, FR_PARTY_ACCOUNT, fr_text_of("zhang"), fr_text_of("one more"), 0, &error),
               FR_TOO_MANY);
  cr_expect_str_eq(error.message, "there are more than 1024 lists");
  cr_expect_str_eq(error.field, "list");
  fr_watch_lists *lists = lists_of(builder);
  const fr_watch_lists_info info = info_of(lists);
  cr_expect_eq(info.list_count, FR_MAX_WATCH_LISTS);
  cr_expect_eq(info.entries, FR_MAX_WATCH_LISTS);
  cr_expect_eq(info.duplicates, (TIMES - 1) * FR_MAX_WATCH_LISTS);
  for (uint32_t number = 0; number < FR_MAX_WATCH_LISTS; number++) {
    snprintf(list, sizeof list, "%064u", number);
    cr_expect(has(lists, "zhang", list, (TIMES + number) * SECOND - 1), "%u", number);
    cr_expect_not(has(lists, "zhang", list, (TIMES + number) * SECOND), "%u", number);
    cr_expect_not(has(lists, "li", list, 0));
  }
  fr_watch_lists_release(lists);
}

Test(watch, of_nothing) {
  fr_watch_lists *lists = lists_of(builder_of(0));
  cr_expect_not(has(lists, "zhang", "x", NOON));
  cr_expect_eq(info_of(lists).entries, 0);
  cr_expect_null(fr_watch_lists_name(lists, 0));
  fr_watch_lists_release(lists);
  lists = lists_of(builder_of(1000));
  cr_expect_not(has(lists, "zhang", "x", NOON));
  fr_watch_lists_release(lists);
  cr_expect_null(fr_watch_lists_name(NULL, 0));
  cr_expect_eq(fr_watch_lists_entries(NULL, 0), 0);
  cr_expect_null(fr_watch_lists_retain(NULL));
  fr_watch_lists_release(NULL);
  fr_watch_builder_destroy(NULL);
}

Test(watch, a_builder_makes_one_set_after_the_other) {
  fr_watch_builder *builder = builder_of(4);
  fr_watch_lists *first = NULL, *second = NULL;
  cr_assert_eq(add(builder, "zhang", "x", 0), FR_OK);
  cr_assert_eq(fr_watch_builder_finish(builder, 1, &first, NULL), FR_OK);
  cr_assert_eq(add(builder, "li", "y", 0), FR_OK);
  cr_assert_eq(fr_watch_builder_finish(builder, 2, &second, NULL), FR_OK);
  fr_watch_builder_destroy(builder);
  cr_expect(has(first, "zhang", "x", NOON));
  cr_expect_not(has(first, "li", "y", NOON));
  cr_expect(has(second, "li", "y", NOON));
  cr_expect_not(has(second, "zhang", "x", NOON), "what the first took is not in the second");
  cr_expect_str_eq(fr_watch_lists_name(second, 0), "y");
  cr_expect_eq(fr_watch_lists_retain(first), first);
  fr_watch_lists_release(first);
  cr_expect(has(first, "zhang", "x", NOON), "one reference is left");
  fr_watch_lists_release(first);
  fr_watch_lists_release(second);
}

/* ---- memory ---- */

static void account_of(uint64_t number, char name[32]) { snprintf(name, 32, "62%017llu", (unsigned long long)number); }

Test(watch, takes_less_than_20_bytes_an_entry) {
  static const uint32_t counts[] = {1000, 1023, 1025, 4096, 8191, 8192, 8193, 100000, 300000};
  for (size_t i = 0; i < FR_COUNT(counts); i++) {
    const uint64_t hints[] = {0, counts[i], 3 * (uint64_t)counts[i]};
    for (size_t h = 0; h < FR_COUNT(hints); h++) {
      fr_watch_builder *builder = builder_of(hints[h]);
      char name[32];
      for (uint32_t n = 0; n < counts[i]; n++) {
        account_of(n, name);
        cr_assert_eq(add(builder, name, n % 3 ? "x" : "y", 0), FR_OK);
      }
      fr_watch_lists *lists = lists_of(builder);
      const fr_watch_lists_info info = info_of(lists);
      cr_expect_eq(info.entries, counts[i]);
      cr_expect_leq(info.bytes, 16 * (uint64_t)counts[i] + counts[i] + 128, "%u: %llu bytes", counts[i],
                    (unsigned long long)info.bytes);
      cr_expect_leq(info.bytes, 20 * (uint64_t)counts[i]);
      cr_expect_gt(info.bytes, 16 * (uint64_t)counts[i], "all is counted");
      cr_expect_leq(info.name_bytes, 8192);
      for (uint32_t n = 0; n < counts[i]; n += 7) {
        account_of(n, name);
        cr_expect(has(lists, name, n % 3 ? "x" : "y", NOON));
        cr_expect_not(has(lists, name, n % 3 ? "y" : "x", NOON));
      }
      fr_watch_lists_release(lists);
    }
  }
}

/* ---- refusals ---- */

typedef struct refusal {
  uint32_t type;
  const char *party, *list;
  int64_t until_us;
  fr_status status;
  const char *field, *message;
} refusal;

static const char sixty_five[] = "01234567890123456789012345678901234567890123456789012345678901234";
static const refusal refusals[] = {
    {0, "a", "x", 0, FR_BAD_ARGUMENT, "party_type", "party_type is 0; it is FR_PARTY_ACCOUNT or FR_PARTY_CUSTOMER"},
    {3, "a", "x", 0, FR_BAD_ARGUMENT, "party_type", "party_type is 3; it is FR_PARTY_ACCOUNT or FR_PARTY_CUSTOMER"},
    {1, NULL, "x", 0, FR_MISSING_FIELD, "identifier", "identifier is missing; it is required here"},
    {1, "", "x", 0, FR_MISSING_FIELD, "identifier", "identifier is missing; it is required here"},
    {1, sixty_five, "x", 0, FR_TOO_LONG, "identifier", "identifier has 65 bytes; an identifier may have at most 64"},
    {1, "a\n", "x", 0, FR_BAD_TEXT, "identifier", "identifier has a control character at byte 1"},
    {2, "\xff", "x", 0, FR_BAD_TEXT, "identifier", "identifier has invalid UTF-8 at byte 0"},
    {1, "a", NULL, 0, FR_MISSING_FIELD, "list", "list is missing; it is required here"},
    {1, "a", "", 0, FR_MISSING_FIELD, "list", "list is missing; it is required here"},
    {1, "a", sixty_five, 0, FR_TOO_LONG, "list", "list has 65 bytes; an identifier may have at most 64"},
    {1, "a", "\xff", 0, FR_BAD_TEXT, "list", "list has invalid UTF-8 at byte 0"},
    {1, "a", "x", -1, FR_BAD_TIME, "until_us",
     "until_us lies outside 1970 to 2099; it counts microseconds UTC since 1970"},
    {1, "a", "x", FR_MAX_TIME_US, FR_BAD_TIME, "until_us",
     "until_us lies outside 1970 to 2099; it counts microseconds UTC since 1970"},
};

/* Each is refused before any list was named and after one was; nothing of it stays. */
Test(watch, refuses) {
  for (uint32_t named = 0; named < 2; named++) {
    fr_watch_builder *builder = builder_of(0);
    if (named != 0) cr_assert_eq(add(builder, "zhang", "x", 0), FR_OK);
    for (size_t i = 0; i < FR_COUNT(refusals); i++) {
      const refusal *r = &refusals[i];
      fr_error error = FR_ERROR_INIT;
      cr_expect_eq(
          fr_watch_builder_add(builder, r->type, fr_text_of(r->party), fr_text_of(r->list), r->until_us, &error),
          r->status, "case %zu", i);
      cr_expect_eq(error.status, r->status);
      cr_expect_str_eq(error.field, r->field);
      cr_expect_str_eq(error.message, r->message);
      cr_expect_eq(add_as(builder, r->type, r->party, r->list, r->until_us), r->status, "without an error to fill");
    }
    fr_watch_lists *lists = lists_of(builder);
    cr_expect_eq(info_of(lists).entries, named);
    cr_expect_eq(info_of(lists).list_count, named);
    fr_watch_lists_release(lists);
  }
}

Test(watch, refuses_null_pointers_and_sizes) {
  fr_error error = FR_ERROR_INIT;
  fr_watch_builder *builder = (fr_watch_builder *)(void *)&error;
  fr_watch_lists *lists = (fr_watch_lists *)(void *)&error;
  uint32_t listed = FR_UNKNOWN;
  cr_expect_eq(fr_watch_builder_create(NULL, 0, &builder, &error), FR_NULL_POINTER);
  cr_expect_str_eq(error.message, "secret_key or builder is a null pointer");
  cr_expect_eq(fr_watch_builder_create(key, 0, NULL, &error), FR_NULL_POINTER);
  cr_expect_eq(fr_watch_builder_create(key, FR_MAX_WATCH_ENTRIES + 1, &builder, &error), FR_TOO_MANY);
  cr_expect_str_eq(error.message, "watch lists take at most 1000000000 entries");
  cr_expect_null(builder);
  cr_expect_eq(fr_watch_builder_add(NULL, 1, fr_text_of("a"), fr_text_of("x"), 0, &error), FR_NULL_POINTER);
  cr_expect_str_eq(error.message, "builder is a null pointer");
  builder = builder_of(0);
  cr_expect_eq(fr_watch_builder_finish(NULL, 0, &lists, &error), FR_NULL_POINTER);
  cr_expect_str_eq(error.message, "builder or lists is a null pointer");
  cr_expect_eq(fr_watch_builder_finish(builder, 0, NULL, &error), FR_NULL_POINTER);
  lists = lists_of(builder);
  fr_watch_lists_info info = FR_WATCH_LISTS_INFO_INIT;
  cr_expect_eq(fr_watch_lists_describe(NULL, &info), FR_NULL_POINTER);
  cr_expect_eq(fr_watch_lists_describe(lists, NULL), FR_NULL_POINTER);
  info.struct_size--;
  cr_expect_eq(fr_watch_lists_describe(lists, &info), FR_STRUCT_SIZE);
  const fr_text a = fr_text_of("a"), none = fr_text_of(NULL);
  cr_expect_eq(fr_watch_lists_ask(NULL, 1, a, a, 0, &listed), FR_NULL_POINTER);
  cr_expect_eq(fr_watch_lists_ask(lists, 1, a, a, 0, NULL), FR_NULL_POINTER);
  cr_expect_eq(fr_watch_lists_ask(lists, 0, a, a, 0, &listed), FR_BAD_ARGUMENT);
  cr_expect_eq(fr_watch_lists_ask(lists, 1, none, a, 0, &listed), FR_MISSING_FIELD);
  cr_expect_eq(fr_watch_lists_ask(lists, 1, a, fr_text_of(sixty_five), 0, &listed), FR_TOO_LONG);
  cr_expect_eq(listed, FR_UNKNOWN, "what is refused answers nothing");
  fr_watch_lists_release(lists);
}

/* ---- against a plain array ---- */

static uint64_t next(uint64_t *random) { /* splitmix64 */
  uint64_t z = *random += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return z ^ z >> 31;
}

enum { PARTIES = 400, LISTS = 9 };

/* What the model knows: of each party (accounts, then customers) and list the end, 0 for none, INT64_MAX for never. */
static int64_t model[2][PARTIES][LISTS];

static void play(uint64_t seed) {
  uint64_t random = seed;
  memset(model, 0, sizeof model);
  const uint32_t adds = (uint32_t)(next(&random) % 6000), parties = 1 + (uint32_t)(next(&random) % PARTIES);
  fr_watch_builder *builder = builder_of(next(&random) % 3 * 1000);
  char name[32], list[16];
  for (uint32_t i = 0; i < adds; i++) {
    const uint32_t type = (uint32_t)(next(&random) % 2), party = (uint32_t)(next(&random) % parties);
    const uint32_t on = (uint32_t)(next(&random) % LISTS);
    const int64_t until_us = next(&random) % 4 == 0 ? 0 : 1 + (int64_t)(next(&random) % (20 * (uint64_t)SECOND));
    account_of(party, name);
    snprintf(list, sizeof list, "list %u", on);
    cr_assert_eq(add_as(builder, type + 1, name, list, until_us), FR_OK);
    int64_t *end = &model[type][party][on];
    int64_t rounded = INT64_MAX;
    for (int64_t second = 20; second >= 0 && until_us != 0; second--) {
      if (second * SECOND >= until_us) rounded = second * SECOND;
    }
    if (rounded > *end) *end = rounded;
  }
  fr_watch_lists *lists = lists_of(builder);
  uint64_t known = 0;
  for (uint32_t type = 0; type < 2; type++) {
    for (uint32_t party = 0; party < PARTIES; party++) {
      account_of(party, name);
      for (uint32_t on = 0; on < LISTS; on++) {
        const int64_t end = model[type][party][on], at_us = (int64_t)(next(&random) % (21 * (uint64_t)SECOND));
        known += end != 0;
        snprintf(list, sizeof list, "list %u", on);
        cr_assert_eq(has_as(lists, type + 1, name, list, at_us), at_us < end, "seed %llu: %s on %s at %lld",
                     (unsigned long long)seed, name, list, (long long)at_us);
      }
    }
  }
  const fr_watch_lists_info info = info_of(lists);
  cr_assert_eq(info.entries, known, "seed %llu", (unsigned long long)seed);
  cr_assert_eq(info.duplicates, adds - known, "seed %llu", (unsigned long long)seed);
  fr_watch_lists_release(lists);
}

Test(watch, any_adds_and_asks) {
  for (uint64_t seed = 1; seed <= 60; seed++) play(seed);
  printf("watch lists: seeds 1 to 60\n");
}
