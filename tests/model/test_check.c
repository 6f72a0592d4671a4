/* SPDX-License-Identifier: Apache-2.0
 *
 * Models that do not hang together: each with the sentence that says so. */
#include <criterion/criterion.h>
#include <float.h>

#include "support/model.h"

static const char *const names[] = {"a", "b"};
static const char *const same_names[] = {"a", "a"};

static const fr__model_node good[] = {DECIDES(1, 2, 0, 0.5, 8), LEAF(1, 4), LEAF(2, 4)};
static const fr__model_node cycle[] = {DECIDES(1, 2, 0, 0.5, 8), DECIDES(0, 2, 0, 0.5, 4), LEAF(2, 4)};
static const fr__model_node two_parents[] = {
    DECIDES(1, 2, 0, 0.5, 8), DECIDES(3, 4, 1, 1, 4), DECIDES(4, 5, 1, 1, 4), LEAF(1, 1), LEAF(1, 1), LEAF(1, 1)};
static const fr__model_node itself[] = {DECIDES(0, 1, 0, 0.5, 8), LEAF(1, 4)};
static const fr__model_node outside[] = {DECIDES(1, 3, 0, 0.5, 8), LEAF(1, 4), LEAF(1, 4)};
static const fr__model_node one_child[] = {DECIDES(1, -1, 0, 0.5, 8), LEAF(1, 4)};
static const fr__model_node unreached[] = {DECIDES(1, 2, 0, 0.5, 8), LEAF(1, 4), LEAF(2, 4), LEAF(3, 1)};
static const fr__model_node no_input[] = {DECIDES(1, 2, 2, 0.5, 8), LEAF(1, 4), LEAF(2, 4)};
static const fr__model_node nan_threshold[] = {DECIDES(1, 2, 0, NAN, 8), LEAF(1, 4), LEAF(2, 4)};
static const fr__model_node infinite[] = {DECIDES(1, 2, 0, INFINITY, 8), LEAF(1, 4), LEAF(2, 4)};
static const fr__model_node no_float[] = {DECIDES(1, 2, 0, 0.1, 8), LEAF(1, 4), LEAF(2, 4)};
static const fr__model_node nan_leaf[] = {DECIDES(1, 2, 0, 0.5, 8), LEAF(NAN, 4), LEAF(2, 4)};
static const fr__model_node leaf_no_float[] = {DECIDES(1, 2, 0, 0.5, 8), LEAF(0.1, 4), LEAF(2, 4)};
static const fr__model_node no_cover[] = {DECIDES(1, 2, 0, 0.5, 0), LEAF(1, 0), LEAF(2, 0)};
static const fr__model_node more_cover[] = {DECIDES(1, 2, 0, 0.5, 8), LEAF(1, 9), LEAF(2, 4)};
static const fr__model_node odd_missing[] = {{.left = 1, .right = 2, .cover = 8, .missing = 3}, LEAF(1, 4), LEAF(2, 4)};
static const fr__model_node zero_missing[] = {
    {.left = 1, .right = 2, .cover = 8, .missing = 1}, LEAF(1, 4), LEAF(2, 4)};
static const fr__model_node deciding_leaf[] = {
    DECIDES(1, 2, 0, 0.5, 8), LEAF(1, 4), {.left = -1, .right = -1, .cover = 4, .threshold = 3}};
static const fr__model_node with_value[] = {
    {.left = 1, .right = 2, .cover = 8, .missing = 2, .value = 1}, LEAF(1, 4), LEAF(2, 4)};
static const fr__model_node falls[] = {DECIDES(1, 2, 0, 0.5, 8), LEAF(2, 4), LEAF(1, 4)};

#define XGBOOST(nodes_)                                                                                                \
  {                                                                                                                    \
    .kind = FR__MODEL_XGBOOST, .input_count = 2, .inputs = names, .tree_count = 1, .trees = (const fr__model_tree[]) { \
      TREE_OF(nodes_)                                                                                                  \
    }                                                                                                                  \
  }

