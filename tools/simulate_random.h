/* SPDX-License-Identifier: Apache-2.0
 *
 * Chance without a library of mathematics: the same numbers on every machine and from every compiler. */
#ifndef TOOLS_SIMULATE_RANDOM_H
#define TOOLS_SIMULATE_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

/* A stream of numbers. Two streams from different seeds have nothing to do with each other. */
typedef struct stream {
  uint64_t state;
} stream;

/* Half of the values lie below the middle. On either side equal ratios are equally likely, so that a few are far
 * larger than most, as amounts of money are. The logarithms are worked out once, by spread_make(). */
typedef struct spread {
  int64_t low, middle, high;
  int64_t log_low, log_middle, log_high;
} spread;

/* A number that depends on nothing but these three. */
uint64_t chance_mix(uint64_t a, uint64_t b, uint64_t c);

stream stream_make(uint64_t seed, uint64_t about, uint64_t which);
uint64_t stream_next(stream *from);
/* 0 to n - 1; n is at least 1. */
uint32_t stream_below(stream *from, uint32_t n);
/* least to most, both among them. */
int64_t stream_between(stream *from, int64_t least, int64_t most);
bool stream_permille(stream *from, int64_t permille);
bool stream_ppm(stream *from, int64_t ppm);
/* How often something happens that happens `rate` / 2^32 times on average. */
uint32_t stream_times(stream *from, uint64_t rate);
/* The place of a weight, drawn; the sum of the weights is above 0. */
uint32_t stream_weighted(stream *from, const uint32_t *weights, uint32_t count);

/* 0 <= low <= middle <= high < 2^40. */
spread spread_make(int64_t low, int64_t middle, int64_t high);
int64_t spread_draw(const spread *from, stream *by);
/* The value at a fixed place, so that what depends on nothing but a customer stays. */
int64_t spread_at(const spread *from, uint64_t place);

/* A permutation of the numbers below 2^52: identifiers that say nothing about what they name. */
uint64_t chance_permute(uint64_t number, uint64_t key);

#endif
