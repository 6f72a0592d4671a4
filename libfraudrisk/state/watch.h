/* SPDX-License-Identifier: Apache-2.0 */
#ifndef FR_STATE_WATCH_H
#define FR_STATE_WATCH_H

#include "base/siphash.h"
#include "fraudrisk/watch.h"

/* Whether the set has the party (its key) on the list (fr__list_name) at a time: one or two cache misses. */
bool fr__watch_holds(const fr_watch_lists *lists, fr__hash128 party, fr__hash128 list, int64_t now_us);
/* Whether anybody but the caller has a reference. */
bool fr__watch_is_shared(const fr_watch_lists *lists);
/* Whether its keys were made under this secret. */
bool fr__watch_made_under(const fr_watch_lists *lists, const uint8_t secret[16]);

#endif
