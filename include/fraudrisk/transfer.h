/* SPDX-License-Identifier: Apache-2.0
 *
 * What the bank knows of a transfer when it asks.
 *
 * Caveats first. A zeroed struct means that everything is unknown, and unknown is a value of its own: a rule that
 * needs an unknown value does not fire, and neither scores nor excuses. Numbers that may be 0 (a balance, an age) are
 * known only when their bit is set in `known`; texts are known when their pointer is not null; enumerations have 0 for
 * unknown. Required are: id, time_us, payer, and payee (except for cash). amount_minor is required too, but 0 is an
 * amount: nothing tells it from one that was forgotten. time_us counts microseconds: what lies in 1970, as milliseconds
 * and seconds of today do, is refused.
 *
 * Truths are FR_YES (2), FR_NO (1) and FR_UNKNOWN (0), and not C's: `true` is 1, and so says NO. Write
 * `condition ? FR_YES : FR_NO`.
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

#include "fraudrisk/export.h"
#include "fraudrisk/text.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Yes, no, or not known; not C's true and false (see above). @since 0.1 */
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
#define FR_NAME_MATCH_OTHER_KIND \
  5u /* it matches, but a person was expected and it is a firm's account, or the reverse */

/* How the payee got into the form. @since 0.1 */
#define FR_PAYEE_ENTRY_UNKNOWN 0u
#define FR_PAYEE_ENTRY_CHOSEN 1u   /* from the customer's own list of payees */
#define FR_PAYEE_ENTRY_TYPED 2u    /* digit by digit, in one go */
#define FR_PAYEE_ENTRY_DICTATED 3u /* typed in groups with pauses, as after somebody's voice */
#define FR_PAYEE_ENTRY_PASTED 4u   /* from a chat or a message */
#define FR_PAYEE_ENTRY_SCANNED 5u  /* from a code */
#define FR_PAYEE_ENTRY_ALIAS 6u    /* a phone number or another name that stands for the account */

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

  /* FR_YES, FR_NO, FR_UNKNOWN each: what the app, the ATM or the operator of the phone network tells */
  uint32_t meeting_app;          /* a meeting app or a rare chat app is in front, or came within a day */
  uint32_t geo_jump;             /* from a place that the customer cannot have reached since the last session */
  uint32_t ip_risky;             /* through a VPN, a hosting centre or an address known from fraud */
  uint32_t sideloaded_app;       /* an app from outside the stores may read the screen or messages */
  uint32_t overlay;              /* something lies over the bank's app */
  uint32_t hesitated;            /* paused before confirming far longer than this customer does */
  uint32_t code_shared;          /* a one-time code was read out or passed on */
  uint32_t call_forwarded;       /* calls to the customer's number go elsewhere */
  uint32_t nfc_relay;            /* a card is held to the phone, as if to relay it */
  uint32_t tampered;             /* an emulator, a rooted phone or a hooked app */
  uint32_t face_verified;        /* the customer's face was checked alive in this session */
  uint32_t confirmed_in_chinese; /* payee, account, amount and "at once" were shown in Chinese and confirmed */
  uint32_t cardless;             /* no card is in the ATM */
  uint32_t payee_entry;          /* FR_PAYEE_ENTRY_… */
  int64_t call_age_s;            /* seconds since the present call began */
  int64_t operator_age_s;        /* of a company: seconds since this person may act for the account */
  int64_t phishing_link_age_s;   /* seconds since a known phishing link was opened */
  int64_t warning_dwell_s;       /* seconds that the last warning stood on the screen */
} fr_session;

