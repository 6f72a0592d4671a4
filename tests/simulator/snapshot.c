/* SPDX-License-Identifier: Apache-2.0
 *
 * A snapshot is written while others score. It has a thread of its own, which runs only while the first one waits for
 * it: it gives way where it writes, as the seed has it, and goes on when the seed says so. So what of it is older than
 * what, is the same each time. It gives way nowhere else, since elsewhere it may hold what others wait for. */
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>

#include "simulator.h"

static struct {
  pthread_t thread;
  sem_t its_turn, our_turn;
  bool begun, over;
  bool gives_way; /* where the seed says so; else it runs to its end */
  fr_status status;
} one;

static fr_status (*true_write)(fr__file *file, uint64_t offset, const void *data, uint64_t bytes, uint64_t *count);

static fr_status write_and_give_way(fr__file *file, uint64_t offset, const void *data, uint64_t bytes,
                                    uint64_t *count) {
  if (one.begun && one.gives_way && pthread_equal(pthread_self(), one.thread) && sim_below(4) == 0) {
    sem_post(&one.our_turn);
    sem_wait(&one.its_turn);
  }
  return true_write(file, offset, data, bytes, count);
}

void snapshot_world(fake_world *under) {
  true_write = under->io.write;
  under->io.write = write_and_give_way;
}

static void *run(void *argument) {
  (void)argument;
  sem_wait(&one.its_turn);
  one.status = fr_journal_snapshot(the.journal, NULL, NULL);
  one.over = true;
  sem_post(&one.our_turn);
  return NULL;
}

static void begin(void) {
  one.begun = true;
  one.over = false;
  if (sem_init(&one.its_turn, 0, 0) != 0 || sem_init(&one.our_turn, 0, 0) != 0 ||
      pthread_create(&one.thread, NULL, run, NULL) != 0) {
    abort();
  }
}

static void hand_over(void) {
  sem_post(&one.its_turn);
  sem_wait(&one.our_turn);
}

static fr_status end(void) {
  pthread_join(one.thread, NULL);
  sem_destroy(&one.its_turn);
  sem_destroy(&one.our_turn);
  one.begun = false;
  the.counts.snapshots += one.status == FR_OK;
  return one.status;
}

fr_status snapshot_go_on(bool *ended) {
  if (!one.begun) begin();
  one.gives_way = true;
  hand_over();
  *ended = one.over;
  return one.over ? end() : FR_OK;
}

fr_status snapshot_finish(void) {
  if (!one.begun) return FR_OK;
  one.gives_way = false;
  hand_over();
  return end();
}
