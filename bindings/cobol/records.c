/* SPDX-License-Identifier: Apache-2.0
 *
 * Records of fixed layout into the public structs and back, by the generated tables. Nothing is cut: what does not fit
 * is refused with the COBOL name of its field. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bytes.h"
#include "glue.h"
#include "tables.inc"

/* What one call in a hundred needs, or many places of each: inlined, it would push the library's own code out of the
 * processor's cache of instructions, which costs more than a call. */
#define APART __attribute__((noinline))

int32_t fr_cobol_fail(fr_error *error, int32_t status, const char *field, const char *format, ...) {
  if (error == NULL) return status;
  va_list rest;
  va_start(rest, format);
  *error = (fr_error)FR_ERROR_INIT;
  error->status = status;
  snprintf(error->field, sizeof error->field, "%s", field);
  vsnprintf(error->message, sizeof error->message, format, rest);
  va_end(rest);
  return status;
}

/* ---- texts ---- */

static bool is_all(const uint8_t *at, uint32_t size, uint8_t byte) {
  return size == 0 || (at[0] == byte && memcmp(at, at + 1, size - 1) == 0);
}

/* Spaces or LOW-VALUES: nobody has filled it. */
static APART bool is_empty(const uint8_t *at, uint32_t size) {
  return (at[0] == ' ' || at[0] == 0) && is_all(at, size, at[0]);
}

static const uint8_t spaces[BLOCK] = "                                                                ";

static inline uint32_t without_nothing(const uint8_t *at, uint32_t size) {
  return size > 0 && at[0] == 0 && is_all(at, size, 0) ? 0 : size;
}

/* How long a text is without the spaces behind it; LOW-VALUES count as none. A long one is short as a rule: then it
 * ends in the first block, and the rest is compared with itself, one byte further on. */
uint32_t fr_cobol_trimmed(const uint8_t *at, uint32_t size) {
  if (size > 2 * BLOCK && at[BLOCK - 1] == ' ' && memcmp(at + BLOCK - 1, at + BLOCK, size - BLOCK) == 0) size = BLOCK;
  while (size >= BLOCK && are_alike(at + size - BLOCK, spaces)) size -= BLOCK;
  if (size >= BLOCK)
    size -= (uint32_t)__builtin_clzll(unlike(at + size - BLOCK, spaces));
  else
    while (size > 0 && at[size - 1] == ' ') size--;
  return without_nothing(at, size);
}

/* An identifier: a block, and the byte that tells one that is too long. */
fr_text fr_cobol_text(const uint8_t *at, uint32_t size) {
  uint32_t length;
  if (size == BLOCK + 1 && at[BLOCK] == ' ') {
    const uint64_t letters = unlike(at, spaces);
    length = letters == 0 ? 0 : without_nothing(at, BLOCK - (uint32_t)__builtin_clzll(letters));
  } else {
    length = fr_cobol_trimmed(at, size);
  }
  return (fr_text){length == 0 ? NULL : (const char *)at, length, FR_ENCODING_UTF8};
}

/* Puts bytes into a field, with spaces behind. */
APART int32_t fr_cobol_put(const void *data, uint64_t size, const char *name, uint8_t *at, uint32_t room,
                           fr_error *error) {
  if (size > room)
    return fr_cobol_fail(error, FRC_TOO_SHORT, name, "%s takes %u bytes, and %llu have to go into it", name, room,
                         (unsigned long long)size);
  if (size > 0) memcpy(at, data, (size_t)size);
  memset(at + size, ' ', room - (size_t)size);
  return FR_OK;
}

static int digit_of(uint8_t letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  return letter >= 'A' && letter <= 'F' ? letter - 'A' + 10 : -1;
}

static APART int32_t read_chars(const uint8_t *at, const fr_cobol_field *field, uint8_t *into) {
  const uint32_t size = fr_cobol_trimmed(at, field->size);
  memset(into, 0, field->c_size);
  memcpy(into, at, size);
  return FR_OK;
}

static APART int32_t read_hex(const uint8_t *at, const fr_cobol_field *field, uint8_t *into, fr_cobol_terms *terms) {
  memset(into, 0, field->c_size);
  if (is_empty(at, field->size)) return FR_OK;
  for (uint32_t i = 0; i < field->c_size; i++) {
    const int high = digit_of(at[2 * i]), low = digit_of(at[2 * i + 1]);
    if (high < 0 || low < 0)
      return fr_cobol_fail(terms->error, FRC_NOT_NUMERIC, field->name, "%s wants %u hexadecimal digits", field->name,
                           field->size);
    into[i] = (uint8_t)(high << 4 | low);
  }
  return FR_OK;
}

static APART void write_hex(const uint8_t *from, uint32_t size, uint8_t *at) {
  for (uint32_t i = 0; i + 16 <= size; i += 16) put_hex(from + i, at + (size_t)2 * i);
}

/* ---- amounts ---- */

enum { PACKED_BYTES = 10, ZONED_BYTES = 18, DECIMALS = 3 };

/* `otherwise`, the policy's, where the record names none; a code that is cut short is none that is known. */
uint32_t fr_cobol_currency_digits(const char currency[4], uint32_t otherwise) {
  return currency[0] == 0 ? otherwise : fr_currency_digits(currency);
}

