/* SPDX-License-Identifier: Apache-2.0
 *
 * A state that is full: who gives way, what is said of it, and that whatever carries no mark is right all the same. */
#include <criterion/criterion.h>

#include "support/peek.h"

enum { SIZE, SUM, RECEIVED, FIRST_TIME, FIRST_SEEN, LAST_SENT, WEEK, MONTHS };
static const bundle_policy looking = {
    .features = {[SIZE] = {"size", "payer.sent.size()"},
                 [SUM] = {"sum", "payer.sent.map(t, t.amount).sum()"},
                 [RECEIVED] = {"received", "payer.received.size()"},
                 [FIRST_TIME] = {"first_time", "pair.first_time"},
                 [FIRST_SEEN] = {"first_seen", "int(payer.first_seen)"},
                 [LAST_SENT] = {"last_sent", "int(payer.last_sent)"},
                 [WEEK] = {"week", "payer.sent.within(duration('168h')).size()"},
                 [MONTHS] = {"months", "payer.months.size()"}},
};

static world full_world(uint64_t parties_max, bool keep_idle) {
  fr_engine_options options = world_options();
  options.parties_max = parties_max;
  options.keep_idle_parties = keep_idle ? FR_YES : FR_NO;
  const world made = world_open_with(&options, &looking);
  cr_assert_not_null(made.context);
  return made;
}

static fr_status put(world *to, uint32_t number, const char *payer, const char *payee, int64_t time_us) {
  char id[32];
  snprintf(id, sizeof id, "t%u", number);
  const fr_transfer transfer = transfer_of(id, payer, payee, 100, time_us);
  return world_record(to, &transfer, FR_TRANSFER_SETTLED);
}

static const char *name_of(uint32_t party) {
  static char names[4][16];
  static uint32_t turn;
  char *name = names[turn++ % 4];
  snprintf(name, sizeof names[0], "party %u", party);
  return name;
}

/* Transfers may be refused where the only one who could go shares a lock with a party in use: then they are sent again,
 * after others. */
static void put_pairs(world *to, uint32_t pairs) {
  for (uint32_t i = 0; i < pairs; i++) {
    cr_assert_eq(put(to, i, name_of(2 * i), name_of(2 * i + 1), NOON + i * HOUR), FR_OK);
  }
}

Test(evict, whoever_was_idle_longest_goes) {
  world in = full_world(6, false);
  put_pairs(&in, 3);
  cr_expect_eq(world_stats(&in).evicted, 0);
  cr_assert_eq(put(&in, 10, name_of(0), name_of(1), NOON + 10 * HOUR), FR_OK); /* the first two are active again */
  cr_assert_eq(put(&in, 11, name_of(100), name_of(101), NOON + 11 * HOUR), FR_OK);
  const fr_engine_stats stats = world_stats(&in);
  cr_expect_eq(stats.evicted, 2);
  cr_expect_eq(stats.parties, 6);
  cr_expect_eq(stats.complete_from_us, NOON + HOUR + 1, "the newest activity of whoever went");
  cr_expect_str_eq(world_says(&in, SIZE, name_of(0), name_of(1), NOON + DAY), "2", "it was there all the time");
  cr_expect_str_eq(world_says(&in, SIZE, name_of(4), name_of(1), NOON + DAY), "1");
  cr_expect_str_eq(world_says(&in, SIZE, name_of(2), name_of(1), NOON + DAY), "~0");
  cr_expect_str_eq(world_says(&in, FIRST_TIME, name_of(2), name_of(3), NOON + DAY), "~true");
  cr_expect_str_eq(world_says(&in, FIRST_TIME, name_of(4), name_of(3), NOON + DAY), "true");
  world_close(&in);
}

Test(evict, a_new_profile_is_marked_until_its_windows_are_whole) {
  world in = full_world(4, false);
  put_pairs(&in, 3);
  const int64_t gone = NOON; /* the first pair's activity */
  cr_expect_eq(world_stats(&in).complete_from_us, gone + 1);
  cr_assert_eq(put(&in, 10, name_of(0), name_of(5), NOON + DAY), FR_OK);
  cr_expect_gt(world_stats(&in).complete_from_us, gone);
  const int64_t from_us = NOON + HOUR + 1; /* the one who went for it */
  cr_expect_str_eq(world_says(&in, WEEK, name_of(0), name_of(5), from_us + 7 * DAY - 1), "~1");
  cr_expect_str_eq(world_says(&in, WEEK, name_of(4), name_of(5), NOON + 7 * DAY), "~1",
                   "it began after the first went");
  cr_expect_str_eq(world_says(&in, WEEK, name_of(4), name_of(5), NOON + 7 * DAY + 1), "1", "and stays as it was");
  world_close(&in);
}

