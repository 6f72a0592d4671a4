/* SPDX-License-Identifier: Apache-2.0
 *
 * What outlives entries: summaries of days, first and last times, months; and from when on all is known. A ~ before a
 * value says that it is marked approximate. */
#include <criterion/criterion.h>

#include "support/peek.h"

enum {
  SIZE,
  SUM,
  MIN,
  MAX,
  DAY_SIZE,
  FILTERED,
  ATTEMPTS,
  RECEIVED,
  RECEIVED_SUM,
  PAIR,
  FIRST_TIME,
  FIRST_SEEN,
  LAST_SENT,
  LAST_RECEIVED,
  LAST_REPORT,
  COMPLETE_DAYS,
  MONTHS,
  MONTH_FIRST,
  MONTH_LAST,
  PAYEE_FIRST_SEEN,
  PAYEE_LAST_REPORT,
  CUSTOMER_MONTHS,
  PAYEE_MONTHS,
  WEEK_SIZE
};
static const bundle_policy looking = {
    .features = {[SIZE] = {"size", "payer.sent.size()"},
                 [SUM] = {"sum", "payer.sent.map(t, t.amount).sum()"},
                 [MIN] = {"least", "payer.sent.map(t, t.amount).min()"},
                 [MAX] = {"most", "payer.sent.map(t, t.amount).max()"},
                 [DAY_SIZE] = {"day_size", "payer.sent.within(duration('24h')).size()"},
                 [FILTERED] = {"filtered", "payer.sent.filter(t, t.amount > 0.0).size()"},
                 [ATTEMPTS] = {"attempts", "payer.attempts.size()"},
                 [RECEIVED] = {"received", "payee.received.size()"},
                 [RECEIVED_SUM] = {"received_sum", "payee.received.map(t, t.amount).sum()"},
                 [PAIR] = {"to_payee", "pair.sent.size()"},
                 [FIRST_TIME] = {"first_time", "pair.first_time"},
                 [FIRST_SEEN] = {"first_seen", "int(payer.first_seen)"},
                 [LAST_SENT] = {"last_sent", "int(payer.last_sent)"},
                 [LAST_RECEIVED] = {"last_received", "int(payer.last_received)"},
                 [LAST_REPORT] = {"last_report", "int(payer.last_report)"},
                 [COMPLETE_DAYS] = {"complete_days", "payer.complete_days"},
                 [MONTHS] = {"months", "payer.months.size()"},
                 [MONTH_FIRST] = {"month_first", "payer.months.map(m, m.amount).first()"},
                 [MONTH_LAST] = {"month_last", "payer.months.map(m, m.amount).last()"},
                 [PAYEE_FIRST_SEEN] = {"payee_first_seen", "int(payee.first_seen)"},
                 [PAYEE_LAST_REPORT] = {"payee_last_report", "int(payee.last_report)"},
                 [CUSTOMER_MONTHS] = {"customer_months", "customer.months.map(m, m.amount).max()"},
                 [PAYEE_MONTHS] = {"payee_months", "payee.months.map(m, m.amount).max()"},
                 [WEEK_SIZE] = {"week_size", "payer.sent.within(duration('168h')).size()"}},
};

enum { BOUND = FR_MAX_HISTORY_ENTRIES };

static world in;
static void set_up(void) {
  in = world_open(&looking);
  cr_assert_not_null(in.context);
}
static void tear_down(void) { world_close(&in); }
TestSuite(summaries, .init = set_up, .fini = tear_down);
TestSuite(past, .init = set_up, .fini = tear_down);
TestSuite(months, .init = set_up, .fini = tear_down);

/* Midnight UTC, where days begin without an offset. */
#define MIDNIGHT (NOON - 12 * HOUR)

static fr_status put(world *to, uint32_t number, const char *payer, const char *payee, int64_t amount_minor,
                     int64_t time_us, uint32_t status) {
  char id[32];
  snprintf(id, sizeof id, "t%u", number);
  const fr_transfer transfer = transfer_of(id, payer, payee, amount_minor, time_us);
  return world_record(to, &transfer, status);
}
static void put_many(world *to, uint32_t first, uint32_t count, const char *payer, const char *payee,
                     int64_t amount_minor, int64_t time_us, int64_t step_us) {
  for (uint32_t i = 0; i < count; i++) {
    cr_assert_eq(put(to, first + i, payer, payee, amount_minor, time_us + i * step_us, FR_TRANSFER_SETTLED), FR_OK);
  }
}
static const char *seconds(int64_t time_us) {
  static char texts[4][32];
  static uint32_t turn;
  char *text = texts[turn++ % 4];
  snprintf(text, sizeof texts[0], "%lld", (long long)(time_us / SECOND));
  return text;
}

