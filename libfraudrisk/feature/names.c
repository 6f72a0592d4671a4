/* SPDX-License-Identifier: Apache-2.0 */
#include "feature/names.h"

#include "fraudrisk/engine.h"

/* Enumerations. Those of the public headers begin with their value 1, since 0 is unknown; statuses and labels begin
 * with their value 0, since an entry always has one. */
static const char *const channels[] = {"teller", "atm", "online", "mobile", "quick_pay", "other"};
static const char *const kinds[] = {"interbank", "intrabank", "own_account", "cash_withdrawal", "cash_deposit"};
static const char *const speeds[] = {"real_time", "same_day", "next_day"};
static const char *const callers[] = {"known", "unknown", "overseas", "flagged"};
static const char *const party_kinds[] = {"person", "self_employed", "company", "wallet", "merchant", "public_body"};
static const char *const occupations[] = {"student",       "employee", "finance",     "official",
                                          "self_employed", "retired",  "not_working", "other"};
static const char *const name_matches[] = {"match", "close", "none", "not_possible", "other_kind"};
static const char *const statuses[] = {"attempted", "delayed",  "held",      "released",
                                       "settled",   "returned", "cancelled", "refused"};
static const char *const labels[] = {"none", "fraud", "cleared"};
static const char *const directions[] = {"incoming", "outgoing"};
static const char *const events[] = {
    "device_bound",    "sim_changed", "credential_reset",   "limit_raised",   "deposit_broken",  "loan_paid_out",
    "alerted",         "response",    "phone_changed",      "wallet_bound",   "fund_redeemed",   "notice_turned_off",
    "balance_queried", "gold_bought", "callback_confirmed", "police_cleared", "family_confirmed"};
static const char *const responses[] = {"stopped", "continued", "asked_for_help"};
static const char *const payee_entries[] = {"chosen", "typed", "dictated", "pasted", "scanned", "alias"};

static const struct {
  const char *const *names;
  uint16_t count;
  uint16_t first; /* the number of names[0] */
} enumerations[FR__ENUMS] = {
    [FR__ENUM_CHANNEL] = {channels, FR_COUNT(channels), 1},
    [FR__ENUM_KIND] = {kinds, FR_COUNT(kinds), 1},
    [FR__ENUM_SPEED] = {speeds, FR_COUNT(speeds), 1},
    [FR__ENUM_CALLER] = {callers, FR_COUNT(callers), 1},
    [FR__ENUM_PARTY_KIND] = {party_kinds, FR_COUNT(party_kinds), 1},
    [FR__ENUM_OCCUPATION] = {occupations, FR_COUNT(occupations), 1},
    [FR__ENUM_NAME_MATCH] = {name_matches, FR_COUNT(name_matches), 1},
    [FR__ENUM_STATUS] = {statuses, FR_COUNT(statuses), 0},
    [FR__ENUM_LABEL] = {labels, FR_COUNT(labels), 0},
    [FR__ENUM_DIRECTION] = {directions, FR_COUNT(directions), 1},
    [FR__ENUM_EVENT] = {events, FR_COUNT(events), FR_EVENT_DEVICE_BOUND},
    [FR__ENUM_RESPONSE] = {responses, FR_COUNT(responses), 1},
    [FR__ENUM_PAYEE_ENTRY] = {payee_entries, FR_COUNT(payee_entries), 1},
};

/* Lists, trusts and the life of a party lie between the personal events of the public header. */
static uint32_t event_index(uint32_t number) {
  const uint32_t response = FR_EVENT_ALERTED - FR_EVENT_DEVICE_BOUND + 1;
  if (number <= FR_EVENT_ALERTED) return number - FR_EVENT_DEVICE_BOUND;
  if (number == FR_EVENT_RESPONSE) return response;
  return number < FR_EVENT_PHONE_CHANGED ? UINT32_MAX : number - FR_EVENT_PHONE_CHANGED + response + 1;
}

