/* SPDX-License-Identifier: Apache-2.0
 *
 * Every call into the system fails once, and from then on, with every reason: nothing that was acknowledged is lost,
 * what is said is true, and afterwards the journal opens. Then the power goes at any time. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "journal/support.h"

enum { SIZE_MOST = 9000, PIECES = 12, PIECE = 7, GENERATIONS = 4 };

/* What the outside was told. */
typedef struct told {
  uint64_t appended; /* has a number */
  uint64_t safe;     /* on the disk */
  enum fr__log_mode mode;
} told;

static void wait_for(fr__log *log, uint64_t sequence, told *outside) {
  fr__log_state state;
  const bool waited = fr__log_wait(log, sequence) == FR_OK;
  fr__log_measure(log, &state);
  if (waited && outside->mode == FR__LOG_SYNC) cr_assert_geq(state.synced_sequence, sequence);
  if (state.synced_sequence > outside->safe) outside->safe = state.synced_sequence;
}

/* Appends, waits, pumps, checkpoints, prunes, over several segments; goes on whatever fails. */
static void work(fr__log *log, told *outside) {
  for (int piece = 0; piece < PIECES; piece++) {
    uint64_t sequence = 0, last = 0, removed;
    for (int i = 0; i < PIECE; i++) {
      const fr_status status = append_next(log, SIZE_MOST, &sequence);
      cr_assert_eq(status == FR_OK, sequence != 0);
      if (status < 0) continue;
      cr_assert_eq(sequence, outside->appended + 1, "numbers have no gap");
      outside->appended = last = sequence;
    }
    if (last != 0 && piece % 3 != 2) wait_for(log, last, outside);
    if (piece % 2 == 1) (void)fr__log_pump(log);
    if (piece % 5 == 4 && fr__log_checkpoint(log) == FR_OK) outside->safe = outside->appended;
    if (piece == 9) (void)fr__log_prune(log, 20, &removed);
  }
}

/* What is found has to hold all that was said to be safe, in order and whole, and to go on from there. */
static void check(fake_world *world, const fr__log_options *like, uint64_t least, uint64_t most, const char *when,
                  uint64_t fault) {
  fr__log_options options = *like;
  fr__log_recovery found;
  fr__log *log;
  fr_error error = FR_ERROR_INIT;
  uint64_t last;
  options.io = &world->io;
  const fr_status status = fr__log_open(&options, &log, &found, &error);
  cr_assert_eq(status, FR_OK, "%s, call %llu: %s", when, (unsigned long long)fault, error.message);
  cr_assert_geq(found.last_sequence, least, "%s, call %llu: %llu were safe, %llu are there", when,
                (unsigned long long)fault, (unsigned long long)least, (unsigned long long)found.last_sequence);
  cr_assert_leq(found.last_sequence, most);
  if (found.cut_bytes != 0) cr_assert_eq(found.cut_sequence, found.last_sequence + 1);
  cr_assert_eq(append_many(log, 20, SIZE_MOST), FR_OK);
  cr_assert_eq(fr__log_checkpoint(log), FR_OK);
  fr__log_close(log);
  cr_assert_eq(read_through(world, true, SIZE_MOST, &last, &error), FR_OK, "%s, call %llu: %s", when,
               (unsigned long long)fault, error.message);
  cr_assert_eq(last, found.last_sequence + 20);
}

/* Two openings with work in each; then the process ends, or the power goes. Gives how many calls that took. */
static uint64_t run(uint64_t fail_at, bool fail_on, fr_status reason, bool short_calls, enum fr__log_mode mode) {
  fake_world *world = fake_create(fail_at * 2 + fail_on);
  fr__log_options options = log_options(world);
  told outside = {.mode = mode};
  fr_error error = FR_ERROR_INIT;
  options.mode = mode;
  world->fail_at = fail_at;
  world->fail_on = fail_on;
  world->fail_status = reason;
  world->short_calls = short_calls;
  for (int opening = 0; opening < 2; opening++) {
    fr__log *log;
    fr__log_recovery found;
    const fr_status status = fr__log_open(&options, &log, &found, &error);
    if (status == FR_OK) {
      /* In the same machine all that was appended is there again. */
      cr_assert_eq(found.last_sequence, outside.appended);
      work(log, &outside);
    } else {
      cr_assert_null(log);
      /* A failed sync is the end, whatever its reason. */
      cr_assert(status == reason || status == FR_JOURNAL_DOWN, "%s", error.message);
      cr_assert_eq(error.status, status);
      cr_assert_neq(error.message[0], 0);
    }
    fake_world *lost = fake_after_power_loss(world, fail_at * 7 + (uint64_t)opening);
    check(lost, &options, outside.safe, outside.appended, "power", fail_at);
    fake_destroy(lost);
    fr__log_close(log);
  }
  fake_world *killed = fake_after_kill(world);
  check(killed, &options, outside.appended, outside.appended, "kill", fail_at);
  fake_destroy(killed);
  const uint64_t calls = world->calls;
  fake_destroy(world);
  return calls;
}

static void sweep(bool fail_on, fr_status reason, bool short_calls, enum fr__log_mode mode) {
  const uint64_t calls = run(0, false, reason, short_calls, mode);
  cr_assert_gt(calls, 50);
  for (uint64_t call = 1; call <= calls; call++) (void)run(call, fail_on, reason, short_calls, mode);
}

