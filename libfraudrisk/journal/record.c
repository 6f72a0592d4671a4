/* SPDX-License-Identifier: Apache-2.0
 *
 * Records, in and out. Numbers of one struct are written by a table, since they are many: those of what comes in by
 * event/fields.h, others by tables here. All keys are pinned for ever, and a new field gets a new key at the end. */
#include "journal/record.h"

#include "event/fields.h"
#include "wire/quick.h"

enum { TRANSFER_AMOUNT = 11, TRANSFER_CURRENCY = 12, TRANSFER_LANGUAGE = 13 };

enum { PARTY_BANK = 19 };

enum {
  EVENT_ID = 13,
  EVENT_PAYER,
  EVENT_PAYEE,
  EVENT_CUSTOMER,
  EVENT_PAYEE_CUSTOMER,
  EVENT_PERSON,
  EVENT_IS_CUSTOMER,
  EVENT_TO,
  EVENT_NAME,
  EVENT_LIST,
  EVENT_DENIED,
  EVENT_COMPLETE
};

static const fr__field decision_fields[] = {
    FR__FIELD(1, 0, U32, fr_decision, outcome),         FR__FIELD(2, 0, I64, fr_decision, score),
    FR__FIELD(3, 0, I64, fr_decision, hold_until_us),   FR__FIELD(4, 0, U32, fr_decision, flags),
    FR__FIELD(5, 0, U32, fr_decision, unknown_count),   FR__FIELD(6, 0, U32, fr_decision, error_count),
    FR__FIELD(7, 0, U32, fr_decision, reasons_total),   FR__FIELD(8, 0, I32, fr_decision, scam_index),
    FR__FIELD(9, 0, U64, fr_decision, policy_version),  FR__FIELD(10, 0, U32, fr_decision, advice),
    FR__FIELD(11, 0, U32, fr_decision, victim_present), FR__FIELD(12, 0, U32, fr_decision, actions),
};
enum { DECIDED_ID = 13, DECIDED_DIGEST, DECIDED_POLICY, DECIDED_SCAM, DECIDED_REASONS, DECIDED_VALUES };
enum { DECIDED_ATTEMPT = 19, DECIDED_INDEX, DECIDED_STATUS, DECIDED_GIVEN, DECIDED_FLAGS, DECIDED_WOULD_BE };
enum { DECIDED_COUNTED = 25 };

static const fr__field option_fields[] = {
    FR__FIELD(1, 0, U32, fr_engine_options, outcomes_not_reported),
    FR__FIELD(2, 0, U64, fr_engine_options, memory_bytes),
    FR__FIELD(3, 0, U64, fr_engine_options, parties_max),
    FR__FIELD(4, 0, U64, fr_engine_options, list_entries_max),
    FR__FIELD(5, 0, I64, fr_engine_options, horizon_us),
    FR__FIELD(6, 0, I64, fr_engine_options, time_ahead_max_us),
    FR__FIELD(7, 0, I64, fr_engine_options, complete_from_us),
    FR__FIELD(8, 0, I32, fr_engine_options, utc_offset_s),
    FR__FIELD(9, 0, U32, fr_engine_options, keep_idle_parties),
};
enum { OPENED_GENERATION = 10, OPENED_TIME, OPENED_LAYOUT, OPENED_LIBRARY, OPENED_HAS_STATE };

enum {
  ATTEMPT_ID = 1,
  ATTEMPT_TIME,
  ATTEMPT_AMOUNT,
  ATTEMPT_PAYER,
  ATTEMPT_PAYEE,
  ATTEMPT_CUSTOMER,
  ATTEMPT_PAYEE_CUSTOMER,
  ATTEMPT_SIDES,
  ATTEMPT_STATUS,
  ATTEMPT_GENERATION,
  ATTEMPT_COMPLETE,
  ATTEMPT_TRANSFER,
  ATTEMPT_SESSION,
  ATTEMPT_TELLER,
  ATTEMPT_PAYER_PARTY,
  ATTEMPT_PAYEE_PARTY,
  ATTEMPT_DAMAGED,
  ATTEMPT_SEALED,
  ATTEMPT_LEFT_OUT
};
enum { SEALED_REMARK = 1, SEALED_PURPOSE, SEALED_NOTES, SEALED_NOTES_ENCODING, SEALED_ATTRIBUTES };

const char *fr__record_kind_name(uint32_t kind) {
  static const char *const names[FR__RECORD_KINDS] = {
      "?",       "opened", "policy",      "challenger",   "watch lists", "data key",
      "scored",  "folded", "transferred", "decided",      "challenged",  "observed",
      "evicted", "image",  "switches",    "version mark", "limits"};
  return kind < FR__RECORD_KINDS ? names[kind] : names[0];
}

/* ---- numbers by table ---- */

/* What is 0 is left out, and reads as 0. */
static inline void write_fields(fr__quick *into, fr__quick_map *map, const void *from, const fr__field *fields,
                                uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    const uint64_t bits = fr__field_get(&fields[i], from);
    if (bits == 0) continue;
    fr__quick_key(into, map, fields[i].record);
    if (fr__field_is_signed(&fields[i])) {
      fr__quick_int(into, (int64_t)bits);
    } else {
      fr__quick_uint(into, bits);
    }
  }
}

/* Reads the value of a key into its field. False: the table does not have it. */
static bool read_field(fr__quick_reader *from, uint64_t key, void *into, const fr__field *fields, uint32_t count) {
  /* Tables have no gaps, so the key is the place. */
  if (key == 0 || key > count) return false;
  const fr__field *found = &fields[key - 1];
  const uint64_t bits = fr__field_is_signed(found) ? (uint64_t)fr__quick_read_int(from) : fr__quick_read_uint(from);
  if (!fr__field_put(found, into, bits)) from->bad = true;
  return true;
}

#define FIELDS(table) table, FR_COUNT(table)
/* Of tables that have more than what stands in records. */
#define TRANSFER_FIELDS fr__transfer_fields, FR__TRANSFER_RECORDED
#define SESSION_FIELDS fr__session_fields, FR__SESSION_RECORDED
#define TELLER_FIELDS fr__teller_fields, FR__TELLER_RECORDED
#define PARTY_FIELDS fr__party_fields, FR__PARTY_RECORDED
#define EVENT_FIELDS fr__event_fields, FR__EVENT_RECORDED

