/* SPDX-License-Identifier: Apache-2.0
 *
 * From the model's numbers to names and public structs. */
#include "lend.h"

#include <stdio.h>
#include <string.h>

static uint32_t account_count;

void lend_accounts(uint32_t accounts) { account_count = accounts; }
uint32_t lend_account_count(void) { return account_count; }

void lend_name(char out[NAME_BYTES], uint32_t party) {
  uint32_t number = party < account_count ? party : party - account_count;
  if (party == NOBODY)
    out[0] = 0;
  else if (number % 7u == 3u)
    snprintf(out, NAME_BYTES, "%064u", number); /* the longest identifier */
  else if (number % 7u == 5u)
    snprintf(out, NAME_BYTES, "账户%u", number);
  else
    snprintf(out, NAME_BYTES, "P%u", number);
}

static fr_text text_of_party(char out[NAME_BYTES], uint32_t party) {
  lend_name(out, party);
  return fr_text_of(party == NOBODY ? NULL : out);
}

void lend_transfer(lent *l, const deal *d) {
  memset(l, 0, sizeof *l);
  fr_transfer *t = &l->transfer;
  *t = (fr_transfer)FR_TRANSFER_INIT;
  snprintf(l->id, sizeof l->id, "t%u", d->number);
  t->id = fr_text_of(l->id);
  t->time_us = d->time_us;
  t->payer = text_of_party(l->payer, d->payer);
  t->payee = text_of_party(l->payee, d->payee);
  t->amount_minor = d->amount_minor;
  t->channel = d->channel;
  t->kind = d->kind;
  t->speed = d->speed;
  if (d->foreign_currency) {
    memcpy(t->currency, "USD", 4);
    t->base_amount_minor = d->amount_minor;
    t->amount_minor = d->amount_minor / 7;
    t->known |= FR_TRANSFER_HAS_BASE_AMOUNT;
  } else if (d->number % 2u) {
    memcpy(t->currency, "CNY", 4);
  }
  if (d->has_balance) {
    t->balance_before_minor = d->balance_minor;
    t->known |= FR_TRANSFER_HAS_BALANCE_BEFORE;
  }
  if (d->has_session) {
    l->session = (fr_session)FR_SESSION_INIT;
    l->session.on_call = d->on_call;
    l->session.remote_control = d->remote_control;
    t->session = &l->session;
  }
  if (d->has_teller) {
    l->teller = (fr_teller)FR_TELLER_INIT;
    l->teller.seen = d->seen;
    l->teller.ruled_out = d->ruled_out;
    t->teller = &l->teller;
  }
  if (d->has_age || d->payer_customer != NOBODY) {
    l->payer_party = (fr_party)FR_PARTY_INIT;
    l->payer_party.customer = text_of_party(l->payer_customer, d->payer_customer);
    l->payer_party.age = d->age;
    l->payer_party.known = d->has_age ? FR_PARTY_HAS_AGE : 0;
    t->payer_party = &l->payer_party;
  }
  if (d->payee_customer != NOBODY) {
    l->payee_party = (fr_party)FR_PARTY_INIT;
    l->payee_party.customer = text_of_party(l->payee_customer, d->payee_customer);
    t->payee_party = &l->payee_party;
  }
}

void lend_outcome(lent *l, fr_event *event, const deal *d, uint32_t kind, int64_t time_us) {
  *event = (fr_event)FR_EVENT_INIT;
  event->kind = kind;
  event->time_us = time_us;
  snprintf(l->id, sizeof l->id, "t%u", d->number);
  event->transfer_id = fr_text_of(l->id);
  event->payer = text_of_party(l->payer, d->payer);
  event->payee = text_of_party(l->payee, d->payee);
  event->payer_customer = text_of_party(l->payer_customer, d->payer_customer);
  event->payee_customer = text_of_party(l->payee_customer, d->payee_customer);
  event->amount_minor = d->amount_minor;
  event->known = FR_EVENT_HAS_AMOUNT;
}

uint64_t lend_random(uint64_t *state) {
  uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
  z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
  z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
  return z ^ z >> 31;
}

uint32_t lend_below(uint64_t *state, uint32_t bound) { return (uint32_t)((lend_random(state) >> 32) * bound >> 32); }
