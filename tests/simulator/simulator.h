/* SPDX-License-Identifier: Apache-2.0
 *
 * The simulator: one seed makes a bank, its calls, its journal, and whatever happens to it. README.md tells how the
 * parts work together. */
#ifndef TESTS_SIMULATOR_SIMULATOR_H
#define TESTS_SIMULATOR_SIMULATOR_H

#include <setjmp.h>
#include <stdbool.h>

#include "auditor/play.h"
#include "journal/fake_io.h"

enum { THREADS = 3, SCRIPT_LONG = 400 };

/* ---- a call that the auditor made, and what came of it ---- */

enum call { CALL_SCORE, CALL_PREVIEW, CALL_FOLD, CALL_BATCH, CALL_OBSERVE, CALL_POLICY, CALL_MEASURE, CALL_PARTY };

typedef struct slot {
  enum call call;
  bool answered; /* the auditor has what stands below, and whatever it led to is in the model */
  bool tried;    /* the journal has records of a try that had no answer: what comes is a repeat */
  uint64_t last; /* its last record; 0: it has none */
  /* What was asked. */
  lent *asked; /* transfers, or the event's */
  uint32_t count;
  fr_event event;
  char event_texts[9][NAME_BYTES];
  fr_policy *policy; /* with a reference of its own */
  /* What was answered. */
  fr_status status;
  uint32_t done;
  fr_decision *decisions;
  void *folds;
  uint64_t folds_size;
  fr_engine_stats stats;
  fr_party_state party;
  fr_error error;
  /* What the engine that never stops answered: the first time, and the last. */
  bool *known;
  fr_decision *first, *newest;
  void *first_folds;
  uint64_t first_folds_size;
} slot;

/* ---- the journal, as it was read record by record ---- */

typedef struct line {
  uint32_t kind, size;
  uint64_t at;   /* of its body in history.bytes */
  int32_t slot;  /* the call that it belongs to; -1: none */
  int32_t place; /* of a batch, the transfer that it is about */
} line;

typedef struct record_history {
  line *lines; /* record n stands at n - 1 */
  uint64_t count, room;
  uint8_t *bytes;
  uint64_t size, bytes_room;
  uint64_t evicted; /* records that tell of it, up to the last */
} record_history;

/* ---- all of it ---- */

enum fault { FAULT_NONE, FAULT_ONCE, FAULT_END }; /* one call fails; the process or the machine ends there */
enum ending { END_CLOSED, END_KILLED, END_POWER, ENDINGS };

typedef struct sim_counts {
  uint64_t operations, calls, crashes[ENDINGS], faults, full, retries, torn, lost_unsaid, recoveries_failed;
  uint64_t snapshots, prunes, compared, judged, standbys, standbys_copied, swaps, evicted, records, cut, snapshots_used,
      challenged;
} sim_counts;

typedef struct sim {
  uint64_t seed, random;
  play_setup setup;
  play *p, *base; /* the model, and how it was when all was safe last */
  bool inside;    /* the auditor has the turn: calls come from it */
  bool doubted;   /* evictions are at the engine's choice: no engine without a journal can be beside it */

  fake_world *world;
  fr_engine_options engine_options;
  fr_journal_options journal_options;
  fr_engine *engine;
  fr_journal *journal;
  fr_context *contexts[THREADS];
  uint32_t thread;

  slot *script; /* since `base` */
  uint32_t script_count, script_room;
  uint32_t at;    /* the next call */
  uint32_t known; /* calls before it are answered from the script */

  record_history said;
  uint64_t base_count;   /* records when all was safe last */
  uint64_t acknowledged; /* the last record of which somebody was told that it is safe */
  uint64_t evicted_before;

  fr_engine *standby;
  fr_engine *shadow; /* the engine that never stops and has no journal; null where there cannot be one */
  fr_context *shadow_context;
  uint64_t shadow_fed;

  fr_policy *pending; /* was put in force, and is not yet the model's */
  enum fault armed;
  jmp_buf again;
  sim_counts counts, total;
} sim;

extern sim the;

/* ---- main.c ---- */

