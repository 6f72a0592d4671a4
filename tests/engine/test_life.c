/* SPDX-License-Identifier: Apache-2.0
 *
 * The life of a party: events about entries that have left, another identifier, and being forgotten. */
#include <criterion/criterion.h>

#include "support/peek.h"

enum {
  SIZE,
  SUM,
  ATTEMPTS,
  RECEIVED,
  FIRST_TIME,
  FIRST_SEEN,
  LAST_SENT,
  LAST_REPORT,
  CONTACTS,
  EVENTS,
  LISTED,
  STATUSES,
  LABELS,
  LABEL_TIME,
  MONTH,
  CUSTOMER_SIZE,
  MOST,
  PAYER_RECEIVED,
  COMPLETE_DAYS
};
static const bundle_policy looking = {
    .rules = {{.id = "all", .when = "true", .points = 100}},
    .features = {[SIZE] = {"size", "payer.sent.size()"},
                 [SUM] = {"sum", "payer.sent.map(t, t.amount).sum()"},
                 [ATTEMPTS] = {"attempts", "payer.attempts.size()"},
                 [RECEIVED] = {"received", "payee.received.size()"},
                 [FIRST_TIME] = {"first_time", "pair.first_time"},
                 [FIRST_SEEN] = {"first_seen", "int(payer.first_seen)"},
                 [LAST_SENT] = {"last_sent", "int(payer.last_sent)"},
                 [LAST_REPORT] = {"last_report", "int(payer.last_report)"},
                 [CONTACTS] = {"contacts", "customer.contacts.size()"},
                 [EVENTS] = {"events", "customer.events.size()"},
                 [LISTED] = {"listed", "'bad' in payer.lists"},
                 [STATUSES] = {"settled", "payer.attempts.filter(t, t.status == 'settled').size()"},
                 [LABELS] = {"frauds", "payer.attempts.filter(t, t.label == 'fraud').size()"},
                 [LABEL_TIME] = {"label_time",
                                 "int(payer.attempts.filter(t, t.label == 'fraud').map(t, t.label_time).last())"},
                 [MONTH] = {"month", "payer.months.map(m, m.amount).first()"},
                 [CUSTOMER_SIZE] = {"customer_size", "customer.sent.size()"},
                 [MOST] = {"most", "payer.sent.map(t, t.amount).max()"},
                 [PAYER_RECEIVED] = {"payer_received", "payer.received.size()"},
                 [COMPLETE_DAYS] = {"complete_days", "payer.complete_days"}},
};

enum { BOUND = FR_MAX_HISTORY_ENTRIES };
#define MIDNIGHT (NOON - 12 * HOUR)

static world in;
static void set_up(void) {
  in = world_open(&looking);
  cr_assert_not_null(in.context);
}
static void tear_down(void) { world_close(&in); }
TestSuite(late, .init = set_up, .fini = tear_down);
TestSuite(moved, .init = set_up, .fini = tear_down);
TestSuite(forgotten, .init = set_up, .fini = tear_down);

static void says(world *of, const char *payer, uint32_t feature, int64_t time_us, const char *wanted, int line) {
  const char *said = world_says(of, feature, payer, "bob", time_us);
  cr_expect_str_eq(said, wanted, "line %d: %s, not %s", line, said, wanted);
}
#define SAYS(payer, feature, time_us, wanted) says(&in, payer, feature, time_us, wanted, __LINE__)

static const char *seconds(int64_t time_us) {
  static char text[32];
  snprintf(text, sizeof text, "%lld", (long long)(time_us / SECOND));
  return text;
}

static fr_status put(uint32_t number, const char *payer, const char *payee, int64_t amount_minor, int64_t time_us,
                     uint32_t status) {
  char id[32];
  snprintf(id, sizeof id, "t%u", number);
  const fr_transfer transfer = transfer_of(id, payer, payee, amount_minor, time_us);
  return world_record(&in, &transfer, status);
}
static void put_many(uint32_t first, uint32_t count, const char *payer, const char *payee, int64_t time_us,
                     int64_t step_us) {
  for (uint32_t i = 0; i < count; i++) {
    cr_assert_eq(put(first + i, payer, payee, 100, time_us + i * step_us, FR_TRANSFER_SETTLED), FR_OK);
  }
}

/* An event about a transfer that says when it was made. */
static fr_status tell_late(uint32_t kind, const fr_transfer *transfer, int64_t time_us) {
  fr_event event = event_about(kind, transfer, time_us);
  event.known |= FR_EVENT_HAS_TRANSFER_TIME;
  event.transfer_time_us = transfer->time_us;
  return world_observe(&in, &event);
}

static fr_status move_party(const char *from, const char *to, int64_t time_us) {
  fr_event event = FR_EVENT_INIT;
  event.kind = FR_EVENT_MOVED;
  event.time_us = time_us;
  event.party = fr_text_of(from);
  event.to = fr_text_of(to);
  return world_observe(&in, &event);
}
static fr_status forget_party(const char *party, int64_t time_us) {
  fr_event event = FR_EVENT_INIT;
  event.kind = FR_EVENT_FORGOTTEN;
  event.time_us = time_us;
  event.party = fr_text_of(party);
  return world_observe(&in, &event);
}
static fr_status tell_of(uint32_t kind, const char *party, int64_t time_us) {
  fr_event event = FR_EVENT_INIT;
  event.kind = kind;
  event.time_us = time_us;
  event.party = fr_text_of(party);
  return world_observe(&in, &event);
}

