/* SPDX-License-Identifier: Apache-2.0
 *
 * The journal's log: what an append costs whoever calls it, what a pump costs a record, how fast a journal is verified
 * and read, beside SHA-256 over the same bytes; and, with a disk, what a group commit takes.
 *
 *   bench_journal [--tiny] DIRECTORY      an empty directory; what it makes there it removes again */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "crypto/hasher.h"
#include "journal/log.h"

enum { BODY = 300, RECORDS = 1000000, TINY = 20000, PIECE = 1000, ROUNDS = 5, COMMITS = 400, TINY_COMMITS = 20 };

static uint8_t body[BODY];
static const char *directory;
static uint64_t records = RECORDS;

/* What is computed is measured in the process's own time, what waits for the disk in the world's. */
static double time_ns(clockid_t of) {
  struct timespec t;
  clock_gettime(of, &t);
  return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static void must(fr_status status, const char *what) {
  if (status >= 0) return;
  fprintf(stderr, "bench_journal: %s: %s\n", what, fr_status_text(status));
  exit(1);
}

static void forget(void *argument, const char *name) {
  (void)argument;
  const char *dot = strrchr(name, '.');
  if ((dot != NULL && strcmp(dot, ".journal") == 0) || strcmp(name, "lock") == 0) {
    (void)fr__io_posix()->remove(NULL, directory, name);
  }
}

static int ascending(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static fr__log *open_log(enum fr__log_mode mode) {
  fr__log_options options = {.directory = directory, .mode = mode, .engine = "bench of journal"};
  fr__log *log;
  fr_error error = FR_ERROR_INIT;
  if (fr__log_open(&options, &log, NULL, &error) < 0) {
    fprintf(stderr, "bench_journal: %s\n", error.message);
    exit(1);
  }
  return log;
}

/* Appends and pumps in turns, each on its own clock: as if another thread pumped in time. */
static void appending(void) {
  fr__log *log = open_log(FR__LOG_ASYNC);
  const uint64_t pieces = records / PIECE;
  double *appends = calloc(pieces, sizeof *appends), pumps = 0, sum = 0;
  if (appends == NULL) exit(1);
  for (uint64_t piece = 0; piece < pieces; piece++) {
    uint64_t sequence;
    const double began = time_ns(CLOCK_PROCESS_CPUTIME_ID);
    for (int i = 0; i < PIECE; i++) must(fr__log_append(log, 1, body, BODY, &sequence), "append");
    const double appended = time_ns(CLOCK_PROCESS_CPUTIME_ID);
    must(fr__log_pump(log), "pump");
    pumps += time_ns(CLOCK_PROCESS_CPUTIME_ID) - appended;
    appends[piece] = (appended - began) / PIECE;
    sum += appends[piece];
  }
  qsort(appends, pieces, sizeof *appends, ascending);
  printf("append: %.0f ns a record of %d bytes (median of %llu times %d; mean %.0f, 99 %% %.0f)\n", appends[pieces / 2],
         BODY, (unsigned long long)pieces, PIECE, sum / (double)pieces, appends[pieces * 99 / 100]);
  printf("pump:   %.0f ns a record\n", pumps / (double)(pieces * PIECE));
  free(appends);
  const double began = time_ns(CLOCK_PROCESS_CPUTIME_ID);
  must(fr__log_checkpoint(log), "checkpoint");
  printf("checkpoint at the end: %.2f ms of computing\n", (time_ns(CLOCK_PROCESS_CPUTIME_ID) - began) / 1e6);
  fr__log_close(log);
}

static double raw_sha256(void) {
  fr__hasher *hasher;
  uint8_t digest[FR__SHA256_BYTES];
  static uint8_t large[1 << 20];
  must(fr__hasher_create(&hasher), "SHA-256");
  const double began = time_ns(CLOCK_PROCESS_CPUTIME_ID);
  for (int i = 0; i < 100; i++) must(fr__hasher_digest(hasher, 0, large, sizeof large, NULL, 0, digest), "SHA-256");
  const double took = time_ns(CLOCK_PROCESS_CPUTIME_ID) - began;
  fr__hasher_destroy(hasher);
  return 100.0 * sizeof large / took;
}

static void reading(void) {
  fr__log_reader_options options = {.directory = directory};
  double verified[ROUNDS], read[ROUNDS];
  fr__log_report report;
  fr_error error = FR_ERROR_INIT;
  for (int round = 0; round < ROUNDS; round++) {
    double began = time_ns(CLOCK_PROCESS_CPUTIME_ID);
    must(fr__log_verify(&options, 0, &report, &error), error.message);
    verified[round] = time_ns(CLOCK_PROCESS_CPUTIME_ID) - began;
    fr__log_reader *reader;
    fr__log_record record;
    began = time_ns(CLOCK_PROCESS_CPUTIME_ID);
    must(fr__log_reader_open(&options, &reader, &error), error.message);
    do must(fr__log_reader_next(reader, &record, &error), error.message);
    while (record.sequence != 0);
    read[round] = time_ns(CLOCK_PROCESS_CPUTIME_ID) - began;
    fr__log_reader_close(reader);
  }
  qsort(verified, ROUNDS, sizeof *verified, ascending);
  qsort(read, ROUNDS, sizeof *read, ascending);
  const double count = (double)report.records, raw = raw_sha256();
  printf("verify: %.2f million records a second, %.0f MB/s; SHA-256 over one piece: %.0f MB/s\n",
         count / verified[ROUNDS / 2] * 1e3, (double)report.bytes / verified[ROUNDS / 2] * 1e3, raw * 1e3);
  printf("read:   %.2f million records a second, %.0f MB/s\n", count / read[ROUNDS / 2] * 1e3,
         (double)report.bytes / read[ROUNDS / 2] * 1e3);
  printf("root:   %02x%02x%02x%02x over %llu records\n", report.root[0], report.root[1], report.root[2], report.root[3],
         (unsigned long long)report.records);
}

static void *committer(void *argument) {
  fr__log *log = argument;
  for (int i = 0; i < (records == RECORDS ? COMMITS : TINY_COMMITS); i++) {
    uint64_t sequence;
    must(fr__log_append(log, 1, body, BODY, &sequence), "append");
    must(fr__log_wait(log, sequence), "wait");
  }
  return NULL;
}

static void committing(uint32_t threads) {
  fr__log *log = open_log(FR__LOG_SYNC);
  pthread_t started[16];
  const double began = time_ns(CLOCK_MONOTONIC);
  for (uint32_t i = 0; i < threads; i++) {
    if (pthread_create(&started[i], NULL, committer, log) != 0) exit(1);
  }
  for (uint32_t i = 0; i < threads; i++) pthread_join(started[i], NULL);
  const double took = time_ns(CLOCK_MONOTONIC) - began, each = records == RECORDS ? COMMITS : TINY_COMMITS;
  printf("sync:   %u threads, %.0f records a second on the disk, %.2f ms for one\n", threads,
         threads * each / took * 1e9, took / each / 1e6);
  fr__log_close(log);
}

int main(int argc, char **argv) {
  const bool tiny = argc == 3 && strcmp(argv[1], "--tiny") == 0;
  if (argc != (tiny ? 3 : 2)) {
    fprintf(stderr, "bench_journal: say bench_journal [--tiny] DIRECTORY\n");
    return 2;
  }
  directory = argv[argc - 1];
  if (tiny) records = TINY;
  for (size_t i = 0; i < sizeof body; i++) body[i] = (uint8_t)(i * 37);
  appending();
  reading();
  committing(1);
  committing(8);
  must(fr__io_posix()->list(NULL, directory, forget, NULL), "listing");
  return 0;
}
