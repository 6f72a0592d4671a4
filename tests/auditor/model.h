/* SPDX-License-Identifier: Apache-2.0
 *
 * Two models of trees for the auditor's policies: made by a rule, written into the bundle byte by byte, and walked
 * plainly, one tree after the other, one question after the other. Nothing of it is the library's. */
#ifndef TESTS_AUDITOR_MODEL_H
#define TESTS_AUDITOR_MODEL_H

#include "bundle.h"
#include "expression.h"

enum { MODEL_INPUTS = 8, MODEL_TREES = 11, MODEL_NODES = 31, MODELS = 2, MODEL_STEPS = 4 };

typedef struct forest_node {
  int32_t left, right; /* -1: a leaf */
  uint32_t input;
  double threshold, value, cover;
  uint32_t missing_left, missing;
} forest_node;

typedef struct forest {
  const char *name;
  uint32_t kind; /* 1: floats and <, 2: doubles and <= */
  double base;
  forest_node trees[MODEL_TREES][MODEL_NODES];
  uint32_t node_counts[MODEL_TREES];
} forest;

/* The names of the features that both read. */
extern const char *const model_inputs[MODEL_INPUTS];

/* Model 0 is "trees", after XGBoost; 1 is "light", after LightGBM. */
void model_make(uint32_t which, forest *into);
void model_write(const forest *from, bundle_bytes *out);
/* values: of the inputs, in the order of model_inputs. */
double model_margin(const forest *of, const value *values);
int64_t model_points(double margin);

#endif
