/* SPDX-License-Identifier: Apache-2.0 */
#include "decision/decide.h"

#include "policy/switches.h"

/* A rule that fired, while the reasons are still being ranked. */
typedef struct ranked_rule {
  int32_t points;
  uint32_t index;
} ranked_rule;

/* What the rules say, before it becomes an outcome. */
typedef struct rule_tally {
  const fr__evidence *on;
  fr_decision *decision;
  unsigned char *memory; /* scratch of FR__DECIDE_SCRATCH bytes */
  int64_t score;
  int64_t *by_scam;
  bool switched;                      /* rules are switched off */
  uint32_t at_most;                   /* FR_OUTCOME_…, 0: none */
  fr__floors doubts, all;             /* without the rules whose hold is a waiting period, and with them */
  int64_t hold_us;                    /* the longest of the rules that fired */
  int64_t present, absent;            /* points of the rules that say whether the victim is there */
  uint32_t advice[2];                 /* the first that a rule asked for: [1] of those that override the scam's */
  ranked_rule ranked[FR_MAX_REASONS]; /* decision->reason_count of them */
} rule_tally;

static fr__cel_value run(const rule_tally *tally, const fr__cel_program *program) {
  fr__cel_scratch scratch = {tally->memory, FR__DECIDE_SCRATCH, 0};
  return fr__cel_run(program, tally->on->slots, &scratch);
}

/* Points add up without wrapping, whatever a policy says. */
static void add_points(rule_tally *tally, uint32_t index, int32_t points) {
  const fr__rule *rule = &tally->on->policy->rules[index];
  fr_decision *decision = tally->decision;
  tally->score = fr__add_saturating(tally->score, points);
  if (rule->victim_present == FR_YES) tally->present = fr__add_saturating(tally->present, points);
  if (rule->victim_present == FR_NO) tally->absent = fr__add_saturating(tally->absent, points);
  if (rule->scam >= 0) tally->by_scam[rule->scam] = fr__add_saturating(tally->by_scam[rule->scam], points);
  decision->reasons_total++;
  /* Reasons stand by points, then in the order of the policy: the new one goes behind all that have at least as many.
   */
  if (decision->reason_count == FR_MAX_REASONS) {
    if (tally->ranked[FR_MAX_REASONS - 1].points >= points) return;
  } else {
    decision->reason_count++;
  }
  uint32_t at = decision->reason_count - 1;
  for (; at > 0 && tally->ranked[at - 1].points < points; at--) tally->ranked[at] = tally->ranked[at - 1];
  tally->ranked[at] = (ranked_rule){points, index};
}

static void give_reasons(const rule_tally *tally) {
  fr_decision *decision = tally->decision;
  for (uint32_t i = 0; i < decision->reason_count; i++) {
    const char *id = tally->on->policy->rules[tally->ranked[i].index].id;
    fr_reason *reason = &decision->reasons[i]; /* all zeroes so far */
    memcpy(reason->rule, id, sizeof reason->rule);
    reason->points = tally->ranked[i].points;
    reason->rule_index = tally->ranked[i].index;
  }
}

static uint32_t higher(uint32_t a, uint32_t b) { return a > b ? a : b; }

static void raise_floors(rule_tally *tally, const fr__rule *rule, uint32_t at_least, bool binding) {
  const fr__floors by_rule = {binding ? 0 : at_least, binding ? at_least : 0};
  tally->all.at_least = higher(tally->all.at_least, by_rule.at_least);
  tally->all.binding = higher(tally->all.binding, by_rule.binding);
  if (rule->delay) return;
  tally->doubts.at_least = higher(tally->doubts.at_least, by_rule.at_least);
  tally->doubts.binding = higher(tally->doubts.binding, by_rule.binding);
}

static void fire(const fr__rule *rule, rule_tally *tally) {
  raise_floors(tally, rule, rule->at_least, rule->binding);
  if (rule->at_most != 0 && (tally->at_most == 0 || rule->at_most < tally->at_most)) tally->at_most = rule->at_most;
  if (rule->hold_us > tally->hold_us) tally->hold_us = rule->hold_us;
  tally->decision->actions |= rule->actions;
  if (rule->advice < 0) return;
  uint32_t *asked = &tally->advice[tally->on->policy->scams[rule->advice].overrides];
  if (*asked == 0) *asked = (uint32_t)rule->advice + 1;
}

