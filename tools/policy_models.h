/* SPDX-License-Identifier: Apache-2.0
 *
 * `models:` of a policy: each from a file of its own, with what the policy says about it. */
#ifndef TOOLS_POLICY_MODELS_H
#define TOOLS_POLICY_MODELS_H

#include "model/model.h"

/* A model as it will stand in the bundle: the file's parts, with the policy's own steps and constraints. */
typedef struct policy_model {
  fr__model_parts parts;
  const char **features; /* by input */
  bool good;             /* else it was told what is wrong */
} policy_model;

#endif
