/* SPDX-License-Identifier: Apache-2.0
 *
 * A model of trees, evaluated here and by XGBoost's own C API: the same trees, the same rows, in turns in one run. See
 * bench/README.md.
 *
 *   bench_model [--tiny] [--trees N] [--depth N] [--inputs N] [--xgboost LIBXGBOOST.SO] */
#include <dlfcn.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "model/model.h"

enum { ROUNDS = 21, ROWS = 1024, CALLS = 20000, PEER_CALLS = 2000, TINY = 64, JSON_NODE = 400 };

static double now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static uint64_t seed = 88172645463325252u;
static double uniform(void) { /* 0 to 1, by xorshift64 */
  seed ^= seed << 13;
  seed ^= seed >> 7;
  seed ^= seed << 17;
  return (double)(seed >> 40) / 16777216.0;
}

static void fail(const char *what) {
  fprintf(stderr, "bench_model: %s\n", what);
  exit(1);
}
static void *take(size_t size) {
  void *memory = calloc(1, size);
  if (memory == NULL) fail("out of memory");
  return memory;
}

/* ---- complete trees of one depth: thresholds are uniform as the values are, so that every path is taken ---- */

typedef struct shape {
  uint32_t trees, depth, inputs;
  bool tiny;
  const char *xgboost;
} shape;

static void grow_tree(const shape *of, fr__model_tree *tree) {
  const uint32_t inner = (1u << of->depth) - 1, count = 2 * inner + 1;
  fr__model_node *nodes = take(count * sizeof *nodes);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t level = 0;
    while ((i + 1) >> (level + 1) != 0) level++;
    nodes[i] = (fr__model_node){.left = -1, .right = -1, .cover = (double)(1u << (of->depth - level))};
    if (i >= inner) {
      nodes[i].value = (double)(float)((uniform() - 0.5) * 0.2);
      continue;
    }
    nodes[i].left = (int32_t)(2 * i + 1);
    nodes[i].right = (int32_t)(2 * i + 2);
    nodes[i].input = (uint32_t)(uniform() * of->inputs);
    nodes[i].threshold = (double)(float)(0.2 + 0.6 * uniform());
    nodes[i].missing_left = uniform() < 0.5;
    nodes[i].missing = FR__MISSING_NAN;
  }
  *tree = (fr__model_tree){nodes, count, 1};
}

static const fr__model *grow(const shape *of, fr__arena *arena, fr__model_parts *parts) {
  const char **names = take(of->inputs * sizeof *names);
  fr__model_tree *trees = take(of->trees * sizeof *trees);
  const fr__model *model = NULL;
  fr_error error = FR_ERROR_INIT;
  for (uint32_t i = 0; i < of->inputs; i++) {
    char *name = take(16);
    snprintf(name, 16, "f%u", i);
    names[i] = name;
  }
  for (uint32_t i = 0; i < of->trees; i++) grow_tree(of, &trees[i]);
  *parts = (fr__model_parts){.kind = FR__MODEL_XGBOOST,
                             .input_count = of->inputs,
                             .inputs = names,
                             .base = 0.5,
                             .tree_count = of->trees,
                             .trees = trees};
  if (fr__model_make(arena, parts, "bench", &model, &error) != FR_OK) fail(error.message);
  return model;
}

static void give_back(const fr__model_parts *parts) {
  for (uint32_t i = 0; i < parts->input_count; i++) free((void *)(uintptr_t)parts->inputs[i]);
  for (uint32_t i = 0; i < parts->tree_count; i++) free((void *)(uintptr_t)parts->trees[i].nodes);
  free((void *)(uintptr_t)parts->inputs);
  free((void *)(uintptr_t)parts->trees);
}

/* ---- the same as XGBoost's JSON ---- */

typedef struct text {
  char *at;
  size_t size, room;
} text;

