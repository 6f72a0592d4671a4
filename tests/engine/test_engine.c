/* SPDX-License-Identifier: Apache-2.0
 *
 * The engine itself: options, policies that come and go, contexts, keys, counters. */
#include <criterion/criterion.h>
#include <sys/resource.h>

#include "engine/engine.h"
#include "support/world.h"

static const bundle_policy plain = {.rules = {{.id = "a", .when = "true", .points = 1}}};

/* ---- creation ---- */

Test(options, zeroes_are_defaults) {
  fr_engine_options options = FR_ENGINE_OPTIONS_INIT;
  fr_engine *engine = NULL;
  cr_assert_eq(fr_engine_create(&options, &engine, NULL), FR_OK);
  cr_expect_eq(engine->options.memory_bytes, UINT64_C(1) << 30);
  cr_expect_eq(engine->options.parties_max, 1000000);
  cr_expect_eq(engine->options.list_entries_max, 65536);
  cr_expect_eq(engine->options.horizon_us, 90 * DAY);
  cr_expect_eq(engine->options.time_ahead_max_us, DAY);
  fr_engine_destroy(engine);
}

#define CASES(CASE)                                                                                                 \
  CASE(options.struct_size--, FR_STRUCT_SIZE, "options",                                                            \
       "options: struct_size is 95, this library knows 96; use FR_ENGINE_OPTIONS_INIT")                             \
  CASE(options.horizon_us = HOUR - 1, FR_BAD_ARGUMENT, "options.horizon_us",                                        \
       "the horizon runs from an hour to 180 days")                                                                 \
  CASE(options.horizon_us = FR_MAX_HORIZON_US + 1, FR_BAD_ARGUMENT, "options.horizon_us",                           \
       "the horizon runs from an hour to 180 days")                                                                 \
  CASE(options.accept_unsigned_policies = FR_YES + 1, FR_BAD_VALUE, "options.accept_unsigned_policies",             \
       "options.accept_unsigned_policies is 3; it takes FR_YES (2) or FR_NO (1)")                                   \
  CASE(options.shadow = 7, FR_BAD_VALUE, "options.shadow", "options.shadow is 7; it takes FR_YES (2) or FR_NO (1)") \
  CASE(options.reserved = FR_YES, FR_BAD_VALUE, "options.reserved", "options.reserved is not 0")                    \
  CASE(options.outcomes_not_reported = FR_YES + 1, FR_BAD_VALUE, "options.outcomes_not_reported",                   \
       "options.outcomes_not_reported is 3; it takes FR_YES (2) or FR_NO (1)")

Test(options, each_refusal_has_its_sentence){
#define CASE(change, status, field_, message_)                                        \
  {                                                                                   \
    fr_engine_options options = world_options();                                      \
    fr_engine *engine = (fr_engine *)&options;                                        \
    fr_error error = FR_ERROR_INIT;                                                   \
    (void)(change);                                                                   \
    cr_expect_eq(fr_engine_create(&options, &engine, &error), status, "%s", #change); \
    cr_expect_null(engine);                                                           \
    cr_expect_str_eq(error.field, field_);                                            \
    cr_expect_str_eq(error.message, message_);                                        \
  }
    CASES(CASE)
#undef CASE
}

Test(options, null_pointers) {
  fr_engine_options options = world_options();
  fr_engine *engine;
  fr_error error = FR_ERROR_INIT;
  cr_expect_eq(fr_engine_create(NULL, &engine, &error), FR_NULL_POINTER);
  cr_expect_str_eq(error.message, "options is a null pointer");
  cr_expect_eq(fr_engine_create(&options, NULL, &error), FR_NULL_POINTER);
  cr_expect_str_eq(error.message, "engine is a null pointer");
  cr_expect_eq(fr_engine_create(NULL, &engine, NULL), FR_NULL_POINTER);
  fr_engine_destroy(NULL);
}

Test(options, a_newer_struct_is_taken_while_its_tail_is_zero) {
  struct {
    fr_engine_options options;
    uint64_t later;
  } newer = {world_options(), 0};
  fr_engine *engine;
  fr_error error = FR_ERROR_INIT;
  newer.options.struct_size = sizeof newer;
  cr_assert_eq(fr_engine_create(&newer.options, &engine, &error), FR_OK);
  fr_engine_destroy(engine);
  newer.later = 1;
  cr_expect_eq(fr_engine_create(&newer.options, &engine, &error), FR_STRUCT_TAIL);
}

Test(options, sizes_that_cannot_be) {
  fr_engine *engine;
  fr_engine_options cases[] = {world_options(), world_options(), world_options()};
  static const char *const said[] = {"memory_bytes runs from 64 KiB to 4 TiB", "memory_bytes runs from 64 KiB to 4 TiB",
                                     "list_entries_max runs to 2^31 - 1"};
  cases[0].memory_bytes = 1;
  cases[1].memory_bytes = UINT64_C(1) << 60;
  cases[2].list_entries_max = UINT64_C(1) << 40;
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    fr_error error = FR_ERROR_INIT;
    cr_expect_eq(fr_engine_create(&cases[i], &engine, &error), FR_BAD_ARGUMENT, "%zu", i);
    cr_expect_str_eq(error.message, said[i]);
    cr_expect_null(engine);
  }
}

