/* SPDX-License-Identifier: Apache-2.0
 *
 * What an expression can come to, without running it: true, false, a value, unknown, an error. Never too little: what
 * can happen is always among what is found, so that "can never be true" is never said wrongly. */
#ifndef TOOLS_POLICY_REACH_H
#define TOOLS_POLICY_REACH_H

#include "policy_expressions.h"

enum { REACH_TRUE = 1, REACH_FALSE = 2, REACH_VALUE = 4, REACH_UNKNOWN = 8, REACH_ERROR = 16 };

/* What is never known, and where:
 *   teller.*             on atm, online, mobile and quick_pay: no teller looks on
 *   session.*            at the teller: the session is that of an app or an ATM
 *   payee.* and pair.*   of cash, which has no other party */
enum { NEVER_TELLER = 1, NEVER_SESSION = 2, NEVER_PAYEE = 4, NEVER_ALL = 7 };

/* The kinds of transfers that there are: by channel (0: not known) and kind (0: not known). */
enum { REACH_CHANNELS = 7, REACH_KINDS = 6, REACH_WORLDS = REACH_CHANNELS * REACH_KINDS };

typedef struct reach {
  expressions *all;
  uint8_t *features[NEVER_ALL + 1]; /* by what is never known: [feature * REACH_WORLDS + world] */
} reach;

/* False when memory is out. */
bool reach_begin(reach *on, expressions *all);

/* What an expression can come to, over the channels of a mask (bit 0: not known). `never`: NEVER_ALL, or all but one.
 */
uint8_t reach_of(reach *on, const expression *one, uint32_t channels, unsigned never);
/* The same for a feature. */
uint8_t reach_of_feature(reach *on, uint32_t feature, unsigned never);
/* The channels (a mask) on which it can be true. */
uint32_t reach_channels(reach *on, const expression *one, unsigned never);

/* Whoever makes the first true makes the second true as well. */
bool reach_implies(const reach *on, const fr__cel_node *a, const fr__cel_node *b);
/* Two conditions of the conjunction that cannot both hold; false where there are none. */
bool reach_contradiction(const reach *on, const fr__cel_node *node, const fr__cel_node **one,
                         const fr__cel_node **other);

/* The first name in the expression, or in features that it uses, that begins with the prefix; "" where there is none.
 */
void reach_name(const reach *on, const fr__cel_tree *tree, const char *prefix, char *name, size_t size);

extern const char *const reach_channel_names[REACH_CHANNELS];

#endif