Test(evict, the_idle_are_kept_where_that_is_asked) {
  world in = full_world(6, true);
  put_pairs(&in, 3);
  cr_expect_eq(put(&in, 10, name_of(100), name_of(101), NOON + DAY), FR_STATE_FULL);
  cr_expect_eq(put(&in, 11, name_of(0), name_of(101), NOON + DAY), FR_STATE_FULL);
  cr_expect_eq(put(&in, 12, name_of(0), name_of(5), NOON + DAY), FR_OK, "who is there goes on");
  const fr_engine_stats stats = world_stats(&in);
  cr_expect_eq(stats.parties, 6);
  cr_expect_eq(stats.evicted, 0);
  cr_expect_eq(stats.complete_from_us, INT64_MIN);
  cr_expect_eq(stats.transfer_entries, 8);
  world_close(&in);
}

Test(evict, nobody_goes_whom_the_transfer_itself_needs) {
  world in = full_world(1, false);
  cr_expect_eq(put(&in, 0, "alice", "bob", NOON), FR_STATE_FULL);
  cr_expect_eq(world_stats(&in).parties, 0);
  world_close(&in);
  in = full_world(2, false);
  for (uint32_t i = 0; i < 50; i++) {
    const fr_status status = put(&in, i, name_of(i % 7), name_of(7 + i % 5), NOON + i);
    cr_assert(status == FR_OK || status == FR_STATE_FULL);
    cr_assert_leq(world_stats(&in).parties, 2);
  }
  cr_expect_gt(world_stats(&in).evicted, 40);
  world_close(&in);
}

Test(evict, memory_is_a_bound_too) {
  fr_engine_options options = world_options();
  options.memory_bytes = 256 << 10;
  options.parties_max = 1000000;
  world in = world_open_with(&options, &looking);
  for (uint32_t i = 0; i < 3000; i++) {
    cr_assert_eq(put(&in, i, name_of(i), name_of(i + 1), NOON + i * SECOND), FR_OK, "%u", i);
  }
  const fr_engine_stats stats = world_stats(&in);
  cr_expect_gt(stats.evicted, 1000);
  cr_expect_gt(stats.parties, 200);
  cr_expect_leq(stats.profile_bytes, 256 << 10);
  cr_expect_gt(stats.complete_from_us, NOON);
  cr_expect_lt(stats.complete_from_us, NOON + 3000 * SECOND);
  world_close(&in);
}

/* Whoever was forgotten has no entry that would tell since when it is known. */
Test(evict, who_was_forgotten_does_not_come_back_as_one_of_whom_all_is_known) {
  world in = full_world(2, false);
  cr_assert_eq(put(&in, 0, "alice", "bob", NOON), FR_OK);
  fr_event forget = FR_EVENT_INIT;
  forget.kind = FR_EVENT_FORGOTTEN;
  forget.time_us = NOON + DAY;
  forget.party = fr_text_of("alice");
  cr_assert_eq(world_observe(&in, &forget), FR_OK);
  cr_assert_eq(put(&in, 1, "carol", "dave", NOON + 2 * DAY), FR_OK);
  cr_expect_eq(world_stats(&in).evicted, 2);
  cr_expect_str_eq(world_says(&in, WEEK, "alice", "bob", NOON + 8 * DAY - 1), "~0");
  cr_expect_str_eq(world_says(&in, WEEK, "alice", "bob", NOON + 8 * DAY), "0");
  world_close(&in);
}

/* The old identifier was evicted before it moved: what it had is missing with the new one. */
Test(evict, who_moved_too_late_is_not_whole) {
  world in = full_world(4, false);
  cr_assert_eq(put(&in, 0, "new", "x", NOON), FR_OK);
  cr_assert_eq(put(&in, 1, "alice", "bob", NOON + HOUR), FR_OK);
  cr_assert_eq(put(&in, 2, "new", "x", NOON + 2 * HOUR), FR_OK);
  cr_assert_eq(put(&in, 3, "carol", "dave", NOON + 3 * HOUR), FR_OK);
  cr_expect_str_eq(world_says(&in, WEEK, "new", "x", NOON + DAY), "2");
  fr_event move = FR_EVENT_INIT;
  move.kind = FR_EVENT_MOVED;
  move.time_us = NOON + DAY;
  move.party = fr_text_of("alice");
  move.to = fr_text_of("new");
  cr_assert_eq(world_observe(&in, &move), FR_OK);
  cr_expect_str_eq(world_says(&in, WEEK, "new", "x", NOON + DAY), "~2");
  world_close(&in);
}

