/* SPDX-License-Identifier: Apache-2.0 */
#include "backtest_draws.h"

#include <math.h>
#include <stdlib.h>

/* A step of splitmix64: neighbouring numbers come out as if they had nothing in common. */
static uint64_t mix(uint64_t word) {
  word += UINT64_C(0x9E3779B97F4A7C15);
  word = (word ^ word >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  word = (word ^ word >> 27) * UINT64_C(0x94D049BB133111EB);
  return word ^ word >> 31;
}

/* 2^53 times the chance that a Poisson number of mean 1 is at most 0, 1, … */
static const uint64_t at_most[] = {UINT64_C(3313563428353947), UINT64_C(6627126856707895), UINT64_C(8283908570884869),
                                   UINT64_C(8836169142277194), UINT64_C(8974234285125275), UINT64_C(9001847313694891),
                                   UINT64_C(9006449485123161), UINT64_C(9007106938184342), UINT64_C(9007189119816990),
                                   UINT64_C(9007198251109506)};
enum { AT_MOST = sizeof at_most / sizeof at_most[0] };

bool draws_open(draws *of, uint32_t count, uint64_t seed) {
  *of = (draws){.count = count, .seed = mix(seed)};
  of->weights = calloc((size_t)count + 1, sizeof *of->weights);
  of->found = calloc((size_t)count + 1, sizeof *of->found);
  return of->weights != NULL && of->found != NULL;
}

void draws_close(draws *of) {
  free(of->weights);
  free(of->found);
  *of = (draws){0};
}

const uint8_t *draws_weights(draws *of, uint64_t customer) {
  if (of->at_hand && of->customer == customer) return of->weights;
  const uint64_t base = mix(customer ^ of->seed);
  for (uint32_t i = 0; i < of->count; i++) {
    const uint64_t chance = mix(base + i) >> 11;
    uint8_t weight = 0;
    while (weight < AT_MOST && chance >= at_most[weight]) weight++;
    of->weights[i] = weight;
  }
  of->customer = customer;
  of->at_hand = true;
  return of->weights;
}

void column_add(draws *of, column_of_draws *to, const uint8_t *weights, int64_t number) {
  if (of->count == 0 || number == 0) return;
  if (to->sums == NULL) to->sums = calloc(of->count, sizeof *to->sums);
  if (to->sums == NULL) {
    of->out_of_memory = true;
    return;
  }
  for (uint32_t i = 0; i < of->count; i++) to->sums[i] += weights[i] * number;
}

void column_close(column_of_draws *of) {
  free(of->sums);
  of->sums = NULL;
}

static int64_t drawn(const column_of_draws *of, uint32_t draw) {
  return of == NULL || of->sums == NULL ? 0 : of->sums[draw];
}

static int64_t drawn_whole(const ratio *asked, uint32_t draw) {
  if (asked->whole == NULL) return asked->whole_sum;
  return drawn(asked->whole, draw) + drawn(asked->more, draw) + asked->rest;
}

/* False where it is a share of nothing. */
static bool ratio_of(const ratio *asked, uint32_t draw, double *into) {
  const int64_t whole = drawn_whole(asked, draw);
  if (whole == 0) return false;
  *into = (double)drawn(asked->part, draw) / (double)whole;
  return true;
}

static bool is_drawn(const column_of_draws *of) { return of != NULL && of->sums != NULL; }

/* How many customers the whole is worth: so many, each with as much of it, would make it vary as it does between draws.
 * What is not drawn counts one by one. 0: it cannot be told. */
static double customers_of(const draws *of, const ratio *asked) {
  const double whole = (double)asked->whole_sum;
  double squares = 0;
  if (!is_drawn(asked->whole) && !is_drawn(asked->more)) return whole;
  for (uint32_t i = 0; i < of->count; i++) {
    const double off = (double)drawn_whole(asked, i) - whole;
    squares += off * off;
  }
  const double customers = squares > 0 ? whole * whole * of->count / squares : 0;
  return squares > 0 && customers < 1 ? 1 : customers;
}

/* Of n customers none, or all: the exact bound of a share, and that of a Poisson number for what is none. */
static void bound_one_side(const draws *of, const ratio *asked, interval *into) {
  static const double chance = 0.05;
  const double customers = customers_of(of, asked);
  into->bounded = customers > 0;
  if (!into->bounded) return;
  into->low = into->high = into->value;
  if (asked->part_sum != 0)
    into->low = pow(chance, 1 / customers);
  else
    into->high = asked->is_share ? 1 - pow(chance, 1 / customers) : -log(chance) / customers;
}

static int by_size(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* The places of 2.5 % and 97.5 %, where at least half of the draws have the figure. */
static void bound(draws *of, uint32_t found, interval *into) {
  if (of->count == 0 || 2 * (uint64_t)found < of->count) return;
  qsort(of->found, found, sizeof *of->found, by_size);
  const uint64_t last = found - 1;
  into->low = of->found[25 * last / 1000];
  into->high = of->found[(975 * last + 999) / 1000];
  into->bounded = true;
}

interval draws_interval(draws *of, const ratio *asked) {
  interval into = {.exists = asked->whole_sum != 0};
  if (!into.exists) return into;
  into.value = (double)asked->part_sum / (double)asked->whole_sum;
  uint32_t found = 0;
  for (uint32_t i = 0; i < of->count; i++) found += ratio_of(asked, i, &of->found[found]);
  bound(of, found, &into);
  into.bounded = into.bounded && into.low < into.high; /* of one customer every draw says the same */
  if (of->count != 0 && (asked->part_sum == 0 || (asked->is_share && asked->part_sum == asked->whole_sum)))
    bound_one_side(of, asked, &into);
  return into;
}

interval draws_difference(draws *of, const ratio *first, const ratio *second) {
  interval into = {.exists = first->whole_sum != 0 && second->whole_sum != 0};
  if (!into.exists) return into;
  into.value =
      (double)second->part_sum / (double)second->whole_sum - (double)first->part_sum / (double)first->whole_sum;
  uint32_t found = 0;
  for (uint32_t i = 0; i < of->count; i++) {
    double a, b;
    if (ratio_of(first, i, &a) && ratio_of(second, i, &b)) of->found[found++] = b - a;
  }
  if (first->part_sum != 0 || second->part_sum != 0) bound(of, found, &into);
  return into;
}
