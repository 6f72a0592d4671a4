/* SPDX-License-Identifier: Apache-2.0
 *
 * The parts of a model as deterministic CBOR, out and in (docs/bundle.md). Nodes stand in byte strings of records of
 * one size: they are most of a bundle, a record is three fifths of the same numbers as items, and reading them is
 * copying. */
#include "model/parts.h"

enum { NODE_BYTES = 28, LEAF = -1 };

/* ---- writing, in the order of the keys ---- */

static void put_node(const fr__model_node *node, uint8_t *into) {
  uint64_t number, cover;
  const double decides = node->left < 0 ? node->value : node->threshold;
  memcpy(&number, &decides, sizeof number);
  memcpy(&cover, &node->cover, sizeof cover);
  fr__put_word(into, (uint64_t)(uint32_t)node->left | (uint64_t)(uint32_t)node->right << 32);
  into[8] = (uint8_t)node->input;
  into[9] = (uint8_t)(node->input >> 8);
  into[10] = node->missing_left;
  into[11] = node->missing;
  fr__put_word(into + 12, number);
  fr__put_word(into + 20, cover);
}

static void write_tree(fr__cbor_writer *into, const fr__model_tree *tree) {
  uint8_t head[9] = {0x5A}; /* a byte string, whose head the writer would want to know all bytes for */
  const uint32_t size = tree->node_count * NODE_BYTES;
  uint32_t head_size = 5;
  fr__cbor_write_array(into, 2);
  fr__cbor_write_double(into, tree->weight);
  if (size <= UINT8_MAX) {
    head[0] = 0x58;
    head[1] = (uint8_t)size;
    head_size = 2;
  } else if (size <= UINT16_MAX) {
    head[0] = 0x59;
    head[1] = (uint8_t)(size >> 8);
    head[2] = (uint8_t)size;
    head_size = 3;
  } else {
    for (uint32_t i = 0; i < 4; i++) head[1 + i] = (uint8_t)(size >> (24 - 8 * i));
  }
  fr__cbor_write_raw(into, head, head_size);
  for (uint32_t i = 0; i < tree->node_count; i++) {
    uint8_t node[NODE_BYTES];
    put_node(&tree->nodes[i], node);
    fr__cbor_write_raw(into, node, sizeof node);
  }
}

static void write_characteristic(fr__cbor_writer *into, const fr__model_characteristic *of) {
  fr__cbor_write_array(into, of->bin_count);
  for (uint32_t i = 0; i < of->bin_count; i++) {
    const fr__model_bin *bin = &of->bins[i];
    fr__cbor_write_array(into, bin->missing ? 1 : 3);
    if (!bin->missing) {
      fr__cbor_write_double(into, bin->low);
      fr__cbor_write_double(into, bin->high);
    }
    fr__cbor_write_int(into, bin->points);
  }
}

void fr__model_write(fr__cbor_writer *into, const fr__model_parts *parts) {
  const bool card = parts->kind == FR__MODEL_SCORECARD;
  fr__cbor_write_map(into, 7);
  fr__cbor_write_string(into, "base");
  fr__cbor_write_double(into, parts->base);
  fr__cbor_write_string(into, "kind");
  fr__cbor_write_uint(into, parts->kind);
  fr__cbor_write_string(into, card ? "cards" : "trees");
  if (card) {
    fr__cbor_write_array(into, parts->input_count);
    for (uint32_t i = 0; i < parts->input_count; i++) write_characteristic(into, &parts->characteristics[i]);
  } else {
    fr__cbor_write_array(into, parts->tree_count);
    for (uint32_t i = 0; i < parts->tree_count; i++) write_tree(into, &parts->trees[i]);
  }
  fr__cbor_write_string(into, "inputs");
  fr__cbor_write_array(into, parts->input_count);
  for (uint32_t i = 0; i < parts->input_count; i++) fr__cbor_write_string(into, parts->inputs[i]);
  fr__cbor_write_string(into, "points");
  fr__cbor_write_array(into, parts->step_count);
  for (uint32_t i = 0; i < parts->step_count; i++) {
    fr__cbor_write_array(into, 2);
    fr__cbor_write_double(into, parts->steps[i].margin);
    fr__cbor_write_int(into, parts->steps[i].points);
  }
  fr__cbor_write_string(into, "average");
  fr__cbor_write_bool(into, parts->average);
  fr__cbor_write_string(into, "monotone");
  fr__cbor_write_array(into, parts->monotone == NULL ? 0 : parts->input_count);
  for (uint32_t i = 0; i < parts->input_count && parts->monotone != NULL; i++) {
    fr__cbor_write_int(into, parts->monotone[i]);
  }
}