/* ---- random histories over few parties, against a plain log of all that happened ---- */

enum { PARTIES = 14, LOG = 1500, NOBODY = 1000 };
typedef struct logged {
  uint32_t sender, payee, receiver; /* in whose sent and received histories; NOBODY: it was forgotten there */
  int64_t time_us;
} logged;
static logged log_of[LOG];
static uint32_t log_count, full_count;

static uint64_t next(uint64_t *random) { /* splitmix64 */
  uint64_t z = *random += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return z ^ z >> 31;
}

/* What a state without any bound would say. */
static void expect(uint32_t payer, uint32_t payee, int64_t now, int64_t values[MONTHS]) {
  memset(values, 0, sizeof(int64_t) * MONTHS);
  values[FIRST_TIME] = 1;
  values[FIRST_SEEN] = values[LAST_SENT] = -1;
  for (uint32_t i = 0; i < log_count; i++) {
    const logged *entry = &log_of[i];
    const bool sent = entry->sender == payer, received = entry->receiver == payer;
    values[SIZE] += sent && entry->time_us >= now - 90 * DAY;
    values[WEEK] += sent && entry->time_us >= now - 7 * DAY;
    values[RECEIVED] += received && entry->time_us >= now - 90 * DAY;
    if (sent && entry->payee == payee) values[FIRST_TIME] = 0;
    if ((sent || received) && values[FIRST_SEEN] < 0) values[FIRST_SEEN] = entry->time_us / SECOND;
    if (sent) values[LAST_SENT] = entry->time_us / SECOND;
  }
  values[SUM] = values[SIZE];
}

static uint32_t compare(world *in, uint32_t payer, uint32_t payee, int64_t now, uint64_t seed, uint32_t step) {
  static const uint32_t compared[] = {SIZE, SUM, RECEIVED, FIRST_TIME, FIRST_SEEN, LAST_SENT, WEEK};
  peeked found;
  int64_t values[MONTHS];
  uint32_t marked = 0;
  const fr_transfer look = transfer_of("a look", name_of(payer), name_of(payee), 1, now);
  cr_assert_eq(world_peek(in, &look, &found), FR_OK);
  expect(payer, payee, now, values);
  for (size_t i = 0; i < FR_COUNT(compared); i++) {
    char wanted[32];
    const uint32_t feature = compared[i];
    const char *said = peeked_text(&found, feature);
    snprintf(wanted, sizeof wanted, "%lld", (long long)values[feature]);
    if (feature == FIRST_TIME) snprintf(wanted, sizeof wanted, "%s", values[feature] != 0 ? "true" : "false");
    if (values[feature] < 0) snprintf(wanted, sizeof wanted, "unknown");
    marked += said[0] == '~';
    if (said[0] == '~') continue;
    cr_assert_str_eq(said, wanted, "seed %llu step %u: party %u to %u, feature %u: %s, not %s",
                     (unsigned long long)seed, step, payer, payee, feature, said, wanted);
  }
  return marked;
}

/* An account is forgotten, or becomes another. */
static void end_party(world *in, uint32_t party, uint32_t to, int64_t now) {
  fr_event event = FR_EVENT_INIT;
  event.kind = to == party ? FR_EVENT_FORGOTTEN : FR_EVENT_MOVED;
  event.time_us = now;
  const char *name = name_of(party), *new_name = name_of(to);
  event.party = fr_text_of(name);
  if (to != party) event.to = fr_text_of(new_name);
  const fr_status status = world_observe(in, &event);
  cr_assert_eq(status, FR_OK);
  for (uint32_t i = 0; i < log_count; i++) {
    logged *entry = &log_of[i];
    if (entry->sender == party) entry->sender = to == party ? NOBODY : to;
    if (entry->receiver == party) entry->receiver = to == party ? NOBODY : to;
  }
}

/* Of whoever was evicted, nothing is said without a mark that an engine without a bound would not say; and so of
 * whoever was forgotten or has moved. */