fr__cel_value fr__enum_value(enum fr__enumeration enumeration, uint32_t number) {
  uint32_t index = number - enumerations[enumeration].first;
  if (enumeration == FR__ENUM_EVENT) index = event_index(number);
  if (index >= enumerations[enumeration].count) return fr__cel_unknown();
  const char *name = enumerations[enumeration].names[index];
  return fr__cel_string(name, (uint32_t)strlen(name));
}

enum fr__enumeration fr__enumeration_of(const char *const *names) {
  uint32_t enumeration = 0;
  while (enumeration < FR__ENUMS && enumerations[enumeration].names != names) enumeration++;
  return (enum fr__enumeration)enumeration;
}

#define SCALAR(name, kind_, slot_) \
  { name, {.kind = FR__CEL_##kind_}, FR__SLOT_##slot_, NULL }
#define ENUMERATED(name, values, slot_) \
  { name, {.kind = FR__CEL_STRING, .names = values, .name_count = FR_COUNT(values)}, FR__SLOT_##slot_, NULL }

/* What each kind of entry has; docs/design.md 12.6. Sorted. */
#define TRANSFER_FIELDS_BEFORE_PARTIES                                                    \
  SCALAR("amount", DOUBLE, ENTRY_AMOUNT), ENUMERATED("channel", channels, ENTRY_CHANNEL), \
      ENUMERATED("kind", kinds, ENTRY_KIND), ENUMERATED("label", labels, ENTRY_LABEL),    \
      SCALAR("label_time", TIMESTAMP, ENTRY_LABEL_TIME)
#define TRANSFER_FIELDS_AFTER_PARTIES                                                     \
  ENUMERATED("speed", speeds, ENTRY_SPEED), ENUMERATED("status", statuses, ENTRY_STATUS), \
      SCALAR("time", TIMESTAMP, ENTRY_TIME)

static const fr__cel_symbol transfer_fields[] = {
    TRANSFER_FIELDS_BEFORE_PARTIES,
    SCALAR("payee", KEY, ENTRY_PAYEE),
    SCALAR("payer", KEY, ENTRY_PAYER),
    TRANSFER_FIELDS_AFTER_PARTIES,
};
/* A customer's entries name the other party only: which of his accounts it was is not kept there. */
static const fr__cel_symbol customer_sent_fields[] = {
    TRANSFER_FIELDS_BEFORE_PARTIES,
    SCALAR("payee", KEY, ENTRY_PAYEE),
    TRANSFER_FIELDS_AFTER_PARTIES,
};
static const fr__cel_symbol customer_received_fields[] = {
    TRANSFER_FIELDS_BEFORE_PARTIES,
    SCALAR("payer", KEY, ENTRY_PAYER),
    TRANSFER_FIELDS_AFTER_PARTIES,
};
static const fr__cel_symbol contact_fields[] = {
    ENUMERATED("caller", callers, ENTRY_CALLER),
    ENUMERATED("direction", directions, ENTRY_DIRECTION),
    SCALAR("duration", DURATION, ENTRY_DURATION),
    SCALAR("time", TIMESTAMP, ENTRY_TIME),
};
static const fr__cel_symbol event_fields[] = {
    SCALAR("amount", DOUBLE, ENTRY_AMOUNT), ENUMERATED("kind", events, ENTRY_EVENT),
    SCALAR("level", INT, ENTRY_LEVEL),      ENUMERATED("response", responses, ENTRY_RESPONSE),
    SCALAR("time", TIMESTAMP, ENTRY_TIME),
};

static const fr__cel_symbol month_fields[] = {
    SCALAR("amount", DOUBLE, ENTRY_AMOUNT),
    SCALAR("time", TIMESTAMP, ENTRY_TIME),
};

#define FACT(name, kind_, side, fact) \
  { name, {.kind = FR__CEL_##kind_}, FR__SLOT_##side##_FACTS + FR__FACT_##fact, NULL }
#define HISTORY(name, fields_, source_) \
  { name, {.kind = FR__CEL_SEQUENCE, .fields = fields_, .field_count = FR_COUNT(fields_)}, FR__##source_, NULL }
#define LISTS(name, source_) \
  { name, {.kind = FR__CEL_SEQUENCE, .element = FR__CEL_STRING}, FR__##source_, NULL }
#define OBSERVED(name, bit) \
  { "teller." name, {.kind = FR__CEL_BOOL}, FR__SLOT_TELLER + (bit), NULL }

static const fr__cel_symbol names[] = {
    HISTORY("customer.attempts", customer_sent_fields, CUSTOMER_ATTEMPTS),
    FACT("customer.complete_days", INT, CUSTOMER, COMPLETE_DAYS),
    HISTORY("customer.contacts", contact_fields, CUSTOMER_CONTACTS),
    HISTORY("customer.events", event_fields, CUSTOMER_EVENTS),
    FACT("customer.first_seen", TIMESTAMP, CUSTOMER, FIRST_SEEN),
    FACT("customer.last_received", TIMESTAMP, CUSTOMER, LAST_RECEIVED),
    FACT("customer.last_report", TIMESTAMP, CUSTOMER, LAST_REPORT),
    FACT("customer.last_sent", TIMESTAMP, CUSTOMER, LAST_SENT),
    LISTS("customer.lists", CUSTOMER_LISTS),
    HISTORY("customer.months", month_fields, CUSTOMER_MONTHS),
    HISTORY("customer.received", customer_received_fields, CUSTOMER_RECEIVED),
    HISTORY("customer.sent", customer_sent_fields, CUSTOMER_SENT),
    HISTORY("pair.attempts", transfer_fields, PAIR_ATTEMPTS),
    SCALAR("pair.first_time", BOOL, FIRST_TIME),
    HISTORY("pair.received", transfer_fields, PAIR_RECEIVED),
    HISTORY("pair.sent", transfer_fields, PAIR_SENT),
    SCALAR("payee.account_age", DURATION, PAYEE_ACCOUNT_AGE),
    SCALAR("payee.account_changed", BOOL, ACCOUNT_CHANGED),
    SCALAR("payee.added_age", DURATION, ADDED_AGE),
    SCALAR("payee.age", INT, PAYEE_AGE),
    HISTORY("payee.attempts", transfer_fields, PAYEE_ATTEMPTS),
    SCALAR("payee.bank", STRING, PAYEE_BANK),
    FACT("payee.complete_days", INT, PAYEE, COMPLETE_DAYS),
    FACT("payee.first_seen", TIMESTAMP, PAYEE, FIRST_SEEN),
    SCALAR("payee.foreign", BOOL, PAYEE_FOREIGN),
    SCALAR("payee.hops_to_listed", INT, PAYEE_HOPS_TO_LISTED),
    FACT("payee.last_received", TIMESTAMP, PAYEE, LAST_RECEIVED),
    FACT("payee.last_report", TIMESTAMP, PAYEE, LAST_REPORT),
    FACT("payee.last_sent", TIMESTAMP, PAYEE, LAST_SENT),
    LISTS("payee.lists", PAYEE_LISTS),
    HISTORY("payee.months", month_fields, PAYEE_MONTHS),
    SCALAR("payee.mule_score", INT, PAYEE_MULE_SCORE),
    ENUMERATED("payee.name_match", name_matches, NAME_MATCH),
    ENUMERATED("payee.occupation", occupations, PAYEE_OCCUPATION),
    ENUMERATED("payee.party_kind", party_kinds, PAYEE_PARTY_KIND),
    SCALAR("payee.phone_shared", BOOL, PAYEE_PHONE_SHARED),
    HISTORY("payee.received", transfer_fields, PAYEE_RECEIVED),
    SCALAR("payee.region_unusual", BOOL, REGION_UNUSUAL),
    SCALAR("payee.registered_age", DURATION, PAYEE_REGISTERED_AGE),
    HISTORY("payee.sent", transfer_fields, PAYEE_SENT),
    SCALAR("payee.shell_like", BOOL, PAYEE_SHELL_LIKE),
    SCALAR("payee.third_party", BOOL, THIRD_PARTY),
    SCALAR("payee.vulnerable", BOOL, PAYEE_VULNERABLE),
    SCALAR("payer.account_age", DURATION, PAYER_ACCOUNT_AGE),
    SCALAR("payer.age", INT, PAYER_AGE),
    HISTORY("payer.attempts", transfer_fields, PAYER_ATTEMPTS),
    SCALAR("payer.bank", STRING, PAYER_BANK),
    FACT("payer.complete_days", INT, PAYER, COMPLETE_DAYS),
    FACT("payer.first_seen", TIMESTAMP, PAYER, FIRST_SEEN),
    SCALAR("payer.foreign", BOOL, PAYER_FOREIGN),
    SCALAR("payer.hops_to_listed", INT, PAYER_HOPS_TO_LISTED),
    FACT("payer.last_received", TIMESTAMP, PAYER, LAST_RECEIVED),
    FACT("payer.last_report", TIMESTAMP, PAYER, LAST_REPORT),
    FACT("payer.last_sent", TIMESTAMP, PAYER, LAST_SENT),
    LISTS("payer.lists", PAYER_LISTS),
    HISTORY("payer.months", month_fields, PAYER_MONTHS),
    SCALAR("payer.mule_score", INT, PAYER_MULE_SCORE),
    ENUMERATED("payer.occupation", occupations, PAYER_OCCUPATION),
    ENUMERATED("payer.party_kind", party_kinds, PAYER_PARTY_KIND),
    SCALAR("payer.phone_shared", BOOL, PAYER_PHONE_SHARED),
    HISTORY("payer.received", transfer_fields, PAYER_RECEIVED),
    SCALAR("payer.registered_age", DURATION, PAYER_REGISTERED_AGE),
    HISTORY("payer.sent", transfer_fields, PAYER_SENT),
    SCALAR("payer.shell_like", BOOL, PAYER_SHELL_LIKE),
    SCALAR("payer.trusted_contact", BOOL, TRUSTED_CONTACT),
    SCALAR("payer.vulnerable", BOOL, PAYER_VULNERABLE),
    SCALAR("session.call_age", DURATION, CALL_AGE),
    SCALAR("session.call_forwarded", BOOL, CALL_FORWARDED),
    ENUMERATED("session.caller", callers, CALLER),
    SCALAR("session.cardless", BOOL, CARDLESS),
    SCALAR("session.code_shared", BOOL, CODE_SHARED),
    SCALAR("session.confirmed_in_chinese", BOOL, CONFIRMED_IN_CHINESE),
    SCALAR("session.credential_age", DURATION, CREDENTIAL_AGE),
    SCALAR("session.device_age", DURATION, DEVICE_AGE),
    SCALAR("session.face_verified", BOOL, FACE_VERIFIED),
    SCALAR("session.geo_jump", BOOL, GEO_JUMP),
    SCALAR("session.hesitated", BOOL, HESITATED),
    SCALAR("session.ip_risky", BOOL, IP_RISKY),
    SCALAR("session.meeting_app", BOOL, MEETING_APP),
    SCALAR("session.nfc_relay", BOOL, NFC_RELAY),
    SCALAR("session.on_call", BOOL, ON_CALL),
    SCALAR("session.operator_age", DURATION, OPERATOR_AGE),
    SCALAR("session.overlay", BOOL, OVERLAY),
    ENUMERATED("session.payee_entry", payee_entries, PAYEE_ENTRY),
    SCALAR("session.phishing_link_age", DURATION, PHISHING_LINK_AGE),
    SCALAR("session.remote_control", BOOL, REMOTE_CONTROL),
    SCALAR("session.screen_shared", BOOL, SCREEN_SHARED),
    SCALAR("session.sideloaded_app", BOOL, SIDELOADED_APP),
    SCALAR("session.sim_age", DURATION, SIM_AGE),
    SCALAR("session.tampered", BOOL, TAMPERED),
    SCALAR("session.warning_dwell", DURATION, WARNING_DWELL),
    OBSERVED("accompanied", 2),
    OBSERVED("account_changed", 25),
    OBSERVED("app_installed", 18),
    OBSERVED("betting_site", 32),
    OBSERVED("cash_not_booked", 14),
    OBSERVED("cash_to_hand_over", 12),
    OBSERVED("coached", 1),
    OBSERVED("code_shared", 17),
    OBSERVED("companion_answers", 10),
    OBSERVED("distressed", 4),
    OBSERVED("documents_verified", 27),
    OBSERVED("does_tasks", 31),
    OBSERVED("family_confirmed", 28),
    OBSERVED("goods_not_seen", 34),
    OBSERVED("hides_phone", 9),
    OBSERVED("hurried", 3),
    OBSERVED("ignores_loss", 11),
    OBSERVED("job_fee_asked", 36),
    OBSERVED("left_platform", 33),
    OBSERVED("loan_fee_asked", 40),
    OBSERVED("money_borrowed", 19),
    OBSERVED("never_seen", 39),
    OBSERVED("not_own_order", 37),
    OBSERVED("not_verified", 26),
    OBSERVED("on_phone", 0),
    OBSERVED("payee_unknown", 7),
    OBSERVED("pays_to_receive", 20),
    OBSERVED("prize_fee_asked", 35),
    OBSERVED("promised_profit", 23),
    OBSERVED("promised_reward", 24),
    OBSERVED("purpose_changed", 6),
    OBSERVED("purpose_implausible", 13),
    OBSERVED("refused_elsewhere", 15),
    OBSERVED("refuses_to_explain", 5),
    OBSERVED("signal_lost", 38),
    OBSERVED("third_party_payee", 16),
    OBSERVED("threatened", 22),
    OBSERVED("told_of_case", 21),
    OBSERVED("told_of_clearing_account", 30),
    OBSERVED("told_of_credit_record", 29),
    OBSERVED("told_to_keep_secret", 8),
    SCALAR("text", HOST, TEXT),
    SCALAR("transfer.amount", DOUBLE, AMOUNT),
    SCALAR("transfer.approval_gap", DURATION, APPROVAL_GAP),
    SCALAR("transfer.approved", BOOL, APPROVED),
    SCALAR("transfer.balance_before", DOUBLE, BALANCE_BEFORE),
    ENUMERATED("transfer.channel", channels, CHANNEL),
    SCALAR("transfer.currency", STRING, CURRENCY),
    ENUMERATED("transfer.kind", kinds, KIND),
    SCALAR("transfer.limit", DOUBLE, LIMIT),
    SCALAR("transfer.payee", KEY, PAYEE_KEY),
    SCALAR("transfer.payer", KEY, PAYER_KEY),
    SCALAR("transfer.payroll", BOOL, PAYROLL),
    SCALAR("transfer.purpose", STRING, PURPOSE),
    SCALAR("transfer.remark", STRING, REMARK),
    ENUMERATED("transfer.speed", speeds, SPEED),
    SCALAR("transfer.time", TIMESTAMP, TIME),
    SCALAR("transfer.ui_language", STRING, UI_LANGUAGE),
};

const fr__cel_symbol *fr__names(uint32_t *count) {
  *count = FR_COUNT(names);
  return names;
}

uint32_t fr__source_side(uint32_t source) {
  static const uint8_t months[] = {FR_SIDE_PAYER, FR_SIDE_CUSTOMER, FR_SIDE_PAYEE};
  if (fr__source_is_months(source)) return months[source - FR__PAYER_MONTHS];
  if (source >= FR__PAYEE_SENT) return FR_SIDE_PAYEE;
  return source >= FR__CUSTOMER_SENT ? FR_SIDE_CUSTOMER : FR_SIDE_PAYER;
}

bool fr__source_is_list(uint32_t source) {
  return source == FR__PAYER_LISTS || source == FR__CUSTOMER_LISTS || source == FR__PAYEE_LISTS;
}
