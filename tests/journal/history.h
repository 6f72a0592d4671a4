/* SPDX-License-Identifier: Apache-2.0
 *
 * Random histories of a small bank, told to an engine with a journal; and the whole of an engine's state as bytes, so
 * that two engines can be compared. */
#ifndef TESTS_JOURNAL_HISTORY_H
#define TESTS_JOURNAL_HISTORY_H

#include <dirent.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "engine/journal.h"
#include "support/world.h"

/* ---- a place for a journal ---- */

typedef struct place {
  char directory[64];
} place;

static inline place place_make(void) {
  place made;
  snprintf(made.directory, sizeof made.directory, "%s/fr-journal-XXXXXX",
           access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
  if (mkdtemp(made.directory) == NULL) abort();
  return made;
}

static inline void place_each(const place *in, void (*each)(const char *path, void *argument), void *argument) {
  DIR *directory = opendir(in->directory);
  if (directory == NULL) return;
  for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
    char path[400];
    if (entry->d_name[0] == '.') continue;
    snprintf(path, sizeof path, "%s/%s", in->directory, entry->d_name);
    each(path, argument);
  }
  closedir(directory);
}

static inline void place_unlink(const char *path, void *argument) {
  const char *with = argument;
  if (with == NULL || strstr(path, with) != NULL) unlink(path);
}
/* Files whose name has this in it; null: all. */
static inline void place_remove(const place *in, const char *with) {
  place_each(in, place_unlink, (void *)(uintptr_t)with);
}
static inline void place_clear(const place *in) {
  place_remove(in, NULL);
  rmdir(in->directory);
}

/* ---- an engine with a journal ---- */

static const uint8_t history_sealing_key[32] = "a key for what is sealed, 32 b.";

typedef struct bank {
  fr_engine *engine;
  fr_journal *journal;
  fr_policy *policy;
  fr_error error;
} bank;

static inline fr_journal_options history_journal_options(const place *at) {
  fr_journal_options options = FR_JOURNAL_OPTIONS_INIT;
  options.directory = at->directory;
  options.segment_bytes = 1 << 20;
  options.sealing_key = history_sealing_key;
  options.now_us = NOON;
  return options;
}

/* Options of the journal that a test may change before it opens a bank. */
static fr_journal_options history_journal;
static fr_trust *history_trust; /* of engines that are opened; null: none */

/* Recovers what the place has. With a policy it is put in force; without, whatever the records say. */
static inline fr_status bank_open(bank *made, const place *at, const fr_engine_options *options,
                                  const bundle_policy *policy, fr_journal_recovery *recovery) {
  *made = (bank){.error = FR_ERROR_INIT};
  fr_journal_options journal = history_journal_options(at);
  journal.mode = history_journal.mode;
  journal.when_full = history_journal.when_full;
  journal.calls_do_not_wait = history_journal.calls_do_not_wait;
  if (history_journal.segment_bytes != 0) journal.segment_bytes = history_journal.segment_bytes;
  fr_status status = fr_engine_create(options, &made->engine, &made->error);
  if (status == FR_OK && history_trust != NULL) status = fr_engine_set_trust(made->engine, history_trust, &made->error);
  if (status == FR_OK) status = fr_journal_open(made->engine, &journal, &made->journal, &made->error);
  if (status == FR_OK) status = fr_journal_recover(made->journal, recovery, &made->error);
  if (status == FR_OK && policy != NULL) {
    made->policy = bundle_load(policy);
    status = fr_engine_set_policy(made->engine, made->policy, &made->error);
  }
  if (status == FR_OK) status = fr_engine_set_journal(made->engine, made->journal, &made->error);
  if (status != FR_OK) fprintf(stderr, "%s: %s\n", fr_status_name(status), made->error.message);
  return status;
}

static inline fr_status bank_close(bank *in) {
  const fr_status status = fr_journal_close(in->journal);
  fr_engine_destroy(in->engine);
  fr_policy_release(in->policy);
  *in = (bank){0};
  return status;
}

/* ---- the whole state, as bytes ---- */

typedef struct dumped {
  fr__party_key key;
  uint32_t size;
  uint8_t *bytes;
} dumped;

typedef struct dump {
  dumped *profiles;
  uint32_t count, room;
  uint8_t *facts; /* 48 bytes each, sorted */
  uint32_t fact_count;
  int64_t complete_us, newest_us;
} dump;

