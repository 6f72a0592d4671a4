/* SPDX-License-Identifier: Apache-2.0
 *
 * What comes in, checked once. Behind this room nobody meets a null pointer, a struct of another size, a value that its
 * enumeration does not have, or an identifier: identifiers have become keys. */
#ifndef FR_EVENT_TRANSFER_H
#define FR_EVENT_TRANSFER_H

#include "base/base.h"
#include "base/siphash.h"
#include "fraudrisk/event.h"
#include "fraudrisk/transfer.h"

/* Two bytes of GB 18030 are at most three of UTF-8, and four are four. */
enum { FR__MAX_REMARK_UTF8 = FR_MAX_REMARK_BYTES / 2 * 3 };

/* A transfer in this library's own version of the structs. Groups that the caller left out are zero: all unknown. */
typedef struct fr__transfer {
  fr_transfer given; /* pointers to groups are not used behind this room */
  fr_session session;
  fr_teller teller;
  fr_party payer;
  fr_party payee;
  int64_t amount_minor;    /* in the policy's currency */
  bool cash;               /* one party only */
  bool text_damaged;       /* a text holds bad bytes, or its last character was cut */
  fr_text remark, purpose; /* UTF-8; bad bytes were replaced by '?' */
  fr_text notes;           /* as it came, in UTF-8 or GB 18030; a cut last character is left out */
  char repaired[2][FR__MAX_REMARK_UTF8];
} fr__transfer;

/* Whom a transfer concerns, by key: what is left of identifiers once they have been looked at. */
typedef struct fr__parties {
  fr__hash128 payer, payee; /* accounts; zeroes for the payee of cash */
  fr__hash128 customer, payee_customer;
  uint64_t id; /* of the transfer, 48 bits */
  bool has_payee, has_customer, has_payee_customer;
} fr__parties;

/* Checks a transfer and fills *checked. `currency` is the policy's, or null where there is none yet. The error may be
 * null; its field names what is wrong. */
fr_status fr__transfer_check(const fr_transfer *transfer, const char *currency, fr__transfer *checked, fr_error *error);

/* Checks a transfer's amount and time alone, for events. */
fr_status fr__check_amount(int64_t amount_minor, const char *field, fr_error *error);
fr_status fr__check_time(int64_t time_us, const char *field, fr_error *error);
/* The same of when something happened: not 0, and not within 1970. */
fr_status fr__check_moment(int64_t time_us, const char *field, fr_error *error);

/* Checks an event, all that its kind needs, and fills *checked with this library's version of it. Its transfer (of
 * FR_EVENT_TRANSFERRED) is left to fr__transfer_check(). */
fr_status fr__event_check(const fr_event *event, fr_event *checked, fr_error *error);
/* True for the kinds that tell what became of a transfer; *status receives FR_TRANSFER_…, or UINT32_MAX for labels. */
bool fr__event_about_transfer(uint32_t kind, uint32_t *status);

/* ---- keys ---- */

enum { FR__ACCOUNT = 1, FR__CUSTOMER = 2 }; /* as FR_PARTY_… of engine.h */

/* The key of an account or customer (FR__ACCOUNT, FR__CUSTOMER) under the engine's secret. */
fr__hash128 fr__party_key_of(const uint8_t secret[16], uint32_t party_type, fr_text identifier);
/* 48 bits of a transfer's payer and id under the engine's secret: ids need be unique for each payer only, and two
 * payers' transfers may meet in one payee's history. */
uint64_t fr__transfer_id_of(const uint8_t secret[16], fr_text payer, fr_text id);
/* Which transfer this is (id, time, parties, amount), under a policy's digest; and which secret an engine has, without
 * telling it. For fold blocks. */
uint64_t fr__transfer_print(const uint8_t digest[16], const fr_transfer *transfer);
uint64_t fr__secret_print(const uint8_t secret[16]);
/* What a fact about a party is named by: a list, or a trusted payee. */
fr__hash128 fr__list_name(fr_text list);
fr__hash128 fr__trust_name(fr__hash128 payee);

#endif
