/* SPDX-License-Identifier: Apache-2.0
 *
 * Which sets of phrases a text mentions: by tables, and against a slow search that looks for every phrase in every
 * place of the folded text. */
#include "text/phrases.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "text/fold.h"
#include "text/gb18030.h"
#include "wire/failing_memory.h"

typedef struct phrase_list {
  const char *phrases[12]; /* ends where null; "~x" is allowed, "-x" weak, "=x" medium, "!x" a listed disguise */
} phrase_list;

static fr__phrase phrase_of(const char *text, uint32_t set) {
  static const char signs[] = "?~-=";
  const char *sign = text[0] == '\0' ? NULL : strchr(signs, text[0]);
  if (text[0] == '!') return (fr__phrase){fr_text_of(text + 1), set, FR__MEDIUM, true};
  if (sign == NULL || sign == signs) return (fr__phrase){fr_text_of(text), set, FR__STRONG, false};
  return (fr__phrase){fr_text_of(text + 1), set, (uint32_t)(sign - signs), false};
}

/* Each phrase is a set of its own. */
static const fr__phrases *build_each(fr__arena *arena, const phrase_list *list) {
  fr__phrase phrases[FR_COUNT(list->phrases)];
  uint32_t count = 0;
  for (; count < FR_COUNT(list->phrases) && list->phrases[count] != NULL; count++) {
    phrases[count] = phrase_of(list->phrases[count], count);
  }
  const fr__phrases *built = NULL;
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(fr__phrases_build(arena, phrases, count, count, &built, &error), FR_OK, "%s", error.message);
  return built;
}

/* What is found, as a line: "set strength begin-end disguises". */
typedef struct told {
  char text[4096];
  size_t size;
} told;

static void tell(void *context, const fr__found_phrase *found) {
  static const char *const strengths[] = {"none", "allowed", "weak", "medium", "strong"};
  static const char letters[] = "sinlohx"; /* separated, invisible, note, look-alike, sound, split, listed */
  told *into = context;
  char line[64], disguises[8] = "";
  size_t count = 0;
  for (uint32_t bit = 0; bit < 7; bit++)
    if ((found->disguises >> bit & 1) != 0) disguises[count++] = letters[bit];
  const int size = snprintf(line, sizeof line, "%s%u %s %u-%u%s%s", into->size == 0 ? "" : "; ", found->set,
                            strengths[found->strength], found->begin, found->end, count == 0 ? "" : " ", disguises);
  cr_assert_lt(into->size + (size_t)size, sizeof into->text);
  memcpy(into->text + into->size, line, (size_t)size + 1);
  into->size += (size_t)size;
}

typedef struct one_case {
  phrase_list list;
  const char *text, *expected;
} one_case;

static void expect_found(const one_case *one) {
  fr__arena arena = {0};
  told said = {.size = 0};
  const fr__phrases *built = build_each(&arena, &one->list);
  (void)fr__phrases_find(built, fr_text_of(one->text), tell, &said);
  cr_expect_str_eq(said.text, one->expected, "'%s': %s instead of %s", one->text, said.text, one->expected);
  fr__arena_free(&arena);
}
#define EXPECT_ALL(cases) \
  for (size_t c = 0; c < FR_COUNT(cases); c++) expect_found(&(cases)[c])

/* ---- which of several ---- */

Test(phrases, the_longest_and_all_that_no_other_holds) {
  static const one_case cases[] = {
      {{{"安全", "安全账户", "账户"}}, "安全账户", "1 strong 0-12"},
      {{{"安全", "全账", "账户"}}, "安全账户", "0 strong 0-6; 1 strong 3-9; 2 strong 6-12"},
      {{{"甲乙丙", "乙丙丁", "丙丁"}}, "甲乙丙丁", "0 strong 0-9; 1 strong 3-12"},
      {{{"甲乙丙丁戊", "乙丙丁己", "丙丁戊"}}, "甲乙丙丁己", "1 strong 3-15"}, /* back over a beginning */
      {{{"丁", "丙丁", "乙丙丁", "甲乙丙丁"}}, "甲乙丙丁", "3 strong 0-12"},
      {{{"丁", "丙丁", "乙丙丁", "甲乙丙丁"}}, "戊丙丁", "1 strong 3-9"},
      {{{"甲甲甲甲"}}, "甲甲甲", ""},
      {{{"甲甲甲甲"}}, "甲甲甲乙甲甲甲", ""},
      {{{"甲甲"}}, "甲甲甲", "0 strong 0-6; 0 strong 3-9"},
      {{{"甲乙"}}, "甲乙甲乙", "0 strong 0-6; 0 strong 6-12"},
      {{{"same", "same"}}, "the same", "0 strong 4-8; 1 strong 4-8"},
      {{{"x"}}, "", ""},
  };
  EXPECT_ALL(cases);
}

Test(phrases, allowed_ones_hold_what_lies_inside) {
  static const one_case cases[] = {
      {{{"车手", "~车手续"}}, "车手续费", "1 allowed 0-9"},
      {{{"车手", "~车手续"}}, "车手，车手续费", "0 strong 0-6; 1 allowed 9-18"},
      {{{"学费", "~学费"}}, "学费", "1 allowed 0-6"},
      {{{"网贷注销", "~注销公司"}}, "网贷注销公司", "0 strong 0-12; 1 allowed 6-18"}, /* it only touches */
      {{{"过账", "~通过账户"}}, "通 过 账 户", "1 allowed 0-15 s"},
      {{{"甲乙", "~丙甲乙丁"}}, "丙甲乙戊", "0 strong 3-9"},                /* what is not there allows nothing */
      {{{"安全账户", "~安全账户备案"}}, "安全账护备案", "0 medium 0-12 o"}, /* nor does what only sounds so */
  };
  EXPECT_ALL(cases);
}

/* ---- words ---- */

Test(phrases, whole_words_of_letters_and_digits) {
  static const one_case cases[] = {
      {{{"eth"}}, "method", ""},
      {{{"eth"}}, "breath", ""},
      {{{"eth"}}, "eths", ""},
      {{{"eth"}}, "买ETH吧", "0 strong 3-6"},
      {{{"eth"}}, "eth", "0 strong 0-3"},
      {{{"eth"}}, "2eth3", "0 strong 1-4"}, /* a number ends where letters begin */
      {{{"69"}}, "695", ""},
      {{{"69"}}, "169", ""},
      {{{"69"}}, "no. 69.", "0 strong 4-6"},
      {{{"69"}}, "⑴69元整", "0 strong 3-5"}, /* the bracket that it hides ends one */
      {{{"69"}}, "①69元整", ""},
      {{{"pc28"}}, "pc288", ""},
      {{{"pc28"}}, "PC28群", "0 strong 0-4"},
      {{{"买u"}}, "买url", ""},
      {{{"买u"}}, "买u", "0 strong 0-4"},
      {{{"买u"}}, "买 u", "0 strong 0-5"}, /* as people write, no disguise */
      {{{"18k彩金"}}, "118k彩金", ""},
      {{{"解冻费"}}, "解冻费3000", "0 strong 0-9"},
      {{{"usdt"}}, "xusdt", ""},
      {{{"usdt"}}, "btc/usdt", "0 strong 4-8"},
      {{{"usdt", "btc"}}, "btcusdt", ""},
      {{{"eth"}}, "we the people", ""},
      {{{"usdt"}}, "usdt$100", "0 strong 0-4"},
      {{{"usdt"}}, "abc@usdt", "0 strong 4-8"},
      {{{"usdt"}}, "usdt\xe2\x80\x8bs", ""}, /* what nobody sees ends no word */
  };
  EXPECT_ALL(cases);
}

