/* SPDX-License-Identifier: Apache-2.0
 *
 * Names in decisions. */
#ifndef TOOLS_WORDS_H
#define TOOLS_WORDS_H

#include "fraudrisk/policy.h"

/* "allow", "warn", "hold", or "none". */
const char *outcome_name(uint32_t outcome);

/* Names of actions, by bit; ended by null. */
extern const char *const action_names[];

/* 64 hexadecimal digits and a zero byte. */
void digest_text(const uint8_t digest[32], char text[65]);

#endif
