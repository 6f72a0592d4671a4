/* SPDX-License-Identifier: Apache-2.0
 *
 * Statistics say exactly what was answered: compared with a model that counts the answers themselves, over channels,
 * scams, changes of policy, contexts that end, and every kind of call. */
#include <criterion/criterion.h>

#include "engine/engine.h"
#include "support/world.h"

static const bundle_policy policy = {
    .rules = {{.id = "small", .when = "transfer.amount >= 10.0", .points = 10},
              {.id = "middle", .when = "transfer.amount >= 100.0", .points = 30, .scam = "loan"},
              {.id = "large", .when = "transfer.amount >= 1000.0", .points = 60, .scam = "police"},
              {.id = "asks", .when = "session.on_call", .points = 1},
              {.id = "day", .when = "payer.sent.within(duration('24h')).size() > 100000", .points = 1}},
    .thresholds = {{NULL, 30, 60}},
};
/* Other scams in another order: an index means another name. */
static const bundle_policy other_policy = {
    .version = 2,
    .rules = {{.id = "middle", .when = "transfer.amount >= 100.0", .points = 30, .scam = "parcel"},
              {.id = "large", .when = "transfer.amount >= 1000.0", .points = 60, .scam = "loan"}},
    .thresholds = {{NULL, 30, 60}},
};

static fr_stats read_stats(fr_engine *engine) {
  fr_stats stats = FR_STATS_INIT;
  cr_assert_eq(fr_stats_read(engine, NULL, 0, &stats), FR_OK);
  return stats;
}

static uint64_t sum_of(const fr_stats_outcomes *one) { return one->allow + one->warn + one->hold; }

static const fr_stats_outcomes *scam_of(const fr_stats *stats, const char *name) {
  for (uint32_t i = 0; i < FR_STATS_SCAMS; i++) {
    if (strcmp(stats->by_scam[i].name, name) == 0) return &stats->by_scam[i].decided;
  }
  return NULL;
}

/* ---- the model: what the answers themselves say ---- */

typedef struct tally {
  uint64_t decided[FR_STATS_CHANNELS][4], flags[32], unknown, degraded, previewed;
  uint64_t police[4], loan[4], parcel[4], none[4];
} tally;

static void count_answer(tally *in, const fr_transfer *transfer, const fr_decision *decision, fr_status status) {
  if (status != FR_OK) {
    in->degraded++;
    return;
  }
  in->decided[transfer->channel][decision->would_be]++;
  for (uint32_t bit = 0; bit < 32; bit++) in->flags[bit] += decision->flags >> bit & 1;
  in->unknown += decision->unknown_count;
  uint64_t *scam = strcmp(decision->scam, "police") == 0   ? in->police
                   : strcmp(decision->scam, "loan") == 0   ? in->loan
                   : strcmp(decision->scam, "parcel") == 0 ? in->parcel
                                                           : in->none;
  scam[decision->would_be]++;
}

static void expect_outcomes(const fr_stats_outcomes *have, const uint64_t want[4], const char *what) {
  cr_assert_not_null(have, "%s", what);
  cr_assert(have->allow == want[1] && have->warn == want[2] && have->hold == want[3],
            "%s: %llu %llu %llu instead of %llu %llu %llu", what, (unsigned long long)have->allow,
            (unsigned long long)have->warn, (unsigned long long)have->hold, (unsigned long long)want[1],
            (unsigned long long)want[2], (unsigned long long)want[3]);
}

