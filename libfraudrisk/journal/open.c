/* SPDX-License-Identifier: Apache-2.0
 *
 * Opening and closing a log. */
#include <stdlib.h>

#include "journal/log_parts.h"

enum { PAGE_BYTES = 4096 };

static fr_status check_options(const fr__log_options *options, fr_error *error) {
  const uint64_t bytes = options->segment_bytes;
  if (options->directory == NULL || options->directory[0] == 0) {
    return fr__fail(error, FR_BAD_ARGUMENT, "directory", "the journal needs a directory");
  }
  if (strlen(options->directory) > FR__LOG_MAX_PATH) {
    return fr__fail(error, FR_TOO_LONG, "directory", "the path of the journal's directory has more than %d bytes",
                    FR__LOG_MAX_PATH);
  }
  if (bytes != 0 && (bytes < FR__LOG_MIN_SEGMENT_BYTES || bytes > FR__LOG_MAX_SEGMENT_BYTES)) {
    return fr__fail(error, FR_BAD_ARGUMENT, "segment_bytes", "segment_bytes is %llu; it has to lie from %llu to %llu",
                    (unsigned long long)bytes, (unsigned long long)FR__LOG_MIN_SEGMENT_BYTES,
                    (unsigned long long)FR__LOG_MAX_SEGMENT_BYTES);
  }
  if (options->created_us < 0 || options->created_us >= FR_MAX_TIME_US) {
    return fr__fail(error, FR_BAD_TIME, "created_us", "created_us lies outside the years 1970 to 2099");
  }
  return FR_OK;
}

static void settle_options(fr__log *log, const fr__log_options *options, char *directory) {
  log->options = *options;
  log->options.directory = directory;
  log->options.signing_key = NULL;
  log->io = options->io == NULL ? fr__io_posix() : options->io;
  if (options->segment_bytes == 0) log->options.segment_bytes = FR__LOG_SEGMENT_BYTES;
  log->options.segment_bytes = (log->options.segment_bytes + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
  if (options->block_bytes == 0) log->options.block_bytes = FR__LOG_BLOCK_BYTES;
  if (options->block_records == 0) log->options.block_records = FR__LOG_BLOCK_RECORDS;
}

/* What an operator can do about a directory in which the first file cannot be made. */
static const char *advice(fr_status status) {
  switch (status) {
    case FR_NOT_FOUND: return "the journal's directory does not exist: make it first";
    case FR_NOT_A_DIRECTORY:
      return "the journal's directory is a file, or lies under one: give the path of a directory";
    case FR_NOT_PERMITTED:
      return "this process may not write into the journal's directory: see to whom it and its files belong";
    case FR_READ_ONLY:
      return "the journal's directory lies on a file system that is read-only: mount it for writing, or move it";
    case FR_TOO_MANY_FILES:
      return "this process, or the whole system, has as many files open as it may: raise that limit, or close some";
    case FR_JOURNAL_FULL: return "the disk of the journal's directory has no room, or a quota is used up: make room";
    case FR_NO_MEMORY: return "out of memory";
    default: return "the system cannot open a file in the journal's directory: see what it logs about that disk";
  }
}

static fr_status take_lock(fr__log *log, fr_error *error) {
  const fr__io *io = log->io;
  const char *directory = log->options.directory;
  fr_status status = io->open(io->context, directory, FR__SEGMENT_LOCK, FR__IO_CREATE, &log->lock_file);
  if (status < 0) return fr__fail(error, status, "directory", "%s", advice(status));
  status = io->lock(log->lock_file);
  if (status == FR_JOURNAL_LOCKED) {
    return fr__fail(error, status, "directory",
                    "the journal is open already, in this process or another: end that one first");
  }
  return status < 0 ? fr__segment_fail(error, status, "the file", FR__SEGMENT_LOCK) : FR_OK;
}

static fr_status create(fr__log *log, fr__log_recovery *recovery, fr_error *error) {
  fr_status status = fr__log_prepare(log);
  if (status == FR_OK) status = fr__log_turn(log, 1);
  if (status == FR_OK) status = log->io->sync_directory(log->io->context, log->options.directory);
  if (status < 0) return fr__segment_fail(error, status, "the journal's first", "segment");
  recovery->created = true;
  recovery->first_sequence = log->first_sequence = 1;
  return FR_OK;
}

static fr_status find(fr__log *log, fr__log_recovery *recovery, fr_error *error) {
  const fr__io *io = log->io;
  fr__segments segments;
  /* One that was made ready and not begun, or begun and not named: nothing in it was ever acknowledged as kept. */
  const fr_status removed = io->remove(io->context, log->options.directory, FR__SEGMENT_NEXT);
  if (removed < 0 && removed != FR_NOT_FOUND) return fr__segment_fail(error, removed, "the file", FR__SEGMENT_NEXT);
  fr_status status = fr__segments_list(io, log->options.directory, &segments, error);
  if (status == FR_OK) {
    status = segments.count == 0 ? create(log, recovery, error) : fr__log_recover(log, &segments, recovery, error);
  }
  fr__segments_free(&segments);
  return status;
}

static fr_status fill(fr__log *log, const fr__log_options *options, fr__log_recovery *recovery, fr_error *error) {
  fr__crc32c_init(&log->crc);
  FR_TRY(fr__hasher_create(&log->spine.hasher));
  if (options->signing_key != NULL) {
    FR_TRY(fr__key_private_from_pem(options->signing_key, options->signing_key_size, &log->key, error));
  }
  FR_TRY(take_lock(log, error));
  return find(log, recovery, error);
}

fr_status fr__log_open(const fr__log_options *options, fr__log **log, fr__log_recovery *recovery, fr_error *error) {
  fr__log_recovery found = {0};
  *log = NULL;
  if (recovery != NULL) *recovery = found;
  FR_TRY(check_options(options, error));
  const size_t length = strlen(options->directory);
  fr__log *made = calloc(1, sizeof *made);
  char *directory = malloc(length + 1);
  if (made == NULL || directory == NULL) {
    free(made);
    free(directory);
    return fr__fail(error, FR_NO_MEMORY, NULL, "out of memory");
  }
  memcpy(directory, options->directory, length + 1);
  settle_options(made, options, directory);
  pthread_mutex_init(&made->append, NULL);
  pthread_mutex_init(&made->seal, NULL);
  pthread_mutex_init(&made->sync, NULL);
  pthread_cond_init(&made->done, NULL);
  const fr_status status = fill(made, options, &found, error);
  if (recovery != NULL) *recovery = found;
  if (status < 0) {
    fr__log_close(made);
    return status;
  }
  *log = made;
  return FR_OK;
}

void fr__log_close(fr__log *log) {
  if (log == NULL) return;
  const fr__io *io = log->io;
  if (log->previous.file != NULL) io->close(log->previous.file);
  if (log->current.file != NULL) io->close(log->current.file);
  if (log->next != NULL) {
    io->close(log->next);
    (void)io->remove(io->context, log->options.directory, FR__SEGMENT_NEXT);
  }
  if (log->lock_file != NULL) io->close(log->lock_file);
  fr__key_free(log->key);
  fr__hasher_destroy(log->spine.hasher);
  pthread_cond_destroy(&log->done);
  pthread_mutex_destroy(&log->sync);
  pthread_mutex_destroy(&log->seal);
  pthread_mutex_destroy(&log->append);
  union { /* the one place where what open() copied is given back */
    const char *given;
    char *ours;
  } directory = {.given = log->options.directory};
  free(directory.ours);
  free(log);
}
