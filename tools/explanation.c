/* SPDX-License-Identifier: Apache-2.0 */
#include "explanation.h"

#include <stdarg.h>
#include <stdlib.h>

#include "decision/decide.h"
#include "explanation_parts.h"
#include "feature/inputs.h"

const char *explanation_say(fr__arena *into, const char *format, ...) {
  char *text = NULL;
  va_list arguments;
  va_start(arguments, format);
  const int size = vasprintf(&text, format, arguments);
  va_end(arguments);
  if (size < 0) return "";
  const char *copy = fr__arena_copy(into, text, (size_t)size);
  free(text);
  return copy ? copy : "";
}

static void ignore(void *context, const expression *at, const fr__cel_error *fault) {
  (void)context, (void)at, (void)fault;
}

static void add(explanation *of, const fr__source_text *source, bool condition, expression *one) {
  if (source->text == NULL) return;
  *one = (expression){.text = source->text, .size = source->size};
  expressions_add(&of->forms, one, condition, ignore, NULL);
}

static void *take(explanation *of, uint32_t count, size_t size) {
  void *memory = fr__arena_alloc(&of->forms.arena, (count + 1u) * size);
  if (memory == NULL) of->forms.out_of_memory = true;
  return memory;
}

explanation *explanation_create(const fr_policy *policy) {
  explanation *of = calloc(1, sizeof *of);
  if (of == NULL) return NULL;
  of->policy = policy;
  const bool good = expressions_of_policy(&of->forms, policy);
  of->conditions = take(of, policy->rule_count, sizeof *of->conditions);
  of->points = take(of, policy->rule_count, sizeof *of->points);
  of->thresholds = take(of, policy->threshold_count, sizeof *of->thresholds);
  of->slots = take(of, FR__MAX_SLOTS, sizeof *of->slots);
  of->approximate = take(of, FR__MAX_MARKS, 1);
  of->scratch = take(of, EXPLANATION_SCRATCH, 1);
  of->features = take(of, policy->feature_count, sizeof *of->features);
  of->rules = take(of, policy->rule_count, sizeof *of->rules);
  if (good && !of->forms.out_of_memory) {
    for (uint32_t i = 0; i < policy->rule_count; i++) {
      add(of, &policy->rules[i].when, true, &of->conditions[i]);
      add(of, &policy->rules[i].points.source, false, &of->points[i]);
    }
    for (uint32_t i = 0; i < policy->threshold_count; i++)
      add(of, &policy->thresholds[i].when, true, &of->thresholds[i]);
    if (!of->forms.out_of_memory) return of;
  }
  explanation_destroy(of);
  return NULL;
}

void explanation_destroy(explanation *of) {
  if (of == NULL) return;
  fr__arena_free(&of->notes);
  expressions_free(&of->forms);
  free(of);
}

/* ---- values ---- */

static bool read_folds(explanation *of, const fr_folds *folds, bool *repeated, fr_error *error) {
  const fr_policy *policy = of->policy;
  memset(of->slots, 0, policy->slot_count * sizeof *of->slots);
  memset(of->approximate, 0, policy->plan->mark_count);
  for (uint64_t at = 0, used = 0; at < folds->size; at += used) {
    fr__block_head head;
    if (fr__block_read(policy->plan, policy->digest, (const unsigned char *)folds->data + at, folds->size - at, &head,
                       of->slots, of->approximate, &used, error) != FR_OK)
      return false;
    *repeated = *repeated || head.repeated;
  }
  return true;
}