static void expect_tally(fr_engine *engine, const tally *want) {
  static const uint64_t nothing[4] = {0};
  const fr_stats stats = read_stats(engine);
  for (uint32_t i = 0; i < FR_STATS_CHANNELS; i++) expect_outcomes(&stats.decided[i], want->decided[i], "channel");
  for (uint32_t i = 0; i < FR_STATS_FLAGS; i++) cr_assert_eq(stats.flags[i], want->flags[i], "flag %u", i);
  expect_outcomes(scam_of(&stats, "police"), want->police, "police");
  expect_outcomes(scam_of(&stats, "loan"), want->loan, "loan");
  if (scam_of(&stats, "parcel") != NULL) expect_outcomes(scam_of(&stats, "parcel"), want->parcel, "parcel");
  expect_outcomes(scam_of(&stats, ""), want->none, "no scam");
  expect_outcomes(scam_of(&stats, "(other)"), nothing, "(other)");
  cr_assert_eq(stats.rules_unknown, want->unknown);
  cr_assert_eq(stats.degraded, want->degraded);
  cr_assert_eq(stats.previewed, want->previewed);
  cr_assert_eq(stats.refused[FR_BAND_INPUT], want->degraded);
}

/* ---- transfers ---- */

typedef struct made {
  fr_transfer transfer;
  fr_session session;
  char id[16], payer[16], payee[16];
} made;

/* Of any channel and size, sometimes with a session, a repeat, or an amount that is refused. */
static void make(made *one, uint64_t *state, uint32_t number) {
  static const int64_t amounts[] = {100, 2000, 20000, 200000, -1};
  *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  const uint64_t random = *state >> 33;
  const uint32_t id = random % 7 == 0 && number > 0 ? number - 1 : number;
  snprintf(one->id, sizeof one->id, "t%u", id);
  snprintf(one->payer, sizeof one->payer, "p%u", id % 5);
  snprintf(one->payee, sizeof one->payee, "q%u", id % 3);
  one->transfer = transfer_of(one->id, one->payer, one->payee, amounts[(id * 2654435761u >> 7) % 5], NOON + number);
  one->transfer.channel = (id * 40503u >> 3) % 7;
  one->session = (fr_session)FR_SESSION_INIT;
  one->session.on_call = FR_YES;
  if (id % 3 == 0) one->transfer.session = &one->session;
}

static void score_some(fr_context *context, tally *in, uint64_t *state, uint32_t from, uint32_t count) {
  for (uint32_t i = from; i < from + count; i++) {
    made one;
    fr_decision decision = FR_DECISION_INIT;
    make(&one, state, i);
    const fr_status status = fr_score(context, &one.transfer, &decision);
    count_answer(in, &one.transfer, &decision, status);
  }
}

static void score_batch(fr_context *context, tally *in, uint64_t *state, uint32_t from, uint32_t count) {
  static made transfers[64];
  static fr_decision decisions[64];
  const fr_transfer *given[64];
  fr_decision *taken[64];
  for (uint32_t i = 0; i < count; i++) {
    make(&transfers[i], state, from + i);
    decisions[i] = (fr_decision)FR_DECISION_INIT;
    given[i] = &transfers[i].transfer;
    taken[i] = &decisions[i];
  }
  for (uint32_t at = 0, done; at < count; at += done + 1) {
    const fr_status status = fr_score_batch(context, given + at, count - at, taken + at, &done);
    for (uint32_t i = 0; i < done; i++) count_answer(in, given[at + i], taken[at + i], FR_OK);
    if (at + done < count) count_answer(in, given[at + done], taken[at + done], status);
  }
}

/* ---- exactness ---- */

Test(stats, are_what_was_answered) {
  world in = world_open(&policy);
  cr_assert_not_null(in.context);
  tally want = {0};
  uint64_t state = 1;
  score_some(in.context, &want, &state, 0, 300);
  score_batch(in.context, &want, &state, 300, 64);
  for (uint32_t i = 0; i < 20; i++) { /* counted apart, and what is refused is not degraded */
    made one;
    make(&one, &state, 5000 + i);
    if (one.transfer.amount_minor < 0) one.transfer.amount_minor = 1;
    cr_assert_eq(world_preview(&in, &one.transfer), FR_OK);
    want.previewed++;
  }
  cr_assert_gt(want.degraded, 10);
  cr_assert_gt(want.flags[4], 10, "repeats");
  cr_assert_gt(want.unknown, 10);
  expect_tally(in.engine, &want);
  world_close(&in);
}

