/* SPDX-License-Identifier: Apache-2.0
 *
 * A policy from its source to a handle, and the commands policy check and policy build. */
#include "policy_build.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "fraudrisk/engine.h"
#include "output.h"
#include "policy_parts.h"
#include "policy_test.h"
#include "session.h"
#include "words.h"

/* What the check of single expressions did not find: limits, costs, values in texts. The loader knows lines only; they
 * are brought back to the file that they stand in. True when it stood in a text, which then is taken out, so that the
 * next one can be found. */
static bool tell_load_error(policy_work *work, const fr_error *error) {
  const char *message = error->message[0] ? error->message : fr_status_text(error->status);
  if (error->line == 0 && policy_models_tell(work, error)) return false;
  work->problems++;
  if (error->line == 0) {
    problems_add_file(&work->told, PROBLEM_ERROR, work->files[0]->path, "%s", message);
    return false;
  }
  uint32_t line, place = error->column ? error->column : 1;
  const document *from = policy_place(work, error->line, &line);
  const bool in_text = policy_take_out_text(work, from, &line, &place);
  (void)document_problem(from, line, place, "%s", message);
  return in_text;
}

static bool load_once(policy_work *work, bool placed, fr_error *error) {
  const unsigned before = work->problems;
  work->problems = 0;
  const bool written = policy_write(work, placed);
  work->problems += before;
  *error = (fr_error)FR_ERROR_INIT;
  if (!written) return false;
  if (fr_policy_load(work->bundle.data, work->bundle.size, &work->policy, error) >= 0) return true;
  work->policy = NULL;
  return false;
}

/* First with the places of all sources; when that is right, as it is shipped, without. */
static void load(policy_work *work) {
  fr_error error = FR_ERROR_INIT;
  policy_models_load(work);
  const bool written = policy_write(work, true);
  policy_check_expressions(work);
  if (!written || work->problems > 0) return;
  while (!load_once(work, true, &error) && tell_load_error(work, &error)) continue;
  fr_policy_release(work->policy);
  work->policy = NULL;
  if (work->problems == 0 && !load_once(work, false, &error)) (void)tell_load_error(work, &error);
}

policy_work *policy_work_begin(const char *path) {
  policy_work *work = calloc(1, sizeof *work);
  if (work == NULL) {
    fprintf(stderr, "%s: out of memory\n", path);
    return NULL;
  }
  if (policy_gather(work, path)) load(work);
  return work;
}

bool policy_work_good(const policy_work *work) { return work->policy != NULL; }

policy_work *policy_work_open(const char *path) {
  policy_work *work = policy_work_begin(path);
  if (work == NULL) return NULL;
  problems_tell(&work->told, stderr, false, false);
  if (policy_work_good(work)) return work;
  policy_work_close(work);
  return NULL;
}

void policy_work_close(policy_work *work) {
  if (work == NULL) return;
  section *sections[] = {&work->lists, &work->phrases,   &work->attributes, &work->features, &work->models,
                         &work->rules, &work->questions, &work->advice,     &work->tests};
  for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) free(sections[i]->items);
  problems_clear(&work->told);
  expressions_free(&work->forms.all);
  fr__arena_free(&work->models_memory);
  for (uint32_t i = 0; i < work->file_count; i++) document_close(work->files[i]);
  fr__cbor_writer_free(&work->bundle);
  fr_policy_release(work->policy);
  free(work);
}

fr_policy *policy_work_policy(const policy_work *work) { return work->policy; }

const uint8_t *policy_work_bundle(const policy_work *work, size_t *size) {
  *size = (size_t)work->bundle.size;
  return work->bundle.data;
}

fr_policy *policy_compile(const char *path) {
  policy_work *work = policy_work_open(path);
  if (work == NULL) return NULL;
  fr_policy *policy = fr_policy_retain(work->policy);
  policy_work_close(work);
  return policy;
}

/* Whether an engine with the usual options takes it. */
static void try_engine(policy_work *work, fr_policy *policy) {
  fr_engine_options options = FR_ENGINE_OPTIONS_INIT;
  fr_error error = FR_ERROR_INIT;
  fr_engine *engine = NULL;
  options.accept_unsigned_policies = FR_YES;
  options.complete_from_us = FR_COMPLETE_ALWAYS;
  options.parties_max = 1;
  options.memory_bytes = 1 << 20;
  options.list_entries_max = 1;
  fr_status status = fr_engine_create(&options, &engine, &error);
  if (status >= 0) status = session_try_policy(engine, policy, &error);
  if (status < 0) {
    work->problems++;
    problems_add_file(&work->told, PROBLEM_ERROR, work->files[0]->path, "%s", error.message);
  }
  fr_engine_destroy(engine);
}