static void says(world *of, uint32_t feature, int64_t time_us, const char *wanted, int line) {
  const char *said = world_says(of, feature, "alice", "bob", time_us);
  cr_expect_str_eq(said, wanted, "line %d: %s, not %s", line, said, wanted);
}
#define SAYS(of, feature, time_us, wanted) says(of, feature, time_us, wanted, __LINE__)

/* ---- summaries of days ---- */

Test(summaries, up_to_the_bound_everything_is_exact) {
  put_many(&in, 0, BOUND, "alice", "bob", 200, MIDNIGHT, SECOND);
  SAYS(&in, SIZE, MIDNIGHT + 10 * DAY, "1024");
  SAYS(&in, SUM, MIDNIGHT + 10 * DAY, "2048");
  SAYS(&in, MIN, MIDNIGHT + 10 * DAY, "2");
  cr_expect_eq(world_stats(&in).day_summaries, 0);
  cr_expect_eq(world_stats(&in).entries_dropped, 0);
}

/* The first is the largest and the least at once: of those that gave way the largest is remembered. */
Test(summaries, past_the_bound_the_oldest_are_counted_by_their_day) {
  cr_assert_eq(put(&in, 9000, "alice", "bob", 100, MIDNIGHT, FR_TRANSFER_SETTLED), FR_OK);
  cr_assert_eq(put(&in, 9001, "alice", "bob", 900, MIDNIGHT + 1, FR_TRANSFER_SETTLED), FR_OK);
  put_many(&in, 0, BOUND, "alice", "bob", 200, MIDNIGHT + SECOND, SECOND);
  const int64_t now = MIDNIGHT + DAY;
  SAYS(&in, SIZE, now, "~1026");
  SAYS(&in, SUM, now, "~2058");
  SAYS(&in, MAX, now, "~9");
  SAYS(&in, MIN, now, "~2");
  SAYS(&in, FILTERED, now, "~1024");
  SAYS(&in, PAIR, now, "~1024");
  SAYS(&in, RECEIVED, now, "~1026");
  SAYS(&in, RECEIVED_SUM, now, "~2058");
  SAYS(&in, ATTEMPTS, now, "~1026");
  cr_expect_eq(world_stats(&in).day_summaries, 2, "one with the payer, one with the payee");
  cr_expect_eq(world_stats(&in).entries_dropped, 4);
}

/* A day counts from its last microsecond on, and as long as the window holds its first one. */
Test(summaries, a_day_counts_only_where_it_lies_whole_inside_the_window) {
  put_many(&in, 0, BOUND + 6, "alice", "bob", 200, MIDNIGHT, 1);
  SAYS(&in, SIZE, MIDNIGHT + DAY - 2, "~1024");
  SAYS(&in, SIZE, MIDNIGHT + DAY - 1, "~1030");
  SAYS(&in, DAY_SIZE, MIDNIGHT + DAY, "~1030");
  SAYS(&in, DAY_SIZE, MIDNIGHT + DAY + 1, "~1024");
  SAYS(&in, WEEK_SIZE, MIDNIGHT + 7 * DAY, "~1030");
  SAYS(&in, WEEK_SIZE, MIDNIGHT + 7 * DAY + 6, "1024");
}

Test(summaries, a_window_behind_all_that_gave_way_is_exact) {
  put_many(&in, 0, 10, "alice", "bob", 200, MIDNIGHT, SECOND);
  put_many(&in, 100, BOUND, "alice", "bob", 200, MIDNIGHT + 5 * DAY, SECOND);
  SAYS(&in, DAY_SIZE, MIDNIGHT + 6 * DAY, "1024");
  SAYS(&in, WEEK_SIZE, MIDNIGHT + 6 * DAY, "~1034");
}

