/* SPDX-License-Identifier: Apache-2.0
 *
 * fraudrisk model: what is done with a model before it stands in a policy. */
#ifndef TOOLS_MODEL_OPTIONS_H
#define TOOLS_MODEL_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

typedef enum model_command { MODEL_IMPORT, MODEL_SHOW, MODEL_APPLY, MODEL_CALIBRATE } model_command;

typedef struct model_options {
  const char *path; /* the model; of calibrate: the rows */
  const char *out;
  const char *in;   /* of apply: the rows */
  const char *map;  /* NAME=FEATURE,… */
  const char *keep; /* of apply: columns that are written again */
  bool contributions;
  bool is_quantile; /* of calibrate; else isotonic */
  int32_t points;   /* of calibrate: those of 1 */
} model_options;

/* Exits with status 2 and a sentence when the command line is wrong. */
void model_options_parse(model_command which, int argc, char **argv, model_options *options);

int command_model_import(const model_options *options);
int command_model_show(const model_options *options);
int command_model_apply(const model_options *options);
int command_model_calibrate(const model_options *options);

#endif
