/* SPDX-License-Identifier: Apache-2.0
 *
 * Every name that a policy may use: with a value, without one, and where cash has no second party. */
#include <criterion/criterion.h>

#include "feature/names.h"
#include "support/world.h"

typedef struct name_case {
  const char *name, *known, *unknown, *cash;
} name_case;

/* In the order of fr__names(). Durations are asked for 90 seconds, times for noon, parties for being the entry's. */
static const name_case cases[] = {
    {"customer.attempts", "1", "0", "0"},
    {"customer.complete_days", "400", "400", "400"},
    {"customer.contacts", "1", "0", "0"},
    {"customer.events", "1", "0", "0"},
    {"customer.first_seen", "false", "unknown", "unknown"},
    {"customer.last_received", "false", "unknown", "unknown"},
    {"customer.last_report", "unknown", "unknown", "unknown"},
    {"customer.last_sent", "false", "unknown", "unknown"},
    {"customer.lists", "true", "false", "false"},
    {"customer.months", "1", "0", "0"},
    {"customer.received", "1", "0", "0"},
    {"customer.sent", "1", "0", "0"},
    {"pair.attempts", "1", "0", "unknown"},
    {"pair.first_time", "false", "true", "unknown"},
    {"pair.received", "1", "0", "unknown"},
    {"pair.sent", "1", "0", "unknown"},
    {"payee.account_age", "true", "unknown", "unknown"},
    {"payee.account_changed", "true", "unknown", "unknown"},
    {"payee.added_age", "true", "unknown", "unknown"},
    {"payee.age", "31", "unknown", "unknown"},
    {"payee.attempts", "1", "0", "unknown"},
    {"payee.bank", "\"CCB\"", "unknown", "unknown"},
    {"payee.complete_days", "400", "400", "unknown"},
    {"payee.first_seen", "false", "unknown", "unknown"},
    {"payee.foreign", "true", "unknown", "unknown"},
    {"payee.hops_to_listed", "1", "unknown", "unknown"},
    {"payee.last_received", "false", "unknown", "unknown"},
    {"payee.last_report", "unknown", "unknown", "unknown"},
    {"payee.last_sent", "false", "unknown", "unknown"},
    {"payee.lists", "true", "false", "unknown"},
    {"payee.months", "1", "0", "unknown"},
    {"payee.mule_score", "12", "unknown", "unknown"},
    {"payee.name_match", "\"close\"", "unknown", "unknown"},
    {"payee.occupation", "\"finance\"", "unknown", "unknown"},
    {"payee.party_kind", "\"company\"", "unknown", "unknown"},
    {"payee.phone_shared", "true", "unknown", "unknown"},
    {"payee.received", "1", "0", "unknown"},
    {"payee.region_unusual", "true", "unknown", "unknown"},
    {"payee.registered_age", "true", "unknown", "unknown"},
    {"payee.sent", "1", "0", "unknown"},
    {"payee.shell_like", "false", "unknown", "unknown"},
    {"payee.third_party", "false", "unknown", "unknown"},
    {"payee.vulnerable", "false", "unknown", "unknown"},
    {"payer.account_age", "true", "unknown", "unknown"},
    {"payer.age", "71", "unknown", "unknown"},
    {"payer.attempts", "1", "0", "0"},
    {"payer.bank", "\"ICBC\"", "unknown", "unknown"},
    {"payer.complete_days", "400", "400", "400"},
    {"payer.first_seen", "false", "unknown", "unknown"},
    {"payer.foreign", "false", "unknown", "unknown"},
    {"payer.hops_to_listed", "2", "unknown", "unknown"},
    {"payer.last_received", "false", "unknown", "unknown"},
    {"payer.last_report", "unknown", "unknown", "unknown"},
    {"payer.last_sent", "false", "unknown", "unknown"},
    {"payer.lists", "true", "false", "false"},
    {"payer.months", "1", "0", "0"},
    {"payer.mule_score", "700", "unknown", "unknown"},
    {"payer.occupation", "\"retired\"", "unknown", "unknown"},
    {"payer.party_kind", "\"person\"", "unknown", "unknown"},
    {"payer.phone_shared", "false", "unknown", "unknown"},
    {"payer.received", "1", "0", "0"},
    {"payer.registered_age", "true", "unknown", "unknown"},
    {"payer.sent", "1", "0", "0"},
    {"payer.shell_like", "true", "unknown", "unknown"},
    {"payer.trusted_contact", "true", "unknown", "unknown"},
    {"payer.vulnerable", "true", "unknown", "unknown"},
    {"session.call_age", "true", "unknown", "unknown"},
    {"session.call_forwarded", "false", "unknown", "unknown"},
    {"session.caller", "\"flagged\"", "unknown", "unknown"},
    {"session.cardless", "true", "unknown", "unknown"},
    {"session.code_shared", "true", "unknown", "unknown"},
    {"session.confirmed_in_chinese", "false", "unknown", "unknown"},
    {"session.credential_age", "true", "unknown", "unknown"},
    {"session.device_age", "true", "unknown", "unknown"},
    {"session.face_verified", "true", "unknown", "unknown"},
    {"session.geo_jump", "false", "unknown", "unknown"},
    {"session.hesitated", "false", "unknown", "unknown"},
    {"session.ip_risky", "true", "unknown", "unknown"},
    {"session.meeting_app", "true", "unknown", "unknown"},
    {"session.nfc_relay", "true", "unknown", "unknown"},
    {"session.on_call", "true", "unknown", "unknown"},
    {"session.operator_age", "true", "unknown", "unknown"},
    {"session.overlay", "true", "unknown", "unknown"},
    {"session.payee_entry", "\"dictated\"", "unknown", "unknown"},
    {"session.phishing_link_age", "true", "unknown", "unknown"},
    {"session.remote_control", "true", "unknown", "unknown"},
    {"session.screen_shared", "false", "unknown", "unknown"},
    {"session.sideloaded_app", "false", "unknown", "unknown"},
    {"session.sim_age", "true", "unknown", "unknown"},
    {"session.tampered", "false", "unknown", "unknown"},
    {"session.warning_dwell", "true", "unknown", "unknown"},
    {"teller.accompanied", "true", "unknown", "unknown"},
    {"teller.account_changed", "false", "unknown", "unknown"},
    {"teller.app_installed", "true", "unknown", "unknown"},
    {"teller.betting_site", "true", "unknown", "unknown"},
    {"teller.cash_not_booked", "true", "unknown", "unknown"},
    {"teller.cash_to_hand_over", "true", "unknown", "unknown"},
    {"teller.coached", "false", "unknown", "unknown"},
    {"teller.code_shared", "false", "unknown", "unknown"},
    {"teller.companion_answers", "true", "unknown", "unknown"},
    {"teller.distressed", "true", "unknown", "unknown"},
    {"teller.documents_verified", "false", "unknown", "unknown"},
    {"teller.does_tasks", "false", "unknown", "unknown"},
    {"teller.family_confirmed", "true", "unknown", "unknown"},
    {"teller.goods_not_seen", "true", "unknown", "unknown"},
    {"teller.hides_phone", "false", "unknown", "unknown"},
    {"teller.hurried", "false", "unknown", "unknown"},
    {"teller.ignores_loss", "false", "unknown", "unknown"},
    {"teller.job_fee_asked", "true", "unknown", "unknown"},
    {"teller.left_platform", "false", "unknown", "unknown"},
    {"teller.loan_fee_asked", "true", "unknown", "unknown"},
    {"teller.money_borrowed", "false", "unknown", "unknown"},
    {"teller.never_seen", "false", "unknown", "unknown"},
    {"teller.not_own_order", "false", "unknown", "unknown"},
    {"teller.not_verified", "true", "unknown", "unknown"},
    {"teller.on_phone", "true", "unknown", "unknown"},
    {"teller.payee_unknown", "false", "unknown", "unknown"},
    {"teller.pays_to_receive", "true", "unknown", "unknown"},
    {"teller.prize_fee_asked", "false", "unknown", "unknown"},
    {"teller.promised_profit", "false", "unknown", "unknown"},
    {"teller.promised_reward", "true", "unknown", "unknown"},
    {"teller.purpose_changed", "true", "unknown", "unknown"},
    {"teller.purpose_implausible", "false", "unknown", "unknown"},
    {"teller.refused_elsewhere", "false", "unknown", "unknown"},
    {"teller.refuses_to_explain", "false", "unknown", "unknown"},
    {"teller.signal_lost", "true", "unknown", "unknown"},
    {"teller.third_party_payee", "true", "unknown", "unknown"},
    {"teller.threatened", "true", "unknown", "unknown"},
    {"teller.told_of_case", "false", "unknown", "unknown"},
    {"teller.told_of_clearing_account", "false", "unknown", "unknown"},
    {"teller.told_of_credit_record", "false", "unknown", "unknown"},
    {"teller.told_to_keep_secret", "true", "unknown", "unknown"},
    {"text", "false", "unknown", "unknown"},
    {"transfer.amount", "15", "1", "1"},
    {"transfer.approval_gap", "true", "unknown", "unknown"},
    {"transfer.approved", "false", "unknown", "unknown"},
    {"transfer.balance_before", "-2.5", "unknown", "unknown"},
    {"transfer.channel", "\"quick_pay\"", "unknown", "unknown"},
    {"transfer.currency", "\"USD\"", "\"CNY\"", "\"CNY\""},
    {"transfer.kind", "\"intrabank\"", "unknown", "\"cash_withdrawal\""},
    {"transfer.limit", "50000", "unknown", "unknown"},
    {"transfer.payee", "true", "false", "false"},
    {"transfer.payer", "true", "false", "false"},
    {"transfer.payroll", "true", "unknown", "unknown"},
    {"transfer.purpose", "\"rent\"", "unknown", "unknown"},
    {"transfer.remark", "\"May\"", "unknown", "unknown"},
    {"transfer.speed", "\"same_day\"", "unknown", "unknown"},
    {"transfer.time", "true", "true", "true"},
    {"transfer.ui_language", "\"zh\"", "unknown", "unknown"},
};
enum { CASES = FR_COUNT(cases) };

