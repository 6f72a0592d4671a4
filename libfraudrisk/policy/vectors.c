/* SPDX-License-Identifier: Apache-2.0
 *
 * A struct is a map from the number of a field to its value; what is zero, and so unknown, is left out. */
#include "policy/vectors.h"

enum kind { WORD, INT32, INT64, BITS, TEXT, CURRENCY };

typedef struct field {
  uint8_t number; /* pinned: bundles carry it; ascending in a table */
  uint8_t kind;
  uint16_t offset;
} field;

#define FIELD(number, kind, type, name) \
  { number, kind, (uint16_t)offsetof(type, name) }

static const field transfer_fields[] = {
    FIELD(1, WORD, fr_transfer, known),
    FIELD(2, TEXT, fr_transfer, id),
    FIELD(3, INT64, fr_transfer, time_us),
    FIELD(4, TEXT, fr_transfer, payer),
    FIELD(5, TEXT, fr_transfer, payee),
    FIELD(6, INT64, fr_transfer, amount_minor),
    FIELD(7, INT64, fr_transfer, base_amount_minor),
    FIELD(8, CURRENCY, fr_transfer, currency),
    FIELD(9, WORD, fr_transfer, channel),
    FIELD(10, WORD, fr_transfer, kind),
    FIELD(11, WORD, fr_transfer, speed),
    FIELD(12, TEXT, fr_transfer, remark),
    FIELD(13, TEXT, fr_transfer, purpose),
    FIELD(14, INT64, fr_transfer, balance_before_minor),
    FIELD(15, TEXT, fr_transfer, ui_language),
    FIELD(16, INT64, fr_transfer, limit_minor),
    FIELD(17, INT64, fr_transfer, approval_gap_s),
    FIELD(18, WORD, fr_transfer, approved),
    FIELD(19, WORD, fr_transfer, payroll),
};
/* Numbers of what stands beside the fields of a transfer, after them. */
enum { PART_SESSION = 20, PART_TELLER, PART_PAYER, PART_PAYEE, PART_ATTRIBUTES };

static const field session_fields[] = {
    FIELD(1, WORD, fr_session, known),
    FIELD(2, WORD, fr_session, on_call),
    FIELD(3, WORD, fr_session, caller),
    FIELD(4, WORD, fr_session, screen_shared),
    FIELD(5, WORD, fr_session, remote_control),
    FIELD(6, INT64, fr_session, device_age_s),
    FIELD(7, INT64, fr_session, sim_age_s),
    FIELD(8, INT64, fr_session, credential_age_s),
    FIELD(9, WORD, fr_session, meeting_app),
    FIELD(10, WORD, fr_session, geo_jump),
    FIELD(11, WORD, fr_session, ip_risky),
    FIELD(12, WORD, fr_session, sideloaded_app),
    FIELD(13, WORD, fr_session, overlay),
    FIELD(14, WORD, fr_session, hesitated),
    FIELD(15, WORD, fr_session, code_shared),
    FIELD(16, WORD, fr_session, call_forwarded),
    FIELD(17, WORD, fr_session, nfc_relay),
    FIELD(18, WORD, fr_session, tampered),
    FIELD(19, WORD, fr_session, face_verified),
    FIELD(20, WORD, fr_session, confirmed_in_chinese),
    FIELD(21, WORD, fr_session, cardless),
    FIELD(22, WORD, fr_session, payee_entry),
    FIELD(23, INT64, fr_session, call_age_s),
    FIELD(24, INT64, fr_session, operator_age_s),
    FIELD(25, INT64, fr_session, phishing_link_age_s),
    FIELD(26, INT64, fr_session, warning_dwell_s),
};

static const field teller_fields[] = {
    FIELD(1, BITS, fr_teller, seen),
    FIELD(2, BITS, fr_teller, ruled_out),
    FIELD(3, TEXT, fr_teller, notes),
};

static const field party_fields[] = {
    FIELD(1, WORD, fr_party, known),
    FIELD(2, TEXT, fr_party, customer),
    FIELD(3, INT32, fr_party, age),
    FIELD(4, WORD, fr_party, occupation),
    FIELD(5, INT64, fr_party, account_age_s),
    FIELD(6, WORD, fr_party, party_kind),
    FIELD(7, WORD, fr_party, foreign),
    FIELD(8, WORD, fr_party, name_match),
    FIELD(9, WORD, fr_party, vulnerable),
    FIELD(10, TEXT, fr_party, bank),
    FIELD(11, INT64, fr_party, added_age_s),
    FIELD(12, INT64, fr_party, registered_age_s),
    FIELD(13, INT32, fr_party, mule_score),
    FIELD(14, INT32, fr_party, hops_to_listed),
    FIELD(15, WORD, fr_party, shell_like),
    FIELD(16, WORD, fr_party, phone_shared),
    FIELD(17, WORD, fr_party, account_changed),
    FIELD(18, WORD, fr_party, third_party),
    FIELD(19, WORD, fr_party, region_unusual),
    FIELD(20, WORD, fr_party, trusted_contact),
};

