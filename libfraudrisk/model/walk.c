/* SPDX-License-Identifier: Apache-2.0
 *
 * From a row of values to the margin: columns, then eight walks abreast (layout.c has the idea). */
#include <math.h>

#include "model/parts.h"

#define ZERO_LIMIT ((double)1e-35f)

static double column_value(uint32_t rule, double value) {
  const bool zero = rule >= FR__COLUMN_ZERO_LEFT && value >= -ZERO_LIMIT && value <= ZERO_LIMIT;
  if (!isnan(value) && !zero) return value;
  if (rule == FR__COLUMN_ZERO) return 0;
  return rule == FR__COLUMN_LEFT || rule == FR__COLUMN_ZERO_LEFT ? -(double)INFINITY : (double)INFINITY;
}

/* One row's columns stand `stride` apart. */
static void fill_floats(const fr__model *model, const double *values, float *columns, uint32_t stride) {
  const fr__column *column = model->columns;
  for (uint32_t i = 0; i < model->column_count; i++, column++) {
    const float value = (float)values[column->input];
    const float missing = column->rule == FR__COLUMN_LEFT ? -(float)INFINITY : (float)INFINITY;
    columns[i * stride] = isnan(value) ? missing : value;
  }
  columns[model->column_count * stride] = 0;
}

static void fill_doubles(const fr__model *model, const double *values, double *columns, uint32_t stride) {
  const fr__column *column = model->columns;
  for (uint32_t i = 0; i < model->column_count; i++, column++) {
    columns[i * stride] = column_value(column->rule, values[column->input]);
  }
  columns[model->column_count * stride] = 0;
}

/* ---- steps ---- */

static inline const fr__float_node *step_float(const fr__float_node *at, const float *columns) {
  return at + at->delta + (columns[at->column] >= at->threshold);
}
static inline const fr__double_node *step_double(const fr__double_node *at, const double *columns) {
  return at + at->delta + (columns[at->column] >= at->threshold);
}

/* Eight walks, each by its own columns. Where trees are deep and ragged it is looked now and then whether all stand in
 * leaves. */
enum { LOOK_FROM = 8, LOOK_EVERY = 4 };

#define WALK(step, stride)                                                                    \
  for (uint32_t done = 0; done < depth; done++) {                                             \
    if (done >= LOOK_FROM && done % LOOK_EVERY == 0) {                                        \
      uint32_t left = 0;                                                                      \
      for (uint32_t k = 0; k < FR__ABREAST; k++) left |= at[k]->delta;                        \
      if (left == 0) break;                                                                   \
    }                                                                                         \
    at[0] = step(at[0], columns), at[1] = step(at[1], columns + (stride));                    \
    at[2] = step(at[2], columns + 2 * (stride)), at[3] = step(at[3], columns + 3 * (stride)); \
    at[4] = step(at[4], columns + 4 * (stride)), at[5] = step(at[5], columns + 5 * (stride)); \
    at[6] = step(at[6], columns + 6 * (stride)), at[7] = step(at[7], columns + 7 * (stride)); \
  }

static inline void walk_floats(const fr__float_node *at[FR__ABREAST], const float *columns, size_t stride,
                               uint32_t depth) {
  WALK(step_float, stride)
}
static inline void walk_doubles(const fr__double_node *at[FR__ABREAST], const double *columns, size_t stride,
                                uint32_t depth) {
  WALK(step_double, stride)
}

/* ---- one row: eight trees abreast ---- */

static double margin_float(const fr__model *model, const double *values) {
  float columns[FR__MODEL_COLUMNS];
  fill_floats(model, values, columns, 1);
  const fr__float_node *nodes = model->float_nodes;
  const uint32_t trees = model->parts.tree_count;
  float sum = (float)model->parts.base;
  uint32_t t = 0;
  for (; t + FR__ABREAST <= trees; t += FR__ABREAST) {
    const fr__float_node *at[FR__ABREAST];
    for (uint32_t k = 0; k < FR__ABREAST; k++) at[k] = nodes + model->roots[t + k];
    walk_floats(at, columns, 0, model->depths[t / FR__ABREAST]);
    for (uint32_t k = 0; k < FR__ABREAST; k++) sum += model->float_values[at[k] - nodes];
  }
  for (; t < trees; t++) {
    const fr__float_node *at = nodes + model->roots[t];
    while (at->delta != 0) at = step_float(at, columns);
    sum += model->float_values[at - nodes];
  }
  return (double)sum;
}

