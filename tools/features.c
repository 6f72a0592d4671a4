/* SPDX-License-Identifier: Apache-2.0
 *
 * fraudrisk features: CSV with the id, then a column a feature. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "output.h"
#include "pipeline.h"

typedef struct feature_writer {
  output out;
  const session *in;
  fr_value *values;
} feature_writer;

static void write_header(feature_writer *w) {
  output_string(&w->out, "id");
  for (uint32_t i = 0; i < w->in->info.feature_count; i++) {
    const char *name = fr_policy_feature(w->in->policy, i);
    output_string(&w->out, ",");
    output_csv(&w->out, name, strlen(name));
  }
  output_string(&w->out, "\n");
}

static void write_value(output *out, const fr_value *value) {
  switch (value->type) {
    case FR_TYPE_BOOL: output_string(out, value->integer ? "true" : "false"); break;
    case FR_TYPE_INT: output_integer(out, value->integer); break;
    case FR_TYPE_DOUBLE: output_double(out, value->number); break;
    case FR_TYPE_STRING: output_csv(out, value->text, value->text_size); break;
    default: break; /* unknown: an empty cell */
  }
}

static bool write_features(void *self, const result *one) {
  feature_writer *w = self;
  fr_error error = FR_ERROR_INIT;
  const fr_status status =
      fr_features(w->in->policy, &one->row->transfer, &one->folds, w->values, w->in->info.feature_count, &error);
  if (status < 0) {
    fprintf(stderr, "row %llu: %s\n", (unsigned long long)one->row->line,
            error.message[0] ? error.message : fr_status_text(status));
    return false;
  }
  output_csv(&w->out, one->row->transfer.id.data, one->row->transfer.id.size);
  for (uint32_t i = 0; i < w->in->info.feature_count; i++) {
    output_add(&w->out, ",", 1);
    write_value(&w->out, &w->values[i]);
  }
  output_add(&w->out, "\n", 1);
  return !w->out.failed;
}

int command_features(const run_options *options) {
  session in;
  int status = 1;
  feature_writer writer = {.in = &in};
  if (session_load(&in, options) && session_start(&in, options)) {
    writer.values = calloc((size_t)in.info.feature_count + 1, sizeof *writer.values);
    if (writer.values == NULL) {
      fprintf(stderr, "out of memory\n");
    } else if (output_open(&writer.out, options->out)) {
      write_header(&writer);
      status = pipeline_main(&in, options, PIPELINE_FOLDS, write_features, &writer);
      if (!output_close(&writer.out)) status = 1;
    }
  }
  free(writer.values);
  session_close(&in);
  return status;
}
