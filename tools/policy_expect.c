/* SPDX-License-Identifier: Apache-2.0
 *
 * What a test expects, and what came out. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "columns.h"
#include "numbers.h"
#include "policy_test.h"
#include "words.h"

#define differs(t, at, ...) policy_problem((t)->work, (t)->from, at, __VA_ARGS__)

/* ---- outcome, scam, score ---- */

static bool expect_outcome(test *t, const node *wanted, const fr_decision *decision) {
  if (policy_outcome(t->work, t->from, wanted, "outcome") == decision->outcome) return true;
  return differs(t, wanted, "test \"%s\": outcome: expected %s, got %s", t->name, wanted->text,
                 outcome_name(decision->outcome));
}

static bool scam_exists(const test *t, const char *name) {
  for (uint32_t i = 0; i < t->info.scam_count; i++)
    if (strcmp(fr_policy_scam(t->work->policy, i), name) == 0) return true;
  return false;
}

static bool expect_scam(test *t, const node *wanted, const fr_decision *decision) {
  const bool none = node_is_null(wanted) || node_is(wanted, "none");
  if (!none && !policy_is_text(t->work, t->from, wanted, "scam")) return false;
  if (!none && !scam_exists(t, wanted->text))
    return differs(t, wanted, "test \"%s\": there is no scam \"%.60s\"", t->name, wanted->text);
  if (strcmp(none ? "" : wanted->text, decision->scam) == 0) return true;
  return differs(t, wanted, "test \"%s\": scam: expected %s, got %s", t->name, none ? "none" : wanted->text,
                 decision->scam[0] ? decision->scam : "none");
}

/* 45, 40..60, 40.. and ..60. */
static bool read_range(test *t, const node *wanted, int64_t *least, int64_t *most) {
  if (!policy_is_text(t->work, t->from, wanted, "score")) return false;
  const char *dots = strstr(wanted->text, "..");
  const char *end = wanted->text + wanted->size, *upper = dots ? dots + 2 : wanted->text;
  const char *fault = NULL;
  *least = 0;
  *most = INT64_MAX;
  if (dots == NULL || dots > wanted->text)
    fault = integer_parse(wanted->text, (size_t)((dots ? dots : end) - wanted->text), 0, INT64_MAX, least);
  if (fault == NULL && upper < end) fault = integer_parse(upper, (size_t)(end - upper), 0, INT64_MAX, most);
  if (fault == NULL && *least > *most) fault = "ends below where it begins";
  if (fault == NULL) return true;
  return differs(t, wanted, "score: \"%.40s\" %s; write 45, 40..60, 40.. or ..60", wanted->text, fault);
}

static bool expect_score(test *t, const node *wanted, const fr_decision *decision) {
  int64_t least, most;
  if (!read_range(t, wanted, &least, &most)) return false;
  if (decision->score >= least && decision->score <= most) return true;
  return differs(t, wanted, "test \"%s\": score: expected %s, got %" PRId64, t->name, wanted->text, decision->score);
}

/* ---- rules ---- */

static bool fired(const fr_decision *decision, const char *rule) {
  for (uint32_t i = 0; i < decision->reason_count; i++)
    if (strcmp(decision->reasons[i].rule, rule) == 0) return true;
  return false;
}

static const char *rule_like(const test *t, const char *rule, bool *exists) {
  fr__cel_nearest nearest = fr__cel_nearest_to(rule, (uint32_t)strlen(rule));
  *exists = false;
  for (uint32_t i = 0; i < t->info.rule_count; i++) {
    const char *name = fr_policy_rule(t->work->policy, i);
    *exists = *exists || strcmp(name, rule) == 0;
    fr__cel_nearest_offer(&nearest, name);
  }
  return nearest.name;
}

static bool expect_rule(test *t, const node *item, const fr_decision *decision) {
  if (!policy_is_text(t->work, t->from, item, "rules")) return false;
  const bool not_fired = item->text[0] == '!';
  const char *rule = item->text + not_fired;
  bool exists;
  const char *like = rule_like(t, rule, &exists);
  if (!exists)
    return differs(t, item, "test \"%s\": there is no rule \"%.60s\"%s%s%s", t->name, rule,
                   like ? "; did you mean \"" : "", like ? like : "", like ? "\"?" : "");
  if (fired(decision, rule) != not_fired) return true;
  return differs(t, item, "test \"%s\": rule %s: expected %s, got %s", t->name, rule,
                 not_fired ? "not to fire" : "to fire", not_fired ? "fired" : "not fired");
}

static bool expect_rules(test *t, const node *rules, const fr_decision *decision) {
  if (!policy_is_list(t->work, t->from, rules, "rules")) return false;
  bool good = true;
  for (uint32_t i = 0; i < rules->count; i++) good = expect_rule(t, rules->items[i], decision) && good;
  return good;
}

/* ---- words ---- */

static const char *const audiences[] = {"",       "customer",  "teller", "atm",     "audit",  "voice", "reason",
                                        "remedy", "documents", "review", "release", "expiry", NULL};

static bool say_contains(const test *t, const fr_decision *decision, uint32_t audience, const char *language,
                         const node *wanted, size_t skip) {
  uint64_t size = 0;
  const fr_text in = fr_text_of(language);
  fr_status status = fr_words(t->work->policy, decision, audience, in, FR_ENCODING_UTF8, NULL, 0, &size);
  char *text = status == FR_BUFFER_TOO_SMALL ? malloc(size + 1) : NULL;
  if (text == NULL) return false;
  status = fr_words(t->work->policy, decision, audience, in, FR_ENCODING_UTF8, text, size, &size);
  const bool found = status == FR_OK && memmem(text, size, wanted->text + skip, wanted->size - skip) != NULL;
  free(text);
  return found;
}

