/* SPDX-License-Identifier: Apache-2.0
 *
 * Scores, repeats, conflicts, late transfers, windows, and what a transfer changes. */
#include <criterion/criterion.h>

#include "support/world.h"

enum {
  SENT,
  ATTEMPTS,
  RECEIVED,
  FIRST,
  CUSTOMER_SENT,
  CUSTOMER_RECEIVED,
  PAYEE_RECEIVED,
  PAYEE_SENT,
  PAIR,
  WINDOW,
  SUM,
  FEATURES
};
static const bundle_policy counting = {
    .features = {[SENT] = {"sent", "payer.sent.size()"},
                 [ATTEMPTS] = {"attempts", "payer.attempts.size()"},
                 [RECEIVED] = {"received", "payer.received.size()"},
                 [FIRST] = {"first", "pair.first_time"},
                 [CUSTOMER_SENT] = {"customer_sent", "customer.sent.size()"},
                 [CUSTOMER_RECEIVED] = {"customer_received", "customer.received.size()"},
                 [PAYEE_RECEIVED] = {"payee_received", "payee.received.size()"},
                 [PAYEE_SENT] = {"payee_sent", "payee.sent.size()"},
                 [PAIR] = {"pair_sent", "pair.sent.size()"},
                 [WINDOW] = {"window", "payer.sent.within(duration('1h')).size()"},
                 [SUM] = {"sum", "payer.sent.map(t, t.amount).sum()"}},
    .rules = {{.id = "always", .when = "true", .points = 1},
              {.id = "sent", .when = "payer.sent.size() > 0", .points = 100}},
};

static world in;
static void set_up(void) {
  in = world_open(&counting);
  cr_assert_not_null(in.context);
}
static void tear_down(void) { world_close(&in); }

/* The features as a transfer sees them; a throw-away payee, so that only the payer's histories grow. */
static fr_value values[WORLD_VALUES];
static void look(const fr_transfer *transfer) {
  cr_assert_eq(world_features(&in, transfer, values), FR_OK, "%s", fr_context_error(in.context)->message);
}

TestSuite(score, .init = set_up, .fini = tear_down);
TestSuite(repeat, .init = set_up, .fini = tear_down);
TestSuite(window, .init = set_up, .fini = tear_down);
TestSuite(party, .init = set_up, .fini = tear_down);

Test(score, sees_the_world_before_the_transfer) {
  const fr_transfer one = transfer_of("t1", "alice", "bob", 1, NOON), two = transfer_of("t2", "alice", "bob", 1, NOON);
  cr_assert_eq(world_score(&in, &one), FR_OK);
  cr_expect_eq(in.decision.score, 1);
  cr_assert_eq(world_score(&in, &two), FR_OK);
  cr_expect_eq(in.decision.score, 101, "at the same time, but observed before");
}

Test(score, preview_records_nothing) {
  const fr_transfer one = transfer_of("t1", "alice", "bob", 1, NOON);
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  cr_assert_eq(fr_engine_measure(in.engine, &stats), FR_OK);
  const uint64_t reserved_before = stats.reserved_bytes;
  cr_assert_eq(world_preview(&in, &one), FR_OK);
  const fr_decision first = in.decision;
  cr_assert_eq(world_preview(&in, &one), FR_OK);
  cr_expect_arr_eq(&in.decision, &first, sizeof first);
  cr_assert_eq(fr_engine_measure(in.engine, &stats), FR_OK);
  cr_expect_eq(stats.parties, 0);
  cr_expect_eq(stats.transfer_entries, 0);
  cr_expect_eq(stats.scored, 0);
  cr_expect_eq(stats.reserved_bytes, reserved_before);
  cr_assert_eq(world_score(&in, &one), FR_OK);
  cr_expect_arr_eq(&in.decision, &first, sizeof first, "what was previewed is what is decided");
}

