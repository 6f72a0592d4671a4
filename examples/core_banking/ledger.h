/* SPDX-License-Identifier: Apache-2.0
 *
 * A small ledger: accounts with their money, payments with their state, and one file that only grows. A bank has a
 * database here. What matters for the rest is the order of things: a record is on the disk before anybody acts on it,
 * and a restart reads the records again and knows all that was promised. */
#ifndef LEDGER_H
#define LEDGER_H

#include <stdbool.h>
#include <stdint.h>
#include "../common/figures.h"

enum { NAME_BYTES = 64, REMARK_BYTES = 256, TEXT_BYTES = 768 };

/* Ends the text of a HELD record whose payment nobody may release. */
#define HOLD_MUST_NOT_GO "; it must not go"

/* What can be written down. `about_payment` records name a payment that was ordered before. */
typedef enum kind {
  OPENED,    /* an account, with its first money */
  CALLED,    /* somebody spoke with the customer on the phone */
  CHANGED,   /* the customer's passwords (credential_reset) or SIM (sim_changed), as the text says */
  LISTED,    /* the account is on a list of the police or the bank, which the text names */
  ORDERED,   /* a payment; the text says what was decided of it, and by which policy */
  ASKED,     /* the customer was warned and asked whether he means it */
  CONTINUED, /* he does */
  STOPPED,   /* he does not */
  DELAYED,   /* the money is set aside for a waiting period that all such payments have */
  HELD,      /* the money is set aside and goes nowhere: the bank doubts */
  RELEASED,  /* a member of staff, or the end of the ATM's 24 hours, lets it go */
  SETTLED,   /* the money is with the payee */
  CANCELLED, /* the customer took it back, or nobody answered in time */
  RETURNED,  /* the payee's bank sent it back */
  REPORTED,  /* days later: it was a scam */
  CLEARED,   /* looked into: it was honest */
  KINDS
} kind;
extern const char *const kind_names[KINDS]; /* "opened", "called", … */

typedef struct record {
  int64_t time_us; /* when it happened, UTC */
  kind kind;
  char id[NAME_BYTES + 1]; /* of the payment; unique for each payer, chosen by whoever orders it */
  char payer[NAME_BYTES + 1], payee[NAME_BYTES + 1];
  int64_t amount_minor;
  char channel[16];
  char text[TEXT_BYTES]; /* a customer's name, a caller, a remark, a decision: what the kind needs */
} record;

typedef struct account {
  char number[NAME_BYTES + 1], customer[NAME_BYTES + 1];
  int64_t balance_minor; /* booked */
  int64_t held_minor;    /* of it set aside for payments that wait */
} account;

typedef struct payment {
  record order;
  kind state; /* ORDERED, ASKED, DELAYED, HELD, RELEASED, SETTLED, CANCELLED, RETURNED */
  int64_t hold_until_us;
  bool must_not_go; /* of a held one: the law or an order stops it, and no member of staff may release it */
  char at_expiry;   /* of a held one, when its time is over: 'g'oes, 'w'aits for a person, 'i's cancelled */
} payment;

typedef struct ledger {
  int file; /* descriptor; opened to append */
  account *accounts;
  payment *payments;
  uint32_t account_count, payment_count;
} ledger;

/* The money is set aside, for whatever cause. */
static inline bool ledger_waits(kind state) { return state == DELAYED || state == HELD; }

/* Opens the file, and hands every record in it to `seen` after it was applied. False after saying why not. */
typedef bool ledger_seen(void *whose, const record *of);
bool ledger_open(ledger *books, const char *path, ledger_seen *seen, void *whose);
void ledger_close(ledger *books);

/* Writes a record through to the disk, then applies it. False when the disk did not take it: then nothing happened. */
bool ledger_write(ledger *books, const record *of);

account *ledger_account(const ledger *books, const char *number);
payment *ledger_payment(const ledger *books, const char *payer, const char *id);

#endif
