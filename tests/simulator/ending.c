/* SPDX-License-Identifier: Apache-2.0
 *
 * Processes end, machines lose their power, and come back. What comes back is held against all that was ever said. */
#include <stdio.h>
#include <stdlib.h>

#include "engine/journal.h"
#include "policy/policy.h"
#include "simulator.h"

static void close_contexts(void) {
  for (uint32_t i = 0; i < THREADS; i++) {
    fr_context_destroy(the.contexts[i]);
    the.contexts[i] = NULL;
  }
}

/* For the files it is over already, unless it is closed in good order. */
static fr_status take_down(void) {
  (void)snapshot_finish();
  close_contexts();
  const fr_status status = fr_journal_close(the.journal);
  fr_engine_destroy(the.engine);
  the.journal = NULL;
  the.engine = NULL;
  return status;
}

uint64_t engine_synced(void) {
  fr_journal_stats stats = FR_JOURNAL_STATS_INIT;
  (void)fr_journal_measure(the.journal, &stats);
  return stats.synced_sequence;
}

bool engine_sync_quietly(void) {
  const quiet was = quiet_begin();
  const fr_status status = fr__log_sync(the.journal->log, the.said.count);
  quiet_end(&was);
  sim_expect("a sync that nothing disturbs", status == FR_OK || status == FR_JOURNAL_DOWN, fr_status_name(status));
  return status == FR_OK;
}

void engine_settle(void) {
  const bool sync = the.journal_options.mode == FR_JOURNAL_SYNC;
  for (uint32_t tries = 0;; tries++) {
    const fr_status status = sync ? fr_journal_wait(the.journal, the.said.count) : fr_journal_checkpoint(the.journal);
    history_read(-1);
    if (status == FR_OK) break;
    sim_expect("waiting for the disk", status == FR_JOURNAL_FULL || status == FR_JOURNAL_DOWN, fr_status_name(status));
    if (status == FR_JOURNAL_DOWN) engine_ends_somehow();
    if (tries > 4) sim_fail("a checkpoint, five times", "FR_OK", fr_status_name(status));
    disk_free();
    (void)fr_journal_pump(the.journal, the.p->now_us);
  }
  if (the.said.count > the.acknowledged) the.acknowledged = the.said.count;
  sim_expect_number("the last record on the disk after waiting for it", the.said.count, engine_synced());
}

/* ---- coming back ---- */

static fr_status bring_up(fr_journal_recovery *found, fr_error *error) {
  *found = (fr_journal_recovery)FR_JOURNAL_RECOVERY_INIT;
  the.journal = NULL;
  sim_expect_status("fr_engine_create", FR_OK, fr_engine_create(&the.engine_options, &the.engine, error), error);
  the.journal_options.now_us = the.p->now_us;
  const fr_status status = fr__journal_open_with(the.engine, &the.journal_options, &the.world->io, &the.journal, error);
  return status == FR_OK ? fr_journal_recover(the.journal, found, error) : status;
}

/* Nothing that was acknowledged is missing, and nothing is there that was never said. */
static void check_found(const fr_journal_recovery *found, bool all) {
  char came[120];
  const uint64_t last = found->last_sequence;
  snprintf(came, sizeof came, "%llu of %llu records, of which %llu were acknowledged", (unsigned long long)last,
           (unsigned long long)the.said.count, (unsigned long long)the.acknowledged);
  sim_expect("all that was acknowledged is there", last >= the.acknowledged, came);
  sim_expect("nothing is there that was never said", last <= the.said.count, came);
  if (all) sim_expect("all is there, as nothing was lost but the process", last == the.said.count, came);
  sim_trace("came back to record, from snapshot", last, found->snapshot_sequence);
  the.counts.cut += found->cut_bytes != 0;
  the.counts.snapshots_used += found->snapshot_sequence != 0;
  history_cut(found->first_sequence, last);
}

static void world_becomes(fake_world *after) {
  if (after == the.world) return;
  fake_destroy(the.world);
  the.world = after;
  snapshot_world(after);
  broken_world(after);
}

/* What the files are after this ending. */
static fake_world *world_after(enum ending how) {
  if (how == END_POWER) return fake_after_power_loss(the.world, lend_random(&the.random));
  return fake_after_kill(the.world);
}

static void open_contexts(void) {
  for (uint32_t i = 0; i < THREADS; i++) {
    sim_expect_status("fr_context_create", FR_OK, fr_context_create(the.engine, &the.contexts[i]), NULL);
  }
}

/* Once more, since something was in the way. `opened`: the journal may have records that were not there before. */
static void go_down_again(enum ending how, bool opened) {
  the.counts.recoveries_failed++;
  if (the.journal != NULL && opened) history_read(-1);
  fake_world *after = world_after(how);
  (void)take_down();
  world_becomes(after);
}