static void write_text(fr__quick *into, fr__quick_map *map, uint32_t key, fr_text text) {
  if (text.data == NULL) return;
  fr__quick_key(into, map, key);
  fr__quick_text(into, text.data, text.size);
}

static fr_text read_text(fr__quick_reader *from) {
  uint32_t size;
  const uint8_t *data = fr__quick_read_data(from, FR__MAJOR_TEXT, &size);
  if (data != NULL && !fr__utf8_valid((const char *)data, size)) from->bad = true;
  return (fr_text){(const char *)data, size, FR_ENCODING_UTF8};
}

static void write_string(fr__quick *into, fr__quick_map *map, uint32_t key, const char *string) {
  if (string[0] != '\0') write_text(into, map, key, fr_text_of(string));
}

static void read_string(fr__quick_reader *from, char *into, uint32_t room) {
  const fr_text text = read_text(from);
  if (text.size >= room) from->bad = true;
  if (!from->bad && text.size != 0) memcpy(into, text.data, text.size);
}

static void write_party(fr__quick *into, fr__quick_map *map, uint32_t key, fr__hash128 party) {
  uint8_t bytes[16];
  fr__put_word(bytes, party.low);
  fr__put_word(bytes + 8, party.high);
  fr__quick_key(into, map, key);
  fr__quick_bytes(into, bytes, sizeof bytes);
}

static void read_fixed(fr__quick_reader *from, void *into, uint32_t size) {
  uint32_t found;
  const uint8_t *data = fr__quick_read_data(from, FR__MAJOR_BYTES, &found);
  if (found != size) from->bad = true;
  if (!from->bad) memcpy(into, data, size);
}

static fr__hash128 read_party(fr__quick_reader *from) {
  uint8_t bytes[16] = {0};
  read_fixed(from, bytes, sizeof bytes);
  return (fr__hash128){fr__get_word(bytes), fr__get_word(bytes + 8)};
}

static void write_number(fr__quick *into, fr__quick_map *map, uint32_t key, uint64_t value) {
  if (value == 0) return;
  fr__quick_key(into, map, key);
  fr__quick_uint(into, value);
}

static void write_true(fr__quick *into, fr__quick_map *map, uint32_t key, bool value) {
  if (!value) return;
  fr__quick_key(into, map, key);
  fr__quick_true(into);
}

static bool read_true(fr__quick_reader *from) {
  if (fr__quick_expect(from, FR__MAJOR_SIMPLE) != 21) from->bad = true;
  return !from->bad;
}

/* A body that is written; `room` bytes are enough for it, whatever it says. */
static fr__quick begin(uint8_t *body) { return (fr__quick){.at = body, .end = body + FR__RECORD_ROOM}; }
static fr__quick begin_small(uint8_t *body) { return (fr__quick){.at = body, .end = body + FR__RECORD_SMALL}; }
static uint32_t finish(fr__quick *into, const fr__quick_map *map, const uint8_t *body) {
  fr__quick_map_end(into, map);
  FR_INVARIANT(!into->full);
  return into->full ? 0 : (uint32_t)(into->at - body);
}

/* The map that a body is: its keys are read by the caller, one after the other. */
static fr__quick_reader open(const uint8_t *body, uint32_t size, uint64_t *pairs) {
  fr__quick_reader from = {body, body + size, false};
  *pairs = fr__quick_expect(&from, FR__MAJOR_MAP);
  return from;
}
static fr_status closed(const fr__quick_reader *from) {
  return from->bad || from->at != from->end ? FR_BAD_JOURNAL : FR_OK;
}

/* ---- attempts ---- */

static bool is_all_zero(const void *memory, size_t size) {
  const unsigned char *bytes = memory;
  uint64_t any = 0;
  for (size_t i = 0; i + 8 <= size; i += 8) any |= fr__get_word(bytes + i);
  return any == 0;
}

/* A map inside the record, left out where it would be empty. */
static fr__quick_map begin_group(fr__quick *into, uint32_t key) {
  fr__quick_head(into, FR__MAJOR_UINT, key);
  return fr__quick_map_begin(into);
}
static void end_group(fr__quick *into, fr__quick_map *record, const fr__quick_map *group, uint8_t *before) {
  if (group->count == 0) {
    into->at = before;
  } else {
    fr__quick_map_end(into, group);
    record->count++;
  }
}

static void write_transfer(fr__quick *into, fr__quick_map *record, const fr__transfer *transfer) {
  const fr_transfer *given = &transfer->given;
  uint8_t *before = into->at;
  fr__quick_map group = begin_group(into, ATTEMPT_TRANSFER);
  write_fields(into, &group, given, TRANSFER_FIELDS);
  if (given->amount_minor != transfer->amount_minor) {
    fr__quick_key(into, &group, TRANSFER_AMOUNT);
    fr__quick_int(into, given->amount_minor);
  }
  if (given->currency[0] != '\0') {
    fr__quick_key(into, &group, TRANSFER_CURRENCY);
    fr__quick_bytes(into, given->currency, sizeof given->currency);
  }
  write_text(into, &group, TRANSFER_LANGUAGE, given->ui_language);
  end_group(into, record, &group, before);
}

static void write_group(fr__quick *into, fr__quick_map *record, uint32_t key, const void *from, const fr__field *fields,
                        uint32_t count) {
  uint8_t *before = into->at;
  fr__quick_map group = begin_group(into, key);
  write_fields(into, &group, from, fields, count);
  end_group(into, record, &group, before);
}

static void write_party_group(fr__quick *into, fr__quick_map *record, uint32_t key, const fr_party *party) {
  uint8_t *before = into->at;
  if (party->struct_size == 0) return;
  fr__quick_map group = begin_group(into, key);
  write_fields(into, &group, party, PARTY_FIELDS);
  write_text(into, &group, PARTY_BANK, party->bank);
  end_group(into, record, &group, before);
}

static void write_attribute(fr__quick *into, const fr_attribute *attribute) {
  const bool given = attribute->type != FR_TYPE_STRING || attribute->text.data != NULL;
  fr__quick_head(into, FR__MAJOR_ARRAY, 3);
  fr__quick_text(into, attribute->name.data, attribute->name.size);
  fr__quick_uint(into, given ? attribute->type : FR_TYPE_UNKNOWN);
  if (attribute->type == FR_TYPE_DOUBLE) {
    fr__quick_double(into, attribute->number);
  } else if (attribute->type == FR_TYPE_STRING && given) {
    fr__quick_text(into, attribute->text.data, attribute->text.size);
  } else {
    fr__quick_int(into, given ? attribute->integer : 0);
  }
}

