/* SPDX-License-Identifier: Apache-2.0
 *
 * Matching: the automaton runs over the folded characters; the last of them stand in a ring. Where phrases end, the
 * ring tells whether one of them really stands there, and how it is disguised. What is found waits until nothing longer
 * can hold it any more. */
#include "text/automaton.h"

enum {
  KEPT = FR__MAX_PHRASE_CHARACTERS + 1, /* a phrase, and the character before it */
  PLACES = 256,
  MOST_WAITING = FR__MAX_PHRASE_CHARACTERS + 1,
};

/* What was found, from one folded character up to another. */
typedef struct hit {
  uint64_t from, to;
  uint32_t begin, end; /* bytes */
  uint32_t text;
  uint8_t disguises;
  uint8_t others; /* characters that are others, and 1 where it is apart; not 0: it is like the phrase, and is not the
                     phrase */
  uint8_t sounds; /* of these, characters that are only taken for them */
} hit;

/* Hits that a longer one may still hold, from `first` up to `end`: of two, the later begins later and ends later. */
typedef struct waiting {
  hit hits[MOST_WAITING];
  uint32_t first, end;
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
static inline void note_gap(comparison *of, const fr__folded *before, const fr__folded *here) {
  const uint32_t gap = here->flags & FR__GAPS;
  if (gap == 0) return;
  const bool loose = latin(before) != latin(here);
  if (!latin(before) && !latin(here) && (gap & (FR__GAP_SPACE | FR__GAP_SIGN)) != 0) {
    of->gaps++;
    of->ordinary_gaps += (gap & FR__GAP_SIGN) == 0;
  }
  if ((gap & (FR__GAP_SPACE | FR__GAP_SIGN)) != 0 && !loose) of->disguises |= FR_DISGUISE_SEPARATED;
  if ((gap & FR__GAP_INVISIBLE) != 0 || ((gap & FR__GAP_MARK) != 0 && !latin(here)))
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
    note_gap(of, at(of, i - 1), at(of, i));
  }
  return !(spaced && joined);
}

