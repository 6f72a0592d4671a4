/* SPDX-License-Identifier: Apache-2.0
 *
 * A struct is a map from the number of a field to its value; what is zero, and so unknown, is left out. */
#include "policy/vectors.h"

#include "event/fields.h"

/* Numbers of what stands beside the fields of a transfer, and of an event, after them. */
enum { PART_SESSION = 20, PART_TELLER, PART_PAYER, PART_PAYEE, PART_ATTRIBUTES };
enum { PART_TRANSFER = 22 };

/* The field of a number; null: there is none. */
static const fr__field *field_of(const fr__field *fields, size_t count, uint64_t number) {
  for (size_t i = 0; i < count; i++) {
    if (fields[i].test == number) return &fields[i];
  }
  return NULL;
}

/* ---- reading ---- */

static fr_status read_number(fr__cbor_reader *reader, const fr__field *one, void *object) {
  const uint64_t offset = reader->position;
  uint64_t bits = 0;
  int64_t number = 0;
  if (fr__field_is_signed(one)) {
    FR_TRY(fr__cbor_int(reader, "a field of a test", &number));
    bits = (uint64_t)number;
  } else {
    FR_TRY(fr__cbor_uint(reader, "a field of a test", &bits));
  }
  if (bits == 0) return fr__cbor_fail(reader, offset, "field %u of a test is zero; it is left out then", one->test);
  if (fr__field_put(one, object, bits)) return FR_OK;
  return fr__cbor_fail(reader, offset, "field %u of a test is too large", one->test);
}

static fr_status read_field(fr__cbor_reader *reader, const fr__field *one, void *object) {
  void *into = (unsigned char *)object + one->offset;
  fr_text text;
  if (fr__field_is_number(one)) return read_number(reader, one, object);
  const uint64_t offset = reader->position;
  FR_TRY(fr__cbor_text(reader, "a field of a test", &text));
  if (one->kind == FR__FIELD_TEXT) {
    memcpy(into, &text, sizeof text);
    return FR_OK;
  }
  if (text.size != 3) return fr__cbor_fail(reader, offset, "a currency has three letters");
  memcpy(into, text.data, 3);
  return FR_OK;
}

/* One pair of a map whose key is a field; *part is the key where it is none, and its value is still to be read. */
static fr_status read_pair(fr__cbor_reader *reader, const fr__field *fields, size_t count, void *object,
                           uint64_t *part) {
  const uint64_t offset = reader->position;
  FR_TRY(fr__cbor_uint(reader, "the number of a field", part));
  if (*part == 0) return fr__cbor_fail(reader, offset, "the number of a field is 0");
  const fr__field *one = field_of(fields, count, *part);
  if (one == NULL) return FR_OK;
  *part = 0;
  return read_field(reader, one, object);
}

static fr_status unknown_field(fr__cbor_reader *reader, uint64_t offset, uint64_t number) {
  return fr__cbor_fail(reader, offset, "a test has a field %llu that this library does not know",
                       (unsigned long long)number);
}

static fr_status read_struct(fr__cbor_reader *reader, const fr__field *fields, size_t count, void *object) {
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
      return read_struct(reader, fr__session_fields, FR_COUNT(fr__session_fields), &into->session);
    case PART_TELLER:
      into->transfer.teller = &into->teller;
      return read_struct(reader, fr__teller_fields, FR_COUNT(fr__teller_fields), &into->teller);
    case PART_PAYER:
      into->transfer.payer_party = &into->payer;
      return read_struct(reader, fr__party_fields, FR_COUNT(fr__party_fields), &into->payer);
    case PART_PAYEE:
      into->transfer.payee_party = &into->payee;
      return read_struct(reader, fr__party_fields, FR_COUNT(fr__party_fields), &into->payee);
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
    FR_TRY(read_pair(reader, fr__transfer_fields, FR_COUNT(fr__transfer_fields), &into->transfer, &part));
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
    FR_TRY(read_pair(reader, fr__event_fields, FR_COUNT(fr__event_fields), event, &part));
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

/* Writes a field that is given; with a null writer it only says whether it is. */
static bool write_field(fr__cbor_writer *writer, const fr__field *one, const void *object) {
  const void *from = (const unsigned char *)object + one->offset;
  const bool is_number = fr__field_is_number(one);
  const uint64_t bits = is_number ? fr__field_get(one, object) : 0;
  fr_text text = {NULL, 0, 0};
  if (one->kind == FR__FIELD_TEXT) memcpy(&text, from, sizeof text);
  if (one->kind == FR__FIELD_CURRENCY && *(const char *)from != '\0') text = (fr_text){from, 3, FR_ENCODING_UTF8};
  const bool given = is_number ? bits != 0 : text.data != NULL;
  if (!given || writer == NULL) return given;
  fr__cbor_write_uint(writer, one->test);
  if (!is_number) {
    fr__cbor_write_text(writer, text.data, text.size);
  } else if (fr__field_is_signed(one)) {
    fr__cbor_write_int(writer, (int64_t)bits);
  } else {
    fr__cbor_write_uint(writer, bits);
  }
  return true;
}

/* In the order of their numbers, which is not that of the table. */
static uint64_t write_fields(fr__cbor_writer *writer, const fr__field *fields, size_t count, const void *object) {
  uint64_t given = 0;
  for (uint64_t number = 1; number <= count; number++) {
    const fr__field *one = field_of(fields, count, number);
    if (one != NULL) given += write_field(writer, one, object);
  }
  return given;
}

static uint64_t count_fields(const fr__field *fields, size_t count, const void *object) {
  return write_fields(NULL, fields, count, object);
}

static void write_part(fr__cbor_writer *writer, uint64_t part, const fr__field *fields, size_t count,
                       const void *object) {
  if (object == NULL) return;
  fr__cbor_write_uint(writer, part);
  fr__cbor_write_map(writer, count_fields(fields, count, object));
  (void)write_fields(writer, fields, count, object);
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
  fr__cbor_write_map(writer, count_fields(fr__transfer_fields, FR_COUNT(fr__transfer_fields), transfer) + parts);
  (void)write_fields(writer, fr__transfer_fields, FR_COUNT(fr__transfer_fields), transfer);
  write_part(writer, PART_SESSION, fr__session_fields, FR_COUNT(fr__session_fields), transfer->session);
  write_part(writer, PART_TELLER, fr__teller_fields, FR_COUNT(fr__teller_fields), transfer->teller);
  write_part(writer, PART_PAYER, fr__party_fields, FR_COUNT(fr__party_fields), transfer->payer_party);
  write_part(writer, PART_PAYEE, fr__party_fields, FR_COUNT(fr__party_fields), transfer->payee_party);
  write_attributes(writer, transfer);
}

void fr__vector_write_event(fr__cbor_writer *writer, const fr_event *event) {
  const uint64_t given = count_fields(fr__event_fields, FR_COUNT(fr__event_fields), event);
  fr__cbor_write_map(writer, given + (event->transfer != NULL));
  (void)write_fields(writer, fr__event_fields, FR_COUNT(fr__event_fields), event);
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
