/* SPDX-License-Identifier: Apache-2.0
 *
 * What became of transfers; contacts, personal events, lists. */
#include <criterion/criterion.h>

#include "support/world.h"

enum {
  SENT,
  ATTEMPTS,
  STATUS,
  LABEL,
  FIRST,
  RECEIVED,
  CONTACTS,
  CALLER,
  EVENTS,
  KIND,
  AMOUNT,
  LEVEL,
  RESPONSE,
  LASTED,
  LABELLED
};
static const bundle_policy watching = {
    .features = {[SENT] = {"sent", "payer.sent.size()"},
                 [ATTEMPTS] = {"attempts", "payer.attempts.size()"},
                 [STATUS] = {"status", "payer.attempts.map(t, t.status).first()"},
                 [LABEL] = {"label", "payer.attempts.map(t, t.label).first()"},
                 [FIRST] = {"first", "pair.first_time"},
                 [RECEIVED] = {"received", "payee.received.size()"},
                 [CONTACTS] = {"contacts", "customer.contacts.size()"},
                 [CALLER] = {"caller", "customer.contacts.map(c, c.caller).last()"},
                 [EVENTS] = {"events", "customer.events.size()"},
                 [KIND] = {"kind", "customer.events.map(e, e.kind).last()"},
                 [AMOUNT] = {"amount", "customer.events.map(e, e.amount).last()"},
                 [LEVEL] = {"level", "customer.events.map(e, e.level).last()"},
                 [RESPONSE] = {"response", "customer.events.map(e, e.response).last()"},
                 [LASTED] = {"lasted",
                             "customer.contacts.exists(c, c.duration > duration('60s') && c.direction == 'incoming')"},
                 [LABELLED] = {"labelled", "payer.attempts.exists(t, t.label_time > t.time)"}},
};

static world in;
static fr_value values[WORLD_VALUES];
static void set_up(void) {
  in = world_open(&watching);
  cr_assert_not_null(in.context);
}
static void tear_down(void) { world_close(&in); }
TestSuite(outcome, .init = set_up, .fini = tear_down);
TestSuite(person, .init = set_up, .fini = tear_down);
TestSuite(lists, .init = set_up, .fini = tear_down);

static void look_at(world *own, const fr_transfer *transfer) {
  cr_assert_eq(world_features(own, transfer, values), FR_OK, "%s", fr_context_error(own->context)->message);
}
static const char *shown(uint32_t feature) {
  static char texts[4][96];
  static uint32_t turn;
  return value_text(&values[feature], texts[turn++ % 4]);
}

/* ---- outcomes: events in any order; the last two columns are what payer.sent and attempts say ---- */

typedef struct step {
  uint32_t kind;
  int64_t after_us;
} step;
typedef struct outcome_case {
  step steps[4];
  const char *status;
  int64_t sent;
  const char *first_time; /* of the pair, a day later */
} outcome_case;

#define SETTLED FR_EVENT_SETTLED
#define DELAYED FR_EVENT_DELAYED
#define HELD FR_EVENT_HELD
#define RELEASED FR_EVENT_RELEASED
#define CANCELLED FR_EVENT_CANCELLED
#define REFUSED FR_EVENT_REFUSED
#define RETURNED FR_EVENT_RETURNED

