/* SPDX-License-Identifier: Apache-2.0 */
#include "state/pool.h"

#include <sys/mman.h>

enum { PAGE = 4096, LARGE_SHARE = 8 };
#define LEAST_TO_DIVIDE (UINT64_C(4) << 20)

fr_status fr__pool_create(fr__pool *pool, uint64_t bytes) {
  memset(pool, 0, sizeof *pool);
  pool->bytes = bytes / PAGE * PAGE;
  pool->large_from = pool->bytes;
  if (bytes >= LEAST_TO_DIVIDE) pool->large_from -= pool->bytes / LARGE_SHARE / PAGE * PAGE;
  void *region =
      mmap(NULL, (size_t)pool->bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  FR_REQUIRE(region != MAP_FAILED, FR_NO_MEMORY);
  /* Profiles lie anywhere in it, so pages of 2 MiB save the processor a second search. A host may refuse. */
  (void)madvise(region, (size_t)pool->bytes, MADV_HUGEPAGE);
  pool->region = region;
  fr__blocks_init(&pool->small, pool->region, pool->large_from);
  if (pool->large_from < pool->bytes) {
    fr__blocks_init(&pool->large, pool->region + pool->large_from, pool->bytes - pool->large_from);
  }
  /* A plain mutex with default attributes cannot fail to initialise on the platforms that we build for. */
  pthread_mutex_init(&pool->lock, NULL);
  return FR_OK;
}

void fr__pool_destroy(fr__pool *pool) {
  pthread_mutex_destroy(&pool->lock);
  munmap(pool->region, (size_t)pool->bytes);
}

static bool has_large(const fr__pool *pool) { return pool->large_from < pool->bytes; }

static fr__blocks *zone_of(fr__pool *pool, const void *block) {
  return (uint64_t)((const unsigned char *)block - pool->region) >= pool->large_from ? &pool->large : &pool->small;
}

static void *take(fr__pool *pool, uint64_t size) {
  void *block = NULL;
  if (size > FR__LARGE_BLOCK && has_large(pool)) block = fr__blocks_take(&pool->large, size);
  return block != NULL ? block : fr__blocks_take(&pool->small, size);
}

void *fr__pool_take(fr__pool *pool, uint64_t size) {
  pthread_mutex_lock(&pool->lock);
  void *block = take(pool, size);
  pthread_mutex_unlock(&pool->lock);
  return block;
}

void *fr__pool_take_table(fr__pool *pool, uint64_t size) {
  pthread_mutex_lock(&pool->lock);
  void *block = fr__blocks_take(&pool->small, size);
  pthread_mutex_unlock(&pool->lock);
  return block;
}

void fr__pool_own(fr__pool *pool, void *block) {
  pthread_mutex_lock(&pool->lock);
  fr__blocks_own(zone_of(pool, block), block);
  pthread_mutex_unlock(&pool->lock);
}

uint32_t fr__pool_behind(fr__pool *pool, const void *block, uint64_t size, unsigned char keys[][FR__OWNER_BYTES],
                         uint32_t most) {
  pthread_mutex_lock(&pool->lock);
  const uint32_t count = fr__blocks_behind(zone_of(pool, block), block, size, keys, most);
  pthread_mutex_unlock(&pool->lock);
  return count;
}

/* What was said of a party does not stay in memory that belongs to nobody, or to somebody else. */
void fr__pool_give(fr__pool *pool, void *block) {
  pthread_mutex_lock(&pool->lock);
  memset(block, 0, (size_t)fr__blocks_size(block) - FR__BLOCK_OVERHEAD);
  fr__blocks_give(zone_of(pool, block), block);
  pthread_mutex_unlock(&pool->lock);
}

void *fr__pool_resize(fr__pool *pool, void *block, uint64_t size) {
  pthread_mutex_lock(&pool->lock);
  fr__blocks *zone = zone_of(pool, block);
  /* Who becomes small leaves the large ones alone, and the other way round, where there is room. */
  const bool stays = !has_large(pool) || (zone == &pool->large) == (size > FR__LARGE_BLOCK);
  const uint64_t had = fr__blocks_size(block) - FR__BLOCK_OVERHEAD;
  if (stays && size < had) memset((unsigned char *)block + size, 0, (size_t)(had - size));
  const bool done = stays && fr__blocks_resize(zone, block, size);
  pthread_mutex_unlock(&pool->lock);
  return done ? block : NULL;
}

uint64_t fr__pool_touched(fr__pool *pool) {
  pthread_mutex_lock(&pool->lock);
  const uint64_t touched = pool->small.touched + pool->large.touched;
  pthread_mutex_unlock(&pool->lock);
  return touched;
}
