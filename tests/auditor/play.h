/* SPDX-License-Identifier: Apache-2.0
 *
 * One run: an engine, the model beside it, and random operations on both. */
#ifndef TESTS_AUDITOR_PLAY_H
#define TESTS_AUDITOR_PLAY_H

#include "lend.h"
#include "policy.h"

typedef struct play_setup {
  const char *name;
  uint64_t seed;
  uint32_t operations;
  uint32_t accounts;
  uint32_t customers;
  int64_t horizon_us; /* 0: the default */
  int64_t step_us;    /* how far time goes on at each operation, about */
  uint32_t outcomes_not_reported;
  uint32_t swap_every; /* operations between two policies */
} play_setup;

typedef struct play_counts {
  uint64_t operations;
  uint64_t comparisons;
  uint64_t decided;
  uint64_t repeats;
  uint64_t late;
  uint64_t unknowns;
  uint64_t errors;
  uint64_t conflicts;
  uint64_t not_found;
  uint64_t refused;
  uint64_t approximate;
  uint64_t swaps;
  uint64_t outcomes[4];
  uint64_t trusted;
} play_counts;

typedef struct play {
  const play_setup *setup;
  play_counts counts;
  world w;
  policy policies[2];
  policy *current;
  uint64_t version;
  fr_engine *engine;
  fr_context *context;
  fr_policy *loaded;
  void *folds;
  uint64_t folds_capacity;
  uint64_t random;
  int64_t now_us;
  int64_t newest_us; /* surely accepted */
  deal *deals;       /* all that were accepted */
  uint32_t deal_count;
  uint32_t *next_number; /* ids, counted for each payer apart */
  char doing[160];
} play;

/* How a transfer is put to the engine. */
enum { BY_SCORE, BY_FOLD, BY_PREVIEW, BY_BOTH, WAYS };

uint32_t play_below(play *p, uint32_t bound);
/* Puts one transfer to both and compares everything. Returns the status. */
fr_status play_evaluate(play *p, const deal *d, uint32_t way);
/* Ends the program, saying where and why. */
void play_disagree(const play *p, const deal *d, const char *what, const char *model, const char *library);
void play_expect(play *p, const deal *d, const char *what, fr_status model, fr_status library);

/* One random operation. */
void play_operate(play *p);
/* A whole run; 0 when both agree throughout. */
int play_run(const play_setup *setup);

/* Three engines that each hold a part of the parties must decide as one does. */
int three_run(uint64_t seed);

#endif