static const outcome_case outcome_cases[] = {
    {{{0}}, "\"attempted\"", 1, "true"},
    {{{HELD, 1}}, "\"held\"", 0, "true"},
    {{{HELD, 1}, {RELEASED, 2}}, "\"released\"", 1, "true"},
    {{{HELD, 1}, {RELEASED, 2}, {SETTLED, 3}}, "\"settled\"", 1, "false"},
    {{{HELD, 1}, {RELEASED, 2}, {SETTLED, 3}, {RETURNED, 4}}, "\"returned\"", 0, "true"},
    {{{SETTLED, 3}}, "\"settled\"", 1, "false"},
    {{{SETTLED, 3}, {HELD, 1}}, "\"settled\"", 1, "false"}, /* what comes late changes nothing */
    {{{RETURNED, 4}, {SETTLED, 3}}, "\"returned\"", 0, "true"},
    {{{RELEASED, 2}, {HELD, 1}}, "\"released\"", 1, "true"},
    {{{SETTLED, 3}, {HELD, 9}}, "\"settled\"", 1, "false"}, /* nor what the status does not allow */
    {{{RETURNED, 4}, {SETTLED, 9}}, "\"returned\"", 0, "true"},
    {{{CANCELLED, 1}}, "\"cancelled\"", 0, "true"},
    {{{REFUSED, 1}}, "\"refused\"", 0, "true"},
    {{{HELD, 1}, {CANCELLED, 2}}, "\"cancelled\"", 0, "true"},
    {{{HELD, 1}, {REFUSED, 2}}, "\"refused\"", 0, "true"},
    {{{SETTLED, 1}, {CANCELLED, 2}}, "\"settled\"", 1, "false"},
    {{{RELEASED, 1}, {REFUSED, 2}}, "\"released\"", 1, "true"},
    {{{CANCELLED, 1}, {SETTLED, 2}}, "\"cancelled\"", 0, "true"},
    {{{DELAYED, 1}}, "\"delayed\"", 0, "true"},
    {{{DELAYED, 1}, {RELEASED, 2}}, "\"released\"", 1, "true"},
    {{{DELAYED, 1}, {RELEASED, 2}, {SETTLED, 3}, {RETURNED, 4}}, "\"returned\"", 0, "true"},
    {{{DELAYED, 1}, {SETTLED, 2}}, "\"settled\"", 1, "false"},
    {{{DELAYED, 1}, {CANCELLED, 2}}, "\"cancelled\"", 0, "true"},
    {{{DELAYED, 1}, {REFUSED, 2}}, "\"refused\"", 0, "true"},
    {{{DELAYED, 1}, {HELD, 2}}, "\"held\"", 0, "true"}, /* doubt arises while it waits */
    {{{DELAYED, 1}, {HELD, 2}, {RELEASED, 3}}, "\"released\"", 1, "true"},
    {{{HELD, 1}, {DELAYED, 2}}, "\"held\"", 0, "true"}, /* and waiting does not take it away */
    {{{RELEASED, 1}, {DELAYED, 2}}, "\"released\"", 1, "true"},
    {{{CANCELLED, 1}, {DELAYED, 2}}, "\"cancelled\"", 0, "true"},
    {{{HELD, 5}, {DELAYED, 5}}, "\"held\"", 0, "true"},
    {{{DELAYED, 5}, {HELD, 5}}, "\"held\"", 0, "true"},
    {{{DELAYED, 5}, {DELAYED, 5}}, "\"delayed\"", 0, "true"},
    {{{HELD, 5}, {RELEASED, 5}}, "\"released\"", 1, "true"}, /* at one time the later status */
    {{{SETTLED, 5}, {RELEASED, 5}}, "\"settled\"", 1, "false"},
    {{{SETTLED, 5}, {SETTLED, 5}}, "\"settled\"", 1, "false"},
};

Test(outcome, statuses_in_any_order) {
  for (size_t i = 0; i < FR_COUNT(outcome_cases); i++) {
    const outcome_case *c = &outcome_cases[i];
    world own = world_open(&watching);
    const fr_transfer a = transfer_of("a", "alice", "bob", 100, NOON),
                      later = transfer_of("z", "alice", "bob", 1, NOON + DAY);
    cr_assert_eq(world_score(&own, &a), FR_OK);
    for (size_t s = 0; s < 4 && c->steps[s].kind != 0; s++) {
      cr_assert_eq(world_tell(&own, c->steps[s].kind, &a, NOON + c->steps[s].after_us), FR_OK, "case %zu step %zu", i,
                   s);
    }
    look_at(&own, &later);
    cr_expect_str_eq(shown(STATUS), c->status, "case %zu: %s", i, shown(STATUS));
    cr_expect_eq(values[SENT].integer, c->sent, "case %zu", i);
    cr_expect_eq(values[RECEIVED].integer, c->sent, "case %zu", i);
    cr_expect_eq(values[ATTEMPTS].integer, 1, "case %zu", i);
    cr_expect_str_eq(shown(FIRST), c->first_time, "case %zu", i);
    world_close(&own);
  }
}

