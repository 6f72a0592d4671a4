/* SPDX-License-Identifier: Apache-2.0 */
#include "bench/chase.h"

#include <stdlib.h>
#include <sys/mman.h>

#include "bench/world.h"

enum { LINE_WORDS = 8, ROUNDS = 31 };

static int by_size(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

/* Each line holds a number that looks like chance. With a counter added, so that no short circle is ever run, its high
 * bits name the next line: an addition and a multiplication, about a nanosecond, between one read and the next. */
static uint64_t chase(const uint64_t *lines, uint64_t count, uint32_t reads, uint64_t at) {
  for (uint32_t i = 0; i < reads; i++) {
    const uint64_t word = lines[at * LINE_WORDS] + i * UINT64_C(0x9E3779B97F4A7C15);
    at = (uint64_t)(((unsigned __int128)word * count) >> 64);
  }
  return at;
}

double bench_chase_ns(uint64_t bytes, bool huge, uint32_t reads, uint64_t *given) {
  const uint64_t count = bytes / (LINE_WORDS * sizeof(uint64_t));
  uint64_t *lines = mmap(NULL, (size_t)bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (lines == MAP_FAILED || count == 0) return 0;
  (void)madvise(lines, (size_t)bytes, huge ? MADV_HUGEPAGE : MADV_NOHUGEPAGE);
  for (uint64_t i = 0; i < count; i++) lines[i * LINE_WORDS] = bench_mix(i);
  *given = bench_huge_bytes();
  double rounds[ROUNDS];
  uint64_t at = 0;
  for (uint32_t round = 0; round < ROUNDS; round++) {
    const uint64_t begin = bench_now_ns();
    at = chase(lines, count, reads, (at + round * UINT64_C(7919)) % count);
    __asm__ volatile("" ::"r"(at)); /* it is used, so no compiler takes the reads out */
    rounds[round] = (double)(bench_now_ns() - begin) / reads;
  }
  qsort(rounds, ROUNDS, sizeof rounds[0], by_size);
  munmap(lines, (size_t)bytes);
  return rounds[ROUNDS / 2];
}
