/* SPDX-License-Identifier: Apache-2.0
 *
 * What the bank knows of a transfer when it asks.
 *
 * Caveats first. A zeroed struct means that everything is unknown, and unknown is a value of its own: a rule that
 * needs an unknown value does not fire, and neither scores nor excuses. Numbers that may be 0 (a balance, an age) are
 * known only when their bit is set in `known`; texts are known when their pointer is not null; enumerations have 0 for
 * unknown. Required are: id, time_us, payer, amount_minor, and payee (except for cash).
 *
 * Nothing is kept: identifiers become 128-bit keys under the engine's secret before they reach the state, and the
 * library holds no pointer into these structs after the call.
 *
 * Every struct begins with struct_size; set it with the _INIT macro. A caller compiled against an older or newer header
 * works, or is told by FR_STRUCT_SIZE or FR_STRUCT_TAIL that it uses a field this library does not have.
 *
 * Source: docs/design.md, section 4. */
#ifndef FRAUDRISK_TRANSFER_H
#define FRAUDRISK_TRANSFER_H

#include <stdint.h>

#include "fraudrisk/text.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Yes, no, or not known. @since 0.1 */
#define FR_UNKNOWN 0u
#define FR_NO 1u
#define FR_YES 2u

/* Where the customer is. In expressions: "teller", "atm", … @since 0.1 */
#define FR_CHANNEL_UNKNOWN 0u
#define FR_CHANNEL_TELLER 1u
#define FR_CHANNEL_ATM 2u
#define FR_CHANNEL_ONLINE 3u
#define FR_CHANNEL_MOBILE 4u
#define FR_CHANNEL_QUICK_PAY 5u
#define FR_CHANNEL_OTHER 6u

/* What kind of transfer. Cash has one party only: the account is `payer`, `payee` stays unknown. @since 0.1 */
#define FR_KIND_UNKNOWN 0u
#define FR_KIND_INTERBANK 1u
#define FR_KIND_INTRABANK 2u
#define FR_KIND_OWN_ACCOUNT 3u
#define FR_KIND_CASH_WITHDRAWAL 4u
#define FR_KIND_CASH_DEPOSIT 5u

/* How soon the money is gone. @since 0.1 */
#define FR_SPEED_UNKNOWN 0u
#define FR_SPEED_REAL_TIME 1u
#define FR_SPEED_SAME_DAY 2u
#define FR_SPEED_NEXT_DAY 3u

/* Who is on the phone with the customer, as the bank's app or exchange tells. "unknown" is a caller whose number
 * nobody knows; FR_CALLER_NOT_KNOWN is that the bank does not know. @since 0.1 */
#define FR_CALLER_NOT_KNOWN 0u
#define FR_CALLER_KNOWN 1u
#define FR_CALLER_UNKNOWN 2u
#define FR_CALLER_OVERSEAS 3u
#define FR_CALLER_FLAGGED 4u

/* What a party is. @since 0.1 */
#define FR_PARTY_KIND_UNKNOWN 0u
#define FR_PARTY_KIND_PERSON 1u
#define FR_PARTY_KIND_SELF_EMPLOYED 2u
#define FR_PARTY_KIND_COMPANY 3u
#define FR_PARTY_KIND_WALLET 4u
#define FR_PARTY_KIND_MERCHANT 5u
#define FR_PARTY_KIND_PUBLIC_BODY 6u

/* What the party does for a living; chooses the likely scam and the words more than the points. @since 0.1 */
#define FR_OCCUPATION_UNKNOWN 0u
#define FR_OCCUPATION_STUDENT 1u
#define FR_OCCUPATION_EMPLOYEE 2u
#define FR_OCCUPATION_FINANCE 3u
#define FR_OCCUPATION_OFFICIAL 4u
#define FR_OCCUPATION_SELF_EMPLOYED 5u
#define FR_OCCUPATION_RETIRED 6u
#define FR_OCCUPATION_NOT_WORKING 7u
#define FR_OCCUPATION_OTHER 8u