static inline void dump_nothing(void *argument, uint32_t part) { (void)argument, (void)part; }
static inline void dump_profile(void *argument, const fr__profile *profile) {
  dump *into = argument;
  if (into->count == into->room) {
    into->room = into->room == 0 ? 1024 : 2 * into->room;
    into->profiles = realloc(into->profiles, into->room * sizeof *into->profiles);
  }
  dumped *one = &into->profiles[into->count++];
  *one = (dumped){profile->key, fr__profile_size(profile), malloc(fr__profile_size(profile))};
  memcpy(one->bytes, profile, one->size);
  memcpy(one->bytes + offsetof(fr__profile, bytes), &one->size, sizeof one->size);
}
static inline void dump_fact(void *argument, fr__party_key party, fr__hash128 name, const fr__fact *fact) {
  dump *into = argument;
  const uint64_t words[6] = {
      party.low, party.high, name.low, name.high, (uint64_t)fact->until_us, (uint64_t)fact->amount};
  into->facts = realloc(into->facts, 48 * ((size_t)into->fact_count + 1));
  memcpy(into->facts + 48 * (size_t)into->fact_count++, words, 48);
}
static inline int dump_compare(const void *a, const void *b) { return memcmp(a, b, sizeof(fr__party_key)); }
static inline int dump_compare_facts(const void *a, const void *b) { return memcmp(a, b, 48); }

static inline dump dump_of(fr_engine *engine) {
  dump made = {0};
  const fr__walker walker = {dump_nothing, dump_profile, &made};
  fr__store *store = engine->store;
  for (uint32_t part = 0; part < store->operations->parts; part++) store->operations->walk(store, part, &walker);
  fr__facts_each(engine->facts, dump_fact, &made);
  if (made.count != 0) qsort(made.profiles, made.count, sizeof *made.profiles, dump_compare);
  if (made.fact_count != 0) qsort(made.facts, made.fact_count, 48, dump_compare_facts);
  made.complete_us = fr__store_complete_from(store);
  made.newest_us = fr__engine_newest(engine);
  return made;
}
static inline void dump_free(dump *in) {
  for (uint32_t i = 0; i < in->count; i++) free(in->profiles[i].bytes);
  free(in->profiles);
  free(in->facts);
  *in = (dump){0};
}

/* Says on stderr where they differ first. */
static inline bool dump_same(const dump *a, const dump *b) {
  if (a->complete_us != b->complete_us || a->newest_us != b->newest_us) {
    fprintf(stderr, "complete %lld, %lld; newest %lld, %lld\n", (long long)a->complete_us, (long long)b->complete_us,
            (long long)a->newest_us, (long long)b->newest_us);
    return false;
  }
  if (a->fact_count != b->fact_count ||
      (a->fact_count != 0 && memcmp(a->facts, b->facts, 48 * (size_t)a->fact_count) != 0)) {
    fprintf(stderr, "facts differ: %u and %u\n", a->fact_count, b->fact_count);
    return false;
  }
  uint32_t different = a->count != b->count;
  if (different) fprintf(stderr, "%u and %u profiles\n", a->count, b->count);
  for (uint32_t i = 0, j = 0; i < a->count && j < b->count && different < 3; i++, j++) {
    const dumped *x = &a->profiles[i], *y = &b->profiles[j];
    if (!fr__key_equal(x->key, y->key)) {
      fprintf(stderr, "profile %u has another key\n", i);
      return false;
    }
    if (x->size == y->size && memcmp(x->bytes, y->bytes, x->size) == 0) continue;
    uint32_t at = 0;
    while (at < x->size && at < y->size && x->bytes[at] == y->bytes[at]) at++;
    fprintf(stderr, "profile %u of %u and %u bytes differs at byte %u\n", i, x->size, y->size, at);
    different++;
  }
  return different == 0;
}

/* ---- a policy that asks a lot ---- */

static const bundle_policy history_policy = {
    .attributes = "[['risk', 3], ['branch', 4]]",
    .phrases = "[['safe', ['safe account']]]",
    .features = {{"first", "pair.first_time"},
                 {"sent", "payer.sent.within(duration('24h')).map(t, t.amount).sum()"},
                 {"payers", "payee.received.map(t, t.payer).distinct().size()"},
                 {"called", "customer.contacts.exists(c, c.caller == 'overseas')"},
                 {"largest", "payer.sent.map(t, t.amount).max()"},
                 {"held", "payer.attempts.exists(t, t.status == 'held')"}},
    .rules = {{.id = "first", .when = "first", .points = 10, .scam = "x"},
              {.id = "sent", .when = "sent > 100.0", .points = 20},
              {.id = "payers", .when = "payers > 1", .points = 40},
              {.id = "called", .when = "called || session.on_call", .points = 5, .scam = "y"},
              {.id = "listed", .when = "'bad' in payee.lists", .points = 90},
              {.id = "held", .when = "held && largest > 50.0", .points = 7},
              {.id = "named", .when = "text.mentions('safe')", .points = 4},
              {.id = "risky", .when = "attributes.risk > 0.5", .points = 3}},
};