/* ---- events about entries that have left ---- */

/* Twelve of one payer give way, the first of them to a payee of its own. */
static fr_transfer give_way(uint32_t status) {
  const fr_transfer first = transfer_of("first", "alice", "bob", 500, MIDNIGHT);
  cr_assert_eq(world_record(&in, &first, status), FR_OK);
  put_many(0, BOUND + 11, "alice", "carol", MIDNIGHT + SECOND, SECOND);
  return first;
}

Test(late, a_day_is_mended_where_an_entry_did_not_move_after_all) {
  static const uint32_t kinds[] = {FR_EVENT_DELAYED, FR_EVENT_HELD, FR_EVENT_CANCELLED, FR_EVENT_REFUSED,
                                   FR_EVENT_RETURNED};
  for (size_t i = 0; i < FR_COUNT(kinds); i++) {
    const fr_transfer first = give_way(FR_TRANSFER_ATTEMPTED);
    SAYS("alice", SIZE, MIDNIGHT + DAY, "~1036");
    SAYS("alice", SUM, MIDNIGHT + DAY, "~1040");
    cr_expect_eq(tell_late(kinds[i], &first, MIDNIGHT + DAY), FR_OK);
    SAYS("alice", SIZE, MIDNIGHT + DAY, "~1035");
    SAYS("alice", SUM, MIDNIGHT + DAY, "~1035");
    SAYS("alice", ATTEMPTS, MIDNIGHT + DAY, "~1036");
    tear_down();
    set_up();
  }
}

Test(late, a_day_is_mended_where_an_entry_was_released) {
  const fr_transfer first = give_way(FR_TRANSFER_HELD);
  SAYS("alice", SIZE, MIDNIGHT + DAY, "~1035");
  cr_expect_eq(tell_late(FR_EVENT_RELEASED, &first, MIDNIGHT + DAY), FR_OK);
  SAYS("alice", SIZE, MIDNIGHT + DAY, "~1036");
  SAYS("alice", SUM, MIDNIGHT + DAY, "~1040");
  cr_expect_eq(tell_late(FR_EVENT_RELEASED, &first, MIDNIGHT + DAY), FR_OK, "nothing is left that could be released");
  SAYS("alice", SIZE, MIDNIGHT + DAY, "~1036");
}

Test(late, without_its_time_it_is_not_found) {
  const fr_transfer first = give_way(FR_TRANSFER_ATTEMPTED);
  fr_event event = event_about(FR_EVENT_RETURNED, &first, MIDNIGHT + DAY);
  event.sides = FR_SIDE_PAYER; /* the payee still has it */
  cr_expect_eq(world_observe(&in, &event), FR_NOT_FOUND);
  fr_transfer never = transfer_of("never", "alice", "carol", 500, MIDNIGHT + 11 * SECOND);
  cr_expect_eq(tell_late(FR_EVENT_RETURNED, &never, MIDNIGHT + DAY), FR_OK, "nobody can tell that it never was");
  never.time_us = MIDNIGHT + BOUND * SECOND;
  cr_expect_eq(tell_late(FR_EVENT_RETURNED, &never, MIDNIGHT + DAY), FR_NOT_FOUND, "that time has not left");
  SAYS("alice", SIZE, MIDNIGHT + DAY, "~1035");
}

Test(late, what_settles_makes_the_payee_known) {
  const fr_transfer first = give_way(FR_TRANSFER_ATTEMPTED);
  SAYS("alice", FIRST_TIME, MIDNIGHT + 2 * DAY, "true");
  cr_expect_eq(tell_late(FR_EVENT_SETTLED, &first, MIDNIGHT + DAY), FR_OK);
  SAYS("alice", FIRST_TIME, MIDNIGHT + DAY - 1, "true");
  SAYS("alice", FIRST_TIME, MIDNIGHT + DAY, "false");
  cr_expect_eq(tell_late(FR_EVENT_FRAUD_REPORTED, &first, MIDNIGHT + 2 * DAY), FR_OK);
  SAYS("alice", FIRST_TIME, MIDNIGHT + 2 * DAY, "true");
}

Test(late, what_came_back_makes_the_payee_unknown) {
  const fr_transfer first = give_way(FR_TRANSFER_SETTLED);
  SAYS("alice", FIRST_TIME, MIDNIGHT + 2 * DAY, "false");
  cr_expect_eq(tell_late(FR_EVENT_RETURNED, &first, MIDNIGHT + DAY), FR_OK);
  SAYS("alice", FIRST_TIME, MIDNIGHT + 2 * DAY, "true");
}