static const int8_t rising[] = {1, 0}, falling[] = {-1, 0}, strange[] = {2, 0};

typedef struct bad_model {
  const char *message; /* behind "model m" */
  fr_status status;
  fr__model_parts parts;
} bad_model;

static void expect(const bad_model *bad) {
  fr_error error = FR_ERROR_INIT;
  fr__arena arena = {.limit = 0};
  const fr__model *model = NULL;
  const fr_status status = fr__model_make(&arena, &bad->parts, "m", &model, &error);
  cr_expect_eq(status, bad->status, "%s: %s", bad->message, fr_status_name(status));
  cr_expect_null(model);
  cr_expect_eq(strncmp(error.message, "model m", 7), 0, "%s", error.message);
  cr_expect_str_eq(error.message + 7, bad->message);
  cr_expect_eq(fr__model_make(&arena, &bad->parts, "m", &model, NULL), bad->status, "the same without an error");
  fr__arena_free(&arena);
}

Test(check, trees) {
  const bad_model all[] = {
      {": node 1 of tree 0 has a child that does not exist, or that is reached twice (a cycle, or two parents)",
       FR_BAD_MODEL, XGBOOST(cycle)},
      {": node 2 of tree 0 has a child that does not exist, or that is reached twice (a cycle, or two parents)",
       FR_BAD_MODEL, XGBOOST(two_parents)},
      {": node 0 of tree 0 has a child that does not exist, or that is reached twice (a cycle, or two parents)",
       FR_BAD_MODEL, XGBOOST(itself)},
      {": node 0 of tree 0 has a child that does not exist, or that is reached twice (a cycle, or two parents)",
       FR_BAD_MODEL, XGBOOST(outside)},
      {": node 0 of tree 0 has a child that does not exist, or that is reached twice (a cycle, or two parents)",
       FR_BAD_MODEL, XGBOOST(one_child)},
      {": node 3 of tree 0 is not reached from the root", FR_BAD_MODEL, XGBOOST(unreached)},
      {": node 0 of tree 0 asks an input that the model does not have", FR_BAD_MODEL, XGBOOST(no_input)},
      {": node 0 of tree 0 has a threshold that is no finite number", FR_BAD_MODEL, XGBOOST(nan_threshold)},
      {": node 0 of tree 0 has a threshold that is no finite number", FR_BAD_MODEL, XGBOOST(infinite)},
      {": node 0 of tree 0 has a threshold that is no float", FR_BAD_MODEL, XGBOOST(no_float)},
      {": node 1 of tree 0 is a leaf whose value is no finite number", FR_BAD_MODEL, XGBOOST(nan_leaf)},
      {": node 1 of tree 0 is a leaf whose value is no float", FR_BAD_MODEL, XGBOOST(leaf_no_float)},
      {": node 0 of tree 0 decides with a cover that is not above 0", FR_BAD_MODEL, XGBOOST(no_cover)},
      {": node 0 of tree 0 has a child with a larger cover than its own", FR_BAD_MODEL, XGBOOST(more_cover)},
      {": node 0 of tree 0 treats missing values in an unknown way", FR_BAD_MODEL, XGBOOST(odd_missing)},
      {": node 0 of tree 0 treats missing values in a way that XGBoost does not have", FR_BAD_MODEL,
       XGBOOST(zero_missing)},
      {": node 2 of tree 0 is a leaf and decides something", FR_BAD_MODEL, XGBOOST(deciding_leaf)},
      {": node 0 of tree 0 decides and has a leaf's value", FR_BAD_MODEL, XGBOOST(with_value)},
  };
  for (size_t i = 0; i < FR_COUNT(all); i++) expect(&all[i]);
}

