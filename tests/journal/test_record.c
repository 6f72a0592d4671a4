/* SPDX-License-Identifier: Apache-2.0
 *
 * What is written into a record is what is read out of it, in the one deterministic form; and what no record is, is
 * refused without a step past its end. */
#include <criterion/criterion.h>

#include "journal/record.h"
#include "support/world.h"
#include "wire/cbor.h"
#include "wire/quick.h"

static uint8_t body[FR__RECORD_ROOM], again[FR__RECORD_ROOM], scratch[FR__RECORD_ROOM];
static fr__sealing sealing;
static const uint8_t key[32] = {5};

static void set_up(void) {
  sealing = (fr__sealing){.key_id = 77, .number = 3, .scratch = scratch};
  cr_assert_eq(fr__sealer_create(&sealing.sealer), FR_OK);
  cr_assert_eq(fr__sealer_set_key(sealing.sealer, key), FR_OK);
}
static void tear_down(void) { fr__sealer_destroy(sealing.sealer); }
TestSuite(record, .init = set_up, .fini = tear_down);

/* The reader that is strict about form takes all of it. */
static void expect_deterministic(const uint8_t *bytes, uint32_t size) {
  fr__cbor_reader reader;
  fr_error error = FR_ERROR_INIT;
  fr__cbor_reader_init(&reader, bytes, size, &error);
  cr_expect_eq(fr__cbor_skip(&reader), FR_OK, "%s", error.message);
  cr_expect_eq(fr__cbor_end(&reader), FR_OK, "%s", error.message);
}

/* Every field of a struct that the tables know has another value. */
static fr_session full_session(void) {
  fr_session made = FR_SESSION_INIT;
  uint32_t *words = (uint32_t *)(void *)&made;
  for (size_t i = 1; i < sizeof made / sizeof *words; i++) words[i] = (uint32_t)(i % 2) + 1;
  return made;
}

static fr__transfer full_transfer(fr_attribute *attributes) {
  fr__transfer made = {0};
  made.given = transfer_of("t", "a", "b", 12345, NOON);
  made.given.known = FR_TRANSFER_HAS_BALANCE_BEFORE | FR_TRANSFER_HAS_LIMIT;
  made.given.balance_before_minor = -5;
  made.given.limit_minor = 99;
  made.given.channel = FR_CHANNEL_ATM;
  made.given.kind = FR_KIND_INTERBANK;
  made.given.speed = FR_SPEED_REAL_TIME;
  made.given.ui_language = fr_text_of("zh");
  memcpy(made.given.currency, "USD", 4);
  made.amount_minor = 88888;
  made.session = full_session();
  made.teller.struct_size = sizeof made.teller;
  made.teller.seen = FR_TELLER_LOAN_FEE_ASKED;
  made.teller.ruled_out = 3;
  made.payer = (fr_party)FR_PARTY_INIT;
  made.payer.known = FR_PARTY_HAS_AGE | FR_PARTY_HAS_MULE_SCORE;
  made.payer.age = 71;
  made.payer.mule_score = 999;
  made.payer.bank = fr_text_of("ICBC");
  made.payer.customer = fr_text_of("c1");
  made.payee = (fr_party)FR_PARTY_INIT;
  made.payee.name_match = FR_NAME_MATCH_CLOSE;
  made.text_damaged = true;
  made.remark = fr_text_of("转到安全账户");
  made.notes = (fr_text){"\xd7\xaa", 2, FR_ENCODING_GB18030};
  attributes[0] = (fr_attribute){.name = fr_text_of("risk"), .type = FR_TYPE_DOUBLE, .number = -0.125};
  attributes[1] = (fr_attribute){.name = fr_text_of("vip"), .type = FR_TYPE_BOOL, .integer = 1};
  attributes[2] = (fr_attribute){.name = fr_text_of("branch"), .type = FR_TYPE_STRING, .text = fr_text_of("north")};
  attributes[3] = (fr_attribute){.name = fr_text_of("level"), .type = FR_TYPE_INT, .integer = INT64_MIN};
  made.given.attributes = attributes;
  made.given.attribute_count = 4;
  return made;
}

