/* SPDX-License-Identifier: Apache-2.0 */
#include "event/transfer.h"

#include "text/encoding.h"

/* The sizes of the structs, and those of their first versions: what a caller must bring at least. What a caller built
 * against an older header does not have is zero here, which is unknown. */
enum {
  TRANSFER_SIZE = 224,
  TRANSFER_SIZE_FIRST = 200,
  SESSION_SIZE = 136,
  SESSION_SIZE_FIRST = 48,
  TELLER_SIZE = 40,
  TELLER_SIZE_FIRST = 24,
  PARTY_SIZE = 120,
  PARTY_SIZE_FIRST = 72,
};
_Static_assert(sizeof(fr_transfer) == TRANSFER_SIZE, "fr_transfer: a field may only be added at the end");
_Static_assert(sizeof(fr_session) == SESSION_SIZE, "fr_session: a field may only be added at the end");
_Static_assert(sizeof(fr_teller) == TELLER_SIZE, "fr_teller: a field may only be added at the end");
_Static_assert(sizeof(fr_party) == PARTY_SIZE, "fr_party: a field may only be added at the end");
_Static_assert(offsetof(fr_transfer, amount_minor) == 64, "fr_transfer: fields must not move");
_Static_assert(offsetof(fr_transfer, session) == 152, "fr_transfer: fields must not move");
_Static_assert(offsetof(fr_transfer, limit_minor) == TRANSFER_SIZE_FIRST, "fr_transfer: fields must not move");
_Static_assert(offsetof(fr_teller, notes) == TELLER_SIZE_FIRST, "fr_teller: fields must not move");
_Static_assert(offsetof(fr_session, meeting_app) == SESSION_SIZE_FIRST, "fr_session: fields must not move");
_Static_assert(offsetof(fr_party, added_age_s) == PARTY_SIZE_FIRST, "fr_party: fields must not move");

/* Checks the size and takes this library's own version of the struct. */
static fr_status take_struct(const void *object, uint32_t size, uint32_t least, uint32_t known, void *into,
                             const char *field, fr_error *error) {
  const fr_status status = fr__check_struct(object, size, least, known);
  if (status != FR_OK) {
    return fr__fail(error, status, field, "%s: struct_size is %u, this library knows %u; set it with the _INIT macro",
                    field, size, known);
  }
  fr__copy_struct(into, known, object, size);
  return FR_OK;
}

static fr_status check_enum(uint32_t value, uint32_t last, const char *field, fr_error *error) {
  if (value <= last) return FR_OK;
  return fr__fail(error, FR_BAD_VALUE, field, "%s is %u; the largest value is %u", field, value, last);
}

static fr_status check_optional_identifier(fr_text text, const char *field, fr_error *error) {
  return text.data == NULL ? FR_OK : fr__check_identifier(text, field, error);
}

fr_status fr__check_amount(int64_t amount_minor, const char *field, fr_error *error) {
  if (amount_minor >= 0 && amount_minor <= FR_MAX_AMOUNT_MINOR) return FR_OK;
  return fr__fail(error, FR_BAD_AMOUNT, field, "%s is %s; amounts run from 0 to 2^53 - 1 minor units", field,
                  amount_minor < 0 ? "negative" : "too large");
}

fr_status fr__check_time(int64_t time_us, const char *field, fr_error *error) {
  if (time_us >= 0 && time_us < FR_MAX_TIME_US) return FR_OK;
  return fr__fail(error, FR_BAD_TIME, field, "%s lies outside 1970 to 2099; it counts microseconds UTC since 1970",
                  field);
}

/* Seconds and milliseconds of today, taken for microseconds, lie in 1970: no transfer of that year is asked about. */
fr_status fr__check_moment(int64_t time_us, const char *field, fr_error *error) {
  static const int64_t second_year_us = INT64_C(31536000000000);
  if (time_us == 0) return fr__fail(error, FR_MISSING_FIELD, field, "%s is missing; it is required here", field);
  if (time_us < 0 || time_us >= second_year_us) return fr__check_time(time_us, field, error);
  return fr__fail(error, FR_BAD_TIME, field,
                  "%s lies in 1970; it counts microseconds UTC since 1970, and this looks like seconds or milliseconds",
                  field);
}