/* A sanitizer needs more address space than this leaves; the second store of the tests reserves nothing. */
#if !defined(__SANITIZE_ADDRESS__) && !defined(FR_SECOND_STORE)
Test(options, memory_that_cannot_be_had) {
  fr_engine_options options = world_options();
  fr_engine *engine;
  fr_error error = FR_ERROR_INIT;
  options.memory_bytes = UINT64_C(1) << 40;
  const struct rlimit limit = {UINT64_C(1) << 32, UINT64_C(1) << 32};
  cr_assert_eq(setrlimit(RLIMIT_AS, &limit), 0);
  cr_expect_eq(fr_engine_create(&options, &engine, &error), FR_NO_MEMORY);
  cr_expect_str_eq(error.message, "out of memory");
  cr_expect_null(engine);
}
#endif

/* ---- policies ---- */

Test(set_policy, unsigned_ones_need_permission) {
  fr_engine_options options = world_options();
  options.accept_unsigned_policies = FR_NO;
  fr_engine *engine;
  fr_error error = FR_ERROR_INIT;
  fr_policy *policy = bundle_load(&plain);
  cr_assert_eq(fr_engine_create(&options, &engine, NULL), FR_OK);
  cr_expect_eq(fr_engine_set_policy(engine, policy, &error), FR_UNSIGNED_POLICY);
  cr_expect_str_eq(error.field, "policy");
  cr_expect_str_eq(error.message,
                   "the policy is not signed; open the engine with accept_unsigned_policies to try it all the same");
  cr_expect_null(fr_engine_policy(engine));
  fr_engine_destroy(engine);
  fr_policy_release(policy);
}

Test(set_policy, windows_have_to_lie_inside_the_horizon) {
  fr_engine_options options = world_options();
  options.horizon_us = 48 * HOUR;
  fr_engine *engine;
  fr_error error = FR_ERROR_INIT;
  const bundle_policy inside = {.features = {{"f", "payer.sent.within(duration('48h')).size()"}}};
  const bundle_policy beyond = {.features = {{"f", "payer.sent.within(duration('49h')).size()"}}};
  const bundle_policy endless = {.features = {{"f", "payer.sent.size()"}}};
  fr_policy *good = bundle_load(&inside), *bad = bundle_load(&beyond), *all = bundle_load(&endless);
  cr_assert_eq(fr_engine_create(&options, &engine, NULL), FR_OK);
  cr_expect_eq(fr_engine_set_policy(engine, good, &error), FR_OK);
  cr_expect_eq(fr_engine_set_policy(engine, bad, &error), FR_BAD_POLICY);
  cr_expect_str_eq(error.message, "a window of 49 hours reaches beyond the engine's horizon of 48 hours");
  fr_policy *present = fr_engine_policy(engine);
  cr_expect_eq(present, good, "the engine keeps the policy that it has");
  cr_expect_eq(fr_engine_set_policy(engine, all, &error), FR_OK, "no window is the horizon");
  fr_policy_release(present);
  fr_engine_destroy(engine);
  fr_policy_release(good);
  fr_policy_release(bad);
  fr_policy_release(all);
}

