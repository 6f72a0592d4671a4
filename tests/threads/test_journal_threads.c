/* SPDX-License-Identifier: Apache-2.0
 *
 * Four threads append and wait, one of them now and then pumps, another one checkpoints, one prunes, while the journal
 * goes through many small segments. Every record is there once, in the order in which its thread appended it, and what
 * was waited for was on the disk.
 *
 * Plain executable: Criterion does not start under ThreadSanitizer. */
#include <dirent.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../../libfraudrisk/journal/log.h"

enum { THREADS = 4, RECORDS = 3000, SIZE_MOST = 1500 };

typedef struct worker {
  pthread_t thread;
  fr__log *log;
  uint32_t number, failed;
} worker;

static void *append(void *argument) {
  worker *self = argument;
  uint8_t body[SIZE_MOST];
  for (uint32_t i = 0; i < RECORDS; i++) {
    uint64_t sequence, removed;
    fr__log_state state;
    const uint32_t size = 5 + (i * 7919 + self->number * 104729) % (SIZE_MOST - 5);
    memset(body, (int)(i & 255), size);
    memcpy(body, &i, sizeof i);
    fr_status status = fr__log_append(self->log, self->number, body, size, &sequence);
    if (status == FR_OK && i % 16 == self->number) status = fr__log_wait(self->log, sequence);
    if (status == FR_OK && i % 16 == self->number) {
      fr__log_measure(self->log, &state);
      if (state.synced_sequence < sequence) status = FR_INTERNAL;
    }
    if (status == FR_OK && self->number == 1 && i % 8 == 0) status = fr__log_pump(self->log);
    if (status == FR_OK && self->number == 2 && i % 100 == 0) status = fr__log_checkpoint(self->log);
    if (status == FR_OK && self->number == 3 && i % 100 == 0) status = fr__log_prune(self->log, 1, &removed);
    if (status < 0) {
      fprintf(stderr, "thread %u, record %u: %s\n", self->number, i, fr_status_name(status));
      self->failed = 1;
      break;
    }
  }
  return NULL;
}

static int check(const char *directory) {
  uint32_t next[THREADS] = {0};
  fr__log_reader *reader;
  fr__log_record record;
  fr_error error = FR_ERROR_INIT;
  const fr__log_reader_options options = {.directory = directory, .verify = true};
  if (fr__log_reader_open(&options, &reader, &error) < 0) {
    fprintf(stderr, "%s\n", error.message);
    return 1;
  }
  int wrong = 0;
  while (wrong == 0) {
    if (fr__log_reader_next(reader, &record, &error) < 0) {
      fprintf(stderr, "%s\n", error.message);
      wrong = 1;
    }
    if (record.sequence == 0) break;
    uint32_t i;
    memcpy(&i, record.body, sizeof i);
    if (record.kind >= THREADS || i != next[record.kind]++ || record.body[record.size - 1] != (uint8_t)i) wrong = 1;
  }
  for (uint32_t i = 0; i < THREADS; i++) wrong += next[i] != RECORDS;
  if (wrong != 0) fprintf(stderr, "the records are not those that were appended, or in another order\n");
  fr__log_reader_close(reader);
  return wrong != 0;
}

static void remove_all(const char *directory) {
  DIR *stream = opendir(directory);
  for (const struct dirent *entry; stream != NULL && (entry = readdir(stream)) != NULL;) {
    if (entry->d_name[0] != '.') (void)fr__io_posix()->remove(NULL, directory, entry->d_name);
  }
  if (stream != NULL) closedir(stream);
  (void)rmdir(directory);
}

int main(void) {
  char directory[] = "/tmp/fraudrisk-journal-XXXXXX";
  worker workers[THREADS];
  fr_error error = FR_ERROR_INIT;
  fr__log *log;
  int failed = 0;
  if (mkdtemp(directory) == NULL) return 1;
  const fr__log_options options = {
      .directory = directory, .mode = FR__LOG_SYNC, .segment_bytes = FR__LOG_MIN_SEGMENT_BYTES, .block_bytes = 8192};
  if (fr__log_open(&options, &log, NULL, &error) < 0) {
    fprintf(stderr, "%s\n", error.message);
    return 1;
  }
  for (uint32_t i = 0; i < THREADS; i++) {
    workers[i] = (worker){.log = log, .number = i};
    if (pthread_create(&workers[i].thread, NULL, append, &workers[i]) != 0) return 1;
  }
  for (uint32_t i = 0; i < THREADS; i++) {
    pthread_join(workers[i].thread, NULL);
    failed += (int)workers[i].failed;
  }
  fr__log_close(log);
  if (failed == 0) failed = check(directory);
  remove_all(directory);
  return failed != 0;
}
