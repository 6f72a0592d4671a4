/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of this room share. */
#ifndef FR_MODEL_PARTS_H
#define FR_MODEL_PARTS_H

#include "model/model.h"

/* What a node compares is not the input itself but a column made of it: a whole number that is ordered as the values
 * are, in which a missing value stands at the end of the line to which the node sends it. So a node asks one question
 * of whole numbers, and needs no branch. */
enum fr__column_rule {
  FR__COLUMN_LEFT,       /* NaN comes before all others */
  FR__COLUMN_RIGHT,      /* NaN comes behind all others */
  FR__COLUMN_ZERO,       /* NaN is 0 */
  FR__COLUMN_ZERO_LEFT,  /* NaN and what is next to 0 come before all others */
  FR__COLUMN_ZERO_RIGHT, /* … behind all others */
  FR__COLUMN_RULES
};

typedef struct fr__column {
  uint16_t input;
  uint16_t rule; /* fr__column_rule */
} fr__column;

enum { FR__MODEL_COLUMNS = FR_MAX_MODEL_INPUTS * FR__COLUMN_RULES + 1 }; /* the last one is 0, for leaves */

/* A value above the limit goes right. `delta` places on stands the left child, and the right one behind it. A leaf
 * stays where it is: nothing is above its limit, and its delta is 0. `column` is in bytes of a row of columns. */
typedef struct fr__float_node {
  uint32_t limit;
  uint16_t column, delta;
} fr__float_node;
typedef struct fr__double_node {
  uint64_t limit;
  uint16_t column, delta;
  uint32_t reserved;
} fr__double_node;
_Static_assert(FR__MODEL_COLUMNS * sizeof(uint64_t) <= UINT16_MAX, "a column's place in bytes");

/* Floats as whole numbers in their order. -0 is 0. */
static inline uint32_t fr__float_order(float value) {
  uint32_t bits;
  value += 0.0F;
  memcpy(&bits, &value, sizeof bits);
  return (bits >> 31) != 0 ? ~bits : bits | UINT32_C(1) << 31;
}
static inline uint64_t fr__double_order(double value) {
  uint64_t bits;
  value += 0.0;
  memcpy(&bits, &value, sizeof bits);
  return (bits >> 63) != 0 ? ~bits : bits | UINT64_C(1) << 63;
}

enum { FR__ABREAST = 8 }; /* trees, or rows, that are walked together, so that one waits while others move */

struct fr__model {
  fr__model_parts parts;
  uint32_t column_count; /* without the last */
  const fr__column *columns;
  uint32_t node_count;
  const uint32_t *roots;               /* by tree */
  const uint16_t *depths;              /* by FR__ABREAST trees: of the deepest */
  const fr__float_node *float_nodes;   /* XGBoost */
  const float *float_values;           /* what a tree adds, by node */
  const fr__double_node *double_nodes; /* LightGBM */
  const double *double_values;
  uint64_t cost;
};

/* Whether a value goes left at a node, as the source library has it. */
bool fr__node_goes_left(uint32_t kind, const fr__model_node *node, double value);

/* check.c: the order of a tree's nodes from the root down (a parent before its children), and its depth. */
fr_status fr__tree_order(const fr__model_tree *tree, uint32_t *order, uint16_t *depth_of, uint32_t *depth,
                         const char **wrong, uint32_t *at);
/* monotone.c: FR_BAD_MODEL where a tree breaks a constraint. */
fr_status fr__monotone_check(const fr__model_parts *parts, const char *name, fr_error *error);
/* What a tree adds at a leaf: its value, weighted as the source library does. */
double fr__leaf_adds(const fr__model_parts *parts, const fr__model_tree *tree, uint32_t leaf);

fr_status fr__layout_trees(fr__arena *arena, fr__model *model);
fr_status fr__card_check(const fr__model_parts *parts, const char *name, fr_error *error);
double fr__card_margin(const fr__model_parts *parts, const double *values);
int32_t fr__card_points(const fr__model_characteristic *characteristic, double value);

#endif
