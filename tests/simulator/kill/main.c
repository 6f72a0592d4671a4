/* SPDX-License-Identifier: Apache-2.0
 *
 *   simulator_kill [CYCLES [SEED]]     FR_KILL_CYCLES is taken where no number is given; else 20
 *
 * A child scores on real files and is killed with SIGKILL at a random moment, again and again. After each time: the
 * directory opens and recovers, each answer that was given has its record, and that says what was answered; the state
 * is, byte for byte, that of an engine that has nothing but the journal; what had no answer is sent again, and counts
 * once. Ten lives to a directory. */
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "engine/journal.h"
#include "simulator/kill/kill.h"
#include "simulator/state.h"
#include "support/bundle.h"

enum { LIVES = 10, SHIPPED = 1 << 20 };

static const bundle_policy rules = {
    .features = {{"first", "pair.first_time"}, {"sent", "payer.sent.map(t, t.amount).sum()"}},
    .rules = {{.id = "first", .when = "first", .points = 10}, {.id = "sent", .when = "sent > 1000.0", .points = 20}}};

typedef struct run {
  uint64_t random, cycles, answered, records, snapshots, from_snapshot, under_way, cut;
  shared *outside;
  place at;
  fr_engine *standby; /* it has the journal alone, from the first record on */
  uint64_t last;      /* of the life before */
  uint64_t next[SCORERS];
  bool evicts;
} run;

static uint64_t draw(run *in, uint64_t below) { /* splitmix64 */
  uint64_t z = in->random += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return (z ^ z >> 31) % below;
}

static void fail(const run *in, const char *what, uint64_t expected, uint64_t came, const char *words) {
  printf("simulator_kill: FAILED in cycle %llu, in %s: %s: expected %llu, came %llu %s\n",
         (unsigned long long)in->cycles, in->at.directory, what, (unsigned long long)expected, (unsigned long long)came,
         words == NULL ? "" : words);
  exit(1);
}

static void expect(const run *in, const char *what, uint64_t expected, uint64_t came, const char *words) {
  if (expected != came) fail(in, what, expected, came, words);
}

