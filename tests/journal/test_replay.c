/* SPDX-License-Identifier: Apache-2.0
 *
 * What was journaled can be replayed: an engine that recovers, and a standby that follows, equal the one that went on,
 * profile by profile and byte by byte. */
#include <criterion/criterion.h>

#include "journal/history.h"

static place at;
static fr_engine_options options;

static void set_up(void) {
  at = place_make();
  options = world_options();
  options.complete_from_us = 0;
}
static void tear_down(void) { place_clear(&at); }
TestSuite(replay, .init = set_up, .fini = tear_down, .timeout = 120);

static void run(bank *in, uint32_t seed, uint32_t parties, uint32_t count) {
  teller by = teller_of(in->engine, seed, parties);
  for (uint32_t i = 0; i < count; i++) tell_next(&by);
  cr_assert_eq(by.worst, FR_OK, "%s", fr_status_name(by.worst));
  fr_context_destroy(by.context);
}

/* Recovers another engine from the place, and compares it with what the first was at its end. */
static void expect_recovered(const dump *was, fr_journal_recovery *recovery) {
  bank again;
  cr_assert_eq(bank_open(&again, &at, &options, NULL, recovery), FR_OK, "%s", again.error.message);
  dump is = dump_of(again.engine);
  cr_expect(dump_same(was, &is));
  dump_free(&is);
  cr_assert_eq(bank_close(&again), FR_OK);
}

static void expect_same_after(uint32_t seed, uint32_t parties, uint32_t count) {
  bank in;
  fr_journal_recovery recovery = FR_JOURNAL_RECOVERY_INIT;
  cr_assert_eq(bank_open(&in, &at, &options, &history_policy, NULL), FR_OK);
  run(&in, seed, parties, count);
  dump was = dump_of(in.engine);
  cr_assert_gt(was.count, parties / 4);
  cr_assert_eq(bank_close(&in), FR_OK);
  expect_recovered(&was, &recovery);
  cr_expect_gt(recovery.replayed, count / 2);
  dump_free(&was);
}

Test(replay, a_history_of_all_kinds) { expect_same_after(1, 60, 20000); }

Test(replay, while_the_idle_give_way) {
  options.parties_max = 100;
  expect_same_after(2, 300, 20000);
}

Test(replay, while_memory_is_short) {
  options.memory_bytes = 262144;
  options.parties_max = 100000;
  expect_same_after(3, 2000, 20000);
}

Test(replay, facts_that_have_no_room) {
  options.list_entries_max = 20;
  expect_same_after(4, 100, 10000);
}