Test(evict, what_carries_no_mark_is_right) {
  uint32_t marked = 0, evicted = 0, steps = 0;
  full_count = 0;
  for (uint64_t seed = 1; seed <= 60; seed++) {
    uint64_t random = seed;
    world in = full_world(3 + seed % 8, false);
    log_count = 0;
    int64_t now = NOON;
    for (uint32_t step = 0; step < 250; step++, steps++) {
      now += (int64_t)(next(&random) % (step % 50 == 49 ? 40 * DAY : 12 * HOUR)) + SECOND;
      const uint32_t active = 4 + (uint32_t)seed % (PARTIES - 4); /* few parties, of which some are busy */
      const uint32_t payer = (uint32_t)(next(&random) % active);
      const uint32_t among = next(&random) % 30 == 0 ? PARTIES : active;
      const uint32_t payee = (payer + 1 + (uint32_t)(next(&random) % (among - 1))) % among;
      marked += compare(&in, payer, payee, now, seed, step);
      const uint64_t rare = next(&random) % 120;
      if (rare < 3) {
        end_party(&in, payer, rare == 0 || seed % 3 == 0 ? payer : payee, now);
        continue;
      }
      const fr_status status = put(&in, step, name_of(payer), name_of(payee), now);
      full_count += status == FR_STATE_FULL;
      if (status == FR_STATE_FULL) continue; /* see put_pairs() */
      cr_assert_eq(status, FR_OK);
      log_of[log_count++] = (logged){payer, payee, payee, now};
    }
    evicted += (uint32_t)world_stats(&in).evicted;
    world_close(&in);
  }
  printf("evict: %u steps, %u evicted, %u values marked, %u refused\n", steps, evicted, marked, full_count);
  cr_expect_gt(evicted, 1000);
  cr_expect_lt(full_count, steps / 20);
  cr_expect_lt(marked, steps * 7 * 9 / 10);
}

/* A full state of small parties, and one that grows past all of them: what it needs is a piece of memory that no single
 * one of them has. Those who stand side by side go, and few of them. */
Test(evict, a_company_grows_among_small_parties) {
  fr_engine_options options = world_options();
  options.memory_bytes = 8 << 20;
  options.parties_max = 1000000;
  world in = world_open_with(&options, &looking);
  uint32_t pairs = 0;
  while (pairs % 1000 != 0 || world_stats(&in).evicted == 0) {
    cr_assert_eq(put(&in, pairs, name_of(2 * pairs), name_of(2 * pairs + 1), NOON + pairs * SECOND), FR_OK);
    pairs++;
  }
  const fr_engine_stats before = world_stats(&in);
  for (uint32_t i = 0; i < 600; i++) {
    const int64_t time_us = NOON + (pairs + i) * SECOND;
    cr_assert_eq(put(&in, i, "a company", name_of(2 * (pairs - 1 - i)), time_us), FR_OK, "transfer %u", i);
  }
  const fr_engine_stats after = world_stats(&in);
  cr_expect_lt(after.evicted - before.evicted, 2000, "%llu", (unsigned long long)(after.evicted - before.evicted));
  peeked found;
  const fr_transfer next = transfer_of("next", "a company", "a stranger", 1, NOON + (pairs + 700) * SECOND);
  cr_assert_eq(world_peek(&in, &next, &found), FR_OK);
  cr_expect_str_eq(peeked_text(&found, SIZE), "~600", "it came when others had gone");
  world_close(&in);
}

/* A contact needs more than a party's beginning: where there is memory for that and no more, it leaves nothing. */
Test(evict, a_contact_that_is_refused_leaves_no_party) {
  fr_engine_options options = FR_ENGINE_OPTIONS_INIT;
  fr_engine *engine;
  fr_context *context;
  options.memory_bytes = 65536;
  options.keep_idle_parties = FR_YES;
  memcpy(options.secret_key, "contacts' secret", 16);
  cr_assert_eq(fr_engine_create(&options, &engine, NULL), FR_OK);
  cr_assert_eq(fr_context_create(engine, &context), FR_OK);
  uint64_t taken = 0, refused = 0;
  for (uint32_t i = 0; i < 1000; i++) {
    fr_event event = FR_EVENT_INIT;
    event.kind = FR_EVENT_CONTACT;
    event.time_us = NOON + i;
    event.party = fr_text_of(name_of(i));
    const fr_status status = fr_observe(context, &event);
    taken += status == FR_OK;
    refused += status == FR_STATE_FULL;
    fr_engine_stats stats = FR_ENGINE_STATS_INIT;
    cr_assert_eq(fr_engine_measure(engine, &stats), FR_OK);
    cr_assert_eq(stats.parties, taken, "after call %u", i);
  }
  cr_expect_gt(refused, 100);
  cr_expect_eq(taken + refused, 1000);
  fr_context_destroy(context);
  fr_engine_destroy(engine);
}
