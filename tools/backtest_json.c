/* SPDX-License-Identifier: Apache-2.0
 *
 * backtest.json, as docs/backtest-json.md has it. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backtest.h"
#include "backtest_state.h"
#include "fraudrisk/version.h"
#include "report.h"
#include "words.h"

static const char *const level_names[LEVELS] = {"warn_or_hold", "hold"};
static const char *const dimension_names[DIMENSIONS] = {"scam_type", "channel", "age", "amount", "month"};
static const char *const channel_names[] = {"unknown", "teller", "atm", "online", "mobile", "quick_pay", "other"};

/* ---- values ---- */

static void set(json_t *object, const char *key, json_t *value) { json_object_set_new(object, key, value); }

static json_t *count_of(uint64_t number) { return json_integer((json_int_t)number); }

static json_t *share_of(uint64_t part, uint64_t whole) {
  return whole == 0 ? json_null() : json_real((double)part / (double)whole);
}

/* A text of the input, whatever bytes it has: what is not UTF-8 becomes U+FFFD. */
static json_t *text_of(const char *text) {
  json_t *plain = json_string(text);
  if (plain != NULL) return plain;
  const size_t size = strlen(text);
  char *mended = malloc(3 * size + 1);
  if (mended == NULL) return json_null();
  size_t used = 0;
  for (size_t at = 0; at < size;) {
    uint32_t code, length = fr__utf8_next(text + at, (uint32_t)(size - at), &code);
    memcpy(mended + used, length == 0 ? "\xef\xbf\xbd" : text + at, length == 0 ? 3 : length);
    used += length == 0 ? 3 : length;
    at += length == 0 ? 1 : length;
  }
  plain = json_stringn(mended, used);
  free(mended);
  return plain;
}

static json_t *text_or_null(const char *text) { return text[0] == '\0' ? json_null() : text_of(text); }

static json_t *time_of(const backtest *of, int64_t time_us) {
  char text[40];
  const size_t size = time_format_rfc3339(time_us, of->in->info.utc_offset_s, text);
  return json_stringn(text, size);
}

static json_t *label_of(uint32_t fraud) { return fraud == FR_UNKNOWN ? json_null() : json_boolean(fraud == FR_YES); }

static json_t *channel_of(uint32_t channel) {
  return json_string(channel_names[channel < FR_COUNT(channel_names) ? channel : 0]);
}

static json_t *outcome_or_null(uint32_t outcome) {
  return outcome == FR_OUTCOME_NONE ? json_null() : json_string(outcome_name(outcome));
}

static json_t *interval_of(const interval *from) {
  if (!from->exists) return json_null();
  json_t *object = json_object();
  set(object, "value", json_real(from->value));
  set(object, "low", from->bounded ? json_real(from->low) : json_null());
  set(object, "high", from->bounded ? json_real(from->high) : json_null());
  return object;
}

/* ---- blocks that come again and again ---- */

static void set_tally(json_t *object, const tally *at) {
  set(object, "transfers", count_of(at->transfers));
  set(object, "amount_minor", json_integer(at->amount_minor));
  set(object, "frauds", count_of(at->frauds));
  set(object, "fraud_amount_minor", json_integer(at->fraud_minor));
  set(object, "honest", count_of(at->honest));
  set(object, "honest_amount_minor", json_integer(at->honest_minor));
}

static json_t *named_tally(const char *name, const tally *at) {
  json_t *object = json_object();
  set(object, "name", text_of(name));
  set_tally(object, at);
  return object;
}

static void set_alerts(json_t *object, const tally *at) {
  set(object, "alerts", count_of(at->transfers));
  set(object, "alert_amount_minor", json_integer(at->amount_minor));
  set(object, "true_alerts", count_of(at->frauds));
  set(object, "true_amount_minor", json_integer(at->fraud_minor));
  set(object, "false_alerts", count_of(at->honest));
  set(object, "false_amount_minor", json_integer(at->honest_minor));
}

static json_t *levels_of_alerts(const tally at[LEVELS]) {
  json_t *object = json_object();
  for (enum level level = 0; level < LEVELS; level++) {
    json_t *one = json_object();
    set_alerts(one, &at[level]);
    set(object, level_names[level], one);
  }
  return object;
}

