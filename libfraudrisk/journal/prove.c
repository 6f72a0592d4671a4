/* SPDX-License-Identifier: Apache-2.0
 *
 * A proof for somebody who has neither the journal nor this library: the record, the hashes beside its way up the tree,
 * and what was signed. */
#include <stdio.h>
#include <stdlib.h>

#include "journal/reader.h"

/* What a proof is made of. */
typedef struct proof {
  uint64_t sequence;
  uint32_t kind;
  uint8_t record[FR__ITEM_MAX_BODY + FR__ITEM_RECORD_ROOM];
  uint64_t record_size;
  uint8_t engine[FR__ITEM_ENGINE_BYTES];
  int64_t created_us;
  fr__item_seal seal;
  fr__merkle_path path;
  fr__hasher *hasher;
} proof;

/* Text into memory that may be too small: the size that it would need is counted all the same. */
typedef struct output {
  char *buffer;
  uint64_t capacity, size;
} output;

static void put(output *out, const char *text, uint64_t size) {
  if (out->size < out->capacity) {
    const uint64_t left = out->capacity - out->size;
    memcpy(out->buffer + out->size, text, size < left ? size : left);
  }
  out->size += size;
}

static void put_text(output *out, const char *text) { put(out, text, strlen(text)); }

static void put_hex(output *out, const uint8_t *bytes, uint64_t size) {
  static const char digits[] = "0123456789abcdef";
  for (uint64_t i = 0; i < size; i++) {
    const char pair[2] = {digits[bytes[i] >> 4], digits[bytes[i] & 15]};
    put(out, pair, sizeof pair);
  }
}

static void put_number(output *out, const char *name, int64_t number) {
  char text[96];
  snprintf(text, sizeof text, "  \"%s\": %lld,\n", name, (long long)number);
  put_text(out, text);
}

static void put_bytes(output *out, const char *name, const uint8_t *bytes, uint64_t size, const char *end) {
  put_text(out, "  \"");
  put_text(out, name);
  put_text(out, "\": \"");
  put_hex(out, bytes, size);
  put_text(out, end);
}

static void write_proof(const proof *made, output *out) {
  uint8_t statement[FR__ITEM_STATEMENT_ROOM];
  const uint64_t size = fr__item_statement(statement, made->engine, made->created_us, &made->seal);
  put_text(out, "{\n  \"proof\": \"fraudrisk journal 1\",\n");
  put_number(out, "sequence", (int64_t)made->sequence);
  put_number(out, "kind", made->kind);
  put_bytes(out, "record", made->record, made->record_size, "\",\n");
  put_number(out, "leaf_index", (int64_t)made->sequence - 1);
  put_number(out, "tree_size", (int64_t)made->seal.through);
  put_text(out, "  \"path\": [");
  for (uint32_t i = 0; i < made->path.count; i++) {
    put_text(out, i == 0 ? "\n    \"" : ",\n    \"");
    put_hex(out, made->path.hashes[i], FR__SHA256_BYTES);
    put_text(out, "\"");
  }
  put_text(out, "],\n");
  put_bytes(out, "root", made->seal.root, FR__SHA256_BYTES, "\",\n");
  put_bytes(out, "chain", made->seal.chain, FR__SHA256_BYTES, "\",\n");
  put_bytes(out, "statement", statement, size, "\",\n");
  put_number(out, "algorithm", made->seal.algorithm);
  put_bytes(out, "signature", made->seal.signature, made->seal.algorithm == 0 ? 0 : sizeof made->seal.signature,
            "\"\n}\n");
}

/* Finds the record, and the seal behind it. */
static fr_status find(fr__log_reader *reader, bool signed_only, proof *made, fr_error *error) {
  for (;;) {
    fr__item item;
    const uint8_t *at = reader->scan.bytes + reader->scan.position;
    FR_TRY(fr__log_reader_item(reader, &item, error));
    if (item.type == FR__ITEM_RECORD && item.as.record.sequence == made->sequence) {
      at = reader->scan.bytes + reader->scan.position - item.size; /* it may have been the next segment's first */
      memcpy(made->record, at, item.size);
      made->record_size = item.size;
      made->kind = item.as.record.kind;
      memcpy(made->engine, reader->segment.header.engine, sizeof made->engine);
      made->created_us = reader->segment.header.created_us;
    }
    if (item.type == FR__ITEM_SEAL && item.as.seal.through >= made->sequence &&
        (!signed_only || item.as.seal.algorithm != 0)) {
      made->seal = item.as.seal;
      return FR_OK;
    }
    if (item.type != FR__ITEM_END) continue;
    return fr__fail(error, FR_NOT_FOUND, "sequence",
                    made->record_size == 0 ? "there is no record %llu"
                    : signed_only          ? "there is no checkpoint yet behind record %llu"
                                           : "there is no seal yet behind record %llu",
                    (unsigned long long)made->sequence);
  }
}

static fr_status take_leaf(void *argument, const uint8_t leaf[FR__SHA256_BYTES]) {
  proof *made = argument;
  return fr__merkle_path_add(&made->path, made->hasher, leaf);
}

/* Reads a second time, now that the tree's size is known. */
static fr_status find_path(fr__log_reader *reader, proof *made, fr_error *error) {
  fr__item item;
  made->hasher = reader->scan.spine.hasher;
  FR_TRY(fr__merkle_path_begin(&made->path, made->hasher, &reader->scan.spine.tree, made->sequence - 1,
                               made->seal.through));
  reader->scan.spine.each = take_leaf;
  reader->scan.spine.argument = made;
  while (!fr__merkle_path_done(&made->path)) {
    FR_TRY(fr__log_reader_item(reader, &item, error));
    FR_REQUIRE(item.type != FR__ITEM_END, FR_BAD_JOURNAL);
  }
  return FR_OK;
}

static fr_status prove(const fr__log_reader_options *options, bool signed_only, proof *made, fr_error *error) {
  fr__log_reader *reader;
  fr_status status = fr__log_reader_open(options, &reader, error);
  if (status == FR_OK) status = find(reader, signed_only, made, error);
  fr__log_reader_close(reader);
  FR_TRY(status);
  status = fr__log_reader_open(options, &reader, error);
  if (status == FR_OK) status = find_path(reader, made, error);
  fr__log_reader_close(reader);
  return status;
}

fr_status fr__log_prove(const fr__log_reader_options *options, uint64_t sequence, bool signed_only, char *buffer,
                        uint64_t capacity, uint64_t *needed, fr_error *error) {
  fr__log_reader_options from = *options;
  output out = {.buffer = buffer, .capacity = capacity};
  *needed = 0;
  FR_REQUIRE(sequence != 0, fr__fail(error, FR_NOT_FOUND, "sequence", "there is no record 0: the first is 1"));
  from.from_sequence = sequence;
  from.verify = true;
  proof *made = calloc(1, sizeof *made);
  if (made == NULL) return fr__fail(error, FR_NO_MEMORY, NULL, "out of memory");
  made->sequence = sequence;
  const fr_status status = prove(&from, signed_only, made, error);
  if (status == FR_OK) write_proof(made, &out);
  free(made);
  FR_TRY(status);
  *needed = out.size;
  return out.size <= capacity ? FR_OK
                              : fr__fail(error, FR_BUFFER_TOO_SMALL, "capacity", "the proof takes %llu bytes",
                                         (unsigned long long)out.size);
}