static double now_s(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* ---- a directory, and how it is used ---- */

static void begin_directory(run *in) {
  static const uint8_t sealing_key[32] = "what is sealed where one is kill";
  place *at = &in->at;
  fr_error error = FR_ERROR_INIT;
  snprintf(at->directory, sizeof at->directory, "%s/fr-kill-XXXXXX",
           access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
  if (mkdtemp(at->directory) == NULL) fail(in, "a directory", 1, 0, at->directory);
  in->evicts = draw(in, 2) == 0;
  at->engine = (fr_engine_options)FR_ENGINE_OPTIONS_INIT;
  at->engine.accept_unsigned_policies = FR_YES;
  at->engine.complete_from_us = FR_COMPLETE_ALWAYS;
  at->engine.memory_bytes = UINT64_C(16) << 20;
  at->engine.parties_max = in->evicts ? PARTIES / 2 : 4 * PARTIES;
  at->engine.list_entries_max = 256;
  memcpy(at->engine.secret_key, "killed, not dead", 16);
  at->journal = (fr_journal_options)FR_JOURNAL_OPTIONS_INIT;
  at->journal.mode = draw(in, 2) == 0 ? FR_JOURNAL_ASYNC : FR_JOURNAL_SYNC;
  at->journal.calls_do_not_wait = draw(in, 2) == 0 ? FR_YES : FR_NO;
  at->journal.directory = at->directory;
  at->journal.segment_bytes = UINT64_C(131072) << draw(in, 3);
  at->journal.sealing_key = draw(in, 2) == 0 ? sealing_key : NULL;
  at->journal.now_us = KILL_NOON;
  if (fr_engine_create(&at->engine, &in->standby, &error) != FR_OK) fail(in, "a standby", 1, 0, error.message);
  memset(in->next, 0, sizeof in->next);
  in->last = 0;
}

static void end_directory(run *in) {
  char path[400];
  DIR *directory = opendir(in->at.directory);
  if (directory != NULL) {
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
      snprintf(path, sizeof path, "%s/%s", in->at.directory, entry->d_name);
      if (entry->d_name[0] != '.') unlink(path);
    }
    closedir(directory);
  }
  rmdir(in->at.directory);
  fr_engine_destroy(in->standby);
  in->standby = NULL;
}

/* ---- a life ---- */

/* Half of them are killed while they open and recover, or just begin to score. */
static void live_and_be_killed(run *in) {
  shared *outside = in->outside;
  memset(outside, 0, offsetof(shared, scorers));
  for (uint32_t i = 0; i < SCORERS; i++) {
    outside->scorers[i].first = in->next[i];
    outside->scorers[i].count = 0;
  }
  const pid_t child = fork();
  if (child == 0) score_until_killed(&in->at, outside);
  if (child < 0) fail(in, "fork", 1, 0, "");
  if (draw(in, 4) != 0) {
    for (uint32_t waited = 0; __atomic_load_n(&outside->ready, __ATOMIC_ACQUIRE) == 0 && waited < 200000; waited++) {
      int how;
      if (waited % 100 == 99 && waitpid(child, &how, WNOHANG) == child) {
        fail(in, "the child ended by itself", 0, (uint64_t)how, "");
      }
      usleep(50);
    }
  }
  usleep((useconds_t)draw(in, draw(in, 4) == 0 ? 30000 : 6000));
  kill(child, SIGKILL);
  int how = 0;
  if (waitpid(child, &how, 0) != child) fail(in, "waitpid", 1, 0, "");
  if (!WIFSIGNALED(how)) fail(in, "the child ended by itself", 0, (uint64_t)WEXITSTATUS(how), "");
}

/* ---- what is found ---- */

/* What the journal has behind the life before: for each number the attempt's id, or what a decision is about. */
typedef struct found {
  uint64_t *ids;      /* of an attempt; 0: it is none */
  uint64_t *attempts; /* of a decision; 0: it is none */
  uint64_t first, count, room;
} found;

static void note(found *all, const fr__log_record *record) {
  if (all->count == all->room) {
    all->room = all->room == 0 ? 4096 : 2 * all->room;
    all->ids = realloc(all->ids, all->room * sizeof *all->ids);
    all->attempts = realloc(all->attempts, all->room * sizeof *all->attempts);
    if (all->ids == NULL || all->attempts == NULL) abort();
  }
  fr__attempt attempt = {0};
  fr__decided decided = {0};
  fr_decision decision;
  if (record->kind == FR__RECORD_SCORED && fr__attempt_read(record->body, record->size, &attempt, NULL) != FR_OK)
    abort();
  if (record->kind == FR__RECORD_DECIDED &&
      fr__decided_read(record->body, record->size, &decided, &decision) != FR_OK) {
    abort();
  }
  all->ids[all->count] = record->kind == FR__RECORD_SCORED ? attempt.who.id : 0;
  all->attempts[all->count++] = record->kind == FR__RECORD_DECIDED ? decided.attempt : 0;
}

static void read_all(const run *in, found *all, uint64_t last) {
  fr__log_reader *reader;
  fr__log_record record;
  fr_error error = FR_ERROR_INIT;
  all->first = in->last + 1;
  if (last <= in->last) return;
  const fr__log_reader_options options = {.directory = in->at.directory, .from_sequence = all->first, .verify = true};
  if (fr__log_reader_open(&options, &reader, &error) != FR_OK) fail(in, "reading", 1, 0, error.message);
  for (;;) {
    if (fr__log_reader_next(reader, &record, &error) != FR_OK) fail(in, "reading", 1, 0, error.message);
    if (record.sequence == 0) break;
    note(all, &record);
  }
  fr__log_reader_close(reader);
  expect(in, "records that are read", last - in->last, all->count, "");
}

static bool has_id(const found *all, uint64_t id) {
  for (uint64_t i = 0; i < all->count; i++) {
    if (all->ids[i] == id) return true;
  }
  return false;
}

/* Each answer has its record, which is about its transfer. */
static void check_answers(run *in, const found *all) {
  payment one;
  for (uint32_t scorer = 0; scorer < SCORERS; scorer++) {
    const answers *told = &in->outside->scorers[scorer];
    for (uint64_t i = 0; i < told->count; i++) {
      make_transfer(&one, scorer, told->first + i);
      const uint64_t sequence = told->sequences[i];
      if (sequence < all->first || sequence - all->first >= all->count) {
        fail(in, "an answer whose record is not there", sequence, all->first + all->count - 1, one.id);
      }
      const uint64_t attempt = all->attempts[sequence - all->first];
      if (attempt < all->first) fail(in, "a record that is no decision of this life", sequence, attempt, one.id);
      const uint64_t id = fr__transfer_id_of(in->at.engine.secret_key, one.transfer.payer, one.transfer.id);
      expect(in, "the transfer that the record is about", id, all->ids[attempt - all->first], one.id);
    }
    in->answered += told->count;
  }
}

static void follow(run *in, fr_journal *journal, uint64_t last) {
  static unsigned char bytes[SHIPPED];
  uint64_t next = in->last + 1, size = 1, applied = 0;
  fr_error error = FR_ERROR_INIT;
  while (next <= last && size != 0) {
    fr_status status = fr_journal_ship(journal, next, bytes, sizeof bytes, &size, &next, &error);
    if (status == FR_OK) status = fr_journal_apply(in->standby, bytes, size, &applied, &error);
    if (status != FR_OK) fail(in, "shipping", 0, (uint64_t) - (int64_t)status, error.message);
  }
}

/* What had no answer is sent again: it is a repeat where its attempt is in the journal, and new where it is not. */
static void send_again(run *in, fr_engine *engine, fr_journal *journal, const found *all) {
  fr_context *context;
  fr_error error = FR_ERROR_INIT;
  if (fr_engine_set_journal(engine, journal, &error) != FR_OK) fail(in, "set_journal", 1, 0, error.message);
  if (fr_context_create(engine, &context) != FR_OK) fail(in, "a context", 1, 0, "");
  for (uint32_t scorer = 0; scorer < SCORERS; scorer++) {
    const answers *told = &in->outside->scorers[scorer];
    payment one;
    fr_decision decision = FR_DECISION_INIT;
    in->next[scorer] = told->first + told->count;
    make_transfer(&one, scorer, in->next[scorer]++);
    const bool there = has_id(all, fr__transfer_id_of(in->at.engine.secret_key, one.transfer.payer, one.transfer.id));
    const fr_status status = fr_score(context, &one.transfer, &decision);
    if (status != FR_OK) fail(in, "fr_score", 0, (uint64_t) - (int64_t)status, fr_context_error(context)->message);
    const bool repeated = (decision.flags & FR_FLAG_REPEATED) != 0;
    if (repeated != there && !(there && in->evicts)) fail(in, "repeated", there, repeated, one.id);
    in->under_way += there;
  }
  fr_context_destroy(context);
}

static void look_after(run *in) {
  fr_journal *journal;
  fr_journal_recovery recovery = FR_JOURNAL_RECOVERY_INIT;
  fr_journal_stats stats = FR_JOURNAL_STATS_INIT;
  found all = {0};
  char came[160];
  fr_engine *engine = open_place(&in->at, &journal, &recovery);
  if (engine == NULL) fail(in, "coming back", 1, 0, "");
  if (recovery.last_sequence < in->last) fail(in, "records of before", in->last, recovery.last_sequence, "");
  expect(in, "snapshots that do not verify", 0, recovery.snapshots_refused, "");
  read_all(in, &all, recovery.last_sequence);
  check_answers(in, &all);
  follow(in, journal, recovery.last_sequence);
  if (state_differs(engine, in->standby, true, came, sizeof came)) fail(in, "the same bytes", 1, 0, came);
  in->last = recovery.last_sequence;
  send_again(in, engine, journal, &all);
  if (fr_journal_checkpoint(journal) != FR_OK) fail(in, "fr_journal_checkpoint", 0, 1, "");
  (void)fr_journal_measure(journal, &stats);
  follow(in, journal, stats.last_sequence);
  in->records += all.count;
  in->snapshots += in->outside->snapshots;
  in->from_snapshot += recovery.snapshot_sequence != 0;
  in->cut += recovery.cut_bytes != 0;
  in->last = stats.last_sequence;
  if (fr_journal_close(journal) != FR_OK) fail(in, "fr_journal_close", 0, 1, "");
  if (state_differs(engine, in->standby, true, came, sizeof came)) fail(in, "the same bytes again", 1, 0, came);
  fr_engine_destroy(engine);
  free(all.ids);
  free(all.attempts);
}

int main(int argc, char **argv) {
  const char *asked = argc > 1 ? argv[1] : getenv("FR_KILL_CYCLES");
  const uint64_t cycles = asked == NULL ? 20 : strtoull(asked, NULL, 10);
  run in = {.random = argc > 2 ? strtoull(argv[2], NULL, 10) : 1};
  bundle bytes = bundle_of(&rules);
  const double begun = now_s();
  in.outside = mmap(NULL, sizeof *in.outside, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (bytes.size == 0 || in.outside == MAP_FAILED) return 2;
  in.at.bundle = bytes.data;
  in.at.bundle_size = bytes.size;
  for (; in.cycles < cycles; in.cycles++) {
    if (in.cycles % LIVES == 0) begin_directory(&in);
    live_and_be_killed(&in);
    look_after(&in);
    if (in.cycles % LIVES == LIVES - 1 || in.cycles + 1 == cycles) end_directory(&in);
  }
  munmap(in.outside, sizeof *in.outside);
  bundle_free(&bytes);
  const double seconds = now_s() - begun;
  printf(
      "simulator_kill: %llu cycles in %.1f s (%.1f a second): %llu answers, %llu records, %llu snapshots, %llu times "
      "from one, %llu torn tails, %llu sent again that were there; nothing lost\n",
      (unsigned long long)in.cycles, seconds, (double)in.cycles / seconds, (unsigned long long)in.answered,
      (unsigned long long)in.records, (unsigned long long)in.snapshots, (unsigned long long)in.from_snapshot,
      (unsigned long long)in.cut, (unsigned long long)in.under_way);
  return in.answered == 0 && cycles > 10 ? 1 : 0;
}
