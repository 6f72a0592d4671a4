/* SPDX-License-Identifier: Apache-2.0
 *
 * What happened: to a transfer after it was scored, to a customer between transfers, to a list.
 *
 * A decision never changes the state by itself. The bank says with an event whether a transfer went, was held, was
 * cancelled or came back, and reports fraud days later when it learns of it.
 *
 * Which fields an event needs:
 *
 *   about a transfer    transfer_id, payer, payee (unless cash), amount_minor, time_us of the event
 *     FR_EVENT_SETTLED, DELAYED, HELD, RELEASED, CANCELLED, REFUSED, RETURNED, FRAUD_REPORTED, CLEARED
 *   a transfer that is not scored (a credit, payroll, the past): FR_EVENT_TRANSFERRED with `transfer` and `status`
 *   about a person      customer (or party, an account, where the bank knows no customer)
 *     FR_EVENT_CONTACT          caller, direction, duration_s
 *     FR_EVENT_DEVICE_BOUND, SIM_CHANGED, CREDENTIAL_RESET, LIMIT_RAISED
 *     FR_EVENT_PHONE_CHANGED, WALLET_BOUND, NOTICE_TURNED_OFF, BALANCE_QUERIED
 *     FR_EVENT_DEPOSIT_BROKEN, LOAN_PAID_OUT, FUND_REDEEMED, GOLD_BOUGHT     amount_minor
 *     FR_EVENT_CALLBACK_CONFIRMED, POLICE_CLEARED, FAMILY_CONFIRMED     amount_minor: up to which it was confirmed
 *     FR_EVENT_ALERTED          level 1 to 3
 *     FR_EVENT_RESPONSE         response
 *   about lists         party or customer, list, until_us (0: without end)
 *     FR_EVENT_LISTED, UNLISTED
 *   about a pair        payer, payee, amount_minor (the cap), until_us
 *     FR_EVENT_TRUSTED
 *   about a party's life   customer or party
 *     FR_EVENT_MOVED            `to`, the new identifier, of a customer or of an account as the old one is. What both
 *                               have becomes one; lists and trusts stay with the identifiers that they name, and in
 *                               others' histories the new one is somebody new
 *     FR_EVENT_FORGOTTEN        its history, known payees, lists and trusts go. What stays is its key with the time
 *                               from which it is known again, and a fingerprint of it in the entries of others
 *
 * An event about a transfer finds it in the history. Where it has left the history (too old, or too many came after
 * it), an event that says when the transfer was made (transfer_time_us) still reaches what is left: the day's count and
 * sum, whether the payee is known, and when fraud was last reported. Such an event is not known again when it is sent
 * twice. (Of cash that has left, nothing tells whether it was drawn or paid in: FR_NOT_FOUND.)
 *
 * Source: docs/design.md, sections 4 and 12. */
#ifndef FRAUDRISK_EVENT_H
#define FRAUDRISK_EVENT_H

#include "fraudrisk/transfer.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Kinds. @since 0.1 */
#define FR_EVENT_CONTACT 1u            /* the customer and somebody spoke or wrote to each other */
#define FR_EVENT_SETTLED 2u            /* the money arrived */
#define FR_EVENT_HELD 3u               /* the bank stopped it for now, in doubt */
#define FR_EVENT_RELEASED 4u           /* and let it go on */
#define FR_EVENT_CANCELLED 5u          /* the customer took it back */
#define FR_EVENT_REFUSED 6u            /* the bank turned it down for good */
#define FR_EVENT_RETURNED 7u           /* it arrived and came back */
#define FR_EVENT_TRANSFERRED 8u        /* a transfer that nobody decides: recorded with its status */
#define FR_EVENT_FRAUD_REPORTED 9u     /* a label: it was a scam */
#define FR_EVENT_CLEARED 10u           /* a label: it was honest */
#define FR_EVENT_DEVICE_BOUND 11u      /* a new phone or browser may act for the customer */
#define FR_EVENT_SIM_CHANGED 12u       /* the phone number went to another SIM */
#define FR_EVENT_CREDENTIAL_RESET 13u  /* a password or PIN was set anew */
#define FR_EVENT_LIMIT_RAISED 14u      /* a transfer limit was raised */
#define FR_EVENT_DEPOSIT_BROKEN 15u    /* a time deposit was ended early */
#define FR_EVENT_LOAN_PAID_OUT 16u     /* borrowed money came in */
#define FR_EVENT_ALERTED 17u           /* an anti-fraud centre names the customer as a likely victim */
#define FR_EVENT_LISTED 18u            /* an account is on a named list from now on */
#define FR_EVENT_UNLISTED 19u          /* and no longer, whatever watch lists say (watch.h), until it is listed again */
#define FR_EVENT_TRUSTED 20u           /* this payer may pay this payee, up to an amount, until a time */
#define FR_EVENT_RESPONSE 21u          /* what the customer did when warned */
#define FR_EVENT_MOVED 22u             /* a party has another identifier now: its history follows */
#define FR_EVENT_FORGOTTEN 23u         /* a party is to be forgotten: its history goes */
#define FR_EVENT_PHONE_CHANGED 24u     /* the registered phone number is another one now */
#define FR_EVENT_WALLET_BOUND 25u      /* a wallet or quick-pay service may draw on the account */
#define FR_EVENT_FUND_REDEEMED 26u     /* a fund or wealth product was sold */
#define FR_EVENT_NOTICE_TURNED_OFF 27u /* the customer is no longer told of what leaves his account */
#define FR_EVENT_BALANCE_QUERIED 28u   /* somebody looked how much there is */
#define FR_EVENT_GOLD_BOUGHT 29u       /* physical gold was bought */
#define FR_EVENT_CALLBACK_CONFIRMED                                                                                \
  30u                                 /* the bank called a number known before, and the customer, alone, confirmed \
                                       */