__attribute__((format(printf, 2, 3))) static void say(text *to, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  const int size = vsnprintf(to->at + to->size, to->room - to->size, format, arguments);
  va_end(arguments);
  if (size < 0 || (size_t)size >= to->room - to->size) fail("the JSON of the model is too long");
  to->size += (size_t)size;
}

#define LIST(name, format, value)                     \
  do {                                                \
    say(to, "\"%s\":[", name);                        \
    for (uint32_t i = 0; i < tree->node_count; i++) { \
      const fr__model_node *node = &tree->nodes[i];   \
      const bool leaf = node->left < 0;               \
      (void)leaf;                                     \
      say(to, "%s" format, i ? "," : "", value);      \
    }                                                 \
    say(to, "],");                                    \
  } while (0)

static void say_tree(text *to, const shape *of, const fr__model_tree *tree, uint32_t id) {
  say(to, "%s{\"id\":%u,\"categories\":[],\"categories_nodes\":[],\"categories_segments\":[],\"categories_sizes\":[],",
      id ? "," : "", id);
  LIST("base_weights", "%.9e", leaf ? node->value : 0.0);
  LIST("default_left", "%d", node->missing_left);
  LIST("left_children", "%d", node->left);
  LIST("right_children", "%d", node->right);
  LIST("loss_changes", "%.1e", leaf ? 0.0 : 1.0);
  LIST("parents", "%d", i == 0 ? 2147483647 : (int)(i - 1) / 2);
  LIST("split_conditions", "%.9e", leaf ? node->value : node->threshold);
  LIST("split_indices", "%u", node->input);
  LIST("split_type", "%d", 0);
  LIST("sum_hessian", "%.9e", node->cover);
  say(to,
      "\"tree_param\":{\"num_deleted\":\"0\",\"num_feature\":\"%u\",\"num_nodes\":\"%u\",\"size_leaf_vector\":\"1\"}}",
      of->inputs, tree->node_count);
}

static text json_of(const shape *of, const fr__model_parts *parts) {
  text to = {.room = (size_t)parts->tree_count * (parts->trees[0].node_count + 4) * JSON_NODE + 65536};
  to.at = take(to.room);
  say(&to, "{\"version\":[2,1,0],\"learner\":{\"attributes\":{},\"feature_names\":[],\"feature_types\":[],");
  say(&to, "\"learner_model_param\":{\"base_score\":\"5E-1\",\"boost_from_average\":\"1\",\"num_class\":\"0\",");
  say(&to, "\"num_feature\":\"%u\",\"num_target\":\"1\"},", of->inputs);
  say(&to, "\"objective\":{\"name\":\"reg:squarederror\",\"reg_loss_param\":{\"scale_pos_weight\":\"1\"}},");
  say(&to, "\"gradient_booster\":{\"name\":\"gbtree\",\"model\":{\"gbtree_model_param\":{\"num_parallel_tree\":\"1\",");
  say(&to, "\"num_trees\":\"%u\"},\"iteration_indptr\":[0", of->trees);
  for (uint32_t i = 1; i <= of->trees; i++) say(&to, ",%u", i);
  say(&to, "],\"tree_info\":[0");
  for (uint32_t i = 1; i < of->trees; i++) say(&to, ",0");
  say(&to, "],\"trees\":[");
  for (uint32_t i = 0; i < of->trees; i++) say_tree(&to, of, &parts->trees[i], i);
  say(&to, "]}}}}");
  return to;
}

/* ---- XGBoost's C API, from its shared library ---- */

typedef struct peer {
  int (*booster_create)(void *const *matrices, uint64_t count, void **booster);
  int (*booster_load)(void *booster, const void *bytes, uint64_t size);
  int (*booster_set)(void *booster, const char *name, const char *value);
  int (*proxy_create)(void **matrix);
  int (*predict_dense)(void *booster, const char *rows, const char *config, void *matrix, const uint64_t **shape,
                       uint64_t *dimensions, const float **result);
  const char *(*last_error)(void);
  void *booster, *matrix;
} peer;