/* ---- reading ---- */

typedef struct model_reader {
  fr__cbor_reader *from;
  fr__arena *arena;
  fr__model_parts *parts;
} model_reader;

static fr_status count_to(model_reader *in, const char *what, uint64_t most, uint32_t *count) {
  const uint64_t offset = in->from->position;
  uint64_t found;
  FR_TRY(fr__cbor_array(in->from, what, &found));
  *count = (uint32_t)found;
  if (found <= most) return FR_OK;
  (void)fr__cbor_fail(in->from, offset, "%s: %llu items; at most %llu are taken", what, (unsigned long long)found,
                      (unsigned long long)most);
  in->from->status = FR_TOO_MANY;
  if (in->from->error != NULL) in->from->error->status = FR_TOO_MANY;
  return FR_TOO_MANY;
}

static fr_status int_to(model_reader *in, const char *what, int64_t least, int64_t most, int64_t *value) {
  const uint64_t offset = in->from->position;
  FR_TRY(fr__cbor_int(in->from, what, value));
  if (*value >= least && *value <= most) return FR_OK;
  return fr__cbor_fail(in->from, offset, "%s runs from %lld to %lld", what, (long long)least, (long long)most);
}

static void *take(model_reader *in, uint32_t count, size_t size) {
  return fr__arena_alloc(in->arena, (count == 0 ? 1 : (size_t)count) * size);
}

/* A record says a node in one way only, so that a model has one digest. */
static bool get_node(const uint8_t *from, fr__model_node *node) {
  const uint64_t children = fr__get_word(from), number = fr__get_word(from + 12), cover = fr__get_word(from + 20);
  const uint32_t left = (uint32_t)children, right = (uint32_t)(children >> 32);
  double decides;
  memcpy(&decides, &number, sizeof decides);
  memcpy(&node->cover, &cover, sizeof cover);
  node->input = (uint32_t)from[8] | (uint32_t)from[9] << 8;
  node->missing_left = from[10];
  node->missing = from[11];
  const bool leaf = left == UINT32_MAX && right == UINT32_MAX;
  if (!leaf && (left > INT32_MAX || right > INT32_MAX)) return false;
  node->left = leaf ? LEAF : (int32_t)left;
  node->right = leaf ? LEAF : (int32_t)right;
  *(leaf ? &node->value : &node->threshold) = decides;
  return true;
}

static fr_status read_tree(model_reader *in, fr__model_tree *tree) {
  const uint64_t offset = in->from->position;
  const uint8_t *data;
  uint64_t size;
  uint32_t count;
  FR_TRY(count_to(in, "a tree", 2, &count));
  if (count != 2) return fr__cbor_fail(in->from, offset, "a tree has two parts, its weight and its nodes");
  FR_TRY(fr__cbor_double(in->from, "a tree's weight", &tree->weight));
  const uint64_t at = in->from->position;
  FR_TRY(fr__cbor_bytes(in->from, "a tree's nodes", &data, &size));
  if (size % NODE_BYTES != 0 || size == 0 || size / NODE_BYTES > FR_MAX_TREE_NODES) {
    return fr__cbor_fail(in->from, at, "a tree has 1 to %d nodes of %d bytes each", FR_MAX_TREE_NODES, NODE_BYTES);
  }
  tree->node_count = (uint32_t)(size / NODE_BYTES);
  fr__model_node *nodes = take(in, tree->node_count, sizeof *nodes);
  FR_REQUIRE(nodes != NULL, FR_NO_MEMORY);
  for (uint32_t i = 0; i < tree->node_count; i++) {
    if (get_node(data + (size_t)i * NODE_BYTES, &nodes[i])) continue;
    return fr__cbor_fail(in->from, at, "node %u has one child, or one that cannot be", i);
  }
  tree->nodes = nodes;
  return FR_OK;
}

