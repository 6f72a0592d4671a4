/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether the parts of a model hang together: every walk from a root has to end in a leaf, and every number has to mean
 * something. What passes here can be evaluated without a look back. */
#include <float.h>
#include <stdlib.h>

#include "model/parts.h"

static bool is_finite(double number) { return number >= -DBL_MAX && number <= DBL_MAX; }
/* Narrowing a number that is too large is not defined by C, so it is compared first. */
static bool is_float(double number) {
  return number >= -(double)FLT_MAX && number <= (double)FLT_MAX && (double)(float)number == number;
}

/* ---- the form of one tree ---- */

typedef struct tree_walk {
  const fr__model_tree *tree;
  uint32_t *order;
  uint16_t *depth_of;
  uint32_t found;
} tree_walk;

static bool reach(tree_walk *walk, int32_t child, uint32_t parent) {
  if (child < 0 || (uint32_t)child >= walk->tree->node_count || walk->depth_of[child] != 0) return false;
  walk->depth_of[child] = (uint16_t)(walk->depth_of[parent] + 1);
  walk->order[walk->found++] = (uint32_t)child;
  return true;
}

/* Level by level. depth_of is 1 for the root, and 0 for what was not reached yet: so a node with two parents, and any
 * cycle, shows when it is reached again. */
fr_status fr__tree_order(const fr__model_tree *tree, uint32_t *order, uint16_t *depth_of, uint32_t *depth,
                         const char **wrong, uint32_t *at) {
  tree_walk walk = {tree, order, depth_of, 1};
  memset(depth_of, 0, tree->node_count * sizeof *depth_of);
  order[0] = 0;
  depth_of[0] = 1;
  *depth = 0;
  for (uint32_t i = 0; i < walk.found; i++) {
    const fr__model_node *node = &tree->nodes[order[i]];
    *at = order[i];
    *depth = depth_of[order[i]] - 1u;
    if (*depth > FR_MAX_TREE_DEPTH) return FR_TOO_DEEP;
    if (node->left < 0 && node->right < 0) continue;
    if (reach(&walk, node->left, order[i]) && reach(&walk, node->right, order[i])) continue;
    *wrong = "has a child that does not exist, or that is reached twice (a cycle, or two parents)";
    return FR_BAD_MODEL;
  }
  if (walk.found == tree->node_count) return FR_OK;
  *wrong = "is not reached from the root";
  for (*at = 0; depth_of[*at] != 0;) ++*at;
  return FR_BAD_MODEL;
}

/* ---- one node ---- */

static const char *wrong_leaf(const fr__model_parts *parts, const fr__model_node *node) {
  if (!is_finite(node->value)) return "is a leaf whose value is no finite number";
  if (parts->kind == FR__MODEL_XGBOOST && !is_float(node->value)) return "is a leaf whose value is no float";
  if (!is_finite(node->cover) || node->cover < 0) return "has a cover that is negative or no finite number";
  if (node->input == 0 && node->threshold == 0 && node->missing_left == 0 && node->missing == 0) return NULL;
  return "is a leaf and decides something";
}

static const char *wrong_decision(const fr__model_parts *parts, const fr__model_tree *tree,
                                  const fr__model_node *node) {
  if (node->input >= parts->input_count) return "asks an input that the model does not have";
  if (!is_finite(node->threshold)) return "has a threshold that is no finite number";
  if (parts->kind == FR__MODEL_XGBOOST && !is_float(node->threshold)) return "has a threshold that is no float";
  if (node->value != 0) return "decides and has a leaf's value";
  if (node->missing_left > 1 || node->missing > FR__MISSING_NAN) return "treats missing values in an unknown way";
  if (parts->kind == FR__MODEL_XGBOOST && node->missing != FR__MISSING_NAN)
    return "treats missing values in a way that XGBoost does not have";
  if (!is_finite(node->cover) || node->cover <= 0) return "decides with a cover that is not above 0";
  const double most = node->cover * 1.001;
  if (tree->nodes[node->left].cover > most || tree->nodes[node->right].cover > most)
    return "has a child with a larger cover than its own";
  return NULL;
}

