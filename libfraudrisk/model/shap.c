/* SPDX-License-Identifier: Apache-2.0
 *
 * What each input did to a margin: Shapley values of the game in which a tree that does not know an input goes both
 * ways, by the share of the training data that went either way (S. Lundberg, G. Erion, S.-I. Lee, Consistent
 * Individualized Feature Attribution for Tree Ensembles, 2018, "path-dependent TreeSHAP").
 *
 * A tree is the sum of its leaves, so each leaf is a game of the inputs on its way alone: it is reached with the
 * product of `open` over the inputs that are known (1 where the value goes there, else 0) and of `share` over those
 * that are not. Of such a product the Shapley values are sums over how many of the others are known, which a polynomial
 * counts. */
#include "model/parts.h"

/* What one input decides on the way to a leaf, all its nodes together. */
typedef struct gate {
  uint32_t input;
  bool open;
  double share;
} gate;

typedef struct leaf_path {
  gate gates[FR_MAX_TREE_DEPTH];
  uint32_t count;
} leaf_path;

static void pass_gate(leaf_path *path, uint32_t input, bool open, double share) {
  uint32_t i = 0;
  while (i < path->count && path->gates[i].input != input) i++;
  if (i == path->count) path->gates[path->count++] = (gate){input, true, 1};
  path->gates[i].open = path->gates[i].open && open;
  path->gates[i].share *= share;
}

/* By the number k of known inputs: weights[k] is the sum, over all subsets of that size of the n inputs so far, of the
 * product, times k! (n - k)! / (n + 1)!. Of no inputs it is 1. */
static void extend(double *weights, uint32_t known, const gate *by) {
  const double n = (double)known + 1, in = by->open ? 1 / (n + 1) : 0, out = by->share / (n + 1);
  weights[known + 1] = 0;
  for (uint32_t k = known + 1; k > 0; k--) weights[k] = weights[k - 1] * in * k + weights[k] * out * (n - k);
  weights[0] = weights[0] * out * n;
}

/* Up to so many inputs one is taken out of the weights again; of more, rounding would grow on that way, and the others
 * are counted anew. */
enum { MOST_TAKEN_OUT = 16 };

static double sum_of_others(const leaf_path *path, uint32_t left_out) {
  double weights[FR_MAX_TREE_DEPTH + 2], sum = 0;
  uint32_t known = 0;
  weights[0] = 1;
  for (uint32_t i = 0; i < path->count; i++) {
    if (i != left_out) extend(weights, known++, &path->gates[i]);
  }
  for (uint32_t k = 0; k <= known; k++) sum += weights[k];
  return sum;
}

/* The same weights without one of the inputs, added up: the way back from the larger subsets to the smaller ones where
 * that input is open, and directly where it is not. */
static double sum_without(const double *weights, uint32_t count, const gate *by, const double *inverse) {
  const double n = (double)count, back = by->share * inverse[count + 1];
  double sum = 0;
  if (by->open) {
    double next = weights[count];
    for (uint32_t k = count; k > 0; k--) {
      const double without = next * (n + 1) * inverse[k];
      sum += without;
      next = weights[k - 1] - without * back * (n - (k - 1));
    }
    return sum;
  }
  for (uint32_t k = 0; k < count; k++) sum += weights[k] * inverse[count - k];
  return sum / back;
}

/* inverse[k] is 1 / k. */
static void explain_leaf(const leaf_path *path, double value, const double *inverse, double *by_input) {
  double weights[FR_MAX_TREE_DEPTH + 2];
  const bool few = path->count <= MOST_TAKEN_OUT;
  weights[0] = 1;
  for (uint32_t i = 0; i < path->count && few; i++) extend(weights, i, &path->gates[i]);
  for (uint32_t i = 0; i < path->count; i++) {
    const gate *by = &path->gates[i];
    const double gain = (by->open ? 1 : 0) - by->share;
    if (gain == 0) continue; /* it is as if nobody had asked; and a share of 0 cannot be divided by */
    const double sum = few ? sum_without(weights, path->count, by, inverse) : sum_of_others(path, i);
    by_input[by->input] += sum * gain * value;
  }
}

/* ---- every leaf of a tree ---- */

/* A node on the way that the walk is on, and which of its children are still to come. */
typedef struct stand {
  uint32_t node;
  uint8_t turn; /* 0: left, 1: right, 2: done */
} stand;

typedef struct asked {
  const fr__model_parts *parts;
  const double *values;
  double inverse[MOST_TAKEN_OUT + 2];
  double *by_input;
} asked;

static void explain_path(const asked *on, const fr__model_tree *tree, const stand *way, uint32_t height) {
  leaf_path path;
  path.count = 0;
  const uint32_t leaf = way[height - 1].node;
  for (uint32_t i = 0; i + 1 < height; i++) {
    const fr__model_node *node = &tree->nodes[way[i].node];
    const bool left = (uint32_t)node->left == way[i + 1].node;
    const bool open = fr__node_goes_left(on->parts->kind, node, on->values[node->input]) == left;
    pass_gate(&path, node->input, open, tree->nodes[way[i + 1].node].cover / node->cover);
  }
  explain_leaf(&path, fr__leaf_adds(on->parts, tree, leaf), on->inverse, on->by_input);
}

static void explain_tree(const asked *on, const fr__model_tree *tree) {
  stand way[FR_MAX_TREE_DEPTH + 1];
  uint32_t height = 1;
  way[0] = (stand){0, 0};
  while (height > 0) {
    stand *top = &way[height - 1];
    const fr__model_node *node = &tree->nodes[top->node];
    if (node->left < 0) explain_path(on, tree, way, height);
    if (node->left < 0 || top->turn == 2) {
      height--;
      continue;
    }
    way[height++] = (stand){(uint32_t)(top->turn++ == 0 ? node->left : node->right), 0};
  }
}

void fr__model_contributions(const fr__model *model, const double *values, double *by_input, double *base) {
  const fr__model_parts *parts = &model->parts;
  asked on = {.parts = parts, .values = values, .by_input = by_input};
  double sum = 0;
  for (uint32_t k = 1; k < FR_COUNT(on.inverse); k++) on.inverse[k] = 1.0 / k;
  memset(by_input, 0, parts->input_count * sizeof *by_input);
  for (uint32_t t = 0; t < parts->tree_count; t++) explain_tree(&on, &parts->trees[t]);
  for (uint32_t i = 0; i < parts->input_count; i++) {
    if (parts->kind == FR__MODEL_SCORECARD) by_input[i] = fr__card_points(&parts->characteristics[i], values[i]);
    if (parts->average) by_input[i] /= parts->tree_count;
    sum += by_input[i];
  }
  *base = fr__model_margin(model, values) - sum;
}
