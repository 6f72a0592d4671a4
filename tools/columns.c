/* SPDX-License-Identifier: Apache-2.0 */
#include "columns.h"

#include <string.h>

#include "base/base.h"
#include "row.h"

static const char *const channels[] = {"", "teller", "atm", "online", "mobile", "quick_pay", "other", NULL};
static const char *const kinds[] = {"",  "interbank", "intrabank", "own_account", "cash_withdrawal", "cash_deposit",
                                    NULL};
static const char *const speeds[] = {"", "real_time", "same_day", "next_day", NULL};
static const char *const callers[] = {"", "known", "unknown", "overseas", "flagged", NULL};
static const char *const party_kinds[] = {"",       "person",   "self_employed", "company",
                                          "wallet", "merchant", "public_body",   NULL};
static const char *const occupations[] = {"",        "student",     "employee", "finance", "official", "self_employed",
                                          "retired", "not_working", "other",    NULL};
static const char *const name_matches[] = {"", "match", "close", "none", "not_possible", "other_kind", NULL};
static const char *const payee_entries[] = {"", "chosen", "typed", "dictated", "pasted", "scanned", "alias", NULL};
static const char *const directions[] = {"", "incoming", "outgoing", NULL};
static const char *const responses[] = {"", "stopped", "continued", "asked_for_help", NULL};
static const char *const statuses[] = {"attempted", "delayed",   "held",    "released", "settled",
                                       "returned",  "cancelled", "refused", NULL};
static const char *const events[] = {"",
                                     "contact",
                                     "settled",
                                     "held",
                                     "released",
                                     "cancelled",
                                     "refused",
                                     "returned",
                                     "transferred",
                                     "fraud_reported",
                                     "cleared",
                                     "device_bound",
                                     "sim_changed",
                                     "credential_reset",
                                     "limit_raised",
                                     "deposit_broken",
                                     "loan_paid_out",
                                     "alerted",
                                     "listed",
                                     "unlisted",
                                     "trusted",
                                     "response",
                                     "moved",
                                     "forgotten",
                                     "phone_changed",
                                     "wallet_bound",
                                     "fund_redeemed",
                                     "notice_turned_off",
                                     "balance_queried",
                                     "gold_bought",
                                     "callback_confirmed",
                                     "police_cleared",
                                     "family_confirmed",
                                     "delayed",
                                     NULL};

const char *event_name(uint32_t kind) { return kind + 1 < sizeof events / sizeof events[0] ? events[kind] : ""; }

const char *const observation_names[] = {"on_phone",
                                         "coached",
                                         "accompanied",
                                         "hurried",
                                         "distressed",
                                         "refuses_to_explain",
                                         "purpose_changed",
                                         "payee_unknown",
                                         "told_to_keep_secret",
                                         "hides_phone",
                                         "companion_answers",
                                         "ignores_loss",
                                         "cash_to_hand_over",
                                         "purpose_implausible",
                                         "cash_not_booked",
                                         "refused_elsewhere",
                                         "third_party_payee",
                                         "code_shared",
                                         "app_installed",
                                         "money_borrowed",
                                         "pays_to_receive",
                                         "told_of_case",
                                         "threatened",
                                         "promised_profit",
                                         "promised_reward",
                                         "account_changed",
                                         "not_verified",
                                         "documents_verified",
                                         "family_confirmed",
                                         "told_of_credit_record",
                                         "told_of_clearing_account",
                                         "does_tasks",
                                         "betting_site",
                                         "left_platform",
                                         "goods_not_seen",
                                         "prize_fee_asked",
                                         "job_fee_asked",
                                         "not_own_order",
                                         "signal_lost",
                                         "never_seen",
                                         "loan_fee_asked",
                                         NULL};

#define AT(field) (uint16_t) offsetof(struct row, field)
#define BOTH (SCHEMA_TRANSFERS | SCHEMA_EVENTS)
#define LISTED (SCHEMA_EVENTS | SCHEMA_LISTS)
#define TEXT(name, schemas, field, group) \
  { name, NULL, schemas, COLUMN_TEXT, AT(field), 0, 0, group }
