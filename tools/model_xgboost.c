/* SPDX-License-Identifier: Apache-2.0
 *
 * XGBoost's JSON and UBJSON, versions 1.7 to 3. Thresholds and leaves are read as floats at once, as XGBoost does. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model_forms.h"

/* A node that pruning took away has this split index, and goes left by default. */
enum { DELETED = INT32_MAX };

typedef struct xgboost {
  fr__arena *arena;
  fr__model_parts *parts;
  char *why;
} xgboost;

static bool whole_text(const value *of, int64_t *whole) {
  const char *text = value_text(of);
  char *end;
  if (text == NULL) return value_whole(of, whole);
  *whole = strtoll(text, &end, 10);
  return end != text && *end == '\0';
}

static bool check_version(const xgboost *in, const value *version) {
  int64_t major = 0, minor = 0;
  const value *first = value_list(version) ? version->first : NULL;
  if (!value_whole(first, &major) || !value_whole(first->next, &minor))
    return model_refuse(in->why, "does not say which version of XGBoost wrote it: save it with save_model()");
  if ((major == 1 && minor >= 7) || major == 2 || major == 3) return true;
  return model_refuse(in->why,
                      "was written by XGBoost %d.%d; versions 1.7 to 3 are read: load it with one of them and save it "
                      "again",
                      (int)major, (int)minor);
}

/* ---- inputs ---- */

static bool read_names(xgboost *in, const value *learner, int64_t count) {
  const value *names = value_list(value_get(learner, "feature_names"));
  if (count < 1 || count > FR_MAX_MODEL_INPUTS)
    return model_refuse(in->why, "has %lld features; 1 to %d are taken", (long long)count, FR_MAX_MODEL_INPUTS);
  if (names != NULL && names->count != 0 && names->count != count)
    return model_refuse(in->why, "has %lld features and %u names of features", (long long)count, names->count);
  const char **inputs = model_take(in->arena, (size_t)count, sizeof *inputs, in->why);
  const value *name = names ? names->first : NULL;
  for (uint32_t i = 0; inputs && i < (uint32_t)count; i++) {
    char numbered[16];
    const char *text = numbered;
    snprintf(numbered, sizeof numbered, "f%u", i);
    if (name != NULL && (text = value_text(name)) == NULL)
      return model_refuse(in->why, "has a feature whose name is no text");
    inputs[i] = fr__arena_copy(in->arena, text, strlen(text));
    if (inputs[i] == NULL) return model_refuse(in->why, "is too large: memory is out");
    if (name) name = name->next;
  }
  in->parts->inputs = inputs;
  in->parts->input_count = (uint32_t)count;
  return inputs != NULL;
}

/* ---- where sums begin ---- */

/* "5E-1", or, from 3 on, "[5E-1]". Classifiers keep a probability and begin at its logit, in floats; but
 * binary:logitraw begins at the score itself (seen in 1.7.6 and 3.2.0). */
static bool read_base(xgboost *in, const value *base_score, bool is_logistic) {
  const char *text = value_text(base_score);
  if (text == NULL) return model_refuse(in->why, "has no base_score");
  const bool listed = *text == '[';
  char *end;
  const float score = strtof(text + listed, &end);
  if (listed && *end == ',') return model_refuse(in->why, "has several targets; only models with one output are taken");
  if (end == text + listed || strcmp(end, listed ? "]" : "") != 0 || !isfinite(score))
    return model_refuse(in->why, "has a base_score that is no number: \"%.40s\"", text);
  in->parts->base = (double)score;
  if (!is_logistic) return true;
  if (!(score > 0 && score < 1))
    return model_refuse(in->why, "has a base_score that is no probability: \"%.40s\"", text);
  in->parts->base = (double)-logf(1.0f / score - 1.0f);
  return true;
}

