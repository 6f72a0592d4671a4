/* SPDX-License-Identifier: Apache-2.0
 *
 * Models in the forms that other programs write. Each reader gives parts with the right shape; whether they hang
 * together is asked of fr__model_check(). What is refused has a sentence in `why` that does not name the file. */
#ifndef TOOLS_MODEL_FORMS_H
#define TOOLS_MODEL_FORMS_H

#include "model/model.h"
#include "model_value.h"

/* `document` may go afterwards: what is needed of it is copied into the arena. */
bool model_xgboost_read(const value *document, fr__arena *arena, fr__model_parts *parts, char *why);
/* The texts may be written into, and the names of inputs stay in them. A zero byte stands behind the last. */
bool model_lightgbm_read(char *text, fr__arena *arena, fr__model_parts *parts, char *why);
bool model_card_read(char *text, fr__arena *arena, fr__model_parts *parts, char *why);

/* Fills `why` and is false. */
__attribute__((format(printf, 2, 3))) bool model_refuse(char *why, const char *format, ...);
/* Zeroed memory for so many, and one more; null and told when it is out. */
void *model_take(fr__arena *arena, size_t count, size_t size, char *why);

#endif
