/* SPDX-License-Identifier: Apache-2.0 */
#include "decision/decide.h"

#include <float.h>

#include "feature/inputs.h"

/* What the rules said, before it becomes an outcome. */
typedef struct rule_tally {
  int64_t score;
  uint32_t at_least, at_most, binding; /* FR_OUTCOME_…; at_most: 0 none */
  int64_t hold_us;                     /* the longest of the rules that fired */
} rule_tally;

static bool finite_number(double number) { return number >= -DBL_MAX && number <= DBL_MAX; }

/* At the border of a feature an error, or a number that is not finite, becomes unknown; its cause is counted. */
static inline fr__cel_value at_border(fr__cel_value value, uint32_t *errors) {
  if (value.kind == FR__CEL_INT || value.kind == FR__CEL_BOOL) return value;
  const bool broken = value.kind == FR__CEL_ERROR ||
                      (value.kind == FR__CEL_DOUBLE && !finite_number(value.as.number)) ||
                      (value.kind == FR__CEL_STRING && value.size > FR_MAX_FEATURE_TEXT_BYTES);
  if (!broken) return value;
  (*errors)++;
  return fr__cel_unknown();
}

static fr_status fill_inputs(const fr__evidence *on, const uint32_t *slots, uint32_t count, fr_error *error) {
  fr__inputs_fill(on->transfer, on->policy->minor_per_major, on->policy->currency, slots, count, on->slots);
  return fr__policy_fill_attributes(on->policy, &on->transfer->given, on->slots, error);
}

/* A string that an expression made stands in scratch memory; it moves to where later expressions leave it alone. */
static fr__cel_value keep_text(fr__cel_value value, const fr__cel_scratch *scratch, fr__cel_scratch *kept) {
  const unsigned char *text = (const unsigned char *)value.as.text;
  if (value.kind != FR__CEL_STRING || text < scratch->memory || text >= scratch->memory + scratch->size) return value;
  if (kept->size - kept->used < value.size) return fr__cel_failed(FR__CEL_FAULT_MEMORY);
  memcpy(kept->memory + kept->used, text, value.size);
  value.as.text = (const char *)kept->memory + kept->used;
  kept->used += value.size;
  return value;
}

static void evaluate_feature(const fr__evidence *on, const fr__feature *feature, unsigned char *memory,
                             fr__cel_scratch *kept, uint32_t *errors) {
  if (feature->plain != UINT32_MAX) {
    on->slots[feature->slot] = at_border(on->slots[feature->plain], errors);
    return;
  }
  fr__cel_scratch scratch = {memory, FR__DECIDE_SCRATCH, 0};
  const fr__cel_value value = at_border(fr__cel_run(feature->program, on->slots, &scratch), errors);
  on->slots[feature->slot] = at_border(keep_text(value, &scratch, kept), errors);
}

/* Points add up without wrapping, whatever a policy says. */
static void add_points(fr_decision *decision, rule_tally *tally, int64_t *by_scam, const fr_policy *policy,
                       uint32_t index, int32_t points) {
  const fr__rule *rule = &policy->rules[index];
  tally->score = fr__add_saturating(tally->score, points);
  if (rule->scam >= 0) by_scam[rule->scam] = fr__add_saturating(by_scam[rule->scam], points);
  decision->reasons_total++;
  /* Reasons stand by points, then in the order of the policy: the new one goes behind all that have at least as many.
   */
  uint32_t at = decision->reason_count;
  while (at > 0 && decision->reasons[at - 1].points < points) at--;
  if (at == FR_MAX_REASONS) return;
  if (decision->reason_count < FR_MAX_REASONS) decision->reason_count++;
  memmove(&decision->reasons[at + 1], &decision->reasons[at],
          (decision->reason_count - at - 1) * sizeof decision->reasons[0]);
  fr_reason *reason = &decision->reasons[at];
  memset(reason, 0, sizeof *reason);
  memcpy(reason->rule, rule->id, strlen(rule->id));
  reason->points = points;
  reason->rule_index = index;
}

static uint32_t higher(uint32_t a, uint32_t b) { return a > b ? a : b; }

static void fire(const fr__rule *rule, rule_tally *tally) {
  if (rule->binding) {
    tally->binding = higher(tally->binding, rule->at_least);
  } else {
    tally->at_least = higher(tally->at_least, rule->at_least);
  }
  if (rule->at_most != 0 && (tally->at_most == 0 || rule->at_most < tally->at_most)) tally->at_most = rule->at_most;
  if (rule->hold_us > tally->hold_us) tally->hold_us = rule->hold_us;
}