Test(stats, stay_when_policies_and_contexts_go) {
  world in = world_open(&policy);
  fr_policy *next = bundle_load(&other_policy);
  cr_assert_not_null(next);
  tally want = {0};
  uint64_t state = 2;
  const fr_put_options back = {.struct_size = sizeof back, .accept_older = FR_YES};
  for (uint32_t round = 0; round < 6; round++) {
    fr_context *second = NULL;
    cr_assert_eq(fr_context_create(in.engine, &second), FR_OK);
    cr_assert_eq(read_stats(in.engine).context_count, 2);
    score_some(in.context, &want, &state, round * 1000, 50);
    cr_assert_eq(fr_engine_put_policy(in.engine, round % 2 == 0 ? next : in.policy, &back, NULL), FR_OK);
    expect_tally(in.engine, &want);
    score_some(second, &want, &state, round * 1000 + 100, 50);
    score_batch(second, &want, &state, round * 1000 + 200, 40);
    expect_tally(in.engine, &want);
    fr_context_destroy(second);
    expect_tally(in.engine, &want);
  }
  const fr_stats stats = read_stats(in.engine);
  cr_assert_eq(stats.scam_count, 4, "none, loan, police, parcel");
  cr_assert_gt(sum_of(scam_of(&stats, "parcel")), 0);
  fr_policy_release(next);
  world_close(&in);
}

Test(stats, in_the_shadow_are_what_would_be) {
  fr_engine_options options = world_options();
  options.shadow = FR_YES;
  world in = world_open_with(&options, &policy);
  tally want = {0};
  uint64_t state = 3;
  score_some(in.context, &want, &state, 0, 200);
  expect_tally(in.engine, &want);
  const fr_stats stats = read_stats(in.engine);
  uint64_t held = 0, all = 0;
  for (uint32_t i = 0; i < FR_STATS_CHANNELS; i++) held += stats.decided[i].hold, all += sum_of(&stats.decided[i]);
  cr_assert_gt(held, 0);
  cr_assert_eq(stats.shadow, FR_YES);
  cr_assert_eq(stats.flags[10], all);
  world_close(&in);
}

/* ---- scams past the places ---- */

Test(stats, scams_without_a_place_are_others) {
  world in = world_open(&policy);
  char names[8][40][16], conditions[8][40][48], ids[8][40][16];
  uint64_t counted = 0;
  for (uint32_t version = 0; version < 4; version++) { /* 160 names, of which 60 find a place */
    bundle_policy many = {.version = version + 2, .thresholds = {{NULL, 30, 60}}};
    for (uint32_t i = 0; i < 40; i++) {
      snprintf(names[version][i], 16, "s%u", version * 40 + i);
      snprintf(ids[version][i], 16, "r%u", i);
      snprintf(conditions[version][i], 48, "transfer.amount == %u.0", i + 1);
      many.rules[i] =
          (bundle_rule){.id = ids[version][i], .when = conditions[version][i], .points = 70, .scam = names[version][i]};
    }
    fr_policy *next = bundle_load(&many);
    cr_assert_not_null(next);
    cr_assert_eq(fr_engine_set_policy(in.engine, next, NULL), FR_OK);
    fr_policy_release(next);
    for (uint32_t i = 0; i < 40; i++, counted++) {
      char id[16];
      snprintf(id, sizeof id, "v%u-%u", version, i);
      const fr_transfer transfer = transfer_of(id, "a", "b", 100 * (i + 1), NOON + (int64_t)counted);
      cr_assert_eq(world_score(&in, &transfer), FR_OK);
      cr_assert_str_eq(in.decision.scam, names[version][i]);
    }
  }
  const fr_stats stats = read_stats(in.engine);
  cr_assert_eq(stats.scam_count, FR_STATS_SCAMS - 1);
  cr_assert_eq(scam_of(&stats, "(other)")->hold, 160 - 60);
  for (uint32_t i = 3; i + 1 < FR_STATS_SCAMS; i++) cr_assert_eq(stats.by_scam[i].decided.hold, 1, "place %u", i);
  cr_assert_eq(sum_of(scam_of(&stats, "")), 0);
  world_close(&in);
}

