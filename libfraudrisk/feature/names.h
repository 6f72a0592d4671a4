/* SPDX-License-Identifier: Apache-2.0
 *
 * The names that a policy's expressions may use, each with its type and its slot. One table serves the compiler, the
 * code that fills the slots, and the reference in the docs. */
#ifndef FR_FEATURE_NAMES_H
#define FR_FEATURE_NAMES_H

#include "cel/cel.h"

/* Slots of the transfer's own values, of the entry that a fold looks at, and of what a fold finds beside histories.
 * A policy's attributes, features and folds take the slots from FR__SLOT_FREE on. */
enum fr__slot {
  FR__SLOT_TIME = 0,
  FR__SLOT_AMOUNT,
  FR__SLOT_CURRENCY,
  FR__SLOT_CHANNEL,
  FR__SLOT_KIND,
  FR__SLOT_SPEED,
  FR__SLOT_REMARK,
  FR__SLOT_PURPOSE,
  FR__SLOT_BALANCE_BEFORE,
  FR__SLOT_UI_LANGUAGE,
  FR__SLOT_LIMIT,
  FR__SLOT_APPROVED,
  FR__SLOT_APPROVAL_GAP,
  FR__SLOT_PAYROLL,
  FR__SLOT_ON_CALL,
  FR__SLOT_CALLER,
  FR__SLOT_SCREEN_SHARED,
  FR__SLOT_REMOTE_CONTROL,
  FR__SLOT_DEVICE_AGE,
  FR__SLOT_SIM_AGE,
  FR__SLOT_CREDENTIAL_AGE,
  FR__SLOT_MEETING_APP,
  FR__SLOT_GEO_JUMP,
  FR__SLOT_IP_RISKY,
  FR__SLOT_SIDELOADED_APP,
  FR__SLOT_OVERLAY,
  FR__SLOT_HESITATED,
  FR__SLOT_CODE_SHARED,
  FR__SLOT_CALL_FORWARDED,
  FR__SLOT_NFC_RELAY,
  FR__SLOT_TAMPERED,
  FR__SLOT_FACE_VERIFIED,
  FR__SLOT_CONFIRMED_IN_CHINESE,
  FR__SLOT_CARDLESS,
  FR__SLOT_PAYEE_ENTRY,
  FR__SLOT_CALL_AGE,
  FR__SLOT_OPERATOR_AGE,
  FR__SLOT_PHISHING_LINK_AGE,
  FR__SLOT_WARNING_DWELL,
  FR__SLOT_TELLER, /* 41 observations from here */
  FR__SLOT_PAYER_AGE = FR__SLOT_TELLER + 41,
  FR__SLOT_PAYER_OCCUPATION,
  FR__SLOT_PAYER_ACCOUNT_AGE,
  FR__SLOT_PAYER_PARTY_KIND,
  FR__SLOT_PAYER_BANK,
  FR__SLOT_PAYER_FOREIGN,
  FR__SLOT_PAYER_VULNERABLE,
  FR__SLOT_PAYER_REGISTERED_AGE,
  FR__SLOT_PAYER_MULE_SCORE,
  FR__SLOT_PAYER_HOPS_TO_LISTED,
  FR__SLOT_PAYER_SHELL_LIKE,
  FR__SLOT_PAYER_PHONE_SHARED,
  FR__SLOT_PAYEE_AGE,
  FR__SLOT_PAYEE_OCCUPATION,
  FR__SLOT_PAYEE_ACCOUNT_AGE,
  FR__SLOT_PAYEE_PARTY_KIND,
  FR__SLOT_PAYEE_BANK,
  FR__SLOT_PAYEE_FOREIGN,
  FR__SLOT_PAYEE_VULNERABLE,
  FR__SLOT_PAYEE_REGISTERED_AGE,
  FR__SLOT_PAYEE_MULE_SCORE,
  FR__SLOT_PAYEE_HOPS_TO_LISTED,
  FR__SLOT_PAYEE_SHELL_LIKE,
  FR__SLOT_PAYEE_PHONE_SHARED,
  FR__SLOT_NAME_MATCH, /* the rest of one side only */
  FR__SLOT_ADDED_AGE,
  FR__SLOT_ACCOUNT_CHANGED,
  FR__SLOT_THIRD_PARTY,
  FR__SLOT_REGION_UNUSUAL,
  FR__SLOT_TRUSTED_CONTACT,
  FR__SLOT_INPUTS, /* how many of the above: what fr_decide() fills from the transfer */

  /* known only while folding: identities of the parties */
  FR__SLOT_PAYER_KEY = FR__SLOT_INPUTS,
  FR__SLOT_PAYEE_KEY,
  FR__SLOT_TEXT, /* known only while deciding: what remark, purpose and notes say together */

