/* SPDX-License-Identifier: Apache-2.0
 *
 * What is shipped to a standby is on the leader's disk; and a standby goes on with nobody whose records before are not
 * its own. */
#include <criterion/criterion.h>

#include "journal/fake_io.h"
#include "journal/history.h"

enum { ROOM = 1 << 18 };

static fake_world *files;
static fr_engine_options options;
static fr_error error;
static uint32_t mode;
static uint8_t shipped[ROOM];
static uint64_t size, next, applied;

static void set_up(void) {
  files = fake_create(1);
  options = world_options();
  options.complete_from_us = 0;
  error = (fr_error)FR_ERROR_INIT;
  mode = FR_JOURNAL_ASYNC;
}
static void tear_down(void) { fake_destroy(files); }
TestSuite(ship, .init = set_up, .fini = tear_down, .timeout = 120);

static bank open_on(fake_world *on) {
  static const place nowhere = {"journal"};
  fr_journal_options given = history_journal_options(&nowhere);
  bank made = {.error = FR_ERROR_INIT};
  given.segment_bytes = 131072;
  given.mode = mode;
  cr_assert_eq(fr_engine_create(&options, &made.engine, &error), FR_OK);
  cr_assert_eq(fr__journal_open_with(made.engine, &given, &on->io, &made.journal, &error), FR_OK, "%s", error.message);
  cr_assert_eq(fr_journal_recover(made.journal, NULL, &error), FR_OK, "%s", error.message);
  return made;
}

static bank lead(fake_world *on) {
  bank made = open_on(on);
  cr_assert_eq(fr_engine_set_journal(made.engine, made.journal, &error), FR_OK, "%s", error.message);
  return made;
}

static fr_engine *standby_make(void) {
  fr_engine *made = NULL;
  cr_assert_eq(fr_engine_create(&options, &made, &error), FR_OK);
  return made;
}

static void run(bank *in, uint32_t seed, uint32_t count) {
  teller by = teller_of(in->engine, seed, 50);
  fr_policy *policy = bundle_load(&history_policy);
  if (in->policy == NULL) cr_assert_eq(fr_engine_set_policy(in->engine, policy, NULL), FR_OK);
  if (in->policy == NULL) in->policy = fr_policy_retain(policy);
  fr_policy_release(policy);
  for (uint32_t i = 0; i < count; i++) tell_next(&by);
  cr_assert_eq(by.worst, FR_OK, "%s", fr_status_name(by.worst));
  fr_context_destroy(by.context);
}

static uint64_t last_of(const bank *of, bool synced) {
  fr_journal_stats stats = FR_JOURNAL_STATS_INIT;
  cr_assert_eq(fr_journal_measure(of->journal, &stats), FR_OK);
  return synced ? stats.synced_sequence : stats.last_sequence;
}

/* All that the leader has on the disk. */
static void follow(bank *leader, fr_engine *standby) {
  applied = standby->applied;
  do {
    cr_assert_eq(fr_journal_ship(leader->journal, applied + 1, shipped, ROOM, &size, &next, &error), FR_OK, "%s",
                 error.message);
    cr_assert_eq(fr_journal_apply(standby, shipped, size, &applied, &error), FR_OK, "%s", error.message);
    cr_assert_eq(applied + 1, next);
  } while (size != 0);
}

static void expect_same(fr_engine *a, fr_engine *b) {
  dump was = dump_of(a), is = dump_of(b);
  cr_expect_gt(was.count, 10);
  cr_expect(dump_same(&was, &is));
  dump_free(&was);
  dump_free(&is);
}

static void let_go(bank *of) {
  (void)fr_journal_close(of->journal);
  fr_engine_destroy(of->engine);
  fr_policy_release(of->policy);
  *of = (bank){0};
}

/* ---- only what is on the disk ---- */