#define ENUM(name, names, schemas, field, group) \
  { name, names, schemas, COLUMN_ENUM, AT(field), 0, 0, group }
#define FLAG(name, schemas, field, group) \
  { name, NULL, schemas, COLUMN_FLAG, AT(field), 0, 0, group }
#define KNOWN(name, type, schemas, field, known, bit, group) \
  { name, NULL, schemas, type, AT(field), AT(known), bit, group }
#define OBSERVATION(name, bit) \
  { "teller." name, NULL, BOTH, COLUMN_OBSERVATION, AT(teller), 0, bit, GROUP_TELLER }

/* A session's fields stand under their own names and under "session."; in a file of events, where `caller` is the
 * caller of a contact, only the long names are the session's. */
#define SESSION_FLAG(name, field) \
  FLAG(name, SCHEMA_TRANSFERS, session.field, GROUP_SESSION), FLAG("session." name, BOTH, session.field, GROUP_SESSION)
#define SESSION_AGE(name, field, bit)                                                              \
  KNOWN(name, COLUMN_SECONDS, SCHEMA_TRANSFERS, session.field, session.known, bit, GROUP_SESSION), \
      KNOWN("session." name, COLUMN_SECONDS, BOTH, session.field, session.known, bit, GROUP_SESSION)
/* Later ones stand under their long names only. */
#define LONG_FLAG(name, field) FLAG("session." name, BOTH, session.field, GROUP_SESSION)
#define LONG_AGE(name, field, bit) \
  KNOWN("session." name, COLUMN_SECONDS, BOTH, session.field, session.known, bit, GROUP_SESSION)
#define PARTY(name, party, group)                                                                                   \
  KNOWN(name ".age", COLUMN_YEARS, BOTH, party.age, party.known, FR_PARTY_HAS_AGE, group),                          \
      ENUM(name ".occupation", occupations, BOTH, party.occupation, group),                                         \
      KNOWN(name ".account_age", COLUMN_SECONDS, BOTH, party.account_age_s, party.known, FR_PARTY_HAS_ACCOUNT_AGE,  \
            group),                                                                                                 \
      ENUM(name ".party_kind", party_kinds, BOTH, party.party_kind, group),                                         \
      TEXT(name ".bank", BOTH, party.bank, group), FLAG(name ".foreign", BOTH, party.foreign, group),               \
      FLAG(name ".vulnerable", BOTH, party.vulnerable, group),                                                      \
      KNOWN(name ".registered_age", COLUMN_SECONDS, BOTH, party.registered_age_s, party.known,                      \
            FR_PARTY_HAS_REGISTERED_AGE, group),                                                                    \
      KNOWN(name ".mule_score", COLUMN_COUNT, BOTH, party.mule_score, party.known, FR_PARTY_HAS_MULE_SCORE, group), \
      KNOWN(name ".hops_to_listed", COLUMN_COUNT, BOTH, party.hops_to_listed, party.known,                          \
            FR_PARTY_HAS_HOPS_TO_LISTED, group),                                                                    \
      FLAG(name ".shell_like", BOTH, party.shell_like, group),                                                      \
      FLAG(name ".phone_shared", BOTH, party.phone_shared, group)

