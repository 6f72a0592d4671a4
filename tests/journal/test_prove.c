/* SPDX-License-Identifier: Apache-2.0
 *
 * Proofs, checked by the algorithm of RFC 9162, 2.1.3.2; and the golden journal, whose bytes stay as they are.
 * UPDATE=1 writes it anew: only for a new version of the format, beside the old one. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "crypto/hasher.h"
#include "journal/item.h"
#include "journal/support.h"

enum { SMALL = 300, PROOF_BYTES = 300000, GOLDEN_BYTES = 65536, GOLDEN_RECORDS = 60, GOLDEN_PROVEN = 37 };
#define GOLDEN "tests/journal/golden/"

static fake_world *world;
static fr_error error = FR_ERROR_INIT;
static char text[PROOF_BYTES];
static void make(void) { world = fake_create(1); }
static void drop(void) { fake_destroy(world); }

/* The bytes behind "name": "…" of the proof. */
static uint64_t hex_of(const char *name, uint8_t *into, uint64_t capacity) {
  char key[40];
  snprintf(key, sizeof key, "\"%s\": \"", name);
  const char *at = strstr(text, key);
  cr_assert_not_null(at, "%s", name);
  at += strlen(key);
  uint64_t size = 0;
  for (unsigned int byte; sscanf(at, "%2x", &byte) == 1; at += 2) {
    cr_assert_lt(size, capacity);
    into[size++] = (uint8_t)byte;
  }
  return size;
}

static uint64_t number_of(const char *name) {
  char key[40];
  snprintf(key, sizeof key, "\"%s\": ", name);
  const char *at = strstr(text, key);
  cr_assert_not_null(at, "%s", name);
  return strtoull(at + strlen(key), NULL, 10);
}

static void climb(fr__hasher *hasher, uint8_t node[FR__SHA256_BYTES]) {
  uint64_t index = number_of("leaf_index"), last = number_of("tree_size") - 1;
  const char *at = strstr(text, "\"path\": [");
  for (at = strchr(at, '[') + 1; *at != ']'; at++) {
    uint8_t beside[FR__SHA256_BYTES];
    if (*at != '"') continue;
    for (size_t i = 0; i < sizeof beside; i++) {
      unsigned int byte;
      cr_assert_eq(sscanf(at + 1 + 2 * i, "%2x", &byte), 1);
      beside[i] = (uint8_t)byte;
    }
    at += 2 * sizeof beside + 1;
    cr_assert_neq(last, 0);
    const bool right = (index & 1) != 0 || index == last;
    const uint8_t *first = right ? beside : node, *second = right ? node : beside;
    cr_assert_eq(fr__hasher_digest(hasher, 1, first, FR__SHA256_BYTES, second, FR__SHA256_BYTES, node), FR_OK);
    for (; right && (index & 1) == 0 && index != 0; index >>= 1) last >>= 1;
    index >>= 1;
    last >>= 1;
  }
  cr_assert_eq(last, 0);
}

static void check_proof(uint64_t sequence) {
  static uint8_t record[FR__ITEM_MAX_BODY + FR__ITEM_RECORD_ROOM];
  uint8_t node[FR__SHA256_BYTES], root[FR__SHA256_BYTES];
  fr__hasher *hasher;
  fr__item item;
  cr_assert_eq(fr__hasher_create(&hasher), FR_OK);
  cr_assert_eq(number_of("sequence"), sequence);
  cr_assert_eq(number_of("leaf_index"), sequence - 1);
  const uint64_t size = hex_of("record", record, sizeof record);
  fr__item_read(NULL, 0, record, size, &item);
  cr_assert_eq(item.type, FR__ITEM_RECORD);
  const fr__log_record given = {item.as.record.sequence, item.as.record.kind, item.as.record.body_size,
                                item.as.record.body};
  cr_assert_eq(given.sequence, sequence);
  cr_assert(record_is(&given, SMALL));
  cr_assert_eq(fr__hasher_digest(hasher, 0, record, size, NULL, 0, node), FR_OK);
  climb(hasher, node);
  cr_assert_eq(hex_of("root", root, sizeof root), sizeof root);
  cr_assert_arr_eq(node, root, sizeof root, "record %llu", (unsigned long long)sequence);
  fr__hasher_destroy(hasher);
}

static fr__log *open_signing(void) {
  fr__log_options options = log_options(world);
  fr__log *log;
  options.signing_key = signing_key;
  options.signing_key_size = strlen(signing_key);
  cr_assert_eq(fr__log_open(&options, &log, NULL, &error), FR_OK, "%s", error.message);
  return log;
}

