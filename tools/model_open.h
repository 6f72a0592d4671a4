/* SPDX-License-Identifier: Apache-2.0
 *
 * A model out of a file, checked and ready; what is wrong is told on standard error. */
#ifndef TOOLS_MODEL_OPEN_H
#define TOOLS_MODEL_OPEN_H

#include "model/model.h"

typedef struct opened_model {
  fr__arena arena;
  fr__model_parts parts;
  const fr__model *model;
} opened_model;

/* `map` is "NAME=FEATURE,…", or null. Whatever it returns, a model that was not opened needs no model_close(). */
bool model_open(opened_model *into, const char *path, const char *map);
void model_close(opened_model *model);

/* Gives inputs other names. False when the map is wrong, which was told. */
bool model_rename(opened_model *model, const char *path, const char *map);

#endif
