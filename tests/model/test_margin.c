/* SPDX-License-Identifier: Apache-2.0
 *
 * Margins: the same bits as a plain walk, for rows alone and many at once; points of margins. */
#include <criterion/criterion.h>
#include <float.h>

#include "support/model.h"

enum { INPUTS = 7, TREES = 43, ROWS = 403 };

static const char *const names[] = {"a", "b", "c", "d", "e", "f", "g", "h"};

/* The double beside another one, of the grid: not 0. */
static double beside(double number, bool above) {
  uint64_t bits;
  memcpy(&bits, &number, sizeof bits);
  bits += above ? 1 : -UINT64_C(1);
  memcpy(&number, &bits, sizeof number);
  return number;
}

/* What lies on a threshold, beside it, on the way to 0, missing, or out of every range. */
static double any_value(uint64_t *state) {
  static const double odd[] = {0.0,     -0.0,   1e-35, -1e-35, 1e-36,   2e-35,       -2e-35,   1e-300,
                               DBL_MAX, -1e308, 1e39,  -1e39,  FLT_MAX, 1.0 + 1e-12, -1.5e-45, 0.015625 - 1e-10};
  switch (model_random(state) % 6) {
    case 0: return (double)NAN;
    case 1: return odd[model_random(state) % FR_COUNT(odd)];
    case 2: return beside(model_grid(state) + 8, model_random(state) % 2) - 8;
    default: return model_grid(state);
  }
}

static void compare(const fr__model_parts *parts, uint64_t *state, uint32_t rows) {
  fr__arena arena = {.limit = 0};
  const fr__model *model = NULL;
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(fr__model_make(&arena, parts, "m", &model, &error), FR_OK, "%s", error.message);
  double *values = malloc((size_t)rows * parts->input_count * sizeof *values),
         *margins = malloc(rows * sizeof *margins);
  cr_assert(values != NULL && margins != NULL);
  for (uint32_t i = 0; i < rows * parts->input_count; i++) values[i] = any_value(state);
  fr__model_margins(model, values, rows, margins);
  for (uint32_t row = 0; row < rows; row++) {
    const double *one = values + (size_t)row * parts->input_count;
    const double wanted = model_walk(parts, one), alone = fr__model_margin(model, one);
    cr_assert_eq(memcmp(&wanted, &alone, sizeof wanted), 0, "row %u: %.17g, not %.17g", row, alone, wanted);
    cr_assert_eq(memcmp(&wanted, &margins[row], sizeof wanted), 0, "row %u of many: %.17g", row, margins[row]);
  }
  free(values);
  free(margins);
  fr__arena_free(&arena);
}

static void compare_trees(uint32_t kind, uint32_t tree_count, uint32_t depth, bool average, uint64_t seed) {
  fr__model_tree trees[TREES];
  for (uint32_t i = 0; i < tree_count; i++) trees[i] = model_grow(kind, INPUTS, depth, &seed);
  if (kind == FR__MODEL_XGBOOST) trees[0].weight = (double)0.7f; /* as DART has it */
  const fr__model_parts parts = {.kind = kind,
                                 .input_count = INPUTS,
                                 .inputs = names,
                                 .base = kind == FR__MODEL_XGBOOST ? (double)-0.3f : 0,
                                 .average = average,
                                 .tree_count = tree_count,
                                 .trees = trees};
  compare(&parts, &seed, ROWS);
  for (uint32_t i = 0; i < tree_count; i++) {
    void *nodes;
    memcpy(&nodes, &trees[i].nodes, sizeof nodes);
    free(nodes);
  }
}

/* One tree to more than a multiple of eight; stumps to trees deep enough that ragged ones end early. */
Test(margin, xgboost) {
  static const uint32_t counts[] = {1, 7, 8, 9, 40, TREES};
  for (uint32_t depth = 1; depth <= 13; depth += 3)
    for (size_t i = 0; i < FR_COUNT(counts); i++)
      compare_trees(FR__MODEL_XGBOOST, counts[i], depth, false, 0x9E3779B97F4A7C15u + 100 * depth + i);
}

