/* SPDX-License-Identifier: Apache-2.0
 *
 * The auditor's world: everything that was ever accepted, kept as plain arrays and never thrown away. */
#ifndef TESTS_AUDITOR_WORLD_H
#define TESTS_AUDITOR_WORLD_H

#include <stdint.h>

#include "fraudrisk/fraudrisk.h"

#define HOUR_US INT64_C(3600000000)
#define DAY_US (24 * HOUR_US)
#define NOBODY UINT32_MAX

/* Parties are numbers: accounts first, then customers. */
#define PARTIES_MAX 3200u
#define LIST_NAMES 2u

/* A transfer as the bank gives it, with parties as numbers. NOBODY: not given. */
typedef struct deal {
  uint32_t number; /* its id, unique for each payer */
  uint32_t payer;
  uint32_t payee;
  uint32_t payer_customer;
  uint32_t payee_customer;
  int64_t time_us;
  int64_t amount_minor; /* in the policy's currency */
  uint32_t foreign_currency;
  uint32_t channel;
  uint32_t kind;
  uint32_t speed;
  uint32_t has_balance;
  int64_t balance_minor;
  uint32_t has_age;
  int32_t age;
  uint32_t has_session;
  uint32_t on_call;
  uint32_t remote_control;
  uint32_t has_teller;
  uint64_t seen;
  uint64_t ruled_out;
} deal;

/* One line of a history. Of a contact or event only the lower fields count. */
typedef struct record {
  uint32_t number;
  uint32_t payer;
  uint32_t payee; /* NOBODY for cash */
  uint32_t other; /* the counterparty; NOBODY for cash */
  uint32_t order;
  uint32_t gave_way;  /* to the bound of its list */
  uint32_t forgotten; /* nothing was sent to this payee for 400 days after it: what it said of him no longer counts */
  uint32_t hushed;    /* it had left when its party moved: another one speaks for it of this payee (world_move) */
  int64_t time_us;
  int64_t amount_minor;
  uint32_t has_amount;
  uint32_t channel;
  uint32_t kind;
  uint32_t speed;
  uint32_t status;
  uint32_t mended; /* told, after it had left, that it did not go: its day no longer counts it among what went */
  int64_t status_time_us;
  uint32_t label; /* 0, FR_EVENT_FRAUD_REPORTED or FR_EVENT_CLEARED */
  int64_t label_time_us;
  uint32_t caller;
  uint32_t direction;
  uint32_t level;
} record;

typedef struct history {
  record *records;
  uint32_t begin; /* all before it have left */
  uint32_t count;
  uint32_t capacity;
} history;

enum { SENT, RECEIVED, CONTACTS, EVENTS, HISTORIES, MONTHS = HISTORIES };

typedef struct profile {
  history list[HISTORIES];
  int64_t newest_us;
  int64_t gave_way_us[HISTORIES]; /* the newest entry that gave way to the bound; -1: none did */
  uint32_t used;                  /* something was recorded */
  uint32_t exists;                /* it has a profile, be it an empty one */
  int64_t complete_us;
  int64_t listed_until_us[LIST_NAMES]; /* -1: not listed, 0: without end */
} profile;

typedef struct trust {
  uint32_t payer;
  uint32_t payee;
  int64_t cap_minor;
  int64_t until_us;
} trust;

typedef struct world {
  int64_t offset_us;   /* of the engine's days from UTC */
  int64_t complete_us; /* from when on all is known of whoever has no profile; INT64_MAX: nothing was told yet */
  profile profiles[PARTIES_MAX];
  trust trusts[65536];
  uint32_t trust_count;
  int64_t horizon_us;
  uint32_t outcomes_not_reported;
  uint64_t late_dropped;
  uint64_t gave_way; /* entries, to the bound of their list */
} world;

extern const char *const list_names[LIST_NAMES];

void world_init(world *w, int64_t horizon_us, uint32_t outcomes_not_reported, int64_t complete_us, int32_t offset_s);
void world_free(world *w);

/* Whose histories features of a side read: the payer's customer or, where none is given, the payer's account. */
uint32_t world_customer(const deal *d);

/* Is the record part of the history as it stands: within its party's horizon, and within the bound of its list? */
int world_keeps(const world *w, const profile *p, const record *r);
/* Does the history still hold everything from this time on? */
int world_reaches(const world *w, const profile *p, uint32_t list, int64_t from_us);

