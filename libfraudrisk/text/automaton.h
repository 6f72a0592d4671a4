/* SPDX-License-Identifier: Apache-2.0
 *
 * What building and matching share: the automaton as it lies in memory. */
#ifndef FR_TEXT_AUTOMATON_H
#define FR_TEXT_AUTOMATON_H

#include "text/fold.h"
#include "text/phrases.h"

/* A state is the place where its row begins in the table of transitions, 0 the root. The transition by a symbol stands
 * at state + symbol, if the row's owner is that state; else it is that of the state's link, and at last the root's.
 * Symbol 0 is what no phrase has. */
typedef struct fr__transition {
  uint32_t owner, next; /* `next` with FR__ENDS */
} fr__transition;

#define FR__ENDS (UINT32_C(1) << 31) /* beside a state that one comes to: phrases end there */

enum { FR__AFTER_SPACE = 1 << 30 }; /* of a code: in the phrase a space stands before it, between Latin words */

/* One folded text, as often as phrases have it. What matching reads of it lies side by side: where phrases end, it
 * waits for memory once. */
typedef struct fr__phrase_text {
  uint32_t next; /* where the next one that may end in the same state lies, none of them longer than this; 0: none */
  uint32_t first_member, member_count;
  uint8_t length;
  uint8_t guessed; /* its strength as a guess counts one less than this; below FR__MEDIUM it is not guessed */
  bool allowed;
  bool latin_first, latin_last; /* a letter or a digit: then a whole word is needed there */
  bool latin;                   /* there is one anywhere */
  uint32_t codes[];             /* `length` of them, with FR__AFTER_SPACE */
} fr__phrase_text;

typedef struct fr__phrase_member {
  uint16_t set;
  uint8_t strength;
  bool disguised;
} fr__phrase_member;

/* What a character is to the automaton: its symbol, and where the root goes by it (with FR__ENDS). */
typedef struct fr__symbol {
  uint32_t symbol, start;
} fr__symbol;

/* A character that has no sound. */
typedef struct fr__mute {
  uint32_t code;
  fr__symbol is;
} fr__mute;

struct fr__phrases {
  uint32_t sets, table_size, mute_count;
  const fr__transition *table;
  const uint32_t *ending; /* by state: the first text that may end there; 0: none */
  const uint32_t *links;  /* by state: where to go on where the row has nothing; 0: the root. Null: always the root */
  const uint8_t *depth;   /* by state */
  const uint32_t *texts;  /* fr__phrase_text, one behind the other */
  const fr__phrase_member *members;
  const fr__mute *mutes; /* by code */
  fr__symbol sounds[FR__SOUNDS];
};

/* The text that lies at a place of `texts`. */
static inline const fr__phrase_text *fr__phrase_text_at(const fr__phrases *phrases, uint32_t place) {
  return (const fr__phrase_text *)(const void *)(phrases->texts + place);
}

/* Of a folded character without sound. */
fr__symbol fr__mute_symbol(const fr__mute *mutes, uint32_t count, uint32_t code);

#endif
