/* SPDX-License-Identifier: Apache-2.0
 *
 * A call takes a microsecond, and threads that are left alone hardly ever meet in one. So the linker leads every lock
 * and unlock of the library here (--wrap), and now and then a thread gives way: before it has a lock, while it holds
 * some, and after it has let one go. */
#include <pthread.h>
#include <sched.h>
#include <stdint.h>

int __real_pthread_mutex_lock(pthread_mutex_t *mutex);
int __real_pthread_mutex_unlock(pthread_mutex_t *mutex);
int __wrap_pthread_mutex_lock(pthread_mutex_t *mutex);
int __wrap_pthread_mutex_unlock(pthread_mutex_t *mutex);

static void give_way(void) {
  static _Thread_local uint32_t random = 1;
  random = random * 1664525u + 1013904223u;
  if (random >> 30 == 0) sched_yield();
}

int __wrap_pthread_mutex_lock(pthread_mutex_t *mutex) {
  give_way();
  return __real_pthread_mutex_lock(mutex);
}

int __wrap_pthread_mutex_unlock(pthread_mutex_t *mutex) {
  give_way();
  const int result = __real_pthread_mutex_unlock(mutex);
  give_way();
  return result;
}
