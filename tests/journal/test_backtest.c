/* SPDX-License-Identifier: Apache-2.0
 *
 * A journal decided by another policy: what a challenger was recorded to have decided is what the backtest says, byte
 * for byte; and a feature that is new in it has its values from the first transfer on. */
#include <criterion/criterion.h>

#include "journal/history.h"

enum { TRANSFERS = 600 };

static const bundle_policy rival = {.name = "rival",
                                    .version = 3,
                                    .attributes = "[['risk', 3], ['branch', 4]]",
                                    .phrases = "[['safe', ['safe account']]]",
                                    .features = {{"sent_often", "payer.sent.within(duration('48h')).size()"},
                                                 {"largest", "payer.attempts.map(t, t.amount).max()"}},
                                    .rules = {{.id = "often", .when = "sent_often > 1", .points = 30},
                                              {.id = "large", .when = "largest > 900.0", .points = 25, .scam = "x"},
                                              {.id = "named", .when = "text.mentions('safe')", .points = 20},
                                              {.id = "risky", .when = "attributes.risk > 0.5", .points = 9}}};

static place at;
static fr_engine_options options;

static void set_up(void) {
  at = place_make();
  options = world_options();
  history_journal = (fr_journal_options)FR_JOURNAL_OPTIONS_INIT;
}
static void tear_down(void) { place_clear(&at); }
TestSuite(backtest, .init = set_up, .fini = tear_down, .timeout = 60);

/* Scores, with events between, and asks the challenger after each. */
static void tell_challenged(bank *in, uint32_t count) {
  teller by = teller_of(in->engine, 5, 40);
  for (uint32_t i = 0; i < count; i++) {
    deal one;
    fr_decision decision = FR_DECISION_INIT;
    deal_make(&one, by.first_id + by.number++, by.parties, by.time_us);
    cr_assert_eq(fr_score(by.context, &one.transfer, &decision), FR_OK);
    cr_assert_eq(fr_challenge(by.context, 1, &decision), FR_OK);
    fr_event event = event_about(i % 9 == 0 ? FR_EVENT_FRAUD_REPORTED : FR_EVENT_SETTLED, &one.transfer, by.time_us);
    cr_assert_eq(fr_observe(by.context, &event), FR_OK);
    by.time_us += (int64_t)tell_random(&by, 40) * MINUTE;
  }
  fr_context_destroy(by.context);
}

typedef struct retrial {
  judged recorded;
  uint32_t decided, unable, held;
  uint64_t last; /* record that was told */
} retrial;

static void take_verdict(void *argument, const fr__verdict *verdict) {
  retrial *into = argument;
  judge(&into->recorded, verdict);
}

static void take_retried(void *argument, const fr__retried *one) {
  retrial *into = argument;
  cr_expect_gt(one->sequence, into->last, "each once, in order");
  into->last = one->sequence;
  into->decided += one->decision != NULL;
  into->unable += one->decision == NULL;
  if (one->decision != NULL) into->held += one->decision->outcome == FR_OUTCOME_HOLD;
}

static retrial retry_all(fr_policy *policy, const uint8_t *host_key, fr_status expected) {
  retrial all = {0};
  fr_engine *engine;
  fr_error error = FR_ERROR_INIT;
  fr__replayer *replayer;
  fr__log_reader *reader;
  fr__log_record record;
  fr_status status = FR_OK;
  const fr__replayer_options how = {.verdict = take_verdict,
                                    .retried = take_retried,
                                    .argument = &all,
                                    .policy = policy,
                                    .io = fr__io_posix(),
                                    .directory = at.directory,
                                    .host_key = host_key};
  const fr__log_reader_options from = {.directory = at.directory};
  cr_assert_eq(fr_engine_create(&options, &engine, &error), FR_OK);
  cr_assert_eq(fr__replayer_create(engine, &how, &replayer), FR_OK);
  cr_assert_eq(fr__log_reader_open(&from, &reader, &error), FR_OK);
  while (status == FR_OK && fr__log_reader_next(reader, &record, &error) == FR_OK && record.sequence != 0) {
    status = fr__replayer_apply(replayer, record.sequence, record.kind, record.body, record.size, &error);
  }
  cr_expect_eq(status, expected, "%s", error.message);
  fr__log_reader_close(reader);
  fr__replayer_destroy(replayer);
  fr_engine_destroy(engine);
  return all;
}

