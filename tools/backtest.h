/* SPDX-License-Identifier: Apache-2.0
 *
 * A backtest: one pass over transfers, counted for one policy or several, and told as a table and as JSON. */
#ifndef TOOLS_BACKTEST_H
#define TOOLS_BACKTEST_H

#include "backtest_figures.h"
#include "fingerprint.h"
#include "output.h"
#include "pipeline.h"

enum { FINGERPRINTS = 3, CAPACITIES_CHOSEN = 4 };

typedef struct label_table label_table; /* of events, read before: backtest_labels.c */

/* What the column fraud says of rows that have one id. */
typedef struct row_labels {
  label_table *frauds; /* null: none was seen */
  uint64_t repeated, contradicting;
  bool out_of_memory;
} row_labels;

typedef struct backtest {
  session *in;
  const run_options *options;
  uint32_t policies;
  figures of[POLICIES_MAX];
  comparison to[FR_MAX_CHALLENGERS];
  draws draws;
  base all;
  groups groups;
  cases cases;
  int64_t first_us, last_us, day, month; /* day and month of the newest */
  uint64_t left_out;                     /* transfers that --unlabelled names */
  uint64_t challenger_failures[FR_MAX_CHALLENGERS];
  fr_status challenger_status[FR_MAX_CHALLENGERS];
  label_table *labels; /* null: the column says */
  row_labels rows;
  uint64_t capacities[CAPACITIES_CHOSEN]; /* where the command line names none */
  bool interrupted;
  bool shows_progress;
  double started, shown; /* seconds of a monotonic clock */
  double seconds, cpu_seconds;
  pipeline_counts counts;
  fr_engine_stats stats;
  fingerprint files[FINGERPRINTS];
  uint32_t file_count;
} backtest;

/* Counts one transfer, of which by[i] is what policy i says. */
void backtest_take(backtest *of, const seen *one, const judged *by);
/* Once all are counted. False where memory was out; that was printed. */
bool backtest_finish(backtest *of);
/* Days by the policy's calendar, first and last included; 0: there was nothing. */
uint64_t backtest_days(const backtest *of);

/* What --capacity says, or round numbers about as many alerts as the champion raised; returns how many. */
unsigned backtest_capacities(const backtest *of, const uint64_t **capacities);

/* A pipeline's consumer, whose self is a backtest. */
bool backtest_count(void *self, const result *one);
/* A journal's transfers in place of a file's. False after printing why. */
bool backtest_run_journal(backtest *of, const run_options *options);

/* Ctrl-C is remembered instead of ending the process, once; and as it was before. */
void backtest_watch(void);
void backtest_unwatch(void);
bool backtest_stopped(void);
/* Tells on a terminal how far it is; `part` from 0 to 1, or below 0 where that is not known. Of a backtest. */
void backtest_progress(void *self, double part);
void backtest_clear_progress(const backtest *of);

/* Reads a file of events for what they say of frauds; null after printing why. */
label_table *label_table_read(const session *in, const run_options *options);
void label_table_free(label_table *of);
/* What is said of a transfer: FR_YES or FR_NO; what nothing was said of is honest, unless nothing was said of any. */
uint32_t label_table_find(const label_table *of, fr_text payer, fr_text id);

/* A row with its label; `repeated`: one before it has its id. False where memory is out. */
bool row_labels_see(row_labels *of, const char *file, const row *from, bool repeated);
void row_labels_close(row_labels *of);

void backtest_print(backtest *of, output *out);
bool backtest_write_json(backtest *of, const char *path);

extern const char *const backtest_flag_names[BACKTEST_FLAGS];

#endif
