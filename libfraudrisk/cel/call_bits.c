/* SPDX-License-Identifier: Apache-2.0
 *
 * Bits of whole numbers, and what kind of number a double is. */
#include "cel/program.h"

/* Both of one kind, which the result has. */
#define BITWISE(call, sign)                                                                                       \
  FR__CEL_BUILTIN_CALL(call) {                                                                                    \
    (void)machine, (void)count;                                                                                   \
    if (arguments[0].kind != arguments[1].kind) return fr__cel_failed(FR__CEL_FAULT_NO_OVERLOAD);                 \
    return (fr__cel_value){.kind = arguments[0].kind, .as.word = arguments[0].as.word sign arguments[1].as.word}; \
  }
BITWISE(fr__cel_call_bit_and, &)
BITWISE(fr__cel_call_bit_or, |)
BITWISE(fr__cel_call_bit_xor, ^)

FR__CEL_BUILTIN_CALL(fr__cel_call_bit_not) {
  (void)machine, (void)count;
  return (fr__cel_value){.kind = arguments[0].kind, .as.word = ~arguments[0].as.word};
}

/* By 64 places or more nothing is left; ints move as their bits do, without their sign. */
static fr__cel_value shifted(const fr__cel_value *arguments, bool left) {
  const int64_t places = arguments[1].as.integer;
  if (places < 0) return fr__cel_failed(FR__CEL_FAULT_RANGE);
  uint64_t word = arguments[0].as.word;
  word = places >= 64 ? 0 : left ? word << places : word >> places;
  return (fr__cel_value){.kind = arguments[0].kind, .as.word = word};
}

FR__CEL_BUILTIN_CALL(fr__cel_call_shift_left) {
  (void)machine, (void)count;
  return shifted(arguments, true);
}

FR__CEL_BUILTIN_CALL(fr__cel_call_shift_right) {
  (void)machine, (void)count;
  return shifted(arguments, false);
}

FR__CEL_BUILTIN_CALL(fr__cel_call_sign) {
  (void)machine, (void)count;
  fr__cel_value value = arguments[0];
  if (value.kind == FR__CEL_INT) value.as.integer = (value.as.integer > 0) - (value.as.integer < 0);
  if (value.kind == FR__CEL_UINT) value.as.word = value.as.word > 0;
  if (value.kind == FR__CEL_DOUBLE && value.as.number > 0.0) value.as.number = 1.0;
  if (value.kind == FR__CEL_DOUBLE && value.as.number < 0.0) value.as.number = -1.0;
  return value;
}

FR__CEL_BUILTIN_CALL(fr__cel_call_is_nan) {
  (void)machine, (void)count;
  return fr__cel_bool(arguments[0].as.number != arguments[0].as.number);
}

FR__CEL_BUILTIN_CALL(fr__cel_call_is_finite) {
  (void)machine, (void)count;
  return fr__cel_bool(arguments[0].as.number - arguments[0].as.number == 0.0);
}

FR__CEL_BUILTIN_CALL(fr__cel_call_is_inf) {
  (void)machine, (void)count;
  const double number = arguments[0].as.number;
  return fr__cel_bool(number == number && number - number != 0.0);
}