/* The table of payees is sifted as it fills: a payee of whom nothing is known yet has no place in it any more. */
Test(late, what_settles_makes_a_payee_known_whose_place_was_given_away) {
  const fr_transfer first = transfer_of("first", "alice", "bob", 500, MIDNIGHT);
  cr_assert_eq(world_record(&in, &first, FR_TRANSFER_ATTEMPTED), FR_OK);
  for (uint32_t i = 0; i < 3 * BOUND; i++) {
    char payee[32];
    snprintf(payee, sizeof payee, "payee %u", i);
    cr_assert_eq(put(i, "alice", payee, 100, MIDNIGHT + i * SECOND, FR_TRANSFER_ATTEMPTED), FR_OK);
  }
  cr_expect_eq(tell_late(FR_EVENT_SETTLED, &first, MIDNIGHT + DAY), FR_OK);
  SAYS("alice", FIRST_TIME, MIDNIGHT + DAY, "false");
}

Test(late, a_payee_of_more_than_400_days_ago_stays_unknown) {
  const fr_transfer first = transfer_of("first", "alice", "bob", 500, MIDNIGHT);
  cr_assert_eq(world_record(&in, &first, FR_TRANSFER_ATTEMPTED), FR_OK);
  put_many(0, 2, "alice", "carol", MIDNIGHT + 402 * DAY, SECOND);
  cr_expect_eq(tell_late(FR_EVENT_SETTLED, &first, MIDNIGHT + 403 * DAY), FR_OK);
  SAYS("alice", FIRST_TIME, MIDNIGHT + 403 * DAY, "true");
}

/* As many days as there is room for, all of them behind the horizon by now. */
Test(late, a_day_that_has_left_is_not_mended) {
  fr_transfer first = transfer_of("first", "alice", "bob", 500, MIDNIGHT);
  cr_assert_eq(world_record(&in, &first, FR_TRANSFER_SETTLED), FR_OK);
  for (uint32_t i = 1; i < 4; i++) {
    cr_assert_eq(put(i, "alice", "bob", 500, MIDNIGHT + i * DAY, FR_TRANSFER_SETTLED), FR_OK);
  }
  put_many(100, BOUND, "alice", "bob", MIDNIGHT + 10 * DAY, 1);
  put_many(5000, 1, "carol", "alice", MIDNIGHT + 120 * DAY, 0);
  cr_expect_eq(tell_late(FR_EVENT_RETURNED, &first, MIDNIGHT + 120 * DAY), FR_OK);
  SAYS("alice", ATTEMPTS, MIDNIGHT + 120 * DAY, "0");
}

/* Nothing tells any more whether it was drawn or paid in. */
Test(late, cash_that_has_left_is_not_found) {
  fr_transfer cash = transfer_of("cash", "alice", "", 500, MIDNIGHT);
  cash.payee = (fr_text){0};
  cash.kind = FR_KIND_CASH_WITHDRAWAL;
  cr_assert_eq(world_record(&in, &cash, FR_TRANSFER_SETTLED), FR_OK);
  put_many(0, BOUND + 1, "alice", "carol", MIDNIGHT + SECOND, 1);
  cr_expect_eq(tell_late(FR_EVENT_RETURNED, &cash, MIDNIGHT + DAY), FR_NOT_FOUND);
  SAYS("alice", SIZE, MIDNIGHT + DAY, "~1026");
}

/* ---- another identifier ---- */

Test(moved, all_that_is_remembered_follows) {
  const fr_transfer bad = transfer_of("bad", "alice", "carol", 700, NOON + 3);
  put_many(0, 3, "alice", "bob", NOON, 1);
  cr_assert_eq(world_score(&in, &bad), FR_OK);
  cr_assert_eq(world_tell(&in, FR_EVENT_FRAUD_REPORTED, &bad, NOON + HOUR), FR_OK);
  put_many(10, 2, "dave", "alice", NOON, HOUR);
  cr_assert_eq(tell_of(FR_EVENT_CONTACT, "alice", NOON), FR_OK);
  cr_assert_eq(tell_of(FR_EVENT_SIM_CHANGED, "alice", NOON), FR_OK);
  cr_assert_eq(move_party("alice", "new", NOON + DAY), FR_OK);
  SAYS("new", SIZE, NOON + DAY, "4");
  SAYS("new", SUM, NOON + DAY, "10");
  SAYS("new", STATUSES, NOON + DAY, "3");
  SAYS("new", LABELS, NOON + DAY, "1");
  SAYS("new", LABEL_TIME, NOON + DAY, seconds(NOON + HOUR));
  SAYS("new", LAST_REPORT, NOON + DAY, seconds(NOON + HOUR));
  SAYS("new", FIRST_TIME, NOON + DAY, "false");
  SAYS("new", FIRST_SEEN, NOON + DAY, seconds(NOON));
  SAYS("new", PAYER_RECEIVED, NOON + DAY, "2");
  SAYS("new", CONTACTS, NOON + DAY, "1");
  SAYS("new", EVENTS, NOON + DAY, "1");
  SAYS("new", COMPLETE_DAYS, NOON + DAY, "400");
  cr_expect_str_eq(world_says(&in, FIRST_TIME, "new", "carol", NOON + DAY), "true", "reported");
}

Test(moved, the_old_identifier_is_somebody_of_whom_nothing_is_known) {
  put_many(0, 3, "alice", "bob", NOON, 1);
  cr_assert_eq(move_party("alice", "new", NOON + DAY), FR_OK);
  SAYS("alice", SIZE, NOON + DAY + HOUR, "~0");
  SAYS("alice", FIRST_TIME, NOON + DAY + HOUR, "~true");
  SAYS("alice", COMPLETE_DAYS, NOON + 3 * DAY, "2");
  put_many(10, 1, "alice", "bob", NOON + 2 * DAY, 0);
  SAYS("alice", SIZE, NOON + 92 * DAY, "1");
  SAYS("new", SIZE, NOON + 2 * DAY, "3");
}

