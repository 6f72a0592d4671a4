/* SPDX-License-Identifier: Apache-2.0
 *
 * Fold blocks: one side's folds as bytes, little-endian, so that fr_decide() can stand on another machine.
 *
 *   0  4  "FRB1"
 *   4  1  side (FR_SIDE_…)
 *   5  1  1 where the transfer is a repeat
 *   6  2  number of values
 *   8  8  the party's sequence number
 *  16 32  the policy's digest
 *  48  8  the transfer, hashed under the digest
 *  56  8  the engine's secret, hashed
 *  64     values: kind 1, approximate 1, size or fault 2, then 8 bytes or, for a string, `size` bytes
 *     8   check: SipHash of all before, under the digest; it finds damage, it is no signature */
#include "feature/fold.h"
#include "fraudrisk/engine.h"

enum { HEAD = 64, CHECK = 8, VALUE_HEAD = 4 };

static void put(unsigned char *into, uint64_t value, uint32_t bytes) {
  for (uint32_t i = 0; i < bytes; i++) into[i] = (unsigned char)(value >> (8 * i));
}

static uint64_t get(const unsigned char *from, uint32_t bytes) {
  uint64_t value = 0;
  for (uint32_t i = bytes; i > 0; i--) value = value << 8 | from[i - 1];
  return value;
}

uint64_t fr__block_capacity(const fr__plan *plan, uint32_t side) {
  return HEAD + CHECK +
         (uint64_t)plan->sides[fr__side_index(side)].fold_count * (VALUE_HEAD + FR_MAX_FEATURE_TEXT_BYTES);
}

static uint64_t write_value(fr__cel_value value, uint8_t approximate, unsigned char *into) {
  if (value.kind == FR__CEL_STRING && value.size > FR_MAX_FEATURE_TEXT_BYTES) {
    value = fr__cel_failed(FR__CEL_FAULT_RANGE);
  }
  const bool string = value.kind == FR__CEL_STRING;
  into[0] = value.kind;
  into[1] = approximate;
  put(into + 2, string ? value.size : value.code, 2);
  if (string) {
    memcpy(into + VALUE_HEAD, value.as.text, value.size);
    return VALUE_HEAD + value.size;
  }
  put(into + VALUE_HEAD, value.kind == FR__CEL_UNKNOWN || value.kind == FR__CEL_ERROR ? 0 : value.as.word, 8);
  return VALUE_HEAD + 8;
}

uint64_t fr__block_write(const fr__plan *plan, const uint8_t digest[32], const fr__block_head *head,
                         const fr__cel_value *slots, const uint8_t *approximate, unsigned char *into) {
  const fr__plan_side *side = &plan->sides[fr__side_index(head->side)];
  memcpy(into, "FRB1", 4);
  into[4] = (unsigned char)head->side;
  into[5] = head->repeated;
  put(into + 6, side->fold_count, 2);
  put(into + 8, head->sequence, 8);
  memcpy(into + 16, digest, 32);
  put(into + 48, head->transfer, 8);
  put(into + 56, head->secret, 8);
  uint64_t at = HEAD;
  for (uint32_t i = 0; i < side->fold_count; i++) {
    const fr__side_fold *fold = &side->folds[i];
    at += write_value(slots[fold->slot], approximate[fold->mark], into + at);
  }
  put(into + at, fr__siphash(digest, into, at).low, CHECK);
  return at + CHECK;
}

static fr_status bad(fr_error *error, uint64_t at, const char *why) {
  const fr_status status =
      fr__fail(error, FR_BAD_FOLDS, "folds", "fold block: %s at byte %llu; fold again", why, (unsigned long long)at);
  if (error != NULL) error->offset = (int64_t)at;
  return status;
}

static fr_status read_value(const unsigned char *bytes, uint64_t size, uint64_t *at, fr__cel_value *value,
                            uint8_t *approximate, fr_error *error) {
  if (size - *at < VALUE_HEAD) return bad(error, *at, "it ends inside a value");
  const unsigned char *head = bytes + *at;
  const uint32_t extra = (uint32_t)get(head + 2, 2);
  const bool string = head[0] == FR__CEL_STRING;
  const uint32_t length = string ? extra : 8;
  if (head[0] > FR__CEL_KEY || head[0] == FR__CEL_LIST || head[0] == FR__CEL_MAP || head[0] == FR__CEL_BYTES ||
      (string && extra > FR_MAX_FEATURE_TEXT_BYTES)) {
    return bad(error, *at, "a value of no known kind");
  }
  if (size - *at - VALUE_HEAD < length) return bad(error, *at, "it ends inside a value");
  *value = (fr__cel_value){.kind = head[0]};
  *approximate = head[1];
  if (string) {
    value->size = extra;
    value->as.text = (const char *)head + VALUE_HEAD;
  } else {
    value->code = (uint16_t)extra;
    value->as.word = get(head + VALUE_HEAD, 8);
  }
  *at += VALUE_HEAD + length;
  return FR_OK;
}

fr_status fr__block_read(const fr__plan *plan, const uint8_t digest[32], const unsigned char *bytes, uint64_t size,
                         fr__block_head *head, fr__cel_value *slots, uint8_t *approximate, uint64_t *used,
                         fr_error *error) {
  if (size < HEAD || memcmp(bytes, "FRB1", 4) != 0) return bad(error, 0, "it does not begin as one");
  head->side = bytes[4];
  if (head->side != FR_SIDE_PAYER && head->side != FR_SIDE_CUSTOMER && head->side != FR_SIDE_PAYEE) {
    return bad(error, 4, "it names no side");
  }
  head->repeated = bytes[5] != 0;
  head->sequence = get(bytes + 8, 8);
  head->transfer = get(bytes + 48, 8);
  head->secret = get(bytes + 56, 8);
  if (memcmp(bytes + 16, digest, 32) != 0) {
    return fr__fail(error, FR_OTHER_POLICY, "folds", "the fold block was made under another policy; fold again");
  }
  const fr__plan_side *side = &plan->sides[fr__side_index(head->side)];
  if (get(bytes + 6, 2) != side->fold_count) return bad(error, 6, "it has another number of values");
  uint64_t at = HEAD;
  for (uint32_t i = 0; i < side->fold_count; i++) {
    const fr__side_fold *fold = &side->folds[i];
    FR_TRY(read_value(bytes, size, &at, &slots[fold->slot], &approximate[fold->mark], error));
  }
  if (size - at < CHECK) return bad(error, at, "it ends before its check");
  if (get(bytes + at, CHECK) != fr__siphash(digest, bytes, at).low) return bad(error, at, "the check does not match");
  *used = at + CHECK;
  return FR_OK;
}