Test(outcome, a_payee_is_known_from_the_time_of_the_event) {
  const fr_transfer a = transfer_of("a", "alice", "bob", 100, NOON);
  cr_assert_eq(world_score(&in, &a), FR_OK);
  cr_assert_eq(world_tell(&in, FR_EVENT_SETTLED, &a, NOON + HOUR), FR_OK);
  const fr_transfer before = transfer_of("y", "alice", "bob", 1, NOON + HOUR - 1);
  const fr_transfer at = transfer_of("z", "alice", "bob", 1, NOON + HOUR);
  look_at(&in, &before);
  cr_expect_str_eq(shown(FIRST), "true");
  look_at(&in, &at);
  cr_expect_str_eq(shown(FIRST), "false");
}

Test(outcome, labels) {
  static const struct {
    step steps[3];
    const char *label, *first_time;
  } cases[] = {
      {{{SETTLED, 1}}, "\"none\"", "false"},
      {{{SETTLED, 1}, {FR_EVENT_FRAUD_REPORTED, 2}}, "\"fraud\"", "true"},
      {{{SETTLED, 1}, {FR_EVENT_FRAUD_REPORTED, 2}, {FR_EVENT_CLEARED, 3}}, "\"cleared\"", "false"},
      {{{SETTLED, 1}, {FR_EVENT_CLEARED, 3}, {FR_EVENT_FRAUD_REPORTED, 2}}, "\"cleared\"", "false"},
      {{{SETTLED, 1}, {FR_EVENT_CLEARED, 3}, {FR_EVENT_FRAUD_REPORTED, 3}}, "\"fraud\"", "true"},
      {{{FR_EVENT_FRAUD_REPORTED, 1}}, "\"fraud\"", "true"},
      {{{FR_EVENT_CLEARED, 1}}, "\"cleared\"", "true"},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    world own = world_open(&watching);
    const fr_transfer a = transfer_of("a", "alice", "bob", 100, NOON),
                      later = transfer_of("z", "alice", "bob", 1, NOON + DAY);
    cr_assert_eq(world_score(&own, &a), FR_OK);
    for (size_t s = 0; s < 3 && cases[i].steps[s].kind != 0; s++) {
      cr_assert_eq(world_tell(&own, cases[i].steps[s].kind, &a, NOON + cases[i].steps[s].after_us), FR_OK);
    }
    look_at(&own, &later);
    cr_expect_str_eq(shown(LABEL), cases[i].label, "case %zu", i);
    cr_expect_str_eq(shown(FIRST), cases[i].first_time, "case %zu", i);
    cr_expect_eq(values[SENT].integer, 1, "a label moves no money");
    cr_expect_str_eq(shown(LABELLED), i == 0 ? "unknown" : "true", "case %zu", i);
    world_close(&own);
  }
}

Test(outcome, what_waits_does_not_settle_by_itself) {
  fr_engine_options options = world_options();
  options.outcomes_not_reported = FR_YES;
  world own = world_open_with(&options, &watching);
  const fr_transfer a = transfer_of("a", "alice", "bob", 100, NOON),
                    b = transfer_of("b", "alice", "bob", 1, NOON + DAY);
  cr_assert_eq(world_score(&own, &a), FR_OK);
  cr_assert_eq(world_tell(&own, FR_EVENT_DELAYED, &a, NOON + 1), FR_OK);
  look_at(&own, &b);
  cr_expect_str_eq(shown(FIRST), "true");
  world_close(&own);
}

