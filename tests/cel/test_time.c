/* SPDX-License-Identifier: Apache-2.0
 *
 * Timestamps and durations: text, arithmetic, ranges, parts of a date. Dates are checked against the C library. */
#include "cel/time.h"

#include "cel/evaluate.h"

Test(cel_time, timestamps) {
  static const row rows[] = {
      {"timestamp('1970-01-01T00:00:00Z')", "1970-01-01T00:00:00Z"},
      {"timestamp('2026-01-31T08:00:00+08:00')", "2026-01-31T00:00:00Z"},
      {"timestamp('2026-01-31T08:00:00-03:30')", "2026-01-31T11:30:00Z"},
      {"timestamp('2024-02-29T23:59:59.5Z')", "2024-02-29T23:59:59.500000Z"},
      {"timestamp('2024-02-29T23:59:59.123456789Z')", "2024-02-29T23:59:59.123456789Z"},
      {"timestamp('2000-02-29T00:00:00Z')", "2000-02-29T00:00:00Z"},
      {"timestamp('0001-01-01T00:00:00Z')", "0001-01-01T00:00:00Z"},
      {"timestamp('9999-12-31T23:59:59.999999Z')", "9999-12-31T23:59:59.999999Z"},
      {"timestamp(0)", "1970-01-01T00:00:00Z"},
      {"timestamp(-1)", "1969-12-31T23:59:59Z"},
      {"timestamp(253402300799)", "9999-12-31T23:59:59Z"},
      {"timestamp(253402300800)", "error: range"},
      {"timestamp(-62135596800)", "0001-01-01T00:00:00Z"},
      {"timestamp(-62135596801)", "error: range"},
      {"timestamp(9223372036854775807)", "error: range"},
      {"timestamp(timestamp(5))", "1970-01-01T00:00:05Z"},
      {"timestamp(name)", "error: syntax"},
  };
  EXPECT(rows);
}

Test(cel_time, no_timestamps) {
  static const char *const texts[] = {
      "",
      "2026",
      "2026-01-31",
      "2026-01-31T08:00:00",
      "2026-01-31 08:00:00Z",
      "2026-01-31T08:00:00z",
      "2026-01-31T08:00:00Z ",
      "2026-1-31T08:00:00Z",
      "2026-01-31T08:00Z",
      "2026-00-31T08:00:00Z",
      "2026-13-31T08:00:00Z",
      "2026-01-00T08:00:00Z",
      "2026-01-32T08:00:00Z",
      "2026-04-31T08:00:00Z",
      "2025-02-29T08:00:00Z",
      "1900-02-29T08:00:00Z",
      "2026-01-31T24:00:00Z",
      "2026-01-31T08:60:00Z",
      "2026-01-31T08:00:60Z",
      "2026-01-31T08:00:00.Z",
      "2026-01-31T08:00:00.1234567890Z",
      "2026-01-31T08:00:00+8:00",
      "2026-01-31T08:00:00+0800",
      "2026-01-31T08:00:00+24:00",
      "2026-01-31T08:00:00+08:60",
      "2026-01-31T08:00:00+08:00x",
      "0000-12-31T23:59:59Z",
      "0001-01-01T00:00:00+00:01",
      "9999-12-31T23:59:59-00:01",
      "20x6-01-31T08:00:00Z",
      "2026/01-31T08:00:00Z",
      "2026-01/31T08:00:00Z",
      "2026-01-31T08.00:00Z",
      "2026-01-31T08:00.00Z",
      "-026-01-31T08:00:00Z",
  };
  for (size_t i = 0; i < FR_COUNT(texts); i++) {
    fr__cel_value value = fr__cel_int(42);
    cr_expect_not(fr__cel_parse_timestamp(texts[i], (uint32_t)strlen(texts[i]), &value), "'%s'", texts[i]);
    cr_expect_eq(value.as.integer, 42, "a text that is refused leaves what was there: '%s'", texts[i]);
  }
}

