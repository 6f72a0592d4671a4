/* SPDX-License-Identifier: Apache-2.0
 *
 * The screen of an ATM: 12 rows of 40 cells, where a Chinese character takes two. On a terminal it is drawn at its
 * place; in a pipe, or where is_full is false, what is on it is written line by line. */
#ifndef SCREEN_H
#define SCREEN_H

#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>

enum {
  SCREEN_COLUMNS = 40,
  SCREEN_ROWS = 12,
  TEXT_COLUMNS = 36, /* with two cells at either side */
  TEXT_ROWS = 8,     /* of the twelve: above them the title and a blank row, below them a blank row and the keys */
  ROW_BYTES = SCREEN_COLUMNS * 4 + 1,
  KEY_BYTES = 32
};

typedef struct screen {
  bool is_full;     /* draw with escape codes */
  bool is_piped;    /* keys come from a pipe: they are shown */
  iconv_t encoding; /* from UTF-8 to what the machine speaks; (iconv_t)-1 where that is UTF-8 */
  char title[ROW_BYTES], text[TEXT_ROWS][ROW_BYTES], keys[ROW_BYTES];
  uint32_t rows; /* of the text, in use */
} screen;

/* Begins a new screen. The keys may be others by the time it is shown. */
void screen_begin(screen *on, const char *title);
void screen_keys(screen *on, const char *keys);
/* How many rows a text takes, folded. */
uint32_t screen_rows_of(const char *text);
/* Adds a text, folded. What did not fit is returned, for the next screen; "" where all of it did. */
const char *screen_add(screen *on, const char *text);
void screen_show(screen *on);

/* Waits for keys and Enter; false at the end of the input. screen_ask() shows the screen first. */
bool screen_key(screen *on, char keys[KEY_BYTES]);
bool screen_ask(screen *on, char keys[KEY_BYTES]);

/* Below the screen: what the machine says aloud. The bytes are in the machine's encoding already. */
void screen_voice(screen *on, const char *language, const char *bytes, uint64_t size);

/* What the machine tells the bank's host; nobody at the machine sees it. */
void screen_host(screen *on, const char *text);

#endif
