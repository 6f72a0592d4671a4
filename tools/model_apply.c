/* SPDX-License-Identifier: Apache-2.0
 *
 * fraudrisk model apply: margins of the rows of a CSV, such as `fraudrisk features` writes. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model_open.h"
#include "model_options.h"
#include "numbers.h"
#include "output.h"
#include "table.h"

typedef struct applying {
  const model_options *options;
  opened_model from;
  output out;
  int columns[FR_MAX_MODEL_INPUTS];
  int kept[TABLE_COLUMNS_MAX];
  uint32_t kept_count;
} applying;

static bool keep_columns(applying *on, const table_row *header) {
  for (const char *at = on->options->keep, *end; at && *at; at = *end ? end + 1 : end) {
    end = strchrnul(at, ',');
    int found = -1;
    for (uint32_t i = 0; i < header->count; i++)
      if (strlen(header->cells[i]) == (size_t)(end - at) && memcmp(header->cells[i], at, (size_t)(end - at)) == 0)
        found = (int)i;
    if (found < 0 || on->kept_count == TABLE_COLUMNS_MAX) {
      fprintf(stderr, "%s has no column \"%.*s\", which --keep names\n", on->options->in, (int)(end - at), at);
      return false;
    }
    on->kept[on->kept_count++] = found;
  }
  return true;
}

static bool take_header(applying *on, const table_row *header) {
  const fr__model_parts *parts = &on->from.parts;
  for (uint32_t i = 0; i < parts->input_count; i++) {
    on->columns[i] = table_column(header, parts->inputs[i]);
    if (on->columns[i] >= 0) continue;
    fprintf(stderr, "%s has no column \"%s\", which the model reads; say --map NAME=COLUMN\n", on->options->in,
            parts->inputs[i]);
    return false;
  }
  if (!keep_columns(on, header)) return false;
  for (uint32_t i = 0; i < on->kept_count; i++) {
    output_csv(&on->out, header->cells[on->kept[i]], strlen(header->cells[on->kept[i]]));
    output_string(&on->out, ",");
  }
  output_string(&on->out, fr__model_has_points(on->from.model) ? "margin,points" : "margin");
  if (on->options->contributions) output_string(&on->out, ",(base)");
  for (uint32_t i = 0; on->options->contributions && i < parts->input_count; i++) {
    output_string(&on->out, ",");
    output_csv(&on->out, parts->inputs[i], strlen(parts->inputs[i]));
  }
  output_string(&on->out, "\n");
  return true;
}

/* Empty is missing; a bool is 1 or 0, as a policy's feature is for a model. */
static bool read_cell(const char *text, double *value) {
  *value = (double)NAN;
  if (*text == '\0') return true;
  if (strcmp(text, "true") == 0 || strcmp(text, "false") == 0) {
    *value = *text == 't';
    return true;
  }
  return double_parse(text, strlen(text), value) == NULL;
}

static void write_row(applying *on, const table_row *row, const double *values) {
  const double margin = fr__model_margin(on->from.model, values);
  double by_input[FR_MAX_MODEL_INPUTS], base;
  for (uint32_t i = 0; i < on->kept_count; i++) {
    output_csv(&on->out, row->cells[on->kept[i]], strlen(row->cells[on->kept[i]]));
    output_string(&on->out, ",");
  }
  output_double(&on->out, margin);
  if (fr__model_has_points(on->from.model)) {
    output_string(&on->out, ",");
    output_integer(&on->out, fr__model_points(on->from.model, margin));
  }
  if (on->options->contributions) {
    fr__model_contributions(on->from.model, values, by_input, &base);
    output_string(&on->out, ",");
    output_double(&on->out, base);
    for (uint32_t i = 0; i < on->from.parts.input_count; i++) {
      output_string(&on->out, ",");
      output_double(&on->out, by_input[i]);
    }
  }
  output_string(&on->out, "\n");
}

static bool take_row(void *context, const table_row *row) {
  applying *on = context;
  double values[FR_MAX_MODEL_INPUTS];
  if (row->number == 0) return take_header(on, row);
  for (uint32_t i = 0; i < on->from.parts.input_count; i++) {
    if (read_cell(row->cells[on->columns[i]], &values[i])) continue;
    fprintf(stderr, "%s: row %" PRIu64 ": \"%.40s\" in column %s is no number\n", on->options->in, row->number,
            row->cells[on->columns[i]], on->from.parts.inputs[i]);
    return false;
  }
  write_row(on, row, values);
  return !on->out.failed;
}

int command_model_apply(const model_options *options) {
  static applying on;
  on = (applying){.options = options};
  if (!model_open(&on.from, options->path, options->map)) return 1;
  bool good = output_open(&on.out, options->out);
  if (good) {
    good = table_read(options->in, take_row, &on);
    good = output_close(&on.out) && good;
  }
  model_close(&on.from);
  return good ? 0 : 1;
}
