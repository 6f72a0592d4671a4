/* SPDX-License-Identifier: Apache-2.0
 *
 * Three threads tell of everything at once while a fourth pumps, takes snapshots and swaps policies; idle parties give
 * way to each other's threads. What is recovered afterwards, from the snapshot and from the records alone, equals what
 * there was, byte for byte.
 *
 * Plain executable: Criterion does not start under ThreadSanitizer. */
#include <stdio.h>
#include <stdlib.h>

/* What the shared headers ask of Criterion. */
#define cr_assert_not_null(pointer) \
  do {                              \
    if ((pointer) == NULL) abort(); \
  } while (0)
#define cr_assert_eq(a, b, ...) \
  do {                          \
    if ((a) != (b)) abort();    \
  } while (0)

#include "journal/history.h"

enum { TELLERS = 3, CALLS = 2500, PARTIES = 240 };

typedef struct told_by {
  pthread_t thread;
  teller by;
} told_by;

static int stop(const char *what, const char *why) {
  fprintf(stderr, "%s: %s\n", what, why);
  exit(1);
}

static void *tell_many(void *argument) {
  told_by *one = argument;
  for (uint32_t i = 0; i < CALLS; i++) tell_next(&one->by);
  return NULL;
}

static void compare(const dump *was, const place *at, const fr_engine_options *options, bool with_snapshot) {
  bank again;
  fr_journal_recovery recovery = FR_JOURNAL_RECOVERY_INIT;
  if (bank_open(&again, at, options, NULL, &recovery) != FR_OK) stop("recovery", again.error.message);
  if ((recovery.snapshot_sequence != 0) != with_snapshot) stop("recovery", "another snapshot than was meant");
  dump is = dump_of(again.engine);
  if (!dump_same(was, &is)) stop("recovery", "another state");
  printf("recovered %u profiles by %llu records, snapshot at %llu\n", is.count, (unsigned long long)recovery.replayed,
         (unsigned long long)recovery.snapshot_sequence);
  dump_free(&is);
  if (bank_close(&again) != FR_OK) stop("recovery", "it cannot be closed");
}

int main(void) {
  bank in;
  told_by all[TELLERS];
  place at = place_make();
  fr_engine_options options = world_options();
  options.complete_from_us = 0;
  options.parties_max = 120;
  if (bank_open(&in, &at, &options, &history_policy, NULL) != FR_OK) stop("open", in.error.message);
  for (uint32_t i = 0; i < TELLERS; i++) {
    all[i] = (told_by){.by = teller_of(in.engine, 1 + i, PARTIES)};
    if (pthread_create(&all[i].thread, NULL, tell_many, &all[i]) != 0) stop("thread", "none");
  }
  for (uint32_t i = 0; i < 4; i++) {
    usleep(20000);
    if (fr_journal_pump(in.journal, NOON + i * 40 * DAY) != FR_OK) stop("pump", "failed");
    if (fr_journal_snapshot(in.journal, NULL, &in.error) != FR_OK) stop("snapshot", in.error.message);
    if (fr_engine_set_policy(in.engine, in.policy, &in.error) != FR_OK) stop("policy", in.error.message);
  }
  for (uint32_t i = 0; i < TELLERS; i++) {
    pthread_join(all[i].thread, NULL);
    if (all[i].by.worst != FR_OK) stop("call", fr_status_name(all[i].by.worst));
    fr_context_destroy(all[i].by.context);
  }
  dump was = dump_of(in.engine);
  if (bank_close(&in) != FR_OK) stop("close", "failed");
  compare(&was, &at, &options, true);
  place_remove(&at, "snapshot-");
  compare(&was, &at, &options, false);
  dump_free(&was);
  place_clear(&at);
  return 0;
}