Test(outcome, where_none_are_reported_a_day_settles) {
  fr_engine_options options = world_options();
  options.outcomes_not_reported = FR_YES;
  static const int64_t ages[] = {DAY - 1, DAY};
  for (size_t i = 0; i < 2; i++) {
    world own = world_open_with(&options, &watching);
    const fr_transfer a = transfer_of("a", "alice", "bob", 100, NOON),
                      b = transfer_of("b", "alice", "bob", 1, NOON + ages[i]);
    cr_assert_eq(world_score(&own, &a), FR_OK);
    look_at(&own, &b);
    cr_expect_str_eq(shown(FIRST), i == 0 ? "true" : "false");
    world_close(&own);
  }
}

Test(outcome, of_a_transfer_that_is_not_there) {
  const fr_transfer a = transfer_of("a", "alice", "bob", 100, NOON);
  for (uint32_t kind = FR_EVENT_SETTLED; kind <= FR_EVENT_CLEARED; kind++) {
    if (kind == FR_EVENT_TRANSFERRED) continue;
    cr_expect_eq(world_tell(&in, kind, &a, NOON + 1), FR_NOT_FOUND, "%u", kind);
    cr_expect_str_eq(fr_context_error(in.context)->field, "event.transfer_id");
    cr_expect_str_eq(fr_context_error(in.context)->message, "no such transfer is recorded; it may be sent again later");
  }
  cr_expect_eq(world_tell(&in, FR_EVENT_DELAYED, &a, NOON + 1), FR_NOT_FOUND);
  cr_assert_eq(world_score(&in, &a), FR_OK);
  cr_expect_eq(world_tell(&in, FR_EVENT_SETTLED, &a, NOON + 1), FR_OK, "sent again later");
}

Test(outcome, follows_to_the_customers) {
  const bundle_policy policy = {.features = {{"s", "customer.sent.size()"}, {"r", "customer.received.size()"}}};
  world own = world_open(&policy);
  fr_party carol = FR_PARTY_INIT, dave = FR_PARTY_INIT;
  carol.customer = fr_text_of("carol");
  dave.customer = fr_text_of("dave");
  fr_transfer a = transfer_of("a", "c1", "d1", 100, NOON), b = transfer_of("b", "c2", "d2", 1, NOON + 1);
  fr_transfer c = transfer_of("c", "d2", "x", 1, NOON + 2);
  a.payer_party = b.payer_party = &carol;
  a.payee_party = c.payer_party = &dave;
  cr_assert_eq(world_score(&own, &a), FR_OK);
  cr_assert_eq(world_tell(&own, FR_EVENT_HELD, &a, NOON), FR_OK);
  look_at(&own, &b);
  cr_expect_eq(values[0].integer, 0, "carol's");
  look_at(&own, &c);
  cr_expect_eq(values[1].integer, 0, "dave's");
  world_close(&own);
}

Test(outcome, recorded_transfers_carry_a_status) {
  static const struct {
    uint32_t status;
    int64_t sent;
    const char *shown;
  } cases[] = {
      {FR_TRANSFER_ATTEMPTED, 1, "\"attempted\""}, {FR_TRANSFER_DELAYED, 0, "\"delayed\""},
      {FR_TRANSFER_HELD, 0, "\"held\""},           {FR_TRANSFER_RELEASED, 1, "\"released\""},
      {FR_TRANSFER_SETTLED, 1, "\"settled\""},     {FR_TRANSFER_RETURNED, 0, "\"returned\""},
      {FR_TRANSFER_CANCELLED, 0, "\"cancelled\""}, {FR_TRANSFER_REFUSED, 0, "\"refused\""},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    world own = world_open(&watching);
    const fr_transfer a = transfer_of("a", "alice", "bob", 100, NOON),
                      b = transfer_of("b", "alice", "bob", 1, NOON + 1);
    cr_assert_eq(world_record(&own, &a, cases[i].status), FR_OK);
    look_at(&own, &b);
    cr_expect_eq(values[SENT].integer, cases[i].sent);
    cr_expect_str_eq(shown(STATUS), cases[i].shown);
    cr_expect_str_eq(shown(FIRST), cases[i].status == FR_TRANSFER_SETTLED ? "false" : "true", "%s", cases[i].shown);
    world_close(&own);
  }
}