static uint32_t write_plain(const fr__transfer *transfer, uint8_t *plain) {
  const fr_transfer *given = &transfer->given;
  fr__quick into = begin(plain);
  fr__quick_map map = fr__quick_map_begin(&into);
  write_text(&into, &map, SEALED_REMARK, transfer->remark);
  write_text(&into, &map, SEALED_PURPOSE, transfer->purpose);
  if (transfer->notes.data != NULL) { /* in the encoding in which they came */
    fr__quick_key(&into, &map, SEALED_NOTES);
    fr__quick_bytes(&into, transfer->notes.data, transfer->notes.size);
    write_number(&into, &map, SEALED_NOTES_ENCODING, transfer->notes.encoding);
  }
  if (given->attribute_count != 0) {
    fr__quick_key(&into, &map, SEALED_ATTRIBUTES);
    fr__quick_head(&into, FR__MAJOR_ARRAY, given->attribute_count);
    for (uint32_t i = 0; i < given->attribute_count; i++) write_attribute(&into, &given->attributes[i]);
  }
  return finish(&into, &map, plain);
}

/* A sealed text belongs to one transfer of one payer and cannot be put into another's record. */
enum { BESIDE_BYTES = 32 };
static void bind(const fr__attempt *attempt, uint8_t beside[BESIDE_BYTES]) {
  fr__put_word(beside, attempt->who.payer.low);
  fr__put_word(beside + 8, attempt->who.payer.high);
  fr__put_word(beside + 16, attempt->who.id);
  fr__put_word(beside + 24, (uint64_t)attempt->time_us);
}

static fr_status write_sealed(fr__quick *into, fr__quick_map *record, const fr__attempt *attempt,
                              const fr__transfer *transfer, fr__sealing *sealing) {
  const bool texts = transfer->remark.data != NULL || transfer->purpose.data != NULL || transfer->notes.data != NULL;
  const bool attributes = transfer->given.attribute_count != 0;
  if (!texts && !attributes) return FR_OK;
  if (sealing->key_id == 0) {
    write_number(into, record, ATTEMPT_LEFT_OUT,
                 (texts ? FR__LEFT_OUT_TEXTS : 0) | (attributes ? FR__LEFT_OUT_ATTRIBUTES : 0));
    return FR_OK;
  }
  const uint32_t size = write_plain(transfer, sealing->scratch);
  FR_REQUIRE(size != 0, FR_TOO_LONG);
  uint8_t nonce[FR__SEAL_NONCE_BYTES], beside[BESIDE_BYTES];
  for (uint32_t i = 0; i < 4; i++) nonce[i] = (uint8_t)(sealing->number >> (8 * i));
  fr__put_word(nonce + 4, ++sealing->sealed);
  bind(attempt, beside);
  fr__quick_key(into, record, ATTEMPT_SEALED);
  fr__quick_head(into, FR__MAJOR_ARRAY, 3);
  fr__quick_uint(into, sealing->key_id);
  fr__quick_bytes(into, nonce, sizeof nonce);
  fr__quick_head(into, FR__MAJOR_BYTES, (uint64_t)size + FR__SEAL_TAG_BYTES);
  FR_REQUIRE(fr__quick_room(into, (uint64_t)size + FR__SEAL_TAG_BYTES), FR_TOO_LONG);
  FR_TRY(fr__seal(sealing->sealer, nonce, beside, sizeof beside, sealing->scratch, size, into->at));
  into->at += size + FR__SEAL_TAG_BYTES;
  return FR_OK;
}

static void write_who(fr__quick *into, fr__quick_map *record, const fr__parties *who, uint32_t payer_key) {
  write_party(into, record, payer_key, who->payer);
  if (who->has_payee) write_party(into, record, payer_key + 1, who->payee);
  if (who->has_customer) write_party(into, record, payer_key + 2, who->customer);
  if (who->has_payee_customer) write_party(into, record, payer_key + 3, who->payee_customer);
}

fr_status fr__attempt_write(const fr__attempt *attempt, const fr__transfer *transfer, fr__sealing *sealing,
                            uint8_t *body, uint32_t *size) {
  fr__quick into = begin(body);
  fr__quick_map record = fr__quick_map_begin(&into);
  fr__quick_key(&into, &record, ATTEMPT_ID);
  fr__quick_uint(&into, attempt->who.id);
  fr__quick_key(&into, &record, ATTEMPT_TIME);
  fr__quick_int(&into, attempt->time_us);
  fr__quick_key(&into, &record, ATTEMPT_AMOUNT);
  fr__quick_int(&into, attempt->amount_minor);
  write_who(&into, &record, &attempt->who, ATTEMPT_PAYER);
  if (attempt->sides != FR_SIDE_ALL) write_number(&into, &record, ATTEMPT_SIDES, attempt->sides);
  write_number(&into, &record, ATTEMPT_STATUS, attempt->status);
  write_number(&into, &record, ATTEMPT_GENERATION, attempt->generation);
  if (attempt->complete_us != INT64_MAX) {
    fr__quick_key(&into, &record, ATTEMPT_COMPLETE);
    fr__quick_int(&into, attempt->complete_us);
  }
  write_transfer(&into, &record, transfer);
  if (transfer->session.struct_size != 0) {
    write_group(&into, &record, ATTEMPT_SESSION, &transfer->session, SESSION_FIELDS);
  }
  if (transfer->teller.struct_size != 0) {
    write_group(&into, &record, ATTEMPT_TELLER, &transfer->teller, TELLER_FIELDS);
  }
  write_party_group(&into, &record, ATTEMPT_PAYER_PARTY, &transfer->payer);
  write_party_group(&into, &record, ATTEMPT_PAYEE_PARTY, &transfer->payee);
  write_true(&into, &record, ATTEMPT_DAMAGED, transfer->text_damaged);
  FR_TRY(write_sealed(&into, &record, attempt, transfer, sealing));
  fr__quick_map_end(&into, &record);
  FR_REQUIRE(!into.full, FR_TOO_LONG);
  *size = (uint32_t)(into.at - body);
  return FR_OK;
}