static fr_status check_age(int64_t age_s, const char *field, fr_error *error) {
  if (age_s >= 0 && age_s <= FR_MAX_TIME_US / 1000000) return FR_OK;
  return fr__fail(error, FR_BAD_VALUE, field, "%s is not an age in seconds", field);
}

static fr_status read_text(fr_text text, const char *field, uint32_t limit, fr__encoded *read, fr_error *error) {
  if (text.size > limit) {
    return fr__fail(error, FR_TOO_LONG, field, "%s has %u bytes; at most %u are taken", field, text.size, limit);
  }
  if (fr__encoding_read(text, read) == FR_OK) return FR_OK;
  return fr__fail(error, FR_BAD_VALUE, field, "%s has the encoding %u, which there is not", field, text.encoding);
}

/* Free text is never refused for bad bytes: each is replaced, so that all behind may rely on UTF-8. A last character
 * that the limit or the sender cut is dropped. */
static fr_status check_free_text(fr_text text, const char *field, fr_text *checked, char *repaired, bool *damaged,
                                 fr_error *error) {
  *checked = text;
  if (text.data == NULL) return FR_OK;
  fr__encoded read;
  const bool plain = text.size <= FR_MAX_REMARK_BYTES && text.encoding != FR_ENCODING_GB18030 &&
                     text.encoding <= FR_ENCODING_UNKNOWN && fr__utf8_valid(text.data, text.size);
  checked->encoding = FR_ENCODING_UTF8;
  if (plain) return FR_OK;
  FR_TRY(read_text(text, field, FR_MAX_REMARK_BYTES, &read, error));
  *damaged = *damaged || read.damaged;
  *checked = (fr_text){text.data, read.length, FR_ENCODING_UTF8};
  FR_INVARIANT(read.length <= FR__MAX_REMARK_UTF8);
  fr__encoding_convert(&read, repaired);
  checked->data = repaired;
  return FR_OK;
}

static fr_status check_notes(fr_text text, fr__transfer *checked, fr_error *error) {
  checked->notes = text;
  if (text.data == NULL) return FR_OK;
  fr__encoded read;
  FR_TRY(read_text(text, "teller.notes", FR_MAX_NOTES_BYTES, &read, error));
  checked->text_damaged = checked->text_damaged || read.damaged;
  checked->notes = read.text;
  return FR_OK;
}

static fr_status check_count(int32_t value, const char *field, const char *name, fr_error *error) {
  if (value >= 0 && value <= 1000) return FR_OK;
  return fr__fail(error, FR_BAD_VALUE, field, "%s is %d; whole numbers from 0 to 1,000 are taken", name, value);
}

static fr_status check_standing(const fr_party *given, const char *field, fr_error *error) {
  FR_TRY(check_enum(given->shell_like, FR_YES, field, error));
  FR_TRY(check_enum(given->phone_shared, FR_YES, field, error));
  FR_TRY(check_enum(given->account_changed, FR_YES, field, error));
  FR_TRY(check_enum(given->third_party, FR_YES, field, error));
  FR_TRY(check_enum(given->region_unusual, FR_YES, field, error));
  FR_TRY(check_enum(given->trusted_contact, FR_YES, field, error));
  if ((given->known & FR_PARTY_HAS_ADDED_AGE) != 0) FR_TRY(check_age(given->added_age_s, field, error));
  if ((given->known & FR_PARTY_HAS_REGISTERED_AGE) != 0) FR_TRY(check_age(given->registered_age_s, field, error));
  if ((given->known & FR_PARTY_HAS_MULE_SCORE) != 0) {
    FR_TRY(check_count(given->mule_score, field, "mule_score", error));
  }
  if ((given->known & FR_PARTY_HAS_HOPS_TO_LISTED) != 0) {
    FR_TRY(check_count(given->hops_to_listed, field, "hops_to_listed", error));
  }
  return FR_OK;
}

