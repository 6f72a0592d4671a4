/* SPDX-License-Identifier: Apache-2.0
 *
 * Contributions against the definition: Shapley values over all subsets of the inputs, of the game in which a tree that
 * does not know an input goes both ways by its covers. */
#include <criterion/criterion.h>

#include "support/model.h"

enum { MOST = 9 };

static const char *const names[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i"};

/* What a tree gives where only the inputs in `known` are. */
static double expected(const fr__model_parts *parts, const fr__model_tree *tree, uint32_t at, const double *values,
                       uint32_t known) {
  const fr__model_node *node = &tree->nodes[at];
  if (node->left < 0) return node->value * tree->weight;
  const uint32_t left = (uint32_t)node->left, right = (uint32_t)node->right;
  if ((known >> node->input & 1) != 0)
    return expected(parts, tree, model_left(parts->kind, node, values[node->input]) ? left : right, values, known);
  return (tree->nodes[left].cover * expected(parts, tree, left, values, known) +
          tree->nodes[right].cover * expected(parts, tree, right, values, known)) /
         node->cover;
}

static double game(const fr__model_parts *parts, const double *values, uint32_t known) {
  double sum = 0;
  for (uint32_t t = 0; t < parts->tree_count; t++) sum += expected(parts, &parts->trees[t], 0, values, known);
  return parts->average ? sum / parts->tree_count : sum;
}

static double factorial(uint32_t n) { return n == 0 ? 1 : n * factorial(n - 1); }

static double shapley(const fr__model_parts *parts, const double *values, uint32_t input) {
  const uint32_t n = parts->input_count;
  double sum = 0;
  for (uint32_t subset = 0; subset < 1u << n; subset++) {
    if ((subset >> input & 1) != 0) continue;
    const uint32_t size = (uint32_t)__builtin_popcount(subset);
    const double weight = factorial(size) * factorial(n - size - 1) / factorial(n);
    sum += weight * (game(parts, values, subset | 1u << input) - game(parts, values, subset));
  }
  return sum;
}

static void compare(const fr__model_parts *parts, const double *values) {
  fr__arena arena = {.limit = 0};
  const fr__model *model = NULL;
  fr_error error = FR_ERROR_INIT;
  double found[MOST], base;
  cr_assert_eq(fr__model_make(&arena, parts, "m", &model, &error), FR_OK, "%s", error.message);
  fr__model_contributions(model, values, found, &base);
  double sum = base;
  for (uint32_t i = 0; i < parts->input_count; i++) {
    const double wanted = shapley(parts, values, i);
    cr_assert(fabs(found[i] - wanted) < 1e-9, "input %u: %.12g, not %.12g", i, found[i], wanted);
    sum += found[i];
  }
  cr_assert(fabs(sum - fr__model_margin(model, values)) < 1e-9);
  cr_assert(fabs(base - parts->base - game(parts, values, 0)) < 1e-5, "but for the rounding of floats");
  fr__arena_free(&arena);
}

static void compare_random(uint32_t kind, uint32_t inputs, uint32_t depth, bool average, uint64_t seed) {
  fr__model_tree trees[5];
  for (uint32_t i = 0; i < 5; i++) trees[i] = model_grow(kind, inputs, depth, &seed);
  const fr__model_parts parts = {.kind = kind,
                                 .input_count = inputs,
                                 .inputs = names,
                                 .average = average,
                                 .base = kind == FR__MODEL_XGBOOST ? 0.5 : 0,
                                 .tree_count = 5,
                                 .trees = trees};
  for (uint32_t row = 0; row < 6; row++) {
    double values[MOST];
    for (uint32_t i = 0; i < inputs; i++)
      values[i] = model_random(&seed) % 4 == 0 ? (double)NAN : model_random(&seed) % 4 == 0 ? 0 : model_grid(&seed);
    compare(&parts, values);
  }
  for (uint32_t i = 0; i < 5; i++) {
    void *nodes;
    memcpy(&nodes, &trees[i].nodes, sizeof nodes);
    free(nodes);
  }
}

/* Few inputs for deep trees, so that the same input decides more than once on a way. */
Test(shap, against_all_subsets) {
  for (uint32_t inputs = 1; inputs <= MOST; inputs += 2)
    for (uint32_t depth = 1; depth <= 7; depth += 2) {
      compare_random(FR__MODEL_XGBOOST, inputs, depth, false, 0x51ED270B4B0E0D41u + inputs * 31 + depth);
      compare_random(FR__MODEL_LIGHTGBM, inputs, depth, depth == 5, 0xA0761D6478BD642Fu + inputs * 31 + depth);
    }
}

/* A leaf that no training row came to has no share, and takes none. */
Test(shap, a_leaf_without_cover) {
  static const fr__model_node nodes[] = {DECIDES(1, 2, 0, 1, 8), DECIDES(3, 4, 1, 1, 8), LEAF(4, 0), LEAF(1, 8),
                                         LEAF(2, 0)};
  static const fr__model_tree trees[] = {TREE_OF(nodes)};
  const fr__model_parts parts = {
      .kind = FR__MODEL_XGBOOST, .input_count = 2, .inputs = names, .tree_count = 1, .trees = trees};
  static const double rows[][2] = {{0, 0}, {0, 5}, {5, 0}, {5, 5}};
  for (size_t i = 0; i < FR_COUNT(rows); i++) compare(&parts, rows[i]);
}

/* More inputs on one way than one is taken out of: a comb of thirty decisions, whose sums have a closed form. */
Test(shap, long_ways_add_up) {
  enum { LONG = 30 };
  fr__model_node nodes[2 * LONG + 1];
  const char *many[LONG];
  char texts[LONG][8];
  double values[LONG], found[LONG], base, sum;
  for (uint32_t i = 0; i < LONG; i++) {
    snprintf(texts[i], sizeof texts[i], "f%u", i);
    many[i] = texts[i];
    values[i] = 1;
    const double cover = ldexp(1, LONG - (int)i);
    nodes[2 * i] = (fr__model_node)DECIDES((int32_t)(2 * i + 1), (int32_t)(2 * i + 2), i, 0.5, cover);
    nodes[2 * i + 1] = (fr__model_node)LEAF(0, cover / 2);
  }
  nodes[2 * LONG] = (fr__model_node)LEAF(1, 1);
  const fr__model_tree trees[] = {{nodes, 2 * LONG + 1, 1}};
  const fr__model_parts parts = {
      .kind = FR__MODEL_LIGHTGBM, .input_count = LONG, .inputs = many, .tree_count = 1, .trees = trees};
  fr__arena arena = {.limit = 0};
  const fr__model *model = NULL;
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(fr__model_make(&arena, &parts, "comb", &model, &error), FR_OK, "%s", error.message);
  fr__model_contributions(model, values, found, &base);
  sum = base;
  for (uint32_t i = 0; i < LONG; i++) sum += found[i];
  cr_expect(fabs(sum - 1) < 1e-12, "%.15g", sum);
  /* All inputs are alike there: each did the same. */
  for (uint32_t i = 0; i < LONG; i++)
    cr_expect(fabs(found[i] - (1 - ldexp(1, -LONG)) / LONG) < 1e-12, "input %u: %.15g", i, found[i]);
  fr__arena_free(&arena);
}
