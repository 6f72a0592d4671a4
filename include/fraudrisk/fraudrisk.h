/* SPDX-License-Identifier: Apache-2.0
 *
 * libfraudrisk: before the money moves, answers allow, warn or hold, with the likely scam, the reasons and the words.
 *
 * This header takes in all others. Read them in this order: transfer.h (what goes in), decision.h (what comes out),
 * engine.h (the calls), event.h (what happened afterwards), policy.h, trust.h, watch.h, fold.h, why.h, stats.h,
 * status.h, limits.h; arrow.h for whole tables. */
#ifndef FRAUDRISK_FRAUDRISK_H
#define FRAUDRISK_FRAUDRISK_H

#include "fraudrisk/arrow.h"
#include "fraudrisk/decision.h"
#include "fraudrisk/engine.h"
#include "fraudrisk/event.h"
#include "fraudrisk/fold.h"
#include "fraudrisk/journal.h"
#include "fraudrisk/limits.h"
#include "fraudrisk/policy.h"
#include "fraudrisk/stats.h"
#include "fraudrisk/status.h"
#include "fraudrisk/text.h"
#include "fraudrisk/transfer.h"
#include "fraudrisk/trust.h"
#include "fraudrisk/version.h"
#include "fraudrisk/watch.h"
#include "fraudrisk/why.h"

#endif
