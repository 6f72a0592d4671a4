/* SPDX-License-Identifier: Apache-2.0
 *
 * Phrases and a text of any bytes, the text in any encoding. What is found lies inside the text, in order; it is found
 * again in the same text as UTF-8; and the steps are a few for each byte. The input: a byte for the encoding, phrases
 * that a 0x1F byte ends (its first byte tells set and strength), after 0x1E the text. */
#include <stdlib.h>
#include <string.h>

#include "text/encoding.h"
#include "text/phrases.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PHRASES = 64, SETS = 4, MOST_STEPS = 64 };

typedef struct tally {
  uint32_t size, last_end, count;
  uint32_t sets[SETS]; /* how often each was found, weighed by strength */
} tally;

static void note(void *context, const fr__found_phrase *found) {
  tally *of = context;
  if (found->begin >= found->end || found->end > of->size || found->end < of->last_end) abort();
  if (found->set >= SETS || found->strength < FR__ALLOWED || found->strength > FR__STRONG) abort();
  if (found->declared < found->strength || found->declared > found->strength + 1) abort();
  of->last_end = found->end;
  of->count++;
  of->sets[found->set] += found->strength;
}

/* Ordinary words stand beside those of the input. */
static uint32_t own_phrases(fr__phrase *phrases) {
  static const char *const texts[] = {"安全账户", "账户",   "~通过账户", "usdt",
                                      "返水",     "百家乐", "公证账户",  "safe account"};
  for (uint32_t i = 0; i < FR_COUNT(texts); i++) {
    const bool allowed = texts[i][0] == '~';
    phrases[i] = (fr__phrase){fr_text_of(texts[i] + allowed), i % SETS, allowed ? FR__ALLOWED : FR__STRONG, false};
  }
  return FR_COUNT(texts);
}

static size_t read_phrases(const uint8_t *data, size_t size, fr__phrase *phrases, uint32_t *count) {
  size_t at = 1;
  while (at < size && data[at] != 0x1E && *count < PHRASES) {
    const uint8_t about = data[at++];
    const size_t begin = at;
    while (at < size && data[at] != 0x1F && data[at] != 0x1E) at++;
    if (at > begin) {
      phrases[(*count)++] = (fr__phrase){{(const char *)data + begin, (uint32_t)(at - begin), FR_ENCODING_UTF8},
                                         about % SETS,
                                         FR__ALLOWED + about / SETS % 4u,
                                         (about & 64) != 0};
    }
    if (at < size && data[at] == 0x1F) at++;
  }
  return at < size && data[at] == 0x1E ? at + 1 : at;
}

static tally find(const fr__phrases *phrases, fr_text text) {
  tally of = {.size = text.size};
  /* Exactly so large, so that the sanitizer sees a step outside. */
  char *copy = malloc(text.size == 0 ? 1 : text.size);
  if (copy == NULL) abort();
  if (text.size != 0) memcpy(copy, text.data, text.size);
  const uint64_t steps = fr__phrases_find(phrases, (fr_text){copy, text.size, text.encoding}, note, &of);
  if (steps > (uint64_t)MOST_STEPS * FR__MAX_PHRASE_CHARACTERS * (text.size + 1u)) abort();
  fr__mentions mentions;
  fr__mentions_clear(phrases, &mentions);
  fr__mentions_add(&mentions, (fr_text){copy, text.size, text.encoding});
  for (uint32_t set = 0; set < SETS; set++)
    if (fr__mentions_reach(&mentions, set, FR__LEVEL_ANY) != (of.sets[set] != 0)) abort();
  /* Read as notes, a text says no more. */
  fr__mentions notes;
  fr__mentions_clear(phrases, &notes);
  fr__mentions_add_notes(&notes, (fr_text){copy, text.size, text.encoding});
  for (uint32_t set = 0; set < SETS; set++)
    for (uint32_t level = FR__LEVEL_ANY; level <= FR__LEVEL_STRONG; level++)
      if (fr__mentions_reach(&notes, set, level) && !fr__mentions_reach(&mentions, set, level)) abort();
  free(copy);
  return of;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0 || size > 1 << 16) return 0;
  fr__phrase phrases[PHRASES + 8];
  uint32_t count = own_phrases(phrases);
  const size_t at = read_phrases(data, size, phrases, &count);
  fr__arena arena = {.limit = 256 << 20};
  const fr__phrases *built = NULL;
  fr_error error = FR_ERROR_INIT;
  const fr_status status = fr__phrases_build(&arena, phrases, count, SETS, &built, &error);
  if ((status == FR_OK) != (built != NULL) || (status != FR_OK && error.message[0] == '\0')) abort();
  fr__encoded read;
  const fr_text text = {(const char *)data + at, (uint32_t)(size - at), data[0] % 3u};
  if (built != NULL && fr__encoding_read(text, &read) == FR_OK) {
    const tally found = find(built, read.text);
    char *utf8 = malloc(read.length == 0 ? 1 : read.length);
    if (utf8 == NULL) abort();
    fr__encoding_convert(&read, utf8);
    if (!fr__utf8_valid(utf8, read.length)) abort();
    const tally again = find(built, (fr_text){utf8, read.length, FR_ENCODING_UTF8});
    if (again.count != found.count || memcmp(again.sets, found.sets, sizeof again.sets) != 0) abort();
    free(utf8);
  }
  fr__arena_free(&arena);
  return 0;
}
