/* SPDX-License-Identifier: Apache-2.0
 *
 * What bindings/cobol/bytes.h does with many bytes together says the same as one byte after the other. */
#include "bytes.h"

#include <stdio.h>
#include <stdlib.h>

enum { RUNS = 200000 };

static uint64_t state = 88172645463325252u;

static unsigned next(unsigned below) {
  state ^= state << 13, state ^= state >> 7, state ^= state << 17;
  return (unsigned)(state >> 32) % below;
}

static void expect(bool is_true, const char *what) {
  if (is_true) return;
  printf("%s is not as byte after byte\n", what);
  exit(1);
}

/* Mostly digits, now and then the bytes beside them or any other. */
static uint8_t any_byte(void) {
  static const uint8_t beside[] = {'0' - 1, '9' + 1, 0x00, 0x7f, 0x80, 0xb0, 0xf0, 0xfa, 0xff, ' '};
  const unsigned kind = next(64);
  return (uint8_t)(kind == 0 ? next(256) : kind == 1 ? beside[next(sizeof beside)] : '0' + next(10));
}

static void check_digits(void) {
  uint8_t at[8];
  bool are = true;
  int64_t number = 0;
  for (int i = 0; i < 8; i++) {
    at[i] = any_byte();
    are = are && at[i] >= '0' && at[i] <= '9';
    number = number * 10 + (at[i] - '0');
  }
  expect(are_digits(eight_of(at)) == are, "are_digits");
  if (!are) return;
  expect(number_of_eight(eight_of(at)) == number, "number_of_eight");
  for (unsigned i = 0; i < 4; i++)
    expect(pair_of(pairs_of(eight_of(at)), i) == (at[2 * i] - '0') * 10u + (at[2 * i + 1] - '0'), "pairs_of");
}

static void check_packed(void) {
  uint64_t word = 0;
  int64_t number = 0;
  bool are = true;
  for (int i = 0; i < 16; i++) {
    const unsigned digit = next(80) == 0 ? 10 + next(6) : next(10);
    are = are && digit < 10;
    word = word << 4 | digit;
    number = number * 10 + (int64_t)digit;
  }
  expect(are_packed(word) == are, "are_packed");
  if (are) expect(number_of_packed(word) == number, "number_of_packed");
}

static void check_blocks(void) {
  uint8_t at[BLOCK], other[BLOCK], hex[32];
  uint64_t bits = 0;
  for (unsigned i = 0; i < BLOCK; i++) {
    at[i] = (uint8_t)next(256);
    other[i] = (uint8_t)(at[i] ^ (next(90) == 0 ? 1u << next(8) : 0));
    bits |= (uint64_t)(at[i] != other[i]) << i;
  }
  expect(unlike(at, other) == bits, "unlike");
  expect(are_alike(at, other) == (bits == 0), "are_alike");
  put_hex(at, hex);
  for (unsigned i = 0; i < 16; i++) {
    char two[3];
    snprintf(two, sizeof two, "%02x", at[i]);
    expect(memcmp(two, hex + (size_t)2 * i, 2) == 0, "put_hex");
  }
}

int main(void) {
  for (int i = 0; i < RUNS; i++) check_digits(), check_packed(), check_blocks();
  puts("bytes as they are");
  return 0;
}