Test(ship, what_is_not_on_the_disk_is_not_shipped) {
  for (mode = FR_JOURNAL_ASYNC; mode <= FR_JOURNAL_SYNC; mode++) {
    bank leader = lead(files);
    fr_engine *standby = standby_make();
    run(&leader, 1 + mode, 300);
    const uint64_t synced = last_of(&leader, true);
    if (mode == FR_JOURNAL_ASYNC) cr_expect_lt(synced, last_of(&leader, false));
    if (mode == FR_JOURNAL_SYNC) cr_expect_gt(synced, 100, "calls wait there");
    follow(&leader, standby);
    cr_expect_eq(applied, synced);
    cr_assert_eq(fr_journal_checkpoint(leader.journal), FR_OK);
    follow(&leader, standby);
    cr_expect_eq(applied, last_of(&leader, false));
    expect_same(leader.engine, standby);
    fr_engine_destroy(standby);
    let_go(&leader);
    tear_down();
    files = fake_create(2);
  }
}

/* The power goes at any time: what the standby has is there when the leader comes back, and it goes on. */
Test(ship, a_standby_has_nothing_that_a_loss_of_power_takes) {
  fr_engine *standby = standby_make();
  for (uint32_t life = 0; life < 30; life++) {
    mode = life % 2 == 0 ? FR_JOURNAL_ASYNC : FR_JOURNAL_SYNC;
    bank leader = lead(files);
    cr_assert_geq(last_of(&leader, false), standby->applied);
    run(&leader, 10 + life, 120);
    if (life % 3 == 0) cr_assert_eq(fr_journal_checkpoint(leader.journal), FR_OK);
    run(&leader, 100 + life, 30);
    follow(&leader, standby);
    if (life == 29) {
      cr_assert_eq(fr_journal_checkpoint(leader.journal), FR_OK);
      follow(&leader, standby);
      expect_same(leader.engine, standby);
    }
    fake_world *after = fake_after_power_loss(files, life);
    let_go(&leader);
    fake_destroy(files);
    files = after;
  }
  cr_expect_gt(standby->applied, 1000);
  fr_engine_destroy(standby);
}

/* ---- forks ---- */

/* An older copy was put in the leader's place, and it wrote other records since: more than the standby has. */
Test(ship, a_leader_that_was_put_back_is_refused) {
  bank leader = lead(files);
  fr_engine *standby = standby_make();
  run(&leader, 3, 200);
  cr_assert_eq(fr_journal_checkpoint(leader.journal), FR_OK);
  fake_world *older = fake_after_kill(files);
  run(&leader, 4, 200);
  cr_assert_eq(fr_journal_checkpoint(leader.journal), FR_OK);
  follow(&leader, standby);
  const uint64_t has = applied;
  dump was = dump_of(standby);

  bank back = lead(older);
  cr_assert_eq(fr_journal_checkpoint(back.journal), FR_OK);
  cr_expect_eq(fr_journal_ship(back.journal, has + 1, shipped, ROOM, &size, &next, &error), FR_NOT_FOUND);
  cr_expect_not_null(strstr(error.message, "begin that standby anew"), "%s", error.message);
  run(&back, 5, 600);
  cr_assert_eq(fr_journal_checkpoint(back.journal), FR_OK);
  cr_assert_gt(last_of(&back, true), has);
  cr_assert_eq(fr_journal_ship(back.journal, has + 1, shipped, ROOM, &size, &next, &error), FR_OK);
  cr_expect_eq(fr_journal_apply(standby, shipped, size, &applied, &error), FR_JOURNAL_FORKED);
  cr_expect_not_null(strstr(error.message, "begin the standby anew"), "%s", error.message);
  cr_expect_eq(applied, has);
  /* The same where what is shipped begins before the fork. */
  cr_assert_eq(fr_journal_ship(back.journal, 1, shipped, ROOM, &size, &next, &error), FR_OK);
  cr_assert_gt(next, has);
  cr_expect_eq(fr_journal_apply(standby, shipped, size, &applied, &error), FR_JOURNAL_FORKED);
  cr_expect_eq(applied, has);
  dump is = dump_of(standby);
  cr_expect(dump_same(&was, &is), "nothing was applied");
  dump_free(&was);
  dump_free(&is);
  /* The true one is still followed. */
  run(&leader, 6, 50);
  cr_assert_eq(fr_journal_checkpoint(leader.journal), FR_OK);
  follow(&leader, standby);
  expect_same(leader.engine, standby);
  fr_engine_destroy(standby);
  let_go(&leader);
  let_go(&back);
  fake_destroy(older);
}

