/* SPDX-License-Identifier: Apache-2.0 */
#include "words.h"

#include <stdlib.h>
#include <string.h>

const char *outcome_name(uint32_t outcome) {
  static const char *const names[] = {"none", "allow", "warn", "hold"};
  return outcome <= FR_OUTCOME_HOLD ? names[outcome] : names[0];
}

void digest_text(const uint8_t digest[32], char text[65]) {
  static const char hex[] = "0123456789abcdef";
  for (size_t i = 0; i < 32; i++) {
    text[2 * i] = hex[digest[i] >> 4];
    text[2 * i + 1] = hex[digest[i] & 15];
  }
  text[64] = '\0';
}

static char *reason_text(const fr_policy *policy, uint32_t index, const char *language) {
  uint64_t needed = 0;
  fr_status status = fr_reason_text(policy, index, fr_text_of(language), FR_ENCODING_UTF8, NULL, 0, &needed);
  if (status < 0 && status != FR_BUFFER_TOO_SMALL) needed = 0;
  char *text = malloc(needed + 1);
  if (text == NULL) return NULL;
  if (needed > 0) {
    status = fr_reason_text(policy, index, fr_text_of(language), FR_ENCODING_UTF8, text, needed, &needed);
    if (status < 0) needed = 0;
  }
  text[needed] = '\0';
  return text;
}

char **reason_texts(const fr_policy *policy, uint32_t count, const char *language) {
  char **texts = calloc((size_t)count + 1, sizeof *texts);
  for (uint32_t i = 0; texts && i < count; i++) {
    texts[i] = reason_text(policy, i, language);
    if (texts[i] != NULL) continue;
    reason_texts_free(texts, i);
    return NULL;
  }
  return texts;
}

void reason_texts_free(char **texts, uint32_t count) {
  for (uint32_t i = 0; texts && i < count; i++) free(texts[i]);
  free(texts);
}