Test(set_policy, versions_and_currencies) {
  static const struct {
    const char *what, *name, *currency;
    uint64_t version;
    uint32_t older_accepted;
    fr_status status;
    const char *message;
  } cases[] = {
      {"newer", "test", "CNY", 8, FR_NO, FR_OK, ""},
      {"the same", "test", "CNY", 7, FR_NO, FR_OK, ""},
      {"older", "test", "CNY", 6, FR_NO, FR_POLICY_OLDER,
       "version 7 of test was in force, and 6 is older; give it a higher one and sign it again, or say accept_older "
       "to fr_engine_put_policy"},
      {"older, accepted", "test", "CNY", 6, FR_YES, FR_OK, ""},
      {"older, but another policy", "other", "CNY", 6, FR_NO, FR_OK, ""},
      {"another currency", "test", "USD", 8, FR_YES, FR_BAD_POLICY, "the histories are in CNY, the policy in USD"},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    const bundle_policy first = {.version = 7};
    const bundle_policy second = {.name = cases[i].name, .version = cases[i].version, .currency = cases[i].currency};
    fr_put_options options = FR_PUT_OPTIONS_INIT;
    options.accept_older = cases[i].older_accepted;
    world in = world_open(&first);
    fr_policy *policy = bundle_load(&second);
    fr_error error = FR_ERROR_INIT;
    cr_expect_eq(fr_engine_put_policy(in.engine, policy, &options, &error), cases[i].status, "%s", cases[i].what);
    cr_expect_str_eq(error.message, cases[i].message, "%s", cases[i].what);
    fr_policy *present = fr_engine_policy(in.engine);
    cr_expect_eq(present, cases[i].status == FR_OK ? policy : in.policy, "%s", cases[i].what);
    fr_policy_release(present);
    fr_policy_release(policy);
    world_close(&in);
  }
}

Test(set_policy, null_pointers) {
  world in = world_open(&plain);
  fr_error error = FR_ERROR_INIT;
  cr_expect_eq(fr_engine_set_policy(NULL, in.policy, &error), FR_NULL_POINTER);
  cr_expect_eq(fr_engine_set_policy(in.engine, NULL, &error), FR_NULL_POINTER);
  cr_expect_str_eq(error.message, "engine, policy or options is a null pointer");
  cr_expect_null(fr_engine_policy(NULL));
  world_close(&in);
}

Test(set_policy, contexts_see_the_new_one_and_histories_stay) {
  const bundle_policy first = {.version = 1, .rules = {{.id = "a", .when = "payer.sent.size() == 0", .points = 1}}};
  const bundle_policy second = {
      .version = 2, .rules = {{.id = "b", .when = "payer.sent.map(t, t.amount).sum() == 7.0", .points = 2}}};
  world in = world_open(&first);
  fr_context *other = NULL;
  cr_assert_eq(fr_context_create(in.engine, &other), FR_OK);
  const fr_transfer one = transfer_of("t1", "alice", "bob", 700, NOON);
  const fr_transfer two = transfer_of("t2", "alice", "bob", 100, NOON + 1);
  cr_assert_eq(world_score(&in, &one), FR_OK);
  cr_expect_eq(in.decision.score, 1);
  fr_policy *policy = bundle_load(&second);
  cr_assert_eq(fr_engine_set_policy(in.engine, policy, NULL), FR_OK);
  fr_policy_release(policy);
  cr_assert_eq(world_preview(&in, &two), FR_OK);
  cr_expect_eq(in.decision.policy_version, 2);
  cr_expect_eq(in.decision.score, 2, "a new feature has its value at once");
  fr_decision decision = FR_DECISION_INIT;
  cr_assert_eq(fr_preview(other, &two, &decision), FR_OK);
  cr_expect_arr_eq(&decision, &in.decision, sizeof decision);
  cr_assert_eq(fr_engine_set_policy(in.engine, in.policy, NULL), FR_POLICY_OLDER);
  fr_context_destroy(other);
  world_close(&in);
}

/* ---- contexts ---- */

Test(context, null_pointers) {
  world in = world_open(&plain);
  fr_context *context;
  cr_expect_eq(fr_context_create(NULL, &context), FR_NULL_POINTER);
  cr_expect_eq(fr_context_create(in.engine, NULL), FR_NULL_POINTER);
  cr_expect_null(fr_context_error(NULL));
  fr_context_destroy(NULL);
  world_close(&in);
}