Test(phrases, words_with_a_space_between) {
  static const one_case cases[] = {
      {{{"safe account"}}, "a SAFE  Account.", "0 strong 2-15"},
      {{{"safe account"}}, "safe-account", "0 strong 0-12"},
      {{{"safe account"}}, "safeaccount", ""},
      {{{"safe account"}}, "unsafe account", ""},
      {{{"safe account"}}, "safe accounts", ""},
      {{{"safe account"}}, "s.a.f.e account", "0 strong 0-15 s"},
      {{{"安全 账户"}}, "安全账户", "0 strong 0-12"}, /* between Chinese characters a space says nothing */
  };
  EXPECT_ALL(cases);
}

/* ---- disguises ---- */

Test(phrases, separators_and_what_nobody_sees) {
  static const one_case cases[] = {
      {{{"安全账户"}}, "安 全 账 户", "0 strong 0-15 s"},
      {{{"安全账户"}}, "安*全…账\n户", "0 strong 0-17 s"},
      {{{"安全账户"}}, "安😀全😀账户", "0 strong 0-20 s"},
      {{{"安全账户"}}, "安\xe2\x80\x8b全账户", "0 strong 0-15 i"},
      {{{"安全账户"}}, "安\xcc\xb6全账户", "0 strong 0-14 i"}, /* struck through */
      {{{"安全账户"}}, "安\xff全账户", "0 strong 0-13 s"},     /* damage hides nothing but itself */
      {{{"安全账户"}}, "安丨全丨账丨户", "0 strong 0-21 s"},
      {{{"安全账户"}}, "安（ān）全(quan)账(zhang\xcc\x80)户", "0 strong 0-36 n"},
      {{{"安全账户"}}, "安(anquan)全账户", "0 strong 0-20 n"},
      {{{"安全账户"}}, "安(usdt)全账户", ""}, /* no pinyin: it stays */
      {{{"usdt"}}, "买(usdt)", "0 strong 4-8"},
      {{{"usdt"}}, "u.s.d.t", "0 strong 0-7 s"},
      {{{"usdt"}}, "U S D T", "0 strong 0-7 s"},
      {{{"usdt"}}, "us-dt", "0 strong 0-5 s"},
      {{{"usdt"}}, "us dt", ""}, /* two words */
      {{{"usdt"}}, "u s dt", ""},
  };
  EXPECT_ALL(cases);
}

/* As ordinary writing parts words, a phrase is met by chance where other text goes on beside it: it counts one less,
 * and is no disguise. One that stands by itself was parted. */
Test(phrases, parted_by_what_parts_sentences) {
  static const one_case cases[] = {
      {{{"安全账户"}}, "注意安全。账户", "0 medium 6-21"},
      {{{"安全账户"}}, "安全。账户余额", "0 medium 0-15"},
      {{{"安全账户"}}, "注意安全，账户余额", "0 medium 6-21"},
      {{{"安全账户"}}, "注意安全 账户余额", "0 medium 6-19"},
      {{{"安全账户"}}, "注意安全　账户2", "0 medium 6-21"}, /* the wide space */
      {{{"安全账户"}}, "安全 账户", "0 strong 0-13 s"},
      {{{"安全账户"}}, "安全\n账户", "0 strong 0-13 s"},
      {{{"安全账户"}}, "安全　账户", "0 strong 0-15 s"},
      {{{"安全账户"}}, "安全，账户", "0 strong 0-15 s"},
      {{{"安全账户"}}, "转 安全 账户 里", "0 strong 4-17 s"},
      {{{"安全账户"}}, "转 安全，账户 里", "0 strong 4-19 s"},
      {{{"安全账户"}}, "转，安全 账户", "0 strong 6-19 s"},
      {{{"安全账户"}}, "转安全 账户", "0 strong 3-16 s"}, /* a space, and text at one side: it was parted */
      {{{"安全账户"}}, "安全 账户里", "0 strong 0-13 s"},
      {{{"安全账户"}}, "转安全，账户", "0 medium 3-18"}, /* a stop: that may be chance */
      {{{"裸聊"}}, "裸。聊", "0 strong 0-9 s"},
      {{{"解冻费"}}, "解 冻费", "0 strong 0-10 s"},
      {{{"百家乐"}}, "百 家乐。", "0 strong 0-10 s"},
      {{{"=安全账户"}}, "安全，账户", "0 medium 0-15 s"},
      {{{"-安全账户"}}, "安全，账户", "0 weak 0-15 s"},
      {{{"-安全账户"}}, "注意安全，账户", ""},
      {{{"卡农"}}, "银行卡，农业", "0 medium 6-15"},
      {{{"卡农"}}, "卡·农", "0 strong 0-8 s"},
      {{{"卡农"}}, "卡 * 农", "0 strong 0-9 s"},
      {{{"刷单本金"}}, "刷 单 本金", "0 strong 0-14 s"}, /* parted in most places: that is meant */
      {{{"专案组"}}, "专 案 组", "0 strong 0-11 s"},
      {{{"专案组"}}, "专案 组", "0 strong 0-10 s"},
      {{{"安全账户", "账户注销"}}, "安全，账户注销", "0 medium 0-15; 1 strong 9-21"},
      {{{"过账", "~通过账户"}}, "通过 账户", "1 allowed 0-13 s"},
      {{{"安全账户"}}, "安全，账护", "0 medium 0-15 so"},
  };
  EXPECT_ALL(cases);
}

Test(phrases, forms_of_one_character) {
  static const one_case cases[] = {
      {{{"安全账户"}}, "安全帳戶", "0 strong 0-12"},
      {{{"安全帳戶"}}, "安全账户", "0 strong 0-12"}, /* phrases may be written in any form */
      {{{"充u"}}, "充Ｕ", "0 strong 0-6"},
      {{{"usdt"}}, "ⓤⓢⓓⓣ", "0 strong 0-12"},
      {{{"usdt"}}, "𝐔𝐒𝐃𝐓", "0 strong 0-16"},
      {{{"usdt"}}, "🅄🆂🄳🅃", "0 strong 0-16 l"},
      {{{"usdt"}}, "υѕԁт", "0 strong 0-8 l"},
      {{{"usdt"}}, "u$dt", "0 strong 0-4 l"},
      {{{"usdt"}}, "ÜSDT", "0 strong 0-5"},
      {{{"一号账户"}}, "㈠号账户", "0 strong 0-12 s"}, /* the brackets that it hides */
      {{{"金条"}}, "\xe2\xbe\xa6条", "0 strong 0-6"},  /* a radical of Kangxi's */
      {{{"登录"}}, "登陆", "0 strong 0-6"},
  };
  EXPECT_ALL(cases);
}