/* ---- decisions, made again ---- */

typedef struct judged {
  uint32_t same, different, unable;
  fr_status reason;
} judged;

static inline void judge(void *argument, const fr__verdict *verdict) {
  judged *all = argument;
  if (verdict->is == NULL) {
    all->unable++;
    all->reason = verdict->reason;
  } else if (memcmp(verdict->was, verdict->is, sizeof *verdict->was) == 0) {
    all->same++;
  } else {
    all->different++;
  }
}

static inline judged judge_all(const place *at, const fr_engine_options *options, const uint8_t *host_key) {
  judged all = {0};
  fr_engine *engine;
  fr_error error = FR_ERROR_INIT;
  fr__replayer *replayer;
  fr__log_reader *reader;
  fr__log_record record;
  const fr__replayer_options how = {
      .verdict = judge, .argument = &all, .io = fr__io_posix(), .directory = at->directory, .host_key = host_key};
  const fr__log_reader_options from = {.directory = at->directory};
  if (fr_engine_create(options, &engine, &error) != FR_OK) abort();
  if (fr__replayer_create(engine, &how, &replayer) != FR_OK) abort();
  if (fr__log_reader_open(&from, &reader, &error) != FR_OK) abort();
  for (;;) {
    if (fr__log_reader_next(reader, &record, &error) != FR_OK) abort();
    if (record.sequence == 0) break;
    if (fr__replayer_apply(replayer, record.sequence, record.kind, record.body, record.size, &error) != FR_OK) abort();
  }
  fr__log_reader_close(reader);
  fr__replayer_destroy(replayer);
  fr_engine_destroy(engine);
  return all;
}

/* ---- what happens ---- */

typedef struct teller {
  fr_context *context;
  uint64_t random;
  int64_t time_us;
  uint32_t number, parties, first_id; /* ids from here on are this teller's */
  uint32_t told;
  uint32_t journal_full; /* calls that the journal had no room for */
  fr_status worst;
} teller;

static inline uint64_t tell_random(teller *by, uint64_t below) {
  by->random = by->random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (by->random >> 33) % below;
}

/* What the n-th transfer is: the same whenever it is asked. */
typedef struct deal {
  fr_transfer transfer;
  fr_session session;
  fr_party payer, payee;
  fr_attribute attributes[2];
  char id[24], from[24], to[24], customer[24], other_customer[24], remark[48];
} deal;

