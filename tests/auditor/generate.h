/* SPDX-License-Identifier: Apache-2.0
 *
 * Random transfers, dense enough that histories matter, with ties, edges of windows, late ones and gaps in what is
 * known. */
#ifndef TESTS_AUDITOR_GENERATE_H
#define TESTS_AUDITOR_GENERATE_H

#include "play.h"

/* Time goes on a little, sometimes not at all. */
void generate_step(play *p);
void generate_deal(play *p, deal *d);
/* One that was accepted before, mostly a recent one; null when there is none. */
const deal *generate_earlier(play *p);
/* What a retry may change: time, channel, balance, session. */
void generate_retry(play *p, deal *d);
void generate_circumstances(play *p, deal *d);
uint32_t generate_account(play *p);
uint32_t generate_customer_of(const play *p, uint32_t account);
/* A time at or before now, sometimes days back. */
int64_t generate_late(play *p);
/* Keeps a deal for later retries and events. */
void generate_keep(play *p, const deal *d);

#endif
