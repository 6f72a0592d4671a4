/* SPDX-License-Identifier: Apache-2.0 */
#include "model_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "crypto/sha256.h"
#include "words.h"

const char *model_kind_name(uint32_t kind) {
  static const char *const names[] = {"no model", "XGBoost", "LightGBM", "scorecard"};
  return names[kind < sizeof names / sizeof names[0] ? kind : 0];
}

bool model_neutral_read(const void *bytes, size_t size, fr__arena *arena, fr__model_parts *parts, char *why) {
  fr_error error = FR_ERROR_INIT;
  fr__cbor_reader reader;
  fr__cbor_reader_init(&reader, bytes, size, &error);
  fr_status status = fr__model_read(&reader, arena, parts);
  if (status == FR_OK) status = fr__cbor_end(&reader);
  if (status == FR_OK) return true;
  snprintf(why, MODEL_WHY_BYTES, "is damaged: %.200s", error.message[0] ? error.message : fr_status_text(status));
  return false;
}

/* All of a file, in the arena. */
static char *read_whole(const char *path, fr__arena *arena, size_t *size, char *why) {
  FILE *file = fopen(path, "rb");
  char *bytes = NULL;
  long length = -1;
  if (file && fseek(file, 0, SEEK_END) == 0) length = ftell(file);
  if (length < 0) {
    snprintf(why, MODEL_WHY_BYTES, "cannot be read: %s", strerror(errno));
  } else if (length == 0 || length > MODEL_FILE_BYTES_MAX) {
    snprintf(why, MODEL_WHY_BYTES, "has %ld bytes; a model has 1 to %d", length, MODEL_FILE_BYTES_MAX);
  } else {
    rewind(file);
    bytes = fr__arena_alloc(arena, (size_t)length + 1);
    *size = (size_t)length;
    if (bytes == NULL || fread(bytes, 1, *size, file) != *size) {
      snprintf(why, MODEL_WHY_BYTES, "cannot be read: %s", bytes ? "it ends early" : "out of memory");
      bytes = NULL;
    }
  }
  if (file) fclose(file);
  return bytes;
}

/* The neutral form is a map of CBOR, whose head no text begins with. */
bool model_file_read(const char *path, fr__arena *arena, fr__model_parts *parts, char *why) {
  size_t size = 0;
  const char *bytes = read_whole(path, arena, &size, why);
  if (bytes == NULL) return false;
  const unsigned char first = (unsigned char)bytes[0];
  if (first >= 0xA0 && first <= 0xBF) return model_neutral_read(bytes, size, arena, parts, why);
  snprintf(why, MODEL_WHY_BYTES, "is no model in a form that this program knows");
  return false;
}

bool model_digest(const fr__model_parts *parts, char digest[65]) {
  fr__cbor_writer into;
  uint8_t bytes[FR__SHA256_BYTES];
  fr__cbor_writer_grow(&into);
  fr__model_write(&into, parts);
  const bool good = into.status == FR_OK && fr__sha256(into.data, into.size, bytes) == FR_OK;
  if (good) digest_text(bytes, digest);
  fr__cbor_writer_free(&into);
  return good;
}
