/* SPDX-License-Identifier: Apache-2.0
 *
 * The names of columns: those of the command (tools/columns.c; a test holds the two against each other). */
#include "arrow/arrow.h"

#define CHANNELS "teller\0atm\0online\0mobile\0quick_pay\0other\0"
#define KINDS "interbank\0intrabank\0own_account\0cash_withdrawal\0cash_deposit\0"
#define SPEEDS "real_time\0same_day\0next_day\0"
#define CALLERS "known\0unknown\0overseas\0flagged\0"
#define PARTY_KINDS "person\0self_employed\0company\0wallet\0merchant\0public_body\0"
#define OCCUPATIONS "student\0employee\0finance\0official\0self_employed\0retired\0not_working\0other\0"
#define NAME_MATCHES "match\0close\0none\0not_possible\0other_kind\0"
#define PAYEE_ENTRIES "chosen\0typed\0dictated\0pasted\0scanned\0alias\0"
/* What a teller sees, by bit. */
#define OBSERVATIONS                                                                                             \
  "on_phone\0coached\0accompanied\0hurried\0distressed\0refuses_to_explain\0purpose_changed\0payee_unknown\0"    \
  "told_to_keep_secret\0hides_phone\0companion_answers\0ignores_loss\0cash_to_hand_over\0purpose_implausible\0"  \
  "cash_not_booked\0refused_elsewhere\0third_party_payee\0code_shared\0app_installed\0money_borrowed\0"          \
  "pays_to_receive\0told_of_case\0threatened\0promised_profit\0promised_reward\0account_changed\0not_verified\0" \
  "documents_verified\0family_confirmed\0told_of_credit_record\0told_of_clearing_account\0does_tasks\0"          \
  "betting_site\0left_platform\0goods_not_seen\0prize_fee_asked\0job_fee_asked\0not_own_order\0signal_lost\0"    \
  "never_seen\0loan_fee_asked\0"

#define AT(field) (uint16_t) offsetof(fr__arrow_row, field)
#define TEXT(name, field, group) \
  { name, NULL, FR__FIELD_TEXT, AT(field), 0, 0, group }
#define WORD(name, words, field, group) \
  { name, words, FR__FIELD_WORD, AT(field), 0, 0, group }
#define FLAG(name, field, group) \
  { name, NULL, FR__FIELD_FLAG, AT(field), 0, 0, group }
#define KNOWN(name, type, field, known, bit, group) \
  { name, NULL, type, AT(field), AT(known), bit, group }