/* ---- what else is called ---- */

Test(stats, challengers_by_their_place) {
  world in = world_open(&policy);
  fr_policy *beside = bundle_load(&other_policy);
  cr_assert_eq(fr_engine_set_challenger(in.engine, 2, beside, NULL), FR_OK);
  const fr_transfer transfer = transfer_of("t", "a", "b", 20000, NOON);
  fr_decision decision = FR_DECISION_INIT;
  cr_assert_eq(world_score(&in, &transfer), FR_OK);
  cr_assert_eq(fr_challenge(in.context, 2, &decision), FR_OK);
  cr_assert_eq(decision.outcome, FR_OUTCOME_WARN);
  cr_assert_eq(fr_challenge(in.context, 1, &decision), FR_NO_POLICY);
  const fr_stats stats = read_stats(in.engine);
  cr_assert_eq(stats.challengers[2].warn, 1);
  for (uint32_t i = 0; i < FR_MAX_CHALLENGERS; i++) cr_assert_eq(sum_of(&stats.challengers[i]), i == 2);
  cr_assert_eq(stats.degraded, 0, "a challenger answers nobody");
  cr_assert_eq(stats.refused[fr_status_band(FR_NO_POLICY)], 1);
  cr_assert_eq(stats.decided[0].warn, 1);
  fr_policy_release(beside);
  world_close(&in);
}

Test(stats, folds_and_events) {
  world in = world_open(&policy);
  const fr_transfer transfer = transfer_of("t", "a", "b", 20000, NOON);
  const fr_transfer unknown = transfer_of("u", "a", "b", 20000, NOON);
  fr_value *values = calloc(WORLD_VALUES, sizeof *values);
  cr_assert_eq(world_features(&in, &transfer, values), FR_OK);
  cr_assert_eq(world_tell(&in, FR_EVENT_SETTLED, &transfer, NOON + SECOND), FR_OK);
  cr_assert_eq(world_tell(&in, FR_EVENT_SETTLED, &unknown, NOON + SECOND), FR_NOT_FOUND);
  const fr_stats stats = read_stats(in.engine);
  cr_assert_eq(stats.folded, 1);
  cr_assert_eq(stats.observed, 1);
  cr_assert_eq(stats.not_found, 1);
  cr_assert_eq(stats.refused[fr_status_band(FR_NOT_FOUND)], 1);
  for (uint32_t i = 0; i < FR_STATS_CHANNELS; i++) cr_assert_eq(sum_of(&stats.decided[i]), 0);
  free(values);
  world_close(&in);
}

/* The cheap numbers are those that a walk comes to. */
Test(stats, agree_with_a_walk) {
  fr_engine_options options = world_options();
  options.parties_max = 64;
  world in = world_open_with(&options, &policy);
  for (uint32_t i = 0; i < 500; i++) {
    char id[16], payer[16];
    snprintf(id, sizeof id, "t%u", i);
    snprintf(payer, sizeof payer, "p%u", i);
    const fr_transfer transfer = transfer_of(id, payer, "q", 100, NOON + i * MINUTE);
    cr_assert_eq(world_score(&in, &transfer), FR_OK);
  }
  fr_engine_stats walked = FR_ENGINE_STATS_INIT;
  cr_assert_eq(fr_engine_measure(in.engine, &walked), FR_OK);
  const fr_stats stats = read_stats(in.engine);
  cr_assert_eq(stats.parties, walked.parties);
  cr_assert_eq(stats.evicted, walked.evicted);
  cr_assert_gt(stats.evicted, 0);
  cr_assert_eq(stats.reserved_bytes, walked.reserved_bytes);
  cr_assert_eq(stats.parties_max, 64);
  cr_assert_eq(stats.memory_bytes, options.memory_bytes);
  cr_assert_eq(stats.list_entries_max, options.list_entries_max);
  uint64_t decided = 0;
  for (uint32_t i = 0; i < FR_STATS_CHANNELS; i++) decided += sum_of(&stats.decided[i]);
  cr_assert_eq(decided, walked.scored + walked.repeated);
  world_close(&in);
}