static void ask(const char *name, uint8_t kind, bool record, char into[128]) {
  switch (kind) {
    case FR__CEL_DURATION: snprintf(into, 128, "%s == duration('90s')", name); return;
    case FR__CEL_HOST: snprintf(into, 128, "%s.disguised()", name); return;
    case FR__CEL_TIMESTAMP: snprintf(into, 128, "%s == timestamp('2025-05-15T12:00:00Z')", name); return;
    case FR__CEL_KEY: snprintf(into, 128, "payer.sent.exists(t, t.payer == %s || t.payee == %s)", name, name); return;
    case FR__CEL_SEQUENCE: snprintf(into, 128, record ? "%s.size()" : "'a' in %s", name); return;
    default: snprintf(into, 128, "%s", name); return;
  }
}

static fr_party payer, payee;
static fr_session session;
static fr_teller teller;

static void fill_session(void) {
  session = (fr_session)FR_SESSION_INIT;
  session.known = 127;
  session.on_call = session.remote_control = FR_YES;
  session.screen_shared = FR_NO;
  session.caller = FR_CALLER_FLAGGED;
  session.device_age_s = session.sim_age_s = session.credential_age_s = 90;
  session.call_age_s = session.operator_age_s = session.phishing_link_age_s = session.warning_dwell_s = 90;
  session.payee_entry = FR_PAYEE_ENTRY_DICTATED;
  uint32_t *const flags[] = {&session.meeting_app,    &session.geo_jump,       &session.ip_risky,
                             &session.sideloaded_app, &session.overlay,        &session.hesitated,
                             &session.code_shared,    &session.call_forwarded, &session.nfc_relay,
                             &session.tampered,       &session.face_verified,  &session.confirmed_in_chinese,
                             &session.cardless};
  for (uint32_t i = 0; i < FR_COUNT(flags); i++) *flags[i] = i % 2 == 0 ? FR_YES : FR_NO;
}

