/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include <stdlib.h>

struct fr__arena_block {
  struct fr__arena_block *older;
  size_t size;
};

enum { ALIGN = 16, HEADER = (sizeof(struct fr__arena_block) + ALIGN - 1) / ALIGN * ALIGN, BLOCK = 64 * 1024 };

void *fr__arena_alloc(fr__arena *arena, size_t size) {
  if (size > SIZE_MAX / 4) return NULL;
  size = (size + ALIGN - 1) / ALIGN * ALIGN;
  if (arena->blocks == NULL || arena->blocks->size - arena->used < size) {
    const size_t room = size > BLOCK - HEADER ? size : BLOCK - HEADER;
    if (arena->limit != 0 && arena->total + HEADER + room > arena->limit) return NULL;
    struct fr__arena_block *block = calloc(1, HEADER + room);
    if (block == NULL) return NULL;
    block->older = arena->blocks;
    block->size = room;
    arena->blocks = block;
    arena->used = 0;
    arena->total += HEADER + room;
  }
  void *memory = (unsigned char *)arena->blocks + HEADER + arena->used;
  arena->used += size;
  return memory;
}

char *fr__arena_copy(fr__arena *arena, const char *bytes, size_t size) {
  char *copy = fr__arena_alloc(arena, size + 1);
  if (copy != NULL && size != 0) memcpy(copy, bytes, size);
  return copy;
}

void fr__arena_free(fr__arena *arena) {
  while (arena->blocks != NULL) {
    struct fr__arena_block *block = arena->blocks;
    arena->blocks = block->older;
    free(block);
  }
  arena->used = 0;
  arena->total = 0;
}
