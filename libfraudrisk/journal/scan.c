/* SPDX-License-Identifier: Apache-2.0 */
#include "journal/scan.h"

void fr__spine_begin(fr__spine *spine, const fr__item_header *header) {
  spine->tree = header->tree;
  memcpy(spine->chain, header->chain, sizeof spine->chain);
  spine->blocks = header->blocks;
  spine->sealed = header->first - 1;
}

fr_status fr__spine_hash_next(fr__spine *spine, const uint8_t *bytes, uint64_t size, uint64_t *position) {
  uint8_t leaf[FR__SHA256_BYTES];
  fr__item item;
  for (;;) {
    fr__item_read(NULL, 0, bytes + *position, size - *position, &item);
    FR_ENSURE(item.type == FR__ITEM_RECORD || item.type == FR__ITEM_SEAL || item.type == FR__ITEM_MARK);
    *position += item.size;
    if (item.type == FR__ITEM_RECORD) break;
  }
  FR_TRY(fr__merkle_leaf(spine->hasher, bytes + *position - item.size, item.size, leaf));
  FR_TRY(fr__merkle_add(&spine->tree, spine->hasher, leaf));
  return spine->each == NULL ? FR_OK : spine->each(spine->argument, leaf);
}

fr_status fr__spine_seal(const fr__spine *spine, fr__item_seal *seal) {
  memset(seal, 0, sizeof *seal);
  seal->block = spine->blocks + 1;
  seal->through = spine->tree.count;
  FR_TRY(fr__merkle_root(&spine->tree, spine->hasher, seal->root));
  return fr__item_chain(spine->hasher, spine->chain, seal->root, seal->through, seal->chain);
}

void fr__spine_pass(fr__spine *spine, const fr__item_seal *seal) {
  memcpy(spine->chain, seal->chain, sizeof spine->chain);
  spine->blocks = seal->block;
  spine->sealed = seal->through;
}

void fr__scan_begin(fr__scan *scan, const fr__item_header *header, uint64_t header_size, const uint8_t *bytes,
                    uint64_t size) {
  scan->bytes = bytes;
  scan->size = size;
  scan->position = header_size;
  scan->hashed = header_size;
  scan->next = header->first;
  scan->seed = fr__item_seed(scan->crc, header->engine, header->first);
}

static fr_status check_seal(fr__scan *scan, const fr__item_seal *seal, fr_error *error) {
  const uint64_t last = scan->next - 1;
  if (seal->block != scan->spine.blocks + 1 || seal->through > last || seal->through < scan->spine.sealed) {
    return fr__fail(error, FR_BAD_JOURNAL, "journal",
                    "seal %llu covers the records up to %llu; here belongs seal %llu, over records from %llu to %llu",
                    (unsigned long long)seal->block, (unsigned long long)seal->through,
                    (unsigned long long)scan->spine.blocks + 1, (unsigned long long)scan->spine.sealed + 1,
                    (unsigned long long)last);
  }
  if (scan->verify) {
    fr__item_seal made;
    while (scan->spine.tree.count < seal->through) {
      FR_TRY(fr__spine_hash_next(&scan->spine, scan->bytes, scan->position, &scan->hashed));
    }
    FR_TRY(fr__spine_seal(&scan->spine, &made));
    if (memcmp(made.root, seal->root, sizeof made.root) != 0 ||
        memcmp(made.chain, seal->chain, sizeof made.chain) != 0) {
      return fr__fail(error, FR_BAD_JOURNAL, "journal",
                      "the records from %llu to %llu do not have the hashes of seal %llu: one of them was changed",
                      (unsigned long long)scan->spine.sealed + 1, (unsigned long long)seal->through,
                      (unsigned long long)seal->block);
    }
  }
  fr__spine_pass(&scan->spine, seal);
  return FR_OK;
}

fr_status fr__scan_next(fr__scan *scan, fr__item *item, fr_error *error) {
  fr__item_read(scan->crc, scan->seed, scan->bytes + scan->position, scan->size - scan->position, item);
  if (item->type == FR__ITEM_RECORD) {
    if (item->as.record.sequence != scan->next) {
      return fr__fail(error, FR_BAD_JOURNAL, "journal", "record %llu stands where record %llu belongs",
                      (unsigned long long)item->as.record.sequence, (unsigned long long)scan->next);
    }
    scan->next++;
  } else if (item->type == FR__ITEM_SEAL) {
    FR_TRY(check_seal(scan, &item->as.seal, error));
  } else if (item->type == FR__ITEM_MARK && item->as.synced >= scan->next) {
    return fr__fail(error, FR_BAD_JOURNAL, "journal",
                    "record %llu is missing: it is said to be on the disk, and does not stand before that is said",
                    (unsigned long long)scan->next);
  }
  scan->position += item->size;
  return FR_OK;
}

uint64_t fr__scan_tail(const uint8_t *bytes, uint64_t size, uint64_t position) {
  while (size - position >= 8 && fr__get_word(bytes + size - 8) == 0) size -= 8;
  while (size > position && bytes[size - 1] == 0) size--;
  return size - position;
}

void fr__scan_rest(const fr__crc32c *crc, uint32_t seed, const uint8_t *bytes, uint64_t size, uint64_t position,
                   uint64_t sequence, uint64_t *records, uint64_t *synced) {
  const uint64_t end = position + fr__scan_tail(bytes, size, position);
  while (position < end) {
    fr__item item = {.type = FR__ITEM_BAD};
    if (bytes[position] >> 5 == 4) fr__item_read(crc, seed, bytes + position, size - position, &item);
    if (item.type == FR__ITEM_RECORD && item.as.record.sequence > sequence) ++*records;
    if (item.type == FR__ITEM_MARK && item.as.synced > *synced) *synced = item.as.synced;
    position += item.type == FR__ITEM_BAD ? 1 : item.size;
  }
}
