/* SPDX-License-Identifier: Apache-2.0
 *
 * Which sets of phrases a text mentions: by tables, and against a slow search that looks for every phrase in every
 * place. */
#include "text/phrases.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "wire/failing_memory.h"

typedef struct phrase_list {
  const char *phrases[12]; /* ends where null */
} phrase_list;

/* Each phrase is a set of its own. */
static const fr__phrases *build_each(fr__arena *arena, const phrase_list *list) {
  fr__phrase phrases[FR_COUNT(list->phrases)];
  uint32_t count = 0;
  for (; count < FR_COUNT(list->phrases) && list->phrases[count] != NULL; count++) {
    phrases[count] = (fr__phrase){fr_text_of(list->phrases[count]), count};
  }
  const fr__phrases *built = NULL;
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(fr__phrases_build(arena, phrases, count, count, &built, &error), FR_OK, "%s", error.message);
  return built;
}

/* The sets that are mentioned, by both calls, as bits of one word. */
static uint64_t mentioned(const fr__phrases *built, const char *text, uint32_t size, uint32_t sets) {
  uint64_t scanned = UINT64_MAX, asked = 0;
  cr_assert_leq(fr__phrases_words(built), 1);
  fr__phrases_scan(built, text, size, &scanned, 1);
  for (uint32_t set = 0; set < sets; set++) {
    if (fr__phrases_mention(built, set, text, size)) asked |= UINT64_C(1) << set;
  }
  cr_expect_eq(scanned, asked, "'%.*s': scan says %llx, mention %llx", (int)size, text, (unsigned long long)scanned,
               (unsigned long long)asked);
  return scanned;
}

/* ---- by tables ---- */

static void expect_mentions(const phrase_list *list, const char *text, const char *expected) {
  fr__arena arena = {0};
  const fr__phrases *built = build_each(&arena, list);
  const uint64_t found = mentioned(built, text, (uint32_t)strlen(text), (uint32_t)strlen(expected));
  for (uint32_t i = 0; expected[i] != '\0'; i++) {
    cr_expect_eq(found >> i & 1, expected[i] == '+', "'%s' in '%s'", list->phrases[i], text);
  }
  fr__arena_free(&arena);
}

Test(phrases, overlapping_and_nested_ones) {
  static const struct {
    phrase_list list;
    const char *text, *expected; /* + for each phrase that is mentioned */
  } cases[] = {
      {{{"he", "she", "his", "hers"}}, "ushers", "++-+"}, /* the example of Aho and Corasick */
      {{{"he", "she", "his", "hers"}}, "this", "--+-"},
      {{{"a", "ab", "abc", "abcd"}}, "abc", "+++-"},
      {{{"d", "cd", "bcd", "abcd"}}, "abcd", "++++"}, /* each ends where the others end */
      {{{"d", "cd", "bcd", "abcd"}}, "xbcd", "+++-"},
      {{{"abab", "baba"}}, "ababa", "++"},
      {{{"aab", "aaab"}}, "aaab", "++"},
      {{{"abcde", "bcx", "cdy"}}, "abcdy", "--+"}, /* back over two beginnings */
      {{{"abcd", "bce"}}, "abce", "-+"},
      {{{"aaaa"}}, "aaa", "-"},
      {{{"aaaa"}}, "aaabaaa", "-"},
      {{{"aaaa"}}, "baaaa", "+"},
      {{{"same", "same"}}, "the same", "++"}, /* in two sets */
      {{{"safe account"}}, "safe  account", "-"},
      {{{"end"}}, "the end", "+"},
      {{{"the"}}, "the end", "+"},
      {{{"the end"}}, "the end", "+"},
      {{{"the end"}}, "the en", "-"},
      {{{"x"}}, "", "-"},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) expect_mentions(&cases[i].list, cases[i].text, cases[i].expected);
}

