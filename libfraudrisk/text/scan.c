/* SPDX-License-Identifier: Apache-2.0
 *
 * Matching: the automaton runs over the folded characters; the last of them stand in a ring. Where phrases end, the
 * ring tells whether one of them really stands there, and how it is disguised. What is found waits until nothing longer
 * can hold it any more. */
#include "text/automaton.h"

enum {
  RING = 128, /* a phrase, the characters before and after it */
  MOST_WAITING = FR__MAX_PHRASE_CHARACTERS + 1,
};

/* What was found, from one folded character up to another. */
typedef struct hit {
  uint64_t from, to;
  uint32_t begin, end; /* bytes */
  uint32_t text;
  uint32_t disguises;
  uint32_t others; /* characters that are others, and 1 where it is apart; not 0: it is like the phrase, and is not the
                      phrase */
  uint32_t sounds; /* of these, characters that are only taken for them */
  uint32_t count;  /* of its characters */
} hit;

/* Hits that a longer one may still hold: of two, the later begins later and ends later. */
typedef struct waiting {
  hit hits[MOST_WAITING];
  uint32_t count;
} waiting;

typedef struct scan {
  const fr__phrases *phrases;
  fr__folder folder;
  fr__folded ring[RING];
  uint64_t count; /* of folded characters */
  uint64_t steps;
  waiting exact, second;
  void (*found)(void *context, const fr__found_phrase *phrase);
  void *context;
} scan;

/* ---- does this phrase stand here? ---- */

/* A phrase against the last characters of the ring. */
typedef struct comparison {
  const fr__folded *first; /* the ring, for `at` */
  uint64_t from;           /* the number of the first character */
  uint32_t length;
  uint32_t others, sounds; /* characters that are others; of them, only taken for them */
  uint32_t pairs, gaps;    /* Chinese characters side by side; of them, with a separator between */
  uint32_t ordinary_gaps;  /* of these, as ordinary writing has them */
  uint32_t disguises;
} comparison;

static const fr__folded *at(const comparison *of, uint32_t i) { return &of->first[(of->from + i) % RING]; }

static bool latin(const fr__folded *character) { return fr__fold_is_latin(character->kind); }

/* Between Chinese characters, and between those and others, anything may stand; a space between Chinese and Latin is
 * how people write, and no disguise. */
