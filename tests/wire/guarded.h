/* SPDX-License-Identifier: Apache-2.0
 *
 * Bytes that end where a page ends behind which nothing may be read: one byte too far stops the test, also without a
 * sanitizer. */
#ifndef TESTS_WIRE_GUARDED_H
#define TESTS_WIRE_GUARDED_H

#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

enum { GUARDED_PAGE = 4096, GUARDED_MOST = 16 * GUARDED_PAGE };

typedef struct guarded {
  uint8_t *pages;
} guarded;

/* pages is null where there is no memory. */
static inline guarded guarded_make(void) {
  void *pages = mmap(NULL, GUARDED_MOST + GUARDED_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) return (guarded){NULL};
  if (mprotect((uint8_t *)pages + GUARDED_MOST, GUARDED_PAGE, PROT_NONE) != 0) return (guarded){NULL};
  return (guarded){pages};
}

/* A copy of at most GUARDED_MOST bytes; the copy before it is gone. */
static inline uint8_t *guarded_copy(const guarded *guard, const void *bytes, size_t size) {
  uint8_t *copy = guard->pages + GUARDED_MOST - size;
  if (size != 0) memcpy(copy, bytes, size);
  return copy;
}

static inline void guarded_free(guarded *guard) {
  if (guard->pages != NULL) munmap(guard->pages, GUARDED_MOST + GUARDED_PAGE);
  guard->pages = NULL;
}

#endif
