/* SPDX-License-Identifier: Apache-2.0 */
#include "feature/inputs.h"

static fr__cel_value tristate(uint32_t value) {
  return value == FR_UNKNOWN ? fr__cel_unknown() : fr__cel_bool(value == FR_YES);
}

static fr__cel_value text(fr_text value) {
  return value.data == NULL ? fr__cel_unknown() : fr__cel_string(value.data, value.size);
}

static fr__cel_value seconds(uint32_t known, uint32_t bit, int64_t value_s) {
  return (known & bit) == 0 ? fr__cel_unknown() : fr__cel_duration(value_s * FR__SECOND_US);
}

static fr__cel_value count(uint32_t known, uint32_t bit, int32_t value) {
  return (known & bit) == 0 ? fr__cel_unknown() : fr__cel_int(value);
}

static fr__cel_value observation(const fr_teller *teller, uint32_t bit) {
  if ((teller->seen >> bit & 1) != 0) return fr__cel_bool(true);
  return (teller->ruled_out >> bit & 1) != 0 ? fr__cel_bool(false) : fr__cel_unknown();
}

static fr__cel_value party_value(const fr_party *party, uint32_t slot) {
  switch (slot) {
    case FR__SLOT_PAYER_AGE:
      return (party->known & FR_PARTY_HAS_AGE) == 0 ? fr__cel_unknown() : fr__cel_int(party->age);
    case FR__SLOT_PAYER_OCCUPATION: return fr__enum_value(FR__ENUM_OCCUPATION, party->occupation);
    case FR__SLOT_PAYER_ACCOUNT_AGE: return seconds(party->known, FR_PARTY_HAS_ACCOUNT_AGE, party->account_age_s);
    case FR__SLOT_PAYER_PARTY_KIND: return fr__enum_value(FR__ENUM_PARTY_KIND, party->party_kind);
    case FR__SLOT_PAYER_BANK: return text(party->bank);
    case FR__SLOT_PAYER_FOREIGN: return tristate(party->foreign);
    case FR__SLOT_PAYER_VULNERABLE: return tristate(party->vulnerable);
    case FR__SLOT_PAYER_REGISTERED_AGE:
      return seconds(party->known, FR_PARTY_HAS_REGISTERED_AGE, party->registered_age_s);
    case FR__SLOT_PAYER_MULE_SCORE: return count(party->known, FR_PARTY_HAS_MULE_SCORE, party->mule_score);
    case FR__SLOT_PAYER_HOPS_TO_LISTED: return count(party->known, FR_PARTY_HAS_HOPS_TO_LISTED, party->hops_to_listed);
    case FR__SLOT_PAYER_SHELL_LIKE: return tristate(party->shell_like);
    case FR__SLOT_PAYER_PHONE_SHARED: return tristate(party->phone_shared);
    default: return fr__cel_unknown();
  }
}

/* What only a payee has, and what only a payer has. */
static fr__cel_value one_sided_value(const fr_party *payer, const fr_party *payee, uint32_t slot) {
  switch (slot) {
    case FR__SLOT_NAME_MATCH: return fr__enum_value(FR__ENUM_NAME_MATCH, payee->name_match);
    case FR__SLOT_ADDED_AGE: return seconds(payee->known, FR_PARTY_HAS_ADDED_AGE, payee->added_age_s);
    case FR__SLOT_ACCOUNT_CHANGED: return tristate(payee->account_changed);
    case FR__SLOT_THIRD_PARTY: return tristate(payee->third_party);
    case FR__SLOT_REGION_UNUSUAL: return tristate(payee->region_unusual);
    default: return tristate(payer->trusted_contact);
  }
}

static fr__cel_value session_flag(const fr_session *session, uint32_t slot) {
  switch (slot) {
    case FR__SLOT_MEETING_APP: return tristate(session->meeting_app);
    case FR__SLOT_GEO_JUMP: return tristate(session->geo_jump);
    case FR__SLOT_IP_RISKY: return tristate(session->ip_risky);
    case FR__SLOT_SIDELOADED_APP: return tristate(session->sideloaded_app);
    case FR__SLOT_OVERLAY: return tristate(session->overlay);
    case FR__SLOT_HESITATED: return tristate(session->hesitated);
    case FR__SLOT_CODE_SHARED: return tristate(session->code_shared);
    case FR__SLOT_CALL_FORWARDED: return tristate(session->call_forwarded);
    case FR__SLOT_NFC_RELAY: return tristate(session->nfc_relay);
    case FR__SLOT_TAMPERED: return tristate(session->tampered);
    case FR__SLOT_FACE_VERIFIED: return tristate(session->face_verified);
    case FR__SLOT_CONFIRMED_IN_CHINESE: return tristate(session->confirmed_in_chinese);
    case FR__SLOT_CARDLESS: return tristate(session->cardless);
    default: return fr__cel_unknown();
  }
}

