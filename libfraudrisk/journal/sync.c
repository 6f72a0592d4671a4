/* SPDX-License-Identifier: Apache-2.0
 *
 * Waiting for the disk. Of all who wait one goes there for all: what was appended up to the moment when he goes is on
 * the disk when he comes back. */
#include "journal/log_parts.h"

/* What one goes to the disk for. */
typedef struct errand {
  fr__file *previous, *current;
  uint64_t previous_bytes, from, to;
  uint64_t last; /* the last record that is on the disk afterwards */
} errand;

static void begin(fr__log *log, bool current_too, errand *what) {
  pthread_mutex_lock(&log->append);
  memset(what, 0, sizeof *what);
  what->previous = log->previous.file;
  what->previous_bytes = log->previous.header.segment_bytes;
  what->last = log->current.header.first - 1;
  if (current_too) {
    what->current = log->current.file;
    what->from = log->synced_position;
    what->to = log->tail;
    what->last = log->last_sequence;
  }
  pthread_mutex_unlock(&log->append);
}

static fr_status run(const fr__log *log, const errand *what) {
  const fr__io *io = log->io;
  /* A segment that has one before it open was renamed since the directory was synced. */
  if (what->previous != NULL) {
    FR_TRY(io->sync(what->previous, 0, what->previous_bytes));
    FR_TRY(io->sync_directory(io->context, log->options.directory));
  }
  return what->current == NULL ? FR_OK : io->sync(what->current, what->from, what->to - what->from);
}

void fr__log_mark(fr__log *log, uint64_t through) {
  uint8_t mark[FR__ITEM_MARK_ROOM];
  if (through == 0 || !fr__log_fits(log, sizeof mark)) return;
  fr__log_put(log, mark, fr__item_write_mark(&log->crc, log->seed, mark, through));
}

static void finish(fr__log *log, const errand *what) {
  pthread_mutex_lock(&log->append);
  /* While the previous segment is open there is no rotation, so it is still the same. */
  if (what->previous != NULL) log->previous.file = NULL;
  /* Meanwhile the current one may have become the previous one; then the new one's position stands already. */
  if (what->current != NULL && what->current == log->current.file) log->synced_position = what->to;
  fr__log_mark(log, what->last);
  pthread_mutex_unlock(&log->append);
  if (what->previous != NULL) log->io->close(what->previous);
}

/* `sync` is held, nobody is at the disk, and afterwards it is held again. */
static fr_status go(fr__log *log, bool current_too) {
  errand what;
  log->syncing = true;
  pthread_mutex_unlock(&log->sync);
  begin(log, current_too, &what);
  fr_status status = run(log, &what);
  if (status == FR_OK) {
    finish(log, &what);
  } else {
    status = fr__log_end(log);
  }
  pthread_mutex_lock(&log->sync);
  if (status == FR_OK && what.last > log->synced) __atomic_store_n(&log->synced, what.last, __ATOMIC_RELEASE);
  log->syncing = false;
  pthread_cond_broadcast(&log->done);
  return status;
}

fr_status fr__log_sync(fr__log *log, uint64_t sequence) {
  FR_REQUIRE(sequence <= __atomic_load_n(&log->last_sequence, __ATOMIC_ACQUIRE), FR_BAD_ARGUMENT);
  fr_status status = FR_OK;
  pthread_mutex_lock(&log->sync);
  while (status == FR_OK && log->synced < sequence) {
    status = fr__log_failed(log);
    if (status < 0) break;
    if (log->syncing) {
      pthread_cond_wait(&log->done, &log->sync);
    } else {
      status = go(log, true);
    }
  }
  pthread_mutex_unlock(&log->sync);
  return status;
}

fr_status fr__log_wait(fr__log *log, uint64_t sequence) {
  if (log->options.mode == FR__LOG_SYNC) return fr__log_sync(log, sequence);
  FR_REQUIRE(sequence <= __atomic_load_n(&log->last_sequence, __ATOMIC_ACQUIRE), FR_BAD_ARGUMENT);
  return FR_OK;
}

static bool previous_is_open(fr__log *log) {
  pthread_mutex_lock(&log->append);
  const bool open = log->previous.file != NULL;
  pthread_mutex_unlock(&log->append);
  return open;
}

fr_status fr__log_sync_previous(fr__log *log) {
  fr_status status = FR_OK;
  if (!previous_is_open(log)) return fr__log_failed(log);
  pthread_mutex_lock(&log->sync);
  /* Whoever is at the disk may have gone before the segment was closed: ask again when he is back. */
  while (log->syncing) pthread_cond_wait(&log->done, &log->sync);
  status = fr__log_failed(log);
  if (status == FR_OK && previous_is_open(log)) status = go(log, false);
  pthread_mutex_unlock(&log->sync);
  return status;
}

/* A seal may come behind records that are on the disk already. */
static bool has_loose_seal(fr__log *log) {
  pthread_mutex_lock(&log->append);
  const bool loose = log->previous.file != NULL || log->seal_end > log->synced_position;
  pthread_mutex_unlock(&log->append);
  return loose;
}

fr_status fr__log_sync_seals(fr__log *log) {
  fr_status status = FR_OK;
  pthread_mutex_lock(&log->sync);
  while (log->syncing) pthread_cond_wait(&log->done, &log->sync);
  status = fr__log_failed(log);
  if (status == FR_OK && has_loose_seal(log)) status = go(log, true);
  pthread_mutex_unlock(&log->sync);
  return status;
}
