/* SPDX-License-Identifier: Apache-2.0
 *
 * The tables that outsiders read: statuses, limits, the version. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "base/base.h"
#include "fraudrisk/transfer.h"
#include "fraudrisk/version.h"

typedef struct named {
  const char *name, *text;
  fr_status number;
} named;

static const named statuses[] = {
#define FR_STATUS(name, number, text) {#name, text, number},
#include "fraudrisk/status.def"
#undef FR_STATUS
};

Test(status, names_texts_and_bands) {
  static const int32_t bands[] = {FR_BAND_USAGE,     FR_BAND_INPUT,   FR_BAND_LIMIT,   FR_BAND_DOCUMENT,
                                  FR_BAND_INTEGRITY, FR_BAND_STORAGE, FR_BAND_INTERNAL};
  for (size_t i = 0; i < FR_COUNT(statuses); i++) {
    const named *one = &statuses[i];
    cr_expect_str_eq(fr_status_name(one->number), one->name);
    cr_expect_str_eq(fr_status_text(one->number), one->text);
    cr_expect_gt(strlen(one->text), 3);
    if (one->number == FR_OK) continue;
    cr_expect_lt(one->number, 0, "%s", one->name);
    bool banded = false;
    for (size_t b = 0; b < FR_COUNT(bands); b++) banded = banded || fr_status_band(one->number) == bands[b];
    cr_expect(banded, "%s is in no band", one->name);
    for (size_t j = 0; j < i; j++) cr_expect_neq(statuses[j].number, one->number, "%s", one->name);
  }
}

/* Numbers never change their meaning: whoever renumbers has to change this too, and should not. */
Test(status, numbers_are_pinned) {
  static const struct {
    const char *name;
    fr_status number;
  } pinned[] = {
      {"FR_OK", 0},
      {"FR_NULL_POINTER", -101},
      {"FR_STRUCT_SIZE", -102},
      {"FR_STRUCT_TAIL", -103},
      {"FR_NO_POLICY", -105},
      {"FR_BAD_ARGUMENT", -106},
      {"FR_BUFFER_TOO_SMALL", -107},
      {"FR_UNSIGNED_POLICY", -108},
      {"FR_POLICY_OLDER", -109},
      {"FR_NOT_YET_VALID", -110},
      {"FR_EXPIRED", -111},
      {"FR_MISSING_FIELD", -201},
      {"FR_BAD_VALUE", -202},
      {"FR_BAD_AMOUNT", -203},
      {"FR_BAD_TIME", -204},
      {"FR_TIME_AHEAD", -205},
      {"FR_BAD_TEXT", -206},
      {"FR_SAME_PARTY", -207},
      {"FR_OTHER_CURRENCY", -208},
      {"FR_CONFLICT", -209},
      {"FR_NOT_FOUND", -210},
      {"FR_BAD_ATTRIBUTE", -211},
      {"FR_TOO_LONG", -301},
      {"FR_TOO_MANY", -302},
      {"FR_TOO_DEEP", -303},
      {"FR_TOO_COSTLY", -304},
      {"FR_BAD_BUNDLE", -401},
      {"FR_BAD_POLICY", -402},
      {"FR_BAD_EXPRESSION", -403},
      {"FR_BAD_FOLDS", -404},
      {"FR_OTHER_POLICY", -405},
      {"FR_FOLDS_MISSING", -406},
      {"FR_NO_WORDS", -407},
      {"FR_BAD_KEY", -408},
      {"FR_TEST_DIFFERS", -409},
      {"FR_BAD_MODEL", -410},
      {"FR_BAD_DIGEST", -501},
      {"FR_BAD_SIGNATURE", -502},
      {"FR_BAD_ALGORITHM", -503},
      {"FR_UNTRUSTED_KEY", -504},
      {"FR_ROLE_MISSING", -505},
      {"FR_BAD_JOURNAL", -506},
      {"FR_OTHER_JOURNAL", -507},
      {"FR_JOURNAL_FORKED", -508},
      {"FR_NO_MEMORY", -601},
      {"FR_STATE_FULL", -602},
      {"FR_STORE_DOWN", -603},
      {"FR_JOURNAL_LOCKED", -604},
      {"FR_JOURNAL_FULL", -605},
      {"FR_JOURNAL_DOWN", -606},
      {"FR_NOT_A_DIRECTORY", -607},
      {"FR_NOT_PERMITTED", -608},
      {"FR_READ_ONLY", -609},
      {"FR_TOO_MANY_FILES", -610},
      {"FR_INTERNAL", -901},
  };
  for (size_t i = 0; i < FR_COUNT(pinned); i++) cr_expect_str_eq(fr_status_name(pinned[i].number), pinned[i].name);
  cr_expect_eq(FR_COUNT(pinned), FR_COUNT(statuses), "a new status is to be pinned here");
}

