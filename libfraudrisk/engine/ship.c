/* SPDX-License-Identifier: Apache-2.0
 *
 * A standby: what the leader's journal has on the disk is shipped, and applied to another engine.
 *
 * Both have the tree of all their records: the leader from its segments, the standby because each record comes with its
 * leaf. A block begins with the tree of what was before it, and it is taken only where that is the standby's own. So a
 * standby never goes on with a leader whose past is another than its own, however much alike the records are. */
#include <stdlib.h>

#include "engine/journal.h"

enum { FORMAT = 1, REMEMBERED = 8 };

struct fr__follower {
  fr__replayer *replayer;
  fr__hasher *hasher;
  fr__merkle ends[REMEMBERED]; /* where blocks ended that were taken: for those that come once more */
  uint32_t taken;
};

/* From the secret, which whoever forges a block does not know; the 16 bytes in a journal's header do not tell it. */
static fr__hash128 tag_of(const fr_engine *engine, const uint8_t *block, uint64_t size) {
  static const char what[] = "shipped records";
  uint8_t key[16];
  const fr__hash128 derived = fr__siphash(engine->options.secret_key, what, sizeof what - 1);
  fr__put_word(key, derived.low);
  fr__put_word(key + 8, derived.high);
  const fr__hash128 tag = fr__siphash(key, block + FR__SHIPPED_FORMAT, (size_t)(size - FR__SHIPPED_FORMAT));
  fr__wipe(key, sizeof key);
  return tag;
}

/* ---- the leader ---- */

static void drop_shipper(fr_journal *journal) {
  fr__log_walk_close(journal->shipper);
  journal->shipper = NULL;
}

static void write_head(const fr_engine *engine, uint8_t *block, uint64_t size, uint64_t before, uint64_t count) {
  fr__put_word(block + FR__SHIPPED_FORMAT, FORMAT);
  fr__put_word(block + FR__SHIPPED_BYTES, size);
  fr__put_word(block + FR__SHIPPED_BEFORE, before);
  fr__put_word(block + FR__SHIPPED_COUNT, count);
  const fr__hash128 tag = tag_of(engine, block, size);
  fr__put_word(block + FR__SHIPPED_TAG, tag.low);
  fr__put_word(block + FR__SHIPPED_TAG + 8, tag.high);
}

/* Records up to the last that is on the disk, as many as fit. */
static fr_status fill(fr_journal *journal, uint64_t synced, uint8_t *block, uint64_t capacity, uint64_t *size,
                      fr_error *error) {
  const fr__merkle *tree = fr__log_walk_tree(journal->shipper);
  const uint64_t before = tree->count;
  uint64_t at = FR__SHIPPED_HEAD + (uint64_t)fr__merkle_peaks(before) * FR__SHA256_BYTES;
  *size = 0;
  while (tree->count < synced) {
    fr__log_record record;
    const uint8_t *leaf;
    FR_TRY(fr__log_walk_look(journal->shipper, &record, &leaf, error));
    if (record.sequence == 0) break;
    if (capacity < at || capacity - at < FR__SHIPPED_RECORD + (uint64_t)record.size) {
      if (tree->count > before) break;
      return fr__fail(error, FR_BUFFER_TOO_SMALL, "buffer", "a record takes more than the buffer: 68 KiB are enough");
    }
    if (tree->count == before) fr__merkle_save(tree, block + FR__SHIPPED_HEAD);
    memcpy(block + at, leaf, FR__SHA256_BYTES);
    fr__put_word(block + at + FR__SHA256_BYTES, (uint64_t)record.kind << 32 | record.size);
    memcpy(block + at + FR__SHIPPED_RECORD, record.body, record.size);
    at += FR__SHIPPED_RECORD + (uint64_t)record.size;
    const fr_status status = fr__log_walk_pass(journal->shipper);
    if (status != FR_OK) return fr__fail(error, status, NULL, "%s", fr_status_text(status));
  }
  if (tree->count == before) return FR_OK;
  write_head(journal->engine, block, at, before, tree->count - before);
  *size = at;
  return FR_OK;
}

static fr_status open_shipper(fr_journal *journal, uint64_t from, fr_error *error) {
  const fr__log_reader_options options = {
      .io = journal->io, .directory = journal->directory, .engine = journal->print, .from_sequence = from};
  drop_shipper(journal);
  return fr__log_walk_open(&options, &journal->shipper, error);
}