Test(score, a_refused_transfer_records_nothing) {
  fr_transfer one = transfer_of("t1", "alice", "bob", 1, NOON);
  fr_attribute undeclared = {.name = fr_text_of("mood"), .type = FR_TYPE_INT, .integer = 1};
  one.attributes = &undeclared;
  one.attribute_count = 1;
  cr_expect_eq(world_score(&in, &one), FR_BAD_ATTRIBUTE);
  cr_expect_str_eq(fr_context_error(in.context)->message, "attribute 'mood' is not declared by the policy");
  cr_expect_eq(in.decision.flags, FR_FLAG_DEGRADED);
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  cr_assert_eq(fr_engine_measure(in.engine, &stats), FR_OK);
  cr_expect_eq(stats.transfer_entries, 0);
}

Test(score, arguments) {
  const fr_transfer one = transfer_of("t1", "alice", "bob", 1, NOON);
  const fr_error *error = fr_context_error(in.context);
  cr_expect_eq(fr_score(in.context, &one, NULL), FR_NULL_POINTER);
  cr_expect_eq(error->status, FR_NULL_POINTER);
  cr_expect_str_eq(error->field, "decision");
  in.decision.struct_size = (uint32_t)sizeof in.decision - 1;
  in.decision.outcome = 77;
  cr_expect_eq(world_score(&in, &one), FR_STRUCT_SIZE);
  cr_expect_eq(in.decision.outcome, 77, "a struct of an unknown size is not written");
  cr_expect_eq(error->status, FR_STRUCT_SIZE);
  cr_expect_not_null(strstr(error->message, "start it with FR_DECISION_INIT"), "%s", error->message);
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  cr_assert_eq(fr_engine_measure(in.engine, &stats), FR_OK);
  cr_expect_eq(stats.refused, 2);
  struct {
    fr_decision decision;
    uint64_t later;
  } newer = {{.struct_size = sizeof newer}, 0};
  cr_expect_eq(fr_score(in.context, &one, &newer.decision), FR_OK);
  cr_expect_eq(newer.decision.struct_size, sizeof newer);
  newer.later = 1;
  cr_expect_eq(fr_score(in.context, &one, &newer.decision), FR_STRUCT_TAIL);
  cr_expect_eq(fr_score(in.context, NULL, &in.decision), FR_STRUCT_SIZE, "the decision is looked at first");
}

Test(score, attributes) {
  static const struct {
    fr_attribute given;
    fr_status status;
    int64_t score;
    const char *message;
  } cases[] = {
      {{.name = {"risk", 4, 0}, .type = FR_TYPE_DOUBLE, .number = 0.75}, FR_OK, 1, ""},
      {{.name = {"vip", 3, 0}, .type = FR_TYPE_BOOL, .integer = 7}, FR_OK, 2, ""},
      {{.name = {"visits", 6, 0}, .type = FR_TYPE_INT, .integer = -3}, FR_OK, 4, ""},
      {{.name = {"branch", 6, 0}, .type = FR_TYPE_STRING, .text = {"x1", 2, 0}}, FR_OK, 8, ""},
      {{.name = {"branch", 6, 0}, .type = FR_TYPE_STRING}, FR_OK, 0, ""},
      {{.name = {"branch", 6, 0}, .type = FR_TYPE_UNKNOWN}, FR_OK, 0, ""},
      {{.name = {"branch", 6, 0}, .type = FR_TYPE_INT}, FR_BAD_ATTRIBUTE, 0, "attribute 'branch' has another type"},
      {{.name = {"Branch", 6, 0}, .type = FR_TYPE_INT},
       FR_BAD_ATTRIBUTE,
       0,
       "attribute 'Branch' is not declared by the policy"},
  };
  const bundle_policy policy = {.attributes = "[['risk', 3], ['vip', 1], ['visits', 2], ['branch', 4]]",
                                .rules = {{.id = "a", .when = "attributes.risk == 0.75", .points = 1},
                                          {.id = "b", .when = "attributes.vip", .points = 2},
                                          {.id = "c", .when = "attributes.visits == -3", .points = 4},
                                          {.id = "d", .when = "attributes.branch == 'x1'", .points = 8}}};
  world own = world_open(&policy);
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    fr_transfer one = transfer_of("t1", "alice", "bob", 1, NOON);
    one.attributes = &cases[i].given;
    one.attribute_count = 1;
    cr_expect_eq(world_preview(&own, &one), cases[i].status, "%zu", i);
    cr_expect_eq(own.decision.score, cases[i].score, "%zu: %lld", i, (long long)own.decision.score);
    cr_expect_str_eq(fr_context_error(own.context)->message, cases[i].message, "%zu", i);
  }
  world_close(&own);
}