static const field event_fields[] = {
    FIELD(1, WORD, fr_event, kind),
    FIELD(2, WORD, fr_event, known),
    FIELD(3, INT64, fr_event, time_us),
    FIELD(4, TEXT, fr_event, transfer_id),
    FIELD(5, TEXT, fr_event, payer),
    FIELD(6, TEXT, fr_event, payee),
    FIELD(7, TEXT, fr_event, payer_customer),
    FIELD(8, TEXT, fr_event, payee_customer),
    FIELD(9, INT64, fr_event, amount_minor),
    FIELD(10, TEXT, fr_event, customer),
    FIELD(11, TEXT, fr_event, party),
    FIELD(12, TEXT, fr_event, list),
    FIELD(13, INT64, fr_event, until_us),
    FIELD(14, INT64, fr_event, duration_s),
    FIELD(15, WORD, fr_event, caller),
    FIELD(16, WORD, fr_event, direction),
    FIELD(17, WORD, fr_event, level),
    FIELD(18, WORD, fr_event, response),
    FIELD(19, WORD, fr_event, status),
    FIELD(20, INT64, fr_event, transfer_time_us),
    FIELD(21, TEXT, fr_event, to),
};
enum { PART_TRANSFER = 22 };

/* ---- reading ---- */

static fr_status read_integer(fr__cbor_reader *reader, const field *one, void *into) {
  const uint64_t offset = reader->position;
  uint64_t bits = 0;
  int64_t number = 0;
  if (one->kind == BITS || one->kind == WORD) {
    FR_TRY(fr__cbor_uint(reader, "a field of a test", &bits));
  } else {
    FR_TRY(fr__cbor_int(reader, "a field of a test", &number));
  }
  const bool fits = one->kind == WORD    ? bits <= UINT32_MAX
                    : one->kind == INT32 ? number >= INT32_MIN && number <= INT32_MAX
                                         : true;
  if (!fits || (bits == 0 && number == 0)) {
    return fr__cbor_fail(reader, offset, "field %u of a test %s", one->number,
                         fits ? "is zero; it is left out then" : "is too large");
  }
  const uint32_t word = (uint32_t)bits;
  const int32_t small = (int32_t)number;
  if (one->kind == WORD) memcpy(into, &word, sizeof word);
  if (one->kind == INT32) memcpy(into, &small, sizeof small);
  if (one->kind == INT64) memcpy(into, &number, sizeof number);
  if (one->kind == BITS) memcpy(into, &bits, sizeof bits);
  return FR_OK;
}

static fr_status read_field(fr__cbor_reader *reader, const field *one, void *object) {
  void *into = (unsigned char *)object + one->offset;
  fr_text text;
  if (one->kind != TEXT && one->kind != CURRENCY) return read_integer(reader, one, into);
  const uint64_t offset = reader->position;
  FR_TRY(fr__cbor_text(reader, "a field of a test", &text));
  if (one->kind == TEXT) {
    memcpy(into, &text, sizeof text);
    return FR_OK;
  }
  if (text.size != 3) return fr__cbor_fail(reader, offset, "a currency has three letters");
  memcpy(into, text.data, 3);
  return FR_OK;
}

/* One pair of a map whose key is a field; *part is the key where it is none, and its value is still to be read. */
static fr_status read_pair(fr__cbor_reader *reader, const field *fields, size_t count, void *object, uint64_t *part) {
  const uint64_t offset = reader->position;
  FR_TRY(fr__cbor_uint(reader, "the number of a field", part));
  if (*part == 0) return fr__cbor_fail(reader, offset, "the number of a field is 0");
  for (size_t i = 0; i < count; i++) {
    if (*part != fields[i].number) continue;
    *part = 0;
    return read_field(reader, &fields[i], object);
  }
  return FR_OK;
}

static fr_status unknown_field(fr__cbor_reader *reader, uint64_t offset, uint64_t number) {
  return fr__cbor_fail(reader, offset, "a test has a field %llu that this library does not know",
                       (unsigned long long)number);
}

