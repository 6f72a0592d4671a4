/* SPDX-License-Identifier: Apache-2.0
 *
 * Folds over one small history, against values found by hand.
 *
 *   alice's attempts           hours before noon
 *     -30  bob    10.00  teller  settled
 *     -20  carol  20.00  mobile  settled
 *     -10  bob     5.00  mobile
 *      -5  dave   40.00  online  held
 *      -3  cash   60.00  atm
 *      -1  bob    20.00  mobile  settled, reported as fraud half an hour later
 *   alice received             -12 from bob 7.00, -2 from erin 3.00
 *   bob received besides       -6 from erin 100.00
 *   the transfer at hand       alice to bob, 15.00, at noon */
#include <criterion/criterion.h>

#include "support/world.h"

typedef struct entry {
  const char *id, *payer, *payee;
  int64_t amount_minor, hours;
  uint32_t channel, status;
} entry;

static const entry entries[] = {
    {"e1", "alice", "bob", 1000, -30, FR_CHANNEL_TELLER, FR_TRANSFER_SETTLED},
    {"e2", "alice", "carol", 2000, -20, FR_CHANNEL_MOBILE, FR_TRANSFER_SETTLED},
    {"e3", "alice", "bob", 500, -10, FR_CHANNEL_MOBILE, FR_TRANSFER_ATTEMPTED},
    {"e4", "alice", "dave", 4000, -5, FR_CHANNEL_ONLINE, FR_TRANSFER_HELD},
    {"w1", "alice", NULL, 6000, -3, FR_CHANNEL_ATM, FR_TRANSFER_ATTEMPTED},
    {"e5", "alice", "bob", 2000, -1, FR_CHANNEL_MOBILE, FR_TRANSFER_SETTLED},
    {"r1", "bob", "alice", 700, -12, FR_CHANNEL_MOBILE, FR_TRANSFER_SETTLED},
    {"r2", "erin", "alice", 300, -2, FR_CHANNEL_MOBILE, FR_TRANSFER_SETTLED},
    {"x1", "erin", "bob", 10000, -6, FR_CHANNEL_MOBILE, FR_TRANSFER_SETTLED},
};

static void tell_history(world *in) {
  for (size_t i = 0; i < FR_COUNT(entries); i++) {
    fr_transfer one = transfer_of(entries[i].id, entries[i].payer, entries[i].payee, entries[i].amount_minor,
                                  NOON + entries[i].hours * HOUR);
    one.channel = entries[i].channel;
    one.kind = entries[i].payee == NULL ? FR_KIND_CASH_WITHDRAWAL : FR_KIND_INTERBANK;
    cr_assert_eq(world_record(in, &one, entries[i].status), FR_OK);
    if (strcmp(entries[i].id, "e5") != 0) continue;
    cr_assert_eq(world_tell(in, FR_EVENT_FRAUD_REPORTED, &one, NOON - HOUR / 2), FR_OK);
  }
}

typedef struct value_case {
  const char *source, *value;
} value_case;

