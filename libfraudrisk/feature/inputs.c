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
    default: return fr__cel_unknown();
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
    case FR__SLOT_NAME_MATCH: return fr__enum_value(FR__ENUM_NAME_MATCH, transfer->payee.name_match);
    default: break;
  }
  if (slot < FR__SLOT_TELLER) return session_value(&transfer->session, slot);
  if (slot < FR__SLOT_PAYER_AGE) return observation(&transfer->teller, slot - FR__SLOT_TELLER);
  if (slot < FR__SLOT_PAYEE_AGE) return party_value(&transfer->payer, slot);
  return party_value(&transfer->payee, slot - FR__SLOT_PAYEE_AGE + FR__SLOT_PAYER_AGE);
}

void fr__inputs_fill(const fr__transfer *transfer, double minor_per_major, const char *currency, const uint32_t *needed,
                     uint32_t count, fr__cel_value *slots) {
  for (uint32_t i = 0; i < count; i++) {
    slots[needed[i]] = transfer_value(transfer, minor_per_major, currency, needed[i]);
  }
}