/* Another leader with as many records of the same lengths: an opening, and one record that differs far back. */
Test(ship, what_comes_once_more_is_compared) {
  uint8_t *first = malloc(ROOM), *second = malloc(ROOM);
  uint64_t first_size, second_size, middle;
  bank leader = lead(files);
  fr_engine *standby = standby_make();
  run(&leader, 7, 100);
  cr_assert_eq(fr_journal_checkpoint(leader.journal), FR_OK);
  fake_world *fork = fake_after_kill(files);
  cr_assert_eq(fr_journal_ship(leader.journal, 1, first, ROOM, &first_size, &middle, &error), FR_OK);
  run(&leader, 8, 100);
  cr_assert_eq(fr_journal_checkpoint(leader.journal), FR_OK);
  cr_assert_eq(fr_journal_ship(leader.journal, middle, second, ROOM, &second_size, &next, &error), FR_OK);
  cr_assert_eq(fr_journal_apply(standby, first, first_size, &applied, &error), FR_OK);
  cr_assert_eq(fr_journal_apply(standby, second, second_size, &applied, &error), FR_OK);
  const uint64_t has = applied;
  /* Twice is once. */
  cr_expect_eq(fr_journal_apply(standby, first, first_size, &applied, &error), FR_OK);
  cr_expect_eq(fr_journal_apply(standby, second, second_size, &applied, &error), FR_OK);
  cr_expect_eq(applied, has);
  /* A block whose last record is the engine's last, of the other history. */
  bank other = lead(fork);
  run(&other, 9, 400);
  cr_assert_eq(fr_journal_checkpoint(other.journal), FR_OK);
  uint64_t room = 4096;
  do { /* up to the engine's last record, and no further */
    cr_assert_eq(fr_journal_ship(other.journal, middle, second, room, &second_size, &next, &error), FR_OK);
    room += 40;
  } while (next <= has && room < ROOM);
  cr_expect_eq(fr_journal_apply(standby, second, second_size, &applied, &error), FR_JOURNAL_FORKED);
  cr_expect_eq(applied, has);
  free(first);
  free(second);
  fr_engine_destroy(standby);
  let_go(&leader);
  let_go(&other);
  fake_destroy(fork);
}

/* ---- restarts, and taking over ---- */

Test(ship, a_standby_that_restarts_goes_on_from_a_copy) {
  bank leader = lead(files);
  run(&leader, 20, 300);
  cr_assert_eq(fr_journal_snapshot(leader.journal, NULL, &error), FR_OK);
  run(&leader, 21, 100);
  cr_assert_eq(fr_journal_checkpoint(leader.journal), FR_OK);
  fake_world *copy = fake_after_kill(files);
  run(&leader, 22, 200);
  cr_assert_eq(fr_journal_checkpoint(leader.journal), FR_OK);

  bank standby = open_on(copy);
  cr_assert_eq(fr_journal_close(standby.journal), FR_OK);
  cr_assert_gt(standby.engine->applied, 100);
  follow(&leader, standby.engine);
  cr_expect_eq(applied, last_of(&leader, false));
  expect_same(leader.engine, standby.engine);
  fr_engine_destroy(standby.engine);
  let_go(&leader);
  fake_destroy(copy);
}

static void tell_one_by_one(bank *in, uint64_t last) {
  fr_context *context;
  cr_assert_eq(fr_context_create(in->engine, &context), FR_OK);
  for (uint32_t i = 0; last_of(in, false) < last; i++) {
    fr_event event = FR_EVENT_INIT;
    event.kind = FR_EVENT_CONTACT;
    event.time_us = NOON + i;
    event.customer = fr_text_of("c1");
    cr_assert_eq(fr_observe(context, &event), FR_OK);
  }
  fr_context_destroy(context);
  cr_assert_eq(last_of(in, false), last);
}

