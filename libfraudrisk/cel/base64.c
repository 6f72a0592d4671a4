/* SPDX-License-Identifier: Apache-2.0 */
#include "cel/base64.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

uint64_t fr__cel_base64_size(uint32_t size) { return ((uint64_t)size + 2) / 3 * 4; }

uint32_t fr__cel_base64_encode(const char *bytes, uint32_t size, char *into) {
  const unsigned char *from = (const unsigned char *)bytes;
  uint32_t written = 0;
  for (uint32_t at = 0; at < size; at += 3) {
    const uint32_t left = size - at;
    const uint32_t group =
        (uint32_t)from[at] << 16 | (left > 1 ? (uint32_t)from[at + 1] << 8 : 0) | (left > 2 ? from[at + 2] : 0u);
    for (uint32_t i = 0; i < 4; i++) into[written++] = i > left ? '=' : alphabet[group >> (18 - 6 * i) & 63];
  }
  return written;
}

static uint32_t digit_of(char c) {
  if (c >= 'A' && c <= 'Z') return (uint32_t)(c - 'A');
  if (c >= 'a' && c <= 'z') return (uint32_t)(c - 'a') + 26;
  if (c >= '0' && c <= '9') return (uint32_t)(c - '0') + 52;
  return c == '+' ? 62 : c == '/' ? 63 : 64;
}

bool fr__cel_base64_decode(const char *text, uint32_t size, char *into, uint32_t *written) {
  uint32_t padding = 0, group = 0, digits = 0;
  *written = 0;
  while (padding < 2 && size > 0 && text[size - 1] == '=') {
    size--;
    padding++;
  }
  if (size % 4 == 1 || (padding != 0 && (size + padding) % 4 != 0)) return false;
  for (uint32_t i = 0; i < size; i++) {
    const uint32_t digit = digit_of(text[i]);
    if (digit == 64) return false;
    group = group << 6 | digit;
    if (++digits % 4 != 0) continue;
    for (int shift = 16; shift >= 0; shift -= 8) into[(*written)++] = (char)(group >> shift);
    group = 0;
  }
  if (digits % 4 == 2) into[(*written)++] = (char)(group >> 4);
  if (digits % 4 == 3) {
    into[(*written)++] = (char)(group >> 10);
    into[(*written)++] = (char)(group >> 2);
  }
  return true;
}