fr_status fr_journal_ship(fr_journal *journal, uint64_t from_sequence, void *buffer, uint64_t capacity, uint64_t *size,
                          uint64_t *next, fr_error *error) {
  if (error != NULL) fr__error_clear(error);
  FR_REQUIRE(journal != NULL && buffer != NULL && size != NULL && next != NULL,
             fr__fail(error, FR_NULL_POINTER, NULL, "an argument is a null pointer"));
  *size = 0;
  *next = from_sequence;
  fr__log_state state;
  fr__log_measure(journal->log, &state);
  const uint64_t synced = state.synced_sequence;
  if (from_sequence > synced + 1) {
    return fr__fail(
        error, FR_NOT_FOUND, "from_sequence",
        "record %llu is asked for; the journal has %llu on the disk, and never shipped more: whoever has the "
        "others followed another journal, or this one before an older copy took its place; begin that "
        "standby anew",
        (unsigned long long)from_sequence, (unsigned long long)synced);
  }
  const bool goes_on = journal->shipper != NULL && fr__log_walk_tree(journal->shipper)->count + 1 == from_sequence;
  fr_status status = goes_on ? fill(journal, synced, buffer, capacity, size, error) : FR_NOT_FOUND;
  if (status != FR_OK && status != FR_BUFFER_TOO_SMALL) { /* its segment may be gone meanwhile */
    if (error != NULL) fr__error_clear(error);
    status = open_shipper(journal, from_sequence, error);
    if (status == FR_OK) status = fill(journal, synced, buffer, capacity, size, error);
  }
  if (status != FR_OK) {
    drop_shipper(journal);
    return status;
  }
  *next = fr__log_walk_tree(journal->shipper)->count + 1;
  return FR_OK;
}

/* ---- the standby ---- */

void fr__follower_destroy(struct fr__follower *follower) {
  if (follower == NULL) return;
  fr__replayer_destroy(follower->replayer);
  fr__hasher_destroy(follower->hasher);
  free(follower);
}

fr_status fr__follower_finish(fr_engine *engine, fr_error *error) {
  if (engine->follower == NULL) return FR_OK;
  FR_TRY(fr__replayer_finish(engine->follower->replayer, error));
  fr__follower_destroy(engine->follower);
  engine->follower = NULL;
  fr__engine_rematch(engine);
  return FR_OK;
}

static fr_status begin(fr_engine *engine) {
  const fr__replayer_options options = {0};
  struct fr__follower *made = calloc(1, sizeof *made);
  FR_REQUIRE(made != NULL, FR_NO_MEMORY);
  fr_status status = fr__hasher_create(&made->hasher);
  if (status == FR_OK) status = fr__replayer_create(engine, &options, &made->replayer);
  if (status != FR_OK) {
    fr__follower_destroy(made);
    return status;
  }
  engine->follower = made;
  return FR_OK;
}

typedef struct block {
  const uint8_t *at, *end; /* of the records that are left */
  uint64_t count;          /* of them */
  fr__merkle tree;         /* of all before them */
} block;

/* Takes the next block off the bytes, if nobody changed it. */
static fr_status read_block(const fr_engine *engine, const uint8_t **bytes, const uint8_t *end, block *read,
                            fr_error *error) {
  const uint8_t *at = *bytes;
  const uint64_t left = (uint64_t)(end - at);
  const uint64_t size = left < FR__SHIPPED_HEAD ? 0 : fr__get_word(at + FR__SHIPPED_BYTES);
  if (size < FR__SHIPPED_HEAD || size > left) {
    return fr__fail(error, FR_BAD_JOURNAL, "bytes", "what was shipped is cut");
  }
  const uint64_t before = fr__get_word(at + FR__SHIPPED_BEFORE);
  const fr__hash128 tag = tag_of(engine, at, size);
  if (((tag.low ^ fr__get_word(at)) | (tag.high ^ fr__get_word(at + 8))) != 0) {
    return fr__fail(error, FR_BAD_JOURNAL, "bytes",
                    "what was shipped behind record %llu was changed, or comes from an engine with another secret_key",
                    (unsigned long long)before);
  }
  const uint64_t peaks = (uint64_t)fr__merkle_peaks(before) * FR__SHA256_BYTES;
  if (fr__get_word(at + FR__SHIPPED_FORMAT) != FORMAT || peaks > size - FR__SHIPPED_HEAD) {
    return fr__fail(error, FR_BAD_JOURNAL, "bytes",
                    "what was shipped has format %llu, and this library reads %d: run the same version on both sides",
                    (unsigned long long)fr__get_word(at + FR__SHIPPED_FORMAT), FORMAT);
  }
  *read = (block){.at = at + FR__SHIPPED_HEAD + peaks, .end = at + size, .count = fr__get_word(at + FR__SHIPPED_COUNT)};
  fr__merkle_load(&read->tree, before, at + FR__SHIPPED_HEAD);
  *bytes = at + size;
  return FR_OK;
}

