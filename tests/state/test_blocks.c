/* SPDX-License-Identifier: Apache-2.0
 *
 * Blocks out of one region: they never overlap, keep what is written into them, and what is given back can be taken
 * again, whatever the order. */
#include "state/blocks.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct region {
  fr__blocks blocks;
  unsigned char *memory;
} region;

static region region_of(uint64_t size) {
  region made;
  made.memory = aligned_alloc(16, (size_t)(size + 15) / 16 * 16);
  cr_assert_not_null(made.memory);
  memset(made.memory, 0, (size_t)size);
  fr__blocks_init(&made.blocks, made.memory, size);
  return made;
}

/* The first word stays empty, the last ends the region, one more heads the block. */
static uint64_t largest(uint64_t region_size) { return region_size / 16 * 16 - 24; }

Test(blocks, the_whole_region_is_one_block) {
  static const uint64_t sizes[] = {4096, 4100, 65536, 1 << 20};
  for (size_t i = 0; i < FR_COUNT(sizes); i++) {
    region made = region_of(sizes[i]);
    const uint64_t most = largest(sizes[i]);
    cr_expect_null(fr__blocks_take(&made.blocks, most + 1));
    unsigned char *all = fr__blocks_take(&made.blocks, most);
    cr_assert_not_null(all);
    memset(all, 0xFF, (size_t)most);
    cr_expect_null(fr__blocks_take(&made.blocks, 1));
    fr__blocks_give(&made.blocks, all);
    cr_expect_not_null(fr__blocks_take(&made.blocks, most), "and again");
    free(made.memory);
  }
}

Test(blocks, sizes_that_cannot_be) {
  region made = region_of(4096);
  cr_expect_null(fr__blocks_take(&made.blocks, UINT64_MAX));
  cr_expect_null(fr__blocks_take(&made.blocks, UINT64_MAX - 15));
  cr_expect_null(fr__blocks_take(&made.blocks, UINT64_C(1) << 62));
  cr_expect_null(fr__blocks_take(&made.blocks, 4096));
  void *small = fr__blocks_take(&made.blocks, 0);
  cr_assert_not_null(small);
  cr_expect_not(fr__blocks_resize(&made.blocks, small, UINT64_MAX));
  cr_expect_not(fr__blocks_resize(&made.blocks, small, 4096));
  free(made.memory);
}

Test(blocks, size_and_alignment) {
  region made = region_of(1 << 20);
  for (uint64_t size = 0; size < 700; size++) {
    void *block = fr__blocks_take(&made.blocks, size);
    cr_assert_not_null(block);
    cr_expect_eq((uintptr_t)block % 8, 0);
    const uint64_t taken = fr__blocks_size(block);
    cr_expect_geq(taken, size + FR__BLOCK_OVERHEAD);
    cr_expect_lt(taken, size + FR__BLOCK_OVERHEAD + 32, "%llu for %llu", (unsigned long long)taken,
                 (unsigned long long)size);
  }
  free(made.memory);
}

/* Three side by side: given back in every order, they are one again. */
Test(blocks, neighbours_join_in_every_order) {
  static const uint32_t orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
  for (uint32_t o = 0; o < 6; o++) {
    region made = region_of(4096);
    void *blocks[3];
    for (uint32_t i = 0; i < 3; i++) cr_assert_not_null(blocks[i] = fr__blocks_take(&made.blocks, 1000));
    for (uint32_t i = 0; i < 3; i++) fr__blocks_give(&made.blocks, blocks[orders[o][i]]);
    cr_expect_not_null(fr__blocks_take(&made.blocks, largest(4096)), "order %u", o);
    free(made.memory);
  }
}

Test(blocks, grow_and_shrink_where_they_stand) {
  region made = region_of(65536);
  unsigned char *first = fr__blocks_take(&made.blocks, 1000), *second = fr__blocks_take(&made.blocks, 1000);
  cr_assert_not_null(first);
  cr_assert_not_null(second);
  memset(first, 1, 1000);
  memset(second, 2, 1000);
  cr_expect_not(fr__blocks_resize(&made.blocks, first, 2000), "its neighbour is in use");
  cr_expect_geq(fr__blocks_size(first), 1008);
  cr_expect_lt(fr__blocks_size(first), 1040, "nothing has changed");
  cr_expect(fr__blocks_resize(&made.blocks, first, 1000), "as it is");
  cr_expect(fr__blocks_resize(&made.blocks, second, 20000), "behind it all is free");
  cr_expect(fr__blocks_resize(&made.blocks, second, 100));
  cr_expect_lt(fr__blocks_size(second), 140, "the rest is free again");
  fr__blocks_give(&made.blocks, second);
  cr_expect(fr__blocks_resize(&made.blocks, first, 2000), "its neighbour is gone");
  cr_expect(fr__blocks_resize(&made.blocks, first, largest(65536)), "to all that there is");
  cr_expect_null(fr__blocks_take(&made.blocks, 1));
  cr_expect_not(fr__blocks_resize(&made.blocks, first, largest(65536) + 1));
  for (uint32_t i = 0; i < 1000; i++) cr_assert_eq(first[i], 1);
  cr_expect(fr__blocks_resize(&made.blocks, first, 0));
  cr_expect_not_null(fr__blocks_take(&made.blocks, 60000));
  free(made.memory);
}