Test(moved, twice_is_once) {
  put_many(0, 3, "alice", "bob", NOON, 1);
  put_many(10, 2, "new", "bob", NOON, 1);
  for (uint32_t i = 0; i < 3; i++) {
    cr_assert_eq(move_party("alice", "new", NOON + DAY), FR_OK);
    SAYS("new", SIZE, NOON + DAY, "5");
    SAYS("new", FIRST_SEEN, NOON + DAY, seconds(NOON));
    SAYS("new", COMPLETE_DAYS, NOON + DAY, "400");
  }
}

/* Nothing tells it from one that was forgotten, or used and evicted, in between. */
Test(moved, again_at_a_later_time_it_is_whole_since_the_first) {
  put_many(0, 3, "alice", "bob", NOON, 1);
  cr_assert_eq(move_party("alice", "new", NOON + DAY), FR_OK);
  cr_assert_eq(move_party("alice", "new", NOON + 2 * DAY), FR_OK);
  SAYS("new", SIZE, NOON + 4 * DAY, "~3");
  SAYS("new", COMPLETE_DAYS, NOON + 4 * DAY, "3");
}

/* Ids count under the payer that sent them, and others' histories know the old identifier. */
Test(moved, what_was_in_flight_as_the_payer_moved_is_found_with_the_payee) {
  fr_transfer sent = transfer_of("t", "alice", "bob", 100, NOON);
  cr_assert_eq(world_score(&in, &sent), FR_OK);
  cr_assert_eq(move_party("alice", "new", NOON + DAY), FR_OK);
  SAYS("new", RECEIVED, NOON + DAY, "1");
  sent.payer = fr_text_of("new");
  cr_expect_eq(world_tell(&in, FR_EVENT_HELD, &sent, NOON + DAY), FR_NOT_FOUND);
  sent.payer = fr_text_of("alice");
  cr_expect_eq(world_tell(&in, FR_EVENT_HELD, &sent, NOON + DAY), FR_OK);
  SAYS("new", RECEIVED, NOON + DAY, "0");
  SAYS("new", SIZE, NOON + DAY, "1");
  cr_expect_eq(world_score(&in, &sent), FR_OK, "a retry, which the payee knows");
  cr_expect_neq(in.decision.flags & FR_FLAG_REPEATED, 0);
  SAYS("alice", ATTEMPTS, NOON + DAY, "~1");
}

Test(moved, what_was_in_flight_as_the_payee_moved_is_found_with_the_payer) {
  fr_transfer sent = transfer_of("t", "alice", "bob", 100, NOON);
  cr_assert_eq(world_score(&in, &sent), FR_OK);
  cr_assert_eq(move_party("bob", "new", NOON + DAY), FR_OK);
  sent.payee = fr_text_of("new");
  cr_expect_eq(world_tell(&in, FR_EVENT_HELD, &sent, NOON + DAY), FR_CONFLICT);
  cr_expect_str_eq(fr_context_error(in.context)->field, "event.amount_minor");
  cr_expect_str_eq(
      fr_context_error(in.context)->message,
      "the transfer of this id was recorded with another payee or amount: the event names both as they were");
  cr_expect_eq(world_score(&in, &sent), FR_CONFLICT);
  sent.payee = fr_text_of("bob");
  cr_expect_eq(world_tell(&in, FR_EVENT_HELD, &sent, NOON + DAY), FR_OK);
  SAYS("alice", SIZE, NOON + DAY, "0");
  cr_expect_str_eq(world_says(&in, RECEIVED, "carol", "new", NOON + DAY), "1");
}

Test(moved, there_and_back_again) {
  put_many(0, 3, "alice", "bob", NOON, 1);
  cr_assert_eq(move_party("alice", "new", NOON + DAY), FR_OK);
  cr_assert_eq(move_party("new", "alice", NOON + 2 * DAY), FR_OK);
  SAYS("alice", SIZE, NOON + 2 * DAY, "~3");
  SAYS("new", SIZE, NOON + 2 * DAY, "~0");
}

Test(moved, both_had_histories) {
  put_many(0, 3, "alice", "bob", NOON, 2);
  put_many(10, 3, "new", "carol", NOON + 1, 2);
  cr_assert_eq(put(20, "new", "carol", FR_MAX_AMOUNT_MINOR, NOON + DAY, FR_TRANSFER_HELD), FR_OK);
  cr_assert_eq(tell_of(FR_EVENT_CONTACT, "alice", NOON + 1), FR_OK);
  cr_assert_eq(tell_of(FR_EVENT_CONTACT, "new", NOON), FR_OK);
  cr_assert_eq(move_party("alice", "new", NOON + DAY), FR_OK);
  SAYS("new", SIZE, NOON + DAY, "6");
  SAYS("new", ATTEMPTS, NOON + DAY, "7");
  SAYS("new", SIZE, NOON + 3, "~4"); /* late by now */
  SAYS("new", CONTACTS, NOON + DAY, "2");
  SAYS("new", FIRST_TIME, NOON + DAY, "false");
  cr_expect_str_eq(world_says(&in, FIRST_TIME, "new", "carol", NOON + DAY), "false");
}