Test(phrases, characters_of_several_bytes) {
  static const struct {
    phrase_list list;
    const char *text, *expected;
  } cases[] = {
      {{{"安全账户", "核查账户", "资金清查"}}, "请转到安全账户", "+--"},
      {{{"安全账户", "核查账户", "资金清查"}}, "核查账户和安全账户", "++-"},
      {{{"账户", "安全账户", "户"}}, "安全账户", "+++"},
      {{{"安全账户"}}, "安全 账户", "-"}, /* disguises are not folded yet */
      {{{"安全账户"}}, "安全账护", "-"},
      {{{"安"}}, "\xE5\xAE", "-"},         /* the last byte is not there */
      {{{"安"}}, "\xE5\xAE\xFF\x89", "-"}, /* damage hides what it hits, */
      {{{"安"}}, "\xE5\xE5\xAE\x89", "+"}, /* and no more: a stray lead */
      {{{"安"}}, "\x89\xAE\xE5\xAE\x89", "+"},
      {{{"全账"}}, "安\xFF全账\x80户", "+"},
      {{{"é"}}, "e\xCC\x81", "-"}, /* another way to write it is not folded yet */
      {{{"\xC3\xA9", "\xA9"}}, "\xC3\xA9", "++"},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) expect_mentions(&cases[i].list, cases[i].text, cases[i].expected);
}

/* No phrase that is text is found in the middle of another character, for every character of two and three bytes. */
Test(phrases, none_in_the_middle_of_a_character) {
  static const phrase_list list = {{"\xC2\x80", "\xE0\xA0\x80", "\xC3\xA9", "\xE5\xAE\x89", "A"}};
  static const uint32_t codes[] = {0x80, 0x800, 0xE9, 0x5B89, 'A'};
  fr__arena arena = {0};
  const fr__phrases *built = build_each(&arena, &list);
  for (uint32_t code = 0x80; code < 0xD800; code++) {
    char text[4] = {0};
    const uint32_t size = code < 0x800 ? 2 : 3;
    text[0] = (char)(size == 2 ? 0xC0 | code >> 6 : 0xE0 | code >> 12);
    if (size == 3) text[1] = (char)(0x80 | (code >> 6 & 0x3F));
    text[size - 1] = (char)(0x80 | (code & 0x3F));
    uint64_t expected = 0;
    for (uint32_t i = 0; i < FR_COUNT(codes); i++) expected |= (uint64_t)(codes[i] == code) << i;
    cr_assert_eq(mentioned(built, text, size, 5), expected, "U+%04X", code);
  }
  fr__arena_free(&arena);
}

/* Letters of ASCII match in either case, on both sides; every other byte matches itself alone. */
Test(phrases, every_byte_folds_as_documented) {
  for (uint32_t in_phrase = 0; in_phrase < 256; in_phrase++) {
    fr__arena arena = {0};
    const char byte = (char)in_phrase;
    const fr__phrase phrase = {{&byte, 1, FR_ENCODING_UTF8}, 0};
    const fr__phrases *built = NULL;
    cr_assert_eq(fr__phrases_build(&arena, &phrase, 1, 1, &built, NULL), FR_OK);
    const bool letter = (in_phrase >= 'a' && in_phrase <= 'z') || (in_phrase >= 'A' && in_phrase <= 'Z');
    for (uint32_t in_text = 0; in_text < 256; in_text++) {
      const char text = (char)in_text;
      const bool same = in_text == in_phrase || (letter && (in_text ^ 0x20) == in_phrase);
      cr_assert_eq(fr__phrases_mention(built, 0, &text, 1), same, "%02x in %02x", in_phrase, in_text);
    }
    fr__arena_free(&arena);
  }
}

Test(phrases, case_is_folded_in_words) {
  static const struct {
    phrase_list list;
    const char *text, *expected;
  } cases[] = {
      {{{"Safe Account", "SAFE", "account"}}, "my sAfE aCCOUNT", "+++"},
      {{{"Überweisung"}}, "ÜBERWEISUNG", "+"},
      {{{"überweisung"}}, "ÜBERWEISUNG", "-"}, /* letters past ASCII are not folded yet */
      {{{"A[", "a{"}}, "a[", "+-"},            /* neighbours of the letters are no letters */
      {{{"@", "`"}}, "@", "+-"},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) expect_mentions(&cases[i].list, cases[i].text, cases[i].expected);
}

/* ---- odd inputs ---- */