static void compare_characters(comparison *of, const uint32_t *codes) {
  for (uint32_t i = 0; i < of->length; i++) {
    const fr__folded *here = at(of, i);
    const uint32_t code = codes[i] & ~(uint32_t)FR__AFTER_SPACE;
    if (here->code == code && here->flags == 0) { /* as the phrase has it, and side by side with the one before */
      of->pairs += i != 0 && !latin(here) && !latin(here - 1);
      continue;
    }
    if ((here->flags & FR__WAS_LOOKALIKE) != 0) of->disguises |= FR_DISGUISE_LOOKALIKE;
    if ((here->flags & FR__WAS_SPLIT) != 0) {
      of->disguises |= FR_DISGUISE_SPLIT;
      of->others++;
    } else if (here->code != code) {
      of->others++;
      const bool shape = latin(here) || fr__fold_shape(here->code, code);
      of->disguises |= shape ? FR_DISGUISE_LOOKALIKE : FR_DISGUISE_SOUND;
      of->sounds += !shape || latin(here);
    }
    if (here->code != code && (here->flags & FR__WAS_SPLIT) != 0) of->sounds++;
    if (i == 0 || (latin(here) && latin(at(of, i - 1)))) continue;
    of->pairs += !latin(here) && !latin(at(of, i - 1));
    note_gap(of, at(of, i - 1), here);
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

/* "Mind your safety. The account …": a space or a full stop may stand where a phrase is met by chance. Who disguises a
 * word parts it more than once, and in most places. */
static bool is_apart(comparison *of, const fr__phrase_text *text) {
  if (of->ordinary_gaps == 0 || text->allowed || (of->gaps >= 2 && of->gaps * 2 >= of->pairs)) return false;
  if (of->ordinary_gaps == of->gaps) of->disguises &= ~FR_DISGUISE_SEPARATED;
  return true;
}

/* Most of what only sounds like a phrase is ordinary: this tells it fast. */
static bool could_stand(const comparison *of, const fr__phrase_text *text, const uint32_t *codes) {
  if (!text->allowed && text->guessed >= FR__MEDIUM && of->length > 2) return true;
  for (uint32_t i = of->length; i-- > 0;) {
    const uint32_t code = codes[i] & ~(uint32_t)FR__AFTER_SPACE, here = at(of, i)->code;
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
__attribute__((noinline)) static bool stands_disguised(const fr__folded *first, const fr__phrase_text *text,
                                                       const uint32_t *codes, hit *into) {
  comparison of = {.first = first, .length = text->length};
  if (!could_stand(&of, text, codes)) return false;
  compare_characters(&of, codes);
  if (!is_likely(&of, text) || (text->latin && !compare_words(&of, codes))) return false;
  if (is_apart(&of, text)) {
    if (text->guessed < FR__MEDIUM) return false;
    of.others++;
  }
  into->disguises = (uint8_t)of.disguises;
  into->others = (uint8_t)of.others;
  into->sounds = (uint8_t)of.sounds;
  return true;
}

/* Does this text of a phrase end with the last character, which has the number `to` - 1? */
static inline bool stands(scan *in, uint32_t number, uint64_t to, hit *into) {
  const fr__phrase_text *text = &in->phrases->texts[number];
  const uint32_t *codes = in->phrases->codes + text->codes;
  const fr__folded *first = in->next - text->length;
  in->steps += text->length;
  into->disguises = into->others = into->sounds = 0;
  if (!stands_plainly(first, codes, text->length) && !stands_disguised(first, text, codes, into)) return false;
  if ((text->latin_first || text->latin_last) && !stands_free(in, first, text)) return false;
  into->from = to - text->length;
  into->to = to;
  into->begin = first->begin;
  into->end = in->next[-1].end;
  into->text = number;
  return true;
}

/* ---- what is found ---- */

static inline void tell(scan *in, const hit *one) {
  const fr__phrase_text *text = &in->phrases->texts[one->text];
  for (uint32_t i = 0; i < text->member_count; i++) {
    const fr__phrase_member *member = &in->phrases->members[text->first_member + i];
    if (text->allowed && member->strength != FR__ALLOWED) continue; /* it lies inside an allowed one: itself */
    if (one->others != 0 && (member->strength < FR__MEDIUM || member->disguised)) continue;
    const fr__found_phrase phrase = {
        .begin = one->begin,
        .end = one->end,
        .set = member->set,
        .strength = member->strength - (one->others != 0 ? 1u : 0u),
        .declared = member->strength,
        .phrase = one->text,
        .disguises = one->disguises | (member->disguised ? FR_DISGUISE_LISTED : 0u),
    };
    in->found(in->context, &phrase);
  }
}

/* Tells, in the order of their ends, of those that begin before `from`: what is longer would begin there or later. One
 * that ends later waits for one that ends earlier, though it may begin before it: a guess may hold what is there. */
static void tell_before(scan *in, uint64_t from) {
  waiting *exact = &in->exact, *second = &in->second;
  while (second->first != second->end) {
    const hit *one = &exact->hits[exact->first], *other = &second->hits[second->first];
    const bool first = exact->first != exact->end && one->to <= other->to;
    if ((first ? one : other)->from >= from) return;
    tell(in, first ? one : other);
    exact->first += first;
    second->first += !first;
  }
  second->first = second->end = 0;
  while (exact->first != exact->end) {
    if (exact->hits[exact->first].from >= from) return;
    tell(in, &exact->hits[exact->first++]);
  }
  exact->first = exact->end = 0;
}

static void drop_inside(waiting *among, const hit *one) {
  while (among->end > among->first && among->hits[among->end - 1].from >= one->from) among->end--;
}

static inline void add(scan *in, const hit *one) {
  waiting *into = one->others != 0 ? &in->second : &in->exact;
  drop_inside(&in->second, one);
  /* A phrase that is only guessed does not hide one that stands there. */
  if (one->others == 0) drop_inside(&in->exact, one);
  if (into->end == MOST_WAITING) {
    memmove(into->hits, into->hits + into->first, (into->end - into->first) * sizeof *into->hits);
    into->end -= into->first;
    into->first = 0;
  }
  FR_INVARIANT(into->end < MOST_WAITING);
  if (into->end < MOST_WAITING) into->hits[into->end++] = *one;
}

/* Of two guesses for one place, the one whose phrase says more, then the one that is closer to it. */
static bool is_better(const scan *in, const hit *one, const hit *than) {
  const fr__phrase_text *texts = in->phrases->texts;
  if (than->others == 0 || one->from != than->from) return than->others == 0;
  if (texts[one->text].guessed != texts[than->text].guessed)
    return texts[one->text].guessed > texts[than->text].guessed;
  return one->others + one->sounds < than->others + than->sounds;
}

/* Phrases end here: the longest that really stands here, and the longest that is guessed, if it is longer. What waits
 * and begins before all that could end from here on is told first, so that the lists stay short. */
static void end_phrases(scan *in, uint32_t state) {
  const fr__phrases *phrases = in->phrases;
  hit guess = {.others = 0}, one;
  const uint64_t to = count_of(in);
  tell_before(in, to - phrases->depth[state]);
  for (uint32_t e = phrases->ending[state]; e != 0; e = phrases->endings[e].shorter) {
    const fr__ending *ending = &phrases->endings[e];
    for (uint32_t i = 0; i < ending->text_count; i++) {
      if (!stands(in, ending->first_text + i, to, &one)) continue;
      if (one.others != 0) {
        if (is_better(in, &one, &guess)) guess = one;
        continue;
      }
      if (guess.others != 0 && guess.from < one.from) add(in, &guess);
      add(in, &one);
      return;
    }
  }
  if (guess.others != 0) add(in, &guess);
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

/* Where a symbol leads; `on` where it goes on with something that was read, and does not begin anew. */
static inline uint32_t step(const fr__phrases *phrases, fr__symbol by, uint32_t state, bool *on) {
  if (__builtin_expect(phrases->links != NULL, 0)) return step_linked(phrases, by, state, on);
  const fr__transition transition = phrases->table[state + by.symbol];
  *on = transition.owner == state;
  return *on ? transition.next : by.start;
}

/* ---- as far as the text is plain ---- */

/* What fr__fold_next() does and a step each, with all that they need in registers. Most of what the library does with
 * a remark is done here. */
typedef struct run {
  const uint8_t *data;
  const fr__phrases *phrases;
  uint32_t at, size;
  uint32_t state; /* with FR__ENDS where phrases end */
  uint32_t gap;
  fr__folded *next;
} run;

static inline void put(run *now, uint32_t code, uint32_t kind, uint32_t length) {
  fr__folded *next = now->next++;
  next->code = code;
  next->begin = now->at;
  next->end = now->at += length;
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

/* What stands between characters; false where it takes a look ahead, or is no such thing. */
static inline bool pass_gap(const scan *in, run *now, uint32_t kind, uint32_t length) {
  static const uint8_t gaps[16] = {
      [FR__FOLD_SEPARATOR] = FR__GAP_SIGN, [FR__FOLD_CLOSES] = FR__GAP_SIGN,         [FR__FOLD_SPACE] = FR__GAP_SPACE,
      [FR__FOLD_MARK] = FR__GAP_MARK,      [FR__FOLD_INVISIBLE] = FR__GAP_INVISIBLE, [FR__FOLD_OTHER] = 0};
  uint32_t gap = gaps[kind];
  if (kind == FR__FOLD_OPENS && last_kind(in, now) != FR__FOLD_HAN) gap = FR__GAP_SIGN; /* no note begins here */
  if (gap == 0) return false;
  now->gap |= gap;
  now->at += length;
  return true;
}

/* Where the letters (or digits) that begin here end: eight bytes at a time. */
static inline uint32_t end_of_word(const run *now, bool digits) {
  const uint64_t each = UINT64_C(0x0101010101010101), high = each << 7;
  const uint64_t small = digits ? 0 : each * 0x20; /* capitals become small letters */
  const uint64_t least = each * (0x80u - (digits ? '0' : 'a')), past = each * (0x7Fu - (digits ? '9' : 'z'));
  uint32_t at = now->at;
  for (; now->size - at >= 8; at += 8) {
    const uint64_t bytes = fr__get_word(now->data + at), low = (bytes | small) & ~high;
    const uint64_t others = ~((low + least) & ~(low + past) & ~bytes) & high;
    if (others != 0) return at + (uint32_t)__builtin_ctzll(others) / 8;
  }
  for (; at < now->size; at++) {
    const uint32_t byte = now->data[at] | (digits ? 0u : 0x20u);
    if (byte < (digits ? '0' : 'a') || byte > (digits ? '9' : 'z')) break;
  }
  return at;
}

/* A letter or a digit of one byte. No phrase begins inside a word: where the automaton goes on with nothing that was
 * read, the rest of the word leads nowhere, and only its last character is kept, for what comes behind it. */
static inline bool pass_ascii(const scan *in, run *now) {
  const uint32_t entry = fr__fold_entry(now->data[now->at]), kind = fr__fold_kind_of(entry);
  if (!fr__fold_is_latin(kind)) return pass_gap(in, now, kind, 1);
  bool on;
  now->state = step(now->phrases, now->phrases->sounds[fr__fold_sound_of(entry)], now->state, &on);
  if (!on && (now->state == 0 || in_word(in, now, kind))) {
    const uint32_t end = end_of_word(now, kind == FR__FOLD_DIGIT);
    now->state = 0;
    now->at = end - 1;
  }
  const uint32_t byte = now->data[now->at];
  put(now, fr__fold_code_of(fr__fold_entry(byte), byte), kind, 1);
  return true;
}

/* Three bytes that are no ASCII: nearly all Chinese. A surrogate passes too. */
static inline bool three_bytes(const uint8_t *at, uint32_t *code) {
  const uint32_t second = at[1] - 0x80u, third = at[2] - 0x80u;
  *code = ((uint32_t)at[0] << 12) + (second << 6) + third - 0xE0000;
  return (second | third) < 64 && *code - 0x800 < 0xF800;
}

/* A character that could be part of another, and is not: what comes next is no other part. */
__attribute__((noinline)) static bool stands_alone(const uint8_t *data, uint32_t size, uint32_t folded) {
  uint32_t code;
  if (size < 7 || !three_bytes(data + 3, &code)) return false;
  const uint32_t entry = fr__fold_entry(code), kind = fr__fold_kind_of(entry);
  if (kind != FR__FOLD_HAN && kind != FR__FOLD_PAIRS) return true;
  return !fr__fold_is_pair(folded, fr__fold_code_of(entry, code));
}

static inline bool pass_wide(const scan *in, run *now) {
  uint32_t code;
  bool on;
  if (__builtin_expect(!three_bytes(now->data + now->at, &code), 0)) return false;
  const uint32_t entry = fr__fold_entry(code), kind = fr__fold_kind_of(entry);
  const uint32_t folded = fr__fold_code_of(entry, code), sound = fr__fold_sound_of(entry);
  if (__builtin_expect(kind > FR__FOLD_DIGIT, 0)) {
    if (kind != FR__FOLD_PAIRS || !stands_alone(now->data + now->at, now->size - now->at, folded))
      return pass_gap(in, now, kind, 3);
    now->state = step(now->phrases, symbol_of(now->phrases, sound, folded), now->state, &on);
    put(now, folded, FR__FOLD_HAN, 3);
    return true;
  }
  if (__builtin_expect(sound == 0, 0) && (code & 0xF800) == 0xD800) return false; /* bad bytes; they have no sound */
  now->state = step(now->phrases, symbol_of(now->phrases, sound, folded), now->state, &on);
  put(now, folded, kind, 3);
  return true;
}

/* Up to what is not plain, or the last bytes, or the end of the room. Not inline, so that the registers do. */
__attribute__((noinline)) static uint32_t run_plain(scan *in, uint32_t state) {
  fr__folder *folder = &in->folder;
  const fr__folded *const full = in->places + PLACES;
  if (folder->size - folder->at < 3) return state;
  const uint32_t end = folder->size - 2;
  run now = {.data = (const uint8_t *)folder->data,
             .phrases = in->phrases,
             .at = folder->at,
             .size = folder->size,
             .state = state,
             .gap = folder->gap,
             .next = in->next};
  while (now.at < end && now.next != full) {
    if (!(now.data[now.at] < 0x80 ? pass_ascii(in, &now) : pass_wide(in, &now))) break;
    if (__builtin_expect((now.state & FR__ENDS) == 0, 1)) continue;
    now.state &= ~FR__ENDS;
    in->next = now.next;
    folder->at = now.at;
    end_phrases(in, now.state);
  }
  in->next = now.next;
  folder->at = now.at;
  folder->gap = (uint8_t)now.gap;
  folder->last = (uint8_t)last_kind(in, &now);
  return now.state;
}

uint64_t fr__phrases_find(const fr__phrases *phrases, fr_text text,
                          void (*found)(void *context, const fr__found_phrase *phrase), void *context) {
  if (text.data == NULL || text.size == 0) return 0;
  scan in; /* the places are written before they are read */
  in.phrases = phrases;
  in.folder = fr__fold_begin(text);
  in.next = in.places;
  in.moved = in.steps = 0;
  in.exact.first = in.exact.end = in.second.first = in.second.end = 0;
  in.found = found;
  in.context = context;
  uint32_t state = 0;
  bool on;
  for (;;) {
    make_room(&in);
    if (text.encoding != FR_ENCODING_GB18030 && in.folder.waiting_count == 0 && in.folder.second == 0) {
      state = run_plain(&in, state);
      make_room(&in);
    }
    if (!fr__fold_next(&in.folder, in.next)) break;
    const fr__folded *next = in.next++;
    state = step(phrases, symbol_of(phrases, next->sound, next->code), state, &on);
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