static const fr__model_tree one[] = {TREE_OF(good)};
static const fr__model_tree empty[] = {{good, 0, 1}};
static const fr__model_tree many_nodes[] = {{good, FR_MAX_TREE_NODES + 1, 1}};
static const fr__model_tree half[] = {{good, 3, 0.1}};
static const fr__model_tree down[] = {TREE_OF(falls)};
static const fr__model_step level[] = {{1, 5}, {1, 6}}, sinking[] = {{1, 5}, {2, 4}}, no_number[] = {{NAN, 5}},
                            too_many_points[] = {{1, 1000001}};
static const fr__model_bin gap[] = {{-INFINITY, 1, false, 0}, {2, INFINITY, false, 1}, {0, 0, true, 0}};
static const fr__model_bin overlap[] = {{-INFINITY, 3, false, 0}, {2, INFINITY, false, 1}, {0, 0, true, 0}};
static const fr__model_bin begins_late[] = {{0, INFINITY, false, 0}, {0, 0, true, 0}};
static const fr__model_bin no_missing[] = {{-INFINITY, 0, false, 0}, {0, INFINITY, false, 0}};
static const fr__model_bin nan_bin[] = {{-INFINITY, NAN, false, 0}, {NAN, INFINITY, false, 0}, {0, 0, true, 0}};
static const fr__model_bin sinks[] = {{-INFINITY, 1, false, 9}, {1, INFINITY, false, 1}, {0, 0, true, 0}};
static const fr__model_bin steep[] = {{-INFINITY, INFINITY, false, 1000001}, {0, 0, true, 0}};
#define CARD(bins_)                                                 \
  {                                                                 \
    .kind = FR__MODEL_SCORECARD, .input_count = 1, .inputs = names, \
    .characteristics = (const fr__model_characteristic[]) {         \
      { bins_, sizeof(bins_) / sizeof(bins_)[0] }                   \
    }                                                               \
  }
#define WITH(...) \
  { .kind = FR__MODEL_XGBOOST, .input_count = 2, .inputs = names, .tree_count = 1, .trees = one, __VA_ARGS__ }

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverride-init"
Test(check, whole_models) {
  const bad_model all[] = {
      {" is of a kind that this library does not know", FR_BAD_MODEL, WITH(.kind = 4)},
      {" has no inputs", FR_BAD_MODEL, WITH(.input_count = 0)},
      {" has 513 inputs; at most 512 are taken", FR_TOO_MANY, WITH(.input_count = 513)},
      {" has two inputs 'a'", FR_BAD_MODEL, WITH(.inputs = same_names)},
      {" has no trees", FR_BAD_MODEL, WITH(.tree_count = 0)},
      {" has 1000000 trees; at most 10000 are taken", FR_TOO_MANY, WITH(.tree_count = 1000000)},
      {": tree 0 is empty", FR_BAD_MODEL, WITH(.trees = empty)},
      {": tree 0 has 65536 nodes; at most 65535 are taken", FR_TOO_MANY, WITH(.trees = many_nodes)},
      {": the weight of tree 0 is no float, or not 1", FR_BAD_MODEL, WITH(.trees = half)},
      {": the base is no float", FR_BAD_MODEL, WITH(.base = 0.1)},
      {": the base is no float", FR_BAD_MODEL, WITH(.base = NAN)},
      {": the base is not 0", FR_BAD_MODEL, WITH(.kind = FR__MODEL_LIGHTGBM, .base = 1)},
      {": XGBoost does not average its trees", FR_BAD_MODEL, WITH(.average = true)},
      {": a monotone constraint is -1, 0 or 1", FR_BAD_MODEL, WITH(.monotone = strange)},
      {": tree 0 does not fall with 'a' as its monotone constraint says", FR_BAD_MODEL, WITH(.monotone = falling)},
      {": tree 0 does not rise with 'a' as its monotone constraint says", FR_BAD_MODEL,
       WITH(.monotone = rising, .trees = down)},
      {": step 1 of the calibration does not ascend: margins rise from step to step, and points never fall",
       FR_BAD_MODEL, WITH(.step_count = 2, .steps = level)},
      {": step 1 of the calibration does not ascend: margins rise from step to step, and points never fall",
       FR_BAD_MODEL, WITH(.step_count = 2, .steps = sinking)},
      {": the margin of step 0 is no finite number", FR_BAD_MODEL, WITH(.step_count = 1, .steps = no_number)},
      {": points run from -1,000,000 to 1,000,000", FR_BAD_MODEL, WITH(.step_count = 1, .steps = too_many_points)},
      {": the calibration has 4097 steps; at most 4096 are taken", FR_TOO_MANY, WITH(.step_count = 4097)},
      {" is a scorecard and has bins for its inputs, no trees", FR_BAD_MODEL, WITH(.kind = FR__MODEL_SCORECARD)},
      {": 'a' has bins that overlap, or leave a gap", FR_BAD_MODEL, CARD(gap)},
      {": 'a' has bins that overlap, or leave a gap", FR_BAD_MODEL, CARD(overlap)},
      {": 'a' does not begin at -infinity and end at infinity", FR_BAD_MODEL, CARD(begins_late)},
      {": 'a' has no bin for missing values behind the others", FR_BAD_MODEL, CARD(no_missing)},
      {": 'a' has a bin that no value falls into", FR_BAD_MODEL, CARD(nan_bin)},
      {": 'a' has points outside -1,000,000 to 1,000,000", FR_BAD_MODEL, CARD(steep)},
  };
  for (size_t i = 0; i < FR_COUNT(all); i++) expect(&all[i]);
  const fr__model_characteristic cards[] = {{sinks, 3}};
  const bad_model card = {
      ": 'a' does not rise as its monotone constraint says",
      FR_BAD_MODEL,
      {.kind = FR__MODEL_SCORECARD, .input_count = 1, .inputs = names, .monotone = rising, .characteristics = cards}};
  expect(&card);
}
#pragma GCC diagnostic pop

