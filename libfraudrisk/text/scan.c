/* SPDX-License-Identifier: Apache-2.0
 *
 * Matching: the automaton runs over the folded characters; the last of them stand in a ring. Where phrases end, the
 * ring tells whether one of them really stands there, and how it is disguised. What is found waits until nothing longer
 * can hold it any more. */
#include "text/automaton.h"

enum {
  KEPT = FR__MAX_PHRASE_CHARACTERS + 1, /* a phrase, and the character before it */
  PLACES = 256,
  MOST_WAITING = FR__MAX_PHRASE_CHARACTERS + 32, /* more than may have to wait, so that they are told many at a time */
};

/* How a phrase stands in a text: its disguises, how many characters are others (and 1 more where it is apart), how many
 * of these are only taken for the phrase's. 0: it does not stand there. One word, which stays in a register. */
typedef uint32_t likeness;
enum { STANDS_PLAINLY = 1 << 24 };

static inline likeness likeness_of(uint32_t disguises, uint32_t others, uint32_t sounds) {
  return STANDS_PLAINLY | disguises << 16 | others << 8 | sounds;
}
static inline uint32_t disguises_of(likeness as) { return as >> 16 & 255; }
/* Not 0: it is like the phrase, and is not the phrase. */
static inline uint32_t others_of(likeness as) { return as >> 8 & 255; }
static inline uint32_t sounds_of(likeness as) { return as & 255; }

/* What was found, from one folded character up to another. */
typedef struct hit {
  uint64_t from, to;
  uint32_t begin, end; /* bytes */
  uint32_t text;
  likeness as;
} hit;

/* Hits that a longer one may still hold, or that are only not told yet: of two, the later begins later and ends later.
 */
typedef struct waiting {
  hit hits[MOST_WAITING];
  uint32_t count;
} waiting;

typedef struct scan {
  const fr__phrases *phrases;
  fr__folder folder;
  fr__folded places[PLACES]; /* the last characters, without their sounds */
  fr__folded *next;          /* where the next one goes */
  uint64_t moved;            /* characters that were before those in `places` */
  uint64_t steps;
  waiting exact, second;
  void (*found)(void *context, const fr__found_phrase *phrase);
  void *context;
} scan;

/* The number of the next character. Those that can belong to no phrase need not be counted. */
static uint64_t count_of(const scan *in) { return in->moved + (uint64_t)(in->next - in->places); }

/* Room for one more character at least; the last ones stay. */
static inline void make_room(scan *in) {
  if (in->next != in->places + PLACES) return;
  memmove(in->places, in->next - KEPT, KEPT * sizeof *in->places);
  in->moved += PLACES - KEPT;
  in->next = in->places + KEPT;
}

/* ---- does this phrase stand here? ---- */

/* A phrase against the last characters. */
typedef struct comparison {
  const fr__folded *first;
  uint32_t length;
  uint32_t others, sounds; /* characters that are others; of them, only taken for them */
  uint32_t pairs, gaps;    /* Chinese characters side by side; of them, with a separator between */
  uint32_t ordinary_gaps;  /* of these, as ordinary writing has them */
  uint32_t disguises;
} comparison;

static const fr__folded *at(const comparison *of, uint32_t i) { return of->first + i; }

static bool latin(const fr__folded *character) { return fr__fold_is_latin(character->kind); }

/* Between Chinese characters, and between those and others, anything may stand; a space between Chinese and Latin is
 * how people write, and no disguise. */
static inline void note_gap(comparison *of, bool latin_before, bool latin_here, uint32_t gap) {
  if ((gap & (FR__GAP_SPACE | FR__GAP_SIGN)) != 0) {
    of->gaps += !latin_before && !latin_here;
    of->ordinary_gaps += !latin_before && !latin_here && (gap & FR__GAP_SIGN) == 0;
    if (latin_before == latin_here) of->disguises |= FR_DISGUISE_SEPARATED;
  }
  if ((gap & FR__GAP_INVISIBLE) != 0 || ((gap & FR__GAP_MARK) != 0 && !latin_here))
    of->disguises |= FR_DISGUISE_INVISIBLE;
  if ((gap & FR__GAP_NOTE) != 0) of->disguises |= FR_DISGUISE_NOTE;
}