static json_t *levels_of_quality(backtest *of, const base *all, const alerted at[LEVELS]) {
  json_t *object = json_object();
  for (enum level level = 0; level < LEVELS; level++) {
    const quality q = quality_of(&of->draws, all, &at[level], backtest_days(of));
    json_t *one = json_object();
    set_alerts(one, &at[level].sums);
    set(one, "alert_rate", interval_of(&q.alert_rate));
    set(one, "precision", interval_of(&q.precision));
    set(one, "recall", interval_of(&q.recall));
    set(one, "value_recall", interval_of(&q.value_recall));
    set(one, "honest_to_fraud", interval_of(&q.honest_to_fraud));
    if (all == &of->all) { /* of a group nobody asks it */
      set(one, "honest_interrupted", interval_of(&q.honest_interrupted));
      set(one, "alerts_a_day", interval_of(&q.alerts_a_day));
    }
    set(object, level_names[level], one);
  }
  return object;
}

static void set_rates(json_t *object, const tally *all, const tally *at) {
  set(object, "alert_rate", share_of(at->transfers, all->transfers));
  set(object, "precision", share_of(at->frauds, at->frauds + at->honest));
  set(object, "recall", share_of(at->frauds, all->frauds));
  set(object, "value_recall", share_of((uint64_t)at->fraud_minor, (uint64_t)all->fraud_minor));
}

/* ---- rules ---- */

static json_t *reason_in(const fr_policy *policy, uint32_t rule, const char *language) {
  const fr__wordings *all = &policy->rules[rule].reason;
  for (uint32_t i = 0; i < all->count; i++) {
    const size_t size = strlen(language);
    const char *has = all->items[i].language;
    if (strncmp(has, language, size) == 0 && (has[size] == '\0' || has[size] == '-'))
      return json_stringn(all->items[i].text, all->items[i].size);
  }
  return json_null();
}

static json_t *rule_of(backtest *of, const figures *by, uint32_t index) {
  const fr__rule *rule = &by->policy->rules[index];
  const rule_figures *at = &by->rules[index];
  json_t *object = named_tally(rule->id, &at->fired), *reason = json_object();
  const bool drawn = at->fired.frauds + at->fired.honest <= RULE_DRAWN_MAX;
  const ratio asked = {.part = &at->drawn[RULE_TRUE],
                       .whole = &at->drawn[RULE_TRUE],
                       .more = &at->drawn[RULE_FALSE],
                       .part_sum = (int64_t)at->fired.frauds,
                       .whole_sum = (int64_t)(at->fired.frauds + at->fired.honest),
                       .is_share = true};
  interval precision = draws_interval(&of->draws, &asked);
  precision.bounded = precision.bounded && drawn;
  set(object, "scam", rule->scam < 0 ? json_null() : text_of(by->policy->scams[rule->scam].name));
  set(object, "points", rule->points.program != NULL ? json_null() : json_integer(rule->points.number));
  set(object, "at_least", outcome_or_null(rule->at_least));
  set(object, "at_most", outcome_or_null(rule->at_most));
  set(object, "binding", json_boolean(rule->binding));
  set(reason, "zh", reason_in(by->policy, index, "zh"));
  set(reason, "en", reason_in(by->policy, index, "en"));
  set(object, "reason", reason);
  set(object, "precision", interval_of(&precision));
  set(object, "alone", levels_of_alerts(at->alone));
  set(object, "lost_without", levels_of_alerts(at->lost));
  set(object, "gained_without", levels_of_alerts(at->gained));
  return object;
}

/* ---- groups ---- */

static json_t *groups_of(backtest *of, uint32_t index) {
  json_t *object = json_object();
  for (unsigned by = 0; by < DIMENSIONS; by++) {
    json_t *array = json_array();
    for (uint32_t i = 0; i < of->groups.count[by]; i++) {
      const group *at = &of->groups.of[by][i];
      if (at->all.sums.transfers == 0) continue;
      json_t *one = named_tally(at->name, &at->all.sums), *levels = levels_of_quality(of, &at->all, at->by[index]);
      json_object_update(one, levels);
      json_decref(levels);
      json_array_append_new(array, one);
    }
    set(object, dimension_names[by], array);
  }
  return object;
}

/* ---- curves, scores, capacity ---- */

