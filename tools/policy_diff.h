/* SPDX-License-Identifier: Apache-2.0
 *
 * What two policies decide otherwise, over the same transfers. */
#ifndef TOOLS_POLICY_DIFF_H
#define TOOLS_POLICY_DIFF_H

#include <jansson.h>

#include "options.h"

enum { EXAMPLES_MAX = 5, OUTCOMES = 4 };

typedef struct outcome_cell {
  uint64_t count;
  int64_t amount_minor;
  char examples[EXAMPLES_MAX][FR_MAX_IDENTIFIER_BYTES + 1];
  uint32_t example_count;
} outcome_cell;

typedef struct outcome_matrix {
  outcome_cell cells[OUTCOMES][OUTCOMES]; /* from, to */
  uint64_t transfers, only_one;           /* scored by both; by one of the two only */
  unsigned currency_digits;
  char currency[4];
} outcome_matrix;

/* Runs both policies over the transfers; the exit status. */
int outcome_matrix_run(const run_options *options, outcome_matrix *matrix);
void outcome_matrix_print(const outcome_matrix *matrix, FILE *to);
json_t *outcome_matrix_json(const outcome_matrix *matrix);

#endif
