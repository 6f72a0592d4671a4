/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include <criterion/criterion.h>

Test(arena, memory_is_zeroed_aligned_and_apart) {
  fr__arena arena = {0};
  unsigned char *pieces[600];
  for (size_t i = 0; i < FR_COUNT(pieces); i++) {
    const size_t size = i * 7 % 1000 + 1;
    pieces[i] = fr__arena_alloc(&arena, size);
    cr_assert_not_null(pieces[i]);
    cr_assert_eq((uintptr_t)pieces[i] % 16, 0);
    for (size_t b = 0; b < size; b++) cr_assert_eq(pieces[i][b], 0);
    memset(pieces[i], (int)(i % 251 + 1), size);
  }
  for (size_t i = 0; i < FR_COUNT(pieces); i++) {
    for (size_t b = 0; b < i * 7 % 1000 + 1; b++) cr_assert_eq(pieces[i][b], i % 251 + 1, "piece %zu", i);
  }
  cr_expect_gt(arena.total, 300 * 500);
  fr__arena_free(&arena);
  cr_expect_null(arena.blocks);
  cr_expect_eq(arena.total, 0);
  cr_expect_eq(arena.used, 0);
  cr_expect_not_null(fr__arena_alloc(&arena, 1), "it can be used again");
  fr__arena_free(&arena);
  fr__arena_free(&arena);
}

Test(arena, large_blocks) {
  fr__arena arena = {0};
  unsigned char *small = fr__arena_alloc(&arena, 10);
  unsigned char *large = fr__arena_alloc(&arena, 10 << 20);
  cr_assert_not_null(small);
  cr_assert_not_null(large);
  memset(large, 0xFF, 10 << 20);
  cr_expect_eq(small[9], 0);
  unsigned char *after = fr__arena_alloc(&arena, 100);
  cr_assert_not_null(after);
  cr_expect_eq(after[0], 0);
  cr_expect_eq(large[(10 << 20) - 1], 0xFF);
  cr_expect_geq(arena.total, 10 << 20);
  fr__arena_free(&arena);
}

Test(arena, around_the_size_of_a_block) {
  for (size_t size = 65536 - 64; size <= 65536 + 64; size++) {
    fr__arena arena = {0};
    unsigned char *first = fr__arena_alloc(&arena, size), *second = fr__arena_alloc(&arena, 1);
    cr_assert_not_null(first);
    cr_assert_not_null(second);
    memset(first, 0xFF, size);
    cr_expect_eq(*second, 0, "%zu", size);
    fr__arena_free(&arena);
  }
}

Test(arena, sizes_that_cannot_be) {
  fr__arena arena = {0};
  cr_expect_null(fr__arena_alloc(&arena, SIZE_MAX));
  cr_expect_null(fr__arena_alloc(&arena, SIZE_MAX / 4 + 1));
  cr_expect_null(fr__arena_copy(&arena, "", SIZE_MAX / 2));
  cr_expect_eq(arena.total, 0);
  cr_expect_not_null(fr__arena_alloc(&arena, 0));
  fr__arena_free(&arena);
}

Test(arena, a_limit) {
  fr__arena arena = {.limit = 200000};
  uint32_t taken = 0;
  while (fr__arena_alloc(&arena, 1000) != NULL && taken < 1000) taken++;
  cr_expect_gt(taken, 180, "three blocks of 64 KiB fit");
  cr_expect_lt(taken, 200);
  cr_expect_leq(arena.total, arena.limit);
  cr_expect_null(fr__arena_alloc(&arena, 100000));
  cr_expect_null(fr__arena_copy(&arena, "x", 100000));
  fr__arena_free(&arena);
  cr_expect_not_null(fr__arena_alloc(&arena, 150000), "the limit stays, what was taken is given back");
  fr__arena_free(&arena);
}

Test(arena, copies_end_in_a_zero_byte) {
  fr__arena arena = {0};
  const char bytes[4] = {'a', 'b', 'c', 'd'};
  char *copy = fr__arena_copy(&arena, bytes, 4);
  cr_expect_str_eq(copy, "abcd");
  cr_expect_str_eq(fr__arena_copy(&arena, NULL, 0), "");
  cr_expect_str_eq(fr__arena_copy(&arena, bytes, 1), "a");
  fr__arena_free(&arena);
}