/* A chain of decisions, each a leaf and the next: as deep as is allowed, and one deeper. */
static fr_status chain(uint32_t depth, fr_error *error) {
  fr__model_node nodes[2 * (FR_MAX_TREE_DEPTH + 1) + 1];
  for (uint32_t i = 0; i < depth; i++) {
    nodes[2 * i] = (fr__model_node)DECIDES((int32_t)(2 * i + 1), (int32_t)(2 * i + 2), i % 2, 0.5, 8);
    nodes[2 * i + 1] = (fr__model_node)LEAF(1, 0);
  }
  nodes[2 * depth] = (fr__model_node)LEAF(3, 8);
  const fr__model_tree trees[] = {{nodes, 2 * depth + 1, 1}};
  const fr__model_parts parts = {
      .kind = FR__MODEL_XGBOOST, .input_count = 2, .inputs = names, .tree_count = 1, .trees = trees};
  fr__arena arena = {.limit = 0};
  const fr__model *model = NULL;
  const fr_status status = fr__model_make(&arena, &parts, "m", &model, error);
  if (status == FR_OK) {
    const double values[2] = {1, 1};
    double by_input[2], base;
    cr_expect_eq((int)fr__model_margin(model, values), 3);
    fr__model_contributions(model, values, by_input, &base);
    cr_expect(fabs(base + by_input[0] + by_input[1] - 3) < 1e-9);
  }
  fr__arena_free(&arena);
  return status;
}

Test(check, depth) {
  fr_error error = FR_ERROR_INIT;
  cr_expect_eq(chain(FR_MAX_TREE_DEPTH, &error), FR_OK, "%s", error.message);
  cr_expect_eq(chain(FR_MAX_TREE_DEPTH + 1, &error), FR_TOO_DEEP);
  cr_expect_str_eq(error.message, "model m: tree 0 is deeper than 128 decisions; train it with a bound");
}

