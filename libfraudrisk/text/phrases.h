/* SPDX-License-Identifier: Apache-2.0
 *
 * Sets of phrases, and which of them a text mentions: all phrases of all sets in one pass (Aho and Corasick, 1975).
 *
 * A text mentions a set when one of the set's phrases stands in it, anywhere, both folded. Texts may be any bytes:
 * UTF-8 synchronises itself, so a phrase never matches in the middle of another character, and damage only hides what
 * it hits. */
#ifndef FR_TEXT_PHRASES_H
#define FR_TEXT_PHRASES_H

#include "base/arena.h"
#include "base/base.h"

enum { FR__MAX_PHRASE_SETS = 1024 };

typedef struct fr__phrase {
  fr_text text;
  uint32_t set; /* 0 … sets-1 */
} fr__phrase;

typedef struct fr__phrases fr__phrases;

/* Builds the automaton in the arena; `phrases` are read during the call only. A set without phrases is allowed, and
 * never mentioned. FR_BAD_POLICY (an empty phrase), FR_TOO_LONG (a phrase that no remark can hold), FR_TOO_MANY
 * (phrases or sets), FR_BAD_ARGUMENT (a set's number), FR_NO_MEMORY; error->offset is the phrase's index. Not for the
 * scoring path. */
fr_status fr__phrases_build(fr__arena *arena, const fr__phrase *phrases, uint32_t count, uint32_t sets,
                            const fr__phrases **built, fr_error *error);

/* How many words of 64 bits fr__phrases_scan() fills. */
uint32_t fr__phrases_words(const fr__phrases *phrases);

/* Sets bit s % 64 of set_bits[s / 64] for each set s that the text mentions, and clears the others. `words` is at least
 * fr__phrases_words(); words beyond are cleared. A null text mentions nothing. */
void fr__phrases_scan(const fr__phrases *phrases, const char *text, uint32_t size, uint64_t *set_bits, uint32_t words);

/* True when the text mentions this set; false for a set that there is not. */
bool fr__phrases_mention(const fr__phrases *phrases, uint32_t set, const char *text, uint32_t size);

#endif
