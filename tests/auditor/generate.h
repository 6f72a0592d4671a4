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
/* Of whoever moved since, often the identifier of today: of customers mostly, as the bank should, of accounts now and
 * then, where it makes another transfer of it. */
void generate_today(play *p, deal *d);
/* Another one of the same kind, half of the time one that nobody uses; NOBODY where it is the same. */
uint32_t generate_successor(play *p, uint32_t party);
/* The party has moved: who used it goes on under a new identifier, where nobody used that. */
void generate_moved(play *p, uint32_t from, uint32_t to, int64_t time_us);
/* Nobody has moved yet, and no number is taken. */
void generate_people(play *p);
void generate_circumstances(play *p, deal *d);
uint32_t generate_account(play *p);
/* Who is busy, where the setup has such a one, or his customer: his number, not the identifier. */
uint32_t generate_busy(const play *p, uint32_t customer);
uint32_t generate_customer_of(const play *p, uint32_t account);
/* A time at or before now, sometimes days back. */
int64_t generate_late(play *p);
/* Keeps a deal for later retries and events. */
void generate_keep(play *p, const deal *d);

#endif
