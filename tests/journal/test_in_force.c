/* SPDX-License-Identifier: Apache-2.0
 *
 * What was in force is in force again after a restart: policies, challengers, rules that are switched off; and how far
 * versions and numbers had come. */
#include <criterion/criterion.h>

#include "journal/history.h"
#include "support/signed.h"
#include "support/switches.h"

#define LONG_RULE "a_rule_whose_name_is_as_long_as_such_names_are"

static const bundle_policy seventh = {
    .version = 7,
    .rules = {{.id = "a", .when = "true", .points = 50}, {.id = LONG_RULE, .when = "true", .points = 20}}};
static const signed_parts both = {
    .signers = {{.role = "author", .key = "author-ed25519"}, {.role = "approver", .key = "approver-ed25519"}}};

static place at;
static fr_engine_options options;

static void set_up(void) {
  at = place_make();
  options = world_options();
  history_journal = (fr_journal_options)FR_JOURNAL_OPTIONS_INIT;
}
static void tear_down(void) {
  place_clear(&at);
  fr_trust_release(history_trust);
  history_trust = NULL;
}
TestSuite(in_force, .init = set_up, .fini = tear_down, .timeout = 60);

static fr_status put_version(bank *in, const bundle_policy *like, uint64_t version) {
  bundle_policy older = *like;
  older.version = version;
  fr_policy *policy = bundle_load(&older);
  const fr_status status = fr_engine_set_policy(in->engine, policy, &in->error);
  fr_policy_release(policy);
  return status;
}

static fr_status switch_off(bank *in, const document *of) {
  bundle made = unsigned_switches(of);
  const fr_status status = fr_engine_set_switches(in->engine, made.data, made.size, 0, &in->error);
  bundle_free(&made);
  return status;
}

static fr_decision score(bank *in, const char *id) {
  fr_context *context;
  fr_decision decision = FR_DECISION_INIT;
  const fr_transfer transfer = transfer_of(id, "a", "b", 100, NOON);
  cr_assert_eq(fr_context_create(in->engine, &context), FR_OK);
  cr_assert_eq(fr_score(context, &transfer, &decision), FR_OK);
  fr_context_destroy(context);
  return decision;
}

static void expect_score(bank *in, const char *id, int64_t points, bool switched) {
  const fr_decision decision = score(in, id);
  cr_expect_eq(decision.score, points, "%s: %lld", id, (long long)decision.score);
  cr_expect_eq((decision.flags & FR_FLAG_RULES_OFF) != 0, switched);
}

static void reopen(bank *in, fr_journal_recovery *recovery) {
  *recovery = (fr_journal_recovery)FR_JOURNAL_RECOVERY_INIT;
  cr_assert_eq(bank_close(in), FR_OK);
  cr_assert_eq(bank_open(in, &at, &options, NULL, recovery), FR_OK, "%s", in->error.message);
}

static void expect_same_again(uint32_t count) {
  const judged all = judge_all(&at, &options, history_sealing_key);
  cr_expect_eq(all.different, 0, "%u differ", all.different);
  cr_expect_eq(all.unable, 0, "%u not made again: %s", all.unable, fr_status_name(all.reason));
  cr_expect_eq(all.same, count, "%u", all.same);
}

/* By the records alone, and by a snapshot alone. */
Test(in_force, switches_stay_off) {
  const document first = {.number = 5, .rules = {"a"}}, same = {.number = 5}, none = {.number = 6};
  for (uint32_t snapshot = 0; snapshot < 2; snapshot++) {
    bank in;
    fr_journal_recovery recovery;
    place_remove(&at, NULL);
    cr_assert_eq(bank_open(&in, &at, &options, &seventh, NULL), FR_OK);
    expect_score(&in, "1", 70, false);
    cr_assert_eq(switch_off(&in, &first), FR_OK, "%s", in.error.message);
    expect_score(&in, "2", 20, true);
    if (snapshot == 1) cr_assert_eq(fr_journal_snapshot(in.journal, NULL, &in.error), FR_OK);
    reopen(&in, &recovery);
    cr_expect_eq(recovery.replayed == 0, snapshot == 1);
    cr_expect_eq(recovery.left_to_host, 0);
    expect_score(&in, "3", 20, true);
    cr_expect_eq(switch_off(&in, &same), FR_POLICY_OLDER);
    cr_expect_eq(put_version(&in, &seventh, 6), FR_POLICY_OLDER);
    cr_assert_eq(put_version(&in, &seventh, 8), FR_OK, "%s", in.error.message);
    expect_score(&in, "4", 20, true);
    cr_assert_eq(switch_off(&in, &none), FR_OK, "%s", in.error.message);
    expect_score(&in, "5", 70, false);
    reopen(&in, &recovery);
    expect_score(&in, "6", 70, false);
    cr_assert_eq(bank_close(&in), FR_OK);
    expect_same_again(6);
  }
}

