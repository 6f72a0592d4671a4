/* SPDX-License-Identifier: Apache-2.0
 *
 * A policy's tests and scenarios: a history, then one transfer, then what is expected of it. */
#ifndef TOOLS_POLICY_TEST_H
#define TOOLS_POLICY_TEST_H

#include "explanation.h"
#include "options.h"
#include "policy_parts.h"
#include "row.h"

typedef struct test {
  policy_work *work;
  const document *from;
  const node *node;
  const char *name;
  row_format format;
  fr_policy_info info;
  row *transfer;
  row **history;
  uint32_t history_count;
  unsigned problems_before;
} test;

/* What the tests of one kind came to: of a `kind:` that their author chose, such as plain or honest. */
typedef struct test_kind {
  char *name;
  unsigned outcomes[FR_OUTCOME_HOLD + 1];
} test_kind;
enum { TEST_KINDS_MAX = 16 };

/* Runs tests one after the other, each in a fresh engine. */
typedef struct test_runner {
  policy_work *work;
  fr__cbor_writer *vectors; /* tests that pass are written here as well, for the bundle; null: nowhere */
  explanation *explained;   /* made when the first test fails */
  unsigned passed, failed;
  test_kind kinds[TEST_KINDS_MAX]; /* in the order in which they were met */
  unsigned kind_count;
} test_runner;

/* A test that fails tells why among the work's problems. `name` is for one that has none of its own. */
void test_run(test_runner *by, const document *from, const node *at, const char *name);
/* The policy's own tests. */
void policy_work_run(test_runner *by);
/* The scenario files and folders that the options name. */
void policy_run_scenarios(test_runner *by, const policy_options *options);
void test_runner_end(test_runner *by);

/* Compares with `expect:`, telling each difference. */
bool test_expect(test *t, const fr_decision *decision);

#endif