/* A Latin word of the phrase, which stands from `from` to `to`. It may be spelled with signs in it, u.s-dt, or letter
 * by letter with spaces, u s d t; but two words never become one by the space between them. */
static bool word_fits(comparison *of, const uint32_t *codes, uint32_t from, uint32_t to) {
  bool spaced = false, joined = false;
  for (uint32_t i = from + 1; i < to; i++) {
    const uint32_t gap = at(of, i)->flags & FR__GAPS_SEEN;
    if ((codes[i] & FR__AFTER_SPACE) != 0) { /* the phrase has two words here, and so must the text */
      if (gap == 0) return false;
      continue;
    }
    spaced = spaced || (gap & FR__GAP_SPACE) != 0;
    joined = joined || gap == 0;
    note_gap(of, true, true, at(of, i)->flags);
  }
  return !(spaced && joined);
}

/* A character that is not the phrase's, or was made into it. */
static inline void note_other(comparison *of, const fr__folded *here, uint32_t code) {
  const bool split = (here->flags & FR__WAS_SPLIT) != 0;
  if ((here->flags & FR__WAS_LOOKALIKE) != 0) of->disguises |= FR_DISGUISE_LOOKALIKE;
  if (split) of->disguises |= FR_DISGUISE_SPLIT;
  of->others += split || here->code != code;
  if (here->code == code) return;
  const bool shape = !split && (latin(here) || fr__fold_shape(here->code, code));
  if (!split) of->disguises |= shape ? FR_DISGUISE_LOOKALIKE : FR_DISGUISE_SOUND;
  of->sounds += !shape || latin(here);
}

static inline void compare_characters(comparison *of, const fr__phrase_text *text) {
  const bool words = text->latin; /* what sounds like a letter is one: else there is none here either */
  of->pairs = words ? 0 : of->length - 1;
  for (uint32_t i = 0; i < of->length; i++) {
    const fr__folded *here = at(of, i);
    const uint32_t code = text->codes[i] & ~(uint32_t)FR__AFTER_SPACE;
    if (here->code != code || (here->flags & ~(uint32_t)FR__GAPS) != 0) note_other(of, here, code);
    if (i == 0) continue;
    if (words && latin(here) && latin(here - 1)) continue; /* in a word: word_fits() */
    of->pairs += words && !latin(here) && !latin(here - 1);
    if ((here->flags & FR__GAPS) != 0) note_gap(of, words && latin(here - 1), words && latin(here), here->flags);
  }
}

static bool compare_words(comparison *of, const uint32_t *codes) {
  for (uint32_t from = 0; from < of->length;) {
    uint32_t to = from + 1;
    while (to < of->length && latin(at(of, to)) == latin(at(of, from))) to++;
    if (latin(at(of, from)) && !word_fits(of, codes, from, to)) return false;
    from = to;
  }
  return true;
}

/* A whole word: no letter goes on before or behind a letter, no digit before or behind a digit. */
static bool stands_free(scan *in, const fr__folded *first, const fr__phrase_text *text) {
  if (text->latin_first && first != in->places && (first->flags & FR__GAPS_SEEN) == 0) {
    const fr__folded *before = first - 1;
    if (before->kind == first->kind && (before->flags & FR__WAS_SIGN) == 0) return false;
  }
  return !text->latin_last || fr__fold_peek(&in->folder) != in->next[-1].kind;
}

/* By sound alone a word of two characters is met by chance too often, and so is one of which little is left. */
static bool is_likely(const comparison *of, const fr__phrase_text *text) {
  if (of->others == 0) return true;
  if (text->allowed || text->guessed < FR__MEDIUM) return false;
  return of->sounds == 0 || (of->length >= 3 && of->sounds * 3 <= of->length * 2);
}

static inline bool is_white(uint32_t code) {
  return code <= ' ' || code == 0xA0 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x3000;
}

/* Are the gaps that ordinary writing has white space alone? What a gap begins with tells, however long it is. */
static bool is_spaced(const scan *in, const comparison *of) {
  const fr__folder *folder = &in->folder;
  for (uint32_t i = 1; i < of->length; i++) {
    if ((at(of, i)->flags & FR__GAP_SPACE) == 0) continue;
    const uint32_t gap = at(of, i - 1)->end;
    uint32_t code;
    (void)fr__character_next(folder->data + gap, folder->size - gap, folder->encoding, &code);
    if (!is_white(code)) return false;
  }
  return true;
}