/* ---- latency ---- */

Test(stats, latencies_fall_into_their_buckets) {
  world in = world_open(&policy);
  fr_context_took(NULL, 1);
  fr_context_took(in.context, 0);
  fr_context_took(in.context, 256);
  uint64_t sum = 256;
  for (uint32_t i = 0; i + 1 < FR_STATS_LATENCIES; i++) { /* each end, and one more */
    const uint64_t end_ns = (uint64_t)FR_STATS_LATENCY_FIRST_NS << i;
    fr_context_took(in.context, end_ns);
    fr_context_took(in.context, end_ns + 1);
    sum += 2 * end_ns + 1;
  }
  fr_stats stats = read_stats(in.engine);
  cr_assert_eq(stats.took[0], 3);
  for (uint32_t i = 1; i + 1 < FR_STATS_LATENCIES; i++) cr_assert_eq(stats.took[i], 2, "bucket %u", i);
  cr_assert_eq(stats.took[FR_STATS_LATENCIES - 1], 1);
  cr_assert_eq(stats.took_ns, sum);
  fr_context_took(in.context, UINT64_MAX); /* the sum stays at its end, in one context and over several */
  fr_context_took(in.context, UINT64_MAX);
  fr_context *second = NULL;
  cr_assert_eq(fr_context_create(in.engine, &second), FR_OK);
  fr_context_took(second, UINT64_MAX - 5);
  stats = read_stats(in.engine);
  cr_assert_eq(stats.took_ns, UINT64_MAX);
  cr_assert_eq(stats.took[FR_STATS_LATENCIES - 1], 4);
  fr_context_destroy(second);
  stats = read_stats(in.engine);
  cr_assert_eq(stats.took_ns, UINT64_MAX);
  world_close(&in);
}

/* ---- the policy's age ---- */

Test(stats, age_of_the_policy_comes_from_who_told_the_time) {
  world in = world_open(&policy);
  fr_policy *next = bundle_load(&other_policy);
  fr_stats stats = FR_STATS_INIT;
  cr_assert_eq(fr_stats_read(in.engine, NULL, NOON, &stats), FR_OK);
  cr_assert(stats.policy_since_us == 0 && stats.policy_age_us == -1, "nobody told a time, and nothing came");
  const fr_transfer transfer = transfer_of("t", "a", "b", 100, NOON);
  cr_assert_eq(world_score(&in, &transfer), FR_OK);
  cr_assert_eq(fr_engine_set_policy(in.engine, next, NULL), FR_OK);
  cr_assert_eq(fr_stats_read(in.engine, NULL, NOON + HOUR, &stats), FR_OK);
  cr_assert(stats.policy_since_us == NOON && stats.policy_age_us == HOUR, "the newest transfer's");
  cr_assert_eq(stats.policy_version, 2);
  cr_assert_eq(fr_stats_read(in.engine, NULL, 0, &stats), FR_OK);
  cr_assert_eq(stats.policy_age_us, -1);
  const fr_put_options told = {.struct_size = sizeof told, .accept_older = FR_YES, .now_us = NOON + 5 * HOUR};
  cr_assert_eq(fr_engine_put_policy(in.engine, next, &told, NULL), FR_OK);
  cr_assert_eq(fr_stats_read(in.engine, NULL, NOON + HOUR, &stats), FR_OK);
  cr_assert_eq(stats.policy_since_us, NOON, "the same once more keeps its time");
  cr_assert_eq(fr_engine_tick(in.engine, NOON + 3 * HOUR), FR_OK);
  cr_assert_eq(fr_engine_put_policy(in.engine, in.policy, &told, NULL), FR_OK);
  cr_assert_eq(fr_stats_read(in.engine, NULL, NOON + HOUR, &stats), FR_OK);
  cr_assert(stats.policy_since_us == NOON + 5 * HOUR && stats.policy_age_us == 0, "a clock that goes back");
  cr_assert_eq(fr_engine_set_policy(in.engine, next, NULL), FR_OK);
  cr_assert_eq(fr_stats_read(in.engine, NULL, NOON + 4 * HOUR, &stats), FR_OK);
  cr_assert(stats.policy_since_us == NOON + 3 * HOUR && stats.policy_age_us == HOUR, "what fr_engine_tick told");
  fr_policy_release(next);
  world_close(&in);
}

