/* SPDX-License-Identifier: Apache-2.0
 *
 * A journal for as long as something is measured: begun anew in a directory, and kept going by a thread of its own. */
#ifndef BENCH_JOURNALED_H
#define BENCH_JOURNALED_H

#include <pthread.h>
#include <stdatomic.h>

#include "fraudrisk/fraudrisk.h"

typedef struct bench_journal {
  fr_engine *engine;
  fr_journal *journal;
  const char *directory;
  pthread_t pump;
  atomic_bool ending;
} bench_journal;

/* Removes what the directory has of journals. The engine has no context. Ends the process where something fails. */
void bench_journal_begin(bench_journal *self, fr_engine *engine, const char *directory);
/* The same with options of the caller's, which bench_journal_options() began. */
void bench_journal_begin_with(bench_journal *self, fr_engine *engine, const fr_journal_options *options);
/* Closes it; the files stay. */
void bench_journal_stop(bench_journal *self);
/* The same, and removes them. */
void bench_journal_end(bench_journal *self);
void bench_journal_empty(const char *directory);
fr_journal_options bench_journal_options(const char *directory);

#endif
