/* SPDX-License-Identifier: Apache-2.0
 *
 * Monotone constraints: with all else as it is, a larger value of an input never lowers (1) or never raises (-1) what a
 * tree adds. Each tree has to keep them by itself, which is how both libraries train. Where a node decides by such an
 * input, every leaf to its left is compared with every leaf to its right that the same other values can reach. */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "model/parts.h"

/* So many comparisons of one model's leaves are made at most: about a second. */
#define MOST_PAIRS UINT64_C(50000000)

/* Which values of an input lead to a leaf: low <= x < high (LightGBM: low < x <= high), and whether a missing one. */
typedef struct span {
  double low, high;
  bool missing;
} span;

typedef struct ascent {
  const fr__model_parts *parts;
  const fr__model_tree *tree;
  int32_t *parents;
  double *least, *most; /* by node: of the leaves under it, weighted */
  uint32_t *order;
  uint16_t *depth_of;
  uint64_t pairs;
} ascent;

static void narrow(uint32_t kind, const fr__model_node *node, bool left, span *of) {
  if (left ? node->threshold < of->high : node->threshold > of->low) *(left ? &of->high : &of->low) = node->threshold;
  if (fr__node_goes_left(kind, node, NAN) != left) of->missing = false;
}

/* Which values of one input lead from the root to a leaf. */
static span span_of(const ascent *on, uint32_t leaf, uint32_t input) {
  span of = {-INFINITY, INFINITY, true};
  for (int32_t at = (int32_t)leaf; on->parents[at] >= 0; at = on->parents[at]) {
    const fr__model_node *node = &on->tree->nodes[on->parents[at]];
    if (node->input == input) narrow(on->parts->kind, node, node->left == at, &of);
  }
  return of;
}

/* Of the inputs on the way to the first leaf: is there a value of each that leads to both? Of the constrained one it
 * is enough that known values lead to each. */
static bool meet(const ascent *on, uint32_t one, uint32_t other, uint32_t input) {
  for (int32_t at = on->parents[one]; at >= 0; at = on->parents[at]) {
    const uint32_t by = on->tree->nodes[at].input;
    const span a = span_of(on, one, by), b = span_of(on, other, by);
    if (by == input) {
      if (a.low >= a.high || b.low >= b.high) return false;
      continue;
    }
    const double low = a.low > b.low ? a.low : b.low, high = a.high < b.high ? a.high : b.high;
    if (low >= high && !(a.missing && b.missing)) return false;
  }
  return true;
}

/* Can one set of the other inputs' values lead to both? */
static bool compatible(const ascent *on, uint32_t one, uint32_t other, uint32_t input) {
  return meet(on, one, other, input) && meet(on, other, one, input);
}

/* The leaves under a node, from `leaves` on; a walk with a stack as deep as a tree may be. */
static uint32_t leaves_under(const fr__model_tree *tree, uint32_t top, uint32_t *leaves) {
  uint32_t stack[FR_MAX_TREE_DEPTH + 2], height = 0, count = 0;
  stack[height++] = top;
  while (height > 0) {
    const uint32_t at = stack[--height];
    const fr__model_node *node = &tree->nodes[at];
    if (node->left < 0) {
      leaves[count++] = at;
      continue;
    }
    stack[height++] = (uint32_t)node->right;
    stack[height++] = (uint32_t)node->left;
  }
  return count;
}

/* LightGBM finds a leaf's bound from the averages of others, and its own leaves stand above it by the last bit now and
 * then: what four of those come to is no violation. XGBoost cuts leaves to the bound itself. */
static bool keeps(const ascent *on, double low, double high) {
  if (low <= high || on->parts->kind != FR__MODEL_LIGHTGBM) return low <= high;
  const double size = low > -high ? low : -high; /* low is above high, so one of the two is the larger */
  return low - high <= 4 * DBL_EPSILON * size;
}

