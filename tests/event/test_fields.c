/* SPDX-License-Identifier: Apache-2.0
 *
 * The tables of fields: each byte of a struct is in a row or is named here, so that a new field cannot be forgotten in
 * what bundles and journals carry; and numbers stand where readers and writers look for them. */
#include "event/fields.h"

#include <criterion/criterion.h>

typedef struct table {
  const char *name;
  const fr__field *rows;
  uint32_t count, recorded, tested;
  size_t size;         /* of the struct */
  size_t beside_bytes; /* of what no row has, struct_size among it */
} table;

#define TABLE(noun, NOUN, tested, beside) \
  { #noun, fr__##noun##_fields, FR__##NOUN##_FIELDS, FR__##NOUN##_RECORDED, tested, sizeof(fr_##noun), beside }

static const table tables[] = {
    /* four groups and the attributes hang on pointers; their count, and what is reserved */
    TABLE(transfer, TRANSFER, 19, sizeof(uint32_t) + 5 * sizeof(void *) + 2 * sizeof(uint32_t)),
    TABLE(session, SESSION, 26, sizeof(uint32_t)),
    TABLE(teller, TELLER, 3, 2 * sizeof(uint32_t)), /* and what is reserved */
    TABLE(party, PARTY, 20, sizeof(uint32_t)),
    /* the transfer hangs on a pointer, and what is reserved */
    TABLE(event, EVENT, 21, 2 * sizeof(uint32_t) + sizeof(void *)),
};

static size_t size_of(const fr__field *field) {
  static const size_t sizes[] = {4, 4, 8, 8, sizeof(fr_text), 4};
  return sizes[field->kind];
}

Test(fields, every_byte_of_a_struct_is_in_one_row) {
  for (size_t t = 0; t < FR_COUNT(tables); t++) {
    const table *of = &tables[t];
    uint8_t seen[512] = {0};
    size_t bytes = of->beside_bytes;
    cr_assert_leq(of->size, sizeof seen);
    for (uint32_t i = 0; i < of->count; i++) {
      const size_t size = size_of(&of->rows[i]);
      cr_assert_leq(of->rows[i].offset + size, of->size, "%s, row %u", of->name, i);
      for (size_t b = 0; b < size; b++) cr_expect_eq(seen[of->rows[i].offset + b]++, 0, "%s, row %u", of->name, i);
      bytes += size;
    }
    cr_expect_eq(bytes, of->size, "%s: %zu bytes of %zu; a new field needs a row in event/fields.c", of->name, bytes,
                 of->size);
    cr_expect_eq(seen[0], 0, "struct_size is not written");
  }
}

/* read_field() of journal/record.c takes the key for the place; both writers give keys in ascending order. */
Test(fields, numbers_have_no_gaps) {
  for (size_t t = 0; t < FR_COUNT(tables); t++) {
    const table *of = &tables[t];
    uint32_t found[64] = {0}, tested = 0;
    for (uint32_t i = 0; i < of->count; i++) {
      const fr__field *row = &of->rows[i];
      cr_expect_eq(row->record, i < of->recorded ? i + 1 : 0, "%s, row %u", of->name, i);
      cr_expect(i >= of->recorded || fr__field_is_number(row), "%s, row %u: only numbers go by the table", of->name, i);
      cr_assert_lt(row->test, FR_COUNT(found));
      if (row->test != 0) cr_expect_eq(found[row->test]++, 0, "%s, row %u", of->name, i);
      tested += row->test != 0;
    }
    cr_expect_eq(tested, of->tested, "%s", of->name);
    cr_expect_leq(tested, of->count);
    for (uint32_t number = 1; number <= tested; number++) cr_expect_eq(found[number], 1, "%s: %u", of->name, number);
  }
}

/* In bundles and journals that are out there. A number that changes here is a bundle that is read wrongly. */
Test(fields, numbers_are_pinned) {
  static const struct {
    const fr__field *rows;
    uint16_t offset;
    uint8_t record, test;
  } pins[] = {
      {fr__transfer_fields, offsetof(fr_transfer, known), 1, 1},
      {fr__transfer_fields, offsetof(fr_transfer, payroll), 10, 19},
      {fr__transfer_fields, offsetof(fr_transfer, limit_minor), 7, 16},
      {fr__transfer_fields, offsetof(fr_transfer, ui_language), 0, 15},
      {fr__session_fields, offsetof(fr_session, warning_dwell_s), 26, 26},
      {fr__session_fields, offsetof(fr_session, device_age_s), 6, 6},
      {fr__teller_fields, offsetof(fr_teller, ruled_out), 2, 2},
      {fr__teller_fields, offsetof(fr_teller, notes), 0, 3},
      {fr__party_fields, offsetof(fr_party, trusted_contact), 18, 20},
      {fr__party_fields, offsetof(fr_party, mule_score), 11, 13},
      {fr__party_fields, offsetof(fr_party, bank), 0, 10},
      {fr__event_fields, offsetof(fr_event, known), 3, 2},
      {fr__event_fields, offsetof(fr_event, time_us), 2, 3},
      {fr__event_fields, offsetof(fr_event, sides), 4, 0},
      {fr__event_fields, offsetof(fr_event, transfer_time_us), 12, 20},
      {fr__event_fields, offsetof(fr_event, to), 0, 21},
  };
  for (size_t i = 0; i < FR_COUNT(pins); i++) {
    const fr__field *row = pins[i].rows;
    while (row->offset != pins[i].offset) row++;
    cr_expect(row->record == pins[i].record && row->test == pins[i].test, "pin %zu: %u, %u", i, row->record, row->test);
  }
}

Test(fields, numbers_go_in_and_come_out) {
  static const fr__field age = FR__FIELD(0, 0, I32, fr_party, age), known = FR__FIELD(0, 0, U32, fr_party, known);
  static const fr__field added = FR__FIELD(0, 0, I64, fr_party, added_age_s);
  static const fr__field seen = FR__FIELD(0, 0, U64, fr_teller, seen);
  fr_party party = {0};
  fr_teller teller = {0};
  cr_expect(fr__field_put(&age, &party, (uint64_t)INT64_C(-7)));
  cr_expect(party.age == -7 && (int64_t)fr__field_get(&age, &party) == -7);
  cr_expect(fr__field_put(&age, &party, INT32_MAX) && fr__field_put(&age, &party, (uint64_t)(int64_t)INT32_MIN));
  cr_expect_not(fr__field_put(&age, &party, (uint64_t)INT32_MAX + 1));
  cr_expect_not(fr__field_put(&age, &party, (uint64_t)((int64_t)INT32_MIN - 1)));
  cr_expect_eq(party.age, INT32_MIN, "what does not fit changes nothing");
  cr_expect(fr__field_put(&known, &party, UINT32_MAX) && fr__field_get(&known, &party) == UINT32_MAX);
  cr_expect_not(fr__field_put(&known, &party, (uint64_t)UINT32_MAX + 1));
  cr_expect_not(fr__field_put(&known, &party, UINT64_MAX));
  cr_expect(fr__field_put(&added, &party, UINT64_MAX) && party.added_age_s == -1);
  cr_expect(fr__field_put(&seen, &teller, UINT64_MAX) && fr__field_get(&seen, &teller) == UINT64_MAX);
  cr_expect(fr__field_is_signed(&age) && fr__field_is_signed(&added));
  cr_expect_not(fr__field_is_signed(&known) || fr__field_is_signed(&seen));
}