static void keep_ground(const rule_tally *tally, fr__ground ground) {
  fr__grounds *grounds = tally->on->grounds;
  if (grounds != NULL) grounds->items[grounds->count++] = ground;
}

enum verdict { RESTS, FIRES, NOT_KNOWN, FAILED };

/* Points at their border: an expression's are held to the range of all points, unknown and failed ones are none. */
static enum verdict find_points(const rule_tally *tally, const fr__points *points, int32_t *number) {
  *number = points->number;
  if (points->program == NULL) return FIRES;
  const fr__cel_value value = run(tally, points->program);
  if (value.kind != FR__CEL_INT) return value.kind == FR__CEL_UNKNOWN ? NOT_KNOWN : FAILED;
  *number = fr__points_held(value.as.integer);
  return FIRES;
}

/* Outside its times and on other channels a rule rests; whether it rests cannot be told of an unknown channel. */
static enum verdict is_for(const fr__rule *rule, const fr_transfer *transfer) {
  if (transfer->time_us < rule->valid_from_us || transfer->time_us >= rule->valid_until_us) return RESTS;
  if (rule->channels == 0 || (rule->channels >> transfer->channel & 1) != 0) return FIRES;
  return transfer->channel == FR_CHANNEL_UNKNOWN ? NOT_KNOWN : RESTS;
}

static enum verdict judge(const rule_tally *tally, uint32_t index, uint8_t condition, int32_t *points) {
  const fr_policy *policy = tally->on->policy;
  const fr__rule *rule = &policy->rules[index];
  if (tally->switched && (policy->off[index / 64] >> (index % 64) & 1) != 0) return RESTS;
  if (rule->limited) {
    const enum verdict verdict = is_for(rule, &tally->on->transfer->given);
    if (verdict != FIRES) return verdict;
  }
  if (condition >= FR__CEL_IS_UNKNOWN) return condition == FR__CEL_IS_ERROR ? FAILED : NOT_KNOWN;
  return condition == FR__CEL_FALSE ? RESTS : find_points(tally, &rule->points, points);
}

/* A rule that cannot be evaluated does not fire; it may say what to do then. Where that fails as well, it is counted as
 * failed too. */
static void not_known(rule_tally *tally, uint32_t index, enum verdict verdict) {
  const fr__rule *rule = &tally->on->policy->rules[index];
  int32_t points;
  const enum verdict instead = find_points(tally, &rule->if_unknown_points, &points);
  if (verdict == NOT_KNOWN) tally->decision->unknown_count++;
  if (verdict == FAILED || instead == FAILED) tally->decision->error_count++;
  raise_floors(tally, rule, rule->if_unknown_outcome, false);
  if (instead == FIRES && points != 0) add_points(tally, index, points);
  keep_ground(tally, (fr__ground){index, instead == FIRES ? points : 0, false});
}

/* What the first policy has found for the same transfer; null: nothing. */
static const fr__alike *alike_of(const fr__evidence *on) { return on->grounds == NULL ? NULL : on->grounds->alike; }

static void find_conditions(rule_tally *tally, uint8_t *conditions) {
  const fr_policy *policy = tally->on->policy;
  const fr__alike *alike = alike_of(tally->on);
  fr__cel_scratch scratch = {tally->memory, FR__DECIDE_SCRATCH, 0};
  if (alike == NULL) {
    fr__cel_run_conditions(policy->conditions, tally->on->slots, &scratch, conditions);
    return;
  }
  uint8_t own[FR_MAX_RULES];
  const uint8_t *first = tally->on->grounds->first->conditions;
  fr__cel_run_conditions(alike->own_conditions, tally->on->slots, &scratch, own);
  for (uint32_t i = 0; i < policy->rule_count; i++) {
    const uint16_t same = alike->rule_of[i];
    if (same != FR__NO_RULE) conditions[i] = first[same];
  }
  for (uint32_t i = 0; i < alike->own_rule_count; i++) conditions[alike->own_rules[i]] = own[i];
}