Test(summaries, days_begin_at_the_offset_of_the_engine) {
  static const int32_t offsets_s[] = {28800, -18000, 50400, -50400, 1800};
  for (size_t i = 0; i < FR_COUNT(offsets_s); i++) {
    fr_engine_options options = world_options();
    options.utc_offset_s = offsets_s[i];
    world own = world_open_with(&options, &looking);
    const int64_t midnight = MIDNIGHT - offsets_s[i] * SECOND;
    put_many(&own, 0, BOUND + 6, "alice", "bob", 200, midnight, 1);
    SAYS(&own, SIZE, midnight + DAY - 2, "~1024");
    SAYS(&own, SIZE, midnight + DAY - 1, "~1030");
    SAYS(&own, DAY_SIZE, midnight + DAY, "~1030");
    SAYS(&own, DAY_SIZE, midnight + DAY + 1, "~1024");
    world_close(&own);
  }
}

Test(summaries, what_did_not_move_stands_apart) {
  for (uint32_t i = 0; i < 10; i++) {
    cr_assert_eq(
        put(&in, 5000 + i, "alice", "bob", 700, MIDNIGHT + i, i % 2 == 0 ? FR_TRANSFER_HELD : FR_TRANSFER_SETTLED),
        FR_OK);
  }
  put_many(&in, 0, BOUND, "alice", "bob", 200, MIDNIGHT + SECOND, 1);
  SAYS(&in, SIZE, MIDNIGHT + DAY, "~1029");
  SAYS(&in, ATTEMPTS, MIDNIGHT + DAY, "~1034");
  SAYS(&in, SUM, MIDNIGHT + DAY, "~2083");
  SAYS(&in, RECEIVED, MIDNIGHT + DAY, "~1029");
}

Test(summaries, a_late_entry_gives_way_at_once_and_is_counted) {
  put_many(&in, 0, BOUND, "alice", "bob", 200, MIDNIGHT + 3 * DAY, SECOND);
  cr_assert_eq(put(&in, 5000, "alice", "carol", 900, MIDNIGHT + DAY, FR_TRANSFER_SETTLED), FR_OK);
  SAYS(&in, SIZE, MIDNIGHT + 4 * DAY, "~1025");
  SAYS(&in, MAX, MIDNIGHT + 4 * DAY, "~9");
  SAYS(&in, DAY_SIZE, MIDNIGHT + 4 * DAY, "1024");
  cr_expect_str_eq(world_says(&in, FIRST_TIME, "alice", "carol", MIDNIGHT + 4 * DAY), "false", "its payee is known");
  cr_expect_eq(world_stats(&in).entries_dropped, 1);
  cr_expect_eq(world_stats(&in).late_dropped, 0);
}

Test(summaries, leave_with_the_horizon) {
  put_many(&in, 0, BOUND + 6, "alice", "bob", 200, MIDNIGHT, 1);
  SAYS(&in, SIZE, MIDNIGHT + 90 * DAY, "~1030");
  cr_assert_eq(put(&in, 5000, "alice", "bob", 100, MIDNIGHT + 90 * DAY, FR_TRANSFER_SETTLED), FR_OK);
  SAYS(&in, SIZE, MIDNIGHT + 90 * DAY, "~1031");
  cr_assert_eq(put(&in, 5001, "alice", "bob", 100, MIDNIGHT + 90 * DAY + 6, FR_TRANSFER_SETTLED), FR_OK);
  SAYS(&in, SIZE, MIDNIGHT + 90 * DAY + 6, "~1024");
  SAYS(&in, SIZE, MIDNIGHT + 90 * DAY + 8, "1024");
}

Test(summaries, leave_the_horizon_day_by_day_and_their_memory_with_them) {
  const int64_t per_day = 40, days = 200;
  for (uint32_t i = 0; i < per_day * days; i++) {
    cr_assert_eq(put(&in, i, "alice", "bob", 100, MIDNIGHT + i * (DAY / per_day), FR_TRANSFER_SETTLED), FR_OK);
  }
  const fr_engine_stats stats = world_stats(&in);
  cr_expect_leq(stats.day_summaries, 2 * 90, "%llu", (unsigned long long)stats.day_summaries);
  char wanted[32];
  snprintf(wanted, sizeof wanted, "~%lld", (long long)(90 * per_day));
  SAYS(&in, SIZE, MIDNIGHT + days * DAY - 1, wanted);
}

