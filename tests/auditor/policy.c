/* SPDX-License-Identifier: Apache-2.0
 *
 * Source strings go into the bundle and into the auditor's own parser: one text, two readers. */
#include "policy.h"

#include <string.h>

#define MAX_7D "payer.sent.within(duration(\"168h\")).map(t, t.amount)"

static const bundle_feature all_features[] = {
    {"first_time", "pair.first_time"},
    {"drained", "transfer.amount / transfer.balance_before"},
    {"sent_1h", "payer.sent.within(duration(\"1h\")).size()"},
    {"sent_24h_sum", "payer.sent.within(duration(\"24h\")).map(t, t.amount).sum()"},
    {"sent_7d_max", MAX_7D ".max()"},
    {"sent_7d_min", MAX_7D ".min()"},
    {"sent_count", "payer.sent.size()"},
    {"sent_sum", "payer.sent.map(t, t.amount).sum()"},
    {"sent_max", "payer.sent.map(t, t.amount).max()"},
    {"held_7d", "payer.attempts.within(duration(\"168h\")).filter(t, t.status == \"held\").size()"},
    {"delayed_7d", "payer.attempts.within(duration(\"168h\")).filter(t, t.status == \"delayed\").size()"},
    {"attempts", "payer.attempts.size()"},
    {"stopped_3d",
     "payer.attempts.within(duration(\"72h\")).exists(t, t.status == \"refused\" || t.status == \"cancelled\")"},
    {"received_24h_sum", "payer.received.within(duration(\"24h\")).map(t, t.amount).sum()"},
    {"received_count", "payer.received.size()"},
    {"payees_24h",
     "payer.sent.within(duration(\"24h\")).filter(t, t.kind != \"cash_withdrawal\")"
     ".map(t, t.payee).distinct().size()"},
    {"payers_24h",
     "payee.received.within(duration(\"24h\")).filter(t, t.kind != \"cash_deposit\")"
     ".map(t, t.payer).distinct().size()"},
    {"payee_received_7d", "payee.received.within(duration(\"168h\")).map(t, t.amount).sum()"},
    {"payee_received_max", "payee.received.map(t, t.amount).max()"},
    {"payee_received", "payee.received.size()"},
    {"payee_sent_24h", "payee.sent.within(duration(\"24h\")).size()"},
    {"payee_sent_sum", "payee.sent.map(t, t.amount).sum()"},
    {"payee_through",
     "payee.sent.within(duration(\"24h\")).map(t, t.amount).sum() / "
     "payee.received.within(duration(\"24h\")).map(t, t.amount).sum()"},
    {"pair_count", "pair.sent.size()"},
    {"pair_sum_7d", "pair.sent.within(duration(\"168h\")).map(t, t.amount).sum()"},
    {"pair_attempts", "pair.attempts.size()"},
    {"pair_stopped", "pair.attempts.within(duration(\"24h\")).filter(t, t.status in [\"held\", \"refused\"]).size()"},
    {"customer_24h_sum", "customer.sent.within(duration(\"24h\")).map(t, t.amount).sum()"},
    {"customer_sent", "customer.sent.size()"},
    {"customer_sent_max", "customer.sent.map(t, t.amount).max()"},
    {"customer_received_7d", "customer.received.within(duration(\"168h\")).size()"},
    {"customer_attempts_1h", "customer.attempts.within(duration(\"1h\")).size()"},
    {"called_2h", "customer.contacts.within(duration(\"2h\")).exists(c, c.caller in [\"unknown\", \"overseas\"])"},
    {"contacts", "customer.contacts.size()"},
    {"incoming_24h", "customer.contacts.within(duration(\"24h\")).filter(c, c.direction == \"incoming\").size()"},
    {"sim_changed_3d", "customer.events.within(duration(\"72h\")).exists(e, e.kind == \"sim_changed\")"},
    {"alert_level", "customer.events.filter(e, e.kind == \"alerted\").map(e, e.level).max()"},
    {"broken_7d",
     "customer.events.within(duration(\"168h\"))"
     ".filter(e, e.kind in [\"deposit_broken\", \"loan_paid_out\"]).map(e, e.amount).sum()"},
    {"atm_24h", "payer.sent.within(duration(\"24h\")).filter(t, t.channel == \"atm\").size()"},
    {"larger_7d", "payer.sent.within(duration(\"168h\")).filter(t, t.amount > transfer.amount).size()"},
    {"all_larger", "payer.sent.within(duration(\"168h\")).all(t, t.amount >= transfer.amount)"},
    {"mean_7d", MAX_7D ".sum() / double(payer.sent.within(duration(\"168h\")).size())"},
    {"ratio_24h", "payer.sent.within(duration(\"24h\")).map(t, t.amount / transfer.amount).sum()"},
    {"case_account", "\"case_account\" in payee.lists"},
    {"watched", "\"watch\" in payer.lists"},
    {"elder", "has(payer.age) && payer.age >= 65"},
    {"age", "payer.age"},
    {"fast_1h", "payer.sent.within(duration(\"1h\")).exists(t, t.speed == \"real_time\")"},
    {"cash_24h",
     "payer.sent.within(duration(\"24h\")).filter(t, t.kind == \"cash_withdrawal\").map(t, t.amount).sum()"},
    {"channel", "transfer.channel"},
    {"busy", "sent_24h_sum > 2.0 * mean_7d"},
    {"seen_amount", "payer.sent.exists(t, t.amount == transfer.amount)"},
    {"peaks_1h", "payer.sent.within(duration(\"1h\")).filter(t, t.amount >= payer.sent.map(u, u.amount).max()).size()"},
    {"median_7d", MAX_7D ".percentile(50)"},
    {"doubled_7d", MAX_7D ".rises(2.0)"},
    {"paused", "payer.received.map(t, t.time).gaps().rises(3)"},
    {"quick_7d", "payer.sent.within(duration(\"168h\")).map(t, t.time).gaps().filter(g, g < duration(\"10m\")).size()"},
    {"swing", "payer.attempts.within(duration(\"72h\")).map(t, t.amount).gaps().max()"},
    {"night_3d", "customer.sent.within(duration(\"72h\")).map(t, t.time).hours().filter(h, h < 6).size()"},
    {"late_hour", "payer.sent.map(t, t.time).hours().percentile(95.5)"},
    {"days_known", "payer.complete_days"},
    {"payee_days", "payee.complete_days"},
    {"quiet_4h", "transfer.time - payer.last_sent > duration(\"4h\")"},
    {"new_here", "transfer.time - payee.first_seen < duration(\"2400h\")"},
    {"reported", "transfer.time - payee.last_report < duration(\"240h\")"},
    {"no_income", "transfer.time - customer.last_received > duration(\"6h\")"},
    {"largest_month", "payer.months.map(m, m.amount).max()"},
    {"months", "payee.months.within(duration(\"2400h\")).size()"},
    {"reported_share",
     "double(payee.received.within(duration(\"168h\")).filter(t, transfer.time - t.time >= duration(\"72h\") && "
     "t.label == \"fraud\").size()) / double(payee.received.within(duration(\"168h\"))"
     ".filter(t, transfer.time - t.time >= duration(\"72h\")).size())"},
    {"cleared_before", "payer.attempts.filter(t, t.label == \"cleared\" && t.status != \"held\").size()"},
    {"unlabelled_3d", "payee.received.within(duration(\"72h\")).all(t, t.label == \"none\")"},
    {"told_lately",
     "transfer.time - payee.received.filter(t, t.label == \"fraud\").map(t, t.label_time).max() < duration(\"48h\")"},
    {"edge_90m", "payer.attempts.within(duration(\"1h30m\")).size()"},
};
#define ALL_FEATURES (sizeof all_features / sizeof all_features[0])

