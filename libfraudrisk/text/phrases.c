/* SPDX-License-Identifier: Apache-2.0
 *
 * The trie is numbered level by level, so that a node's children stand side by side, ordered by their byte: a node
 * needs only where they begin and how many they are. `bits` holds for each row the sets that have a phrase ending here,
 * with those of all shorter suffixes, so that a step costs the same however many phrases end in one place. */
#include "text/phrases.h"

#include <stdlib.h>

typedef struct node {
  uint32_t children; /* the first child */
  uint32_t fallback; /* the longest proper suffix that is in the trie too */
  uint32_t row;      /* of `bits`; 0: no phrase ends here */
  uint16_t child_count;
  uint8_t byte; /* that leads here */
} node;

struct fr__phrases {
  uint32_t sets, words, node_count, row_count;
  const node *nodes; /* 0 is the root */
  const uint64_t *bits;
  uint32_t first[256]; /* the root's children by byte; 0: none */
};

/* A phrase while building: folded, and sorted so that each node is a range of phrases with a common beginning. */
typedef struct folded {
  const uint8_t *bytes;
  uint32_t size, set;
} folded;

typedef struct range {
  uint32_t from, to, depth;
} range;

typedef struct builder {
  folded *phrases;
  uint8_t *bytes;
  node *nodes;
  range *ranges;
  uint64_t *bits;
  uint32_t *parents;
  uint32_t count, words, node_count, row_count;
} builder;

static inline uint8_t fold(uint8_t byte) { return byte >= 'A' && byte <= 'Z' ? (uint8_t)(byte + ('a' - 'A')) : byte; }

static int compare(const void *left, const void *right) {
  const folded *a = left, *b = right;
  const uint32_t common = a->size < b->size ? a->size : b->size;
  const int order = memcmp(a->bytes, b->bytes, common);
  if (order != 0) return order;
  return (a->size > b->size) - (a->size < b->size);
}

static uint32_t child_of(const node *nodes, uint32_t parent, uint8_t byte) {
  uint32_t low = nodes[parent].children, high = low + nodes[parent].child_count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (nodes[middle].byte == byte) return middle;
    if (nodes[middle].byte < byte) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return 0;
}

/* Where to go from a node by this byte; the root stays where nothing fits. */
static uint32_t step(const fr__phrases *phrases, uint32_t at, uint8_t byte) {
  while (at != 0) {
    const uint32_t child = child_of(phrases->nodes, at, byte);
    if (child != 0) return child;
    at = phrases->nodes[at].fallback;
  }
  return phrases->first[byte];
}

static fr_status fault(fr_error *error, fr_status status, uint32_t index, const char *message) {
  fr__fail(error, status, "phrases", "phrase %u %s", index, message);
  if (error != NULL) error->offset = index;
  return status;
}

static fr_status check(const fr__phrase *phrases, uint32_t count, uint32_t sets, uint64_t *bytes, fr_error *error) {
  *bytes = 0;
  if (count > FR_MAX_PHRASES) {
    return fr__fail(error, FR_TOO_MANY, "phrases", "there are %u phrases; at most %d are allowed", count,
                    FR_MAX_PHRASES);
  }
  if (sets > FR__MAX_PHRASE_SETS) {
    return fr__fail(error, FR_TOO_MANY, "phrases", "there are %u sets of phrases; at most %d are allowed", sets,
                    FR__MAX_PHRASE_SETS);
  }
  for (uint32_t i = 0; i < count; i++) {
    const fr_text text = phrases[i].text;
    if (phrases[i].set >= sets) return fault(error, FR_BAD_ARGUMENT, i, "belongs to a set that there is not");
    if (text.data == NULL || text.size == 0) return fault(error, FR_BAD_POLICY, i, "is empty; it would match any text");
    if (text.size > FR_MAX_REMARK_BYTES) return fault(error, FR_TOO_LONG, i, "is longer than any remark may be");
    *bytes += text.size;
  }
  return FR_OK;
}

static void build_free(builder *build) {
  free(build->phrases);
  free(build->bytes);
  free(build->nodes);
  free(build->ranges);
  free(build->parents);
  free(build->bits);
}

static fr_status build_begin(builder *build, const fr__phrase *phrases, uint32_t count, uint32_t sets, uint64_t bytes) {
  const size_t most = (size_t)bytes + 1; /* nodes: one a byte, and the root */
  *build = (builder){.count = count, .words = (sets + 63) / 64, .node_count = 1, .row_count = 1};
  build->phrases = calloc((size_t)count + 1, sizeof *build->phrases);
  build->bytes = calloc(most, 1);
  build->nodes = calloc(most, sizeof *build->nodes);
  build->ranges = calloc(most, sizeof *build->ranges);
  build->parents = calloc(most, sizeof *build->parents);
  build->bits = calloc(((size_t)count + 1) * (build->words == 0 ? 1 : build->words), sizeof *build->bits);
  if (build->phrases == NULL || build->bytes == NULL || build->nodes == NULL || build->ranges == NULL ||
      build->parents == NULL || build->bits == NULL) {
    return FR_NO_MEMORY;
  }
  uint8_t *at = build->bytes;
  for (uint32_t i = 0; i < count; i++) {
    const fr_text text = phrases[i].text;
    build->phrases[i] = (folded){at, text.size, phrases[i].set};
    for (uint32_t j = 0; j < text.size; j++) *at++ = fold((uint8_t)text.data[j]);
  }
  qsort(build->phrases, count, sizeof *build->phrases, compare);
  build->ranges[0] = (range){0, count, 0};
  return FR_OK;
}

