/* SPDX-License-Identifier: Apache-2.0
 *
 * The Merkle tree of RFC 6962, section 2.1, over all records since the first. Of the tree only the roots of its full
 * parts are kept (at most 64), so that a record costs about two hashes, a root some more, and a journal whose old
 * segments are gone goes on where it was. */
#ifndef FR_JOURNAL_MERKLE_H
#define FR_JOURNAL_MERKLE_H

#include "crypto/hasher.h"

enum { FR__MERKLE_LEVELS = 64 };

typedef struct fr__merkle {
  uint64_t count;                                     /* leaves */
  uint8_t peaks[FR__MERKLE_LEVELS][FR__SHA256_BYTES]; /* [k]: of 2^k leaves; there where count has the bit */
} fr__merkle;

/* The hash of a leaf; adding one; the root. FR_INTERNAL. */
fr_status fr__merkle_leaf(fr__hasher *hasher, const void *data, size_t size, uint8_t leaf[FR__SHA256_BYTES]);
fr_status fr__merkle_add(fr__merkle *tree, fr__hasher *hasher, const uint8_t leaf[FR__SHA256_BYTES]);
fr_status fr__merkle_root(const fr__merkle *tree, fr__hasher *hasher, uint8_t root[FR__SHA256_BYTES]);

/* How many peaks a tree of so many leaves has. */
uint32_t fr__merkle_peaks(uint64_t count);
/* The peaks as bytes, from the largest to the smallest, and back. */
void fr__merkle_save(const fr__merkle *tree, uint8_t *into);
void fr__merkle_load(fr__merkle *tree, uint64_t count, const uint8_t *from);
/* Whether two trees have the same leaves. */
bool fr__merkle_same(const fr__merkle *a, const fr__merkle *b);

/* The way from a leaf to the root of a tree of `size` leaves (RFC 6962, 2.1.1), from a stream of the leaves: all but
 * those that a tree known before already holds. */
typedef struct fr__merkle_path {
  uint64_t index, size;
  uint64_t next;                                               /* the leaf that comes next */
  uint32_t count;                                              /* hashes of the path */
  uint32_t range;                                              /* the one that is being read, in the order of leaves */
  uint32_t order[FR__MERKLE_LEVELS];                           /* of ranges by their leaves: their places in the path */
  uint64_t begins[FR__MERKLE_LEVELS], ends[FR__MERKLE_LEVELS]; /* by place in the path */
  fr__merkle known;
  fr__merkle part;                                     /* of the range that is being read */
  uint8_t hashes[FR__MERKLE_LEVELS][FR__SHA256_BYTES]; /* the path, beside the leaf first */
} fr__merkle_path;

/* `known` is a tree of at most `index` leaves, and index < size. */
fr_status fr__merkle_path_begin(fr__merkle_path *path, fr__hasher *hasher, const fr__merkle *known, uint64_t index,
                                uint64_t size);
/* The next leaf, from known->count on; those past the end are passed over. */
fr_status fr__merkle_path_add(fr__merkle_path *path, fr__hasher *hasher, const uint8_t leaf[FR__SHA256_BYTES]);
/* Are all hashes there? */
static inline bool fr__merkle_path_done(const fr__merkle_path *path) { return path->next >= path->size; }

#endif