static void read_group(fr__quick_reader *from, void *into, const fr__field *fields, uint32_t count) {
  for (uint64_t left = fr__quick_expect(from, FR__MAJOR_MAP); left > 0 && !from->bad; left--) {
    if (!read_field(from, fr__quick_read_uint(from), into, fields, count)) fr__quick_skip(from);
  }
}

static void read_party_group(fr__quick_reader *from, fr_party *party) {
  party->struct_size = sizeof *party;
  for (uint64_t left = fr__quick_expect(from, FR__MAJOR_MAP); left > 0 && !from->bad; left--) {
    const uint64_t key = fr__quick_read_uint(from);
    if (read_field(from, key, party, PARTY_FIELDS)) continue;
    if (key == PARTY_BANK) {
      party->bank = read_text(from);
    } else {
      fr__quick_skip(from);
    }
  }
}

static void read_transfer(fr__quick_reader *from, fr_transfer *given) {
  for (uint64_t left = fr__quick_expect(from, FR__MAJOR_MAP); left > 0 && !from->bad; left--) {
    const uint64_t key = fr__quick_read_uint(from);
    if (read_field(from, key, given, TRANSFER_FIELDS)) continue;
    switch (key) {
      case TRANSFER_AMOUNT: given->amount_minor = fr__quick_read_int(from); break;
      case TRANSFER_CURRENCY: read_fixed(from, given->currency, sizeof given->currency); break;
      case TRANSFER_LANGUAGE: given->ui_language = read_text(from); break;
      default: fr__quick_skip(from); break;
    }
  }
}

static fr__sealed read_sealed(fr__quick_reader *from) {
  fr__sealed sealed = {0};
  uint32_t nonce_size;
  if (fr__quick_expect(from, FR__MAJOR_ARRAY) != 3) from->bad = true;
  sealed.key_id = fr__quick_read_uint(from);
  sealed.nonce = fr__quick_read_data(from, FR__MAJOR_BYTES, &nonce_size);
  sealed.bytes = fr__quick_read_data(from, FR__MAJOR_BYTES, &sealed.size);
  if (nonce_size != FR__SEAL_NONCE_BYTES || sealed.size < FR__SEAL_TAG_BYTES) from->bad = true;
  return sealed;
}

static bool read_who(fr__quick_reader *from, uint64_t key, fr__parties *who, uint32_t payer_key) {
  switch (key - payer_key) {
    case 0: who->payer = read_party(from); return true;
    case 1: who->payee = read_party(from); return who->has_payee = true;
    case 2: who->customer = read_party(from); return who->has_customer = true;
    case 3: who->payee_customer = read_party(from); return who->has_payee_customer = true;
    default: return false;
  }
}

/* What of an attempt only a decision needs. */
static void read_detail(fr__quick_reader *from, uint64_t key, fr__transfer *transfer) {
  switch (key) {
    case ATTEMPT_SESSION:
      transfer->session.struct_size = sizeof transfer->session;
      read_group(from, &transfer->session, SESSION_FIELDS);
      return;
    case ATTEMPT_TELLER:
      transfer->teller.struct_size = sizeof transfer->teller;
      read_group(from, &transfer->teller, TELLER_FIELDS);
      return;
    case ATTEMPT_PAYER_PARTY: read_party_group(from, &transfer->payer); return;
    case ATTEMPT_PAYEE_PARTY: read_party_group(from, &transfer->payee); return;
    case ATTEMPT_DAMAGED: transfer->text_damaged = read_true(from); return;
    default: fr__quick_skip(from); return;
  }
}

static void read_attempt(fr__quick_reader *from, uint64_t key, fr__attempt *attempt, fr_transfer *given,
                         fr__transfer *transfer) {
  switch (key) {
    case ATTEMPT_ID: attempt->who.id = fr__quick_read_uint(from); return;
    case ATTEMPT_TIME: attempt->time_us = fr__quick_read_int(from); return;
    case ATTEMPT_AMOUNT: attempt->amount_minor = fr__quick_read_int(from); return;
    case ATTEMPT_SIDES: attempt->sides = (uint32_t)fr__quick_read_uint(from) & FR_SIDE_ALL; return;
    case ATTEMPT_STATUS: attempt->status = (uint32_t)fr__quick_read_uint(from); return;
    case ATTEMPT_GENERATION: attempt->generation = fr__quick_read_uint(from); return;
    case ATTEMPT_COMPLETE: attempt->complete_us = fr__quick_read_int(from); return;
    case ATTEMPT_TRANSFER:
      given->amount_minor = attempt->amount_minor;
      read_transfer(from, given);
      return;
    case ATTEMPT_SEALED: attempt->sealed = read_sealed(from); return;
    case ATTEMPT_LEFT_OUT: attempt->left_out = (uint32_t)fr__quick_read_uint(from); return;
    default:
      if (read_who(from, key, &attempt->who, ATTEMPT_PAYER)) return;
      if (transfer == NULL) {
        fr__quick_skip(from);
      } else {
        read_detail(from, key, transfer);
      }
  }
}

fr_status fr__attempt_read(const uint8_t *body, uint32_t size, fr__attempt *attempt, fr__transfer *transfer) {
  uint64_t pairs;
  fr__quick_reader from = open(body, size, &pairs);
  fr_transfer alone = {0};
  if (transfer != NULL) memset(transfer, 0, offsetof(fr__transfer, repaired));
  fr_transfer *given = transfer == NULL ? &alone : &transfer->given;
  *attempt = (fr__attempt){.sides = FR_SIDE_ALL, .complete_us = INT64_MAX};
  for (; pairs > 0 && !from.bad; pairs--) read_attempt(&from, fr__quick_read_uint(&from), attempt, given, transfer);
  FR_TRY(closed(&from));
  attempt->channel = given->channel;
  attempt->kind = given->kind;
  attempt->speed = given->speed;
  FR_REQUIRE(attempt->status <= FR_TRANSFER_REFUSED && attempt->channel <= FR_CHANNEL_OTHER, FR_BAD_JOURNAL);
  FR_REQUIRE(attempt->kind <= FR_KIND_CASH_DEPOSIT && attempt->speed <= FR_SPEED_NEXT_DAY, FR_BAD_JOURNAL);
  FR_TRY(fr__check_time(attempt->time_us, "time_us", NULL) == FR_OK ? FR_OK : FR_BAD_JOURNAL);
  FR_TRY(fr__check_amount(attempt->amount_minor, "amount_minor", NULL) == FR_OK ? FR_OK : FR_BAD_JOURNAL);
  if (transfer == NULL) return FR_OK;
  /* Identifiers are gone; nobody behind here reads more of them than that they are there. */
  given->struct_size = sizeof *given;
  given->id = given->payer = fr_text_of("");
  if (attempt->who.has_payee) given->payee = fr_text_of("");
  if (attempt->who.has_customer) transfer->payer.customer = fr_text_of("");
  if (attempt->who.has_payee_customer) transfer->payee.customer = fr_text_of("");
  given->time_us = attempt->time_us;
  if (given->amount_minor == 0) given->amount_minor = attempt->amount_minor;
  transfer->amount_minor = attempt->amount_minor;
  transfer->cash = !attempt->who.has_payee;
  return FR_OK;
}