#define FR_EVENT_POLICE_CLEARED 31u   /* an anti-fraud centre found nothing against it */
#define FR_EVENT_FAMILY_CONFIRMED 32u /* a trusted person, reached independently, confirmed */
#define FR_EVENT_DELAYED 33u          /* it waits as all such transfers do (FR_FLAG_DELAYED); nobody doubts it */
#define FR_EVENT_LAST_ 33u            /* the highest kind that this header knows; it grows */

/* Status of a transfer in the history. @since 0.1 */
#define FR_TRANSFER_ATTEMPTED 0u
#define FR_TRANSFER_DELAYED 1u /* a waiting period: no doubt stopped it */
#define FR_TRANSFER_HELD 2u
#define FR_TRANSFER_RELEASED 3u
#define FR_TRANSFER_SETTLED 4u
#define FR_TRANSFER_RETURNED 5u
#define FR_TRANSFER_CANCELLED 6u
#define FR_TRANSFER_REFUSED 7u

/* Which way a contact went. @since 0.1 */
#define FR_DIRECTION_UNKNOWN 0u
#define FR_DIRECTION_INCOMING 1u /* somebody called the customer */
#define FR_DIRECTION_OUTGOING 2u

/* What the customer did when warned. @since 0.1 */
#define FR_RESPONSE_UNKNOWN 0u
#define FR_RESPONSE_STOPPED 1u
#define FR_RESPONSE_CONTINUED 2u
#define FR_RESPONSE_ASKED_FOR_HELP 3u

/* @since 0.1 */
typedef struct fr_event {
  uint32_t struct_size;
  uint32_t kind;       /* FR_EVENT_… */
  uint32_t known;      /* bits FR_EVENT_HAS_… */
  uint32_t sides;      /* FR_SIDE_… that live on this engine; 0: all */
  int64_t time_us;     /* when it happened, microseconds UTC */
  fr_text transfer_id; /* the transfer that it is about */
  fr_text payer;
  fr_text payee;
  fr_text payer_customer; /* as given with the transfer: so that the customers' histories follow */
  fr_text payee_customer;
  int64_t amount_minor;        /* in the policy's currency; about a transfer: what was recorded with it, always */
  fr_text customer;            /* the person that it is about */
  fr_text party;               /* the account that it is about */
  fr_text list;                /* name of the list */
  int64_t until_us;            /* 0: without end */
  int64_t duration_s;          /* of a contact */
  uint32_t caller;             /* FR_CALLER_… */
  uint32_t direction;          /* FR_DIRECTION_… */
  uint32_t level;              /* of an alert: 1 low, 2 medium, 3 high */
  uint32_t response;           /* FR_RESPONSE_… */
  uint32_t status;             /* of FR_EVENT_TRANSFERRED: FR_TRANSFER_…; usually settled */
  uint32_t reserved;           /* 0 */
  const fr_transfer *transfer; /* of FR_EVENT_TRANSFERRED */
  int64_t transfer_time_us;    /* of an event about a transfer: when that was made */
  fr_text to;                  /* of FR_EVENT_MOVED */
} fr_event;

/* Bits of `known`: these fields are given; without its bit a field is unknown. @since 0.1 */
#define FR_EVENT_HAS_AMOUNT 1u
#define FR_EVENT_HAS_DURATION 2u
#define FR_EVENT_HAS_TRANSFER_TIME 4u
#define FR_EVENT_INIT                                                                                            \
  {                                                                                                              \
    (uint32_t)sizeof(fr_event), 0, 0, 0, 0, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}, 0, {0, 0, 0}, \
        {0, 0, 0}, {0, 0, 0}, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, {                                                    \
      0, 0, 0                                                                                                    \
    }                                                                                                            \
  }

#ifdef __cplusplus
}
#endif
#endif