/* ---- repeats and conflicts ---- */

Test(repeat, is_decided_as_if_it_were_not_there) {
  const fr_transfer one = transfer_of("t1", "alice", "bob", 100, NOON);
  cr_assert_eq(world_score(&in, &one), FR_OK);
  const fr_decision first = in.decision;
  cr_assert_eq(world_score(&in, &one), FR_OK);
  cr_expect_eq(in.decision.flags, FR_FLAG_REPEATED);
  in.decision.flags = 0;
  cr_expect_arr_eq(&in.decision, &first, sizeof first);
  cr_assert_eq(world_preview(&in, &one), FR_OK);
  cr_expect_eq(in.decision.flags, FR_FLAG_REPEATED, "a preview tells as well");
}

Test(repeat, a_b_a) {
  const fr_transfer a = transfer_of("a", "alice", "bob", 100, NOON),
                    b = transfer_of("b", "alice", "bob", 200, NOON + SECOND);
  const fr_transfer later = transfer_of("c", "alice", "carol", 1, NOON + MINUTE);
  cr_assert_eq(world_score(&in, &a), FR_OK);
  cr_assert_eq(world_score(&in, &b), FR_OK);
  cr_assert_eq(world_score(&in, &a), FR_OK);
  cr_expect_eq(in.decision.flags, FR_FLAG_REPEATED | FR_FLAG_APPROXIMATE,
               "looking back the whole horizon from before b is a second more than is kept");
  cr_expect_eq(in.decision.score, 1, "b lies later than a");
  look(&later);
  cr_expect_eq(values[SENT].integer, 2, "each was recorded once");
  cr_expect_eq(values[SUM].number, 3.0);
}

Test(repeat, at_another_time_is_evaluated_there_and_stays_where_it_was) {
  const fr_transfer a = transfer_of("a", "alice", "bob", 100, NOON),
                    b = transfer_of("b", "alice", "bob", 200, NOON + SECOND);
  fr_transfer again = a;
  cr_assert_eq(world_score(&in, &a), FR_OK);
  cr_assert_eq(world_score(&in, &b), FR_OK);
  again.time_us = NOON + HOUR + 1;
  cr_assert_eq(world_score(&in, &again), FR_OK);
  cr_expect_eq(in.decision.flags, FR_FLAG_REPEATED);
  cr_expect_eq(in.decision.score, 101, "b lies before it now");
  const fr_transfer later = transfer_of("c", "alice", "carol", 1, NOON + HOUR + 1);
  look(&later);
  cr_expect_eq(values[SENT].integer, 2);
  cr_expect_eq(values[WINDOW].integer, 1, "a still stands at noon: b alone is within the hour");
}

Test(repeat, with_other_details_is_no_conflict) {
  fr_transfer a = transfer_of("a", "alice", "bob", 100, NOON);
  cr_assert_eq(world_score(&in, &a), FR_OK);
  a.channel = FR_CHANNEL_TELLER;
  a.speed = FR_SPEED_REAL_TIME;
  a.remark = fr_text_of("safe account");
  cr_expect_eq(world_score(&in, &a), FR_OK);
  cr_expect_eq(in.decision.flags, FR_FLAG_REPEATED);
}