static fr__cel_value session_value(const fr_session *session, uint32_t slot) {
  switch (slot) {
    case FR__SLOT_ON_CALL: return tristate(session->on_call);
    case FR__SLOT_CALLER: return fr__enum_value(FR__ENUM_CALLER, session->caller);
    case FR__SLOT_SCREEN_SHARED: return tristate(session->screen_shared);
    case FR__SLOT_REMOTE_CONTROL: return tristate(session->remote_control);
    case FR__SLOT_DEVICE_AGE: return seconds(session->known, FR_SESSION_HAS_DEVICE_AGE, session->device_age_s);
    case FR__SLOT_SIM_AGE: return seconds(session->known, FR_SESSION_HAS_SIM_AGE, session->sim_age_s);
    case FR__SLOT_CREDENTIAL_AGE:
      return seconds(session->known, FR_SESSION_HAS_CREDENTIAL_AGE, session->credential_age_s);
    case FR__SLOT_PAYEE_ENTRY: return fr__enum_value(FR__ENUM_PAYEE_ENTRY, session->payee_entry);
    case FR__SLOT_CALL_AGE: return seconds(session->known, FR_SESSION_HAS_CALL_AGE, session->call_age_s);
    case FR__SLOT_OPERATOR_AGE: return seconds(session->known, FR_SESSION_HAS_OPERATOR_AGE, session->operator_age_s);
    case FR__SLOT_PHISHING_LINK_AGE:
      return seconds(session->known, FR_SESSION_HAS_PHISHING_LINK_AGE, session->phishing_link_age_s);
    case FR__SLOT_WARNING_DWELL: return seconds(session->known, FR_SESSION_HAS_WARNING_DWELL, session->warning_dwell_s);
    default: return session_flag(session, slot);
  }
}

static fr__cel_value transfer_value(const fr__transfer *transfer, double minor_per_major, const char *currency,
                                    uint32_t slot) {
  const fr_transfer *given = &transfer->given;
  switch (slot) {
    case FR__SLOT_TIME: return fr__cel_timestamp(given->time_us);
    case FR__SLOT_AMOUNT: return fr__cel_double(fr__major(transfer->amount_minor, minor_per_major));
    case FR__SLOT_CURRENCY: return fr__cel_string(given->currency[0] == '\0' ? currency : given->currency, 3);
    case FR__SLOT_CHANNEL: return fr__enum_value(FR__ENUM_CHANNEL, given->channel);
    case FR__SLOT_KIND: return fr__enum_value(FR__ENUM_KIND, given->kind);
    case FR__SLOT_SPEED: return fr__enum_value(FR__ENUM_SPEED, given->speed);
    case FR__SLOT_REMARK: return text(transfer->remark);
    case FR__SLOT_PURPOSE: return text(transfer->purpose);
    case FR__SLOT_BALANCE_BEFORE:
      if ((given->known & FR_TRANSFER_HAS_BALANCE_BEFORE) == 0) return fr__cel_unknown();
      return fr__cel_double(fr__major(given->balance_before_minor, minor_per_major));
    case FR__SLOT_UI_LANGUAGE: return text(given->ui_language);
    case FR__SLOT_LIMIT:
      if ((given->known & FR_TRANSFER_HAS_LIMIT) == 0) return fr__cel_unknown();
      return fr__cel_double(fr__major(given->limit_minor, minor_per_major));
    case FR__SLOT_APPROVED: return tristate(given->approved);
    case FR__SLOT_APPROVAL_GAP: return seconds(given->known, FR_TRANSFER_HAS_APPROVAL_GAP, given->approval_gap_s);
    case FR__SLOT_PAYROLL: return tristate(given->payroll);
    default: break;
  }
  if (slot < FR__SLOT_TELLER) return session_value(&transfer->session, slot);
  if (slot < FR__SLOT_PAYER_AGE) return observation(&transfer->teller, slot - FR__SLOT_TELLER);
  if (slot < FR__SLOT_PAYEE_AGE) return party_value(&transfer->payer, slot);
  if (slot >= FR__SLOT_NAME_MATCH) return one_sided_value(&transfer->payer, &transfer->payee, slot);
  return party_value(&transfer->payee, slot - FR__SLOT_PAYEE_AGE + FR__SLOT_PAYER_AGE);
}

void fr__inputs_fill(const fr__transfer *transfer, double minor_per_major, const char *currency, const uint32_t *needed,
                     uint32_t count, fr__cel_value *slots) {
  for (uint32_t i = 0; i < count; i++) {
    slots[needed[i]] = transfer_value(transfer, minor_per_major, currency, needed[i]);
  }
}