/* ---- trees ---- */

typedef struct checking {
  const fr__model_parts *parts;
  const char *name;
  fr_error *error;
  uint32_t *order; /* memory for the largest tree */
  uint16_t *depth_of;
} checking;

static fr_status check_tree(const checking *on, uint32_t index) {
  const fr__model_tree *tree = &on->parts->trees[index];
  const char *wrong = NULL;
  uint32_t depth, at = 0;
  const fr_status status = fr__tree_order(tree, on->order, on->depth_of, &depth, &wrong, &at);
  if (status == FR_TOO_DEEP) {
    return fr__fail(on->error, status, on->name, "model %s: tree %u is deeper than %d decisions; train it with a bound",
                    on->name, index, FR_MAX_TREE_DEPTH);
  }
  for (uint32_t i = 0; i < tree->node_count && wrong == NULL && status == FR_OK; i++) {
    const fr__model_node *node = &tree->nodes[i];
    at = i;
    wrong = node->left < 0 ? wrong_leaf(on->parts, node) : wrong_decision(on->parts, tree, node);
  }
  if (wrong != NULL && status == FR_OK) {
    return fr__fail(on->error, FR_BAD_MODEL, on->name, "model %s: node %u of tree %u %s", on->name, at, index, wrong);
  }
  if (status == FR_OK) return FR_OK;
  return fr__fail(on->error, status, on->name, "model %s: node %u of tree %u %s", on->name, at, index, wrong);
}

static fr_status check_counts(const fr__model_parts *parts, const char *name, fr_error *error, uint32_t *largest) {
  if (parts->tree_count > FR_MAX_MODEL_TREES) {
    return fr__fail(error, FR_TOO_MANY, name, "model %s has %u trees; at most %d are taken", name, parts->tree_count,
                    FR_MAX_MODEL_TREES);
  }
  *largest = 0;
  for (uint32_t i = 0; i < parts->tree_count; i++) {
    const fr__model_tree *tree = &parts->trees[i];
    if (tree->node_count == 0) return fr__fail(error, FR_BAD_MODEL, name, "model %s: tree %u is empty", name, i);
    if (tree->node_count > FR_MAX_TREE_NODES) {
      return fr__fail(error, FR_TOO_MANY, name, "model %s: tree %u has %u nodes; at most %d are taken", name, i,
                      tree->node_count, FR_MAX_TREE_NODES);
    }
    const bool weighted = parts->kind == FR__MODEL_XGBOOST ? is_float(tree->weight) : tree->weight == 1;
    if (!weighted) {
      return fr__fail(error, FR_BAD_MODEL, name, "model %s: the weight of tree %u is no float, or not 1", name, i);
    }
    if (tree->node_count > *largest) *largest = tree->node_count;
  }
  return FR_OK;
}

static fr_status check_trees(const fr__model_parts *parts, const char *name, fr_error *error) {
  uint32_t largest = 0;
  FR_TRY(check_counts(parts, name, error, &largest));
  if (parts->tree_count == 0) return fr__fail(error, FR_BAD_MODEL, name, "model %s has no trees", name);
  if (parts->characteristics != NULL)
    return fr__fail(error, FR_BAD_MODEL, name, "model %s has trees and is a scorecard too", name);
  const bool xgboost = parts->kind == FR__MODEL_XGBOOST;
  if (!(xgboost ? is_float(parts->base) : parts->base == 0))
    return fr__fail(error, FR_BAD_MODEL, name, "model %s: the base is %s", name, xgboost ? "no float" : "not 0");
  if (xgboost && parts->average)
    return fr__fail(error, FR_BAD_MODEL, name, "model %s: XGBoost does not average its trees", name);
  checking on = {parts, name, error, malloc(largest * sizeof(uint32_t)), malloc(largest * sizeof(uint16_t))};
  fr_status status = on.order == NULL || on.depth_of == NULL ? FR_NO_MEMORY : FR_OK;
  for (uint32_t i = 0; i < parts->tree_count && status == FR_OK; i++) status = check_tree(&on, i);
  free(on.order);
  free(on.depth_of);
  return status;
}