Test(phrases, what_only_sounds_or_looks_so_counts_one_less) {
  static const one_case cases[] = {
      {{{"安全账户"}}, "安全账护", "0 medium 0-12 o"},
      {{{"=安全账户"}}, "安全账护", "0 weak 0-12 o"},
      {{{"-安全账户"}}, "安全账护", ""},
      {{{"安全账户"}}, "鞍荃仗护", ""}, /* nothing of it is left */
      {{{"失效"}}, "是小", ""},         /* two characters are met by chance */
      {{{"返水"}}, "返氺", "0 medium 0-6 l"},
      {{{"返水"}}, "仮氺", "0 medium 0-6 l"},
      {{{"百家乐"}}, "百榢乐", "0 medium 0-9 l"},
      {{{"公证账户"}}, "公言正账户", "0 medium 0-15 h"},
      {{{"trc20"}}, "TRC2O", "0 medium 0-5 l"},
      {{{"!反水"}}, "反水", "0 medium 0-6 x"},
      {{{"!佰家乐"}}, "百家乐", ""},                                    /* a listed disguise is that and no other */
      {{{"=摆加乐", "百家乐", "-白家乐"}}, "百榢乐", "1 medium 0-9 l"}, /* the strongest that it can be */
      {{{"百加乐", "百家乐"}}, "百榢乐", "1 medium 0-9 l"},             /* or the closest */
      {{{"安全账户", "账户"}}, "安荃账户", "1 strong 6-12; 0 medium 0-12 o"}, /* a guess hides nothing that is there */
      {{{"安全账户", "国家安全账户"}}, "国加安全账户", "0 strong 6-18; 1 medium 0-18 o"},
  };
  EXPECT_ALL(cases);
}

/* ---- what a set is told ---- */

static const char *level_of(const phrase_list *list, const char *const texts[], bool *disguised) {
  static const char *const names[] = {"nothing", "any", "weak", "medium", "strong"};
  fr__phrase phrases[FR_COUNT(list->phrases)];
  uint32_t count = 0, level = 0;
  for (; list->phrases[count] != NULL; count++) phrases[count] = phrase_of(list->phrases[count], 1);
  fr__arena arena = {0};
  const fr__phrases *built = NULL;
  cr_assert_eq(fr__phrases_build(&arena, phrases, count, 3, &built, NULL), FR_OK);
  fr__mentions *mentions = malloc(sizeof *mentions);
  memset(mentions, 0x5A, sizeof *mentions);
  fr__mentions_clear(built, mentions);
  for (uint32_t i = 0; texts[i] != NULL; i++) fr__mentions_add(mentions, fr_text_of(texts[i]));
  while (level < FR__LEVEL_STRONG && fr__mentions_reach(mentions, 1, (enum fr__level)(level + 1))) level++;
  cr_expect_not(fr__mentions_reach(mentions, 0, FR__LEVEL_ANY), "another set");
  cr_expect_not(fr__mentions_reach(mentions, 3, FR__LEVEL_ANY), "a set that there is not");
  *disguised = mentions->disguised;
  free(mentions);
  fr__arena_free(&arena);
  return names[level];
}

Test(phrases, levels) {
  static const struct {
    phrase_list list;
    const char *texts[4], *level;
    bool disguised;
  } cases[] = {
      {{{"-退款", "-客服"}}, {"退款"}, "any", false},
      {{{"-退款", "-客服"}}, {"退款退款"}, "any", false}, /* twice the same is one */
      {{{"-退款", "-客服"}}, {"客服退款"}, "weak", false},
      {{{"-退款", "-客服"}}, {"退款", "客服"}, "weak", false}, /* over several texts */
      {{{"-退款", "-客服"}}, {"退*款，客*服"}, "weak", false}, /* a weak word's disguise says nothing */
      {{{"=积分清零", "-退款"}}, {"退款，积分清零"}, "medium", false},
      {{{"=积分清零", "-退款"}}, {"积分清零", "退款"}, "medium", false},
      {{{"=积分清零"}}, {"积.分.清.零"}, "medium", true},
      {{{"=积分清零", "-退款"}}, {"积分青零"}, "any", true}, /* heard, so weak, and alone */
      {{{"=积分清零", "-退款"}}, {"积分青零退款"}, "weak", true},
      {{{"百万保障"}}, {"百万保彰"}, "medium", true},
      {{{"百万保障", "-退款"}}, {"退款", "百萬保障"}, "strong", false},
      {{{"~学费", "-学费"}}, {"学 费"}, "any", false},
      {{{"-学费"}}, {"货款"}, "nothing", false},
      {{{"-学费"}}, {NULL}, "nothing", false},
      {{{NULL}}, {"学费"}, "nothing", false},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    bool disguised = false;
    const char *level = level_of(&cases[i].list, cases[i].texts, &disguised);
    cr_expect_str_eq(level, cases[i].level, "case %zu: %s instead of %s", i, level, cases[i].level);
    cr_expect_eq(disguised, cases[i].disguised, "case %zu", i);
  }
}

/* ---- building ---- */

Test(phrases, phrases_are_read_during_the_call_only) {
  fr__arena arena = {0};
  char text[] = "客服 Safe";
  fr__phrase phrase = {fr_text_of(text), 0, FR__STRONG, false};
  const fr__phrases *built = NULL;
  cr_assert_eq(fr__phrases_build(&arena, &phrase, 1, 1, &built, NULL), FR_OK);
  memset(text, 'x', sizeof text - 1);
  told said = {.size = 0};
  (void)fr__phrases_find(built, fr_text_of("客服safe"), tell, &said);
  cr_expect_str_eq(said.text, "0 strong 0-10");
  fr__arena_free(&arena);
}

