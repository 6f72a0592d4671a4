/* SPDX-License-Identifier: Apache-2.0 */
#include "model_file.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "crypto/sha256.h"
#include "model_forms.h"
#include "words.h"

enum { DOCUMENT_BYTES_MAX = 1 << 30 };

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

bool model_refuse(char *why, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(why, MODEL_WHY_BYTES, format, arguments);
  va_end(arguments);
  return false;
}

void *model_take(fr__arena *arena, size_t count, size_t size, char *why) {
  void *memory = fr__arena_alloc(arena, (count + 1) * size);
  if (memory == NULL) (void)model_refuse(why, "is too large: memory is out");
  return memory;
}

/* The tree of values takes more than what is read out of it, and goes at once. */
static bool read_braces(const char *bytes, size_t size, fr__arena *arena, fr__model_parts *parts, char *why) {
  fr__arena own = {.limit = DOCUMENT_BYTES_MAX};
  const bool is_json = size > 1 && strchr(" \t\r\n\"}", bytes[1]) != NULL && bytes[1] != '\0';
  const value *document = is_json ? value_read_json(bytes, size, &own, why) : value_read_ubjson(bytes, size, &own, why);
  const bool good = document != NULL && model_xgboost_read(document, arena, parts, why);
  fr__arena_free(&own);
  return good;
}

/* The forms are told apart by how they begin: the neutral form is a map of CBOR, whose head no text begins with. */
bool model_bytes_read(char *bytes, size_t size, fr__arena *arena, fr__model_parts *parts, char *why) {
  static const char mark[] = "\xEF\xBB\xBF", card[] = "characteristic,low,high,points";
  const unsigned char first = (unsigned char)bytes[0];
  if (first >= 0xA0 && first <= 0xBF) return model_neutral_read(bytes, size, arena, parts, why);
  if (first == '{') return read_braces(bytes, size, arena, parts, why);
  if (memchr(bytes, 0, size) == NULL) {
    if (strncmp(bytes, "tree\n", 5) == 0 || strncmp(bytes, "tree\r\n", 6) == 0)
      return model_lightgbm_read(bytes, arena, parts, why);
    if (strncmp(bytes, mark, strlen(mark)) == 0) bytes += strlen(mark);
    if (strncmp(bytes, card, strlen(card)) == 0 && strchr("\r\n", bytes[strlen(card)]))
      return model_card_read(bytes, arena, parts, why);
  }
  return model_refuse(why,
                      "is no model that is known: save XGBoost's as .json or .ubj, LightGBM's with save_model(), a "
                      "scorecard as CSV with the header %s",
                      card);
}

bool model_file_read(const char *path, fr__arena *arena, fr__model_parts *parts, char *why) {
  size_t size = 0;
  char *bytes = read_whole(path, arena, &size, why);
  return bytes != NULL && model_bytes_read(bytes, size, arena, parts, why);
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
