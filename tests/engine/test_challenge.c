/* SPDX-License-Identifier: Apache-2.0
 *
 * Challengers decide what they would have decided in force, on the same transfer, and change nothing. */
#include <criterion/criterion.h>

#include "support/world.h"

static const bundle_policy champion = {
    .name = "champion",
    .version = 5,
    .attributes = "[['mood', 4]]",
    .rules = {{.id = "a", .when = "payer.sent.size() > 2", .points = 50},
              {.id = "b",
               .when = "payer.sent.map(t, t.channel).last() == 'atm' || attributes.mood == 'sad'",
               .points = 7,
               .reason = "{'en': '{attributes.mood}'}"}},
};
static const bundle_policy challengers[] = {
    {.name = "one",
     .attributes = "[['mood', 4]]",
     .features = {{"sum", "payer.sent.within(duration('2h')).map(t, t.amount).sum()"},
                  {"last", "payer.attempts.map(t, t.channel).last()"},
                  {"note", "attributes.mood + '!'"}},
     .rules =
         {{.id = "x", .when = "sum > 3000.0", .points_source = "int(sum / 100.0)", .scam = "s"},
          {.id = "y", .when = "last == 'mobile'", .points = 3, .reason = "{'en': '{last} {note} {transfer.time}'}"},
          {.id = "z", .when = "transfer.remark.mentions('safe')", .points = 90},
          {.id = "n", .when = "text.mentions('safe', 'medium') && text.disguised()", .points = 2}},
     .phrases = "[['safe', ['安全账户']]]",
     .advice = "{'s': {'customer': {'en': ['{transfer.amount}']}}}"},
    {.name = "two",
     .attributes = "[['mood', 4]]",
     .rules = {{.id = "x", .when = "pair.first_time && customer.sent.size() == 0", .points = 85},
               {.id = "y", .when = "payee.received.exists(t, t.payer == transfer.payer)", .points = 4}}},
};

/* A transfer in memory of its own, which is gone after it was scored. */
typedef struct lent {
  fr_transfer transfer;
  fr_party payer;
  fr_teller teller;
  fr_attribute mood;
  char id[16], account[16], other[16], remark[64], customer[16], name[8], text[64], notes[64];
} lent;

static lent *lend(uint32_t number) {
  lent *made = calloc(1, sizeof *made);
  snprintf(made->id, sizeof made->id, "t%u", number);
  snprintf(made->account, sizeof made->account, "a%u", number % 3);
  snprintf(made->other, sizeof made->other, "b%u", number % 5);
  snprintf(made->remark, sizeof made->remark, number % 4 == 0 ? "转入安全账户" : "rent \xff %u", number);
  snprintf(made->customer, sizeof made->customer, "c%u", number % 2);
  snprintf(made->name, sizeof made->name, "mood");
  snprintf(made->text, sizeof made->text, number % 6 == 0 ? "sad" : "glad");
  made->transfer = transfer_of(made->id, made->account, made->other, 10000 * (1 + number % 30), NOON + number * MINUTE);
  snprintf(made->notes, sizeof made->notes, number % 8 == 1 ? "去 安-全-账-户 \xff" : "无 %u", number);
  made->teller = (fr_teller)FR_TELLER_INIT;
  made->teller.notes = fr_text_of(made->notes);
  made->transfer.teller = number % 5 == 0 ? NULL : &made->teller;
  made->transfer.channel = 1 + number % 5;
  made->transfer.remark = fr_text_of(made->remark);
  made->payer = (fr_party)FR_PARTY_INIT;
  made->payer.customer = fr_text_of(made->customer);
  made->transfer.payer_party = number % 3 == 0 ? NULL : &made->payer;
  made->mood = (fr_attribute){.name = fr_text_of(made->name), .type = FR_TYPE_STRING, .text = fr_text_of(made->text)};
  made->transfer.attributes = &made->mood;
  made->transfer.attribute_count = number % 2;
  return made;
}
static void take_back(lent *gone) {
  memset(gone, 0xA5, sizeof *gone);
  free(gone);
}