Test(repeat, with_another_amount_or_payee_is_a_conflict) {
  static const char sentence[] =
      "this payer used the id before, with another payee or amount; give a new transfer a new id";
  const fr_transfer a = transfer_of("a", "alice", "bob", 100, NOON);
  cr_assert_eq(world_score(&in, &a), FR_OK);
  const fr_transfer others[] = {transfer_of("a", "alice", "bob", 101, NOON),
                                transfer_of("a", "alice", "carol", 100, NOON)};
  for (size_t i = 0; i < 2; i++) {
    cr_expect_eq(world_score(&in, &others[i]), FR_CONFLICT);
    cr_expect_str_eq(fr_context_error(in.context)->field, "transfer.id");
    cr_expect_str_eq(fr_context_error(in.context)->message, sentence);
    cr_expect_eq(in.decision.flags, FR_FLAG_DEGRADED);
    cr_expect_eq(world_preview(&in, &others[i]), FR_CONFLICT);
    cr_expect_eq(world_record(&in, &others[i], FR_TRANSFER_SETTLED), FR_CONFLICT);
    cr_expect_eq(world_tell(&in, FR_EVENT_SETTLED, &others[i], NOON + 1), FR_CONFLICT);
  }
  fr_transfer cash = transfer_of("a", "alice", NULL, 100, NOON);
  cash.kind = FR_KIND_CASH_WITHDRAWAL;
  cr_expect_eq(world_score(&in, &cash), FR_CONFLICT, "cash has no payee");
  const fr_transfer carols = transfer_of("a", "carol", "bob", 500, NOON);
  cr_expect_eq(world_score(&in, &carols), FR_OK, "ids belong to their payer");
  cr_expect_eq(in.decision.flags, 0);
}

Test(repeat, a_recorded_transfer_may_be_sent_again) {
  const fr_transfer a = transfer_of("a", "alice", "bob", 100, NOON),
                    b = transfer_of("b", "alice", "carol", 100, NOON + 1);
  cr_expect_eq(world_record(&in, &a, FR_TRANSFER_SETTLED), FR_OK);
  cr_expect_eq(world_record(&in, &a, FR_TRANSFER_SETTLED), FR_OK);
  cr_expect_eq(world_score(&in, &a), FR_OK);
  cr_expect_eq(in.decision.flags, FR_FLAG_REPEATED);
  look(&b);
  cr_expect_eq(values[SENT].integer, 1);
}

/* ---- windows ---- */

Test(window, is_exact_at_its_edges) {
  const fr_transfer a = transfer_of("a", "alice", "bob", 100, NOON);
  cr_assert_eq(world_record(&in, &a, FR_TRANSFER_SETTLED), FR_OK);
  static const struct {
    int64_t age;
    int64_t count;
  } ages[] = {{0, 1}, {1, 1}, {HOUR - 1, 1}, {HOUR, 1}, {HOUR + 1, 0}, {-1, 0}, {-HOUR, 0}};
  for (size_t i = 0; i < FR_COUNT(ages); i++) {
    world own = world_open(&counting);
    const fr_transfer b = transfer_of("b", "alice", "carol", 1, NOON + ages[i].age);
    cr_assert_eq(world_record(&own, &a, FR_TRANSFER_SETTLED), FR_OK);
    cr_assert_eq(world_features(&own, &b, values), FR_OK);
    cr_expect_eq(values[WINDOW].integer, ages[i].count, "age %lld", (long long)ages[i].age);
    world_close(&own);
  }
}

Test(window, the_horizon_is_a_window_too) {
  fr_engine_options options = world_options();
  options.horizon_us = 10 * DAY;
  static const int64_t ages[] = {10 * DAY, 10 * DAY + 1};
  for (size_t i = 0; i < 2; i++) {
    world own = world_open_with(&options, &counting);
    const fr_transfer a = transfer_of("a", "alice", "bob", 100, NOON),
                      b = transfer_of("b", "alice", "bob", 1, NOON + ages[i]);
    cr_assert_eq(world_record(&own, &a, FR_TRANSFER_SETTLED), FR_OK);
    cr_assert_eq(world_features(&own, &b, values), FR_OK);
    cr_expect_eq(values[SENT].integer, i == 0);
    cr_expect_eq(values[PAIR].integer, i == 0);
    cr_expect_eq(values[FIRST].integer, 0, "a known payee outlives the history");
    world_close(&own);
  }
}