/* "Mind your safety. The account …": a space or a full stop may stand where a phrase is met by chance, out of the end
 * of one thing and the beginning of another. Then text goes on directly: at one side of a stop at least, at both of a
 * space. A phrase that stands by itself was parted by somebody; and who disguises a word parts it more than once, and
 * in most places. */
static bool is_apart(scan *in, comparison *of, const fr__phrase_text *text) {
  if (of->ordinary_gaps == 0 || text->allowed || (of->gaps >= 2 && of->gaps * 2 >= of->pairs)) return false;
  const bool before = of->first != in->places && (of->first->flags & FR__GAPS_SEEN) == 0;
  const bool behind = fr__fold_peek(&in->folder) <= FR__FOLD_DIGIT;
  if (before != behind ? is_spaced(in, of) : !before) return false;
  if (of->ordinary_gaps == of->gaps) of->disguises &= ~FR_DISGUISE_SEPARATED;
  return true;
}

/* Most of what only sounds like a phrase is ordinary: this tells it fast. */
static bool could_stand(const comparison *of, const fr__phrase_text *text) {
  if (!text->allowed && text->guessed >= FR__MEDIUM && of->length > 2) return true;
  for (uint32_t i = of->length; i-- > 0;) {
    const uint32_t code = text->codes[i] & ~(uint32_t)FR__AFTER_SPACE, here = at(of, i)->code;
    if (here != code && (text->allowed || text->guessed < FR__MEDIUM || !fr__fold_shape(here, code))) return false;
  }
  return true;
}

/* Character by character as the phrase has it, and nothing between them: most of what is found. */
static inline bool stands_plainly(const fr__folded *first, const uint32_t *codes, uint32_t length) {
  if (first->code != codes[0] || (first->flags & ~(uint32_t)FR__GAPS) != 0) return false;
  for (uint32_t i = 1; i < length; i++) {
    if (first[i].code != codes[i] || first[i].flags != 0) return false;
  }
  return true;
}

/* Not inline: most of what is found stands plainly. */
__attribute__((noinline)) static likeness compare_disguised(scan *in, const fr__phrase_text *text) {
  comparison of = {.first = in->next - text->length, .length = text->length};
  if (!could_stand(&of, text)) return 0;
  compare_characters(&of, text);
  if (!is_likely(&of, text) || (text->latin && !compare_words(&of, text->codes))) return 0;
  if (is_apart(in, &of, text)) {
    if (text->guessed < FR__MEDIUM) return 0;
    of.others++;
  }
  return likeness_of(of.disguises, of.others, of.sounds);
}

/* Does this text of a phrase end with the last character, and how? */
static inline likeness compare(scan *in, const fr__phrase_text *text) {
  const fr__folded *first = in->next - text->length;
  in->steps += text->length;
  const bool plain = stands_plainly(first, text->codes, text->length);
  const likeness as = plain ? (likeness)STANDS_PLAINLY : compare_disguised(in, text);
  if (as != 0 && (text->latin_first || text->latin_last) && !stands_free(in, first, text)) return 0;
  return as;
}

/* ---- what is found ---- */

static inline void tell(scan *in, const hit *one) {
  const fr__phrase_text *text = fr__phrase_text_at(in->phrases, one->text);
  for (uint32_t i = 0; i < text->member_count; i++) {
    const fr__phrase_member *member = &in->phrases->members[text->first_member + i];
    if (text->allowed && member->strength != FR__ALLOWED) continue; /* it lies inside an allowed one: itself */
    if (others_of(one->as) != 0 && (member->strength < FR__MEDIUM || member->disguised)) continue;
    const fr__found_phrase phrase = {
        .begin = one->begin,
        .end = one->end,
        .set = member->set,
        .strength = member->strength - (others_of(one->as) != 0 ? 1u : 0u),
        .declared = member->strength,
        .phrase = one->text,
        .disguises = disguises_of(one->as) | (member->disguised ? FR_DISGUISE_LISTED : 0u),
    };
    in->found(in->context, &phrase);
  }
}