static const bundle_rule all_rules[] = {
    {.id = "police",
     .scam = "police",
     .when = "first_time && called_2h && drained > 0.2",
     .points = 60,
     .at_least = FR_OUTCOME_HOLD,
     .hold_s = 172800},
    {.id = "large_to_new", .scam = "investment", .when = "first_time && transfer.amount >= 5000", .points = 25},
    {.id = "mule", .scam = "mule", .when = "payers_24h >= 3", .points = 25},
    {.id = "held_before", .when = "held_7d > 0 || stopped_3d", .points = 20},
    {.id = "case",
     .scam = "mule",
     .when = "case_account",
     .points = 50,
     .at_least = FR_OUTCOME_HOLD,
     .binding = 1,
     .hold_s = 259200},
    {.id = "alert", .scam = "police", .when = "alert_level >= 2", .points = 15, .if_unknown_points = 3},
    {.id = "emptied", .when = "drained > 0.9", .points = 20, .if_unknown_outcome = FR_OUTCOME_WARN},
    {.id = "routine", .when = "pair_count >= 3 && !first_time", .points = -30, .at_most = FR_OUTCOME_WARN},
    {.id = "quiet", .when = "sent_count > 5 && transfer.amount < 50.0", .points = -5, .at_most = FR_OUTCOME_ALLOW},
    {.id = "elder_call",
     .scam = "police",
     .when = "elder && (session.on_call || teller.on_phone)",
     .points = 30,
     .at_least = FR_OUTCOME_WARN},
    {.id = "remote", .scam = "remote", .when = "session.remote_control", .points = 25},
    {.id = "atm", .when = "transfer.channel == \"atm\" && atm_24h >= 1", .points = 10, .if_unknown_points = 1},
    {.id = "fast",
     .scam = "investment",
     .when = "transfer.speed in lists.risky_speeds && transfer.amount > mean_7d * 3.0",
     .points = 10},
    {.id = "high", .when = "sent_7d_max > 10000.0", .points = 5},
    {.id = "watched", .when = "watched", .points = 0, .at_least = FR_OUTCOME_WARN, .binding = 1, .hold_s = 999999},
    {.id = "atm_waits",
     .when = "transfer.channel == \"atm\" && first_time && transfer.amount < 2000.0",
     .at_least = FR_OUTCOME_HOLD,
     .binding = 1,
     .delay = 1,
     .hold_s = 5400},
    {.id = "night_waits", .when = "elder && first_time", .points = 2, .at_least = FR_OUTCOME_HOLD, .delay = 1},
    {.id = "waited", .when = "delayed_7d > 0", .points = 3},
    {.id = "through", .scam = "mule", .when = "payee_through > 0.5", .points = 12},
    {.id = "busy", .when = "busy || larger_7d == 0", .points = 4},
    {.id = "customer", .when = "customer_24h_sum - sent_24h_sum > 1000.0", .points = 6},
    {.id = "sim", .scam = "remote", .when = "sim_changed_3d", .points = 25, .at_least = FR_OUTCOME_HOLD},
    {.id = "other_scam", .scam = "refund", .when = "pair_stopped > 0 && seen_amount", .points = 25},
    {.id = "by_trees", .scam = "mule", .when = "model.trees.points >= 9 && transfer.amount > 10.0", .points = 8},
    {.id = "by_light", .when = "model.light.margin > 0.05 || model.trees.margin < -0.5", .points = 7},
    {.id = "by_light_points", .when = "model.light.points == 4", .points = 3},
    {.id = "p1", .when = "transfer.amount >= 0.0", .points = 1},
    {.id = "p2", .when = "transfer.amount > 0.0", .points = 1},
    {.id = "p3", .when = "attempts >= 0", .points = 2},
    {.id = "p4", .when = "contacts >= 0", .points = 0},
    {.id = "p5", .when = "received_count != 0 || true", .points = 1},
    {.id = "p6", .when = "payee_received >= 0", .points = -1},
    {.id = "p7", .when = "customer_sent >= 0 && customer_sent < 5000", .points = 1},
    {.id = "p8", .when = "payer.sent.within(duration(\"24h\")).size() >= 0", .points = 1},
};
#define ALL_RULES (sizeof all_rules / sizeof all_rules[0])