static fr_status check_party(const fr_party *caller, const char *customer_field, bool is_payee, fr_party *checked,
                             fr_error *error) {
  memset(checked, 0, sizeof *checked);
  if (caller == NULL) return FR_OK;
  const char *field = is_payee ? "transfer.payee_party" : "transfer.payer_party";
  FR_TRY(take_struct(caller, caller->struct_size, PARTY_SIZE_FIRST, PARTY_SIZE, checked, field, error));
  const fr_party *given = checked;
  FR_TRY(check_optional_identifier(given->customer, customer_field, error));
  FR_TRY(check_enum(given->occupation, FR_OCCUPATION_OTHER, field, error));
  FR_TRY(check_enum(given->party_kind, FR_PARTY_KIND_PUBLIC_BODY, field, error));
  FR_TRY(check_enum(given->foreign, FR_YES, field, error));
  FR_TRY(check_enum(given->vulnerable, FR_YES, field, error));
  FR_TRY(check_enum(given->name_match, FR_NAME_MATCH_OTHER_KIND, field, error));
  FR_TRY(check_optional_identifier(given->bank, field, error));
  if ((given->known & FR_PARTY_HAS_AGE) != 0 && (given->age < 0 || given->age > 200)) {
    return fr__fail(error, FR_BAD_VALUE, field, "age is %d; full years from 0 to 200 are taken", given->age);
  }
  if ((given->known & FR_PARTY_HAS_ACCOUNT_AGE) != 0) FR_TRY(check_age(given->account_age_s, field, error));
  return check_standing(given, field, error);
}

static fr_status check_session_flags(const fr_session *given, fr_error *error) {
  const struct {
    uint32_t value;
    const char *field;
  } flags[] = {
      {given->meeting_app, "session.meeting_app"},
      {given->geo_jump, "session.geo_jump"},
      {given->ip_risky, "session.ip_risky"},
      {given->sideloaded_app, "session.sideloaded_app"},
      {given->overlay, "session.overlay"},
      {given->hesitated, "session.hesitated"},
      {given->code_shared, "session.code_shared"},
      {given->call_forwarded, "session.call_forwarded"},
      {given->nfc_relay, "session.nfc_relay"},
      {given->tampered, "session.tampered"},
      {given->face_verified, "session.face_verified"},
      {given->confirmed_in_chinese, "session.confirmed_in_chinese"},
      {given->cardless, "session.cardless"},
  };
  for (size_t i = 0; i < FR_COUNT(flags); i++) FR_TRY(check_enum(flags[i].value, FR_YES, flags[i].field, error));
  return check_enum(given->payee_entry, FR_PAYEE_ENTRY_ALIAS, "session.payee_entry", error);
}

static fr_status check_session_ages(const fr_session *given, fr_error *error) {
  const struct {
    uint32_t bit;
    int64_t age_s;
    const char *field;
  } ages[] = {
      {FR_SESSION_HAS_DEVICE_AGE, given->device_age_s, "session.device_age_s"},
      {FR_SESSION_HAS_SIM_AGE, given->sim_age_s, "session.sim_age_s"},
      {FR_SESSION_HAS_CREDENTIAL_AGE, given->credential_age_s, "session.credential_age_s"},
      {FR_SESSION_HAS_CALL_AGE, given->call_age_s, "session.call_age_s"},
      {FR_SESSION_HAS_OPERATOR_AGE, given->operator_age_s, "session.operator_age_s"},
      {FR_SESSION_HAS_PHISHING_LINK_AGE, given->phishing_link_age_s, "session.phishing_link_age_s"},
      {FR_SESSION_HAS_WARNING_DWELL, given->warning_dwell_s, "session.warning_dwell_s"},
  };
  for (size_t i = 0; i < FR_COUNT(ages); i++) {
    if ((given->known & ages[i].bit) != 0) FR_TRY(check_age(ages[i].age_s, ages[i].field, error));
  }
  return FR_OK;
}