/* A rule that cannot be evaluated does not fire; it may say what to do then. */
static void not_known(fr_decision *decision, rule_tally *tally, int64_t *by_scam, const fr_policy *policy,
                      uint32_t index, bool failed) {
  const fr__rule *rule = &policy->rules[index];
  if (failed) {
    decision->error_count++;
  } else {
    decision->unknown_count++;
  }
  tally->at_least = higher(tally->at_least, rule->if_unknown_outcome);
  if (rule->if_unknown_points != 0) add_points(decision, tally, by_scam, policy, index, rule->if_unknown_points);
}

static void run_rules(const fr__evidence *on, fr_decision *decision, rule_tally *tally, int64_t *by_scam,
                      unsigned char *memory) {
  for (uint32_t i = 0; i < on->policy->rule_count; i++) {
    fr__cel_scratch scratch = {memory, FR__DECIDE_SCRATCH, 0};
    const fr__cel_value fired = fr__cel_run(on->policy->rules[i].program, on->slots, &scratch);
    if (fired.kind != FR__CEL_BOOL) {
      not_known(decision, tally, by_scam, on->policy, i, fired.kind == FR__CEL_ERROR);
    } else if (fired.as.integer != 0) {
      fire(&on->policy->rules[i], tally);
      add_points(decision, tally, by_scam, on->policy, i, on->policy->rules[i].points);
    }
  }
}

/* The first entry whose condition is true; the last has none. */
static uint32_t outcome_of(const fr__evidence *on, int64_t score, unsigned char *memory) {
  for (uint32_t i = 0; i < on->policy->threshold_count; i++) {
    const fr__threshold *threshold = &on->policy->thresholds[i];
    if (threshold->program != NULL) {
      fr__cel_scratch scratch = {memory, FR__DECIDE_SCRATCH, 0};
      const fr__cel_value holds = fr__cel_run(threshold->program, on->slots, &scratch);
      if (holds.kind != FR__CEL_BOOL || holds.as.integer == 0) continue;
    }
    if (threshold->has_hold && score >= threshold->hold) return FR_OUTCOME_HOLD;
    return threshold->has_warn && score >= threshold->warn ? FR_OUTCOME_WARN : FR_OUTCOME_ALLOW;
  }
  return FR_OUTCOME_ALLOW;
}

/* docs/design.md 12.7: threshold; raised by rules; lowered by protective rules and by trust; raised by binding rules.
 */
static uint32_t settle_outcome(const fr__evidence *on, const rule_tally *tally, uint32_t outcome,
                               fr_decision *decision) {
  outcome = higher(outcome, tally->at_least);
  if (tally->at_most != 0 && outcome > tally->at_most) outcome = tally->at_most;
  const fr__cel_value cap = on->slots[FR__SLOT_TRUST_CAP];
  const bool trusted = cap.kind == FR__CEL_INT && on->transfer->amount_minor <= cap.as.integer;
  const uint32_t least = higher(FR_OUTCOME_ALLOW, tally->binding);
  if (trusted && higher(outcome, tally->binding) > least) {
    outcome = least;
    decision->flags |= FR_FLAG_TRUSTED;
  }
  return higher(outcome, tally->binding);
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
  memcpy(decision->scam, name, strlen(name));
}

static bool rests_on_approximate(const fr__evidence *on) {
  uint8_t any = 0;
  for (uint32_t i = 0; i < on->policy->plan->chain_count; i++) any |= on->approximate[i];
  for (uint32_t i = 0; any != 0 && i < on->policy->plan->chain_count; i++) {
    if (on->approximate[i] != 0 && (on->policy->decisive_chains[i / 64] >> (i % 64) & 1) != 0) return true;
  }
  return false;
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
  memcpy(decision->policy_name, policy->name, strlen(policy->name));
  decision->policy_version = policy->version;
}