static fr__attempt full_attempt(void) {
  return (fr__attempt){.who = {.payer = {1, 2},
                               .payee = {3, 4},
                               .customer = {5, 6},
                               .id = UINT64_C(0xFFFFFFFFFFFF),
                               .has_payee = true,
                               .has_customer = true},
                       .time_us = NOON,
                       .amount_minor = 88888,
                       .sides = FR_SIDE_PAYER | FR_SIDE_CUSTOMER,
                       .status = FR_TRANSFER_HELD,
                       .generation = 9,
                       .complete_us = FR_COMPLETE_ALWAYS};
}

static uint32_t write_full(void) {
  fr_attribute attributes[4];
  const fr__transfer transfer = full_transfer(attributes);
  const fr__attempt attempt = full_attempt();
  uint32_t size = 0;
  cr_assert_eq(fr__attempt_write(&attempt, &transfer, &sealing, body, &size), FR_OK);
  return size;
}

Test(record, an_attempt_comes_back_whole) {
  fr_attribute attributes[4], found_attributes[FR_MAX_ATTRIBUTES];
  const fr__transfer wanted = full_transfer(attributes);
  const fr__attempt written = full_attempt();
  const uint32_t size = write_full();
  fr__attempt found;
  fr__transfer transfer;
  expect_deterministic(body, size);
  cr_assert_eq(fr__attempt_read(body, size, &found, &transfer), FR_OK);
  cr_expect_arr_eq(&found.who, &written.who, offsetof(fr__parties, has_payee));
  cr_expect(found.who.has_payee && found.who.has_customer && !found.who.has_payee_customer);
  cr_expect_eq(found.time_us, NOON);
  cr_expect_eq(found.sides, written.sides);
  cr_expect_eq(found.status, FR_TRANSFER_HELD);
  cr_expect_eq(found.generation, 9);
  cr_expect_eq(found.complete_us, FR_COMPLETE_ALWAYS);
  cr_expect_arr_eq(&transfer.session, &wanted.session, sizeof wanted.session);
  cr_expect_eq(transfer.teller.seen, wanted.teller.seen);
  cr_expect_eq(transfer.teller.ruled_out, 3);
  cr_expect_eq(transfer.payer.age, 71);
  cr_expect_eq(transfer.payer.mule_score, 999);
  cr_expect(fr__text_is(transfer.payer.bank, "ICBC"));
  cr_expect_eq(transfer.payee.name_match, FR_NAME_MATCH_CLOSE);
  cr_expect_eq(transfer.amount_minor, 88888);
  cr_expect_eq(transfer.given.amount_minor, 12345);
  cr_expect_eq(transfer.given.balance_before_minor, -5);
  cr_expect_arr_eq(transfer.given.currency, "USD", 4);
  cr_expect(fr__text_is(transfer.given.ui_language, "zh"));
  cr_expect(transfer.text_damaged && !transfer.cash);
  cr_expect_null(transfer.remark.data, "it is sealed");
  cr_assert_eq(fr__attempt_unseal(&found, sealing.sealer, scratch, found_attributes, &transfer), FR_OK);
  cr_expect(fr__text_is(transfer.remark, "转到安全账户"));
  cr_expect_null(transfer.purpose.data);
  cr_expect_eq(transfer.notes.size, 2);
  cr_expect_eq(transfer.notes.encoding, FR_ENCODING_GB18030);
  cr_assert_eq(transfer.given.attribute_count, 4);
  cr_expect_eq(found_attributes[0].number, -0.125);
  cr_expect_eq(found_attributes[1].integer, 1);
  cr_expect(fr__text_is(found_attributes[2].text, "north"));
  cr_expect_eq(found_attributes[3].integer, INT64_MIN);
}

static bool holds(const uint8_t *bytes, uint32_t size, const char *text) {
  return memmem(bytes, size, text, strlen(text)) != NULL;
}

