/* SPDX-License-Identifier: Apache-2.0
 *
 * A batch equals as many single calls, and stops where one of them would have been refused. */
#include <criterion/criterion.h>

#include "support/world.h"

static const bundle_policy policy = {
    .features = {{"first", "pair.first_time"},
                 {"sent", "payer.sent.within(duration('24h')).map(t, t.amount).sum()"},
                 {"payers", "payee.received.map(t, t.payer).distinct().size()"},
                 {"theirs", "customer.sent.size()"}},
    .rules = {{.id = "first", .when = "first", .points = 10, .scam = "x"},
              {.id = "sent", .when = "sent > 100.0", .points = 20},
              {.id = "payers", .when = "payers > 1", .points = 40},
              {.id = "theirs", .when = "theirs > 2", .points = 3}},
};

enum { MANY = 600 };

/* What a batch takes and gives, and the texts that it points to. */
typedef struct morning {
  fr_transfer transfers[MANY];
  fr_party parties[MANY];
  fr_decision decisions[MANY];
  const fr_transfer *in[MANY];
  fr_decision *out[MANY];
  char ids[MANY][16], payers[MANY][16], payees[MANY][16], customers[MANY][16];
} morning;

static uint32_t below(uint64_t *state, uint32_t bound) {
  *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (uint32_t)((*state >> 33) * bound >> 31);
}

/* Few parties, so that neighbours in a batch meet; some ids come again, and some of these with another amount. */
static morning *make(uint64_t seed, bool with_bad) {
  morning *made = calloc(1, sizeof *made);
  cr_assert_not_null(made);
  for (uint32_t i = 0; i < MANY; i++) {
    const uint32_t payer = below(&seed, 4), payee = below(&seed, 5);
    snprintf(made->ids[i], 16, "t%u", below(&seed, 12) == 0 ? i / 2 : i);
    snprintf(made->payers[i], 16, "p%u", payer);
    snprintf(made->payees[i], 16, "q%u", payee);
    snprintf(made->customers[i], 16, "c%u", payer / 2);
    fr_transfer *one = &made->transfers[i];
    *one = transfer_of(made->ids[i], made->payers[i], made->payees[i], 100 * (1 + (int64_t)below(&seed, 3)),
                       NOON + (int64_t)i * MINUTE - (int64_t)below(&seed, 5) * HOUR);
    made->parties[i] = (fr_party)FR_PARTY_INIT;
    made->parties[i].customer = fr_text_of(made->customers[i]);
    if (payer % 2 == 0) one->payer_party = &made->parties[i];
    if (below(&seed, 12) == 0) { /* sent again, a little before or long after */
      const fr_transfer *before = made->in[i - below(&seed, i < 30 ? i + 1 : 30)];
      if (before != NULL) *one = *before;
    }
    if (with_bad && below(&seed, 20) == 0) one->amount_minor = -1;
    if (with_bad && below(&seed, 20) == 0) one->payer = fr_text_of(NULL);
    made->decisions[i] = (fr_decision)FR_DECISION_INIT;
    made->in[i] = one;
    made->out[i] = &made->decisions[i];
  }
  return made;
}

static void expect_equal_to_singles(uint64_t seed, bool with_bad, uint32_t *refused, uint32_t *repeated) {
  world batches = world_open(&policy), singles = world_open(&policy);
  cr_assert(batches.context != NULL && singles.context != NULL);
  morning *some = make(seed, with_bad);
  uint32_t at = 0;
  while (at < MANY) {
    uint32_t count = 1 + below(&seed, 40), done = UINT32_MAX;
    if (count > MANY - at) count = MANY - at;
    const fr_status status = fr_score_batch(batches.context, some->in + at, count, some->out + at, &done);
    cr_assert(status == FR_OK ? done == count : done < count, "%s, %u of %u", fr_status_name(status), done, count);
    for (uint32_t i = at; i < at + done + (status != FR_OK); i++) {
      fr_decision single = FR_DECISION_INIT;
      const fr_status expected = fr_score(singles.context, &some->transfers[i], &single);
      cr_assert_eq(expected, i < at + done ? FR_OK : status, "seed %llu, %u", (unsigned long long)seed, i);
      cr_assert_arr_eq(&some->decisions[i], &single, sizeof single, "transfer %u", i);
      *repeated += (single.flags & FR_FLAG_REPEATED) != 0;
    }
    if (status != FR_OK) {
      const fr_error *told = fr_context_error(batches.context), *wanted = fr_context_error(singles.context);
      cr_assert_str_eq(told->message, wanted->message);
      if (done + 1 < count) cr_assert_eq(some->decisions[at + done + 1].outcome, 0, "not decided");
      done++;
      (*refused)++;
    }
    at += done;
  }
  fr_engine_stats of_batches = FR_ENGINE_STATS_INIT, of_singles = FR_ENGINE_STATS_INIT;
  cr_assert_eq(fr_engine_measure(batches.engine, &of_batches), FR_OK);
  cr_assert_eq(fr_engine_measure(singles.engine, &of_singles), FR_OK);
  cr_assert_eq(of_batches.transfer_entries, of_singles.transfer_entries);
  cr_assert_eq(of_batches.scored, of_singles.scored);
  cr_assert_eq(of_batches.refused, of_singles.refused);
  free(some);
  world_close(&batches);
  world_close(&singles);
}

