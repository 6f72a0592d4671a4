/* SPDX-License-Identifier: Apache-2.0
 *
 * Times and amounts as people write them. Inside they are whole numbers: microseconds UTC and fen. */
#ifndef FIGURES_H
#define FIGURES_H

#include <stdbool.h>
#include <stdint.h>

/* "2026-03-02 09:00:00" in Beijing, and "1234.50"; false for anything else. */
bool time_parse(const char *text, int64_t *time_us);
bool amount_parse(const char *text, int64_t *minor);

enum { FIGURE_BYTES = 32 }; /* what the texts below hold */
const char *time_text(int64_t time_us, char *text);
const char *amount_text(int64_t minor, char *text); /* 49,900.00 */

#endif