/* A function in another library; a pointer to data cannot be cast to one to a function. */
static void find(void *library, const char *name, void *into) {
  void *found = dlsym(library, name);
  if (found == NULL) fail(name);
  memcpy(into, &found, sizeof found);
}

static void open_peer(const char *path, const text *json, peer *of) {
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) fail(dlerror());
  find(library, "XGBoosterCreate", &of->booster_create);
  find(library, "XGBoosterLoadModelFromBuffer", &of->booster_load);
  find(library, "XGBoosterSetParam", &of->booster_set);
  find(library, "XGProxyDMatrixCreate", &of->proxy_create);
  find(library, "XGBoosterPredictFromDense", &of->predict_dense);
  find(library, "XGBGetLastError", &of->last_error);
  const bool good = of->booster_create(NULL, 0, &of->booster) == 0 &&
                    of->booster_load(of->booster, json->at, json->size) == 0 &&
                    of->booster_set(of->booster, "nthread", "1") == 0 && of->proxy_create(&of->matrix) == 0;
  if (!good) fail(of->last_error());
}

/* The fastest way that the API has: in place, without a matrix of its own. The result is the API's memory. */
static const float *peer_margins(const peer *of, const float *rows, uint64_t count, uint32_t width) {
  static const char config[] =
      "{\"type\":1,\"training\":false,\"iteration_begin\":0,\"iteration_end\":0,\"missing\":NaN,"
      "\"strict_shape\":false,\"cache_id\":0}";
  char array[160];
  const uint64_t *shape_of;
  uint64_t dimensions;
  const float *result;
  snprintf(array, sizeof array, "{\"data\":[%llu,true],\"shape\":[%llu,%u],\"typestr\":\"<f4\",\"version\":3}",
           (unsigned long long)(uintptr_t)rows, (unsigned long long)count, width);
  if (of->predict_dense(of->booster, array, config, of->matrix, &shape_of, &dimensions, &result) != 0)
    fail(of->last_error());
  return result;
}

/* ---- measuring ---- */

typedef struct world {
  const shape *of;
  const fr__model *model;
  const peer *peer; /* null: none */
  double *rows, *margins;
  float *float_rows;
} world;

enum { ONE, BATCH, PEER_ONE, PEER_BATCH, WHY, MEASURES };
static const char *const measure_names[MEASURES] = {"one", "batch", "xgboost_one", "xgboost_batch", "contributions"};

/* Nanoseconds a row. */
static double measure(const world *in, uint32_t which) {
  const uint32_t width = in->of->inputs;
  const uint32_t calls = in->of->tiny ? TINY : which == PEER_ONE ? PEER_CALLS : CALLS;
  double by_input[FR_MAX_MODEL_INPUTS], base, sum = 0;
  const double began = now_ns();
  if (which == ONE) {
    for (uint32_t i = 0; i < calls; i++) sum += fr__model_margin(in->model, in->rows + (size_t)(i % ROWS) * width);
    in->margins[0] = sum;
    return (now_ns() - began) / calls;
  }
  if (which == PEER_ONE) {
    for (uint32_t i = 0; i < calls; i++) peer_margins(in->peer, in->float_rows + (size_t)(i % ROWS) * width, 1, width);
    return (now_ns() - began) / calls;
  }
  if (which == WHY) {
    const uint32_t few = in->of->tiny ? 1 : 16;
    for (uint32_t i = 0; i < few; i++)
      fr__model_contributions(in->model, in->rows + (size_t)i * width, by_input, &base);
    return (now_ns() - began) / few;
  }
  const uint32_t times = in->of->tiny ? 1 : 16;
  for (uint32_t i = 0; i < times; i++) {
    if (which == BATCH) fr__model_margins(in->model, in->rows, ROWS, in->margins);
    if (which == PEER_BATCH) peer_margins(in->peer, in->float_rows, ROWS, width);
  }
  return (now_ns() - began) / times / ROWS;
}

