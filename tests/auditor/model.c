/* SPDX-License-Identifier: Apache-2.0 */
#include "model.h"

#include <math.h>

const char *const model_inputs[MODEL_INPUTS] = {"drained", "sent_24h_sum", "first_time",  "payers_24h",
                                                "age",     "mean_7d",      "alert_level", "elder"};

/* Where questions about an input make sense. */
static const double edges[MODEL_INPUTS][4] = {{0.1, 0.5, 0.9, 0.25}, {0, 500, 3000.5, 12000}, {0.5, 0, 1, 0.5},
                                              {0, 1, 2, 4},          {30, 65, 44.5, 80},      {100, 900, 2500, 60},
                                              {0, 1, 2, 3},          {0.5, 0, 1, 0.5}};
static const double step_margins[MODEL_STEPS] = {-0.4, 0, 0.25, 0.6};
static const int32_t step_points[MODEL_STEPS] = {1, 4, 9, 15};

static uint32_t next(uint32_t *state) { /* a linear congruence is good enough for trees */
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

/* A tree that grows from its root while the rule says so; deeper ones stop sooner. */
static uint32_t grow(forest *into, forest_node *nodes, uint32_t *state) {
  uint32_t depth_of[MODEL_NODES] = {0}, count = 1;
  nodes[0].cover = 1024;
  for (uint32_t i = 0; i < count; i++) {
    forest_node *n = &nodes[i];
    n->left = n->right = -1;
    if (count + 2 > MODEL_NODES || depth_of[i] == 4 || (i > 0 && next(state) % 4u == 0)) {
      n->value = ((double)(next(state) % 2001u) - 1000.0) / 4096.0; /* a float holds it */
      if (into->kind == 2) n->value /= 3.0;
      continue;
    }
    n->input = next(state) % MODEL_INPUTS;
    n->threshold = edges[n->input][next(state) % 4u];
    if (into->kind == 1) n->threshold = (double)(float)n->threshold;
    n->missing_left = next(state) % 2u;
    n->missing = into->kind == 1 ? 2 : next(state) % 3u;
    n->left = (int32_t)count++;
    n->right = (int32_t)count++;
    depth_of[n->left] = depth_of[n->right] = depth_of[i] + 1;
    nodes[n->left].cover = n->cover * 0.25;
    nodes[n->right].cover = n->cover * 0.75;
  }
  return count;
}

void model_make(uint32_t which, forest *into) {
  uint32_t state = 20260000u + which;
  memset(into, 0, sizeof *into);
  into->name = which == 0 ? "trees" : "light";
  into->kind = which + 1;
  into->base = which == 0 ? 0.125 : 0;
  for (uint32_t t = 0; t < MODEL_TREES; t++) into->node_counts[t] = grow(into, into->trees[t], &state);
}

/* ---- into the bundle ---- */

static void put_little(bundle_bytes *out, uint64_t number, uint32_t bytes) {
  for (uint32_t i = 0; i < bytes; i++) {
    const uint8_t byte = (uint8_t)(number >> (8u * i));
    bundle_put(out, &byte, 1);
  }
}

static uint64_t bits_of(double number) {
  uint64_t bits;
  memcpy(&bits, &number, sizeof bits);
  return bits;
}

static void put_double(bundle_bytes *out, double number) {
  const uint8_t head = 0xfb;
  bundle_put(out, &head, 1);
  for (uint32_t i = 0; i < 8; i++) {
    const uint8_t byte = (uint8_t)(bits_of(number) >> (56u - 8u * i));
    bundle_put(out, &byte, 1);
  }
}

static void put_tree(bundle_bytes *out, const forest_node *nodes, uint32_t count) {
  bundle_head(out, 4, 2);
  put_double(out, 1);
  bundle_head(out, 2, count * 28u);
  for (uint32_t i = 0; i < count; i++) {
    const forest_node *n = &nodes[i];
    put_little(out, (uint32_t)n->left, 4);
    put_little(out, (uint32_t)n->right, 4);
    put_little(out, n->input, 2);
    put_little(out, n->missing_left, 1);
    put_little(out, n->missing, 1);
    put_little(out, bits_of(n->left < 0 ? n->value : n->threshold), 8);
    put_little(out, bits_of(n->cover), 8);
  }
}

static void put_names(bundle_bytes *out) {
  bundle_head(out, 4, MODEL_INPUTS);
  for (uint32_t i = 0; i < MODEL_INPUTS; i++) bundle_text(out, model_inputs[i]);
}

static void put_parts(bundle_bytes *out, const forest *from) {
  const uint8_t no = 0xf4;
  bundle_map map = {0};
  put_double(bundle_map_key(&map, "base"), from->base);
  bundle_int(bundle_map_key(&map, "kind"), from->kind);
  put_names(bundle_map_key(&map, "inputs"));
  bundle_put(bundle_map_key(&map, "average"), &no, 1);
  bundle_head(bundle_map_key(&map, "monotone"), 4, 0);
  bundle_bytes *trees = bundle_map_key(&map, "trees");
  bundle_head(trees, 4, MODEL_TREES);
  for (uint32_t t = 0; t < MODEL_TREES; t++) put_tree(trees, from->trees[t], from->node_counts[t]);
  bundle_bytes *points = bundle_map_key(&map, "points");
  bundle_head(points, 4, MODEL_STEPS);
  for (uint32_t i = 0; i < MODEL_STEPS; i++) {
    bundle_head(points, 4, 2);
    put_double(points, step_margins[i]);
    bundle_int(points, step_points[i]);
  }
  bundle_map_end(&map, out);
}

void model_write(const forest *from, bundle_bytes *out) {
  bundle_map map = {0};
  bundle_text(bundle_map_key(&map, "name"), from->name);
  put_parts(bundle_map_key(&map, "model"), from);
  put_names(bundle_map_key(&map, "inputs"));
  bundle_head(bundle_map_key(&map, "reasons"), 4, 0);
  bundle_map_end(&map, out);
}

/* ---- walking ---- */

static int goes_left(uint32_t kind, const forest_node *n, double x) {
  if (kind == 1) return isnan(x) ? n->missing_left != 0 : (float)x < (float)n->threshold;
  if (n->missing == 0 && isnan(x)) x = 0;
  if (n->missing == 1 && (isnan(x) || (x <= (double)1e-35f && x >= -(double)1e-35f))) return n->missing_left != 0;
  if (isnan(x)) return n->missing_left != 0;
  return x <= n->threshold;
}

static double plain(const value *v) {
  if (v->kind == V_BOOL || v->kind == V_INT) return (double)v->integer;
  return v->kind == V_DOUBLE ? v->number : (double)NAN;
}

static double leaf_of(const forest *of, const forest_node *nodes, uint32_t at, const value *values) {
  const forest_node *n = &nodes[at];
  if (n->left < 0) return n->value;
  return leaf_of(of, nodes, (uint32_t)(goes_left(of->kind, n, plain(&values[n->input])) ? n->left : n->right), values);
}

double model_margin(const forest *of, const value *values) {
  float single = (float)of->base;
  double sum = of->base;
  for (uint32_t t = 0; t < MODEL_TREES; t++) {
    const double leaf = leaf_of(of, of->trees[t], 0, values);
    single += (float)leaf;
    sum += leaf;
  }
  return of->kind == 1 ? (double)single : sum;
}

int64_t model_points(double margin) {
  int64_t points = 0;
  for (uint32_t i = 0; i < MODEL_STEPS; i++) {
    if (step_margins[i] <= margin) points = step_points[i];
  }
  return points;
}
