/* SPDX-License-Identifier: Apache-2.0 */
#include "model_options.h"

#include <argp.h>
#include <stdlib.h>
#include <string.h>

#include "fraudrisk/limits.h"
#include "numbers.h"

enum { KEY_MAP = 256, KEY_IN, KEY_KEEP, KEY_CONTRIBUTIONS, KEY_METHOD, KEY_POINTS };

static void parse_points(const char *text, model_options *o, struct argp_state *state) {
  int64_t points = 0;
  const char *fault = integer_parse(text, strlen(text), 1, FR_MAX_POINTS, &points);
  if (fault) argp_error(state, "--points: \"%s\" %s", text, fault);
  o->points = (int32_t)points;
}

static void parse_method(const char *text, model_options *o, struct argp_state *state) {
  o->is_quantile = strcmp(text, "quantile") == 0;
  if (!o->is_quantile && strcmp(text, "isotonic") != 0) argp_error(state, "--method: write isotonic or quantile");
}

/* One line an option. */
/* clang-format off */
static error_t parse(int key, char *text, struct argp_state *state) {
  model_options *o = state->input;
  switch (key) {
    case 'o': o->out = text; break;
    case KEY_MAP: o->map = text; break;
    case KEY_IN: o->in = text; break;
    case KEY_KEEP: o->keep = text; break;
    case KEY_CONTRIBUTIONS: o->contributions = true; break;
    case KEY_METHOD: parse_method(text, o, state); break;
    case KEY_POINTS: parse_points(text, o, state); break;
    case ARGP_KEY_ARG:
      if (o->path != NULL) argp_error(state, "name one file only");
      o->path = text;
      break;
    case ARGP_KEY_END:
      if (o->path == NULL) argp_error(state, "name the file");
      break;
    default: return ARGP_ERR_UNKNOWN;
  }
  return 0;
}
/* clang-format on */

void model_options_parse(model_command which, int argc, char **argv, model_options *options) {
  static const struct argp_option import_table[] = {
      {"map", KEY_MAP, "NAME=FEATURE,…", 0, "the policy's features for names of the model", 0},
      {"output", 'o', "FILE", 0, "where the model goes", 0},
      {0}};
  static const struct argp_option show_table[] = {{"output", 'o', "FILE", 0, "instead of standard output", 0}, {0}};
  static const struct argp_option apply_table[] = {
      {"in", KEY_IN, "FILE.csv", 0, "a column for each input; - is standard input", 0},
      {"map", KEY_MAP, "NAME=COLUMN,…", 0, "columns that are called otherwise than inputs", 0},
      {"keep", KEY_KEEP, "COLUMN,…", 0, "columns that are written again in front", 0},
      {"contributions", KEY_CONTRIBUTIONS, NULL, 0, "also what each input did to the margin", 0},
      {"output", 'o', "FILE", 0, "instead of standard output", 0},
      {0}};
  static const struct argp_option calibrate_table[] = {
      {"method", KEY_METHOD, "METHOD", 0, "isotonic (needs labels) or quantile", 0},
      {"points", KEY_POINTS, "N", 0, "points of a probability, or a share, of 1; 1000 if not said", 0},
      {"output", 'o', "FILE", 0, "instead of standard output", 0},
      {0}};
  static const struct {
    const struct argp_option *table;
    const char *arguments, *doc;
  } parts[] = {
      [MODEL_IMPORT] = {import_table, "MODEL",
                        "Checks a model of XGBoost (JSON, UBJSON), LightGBM (text) or a scorecard (CSV), and writes it "
                        "in the form of docs/bundle.md."},
      [MODEL_SHOW] = {show_table, "MODEL", "Tells what a model reads and how large it is."},
      [MODEL_APPLY] = {apply_table, "MODEL", "Writes the margin of each row of a CSV."},
      [MODEL_CALIBRATE] = {calibrate_table, "ROWS.csv",
                           "Makes the points of a policy's model out of margins (column margin) and what became of "
                           "them (column label, 0 or 1)."},
  };
  *options = (model_options){.points = 1000};
  const struct argp parser = {parts[which].table, parse, parts[which].arguments, parts[which].doc, NULL, NULL, NULL};
  argp_parse(&parser, argc, argv, 0, NULL, options);
  const char *missing = which == MODEL_IMPORT && options->out == NULL ? "-o is missing: say where the model goes"
                        : which == MODEL_APPLY && options->in == NULL ? "--in is missing: say which rows"
                                                                      : NULL;
  if (missing) {
    fprintf(stderr, "%s: %s\n", argv[0], missing);
    exit(2);
  }
}
