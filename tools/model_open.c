/* SPDX-License-Identifier: Apache-2.0 */
#include "model_open.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model_file.h"

enum { ARENA_MAX = 1 << 30 };

bool model_open(opened_model *into, const char *path, const char *map) {
  fr_error error = FR_ERROR_INIT;
  char why[MODEL_WHY_BYTES] = "";
  *into = (opened_model){.arena = {.limit = ARENA_MAX}};
  if (!model_file_read(path, &into->arena, &into->parts, why)) {
    fprintf(stderr, "%s%s%s\n", path, why[0] == ':' ? "" : " ", why);
  } else if (map == NULL || model_rename(into, path, map)) {
    if (fr__model_make(&into->arena, &into->parts, path, &into->model, &error) == FR_OK) return true;
    fprintf(stderr, "%s\n", error.message[0] ? error.message : fr_status_text(FR_NO_MEMORY));
  }
  model_close(into);
  return false;
}

void model_close(opened_model *model) { fr__arena_free(&model->arena); }

static int find_input(const opened_model *model, const char *name, size_t size) {
  for (uint32_t i = 0; i < model->parts.input_count; i++) {
    const char *own = model->parts.inputs[i];
    if (strlen(own) == size && memcmp(own, name, size) == 0) return (int)i;
  }
  return -1;
}

/* Names are looked up as the file has them, so that two can change places. */
bool model_rename(opened_model *model, const char *path, const char *map) {
  const uint32_t count = model->parts.input_count;
  const char **names = fr__arena_alloc(&model->arena, count * sizeof *names);
  if (names == NULL) return fprintf(stderr, "%s: out of memory\n", path), false;
  for (uint32_t i = 0; i < count; i++) names[i] = model->parts.inputs[i];
  for (const char *at = map, *end; *at; at = *end ? end + 1 : end) {
    end = strchrnul(at, ',');
    const char *equals = memchr(at, '=', (size_t)(end - at));
    if (equals == NULL) return fprintf(stderr, "--map: write NAME=FEATURE, with commas between\n"), false;
    const int input = find_input(model, at, (size_t)(equals - at));
    if (input < 0) {
      fprintf(stderr, "%s has no input \"%.*s\", which --map names; 'fraudrisk model show' lists them\n", path,
              (int)(equals - at), at);
      return false;
    }
    names[input] = fr__arena_copy(&model->arena, equals + 1, (size_t)(end - equals - 1));
    if (names[input] == NULL) return fprintf(stderr, "%s: out of memory\n", path), false;
  }
  model->parts.inputs = names;
  return true;
}