/* A document that is larger than a record lies beside the journal. */
Test(in_force, switches_beside_the_journal) {
  enum { MANY = 2000 };
  bank in;
  fr_journal_recovery recovery;
  fr__switches *made = calloc(1, sizeof *made + MANY * sizeof made->rules[0]);
  fr__cbor_writer writer;
  cr_assert_not_null(made);
  snprintf(made->policy, sizeof made->policy, "test");
  made->number = 1;
  for (; made->count < MANY; made->count++) {
    snprintf(made->rules[made->count], sizeof made->rules[0], "%s", LONG_RULE);
  }
  fr__cbor_writer_grow(&writer);
  fr__switches_write(&writer, made);
  bundle large = bundle_seal(writer.data, writer.size);
  cr_assert_gt(large.size, FR__RECORD_DOCUMENT);
  cr_assert_eq(bank_open(&in, &at, &options, &seventh, NULL), FR_OK);
  cr_assert_eq(fr_engine_set_switches(in.engine, large.data, large.size, 0, &in.error), FR_OK, "%s", in.error.message);
  expect_score(&in, "1", 50, true);
  reopen(&in, &recovery);
  cr_expect_eq(recovery.left_to_host, 0);
  expect_score(&in, "2", 50, true);
  cr_assert_eq(fr_journal_snapshot(in.journal, NULL, &in.error), FR_OK);
  expect_same_again(2);
  place_remove(&at, "switches-");
  reopen(&in, &recovery);
  cr_expect_eq(recovery.left_to_host, FR_LEFT_SWITCHES);
  expect_score(&in, "3", 70, false);
  cr_assert_eq(bank_close(&in), FR_OK);
  const judged all = judge_all(&at, &options, history_sealing_key);
  cr_expect_eq(all.unable + all.same, 3);
  cr_expect_geq(all.unable, 2, "what is not at hand is not guessed");
  bundle_free(&large);
  fr__cbor_writer_free(&writer);
  free(made);
}

/* What does not verify is left to the host, which may set the same document again, and no older one. */
Test(in_force, only_what_the_trust_store_accepts) {
  bank in;
  fr_journal_recovery recovery;
  const document off = {.number = 3, .rules = {"a"}}, older = {.number = 2};
  signed_parts as_switches = both;
  as_switches.content_type = FR__SWITCHES_CONTENT_TYPE;
  bundle plain = bundle_of(&seventh), bare = unsigned_switches(&off), bare_older = unsigned_switches(&older);
  bundle whole = signed_bundle(&plain, &both), switches = signed_bundle(&bare, &as_switches);
  bundle refused = signed_bundle(&bare_older, &as_switches);
  fr_policy *policy = NULL;
  options.accept_unsigned_policies = FR_NO;
  history_trust = signed_trust("ed25519");
  cr_assert_eq(fr_policy_load(whole.data, whole.size, &policy, NULL), FR_OK);
  cr_assert_eq(bank_open(&in, &at, &options, NULL, NULL), FR_OK);
  cr_assert_eq(fr_engine_set_policy(in.engine, policy, &in.error), FR_OK, "%s", in.error.message);
  cr_assert_eq(fr_engine_set_switches(in.engine, switches.data, switches.size, 0, &in.error), FR_OK);
  reopen(&in, &recovery);
  cr_expect_eq(recovery.left_to_host, 0);
  expect_score(&in, "1", 20, true);
  fr_trust *trust = history_trust;
  history_trust = NULL;
  reopen(&in, &recovery);
  cr_expect_eq(recovery.left_to_host, FR_LEFT_POLICY | FR_LEFT_SWITCHES);
  reopen(&in, &recovery);
  cr_assert_eq(fr_engine_set_trust(in.engine, trust, &in.error), FR_OK);
  cr_assert_eq(fr_engine_set_policy(in.engine, policy, &in.error), FR_OK, "%s", in.error.message);
  expect_score(&in, "2", 70, false);
  cr_expect_eq(fr_engine_set_switches(in.engine, refused.data, refused.size, 0, &in.error), FR_POLICY_OLDER);
  cr_expect_eq(fr_engine_set_switches(in.engine, switches.data, switches.size, 0, &in.error), FR_OK, "%s",
               in.error.message);
  expect_score(&in, "3", 20, true);
  cr_expect_eq(fr_engine_set_switches(in.engine, switches.data, switches.size, 0, &in.error), FR_OK,
               "the very document that is in force");
  cr_assert_eq(bank_close(&in), FR_OK);
  expect_same_again(3); /* the second was decided without the switches that were left to the host */
  bundle *all[] = {&plain, &bare, &bare_older, &whole, &switches, &refused};
  for (size_t i = 0; i < FR_COUNT(all); i++) bundle_free(all[i]);
  fr_policy_release(policy);
  history_trust = trust;
}