static void read_attribute(fr__quick_reader *from, fr_attribute *attribute) {
  *attribute = (fr_attribute){0};
  if (fr__quick_expect(from, FR__MAJOR_ARRAY) != 3) from->bad = true;
  attribute->name = read_text(from);
  attribute->type = (uint32_t)fr__quick_read_uint(from);
  if (attribute->type == FR_TYPE_DOUBLE) {
    attribute->number = fr__quick_read_double(from);
  } else if (attribute->type == FR_TYPE_STRING) {
    attribute->text = read_text(from);
  } else {
    attribute->integer = fr__quick_read_int(from);
  }
}

static void read_attributes(fr__quick_reader *from, fr_attribute *attributes, fr_transfer *given) {
  const uint64_t count = fr__quick_expect(from, FR__MAJOR_ARRAY);
  if (count > FR_MAX_ATTRIBUTES) from->bad = true;
  for (uint64_t i = 0; i < count && !from->bad; i++) read_attribute(from, &attributes[i]);
  given->attributes = attributes;
  given->attribute_count = from->bad ? 0 : (uint32_t)count;
}

fr_status fr__attempt_unseal(const fr__attempt *attempt, fr__sealer *sealer, uint8_t *plain, fr_attribute *attributes,
                             fr__transfer *transfer) {
  const fr__sealed *sealed = &attempt->sealed;
  uint8_t beside[BESIDE_BYTES];
  bind(attempt, beside);
  FR_TRY(fr__unseal(sealer, sealed->nonce, beside, sizeof beside, sealed->bytes, sealed->size, plain));
  uint64_t pairs;
  fr__quick_reader from = open(plain, sealed->size - FR__SEAL_TAG_BYTES, &pairs);
  for (; pairs > 0 && !from.bad; pairs--) {
    switch (fr__quick_read_uint(&from)) {
      case SEALED_REMARK: transfer->remark = read_text(&from); break;
      case SEALED_PURPOSE: transfer->purpose = read_text(&from); break;
      case SEALED_NOTES:
        transfer->notes.data = (const char *)fr__quick_read_data(&from, FR__MAJOR_BYTES, &transfer->notes.size);
        break;
      case SEALED_NOTES_ENCODING: transfer->notes.encoding = (uint32_t)fr__quick_read_uint(&from); break;
      case SEALED_ATTRIBUTES: read_attributes(&from, attributes, &transfer->given); break;
      default: fr__quick_skip(&from); break;
    }
  }
  return closed(&from);
}

/* ---- decisions ---- */

static void write_reasons(fr__quick *into, fr__quick_map *map, const fr_decision *decision) {
  if (decision->reason_count == 0) return;
  fr__quick_key(into, map, DECIDED_REASONS);
  fr__quick_head(into, FR__MAJOR_ARRAY, decision->reason_count);
  for (uint32_t i = 0; i < decision->reason_count; i++) {
    const fr_reason *reason = &decision->reasons[i];
    fr__quick_head(into, FR__MAJOR_ARRAY, 3);
    fr__quick_text(into, reason->rule, strlen(reason->rule));
    fr__quick_int(into, reason->points);
    fr__quick_uint(into, reason->rule_index);
  }
}

static void write_given(fr__quick *into, fr__quick_map *map, const fr__answer *given, const fr_decision *pure) {
  if (given->outcome == FR_OUTCOME_NONE) return;
  if (given->outcome != pure->outcome) write_number(into, map, DECIDED_GIVEN, given->outcome);
  if (given->flags != pure->flags) write_number(into, map, DECIDED_FLAGS, given->flags);
  if (given->would_be != pure->outcome) write_number(into, map, DECIDED_WOULD_BE, given->would_be);
}

/* [time, channel], and of an alert behind them: threshold, whether a trust covers it, and of each ground its rule and
 * whether it fired in one number, and its points. */
enum { COUNTED_SHORT = 2, COUNTED_HEAD = 4 };

static void write_counted(fr__quick *into, const fr__decided *decided) {
  const fr__grounds *grounds = decided->grounds;
  const uint32_t behind = grounds == NULL ? COUNTED_SHORT : COUNTED_HEAD + 2 * grounds->count;
  fr__quick_head(into, FR__MAJOR_ARRAY, behind);
  fr__quick_int(into, decided->time_us);
  fr__quick_uint(into, decided->channel);
  if (grounds == NULL) return;
  fr__quick_uint(into, decided->threshold);
  fr__quick_uint(into, grounds->trusted ? 1 : 0);
  for (uint32_t i = 0; i < grounds->count; i++) {
    const fr__ground *ground = &grounds->items[i];
    fr__quick_uint(into, 2 * (uint64_t)ground->rule + (ground->fired ? 1 : 0));
    fr__quick_int(into, ground->points);
  }
}

static uint32_t read_to(fr__quick_reader *from, uint64_t most) {
  const uint64_t value = fr__quick_read_uint(from);
  if (value > most) from->bad = true;
  return from->bad ? 0 : (uint32_t)value;
}

