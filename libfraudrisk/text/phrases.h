/* SPDX-License-Identifier: Apache-2.0
 *
 * Sets of phrases, and which of them a text mentions: all phrases of all sets in one pass over the folded text (Aho and
 * Corasick, 1975), one step a character.
 *
 * The automaton goes by sound: characters that are read alike are one symbol to it, and so are letters and digits that
 * are mistaken for each other. Where it stops, the characters themselves decide. A phrase that stands there as it is
 * written is found; one that only sounds or looks so is found in a second way, which counts one level less. Of what is
 * found, that which lies wholly inside a longer phrase gives way to it; so do all inside a phrase that is allowed. */
#ifndef FR_TEXT_PHRASES_H
#define FR_TEXT_PHRASES_H

#include "base/arena.h"
#include "base/base.h"

enum {
  FR__MAX_PHRASE_SETS = 1024,
  FR__MAX_PHRASE_CHARACTERS = 64, /* folded */
};

/* What a phrase says by itself. The public FR_PHRASE_… are the same numbers. */
enum fr__strength {
  FR__ALLOWED = 1, /* an ordinary expression: what is found inside it does not count */
  FR__WEAK,        /* counts where there are two different ones of a set */
  FR__MEDIUM,
  FR__STRONG,
};

typedef struct fr__phrase {
  fr_text text; /* UTF-8 */
  uint32_t set; /* 0 … sets-1 */
  uint32_t strength;
  bool disguised; /* is itself a disguised way to write a word */
} fr__phrase;

typedef struct fr__phrases fr__phrases;

/* Builds the automaton in the arena; `phrases` are read during the call only. A set without phrases is allowed, and
 * never mentioned. FR_BAD_POLICY (a phrase of which nothing is left when it is folded), FR_TOO_LONG, FR_TOO_MANY,
 * FR_BAD_ARGUMENT (a set's number or a strength), FR_NO_MEMORY; error->offset is the phrase's index. Not for the
 * scoring path. */
fr_status fr__phrases_build(fr__arena *arena, const fr__phrase *phrases, uint32_t count, uint32_t sets,
                            const fr__phrases **built, fr_error *error);

/* ---- what is found ---- */

/* How a phrase was disguised, FR_DISGUISE_… of text.h. */
typedef struct fr__found_phrase {
  uint32_t begin, end; /* bytes of the text as it came */
  uint32_t set;
  uint32_t strength;  /* as it counts here */
  uint32_t declared;  /* as the phrase has it */
  uint32_t phrase;    /* the same for equal phrases */
  uint32_t disguises; /* FR_DISGUISE_… */
} fr__found_phrase;

/* Calls back for every phrase of every set that the text mentions, in the order of their ends. The text is UTF-8 or
 * GB 18030, and may be damaged. Returns the steps that it took, at most a fixed number for each byte. */
uint64_t fr__phrases_find(const fr__phrases *phrases, fr_text text,
                          void (*found)(void *context, const fr__found_phrase *phrase), void *context);

/* What texts say to each set, taken together. */
typedef struct fr__mentions {
  const fr__phrases *of;
  bool disguised; /* a strong or medium phrase was */
  uint8_t levels[FR__MAX_PHRASE_SETS];
  uint32_t weak[FR__MAX_PHRASE_SETS]; /* the first weak phrase of a set */
} fr__mentions;

/* The levels that a policy asks for. Each holds where the next does. */
enum fr__level {
  FR__LEVEL_ANY = 1, /* any phrase of the set, allowed ones too */
  FR__LEVEL_WEAK,    /* two different weak phrases */
  FR__LEVEL_MEDIUM,
  FR__LEVEL_STRONG,
};

/* Begins with nothing. */
void fr__mentions_clear(const fr__phrases *phrases, fr__mentions *mentions);
/* Adds what one more text says. */
void fr__mentions_add(fr__mentions *mentions, fr_text text);
/* The same of notes that the bank's own people wrote: what they rule out (notes.c) is not added. */
void fr__mentions_add_notes(fr__mentions *mentions, fr_text notes);
/* Adds one phrase that was found. */
void fr__mentions_take(fr__mentions *mentions, const fr__found_phrase *phrase);
/* False for a set that there is not. */
bool fr__mentions_reach(const fr__mentions *mentions, uint32_t set, enum fr__level level);

#endif