static void run_rules(rule_tally *tally) {
  const fr_policy *policy = tally->on->policy;
  uint8_t own[FR_MAX_RULES];
  uint8_t *conditions = tally->on->grounds != NULL ? tally->on->grounds->conditions : own;
  find_conditions(tally, conditions);
  for (uint32_t i = 0; i < policy->rule_count; i++) {
    int32_t points;
    if (conditions[i] == FR__CEL_FALSE) continue;
    const enum verdict verdict = judge(tally, i, conditions[i], &points);
    if (verdict == RESTS) continue;
    if (verdict == FIRES) {
      fire(&policy->rules[i], tally);
      add_points(tally, i, points);
      keep_ground(tally, (fr__ground){i, points, true});
    } else {
      not_known(tally, i, verdict);
    }
  }
}

/* The first entry whose condition is true; the last has none. */
static const fr__threshold *find_threshold(const rule_tally *tally) {
  const fr_policy *policy = tally->on->policy;
  for (uint32_t i = 0; i < policy->threshold_count; i++) {
    const fr__threshold *threshold = &policy->thresholds[i];
    if (threshold->program == NULL) return threshold;
    const fr__cel_value holds = run(tally, threshold->program);
    /* What cannot be decided is no match, and does not pass unseen: a laxer entry may decide instead. */
    tally->decision->unknown_count += holds.kind == FR__CEL_UNKNOWN;
    tally->decision->error_count += holds.kind != FR__CEL_UNKNOWN && holds.kind != FR__CEL_BOOL;
    if (holds.kind == FR__CEL_BOOL && holds.as.integer != 0) return threshold;
  }
  return NULL;
}

uint32_t fr__outcome_settle(uint32_t by_score, fr__floors over, uint32_t at_most, bool trusted, bool *trust_lowered) {
  uint32_t outcome = higher(by_score, over.at_least);
  if (at_most != 0 && outcome > at_most) outcome = at_most;
  const uint32_t least = higher(FR_OUTCOME_ALLOW, over.binding);
  *trust_lowered = trusted && higher(outcome, over.binding) > least;
  if (*trust_lowered) outcome = least;
  return higher(outcome, over.binding);
}

static void give_outcome(const rule_tally *tally) {
  const fr__evidence *on = tally->on;
  fr_decision *decision = tally->decision;
  const fr__threshold *threshold = find_threshold(tally);
  const uint32_t by_score = fr__threshold_outcome(threshold, decision->score);
  const fr__cel_value cap = on->slots[FR__SLOT_TRUST_CAP];
  const bool trusted = cap.kind == FR__CEL_INT && on->transfer->amount_minor <= cap.as.integer;
  bool lowered, lowered_doubts;
  if (on->grounds != NULL) {
    on->grounds->threshold = threshold;
    on->grounds->trusted = trusted;
  }
  decision->outcome = fr__outcome_settle(by_score, tally->all, tally->at_most, trusted, &lowered);
  decision->pure_outcome = decision->would_be = decision->outcome;
  if (lowered) decision->flags |= FR_FLAG_TRUSTED;
  if (decision->outcome == FR_OUTCOME_ALLOW) decision->actions = 0;
  if (decision->outcome != FR_OUTCOME_HOLD) return;
  const int64_t hold_us =
      tally->hold_us > 0 ? tally->hold_us : fr__policy_hold_us(on->policy, on->transfer->given.channel);
  decision->hold_until_us = on->transfer->given.time_us + hold_us;
  if (fr__outcome_settle(by_score, tally->doubts, tally->at_most, trusted, &lowered_doubts) < FR_OUTCOME_HOLD) {
    decision->flags |= FR_FLAG_DELAYED;
  }
}

static void name_scam(const fr_policy *policy, const int64_t *by_scam, fr_decision *decision) {
  int64_t most = 0;
  for (uint32_t i = 0; i < policy->scam_count; i++) {
    if (by_scam[i] <= most) continue;
    most = by_scam[i];
    decision->scam_index = (int32_t)i;
  }
  if (decision->scam_index < 0) return;
  const char *name = policy->scams[decision->scam_index].name;
  memcpy(decision->scam, name, sizeof decision->scam);
}

