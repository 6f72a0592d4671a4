/* SPDX-License-Identifier: Apache-2.0 */
#include "numbers.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fraudrisk/limits.h"
#include "fraudrisk/transfer.h"

enum { SECOND_US = 1000000 };

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static const char not_an_amount[] = "is not an amount; write it in major units with a point, such as 1234.50";
static const char too_large_amount[] = "is above the largest amount, 9007199254740991 minor units";

/* Files that went through floating point write 85.65 as 85.64999999999999 and 83.1 as 83.10000000000001. Six nines or
 * six zeros past the last decimal are such dust and rounded away; anything else there is refused. */
enum { DUST_DIGITS = 6 };

static bool dust_parse(const char *text, size_t size, bool *up) {
  const char first = size >= DUST_DIGITS ? text[0] : '0';
  if (first != '0' && first != '9') return false;
  for (size_t i = 0; i < size && i < DUST_DIGITS; i++)
    if (text[i] != first) return false;
  *up = first == '9';
  return true;
}

/* The digits after the point; *minor is multiplied as they are read. */
static const char *decimals_parse(const char *text, size_t size, unsigned digits, int64_t *minor) {
  bool up = false;
  if (size == 0) return not_an_amount;
  for (size_t i = 0; i < size; i++) {
    if (!is_digit(text[i])) return not_an_amount;
    if (i < digits) *minor = *minor * 10 + (text[i] - '0');
  }
  for (size_t i = size; i < digits; i++) *minor *= 10;
  if (size > digits && !dust_parse(text + digits, size - digits, &up)) {
    return "has more decimals than its currency; round it to the currency's minor unit";
  }
  *minor += up;
  return NULL;
}

const char *amount_parse(const char *text, size_t size, unsigned digits, int64_t *minor) {
  if (size > 0 && text[0] == '-') return "is negative; write the amount without a sign";
  int64_t units = 0;
  size_t i = 0;
  while (i < size && is_digit(text[i])) {
    if (units > FR_MAX_AMOUNT_MINOR) return too_large_amount;
    units = units * 10 + (text[i++] - '0');
  }
  if (i == 0) return not_an_amount;
  if (units > FR_MAX_AMOUNT_MINOR) return too_large_amount;
  if (i == size) {
    for (unsigned d = 0; d < digits; d++) units *= 10;
  } else {
    if (text[i] != '.') return not_an_amount;
    const char *fault = decimals_parse(text + i + 1, size - i - 1, digits, &units);
    if (fault) return fault;
  }
  if (units > FR_MAX_AMOUNT_MINOR) return too_large_amount;
  *minor = units;
  return NULL;
}

const char *balance_parse(const char *text, size_t size, unsigned digits, int64_t *minor) {
  const bool overdrawn = size > 0 && text[0] == '-';
  const char *fault = amount_parse(text + overdrawn, size - overdrawn, digits, minor);
  if (fault == NULL && overdrawn) *minor = -*minor;
  return fault;
}

int64_t days_of_date(int64_t year, unsigned month, unsigned day) {
  /* A year that begins in March has its leap day last, so that days before a month follow one formula. */
  const int64_t y = month <= 2 ? year - 1 : year;
  const unsigned m = month <= 2 ? month + 9 : month - 3;
  const int64_t leap_days = y / 4 - y / 100 + y / 400;
  return y * 365 + leap_days + (int64_t)((m * 153 + 2) / 5) + (int64_t)day - 1 - 719468;
}

static void date_of_days(int64_t days, int64_t *year, unsigned *month, unsigned *day) {
  const int64_t from_march = days + 719468; /* day 0: 0000-03-01 */
  const int64_t era = from_march / 146097;
  const int64_t in_era = from_march % 146097;
  const int64_t y = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
  const int64_t in_year = in_era - (365 * y + y / 4 - y / 100);
  const int64_t m = (5 * in_year + 2) / 153;
  *day = (unsigned)(in_year - (153 * m + 2) / 5 + 1);
  *month = (unsigned)(m < 10 ? m + 3 : m - 9);
  *year = era * 400 + y + (*month <= 2 ? 1 : 0);
}

/* Two digits, or -1. */
static int two(const char *text) {
  if (!is_digit(text[0]) || !is_digit(text[1])) return -1;
  return (text[0] - '0') * 10 + (text[1] - '0');
}

static unsigned days_in_month(int64_t year, int month) {
  static const uint8_t days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month == 2 && (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))) return 29;
  return days[month - 1];
}

static const char not_a_time[] =
    "is not a time; write 2026-01-31T09:30:00+08:00, \"2026-01-31 09:30:00\" or seconds since 1970";
