/* SPDX-License-Identifier: Apache-2.0
 *
 * A process that writes is killed, on the system's own files, again and again. FR_JOURNAL_KILLS says how often. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "journal/support.h"

enum { USUAL = 30, SIZE_MOST = 900 };

/* In memory that parent and child share. */
typedef struct told {
  uint64_t appended, safe; /* atomically */
} told;

static void *pump(void *argument) {
  for (;;) {
    if (fr__log_pump(argument) < 0) _exit(3);
    usleep(500);
  }
  return NULL;
}

/* Never returns. */
static void write_on(const fr__log_options *options, told *outside) {
  fr__log *log;
  pthread_t other;
  uint64_t removed;
  if (fr__log_open(options, &log, NULL, NULL) < 0) _exit(1);
  if (pthread_create(&other, NULL, pump, log) != 0) _exit(2);
  for (uint64_t round = 1;; round++) {
    uint64_t sequence = 0;
    for (int i = 0; i < 40; i++) {
      if (append_next(log, SIZE_MOST, &sequence) < 0) _exit(4);
      __atomic_store_n(&outside->appended, sequence, __ATOMIC_RELEASE);
    }
    if (fr__log_wait(log, sequence) < 0) _exit(5);
    if (options->mode == FR__LOG_SYNC) __atomic_store_n(&outside->safe, sequence, __ATOMIC_RELEASE);
    if (round % 16 == 0 && fr__log_prune(log, sequence > 2000 ? sequence - 2000 : 0, &removed) < 0) _exit(6);
    if (round % 8 == 0 && fr__log_checkpoint(log) < 0) _exit(7);
  }
}

/* Until something of this life has been told, however slow the disk is; a minute is no disk's. */
static void wait_for_word(const uint64_t *word) {
  const uint64_t before = __atomic_load_n(word, __ATOMIC_ACQUIRE);
  for (uint32_t waits = 0; __atomic_load_n(word, __ATOMIC_ACQUIRE) == before; waits++) {
    cr_assert_lt(waits, 600000, "nothing is told in a minute");
    usleep(100);
  }
}

/* The moment counts from the birth, and so may be in the middle of opening, or from the life's first word. */
static void kill_once(const fr__log_options *options, told *outside, bool after_a_word, uint32_t microseconds) {
  const uint64_t before = outside->appended;
  const pid_t child = fork();
  cr_assert_geq(child, 0);
  if (child == 0) write_on(options, outside);
  if (after_a_word) wait_for_word(options->mode == FR__LOG_SYNC ? &outside->safe : &outside->appended);
  usleep(microseconds);
  cr_assert_eq(kill(child, SIGKILL), 0);
  int how;
  cr_assert_eq(waitpid(child, &how, 0), child);
  cr_assert(WIFSIGNALED(how), "it ended by itself with %d", WEXITSTATUS(how));
  fr__log *log;
  fr__log_recovery found;
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(fr__log_open(options, &log, &found, &error), FR_OK, "%s", error.message);
  /* All that was appended is there, and at most one that was not told any more. */
  cr_assert_geq(found.last_sequence, outside->appended);
  cr_assert_leq(found.last_sequence, outside->appended + 1);
  cr_assert_geq(found.last_sequence, before);
  outside->appended = found.last_sequence;
  fr__log_close(log);
  fr__log_reader_options reading = {.directory = options->directory, .engine = options->engine};
  fr__log_report report;
  cr_assert_eq(fr__log_verify(&reading, found.last_sequence, &report, &error), FR_OK, "%s", error.message);
}

static void remove_all(const char *directory) {
  DIR *stream = opendir(directory);
  cr_assert_not_null(stream);
  for (const struct dirent *entry; (entry = readdir(stream)) != NULL;) {
    if (entry->d_name[0] != '.') (void)fr__io_posix()->remove(NULL, directory, entry->d_name);
  }
  closedir(stream);
  cr_assert_eq(rmdir(directory), 0);
}