Test(prove, any_record_of_any_segment_also_when_older_ones_are_gone, .init = make, .fini = drop) {
  const fr__log_reader_options options = reader_options(world);
  fr__log *log = open_signing();
  uint64_t removed, needed;
  fr__log_state state;
  cr_assert_eq(append_many(log, 3000, SMALL), FR_OK);
  cr_assert_eq(fr__log_checkpoint(log), FR_OK);
  cr_assert_eq(append_many(log, 5, SMALL), FR_OK);
  for (int pruned = 0; pruned < 2; pruned++) {
    fr__log_measure(log, &state);
    for (uint64_t sequence = state.first_sequence; sequence <= 3000; sequence += 97) {
      for (int with_signature = 0; with_signature < 2; with_signature++) {
        cr_assert_eq(fr__log_prove(&options, sequence, with_signature == 1, text, sizeof text, &needed, &error), FR_OK,
                     "%s", error.message);
        text[needed] = 0;
        check_proof(sequence);
        if (with_signature == 1) cr_assert_eq((int64_t)number_of("algorithm"), -8);
      }
    }
    cr_assert_eq(fr__log_prune(log, 1700, &removed), FR_OK);
    cr_assert_gt(removed + (uint64_t)pruned, 0);
  }
  cr_assert_eq(fr__log_prove(&options, 3000, true, text, 100, &needed, &error), FR_BUFFER_TOO_SMALL);
  cr_assert_gt(needed, 100);
  cr_assert_eq(fr__log_prove(&options, 3001, false, text, sizeof text, &needed, &error), FR_NOT_FOUND);
  cr_assert_str_eq(error.message, "there is no seal yet behind record 3001");
  cr_assert_eq(fr__log_prove(&options, 3001, true, text, sizeof text, &needed, &error), FR_NOT_FOUND);
  cr_assert_str_eq(error.message, "there is no checkpoint yet behind record 3001");
  cr_assert_eq(fr__log_prove(&options, 3006, false, text, sizeof text, &needed, &error), FR_NOT_FOUND);
  cr_assert_str_eq(error.message, "there is no record 3006");
  cr_assert_eq(fr__log_prove(&options, 0, false, text, sizeof text, &needed, &error), FR_NOT_FOUND);
  cr_assert_eq(fr__log_prove(&options, 1, false, text, sizeof text, &needed, &error), FR_NOT_FOUND);
  fr__log_close(log);
}

/* ---- the golden journal ---- */

static uint64_t file_read(const char *name, void *into, uint64_t capacity) {
  FILE *file = fopen(name, "rb");
  cr_assert_not_null(file, "%s", name);
  const uint64_t size = fread(into, 1, capacity, file);
  fclose(file);
  return size;
}

static void file_write(const char *name, const void *from, uint64_t size) {
  FILE *file = fopen(name, "wb");
  cr_assert_not_null(file, "%s", name);
  cr_assert_eq(fwrite(from, 1, size, file), size);
  cr_assert_eq(fclose(file), 0);
}

static const uint8_t *write_golden(uint64_t *used) {
  fr__log *log = open_signing();
  for (int part = 0; part < 3; part++) {
    cr_assert_eq(append_many(log, GOLDEN_RECORDS / 3, SMALL), FR_OK);
    if (part == 0) cr_assert_eq(fr__log_pump(log), FR_OK);
    if (part == 1) cr_assert_eq(fr__log_checkpoint(log), FR_OK);
  }
  fr__log_close(log);
  uint64_t size;
  const uint8_t *bytes = fake_bytes(world, "00000000000000000001.journal", &size);
  while (size > 0 && bytes[size - 1] == 0) size--;
  *used = size;
  return bytes;
}

Test(golden, the_same_records_give_the_same_bytes_for_ever, .init = make, .fini = drop) {
  static uint8_t golden[GOLDEN_BYTES];
  uint64_t used, needed;
  const fr__log_reader_options options = reader_options(world);
  const uint8_t *bytes = write_golden(&used);
  cr_assert_eq(fr__log_prove(&options, GOLDEN_PROVEN, true, text, sizeof text, &needed, &error), FR_OK);
  if (getenv("UPDATE") != NULL) {
    file_write(GOLDEN "format-1.journal", bytes, used);
    file_write(GOLDEN "format-1.proof.json", text, needed);
    file_write(GOLDEN "public.pem", public_key, strlen(public_key));
  }
  cr_assert_eq(file_read(GOLDEN "format-1.journal", golden, sizeof golden), used);
  cr_assert_arr_eq(bytes, golden, used);
  cr_assert_eq(file_read(GOLDEN "format-1.proof.json", golden, sizeof golden), needed);
  cr_assert_arr_eq(text, golden, needed);
}

Test(golden, a_journal_of_format_1_is_read_verified_and_continued, .init = make, .fini = drop) {
  static uint8_t golden[FR__LOG_MIN_SEGMENT_BYTES];
  fr__log_reader_options options = reader_options(world);
  fr__log_options writing = log_options(world);
  fr__log_report report;
  fr__log_recovery found;
  fr__log *log;
  uint64_t last;
  file_read(GOLDEN "format-1.journal", golden, sizeof golden); /* without the zeros behind it */
  fake_put(world, "00000000000000000001.journal", golden, sizeof golden);
  options.public_key = public_key;
  options.public_key_size = strlen(public_key);
  cr_assert_eq(fr__log_verify(&options, GOLDEN_RECORDS, &report, &error), FR_OK, "%s", error.message);
  cr_assert_eq(report.records, GOLDEN_RECORDS);
  cr_assert_eq(report.signed_sequence, 40);
  cr_assert_eq(read_through(world, false, SMALL, &last, &error), FR_OK, "%s", error.message);
  cr_assert_eq(last, GOLDEN_RECORDS);
  cr_assert_eq(fr__log_open(&writing, &log, &found, &error), FR_OK, "%s", error.message);
  cr_assert_eq(found.last_sequence, GOLDEN_RECORDS);
  cr_assert_eq(append_many(log, 10, SMALL), FR_OK);
  fr__log_close(log);
  cr_assert_eq(fr__log_verify(&options, GOLDEN_RECORDS + 10, &report, &error), FR_OK, "%s", error.message);
}
