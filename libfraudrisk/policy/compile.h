/* SPDX-License-Identifier: Apache-2.0
 *
 * What the compiler's files share: compile.c (expressions), models.c (their names and inputs) and texts.c (words with
 * values in them). */
#ifndef FR_POLICY_COMPILE_H
#define FR_POLICY_COMPILE_H

#include "policy/policy.h"

typedef struct fr__policy_compiler {
  fr_policy *policy;
  fr_error *error;
  fr__cel_symbol *symbols; /* sorted by name */
  uint32_t symbol_count;
  fr__cel_env env;
  fr__cel_chains chains;
  uint32_t first_feature_slot;
} fr__policy_compiler;

/* Fails at a place in the source, with a sentence: "rule late: …". */
fr_status fr__compile_fail(const fr__policy_compiler *on, const fr__source_text *source, fr_status status,
                           const char *what, const char *name, const char *why);
/* The symbol with this name; null where there is none. */
fr__cel_symbol *fr__compile_symbol(const fr__policy_compiler *on, const char *name);
/* Parses and compiles a source. What is wrong is told at its place in the bank's document. */
fr_status fr__compile_source(fr__policy_compiler *on, const fr__source_text *source, const char *what, const char *name,
                             const fr__cel_program **program, fr__cel_type *type);

/* Names a model's margin and points; `count` symbols are there already, and two for each model are added. */
fr_status fr__models_name(fr__policy_compiler *on, uint32_t *count);
/* Finds the features that models read; those have their types already. */
fr_status fr__models_compile(const fr__policy_compiler *on);
/* The model whose margin or points stand in a slot; null for another slot. */
fr__policy_model *fr__model_in_slot(const fr_policy *policy, uint32_t slot);

/* Compiles reasons, questions and advice; features are compiled already. */
fr_status fr__texts_compile(fr__policy_compiler *on);

#endif
