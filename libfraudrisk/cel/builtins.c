/* SPDX-License-Identifier: Apache-2.0
 *
 * The functions of the language, as one table: the checker reads it to know what they take and give, the machine to
 * call them. A call sees only known values of the kinds that its row takes. */
#include "cel/program.h"

#define BIT FR__CEL_BIT
#define TEXT FR__CEL_BIT(STRING)
#define LIST FR__CEL_BIT(LIST)
#define NUMBERS FR__CEL_NUMBERS

#define TEXT_TEST(name, call) \
  { name, FR__CEL_METHOD, 2, 2, FR__CEL_BOOL, {TEXT, TEXT, 0}, 0, 0, call }
#define TEXT_CHANGE(name, call) \
  { name, FR__CEL_METHOD, 1, 1, FR__CEL_STRING, {TEXT, 0, 0}, 16, 1, call }
#define CONVERSION(name, kind, takes, bytes, call) \
  { name, FR__CEL_GLOBAL, 1, 1, kind, {takes, 0, 0}, bytes, 0, call }
#define TIME_PART(name, takes, call) \
  { name, FR__CEL_METHOD, 1, 2, FR__CEL_INT, {takes, TEXT, 0}, 0, 0, call }
#define LIST_PICK(name, result, call) \
  { name, FR__CEL_METHOD, 1, 1, result, {LIST, 0, 0}, 0, 0, call }
/* Makes another list, or needs a copy of the one that it gets. */
#define SERIES(name, most, result, second, call) \
  { name, FR__CEL_METHOD, most, most, result, {LIST, second, 0}, 16, sizeof(fr__cel_value), call }
#define MATH(name, takes, call) \
  { name, FR__CEL_NAMESPACED, 1, 1, FR__CEL_AS_FIRST, {takes, 0, 0}, 0, 0, call }
#define WHOLE (BIT(INT) | BIT(UINT))
#define BITWISE(name, most, second, call) \
  { name, FR__CEL_NAMESPACED, most, most, FR__CEL_AS_FIRST, {WHOLE, second, 0}, 0, 0, call }
#define MATH_TEST(name, call) \
  { name, FR__CEL_NAMESPACED, 1, 1, FR__CEL_BOOL, {BIT(DOUBLE), 0, 0}, 0, 0, call }
/* On strings by places; what they make is not larger than what they take, but where `bytes` and `factor` say so. */
#define PLACED(name, least, most, result, second, third, bytes, factor, call) \
  { name, FR__CEL_METHOD, least, most, result, {TEXT, second, third}, bytes, factor, call }
#define MATH_CHOICE(name, call) \
  { name, FR__CEL_NAMESPACED, 1, 255, FR__CEL_AS_LEAST_OR_GREATEST, {NUMBERS | LIST, NUMBERS, NUMBERS}, 0, 0, call }

