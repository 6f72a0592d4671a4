/* SPDX-License-Identifier: Apache-2.0
 *
 * Folding: a text's characters, one after the other, as they are compared. What writers put between and around
 * characters to disguise a word is left out, and noted on the character that follows. */
#ifndef FR_TEXT_FOLD_H
#define FR_TEXT_FOLD_H

#include "text/encoding.h"
#include "text/tables.h"

/* As scripts/make-text-tables numbers them. Up to FR__FOLD_DIGIT a character stands for itself. */
enum fr__fold_kind {
  FR__FOLD_OTHER,  /* a letter of another script, or nothing that we know */
  FR__FOLD_HAN,    /* a Chinese character */
  FR__FOLD_LETTER, /* a to z */
  FR__FOLD_DIGIT,
  FR__FOLD_SEPARATOR, /* punctuation, symbols, emoji */
  FR__FOLD_SPACE,     /* and what parts sentences */
  FR__FOLD_INVISIBLE,
  FR__FOLD_MARK, /* combines with the character before */
  FR__FOLD_EXPANDS,
  FR__FOLD_OPENS, /* a bracket */
  FR__FOLD_CLOSES,
  FR__FOLD_PAIRS, /* a Chinese character that may be part of one written as two */
  FR__FOLD_SIGN,  /* a sign that stands for a letter inside a Latin word */
  FR__FOLD_LOOKALIKE,
};

/* What stood before a folded character, and what it was itself. */
enum fr__fold_flag {
  FR__GAP_SPACE = 1, /* a space or what parts sentences: ordinary writing has that between words */
  FR__GAP_SIGN = 2,  /* punctuation, symbols, bad bytes */
  FR__GAP_INVISIBLE = 4,
  FR__GAP_MARK = 8,
  FR__GAP_NOTE = 16,       /* pinyin in brackets */
  FR__WAS_SIGN = 32,       /* a sign that stands for a letter */
  FR__WAS_SPLIT = 64,      /* written as its parts */
  FR__WAS_LOOKALIKE = 128, /* a letter of another script */
  FR__GAPS = 31,
  FR__GAPS_SEEN = FR__GAP_SPACE | FR__GAP_SIGN | FR__GAP_NOTE, /* that a reader sees as a gap */
};

typedef struct fr__folded {
  uint32_t code;
  uint32_t begin, end; /* bytes of the text as it came */
  uint16_t sound;
  uint8_t kind; /* OTHER, HAN, LETTER or DIGIT */
  uint8_t flags;
} fr__folded;

typedef struct fr__folder {
  const char *data;
  uint32_t size, encoding;
  uint32_t at;
  uint32_t begin, end;     /* of what `waiting` came from */
  const uint32_t *waiting; /* entries of an expansion that are still to come */
  uint32_t waiting_count;
  uint32_t second; /* the entry of a pair's second character; 0: none */
  uint8_t gap;
  uint8_t last;   /* the kind of the character before, 0 at the beginning */
  uint64_t steps; /* characters that were looked at ahead of their turn: for the test of linear time */
} fr__folder;

static inline uint32_t fr__fold_kind_of(uint32_t entry) { return entry >> 28; }
static inline uint32_t fr__fold_sound_of(uint32_t entry) { return entry >> 18 & 1023; }
static inline uint32_t fr__fold_code_of(uint32_t entry, uint32_t code) {
  return (entry & 0x3FFFF) == 0 ? code : entry & 0x3FFFF;
}
uint32_t fr__fold_far(uint32_t code);
/* The same where code / FR__FOLD_PAGE is known, and not too large. */
static inline uint32_t fr__fold_entry_in(uint32_t page, uint32_t code) {
  return fr__fold_entries[code + fr__fold_pages[page]];
}
static inline uint32_t fr__fold_entry(uint32_t code) {
  return code >= FR__FOLD_END ? fr__fold_far(code) : fr__fold_entry_in(code / FR__FOLD_PAGE, code);
}
/* Is it a Chinese character's that has a sound? Then it has the folded character. */
static inline bool fr__fold_is_heard(uint32_t entry) {
  const uint32_t least = (uint32_t)FR__FOLD_HAN << 28 | 1 << 18, past = (uint32_t)(FR__FOLD_HAN + 1) << 28;
  return entry - least < past - least;
}
static inline bool fr__fold_is_latin(uint32_t kind) { return kind == FR__FOLD_LETTER || kind == FR__FOLD_DIGIT; }

/* Whether two folded Chinese characters, one behind the other, stand for one or two others. */
bool fr__fold_is_pair(uint32_t first, uint32_t second);

/* Behind a Chinese character and an opening bracket: passes over a note in pinyin and its closing bracket. False where
 * there is none. */
bool fr__fold_skip_note(fr__folder *folder);

/* Whether a folded character is written for another, by its look. */
bool fr__fold_shape(uint32_t written, uint32_t meant);

/* The text is UTF-8 or GB 18030; fr__encoding_read() says which. */
static inline fr__folder fr__fold_begin(fr_text text) {
  return (fr__folder){.data = text.data, .size = text.size, .encoding = text.encoding};
}
/* What is no plain character: goes on until there is one, or none is left. */
bool fr__fold_special(fr__folder *folder, uint32_t entry, uint32_t code, uint32_t begin, fr__folded *into);
/* The kind of the character that comes next and is visible, and its letter's class; FR__FOLD_SPACE at the end. */
uint32_t fr__fold_peek(fr__folder *folder);

/* The next folded character; false at the end. One look at a table for all but a few. */
static inline bool fr__fold_next(fr__folder *folder, fr__folded *into) {
  if (folder->waiting_count == 0 && folder->second == 0) {
    if (folder->at >= folder->size) return false;
    const uint32_t begin = folder->at;
    uint32_t code;
    folder->at += fr__character_next(folder->data + begin, folder->size - begin, folder->encoding, &code);
    const uint32_t entry = fr__fold_entry(code), kind = fr__fold_kind_of(entry);
    if (kind > FR__FOLD_DIGIT) return fr__fold_special(folder, entry, code, begin, into);
    *into = (fr__folded){fr__fold_code_of(entry, code),      begin,         folder->at,
                         (uint16_t)fr__fold_sound_of(entry), (uint8_t)kind, folder->gap};
    folder->gap = 0;
    folder->last = (uint8_t)kind;
    return true;
  }
  return fr__fold_special(folder, 0, 0, folder->at, into);
}

#endif
