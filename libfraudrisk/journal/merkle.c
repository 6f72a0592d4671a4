/* SPDX-License-Identifier: Apache-2.0 */
#include "journal/merkle.h"

enum { LEAF = 0, NODE = 1 };

fr_status fr__merkle_leaf(fr__hasher *hasher, const void *data, size_t size, uint8_t leaf[FR__SHA256_BYTES]) {
  return fr__hasher_digest(hasher, LEAF, data, size, NULL, 0, leaf);
}

static fr_status join(fr__hasher *hasher, const uint8_t *left, const uint8_t *right, uint8_t *into) {
  return fr__hasher_digest(hasher, NODE, left, FR__SHA256_BYTES, right, FR__SHA256_BYTES, into);
}

fr_status fr__merkle_add(fr__merkle *tree, fr__hasher *hasher, const uint8_t leaf[FR__SHA256_BYTES]) {
  uint8_t part[FR__SHA256_BYTES];
  uint32_t level = 0;
  memcpy(part, leaf, sizeof part);
  for (; (tree->count >> level & 1) != 0; level++) FR_TRY(join(hasher, tree->peaks[level], part, part));
  memcpy(tree->peaks[level], part, sizeof part);
  tree->count++;
  return FR_OK;
}

fr_status fr__merkle_root(const fr__merkle *tree, fr__hasher *hasher, uint8_t root[FR__SHA256_BYTES]) {
  if (tree->count == 0) return fr__sha256(NULL, 0, root);
  uint32_t level = (uint32_t)__builtin_ctzll(tree->count);
  memcpy(root, tree->peaks[level], FR__SHA256_BYTES);
  for (level++; level < FR__MERKLE_LEVELS; level++) {
    if ((tree->count >> level & 1) != 0) FR_TRY(join(hasher, tree->peaks[level], root, root));
  }
  return FR_OK;
}

uint32_t fr__merkle_peaks(uint64_t count) { return (uint32_t)__builtin_popcountll(count); }

void fr__merkle_save(const fr__merkle *tree, uint8_t *into) {
  for (uint32_t level = FR__MERKLE_LEVELS; level-- > 0;) {
    if ((tree->count >> level & 1) == 0) continue;
    memcpy(into, tree->peaks[level], FR__SHA256_BYTES);
    into += FR__SHA256_BYTES;
  }
}

void fr__merkle_load(fr__merkle *tree, uint64_t count, const uint8_t *from) {
  memset(tree, 0, sizeof *tree);
  tree->count = count;
  for (uint32_t level = FR__MERKLE_LEVELS; level-- > 0;) {
    if ((count >> level & 1) == 0) continue;
    memcpy(tree->peaks[level], from, FR__SHA256_BYTES);
    from += FR__SHA256_BYTES;
  }
}

bool fr__merkle_same(const fr__merkle *a, const fr__merkle *b) {
  if (a->count != b->count) return false;
  for (uint32_t level = 0; level < FR__MERKLE_LEVELS; level++) {
    const bool there = (a->count >> level & 1) != 0;
    if (there && memcmp(a->peaks[level], b->peaks[level], FR__SHA256_BYTES) != 0) return false;
  }
  return true;
}

/* The largest power of two below a count of at least two. */
static uint64_t left_size(uint64_t count) { return UINT64_C(1) << (63 - __builtin_clzll(count - 1)); }

/* Goes from the root down to the leaf; what lies on the other side of each step is one hash of the path. */
static void find_ranges(fr__merkle_path *path) {
  uint64_t begin = 0, end = path->size;
  uint32_t steps = 0;
  for (; end - begin > 1; steps++) {
    const uint64_t middle = begin + left_size(end - begin);
    const bool left = path->index < middle;
    path->begins[steps] = left ? middle : begin;
    path->ends[steps] = left ? end : middle;
    *(left ? &end : &begin) = middle;
  }
  path->count = steps;
  for (uint32_t i = 0; i < steps / 2; i++) { /* the path begins beside the leaf */
    const uint64_t a = path->begins[i], b = path->ends[i];
    path->begins[i] = path->begins[steps - 1 - i];
    path->ends[i] = path->ends[steps - 1 - i];
    path->begins[steps - 1 - i] = a;
    path->ends[steps - 1 - i] = b;
  }
  /* In the order of leaves: those before the leaf from the farthest, then those behind it from the nearest. */
  uint32_t ordered = 0;
  for (uint32_t i = steps; i-- > 0;) {
    if (path->ends[i] <= path->index) path->order[ordered++] = i;
  }
  for (uint32_t i = 0; i < steps; i++) {
    if (path->begins[i] > path->index) path->order[ordered++] = i;
  }
}

/* What the known tree holds of a range that begins at `begin`: its peaks that lie in it. They are the smallest ones,
 * because a range before the leaf begins where a larger full part ends. */
static void take_known(fr__merkle_path *path, uint64_t begin, uint64_t end) {
  memset(&path->part, 0, sizeof path->part);
  if (path->known.count <= begin) return;
  const uint64_t count = (path->known.count < end ? path->known.count : end) - begin;
  path->part.count = count;
  for (uint32_t level = 0; level < FR__MERKLE_LEVELS; level++) {
    if ((count >> level & 1) != 0) memcpy(path->part.peaks[level], path->known.peaks[level], FR__SHA256_BYTES);
  }
}

/* Closes the ranges that end before the next leaf, and begins the one that it belongs to. */
static fr_status settle(fr__merkle_path *path, fr__hasher *hasher) {
  while (path->range < path->count) {
    const uint32_t at = path->order[path->range];
    if (path->ends[at] > path->next) return FR_OK;
    FR_TRY(fr__merkle_root(&path->part, hasher, path->hashes[at]));
    path->range++;
    if (path->range < path->count)
      take_known(path, path->begins[path->order[path->range]], path->ends[path->order[path->range]]);
  }
  return FR_OK;
}

fr_status fr__merkle_path_begin(fr__merkle_path *path, fr__hasher *hasher, const fr__merkle *known, uint64_t index,
                                uint64_t size) {
  FR_REQUIRE(known->count <= index && index < size, FR_BAD_ARGUMENT);
  memset(path, 0, sizeof *path);
  path->index = index;
  path->size = size;
  path->known = *known;
  path->next = known->count;
  find_ranges(path);
  if (path->count > 0) take_known(path, path->begins[path->order[0]], path->ends[path->order[0]]);
  return settle(path, hasher);
}

fr_status fr__merkle_path_add(fr__merkle_path *path, fr__hasher *hasher, const uint8_t leaf[FR__SHA256_BYTES]) {
  if (path->next >= path->size) return FR_OK;
  if (path->next != path->index) FR_TRY(fr__merkle_add(&path->part, hasher, leaf));
  path->next++;
  return settle(path, hasher);
}
