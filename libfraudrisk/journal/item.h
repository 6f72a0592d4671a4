/* SPDX-License-Identifier: Apache-2.0
 *
 * The items of a segment, as bytes. Each is a CBOR array that begins with its type and ends with a CRC over what stands
 * before it, in the one deterministic form; what is in another form is not an item. */
#ifndef FR_JOURNAL_ITEM_H
#define FR_JOURNAL_ITEM_H

#include "journal/crc32c.h"
#include "journal/merkle.h"

enum {
  FR__ITEM_FORMAT = 1, /* the version of the format */
  FR__ITEM_MAX_BODY = FR_MAX_RECORD_BYTES,
  FR__ITEM_RECORD_ROOM = 1 + 1 + 9 + 5 + 5 + 5, /* what a record takes besides its body, at most */
  FR__ITEM_SEAL_ROOM = 192,                     /* a seal takes at most so much */
  FR__ITEM_MARK_ROOM = 1 + 1 + 9 + 5,
  FR__ITEM_HEADER_ROOM = 4096,
  FR__ITEM_STATEMENT_ROOM = 192,
  FR__ITEM_ENGINE_BYTES = 16,
  FR__ITEM_SIGNATURE_BYTES = 64,
};

/* END: the zeros behind the last item. */
typedef enum fr__item_type {
  FR__ITEM_HEADER,
  FR__ITEM_RECORD,
  FR__ITEM_SEAL,
  FR__ITEM_MARK,
  FR__ITEM_END,
  FR__ITEM_BAD
} fr__item_type;

/* The first item of a segment: what it goes on from. */
typedef struct fr__item_header {
  uint8_t engine[FR__ITEM_ENGINE_BYTES];
  int64_t created_us;     /* of the journal; the same in all its segments */
  uint64_t number;        /* of the segment, from 1 */
  uint64_t first;         /* the sequence of its first record; first - 1 records came before */
  uint64_t segment_bytes; /* the file's size */
  uint64_t synced;        /* up to this record all was on the disk when the segment began */
  uint64_t blocks;        /* seals before */
  uint8_t chain[FR__SHA256_BYTES];
  fr__merkle tree; /* of first - 1 records */
} fr__item_header;

typedef struct fr__item_seal {
  uint64_t block;   /* its number, from 1 */
  uint64_t through; /* the last record that it covers */
  uint8_t root[FR__SHA256_BYTES], chain[FR__SHA256_BYTES];
  int64_t algorithm; /* of the signature; 0: there is none */
  uint8_t signature[FR__ITEM_SIGNATURE_BYTES];
} fr__item_seal;

typedef struct fr__item {
  fr__item_type type;
  uint64_t size; /* of the whole item */
  union {
    struct {
      uint64_t sequence;
      uint32_t kind, body_size;
      const uint8_t *body; /* in the bytes that were read */
    } record;
    fr__item_seal seal;
    uint64_t synced; /* of a mark: up to this record all is on the disk */
  } as;
} fr__item;

/* Where the CRCs of a segment's items begin: an item that strays from one segment into another does not fit. */
uint32_t fr__item_seed(const fr__crc32c *crc, const uint8_t engine[FR__ITEM_ENGINE_BYTES], uint64_t first);

/* Writers give the size. A record's first byte is written last, so that another process that reads the file meanwhile
 * finds zeros or the whole. */
uint64_t fr__item_write_header(const fr__crc32c *crc, uint8_t *into, const fr__item_header *header);
uint64_t fr__item_record_size(uint64_t sequence, uint32_t kind, uint32_t size);
void fr__item_write_record(const fr__crc32c *crc, uint32_t seed, uint8_t *into, uint64_t sequence, uint32_t kind,
                           const void *body, uint32_t size);
uint64_t fr__item_write_seal(const fr__crc32c *crc, uint32_t seed, uint8_t *into, const fr__item_seal *seal);
uint64_t fr__item_write_mark(const fr__crc32c *crc, uint32_t seed, uint8_t *into, uint64_t synced);

/* The header at the beginning of a segment; false where it is none. */
bool fr__item_read_header(const fr__crc32c *crc, const uint8_t *bytes, uint64_t size, fr__item_header *header,
                          uint64_t *item_size);
/* The next record, seal, mark or end. With `crc` null its CRC is not looked at: for items that were read before. */
void fr__item_read(const fr__crc32c *crc, uint32_t seed, const uint8_t *bytes, uint64_t size, fr__item *item);

/* What a checkpoint's signature is over: which journal (its engine, and when it was made), how many records, root,
 * chain. Gives the size. */
uint64_t fr__item_statement(uint8_t into[FR__ITEM_STATEMENT_ROOM], const uint8_t engine[FR__ITEM_ENGINE_BYTES],
                            int64_t created_us, const fr__item_seal *seal);
/* The chain behind a seal: over the chain before it, its root, and how many records it covers. */
fr_status fr__item_chain(fr__hasher *hasher, const uint8_t before[FR__SHA256_BYTES],
                         const uint8_t root[FR__SHA256_BYTES], uint64_t through, uint8_t chain[FR__SHA256_BYTES]);

#endif
