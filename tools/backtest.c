/* SPDX-License-Identifier: Apache-2.0
 *
 * fraudrisk backtest: what policies would have decided, measured. */
#include "backtest.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "commands.h"

/* As a shell has it for what Ctrl-C ended. */
enum { EXIT_INTERRUPTED = 130 };

static double seconds_of(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- Ctrl-C: the first ends the reading, a second one the process ---- */

static volatile sig_atomic_t stopped;

static void stop(int signal) {
  (void)signal;
  stopped = 1;
}

bool backtest_stopped(void) { return stopped != 0; }

static struct sigaction before;

/* Where whoever started it wants no Ctrl-C, as nohup does, it stays so. */
void backtest_watch(void) {
  struct sigaction action;
  sigaction(SIGINT, NULL, &before);
  stopped = 0;
  if (before.sa_handler == SIG_IGN) return;
  memset(&action, 0, sizeof action);
  action.sa_handler = stop;
  action.sa_flags = (int)SA_RESETHAND;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
}

void backtest_unwatch(void) { sigaction(SIGINT, &before, NULL); }

/* ---- progress: a line on a terminal, written over and over ---- */

void backtest_progress(void *self, double part) {
  enum { BAR = 30 };
  backtest *of = self;
  if (!of->shows_progress) return;
  const double now = seconds_of(CLOCK_MONOTONIC);
  if (now - of->shown < 0.2) return;
  of->shown = now;
  const double took = now - of->started;
  const uint64_t count = of->all.sums.transfers;
  if (part <= 0 || part > 1) {
    fprintf(stderr, "\r%12llu transfers, %.0f a second \x1b[K", (unsigned long long)count, (double)count / took);
    return;
  }
  char bar[BAR + 1];
  for (int i = 0; i < BAR; i++) bar[i] = i < (int)(part * BAR) ? '#' : '.';
  bar[BAR] = '\0';
  const double left = took / part - took;
  fprintf(stderr, "\r[%s] %3.0f %%  %llu transfers, %.0f s left \x1b[K", bar, 100 * part, (unsigned long long)count,
          left);
}

void backtest_clear_progress(const backtest *of) {
  if (of->shows_progress && of->shown > 0) fprintf(stderr, "\r\x1b[K");
}

/* ---- what was read: the bytes as they lie on the disk ---- */

static void take_print(backtest *of, const char *role, const char *path) {
  if (path == NULL) return;
  fingerprint *into = &of->files[of->file_count++];
  fingerprint_take(into, role, path);
}

static void take_prints(backtest *of) {
  const run_options *options = of->options;
  of->file_count = 0;
  if (options->journal != NULL) return;
  take_print(of, "transfers", options->in);
  take_print(of, "events", options->events);
  take_print(of, "lists", options->lists);
}

/* ---- the run ---- */

static void close_counts(backtest *of) {
  for (uint32_t i = 0; i < POLICIES_MAX; i++) figures_close(&of->of[i]);
  for (uint32_t i = 0; i < FR_MAX_CHALLENGERS; i++) comparison_close(&of->to[i]);
  for (unsigned k = 0; k < BASE; k++) column_close(&of->all.drawn[k]);
  groups_close(&of->groups);
  cases_close(&of->cases);
  draws_close(&of->draws);
  row_labels_close(&of->rows);
}

/* Everything at nothing; also where a run begins again. */
static bool open_counts(backtest *of) {
  close_counts(of);
  *of = (backtest){.in = of->in,
                   .options = of->options,
                   .labels = of->labels,
                   .policies = 1 + of->in->challenger_count,
                   .shows_progress = isatty(STDERR_FILENO) == 1};
  of->cases.policies = of->policies;
  bool good = draws_open(&of->draws, of->options->draws, of->options->seed) && groups_open(&of->groups);
  for (uint32_t i = 0; good && i < of->policies; i++) {
    const char *file = i == 0 ? of->options->policy : of->options->challengers[i - 1];
    good = figures_open(&of->of[i], session_policy(of->in, i), file);
    if (good && i != 0) good = comparison_open(&of->to[i - 1]);
  }
  if (!good) fprintf(stderr, "out of memory\n");
  return good;
}

static void run_once(backtest *of, const pipeline_options *how) {
  const double cpu = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
  of->started = seconds_of(CLOCK_MONOTONIC);
  backtest_watch();
  pipeline_run(of->in, how, backtest_count, of, &of->counts);
  backtest_unwatch();
  backtest_clear_progress(of);
  of->seconds = seconds_of(CLOCK_MONOTONIC) - of->started;
  of->cpu_seconds = seconds_of(CLOCK_PROCESS_CPUTIME_ID) - cpu;
  if (of->interrupted) of->counts.failed = false; /* the consumer ended it */
  of->stats = (fr_engine_stats)FR_ENGINE_STATS_INIT;
  fr_engine_measure(of->in->engine, &of->stats);
  session_stop(of->in);
}

/* Nothing is written before the end, so a file is taken as sorted until it turns out not to be: then all begins again.
 */
static bool run(backtest *of, const run_options *options) {
  const bool can_restart = !options->refuse_unsorted && input_is_file(options->in) &&
                           (options->events == NULL || input_is_file(options->events));
  for (bool sort = options->sort;; sort = true) {
    const pipeline_options how = {.run = options,
                                  .product = PIPELINE_JUDGED,
                                  .sort_transfers = sort,
                                  .sort_events = sort,
                                  .checks_labels = true,
                                  .progress = backtest_progress,
                                  .may_restart = can_restart && !sort};
    if (!open_counts(of) || !session_start(of->in, options)) return false;
    run_once(of, &how);
    if (!of->counts.unsorted || !how.may_restart) return true;
    fprintf(stderr, "%s: not sorted by time; beginning again, sorted\n", options->in);
  }
}

/* ---- what is written ---- */

static bool write_folder(backtest *of, const char *folder) {
  char *path = NULL;
  if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
    fprintf(stderr, "%s: cannot be made: %s\n", folder, strerror(errno));
    return false;
  }
  if (asprintf(&path, "%s/backtest.json", folder) < 0) return false;
  const bool good = backtest_write_json(of, path) && report_make(&(report_options){.in = path});
  free(path);
  return good;
}

