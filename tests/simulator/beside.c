/* SPDX-License-Identifier: Apache-2.0
 *
 * Engines beside the one that ends and comes back: a standby that follows its journal, one that never stops and has no
 * journal, and one that decides all of it again. */
#include <stdio.h>
#include <stdlib.h>

#include "engine/journal.h"
#include "simulator.h"
#include "simulator/state.h"

void state_compare(fr_engine *a, fr_engine *b, bool times, const char *what) {
  char came[160];
  if (state_differs(a, b, times, came, sizeof came)) sim_fail(what, "the same bytes of every party", came);
  the.counts.compared++;
}

/* ---- a standby ---- */

static fr_engine *make(const fr_engine_options *options) {
  fr_engine *made = NULL;
  fr_error error = FR_ERROR_INIT;
  sim_expect_status("fr_engine_create", FR_OK, fr_engine_create(options, &made, &error), &error);
  return made;
}

/* As an operator begins one from a copy of the folder, and as one that has one comes back. What is copied is made safe
 * first: a standby must not have what the leader can lose. Null: the log takes no more. */
static fr_engine *make_from_copy(void) {
  fr_error error = FR_ERROR_INIT;
  fr_journal *journal = NULL;
  if (!engine_sync_quietly()) return NULL;
  fake_world *copy = fake_after_kill(the.world);
  fr_engine *made = make(&the.engine_options);
  sim_expect_status("a copy is opened", FR_OK,
                    fr__journal_open_with(made, &the.journal_options, &copy->io, &journal, &error), &error);
  sim_expect_status("a copy is recovered", FR_OK, fr_journal_recover(journal, NULL, &error), &error);
  (void)fr_journal_close(journal);
  fake_destroy(copy);
  the.counts.standbys_copied++;
  return made;
}

static bool begin_standby(uint64_t oldest) {
  const bool restarts = the.standby != NULL && sim_below(16) == 0;
  if (the.standby != NULL && !restarts && the.standby->applied + 1 >= oldest) return true;
  fr_engine_destroy(the.standby);
  the.standby = oldest > 1 || restarts ? make_from_copy() : make(&the.engine_options);
  the.counts.standbys += the.standby != NULL;
  return the.standby != NULL;
}

bool standby_follow(void) {
  enum { ROOM = 1 << 17 };
  fr_error error = FR_ERROR_INIT;
  fr_journal_stats stats = FR_JOURNAL_STATS_INIT;
  uint64_t size = 1, next, applied = 0;
  const quiet was = quiet_begin();
  sim_expect_status("fr_journal_measure", FR_OK, fr_journal_measure(the.journal, &stats), NULL);
  const bool there = begin_standby(stats.first_sequence);
  uint8_t *bytes = malloc(ROOM);
  if (bytes == NULL) abort();
  while (there && size != 0) {
    sim_expect_status("shipping to the standby", FR_OK,
                      fr_journal_ship(the.journal, the.standby->applied + 1, bytes, ROOM, &size, &next, &error),
                      &error);
    history_check_shipped(bytes, size, the.standby->applied + 1, next - 1);
    sim_expect_status("the standby follows", FR_OK, fr_journal_apply(the.standby, bytes, size, &applied, &error),
                      &error);
    sim_expect_number("the standby has come to record", next - 1, applied);
  }
  free(bytes);
  quiet_end(&was);
  return there && the.standby->applied == the.said.count;
}

fr_engine *engine_of_history(uint64_t last) {
  const fr__replayer_options how = {0};
  fr_engine *engine = make(&the.engine_options);
  fr__replayer *replayer = NULL;
  fr_error error = FR_ERROR_INIT;
  sim_expect_status("a replay", FR_OK, fr__replayer_create(engine, &how, &replayer), NULL);
  for (uint64_t i = 1; i <= last; i++) {
    const line *one = &the.said.lines[i - 1];
    sim_expect_status("a record is replayed", FR_OK,
                      fr__replayer_apply(replayer, i, one->kind, the.said.bytes + one->at, one->size, &error), &error);
  }
  fr__replayer_destroy(replayer);
  return engine;
}

