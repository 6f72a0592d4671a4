/* SPDX-License-Identifier: Apache-2.0
 *
 * fraudrisk model import and show. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "model_file.h"
#include "model_open.h"
#include "model_options.h"
#include "output.h"

/* The model is whole, or what was there before stays. */
static bool write_whole(const char *path, const fr__cbor_writer *from) {
  output out;
  if (!output_open(&out, path)) return false;
  output_add(&out, (const char *)from->data, from->size);
  return output_close(&out);
}

int command_model_import(const model_options *options) {
  opened_model from;
  fr__cbor_writer into;
  if (!model_open(&from, options->path, options->map)) return 1;
  fr__cbor_writer_grow(&into);
  fr__model_write(&into, &from.parts);
  bool good = into.status == FR_OK;
  if (!good) fprintf(stderr, "%s: out of memory\n", options->path);
  good = good && write_whole(options->out, &into);
  if (good) {
    fprintf(stderr, "%s: %s, %u inputs, %u trees; written to %s, %zu bytes\n", options->path,
            model_kind_name(from.parts.kind), from.parts.input_count, from.parts.tree_count, options->out, into.size);
  }
  fr__cbor_writer_free(&into);
  model_close(&from);
  return good ? 0 : 1;
}

/* ---- show ---- */

static uint64_t decisions_by(const fr__model_parts *parts, uint32_t input) {
  uint64_t count = 0;
  for (uint32_t t = 0; t < parts->tree_count; t++) {
    const fr__model_tree *tree = &parts->trees[t];
    for (uint32_t i = 0; i < tree->node_count; i++) count += tree->nodes[i].left >= 0 && tree->nodes[i].input == input;
  }
  return count;
}

static void show_inputs(output *out, const fr__model_parts *parts) {
  static const char *const signs[] = {", falls", "", ", rises"};
  output_string(out, "inputs\n");
  for (uint32_t i = 0; i < parts->input_count; i++) {
    char line[96];
    if (parts->kind == FR__MODEL_SCORECARD)
      snprintf(line, sizeof line, ": %u bins", parts->characteristics[i].bin_count);
    else
      snprintf(line, sizeof line, ": %" PRIu64 " decisions", decisions_by(parts, i));
    output_string(out, "  ");
    output_string(out, parts->inputs[i]);
    output_string(out, line);
    output_string(out, parts->monotone ? signs[parts->monotone[i] + 1] : "");
    output_string(out, "\n");
  }
}

static void show_number(output *out, const char *name, int64_t number) {
  output_string(out, name);
  output_integer(out, number);
  output_string(out, "\n");
}

int command_model_show(const model_options *options) {
  opened_model from;
  output out;
  char digest[65] = "";
  if (!model_open(&from, options->path, NULL)) return 1;
  const fr__model_parts *parts = &from.parts;
  uint64_t nodes = 0;
  for (uint32_t t = 0; t < parts->tree_count; t++) nodes += parts->trees[t].node_count;
  bool good = model_digest(parts, digest);
  if (!good) fprintf(stderr, "%s: out of memory\n", options->path);
  good = good && output_open(&out, options->out);
  if (good) {
    output_string(&out, "kind: ");
    output_string(&out, model_kind_name(parts->kind));
    output_string(&out, parts->average ? ", the mean of its trees\ndigest: " : "\ndigest: ");
    output_string(&out, digest);
    output_string(&out, "\nbase: ");
    output_double(&out, parts->base);
    output_string(&out, "\n");
    show_number(&out, "trees: ", parts->tree_count);
    show_number(&out, "nodes: ", (int64_t)nodes);
    show_number(&out, "most steps: ", (int64_t)fr__model_cost(from.model));
    show_number(&out, "points: ", parts->step_count);
    show_inputs(&out, parts);
    good = output_close(&out);
  }
  model_close(&from);
  return good ? 0 : 1;
}