/* Constraints that hold though the leaves to the left are not all below those to the right: no row could be in both. */
Test(check, monotone_where_no_row_is_in_both) {
  static const fr__model_node nodes[] = {DECIDES(1, 2, 0, 0, 8),
                                         DECIDES(3, 4, 1, 5, 4),
                                         DECIDES(5, 6, 1, 5, 4),
                                         LEAF(1, 2),
                                         LEAF(10, 2),
                                         LEAF(2, 2),
                                         LEAF(11, 2)};
  static const fr__model_node broken[] = {DECIDES(1, 2, 0, 0, 8),
                                          DECIDES(3, 4, 1, 5, 4),
                                          DECIDES(5, 6, 1, 6, 4),
                                          LEAF(1, 2),
                                          LEAF(10, 2),
                                          LEAF(2, 2),
                                          LEAF(11, 2)};
  fr__model_tree trees[] = {TREE_OF(nodes)};
  const fr__model_parts parts = {.kind = FR__MODEL_LIGHTGBM,
                                 .input_count = 2,
                                 .inputs = names,
                                 .monotone = rising,
                                 .tree_count = 1,
                                 .trees = trees};
  fr_error error = FR_ERROR_INIT;
  /* Missing values of b go right everywhere: then too both leaves are those of the larger b. */
  cr_expect_eq(fr__model_check(&parts, "m", &error), FR_OK, "%s", error.message);
  trees[0].nodes = broken; /* b between 5 and 6 is 10 below, and 2 above */
  cr_expect_eq(fr__model_check(&parts, "m", &error), FR_BAD_MODEL);
}

/* LightGBM's own leaves stand above their bound by the last bit now and then; more than that is a violation. */
Test(check, monotone_to_the_last_bit) {
  fr__model_node nodes[] = {DECIDES(1, 2, 0, 0, 8), LEAF(0, 4), LEAF(1, 4)};
  const fr__model_tree trees[] = {TREE_OF(nodes)};
  fr__model_parts parts = {.kind = FR__MODEL_LIGHTGBM,
                           .input_count = 2,
                           .inputs = names,
                           .monotone = rising,
                           .tree_count = 1,
                           .trees = trees};
  fr_error error = FR_ERROR_INIT;
  nodes[1].value = 1 + 4 * DBL_EPSILON;
  cr_expect_eq(fr__model_check(&parts, "m", &error), FR_OK, "%s", error.message);
  nodes[1].value = 1 + 6 * DBL_EPSILON;
  cr_expect_eq(fr__model_check(&parts, "m", &error), FR_BAD_MODEL);
  nodes[1].value = 1 + 1e-12;
  cr_expect_eq(fr__model_check(&parts, "m", &error), FR_BAD_MODEL);
  nodes[1].value = (double)(1 + FLT_EPSILON);
  parts.kind = FR__MODEL_XGBOOST;
  cr_expect_eq(fr__model_check(&parts, "m", &error), FR_BAD_MODEL, "a float's last bit of XGBoost is one");
}

/* Against all pairs of rows on a grid: what the check lets pass never breaks its constraint there, and it passes trees
 * that keep it. */
Test(check, monotone_by_rows) {
  uint64_t seed = 0x2545F4914F6CDD1Du;
  uint32_t passed = 0, broken = 0;
  for (uint32_t round = 0; round < 400; round++) {
    fr__model_tree tree = model_grow(FR__MODEL_XGBOOST, 2, 1 + round % 3, &seed);
    const fr__model_parts parts = {.kind = FR__MODEL_XGBOOST,
                                   .input_count = 2,
                                   .inputs = names,
                                   .monotone = rising,
                                   .tree_count = 1,
                                   .trees = &tree};
    const bool holds = fr__model_check(&parts, "m", NULL) == FR_OK;
    bool kept = true;
    for (int b = -129; b <= 130; b++) { /* 130: missing */
      double before = -INFINITY;
      for (int a = -129; a <= 129; a++) {
        const double values[2] = {a / 64.0, b == 130 ? (double)NAN : b / 64.0};
        const double margin = model_walk(&parts, values);
        kept = kept && margin >= before;
        before = margin;
      }
    }
    cr_assert_eq(holds, kept, "round %u: %d, and by rows %d", round, holds, kept);
    passed += holds;
    broken += !holds;
    void *nodes;
    memcpy(&nodes, &tree.nodes, sizeof nodes);
    free(nodes);
  }
  cr_expect(passed > 50 && broken > 50, "%u passed, %u broke it", passed, broken);
}

