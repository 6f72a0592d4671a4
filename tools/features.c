/* SPDX-License-Identifier: Apache-2.0
 *
 * fraudrisk features: the id, then a column a feature. CSV, or Parquet where the file's name ends in .parquet. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "output.h"
#include "pipeline.h"
#include "reader_arrow.h"

typedef struct feature_writer {
  output out;
  const session *in;
  fr_value *values;
  arrow_writer *parquet; /* null: CSV */
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

/* ---- Parquet ---- */

static void sink(void *self, const char *bytes, size_t size) { output_add(self, bytes, size); }

static arrow_type type_of(uint32_t type) {
  switch (type) {
    case FR_TYPE_BOOL: return ARROW_BOOL;
    case FR_TYPE_INT: return ARROW_INTEGER;
    case FR_TYPE_DOUBLE: return ARROW_DOUBLE;
    default: return ARROW_TEXT;
  }
}

static bool open_parquet(feature_writer *w) {
  const uint32_t count = w->in->info.feature_count;
  arrow_field *fields = calloc((size_t)count + 1, sizeof *fields);
  char message[ROW_MESSAGE_BYTES] = "out of memory";
  if (fields) {
    fields[0] = (arrow_field){"id", ARROW_TEXT};
    for (uint32_t i = 0; i < count; i++) {
      fields[i + 1] =
          (arrow_field){fr_policy_feature(w->in->policy, i), type_of(fr_policy_feature_type(w->in->policy, i))};
    }
    w->parquet = arrow_writer_open(fields, count + 1, sink, &w->out, message, sizeof message);
  }
  free(fields);
  if (w->parquet) return true;
  fprintf(stderr, "%s: %s\n", w->out.name, message);
  w->out.failed = true;
  return false;
}

static bool write_parquet(feature_writer *w, const fr_text *id) {
  arrow_value value;
  value.known = true;
  value.text = id->data ? id->data : "";
  value.size = id->size;
  arrow_writer_add(w->parquet, 0, &value);
  for (uint32_t i = 0; i < w->in->info.feature_count; i++) {
    const fr_value *from = &w->values[i];
    value.known = from->type == fr_policy_feature_type(w->in->policy, i);
    value.integer = from->integer;
    value.number = from->number;
    value.text = from->text;
    value.size = from->text_size;
    arrow_writer_add(w->parquet, i + 1, &value);
  }
  if (arrow_writer_end_row(w->parquet)) return !w->out.failed;
  fprintf(stderr, "%s: cannot be written: %s\n", w->out.name, arrow_writer_fault(w->parquet));
  w->out.failed = true;
  return false;
}

static void close_parquet(feature_writer *w) {
  if (w->parquet == NULL) return;
  if (!w->out.failed && !arrow_writer_finish(w->parquet)) {
    fprintf(stderr, "%s: cannot be written: %s\n", w->out.name, arrow_writer_fault(w->parquet));
    w->out.failed = true;
  }
  arrow_writer_close(w->parquet);
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
  if (w->parquet) return write_parquet(w, &one->row->transfer.id);
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
      const bool parquet = options->out && name_ends(options->out, ".parquet");
      if (!parquet) write_header(&writer);
      if (!parquet || open_parquet(&writer)) {
        status = pipeline_main(&in, options, PIPELINE_FOLDS, write_features, &writer);
      }
      close_parquet(&writer);
      if (!output_close(&writer.out)) status = 1;
    }
  }
  free(writer.values);
  session_close(&in);
  return status;
}