static fr_policy *add_challenger(world *in, uint32_t index, const bundle_policy *policy) {
  fr_policy *loaded = bundle_load(policy);
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(fr_engine_set_challenger(in->engine, index, loaded, &error), FR_OK, "%s", error.message);
  fr_policy_release(loaded); /* the engine has a reference of its own */
  return loaded;
}

Test(challenge, decides_as_it_would_in_force) {
  world beside = world_open(&champion), alone = world_open(&champion);
  world in_force[2] = {world_open(&challengers[0]), world_open(&challengers[1])};
  add_challenger(&beside, 0, &challengers[0]);
  add_challenger(&beside, 3, &challengers[1]);
  uint32_t outcomes[4] = {0};
  for (uint32_t i = 0; i < 240; i++) {
    lent *given = lend(i);
    const bool preview = i % 7 == 0;
    fr_status (*ask)(fr_context *, const fr_transfer *, fr_decision *) = preview ? fr_preview : fr_score;
    cr_assert_eq(ask(beside.context, &given->transfer, &beside.decision), FR_OK);
    cr_assert_eq(ask(alone.context, &given->transfer, &alone.decision), FR_OK);
    cr_expect_arr_eq(&beside.decision, &alone.decision, sizeof alone.decision, "the answer does not know of others");
    for (uint32_t c = 0; c < 2; c++) {
      cr_assert_eq(ask(in_force[c].context, &given->transfer, &in_force[c].decision), FR_OK);
    }
    take_back(given);
    for (uint32_t again = 0; again < 2; again++) {
      for (uint32_t c = 2; c > 0; c--) {
        fr_decision decision = FR_DECISION_INIT;
        cr_assert_eq(fr_challenge(beside.context, c == 1 ? 0 : 3, &decision), FR_OK, "%s",
                     fr_context_error(beside.context)->message);
        cr_expect_arr_eq(&decision, &in_force[c - 1].decision, sizeof decision, "transfer %u, challenger %u", i, c);
        outcomes[decision.outcome]++;
      }
    }
  }
  cr_expect(outcomes[1] >= 10 && outcomes[2] >= 10 && outcomes[3] >= 10, "%u %u %u", outcomes[1], outcomes[2],
            outcomes[3]);
  for (uint32_t c = 0; c < 2; c++) world_close(&in_force[c]);
  world_close(&beside);
  world_close(&alone);
}

Test(challenge, words_of_a_challenger) {
  world in = world_open(&champion);
  fr_policy *policy = bundle_load(&challengers[0]);
  cr_assert_eq(fr_engine_set_challenger(in.engine, 1, policy, NULL), FR_OK);
  for (uint32_t i = 0; i < 3; i++) {
    fr_transfer transfer = transfer_of(i == 0 ? "t0" : i == 1 ? "t1" : "t2", "alice", "bob", 300000, NOON);
    transfer.channel = FR_CHANNEL_MOBILE;
    cr_assert_eq(world_score(&in, &transfer), FR_OK);
  }
  fr_decision decision = FR_DECISION_INIT;
  char words[128];
  uint64_t size = 0;
  cr_assert_eq(fr_challenge(in.context, 1, &decision), FR_OK);
  cr_assert_eq(fr_words(policy, &decision, FR_AUDIENCE_CUSTOMER, fr_text_of("en"), 0, words, sizeof words, &size),
               FR_OK);
  cr_expect_eq(size, 13);
  cr_expect_arr_eq(words, "3,000.00 yuan", 13);
  cr_assert_eq(fr_words(policy, &decision, FR_AUDIENCE_AUDIT, fr_text_of("en"), 0, words, sizeof words, &size), FR_OK);
  cr_expect_arr_eq(words, "x\nmobile banking unknown 15 May 2025, 20:00", size);
  fr_policy_release(policy);
  world_close(&in);
}

