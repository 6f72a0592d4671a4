/* SPDX-License-Identifier: Apache-2.0
 *
 * fraudrisk report: reads what a backtest measured, and writes the page. */
#include "report.h"

#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "input.h"

enum { KEY_SYNTHETIC = 256, KEY_WITHHOLD, INPUT_BYTES_MAX = 1 << 28, FORMAT_VERSION = 1 };

static error_t parse(int key, char *text, struct argp_state *state) {
  report_options *o = state->input;
  switch (key) {
    case 'o': o->out = text; break;
    case KEY_SYNTHETIC: o->synthetic = true; break;
    case KEY_WITHHOLD: o->withhold = true; break;
    case ARGP_KEY_ARG:
      if (o->in != NULL) argp_error(state, "name one file only");
      o->in = text;
      break;
    case ARGP_KEY_END:
      if (o->in == NULL) argp_error(state, "name the backtest.json that `fraudrisk backtest --out DIR` wrote");
      if (o->out == NULL && strcmp(o->in, "-") == 0)
        argp_error(state, "standard input lies nowhere: say --output FILE");
      break;
    default: return ARGP_ERR_UNKNOWN;
  }
  return 0;
}

void report_options_parse(int argc, char **argv, report_options *options) {
  static const struct argp_option table[] = {
      {"output", 'o', "FILE", 0, "instead of report.html beside backtest.json; - is standard output", 0},
      {"no-transfers", KEY_WITHHOLD, NULL, 0,
       "leave single transfers out, examples and those that differ: for a page that goes where rows may not", 0},
      {"synthetic", KEY_SYNTHETIC, NULL, 0, "the transfers were made up: the page says so on top", 0},
      {0}};
  static const char doc[] = "Draws what a backtest measured: one page that needs no network, to read and to print.";
  const struct argp parser = {table, parse, "BACKTEST.JSON", doc, NULL, NULL, NULL};
  *options = (report_options){.in = NULL};
  argp_parse(&parser, argc, argv, 0, NULL, options);
}

/* ---- what has to be there ---- */

typedef struct needed {
  const char *key;
  json_type type;
} needed;

static bool has_all(const char *name, const char *where, const json_t *object, const needed *all, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const json_t *value = json_object_get(object, all[i].key);
    if (value != NULL && json_typeof(value) == all[i].type) continue;
    fprintf(stderr, "%s: is no whole backtest: %s%s is %s\n", name, where, all[i].key,
            value == NULL ? "missing" : "of another kind");
    return false;
  }
  return true;
}

static bool check_policies(const char *name, const json_t *backtest) {
  static const needed parts[] = {{"name", JSON_STRING},    {"digest", JSON_STRING}, {"outcomes", JSON_ARRAY},
                                 {"quality", JSON_OBJECT}, {"rules", JSON_ARRAY},   {"by", JSON_OBJECT},
                                 {"curves", JSON_OBJECT},  {"scores", JSON_ARRAY},  {"capacity", JSON_ARRAY},
                                 {"cases", JSON_OBJECT},   {"examples", JSON_ARRAY}};
  static const needed levels[] = {{"warn_or_hold", JSON_OBJECT}, {"hold", JSON_OBJECT}};
  const json_t *policies = json_object_get(backtest, "policies");
  if (json_array_size(policies) == 0) {
    fprintf(stderr, "%s: is no whole backtest: it has no policy\n", name);
    return false;
  }
  for (size_t i = 0; i < json_array_size(policies); i++) {
    const json_t *policy = json_array_get(policies, i);
    if (!has_all(name, "policies[]: ", policy, parts, sizeof parts / sizeof parts[0])) return false;
    if (!has_all(name, "quality: ", json_object_get(policy, "quality"), levels, 2)) return false;
  }
  return true;
}

static bool check(const char *name, const json_t *backtest) {
  static const needed parts[] = {{"made", JSON_OBJECT},
                                 {"data", JSON_OBJECT},
                                 {"interval", JSON_OBJECT},
                                 {"policies", JSON_ARRAY},
                                 {"comparisons", JSON_ARRAY}};
  const char *format = json_string_value(json_object_get(backtest, "format"));
  const json_t *version = json_object_get(backtest, "format_version");
  if (format == NULL || strcmp(format, "fraudrisk-backtest") != 0) {
    fprintf(stderr, "%s: is not what `fraudrisk backtest --out DIR` writes: it does not begin with its format\n", name);
    return false;
  }
  if (json_integer_value(version) != FORMAT_VERSION) {
    fprintf(stderr, "%s: is of format_version %lld; this command knows %d. Draw it with the command that wrote it\n",
            name, (long long)json_integer_value(version), FORMAT_VERSION);
    return false;
  }
  return has_all(name, "", backtest, parts, sizeof parts / sizeof parts[0]) && check_policies(name, backtest);
}

static json_t *read_backtest(const char *path) {
  char message[512];
  size_t size = 0;
  json_error_t fault;
  char *text = input_read_all(path, INPUT_BYTES_MAX, &size, message, sizeof message);
  if (text == NULL) {
    fprintf(stderr, "%s\n", message);
    return NULL;
  }
  json_t *backtest = json_loadb(text, size, JSON_REJECT_DUPLICATES, &fault);
  free(text);
  if (backtest == NULL) fprintf(stderr, "%s:%d:%d: is not JSON: %s\n", path, fault.line, fault.column, fault.text);
  if (backtest != NULL && !check(path, backtest)) {
    json_decref(backtest);
    return NULL;
  }
  return backtest;
}

/* A name in the same folder. */
static char *beside(const char *in, const char *name) {
  const char *slash = strrchr(in, '/');
  char *path = NULL;
  if (asprintf(&path, "%.*s%s", slash ? (int)(slash + 1 - in) : 0, in, name) < 0) return NULL;
  return path;
}

bool report_is_simulated(const char *transfers) {
  static const char begins[] = "# A simulated bank\n";
  char *path = strcmp(transfers, "-") == 0 ? NULL : beside(transfers, "README.md");
  char text[sizeof begins - 1];
  FILE *file = path == NULL ? NULL : fopen(path, "rb");
  const bool is = file != NULL && fread(text, sizeof text, 1, file) == 1 && memcmp(text, begins, sizeof text) == 0;
  if (file != NULL) fclose(file);
  free(path);
  return is;
}

bool report_make(const report_options *options) {
  json_t *backtest = read_backtest(options->in);
  if (backtest == NULL) return false;
  if (options->synthetic) json_object_set_new(json_object_get(backtest, "data"), "synthetic", json_true());
  if (options->withhold) report_withhold(backtest);
  char *data = report_reduce(backtest);
  char *path = options->out ? strdup(options->out) : beside(options->in, "report.html");
  json_decref(backtest);
  if (data == NULL || path == NULL)
    fprintf(stderr, "%s: the page could not be made: out of memory, or too much to make a page of\n", options->in);
  const bool good = data != NULL && path != NULL && report_write_page(data, path);
  free(data);
  free(path);
  return good;
}

int command_report(const report_options *options) { return report_make(options) ? 0 : 1; }