static json_t *point_of(const backtest *of, const sweep_point *at) {
  json_t *object = json_object();
  set(object, "threshold", at->has_threshold ? json_integer(at->threshold) : json_null());
  set_alerts(object, &at->alerted);
  set_rates(object, &of->all.sums, &at->alerted);
  return object;
}

static json_t *curves_of(const backtest *of, const figures *by) {
  json_t *object = json_object();
  for (enum level level = 0; level < LEVELS; level++) {
    sweep_point points[CURVE_POINTS_MAX + 2];
    const uint32_t count = sweep_curve(&by->sweeps[level], points);
    const sweep_areas areas = sweep_measure(&by->sweeps[level]);
    json_t *one = json_object(), *array = json_array();
    for (uint32_t i = 0; i < count; i++) json_array_append_new(array, point_of(of, &points[i]));
    set(one, "points", array);
    set(one, "average_precision", areas.exist ? json_real(areas.average_precision) : json_null());
    set(one, "roc_auc", areas.exist ? json_real(areas.roc_auc) : json_null());
    set(object, level_names[level], one);
  }
  return object;
}

static json_t *scores_of(const figures *by) {
  enum { BARS = 50 };
  uint32_t most = 0;
  json_t *array = json_array();
  for (uint32_t bin = 0; bin < BINS; bin++) {
    const score_count *at = &by->scores[bin];
    if (at->frauds + at->honest + at->unlabelled != 0) most = bin;
  }
  const uint32_t width = (most + BARS) / BARS;
  for (uint32_t first = 0; first <= most; first += width) {
    score_count sum = {0};
    for (uint32_t bin = first; bin < first + width && bin < BINS; bin++) {
      sum.frauds += by->scores[bin].frauds;
      sum.honest += by->scores[bin].honest;
      sum.unlabelled += by->scores[bin].unlabelled;
    }
    json_t *bar = json_object();
    set(bar, "from", json_integer(bin_begins(first)));
    set(bar, "to", json_integer(bin_begins(first + width) - 1));
    set(bar, "frauds", count_of(sum.frauds));
    set(bar, "honest", count_of(sum.honest));
    set(bar, "unlabelled", count_of(sum.unlabelled));
    json_array_append_new(array, bar);
  }
  return array;
}

static json_t *capacity_of(const backtest *of, const figures *by) {
  json_t *array = json_array();
  const uint64_t *capacities;
  const unsigned count = backtest_capacities(of, &capacities);
  for (unsigned i = 0; i < count; i++) {
    json_t *object = json_object();
    set(object, "alerts_a_day", count_of(capacities[i]));
    for (enum level level = 0; level < LEVELS; level++) {
      const sweep_fit fit = sweep_capacity(&by->sweeps[level], capacities[i], backtest_days(of));
      json_t *one = point_of(of, &fit.at);
      set(one, "fits", json_boolean(fit.fits));
      set(one, "busiest_day", count_of(fit.busiest_day));
      set(one, "days_over", count_of(fit.days_over));
      set(object, level_names[level], one);
    }
    json_array_append_new(array, object);
  }
  return array;
}

/* ---- cases ---- */

static json_t *spread_of(const spread *from, uint64_t warned) {
  if (warned == 0) return json_null();
  json_t *object = json_object();
  set(object, "median_s", json_integer(from->median_s));
  set(object, "p75_s", json_integer(from->p75_s));
  set(object, "p90_s", json_integer(from->p90_s));
  set(object, "most_s", json_integer(from->most_s));
  return object;
}

static json_t *cases_of(const backtest *of, uint32_t index) {
  json_t *object = json_object();
  for (enum level level = 0; level < LEVELS; level++) {
    case_figures at;
    json_t *one = json_object();
    if (!cases_measure(&of->cases, index, level, &at)) {
      json_decref(one);
      json_decref(object);
      return json_null();
    }
    set(one, "cases", count_of(at.cases));
    set(one, "complete", json_boolean(!of->cases.incomplete));
    set(one, "warned", count_of(at.warned));
    set(one, "warned_at_first_transfer", count_of(at.warned_at_first));
    set(one, "with_sign", count_of(at.with_sign));
    set(one, "never_warned_amount_minor", json_integer(at.never_minor));
    set(one, "before_warning_amount_minor", json_integer(at.before_minor));
    set(one, "at_warning_amount_minor", json_integer(at.at_minor));
    set(one, "after_warning_amount_minor", json_integer(at.after_minor));
    set(one, "after_warning_passed_amount_minor", json_integer(at.passed_minor));
    set(one, "from_first_transfer", spread_of(&at.from_first, at.warned));
    set(one, "from_first_sign", spread_of(&at.from_sign, at.warned));
    set(object, level_names[level], one);
  }
  return object;
}