Test(record, what_is_written_by_hand_is_sealed_or_left_out) {
  uint32_t size = write_full();
  fr__attempt found;
  cr_expect_not(holds(body, size, "安全"));
  cr_expect_not(holds(body, size, "north"));
  cr_expect_not(holds(body, size, "branch"));
  const uint32_t sealed = size;
  sealing.key_id = 0;
  size = write_full();
  cr_expect_lt(size, sealed);
  cr_assert_eq(fr__attempt_read(body, size, &found, NULL), FR_OK);
  cr_expect_eq(found.left_out, FR__LEFT_OUT_TEXTS | FR__LEFT_OUT_ATTRIBUTES);
  cr_expect_eq(found.sealed.key_id, 0);
}

Test(record, no_nonce_comes_twice_and_no_seal_fits_another_record) {
  fr_attribute attributes[FR_MAX_ATTRIBUTES];
  fr__attempt one, two;
  fr__transfer transfer;
  const uint32_t size = write_full();
  memcpy(again, body, size);
  cr_assert_eq(write_full(), size);
  cr_assert_eq(fr__attempt_read(again, size, &one, &transfer), FR_OK);
  cr_assert_eq(fr__attempt_read(body, size, &two, &transfer), FR_OK);
  cr_expect_neq(memcmp(one.sealed.nonce, two.sealed.nonce, FR__SEAL_NONCE_BYTES), 0);
  one.who.id ^= 1;
  cr_expect_eq(fr__attempt_unseal(&one, sealing.sealer, scratch, attributes, &transfer), FR_BAD_DIGEST);
  one.who.id ^= 1;
  cr_expect_eq(fr__attempt_unseal(&one, sealing.sealer, scratch, attributes, &transfer), FR_OK);
}

Test(record, texts_beyond_a_record_are_refused_by_the_log_and_fit_the_room) {
  static char large[FR_MAX_REMARK_BYTES];
  fr_attribute attributes[FR_MAX_ATTRIBUTES];
  fr__transfer transfer = full_transfer(attributes);
  const fr__attempt attempt = full_attempt();
  uint32_t size = 0;
  memset(large, 'x', sizeof large);
  for (uint32_t i = 0; i < FR_MAX_ATTRIBUTES; i++) {
    attributes[i] = (fr_attribute){
        .name = {large, FR_MAX_IDENTIFIER_BYTES, 0}, .type = FR_TYPE_STRING, .text = {large, sizeof large, 0}};
  }
  transfer.given.attribute_count = FR_MAX_ATTRIBUTES;
  cr_assert_eq(fr__attempt_write(&attempt, &transfer, &sealing, body, &size), FR_OK);
  cr_expect_gt(size, 65536);
}

static fr_decision full_decision(void) {
  fr_decision made = FR_DECISION_INIT;
  made.outcome = FR_OUTCOME_HOLD;
  made.score = 120;
  made.hold_until_us = NOON + DAY;
  made.flags = FR_FLAG_APPROXIMATE | FR_FLAG_TRUSTED;
  made.unknown_count = 3;
  made.error_count = 1;
  made.reason_count = FR_MAX_REASONS;
  made.reasons_total = 20;
  made.scam_index = -1;
  made.policy_version = UINT64_MAX;
  made.victim_present = FR_NO;
  made.actions = FR_ACTION_REFER | FR_ACTION_LOWER_LIMIT;
  made.advice = 2;
  made.pure_outcome = made.would_be = made.outcome;
  memset(made.decision_id, 0xA5, sizeof made.decision_id);
  memset(made.policy_digest, 0x5A, sizeof made.policy_digest);
  snprintf(made.scam, sizeof made.scam, "a scam");
  snprintf(made.policy_name, sizeof made.policy_name, "%047d", 7);
  for (uint32_t i = 0; i < FR_MAX_REASONS; i++) {
    snprintf(made.reasons[i].rule, sizeof made.reasons[i].rule, "rule_%u", i);
    made.reasons[i].points = 100 - 20 * (int32_t)i;
    made.reasons[i].rule_index = 4095 - i;
  }
  made.values_size = FR_MAX_DECISION_VALUES;
  memset(made.values, 0x77, sizeof made.values);
  return made;
}