static void fill_standing(void) {
  payer.known |= FR_PARTY_HAS_REGISTERED_AGE | FR_PARTY_HAS_MULE_SCORE | FR_PARTY_HAS_HOPS_TO_LISTED;
  payer.registered_age_s = 90;
  payer.mule_score = 700;
  payer.hops_to_listed = 2;
  payer.shell_like = payer.trusted_contact = FR_YES;
  payer.phone_shared = FR_NO;
  payee.known |= payer.known | FR_PARTY_HAS_ADDED_AGE;
  payee.registered_age_s = payee.added_age_s = 90;
  payee.mule_score = 12;
  payee.hops_to_listed = 1;
  payee.shell_like = payee.third_party = FR_NO;
  payee.phone_shared = payee.account_changed = payee.region_unusual = FR_YES;
}

static fr_transfer known_transfer(void) {
  payer = (fr_party)FR_PARTY_INIT;
  payer.known = payee.known = FR_PARTY_HAS_AGE | FR_PARTY_HAS_ACCOUNT_AGE;
  payer.customer = fr_text_of("carol");
  payer.age = 71;
  payer.account_age_s = 90;
  payer.occupation = FR_OCCUPATION_RETIRED;
  payer.party_kind = FR_PARTY_KIND_PERSON;
  payer.foreign = FR_NO;
  payer.vulnerable = FR_YES;
  payer.bank = fr_text_of("ICBC");
  payee = payer;
  payee.customer = fr_text_of("dave");
  payee.age = 31;
  payee.occupation = FR_OCCUPATION_FINANCE;
  payee.party_kind = FR_PARTY_KIND_COMPANY;
  payee.foreign = FR_YES;
  payee.vulnerable = FR_NO;
  payee.bank = fr_text_of("CCB");
  payee.name_match = FR_NAME_MATCH_CLOSE;
  fill_session();
  fill_standing();
  teller = (fr_teller)FR_TELLER_INIT;
  teller.seen = FR_TELLER_ALL & UINT64_C(0x15515555555); /* every second one */
  teller.ruled_out = FR_TELLER_ALL & ~UINT64_C(0x15515555555);
  fr_transfer made = transfer_of("now", "alice", "bob", 99900, NOON);
  made.known = FR_TRANSFER_HAS_BALANCE_BEFORE | FR_TRANSFER_HAS_BASE_AMOUNT | FR_TRANSFER_HAS_LIMIT |
               FR_TRANSFER_HAS_APPROVAL_GAP;
  made.limit_minor = 5000000;
  made.approval_gap_s = 90;
  made.approved = FR_NO;
  made.payroll = FR_YES;
  memcpy(made.currency, "USD", 3);
  made.base_amount_minor = 1500;
  made.balance_before_minor = -250;
  made.channel = FR_CHANNEL_QUICK_PAY;
  made.kind = FR_KIND_INTRABANK;
  made.speed = FR_SPEED_SAME_DAY;
  made.remark = fr_text_of("May");
  made.purpose = fr_text_of("rent");
  made.ui_language = fr_text_of("zh");
  made.session = &session;
  made.teller = &teller;
  made.payer_party = &payer;
  made.payee_party = &payee;
  return made;
}