static const value_case cases[] = {
    /* every source */
    {"payer.sent.size()", "5"},
    {"payer.sent.map(t, t.amount).sum()", "115"},
    {"payer.attempts.size()", "6"},
    {"payer.attempts.map(t, t.amount).sum()", "155"},
    {"payer.received.size()", "2"},
    {"payer.received.map(t, t.amount).sum()", "10"},
    {"pair.sent.size()", "3"},
    {"pair.sent.map(t, t.amount).sum()", "35"},
    {"pair.attempts.size()", "3"},
    {"pair.received.map(t, t.amount).sum()", "7"},
    {"payee.received.size()", "4"},
    {"payee.received.map(t, t.amount).sum()", "135"},
    {"payee.sent.map(t, t.amount).sum()", "7"},
    {"payee.attempts.size()", "1"},
    {"customer.sent.size()", "5"},
    {"customer.attempts.size()", "6"},
    {"customer.received.map(t, t.amount).sum()", "10"},
    {"customer.contacts.size()", "0"},
    {"customer.events.size()", "0"},
    {"pair.first_time", "true"}, /* bob was known, until a transfer to him was reported */
    /* windows */
    {"payer.sent.within(duration('0s')).size()", "0"},
    {"payer.sent.within(duration('3599s')).size()", "0"},
    {"payer.sent.within(duration('1h')).size()", "1"},
    {"payer.sent.within(duration('3h')).map(t, t.amount).sum()", "80"},
    {"payer.sent.within(duration('24h')).size()", "4"},
    {"payer.sent.within(duration('24h')).map(t, t.amount).sum()", "105"},
    {"payer.sent.within(duration('24h')).map(t, t.amount).min()", "5"},
    {"payer.sent.within(duration('3h')).map(t, t.amount).min()", "20"},
    {"payer.sent.within(duration('2h')).map(t, t.amount).max()", "20"},
    {"payer.sent.within(duration('30m')).map(t, t.amount).sum()", "0"},
    {"payer.sent.within(duration('30m')).map(t, t.amount).max()", "error"},
    {"payer.sent.within(duration('30m')).map(t, t.amount).min()", "error"},
    {"pair.sent.within(duration('24h')).map(t, t.amount).max()", "20"},
    {"size(payer.sent)", "5"},
    /* terminals */
    {"payer.sent.map(t, t.amount).min()", "5"},
    {"payer.sent.map(t, t.amount).max()", "60"},
    {"payer.sent.map(t, t.amount).first()", "10"},
    {"payer.sent.map(t, t.amount).last()", "20"},
    {"payer.sent.exists(t, t.amount > 50.0)", "true"},
    {"payer.sent.exists(t, t.amount > 60.0)", "false"},
    {"payer.sent.all(t, t.amount >= 5.0)", "true"},
    {"payer.sent.all(t, t.amount > 5.0)", "false"},
    {"payer.sent.exists_one(t, t.amount == 60.0)", "true"},
    {"payer.sent.exists_one(t, t.amount == 20.0)", "false"},
    {"payer.sent.exists_one(t, t.amount == 1.0)", "false"},
    {"60.0 in payer.sent.map(t, t.amount)", "true"},
    {"61.0 in payer.sent.map(t, t.amount)", "false"},
    {"'atm' in payer.sent.map(t, t.channel)", "true"},
    {"transfer.channel in payer.sent.map(t, t.channel)", "unknown"},
    {"transfer.payee in payer.sent.map(t, t.payee)", "true"},
    {"transfer.payer in payer.sent.map(t, t.payee)", "false"},
    {"payer.sent.map(t, t.channel).first()", "\"teller\""},
    {"payer.sent.map(t, t.channel).last()", "\"mobile\""},
    {"payer.sent.map(t, t.time).max() == transfer.time - duration('1h')", "true"},
    {"payer.sent.map(t, transfer.time - t.time).min() == duration('1h')", "true"},
    {"payer.sent.map(t, t.amount > 15.0).last()", "true"},
    /* stages */
    {"payer.sent.filter(t, t.channel == 'mobile').size()", "3"},
    {"payer.sent.filter(t, t.channel == 'mobile').filter(t, t.amount > 5.0).size()", "2"},
    {"payer.sent.filter(t, t.amount > 5.0).map(t, t.amount).sum()", "110"},
    {"payer.sent.map(t, t.amount * 2.0).sum()", "230"},
    {"payer.sent.map(t, t.amount).map(x, x + 0.5).sum()", "117.5"},
    {"payer.sent.map(t, t.amount).filter(x, x > 10.0).sum()", "100"},
    {"payer.sent.map(t, t.amount).distinct().sum()", "95"},
    {"payer.sent.map(t, t.amount).map(x, x > 10.0).filter(x, x).size()", "3"},
    {"payer.sent.map(t, 1).sum()", "5"},
    {"int(payer.sent.map(t, uint(t.amount)).sum())", "115"},
    {"int(payer.sent.map(t, uint(t.amount)).max())", "60"},
    {"payer.attempts.filter(t, t.status == 'held').map(t, t.amount).sum()", "40"},
    {"payer.attempts.filter(t, t.status in ['held', 'settled']).size()", "4"},
    {"payer.sent.filter(t, t.kind == 'cash_withdrawal').map(t, t.amount).sum()", "60"},
    {"payer.sent.filter(t, t.payee == transfer.payee).size()", "3"},
    {"payee.received.filter(t, t.payer == transfer.payer).size()", "3"},
    {"payee.received.exists(t, t.payee != transfer.payee)", "false"},
    {"payer.sent.filter(t, t.label == 'fraud').map(t, t.amount).sum()", "20"},
    {"payer.sent.filter(t, t.label == 'none').size()", "4"},
    {"payer.sent.filter(t, t.amount in lists.amounts).size()", "3"},
    {"payer.sent.filter(t, t.amount > transfer.amount).size()", "3"},
    {"payer.sent.filter(t, t.time >= transfer.time - duration('10h')).size()", "3"},
    /* distinct over each kind */
    {"payer.sent.map(t, t.payee).distinct().size()", "3"},
    {"payee.received.map(t, t.payer).distinct().size()", "2"},
    {"payer.sent.map(t, t.amount).distinct().size()", "4"},
    {"payer.sent.map(t, t.channel).distinct().size()", "3"},
    {"payer.sent.map(t, t.time).distinct().size()", "5"},
    {"payer.sent.map(t, transfer.time - t.time).distinct().size()", "5"},
    {"payer.sent.map(t, t.amount > 15.0).distinct().size()", "2"},
    {"payer.sent.map(t, int(t.amount)).distinct().size()", "4"},
    {"payer.sent.map(t, uint(t.amount)).distinct().size()", "4"},
    {"payer.sent.map(t, t.amount > 15.0 ? 0.0 : -0.0).distinct().size()", "1"},
    {"payer.sent.map(t, 0.0 / 0.0).distinct().size()", "5"},
    {"payer.received.filter(t, false).map(t, t.payer).distinct().size()", "0"},
    /* nothing, errors, unknowns */
    {"payer.received.filter(t, false).size()", "0"},
    {"payer.received.filter(t, false).map(t, t.amount).sum()", "0"},
    {"payer.received.filter(t, false).map(t, 1).sum()", "0"},
    {"payer.received.filter(t, false).map(t, t.amount).min()", "error"},
    {"payer.received.filter(t, false).map(t, t.channel).first()", "error"},
    {"payer.received.filter(t, false).map(t, t.channel).last()", "error"},
    {"payer.received.filter(t, false).exists(t, true)", "false"},
    {"payer.received.filter(t, false).all(t, false)", "true"},
    {"payer.sent.map(t, 9223372036854775807).sum()", "error"},
    {"payer.sent.map(t, 1 / int(t.amount - 10.0)).sum()", "error"},
    {"payer.sent.filter(t, 1 / int(t.amount - 10.0) == 1).size()", "error"},
    {"payer.sent.exists(t, 10 / int(t.amount - 10.0) == 1)", "true"},
    {"payer.sent.exists(t, 10 / int(t.amount - 10.0) == 7)", "error"},
    {"payer.sent.all(t, 10 / int(t.amount - 10.0) != 1)", "false"},
    {"payer.sent.all(t, 10 / int(t.amount - 10.0) != 7)", "error"},
    {"payer.sent.exists_one(t, 10 / int(t.amount - 10.0) == 1)", "error"},
    {"7 in payer.sent.map(t, 10 / int(t.amount - 10.0))", "error"},
    {"1 in payer.sent.map(t, 10 / int(t.amount - 10.0))", "error"},
    {"payer.sent.filter(t, payer.age > 3).size()", "unknown"},
    {"payer.sent.map(t, t.speed).last()", "unknown"},
    {"payer.sent.exists(t, t.speed == 'real_time')", "unknown"},
    {"payer.sent.exists(t, t.speed == 'real_time' || t.amount == 60.0)", "true"},
    {"payer.sent.exists(t, t.label_time == t.time + duration('30m'))", "true"},
    {"payer.sent.filter(t, t.label_time > t.time).size()", "unknown"},
    {"payer.sent.filter(t, t.label == 'fraud').all(t, t.label_time > t.time)", "true"},
    /* folds in folds of the same side, one level and two */
    {"payer.sent.filter(t, t.amount > payer.sent.map(u, u.amount).min()).size()", "4"},
    {"payer.sent.exists(t, t.amount == payer.received.map(r, r.amount).sum())", "true"},
    {"payer.sent.filter(t, t.amount > payer.sent.map(u, u.amount).sum() / double(payer.sent.size())).size()", "1"},
    {"payer.sent.filter(t, t.amount >= payer.sent.filter(u, u.amount < payer.sent.map(v, v.amount).max())"
     ".map(u, u.amount).max()).size()",
     "3"},
    {"pair.sent.all(t, t.amount <= payer.sent.map(u, u.amount).max())", "true"},
    {"payer.sent.map(t, payer.sent.map(u, u.amount).max() - t.amount).min()", "0"},
    {"payer.sent.map(t, t.amount).max() in payer.sent.map(t, t.amount)", "true"},
    /* ranks: 5, 10, 20, 20, 60 */
    {"payer.sent.map(t, t.amount).percentile(0)", "5"},
    {"payer.sent.map(t, t.amount).percentile(20)", "5"},
    {"payer.sent.map(t, t.amount).percentile(20.5)", "10"},
    {"payer.sent.map(t, t.amount).percentile(50)", "20"},
    {"payer.sent.map(t, t.amount).percentile(80.0)", "20"},
    {"payer.sent.map(t, t.amount).percentile(81)", "60"},
    {"payer.sent.map(t, t.amount).percentile(100)", "60"},
    {"payer.sent.map(t, t.amount).distinct().percentile(50)", "10"},
    {"payer.sent.within(duration('10h')).map(t, t.amount).percentile(50)", "20"},
    {"payer.sent.map(t, int(t.amount)).percentile(payer.received.size() * 10)", "5"},
    {"payer.sent.map(t, t.channel).percentile(100)", "\"teller\""},
    {"payer.sent.map(t, t.amount > 15.0).percentile(50)", "true"},
    {"payer.sent.map(t, t.time).percentile(50) == transfer.time - duration('10h')", "true"},
    {"payer.sent.map(t, transfer.time - t.time).percentile(50) == duration('10h')", "true"},
    {"payer.sent.filter(t, t.amount > payer.sent.map(u, u.amount).percentile(50)).size()", "1"},
    {"payer.sent.filter(t, false).map(t, t.amount).percentile(50)", "error"},
    {"payer.sent.map(t, 0.0 / (t.amount - 10.0)).percentile(50)", "error"}, /* one is no number */
    {"payer.sent.map(t, t.amount).percentile(transfer.amount * 10.0)", "error"},
    {"payer.sent.map(t, t.amount).percentile(transfer.amount)", "5"},
    {"payer.sent.map(t, t.amount).percentile(payer.age)", "unknown"},
    {"payer.sent.map(t, 1 / int(t.amount - 10.0)).percentile(payer.age)", "unknown"},
    {"payer.sent.map(t, t.speed).percentile(1 / 0)", "unknown"},
    {"payer.sent.map(t, t.amount).percentile(1 / (payer.sent.size() - 5))", "error"},
    /* gaps of 10, 20, 5, 60, 20 and their times */
    {"payer.sent.map(t, t.amount).gaps().size()", "4"},
    {"payer.sent.map(t, t.amount).gaps().sum()", "10"},
    {"payer.sent.map(t, t.amount).gaps().min()", "-40"},
    {"payer.sent.map(t, t.amount).gaps().max()", "55"},
    {"payer.sent.map(t, t.amount).gaps().first()", "10"},
    {"payer.sent.map(t, t.amount).gaps().last()", "-40"},
    {"payer.sent.map(t, t.amount).gaps().filter(g, g > 0).sum()", "65"},
    {"payer.sent.map(t, t.amount).gaps().map(g, g * 2.0).max()", "110"},
    {"payer.sent.map(t, t.amount).gaps().exists(g, g == -15.0)", "true"},
    {"payer.sent.map(t, t.amount).gaps().all(g, g < 55.0)", "false"},
    {"payer.sent.map(t, t.amount).gaps().percentile(50)", "-15"},
    {"55.0 in payer.sent.map(t, t.amount).gaps()", "true"},
    {"payer.sent.map(t, t.amount).gaps().gaps().max()", "70"},
    {"payer.sent.map(t, t.amount).gaps().gaps().gaps().gaps().size()", "1"},
    {"payer.sent.map(t, t.amount).gaps().gaps().gaps().gaps().gaps().size()", "0"},
    {"payer.sent.filter(t, t.amount != 5.0).map(t, t.amount).gaps().max()", "40"},
    {"payer.sent.map(t, t.amount).filter(x, x != 5.0).gaps().max()", "40"},
    {"payer.sent.map(t, t.amount).distinct().gaps().max()", "55"},
    {"payer.sent.map(t, t.time).gaps().distinct().size()", "3"},
    {"payer.sent.map(t, t.time).gaps().min() == duration('2h')", "true"},
    {"payer.sent.map(t, t.time).gaps().max() == duration('10h')", "true"},
    {"payer.sent.map(t, t.time).gaps().sum() == duration('29h')", "true"},
    {"payer.sent.map(t, t.time).gaps().filter(g, g <= duration('7h')).size()", "2"},
    {"payer.received.map(t, t.time).gaps().first() == duration('10h')", "true"},
    {"payer.sent.within(duration('1h')).map(t, t.time).gaps().size()", "0"},
    {"payer.sent.within(duration('1h')).map(t, t.amount).gaps().sum()", "0"},
    {"payer.sent.within(duration('1h')).map(t, t.amount).gaps().min()", "error"},
    {"payer.sent.map(t, uint(t.amount)).gaps().size()", "error"},
    {"payer.sent.map(t, 1 / int(t.amount - 10.0)).gaps().size()", "error"},
    {"payer.sent.map(t, t.label_time).gaps().size()", "unknown"},
    /* rises */
    {"payer.sent.map(t, t.amount).rises(2.0)", "2"},
    {"payer.sent.map(t, t.amount).rises(2)", "2"},
    {"payer.sent.map(t, t.amount).rises(12.0)", "1"},
    {"payer.sent.map(t, t.amount).rises(12.5)", "0"},
    {"payer.sent.map(t, int(t.amount)).rises(2.0)", "2"},
    {"payer.sent.map(t, t.amount - 5.0).rises(2.0)", "1"}, /* 5, 15, 0, 55, 15: from 0 nothing rises */
    {"payer.sent.filter(t, t.amount >= 20.0).map(t, t.amount).rises(3.0)", "1"},
    {"payer.sent.map(t, t.time).gaps().rises(1)", "1"},
    {"payer.sent.within(duration('1h')).map(t, t.amount).rises(2.0)", "0"},
    {"payer.sent.filter(t, false).map(t, t.amount).rises(2.0)", "0"},
    {"payer.sent.map(t, t.amount).rises(transfer.amount)", "0"},
    {"payer.sent.map(t, t.amount).rises(double(payer.received.size()))", "2"},
    {"payer.sent.map(t, t.amount).rises(transfer.amount - 15.0)", "error"},
    {"payer.sent.map(t, t.amount).rises(payer.age)", "unknown"},
    /* hours where the policy is at home, +08:00: 14, 0, 10, 17, 19 */
    {"payer.sent.map(t, t.time).hours().first()", "14"},
    {"payer.sent.map(t, t.time).hours().last()", "19"},
    {"payer.sent.map(t, t.time).hours().min()", "0"},
    {"payer.sent.map(t, t.time).hours().sum()", "60"},
    {"payer.sent.map(t, t.time).hours().filter(h, h < 12).size()", "2"},
    {"payer.sent.map(t, t.time).hours().exists(h, h == 17)", "true"},
    {"payer.sent.map(t, t.time).hours().gaps().max()", "10"},
    {"payer.sent.map(t, t.time).hours().percentile(50)", "14"},
    {"payer.sent.map(t, t.time).hours().all(h, h in [0, 10, 14, 17, 19])", "true"},
    {"[transfer.time].hours().first()", "20"},
    {"[timestamp('2026-01-01T18:00:00Z')].hours().first()", "2"},
    {"payer.sent.map(t, t.label_time).hours().size()", "unknown"},
    /* combined outside, over sides */
    {"payer.sent.size() + payee.received.size()", "9"},
    {"payee.received.map(t, t.amount).max() > payer.sent.map(t, t.amount).max()", "true"},
    {"payer.sent.size() > 3 ? 'many' : 'few'", "\"many\""},
};

