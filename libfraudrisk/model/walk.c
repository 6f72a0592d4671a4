/* SPDX-License-Identifier: Apache-2.0
 *
 * From a row of values to the margin: columns, then eight walks abreast (layout.c has the idea). What the trees add is
 * summed in their order, in the source library's own type, so that the sum has its very bits. */
#include <math.h>

#include "model/parts.h"

#define ZERO_LIMIT ((double)1e-35f) /* LightGBM's kZeroThreshold */

static uint32_t float_column(uint32_t rule, double value) {
  if (!isnan(value)) return fr__float_order((float)value);
  return rule == FR__COLUMN_LEFT ? 0 : UINT32_MAX;
}

static uint64_t double_column(uint32_t rule, double value) {
  const bool zero = rule >= FR__COLUMN_ZERO_LEFT && value >= -ZERO_LIMIT && value <= ZERO_LIMIT;
  if (!isnan(value) && !zero) return fr__double_order(value);
  if (rule == FR__COLUMN_ZERO) return fr__double_order(0);
  return rule == FR__COLUMN_LEFT || rule == FR__COLUMN_ZERO_LEFT ? 0 : UINT64_MAX;
}

/* One row's columns stand `stride` apart. */
static void fill_floats(const fr__model *model, const double *values, uint32_t *columns, uint32_t stride) {
  for (uint32_t i = 0; i < model->column_count; i++) {
    columns[i * stride] = float_column(model->columns[i].rule, values[model->columns[i].input]);
  }
  columns[model->column_count * stride] = 0;
}

static void fill_doubles(const fr__model *model, const double *values, uint64_t *columns, uint32_t stride) {
  for (uint32_t i = 0; i < model->column_count; i++) {
    columns[i * stride] = double_column(model->columns[i].rule, values[model->columns[i].input]);
  }
  columns[model->column_count * stride] = 0;
}

/* ---- steps ---- */

#define EIGHT(each) each(0) each(1) each(2) each(3) each(4) each(5) each(6) each(7)

static inline uint32_t float_at(const uint32_t *columns, size_t bytes) {
  uint32_t value;
  memcpy(&value, (const unsigned char *)columns + bytes, sizeof value);
  return value;
}
static inline uint64_t double_at(const uint64_t *columns, size_t bytes) {
  uint64_t value;
  memcpy(&value, (const unsigned char *)columns + bytes, sizeof value);
  return value;
}

/* By the columns of one row; by those of row `row` of eight, which stand side by side. */
static inline const fr__float_node *step_float(const fr__float_node *at, const uint32_t *columns) {
  return at + (at->delta + (uint32_t)(at->limit < float_at(columns, at->column)));
}
static inline const fr__float_node *step_float_of(const fr__float_node *at, const uint32_t *columns, size_t row) {
  return at + (at->delta + (uint32_t)(at->limit < float_at(columns + row, at->column * (size_t)FR__ABREAST)));
}
static inline const fr__double_node *step_double(const fr__double_node *at, const uint64_t *columns) {
  return at + (at->delta + (uint32_t)(at->limit < double_at(columns, at->column)));
}
static inline const fr__double_node *step_double_of(const fr__double_node *at, const uint64_t *columns, size_t row) {
  return at + (at->delta + (uint32_t)(at->limit < double_at(columns + row, at->column * (size_t)FR__ABREAST)));
}

/* Where trees are deep and ragged it is looked now and then whether all stand in leaves: a delta of 0. */
enum { LOOK_FROM = 8, LOOK_EVERY = 4 };
static inline bool is_time_to_look(uint32_t done) { return done >= LOOK_FROM && done % LOOK_EVERY == 0; }

#define STEP_TREE_FLOAT(k) at##k = step_float(at##k, columns);
#define STEP_TREE_DOUBLE(k) at##k = step_double(at##k, columns);
#define STEP_ROW_FLOAT(k) at##k = step_float_of(at##k, columns, k);
#define STEP_ROW_DOUBLE(k) at##k = step_double_of(at##k, columns, k);
#define DELTA(k) | at##k->delta
#define WALK(step)                                             \
  for (uint32_t done = 0; done < depth; done++) {              \
    if (is_time_to_look(done) && (0 EIGHT(DELTA)) == 0) break; \
    EIGHT(step)                                                \
  }

/* ---- one row: eight trees abreast ---- */

