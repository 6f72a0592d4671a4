/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "simulate_random.h"

Test(simulate_random, streams_are_the_same_everywhere) {
  stream one = stream_make(1, 2, 3), same = stream_make(1, 2, 3), other = stream_make(1, 2, 4);
  cr_assert_eq(stream_next(&one), UINT64_C(15597206485232429349));
  cr_assert_eq(stream_next(&one), UINT64_C(9815856191243008310));
  cr_assert_neq(stream_next(&same), stream_next(&other));
}

Test(simulate_random, a_spread_has_its_middle_in_the_middle) {
  const spread amounts = spread_make(1000, 20000, 10000000);
  stream by = stream_make(7, 0, 0);
  int below = 0, near = 0;
  for (int i = 0; i < 100000; i++) {
    const int64_t value = spread_draw(&amounts, &by);
    cr_assert(value >= 1000 && value <= 10000000);
    below += value < 20000;
    /* The upper half is even on a scale of ratios: half of it lies below the geometric mean of its ends, 447213. */
    near += value >= 20000 && value < 447213;
  }
  cr_expect(abs(below - 50000) < 800, "%d of 100000 below the middle", below);
  cr_expect(abs(near - 25000) < 800, "%d of 100000 in the third quarter", near);
}

Test(simulate_random, places_of_a_spread_are_pinned) {
  const spread amounts = spread_make(1, 100, 1000000);
  cr_expect_eq(spread_at(&amounts, 0), 1);
  cr_expect_eq(spread_at(&amounts, UINT64_C(1) << 62), 13);
  cr_expect_eq(spread_at(&amounts, UINT64_C(1) << 63), 100);
  cr_expect_eq(spread_at(&amounts, UINT64_C(3) << 62), 10049);
  cr_expect_leq(spread_at(&amounts, UINT64_MAX), 1000000);
  cr_expect_geq(spread_at(&amounts, UINT64_MAX), 999900);
  const spread nothing = spread_make(0, 0, 0), cent = spread_make(1, 1, 100);
  cr_expect_eq(spread_at(&nothing, UINT64_MAX), 0);
  cr_expect_eq(spread_at(&cent, 0), 1);
}

Test(simulate_random, bounds_are_kept_and_reached) {
  stream by = stream_make(3, 0, 0);
  int seen[5] = {0};
  for (int i = 0; i < 1000; i++) {
    const int64_t value = stream_between(&by, -2, 2);
    cr_assert(value >= -2 && value <= 2);
    seen[value + 2]++;
  }
  for (int i = 0; i < 5; i++) cr_expect(seen[i] > 140, "%d came %d times in 1000", i - 2, seen[i]);
  cr_expect_eq(stream_below(&by, 1), 0);
  cr_expect(!stream_permille(&by, 0) && stream_permille(&by, 1000) && stream_ppm(&by, 1000000));
  const uint32_t weights[] = {0, 3, 0, 1};
  int drawn[4] = {0};
  for (int i = 0; i < 4000; i++) drawn[stream_weighted(&by, weights, 4)]++;
  cr_expect(drawn[0] == 0 && drawn[2] == 0, "a weight of 0 was drawn");
  cr_expect(abs(drawn[1] - 3000) < 150, "%d of 4000", drawn[1]);
}

Test(simulate_random, rates_are_kept_on_average) {
  static const double rates[] = {0.001, 0.1, 0.3, 0.75, 2.5, 9.0};
  stream by = stream_make(5, 0, 0);
  for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++) {
    const uint64_t rate = (uint64_t)(rates[i] * 4294967296.0);
    uint64_t times = 0;
    for (int k = 0; k < 200000; k++) times += stream_times(&by, rate);
    const double mean = (double)times / 200000;
    cr_expect(mean > rates[i] * 0.97 - 0.0002 && mean < rates[i] * 1.03 + 0.0002, "%f instead of %f", mean, rates[i]);
  }
  cr_expect_eq(stream_times(&by, 0), 0);
}

/* An identifier names one party only. */
Test(simulate_random, permuting_loses_nothing) {
  enum { COUNT = 1 << 16 };
  static uint8_t seen[COUNT];
  for (uint64_t i = 0; i < COUNT; i++) {
    const uint64_t number = chance_permute(i, 9);
    cr_assert_lt(number, UINT64_C(1) << 52);
    cr_assert_eq(chance_permute(i, 9), number);
    seen[number % COUNT] = 1;
  }
  int places = 0; /* as many as of numbers by chance: 1 - 1/e of them */
  for (int i = 0; i < COUNT; i++) places += seen[i];
  cr_expect(abs(places - 41427) < 800, "%d places", places);
  cr_expect_neq(chance_permute(1, 9), chance_permute(1, 10));
}
