/* SPDX-License-Identifier: Apache-2.0
 *
 * The tree against its definition in RFC 6962, written as it stands there. */
#include <criterion/criterion.h>

#include "journal/merkle.h"

enum { MOST = 70 };

static uint8_t leaves[MOST][FR__SHA256_BYTES];
static fr__hasher *hasher;

static void make_leaves(void) {
  cr_assert_eq(fr__hasher_create(&hasher), FR_OK);
  for (uint8_t i = 0; i < MOST; i++) cr_assert_eq(fr__merkle_leaf(hasher, &i, 1, leaves[i]), FR_OK);
}

static void drop(void) { fr__hasher_destroy(hasher); }

static uint64_t split(uint64_t count) {
  uint64_t k = 1;
  while (k * 2 < count) k *= 2;
  return k;
}

/* MTH of 2.1 */
static void root_of(uint64_t from, uint64_t count, uint8_t into[FR__SHA256_BYTES]) {
  uint8_t left[FR__SHA256_BYTES], right[FR__SHA256_BYTES];
  if (count == 0) {
    cr_assert_eq(fr__sha256(NULL, 0, into), FR_OK);
  } else if (count == 1) {
    memcpy(into, leaves[from], FR__SHA256_BYTES);
  } else {
    const uint64_t k = split(count);
    root_of(from, k, left);
    root_of(from + k, count - k, right);
    cr_assert_eq(fr__hasher_digest(hasher, 1, left, sizeof left, right, sizeof right, into), FR_OK);
  }
}

/* PATH of 2.1.1 */
static uint32_t path_of(uint64_t index, uint64_t from, uint64_t count, uint8_t into[][FR__SHA256_BYTES]) {
  if (count <= 1) return 0;
  const uint64_t k = split(count);
  const bool left = index < k;
  const uint32_t size = left ? path_of(index, from, k, into) : path_of(index - k, from + k, count - k, into);
  root_of(left ? from + k : from, left ? count - k : k, into[size]);
  return size + 1;
}

Test(merkle, roots_are_those_of_the_definition, .init = make_leaves, .fini = drop) {
  fr__merkle tree = {0};
  uint8_t ours[FR__SHA256_BYTES], theirs[FR__SHA256_BYTES], peaks[FR__MERKLE_LEVELS * FR__SHA256_BYTES];
  for (uint64_t count = 0; count <= MOST; count++) {
    if (count > 0) cr_assert_eq(fr__merkle_add(&tree, hasher, leaves[count - 1]), FR_OK);
    cr_assert_eq(fr__merkle_root(&tree, hasher, ours), FR_OK);
    root_of(0, count, theirs);
    cr_assert_arr_eq(ours, theirs, FR__SHA256_BYTES, "%llu leaves", (unsigned long long)count);
    fr__merkle again;
    fr__merkle_save(&tree, peaks);
    fr__merkle_load(&again, count, peaks);
    cr_assert_eq(fr__merkle_root(&again, hasher, ours), FR_OK);
    cr_assert_arr_eq(ours, theirs, FR__SHA256_BYTES, "saved and loaded");
  }
}

static void try_path(uint64_t known_count, uint64_t index, uint64_t size) {
  fr__merkle known = {0};
  fr__merkle_path path;
  uint8_t expected[FR__MERKLE_LEVELS][FR__SHA256_BYTES];
  for (uint64_t i = 0; i < known_count; i++) cr_assert_eq(fr__merkle_add(&known, hasher, leaves[i]), FR_OK);
  cr_assert_eq(fr__merkle_path_begin(&path, hasher, &known, index, size), FR_OK);
  for (uint64_t i = known_count; i < size; i++) {
    cr_assert_not(fr__merkle_path_done(&path));
    cr_assert_eq(fr__merkle_path_add(&path, hasher, leaves[i]), FR_OK);
  }
  cr_assert(fr__merkle_path_done(&path));
  cr_assert_eq(path.count, path_of(index, 0, size, expected));
  cr_assert_arr_eq(path.hashes, expected, path.count * FR__SHA256_BYTES, "leaf %llu of %llu, %llu known",
                   (unsigned long long)index, (unsigned long long)size, (unsigned long long)known_count);
}

Test(merkle, paths_are_those_of_the_definition_whatever_is_known_before, .init = make_leaves, .fini = drop) {
  for (uint64_t size = 1; size <= 20; size++) {
    for (uint64_t index = 0; index < size; index++) {
      for (uint64_t known = 0; known <= index; known++) try_path(known, index, size);
    }
  }
  for (uint64_t index = 0; index < MOST; index += 3) try_path(index / 2, index, MOST);
}

Test(merkle, a_path_needs_a_leaf_in_the_tree_and_not_before_what_is_known, .init = make_leaves, .fini = drop) {
  fr__merkle known = {0};
  fr__merkle_path path;
  cr_assert_eq(fr__merkle_path_begin(&path, hasher, &known, 3, 3), FR_BAD_ARGUMENT);
  cr_assert_eq(fr__merkle_add(&known, hasher, leaves[0]), FR_OK);
  cr_assert_eq(fr__merkle_path_begin(&path, hasher, &known, 0, 3), FR_BAD_ARGUMENT);
}