static fr_status check_session(const fr_session *caller, fr_session *checked, fr_error *error) {
  memset(checked, 0, sizeof *checked);
  if (caller == NULL) return FR_OK;
  FR_TRY(
      take_struct(caller, caller->struct_size, SESSION_SIZE_FIRST, SESSION_SIZE, checked, "transfer.session", error));
  const fr_session *given = checked;
  FR_TRY(check_enum(given->on_call, FR_YES, "session.on_call", error));
  FR_TRY(check_enum(given->caller, FR_CALLER_FLAGGED, "session.caller", error));
  FR_TRY(check_enum(given->screen_shared, FR_YES, "session.screen_shared", error));
  FR_TRY(check_enum(given->remote_control, FR_YES, "session.remote_control", error));
  FR_TRY(check_session_flags(given, error));
  return check_session_ages(given, error);
}

static fr_status check_teller(const fr_teller *caller, fr_teller *checked, fr_error *error) {
  memset(checked, 0, sizeof *checked);
  if (caller == NULL) return FR_OK;
  FR_TRY(take_struct(caller, caller->struct_size, TELLER_SIZE_FIRST, TELLER_SIZE, checked, "transfer.teller", error));
  const fr_teller *given = checked;
  if ((given->seen & given->ruled_out) != 0) {
    return fr__fail(error, FR_BAD_VALUE, "teller.seen", "an observation is both seen and ruled out");
  }
  if (((given->seen | given->ruled_out) & ~FR_TELLER_ALL) != 0) {
    return fr__fail(error, FR_BAD_VALUE, "teller.seen", "an observation has a bit that this library does not know");
  }
  return FR_OK;
}

static fr_status check_amounts(const fr_transfer *given, const char *currency, fr__transfer *checked, fr_error *error) {
  FR_TRY(fr__check_amount(given->amount_minor, "transfer.amount_minor", error));
  checked->amount_minor = given->amount_minor;
  if ((given->known & FR_TRANSFER_HAS_BALANCE_BEFORE) != 0 &&
      (given->balance_before_minor < -FR_MAX_AMOUNT_MINOR || given->balance_before_minor > FR_MAX_AMOUNT_MINOR)) {
    return fr__fail(error, FR_BAD_AMOUNT, "transfer.balance_before_minor",
                    "the balance is beyond 2^53 - 1 minor units");
  }
  if ((given->known & FR_TRANSFER_HAS_LIMIT) != 0) {
    FR_TRY(fr__check_amount(given->limit_minor, "transfer.limit_minor", error));
  }
  const bool other_currency =
      currency != NULL && given->currency[0] != '\0' && memcmp(given->currency, currency, 3) != 0;
  if (!other_currency) return FR_OK;
  if ((given->known & FR_TRANSFER_HAS_BASE_AMOUNT) == 0) {
    return fr__fail(error, FR_OTHER_CURRENCY, "transfer.currency",
                    "the transfer is in %.3s, the policy in %.3s: give base_amount_minor in %.3s", given->currency,
                    currency, currency);
  }
  FR_TRY(fr__check_amount(given->base_amount_minor, "transfer.base_amount_minor", error));
  checked->amount_minor = given->base_amount_minor;
  return FR_OK;
}

static fr_status check_attributes(const fr_transfer *given, fr_error *error) {
  if (given->attribute_count == 0) return FR_OK;
  FR_REQUIRE(given->attributes != NULL, fr__fail(error, FR_NULL_POINTER, "transfer.attributes", "attributes is null"));
  if (given->attribute_count > FR_MAX_ATTRIBUTES) {
    return fr__fail(error, FR_TOO_MANY, "transfer.attributes", "%u attributes; at most %d are taken",
                    given->attribute_count, FR_MAX_ATTRIBUTES);
  }
  for (uint32_t i = 0; i < given->attribute_count; i++) {
    const fr_attribute *attribute = &given->attributes[i];
    FR_TRY(fr__check_identifier(attribute->name, "attribute.name", error));
    FR_TRY(check_enum(attribute->type, FR_TYPE_STRING, "attribute.type", error));
    if (attribute->type == FR_TYPE_STRING && attribute->text.data != NULL &&
        (attribute->text.size > FR_MAX_REMARK_BYTES || !fr__utf8_valid(attribute->text.data, attribute->text.size))) {
      return fr__fail(error, FR_BAD_ATTRIBUTE, "attribute.text", "the text of an attribute is too long or not UTF-8");
    }
  }
  return FR_OK;
}

