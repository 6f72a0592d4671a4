/* SPDX-License-Identifier: Apache-2.0
 *
 * The failing allocator of wire/failing_memory.h, and mappings as well: for one source of an executable. What is taken
 * before the place that fails is counted with the rest, so that a whole life has to come out even.
 *
 * What OpenSSL takes is counted apart, by the functions that it lets a program set: it allocates thousands of times
 * where the library does once, and where memory fails in the middle of that it loses blocks of its own. */
#ifndef TESTS_FAULTS_MEMORY_H
#define TESTS_FAULTS_MEMORY_H

#include <openssl/crypto.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "wire/failing_memory.h"

#if MEMORY_CAN_FAIL

int posix_memalign(void **memory, size_t alignment, size_t size);
int posix_memalign(void **memory, size_t alignment, size_t size) {
  *memory = memory_refused() ? NULL : memory_given(__libc_memalign(alignment, size));
  return *memory == NULL ? 12 : 0;
}

void *mmap(void *address, size_t size, int protection, int flags, int file, off_t offset) {
  if (memory_refused()) return MAP_FAILED;
  const long result = syscall(SYS_mmap, address, size, protection, flags, file, offset);
  if (result == -1) return MAP_FAILED;
  void *memory;
  memcpy(&memory, &result, sizeof memory);
  return memory_given(memory);
}

int munmap(void *memory, size_t size) {
  if (memory_watched.on) memory_watched.kept--;
  return (int)syscall(SYS_munmap, memory, size);
}

/* ---- OpenSSL's own ---- */

static _Thread_local memory_watch memory_of_openssl;

static bool openssl_refused(void) {
  memory_watch *watch = &memory_of_openssl;
  if (!watch->on) return false;
  watch->calls++;
  if (watch->fail_at == 0 || watch->calls < watch->fail_at) return false;
  if (watch->calls > watch->fail_at && !watch->from_then_on) return false;
  watch->failed++;
  return true;
}

static void *openssl_malloc(size_t size, const char *file, int line) {
  (void)file, (void)line;
  if (openssl_refused()) return NULL;
  void *memory = __libc_malloc(size);
  if (memory_of_openssl.on && memory != NULL) memory_of_openssl.kept++;
  return memory;
}

static void *openssl_realloc(void *memory, size_t size, const char *file, int line) {
  (void)file, (void)line;
  if (openssl_refused()) return NULL;
  void *moved = __libc_realloc(memory, size);
  if (memory_of_openssl.on && memory == NULL && moved != NULL) memory_of_openssl.kept++;
  return moved;
}

static void openssl_free(void *memory, const char *file, int line) {
  (void)file, (void)line;
  if (memory_of_openssl.on && memory != NULL) memory_of_openssl.kept--;
  __libc_free(memory);
}

static bool memory_has_openssl;

/* Before anything is asked of OpenSSL, constructors of other libraries included: so it stands where the program's
 * loader looks first. */
static void take_openssl(int count, char **arguments, char **environment) {
  (void)count, (void)arguments, (void)environment;
  memory_has_openssl = CRYPTO_set_mem_functions(openssl_malloc, openssl_realloc, openssl_free) == 1;
}
__attribute__((section(".preinit_array"), used)) static void (*const take_openssl_first)(int, char **,
                                                                                         char **) = take_openssl;

/* ---- a whole life ---- */

static inline void memory_count(void) {
  memory_begin(0, false);
  memory_of_openssl = (memory_watch){.on = true};
}

/* From here on the Nth call fails, of the library's own or of OpenSSL's; 0: none does, and all are counted. */
static inline void memory_arm(memory_watch *which, uint64_t fail_at, bool then_on) {
  memory_watched.calls = memory_watched.failed = memory_of_openssl.calls = memory_of_openssl.failed = 0;
  which->fail_at = fail_at;
  which->from_then_on = then_on;
}

/* From here on none does; what is given and taken back is counted on. */
static inline void memory_disarm(void) { memory_watched.fail_at = memory_of_openssl.fail_at = 0; }

static inline void memory_stop(void) {
  memory_watched.on = false;
  memory_of_openssl.on = false;
}

#endif
#endif
