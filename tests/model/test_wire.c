/* SPDX-License-Identifier: Apache-2.0
 *
 * A model's parts as bytes: out and in again, one form only, and what is cut or bent is refused. */
#include <criterion/criterion.h>

#include "support/model.h"

static const char *const names[] = {"a", "a name, with blanks"};
static const int8_t signs[] = {0, 0};
static const fr__model_step steps[] = {{-1, 0}, {2.5, 40}};

static fr__cbor_writer written(const fr__model_parts *parts) {
  fr__cbor_writer into;
  fr__cbor_writer_grow(&into);
  fr__model_write(&into, parts);
  cr_assert_eq(into.status, FR_OK);
  return into;
}

static fr_status read_back(const void *bytes, uint64_t size, fr__arena *arena, fr__model_parts *parts) {
  fr__cbor_reader reader;
  fr__cbor_reader_init(&reader, bytes, size, NULL);
  const fr_status status = fr__model_read(&reader, arena, parts);
  return status == FR_OK ? fr__cbor_end(&reader) : status;
}

/* What comes back is written as the same bytes. */
static void round_trip(const fr__model_parts *parts) {
  fr__arena arena = {.limit = 0};
  fr__model_parts again;
  fr__cbor_writer first = written(parts);
  cr_assert_eq(read_back(first.data, first.size, &arena, &again), FR_OK);
  fr__cbor_writer second = written(&again);
  cr_assert_eq(first.size, second.size);
  cr_expect_eq(memcmp(first.data, second.data, first.size), 0);
  cr_expect_eq(fr__model_check(&again, "m", NULL), FR_OK);
  for (uint64_t size = 0; size < first.size; size++) /* no beginning of it is a model */
    cr_assert_neq(read_back(first.data, size, &arena, &again), FR_OK, "%llu bytes", (unsigned long long)size);
  /* A byte that is another: refused, or another model, never the same. */
  for (uint64_t at = 0; at < first.size; at++) {
    first.data[at] ^= 0x41;
    fr__model_parts bent;
    if (read_back(first.data, first.size, &arena, &bent) == FR_OK) {
      fr__cbor_writer third = written(&bent);
      cr_assert(third.size == first.size && memcmp(third.data, first.data, first.size) == 0,
                "byte %llu is read and not kept", (unsigned long long)at);
      fr__cbor_writer_free(&third);
    }
    first.data[at] ^= 0x41;
  }
  fr__cbor_writer_free(&first);
  fr__cbor_writer_free(&second);
  fr__arena_free(&arena);
}

Test(wire, trees) {
  uint64_t seed = 99;
  fr__model_tree trees[3];
  for (uint32_t depth = 0; depth < 3; depth++) trees[depth] = model_grow(FR__MODEL_LIGHTGBM, 2, 1 + 2 * depth, &seed);
  const fr__model_parts parts = {.kind = FR__MODEL_LIGHTGBM,
                                 .input_count = 2,
                                 .inputs = names,
                                 .average = true,
                                 .tree_count = 3,
                                 .trees = trees,
                                 .step_count = 2,
                                 .steps = steps,
                                 .monotone = signs};
  round_trip(&parts);
  for (uint32_t i = 0; i < 3; i++) {
    void *nodes;
    memcpy(&nodes, &trees[i].nodes, sizeof nodes);
    free(nodes);
  }
}

Test(wire, scorecard) {
  static const fr__model_bin bins[] = {{-INFINITY, 30, false, 5}, {30, INFINITY, false, -7}, {0, 0, true, 3}};
  static const fr__model_characteristic cards[] = {{bins, 3}, {bins, 3}};
  const fr__model_parts parts = {
      .kind = FR__MODEL_SCORECARD, .input_count = 2, .inputs = names, .base = 100, .characteristics = cards};
  round_trip(&parts);
}
