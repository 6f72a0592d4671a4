/* SPDX-License-Identifier: Apache-2.0 */
#include "numbers.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fraudrisk/limits.h"
#include "fraudrisk/transfer.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define SECOND INT64_C(1000000)

Test(numbers, amounts_become_minor_units_exactly) {
  static const struct {
    const char *text;
    unsigned digits;
    int64_t minor;
  } good[] = {{"0", 2, 0},
              {"1", 2, 100},
              {"0.1", 2, 10},
              {"0.29", 2, 29}, /* 0.29 * 100 is 28.999… as a double */
              {"1234.5", 2, 123450},
              {"1234.50", 2, 123450},
              {"007.05", 2, 705},
              {"12", 0, 12},
              {"12.000", 0, 12},
              {"1.234", 3, 1234},
              {"90071992547409.91", 2, FR_MAX_AMOUNT_MINOR},
              {"85.64999999999999", 2, 8565}, /* dust of floating point */
              {"83.10000000000001", 2, 8310},
              {"5.6499999999999995", 2, 565},
              {"0.999999999", 2, 100},
              {"1.0000", 2, 100}};
  for (size_t i = 0; i < COUNT(good); i++) {
    int64_t minor = -1;
    const char *fault = amount_parse(good[i].text, strlen(good[i].text), good[i].digits, &minor);
    cr_expect_null(fault, "%s: %s", good[i].text, fault ? fault : "");
    cr_expect_eq(minor, good[i].minor, "%s gives %lld", good[i].text, (long long)minor);
  }
}

Test(numbers, bad_amounts_are_refused_with_a_remedy) {
  static const struct {
    const char *text, *fault;
  } bad[] = {{"", "is not an amount; write it in major units with a point, such as 1234.50"},
             {"-1", "is negative; write the amount without a sign"},
             {"+1", "is not an amount; write it in major units with a point, such as 1234.50"},
             {"1,234.50", "is not an amount; write it in major units with a point, such as 1234.50"},
             {".5", "is not an amount; write it in major units with a point, such as 1234.50"},
             {"5.", "is not an amount; write it in major units with a point, such as 1234.50"},
             {"1e3", "is not an amount; write it in major units with a point, such as 1234.50"},
             {"NaN", "is not an amount; write it in major units with a point, such as 1234.50"},
             {"1.005", "has more decimals than its currency; round it to the currency's minor unit"},
             {"1.0000001", "has more decimals than its currency; round it to the currency's minor unit"},
             {"1.99999", "has more decimals than its currency; round it to the currency's minor unit"},
             {"90071992547409.92", "is above the largest amount, 9007199254740991 minor units"},
             {"90071992547409.919999999", "is above the largest amount, 9007199254740991 minor units"},
             {"99999999999999999999999999", "is above the largest amount, 9007199254740991 minor units"}};
  for (size_t i = 0; i < COUNT(bad); i++) {
    int64_t minor = 0;
    const char *fault = amount_parse(bad[i].text, strlen(bad[i].text), 2, &minor);
    cr_assert_not_null(fault, "%s was taken as %lld", bad[i].text, (long long)minor);
    cr_expect_str_eq(fault, bad[i].fault, "%s: %s", bad[i].text, fault);
  }
}

Test(numbers, a_balance_may_be_overdrawn) {
  int64_t minor = 0;
  cr_expect_null(balance_parse("-20.5", 5, 2, &minor));
  cr_expect_eq(minor, -2050);
  cr_expect_not_null(balance_parse("--1", 3, 2, &minor));
  cr_expect_not_null(balance_parse("", 0, 2, &minor));
}

Test(numbers, every_amount_survives_formatting) {
  uint64_t seed = 42;
  for (int i = 0; i < 100000; i++) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    const int64_t minor = (int64_t)(seed >> 11) % (FR_MAX_AMOUNT_MINOR >> (seed & 31));
    char text[32];
    int64_t back = -1;
    const size_t size = amount_format(minor, 2, text);
    cr_assert_null(amount_parse(text, size, 2, &back));
    cr_assert_eq(back, minor, "%s", text);
  }
}

