/* SPDX-License-Identifier: Apache-2.0
 *
 * fraudrisk policy test: a policy's own tests, and scenarios that lie in files of their own. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "commands.h"
#include "policy_test.h"

enum { FOLDER_DEPTH = 8 };

typedef struct scenarios {
  test_runner *runner;
  uint32_t files;
} scenarios;

static bool ends_in(const char *name, const char *ending) {
  const size_t size = strlen(name), length = strlen(ending);
  return size > length && strcmp(name + size - length, ending) == 0;
}

/* A file holds one scenario, or a list of them. */
static void run_file(scenarios *in, const char *path) {
  policy_work *work = in->runner->work;
  document *from = document_open(path, work->file_count + in->files++, &work->told);
  if (from == NULL) {
    work->problems++;
    in->runner->failed++;
    return;
  }
  const char *slash = strrchr(path, '/');
  const char *file = slash ? slash + 1 : path;
  const int size = (int)strcspn(file, ".");
  const node *root = from->root;
  const uint32_t count = root->kind == NODE_LIST ? root->count : 1;
  for (uint32_t i = 0; i < count; i++) {
    char name[256];
    snprintf(name, sizeof name, root->kind == NODE_LIST ? "%.*s %u" : "%.*s", size, file, i + 1);
    test_run(in->runner, from, root->kind == NODE_LIST ? root->items[i] : root, name);
  }
  if (count == 0) problems_add_file(&work->told, PROBLEM_WARNING, path, "the list of scenarios is empty");
  document_close(from);
}

static void run_path(scenarios *in, const char *path, unsigned depth);

static int no_dots(const struct dirent *one) { return one->d_name[0] != '.'; }

static void run_folder(scenarios *in, const char *path, unsigned depth) {
  struct dirent **entries = NULL;
  const int count = depth > 0 ? scandir(path, &entries, no_dots, alphasort) : 0;
  for (int i = 0; i < count; i++) {
    char *inside = NULL;
    struct stat status;
    if (asprintf(&inside, "%s%s%s", path, ends_in(path, "/") ? "" : "/", entries[i]->d_name) >= 0) {
      const bool is_folder = stat(inside, &status) == 0 && S_ISDIR(status.st_mode);
      if (is_folder || ends_in(inside, ".yaml") || ends_in(inside, ".yml")) run_path(in, inside, depth - 1);
    }
    free(inside);
    free(entries[i]);
  }
  free(entries);
}

static void run_path(scenarios *in, const char *path, unsigned depth) {
  struct stat status;
  if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
    run_folder(in, path, depth);
  else
    run_file(in, path);
}

/* Beside the policy. */
static void run_default_folder(scenarios *in) {
  const char *path = in->runner->work->files[0]->path, *slash = strrchr(path, '/');
  char *folder = NULL;
  struct stat status;
  if (asprintf(&folder, "%.*sscenarios", slash ? (int)(slash + 1 - path) : 0, path) < 0) return;
  if (stat(folder, &status) == 0 && S_ISDIR(status.st_mode)) run_folder(in, folder, FOLDER_DEPTH);
  free(folder);
}

void policy_run_scenarios(test_runner *by, const policy_options *options) {
  scenarios in = {.runner = by};
  for (unsigned i = 0; i < options->scenario_count; i++) run_path(&in, options->scenarios[i], FOLDER_DEPTH);
}

int command_policy_test(const policy_options *options) {
  policy_work *work = policy_work_open(options->path);
  if (work == NULL) return 1;
  test_runner runner = {.work = work};
  scenarios in = {.runner = &runner};
  policy_work_run(&runner);
  for (unsigned i = 0; i < options->scenario_count; i++) run_path(&in, options->scenarios[i], FOLDER_DEPTH);
  if (options->scenario_count == 0) run_default_folder(&in);
  problems_tell(&work->told, stderr, false, false);
  const test_runner *ran = &runner;
  if (ran->passed + ran->failed == 0)
    fprintf(stderr, "%s: there is nothing to run: no tests: in the policy, and no scenarios\n", work->files[0]->path);
  for (unsigned i = 0; i < ran->kind_count; i++) {
    const test_kind *kind = &ran->kinds[i];
    printf("%s: %u hold, %u warn, %u allow\n", kind->name, kind->outcomes[FR_OUTCOME_HOLD],
           kind->outcomes[FR_OUTCOME_WARN], kind->outcomes[FR_OUTCOME_ALLOW]);
  }
  printf("%u passed, %u failed\n", ran->passed, ran->failed);
  const bool good = ran->failed == 0;
  test_runner_end(&runner);
  policy_work_close(work);
  return good ? 0 : 1;
}