/* ---- examples in words ---- */

/* Words of any length, or null where there are none. `place` is a reason's; UINT32_MAX: for the audience. */
static json_t *words_of(const fr_policy *policy, const fr_decision *decision, uint32_t audience, uint32_t place,
                        const char *language) {
  const fr_text in = {language, (uint32_t)strlen(language), FR_ENCODING_UTF8};
  uint64_t size = 0;
  char *text = NULL;
  fr_status status = FR_BUFFER_TOO_SMALL;
  for (int turn = 0; turn < 2 && status == FR_BUFFER_TOO_SMALL; turn++) {
    char *more = size == 0 ? NULL : realloc(text, size);
    if (size != 0 && more == NULL) break;
    text = more;
    status = place == UINT32_MAX ? fr_words(policy, decision, audience, in, FR_ENCODING_UTF8, text, size, &size)
                                 : fr_reason_words(policy, decision, place, in, FR_ENCODING_UTF8, text, size, &size);
  }
  json_t *told = status == FR_OK && size != 0 && text != NULL ? json_stringn(text, size) : NULL;
  free(text);
  return told == NULL ? json_null() : told;
}

static json_t *both_languages(const fr_policy *policy, const fr_decision *decision, uint32_t audience) {
  json_t *object = json_object();
  set(object, "zh", words_of(policy, decision, audience, UINT32_MAX, "zh"));
  set(object, "en", words_of(policy, decision, audience, UINT32_MAX, "en"));
  if (!json_is_null(json_object_get(object, "zh")) || !json_is_null(json_object_get(object, "en"))) return object;
  json_decref(object);
  return json_null();
}

static void set_reasons(json_t *object, const fr_policy *policy, const fr_decision *decision) {
  json_t *rules = json_array(), *reasons = json_array();
  for (uint32_t i = 0; i < decision->reason_count; i++) {
    json_t *reason = json_object();
    json_array_append_new(rules, json_string(decision->reasons[i].rule));
    set(reason, "rule", json_string(decision->reasons[i].rule));
    set(reason, "points", json_integer(decision->reasons[i].points));
    set(reason, "zh", words_of(policy, decision, 0, i, "zh"));
    set(reason, "en", words_of(policy, decision, 0, i, "en"));
    json_array_append_new(reasons, reason);
  }
  set(object, "rules", rules);
  set(object, "reasons", reasons);
}

static json_t *example_of(const backtest *of, const fr_policy *policy, const char *kind, const example *at) {
  json_t *object = json_object(), *words = json_object();
  const fr_decision *decision = &at->decision;
  set(object, "kind", json_string(kind));
  set(object, "id", text_of(at->id));
  set(object, "time", time_of(of, at->about.time_us));
  set(object, "amount_minor", json_integer(at->about.amount_minor));
  set(object, "channel", channel_of(at->about.channel));
  set(object, "fraud", label_of(at->about.fraud));
  set(object, "scam_label", text_or_null(at->scam));
  set(object, "outcome", json_string(outcome_name(decision->outcome)));
  set(object, "score", json_integer(decision->score));
  set(object, "scam", text_or_null(decision->scam));
  set(object, "hold_until", decision->hold_until_us == 0 ? json_null() : time_of(of, decision->hold_until_us));
  set_reasons(object, policy, decision);
  set(words, "customer", both_languages(policy, decision, FR_AUDIENCE_CUSTOMER));
  set(words, "teller", both_languages(policy, decision, FR_AUDIENCE_TELLER));
  set(words, "audit", both_languages(policy, decision, FR_AUDIENCE_AUDIT));
  set(object, "words", words);
  return object;
}