Test(batch, equals_single_calls_in_order) {
  uint32_t refused = 0, repeated = 0;
  for (uint64_t seed = 1; seed <= 20; seed++) expect_equal_to_singles(seed, seed % 2 == 0, &refused, &repeated);
  cr_expect(refused > 200, "%u", refused);
  cr_expect(repeated > 200, "%u", repeated);
}

Test(batch, nothing_to_do_and_nothing_to_do_it_with) {
  world in = world_open(&policy);
  morning *some = make(1, false);
  uint32_t done = 7;
  cr_expect_eq(fr_score_batch(in.context, NULL, 0, NULL, &done), FR_OK);
  cr_expect_eq(done, 0);
  cr_expect_eq(fr_score_batch(in.context, some->in, 1, some->out, NULL), FR_NULL_POINTER);
  done = 7;
  cr_expect_eq(fr_score_batch(NULL, some->in, 1, some->out, &done), FR_NULL_POINTER);
  cr_expect_eq(done, 0);
  cr_expect_eq(some->decisions[0].flags, FR_FLAG_DEGRADED, "an answer even without a context");
  cr_expect_eq(fr_score_batch(in.context, NULL, 1, some->out, &done), FR_NULL_POINTER);
  cr_expect_str_eq(fr_context_error(in.context)->field, "transfers");
  cr_expect_eq(fr_score_batch(in.context, some->in, 1, NULL, &done), FR_NULL_POINTER);
  cr_expect_str_eq(fr_context_error(in.context)->field, "decisions");
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  cr_expect_eq(fr_engine_measure(in.engine, &stats), FR_OK);
  cr_expect_eq(stats.transfer_entries, 0, "nothing was recorded on the way");
  free(some);
  world_close(&in);
}

Test(batch, a_null_pointer_inside_stops_there) {
  world in = world_open(&policy);
  morning *some = make(3, false);
  uint32_t done = 0;
  some->in[5] = NULL;
  cr_expect_eq(fr_score_batch(in.context, some->in, 20, some->out, &done), FR_NULL_POINTER);
  cr_expect_eq(done, 5);
  cr_expect_eq(some->decisions[5].outcome, FR_OUTCOME_WARN);
  cr_expect_eq(some->decisions[5].flags, FR_FLAG_DEGRADED);
  cr_expect_eq(some->decisions[6].outcome, 0);
  some->out[6] = NULL;
  cr_expect_eq(fr_score_batch(in.context, some->in + 6, 14, some->out + 6, &done), FR_NULL_POINTER);
  cr_expect_eq(done, 0);
  cr_expect_str_eq(fr_context_error(in.context)->field, "decision");
  free(some);
  world_close(&in);
}

Test(batch, without_a_policy_the_first_is_answered) {
  const fr_engine_options options = world_options();
  fr_engine *engine = NULL;
  fr_context *context = NULL;
  cr_assert_eq(fr_engine_create(&options, &engine, NULL), FR_OK);
  cr_assert_eq(fr_context_create(engine, &context), FR_OK);
  morning *some = make(1, false);
  uint32_t done = 7;
  cr_expect_eq(fr_score_batch(context, some->in, 20, some->out, &done), FR_NO_POLICY);
  cr_expect_eq(done, 0);
  cr_expect_eq(some->decisions[0].flags, FR_FLAG_DEGRADED);
  free(some);
  fr_context_destroy(context);
  fr_engine_destroy(engine);
}