/* Opens a policy, looks for what is hardly meant, and runs its tests; all that is wrong is told. Null when it is not
 * right. */
static policy_work *check(const policy_options *options, unsigned *tests) {
  policy_work *work = policy_work_begin(options->path);
  if (work == NULL) return NULL;
  if (policy_work_good(work)) {
    policy_warn(work);
    try_engine(work, work->policy);
    const unsigned failed = policy_work_test(work, tests);
    if (failed > 0) {
      problems_add_file(&work->told, PROBLEM_ERROR, work->files[0]->path, "%u of %u tests failed", failed, *tests);
    }
  }
  const bool right = policy_work_good(work) && problems_count(&work->told, PROBLEM_ERROR) == 0;
  problems_tell(&work->told, options->json ? stdout : stderr, options->json, options->notes);
  if (right) return work;
  policy_work_close(work);
  return NULL;
}

static void tell(const policy_work *work, const char *what, const char *file, unsigned tests) {
  fr_policy_info info = FR_POLICY_INFO_INIT;
  char digest[65];
  if (fr_policy_describe(work->policy, &info) < 0) return;
  digest_text(info.digest, digest);
  printf("%s: %s: %s version %" PRIu64 ", %u features, %u rules, %u folds, %u tests passed\ndigest %s\n", file, what,
         info.name, info.version, info.feature_count, info.rule_count, info.fold_count, tests, digest);
}

int command_policy_check(const policy_options *options) {
  unsigned tests = 0;
  policy_work *work = check(options, &tests);
  if (work == NULL) return 1;
  if (!options->json) tell(work, "right", work->files[0]->path, tests);
  policy_work_close(work);
  return 0;
}

/* Runs the tests once more, and scenarios that are named, and puts them behind the policy; then the bundle is loaded
 * and tried as a bank will, with the tests in it. */
static bool add_tests(policy_work *work, const policy_options *options, unsigned *tests) {
  fr_error error = FR_ERROR_INIT;
  fr__cbor_writer each, whole;
  fr_policy *policy = NULL;
  test_runner by = {.work = work, .vectors = &each};
  fr__cbor_writer_grow(&each);
  fr__cbor_writer_grow(&whole);
  policy_work_run(&by);
  policy_run_scenarios(&by, options);
  test_runner_end(&by);
  const char *path = work->files[0]->path;
  if (by.failed > 0)
    problems_add_file(&work->told, PROBLEM_ERROR, path, "%u of %u tests failed", by.failed, by.passed + by.failed);
  if (by.passed > FR_MAX_VECTORS)
    problems_add_file(&work->told, PROBLEM_ERROR, path, "%u tests; at most %d go along", by.passed, FR_MAX_VECTORS);
  *tests = by.passed;
  bool good = by.failed == 0 && by.passed <= FR_MAX_VECTORS;
  if (good && by.passed > 0) {
    fr__cbor_write_array(&whole, by.passed);
    fr__cbor_write_raw(&whole, each.data, each.size);
    if (each.status != FR_OK) whole.status = each.status;
    work->bundle.status = whole.status;
    good = policy_add_tests(work, &whole);
    if (good && fr_policy_load(work->bundle.data, work->bundle.size, &policy, &error) < 0) {
      problems_add_file(&work->told, PROBLEM_ERROR, path, "%s", error.message);
      good = false;
    }
    if (good) try_engine(work, policy);
  }
  fr_policy_release(policy);
  fr__cbor_writer_free(&each);
  fr__cbor_writer_free(&whole);
  good = good && problems_count(&work->told, PROBLEM_ERROR) == 0;
  problems_tell(&work->told, stderr, false, false);
  return good;
}

int command_policy_build(const policy_options *options) {
  unsigned tests = 0;
  policy_work *work = check(options, &tests);
  if (work == NULL) return 1;
  fr_policy_info info = FR_POLICY_INFO_INIT;
  char name[FR_MAX_NAME_BYTES + 32];
  output out;
  bool good = fr_policy_describe(work->policy, &info) >= 0 && add_tests(work, options, &tests);
  snprintf(name, sizeof name, "%s-%" PRIu64 ".frb", info.name, info.version);
  const char *file = options->out ? options->out : name;
  good = good && output_open(&out, file);
  if (good) {
    output_add(&out, (const char *)work->bundle.data, (size_t)work->bundle.size);
    good = output_close(&out);
  }
  if (good && strcmp(file, "-") != 0) tell(work, "built", file, tests);
  policy_work_close(work);
  return good ? 0 : 1;
}
