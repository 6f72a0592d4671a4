/* SPDX-License-Identifier: Apache-2.0 */
#include "text/fold.h"

enum {
  NOTE_LETTERS = 7,     /* of a note in pinyin, at most */
  LONGEST_SYLLABLE = 6, /* zhuang */
  NOTE_CHARACTERS = 16, /* that are looked at for it */
};

static uint32_t entry_of(uint32_t kind, uint32_t code) { return kind << 28 | code; }

uint32_t fr__fold_far(uint32_t code) {
  return entry_of((code & ~0xFFFu) == 0xE0000 ? FR__FOLD_INVISIBLE : FR__FOLD_OTHER, 0);
}

static bool is_among(const uint32_t *sorted, uint32_t count, uint32_t wanted) {
  uint32_t low = 0, high = count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (sorted[middle] == wanted) return true;
    if (sorted[middle] < wanted) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return false;
}

bool fr__fold_shape(uint32_t written, uint32_t meant) {
  if (written > 0xFFFF || meant > 0xFFFF) return false;
  return is_among(fr__fold_shapes, fr__fold_shape_count, written << 16 | meant);
}

/* ---- a look ahead ---- */

static uint32_t look(fr__folder *folder, uint32_t *at, uint32_t *code) {
  *at += fr__character_next(folder->data + *at, folder->size - *at, folder->encoding, code);
  folder->steps++;
  return fr__fold_entry(*code);
}

/* The kind that a neighbour of a Latin word is asked for. */
static uint32_t plain_kind(uint32_t entry) {
  const uint32_t kind = fr__fold_kind_of(entry);
  if (kind == FR__FOLD_EXPANDS) return plain_kind(fr__fold_expansions[(entry & 0x3FFFF) >> 5]);
  return kind == FR__FOLD_LOOKALIKE ? FR__FOLD_LETTER : kind == FR__FOLD_PAIRS ? FR__FOLD_HAN : kind;
}

uint32_t fr__fold_peek(fr__folder *folder) {
  if (folder->waiting_count != 0) return plain_kind(*folder->waiting);
  if (folder->second != 0) return FR__FOLD_HAN;
  for (uint32_t at = folder->at, code; at < folder->size;) {
    const uint32_t entry = look(folder, &at, &code), kind = fr__fold_kind_of(entry);
    if (kind == FR__FOLD_INVISIBLE || kind == FR__FOLD_MARK) continue;
    return plain_kind(entry);
  }
  return FR__FOLD_SPACE;
}

/* ---- notes in pinyin: 账(zhang)户 ---- */

static bool is_syllable(const uint8_t *letters, uint32_t count) {
  uint32_t word = 0;
  for (uint32_t i = 0; i < count; i++) word = word << 5 | letters[i];
  return is_among(fr__syllables, fr__syllable_count, word);
}

/* Are the letters one syllable after the other? Then they are a note; (usdt) is none, and stays. Mostly it is one. */
static bool are_syllables(const uint8_t *letters, uint32_t count) {
  if (count <= LONGEST_SYLLABLE && is_syllable(letters, count)) return true;
  bool whole[NOTE_LETTERS + 1] = {true}; /* up to here it is */
  for (uint32_t to = 1; to <= count; to++) {
    for (uint32_t from = to > LONGEST_SYLLABLE ? to - LONGEST_SYLLABLE : 0; from < to && !whole[to]; from++) {
      whole[to] = whole[from] && is_syllable(letters + from, to - from);
    }
  }
  return whole[count];
}

bool fr__fold_skip_note(fr__folder *folder) {
  uint8_t letters[NOTE_LETTERS];
  uint32_t count = 0, at = folder->at, code;
  for (uint32_t i = 0; i < NOTE_CHARACTERS && at < folder->size; i++) {
    const uint32_t entry = look(folder, &at, &code), kind = fr__fold_kind_of(entry);
    if (kind == FR__FOLD_MARK) continue;
    if (kind == FR__FOLD_CLOSES) {
      if (count == 0 || !are_syllables(letters, count)) return false;
      folder->at = at;
      return true;
    }
    if ((kind != FR__FOLD_LETTER && kind != FR__FOLD_LOOKALIKE) || count == NOTE_LETTERS) return false;
    const uint32_t letter = fr__fold_code_of(entry, code);
    letters[count++] = (uint8_t)((letter == 'v' ? 'u' : letter) - 'a' + 1);
  }
  return false;
}

/* ---- characters written as their parts ---- */