fr_status fr__decide(const fr__evidence *on, fr_decision *decision, fr_error *error) {
  const fr_policy *policy = on->policy;
  _Alignas(16) unsigned char memory[FR__DECIDE_SCRATCH], texts[FR__KEPT_TEXTS];
  fr__cel_scratch kept = {texts, sizeof texts, 0};
  int64_t few_scams[64], *by_scam = few_scams;
  int64_t many_scams[FR_MAX_RULES];
  if (policy->scam_count > FR_COUNT(few_scams)) by_scam = many_scams;
  memset(by_scam, 0, policy->scam_count * sizeof *by_scam);
  FR_TRY(fill_inputs(on, policy->decide_inputs, policy->decide_input_count, error));
  begin(policy, decision);
  for (uint32_t i = 0; i < policy->feature_count; i++) {
    const fr__feature *feature = &policy->features[policy->feature_order[i]];
    if (feature->decides) evaluate_feature(on, feature, memory, &kept, &decision->error_count);
  }
  rule_tally tally = {0, FR_OUTCOME_ALLOW, 0, 0, 0};
  run_rules(on, decision, &tally, by_scam, memory);
  decision->score = tally.score > 0 ? tally.score : 0;
  decision->outcome = settle_outcome(on, &tally, outcome_of(on, decision->score, memory), decision);
  name_scam(policy, by_scam, decision);
  if (decision->outcome == FR_OUTCOME_HOLD) {
    const int64_t hold_us = tally.hold_us > 0 ? tally.hold_us : fr__policy_hold_us(policy, on->transfer->given.channel);
    decision->hold_until_us = on->transfer->given.time_us + hold_us;
  }
  if (rests_on_approximate(on)) decision->flags |= FR_FLAG_APPROXIMATE;
  if (decision->unknown_count != 0) decision->flags |= FR_FLAG_INPUTS_UNKNOWN;
  if (decision->error_count != 0) decision->flags |= FR_FLAG_EXPRESSION_ERROR;
  if (on->repeated) decision->flags |= FR_FLAG_REPEATED;
  if (on->transfer->text_damaged) decision->flags |= FR_FLAG_TEXT_DAMAGED;
  identify(policy, on->transfer, decision);
  return FR_OK;
}

void fr__decide_degraded(const fr_policy *policy, const fr_transfer *transfer, fr_decision *decision) {
  begin(policy, decision);
  const bool readable = transfer != NULL && transfer->struct_size >= sizeof *transfer;
  const uint32_t channel = readable ? transfer->channel : FR_CHANNEL_UNKNOWN;
  decision->outcome = fr__policy_on_error(policy, channel);
  decision->flags = FR_FLAG_DEGRADED;
  if (decision->outcome == FR_OUTCOME_HOLD && readable && fr__check_time(transfer->time_us, "", NULL) == FR_OK) {
    decision->hold_until_us = transfer->time_us + fr__policy_hold_us(policy, channel);
  }
}

static void put_value(const fr__cel_value *from, fr_value *into) {
  switch (from->kind) {
    case FR__CEL_BOOL:
      into->type = FR_TYPE_BOOL;
      into->integer = from->as.integer;
      return;
    case FR__CEL_INT:
      into->type = FR_TYPE_INT;
      into->integer = from->as.integer;
      return;
    case FR__CEL_DOUBLE:
      into->type = FR_TYPE_DOUBLE;
      into->number = from->as.number;
      return;
    case FR__CEL_STRING:
      into->type = FR_TYPE_STRING;
      into->text_size = from->size;
      memcpy(into->text, from->as.text, from->size);
      return;
    default: return;
  }
}

fr_status fr__feature_values(const fr__evidence *on, fr_value *values, fr_error *error) {
  const fr_policy *policy = on->policy;
  _Alignas(16) unsigned char memory[FR__DECIDE_SCRATCH], texts[FR__KEPT_TEXTS];
  fr__cel_scratch kept = {texts, sizeof texts, 0};
  FR_TRY(fill_inputs(on, policy->feature_inputs, policy->feature_input_count, error));
  for (uint32_t i = 0; i < policy->feature_count; i++) {
    const uint32_t index = policy->feature_order[i];
    const fr__feature *feature = &policy->features[index];
    uint32_t errors = 0;
    evaluate_feature(on, feature, memory, &kept, &errors);
    fr_value *value = &values[index];
    memset(value, 0, sizeof *value);
    put_value(&on->slots[feature->slot], value);
    if (errors != 0) value->flags |= FR_FLAG_EXPRESSION_ERROR;
    for (uint32_t c = 0; c < policy->plan->chain_count; c++) {
      if (on->approximate[c] != 0 && (feature->rests_on[c / 64] >> (c % 64) & 1) != 0)
        value->flags |= FR_FLAG_APPROXIMATE;
    }
  }
  return FR_OK;
}
