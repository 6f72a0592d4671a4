/* SPDX-License-Identifier: Apache-2.0
 *
 * A policy between YAML and bundle: its sections, gathered from the main file and those that it includes. Shared by
 * policy_read.c (gathering and the shape of values), policy_write.c (the bundle) and policy_test.c (its own tests). */
#ifndef TOOLS_POLICY_PARTS_H
#define TOOLS_POLICY_PARTS_H

#include "policy_build.h"
#include "policy_expressions.h"
#include "policy_models.h"
#include "policy_yaml.h"
#include "wire/cbor.h"

enum { INCLUDES_MAX = 64 };

/* One thing of a section, and the file that it stands in. Things of a list have no key. */
typedef struct entry {
  const document *from;
  const node *key;
  const node *value;
} entry;

typedef struct section {
  entry *items;
  uint32_t count, capacity;
} section;

/* The expressions of a policy, each with its place; by the index of the rule or the entry of decision. Where there is
 * none, or none that could be read, its text is null. Rules that are switched off have none. */
typedef struct policy_forms {
  expressions all;
  expression *conditions, *points, *unknown_points;
  expression *thresholds;
  uint32_t threshold_count;
} policy_forms;

struct policy_work {
  document *files[INCLUDES_MAX + 1]; /* the first is the main file */
  uint32_t file_count;
  section lists, phrases, attributes, features, models, rules, questions, advice, tests;
  policy_model *loaded; /* by the index of the model; null until policy_models_load() */
  fr__arena models_memory;
  unsigned problems; /* errors so far */
  problems told;     /* what is wrong, until policy_work_tell() */
  policy_forms forms;
  fr__cbor_writer bundle;
  fr_policy *policy;
};

/* Finds what a main file is made of, and tells what is wrong with it; false when there is nothing to go on with. */
bool policy_gather(policy_work *work, const char *path);

/* Writes the payload and its digest. With `placed` every source has its line, counted through all files one after the
 * other, so that the loader's complaints can be brought back to their file. Without, as it is shipped, the bytes depend
 * on what the policy says, and not on the files and lines in which it says it. Counts problems as it goes. */
bool policy_write(policy_work *work, bool placed);
/* Puts tests, an array of CBOR, behind the policy of a bundle that is written, and makes its digest anew. */
bool policy_add_tests(policy_work *work, const fr__cbor_writer *tests);

/* Reads the files of all models, once; what is wrong with one is told, and it is not good then. */
void policy_models_load(policy_work *work);
/* Tells at its place what the loader found wrong with a model. False where it is not about one. */
bool policy_models_tell(policy_work *work, const fr_error *error);

/* Compiles every expression and tells the first error of each. */
void policy_check_expressions(policy_work *work);
/* The reason or advice at a place that the loader told: takes its text out and gives its own place. False where there
 * is none. */
bool policy_take_out_text(policy_work *work, const document *from, uint32_t *line, uint32_t *column);
/* Warnings and notes on a policy that compiles: what is allowed and yet hardly meant. */
void policy_warn(policy_work *work);

/* The file and its own line for a line that counts through all files. */
const document *policy_place(const policy_work *work, uint32_t line, uint32_t *own_line);

/* ---- values with a shape; each counts a problem and gives a harmless value when the shape is wrong ---- */

/* Says it, counts it, and returns false. */
#define policy_problem(work, from, at, ...) ((work)->problems++, node_problem(from, at, __VA_ARGS__))

bool policy_is_map(policy_work *work, const document *from, const node *value, const char *what);
bool policy_is_list(policy_work *work, const document *from, const node *value, const char *what);
bool policy_is_text(policy_work *work, const document *from, const node *value, const char *what);
/* A name that an expression can say: letters, digits, '_', and '-' where `dashes` is set. */
bool policy_is_name(policy_work *work, const document *from, const node *value, const char *what, bool dashes);
int64_t policy_integer(policy_work *work, const document *from, const node *value, const char *what, int64_t least,
                       int64_t most);
bool policy_flag(policy_work *work, const document *from, const node *value, const char *what);
uint32_t policy_outcome(policy_work *work, const document *from, const node *value, const char *what);
int64_t policy_seconds(policy_work *work, const document *from, const node *value, const char *what);
/* Refuses keys that are not in `names` (ended by null). */
bool policy_keys(policy_work *work, const document *from, const node *map, const char *what, const char *const *names);

#endif