static double margin_float(const fr__model *model, const double *values) {
  uint32_t columns[FR__MODEL_COLUMNS];
  fill_floats(model, values, columns, 1);
  const fr__float_node *nodes = model->float_nodes;
  const uint32_t trees = model->parts.tree_count;
  float sum = (float)model->parts.base;
  uint32_t t = 0;
  for (; t + FR__ABREAST <= trees; t += FR__ABREAST) {
    const uint32_t depth = model->depths[t / FR__ABREAST];
#define BEGIN(k) const fr__float_node *at##k = nodes + model->roots[t + k];
#define ADD(k) sum += model->float_values[at##k - nodes];
    EIGHT(BEGIN)
    WALK(STEP_TREE_FLOAT)
    EIGHT(ADD)
#undef BEGIN
#undef ADD
  }
  for (; t < trees; t++) {
    const fr__float_node *at = nodes + model->roots[t];
    while (at->delta != 0) at = step_float(at, columns);
    sum += model->float_values[at - nodes];
  }
  return (double)sum;
}

static double margin_double(const fr__model *model, const double *values) {
  uint64_t columns[FR__MODEL_COLUMNS];
  fill_doubles(model, values, columns, 1);
  const fr__double_node *nodes = model->double_nodes;
  const uint32_t trees = model->parts.tree_count;
  double sum = model->parts.base;
  uint32_t t = 0;
  for (; t + FR__ABREAST <= trees; t += FR__ABREAST) {
    const uint32_t depth = model->depths[t / FR__ABREAST];
#define BEGIN(k) const fr__double_node *at##k = nodes + model->roots[t + k];
#define ADD(k) sum += model->double_values[at##k - nodes];
    EIGHT(BEGIN)
    WALK(STEP_TREE_DOUBLE)
    EIGHT(ADD)
#undef BEGIN
#undef ADD
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

/* ---- many rows: eight abreast through one tree after the other, which stays near meanwhile ---- */

enum { MOST_COLUMNS = 512 }; /* of models with more than these, rows go one by one: the stack is the host's */

#define BEGIN(k) at##k = nodes + model->roots[t];

static void margins_float(const fr__model *model, const double *rows, double *margins) {
  uint32_t columns[FR__ABREAST * (MOST_COLUMNS + 1)];
  float sums[FR__ABREAST];
  const fr__float_node *nodes = model->float_nodes, *at0, *at1, *at2, *at3, *at4, *at5, *at6, *at7;
  for (uint32_t k = 0; k < FR__ABREAST; k++) {
    fill_floats(model, rows + (size_t)k * model->parts.input_count, columns + k, FR__ABREAST);
    sums[k] = (float)model->parts.base;
  }
  for (uint32_t t = 0; t < model->parts.tree_count; t++) {
    const uint32_t depth = model->depths[t / FR__ABREAST];
#define ADD(k) sums[k] += model->float_values[at##k - nodes];
    EIGHT(BEGIN)
    WALK(STEP_ROW_FLOAT)
    EIGHT(ADD)
#undef ADD
  }
  for (uint32_t k = 0; k < FR__ABREAST; k++) margins[k] = (double)sums[k];
}

static void margins_double(const fr__model *model, const double *rows, double *margins) {
  uint64_t columns[FR__ABREAST * (MOST_COLUMNS + 1)];
  const fr__double_node *nodes = model->double_nodes, *at0, *at1, *at2, *at3, *at4, *at5, *at6, *at7;
  for (uint32_t k = 0; k < FR__ABREAST; k++) {
    fill_doubles(model, rows + (size_t)k * model->parts.input_count, columns + k, FR__ABREAST);
    margins[k] = model->parts.base;
  }
  for (uint32_t t = 0; t < model->parts.tree_count; t++) {
    const uint32_t depth = model->depths[t / FR__ABREAST];
#define ADD(k) margins[k] += model->double_values[at##k - nodes];
    EIGHT(BEGIN)
    WALK(STEP_ROW_DOUBLE)
    EIGHT(ADD)
#undef ADD
  }
  for (uint32_t k = 0; k < FR__ABREAST && model->parts.average; k++) margins[k] /= model->parts.tree_count;
}

void fr__model_margins(const fr__model *model, const double *rows, uint64_t row_count, double *margins) {
  const uint32_t width = model->parts.input_count;
  uint64_t row = 0;
  if (model->parts.kind != FR__MODEL_SCORECARD && model->column_count <= MOST_COLUMNS) {
    for (; row + FR__ABREAST <= row_count; row += FR__ABREAST) {
      (model->parts.kind == FR__MODEL_XGBOOST ? margins_float : margins_double)(model, rows + row * width,
                                                                                margins + row);
    }
  }
  for (; row < row_count; row++) margins[row] = fr__model_margin(model, rows + row * width);
}