Test(phrases, texts_that_are_nothing) {
  static const phrase_list list = {{"a", "b"}};
  fr__arena arena = {0};
  const fr__phrases *built = build_each(&arena, &list);
  uint64_t bits = UINT64_MAX;
  fr__phrases_scan(built, NULL, 100, &bits, 1);
  cr_expect_eq(bits, 0, "null mentions nothing, whatever its size is said to be");
  bits = UINT64_MAX;
  fr__phrases_scan(built, "ab", 0, &bits, 1);
  cr_expect_eq(bits, 0);
  cr_expect_not(fr__phrases_mention(built, 0, NULL, 100));
  cr_expect_not(fr__phrases_mention(built, 0, "a", 0));
  cr_expect(fr__phrases_mention(built, 1, "ab", 2));
  cr_expect_not(fr__phrases_mention(built, 1, "ab", 1), "nothing behind the size is read");
  cr_expect_not(fr__phrases_mention(built, 2, "ab", 2), "a set that there is not");
  cr_expect_not(fr__phrases_mention(built, UINT32_MAX, "ab", 2));
  fr__arena_free(&arena);
}

Test(phrases, zero_bytes_are_bytes) {
  fr__arena arena = {0};
  const fr__phrase phrases[] = {{{"a\0b", 3, FR_ENCODING_UTF8}, 0}, {{"\0", 1, FR_ENCODING_UTF8}, 1}};
  const fr__phrases *built = NULL;
  cr_assert_eq(fr__phrases_build(&arena, phrases, 2, 2, &built, NULL), FR_OK);
  cr_expect_eq(mentioned(built, "xa\0by", 5, 2), 3);
  cr_expect_eq(mentioned(built, "a\0c", 3, 2), 2);
  cr_expect_eq(mentioned(built, "ab", 2, 2), 0);
  fr__arena_free(&arena);
}

Test(phrases, no_sets_and_no_phrases) {
  fr__arena arena = {0};
  const fr__phrases *built = NULL;
  cr_assert_eq(fr__phrases_build(&arena, NULL, 0, 0, &built, NULL), FR_OK);
  cr_expect_eq(fr__phrases_words(built), 0);
  fr__phrases_scan(built, "text", 4, NULL, 0);
  uint64_t bits[2] = {UINT64_MAX, UINT64_MAX};
  fr__phrases_scan(built, "text", 4, bits, 2);
  cr_expect_eq(bits[0], 0);
  cr_expect_eq(bits[1], 0);
  cr_expect_not(fr__phrases_mention(built, 0, "text", 4));
  /* A set without phrases, before, between and behind others. */
  const fr__phrase phrases[] = {{fr_text_of("one"), 1}, {fr_text_of("three"), 3}};
  cr_assert_eq(fr__phrases_build(&arena, phrases, 2, 5, &built, NULL), FR_OK);
  cr_expect_eq(mentioned(built, "one two three", 13, 5), 1u << 1 | 1u << 3);
  cr_expect_eq(mentioned(built, "", 0, 5), 0);
  fr__arena_free(&arena);
}

/* The automaton keeps its own copy, folded. */
Test(phrases, phrases_are_read_during_the_call_only) {
  fr__arena arena = {0};
  char text[] = "secret";
  fr__phrase phrase = {fr_text_of(text), 0};
  const fr__phrases *built = NULL;
  cr_assert_eq(fr__phrases_build(&arena, &phrase, 1, 1, &built, NULL), FR_OK);
  memset(text, 'x', 6);
  memset(&phrase, 0xFF, sizeof phrase);
  cr_expect(fr__phrases_mention(built, 0, "a SECRET", 8));
  cr_expect_not(fr__phrases_mention(built, 0, "xxxxxx", 6));
  fr__arena_free(&arena);
}

