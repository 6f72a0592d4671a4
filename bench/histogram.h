/* SPDX-License-Identifier: Apache-2.0
 *
 * Durations in fine buckets: exact below 128 ns, then 64 buckets to a doubling, so that a value is right to 1.6 %.
 * Header only; each benchmark takes it in. */
#ifndef BENCH_HISTOGRAM_H
#define BENCH_HISTOGRAM_H

#include <stdint.h>
#include <stdio.h>

enum { HISTOGRAM_EXACT = 128, HISTOGRAM_STEPS = 64, HISTOGRAM_BUCKETS = HISTOGRAM_EXACT + 57 * HISTOGRAM_STEPS };

typedef struct histogram {
  uint64_t counts[HISTOGRAM_BUCKETS];
  uint64_t total, max;
} histogram;

static inline uint32_t histogram_bucket(uint64_t value) {
  if (value < HISTOGRAM_EXACT) return (uint32_t)value;
  const uint32_t doubling = 63u - (uint32_t)__builtin_clzll(value); /* at least 7 */
  const uint32_t step = (uint32_t)(value >> (doubling - 6)) & (HISTOGRAM_STEPS - 1);
  return HISTOGRAM_EXACT + (doubling - 7) * HISTOGRAM_STEPS + step;
}

/* The least value of a bucket; that of the next one, less one, is its largest. */
static inline uint64_t histogram_least(uint32_t bucket) {
  if (bucket < HISTOGRAM_EXACT) return bucket;
  const uint32_t doubling = (bucket - HISTOGRAM_EXACT) / HISTOGRAM_STEPS + 7;
  const uint64_t step = (bucket - HISTOGRAM_EXACT) % HISTOGRAM_STEPS;
  return (HISTOGRAM_STEPS + step) << (doubling - 6);
}

static inline void histogram_add(histogram *self, uint64_t value) {
  self->counts[histogram_bucket(value)]++;
  self->total++;
  if (value > self->max) self->max = value;
}

static inline void histogram_merge(histogram *self, const histogram *other) {
  for (uint32_t i = 0; i < HISTOGRAM_BUCKETS; i++) self->counts[i] += other->counts[i];
  self->total += other->total;
  if (other->max > self->max) self->max = other->max;
}

/* The largest value that the bucket of this quantile holds: never less than the quantile itself. */
static inline uint64_t histogram_quantile(const histogram *self, double quantile) {
  const double wanted = quantile * (double)self->total;
  uint64_t seen = 0;
  for (uint32_t i = 0; i < HISTOGRAM_BUCKETS; i++) {
    seen += self->counts[i];
    if (seen == 0 || (double)seen < wanted) continue;
    const uint64_t largest = i + 1 < HISTOGRAM_BUCKETS ? histogram_least(i + 1) - 1 : self->max;
    return largest < self->max ? largest : self->max;
  }
  return self->max;
}

/* "p50_ns":…, … and the buckets as pairs of least value and count. */
static inline void histogram_print(const histogram *self, FILE *into) {
  fprintf(into, "\"p50_ns\":%llu,\"p99_ns\":%llu,\"p999_ns\":%llu,\"max_ns\":%llu,\"histogram\":[",
          (unsigned long long)histogram_quantile(self, 0.5), (unsigned long long)histogram_quantile(self, 0.99),
          (unsigned long long)histogram_quantile(self, 0.999), (unsigned long long)self->max);
  const char *comma = "";
  for (uint32_t i = 0; i < HISTOGRAM_BUCKETS; i++) {
    if (self->counts[i] == 0) continue;
    fprintf(into, "%s[%llu,%llu]", comma, (unsigned long long)histogram_least(i), (unsigned long long)self->counts[i]);
    comma = ",";
  }
  fprintf(into, "]");
}

#endif
