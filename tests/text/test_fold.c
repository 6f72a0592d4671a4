/* SPDX-License-Identifier: Apache-2.0
 *
 * Folding, step by step: what each character becomes, and what is noted before it. */
#include "text/fold.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

static uint32_t put_utf8(uint32_t code, char *into) {
  fr__encoded one = {.text = {into, 0, FR_ENCODING_UTF8}};
  char bytes[4];
  const uint32_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  static const uint8_t leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
  for (uint32_t i = length; i-- > 1; code >>= 6) bytes[i] = (char)(0x80 | (code & 63));
  bytes[0] = (char)(leads[length] | code);
  memcpy(into, bytes, length);
  (void)one;
  return length;
}

/* The folded text, with what was noted in front of a character: _ space, . sign, ^ invisible, ~ mark, # note; behind it
 * ' look-alike, " split. */
static void show(fr_text text, char *shown, size_t room) {
  static const char before[] = "_.^~#";
  fr__folder folder = fr__fold_begin(text);
  fr__folded next;
  size_t size = 0;
  uint32_t last_end = 0;
  while (fr__fold_next(&folder, &next)) {
    cr_assert_lt(size + 16, room);
    for (uint32_t bit = 0; bit < 5; bit++)
      if ((next.flags >> bit & 1) != 0) shown[size++] = before[bit];
    size += put_utf8(next.code, shown + size);
    if ((next.flags & FR__WAS_LOOKALIKE) != 0) shown[size++] = '\'';
    if ((next.flags & FR__WAS_SPLIT) != 0) shown[size++] = '"';
    cr_assert_lt(next.begin, next.end);
    cr_assert_leq(next.end, text.size);
    cr_assert_geq(next.end, last_end, "places go on");
    last_end = next.end;
  }
  shown[size] = '\0';
}

typedef struct fold_case {
  const char *text, *expected;
} fold_case;

static void expect_folds(const fold_case *cases, size_t count) {
  for (size_t i = 0; i < count; i++) {
    char shown[512];
    show(fr_text_of(cases[i].text), shown, sizeof shown);
    cr_expect_str_eq(shown, cases[i].expected, "'%s': '%s' instead of '%s'", cases[i].text, shown, cases[i].expected);
  }
}
#define EXPECT(cases) expect_folds(cases, FR_COUNT(cases))

Test(fold, compatibility_forms) {
  static const fold_case cases[] = {
      {"ＵＳＤＴ６", "usdt6"},
      {"①⑩", "110"},
      {"❶", "1"},
      {"㈠", ".一"},
      {"ⓤ㊎", "u金"},
      {"㎏㏒", "kglog"},
      {"ﬁ", "fi"},
      {"½", "1.2"},
      {"\xe2\xbe\xa6", "金"},     /* a radical of Kangxi's */
      {"\xe2\xbb\x8c", "辶"},     /* a radical of the supplement */
      {"\xef\xa4\x8a", "金"},     /* a compatibility ideograph */
      {"\xf0\xaf\xa0\x80", "丽"}, /* one of another plane */
      {"𝐔𝟞𝒔", "u6s"},
      {"٣३", "33"}, /* digits of other scripts */
      {"ｶﾞ", "カ"},
  };
  EXPECT(cases);
}

Test(fold, case_and_accents) {
  static const fold_case cases[] = {
      {"ABC xyz", "abc_xyz"}, {"ÀÉÎõü", "aeiou"}, {"e\xcc\x81t\xcc\xa3", "e~t"},
      {"Straße", "strasse"},  {"İ", "i"},         {"Ж", "ж"},
  };
  EXPECT(cases);
}

Test(fold, what_nobody_sees) {
  static const fold_case cases[] = {
      {"安\xe2\x80\x8b全", "安^全"},             /* zero width space */
      {"安\xe2\x81\xa0\xef\xbb\xbf全", "安^全"}, /* word joiner, byte order mark */
      {"安\xc2\xad全", "安^全"},                 /* soft hyphen */
      {"安\xe1\xa0\x8e全", "安^全"},             /* Mongolian vowel separator */
      {"安\xef\xb8\x8f全", "安^全"},             /* variation selector */
      {"安\xf3\xa0\x84\x80全", "安^全"},         /* one of the other plane */
      {"安\xf3\xa0\x81\x81全", "安^全"},         /* a tag */
      {"安\xe2\x80\xae全\xe2\x80\xac", "安^全"}, /* right to left */
      {"安\xe2\x81\xa6全\xe2\x81\xa9", "安^全"}, /* isolate */
      {"安\xe3\x85\xa4全", "安^全"},             /* Hangul filler */
      {"安\xcc\xb6全\xcc\xb6", "安~全"},         /* struck through */
      {"安\xe2\x83\x9d全", "安~全"},             /* in a circle */
      {"\xe2\x80\x8b", ""},
  };
  EXPECT(cases);
}

Test(fold, notes_in_pinyin) {
  static const fold_case cases[] = {
      {"安(ān)全", "安#全"},
      {"安（an）全", "安#全"},
      {"安[an]全【quan】账", "安#全#账"},
      {"女(nǚ)绿(lv)", "女#绿"},
      {"安(anquan)全", "安#全"},
      {"安(zhuang)全", "安#全"},
      {"安(zhuangxi)全", "安.zhuangxi.全"}, /* more than seven letters */
      {"安(usdt)", "安.usdt"},
      {"安(u)", "安.u"},
      {"安(an", "安.an"},
      {"安()全", "安.全"},
      {"(an)全", ".an.全"}, /* behind no Chinese character */
      {"a(an)", "a.an"},
      {"安 (an) 全", "安_#全"},
      {"安((an))全", "安.#全"},
      {"安(an1)全", "安.an1.全"},
  };
  EXPECT(cases);
}