Test(record, a_decision_comes_back_byte_for_byte) {
  const fr_decision decisions[] = {full_decision(), FR_DECISION_INIT};
  for (uint32_t i = 0; i < 2; i++) {
    const fr__decided written = {
        .attempt = i == 0 ? UINT64_MAX : 0, .index = i == 0 ? 3 : 0, .status = i == 0 ? -1 : 0};
    fr__decided decided;
    fr_decision found;
    const uint32_t size = fr__decided_write(&written, &decisions[i], body);
    expect_deterministic(body, size);
    cr_assert_eq(fr__decided_read(body, size, &decided, &found), FR_OK);
    cr_expect_arr_eq(&found, &decisions[i], sizeof found);
    cr_expect(decided.attempt == written.attempt && decided.index == written.index && decided.status == written.status);
  }
}

Test(record, an_event_comes_back_whole) {
  fr__observed written = {
      .person = {7, 8}, .to = {9, 10}, .name = {11, 12}, .is_customer = true, .denied = true, .complete_us = -1};
  written.event = (fr_event)FR_EVENT_INIT;
  written.event.kind = FR_EVENT_LISTED;
  written.event.time_us = NOON;
  written.event.known = FR_EVENT_HAS_AMOUNT;
  written.event.amount_minor = 5;
  written.event.until_us = NOON + 1;
  written.event.list = fr_text_of("case_account");
  written.who = (fr__parties){.payer = {1, 1}, .payee_customer = {2, 2}, .id = 3, .has_payee_customer = true};
  fr__observed found;
  const uint32_t size = fr__observed_write(&written, body);
  expect_deterministic(body, size);
  cr_assert_eq(fr__observed_read(body, size, &found), FR_OK);
  cr_expect(fr__text_is(found.event.list, "case_account"));
  found.event.list = written.event.list;
  cr_expect_arr_eq(&found.event, &written.event, sizeof found.event);
  cr_expect_arr_eq(&found.who, &written.who, offsetof(fr__parties, has_payee));
  cr_expect(!found.who.has_payee && found.who.has_payee_customer && found.is_customer && found.denied);
  cr_expect(found.person.low == 7 && found.to.high == 10 && found.name.low == 11 && found.complete_us == -1);
}

Test(record, the_small_ones_come_back) {
  const fr__opened opened = {.options = {.struct_size = sizeof opened.options, .horizon_us = 5, .utc_offset_s = -3600},
                             .generation = 4,
                             .has_state = true,
                             .time_us = NOON,
                             .layout = 1,
                             .library = fr_text_of("0.1.0")};
  fr__opened opened_found;
  cr_assert_eq(fr__opened_read(body, fr__opened_write(&opened, body), &opened_found), FR_OK);
  cr_expect(opened_found.options.horizon_us == 5 && opened_found.options.utc_offset_s == -3600);
  cr_expect(opened_found.generation == 4 && opened_found.has_state && fr__text_is(opened_found.library, "0.1.0"));
  const fr__in_force put = {.generation = 2, .index = 3, .digest = {1, 2}, .version = 9, .name = fr_text_of("p")};
  fr__in_force put_found;
  cr_assert_eq(fr__in_force_read(body, fr__in_force_write(&put, body), &put_found), FR_OK);
  cr_expect(put_found.index == 3 && put_found.digest[1] == 2 && put_found.version == 9 && !put_found.none);
  const fr__in_force gone = {.generation = 3, .none = true};
  cr_assert_eq(fr__in_force_read(body, fr__in_force_write(&gone, body), &put_found), FR_OK);
  cr_expect(put_found.none && put_found.generation == 3);
  const fr__data_key data_key = {.id = 1, .month = -4, .digest = {9}};
  fr__data_key key_found;
  cr_assert_eq(fr__data_key_read(body, fr__data_key_write(&data_key, body), &key_found), FR_OK);
  cr_expect(key_found.id == 1 && key_found.month == -4 && key_found.digest[0] == 9);
  fr__hash128 party;
  cr_assert_eq(fr__evicted_read(body, fr__evicted_write((fr__hash128){6, 7}, body), &party), FR_OK);
  cr_expect(party.low == 6 && party.high == 7);
  const fr__image image = {
      .key = {1, 2}, .total = 10, .offset = 4, .size = 6, .bytes = (const uint8_t *)"sixbyt", .moved = true};
  fr__image image_found;
  cr_assert_eq(fr__image_read(body, fr__image_write(&image, body), &image_found), FR_OK);
  cr_expect(image_found.total == 10 && image_found.offset == 4 && image_found.size == 6 && image_found.moved);
  cr_expect_arr_eq(image_found.bytes, "sixbyt", 6);
}

