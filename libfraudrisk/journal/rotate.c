/* SPDX-License-Identifier: Apache-2.0
 *
 * From one segment to the next, and away with old ones.
 *
 * At most two segments hold what may not be on the disk yet: before a third is begun the first of them is synced. And a
 * segment's header is on the disk before the segment has its name. So a torn tail lies in the last two segments, behind
 * a header; whatever else does not verify was not torn. */
#include "journal/log_parts.h"

enum { READY_BYTES = 1 << 16 };

static fr_status make_file(fr__log *log) {
  const fr__io *io = log->io;
  const uint64_t bytes = log->options.segment_bytes;
  FR_TRY(io->open(io->context, log->options.directory, FR__SEGMENT_NEXT, FR__IO_CREATE, &log->next));
  FR_TRY(io->allocate(log->next, bytes));
  FR_TRY(io->map(log->next, bytes, &log->next_memory));
  FR_TRY(io->sync(log->next, 0, bytes));
  io->ready(log->next, 0, READY_BYTES);
  return FR_OK;
}

fr_status fr__log_prepare(fr__log *log) {
  if (log->next != NULL) return FR_OK;
  const fr_status status = make_file(log);
  if (status < 0 && log->next != NULL) { /* it holds nothing yet; what it took of a full disk is given back */
    log->io->close(log->next);
    log->next = NULL;
    (void)log->io->remove(log->io->context, log->options.directory, FR__SEGMENT_NEXT);
  }
  return status;
}

fr_status fr__log_turn(fr__log *log, uint64_t number) {
  const fr__io *io = log->io;
  char name[FR__SEGMENT_NAME_BYTES];
  fr__segment begun = {.file = log->next};
  fr__item_header *header = &begun.header;
  memcpy(header->engine, log->options.engine, sizeof header->engine);
  header->created_us = log->options.created_us;
  header->number = number;
  header->first = log->last_sequence + 1;
  header->segment_bytes = log->options.segment_bytes;
  header->synced = __atomic_load_n(&log->synced, __ATOMIC_ACQUIRE);
  header->blocks = log->spine.blocks;
  memcpy(header->chain, log->spine.chain, sizeof header->chain);
  header->tree = log->spine.tree;
  memset(log->next_memory, 0, FR__ITEM_HEADER_ROOM); /* an attempt before may have failed behind this */
  begun.header_size = fr__item_write_header(&log->crc, log->next_memory, header);
  if (io->sync(log->next, 0, begun.header_size) < 0) return fr__log_end(log);
  fr__segment_name(name, header->first);
  FR_TRY(io->rename(io->context, log->options.directory, FR__SEGMENT_NEXT, name));
  log->previous = log->current;
  log->current = begun;
  log->memory = log->next_memory;
  log->next = NULL;
  log->seed = fr__item_seed(&log->crc, header->engine, header->first);
  log->tail = log->hashed = log->block_begin = log->synced_position = log->made_ready = begun.header_size;
  log->seal_end = 0;
  __atomic_store_n(&log->segments, log->segments + 1, __ATOMIC_RELEASE);
  return FR_OK;
}

static fr_status rotate(fr__log *log) {
  FR_TRY(fr__log_seal_rest(log));
  return fr__log_turn(log, log->current.header.number + 1);
}

/* What the system refuses an append is one thing to whoever scores; at the next opening it is told apart. */
static fr_status as_told(fr_status status) {
  const bool refused = status == FR_NOT_A_DIRECTORY || status == FR_NOT_PERMITTED || status == FR_READ_ONLY ||
                       status == FR_TOO_MANY_FILES || status == FR_NOT_FOUND;
  return refused ? FR_JOURNAL_DOWN : status;
}

fr_status fr__log_make_room(fr__log *log, uint64_t bytes) {
  pthread_mutex_lock(&log->seal);
  /* Most of the hashing is done while others still append what is small enough, or wait for this lock. */
  fr_status status = fr__log_failed(log);
  if (status == FR_OK) status = fr__log_seal_some(log, UINT64_MAX);
  if (status == FR_OK) status = fr__log_sync_previous(log);
  if (status == FR_OK && log->next == NULL) {
    pthread_mutex_lock(&log->append);
    const bool room = fr__log_fits(log, bytes); /* somebody else was here before */
    pthread_mutex_unlock(&log->append);
    if (!room) status = log->options.when_full == FR__LOG_REFUSE ? FR_JOURNAL_FULL : fr__log_prepare(log);
  }
  pthread_mutex_lock(&log->append);
  if (status == FR_OK) status = fr__log_failed(log);
  if (status == FR_OK && !fr__log_fits(log, bytes)) status = log->next == NULL ? FR_JOURNAL_FULL : rotate(log);
  pthread_mutex_unlock(&log->seal);
  return as_told(status);
}

static fr_status remove_until(fr__log *log, const fr__segments *segments, uint64_t before, uint64_t keep_from,
                              uint64_t *removed) {
  const fr__io *io = log->io;
  for (uint64_t i = 0; i + 1 < segments->count; i++) { /* the oldest first: what is left has no gap, whatever fails */
    char name[FR__SEGMENT_NAME_BYTES];
    if (segments->firsts[i + 1] > before || segments->firsts[i] >= keep_from) break;
    fr__segment_name(name, segments->firsts[i]);
    FR_TRY(io->remove(io->context, log->options.directory, name));
    __atomic_store_n(&log->first_sequence, segments->firsts[i + 1], __ATOMIC_RELEASE);
    __atomic_store_n(&log->segments, log->segments - 1, __ATOMIC_RELEASE);
    ++*removed;
  }
  return *removed == 0 ? FR_OK : io->sync_directory(io->context, log->options.directory);
}

fr_status fr__log_prune(fr__log *log, uint64_t before_sequence, uint64_t *removed_segments) {
  fr__segments segments;
  *removed_segments = 0;
  FR_TRY(fr__log_failed(log));
  pthread_mutex_lock(&log->seal);
  fr_status status = fr__log_sync_previous(log);
  pthread_mutex_lock(&log->append);
  const uint64_t keep_from = log->current.header.first;
  pthread_mutex_unlock(&log->append);
  if (status == FR_OK) status = fr__segments_list(log->io, log->options.directory, &segments, NULL);
  if (status == FR_OK) {
    status = remove_until(log, &segments, before_sequence, keep_from, removed_segments);
    fr__segments_free(&segments);
  }
  pthread_mutex_unlock(&log->seal);
  return status;
}
