/* SPDX-License-Identifier: Apache-2.0
 *
 * What compiles runs: inside its memory, inside its budget, and twice to the same value. The first byte chooses the
 * environment and the values. Chains are lifted out and stay unknown here; fuzz_fold runs them. */
#include <stdlib.h>

#include "fuzz/environment.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fill(fr__cel_value slots[], uint32_t count, uint8_t choice) {
  static const double numbers[] = {0.0, -1.5, 1e300, 49900.01};
  static const char text[] = "转到安全账户 safe account";
  static const fr__cel_value pairs[] = {{.kind = FR__CEL_STRING, .size = 1, .as.text = "a"},
                                        {.kind = FR__CEL_INT, .as.integer = 7}};
  memset(slots, 0, count * sizeof slots[0]);
  slots[F_AMOUNT] = fr__cel_double(numbers[choice >> 3 & 3]);
  if ((choice & 32) != 0) slots[F_BALANCE] = fr__cel_double(0.0);
  slots[F_CHANNEL] = fr__cel_string(fuzz_channels[1], 3);
  slots[F_COUNT] = fr__cel_int((choice & 64) != 0 ? INT64_MIN : 3);
  slots[F_LIST] = fuzz_known;
  slots[F_MAP] = (fr__cel_value){.kind = FR__CEL_MAP, .size = 1, .as.items = pairs};
  slots[F_NAME] = fr__cel_string(text, sizeof text - 1);
  slots[F_ON_CALL] = fr__cel_bool((choice & 128) != 0);
  slots[F_RAW] = (fr__cel_value){.kind = FR__CEL_BYTES, .size = 3, .as.text = "\xff\x00z"};
  slots[F_SPAN] = fr__cel_duration(90 * FR__SECOND_US);
  slots[F_TIME] = fr__cel_timestamp(INT64_C(1767664800000000));
  slots[F_UINT] = (fr__cel_value){.kind = FR__CEL_UINT, .as.word = UINT64_MAX};
}

/* The very same, NaN and order of maps included. */
static bool same(const fr__cel_value *a, const fr__cel_value *b, uint32_t depth) {
  if (a->kind != b->kind || a->size != b->size || a->code != b->code || depth == 0) return false;
  switch (a->kind) {
    case FR__CEL_UNKNOWN:
    case FR__CEL_ERROR:
    case FR__CEL_NULL: return true;
    case FR__CEL_STRING:
    case FR__CEL_BYTES: return a->size == 0 || memcmp(a->as.text, b->as.text, a->size) == 0;
    case FR__CEL_LIST:
    case FR__CEL_MAP: break;
    default: return a->as.word == b->as.word;
  }
  const uint64_t count = a->kind == FR__CEL_MAP ? 2 * (uint64_t)a->size : a->size;
  for (uint64_t i = 0; i < count; i++) {
    if (!same(&a->as.items[i], &b->as.items[i], depth - 1)) return false;
  }
  return true;
}

static uint8_t verdict_of(const fr__cel_value *value) {
  if (value->kind == FR__CEL_BOOL) return value->as.integer != 0 ? FR__CEL_TRUE : FR__CEL_FALSE;
  return value->kind == FR__CEL_UNKNOWN ? FR__CEL_IS_UNKNOWN : FR__CEL_IS_ERROR;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) return 0;
  enum { SLOTS = FUZZ_SLOTS + 256, SCRATCH_MAX = 1 << 20 };
  static fr__cel_value slots[SLOTS];
  const fr__cel_env env = fuzz_environment(data[0]);
  fr__arena arena = {.limit = 64 << 20};
  fr__cel_tree *tree = NULL;
  fr__cel_program *program = NULL;
  fr__cel_chains chains = {.limit = 64, .next_slot = FUZZ_SLOTS};
  fr__cel_error error = {0};
  if (fr__cel_parse(&arena, (const char *)data + 1, (uint32_t)size - 1, &tree, &error) == FR_OK &&
      fr__cel_compile(&arena, &env, tree, &chains, &program, NULL, &error) == FR_OK && chains.next_slot < SLOTS) {
    fill(slots, SLOTS, data[0]);
    const uint32_t needed = fr__cel_scratch_needed(program), room = needed > SCRATCH_MAX ? SCRATCH_MAX : needed + 64;
    /* Exactly so large, so that the sanitizer sees a step outside. */
    fr__cel_scratch one = {malloc(room), room, 0}, two = {malloc(room), room, 0};
    if (one.memory == NULL || two.memory == NULL) abort();
    const fr__cel_value first = fr__cel_run(program, slots, &one), second = fr__cel_run(program, slots, &two);
    if (!same(&first, &second, 2 * FR_MAX_EXPRESSION_DEPTH)) abort();
    const fr__cel_program *const programs[] = {program};
    uint8_t verdict = 99;
    const fr__cel_conditions *conditions = NULL;
    if (fr__cel_conditions_build(&arena, programs, 1, &conditions) != FR_OK) abort();
    fr__cel_run_conditions(conditions, slots, &two, &verdict);
    if (verdict != verdict_of(&first)) abort();
    two.used = 0;
    const fr__cel_value coded = fr__cel_run_code(program, slots, &two);
    if (!same(&first, &coded, 2 * FR_MAX_EXPRESSION_DEPTH)) abort();
    free(one.memory);
    free(two.memory);
  }
  fr__arena_free(&arena);
  return 0;
}