/* ---- bad input ---- */

Test(stats, refuse_what_is_wrong) {
  world in = world_open(&policy);
  fr_stats stats = FR_STATS_INIT;
  char text[1];
  uint64_t needed = 7;
  cr_assert_eq(fr_stats_read(NULL, NULL, 0, &stats), FR_NULL_POINTER);
  cr_assert_eq(fr_stats_read(in.engine, NULL, 0, NULL), FR_NULL_POINTER);
  cr_assert_eq(fr_stats_read(in.engine, NULL, -1, &stats), FR_BAD_TIME);
  cr_assert_eq(fr_stats_read(in.engine, NULL, FR_MAX_TIME_US, &stats), FR_BAD_TIME);
  stats.struct_size = 8;
  cr_assert_eq(fr_stats_read(in.engine, NULL, 0, &stats), FR_STRUCT_SIZE);
  struct {
    fr_stats stats;
    uint64_t more;
  } newer = {.stats = {.struct_size = sizeof newer}, .more = 1};
  cr_assert_eq(fr_stats_read(in.engine, NULL, 0, &newer.stats), FR_STRUCT_TAIL);
  newer.more = 0;
  cr_assert_eq(fr_stats_read(in.engine, NULL, 0, &newer.stats), FR_OK);
  cr_assert_eq(newer.stats.struct_size, sizeof newer);
  cr_assert_eq(fr_stats_text(NULL, NULL, 0, text, 1, &needed), FR_NULL_POINTER);
  cr_assert_eq(fr_stats_text(in.engine, NULL, 0, text, 1, NULL), FR_NULL_POINTER);
  cr_assert_eq(fr_stats_text(in.engine, NULL, 0, NULL, 1, &needed), FR_NULL_POINTER);
  cr_assert_eq(fr_stats_text(in.engine, NULL, -1, text, 1, &needed), FR_BAD_TIME);
  cr_assert_eq(needed, 0);
  world_close(&in);
}

/* ---- the text ---- */

static char *text_of(fr_engine *engine, uint64_t *size) {
  cr_assert_eq(fr_stats_text(engine, NULL, NOON, NULL, 0, size), FR_BUFFER_TOO_SMALL);
  char *text = malloc(*size + 2);
  memset(text, '#', *size + 2);
  uint64_t needed = 0;
  cr_assert_eq(fr_stats_text(engine, NULL, NOON, text, *size - 1, &needed), FR_BUFFER_TOO_SMALL);
  cr_assert_eq(needed, *size);
  for (uint64_t i = 0; i < *size + 2; i++)
    cr_assert_eq(text[i], '#', "the buffer was touched at %llu", (unsigned long long)i);
  cr_assert_eq(fr_stats_text(engine, NULL, NOON, text, *size, &needed), FR_OK);
  cr_assert_eq(needed, *size);
  cr_assert_eq(text[*size], '#', "no zero byte, and nothing behind");
  text[*size] = '\0';
  return text;
}

static void expect_line(const char *text, const char *line) {
  char whole[200];
  snprintf(whole, sizeof whole, "\n%s\n", line);
  cr_assert_not_null(strstr(text, whole), "missing: %s", line);
}