static fr_watch_lists *one_listed(void) {
  fr_watch_builder *builder = NULL;
  fr_watch_lists *lists = NULL;
  cr_assert_eq(fr_watch_builder_create(options.secret_key, 0, &builder, NULL), FR_OK);
  cr_assert_eq(fr_watch_builder_add(builder, FR_PARTY_ACCOUNT, fr_text_of("b"), fr_text_of("case"), 0, NULL), FR_OK);
  cr_assert_eq(fr_watch_builder_finish(builder, 1, &lists, NULL), FR_OK);
  fr_watch_builder_destroy(builder);
  return lists;
}

/* They are not kept: the host is told, and what was decided under them is not made again, nor anything else. */
Test(in_force, watch_lists_are_left_to_the_host) {
  bank in;
  fr_journal_recovery recovery;
  fr_watch_lists *lists = one_listed();
  cr_assert_eq(bank_open(&in, &at, &options, &seventh, NULL), FR_OK);
  expect_score(&in, "1", 70, false);
  cr_assert_eq(fr_engine_set_watch_lists(in.engine, lists, &in.error), FR_OK, "%s", in.error.message);
  expect_score(&in, "2", 70, false);
  reopen(&in, &recovery);
  cr_expect_eq(recovery.left_to_host, FR_LEFT_WATCH_LISTS);
  expect_score(&in, "3", 70, false);
  cr_assert_eq(fr_engine_set_watch_lists(in.engine, lists, &in.error), FR_OK);
  cr_assert_eq(fr_journal_snapshot(in.journal, NULL, &in.error), FR_OK);
  reopen(&in, &recovery);
  cr_expect_eq(recovery.left_to_host, FR_LEFT_WATCH_LISTS);
  cr_assert_eq(fr_engine_set_watch_lists(in.engine, NULL, &in.error), FR_OK);
  reopen(&in, &recovery);
  cr_expect_eq(recovery.left_to_host, 0);
  cr_assert_eq(bank_close(&in), FR_OK);
  fr_watch_lists_release(lists);
  const judged all = judge_all(&at, &options, history_sealing_key);
  cr_expect_eq(all.same, 2);
  cr_expect_eq(all.unable, 1);
}

/* A key was lost: the same policy is signed by others, who alone are trusted from then on. */
Test(in_force, a_policy_that_was_signed_anew) {
  bank in;
  fr_journal_recovery recovery;
  const signed_parts others = {
      .signers = {{.role = "author", .key = "author-p256"}, {.role = "approver", .key = "approver-p256"}}};
  bundle plain = bundle_of(&seventh), first = signed_bundle(&plain, &both), second = signed_bundle(&plain, &others);
  fr_policy *before = NULL, *after = NULL;
  options.accept_unsigned_policies = FR_NO;
  history_trust = signed_trust("ed25519");
  cr_assert_eq(fr_policy_load(first.data, first.size, &before, NULL), FR_OK);
  cr_assert_eq(fr_policy_load(second.data, second.size, &after, NULL), FR_OK);
  cr_expect_arr_eq(before->digest, after->digest, sizeof before->digest);
  cr_assert_eq(bank_open(&in, &at, &options, NULL, NULL), FR_OK);
  cr_assert_eq(fr_engine_set_policy(in.engine, before, &in.error), FR_OK, "%s", in.error.message);
  fr_trust_release(history_trust);
  history_trust = signed_trust("p256");
  cr_assert_eq(fr_engine_set_trust(in.engine, history_trust, &in.error), FR_OK);
  cr_assert_eq(fr_engine_set_policy(in.engine, after, &in.error), FR_OK, "%s", in.error.message);
  reopen(&in, &recovery);
  cr_expect_eq(recovery.left_to_host, 0);
  expect_score(&in, "1", 70, false);
  cr_assert_eq(bank_close(&in), FR_OK);
  bundle *all[] = {&plain, &first, &second};
  for (size_t i = 0; i < FR_COUNT(all); i++) bundle_free(all[i]);
  fr_policy_release(before);
  fr_policy_release(after);
}

