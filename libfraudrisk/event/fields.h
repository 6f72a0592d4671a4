/* SPDX-License-Identifier: Apache-2.0
 *
 * The fields of the public structs, each once. What is written of a transfer or an event in two places, as a test that
 * travels along with a policy and as a record of the journal, is written and read by these tables, so that neither can
 * forget a field. Its numbers there are pinned: bundles and journals carry them. */
#ifndef FR_EVENT_FIELDS_H
#define FR_EVENT_FIELDS_H

#include "base/base.h"
#include "fraudrisk/event.h"
#include "fraudrisk/transfer.h"

/* Numbers stand before texts: fr__field_is_number(). */
enum { FR__FIELD_U32, FR__FIELD_I32, FR__FIELD_U64, FR__FIELD_I64, FR__FIELD_TEXT, FR__FIELD_CURRENCY };

typedef struct fr__field {
  uint8_t record; /* its key in a record; 0: by other means there, or not at all */
  uint8_t test;   /* its number in a test; 0: not there */
  uint8_t kind;
  uint16_t offset;
} fr__field;

#define FR__FIELD(record, test, kind, type, name) \
  { record, test, FR__FIELD_##kind, (uint16_t)offsetof(type, name) }

/* Those that stand in records come first, and each at the place of its key: 1, 2, 3, … A new one comes behind the last
 * of them, with the next key and the next number. */
enum {
  FR__TRANSFER_FIELDS = 19,
  FR__TRANSFER_RECORDED = 10,
  FR__SESSION_FIELDS = 26,
  FR__SESSION_RECORDED = 26,
  FR__TELLER_FIELDS = 3,
  FR__TELLER_RECORDED = 2,
  FR__PARTY_FIELDS = 20,
  FR__PARTY_RECORDED = 18,
  FR__EVENT_FIELDS = 22,
  FR__EVENT_RECORDED = 12
};
extern const fr__field fr__transfer_fields[FR__TRANSFER_FIELDS];
extern const fr__field fr__session_fields[FR__SESSION_FIELDS];
extern const fr__field fr__teller_fields[FR__TELLER_FIELDS];
extern const fr__field fr__party_fields[FR__PARTY_FIELDS];
extern const fr__field fr__event_fields[FR__EVENT_FIELDS];

static inline bool fr__field_is_number(const fr__field *field) { return field->kind < FR__FIELD_TEXT; }
static inline bool fr__field_is_signed(const fr__field *field) {
  return field->kind == FR__FIELD_I32 || field->kind == FR__FIELD_I64;
}

/* A number out of its struct, as 64 bits of which a signed one makes an int64_t. */
static inline uint64_t fr__field_get(const fr__field *field, const void *object) {
  const char *at = (const char *)object + field->offset;
  if (field->kind == FR__FIELD_U32 || field->kind == FR__FIELD_I32) {
    uint32_t word;
    memcpy(&word, at, sizeof word);
    return field->kind == FR__FIELD_U32 ? word : (uint64_t)(int64_t)(int32_t)word;
  }
  uint64_t bits;
  memcpy(&bits, at, sizeof bits);
  return bits;
}

/* And back into it. False: it does not fit, and the struct is as it was. */
static inline bool fr__field_put(const fr__field *field, void *object, uint64_t bits) {
  char *at = (char *)object + field->offset;
  const int64_t number = (int64_t)bits;
  const uint32_t word = (uint32_t)bits;
  switch (field->kind) {
    case FR__FIELD_U32:
      if (bits > UINT32_MAX) return false;
      memcpy(at, &word, sizeof word);
      return true;
    case FR__FIELD_I32:
      if (number < INT32_MIN || number > INT32_MAX) return false;
      memcpy(at, &word, sizeof word);
      return true;
    default: memcpy(at, &bits, sizeof bits); return true;
  }
}

#endif
