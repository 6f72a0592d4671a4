/* SPDX-License-Identifier: Apache-2.0
 *
 * What is asked of columns gives what programs give: on random histories every feature is written twice, once so that
 * it is read where the entries lie, and once so that its program has to run. */
#include <criterion/criterion.h>

#include "base/siphash.h"
#include "support/world.h"

enum { STEPS = 3000, MOST = 1000 };

typedef struct pair {
  const char *fast, *plain; /* what follows on source and window */
} pair;

/* A list's item is no comparison, a filter before distinct() keeps the other parties apart from their places, and a
 * filter before a map has first() and last() look at all entries. */
static const pair of_transfers[] = {
    {".exists(t, t.channel == 'atm')", ".exists(t, [t.channel == 'atm'][0])"},
    {".all(t, t.channel != 'mobile')", ".all(t, [t.channel != 'mobile'][0])"},
    {".exists_one(t, t.kind == 'intrabank')", ".exists_one(t, [t.kind == 'intrabank'][0])"},
    {".filter(t, t.status in ['held', 'cancelled']).size()",
     ".filter(t, [t.status in ['held', 'cancelled']][0]).size()"},
    {".filter(t, !(t.channel in ['atm', 'teller']) || t.amount > 500.0).size()",
     ".filter(t, [!(t.channel in ['atm', 'teller']) || t.amount > 500.0][0]).size()"},
    {".filter(t, t.amount >= 0.5 * transfer.amount).map(t, t.amount).sum()",
     ".filter(t, [t.amount >= 0.5 * transfer.amount][0]).map(t, t.amount).sum()"},
    {".exists(t, t.amount == transfer.amount)", ".exists(t, [t.amount == transfer.amount][0])"},
    {".exists(t, t.amount > 900.0 && t.channel != transfer.channel)",
     ".exists(t, [t.amount > 900.0 && t.channel != transfer.channel][0])"},
    {".filter(t, t.amount < 2.0 * transfer.balance_before || t.channel == 'online').size()",
     ".filter(t, [t.amount < 2.0 * transfer.balance_before || t.channel == 'online'][0]).size()"},
    {".filter(t, t.time < transfer.time - duration('3h')).size()",
     ".filter(t, [t.time < transfer.time - duration('3h')][0]).size()"},
    {".filter(t, t.label == 'fraud' && t.amount > 100.0).size()",
     ".filter(t, [t.label == 'fraud' && t.amount > 100.0][0]).size()"},
    {".filter(t, t.amount > 300.0).filter(t, t.channel == 'mobile').map(t, t.amount).max()",
     ".filter(t, [t.amount > 300.0][0]).filter(t, [t.channel == 'mobile'][0]).map(t, t.amount).max()"},
    {".map(t, t.payee).distinct().size()", ".map(t, t.payee).filter(k, true).distinct().size()"},
    {".map(t, t.payer).distinct().size()", ".map(t, t.payer).filter(k, true).distinct().size()"},
    {".filter(t, t.time < transfer.time - duration('3h')).map(t, t.payee).distinct().size()",
     ".filter(t, [t.time < transfer.time - duration('3h')][0]).map(t, t.payee).filter(k, true).distinct().size()"},
    {".filter(t, t.channel == 'atm').map(t, t.payer).distinct().size()",
     ".filter(t, [t.channel == 'atm'][0]).map(t, t.payer).filter(k, true).distinct().size()"},
    {".map(t, t.amount).first()", ".filter(t, true).map(t, t.amount).first()"},
    {".map(t, t.amount).last()", ".filter(t, true).map(t, t.amount).last()"},
};
static const pair of_contacts[] = {
    {".exists(c, c.caller == 'unknown')", ".exists(c, [c.caller == 'unknown'][0])"},
    {".filter(c, c.caller in ['overseas', 'flagged'] && c.direction == 'incoming').size()",
     ".filter(c, [c.caller in ['overseas', 'flagged'] && c.direction == 'incoming'][0]).size()"},
    {".filter(c, c.duration >= duration('20m')).size()", ".filter(c, [c.duration >= duration('20m')][0]).size()"},
    {".exists(c, c.duration == duration('600s') || c.caller == 'known')",
     ".exists(c, [c.duration == duration('600s') || c.caller == 'known'][0])"},
};
static const pair of_events[] = {
    {".exists(e, e.kind == 'sim_changed')", ".exists(e, [e.kind == 'sim_changed'][0])"},
    {".filter(e, e.kind == 'loan_paid_out').map(e, e.amount).sum()",
     ".filter(e, [e.kind == 'loan_paid_out'][0]).map(e, e.amount).sum()"},
    {".filter(e, e.kind == 'response' && e.response == 'continued').size()",
     ".filter(e, [e.kind == 'response' && e.response == 'continued'][0]).size()"},
    {".exists(e, e.kind == 'loan_paid_out' && e.amount >= transfer.amount)",
     ".exists(e, [e.kind == 'loan_paid_out' && e.amount >= transfer.amount][0])"},
};

typedef struct asked {
  const char *source;
  const pair *pairs;
  uint32_t count;
} asked;
#define OF(pairs) pairs, FR_COUNT(pairs)
static const asked sources[] = {
    {"payer.sent", OF(of_transfers)},       {"payer.attempts", OF(of_transfers)}, {"payer.received", OF(of_transfers)},
    {"pair.attempts", OF(of_transfers)},    {"pair.received", OF(of_transfers)},  {"payee.received", OF(of_transfers)},
    {"customer.contacts", OF(of_contacts)}, {"customer.events", OF(of_events)},
};
static const char *const windows[] = {"", ".within(duration('6h'))", ".within(duration('240h'))"};

