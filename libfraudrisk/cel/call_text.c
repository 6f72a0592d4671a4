/* SPDX-License-Identifier: Apache-2.0
 *
 * Functions on strings. They work on bytes, so that a damaged remark harms nothing; size() counts characters. */
#include "cel/program.h"

fr__cel_value fr__cel_call_size(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)machine, (void)count;
  const fr__cel_value *of = &arguments[0];
  if (of->kind != FR__CEL_STRING) return fr__cel_int(of->size);
  int64_t characters = 0;
  for (uint32_t i = 0; i < of->size; i++) characters += ((unsigned char)of->as.text[i] & 0xC0) != 0x80 ? 1 : 0;
  return fr__cel_int(characters);
}

fr__cel_value fr__cel_call_contains(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)machine, (void)count;
  const fr__cel_value *text = &arguments[0], *part = &arguments[1];
  if (part->size == 0) return fr__cel_bool(true);
  if (part->size > text->size) return fr__cel_bool(false);
  return fr__cel_bool(memmem(text->as.text, text->size, part->as.text, part->size) != NULL);
}

fr__cel_value fr__cel_call_starts_with(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)machine, (void)count;
  const fr__cel_value *text = &arguments[0], *part = &arguments[1];
  if (part->size == 0 || part->size > text->size) return fr__cel_bool(part->size == 0);
  return fr__cel_bool(memcmp(text->as.text, part->as.text, part->size) == 0);
}

fr__cel_value fr__cel_call_ends_with(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)machine, (void)count;
  const fr__cel_value *text = &arguments[0], *part = &arguments[1];
  if (part->size == 0 || part->size > text->size) return fr__cel_bool(part->size == 0);
  return fr__cel_bool(memcmp(text->as.text + (text->size - part->size), part->as.text, part->size) == 0);
}

/* A copy only where something changes. */
static fr__cel_value change_case(fr__cel_machine *machine, const fr__cel_value *text, char least, char most) {
  uint32_t first = 0;
  while (first < text->size && (text->as.text[first] < least || text->as.text[first] > most)) first++;
  if (first == text->size) return *text;
  char *copy = fr__cel_take(machine, text->size);
  if (copy == NULL) return fr__cel_failed(FR__CEL_FAULT_MEMORY);
  for (uint32_t i = 0; i < text->size; i++) {
    const char c = text->as.text[i];
    copy[i] = c >= least && c <= most ? (char)(c ^ 0x20) : c;
  }
  return fr__cel_string(copy, text->size);
}

fr__cel_value fr__cel_call_lower_ascii(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)count;
  return change_case(machine, &arguments[0], 'A', 'Z');
}

fr__cel_value fr__cel_call_upper_ascii(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)count;
  return change_case(machine, &arguments[0], 'a', 'z');
}

/* The White_Space of Unicode. */
static bool is_blank(uint32_t code) {
  return (code >= 9 && code <= 13) || code == 0x20 || code == 0x85 || code == 0xA0 || code == 0x1680 ||
         (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 || code == 0x202F || code == 0x205F ||
         code == 0x3000;
}

fr__cel_value fr__cel_call_trim(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count) {
  (void)machine, (void)count;
  const char *text = arguments[0].as.text;
  uint32_t size = arguments[0].size, code = 0;
  while (size > 0) {
    const uint32_t length = fr__utf8_next(text, size, &code);
    if (length == 0 || !is_blank(code)) break;
    text += length;
    size -= length;
  }
  while (size > 0) {
    uint32_t start = size - 1;
    while (start > 0 && size - start < 4 && ((unsigned char)text[start] & 0xC0) == 0x80) start--;
    const uint32_t length = fr__utf8_next(text + start, size - start, &code);
    if (length != size - start || !is_blank(code)) break;
    size = start;
  }
  return fr__cel_string(text, size);
}
