/* SPDX-License-Identifier: Apache-2.0 */
#include "journal/walk.h"

#include <stdlib.h>

#include "journal/log_parts.h"
#include "journal/reader.h"

struct fr__log_walk {
  fr__log_reader *reader;
  fr__hasher *hasher;
  fr__merkle tree;       /* of all before `record` */
  fr__log_record record; /* sequence 0: none was looked at */
  uint8_t leaf[FR__SHA256_BYTES];
};

static fr_status look(fr__log_walk *walk, fr_error *error) {
  fr__log_reader *reader = walk->reader;
  fr__item item;
  do {
    FR_TRY(fr__log_reader_item(reader, &item, error));
    if (item.type == FR__ITEM_END) return FR_OK;
  } while (item.type != FR__ITEM_RECORD);
  FR_ENSURE(item.as.record.sequence == walk->tree.count + 1);
  const fr_status status =
      fr__merkle_leaf(walk->hasher, reader->bytes + reader->scan.position - item.size, (size_t)item.size, walk->leaf);
  if (status != FR_OK) return fr__fail(error, status, NULL, "%s", fr_status_text(status));
  walk->record = (fr__log_record){.sequence = item.as.record.sequence,
                                  .kind = item.as.record.kind,
                                  .size = item.as.record.body_size,
                                  .body = item.as.record.body};
  return FR_OK;
}

/* From the beginning of the segment, whose header has the tree, to the record that is wanted. */
static fr_status begin(fr__log_walk *walk, uint64_t from, fr_error *error) {
  const fr_status status = fr__hasher_create(&walk->hasher);
  if (status != FR_OK) return fr__fail(error, status, NULL, "%s", fr_status_text(status));
  walk->tree = walk->reader->segment.header.tree;
  while (walk->tree.count + 1 < from) {
    FR_TRY(look(walk, error));
    if (walk->record.sequence == 0) {
      return fr__fail(error, FR_NOT_FOUND, "from_sequence", "record %llu is not there: the last is %llu",
                      (unsigned long long)from, (unsigned long long)walk->tree.count);
    }
    const fr_status passed = fr__log_walk_pass(walk);
    if (passed != FR_OK) return fr__fail(error, passed, NULL, "%s", fr_status_text(passed));
  }
  return FR_OK;
}

fr_status fr__log_walk_open(const fr__log_reader_options *options, fr__log_walk **walk, fr_error *error) {
  fr__log_reader_options plain = *options;
  plain.verify = false;
  *walk = NULL;
  fr__log_walk *made = calloc(1, sizeof *made);
  if (made == NULL) return fr__fail(error, FR_NO_MEMORY, NULL, "out of memory");
  fr_status status = fr__log_reader_open(&plain, &made->reader, error);
  if (status == FR_OK) status = begin(made, options->from_sequence, error);
  if (status != FR_OK) {
    fr__log_walk_close(made);
    return status;
  }
  *walk = made;
  return FR_OK;
}

void fr__log_walk_close(fr__log_walk *walk) {
  if (walk == NULL) return;
  fr__log_reader_close(walk->reader);
  fr__hasher_destroy(walk->hasher);
  free(walk);
}

fr_status fr__log_walk_look(fr__log_walk *walk, fr__log_record *record, const uint8_t **leaf, fr_error *error) {
  if (walk->record.sequence == 0) FR_TRY(look(walk, error));
  *record = walk->record;
  *leaf = walk->leaf;
  return FR_OK;
}

fr_status fr__log_walk_pass(fr__log_walk *walk) {
  FR_ENSURE(walk->record.sequence != 0);
  walk->record.sequence = 0;
  return fr__merkle_add(&walk->tree, walk->hasher, walk->leaf);
}

const fr__merkle *fr__log_walk_tree(const fr__log_walk *walk) { return &walk->tree; }

/* What is not hashed yet stands in the current segment, since a rotation leaves nothing. */
fr_status fr__log_tree(fr__log *log, fr__merkle *tree) {
  pthread_mutex_lock(&log->seal);
  fr__spine spine = log->spine;
  uint64_t position = log->hashed;
  const uint64_t last = __atomic_load_n(&log->last_sequence, __ATOMIC_ACQUIRE);
  spine.each = NULL;
  fr_status status = fr__log_failed(log); /* of a log that ended in a hash the tree is half changed */
  while (status == FR_OK && spine.tree.count < last) {
    status = fr__spine_hash_next(&spine, log->memory, log->current.header.segment_bytes, &position);
  }
  pthread_mutex_unlock(&log->seal);
  *tree = spine.tree;
  return status;
}
