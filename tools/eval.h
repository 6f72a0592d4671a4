/* SPDX-License-Identifier: Apache-2.0
 *
 * fraudrisk eval: one expression and its variables in, its value out. For learning the language, for trying a part of a
 * policy, and for the public conformance suite. */
#ifndef TOOLS_EVAL_H
#define TOOLS_EVAL_H

#include <jansson.h>

#include "base/arena.h"
#include "cel/cel.h"

/* Values as cel.expr.Value in JSON: {"int64Value": "1"}, {"listValue": {"values": […]}} … */

/* False, with a sentence, where the JSON is no such value, or one that the language has no kind for. Memory: the arena;
 * texts are copied. `construct` names what is not supported, "" where the JSON is wrong. */
typedef struct eval_fault {
  char message[200];
  char construct[40];
} eval_fault;
bool eval_value_read(const json_t *from, fr__arena *arena, fr__cel_value *value, eval_fault *fault);
/* A new reference, or null when memory is out. */
json_t *eval_value_write(const fr__cel_value *value);

/* A type: a name ("int", "list", "map", "string", …), or cel.expr.Type in JSON ({"primitive": "INT64"}). */
bool eval_type_read(const json_t *from, fr__cel_type *type, eval_fault *fault);

/* False, with a sentence, where `vars` or `types` (null: not given) is no object, or a value is not of its declared
 * type. */
bool eval_declared_fit(const json_t *vars, const json_t *types, const fr__cel_symbol *symbols,
                       const fr__cel_value *values, uint32_t count, eval_fault *fault);

/* The answer to one request, as a new reference; never null but when memory is out. */
json_t *eval_answer(const json_t *request);

#endif