/* In any of the policy's languages. */
static bool words_contain(const test *t, const fr_decision *decision, uint32_t audience, const node *wanted,
                          size_t skip) {
  const fr_policy *policy = t->work->policy;
  for (uint32_t i = 0; i < policy->rule_count; i++)
    for (uint32_t l = 0; audience == FR_AUDIENCE_AUDIT && l < policy->rules[i].reason.count; l++)
      if (say_contains(t, decision, audience, policy->rules[i].reason.items[l].language, wanted, skip)) return true;
  for (uint32_t i = 0; i < policy->question_count && audience == FR_AUDIENCE_TELLER; i++)
    for (uint32_t l = 0; l < policy->questions[i].ask.count; l++)
      if (say_contains(t, decision, audience, policy->questions[i].ask.items[l].language, wanted, skip)) return true;
  for (uint32_t i = 0; i < policy->scam_count; i++) {
    const fr__wordings *advice = &policy->scams[i].advice[audience - FR_AUDIENCE_CUSTOMER];
    for (uint32_t l = 0; l < advice->count; l++)
      if (say_contains(t, decision, audience, advice->items[l].language, wanted, skip)) return true;
  }
  return false;
}

static bool expect_text(test *t, const node *wanted, uint32_t audience, const fr_decision *decision) {
  if (!policy_is_text(t->work, t->from, wanted, "words")) return false;
  const bool absent = wanted->text[0] == '!';
  if (words_contain(t, decision, audience, wanted, absent) != absent) return true;
  return differs(t, wanted, "test \"%s\": words for %s: expected %sto contain \"%.80s\"", t->name, audiences[audience],
                 absent ? "not " : "", wanted->text + absent);
}

static bool expect_texts(test *t, const node *wanted, uint32_t audience, const fr_decision *decision) {
  bool good = true;
  if (wanted->kind != NODE_LIST) return expect_text(t, wanted, audience, decision);
  for (uint32_t i = 0; i < wanted->count; i++) good = expect_text(t, wanted->items[i], audience, decision) && good;
  return good;
}

/* A text or a list: what the customer is told; a map: by audience. */
static bool expect_words(test *t, const node *wanted, const fr_decision *decision) {
  if (wanted->kind != NODE_MAP) return expect_texts(t, wanted, FR_AUDIENCE_CUSTOMER, decision);
  bool good = policy_keys(t->work, t->from, wanted, "words", audiences + 1);
  for (uint32_t i = 0; good && i < wanted->count; i++) {
    const int audience = name_find(audiences, wanted->keys[i]->text, wanted->keys[i]->size);
    good = expect_texts(t, wanted->items[i], (uint32_t)audience, decision);
  }
  return good;
}

/* ---- who is there, and what goes along ---- */

static bool expect_presence(test *t, const node *wanted, const fr_decision *decision) {
  static const char *const words[] = {"unknown", "false", "true"};
  uint32_t expected = FR_UNKNOWN;
  if (!node_is(wanted, "unknown")) expected = policy_flag(t->work, t->from, wanted, "victim_present") ? FR_YES : FR_NO;
  if (expected == decision->victim_present) return true;
  return differs(t, wanted, "test \"%s\": victim_present: expected %s, got %s", t->name, words[expected],
                 words[decision->victim_present]);
}

static bool expect_actions(test *t, const node *wanted, const fr_decision *decision) {
  bool good = policy_is_list(t->work, t->from, wanted, "actions");
  for (uint32_t i = 0; wanted->kind == NODE_LIST && i < wanted->count; i++) {
    const node *item = wanted->items[i];
    if (!policy_is_text(t->work, t->from, item, "actions")) return false;
    const bool absent = item->text[0] == '!';
    const int bit = name_find(action_names, item->text + absent, item->size - absent);
    if (bit < 0)
      good = differs(t, item, "test \"%s\": there is no action \"%.60s\"", t->name, item->text + absent);
    else if ((decision->actions >> bit & 1) == absent)
      good = differs(t, item, "test \"%s\": action %s: expected %s", t->name, item->text + absent,
                     absent ? "not to be given" : "to be given");
  }
  return good;
}

/* ---- whether a hold is a waiting period ---- */

static bool expect_delayed(test *t, const node *wanted, const fr_decision *decision) {
  const bool expected = policy_flag(t->work, t->from, wanted, "delayed");
  if (expected == ((decision->flags & FR_FLAG_DELAYED) != 0)) return true;
  return differs(t, wanted, "test \"%s\": delayed: expected %s", t->name,
                 expected ? "a hold that is a waiting period only" : "no such hold");
}

/* ---- all ---- */

bool test_expect(test *t, const fr_decision *decision) {
  static const struct {
    const char *key;
    bool (*compare)(test *t, const node *wanted, const fr_decision *decision);
  } parts[] = {{"outcome", expect_outcome},
               {"scam", expect_scam},
               {"score", expect_score},
               {"rules", expect_rules},
               {"victim_present", expect_presence},
               {"actions", expect_actions},
               {"delayed", expect_delayed},
               {"words", expect_words}};
  static const char *const keys[] = {"outcome", "scam",    "score", "rules", "victim_present",
                                     "actions", "delayed", "words", NULL};
  const node *wanted = node_get(t->node, "expect");
  if (wanted == NULL || (wanted->kind == NODE_MAP && wanted->count == 0))
    return differs(t, t->node, "test \"%s\" expects nothing; write expect: {outcome: …}", t->name);
  bool good = policy_keys(t->work, t->from, wanted, "expect", keys);
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
    const node *part = node_get(wanted, parts[i].key);
    if (part) good = parts[i].compare(t, part, decision) && good;
  }
  return good;
}