static const char no_such_time[] = "names a day or an hour that does not exist";
static const char outside_years[] = "lies outside the years 1970 to 2099";

const char *offset_parse(const char *text, size_t size, int32_t *offset_s) {
  static const char not_an_offset[] = "is not an offset from UTC; write it as +08:00";
  if (size == 1 && (text[0] == 'Z' || text[0] == 'z')) {
    *offset_s = 0;
    return NULL;
  }
  if (size != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return not_an_offset;
  const int hours = two(text + 1), minutes = two(text + 4);
  if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) return not_an_offset;
  const int32_t seconds = hours * 3600 + minutes * 60;
  *offset_s = text[0] == '-' ? -seconds : seconds;
  return NULL;
}

/* The digits after a decimal point, as microseconds; digits past the sixth are cut, as a clock would. */
static const char *fraction_parse(const char *text, size_t size, size_t *used, int64_t *fraction_us) {
  int64_t us = 0, unit = 100000;
  size_t i = 0;
  for (; i < size && is_digit(text[i]); i++) {
    us += (text[i] - '0') * unit;
    unit /= 10;
  }
  if (i == 0) return not_a_time;
  *used = i;
  *fraction_us = us;
  return NULL;
}

/* "YYYY-MM-DD", then optionally " HH:MM[:SS[.ffffff]]" and an offset. */
static const char *calendar_parse(const char *text, size_t size, const time_format *format, int64_t *time_us) {
  if (size < 10) return not_a_time;
  const int century = two(text), years = two(text + 2), month = two(text + 5), day = two(text + 8);
  if (century < 0 || years < 0 || month < 0 || day < 0 || text[4] != '-' || text[7] != '-') return not_a_time;
  const int64_t year = century * 100 + years;
  if (month < 1 || month > 12 || day < 1 || (unsigned)day > days_in_month(year, month)) return no_such_time;
  int32_t offset_s = format->utc_offset_s;
  int64_t seconds = 0, fraction_us = 0;
  size_t at = 10;
  if (size > 10) {
    if (size < 16 || (text[10] != ' ' && text[10] != 'T' && text[10] != 't') || text[13] != ':') return not_a_time;
    const int hour = two(text + 11), minute = two(text + 14);
    int second = 0;
    at = 16;
    if (size >= 19 && text[16] == ':') {
      second = two(text + 17);
      at = 19;
    }
    if (hour < 0 || minute < 0 || second < 0) return not_a_time;
    if (hour > 23 || minute > 59 || second > 60) return no_such_time;
    if (second == 60) second = 59; /* a leap second has no number of its own on this scale */
    seconds = hour * 3600 + minute * 60 + second;
    if (at < size && text[at] == '.') {
      size_t used = 0;
      const char *fault = fraction_parse(text + at + 1, size - at - 1, &used, &fraction_us);
      if (fault) return fault;
      at += 1 + used;
    }
    if (at < size) {
      if (text[at] == ' ') at++;
      if (offset_parse(text + at, size - at, &offset_s)) return not_a_time;
    }
  }
  const int64_t total_s = days_of_date(year, (unsigned)month, (unsigned)day) * 86400 + seconds - offset_s;
  *time_us = total_s * SECOND_US + fraction_us;
  if (*time_us < 0 || *time_us >= FR_MAX_TIME_US) return outside_years;
  return NULL;
}