/* Statuses have times: a later event that is older than the last one changes nothing, before and after. */
Test(moved, a_status_keeps_its_time) {
  const fr_transfer sent = transfer_of("t", "alice", "bob", 100, NOON);
  cr_assert_eq(world_score(&in, &sent), FR_OK);
  cr_assert_eq(world_tell(&in, FR_EVENT_SETTLED, &sent, NOON + DAY), FR_OK);
  cr_assert_eq(move_party("alice", "new", NOON + 2 * DAY), FR_OK);
  SAYS("new", FIRST_TIME, NOON + DAY - 1, "true");
  SAYS("new", FIRST_TIME, NOON + DAY, "false");
}

Test(moved, days_and_the_past_follow) {
  put_many(0, BOUND + 10, "alice", "bob", MIDNIGHT, 1);
  put_many(5000, BOUND + 20, "new", "bob", MIDNIGHT + HOUR, 1);
  cr_assert_eq(move_party("alice", "new", NOON), FR_OK);
  SAYS("new", SIZE, MIDNIGHT + DAY, "~2078");
  SAYS("new", SUM, MIDNIGHT + DAY, "~2078");
  SAYS("new", LAST_SENT, MIDNIGHT + DAY, seconds(MIDNIGHT + HOUR));
  cr_expect_eq(world_stats(&in).day_summaries, 2, "bob's and the one that is left");
}

Test(moved, what_was_long_ago_follows) {
  put_many(0, 1, "alice", "bob", NOON, 0);
  put_many(1, 1, "alice", "carol", NOON + 300 * DAY, 0);
  put_many(2, 1, "alice", "carol", NOON + 500 * DAY, 0);
  cr_assert_eq(move_party("alice", "new", NOON + 800 * DAY), FR_OK);
  SAYS("new", FIRST_SEEN, NOON + 800 * DAY, seconds(NOON));
  SAYS("new", LAST_SENT, NOON + 800 * DAY, seconds(NOON + 500 * DAY));
  SAYS("new", MONTH, NOON + 800 * DAY, "1");
}

Test(moved, months_and_known_payees_of_one_who_was_idle) {
  put_many(0, 1, "alice", "bob", NOON, 0);
  put_many(1, 1, "new", "carol", NOON + 200 * DAY, 0);
  cr_assert_eq(move_party("alice", "new", NOON + 201 * DAY), FR_OK);
  SAYS("new", MONTH, NOON + 201 * DAY, "1");
  SAYS("new", FIRST_TIME, NOON + 201 * DAY, "false");
  SAYS("new", FIRST_SEEN, NOON + 201 * DAY, seconds(NOON));
  cr_expect_eq(world_stats(&in).late_dropped, 0);
}

/* Reported long after it was made, and older than all that fits: what the report says stays all the same. */
Test(moved, a_report_about_an_entry_that_gives_way_at_once_is_kept) {
  const fr_transfer good = transfer_of("good", "alice", "bob", 100, MIDNIGHT),
                    bad = transfer_of("bad", "alice", "bob", 100, MIDNIGHT + 1);
  cr_assert_eq(world_record(&in, &good, FR_TRANSFER_SETTLED), FR_OK);
  cr_assert_eq(world_record(&in, &bad, FR_TRANSFER_SETTLED), FR_OK);
  cr_assert_eq(world_tell(&in, FR_EVENT_FRAUD_REPORTED, &bad, NOON), FR_OK);
  put_many(0, BOUND, "new", "carol", MIDNIGHT + HOUR, 1);
  SAYS("alice", FIRST_TIME, NOON + DAY, "true");
  cr_assert_eq(move_party("alice", "new", NOON + DAY), FR_OK);
  SAYS("new", SIZE, NOON + DAY, "~1026");
  SAYS("new", FIRST_TIME, NOON + DAY, "true");
  SAYS("new", LAST_REPORT, NOON + DAY, seconds(NOON));
}

/* The new one knew the payee too, but sent it nothing for 400 days: that is forgotten, and stays so. */
Test(moved, a_payee_that_was_forgotten_does_not_come_back) {
  put_many(0, 1, "new", "bob", NOON, 0);
  put_many(1, 1, "new", "carol", NOON + 450 * DAY, 0);
  put_many(2, 1, "alice", "bob", NOON + 300 * DAY, 0);
  put_many(3, 1, "alice", "carol", NOON + 500 * DAY, 0);
  cr_assert_eq(move_party("alice", "new", NOON + 501 * DAY), FR_OK);
  SAYS("new", FIRST_TIME, NOON + 300 * DAY - 1, "true");
  SAYS("new", FIRST_TIME, NOON + 300 * DAY, "false");
}

Test(moved, old_items_of_others_are_no_late_ones) {
  cr_assert_eq(tell_of(FR_EVENT_CONTACT, "alice", NOON), FR_OK);
  cr_assert_eq(tell_of(FR_EVENT_SIM_CHANGED, "alice", NOON), FR_OK);
  put_many(0, 1, "new", "bob", NOON + 200 * DAY, 0);
  cr_assert_eq(move_party("alice", "new", NOON + 201 * DAY), FR_OK);
  cr_expect_eq(world_stats(&in).late_dropped, 0);
}