Test(blocks, memory_is_touched_from_the_beginning) {
  region made = region_of(1 << 20);
  const uint64_t before = made.blocks.touched;
  cr_expect_lt(before, 100);
  void *block = fr__blocks_take(&made.blocks, 10000);
  cr_expect_geq(made.blocks.touched, 10000);
  cr_expect_lt(made.blocks.touched, 10200);
  fr__blocks_give(&made.blocks, block);
  const uint64_t once = made.blocks.touched;
  (void)fr__blocks_take(&made.blocks, 5000);
  cr_expect_eq(made.blocks.touched, once, "what was in use is used again first");
  free(made.memory);
}

/* ---- against a list of what is in use ---- */

enum { LIVE = 400 };

typedef struct live_block {
  unsigned char *memory;
  uint64_t size;
  unsigned char fill;
} live_block;

static uint64_t next(uint64_t *random) { /* splitmix64 */
  uint64_t z = *random += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return z ^ z >> 31;
}

/* Mostly small, sometimes a large part of the region. */
static uint64_t some_size(uint64_t *random) {
  const uint64_t shift = next(random) % 17;
  return next(random) % ((UINT64_C(1) << shift) + 1);
}

static void fill(live_block *block, uint64_t *random) {
  block->fill = (unsigned char)next(random);
  memset(block->memory, block->fill, (size_t)block->size);
}

static void check(const live_block *block, uint64_t size, uint64_t seed, uint32_t step) {
  for (uint64_t i = 0; i < size; i++) {
    cr_assert_eq(block->memory[i], block->fill, "seed %llu, step %u: byte %llu was overwritten",
                 (unsigned long long)seed, step, (unsigned long long)i);
  }
}

static uint64_t play(uint64_t seed, uint64_t region_size, uint32_t steps) {
  region made = region_of(region_size);
  live_block live[LIVE];
  uint32_t count = 0;
  uint64_t random = seed, refused = 0, in_use = 0;
  for (uint32_t step = 0; step < steps; step++) {
    const uint64_t what = next(&random) % 10;
    if (what < 4 && count < LIVE) {
      live_block *one = &live[count];
      one->size = some_size(&random);
      one->memory = fr__blocks_take(&made.blocks, one->size);
      refused += one->memory == NULL;
      if (one->memory == NULL) continue;
      in_use += fr__blocks_size(one->memory);
      fill(one, &random);
      count++;
    } else if (count > 0) {
      live_block *one = &live[next(&random) % count];
      check(one, one->size, seed, step);
      const uint64_t before = fr__blocks_size(one->memory);
      if (what < 7) {
        const uint64_t size = some_size(&random);
        const bool fits = fr__blocks_resize(&made.blocks, one->memory, size);
        if (size <= one->size) cr_assert(fits, "seed %llu, step %u: shrinking", (unsigned long long)seed, step);
        if (!fits) cr_assert_eq(fr__blocks_size(one->memory), before);
        check(one, fits && size < one->size ? size : one->size, seed, step);
        if (fits) one->size = size;
        in_use = in_use - before + fr__blocks_size(one->memory);
        fill(one, &random);
      } else {
        fr__blocks_give(&made.blocks, one->memory);
        in_use -= before;
        *one = live[--count];
      }
    }
    cr_assert_leq(in_use, region_size - 16, "blocks do not overlap");
  }
  for (uint32_t i = 0; i < count; i++) check(&live[i], live[i].size, seed, steps);
  while (count > 0) {
    const uint32_t at = (uint32_t)(next(&random) % count);
    fr__blocks_give(&made.blocks, live[at].memory);
    live[at] = live[--count];
  }
  cr_assert_not_null(fr__blocks_take(&made.blocks, largest(region_size)), "seed %llu: all is one block again",
                     (unsigned long long)seed);
  free(made.memory);
  return refused;
}

Test(blocks, any_order_of_calls) {
  uint64_t refused = 0;
  for (uint64_t seed = 1; seed <= 40; seed++) {
    refused += play(seed, seed % 4 == 0 ? 1 << 20 : 16384 + 1000 * seed, 4000);
  }
  printf("blocks: seeds 1 to 40, %llu times there was no block\n", (unsigned long long)refused);
  cr_expect_gt(refused, 100, "the bound was met");
}

/* Who would have to go so that more comes free than one block has: owners alone can, as many as are asked for. */
Test(blocks, who_stands_behind) {
  region made = region_of(4096);
  unsigned char keys[4][FR__OWNER_BYTES], *blocks[4];
  for (uint32_t i = 0; i < 4; i++) {
    blocks[i] = fr__blocks_take(&made.blocks, 96);
    memset(blocks[i], (int)('a' + i), 96);
    if (i != 2) fr__blocks_own(&made.blocks, blocks[i]);
  }
  cr_expect_eq(fr__blocks_behind(&made.blocks, blocks[0], 96, keys, 4), 0, "its own block is enough");
  cr_expect_eq(fr__blocks_behind(&made.blocks, blocks[0], 200, keys, 4), 1);
  cr_expect_eq(keys[0][0], 'b');
  cr_expect_eq(fr__blocks_behind(&made.blocks, blocks[0], 300, keys, 4), FR__NOT_BEHIND, "the third has no owner");
  cr_expect_eq(fr__blocks_behind(&made.blocks, blocks[0], 200, keys, 0), FR__NOT_BEHIND, "more than may be");
  fr__blocks_give(&made.blocks, blocks[2]);
  cr_expect_eq(fr__blocks_behind(&made.blocks, blocks[1], 200, keys, 4), 0, "what is free is in nobody's way");
  cr_expect_eq(fr__blocks_behind(&made.blocks, blocks[0], 400, keys, 4), 2);
  cr_expect_eq(keys[1][0], 'd');
  cr_expect_eq(fr__blocks_behind(&made.blocks, blocks[3], 5000, keys, 4), FR__NOT_BEHIND, "the region ends");
  free(made.memory);
}
