/* SPDX-License-Identifier: Apache-2.0
 *
 * Puts a transfer to the engine and to the model and compares what both say, down to the bits of a double. */
#include "play.h"

#include <stdlib.h>

static void print_history(const play *p, const deal *d, const char *role, uint32_t party) {
  static const char *const names[] = {"sent", "received", "contacts", "events"};
  if (party == NOBODY) return;
  const profile *who = &p->w.profiles[party];
  for (uint32_t l = 0; l < HISTORIES; l++) {
    const history *h = &who->list[l];
    for (uint32_t i = 0; i < h->count; i++) {
      const record *r = &h->records[i];
      int64_t age_us = d->time_us - r->time_us;
      const int pair = d->payee != NOBODY && r->other == d->payee; /* knowledge of a payee outlives the history */
      if (age_us < 0 || (age_us > p->w.horizon_us && !pair)) continue;
      printf(
          "  %s %u %s #%u: t%u of %d, other %d, time %lld (age %lld us)%s, amount %lld, channel %u kind %u speed %u "
          "status %u at %lld label %u at %lld caller %u direction %u level %u\n",
          role, party, names[l], r->order, r->number, (int)r->payer, (int)r->other, (long long)r->time_us,
          (long long)age_us, world_keeps(&p->w, who, r) ? "" : " GONE", (long long)r->amount_minor, r->channel, r->kind,
          r->speed, r->status, (long long)r->status_time_us, r->label, (long long)r->label_time_us, r->caller,
          r->direction, r->level);
    }
  }
}

void play_disagree(const play *p, const deal *d, const char *what, const char *model, const char *library) {
  printf("DISAGREEMENT in %s, seed %llu, operation %llu: %s\n  about  %s\n  model  %s\n  engine %s\n", p->setup->name,
         (unsigned long long)p->setup->seed, (unsigned long long)p->counts.operations, p->doing, what, model, library);
  const fr_error *error = fr_context_error(p->context);
  if (error) printf("  error: %d %s: %s\n", error->status, error->field, error->message);
  if (d) {
    printf(
        "  transfer t%u of payer %u (customer %d) to %d (customer %d), time %lld, amount %lld, channel %u kind %u "
        "speed %u\n",
        d->number, d->payer, (int)d->payer_customer, (int)d->payee, (int)d->payee_customer, (long long)d->time_us,
        (long long)d->amount_minor, d->channel, d->kind, d->speed);
    print_history(p, d, "payer", d->payer);
    print_history(p, d, "customer", d->payer_customer);
    print_history(p, d, "payee", d->payee);
  }
  exit(1);
}

void play_expect(play *p, const deal *d, const char *what, fr_status model, fr_status library) {
  p->counts.comparisons++;
  if (model != library) play_disagree(p, d, what, fr_status_name(model), fr_status_name(library));
}

static void expect_number(play *p, const deal *d, const char *what, int64_t model, int64_t library) {
  char texts[2][32];
  p->counts.comparisons++;
  if (model == library) return;
  snprintf(texts[0], sizeof texts[0], "%lld", (long long)model);
  snprintf(texts[1], sizeof texts[1], "%lld", (long long)library);
  play_disagree(p, d, what, texts[0], texts[1]);
}

static void expect_text(play *p, const deal *d, const char *what, const char *model, const char *library) {
  p->counts.comparisons++;
  if (strcmp(model, library) != 0) play_disagree(p, d, what, model, library);
}

static value value_of(const fr_value *given, char text[FR_MAX_FEATURE_TEXT_BYTES + 1]) {
  value v = {V_UNKNOWN, given->integer, 0, NULL};
  switch (given->type) {
    case FR_TYPE_BOOL: v.kind = V_BOOL; break;
    case FR_TYPE_INT: v.kind = V_INT; break;
    case FR_TYPE_DOUBLE:
      v.kind = V_DOUBLE;
      v.number = given->number;
      break;
    case FR_TYPE_STRING:
      v.kind = V_STRING;
      memcpy(text, given->text, given->text_size);
      text[given->text_size] = 0;
      v.text = text;
      break;
    default: break;
  }
  return v;
}

static int same_value(const value *a, const value *b) {
  if (a->kind != b->kind) return 0;
  if (a->kind == V_UNKNOWN) return 1;
  if (a->kind == V_DOUBLE) return memcmp(&a->number, &b->number, sizeof a->number) == 0;
  if (a->kind == V_STRING) return strcmp(a->text, b->text) == 0;
  return a->integer == b->integer;
}

