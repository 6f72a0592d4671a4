/* SPDX-License-Identifier: Apache-2.0
 *
 * A simulated bank: its customers, what is due, and the three files. Day by day the ordinary intents of all customers
 * are drawn and sorted; they are carried out in the order of time together with what is due (a scam's next stage, a
 * mule's forwarding, a report), so that every balance is right at every moment. Memory grows with the customers and
 * with the cases that run, not with the rows. */
#ifndef TOOLS_SIMULATE_WORLD_H
#define TOOLS_SIMULATE_WORLD_H

#include "fraudrisk/transfer.h"
#include "output.h"
#include "simulate_parameters.h"

enum { DAY_S = 86400, PAYMENTS_MAX = 64, GANG_ACCOUNTS_MAX = 16, TEXT_BYTES_MAX = 256 };

/* A party in 52 bits: its class, 4 bits about a mule's account, a number of 44 bits. */
typedef uint64_t party;
typedef enum party_sort {
  PARTY_NONE,
  PARTY_CUSTOMER, /* the account of a customer */
  PARTY_PERSON,   /* somebody at another bank */
  PARTY_MERCHANT,
  PARTY_WALLET,
  PARTY_COMPANY,
  PARTY_PUBLIC,
  PARTY_OWN,     /* a customer's account at another bank */
  PARTY_DEPOSIT, /* a customer's time deposit */
  PARTY_LENDER,
  PARTY_MULE /* a mule's account at another bank; the number's last 12 bits are the day of its making */
} party_sort;
enum { MULE_KIND_BITS = 3, MULE_OLD = 4, MULE_YOUNG = 8 };

#define PARTY_OF(sort, flags, number) \
  ((party)(sort) << 48 | (party)(flags) << 44 | ((party)(number) & ((UINT64_C(1) << 44) - 1)))
#define PARTY_SORT(p) ((party_sort)((p) >> 48))
#define PARTY_FLAGS(p) ((uint32_t)((p) >> 44 & 15))
#define PARTY_NUMBER(p) ((p) & ((UINT64_C(1) << 44) - 1))

typedef struct person {
  int64_t balance, deposit, income;
  int32_t opened_day;
  int32_t device_minute, credential_minute, sim_minute; /* since when, in minutes since 1970 */
  uint8_t group, age, is_foreign, is_vulnerable;
  uint8_t is_busy; /* in a case or story, or a mule */
} person;

/* What a bank can know of a party, if it knows it. */
typedef struct facts {
  int64_t age, account_days; /* -1: it has none */
  uint32_t party_kind, bank; /* bank 0 is this one */
  party customer;            /* PARTY_NONE: not one of this bank's */
} facts;

/* A scam or story that is under way. */
typedef struct settled_payment {
  uint64_t transfer;
  int64_t time_s, amount;
  party to;
} settled_payment;

typedef struct running {
  uint32_t customer, story, gang, number;
  uint32_t stage, done;       /* how often the stage was done */
  uint8_t counts[STAGES_MAX]; /* how often each will be done */
  bool is_coached, tells, is_disguised, is_english, will_report;
  int64_t arrived, last, first;
  int32_t device_minute; /* of the criminal's device; 0: the customer's own */
  party to;
  settled_payment *payments;
  uint32_t payment_count;
} running;

typedef struct gang_account {
  party to;
  int64_t until_s;
  uint32_t uses, kind;
} gang_account;
typedef struct gang_book {
  gang_account accounts[GANG_ACCOUNTS_MAX];
} gang_book;

/* What happens later. */
typedef enum due_kind {
  DUE_STAGE,   /* `number`: the case */
  DUE_SETTLED, /* of a transfer */
  DUE_RETURNED,
  DUE_REPORTED, /* of a transfer */
  DUE_CLEARED,
  DUE_CASE_REPORT, /* `number`: the case, which ends with it */
  DUE_FORWARD,     /* `number`: the mule; `transfer`: the gang; `layer` */
  DUE_FOREIGN,     /* money of another bank's victim reaches a mule */
  DUE_RETIRED,     /* a mule's time is over */
  DUE_LISTED,
  DUE_UNLISTED,
  DUE_ALERT,
  DUE_CONTACT /* a call ends: `layer` is the caller, `amount` the minutes */
} due_kind;
typedef struct due {
  int64_t time_s;
  uint64_t order; /* among those of the same second */
  due_kind kind;
  uint32_t number, layer;
  party to;
  int64_t amount, made_s; /* when the transfer was made */
  uint64_t transfer;
} due;

typedef struct intent {
  uint32_t second, customer;
  party to;
  int64_t amount;
  uint16_t activity;
  uint8_t channel;
} intent;

