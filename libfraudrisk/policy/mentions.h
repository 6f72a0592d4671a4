/* SPDX-License-Identifier: Apache-2.0
 *
 * What expressions ask of texts: text.mentions("set"), text.mentions("set", "strong"), text.disguised(). */
#ifndef FR_POLICY_MENTIONS_H
#define FR_POLICY_MENTIONS_H

#include "cel/cel.h"
#include "text/phrases.h"

typedef struct fr__phrase_sets {
  const char *const *names;
  uint32_t count;
  const fr__phrases *matcher; /* null: nothing is known of what a text mentions */
} fr__phrase_sets;

enum { FR__TEXT_FUNCTIONS = 4 };
/* The functions, on the slot of `text` and on any string. `sets` lives as long as they do. */
void fr__text_functions(const fr__phrase_sets *sets, fr__cel_function functions[FR__TEXT_FUNCTIONS]);

#endif
