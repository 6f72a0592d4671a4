/* SPDX-License-Identifier: Apache-2.0
 *
 * An engine with a policy and one context, and transfers and events that say only what a test is about. */
#ifndef TESTS_SUPPORT_WORLD_H
#define TESTS_SUPPORT_WORLD_H

#include "support/bundle.h"

#define SECOND INT64_C(1000000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
/* Noon on 15 May 2025, UTC. */
#define NOON INT64_C(1747310400000000)

typedef struct world {
  fr_engine *engine;
  fr_policy *policy;
  fr_context *context;
  fr_decision decision; /* of the last score or preview */
} world;

static inline fr_engine_options world_options(void) {
  fr_engine_options options = FR_ENGINE_OPTIONS_INIT;
  options.accept_unsigned_policies = FR_YES;
  options.complete_from_us = FR_COMPLETE_ALWAYS;
  options.memory_bytes = UINT64_C(64) << 20;
  options.parties_max = 4096;
  options.list_entries_max = 256;
  options.time_ahead_max_us = -1;
  memcpy(options.secret_key, "a key for tests!", 16);
  return options;
}

/* Says on stderr what failed and gives a world without an engine. */
static inline world world_open_with(const fr_engine_options *options, const bundle_policy *policy) {
  world made = {0};
  fr_error error = FR_ERROR_INIT;
  made.decision = (fr_decision)FR_DECISION_INIT;
  made.policy = bundle_load(policy);
  if (made.policy == NULL) return made;
  fr_status status = fr_engine_create(options, &made.engine, &error);
  if (status == FR_OK) status = fr_engine_set_policy(made.engine, made.policy, &error);
  if (status == FR_OK) status = fr_context_create(made.engine, &made.context);
  if (status != FR_OK) fprintf(stderr, "%s %s\n", fr_status_name(status), error.message);
  return made;
}

static inline world world_open(const bundle_policy *policy) {
  const fr_engine_options options = world_options();
  return world_open_with(&options, policy);
}

static inline void world_close(world *in) {
  fr_context_destroy(in->context);
  fr_engine_destroy(in->engine);
  fr_policy_release(in->policy);
  *in = (world){0};
}

static inline fr_transfer transfer_of(const char *id, const char *payer, const char *payee, int64_t amount_minor,
                                      int64_t time_us) {
  fr_transfer made = FR_TRANSFER_INIT;
  made.id = fr_text_of(id);
  made.payer = fr_text_of(payer);
  made.payee = fr_text_of(payee);
  made.amount_minor = amount_minor;
  made.time_us = time_us;
  return made;
}

/* An event about this transfer. */
static inline fr_event event_about(uint32_t kind, const fr_transfer *transfer, int64_t time_us) {
  fr_event made = FR_EVENT_INIT;
  made.kind = kind;
  made.time_us = time_us;
  made.transfer_id = transfer->id;
  made.payer = transfer->payer;
  made.payee = transfer->payee;
  made.amount_minor = transfer->amount_minor;
  if (transfer->payer_party != NULL) made.payer_customer = transfer->payer_party->customer;
  if (transfer->payee_party != NULL) made.payee_customer = transfer->payee_party->customer;
  return made;
}

static inline fr_event event_of_customer(uint32_t kind, const char *customer, int64_t time_us) {
  fr_event made = FR_EVENT_INIT;
  made.kind = kind;
  made.time_us = time_us;
  made.customer = fr_text_of(customer);
  return made;
}

static inline fr_status world_score(world *in, const fr_transfer *transfer) {
  return fr_score(in->context, transfer, &in->decision);
}
/* What a policy decides of one transfer, in a world of its own. */
static inline fr_decision world_decide(const bundle_policy *policy, const fr_transfer *transfer) {
  world in = world_open(policy);
  cr_assert_not_null(in.context);
  cr_assert_eq(world_score(&in, transfer), FR_OK, "%s", fr_context_error(in.context)->message);
  const fr_decision decision = in.decision;
  world_close(&in);
  return decision;
}
static inline fr_status world_preview(world *in, const fr_transfer *transfer) {
  return fr_preview(in->context, transfer, &in->decision);
}
static inline fr_status world_observe(world *in, const fr_event *event) { return fr_observe(in->context, event); }

/* A transfer that is recorded with a status and not scored. */
static inline fr_status world_record(world *in, const fr_transfer *transfer, uint32_t status) {
  fr_event event = FR_EVENT_INIT;
  event.kind = FR_EVENT_TRANSFERRED;
  event.time_us = transfer->time_us;
  event.status = status;
  event.transfer = transfer;
  return fr_observe(in->context, &event);
}

static inline fr_status world_tell(world *in, uint32_t kind, const fr_transfer *transfer, int64_t time_us) {
  const fr_event event = event_about(kind, transfer, time_us);
  return fr_observe(in->context, &event);
}

/* Folds (which records the attempt), and gives the values of all features. */
enum { WORLD_FOLDS = 262144, WORLD_VALUES = 1100 };
static inline fr_status world_features(world *in, const fr_transfer *transfer, fr_value *values) {
  fr_folds folds = FR_FOLDS_INIT;
  folds.capacity = WORLD_FOLDS;
  folds.data = malloc(WORLD_FOLDS);
  fr_status status = folds.data == NULL ? FR_NO_MEMORY : fr_fold(in->context, transfer, FR_SIDE_ALL, &folds);
  if (status == FR_OK) status = fr_features(in->policy, transfer, &folds, values, WORLD_VALUES, NULL);
  free(folds.data);
  return status;
}

/* A value as text, so that tables read well: unknown, true, 3, 2.5, "text". */
static inline const char *value_text(const fr_value *value, char into[96]) {
  switch (value->type) {
    case FR_TYPE_BOOL: snprintf(into, 96, "%s", value->integer != 0 ? "true" : "false"); break;
    case FR_TYPE_INT: snprintf(into, 96, "%lld", (long long)value->integer); break;
    case FR_TYPE_DOUBLE: snprintf(into, 96, "%.15g", value->number); break;
    case FR_TYPE_STRING: snprintf(into, 96, "\"%.*s\"", (int)value->text_size, value->text); break;
    default: snprintf(into, 96, (value->flags & FR_FLAG_EXPRESSION_ERROR) != 0 ? "error" : "unknown"); break;
  }
  return into;
}

#endif
