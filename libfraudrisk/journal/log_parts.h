/* SPDX-License-Identifier: Apache-2.0
 *
 * The inside of a log, which is spread over log.c (appending), seal.c, rotate.c, sync.c and open.c.
 *
 * Three locks, taken in this order: `seal` (who hashes, seals, rotates or prunes), `sync` (who waits for the disk; not
 * held while the disk works), `append` (who writes into the segment: some hundred nanoseconds, but for a rotation). */
#ifndef FR_JOURNAL_LOG_PARTS_H
#define FR_JOURNAL_LOG_PARTS_H

#include <pthread.h>

#include "crypto/sign.h"
#include "journal/log.h"
#include "journal/scan.h"
#include "journal/segment.h"

struct fr__log {
  const fr__io *io;
  fr__log_options options; /* its directory is a copy; its key is not kept here */
  fr__crc32c crc;
  fr__file *lock_file;
  fr__key *key;     /* null: seals are not signed */
  fr_status failed; /* atomically: FR_OK, or what ended the log */

  pthread_mutex_t append;
  fr__segment current; /* changed with `seal` held as well, so that either lock is enough to read it */
  uint8_t *memory;     /* of the current segment */
  uint32_t seed;
  uint64_t tail;          /* where the next item goes */
  uint64_t last_sequence; /* atomically read without the lock */
  uint64_t seal_end;      /* behind the last seal that was put into the current segment; 0: none was */
  fr__segment previous;   /* the one before the current, until it is on the disk; file null: it is */

  unsigned char apart[64];
  pthread_mutex_t seal;
  fr__spine spine;
  uint64_t hashed;      /* atomically read without the lock: where the first record stands that is not in the tree */
  uint64_t block_begin; /* where the block's first record stands */
  uint64_t sealed;      /* atomically read without the lock: the last record under a seal */
  uint64_t checkpoint;  /* the same: under a signature */
  uint64_t unsigned_blocks;
  uint64_t made_ready; /* pages up to here are ready for writing */
  fr__file *next;      /* the segment that comes next; null: it is not ready */
  uint8_t *next_memory;
  uint64_t first_sequence, segments; /* atomically read without the lock */

  unsigned char apart_too[64];
  pthread_mutex_t sync;
  pthread_cond_t done;
  bool syncing;             /* somebody is at the disk */
  uint64_t synced;          /* the last record that is on the disk; atomically read without the lock */
  uint64_t synced_position; /* of the current segment; under `append` */
};

static inline fr_status fr__log_failed(const fr__log *log) { return __atomic_load_n(&log->failed, __ATOMIC_ACQUIRE); }
/* Ends the log. Returns FR_JOURNAL_DOWN. */
fr_status fr__log_end(fr__log *log);

/* `append` is held. Whether so many bytes fit and leave room for a segment's last seal. */
static inline bool fr__log_fits(const fr__log *log, uint64_t bytes) {
  return log->tail + bytes + FR__ITEM_SEAL_ROOM <= log->current.header.segment_bytes;
}
/* `append` is held. Puts an item at the tail; its first byte last, as for a record. */
void fr__log_put(fr__log *log, const uint8_t *item, uint64_t size);

/* `seal` is held. Hashes up to so many records, and seals the blocks that become full. Hashing that fails ends the log.
 */
fr_status fr__log_seal_some(fr__log *log, uint64_t records);
/* `seal` and `append` are held. Hashes all there is, and closes it with a seal, signed where there is a key. */
fr_status fr__log_seal_rest(fr__log *log);

/* `seal` is held. Makes the next segment ready, unless it is. */
fr_status fr__log_prepare(fr__log *log);
/* `seal` and `append` are held, the next segment is ready, all is sealed, and no previous segment is open: the next
 * segment becomes the current one. */
fr_status fr__log_turn(fr__log *log, uint64_t number);
/* Nothing is held. Returns with `append` held: there is room for so many bytes, or a status that says why not. */
fr_status fr__log_make_room(fr__log *log, uint64_t bytes);

/* `append` is held, or nobody else is there. Says in the journal itself that all up to this record is on the disk, so
 * that damage is not taken for a torn tail later. Where there is no room it is not said. */
void fr__log_mark(fr__log *log, uint64_t through);
/* Nothing is held, or `seal`. The segment before the current one is on the disk and closed. */
fr_status fr__log_sync_previous(fr__log *log);
/* Nothing is held. All seals are on the disk, and the records before them. */
fr_status fr__log_sync_seals(fr__log *log);

/* Bytes that recovery takes out of the segment that begins with this record, from this byte on. */
typedef struct fr__log_cut {
  uint64_t first, position;
  const uint8_t *bytes;
  uint64_t size;
} fr__log_cut;
/* Puts them into a file of their own ("00000000000000000001-8192-1.cut"), which is on the disk afterwards. */
fr_status fr__log_put_aside(const fr__io *io, const char *directory, const fr__log_cut *cut);

/* What is found when an existing journal is opened: open.c calls it with the files of the directory. */
fr_status fr__log_recover(fr__log *log, const fr__segments *segments, fr__log_recovery *recovery, fr_error *error);

#endif