Test(outcome, refusals_of_events) {
  fr_event event = event_of_customer(FR_EVENT_CONTACT, "carol", NOON);
  cr_expect_eq(fr_observe(NULL, &event), FR_NULL_POINTER);
  cr_expect_eq(fr_observe(in.context, NULL), FR_NULL_POINTER);
  event.sides = 16;
  cr_expect_eq(fr_observe(in.context, &event), FR_BAD_VALUE);
  cr_expect_str_eq(fr_context_error(in.context)->field, "event.sides");
  cr_expect_str_eq(fr_context_error(in.context)->message, "sides is 16; it is a mask of FR_SIDE_…");
  const fr_transfer same = transfer_of("a", "alice", "alice", 1, NOON);
  cr_expect_eq(world_record(&in, &same, FR_TRANSFER_SETTLED), FR_SAME_PARTY, "its transfer is checked as well");
}

Test(outcome, sides_that_live_elsewhere_are_left_alone) {
  const fr_transfer a = transfer_of("a", "alice", "bob", 100, NOON), b = transfer_of("b", "alice", "bob", 1, NOON + 1);
  fr_event past = FR_EVENT_INIT;
  past.kind = FR_EVENT_TRANSFERRED;
  past.time_us = NOON;
  past.status = FR_TRANSFER_SETTLED;
  past.transfer = &a;
  past.sides = FR_SIDE_PAYEE;
  cr_assert_eq(world_observe(&in, &past), FR_OK);
  fr_event settled = event_about(FR_EVENT_RETURNED, &a, NOON + 1);
  settled.sides = FR_SIDE_PAYER;
  cr_expect_eq(world_observe(&in, &settled), FR_NOT_FOUND, "the payer's side was not recorded here");
  look_at(&in, &b);
  cr_expect_eq(values[ATTEMPTS].integer, 0);
  cr_expect_eq(values[RECEIVED].integer, 1);
}

/* ---- contacts and personal events ---- */

Test(person, contacts) {
  fr_party carol = FR_PARTY_INIT;
  carol.customer = fr_text_of("carol");
  fr_transfer a = transfer_of("a", "c1", "bob", 1, NOON);
  a.payer_party = &carol;
  look_at(&in, &a);
  cr_expect_eq(values[CONTACTS].integer, 0);
  cr_expect_str_eq(shown(CALLER), "error");
  fr_event contact = event_of_customer(FR_EVENT_CONTACT, "carol", NOON - HOUR);
  contact.caller = FR_CALLER_OVERSEAS;
  contact.direction = FR_DIRECTION_INCOMING;
  cr_assert_eq(world_observe(&in, &contact), FR_OK);
  look_at(&in, &a);
  cr_expect_eq(values[CONTACTS].integer, 1);
  cr_expect_str_eq(shown(CALLER), "\"overseas\"");
  cr_expect_str_eq(shown(LASTED), "unknown", "nobody told how long");
  contact.known = FR_EVENT_HAS_DURATION;
  contact.duration_s = 61;
  contact.caller = FR_CALLER_FLAGGED;
  contact.time_us = NOON - 2 * HOUR; /* late: it goes where its time says */
  cr_assert_eq(world_observe(&in, &contact), FR_OK);
  look_at(&in, &a);
  cr_expect_eq(values[CONTACTS].integer, 2);
  cr_expect_str_eq(shown(CALLER), "\"overseas\"");
  cr_expect_str_eq(shown(LASTED), "true");
  contact.time_us = NOON + 1;
  cr_assert_eq(world_observe(&in, &contact), FR_OK);
  look_at(&in, &a);
  cr_expect_eq(values[CONTACTS].integer, 2, "what comes later is not seen");
}