static bool rests_on_approximate(const fr__evidence *on) {
  uint8_t any = 0;
  for (uint32_t i = 0; i < on->policy->plan->mark_count; i++) any |= on->approximate[i];
  return any != 0 && fr__chains_approximate(on->policy, on->approximate, on->policy->decisive_chains);
}

/* The same transfer under the same policy has the same id, wherever it is decided. */
static void identify(const fr_policy *policy, const fr__transfer *transfer, fr_decision *decision) {
  unsigned char bytes[2 * FR_MAX_IDENTIFIER_BYTES + 18];
  const fr_transfer *given = &transfer->given;
  size_t size = 0;
  memcpy(bytes, given->id.data, given->id.size);
  size += given->id.size;
  bytes[size++] = 0;
  memcpy(bytes + size, given->payer.data, given->payer.size);
  size += given->payer.size;
  bytes[size++] = 0;
  fr__put_word(bytes + size, (uint64_t)given->time_us);
  fr__put_word(bytes + size + 8, (uint64_t)transfer->amount_minor);
  const fr__hash128 id = fr__siphash(policy->digest, bytes, size + 16);
  fr__put_word(decision->decision_id, id.low);
  fr__put_word(decision->decision_id + 8, id.high);
}

static void begin(const fr_policy *policy, fr_decision *decision) {
  const uint32_t size = decision->struct_size;
  memset(decision, 0, sizeof *decision);
  decision->struct_size = size;
  decision->scam_index = -1;
  if (policy == NULL) return;
  memcpy(decision->policy_digest, policy->digest, sizeof decision->policy_digest);
  memcpy(decision->policy_name, policy->name, sizeof decision->policy_name);
  decision->policy_version = policy->version;
}

/* Of a transfer that the first policy has just decided, what is the same comes from there. */
static void take_features(const fr__evidence *on, const fr__alike *alike, unsigned char *memory, fr__cel_scratch *kept,
                          uint32_t *errors) {
  const fr__grounds *first = on->grounds->first;
  for (uint32_t i = 0; i < alike->feature_count; i++) {
    const fr__same_feature *same = &alike->features[i];
    on->slots[same->slot.to] = on->grounds->first_slots[same->slot.from];
    *errors += first->broken[same->index / 64] >> (same->index % 64) & 1;
  }
  for (uint32_t i = 0; i < alike->own_feature_count; i++) {
    fr__feature_evaluate(on, &on->policy->features[alike->own_features[i]], memory, kept, errors);
  }
}

static void evaluate_features(const fr__evidence *on, unsigned char *memory, fr__cel_scratch *kept, uint32_t *errors) {
  const fr_policy *policy = on->policy;
  const uint32_t changed = on->change == NULL ? UINT32_MAX : on->change->slot;
  if (alike_of(on) != NULL) {
    take_features(on, alike_of(on), memory, kept, errors);
    return;
  }
  if (on->grounds != NULL) memset(on->grounds->broken, 0, sizeof on->grounds->broken);
  for (uint32_t i = 0; i < policy->feature_count; i++) {
    const uint32_t index = policy->feature_order[i], before = *errors;
    const fr__feature *feature = &policy->features[index];
    if (!feature->decides) continue;
    if (feature->slot == changed) {
      on->slots[changed] = on->change->value;
    } else {
      fr__feature_evaluate(on, feature, memory, kept, errors);
    }
    if (*errors != before && on->grounds != NULL) on->grounds->broken[index / 64] |= UINT64_C(1) << (index % 64);
  }
}

static fr_status fill_inputs(const fr__evidence *on, fr_error *error) {
  const fr__alike *alike = alike_of(on);
  if (alike != NULL) return fr__decide_inputs(on, alike->own_inputs, alike->own_input_count, error);
  return fr__decide_inputs(on, on->policy->decide_inputs, on->policy->decide_input_count, error);
}