const column columns[] = {
    {"time", NULL, BOTH, COLUMN_TIME, AT(time_us), AT(has_time), 1, 0},
    {"currency", NULL, BOTH, COLUMN_CURRENCY, AT(transfer.currency), 0, 0, 0},
    TEXT("id", SCHEMA_TRANSFERS, transfer.id, 0),
    TEXT("payer", SCHEMA_TRANSFERS, transfer.payer, 0),
    TEXT("payee", SCHEMA_TRANSFERS, transfer.payee, 0),
    {"amount", NULL, SCHEMA_TRANSFERS, COLUMN_AMOUNT, AT(transfer.amount_minor), AT(has_time), 2, 0},
    KNOWN("base_amount", COLUMN_BASE_AMOUNT, BOTH, transfer.base_amount_minor, transfer.known,
          FR_TRANSFER_HAS_BASE_AMOUNT, 0),
    ENUM("channel", channels, BOTH, transfer.channel, 0),
    ENUM("kind", kinds, BOTH, transfer.kind, 0),
    ENUM("speed", speeds, BOTH, transfer.speed, 0),
    TEXT("remark", BOTH, transfer.remark, 0),
    TEXT("purpose", BOTH, transfer.purpose, 0),
    KNOWN("balance_before", COLUMN_BALANCE, BOTH, transfer.balance_before_minor, transfer.known,
          FR_TRANSFER_HAS_BALANCE_BEFORE, 0),
    TEXT("ui_language", BOTH, transfer.ui_language, 0),
    KNOWN("limit", COLUMN_BASE_AMOUNT, BOTH, transfer.limit_minor, transfer.known, FR_TRANSFER_HAS_LIMIT, 0),
    FLAG("approved", BOTH, transfer.approved, 0),
    KNOWN("approval_gap", COLUMN_SECONDS, BOTH, transfer.approval_gap_s, transfer.known, FR_TRANSFER_HAS_APPROVAL_GAP,
          0),
    FLAG("payroll", BOTH, transfer.payroll, 0),
    SESSION_FLAG("on_call", on_call),
    ENUM("caller", callers, SCHEMA_TRANSFERS, session.caller, GROUP_SESSION),
    ENUM("session.caller", callers, BOTH, session.caller, GROUP_SESSION),
    SESSION_FLAG("screen_shared", screen_shared),
    SESSION_FLAG("remote_control", remote_control),
    SESSION_AGE("device_age", device_age_s, FR_SESSION_HAS_DEVICE_AGE),
    SESSION_AGE("sim_age", sim_age_s, FR_SESSION_HAS_SIM_AGE),
    SESSION_AGE("credential_age", credential_age_s, FR_SESSION_HAS_CREDENTIAL_AGE),
    LONG_FLAG("meeting_app", meeting_app),
    LONG_FLAG("geo_jump", geo_jump),
    LONG_FLAG("ip_risky", ip_risky),
    LONG_FLAG("sideloaded_app", sideloaded_app),
    LONG_FLAG("overlay", overlay),
    LONG_FLAG("hesitated", hesitated),
    LONG_FLAG("code_shared", code_shared),
    LONG_FLAG("call_forwarded", call_forwarded),
    LONG_FLAG("nfc_relay", nfc_relay),
    LONG_FLAG("tampered", tampered),
    LONG_FLAG("face_verified", face_verified),
    LONG_FLAG("confirmed_in_chinese", confirmed_in_chinese),
    LONG_FLAG("cardless", cardless),
    ENUM("session.payee_entry", payee_entries, BOTH, session.payee_entry, GROUP_SESSION),
    LONG_AGE("call_age", call_age_s, FR_SESSION_HAS_CALL_AGE),
    LONG_AGE("operator_age", operator_age_s, FR_SESSION_HAS_OPERATOR_AGE),
    LONG_AGE("phishing_link_age", phishing_link_age_s, FR_SESSION_HAS_PHISHING_LINK_AGE),
    LONG_AGE("warning_dwell", warning_dwell_s, FR_SESSION_HAS_WARNING_DWELL),
    {"observations", NULL, BOTH, COLUMN_OBSERVATIONS, AT(teller), 0, 0, GROUP_TELLER},
    {"teller.observations", NULL, BOTH, COLUMN_OBSERVATIONS, AT(teller), 0, 0, GROUP_TELLER},
    OBSERVATION("on_phone", 0),
    OBSERVATION("coached", 1),
    OBSERVATION("accompanied", 2),
    OBSERVATION("hurried", 3),
    OBSERVATION("distressed", 4),
    OBSERVATION("refuses_to_explain", 5),
    OBSERVATION("purpose_changed", 6),
    OBSERVATION("payee_unknown", 7),
    OBSERVATION("told_to_keep_secret", 8),
    OBSERVATION("hides_phone", 9),
    OBSERVATION("companion_answers", 10),
    OBSERVATION("ignores_loss", 11),
    OBSERVATION("cash_to_hand_over", 12),
    OBSERVATION("purpose_implausible", 13),
    OBSERVATION("cash_not_booked", 14),
    OBSERVATION("refused_elsewhere", 15),
    OBSERVATION("third_party_payee", 16),
    OBSERVATION("code_shared", 17),
    OBSERVATION("app_installed", 18),
    OBSERVATION("money_borrowed", 19),
    OBSERVATION("pays_to_receive", 20),
    OBSERVATION("told_of_case", 21),
    OBSERVATION("threatened", 22),
    OBSERVATION("promised_profit", 23),
    OBSERVATION("promised_reward", 24),
    OBSERVATION("account_changed", 25),
    OBSERVATION("not_verified", 26),
    OBSERVATION("documents_verified", 27),
    OBSERVATION("family_confirmed", 28),
    OBSERVATION("told_of_credit_record", 29),
    OBSERVATION("told_of_clearing_account", 30),
    OBSERVATION("does_tasks", 31),
    OBSERVATION("betting_site", 32),
    OBSERVATION("left_platform", 33),
    OBSERVATION("goods_not_seen", 34),
    OBSERVATION("prize_fee_asked", 35),
    OBSERVATION("job_fee_asked", 36),
    OBSERVATION("not_own_order", 37),
    OBSERVATION("signal_lost", 38),
    OBSERVATION("never_seen", 39),
    OBSERVATION("loan_fee_asked", 40),
    TEXT("teller.notes", BOTH, teller.notes, GROUP_TELLER),
    TEXT("payer.customer", SCHEMA_TRANSFERS, payer.customer, GROUP_PAYER),
    TEXT("payee.customer", SCHEMA_TRANSFERS, payee.customer, GROUP_PAYEE),
    PARTY("payer", payer, GROUP_PAYER),
    PARTY("payee", payee, GROUP_PAYEE),
    ENUM("payee.name_match", name_matches, BOTH, payee.name_match, GROUP_PAYEE),
    KNOWN("payee.added_age", COLUMN_SECONDS, BOTH, payee.added_age_s, payee.known, FR_PARTY_HAS_ADDED_AGE, GROUP_PAYEE),
    FLAG("payee.account_changed", BOTH, payee.account_changed, GROUP_PAYEE),
    FLAG("payee.third_party", BOTH, payee.third_party, GROUP_PAYEE),
    FLAG("payee.region_unusual", BOTH, payee.region_unusual, GROUP_PAYEE),
    FLAG("payer.trusted_contact", BOTH, payer.trusted_contact, GROUP_PAYER),
    FLAG("fraud", SCHEMA_TRANSFERS, fraud, GROUP_FRAUD_LABEL),
    TEXT("scam", SCHEMA_TRANSFERS, scam, 0),
    {"reported_at", NULL, SCHEMA_TRANSFERS, COLUMN_TIME, AT(reported_us), AT(has_time), ROW_HAS_REPORTED, 0},

    ENUM("event", events, SCHEMA_EVENTS, event.kind, 0),
    TEXT("transfer_id", SCHEMA_EVENTS, event.transfer_id, 0),
    TEXT("payer", SCHEMA_EVENTS, event.payer, 0),
    TEXT("payee", SCHEMA_EVENTS, event.payee, 0),
    TEXT("payer_customer", SCHEMA_EVENTS, event.payer_customer, 0),
    TEXT("payee_customer", SCHEMA_EVENTS, event.payee_customer, 0),
    TEXT("payer.customer", SCHEMA_EVENTS, event.payer_customer, 0),
    TEXT("payee.customer", SCHEMA_EVENTS, event.payee_customer, 0),
    KNOWN("amount", COLUMN_AMOUNT, SCHEMA_EVENTS, event.amount_minor, event.known, FR_EVENT_HAS_AMOUNT, 0),
    TEXT("customer", LISTED, event.customer, 0),
    TEXT("party", LISTED, event.party, 0),
    TEXT("list", LISTED, event.list, 0),
    {"until", NULL, LISTED, COLUMN_TIME, AT(event.until_us), 0, 0, 0},
    KNOWN("duration", COLUMN_SECONDS, SCHEMA_EVENTS, event.duration_s, event.known, FR_EVENT_HAS_DURATION, 0),
    ENUM("caller", callers, SCHEMA_EVENTS, event.caller, 0),
    ENUM("direction", directions, SCHEMA_EVENTS, event.direction, 0),
    {"level", NULL, SCHEMA_EVENTS, COLUMN_LEVEL, AT(event.level), 0, 0, 0},
    ENUM("response", responses, SCHEMA_EVENTS, event.response, 0),
    ENUM("status", statuses, SCHEMA_EVENTS, event.status, 0),
    KNOWN("transfer_time", COLUMN_TIME, SCHEMA_EVENTS, event.transfer_time_us, event.known, FR_EVENT_HAS_TRANSFER_TIME,
          0),
    TEXT("to", SCHEMA_EVENTS, event.to, 0),
};
const size_t column_count = sizeof columns / sizeof columns[0];
_Static_assert(sizeof columns / sizeof columns[0] <= COLUMNS_MAX, "COLUMNS_MAX is too small");

