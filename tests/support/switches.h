/* SPDX-License-Identifier: Apache-2.0
 *
 * Documents that switch rules off. */
#ifndef TESTS_SUPPORT_SWITCHES_H
#define TESTS_SUPPORT_SWITCHES_H

#include <stdio.h>
#include <stdlib.h>

#include "policy/switches.h"
#include "support/bundle.h"

typedef struct document {
  const char *policy; /* null: "test" */
  uint64_t number;
  int64_t from_us, until_us;
  bool even_binding;
  const char *rules[4];
} document;

static inline bundle unsigned_switches(const document *of) {
  fr__switches *made = calloc(1, sizeof *made + 4 * sizeof made->rules[0]);
  fr__cbor_writer writer;
  snprintf(made->policy, sizeof made->policy, "%s", of->policy == NULL ? "test" : of->policy);
  made->number = of->number;
  made->valid_from_us = of->from_us;
  made->valid_until_us = of->until_us;
  made->even_binding = of->even_binding;
  while (made->count < 4 && of->rules[made->count] != NULL) {
    snprintf(made->rules[made->count], sizeof made->rules[0], "%s", of->rules[made->count]);
    made->count++;
  }
  fr__cbor_writer_grow(&writer);
  fr__switches_write(&writer, made);
  if (writer.status != FR_OK) abort();
  const bundle sealed = bundle_seal(writer.data, writer.size);
  fr__cbor_writer_free(&writer);
  free(made);
  return sealed;
}

#endif