static fr_status read_trees(model_reader *in) {
  fr__model_parts *parts = in->parts;
  FR_TRY(count_to(in, "a model's trees", FR_MAX_MODEL_TREES, &parts->tree_count));
  fr__model_tree *trees = take(in, parts->tree_count, sizeof *trees);
  FR_REQUIRE(trees != NULL, FR_NO_MEMORY);
  for (uint32_t i = 0; i < parts->tree_count; i++) FR_TRY(read_tree(in, &trees[i]));
  parts->trees = trees;
  return FR_OK;
}

static fr_status read_bin(model_reader *in, fr__model_bin *bin) {
  const uint64_t offset = in->from->position;
  int64_t points;
  uint32_t count;
  FR_TRY(count_to(in, "a bin", 3, &count));
  if (count != 1 && count != 3) return fr__cbor_fail(in->from, offset, "a bin has one part or three");
  bin->missing = count == 1;
  if (!bin->missing) FR_TRY(fr__cbor_double(in->from, "a bin's lower bound", &bin->low));
  if (!bin->missing) FR_TRY(fr__cbor_double(in->from, "a bin's upper bound", &bin->high));
  FR_TRY(int_to(in, "a bin's points", -FR_MAX_POINTS, FR_MAX_POINTS, &points));
  bin->points = (int32_t)points;
  return FR_OK;
}

static fr_status read_cards(model_reader *in, uint32_t *card_count) {
  FR_TRY(count_to(in, "a scorecard's inputs", FR_MAX_MODEL_INPUTS, card_count));
  fr__model_characteristic *cards = take(in, *card_count, sizeof *cards);
  FR_REQUIRE(cards != NULL, FR_NO_MEMORY);
  for (uint32_t i = 0; i < *card_count; i++) {
    FR_TRY(count_to(in, "the bins of an input", FR_MAX_MODEL_BINS, &cards[i].bin_count));
    fr__model_bin *bins = take(in, cards[i].bin_count, sizeof *bins);
    FR_REQUIRE(bins != NULL, FR_NO_MEMORY);
    for (uint32_t j = 0; j < cards[i].bin_count; j++) FR_TRY(read_bin(in, &bins[j]));
    cards[i].bins = bins;
  }
  in->parts->characteristics = cards;
  return FR_OK;
}

static fr_status read_names(model_reader *in) {
  FR_TRY(count_to(in, "a model's inputs", FR_MAX_MODEL_INPUTS, &in->parts->input_count));
  const char **names = take(in, in->parts->input_count, sizeof *names);
  FR_REQUIRE(names != NULL, FR_NO_MEMORY);
  for (uint32_t i = 0; i < in->parts->input_count; i++) {
    const uint64_t offset = in->from->position;
    fr_text name;
    FR_TRY(fr__cbor_text(in->from, "an input's name", &name));
    if (name.size == 0 || name.size > FR__MODEL_NAME || memchr(name.data, 0, name.size) != NULL) {
      return fr__cbor_fail(in->from, offset, "an input's name has 1 to %d bytes, none of them 0", FR__MODEL_NAME);
    }
    names[i] = fr__arena_copy(in->arena, name.data, name.size);
    FR_REQUIRE(names[i] != NULL, FR_NO_MEMORY);
  }
  in->parts->inputs = names;
  return FR_OK;
}

