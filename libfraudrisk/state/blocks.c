/* SPDX-License-Identifier: Apache-2.0
 *
 * A block begins with a word: its size (a multiple of 8) and two flags. A free block also holds the links of its list,
 * and repeats its size in its last word, where the block behind it finds it. */
#include "state/blocks.h"

#define FREE UINT64_C(1)        /* this block is free */
#define FREE_BEFORE UINT64_C(2) /* so is the one before it */
#define OWNED UINT64_C(4)       /* it begins with its owner's key, which stays while it is in use */
#define FLAGS UINT64_C(7)

enum { WORD = 8, LEAST = 32, LINEAR = 256 /* below it, one step is 16 bytes */ };

static inline uint64_t *word_at(const fr__blocks *blocks, uint64_t offset) {
  return (uint64_t *)(void *)(blocks->region + offset);
}
static inline uint64_t size_at(const fr__blocks *blocks, uint64_t offset) { return *word_at(blocks, offset) & ~FLAGS; }

typedef struct place {
  uint32_t level, step;
} place;

/* The list that holds blocks of this size. */
static place place_of(uint64_t size) {
  if (size < LINEAR) return (place){0, (uint32_t)(size / (LINEAR / FR__BLOCK_STEPS))};
  const uint32_t top = 63u - (uint32_t)__builtin_clzll(size);
  return (place){top - 7, (uint32_t)(size >> (top - 4)) & (FR__BLOCK_STEPS - 1)};
}

/* The first list all of whose blocks have at least this size. */
static place place_above(uint64_t size) {
  if (size < LINEAR) return place_of(size + LINEAR / FR__BLOCK_STEPS - 1);
  const uint32_t top = 63u - (uint32_t)__builtin_clzll(size);
  return place_of(size + (UINT64_C(1) << (top - 4)) - 1);
}

/* The flags of a block in use change with its neighbours, while its owner may ask for its size. */
static inline void mark(const fr__blocks *blocks, uint64_t offset, uint64_t word) {
  __atomic_store_n(word_at(blocks, offset), word, __ATOMIC_RELAXED);
}

static void link_free(fr__blocks *blocks, uint64_t offset, uint64_t size, uint64_t flags) {
  const place at = place_of(size);
  uint64_t *block = word_at(blocks, offset);
  uint64_t *first = &blocks->first[at.level][at.step];
  block[0] = size | FREE | flags;
  block[1] = *first; /* next */
  block[2] = 0;      /* before */
  block[size / WORD - 1] = size;
  if (*first != 0) word_at(blocks, *first)[2] = offset;
  *first = offset;
  blocks->levels_used |= UINT64_C(1) << at.level;
  blocks->steps_used[at.level] |= 1u << at.step;
  mark(blocks, offset + size, *word_at(blocks, offset + size) | FREE_BEFORE);
}

static void unlink_free(fr__blocks *blocks, uint64_t offset) {
  const uint64_t size = size_at(blocks, offset);
  const place at = place_of(size);
  const uint64_t *block = word_at(blocks, offset);
  if (block[1] != 0) word_at(blocks, block[1])[2] = block[2];
  if (block[2] != 0) {
    word_at(blocks, block[2])[1] = block[1];
  } else {
    blocks->first[at.level][at.step] = block[1];
    if (block[1] == 0) {
      blocks->steps_used[at.level] &= ~(1u << at.step);
      if (blocks->steps_used[at.level] == 0) blocks->levels_used &= ~(UINT64_C(1) << at.level);
    }
  }
  mark(blocks, offset + size, *word_at(blocks, offset + size) & ~FREE_BEFORE);
}

void fr__blocks_init(fr__blocks *blocks, void *region, uint64_t size) {
  memset(blocks, 0, sizeof *blocks);
  blocks->region = region;
  blocks->size = size / 16 * 16;
  /* Offset 0 means none, so the first word stays empty; the last is a block in use, where joining ends. */
  const uint64_t end = blocks->size - WORD;
  *word_at(blocks, end) = 0;
  link_free(blocks, WORD, end - WORD, 0);
  blocks->touched = LEAST;
}