/* It goes on in a copy of the leader's own folder, if that is what it followed, or in an empty one. */
Test(ship, a_standby_takes_over) {
  bank leader = lead(files);
  fr_engine *standby = standby_make();
  run(&leader, 30, 200);
  cr_assert_eq(fr_journal_checkpoint(leader.journal), FR_OK);
  fake_world *older = fake_after_kill(files);
  run(&leader, 31, 100);
  cr_assert_eq(fr_journal_checkpoint(leader.journal), FR_OK);
  follow(&leader, standby);
  const uint64_t has = applied;
  fake_world *folder = fake_after_kill(files);
  let_go(&leader);

  mode = FR_JOURNAL_SYNC;
  bank forked = lead(older);
  tell_one_by_one(&forked, has);
  let_go(&forked);
  static const place nowhere = {"journal"};
  fr_journal_options given = history_journal_options(&nowhere);
  fr_journal *journal = NULL;
  cr_assert_eq(fr__journal_open_with(standby, &given, &older->io, &journal, &error), FR_OK);
  cr_expect_eq(fr_engine_set_journal(standby, journal, &error), FR_JOURNAL_FORKED);
  cr_assert_eq(fr_journal_close(journal), FR_OK);

  cr_assert_eq(fr__journal_open_with(standby, &given, &folder->io, &journal, &error), FR_OK);
  cr_assert_eq(fr_engine_set_journal(standby, journal, &error), FR_OK, "%s", error.message);
  cr_expect_eq(fr_journal_apply(standby, shipped, 0, &applied, &error), FR_BAD_ARGUMENT, "it leads");
  cr_assert_eq(fr_journal_close(journal), FR_OK);
  fr_engine_destroy(standby);
  fake_destroy(older);
  fake_destroy(folder);
}

/* ---- forgeries ---- */

/* Whoever knows the header's 16 bytes, and not the secret, makes no block; nor does another engine. */
Test(ship, a_block_takes_the_secret) {
  uint8_t print[FR__LOG_ENGINE_BYTES];
  bank leader = lead(files);
  run(&leader, 40, 20);
  cr_assert_eq(fr_journal_checkpoint(leader.journal), FR_OK);
  cr_assert_eq(fr_journal_ship(leader.journal, 1, shipped, ROOM, &size, &next, &error), FR_OK);
  options.secret_key[5] ^= 1;
  fr_engine *standby = standby_make();
  cr_expect_eq(fr_journal_apply(standby, shipped, size, &applied, &error), FR_BAD_JOURNAL);
  cr_expect_not_null(strstr(error.message, "secret_key"), "%s", error.message);
  fr_engine_destroy(standby);
  options.secret_key[5] ^= 1;
  standby = standby_make();
  fr__journal_print(standby, print);
  shipped[size - 1] ^= 1;
  const fr__hash128 forged = fr__siphash(print, shipped + FR__SHIPPED_FORMAT, (size_t)size - FR__SHIPPED_FORMAT);
  fr__put_word(shipped, forged.low);
  fr__put_word(shipped + 8, forged.high);
  cr_expect_eq(fr_journal_apply(standby, shipped, size, &applied, &error), FR_BAD_JOURNAL);
  cr_expect_eq(applied, 0);
  for (uint64_t cut = 1; cut < 200; cut++) {
    cr_expect_eq(fr_journal_apply(standby, shipped, cut, &applied, &error), FR_BAD_JOURNAL, "%s", error.message);
  }
  fr_engine_destroy(standby);
  let_go(&leader);
}