static const bundle_threshold thresholds[2][4] = {
    {{"transfer.channel == \"atm\"", 30, 60}, {"transfer.channel == \"teller\"", 50, -1}, {NULL, 40, 80}},
    {{"transfer.amount > 20000.0 && first_time", -1, 45}, {"sent_7d_max < 100.0", 20, 30}, {NULL, 35, 70}},
};
static const bundle_channel holds[] = {{"default", 86400}, {"teller", 3600}, {"mobile", 7200}};
static const bundle_channel on_error[] = {{"default", FR_OUTCOME_WARN}, {"atm", FR_OUTCOME_HOLD}};
static const char *const risky_speeds[] = {"real_time"};

/* The second policy has the features in another order as far as they do not name one another, and one fewer. */
static bundle_feature turned_features[ALL_FEATURES];
static bundle_rule turned_rules[ALL_RULES];

static uint32_t turn_features(void) {
  uint32_t count = 0;
  for (size_t i = ALL_FEATURES; i-- > 0;) {
    if (strcmp(all_features[i].name, "busy") == 0 || strcmp(all_features[i].name, "cash_24h") == 0) continue;
    turned_features[count++] = all_features[i];
  }
  for (size_t i = 0; i < ALL_FEATURES; i++) {
    if (strcmp(all_features[i].name, "busy") == 0) turned_features[count++] = all_features[i];
  }
  return count;
}