/* Texts are searched once for policies that look for the same. */
static void read_texts(const fr__evidence *on, fr__mentions *mentions) {
  const fr__alike *alike = alike_of(on);
  if (alike == NULL) {
    fr__policy_read_texts(on->policy, on->transfer, mentions, on->slots);
  } else if (!alike->reads_texts) {
    on->slots[FR__SLOT_TEXT] = fr__cel_unknown();
  } else if (alike->same_phrases && alike->first->reads_texts) {
    const bool known = on->grounds->first_slots[FR__SLOT_TEXT].kind != FR__CEL_UNKNOWN;
    on->slots[FR__SLOT_TEXT] = known ? fr__cel_thing(&on->grounds->first->mentions) : fr__cel_unknown();
  } else {
    fr__policy_read_texts(on->policy, on->transfer, mentions, on->slots);
  }
}

fr_status fr__decide(const fr__evidence *on, fr_decision *decision, fr_error *error) {
  const fr_policy *policy = on->policy;
  _Alignas(16) unsigned char memory[FR__DECIDE_SCRATCH], texts[FR__KEPT_TEXTS];
  fr__cel_scratch kept = {texts, sizeof texts, 0};
  int64_t few_scams[64], *by_scam = few_scams;
  int64_t many_scams[FR_MAX_RULES];
  if (policy->scam_count > FR_COUNT(few_scams)) by_scam = many_scams;
  memset(by_scam, 0, policy->scam_count * sizeof *by_scam);
  FR_TRY(fill_inputs(on, error));
  fr__mentions mentions;
  read_texts(on, on->grounds == NULL ? &mentions : &on->grounds->mentions);
  begin(policy, decision);
  if (on->change != NULL) on->slots[on->change->slot] = on->change->value; /* a feature's is written once more below */
  evaluate_features(on, memory, &kept, &decision->error_count);
  if (policy->model_count != 0) fr__decide_models(on, &decision->error_count);
  rule_tally tally;
  tally.on = on;
  tally.decision = decision;
  tally.memory = memory;
  tally.score = tally.hold_us = tally.present = tally.absent = 0;
  tally.advice[0] = tally.advice[1] = 0;
  tally.by_scam = by_scam;
  tally.switched = fr__policy_is_switched(policy, on->transfer->given.time_us);
  tally.at_most = 0;
  tally.doubts = tally.all = (fr__floors){FR_OUTCOME_ALLOW, 0};
  if (on->grounds != NULL) on->grounds->count = 0;
  run_rules(&tally);
  give_reasons(&tally);
  decision->score = tally.score > 0 ? tally.score : 0;
  give_outcome(&tally);
  name_scam(policy, by_scam, decision);
  decision->advice = tally.advice[1] != 0 || decision->scam_index >= 0 ? tally.advice[1] : tally.advice[0];
  if (tally.present != tally.absent) decision->victim_present = tally.present > tally.absent ? FR_YES : FR_NO;
  if (rests_on_approximate(on)) decision->flags |= FR_FLAG_APPROXIMATE;
  if (decision->unknown_count != 0) decision->flags |= FR_FLAG_INPUTS_UNKNOWN;
  if (decision->error_count != 0) decision->flags |= FR_FLAG_EXPRESSION_ERROR;
  if (on->repeated) decision->flags |= FR_FLAG_REPEATED;
  if (on->transfer->text_damaged) decision->flags |= FR_FLAG_TEXT_DAMAGED;
  if (policy->valid_until_us != 0 && on->transfer->given.time_us >= policy->valid_until_us)
    decision->flags |= FR_FLAG_POLICY_EXPIRED;
  if (tally.switched) decision->flags |= FR_FLAG_RULES_OFF;
  identify(policy, on->transfer, decision);
  fr__decide_values(on, memory, &kept, decision);
  return FR_OK;
}

void fr__decide_degraded(const fr_policy *policy, const fr_transfer *transfer, fr_decision *decision) {
  begin(policy, decision);
  const bool readable = transfer != NULL && transfer->struct_size >= offsetof(fr_transfer, limit_minor);
  const uint32_t channel = readable ? transfer->channel : FR_CHANNEL_UNKNOWN;
  decision->outcome = decision->would_be = fr__policy_on_error(policy, channel);
  decision->flags = FR_FLAG_DEGRADED;
  if (decision->outcome == FR_OUTCOME_HOLD && readable && fr__check_time(transfer->time_us, "", NULL) == FR_OK) {
    decision->hold_until_us = transfer->time_us + fr__policy_hold_us(policy, channel);
  }
}