/* The border of a feature, where an error or a number that is not finite becomes unknown, with its cause. */
static void explain_feature(explanation *of, uint32_t index) {
  const fr__feature *feature = &of->policy->features[index];
  const expression *form = &of->forms.features[index];
  explained_feature *into = &of->features[index];
  unsigned char *memory = fr__arena_alloc(&of->notes, FR__DECIDE_SCRATCH);
  if (memory == NULL) return;
  fr__cel_scratch scratch = {memory, FR__DECIDE_SCRATCH, 0};
  fr__cel_value value = fr__cel_run(feature->program, of->slots, &scratch);
  *into = (explained_feature){.why = "", .failed = fr__feature_broken(&value)};
  if (into->failed && value.kind == FR__CEL_ERROR) {
    into->why = explanation_say(&of->notes, "%s", fr__cel_fault_text(value.code));
  } else if (into->failed && value.kind == FR__CEL_DOUBLE) {
    into->why = "the result is not a finite number: a division by 0, or an overflow";
  } else if (into->failed) {
    into->why = explanation_say(&of->notes, "the text has more than %d bytes", FR_MAX_FEATURE_TEXT_BYTES);
  }
  into->value = into->failed ? fr__cel_unknown() : value;
  of->slots[feature->slot] = into->value;
  if (!into->failed && value.kind == FR__CEL_UNKNOWN) into->why = explanation_missing(of, form);
  into->approximate = fr__chains_approximate(of->policy, of->approximate, feature->rests_on);
}

static fr__cel_value run(explanation *of, const fr__cel_program *program) {
  fr__cel_scratch scratch = {of->scratch, FR__DECIDE_SCRATCH, 0};
  return fr__cel_run(program, of->slots, &scratch);
}

/* ---- rules: in step with decide.c, which explanation_make() makes sure of ---- */

static enum verdict points_of(explanation *of, const fr__points *points, int32_t *number) {
  *number = points->number;
  if (points->program == NULL) return VERDICT_FIRED;
  const fr__cel_value value = run(of, points->program);
  if (value.kind != FR__CEL_INT) return value.kind == FR__CEL_UNKNOWN ? VERDICT_UNKNOWN : VERDICT_FAILED;
  *number = fr__points_held(value.as.integer);
  return VERDICT_FIRED;
}

static enum verdict is_for(explanation *of, const fr__rule *rule, const char **why) {
  const fr_transfer *transfer = &of->transfer.given;
  if (transfer->time_us < rule->valid_from_us) {
    *why = "it is not valid yet (valid_from)";
    return VERDICT_RESTS;
  }
  if (transfer->time_us >= rule->valid_until_us) {
    *why = "it is no longer valid (valid_until)";
    return VERDICT_RESTS;
  }
  if (rule->channels == 0 || (rule->channels >> transfer->channel & 1) != 0) return VERDICT_FIRED;
  const bool unknown = transfer->channel == FR_CHANNEL_UNKNOWN;
  *why = unknown ? "transfer.channel is not given, and the rule is for some channels only"
                 : "the rule is for other channels";
  return unknown ? VERDICT_UNKNOWN : VERDICT_RESTS;
}

static enum verdict judge(explanation *of, uint32_t index, int32_t *points, const char **why) {
  const fr__rule *rule = &of->policy->rules[index];
  if (rule->limited) {
    const enum verdict verdict = is_for(of, rule, why);
    if (verdict == VERDICT_RESTS) return verdict;
    const fr__cel_value holds = verdict == VERDICT_UNKNOWN ? run(of, rule->program) : fr__cel_bool(false);
    if (verdict == VERDICT_UNKNOWN && (holds.kind != FR__CEL_BOOL || holds.as.integer != 0)) return verdict;
  }
  const fr__cel_value fired = run(of, rule->program);
  if (fired.kind != FR__CEL_BOOL || fired.as.integer == 0) *why = explanation_why(of, &of->conditions[index], fired);
  if (fired.kind != FR__CEL_BOOL) return fired.kind == FR__CEL_ERROR ? VERDICT_FAILED : VERDICT_UNKNOWN;
  if (fired.as.integer == 0) return VERDICT_FALSE;
  const enum verdict verdict = points_of(of, &rule->points, points);
  if (verdict == VERDICT_FIRED) return verdict;
  const char *lacks = explanation_why(of, &of->points[index], run(of, rule->points.program));
  *why = explanation_say(&of->notes, "the condition is true, but its points are %s: %s",
                         verdict == VERDICT_UNKNOWN ? "unknown" : "an error", lacks);
  return verdict;
}

