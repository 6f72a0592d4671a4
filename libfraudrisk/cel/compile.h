/* SPDX-License-Identifier: Apache-2.0
 *
 * One compilation: the checker notes beside every node what it is, chains are lifted out while checking, and the
 * emitter turns noted nodes into programs. */
#ifndef FR_CEL_COMPILE_H
#define FR_CEL_COMPILE_H

#include "cel/program.h"
#include "cel/tree.h"

/* A type as the checker sees it: as the host declares it, but elements may be lists again. */
typedef struct fr__cel_shape {
  uint8_t kind;
  uint16_t name_count;
  uint32_t field_count;
  const char *const *names;
  const fr__cel_symbol *fields;
  const struct fr__cel_shape *element; /* of lists and sequences, a map's values; null: not known */
} fr__cel_shape;

/* A variable of a macro, or a barrier: behind it lie variables that a lifted chain cannot see. */
enum fr__cel_scope_kind { FR__CEL_SCOPE_LOCAL, FR__CEL_SCOPE_ENTRY, FR__CEL_SCOPE_VALUE, FR__CEL_SCOPE_BARRIER };
typedef struct fr__cel_scope {
  const char *name;
  uint32_t kind;
  uint32_t position; /* on the machine's stack, set by the emitter */
  uint32_t bound;    /* how large its value can be */
  const fr__cel_shape *shape;
  struct fr__cel_scope *outer;
} fr__cel_scope;

/* A chain that is not ended yet. */
typedef struct fr__cel_open_chain {
  fr__cel_chain chain;
  const char *name;           /* of the sequence */
  const fr__cel_shape *entry; /* what the next stage sees */
  bool records;               /* still whole entries with fields */
} fr__cel_open_chain;

enum fr__cel_role {
  FR__CEL_ROLE_STRUCTURE, /* as the node's kind says */
  FR__CEL_ROLE_CONSTANT,
  FR__CEL_ROLE_SLOT,
  FR__CEL_ROLE_LOCAL,
  FR__CEL_ROLE_KNOWN, /* has() of a slot */
  FR__CEL_ROLE_FIELD,
  FR__CEL_ROLE_HAS_FIELD,
  FR__CEL_ROLE_CALL,
  FR__CEL_ROLE_HOST,
  FR__CEL_ROLE_MACRO,
  FR__CEL_ROLE_BIND,
};

typedef struct fr__cel_note {
  const fr__cel_shape *shape;
  uint32_t role;
  uint32_t slot;     /* or the number of the builtin or host function */
  uint32_t resolved; /* what the host made of the literal */
  fr__cel_value value;
  fr__cel_scope *variable;
  fr__cel_open_chain *chain; /* of shape SEQUENCE */
} fr__cel_note;

/* A growing array of one compilation. */
typedef struct fr__cel_array {
  void *items;
  uint32_t count, room;
} fr__cel_array;

typedef struct fr__cel_compiler {
  fr__arena *arena;
  const fr__cel_env *env;
  const fr__cel_tree *tree;
  fr__cel_chains *chains;
  fr__cel_error *error;
  fr_status status;
  fr__cel_note *notes;
  fr__cel_scope *scopes;
  /* the program that is being emitted */
  fr__cel_array code, constants, functions, reads;
  uint32_t depth, stack;
  uint64_t cost, scratch;
  uint64_t times, copies; /* how often the code at hand may run, and how often its memory stays taken */
} fr__cel_compiler;

static inline fr__cel_note *fr__cel_note_of(const fr__cel_compiler *c, const fr__cel_node *node) {
  return &c->notes[node->number];
}
static inline bool fr__cel_is_constant(const fr__cel_compiler *c, const fr__cel_node *node) {
  return fr__cel_note_of(c, node)->role == FR__CEL_ROLE_CONSTANT;
}