Test(challenge, the_last_of_a_batch) {
  world in = world_open(&champion);
  add_challenger(&in, 0, &challengers[1]);
  const fr_transfer first = transfer_of("t1", "alice", "bob", 100, NOON);
  const fr_transfer second = transfer_of("t2", "alice", "bob", 200, NOON);
  const fr_transfer *both[] = {&first, &second};
  fr_decision answers[] = {FR_DECISION_INIT, FR_DECISION_INIT}, decision = FR_DECISION_INIT;
  fr_decision *into[] = {&answers[0], &answers[1]};
  uint32_t done;
  cr_assert_eq(fr_score_batch(in.context, both, 2, into, &done), FR_OK);
  cr_assert_eq(fr_challenge(in.context, 0, &decision), FR_OK);
  cr_expect_eq(decision.score, 4, "the first is in the payee's history, so it is not the first that is decided");
  world_close(&in);
}

Test(challenge, there_is_none_to_decide) {
  world in = world_open(&champion);
  fr_decision decision = FR_DECISION_INIT;
  const fr_transfer good = transfer_of("t1", "alice", "bob", 100, NOON);
  const fr_transfer bad = transfer_of("t2", "alice", "alice", 100, NOON);
  add_challenger(&in, 0, &challengers[1]);
  cr_expect_eq(fr_challenge(in.context, 0, &decision), FR_BAD_ARGUMENT, "nothing was scored yet");
  cr_expect_eq(decision.flags, FR_FLAG_DEGRADED);
  cr_expect_eq(decision.outcome, FR_OUTCOME_WARN);
  cr_assert_eq(world_score(&in, &good), FR_OK);
  cr_expect_eq(fr_challenge(in.context, 0, &decision), FR_OK);
  cr_expect_eq(fr_challenge(in.context, 1, &decision), FR_NO_POLICY);
  cr_expect_eq(fr_challenge(in.context, FR_MAX_CHALLENGERS, &decision), FR_BAD_ARGUMENT);
  cr_expect_eq(fr_challenge(in.context, 0, NULL), FR_NULL_POINTER);
  cr_expect_eq(fr_challenge(NULL, 0, &decision), FR_NULL_POINTER);
  cr_expect_eq(decision.outcome, FR_OUTCOME_WARN);
  cr_expect_eq(fr_challenge(in.context, 0, &decision), FR_OK, "none of this spoilt it");
  decision.struct_size = 8;
  cr_expect_eq(fr_challenge(in.context, 0, &decision), FR_STRUCT_SIZE);
  decision = (fr_decision)FR_DECISION_INIT;
  cr_assert_eq(world_score(&in, &bad), FR_SAME_PARTY);
  cr_expect_eq(fr_challenge(in.context, 0, &decision), FR_BAD_ARGUMENT, "the last one was refused");
  cr_assert_eq(world_score(&in, &good), FR_OK);
  fr_folds folds = FR_FOLDS_INIT;
  folds.capacity = fr_folds_capacity(in.policy);
  folds.data = malloc(folds.capacity);
  cr_assert_eq(fr_fold(in.context, &good, FR_SIDE_ALL, &folds), FR_OK);
  cr_expect_eq(fr_challenge(in.context, 0, &decision), FR_BAD_ARGUMENT, "the last one was folded");
  free(folds.data);
  world_close(&in);
}

Test(challenge, policies_change_between) {
  world in = world_open(&champion);
  fr_decision decision = FR_DECISION_INIT;
  const fr_transfer transfer = transfer_of("t1", "alice", "bob", 100, NOON);
  add_challenger(&in, 0, &challengers[0]);
  cr_assert_eq(world_score(&in, &transfer), FR_OK);
  add_challenger(&in, 0, &challengers[1]);
  cr_assert_eq(fr_challenge(in.context, 0, &decision), FR_OK);
  cr_expect_str_eq(decision.policy_name, "one", "as when the transfer was scored");
  const fr_transfer other = transfer_of("t2", "carol", "bob", 100, NOON);
  cr_assert_eq(world_record(&in, &other, FR_TRANSFER_SETTLED), FR_OK);
  cr_expect_eq(fr_challenge(in.context, 0, &decision), FR_BAD_ARGUMENT);
  cr_assert_eq(world_score(&in, &transfer), FR_OK);
  cr_assert_eq(fr_challenge(in.context, 0, &decision), FR_OK);
  cr_expect_str_eq(decision.policy_name, "two");
  cr_expect_eq(decision.flags, FR_FLAG_REPEATED);
  cr_assert_eq(fr_engine_set_challenger(in.engine, 0, NULL, NULL), FR_OK);
  cr_assert_eq(world_score(&in, &transfer), FR_OK);
  cr_expect_eq(fr_challenge(in.context, 0, &decision), FR_NO_POLICY);
  world_close(&in);
}