static fr_status read_struct(fr__cbor_reader *reader, const field *fields, size_t count, void *object) {
  uint64_t pairs, part;
  FR_TRY(fr__cbor_map(reader, "a part of a test", &pairs));
  for (uint64_t i = 0; i < pairs; i++) {
    const uint64_t offset = reader->position;
    FR_TRY(read_pair(reader, fields, count, object, &part));
    if (part != 0) return unknown_field(reader, offset, part);
  }
  return FR_OK;
}

static fr_status read_attribute(fr__cbor_reader *reader, fr_attribute *one) {
  const uint64_t offset = reader->position;
  uint64_t parts;
  fr__cbor_item item;
  FR_TRY(fr__cbor_array(reader, "an attribute", &parts));
  if (parts != 2) return fr__cbor_fail(reader, offset, "an attribute is a name and a value");
  FR_TRY(fr__cbor_text(reader, "the name of an attribute", &one->name));
  FR_TRY(fr__cbor_next(reader, &item));
  switch (item.type) {
    case FR__CBOR_BOOL:
      one->type = FR_TYPE_BOOL;
      one->integer = item.boolean;
      return FR_OK;
    case FR__CBOR_FLOAT64:
      one->type = FR_TYPE_DOUBLE;
      one->number = item.number;
      return FR_OK;
    case FR__CBOR_TEXT:
      one->type = FR_TYPE_STRING;
      one->text = (fr_text){(const char *)item.data, (uint32_t)item.size, FR_ENCODING_UTF8};
      return FR_OK;
    case FR__CBOR_UINT:
    case FR__CBOR_NEGATIVE:
      if (item.value > INT64_MAX) break;
      one->type = FR_TYPE_INT;
      one->integer = item.type == FR__CBOR_UINT ? (int64_t)item.value : -1 - (int64_t)item.value;
      return FR_OK;
    case FR__CBOR_NULL: return FR_OK; /* given as unknown */
    default: break;
  }
  return fr__cbor_fail(reader, item.offset, "an attribute's value is none of bool, int, double and text");
}

static fr_status read_attributes(fr__cbor_reader *reader, fr__vector_transfer *into) {
  const uint64_t offset = reader->position;
  uint64_t count;
  FR_TRY(fr__cbor_array(reader, "the attributes", &count));
  if (count == 0 || count > FR_MAX_ATTRIBUTES) {
    return fr__cbor_fail(reader, offset, "%llu attributes; 1 to %d are taken", (unsigned long long)count,
                         FR_MAX_ATTRIBUTES);
  }
  for (uint64_t i = 0; i < count; i++) FR_TRY(read_attribute(reader, &into->attributes[i]));
  into->transfer.attributes = into->attributes;
  into->transfer.attribute_count = (uint32_t)count;
  return FR_OK;
}

static fr_status read_part(fr__cbor_reader *reader, uint64_t offset, uint64_t part, fr__vector_transfer *into) {
  switch (part) {
    case PART_SESSION:
      into->transfer.session = &into->session;
      return read_struct(reader, session_fields, FR_COUNT(session_fields), &into->session);
    case PART_TELLER:
      into->transfer.teller = &into->teller;
      return read_struct(reader, teller_fields, FR_COUNT(teller_fields), &into->teller);
    case PART_PAYER:
      into->transfer.payer_party = &into->payer;
      return read_struct(reader, party_fields, FR_COUNT(party_fields), &into->payer);
    case PART_PAYEE:
      into->transfer.payee_party = &into->payee;
      return read_struct(reader, party_fields, FR_COUNT(party_fields), &into->payee);
    case PART_ATTRIBUTES: return read_attributes(reader, into);
    default: return unknown_field(reader, offset, part);
  }
}

fr_status fr__vector_transfer_read(fr__cbor_reader *reader, fr__vector_transfer *into) {
  uint64_t pairs, part;
  memset(into, 0, sizeof *into);
  into->transfer.struct_size = (uint32_t)sizeof into->transfer;
  into->session.struct_size = (uint32_t)sizeof into->session;
  into->teller.struct_size = (uint32_t)sizeof into->teller;
  into->payer.struct_size = into->payee.struct_size = (uint32_t)sizeof into->payer;
  FR_TRY(fr__cbor_map(reader, "the transfer of a test", &pairs));
  for (uint64_t i = 0; i < pairs; i++) {
    const uint64_t offset = reader->position;
    FR_TRY(read_pair(reader, transfer_fields, FR_COUNT(transfer_fields), &into->transfer, &part));
    if (part != 0) FR_TRY(read_part(reader, offset, part, into));
  }
  return FR_OK;
}

