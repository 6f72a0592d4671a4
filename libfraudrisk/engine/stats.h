/* SPDX-License-Identifier: Apache-2.0
 *
 * What the struct and the text of statistics share. */
#ifndef FR_ENGINE_STATS_H
#define FR_ENGINE_STATS_H

#include "fraudrisk/stats.h"

/* fr_stats_read() into a struct of this library's own size. FR_BAD_TIME, FR_BAD_ARGUMENT. */
fr_status fr__stats_read(fr_engine *engine, fr_journal *journal, int64_t now_us, fr_stats *stats);

#endif