Test(fold, traditional_and_variant_characters) {
  static const fold_case cases[] = {
      {"安全帳戶", "安全账户"},
      {"帐賬账", "账账账"},
      {"会會楽樂戸発銭", "会会乐乐户发钱"},
      {"髮發", "发发"},
      {"臺台檯颱", "台台台台"},
      {"裏裡里", "里里里"},
      {"登陆登录", "登录登录"},
      {"陆地", "陆地"},
      {"採购", "采购"},
      {"仮氺榢", "仮氺榢"}, /* shapes are told from what they stand for */
      {"𡻕", "岁"},
      {"甦", "甦"},
  };
  EXPECT(cases);
}

Test(fold, separators) {
  static const fold_case cases[] = {
      {"安 全\t账\n户", "安_全_账_户"},
      {"安*全…账·户", "安.全.账.户"},
      {"安，。！？；：全", "安_.全"},
      {"安，全；账", "安_全_账"},
      {"安😀全", "安.全"},
      {"安 - 全", "安_.全"},
      {"安丨全丶账", "安.全.账"},
      {"安\xff全", "安.全"},
      {"u.s.d.t", "u.s.d.t"},
      {"\xe3\x80\x80安", "_安"},
      {"安ー全", "安.全"},
  };
  EXPECT(cases);
}

Test(fold, letters_that_look_like_others) {
  static const fold_case cases[] = {
      {"υѕԁт", "u's'd't'"}, {"ВТС", "b't'c'"}, {"ᴜꜱᴅᴛ", "u's'd't'"}, {"🅄🆂", "us'"},    {"🇺🇸", "u's'"},
      {"u$dt", "us'dt"},    {"$100", ".100"},  {"u$", "u"},          {"买$u", "买.u"}, {"a@b", "aa'b"},
  };
  EXPECT(cases);
}

Test(fold, split_characters) {
  static const fold_case cases[] = {
      {"公言正", "公证\""}, {"公讠正书", "公证\"书"}, {"言 正", "言_正"},   {"贝者", "赌\""}, {"釒", "釒"},
      {"言", "言"},         {"言言正", "言证\""},     {"代貝款", "贷\"款"},
  };
  EXPECT(cases);
}

/* A fixed point: what is folded folds to itself, so that phrases may be written in any form. */
/* What the fast way over a text takes for granted of the tables. */
Test(fold, letters_digits_and_surrogates) {
  for (uint32_t code = 0; code < FR__FOLD_END; code++) {
    const uint32_t entry = fr__fold_entry(code), kind = fr__fold_kind_of(entry);
    const bool letter = (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
    const bool digit = code >= '0' && code <= '9';
    if (code < 0x80) cr_expect_eq(kind == FR__FOLD_LETTER, letter, "U+%04X", code);
    if (code < 0x80) cr_expect_eq(kind == FR__FOLD_DIGIT, digit, "U+%04X", code);
    if (code >= 0xD800 && code < 0xE000) cr_expect_eq(entry, 0, "a surrogate has no sound, U+%04X", code);
    if (kind > FR__FOLD_DIGIT) continue;
    const bool as_latin = fr__fold_sound_of(entry) >= FR__FIRST_LETTER_SOUND;
    cr_expect_eq(as_latin, fr__fold_is_latin(kind), "only letters and digits sound as such, U+%04X", code);
  }
}

Test(fold, what_is_folded_stays) {
  uint32_t folded_more = 0;
  for (uint32_t code = 0; code < 0x30000; code++) {
    if (code >= 0xD800 && code <= 0xDFFF) continue;
    char bytes[8];
    const uint32_t size = put_utf8(code, bytes);
    fr__folder folder = fr__fold_begin((fr_text){bytes, size, FR_ENCODING_UTF8});
    fr__folded next;
    while (fr__fold_next(&folder, &next)) {
      char again[8];
      const uint32_t length = put_utf8(next.code, again);
      fr__folder second = fr__fold_begin((fr_text){again, length, FR_ENCODING_UTF8});
      fr__folded same;
      cr_assert(fr__fold_next(&second, &same), "%x becomes %x, which is nothing", code, next.code);
      cr_assert_eq(same.code, next.code, "%x becomes %x becomes %x", code, next.code, same.code);
      cr_assert_eq(same.sound, next.sound, "%x", code);
      cr_assert_eq(same.kind, next.kind, "%x", code);
      folded_more += next.code != code;
    }
  }
  cr_expect_gt(folded_more, 10000);
}

/* Whatever the bytes and the encoding: it ends, places stay inside, and a text in GB 18030 folds as in UTF-8. */
Test(fold, any_bytes) {
  uint64_t random = 7;
  for (uint32_t round = 0; round < 50000; round++) {
    char bytes[40], shown[1024], utf8[80], other[1024];
    random = random * UINT64_C(6364136223846793005) + 1442695040888963407u;
    const uint32_t size = (uint32_t)(random >> 33) % sizeof bytes;
    for (uint32_t i = 0; i < size; i++) {
      random = random * UINT64_C(6364136223846793005) + 1442695040888963407u;
      bytes[i] = (char)(random >> 56);
    }
    show((fr_text){bytes, size, FR_ENCODING_UTF8}, shown, sizeof shown);
    fr__encoded read;
    cr_assert_eq(fr__encoding_read((fr_text){bytes, size, FR_ENCODING_GB18030}, &read), FR_OK);
    show(read.text, shown, sizeof shown);
    fr__encoding_convert(&read, utf8);
    show((fr_text){utf8, read.length, FR_ENCODING_UTF8}, other, sizeof other);
    cr_assert_str_eq(shown, other, "round %u", round);
  }
}