#define FR_SESSION_HAS_DEVICE_AGE 1u
#define FR_SESSION_HAS_SIM_AGE 2u
#define FR_SESSION_HAS_CREDENTIAL_AGE 4u
#define FR_SESSION_HAS_CALL_AGE 8u
#define FR_SESSION_HAS_OPERATOR_AGE 16u
#define FR_SESSION_HAS_PHISHING_LINK_AGE 32u
#define FR_SESSION_HAS_WARNING_DWELL 64u
#define FR_SESSION_INIT \
  { (uint32_t)sizeof(fr_session), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/* What the teller saw, or learnt by asking. A bit set in `seen` means yes, a bit set in `ruled_out` means no, neither
 * means that nobody looked; both at once is FR_BAD_VALUE. @since 0.1 */
typedef struct fr_teller {
  uint32_t struct_size;
  uint32_t reserved; /* 0 */
  uint64_t seen;
  uint64_t ruled_out;
  fr_text notes; /* what the teller wrote down, up to FR_MAX_NOTES_BYTES; damaged bytes are never fatal */
} fr_teller;

#define FR_TELLER_ON_PHONE (UINT64_C(1) << 0)             /* on the phone, a headset, or chatting all the time */
#define FR_TELLER_COACHED (UINT64_C(1) << 1)              /* somebody tells the customer what to say */
#define FR_TELLER_ACCOMPANIED (UINT64_C(1) << 2)          /* a companion whom the customer hardly knows */
#define FR_TELLER_HURRIED (UINT64_C(1) << 3)              /* must be done at once */
#define FR_TELLER_DISTRESSED (UINT64_C(1) << 4)           /* nervous, fearful, crying */
#define FR_TELLER_REFUSES_TO_EXPLAIN (UINT64_C(1) << 5)   /* will not say what the money is for */
#define FR_TELLER_PURPOSE_CHANGED (UINT64_C(1) << 6)      /* told another purpose a moment ago */
#define FR_TELLER_PAYEE_UNKNOWN (UINT64_C(1) << 7)        /* cannot say who the payee is, or has never met him */
#define FR_TELLER_TOLD_TO_KEEP_SECRET (UINT64_C(1) << 8)  /* told not to tell family, bank or police */
#define FR_TELLER_HIDES_PHONE (UINT64_C(1) << 9)          /* hides the screen */
#define FR_TELLER_COMPANION_ANSWERS (UINT64_C(1) << 10)   /* the companion answers for the customer */
#define FR_TELLER_IGNORES_LOSS (UINT64_C(1) << 11)        /* accepts a large loss of interest without a word */
#define FR_TELLER_CASH_TO_HAND_OVER (UINT64_C(1) << 12)   /* cash or gold is to be handed or posted to somebody */
#define FR_TELLER_PURPOSE_IMPLAUSIBLE (UINT64_C(1) << 13) /* the purpose does not fit the customer or the payee */
#define FR_TELLER_CASH_NOT_BOOKED (UINT64_C(1) << 14)     /* much cash, neither booked nor at the customer's branch */
#define FR_TELLER_REFUSED_ELSEWHERE (UINT64_C(1) << 15)   /* another branch or bank turned it down today */
#define FR_TELLER_THIRD_PARTY_PAYEE (UINT64_C(1) << 16)   /* the account is not of the person who is to be paid */
#define FR_TELLER_CODE_SHARED (UINT64_C(1) << 17)         /* told somebody a one-time code */
#define FR_TELLER_APP_INSTALLED (UINT64_C(1) << 18)  /* installed an app that somebody sent, or shared the screen */
#define FR_TELLER_MONEY_BORROWED (UINT64_C(1) << 19) /* borrowed, or broke a deposit, for this payment */
#define FR_TELLER_PAYS_TO_RECEIVE                                                                                    \
  (UINT64_C(1) << 20)                                 /* pays first to get a loan, prize, refund, wage or money back \
                                                       */
#define FR_TELLER_TOLD_OF_CASE (UINT64_C(1) << 21)    /* told to be in a case, or to move money for its safety */
#define FR_TELLER_THREATENED (UINT64_C(1) << 22)      /* threatened, with pictures or otherwise */
#define FR_TELLER_PROMISED_PROFIT (UINT64_C(1) << 23) /* promised a profit, or saw small sums paid back */
#define FR_TELLER_PROMISED_REWARD (UINT64_C(1) << 24) /* gets a reward for passing money on or lending the account */
#define FR_TELLER_ACCOUNT_CHANGED (UINT64_C(1) << 25) /* told in a message that the payee's account is another now */
#define FR_TELLER_NOT_VERIFIED (UINT64_C(1) << 26)    /* could not reach the payee on a number known before */
#define FR_TELLER_DOCUMENTS_VERIFIED (UINT64_C(1) << 27) /* contract, invoice or bill seen, and it fits the payee */
#define FR_TELLER_FAMILY_CONFIRMED (UINT64_C(1) << 28)   /* a trusted person, reached independently, knows of it */
#define FR_TELLER_TOLD_OF_CREDIT_RECORD \
  (UINT64_C(1) << 29) /* told that the credit record suffers unless money is moved to be checked */
#define FR_TELLER_TOLD_OF_CLEARING_ACCOUNT \
  (UINT64_C(1) << 30)                                 /* told by a bank or regulator to use a "clearing account" */
#define FR_TELLER_DOES_TASKS (UINT64_C(1) << 31)      /* pays for online tasks, and is to be paid back */
#define FR_TELLER_BETTING_SITE (UINT64_C(1) << 32)    /* a game, lottery or betting site named the account */
#define FR_TELLER_LEFT_PLATFORM (UINT64_C(1) << 33)   /* asked to leave the platform and to pay outside it */
#define FR_TELLER_GOODS_NOT_SEEN (UINT64_C(1) << 34)  /* has not seen the goods with his own eyes */
#define FR_TELLER_PRIZE_FEE_ASKED (UINT64_C(1) << 35) /* pays tax or a fee to get a prize */
#define FR_TELLER_JOB_FEE_ASKED (UINT64_C(1) << 36)   /* pays a deposit or a fee to start work */
#define FR_TELLER_NOT_OWN_ORDER (UINT64_C(1) << 37)   /* it is not the customer who wants this transfer */
#define FR_TELLER_SIGNAL_LOST (UINT64_C(1) << 38)     /* the phone lost its signal all of a sudden */
#define FR_TELLER_NEVER_SEEN (UINT64_C(1) << 39)      /* has neither met the payee nor seen him on video */
#define FR_TELLER_LOAN_FEE_ASKED (UINT64_C(1) << 40)  /* pays before a loan is paid out */
#define FR_TELLER_ALL (((UINT64_C(1) << 41) - 1))
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

  int64_t added_age_s;      /* only of a payee: seconds since this payer entered it among his payees */
  int64_t registered_age_s; /* of a firm: seconds since it was registered */
  int32_t mule_score;       /* 0 to 1,000: the bank's or a consortium's judgement that money is passed on here */
  int32_t hops_to_listed;   /* how far in money, phone or device from a listed account: 1 is next to one */
  /* FR_YES, FR_NO, FR_UNKNOWN each */
  uint32_t shell_like;      /* a firm whose representative or address many firms share, or that looks bought */
  uint32_t phone_shared;    /* the registered phone number is another person's, or of several customers */
  uint32_t account_changed; /* only of a payee: a name paid before, under an account number that is new */
  uint32_t third_party;     /* only of a payee: not the account of the person whom the customer says he pays */
  uint32_t region_unusual;  /* only of a payee: a branch where nobody whom this payer deals with has an account */
  uint32_t trusted_contact; /* only of a payer: named somebody whom the bank may call */
} fr_party;