static void drop_first(waiting *among, uint32_t count) {
  among->count -= count;
  memmove(among->hits, among->hits + count, among->count * sizeof *among->hits);
}

/* Tells, in the order of their ends, of those that begin before `from`: what is longer would begin there or later. One
 * that ends later waits for one that ends earlier, though it may begin before it: a guess may hold what is there. */
static void tell_before(scan *in, uint64_t from) {
  const waiting *exact = &in->exact, *second = &in->second;
  uint32_t i = 0, j = 0;
  while (i < exact->count || j < second->count) {
    const hit *one = &exact->hits[i], *other = &second->hits[j];
    const bool guess = i == exact->count || (j < second->count && other->to < one->to);
    if ((guess ? other : one)->from >= from) break;
    tell(in, guess ? other : one);
    i += !guess;
    j += guess;
  }
  drop_first(&in->exact, i);
  drop_first(&in->second, j);
}

static inline void drop_inside(waiting *among, uint64_t from) {
  while (among->count != 0 && among->hits[among->count - 1].from >= from) among->count--;
}

/* A text that ends with the last character, which has the number `to` - 1. */
static inline void add(scan *in, uint32_t text, likeness as, uint64_t to) {
  const uint32_t length = fr__phrase_text_at(in->phrases, text)->length;
  const uint64_t from = to - length;
  waiting *into = others_of(as) != 0 ? &in->second : &in->exact;
  drop_inside(&in->second, from);
  /* A phrase that is only guessed does not hide one that stands there. */
  if (others_of(as) == 0) drop_inside(&in->exact, from);
  FR_INVARIANT(into->count < MOST_WAITING);
  if (into->count < MOST_WAITING)
    into->hits[into->count++] = (hit){from, to, in->next[-(ptrdiff_t)length].begin, in->next[-1].end, text, as};
}

/* Of two guesses that end at one place, the longer, then the one whose phrase says more, then the one that is closer to
 * it. */
static bool is_better(const fr__phrase_text *one, likeness as, const fr__phrase_text *than, likeness than_as) {
  if (one->length != than->length) return one->length > than->length;
  if (one->guessed != than->guessed) return one->guessed > than->guessed;
  return others_of(as) + sounds_of(as) < others_of(than_as) + sounds_of(than_as);
}

/* Phrases end here: the longest that really stands here, and the longest that is guessed, if it is longer. Where the
 * lists are full, what begins before all that could end from here on is told first. */
static void end_phrases(scan *in, uint32_t state) {
  const fr__phrases *phrases = in->phrases;
  const fr__phrase_text *text, *guessed = NULL;
  uint32_t guess = 0;
  likeness guess_as = 0;
  const uint64_t to = count_of(in);
  if (in->exact.count == MOST_WAITING || in->second.count == MOST_WAITING) tell_before(in, to - phrases->depth[state]);
  for (uint32_t at = phrases->ending[state]; at != 0; at = text->next) {
    text = fr__phrase_text_at(phrases, at);
    const likeness as = compare(in, text);
    if (as == 0) continue;
    if (others_of(as) == 0) {
      if (guess != 0 && guessed->length > text->length) add(in, guess, guess_as, to);
      add(in, at, as, to);
      return;
    }
    if (guess != 0 && !is_better(text, as, guessed, guess_as)) continue;
    guess = at;
    guessed = text;
    guess_as = as;
  }
  if (guess != 0) add(in, guess, guess_as, to);
}

/* ---- the automaton over the text ---- */

static inline fr__symbol symbol_of(const fr__phrases *phrases, uint32_t sound, uint32_t code) {
  return __builtin_expect(sound != 0, 1) ? phrases->sounds[sound]
                                         : fr__mute_symbol(phrases->mutes, phrases->mute_count, code);
}

/* With links: back from states whose row has nothing for the symbol. A step back is a character less that is
 * remembered, so that all of them together are no more than the characters. */
static uint32_t step_linked(const fr__phrases *phrases, fr__symbol by, uint32_t state, bool *on) {
  for (;;) {
    const fr__transition transition = phrases->table[state + by.symbol];
    *on = transition.owner == state;
    if (*on) return transition.next;
    if (phrases->links[state] == 0) return by.start;
    state = phrases->links[state];
  }
}

