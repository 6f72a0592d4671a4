/* SPDX-License-Identifier: Apache-2.0
 *
 * Trees laid out for speed.
 *
 * A tree stands level by level, the two children of a node side by side, so that a step is an addition and no branch:
 * node += delta + (column > limit). Missing values are decided before, in the columns, and values are whole numbers in
 * their order (parts.h). Of LightGBM, where `value <= threshold` goes left, the limit is the threshold; of XGBoost,
 * where `value < threshold` does, it is the number before. A leaf steps onto itself, so that eight trees (or eight rows
 * through one tree) walk abreast for as many steps as the deepest needs, and while one waits for memory the others
 * move. */
#include <math.h>

#include "model/parts.h"

#define ZERO_LIMIT ((double)1e-35f) /* LightGBM's kZeroThreshold, a float */

static bool is_next_to_zero(double value) { return value >= -ZERO_LIMIT && value <= ZERO_LIMIT; }

bool fr__node_goes_left(uint32_t kind, const fr__model_node *node, double value) {
  if (kind == FR__MODEL_XGBOOST) {
    return isnan(value) ? node->missing_left != 0 : (float)value < (float)node->threshold;
  }
  if (isnan(value) && node->missing != FR__MISSING_NAN) value = 0;
  const bool is_missing = (node->missing == FR__MISSING_NAN && isnan(value)) ||
                          (node->missing == FR__MISSING_ZERO && is_next_to_zero(value));
  return is_missing ? node->missing_left != 0 : value <= node->threshold;
}

double fr__leaf_adds(const fr__model_parts *parts, const fr__model_tree *tree, uint32_t leaf) {
  const double value = tree->nodes[leaf].value;
  if (parts->kind != FR__MODEL_XGBOOST) return value;
  const float weighted = (float)tree->weight * (float)value;
  return tree->weight == 1 ? value : (double)weighted;
}

/* ---- laying out ---- */

static uint16_t rule_of(uint32_t kind, const fr__model_node *node) {
  if (kind == FR__MODEL_XGBOOST || node->missing == FR__MISSING_NAN) {
    return node->missing_left ? FR__COLUMN_LEFT : FR__COLUMN_RIGHT;
  }
  if (node->missing == FR__MISSING_NONE) return FR__COLUMN_ZERO;
  return node->missing_left ? FR__COLUMN_ZERO_LEFT : FR__COLUMN_ZERO_RIGHT;
}

typedef struct layout {
  fr__model *model;
  uint16_t *numbers; /* by input and rule: 1 + the column */
  uint32_t *order, *places;
  uint16_t *depth_of;
  fr__float_node *float_nodes;
  float *float_values;
  fr__double_node *double_nodes;
  double *double_values;
} layout;

static void number_columns(layout *on, fr__column *columns) {
  const fr__model_parts *parts = &on->model->parts;
  for (uint32_t t = 0; t < parts->tree_count; t++) {
    for (uint32_t i = 0; i < parts->trees[t].node_count; i++) {
      const fr__model_node *node = &parts->trees[t].nodes[i];
      if (node->left < 0) continue;
      on->numbers[node->input * FR__COLUMN_RULES + rule_of(parts->kind, node)] = 1;
    }
  }
  uint16_t count = 0;
  for (uint32_t i = 0; i < parts->input_count * FR__COLUMN_RULES; i++) {
    if (on->numbers[i] == 0) continue;
    columns[count] = (fr__column){(uint16_t)(i / FR__COLUMN_RULES), (uint16_t)(i % FR__COLUMN_RULES)};
    on->numbers[i] = ++count;
  }
  on->model->column_count = count;
}

static void lay_node(const layout *on, const fr__model_tree *tree, uint32_t from, uint32_t at, uint16_t delta) {
  const fr__model_parts *parts = &on->model->parts;
  const fr__model_node *node = &tree->nodes[from];
  const bool leaf = node->left < 0, xgboost = parts->kind == FR__MODEL_XGBOOST;
  const uint32_t number = on->numbers[node->input * FR__COLUMN_RULES + rule_of(parts->kind, node)];
  const uint32_t column = leaf ? on->model->column_count : number - 1;
  if (xgboost) {
    const uint32_t limit = leaf ? UINT32_MAX : fr__float_order((float)node->threshold) - 1;
    on->float_nodes[at] = (fr__float_node){limit, (uint16_t)(column * sizeof(uint32_t)), delta};
    on->float_values[at] = leaf ? (float)fr__leaf_adds(parts, tree, from) : 0;
  } else {
    const uint64_t limit = leaf ? UINT64_MAX : fr__double_order(node->threshold);
    on->double_nodes[at] = (fr__double_node){limit, (uint16_t)(column * sizeof(uint64_t)), delta, 0};
    on->double_values[at] = leaf ? fr__leaf_adds(parts, tree, from) : 0;
  }
}