const column attribute_column = {"attributes.", NULL, BOTH, COLUMN_ATTRIBUTE, 0, 0, 0, 0};

const char *schema_map_option(schema what) {
  return what == SCHEMA_LISTS ? "--map-lists" : what == SCHEMA_EVENTS ? "--map-events" : "--map";
}

const column *column_find(schema what, const char *name, size_t size) {
  for (size_t i = 0; i < column_count; i++) {
    if ((columns[i].schemas & what) != 0 && strlen(columns[i].name) == size && memcmp(columns[i].name, name, size) == 0)
      return &columns[i];
  }
  const size_t prefix = strlen(attribute_column.name);
  const bool has_attributes = (attribute_column.schemas & what) != 0;
  if (has_attributes && size > prefix && memcmp(name, attribute_column.name, prefix) == 0) return &attribute_column;
  return NULL;
}

enum { SUGGESTION_BYTES_MAX = 64 };

/* More than a third of the letters wrong is another word. */
static uint32_t tolerance(size_t size) { return size < 4 ? 1 : (uint32_t)(size / 3); }

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

/* Two letters next to each other changed places: "tiem". */
static bool is_swapped(const char *a, const char *b, size_t size) {
  size_t i = 0;
  while (i < size && a[i] == b[i]) i++;
  return i + 1 < size && a[i] == b[i + 1] && a[i + 1] == b[i] && memcmp(a + i + 2, b + i + 2, size - i - 2) == 0;
}

