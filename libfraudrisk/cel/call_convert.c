/* SPDX-License-Identifier: Apache-2.0
 *
 * Conversions between kinds. What does not fit is an error, never a wrong value. */
#include "cel/number.h"
#include "cel/program.h"
#include "cel/time.h"

static fr__cel_value made_uint(uint64_t value) { return (fr__cel_value){.kind = FR__CEL_UINT, .as.word = value}; }

static fr__cel_value copied(fr__cel_machine *machine, const char *text, uint32_t size) {
  char *copy = fr__cel_take(machine, size);
  if (copy == NULL) return fr__cel_failed(FR__CEL_FAULT_MEMORY);
  memcpy(copy, text, size);
  return fr__cel_string(copy, size);
}

fr__cel_value fr__cel_call_int(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)machine, (void)count;
  const fr__cel_value *from = &arguments[0];
  int64_t value = from->as.integer;
  switch (from->kind) {
    case FR__CEL_UINT:
      if (from->as.word > INT64_MAX) return fr__cel_failed(FR__CEL_FAULT_RANGE);
      break;
    case FR__CEL_DOUBLE:
      if (!(from->as.number > -9223372036854775808.0 && from->as.number < 9223372036854775808.0)) {
        return fr__cel_failed(FR__CEL_FAULT_RANGE);
      }
      value = (int64_t)from->as.number;
      break;
    case FR__CEL_STRING:
      if (!fr__cel_parse_int(from->as.text, from->size, &value)) return fr__cel_failed(FR__CEL_FAULT_SYNTAX);
      break;
    case FR__CEL_TIMESTAMP:
      value = from->as.integer / FR__SECOND_US - (from->as.integer % FR__SECOND_US < 0 ? 1 : 0);
      break;
    default: break;
  }
  return fr__cel_int(value);
}

fr__cel_value fr__cel_call_uint(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)machine, (void)count;
  const fr__cel_value *from = &arguments[0];
  uint64_t value = from->as.word;
  switch (from->kind) {
    case FR__CEL_INT:
      if (from->as.integer < 0) return fr__cel_failed(FR__CEL_FAULT_RANGE);
      break;
    case FR__CEL_DOUBLE:
      if (!(from->as.number >= 0.0 && from->as.number < 18446744073709551616.0))
        return fr__cel_failed(FR__CEL_FAULT_RANGE);
      value = (uint64_t)from->as.number;
      break;
    case FR__CEL_STRING:
      if (!fr__cel_parse_uint(from->as.text, from->size, &value)) return fr__cel_failed(FR__CEL_FAULT_SYNTAX);
      break;
    default: break;
  }
  return made_uint(value);
}

fr__cel_value fr__cel_call_double(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)machine, (void)count;
  const fr__cel_value *from = &arguments[0];
  double value = 0.0;
  switch (from->kind) {
    case FR__CEL_INT: return fr__cel_double((double)from->as.integer);
    case FR__CEL_UINT: return fr__cel_double((double)from->as.word);
    case FR__CEL_STRING:
      if (!fr__cel_parse_double(from->as.text, from->size, &value)) return fr__cel_failed(FR__CEL_FAULT_SYNTAX);
      return fr__cel_double(value);
    default: return *from;
  }
}

fr__cel_value fr__cel_call_string(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)count;
  const fr__cel_value *from = &arguments[0];
  char text[FR__CEL_TIME_BYTES];
  uint32_t size = 0;
  switch (from->kind) {
    case FR__CEL_BOOL: return from->as.integer != 0 ? fr__cel_string("true", 4) : fr__cel_string("false", 5);
    case FR__CEL_INT: size = fr__cel_format_int(from->as.integer, text); break;
    case FR__CEL_UINT: size = fr__cel_format_uint(from->as.word, text); break;
    case FR__CEL_DOUBLE: size = fr__cel_format_double(from->as.number, text); break;
    case FR__CEL_TIMESTAMP: size = fr__cel_format_timestamp(from, text); break;
    case FR__CEL_DURATION: size = fr__cel_format_duration(from, text); break;
    case FR__CEL_BYTES:
      if (!fr__utf8_valid(from->as.text, from->size)) return fr__cel_failed(FR__CEL_FAULT_SYNTAX);
      return fr__cel_string(from->as.text, from->size);
    default: return *from;
  }
  return copied(machine, text, size);
}

fr__cel_value fr__cel_call_bytes(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)machine, (void)count;
  fr__cel_value value = arguments[0];
  value.kind = FR__CEL_BYTES;
  return value;
}

fr__cel_value fr__cel_call_bool(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)machine, (void)count;
  static const char *const words[] = {"false", "true", "False", "True", "FALSE", "TRUE", "f", "t", "F", "T", "0", "1"};
  const fr__cel_value *from = &arguments[0];
  if (from->kind == FR__CEL_BOOL) return *from;
  for (size_t i = 0; i < FR_COUNT(words); i++) {
    if (from->size == strlen(words[i]) && memcmp(from->as.text, words[i], from->size) == 0)
      return fr__cel_bool(i % 2 == 1);
  }
  return fr__cel_failed(FR__CEL_FAULT_SYNTAX);
}

fr__cel_value fr__cel_call_dyn(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)machine, (void)count;
  return arguments[0];
}

fr__cel_value fr__cel_call_type(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)machine, (void)count;
  return (fr__cel_value){.kind = FR__CEL_TYPE, .as.integer = arguments[0].kind};
}

fr__cel_value fr__cel_call_duration(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)machine, (void)count;
  const fr__cel_value *from = &arguments[0];
  if (from->kind == FR__CEL_DURATION) return *from;
  fr__cel_value value;
  if (!fr__cel_parse_duration(from->as.text, from->size, &value)) return fr__cel_failed(FR__CEL_FAULT_SYNTAX);
  return value;
}

fr__cel_value fr__cel_call_timestamp(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)machine, (void)count;
  const fr__cel_value *from = &arguments[0];
  int64_t us = from->as.integer;
  fr__cel_value value;
  if (from->kind == FR__CEL_TIMESTAMP) return *from;
  if (from->kind == FR__CEL_STRING) {
    if (!fr__cel_parse_timestamp(from->as.text, from->size, &value)) return fr__cel_failed(FR__CEL_FAULT_SYNTAX);
    return value;
  }
  if (__builtin_mul_overflow(us, FR__SECOND_US, &us)) return fr__cel_failed(FR__CEL_FAULT_RANGE);
  if (us < FR__CEL_LEAST_TIME_US || us > FR__CEL_MOST_TIME_US) return fr__cel_failed(FR__CEL_FAULT_RANGE);
  return fr__cel_timestamp(us);
}