enum { CASES = FR_COUNT(cases) };

Test(chain, over_a_history_that_can_be_counted_by_hand) {
  static bundle_feature features[CASES];
  static char names[CASES][16];
  static fr_value values[WORLD_VALUES];
  for (uint32_t i = 0; i < CASES; i++) {
    snprintf(names[i], sizeof names[i], "f%u", i);
    features[i] = (bundle_feature){names[i], cases[i].source};
  }
  const bundle_policy policy = {
      .lists = "[['amounts', 3, [20.0, 60.0]]]", .more_features = features, .more_feature_count = CASES};
  world in = world_open(&policy);
  cr_assert_not_null(in.context);
  tell_history(&in);
  const fr_transfer now = transfer_of("now", "alice", "bob", 1500, NOON);
  cr_assert_eq(world_features(&in, &now, values), FR_OK);
  for (int again = 0; again < 2; again++) {
    for (uint32_t i = 0; i < CASES; i++) {
      char text[96];
      cr_expect_str_eq(value_text(&values[i], text), cases[i].value, "%s is %s", cases[i].source, text);
    }
    /* A repeat leaves its own entry out: the same values once more. */
    cr_assert_eq(world_features(&in, &now, values), FR_OK);
  }
  world_close(&in);
}

Test(chain, what_one_pass_cannot_do_is_refused) {
  static const char *const sources_refused[] = {
      "payer.sent.exists(t, payer.sent.exists(u, u.amount == 2.0 * t.amount))", /* each with each */
      "payer.sent.map(t, t.channel + '!').distinct().size() > 1",               /* texts that nobody keeps */
      "payer.sent.map(t, t.remark).size() > 1",                                 /* not kept either */
      "payer.sent.map(t, bytes(t.channel)).size() > 1",
      "payer.sent.sum() > 1.0",
      "payer.sent.filter(t, t.amount).size() > 1",
      "payer.sent.within(transfer.time - transfer.time).size() > 1",
      "payer.sent.within(duration('-1s')).size() > 1",
      "payer.sent.filter(t, t.amount > 1.0).within(duration('1h')).size() > 1",
      "customer.sent.exists(t, t.payer == t.payee)",
      "payer.sent.percentile(50) > 1.0",
      "payer.sent.map(t, t.amount).percentile(101) > 1.0",
      "payer.sent.map(t, t.payee).percentile(50) == transfer.payee",
      "payer.sent.map(t, t.amount).rises(0.5) > 1",
      "payer.sent.map(t, t.channel).gaps().size() > 1",
      "payer.sent.map(t, t.amount).hours().size() > 1",
      "payer.sent.exists(t, payer.sent.map(u, u.amount).percentile(t.amount) > 1.0)", /* each with each */
      "payer.lists.gaps().size() > 1",
      "payer.lists.percentile(50) == 'x'",
  };
  for (size_t i = 0; i < FR_COUNT(sources_refused); i++) {
    const bundle_policy policy = {.rules = {{.id = "r", .when = sources_refused[i]}}};
    bundle made = bundle_of(&policy);
    fr_policy *loaded;
    fr_error error = FR_ERROR_INIT;
    cr_expect_eq(fr_policy_load(made.data, made.size, &loaded, &error), FR_BAD_EXPRESSION, "%s", sources_refused[i]);
    cr_expect_eq(error.line, BUNDLE_LINE);
    cr_expect_neq(error.message[0], '\0');
    fr_policy_release(loaded);
    bundle_free(&made);
  }
}