Test(phrases, refusals) {
  static char most[FR_MAX_REMARK_BYTES + 1], many[65 * 3 + 1];
  memset(most, 'a', sizeof most);
  for (int i = 0; i < 65; i++) memcpy(many + 3 * i, "安", 3);
  const fr__phrase good = {fr_text_of("good"), 0, FR__STRONG, false};
  const struct {
    fr__phrase bad;
    fr_status status;
    const char *message;
  } cases[] = {
      {{fr_text_of(""), 0, FR__STRONG, false}, FR_BAD_POLICY, "phrase 1 is empty; it would match any text"},
      {{fr_text_of(NULL), 0, FR__STRONG, false}, FR_BAD_POLICY, "phrase 1 is empty; it would match any text"},
      {{fr_text_of("*-*"), 0, FR__WEAK, false}, FR_BAD_POLICY, "phrase 1 has nothing that is left once it is folded"},
      {{fr_text_of("x"), 2, FR__STRONG, false}, FR_BAD_ARGUMENT, "phrase 1 belongs to a set that there is not"},
      {{fr_text_of("x"), 0, 0, false}, FR_BAD_ARGUMENT, "phrase 1 has a strength that there is not"},
      {{fr_text_of("x"), 0, 5, false}, FR_BAD_ARGUMENT, "phrase 1 has a strength that there is not"},
      {{{most, sizeof most, 0}, 0, FR__STRONG, false}, FR_TOO_LONG, "phrase 1 is longer than any remark may be"},
      {{{many, 195, 0}, 0, FR__STRONG, false}, FR_TOO_LONG, "phrase 1 has more than 64 characters once it is folded"},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    fr__arena arena = {0};
    const fr__phrase phrases[] = {good, cases[i].bad};
    const fr__phrases *built = NULL;
    fr_error error = FR_ERROR_INIT;
    cr_expect_eq(fr__phrases_build(&arena, phrases, 2, 2, &built, &error), cases[i].status, "case %zu", i);
    cr_expect_str_eq(error.message, cases[i].message);
    cr_expect_eq(error.offset, 1);
    cr_expect_null(built);
    fr__arena_free(&arena);
  }
  fr__arena arena = {0};
  fr_error error = FR_ERROR_INIT;
  const fr__phrases *built = NULL;
  cr_expect_eq(fr__phrases_build(&arena, &good, FR_MAX_PHRASES + 1, 1, &built, &error), FR_TOO_MANY);
  cr_expect_str_eq(error.message, "there are 65537 phrases; at most 65536 are allowed");
  cr_expect_eq(fr__phrases_build(&arena, &good, 1, FR__MAX_PHRASE_SETS + 1, &built, &error), FR_TOO_MANY);
  cr_expect_str_eq(error.message, "there are 1025 sets of phrases; at most 1024 are allowed");
  fr__arena_free(&arena);
}

Test(phrases, the_longest_phrase) {
  static char text[64 * 3 + 1];
  for (int i = 0; i < 64; i++) memcpy(text + 3 * i, "安", 3);
  const one_case cases[] = {{{{text}}, text, "0 strong 0-192"}};
  EXPECT_ALL(cases);
}

/* As many phrases as there may be, and each is found. */
Test(phrases, the_most_phrases) {
  enum { COUNT = FR_MAX_PHRASES };
  fr__phrase *phrases = calloc(COUNT, sizeof *phrases);
  char *texts = calloc(COUNT, 16);
  cr_assert(phrases != NULL && texts != NULL);
  for (uint32_t i = 0; i < COUNT; i++) {
    const uint32_t size = (uint32_t)snprintf(texts + (size_t)i * 16, 16, "q%05ux", i);
    phrases[i] =
        (fr__phrase){{texts + (size_t)i * 16, size, FR_ENCODING_UTF8}, i % FR__MAX_PHRASE_SETS, FR__STRONG, false};
  }
  fr__arena arena = {0};
  const fr__phrases *built = NULL;
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(fr__phrases_build(&arena, phrases, COUNT, FR__MAX_PHRASE_SETS, &built, &error), FR_OK, "%s",
               error.message);
  for (uint32_t i = 0; i < COUNT; i += 97) {
    told said = {.size = 0};
    char expected[64];
    (void)fr__phrases_find(built, fr_text_of(texts + (size_t)i * 16), tell, &said);
    snprintf(expected, sizeof expected, "%u strong 0-7", i % FR__MAX_PHRASE_SETS);
    cr_expect_str_eq(said.text, expected, "%s", texts + (size_t)i * 16);
  }
  fr__arena_free(&arena);
  free(texts);
  free(phrases);
}

static uint64_t draw(uint64_t *random, uint64_t below) { /* splitmix64 */
  uint64_t z = *random += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return (z ^ z >> 31) % below;
}

static char *put_hangul(char *at, uint32_t code) {
  *at++ = (char)(0xE0 | code >> 12);
  *at++ = (char)(0x80 | (code >> 6 & 63));
  *at++ = (char)(0x80 | (code & 63));
  return at;
}

/* Half of them branch behind each beginning of one long word, the others end in that word: were each of their states to
 * have all the branches, it would take memory without bound. */
Test(phrases, phrases_made_to_need_much) {
  enum { COUNT = 2000, SIZE = 200, LONG = 60 };
  fr__phrase *phrases = calloc(COUNT, sizeof *phrases);
  char *texts = calloc(COUNT, SIZE);
  cr_assert(phrases != NULL && texts != NULL);
  for (uint32_t i = 0; i < COUNT; i++) {
    char *begin = texts + (size_t)i * SIZE, *at = begin;
    const bool branches = i < COUNT / 2;
    const uint32_t size = branches ? 1 + i % LONG : LONG;
    if (!branches) at = put_hangul(at, 0xC000 + i);
    for (uint32_t j = 0; j < size; j++) at = put_hangul(at, 0xAC00);
    if (branches) at = put_hangul(at, 0xB000 + i);
    phrases[i] = (fr__phrase){{begin, (uint32_t)(at - begin), FR_ENCODING_UTF8}, i % 1000, FR__STRONG, false};
  }
  fr__arena arena = {0};
  const fr__phrases *built = NULL;
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(fr__phrases_build(&arena, phrases, COUNT, 1000, &built, &error), FR_OK, "%s", error.message);
  cr_expect_lt(arena.total, 64 << 20, "%zu bytes", arena.total);
  for (uint32_t i = 0; i < COUNT; i += 7) {
    told said = {.size = 0};
    char expected[64];
    (void)fr__phrases_find(built, phrases[i].text, tell, &said);
    snprintf(expected, sizeof expected, "%u strong 0-%u", i % 1000, phrases[i].text.size);
    cr_expect_str_eq(said.text, expected, "phrase %u", i);
  }
  /* From the end of a long word back over all its beginnings to a branch of a short one. */
  char text[400], *at = text;
  at = put_hangul(at, 0xC000 + COUNT - 1);
  for (uint32_t j = 0; j < LONG - 1; j++) at = put_hangul(at, 0xAC00);
  at = put_hangul(at, 0xB000 + 1); /* behind two */
  told said = {.size = 0};
  (void)fr__phrases_find(built, (fr_text){text, (uint32_t)(at - text), FR_ENCODING_UTF8}, tell, &said);
  cr_expect_str_eq(said.text, "1 strong 174-183", "%s", said.text);
  fr__arena_free(&arena);
  free(texts);
  free(phrases);
}

/* ---- as many as there may be, beside a search for every piece of the text ---- */

enum { MOST_LENGTH = 5, MANY_TEXT = 4000 };