#define IN_TRANSFER(name, type, field, bit) KNOWN(name, type, transfer.field, transfer.known, bit, 0)
#define SESSION_FLAG(name) FLAG("session." #name, session.name, FR__GROUP_SESSION)
#define SESSION_AGE(name, bit) \
  KNOWN("session." #name, FR__FIELD_SECONDS, session.name##_s, session.known, bit, FR__GROUP_SESSION)
/* The first ones stand under their short names as well. */
#define SHORT_FLAG(name) FLAG(#name, session.name, FR__GROUP_SESSION), SESSION_FLAG(name)
#define SHORT_AGE(name, bit) \
  KNOWN(#name, FR__FIELD_SECONDS, session.name##_s, session.known, bit, FR__GROUP_SESSION), SESSION_AGE(name, bit)
#define PARTY(name, party, group)                                                                                    \
  TEXT(name ".customer", party.customer, group),                                                                     \
      KNOWN(name ".age", FR__FIELD_YEARS, party.age, party.known, FR_PARTY_HAS_AGE, group),                          \
      WORD(name ".occupation", OCCUPATIONS, party.occupation, group),                                                \
      KNOWN(name ".account_age", FR__FIELD_SECONDS, party.account_age_s, party.known, FR_PARTY_HAS_ACCOUNT_AGE,      \
            group),                                                                                                  \
      WORD(name ".party_kind", PARTY_KINDS, party.party_kind, group), TEXT(name ".bank", party.bank, group),         \
      FLAG(name ".foreign", party.foreign, group), FLAG(name ".vulnerable", party.vulnerable, group),                \
      KNOWN(name ".registered_age", FR__FIELD_SECONDS, party.registered_age_s, party.known,                          \
            FR_PARTY_HAS_REGISTERED_AGE, group),                                                                     \
      KNOWN(name ".mule_score", FR__FIELD_COUNT, party.mule_score, party.known, FR_PARTY_HAS_MULE_SCORE, group),     \
      KNOWN(name ".hops_to_listed", FR__FIELD_COUNT, party.hops_to_listed, party.known, FR_PARTY_HAS_HOPS_TO_LISTED, \
            group),                                                                                                  \
      FLAG(name ".shell_like", party.shell_like, group), FLAG(name ".phone_shared", party.phone_shared, group)
#define LABEL(name) \
  { name, NULL, FR__FIELD_LABEL, 0, 0, 0, 0 }

static const fr__arrow_field fields[] = {
    {"time", NULL, FR__FIELD_TIME, AT(transfer.time_us), AT(given), FR__ROW_HAS_TIME, 0},
    {"currency", NULL, FR__FIELD_CURRENCY, AT(transfer.currency), 0, 0, 0},
    TEXT("id", transfer.id, 0),
    TEXT("payer", transfer.payer, 0),
    TEXT("payee", transfer.payee, 0),
    {"amount", NULL, FR__FIELD_AMOUNT, AT(transfer.amount_minor), AT(given), FR__ROW_HAS_AMOUNT, 0},
    IN_TRANSFER("base_amount", FR__FIELD_BASE_AMOUNT, base_amount_minor, FR_TRANSFER_HAS_BASE_AMOUNT),
    WORD("channel", CHANNELS, transfer.channel, 0),
    WORD("kind", KINDS, transfer.kind, 0),
    WORD("speed", SPEEDS, transfer.speed, 0),
    TEXT("remark", transfer.remark, 0),
    TEXT("purpose", transfer.purpose, 0),
    IN_TRANSFER("balance_before", FR__FIELD_BALANCE, balance_before_minor, FR_TRANSFER_HAS_BALANCE_BEFORE),
    TEXT("ui_language", transfer.ui_language, 0),
    IN_TRANSFER("limit", FR__FIELD_BASE_AMOUNT, limit_minor, FR_TRANSFER_HAS_LIMIT),
    FLAG("approved", transfer.approved, 0),
    IN_TRANSFER("approval_gap", FR__FIELD_SECONDS, approval_gap_s, FR_TRANSFER_HAS_APPROVAL_GAP),
    FLAG("payroll", transfer.payroll, 0),
    SHORT_FLAG(on_call),
    WORD("caller", CALLERS, session.caller, FR__GROUP_SESSION),
    WORD("session.caller", CALLERS, session.caller, FR__GROUP_SESSION),
    SHORT_FLAG(screen_shared),
    SHORT_FLAG(remote_control),
    SHORT_AGE(device_age, FR_SESSION_HAS_DEVICE_AGE),
    SHORT_AGE(sim_age, FR_SESSION_HAS_SIM_AGE),
    SHORT_AGE(credential_age, FR_SESSION_HAS_CREDENTIAL_AGE),
    SESSION_FLAG(meeting_app),
    SESSION_FLAG(geo_jump),
    SESSION_FLAG(ip_risky),
    SESSION_FLAG(sideloaded_app),
    SESSION_FLAG(overlay),
    SESSION_FLAG(hesitated),
    SESSION_FLAG(code_shared),
    SESSION_FLAG(call_forwarded),
    SESSION_FLAG(nfc_relay),
    SESSION_FLAG(tampered),
    SESSION_FLAG(face_verified),
    SESSION_FLAG(confirmed_in_chinese),
    SESSION_FLAG(cardless),
    WORD("session.payee_entry", PAYEE_ENTRIES, session.payee_entry, FR__GROUP_SESSION),
    SESSION_AGE(call_age, FR_SESSION_HAS_CALL_AGE),
    SESSION_AGE(operator_age, FR_SESSION_HAS_OPERATOR_AGE),
    SESSION_AGE(phishing_link_age, FR_SESSION_HAS_PHISHING_LINK_AGE),
    SESSION_AGE(warning_dwell, FR_SESSION_HAS_WARNING_DWELL),
    {"observations", NULL, FR__FIELD_OBSERVATIONS, AT(teller), 0, 0, FR__GROUP_TELLER},
    {"teller.observations", NULL, FR__FIELD_OBSERVATIONS, AT(teller), 0, 0, FR__GROUP_TELLER},
    TEXT("teller.notes", teller.notes, FR__GROUP_TELLER),
    PARTY("payer", payer, FR__GROUP_PAYER),
    PARTY("payee", payee, FR__GROUP_PAYEE),
    WORD("payee.name_match", NAME_MATCHES, payee.name_match, FR__GROUP_PAYEE),
    KNOWN("payee.added_age", FR__FIELD_SECONDS, payee.added_age_s, payee.known, FR_PARTY_HAS_ADDED_AGE,
          FR__GROUP_PAYEE),
    FLAG("payee.account_changed", payee.account_changed, FR__GROUP_PAYEE),
    FLAG("payee.third_party", payee.third_party, FR__GROUP_PAYEE),
    FLAG("payee.region_unusual", payee.region_unusual, FR__GROUP_PAYEE),
    FLAG("payer.trusted_contact", payer.trusted_contact, FR__GROUP_PAYER),
    LABEL("fraud"),
    LABEL("scam"),
    LABEL("reported_at"),
};

static const fr__arrow_field observation = {"teller.", NULL, FR__FIELD_OBSERVATION, AT(teller), 0, 0, FR__GROUP_TELLER};
static const fr__arrow_field attribute = {"attributes.", NULL, FR__FIELD_ATTRIBUTE, 0, 0, 0, 0};

static bool begins_with(fr_text name, const char *prefix) {
  const size_t size = strlen(prefix);
  return name.size > size && memcmp(name.data, prefix, size) == 0;
}

const fr__arrow_field *fr__arrow_field_find(fr_text name) {
  for (uint32_t i = 0; i < FR_COUNT(fields); i++) {
    if (fr__text_is(name, fields[i].name)) return &fields[i];
  }
  if (begins_with(name, "attributes.")) return &attribute;
  const fr_text word = {name.data + 7, name.size - 7, 0};
  if (begins_with(name, "teller.") && fr__arrow_observation_find(word) != UINT32_MAX) return &observation;
  return NULL;
}

const fr__arrow_field *fr__arrow_field_at(uint32_t index) { return index < FR_COUNT(fields) ? &fields[index] : NULL; }

const char *fr__arrow_field_like(fr_text name) {
  const char *best = NULL;
  char small[48];
  uint32_t least = name.size < 4 ? 2 : name.size / 3 + 1;
  if (name.size > sizeof small) return NULL;
  for (uint32_t i = 0; i < name.size; i++) {
    const char c = name.data[i];
    small[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
  }
  for (uint32_t i = 0; i < FR_COUNT(fields); i++) {
    const uint32_t length = (uint32_t)strlen(fields[i].name);
    const uint32_t edits = fr__edit_distance(small, name.size, fields[i].name, length, least);
    if (edits >= least) continue;
    best = fields[i].name;
    least = edits;
  }
  return best;
}

uint32_t fr__arrow_word_find(const char *words, fr_text text) {
  uint32_t number = 1;
  for (const char *at = words; *at != 0; at += strlen(at) + 1, number++) {
    if (fr__text_is(text, at)) return number;
  }
  return 0;
}

uint32_t fr__arrow_observation_find(fr_text text) {
  const uint32_t number = fr__arrow_word_find(OBSERVATIONS, text);
  return number == 0 ? UINT32_MAX : number - 1;
}
