/* SPDX-License-Identifier: Apache-2.0
 *
 * What of a second policy is the same as in a first one. That nothing decides otherwise for it is told by
 * engine/test_alike.c and by tools/test_backtest_figures.sh. */
#include <criterion/criterion.h>

#include "policy/alike.h"
#include "support/bundle.h"

static const bundle_policy first = {
    .attributes = "[['mood', 4], ['risk', 3]]",
    .phrases = "[['safe', ['safe account']]]",
    .features = {{"sent", "payer.sent.within(duration('24h')).map(t, t.amount).sum()"},
                 {"above",
                  "payer.sent.filter(t, t.amount > payer.sent.map(u, u.amount).max() * attributes.risk)"
                  ".size()"},
                 {"drained", "transfer.amount / transfer.balance_before"},
                 {"safe", "text.mentions('safe')"},
                 {"note", "attributes.mood + '!'"}},
    .rules = {{.id = "a", .when = "sent > 1000.0", .points = 10},
              {.id = "b", .when = "drained > 0.9 && above > 2", .points = 50},
              {.id = "c", .when = "safe && attributes.risk > 0.5", .points = 20},
              {.id = "d", .when = "note == 'sad!'", .points = 20}}};
enum { FACTS = 2 }; /* of the pair, which every policy asks */

static void expect_rules(const fr__alike *found, const uint16_t *wanted, uint32_t count) {
  cr_assert_eq(found->second->rule_count, count);
  for (uint32_t i = 0; i < count; i++) cr_expect_eq(found->rule_of[i], wanted[i], "rule %u: %u", i, found->rule_of[i]);
}

static fr__alike *compare(const bundle_policy *with) {
  fr_policy *one = bundle_load(&first), *other = bundle_load(with);
  cr_assert(one != NULL && other != NULL);
  fr__alike *found = fr__alike_find(one, other);
  fr_policy_release(one); /* the comparison has references of its own */
  fr_policy_release(other);
  return found;
}

Test(alike, the_same_policy) {
  fr__alike *found = compare(&first);
  cr_assert_not_null(found);
  cr_expect_eq(found->fold_count, 3 + FACTS);
  cr_expect_eq(found->feature_count, 4);
  cr_expect_eq(found->own_feature_count, 1, "a text that an expression made is gone with the decision");
  expect_rules(found, (const uint16_t[]){0, 1, 2, FR__NO_RULE}, 4);
  cr_expect(found->same_phrases && !found->reads_texts);
  cr_expect_eq(found->own_input_count, 0);
  fr__alike_release(found);
}

Test(alike, elsewhere_and_by_other_names) {
  const bundle_policy moved = {
      .attributes = "[['risk', 3], ['more', 1], ['mood', 4]]",
      .phrases = "[['safe', ['safe account']]]",
      .features = {{"s", "text.mentions('safe')"},
                   {"c", "payer.attempts.size()"},
                   {"n", "payer.sent.filter(t, t.amount > payer.sent.map(u, u.amount).max() * attributes.risk).size()"},
                   {"d", "transfer.amount / transfer.balance_before"},
                   {"m", "payer.sent.within(duration('24h')).map(t, t.amount).sum()"}},
      .rules = {{.id = "z", .when = "c > 3 && transfer.channel == 'atm'", .points = 1},
                {.id = "y", .when = "d > 0.9 && n > 2", .points = 2},
                {.id = "x", .when = "m > 1000.0", .points = 3},
                {.id = "w", .when = "s && attributes.risk > 0.5", .points = 4}}};
  fr__alike *found = compare(&moved);
  cr_assert_not_null(found);
  cr_expect_eq(found->fold_count, 3 + FACTS);
  cr_expect_eq(found->feature_count, 4);
  cr_expect_eq(found->own_feature_count, 1);
  expect_rules(found, (const uint16_t[]){FR__NO_RULE, 1, 0, 2}, 4);
  cr_expect_eq(found->own_input_count, 1);
  cr_expect_eq(found->own_inputs[0], FR__SLOT_CHANNEL);
  fr__alike_release(found);
}

Test(alike, what_is_left_has_what_it_reads) {
  bundle_policy other = first;
  other.features[1].source =
      "payer.sent.filter(t, t.amount > payer.sent.map(u, u.amount).max() * attributes.risk * 2.0).size()";
  fr__alike *found = compare(&other);
  cr_assert_not_null(found);
  cr_expect_eq(found->fold_count, 1 + FACTS, "the largest amount is found again, before the fold that reads it");
  expect_rules(found, (const uint16_t[]){0, FR__NO_RULE, 2, FR__NO_RULE}, 4);
  fr__alike_release(found);
}

Test(alike, what_asks_for_something_else) {
  static const struct {
    bundle_policy change;
    uint16_t rules[4];
  } cases[] = {
      {{.phrases = "[['safe', ['safe accounts']]]"}, {0, 1, FR__NO_RULE, FR__NO_RULE}},
      {{.phrases = "[['safer', ['a']], ['safe', ['safe account']]]"}, {0, 1, FR__NO_RULE, FR__NO_RULE}},
      {{.features = {{"sent", "payer.sent.within(duration('25h')).map(t, t.amount).sum()"}}},
       {FR__NO_RULE, 1, 2, FR__NO_RULE}},
      {{.rules = {{.id = "a", .when = "sent >= 1000.0", .points = 10}}}, {FR__NO_RULE, 1, 2, FR__NO_RULE}},
      {{.rules = {{.id = "a", .when = "sent > 1000.5", .points = 10}}}, {FR__NO_RULE, 1, 2, FR__NO_RULE}},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    bundle_policy other = first;
    if (cases[i].change.phrases != NULL) other.phrases = cases[i].change.phrases;
    if (cases[i].change.features[0].name != NULL) other.features[0] = cases[i].change.features[0];
    if (cases[i].change.rules[0].id != NULL) other.rules[0] = cases[i].change.rules[0];
    fr__alike *found = compare(&other);
    cr_assert_not_null(found);
    expect_rules(found, cases[i].rules, 4);
    fr__alike_release(found);
  }
}

/* A text may stand in memory that the next fold takes. */
Test(alike, texts_of_folds_are_found_again) {
  bundle_policy one = first;
  one.features[4].source = "payer.sent.map(t, t.channel).last()";
  one.rules[3].when = "note == 'atm'";
  fr_policy *both[] = {bundle_load(&one), bundle_load(&one)};
  fr__alike *found = fr__alike_find(both[0], both[1]);
  cr_assert_not_null(found);
  cr_expect_eq(found->second->plan->chain_count, 4);
  cr_expect_eq(found->fold_count, 3 + FACTS);
  expect_rules(found, (const uint16_t[]){0, 1, 2, FR__NO_RULE}, 4);
  fr__alike_release(found);
  fr_policy_release(both[0]);
  fr_policy_release(both[1]);
}

/* Minor units and hours are in every value. */
Test(alike, nothing_is_where_money_or_hours_are_counted_otherwise) {
  bundle_policy other = first;
  other.sections[0] = (bundle_section){"utc_offset", "3600"};
  cr_expect_null(compare(&other));
}
