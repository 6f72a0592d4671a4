/* SPDX-License-Identifier: Apache-2.0
 *
 * From a checked transfer to slots: the values that an expression reads of the transfer itself. */
#ifndef FR_FEATURE_INPUTS_H
#define FR_FEATURE_INPUTS_H

#include "event/transfer.h"
#include "feature/names.h"

/* How a policy counts money: major units are minor units divided by 10^digits. */
static inline double fr__major(int64_t minor, double minor_per_major) { return (double)minor / minor_per_major; }

/* Fills the slots named in needed[0 … count-1], each below FR__SLOT_INPUTS. Strings point into the transfer. */
void fr__inputs_fill(const fr__transfer *transfer, double minor_per_major, const char *currency, const uint32_t *needed,
                     uint32_t count, fr__cel_value *slots);

#endif