/* Where the engine knows which records it had at this number, they are the leader's. */
static fr_status compare(const fr_engine *engine, const fr__merkle *tree, fr_error *error) {
  const struct fr__follower *follower = engine->follower;
  bool same = tree->count != engine->applied || fr__merkle_same(tree, &engine->trail);
  for (uint32_t i = 0; i < REMEMBERED && i < follower->taken; i++) {
    same = same && (tree->count != follower->ends[i].count || fr__merkle_same(tree, &follower->ends[i]));
  }
  if (same) return FR_OK;
  return fr__fail(
      error, FR_JOURNAL_FORKED, "bytes",
      "the records up to %llu that were shipped are not those that the engine has: its leader lost some and "
      "wrote others, or is another one; begin the standby anew, from a copy of the leader's folder or from "
      "the first record",
      (unsigned long long)tree->count);
}

static fr_status apply_next(fr_engine *engine, block *from, fr_error *error) {
  const uint64_t left = (uint64_t)(from->end - from->at);
  const uint64_t word = left < FR__SHIPPED_RECORD ? UINT64_MAX : fr__get_word(from->at + FR__SHA256_BYTES);
  const uint32_t kind = (uint32_t)(word >> 32), size = (uint32_t)word;
  if (left < FR__SHIPPED_RECORD || size > left - FR__SHIPPED_RECORD) {
    return fr__fail(error, FR_BAD_JOURNAL, "bytes", "a shipped record is cut");
  }
  const fr_status status = fr__merkle_add(&from->tree, engine->follower->hasher, from->at);
  if (status != FR_OK) return fr__fail(error, status, NULL, "%s", fr_status_text(status));
  const uint8_t *body = from->at + FR__SHIPPED_RECORD;
  from->at = body + size;
  from->count--;
  if (from->tree.count <= engine->applied) return FR_OK;
  FR_TRY(fr__replayer_apply(engine->follower->replayer, from->tree.count, kind, body, size, error));
  engine->trail = from->tree;
  return FR_OK;
}

/* What comes before the engine's last record is compared and passed over; what comes behind it is applied, once the
 * tree was compared at that record. */
static fr_status apply_block(fr_engine *engine, block *from, fr_error *error) {
  struct fr__follower *follower = engine->follower;
  if (from->tree.count > engine->applied) {
    return fr__fail(error, FR_NOT_FOUND, "bytes", "record %llu was shipped, and the engine needs %llu",
                    (unsigned long long)from->tree.count + 1, (unsigned long long)engine->applied + 1);
  }
  FR_TRY(compare(engine, &from->tree, error));
  while (from->count > 0) {
    const bool known = from->tree.count < engine->applied;
    FR_TRY(apply_next(engine, from, error));
    if (known) FR_TRY(compare(engine, &from->tree, error));
  }
  if (from->tree.count == engine->applied) follower->ends[follower->taken++ % REMEMBERED] = from->tree;
  return FR_OK;
}

fr_status fr_journal_apply(fr_engine *engine, const void *bytes, uint64_t size, uint64_t *applied, fr_error *error) {
  if (error != NULL) fr__error_clear(error);
  FR_REQUIRE(engine != NULL && (bytes != NULL || size == 0),
             fr__fail(error, FR_NULL_POINTER, NULL, "engine or bytes is a null pointer"));
  if (engine->journal != NULL) {
    return fr__fail(error, FR_BAD_ARGUMENT, "engine", "an engine that writes a journal does not follow another");
  }
  if (engine->trail.count != engine->applied) {
    return fr__fail(error, FR_BAD_ARGUMENT, "engine",
                    "which records the engine has is not known any more, since its journal failed: begin it anew");
  }
  if (engine->follower == NULL) {
    const fr_status status = begin(engine);
    if (status != FR_OK) return fr__fail(error, status, NULL, "%s", fr_status_text(status));
  }
  const uint8_t *at = bytes, *end = at + size;
  fr_status status = FR_OK;
  while (status == FR_OK && at < end) {
    block next;
    status = read_block(engine, &at, end, &next, error);
    if (status == FR_OK) status = apply_block(engine, &next, error);
  }
  if (applied != NULL) *applied = engine->applied;
  return status;
}
