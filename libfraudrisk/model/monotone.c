/* SPDX-License-Identifier: Apache-2.0
 *
 * Monotone constraints: with all else as it is, a larger value of an input never lowers (1) or never raises (-1) what a
 * tree adds. Each tree has to keep them by itself, which is how both libraries train.
 *
 * Where a node decides by such an input, what lies to its left is compared with what lies to its right, from both
 * children downwards: a pair of nodes is left alone where no leaf of the one is above any of the other, or where no set
 * of the other inputs' values leads to both. What is left in the end are pairs of leaves that some values do lead to,
 * so the answer is exact. A tree trained under its constraints is done at the first pair nearly everywhere; a made-up
 * one may have as many pairs as the square of its leaves, so that the steps are counted and bounded. */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "model/parts.h"

/* So many steps are made for one model at most: about a second. A step looks at one node, or at one pair of nodes. */
#define MOST_STEPS UINT64_C(50000000)

/* Which values of an input lead to a node: low <= x < high (LightGBM: low < x <= high), and whether a missing one. */
typedef struct span {
  double low, high;
  bool missing;
} span;
static const span everything = {-INFINITY, INFINITY, true};

/* A pair of nodes, one below the other at the node that decides, and the one of them whose children come next. */
typedef struct pair {
  uint32_t low, high;
  bool of_low;
  uint8_t turn; /* 0: not looked at yet, 1: the left child was there, 2: both were */
  span before;  /* of the input that it decides by, before a child narrowed it */
} pair;

enum { MOST_PAIRS = 2 * FR_MAX_TREE_DEPTH + 1 }; /* each pair is one level deeper on one side than the one before */

typedef struct ascent {
  const fr__model_parts *parts;
  const fr__model_tree *tree;
  int32_t *parents;
  double *least, *most; /* by node: of the leaves under it, weighted */
  uint32_t *order;
  uint16_t *depth_of;
  span *spans;    /* by input: which values lead to both nodes of a pair */
  span apart[2];  /* of the constrained input, whose values differ: those for the high one, and for the low one */
  uint32_t input; /* the constrained one */
  pair pairs[MOST_PAIRS];
  uint64_t steps;
} ascent;

static void narrow(uint32_t kind, const fr__model_node *node, bool left, span *of) {
  if (left ? node->threshold < of->high : node->threshold > of->low) *(left ? &of->high : &of->low) = node->threshold;
  if (fr__node_goes_left(kind, node, NAN) != left) of->missing = false;
}

static span *span_of(ascent *on, uint32_t input, bool of_low) {
  return input == on->input ? &on->apart[of_low] : &on->spans[input];
}

/* Of the constrained input only known values are compared. */
static bool can_be(const ascent *on, uint32_t input, const span *of) {
  return of->low < of->high || (input != on->input && of->missing);
}

/* From the root to a node that decides by the constrained input, and to both of its sides. False where none get
 * there. */
static bool begin(ascent *on, uint32_t at, bool rising) {
  const uint32_t kind = on->parts->kind;
  bool some = true;
  on->apart[0] = on->apart[1] = everything;
  narrow(kind, &on->tree->nodes[at], !rising, &on->apart[0]);
  narrow(kind, &on->tree->nodes[at], rising, &on->apart[1]);
  for (int32_t child = (int32_t)at; on->parents[child] >= 0; child = on->parents[child]) {
    const fr__model_node *node = &on->tree->nodes[on->parents[child]];
    for (int side = 0; side < (node->input == on->input ? 2 : 1); side++) {
      span *of = span_of(on, node->input, side != 0);
      narrow(kind, node, node->left == child, of);
      some = some && can_be(on, node->input, of);
    }
    on->steps++;
  }
  return some && can_be(on, on->input, &on->apart[0]) && can_be(on, on->input, &on->apart[1]);
}

/* The way back to the root: every span is whole again, for the next node. */
static void end(ascent *on, uint32_t at) {
  for (int32_t up = on->parents[at]; up >= 0; up = on->parents[up]) on->spans[on->tree->nodes[up].input] = everything;
}

/* LightGBM finds a leaf's bound from the averages of others, and its own leaves stand above it by the last bit now and
 * then: what four of those come to is no violation. XGBoost cuts leaves to the bound itself. */
static bool keeps(const ascent *on, double low, double high) {
  if (low <= high || on->parts->kind != FR__MODEL_LIGHTGBM) return low <= high;
  const double size = low > -high ? low : -high; /* low is above high, so one of the two is the larger */
  return low - high <= 4 * DBL_EPSILON * size;
}

/* A pair that was just reached: 1 where its children have to be looked at, 0 where it is done, -1 where it breaks the
 * constraint. The node nearer to the root goes on, so that two sides of one form go down together. */