/* The live record of a transfer in one list, or null. */
record *world_find(const world *w, uint32_t party, uint32_t list, uint32_t payer, uint32_t number);
/* The record in the payer's own account, whichever list it stands in. */
record *world_own(const world *w, uint32_t payer, uint32_t number);
/* Does a history that this transfer goes into have it, or another one of its id? Each can tell by the other party and
 * the amount. Conflicting is also what only one of them finds so. */
enum { UNSEEN, SEEN, CONFLICTING };
uint32_t world_seen(const world *w, const deal *d);

/* A transfer or event comes to these parties: whoever has none gets a profile. */
void world_visit(world *w, const deal *d);
void world_meet(world *w, uint32_t party, int64_t time_us);
/* Nothing is left of the party but that all is known of it from then on. */
void world_forget(world *w, uint32_t party, int64_t time_us);
/* The party has another identifier now, of the same kind: its history follows. */
void world_move(world *w, uint32_t from, uint32_t to, int64_t time_us);
/* The party is no longer kept. */
void world_evict(world *w, uint32_t party);
int64_t world_complete(const world *w, uint32_t party);

/* Records a transfer with every party that does not have it yet. */
void world_record(world *w, const deal *d, uint32_t status);
/* A status or label event. FR_NOT_FOUND when no party keeps the transfer, FR_CONFLICT when one keeps another. */
fr_status world_outcome(world *w, const deal *d, uint32_t kind, int64_t time_us);
/* The same where the event says when the transfer was made, so that it reaches what has left. */
fr_status world_late_outcome(world *w, const deal *d, uint32_t kind, int64_t time_us);
/* Whether the model can follow such an event: it keeps no more of what has left than the engine does. */
int world_can_mend(const world *w, const deal *d, uint32_t kind, int64_t time_us);
/* Of the good times of a payee that have left the engine keeps one (docs/limits.md). Whether that one is enough: when a
 * return or report of this time is told, when the report of this transfer is cleared. */
int world_can_turn_bad(const world *w, const deal *d, int64_t time_us);
int world_can_clear(const world *w, const deal *d);
/* A contact or personal event. */
void world_append(world *w, uint32_t party, uint32_t list, const record *r);
void world_trust(world *w, uint32_t payer, uint32_t payee, int64_t cap_minor, int64_t until_us);
const trust *world_trusted(const world *w, uint32_t payer, uint32_t payee);

/* Is this the first transfer to the payee, as far as good and bad news go? */
int world_first_time(const world *w, const deal *d);
/* What outlives the history: times, or -1; *ahead: something that has left lies after the transfer. */
enum { FIRST_SEEN, LAST_SENT, LAST_RECEIVED, LAST_REPORT };
int64_t world_past(const world *w, const deal *d, uint32_t party, int what, int *ahead);
/* The largest amount sent in a month (from 1970-01 on), -1: none. */
int64_t world_month(const world *w, const deal *d, uint32_t party, int month);
int world_month_of(const world *w, int64_t time_us);
/* When the day of a time begins, and its number. */
int64_t world_day_begins(const world *w, int64_t time_us);
int64_t world_day(const world *w, int64_t time_us);

/* When good or bad news of this record came, or -1. */
int64_t world_good_us(const world *w, const record *r);
int64_t world_bad_us(const record *r);
/* Has nothing been sent to this payee for 400 days, as the engine counts days? */
int world_is_stale(const world *w, const profile *p, uint32_t payee, int64_t now_us);
/* Puts a record behind the others, whether the history keeps it or not. */
void world_push(profile *p, uint32_t list, const record *r);
/* Nothing is left of the party; from then on all is known of it again. */
void world_begin_again(world *w, profile *p, int64_t from_us);
/* Does an account of it have it on the other side, because another account became this one? A first try that no history
 * knows does not look there, a repeat does. */
int world_crosses(const world *w, const deal *d);
/* Is the record, in this party's history, the transfer itself, which a repeat does not see? A retry that no history
 * knows is a new transfer; a customer's history is asked for it all the same. */
int world_hides(const world *w, const deal *d, uint32_t party, const record *r);

/* Payees of which this party knows something, good or bad, by transfers that have left alone: so many no entry of its
 * history names. */
uint32_t world_count_past(const world *w, uint32_t party);
/* Does an entry of this party's history name this payee? */
int world_names(const world *w, uint32_t party, uint32_t payee);

/* Does the payer's history still show good news of this payee? What is known of it outlives the history. */
int world_shows_good(const world *w, const deal *d);

#endif
