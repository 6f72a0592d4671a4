/* SPDX-License-Identifier: Apache-2.0
 *
 * Text on a screen of cells: a Chinese character takes two, a Latin letter one. */
#ifndef CELLS_H
#define CELLS_H

#include <stdint.h>

/* How many bytes the character at `text` has (1 for a damaged one), and how many cells it takes. */
uint32_t cells_character(const char *text, uint32_t *cells);

/* How many cells the whole text takes. */
uint32_t cells_of(const char *text);

/* How many bytes of `text` go on a line of so many cells: up to a line feed, else broken between words or between
 * Chinese characters, and never before a mark that ends a clause. `*skip` is where the next line begins. */
uint32_t cells_line(const char *text, uint32_t cells, uint32_t *skip);

#endif
