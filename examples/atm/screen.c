/* SPDX-License-Identifier: Apache-2.0 */
#include "screen.h"

#include <stdio.h>
#include <string.h>

#include "../common/cells.h"

/* ---- what is put out: the layout is UTF-8, the machine may speak GB 18030 ---- */

static void put(const screen *on, const char *text) {
  char bytes[1024];
  char source[1024];
  char *from = source, *to = bytes;
  size_t left = strlen(text), room = sizeof bytes;
  if (on->encoding == (iconv_t)-1 || left > sizeof source) {
    fputs(text, stdout);
    return;
  }
  memcpy(source, text, left);
  iconv(on->encoding, &from, &left, &to, &room); /* every character has its place in GB 18030 */
  fwrite(bytes, 1, sizeof bytes - room, stdout);
}

static void repeat(const screen *on, const char *mark, uint32_t times) {
  for (uint32_t i = 0; i < times; i++) put(on, mark);
}

/* ---- laying out ---- */

void screen_begin(screen *on, const char *title) {
  snprintf(on->title, sizeof on->title, "%s", title);
  on->rows = 0;
}

void screen_keys(screen *on, const char *keys) { snprintf(on->keys, sizeof on->keys, "%s", keys); }

uint32_t screen_rows_of(const char *text) {
  uint32_t rows = 0, skip;
  for (; *text != '\0'; text += skip) {
    cells_line(text, TEXT_COLUMNS, &skip);
    rows++;
  }
  return rows;
}

const char *screen_add(screen *on, const char *text) {
  while (*text != '\0' && on->rows < TEXT_ROWS) {
    uint32_t skip;
    const uint32_t size = cells_line(text, TEXT_COLUMNS, &skip);
    snprintf(on->text[on->rows++], ROW_BYTES, "%.*s", (int)size, text);
    text += skip;
  }
  return text;
}

/* ---- drawing ---- */

/* A row between the borders. The right one stands at its own place, so that a font which draws “ ” narrow does no harm.
 */
static void draw_row(const screen *on, uint32_t row, const char *text, bool is_marked) {
  const uint32_t used = cells_of(text) + 2;
  printf("\033[%u;1H|%s  ", row, is_marked ? "\033[7m" : "");
  put(on, text);
  if (is_marked && used < SCREEN_COLUMNS) repeat(on, " ", SCREEN_COLUMNS - used);
  printf("\033[0m\033[%u;%uH|", row, SCREEN_COLUMNS + 2);
}

static void draw_border(const screen *on, uint32_t row) {
  printf("\033[%u;1H+", row);
  repeat(on, "-", SCREEN_COLUMNS);
  printf("+");
}

/* The border takes a row above and below the twelve. */
static void draw(const screen *on) {
  uint32_t row = 1;
  printf("\033[2J");
  draw_border(on, row++);
  draw_row(on, row++, on->title, true);
  draw_row(on, row++, "", false);
  for (uint32_t i = 0; i < TEXT_ROWS; i++) draw_row(on, row++, i < on->rows ? on->text[i] : "", false);
  draw_row(on, row++, "", false);
  draw_row(on, row++, on->keys, true);
  draw_border(on, row++);
  printf("\033[%u;1H", row + 1); /* where the voice and the keys stand */
}

static void write_plainly(const screen *on) {
  put(on, "\n== ");
  put(on, on->title);
  put(on, " ==\n");
  for (uint32_t i = 0; i < on->rows; i++) {
    put(on, "  ");
    put(on, on->text[i]);
    put(on, "\n");
  }
  put(on, "[ ");
  put(on, on->keys);
  put(on, " ]\n");
}

void screen_show(screen *on) {
  if (on->is_full)
    draw(on);
  else
    write_plainly(on);
  fflush(stdout);
}

bool screen_key(screen *on, char keys[KEY_BYTES]) {
  char line[KEY_BYTES];
  put(on, "> ");
  fflush(stdout);
  keys[0] = '\0';
  if (fgets(line, sizeof line, stdin) == NULL) {
    put(on, "\n");
    return false;
  }
  size_t size = strcspn(line, "\r\n");
  if (line[size] == '\0') { /* more keys than any field takes: none of them counts */
    for (int byte = getchar(); byte != '\n' && byte != EOF; byte = getchar()) continue;
    size = 0;
  }
  memcpy(keys, line, size);
  keys[size] = '\0';
  if (on->is_piped) {
    put(on, keys);
    put(on, "\n");
  }
  return true;
}

bool screen_ask(screen *on, char keys[KEY_BYTES]) {
  screen_show(on);
  return screen_key(on, keys);
}

void screen_voice(screen *on, const char *language, const char *bytes, uint64_t size) {
  if (size == 0) return;
  printf("(voice, %s) ", language);
  fwrite(bytes, 1, size, stdout);
  put(on, "\n");
  fflush(stdout);
}

void screen_host(screen *on, const char *text) {
  printf("(host) ");
  put(on, text);
  put(on, "\n");
  fflush(stdout);
}