/* 20260131, or with hours and minutes, or seconds as well behind it. */
static bool is_joined_date(const char *text, size_t digits) {
  if (digits != 8 && digits != 12 && digits != 14) return false;
  const int century = two(text), month = two(text + 4), day = two(text + 6);
  return (century == 19 || century == 20) && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* Seconds since 1970 have ten digits from 2001 on. A smaller number, or a much larger one, was meant as something else,
 * and taken as seconds it would put the row decades away. Null for what may be seconds. */
static const char *not_seconds(const char *text, size_t digits, int64_t whole) {
  enum { SPREADSHEET_1970 = 25569, SPREADSHEET_2100 = 73051 };
  const int64_t first = INT64_C(1000000000), milli = first * 1000, micro = milli * 1000;
  if (is_joined_date(text, digits)) return "looks like a date without dashes; write it as \"2026-01-31 09:30:00\"";
  if (whole >= micro) {
    return "looks like microseconds since 1970; say --time-unit 1us --time-start 1970-01-01T00:00:00Z, or divide by "
           "1000000";
  }
  if (whole >= milli && whole < FR_MAX_TIME_US / 1000) {
    return "looks like milliseconds since 1970; say --time-unit 1ms --time-start 1970-01-01T00:00:00Z, or divide by "
           "1000";
  }
  if (whole >= SPREADSHEET_1970 && whole < SPREADSHEET_2100) {
    return "looks like the day number of a spreadsheet; give the column the format yyyy-mm-dd hh:mm:ss and save it "
           "again";
  }
  if (whole >= first) return NULL;
  return "is too small a number for seconds since 1970; write \"2026-01-31 09:30:00\", or where it counts steps say "
         "--time-unit and --time-start";
}

const char *time_parse(const char *text, size_t size, const time_format *format, int64_t *time_us) {
  if (size > 4 && text[4] == '-') return calendar_parse(text, size, format, time_us);
  if (size > 0 && text[0] == '-') return outside_years;
  int64_t whole = 0, fraction_us = 0;
  size_t i = 0;
  while (i < size && is_digit(text[i])) {
    if (whole > FR_MAX_TIME_US) return outside_years;
    whole = whole * 10 + (text[i++] - '0');
  }
  if (i == 0) return not_a_time;
  const size_t digits = i;
  if (i < size) {
    if (text[i] != '.') return not_a_time;
    size_t used = 0;
    const char *fault = fraction_parse(text + i + 1, size - i - 1, &used, &fraction_us);
    if (fault) return fault;
    if (i + 1 + used != size) return not_a_time;
  }
  const char *other = format->step_us > 0 ? NULL : not_seconds(text, digits, whole);
  if (other) return other;
  const int64_t unit_us = format->step_us > 0 ? format->step_us : SECOND_US;
  if (format->step_us > 0 && fraction_us != 0) return "is not a whole step; leave out --time-unit for epoch seconds";
  int64_t us;
  if (__builtin_mul_overflow(whole, unit_us, &us)) return outside_years;
  if (__builtin_add_overflow(us, format->step_us > 0 ? format->start_us : fraction_us, &us)) return outside_years;
  if (us < 0 || us >= FR_MAX_TIME_US) return outside_years;
  *time_us = us;
  return NULL;
}

/* The unit at the end of one part of a duration: its length in microseconds and how many bytes it takes. */
static int64_t unit_parse(const char *text, size_t size, size_t *used) {
  *used = 1;
  if (size >= 2 && text[0] == 'm' && text[1] == 's') {
    *used = 2;
    return 1000;
  }
  if (size >= 2 && text[0] == 'u' && text[1] == 's') {
    *used = 2;
    return 1;
  }
  if (size == 0) return 0;
  switch (text[0]) {
    case 'd': return INT64_C(86400) * SECOND_US;
    case 'h': return INT64_C(3600) * SECOND_US;
    case 'm': return INT64_C(60) * SECOND_US;
    case 's': return SECOND_US;
    default: return 0;
  }
}

const char *duration_parse(const char *text, size_t size, int64_t *duration_us) {
  static const char not_a_duration[] = "is not a duration; write 36h, 90m, 3d or plain seconds";
  static const char too_long[] = "is longer than 200 years";
  int64_t total = 0;
  size_t i = 0;
  if (size == 0) return not_a_duration;
  while (i < size) {
    int64_t whole = 0, fraction_ppm = 0, part;
    const size_t begin = i;
    for (; i < size && is_digit(text[i]); i++) {
      if (whole > INT64_C(10000000000)) return too_long;
      whole = whole * 10 + (text[i] - '0');
    }
    if (i == begin) return not_a_duration;
    if (i < size && text[i] == '.') {
      size_t digits = 0;
      if (fraction_parse(text + i + 1, size - i - 1, &digits, &fraction_ppm)) return not_a_duration;
      i += 1 + digits;
    }
    size_t used = 0;
    int64_t unit = unit_parse(text + i, size - i, &used);
    if (unit == 0 && (i != size || begin != 0)) return not_a_duration;
    if (unit == 0)
      unit = SECOND_US;
    else
      i += used;
    if (__builtin_mul_overflow(whole, unit, &part) || part > INT64_C(6307200000) * SECOND_US) return too_long;
    total += part + fraction_ppm * (unit / SECOND_US) + fraction_ppm % SECOND_US * (unit % SECOND_US) / SECOND_US;
    if (total > INT64_C(6307200000) * SECOND_US) return too_long;
  }
  *duration_us = total;
  return NULL;
}

const char *size_parse(const char *text, size_t size, uint64_t *bytes) {
  static const char not_a_size[] = "is not a size; write 512M, 2G or plain bytes";
  uint64_t value = 0;
  size_t i = 0;
  for (; i < size && is_digit(text[i]); i++) {
    if (value > UINT64_MAX / 16) return "is too large a size";
    value = value * 10 + (uint64_t)(text[i] - '0');
  }
  if (i == 0 || size - i > 1) return not_a_size;
  unsigned shift = 0;
  if (i < size) {
    switch (text[i]) {
      case 'k':
      case 'K': shift = 10; break;
      case 'm':
      case 'M': shift = 20; break;
      case 'g':
      case 'G': shift = 30; break;
      case 't':
      case 'T': shift = 40; break;
      default: return not_a_size;
    }
  }
  if (value > (UINT64_MAX >> 1) >> shift) return "is too large a size";
  *bytes = value << shift;
  return NULL;
}

const char *integer_parse(const char *text, size_t size, int64_t least, int64_t most, int64_t *value) {
  static const char not_an_integer[] = "is not a whole number";
  static const char out_of_range[] = "is outside the numbers that are allowed here";
  const bool negative = size > 0 && text[0] == '-';
  size_t i = negative ? 1 : 0;
  if (i == size) return not_an_integer;
  int64_t number = 0;
  for (; i < size; i++) {
    if (!is_digit(text[i])) return not_an_integer;
    const int digit = text[i] - '0';
    if (__builtin_mul_overflow(number, 10, &number)) return out_of_range;
    if (__builtin_add_overflow(number, negative ? -digit : digit, &number)) return out_of_range;
  }
  if (number < least || number > most) return out_of_range;
  *value = number;
  return NULL;
}

const char *double_parse(const char *text, size_t size, double *value) {
  static const char not_a_number[] = "is not a number; write it with a point, such as 0.25";
  char copy[64];
  if (size == 0 || size >= sizeof copy) return not_a_number;
  for (size_t i = 0; i < size; i++)
    if (!is_digit(text[i]) && !strchr("+-.eE", text[i])) return not_a_number;
  memcpy(copy, text, size);
  copy[size] = '\0';
  char *end = NULL;
  const double number = strtod(copy, &end);
  if (end != copy + size) return not_a_number;
  if (!isfinite(number)) return "is too large for a number";
  *value = number;
  return NULL;
}

const char *flag_parse(const char *text, size_t size, uint32_t *flag) {
  static const struct {
    const char *word;
    uint32_t flag;
  } words[] = {{"1", FR_YES}, {"0", FR_NO}, {"true", FR_YES}, {"false", FR_NO}, {"yes", FR_YES}, {"no", FR_NO}};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    if (strlen(words[i].word) == size && memcmp(words[i].word, text, size) == 0) {
      *flag = words[i].flag;
      return NULL;
    }
  }
  return "is neither true nor false; leave the cell empty when it is not known";
}