static void kill_often(enum fr__log_mode mode) {
  char directory[] = "/tmp/fraudrisk-journal-XXXXXX";
  const char *more = getenv("FR_JOURNAL_KILLS");
  const uint64_t kills = more == NULL ? USUAL : strtoull(more, NULL, 10);
  uint64_t random = 11;
  cr_assert_not_null(mkdtemp(directory));
  fr__log_options options = {.directory = directory,
                             .mode = mode,
                             .segment_bytes = FR__LOG_MIN_SEGMENT_BYTES,
                             .block_bytes = 4096,
                             .created_us = CREATED_US};
  told *outside = mmap(NULL, sizeof *outside, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  cr_assert_neq(outside, MAP_FAILED);
  for (uint64_t i = 0; i < kills; i++) {
    kill_once(&options, outside, i % 3 == 2, 500 + (uint32_t)(test_random(&random) % 20000));
  }
  cr_assert_gt(outside->appended, 100);
  if (mode == FR__LOG_SYNC) cr_assert_gt(outside->safe, 0);
  munmap(outside, sizeof *outside);
  remove_all(directory);
}

/* ---- another process reads what is written ---- */

enum { FOLLOWED = 20000 };

static void write_quickly(const fr__log_options *options) {
  fr__log *log;
  uint64_t sequence = 0;
  if (fr__log_open(options, &log, NULL, NULL) < 0) _exit(1);
  while (sequence < FOLLOWED) {
    if (append_next(log, SIZE_MOST, &sequence) < 0) _exit(2);
    if (sequence % 64 == 0 && fr__log_pump(log) < 0) _exit(3);
  }
  fr__log_close(log);
  _exit(0);
}

static void follow(const fr__log_options *options) {
  const fr__log_reader_options reading = {.directory = options->directory, .engine = options->engine, .verify = true};
  fr__log_reader *reader;
  fr__log_record record;
  fr_error error = FR_ERROR_INIT;
  while (fr__log_reader_open(&reading, &reader, &error) == FR_NOT_FOUND) usleep(100);
  cr_assert_not_null(reader, "%s", error.message);
  for (uint64_t next = 1, waits = 0; next <= FOLLOWED;) {
    cr_assert_eq(fr__log_reader_next(reader, &record, &error), FR_OK, "%s", error.message);
    if (record.sequence == 0) {
      cr_assert_lt(++waits, 200000, "nothing comes after %llu", (unsigned long long)next - 1);
      usleep(100);
      continue;
    }
    cr_assert_eq(record.sequence, next++);
    cr_assert(record_is(&record, SIZE_MOST));
  }
  fr__log_reader_close(reader);
}

Test(follow, a_reader_in_another_process_keeps_up) {
  char directory[] = "/tmp/fraudrisk-journal-XXXXXX";
  cr_assert_not_null(mkdtemp(directory));
  const fr__log_options options = {
      .directory = directory, .segment_bytes = FR__LOG_MIN_SEGMENT_BYTES, .created_us = CREATED_US};
  const pid_t child = fork();
  cr_assert_geq(child, 0);
  if (child == 0) write_quickly(&options);
  follow(&options);
  int how;
  cr_assert_eq(waitpid(child, &how, 0), child);
  cr_assert(WIFEXITED(how) && WEXITSTATUS(how) == 0);
  remove_all(directory);
}

Test(kill, a_killed_process_loses_nothing_that_was_waited_for) { kill_often(FR__LOG_SYNC); }
Test(kill, a_killed_process_loses_nothing_that_was_appended) { kill_often(FR__LOG_ASYNC); }

/* ---- the rest of the system's files ---- */

Test(posix, what_the_system_refuses_has_a_status) {
  const fr__io *io = fr__io_posix();
  char directory[] = "/tmp/fraudrisk-journal-XXXXXX";
  fr__file *file, *second;
  uint64_t count;
  uint8_t *memory, bytes[8];
  fr_error error = FR_ERROR_INIT;
  fr__log *log;
  cr_assert_not_null(mkdtemp(directory));
  cr_assert_eq(io->open(NULL, directory, "none", FR__IO_READ, &file), FR_NOT_FOUND);
  cr_assert_eq(io->remove(NULL, directory, "none"), FR_NOT_FOUND);
  cr_assert_eq(io->rename(NULL, directory, "none", "more"), FR_NOT_FOUND);
  cr_assert_eq(io->list(NULL, "/nowhere/at/all", NULL, NULL), FR_NOT_FOUND);
  cr_assert_eq(io->sync_directory(NULL, "/nowhere/at/all"), FR_NOT_FOUND);
  cr_assert_eq(io->open(NULL, "/proc", "none", FR__IO_CREATE, &file), FR_NOT_FOUND);
  cr_assert_eq(io->open(NULL, directory, "one", FR__IO_CREATE, &file), FR_OK);
  cr_assert_eq(io->open(NULL, directory, "one", FR__IO_WRITE, &second), FR_OK);
  cr_assert_eq(io->lock(file), FR_OK);
  cr_assert_eq(io->lock(second), FR_JOURNAL_LOCKED);
  cr_assert_eq(fr__io_write_all(io, file, 0, "12345678", 8), FR_OK);
  cr_assert_eq(io->sync(file, 0, 8), FR_OK); /* not mapped */
  cr_assert_eq(fr__io_read_all(io, second, 3, bytes, 8, &count), FR_OK);
  cr_assert_eq(count, 5);
  cr_assert_arr_eq(bytes, "45678", 5);
  cr_assert_eq(io->allocate(file, UINT64_C(1) << 62), FR_JOURNAL_FULL);
  cr_assert_eq(io->allocate(file, 8192), FR_OK);
  cr_assert_eq(io->map(file, 8192, &memory), FR_OK);
  cr_assert_eq(io->map(file, 8192, &memory), FR_BAD_ARGUMENT);
  io->close(file);
  io->close(second);
  io->close(NULL);
  fr__log_options options = {.directory = "/nowhere/at/all"};
  cr_assert_eq(fr__log_open(&options, &log, NULL, &error), FR_NOT_FOUND);
  cr_assert_str_eq(error.message, "the journal's directory does not exist: make it first");
  remove_all(directory);
}