/* Each kind cut at every byte, and with every byte changed: refused or read, never past the end (ASan looks). */
Test(record, no_bytes_lead_astray) {
  fr_attribute attributes[FR_MAX_ATTRIBUTES];
  const fr_decision decision = full_decision();
  const fr__decided decided = {.attempt = 5};
  for (uint32_t kind = 0; kind < 3; kind++) {
    const fr__observed event = {.event = {.kind = FR_EVENT_CONTACT, .time_us = NOON}, .person = {1, 2}};
    uint32_t size = kind == 0 ? write_full() : 0;
    if (kind == 1) size = fr__decided_write(&decided, &decision, body);
    if (kind == 2) size = fr__observed_write(&event, body);
    for (uint32_t at = 0; at < 2 * size; at++) {
      const uint32_t length = at < size ? at : size;
      uint8_t *copy = malloc(length + 1);
      memcpy(copy, body, length);
      if (at >= size) copy[at - size] ^= (uint8_t)(1u << at % 8);
      fr__attempt attempt;
      fr__transfer transfer;
      fr__decided found;
      fr_decision found_decision;
      fr__observed observed;
      fr_status status = FR_OK;
      if (kind == 0) status = fr__attempt_read(copy, length, &attempt, &transfer);
      if (kind == 0 && status == FR_OK && attempt.sealed.key_id != 0) {
        (void)fr__attempt_unseal(&attempt, sealing.sealer, scratch, attributes, &transfer);
      }
      if (kind == 1) status = fr__decided_read(copy, length, &found, &found_decision);
      if (kind == 2) status = fr__observed_read(copy, length, &observed);
      cr_expect(status == FR_OK || status == FR_BAD_JOURNAL);
      if (at < size) cr_expect_eq(status, FR_BAD_JOURNAL, "cut at %u", at);
      free(copy);
    }
  }
}

/* The quick writer writes what the careful one does. */
Test(record, heads_are_those_of_the_careful_writer) {
  static const int64_t numbers[] = {
      0,         1,  23,  24,  255,  256,  65535,    65536, UINT32_MAX, INT64_C(4294967296),
      INT64_MAX, -1, -24, -25, -256, -257, INT64_MIN};
  for (uint32_t i = 0; i < FR_COUNT(numbers); i++) {
    uint8_t careful[16];
    fr__cbor_writer writer;
    fr__quick quick = {body, body + 16, false};
    fr__cbor_writer_fixed(&writer, careful, sizeof careful);
    fr__cbor_write_int(&writer, numbers[i]);
    fr__quick_int(&quick, numbers[i]);
    cr_assert_eq((uint64_t)(quick.at - body), writer.size);
    cr_expect_arr_eq(body, careful, writer.size);
    fr__quick_reader reader = {body, quick.at, false};
    cr_expect_eq(fr__quick_read_int(&reader), numbers[i]);
    cr_expect(!reader.bad && reader.at == reader.end);
  }
  fr__quick small = {body, body + 8, false};
  fr__quick_int(&small, 5);
  cr_expect(small.full, "room for the longest head is asked for");
}

Test(record, kinds_have_names) {
  for (uint32_t kind = 1; kind < FR__RECORD_KINDS; kind++) cr_expect_str_neq(fr__record_kind_name(kind), "?");
  cr_expect_str_eq(fr__record_kind_name(0), "?");
  cr_expect_str_eq(fr__record_kind_name(FR__RECORD_KINDS), "?");
}
