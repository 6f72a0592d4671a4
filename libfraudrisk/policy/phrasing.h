/* SPDX-License-Identifier: Apache-2.0
 *
 * How values are said: the values that a decision carries, and their words in a language. */
#ifndef FR_POLICY_PHRASING_H
#define FR_POLICY_PHRASING_H

#include "policy/policy.h"

/* The most bytes that one value takes in a text. */
enum { FR__PHRASE_BYTES = 160 };

/* Adds a value to what the decision carries; unknown values, and what is no number, are left out. That there is room
 * was checked when the policy was loaded. */
void fr__carry_value(const fr_policy *policy, uint16_t index, const fr__cel_value *value, fr_decision *decision);
/* Finds it again. False where the bytes are not what this library wrote. */
bool fr__carried_value(const fr_policy *policy, uint16_t index, const fr_decision *decision, fr__cel_value *value);

/* The value as the language says it: 未知, "1,234.50 yuan", "2 hours 5 minutes". Returns the length. */
uint32_t fr__phrase_value(const fr_policy *policy, const fr__piece *piece, const fr__cel_value *value,
                          const char *language, char into[FR__PHRASE_BYTES]);

#endif