Test(margin, lightgbm) {
  static const uint32_t counts[] = {1, 8, 17, TREES};
  for (uint32_t depth = 1; depth <= 13; depth += 3)
    for (size_t i = 0; i < FR_COUNT(counts); i++)
      compare_trees(FR__MODEL_LIGHTGBM, counts[i], depth, i % 2 == 1, 0xD1B54A32D192ED03u + 100 * depth + i);
}

/* A tree that is a leaf alone adds its value. */
Test(margin, single_leaf) {
  static const fr__model_node leaf[] = {LEAF(0.25, 4)};
  static const fr__model_tree trees[] = {TREE_OF(leaf), TREE_OF(leaf)};
  const fr__model_parts parts = {
      .kind = FR__MODEL_LIGHTGBM, .input_count = 1, .inputs = names, .tree_count = 2, .trees = trees};
  uint64_t seed = 7;
  compare(&parts, &seed, 9);
}

Test(margin, scorecard) {
  static const fr__model_bin ages[] = {
      {-INFINITY, 30, false, 5}, {30, 65, false, 0}, {65, INFINITY, false, 12}, {0, 0, true, 3}};
  static const fr__model_bin rest[] = {{-INFINITY, INFINITY, false, -2}, {0, 0, true, 7}};
  static const fr__model_characteristic cards[] = {{ages, 4}, {rest, 2}};
  const fr__model_parts parts = {
      .kind = FR__MODEL_SCORECARD, .input_count = 2, .inputs = names, .base = 100, .characteristics = cards};
  static const struct {
    double values[2];
    int32_t points;
  } cases[] = {{{29.999, 1}, 103},           {{30, 1}, 98},        {{64.9, (double)NAN}, 107}, {{65, 0}, 110},
               {{(double)NAN, -1e300}, 101}, {{INFINITY, 1}, 110}, {{-INFINITY, 1}, 103}};
  fr__arena arena = {.limit = 0};
  const fr__model *model = NULL;
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(fr__model_make(&arena, &parts, "card", &model, &error), FR_OK, "%s", error.message);
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    double margins[1], by_input[2], base;
    fr__model_margins(model, cases[i].values, 1, margins);
    const int32_t points = fr__model_points(model, margins[0]);
    fr__model_contributions(model, cases[i].values, by_input, &base);
    cr_expect_eq(points, cases[i].points, "case %zu: %d points", i, points);
    cr_expect_eq((int32_t)(base + by_input[0] + by_input[1]), cases[i].points);
    cr_expect_eq((int32_t)base, 100, "the base of a scorecard is its own");
  }
  fr__arena_free(&arena);
}

Test(margin, steps) {
  static const fr__model_node leaf[] = {LEAF(0.25, 4)};
  static const fr__model_tree trees[] = {TREE_OF(leaf)};
  static const fr__model_step steps[] = {{-1.5, 2}, {0, 2}, {0.5, 30}, {4, 99}};
  const fr__model_parts parts = {.kind = FR__MODEL_LIGHTGBM,
                                 .input_count = 1,
                                 .inputs = names,
                                 .tree_count = 1,
                                 .trees = trees,
                                 .step_count = 4,
                                 .steps = steps};
  static const struct {
    double margin;
    int32_t points;
  } cases[] = {{-2, 0}, {-1.5, 2}, {-1e-300, 2}, {0.4999, 2}, {0.5, 30}, {3.9, 30}, {4, 99}, {1e300, 99}, {-1e300, 0}};
  fr__arena arena = {.limit = 0};
  const fr__model *model = NULL;
  cr_assert_eq(fr__model_make(&arena, &parts, "m", &model, NULL), FR_OK);
  cr_expect(fr__model_has_points(model));
  for (size_t i = 0; i < FR_COUNT(cases); i++)
    cr_expect_eq(fr__model_points(model, cases[i].margin), cases[i].points, "margin %g", cases[i].margin);
  fr__arena_free(&arena);
}
