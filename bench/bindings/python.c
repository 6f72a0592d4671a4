/* SPDX-License-Identifier: Apache-2.0
 *
 * What python.py measures the binding against: the same transfers, of the same columns, scored in C. */
#include <fraudrisk/fraudrisk.h>
#include <time.h>

typedef struct texts {
  const int32_t *offsets;
  const char *data;
} texts;

typedef struct columns {
  texts id, payer, payee;
  const int64_t *time_us, *amount_minor;
} columns;

typedef struct measured {
  double seconds;         /* from columns to decisions */
  double scoring_seconds; /* of that within fr_score_batch(), of transfers that are ready */
  int64_t score_sum;
  int32_t failed;
} measured;

enum { CHUNK = 128 };

static double now(void) {
  struct timespec at;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &at);
  return (double)at.tv_sec + (double)at.tv_nsec * 1e-9;
}

static fr_text text_at(const texts *of, int64_t row) {
  return (fr_text){of->data + of->offsets[row], (uint32_t)(of->offsets[row + 1] - of->offsets[row]), FR_ENCODING_UTF8};
}

static void fill(const columns *from, int64_t row, fr_transfer *into) {
  *into = (fr_transfer)FR_TRANSFER_INIT;
  into->id = text_at(&from->id, row);
  into->payer = text_at(&from->payer, row);
  into->payee = text_at(&from->payee, row);
  into->time_us = from->time_us[row];
  into->amount_minor = from->amount_minor[row];
}

void bench_single(fr_context *context, const columns *from, int64_t first, int64_t count, measured *result) {
  const double begin = now();
  result->score_sum = 0;
  result->failed = 0;
  for (int64_t row = first; row < first + count; row++) {
    fr_transfer transfer;
    fr_decision decision = FR_DECISION_INIT;
    fill(from, row, &transfer);
    result->failed |= fr_score(context, &transfer, &decision);
    result->score_sum += decision.score;
  }
  result->seconds = now() - begin;
}

void bench_batch(fr_context *context, const columns *from, int64_t first, int64_t count, measured *result) {
  static fr_transfer transfers[CHUNK];
  static fr_decision decisions[CHUNK];
  const fr_transfer *in[CHUNK];
  fr_decision *out[CHUNK];
  for (int i = 0; i < CHUNK; i++) {
    decisions[i] = (fr_decision)FR_DECISION_INIT;
    in[i] = &transfers[i];
    out[i] = &decisions[i];
  }
  *result = (measured){.seconds = -now()};
  for (int64_t row = first; row < first + count;) {
    const uint32_t size = first + count - row < CHUNK ? (uint32_t)(first + count - row) : CHUNK;
    for (uint32_t i = 0; i < size; i++) fill(from, row + i, &transfers[i]);
    uint32_t done = 0;
    result->scoring_seconds -= now();
    result->failed |= fr_score_batch(context, in, size, out, &done);
    result->scoring_seconds += now();
    for (uint32_t i = 0; i < size; i++) result->score_sum += decisions[i].score;
    row += size;
  }
  result->seconds += now();
}
