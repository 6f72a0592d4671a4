/* SPDX-License-Identifier: Apache-2.0
 *
 * Models out of a few lines of C, and a plain walk through them that shares nothing with the library's. Header only. */
#ifndef TESTS_SUPPORT_MODEL_H
#define TESTS_SUPPORT_MODEL_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "model/model.h"

#define DECIDES(to_left, to_right, by, at, through) \
  { .left = (to_left), .right = (to_right), .input = (by), .threshold = (at), .cover = (through), .missing = 2 }
#define LEAF(gives, through) \
  { .left = -1, .right = -1, .value = (gives), .cover = (through) }
#define TREE_OF(nodes_) \
  { .nodes = (nodes_), .node_count = sizeof(nodes_) / sizeof(nodes_)[0], .weight = 1 }

static inline uint64_t model_random(uint64_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state >> 11;
}

/* Numbers between -2 and 2 on a grid of 64ths, so that values often are thresholds. */
static inline double model_grid(uint64_t *state) { return (double)(model_random(state) % 257) / 64.0 - 2.0; }

/* Any tree of at most so many decisions in a row; the last level may be ragged. The caller frees the nodes. */
static inline fr__model_tree model_grow(uint32_t kind, uint32_t inputs, uint32_t depth, uint64_t *state) {
  const uint32_t room = (2u << depth) - 1;
  fr__model_node *nodes = calloc(room, sizeof *nodes);
  uint8_t *depths = calloc(room, 1);
  uint32_t count = 1;
  if (nodes != NULL) nodes[0].cover = 64;
  for (uint32_t i = 0; nodes != NULL && depths != NULL && i < count; i++) {
    fr__model_node *node = &nodes[i];
    if (depths[i] == depth || (i > 0 && model_random(state) % 5 == 0)) {
      node->left = node->right = -1;
      node->value = (double)(float)((double)(model_random(state) % 100000) / 30000.0 - 1.5);
      continue;
    }
    node->input = (uint32_t)(model_random(state) % inputs);
    node->threshold = model_grid(state);
    node->missing_left = model_random(state) % 2;
    node->missing = kind == FR__MODEL_XGBOOST ? FR__MISSING_NAN : (uint8_t)(model_random(state) % 3);
    node->left = (int32_t)count++;
    node->right = (int32_t)count++;
    depths[node->left] = depths[node->right] = (uint8_t)(depths[i] + 1);
    const double share = (double)(1 + model_random(state) % 7) / 8.0;
    nodes[node->left].cover = node->cover * share;
    nodes[node->right].cover = node->cover * (1 - share);
  }
  free(depths);
  return (fr__model_tree){nodes, count, 1};
}

/* As the source libraries write it down. */
static inline bool model_left(uint32_t kind, const fr__model_node *node, double x) {
  if (kind == FR__MODEL_XGBOOST) return isnan(x) ? node->missing_left != 0 : (float)x < (float)node->threshold;
  if (isnan(x) && node->missing != FR__MISSING_NAN) x = 0;
  const bool zero = x >= -(double)1e-35f && x <= (double)1e-35f;
  if ((node->missing == FR__MISSING_ZERO && zero) || (node->missing == FR__MISSING_NAN && isnan(x)))
    return node->missing_left != 0;
  return x <= node->threshold;
}

static inline double model_walk(const fr__model_parts *parts, const double *values) {
  float single = (float)parts->base;
  double sum = parts->base;
  for (uint32_t t = 0; t < parts->tree_count; t++) {
    const fr__model_node *nodes = parts->trees[t].nodes, *at = nodes;
    while (at->left >= 0) at = &nodes[model_left(parts->kind, at, values[at->input]) ? at->left : at->right];
    single += (float)at->value * (float)parts->trees[t].weight;
    sum += at->value;
  }
  if (parts->kind == FR__MODEL_XGBOOST) return (double)single;
  return parts->average ? sum / parts->tree_count : sum;
}

#endif