Test(window, a_late_transfer_sees_what_was_before_it_and_is_seen_where_it_lies) {
  const fr_transfer a = transfer_of("a", "alice", "bob", 100, NOON),
                    b = transfer_of("b", "alice", "bob", 100, NOON + 2 * HOUR);
  const fr_transfer late = transfer_of("l", "alice", "bob", 100, NOON + HOUR);
  const fr_transfer last = transfer_of("z", "alice", "bob", 100, NOON + 2 * HOUR);
  cr_assert_eq(world_score(&in, &a), FR_OK);
  cr_assert_eq(world_score(&in, &b), FR_OK);
  look(&late);
  cr_expect_eq(values[SENT].integer, 1);
  look(&last);
  cr_expect_eq(values[SENT].integer, 3);
  cr_expect_eq(values[WINDOW].integer, 2, "the late one and b");
}

Test(window, more_than_are_kept_is_approximate) {
  char id[16];
  for (int i = 0; i < FR_MAX_HISTORY_ENTRIES + 1; i++) {
    snprintf(id, sizeof id, "t%d", i);
    const fr_transfer one = transfer_of(id, "alice", "bob", 100, NOON + i * SECOND);
    cr_assert_eq(world_record(&in, &one, FR_TRANSFER_SETTLED), FR_OK);
  }
  const fr_transfer last = transfer_of("z", "alice", "carol", 100, NOON + 2000 * SECOND);
  cr_assert_eq(world_preview(&in, &last), FR_OK);
  cr_expect_eq(in.decision.flags, FR_FLAG_APPROXIMATE, "the rule rests on payer.sent");
  look(&last);
  cr_expect_eq(values[SENT].integer, FR_MAX_HISTORY_ENTRIES);
  cr_expect_eq(values[SENT].flags, FR_FLAG_APPROXIMATE);
  cr_expect_eq(values[SUM].flags, FR_FLAG_APPROXIMATE);
  cr_expect_eq(values[RECEIVED].flags, 0, "bounds are for each list");
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  cr_assert_eq(fr_engine_measure(in.engine, &stats), FR_OK);
  cr_expect_eq(stats.entries_dropped, 3, "%llu: alice's sent twice, bob's received once",
               (unsigned long long)stats.entries_dropped);
  const fr_transfer next = transfer_of("zz", "alice", "carol", 100, NOON + HOUR + 1000 * SECOND);
  look(&next);
  cr_expect_eq(values[WINDOW].flags, 0, "the short window is exact");
}

Test(window, older_than_the_horizon_is_left_out) {
  const fr_transfer now = transfer_of("a", "alice", "bob", 100, NOON),
                    old = transfer_of("b", "alice", "bob", 100, NOON - 91 * DAY);
  cr_assert_eq(world_score(&in, &now), FR_OK);
  cr_assert_eq(world_score(&in, &old), FR_OK);
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  cr_assert_eq(fr_engine_measure(in.engine, &stats), FR_OK);
  cr_expect_eq(stats.transfer_entries, 2);
  cr_expect_eq(stats.late_dropped, 2, "both parties left it out");
}

/* ---- times ahead ---- */

/* After a pause the host says what time it is, and goes on without a restart. */
Test(score, a_pause_ends_with_the_host_s_word) {
  fr_engine_options options = world_options();
  options.time_ahead_max_us = 0; /* a day */
  world own = world_open_with(&options, &counting);
  const fr_transfer before = transfer_of("a", "alice", "bob", 1, NOON);
  const fr_transfer after = transfer_of("b", "alice", "bob", 1, NOON + 5 * DAY);
  const fr_transfer mad = transfer_of("c", "alice", "bob", 1, NOON + 365 * DAY);
  cr_expect_eq(fr_engine_tick(NULL, NOON), FR_NULL_POINTER);
  cr_expect_eq(fr_engine_tick(own.engine, -1), FR_BAD_TIME);
  cr_expect_eq(fr_engine_tick(own.engine, FR_MAX_TIME_US), FR_BAD_TIME);
  cr_expect_eq(world_score(&own, &before), FR_OK);
  cr_expect_eq(world_score(&own, &after), FR_TIME_AHEAD);
  cr_expect_eq(fr_engine_tick(own.engine, NOON + 5 * DAY), FR_OK);
  cr_expect_eq(world_preview(&own, &after), FR_OK);
  cr_expect_eq(world_score(&own, &mad), FR_TIME_AHEAD, "and not any time at all");
  cr_expect_eq(fr_engine_tick(own.engine, 0), FR_OK);
  cr_expect_eq(world_score(&own, &after), FR_TIME_AHEAD, "it was taken back");
  cr_expect_eq(fr_engine_tick(own.engine, NOON + 4 * DAY + HOUR), FR_OK);
  cr_expect_eq(world_score(&own, &after), FR_OK);
  cr_expect_eq(fr_engine_tick(own.engine, NOON), FR_OK, "an earlier one takes away nothing that was accepted");
  const fr_transfer next = transfer_of("d", "alice", "bob", 1, NOON + 6 * DAY);
  cr_expect_eq(world_score(&own, &next), FR_OK);
  world_close(&own);
}