Test(chain, sums_of_amounts_are_exact) {
  const bundle_policy policy = {
      .features = {{"grouped", "payer.sent.map(t, t.amount).sum()"},
                   {"filtered", "payer.sent.filter(t, t.amount > 0.0).map(t, t.amount).sum()"},
                   {"double", "payer.sent.map(t, t.amount * 1.0).sum()"}}};
  static fr_value values[WORLD_VALUES];
  world in = world_open(&policy);
  char id[16];
  for (int i = 0; i < 10; i++) {
    snprintf(id, sizeof id, "t%d", i);
    const fr_transfer one = transfer_of(id, "alice", "bob", 10, NOON + i);
    cr_assert_eq(world_record(&in, &one, FR_TRANSFER_SETTLED), FR_OK);
  }
  const fr_transfer now = transfer_of("now", "alice", "bob", 1, NOON + HOUR);
  cr_assert_eq(world_features(&in, &now, values), FR_OK);
  cr_expect_eq(values[0].number, 1.0, "ten times 0.10 in minor units, divided once");
  cr_expect_eq(values[1].number, 1.0);
  double left_to_right = 0;
  for (int i = 0; i < 10; i++) left_to_right += 0.1;
  cr_expect_eq(values[2].number, left_to_right, "any other sum goes left to right");
  cr_expect_neq(values[2].number, 1.0);
  world_close(&in);
}

