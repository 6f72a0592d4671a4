/* SPDX-License-Identifier: Apache-2.0
 *
 * Appending, and what a host's own thread does for it. */
#include "journal/log_parts.h"

/* An append that finds so many blocks undone does some itself: then nobody pumps, or not often enough. */
enum { HELP_BLOCKS = 16, HELP_RECORDS = 512, READY_BYTES = 1 << 20 };
/* Of what nobody waits for a pump syncs so much at once, or a quarter of a segment, and marks it: what is damaged later
 * is told from a torn tail by that, and less than this stands behind the last mark. */
enum { MARK_BYTES = 1 << 20 };

fr_status fr__log_end(fr__log *log) {
  __atomic_store_n(&log->failed, FR_JOURNAL_DOWN, __ATOMIC_RELEASE);
  return FR_JOURNAL_DOWN;
}

void fr__log_put(fr__log *log, const uint8_t *item, uint64_t size) {
  uint8_t *at = log->memory + log->tail;
  memcpy(at + 1, item + 1, size - 1);
  __atomic_store_n(at, item[0], __ATOMIC_RELEASE);
  log->tail += size;
}

/* It is put off where somebody else is at it. */
static fr_status help(fr__log *log) {
  if (pthread_mutex_trylock(&log->seal) != 0) return FR_OK;
  const fr_status status = fr__log_seal_some(log, HELP_RECORDS);
  pthread_mutex_unlock(&log->seal);
  return status;
}

fr_status fr__log_append(fr__log *log, uint32_t kind, const void *body, uint32_t size, uint64_t *sequence) {
  const uint64_t room = (uint64_t)size + FR__ITEM_RECORD_ROOM;
  *sequence = 0;
  FR_REQUIRE(size <= FR__LOG_MAX_BODY, FR_TOO_LONG);
  pthread_mutex_lock(&log->append);
  fr_status status = fr__log_failed(log);
  if (status == FR_OK && !fr__log_fits(log, room)) {
    pthread_mutex_unlock(&log->append);
    status = fr__log_make_room(log, room);
  }
  uint64_t undone = 0;
  if (status == FR_OK) {
    const uint64_t number = log->last_sequence + 1;
    fr__item_write_record(&log->crc, log->seed, log->memory + log->tail, number, kind, body, size);
    log->tail += fr__item_record_size(number, kind, size);
    __atomic_store_n(&log->last_sequence, number, __ATOMIC_RELEASE);
    undone = log->tail - __atomic_load_n(&log->hashed, __ATOMIC_RELAXED);
    *sequence = number;
  }
  pthread_mutex_unlock(&log->append);
  FR_TRY(status);
  /* The record is there, whatever becomes of the help: a failure of it meets who comes next. */
  if (undone > HELP_BLOCKS * log->options.block_bytes && help(log) < 0) fr__log_end(log);
  return FR_OK;
}

/* `seal` is held. Pages for the next megabyte, and, once a quarter is written, the next segment. */
static fr_status get_ready(fr__log *log) {
  pthread_mutex_lock(&log->append);
  const uint64_t tail = log->tail, bytes = log->current.header.segment_bytes;
  fr__file *file = log->current.file;
  pthread_mutex_unlock(&log->append);
  const uint64_t wanted = bytes - tail < READY_BYTES ? bytes : tail + READY_BYTES;
  if (wanted > log->made_ready) {
    const uint64_t from = log->made_ready > tail ? log->made_ready : tail;
    log->io->ready(file, from, wanted + READY_BYTES < bytes ? wanted + READY_BYTES - from : bytes - from);
    log->made_ready = wanted + READY_BYTES;
  }
  return tail > bytes / 4 ? fr__log_prepare(log) : FR_OK;
}

static fr_status sync_some(fr__log *log) {
  pthread_mutex_lock(&log->append);
  const uint64_t unsynced = log->tail - log->synced_position, last = log->last_sequence;
  const uint64_t quarter = log->current.header.segment_bytes / 4;
  pthread_mutex_unlock(&log->append);
  return unsynced < (quarter < MARK_BYTES ? quarter : MARK_BYTES) ? FR_OK : fr__log_sync(log, last);
}

fr_status fr__log_pump(fr__log *log) {
  FR_TRY(fr__log_failed(log));
  uint64_t before;
  fr_status status;
  do { /* in pieces, so that whoever needs the lock for a rotation gets it */
    pthread_mutex_lock(&log->seal);
    before = log->spine.tree.count;
    status = fr__log_seal_some(log, HELP_RECORDS);
    const bool more = log->spine.tree.count - before == HELP_RECORDS;
    if (status == FR_OK && !more) status = get_ready(log);
    pthread_mutex_unlock(&log->seal);
    if (!more) break;
  } while (status == FR_OK);
  FR_TRY(status);
  FR_TRY(fr__log_sync_previous(log));
  return sync_some(log);
}

fr_status fr__log_checkpoint_at(fr__log *log, fr__log_place *place) {
  memset(place, 0, sizeof *place);
  FR_TRY(fr__log_failed(log));
  pthread_mutex_lock(&log->seal);
  /* Most of the hashing is done while others still append. */
  fr_status status = fr__log_seal_some(log, UINT64_MAX);
  pthread_mutex_lock(&log->append);
  if (status == FR_OK) status = fr__log_seal_rest(log);
  place->block = log->spine.blocks;
  place->sequence = log->spine.sealed;
  memcpy(place->chain, log->spine.chain, sizeof place->chain);
  pthread_mutex_unlock(&log->append);
  pthread_mutex_unlock(&log->seal);
  FR_TRY(status);
  return fr__log_sync_seals(log);
}

fr_status fr__log_checkpoint(fr__log *log) {
  fr__log_place place;
  return fr__log_checkpoint_at(log, &place);
}

void fr__log_measure(fr__log *log, fr__log_state *state) {
  memset(state, 0, sizeof *state);
  state->synced_sequence = __atomic_load_n(&log->synced, __ATOMIC_ACQUIRE);
  state->checkpoint_sequence = __atomic_load_n(&log->checkpoint, __ATOMIC_ACQUIRE);
  state->sealed_sequence = __atomic_load_n(&log->sealed, __ATOMIC_ACQUIRE);
  state->last_sequence = __atomic_load_n(&log->last_sequence, __ATOMIC_ACQUIRE);
  state->first_sequence = __atomic_load_n(&log->first_sequence, __ATOMIC_ACQUIRE);
  state->segments = __atomic_load_n(&log->segments, __ATOMIC_ACQUIRE);
  state->failed_status = (uint64_t)-fr__log_failed(log);
}