typedef struct many {
  fr__phrase *phrases;
  char (*texts)[3 * MOST_LENGTH + 1];
  const char **sorted;
  uint32_t count, found;
  uint8_t ends[MANY_TEXT]; /* of the phrase that begins at a character, if no longer one holds it; 0: none */
} many;

static int by_text(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

/* Characters that fold to themselves. */
static uint32_t plain_characters(char characters[][4], uint32_t most) {
  uint32_t count = 0;
  for (uint32_t code = 0x4E00; code < 0x9FA5 && count < most; code += 7) {
    const uint32_t entry = fr__fold_entry(code);
    if (fr__fold_kind_of(entry) != FR__FOLD_HAN || fr__fold_code_of(entry, code) != code) continue;
    *put_hangul(characters[count++], code) = '\0';
  }
  return count;
}

static bool is_phrase(const many *in, const char *text, uint32_t size) {
  char piece[3 * MOST_LENGTH + 1];
  const char *wanted = piece;
  memcpy(piece, text, size);
  piece[size] = '\0';
  return bsearch(&wanted, in->sorted, in->count, sizeof wanted, by_text) != NULL;
}

static void search_pieces(many *in, const char *text, uint32_t characters) {
  uint32_t reach = 0; /* of what begins before */
  in->found = 0;
  for (uint32_t from = 0; from < characters; from++) {
    in->ends[from] = 0;
    for (uint32_t length = 2; length <= MOST_LENGTH && from + length <= characters; length++)
      if (is_phrase(in, text + (size_t)3 * from, 3 * length)) in->ends[from] = (uint8_t)length;
    if (in->ends[from] == 0 || from + in->ends[from] <= reach) {
      in->ends[from] = 0;
      continue;
    }
    reach = from + in->ends[from];
    in->found++;
  }
}

static void check_piece(void *context, const fr__found_phrase *found) {
  many *in = context;
  cr_assert_eq(in->ends[found->begin / 3] * 3u, found->end - found->begin, "at %u", found->begin);
  in->ends[found->begin / 3] = 0; /* equal phrases are one, in one set */
  in->found--;
}

Test(phrases, as_many_chinese_ones_as_there_may_be) {
  enum { COUNT = FR_MAX_PHRASES, CHARACTERS = 300, TEXTS = 5 };
  static char characters[CHARACTERS][4], text[3 * MANY_TEXT + 4];
  static many in;
  uint64_t random = 11;
  cr_assert_eq(plain_characters(characters, CHARACTERS), CHARACTERS);
  in.phrases = calloc(COUNT, sizeof *in.phrases);
  in.texts = calloc(COUNT, sizeof *in.texts);
  in.sorted = calloc(COUNT, sizeof *in.sorted);
  cr_assert(in.phrases != NULL && in.texts != NULL && in.sorted != NULL);
  for (uint32_t i = 0; i < COUNT; i++) {
    const uint32_t length = 2 + (uint32_t)draw(&random, 8) * (MOST_LENGTH - 2) / 7;
    for (uint32_t j = 0; j < length; j++) memcpy(in.texts[i] + 3 * j, characters[draw(&random, CHARACTERS)], 3);
    in.sorted[i] = in.texts[i];
  }
  qsort(in.sorted, COUNT, sizeof *in.sorted, by_text);
  for (uint32_t i = 0; i < COUNT; i++) { /* each once: what is weak is not guessed */
    if (in.count != 0 && strcmp(in.sorted[in.count - 1], in.sorted[i]) == 0) continue;
    in.sorted[in.count] = in.sorted[i];
    in.phrases[in.count++] = (fr__phrase){fr_text_of(in.sorted[i]), i % 1000, FR__WEAK, false};
  }
  fr__arena arena = {0};
  const fr__phrases *built = NULL;
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(fr__phrases_build(&arena, in.phrases, in.count, 1000, &built, &error), FR_OK, "%s", error.message);
  for (uint32_t t = 0; t < TEXTS; t++) {
    for (uint32_t i = 0; i < MANY_TEXT; i++) memcpy(text + (size_t)3 * i, characters[draw(&random, CHARACTERS)], 3);
    search_pieces(&in, text, MANY_TEXT);
    cr_expect_gt(in.found, 500);
    const uint64_t steps = fr__phrases_find(built, (fr_text){text, 3 * MANY_TEXT, FR_ENCODING_UTF8}, check_piece, &in);
    cr_expect_eq(in.found, 0, "%u are not told", in.found);
    cr_expect_lt(steps, 40 * 3 * MANY_TEXT);
  }
  fr__arena_free(&arena);
  free(in.phrases);
  free(in.texts);
  free(in.sorted);
}

/* ---- against a slow search ---- */

enum { SLOW_PHRASES = 24, SLOW_TEXT = 400 };

typedef struct sample {
  uint64_t random;
  char bytes[SLOW_PHRASES][48];
  fr__phrase phrases[SLOW_PHRASES];
  uint32_t count;
} sample;

/* Few of each kind, so that phrases overlap and disguises meet them. */
static uint32_t put_random(uint64_t *random, char *into, uint32_t room, bool text) {
  static const char *const pieces[] = {"安", "全", "账", "帳", "户", "护", "荃", "a", "b",  "1",  "l",
                                       "返", "仮", "水", "氺", "金", "A",  "ｂ", "0", "证", "言", "正"};
  static const char *const between[] = {" ", "*", "\xe2\x80\x8b", "(an)", "\xff", "\xcc\x81", "(", ")", "，", "$"};
  const uint32_t count = text ? (uint32_t)draw(random, 60) : 1 + (uint32_t)draw(random, 5);
  uint32_t size = 0;
  for (uint32_t i = 0; i < count; i++) {
    const char *piece = text && draw(random, 4) == 0 ? between[draw(random, FR_COUNT(between))]
                                                     : pieces[draw(random, FR_COUNT(pieces))];
    const uint32_t length = (uint32_t)strlen(piece);
    if (size + length > room) break;
    memcpy(into + size, piece, length);
    size += length;
  }
  return size;
}

typedef struct slow_hit {
  uint32_t from, to, begin, end, strongest;
  uint64_t members; /* a bit for each phrase that has this text */
  bool allowed, second, inside;
} slow_hit;

typedef struct slow_text {
  fr_text text;
  fr__folded characters[SLOW_TEXT * 2];
  uint32_t count;
} slow_text;

static void fold_slowly(fr_text text, slow_text *into) {
  fr__folder folder = fr__fold_begin(text);
  into->text = text;
  into->count = 0;
  while (fr__fold_next(&folder, &into->characters[into->count])) into->count++;
}

static bool is_latin(const fr__folded *c) { return c->kind == FR__FOLD_LETTER || c->kind == FR__FOLD_DIGIT; }

/* One symbol of the automaton: read alike, or taken for each other. */
static bool alike(const fr__folded *a, const fr__folded *b) {
  return a->sound == 0 ? b->sound == 0 && a->code == b->code : a->sound == b->sound;
}

/* Between letters and digits: a word of the phrase is not parted, and two are. */
static bool gaps_fit(const fr__folded *text, const fr__folded *phrase, uint32_t count) {
  for (uint32_t from = 0; from < count; from++) {
    bool spaced = false, joined = false;
    uint32_t to = from;
    for (; to + 1 < count && is_latin(&text[from]) && is_latin(&text[to + 1]); to++) {
      const bool apart = (text[to + 1].flags & FR__GAPS_SEEN) != 0;
      if ((phrase[to + 1].flags & FR__GAPS_SEEN) != 0) {
        if (!apart) return false;
        continue;
      }
      if ((text[to + 1].flags & FR__GAP_SPACE) != 0) spaced = true;
      if (!apart) joined = true;
    }
    if (spaced && joined) return false;
    from = to;
  }
  return true;
}

static bool free_on_both_sides(const slow_text *text, uint32_t from, uint32_t to) {
  const fr__folded *first = &text->characters[from], *last = &text->characters[to - 1];
  if (from > 0 && is_latin(first) && (first->flags & FR__GAPS_SEEN) == 0) {
    const fr__folded *before = first - 1;
    if (before->kind == first->kind && (before->flags & FR__WAS_SIGN) == 0) return false;
  }
  if (to < text->count && is_latin(last) && (last[1].flags & FR__GAPS_SEEN) == 0)
    return last[1].kind != last->kind || (last[1].flags & FR__WAS_SIGN) != 0;
  return true;
}

/* Parted by spaces or stops alone in some place, and not in at least two and most places; and other text goes on beside
 * it, at one side where there is a stop, else at both. */
static bool is_apart_slowly(const slow_text *all, uint32_t from, uint32_t count, bool allowed) {
  const fr__folded *text = all->characters + from;
  uint32_t pairs = 0, gaps = 0, sides = 0;
  bool ordinary = false, stop = false;
  for (uint32_t i = 1; i < count; i++) {
    if ((text[i].flags & FR__GAP_SPACE) != 0 && all->text.data[text[i - 1].end] != ' ') stop = true;
    if (is_latin(&text[i]) || is_latin(&text[i - 1])) continue;
    pairs++;
    if ((text[i].flags & (FR__GAP_SPACE | FR__GAP_SIGN)) == 0) continue;
    gaps++;
    if ((text[i].flags & FR__GAP_SIGN) == 0) ordinary = true;
  }
  if (from > 0 && (text->flags & FR__GAPS_SEEN) == 0) sides++;
  if (from + count < all->count && (text[count].flags & (FR__GAPS_SEEN | FR__WAS_SIGN)) == 0) sides++;
  return ordinary && !allowed && (gaps < 2 || gaps * 2 < pairs) && sides >= (stop ? 1u : 2u);
}

/* Does the phrase stand at this place? Fills `second`. */
static bool stands_slowly(const slow_text *text, uint32_t from, const slow_text *phrase, const slow_hit *of,
                          bool *second) {
  uint32_t others = 0, sounds = 0;
  if (from + phrase->count > text->count) return false;
  for (uint32_t i = 0; i < phrase->count; i++) {
    const fr__folded *a = &text->characters[from + i], *b = &phrase->characters[i];
    if (!alike(a, b)) return false;
    const bool split = (a->flags & FR__WAS_SPLIT) != 0;
    if (a->code != b->code || split) others++;
    if (a->code != b->code && (split || is_latin(a) || !fr__fold_shape(a->code, b->code))) sounds++;
  }
  *second = others != 0 || is_apart_slowly(text, from, phrase->count, of->allowed);
  if (*second && !of->allowed && of->strongest < FR__MEDIUM) return false;
  if (others != 0 && (of->allowed || of->strongest < FR__MEDIUM)) return false;
  if (sounds != 0 && (phrase->count < 3 || sounds * 3 > phrase->count * 2)) return false;
  return gaps_fit(text->characters + from, phrase->characters, phrase->count) &&
         free_on_both_sides(text, from, from + phrase->count);
}

static bool same_text(const slow_text *a, const slow_text *b) {
  if (a->count != b->count) return false;
  for (uint32_t i = 0; i < a->count; i++) {
    const bool apart = i > 0 && is_latin(&a->characters[i]) && is_latin(&a->characters[i - 1]);
    const bool gap_a = apart && (a->characters[i].flags & FR__GAPS_SEEN) != 0;
    const bool gap_b = apart && (b->characters[i].flags & FR__GAPS_SEEN) != 0;
    if (a->characters[i].code != b->characters[i].code || gap_a != gap_b) return false;
  }
  return true;
}

/* The hits of a text, those inside others marked. Returns how many; each phrase counts for itself. */
static uint32_t search_slowly(const sample *with, fr_text text, slow_hit *hits, uint32_t room) {
  static slow_text folded, phrases[SLOW_PHRASES];
  uint32_t count = 0;
  slow_hit about[SLOW_PHRASES] = {{0}};
  fold_slowly(text, &folded);
  for (uint32_t p = 0; p < with->count; p++) fold_slowly(with->phrases[p].text, &phrases[p]);
  for (uint32_t p = 0; p < with->count; p++) {
    for (uint32_t q = 0; q < with->count; q++) {
      if (!same_text(&phrases[p], &phrases[q])) continue;
      about[p].members |= UINT64_C(1) << q;
      if (with->phrases[q].strength == FR__ALLOWED) about[p].allowed = true;
      if (with->phrases[q].strength > about[p].strongest) about[p].strongest = with->phrases[q].strength;
    }
  }
  for (uint32_t from = 0; from < folded.count; from++) {
    for (uint32_t p = 0; p < with->count; p++) {
      bool second;
      if (!stands_slowly(&folded, from, &phrases[p], &about[p], &second)) continue;
      cr_assert_lt(count, room);
      hits[count] = about[p];
      hits[count].from = from;
      hits[count].to = from + phrases[p].count;
      hits[count].second = second;
      hits[count].begin = folded.characters[from].begin;
      hits[count].end = folded.characters[from + phrases[p].count - 1].end;
      count++;
    }
  }
  for (uint32_t i = 0; i < count; i++) {
    for (uint32_t j = 0; j < count; j++) {
      const bool holds = hits[j].from <= hits[i].from && hits[i].to <= hits[j].to;
      const bool longer = hits[j].to - hits[j].from > hits[i].to - hits[i].from;
      const bool equal = holds && !longer;
      if (holds && longer && (!hits[j].second || hits[i].second)) hits[i].inside = true;
      if (equal && hits[i].second && !hits[j].second) hits[i].inside = true;
    }
  }
  return count;
}

typedef struct compared {
  const sample *with;
  slow_hit hits[4000];
  uint32_t count, told;
  uint64_t seed;
} compared;

/* Everything that is told was found slowly. Of several guesses for one place the fast search tells one. */
static void expect_slowly_found(void *context, const fr__found_phrase *found) {
  compared *of = context;
  of->told++;
  for (uint32_t i = 0; i < of->count; i++) {
    const slow_hit *hit = &of->hits[i];
    if (hit->inside || hit->begin != found->begin || hit->end != found->end) continue;
    if (hit->second != (found->strength < found->declared)) continue;
    for (uint32_t p = 0; p < of->with->count; p++) {
      if ((hit->members >> p & 1) != 0 && of->with->phrases[p].set == found->set) return;
    }
  }
  cr_assert_fail("seed %llu: set %u at %u-%u", (unsigned long long)of->seed, found->set, found->begin, found->end);
}

typedef struct place {
  uint32_t begin, end;
  bool second, found;
} place;

static void note_place(void *context, const fr__found_phrase *found) {
  place *wanted = context;
  const bool second = found->strength < found->declared;
  if (found->begin == wanted->begin && found->end == wanted->end && second == wanted->second) wanted->found = true;
}

static uint32_t compare_once(const sample *with, const fr__phrases *built, fr_text text, uint64_t seed) {
  static compared of;
  of.with = with;
  of.seed = seed;
  of.told = 0;
  of.count = search_slowly(with, text, of.hits, FR_COUNT(of.hits));
  (void)fr__phrases_find(built, text, expect_slowly_found, &of);
  for (uint32_t i = 0; i < of.count; i++) { /* and nothing is left out */
    place wanted = {of.hits[i].begin, of.hits[i].end, of.hits[i].second, false};
    if (of.hits[i].inside) continue;
    (void)fr__phrases_find(built, text, note_place, &wanted);
    cr_assert(wanted.found, "seed %llu: nothing at %u-%u in '%.*s'", (unsigned long long)seed, wanted.begin, wanted.end,
              (int)text.size, text.data);
  }
  return of.told;
}

Test(phrases, as_a_slow_search_finds_them) {
  enum { SEEDS = 600, TEXTS = 20 };
  static sample with;
  uint64_t told_all = 0;
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    fr__arena arena = {0};
    with.random = seed;
    with.count = 1 + (uint32_t)draw(&with.random, SLOW_PHRASES);
    for (uint32_t i = 0; i < with.count; i++) {
      uint32_t size = 0;
      while (size == 0) size = put_random(&with.random, with.bytes[i], sizeof with.bytes[i], false);
      with.phrases[i] =
          (fr__phrase){{with.bytes[i], size, FR_ENCODING_UTF8}, i, 1 + (uint32_t)draw(&with.random, 4), false};
    }
    const fr__phrases *built = NULL;
    cr_assert_eq(fr__phrases_build(&arena, with.phrases, with.count, with.count, &built, NULL), FR_OK);
    for (uint32_t t = 0; t < TEXTS; t++) {
      char text[SLOW_TEXT];
      const uint32_t size = put_random(&with.random, text, sizeof text, true);
      told_all += compare_once(&with, built, (fr_text){text, size, FR_ENCODING_UTF8}, seed);
    }
    fr__arena_free(&arena);
  }
  cr_assert_gt(told_all, 10000, "the texts mention phrases");
}