/* As whoever knows the secret makes a block: with a tag that fits. */
static void tag_again(void) {
  uint8_t key[16];
  const fr__hash128 derived = fr__siphash(options.secret_key, "shipped records", 15);
  fr__put_word(key, derived.low);
  fr__put_word(key + 8, derived.high);
  const fr__hash128 tag = fr__siphash(key, shipped + FR__SHIPPED_FORMAT, (size_t)size - FR__SHIPPED_FORMAT);
  fr__put_word(shipped, tag.low);
  fr__put_word(shipped + 8, tag.high);
}

Test(ship, a_block_of_another_format_is_refused) {
  bank leader = lead(files);
  fr_engine *standby = standby_make();
  run(&leader, 41, 20);
  cr_assert_eq(fr_journal_checkpoint(leader.journal), FR_OK);
  cr_assert_eq(fr_journal_ship(leader.journal, 1, shipped, ROOM, &size, &next, &error), FR_OK);
  fr__put_word(shipped + FR__SHIPPED_FORMAT, 2);
  tag_again();
  cr_expect_eq(fr_journal_apply(standby, shipped, size, &applied, &error), FR_BAD_JOURNAL);
  cr_expect_not_null(strstr(error.message, "has format 2"), "%s", error.message);
  fr__put_word(shipped + FR__SHIPPED_FORMAT, 1);
  fr__put_word(shipped + FR__SHIPPED_COUNT, next);
  tag_again();
  cr_expect_eq(fr_journal_apply(standby, shipped, size, &applied, &error), FR_BAD_JOURNAL);
  cr_expect_str_eq(error.message, "a shipped record is cut");
  fr_engine_destroy(standby);
  let_go(&leader);
}

/* After a failed sync nobody can say what the journal has, and so not what its engine has of a leader's. */
Test(ship, an_engine_whose_journal_failed_follows_nobody) {
  bank leader = lead(files);
  run(&leader, 42, 20);
  files->fail_at = files->calls + 1;
  files->fail_on = true;
  files->fail_status = FR_JOURNAL_DOWN;
  cr_assert_eq(fr_journal_checkpoint(leader.journal), FR_JOURNAL_DOWN);
  files->fail_at = 0;
  files->fail_on = false;
  cr_assert_eq(fr_engine_set_journal(leader.engine, NULL, &error), FR_OK);
  cr_expect_eq(fr_journal_apply(leader.engine, shipped, 0, &applied, &error), FR_BAD_ARGUMENT);
  cr_expect_not_null(strstr(error.message, "its journal failed"), "%s", error.message);
  let_go(&leader);
}

/* Records of any size, from any number, with old segments gone. */
Test(ship, any_record_may_be_the_first) {
  bank leader = lead(files);
  run(&leader, 50, 1500);
  cr_assert_eq(fr_journal_snapshot(leader.journal, NULL, &error), FR_OK);
  run(&leader, 51, 500);
  cr_assert_eq(fr_journal_snapshot(leader.journal, NULL, &error), FR_OK);
  cr_assert_eq(fr_journal_checkpoint(leader.journal), FR_OK);
  fr_engine *standby = standby_make();
  follow(&leader, standby);
  cr_assert_eq(fr_journal_prune(leader.journal, NULL, &error), FR_OK);
  fr_journal_stats stats = FR_JOURNAL_STATS_INIT;
  cr_assert_eq(fr_journal_measure(leader.journal, &stats), FR_OK);
  cr_assert_gt(stats.first_sequence, 1);
  cr_expect_eq(fr_journal_ship(leader.journal, 1, shipped, ROOM, &size, &next, &error), FR_NOT_FOUND);
  for (uint64_t from = stats.first_sequence; from <= stats.last_sequence; from += 37) {
    cr_assert_eq(fr_journal_ship(leader.journal, from, shipped, 69632, &size, &next, &error), FR_OK, "%s",
                 error.message);
    cr_expect_eq(fr_journal_apply(standby, shipped, size, &applied, &error), FR_OK, "%s", error.message);
  }
  cr_expect_eq(applied, stats.last_sequence);
  expect_same(leader.engine, standby);
  fr_engine_destroy(standby);
  let_go(&leader);
}