Test(challenge, an_attribute_that_it_does_not_declare_is_its_own_trouble) {
  const bundle_policy stranger = {
      .rules = {{.id = "x", .when = "true", .points = 1}},
      .on_error = {{"default", FR_OUTCOME_WARN}, {"atm", FR_OUTCOME_HOLD}},
      .hold = {{"default", 60}, {"atm", 10}},
  };
  world in = world_open(&champion);
  fr_decision decision = FR_DECISION_INIT;
  add_challenger(&in, 2, &stranger);
  lent *given = lend(1);
  given->transfer.channel = FR_CHANNEL_ATM;
  const int64_t time_us = given->transfer.time_us;
  cr_assert_eq(world_score(&in, &given->transfer), FR_OK);
  cr_expect_eq(fr_context_error(in.context)->status, FR_OK);
  take_back(given);
  cr_expect_eq(fr_challenge(in.context, 2, &decision), FR_BAD_ATTRIBUTE);
  cr_expect_str_eq(fr_context_error(in.context)->message, "attribute 'mood' is not declared by the policy");
  cr_expect_eq(decision.outcome, FR_OUTCOME_HOLD);
  cr_expect_eq(decision.flags, FR_FLAG_DEGRADED);
  cr_expect_eq(decision.hold_until_us, time_us + 10 * SECOND);
  world_close(&in);
}

Test(challenge, what_cannot_stand_beside) {
  const bundle_policy other_currency = {.currency = "USD"};
  const bundle_policy far = {.features = {{"f", "payer.sent.within(duration('3000h')).size()"}}};
  const bundle_policy older = {.name = "champion", .version = 1};
  fr_engine_options options = world_options();
  fr_engine *engine = NULL;
  fr_error error = FR_ERROR_INIT;
  fr_policy *policies[] = {bundle_load(&other_currency), bundle_load(&far), bundle_load(&older)};
  cr_assert_eq(fr_engine_create(&options, &engine, NULL), FR_OK);
  cr_expect_eq(fr_engine_set_challenger(NULL, 0, policies[2], &error), FR_NULL_POINTER);
  cr_expect_eq(fr_engine_set_challenger(engine, 0, policies[2], &error), FR_NO_POLICY);
  cr_expect_eq(fr_engine_set_challenger(engine, 0, NULL, &error), FR_OK, "there is none, and none is wanted");
  fr_engine_destroy(engine);

  world in = world_open(&champion);
  cr_expect_eq(fr_engine_set_challenger(in.engine, 0, policies[0], &error), FR_BAD_POLICY);
  cr_expect_eq(fr_engine_set_challenger(in.engine, 0, policies[1], &error), FR_BAD_POLICY);
  cr_expect_eq(fr_engine_set_challenger(in.engine, FR_MAX_CHALLENGERS, policies[2], &error), FR_BAD_ARGUMENT);
  cr_expect_str_eq(error.message, "index is 4; challengers stand at 0 to 3");
  cr_expect_eq(fr_engine_set_challenger(in.engine, 0, policies[2], &error), FR_OK, "an older version may");
  cr_expect_eq(fr_engine_set_challenger(in.engine, 1, policies[2], &error), FR_OK, "twice as well");
  cr_expect_eq(fr_engine_set_challenger(in.engine, 0, policies[0], &error), FR_BAD_POLICY);
  const fr_transfer transfer = transfer_of("t1", "alice", "bob", 100, NOON);
  fr_decision decision = FR_DECISION_INIT;
  cr_assert_eq(world_score(&in, &transfer), FR_OK);
  cr_expect_eq(fr_challenge(in.context, 0, &decision), FR_OK, "what is refused leaves what stands there");
  world_close(&in);
  for (size_t i = 0; i < FR_COUNT(policies); i++) fr_policy_release(policies[i]);
}