Test(context, keeps_the_error_of_its_last_call) {
  world in = world_open(&plain);
  const fr_transfer bad = transfer_of("t", "alice", "alice", 1, NOON), good = transfer_of("t", "alice", "bob", 1, NOON);
  cr_expect_eq(fr_context_error(in.context)->status, FR_OK);
  cr_expect_eq(world_score(&in, &bad), FR_SAME_PARTY);
  cr_expect_eq(fr_context_error(in.context)->status, FR_SAME_PARTY);
  cr_expect_str_eq(fr_context_error(in.context)->field, "transfer.payee");
  cr_expect_eq(world_score(&in, &good), FR_OK);
  cr_expect_eq(fr_context_error(in.context)->status, FR_OK);
  cr_expect_str_eq(fr_context_error(in.context)->message, "");
  world_close(&in);
}

Test(context, contexts_may_go_in_any_order) {
  world in = world_open(&plain);
  fr_context *a, *b, *c;
  cr_assert_eq(fr_context_create(in.engine, &a), FR_OK);
  cr_assert_eq(fr_context_create(in.engine, &b), FR_OK);
  cr_assert_eq(fr_context_create(in.engine, &c), FR_OK);
  fr_context_destroy(b);
  fr_context_destroy(a);
  fr_context_destroy(c);
  world_close(&in);
}

Test(context, without_a_policy) {
  const fr_engine_options options = world_options();
  fr_engine *engine;
  fr_context *context;
  fr_decision decision = FR_DECISION_INIT;
  const fr_transfer transfer = transfer_of("t", "alice", "bob", 1, NOON);
  cr_assert_eq(fr_engine_create(&options, &engine, NULL), FR_OK);
  cr_assert_eq(fr_context_create(engine, &context), FR_OK);
  cr_expect_eq(fr_score(context, &transfer, &decision), FR_NO_POLICY);
  cr_expect_eq(decision.outcome, FR_OUTCOME_WARN);
  cr_expect_eq(decision.flags, FR_FLAG_DEGRADED);
  cr_expect_str_eq(fr_context_error(context)->message, "the engine has no policy yet; call fr_engine_set_policy first");
  fr_folds folds = FR_FOLDS_INIT;
  cr_expect_eq(fr_fold(context, &transfer, FR_SIDE_ALL, &folds), FR_NO_POLICY);
  fr_event past = FR_EVENT_INIT;
  past.kind = FR_EVENT_TRANSFERRED;
  past.time_us = NOON;
  past.transfer = &transfer;
  cr_expect_eq(fr_observe(context, &past), FR_OK, "the past may be loaded before there is a policy");
  fr_context_destroy(context);
  fr_engine_destroy(engine);
}

/* ---- keys ---- */

Test(party_key, is_the_key_under_the_secret) {
  world in = world_open(&plain);
  uint8_t account[16], customer[16], again[16];
  const fr_text name = fr_text_of("alice");
  cr_assert_eq(fr_party_key(in.engine, FR_PARTY_ACCOUNT, name, account), FR_OK);
  cr_assert_eq(fr_party_key(in.engine, FR_PARTY_CUSTOMER, name, customer), FR_OK);
  cr_assert_eq(fr_party_key(in.engine, FR_PARTY_ACCOUNT, name, again), FR_OK);
  cr_expect_neq(memcmp(account, customer, 16), 0);
  cr_expect_arr_eq(account, again, 16);
  const fr__hash128 expected = fr__siphash((const uint8_t *)"a key for tests!", "aalice", 6);
  for (uint32_t i = 0; i < 8; i++) {
    cr_expect_eq(account[i], (uint8_t)(expected.low >> 8 * i));
    cr_expect_eq(account[8 + i], (uint8_t)(expected.high >> 8 * i));
  }
  world_close(&in);
}

