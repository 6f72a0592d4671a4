/* SPDX-License-Identifier: Apache-2.0
 *
 * Rows through the engine, in the order of time: events before transfers of the same instant. With two threads one
 * reads and folds (of PIPELINE_JUDGED: reads and decides), the other decides and writes (counts); what comes out is the
 * same to the byte. */
#ifndef TOOLS_PIPELINE_H
#define TOOLS_PIPELINE_H

#include "fraudrisk/fold.h"
#include "judged.h"
#include "labels.h"
#include "session.h"

/* What a transfer came to. */
typedef struct result {
  const row *row;
  fr_folds folds;       /* with PIPELINE_FOLDS only */
  fr_decision decision; /* not with PIPELINE_FOLDS */
  judged *judged;       /* with PIPELINE_JUDGED: of the policy in force (its decision is the one above), and of each
                           challenger */
} result;

/* PIPELINE_JUDGED: decisions of all policies of the session, with what they rest on. */
typedef enum pipeline_product { PIPELINE_DECISIONS, PIPELINE_FOLDS, PIPELINE_JUDGED } pipeline_product;

/* Takes one transfer. False stops the run; then it has said why. */
typedef bool (*consumer)(void *self, const result *one);

typedef struct pipeline_counts {
  uint64_t transfers;     /* taken by the consumer */
  uint64_t bad_transfers; /* each was told on stderr */
  uint64_t bad_events;
  uint64_t bad_lists;     /* rows of watch lists */
  uint64_t refused_full;  /* of the bad ones: the state had no room */
  uint64_t damaged_ids;   /* of the bad ones: an identifier is not UTF-8 */
  uint64_t damaged_texts; /* taken, but with a remark or purpose that is not UTF-8 */
  label_counts labels;    /* events that tell of frauds, and were not as they should be */
  bool unsorted;          /* with `may_restart`: nothing is final, run again sorted */
  bool failed;            /* a file could not be read, or the consumer stopped */
} pipeline_counts;

typedef struct pipeline_options {
  const run_options *run;
  pipeline_product product;
  bool sort_transfers, sort_events;
  bool checks_labels; /* events are watched for labels that cannot be right */
  /* Told now and then how much of the transfers' file was read, from 0 to 1; below 0 where that cannot be told. Null:
   * nobody asks. */
  void (*progress)(void *self, double part);
  bool may_restart; /* out of order: say nothing, just set counts->unsorted */
} pipeline_options;

void pipeline_run(session *in, const pipeline_options *options, consumer take, void *self, pipeline_counts *counts);

/* The whole run with its order looked up first. Returns the exit status: 0, or 1 after saying how many rows were not
 * scored. */
int pipeline_main(session *in, const run_options *run, pipeline_product product, consumer take, void *self);

/* Tells bad rows in last lines, with what would help; returns the exit status. */
int pipeline_report(const pipeline_counts *counts, const run_options *run);

#endif