/* ---- the fast way and the plain one ---- */

/* UTF-8 is read in runs, with words that can begin no phrase passed over; GB 18030 character by character. Both tell
 * the same, each with its own places. */
enum { BOTH_TEXT = 3000, BOTH_FOUND = 4000 };

typedef struct found_list {
  fr__found_phrase found[BOTH_FOUND];
  uint32_t count;
} found_list;

static void list_found(void *context, const fr__found_phrase *found) {
  found_list *into = context;
  cr_assert_lt(into->count, BOTH_FOUND);
  into->found[into->count++] = *found;
}

static uint32_t put_words(uint64_t *random, char *into, uint32_t room, uint32_t most) {
  static const char *const pieces[] = {"安",
                                       "全",
                                       "账",
                                       "帳",
                                       "户",
                                       "护",
                                       "荃",
                                       "a",
                                       "b",
                                       "1",
                                       "l",
                                       "返",
                                       "仮",
                                       "水",
                                       "氺",
                                       "金",
                                       "A",
                                       "ｂ",
                                       "0",
                                       "证",
                                       "言",
                                       "正",
                                       "u",
                                       "s",
                                       "usdt",
                                       "Payment",
                                       "of",
                                       "69",
                                       "o",
                                       "eth-",
                                       "é",
                                       "о",
                                       "trc20",
                                       "充",
                                       "2",
                                       "x",
                                       "i",
                                       "t",
                                       "ethics",
                                       "longestword",
                                       "1234567890123",
                                       " ",
                                       " ",
                                       "*",
                                       "(an)",
                                       "(",
                                       ")",
                                       "，",
                                       "$",
                                       "@",
                                       ".",
                                       "。",
                                       "\xcc\x81",
                                       "\xe2\x80\x8b",
                                       "一"};
  const uint32_t count = 1 + (uint32_t)draw(random, most);
  uint32_t size = 0;
  for (uint32_t i = 0; i < count; i++) {
    const char *piece = pieces[draw(random, FR_COUNT(pieces))];
    const uint32_t length = (uint32_t)strlen(piece);
    if (size + length > room) break;
    memcpy(into + size, piece, length);
    size += length;
  }
  return size;
}

