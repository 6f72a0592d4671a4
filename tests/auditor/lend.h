/* SPDX-License-Identifier: Apache-2.0
 *
 * A deal of the model, put into the structs of the public headers. */
#ifndef TESTS_AUDITOR_LEND_H
#define TESTS_AUDITOR_LEND_H

#include "world.h"

#define NAME_BYTES 72

typedef struct lent {
  fr_transfer transfer;
  fr_session session;
  fr_teller teller;
  fr_party payer_party;
  fr_party payee_party;
  char id[NAME_BYTES];
  char payer[NAME_BYTES];
  char payee[NAME_BYTES];
  char payer_customer[NAME_BYTES];
  char payee_customer[NAME_BYTES];
} lent;

/* How many accounts there are; parties from there on are customers. */
void lend_accounts(uint32_t accounts);
uint32_t lend_account_count(void);
/* Accounts and customers share their names on purpose: they are different parties all the same. */
void lend_name(char out[NAME_BYTES], uint32_t party);
void lend_transfer(lent *l, const deal *d);
/* An event about a transfer. The texts lie in `l`. */
void lend_outcome(lent *l, fr_event *event, const deal *d, uint32_t kind, int64_t time_us);

/* Random numbers that are the same everywhere. */
uint64_t lend_random(uint64_t *state);
uint32_t lend_below(uint64_t *state, uint32_t bound);

#endif