/* Does the name that the customer gave match the account's? (Confirmation of payee.) @since 0.1 */
#define FR_NAME_MATCH_UNKNOWN 0u
#define FR_NAME_MATCH_MATCH 1u
#define FR_NAME_MATCH_CLOSE 2u
#define FR_NAME_MATCH_NONE 3u
#define FR_NAME_MATCH_NOT_POSSIBLE 4u

/* The digital session, as the app or the ATM sees it. @since 0.1 */
typedef struct fr_session {
  uint32_t struct_size;
  uint32_t known;           /* bits FR_SESSION_HAS_… for the ages below */
  uint32_t on_call;         /* FR_YES while the customer is on a call */
  uint32_t caller;          /* FR_CALLER_… */
  uint32_t screen_shared;   /* FR_YES, FR_NO, FR_UNKNOWN */
  uint32_t remote_control;  /* FR_YES, FR_NO, FR_UNKNOWN */
  int64_t device_age_s;     /* seconds since this device was first seen */
  int64_t sim_age_s;        /* seconds since the SIM was last changed */
  int64_t credential_age_s; /* seconds since password, token or certificate was last changed */
} fr_session;

#define FR_SESSION_HAS_DEVICE_AGE 1u
#define FR_SESSION_HAS_SIM_AGE 2u
#define FR_SESSION_HAS_CREDENTIAL_AGE 4u
#define FR_SESSION_INIT \
  { (uint32_t)sizeof(fr_session), 0, 0, 0, 0, 0, 0, 0, 0 }

/* What the teller saw. A bit set in `seen` means yes, a bit set in `ruled_out` means no, neither means that nobody
 * looked; both at once is FR_BAD_VALUE. @since 0.1 */
typedef struct fr_teller {
  uint32_t struct_size;
  uint32_t reserved; /* 0 */
  uint64_t seen;
  uint64_t ruled_out;
  fr_text notes; /* what the teller wrote down, up to FR_MAX_NOTES_BYTES; damaged bytes are never fatal */
} fr_teller;

#define FR_TELLER_ON_PHONE (UINT64_C(1) << 0)            /* on the phone, a headset, or chatting all the time */
#define FR_TELLER_COACHED (UINT64_C(1) << 1)             /* somebody tells the customer what to say */
#define FR_TELLER_ACCOMPANIED (UINT64_C(1) << 2)         /* a companion whom the customer hardly knows */
#define FR_TELLER_HURRIED (UINT64_C(1) << 3)             /* must be done at once */
#define FR_TELLER_DISTRESSED (UINT64_C(1) << 4)          /* nervous, fearful, crying */
#define FR_TELLER_REFUSES_TO_EXPLAIN (UINT64_C(1) << 5)  /* will not say what the money is for */
#define FR_TELLER_PURPOSE_CHANGED (UINT64_C(1) << 6)     /* told another purpose a moment ago */
#define FR_TELLER_PAYEE_UNKNOWN (UINT64_C(1) << 7)       /* cannot say who the payee is, or has never met him */
#define FR_TELLER_TOLD_TO_KEEP_SECRET (UINT64_C(1) << 8) /* told not to tell family, bank or police */
#define FR_TELLER_HIDES_PHONE (UINT64_C(1) << 9)         /* hides the screen */
#define FR_TELLER_COMPANION_ANSWERS (UINT64_C(1) << 10)  /* the companion answers for the customer */
#define FR_TELLER_IGNORES_LOSS (UINT64_C(1) << 11)       /* accepts a large loss of interest without a word */
#define FR_TELLER_CASH_TO_HAND_OVER (UINT64_C(1) << 12)  /* cash or gold is to be handed or posted to somebody */
#define FR_TELLER_ALL (((UINT64_C(1) << 13) - 1))
#define FR_TELLER_INIT                                \
  {                                                   \
    (uint32_t)sizeof(fr_teller), 0, 0, 0, { 0, 0, 0 } \
  }