static void put_on_list(world *in, const char *customer, const char *party) {
  fr_event listed = FR_EVENT_INIT;
  listed.kind = FR_EVENT_LISTED;
  listed.time_us = NOON - HOUR;
  listed.customer = fr_text_of(customer);
  listed.party = fr_text_of(party);
  listed.list = fr_text_of("a");
  cr_assert_eq(world_observe(in, &listed), FR_OK);
}

/* One transfer each way, a call, a response, three lists. */
static void tell_history(world *in) {
  const fr_transfer now = known_transfer();
  fr_transfer there = now, back = transfer_of("e2", "bob", "alice", 5000, NOON - 2 * HOUR);
  there.id = fr_text_of("e1");
  there.time_us = NOON - 3 * HOUR;
  back.channel = FR_CHANNEL_ATM;
  back.kind = FR_KIND_INTERBANK;
  back.speed = FR_SPEED_REAL_TIME;
  back.payer_party = &payee;
  back.payee_party = &payer;
  cr_assert_eq(world_record(in, &there, FR_TRANSFER_SETTLED), FR_OK);
  cr_assert_eq(world_record(in, &back, FR_TRANSFER_SETTLED), FR_OK);
  there.amount_minor = there.base_amount_minor;
  cr_assert_eq(world_tell(in, FR_EVENT_CLEARED, &there, NOON - HOUR), FR_OK);
  cr_assert_eq(world_tell(in, FR_EVENT_CLEARED, &back, NOON - HOUR), FR_OK);
  fr_event contact = event_of_customer(FR_EVENT_CONTACT, "carol", NOON - HOUR);
  contact.known = FR_EVENT_HAS_DURATION;
  contact.duration_s = 600;
  contact.caller = FR_CALLER_KNOWN;
  contact.direction = FR_DIRECTION_OUTGOING;
  cr_assert_eq(world_observe(in, &contact), FR_OK);
  fr_event response = event_of_customer(FR_EVENT_RESPONSE, "carol", NOON - HOUR);
  response.response = FR_RESPONSE_CONTINUED;
  response.known = FR_EVENT_HAS_AMOUNT;
  response.amount_minor = 300;
  cr_assert_eq(world_observe(in, &response), FR_OK);
  put_on_list(in, "carol", NULL);
  put_on_list(in, NULL, "alice");
  put_on_list(in, NULL, "bob");
}