/* Whether what nothing is known of is still in the table or was sifted is chance: so it must not count. */
Test(moved, an_attempt_that_has_left_keeps_nobody_remembered) {
  cr_assert_eq(put(1, "old", "bob", 100, NOON, FR_TRANSFER_SETTLED), FR_OK);
  cr_assert_eq(put(2, "alice", "bob", 100, NOON + 200 * DAY, FR_TRANSFER_ATTEMPTED), FR_OK);
  cr_assert_eq(put(3, "alice", "carol", 100, NOON + 300 * DAY, FR_TRANSFER_SETTLED), FR_OK);
  cr_assert_eq(move_party("old", "alice", NOON + 310 * DAY), FR_OK);
  SAYS("alice", FIRST_TIME, NOON + 400 * DAY, "false");
  SAYS("alice", FIRST_TIME, NOON + 402 * DAY, "true");
}

Test(moved, nobody_becomes_somebody) {
  fr_engine_options options = world_options();
  options.complete_from_us = 0;
  tear_down();
  in = world_open_with(&options, &looking);
  cr_assert_eq(move_party("nobody", "new", NOON), FR_OK);
  put_many(0, 1, "new", "bob", NOON + DAY, 0);
  SAYS("new", COMPLETE_DAYS, NOON + 11 * DAY, "11");
}

Test(moved, customers) {
  fr_party carol = FR_PARTY_INIT, caroline = FR_PARTY_INIT;
  carol.customer = fr_text_of("carol");
  caroline.customer = fr_text_of("caroline");
  fr_transfer sent = transfer_of("t", "c1", "bob", 100, NOON);
  sent.payer_party = &carol;
  cr_assert_eq(world_score(&in, &sent), FR_OK);
  fr_event contact = event_of_customer(FR_EVENT_CONTACT, "carol", NOON);
  cr_assert_eq(world_observe(&in, &contact), FR_OK);
  fr_event event = event_of_customer(FR_EVENT_MOVED, "carol", NOON + DAY);
  event.to = fr_text_of("caroline");
  cr_assert_eq(world_observe(&in, &event), FR_OK);
  peeked found;
  fr_transfer next = transfer_of("a look", "c2", "bob", 1, NOON + DAY);
  next.payer_party = &caroline;
  cr_assert_eq(world_peek(&in, &next, &found), FR_OK);
  cr_expect_str_eq(peeked_text(&found, CUSTOMER_SIZE), "1");
  cr_expect_str_eq(peeked_text(&found, CONTACTS), "1");
  cr_expect_str_eq(peeked_text(&found, SIZE), "0", "the accounts are others");
  sent.payer_party = &caroline; /* the transfer is found under the customer's new name */
  cr_expect_eq(world_tell(&in, FR_EVENT_HELD, &sent, NOON + DAY), FR_OK);
  cr_assert_eq(world_peek(&in, &next, &found), FR_OK);
  cr_expect_str_eq(peeked_text(&found, CUSTOMER_SIZE), "0");
}

Test(moved, lists_and_trusts_stay) {
  fr_event listed = event_of_customer(FR_EVENT_LISTED, NULL, NOON);
  listed.customer = (fr_text){0};
  listed.party = fr_text_of("alice");
  listed.list = fr_text_of("bad");
  cr_assert_eq(world_observe(&in, &listed), FR_OK);
  cr_assert_eq(move_party("alice", "new", NOON), FR_OK);
  SAYS("alice", LISTED, NOON, "true");
  SAYS("new", LISTED, NOON, "false");
}

/* ---- being forgotten ---- */

Test(forgotten, all_goes_and_from_then_on_all_is_known) {
  const uint64_t nothing = world_stats(&in).profile_bytes;
  put_many(0, BOUND + 10, "alice", "bob", NOON, 1);
  cr_assert_eq(tell_of(FR_EVENT_CONTACT, "alice", NOON), FR_OK);
  cr_assert_eq(tell_of(FR_EVENT_SIM_CHANGED, "alice", NOON), FR_OK);
  fr_event fact = FR_EVENT_INIT;
  fact.kind = FR_EVENT_LISTED;
  fact.time_us = NOON;
  fact.party = fr_text_of("alice");
  fact.list = fr_text_of("bad");
  cr_assert_eq(world_observe(&in, &fact), FR_OK);
  fact.kind = FR_EVENT_TRUSTED;
  fact.payer = fr_text_of("alice");
  fact.payee = fr_text_of("bob");
  fact.amount_minor = 1000;
  cr_assert_eq(world_observe(&in, &fact), FR_OK);
  fact.payer = fr_text_of("dave");
  cr_assert_eq(world_observe(&in, &fact), FR_OK);
  SAYS("alice", LISTED, NOON + DAY, "true");
  cr_expect_eq(in.decision.outcome, FR_OUTCOME_ALLOW, "it is trusted");
  cr_assert_eq(forget_party("bob", NOON + DAY), FR_OK);
  cr_assert_eq(forget_party("alice", NOON + DAY), FR_OK);
  SAYS("alice", SIZE, NOON + DAY, "~0");
  SAYS("alice", LISTED, NOON + DAY, "false");
  cr_expect_eq(in.decision.outcome, FR_OUTCOME_HOLD, "nor is it trusted");
  SAYS("alice", FIRST_TIME, NOON + DAY, "~true");
  SAYS("alice", FIRST_SEEN, NOON + DAY, "~unknown");
  SAYS("alice", CONTACTS, NOON + DAY, "~0");
  SAYS("alice", EVENTS, NOON + DAY, "~0");
  SAYS("alice", SIZE, NOON + 91 * DAY, "0");
  SAYS("alice", COMPLETE_DAYS, NOON + 3 * DAY, "2");
  cr_expect_eq(world_stats(&in).list_entries, 1, "dave's trust");
  cr_expect_leq(world_stats(&in).profile_bytes, nothing + 2 * 128);
}