static double margin_double(const fr__model *model, const double *values) {
  double columns[FR__MODEL_COLUMNS];
  fill_doubles(model, values, columns, 1);
  const fr__double_node *nodes = model->double_nodes;
  const uint32_t trees = model->parts.tree_count;
  double sum = model->parts.base;
  uint32_t t = 0;
  for (; t + FR__ABREAST <= trees; t += FR__ABREAST) {
    const fr__double_node *at[FR__ABREAST];
    for (uint32_t k = 0; k < FR__ABREAST; k++) at[k] = nodes + model->roots[t + k];
    walk_doubles(at, columns, 0, model->depths[t / FR__ABREAST]);
    for (uint32_t k = 0; k < FR__ABREAST; k++) sum += model->double_values[at[k] - nodes];
  }
  for (; t < trees; t++) {
    const fr__double_node *at = nodes + model->roots[t];
    while (at->delta != 0) at = step_double(at, columns);
    sum += model->double_values[at - nodes];
  }
  return model->parts.average ? sum / trees : sum;
}

double fr__model_margin(const fr__model *model, const double *values) {
  switch (model->parts.kind) {
    case FR__MODEL_XGBOOST: return margin_float(model, values);
    case FR__MODEL_LIGHTGBM: return margin_double(model, values);
    default: return fr__card_margin(&model->parts, values);
  }
}

/* ---- many rows: eight rows abreast through one tree after the other ---- */

static void margins_float(const fr__model *model, const double *rows, double *margins) {
  float columns[FR__ABREAST * FR__MODEL_COLUMNS], sums[FR__ABREAST];
  const size_t stride = model->column_count + 1u;
  const fr__float_node *nodes = model->float_nodes;
  for (uint32_t k = 0; k < FR__ABREAST; k++) {
    fill_floats(model, rows + (size_t)k * model->parts.input_count, columns + k * stride, 1);
    sums[k] = (float)model->parts.base;
  }
  for (uint32_t t = 0; t < model->parts.tree_count; t++) {
    const fr__float_node *at[FR__ABREAST];
    for (uint32_t k = 0; k < FR__ABREAST; k++) at[k] = nodes + model->roots[t];
    walk_floats(at, columns, stride, model->depths[t / FR__ABREAST]);
    for (uint32_t k = 0; k < FR__ABREAST; k++) sums[k] += model->float_values[at[k] - nodes];
  }
  for (uint32_t k = 0; k < FR__ABREAST; k++) margins[k] = (double)sums[k];
}

static void margins_double(const fr__model *model, const double *rows, double *margins) {
  double columns[FR__ABREAST * FR__MODEL_COLUMNS], sums[FR__ABREAST];
  const size_t stride = model->column_count + 1u;
  const fr__double_node *nodes = model->double_nodes;
  for (uint32_t k = 0; k < FR__ABREAST; k++) {
    fill_doubles(model, rows + (size_t)k * model->parts.input_count, columns + k * stride, 1);
    sums[k] = model->parts.base;
  }
  for (uint32_t t = 0; t < model->parts.tree_count; t++) {
    const fr__double_node *at[FR__ABREAST];
    for (uint32_t k = 0; k < FR__ABREAST; k++) at[k] = nodes + model->roots[t];
    walk_doubles(at, columns, stride, model->depths[t / FR__ABREAST]);
    for (uint32_t k = 0; k < FR__ABREAST; k++) sums[k] += model->double_values[at[k] - nodes];
  }
  for (uint32_t k = 0; k < FR__ABREAST; k++) {
    margins[k] = model->parts.average ? sums[k] / model->parts.tree_count : sums[k];
  }
}

void fr__model_margins(const fr__model *model, const double *rows, uint64_t row_count, double *margins) {
  const uint32_t width = model->parts.input_count;
  uint64_t row = 0;
  if (model->parts.kind != FR__MODEL_SCORECARD) {
    for (; row + FR__ABREAST <= row_count; row += FR__ABREAST) {
      (model->parts.kind == FR__MODEL_XGBOOST ? margins_float : margins_double)(model, rows + row * width,
                                                                                margins + row);
    }
  }
  for (; row < row_count; row++) margins[row] = fr__model_margin(model, rows + row * width);
}