/* FR_BAD_MODEL where a leaf to the left is above one to the right though it must not be. */
static fr_status check_split(ascent *on, uint32_t at, bool rising, uint32_t *leaves) {
  const fr__model_node *node = &on->tree->nodes[at];
  const uint32_t low = (uint32_t)(rising ? node->left : node->right);
  const uint32_t high = (uint32_t)(rising ? node->right : node->left);
  if (keeps(on, on->most[low], on->least[high])) return FR_OK;
  const uint32_t low_count = leaves_under(on->tree, low, leaves);
  const uint32_t high_count = leaves_under(on->tree, high, leaves + low_count);
  for (uint32_t i = 0; i < low_count; i++) {
    for (uint32_t j = low_count; j < low_count + high_count; j++) {
      if (++on->pairs > MOST_PAIRS) return FR_TOO_COSTLY;
      if (keeps(on, on->most[leaves[i]], on->least[leaves[j]])) continue;
      if (compatible(on, leaves[i], leaves[j], node->input)) return FR_BAD_MODEL;
    }
  }
  return FR_OK;
}

static void find_bounds(ascent *on) {
  const fr__model_tree *tree = on->tree;
  on->parents[0] = -1;
  for (uint32_t i = tree->node_count; i > 0; i--) {
    const uint32_t at = on->order[i - 1];
    const fr__model_node *node = &tree->nodes[at];
    if (node->left < 0) {
      on->least[at] = on->most[at] = fr__leaf_adds(on->parts, tree, at);
      continue;
    }
    on->parents[node->left] = on->parents[node->right] = (int32_t)at;
    const double *least = on->least, *most = on->most;
    on->least[at] = least[least[node->left] < least[node->right] ? node->left : node->right];
    on->most[at] = most[most[node->left] > most[node->right] ? node->left : node->right];
  }
}

static fr_status check_tree(ascent *on, uint32_t *leaves, uint32_t *input) {
  const char *wrong;
  uint32_t depth, at;
  FR_TRY(fr__tree_order(on->tree, on->order, on->depth_of, &depth, &wrong, &at));
  find_bounds(on);
  for (uint32_t i = 0; i < on->tree->node_count; i++) {
    const fr__model_node *node = &on->tree->nodes[i];
    *input = node->input;
    if (node->left < 0 || on->parts->monotone[node->input] == 0) continue;
    FR_TRY(check_split(on, i, on->parts->monotone[node->input] > 0, leaves));
  }
  return FR_OK;
}

fr_status fr__monotone_check(const fr__model_parts *parts, const char *name, fr_error *error) {
  const uint32_t most = FR_MAX_TREE_NODES;
  ascent on = {parts,
               NULL,
               malloc(most * sizeof(int32_t)),
               malloc(most * sizeof(double)),
               malloc(most * sizeof(double)),
               malloc(most * sizeof(uint32_t)),
               malloc(most * sizeof(uint16_t)),
               0};
  uint32_t *leaves = malloc(most * sizeof *leaves), input = 0, tree = 0;
  const bool good = on.parents && on.least && on.most && on.order && on.depth_of && leaves;
  fr_status status = good ? FR_OK : FR_NO_MEMORY;
  for (; tree < parts->tree_count && status == FR_OK; tree++) {
    on.tree = &parts->trees[tree];
    status = check_tree(&on, leaves, &input);
  }
  free(on.parents);
  free(on.least);
  free(on.most);
  free(on.order);
  free(on.depth_of);
  free(leaves);
  if (status == FR_BAD_MODEL) {
    return fr__fail(error, status, name, "model %s: tree %u does not %s with '%s' as its monotone constraint says",
                    name, tree - 1, parts->monotone[input] > 0 ? "rise" : "fall", parts->inputs[input]);
  }
  if (status == FR_TOO_COSTLY) {
    return fr__fail(error, status, name,
                    "model %s: its trees are too large for their monotone constraints to be checked; leave these out",
                    name);
  }
  return status;
}
