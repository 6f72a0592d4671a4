/* SPDX-License-Identifier: Apache-2.0
 *
 * What one policy says of one transfer, and on what grounds. */
#ifndef TOOLS_JUDGED_H
#define TOOLS_JUDGED_H

#include "decision/decide.h"

typedef struct judged {
  fr_decision *decision;
  fr__grounds *grounds; /* with room for as many as the policy has rules */
  fr_status status;     /* of a challenger that could not decide; then the two above mean nothing */
} judged;

#endif
