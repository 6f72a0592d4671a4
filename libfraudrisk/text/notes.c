/* SPDX-License-Identifier: Apache-2.0
 *
 * What the teller writes down as ruled out ("no shared screen, no remote control; denies paid tasks") is not said. Only
 * notes are read so, for the bank writes them; a remark is written by whoever wants the money. Only what stands
 * directly behind such a word is ruled out, and what is listed after it up to the end of the clause: of a sentence that
 * is not understood, the phrase counts. */
#include <uchar.h>

#include "text/fold.h"
#include "text/phrases.h"

enum { LONGEST_WORD = 6, KEPT = LONGEST_WORD + 1 }; /* a word, and the character before it */

/* Simplified, as texts are once they are folded; the longest have LONGEST_WORD characters. */
static const char32_t *const denials[] = {
    U"无",         U"没",       U"没有",       U"非",         U"未",         U"未见",         U"未发现",
    U"未做",       U"未参与",   U"未涉及",     U"未使用",     U"没做",       U"没有做",       U"没有参与",
    U"没有使用",   U"不是",     U"不存在",     U"不涉及",     U"不属于",     U"否认",         U"否认有",
    U"否认是",     U"否认参与", U"已提示",     U"已提示客户", U"已告知",     U"已告知客户",   U"已提醒",
    U"已提醒客户", U"已宣传",   U"已规定提示", U"按规定提示", U"按要求提示", U"已向客户提示",
};

/* Before such a word these make a question of it (有没有, 是不是, 有无), its contrary (不否认), another word (除非), or
 * say that the other side did it (对方已告知). */
static const char32_t undoing[] = U"有是不未没除莫方";
/* What ends a list of things that are ruled out: the clause's end, and words behind which another one speaks. */
static const char32_t ending[] = U"，。；：！？,.;:!?\n说称让叫教要但却而";
static const char32_t listing[] = U"、或和及与/";

typedef struct reader {
  fr__mentions *mentions;
  fr_text text;
  uint32_t at;
  uint32_t last[KEPT]; /* the characters before `at` in this clause, the newest first; 0: none */
  bool denied;         /* a word of denial stands in this clause, and what it rules out goes on */
  bool directly;       /* and it ends where the reader is */
} reader;

static bool is_among(uint32_t code, const char32_t *these) {
  while (*these != 0 && *these != code) these++;
  return *these != 0;
}

/* Whether the word ends the characters that were read. */
static bool ends_with(const reader *in, const char32_t *word) {
  uint32_t length = 0;
  while (word[length] != 0) length++;
  for (uint32_t i = 0; i < length; i++) {
    if (in->last[i] != word[length - 1 - i]) return false;
  }
  return in->last[length] == 0 || !is_among(in->last[length], undoing);
}

static void forget(reader *in) {
  memset(in->last, 0, sizeof in->last);
  in->directly = false;
}

static void read_character(reader *in) {
  uint32_t code;
  in->at += fr__character_next(in->text.data + in->at, in->text.size - in->at, in->text.encoding, &code);
  const uint32_t entry = fr__fold_entry(code), kind = fr__fold_kind_of(entry);
  if (kind <= FR__FOLD_DIGIT || kind == FR__FOLD_PAIRS) code = fr__fold_code_of(entry, code);
  if (is_among(code, ending)) {
    forget(in);
    in->denied = false;
    return;
  }
  /* Quotes and spaces part no words. */
  if (kind > FR__FOLD_DIGIT && kind != FR__FOLD_PAIRS && !is_among(code, listing)) return;
  memmove(in->last + 1, in->last, (KEPT - 1) * sizeof *in->last);
  in->last[0] = code;
  in->directly = false;
  for (uint32_t i = 0; i < FR_COUNT(denials) && !in->directly; i++) in->directly = ends_with(in, denials[i]);
  in->denied = in->denied || in->directly;
}

/* Phrases come in the order of their ends. One that shares characters with the one before has its answer. */
static void note_phrase(void *context, const fr__found_phrase *phrase) {
  reader *in = context;
  if (phrase->begin >= in->at) {
    while (in->at < phrase->begin) read_character(in);
    in->denied = in->denied && (in->directly || is_among(in->last[0], listing));
  }
  if (!in->denied) fr__mentions_take(in->mentions, phrase);
  if (in->at < phrase->end) in->at = phrase->end;
  forget(in);
}

void fr__mentions_add_notes(fr__mentions *mentions, fr_text notes) {
  reader in = {.mentions = mentions, .text = notes};
  (void)fr__phrases_find(mentions->of, notes, note_phrase, &in);
}
