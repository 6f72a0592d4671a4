/* SPDX-License-Identifier: Apache-2.0
 *
 * What the sweeps share: documents of all kinds, a directory for a journal, and the line of counts that each of them
 * ends with. scripts/test prints those lines again at its end. */
#ifndef TESTS_FAULTS_FAULTS_H
#define TESTS_FAULTS_FAULTS_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "fraudrisk/fraudrisk.h"
#include "journal/history.h"
#include "policy/vectors.h"
#include "support/signed.h"

/* One line that begins with "sweep: ", on standard output. */
__attribute__((format(printf, 1, 2))) static inline void sweep_says(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  printf("sweep: ");
  vprintf(format, arguments);
  printf("\n");
  va_end(arguments);
  fflush(stdout);
}

/* What the environment says instead of the usual number. */
static inline uint64_t sweep_rounds(const char *name, uint64_t usual) {
  const char *more = getenv(name);
  return more == NULL ? usual : strtoull(more, NULL, 10);
}

static inline uint64_t sweep_random(uint64_t *state) { /* splitmix64 */
  uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return z ^ z >> 31;
}

/* The policy of the random histories, with one test that travels along. */
static inline bundle faults_tested_bundle(void) {
  bundle first = bundle_of(&history_policy);
  fr__cbor_writer into;
  const fr_transfer transfer = transfer_of("t", "alice", "bob", 100, NOON);
  fr_decision expected = FR_DECISION_INIT;
  expected.outcome = FR_OUTCOME_ALLOW;
  expected.score = 10;
  snprintf(expected.scam, sizeof expected.scam, "x");
  fr__cbor_writer_grow(&into);
  fr__cbor_write_raw(&into, first.data, first.size - FR__SHA256_BYTES);
  fr__cbor_write_array(&into, 1);
  fr__vector_write_head(&into, fr_text_of("a first payment"), 0);
  fr__vector_write_transfer(&into, &transfer);
  fr__vector_write_expected(&into, &expected);
  const bundle made = bundle_seal(into.data, into.size);
  fr__cbor_writer_free(&into);
  bundle_free(&first);
  return made;
}

/* Switches one rule of that policy off. */
static inline bundle faults_switches(void) {
  fr__switches *made = calloc(1, sizeof *made + sizeof made->rules[0]);
  if (made == NULL) abort();
  fr__cbor_writer writer;
  snprintf(made->policy, sizeof made->policy, "test");
  snprintf(made->rules[0], sizeof made->rules[0], "sent");
  made->number = 1;
  made->count = 1;
  fr__cbor_writer_grow(&writer);
  fr__switches_write(&writer, made);
  const bundle sealed = bundle_seal(writer.data, writer.size);
  fr__cbor_writer_free(&writer);
  free(made);
  return sealed;
}

/* A bundle of tests/signed, of one kind of key. */
static inline bundle faults_signed_bundle(const char *kind) {
  char path[64];
  bundle made;
  snprintf(path, sizeof path, "tests/signed/%s.frb", kind);
  made.data = file_read(path, &made.size);
  return made;
}

#endif