static uint64_t seed = 20260102, drawn;
static uint64_t draw(uint64_t below) {
  static const uint8_t key[16];
  const uint64_t input[2] = {seed, drawn++};
  return fr__siphash(key, input, sizeof input).low % below;
}

static char names[MOST][16], texts[MOST][192], ids[STEPS][16];
static bundle_feature features[MOST];

static uint32_t write_features(void) {
  uint32_t count = 0;
  for (size_t i = 0; i < FR_COUNT(sources); i++) {
    for (size_t w = 0; w < FR_COUNT(windows); w++) {
      for (uint32_t p = 0; p < 2 * sources[i].count; p++, count++) {
        const pair *one = &sources[i].pairs[p / 2];
        cr_assert(count < MOST);
        snprintf(names[count], sizeof names[0], "f%u", count);
        snprintf(texts[count], sizeof texts[0], "%s%s%s", sources[i].source, windows[w],
                 p % 2 == 0 ? one->fast : one->plain);
        features[count] = (bundle_feature){names[count], texts[count]};
      }
    }
  }
  return count;
}

enum { PARTIES = 5 };
static const char *const parties[PARTIES] = {"a", "b", "c", "d", "e"};
static const char *const customers[PARTIES] = {"A", "B", "C", "D", "E"};

static fr_transfer make(uint32_t step, int64_t now_us, fr_party *payer_party) {
  const uint64_t payer = draw(PARTIES), payee = (payer + 1 + draw(PARTIES - 1)) % PARTIES;
  snprintf(ids[step], sizeof ids[0], "t%u", step);
  fr_transfer one = transfer_of(ids[step], parties[payer], parties[payee], (int64_t)draw(100) * 1000, now_us);
  payer_party->customer = fr_text_of(customers[payer]);
  one.payer_party = payer_party;
  one.balance_before_minor = (int64_t)draw(100) * 1000;
  if (draw(2) == 0) one.known |= FR_TRANSFER_HAS_BALANCE_BEFORE;
  one.channel = (uint32_t)draw(6);
  one.kind = draw(2) == 0 ? FR_KIND_INTERBANK : FR_KIND_INTRABANK;
  if (draw(10) == 0) {
    one.payee.data = NULL;
    one.kind = draw(2) == 0 ? FR_KIND_CASH_WITHDRAWAL : FR_KIND_CASH_DEPOSIT;
  }
  return one;
}

static void tell(world *in, const fr_transfer *about, int64_t now_us) {
  static const uint32_t became[] = {FR_EVENT_SETTLED, FR_EVENT_HELD, FR_EVENT_CANCELLED, FR_EVENT_FRAUD_REPORTED};
  static const uint32_t personal[] = {FR_EVENT_SIM_CHANGED, FR_EVENT_LOAN_PAID_OUT, FR_EVENT_RESPONSE};
  const fr_status status = world_tell(in, became[draw(4)], about, now_us);
  cr_assert(status == FR_OK || status == FR_NOT_FOUND, "%s", fr_context_error(in->context)->message);
  fr_event contact = event_of_customer(FR_EVENT_CONTACT, customers[draw(PARTIES)], now_us);
  contact.known = draw(3) != 0 ? FR_EVENT_HAS_DURATION : 0;
  contact.duration_s = contact.known != 0 ? (uint32_t)draw(4) * 600 : 0;
  contact.caller = (uint32_t)draw(5);
  contact.direction = (uint32_t)draw(3);
  cr_assert_eq(world_observe(in, &contact), FR_OK, "%s", fr_context_error(in->context)->message);
  fr_event event = event_of_customer(personal[draw(3)], customers[draw(PARTIES)], now_us);
  if (event.kind == FR_EVENT_RESPONSE) event.response = draw(2) == 0 ? FR_RESPONSE_CONTINUED : FR_RESPONSE_STOPPED;
  if (event.kind == FR_EVENT_LOAN_PAID_OUT && draw(3) != 0) {
    event.known = FR_EVENT_HAS_AMOUNT;
    event.amount_minor = (int64_t)draw(100) * 1000;
  }
  cr_assert_eq(world_observe(in, &event), FR_OK, "%s", fr_context_error(in->context)->message);
}

static void expect_equal(const fr_value *values, uint32_t count, uint32_t step) {
  for (uint32_t i = 0; i < count; i += 2) {
    const fr_value *fast = &values[i], *plain = &values[i + 1];
    char one[96], two[96];
    cr_assert(fast->type == plain->type && fast->integer == plain->integer && fast->number == plain->number &&
                  fast->flags == plain->flags,
              "step %u: %s is %s (flags %u), %s is %s (flags %u); seed %llu", step, texts[i], value_text(fast, one),
              fast->flags, texts[i + 1], value_text(plain, two), plain->flags, (unsigned long long)seed);
  }
}

Test(entry, columns_answer_as_programs_do, .timeout = 300) {
  static const int64_t steps_us[] = {0, 1, SECOND, HOUR, 5 * HOUR};
  static fr_value values[WORLD_VALUES];
  const uint32_t count = write_features();
  const bundle_policy policy = {.more_features = features, .more_feature_count = count};
  world in = world_open(&policy);
  cr_assert_not_null(in.context);
  int64_t now_us = NOON;
  for (uint32_t step = 0; step < STEPS; step++) {
    now_us += steps_us[draw(5)];
    fr_party payer = {.struct_size = sizeof payer};
    const fr_transfer one = make(step, now_us, &payer);
    cr_assert_eq(world_features(&in, &one, values), FR_OK, "%s", fr_context_error(in.context)->message);
    expect_equal(values, count, step);
    if (draw(2) == 0) tell(&in, &one, now_us);
  }
  world_close(&in);
}