Test(score, a_time_too_far_ahead_is_refused) {
  fr_engine_options options = world_options();
  options.time_ahead_max_us = HOUR;
  world own = world_open_with(&options, &counting);
  const fr_transfer a = transfer_of("a", "alice", "bob", 1, NOON),
                    in_time = transfer_of("b", "alice", "bob", 1, NOON + HOUR);
  const fr_transfer ahead = transfer_of("c", "alice", "bob", 1, NOON + 2 * HOUR + 1);
  const fr_transfer earlier = transfer_of("d", "alice", "bob", 1, NOON - 30 * DAY);
  cr_expect_eq(world_preview(&own, &ahead), FR_OK, "nothing was accepted yet");
  cr_expect_eq(world_score(&own, &a), FR_OK);
  cr_expect_eq(world_score(&own, &in_time), FR_OK);
  cr_expect_eq(world_score(&own, &ahead), FR_TIME_AHEAD);
  cr_expect_str_eq(fr_context_error(own.context)->field, "time_us");
  cr_expect_str_eq(
      fr_context_error(own.context)->message,
      "the time lies 1 hours past the newest accepted; check the sender's clock, raise time_ahead_max_us, or say what "
      "time it is (fr_engine_tick)");
  cr_expect_eq(own.decision.flags, FR_FLAG_DEGRADED);
  cr_expect_eq(world_preview(&own, &ahead), FR_TIME_AHEAD);
  cr_expect_eq(world_record(&own, &ahead, FR_TRANSFER_SETTLED), FR_TIME_AHEAD);
  const fr_event contact = event_of_customer(FR_EVENT_CONTACT, "carol", NOON + 2 * HOUR + 1);
  cr_expect_eq(world_observe(&own, &contact), FR_TIME_AHEAD);
  fr_folds folds = FR_FOLDS_INIT;
  cr_expect_eq(fr_fold(own.context, &ahead, FR_SIDE_ALL, &folds), FR_TIME_AHEAD);
  cr_expect_eq(world_score(&own, &earlier), FR_OK);
  const fr_transfer still = transfer_of("e", "alice", "bob", 1, NOON + 2 * HOUR);
  cr_expect_eq(world_score(&own, &still), FR_OK, "the newest counts, not the last");
  world_close(&own);
}

/* ---- who is concerned ---- */

Test(party, both_accounts_have_it) {
  const fr_transfer a = transfer_of("a", "alice", "bob", 100, NOON),
                    b = transfer_of("b", "bob", "alice", 100, NOON + 1);
  cr_assert_eq(world_score(&in, &a), FR_OK);
  look(&b);
  cr_expect_eq(values[SENT].integer, 0);
  cr_expect_eq(values[RECEIVED].integer, 1);
  cr_expect_eq(values[PAYEE_SENT].integer, 1);
  cr_expect_eq(values[PAYEE_RECEIVED].integer, 0);
  cr_expect_eq(values[CUSTOMER_RECEIVED].integer, 1, "without a customer the account stands for it");
}

static fr_party party_of(const char *customer) {
  fr_party made = FR_PARTY_INIT;
  made.customer = fr_text_of(customer);
  return made;
}

