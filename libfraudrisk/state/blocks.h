/* SPDX-License-Identifier: Apache-2.0
 *
 * Blocks of any size out of one region that is taken once, at creation.
 *
 * Two-level segregated fit (Masmano and others, 2004): free blocks hang in lists by size, sixteen to a doubling; two
 * bitmaps find a list in a few instructions; a block that is freed joins its free neighbours at once. So the cost is
 * constant, and profiles that outgrow their blocks leave no trail of small ones behind. Overhead: 8 bytes a block.
 *
 * The owner locks. Memory is touched from the region's beginning on, so what was never needed is never taken. */
#ifndef FR_STATE_BLOCKS_H
#define FR_STATE_BLOCKS_H

#include "base/base.h"

enum { FR__BLOCK_LEVELS = 40, FR__BLOCK_STEPS = 16, FR__BLOCK_OVERHEAD = 8, FR__OWNER_BYTES = 16 };

typedef struct fr__blocks {
  unsigned char *region; /* aligned to 16 */
  uint64_t size;
  uint64_t touched;     /* bytes from the beginning that were ever in use */
  uint64_t levels_used; /* a bit for each level that has a free block */
  uint32_t steps_used[FR__BLOCK_LEVELS];
  uint64_t first[FR__BLOCK_LEVELS][FR__BLOCK_STEPS]; /* offsets; 0: none */
} fr__blocks;

/* The region has to be zeroed and at least 4096 bytes. */
void fr__blocks_init(fr__blocks *blocks, void *region, uint64_t size);
/* At least `size` bytes, aligned to 8, not zeroed; null when there is no block. */
void *fr__blocks_take(fr__blocks *blocks, uint64_t size);
void fr__blocks_give(fr__blocks *blocks, void *memory);
/* Makes the block larger or smaller where it stands. False where it cannot grow there; then nothing has changed. */
bool fr__blocks_resize(fr__blocks *blocks, void *memory, uint64_t size);
/* The block begins with its owner's key from now on, and as long as it is in use. */
void fr__blocks_own(fr__blocks *blocks, void *memory);
/* Who stands behind this block, so far that `size` bytes came free in one piece if all of them went: copies their keys
 * and returns how many they are. FR__NOT_BEHIND: something without an owner lies there, or they are more than `most`.
 */
#define FR__NOT_BEHIND UINT32_MAX
uint32_t fr__blocks_behind(const fr__blocks *blocks, const void *memory, uint64_t size,
                           unsigned char keys[][FR__OWNER_BYTES], uint32_t most);
/* What the block takes of the region, overhead included. */
uint64_t fr__blocks_size(const void *memory);

#endif