/* A transfer on its way into the file. */
typedef enum payment_label { LABEL_HONEST, LABEL_SCAM, LABEL_MULE } payment_label;
typedef struct payment {
  int64_t time_s, amount;
  uint32_t customer, channel;
  party to; /* PARTY_NONE: cash */
  const char *remark, *purpose;
  payment_label label;
  const running *from; /* null: ordinary life */
  const char *story;   /* for the truth */
  uint32_t gang, layer;
} payment;

/* What was written, by scam or story. */
typedef struct tally {
  uint64_t cases, payments;
  int64_t amount;
} tally;

typedef struct simulation {
  const parameters *set;
  uint64_t seed;
  uint32_t customer_count, gang_count;
  int64_t days, end_s;
  uint64_t base_rate_ppm;
  bool writes_settled;
  /* the day */
  int64_t day, day_start_s; /* the day since 1970, and its start in UTC */
  uint32_t month, day_of_month, weekday;
  uint64_t rates[ACTIVITIES_MAX]; /* of today, in 2^-32 */
  intent *intents, *sorted;
  uint32_t intent_count, intent_capacity;
  uint32_t pay_count; /* of the intents: those that become transfers */
  uint32_t *counts;   /* by second */
  /* the world */
  person *people;
  gang_book *gangs;
  running **cases;
  uint32_t case_count, case_capacity, free_count, *free_cases;
  due *heap;
  uint32_t heap_count, heap_capacity;
  uint64_t order;
  stream chance;
  int64_t planned; /* scam payments that were begun */
  uint32_t case_number, mule_number;
  bool out_of_memory;
  /* the files */
  char paths[3][512];
  output transfers, events, truth;
  uint64_t transfer_count, event_count, skipped_count, label_counts[3];
  tally tallies[STORIES_MAX], mules, ordinary;
  int64_t date_day; /* of `date`: most rows are of one day */
  char date[16];
} simulation;

/* ---- simulate_people.c ---- */

bool people_make(simulation *in);
/* Does the bank know this of these: the same answer always. */
bool world_knows(const simulation *in, uint64_t about, uint64_t which, int64_t percent);
facts party_facts(const simulation *in, party of);
/* Who stands in a place of a customer's life. */
party party_choose(const simulation *in, uint32_t class, uint32_t customer, uint64_t place);
/* A person's place among ages: to 25, to 40, to 59, above. */
uint32_t age_band(const person *one);

/* ---- simulate_life.c ---- */

/* Draws and sorts what all customers mean to do today. */
bool life_draw_day(simulation *in);
void life_carry_out(simulation *in, const intent *one);
int64_t life_usual_amount(const simulation *in, uint32_t activity, uint32_t customer);
/* A second of the day. */
uint32_t clock_draw(const clock_hours *clock, stream *by);
/* Of the day, in local time: a branch pays from nine to five. */
bool counter_is_open(uint32_t second);
const char *text_draw(const simulation *in, uint32_t set, stream *by);

/* ---- simulate_cases.c ---- */

bool cases_begin_day(simulation *in);
void case_advance(simulation *in, uint32_t place, int64_t time_s);
void case_report(simulation *in, uint32_t place, int64_t time_s);

/* ---- simulate_mules.c ---- */

party gang_account_for(simulation *in, uint32_t gang, const uint32_t *kinds, int64_t time_s);
void mule_received(simulation *in, uint32_t mule, uint32_t gang, uint32_t layer, int64_t amount, int64_t time_s);
void mule_forward(simulation *in, const due *what);
void mule_foreign(simulation *in, const due *what);

/* ---- simulate_ledger.c ---- */

/* False when the balance is too small: then nothing was written. The transfer's number is *transfer. */
bool ledger_pay(simulation *in, const payment *one, uint64_t *transfer);
/* Money that comes in, which nobody scores. */
void ledger_credit(simulation *in, uint32_t customer, party from, int64_t amount, int64_t time_s);
/* A call that begins now. Only when it has ended does anybody know how long it was. */
void contact_begin(simulation *in, uint32_t customer, uint32_t caller, int64_t minutes, int64_t time_s);
void due_add(simulation *in, due what);
void due_carry_out(simulation *in, int64_t until_s);

/* ---- simulate_rows.c ---- */

bool rows_open(simulation *in, const char *folder);
bool rows_close(simulation *in);
void row_transfer(simulation *in, const payment *one, uint64_t number, const facts *payee, uint32_t speed);
void row_about_transfer(simulation *in, const char *event, const due *what);
void row_credit(simulation *in, uint32_t customer, party from, int64_t amount, int64_t time_s);
/* `amount` below 0: none. */
void row_personal(simulation *in, const char *event, uint32_t customer, int64_t amount, int64_t time_s);
void row_contact(simulation *in, const due *what);
void row_alert(simulation *in, uint32_t customer, uint32_t level, int64_t time_s);
void row_listed(simulation *in, const char *event, const due *what);

/* ---- simulate_notes.c ---- */

bool notes_write(const simulation *in, const char *folder);
void notes_tell(const simulation *in);

#endif