static json_t *examples_of(const backtest *of, const figures *by) {
  static const struct {
    const char *name;
    uint32_t most;
  } kinds[EXAMPLE_KINDS] = {[EXAMPLE_CAUGHT] = {"caught", 4},
                            [EXAMPLE_MISSED] = {"missed", 3},
                            [EXAMPLE_FALSE_ALARM] = {"false_alarm", 3},
                            [EXAMPLE_ALERTED] = {"alerted", 10}};
  const bool labels = of->all.sums.frauds + of->all.sums.honest != 0;
  json_t *array = json_array();
  for (unsigned kind = 0; kind < EXAMPLE_KINDS; kind++) {
    if (kind == EXAMPLE_ALERTED && labels) continue;
    for (uint32_t i = 0; i < by->examples.count[kind] && i < kinds[kind].most; i++) {
      const example *at = &by->examples.items[kind * EXAMPLES_MAX + i];
      json_array_append_new(array, example_of(of, by->policy, kinds[kind].name, at));
    }
  }
  return array;
}

/* ---- a policy ---- */

static json_t *recorded_of(const backtest *of, uint32_t index) {
  const figures *by = &of->of[index];
  if (of->options->journal == NULL) return json_null();
  json_t *object = json_object();
  set(object, "same", count_of(by->recorded_same));
  set(object, "others", count_of(by->recorded_others));
  return object;
}

static void set_counts(backtest *of, const figures *by, json_t *object) {
  json_t *outcomes = json_array(), *rules = json_array(), *scams = json_array(), *flags = json_object();
  for (uint32_t i = FR_OUTCOME_ALLOW; i <= FR_OUTCOME_HOLD; i++)
    json_array_append_new(outcomes, named_tally(outcome_name(i), &by->outcomes[i]));
  for (uint32_t i = 0; i < by->info.rule_count; i++) json_array_append_new(rules, rule_of(of, by, i));
  for (uint32_t i = 0; i < by->info.scam_count; i++)
    json_array_append_new(scams, named_tally(fr_policy_scam(by->policy, i), &by->scams[i]));
  json_array_append_new(scams, named_tally("", &by->scams[by->info.scam_count]));
  for (unsigned bit = 0; bit < BACKTEST_FLAGS; bit++) set(flags, backtest_flag_names[bit], count_of(by->flagged[bit]));
  set(object, "outcomes", outcomes);
  set(object, "flags", flags);
  set(object, "rules", rules);
  set(object, "likely_scams", scams);
}

static json_t *policy_of(backtest *of, uint32_t index) {
  const figures *by = &of->of[index];
  char digest[65];
  digest_text(by->info.digest, digest);
  json_t *object = json_object();
  set(object, "role", json_string(index == 0 ? "champion" : "challenger"));
  set(object, "file", text_of(by->file));
  set(object, "name", json_string(by->info.name));
  set(object, "version", count_of(by->info.version));
  set(object, "digest", json_string(digest));
  set(object, "currency", json_string(by->info.currency));
  set(object, "quality", levels_of_quality(of, &of->all, by->alerted));
  set_counts(of, by, object);
  set(object, "by", groups_of(of, index));
  set(object, "curves", curves_of(of, by));
  set(object, "scores", scores_of(by));
  set(object, "capacity", capacity_of(of, by));
  set(object, "cases", cases_of(of, index));
  set(object, "examples", examples_of(of, by));
  set(object, "recorded", recorded_of(of, index));
  return object;
}

/* ---- two policies ---- */

static json_t *rules_named(const fr_policy *policy, const differing *at, unsigned side) {
  json_t *array = json_array();
  for (uint32_t i = 0; i < at->rule_count[side]; i++)
    json_array_append_new(array, json_string(fr_policy_rule(policy, at->rules[side][i])));
  return array;
}

static json_t *differing_of(const backtest *of, uint32_t index, const differing *at) {
  json_t *object = json_object();
  set(object, "id", text_of(at->id));
  set(object, "time", time_of(of, at->about.time_us));
  set(object, "amount_minor", json_integer(at->about.amount_minor));
  set(object, "channel", channel_of(at->about.channel));
  set(object, "fraud", label_of(at->about.fraud));
  set(object, "scam_label", text_or_null(at->scam));
  set(object, "from", json_string(outcome_name(at->outcome[0])));
  set(object, "to", json_string(outcome_name(at->outcome[1])));
  set(object, "from_score", json_integer(at->score[0]));
  set(object, "to_score", json_integer(at->score[1]));
  set(object, "from_rules", rules_named(of->of[0].policy, at, 0));
  set(object, "to_rules", rules_named(of->of[index].policy, at, 1));
  return object;
}