static void compare_features(play *p, const deal *d, const verdict *v, const fr_value *values) {
  if (play_lags(p)) return;
  for (uint32_t i = 0; i < p->current->source.feature_count; i++) {
    char text[FR_MAX_FEATURE_TEXT_BYTES + 1];
    char about[600];
    char texts[2][96];
    const bundle_feature *feature = &p->current->source.features[i];
    value given = value_of(&values[i], text);
    uint32_t failed = (values[i].flags & FR_FLAG_EXPRESSION_ERROR) != 0;
    uint32_t approximate = (v->reach[i] & REACH_SHORT) != 0;
    uint32_t marked = (values[i].flags & FR_FLAG_APPROXIMATE) != 0;
    p->counts.comparisons++;
    p->counts.unknowns += v->features[i].kind == V_UNKNOWN;
    p->counts.errors += v->feature_failed[i];
    p->counts.approximate += approximate;
    p->counts.cut_approximate += v->reach[i] == (REACH_CUT | REACH_SHORT);
    p->counts.cut_exact += v->reach[i] == REACH_CUT;
    if (same_value(&v->features[i], &given) && failed == v->feature_failed[i] && marked == approximate) continue;
    snprintf(about, sizeof about, "feature %s: %s", feature->name, feature->source);
    value_print(texts[0], sizeof texts[0] - 32u, &v->features[i]);
    value_print(texts[1], sizeof texts[1] - 32u, &given);
    if (v->feature_failed[i]) strcat(texts[0], " (failed)");
    if (failed) strcat(texts[1], " (failed)");
    if (approximate) strcat(texts[0], " (approximate)");
    if (marked) strcat(texts[1], " (approximate)");
    play_disagree(p, d, about, texts[0], texts[1]);
  }
}

void play_compare(play *p, const deal *d, const fr_decision *model, const fr_decision *given) {
  char about[80];
  p->compared = 1;
  if (play_lags(p)) {
    p->counts.not_compared++;
    return;
  }
  for (uint32_t i = 0; i < model->reason_count && i < given->reason_count; i++) {
    snprintf(about, sizeof about, "reason %u", i);
    expect_text(p, d, about, model->reasons[i].rule, given->reasons[i].rule);
    expect_number(p, d, about, model->reasons[i].points, given->reasons[i].points);
    expect_number(p, d, about, model->reasons[i].rule_index, given->reasons[i].rule_index);
  }
  expect_number(p, d, "reasons_total", model->reasons_total, given->reasons_total);
  expect_number(p, d, "reason_count", model->reason_count, given->reason_count);
  expect_number(p, d, "score", model->score, given->score);
  expect_text(p, d, "scam", model->scam, given->scam);
  expect_number(p, d, "flags", model->flags, given->flags);
  expect_number(p, d, "outcome", model->outcome, given->outcome);
  expect_number(p, d, "hold_until_us", model->hold_until_us, given->hold_until_us);
  expect_number(p, d, "unknown_count > 0", model->unknown_count > 0, given->unknown_count > 0);
  expect_number(p, d, "error_count > 0", model->error_count > 0, given->error_count > 0);
  expect_number(p, d, "a scam has an index", model->scam[0] != 0, given->scam_index >= 0);
  expect_number(p, d, "policy_version", (int64_t)p->version, (int64_t)given->policy_version);
  expect_text(p, d, "policy_name", p->current->source.name, given->policy_name);
  expect_number(p, d, "policy_digest", 0, memcmp(p->current->digest, given->policy_digest, 32) != 0);
}

/* A refusal must never look like an allow. */
void play_compare_refusal(play *p, const deal *d, const fr_decision *given) {
  expect_number(p, d, "outcome of a refusal", policy_on_error(p->current, d->channel), given->outcome);
  expect_number(p, d, "flags of a refusal", FR_FLAG_DEGRADED, given->flags);
  p->counts.refused++;
  p->compared = 1;
}

fr_status play_fold(play *p, const deal *d, const lent *l, const verdict *v, fr_decision *decision) {
  fr_value values[FEATURES_MAX];
  fr_error error = FR_ERROR_INIT;
  fr_folds folds = FR_FOLDS_INIT;
  folds.data = p->folds;
  folds.capacity = p->folds_capacity;
  memset(values, 0, sizeof values);
  fr_status status = fr_fold(p->context, &l->transfer, FR_SIDE_ALL, &folds);
  if (status != FR_OK) {
    expect_number(p, d, "a refused fold leaves no bytes", 0, (int64_t)folds.size);
    p->compared = 1; /* there is no more to it */
    return status;
  }
  fr_status read = fr_features(p->loaded, &l->transfer, &folds, values, FEATURES_MAX, &error);
  if (read != FR_OK) play_disagree(p, d, "fr_features", "FR_OK", error.message);
  compare_features(p, d, v, values);
  if (!decision) return status;
  status = fr_decide(p->loaded, &l->transfer, &folds, decision, &error);
  if (status != FR_OK) play_disagree(p, d, "fr_decide", "FR_OK", error.message);
  return status;
}

