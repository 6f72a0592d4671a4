/* SPDX-License-Identifier: Apache-2.0 */
#include "cel/number.h"

/* A natural number of at most 4,096 bits: enough for 800 digits over 10^1150 and for every double's full expansion. */
enum { WORDS = 128, MOST_DIGITS = 800 };
typedef struct natural {
  uint32_t count;
  uint32_t words[WORDS]; /* least first */
} natural;

static void natural_set(natural *n, uint64_t value) {
  n->count = 0;
  for (; value != 0; value >>= 32) n->words[n->count++] = (uint32_t)value;
}

static void natural_multiply_add(natural *n, uint32_t factor, uint32_t term) {
  uint64_t carry = term;
  for (uint32_t i = 0; i < n->count; i++) {
    carry += (uint64_t)n->words[i] * factor;
    n->words[i] = (uint32_t)carry;
    carry >>= 32;
  }
  if (carry != 0 && n->count < WORDS) n->words[n->count++] = (uint32_t)carry;
}

static uint32_t natural_divide(natural *n, uint32_t divisor) {
  uint64_t rest = 0;
  for (uint32_t i = n->count; i-- > 0;) {
    rest = rest << 32 | n->words[i];
    n->words[i] = (uint32_t)(rest / divisor);
    rest %= divisor;
  }
  while (n->count > 0 && n->words[n->count - 1] == 0) n->count--;
  return (uint32_t)rest;
}

static void natural_power(natural *n, uint32_t base, uint32_t exponent) {
  for (; exponent >= 8 && base == 10; exponent -= 8) natural_multiply_add(n, 100000000u, 0);
  for (; exponent >= 13 && base == 5; exponent -= 13) natural_multiply_add(n, 1220703125u, 0);
  for (; exponent > 0; exponent--) natural_multiply_add(n, base, 0);
}

static void natural_shift(natural *n, uint32_t bits) {
  const uint32_t whole = bits / 32, part = bits % 32;
  if (n->count == 0 || n->count + whole + 1 > WORDS) return;
  if (part != 0) natural_multiply_add(n, 1u << part, 0);
  memmove(n->words + whole, n->words, n->count * sizeof n->words[0]);
  memset(n->words, 0, whole * sizeof n->words[0]);
  n->count += whole;
}

static uint32_t natural_bits(const natural *n) {
  return n->count == 0 ? 0 : n->count * 32 - (uint32_t)__builtin_clz(n->words[n->count - 1]);
}

static int natural_compare(const natural *a, const natural *b) {
  if (a->count != b->count) return a->count < b->count ? -1 : 1;
  for (uint32_t i = a->count; i-- > 0;) {
    if (a->words[i] != b->words[i]) return a->words[i] < b->words[i] ? -1 : 1;
  }
  return 0;
}

static void natural_subtract(natural *a, const natural *b) {
  int64_t borrow = 0;
  for (uint32_t i = 0; i < a->count; i++) {
    borrow += (int64_t)a->words[i] - (i < b->count ? (int64_t)b->words[i] : 0);
    a->words[i] = (uint32_t)borrow;
    borrow >>= 32;
  }
  while (a->count > 0 && a->words[a->count - 1] == 0) a->count--;
}