static bool read_objective(xgboost *in, const value *learner) {
  static const char *const logistic[] = {"binary:logistic", "reg:logistic"};
  const value *own = value_get(learner, "learner_model_param");
  const char *name = value_text(value_get(value_get(learner, "objective"), "name"));
  int64_t classes = 0, targets = 1, features = 0;
  bool is_logistic = false;
  if (own == NULL || name == NULL) return model_refuse(in->why, "has no learner_model_param or no objective");
  for (size_t i = 0; i < sizeof logistic / sizeof logistic[0]; i++) is_logistic |= strcmp(name, logistic[i]) == 0;
  if (!is_logistic && strcmp(name, "reg:squarederror") != 0 && strcmp(name, "binary:logitraw") != 0) {
    return model_refuse(in->why,
                        "has the objective \"%.40s\"; binary:logistic, reg:logistic, binary:logitraw and "
                        "reg:squarederror are taken",
                        name);
  }
  (void)whole_text(value_get(own, "num_class"), &classes);
  (void)whole_text(value_get(own, "num_target"), &targets);
  if (classes > 1 || targets > 1)
    return model_refuse(in->why, "has several classes or targets; only models with one output are taken");
  if (!whole_text(value_get(own, "num_feature"), &features))
    return model_refuse(in->why, "does not say how many features it has");
  return read_names(in, learner, features) && read_base(in, value_get(own, "base_score"), is_logistic);
}

/* ---- trees ---- */

enum { LEFT, RIGHT, INPUT, NUMBER, DEFAULT, COVER, COLUMNS };
static const char *const column_names[] = {"left_children",    "right_children", "split_indices",
                                           "split_conditions", "default_left",   "sum_hessian"};

typedef struct row {
  int64_t whole[COLUMNS];
  float number, cover;
} row;

static bool next_row(const value *columns[COLUMNS], row *into) {
  bool good = value_float(columns[NUMBER], &into->number) && value_float(columns[COVER], &into->cover);
  for (int i = 0; i < COLUMNS; i++) {
    if (i != NUMBER && i != COVER) good = good && value_whole(columns[i], &into->whole[i]);
    if (good) columns[i] = columns[i]->next;
  }
  return good;
}

static bool is_deleted(const row *node) { return node->whole[INPUT] == DELETED && node->whole[DEFAULT] == 1; }

/* Whether a split of a tree asks for one of a set of categories. */
static bool is_categorical(const value *tree) {
  const value *nodes = value_list(value_get(tree, "categories_nodes"));
  const value *types = value_list(value_get(tree, "split_type"));
  if (nodes != NULL && nodes->count > 0) return true;
  for (const value *at = types ? types->first : NULL; at; at = at->next) {
    int64_t type = 0;
    if (!value_whole(at, &type) || type != 0) return true;
  }
  return false;
}

/* A child's place once deleted nodes are gone. What lies outside the tree stays so, for the check to refuse. */
static int32_t place_of(int64_t child, const int32_t *places, uint32_t count) {
  if (child == -1) return -1;
  return child < 0 || child >= count || places[child] < 0 ? INT32_MAX : places[child];
}

static bool fill_tree(xgboost *in, const row *rows, uint32_t count, fr__model_tree *tree) {
  int32_t *places = model_take(in->arena, count, sizeof *places, in->why);
  fr__model_node *nodes = model_take(in->arena, count, sizeof *nodes, in->why);
  if (places == NULL || nodes == NULL) return false;
  for (uint32_t i = 0; i < count; i++) places[i] = is_deleted(&rows[i]) ? -1 : (int32_t)tree->node_count++;
  for (uint32_t i = 0; i < count; i++) {
    const row *from = &rows[i];
    if (places[i] < 0) continue;
    fr__model_node *node = &nodes[places[i]];
    const bool is_leaf = from->whole[LEFT] == -1 && from->whole[RIGHT] == -1;
    *node = (fr__model_node){.left = place_of(from->whole[LEFT], places, count),
                             .right = place_of(from->whole[RIGHT], places, count),
                             .cover = (double)from->cover};
    if (is_leaf) {
      node->value = (double)from->number;
      continue;
    }
    node->threshold = (double)from->number;
    node->input = from->whole[INPUT] < 0 || from->whole[INPUT] > UINT32_MAX ? UINT32_MAX : (uint32_t)from->whole[INPUT];
    node->missing_left = from->whole[DEFAULT] != 0;
    node->missing = FR__MISSING_NAN;
  }
  tree->nodes = nodes;
  return true;
}