/* Sets in words past the first, and words past the sets. */
Test(phrases, words_of_sets) {
  static const struct {
    uint32_t sets, words;
  } cases[] = {{1, 1}, {63, 1}, {64, 1}, {65, 2}, {128, 2}, {129, 3}, {1023, 16}, {1024, 16}};
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    const uint32_t last = cases[i].sets - 1;
    const fr__phrase phrases[] = {
        {fr_text_of("first"), 0}, {fr_text_of("last"), last}, {fr_text_of("both"), 0}, {fr_text_of("both"), last}};
    fr__arena arena = {0};
    const fr__phrases *built = NULL;
    cr_assert_eq(fr__phrases_build(&arena, phrases, 4, cases[i].sets, &built, NULL), FR_OK);
    cr_expect_eq(fr__phrases_words(built), cases[i].words, "%u sets", cases[i].sets);
    static const char *const texts[] = {"none", "the first", "the last", "both"};
    for (uint32_t t = 0; t < 4; t++) {
      uint64_t expected[20] = {0}, found[20];
      memset(found, 0xFF, sizeof found);
      if (t & 1) expected[0] |= 1;
      if (t & 2) expected[last / 64] |= UINT64_C(1) << last % 64;
      fr__phrases_scan(built, texts[t], (uint32_t)strlen(texts[t]), found, 18);
      for (uint32_t w = 0; w < 18; w++) cr_expect_eq(found[w], expected[w], "%u sets: %s", cases[i].sets, texts[t]);
      cr_expect_eq(found[18], UINT64_MAX, "nothing is written behind the words");
      cr_expect_eq(fr__phrases_mention(built, last, texts[t], (uint32_t)strlen(texts[t])),
                   expected[last / 64] >> last % 64 & 1);
    }
    fr__arena_free(&arena);
  }
}

/* ---- limits ---- */

typedef struct refusal {
  fr_status status;
  int64_t offset;
  const char *message;
} refusal;

static void expect_refusal(const fr__phrase *phrases, uint32_t count, uint32_t sets, const refusal *expected) {
  fr__arena arena = {0};
  const fr__phrases *built = (const fr__phrases *)(const void *)&arena, *const before = built;
  fr_error error = FR_ERROR_INIT;
  cr_expect_eq(fr__phrases_build(&arena, phrases, count, sets, &built, &error), expected->status);
  cr_expect_eq(error.status, expected->status);
  cr_expect_eq(error.offset, expected->offset);
  cr_expect_str_eq(error.field, "phrases");
  cr_expect_str_eq(error.message, expected->message);
  cr_expect_eq(built, before, "what was there stays");
  cr_expect_eq(arena.total, 0, "nothing was taken");
  cr_expect_eq(fr__phrases_build(&arena, phrases, count, sets, &built, NULL), expected->status);
}

Test(phrases, refusals) {
  static char most[FR_MAX_REMARK_BYTES + 1];
  memset(most, 'm', sizeof most);
  const fr__phrase good = {fr_text_of("good"), 0};
  const fr__phrase empty[] = {good, {{"", 0, FR_ENCODING_UTF8}, 0}};
  expect_refusal(empty, 2, 1, &(refusal){FR_BAD_POLICY, 1, "phrase 1 is empty; it would match any text"});
  const fr__phrase null[] = {{{NULL, 5, FR_ENCODING_UTF8}, 0}, good};
  expect_refusal(null, 2, 1, &(refusal){FR_BAD_POLICY, 0, "phrase 0 is empty; it would match any text"});
  const fr__phrase stranger[] = {good, good, {fr_text_of("bad"), 3}};
  expect_refusal(stranger, 3, 3, &(refusal){FR_BAD_ARGUMENT, 2, "phrase 2 belongs to a set that there is not"});
  expect_refusal(&good, 1, 0, &(refusal){FR_BAD_ARGUMENT, 0, "phrase 0 belongs to a set that there is not"});
  const fr__phrase lengthy[] = {good, {{most, FR_MAX_REMARK_BYTES + 1, FR_ENCODING_UTF8}, 0}};
  expect_refusal(lengthy, 2, 1, &(refusal){FR_TOO_LONG, 1, "phrase 1 is longer than any remark may be"});
  expect_refusal(&good, FR_MAX_PHRASES + 1, 1,
                 &(refusal){FR_TOO_MANY, -1, "there are 65537 phrases; at most 65536 are allowed"});
  expect_refusal(&good, 1, FR__MAX_PHRASE_SETS + 1,
                 &(refusal){FR_TOO_MANY, -1, "there are 1025 sets of phrases; at most 1024 are allowed"});
}