static json_t *differences_of(backtest *of, uint32_t index) {
  json_t *object = json_object();
  for (enum level level = 0; level < LEVELS; level++) {
    const quality q =
        quality_difference(&of->draws, &of->all, &of->of[0].alerted[level], &of->of[index].alerted[level]);
    json_t *one = json_object();
    set(one, "alert_rate", interval_of(&q.alert_rate));
    set(one, "precision", interval_of(&q.precision));
    set(one, "recall", interval_of(&q.recall));
    set(one, "value_recall", interval_of(&q.value_recall));
    set(object, level_names[level], one);
  }
  return object;
}

static json_t *comparison_of(backtest *of, uint32_t index) {
  const comparison *by = &of->to[index - 1];
  json_t *object = json_object(), *matrix = json_array(), *listed = json_array();
  for (uint32_t from = FR_OUTCOME_ALLOW; from <= FR_OUTCOME_HOLD; from++) {
    for (uint32_t to = FR_OUTCOME_ALLOW; to <= FR_OUTCOME_HOLD; to++) {
      json_t *cell = json_object();
      set(cell, "from", json_string(outcome_name(from)));
      set(cell, "to", json_string(outcome_name(to)));
      set_tally(cell, &by->matrix[from][to]);
      json_array_append_new(matrix, cell);
    }
  }
  for (uint32_t i = 0; i < by->listed_count; i++)
    json_array_append_new(listed, differing_of(of, index, &by->listed[i]));
  set(object, "policy", count_of(index));
  set(object, "matrix", matrix);
  set(object, "differing", count_of(by->differing));
  set(object, "customers_touched", count_of(by->customers.count));
  set(object, "customers_raised", count_of(by->customers.raised));
  set(object, "customers_lowered", count_of(by->customers.lowered));
  set(object, "customers_complete", json_boolean(!by->customers.incomplete));
  set(object, "transfers", listed);
  set(object, "difference", differences_of(of, index));
  return object;
}

/* ---- what it was made of ---- */

static json_t *made_of(const backtest *of) {
  json_t *object = json_object(), *words = json_array();
  const run_options *options = of->options;
  json_array_append_new(words, json_string("fraudrisk"));
  json_array_append_new(words, json_string("backtest"));
  for (int i = 1; i < options->argc; i++) {
    /* Keys are secrets: whoever reads the report need not have them. */
    const bool secret =
        i > 1 && (strcmp(options->argv[i - 1], "--key") == 0 || strcmp(options->argv[i - 1], "--sealing-key") == 0);
    const bool joined =
        strncmp(options->argv[i], "--key=", 6) == 0 || strncmp(options->argv[i], "--sealing-key=", 14) == 0;
    json_array_append_new(words, secret || joined ? json_string("(a key)") : text_of(options->argv[i]));
  }
  char version[32];
  const uint32_t number = fr_version();
  snprintf(version, sizeof version, "%u.%u.%u", number / 1000000, number / 1000 % 1000, number % 1000);
  set(object, "command", words);
  set(object, "version", json_string(version));
  set(object, "interrupted", json_boolean(of->interrupted));
  set(object, "seconds", json_real(of->seconds));
  set(object, "processor_seconds", json_real(of->cpu_seconds));
  set(object, "transfers_per_second",
      of->seconds > 0 ? json_real((double)of->all.sums.transfers / of->seconds) : json_null());
  return object;
}

static json_t *files_of(const backtest *of) {
  json_t *array = json_array();
  for (uint32_t i = 0; i < of->file_count; i++) {
    const fingerprint *at = &of->files[i];
    char digest[65];
    json_t *object = json_object();
    digest_text(at->sha256, digest);
    set(object, "role", json_string(at->role));
    set(object, "name", text_of(at->name));
    set(object, "bytes", at->known ? count_of(at->bytes) : json_null());
    set(object, "sha256", at->known ? json_string(digest) : json_null());
    json_array_append_new(array, object);
  }
  return array;
}