Test(cel_time, durations) {
  static const row rows[] = {
      {"duration('24h')", "86400000000us"},
      {"duration('1h30m')", "5400000000us"},
      {"duration('1.5h')", "5400000000us"},
      {"duration('-1.5s')", "-1500000us"},
      {"duration('+2m')", "120000000us"},
      {"duration('0')", "0us"},
      {"duration('-0')", "0us"},
      {"duration('0s')", "0us"},
      {"duration('.5s')", "500000us"},
      {"duration('1.s')", "1000000us"},
      {"duration('10ms')", "10000us"},
      {"duration('7us')", "7us"},
      {"duration('1500ns')", "1us+500ns"},
      {"duration('999ns')", "0us+999ns"},
      {"duration('-1ns')", "-1us+999ns"},
      {"string(duration('-1ns'))", "\"-0.000000001s\""},
      {"string(duration('-1.5s') - duration('1ns'))", "\"-1.500000001s\""},
      {"string(duration('1us1ns'))", "\"0.000001001s\""},
      {"duration('1ns') < duration('2ns')", "true"},
      {"duration('1ns') == duration('2ns')", "false"},
      {"duration('600ns') + duration('600ns')", "1us+200ns"},
      {"duration('600ns600ns')", "1us+200ns"},
      {"duration('1.0015ms')", "1001us+500ns"},
      {"duration('1.0015ms500ns')", "1002us"},
      {"duration('1h1m1s1ms1us1000ns')", "3661001002us"},
      {"duration('0.123456789123s')", "123456us+789ns"},
      {"duration('0.000000001h')", "3us+600ns"},
      {"duration('9223372036854775807ns')", "9223372036854775us+807ns"},
      {"duration('-9223372036854775807ns')", "-9223372036854776us+193ns"},
      {"duration('9223372036.854775808s')", "error: syntax"},
      {"duration('-9223372036.854775809s')", "error: syntax"},
      {"duration('9223372036854775807s')", "error: syntax"},
      {"duration('99999999999999999999s')", "error: syntax"},
      {"duration('9223372036854775808us')", "error: syntax"},
      {"duration('9223372036854775807us9223372036854775807us')", "error: syntax"},
      {"duration(duration('1s'))", "1000000us"},
      {"duration('')", "error: syntax"},
      {"duration('-')", "error: syntax"},
      {"duration('1')", "error: syntax"},
      {"duration('h')", "error: syntax"},
      {"duration('.s')", "error: syntax"},
      {"duration('1d')", "error: syntax"},
      {"duration('1h ')", "error: syntax"},
      {"duration(' 1h')", "error: syntax"},
      {"duration('1h-1m')", "error: syntax"},
      {"duration('1e3s')", "error: syntax"},
      {"duration('00')", "error: syntax"},
      {"duration(name)", "error: syntax"},
  };
  EXPECT(rows);
}

Test(cel_time, arithmetic) {
  static const row rows[] = {
      {"duration('1h') + duration('30m')", "5400000000us"},
      {"duration('1h') - duration('90m')", "-1800000000us"},
      {"timestamp(60) + duration('1m')", "1970-01-01T00:02:00Z"},
      {"duration('1m') + timestamp(60)", "1970-01-01T00:02:00Z"},
      {"timestamp(60) - duration('2m')", "1969-12-31T23:59:00Z"},
      {"timestamp(60) - timestamp(0)", "60000000us"},
      {"timestamp('9999-12-31T23:59:59Z') - timestamp('0001-01-01T00:00:00Z')", "error: overflow"},
      {"when - when", "0us"},
      {"when + span > when", "true"},
      {"timestamp('9999-12-31T23:59:59Z') + duration('1s')", "error: overflow"},
      {"timestamp('0001-01-01T00:00:00Z') - duration('1us')", "error: overflow"},
      {"timestamp('9999-12-31T23:59:58Z') + duration('1.999999s')", "9999-12-31T23:59:59.999999Z"},
      {"timestamp('0001-01-01T00:00:01Z') - duration('1s')", "0001-01-01T00:00:00Z"},
      {"duration('9223372036854775806ns') + duration('1ns')", "9223372036854775us+807ns"},
      {"duration('9223372036854775807ns') + duration('1ns')", "error: overflow"},
      {"duration('9223372036s') + duration('9223372036s')", "error: overflow"},
      {"duration('-9223372036s') - duration('9223372036s')", "error: overflow"},
      {"dyn(when) + when", "error: no overload"},
      {"dyn(span) - when", "error: no overload"},
      {"dyn(span) * span", "error: no overload"},
      {"dyn(span) + 1", "error: no overload"},
      {"timestamp(1) < timestamp(2)", "true"},
      {"duration('1h') == duration('60m')", "true"},
      {"duration('1h') > duration('61m')", "false"},
      {"dyn(span) < when", "error: no overload"},
      {"dyn(span) == when", "false"},
  };
  EXPECT(rows);
}

