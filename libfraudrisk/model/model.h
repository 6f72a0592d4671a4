/* SPDX-License-Identifier: Apache-2.0
 *
 * Tree ensembles and scorecards over numbers: checked whole when they are made, then evaluated to the very bits of the
 * library that trained them. The room knows no policy: inputs are numbers by their place, a missing one is NaN. */
#ifndef FR_MODEL_MODEL_H
#define FR_MODEL_MODEL_H

#include "base/arena.h"
#include "base/base.h"
#include "wire/cbor.h"

enum { FR__MODEL_NAME = 255 }; /* bytes of an input's name in the source library */

/* Whose arithmetic a model has. */
enum fr__model_kind {
  FR__MODEL_XGBOOST = 1,  /* values become floats; value < threshold goes left; leaves add up as floats, in order */
  FR__MODEL_LIGHTGBM = 2, /* doubles; value <= threshold goes left; leaves add up as doubles, in order */
  FR__MODEL_SCORECARD = 3 /* whole points by bins */
};

/* What LightGBM takes for missing at a node. XGBoost's nodes have FR__MISSING_NAN. */
enum fr__model_missing {
  FR__MISSING_NONE = 0, /* nothing is: NaN counts as 0 */
  FR__MISSING_ZERO = 1, /* NaN is, and all that lies within 1e-35f of 0 */
  FR__MISSING_NAN = 2
};

/* ---- what a model is made of: as the source library has it, for importers and bundles ---- */

/* A node of a tree; the root is the first. */
typedef struct fr__model_node {
  int32_t left, right;  /* places in the same tree; -1, both: a leaf */
  uint32_t input;       /* 0 in a leaf */
  double threshold;     /* XGBoost: a float's value; 0 in a leaf */
  double value;         /* of a leaf, XGBoost: a float's value; 0 in others */
  double cover;         /* sum of hessians, or count of rows: how much of the training went through it; above 0 */
  uint8_t missing_left; /* 1: a missing value goes left; 0 in a leaf */
  uint8_t missing;      /* fr__model_missing; 0 in a leaf */
} fr__model_node;

typedef struct fr__model_tree {
  const fr__model_node *nodes;
  uint32_t node_count;
  double weight; /* 1; XGBoost's DART: weight_drop, a float's value */
} fr__model_tree;

/* Points of values with low <= value < high. The bins of an input stand in order, the first begins at -INFINITY, each
 * begins where the one before ends, the last but one ends at INFINITY; the very last is the one for missing values. */
typedef struct fr__model_bin {
  double low, high; /* 0 of the missing one */
  bool missing;
  int32_t points;
} fr__model_bin;

typedef struct fr__model_characteristic {
  const fr__model_bin *bins;
  uint32_t bin_count;
} fr__model_characteristic;

/* A step of the calibration: from this margin on, so many points. Margins ascend; points never fall. */
typedef struct fr__model_step {
  double margin;
  int32_t points;
} fr__model_step;

typedef struct fr__model_parts {
  uint32_t kind; /* fr__model_kind */
  uint32_t input_count;
  const char *const *inputs; /* the source's names: 1 to FR__MODEL_NAME bytes of UTF-8, each once */
  const int8_t *monotone;    /* by input: -1, 0, 1; null: none */
  double base;               /* where sums begin. XGBoost: the base margin, a float's value; LightGBM: 0; scorecard: a
                                whole number of points */
  bool average;              /* LightGBM's random forest: the sum is divided by the number of trees */
  uint32_t tree_count;       /* 0 for a scorecard */
  const fr__model_tree *trees;
  const fr__model_characteristic *characteristics; /* scorecard: one for each input; else null */
  uint32_t step_count;                             /* 0: none */
  const fr__model_step *steps;
} fr__model_parts;

/* Says what is wrong with a model, in a sentence that begins with `name`: FR_BAD_MODEL, FR_TOO_MANY (more inputs,
 * trees, nodes, steps or bins than limits.h has), FR_TOO_DEEP, FR_TOO_COSTLY (monotone constraints that take too long
 * to check). Importers call it early; fr__model_make() calls it again. FR_NO_MEMORY. */
fr_status fr__model_check(const fr__model_parts *parts, const char *name, fr_error *error);

/* The parts as one CBOR map (docs/bundle.md): the model's entry in a bundle, and, alone in a file, the neutral form
 * that `fraudrisk model import` writes. Only parts that fr__model_check() has passed. */
void fr__model_write(fr__cbor_writer *into, const fr__model_parts *parts);
/* The same back, into the arena. What it gives has the right shape; fr__model_check() has still to be asked. */
fr_status fr__model_read(fr__cbor_reader *in, fr__arena *arena, fr__model_parts *parts);

/* ---- a model, ready ---- */

typedef struct fr__model fr__model; /* in the arena; immutable; any number of threads */

/* Checks everything and lays the trees out for speed. `name` stands in messages. The parts' names and nodes have to
 * live as long as the model does. */
fr_status fr__model_make(fr__arena *arena, const fr__model_parts *parts, const char *name, const fr__model **model,
                         fr_error *error);

const fr__model_parts *fr__model_parts_of(const fr__model *model);
/* The most steps that one evaluation takes. */
uint64_t fr__model_cost(const fr__model *model);

/* The raw margin: exactly what the source library computes from the same values. `values` has one for each input; NaN
 * is missing. Allocates nothing. */
double fr__model_margin(const fr__model *model, const double *values);
/* The same of many rows, input_count values each, one behind the other: equal to a call for each. */
void fr__model_margins(const fr__model *model, const double *rows, uint64_t row_count, double *margins);

/* Whether fr__model_points() means something: trees need a calibration for it. */
bool fr__model_has_points(const fr__model *model);
/* The points of a margin: those of the last step at or below it, 0 below the first. A scorecard without steps: the
 * margin itself, held to FR_MAX_POINTS. */
int32_t fr__model_points(const fr__model *model, double margin);

/* What each input did to this margin: *base + the sum of by_input is the margin (to 1e-9 of the largest of them).
 * Trees: exact path-dependent TreeSHAP, by their covers. Scorecards: the points of the bin. *base takes what rounding
 * the source library's own sums have. Takes O(leaves * depth^2); allocates nothing. */
void fr__model_contributions(const fr__model *model, const double *values, double *by_input, double *base);

#endif
