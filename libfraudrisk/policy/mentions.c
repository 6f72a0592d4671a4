/* SPDX-License-Identifier: Apache-2.0 */
#include "policy/mentions.h"

/* The number that a call carries: set and level. */
enum { LEVEL_SHIFT = 16 };

typedef struct nearest {
  const fr__cel_value *to;
  const char *name;
  uint32_t distance;
} nearest;

/* True where it is the name itself. */
static bool offer(nearest *so_far, const char *name) {
  const uint32_t size = (uint32_t)strlen(name);
  if (size == so_far->to->size && memcmp(name, so_far->to->as.text, size) == 0) return true;
  const uint32_t distance = fr__edit_distance(name, size, so_far->to->as.text, so_far->to->size, 3);
  if (distance < so_far->distance) {
    so_far->distance = distance;
    so_far->name = name;
  }
  return false;
}

static bool find_level(const fr__cel_value *literal, uint32_t *level, const char **suggestion) {
  static const char *const names[] = {"weak", "medium", "strong"};
  nearest best = {literal, NULL, 4};
  for (uint32_t i = 0; i < FR_COUNT(names); i++) {
    *level = FR__LEVEL_WEAK + i;
    if (offer(&best, names[i])) return true;
  }
  *suggestion = best.name;
  return false;
}

static bool resolve_mentions(const void *host, const fr__cel_value *literals, uint32_t count, uint32_t *number,
                             uint32_t *wrong, const char **suggestion) {
  const fr__phrase_sets *sets = host;
  nearest best = {&literals[0], NULL, 4};
  uint32_t set = 0, level = FR__LEVEL_ANY;
  while (set < sets->count && !offer(&best, sets->names[set])) set++;
  if (set == sets->count) {
    *wrong = 0;
    *suggestion = best.name;
    return false;
  }
  *wrong = 1;
  if (count == 2 && !find_level(&literals[1], &level, suggestion)) return false;
  *number = set | level << LEVEL_SHIFT;
  return true;
}

static bool resolve_nothing(const void *host, const fr__cel_value *literals, uint32_t count, uint32_t *number,
                            uint32_t *wrong, const char **suggestion) {
  (void)host;
  (void)literals;
  (void)count;
  (void)wrong;
  (void)suggestion;
  *number = 0;
  return true;
}

static fr__cel_value reach(const fr__mentions *mentions, uint32_t number) {
  const uint32_t set = number & ((1u << LEVEL_SHIFT) - 1);
  return fr__cel_bool(fr__mentions_reach(mentions, set, (enum fr__level)(number >> LEVEL_SHIFT)));
}

/* The transfer's texts were read already, once for all that is asked. */
static fr__cel_value texts_mention(const void *host, const fr__cel_value *receiver, uint32_t number) {
  (void)host;
  return reach((const fr__mentions *)(const void *)receiver->as.text, number);
}

static fr__cel_value texts_disguised(const void *host, const fr__cel_value *receiver, uint32_t number) {
  (void)host;
  (void)number;
  return fr__cel_bool(((const fr__mentions *)(const void *)receiver->as.text)->disguised);
}

static void read_string(const fr__phrase_sets *sets, const fr__cel_value *string, fr__mentions *mentions) {
  fr__mentions_clear(sets->matcher, mentions);
  fr__mentions_add(mentions, (fr_text){string->as.text, string->size, FR_ENCODING_UTF8});
}

static fr__cel_value string_mentions(const void *host, const fr__cel_value *receiver, uint32_t number) {
  const fr__phrase_sets *sets = host;
  if (sets->matcher == NULL) return fr__cel_unknown();
  fr__mentions mentions;
  read_string(sets, receiver, &mentions);
  return reach(&mentions, number);
}

static fr__cel_value string_disguised(const void *host, const fr__cel_value *receiver, uint32_t number) {
  const fr__phrase_sets *sets = host;
  (void)number;
  if (sets->matcher == NULL) return fr__cel_unknown();
  fr__mentions mentions;
  read_string(sets, receiver, &mentions);
  return fr__cel_bool(mentions.disguised);
}

void fr__text_functions(const fr__phrase_sets *sets, fr__cel_function functions[FR__TEXT_FUNCTIONS]) {
  functions[0] =
      (fr__cel_function){"mentions", FR__CEL_STRING, FR__CEL_BOOL, 1, 2, resolve_mentions, string_mentions, sets};
  functions[1] =
      (fr__cel_function){"mentions", FR__CEL_HOST, FR__CEL_BOOL, 1, 2, resolve_mentions, texts_mention, sets};
  functions[2] =
      (fr__cel_function){"disguised", FR__CEL_STRING, FR__CEL_BOOL, 0, 0, resolve_nothing, string_disguised, sets};
  functions[3] =
      (fr__cel_function){"disguised", FR__CEL_HOST, FR__CEL_BOOL, 0, 0, resolve_nothing, texts_disguised, sets};
}
