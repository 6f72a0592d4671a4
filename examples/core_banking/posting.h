/* SPDX-License-Identifier: Apache-2.0
 *
 * The posting path: where the bank asks the library before money moves, and tells it afterwards what became of it.
 *
 * Threads. One engine serves all of them; a context serves one at a time. Here are two contexts, as a bank has one for
 * every thread that posts and one for every thread of the back office. fr_score() allocates nothing, waits for nothing
 * but the histories of the parties at hand, and takes about a microsecond: call it in the posting thread, inside the
 * database transaction or just before it. Loading a policy compiles it and takes milliseconds: do that in a thread that
 * posts nothing; fr_engine_set_policy() is atomic, and nobody waits for it.
 *
 * What to write down. Before the answer leaves the bank: the order with outcome, decision id and policy (ORDERED), and
 * what follows from it (ASKED, HELD, SETTLED). The engine keeps its histories in memory; the ledger is the truth, and
 * after a restart every record of it is told to the engine once more (posting_tell). So a record is written first and
 * told second: a crash between the two loses nothing. */
#ifndef POSTING_H
#define POSTING_H

#include <fraudrisk/fraudrisk.h>

#include "ledger.h"

typedef struct posting {
  fr_engine *engine;
  fr_context *online; /* of the thread that posts */
  fr_context *office; /* of the thread that learns what became of payments */
  ledger *books;
  const char *language; /* of what customers are told */
  uint32_t untold;      /* records that the engine could not take in, for the operator's screen */
} posting;

/* `parties_max` 0 leaves the library's own bound. False after saying why. */
bool posting_open(posting *in, ledger *books, uint64_t parties_max, const char *language);
void posting_close(posting *in);

/* Puts the policy of a bundle in force. False after saying why; then the one before stays in force. */
bool posting_set_policy(posting *in, const char *path);

/* A new order, or a retry of one. */
void posting_pay(posting *in, const record *order);
/* What the customer, the staff or the payee's bank says of a payment: CONTINUED, STOPPED, RELEASED, CANCELLED,
 * RETURNED, REPORTED, CLEARED. */
void posting_follow(posting *in, const record *said);
/* At the end of a hold: each as was promised when it was held. */
void posting_expire(posting *in, int64_t now_us);

/* Tells the engine of a record: at work behind the write, and at a restart for each line of the ledger. */
bool posting_tell(void *in, const record *of);

#endif