/* Versions of names that are not in force any more are remembered, too; so are challengers. */
Test(in_force, other_names_and_challengers) {
  static const bundle_policy other = {
      .name = "other", .version = 4, .rules = {{.id = "o", .when = "true", .points = 5}}};
  for (uint32_t snapshot = 0; snapshot < 2; snapshot++) {
    bank in;
    fr_journal_recovery recovery;
    place_remove(&at, NULL);
    cr_assert_eq(bank_open(&in, &at, &options, &other, NULL), FR_OK);
    cr_assert_eq(put_version(&in, &seventh, 7), FR_OK, "%s", in.error.message);
    cr_assert_eq(fr_engine_set_challenger(in.engine, 2, in.policy, &in.error), FR_OK, "%s", in.error.message);
    if (snapshot == 1) cr_assert_eq(fr_journal_snapshot(in.journal, NULL, &in.error), FR_OK);
    reopen(&in, &recovery);
    cr_expect_eq(recovery.left_to_host, 0);
    cr_expect_not_null(in.engine->challengers[2]);
    cr_expect_str_eq(in.engine->challengers[2]->name, "other");
    expect_score(&in, "1", 70, false);
    cr_expect_eq(put_version(&in, &other, 3), FR_POLICY_OLDER);
    cr_expect_eq(put_version(&in, &other, 4), FR_OK, "%s", in.error.message);
    cr_assert_eq(fr_engine_set_challenger(in.engine, 2, NULL, &in.error), FR_OK);
    place_remove(&at, "policy-");
    reopen(&in, &recovery);
    cr_expect_eq(recovery.left_to_host, FR_LEFT_POLICY, "the challenger had gone");
    cr_assert_eq(bank_close(&in), FR_OK);
  }
}

Test(in_force, a_standby_switches_rules_off) {
  static uint8_t buffer[FR_MAX_RECORD_BYTES + 4096];
  const document off = {.number = 9, .rules = {"a"}}, same = {.number = 9};
  bank in, standby = {.error = FR_ERROR_INIT};
  uint64_t size, next = 1, applied;
  cr_assert_eq(bank_open(&in, &at, &options, &seventh, NULL), FR_OK);
  cr_assert_eq(fr_engine_create(&options, &standby.engine, &standby.error), FR_OK);
  cr_assert_eq(fr_engine_set_policy(standby.engine, in.policy, &standby.error), FR_OK);
  cr_assert_eq(switch_off(&in, &off), FR_OK);
  cr_assert_eq(fr_journal_checkpoint(in.journal), FR_OK);
  do {
    cr_assert_eq(fr_journal_ship(in.journal, next, buffer, sizeof buffer, &size, &next, &in.error), FR_OK);
    cr_assert_eq(fr_journal_apply(standby.engine, buffer, size, &applied, &standby.error), FR_OK, "%s",
                 standby.error.message);
  } while (size != 0);
  cr_expect_eq(put_version(&standby, &seventh, 6), FR_POLICY_OLDER);
  cr_expect_eq(switch_off(&standby, &same), FR_POLICY_OLDER);
  expect_score(&standby, "1", 20, true);
  fr_engine_destroy(standby.engine);
  cr_assert_eq(bank_close(&in), FR_OK);
}

