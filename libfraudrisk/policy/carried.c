/* SPDX-License-Identifier: Apache-2.0
 *
 * The values that a decision carries for its words: records of index (2 bytes, little-endian), size (1 byte) and bytes.
 * Words are fetched without the transfer, maybe much later; so what they name goes along with the decision. */
#include <float.h>

#include "policy/phrasing.h"

enum { HEAD = 3, MARK = 3 };

static uint32_t put(const fr__cel_value *value, uint8_t into[FR_MAX_FEATURE_TEXT_BYTES + MARK]) {
  uint64_t word = (uint64_t)value->as.integer;
  switch (value->kind) {
    case FR__CEL_BOOL: into[0] = value->as.integer != 0; return 1;
    case FR__CEL_DOUBLE:
      if (!(value->as.number >= -DBL_MAX && value->as.number <= DBL_MAX)) return 0;
      memcpy(&word, &value->as.number, sizeof word);
      fr__put_word(into, word);
      return 8;
    case FR__CEL_INT:
    case FR__CEL_TIMESTAMP:
    case FR__CEL_DURATION: fr__put_word(into, word); return 8;
    default: break;
  }
  uint32_t size = value->size;
  if (size > FR_MAX_FEATURE_TEXT_BYTES) { /* cut between characters, and shown to be cut */
    size = FR_MAX_FEATURE_TEXT_BYTES;
    while (size > 0 && ((unsigned char)value->as.text[size] & 0xC0) == 0x80) size--;
    memcpy(into + size, "…", MARK);
  }
  memcpy(into, value->as.text, size);
  return size == value->size ? size : size + MARK;
}

void fr__carry_value(const fr_policy *policy, uint16_t index, const fr__cel_value *value, fr_decision *decision) {
  if (value->kind != policy->said[index].kind) return; /* unknown */
  uint8_t bytes[FR_MAX_FEATURE_TEXT_BYTES + MARK];
  const uint32_t size = put(value, bytes);
  const bool is_empty = size == 0 && value->kind != FR__CEL_STRING;
  if (is_empty || HEAD + size > FR_MAX_DECISION_VALUES - decision->values_size) return;
  uint8_t *record = decision->values + decision->values_size;
  record[0] = (uint8_t)index;
  record[1] = (uint8_t)(index >> 8);
  record[2] = (uint8_t)size;
  memcpy(record + HEAD, bytes, size);
  decision->values_size += HEAD + size;
}

static bool get(const fr__said *said, const uint8_t *bytes, uint32_t size, fr__cel_value *value) {
  *value = (fr__cel_value){.kind = said->kind};
  if (said->kind == FR__CEL_STRING) {
    value->as.text = (const char *)bytes;
    value->size = size;
    return size <= FR_MAX_FEATURE_TEXT_BYTES + MARK;
  }
  if (said->kind == FR__CEL_BOOL) {
    value->as.integer = size == 1 ? bytes[0] : 0;
    return size == 1;
  }
  if (size != 8) return false;
  const uint64_t word = fr__get_word(bytes);
  memcpy(&value->as, &word, sizeof word);
  return said->kind != FR__CEL_DOUBLE || (value->as.number >= -DBL_MAX && value->as.number <= DBL_MAX);
}

bool fr__carried_value(const fr_policy *policy, uint16_t index, const fr_decision *decision, fr__cel_value *value) {
  *value = fr__cel_unknown();
  if (decision->values_size > FR_MAX_DECISION_VALUES) return false;
  for (uint32_t at = 0; at < decision->values_size;) {
    const uint8_t *record = decision->values + at;
    const uint32_t left = decision->values_size - at;
    if (left < HEAD || left - HEAD < record[2]) return false;
    if ((record[0] | record[1] << 8) == index) return get(&policy->said[index], record + HEAD, record[2], value);
    at += HEAD + record[2];
  }
  return true;
}