const fr__cel_builtin fr__cel_builtins[] = {
    {"size", FR__CEL_EITHER, 1, 1, FR__CEL_INT, {TEXT | BIT(BYTES) | LIST | BIT(MAP), 0, 0}, 0, 0, fr__cel_call_size},
    TEXT_TEST("contains", fr__cel_call_contains),
    TEXT_TEST("startsWith", fr__cel_call_starts_with),
    TEXT_TEST("endsWith", fr__cel_call_ends_with),
    TEXT_CHANGE("lowerAscii", fr__cel_call_lower_ascii),
    TEXT_CHANGE("upperAscii", fr__cel_call_upper_ascii),
    TEXT_CHANGE("trim", fr__cel_call_trim),
    CONVERSION("int", FR__CEL_INT, NUMBERS | TEXT | BIT(TIMESTAMP), 0, fr__cel_call_int),
    CONVERSION("uint", FR__CEL_UINT, NUMBERS | TEXT, 0, fr__cel_call_uint),
    CONVERSION("double", FR__CEL_DOUBLE, NUMBERS | TEXT, 0, fr__cel_call_double),
    CONVERSION("string", FR__CEL_STRING, NUMBERS | TEXT | BIT(BYTES) | BIT(BOOL) | BIT(TIMESTAMP) | BIT(DURATION), 64,
               fr__cel_call_string),
    CONVERSION("bytes", FR__CEL_BYTES, TEXT | BIT(BYTES), 0, fr__cel_call_bytes),
    CONVERSION("bool", FR__CEL_BOOL, TEXT | BIT(BOOL), 0, fr__cel_call_bool),
    CONVERSION("dyn", FR__CEL_DYN, FR__CEL_ANY, 0, fr__cel_call_dyn),
    CONVERSION("type", FR__CEL_TYPE, FR__CEL_ANY, 0, fr__cel_call_type),
    CONVERSION("duration", FR__CEL_DURATION, TEXT | BIT(DURATION), 0, fr__cel_call_duration),
    CONVERSION("timestamp", FR__CEL_TIMESTAMP, TEXT | BIT(TIMESTAMP) | BIT(INT), 0, fr__cel_call_timestamp),
    TIME_PART("getFullYear", BIT(TIMESTAMP), fr__cel_call_full_year),
    TIME_PART("getMonth", BIT(TIMESTAMP), fr__cel_call_month),
    TIME_PART("getDate", BIT(TIMESTAMP), fr__cel_call_date),
    TIME_PART("getDayOfMonth", BIT(TIMESTAMP), fr__cel_call_day_of_month),
    TIME_PART("getDayOfWeek", BIT(TIMESTAMP), fr__cel_call_day_of_week),
    TIME_PART("getDayOfYear", BIT(TIMESTAMP), fr__cel_call_day_of_year),
    TIME_PART("getHours", BIT(TIMESTAMP) | BIT(DURATION), fr__cel_call_hours),
    TIME_PART("getMinutes", BIT(TIMESTAMP) | BIT(DURATION), fr__cel_call_minutes),
    TIME_PART("getSeconds", BIT(TIMESTAMP) | BIT(DURATION), fr__cel_call_seconds),
    TIME_PART("getMilliseconds", BIT(TIMESTAMP) | BIT(DURATION), fr__cel_call_milliseconds),
    LIST_PICK("sum", FR__CEL_AS_ELEMENT, fr__cel_call_sum),
    LIST_PICK("min", FR__CEL_AS_ELEMENT, fr__cel_call_min),
    LIST_PICK("max", FR__CEL_AS_ELEMENT, fr__cel_call_max),
    LIST_PICK("first", FR__CEL_AS_ELEMENT, fr__cel_call_first),
    LIST_PICK("last", FR__CEL_AS_ELEMENT, fr__cel_call_last),
    {"distinct",
     FR__CEL_METHOD,
     1,
     1,
     FR__CEL_AS_FIRST,
     {LIST, 0, 0},
     16,
     sizeof(fr__cel_value),
     fr__cel_call_distinct},
    SERIES("percentile", 2, FR__CEL_AS_ELEMENT, NUMBERS, fr__cel_call_percentile),
    SERIES("gaps", 1, FR__CEL_AS_GAPS, 0, fr__cel_call_gaps),
    {"rises", FR__CEL_METHOD, 2, 2, FR__CEL_INT, {LIST, NUMBERS, 0}, 0, 0, fr__cel_call_rises},
    SERIES("hours", 1, FR__CEL_AS_HOURS, 0, fr__cel_call_hours_of),
    MATH_CHOICE("math.least", fr__cel_call_least),
    MATH_CHOICE("math.greatest", fr__cel_call_greatest),
    MATH("math.abs", NUMBERS, fr__cel_call_abs),
    MATH("math.ceil", BIT(DOUBLE), fr__cel_call_ceil),
    MATH("math.floor", BIT(DOUBLE), fr__cel_call_floor),
    MATH("math.round", BIT(DOUBLE), fr__cel_call_round),
    MATH("math.trunc", BIT(DOUBLE), fr__cel_call_trunc),
    MATH("math.sign", NUMBERS, fr__cel_call_sign),
    MATH_TEST("math.isNaN", fr__cel_call_is_nan),
    MATH_TEST("math.isInf", fr__cel_call_is_inf),
    MATH_TEST("math.isFinite", fr__cel_call_is_finite),
    BITWISE("math.bitAnd", 2, WHOLE, fr__cel_call_bit_and),
    BITWISE("math.bitOr", 2, WHOLE, fr__cel_call_bit_or),
    BITWISE("math.bitXor", 2, WHOLE, fr__cel_call_bit_xor),
    BITWISE("math.bitNot", 1, 0, fr__cel_call_bit_not),
    BITWISE("math.bitShiftLeft", 2, BIT(INT), fr__cel_call_shift_left),
    BITWISE("math.bitShiftRight", 2, BIT(INT), fr__cel_call_shift_right),
    PLACED("charAt", 2, 2, FR__CEL_STRING, BIT(INT), 0, 0, 0, fr__cel_call_char_at),
    PLACED("indexOf", 2, 3, FR__CEL_INT, TEXT, BIT(INT), 0, 0, fr__cel_call_index_of),
    PLACED("lastIndexOf", 2, 3, FR__CEL_INT, TEXT, BIT(INT), 0, 0, fr__cel_call_last_index_of),
    PLACED("substring", 2, 3, FR__CEL_STRING, BIT(INT), BIT(INT), 0, 0, fr__cel_call_substring),
    PLACED("reverse", 1, 1, FR__CEL_STRING, 0, 0, 16, 1, fr__cel_call_reverse),
    PLACED("split", 2, 3, FR__CEL_AS_TEXTS, TEXT, BIT(INT), 32, sizeof(fr__cel_value), fr__cel_call_split),
    PLACED("replace", 3, 4, FR__CEL_STRING, TEXT, TEXT | BIT(INT), FR_MAX_REMARK_BYTES, 4, fr__cel_call_replace),
    {"join", FR__CEL_METHOD, 1, 2, FR__CEL_STRING, {LIST, TEXT, 0}, 64, 64, fr__cel_call_join},
    {"base64.encode", FR__CEL_NAMESPACED, 1, 1, FR__CEL_STRING, {BIT(BYTES), 0, 0}, 16, 2, fr__cel_call_base64_encode},
    {"base64.decode", FR__CEL_NAMESPACED, 1, 1, FR__CEL_BYTES, {TEXT, 0, 0}, 16, 1, fr__cel_call_base64_decode},
};
const uint32_t fr__cel_builtin_count = FR_COUNT(fr__cel_builtins);

const fr__cel_builtin *fr__cel_find_builtin(const char *name, uint32_t form) {
  for (uint32_t i = 0; i < fr__cel_builtin_count; i++) {
    if ((fr__cel_builtins[i].form & form) != 0 && strcmp(fr__cel_builtins[i].name, name) == 0)
      return &fr__cel_builtins[i];
  }
  return NULL;
}