static uint32_t turn_rules(void) {
  uint32_t count = 0;
  for (size_t i = ALL_RULES; i-- > 0;) {
    turned_rules[count] = all_rules[i];
    if (all_rules[i].points > 9) turned_rules[count].points -= 2 * (int32_t)(i % 3u);
    count++;
  }
  return count;
}

void policy_parse(policy *p) {
  const char *names[FEATURES_MAX];
  for (uint32_t i = 0; i < p->source.feature_count; i++) {
    names[i] = p->source.features[i].name;
    p->features[i] = expression_parse(p->source.features[i].source, names, i);
  }
  for (uint32_t i = 0; i < p->source.rule_count; i++) {
    p->rules[i] = expression_parse(p->source.rules[i].when, names, p->source.feature_count);
  }
  for (uint32_t i = 0; i < p->source.threshold_count; i++) {
    const char *when = p->source.thresholds[i].when;
    p->thresholds[i] = when ? expression_parse(when, names, p->source.feature_count) : NULL;
    expression_names(p->thresholds[i], p->read);
  }
  for (uint32_t i = 0; i < p->source.rule_count; i++) expression_names(p->rules[i], p->read);
  for (uint32_t i = 0; i < MODEL_INPUTS; i++) {
    p->inputs[i] = 0;
    while (strcmp(names[p->inputs[i]], model_inputs[i]) != 0) p->inputs[i]++;
    if (p->read[EXPRESSION_MODELS]) p->read[p->inputs[i]] = 1;
  }
  for (uint32_t i = p->source.feature_count; i-- > 0;) {
    if (p->read[i]) expression_names(p->features[i], p->read);
  }
}

static void write_model(const void *models, uint32_t i, bundle_bytes *out) {
  model_write((const forest *)models + i, out);
}

void policy_make(policy *p, uint32_t which, uint64_t version) {
  memset(&p->source, 0, sizeof p->source);
  p->source.name = "auditor";
  p->source.version = version;
  p->source.list_name = "risky_speeds";
  p->source.list_values = risky_speeds;
  p->source.list_count = 1;
  p->source.features = which ? turned_features : all_features;
  p->source.feature_count = which ? turn_features() : (uint32_t)ALL_FEATURES;
  p->source.rules = which ? turned_rules : all_rules;
  p->source.rule_count = which ? turn_rules() : (uint32_t)ALL_RULES;
  p->source.thresholds = thresholds[which];
  p->source.threshold_count = 3;
  p->source.holds = holds;
  p->source.hold_count = 3;
  p->source.on_error = on_error;
  p->source.on_error_count = 2;
  p->source.models = p->models;
  p->source.model_count = MODELS;
  p->source.write_model = write_model;
  for (uint32_t i = 0; i < MODELS; i++) model_make(i, &p->models[i]);
}

static uint32_t by_channel(const bundle_channel *table, uint32_t count, uint32_t channel) {
  static const char *const names[] = {"", "teller", "atm", "online", "mobile", "quick_pay", "other"};
  uint32_t value_found = table[0].value;
  for (uint32_t i = 1; i < count; i++) {
    if (strcmp(table[i].name, names[channel]) == 0) value_found = table[i].value;
  }
  return value_found;
}

uint32_t policy_on_error(const policy *p, uint32_t channel) {
  return by_channel(p->source.on_error, p->source.on_error_count, channel);
}

