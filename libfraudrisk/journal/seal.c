/* SPDX-License-Identifier: Apache-2.0
 *
 * Closing blocks: hashes, seals, signatures. */
#include "journal/log_parts.h"

/* A seal over all that is in the tree. `sign` is obeyed where there is a key. */
static fr_status make_seal(fr__log *log, bool sign, fr__item_seal *seal) {
  FR_TRY(fr__spine_seal(&log->spine, seal));
  if (!sign || log->key == NULL) return FR_OK;
  uint8_t statement[FR__ITEM_STATEMENT_ROOM];
  const uint64_t size = fr__item_statement(statement, log->options.engine, log->options.created_us, seal);
  seal->algorithm = fr__key_algorithm(log->key);
  return fr__key_sign(log->key, statement, size, seal->signature);
}

/* `seal` and `append` are held. */
static void put_seal(fr__log *log, const fr__item_seal *seal) {
  uint8_t item[FR__ITEM_SEAL_ROOM];
  fr__log_put(log, item, fr__item_write_seal(&log->crc, log->seed, item, seal));
  log->seal_end = log->tail;
  fr__spine_pass(&log->spine, seal);
  log->block_begin = log->hashed;
  log->unsigned_blocks = seal->algorithm != 0 ? 0 : log->unsigned_blocks + 1;
  __atomic_store_n(&log->sealed, seal->through, __ATOMIC_RELEASE);
  if (seal->algorithm != 0) __atomic_store_n(&log->checkpoint, seal->through, __ATOMIC_RELEASE);
}

static fr_status hash_next(fr__log *log) {
  uint64_t position = log->hashed;
  const fr_status status = fr__spine_hash_next(&log->spine, log->memory, log->current.header.segment_bytes, &position);
  __atomic_store_n(&log->hashed, position, __ATOMIC_RELAXED);
  return status < 0 ? fr__log_end(log) : FR_OK; /* a tree that is half changed is of no use any more */
}

/* Where a seal would take the room of the segment's last one it is left to that. */
static fr_status close_block(fr__log *log) {
  fr__item_seal seal;
  const uint64_t every = log->options.checkpoint_blocks;
  FR_TRY(make_seal(log, every != 0 && log->unsigned_blocks + 1 >= every, &seal));
  pthread_mutex_lock(&log->append);
  if (fr__log_fits(log, FR__ITEM_SEAL_ROOM)) put_seal(log, &seal);
  pthread_mutex_unlock(&log->append);
  return FR_OK;
}

fr_status fr__log_seal_some(fr__log *log, uint64_t records) {
  const uint64_t last = __atomic_load_n(&log->last_sequence, __ATOMIC_ACQUIRE);
  for (; records > 0 && log->spine.tree.count < last; records--) {
    FR_TRY(hash_next(log));
    const bool full = log->hashed - log->block_begin >= log->options.block_bytes ||
                      log->spine.tree.count - log->spine.sealed >= log->options.block_records;
    if (full) FR_TRY(close_block(log));
  }
  return FR_OK;
}

fr_status fr__log_seal_rest(fr__log *log) {
  const uint64_t last = log->last_sequence;
  while (log->spine.tree.count < last) FR_TRY(hash_next(log));
  const bool room = log->tail + FR__ITEM_SEAL_ROOM <= log->current.header.segment_bytes;
  if (log->spine.sealed == last) {
    /* Whether the seal is signed is known of those that were made since the log was opened. Where there is no room the
     * last one has taken it, and that one is signed where there is a key. */
    if (log->key == NULL || log->checkpoint == last || !room) return FR_OK;
  }
  FR_ENSURE(room);
  fr__item_seal seal;
  FR_TRY(make_seal(log, true, &seal));
  put_seal(log, &seal);
  return FR_OK;
}