static const fr__fold_pair *pair_of(uint32_t first, uint32_t second) {
  uint32_t low = 0, high = fr__fold_pair_count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    const fr__fold_pair *pair = &fr__fold_pairs[middle];
    if (pair->first == first && pair->second == second) return pair;
    if (pair->first < first || (pair->first == first && pair->second < second)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return NULL;
}

bool fr__fold_is_pair(uint32_t first, uint32_t second) { return pair_of(first, second) != NULL; }

static bool give(fr__folder *folder, uint32_t kind, uint32_t sound, uint32_t code, uint32_t flags, fr__folded *into) {
  *into =
      (fr__folded){code, folder->begin, folder->end, (uint16_t)sound, (uint8_t)kind, (uint8_t)(flags | folder->gap)};
  folder->gap = 0;
  folder->last = (uint8_t)kind;
  return true;
}

static bool give_pair(fr__folder *folder, uint32_t entry, uint32_t code, fr__folded *into) {
  const uint32_t first = fr__fold_code_of(entry, code);
  if (folder->at < folder->size) {
    uint32_t at = folder->at;
    const uint32_t next = look(folder, &at, &code), kind = fr__fold_kind_of(next);
    const bool han = kind == FR__FOLD_HAN || kind == FR__FOLD_PAIRS;
    const fr__fold_pair *pair = han ? pair_of(first, fr__fold_code_of(next, code)) : NULL;
    if (pair != NULL) {
      const uint32_t sound = fr__fold_sound_of(fr__fold_entry(pair->third));
      const uint32_t middle = folder->at;
      folder->at = at;
      if (pair->fourth == 0) {
        folder->end = at;
        return give(folder, FR__FOLD_HAN, sound, pair->third, FR__WAS_SPLIT, into);
      }
      folder->second = pair->fourth;
      (void)give(folder, FR__FOLD_HAN, sound, pair->third, 0, into);
      folder->begin = middle;
      folder->end = at;
      return true;
    }
  }
  return give(folder, FR__FOLD_HAN, fr__fold_sound_of(entry), first, 0, into);
}

/* ---- all that is no plain character ---- */

/* A sign is a letter between two letters, $ in u$dt; elsewhere it separates. */
static bool is_letter_here(fr__folder *folder) {
  if (folder->last != FR__FOLD_LETTER || folder->gap != 0 || folder->at >= folder->size) return false;
  uint32_t at = folder->at, code;
  const uint32_t kind = fr__fold_kind_of(look(folder, &at, &code));
  return kind == FR__FOLD_LETTER || kind == FR__FOLD_LOOKALIKE;
}

/* One entry; true when it gave a character. */
static bool take(fr__folder *folder, uint32_t entry, uint32_t code, bool expanded, fr__folded *into) {
  const uint32_t kind = fr__fold_kind_of(entry), sound = fr__fold_sound_of(entry);
  switch (kind) {
    case FR__FOLD_SEPARATOR:
    case FR__FOLD_CLOSES: folder->gap |= FR__GAP_SIGN; return false;
    case FR__FOLD_SPACE: folder->gap |= FR__GAP_SPACE; return false;
    case FR__FOLD_INVISIBLE: folder->gap |= FR__GAP_INVISIBLE; return false;
    case FR__FOLD_MARK: folder->gap |= FR__GAP_MARK; return false;
    case FR__FOLD_OPENS: {
      const bool note = !expanded && folder->last == FR__FOLD_HAN && fr__fold_skip_note(folder);
      folder->gap |= note ? FR__GAP_NOTE : FR__GAP_SIGN;
      return false;
    }
    case FR__FOLD_EXPANDS:
      folder->waiting = fr__fold_expansions + ((entry & 0x3FFFF) >> 5);
      folder->waiting_count = entry & 31;
      return false;
    case FR__FOLD_PAIRS:
      if (!expanded) return give_pair(folder, entry, code, into);
      return give(folder, FR__FOLD_HAN, sound, fr__fold_code_of(entry, code), 0, into);
    case FR__FOLD_SIGN:
      if (!expanded && is_letter_here(folder))
        return give(folder, FR__FOLD_LETTER, sound, entry & 0x3FFFF, FR__WAS_LOOKALIKE | FR__WAS_SIGN, into);
      folder->gap |= FR__GAP_SIGN;
      return false;
    case FR__FOLD_LOOKALIKE: return give(folder, FR__FOLD_LETTER, sound, entry & 0x3FFFF, FR__WAS_LOOKALIKE, into);
    default: return give(folder, kind, sound, fr__fold_code_of(entry, code), 0, into);
  }
}

bool fr__fold_special(fr__folder *folder, uint32_t entry, uint32_t code, uint32_t begin, fr__folded *into) {
  if (begin != folder->at) { /* read already, and no plain character */
    folder->begin = begin;
    folder->end = folder->at;
    if (take(folder, entry, code, false, into)) return true;
  }
  for (;;) {
    if (folder->second != 0) {
      const uint32_t second = folder->second;
      folder->second = 0;
      return give(folder, FR__FOLD_HAN, fr__fold_sound_of(fr__fold_entry(second)), second, 0, into);
    }
    while (folder->waiting_count != 0) {
      const uint32_t part = *folder->waiting++;
      folder->waiting_count--;
      if (take(folder, part, part & 0x3FFFF, true, into)) return true;
    }
    if (folder->at >= folder->size) return false;
    folder->begin = folder->at;
    folder->at += fr__character_next(folder->data + folder->at, folder->size - folder->at, folder->encoding, &code);
    folder->end = folder->at;
    if (take(folder, fr__fold_entry(code), code, false, into)) return true;
  }
}
