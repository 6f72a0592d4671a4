/* SPDX-License-Identifier: Apache-2.0
 *
 * How sure a figure is: customers are drawn with replacement, in one pass. In each draw a customer counts as often as a
 * Poisson number of mean 1 says, which is made from his key, a seed and the number of the draw; so nothing is kept of
 * customers, and the same input gives the same intervals. */
#ifndef TOOLS_BACKTEST_DRAWS_H
#define TOOLS_BACKTEST_DRAWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DRAWS_DEFAULT = 200, DRAWS_MAX = 2000 };

typedef struct draws {
  uint32_t count; /* 0: none are made */
  uint64_t seed;
  uint64_t customer; /* whose weights are at hand */
  bool at_hand;
  uint8_t *weights; /* one a draw */
  double *found;    /* scratch: ratios of draws */
  bool out_of_memory;
} draws;

bool draws_open(draws *of, uint32_t count, uint64_t seed);
void draws_close(draws *of);
/* The customer's weight in each draw, until the next call. */
const uint8_t *draws_weights(draws *of, uint64_t customer);

/* A number summed up in each draw; null until something was added. */
typedef struct column_of_draws {
  int64_t *sums;
} column_of_draws;
void column_add(draws *of, column_of_draws *to, const uint8_t *weights, int64_t number);
void column_close(column_of_draws *of);

/* A figure with its interval. */
typedef struct interval {
  double value, low, high;
  bool exists;  /* the figure: else it is one of nothing */
  bool bounded; /* low and high */
} interval;

/* part / (whole + more + rest), where the sums over all draws' customers are given. `more` may be null; `rest` is the
 * same in every draw; where `whole` is null the whole is whole_sum in every draw. */
typedef struct ratio {
  const column_of_draws *part, *whole, *more;
  int64_t part_sum, whole_sum; /* whole, more and rest together */
  int64_t rest;
  bool is_share; /* the part is some of the whole */
} ratio;
/* Where the part is nothing, or a share is all, no draw has anything else: then the bound on the other side is that of
 * 95 % on one side, from as many customers as the whole is worth (docs/backtest-json.md). */
interval draws_interval(draws *of, const ratio *asked);
/* How much the second ratio is more than the first, drawn together; without bounds where both parts are nothing. */
interval draws_difference(draws *of, const ratio *first, const ratio *second);

#endif