Test(party, accounts_of_one_customer_share_his_history) {
  const fr_party carol = party_of("carol"), dave = party_of("dave");
  fr_transfer a = transfer_of("a", "c1", "d1", 100, NOON), b = transfer_of("b", "c2", "d2", 100, NOON + 1);
  fr_transfer c = transfer_of("c", "d3", "c3", 100, NOON + 2);
  a.payer_party = b.payer_party = c.payee_party = &carol;
  a.payee_party = b.payee_party = c.payer_party = &dave;
  cr_assert_eq(world_score(&in, &a), FR_OK);
  look(&b);
  cr_expect_eq(values[SENT].integer, 0);
  cr_expect_eq(values[CUSTOMER_SENT].integer, 1);
  cr_expect_eq(values[PAYEE_RECEIVED].integer, 0, "the payee's customer is recorded, not read");
  look(&c);
  cr_expect_eq(values[CUSTOMER_RECEIVED].integer, 2);
  cr_expect_eq(values[CUSTOMER_SENT].integer, 0);
}

Test(party, within_one_customer_only_the_accounts_count) {
  const fr_party carol = party_of("carol");
  fr_transfer a = transfer_of("a", "c1", "c2", 100, NOON), b = transfer_of("b", "c1", "d1", 100, NOON + 1);
  a.payer_party = a.payee_party = b.payer_party = &carol;
  a.kind = FR_KIND_OWN_ACCOUNT;
  cr_assert_eq(world_score(&in, &a), FR_OK);
  cr_assert_eq(world_score(&in, &a), FR_OK);
  cr_expect_eq(in.decision.flags, FR_FLAG_REPEATED);
  look(&b);
  cr_expect_eq(values[SENT].integer, 1);
  cr_expect_eq(values[CUSTOMER_SENT].integer, 0);
  cr_expect_eq(values[CUSTOMER_RECEIVED].integer, 0);
}

Test(party, a_repeat_with_a_customer_is_left_out_of_his_history_too) {
  const fr_party carol = party_of("carol");
  fr_transfer a = transfer_of("a", "c1", "d1", 100, NOON);
  a.payer_party = &carol;
  look(&a);
  look(&a);
  cr_expect_eq(values[SENT].integer, 0);
  cr_expect_eq(values[CUSTOMER_SENT].integer, 0);
  cr_expect_eq(values[PAYEE_RECEIVED].integer, 0);
  cr_expect_eq(values[PAIR].integer, 0);
}

Test(party, cash_has_one_party) {
  fr_transfer out = transfer_of("a", "alice", NULL, 500, NOON),
              deposit = transfer_of("b", "alice", NULL, 700, NOON + 1);
  const fr_transfer after = transfer_of("c", "alice", "bob", 1, NOON + 2);
  out.kind = FR_KIND_CASH_WITHDRAWAL;
  deposit.kind = FR_KIND_CASH_DEPOSIT;
  look(&out);
  cr_expect_eq(values[FIRST].type, FR_TYPE_UNKNOWN);
  cr_expect_eq(values[PAYEE_RECEIVED].type, FR_TYPE_UNKNOWN);
  cr_expect_eq(values[PAIR].type, FR_TYPE_UNKNOWN);
  look(&deposit);
  cr_expect_eq(values[SENT].integer, 1);
  cr_expect_eq(values[RECEIVED].integer, 0);
  cr_assert_eq(world_score(&in, &deposit), FR_OK);
  cr_expect_eq(in.decision.flags & FR_FLAG_REPEATED, FR_FLAG_REPEATED);
  look(&after);
  cr_expect_eq(values[SENT].integer, 1);
  cr_expect_eq(values[RECEIVED].integer, 1);
  cr_expect_eq(values[SUM].number, 5.0);
  cr_expect_eq(values[FIRST].integer, 1);
  cr_expect_eq(world_tell(&in, FR_EVENT_REFUSED, &out, NOON + 3), FR_OK, "cash may be refused");
  cr_expect_eq(world_tell(&in, FR_EVENT_RETURNED, &deposit, NOON + 3), FR_OK);
}