/* ---- the engine that never stops ---- */

static void open_shadow(void) {
  the.shadow = make(&the.engine_options);
  sim_expect_status("fr_context_create", FR_OK, fr_context_create(the.shadow, &the.shadow_context), NULL);
}

static void tell_fold(slot *one) {
  fr_folds folds = FR_FOLDS_INIT;
  folds.data = malloc(the.p->folds_capacity);
  folds.capacity = the.p->folds_capacity;
  if (folds.data == NULL) abort();
  sim_expect_status("a fold that never stops", FR_OK,
                    real_fold(the.shadow_context, &one->asked[0].transfer, FR_SIDE_ALL, &folds),
                    real_error(the.shadow_context));
  if (one->known[0]) {
    free(folds.data);
    return;
  }
  one->known[0] = true;
  one->first_folds = folds.data;
  one->first_folds_size = folds.size;
}

static void tell_score(slot *one, uint32_t place) {
  fr_decision *decision = &one->newest[place];
  *decision = (fr_decision)FR_DECISION_INIT;
  sim_expect_status("a score that never stops", FR_OK,
                    real_score(the.shadow_context, &one->asked[place].transfer, decision),
                    real_error(the.shadow_context));
  if (!one->known[place]) one->first[place] = *decision;
  one->known[place] = true;
}

static void tell(const line *what) {
  slot *one = &the.script[what->slot];
  switch (one->call) {
    case CALL_FOLD: tell_fold(one); break;
    case CALL_OBSERVE: (void)real_observe(the.shadow_context, &one->event); break;
    case CALL_POLICY:
      sim_expect_status("a policy that never stops", FR_OK, real_set_policy(the.shadow, one->policy, NULL), NULL);
      break;
    default: tell_score(one, (uint32_t)what->place); break;
  }
}

void shadow_follow(uint64_t last) {
  if (the.doubted) return;
  if (the.shadow == NULL) open_shadow();
  while (the.shadow_fed < last) {
    const line *what = &the.said.lines[the.shadow_fed++];
    if (what->slot >= 0 && history_changes_state(what->kind)) tell(what);
  }
}

/* ---- deciding again ---- */

typedef struct judged {
  uint64_t same, different, unable, sequence;
  fr_status reason;
} judged;

static void judge(void *argument, const fr__verdict *told) {
  judged *all = argument;
  if (told->is != NULL && memcmp(told->was, told->is, sizeof *told->was) == 0) {
    all->same++;
    return;
  }
  if (all->sequence == 0) all->sequence = told->sequence;
  if (told->is == NULL) all->reason = told->reason;
  *(told->is == NULL ? &all->unable : &all->different) += 1;
}

void judge_history(void) {
  judged all = {0};
  fr_engine *engine = make(&the.engine_options);
  fr__replayer *replayer = NULL;
  fr_error error = FR_ERROR_INIT;
  char came[160];
  const fr__replayer_options how = {.verdict = judge,
                                    .argument = &all,
                                    .io = &the.world->io,
                                    .directory = "journal",
                                    .host_key = the.journal_options.sealing_key};
  sim_expect_status("a replay", FR_OK, fr__replayer_create(engine, &how, &replayer), NULL);
  for (uint64_t i = 1; i <= the.said.count; i++) {
    const line *one = &the.said.lines[i - 1];
    sim_expect_status("a record is replayed", FR_OK,
                      fr__replayer_apply(replayer, i, one->kind, the.said.bytes + one->at, one->size, &error), &error);
  }
  fr__replayer_destroy(replayer);
  fr_engine_destroy(engine);
  the.counts.judged += all.same;
  if (all.different == 0 && all.unable == 0) return;
  snprintf(came, sizeof came, "%llu others, %llu not made again (%s), the first at record %llu",
           (unsigned long long)all.different, (unsigned long long)all.unable, fr_status_name(all.reason),
           (unsigned long long)all.sequence);
  sim_fail("decisions that were made again", "the same bytes", came);
}