/* Capitals are no difference: "Time" is as like as a name can be. */
static void consider(const char *candidate, const char *text, size_t size, const char **best, uint32_t *distance) {
  char small[SUGGESTION_BYTES_MAX] = "";
  const size_t length = strlen(candidate);
  if (length == 0 || size > sizeof small) return;
  for (size_t i = 0; i < size; i++) small[i] = lower(text[i]);
  uint32_t edits = fr__edit_distance(small, (uint32_t)size, candidate, (uint32_t)length, tolerance(size));
  if (size == length && edits > 1 && is_swapped(small, candidate, size)) edits = 1;
  if (edits < *distance) {
    *best = candidate;
    *distance = edits;
  }
}

const char *column_suggestion(schema what, const char *name, size_t size) {
  const char *best = NULL;
  uint32_t distance = tolerance(size) + 1;
  for (size_t i = 0; i < column_count; i++)
    if ((columns[i].schemas & what) != 0) consider(columns[i].name, name, size, &best, &distance);
  return best;
}

int name_find(const char *const *names, const char *text, size_t size) {
  for (int i = 0; names[i] != NULL; i++)
    if (size > 0 && strlen(names[i]) == size && memcmp(names[i], text, size) == 0) return i;
  return -1;
}

const char *name_suggestion(const char *const *names, const char *text, size_t size) {
  const char *best = NULL;
  uint32_t distance = tolerance(size) + 1;
  for (size_t i = 0; names[i] != NULL; i++) consider(names[i], text, size, &best, &distance);
  return best;
}