Test(cel_time, parts) {
  static const row rows[] = {
      /* when: 2026-01-31T08:00:00.25Z, a Saturday */
      {"when.getFullYear()", "2026"},
      {"when.getMonth()", "0"},
      {"when.getDate()", "31"},
      {"when.getDayOfMonth()", "30"},
      {"when.getDayOfWeek()", "6"},
      {"when.getDayOfYear()", "30"},
      {"when.getHours()", "8"},
      {"when.getMinutes()", "0"},
      {"when.getSeconds()", "0"},
      {"when.getMilliseconds()", "250"},
      {"when.getHours('+08:00')", "16"},
      {"when.getHours('08:00')", "16"},
      {"when.getHours('UTC')", "8"},
      {"when.getHours('Z')", "8"},
      {"when.getHours('-09:30')", "22"},
      {"when.getMinutes('-09:30')", "30"},
      {"when.getDate('-09:30')", "30"},
      {"when.getDayOfMonth('-09:30')", "29"},
      {"when.getDayOfWeek('-09:30')", "5"},
      {"when.getDayOfYear('-09:30')", "29"},
      {"when.getMonth('+16:00')", "1"},
      {"when.getFullYear('+23:59')", "2026"},
      {"when.getSeconds('+08:00')", "0"},
      {"when.getMilliseconds('+08:00')", "250"},
      {"timestamp('2023-12-31T23:00:00Z').getFullYear('+01:00')", "2024"},
      {"timestamp('2023-12-31T23:00:00Z').getDayOfYear()", "364"},
      {"timestamp('2024-12-31T00:00:00Z').getDayOfYear()", "365"},
      {"timestamp('2024-03-01T00:00:00Z').getDayOfYear()", "60"},
      {"timestamp('1969-12-31T23:59:59.999Z').getMilliseconds()", "999"},
      {"timestamp('1969-12-31T23:59:59.999Z').getSeconds()", "59"},
      {"timestamp('1969-12-31T23:59:59Z').getDayOfWeek()", "3"},
      {"timestamp('0001-01-01T00:00:00Z').getDayOfWeek()", "1"},
      {"timestamp('0001-01-01T00:00:00Z').getFullYear('-01:00')", "0"},
      {"timestamp('0001-01-01T00:00:00Z').getDayOfYear('-01:00')", "365"},
      {"timestamp('9999-12-31T23:59:59Z').getFullYear('+01:00')", "10000"},
      {"when.getHours(name)", "error: range"},
      {"when.getDate(any)", "error: range"},
      {"when.getHours(ghost_text)", "unknown"},
      /* span: 1h 30m 0.5s */
      {"span.getHours()", "1"},
      {"span.getMinutes()", "90"},
      {"span.getSeconds()", "5400"},
      {"span.getMilliseconds()", "500"},
      {"duration('-90m').getHours()", "-1"},
      {"duration('-1.5s').getMilliseconds()", "-500"},
      {"span.getHours('UTC')", "error: no overload"},
      {"dyn(span).getDate()", "error: no overload"},
  };
  EXPECT(rows);
}

