/* SPDX-License-Identifier: Apache-2.0
 *
 * The sizes and places that bindings rely on, held at compile time. A field may only be added at the end of a struct,
 * and then the numbers here grow with it. (What comes in is held where it is checked, in event/.) */
#include <stddef.h>

#include "fraudrisk/fraudrisk.h"

#define SIZE(type, bytes) _Static_assert(sizeof(type) == (bytes), #type ": a field may only be added at the end")
#define PLACE(type, field, bytes) _Static_assert(offsetof(type, field) == (bytes), #type "." #field ": must not move")

SIZE(fr_text, 16);
SIZE(fr_attribute, 56);
SIZE(fr_error, 344);
PLACE(fr_error, field, 24);
PLACE(fr_error, message, 88);
SIZE(fr_reason, 56);
SIZE(fr_decision, 2152);
PLACE(fr_decision, score, 8);
PLACE(fr_decision, scam, 48);
PLACE(fr_decision, policy_digest, 112);
PLACE(fr_decision, reasons, 200);
PLACE(fr_decision, values_size, 1096);
PLACE(fr_decision, values, 1104);
PLACE(fr_decision, victim_present, 2128);
PLACE(fr_decision, pure_outcome, 2136);
PLACE(fr_decision, sequence, 2144);
SIZE(fr_engine_options, 96);
PLACE(fr_engine_options, memory_bytes, 32);
SIZE(fr_engine_stats, 304);
SIZE(fr_party_state, 72);
SIZE(fr_stats_outcomes, 24);
SIZE(fr_stats_scam, 72);
SIZE(fr_stats, 5784);
PLACE(fr_stats, flags, 4816);
PLACE(fr_stats, took, 5296);
PLACE(fr_stats, policy_name, 5600);
PLACE(fr_stats, has_journal, 5712);
PLACE(fr_engine_stats, evicted, 128);
PLACE(fr_engine_stats, watch_version, 152);
PLACE(fr_engine_stats, limited_holds, 176);
SIZE(fr_limit_state, 112);
PLACE(fr_limit_state, window_us, 64);
SIZE(fr_watch_lists_info, 48);
SIZE(fr_arrow_options, 24);
SIZE(fr_arrow_name, 32);
SIZE(fr_folds, 32);
SIZE(fr_value, 96);
SIZE(fr_policy_info, 112);
PLACE(fr_policy_info, digest, 24);
SIZE(fr_put_options, 16);
SIZE(fr_signature, 72);
PLACE(fr_policy_info, valid_from_us, 88);