Test(numbers, times_in_all_dresses) {
  static const time_format plain = {.utc_offset_s = 8 * 3600};
  static const struct {
    const char *text;
    int64_t time_us;
  } good[] = {{"1970-01-01T00:00:00Z", 0},
              {"1970-01-01 08:00:00", 0}, /* at the policy's offset */
              {"1970-01-02", 57600 * SECOND},
              {"2018-04-01 00:00:31", 1522512031 * SECOND},
              {"2018-03-31T16:00:31Z", 1522512031 * SECOND},
              {"2018-03-31t16:00:31.25z", 1522512031 * SECOND + 250000},
              {"2018-03-31T12:30:31-03:30", 1522512031 * SECOND},
              {"2018-03-31 16:00:31 +00:00", 1522512031 * SECOND},
              {"2018-04-01 00:00", 1522512000 * SECOND},
              {"2024-02-29 00:00:00Z", 1709164800 * SECOND},
              {"2000-02-29Z", 0},
              {"2016-12-31T23:59:60Z", 1483228799 * SECOND}, /* a leap second */
              {"2099-12-31T23:59:59.999999Z", FR_MAX_TIME_US - 1},
              {"1000000000", 1000000000 * SECOND},
              {"1522512031", 1522512031 * SECOND},
              {"1522512031.000001", 1522512031 * SECOND + 1},
              {"1522512031.0000019", 1522512031 * SECOND + 1}};
  for (size_t i = 0; i < COUNT(good); i++) {
    int64_t time_us = -1;
    const char *fault = time_parse(good[i].text, strlen(good[i].text), &plain, &time_us);
    if (strcmp(good[i].text, "2000-02-29Z") == 0) { /* an offset needs a time of day */
      cr_expect_not_null(fault);
      continue;
    }
    cr_expect_null(fault, "%s: %s", good[i].text, fault ? fault : "");
    cr_expect_eq(time_us, good[i].time_us, "%s gives %lld", good[i].text, (long long)time_us);
  }
}

Test(numbers, bad_times_are_refused) {
  static const time_format plain = {.utc_offset_s = 0};
  static const char *const bad[] = {"",
                                    "x",
                                    "2026-13-01",
                                    "2026-00-01",
                                    "2026-02-29",
                                    "2100-02-29",
                                    "2026-01-32",
                                    "2026-01-01 24:00:00",
                                    "2026-01-01 00:60:00",
                                    "2026-01-01 00:00:61",
                                    "2026-1-1",
                                    "2026-01-01T",
                                    "2026-01-01 1:00:00",
                                    "2026-01-01 01:00:00 PM",
                                    "2026-01-01 01:00:00+8",
                                    "2026-01-01 01:00:00+25:00",
                                    "1969-12-31",
                                    "2100-01-01",
                                    "-1",
                                    "4102444800",
                                    "99999999999999999999999",
                                    "12.",
                                    "12.5x",
                                    "1.2.3",
                                    "２０２６-01-01"};
  for (size_t i = 0; i < COUNT(bad); i++) {
    int64_t time_us = 0;
    cr_expect_not_null(time_parse(bad[i], strlen(bad[i]), &plain, &time_us), "%s was taken as %lld", bad[i],
                       (long long)time_us);
  }
}