static bool tell_failures(const backtest *of) {
  bool any = false;
  for (uint32_t i = 0; i + 1 < of->policies; i++) {
    if (of->challenger_failures[i] == 0) continue;
    any = true;
    fprintf(stderr, "%s: could not decide %llu transfers, which are left out: %s\n", of->of[i + 1].file,
            (unsigned long long)of->challenger_failures[i], fr_status_text(of->challenger_status[i]));
  }
  return any;
}

static int tell_all(backtest *of, const run_options *options) {
  output out;
  int status = backtest_finish(of) ? 0 : 1;
  if (!output_open(&out, NULL)) return 1;
  backtest_print(of, &out);
  if (!output_close(&out)) status = 1;
  if (options->out != NULL) {
    take_prints(of);
    if (!write_folder(of, options->out)) status = 1;
  }
  if (pipeline_report(&of->counts, options) != 0) status = 1;
  if (tell_failures(of)) status = 1;
  if (!of->interrupted) return status;
  fprintf(stderr, "interrupted: what was told is of the first %llu transfers\n",
          (unsigned long long)of->all.sums.transfers);
  return EXIT_INTERRUPTED;
}

/* What a bank listed after a scam is no sign that was there before it. */
static void warn_of_lists(const run_options *options) {
  if (options->lists == NULL) return;
  fprintf(stderr,
          "%s: warning: lists are in force from the first transfer on, so parties count that were listed later; give "
          "them as events listed and unlisted with their time (--events)\n",
          options->lists);
}

int command_backtest(const run_options *options) {
  session in;
  int status = 1;
  backtest *of = calloc(1, sizeof *of);
  if (of == NULL) {
    fprintf(stderr, "out of memory\n");
    return 1;
  }
  of->in = &in;
  of->options = options;
  bool good = session_load(&in, options);
  if (good) warn_of_lists(options);
  if (good && options->labels_of_events) good = (of->labels = label_table_read(&in, options)) != NULL;
  if (good && (options->journal ? open_counts(of) && backtest_run_journal(of, options) : run(of, options)))
    status = tell_all(of, options);
  close_counts(of);
  label_table_free(of->labels);
  session_close(&in);
  free(of);
  return status;
}