/* Brings an engine back and attaches its journal. Returns the last record of before that is there. */
static uint64_t come_back(enum ending how) {
  uint64_t last = UINT64_MAX; /* what stands behind it may be of a recovery that did not come to its end */
  fr_journal_recovery found;
  fr_error error = FR_ERROR_INIT;
  for (uint32_t tries = 0;; tries++) {
    if (tries < 3) fault_arm(sim_below(2) ? 12 : 120, false);
    fr_status status = bring_up(&found, &error);
    bool met = fault_over();
    sim_trace("recovery", (uint64_t) - (int64_t)status, found.last_sequence);
    sim_trace("cut bytes, records", found.cut_bytes, found.cut_records);
    if (status != FR_OK) {
      if (!met) sim_fail("coming back", "FR_OK", error.message);
      go_down_again(how, false);
      continue;
    }
    check_found(&found, how != END_POWER);
    if (!met) sim_expect_number("snapshots that have their name and do not verify", 0, found.snapshots_refused);
    if (found.last_sequence < last) last = found.last_sequence;
    if (tries < 3) fault_arm(12, false);
    (void)fr_journal_pump(the.journal, the.p->now_us); /* the last segment may be full */
    status = fr_engine_set_journal(the.engine, the.journal, &error);
    met = fault_over();
    if (status == FR_OK) break;
    if (!met) sim_fail("fr_engine_set_journal", "FR_OK", error.message);
    go_down_again(how, true);
  }
  open_contexts();
  history_read(-1);
  return last;
}

/* ---- and being what it was ---- */

static const uint8_t *digest_of(uint32_t kind, fr__in_force *in_force) {
  for (uint64_t i = the.said.count; i-- > 0;) {
    const line *one = &the.said.lines[i];
    if (one->kind != kind) continue;
    sim_expect_status("a record is read", FR_OK, fr__in_force_read(the.said.bytes + one->at, one->size, in_force),
                      NULL);
    return in_force->none ? NULL : in_force->digest;
  }
  return NULL;
}

static void check_in_force(void) {
  fr__in_force in_force;
  const fr_policy *is[] = {the.engine->policy, the.engine->challengers[0]};
  const uint32_t kinds[] = {FR__RECORD_POLICY, FR__RECORD_CHALLENGER};
  for (uint32_t i = 0; i < 2; i++) {
    const uint8_t *was = digest_of(kinds[i], &in_force);
    const bool same = was == NULL ? is[i] == NULL : is[i] != NULL && memcmp(is[i]->digest, was, 32) == 0;
    sim_expect(i == 0 ? "the policy in force after coming back" : "the challenger after coming back", same,
               is[i] == NULL ? "none" : "another");
  }
}

static void check_state(void) {
  if (sim_below(4) != 0) (void)engine_sync_quietly();
  if (standby_follow()) {
    state_compare(the.engine, the.standby, true, "an engine that came back, and one that followed");
  }
  shadow_follow(the.said.count);
  if (!the.doubted)
    state_compare(the.engine, the.shadow, false, "an engine that came back, and one that never stopped");
  check_in_force();
  if (sim_below(16) == 0) judge_history();
}

void engine_open(void) {
  (void)come_back(END_CLOSED);
  the.p->engine = the.engine;
  the.p->context = the.contexts[0];
}

void engine_ends(enum ending how) {
  the.inside = false;
  static const char *const names[] = {"closed", "killed", "without power"};
  the.counts.crashes[how]++;
  sim_trace(names[how], the.acknowledged, 0);
  if (how == END_CLOSED) {
    const fr_status status = take_down();
    sim_expect("fr_journal_close", status == FR_OK || status == FR_JOURNAL_DOWN || status == FR_JOURNAL_FULL,
               fr_status_name(status));
    disk_free();
    if (status == FR_OK) the.acknowledged = the.said.count;
  } else {
    if (the.journal_options.mode == FR_JOURNAL_ASYNC && engine_synced() > the.acknowledged) {
      the.acknowledged = engine_synced();
    }
    fake_world *after = world_after(how);
    (void)take_down();
    world_becomes(after);
  }
  calls_settle(come_back(how));
  check_state();
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  sim_expect_status("fr_engine_measure", FR_OK, real_measure(the.engine, &stats), NULL);
  the.evicted_before = the.said.evicted - stats.evicted;
  if (the.pending != NULL && the.p->loaded != the.pending) fr_policy_release(the.pending);
  the.pending = NULL;
  copy_into(the.p, the.base);
  the.p->engine = the.engine;
  the.p->context = the.contexts[0];
  longjmp(the.again, 1);
}

void engine_ends_somehow(void) { engine_ends((enum ending)sim_below(ENDINGS)); }

void engine_free(void) {
  (void)take_down();
  fr_context_destroy(the.shadow_context);
  fr_engine_destroy(the.shadow);
  fr_engine_destroy(the.standby);
  fake_destroy(the.world);
  calls_clear();
  free(the.script);
  history_free();
}