static fr_value values[WORLD_VALUES];

Test(names, each_with_a_value_and_without) {
  static bundle_feature features[CASES];
  static char numbers[CASES][16], texts[CASES][128];
  uint32_t count;
  const fr__cel_symbol *names = fr__names(&count);
  cr_assert_eq(count, CASES, "a name was added: put it into the table above");
  for (uint32_t i = 0; i < count; i++) {
    cr_assert_str_eq(names[i].name, cases[i].name);
    if (i > 0) cr_expect_lt(strcmp(names[i - 1].name, names[i].name), 0, "%s is not sorted", names[i].name);
    snprintf(numbers[i], sizeof numbers[i], "f%u", i);
    ask(names[i].name, names[i].type.kind, names[i].type.field_count != 0, texts[i]);
    features[i] = (bundle_feature){numbers[i], texts[i]};
  }
  const bundle_policy policy = {.more_features = features, .more_feature_count = CASES};
  world in = world_open(&policy);
  cr_assert_not_null(in.context);
  tell_history(&in);
  const fr_transfer known = known_transfer(), unknown = transfer_of("u", "erin", "frank", 100, NOON);
  fr_transfer cash = transfer_of("c", "grace", NULL, 100, NOON);
  cash.kind = FR_KIND_CASH_WITHDRAWAL;
  const fr_transfer *const transfers[] = {&known, &unknown, &cash};
  for (uint32_t t = 0; t < 3; t++) {
    cr_assert_eq(world_features(&in, transfers[t], values), FR_OK, "%s", fr_context_error(in.context)->message);
    for (uint32_t i = 0; i < CASES; i++) {
      char text[96];
      const char *expected = t == 0 ? cases[i].known : t == 1 ? cases[i].unknown : cases[i].cash;
      cr_expect_str_eq(value_text(&values[i], text), expected, "%s is %s, transfer %u", texts[i], text, t);
    }
  }
  world_close(&in);
}

/* ---- the fields of entries ---- */

static void ask_field(const char *name, const fr__cel_symbol *field, char into[128]) {
  const char *f = field->name;
  switch (field->type.kind) {
    case FR__CEL_KEY:
      snprintf(into, 128, "%s.exists(x, x.%s == transfer.payer || x.%s == transfer.payee)", name, f, f);
      return;
    case FR__CEL_DURATION: snprintf(into, 128, "%s.exists(x, x.%s == duration('600s'))", name, f); return;
    case FR__CEL_TIMESTAMP: snprintf(into, 128, "%s.exists(x, x.%s < transfer.time)", name, f); return;
    default: snprintf(into, 128, "%s.map(x, x.%s).last()", name, f); return;
  }
}

static const char *expected_field(const char *name, const char *field) {
  static const struct {
    const char *field, *sent, *received;
  } transfers[] = {{"amount", "15", "50"},
                   {"channel", "\"quick_pay\"", "\"atm\""},
                   {"kind", "\"intrabank\"", "\"interbank\""},
                   {"label", "\"cleared\"", "\"cleared\""},
                   {"speed", "\"same_day\"", "\"real_time\""},
                   {"status", "\"settled\"", "\"settled\""}};
  static const struct {
    const char *history, *field, *value;
  } others[] = {{"customer.contacts", "caller", "\"known\""},
                {"customer.contacts", "direction", "\"outgoing\""},
                {"customer.events", "kind", "\"response\""},
                {"customer.events", "amount", "3"},
                {"customer.events", "level", "0"},
                {"customer.events", "response", "\"continued\""}};
  for (size_t i = 0; i < FR_COUNT(others); i++) {
    if (strcmp(others[i].history, name) == 0 && strcmp(others[i].field, field) == 0) return others[i].value;
  }
  /* Of the pair, the payer and the customer what was sent is the first transfer; the payee sent the second. */
  const bool of_payee = strncmp(name, "payee.", 6) == 0;
  const bool received = (strstr(name, "received") != NULL) != of_payee;
  for (size_t i = 0; i < FR_COUNT(transfers); i++) {
    if (strcmp(transfers[i].field, field) == 0) return received ? transfers[i].received : transfers[i].sent;
  }
  return "true"; /* parties, durations and times */
}