static inline void deal_make(deal *made, uint32_t seed, uint32_t parties, int64_t time_us) {
  uint64_t dice = (seed + UINT64_C(1)) * UINT64_C(0x9E3779B97F4A7C15);
  dice ^= dice >> 29;
  dice *= UINT64_C(0xBF58476D1CE4E5B9);
  dice ^= dice >> 32;
  const uint32_t from = (uint32_t)(dice % parties);
  uint32_t to = (uint32_t)((dice >> 20) % parties);
  if ((dice >> 40) % 4 == 0) to %= 7; /* a few whom many pay */
  if (to == from) to = (to + 1) % parties;
  memset(made, 0, sizeof *made);
  snprintf(made->id, sizeof made->id, "t%u", seed);
  snprintf(made->from, sizeof made->from, "a%u", from);
  snprintf(made->to, sizeof made->to, "a%u", to);
  snprintf(made->customer, sizeof made->customer, "c%u", from / 2);
  snprintf(made->other_customer, sizeof made->other_customer, "c%u", to / 2);
  made->transfer = transfer_of(made->id, made->from, made->to, (int64_t)(dice >> 8) % 2000000, time_us);
  made->payer = (fr_party)FR_PARTY_INIT;
  made->payee = (fr_party)FR_PARTY_INIT;
  made->session = (fr_session)FR_SESSION_INIT;
  fr_transfer *transfer = &made->transfer;
  transfer->channel = (uint32_t)(dice >> 12) % 7;
  transfer->speed = (uint32_t)(dice >> 15) % 4;
  if (dice % 5 == 0) {
    transfer->kind = dice % 2 == 0 ? FR_KIND_CASH_WITHDRAWAL : FR_KIND_CASH_DEPOSIT;
    transfer->payee = (fr_text){0};
  } else if (dice % 3 != 0) {
    made->payee.customer = fr_text_of(made->other_customer);
    transfer->payee_party = &made->payee;
  }
  if (dice % 4 != 0) {
    made->payer.customer = fr_text_of(made->customer);
    made->payer.known = FR_PARTY_HAS_AGE;
    made->payer.age = (int32_t)(dice % 90);
    transfer->payer_party = &made->payer;
  }
  if (dice % 3 == 0) {
    made->session.on_call = dice % 2 == 0 ? FR_YES : FR_NO;
    made->session.known = FR_SESSION_HAS_CALL_AGE;
    made->session.call_age_s = (int64_t)(dice % 1000);
    transfer->session = &made->session;
  }
  if (dice % 7 < 3) {
    snprintf(made->remark, sizeof made->remark, "to a safe account, no. %u", seed);
    transfer->remark = fr_text_of(made->remark);
  }
  if (dice % 6 == 0) {
    made->attributes[0] =
        (fr_attribute){.name = fr_text_of("risk"), .type = FR_TYPE_DOUBLE, .number = 0.25 * (double)(dice % 5)};
    made->attributes[1] =
        (fr_attribute){.name = fr_text_of("branch"), .type = FR_TYPE_STRING, .text = fr_text_of("main")};
    transfer->attributes = made->attributes;
    transfer->attribute_count = 2;
  }
}

static inline fr_status tell_about(teller *by, uint32_t kind) {
  deal earlier;
  const uint32_t back = (uint32_t)tell_random(by, 30);
  const uint32_t seed = by->first_id + (by->number > back ? by->number - back : 0);
  deal_make(&earlier, seed, by->parties, by->time_us);
  fr_event event = event_about(kind, &earlier.transfer, by->time_us - (int64_t)tell_random(by, 60) * MINUTE);
  if (back > 20) {
    event.known = FR_EVENT_HAS_TRANSFER_TIME;
    event.transfer_time_us = event.time_us - (int64_t)tell_random(by, 100) * DAY;
  }
  return fr_observe(by->context, &event);
}

static inline fr_status tell_person(teller *by, uint32_t kind) {
  char name[24], to[24];
  const uint32_t who = (uint32_t)tell_random(by, by->parties);
  const bool customer = tell_random(by, 2) == 0;
  snprintf(name, sizeof name, customer ? "c%u" : "a%u", customer ? who / 2 : who);
  snprintf(to, sizeof to, customer ? "c%u" : "a%u", (uint32_t)tell_random(by, by->parties));
  fr_event event = FR_EVENT_INIT;
  event.kind = kind;
  event.time_us = by->time_us - (int64_t)tell_random(by, 3) * HOUR;
  *(customer ? &event.customer : &event.party) = fr_text_of(name);
  event.caller = (uint32_t)tell_random(by, 5);
  event.level = 1 + (uint32_t)tell_random(by, 3);
  event.response = FR_RESPONSE_STOPPED;
  event.list = fr_text_of(tell_random(by, 2) == 0 ? "bad" : "worse");
  if (tell_random(by, 2) == 0) event.until_us = by->time_us + (int64_t)tell_random(by, 30) * DAY + 1;
  event.amount_minor = 1000;
  if (tell_random(by, 2) == 0) event.known = FR_EVENT_HAS_AMOUNT;
  if (kind == FR_EVENT_MOVED) event.to = fr_text_of(to);
  return fr_observe(by->context, &event);
}

static inline fr_status tell_trust(teller *by) {
  deal one;
  deal_make(&one, by->first_id + by->number, by->parties, by->time_us);
  fr_event event = FR_EVENT_INIT;
  event.kind = FR_EVENT_TRUSTED;
  event.time_us = by->time_us;
  event.payer = fr_text_of(one.from);
  event.payee = fr_text_of(one.to);
  event.amount_minor = 500000;
  event.until_us = by->time_us + (int64_t)tell_random(by, 40) * DAY + 1;
  return fr_observe(by->context, &event);
}

static inline fr_status tell_transferred(teller *by) {
  deal one;
  fr_event event = FR_EVENT_INIT;
  deal_make(&one, by->first_id + by->number++, by->parties, by->time_us);
  event.kind = FR_EVENT_TRANSFERRED;
  event.time_us = by->time_us;
  event.status = FR_TRANSFER_SETTLED;
  event.transfer = &one.transfer;
  return fr_observe(by->context, &event);
}

