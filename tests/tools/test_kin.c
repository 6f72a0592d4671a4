/* SPDX-License-Identifier: Apache-2.0
 *
 * When a challenger may take over what the policy in force found, and when it has to find it itself. That the decisions
 * are the same either way is told by test_backtest_figures.sh, where both kinds stand beside the first policy. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "decision/decide.h"
#include "kin.h"
#include "policy_build.h"

/* What one of the policies here says otherwise than the first. */
typedef struct change {
  const char *phrase, *attribute, *window, *feature, *condition, *points, *more, *offset;
} change;

static const change none = {"safe account",  "double", "24h", "transfer.amount / transfer.balance_before",
                            "drained > 0.9", "50",     "",    "+08:00"};

static fr_policy *made(const change *by) {
  char path[] = "/tmp/kin-XXXXXX.yaml";
  const int file = mkstemps(path, 5);
  cr_assert(file >= 0);
  FILE *out = fdopen(file, "w");
  fprintf(out,
          "fraudrisk: 1\nname: kin\nversion: 1\ncurrency: CNY\nutc_offset: \"%s\"\n"
          "phrases: { safe: [%s] }\nattributes: { risk: %s }\nfeatures:\n"
          "  sent: payer.sent.within(duration(\"%s\")).map(t, t.amount).sum()\n  drained: %s\n"
          "  safe: text.mentions(\"safe\")\nrules:\n"
          "  - { id: first, when: \"sent > 1000.0\", points: 10, reason: { en: a } }\n"
          "  - { id: second, when: \"%s\", points: %s, reason: { en: b } }\n"
          "  - { id: third, when: \"safe && attributes.risk > %s\", points: 20, reason: { en: c } }\n%s"
          "decision: [{ warn: 40, hold: 80 }]\n",
          by->offset, by->phrase, by->attribute, by->window, by->feature, by->condition, by->points,
          by->attribute[0] == 'd' ? "0.5" : "5", by->more);
  fclose(out);
  fr_policy *policy = policy_compile(path);
  unlink(path);
  cr_assert(policy != NULL);
  return policy;
}

static uint16_t *kin_of(const change *other, uint32_t *rules) {
  fr_policy *first = made(&none), *second = made(other);
  uint16_t *found = kin_find(first, second);
  *rules = second->rule_count;
  fr_policy_release(first);
  fr_policy_release(second);
  return found;
}

static void expect_rules(const change *other, const uint16_t *wanted, uint32_t count) {
  uint32_t rules;
  uint16_t *found = kin_of(other, &rules);
  cr_assert(found != NULL);
  cr_assert_eq(rules, count);
  for (uint32_t i = 0; i < count; i++) cr_expect_eq(found[i], wanted[i], "rule %u: %u", i, found[i]);
  free(found);
}

Test(kin, the_same_policy) { expect_rules(&none, (const uint16_t[]){0, 1, 2}, 3); }

Test(kin, other_points_and_conditions) {
  change other = none;
  other.points = "70";
  expect_rules(&other, (const uint16_t[]){0, 1, 2}, 3);
  other.condition = "drained > 0.8";
  expect_rules(&other, (const uint16_t[]){0, FR__NO_RULE, 2}, 3);
}

Test(kin, another_rule_of_the_same_values) {
  change other = none;
  other.more =
      "  - { id: fourth, when: \"drained > 0.9\", points: 1, reason: { en: d } }\n"
      "  - { id: fifth, when: \"drained > 0.9 && sent > 5.0\", points: 1, reason: { en: e } }\n";
  expect_rules(&other, (const uint16_t[]){0, 1, 2, 1, FR__NO_RULE}, 5);
}

Test(kin, what_asks_for_something_else) {
  uint32_t rules;
  change others[] = {none, none, none, none, none, none};
  others[0].phrase = "safe accounts";
  others[1].attribute = "int";
  others[2].window = "48h";
  others[3].feature = "transfer.amount / 2.0";
  others[4].offset = "+09:00";
  others[5].more = "  - { id: fourth, when: \"payer.sent.size() > 3\", points: 1, reason: { en: d } }\n";
  for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
    uint16_t *found = kin_of(&others[i], &rules);
    cr_expect(found == NULL, "change %zu is not seen", i);
    free(found);
  }
}
