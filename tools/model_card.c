/* SPDX-License-Identifier: Apache-2.0
 *
 * A scorecard: CSV with the header characteristic,low,high,points and a line for each bin. An empty bound is infinite,
 * "missing" for a lower one makes the bin of missing values; the characteristic "(base)" is where the sum begins. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model_forms.h"
#include "numbers.h"

enum { CELLS = 4 };

typedef struct card {
  fr__arena *arena;
  fr__model_parts *parts;
  char *why;
  const char **inputs;
  fr__model_characteristic *of;
  fr__model_bin *bins, missing; /* of the last characteristic */
  bool has_missing;
  unsigned line;
} card;

static bool cut_line(char *line, char *cells[CELLS]) {
  for (int i = 0; i < CELLS; i++) {
    char *comma = strchr(line, ',');
    if ((comma == NULL) != (i == CELLS - 1)) return false;
    if (comma) *comma = '\0';
    cells[i] = line;
    line = comma ? comma + 1 : line;
  }
  return true;
}

/* The bin of missing values stands last, wherever it stood in the file. */
static bool close_characteristic(card *in) {
  if (in->parts->input_count == 0) return true;
  fr__model_characteristic *of = &in->of[in->parts->input_count - 1];
  if (!in->has_missing) {
    return model_refuse(in->why, "has no bin \"missing\" for '%.60s': say how many points a missing value has",
                        in->inputs[in->parts->input_count - 1]);
  }
  in->bins[of->bin_count++] = in->missing;
  return true;
}

static bool open_characteristic(card *in, const char *name) {
  const uint32_t count = in->parts->input_count;
  if (count > 0 && strcmp(in->inputs[count - 1], name) == 0) return true;
  for (uint32_t i = 0; i < count; i++)
    if (strcmp(in->inputs[i], name) == 0)
      return model_refuse(in->why, ":%u: bins of '%.60s' stand above already; put them in one place", in->line, name);
  if (count == FR_MAX_MODEL_INPUTS)
    return model_refuse(in->why, "has more than %d characteristics", FR_MAX_MODEL_INPUTS);
  if (!close_characteristic(in)) return false;
  in->bins = model_take(in->arena, FR_MAX_MODEL_BINS + 1, sizeof *in->bins, in->why);
  if (in->bins == NULL) return false;
  in->has_missing = false;
  in->inputs[count] = name;
  in->of[count] = (fr__model_characteristic){in->bins, 0};
  in->parts->input_count++;
  return true;
}

static bool read_bound(card *in, const char *cell, const char *text, double otherwise, double *bound) {
  *bound = otherwise;
  const char *fault = *text ? double_parse(text, strlen(text), bound) : NULL;
  return fault == NULL || model_refuse(in->why, ":%u: the cell %s %s", in->line, cell, fault);
}

static bool add_bin(card *in, char *cells[CELLS]) {
  int64_t points = 0;
  const char *fault = integer_parse(cells[3], strlen(cells[3]), -FR_MAX_POINTS, FR_MAX_POINTS, &points);
  if (fault) return model_refuse(in->why, ":%u: the cell points %s", in->line, fault);
  if (strcmp(cells[0], "(base)") == 0) {
    in->parts->base = (double)points;
    return true;
  }
  if (!open_characteristic(in, cells[0])) return false;
  fr__model_characteristic *of = &in->of[in->parts->input_count - 1];
  fr__model_bin bin = {.points = (int32_t)points};
  if (strcmp(cells[1], "missing") == 0) {
    if (in->has_missing) return model_refuse(in->why, ":%u: a second bin \"missing\" of '%.60s'", in->line, cells[0]);
    bin.missing = in->has_missing = true;
    in->missing = bin;
    return true;
  }
  if (of->bin_count == FR_MAX_MODEL_BINS)
    return model_refuse(in->why, "has more than %d bins of '%.60s'", FR_MAX_MODEL_BINS, cells[0]);
  if (!read_bound(in, "low", cells[1], -(double)INFINITY, &bin.low) ||
      !read_bound(in, "high", cells[2], (double)INFINITY, &bin.high))
    return false;
  in->bins[of->bin_count++] = bin;
  return true;
}

bool model_card_read(char *text, fr__arena *arena, fr__model_parts *parts, char *why) {
  card in = {.arena = arena, .parts = parts, .why = why};
  *parts = (fr__model_parts){.kind = FR__MODEL_SCORECARD};
  in.inputs = model_take(arena, FR_MAX_MODEL_INPUTS, sizeof *in.inputs, why);
  in.of = model_take(arena, FR_MAX_MODEL_INPUTS, sizeof *in.of, why);
  if (in.inputs == NULL || in.of == NULL) return false;
  if (strchr(text, '"')) return model_refuse(why, "has quotes; write a scorecard without them");
  if (!fr__utf8_valid(text, (uint32_t)strlen(text))) return model_refuse(why, "is not UTF-8");
  for (char *next = text, *line; *(line = next);) {
    char *cells[CELLS];
    const size_t size = strcspn(line, "\n");
    next += size + (line[size] == '\n');
    line[size] = '\0';
    if (size > 0 && line[size - 1] == '\r') line[size - 1] = '\0';
    if (in.line++ == 0 || line[0] == '\0') continue; /* the header was looked at by who called */
    if (!cut_line(line, cells))
      return model_refuse(why, ":%u: a line needs four cells: characteristic,low,high,points", in.line);
    if (!add_bin(&in, cells)) return false;
  }
  parts->inputs = in.inputs;
  parts->characteristics = in.of;
  return close_characteristic(&in);
}
