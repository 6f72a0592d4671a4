/* SPDX-License-Identifier: Apache-2.0
 *
 * LightGBM's text, versions v3 and v4: lines NAME=VALUE, first of the model, then of each tree. */
#include <errno.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model_forms.h"

enum { LINES = 64 }; /* of the head, or of a tree */

typedef struct section {
  const char *names[LINES];
  char *values[LINES];
  uint32_t count;
} section;

typedef struct lightgbm {
  char *at; /* the next line */
  fr__arena *arena;
  fr__model_parts *parts;
  char *why;
} lightgbm;

/* Cuts the next line off; null at the end of the text. */
static char *next_line(lightgbm *in) {
  char *line = in->at;
  if (*line == '\0') return NULL;
  const size_t size = strcspn(line, "\n");
  in->at += size + (line[size] == '\n');
  line[size] = '\0';
  if (size > 0 && line[size - 1] == '\r') line[size - 1] = '\0';
  return line;
}

/* Lines up to the next tree or the end of the trees, which stands in *stop; null where the text ends before. */
static bool read_section(lightgbm *in, section *into, const char **stop) {
  into->count = 0;
  while ((*stop = next_line(in)) != NULL) {
    char *line = strchr(*stop, '=');
    if (strncmp(*stop, "Tree=", 5) == 0 || strcmp(*stop, "end of trees") == 0) return true;
    if ((*stop)[0] == '\0') continue;
    if (into->count == LINES) return model_refuse(in->why, "has more lines in a tree than LightGBM writes");
    if (line != NULL) *line = '\0';
    into->names[into->count] = *stop;
    into->values[into->count++] = line ? line + 1 : NULL;
  }
  return model_refuse(in->why, "is cut: there is no line \"end of trees\"");
}

static char *get(const section *from, const char *name) {
  for (uint32_t i = 0; i < from->count; i++)
    if (strcmp(from->names[i], name) == 0) return from->values[i];
  return NULL;
}
static bool has(const section *from, const char *name) {
  for (uint32_t i = 0; i < from->count; i++)
    if (strcmp(from->names[i], name) == 0) return true;
  return false;
}

static bool read_whole(const char *text, int64_t *whole) {
  char *end;
  if (text == NULL || *text == '\0') return false;
  errno = 0;
  *whole = strtoll(text, &end, 10);
  return errno == 0 && *end == '\0' && *whole >= INT32_MIN && *whole <= INT32_MAX;
}

/* `count` numbers with spaces between, no more and no fewer. */
static bool read_numbers(const char *text, uint32_t count, double *into) {
  for (uint32_t i = 0; i < count; i++) {
    char *end;
    if (text == NULL) return false;
    into[i] = strtod(text, &end);
    if (end == text || (*end != ' ' && *end != '\0')) return false;
    text = *end ? end + 1 : NULL;
  }
  return text == NULL || *text == '\0';
}

/* ---- the head ---- */

static bool check_head(const lightgbm *in, const section *head) {
  const char *version = get(head, "version"), *objective = get(head, "objective");
  int64_t classes = 0, trees = 0;
  if (version == NULL || (strcmp(version, "v3") != 0 && strcmp(version, "v4") != 0)) {
    return model_refuse(in->why,
                        "is of LightGBM's format \"%.20s\"; v3 and v4 are read (LightGBM 3 and 4): save it again",
                        version ? version : "");
  }
  if (!read_whole(get(head, "num_class"), &classes) || !read_whole(get(head, "num_tree_per_iteration"), &trees) ||
      classes != 1 || trees != 1)
    return model_refuse(in->why, "has several classes or targets; only models with one output are taken");
  const size_t word = objective ? strcspn(objective, " ") : 0;
  const bool is_binary = word == 6 && strncmp(objective, "binary", word) == 0;
  const bool is_plain = objective != NULL && strcmp(objective, "regression") == 0;
  if (is_binary || is_plain) return true;
  return model_refuse(in->why, "has the objective \"%.40s\"; binary and regression are taken",
                      objective ? objective : "");
}

