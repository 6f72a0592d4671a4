/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of the explanation share. */
#ifndef TOOLS_EXPLANATION_PARTS_H
#define TOOLS_EXPLANATION_PARTS_H

#include "explanation.h"

enum { EXPLANATION_SCRATCH = 1 << 18 };

/* A text in the arena, as printf; "" when memory is out. */
const char *explanation_say(fr__arena *into, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Why an expression came to false or unknown: the smallest parts that decided. */
const char *explanation_why(explanation *of, const expression *one, fr__cel_value value);
/* What a feature lacks. */
const char *explanation_missing(explanation *of, const expression *one);

/* Contributions and the counterfactual; false with a filled error. */
bool explanation_ask_why(explanation *of, const fr_transfer *transfer, const fr_folds *folds, fr_error *error);
/* What the model whose contributions begin at `at` made of the transfer; *next is where those of the next one begin. */
const char *explanation_model(const explanation *of, uint32_t at, const char *language, const char **name,
                              uint32_t *next, fr__arena *into);
const char *explanation_counterfactual(const explanation *of, fr__arena *into);
json_t *explanation_models_json(const explanation *of, const char *language, fr__arena *into);
json_t *explanation_counterfactual_json(const explanation *of);

const char *explanation_expression(const explanation *of, const expression *one, fr__arena *into);
const char *explanation_outcome(uint32_t outcome);
const char *explanation_verdict(enum verdict verdict);

#endif