Test(status, numbers_that_nobody_knows) {
  static const fr_status unknown[] = {1, 7, INT32_MAX, -1, -99, -100, -104, -199, -212, -999, INT32_MIN};
  for (size_t i = 0; i < FR_COUNT(unknown); i++) {
    cr_expect_str_eq(fr_status_name(unknown[i]), "FR_?", "%d", unknown[i]);
    cr_expect_str_eq(fr_status_text(unknown[i]), "unknown status", "%d", unknown[i]);
  }
  cr_expect_eq(fr_status_band(0), FR_BAND_OK);
  cr_expect_eq(fr_status_band(5), FR_BAND_OK);
  cr_expect_eq(fr_status_band(-104), FR_BAND_USAGE, "a band is known even where the status is not");
  cr_expect_eq(fr_status_band(-299), FR_BAND_INPUT);
  cr_expect(fr_status_band(INT32_MIN) > FR_BAND_INTERNAL);
}

/* The header is read here, so that a limit which is added there and forgotten in fr_limit() shows. */
Test(limits, every_one_of_the_header_by_name) {
  FILE *header = fopen("include/fraudrisk/limits.h", "r");
  cr_assert_not_null(header, "the tests run in the root of the tree");
  char line[256], name[64];
  uint32_t count = 0;
  while (fgets(line, sizeof line, header) != NULL) {
    char value[64];
    if (sscanf(line, "#define %63s %63s", name, value) != 2 || strncmp(name, "FR_MAX_", 7) != 0) continue;
    long long number = 0;
    const char *digits = strncmp(value, "INT64_C(", 8) == 0 ? value + 8 : value;
    cr_assert_eq(sscanf(digits, "%lld", &number), 1, "%s", line);
    cr_expect_eq(fr_limit(name), number, "%s", name);
    count++;
  }
  fclose(header);
  cr_expect_eq(count, 42);
  cr_expect_eq(fr_limit("FR_MAX_IDENTIFIER_BYTES"), 64);
  cr_expect_eq(fr_limit("FR_MAX_AMOUNT_MINOR"), (INT64_C(1) << 53) - 1);
}

/* ---- minor units ---- */

Test(currencies, every_code_of_three_letters) {
  static const char none[] = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF ";
  static const char three[] = "BHD IQD JOD KWD LYD OMR TND ", four[] = "CLF UYW ";
  for (int number = 0; number < 26 * 26 * 26; number++) {
    const char code[] = {(char)('A' + number / 676), (char)('A' + number / 26 % 26), (char)('A' + number % 26), ' ', 0};
    const uint32_t wanted = strstr(none, code) != NULL    ? 0
                            : strstr(three, code) != NULL ? 3
                            : strstr(four, code) != NULL  ? 4
                                                          : 2;
    cr_expect_eq(fr_currency_digits(code), wanted, "%s", code);
  }
}

Test(currencies, what_is_none) {
  cr_expect_eq(fr_currency_digits(NULL), 2);
  cr_expect_eq(fr_currency_digits(""), 2);
  cr_expect_eq(fr_currency_digits("JP"), 2);
  cr_expect_eq(fr_currency_digits("jpy"), 2);
  const char without_end[3] = {'J', 'P', 'Y'}, cut[2] = {'J', 0};
  cr_expect_eq(fr_currency_digits(without_end), 0, "three bytes are read");
  cr_expect_eq(fr_currency_digits(cut), 2, "none behind a zero");
}

Test(limits, names_that_are_none) {
  cr_expect_eq(fr_limit(NULL), -1);
  cr_expect_eq(fr_limit(""), -1);
  cr_expect_eq(fr_limit("FR_MAX_REASON"), -1);
  cr_expect_eq(fr_limit("FR_MAX_REASONSX"), -1);
  cr_expect_eq(fr_limit("fr_max_reasons"), -1);
}

Test(version, is_the_headers) {
  cr_expect_eq(fr_version(), 1000);
  cr_expect_eq(fr_version(), FR_VERSION_MAJOR * 1000000u + FR_VERSION_MINOR * 1000u + FR_VERSION_PATCH);
}