/* Ends the compilation with a sentence about the node; returns false. */
bool fr__cel_reject(fr__cel_compiler *c, const fr__cel_node *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same for what is CEL but not supported; the construct is named in the error. */
bool fr__cel_unsupported(fr__cel_compiler *c, const fr__cel_node *node, const char *construct, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
bool fr__cel_out_of_memory(fr__cel_compiler *c);
/* "an int", "a string" … */
const char *fr__cel_kind_text(uint32_t kind);
/* Written into a message: up to 48 bytes of a string, cut between characters. */
int fr__cel_shown(const char *text, uint32_t size);

/* ---- shapes (shape.c) ---- */
const fr__cel_shape *fr__cel_plain(uint32_t kind);
const fr__cel_shape *fr__cel_shape_of(fr__cel_compiler *c, const fr__cel_type *type); /* null: out of memory */
const fr__cel_shape *fr__cel_list_of(fr__cel_compiler *c, const fr__cel_shape *element);
/* The shape that both fit, or null. */
const fr__cel_shape *fr__cel_common(const fr__cel_shape *a, const fr__cel_shape *b);
/* Null where the operator does not take the two. */
const fr__cel_shape *fr__cel_arithmetic_shape(uint32_t op, const fr__cel_shape *a, const fr__cel_shape *b);
bool fr__cel_comparable(const fr__cel_shape *a, const fr__cel_shape *b);
bool fr__cel_orderable(const fr__cel_shape *a, const fr__cel_shape *b);

/* ---- checking ---- */
bool fr__cel_check(fr__cel_compiler *c, const fr__cel_node *node);       /* may leave an open chain */
bool fr__cel_check_value(fr__cel_compiler *c, const fr__cel_node *node); /* refuses an open chain */
bool fr__cel_check_call(fr__cel_compiler *c, const fr__cel_node *node);
bool fr__cel_check_method(fr__cel_compiler *c, const fr__cel_node *node);
/* A literal beside an enumeration has to be one of its names. */
bool fr__cel_check_names(fr__cel_compiler *c, const fr__cel_node *names, const fr__cel_node *literal);
/* An int constant beside a double becomes one, where the environment says so. */
void fr__cel_widen(fr__cel_compiler *c, const fr__cel_node *node, const fr__cel_node *beside);
void fr__cel_widen_constant(fr__cel_compiler *c, const fr__cel_node *node);
bool fr__cel_push_scope(fr__cel_compiler *c, const char *name, uint32_t kind, const fr__cel_shape *shape);
void fr__cel_pop_scope(fr__cel_compiler *c);
fr__cel_scope *fr__cel_find_scope(const fr__cel_compiler *c, const char *name, bool *hidden);
const fr__cel_symbol *fr__cel_find_symbol(const fr__cel_symbol *symbols, uint32_t count, const char *name);
/* Replaces a node whose operands are all constants by its value; an error stays to be met when it runs. */
bool fr__cel_fold(fr__cel_compiler *c, const fr__cel_node *node);

/* ---- chains (chain.c) ---- */
bool fr__cel_open(fr__cel_compiler *c, const fr__cel_node *node, const fr__cel_symbol *symbol);
bool fr__cel_check_chain(fr__cel_compiler *c, const fr__cel_node *node);      /* a method of a chain */
bool fr__cel_check_chain_size(fr__cel_compiler *c, const fr__cel_node *node); /* size(chain) */
bool fr__cel_check_chain_in(fr__cel_compiler *c, const fr__cel_node *node);   /* x in chain; the chain is checked */

/* ---- percentile(), gaps(), rises(), hours() (check_series.c); true for calls of anything else ---- */
/* The elements have to be of kinds that it takes. */
bool fr__cel_check_series(fr__cel_compiler *c, const fr__cel_node *at, const fr__cel_shape *element);
/* Its number has to be one and, where it is constant and `in_range` is asked for, to lie in its range. */
bool fr__cel_check_series_number(fr__cel_compiler *c, const fr__cel_node *at, bool in_range);
/* What the gaps between such elements are. */
const fr__cel_shape *fr__cel_gap_shape(const fr__cel_shape *element);

/* ---- tests (test.c) ---- */
/* Notes in the program that the node is made of tests, where it is. */
void fr__cel_find_tests(fr__cel_compiler *c, const fr__cel_node *node, fr__cel_program *program);

/* ---- emitting (emit.c) ---- */
fr__cel_program *fr__cel_emit(fr__cel_compiler *c, const fr__cel_node *node); /* null: the status says why */
/* Whether two programs do the same with the same slots. */
bool fr__cel_same_program(const fr__cel_program *a, const fr__cel_program *b, const fr__cel_likeness *likeness);

#endif