Test(summaries, outlive_nine_years) {
  put_many(&in, 0, BOUND + 6, "alice", "bob", 200, MIDNIGHT, 1);
  const int64_t later = MIDNIGHT + 3300 * DAY;
  put_many(&in, 2000, BOUND + 10, "alice", "bob", 300, later, 1);
  SAYS(&in, SIZE, later + DAY, "~1034");
  SAYS(&in, SUM, later + DAY, "~3102");
  SAYS(&in, LAST_SENT, later + DAY, seconds(later));
}

/* More than 1,024 of the largest amounts in one day are more than 63 bits hold. */
Test(summaries, a_sum_that_is_too_large_stays_at_the_largest) {
  put_many(&in, 0, 5 * BOUND / 2, "alice", "bob", FR_MAX_AMOUNT_MINOR, MIDNIGHT, 1);
  SAYS(&in, SIZE, MIDNIGHT + DAY, "~2560");
  SAYS(&in, SUM, MIDNIGHT + DAY, "~9.22337203685478e+16");
}

/* ---- first and last ---- */

Test(past, of_a_party_of_which_nothing_is_known) {
  static const uint32_t unknown[] = {FIRST_SEEN, LAST_SENT, LAST_RECEIVED, LAST_REPORT, MONTH_FIRST};
  for (size_t i = 0; i < FR_COUNT(unknown); i++) {
    const char *said = world_says(&in, unknown[i], "alice", "bob", NOON);
    cr_expect(strcmp(said, "unknown") == 0 || strcmp(said, "error") == 0, "%u: %s", unknown[i], said);
  }
  SAYS(&in, COMPLETE_DAYS, NOON, "400");
  SAYS(&in, MONTHS, NOON, "0");
}

Test(past, first_and_last_times_before_and_after_the_entries_left) {
  put_many(&in, 0, 1, "alice", "bob", 100, NOON, 0);
  put_many(&in, 1, 1, "bob", "alice", 100, NOON + DAY, 0);
  put_many(&in, 2, 1, "alice", "bob", 100, NOON + 2 * DAY, 0);
  SAYS(&in, FIRST_SEEN, NOON + 2 * DAY, seconds(NOON));
  SAYS(&in, LAST_SENT, NOON + 2 * DAY, seconds(NOON + 2 * DAY));
  SAYS(&in, LAST_SENT, NOON + 2 * DAY - 1, seconds(NOON));
  SAYS(&in, LAST_RECEIVED, NOON + 2 * DAY, seconds(NOON + DAY));
  put_many(&in, 3, 1, "alice", "bob", 100, NOON + 300 * DAY, 0); /* all others leave */
  put_many(&in, 4, 1, "bob", "alice", 100, NOON + 301 * DAY, 0);
  SAYS(&in, FIRST_SEEN, NOON + 302 * DAY, seconds(NOON));
  SAYS(&in, LAST_SENT, NOON + 302 * DAY, seconds(NOON + 300 * DAY));
  SAYS(&in, LAST_RECEIVED, NOON + 302 * DAY, seconds(NOON + 301 * DAY));
  cr_expect_str_eq(world_says(&in, PAYEE_FIRST_SEEN, "carol", "bob", NOON + 302 * DAY), seconds(NOON));
}

Test(past, a_last_time_is_remembered_for_400_days) {
  put_many(&in, 0, 1, "alice", "bob", 100, NOON, 0);
  put_many(&in, 1, 1, "carol", "alice", 100, NOON + 399 * DAY, 0); /* moves the newest time, and the entry leaves */
  SAYS(&in, LAST_SENT, NOON + 400 * DAY, seconds(NOON));
  SAYS(&in, LAST_SENT, NOON + 400 * DAY + 1, "unknown");
  SAYS(&in, FIRST_SEEN, NOON + 400 * DAY + 1, seconds(NOON));
}

Test(past, the_own_entry_of_a_repeat_is_left_out) {
  const fr_transfer own = transfer_of("own", "alice", "bob", 100, NOON + DAY);
  peeked found;
  cr_assert_eq(world_score(&in, &own), FR_OK);
  cr_assert_eq(world_peek(&in, &own, &found), FR_OK);
  cr_expect_str_eq(peeked_text(&found, FIRST_SEEN), "unknown");
  cr_expect_str_eq(peeked_text(&found, LAST_SENT), "unknown");
  cr_expect_str_eq(peeked_text(&found, MONTHS), "0");
  cr_expect_str_eq(peeked_text(&found, PAYEE_FIRST_SEEN), "unknown");
  put_many(&in, 0, 1, "alice", "bob", 100, NOON, 0);
  put_many(&in, 1, 1, "alice", "bob", 100, NOON + 2 * DAY, 0);
  fr_transfer again = own;
  again.time_us = NOON + DAY + HOUR;
  cr_assert_eq(world_peek(&in, &again, &found), FR_OK);
  cr_expect_str_eq(peeked_text(&found, LAST_SENT), seconds(NOON));
}