static bool read_tree(xgboost *in, const value *from, uint32_t index, fr__model_tree *tree) {
  const value *columns[COLUMNS];
  uint32_t count = 0;
  int64_t leaf_size = 1;
  if (is_categorical(from)) {
    return model_refuse(in->why,
                        "has a categorical split in tree %u; encode categories as numbers (one-hot, or a rate) before "
                        "training",
                        index);
  }
  (void)whole_text(value_get(value_get(from, "tree_param"), "size_leaf_vector"), &leaf_size);
  if (leaf_size > 1) return model_refuse(in->why, "has several targets; only models with one output are taken");
  for (int i = 0; i < COLUMNS; i++) {
    const value *list = value_list(value_get(from, column_names[i]));
    if (list == NULL) return model_refuse(in->why, "has no list %s in tree %u", column_names[i], index);
    if (i > 0 && list->count != count)
      return model_refuse(in->why, "has lists of unequal length in tree %u: %s", index, column_names[i]);
    count = list->count;
    columns[i] = list->first;
  }
  row *rows = model_take(in->arena, count, sizeof *rows, in->why);
  if (rows == NULL) return false;
  for (uint32_t i = 0; i < count; i++)
    if (!next_row(columns, &rows[i])) return model_refuse(in->why, "has no number in node %u of tree %u", i, index);
  return fill_tree(in, rows, count, tree);
}

static bool read_weights(xgboost *in, const value *list, fr__model_tree *trees) {
  if (list == NULL || list->count != in->parts->tree_count)
    return model_refuse(in->why, "has not one weight_drop for each tree");
  const value *weight = list->first;
  for (uint32_t i = 0; i < list->count; i++, weight = weight->next) {
    float number;
    if (!value_float(weight, &number)) return model_refuse(in->why, "has a weight_drop that is no number");
    trees[i].weight = (double)number;
  }
  return true;
}

static bool read_booster(xgboost *in, const value *booster) {
  const char *name = value_text(value_get(booster, "name"));
  const bool is_dart = name != NULL && strcmp(name, "dart") == 0;
  if (name == NULL || (!is_dart && strcmp(name, "gbtree") != 0))
    return model_refuse(in->why, "has the booster \"%.40s\"; gbtree and dart are taken", name ? name : "");
  const value *model = value_get(is_dart ? value_get(booster, "gbtree") : booster, "model");
  const value *list = value_list(value_get(model, "trees"));
  const value *info = value_list(value_get(model, "tree_info"));
  if (list == NULL) return model_refuse(in->why, "has no list of trees");
  if (list->count > FR_MAX_MODEL_TREES)
    return model_refuse(in->why, "has %u trees; at most %d are taken", list->count, FR_MAX_MODEL_TREES);
  for (const value *at = info ? info->first : NULL; at; at = at->next) {
    int64_t group = 0;
    if (!value_whole(at, &group) || group != 0)
      return model_refuse(in->why, "has several classes or targets; only models with one output are taken");
  }
  fr__model_tree *trees = model_take(in->arena, list->count, sizeof *trees, in->why);
  const value *tree = list->first;
  if (trees == NULL) return false;
  for (uint32_t i = 0; i < list->count; i++, tree = tree->next) {
    trees[i].weight = 1;
    if (!read_tree(in, tree, i, &trees[i])) return false;
  }
  in->parts->trees = trees;
  in->parts->tree_count = list->count;
  return !is_dart || read_weights(in, value_list(value_get(booster, "weight_drop")), trees);
}

bool model_xgboost_read(const value *document, fr__arena *arena, fr__model_parts *parts, char *why) {
  xgboost in = {arena, parts, why};
  const value *learner = value_get(document, "learner");
  *parts = (fr__model_parts){.kind = FR__MODEL_XGBOOST};
  if (learner == NULL)
    return model_refuse(why, "has no learner: save the model with XGBoost's save_model(), not dump_model()");
  return check_version(&in, value_get(document, "version")) && read_objective(&in, learner) &&
         read_booster(&in, value_get(learner, "gradient_booster"));
}