/* Sixteen digits together, two more, and the last with the sign. The first of the nineteen is always 0. */
static bool read_packed(const uint8_t *at, int64_t *thousandths) {
  uint64_t word = eight_of(at);
  word = __builtin_bswap64(word);
  const unsigned tens = at[8] >> 4, ones = at[8] & 15, last = at[PACKED_BYTES - 1] >> 4,
                 sign = at[PACKED_BYTES - 1] & 15;
  if (word >> 60 != 0 || !are_packed(word) || tens > 9 || ones > 9 || last > 9 || sign < 0xa) return false;
  const int64_t sum = number_of_packed(word) * 1000 + (int64_t)(tens * 100 + ones * 10 + last);
  *thousandths = sign == 0xd || sign == 0xb ? -sum : sum;
  return true;
}

/* The last digit has the sign: GnuCOBOL's own way, or that of EBCDIC's letters. */
static APART bool read_zoned(const uint8_t *at, int64_t *thousandths) {
  static const char plus[] = "{ABCDEFGHI", minus[] = "}JKLMNOPQR", own_minus[] = "pqrstuvwxy";
  const uint64_t first = eight_of(at), second = eight_of(at + 8);
  const unsigned before_last = (unsigned)at[ZONED_BYTES - 2] - '0';
  if (!are_digits(first) || !are_digits(second) || before_last > 9) return false;
  const int64_t sum = (number_of_eight(first) * 100000000 + number_of_eight(second)) * 10 + before_last;
  const char last = (char)at[ZONED_BYTES - 1];
  const char *found;
  int64_t sign = 1;
  if (last >= '0' && last <= '9') {
    *thousandths = sum * 10 + (last - '0');
    return true;
  }
  if (last == 0) return false;
  const char *from = plus;
  found = strchr(from, last);
  if (found == NULL) sign = -1, from = minus, found = strchr(from, last);
  if (found == NULL) from = own_minus, found = strchr(from, last);
  if (found == NULL) return false;
  *thousandths = sign * (sum * 10 + (found - from));
  return true;
}

int32_t fr_cobol_read_amount(const uint8_t *at, const char *name, uint32_t digits, int64_t *minor,
                             fr_cobol_terms *terms) {
  int64_t thousandths = 0;
  const bool is_number = terms->form == 'D' ? read_zoned(at, &thousandths) : read_packed(at, &thousandths);
  if (!is_number) return fr_cobol_fail(terms->error, FRC_NOT_NUMERIC, name, "%s does not hold a number", name);
  /* Two digits are nearly all there is, and dividing by a number that the compiler knows costs a tenth. */
  int64_t unit = 1;
  for (uint32_t i = digits; i < DECIMALS; i++) unit *= 10;
  *minor = unit == 10 ? thousandths / 10 : thousandths / unit;
  if (*minor * unit != thousandths)
    return fr_cobol_fail(terms->error, FRC_DIGITS_LOST, name, "%s has more than %u digits behind the point", name,
                         digits);
  for (uint32_t i = DECIMALS; i < digits; i++) {
    if (__builtin_mul_overflow(*minor, (int64_t)10, minor))
      return fr_cobol_fail(terms->error, FRC_DIGITS_LOST, name, "%s is too large for its currency", name);
  }
  return FR_OK;
}

int32_t fr_cobol_write_amount(int64_t minor, const char *name, uint32_t digits, uint8_t *at, fr_cobol_terms *terms) {
  int64_t left = minor;
  for (uint32_t i = DECIMALS; i < digits; i++) {
    if (left % 10 != 0)
      return fr_cobol_fail(terms->error, FRC_DIGITS_LOST, name, "%s has no room for the last digits", name);
    left /= 10;
  }
  bool fits = true;
  for (uint32_t i = digits; i < DECIMALS; i++) fits = fits && !__builtin_mul_overflow(left, (int64_t)10, &left);
  if (!fits || left > 999999999999999999 || left < -999999999999999999)
    return fr_cobol_fail(terms->error, FRC_TOO_SHORT, name, "%s takes 15 digits before the point", name);
  const bool negative = left < 0;
  uint64_t rest = negative ? (uint64_t)-left : (uint64_t)left;
  uint8_t digit[ZONED_BYTES];
  for (int i = ZONED_BYTES - 1; i >= 0; i--, rest /= 10) digit[i] = (uint8_t)(rest % 10);
  if (terms->form == 'D') {
    for (int i = 0; i < ZONED_BYTES; i++) at[i] = (uint8_t)('0' + digit[i]);
    if (negative) at[ZONED_BYTES - 1] = (uint8_t)('p' + digit[ZONED_BYTES - 1]);
    return FR_OK;
  }
  memset(at, 0, ZONED_BYTES);
  memset(at + PACKED_BYTES, ' ', ZONED_BYTES - PACKED_BYTES);
  for (int i = 0; i < ZONED_BYTES; i++) { /* nineteen nibbles, the first 0, then the sign */
    const int nibble = i + 1;
    at[nibble / 2] = (uint8_t)(at[nibble / 2] | (nibble % 2 == 0 ? digit[i] << 4 : digit[i]));
  }
  at[PACKED_BYTES - 1] = (uint8_t)((at[PACKED_BYTES - 1] & 0xf0) | (negative ? 0xd : 0xc));
  return FR_OK;
}

/* ---- times ---- */

enum { TIME_BYTES = 20 };
static const int64_t DAY_US = INT64_C(86400000000);

