/* SPDX-License-Identifier: Apache-2.0
 *
 * Memory that lives and dies together: everything that one policy is compiled into. Not for the scoring path. */
#ifndef FR_BASE_ARENA_H
#define FR_BASE_ARENA_H

#include "base/base.h"

typedef struct fr__arena {
  struct fr__arena_block *blocks; /* newest first */
  size_t used;                    /* of the newest block */
  size_t total;                   /* bytes taken from the system */
  size_t limit;                   /* at most; 0: none */
} fr__arena;

/* Zeroed memory, aligned to 16 bytes; null when memory is out or the limit is passed. */
void *fr__arena_alloc(fr__arena *arena, size_t size);
/* A copy of `size` bytes with a zero byte behind; null as above. */
char *fr__arena_copy(fr__arena *arena, const char *bytes, size_t size);
void fr__arena_free(fr__arena *arena);

#endif