/* A plain number that was meant as something else is not taken for seconds. */
Test(numbers, numbers_that_are_no_seconds) {
  static const time_format plain = {.utc_offset_s = 28800};
  static const struct {
    const char *text, *like;
  } bad[] = {{"20260110", "a date without dashes"},
             {"202601100930", "a date without dashes"},
             {"20260110093000", "a date without dashes"},
             {"46032", "the day number of a spreadsheet"},
             {"46032.5", "the day number of a spreadsheet"},
             {"25569", "the day number of a spreadsheet"},
             {"73050.99", "the day number of a spreadsheet"},
             {"0", "too small a number"},
             {"25568", "too small a number"},
             {"73051", "too small a number"},
             {"20261310", "too small a number"},
             {"999999999.9", "too small a number"},
             {"1767664800000", "milliseconds"},
             {"1767664800000.5", "milliseconds"},
             {"1767664800000000", "microseconds"},
             {"20261310093000", "lies outside the years"},
             {"1767664800000000000", "lies outside the years"}};
  for (size_t i = 0; i < COUNT(bad); i++) {
    int64_t time_us = 0;
    const char *fault = time_parse(bad[i].text, strlen(bad[i].text), &plain, &time_us);
    cr_assert_not_null(fault, "%s was taken", bad[i].text);
    cr_expect_not_null(strstr(fault, bad[i].like), "%s %s", bad[i].text, fault);
  }
  /* What the sentences advise is taken. */
  int64_t start_us, time_us = 0;
  cr_expect_null(time_parse("1970-01-01T00:00:00Z", 20, &plain, &start_us));
  const time_format milliseconds = {.utc_offset_s = 28800, .step_us = 1000, .start_us = start_us};
  cr_expect_null(time_parse("1767664800000", 13, &milliseconds, &time_us));
  cr_expect_eq(time_us, 1767664800 * SECOND);
  const time_format microseconds = {.utc_offset_s = 28800, .step_us = 1, .start_us = start_us};
  cr_expect_null(time_parse("1767664800000000", 16, &microseconds, &time_us));
  cr_expect_eq(time_us, 1767664800 * SECOND);
}

Test(numbers, steps) {
  const time_format steps = {.utc_offset_s = 0, .step_us = 3600 * SECOND, .start_us = 1000 * SECOND};
  int64_t time_us = 0;
  cr_expect_null(time_parse("0", 1, &steps, &time_us));
  cr_expect_eq(time_us, 1000 * SECOND);
  cr_expect_null(time_parse("24", 2, &steps, &time_us));
  cr_expect_eq(time_us, (1000 + 86400) * SECOND);
  cr_expect_str_eq(time_parse("1.5", 3, &steps, &time_us),
                   "is not a whole step; leave out --time-unit for epoch seconds");
  cr_expect_str_eq(time_parse("9999999999", 10, &steps, &time_us), "lies outside the years 1970 to 2099");
}

Test(numbers, every_day_survives_formatting) {
  static const time_format plain = {.utc_offset_s = 0};
  for (int64_t day = 0; day < FR_MAX_TIME_US / (86400 * SECOND); day++) {
    const int64_t time_us = day * 86400 * SECOND + (day * 7919 % 86400) * SECOND + day % 3;
    for (int32_t offset_s = -12600; offset_s <= 28800; offset_s += 41400) {
      char text[40];
      int64_t back = -1;
      const size_t size = time_format_rfc3339(time_us, offset_s, text);
      if (time_us + offset_s * SECOND < 0 || time_us + offset_s * SECOND >= FR_MAX_TIME_US) continue;
      cr_assert_null(time_parse(text, size, &plain, &back), "%s", text);
      cr_assert_eq(back, time_us, "%s", text);
    }
  }
  char text[40];
  time_format_rfc3339(INT64_C(1522512031000250), 28800, text);
  cr_expect_str_eq(text, "2018-04-01T00:00:31.000250+08:00");
  time_format_rfc3339(0, -12600, text);
  cr_expect_str_eq(text, "1969-12-31T20:30:00-03:30");
}