size_t time_format_rfc3339(int64_t time_us, int32_t utc_offset_s, char *text) {
  const int64_t local_us = time_us + (int64_t)utc_offset_s * SECOND_US;
  int64_t day = local_us / (INT64_C(86400) * SECOND_US);
  int64_t rest_us = local_us % (INT64_C(86400) * SECOND_US);
  if (rest_us < 0) {
    rest_us += INT64_C(86400) * SECOND_US;
    day--;
  }
  int64_t year;
  unsigned month, date;
  date_of_days(day, &year, &month, &date);
  const int64_t seconds = rest_us / SECOND_US, fraction = rest_us % SECOND_US;
  int length = snprintf(text, 40, "%04" PRId64 "-%02u-%02uT%02d:%02d:%02d", year, month, date, (int)(seconds / 3600),
                        (int)(seconds / 60 % 60), (int)(seconds % 60));
  if (fraction != 0) length += snprintf(text + length, 40 - (size_t)length, ".%06d", (int)fraction);
  const int32_t minutes = (utc_offset_s < 0 ? -utc_offset_s : utc_offset_s) / 60;
  length += snprintf(text + length, 40 - (size_t)length, "%c%02d:%02d", utc_offset_s < 0 ? '-' : '+',
                     (int)(minutes / 60), (int)(minutes % 60));
  return (size_t)length;
}

size_t double_format(double number, char *text) {
  int length = 0;
  for (int precision = 15; precision <= 17; precision++) {
    length = snprintf(text, 32, "%.*g", precision, number);
    if (strtod(text, NULL) == number) break;
  }
  return (size_t)length;
}

size_t amount_format(int64_t minor, unsigned digits, char *text) {
  int64_t unit = 1;
  for (unsigned i = 0; i < digits; i++) unit *= 10;
  if (digits == 0) return (size_t)snprintf(text, 32, "%" PRId64, minor);
  return (size_t)snprintf(text, 32, "%" PRId64 ".%0*" PRId64, minor / unit, (int)digits, minor % unit);
}