/* Made before all that has left, so what was before it nobody knows. */
Test(past, a_late_transfer_looks_at_what_was_before_it) {
  put_many(&in, 0, 1, "alice", "bob", 100, NOON, 0);
  put_many(&in, 1, 1, "alice", "bob", 100, NOON + 10 * DAY, 0);
  put_many(&in, 2, 1, "alice", "bob", 100, NOON + 300 * DAY, 0); /* both leave as it comes */
  put_many(&in, 3, 1, "alice", "bob", 100, NOON + 301 * DAY, 0);
  SAYS(&in, LAST_SENT, NOON + 11 * DAY, seconds(NOON + 10 * DAY));
  SAYS(&in, LAST_SENT, NOON + 5 * DAY, "~unknown");
  SAYS(&in, FIRST_SEEN, NOON + 5 * DAY, seconds(NOON));
  SAYS(&in, FIRST_SEEN, NOON - 1, "~unknown");
}

Test(past, a_report_outlives_its_entry) {
  const fr_transfer bad = transfer_of("bad", "alice", "bob", 100, NOON);
  cr_assert_eq(world_score(&in, &bad), FR_OK);
  cr_assert_eq(world_tell(&in, FR_EVENT_FRAUD_REPORTED, &bad, NOON + 2 * DAY), FR_OK);
  SAYS(&in, LAST_REPORT, NOON + 2 * DAY - 1, "unknown");
  SAYS(&in, LAST_REPORT, NOON + 2 * DAY, seconds(NOON + 2 * DAY));
  put_many(&in, 0, 1, "alice", "bob", 100, NOON + 200 * DAY, 0);
  SAYS(&in, LAST_REPORT, NOON + 200 * DAY, seconds(NOON + 2 * DAY));
  SAYS(&in, PAYEE_LAST_REPORT, NOON + 200 * DAY, seconds(NOON + 2 * DAY));
  SAYS(&in, LAST_REPORT, NOON + 402 * DAY, seconds(NOON + 2 * DAY));
  SAYS(&in, LAST_REPORT, NOON + 402 * DAY + 1, "unknown");
}

/* ---- months ---- */

Test(months, hold_the_largest_of_each_and_forget_nothing_as_entries_leave) {
  /* Noon on the 15th of each month, by about 30 days. */
  for (uint32_t i = 0; i < 12; i++) {
    put_many(&in, 2 * i, 1, "alice", "bob", 100 * (i + 1), NOON + i * 30 * DAY, 0);
    put_many(&in, 2 * i + 1, 1, "alice", "bob", 50, NOON + i * 30 * DAY + 1, 0);
  }
  const int64_t now = NOON + 11 * 30 * DAY + 2;
  SAYS(&in, MONTHS, now, "12");
  SAYS(&in, MONTH_FIRST, now, "1");
  SAYS(&in, MONTH_LAST, now, "12");
  SAYS(&in, CUSTOMER_MONTHS, now, "12");
  cr_expect_str_eq(world_says(&in, PAYEE_MONTHS, "carol", "alice", now), "12");
  SAYS(&in, MONTHS, now + 400 * DAY, "0");
  SAYS(&in, MONTHS, now + 200 * DAY, "7");
}

Test(months, what_did_not_move_is_in_none) {
  cr_assert_eq(put(&in, 0, "alice", "bob", 900, NOON, FR_TRANSFER_HELD), FR_OK);
  cr_assert_eq(put(&in, 1, "alice", "bob", 100, NOON + 1, FR_TRANSFER_SETTLED), FR_OK);
  SAYS(&in, MONTH_LAST, NOON + DAY, "1");
  put_many(&in, 2, 1, "alice", "bob", 100, NOON + 200 * DAY, 0);
  SAYS(&in, MONTH_FIRST, NOON + 200 * DAY, "1");
}