/* What the rules said, before it is weighed. */
typedef struct tally {
  int32_t points[RULES_MAX]; /* of the rules that count as fired */
  uint32_t fired[RULES_MAX]; /* 1: its condition was true; 2: it counts because of if_unknown_points */
  uint32_t if_unknown_outcome;
} tally;

static void judge_rules(policy *p, const sight *s, tally *t, fr_decision *out) {
  for (uint32_t i = 0; i < p->source.rule_count; i++) {
    const bundle_rule *rule = &p->source.rules[i];
    value v = expression_eval(p->rules[i], s);
    if (v.kind == V_ERROR) out->error_count++;
    if (v.kind == V_UNKNOWN) out->unknown_count++;
    if (v.kind == V_BOOL && v.integer) {
      t->fired[i] = 1;
      t->points[i] = rule->points;
      p->fired[i]++;
    } else if (v.kind != V_BOOL) {
      t->fired[i] = rule->if_unknown_points ? 2 : 0;
      t->points[i] = rule->if_unknown_points;
      if (rule->if_unknown_outcome > t->if_unknown_outcome) t->if_unknown_outcome = rule->if_unknown_outcome;
    }
    if (t->fired[i]) out->score += t->points[i];
  }
  if (out->score < 0) out->score = 0;
}

static void list_reasons(const policy *p, const tally *t, fr_decision *out) {
  uint32_t taken[RULES_MAX] = {0};
  for (uint32_t i = 0; i < p->source.rule_count; i++) out->reasons_total += t->fired[i] != 0;
  while (out->reason_count < out->reasons_total && out->reason_count < FR_MAX_REASONS) {
    uint32_t best = RULES_MAX;
    for (uint32_t i = 0; i < p->source.rule_count; i++) {
      if (t->fired[i] && !taken[i] && (best == RULES_MAX || t->points[i] > t->points[best])) best = i;
    }
    taken[best] = 1;
    fr_reason *reason = &out->reasons[out->reason_count++];
    snprintf(reason->rule, sizeof reason->rule, "%s", p->source.rules[best].id);
    reason->points = t->points[best];
    reason->rule_index = best;
  }
}

static void name_scam(const policy *p, const tally *t, fr_decision *out) {
  int64_t most = 0;
  for (uint32_t i = 0; i < p->source.rule_count; i++) {
    const char *scam = p->source.rules[i].scam;
    int64_t sum = 0;
    for (uint32_t k = 0; scam && k < p->source.rule_count; k++) {
      const char *other = p->source.rules[k].scam;
      if (t->fired[k] && other && strcmp(scam, other) == 0) sum += t->points[k];
    }
    if (sum > most) {
      most = sum;
      snprintf(out->scam, sizeof out->scam, "%s", scam);
    }
  }
}

static uint32_t threshold_outcome(const policy *p, const sight *s, int64_t score, fr_decision *out) {
  for (uint32_t i = 0; i < p->source.threshold_count; i++) {
    value v = {V_BOOL, 1, 0, NULL};
    if (p->thresholds[i]) v = expression_eval(p->thresholds[i], s);
    if (v.kind == V_UNKNOWN) out->unknown_count++;
    if (v.kind == V_ERROR) out->error_count++;
    if (v.kind != V_BOOL || !v.integer) continue;
    const bundle_threshold *threshold = &p->source.thresholds[i];
    if (threshold->hold >= 0 && score >= threshold->hold) return FR_OUTCOME_HOLD;
    return threshold->warn >= 0 && score >= threshold->warn ? FR_OUTCOME_WARN : FR_OUTCOME_ALLOW;
  }
  return FR_OUTCOME_ALLOW;
}