Test(party, cash_of_a_customer) {
  const fr_party carol = party_of("carol");
  fr_transfer deposit = transfer_of("b", "c1", NULL, 700, NOON), after = transfer_of("c", "c2", "bob", 1, NOON + 2);
  deposit.kind = FR_KIND_CASH_DEPOSIT;
  deposit.payer_party = after.payer_party = &carol;
  cr_assert_eq(world_score(&in, &deposit), FR_OK);
  look(&after);
  cr_expect_eq(values[CUSTOMER_RECEIVED].integer, 1);
  cr_expect_eq(values[CUSTOMER_SENT].integer, 0);
}

/* ---- a state that is full ---- */

Test(score, when_there_is_no_room_for_another_party) {
  fr_engine_options options = world_options();
  options.parties_max = 2;
  options.keep_idle_parties = FR_YES;
  world own = world_open_with(&options, &counting);
  fr_status status = FR_OK;
  uint32_t taken = 0;
  char payer[16], payee[16];
  while (status == FR_OK && taken < 100000) {
    snprintf(payer, sizeof payer, "p%u", taken);
    snprintf(payee, sizeof payee, "q%u", taken++);
    const fr_transfer one = transfer_of("t", payer, payee, 1, NOON);
    status = world_score(&own, &one);
  }
  cr_expect_eq(status, FR_STATE_FULL);
  cr_expect_eq(own.decision.flags, FR_FLAG_DEGRADED);
  cr_expect_eq(own.decision.outcome, FR_OUTCOME_WARN);
  cr_expect_str_eq(fr_context_error(own.context)->message,
                   "the state has reached the memory or the number of parties that the engine was given");
  fr_engine_stats before = FR_ENGINE_STATS_INIT, after = FR_ENGINE_STATS_INIT;
  cr_assert_eq(fr_engine_measure(own.engine, &before), FR_OK);
  const fr_transfer next = transfer_of("t", "new payer", "new payee", 1, NOON);
  const fr_event contact = event_of_customer(FR_EVENT_CONTACT, "new customer", NOON);
  cr_expect_eq(world_score(&own, &next), FR_STATE_FULL);
  cr_expect_eq(world_observe(&own, &contact), FR_STATE_FULL);
  cr_expect_eq(world_preview(&own, &next), FR_OK, "a preview needs no room");
  cr_assert_eq(fr_engine_measure(own.engine, &after), FR_OK);
  cr_expect_eq(after.transfer_entries, before.transfer_entries);
  cr_expect_eq(after.parties, before.parties);
  world_close(&own);
}

Test(score, when_memory_is_used_up) {
  fr_engine_options options = world_options();
  options.memory_bytes = 65536;
  options.keep_idle_parties = FR_YES;
  world own = world_open_with(&options, &counting);
  fr_status status = FR_OK;
  char id[16];
  for (int i = 0; status == FR_OK && i < 20000; i++) {
    snprintf(id, sizeof id, "t%d", i);
    const fr_transfer one = transfer_of(id, i % 2 == 0 ? id : "alice", "bob", 1, NOON + i);
    status = world_score(&own, &one);
  }
  cr_expect_eq(status, FR_STATE_FULL, "%s", fr_status_name(status));
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  cr_assert_eq(fr_engine_measure(own.engine, &stats), FR_OK);
  cr_expect_leq(stats.profile_bytes + stats.index_bytes, 65536);
  cr_expect_eq(stats.transfer_entries % 2, 0, "both parties have a transfer or none");
  world_close(&own);
}

/* ---- a retry that says other things about the parties ---- */

Test(score, a_retry_that_names_another_customer_does_not_see_itself) {
  static const bundle_feature features[] = {{"received", "customer.received.size()"}};
  const bundle_policy policy = {.more_features = features, .more_feature_count = 1};
  world own = world_open(&policy);
  fr_value found[WORLD_VALUES];
  fr_party carol = FR_PARTY_INIT;
  carol.customer = fr_text_of("carol");
  fr_transfer one = transfer_of("t", "alice", "bob", 100, NOON);
  one.payee_party = &carol;
  cr_assert_eq(world_score(&own, &one), FR_OK);
  one.payee_party = NULL;
  one.payer_party = &carol;
  cr_assert_eq(world_features(&own, &one, found), FR_OK);
  cr_expect_eq(found[0].integer, 0, "it was recorded as what carol received, when she was the payee");
  world_close(&own);
}