/* In the order of fr__tree_order() siblings stand side by side. */
static fr_status lay_tree(layout *on, const fr__model_tree *tree, uint32_t root, uint32_t *depth) {
  const char *wrong;
  uint32_t at;
  FR_TRY(fr__tree_order(tree, on->order, on->depth_of, depth, &wrong, &at));
  for (uint32_t i = 0; i < tree->node_count; i++) on->places[on->order[i]] = i;
  for (uint32_t i = 0; i < tree->node_count; i++) {
    const int32_t left = tree->nodes[on->order[i]].left;
    lay_node(on, tree, on->order[i], root + i, (uint16_t)(left < 0 ? 0 : on->places[left] - i));
  }
  return FR_OK;
}

static fr_status lay_trees(layout *on, uint32_t *roots, uint16_t *depths) {
  const fr__model_parts *parts = &on->model->parts;
  uint32_t root = 0;
  for (uint32_t t = 0; t < parts->tree_count; t++) {
    uint32_t depth;
    FR_TRY(lay_tree(on, &parts->trees[t], root, &depth));
    roots[t] = root;
    if (depth > depths[t / FR__ABREAST]) depths[t / FR__ABREAST] = (uint16_t)depth;
    root += parts->trees[t].node_count;
    on->model->cost += depth + 1;
  }
  return FR_OK;
}

fr_status fr__layout_trees(fr__arena *arena, fr__model *model) {
  const fr__model_parts *parts = &model->parts;
  const bool xgboost = parts->kind == FR__MODEL_XGBOOST;
  uint64_t count = 0;
  for (uint32_t t = 0; t < parts->tree_count; t++) count += parts->trees[t].node_count;
  if (count > UINT32_MAX) return FR_NO_MEMORY;
  const size_t nodes = (size_t)count, groups = parts->tree_count / FR__ABREAST + 1u;
  fr__arena spare = {.limit = 0}; /* what only laying out needs */
  layout on = {.model = model};
  on.numbers = fr__arena_alloc(&spare, (size_t)parts->input_count * FR__COLUMN_RULES * sizeof *on.numbers);
  on.order = fr__arena_alloc(&spare, FR_MAX_TREE_NODES * sizeof *on.order);
  on.places = fr__arena_alloc(&spare, FR_MAX_TREE_NODES * sizeof *on.places);
  on.depth_of = fr__arena_alloc(&spare, FR_MAX_TREE_NODES * sizeof *on.depth_of);
  fr__column *columns = fr__arena_alloc(arena, (size_t)parts->input_count * FR__COLUMN_RULES * sizeof *columns);
  uint32_t *roots = fr__arena_alloc(arena, (parts->tree_count + 1u) * sizeof *roots);
  uint16_t *depths = fr__arena_alloc(arena, groups * sizeof *depths);
  if (xgboost) {
    on.float_nodes = fr__arena_alloc(arena, nodes * sizeof *on.float_nodes);
    on.float_values = fr__arena_alloc(arena, nodes * sizeof *on.float_values);
  } else {
    on.double_nodes = fr__arena_alloc(arena, nodes * sizeof *on.double_nodes);
    on.double_values = fr__arena_alloc(arena, nodes * sizeof *on.double_values);
  }
  const bool good = on.numbers && on.order && on.places && on.depth_of && columns && roots && depths &&
                    (xgboost ? on.float_nodes && on.float_values : on.double_nodes && on.double_values);
  fr_status status = good ? FR_OK : FR_NO_MEMORY;
  if (good) number_columns(&on, columns);
  if (good) status = lay_trees(&on, roots, depths);
  fr__arena_free(&spare);
  model->node_count = (uint32_t)count;
  model->columns = columns;
  model->roots = roots;
  model->depths = depths;
  model->float_nodes = on.float_nodes;
  model->float_values = on.float_values;
  model->double_nodes = on.double_nodes;
  model->double_values = on.double_values;
  return status;
}
