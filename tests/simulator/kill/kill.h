/* SPDX-License-Identifier: Apache-2.0
 *
 * A process that scores on real files, and is killed. */
#ifndef TESTS_SIMULATOR_KILL_H
#define TESTS_SIMULATOR_KILL_H

#include <stdbool.h>

#include "fraudrisk/fraudrisk.h"

enum { SCORERS = 3, ANSWERS = 8192, PARTIES = 60, TEXT_BYTES = 32, CALLS_EACH = 6 };
#define KILL_NOON INT64_C(1747310400000000) /* 15 May 2025, UTC */

/* What a scorer was answered, in memory that outlives it: the n-th transfer of this life has this record. */
typedef struct answers {
  uint64_t first; /* number of its first transfer of this life */
  uint64_t count; /* atomically; behind it the next may be under way */
  uint64_t sequences[ANSWERS];
} answers;

typedef struct shared {
  uint32_t ready; /* atomically: it scores */
  uint64_t snapshots;
  answers scorers[SCORERS];
} shared;

/* Where and how: the same for the process that is killed and for the one that looks after it. */
typedef struct place {
  char directory[96];
  fr_engine_options engine;
  fr_journal_options journal;
  const uint8_t *bundle;
  uint64_t bundle_size;
} place;

/* The n-th transfer of a scorer. */
typedef struct payment {
  fr_transfer transfer;
  fr_party payer;
  char id[TEXT_BYTES], from[TEXT_BYTES], to[TEXT_BYTES], customer[TEXT_BYTES], remark[TEXT_BYTES];
} payment;
void make_transfer(payment *into, uint32_t scorer, uint64_t number);

/* Opens, recovers and puts a policy in force; null on failure, which is printed. */
fr_engine *open_place(const place *at, fr_journal **journal, fr_journal_recovery *recovery);
/* Scores until it is killed. Does not return. */
void score_until_killed(const place *at, shared *outside) __attribute__((noreturn));

#endif