uint32_t sim_below(uint32_t bound);
/* Prints what was expected and what came, and how to see it again; ends the program. */
void sim_fail(const char *what, const char *expected, const char *came) __attribute__((noreturn));
/* What happens besides calls, where it was asked for. */
void sim_trace(const char *what, uint64_t number, uint64_t other);
void sim_expect(const char *what, bool holds, const char *came);
void sim_expect_status(const char *what, fr_status expected, fr_status came, const fr_error *error);
void sim_expect_number(const char *what, uint64_t expected, uint64_t came);

/* ---- copy.c: the model goes back to where all was safe ---- */

play *copy_make(const play *from);
void copy_free(play *copy);
void copy_into(play *to, const play *from);

/* ---- history.c ---- */

/* Reads what the journal has more than was read. `whose`: the call that it came from, or -1. */
void history_read(int32_t whose);
/* What the journal has is what was read before, byte for byte; what was read behind `last` is gone. */
void history_cut(uint64_t first, uint64_t last);
/* What fr_journal_ship() gave is the records first..last, as they were written. */
void history_check_shipped(const uint8_t *bytes, uint64_t size, uint64_t first, uint64_t last);
/* Looking is no part of what happens: between these no fault meets it. */
typedef struct quiet {
  uint64_t calls, fail_at, random;
  bool short_calls;
} quiet;
quiet quiet_begin(void);
void quiet_end(const quiet *was);
bool history_changes_state(uint32_t kind);
void history_free(void);

/* ---- state.c: engines beside each other ---- */

/* Ends the program where the profiles of both are not the same bytes. */
void state_compare(fr_engine *a, fr_engine *b, bool times, const char *what);
/* The standby has what is on the disk. Whether that is all. */
bool standby_follow(void);
/* An engine that has the records up to this one, and no more. To be destroyed. */
fr_engine *engine_of_history(uint64_t last);
/* The engine without a journal is told all that the records up to this one hold. */
void shadow_follow(uint64_t last);
/* Every decision that stands in the journal is what a replay decides. */
void judge_history(void);

/* ---- calls.c ---- */

void calls_clear(void);
/* After an ending: how many of the calls are in the journal wholly. */
void calls_settle(uint64_t last);
fr_status real_score(fr_context *context, const fr_transfer *transfer, fr_decision *decision);
fr_status real_fold(fr_context *context, const fr_transfer *transfer, uint32_t sides, fr_folds *folds);
fr_status real_observe(fr_context *context, const fr_event *event);
fr_status real_preview(fr_context *context, const fr_transfer *transfer, fr_decision *decision);
fr_status real_set_policy(fr_engine *engine, fr_policy *given, fr_error *error);
fr_status real_measure(fr_engine *engine, fr_engine_stats *stats);
const fr_error *real_error(const fr_context *context);

/* ---- ending.c: engines end and come back ---- */

void engine_open(void);
/* The process ends here, in this way, and comes back. Does not return: the auditor goes on from where all was safe. */
void engine_ends(enum ending how) __attribute__((noreturn));
/* Ends whichever way chance has it. */
void engine_ends_somehow(void) __attribute__((noreturn));
/* Frees all, without looking. */
void engine_free(void);
/* Closes, recovers once more, and compares all. */
void engine_finish(void);
/* Everything is on the disk afterwards, unless the engine ends. */
void engine_settle(void);
uint64_t engine_synced(void);
/* The same in a moment in which nothing happens; false: the log has ended. */
bool engine_sync_quietly(void);

/* ---- snapshot.c: a snapshot that is written while others score ---- */

/* Goes on with it, or begins one; *ended: it is over, with this status. */
fr_status snapshot_go_on(bool *ended);
/* To its end, whatever that is. FR_OK where there is none. */
fr_status snapshot_finish(void);
/* Puts the place where it gives way into the world. */
void snapshot_world(fake_world *under);

/* ---- chores.c: what a host does besides ---- */

void chores_do(void);
/* The next call of the journal to the world may fail, or be the last. */
void fault_arm(uint32_t within, bool may_end);
/* It is over. Whether it was met. */
bool fault_over(void);
/* The disk has room again. */
void disk_free(void);

/* ---- broken.c ---- */

typedef struct breakage {
  const char *name, *what;
} breakage;
extern const breakage breakages[];
extern const char *broken; /* null: nothing is */
void broken_world(fake_world *under);

#endif