Test(phrases, the_longest_phrase) {
  static char most[FR_MAX_REMARK_BYTES];
  memset(most, 'M', sizeof most);
  fr__arena arena = {0};
  const fr__phrase phrases[] = {{{most, sizeof most, FR_ENCODING_UTF8}, 0},
                                {{most, sizeof most - 1, FR_ENCODING_UTF8}, 1}};
  const fr__phrases *built = NULL;
  cr_assert_eq(fr__phrases_build(&arena, phrases, 2, 2, &built, NULL), FR_OK);
  cr_expect_eq(mentioned(built, most, sizeof most, 2), 3);
  cr_expect_eq(mentioned(built, most, sizeof most - 1, 2), 2);
  cr_expect_eq(mentioned(built, most, sizeof most - 2, 2), 0);
  fr__arena_free(&arena);
}

/* As many phrases and sets as there may be: each is found, and in its own set alone. */
Test(phrases, the_most_phrases) {
  enum { BYTES = 4 };
  fr__phrase *phrases = calloc(FR_MAX_PHRASES, sizeof *phrases);
  char *texts = calloc(FR_MAX_PHRASES, BYTES);
  cr_assert_not_null(phrases);
  cr_assert_not_null(texts);
  for (uint32_t i = 0; i < FR_MAX_PHRASES; i++) {
    char *text = texts + (size_t)i * BYTES;
    for (uint32_t k = 0; k < BYTES; k++) text[k] = (char)('a' + (i >> 4 * k & 15)); /* a digit of base 16 a letter */
    phrases[i] = (fr__phrase){{text, BYTES, FR_ENCODING_UTF8}, i * 7 % FR__MAX_PHRASE_SETS};
  }
  fr__arena arena = {0};
  const fr__phrases *built = NULL;
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(fr__phrases_build(&arena, phrases, FR_MAX_PHRASES, FR__MAX_PHRASE_SETS, &built, &error), FR_OK, "%s",
               error.message);
  for (uint32_t i = 0; i < FR_MAX_PHRASES; i++) {
    uint64_t found[FR__MAX_PHRASE_SETS / 64];
    fr__phrases_scan(built, texts + (size_t)i * BYTES, BYTES, found, FR_COUNT(found));
    const uint32_t set = phrases[i].set;
    for (uint32_t w = 0; w < FR_COUNT(found); w++) {
      cr_assert_eq(found[w], w == set / 64 ? UINT64_C(1) << set % 64 : 0, "phrase %u", i);
    }
  }
  fr__arena_free(&arena);
  free(texts);
  free(phrases);
}

/* A node with a child for every byte, at the root and below it. */
Test(phrases, every_byte_side_by_side) {
  char texts[512][2];
  fr__phrase phrases[512];
  for (uint32_t i = 0; i < 256; i++) {
    texts[i][0] = (char)i;
    phrases[i] = (fr__phrase){{texts[i], 1, FR_ENCODING_UTF8}, i};
    texts[256 + i][0] = 'q';
    texts[256 + i][1] = (char)i;
    phrases[256 + i] = (fr__phrase){{texts[256 + i], 2, FR_ENCODING_UTF8}, 256 + i};
  }
  fr__arena arena = {0};
  const fr__phrases *built = NULL;
  cr_assert_eq(fr__phrases_build(&arena, phrases, 512, 512, &built, NULL), FR_OK);
  for (uint32_t i = 0; i < 256; i++) {
    const char text[2] = {'q', (char)i};
    for (uint32_t set = 0; set < 512; set++) {
      const uint32_t own = set % 256;
      const bool alike = own == i || ((own ^ 0x20) == i && ((own | 0x20) >= 'a' && (own | 0x20) <= 'z'));
      const bool q = set == 'q' || set == 'Q';
      cr_assert_eq(fr__phrases_mention(built, set, text, 2), alike || q, "set %u in q and %02x", set, i);
    }
  }
  fr__arena_free(&arena);
}

/* ---- against the slow search ---- */

typedef struct sample {
  fr__phrase phrases[200];
  char bytes[200][24];
  uint32_t count, sets;
} sample;

static uint64_t next(uint64_t *random) { /* splitmix64 */
  uint64_t z = *random += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return z ^ z >> 31;
}

static uint64_t below(uint64_t *random, uint64_t limit) { return next(random) % limit; }