/* ---- the rest ---- */

static int by_name(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static fr_status check_inputs(const fr__model_parts *parts, const char *name, fr_error *error) {
  if (parts->input_count == 0) return fr__fail(error, FR_BAD_MODEL, name, "model %s has no inputs", name);
  if (parts->input_count > FR_MAX_MODEL_INPUTS) {
    return fr__fail(error, FR_TOO_MANY, name, "model %s has %u inputs; at most %d are taken", name, parts->input_count,
                    FR_MAX_MODEL_INPUTS);
  }
  const char *sorted[FR_MAX_MODEL_INPUTS];
  for (uint32_t i = 0; i < parts->input_count; i++) {
    const size_t size = strlen(parts->inputs[i]);
    sorted[i] = parts->inputs[i];
    if (size == 0 || size > FR__MODEL_NAME) {
      return fr__fail(error, FR_BAD_MODEL, name, "model %s: the name of input %u has %zu bytes; it has 1 to %d", name,
                      i, size, FR__MODEL_NAME);
    }
    if (parts->monotone != NULL && (parts->monotone[i] < -1 || parts->monotone[i] > 1))
      return fr__fail(error, FR_BAD_MODEL, name, "model %s: a monotone constraint is -1, 0 or 1", name);
  }
  qsort(sorted, parts->input_count, sizeof sorted[0], by_name);
  for (uint32_t i = 1; i < parts->input_count; i++) {
    if (strcmp(sorted[i - 1], sorted[i]) != 0) continue;
    return fr__fail(error, FR_BAD_MODEL, name, "model %s has two inputs '%s'", name, sorted[i]);
  }
  return FR_OK;
}

static fr_status check_steps(const fr__model_parts *parts, const char *name, fr_error *error) {
  if (parts->step_count > FR_MAX_MODEL_STEPS) {
    return fr__fail(error, FR_TOO_MANY, name, "model %s: the calibration has %u steps; at most %d are taken", name,
                    parts->step_count, FR_MAX_MODEL_STEPS);
  }
  for (uint32_t i = 0; i < parts->step_count; i++) {
    const struct fr__model_step *step = &parts->steps[i];
    if (!is_finite(step->margin))
      return fr__fail(error, FR_BAD_MODEL, name, "model %s: the margin of step %u is no finite number", name, i);
    if (step->points < -FR_MAX_POINTS || step->points > FR_MAX_POINTS)
      return fr__fail(error, FR_BAD_MODEL, name, "model %s: points run from -1,000,000 to 1,000,000", name);
    if (i > 0 && (step->margin <= step[-1].margin || step->points < step[-1].points)) {
      return fr__fail(
          error, FR_BAD_MODEL, name,
          "model %s: step %u of the calibration does not ascend: margins rise from step to step, and points "
          "never fall",
          name, i);
    }
  }
  return FR_OK;
}

fr_status fr__model_check(const fr__model_parts *parts, const char *name, fr_error *error) {
  if (parts->kind < FR__MODEL_XGBOOST || parts->kind > FR__MODEL_SCORECARD)
    return fr__fail(error, FR_BAD_MODEL, name, "model %s is of a kind that this library does not know", name);
  FR_TRY(check_inputs(parts, name, error));
  FR_TRY(check_steps(parts, name, error));
  if (parts->kind == FR__MODEL_SCORECARD) return fr__card_check(parts, name, error);
  FR_TRY(check_trees(parts, name, error));
  return parts->monotone == NULL ? FR_OK : fr__monotone_check(parts, name, error);
}