static int ascending(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Every margin by all ways: the same bits. Returns a hash of them. */
static uint32_t compare(const world *in) {
  const uint32_t width = in->of->inputs;
  uint64_t hash = 0;
  fr__model_margins(in->model, in->rows, ROWS, in->margins);
  const float *theirs = in->peer ? peer_margins(in->peer, in->float_rows, ROWS, width) : NULL;
  for (uint32_t i = 0; i < ROWS; i++) {
    const double one = fr__model_margin(in->model, in->rows + (size_t)i * width);
    uint64_t bits;
    if (memcmp(&one, &in->margins[i], sizeof one) != 0) fail("a batch gives other margins than single rows");
    if (theirs && (float)one != theirs[i]) fail("XGBoost gives another margin");
    memcpy(&bits, &one, sizeof bits);
    hash = hash * 1099511628211u + bits;
  }
  return (uint32_t)(hash ^ hash >> 32);
}

static void run(const world *in) {
  static double times[MEASURES][ROUNDS];
  printf("{\"trees\":%u,\"depth\":%u,\"inputs\":%u", in->of->trees, in->of->depth, in->of->inputs);
  printf(",\"hash\":\"%08x\"", compare(in));
  for (uint32_t round = 0; round < ROUNDS; round++)
    for (uint32_t which = 0; which < MEASURES; which++)
      if (in->peer || (which != PEER_ONE && which != PEER_BATCH)) times[which][round] = measure(in, which);
  for (uint32_t which = 0; which < MEASURES; which++) {
    if (!in->peer && (which == PEER_ONE || which == PEER_BATCH)) continue;
    qsort(times[which], ROUNDS, sizeof(double), ascending);
    printf(",\"%s_ns\":%.1f", measure_names[which], times[which][ROUNDS / 2]);
  }
  printf("}\n");
}

static shape options_of(int count, char **words) {
  shape of = {100, 6, 40, false, NULL};
  for (int i = 1; i < count; i++) {
    if (strcmp(words[i], "--tiny") == 0) {
      of.tiny = true;
    } else if (i + 1 == count) {
      fail("usage: bench_model [--tiny] [--trees N] [--depth N] [--inputs N] [--xgboost LIBXGBOOST.SO]");
    } else if (strcmp(words[i], "--xgboost") == 0) {
      of.xgboost = words[++i];
    } else {
      uint32_t *into = strcmp(words[i], "--trees") == 0   ? &of.trees
                       : strcmp(words[i], "--depth") == 0 ? &of.depth
                                                          : &of.inputs;
      *into = (uint32_t)strtoul(words[++i], NULL, 10);
    }
  }
  if (of.trees == 0 || of.depth == 0 || of.depth > 14 || of.inputs == 0 || of.inputs > FR_MAX_MODEL_INPUTS)
    fail("trees from 1, depth 1 to 14, inputs 1 to 512");
  return of;
}

int main(int count, char **words) {
  const shape of = options_of(count, words);
  fr__arena arena = {.limit = 0};
  fr__model_parts parts;
  peer other;
  world in = {.of = &of, .model = grow(&of, &arena, &parts)};
  in.rows = take((size_t)ROWS * of.inputs * sizeof *in.rows);
  in.float_rows = take((size_t)ROWS * of.inputs * sizeof *in.float_rows);
  in.margins = take(ROWS * sizeof *in.margins);
  for (size_t i = 0; i < (size_t)ROWS * of.inputs; i++) {
    in.float_rows[i] = uniform() < 0.05 ? NAN : (float)uniform();
    in.rows[i] = (double)in.float_rows[i];
  }
  if (of.xgboost) {
    const text json = json_of(&of, &parts);
    open_peer(of.xgboost, &json, &other);
    free(json.at);
    in.peer = &other;
  }
  run(&in);
  free(in.rows);
  free(in.float_rows);
  free(in.margins);
  give_back(&parts);
  fr__arena_free(&arena);
  return 0;
}