static void read_grounds(fr__quick_reader *from, fr__grounds *grounds, uint64_t count) {
  grounds->count = 0;
  for (uint64_t i = 0; i < count && !from->bad; i++) {
    fr__ground *ground = &grounds->items[i];
    const uint32_t rule = read_to(from, 2 * (uint64_t)FR_MAX_RULES - 1);
    const int64_t points = fr__quick_read_int(from);
    if (points < INT32_MIN || points > INT32_MAX) from->bad = true;
    if (from->bad) return;
    *ground = (fr__ground){.rule = rule / 2, .points = (int32_t)points, .fired = rule % 2 == 1};
    grounds->count++;
  }
}

static void read_counted(fr__quick_reader *from, fr__decided *decided, fr__grounds *grounds) {
  const uint64_t size = fr__quick_expect(from, FR__MAJOR_ARRAY);
  const bool alert = size >= COUNTED_HEAD;
  if (size % 2 != 0 || size < COUNTED_SHORT || size > COUNTED_HEAD + 2 * (uint64_t)FR_MAX_RULES) from->bad = true;
  decided->counts = true;
  decided->time_us = fr__quick_read_int(from);
  decided->channel = read_to(from, FR_CHANNEL_OTHER);
  if (decided->time_us < 0 || decided->time_us >= FR_MAX_TIME_US) from->bad = true;
  if (!alert || from->bad) return;
  decided->threshold = read_to(from, UINT32_MAX);
  const bool trusted = read_to(from, 1) == 1;
  if (grounds == NULL) {
    for (uint64_t i = COUNTED_HEAD; i < size && !from->bad; i++) fr__quick_skip(from);
    return;
  }
  decided->grounds = grounds;
  grounds->trusted = trusted;
  read_grounds(from, grounds, (size - COUNTED_HEAD) / 2);
}

uint32_t fr__decided_write(const fr__decided *decided, const fr_decision *decision, uint8_t *body) {
  fr__quick into = begin(body);
  fr__quick_map map = fr__quick_map_begin(&into);
  write_fields(&into, &map, decision, FIELDS(decision_fields));
  if (!is_all_zero(decision->decision_id, sizeof decision->decision_id)) {
    fr__quick_key(&into, &map, DECIDED_ID);
    fr__quick_bytes(&into, decision->decision_id, sizeof decision->decision_id);
  }
  if (!is_all_zero(decision->policy_digest, sizeof decision->policy_digest)) {
    fr__quick_key(&into, &map, DECIDED_DIGEST);
    fr__quick_bytes(&into, decision->policy_digest, sizeof decision->policy_digest);
  }
  write_string(&into, &map, DECIDED_POLICY, decision->policy_name);
  write_string(&into, &map, DECIDED_SCAM, decision->scam);
  write_reasons(&into, &map, decision);
  if (decision->values_size != 0) {
    fr__quick_key(&into, &map, DECIDED_VALUES);
    fr__quick_bytes(&into, decision->values, decision->values_size);
  }
  write_number(&into, &map, DECIDED_ATTEMPT, decided->attempt);
  write_number(&into, &map, DECIDED_INDEX, decided->index);
  if (decided->status != FR_OK) {
    fr__quick_key(&into, &map, DECIDED_STATUS);
    fr__quick_int(&into, decided->status);
  }
  write_given(&into, &map, &decided->given, decision);
  if (decided->counts) {
    fr__quick_key(&into, &map, DECIDED_COUNTED);
    write_counted(&into, decided);
  }
  return finish(&into, &map, body);
}

static void read_reasons(fr__quick_reader *from, fr_decision *decision) {
  const uint64_t count = fr__quick_expect(from, FR__MAJOR_ARRAY);
  if (count > FR_MAX_REASONS) from->bad = true;
  for (uint64_t i = 0; i < count && !from->bad; i++) {
    fr_reason *reason = &decision->reasons[i];
    if (fr__quick_expect(from, FR__MAJOR_ARRAY) != 3) from->bad = true;
    read_string(from, reason->rule, sizeof reason->rule);
    reason->points = (int32_t)fr__quick_read_int(from);
    reason->rule_index = (uint32_t)fr__quick_read_uint(from);
  }
  decision->reason_count = from->bad ? 0 : (uint32_t)count;
}

static void read_values(fr__quick_reader *from, fr_decision *decision) {
  uint32_t size;
  const uint8_t *data = fr__quick_read_data(from, FR__MAJOR_BYTES, &size);
  if (size > sizeof decision->values) from->bad = true;
  if (from->bad) return;
  memcpy(decision->values, data, size);
  decision->values_size = size;
}

fr_status fr__decided_read(const uint8_t *body, uint32_t size, fr__decided *decided, fr_decision *decision) {
  return fr__decided_read_grounds(body, size, decided, decision, NULL);
}

fr_status fr__decided_read_grounds(const uint8_t *body, uint32_t size, fr__decided *decided, fr_decision *decision,
                                   fr__grounds *grounds) {
  uint64_t pairs;
  fr__quick_reader from = open(body, size, &pairs);
  *decided = (fr__decided){0};
  memset(decision, 0, sizeof *decision);
  decision->struct_size = sizeof *decision;
  fr__answer given = {.outcome = UINT32_MAX, .flags = UINT32_MAX, .would_be = UINT32_MAX};
  for (; pairs > 0 && !from.bad; pairs--) {
    const uint64_t key = fr__quick_read_uint(&from);
    if (read_field(&from, key, decision, FIELDS(decision_fields))) continue;
    switch (key) {
      case DECIDED_ID: read_fixed(&from, decision->decision_id, sizeof decision->decision_id); break;
      case DECIDED_DIGEST: read_fixed(&from, decision->policy_digest, sizeof decision->policy_digest); break;
      case DECIDED_POLICY: read_string(&from, decision->policy_name, sizeof decision->policy_name); break;
      case DECIDED_SCAM: read_string(&from, decision->scam, sizeof decision->scam); break;
      case DECIDED_REASONS: read_reasons(&from, decision); break;
      case DECIDED_VALUES: read_values(&from, decision); break;
      case DECIDED_ATTEMPT: decided->attempt = fr__quick_read_uint(&from); break;
      case DECIDED_INDEX: decided->index = (uint32_t)fr__quick_read_uint(&from); break;
      case DECIDED_STATUS: decided->status = (fr_status)fr__quick_read_int(&from); break;
      case DECIDED_GIVEN: given.outcome = (uint32_t)fr__quick_read_uint(&from); break;
      case DECIDED_FLAGS: given.flags = (uint32_t)fr__quick_read_uint(&from); break;
      case DECIDED_COUNTED: read_counted(&from, decided, grounds); break;
      case DECIDED_WOULD_BE: given.would_be = (uint32_t)fr__quick_read_uint(&from); break;
      default: fr__quick_skip(&from); break;
    }
  }
  decision->pure_outcome = decision->would_be = decision->outcome;
  decided->given = fr__answer_of(decision);
  if (given.outcome != UINT32_MAX) decided->given.outcome = given.outcome;
  if (given.flags != UINT32_MAX) decided->given.flags = given.flags;
  if (given.would_be != UINT32_MAX) decided->given.would_be = given.would_be;
  if (decided->given.outcome != FR_OUTCOME_HOLD) decided->given.hold_until_us = 0;
  if (decided->given.outcome == FR_OUTCOME_ALLOW) decided->given.actions = 0;
  return closed(&from);
}

