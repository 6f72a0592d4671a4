/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "numbers.h"
#include "pipeline.h"
#include "policy_diff.h"
#include "words.h"

/* What the first policy said of each row, in the order of time. */
typedef struct verdicts {
  struct verdict_of {
    uint64_t number; /* of the row */
    uint32_t outcome;
  } * items;
  size_t count, capacity, next;
  outcome_matrix *matrix; /* of the second run; null in the first */
} verdicts;

static bool keep(verdicts *in, const result *one) {
  if (in->count == in->capacity) {
    const size_t more = in->capacity ? in->capacity * 2 : 4096;
    void *items = realloc(in->items, more * sizeof *in->items);
    if (items == NULL) {
      fprintf(stderr, "out of memory after %zu transfers\n", in->count);
      return false;
    }
    in->items = items;
    in->capacity = more;
  }
  in->items[in->count].number = one->row->number;
  in->items[in->count++].outcome = one->decision.outcome;
  return true;
}

/* Both runs meet the rows in the same order; one of them may have refused some. */
static bool find(verdicts *in, uint64_t number, uint32_t *outcome) {
  for (size_t at = in->next; at < in->count; at++) {
    if (in->items[at].number != number) continue;
    in->matrix->only_one += at - in->next;
    in->next = at + 1;
    *outcome = in->items[at].outcome;
    return true;
  }
  in->matrix->only_one++;
  return false;
}

static bool take(void *self, const result *one) {
  verdicts *in = self;
  uint32_t from;
  if (in->matrix == NULL) return keep(in, one);
  if (!find(in, one->row->number, &from)) return true;
  const fr_transfer *transfer = &one->row->transfer;
  outcome_cell *cell = &in->matrix->cells[from % OUTCOMES][one->decision.outcome % OUTCOMES];
  in->matrix->transfers++;
  cell->count++;
  const bool base = (transfer->known & FR_TRANSFER_HAS_BASE_AMOUNT) != 0;
  cell->amount_minor += base ? transfer->base_amount_minor : transfer->amount_minor;
  if (from != one->decision.outcome && cell->example_count < EXAMPLES_MAX)
    memcpy(cell->examples[cell->example_count++], transfer->id.data, transfer->id.size);
  return true;
}

static int run_one(const run_options *options, const char *policy, verdicts *into, outcome_matrix *matrix) {
  run_options own = *options;
  session in;
  int status = 1;
  own.policy = policy;
  if (session_load(&in, &own) && session_start(&in, &own)) {
    matrix->currency_digits = in.info.currency_digits;
    memcpy(matrix->currency, in.info.currency, sizeof matrix->currency);
    status = pipeline_main(&in, &own, PIPELINE_DECISIONS, take, into);
  }
  session_close(&in);
  return status;
}

int outcome_matrix_run(const run_options *options, outcome_matrix *matrix) {
  verdicts said = {.matrix = NULL};
  *matrix = (outcome_matrix){.transfers = 0};
  const int first = run_one(options, options->policy, &said, matrix);
  said.matrix = matrix;
  const int second = run_one(options, options->other, &said, matrix);
  matrix->only_one += said.count - said.next;
  free(said.items);
  return first > second ? first : second;
}

/* ---- telling ---- */

static void print_cell(const outcome_matrix *matrix, const outcome_cell *cell, FILE *to) {
  char amount[32];
  const int size = (int)amount_format(cell->amount_minor, matrix->currency_digits, amount);
  if (cell->count == 0)
    fprintf(to, "  %24s", "-");
  else
    fprintf(to, "  %8" PRIu64 " %15.*s", cell->count, size, amount);
}

static void print_examples(const outcome_cell *cell, FILE *to) {
  for (uint32_t i = 0; i < cell->example_count; i++) fprintf(to, "%s%s", i ? ", " : "", cell->examples[i]);
  if (cell->count > cell->example_count) fprintf(to, ", …");
}

void outcome_matrix_print(const outcome_matrix *matrix, FILE *to) {
  uint64_t changed = 0;
  for (uint32_t from = 0; from < OUTCOMES; from++)
    for (uint32_t other = 0; other < OUTCOMES; other++)
      if (from != other) changed += matrix->cells[from][other].count;
  fprintf(to, "outcomes of %" PRIu64 " transfers, from (down) and to (across), with %s; %" PRIu64 " changed\n",
          matrix->transfers, matrix->currency, changed);
  fprintf(to, "  %-6s", "");
  for (uint32_t other = FR_OUTCOME_ALLOW; other <= FR_OUTCOME_HOLD; other++) fprintf(to, "  %24s", outcome_name(other));
  fputc('\n', to);
  for (uint32_t from = FR_OUTCOME_ALLOW; from <= FR_OUTCOME_HOLD; from++) {
    fprintf(to, "  %-6s", outcome_name(from));
    for (uint32_t other = FR_OUTCOME_ALLOW; other <= FR_OUTCOME_HOLD; other++)
      print_cell(matrix, &matrix->cells[from][other], to);
    fputc('\n', to);
  }
  for (uint32_t from = 0; from < OUTCOMES; from++) {
    for (uint32_t other = 0; other < OUTCOMES; other++) {
      const outcome_cell *cell = &matrix->cells[from][other];
      if (from == other || cell->count == 0) continue;
      fprintf(to, "  %s -> %s: ", outcome_name(from), outcome_name(other));
      print_examples(cell, to);
      fputc('\n', to);
    }
  }
  if (matrix->only_one > 0)
    fprintf(to, "  %" PRIu64 " transfers were scored by one of the two policies only\n", matrix->only_one);
}

json_t *outcome_matrix_json(const outcome_matrix *matrix) {
  json_t *cells = json_array();
  for (uint32_t from = FR_OUTCOME_ALLOW; from <= FR_OUTCOME_HOLD; from++) {
    for (uint32_t other = FR_OUTCOME_ALLOW; other <= FR_OUTCOME_HOLD; other++) {
      const outcome_cell *cell = &matrix->cells[from][other];
      char amount[32];
      const size_t size = amount_format(cell->amount_minor, matrix->currency_digits, amount);
      json_t *examples = json_array();
      for (uint32_t i = 0; i < cell->example_count; i++)
        json_array_append_new(examples, json_string(cell->examples[i]));
      json_array_append_new(
          cells, json_pack("{s:s, s:s, s:I, s:s%, s:o}", "from", outcome_name(from), "to", outcome_name(other), "count",
                           (json_int_t)cell->count, "amount", amount, size, "examples", examples));
    }
  }
  return json_pack("{s:I, s:I, s:s, s:o}", "transfers", (json_int_t)matrix->transfers, "only_one",
                   (json_int_t)matrix->only_one, "currency", matrix->currency, "cells", cells);
}
