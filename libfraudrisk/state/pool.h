/* SPDX-License-Identifier: Apache-2.0
 *
 * The store's memory: zones of blocks, each under a lock of its own.
 *
 * Nearly all profiles are small. Were they all over the region, a company's history of a hundred thousand bytes would
 * find no room in one piece once memory is full, however many idle parties gave way. So blocks above FR__LARGE_BLOCK
 * have an eighth of the region for themselves; only they may go to the other zones as well, when theirs is full.
 *
 * The rest is one zone, or eight where the region is large: threads whose parties lie in different zones never wait
 * for each other here. A zone is a preference, no bound: who finds his own full takes from the next. */
#ifndef FR_STATE_POOL_H
#define FR_STATE_POOL_H

#include <pthread.h>

#include "state/blocks.h"

enum { FR__LARGE_BLOCK = 16384, FR__ZONES = 8 };

typedef struct fr__zone {
  pthread_mutex_t lock;
  fr__blocks blocks;
} __attribute__((aligned(64))) fr__zone;

typedef struct fr__pool {
  unsigned char *region;
  uint64_t bytes;
  uint64_t large_from;  /* where the zone of large blocks begins; the end where there is none */
  uint64_t zone_bytes;  /* of each of the others */
  uint32_t zone_count;  /* of the others */
  uint64_t spare_bytes; /* behind all that: for what comes back after a restart, and untouched else */
  fr__zone small[FR__ZONES], large, spare;
} fr__pool;

/* FR_NO_MEMORY. The region is reserved, and taken as it fills. */
fr_status fr__pool_create(fr__pool *pool, uint64_t bytes);
void fr__pool_destroy(fr__pool *pool);
/* Null when there is no room. `near`: any number, the same for what the same lock guards. */
void *fr__pool_take(fr__pool *pool, uint32_t near, uint64_t size);
/* The same for what belongs to nobody: it keeps out of the zone of large blocks. */
void *fr__pool_take_table(fr__pool *pool, uint32_t near, uint64_t size);
/* The same out of the spare quarter: where blocks come back in another order than the one in which they were taken,
 * they lie otherwise, and so need more room in all. Only while nobody else uses the pool. */
void *fr__pool_take_spare(fr__pool *pool, uint64_t size);
/* fr__blocks_own() and fr__blocks_behind(). */
void fr__pool_own(fr__pool *pool, void *block);
uint32_t fr__pool_behind(fr__pool *pool, const void *block, uint64_t size, unsigned char keys[][FR__OWNER_BYTES],
                         uint32_t most);
void fr__pool_give(fr__pool *pool, void *block);
/* The block made larger or smaller where it stands, or null. */
void *fr__pool_resize(fr__pool *pool, void *block, uint64_t size);
/* Bytes that were ever in use. */
uint64_t fr__pool_touched(fr__pool *pool);
/* A lock that is held so shortly that who waits looks again a few times before he sleeps, where the system's locks
 * can. It cannot fail to initialise on the platforms that we build for. */
void fr__pool_init_lock(pthread_mutex_t *lock);
/* Whether freeing this block helps whoever needs `size` bytes. */
static inline bool fr__pool_alike(const fr__pool *pool, const void *block, uint64_t size) {
  const uint64_t offset = (uint64_t)((const unsigned char *)block - pool->region);
  const bool large = offset >= pool->large_from;
  if (offset >= pool->bytes) return false; /* nobody takes from there */
  return large == (size > FR__LARGE_BLOCK && pool->large_from < pool->bytes);
}

#endif