/* A journal that is full takes no switches, and then no rule is switched. */
Test(in_force, switches_are_journaled_or_not_set) {
  const document off = {.number = 1, .rules = {"a"}};
  bank in;
  history_journal.when_full = FR_JOURNAL_REFUSE;
  history_journal.segment_bytes = 131072;
  cr_assert_eq(bank_open(&in, &at, &options, &seventh, NULL), FR_OK);
  fr_status status = FR_OK;
  for (uint32_t i = 0; i < 10000 && status == FR_OK; i++) {
    status = fr_engine_set_policy(in.engine, in.policy, &in.error);
  }
  cr_assert_eq(status, FR_JOURNAL_FULL);
  cr_expect_eq(switch_off(&in, &off), FR_JOURNAL_FULL);
  cr_assert_eq(fr_journal_pump(in.journal, NOON), FR_OK);
  expect_score(&in, "1", 70, false);
  cr_expect_eq(switch_off(&in, &off), FR_OK, "its number was not used up");
  expect_score(&in, "2", 20, true);
  cr_assert_eq(bank_close(&in), FR_OK);
}

/* ---- what was decided, and what was answered ---- */

typedef struct read_back {
  uint32_t lowered;
  uint32_t pure[8], given[8], flags[8], would_be[8];
} read_back;

static read_back read_decisions(void) {
  fr__log_reader *reader;
  fr__log_record record;
  fr_error error = FR_ERROR_INIT;
  read_back all = {0};
  const fr__log_reader_options from = {.directory = at.directory};
  cr_assert_eq(fr__log_reader_open(&from, &reader, &error), FR_OK, "%s", error.message);
  while (fr__log_reader_next(reader, &record, &error) == FR_OK && record.sequence != 0) {
    fr__decided decided;
    fr_decision decision;
    if (record.kind != FR__RECORD_DECIDED) continue;
    cr_assert_eq(fr__decided_read(record.body, record.size, &decided, &decision), FR_OK);
    if (decided.given.outcome == decision.outcome) continue;
    cr_assert_lt(all.lowered, 8);
    all.pure[all.lowered] = decision.outcome;
    all.given[all.lowered] = decided.given.outcome;
    all.flags[all.lowered] = decided.given.flags;
    all.would_be[all.lowered++] = decided.given.would_be;
  }
  fr__log_reader_close(reader);
  return all;
}

Test(in_force, a_limited_decision_is_the_pure_one_and_what_was_answered) {
  static const bundle_policy bounded = {.rules = {{.id = "mad", .when = "true", .at_least = FR_OUTCOME_HOLD}},
                                        .sections = {{"limits", "[{'window': 3600, 'at_least': 3, 'hold': 100000}]"}}};
  static const char *const ids[] = {"1", "2", "3", "4", "5"};
  bank in;
  uint32_t limited = 0;
  cr_assert_eq(bank_open(&in, &at, &options, &bounded, NULL), FR_OK, "%s", in.error.message);
  for (uint32_t i = 0; i < FR_COUNT(ids); i++) {
    const fr_decision decision = score(&in, ids[i]);
    limited += (decision.flags & FR_FLAG_LIMITED) != 0;
  }
  cr_assert_eq(bank_close(&in), FR_OK);
  cr_expect_gt(limited, 0);
  const read_back all = read_decisions();
  cr_assert_eq(all.lowered, limited);
  for (uint32_t i = 0; i < all.lowered; i++) {
    cr_expect_eq(all.pure[i], FR_OUTCOME_HOLD);
    cr_expect_eq(all.given[i], FR_OUTCOME_WARN);
    cr_expect_eq(all.flags[i] & FR_FLAG_LIMITED, FR_FLAG_LIMITED);
    cr_expect_eq(all.would_be[i], FR_OUTCOME_WARN);
  }
  expect_same_again(FR_COUNT(ids));
}

Test(in_force, a_decision_in_the_shadow_is_the_pure_one_and_what_was_answered) {
  bank in;
  options.shadow = FR_YES;
  cr_assert_eq(bank_open(&in, &at, &options, &seventh, NULL), FR_OK);
  const fr_decision decision = score(&in, "1");
  cr_expect_eq(decision.outcome, FR_OUTCOME_ALLOW);
  cr_expect_gt(decision.would_be, FR_OUTCOME_ALLOW);
  cr_assert_eq(bank_close(&in), FR_OK);
  const read_back all = read_decisions();
  cr_assert_eq(all.lowered, 1);
  cr_expect_eq(all.pure[0], decision.would_be);
  cr_expect_eq(all.given[0], FR_OUTCOME_ALLOW);
  cr_expect_eq(all.flags[0], decision.flags);
  cr_expect_eq(all.would_be[0], decision.would_be);
  expect_same_again(1);
}