/* ---- events ---- */

static bool is_key(fr__hash128 key) { return (key.low | key.high) != 0; }

uint32_t fr__observed_write(const fr__observed *observed, uint8_t *body) {
  fr__quick into = begin(body);
  fr__quick_map map = fr__quick_map_begin(&into);
  write_fields(&into, &map, &observed->event, EVENT_FIELDS);
  write_number(&into, &map, EVENT_ID, observed->who.id);
  if (is_key(observed->who.payer)) write_who(&into, &map, &observed->who, EVENT_PAYER);
  if (is_key(observed->person)) write_party(&into, &map, EVENT_PERSON, observed->person);
  write_true(&into, &map, EVENT_IS_CUSTOMER, observed->is_customer);
  if (is_key(observed->to)) write_party(&into, &map, EVENT_TO, observed->to);
  if (is_key(observed->name)) write_party(&into, &map, EVENT_NAME, observed->name);
  write_text(&into, &map, EVENT_LIST, observed->event.list);
  write_true(&into, &map, EVENT_DENIED, observed->denied);
  if (observed->complete_us != INT64_MAX) {
    fr__quick_key(&into, &map, EVENT_COMPLETE);
    fr__quick_int(&into, observed->complete_us);
  }
  return finish(&into, &map, body);
}

static void read_observed(fr__quick_reader *from, uint64_t key, fr__observed *observed) {
  switch (key) {
    case EVENT_ID: observed->who.id = fr__quick_read_uint(from); return;
    case EVENT_PERSON: observed->person = read_party(from); return;
    case EVENT_IS_CUSTOMER: observed->is_customer = read_true(from); return;
    case EVENT_TO: observed->to = read_party(from); return;
    case EVENT_NAME: observed->name = read_party(from); return;
    case EVENT_LIST: observed->event.list = read_text(from); return;
    case EVENT_DENIED: observed->denied = read_true(from); return;
    case EVENT_COMPLETE: observed->complete_us = fr__quick_read_int(from); return;
    default:
      if (!read_who(from, key, &observed->who, EVENT_PAYER)) fr__quick_skip(from);
  }
}

fr_status fr__observed_read(const uint8_t *body, uint32_t size, fr__observed *observed) {
  uint64_t pairs;
  fr__quick_reader from = open(body, size, &pairs);
  *observed = (fr__observed){.complete_us = INT64_MAX};
  fr_event *event = &observed->event;
  event->struct_size = sizeof *event;
  for (; pairs > 0 && !from.bad; pairs--) {
    const uint64_t key = fr__quick_read_uint(&from);
    if (!read_field(&from, key, event, EVENT_FIELDS)) read_observed(&from, key, observed);
  }
  FR_TRY(closed(&from));
  FR_REQUIRE(event->kind >= 1 && event->kind <= FR_EVENT_LAST_ && event->kind != FR_EVENT_TRANSFERRED, FR_BAD_JOURNAL);
  FR_REQUIRE(fr__check_time(event->time_us, "time_us", NULL) == FR_OK, FR_BAD_JOURNAL);
  FR_REQUIRE((event->sides & ~FR_SIDE_ALL) == 0, FR_BAD_JOURNAL);
  return FR_OK;
}

/* ---- parties ---- */

enum { IMAGE_KEY = 1, IMAGE_TOTAL, IMAGE_OFFSET, IMAGE_BYTES, IMAGE_MOVED };

uint32_t fr__evicted_write(fr__hash128 key, uint8_t *body) {
  fr__quick into = begin_small(body);
  fr__quick_map map = fr__quick_map_begin(&into);
  write_party(&into, &map, IMAGE_KEY, key);
  return finish(&into, &map, body);
}

fr_status fr__evicted_read(const uint8_t *body, uint32_t size, fr__hash128 *key) {
  fr__image image;
  FR_TRY(fr__image_read(body, size, &image));
  *key = image.key;
  return FR_OK;
}

uint32_t fr__image_write(const fr__image *image, uint8_t *body) {
  fr__quick into = begin(body);
  fr__quick_map map = fr__quick_map_begin(&into);
  write_party(&into, &map, IMAGE_KEY, image->key);
  write_number(&into, &map, IMAGE_TOTAL, image->total);
  write_number(&into, &map, IMAGE_OFFSET, image->offset);
  if (image->size != 0) {
    fr__quick_key(&into, &map, IMAGE_BYTES);
    fr__quick_bytes(&into, image->bytes, image->size);
  }
  write_true(&into, &map, IMAGE_MOVED, image->moved);
  return finish(&into, &map, body);
}

fr_status fr__image_read(const uint8_t *body, uint32_t size, fr__image *image) {
  uint64_t pairs;
  fr__quick_reader from = open(body, size, &pairs);
  *image = (fr__image){0};
  for (; pairs > 0 && !from.bad; pairs--) {
    switch (fr__quick_read_uint(&from)) {
      case IMAGE_KEY: image->key = read_party(&from); break;
      case IMAGE_TOTAL: image->total = (uint32_t)fr__quick_read_uint(&from); break;
      case IMAGE_OFFSET: image->offset = (uint32_t)fr__quick_read_uint(&from); break;
      case IMAGE_BYTES: image->bytes = fr__quick_read_data(&from, FR__MAJOR_BYTES, &image->size); break;
      case IMAGE_MOVED: image->moved = read_true(&from); break;
      default: fr__quick_skip(&from); break;
    }
  }
  FR_TRY(closed(&from));
  FR_REQUIRE((uint64_t)image->offset + image->size <= image->total, FR_BAD_JOURNAL);
  return FR_OK;
}