/* Few letters, so that phrases overlap; or Chinese, whole or damaged; or any bytes. */
static uint32_t some_text(uint64_t *random, uint32_t alphabet, char *text, uint32_t most) {
  static const char *const letters[] = {"a", "b", "A", "B", "c"};
  static const char *const characters[] = {"安", "全", "账", "户", "帐", "z", "Z", " "};
  const uint32_t wanted = 1 + (uint32_t)below(random, most);
  uint32_t size = 0;
  while (size < wanted) {
    const char *piece = alphabet == 0 ? letters[below(random, 2 + below(random, 4))] : characters[below(random, 8)];
    uint32_t piece_size = (uint32_t)strlen(piece);
    if (alphabet == 2 && below(random, 6) == 0) piece_size = 1; /* a character without its end */
    if (size + piece_size > wanted) break;
    memcpy(text + size, piece, piece_size);
    if (alphabet == 3) text[size] = (char)next(random);
    size += piece_size;
  }
  if (size == 0) text[size++] = 'a';
  return size;
}

static char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter; }

static bool found_slowly(const fr_text phrase, const char *text, uint32_t size) {
  for (uint32_t at = 0; at + phrase.size <= size; at++) {
    uint32_t same = 0;
    while (same < phrase.size && lower(phrase.data[same]) == lower(text[at + same])) same++;
    if (same == phrase.size) return true;
  }
  return false;
}

static void compare_with_slow(const sample *with, const fr__phrases *built, const char *text, uint32_t size,
                              uint64_t seed, uint64_t *hits) {
  uint64_t found[FR__MAX_PHRASE_SETS / 64], expected[FR__MAX_PHRASE_SETS / 64] = {0};
  memset(found, 0xFF, sizeof found);
  fr__phrases_scan(built, text, size, found, FR_COUNT(found));
  for (uint32_t i = 0; i < with->count; i++) {
    const uint32_t set = with->phrases[i].set;
    if (found_slowly(with->phrases[i].text, text, size)) expected[set / 64] |= UINT64_C(1) << set % 64;
  }
  cr_assert_eq(memcmp(found, expected, sizeof found), 0, "seed %llu", (unsigned long long)seed);
  for (uint32_t set = 0; set < with->sets; set++) {
    const bool one = (expected[set / 64] >> set % 64 & 1) != 0;
    cr_assert_eq(fr__phrases_mention(built, set, text, size), one, "seed %llu, set %u", (unsigned long long)seed, set);
    *hits += one;
  }
}

Test(phrases, as_a_slow_search_finds_them) {
  enum { SEEDS = 2000, TEXTS = 20 };
  sample *with = malloc(sizeof *with);
  cr_assert_not_null(with);
  uint64_t hits = 0, questions = 0;
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    uint64_t random = seed;
    const uint32_t alphabet = (uint32_t)(seed % 4);
    with->count = 1 + (uint32_t)below(&random, seed % 10 == 0 ? 200 : 12);
    with->sets = 1 + (uint32_t)below(&random, seed % 7 == 0 ? 200 : 6);
    for (uint32_t i = 0; i < with->count; i++) {
      const uint32_t size = some_text(&random, alphabet, with->bytes[i], alphabet == 0 ? 7 : 16);
      with->phrases[i] = (fr__phrase){{with->bytes[i], size, FR_ENCODING_UTF8}, (uint32_t)below(&random, with->sets)};
    }
    fr__arena arena = {0};
    const fr__phrases *built = NULL;
    cr_assert_eq(fr__phrases_build(&arena, with->phrases, with->count, with->sets, &built, NULL), FR_OK);
    for (uint32_t i = 0; i < TEXTS; i++) {
      char text[300];
      const uint32_t size = some_text(&random, alphabet, text, i % 4 == 0 ? 290 : 30);
      compare_with_slow(with, built, text, size, seed, &hits);
      questions += with->sets;
    }
    fr__arena_free(&arena);
  }
  printf("phrases: seeds 1 to %d, %llu questions, %llu mentioned\n", SEEDS, (unsigned long long)questions,
         (unsigned long long)hits);
  cr_expect_gt(hits, questions / 20, "texts mention something often enough");
  cr_expect_lt(hits, questions - questions / 20, "and not always");
  free(with);
}

/* ---- memory that runs out ---- */