static int look_at(const ascent *on, pair *of) {
  if (on->most[of->low] <= on->least[of->high]) return 0;
  const bool low_ends = on->tree->nodes[of->low].left < 0, high_ends = on->tree->nodes[of->high].left < 0;
  if (low_ends && high_ends) return keeps(on, on->most[of->low], on->least[of->high]) ? 0 : -1;
  of->of_low = high_ends || (!low_ends && on->depth_of[of->low] <= on->depth_of[of->high]);
  return 1;
}

/* FR_BAD_MODEL where a leaf under `low` is above one under `high`, and some values lead to both. */
static fr_status compare(ascent *on, uint32_t low, uint32_t high) {
  uint32_t height = 1;
  on->pairs[0] = (pair){.low = low, .high = high};
  while (height > 0) {
    pair *of = &on->pairs[height - 1];
    if (++on->steps > MOST_STEPS) return FR_TOO_COSTLY;
    const int more = of->turn == 0 ? look_at(on, of) : 1;
    if (more < 0) return FR_BAD_MODEL;
    if (more == 0) {
      height--;
      continue;
    }
    const fr__model_node *by = &on->tree->nodes[of->of_low ? of->low : of->high];
    span *values = span_of(on, by->input, of->of_low);
    if (of->turn == 0) of->before = *values;
    *values = of->before;
    if (of->turn == 2) {
      height--;
      continue;
    }
    const bool left = of->turn++ == 0;
    narrow(on->parts->kind, by, left, values);
    if (!can_be(on, by->input, values)) continue;
    const uint32_t child = (uint32_t)(left ? by->left : by->right);
    on->pairs[height++] = of->of_low ? (pair){.low = child, .high = of->high} : (pair){.low = of->low, .high = child};
  }
  return FR_OK;
}

/* FR_BAD_MODEL where a leaf to the left is above one to the right though it must not be. */
static fr_status check_split(ascent *on, uint32_t at, bool rising) {
  const fr__model_node *node = &on->tree->nodes[at];
  const uint32_t low = (uint32_t)(rising ? node->left : node->right);
  const uint32_t high = (uint32_t)(rising ? node->right : node->left);
  if (on->most[low] <= on->least[high]) return FR_OK;
  if (on->steps > MOST_STEPS) return FR_TOO_COSTLY;
  const fr_status status = begin(on, at, rising) ? compare(on, low, high) : FR_OK;
  end(on, at);
  return status;
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

static fr_status check_tree(ascent *on) {
  const char *wrong;
  uint32_t depth, at;
  FR_TRY(fr__tree_order(on->tree, on->order, on->depth_of, &depth, &wrong, &at));
  find_bounds(on);
  for (uint32_t i = 0; i < on->tree->node_count; i++) {
    const fr__model_node *node = &on->tree->nodes[i];
    on->input = node->input;
    if (node->left < 0 || on->parts->monotone[node->input] == 0) continue;
    FR_TRY(check_split(on, i, on->parts->monotone[node->input] > 0));
  }
  return FR_OK;
}

static fr_status check_trees(ascent *on, uint32_t *index) {
  for (uint32_t i = 0; i < on->parts->input_count; i++) on->spans[i] = everything;
  for (*index = 0; *index < on->parts->tree_count; ++*index) {
    on->tree = &on->parts->trees[*index];
    FR_TRY(check_tree(on));
  }
  return FR_OK;
}

fr_status fr__monotone_check(const fr__model_parts *parts, const char *name, fr_error *error) {
  const uint32_t most = FR_MAX_TREE_NODES;
  ascent on = {.parts = parts,
               .parents = malloc(most * sizeof(int32_t)),
               .least = malloc(most * sizeof(double)),
               .most = malloc(most * sizeof(double)),
               .order = malloc(most * sizeof(uint32_t)),
               .depth_of = malloc(most * sizeof(uint16_t)),
               .spans = malloc(parts->input_count * sizeof(span))};
  uint32_t tree = 0;
  const bool good = on.parents && on.least && on.most && on.order && on.depth_of && on.spans;
  const fr_status status = good ? check_trees(&on, &tree) : FR_NO_MEMORY;
  free(on.parents);
  free(on.least);
  free(on.most);
  free(on.order);
  free(on.depth_of);
  free(on.spans);
  if (status == FR_BAD_MODEL) {
    return fr__fail(error, status, name, "model %s: tree %u does not %s with '%s' as its monotone constraint says",
                    name, tree, parts->monotone[on.input] > 0 ? "rise" : "fall", parts->inputs[on.input]);
  }
  if (status == FR_TOO_COSTLY) {
    return fr__fail(error, status, name,
                    "model %s: whether tree %u keeps its monotone constraints takes too long to find out (%d million "
                    "steps of all trees did not do); leave the constraints out, or train smaller trees",
                    name, tree, (int)(MOST_STEPS / 1000000));
  }
  return status;
}