/* ---- the engine ---- */

uint32_t fr__opened_write(const fr__opened *opened, uint8_t *body) {
  fr__quick into = begin_small(body);
  fr__quick_map map = fr__quick_map_begin(&into);
  write_fields(&into, &map, &opened->options, FIELDS(option_fields));
  write_number(&into, &map, OPENED_GENERATION, opened->generation);
  fr__quick_key(&into, &map, OPENED_TIME);
  fr__quick_int(&into, opened->time_us);
  write_number(&into, &map, OPENED_LAYOUT, opened->layout);
  write_text(&into, &map, OPENED_LIBRARY, opened->library);
  write_true(&into, &map, OPENED_HAS_STATE, opened->has_state);
  return finish(&into, &map, body);
}

fr_status fr__opened_read(const uint8_t *body, uint32_t size, fr__opened *opened) {
  uint64_t pairs;
  fr__quick_reader from = open(body, size, &pairs);
  *opened = (fr__opened){.options.struct_size = sizeof opened->options};
  for (; pairs > 0 && !from.bad; pairs--) {
    const uint64_t key = fr__quick_read_uint(&from);
    if (read_field(&from, key, &opened->options, FIELDS(option_fields))) continue;
    switch (key) {
      case OPENED_GENERATION: opened->generation = fr__quick_read_uint(&from); break;
      case OPENED_TIME: opened->time_us = fr__quick_read_int(&from); break;
      case OPENED_LAYOUT: opened->layout = (uint32_t)fr__quick_read_uint(&from); break;
      case OPENED_LIBRARY: opened->library = read_text(&from); break;
      case OPENED_HAS_STATE: opened->has_state = read_true(&from); break;
      default: fr__quick_skip(&from); break;
    }
  }
  return closed(&from);
}

enum {
  FORCE_GENERATION = 1,
  FORCE_INDEX,
  FORCE_NONE,
  FORCE_DIGEST,
  FORCE_VERSION,
  FORCE_NAME,
  FORCE_SWITCHED,
  FORCE_SWITCHES,
  FORCE_DOCUMENT,
  FORCE_LEFT
};

uint32_t fr__in_force_write(const fr__in_force *in_force, uint8_t *body) {
  fr__quick into = {.at = body, .end = body + FR__RECORD_SMALL + in_force->size};
  fr__quick_map map = fr__quick_map_begin(&into);
  write_number(&into, &map, FORCE_GENERATION, in_force->generation);
  write_number(&into, &map, FORCE_INDEX, in_force->index);
  write_true(&into, &map, FORCE_NONE, in_force->none);
  if (!in_force->none) {
    fr__quick_key(&into, &map, FORCE_DIGEST);
    fr__quick_bytes(&into, in_force->digest, sizeof in_force->digest);
    write_number(&into, &map, FORCE_VERSION, in_force->version);
    write_text(&into, &map, FORCE_NAME, in_force->name);
  }
  write_true(&into, &map, FORCE_SWITCHED, in_force->switched);
  write_number(&into, &map, FORCE_SWITCHES, in_force->switches);
  if (in_force->bytes != NULL) {
    fr__quick_key(&into, &map, FORCE_DOCUMENT);
    fr__quick_bytes(&into, in_force->bytes, in_force->size);
  }
  write_true(&into, &map, FORCE_LEFT, in_force->left);
  return finish(&into, &map, body);
}

fr_status fr__in_force_read(const uint8_t *body, uint32_t size, fr__in_force *in_force) {
  uint64_t pairs;
  fr__quick_reader from = open(body, size, &pairs);
  *in_force = (fr__in_force){0};
  for (; pairs > 0 && !from.bad; pairs--) {
    switch (fr__quick_read_uint(&from)) {
      case FORCE_GENERATION: in_force->generation = fr__quick_read_uint(&from); break;
      case FORCE_INDEX: in_force->index = (uint32_t)fr__quick_read_uint(&from); break;
      case FORCE_NONE: in_force->none = read_true(&from); break;
      case FORCE_DIGEST: read_fixed(&from, in_force->digest, sizeof in_force->digest); break;
      case FORCE_VERSION: in_force->version = fr__quick_read_uint(&from); break;
      case FORCE_NAME: in_force->name = read_text(&from); break;
      case FORCE_SWITCHED: in_force->switched = read_true(&from); break;
      case FORCE_SWITCHES: in_force->switches = fr__quick_read_uint(&from); break;
      case FORCE_LEFT: in_force->left = read_true(&from); break;
      case FORCE_DOCUMENT: in_force->bytes = fr__quick_read_data(&from, FR__MAJOR_BYTES, &in_force->size); break;
      default: fr__quick_skip(&from); break;
    }
  }
  FR_TRY(closed(&from));
  FR_REQUIRE(in_force->index < FR_MAX_CHALLENGERS && in_force->name.size <= FR_MAX_NAME_BYTES, FR_BAD_JOURNAL);
  return FR_OK;
}

enum { KEY_ID = 1, KEY_MONTH, KEY_DIGEST };

uint32_t fr__data_key_write(const fr__data_key *key, uint8_t *body) {
  fr__quick into = begin_small(body);
  fr__quick_map map = fr__quick_map_begin(&into);
  write_number(&into, &map, KEY_ID, key->id);
  fr__quick_key(&into, &map, KEY_MONTH);
  fr__quick_int(&into, key->month);
  fr__quick_key(&into, &map, KEY_DIGEST);
  fr__quick_bytes(&into, key->digest, sizeof key->digest);
  return finish(&into, &map, body);
}

fr_status fr__data_key_read(const uint8_t *body, uint32_t size, fr__data_key *key) {
  uint64_t pairs;
  fr__quick_reader from = open(body, size, &pairs);
  *key = (fr__data_key){0};
  for (; pairs > 0 && !from.bad; pairs--) {
    switch (fr__quick_read_uint(&from)) {
      case KEY_ID: key->id = fr__quick_read_uint(&from); break;
      case KEY_MONTH: key->month = (int32_t)fr__quick_read_int(&from); break;
      case KEY_DIGEST: read_fixed(&from, key->digest, sizeof key->digest); break;
      default: fr__quick_skip(&from); break;
    }
  }
  return closed(&from);
}