static void add_points(explanation *of, uint32_t index, int32_t points, int64_t *score, int64_t *by_scam) {
  const fr__rule *rule = &of->policy->rules[index];
  of->rules[index].points = points;
  *score = fr__add_saturating(*score, points);
  if (rule->scam >= 0) by_scam[rule->scam] = fr__add_saturating(by_scam[rule->scam], points);
}

static void raise_to(uint32_t to, int rule, uint32_t *level, int *by) {
  if (to <= *level) return;
  *level = to;
  *by = rule;
}

/* What the rule raises, and what it raises in doubt. */
static void raise_floors(explained_path *path, const fr__rule *rule, int index, uint32_t to, bool binding) {
  int nobody = NO_RULE;
  if (binding)
    raise_to(to, index, &path->binding, &path->binding_rule);
  else
    raise_to(to, index, &path->at_least, &path->least_rule);
  if (!rule->delay) raise_to(to, index, binding ? &path->doubts_binding : &path->doubts_least, &nobody);
}

static void explain_rule(explanation *of, uint32_t index, int64_t *score, int64_t *by_scam) {
  const fr__rule *rule = &of->policy->rules[index];
  explained_path *path = &of->path;
  int32_t points = 0;
  const char *why = "";
  const enum verdict verdict = judge(of, index, &points, &why);
  of->rules[index] = (explained_rule){verdict, 0, why};
  if (verdict == VERDICT_FIRED) {
    add_points(of, index, points, score, by_scam);
    raise_floors(path, rule, (int)index, rule->at_least, rule->binding);
    if (rule->at_most != 0 && (path->at_most == 0 || rule->at_most < path->at_most)) {
      path->at_most = rule->at_most;
      path->most_rule = (int)index;
    }
    if (rule->hold_us > path->hold_us) {
      path->hold_us = rule->hold_us;
      path->hold_rule = (int)index;
    }
  } else if (verdict == VERDICT_UNKNOWN || verdict == VERDICT_FAILED) {
    raise_floors(path, rule, (int)index, rule->if_unknown_outcome, false);
    if (points_of(of, &rule->if_unknown_points, &points) == VERDICT_FIRED && points != 0)
      add_points(of, index, points, score, by_scam);
  }
}

/* ---- the path ---- */

static void choose_threshold(explanation *of) {
  const fr_policy *policy = of->policy;
  explained_path *path = &of->path;
  path->by_score = FR_OUTCOME_ALLOW;
  for (uint32_t i = 0; i < policy->threshold_count; i++) {
    const fr__threshold *threshold = &policy->thresholds[i];
    if (threshold->program != NULL) {
      const fr__cel_value holds = run(of, threshold->program);
      if (holds.kind != FR__CEL_BOOL && path->undecided++ == 0) {
        path->undecided_why = explanation_say(&of->notes, "entry %u could not be decided: %s", i + 1,
                                              explanation_why(of, &of->thresholds[i], holds));
      }
      if (holds.kind != FR__CEL_BOOL || holds.as.integer == 0) continue;
    }
    path->threshold = i;
    if (threshold->has_hold && path->score >= threshold->hold)
      path->by_score = FR_OUTCOME_HOLD;
    else if (threshold->has_warn && path->score >= threshold->warn)
      path->by_score = FR_OUTCOME_WARN;
    return;
  }
}

/* A hold that would be none without the rules whose hold is a waiting period. */
static bool only_waits(const explained_path *path, bool trusted) {
  const uint32_t raised = path->by_score > path->doubts_least ? path->by_score : path->doubts_least;
  const bool lowered = trusted || (path->at_most != 0 && path->at_most < FR_OUTCOME_HOLD);
  const bool in_doubt = path->doubts_binding == FR_OUTCOME_HOLD || (raised == FR_OUTCOME_HOLD && !lowered);
  return path->outcome == FR_OUTCOME_HOLD && !in_doubt;
}