Test(chain, the_largest_amounts) {
  const bundle_policy policy = {
      .features = {{"sum", "payer.sent.map(t, t.amount).sum()"}, {"max", "payer.sent.map(t, t.amount).max()"}}};
  static fr_value values[WORLD_VALUES];
  world in = world_open(&policy);
  char id[16];
  for (int i = 0; i < FR_MAX_HISTORY_ENTRIES; i++) {
    snprintf(id, sizeof id, "t%d", i);
    const fr_transfer one = transfer_of(id, "alice", "bob", FR_MAX_AMOUNT_MINOR, NOON + i);
    cr_assert_eq(world_record(&in, &one, FR_TRANSFER_SETTLED), FR_OK);
  }
  const fr_transfer now = transfer_of("now", "alice", "bob", 1, NOON + HOUR);
  cr_assert_eq(world_features(&in, &now, values), FR_OK);
  cr_expect_eq(values[0].number, (double)(FR_MAX_HISTORY_ENTRIES * FR_MAX_AMOUNT_MINOR) / 100.0);
  cr_expect_eq(values[1].number, (double)FR_MAX_AMOUNT_MINOR / 100.0);
  world_close(&in);
}

Test(chain, distinct_over_a_full_history) {
  const bundle_policy policy = {.features = {{"all", "payee.received.map(t, t.payer).distinct().size()"},
                                             {"few", "payee.received.map(t, int(t.amount) % 10).distinct().size()"}}};
  static fr_value values[WORLD_VALUES];
  world in = world_open(&policy);
  char id[16];
  for (int i = 0; i < FR_MAX_HISTORY_ENTRIES; i++) {
    snprintf(id, sizeof id, "p%d", i);
    const fr_transfer one = transfer_of("t", id, "bob", 100 * i, NOON + i);
    cr_assert_eq(world_record(&in, &one, FR_TRANSFER_SETTLED), FR_OK);
  }
  const fr_transfer now = transfer_of("now", "alice", "bob", 1, NOON + HOUR);
  cr_assert_eq(world_features(&in, &now, values), FR_OK);
  cr_expect_eq(values[0].integer, FR_MAX_HISTORY_ENTRIES);
  cr_expect_eq(values[1].integer, 10);
  world_close(&in);
}