Test(party_key, refuses) {
  world in = world_open(&plain);
  uint8_t key[16];
  char sixty_five[66] = {0};
  memset(sixty_five, 'x', 65);
  const fr_text name = fr_text_of("alice");
  cr_expect_eq(fr_party_key(NULL, FR_PARTY_ACCOUNT, name, key), FR_NULL_POINTER);
  cr_expect_eq(fr_party_key(in.engine, FR_PARTY_ACCOUNT, name, NULL), FR_NULL_POINTER);
  cr_expect_eq(fr_party_key(in.engine, 0, name, key), FR_BAD_ARGUMENT);
  cr_expect_eq(fr_party_key(in.engine, 3, name, key), FR_BAD_ARGUMENT);
  cr_expect_eq(fr_party_key(in.engine, FR_PARTY_ACCOUNT, (fr_text){0}, key), FR_MISSING_FIELD);
  cr_expect_eq(fr_party_key(in.engine, FR_PARTY_ACCOUNT, fr_text_of(sixty_five), key), FR_TOO_LONG);
  cr_expect_eq(fr_party_key(in.engine, FR_PARTY_ACCOUNT, fr_text_of("\xff"), key), FR_BAD_TEXT);
  world_close(&in);
}

/* ---- counters ---- */

Test(measure, counts_what_happened) {
  world in = world_open(&plain);
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  cr_assert_eq(fr_engine_measure(in.engine, &stats), FR_OK);
  cr_expect_eq(stats.parties, 0);
  cr_expect_eq(stats.scored, 0);
  const fr_transfer one = transfer_of("t1", "alice", "bob", 100, NOON),
                    bad = transfer_of("t2", "alice", "alice", 1, NOON);
  cr_assert_eq(world_score(&in, &one), FR_OK);
  cr_assert_eq(world_score(&in, &one), FR_OK);
  cr_assert_eq(world_preview(&in, &one), FR_OK);
  cr_assert_eq(world_score(&in, &bad), FR_SAME_PARTY);
  cr_assert_eq(world_tell(&in, FR_EVENT_SETTLED, &one, NOON + 1), FR_OK);
  const fr_transfer nowhere = transfer_of("t9", "alice", "bob", 100, NOON);
  cr_assert_eq(world_tell(&in, FR_EVENT_SETTLED, &nowhere, NOON + 1), FR_NOT_FOUND);
  fr_event contact = event_of_customer(FR_EVENT_CONTACT, "carol", NOON);
  cr_assert_eq(world_observe(&in, &contact), FR_OK);
  fr_event listed = event_of_customer(FR_EVENT_LISTED, "carol", NOON);
  listed.list = fr_text_of("x");
  cr_assert_eq(world_observe(&in, &listed), FR_OK);
  cr_assert_eq(fr_engine_measure(in.engine, &stats), FR_OK);
  cr_expect_eq(stats.struct_size, sizeof stats);
  cr_expect_eq(stats.parties, 3, "%llu", (unsigned long long)stats.parties);
  cr_expect_eq(stats.transfer_entries, 2, "%llu", (unsigned long long)stats.transfer_entries);
  cr_expect_eq(stats.other_entries, 1);
  cr_expect_eq(stats.counterparties, 2, "%llu", (unsigned long long)stats.counterparties);
  cr_expect_eq(stats.list_entries, 1);
  cr_expect_eq(stats.scored, 1);
  cr_expect_eq(stats.repeated, 1);
  cr_expect_eq(stats.observed, 3);
  cr_expect_eq(stats.not_found, 1);
  cr_expect_eq(stats.refused, 2, "the bad transfer, and the event about none");
  cr_expect_gt(stats.profile_bytes, 0);
  cr_expect_gt(stats.index_bytes, 0);
  cr_expect_geq(stats.reserved_bytes, stats.profile_bytes);
  fr_context_destroy(in.context);
  in.context = NULL;
  fr_engine_stats later = FR_ENGINE_STATS_INIT;
  cr_assert_eq(fr_engine_measure(in.engine, &later), FR_OK);
  cr_expect_arr_eq(&later, &stats, sizeof stats, "a context that goes leaves its counts");
  world_close(&in);
}

Test(measure, refuses) {
  world in = world_open(&plain);
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  cr_expect_eq(fr_engine_measure(NULL, &stats), FR_NULL_POINTER);
  cr_expect_eq(fr_engine_measure(in.engine, NULL), FR_NULL_POINTER);
  stats.struct_size = 127; /* less than the first version had */
  cr_expect_eq(fr_engine_measure(in.engine, &stats), FR_STRUCT_SIZE);
  world_close(&in);
}
