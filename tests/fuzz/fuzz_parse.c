/* SPDX-License-Identifier: Apache-2.0
 *
 * Parser and checker on any bytes. The first byte chooses the environment. */
#include <stdlib.h>

#include "fuzz/environment.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_place(const char *text, uint32_t size, const fr__cel_error *error) {
  uint32_t lines = 1;
  for (uint32_t i = 0; i < size; i++) lines += text[i] == '\n';
  if (error->line < 1 || error->line > lines || error->column < 1 || error->column > size + 1) abort();
  if (error->message[0] == '\0' || !fr__utf8_valid(error->message, (uint32_t)strlen(error->message))) abort();
}

static void ignore_name(void *context, const char *name, uint32_t size) {
  if (strlen(name) != size) abort();
  ++*(uint32_t *)context;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) return 0;
  const fr__cel_env env = fuzz_environment(data[0]);
  const char *text = (const char *)data + 1;
  const uint32_t length = (uint32_t)size - 1;
  fr__arena arena = {.limit = 64 << 20};
  fr__cel_tree *tree = NULL;
  fr__cel_program *program = NULL;
  fr__cel_chains chains = {.limit = 64, .next_slot = FUZZ_SLOTS};
  fr__cel_error error = {0};
  fr_status status = fr__cel_parse(&arena, text, length, &tree, &error);
  if (status == FR_OK) {
    uint32_t names = 0;
    fr__cel_names(tree, ignore_name, &names);
    status = fr__cel_compile(&arena, &env, tree, &chains, &program, NULL, &error);
    if ((status == FR_OK) != (program != NULL)) abort();
    if (status != FR_OK && chains.count != 0) abort(); /* what was refused leaves nothing behind */
  }
  if (status != FR_OK && status != FR_NO_MEMORY && status != FR_TOO_LONG) check_place(text, length, &error);
  fr__arena_free(&arena);
  return 0;
}