static uint32_t compare_both(const fr__phrases *built, const char *text, uint32_t size, uint64_t seed) {
  static found_list fast, plain;
  fast.count = plain.count = 0;
  const uint32_t room = (uint32_t)fr__gb18030_of(text, size, NULL);
  char *utf8 = malloc(size + 1u), *other = malloc(room + 1u); /* exactly so large, for the sanitizer */
  cr_assert(utf8 != NULL && other != NULL);
  memcpy(utf8, text, size);
  (void)fr__gb18030_of(text, size, other);
  (void)fr__phrases_find(built, (fr_text){utf8, size, FR_ENCODING_UTF8}, list_found, &fast);
  (void)fr__phrases_find(built, (fr_text){other, room, FR_ENCODING_GB18030}, list_found, &plain);
  cr_assert_eq(fast.count, plain.count, "seed %llu: %u and %u in '%.*s'", (unsigned long long)seed, fast.count,
               plain.count, (int)size, text);
  for (uint32_t i = 0; i < fast.count; i++) {
    fr__found_phrase one = fast.found[i];
    one.begin = (uint32_t)fr__gb18030_of(text, one.begin, NULL);
    one.end = (uint32_t)fr__gb18030_of(text, one.end, NULL);
    cr_assert_eq(memcmp(&one, &plain.found[i], sizeof one), 0, "seed %llu: %u to %u in '%.*s'",
                 (unsigned long long)seed, fast.found[i].begin, fast.found[i].end, (int)size, text);
  }
  free(utf8);
  free(other);
  return fast.count;
}