Test(numbers, durations) {
  static const struct {
    const char *text;
    int64_t us;
  } good[] = {{"36h", 36 * 3600 * SECOND},
              {"1h30m", 5400 * SECOND},
              {"2.5s", 2500000},
              {"3d", 3 * 86400 * SECOND},
              {"90", 90 * SECOND},
              {"0", 0},
              {"1.5", 1500000},
              {"100ms", 100000},
              {"0.5ms", 500},
              {"7us", 7},
              {"0.25h", 900 * SECOND}};
  for (size_t i = 0; i < COUNT(good); i++) {
    int64_t us = -1;
    const char *fault = duration_parse(good[i].text, strlen(good[i].text), &us);
    cr_expect_null(fault, "%s: %s", good[i].text, fault ? fault : "");
    cr_expect_eq(us, good[i].us, "%s gives %lld", good[i].text, (long long)us);
  }
  static const char *const bad[] = {"", "-1h", "h", "1w", "1h30", "30 m", "1.h", "99999999999999h", "1e3", "73001d"};
  for (size_t i = 0; i < COUNT(bad); i++) {
    int64_t us;
    cr_expect_not_null(duration_parse(bad[i], strlen(bad[i]), &us), "%s was taken", bad[i]);
  }
}

Test(numbers, offsets_sizes_integers_truths) {
  int32_t offset = 0;
  cr_expect_null(offset_parse("-03:30", 6, &offset));
  cr_expect_eq(offset, -12600);
  cr_expect_null(offset_parse("Z", 1, &offset));
  cr_expect_eq(offset, 0);
  cr_expect_not_null(offset_parse("+0800", 5, &offset));
  cr_expect_not_null(offset_parse("+19:00", 6, &offset));
  uint64_t bytes = 0;
  cr_expect_null(size_parse("64M", 3, &bytes));
  cr_expect_eq(bytes, UINT64_C(64) << 20);
  cr_expect_not_null(size_parse("64MB", 4, &bytes));
  cr_expect_not_null(size_parse("99999999T", 9, &bytes));
  int64_t value = 0;
  cr_expect_null(integer_parse("-9223372036854775808", 20, INT64_MIN, INT64_MAX, &value));
  cr_expect_eq(value, INT64_MIN);
  cr_expect_not_null(integer_parse("9223372036854775808", 19, INT64_MIN, INT64_MAX, &value));
  cr_expect_not_null(integer_parse("-", 1, INT64_MIN, INT64_MAX, &value));
  cr_expect_not_null(integer_parse("4", 1, 1, 3, &value));
  uint32_t flag = 0;
  cr_expect_null(flag_parse("yes", 3, &flag));
  cr_expect_eq(flag, FR_YES);
  cr_expect_null(flag_parse("0", 1, &flag));
  cr_expect_eq(flag, FR_NO);
  cr_expect_not_null(flag_parse("TRUE", 4, &flag));
  double number = 0;
  cr_expect_null(double_parse("-1.5e3", 6, &number));
  cr_expect_eq(number, -1500.0);
  cr_expect_not_null(double_parse("inf", 3, &number));
  cr_expect_not_null(double_parse("1e999", 5, &number));
  cr_expect_not_null(double_parse("0x10", 4, &number));
}

Test(numbers, doubles_are_the_shortest_that_read_back) {
  static const struct {
    double number;
    const char *text;
  } known[] = {{0.1, "0.1"},
               {1.0 / 3, "0.3333333333333333"},
               {100, "100"},
               {5e-324, "4.94065645841247e-324"},
               {1e22, "1e+22"},
               {9007199254740993.0, "9007199254740992"},
               {0.1 + 0.2, "0.30000000000000004"}};
  char text[32];
  for (size_t i = 0; i < COUNT(known); i++) {
    double_format(known[i].number, text);
    cr_expect_str_eq(text, known[i].text, "%s", text);
  }
  uint64_t bits = 7;
  for (int i = 0; i < 100000; i++) {
    bits = bits * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    double number;
    memcpy(&number, &bits, sizeof number);
    if (!isfinite(number)) continue;
    double_format(number, text);
    cr_assert_eq(strtod(text, NULL), number, "%s", text);
  }
}