Test(person, without_a_customer_the_account_is_asked) {
  fr_event contact = FR_EVENT_INIT;
  contact.kind = FR_EVENT_CONTACT;
  contact.time_us = NOON;
  contact.party = fr_text_of("alice");
  cr_assert_eq(world_observe(&in, &contact), FR_OK);
  const fr_transfer a = transfer_of("a", "alice", "bob", 1, NOON);
  look_at(&in, &a);
  cr_expect_eq(values[CONTACTS].integer, 1);
  const fr_event named = event_of_customer(FR_EVENT_CONTACT, "alice", NOON);
  cr_assert_eq(world_observe(&in, &named), FR_OK);
  look_at(&in, &a);
  cr_expect_eq(values[CONTACTS].integer, 1, "a customer of the same name is somebody else");
}

Test(person, events) {
  static const struct {
    uint32_t kind, level, response, known;
    int64_t amount_minor;
    const char *shown_kind, *shown_amount, *shown_level, *shown_response;
  } cases[] = {
      {FR_EVENT_DEVICE_BOUND, 0, 0, 0, 0, "\"device_bound\"", "unknown", "0", "unknown"},
      {FR_EVENT_SIM_CHANGED, 0, 0, 0, 0, "\"sim_changed\"", "unknown", "0", "unknown"},
      {FR_EVENT_CREDENTIAL_RESET, 0, 0, 0, 0, "\"credential_reset\"", "unknown", "0", "unknown"},
      {FR_EVENT_LIMIT_RAISED, 0, 0, 0, 0, "\"limit_raised\"", "unknown", "0", "unknown"},
      {FR_EVENT_DEPOSIT_BROKEN, 0, 0, FR_EVENT_HAS_AMOUNT, 12345, "\"deposit_broken\"", "123.45", "0", "unknown"},
      {FR_EVENT_LOAN_PAID_OUT, 0, 0, FR_EVENT_HAS_AMOUNT, 0, "\"loan_paid_out\"", "0", "0", "unknown"},
      {FR_EVENT_ALERTED, 3, 0, 0, 0, "\"alerted\"", "unknown", "3", "unknown"},
      {FR_EVENT_RESPONSE, 0, FR_RESPONSE_ASKED_FOR_HELP, 0, 0, "\"response\"", "unknown", "0", "\"asked_for_help\""},
  };
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    world own = world_open(&watching);
    fr_party carol = FR_PARTY_INIT;
    carol.customer = fr_text_of("carol");
    fr_transfer a = transfer_of("a", "c1", "bob", 1, NOON + 1);
    a.payer_party = &carol;
    fr_event event = event_of_customer(cases[i].kind, "carol", NOON);
    event.level = cases[i].level;
    event.response = cases[i].response;
    event.known = cases[i].known;
    event.amount_minor = cases[i].amount_minor;
    cr_assert_eq(world_observe(&own, &event), FR_OK);
    look_at(&own, &a);
    cr_expect_eq(values[EVENTS].integer, 1);
    cr_expect_str_eq(shown(KIND), cases[i].shown_kind);
    cr_expect_str_eq(shown(AMOUNT), cases[i].shown_amount, "%s: %s", cases[i].shown_kind, shown(AMOUNT));
    cr_expect_str_eq(shown(LEVEL), cases[i].shown_level, "%s", cases[i].shown_kind);
    cr_expect_str_eq(shown(RESPONSE), cases[i].shown_response, "%s", cases[i].shown_kind);
    cr_expect_eq(values[CONTACTS].integer, 0);
    world_close(&own);
  }
}