static inline fr_status tell_score(teller *by, bool again) {
  deal one;
  fr_decision decision = FR_DECISION_INIT;
  const uint32_t back = again ? (uint32_t)tell_random(by, 40) : 0;
  const uint32_t number = by->number > back ? by->number - back : 0;
  if (!again) by->number++;
  const int64_t late_us = tell_random(by, 10) == 0 ? (int64_t)tell_random(by, 95) * DAY : 0;
  deal_make(&one, by->first_id + number, by->parties, by->time_us - late_us);
  return fr_score(by->context, &one.transfer, &decision);
}

static inline fr_status tell_fold(teller *by) {
  static const uint32_t sides[] = {FR_SIDE_PAYER, FR_SIDE_PAYEE, FR_SIDE_PAYER | FR_SIDE_CUSTOMER, FR_SIDE_ALL};
  deal one;
  unsigned char bytes[16384];
  fr_folds folds = FR_FOLDS_INIT;
  folds.data = bytes;
  folds.capacity = sizeof bytes;
  deal_make(&one, by->first_id + by->number++, by->parties, by->time_us);
  return fr_fold(by->context, &one.transfer, sides[tell_random(by, 4)], &folds);
}

static inline fr_status tell_batch(teller *by) {
  enum { MANY = 12 };
  deal deals[MANY];
  fr_decision decisions[MANY];
  const fr_transfer *transfers[MANY];
  fr_decision *into[MANY];
  uint32_t done;
  for (uint32_t i = 0; i < MANY; i++) {
    decisions[i] = (fr_decision)FR_DECISION_INIT;
    deal_make(&deals[i], by->first_id + by->number++, by->parties, by->time_us + (int64_t)i * SECOND);
    transfers[i] = &deals[i].transfer;
    into[i] = &decisions[i];
  }
  return fr_score_batch(by->context, transfers, MANY, into, &done);
}

/* One thing more happens. What the engine refuses for good reasons is no failure. */
static inline void tell_next(teller *by) {
  static const uint32_t outcomes[] = {FR_EVENT_SETTLED,  FR_EVENT_HELD,    FR_EVENT_RELEASED,       FR_EVENT_CANCELLED,
                                      FR_EVENT_RETURNED, FR_EVENT_SETTLED, FR_EVENT_FRAUD_REPORTED, FR_EVENT_CLEARED};
  static const uint32_t persons[] = {FR_EVENT_CONTACT, FR_EVENT_SIM_CHANGED, FR_EVENT_ALERTED, FR_EVENT_RESPONSE,
                                     FR_EVENT_CONTACT, FR_EVENT_LISTED,      FR_EVENT_UNLISTED};
  const uint64_t what = tell_random(by, 200);
  fr_status status;
  by->time_us += (int64_t)tell_random(by, 5) * MINUTE;
  if (what < 90) {
    status = tell_score(by, false);
  } else if (what < 100) {
    status = tell_score(by, true);
  } else if (what < 150) {
    status = tell_about(by, outcomes[tell_random(by, 8)]);
  } else if (what < 175) {
    status = tell_person(by, persons[tell_random(by, 7)]);
  } else if (what < 180) {
    status = tell_transferred(by);
  } else if (what < 185) {
    status = tell_trust(by);
  } else if (what < 190) {
    status = tell_fold(by);
  } else if (what < 195) {
    status = tell_batch(by);
  } else if (what < 197) {
    status = tell_person(by, FR_EVENT_MOVED);
  } else {
    status = tell_person(by, what < 198 ? FR_EVENT_FORGOTTEN : FR_EVENT_CONTACT);
  }
  by->told++;
  const bool refused = status == FR_OK || status == FR_NOT_FOUND || status == FR_CONFLICT || status == FR_SAME_PARTY ||
                       status == FR_STATE_FULL;
  by->journal_full += status == FR_JOURNAL_FULL;
  if (!refused && status != FR_JOURNAL_FULL) by->worst = status;
}

static inline teller teller_of(fr_engine *engine, uint32_t seed, uint32_t parties) {
  teller made = {.random = seed * UINT64_C(7919) + 1, .time_us = NOON, .parties = parties, .first_id = seed * 1000000u};
  if (fr_context_create(engine, &made.context) != FR_OK) abort();
  return made;
}

#endif