#define FR_PARTY_HAS_AGE 1u
#define FR_PARTY_HAS_ACCOUNT_AGE 2u
#define FR_PARTY_HAS_ADDED_AGE 4u
#define FR_PARTY_HAS_REGISTERED_AGE 8u
#define FR_PARTY_HAS_MULE_SCORE 16u
#define FR_PARTY_HAS_HOPS_TO_LISTED 32u
#define FR_PARTY_INIT \
  { (uint32_t)sizeof(fr_party), 0, {0, 0, 0}, 0, 0, 0, 0, 0, 0, 0, {0, 0, 0}, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

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
  uint32_t reserved;      /* 0 */
  int64_t limit_minor;    /* the limit that applies: of the channel, or beyond which more checks are due */
  int64_t approval_gap_s; /* of a company: seconds between who entered it and who approved it */
  uint32_t approved;      /* of a company: FR_YES when a second person approved it, FR_NO when nobody did */
  uint32_t payroll;       /* FR_YES for one of a batch of wages or the like to a list that the bank knows */
} fr_transfer;

#define FR_TRANSFER_HAS_BALANCE_BEFORE 1u
#define FR_TRANSFER_HAS_BASE_AMOUNT 2u
#define FR_TRANSFER_HAS_LIMIT 4u
#define FR_TRANSFER_HAS_APPROVAL_GAP 8u
#define FR_TRANSFER_INIT                                                                                          \
  {                                                                                                               \
    (uint32_t)sizeof(fr_transfer), 0, {0, 0, 0}, 0, {0, 0, 0}, {0, 0, 0}, 0, 0, {0, 0, 0, 0}, 0, 0, 0, {0, 0, 0}, \
        {0, 0, 0}, 0, {0, 0, 0}, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0                                                  \
  }

/* How many decimals the minor unit of a currency has, so that 12.34 yuan are 1234: 2 for "CNY", 0 for "JPY", 3 for
 * "KWD", 4 for "CLF" (ISO 4217). Of a code that is not in that list, and of null, 2. Three bytes are read, fewer where
 * there is a zero, so `currency` of a transfer can be given as it is. Any thread. @since 0.1 */
FR_API uint32_t fr_currency_digits(const char *currency);

#ifdef __cplusplus
}
#endif
#endif
