/* SPDX-License-Identifier: Apache-2.0
 *
 * Lies before the system's malloc (LD_PRELOAD), and refuses what one thread asks for when it is told to: test_memory.py
 * builds it, and so do the tests of Java's tables. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

void memory_refuse(long number, int lasts, const char *caller);
long memory_end(void);

/* Of the calling thread: how many calls still get memory, whether more than the next one is refused, and of whom. */
static __thread long left = -1;
static __thread long refused;
static __thread bool lasting;
static __thread const char *whose;

/* Refuses call `number`, from 0, of the objects whose file has `caller` in its name, and all later ones where `lasts`
 * is not 0. Of the name alone: the tree lies in folders called so. Memory that is there already is always given back.
 */
void memory_refuse(long number, int lasts, const char *caller) {
  whose = caller;
  lasting = lasts != 0;
  refused = 0;
  left = number;
}

/* From now on all is given again. How many calls were refused. */
long memory_end(void) {
  left = -1;
  return refused;
}

static bool refuse(const void *from) {
  Dl_info object;
  if (left < 0) return false;
  if (dladdr(from, &object) == 0 || object.dli_fname == NULL) return false;
  const char *name = strrchr(object.dli_fname, '/');
  if (strstr(name == NULL ? object.dli_fname : name, whose) == NULL) return false;
  if (left > 0) {
    left--;
    return false;
  }
  if (!lasting) left = -1;
  refused++;
  return true;
}

void *malloc(size_t size) { return refuse(__builtin_return_address(0)) ? NULL : __libc_malloc(size); }
void *calloc(size_t count, size_t size) {
  return refuse(__builtin_return_address(0)) ? NULL : __libc_calloc(count, size);
}
void *realloc(void *old, size_t size) { return refuse(__builtin_return_address(0)) ? NULL : __libc_realloc(old, size); }
