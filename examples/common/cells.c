/* SPDX-License-Identifier: Apache-2.0 */
#include "cells.h"

#include <stdbool.h>
#include <string.h>

/* The character's number; 0xfffd for damaged bytes. */
static uint32_t decode(const char *text, uint32_t *bytes) {
  const unsigned char *at = (const unsigned char *)text;
  const uint32_t more = at[0] < 0x80 ? 0 : at[0] >= 0xf0 ? 3 : at[0] >= 0xe0 ? 2 : 1;
  uint32_t character = at[0] & (0x7fu >> (more > 0 ? more + 1 : 0));
  *bytes = 1;
  if (more > 0 && at[0] < 0xc2) return 0xfffd;
  for (uint32_t i = 1; i <= more; i++) {
    if ((at[i] & 0xc0) != 0x80) return 0xfffd;
    character = character << 6 | (at[i] & 0x3fu);
  }
  *bytes = more + 1;
  return character;
}

/* Han, kana, hangul, full-width forms and Chinese punctuation. The quotation marks of Chinese text, the dash and the
 * dots are as wide in the fonts of ATMs and counters, and narrow in many others: see cells_character(). */
static bool is_wide(uint32_t character) {
  return (character >= 0x1100 && character <= 0x115f) || (character >= 0x2e80 && character <= 0xa4cf) ||
         (character >= 0xac00 && character <= 0xd7a3) || (character >= 0xf900 && character <= 0xfaff) ||
         (character >= 0xfe30 && character <= 0xfe4f) || (character >= 0xff00 && character <= 0xff60) ||
         (character >= 0xffe0 && character <= 0xffe6) || (character >= 0x20000 && character <= 0x3fffd);
}

uint32_t cells_character(const char *text, uint32_t *cells) {
  uint32_t bytes;
  const uint32_t character = decode(text, &bytes);
  /* “ ” ‘ ’ — …: counted as wide, so that a line fits on every screen. */
  const bool maybe = character == 0x2014 || (character >= 0x2018 && character <= 0x201d) || character == 0x2026;
  *cells = is_wide(character) || maybe ? 2 : 1;
  return bytes;
}

uint32_t cells_of(const char *text) {
  uint32_t sum = 0, cells;
  while (*text != '\0') {
    text += cells_character(text, &cells);
    sum += cells;
  }
  return sum;
}

static bool is_one_of(const char *text, const char *const *marks, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    if (strncmp(text, marks[i], strlen(marks[i])) == 0) return true;
  }
  return false;
}

/* Marks that must not begin a line, and such that must not end one. */
static bool closes(const char *text) {
  static const char *const marks[] = {"，", "。", "、", "；", "：", "？", "！", "”", "’", "）", "》", "」"};
  return is_one_of(text, marks, sizeof marks / sizeof *marks);
}
static bool opens(const char *text) {
  static const char *const marks[] = {"“", "‘", "（", "《", "「"};
  return is_one_of(text, marks, sizeof marks / sizeof *marks);
}

uint32_t cells_line(const char *text, uint32_t cells, uint32_t *skip) {
  uint32_t used = 0, at = 0, end = 0, next = 0, width = 0;
  bool is_behind_wide = false, is_behind_opening = true;
  while (text[at] != '\0' && text[at] != '\n') {
    const bool is_blank = text[at] == ' ';
    const uint32_t bytes = cells_character(text + at, &width);
    const bool between = (width == 2 || is_behind_wide) && !is_behind_opening && !closes(text + at);
    if (at > 0 && (is_blank || between)) end = at, next = is_blank ? at + 1 : at;
    if (used + width > cells && !(is_blank && used == cells)) {
      if (end == 0) end = next = at; /* one word longer than the line */
      *skip = next;
      return end;
    }
    is_behind_wide = width == 2;
    is_behind_opening = opens(text + at);
    used += width;
    at += bytes;
  }
  *skip = text[at] == '\n' ? at + 1 : at;
  return at;
}