static void settle(explanation *of) {
  explained_path *path = &of->path;
  const fr__cel_value cap = of->slots[FR__SLOT_TRUST_CAP];
  path->after_least = path->by_score > path->at_least ? path->by_score : path->at_least;
  path->after_most = path->after_least;
  if (path->at_most != 0 && path->after_least > path->at_most) path->after_most = path->at_most;
  path->has_trust = cap.kind == FR__CEL_INT;
  path->trust_cap_minor = path->has_trust ? cap.as.integer : 0;
  const bool trusted = path->has_trust && of->transfer.amount_minor <= cap.as.integer;
  const uint32_t least = path->binding > FR_OUTCOME_ALLOW ? path->binding : FR_OUTCOME_ALLOW;
  const uint32_t bound = path->after_most > path->binding ? path->after_most : path->binding;
  path->after_trust = path->after_most;
  if (trusted && bound > least) {
    path->after_trust = least;
    path->trusted = true;
  }
  path->outcome = path->after_trust > path->binding ? path->after_trust : path->binding;
  path->delayed = only_waits(path, trusted);
  if (path->outcome == FR_OUTCOME_HOLD && path->hold_us == 0)
    path->hold_us = fr__policy_hold_us(of->policy, of->transfer.given.channel);
}

static void name_scam(explanation *of, const int64_t *by_scam) {
  of->path.scam = NO_RULE;
  for (uint32_t i = 0; i < of->policy->scam_count; i++) {
    if (by_scam[i] <= of->path.scam_points) continue;
    of->path.scam_points = by_scam[i];
    of->path.scam = (int)i;
  }
}

static bool agrees(const explanation *of) {
  const fr_decision *decision = &of->decision;
  const bool held = decision->outcome == FR_OUTCOME_HOLD;
  return decision->score == of->path.score && decision->outcome == of->path.outcome &&
         decision->scam_index == of->path.scam && ((decision->flags & FR_FLAG_DELAYED) != 0) == of->path.delayed &&
         (!held || decision->hold_until_us == of->transfer.given.time_us + of->path.hold_us);
}

bool explanation_make(explanation *of, const fr_transfer *transfer, const fr_folds *folds, fr_error *error) {
  const fr_policy *policy = of->policy;
  bool repeated = false;
  fr__arena_free(&of->notes);
  of->decision = (fr_decision)FR_DECISION_INIT;
  if (fr_decide(policy, transfer, folds, &of->decision, error) != FR_OK) return false;
  if (fr__transfer_check(transfer, policy->currency, &of->transfer, error) != FR_OK) return false;
  if (!read_folds(of, folds, &repeated, error)) return false;
  uint32_t inputs[FR__SLOT_INPUTS];
  for (uint32_t i = 0; i < FR__SLOT_INPUTS; i++) inputs[i] = i;
  fr__inputs_fill(&of->transfer, policy->minor_per_major, policy->currency, inputs, FR__SLOT_INPUTS, of->slots);
  if (fr__policy_fill_attributes(policy, transfer, of->slots, error) != FR_OK) return false;
  fr__policy_read_texts(policy, &of->transfer, &of->mentions, of->slots);
  for (uint32_t i = 0; i < policy->feature_count; i++) explain_feature(of, policy->feature_order[i]);
  const fr__evidence evidence = {policy, &of->transfer, of->slots, of->approximate, repeated, NULL, NULL};
  uint32_t errors = 0;
  fr__decide_models(&evidence, &errors);
  of->contribution_count = 0;
  if (of->asks_why && !explanation_ask_why(of, transfer, folds, error)) return false;
  of->path = (explained_path){.at_least = FR_OUTCOME_ALLOW,
                              .doubts_least = FR_OUTCOME_ALLOW,
                              .least_rule = NO_RULE,
                              .most_rule = NO_RULE,
                              .binding_rule = NO_RULE,
                              .hold_rule = NO_RULE};
  int64_t score = 0;
  int64_t *by_scam = fr__arena_alloc(&of->notes, (policy->scam_count + 1u) * sizeof *by_scam);
  if (by_scam == NULL) {
    (void)fr__fail(error, FR_NO_MEMORY, NULL, "out of memory");
    return false;
  }
  for (uint32_t i = 0; i < policy->rule_count; i++) explain_rule(of, i, &score, by_scam);
  of->path.score = score > 0 ? score : 0;
  choose_threshold(of);
  settle(of);
  name_scam(of, by_scam);
  of->agrees = agrees(of);
  return true;
}