/* Of amounts that come in no order at all, every rank; and each place of the fold's memory is used. */
Test(chain, ranks_of_a_full_history) {
  enum { ENTRIES = FR_MAX_HISTORY_ENTRIES };
  static bundle_feature features[103];
  static char sources[103][64], names[103][8];
  for (int i = 0; i <= 100; i++) {
    snprintf(sources[i], sizeof sources[i], "payer.sent.map(t, t.amount).percentile(%d)", i);
    snprintf(names[i], sizeof names[i], "p%d", i);
    features[i] = (bundle_feature){names[i], sources[i]};
  }
  features[101] = (bundle_feature){"gaps", "payer.sent.map(t, t.time).gaps().size()"};
  features[102] = (bundle_feature){"rises", "payer.sent.map(t, t.amount).rises(1.0)"};
  const bundle_policy policy = {.more_features = features, .more_feature_count = 103};
  static fr_value values[WORLD_VALUES];
  world in = world_open(&policy);
  char id[16];
  int64_t rises = 0;
  for (int i = 0; i < ENTRIES; i++) {
    snprintf(id, sizeof id, "t%d", i);
    /* 1 to 1,024 in the order of a walk that meets each once */
    const int64_t amount = 1 + i * INT64_C(389) % ENTRIES, next = 1 + (i + 1) * INT64_C(389) % ENTRIES;
    rises += i + 1 < ENTRIES && next >= amount;
    const fr_transfer one = transfer_of(id, "alice", "bob", 100 * amount, NOON + i);
    cr_assert_eq(world_record(&in, &one, FR_TRANSFER_SETTLED), FR_OK);
  }
  const fr_transfer now = transfer_of("now", "alice", "bob", 1, NOON + HOUR);
  cr_assert_eq(world_features(&in, &now, values), FR_OK);
  cr_expect_eq(values[0].number, 1.0);
  for (int i = 1; i <= 100; i++) cr_expect_eq(values[i].number, (double)((i * ENTRIES + 99) / 100), "%s", sources[i]);
  cr_expect_eq(values[101].integer, ENTRIES - 1);
  cr_expect_eq(values[102].integer, rises);
  world_close(&in);
}

Test(chain, currencies_without_minor_units) {
  const bundle_policy policy = {.currency = "JPY",
                                .features = {{"sum", "payer.sent.map(t, t.amount).sum()"}, {"own", "transfer.amount"}}};
  static fr_value values[WORLD_VALUES];
  world in = world_open(&policy);
  const fr_transfer one = transfer_of("t", "alice", "bob", 1500, NOON), now = transfer_of("u", "alice", "bob", 7, NOON);
  cr_assert_eq(world_record(&in, &one, FR_TRANSFER_SETTLED), FR_OK);
  cr_assert_eq(world_features(&in, &now, values), FR_OK);
  cr_expect_eq(values[0].number, 1500.0);
  cr_expect_eq(values[1].number, 7.0);
  world_close(&in);
}