/* ---- lists ---- */

Test(lists, stand_until_their_end) {
  const bundle_policy policy = {
      .features = {{"payee_listed", "'case_account' in payee.lists"},
                   {"payer_listed", "'case_account' in payer.lists"},
                   {"customer_listed", "'victims' in customer.lists"},
                   {"by_value", "transfer.purpose in payee.lists"}},
  };
  world own = world_open(&policy);
  fr_party carol = FR_PARTY_INIT;
  carol.customer = fr_text_of("carol");
  fr_event listed = FR_EVENT_INIT;
  listed.kind = FR_EVENT_LISTED;
  listed.time_us = NOON;
  listed.party = fr_text_of("bob");
  listed.list = fr_text_of("case_account");
  listed.until_us = NOON + HOUR;
  cr_assert_eq(world_observe(&own, &listed), FR_OK);
  fr_event victim = event_of_customer(FR_EVENT_LISTED, "carol", NOON);
  victim.list = fr_text_of("victims");
  cr_assert_eq(world_observe(&own, &victim), FR_OK);
  fr_transfer a = transfer_of("a", "c1", "bob", 1, NOON + HOUR - 1),
              b = transfer_of("b", "bob", "c1", 1, NOON + HOUR - 1);
  a.payer_party = &carol;
  a.purpose = fr_text_of("case_account");
  look_at(&own, &a);
  cr_expect_str_eq(shown(0), "true");
  cr_expect_str_eq(shown(1), "false");
  cr_expect_str_eq(shown(2), "true");
  cr_expect_str_eq(shown(3), "true");
  look_at(&own, &b);
  cr_expect_str_eq(shown(0), "false");
  cr_expect_str_eq(shown(1), "true");
  cr_expect_str_eq(shown(2), "false");
  cr_expect_str_eq(shown(3), "unknown");
  a.time_us = NOON + HOUR;
  a.purpose = fr_text_of("0123456789012345678901234567890123456789012345678901234567890123456789");
  look_at(&own, &a);
  cr_expect_str_eq(shown(0), "false", "until is not included");
  cr_expect_str_eq(shown(2), "true", "without end");
  cr_expect_str_eq(shown(3), "false", "no list has a name as long as that");
  listed.until_us = 0;
  cr_assert_eq(world_observe(&own, &listed), FR_OK);
  look_at(&own, &a);
  cr_expect_str_eq(shown(0), "true", "listed anew");
  listed.kind = FR_EVENT_UNLISTED;
  cr_assert_eq(world_observe(&own, &listed), FR_OK);
  cr_assert_eq(world_observe(&own, &listed), FR_OK, "twice is no error");
  look_at(&own, &a);
  cr_expect_str_eq(shown(0), "false");
  world_close(&own);
}

Test(lists, that_are_full) {
  fr_engine_options options = world_options();
  options.list_entries_max = 4;
  world own = world_open_with(&options, &watching);
  char name[16];
  fr_status status = FR_OK;
  uint32_t taken = 0;
  for (; status == FR_OK && taken < 10000; taken++) {
    snprintf(name, sizeof name, "l%u", taken);
    fr_event listed = event_of_customer(FR_EVENT_LISTED, "carol", NOON);
    listed.list = fr_text_of(name);
    status = world_observe(&own, &listed);
  }
  cr_expect_eq(status, FR_STATE_FULL);
  cr_expect_eq(taken, 5, "%u", taken);
  cr_expect_str_eq(fr_context_error(own.context)->message, fr_status_text(FR_STATE_FULL));
  fr_event gone = event_of_customer(FR_EVENT_UNLISTED, "carol", NOON);
  gone.list = fr_text_of("l0");
  cr_expect_eq(world_observe(&own, &gone), FR_OK);
  gone.kind = FR_EVENT_LISTED;
  cr_expect_eq(world_observe(&own, &gone), FR_OK, "there is room again");
  world_close(&own);
}
