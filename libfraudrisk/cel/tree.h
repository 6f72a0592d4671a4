/* SPDX-License-Identifier: Apache-2.0
 *
 * The parsed expression: nodes in the arena that nothing changes after the parse, so that one tree can be compiled
 * against several environments. What the checker learns is kept beside it, by the node's number. */
#ifndef FR_CEL_TREE_H
#define FR_CEL_TREE_H

#include "cel/cel.h"

enum fr__cel_node_kind {
  FR__CEL_NODE_LITERAL, /* value */
  FR__CEL_NODE_NAME,    /* text */
  FR__CEL_NODE_SELECT,  /* items[0] . text */
  FR__CEL_NODE_INDEX,   /* items[0] [ items[1] ] */
  FR__CEL_NODE_CALL,    /* text ( items … ) */
  FR__CEL_NODE_METHOD,  /* items[0] . text ( items[1] … ) */
  FR__CEL_NODE_UNARY,   /* op items[0] */
  FR__CEL_NODE_BINARY,  /* items[0] op items[1] */
  FR__CEL_NODE_AND,     /* items[0] && items[1] && … as written without brackets */
  FR__CEL_NODE_OR,
  FR__CEL_NODE_CONDITION, /* items[0] ? items[1] : items[2] */
  FR__CEL_NODE_LIST,      /* [ items … ] */
  FR__CEL_NODE_MAP,       /* { items[0] : items[1], … } */
  FR__CEL_NODE_MESSAGE,   /* text { … }: parsed so that it can be refused by name */
};

enum fr__cel_operator {
  FR__CEL_NO_OPERATOR,
  FR__CEL_LT,
  FR__CEL_LE,
  FR__CEL_GT,
  FR__CEL_GE,
  FR__CEL_EQ,
  FR__CEL_NE,
  FR__CEL_CONTAINED, /* in */
  FR__CEL_ADD,
  FR__CEL_SUBTRACT,
  FR__CEL_MULTIPLY,
  FR__CEL_DIVIDE,
  FR__CEL_REMAINDER,
  FR__CEL_NEGATE,
  FR__CEL_NOT,
};
const char *fr__cel_operator_text(uint32_t op);

typedef struct fr__cel_node {
  uint8_t kind;
  uint8_t op;
  uint16_t depth;  /* 1 for a leaf */
  uint32_t number; /* from 0, unique in the tree */
  uint32_t at;     /* byte offset in the source: what a message points at */
  uint32_t count;
  uint32_t text_size;
  bool rooted;      /* of a name: written .name, so that no variable of a macro hides it */
  const char *text; /* ended by a zero byte */
  struct fr__cel_node **items;
  fr__cel_value value;
} fr__cel_node;

struct fr__cel_tree {
  const char *source; /* a copy */
  uint32_t size;
  uint32_t node_count;
  const fr__cel_node *root;
};

/* Macros bind a variable in their last arguments; they are methods by their name and number of arguments. */
enum fr__cel_macro {
  FR__CEL_MACRO_NONE,
  FR__CEL_MACRO_ALL,
  FR__CEL_MACRO_EXISTS,
  FR__CEL_MACRO_EXISTS_ONE,
  FR__CEL_MACRO_MAP,
  FR__CEL_MACRO_MAP_FILTER, /* map with three arguments */
  FR__CEL_MACRO_FILTER,
  FR__CEL_MACRO_BIND, /* cel.bind(name, value, body) */
  FR__CEL_MACRO_HAS,
};
enum fr__cel_macro fr__cel_macro_of(const fr__cel_node *node);

/* The dotted name that a tree of selections spells, such as "transfer.amount"; null where it is something else or
 * longer than FR__CEL_NAME_BYTES. Writes into `into`. */
enum { FR__CEL_NAME_BYTES = 160 };
const char *fr__cel_dotted(const fr__cel_node *node, char into[FR__CEL_NAME_BYTES + 1], uint32_t *size);
/* The leftmost node of a chain of selections. */
const fr__cel_node *fr__cel_leftmost(const fr__cel_node *node);

static inline bool fr__cel_node_is(const fr__cel_node *node, const char *text) { return strcmp(node->text, text) == 0; }

/* Fills the error (null is allowed) with the place of byte `at`, and returns the status. */
fr_status fr__cel_refuse(fr__cel_error *error, const char *source, uint32_t at, uint32_t stage, fr_status status,
                         const char *format, ...) __attribute__((format(printf, 6, 7)));

/* The name most like the one given, out of those offered one by one; for "did you mean". */
typedef struct fr__cel_nearest {
  const char *wanted;
  uint32_t size;
  uint32_t distance;
  const char *name;
} fr__cel_nearest;
fr__cel_nearest fr__cel_nearest_to(const char *wanted, uint32_t size);
void fr__cel_nearest_offer(fr__cel_nearest *nearest, const char *name);

/* The sign for a word of other languages, in either case: && for "and", || for "or", ! for "not". Null for others. */
const char *fr__cel_sign_of_word(const char *word, uint32_t size);

#endif
