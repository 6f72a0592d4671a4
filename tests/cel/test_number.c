/* SPDX-License-Identifier: Apache-2.0
 *
 * Doubles and decimal text, against the C library's functions in the locale "C", which round correctly. */
#include "cel/number.h"

#include "cel/evaluate.h"

static double from_bits(uint64_t bits) {
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}
static uint64_t bits_of(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

static bool parses(const char *text, double *value) {
  return fr__cel_parse_double(text, (uint32_t)strlen(text), value);
}

/* A generator of numbers that are the same each time. */
static uint64_t next(uint64_t *state) {
  *state += UINT64_C(0x9E3779B97F4A7C15);
  uint64_t z = *state;
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return z ^ z >> 31;
}

static void expect_nearest(const char *text) {
  double got = 0.0;
  cr_expect(parses(text, &got), "%s", text);
  const double wanted = strtod(text, NULL);
  cr_expect_eq(bits_of(got), bits_of(wanted), "%s is read as %.17g, not %.17g", text, got, wanted);
}

Test(cel_number, nearest_double) {
  static const char *const texts[] = {
      "0",
      "-0",
      "1",
      "+1",
      "1.",
      ".5",
      "00012.50",
      "123456789012345",
      "1e22",
      "1e23",
      "-1e-22",
      "8.5e15",
      "0.1",
      "9007199254740993", /* halfway: to the even one */
      "9007199254740995",
      "9007199254740992.99999999999999",
      "9007199254740993.0000000000000000000000000000000000001",
      "1.7976931348623157e308",
      "1.7976931348623158e308",
      "179769313486231580793e289",
      "1.797693134862315808e308",
      "1.7976931348623159e308", /* past the middle to infinity */
      "1e309",
      "-1e310",
      "1e99999",
      "1e-99999",
      "1e999999999999",
      "0e999999999999",
      "0.000e-999999999999",
      "2.2250738585072014e-308",
      "2.2250738585072011e-308", /* about the smallest normal number */
      "2."
      "225073858507201136057409796709131975934819546351645648023426109724822222021076945516529523908135087914149158913"
      "0396211068700864386945946455276572074078206217433799881410632673292535522868813721490129811224514518898490572223"
      "0728525513315575501591439747639798341180199932396254826310485011e-308",
      "4.9406564584124654e-324",
      "5e-324",
      "3e-324",
      "2.4703282292062328e-324",
      "2.4703282292062327e-324",
      "2e-324",
      "1e-324",
      "1e-330",
      "1e-340",
      "7.4e-324",
      "7.5e-324",
      "0.00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001",
      "100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
      "12345678901234567890123456789012345678901234567890",
      "18446744073709551615",
      "18446744073709551616",
      "0.3",
      "2.5e-1",
      "25E+1",
      "72057594037927945",
      "72057594037927944",
      "4503599627370497.5",
      "4503599627370496.5",
  };
  for (size_t i = 0; i < FR_COUNT(texts); i++) expect_nearest(texts[i]);
}

/* Texts of up to a thousand digits: what lies behind the 800th only breaks a tie. */
Test(cel_number, long_texts) {
  char text[1200];
  /* 2^53 + 1 lies between two doubles; a digit far behind the point decides. */
  for (size_t zeros = 700; zeros < 1000; zeros += 37) {
    const size_t head = (size_t)snprintf(text, sizeof text, "9007199254740993.");
    memset(text + head, '0', zeros);
    memcpy(text + head + zeros, "1", 2);
    expect_nearest(text);
    memcpy(text + head + zeros, "0", 2);
    expect_nearest(text);
  }
  memset(text, '7', 1100);
  memcpy(text + 1100, "e-1000", 7);
  expect_nearest(text);
  memcpy(text + 1100, "e-1420", 7);
  expect_nearest(text);
  memcpy(text + 1100, "e-900", 6);
  expect_nearest(text);
  memset(text, '0', 1100);
  memcpy(text + 1100, "5", 2);
  expect_nearest(text);
  memcpy(text, "0.", 2);
  memcpy(text + 1100, "5e1100", 7);
  expect_nearest(text);
}

Test(cel_number, words) {
  static const struct {
    const char *text;
    double value;
  } words[] = {{"inf", __builtin_inf()},
               {"Infinity", __builtin_inf()},
               {"+INF", __builtin_inf()},
               {"-infinity", -__builtin_inf()},
               {"-Inf", -__builtin_inf()}};
  double value = 0.0;
  for (size_t i = 0; i < FR_COUNT(words); i++) {
    cr_expect(parses(words[i].text, &value) && value == words[i].value, "%s", words[i].text);
  }
  cr_expect(parses("NaN", &value) && value != value);
  cr_expect(parses("-nan", &value) && value != value);
}

Test(cel_number, no_doubles) {
  static const char *const texts[] = {"",    "+",  "-",  ".",   "e5",  "1e",    "1e+",  "1e5x", "1x",    "1.2.3",
                                      "--1", " 1", "1 ", "0x1", "1_0", "infin", "nano", "na",   "1e1.5", "+-1"};
  for (size_t i = 0; i < FR_COUNT(texts); i++) {
    double value = 42.0;
    cr_expect_not(parses(texts[i], &value), "'%s' is read as %g", texts[i], value);
  }
}

/* As long as a text is, it is bounded by its size and not by a zero byte. */
Test(cel_number, size_bounds_the_text) {
  double value = 0.0;
  cr_expect(fr__cel_parse_double("1.5e10", 3, &value) && value == 1.5);
  cr_expect_not(fr__cel_parse_double("1.5e10", 4, &value));
  cr_expect_not(
      fr__cel_parse_double("1.5\0"
                           "5",
                           5, &value));
}

/* ---- out ---- */

static void formatted(double value, char text[FR__CEL_DOUBLE_BYTES + 1]) {
  text[fr__cel_format_double(value, text)] = '\0';
}

Test(cel_number, layout) {
  static const struct {
    double value;
    const char *text;
  } cases[] = {
      {0.0, "0"},
      {-0.0, "-0"},
      {1.0, "1"},
      {-2.0, "-2"},
      {0.5, "0.5"},
      {0.1, "0.1"},
      {100.0, "100"},
      {123.456, "123.456"},
      {-9876543210.125, "-9876543210.125"},
      {0.0001, "0.0001"},
      {0.00012345, "0.00012345"},
      {0.00001, "1e-05"},
      {0.000012345, "1.2345e-05"},
      {1e20, "100000000000000000000"},
      {123456789012345680000.0, "123456789012345680000"},
      {1e21, "1e+21"},
      {-1.5e300, "-1.5e+300"},
      {1e100, "1e+100"},
      {0.1 + 0.2, "0.30000000000000004"},
      {1e23, "1e+23"},
      {9007199254740993.0, "9007199254740992"},
      {9.999999999999999e22, "1e+23"}, /* the same double */
      {9.5367431640625e-07, "9.5367431640625e-07"},
      {999999999999999.9, "999999999999999.9"},
      {9999999999999998.0, "9999999999999998"},
      {1.7976931348623157e308, "1.7976931348623157e+308"},
      {2.2250738585072014e-308, "2.2250738585072014e-308"},
      {5e-324, "5e-324"},
      {1e-323, "1e-323"},
      {1.5e-323, "1.5e-323"},
      {1.234e-310, "1.234e-310"},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    char text[FR__CEL_DOUBLE_BYTES + 1];
    formatted(cases[i].value, text);
    cr_expect_str_eq(text, cases[i].text, "%.17g gives %s, not %s", cases[i].value, text, cases[i].text);
  }
  char text[FR__CEL_DOUBLE_BYTES + 1];
  formatted(__builtin_nan(""), text);
  cr_expect_str_eq(text, "NaN");
  formatted(__builtin_inf(), text);
  cr_expect_str_eq(text, "Infinity");
  formatted(-__builtin_inf(), text);
  cr_expect_str_eq(text, "-Infinity");
}

/* How many digits that mean something the text has. */
static size_t digits_of(const char *text) {
  size_t count = 0, zeros = 0;
  for (; *text != '\0' && *text != 'e'; text++) {
    if (*text < '0' || *text > '9' || (count == 0 && *text == '0')) continue;
    count++;
    zeros = *text == '0' ? zeros + 1 : 0;
  }
  return count - zeros;
}

/* The shortest text of all that read back as the double: one digit less, rounded either way, reads as another. */
static void expect_shortest(double value) {
  char text[FR__CEL_DOUBLE_BYTES + 1], shorter[64];
  formatted(value, text);
  double back = 0.0;
  cr_expect(parses(text, &back) && bits_of(back) == bits_of(value), "%.17g: %s reads back as %.17g", value, text, back);
  cr_expect_eq(bits_of(strtod(text, NULL)), bits_of(value), "%.17g: %s", value, text);
  const size_t digits = digits_of(text);
  if (digits <= 1) return;
  snprintf(shorter, sizeof shorter, "%.*e", (int)digits - 2, value);
  cr_expect_neq(bits_of(strtod(shorter, NULL)), bits_of(value), "%s is longer than %s", text, shorter);
  /* The neighbours of the rounded text at that length: one up, one down in its last digit. */
  char *exponent = strchr(shorter, 'e');
  if (exponent == NULL || exponent[-1] < '1' || exponent[-1] > '8') return;
  exponent[-1]++;
  cr_expect_neq(bits_of(strtod(shorter, NULL)), bits_of(value), "%s is longer than %s", text, shorter);
  exponent[-1] -= 2;
  cr_expect_neq(bits_of(strtod(shorter, NULL)), bits_of(value), "%s is longer than %s", text, shorter);
}

Test(cel_number, shortest_and_back) {
  uint64_t state = 2026;
  for (int i = 0; i < 20000; i++) {
    const double any = from_bits(next(&state));
    if (any == any && any - any == 0.0) expect_shortest(any);
    expect_shortest((double)(int64_t)(next(&state) >> 20) / 100.0); /* amounts */
  }
  /* At a power of two the doubles below lie twice as close as those above. */
  for (uint64_t exponent = 0; exponent < 2047; exponent++) {
    expect_shortest(from_bits(exponent << 52 | (exponent == 0 ? 1 : 0)));
    expect_shortest(from_bits((exponent << 52) + 1));
    if (exponent > 0) expect_shortest(from_bits((exponent << 52) - 1));
  }
}

Test(cel_number, texts_at_random) {
  uint64_t state = 7;
  for (int i = 0; i < 20000; i++) {
    char text[80];
    const int digits = 1 + (int)(next(&state) % 40);
    size_t size = 0;
    for (int d = 0; d < digits; d++) {
      if (d == digits / 2) text[size++] = '.';
      text[size++] = (char)('0' + next(&state) % 10);
    }
    snprintf(text + size, sizeof text - size, "e%d", (int)(next(&state) % 700) - 350);
    expect_nearest(text);
  }
}

/* ---- integers ---- */

Test(cel_number, integers) {
  static const int64_t ints[] = {0, 1, -1, 9, 10, -10, 123456789, INT64_MAX, INT64_MIN, INT64_MIN + 1};
  for (size_t i = 0; i < FR_COUNT(ints); i++) {
    char text[24], wanted[24];
    text[fr__cel_format_int(ints[i], text)] = '\0';
    snprintf(wanted, sizeof wanted, "%lld", (long long)ints[i]);
    cr_expect_str_eq(text, wanted);
    int64_t back = 42;
    cr_expect(fr__cel_parse_int(text, (uint32_t)strlen(text), &back) && back == ints[i], "%s", text);
  }
  char text[24];
  text[fr__cel_format_uint(UINT64_MAX, text)] = '\0';
  cr_expect_str_eq(text, "18446744073709551615");
  uint64_t word = 0;
  cr_expect(fr__cel_parse_uint(text, 20, &word) && word == UINT64_MAX);
  int64_t value = 0;
  cr_expect(fr__cel_parse_int("+7", 2, &value) && value == 7);
  cr_expect(fr__cel_parse_int("-0", 2, &value) && value == 0);
  cr_expect(fr__cel_parse_int("0009", 4, &value) && value == 9);
  static const char *const no_ints[] = {"",
                                        "-",
                                        "+",
                                        "1.0",
                                        "1e3",
                                        "a",
                                        "--1",
                                        "+-1",
                                        "9223372036854775808",
                                        "-9223372036854775809",
                                        "18446744073709551616",
                                        "184467440737095516150"};
  for (size_t i = 0; i < FR_COUNT(no_ints); i++) {
    cr_expect_not(fr__cel_parse_int(no_ints[i], (uint32_t)strlen(no_ints[i]), &value), "'%s'", no_ints[i]);
  }
  cr_expect_not(fr__cel_parse_uint("+1", 2, &word));
  cr_expect_not(fr__cel_parse_uint("-1", 2, &word));
}
