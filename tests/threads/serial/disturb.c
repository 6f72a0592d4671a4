/* SPDX-License-Identifier: Apache-2.0
 *
 * A call takes a microsecond, and threads that are left alone hardly ever meet in one. So the linker leads every lock,
 * trylock and unlock of the library here (--wrap), and now and then a thread gives way: before it has a lock, while it
 * holds some, and after it has let one go. The embedded store takes its shards by trylock, and sleeps for them only
 * where that was in vain for a while.
 *
 * DISTURB_FAULT breaks the locks of the embedded store, so that a test can show that it would be noticed: whoever holds
 * one gets every other one that it tries without having it. */
#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#ifndef DISTURB_FAULT
#define DISTURB_FAULT 0
#endif

int __real_pthread_mutex_lock(pthread_mutex_t *mutex);
int __real_pthread_mutex_trylock(pthread_mutex_t *mutex);
int __real_pthread_mutex_unlock(pthread_mutex_t *mutex);
int __wrap_pthread_mutex_lock(pthread_mutex_t *mutex);
int __wrap_pthread_mutex_trylock(pthread_mutex_t *mutex);
int __wrap_pthread_mutex_unlock(pthread_mutex_t *mutex);

/* What this thread has, and what it only believes to have. */
enum { PRETENDED = 16 };
static _Thread_local uint32_t held, pretended_count;
static _Thread_local pthread_mutex_t *pretended[PRETENDED];

static void give_way(void) {
  static _Thread_local uint32_t random = 1;
  random = random * 1664525u + 1013904223u;
  if (random >> 30 == 0) sched_yield();
}

static void pretend(pthread_mutex_t *mutex) {
  if (pretended_count == PRETENDED) abort();
  pretended[pretended_count++] = mutex;
}

static bool was_pretended(const pthread_mutex_t *mutex) {
  for (uint32_t i = 0; i < pretended_count; i++) {
    if (pretended[i] != mutex) continue;
    pretended[i] = pretended[--pretended_count];
    return true;
  }
  return false;
}

int __wrap_pthread_mutex_lock(pthread_mutex_t *mutex) {
  give_way();
  const int result = __real_pthread_mutex_lock(mutex);
  held++;
  return result;
}

int __wrap_pthread_mutex_trylock(pthread_mutex_t *mutex) {
  give_way();
  if (DISTURB_FAULT && held > 0) {
    pretend(mutex);
  } else {
    const int result = __real_pthread_mutex_trylock(mutex);
    if (result != 0) return result;
    held++;
  }
  give_way();
  return 0;
}

int __wrap_pthread_mutex_unlock(pthread_mutex_t *mutex) {
  give_way();
  if (was_pretended(mutex)) return 0;
  const int result = __real_pthread_mutex_unlock(mutex);
  held--;
  give_way();
  return result;
}