/* Where a symbol leads; `on` where it goes on with something that was read, and does not begin anew. Nearly always
 * there are no links: who knows that, says so. */
static inline uint32_t step(const fr__phrases *phrases, bool linked, fr__symbol by, uint32_t state, bool *on) {
  if (linked) return step_linked(phrases, by, state, on);
  const fr__transition *transition = &phrases->table[state + by.symbol];
  *on = transition->owner == state;
  return *on ? transition->next : by.start;
}

/* ---- as far as the text is plain ---- */

/* There are two copies of the loop, of which only one knows links: what belongs to it has to go into both. */
#define INLINE __attribute__((always_inline)) static inline

/* What fr__fold_next() does and a step each, with all that they need in registers. Most of what the library does with
 * a remark is done here. */
typedef struct run {
  const uint8_t *data;
  const fr__phrases *phrases;
  size_t at, size;
  uint32_t state; /* with FR__ENDS where phrases end */
  uint32_t gap;
  fr__folded *next;
  bool linked; /* are there links? */
} run;

INLINE bool run_step(run *now, fr__symbol by) {
  bool on;
  now->state = step(now->phrases, now->linked, by, now->state, &on);
  return on;
}

INLINE void put(run *now, uint32_t code, uint32_t kind, uint32_t length) {
  fr__folded *next = now->next++;
  next->code = code;
  next->begin = (uint32_t)now->at;
  next->end = (uint32_t)(now->at += length);
  next->kind = (uint8_t)kind;
  next->flags = (uint8_t)now->gap;
  now->gap = 0;
}

/* The kind of the character before. */
static inline uint32_t last_kind(const scan *in, const run *now) {
  return now->next == in->places ? FR__FOLD_OTHER : now->next[-1].kind;
}

/* Does a word go on here, of letters or of digits? (It ends behind a sign that stands for a letter.) */
static inline bool in_word(const scan *in, const run *now, uint32_t kind) {
  return now->gap == 0 && last_kind(in, now) == kind && now->next[-1].end == now->at &&
         (now->next[-1].flags & FR__WAS_SIGN) == 0;
}

/* What stands between characters; false where it is no such thing. */
INLINE bool pass_gap(scan *in, run *now, uint32_t kind, uint32_t length) {
  static const uint8_t gaps[16] = {
      [FR__FOLD_SEPARATOR] = FR__GAP_SIGN, [FR__FOLD_CLOSES] = FR__GAP_SIGN, [FR__FOLD_SPACE] = FR__GAP_SPACE,
      [FR__FOLD_MARK] = FR__GAP_MARK,      [FR__FOLD_OPENS] = FR__GAP_SIGN,  [FR__FOLD_INVISIBLE] = FR__GAP_INVISIBLE};
  if (gaps[kind] == 0) return false;
  now->at += length;
  if (kind == FR__FOLD_OPENS && last_kind(in, now) == FR__FOLD_HAN) {
    in->folder.at = (uint32_t)now->at;
    if (fr__fold_skip_note(&in->folder)) {
      now->at = in->folder.at;
      now->gap |= FR__GAP_NOTE;
      return true;
    }
  }
  now->gap |= gaps[kind];
  return true;
}

/* Where the letters (or digits) that begin here end: eight bytes at a time. */
static inline size_t end_of_word(const run *now, bool digits) {
  const uint64_t each = UINT64_C(0x0101010101010101), high = each << 7;
  const uint64_t small = digits ? 0 : each * 0x20; /* capitals become small letters */
  const uint64_t least = each * (0x80u - (digits ? '0' : 'a')), past = each * (0x7Fu - (digits ? '9' : 'z'));
  size_t at = now->at;
  for (; now->size - at >= 8; at += 8) {
    const uint64_t bytes = fr__get_word(now->data + at), low = (bytes | small) & ~high;
    const uint64_t others = ~((low + least) & ~(low + past) & ~bytes) & high;
    if (others != 0) return at + (size_t)__builtin_ctzll(others) / 8;
  }
  for (; at < now->size; at++) {
    const uint32_t byte = now->data[at] | (digits ? 0u : 0x20u);
    if (byte < (digits ? '0' : 'a') || byte > (digits ? '9' : 'z')) break;
  }
  return at;
}