static double from_bits(uint64_t bits) {
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

/* mantissa * 2^exponent with `sticky` for what lies below, rounded half to even. The mantissa has 64 bits at most. */
static double compose(uint64_t mantissa, int32_t exponent, bool sticky) {
  if (mantissa == 0) return 0.0;
  const int32_t spare = __builtin_clzll(mantissa);
  mantissa <<= spare;
  exponent -= spare;
  const int32_t top = exponent + 63; /* of the leading bit */
  if (top > 1023) return from_bits(UINT64_C(0x7FF) << 52);
  const int32_t drop = top < -1022 ? 11 + (-1022 - top) : 11;
  if (drop > 64) return 0.0;
  const uint64_t kept = drop == 64 ? 0 : mantissa >> drop;
  const uint64_t half = UINT64_C(1) << (drop - 1);
  const uint64_t rest = drop == 64 ? mantissa : mantissa & ((half << 1) - 1);
  const bool up = rest > half || (rest == half && (sticky || (kept & 1) != 0));
  const uint64_t base = top < -1022 ? 0 : (uint64_t)(top + 1022) << 52;
  /* The leading bit of a normal number and a carry out of the rounding both land in the exponent, as they should. */
  return from_bits(base + kept + (up ? 1 : 0));
}

/* digits * 10^exponent */
static double exact(natural *digits, int32_t exponent, bool cut) {
  bool sticky = cut;
  int32_t shift = 0;
  uint64_t mantissa = 0;
  if (exponent >= 0) {
    natural_power(digits, 10, (uint32_t)exponent);
    const uint32_t bits = natural_bits(digits);
    for (uint32_t i = 0; i < 64 && i < bits; i++) {
      const uint32_t at = bits - 1 - i;
      mantissa = mantissa << 1 | (digits->words[at / 32] >> (at % 32) & 1u);
    }
    shift = bits > 64 ? (int32_t)bits - 64 : 0;
    for (uint32_t at = 0; at + 64 < bits; at++) sticky |= (digits->words[at / 32] >> (at % 32) & 1u) != 0;
    return compose(mantissa, shift, sticky);
  }
  natural divisor;
  natural_set(&divisor, 1);
  natural_power(&divisor, 10, (uint32_t)-exponent);
  /* Bring the quotient into [2^63, 2^65), then take its bits one by one. */
  const int32_t gap = (int32_t)natural_bits(digits) - (int32_t)natural_bits(&divisor);
  if (gap > 0) {
    natural_shift(&divisor, (uint32_t)gap);
  } else if (gap < 0) {
    natural_shift(digits, (uint32_t)-gap);
  }
  shift = gap;
  for (uint32_t i = 0; i < 64; i++) {
    mantissa <<= 1;
    if (natural_compare(digits, &divisor) >= 0) {
      natural_subtract(digits, &divisor);
      mantissa |= 1;
    }
    natural_multiply_add(digits, 2, 0);
  }
  return compose(mantissa, shift - 63, sticky || digits->count != 0);
}

static bool same_word(const char *text, uint32_t size, const char *word) {
  if (size != strlen(word)) return false;
  for (uint32_t i = 0; i < size; i++) {
    if ((text[i] | 0x20) != word[i]) return false;
  }
  return true;
}

static bool special(const char *text, uint32_t size, double *value) {
  if (same_word(text, size, "nan")) {
    *value = from_bits(UINT64_C(0x7FF8) << 48);
  } else if (same_word(text, size, "inf") || same_word(text, size, "infinity")) {
    *value = from_bits(UINT64_C(0x7FF) << 52);
  } else {
    return false;
  }
  return true;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool parse_exponent(const char *text, uint32_t size, uint32_t at, int32_t *exponent) {
  bool negative = false;
  if (at < size && (text[at] == '+' || text[at] == '-')) negative = text[at++] == '-';
  if (at == size) return false;
  int32_t value = 0;
  for (; at < size; at++) {
    if (!is_digit(text[at])) return false;
    if (value < 100000) value = value * 10 + (text[at] - '0');
  }
  *exponent += negative ? -value : value;
  return true;
}

/* The digits of a number: significant ones, where the point stands, and what is too far behind to count but for
 * breaking a tie. */
typedef struct decimal {
  natural digits;
  uint64_t head; /* the same while they are at most 19 */
  uint32_t count;
  int32_t exponent;
  bool cut;
} decimal;

static void decimal_digit(decimal *d, uint32_t digit, bool behind_point) {
  if (d->count == 0 && digit == 0) {
    d->exponent -= behind_point ? 1 : 0;
    return;
  }
  if (d->count == MOST_DIGITS) {
    d->cut |= digit != 0;
    d->exponent += behind_point ? 0 : 1;
    return;
  }
  if (d->count < 19) {
    d->head = d->head * 10 + digit;
  } else {
    if (d->count == 19) natural_set(&d->digits, d->head);
    natural_multiply_add(&d->digits, 10, digit);
  }
  d->count++;
  d->exponent -= behind_point ? 1 : 0;
}

static double decimal_value(decimal *d) {
  static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                  1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  if (d->count == 0) return 0.0;
  /* Both parts are exact doubles here, so that one operation rounds once. */
  if (d->count <= 15 && d->exponent >= -22 && d->exponent <= 22) {
    const double head = (double)d->head;
    return d->exponent < 0 ? head / powers[-d->exponent] : head * powers[d->exponent];
  }
  const int32_t magnitude = (int32_t)d->count + d->exponent;
  if (magnitude > 310) return from_bits(UINT64_C(0x7FF) << 52);
  if (magnitude < -330) return 0.0;
  if (d->count <= 19) natural_set(&d->digits, d->head);
  return exact(&d->digits, d->exponent, d->cut);
}

bool fr__cel_parse_double(const char *text, uint32_t size, double *value) {
  uint32_t at = 0;
  bool negative = false;
  if (size > 0 && (text[0] == '-' || text[0] == '+')) negative = text[at++] == '-';
  decimal d = {.head = 0};
  bool found = false, behind_point = false;
  double magnitude = 0.0;
  if (special(text + at, size - at, &magnitude)) {
    *value = negative ? -magnitude : magnitude;
    return true;
  }
  for (; at < size; at++) {
    if (is_digit(text[at])) {
      found = true;
      decimal_digit(&d, (uint32_t)(text[at] - '0'), behind_point);
    } else if (text[at] == '.' && !behind_point) {
      behind_point = true;
    } else {
      break;
    }
  }
  if (!found) return false;
  if (at < size) {
    if (text[at] != 'e' && text[at] != 'E') return false;
    if (!parse_exponent(text, size, at + 1, &d.exponent)) return false;
  }
  magnitude = decimal_value(&d);
  *value = negative ? -magnitude : magnitude;
  return true;
}

/* ---- out ---- */

/* All decimal digits of a positive finite double, first digit first; the value is 0.ddd… * 10^point. */
static uint32_t expand(double value, char digits[MOST_DIGITS], int32_t *point) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  const int32_t field = (int32_t)(bits >> 52 & 0x7FF);
  const uint64_t fraction = bits & ((UINT64_C(1) << 52) - 1);
  natural n;
  natural_set(&n, field == 0 ? fraction : fraction | UINT64_C(1) << 52);
  const int32_t exponent = (field == 0 ? 1 : field) - 1075;
  if (exponent >= 0) {
    natural_shift(&n, (uint32_t)exponent);
  } else {
    natural_power(&n, 5, (uint32_t)-exponent);
  }
  uint32_t count = 0; /* last digit first at first */
  while (n.count > 0) {
    uint32_t group = natural_divide(&n, 1000000000u);
    for (uint32_t i = 0; i < 9 && count < MOST_DIGITS; i++, group /= 10) digits[count++] = (char)('0' + group % 10);
  }
  while (count > 0 && digits[count - 1] == '0') count--;
  for (uint32_t i = 0; i < count / 2; i++) {
    const char swapped = digits[i];
    digits[i] = digits[count - 1 - i];
    digits[count - 1 - i] = swapped;
  }
  *point = (int32_t)count + (exponent < 0 ? exponent : 0);
  while (count > 1 && digits[count - 1] == '0') count--;
  return count;
}

/* Rounds to `wanted` digits, half to even or upward; returns how many remain once trailing zeros are gone. */
static uint32_t shorten(const char *digits, uint32_t count, uint32_t wanted, bool upward, char *into, int32_t *point) {
  const uint32_t kept = count < wanted ? count : wanted;
  memcpy(into, digits, kept);
  uint32_t length = kept;
  if (count > wanted) {
    bool up = upward || digits[wanted] > '5';
    if (!upward && digits[wanted] == '5') up = count > wanted + 1 || (digits[wanted - 1] - '0') % 2 != 0;
    if (up) {
      while (length > 0 && into[length - 1] == '9') length--;
      if (length == 0) {
        into[length++] = '1';
        (*point)++;
      } else {
        into[length - 1]++;
      }
    }
  }
  while (length > 1 && into[length - 1] == '0') length--;
  return length;
}

static uint32_t lay_out(const char *digits, uint32_t count, int32_t point, char *into) {
  uint32_t size = 0;
  if (point > -4 && point <= 0) {
    into[size++] = '0';
    into[size++] = '.';
    for (int32_t i = point; i < 0; i++) into[size++] = '0';
    memcpy(into + size, digits, count);
    return size + count;
  }
  if (point > 0 && point <= 21) {
    for (int32_t i = 0; i < point || i < (int32_t)count; i++) {
      if (i == point) into[size++] = '.';
      into[size++] = i < (int32_t)count ? digits[i] : '0';
    }
    return size;
  }
  into[size++] = digits[0];
  if (count > 1) into[size++] = '.';
  memcpy(into + size, digits + 1, count - 1);
  size += count - 1;
  int32_t exponent = point - 1;
  into[size++] = 'e';
  into[size++] = exponent < 0 ? '-' : '+';
  if (exponent < 0) exponent = -exponent;
  if (exponent >= 100) into[size++] = (char)('0' + exponent / 100);
  into[size++] = (char)('0' + exponent / 10 % 10);
  into[size++] = (char)('0' + exponent % 10);
  return size;
}

uint32_t fr__cel_format_double(double value, char into[FR__CEL_DOUBLE_BYTES]) {
  if (value != value) {
    memcpy(into, "NaN", 3);
    return 3;
  }
  uint32_t size = 0;
  if (__builtin_signbit(value)) {
    into[size++] = '-';
    value = -value;
  }
  if (value == 0.0) {
    into[size++] = '0';
    return size;
  }
  if (__builtin_isinf(value)) {
    memcpy(into + size, "Infinity", 8);
    return size + 8;
  }
  char digits[MOST_DIGITS], best[20];
  int32_t point;
  const uint32_t count = expand(value, digits, &point);
  /* Fifteen digits always come back, but the smallest doubles have fewer that mean something. Above a power of two
   * doubles lie twice as far apart as below: there the digits rounded up may come back where the nearest do not. */
  for (uint32_t attempt = value < 1e-300 ? 2 : 30; attempt <= 34; attempt++) {
    int32_t best_point = point;
    const uint32_t length = shorten(digits, count, attempt / 2, attempt % 2 != 0, best, &best_point);
    char text[FR__CEL_DOUBLE_BYTES];
    const uint32_t text_size = lay_out(best, length, best_point, text);
    double back = 0.0;
    (void)fr__cel_parse_double(text, text_size, &back);
    if (back == value || attempt == 34) {
      memcpy(into + size, text, text_size);
      return size + text_size;
    }
  }
  return size;
}

bool fr__cel_parse_uint(const char *text, uint32_t size, uint64_t *value) {
  uint64_t sum = 0;
  if (size == 0) return false;
  for (uint32_t i = 0; i < size; i++) {
    if (!is_digit(text[i])) return false;
    if (__builtin_mul_overflow(sum, UINT64_C(10), &sum)) return false;
    if (__builtin_add_overflow(sum, (uint64_t)(text[i] - '0'), &sum)) return false;
  }
  *value = sum;
  return true;
}

bool fr__cel_parse_int(const char *text, uint32_t size, int64_t *value) {
  const bool negative = size > 0 && text[0] == '-';
  const uint32_t skip = size > 0 && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  uint64_t magnitude;
  if (!fr__cel_parse_uint(text + skip, size - skip, &magnitude)) return false;
  if (magnitude > (uint64_t)INT64_MAX + (negative ? 1 : 0)) return false;
  *value = (int64_t)(negative ? 0 - magnitude : magnitude);
  return true;
}

uint32_t fr__cel_format_uint(uint64_t value, char *into) {
  char reversed[20];
  uint32_t count = 0;
  do {
    reversed[count++] = (char)('0' + value % 10);
    value /= 10;
  } while (value != 0);
  for (uint32_t i = 0; i < count; i++) into[i] = reversed[count - 1 - i];
  return count;
}

uint32_t fr__cel_format_int(int64_t value, char *into) {
  if (value >= 0) return fr__cel_format_uint((uint64_t)value, into);
  into[0] = '-';
  return 1 + fr__cel_format_uint(0 - (uint64_t)value, into + 1);
}