static bool read_names(lightgbm *in, const section *head) {
  char *names = get(head, "feature_names");
  int64_t last = 0;
  if (names == NULL || !read_whole(get(head, "max_feature_idx"), &last) || last < 0 || last >= FR_MAX_MODEL_INPUTS)
    return model_refuse(in->why, "has no feature_names, or not 1 to %d features", FR_MAX_MODEL_INPUTS);
  const uint32_t count = (uint32_t)last + 1;
  const char **inputs = model_take(in->arena, count, sizeof *inputs, in->why);
  if (inputs == NULL) return false;
  if (!fr__utf8_valid(names, (uint32_t)strlen(names))) return model_refuse(in->why, "has names that are not UTF-8");
  for (uint32_t i = 0; i < count; i++) {
    const size_t size = strcspn(names, " ");
    const bool is_last = names[size] == '\0';
    if (is_last != (i + 1 == count)) return model_refuse(in->why, "has not one of feature_names for each feature");
    inputs[i] = names;
    names[size] = '\0';
    names += size + !is_last;
  }
  in->parts->inputs = inputs;
  in->parts->input_count = count;
  return true;
}

static bool read_monotone(lightgbm *in, const section *head) {
  const char *signs = get(head, "monotone_constraints");
  const uint32_t count = in->parts->input_count;
  if (signs == NULL || *signs == '\0') return true;
  int8_t *monotone = model_take(in->arena, count, sizeof *monotone, in->why);
  double numbers[FR_MAX_MODEL_INPUTS];
  if (monotone == NULL) return false;
  if (!read_numbers(signs, count, numbers))
    return model_refuse(in->why, "has not one of monotone_constraints for each feature");
  for (uint32_t i = 0; i < count; i++) {
    if (numbers[i] != -1 && numbers[i] != 0 && numbers[i] != 1)
      return model_refuse(in->why, "has monotone_constraints that are not -1, 0 or 1");
    monotone[i] = (int8_t)numbers[i];
  }
  in->parts->monotone = monotone;
  return true;
}

/* ---- trees ---- */

enum { INPUT, THRESHOLD, KIND, LEFT, RIGHT, COVER, DECISIONS, VALUE = DECISIONS, ROWS, COLUMNS };
static const char *const column_names[] = {"split_feature", "threshold",      "decision_type", "left_child",
                                           "right_child",   "internal_count", "leaf_value",    "leaf_count"};

static bool check_tree(const lightgbm *in, const section *from, uint32_t index) {
  int64_t categories = 0, linear = 0;
  if (!read_whole(get(from, "num_cat"), &categories) || categories != 0) {
    return model_refuse(in->why,
                        "has a categorical split in tree %u; encode categories as numbers (one-hot, or a rate) before "
                        "training",
                        index);
  }
  if (get(from, "is_linear") != NULL && (!read_whole(get(from, "is_linear"), &linear) || linear != 0))
    return model_refuse(in->why, "has linear models in the leaves of tree %u; train it with linear_tree=false", index);
  return true;
}

/* Decisions first, then leaves; a negative child -1 - n is the n-th leaf. */
static int32_t place_of(double child, uint32_t decisions, uint32_t leaves) {
  if (child >= 0 && child < decisions) return (int32_t)child;
  if (child < 0 && child >= -(double)leaves) return (int32_t)decisions - 1 - (int32_t)child;
  return INT32_MAX;
}