static json_t *bad_labels_of(const backtest *of) {
  const label_counts *from = &of->counts.labels;
  json_t *object = json_object();
  set(object, "unknown_transfer", count_of(from->unknown_transfer));
  set(object, "repeated", count_of(from->repeated + of->rows.repeated));
  set(object, "contradicting", count_of(from->contradicting + of->rows.contradicting));
  set(object, "before_transfer", count_of(from->before_transfer));
  return object;
}

static const char *source_of_labels(const backtest *of) {
  if (of->all.sums.frauds + of->all.sums.honest == 0) return "none";
  return of->options->journal != NULL ? "journal" : of->labels != NULL ? "events" : "column";
}

static json_t *data_of(const backtest *of) {
  json_t *object = json_object();
  const tally *all = &of->all.sums;
  const fr_policy_info *info = &of->in->info;
  char offset[16];
  const int minutes = info->utc_offset_s / 60;
  snprintf(offset, sizeof offset, "%c%02d:%02d", minutes < 0 ? '-' : '+', abs(minutes) / 60, abs(minutes) % 60);
  set(object, "source", json_string(of->options->journal != NULL ? "journal" : "files"));
  set(object, "files", files_of(of));
  set(object, "synthetic",
      of->options->journal == NULL && report_is_simulated(of->options->in) ? json_true() : json_null());
  set_tally(object, all);
  set(object, "unlabelled", count_of(all->transfers - all->frauds - all->honest));
  set(object, "first_time", all->transfers == 0 ? json_null() : time_of(of, of->first_us));
  set(object, "last_time", all->transfers == 0 ? json_null() : time_of(of, of->last_us));
  set(object, "days", count_of(backtest_days(of)));
  set(object, "currency", json_string(info->currency));
  set(object, "currency_digits", count_of(info->currency_digits));
  set(object, "utc_offset", json_string(offset));
  set(object, "utc_offset_s", json_integer(info->utc_offset_s));
  set(object, "labels", json_string(source_of_labels(of)));
  set(object, "label_delay_s",
      of->options->label_delay_us < 0 ? json_null() : json_integer(of->options->label_delay_us / 1000000));
  set(object, "unlabelled_scams", of->options->unlabelled == NULL ? json_null() : text_of(of->options->unlabelled));
  set(object, "unlabelled_by_scam", count_of(of->left_out));
  set(object, "rows_not_scored", count_of(of->counts.bad_transfers));
  set(object, "events_not_taken", count_of(of->counts.bad_events));
  set(object, "list_rows_not_taken", count_of(of->counts.bad_lists));
  set(object, "bad_labels", bad_labels_of(of));
  return object;
}

static json_t *draws_of(const backtest *of) {
  json_t *object = json_object();
  set(object, "confidence", json_real(0.95));
  set(object, "draws", count_of(of->options->draws));
  set(object, "seed", count_of(of->options->seed));
  set(object, "by", json_string("customer"));
  return object;
}

static json_t *report_of(backtest *of) {
  json_t *report = json_object(), *policies = json_array(), *comparisons = json_array();
  for (uint32_t i = 0; i < of->policies; i++) json_array_append_new(policies, policy_of(of, i));
  for (uint32_t i = 1; i < of->policies; i++) json_array_append_new(comparisons, comparison_of(of, i));
  set(report, "format", json_string("fraudrisk-backtest"));
  set(report, "format_version", json_integer(1));
  set(report, "made", made_of(of));
  set(report, "data", data_of(of));
  set(report, "interval", draws_of(of));
  set(report, "policies", policies);
  set(report, "comparisons", comparisons);
  set(report, "state", backtest_state_json(&of->stats));
  return report;
}

/* ---- the file: whole, or not there ---- */

bool backtest_write_json(backtest *of, const char *path) {
  json_t *report = report_of(of);
  char *text = report == NULL ? NULL : json_dumps(report, JSON_INDENT(1) | JSON_REAL_PRECISION(12));
  output out;
  json_decref(report);
  if (text == NULL) fprintf(stderr, "%s: cannot be written: out of memory\n", path);
  bool good = text != NULL && output_open(&out, path);
  if (good) {
    output_string(&out, text);
    output_string(&out, "\n");
    good = output_close(&out);
  }
  free(text);
  return good;
}
