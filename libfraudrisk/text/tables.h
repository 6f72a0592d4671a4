/* SPDX-License-Identifier: Apache-2.0
 *
 * What scripts/make-text-tables writes into tables.c. */
#ifndef FR_TEXT_TABLES_H
#define FR_TEXT_TABLES_H

#include <stdint.h>

enum {
  FR__FOLD_PAGE = 64,
  FR__FOLD_END = 0x30000,       /* characters from here on have no entry */
  FR__FIRST_LETTER_SOUND = 480, /* letters and digits "sound" as those that they are mistaken for */
  FR__SOUNDS = 1024,
};

/* An entry: kind (fr__fold_kind) << 28 | sound << 18 | folded character. Characters that are read alike without their
 * tone have one sound; 0 is none. Without a sound the folded character is 0 where it stays as it is, so that equal
 * pages are one. Of an expansion: place << 5 | how many. A character's entry stands at the character + what the page
 * has (modulo 2^32); that is nothing for ASCII. */
extern const uint32_t fr__fold_pages[FR__FOLD_END / FR__FOLD_PAGE];
extern const uint32_t fr__fold_entries[];
extern const uint32_t fr__fold_expansions[];

/* Folded characters that are written for another: this << 16 | the other, ascending. */
extern const uint32_t fr__fold_shapes[];
extern const uint32_t fr__fold_shape_count;

/* Two characters that stand for one (a character and its parts), or for two others (fourth not 0). Ascending. */
typedef struct fr__fold_pair {
  uint16_t first, second, third, fourth;
} fr__fold_pair;
extern const fr__fold_pair fr__fold_pairs[];
extern const uint32_t fr__fold_pair_count;

/* Syllables of pinyin, their letters (a is 1) packed in 5 bits each; ascending. */
extern const uint32_t fr__syllables[];
extern const uint32_t fr__syllable_count;

/* GB 18030: two bytes by 190 trails a lead, 0 where nothing is, below 128 a place in `far`; four bytes in runs of
 * consecutive characters. */
typedef struct fr__gb18030_run {
  uint16_t number, code;
} fr__gb18030_run;
extern const uint16_t fr__gb18030_two[];
extern const uint32_t fr__gb18030_far[];
extern const fr__gb18030_run fr__gb18030_four[];
extern const uint32_t fr__gb18030_run_count;
extern const uint32_t fr__gb18030_end; /* the first number that no run holds */

#endif