static fr_status check_approval(const fr_transfer *given, fr_error *error) {
  FR_TRY(check_enum(given->approved, FR_YES, "transfer.approved", error));
  FR_TRY(check_enum(given->payroll, FR_YES, "transfer.payroll", error));
  if ((given->known & FR_TRANSFER_HAS_APPROVAL_GAP) == 0) return FR_OK;
  return check_age(given->approval_gap_s, "transfer.approval_gap_s", error);
}

fr_status fr__transfer_check(const fr_transfer *caller, const char *currency, fr__transfer *checked, fr_error *error) {
  FR_REQUIRE(caller != NULL, fr__fail(error, FR_NULL_POINTER, "transfer", "the transfer is a null pointer"));
  FR_TRY(
      take_struct(caller, caller->struct_size, TRANSFER_SIZE_FIRST, TRANSFER_SIZE, &checked->given, "transfer", error));
  const fr_transfer *given = &checked->given;
  checked->cash = given->kind == FR_KIND_CASH_WITHDRAWAL || given->kind == FR_KIND_CASH_DEPOSIT;
  checked->text_damaged = false;
  FR_TRY(fr__check_identifier(given->id, "transfer.id", error));
  FR_TRY(fr__check_identifier(given->payer, "transfer.payer", error));
  FR_TRY(fr__check_moment(given->time_us, "transfer.time_us", error));
  FR_TRY(check_amounts(given, currency, checked, error));
  FR_TRY(check_enum(given->channel, FR_CHANNEL_OTHER, "transfer.channel", error));
  FR_TRY(check_enum(given->kind, FR_KIND_CASH_DEPOSIT, "transfer.kind", error));
  FR_TRY(check_enum(given->speed, FR_SPEED_NEXT_DAY, "transfer.speed", error));
  FR_TRY(check_approval(given, error));
  if (checked->cash) {
    if (given->payee.data != NULL) {
      return fr__fail(error, FR_BAD_VALUE, "transfer.payee", "cash has no payee: the account is the payer");
    }
  } else {
    FR_TRY(fr__check_identifier(given->payee, "transfer.payee", error));
    if (given->payee.size == given->payer.size &&
        memcmp(given->payee.data, given->payer.data, given->payer.size) == 0) {
      return fr__fail(error, FR_SAME_PARTY, "transfer.payee", "payer and payee are the same account");
    }
  }
  FR_TRY(check_free_text(given->remark, "transfer.remark", &checked->remark, checked->repaired[0],
                         &checked->text_damaged, error));
  FR_TRY(check_free_text(given->purpose, "transfer.purpose", &checked->purpose, checked->repaired[1],
                         &checked->text_damaged, error));
  FR_TRY(check_optional_identifier(given->ui_language, "transfer.ui_language", error));
  FR_TRY(check_session(given->session, &checked->session, error));
  FR_TRY(check_teller(given->teller, &checked->teller, error));
  FR_TRY(check_notes(checked->teller.notes, checked, error));
  FR_TRY(check_party(given->payer_party, "payer.customer", false, &checked->payer, error));
  FR_TRY(check_party(given->payee_party, "payee.customer", true, &checked->payee, error));
  /* Cash has no other party, whatever was sent along: docs/design.md 12.4. */
  if (checked->cash) memset(&checked->payee, 0, sizeof checked->payee);
  return check_attributes(given, error);
}
