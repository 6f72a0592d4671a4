/* SPDX-License-Identifier: Apache-2.0 */
#include "simulate_random.h"

/* The mixing steps are those of SplitMix64 (Steele, Lea, Flood 2014). */
static uint64_t mixed(uint64_t x) {
  x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
  return x ^ (x >> 31);
}

static const uint64_t golden = UINT64_C(0x9e3779b97f4a7c15);

uint64_t chance_mix(uint64_t a, uint64_t b, uint64_t c) {
  return mixed(mixed(mixed(a + golden) + b * golden + 1) + c * golden + 2);
}

stream stream_make(uint64_t seed, uint64_t about, uint64_t which) { return (stream){chance_mix(seed, about, which)}; }

uint64_t stream_next(stream *from) {
  from->state += golden;
  return mixed(from->state);
}

uint32_t stream_below(stream *from, uint32_t n) { return (uint32_t)(((stream_next(from) >> 32) * n) >> 32); }

int64_t stream_between(stream *from, int64_t least, int64_t most) {
  return least + (int64_t)stream_below(from, (uint32_t)(most - least + 1));
}

bool stream_permille(stream *from, int64_t permille) { return (int64_t)stream_below(from, 1000) < permille; }

bool stream_ppm(stream *from, int64_t ppm) { return (int64_t)stream_below(from, 1000000) < ppm; }

enum { TRIALS_PER_TIME = 4 };

uint32_t stream_times(stream *from, uint64_t rate) {
  if (rate == 0) return 0;
  if (rate < (UINT64_C(1) << 30)) return (stream_next(from) >> 32) < rate;
  /* Several smaller chances: some days have none, some have more than usual. */
  const uint32_t trials = (uint32_t)((rate * TRIALS_PER_TIME) >> 32) + 1;
  const uint64_t each = rate / trials;
  uint32_t times = 0;
  for (uint32_t i = 0; i < trials; i++) times += (stream_next(from) >> 32) < each;
  return times;
}

uint32_t stream_weighted(stream *from, const uint32_t *weights, uint32_t count) {
  uint32_t sum = 0, i = 0;
  for (uint32_t at = 0; at < count; at++) sum += weights[at];
  uint32_t drawn = stream_below(from, sum ? sum : 1);
  while (i + 1 < count && drawn >= weights[i]) drawn -= weights[i++];
  return i;
}

/* ---- logarithms to base 2 in fixed point: 24 bits behind the point ---- */

enum { LOG_BITS = 24 };

/* The numbers 2^(1/2), 2^(1/4), 2^(1/8), … with 31 bits behind the point, cut off. */
static const uint32_t roots[LOG_BITS] = {3037000499U, 2553802833U, 2341847523U, 2242560871U, 2194507416U, 2170868211U,
                                         2159144271U, 2153306066U, 2150392886U, 2148937775U, 2148210588U, 2147847087U,
                                         2147665360U, 2147574502U, 2147529074U, 2147506361U, 2147495004U, 2147489326U,
                                         2147486487U, 2147485067U, 2147484357U, 2147484002U, 2147483825U, 2147483736U};

/* Of 1 to 2^40: the mantissa is squared again and again, and each time that it passes 2 is a digit. */
static int64_t log_of(uint64_t number) {
  int64_t whole = 0;
  while ((number >> whole) > 1) whole++;
  uint64_t mantissa = whole <= 31 ? number << (31 - whole) : number >> (whole - 31);
  int64_t digits = 0;
  for (int i = 0; i < LOG_BITS; i++) {
    mantissa = (mantissa * mantissa) >> 31;
    const bool above = mantissa >= UINT64_C(1) << 32;
    digits = digits * 2 + above;
    mantissa >>= above;
  }
  return whole * (INT64_C(1) << LOG_BITS) + digits;
}

static int64_t power_of(int64_t log) {
  const int64_t whole = log >> LOG_BITS;
  uint64_t mantissa = UINT64_C(1) << 31;
  for (int i = 0; i < LOG_BITS; i++)
    if ((log >> (LOG_BITS - 1 - i)) & 1) mantissa = (mantissa * roots[i]) >> 31;
  if (whole > 30) return (int64_t)(mantissa << (whole - 31));
  return (int64_t)((mantissa + (UINT64_C(1) << (30 - whole))) >> (31 - whole)); /* to the nearest */
}

/* One is added to what is drawn from and taken off again, so that 0 has a logarithm. */
spread spread_make(int64_t low, int64_t middle, int64_t high) {
  return (spread){
      low, middle, high, log_of((uint64_t)low + 1), log_of((uint64_t)middle + 1), log_of((uint64_t)high + 1)};
}

int64_t spread_at(const spread *from, uint64_t place) {
  if (from->low == from->high) return from->low;
  const int64_t part = (int64_t)(place >> 33); /* 31 bits: the highest says which half */
  const bool upper = part >> 30;
  const int64_t begin = upper ? from->log_middle : from->log_low, end = upper ? from->log_high : from->log_middle;
  const int64_t log = begin + (((end - begin) * (part & ((INT64_C(1) << 30) - 1))) >> 30);
  const int64_t value = power_of(log) - 1;
  return value < from->low ? from->low : value > from->high ? from->high : value;
}

int64_t spread_draw(const spread *from, stream *by) { return spread_at(from, stream_next(by)); }

/* Four rounds of a Feistel network over two halves of 26 bits. */
uint64_t chance_permute(uint64_t number, uint64_t key) {
  const uint64_t half = (UINT64_C(1) << 26) - 1;
  uint64_t left = (number >> 26) & half, right = number & half;
  for (uint64_t round = 0; round < 4; round++) {
    const uint64_t next = left ^ (mixed(right + (key + round) * golden) & half);
    left = right;
    right = next;
  }
  return left << 26 | right;
}
