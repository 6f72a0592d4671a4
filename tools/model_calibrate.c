/* SPDX-License-Identifier: Apache-2.0
 *
 * fraudrisk model calibrate: margins become points that mean the same whichever model they come from. Isotonic: points
 * are the share of fraud among rows with such a margin, by pooling adjacent violators. Quantile: they are the share of
 * all rows that lie below. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fraudrisk/limits.h"
#include "model_options.h"
#include "numbers.h"
#include "output.h"
#include "table.h"

typedef struct sample {
  double margin;
  uint32_t label;
} sample;

typedef struct samples {
  const model_options *options;
  sample *rows;
  uint64_t count, room, frauds;
  int margin, label; /* columns */
} samples;

static bool fail_row(const samples *in, const table_row *row, const char *what) {
  fprintf(stderr, "%s: row %" PRIu64 ": %s\n", in->options->path, row->number, what);
  return false;
}

static bool take_header(samples *in, const table_row *header) {
  in->margin = table_column(header, "margin");
  in->label = in->options->is_quantile ? -1 : table_column(header, "label");
  if (in->margin < 0) return fail_row(in, header, "there is no column \"margin\"");
  if (in->label >= 0 || in->options->is_quantile) return true;
  return fail_row(in, header, "there is no column \"label\"; without labels say --method quantile");
}

static bool take_row(void *context, const table_row *row) {
  samples *in = context;
  uint32_t label = 0;
  if (row->number == 0) return take_header(in, row);
  if (in->count == in->room) {
    in->room = in->room ? 2 * in->room : 4096;
    sample *more = realloc(in->rows, in->room * sizeof *more);
    if (more == NULL) return fail_row(in, row, "memory is out");
    in->rows = more;
  }
  sample *into = &in->rows[in->count];
  const char *text = row->cells[in->margin];
  if (double_parse(text, strlen(text), &into->margin) != NULL) return fail_row(in, row, "the margin is no number");
  if (in->label >= 0) {
    text = row->cells[in->label];
    if (strcmp(text, "0") != 0 && strcmp(text, "1") != 0) return fail_row(in, row, "the label is not 0 or 1");
    label = *text == '1';
  }
  into->label = label;
  in->frauds += label;
  in->count++;
  return true;
}

static int by_margin(const void *a, const void *b) {
  const double left = ((const sample *)a)->margin, right = ((const sample *)b)->margin;
  return (left > right) - (left < right);
}

/* ---- blocks: neighbours in margin that get the same points ---- */

typedef struct block {
  double margin; /* of the first row */
  uint64_t rows, frauds;
} block;

/* Rows with one margin cannot be told apart, and are one block from the beginning. Afterwards shares of fraud rise from
 * block to block: compared as whole numbers, which are exact. */
static uint64_t pool(const samples *in, block *blocks, bool is_isotonic) {
  uint64_t count = 0;
  for (uint64_t i = 0; i < in->count; i++) {
    if (i > 0 && in->rows[i].margin == in->rows[i - 1].margin) {
      blocks[count - 1].rows++;
      blocks[count - 1].frauds += in->rows[i].label;
    } else {
      blocks[count++] = (block){in->rows[i].margin, 1, in->rows[i].label};
    }
    const bool is_last = i + 1 == in->count || in->rows[i + 1].margin != in->rows[i].margin;
    while (is_isotonic && is_last && count > 1 &&
           blocks[count - 2].frauds * blocks[count - 1].rows >= blocks[count - 1].frauds * blocks[count - 2].rows) {
      blocks[count - 2].rows += blocks[count - 1].rows;
      blocks[count - 2].frauds += blocks[count - 1].frauds;
      count--;
    }
  }
  return count;
}

/* part / whole of the points, rounded to the nearest; halves upward. */
static int32_t points_of(uint64_t part, uint64_t whole, int32_t points) {
  return (int32_t)((2 * part * (uint64_t)points + whole) / (2 * whole));
}

static uint32_t count_steps(const samples *in, const block *blocks, uint64_t count, output *out) {
  uint64_t below = 0;
  uint32_t steps = 0;
  int32_t last = 0;
  for (uint64_t i = 0; i < count; i++) {
    const int32_t points = in->options->is_quantile ? (int32_t)(below * (uint64_t)in->options->points / in->count)
                                                    : points_of(blocks[i].frauds, blocks[i].rows, in->options->points);
    below += blocks[i].rows;
    if (steps > 0 && points == last) continue;
    last = points;
    steps++;
    if (out == NULL) continue;
    output_double(out, blocks[i].margin);
    output_string(out, ",");
    output_integer(out, points);
    output_string(out, "\n");
  }
  return steps;
}

static bool write_steps(samples *in, const block *blocks, uint64_t count) {
  output out;
  const uint32_t steps = count_steps(in, blocks, count, NULL);
  if (steps > FR_MAX_MODEL_STEPS) {
    fprintf(stderr, "%s: there would be %u steps, and a policy takes %d: say fewer --points\n", in->options->path,
            steps, FR_MAX_MODEL_STEPS);
    return false;
  }
  if (!output_open(&out, in->options->out)) return false;
  output_string(&out, "margin,points\n");
  (void)count_steps(in, blocks, count, &out);
  if (!output_close(&out)) return false;
  fprintf(stderr, "%s: %" PRIu64 " rows, %u steps\n", in->options->path, in->count, steps);
  return true;
}

static bool calibrate(samples *in) {
  if (in->count == 0 || (!in->options->is_quantile && (in->frauds == 0 || in->frauds == in->count))) {
    fprintf(stderr, "%s: %s\n", in->options->path,
            in->count == 0 ? "there are no rows" : "all labels are the same, and tell nothing of margins");
    return false;
  }
  if (in->count > INT32_MAX) { /* products of counts stay below 2^63 */
    fprintf(stderr, "%s: more than %d rows: take a sample\n", in->options->path, INT32_MAX);
    return false;
  }
  qsort(in->rows, in->count, sizeof *in->rows, by_margin);
  block *blocks = calloc(in->count, sizeof *blocks);
  if (blocks == NULL) return fprintf(stderr, "%s: memory is out\n", in->options->path), false;
  const bool good = write_steps(in, blocks, pool(in, blocks, !in->options->is_quantile));
  free(blocks);
  return good;
}

int command_model_calibrate(const model_options *options) {
  samples in = {.options = options};
  const bool good = table_read(options->path, take_row, &in) && calibrate(&in);
  free(in.rows);
  return good ? 0 : 1;
}
