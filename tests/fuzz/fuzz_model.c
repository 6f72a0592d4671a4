/* SPDX-License-Identifier: Apache-2.0
 *
 * Models in the forms of other programs: bytes of any kind are refused with a sentence, or become a model that is
 * evaluated, and that the neutral form gives back. */
#include <math.h>
#include <string.h>

#include "input.h"
#include "model_file.h"

enum { BYTES_MAX = 1 << 16 };

static void evaluate(fr__arena *arena, const fr__model_parts *parts) {
  const fr__model *model = NULL;
  fr_error error = FR_ERROR_INIT;
  double values[FR_MAX_MODEL_INPUTS];
  for (uint32_t i = 0; i < FR_MAX_MODEL_INPUTS; i++) values[i] = i % 3 == 0 ? (double)NAN : (double)i - 100;
  if (fr__model_make(arena, parts, "fuzzed", &model, &error) != FR_OK) {
    expect(error.message[0] != '\0', "a model is refused without a sentence");
    return;
  }
  (void)fr__model_margin(model, values);
  fr__cbor_writer first, second;
  fr__model_parts again;
  char why[MODEL_WHY_BYTES] = "";
  fr__cbor_writer_grow(&first);
  fr__cbor_writer_grow(&second);
  fr__model_write(&first, parts);
  expect(model_neutral_read(first.data, first.size, arena, &again, why), "the neutral form is not read");
  fr__model_write(&second, &again);
  expect(first.size == second.size && memcmp(first.data, second.data, first.size) == 0, "it comes back otherwise");
  fr__cbor_writer_free(&first);
  fr__cbor_writer_free(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  fr__arena arena = {.limit = 256u << 20};
  fr__model_parts parts;
  char why[MODEL_WHY_BYTES] = "";
  if (size == 0 || size > BYTES_MAX) return 0;
  char *bytes = malloc(size + 1); /* of its own size, so that a read behind the end is seen */
  if (bytes == NULL) return 0;
  memcpy(bytes, data, size);
  bytes[size] = '\0';
  if (model_bytes_read(bytes, size, &arena, &parts, why))
    evaluate(&arena, &parts);
  else
    expect(why[0] != '\0', "bytes are refused without a sentence");
  fr__arena_free(&arena);
  free(bytes);
  return 0;
}