/* What the bank knows of one party at this moment. @since 0.1 */
typedef struct fr_party {
  uint32_t struct_size;
  uint32_t known;        /* bits FR_PARTY_HAS_… */
  fr_text customer;      /* the person or firm behind the account; its accounts share one customer profile */
  int32_t age;           /* full years */
  uint32_t occupation;   /* FR_OCCUPATION_… */
  int64_t account_age_s; /* seconds since the account was opened */
  uint32_t party_kind;   /* FR_PARTY_KIND_… */
  uint32_t foreign;      /* FR_YES for a foreigner (as payer) or an account abroad (as payee) */
  uint32_t name_match;   /* FR_NAME_MATCH_…; only of a payee */
  uint32_t vulnerable;   /* FR_YES where the bank itself marked the customer as vulnerable */
  fr_text bank;          /* the bank's code */
} fr_party;

#define FR_PARTY_HAS_AGE 1u
#define FR_PARTY_HAS_ACCOUNT_AGE 2u
#define FR_PARTY_INIT                                                          \
  {                                                                            \
    (uint32_t)sizeof(fr_party), 0, {0, 0, 0}, 0, 0, 0, 0, 0, 0, 0, { 0, 0, 0 } \
  }

/* One attribute that the bank's policy declares (`attributes:`). type says which of the values holds. @since 0.1 */
typedef struct fr_attribute {
  fr_text name;
  uint32_t type;     /* FR_TYPE_BOOL, FR_TYPE_INT, FR_TYPE_DOUBLE or FR_TYPE_STRING */
  uint32_t reserved; /* 0 */
  int64_t integer;   /* bool (0 or 1) and int */
  double number;
  fr_text text;
} fr_attribute;

/* Types of values. @since 0.1 */
#define FR_TYPE_UNKNOWN 0u
#define FR_TYPE_BOOL 1u
#define FR_TYPE_INT 2u
#define FR_TYPE_DOUBLE 3u
#define FR_TYPE_STRING 4u

/* A transfer that is about to be made. @since 0.1 */
typedef struct fr_transfer {
  uint32_t struct_size;
  uint32_t known;               /* bits FR_TRANSFER_HAS_… */
  fr_text id;                   /* unique for each payer; a retry carries the same id */
  int64_t time_us;              /* microseconds UTC since 1970-01-01 */
  fr_text payer;                /* account number */
  fr_text payee;                /* account number; unknown for cash */
  int64_t amount_minor;         /* in minor units (fen, cents) of `currency` */
  int64_t base_amount_minor;    /* the same in the policy's currency; needed when `currency` is another */
  char currency[4];             /* ISO 4217, such as "CNY"; zeroes: the policy's */
  uint32_t channel;             /* FR_CHANNEL_… */
  uint32_t kind;                /* FR_KIND_… */
  uint32_t speed;               /* FR_SPEED_… */
  fr_text remark;               /* what the customer wrote; damaged bytes are never fatal */
  fr_text purpose;              /* what the customer declared */
  int64_t balance_before_minor; /* available balance before the transfer */
  fr_text ui_language;          /* of the screen: "zh", "en", … */
  const fr_session *session;    /* each of these four may be null: then all in it is unknown */
  const fr_teller *teller;
  const fr_party *payer_party;
  const fr_party *payee_party;
  const fr_attribute *attributes; /* the bank's own */
  uint32_t attribute_count;
  uint32_t reserved; /* 0 */
} fr_transfer;

#define FR_TRANSFER_HAS_BALANCE_BEFORE 1u
#define FR_TRANSFER_HAS_BASE_AMOUNT 2u
#define FR_TRANSFER_INIT                                                                                          \
  {                                                                                                               \
    (uint32_t)sizeof(fr_transfer), 0, {0, 0, 0}, 0, {0, 0, 0}, {0, 0, 0}, 0, 0, {0, 0, 0, 0}, 0, 0, 0, {0, 0, 0}, \
        {0, 0, 0}, 0, {0, 0, 0}, 0, 0, 0, 0, 0, 0, 0                                                              \
  }

#ifdef __cplusplus
}
#endif
#endif