/* A letter or a digit of one byte. No phrase begins inside a word: where the automaton goes on with nothing that was
 * read, the rest of the word leads nowhere, and only its last character is kept, for what comes behind it. */
INLINE bool pass_ascii(scan *in, run *now) {
  const uint32_t entry = fr__fold_entries[now->data[now->at]], kind = fr__fold_kind_of(entry);
  if (!fr__fold_is_latin(kind)) return pass_gap(in, now, kind, 1);
  const bool on = run_step(now, now->phrases->sounds[fr__fold_sound_of(entry)]);
  if (!on && (now->state == 0 || in_word(in, now, kind))) {
    const size_t end = end_of_word(now, kind == FR__FOLD_DIGIT);
    now->state = 0;
    now->at = end - 1;
  }
  put(now, now->data[now->at] | 0x20u, kind, 1); /* a small letter, or the digit */
  return true;
}

/* Three bytes that are no ASCII: nearly all Chinese. A surrogate passes too. Gives the entry as well. */
static inline bool three_bytes(const uint8_t *at, uint32_t *code, uint32_t *entry) {
  _Static_assert(FR__FOLD_PAGE == 64, "the first two bytes tell the page");
  const uint32_t second = at[1] - 0x80u, third = at[2] - 0x80u;
  const uint32_t page = ((uint32_t)at[0] << 6) + second - (0xE0 << 6);
  if ((second | third) >= 64 || page - 0x20 >= 0x400 - 0x20) return false;
  *code = page * FR__FOLD_PAGE + third;
  *entry = fr__fold_entry_in(page, *code);
  return true;
}

/* A character that could be part of another, and is not: what comes next is no other part. */
__attribute__((noinline)) static bool stands_alone(const uint8_t *data, size_t size, uint32_t folded) {
  uint32_t code, entry;
  if (size < 7 || !three_bytes(data + 3, &code, &entry)) return false;
  const uint32_t kind = fr__fold_kind_of(entry);
  if (kind != FR__FOLD_HAN && kind != FR__FOLD_PAIRS) return true;
  return !fr__fold_is_pair(folded, fr__fold_code_of(entry, code));
}

static inline bool two_bytes(const uint8_t *at, uint32_t *code, uint32_t *entry) {
  const uint32_t page = at[0] - 0xC0u, low = at[1] - 0x80u;
  if (page - 2 >= 30 || low >= 64) return false;
  *code = page * FR__FOLD_PAGE + low;
  *entry = fr__fold_entry_in(page, *code);
  return true;
}

/* What is no such character as nearly all are. */
INLINE bool pass_rare(scan *in, run *now, uint32_t code, uint32_t entry, uint32_t length) {
  const uint32_t folded = fr__fold_code_of(entry, code);
  uint32_t kind = fr__fold_kind_of(entry);
  if (kind == FR__FOLD_PAIRS && stands_alone(now->data + now->at, now->size - now->at, folded)) kind = FR__FOLD_HAN;
  if (kind > FR__FOLD_DIGIT) return pass_gap(in, now, kind, length);
  if ((code & 0xF800) == 0xD800) return false; /* bad bytes */
  (void)run_step(now, symbol_of(now->phrases, fr__fold_sound_of(entry), folded));
  put(now, folded, kind, length);
  return true;
}

INLINE bool pass_wide(scan *in, run *now) {
  uint32_t code, entry, length = 3;
  if (__builtin_expect(three_bytes(now->data + now->at, &code, &entry), 1)) {
    if (__builtin_expect(fr__fold_is_heard(entry), 1)) {
      (void)run_step(now, now->phrases->sounds[fr__fold_sound_of(entry)]);
      put(now, entry & 0x3FFFF, FR__FOLD_HAN, 3);
      return true;
    }
  } else {
    length = 2;
    if (!two_bytes(now->data + now->at, &code, &entry)) return false;
  }
  return pass_rare(in, now, code, entry, length);
}

