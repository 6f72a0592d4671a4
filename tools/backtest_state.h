/* SPDX-License-Identifier: Apache-2.0
 *
 * What the histories take, told. */
#ifndef TOOLS_BACKTEST_STATE_H
#define TOOLS_BACKTEST_STATE_H

#include <jansson.h>

#include "backtest.h"

json_t *backtest_state_json(const fr_engine_stats *s);
void backtest_state_print(const fr_engine_stats *s, output *out);

/* Text for a table. */
__attribute__((format(printf, 2, 3))) void print(output *out, const char *format, ...);
/* 1,234,567; the text holds 32 bytes. */
const char *thousands(uint64_t number, char *text);

#endif