fr_status fr__vector_event(fr__cbor_reader *reader, fr_event *event, fr__vector_transfer *of) {
  uint64_t pairs, part;
  *event = (fr_event){.struct_size = (uint32_t)sizeof *event};
  FR_TRY(fr__cbor_map(reader, "an event of a test", &pairs));
  for (uint64_t i = 0; i < pairs; i++) {
    const uint64_t offset = reader->position;
    FR_TRY(read_pair(reader, event_fields, FR_COUNT(event_fields), event, &part));
    if (part == 0) continue;
    if (part != PART_TRANSFER) return unknown_field(reader, offset, part);
    FR_TRY(fr__vector_transfer_read(reader, of));
    event->transfer = &of->transfer;
  }
  return FR_OK;
}

fr_status fr__vectors_begin(fr__cbor_reader *reader, const void *bytes, uint64_t size, uint32_t *count,
                            fr_error *error) {
  uint64_t tests;
  *count = 0;
  fr__cbor_reader_init(reader, bytes, size, error);
  FR_TRY(fr__cbor_array(reader, "the tests", &tests));
  if (tests == 0 || tests > FR_MAX_VECTORS) {
    return fr__cbor_fail(reader, 0, "%llu tests travel along; 1 to %d may", (unsigned long long)tests, FR_MAX_VECTORS);
  }
  *count = (uint32_t)tests;
  return FR_OK;
}

fr_status fr__vector_head(fr__cbor_reader *reader, fr_text *name, uint32_t *events) {
  const uint64_t offset = reader->position;
  uint64_t parts, count;
  FR_TRY(fr__cbor_array(reader, "a test", &parts));
  if (parts != 6) return fr__cbor_fail(reader, offset, "a test has %llu parts instead of 6", (unsigned long long)parts);
  FR_TRY(fr__cbor_text(reader, "the name of a test", name));
  const uint64_t at = reader->position;
  FR_TRY(fr__cbor_array(reader, "the history of a test", &count));
  if (count > FR_MAX_VECTOR_EVENTS) {
    return fr__cbor_fail(reader, at, "the history of a test has %llu events; at most %d are taken",
                         (unsigned long long)count, FR_MAX_VECTOR_EVENTS);
  }
  *events = (uint32_t)count;
  return FR_OK;
}

fr_status fr__vector_expect(fr__cbor_reader *reader, fr__vector_expected *expected) {
  const uint64_t offset = reader->position;
  uint64_t outcome;
  FR_TRY(fr__cbor_uint(reader, "the outcome of a test", &outcome));
  if (outcome < FR_OUTCOME_ALLOW || outcome > FR_OUTCOME_HOLD) {
    return fr__cbor_fail(reader, offset, "the outcome of a test is 1, 2 or 3");
  }
  expected->outcome = (uint32_t)outcome;
  FR_TRY(fr__cbor_int(reader, "the score of a test", &expected->score));
  return fr__cbor_text(reader, "the scam of a test", &expected->scam);
}

fr_status fr__vectors_check(const void *bytes, uint64_t size, uint32_t *count, fr_error *error) {
  fr__cbor_reader reader;
  fr__vector_transfer transfer;
  fr__vector_expected expected;
  fr_event event;
  fr_text name;
  uint32_t events;
  FR_TRY(fr__vectors_begin(&reader, bytes, size, count, error));
  for (uint32_t i = 0; i < *count; i++) {
    FR_TRY(fr__vector_head(&reader, &name, &events));
    for (uint32_t e = 0; e < events; e++) FR_TRY(fr__vector_event(&reader, &event, &transfer));
    FR_TRY(fr__vector_transfer_read(&reader, &transfer));
    FR_TRY(fr__vector_expect(&reader, &expected));
  }
  return fr__cbor_end(&reader);
}

/* ---- writing ---- */

/* An integer field's value: its bits, and whether they stand for a number below zero. */
static bool get_integer(const field *one, const void *from, uint64_t *bits, int64_t *number) {
  uint32_t word;
  int32_t small;
  *bits = 0;
  *number = 0;
  if (one->kind == WORD) {
    memcpy(&word, from, sizeof word);
    *bits = word;
  } else if (one->kind == BITS) {
    memcpy(bits, from, sizeof *bits);
  } else if (one->kind == INT32) {
    memcpy(&small, from, sizeof small);
    *number = small;
  } else {
    memcpy(number, from, sizeof *number);
  }
  return *bits != 0 || *number != 0;
}