Test(forgotten, others_keep_their_entries_of_it) {
  put_many(0, 3, "alice", "bob", NOON, 1);
  cr_assert_eq(forget_party("bob", NOON + DAY), FR_OK);
  SAYS("alice", SIZE, NOON + DAY, "3");
  SAYS("alice", FIRST_TIME, NOON + DAY, "false");
  SAYS("alice", RECEIVED, NOON + DAY, "~0");
}

Test(forgotten, nobody_and_twice) {
  cr_expect_eq(forget_party("nobody", NOON), FR_OK);
  SAYS("nobody", SIZE, NOON + DAY, "0");
  put_many(0, 3, "alice", "bob", NOON, 1);
  cr_expect_eq(forget_party("alice", NOON + DAY), FR_OK);
  cr_expect_eq(forget_party("alice", NOON + DAY), FR_OK);
  SAYS("alice", COMPLETE_DAYS, NOON + 2 * DAY, "1");
}

/* An event of a time before the newest entry: that entry was forgotten too. */
Test(forgotten, late_it_is_forgotten_up_to_the_newest_entry) {
  put_many(0, 1, "alice", "bob", NOON + DAY, 1);
  cr_expect_eq(forget_party("alice", NOON), FR_OK);
  SAYS("alice", COMPLETE_DAYS, NOON + 2 * DAY, "0");
  SAYS("alice", COMPLETE_DAYS, NOON + 2 * DAY + 1, "1");
}

Test(forgotten, begins_a_new_history) {
  put_many(0, BOUND + 10, "alice", "bob", NOON, 1);
  cr_assert_eq(forget_party("alice", NOON + DAY), FR_OK);
  put_many(5000, BOUND + 10, "alice", "bob", NOON + 2 * DAY, 1);
  SAYS("alice", SIZE, NOON + 4 * DAY, "~1034");
  SAYS("alice", FIRST_SEEN, NOON + 4 * DAY, "~1747483200");
}

/* ---- memory that ends in between ---- */

static uint32_t calls, failing, failing_calls;
static const fr__store_operations *behind;
/* Growing fails from one call on, for so many calls; shrinking has no need of memory. */
static fr__profile *resize_or_fail(fr__store *store, fr__profile *profile, uint32_t bytes) {
  if (bytes > profile->bytes && calls++ >= failing && calls <= failing + failing_calls) return NULL;
  return behind->resize(store, profile, bytes);
}

/* Two that were both full, with days, months, outcomes, contacts and payees of their own. */
static void fill_both(void) {
  const fr_transfer bad = transfer_of("bad", "alice", "eve", 700, MIDNIGHT);
  cr_assert_eq(world_score(&in, &bad), FR_OK);
  cr_assert_eq(world_tell(&in, FR_EVENT_FRAUD_REPORTED, &bad, MIDNIGHT + HOUR), FR_OK);
  for (uint32_t i = 0; i < 700; i++) {
    char payee[32];
    snprintf(payee, sizeof payee, "payee %u", i % 150);
    const int64_t time_us = MIDNIGHT + i * HOUR;
    cr_assert_eq(put(2 * i, "alice", i % 3 == 0 ? "bob" : payee, 100 + i, time_us, i % 7), FR_OK);
    cr_assert_eq(put(2 * i + 1, "new", "carol", 100, time_us + HOUR / 2, FR_TRANSFER_SETTLED), FR_OK);
    if (i % 10 == 0) cr_assert_eq(put(9000 + i, payee, "alice", INT64_C(1) << 40, time_us, FR_TRANSFER_SETTLED), FR_OK);
  }
  for (uint32_t i = 0; i < 20; i++) cr_assert_eq(tell_of(FR_EVENT_CONTACT, "alice", MIDNIGHT + i * DAY), FR_OK);
  for (uint32_t i = 0; i < 30; i++) cr_assert_eq(tell_of(FR_EVENT_SIM_CHANGED, "new", MIDNIGHT + i * DAY), FR_OK);
}

