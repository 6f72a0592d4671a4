/* SPDX-License-Identifier: Apache-2.0 */
#include "cel/time.h"

#include "cel/number.h"

enum { MINUTE_S = 60, HOUR_S = 3600, DAY_S = 86400 };

/* Days since 1970-01-01. Years count from March, so that the leap day is the last. */
static int64_t days_of(int64_t year, uint32_t month, uint32_t day) {
  if (month <= 2) year--;
  const int64_t era = (year >= 0 ? year : year - 399) / 400;
  const int64_t of_era = year - era * 400;
  const int64_t of_year = (153 * ((int64_t)month + (month > 2 ? -3 : 9)) + 2) / 5 + (int64_t)day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

fr__cel_date fr__cel_date_of(int64_t time_us) {
  int64_t seconds = time_us / FR__SECOND_US, rest_us = time_us % FR__SECOND_US;
  if (rest_us < 0) {
    rest_us += FR__SECOND_US;
    seconds--;
  }
  int64_t days = seconds / DAY_S, of_day = seconds % DAY_S;
  if (of_day < 0) {
    of_day += DAY_S;
    days--;
  }
  const int64_t shifted = days + 719468;
  const int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const int64_t of_era = shifted - era * 146097;
  const int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const int64_t march_day = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t march_month = (5 * march_day + 2) / 153;
  fr__cel_date date = {0};
  date.day = (uint32_t)(march_day - (153 * march_month + 2) / 5 + 1);
  date.month = (uint32_t)(march_month < 10 ? march_month + 3 : march_month - 9);
  date.year = year_of_era + era * 400 + (date.month <= 2 ? 1 : 0);
  date.year_day = (uint32_t)(days - days_of(date.year, 1, 1));
  date.week_day = (uint32_t)(((days + 4) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
  date.hour = (uint32_t)(of_day / HOUR_S);
  date.minute = (uint32_t)(of_day % HOUR_S / MINUTE_S);
  date.second = (uint32_t)(of_day % MINUTE_S);
  date.microsecond = (uint32_t)rest_us;
  return date;
}

/* ---- in ---- */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Exactly `count` digits. */
static bool digits(const char *text, uint32_t size, uint32_t *at, uint32_t count, uint32_t *value) {
  *value = 0;
  if (size - *at < count) return false;
  for (uint32_t i = 0; i < count; i++, ++*at) {
    if (!is_digit(text[*at])) return false;
    *value = *value * 10 + (uint32_t)(text[*at] - '0');
  }
  return true;
}

static bool sign(const char *text, uint32_t size, uint32_t *at, char expected) {
  if (*at >= size || text[*at] != expected) return false;
  ++*at;
  return true;
}

static bool hours_minutes(const char *text, uint32_t size, uint32_t *at, int64_t *offset_us) {
  uint32_t hours, minutes;
  if (!digits(text, size, at, 2, &hours) || !sign(text, size, at, ':') || !digits(text, size, at, 2, &minutes))
    return false;
  if (hours > 23 || minutes > 59) return false;
  *offset_us = ((int64_t)hours * HOUR_S + (int64_t)minutes * MINUTE_S) * FR__SECOND_US;
  return true;
}

bool fr__cel_parse_offset(const char *text, uint32_t size, int64_t *offset_us) {
  *offset_us = 0;
  if (size == 3 && memcmp(text, "UTC", 3) == 0) return true;
  if (size == 1 && text[0] == 'Z') return true;
  uint32_t at = 0;
  const bool negative = sign(text, size, &at, '-');
  if (!negative) (void)sign(text, size, &at, '+');
  if (!hours_minutes(text, size, &at, offset_us) || at != size) return false;
  if (negative) *offset_us = -*offset_us;
  return true;
}

/* Digits behind a point: at most nine. */
static bool fraction(const char *text, uint32_t size, uint32_t *at, int64_t *ns) {
  const uint32_t start = *at;
  int64_t scale = 100000000;
  *ns = 0;
  for (; *at < size && is_digit(text[*at]); ++*at, scale /= 10) *ns += (text[*at] - '0') * scale;
  return *at > start && *at - start <= 9;
}

uint32_t fr__cel_month_days(int64_t year, uint32_t month) {
  static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : days[month - 1];
}

bool fr__cel_time_of(uint32_t kind, int64_t us, int64_t ns, fr__cel_value *value) {
  int64_t whole = ns / 1000, rest = ns % 1000;
  if (rest < 0) {
    rest += 1000;
    whole--;
  }
  if (!fr__add_i64(us, whole, &us)) return false;
  const bool duration = kind == FR__CEL_DURATION;
  if (us < (duration ? -FR__CEL_MOST_DURATION_US - 1 : FR__CEL_LEAST_TIME_US)) return false;
  if (us > (duration ? FR__CEL_MOST_DURATION_US : FR__CEL_MOST_TIME_US)) return false;
  /* The ends of 63 bits of nanoseconds lie inside a microsecond. */
  if (duration && us == FR__CEL_MOST_DURATION_US && rest > 807) return false;
  if (duration && us == -FR__CEL_MOST_DURATION_US - 1 && rest < 192) return false;
  *value = (fr__cel_value){.kind = (uint8_t)kind, .size = (uint32_t)rest, .as.integer = us};
  return true;
}

bool fr__cel_parse_timestamp(const char *text, uint32_t size, fr__cel_value *value) {
  uint32_t at = 0, year, month, day, hour, minute, second;
  int64_t rest_ns = 0;
  if (!digits(text, size, &at, 4, &year) || !sign(text, size, &at, '-')) return false;
  if (!digits(text, size, &at, 2, &month) || !sign(text, size, &at, '-')) return false;
  if (!digits(text, size, &at, 2, &day) || !sign(text, size, &at, 'T')) return false;
  if (!digits(text, size, &at, 2, &hour) || !sign(text, size, &at, ':')) return false;
  if (!digits(text, size, &at, 2, &minute) || !sign(text, size, &at, ':')) return false;
  if (!digits(text, size, &at, 2, &second)) return false;
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > fr__cel_month_days(year, month)) return false;
  if (hour > 23 || minute > 59 || second > 59) return false;
  if (sign(text, size, &at, '.') && !fraction(text, size, &at, &rest_ns)) return false;
  int64_t offset_us = 0;
  if (!sign(text, size, &at, 'Z')) {
    const bool negative = sign(text, size, &at, '-');
    if (!negative && !sign(text, size, &at, '+')) return false;
    if (!hours_minutes(text, size, &at, &offset_us)) return false;
    if (negative) offset_us = -offset_us;
  }
  if (at != size) return false;
  const int64_t seconds =
      days_of(year, month, day) * DAY_S + (int64_t)hour * HOUR_S + (int64_t)minute * MINUTE_S + second;
  return fr__cel_time_of(FR__CEL_TIMESTAMP, seconds * FR__SECOND_US - offset_us, rest_ns, value);
}

/* The unit at hand in nanoseconds. */
static bool unit(const char *text, uint32_t size, uint32_t *at, int64_t *ns) {
  static const struct {
    const char *name;
    int64_t ns;
  } units[] = {{"ns", 1},
               {"us", 1000},
               {"ms", 1000000},
               {"s", 1000000000},
               {"m", INT64_C(60000000000)},
               {"h", INT64_C(3600000000000)}};
  for (size_t i = 0; i < FR_COUNT(units); i++) {
    const uint32_t length = (uint32_t)strlen(units[i].name);
    if (size - *at < length || memcmp(text + *at, units[i].name, length) != 0) continue;
    *at += length;
    *ns = units[i].ns;
    return true;
  }
  return false;
}

/* Digits with a point somewhere among them: what stands before it, and what behind it as part / scale. */
typedef struct decimal {
  int64_t whole, part, scale;
} decimal;

static bool read_decimal(const char *text, uint32_t size, uint32_t *at, decimal *number) {
  const uint32_t start = *at;
  *number = (decimal){0, 0, 1};
  for (; *at < size && is_digit(text[*at]); ++*at) {
    if (__builtin_mul_overflow(number->whole, INT64_C(10), &number->whole)) return false;
    if (__builtin_add_overflow(number->whole, (int64_t)(text[*at] - '0'), &number->whole)) return false;
  }
  bool found = *at > start;
  if (!sign(text, size, at, '.')) return found;
  for (; *at < size && is_digit(text[*at]); ++*at) {
    found = true;
    if (number->scale >= 1000000000) continue;
    number->part = number->part * 10 + (text[*at] - '0');
    number->scale *= 10;
  }
  return found;
}

bool fr__cel_parse_duration(const char *text, uint32_t size, fr__cel_value *value) {
  uint32_t at = 0;
  const bool negative = sign(text, size, &at, '-');
  if (!negative) (void)sign(text, size, &at, '+');
  if (at == size) return false;
  int64_t total_us = 0, rest_ns = 0;
  if (size - at == 1 && text[at] == '0') at++;
  while (at < size) {
    decimal number;
    int64_t ns, product;
    if (!read_decimal(text, size, &at, &number) || !unit(text, size, &at, &ns)) return false;
    if (ns >= 1000) {
      if (__builtin_mul_overflow(number.whole, ns / 1000, &product)) return false;
    } else {
      product = number.whole / 1000;
      rest_ns += number.whole % 1000;
    }
    if (!fr__add_i64(total_us, product, &total_us)) return false;
    /* part < scale <= 1e9 and ns <= 3.6e12: in microseconds the product stays below 2^63. */
    const int64_t scaled_us = number.part * (ns / 1000);
    rest_ns += scaled_us / number.scale * 1000 + scaled_us % number.scale * 1000 / number.scale;
    if (!fr__add_i64(total_us, rest_ns / 1000, &total_us)) return false;
    rest_ns %= 1000;
  }
  return fr__cel_time_of(FR__CEL_DURATION, negative ? -total_us : total_us, negative ? -rest_ns : rest_ns, value);
}

/* ---- out ---- */

static uint32_t put(char *into, uint32_t value, uint32_t digits_wanted) {
  for (uint32_t i = digits_wanted; i-- > 0; value /= 10) into[i] = (char)('0' + value % 10);
  return digits_wanted;
}

static uint32_t put_fraction(char *into, uint32_t nanoseconds) {
  if (nanoseconds == 0) return 0;
  into[0] = '.';
  uint32_t size = 1 + put(into + 1, nanoseconds, 9);
  while (into[size - 1] == '0') size--;
  return size;
}

uint32_t fr__cel_format_timestamp(const fr__cel_value *time, char into[FR__CEL_TIME_BYTES]) {
  const fr__cel_date date = fr__cel_date_of(time->as.integer);
  uint32_t size = put(into, (uint32_t)date.year, 4);
  const struct {
    char before;
    uint32_t value;
  } parts[] = {{'-', date.month}, {'-', date.day}, {'T', date.hour}, {':', date.minute}, {':', date.second}};
  for (size_t i = 0; i < FR_COUNT(parts); i++) {
    into[size++] = parts[i].before;
    size += put(into + size, parts[i].value, 2);
  }
  size += put_fraction(into + size, date.microsecond * 1000 + time->size);
  into[size++] = 'Z';
  return size;
}

uint32_t fr__cel_format_duration(const fr__cel_value *duration, char into[FR__CEL_TIME_BYTES]) {
  uint32_t size = 0;
  uint64_t seconds = (uint64_t)(duration->as.integer / FR__SECOND_US);
  int64_t rest = duration->as.integer % FR__SECOND_US * 1000 + duration->size;
  if (duration->as.integer < 0) {
    into[size++] = '-';
    /* The nanoseconds count forward from the microsecond, so below zero they lead back to it. */
    rest = -rest;
    seconds = 0 - seconds;
    if (rest < 0) {
      rest += 1000 * FR__SECOND_US;
      seconds--;
    }
  }
  size += fr__cel_format_uint(seconds, into + size);
  size += put_fraction(into + size, (uint32_t)rest);
  into[size++] = 's';
  return size;
}