Test(stats, text_says_the_same) {
  world in = world_open(&policy);
  fr_transfer transfer = transfer_of("t", "a", "b", 200000, NOON);
  transfer.channel = FR_CHANNEL_ATM;
  cr_assert_eq(world_score(&in, &transfer), FR_OK);
  fr_context_took(in.context, 1500);
  fr_context_took(in.context, UINT64_C(3000000001));
  uint64_t size = 0;
  char *text = text_of(in.engine, &size);
  cr_assert_eq(text[size - 1], '\n');
  expect_line(text, "# TYPE fraudrisk_decisions_total counter");
  expect_line(text, "fraudrisk_decisions_total{channel=\"atm\",outcome=\"hold\"} 1");
  expect_line(text, "fraudrisk_decisions_total{channel=\"teller\",outcome=\"hold\"} 0");
  expect_line(text, "fraudrisk_scam_decisions_total{scam=\"police\",outcome=\"hold\"} 1");
  expect_line(text, "fraudrisk_scam_decisions_total{scam=\"(none)\",outcome=\"allow\"} 0");
  expect_line(text, "fraudrisk_scam_decisions_total{scam=\"(other)\",outcome=\"allow\"} 0");
  expect_line(text, "fraudrisk_call_duration_seconds_bucket{le=\"0.000001024\"} 0");
  expect_line(text, "fraudrisk_call_duration_seconds_bucket{le=\"0.000002048\"} 1");
  expect_line(text, "fraudrisk_call_duration_seconds_bucket{le=\"2.147483648\"} 1");
  expect_line(text, "fraudrisk_call_duration_seconds_bucket{le=\"+Inf\"} 2");
  expect_line(text, "fraudrisk_call_duration_seconds_sum 3.000001501");
  expect_line(text, "fraudrisk_call_duration_seconds_count 2");
  expect_line(text, "fraudrisk_decision_flags_total{flag=\"inputs_unknown\"} 1");
  expect_line(text, "fraudrisk_policy_version 1");
  expect_line(text, "fraudrisk_parties 2");
  cr_assert_null(strstr(text, "fraudrisk_journal"), "no journal was given");
  cr_assert_null(strstr(text, "fraudrisk_policy_age"), "nobody told the time");
  free(text);
  world_close(&in);
}

Test(stats, text_without_a_policy) {
  const fr_engine_options options = world_options();
  fr_engine *engine = NULL;
  cr_assert_eq(fr_engine_create(&options, &engine, NULL), FR_OK);
  uint64_t size = 0;
  char *text = text_of(engine, &size);
  expect_line(text, "fraudrisk_policy_in_force 0");
  cr_assert_null(strstr(text, "policy_version"));
  free(text);
  fr_engine_destroy(engine);
}

/* The longest names and numbers that there can be. */
Test(stats, text_is_less_than_64_kib) {
  world in = world_open(&policy);
  in.engine->scam_count = FR_STATS_SCAMS - 1;
  for (uint32_t i = 1; i + 1 < FR_STATS_SCAMS; i++) memset(in.engine->scam_names[i], 'm', FR_MAX_NAME_BYTES);
  for (uint32_t i = 0; i < FR__COUNTERS; i++) in.engine->counters[i] = UINT64_MAX;
  uint64_t size = 0;
  free(text_of(in.engine, &size));
  cr_assert_lt(size, 65536 - 4096, "and the journal's, which has ten lines more");
  cr_assert_gt(size, 32768);
  world_close(&in);
}

/* No policy has such a name; the form holds all the same. */
Test(stats, text_escapes_labels) {
  world in = world_open(&policy);
  snprintf(in.engine->scam_names[1], sizeof in.engine->scam_names[1], "a\"b\\c\nd");
  uint64_t size = 0;
  char *text = text_of(in.engine, &size);
  expect_line(text, "fraudrisk_scam_decisions_total{scam=\"a\\\"b\\\\c\\nd\",outcome=\"warn\"} 0");
  free(text);
  world_close(&in);
}