Test(phrases, the_fast_way_finds_what_the_plain_one_does) {
  enum { SEEDS = 400, TEXTS = 10 };
  static sample with;
  static char text[BOTH_TEXT];
  uint64_t mentioned = 0;
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    fr__arena arena = {0};
    with.random = seed;
    with.count = 1 + (uint32_t)draw(&with.random, SLOW_PHRASES);
    for (uint32_t i = 0; i < with.count; i++) {
      fr__phrase *phrase = &with.phrases[i];
      const fr__phrases *alone;
      do { /* until something is left of it when it is folded */
        const uint32_t size = put_words(&with.random, with.bytes[i], sizeof with.bytes[i], 4);
        *phrase = (fr__phrase){{with.bytes[i], size, FR_ENCODING_UTF8}, 0, FR__STRONG, false};
      } while (fr__phrases_build(&arena, phrase, 1, 1, &alone, NULL) != FR_OK);
      phrase->set = i;
      phrase->strength = FR__ALLOWED + (uint32_t)draw(&with.random, 4);
      phrase->disguised = draw(&with.random, 8) == 0;
    }
    const fr__phrases *built = NULL;
    cr_assert_eq(fr__phrases_build(&arena, with.phrases, with.count, with.count, &built, NULL), FR_OK);
    for (uint32_t t = 0; t < TEXTS; t++) {
      const uint32_t size = put_words(&with.random, text, sizeof text, t % 2 == 0 ? 60 : 2000);
      mentioned += compare_both(built, text, size, seed);
    }
    fr__arena_free(&arena);
  }
  cr_assert_gt(mentioned, 50000, "the texts mention phrases");
}

/* ---- linear time ---- */

/* A megabyte of what costs most: steps are counted, and are a few for each byte whatever the text is. */
Test(phrases, a_megabyte_of_the_worst_takes_linear_time) {
  enum { SIZE = 1 << 20, MOST = 40 };
  static const phrase_list list = {{"甲甲甲甲甲甲甲甲", "甲甲甲甲", "甲甲", "=佳嘉家", "安全账户", "~安全账户备案",
                                    "usdt", "u s d t", "aaaa", "11", "lll"}};
  static const char *const patterns[] = {"甲",
                                         "甲甲甲甲甲甲甲乙",
                                         "佳",
                                         "安全账护",
                                         "安全账",
                                         "(",
                                         "安(",
                                         "安(an",
                                         "安(zhuangx",
                                         "u",
                                         "u.",
                                         "u ",
                                         "\xe2\x80\x8b",
                                         "\xff",
                                         "言",
                                         "言正",
                                         "$",
                                         "a$",
                                         "1l",
                                         "登陆登",
                                         "㈠",
                                         "ﷺ",
                                         "安\xcc\xb6",
                                         "a\xe2\x80\x8b",
                                         "\xf0\x9f\x85\x84"};
  fr__arena arena = {0};
  const fr__phrases *built = build_each(&arena, &list);
  char *text = malloc(SIZE);
  cr_assert_not_null(text);
  for (size_t p = 0; p < FR_COUNT(patterns); p++) {
    const size_t size = strlen(patterns[p]);
    uint64_t steps[2];
    for (size_t at = 0; at < SIZE; at++) text[at] = patterns[p][at % size];
    for (uint32_t half = 0; half < 2; half++) {
      place nowhere = {1, 0, false, false};
      steps[half] = fr__phrases_find(built, (fr_text){text, SIZE >> half, FR_ENCODING_UTF8}, note_place, &nowhere);
    }
    cr_expect_leq(steps[0], (uint64_t)MOST * SIZE, "'%s': %llu steps", patterns[p], (unsigned long long)steps[0]);
    cr_expect_leq(steps[0], 2 * steps[1] + 1000, "'%s': twice the text takes more than twice the steps", patterns[p]);
  }
  free(text);
  fr__arena_free(&arena);
}

/* ---- memory ---- */

static fr__phrase *many_phrases(char *texts, uint32_t count) {
  fr__phrase *phrases = calloc(count, sizeof *phrases);
  cr_assert_not_null(phrases);
  for (uint32_t i = 0; i < count; i++) {
    snprintf(texts + (size_t)i * 16, 16, "phrase %08u", i % 100000000u);
    phrases[i] =
        (fr__phrase){{texts + (size_t)i * 16, 15, FR_ENCODING_UTF8}, i % FR__MAX_PHRASE_SETS, FR__STRONG, false};
  }
  return phrases;
}

static bool finds(const fr__phrases *built, const char *text) {
  place wanted = {0, (uint32_t)strlen(text), false, false};
  (void)fr__phrases_find(built, fr_text_of(text), note_place, &wanted);
  return wanted.found;
}

Test(phrases, an_arena_that_is_too_small) {
  enum { COUNT = 2000 };
  char *texts = malloc((size_t)COUNT * 16);
  cr_assert_not_null(texts);
  fr__phrase *phrases = many_phrases(texts, COUNT);
  fr__arena whole = {0};
  const fr__phrases *built = NULL;
  cr_assert_eq(fr__phrases_build(&whole, phrases, COUNT, FR__MAX_PHRASE_SETS, &built, NULL), FR_OK);
  uint32_t refused = 0, accepted = 0;
  for (size_t limit = 1024; limit <= whole.total + 65536; limit += 65536) {
    fr__arena arena = {.limit = limit};
    fr_error error = FR_ERROR_INIT;
    built = NULL;
    const fr_status status = fr__phrases_build(&arena, phrases, COUNT, FR__MAX_PHRASE_SETS, &built, &error);
    if (status == FR_OK) {
      accepted++;
      cr_expect(finds(built, "PHRASE 00000000"));
    } else {
      refused++;
      cr_expect_eq(status, FR_NO_MEMORY);
      cr_expect_str_eq(error.message, "there is not enough memory for 2000 phrases");
      cr_expect_null(built);
    }
    fr__arena_free(&arena);
  }
  cr_expect(refused > 0 && accepted > 0);
  fr__arena_free(&whole);
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
    cr_expect_geq(refused, 10, "the builder has seven pieces, some grow, the arena has blocks");
  }
  free(phrases);
  free(texts);
}

Test(phrases, matching_allocates_nothing) {
  static const phrase_list list = {{"返水", "安全账户", "usdt", "~账户"}};
  fr__arena arena = {0};
  const fr__phrases *built = build_each(&arena, &list);
  fr__mentions *mentions = malloc(sizeof *mentions);
  cr_assert_not_null(mentions);
  memory_begin(1, true);
  fr__mentions_clear(built, mentions);
  fr__mentions_add(mentions, fr_text_of("返氺，安 全(quan)账护 u.s.d.t ㈠"));
  const memory_watch seen = memory_end();
  cr_expect_eq(seen.calls, 0);
  cr_expect(fr__mentions_reach(mentions, 0, FR__LEVEL_MEDIUM) && fr__mentions_reach(mentions, 2, FR__LEVEL_STRONG));
  cr_expect(mentions->disguised);
  free(mentions);
  fr__arena_free(&arena);
}
#endif
