/* SPDX-License-Identifier: Apache-2.0 */
#include "state/pool.h"

#include <sys/mman.h>

enum { PAGE = 4096, LARGE_SHARE = 8, SPARE_SHARE = 4, LEAST_SPARE = 65536 };
#define LEAST_TO_DIVIDE (UINT64_C(4) << 20)
#define LEAST_FOR_ZONES (UINT64_C(32) << 20)

void fr__pool_init_lock(pthread_mutex_t *lock) {
#ifdef PTHREAD_ADAPTIVE_MUTEX_INITIALIZER_NP
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ADAPTIVE_NP);
  pthread_mutex_init(lock, &attributes);
  pthread_mutexattr_destroy(&attributes);
#else
  pthread_mutex_init(lock, NULL);
#endif
}

fr_status fr__pool_create(fr__pool *pool, uint64_t bytes) {
  memset(pool, 0, sizeof *pool);
  pool->bytes = bytes / PAGE * PAGE;
  pool->large_from = pool->bytes;
  if (bytes >= LEAST_TO_DIVIDE) pool->large_from -= pool->bytes / LARGE_SHARE / PAGE * PAGE;
  pool->zone_count = bytes >= LEAST_FOR_ZONES ? FR__ZONES : 1;
  pool->zone_bytes = pool->large_from / pool->zone_count / PAGE * PAGE;
  pool->large_from = pool->zone_bytes * pool->zone_count;
  pool->spare_bytes = (bytes / SPARE_SHARE + LEAST_SPARE) / PAGE * PAGE;
  const uint64_t all = pool->bytes + pool->spare_bytes;
  void *region = mmap(NULL, (size_t)all, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  FR_REQUIRE(region != MAP_FAILED, FR_NO_MEMORY);
  /* Profiles lie anywhere in it, so pages of 2 MiB save the processor a second search. A host may refuse. */
  (void)madvise(region, (size_t)all, MADV_HUGEPAGE);
  pool->region = region;
  for (uint32_t i = 0; i < pool->zone_count; i++) {
    fr__blocks_init(&pool->small[i].blocks, pool->region + i * pool->zone_bytes, pool->zone_bytes);
    fr__pool_init_lock(&pool->small[i].lock);
  }
  if (pool->large_from < pool->bytes) {
    fr__blocks_init(&pool->large.blocks, pool->region + pool->large_from, pool->bytes - pool->large_from);
  }
  fr__pool_init_lock(&pool->large.lock);
  fr__pool_init_lock(&pool->spare.lock);
  return FR_OK;
}

void fr__pool_destroy(fr__pool *pool) {
  for (uint32_t i = 0; i < pool->zone_count; i++) pthread_mutex_destroy(&pool->small[i].lock);
  pthread_mutex_destroy(&pool->large.lock);
  pthread_mutex_destroy(&pool->spare.lock);
  munmap(pool->region, (size_t)(pool->bytes + pool->spare_bytes));
}

static bool has_large(const fr__pool *pool) { return pool->large_from < pool->bytes; }

static fr__zone *zone_of(fr__pool *pool, const void *block) {
  const uint64_t offset = (uint64_t)((const unsigned char *)block - pool->region);
  if (offset >= pool->bytes) return &pool->spare;
  return offset >= pool->large_from ? &pool->large : &pool->small[offset / pool->zone_bytes];
}

static void *take(fr__zone *zone, uint64_t size) {
  pthread_mutex_lock(&zone->lock);
  void *block = fr__blocks_take(&zone->blocks, size);
  pthread_mutex_unlock(&zone->lock);
  return block;
}

void *fr__pool_take_table(fr__pool *pool, uint32_t near, uint64_t size) {
  void *block = NULL;
  for (uint32_t i = 0; block == NULL && i < pool->zone_count; i++) {
    block = take(&pool->small[(near + i) % pool->zone_count], size);
  }
  return block;
}

void *fr__pool_take(fr__pool *pool, uint32_t near, uint64_t size) {
  void *block = NULL;
  if (size > FR__LARGE_BLOCK && has_large(pool)) block = take(&pool->large, size);
  return block != NULL ? block : fr__pool_take_table(pool, near, size);
}

void *fr__pool_take_spare(fr__pool *pool, uint64_t size) {
  if (pool->spare.blocks.size == 0) {
    fr__blocks_init(&pool->spare.blocks, pool->region + pool->bytes, pool->spare_bytes);
  }
  return take(&pool->spare, size);
}

void fr__pool_own(fr__pool *pool, void *block) {
  fr__zone *zone = zone_of(pool, block);
  pthread_mutex_lock(&zone->lock);
  fr__blocks_own(&zone->blocks, block);
  pthread_mutex_unlock(&zone->lock);
}

uint32_t fr__pool_behind(fr__pool *pool, const void *block, uint64_t size, unsigned char keys[][FR__OWNER_BYTES],
                         uint32_t most) {
  fr__zone *zone = zone_of(pool, block);
  pthread_mutex_lock(&zone->lock);
  const uint32_t count = fr__blocks_behind(&zone->blocks, block, size, keys, most);
  pthread_mutex_unlock(&zone->lock);
  return count;
}

/* What was said of a party does not stay in memory that belongs to nobody, or to somebody else. Others may look whose
 * block this is until it is given back. */
void fr__pool_give(fr__pool *pool, void *block) {
  fr__zone *zone = zone_of(pool, block);
  const size_t bytes = (size_t)fr__blocks_size(block) - FR__BLOCK_OVERHEAD;
  memset((unsigned char *)block + FR__OWNER_BYTES, 0, bytes - FR__OWNER_BYTES);
  pthread_mutex_lock(&zone->lock);
  memset(block, 0, FR__OWNER_BYTES);
  fr__blocks_give(&zone->blocks, block);
  pthread_mutex_unlock(&zone->lock);
}

void *fr__pool_resize(fr__pool *pool, void *block, uint64_t size) {
  fr__zone *zone = zone_of(pool, block);
  /* Who becomes small leaves the large ones alone, and the other way round, where there is room. */
  const bool stays = !has_large(pool) || (zone == &pool->large) == (size > FR__LARGE_BLOCK);
  if (!stays) return NULL;
  const uint64_t had = fr__blocks_size(block) - FR__BLOCK_OVERHEAD;
  if (size < had) memset((unsigned char *)block + size, 0, (size_t)(had - size));
  pthread_mutex_lock(&zone->lock);
  const bool done = fr__blocks_resize(&zone->blocks, block, size);
  pthread_mutex_unlock(&zone->lock);
  return done ? block : NULL;
}

static uint64_t touched(fr__zone *zone) {
  pthread_mutex_lock(&zone->lock);
  const uint64_t bytes = zone->blocks.touched;
  pthread_mutex_unlock(&zone->lock);
  return bytes;
}

uint64_t fr__pool_touched(fr__pool *pool) {
  uint64_t bytes = touched(&pool->large) + touched(&pool->spare);
  for (uint32_t i = 0; i < pool->zone_count; i++) bytes += touched(&pool->small[i]);
  return bytes;
}