/* Up to what is not plain, or the last bytes, or the end of the room. */
INLINE uint32_t run_over(scan *in, uint32_t state, bool linked) {
  fr__folder *folder = &in->folder;
  const size_t end = folder->size < 2 ? 0 : folder->size - 2;
  run now = {.data = (const uint8_t *)folder->data,
             .phrases = in->phrases,
             .at = folder->at,
             .size = folder->size,
             .state = state,
             .gap = folder->gap,
             .next = in->next,
             .linked = linked};
  for (bool plain = true; plain;) {
    /* A character takes a byte at least: so many fit. */
    const size_t room = (size_t)(in->places + PLACES - now.next), stop = now.at + room < end ? now.at + room : end;
    if (now.at >= stop) break;
    do {
      plain = now.data[now.at] < 0x80 ? pass_ascii(in, &now) : pass_wide(in, &now);
      if (!plain) break;
      if (__builtin_expect((now.state & FR__ENDS) == 0, 1)) continue;
      now.state &= ~FR__ENDS;
      in->next = now.next;
      folder->at = (uint32_t)now.at;
      end_phrases(in, now.state);
    } while (now.at < stop);
  }
  in->next = now.next;
  folder->at = (uint32_t)now.at;
  folder->gap = (uint8_t)now.gap;
  folder->last = (uint8_t)last_kind(in, &now);
  return now.state;
}

/* Not inline, so that the registers do. */
__attribute__((noinline)) static uint32_t run_plain(scan *in, uint32_t state) { return run_over(in, state, false); }
__attribute__((noinline)) static uint32_t run_linked(scan *in, uint32_t state) { return run_over(in, state, true); }

uint64_t fr__phrases_find(const fr__phrases *phrases, fr_text text,
                          void (*found)(void *context, const fr__found_phrase *phrase), void *context) {
  if (text.data == NULL || text.size == 0) return 0;
  scan in; /* the places are written before they are read */
  in.phrases = phrases;
  in.folder = fr__fold_begin(text);
  in.next = in.places;
  in.moved = in.steps = 0;
  in.exact.count = in.second.count = 0;
  in.found = found;
  in.context = context;
  const bool linked = phrases->links != NULL;
  uint32_t state = 0;
  bool on;
  for (;;) {
    make_room(&in);
    if (text.encoding != FR_ENCODING_GB18030 && in.folder.waiting_count == 0 && in.folder.second == 0) {
      state = linked ? run_linked(&in, state) : run_plain(&in, state);
      make_room(&in);
    }
    if (!fr__fold_next(&in.folder, in.next)) break;
    const fr__folded *next = in.next++;
    state = step(phrases, linked, symbol_of(phrases, next->sound, next->code), state, &on);
    if ((state & FR__ENDS) == 0) continue;
    state &= ~FR__ENDS;
    end_phrases(&in, state);
  }
  tell_before(&in, UINT64_MAX);
  return count_of(&in) + in.steps + in.folder.steps + text.size;
}

/* ---- what texts say together ---- */

void fr__mentions_clear(const fr__phrases *phrases, fr__mentions *mentions) {
  mentions->of = phrases;
  mentions->disguised = false;
  memset(mentions->levels, 0, phrases->sets * sizeof *mentions->levels);
}

void fr__mentions_take(fr__mentions *mentions, const fr__found_phrase *phrase) {
  static const uint8_t levels[] = {0, FR__LEVEL_ANY, FR__LEVEL_ANY, FR__LEVEL_MEDIUM, FR__LEVEL_STRONG};
  uint8_t level = levels[phrase->strength], *so_far = &mentions->levels[phrase->set];
  if (phrase->strength == FR__WEAK) {
    uint32_t *first = &mentions->weak[phrase->set];
    if ((*so_far & 128) == 0) *first = phrase->phrase;
    if (*first != phrase->phrase) level = FR__LEVEL_WEAK;
    *so_far |= 128; /* the first weak phrase is known */
  }
  if ((*so_far & 127) < level) *so_far = (uint8_t)((*so_far & 128) | level);
  if (phrase->disguises != 0 && phrase->declared >= FR__MEDIUM) mentions->disguised = true;
}

static void add_mention(void *context, const fr__found_phrase *phrase) { fr__mentions_take(context, phrase); }

void fr__mentions_add(fr__mentions *mentions, fr_text text) {
  (void)fr__phrases_find(mentions->of, text, add_mention, mentions);
}

bool fr__mentions_reach(const fr__mentions *mentions, uint32_t set, enum fr__level level) {
  return set < mentions->of->sets && (mentions->levels[set] & 127) >= (uint8_t)level;
}
