/* SPDX-License-Identifier: Apache-2.0
 *
 * Two policies are of kin where they ask the same of the histories and of the transfer: then what one found holds for
 * the other, and a backtest finds it once. Such are a policy and the same with other points, thresholds, or some other
 * rules. */
#ifndef TOOLS_KIN_H
#define TOOLS_KIN_H

#include "policy/policy.h"

/* For each rule of `second` the rule of `first` with the same condition, or FR__NO_RULE. Null where they are not of
 * kin, or memory is out: then each works for itself. Free it. */
uint16_t *kin_find(const fr_policy *first, const fr_policy *second);

#endif
