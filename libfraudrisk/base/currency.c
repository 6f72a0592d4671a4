/* SPDX-License-Identifier: Apache-2.0
 *
 * ISO 4217: currencies whose minor unit is not a hundredth of the major one. */
#include "fraudrisk/transfer.h"

#include <stddef.h>

#define CODE(a, b, c) ((uint32_t)(a) << 16 | (uint32_t)(b) << 8 | (uint32_t)(c))

uint32_t fr_currency_digits(const char *currency) {
  uint32_t code = 0;
  for (size_t i = 0; currency != NULL && i < 3 && currency[i] != 0; i++) code = code << 8 | (unsigned char)currency[i];
  switch (code) {
    case CODE('B', 'I', 'F'):
    case CODE('C', 'L', 'P'):
    case CODE('D', 'J', 'F'):
    case CODE('G', 'N', 'F'):
    case CODE('I', 'S', 'K'):
    case CODE('J', 'P', 'Y'):
    case CODE('K', 'M', 'F'):
    case CODE('K', 'R', 'W'):
    case CODE('P', 'Y', 'G'):
    case CODE('R', 'W', 'F'):
    case CODE('U', 'G', 'X'):
    case CODE('U', 'Y', 'I'):
    case CODE('V', 'N', 'D'):
    case CODE('V', 'U', 'V'):
    case CODE('X', 'A', 'F'):
    case CODE('X', 'O', 'F'):
    case CODE('X', 'P', 'F'): return 0;
    case CODE('B', 'H', 'D'):
    case CODE('I', 'Q', 'D'):
    case CODE('J', 'O', 'D'):
    case CODE('K', 'W', 'D'):
    case CODE('L', 'Y', 'D'):
    case CODE('O', 'M', 'R'):
    case CODE('T', 'N', 'D'): return 3;
    case CODE('C', 'L', 'F'):
    case CODE('U', 'Y', 'W'): return 4;
    default: return 2;
  }
}