Test(backtest, agrees_with_what_the_challenger_was_recorded_to_say) {
  bank in;
  fr_policy *other = bundle_load(&rival);
  cr_assert_eq(bank_open(&in, &at, &options, &history_policy, NULL), FR_OK);
  cr_assert_eq(fr_engine_set_challenger(in.engine, 1, other, &in.error), FR_OK, "%s", in.error.message);
  tell_challenged(&in, TRANSFERS);
  retrial all = retry_all(other, history_sealing_key, FR_OK);
  cr_expect_eq(all.decided, TRANSFERS);
  cr_expect_eq(all.unable, 0);
  cr_expect_eq(all.recorded.same, TRANSFERS);
  cr_expect_eq(all.recorded.different + all.recorded.unable, 0);
  cr_expect_gt(all.held, 0);
  cr_expect_lt(all.held, TRANSFERS);
  /* So it is with the policy that was in force itself. */
  all = retry_all(in.policy, history_sealing_key, FR_OK);
  cr_expect_eq(all.recorded.same, TRANSFERS);
  cr_expect_eq(all.recorded.different, 0);
  /* It reads texts, which nobody reads without the key. */
  all = retry_all(other, NULL, FR_OK);
  cr_expect_eq(all.decided + all.unable, TRANSFERS);
  cr_expect_gt(all.unable, TRANSFERS / 4);
  cr_expect_gt(all.decided, 0);
  fr_policy_release(other);
  cr_assert_eq(bank_close(&in), FR_OK);
}

/* Nor is a remark guessed that is asked for as it stands, by itself or beside a history. */
Test(backtest, remarks_that_are_not_at_hand_are_not_guessed) {
  static const bundle_policy asking[] = {
      {.rules = {{.id = "a", .when = "transfer.remark.contains('safe')", .points = 90}}},
      {.rules = {{.id = "a",
                  .when = "payer.attempts.exists(t, t.amount > 0.0 || transfer.purpose == 'safe')",
                  .points = 90}}},
      {.rules = {{.id = "a", .when = "transfer.amount > 1.0", .points = 90}}}};
  fr_context *context;
  bank in;
  fr_decision decision = FR_DECISION_INIT;
  fr_transfer transfer = transfer_of("1", "a", "b", 500, NOON);
  transfer.remark = fr_text_of("a safe account");
  cr_assert_eq(bank_open(&in, &at, &options, &asking[0], NULL), FR_OK);
  cr_assert_eq(fr_context_create(in.engine, &context), FR_OK);
  cr_assert_eq(fr_score(context, &transfer, &decision), FR_OK);
  cr_expect_eq(decision.score, 90);
  fr_context_destroy(context);
  cr_expect_eq(judge_all(&at, &options, NULL).unable, 1);
  cr_expect_eq(judge_all(&at, &options, history_sealing_key).same, 1);
  for (uint32_t i = 0; i < FR_COUNT(asking); i++) {
    fr_policy *other = bundle_load(&asking[i]);
    cr_expect_eq(retry_all(other, NULL, FR_OK).unable, i < 2, "policy %u", i);
    cr_expect_eq(retry_all(other, history_sealing_key, FR_OK).decided, 1);
    fr_policy_release(other);
  }
  cr_assert_eq(bank_close(&in), FR_OK);
}

/* Its window reaches back to a transfer that came before anybody had thought of it. */
Test(backtest, a_new_feature_has_its_values_from_the_first_transfer_on) {
  static const bundle_policy later = {.features = {{"largest", "payer.attempts.map(t, t.amount).max()"}},
                                      .rules = {{.id = "large", .when = "largest >= 500.0", .points = 90}}};
  static const char *const ids[] = {"1", "2", "3"};
  bank in;
  fr_context *context;
  fr_policy *other = bundle_load(&later);
  cr_assert_eq(bank_open(&in, &at, &options, &history_policy, NULL), FR_OK);
  cr_assert_eq(fr_context_create(in.engine, &context), FR_OK);
  for (uint32_t i = 0; i < FR_COUNT(ids); i++) {
    fr_decision decision = FR_DECISION_INIT;
    const fr_transfer transfer = transfer_of(ids[i], "a", "b", i == 0 ? 50000 : 100, NOON + i * DAY);
    cr_assert_eq(fr_score(context, &transfer, &decision), FR_OK);
  }
  fr_context_destroy(context);
  const retrial all = retry_all(other, NULL, FR_OK);
  cr_expect_eq(all.decided, 3);
  cr_expect_eq(all.held, 2, "of the first nothing was known before it: %u", all.held);
  fr_policy_release(other);
  cr_assert_eq(bank_close(&in), FR_OK);
}

Test(backtest, amounts_stay_in_their_currency) {
  static const bundle_policy dollars = {.currency = "USD", .rules = {{.id = "a", .when = "true", .points = 90}}};
  bank in;
  fr_policy *other = bundle_load(&dollars);
  cr_assert_eq(bank_open(&in, &at, &options, &history_policy, NULL), FR_OK);
  (void)retry_all(other, NULL, FR_BAD_POLICY);
  fr_policy_release(other);
  cr_assert_eq(bank_close(&in), FR_OK);
}
