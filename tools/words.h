/* SPDX-License-Identifier: Apache-2.0
 *
 * Names and texts of decisions. */
#ifndef TOOLS_WORDS_H
#define TOOLS_WORDS_H

#include "fraudrisk/policy.h"

/* "allow", "warn", "hold", or "none". */
const char *outcome_name(uint32_t outcome);

/* 64 hexadecimal digits and a zero byte. */
void digest_text(const uint8_t digest[32], char text[65]);

/* The reason of every rule in one language, fetched once. Null when memory is out. */
char **reason_texts(const fr_policy *policy, uint32_t count, const char *language);
void reason_texts_free(char **texts, uint32_t count);

#endif