static void note_gap(comparison *of, const fr__folded *before, const fr__folded *here) {
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
static bool stands_free(scan *in, const comparison *of, const fr__phrase_text *text) {
  const fr__folded *first = at(of, 0), *last = at(of, of->length - 1);
  if (text->latin_first && of->from > 0 && (first->flags & FR__GAPS_SEEN) == 0) {
    const fr__folded *before = &in->ring[(of->from - 1) % RING];
    if (before->kind == first->kind && (before->flags & FR__WAS_SIGN) == 0) return false;
  }
  return !text->latin_last || fr__fold_peek(&in->folder) != last->kind;
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
static bool stands_plainly(const comparison *of, const uint32_t *codes) {
  const fr__folded *first = at(of, 0);
  if (first->code != codes[0] || (first->flags & ~(uint32_t)FR__GAPS) != 0) return false;
  for (uint32_t i = 1; i < of->length; i++) {
    if (at(of, i)->code != codes[i] || at(of, i)->flags != 0) return false;
  }
  return true;
}

static bool stands(scan *in, uint32_t number, hit *into) {
  const fr__phrase_text *text = &in->phrases->texts[number];
  const uint32_t *codes = in->phrases->codes + text->codes;
  comparison of = {.first = in->ring, .from = in->count - text->length, .length = text->length};
  in->steps += text->length;
  if (!stands_plainly(&of, codes)) {
    if (!could_stand(&of, text, codes)) return false;
    compare_characters(&of, codes);
    if (!is_likely(&of, text) || !compare_words(&of, codes)) return false;
    if (is_apart(&of, text)) {
      if (text->guessed < FR__MEDIUM) return false;
      of.others++;
    }
  }
  if (!stands_free(in, &of, text)) return false;
  *into = (hit){of.from,   in->count, at(&of, 0)->begin, at(&of, of.length - 1)->end, number, of.disguises,
                of.others, of.sounds, of.length};
  return true;
}

/* ---- what is found ---- */

static void tell(scan *in, const hit *one) {
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
  uint32_t i = 0, j = 0;
  waiting *exact = &in->exact, *second = &in->second;
  for (;;) {
    const hit *one = i < exact->count ? &exact->hits[i] : NULL;
    const hit *other = j < second->count ? &second->hits[j] : NULL;
    const bool first = other == NULL || (one != NULL && one->to <= other->to);
    const hit *next = first ? one : other;
    if (next == NULL || next->from >= from) break;
    tell(in, next);
    i += first;
    j += !first;
  }
  if (i != 0) memmove(exact->hits, exact->hits + i, (exact->count - i) * sizeof *exact->hits);
  if (j != 0) memmove(second->hits, second->hits + j, (second->count - j) * sizeof *second->hits);
  exact->count -= i;
  second->count -= j;
}

static void drop_inside(waiting *among, const hit *one) {
  while (among->count > 0 && among->hits[among->count - 1].from >= one->from) among->count--;
}

static void add(scan *in, const hit *one) {
  waiting *into = one->others != 0 ? &in->second : &in->exact;
  drop_inside(&in->second, one);
  /* A phrase that is only guessed does not hide one that stands there. */
  if (one->others == 0) drop_inside(&in->exact, one);
  FR_INVARIANT(into->count < MOST_WAITING);
  if (into->count < MOST_WAITING) into->hits[into->count++] = *one;
}

/* Of two guesses for one place, the one whose phrase says more, then the one that is closer to it. */
static bool is_better(const scan *in, const hit *one, const hit *than) {
  const fr__phrase_text *texts = in->phrases->texts;
  if (than->count == 0 || one->from != than->from) return than->count == 0;
  if (texts[one->text].guessed != texts[than->text].guessed)
    return texts[one->text].guessed > texts[than->text].guessed;
  return one->others + one->sounds < than->others + than->sounds;
}

/* Phrases end here: the longest that really stands here, and the longest that is guessed, if it is longer. */
static void end_phrases(scan *in, uint32_t state) {
  const fr__phrases *phrases = in->phrases;
  hit guess = {.count = 0}, one;
  for (uint32_t e = phrases->ending[state]; e != 0; e = phrases->endings[e].shorter) {
    const fr__ending *ending = &phrases->endings[e];
    for (uint32_t i = 0; i < ending->text_count; i++) {
      if (!stands(in, ending->first_text + i, &one)) continue;
      if (one.others != 0) {
        if (is_better(in, &one, &guess)) guess = one;
        continue;
      }
      if (guess.count != 0 && guess.from < one.from) add(in, &guess);
      add(in, &one);
      return;
    }
  }
  if (guess.count != 0) add(in, &guess);
}

/* What a step needs of the automaton, so that it stays in registers. */
typedef struct view {
  const uint32_t *symbols, *root, *ending, *links;
  const fr__transition *table;
  const fr__phrases *phrases;
} view;

static inline view view_of(const fr__phrases *phrases) {
  return (view){phrases->symbols, phrases->root, phrases->ending, phrases->links, phrases->table, phrases};
}

/* With links: back from states whose row has nothing for the symbol. A step back is a character less that is
 * remembered, so that all of them together are no more than the characters. */
static uint32_t step_linked(const view *of, uint32_t symbol, uint32_t state) {
  for (;;) {
    const fr__transition transition = of->table[state + symbol];
    if (transition.owner == state) return transition.next;
    if (of->links[state] == 0) return of->root[symbol];
    state = of->links[state];
  }
}

/* Where a folded character leads. */
static inline uint32_t step(const view *of, uint32_t sound, uint32_t code, uint32_t state) {
  const uint32_t symbol =
      sound != 0 ? of->symbols[sound] : fr__mute_symbol(of->phrases->mutes, of->phrases->mute_count, code);
  if (__builtin_expect(of->links != NULL, 0)) return step_linked(of, symbol, state);
  const fr__transition transition = of->table[state + symbol];
  const uint32_t other = of->root[symbol];
  return transition.owner == state ? transition.next : other;
}

/* What a step leaves to do, for one in many. */
static void after_step(scan *in, uint32_t state) {
  if (in->phrases->ending[state] != 0) end_phrases(in, state);
  tell_before(in, in->count - in->phrases->depth[state]);
}

/* Three bytes of UTF-8: nearly all Chinese. */
static inline bool three_bytes(const char *at, uint32_t *code) {
  const uint8_t *byte = (const uint8_t *)at;
  const uint32_t word = (uint32_t)byte[0] << 16 | (uint32_t)byte[1] << 8 | byte[2];
  *code = (word >> 4 & 0xF000) | (word >> 2 & 0xFC0) | (word & 63);
  return (word & 0xF0C0C0) == 0xE08080 && *code >= 0x800 && (*code & 0xF800) != 0xD800;
}

/* As far as the text is plain: what fr__fold_next() does, with all that it needs in registers. Most of what the library
 * does with a remark is done here. */
static uint32_t run_plain(scan *in, uint32_t state) {
  static const uint8_t gaps[16] = {
      [FR__FOLD_SEPARATOR] = FR__GAP_SIGN, [FR__FOLD_CLOSES] = FR__GAP_SIGN,         [FR__FOLD_SPACE] = FR__GAP_SPACE,
      [FR__FOLD_MARK] = FR__GAP_MARK,      [FR__FOLD_INVISIBLE] = FR__GAP_INVISIBLE, [FR__FOLD_OTHER] = 0};
  fr__folder *folder = &in->folder;
  const char *data = folder->data;
  const uint32_t size = folder->size;
  uint32_t at = folder->at, last = folder->last, gap = folder->gap;
  uint64_t count = in->count;
  bool waits = in->exact.count + in->second.count != 0;
  const view automaton = view_of(in->phrases);
  while (size - at >= 3) {
    uint32_t code = (uint8_t)data[at], length = 1;
    if (code >= 0x80) {
      if (!three_bytes(data + at, &code)) break;
      length = 3;
    }
    const uint32_t entry = fr__fold_entry(code), kind = fr__fold_kind_of(entry);
    if (kind > FR__FOLD_DIGIT) {
      if (gaps[kind] == 0) break;
      gap |= gaps[kind];
      at += length;
      continue;
    }
    const uint32_t folded = fr__fold_code_of(entry, code), sound = fr__fold_sound_of(entry);
    in->ring[count++ % RING] = (fr__folded){folded, at, at + length, (uint16_t)sound, (uint8_t)kind, (uint8_t)gap};
    at += length;
    gap = 0;
    last = kind;
    state = step(&automaton, sound, folded, state);
    if (automaton.ending[state] == 0 && !waits) continue;
    in->count = count;
    folder->at = at;
    folder->gap = 0;
    folder->last = (uint8_t)kind;
    after_step(in, state);
    waits = in->exact.count + in->second.count != 0;
  }
  in->count = count;
  folder->at = at;
  folder->gap = (uint8_t)gap;
  folder->last = (uint8_t)last;
  return state;
}

uint64_t fr__phrases_find(const fr__phrases *phrases, fr_text text,
                          void (*found)(void *context, const fr__found_phrase *phrase), void *context) {
  if (text.data == NULL || text.size == 0) return 0;
  scan in; /* the ring is written before it is read */
  in.phrases = phrases;
  in.folder = fr__fold_begin(text);
  in.count = in.steps = 0;
  in.exact.count = in.second.count = 0;
  in.found = found;
  in.context = context;
  uint32_t state = 0;
  const view automaton = view_of(phrases);
  for (;;) {
    if (text.encoding != FR_ENCODING_GB18030 && in.folder.waiting_count == 0 && in.folder.second == 0)
      state = run_plain(&in, state);
    fr__folded *next = &in.ring[in.count % RING];
    if (!fr__fold_next(&in.folder, next)) break;
    in.count++;
    state = step(&automaton, next->sound, next->code, state);
    after_step(&in, state);
  }
  tell_before(&in, UINT64_MAX);
  return in.count + in.steps + in.folder.steps + text.size;
}

/* ---- what texts say together ---- */

void fr__mentions_clear(const fr__phrases *phrases, fr__mentions *mentions) {
  mentions->of = phrases;
  mentions->disguised = false;
  memset(mentions->levels, 0, phrases->sets * sizeof *mentions->levels);
}

static void add_mention(void *context, const fr__found_phrase *phrase) {
  static const uint8_t levels[] = {0, FR__LEVEL_ANY, FR__LEVEL_ANY, FR__LEVEL_MEDIUM, FR__LEVEL_STRONG};
  fr__mentions *mentions = context;
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

void fr__mentions_add(fr__mentions *mentions, fr_text text) {
  (void)fr__phrases_find(mentions->of, text, add_mention, mentions);
}

bool fr__mentions_reach(const fr__mentions *mentions, uint32_t set, enum fr__level level) {
  return set < mentions->of->sets && (mentions->levels[set] & 127) >= (uint8_t)level;
}
