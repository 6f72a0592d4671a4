/* SPDX-License-Identifier: Apache-2.0
 *
 * fraudrisk policy show: a policy in one stable form, so that a change of it shows as a change of lines. */
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "output.h"
#include "policy_facts.h"

/* Lines of a text below each other. */
static void write_value(output *out, const char *value) {
  for (const char *at = value;;) {
    const size_t size = strcspn(at, "\n");
    output_add(out, at, size);
    if (at[size] == '\0') break;
    output_string(out, "\n      ");
    at += size + 1;
  }
  output_string(out, "\n");
}

static void write_facts(output *out, const facts *all) {
  for (uint32_t i = 0; i < all->count; i++) {
    const fact *one = &all->items[i];
    if (i == 0 || !fact_same_thing(one, one - 1)) {
      output_string(out, i ? "\n" : "");
      output_string(out, one->section);
      if (one->name[0]) output_string(out, " ");
      output_string(out, one->name);
      output_string(out, "\n");
    }
    if (one->key[0] == '\0') continue;
    output_string(out, "  ");
    output_string(out, one->key);
    if (one->value[0]) output_string(out, ": ");
    write_value(out, one->value);
  }
}

int command_policy_show(const policy_options *options) {
  policy_work *work = policy_work_open(options->path);
  facts all;
  output out;
  if (work == NULL) return 1;
  facts_of(&all, work);
  bool good = !all.out_of_memory;
  if (!good) fprintf(stderr, "%s: out of memory\n", options->path);
  if (good) good = output_open(&out, options->out);
  if (good) {
    write_facts(&out, &all);
    good = output_close(&out);
  }
  facts_free(&all);
  policy_work_close(work);
  return good ? 0 : 1;
}