/* Days since 1970-01-01 of the proleptic Gregorian calendar. Years begin in March, so that the leap day is the last. */
static int64_t days_of(int64_t year, int64_t month, int64_t day) {
  if (month <= 2) year--;
  const int64_t era = (year >= 0 ? year : year - 399) / 400, of_era = year - era * 400;
  const int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static void date_of(int64_t days, int64_t *year, int64_t *month, int64_t *day) {
  days += 719468;
  const int64_t era = (days >= 0 ? days : days - 146096) / 146097, rest = days - era * 146097;
  const int64_t of_era = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
  const int64_t of_year = rest - (365 * of_era + of_era / 4 - of_era / 100);
  const int64_t place = (5 * of_year + 2) / 153;
  *day = of_year - (153 * place + 2) / 5 + 1;
  *month = place < 10 ? place + 3 : place - 9;
  *year = of_era + era * 400 + (*month <= 2);
}

static void put_number(int64_t number, uint8_t *at, int digits) {
  for (int i = digits - 1; i >= 0; i--, number /= 10) at[i] = (uint8_t)('0' + number % 10);
}

/* The dates 00000001 and 99999999 are the ends of time: "since ever" and "not yet". */
int32_t fr_cobol_read_time(const uint8_t *at, const char *name, int64_t *time_us, fr_cobol_terms *terms) {
  *time_us = 0;
  if (is_empty(at, TIME_BYTES) || (at[0] == '0' && is_all(at, TIME_BYTES, '0'))) return FR_OK;
  const uint64_t date = eight_of(at), clock = eight_of(at + 8), micro = eight_of(at + TIME_BYTES - 8);
  if (!are_digits(date) || !are_digits(clock) || !are_digits(micro))
    return fr_cobol_fail(terms->error, FRC_BAD_DATE, name, "%s wants 20 digits: YYYYMMDD, HHMMSS, microseconds", name);
  const uint64_t days = pairs_of(date), times = pairs_of(clock), parts = pairs_of(micro); /* the last begins at SS */
  const int64_t year = pair_of(days, 0) * 100 + pair_of(days, 1), month = pair_of(days, 2), day = pair_of(days, 3);
  if ((year == 0 && month == 0 && day == 1) || (year == 9999 && month == 99 && day == 99)) {
    *time_us = year == 0 ? INT64_MIN : INT64_MAX;
    return FR_OK;
  }
  const int64_t hour = pair_of(times, 0), minute = pair_of(times, 1), second = pair_of(times, 2);
  const int64_t fraction = pair_of(parts, 1) * 10000 + pair_of(parts, 2) * 100 + pair_of(parts, 3);
  const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  static const uint8_t month_days[] = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool is_date = month >= 1 && month <= 12 && day >= 1 && day <= month_days[month > 12 ? 0 : month] &&
                       (month != 2 || day < 29 || is_leap);
  if (!is_date || hour > 23 || minute > 59 || second > 59)
    return fr_cobol_fail(terms->error, FRC_BAD_DATE, name, "%s holds a date or a time of day that there is not", name);
  *time_us =
      days_of(year, month, day) * DAY_US + ((hour * 60 + minute) * 60 + second) * 1000000 + fraction - terms->offset_us;
  return FR_OK;
}

void fr_cobol_write_time(int64_t time_us, uint8_t *at, const fr_cobol_terms *terms) {
  memset(at, '0', TIME_BYTES);
  if (time_us == 0) return;
  const bool ends = time_us == INT64_MIN || time_us == INT64_MAX;
  const int64_t local = ends ? 0 : time_us + terms->offset_us;
  int64_t days = local / DAY_US, rest = local % DAY_US;
  if (rest < 0) days--, rest += DAY_US;
  int64_t year, month, day;
  date_of(days, &year, &month, &day);
  if (ends || year < 0 || year > 9999) {
    put_number(time_us < 0 ? 1 : 99999999, at, 8);
    return;
  }
  put_number(year * 10000 + month * 100 + day, at, 8);
  const int64_t seconds = rest / 1000000;
  put_number(seconds / 3600 * 10000 + seconds / 60 % 60 * 100 + seconds % 60, at + 8, 6);
  put_number(rest % 1000000, at + 14, 6);
}

/* ---- records ---- */

static int32_t bad_record(const fr_cobol_table *table, fr_error *error, const char *what) {
  return fr_cobol_fail(error, FRC_RECORD, table->name,
                       "%s; this binding's %s has %u bytes: compile the program with the copybooks that came with it",
                       what, table->name, table->size);
}

/* The header of a record. A longer one (of a newer copybook) is read where nothing stands in what is not known here. */
int32_t fr_cobol_check(const fr_cobol_table *table, const uint8_t *record, bool read, fr_cobol_terms *terms) {
  if (record == NULL) return fr_cobol_fail(terms->error, FRC_NULL, table->name, "a record %s is missing", table->name);
  if (memcmp(record, table->header, FR_COBOL_HEADER) == 0) {
    terms->form = 'P';
    return FR_OK;
  }
  if (is_empty(record, FR_COBOL_HEADER))
    return fr_cobol_fail(terms->error, FRC_RECORD, table->name,
                         "spaces or LOW-VALUES stand over the first %d bytes, which the copybook of %s fills: "
                         "use INITIALIZE, do not MOVE SPACES",
                         FR_COBOL_HEADER, table->name);
  if (memcmp(record, table->eye, 4) != 0 || (record[4] != 'P' && record[4] != 'D') || record[5] != ' ')
    return bad_record(table, terms->error, "the record does not begin as the copybook does");
  uint32_t size = 0;
  for (int i = 6; i < FR_COBOL_HEADER; i++) {
    if (record[i] < '0' || record[i] > '9') return bad_record(table, terms->error, "the record does not say its size");
    size = size * 10 + (uint32_t)(record[i] - '0');
  }
  if (size < table->size) return bad_record(table, terms->error, "the record is of an older copybook, and too short");
  if (read && size > table->size && !is_empty(record + table->size, size - table->size))
    return bad_record(table, terms->error, "the record is of a newer copybook, and uses fields that are not known");
  terms->form = (char)record[4];
  return FR_OK;
}

/* Spaces, LOW-VALUES, or a zero that is not written as INITIALIZE writes it. */
static APART bool is_some_nothing(const uint8_t *at, fr_cobol_kind kind, uint32_t size, fr_cobol_terms *terms) {
  int64_t number = 0;
  if (is_empty(at, kind == FR_AMOUNT ? (uint32_t)PACKED_BYTES : size)) return true;
  if (kind == FR_TIME) return is_all(at, size, '0');
  return kind == FR_AMOUNT && fr_cobol_read_amount(at, "", DECIMALS, &number, terms) == FR_OK && number == 0;
}

/* What INITIALIZE, or nobody, has left in a number. */
static bool holds_nothing(const uint8_t *at, const fr_cobol_field *field, fr_cobol_terms *terms) {
  uint64_t eight = 0;
  memcpy(&eight, at, field->size < sizeof eight ? field->size : sizeof eight);
  if (field->size <= sizeof eight && eight == 0) return true;
  if (field->kind == FR_AMOUNT && eight == 0 && at[8] == 0 && at[9] == 0x0c) return true;
  return is_some_nothing(at, field->kind, field->size, terms);
}

/* Of a number that is not given: that there is none. */
static APART int32_t check_not_given(const uint8_t *at, const fr_cobol_field *field, fr_cobol_terms *terms) {
  const uint8_t letter = at[-1];
  if (letter != ' ' && letter != 'N' && letter != 0)
    return fr_cobol_fail(terms->error, FRC_BAD_CODE, field->name, "%s-GIVEN takes Y, N or a space", field->name);
  if (holds_nothing(at, field, terms)) return FR_OK;
  return fr_cobol_fail(terms->error, FRC_NOT_GIVEN, field->name, "%s holds a number, but %s-GIVEN is not Y",
                       field->name, field->name);
}

static APART int32_t read_tristate(const uint8_t *at, const fr_cobol_field *field, uint8_t *into,
                                   fr_cobol_terms *terms) {
  const uint8_t letter = *at;
  if (letter == ' ' || letter == 0) return FR_OK; /* the struct is zeroed */
  if (letter != 'Y' && letter != 'N')
    return fr_cobol_fail(terms->error, FRC_BAD_CODE, field->name, "%s takes Y, N or a space for unknown", field->name);
  const uint32_t number = letter == 'Y' ? FR_YES : FR_NO;
  memcpy(into, &number, sizeof number);
  return FR_OK;
}

/* B is what comes of two people who do not agree: both bits, which the library refuses. */
static APART int32_t read_seen(const uint8_t *at, const fr_cobol_field *field, fr_teller *into, fr_cobol_terms *terms) {
  for (uint32_t i = 0; i < field->bit_count; i++) {
    const uint8_t letter = at[i];
    if (letter == ' ' || letter == 0) continue;
    if (letter != 'Y' && letter != 'N' && letter != 'B')
      return fr_cobol_fail(terms->error, FRC_BAD_CODE, field->name,
                           "field %u of %s takes Y (seen), N (ruled out) or a space", i + 1, field->name);
    if (letter != 'N') into->seen |= field->bits[i];
    if (letter != 'Y') into->ruled_out |= field->bits[i];
  }
  return FR_OK;
}

/* Whoever moves a text and forgets its length is told: else a remark would go by unread. */
static APART int32_t read_long_text(const uint8_t *at, const fr_cobol_field *field, uint8_t *into,
                                    fr_cobol_terms *terms) {
  int32_t length;
  memcpy(&length, at - sizeof length, sizeof length);
  const uint8_t letter = at[-1 - (int)sizeof length];
  fr_text text = {NULL, 0, FR_ENCODING_UTF8};
  if (length == 0 && at[0] != ' ' && at[0] != 0)
    return fr_cobol_fail(terms->error, FRC_NOT_GIVEN, field->name, "%s holds a text, but %s-LEN is 0", field->name,
                         field->name);
  if (length < -1 || length > (int32_t)field->size)
    return fr_cobol_fail(terms->error, FRC_TOO_SHORT, field->name, "%s-LEN is -1, or from 0 to %u", field->name,
                         field->size);
  if (letter != ' ' && letter != 'G' && letter != 'U' && letter != 0)
    return fr_cobol_fail(terms->error, FRC_BAD_CODE, field->name,
                         "%s-ENCODING takes a space (UTF-8), G (GB 18030) or U (not declared)", field->name);
  if (length != 0) {
    text.size = length > 0 ? (uint32_t)length : fr_cobol_trimmed(at, field->size);
    text.data = text.size == 0 ? NULL : (const char *)at;
    text.encoding = letter == 'G' ? FR_ENCODING_GB18030 : letter == 'U' ? FR_ENCODING_UNKNOWN : FR_ENCODING_UTF8;
  }
  memcpy(into, &text, sizeof text);
  return FR_OK;
}

static APART int32_t read_rows(const fr_cobol_field *fields, uint32_t count, const uint8_t *record, uint8_t *into,
                               uint32_t known_at, fr_cobol_terms *terms);

static APART int32_t read_list(const uint8_t *at, const fr_cobol_field *field, uint8_t *into, fr_cobol_terms *terms) {
  uint32_t count = field->count;
  if (field->counter_at != 0 && field->kind == FR_LIST)
    memcpy(&count, into - field->c_at + field->counter_at, sizeof count);
  if (count > field->count)
    return fr_cobol_fail(terms->error, FRC_RECORD, field->name, "%s has room for %u only", field->name, field->count);
  for (uint32_t i = 0; i < count; i++) {
    const int32_t status = read_rows(field->inner->fields, field->inner->count, at + (size_t)i * field->size,
                                     into + (size_t)i * field->c_size, field->inner->known_at, terms);
    if (status != FR_OK) return status;
  }
  return FR_OK;
}

static uint32_t digits_for(const fr_cobol_field *field, const uint8_t *into, const fr_cobol_terms *terms) {
  if (field->name[2] != 'T' || field->known_bit == FR_TRANSFER_HAS_BASE_AMOUNT) return terms->digits;
  /* Of a transfer: in its own currency, which the record may say behind the amount. */
  return fr_cobol_currency_digits((const char *)into - field->c_at + offsetof(fr_transfer, currency), terms->digits);
}

/* Inlined where the field is known when it is compiled: then only its own kind is left. */
static inline __attribute__((always_inline)) int32_t read_one(const fr_cobol_field *field, const uint8_t *at,
                                                              uint8_t *into, fr_cobol_terms *terms) {
  int64_t number = 0;
  int32_t status = FR_OK;
  switch (field->kind) {
    case FR_TEXT: {
      const fr_text text = fr_cobol_text(at, field->size);
      memcpy(into, &text, sizeof text);
      return FR_OK;
    }
    case FR_LONG_TEXT: return read_long_text(at, field, into, terms);
    case FR_CHARS: return read_chars(at, field, into);
    case FR_HEX: return read_hex(at, field, into, terms);
    case FR_RAW: memcpy(into, at, field->c_size); return FR_OK;
    case FR_I32:
    case FR_U32: memcpy(into, at, sizeof(uint32_t)); return FR_OK;
    case FR_I64:
    case FR_U64:
    case FR_DOUBLE: memcpy(into, at, sizeof number); return FR_OK;
    case FR_AMOUNT:
      status = fr_cobol_read_amount(at, field->name, digits_for(field, into, terms), &number, terms);
      memcpy(into, &number, sizeof number);
      return status;
    case FR_TIME:
      status = fr_cobol_read_time(at, field->name, &number, terms);
      memcpy(into, &number, sizeof number);
      return status;
    case FR_TRISTATE: return read_tristate(at, field, into, terms);
    case FR_SEEN: return read_seen(at, field, (fr_teller *)(void *)(into - field->c_at), terms);
    case FR_LIST:
    case FR_STRUCT: return read_list(at, field, into, terms);
    default: return FR_OK; /* the letter of an encoding is read with its text, flags with their number */
  }
}

static APART int32_t read_any(const fr_cobol_field *field, const uint8_t *at, uint8_t *into, fr_cobol_terms *terms) {
  return read_one(field, at, into, terms);
}

/* One field. */
static inline int32_t read_row(const fr_cobol_field *field, const uint8_t *record, uint8_t *into, uint32_t *known,
                               fr_cobol_terms *terms) {
  const uint8_t *at = record + field->at;
  if (field->kind == FR_TRISTATE && *at == ' ') return FR_OK; /* most are unknown, and the struct is zeroed */
  if (field->known_bit != 0) {
    if (at[-1] != 'Y') return check_not_given(at, field, terms);
    *known |= field->known_bit;
  }
  return read_any(field, at, into + field->c_at, terms);
}

static APART int32_t read_rows(const fr_cobol_field *fields, uint32_t count, const uint8_t *record, uint8_t *into,
                               uint32_t known_at, fr_cobol_terms *terms) {
  uint32_t known = 0;
  for (uint32_t i = 0; i < count; i++) {
    const int32_t status = read_row(&fields[i], record, into, &known, terms);
    if (status != FR_OK) return status;
  }
  if (known != 0) memcpy(into + known_at, &known, sizeof known);
  return FR_OK;
}

/* A record of one struct. `into` is zeroed first and gets its struct_size. */
int32_t fr_cobol_read(const fr_cobol_table *table, const uint8_t *record, void *into, fr_cobol_terms *terms) {
  const int32_t status = fr_cobol_check(table, record, true, terms);
  if (status != FR_OK) return status;
  memset(into, 0, table->c_size);
  if (strcmp(table->name, "value") != 0 && strcmp(table->name, "contribution") != 0)
    memcpy(into, &table->c_size, sizeof table->c_size);
  return read_rows(table->fields, table->count, record, into, table->known_at, terms);
}

static APART int32_t read_attributes(const uint8_t *record, const fr_cobol_field *field, fr_cobol_given *into,
                                     fr_cobol_terms *terms) {
  uint32_t count;
  memcpy(&count, record + field->at - sizeof count, sizeof count);
  if (count == 0) return FR_OK;
  if (count > field->count)
    return fr_cobol_fail(terms->error, FRC_RECORD, "FRT-ATTRIBUTE-COUNT", "there is room for %u attributes only",
                         field->count);
  for (uint32_t i = 0; i < count; i++) {
    into->attributes[i] = (fr_attribute){0};
    const int32_t status = read_rows(field->inner->fields, field->inner->count, record + field->at + i * field->size,
                                     (uint8_t *)&into->attributes[i], 0, terms);
    if (status != FR_OK) return status;
    if (into->attributes[i].type == FR_TYPE_STRING && into->attributes[i].text.data == NULL)
      into->attributes[i].text = fr_text_of("");
  }
  into->transfer.attributes = into->attributes;
  into->transfer.attribute_count = count;
  return FR_OK;
}

/* ---- transfers ---- */

/* A number of another field, which is read with that one. */
static bool is_head(fr_cobol_kind kind) { return kind == FR_ENCODING_OF || kind == FR_LENGTH_OF || kind == FR_COUNT; }

static void add_block(fr_cobol_blocks *all, const uint8_t *blank, const uint8_t *row_at, uint32_t part, uint32_t at,
                      uint32_t end) {
  fr_cobol_block *block = &all->blocks[all->count];
  const uint32_t size = end - at < BLOCK ? end - at : BLOCK;
  block->at = at;
  block->part = part;
  memcpy(all->blank[all->count], blank + at, BLOCK);
  memcpy(all->row_at[all->count], row_at + at, BLOCK);
  all->count++;
  for (uint32_t i = 0; i < size; i++)
    block->ends |= (uint64_t)(i + 1 == size || row_at[at + i] != row_at[at + i + 1]) << i;
}

/* What is compared: all that may be left out, but of texts and attributes only the byte that says whether there are
 * any. A block is compared as a whole: what it has behind its last field is a text's or the attributes'. */
static void make_blocks(fr_cobol_blocks *all, uint8_t *blank, uint8_t *row_at, char form) {
  const fr_cobol_table *table = &fr_cobol_transfer;
  fr_cobol_blank(table, blank, form);
  for (uint32_t number = 0; number < table->part_count; number++) {
    const fr_cobol_part *part = &table->parts[number];
    const uint32_t first = number == 0 ? fr_cobol_first_optional : part->first;
    uint32_t begin = number == 0 ? table->fields[first - 1].at + table->fields[first - 1].size : part->at;
    for (uint32_t i = first, row = i; i < part->last; row = ++i) {
      const fr_cobol_field *field = &table->fields[i];
      const uint32_t at = field->at - (field->known_bit != 0);
      const uint32_t end = field->at + field->size * (field->kind == FR_ATTRIBUTES ? field->count : 1);
      while (is_head(table->fields[row].kind)) row++;
      memset(row_at + at, (int)row, end - at);
      const bool is_long = field->kind == FR_LONG_TEXT || field->kind == FR_ATTRIBUTES;
      if (!is_long && i + 1 < part->last) continue;
      const uint32_t compared = !is_long ? end : field->kind == FR_LONG_TEXT ? at + 1 : at;
      for (; begin < compared; begin += BLOCK) add_block(all, blank, row_at, number, begin, compared);
      begin = end;
    }
  }
}

bool fr_cobol_make_blocks(fr_cobol_blocks *packed, fr_cobol_blocks *zoned) {
  uint8_t *blank = malloc(fr_cobol_transfer.size), *row_at = calloc(1, fr_cobol_transfer.size);
  const bool is_room = blank != NULL && row_at != NULL;
  if (is_room) make_blocks(packed, blank, row_at, 'P');
  if (is_room) make_blocks(zoned, blank, row_at, 'D');
  free(blank);
  free(row_at);
  return is_room;
}

/* A transfer that is read: its structs, and which of them have something. */
typedef struct reading {
  const uint8_t *record;
  fr_cobol_given *into;
  fr_cobol_terms *terms;
  uint8_t *structs[FR_COBOL_PARTS];
  bool is_begun[FR_COBOL_PARTS];
} reading;

static APART void begin_part(reading *all, uint32_t number) {
  const uint32_t size = fr_cobol_transfer.parts[number].c_size;
  memset(all->structs[number], 0, size);
  memcpy(all->structs[number], &size, sizeof size);
  all->is_begun[number] = true;
}

/* The fields of a block in which a byte is unlike, a bit for each at its last byte: the bits of a field are added to
 * ones, so that any of them carries there, and no field waits for where the one before it ends. */
static inline uint64_t fields_said(const uint8_t *record, const fr_cobol_blocks *blocks, uint64_t i) {
  const uint64_t ends = blocks->blocks[i].ends, said = unlike(record + blocks->blocks[i].at, blocks->blank[i]);
  return (((said & ~ends) + ~ends) | said) & ends;
}

/* What stands in two blocks may be read twice, which changes nothing. */
static APART int32_t read_fields(reading *all, uint32_t part, const uint8_t row_at[BLOCK], uint64_t fields) {
  if (!all->is_begun[part]) begin_part(all, part);
  uint8_t *given = all->structs[part];
  uint32_t known = 0, before;
  for (; fields != 0; fields &= fields - 1) {
    const fr_cobol_field *field = &transfer_fields[row_at[__builtin_ctzll(fields)]];
    const int32_t status = field->kind == FR_ATTRIBUTES ? read_attributes(all->record, field, all->into, all->terms)
                                                        : read_row(field, all->record, given, &known, all->terms);
    if (status != FR_OK) return status;
  }
  if (known == 0) return FR_OK;
  uint8_t *at = given + transfer_parts[part].known_at;
  memcpy(&before, at, sizeof before);
  known |= before;
  memcpy(at, &known, sizeof known);
  return FR_OK;
}

/* What every transfer has; then, of its hundred other fields, the few that say something, which are looked for by
 * comparing with a blank record. A part in which nothing is said stays a null pointer. */
int32_t fr_cobol_read_transfer(const uint8_t *record, const fr_cobol_blocks *blocks, fr_cobol_given *into,
                               fr_cobol_terms *terms) {
  fr_transfer *transfer = &into->transfer;
  transfer->channel = FR_CHANNEL_UNKNOWN; /* what cannot be read is answered by these, not by those of the one before */
  transfer->time_us = 0;
  int32_t status = fr_cobol_check(&fr_cobol_transfer, record, true, terms);
  if (status != FR_OK) return status;
  reading all = {record,
                 into,
                 terms,
                 {(uint8_t *)transfer, (uint8_t *)&into->session, (uint8_t *)&into->payer, (uint8_t *)&into->payee,
                  (uint8_t *)&into->teller},
                 {false}};
  begin_part(&all, 0);
  memcpy(&transfer->channel, record + transfer_fields[fr_cobol_channel_row].at, sizeof transfer->channel);
  /* The currency says how many digits the amounts have, wherever it stands. */
  const fr_cobol_field *currency = &transfer_fields[fr_cobol_currency_row];
  if (record[currency->at] != ' ')
    memcpy(transfer->currency, record + currency->at, fr_cobol_trimmed(record + currency->at, currency->size));
#define READ_ROW(field)                                                                        \
  status = read_one(&(field), record + (field).at, (uint8_t *)transfer + (field).c_at, terms); \
  if (status != FR_OK) return status;
  EACH_TRANSFER_0(READ_ROW)
  if (terms->form == 'D') blocks++;
  for (uint64_t i = 0; i < blocks->count; i++) {
    const uint64_t fields = fields_said(record, blocks, i);
    if (fields != 0) status = read_fields(&all, blocks->blocks[i].part, blocks->row_at[i], fields);
    if (status != FR_OK) return status;
  }
  if (all.is_begun[1]) transfer->session = &into->session;
  if (all.is_begun[2]) transfer->payer_party = &into->payer;
  if (all.is_begun[3]) transfer->payee_party = &into->payee;
  if (all.is_begun[4]) transfer->teller = &into->teller;
  return FR_OK;
}

/* ---- answers ---- */

static APART int32_t write_rows(const fr_cobol_field *fields, uint32_t count, const uint8_t *from, uint8_t *record,
                                fr_cobol_terms *terms);
static void blank_rows(const fr_cobol_field *fields, uint32_t count, uint8_t *record, char form);

static APART int32_t write_list(const fr_cobol_field *field, const uint8_t *from, uint8_t *at, fr_cobol_terms *terms) {
  uint32_t count = field->count;
  if (field->counter_at != 0) memcpy(&count, from - field->c_at + field->counter_at, sizeof count);
  if (count > field->count) count = field->count;
  for (uint32_t i = 0; i < count; i++) {
    const int32_t status = write_rows(field->inner->fields, field->inner->count, from + (size_t)i * field->c_size,
                                      at + (size_t)i * field->size, terms);
    if (status != FR_OK) return status;
  }
  /* The rest is blank: the first by its rows, the others as it is, twice as many each time. */
  uint32_t filled = field->count;
  if (field->counter_at != 0 && terms->filled_reasons < filled) filled = terms->filled_reasons;
  if (filled <= count) return FR_OK;
  uint8_t *rest = at + (size_t)count * field->size;
  const size_t blank = (size_t)(filled - count) * field->size;
  blank_rows(field->inner->fields, field->inner->count, rest, terms->form);
  for (size_t done = field->size; done < blank; done *= 2)
    memcpy(rest + done, rest, done < blank - done ? done : blank - done);
  return FR_OK;
}

/* Eight bits, each in a byte of its own by one multiplication: where it is set, adding 127 carries to the top. */
static inline void put_letters(uint32_t bits, uint8_t *at) {
  const uint64_t each = EIGHT_BYTES((uint64_t)(bits & 0xff)) & UINT64_C(0x8040201008040201);
  const uint64_t set = (each + EIGHT_BYTES(0x7fu)) >> 7 & EIGHT_BYTES(1u);
  put_eight(EIGHT_BYTES((uint64_t)'N') + set * ('Y' - 'N'), at);
}

static APART void write_flags(const fr_cobol_field *field, const uint8_t *from, uint8_t *at) {
  const uint32_t count = field->bit_count;
  uint32_t bits;
  memcpy(&bits, from, sizeof bits);
  if (field->bits_in_a_row && count >= 8 && count <= 32) { /* the last eight, of which the first may be there already */
    for (uint32_t i = 0; i + 8 < count; i += 8) put_letters(bits >> i, at + i);
    put_letters(bits >> (count - 8), at + count - 8);
    return;
  }
  for (uint32_t i = 0; i < count; i++) at[i] = (bits & field->bits[i]) != 0 ? 'Y' : 'N';
}

/* The values of a decision: as many bytes as it says, then zeroes. */
static APART void write_raw(const fr_cobol_field *field, const uint8_t *from, uint8_t *at,
                            const fr_cobol_terms *terms) {
  uint32_t size;
  memcpy(&size, from - field->c_at + offsetof(fr_decision, values_size), sizeof size);
  if (size > field->size) size = field->size;
  memcpy(at, from, size);
  const uint32_t filled = terms->filled_values < field->size ? terms->filled_values : field->size;
  if (filled > size) memset(at + size, 0, filled - size);
}

static inline __attribute__((always_inline)) int32_t write_one(const fr_cobol_field *field, const uint8_t *from,
                                                               uint8_t *at, fr_cobol_terms *terms) {
  const char *string;
  int64_t number;
  uint32_t u32;
  switch (field->kind) {
    case FR_CHARS:
      return fr_cobol_put(from, strnlen((const char *)from, field->c_size), field->name, at, field->size, terms->error);
    case FR_STRING:
      memcpy(&string, from, sizeof string);
      return fr_cobol_put(string, string == NULL ? 0 : strlen(string), field->name, at, field->size, terms->error);
    case FR_HEX: write_hex(from, field->c_size, at); return FR_OK;
    case FR_RAW: write_raw(field, from, at, terms); return FR_OK;
    case FR_I32:
    case FR_U32:
    case FR_I64:
    case FR_U64:
    case FR_DOUBLE: memcpy(at, from, field->c_size); return FR_OK;
    case FR_AMOUNT:
      memcpy(&number, from, sizeof number);
      return fr_cobol_write_amount(number, field->name, terms->digits, at, terms);
    case FR_TIME:
      memcpy(&number, from, sizeof number);
      fr_cobol_write_time(number, at, terms);
      return FR_OK;
    case FR_TRISTATE:
      memcpy(&u32, from, sizeof u32);
      *at = u32 == FR_YES ? 'Y' : u32 == FR_NO ? 'N' : ' ';
      return FR_OK;
    case FR_FLAGS: write_flags(field, from, at); return FR_OK;
    case FR_LIST:
    case FR_STRUCT: return write_list(field, from, at, terms);
    default: return FR_OK;
  }
}

static APART int32_t write_rows(const fr_cobol_field *fields, uint32_t count, const uint8_t *from, uint8_t *record,
                                fr_cobol_terms *terms) {
  for (uint32_t i = 0; i < count; i++) {
    const int32_t status = write_one(&fields[i], from + fields[i].c_at, record + fields[i].at, terms);
    if (status != FR_OK) return status;
  }
  return FR_OK;
}

#define WRITE_ROW(field)                                                         \
  status = write_one(&(field), from + (field).c_at, record + (field).at, terms); \
  if (status != FR_OK) return status;
static int32_t write_decision(const uint8_t *from, uint8_t *record, fr_cobol_terms *terms) {
  int32_t status;
  EACH_DECISION_0(WRITE_ROW)
  return FR_OK;
}

/* Writes behind the header, which the record has; it was checked. */
int32_t fr_cobol_write(const fr_cobol_table *table, const void *from, uint8_t *record, fr_cobol_terms *terms) {
  terms->filled_reasons = terms->filled_values = UINT32_MAX;
  if (table == &fr_cobol_decision) {
    /* What an answer before has left is wiped, and no more: behind it the record is blank since INITIALIZE. */
    memcpy(&terms->filled_reasons, record + fr_cobol_reason_count_at, sizeof terms->filled_reasons);
    memcpy(&terms->filled_values, record + fr_cobol_values_size_at, sizeof terms->filled_values);
    return write_decision(from, record, terms);
  }
  return write_rows(table->fields, table->count, from, record, terms);
}

static void blank_one(const fr_cobol_field *field, uint8_t *at, char form) {
  fr_cobol_terms terms = {.form = form};
  if (field->known_bit != 0) at[-1] = ' ';
  switch (field->kind) {
    case FR_I32:
    case FR_U32:
    case FR_I64:
    case FR_U64:
    case FR_DOUBLE:
    case FR_COUNT:
    case FR_LENGTH_OF: memset(at, 0, field->size); break;
    case FR_TIME: memset(at, '0', field->size); break;
    case FR_AMOUNT: (void)fr_cobol_write_amount(0, field->name, 2, at, &terms); break;
    case FR_LIST:
    case FR_STRUCT:
    case FR_ATTRIBUTES:
      for (uint32_t i = 0; i < field->count; i++)
        blank_rows(field->inner->fields, field->inner->count, at + (size_t)i * field->size, form);
      break;
    default: memset(at, ' ', field->size); break;
  }
}

static void blank_rows(const fr_cobol_field *fields, uint32_t count, uint8_t *record, char form) {
  for (uint32_t i = 0; i < count; i++) blank_one(&fields[i], record + fields[i].at, form);
}

/* As INITIALIZE leaves it. */
void fr_cobol_blank(const fr_cobol_table *table, uint8_t *record, char form) {
  blank_rows(table->fields, table->count, record, form);
}
