/* SPDX-License-Identifier: Apache-2.0
 *
 * An allocator that runs out of memory at the N-th call, for the thread that asked for it, and tells what was not given
 * back. To be taken into one source of an executable: it replaces the C library's functions for all of it.
 *
 * Not under sanitizers, which replace the allocator themselves: then MEMORY_CAN_FAIL is 0 and there is nothing here. */
#ifndef TESTS_WIRE_FAILING_MEMORY_H
#define TESTS_WIRE_FAILING_MEMORY_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__GLIBC__)
#define MEMORY_CAN_FAIL 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define MEMORY_CAN_FAIL 0
#endif
#endif
#ifndef MEMORY_CAN_FAIL
#define MEMORY_CAN_FAIL 1
#endif

#if MEMORY_CAN_FAIL

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *memory);

typedef struct memory_watch {
  bool on;
  bool from_then_on; /* the calls behind the N-th fail too */
  uint64_t fail_at;  /* 1: the first call; 0: none */
  uint64_t calls, failed;
  int64_t kept; /* blocks taken and not given back */
} memory_watch;

static _Thread_local memory_watch memory_watched;

static inline void memory_begin(uint64_t fail_at, bool from_then_on) {
  memory_watched = (memory_watch){.on = true, .from_then_on = from_then_on, .fail_at = fail_at};
}

/* Ends it, and says what was seen. */
static inline memory_watch memory_end(void) {
  memory_watched.on = false;
  return memory_watched;
}

static bool memory_refused(void) {
  memory_watch *watch = &memory_watched;
  if (!watch->on) return false;
  watch->calls++;
  if (watch->fail_at == 0 || watch->calls < watch->fail_at) return false;
  if (watch->calls > watch->fail_at && !watch->from_then_on) return false;
  watch->failed++;
  errno = ENOMEM; /* as the C library's do */
  return true;
}

static void *memory_given(void *memory) {
  if (memory_watched.on && memory != NULL) memory_watched.kept++;
  return memory;
}

void *malloc(size_t size) { return memory_refused() ? NULL : memory_given(__libc_malloc(size)); }

void *calloc(size_t count, size_t size) { return memory_refused() ? NULL : memory_given(__libc_calloc(count, size)); }

void *realloc(void *memory, size_t size) {
  if (memory_refused()) return NULL;
  void *moved = __libc_realloc(memory, size);
  return memory == NULL ? memory_given(moved) : moved;
}

void *aligned_alloc(size_t alignment, size_t size) {
  return memory_refused() ? NULL : memory_given(__libc_memalign(alignment, size));
}

void free(void *memory) {
  if (memory_watched.on && memory != NULL) memory_watched.kept--;
  __libc_free(memory);
}

#endif
#endif
