/* SPDX-License-Identifier: Apache-2.0
 *
 * All expressions of a policy, parsed and compiled one by one, so that every one that is wrong can be told and a part
 * of one can be evaluated by itself. The library's own compiler stops at the first error and keeps no trees. */
#ifndef TOOLS_POLICY_EXPRESSIONS_H
#define TOOLS_POLICY_EXPRESSIONS_H

#include <stdio.h>

#include "cel/tree.h"
#include "policy/policy.h"

typedef struct expression {
  const char *name; /* the feature's; what else the caller likes */
  const char *text;
  uint32_t size;
  fr__cel_tree *tree;             /* null: does not parse */
  const fr__cel_program *program; /* null: does not compile */
  fr__cel_type type;
  bool doubtful;               /* rests on a feature that is wrong: its own type cannot be known */
  const struct document *from; /* where it stands in YAML; null where that is not known */
  const struct node *source;
} expression;

typedef struct expressions {
  fr__arena arena;
  fr__cel_symbol *symbols; /* sorted once expressions_compile() has begun */
  uint32_t symbol_count, symbol_room;
  const char **sets; /* of phrases */
  uint32_t set_count, set_room;
  expression *features;
  uint32_t feature_count, feature_room, attribute_count, model_count;
  const char *models[FR_MAX_MODELS]; /* those without points */
  uint32_t *order;                   /* of features, each after those that it uses; those in cycles are left out */
  uint32_t order_count;
  uint32_t first_feature_slot;
  int32_t utc_offset_s;    /* of hours(): the policy's */
  fr__phrase_sets phrases; /* their names, and the matcher of a loaded policy; without one mentions() is unknown */
  fr__cel_function functions[FR__TEXT_FUNCTIONS];
  fr__cel_env env;
  bool out_of_memory;
} expressions;

/* Declare first, in any order; names and values live as long as the caller's. */
void expressions_list(expressions *in, const char *name, uint8_t element, const fr__cel_value *values, uint32_t count);
void expressions_phrases(expressions *in, const char *name);
void expressions_attribute(expressions *in, const char *name, uint32_t type);
/* `model.NAME.margin` and `model.NAME.points`; who asks for points that it does not have is told so. */
void expressions_model(expressions *in, const char *name, bool points);
expression *expressions_feature(expressions *in, const char *name, const char *text, uint32_t size);

typedef void (*expression_teller)(void *context, const expression *at, const fr__cel_error *fault);

/* Compiles the features, telling the first error of each. */
void expressions_compile(expressions *in, expression_teller tell, void *context);
/* Parses and compiles another expression, a rule's or a threshold's. */
void expressions_add(expressions *in, expression *one, bool condition, expression_teller tell, void *context);
void expressions_free(expressions *in);

/* Declares and compiles what a loaded policy has. */
bool expressions_of_policy(expressions *in, const fr_policy *policy);

/* Null when there is no such feature. */
const expression *expressions_find(const expressions *in, const char *name);
/* Compiles a part of an expression that compiled; its chains are looked for among those given (may be null). Null where
 * it cannot stand alone. */
const fr__cel_program *expressions_part(expressions *in, const fr__cel_tree *tree, const fr__cel_node *node,
                                        const fr__cel_chain *chains, uint32_t chain_count, uint32_t next_slot);

/* The expression in one line, written in one way: blanks, brackets that change nothing, quotes. */
void expression_print(const fr__cel_node *node, FILE *to);
/* The same as a text to free(); null when memory is out. */
char *expression_text(const fr__cel_node *node);
/* Equal but for the way they are written. */
bool expression_same(const fr__cel_node *a, const fr__cel_node *b);

#endif
