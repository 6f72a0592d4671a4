/* SPDX-License-Identifier: Apache-2.0
 *
 * The few forms of expressions that the auditor's policies use: parsed once, evaluated by walking the tree, histories
 * by brute force. */
#ifndef TESTS_AUDITOR_EXPRESSION_H
#define TESTS_AUDITOR_EXPRESSION_H

#include "world.h"

enum { V_UNKNOWN, V_ERROR, V_BOOL, V_INT, V_DOUBLE, V_STRING, V_PARTY, V_TIME, V_SPAN };

typedef struct value {
  uint32_t kind;
  int64_t integer; /* bool, int, party; microseconds of a time or span */
  double number;   /* double; the microseconds once more, which no double of today rounds */
  const char *text;
} value;

typedef struct node node;

/* What an expression may look at. `entry` is set inside a macro. */
typedef struct sight {
  const world *w;
  const deal *d;
  const value *features; /* those before the one at hand */
  const record *entry;
  const value *item;   /* what the entry was mapped to */
  const value *models; /* margin and points of each */
  uint32_t reach_of_models;
} sight;

/* Parses; names are the features known so far. Ends the program with a message when the form is not one of ours. */
const node *expression_parse(const char *source, const char *const *names, uint32_t name_count);
value expression_eval(const node *n, const sight *s);
/* Which of the histories behind a value hold less than was ever told: bits, over all chains that the expression reads,
 * whichever of them decided. `of_features` has the bits of the features known so far. */
#define REACH_SHORT 1u /* a window asks for more than its history still holds: the value is approximate */
#define REACH_CUT 2u   /* entries of the history gave way to its bound, before the window or in it */
uint32_t expression_reach(const node *n, const sight *s, const uint32_t *of_features);
/* Sets marks[i] for each feature that the expression names, and the last for models. */
enum { EXPRESSION_MODELS = 80 };
void expression_names(const node *n, uint32_t *marks);
void expression_forget(void); /* frees all nodes */

/* An error or a number that is not finite is unknown past the border of a feature or rule. */
int value_failed(const value *v);
void value_print(char *out, size_t size, const value *v);

#endif
