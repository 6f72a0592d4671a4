/* SPDX-License-Identifier: Apache-2.0
 *
 * Going through a segment's items in order and checking each against what stands before it. The writer's own hashing,
 * recovery, readers and verification all are this. */
#ifndef FR_JOURNAL_SCAN_H
#define FR_JOURNAL_SCAN_H

#include "journal/item.h"

/* What the hashes stand on: the tree of all records hashed so far, the chain and number of the last seal. */
typedef struct fr__spine {
  fr__merkle tree;
  uint8_t chain[FR__SHA256_BYTES];
  uint64_t blocks;
  uint64_t sealed; /* the last record under a seal */
  fr__hasher *hasher;
  /* Told of each leaf as it is hashed; may be null. */
  fr_status (*each)(void *argument, const uint8_t leaf[FR__SHA256_BYTES]);
  void *argument;
} fr__spine;

typedef struct fr__scan {
  const fr__crc32c *crc;
  const uint8_t *bytes;
  uint64_t size;
  uint64_t position; /* of the next item */
  uint64_t next;     /* the sequence that comes next */
  uint64_t hashed;   /* position of the first record that is not in the tree yet */
  uint32_t seed;
  bool verify; /* hash, and compare with the seals */
  fr__spine spine;
} fr__scan;

/* Puts a spine where a segment begins. `hasher` and `each` stay. */
void fr__spine_begin(fr__spine *spine, const fr__item_header *header);
/* Hashes the record at a position into the tree; marks and seals before it are passed over. Gives the position behind
 * it. The bytes were read before, so what is not an item is FR_INTERNAL. */
fr_status fr__spine_hash_next(fr__spine *spine, const uint8_t *bytes, uint64_t size, uint64_t *position);
/* The seal that comes next, over all that is in the tree: root, chain, number. The spine has not moved. */
fr_status fr__spine_seal(const fr__spine *spine, fr__item_seal *seal);
/* Moves it behind a seal. */
void fr__spine_pass(fr__spine *spine, const fr__item_seal *seal);

/* Begins behind a segment's header. The spine and `verify` are the caller's to set before. */
void fr__scan_begin(fr__scan *scan, const fr__item_header *header, uint64_t header_size, const uint8_t *bytes,
                    uint64_t size);
/* The next item; END where zeros begin. BAD: it is none, or its CRC is wrong, which a torn write may have done.
 * FR_BAD_JOURNAL: it is whole but not what has to stand here, which no torn write does. The scan stays before it. */
fr_status fr__scan_next(fr__scan *scan, fr__item *item, fr_error *error);
/* Of the bytes from a position on, those up to the last that is not zero. */
uint64_t fr__scan_tail(const uint8_t *bytes, uint64_t size, uint64_t position);

/* What whole items stand anywhere behind a position: how many records after `sequence`, and up to which record one of
 * them says that all was on the disk. */
void fr__scan_rest(const fr__crc32c *crc, uint32_t seed, const uint8_t *bytes, uint64_t size, uint64_t position,
                   uint64_t sequence, uint64_t *records, uint64_t *synced);

#endif