/* A free block of at least this size, or 0. */
static uint64_t find_free(const fr__blocks *blocks, uint64_t size) {
  /* The list of the size itself may hold one that fits: a few looks save many a split. */
  const place own = place_of(size);
  uint64_t offset = blocks->first[own.level][own.step];
  for (int looks = 0; offset != 0 && looks < 4; looks++) {
    if (size_at(blocks, offset) >= size) return offset;
    offset = word_at(blocks, offset)[1];
  }
  place at = place_above(size);
  if (at.level >= FR__BLOCK_LEVELS) return 0;
  uint32_t steps = blocks->steps_used[at.level] & ~((1u << at.step) - 1);
  if (steps == 0) {
    const uint64_t levels = blocks->levels_used & ~((UINT64_C(2) << at.level) - 1);
    if (levels == 0) return 0;
    at.level = (uint32_t)__builtin_ctzll(levels);
    steps = blocks->steps_used[at.level];
  }
  return blocks->first[at.level][(uint32_t)__builtin_ctz(steps)];
}

static uint64_t needed(uint64_t size) {
  const uint64_t whole = (size + FR__BLOCK_OVERHEAD + WORD - 1) / WORD * WORD;
  return whole < LEAST ? LEAST : whole;
}

/* The block at `offset` has `have` bytes, in use: keeps `size` of them and frees the rest where that is worth it. */
static void keep(fr__blocks *blocks, uint64_t offset, uint64_t have, uint64_t size) {
  const uint64_t before = *word_at(blocks, offset) & (FREE_BEFORE | OWNED);
  if (have - size < LEAST) size = have;
  *word_at(blocks, offset) = size | before;
  if (offset + size + LEAST > blocks->touched) blocks->touched = offset + size + LEAST;
  if (size == have) return;
  uint64_t rest = have - size;
  const uint64_t next = offset + have;
  if ((*word_at(blocks, next) & FREE) != 0) {
    unlink_free(blocks, next);
    rest += size_at(blocks, next);
  }
  link_free(blocks, offset + size, rest, 0);
}

void *fr__blocks_take(fr__blocks *blocks, uint64_t size) {
  if (size >= blocks->size) return NULL;
  size = needed(size);
  const uint64_t offset = find_free(blocks, size);
  if (offset == 0) return NULL;
  unlink_free(blocks, offset);
  keep(blocks, offset, size_at(blocks, offset), size);
  return word_at(blocks, offset) + 1;
}

void fr__blocks_give(fr__blocks *blocks, void *memory) {
  uint64_t offset = (uint64_t)((unsigned char *)memory - blocks->region) - WORD;
  uint64_t size = size_at(blocks, offset);
  FR_INVARIANT((*word_at(blocks, offset) & FREE) == 0);
  const uint64_t next = offset + size;
  if ((*word_at(blocks, next) & FREE) != 0) {
    unlink_free(blocks, next);
    size += size_at(blocks, next);
  }
  if ((*word_at(blocks, offset) & FREE_BEFORE) != 0) {
    const uint64_t before = *word_at(blocks, offset - WORD);
    offset -= before;
    size += before;
    unlink_free(blocks, offset);
  }
  /* Two free blocks never stand side by side, so the one before this is in use. */
  link_free(blocks, offset, size, 0);
}

bool fr__blocks_resize(fr__blocks *blocks, void *memory, uint64_t size) {
  if (size >= blocks->size) return false;
  size = needed(size);
  const uint64_t offset = (uint64_t)((unsigned char *)memory - blocks->region) - WORD;
  uint64_t have = size_at(blocks, offset);
  const uint64_t next = offset + have;
  if (size > have) {
    if ((*word_at(blocks, next) & FREE) == 0 || have + size_at(blocks, next) < size) return false;
    unlink_free(blocks, next);
    have += size_at(blocks, next);
  }
  keep(blocks, offset, have, size);
  return true;
}

void fr__blocks_own(fr__blocks *blocks, void *memory) {
  const uint64_t offset = (uint64_t)((unsigned char *)memory - blocks->region) - WORD;
  mark(blocks, offset, *word_at(blocks, offset) | OWNED);
}

uint32_t fr__blocks_behind(const fr__blocks *blocks, const void *memory, uint64_t size,
                           unsigned char keys[][FR__OWNER_BYTES], uint32_t most) {
  uint64_t offset = (uint64_t)((const unsigned char *)memory - blocks->region) - WORD;
  const uint64_t begin = offset, wanted = needed(size);
  uint32_t count = 0;
  for (offset += size_at(blocks, offset); offset - begin < wanted; offset += size_at(blocks, offset)) {
    const uint64_t word = *word_at(blocks, offset);
    if ((word & FREE) != 0) continue;
    if ((word & OWNED) == 0 || count == most) return FR__NOT_BEHIND;
    memcpy(keys[count++], word_at(blocks, offset) + 1, FR__OWNER_BYTES);
  }
  return count;
}

uint64_t fr__blocks_size(const void *memory) {
  return __atomic_load_n((const uint64_t *)memory - 1, __ATOMIC_RELAXED) & ~FLAGS;
}