/* Splits a node's range by the next byte: each part is a child. Phrases that end here come first in the range, and get
 * the node a row of its own. */
static void split(builder *build, uint32_t at) {
  const range whole = build->ranges[at];
  node *parent = &build->nodes[at];
  uint32_t from = whole.from;
  while (from < whole.to && build->phrases[from].size == whole.depth) {
    if (parent->row == 0) parent->row = build->row_count++;
    const uint32_t set = build->phrases[from++].set;
    build->bits[(size_t)parent->row * build->words + set / 64] |= UINT64_C(1) << (set % 64);
  }
  parent->children = build->node_count;
  while (from < whole.to) {
    const uint8_t byte = build->phrases[from].bytes[whole.depth];
    uint32_t to = from + 1;
    while (to < whole.to && build->phrases[to].bytes[whole.depth] == byte) to++;
    build->nodes[build->node_count].byte = byte;
    build->ranges[build->node_count] = (range){from, to, whole.depth + 1};
    build->parents[build->node_count] = at;
    build->node_count++;
    parent->child_count++;
    from = to;
  }
}

/* Level by level, so that the fallback, which is always shorter, is complete already. */
static void connect(builder *build) {
  for (uint32_t at = 1; at < build->node_count; at++) {
    node *here = &build->nodes[at];
    if (build->parents[at] != 0) {
      uint32_t back = build->nodes[build->parents[at]].fallback;
      uint32_t child = child_of(build->nodes, back, here->byte);
      while (child == 0 && back != 0) {
        back = build->nodes[back].fallback;
        child = child_of(build->nodes, back, here->byte);
      }
      here->fallback = child;
    }
    const uint32_t shorter = build->nodes[here->fallback].row;
    if (here->row == 0) {
      here->row = shorter;
    } else if (shorter != 0) {
      uint64_t *own = build->bits + (size_t)here->row * build->words;
      const uint64_t *other = build->bits + (size_t)shorter * build->words;
      for (uint32_t w = 0; w < build->words; w++) own[w] |= other[w];
    }
  }
}

static fr_status keep(const builder *build, fr__arena *arena, uint32_t sets, const fr__phrases **built) {
  fr__phrases *phrases = fr__arena_alloc(arena, sizeof *phrases);
  const size_t nodes_size = build->node_count * sizeof(node);
  const size_t bits_size = (size_t)build->row_count * build->words * sizeof(uint64_t);
  node *nodes = fr__arena_alloc(arena, nodes_size);
  uint64_t *bits = fr__arena_alloc(arena, bits_size == 0 ? 1 : bits_size);
  if (phrases == NULL || nodes == NULL || bits == NULL) return FR_NO_MEMORY;
  memcpy(nodes, build->nodes, nodes_size);
  memcpy(bits, build->bits, bits_size);
  phrases->sets = sets;
  phrases->words = build->words;
  phrases->node_count = build->node_count;
  phrases->row_count = build->row_count;
  phrases->nodes = nodes;
  phrases->bits = bits;
  for (uint32_t i = 0; i < nodes[0].child_count; i++) {
    const uint32_t child = nodes[0].children + i;
    phrases->first[nodes[child].byte] = child;
  }
  *built = phrases;
  return FR_OK;
}

fr_status fr__phrases_build(fr__arena *arena, const fr__phrase *phrases, uint32_t count, uint32_t sets,
                            const fr__phrases **built, fr_error *error) {
  uint64_t bytes;
  FR_TRY(check(phrases, count, sets, &bytes, error));
  builder build;
  fr_status status = build_begin(&build, phrases, count, sets, bytes);
  if (status >= 0) {
    for (uint32_t at = 0; at < build.node_count; at++) split(&build, at);
    connect(&build);
    status = keep(&build, arena, sets, built);
  }
  build_free(&build);
  if (status < 0) return fr__fail(error, status, "phrases", "there is not enough memory for %u phrases", count);
  return FR_OK;
}

uint32_t fr__phrases_words(const fr__phrases *phrases) { return phrases->words; }

void fr__phrases_scan(const fr__phrases *phrases, const char *text, uint32_t size, uint64_t *set_bits, uint32_t words) {
  for (uint32_t w = 0; w < words; w++) set_bits[w] = 0;
  FR_INVARIANT(words >= phrases->words);
  if (text == NULL || words < phrases->words) return;
  uint32_t at = 0, before = 0;
  for (uint32_t i = 0; i < size; i++) {
    at = step(phrases, at, fold((uint8_t)text[i]));
    const uint32_t row = phrases->nodes[at].row;
    if (row == before) continue;
    const uint64_t *bits = phrases->bits + (size_t)row * phrases->words;
    for (uint32_t w = 0; w < phrases->words; w++) set_bits[w] |= bits[w];
    before = row;
  }
}

bool fr__phrases_mention(const fr__phrases *phrases, uint32_t set, const char *text, uint32_t size) {
  if (set >= phrases->sets || text == NULL) return false;
  const uint64_t *bits = phrases->bits + set / 64;
  uint32_t at = 0;
  for (uint32_t i = 0; i < size; i++) {
    at = step(phrases, at, fold((uint8_t)text[i]));
    if ((bits[(size_t)phrases->nodes[at].row * phrases->words] >> (set % 64) & 1) != 0) return true;
  }
  return false;
}