/* Writes a field that is given; with a null writer it only says whether it is. */
static bool write_field(fr__cbor_writer *writer, const field *one, const void *object) {
  const void *from = (const unsigned char *)object + one->offset;
  uint64_t bits = 0;
  int64_t number = 0;
  fr_text text = {NULL, 0, 0};
  if (one->kind == TEXT) memcpy(&text, from, sizeof text);
  if (one->kind == CURRENCY && *(const char *)from != '\0') text = (fr_text){from, 3, FR_ENCODING_UTF8};
  const bool is_text = one->kind == TEXT || one->kind == CURRENCY;
  const bool given = is_text ? text.data != NULL : get_integer(one, from, &bits, &number);
  if (!given || writer == NULL) return given;
  fr__cbor_write_uint(writer, one->number);
  if (is_text) {
    fr__cbor_write_text(writer, text.data, text.size);
  } else if (bits != 0) {
    fr__cbor_write_uint(writer, bits);
  } else {
    fr__cbor_write_int(writer, number);
  }
  return true;
}

static uint64_t count_fields(const field *fields, size_t count, const void *object) {
  uint64_t given = 0;
  for (size_t i = 0; i < count; i++) given += write_field(NULL, &fields[i], object);
  return given;
}

static void write_fields(fr__cbor_writer *writer, const field *fields, size_t count, const void *object) {
  for (size_t i = 0; i < count; i++) (void)write_field(writer, &fields[i], object);
}

static void write_part(fr__cbor_writer *writer, uint64_t part, const field *fields, size_t count, const void *object) {
  if (object == NULL) return;
  fr__cbor_write_uint(writer, part);
  fr__cbor_write_map(writer, count_fields(fields, count, object));
  write_fields(writer, fields, count, object);
}

static void write_attributes(fr__cbor_writer *writer, const fr_transfer *transfer) {
  if (transfer->attribute_count == 0) return;
  fr__cbor_write_uint(writer, PART_ATTRIBUTES);
  fr__cbor_write_array(writer, transfer->attribute_count);
  for (uint32_t i = 0; i < transfer->attribute_count; i++) {
    const fr_attribute *one = &transfer->attributes[i];
    fr__cbor_write_array(writer, 2);
    fr__cbor_write_text(writer, one->name.data, one->name.size);
    if (one->type == FR_TYPE_UNKNOWN) fr__cbor_write_null(writer);
    if (one->type == FR_TYPE_BOOL) fr__cbor_write_bool(writer, one->integer != 0);
    if (one->type == FR_TYPE_INT) fr__cbor_write_int(writer, one->integer);
    if (one->type == FR_TYPE_DOUBLE) fr__cbor_write_double(writer, one->number);
    if (one->type == FR_TYPE_STRING) fr__cbor_write_text(writer, one->text.data, one->text.size);
  }
}

void fr__vector_write_transfer(fr__cbor_writer *writer, const fr_transfer *transfer) {
  const uint64_t parts = (uint64_t)(transfer->session != NULL) + (transfer->teller != NULL) +
                         (transfer->payer_party != NULL) + (transfer->payee_party != NULL) +
                         (transfer->attribute_count != 0);
  fr__cbor_write_map(writer, count_fields(transfer_fields, FR_COUNT(transfer_fields), transfer) + parts);
  write_fields(writer, transfer_fields, FR_COUNT(transfer_fields), transfer);
  write_part(writer, PART_SESSION, session_fields, FR_COUNT(session_fields), transfer->session);
  write_part(writer, PART_TELLER, teller_fields, FR_COUNT(teller_fields), transfer->teller);
  write_part(writer, PART_PAYER, party_fields, FR_COUNT(party_fields), transfer->payer_party);
  write_part(writer, PART_PAYEE, party_fields, FR_COUNT(party_fields), transfer->payee_party);
  write_attributes(writer, transfer);
}

void fr__vector_write_event(fr__cbor_writer *writer, const fr_event *event) {
  const uint64_t given = count_fields(event_fields, FR_COUNT(event_fields), event);
  fr__cbor_write_map(writer, given + (event->transfer != NULL));
  write_fields(writer, event_fields, FR_COUNT(event_fields), event);
  if (event->transfer == NULL) return;
  fr__cbor_write_uint(writer, PART_TRANSFER);
  fr__vector_write_transfer(writer, event->transfer);
}

void fr__vector_write_head(fr__cbor_writer *writer, fr_text name, uint32_t events) {
  fr__cbor_write_array(writer, 6);
  fr__cbor_write_text(writer, name.data, name.size);
  fr__cbor_write_array(writer, events);
}

void fr__vector_write_expected(fr__cbor_writer *writer, const fr_decision *decision) {
  fr__cbor_write_uint(writer, decision->outcome);
  fr__cbor_write_int(writer, decision->score);
  fr__cbor_write_string(writer, decision->scam);
}