static fr_status put_to_engine(play *p, const deal *d, uint32_t way, const lent *l, const verdict *v) {
  fr_decision decision = FR_DECISION_INIT;
  fr_decision preview = FR_DECISION_INIT;
  fr_status status;
  if (way == BY_FOLD) {
    status = play_fold(p, d, l, v, &decision);
    if (status != FR_OK) return status;
    play_compare(p, d, &v->decision, &decision);
    return status;
  }
  if (way == BY_PREVIEW || way == BY_BOTH) {
    status = fr_preview(p->context, &l->transfer, &preview);
    if (status == FR_OK)
      play_compare(p, d, &v->decision, &preview);
    else
      play_compare_refusal(p, d, &preview);
    if (way == BY_PREVIEW) return status;
  }
  status = fr_score(p->context, &l->transfer, &decision);
  if (status != FR_OK) {
    play_compare_refusal(p, d, &decision);
    return status;
  }
  play_compare(p, d, &v->decision, &decision);
  if (way == BY_BOTH && !play_lags(p)) {
    expect_number(p, d, "fr_preview and fr_score, bytes", 0, memcmp(&preview, &decision, sizeof decision) != 0);
  }
  return status;
}

/* Folding again is a repeat: evaluated as if its own entry were not there, so the features must be the same; only what
 * gave way to that entry does not come back, and what an account had of it before it moved is hidden from now on. */
static void fold_again(play *p, const deal *d, const lent *l, foresight *f, uint64_t gave_way) {
  if (p->w.gave_way != gave_way || world_crosses(&p->w, d)) play_foresee(p, d, f);
  play_expect(p, d, "a repeat, folded", FR_OK, play_fold(p, d, l, &f->v, NULL));
  world_record(&p->w, d, FR_TRANSFER_ATTEMPTED); /* where it came too late to stay, it has come once more */
}

void play_foresee(play *p, const deal *d, foresight *f) {
  const uint32_t seen = world_seen(&p->w, d);
  p->compared = 0;
  f->repeated = seen != UNSEEN;
  f->status = seen == CONFLICTING ? FR_CONFLICT : FR_OK;
  policy_judge(p->current, &p->w, d, &f->v);
  if (f->repeated) f->v.decision.flags |= FR_FLAG_REPEATED;
}

/* Known payees outlive the history: this one is known by transfers that are no longer in it. */
static int remembered(const play *p, const deal *d) {
  return d->payee != NOBODY && !world_first_time(&p->w, d) && !world_shows_good(&p->w, d);
}

/* Counts where payees are asked about that the engine has in blocks of their own. */
static void count_far(play *p, const deal *d) {
  if (!p->setup->payees || d->payee == NOBODY || world_names(&p->w, d->payer, d->payee)) return;
  const uint32_t count = world_count_past(&p->w, d->payer);
  if (count > p->counts.far) p->counts.far = count;
  p->counts.stale += (uint32_t)world_is_stale(&p->w, &p->w.profiles[d->payer], d->payee, d->time_us);
  if (count <= FAR_PAYEES) return;
  p->counts.far_asked++;
  p->counts.far_known += (uint32_t)!world_first_time(&p->w, d);
}

void play_answered(play *p, const deal *d, uint32_t way, const foresight *f, fr_status status) {
  play_expect(p, d, "status", f->status, status);
  p->counts.put++;
  p->counts.left_out += !p->compared;
  p->counts.conflicts += status == FR_CONFLICT;
  if (status != FR_OK) return;
  if (way != BY_PREVIEW) world_visit(&p->w, d);
  p->counts.decided++;
  p->counts.repeats += f->repeated;
  p->counts.outcomes[f->v.decision.outcome]++;
  p->counts.trusted += (f->v.decision.flags & FR_FLAG_TRUSTED) != 0;
  p->counts.delayed += (f->v.decision.flags & FR_FLAG_DELAYED) != 0;
  p->counts.decisions_approximate += (f->v.decision.flags & FR_FLAG_APPROXIMATE) != 0;
  p->counts.remembered += (uint32_t)remembered(p, d);
  count_far(p, d);
  if (way == BY_PREVIEW) return;
  world_record(&p->w, d, FR_TRANSFER_ATTEMPTED);
  if (d->time_us > p->newest_us) p->newest_us = d->time_us;
}

fr_status play_evaluate(play *p, const deal *d, uint32_t way) {
  static foresight f;
  lent l;
  const uint64_t gave_way = p->w.gave_way;
  lend_transfer(&l, d);
  play_foresee(p, d, &f);
  fr_status status = put_to_engine(p, d, way, &l, &f.v);
  play_answered(p, d, way, &f, status);
  if (way == BY_SCORE && status == FR_OK) fold_again(p, d, &l, &f, gave_way);
  return status;
}
