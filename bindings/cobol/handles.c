/* SPDX-License-Identifier: Apache-2.0
 *
 * Handles are numbers, so that a COBOL program can keep them where it likes and one that was closed is told apart from
 * one that is open: ten bits of place, the rest counts how often the place was given away. What stands behind a handle
 * is used by one call at a time; another one meanwhile is refused and waits for nothing. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "glue.h"

enum { PLACES = 1024, PLACE_BITS = 10 };

/* state: how often it was given away, times 4, and these. */
enum { OPEN = 1u, BUSY = 2u, ROUND = 4u };

typedef struct place {
  _Atomic uint32_t state;
  fr_cobol_handle *object;
} place;

static place places[PLACES];
static pthread_mutex_t opening = PTHREAD_MUTEX_INITIALIZER;

int32_t fr_cobol_enter(const uint32_t *handle, const char *kinds, fr_cobol_handle **entered) {
  uint32_t number;
  if (handle == NULL) return FRC_NULL;
  memcpy(&number, handle, sizeof number);
  place *at = &places[number & (PLACES - 1)];
  uint32_t open = (number >> PLACE_BITS) * ROUND | OPEN;
  if (number == 0) return FRC_BAD_HANDLE;
  if (!atomic_compare_exchange_strong_explicit(&at->state, &open, open | BUSY, memory_order_acquire,
                                               memory_order_relaxed))
    return open == ((number >> PLACE_BITS) * ROUND | OPEN | BUSY) ? FRC_HANDLE_BUSY : FRC_BAD_HANDLE;
  while (*kinds != 0 && *kinds != at->object->kind) kinds++;
  if (*kinds == 0) return fr_cobol_leave(at->object, FRC_OTHER_HANDLE);
  *entered = at->object;
  return FR_OK;
}

int32_t fr_cobol_leave(fr_cobol_handle *entered, int32_t status) {
  place *at = &places[entered->number & (PLACES - 1)];
  atomic_store_explicit(&at->state, (entered->number >> PLACE_BITS) * ROUND | OPEN, memory_order_release);
  return status;
}

int32_t fr_cobol_open(fr_cobol_handle *made, uint32_t *handle) {
  int32_t status = FRC_HANDLES;
  pthread_mutex_lock(&opening);
  for (uint32_t i = 0; i < PLACES && status != FR_OK; i++) {
    const uint32_t state = atomic_load(&places[i].state), round = (state / ROUND + 1) & (UINT32_MAX >> PLACE_BITS);
    if ((state & OPEN) != 0 || round == 0) continue; /* a place that went around is not used again */
    made->number = round << PLACE_BITS | i;
    places[i].object = made;
    atomic_store_explicit(&places[i].state, round * ROUND | OPEN, memory_order_release);
    memcpy(handle, &made->number, sizeof made->number);
    status = FR_OK;
  }
  pthread_mutex_unlock(&opening);
  return status;
}

/* Gives the place back; the handle is never valid again. */
void fr_cobol_close(fr_cobol_handle *entered) {
  place *at = &places[entered->number & (PLACES - 1)];
  pthread_mutex_lock(&opening);
  at->object = NULL;
  atomic_store_explicit(&at->state, (entered->number >> PLACE_BITS) * ROUND, memory_order_release);
  pthread_mutex_unlock(&opening);
  free(entered->batch);
  free(entered);
}