Test(months, begin_at_the_offset_of_the_engine) {
  fr_engine_options options = world_options();
  options.utc_offset_s = 28800;
  world own = world_open_with(&options, &looking);
  const int64_t june = MIDNIGHT + 17 * DAY - 8 * HOUR; /* 1 June 2025, 00:00 at +08:00 */
  put_many(&own, 0, 1, "alice", "bob", 100, june - 1, 0);
  SAYS(&own, MONTHS, june - 1, "1");
  put_many(&own, 1, 1, "alice", "bob", 200, june, 0);
  SAYS(&own, MONTHS, june, "2");
  put_many(&own, 2, 1, "alice", "bob", 100, june + 200 * DAY, 0); /* both leave */
  SAYS(&own, MONTHS, june + 200 * DAY, "3");
  SAYS(&own, MONTH_FIRST, june + 200 * DAY, "1");
  world_close(&own);
}

/* Months are told apart by seven bits of their number; those of 128 months ago are not those of today. */
Test(months, of_ten_years_ago_are_not_those_of_today) {
  put_many(&in, 0, 1, "alice", "bob", 900, NOON, 0);
  put_many(&in, 1, 1, "alice", "bob", 100, NOON + 100 * DAY, 0);
  put_many(&in, 4, 1, "alice", "bob", 100, NOON + 101 * DAY, 0); /* the first leaves */
  const int64_t later = NOON + 3896 * DAY;                       /* January 2036: 128 months after May 2025 */
  for (int64_t days = -60; days <= 120; days += 30) SAYS(&in, MONTHS, later + days * DAY, "0");
  put_many(&in, 2, 1, "alice", "bob", 200, later, 0);
  put_many(&in, 3, 1, "alice", "bob", 200, later + 100 * DAY, 0);
  SAYS(&in, MONTH_FIRST, later + 100 * DAY, "2");
  SAYS(&in, MONTH_LAST, later + 100 * DAY, "2");
}

Test(months, of_a_late_transfer_are_those_up_to_it) {
  put_many(&in, 0, 1, "alice", "bob", 100, NOON, 0);
  put_many(&in, 1, 1, "alice", "bob", 200, NOON + 30 * DAY, 0);
  put_many(&in, 2, 1, "alice", "bob", 300, NOON + 200 * DAY, 0);
  SAYS(&in, MONTH_LAST, NOON + 29 * DAY - 12 * HOUR, "~2"); /* of a month that has left all that is known */
}

/* Whether its place was wanted already, by what left since, or not. */
Test(months, before_the_fourteen_up_to_the_newest_entry_are_not_asked) {
  put_many(&in, 0, 1, "alice", "bob", 100, NOON, 0);             /* May 2025 */
  put_many(&in, 1, 1, "alice", "bob", 200, NOON + 300 * DAY, 0); /* March 2026 */
  put_many(&in, 2, 1, "alice", "bob", 300, NOON + 410 * DAY, 0); /* June 2026 */
  SAYS(&in, MONTH_FIRST, NOON + 320 * DAY, "~1");
  put_many(&in, 3, 1, "alice", "bob", 300, NOON + 450 * DAY, 0); /* August 2026 */
  SAYS(&in, MONTH_FIRST, NOON + 320 * DAY, "~2");
  SAYS(&in, MONTHS, NOON + 320 * DAY, "~1");
}

/* ---- from when on all is known ---- */

static world complete_from(int64_t from_us) {
  fr_engine_options options = world_options();
  options.complete_from_us = from_us;
  return world_open_with(&options, &looking);
}