/* All that the policy says of a party, in one text. */
static void describe(const char *party, int64_t time_us, char *into, size_t size) {
  static const char *const payees[] = {"bob", "carol", "eve", "payee 1", "payee 149", "nobody"};
  size_t at = 0;
  for (size_t i = 0; i < FR_COUNT(payees); i++) {
    peeked found;
    const fr_transfer look = transfer_of("a look", party, payees[i], 1, time_us);
    cr_assert_eq(world_peek(&in, &look, &found), FR_OK);
    for (uint32_t f = 0; f <= COMPLETE_DAYS && at < size; f++) {
      at += (size_t)snprintf(into + at, size - at, "%s ", peeked_text(&found, f));
    }
  }
}

/* Whichever call for memory fails, once or from then on: a status, and the second try makes it what it would have been.
 */
Test(moved, memory_that_ends_in_between) {
  char expected[4000], text[4000];
  const int64_t now = MIDNIGHT + 40 * DAY;
  fill_both();
  cr_assert_eq(move_party("alice", "new", now), FR_OK);
  describe("new", now, expected, sizeof expected);
  const fr_engine_stats wanted = world_stats(&in);
  uint32_t refused = 0;
  for (uint32_t at = 0; at < 400; at = at < 40 ? at + 1 : at + 13) {
    for (uint32_t many = 1; many < 2000; many += 1998) {
      tear_down();
      set_up();
      fill_both();
      behind = in.engine->store->operations;
      fr__store_operations limited = *behind;
      limited.resize = resize_or_fail;
      in.engine->store->operations = &limited;
      calls = 0;
      failing = at;
      failing_calls = many;
      const fr_status status = move_party("alice", "new", now);
      in.engine->store->operations = behind;
      cr_assert(status == FR_OK || status == FR_STATE_FULL, "%u: %s", at, fr_status_name(status));
      refused += status != FR_OK;
      if (status != FR_OK) cr_assert_eq(move_party("alice", "new", now), FR_OK);
      describe("new", now, text, sizeof text);
      cr_assert_str_eq(text, expected, "%u, %u: %s\n%s", at, many, text, expected);
      const fr_engine_stats stats = world_stats(&in);
      cr_expect_eq(stats.transfer_entries, wanted.transfer_entries);
      cr_expect_eq(stats.entries_dropped, wanted.entries_dropped, "%u, %u", at, many);
      cr_expect_eq(stats.counterparties, wanted.counterparties);
      cr_expect_eq(stats.day_summaries, wanted.day_summaries);
    }
    if (calls < at) break;
  }
  cr_expect_gt(refused, 10, "%u", refused);
}

/* The 1,025th entry needs room for what the first leaves behind. */
Test(late, memory_that_ends_where_an_entry_gives_way) {
  uint32_t refused = 0;
  for (uint32_t at = 0; at < 6; at++) {
    tear_down();
    set_up();
    put_many(0, BOUND, "alice", "bob", MIDNIGHT, 1);
    behind = in.engine->store->operations;
    fr__store_operations limited = *behind;
    limited.resize = resize_or_fail;
    in.engine->store->operations = &limited;
    calls = 0;
    failing = at;
    failing_calls = 1000;
    const fr_status status = put(5000, "alice", "bob", 100, MIDNIGHT + HOUR, FR_TRANSFER_SETTLED);
    in.engine->store->operations = behind;
    SAYS("alice", SIZE, MIDNIGHT + DAY, status == FR_OK ? "~1025" : "1024");
    SAYS("alice", RECEIVED, MIDNIGHT + DAY, status == FR_OK ? "~1025" : "1024");
    refused += status == FR_STATE_FULL;
    if (status == FR_OK) break;
    cr_assert_eq(status, FR_STATE_FULL);
    cr_assert_eq(put(5000, "alice", "bob", 100, MIDNIGHT + HOUR, FR_TRANSFER_SETTLED), FR_OK);
    SAYS("alice", SIZE, MIDNIGHT + DAY, "~1025");
    SAYS("alice", RECEIVED, MIDNIGHT + DAY, "~1025");
  }
  cr_expect_geq(refused, 2, "once with the payer, once with the payee");
}

Test(late, memory_that_ends_as_a_day_is_mended) {
  uint32_t refused = 0;
  for (uint32_t at = 0; at < 10; at++) {
    tear_down();
    set_up();
    const fr_transfer first = give_way(FR_TRANSFER_SETTLED);
    const bool both = at % 2 != 0;
    if (both) put_many(20000, BOUND + 1, "carol", "bob", MIDNIGHT + HOUR, 1); /* so that it has left bob's too */
    behind = in.engine->store->operations;
    fr__store_operations limited = *behind;
    limited.resize = resize_or_fail;
    in.engine->store->operations = &limited;
    calls = 0;
    failing = at / 2;
    failing_calls = 1000;
    const fr_status status = tell_late(FR_EVENT_RETURNED, &first, MIDNIGHT + DAY);
    in.engine->store->operations = behind;
    refused += status == FR_STATE_FULL;
    if (status != FR_OK) cr_assert_eq(tell_late(FR_EVENT_RETURNED, &first, MIDNIGHT + DAY), FR_OK);
    SAYS("alice", SIZE, MIDNIGHT + DAY, "~1035");
    SAYS("alice", RECEIVED, MIDNIGHT + DAY, both ? "~1025" : "0");
    SAYS("alice", FIRST_TIME, MIDNIGHT + DAY, "true");
  }
  cr_expect_geq(refused, 1, "%u", refused);
}