static bool fill_decision(const lightgbm *in, double *const columns[COLUMNS], uint32_t at, uint32_t leaves,
                          fr__model_node *node) {
  const double kind = columns[KIND][at], input = columns[INPUT][at];
  if (!(kind >= 0 && kind < 16)) return model_refuse(in->why, "has an unknown decision_type");
  const uint32_t bits = (uint32_t)kind; /* 1: categorical, 2: missing values go left, 4 and 8: what is missing */
  if (bits & 1) return model_refuse(in->why, "has a categorical split; encode categories as numbers before training");
  /* Where only missing values go right LightGBM writes "inf": every finite value goes left there, as it does here. */
  const double threshold = columns[THRESHOLD][at];
  *node = (fr__model_node){.left = place_of(columns[LEFT][at], leaves - 1, leaves),
                           .right = place_of(columns[RIGHT][at], leaves - 1, leaves),
                           .input = input >= 0 && input < FR_MAX_MODEL_INPUTS ? (uint32_t)input : UINT32_MAX,
                           .threshold = threshold == (double)INFINITY ? DBL_MAX : threshold,
                           .cover = columns[COVER][at],
                           .missing_left = (bits & 2) != 0,
                           .missing = (uint8_t)(bits >> 2)};
  return true;
}

static bool read_tree(lightgbm *in, const section *from, uint32_t index, fr__model_tree *tree) {
  int64_t leaves = 0;
  double *columns[COLUMNS];
  if (!read_whole(get(from, "num_leaves"), &leaves) || leaves < 1 || leaves > FR_MAX_TREE_NODES / 2 + 1) {
    return model_refuse(in->why, "has tree %u with no num_leaves, or not 1 to %d of them", index,
                        FR_MAX_TREE_NODES / 2 + 1);
  }
  if (!check_tree(in, from, index)) return false;
  for (int i = 0; i < COLUMNS; i++) {
    const uint32_t count = (uint32_t)leaves - (i < DECISIONS ? 1 : 0);
    const bool may_lack = leaves == 1 && i != VALUE; /* a tree that is one leaf tells its value alone */
    columns[i] = model_take(in->arena, count, sizeof *columns[i], in->why);
    if (columns[i] == NULL) return false;
    if (!may_lack && !read_numbers(get(from, column_names[i]), count, columns[i])) {
      return model_refuse(in->why, "has not as many numbers in %s of tree %u as it has nodes", column_names[i], index);
    }
  }
  const uint32_t decisions = (uint32_t)leaves - 1;
  fr__model_node *nodes = model_take(in->arena, (size_t)decisions + (size_t)leaves, sizeof *nodes, in->why);
  if (nodes == NULL) return false;
  for (uint32_t i = 0; i < decisions; i++)
    if (!fill_decision(in, columns, i, (uint32_t)leaves, &nodes[i])) return false;
  for (uint32_t i = 0; i < (uint32_t)leaves; i++) {
    nodes[decisions + i] =
        (fr__model_node){.left = -1, .right = -1, .value = columns[VALUE][i], .cover = columns[ROWS][i]};
  }
  *tree = (fr__model_tree){nodes, decisions + (uint32_t)leaves, 1};
  return true;
}

static bool read_trees(lightgbm *in, const char *stop) {
  section own;
  fr__model_tree *trees = model_take(in->arena, FR_MAX_MODEL_TREES, sizeof *trees, in->why);
  uint32_t count = 0;
  if (trees == NULL) return false;
  while (strncmp(stop, "Tree=", 5) == 0) {
    if (count == FR_MAX_MODEL_TREES)
      return model_refuse(in->why, "has more than %d trees, which is the most that are taken", FR_MAX_MODEL_TREES);
    if (!read_section(in, &own, &stop) || !read_tree(in, &own, count, &trees[count])) return false;
    count++;
  }
  in->parts->trees = trees;
  in->parts->tree_count = count;
  return true;
}

bool model_lightgbm_read(char *text, fr__arena *arena, fr__model_parts *parts, char *why) {
  lightgbm in = {text, arena, parts, why};
  section head;
  const char *stop = NULL;
  *parts = (fr__model_parts){.kind = FR__MODEL_LIGHTGBM};
  if (!read_section(&in, &head, &stop) || !check_head(&in, &head) || !read_names(&in, &head)) return false;
  parts->average = has(&head, "average_output");
  return read_monotone(&in, &head) && read_trees(&in, stop);
}
