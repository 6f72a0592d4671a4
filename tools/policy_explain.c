/* SPDX-License-Identifier: Apache-2.0
 *
 * fraudrisk policy explain: one transfer of a file, after all that came before it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "explanation.h"
#include "pipeline.h"

typedef struct explainer {
  const run_options *options;
  explanation *of;
  char *text; /* of the transfer that was asked for */
  size_t size;
  uint64_t seen, found;
  bool failed;
} explainer;

static bool write_explanation(explainer *by) {
  FILE *into = open_memstream(&by->text, &by->size);
  if (into == NULL) return false;
  if (by->options->json) {
    json_t *whole = explanation_json(by->of, by->options->language);
    by->failed = whole == NULL || json_dumpf(whole, into, JSON_INDENT(2) | JSON_REAL_PRECISION(17)) != 0;
    fputc('\n', into);
    json_decref(whole);
  } else {
    explanation_print(by->of, by->options->language, into);
  }
  return fclose(into) == 0 && !by->failed;
}

static bool take(void *self, const result *one) {
  explainer *by = self;
  const fr_text id = one->row->transfer.id;
  const char *wanted = by->options->id;
  by->seen++;
  if (wanted && (strlen(wanted) != id.size || memcmp(wanted, id.data, id.size) != 0)) return true;
  /* Of a transfer that came again the last is told, as that is what the bank saw last. */
  by->found++;
  if (wanted == NULL && by->found > 1) return true;
  free(by->text);
  by->text = NULL;
  fr_error error = FR_ERROR_INIT;
  if (explanation_make(by->of, &one->row->transfer, &one->folds, &error) && write_explanation(by)) return true;
  fprintf(stderr, "row %llu: %s\n", (unsigned long long)one->row->line,
          error.message[0] ? error.message : "the explanation could not be made: out of memory");
  by->failed = true;
  return false;
}

static int finish(explainer *by, int status) {
  const char *file = strcmp(by->options->in, "-") == 0 ? "<stdin>" : by->options->in;
  if (by->failed) return 1;
  if (by->found == 0) {
    if (by->options->id)
      fprintf(stderr, "%s: no transfer has the id \"%s\"\n", file, by->options->id);
    else
      fprintf(stderr, "%s: there is no transfer in it\n", file);
    return 1;
  }
  if (by->options->id == NULL && by->found > 1) {
    fprintf(stderr, "%s: there are %llu transfers in it; say which with --id\n", file, (unsigned long long)by->found);
    return 1;
  }
  fwrite(by->text, 1, by->size, stdout);
  return status;
}

int command_policy_explain(const run_options *options) {
  session in;
  int status = 1;
  explainer by = {.options = options};
  if (session_load(&in, options) && session_start(&in, options)) {
    by.of = explanation_create(in.policy);
    if (by.of == NULL) {
      fprintf(stderr, "%s: out of memory\n", options->policy);
    } else {
      by.of->asks_why = true;
      status = pipeline_main(&in, options, PIPELINE_FOLDS, take, &by);
      status = finish(&by, status);
    }
  }
  free(by.text);
  explanation_destroy(by.of);
  session_close(&in);
  return status;
}
