/* SPDX-License-Identifier: Apache-2.0
 *
 * What a host does between calls, and what the world does to it: pumps, snapshots, disks that fill up, power that goes.
 */
#include <stdio.h>
#include <stdlib.h>

#include "engine/journal.h"
#include "simulator.h"

/* ---- faults ---- */

void fault_arm(uint32_t within, bool may_end) {
  if (sim_below(8) != 0) return;
  const bool ends = may_end && sim_below(2) == 0;
  the.armed = ends ? FAULT_END : FAULT_ONCE;
  the.world->fail_at = the.world->calls + 1 + sim_below(sim_below(2) ? 2 : within);
  the.world->fail_on = ends;
  the.world->fail_status = !ends && sim_below(4) == 0 ? FR_JOURNAL_FULL : FR_JOURNAL_DOWN;
}

bool fault_over(void) {
  const bool met = the.armed != FAULT_NONE && the.world->calls >= the.world->fail_at;
  the.counts.faults += met;
  the.armed = FAULT_NONE;
  the.world->fail_at = 0;
  the.world->fail_on = false;
  return met;
}

void disk_free(void) { the.world->disk_bytes = UINT64_MAX / 2; }

/* ---- chores ---- */

/* What a chore may say where something was in its way. A journal that refuses is full until a pump makes the next
 * segment, so the pump alone has to find room on a disk that has some. */
static void check(const char *what, fr_status status, bool met, fr_status also) {
  const bool refuses = the.journal_options.when_full == FR_JOURNAL_REFUSE && strcmp(what, "fr_journal_pump") != 0;
  const bool full = refuses || the.world->disk_bytes != UINT64_MAX / 2;
  fr_journal_stats stats = FR_JOURNAL_STATS_INIT;
  (void)fr_journal_measure(the.journal, &stats);
  const bool excused = met || stats.failed == FR_YES || (full && status == FR_JOURNAL_FULL);
  if (status != FR_OK && status != also && !excused) sim_fail(what, "FR_OK", fr_status_name(status));
  if (status != FR_OK && status != also && status != FR_JOURNAL_FULL && status != FR_JOURNAL_DOWN) {
    sim_fail(what, "FR_JOURNAL_FULL or FR_JOURNAL_DOWN", fr_status_name(status));
  }
  if (stats.failed == FR_YES) engine_ends_somehow();
}

typedef fr_status chore(void);

/* Does it, with whatever may be in its way. */
static void attempt(const char *what, chore *does, uint32_t within, fr_status also) {
  fault_arm(within, true);
  const fr_status status = does();
  const enum fault armed = the.armed;
  const bool met = fault_over();
  history_read(-1);
  sim_trace(what, (uint64_t) - (int64_t)status, met);
  if (met && armed == FAULT_END) engine_ends(sim_below(2) == 0 ? END_KILLED : END_POWER);
  check(what, status, met, also);
}

static fr_status pump(void) { return fr_journal_pump(the.journal, the.p->now_us); }

static fr_status checkpoint(void) {
  const uint64_t last = the.said.count;
  const fr_status status = fr_journal_checkpoint(the.journal);
  if (status == FR_OK && last > the.acknowledged) the.acknowledged = last;
  return status;
}

static fr_status wait_for_some(void) {
  if (the.said.count == 0) return FR_OK;
  const uint64_t back = sim_below(30), wanted = the.said.count > back ? the.said.count - back : the.said.count;
  const fr_status status = fr_journal_wait(the.journal, wanted);
  if (status == FR_OK && the.journal_options.mode == FR_JOURNAL_SYNC && wanted > the.acknowledged) {
    the.acknowledged = wanted;
  }
  return status;
}

static fr_status snapshot(void) {
  bool ended;
  return snapshot_go_on(&ended);
}

static fr_status prune(void) {
  uint64_t removed = 0;
  const fr_status status = fr_journal_prune(the.journal, &removed, NULL);
  the.counts.prunes += removed != 0;
  return status;
}

/* What is shipped is what was read, and on the disk; a standby that was given it is what the first is. */
static fr_status follow(void) {
  enum { ROOM = 1 << 17 };
  uint64_t size, next;
  fr_journal_stats stats = FR_JOURNAL_STATS_INIT;
  (void)fr_journal_measure(the.journal, &stats);
  if (the.said.count == 0) return FR_OK;
  const uint64_t back = sim_below(300), behind = stats.synced_sequence + 1;
  uint64_t from = behind > back ? behind - back : 1;
  if (from < stats.first_sequence) from = stats.first_sequence;
  uint8_t *bytes = malloc(ROOM);
  if (bytes == NULL) abort();
  const fr_status status = fr_journal_ship(the.journal, from, bytes, ROOM, &size, &next, NULL);
  if (status == FR_OK) history_check_shipped(bytes, size, from, next - 1);
  free(bytes);
  if (status != FR_OK) return status;
  if (sim_below(2) == 0) (void)engine_sync_quietly();
  if (standby_follow()) state_compare(the.engine, the.standby, true, "an engine, and one that follows");
  return status;
}

static fr_status set_challenger(void) {
  fr_policy *chosen = sim_below(3) == 0 ? NULL : the.p->loaded;
  return fr_engine_set_challenger(the.engine, 0, chosen, NULL);
}

static void nearly_fill_disk(void) {
  the.world->disk_bytes = fake_taken(the.world) + sim_below(400000);
  sim_trace("the disk is nearly full, of", the.world->disk_bytes, 0);
}

void chores_do(void) {
  const uint32_t dice = sim_below(1000);
  the.inside = false;
  the.thread = sim_below(THREADS);
  if (dice < 250) {
    attempt("fr_journal_pump", pump, 12, FR_OK);
  } else if (dice < 300) {
    attempt("fr_journal_wait", wait_for_some, 6, FR_OK);
  } else if (dice < 310) {
    attempt("fr_journal_checkpoint", checkpoint, 6, FR_OK);
  } else if (dice < 350) {
    attempt("fr_journal_snapshot", snapshot, 40, FR_OK);
  } else if (dice < 356) {
    attempt("fr_journal_prune", prune, 12, FR_NOT_FOUND);
  } else if (dice < 364) {
    attempt("fr_journal_ship", follow, 12, FR_OK);
  } else if (dice < 370 && the.p->loaded != NULL) {
    attempt("fr_engine_set_challenger", set_challenger, 12, FR_OK);
  } else if (dice < 375) {
    nearly_fill_disk();
  } else if (dice < 380) {
    disk_free();
  } else if (dice < 390) {
    the.world->short_calls = !the.world->short_calls;
  } else if (dice < 398) {
    engine_ends_somehow();
  }
  the.inside = true;
}