/* In doubt only: as if the rules whose hold is a waiting period raised nothing. Trust that lowered it is flagged. */
static uint32_t outcome_of(const policy *p, const sight *s, const tally *t, uint32_t outcome, int in_doubt,
                           uint32_t *flags) {
  const deal *d = s->d;
  uint32_t lowest = FR_OUTCOME_HOLD;
  uint32_t bound = FR_OUTCOME_ALLOW;
  if (t->if_unknown_outcome > outcome) outcome = t->if_unknown_outcome;
  for (uint32_t i = 0; i < p->source.rule_count; i++) {
    const bundle_rule *rule = &p->source.rules[i];
    if (t->fired[i] != 1) continue;
    if (rule->at_most && rule->at_most < lowest) lowest = rule->at_most;
    if (rule->delay && in_doubt) continue;
    if (rule->at_least > outcome) outcome = rule->at_least;
    if (rule->binding && rule->at_least > bound) bound = rule->at_least;
  }
  if (lowest < outcome) outcome = lowest;
  const trust *trusted = d->payee == NOBODY ? NULL : world_trusted(s->w, d->payer, d->payee);
  int holds_amount = trusted && d->amount_minor <= trusted->cap_minor;
  uint32_t untrusted = bound > outcome ? bound : outcome;
  if (holds_amount && (trusted->until_us == 0 || trusted->until_us > d->time_us)) outcome = FR_OUTCOME_ALLOW;
  if (bound > outcome) outcome = bound;
  if (outcome < untrusted) *flags |= FR_FLAG_TRUSTED;
  return outcome;
}

static void judge_outcome(const policy *p, const sight *s, const tally *t, fr_decision *out) {
  const deal *d = s->d;
  const uint32_t by_score = threshold_outcome(p, s, out->score, out);
  int64_t longest_s = 0;
  uint32_t unused = 0;
  out->outcome = outcome_of(p, s, t, by_score, 0, &out->flags);
  if (out->outcome != FR_OUTCOME_HOLD) return;
  if (outcome_of(p, s, t, by_score, 1, &unused) != FR_OUTCOME_HOLD) out->flags |= FR_FLAG_DELAYED;
  for (uint32_t i = 0; i < p->source.rule_count; i++) {
    if (t->fired[i] == 1 && p->source.rules[i].hold_s > longest_s) longest_s = p->source.rules[i].hold_s;
  }
  if (!longest_s) longest_s = by_channel(p->source.holds, p->source.hold_count, d->channel);
  out->hold_until_us = d->time_us + longest_s * 1000000;
}

static void judge_models(const policy *p, const verdict *v, sight *s, value *models) {
  value values[MODEL_INPUTS];
  for (uint32_t i = 0; i < MODEL_INPUTS; i++) {
    values[i] = v->features[p->inputs[i]];
    s->reach_of_models |= v->reach[p->inputs[i]];
  }
  for (uint32_t i = 0; i < MODELS; i++) {
    const double margin = model_margin(&p->models[i], values);
    models[2 * i] = (value){V_DOUBLE, 0, margin, NULL};
    models[2 * i + 1] = (value){V_INT, model_points(margin), 0, NULL};
  }
}

void policy_judge(policy *p, const world *w, const deal *d, verdict *v) {
  value models[2 * MODELS];
  sight s = {w, d, v->features, NULL, NULL, models, 0};
  tally t = {0};
  memset(v, 0, sizeof *v);
  for (uint32_t i = 0; i < p->source.feature_count; i++) {
    v->features[i] = expression_eval(p->features[i], &s);
    v->reach[i] = expression_reach(p->features[i], &s, v->reach);
    value *f = &v->features[i];
    if (value_failed(f)) {
      v->feature_failed[i] = 1;
      v->decision.error_count += p->read[i];
      *f = (value){V_UNKNOWN, 0, 0, NULL};
    }
    if (f->kind == V_UNKNOWN)
      p->unknown[i]++;
    else
      p->known[i]++;
    p->telling[i] += f->kind == V_STRING || f->integer != 0 || f->number > 0 || f->number < 0;
  }
  judge_models(p, v, &s, models);
  uint32_t reach = 0;
  for (uint32_t i = 0; i < p->source.rule_count; i++) reach |= expression_reach(p->rules[i], &s, v->reach);
  for (uint32_t i = 0; i < p->source.threshold_count; i++) reach |= expression_reach(p->thresholds[i], &s, v->reach);
  judge_rules(p, &s, &t, &v->decision);
  list_reasons(p, &t, &v->decision);
  name_scam(p, &t, &v->decision);
  judge_outcome(p, &s, &t, &v->decision);
  if (reach & REACH_SHORT) v->decision.flags |= FR_FLAG_APPROXIMATE;
  if (v->decision.unknown_count) v->decision.flags |= FR_FLAG_INPUTS_UNKNOWN;
  if (v->decision.error_count) v->decision.flags |= FR_FLAG_EXPRESSION_ERROR;
}