Test(cel_time, offsets) {
  static const struct {
    const char *text;
    int64_t minutes;
  } good[] = {{"UTC", 0},     {"Z", 0},      {"+08:00", 480},   {"-03:30", -210},
              {"08:00", 480}, {"+00:00", 0}, {"-23:59", -1439}, {"23:59", 1439}};
  for (size_t i = 0; i < FR_COUNT(good); i++) {
    int64_t us = 42;
    cr_expect(fr__cel_parse_offset(good[i].text, (uint32_t)strlen(good[i].text), &us), "%s", good[i].text);
    cr_expect_eq(us, good[i].minutes * 60 * FR__SECOND_US, "%s", good[i].text);
  }
  static const char *const bad[] = {"",      "utc",     "z",       "+8:00",  "+0800", "+24:00",        "+08:60",
                                    "+08:0", "+08:000", "-+08:00", "--8:00", "08.00", "Asia/Shanghai", "+"};
  for (size_t i = 0; i < FR_COUNT(bad); i++) {
    int64_t us = 42;
    cr_expect_not(fr__cel_parse_offset(bad[i], (uint32_t)strlen(bad[i]), &us), "%s", bad[i]);
  }
}

Test(cel_time, as_text) {
  static const row rows[] = {
      {"string(timestamp('2026-01-31T08:00:00Z'))", "\"2026-01-31T08:00:00Z\""},
      {"string(timestamp('2026-01-31T08:00:00.100Z'))", "\"2026-01-31T08:00:00.1Z\""},
      {"string(timestamp('2026-01-31T08:00:00.000001Z'))", "\"2026-01-31T08:00:00.000001Z\""},
      {"string(timestamp('0001-01-01T00:00:00Z'))", "\"0001-01-01T00:00:00Z\""},
      {"string(timestamp('1969-12-31T23:59:59.999999Z'))", "\"1969-12-31T23:59:59.999999Z\""},
      {"string(duration('0s'))", "\"0s\""},
      {"string(duration('90m'))", "\"5400s\""},
      {"string(duration('-1.25s'))", "\"-1.25s\""},
      {"string(duration('1us'))", "\"0.000001s\""},
      {"string(duration('-9223372036.854775808s'))", "\"-9223372036.854775808s\""},
      {"timestamp(string(when)) == when", "true"},
      {"duration(string(span)) == span", "true"},
  };
  EXPECT(rows);
}

/* Every day of the years 1 to 9999, at an hour that wanders. */
Test(cel_time, calendar) {
  int64_t seconds = FR__CEL_LEAST_TIME_US / FR__SECOND_US;
  for (int64_t day = 0; seconds * FR__SECOND_US <= FR__CEL_MOST_TIME_US; day++, seconds += 86400 + 7) {
    const time_t when = (time_t)seconds;
    struct tm is;
    cr_assert_not_null(gmtime_r(&when, &is));
    const fr__cel_date date = fr__cel_date_of(seconds * FR__SECOND_US);
    const bool same = date.year == is.tm_year + 1900 && date.month == (uint32_t)is.tm_mon + 1 &&
                      date.day == (uint32_t)is.tm_mday && date.year_day == (uint32_t)is.tm_yday &&
                      date.week_day == (uint32_t)is.tm_wday && date.hour == (uint32_t)is.tm_hour &&
                      date.minute == (uint32_t)is.tm_min && date.second == (uint32_t)is.tm_sec;
    cr_assert(same, "day %lld", (long long)day);
    if (day % 97 != 0) continue;
    char text[FR__CEL_TIME_BYTES];
    const fr__cel_value time = fr__cel_timestamp(seconds * FR__SECOND_US);
    const uint32_t size = fr__cel_format_timestamp(&time, text);
    fr__cel_value back;
    cr_assert(fr__cel_parse_timestamp(text, size, &back) && fr__cel_equal(&back, &time), "%.*s", (int)size, text);
  }
}