/* ---- larger trees ---- */

/* Leaves that rise with the first input on the whole, and with others as the round says: some keep the constraint where
 * only the boxes of both leaves together tell so. Parents stand before their children. */
static void raise_leaves(const fr__model_tree *tree, uint32_t round, uint64_t *seed) {
  double low[255][3];
  void *writable;
  memcpy(&writable, &tree->nodes, sizeof writable);
  fr__model_node *nodes = writable;
  for (int i = 0; i < 3; i++) low[0][i] = -2.5;
  for (uint32_t at = 0; at < tree->node_count; at++) {
    fr__model_node *node = &nodes[at];
    if (node->left < 0) {
      node->value = low[at][0] + (round % 4) * low[at][1] / 4;
      if (model_random(seed) % 100 < round % 5) node->value += model_grid(seed) / 4;
      node->value = (double)(float)node->value;
      continue;
    }
    memcpy(low[node->left], low[at], sizeof low[at]);
    memcpy(low[node->right], low[at], sizeof low[at]);
    if (node->threshold > low[at][node->input]) low[node->right][node->input] = node->threshold;
  }
}

/* Every value that a decision tells from the next one, in order, and a missing one (of all but the first input). */
static uint32_t values_of(const fr__model_tree *tree, uint32_t input, double *values) {
  uint32_t count = 0;
  values[count++] = -3;
  for (double at = -2; at <= 2; at += 1.0 / 64) {
    bool asked = false;
    for (uint32_t i = 0; i < tree->node_count; i++) {
      const fr__model_node *node = &tree->nodes[i];
      asked = asked || (node->left >= 0 && node->input == input && node->threshold == at);
    }
    if (asked) values[count++] = at;
  }
  if (input > 0) values[count++] = (double)NAN;
  return count;
}

static bool rises_by_rows(const fr__model_parts *parts) {
  double of[3][260], row[3];
  uint32_t count[3];
  for (uint32_t i = 0; i < 3; i++) count[i] = values_of(parts->trees, i, of[i]);
  for (uint32_t b = 0; b < count[1]; b++) {
    for (uint32_t c = 0; c < count[2]; c++) {
      double before = -INFINITY;
      for (uint32_t a = 0; a < count[0]; a++) {
        row[0] = of[0][a];
        row[1] = of[1][b];
        row[2] = of[2][c];
        const double margin = model_walk(parts, row);
        if (margin < before) return false;
        before = margin;
      }
    }
  }
  return true;
}

/* Trees of up to seven decisions in a row over three inputs: what is refused does break its constraint for some row,
 * and nothing else is refused. */
Test(check, monotone_exactly) {
  static const char *const three[] = {"a", "b", "c"};
  static const int8_t first[] = {1, 0, 0};
  uint64_t seed = 0x9E3779B97F4A7C15u;
  uint32_t passed = 0, broken = 0;
  for (uint32_t round = 0; round < 2000; round++) {
    fr__model_tree tree = model_grow(FR__MODEL_XGBOOST, 3, 2 + round % 6, &seed);
    raise_leaves(&tree, round, &seed);
    const fr__model_parts parts = {.kind = FR__MODEL_XGBOOST,
                                   .input_count = 3,
                                   .inputs = three,
                                   .monotone = first,
                                   .tree_count = 1,
                                   .trees = &tree};
    const bool holds = fr__model_check(&parts, "m", NULL) == FR_OK, kept = rises_by_rows(&parts);
    cr_assert_eq(holds, kept, "round %u: %d, and by rows %d", round, holds, kept);
    passed += holds && tree.node_count > 31;
    broken += !holds && tree.node_count > 31;
    void *nodes;
    memcpy(&nodes, &tree.nodes, sizeof nodes);
    free(nodes);
  }
  cr_expect(passed > 100 && broken > 100, "of the larger trees %u passed and %u broke it", passed, broken);
}

