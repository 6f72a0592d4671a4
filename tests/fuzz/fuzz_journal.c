/* SPDX-License-Identifier: Apache-2.0
 *
 * Segments of any bytes. No mutation would hit a CRC, so the input is a list of steps that write items, most of them
 * right, some of them not, some of them bytes as they come. What a reader gives lies inside the segment and has the
 * next number; what opens verifies afterwards, keeps what a reader gave of the beginning, and goes on. */
#include "input.h"
#include "journal/fake_io.h"
#include "journal/item.h"
#include "journal/log.h"
#include "journal/scan.h"

enum { SEGMENT = 131072, ROOM = SEGMENT - 4096 };
#define NAME "00000000000000000001.journal"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const uint8_t engine[FR__ITEM_ENGINE_BYTES] = "fuzzing journals";

/* What stands in the segment so far, as the writer would know it. */
typedef struct segment {
  fr__crc32c crc;
  fr__scan scan;
  uint32_t seed;
  uint8_t bytes[SEGMENT];
  uint64_t tail, next;
} segment;

static uint64_t strange(input *in, uint64_t right) {
  const uint8_t how = take(in);
  return how < 200 ? right : how < 240 ? right + how - 220 : UINT64_MAX - how;
}

/* A seal with the right hashes of what stands before it, or with one bit of another. */
static uint64_t put_seal(segment *made, input *in) {
  fr__item_seal seal;
  fr__item item;
  fr__scan *scan = &made->scan;
  while (scan->position < made->tail) {
    if (fr__scan_next(scan, &item, NULL) < 0 || item.type >= FR__ITEM_END) break;
  }
  while (scan->spine.tree.count < scan->next - 1) {
    if (fr__spine_hash_next(&scan->spine, made->bytes, scan->position, &scan->hashed) < 0) abort();
  }
  if (fr__spine_seal(&scan->spine, &seal) < 0) abort();
  seal.block = strange(in, seal.block);
  seal.through = strange(in, seal.through);
  const uint8_t how = take(in);
  if (how > 200) seal.root[how % FR__SHA256_BYTES] ^= 1;
  seal.algorithm = how % 3 == 0 ? -8 : 0;
  return fr__item_write_seal(&made->crc, made->seed, made->bytes + made->tail, &seal);
}

static void step(segment *made, input *in) {
  uint8_t *at = made->bytes + made->tail;
  const uint8_t what = take(in);
  if (what < 150) {
    const uint32_t bytes = what % 5 == 0 ? (uint32_t)take(in) * 64 : what;
    const uint64_t sequence = strange(in, made->next);
    if (made->tail + bytes + FR__ITEM_RECORD_ROOM > ROOM) return;
    static const uint8_t body[256 * 64];
    fr__item_write_record(&made->crc, made->seed, at, sequence, what, body, bytes);
    made->tail += fr__item_record_size(sequence, what, bytes);
    made->next++;
  } else if (made->tail + FR__ITEM_SEAL_ROOM > ROOM) {
    return;
  } else if (what < 180) {
    made->tail += put_seal(made, in);
  } else if (what < 210) {
    made->tail += fr__item_write_mark(&made->crc, made->seed, at, strange(in, made->next - 1));
  } else if (what < 230) {
    made->tail += what - 209; /* zeros: a hole */
  } else {
    for (uint32_t left = what - 229; left > 0; left--) made->bytes[made->tail++] = take(in);
  }
}

static void make(segment *made, input *in) {
  fr__item_header header = {.created_us = 1, .number = 1, .first = 1, .segment_bytes = SEGMENT};
  memset(made, 0, sizeof *made);
  fr__crc32c_init(&made->crc);
  memcpy(header.engine, engine, sizeof engine);
  if (take(in) > 250) header.blocks = take(in);
  made->tail = fr__item_write_header(&made->crc, made->bytes, &header);
  if (take(in) > 250) made->bytes[take(in) % made->tail] ^= 1;
  made->seed = fr__item_seed(&made->crc, engine, 1);
  made->next = 1;
  static fr__hasher *hasher; /* making one takes longer than all the rest */
  if (hasher == NULL && fr__hasher_create(&hasher) < 0) abort();
  made->scan.spine.hasher = hasher;
  made->scan.crc = &made->crc;
  made->scan.verify = true;
  fr__spine_begin(&made->scan.spine, &header);
  fr__scan_begin(&made->scan, &header, made->tail, made->bytes, SEGMENT);
  while (in->size > 0 && made->tail < ROOM) step(made, in);
}

/* How many records a reader gives. */
static uint64_t read_all(fake_world *world, bool verify) {
  const fr__log_reader_options options = {.io = &world->io, .directory = "d", .verify = verify};
  fr__log_reader *reader;
  fr__log_record record;
  uint64_t count = 0;
  if (fr__log_reader_open(&options, &reader, NULL) < 0) return 0;
  while (fr__log_reader_next(reader, &record, NULL) == FR_OK && record.sequence != 0) {
    if (record.sequence != ++count || record.size > FR__LOG_MAX_BODY) abort();
    uint32_t sum = 0;
    for (uint32_t i = 0; i < record.size; i++) sum += record.body[i];
    if (sum == UINT32_MAX) abort();
  }
  fr__log_reader_close(reader);
  return count;
}

static void open_and_go_on(fake_world *world, uint64_t given) {
  fr__log_options options = {.io = &world->io, .directory = "d", .segment_bytes = SEGMENT};
  fr__log *log;
  fr__log_recovery found;
  fr__log_report report;
  uint64_t sequence;
  const fr__log_reader_options reading = {.io = &world->io, .directory = "d"};
  memcpy(options.engine, engine, sizeof engine);
  if (fr__log_open(&options, &log, &found, NULL) < 0) return;
  if (found.last_sequence < given) abort();
  if (fr__log_append(log, 1, "body", 4, &sequence) < 0 || sequence != found.last_sequence + 1) abort();
  if (fr__log_checkpoint(log) < 0) abort();
  fr__log_close(log);
  if (fr__log_verify(&reading, sequence, &report, NULL) < 0) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static segment made;
  input in = {data, size};
  make(&made, &in);
  fake_world *world = fake_create(1);
  fake_put(world, NAME, made.bytes, SEGMENT);
  (void)read_all(world, false);
  open_and_go_on(world, read_all(world, true));
  fake_destroy(world);
  return 0;
}