/* So many nodes and sets that each part of the automaton takes a block of the arena by itself. */
static fr__phrase *many_phrases(char *texts, uint32_t count) {
  fr__phrase *phrases = calloc(count, sizeof *phrases);
  cr_assert_not_null(phrases);
  for (uint32_t i = 0; i < count; i++) {
    snprintf(texts + (size_t)i * 16, 16, "phrase %08x", i * 2654435761u);
    phrases[i] = (fr__phrase){{texts + (size_t)i * 16, 15, FR_ENCODING_UTF8}, i % FR__MAX_PHRASE_SETS};
  }
  return phrases;
}

Test(phrases, an_arena_that_is_too_small) {
  enum { COUNT = 2000, BLOCK = 65536 };
  char *texts = malloc((size_t)COUNT * 16);
  cr_assert_not_null(texts);
  fr__phrase *phrases = many_phrases(texts, COUNT);
  fr__arena whole = {0};
  const fr__phrases *built = NULL;
  cr_assert_eq(fr__phrases_build(&whole, phrases, COUNT, FR__MAX_PHRASE_SETS, &built, NULL), FR_OK);
  const size_t needed = whole.total;
  fr__arena_free(&whole);
  cr_expect_gt(needed, 4 * BLOCK, "several blocks");
  for (size_t limit = BLOCK / 2; limit < needed + BLOCK; limit += BLOCK / 8) {
    fr__arena arena = {.limit = limit};
    fr_error error = FR_ERROR_INIT;
    built = NULL;
    const fr_status status = fr__phrases_build(&arena, phrases, COUNT, FR__MAX_PHRASE_SETS, &built, &error);
    cr_expect_eq(status, limit < needed ? FR_NO_MEMORY : FR_OK, "%zu bytes", limit);
    cr_expect_leq(arena.total, limit);
    if (status == FR_OK) {
      cr_expect(fr__phrases_mention(built, 0, "PHRASE 00000000", 15));
    } else {
      cr_expect_null(built);
      cr_expect_str_eq(error.message, "there is not enough memory for 2000 phrases");
      cr_expect_str_eq(error.field, "phrases");
    }
    fr__arena_free(&arena);
  }
  free(phrases);
  free(texts);
}

#if MEMORY_CAN_FAIL
/* Each allocation in turn fails, alone or with all that come after it: a status, and nothing is lost. (The C library's
 * sort asks for memory too, and does without where there is none.) */
Test(phrases, every_allocation_fails) {
  enum { COUNT = 2000 };
  char *texts = malloc((size_t)COUNT * 16);
  cr_assert_not_null(texts);
  fr__phrase *phrases = many_phrases(texts, COUNT);
  for (int from_then_on = 0; from_then_on <= 1; from_then_on++) {
    uint32_t refused = 0;
    memory_watch seen = {.failed = 1};
    for (uint64_t fail_at = 1; seen.failed != 0 && fail_at < 100; fail_at++) {
      fr__arena arena = {0};
      const fr__phrases *built = NULL;
      memory_begin(fail_at, from_then_on != 0);
      const fr_status status = fr__phrases_build(&arena, phrases, COUNT, FR__MAX_PHRASE_SETS, &built, NULL);
      fr__arena_free(&arena);
      seen = memory_end();
      cr_expect(status == FR_NO_MEMORY || status == FR_OK, "allocation %llu", (unsigned long long)fail_at);
      cr_expect_eq(built == NULL, status != FR_OK);
      cr_expect_eq(seen.kept, 0, "allocation %llu: %lld blocks are lost", (unsigned long long)fail_at,
                   (long long)seen.kept);
      if (seen.failed == 0) cr_expect_eq(status, FR_OK);
      refused += status == FR_NO_MEMORY;
    }
    cr_expect_eq(seen.failed, 0, "it ends");
    cr_expect_geq(refused, 9, "the builder has six pieces, the arena three blocks");
  }
  free(phrases);
  free(texts);
}

Test(phrases, matching_allocates_nothing) {
  static const phrase_list list = {{"abab", "安全", "b"}};
  fr__arena arena = {0};
  const fr__phrases *built = build_each(&arena, &list);
  uint64_t bits;
  memory_begin(1, true);
  fr__phrases_scan(built, "xabab安全", 11, &bits, 1);
  const bool one = fr__phrases_mention(built, 1, "xabab安全", 11);
  const memory_watch seen = memory_end();
  cr_expect_eq(seen.calls, 0);
  cr_expect_eq(bits, 7);
  cr_expect(one);
  fr__arena_free(&arena);
}
#endif