/* The worst that there is for the check: below the root each side asks `depth` inputs of its own, so that every node of
 * one side meets every node of the other; and last of all both ask one and the same, which alone keeps a leaf of the
 * left from standing above one of the right. */
static fr__model_tree worst_tree(uint32_t depth) {
  const uint32_t side = (4u << depth) - 1, last = 2 * depth + 1;
  fr__model_node *nodes = calloc(1 + 2 * side, sizeof *nodes);
  cr_assert_not_null(nodes);
  nodes[0] = (fr__model_node)DECIDES(1, (int32_t)(1 + side), 0, 0, 1);
  for (uint32_t part = 0; part < 2; part++) {
    for (uint32_t i = 0, lies = 0; i < side; i++) {
      const uint32_t at = 1 + part * side + i, child = 1 + part * side + 2 * i + 1;
      while (i >= (2u << lies) - 1) lies++;
      const uint32_t input = lies == depth ? last : 1 + part * depth + lies;
      nodes[at] = lies > depth ? (fr__model_node)LEAF(part + (i % 2 == 0 ? 10 : 0), 1)
                               : (fr__model_node)DECIDES((int32_t)child, (int32_t)child + 1, input, 0, 1);
    }
  }
  return (fr__model_tree){nodes, 1 + 2 * side, 1};
}

static fr_status check_worst(uint32_t depth, uint32_t tree_count, fr_error *error) {
  static char letters[32][2];
  const char *inputs[32];
  int8_t monotone[32] = {1};
  for (uint32_t i = 0; i < 32; i++) {
    letters[i][0] = (char)('A' + i);
    inputs[i] = letters[i];
  }
  const fr__model_tree same = worst_tree(depth);
  fr__model_tree *trees = calloc(tree_count, sizeof *trees);
  cr_assert_not_null(trees);
  for (uint32_t i = 0; i < tree_count; i++) trees[i] = same;
  const fr__model_parts parts = {.kind = FR__MODEL_XGBOOST,
                                 .input_count = 2 * depth + 2,
                                 .inputs = inputs,
                                 .monotone = monotone,
                                 .tree_count = tree_count,
                                 .trees = trees};
  const fr_status status = fr__model_check(&parts, "m", error);
  void *nodes;
  memcpy(&nodes, &same.nodes, sizeof nodes);
  free(nodes);
  free(trees);
  return status;
}

/* What keeps its constraint and can be told to do so is taken; where it would take too long the model is refused, soon,
 * whether one tree is that large or all are together. */
Test(check, monotone_is_bounded) {
  fr_error error = FR_ERROR_INIT;
  cr_expect_eq(check_worst(10, 1, &error), FR_OK, "%s", error.message);
  cr_expect_eq(check_worst(13, 1, &error), FR_TOO_COSTLY); /* 65,535 nodes, the most that a tree has */
  cr_expect_str_eq(error.message,
                   "model m: whether tree 0 keeps its monotone constraints takes too long to find out (50 "
                   "million steps of all trees did not do); leave the constraints out, or train smaller trees");
  cr_expect_eq(check_worst(8, 20, &error), FR_OK, "%s", error.message);
  cr_expect_eq(check_worst(8, FR_MAX_MODEL_TREES, &error), FR_TOO_COSTLY);
}