Test(complete, from_the_first_that_is_told) {
  world own = complete_from(0);
  cr_expect_eq(world_stats(&own).complete_from_us, INT64_MAX);
  SAYS(&own, DAY_SIZE, NOON, "~0");
  SAYS(&own, FIRST_TIME, NOON, "~true");
  SAYS(&own, COMPLETE_DAYS, NOON, "0");
  cr_expect_eq(world_stats(&own).complete_from_us, INT64_MAX, "a look tells nothing");
  put_many(&own, 0, 1, "x", "y", 100, NOON, 0);
  cr_expect_eq(world_stats(&own).complete_from_us, NOON);
  put_many(&own, 1, 1, "x", "y", 100, NOON - DAY, 0);
  cr_expect_eq(world_stats(&own).complete_from_us, NOON, "one that is late changes nothing");
  SAYS(&own, DAY_SIZE, NOON + DAY - 1, "~0");
  SAYS(&own, DAY_SIZE, NOON + DAY, "0");
  SAYS(&own, SIZE, NOON + 90 * DAY - 1, "~0");
  SAYS(&own, SIZE, NOON + 90 * DAY, "0");
  SAYS(&own, FIRST_TIME, NOON + 400 * DAY - 1, "~true");
  SAYS(&own, FIRST_TIME, NOON + 400 * DAY, "true");
  SAYS(&own, FIRST_SEEN, NOON + 400 * DAY - 1, "~unknown");
  SAYS(&own, FIRST_SEEN, NOON + 400 * DAY, "unknown");
  SAYS(&own, MONTHS, NOON + 400 * DAY - 1, "~0");
  SAYS(&own, MONTHS, NOON + 400 * DAY, "0");
  SAYS(&own, COMPLETE_DAYS, NOON + 2 * DAY - 1, "1");
  SAYS(&own, COMPLETE_DAYS, NOON + 2 * DAY, "2");
  world_close(&own);
}

Test(complete, from_the_first_contact_or_event) {
  world own = complete_from(0);
  const fr_event contact = event_of_customer(FR_EVENT_CONTACT, "carol", NOON);
  cr_assert_eq(world_observe(&own, &contact), FR_OK);
  cr_expect_eq(world_stats(&own).complete_from_us, NOON);
  world_close(&own);
}

/* What is refused tells nothing. */
Test(complete, not_from_what_is_refused) {
  world own = complete_from(0);
  const fr_transfer none = transfer_of("none", "alice", "bob", 100, NOON);
  cr_expect_eq(world_tell(&own, FR_EVENT_SETTLED, &none, NOON), FR_NOT_FOUND);
  cr_expect_eq(world_stats(&own).complete_from_us, INT64_MAX);
  world_close(&own);
}

Test(complete, from_a_time) {
  world own = complete_from(NOON);
  cr_expect_eq(world_stats(&own).complete_from_us, NOON);
  put_many(&own, 0, 1, "alice", "bob", 100, NOON - DAY, 0);
  cr_expect_eq(world_stats(&own).complete_from_us, NOON);
  SAYS(&own, DAY_SIZE, NOON + DAY - 1, "~0");
  SAYS(&own, DAY_SIZE, NOON + DAY, "0");
  SAYS(&own, FIRST_TIME, NOON, "false");
  SAYS(&own, COMPLETE_DAYS, NOON - 1, "0");
  SAYS(&own, COMPLETE_DAYS, NOON + 3 * DAY, "3");
  cr_expect_str_eq(world_says(&own, FIRST_TIME, "alice", "dave", NOON), "~true");
  world_close(&own);
}

Test(complete, always) {
  world own = complete_from(FR_COMPLETE_ALWAYS);
  cr_expect_eq(world_stats(&own).complete_from_us, INT64_MIN);
  SAYS(&own, SIZE, NOON, "0");
  SAYS(&own, FIRST_TIME, NOON, "true");
  SAYS(&own, COMPLETE_DAYS, NOON, "400");
  put_many(&own, 0, 1, "alice", "bob", 100, NOON, 0);
  SAYS(&own, SIZE, NOON, "1");
  cr_expect_eq(world_stats(&own).complete_from_us, INT64_MIN);
  world_close(&own);
}

Test(complete, times_that_are_none_are_refused) {
  static const struct {
    int64_t from_us;
    fr_status status;
  } cases[] = {{-1, FR_BAD_TIME},           {INT64_MIN + 1, FR_BAD_TIME},
               {INT64_MAX, FR_BAD_TIME},    {FR_MAX_TIME_US, FR_BAD_TIME},
               {FR_MAX_TIME_US - 1, FR_OK}, {1, FR_OK}};
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    fr_engine_options options = world_options();
    options.complete_from_us = cases[i].from_us;
    fr_engine *engine;
    fr_error error = FR_ERROR_INIT;
    cr_expect_eq(fr_engine_create(&options, &engine, &error), cases[i].status, "case %zu", i);
    if (cases[i].status != FR_OK) cr_expect_str_eq(error.field, "options.complete_from_us");
    fr_engine_destroy(engine);
  }
}
