/* SPDX-License-Identifier: Apache-2.0
 *
 *   serial [SEEDS [FIRST]]       every history has a serial order; so that the check is known to check, every tenth is
 *                                changed in one answer, and then must have none
 *   serial --broken [SEEDS]      built on a store whose locks are broken: one history without an order has to turn up
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "serial.h"

enum { SEEDS = 1000, TRIES = 20, TRY_S = 120, FOUND = 0, NOT_FOUND = 3 };

/* One answer becomes one that nothing gives: the last decision of the first thread saw its own transfer at the payee,
 * or else its last call has another status. */
static void falsify(history *happened) {
  call *last = &happened->of[0][happened->calls[0] - 1];
  for (uint32_t i = 0; i < happened->calls[0]; i++) {
    if (happened->of[0][i].kind <= FOLD && happened->of[0][i].answers[0].status == FR_OK) last = &happened->of[0][i];
  }
  answer *given = &last->answers[0];
  if (last->kind <= FOLD && given->status == FR_OK) {
    given->seen[PAYEE_RECEIVED] += amount_of(last->about[0]);
  } else {
    given->status = FR_INTERNAL;
  }
}

/* A transfer is scored, and a preview by another thread does not see it: fine while the score was under way, and wrong
 * after it. */
static bool respects_time(void) {
  history one = {.accounts = 2, .threads = 2, .calls = {1, 1}};
  one.transfers[1] = (transfer){.payer = 0, .payee = 1, .id = 1};
  one.transfers[0] = (transfer){.payer = 0, .payee = 1, .id = 0};
  one.of[0][0] = (call){.kind = SCORE, .answered = 1, .began = 1, .ended = 4};
  one.of[1][0] = (call){.kind = PREVIEW, .about = {1}, .answered = 1, .began = 2, .ended = 3};
  one.of[0][0].answers[0].version = one.of[1][0].answers[0].version = 1;
  const bool meeting = explain(&one) == EXPLAINED;
  one.of[1][0].began = 5;
  one.of[1][0].ended = 6;
  return meeting && explain(&one) == UNEXPLAINED;
}

static int find_fault(uint64_t seeds, uint64_t first) {
  recorder *self = recorder_start();
  history happened;
  int result = NOT_FOUND;
  for (uint64_t seed = first; seed < first + seeds && result != FOUND; seed++) {
    record(self, seed, &happened);
    if (explain(&happened) != UNEXPLAINED) continue;
    print_history(&happened);
    printf("ok: the broken store was caught at seed %llu: no order explains these answers\n", (unsigned long long)seed);
    result = FOUND;
  }
  if (result != FOUND) {
    printf("WRONG: the locks are broken, and %llu histories have an order all the same\n", (unsigned long long)seeds);
  }
  recorder_stop(self);
  return result;
}

/* Without its locks the embedded store may destroy its memory before an answer is wrong. That shows nothing of the
 * check, so another process tries again from other seeds on. */
static int try_to_find_fault(uint64_t seeds) {
  for (uint64_t i = 0; i < TRIES; i++) {
    fflush(stdout);
    const pid_t child = fork();
    if (child == 0) {
      alarm(TRY_S); /* a destroyed table may have no end */
      exit(find_fault(seeds, 1 + i * seeds));
    }
    int ended = 0;
    if (child < 0 || waitpid(child, &ended, 0) != child) return 1;
    if (WIFEXITED(ended) && WEXITSTATUS(ended) == FOUND) return 0;
    if (WIFEXITED(ended) && WEXITSTATUS(ended) == NOT_FOUND) return 1;
    printf("the broken store did not live long enough to be caught: again, from other seeds on\n");
  }
  printf("WRONG: no history was ever recorded to its end\n");
  return 1;
}

static int check_all(recorder *self, uint64_t seeds, uint64_t first) {
  history happened;
  if (!respects_time()) {
    printf("WRONG: the check does not respect which call ended before another began\n");
    return 1;
  }
  uint64_t overlaps = 0, calls = 0;
  for (uint64_t seed = first; seed < first + seeds; seed++) {
    record(self, seed, &happened);
    const enum verdict verdict = explain(&happened);
    if (verdict != EXPLAINED) {
      print_history(&happened);
      printf("WRONG: %s\n", verdict == GAVE_UP ? "too many orders to try" : "no order explains these answers");
      return 1;
    }
    overlaps += count_overlaps(&happened);
    for (uint32_t t = 0; t < happened.threads; t++) calls += happened.calls[t];
    if (seed % 10 != 0) continue;
    falsify(&happened);
    if (explain(&happened) == UNEXPLAINED) continue;
    print_history(&happened);
    printf("WRONG: one of these answers was made up, and an order was found all the same\n");
    return 1;
  }
  /* Where threads never meet, nothing was shown. */
  const bool met = overlaps >= seeds / 10;
  printf("%s: %llu histories, %llu calls, each history has a serial order; %llu pairs of calls overlapped%s\n",
         met ? "ok" : "WRONG", (unsigned long long)seeds, (unsigned long long)calls, (unsigned long long)overlaps,
         met ? "" : ", which is too few to show anything");
  return met ? 0 : 1;
}

int main(int argc, char **argv) {
  const bool broken = argc > 1 && strcmp(argv[1], "--broken") == 0;
  const int at = broken ? 2 : 1;
  const uint64_t seeds = argc > at ? strtoull(argv[at], NULL, 10) : SEEDS;
  const uint64_t first = argc > at + 1 ? strtoull(argv[at + 1], NULL, 10) : 1;
  if (broken) return try_to_find_fault(seeds);
  recorder *self = recorder_start();
  const int result = check_all(self, seeds, first);
  recorder_stop(self);
  return result;
}