Test(faults, each_call_fails_once) { sweep(false, FR_JOURNAL_DOWN, false, FR__LOG_SYNC); }
Test(faults, each_call_fails_from_then_on) { sweep(true, FR_JOURNAL_DOWN, false, FR__LOG_SYNC); }
Test(faults, the_disk_is_full_once_with_short_reads) { sweep(false, FR_JOURNAL_FULL, true, FR__LOG_SYNC); }
Test(faults, the_disk_is_full_from_then_on) { sweep(true, FR_JOURNAL_FULL, false, FR__LOG_SYNC); }
Test(faults, memory_is_out_once_and_nobody_waits) { sweep(false, FR_NO_MEMORY, false, FR__LOG_ASYNC); }

Test(faults, after_a_failed_sync_nothing_is_said_to_be_safe_any_more) {
  fake_world *world = fake_create(3);
  const fr__log_options options = log_options(world);
  fr__log *log;
  fr__log_state state;
  uint64_t sequence;
  cr_assert_eq(fr__log_open(&options, &log, NULL, NULL), FR_OK);
  cr_assert_eq(append_next(log, SIZE_MOST, &sequence), FR_OK);
  world->fail_at = world->calls + 1;
  cr_assert_eq(fr__log_wait(log, sequence), FR_JOURNAL_DOWN);
  world->fail_at = 0; /* the disk is well again, and yet */
  cr_assert_eq(fr__log_wait(log, sequence), FR_JOURNAL_DOWN);
  cr_assert_eq(append_next(log, SIZE_MOST, &sequence), FR_JOURNAL_DOWN);
  cr_assert_eq(fr__log_pump(log), FR_JOURNAL_DOWN);
  cr_assert_eq(fr__log_checkpoint(log), FR_JOURNAL_DOWN);
  cr_assert_eq(fr__log_prune(log, 1, &sequence), FR_JOURNAL_DOWN);
  fr__log_measure(log, &state);
  cr_assert_eq(state.failed_status, (uint64_t)-FR_JOURNAL_DOWN);
  cr_assert_eq(state.synced_sequence, 0);
  fr__log_close(log);
  fake_destroy(world);
}

/* ---- the power goes, again and again ---- */

static uint64_t seeds(uint64_t usual) {
  const char *more = getenv("FR_JOURNAL_SEEDS");
  return more == NULL ? usual : strtoull(more, NULL, 10);
}

/* One life of a journal, until the power goes in the middle of its work. Gives the world that is found then. */
static fake_world *live(fake_world *world, uint64_t *random, told *outside, uint64_t *cuts) {
  fr__log_options options = log_options(world);
  fr__log *log;
  fr__log_recovery found;
  fr_error error = FR_ERROR_INIT;
  options.mode = outside->mode = test_random(random) % 3 == 0 ? FR__LOG_ASYNC : FR__LOG_SYNC;
  cr_assert_eq(fr__log_open(&options, &log, &found, &error), FR_OK, "%s", error.message);
  cr_assert_geq(found.last_sequence, outside->safe);
  cr_assert_leq(found.last_sequence, outside->appended);
  *cuts += found.cut_bytes != 0;
  outside->safe = outside->appended = found.last_sequence; /* what was found is safe from now on */
  for (uint64_t steps = 1 + test_random(random) % 60; steps > 0; steps--) {
    uint64_t sequence, removed;
    const uint32_t most = test_random(random) % 4 == 0 ? FR__LOG_MAX_BODY : 700;
    for (uint64_t n = test_random(random) % 8; n > 0; n--) {
      static uint8_t body[FR__LOG_MAX_BODY];
      const uint64_t next = outside->appended + 1;
      const uint32_t size = record_size(next, most);
      record_fill(next, size, body);
      cr_assert_eq(fr__log_append(log, record_kind(next), body, size, &sequence), FR_OK);
      cr_assert_eq(sequence, next);
      outside->appended = next;
    }
    switch (test_random(random) % 8) {
      case 0: cr_assert_eq(fr__log_pump(log), FR_OK); break;
      case 1: cr_assert_eq(fr__log_checkpoint(log), FR_OK); break;
      case 2: cr_assert_eq(fr__log_prune(log, outside->safe, &removed), FR_OK); break;
      case 3:
      case 4: wait_for(log, outside->appended, outside); break;
      default: break;
    }
    fr__log_state state;
    fr__log_measure(log, &state);
    outside->safe = state.synced_sequence;
  }
  if (options.mode == FR__LOG_SYNC) cr_assert_eq(fr__log_wait(log, outside->safe), FR_OK);
  const bool power = test_random(random) % 4 != 0;
  fake_world *after = power ? fake_after_power_loss(world, test_random(random)) : fake_after_kill(world);
  if (!power) outside->safe = outside->appended;
  fr__log_close(log);
  fake_destroy(world);
  return after;
}

static void verify(fake_world *world, uint64_t least) {
  fr__log_reader_options options = reader_options(world);
  fr__log_options opened = log_options(world);
  fr__log_report report;
  fr_error error = FR_ERROR_INIT;
  fr__log *log;
  cr_assert_eq(fr__log_open(&opened, &log, NULL, &error), FR_OK, "%s", error.message);
  cr_assert_eq(fr__log_verify(&options, least, &report, &error), FR_OK, "%s", error.message);
  fr__log_close(log);
}

Test(power, what_was_safe_is_there_and_the_rest_is_a_beginning_of_it) {
  uint64_t cuts = 0;
  for (uint64_t seed = 1; seed <= seeds(60); seed++) {
    uint64_t random = seed * 77;
    told outside = {0};
    fake_world *world = fake_create(seed);
    for (int generation = 0; generation < GENERATIONS; generation++) world = live(world, &random, &outside, &cuts);
    verify(world, outside.safe);
    fake_destroy(world);
  }
  cr_assert_gt(cuts, 10, "tails are torn now and then");
}
