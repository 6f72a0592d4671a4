/* SPDX-License-Identifier: Apache-2.0
 *
 * A few threads call one engine about the same few accounts; what each call answered is written down, with two tickets:
 * one drawn before the call and one after it. A history is explained when its calls can be put into one order, each
 * at one moment between its tickets, in which a model that does one after the other gives the same answers. */
#ifndef TESTS_THREADS_SERIAL_SERIAL_H
#define TESTS_THREADS_SERIAL_SERIAL_H

#include <stdbool.h>
#include <stdint.h>

#include "fraudrisk/fraudrisk.h"

enum { ACCOUNTS = 4, TRANSFERS = 8, THREADS = 4, CALLS = 5, BATCH = 3, POLICIES = 2 };

/* What a decision tells of the histories, a feature and a rule each; names and expressions are in record.c. A
 * transfer's amount is a power of two, so that a sum says which transfers are in it. */
enum seen {
  PAYER_ATTEMPTS,
  PAYER_SENT,
  PAYER_RECEIVED,
  PAYER_HELD,
  PAYER_SETTLED,
  PAYER_NEWEST, /* the one that was recorded last: all have the same time */
  PAYEE_SENT,
  PAYEE_RECEIVED,
  PAYEE_FRAUD,
  PAYEE_NEWEST,
  PAYEE_LISTED,
  CUSTOMER_ATTEMPTS,
  CUSTOMER_RECEIVED,
  CONTACTS,
  SEEN
};

typedef struct transfer {
  uint8_t payer, payee;
  uint8_t id; /* two transfers of one payer may have the same: whichever comes second is a conflict */
} transfer;

enum kind { SCORE, PREVIEW, FOLD, TRANSFERRED, OUTCOME, CONTACT, LISTED, POLICY };

typedef struct answer {
  fr_status status;
  bool repeated;
  uint8_t version; /* of the policy that decided */
  int64_t seen[SEEN];
  const char *oddity; /* null, or how it is at odds with itself */
} answer;

typedef struct call {
  enum kind kind;
  uint8_t count;        /* of a score that is a batch: its transfers; else 1 */
  uint8_t about[BATCH]; /* transfers; or the account of a contact or list */
  uint8_t value;        /* FR_EVENT_… of an outcome or list, status of a transferred one, version of a policy */
  uint8_t minutes;      /* of an outcome: how long after the transfers */
  uint8_t answered;     /* a batch stops at the first that is refused */
  answer answers[BATCH];
  uint64_t began, ended; /* tickets */
} call;

typedef struct history {
  uint64_t seed;
  uint32_t accounts, threads;
  bool customers; /* accounts 0 and 1 are of customer 0, 2 and 3 of customer 1, and every call says so */
  uint32_t calls[THREADS];
  transfer transfers[TRANSFERS];
  call of[THREADS][CALLS];
} history;

static inline uint32_t customer_of(const history *in, uint32_t account) {
  return in->customers ? account / 2 : account;
}
static inline int64_t amount_of(uint32_t number) { return (int64_t)1 << number; } /* yuan */

/* explain.c: whether there is such an order. */
enum verdict { EXPLAINED, UNEXPLAINED, GAVE_UP };
enum verdict explain(const history *happened);

/* record.c: random scripts, and the threads that play them. */
typedef struct recorder recorder;
recorder *recorder_start(void);
void recorder_stop(recorder *self);
void record(recorder *self, uint64_t seed, history *happened);
/* Pairs of calls of different threads that were under way at the same time. */
uint32_t count_overlaps(const history *happened);
void print_history(const history *happened);

#endif
