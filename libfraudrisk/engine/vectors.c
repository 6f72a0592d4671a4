/* SPDX-License-Identifier: Apache-2.0
 *
 * The tests that travel along with a policy: each in a fresh engine of its own, so that the one that serves has nothing
 * to do with it. */
#include "policy/vectors.h"

#include "engine/engine.h"

/* What all tests of all banks run under, so that they come out the same wherever they run: the defaults, with all that
 * happened known from the beginning and outcomes reported. */
static fr_status open_engine(fr_policy *policy, uint32_t events, fr_engine **engine, fr_context **context,
                             fr_error *error) {
  const fr_engine_options options = {.struct_size = sizeof options,
                                     .accept_unsigned_policies = FR_YES,
                                     .outcomes_not_reported = FR_NO,
                                     .complete_from_us = FR_COMPLETE_ALWAYS,
                                     .time_ahead_max_us = -1,
                                     .parties_max = 4 * (events + 1),
                                     .memory_bytes = (UINT64_C(4) << 20) + events * UINT64_C(16384),
                                     .list_entries_max = events + 1};
  FR_TRY(fr_engine_create(&options, engine, error));
  (*engine)->policy = fr_policy_retain(policy);
  atomic_fetch_add_explicit(&(*engine)->generation, 1, memory_order_release);
  return fr_context_create(*engine, context);
}

typedef struct run {
  fr__cbor_reader reader;
  fr__vector_transfer transfer;
  fr__vector_expected expected;
  fr_decision decision;
  fr_text name;
  uint32_t index;
} run;

static int shown(fr_text text) { return (int)(text.size > 60 ? 60 : text.size); }

static fr_status differs(const run *one, fr_error *error) {
  static const char *const outcomes[] = {"?", "allow", "warn", "hold"};
  const fr_text scam = one->expected.scam;
  return fr__fail(error, FR_TEST_DIFFERS, "tests",
                  "test %u, '%.*s': the bundle says %s, %lld points, scam '%.*s', and here it is %s, %lld points, scam "
                  "'%s'; build the bundle anew with this version",
                  one->index + 1, shown(one->name), one->name.data, outcomes[one->expected.outcome],
                  (long long)one->expected.score, shown(scam), scam.data, outcomes[one->decision.outcome],
                  (long long)one->decision.score, one->decision.scam);
}

static fr_status refused(const run *one, fr_status status, const fr_context *context, fr_error *error) {
  const char *message = fr_context_error(context)->message;
  return fr__fail(error, FR_TEST_DIFFERS, "tests", "test %u, '%.*s' cannot run: %s", one->index + 1, shown(one->name),
                  one->name.data, message[0] != '\0' ? message : fr_status_text(status));
}

static fr_status run_in(run *one, fr_context *context, uint32_t events, fr_error *error) {
  for (uint32_t i = 0; i < events; i++) {
    fr_event event;
    FR_TRY(fr__vector_event(&one->reader, &event, &one->transfer));
    const fr_status status = fr_observe(context, &event);
    if (status < 0) return refused(one, status, context, error);
  }
  FR_TRY(fr__vector_transfer_read(&one->reader, &one->transfer));
  FR_TRY(fr__vector_expect(&one->reader, &one->expected));
  one->decision = (fr_decision)FR_DECISION_INIT;
  const fr_status status = fr_preview(context, &one->transfer.transfer, &one->decision);
  if (status < 0) return refused(one, status, context, error);
  const bool same = one->decision.outcome == one->expected.outcome && one->decision.score == one->expected.score &&
                    fr__text_is(one->expected.scam, one->decision.scam);
  return same ? FR_OK : differs(one, error);
}

static fr_status run_next(run *one, fr_policy *policy, fr_error *error) {
  uint32_t events;
  fr_engine *engine = NULL;
  fr_context *context = NULL;
  FR_TRY(fr__vector_head(&one->reader, &one->name, &events));
  fr_status status = open_engine(policy, events, &engine, &context, error);
  if (status == FR_OK) status = run_in(one, context, events, error);
  fr_context_destroy(context);
  fr_engine_destroy(engine);
  return status;
}

fr_status fr__engine_run_tests(fr_policy *policy, fr_error *error) {
  run one = {.index = 0};
  uint32_t count;
  if (policy->tests == NULL) return FR_OK;
  FR_TRY(fr__vectors_begin(&one.reader, policy->tests, policy->tests_size, &count, error));
  for (; one.index < count; one.index++) FR_TRY(run_next(&one, policy, error));
  return FR_OK;
}