  /* the entry under a fold's eyes */
  FR__SLOT_ENTRY,
  FR__SLOT_ENTRY_TIME = FR__SLOT_ENTRY,
  FR__SLOT_ENTRY_AMOUNT,
  FR__SLOT_ENTRY_PAYER,
  FR__SLOT_ENTRY_PAYEE,
  FR__SLOT_ENTRY_CHANNEL,
  FR__SLOT_ENTRY_KIND,
  FR__SLOT_ENTRY_SPEED,
  FR__SLOT_ENTRY_STATUS,
  FR__SLOT_ENTRY_LABEL,
  FR__SLOT_ENTRY_LABEL_TIME,
  FR__SLOT_ENTRY_CALLER,
  FR__SLOT_ENTRY_DIRECTION,
  FR__SLOT_ENTRY_DURATION,
  FR__SLOT_ENTRY_EVENT,
  FR__SLOT_ENTRY_LEVEL,
  FR__SLOT_ENTRY_RESPONSE,
  FR__SLOT_ENTRY_END,

  /* facts: found beside histories, and sent along in the side's fold block. FR__SIDE_FACTS for each side in the order
   * payer, customer, payee, as enum fr__side_fact has them */
  FR__SLOT_FACTS = FR__SLOT_ENTRY_END,
  FR__SLOT_PAYER_FACTS = FR__SLOT_FACTS,
  FR__SLOT_CUSTOMER_FACTS = FR__SLOT_PAYER_FACTS + 5,
  FR__SLOT_PAYEE_FACTS = FR__SLOT_CUSTOMER_FACTS + 5,
  FR__SLOT_FIRST_TIME = FR__SLOT_PAYEE_FACTS + 5, /* pair.first_time */
  FR__SLOT_TRUST_CAP, /* int, minor units; unknown where there is no trust. Not for expressions */

  FR__SLOT_FREE,
};

/* What is found beside one party's histories. */
enum fr__side_fact {
  FR__FACT_COMPLETE_DAYS, /* payer.complete_days and so on */
  FR__FACT_FIRST_SEEN,
  FR__FACT_LAST_SENT,
  FR__FACT_LAST_RECEIVED,
  FR__FACT_LAST_REPORT,
  FR__SIDE_FACTS
};
enum { FR__FACTS = FR__SLOT_FREE - FR__SLOT_FACTS };
_Static_assert(FR__SLOT_PAYEE_FACTS - FR__SLOT_CUSTOMER_FACTS == (int)FR__SIDE_FACTS, "the slots of a side's facts");

/* Where a sequence comes from: the slot of its symbol. */
enum fr__source {
  FR__PAYER_SENT = 1,
  FR__PAYER_RECEIVED,
  FR__PAYER_ATTEMPTS,
  FR__PAYER_LISTS,
  FR__PAIR_SENT,
  FR__PAIR_RECEIVED,
  FR__PAIR_ATTEMPTS,
  FR__CUSTOMER_SENT,
  FR__CUSTOMER_RECEIVED,
  FR__CUSTOMER_ATTEMPTS,
  FR__CUSTOMER_CONTACTS,
  FR__CUSTOMER_EVENTS,
  FR__CUSTOMER_LISTS,
  FR__PAYEE_SENT,
  FR__PAYEE_RECEIVED,
  FR__PAYEE_ATTEMPTS,
  FR__PAYEE_LISTS,
  FR__PAYER_MONTHS, /* behind the others, though their sides alternate */
  FR__CUSTOMER_MONTHS,
  FR__PAYEE_MONTHS,
  FR__SOURCE_END,
};
/* Whose profile a source reads: FR_SIDE_PAYER, FR_SIDE_CUSTOMER or FR_SIDE_PAYEE. */
uint32_t fr__source_side(uint32_t source);
bool fr__source_is_list(uint32_t source);
static inline bool fr__source_is_months(uint32_t source) { return source >= FR__PAYER_MONTHS; }

/* The fixed names, sorted. */
const fr__cel_symbol *fr__names(uint32_t *count);

/* Values of enumerations as expressions see them; index 0 is "unknown" and never shown. */
enum fr__enumeration {
  FR__ENUM_CHANNEL,
  FR__ENUM_KIND,
  FR__ENUM_SPEED,
  FR__ENUM_CALLER,
  FR__ENUM_PARTY_KIND,
  FR__ENUM_OCCUPATION,
  FR__ENUM_NAME_MATCH,
  FR__ENUM_STATUS,
  FR__ENUM_LABEL,
  FR__ENUM_DIRECTION,
  FR__ENUM_EVENT,
  FR__ENUM_RESPONSE,
  FR__ENUM_PAYEE_ENTRY,
  FR__ENUMS,
};
/* The value with this number as a string; unknown for 0 and for numbers past the end. */
fr__cel_value fr__enum_value(enum fr__enumeration enumeration, uint32_t number);
/* Whose values these names of a type are; FR__ENUMS where they are no enumeration's. */
enum fr__enumeration fr__enumeration_of(const char *const *names);

#endif