Test(names, each_field_of_each_history) {
  enum { MOST = 160 };
  static bundle_feature features[MOST];
  static char numbers[MOST][16], texts[MOST][128];
  static const char *expected[MOST];
  uint32_t count, asked = 0;
  const fr__cel_symbol *names = fr__names(&count);
  for (uint32_t i = 0; i < count; i++) {
    for (uint32_t f = 0; f < names[i].type.field_count; f++) {
      cr_assert_lt(asked, MOST);
      ask_field(names[i].name, &names[i].type.fields[f], texts[asked]);
      snprintf(numbers[asked], sizeof numbers[asked], "f%u", asked);
      expected[asked] = expected_field(names[i].name, names[i].type.fields[f].name);
      features[asked] = (bundle_feature){numbers[asked], texts[asked]};
      asked++;
    }
  }
  cr_assert_gt(asked, 100);
  const bundle_policy policy = {.more_features = features, .more_feature_count = asked};
  world in = world_open(&policy);
  cr_assert_not_null(in.context);
  tell_history(&in);
  const fr_transfer known = known_transfer();
  cr_assert_eq(world_features(&in, &known, values), FR_OK);
  for (uint32_t i = 0; i < asked; i++) {
    char text[96];
    cr_expect_str_eq(value_text(&values[i], text), expected[i], "%s is %s", texts[i], text);
  }
  world_close(&in);
}

Test(names, enumerations_past_their_ends) {
  static const uint32_t counts[FR__ENUMS] = {
      [FR__ENUM_CHANNEL] = FR_CHANNEL_OTHER,
      [FR__ENUM_KIND] = FR_KIND_CASH_DEPOSIT,
      [FR__ENUM_SPEED] = FR_SPEED_NEXT_DAY,
      [FR__ENUM_CALLER] = FR_CALLER_FLAGGED,
      [FR__ENUM_PARTY_KIND] = FR_PARTY_KIND_PUBLIC_BODY,
      [FR__ENUM_OCCUPATION] = FR_OCCUPATION_OTHER,
      [FR__ENUM_NAME_MATCH] = FR_NAME_MATCH_OTHER_KIND,
      [FR__ENUM_DIRECTION] = FR_DIRECTION_OUTGOING,
      [FR__ENUM_RESPONSE] = FR_RESPONSE_ASKED_FOR_HELP,
      [FR__ENUM_PAYEE_ENTRY] = FR_PAYEE_ENTRY_ALIAS,
  };
  for (uint32_t e = 0; e < FR__ENUMS; e++) {
    if (counts[e] == 0) continue;
    cr_expect_eq(fr__enum_value((enum fr__enumeration)e, 0).kind, FR__CEL_UNKNOWN, "%u", e);
    cr_expect_eq(fr__enum_value((enum fr__enumeration)e, 1).kind, FR__CEL_STRING, "%u", e);
    cr_expect_eq(fr__enum_value((enum fr__enumeration)e, counts[e]).kind, FR__CEL_STRING, "%u", e);
    cr_expect_eq(fr__enum_value((enum fr__enumeration)e, counts[e] + 1).kind, FR__CEL_UNKNOWN, "%u", e);
  }
  cr_expect_eq(fr__enum_value(FR__ENUM_STATUS, FR_TRANSFER_REFUSED).kind, FR__CEL_STRING);
  cr_expect_eq(fr__enum_value(FR__ENUM_STATUS, FR_TRANSFER_REFUSED + 1).kind, FR__CEL_UNKNOWN);
  cr_expect_eq(fr__enum_value(FR__ENUM_LABEL, 0).kind, FR__CEL_STRING);
  for (uint32_t kind = 0; kind <= FR_EVENT_LAST_ + 1; kind++) {
    const bool personal = (kind >= FR_EVENT_DEVICE_BOUND && kind <= FR_EVENT_ALERTED) || kind == FR_EVENT_RESPONSE ||
                          (kind >= FR_EVENT_PHONE_CHANGED && kind <= FR_EVENT_FAMILY_CONFIRMED);
    cr_expect_eq(fr__enum_value(FR__ENUM_EVENT, kind).kind, personal ? FR__CEL_STRING : FR__CEL_UNKNOWN, "%u", kind);
  }
}