static fr_status read_steps(model_reader *in) {
  FR_TRY(count_to(in, "a calibration's steps", FR_MAX_MODEL_STEPS, &in->parts->step_count));
  fr__model_step *steps = take(in, in->parts->step_count, sizeof *steps);
  FR_REQUIRE(steps != NULL, FR_NO_MEMORY);
  for (uint32_t i = 0; i < in->parts->step_count; i++) {
    const uint64_t offset = in->from->position;
    uint32_t count;
    int64_t points;
    FR_TRY(count_to(in, "a step", 2, &count));
    if (count != 2) return fr__cbor_fail(in->from, offset, "a step has two parts, a margin and points");
    FR_TRY(fr__cbor_double(in->from, "a step's margin", &steps[i].margin));
    FR_TRY(int_to(in, "a step's points", -FR_MAX_POINTS, FR_MAX_POINTS, &points));
    steps[i].points = (int32_t)points;
  }
  in->parts->steps = steps;
  return FR_OK;
}

static fr_status read_monotone(model_reader *in) {
  const uint64_t offset = in->from->position;
  uint32_t count;
  FR_TRY(count_to(in, "monotone", FR_MAX_MODEL_INPUTS, &count));
  if (count != 0 && count != in->parts->input_count) {
    return fr__cbor_fail(in->from, offset, "monotone has a sign for each input, or none at all");
  }
  int8_t *signs = take(in, count, 1);
  FR_REQUIRE(signs != NULL, FR_NO_MEMORY);
  for (uint32_t i = 0; i < count; i++) {
    int64_t sign;
    FR_TRY(int_to(in, "monotone", -1, 1, &sign));
    signs[i] = (int8_t)sign;
  }
  in->parts->monotone = count == 0 ? NULL : signs;
  return FR_OK;
}

static fr_status expect_key(model_reader *in, const char *wanted) {
  const uint64_t offset = in->from->position;
  fr_text key;
  FR_TRY(fr__cbor_map_key(in->from, "a model", &key));
  if (fr__text_is(key, wanted)) return FR_OK;
  return fr__cbor_fail(in->from, offset, "a model lacks '%s', or has a key that this library does not know", wanted);
}

fr_status fr__model_read(fr__cbor_reader *from, fr__arena *arena, fr__model_parts *parts) {
  model_reader in = {from, arena, parts};
  const uint64_t offset = from->position;
  uint64_t pairs;
  int64_t kind;
  uint32_t cards = 0;
  *parts = (fr__model_parts){.kind = 0};
  FR_TRY(fr__cbor_map(from, "a model", &pairs));
  if (pairs != 7) return fr__cbor_fail(from, offset, "a model has seven keys");
  FR_TRY(expect_key(&in, "base"));
  FR_TRY(fr__cbor_double(from, "base", &parts->base));
  FR_TRY(expect_key(&in, "kind"));
  FR_TRY(int_to(&in, "kind", FR__MODEL_XGBOOST, FR__MODEL_SCORECARD, &kind));
  parts->kind = (uint32_t)kind;
  const bool card = parts->kind == FR__MODEL_SCORECARD;
  FR_TRY(expect_key(&in, card ? "cards" : "trees"));
  FR_TRY(card ? read_cards(&in, &cards) : read_trees(&in));
  FR_TRY(expect_key(&in, "inputs"));
  FR_TRY(read_names(&in));
  if (card && cards != parts->input_count) {
    return fr__cbor_fail(from, offset, "a scorecard has bins for each of its inputs");
  }
  FR_TRY(expect_key(&in, "points"));
  FR_TRY(read_steps(&in));
  FR_TRY(expect_key(&in, "average"));
  FR_TRY(fr__cbor_bool(from, "average", &parts->average));
  FR_TRY(expect_key(&in, "monotone"));
  return read_monotone(&in);
}
