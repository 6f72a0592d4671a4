/* SPDX-License-Identifier: Apache-2.0 */
#include "journal/support.h"

/* Made for these tests alone. */
const char signing_key[] =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIDirk/re8UVN+gBd+e7nhY/WS5LCFgo/Qd2t+UC/7Od9\n"
    "-----END PRIVATE KEY-----\n";
const char public_key[] =
    "-----BEGIN PUBLIC KEY-----\n"
    "MCowBQYDK2VwAyEAWY+ymQTe3aHKAvcucn8vd6ZMkw7AxqL7O7S1OcJnPYY=\n"
    "-----END PUBLIC KEY-----\n";

uint64_t test_random(uint64_t *state) { /* splitmix64 */
  uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return z ^ z >> 31;
}

static uint64_t hash_of(uint64_t sequence) {
  uint64_t state = sequence * UINT64_C(0x2545F4914F6CDD1D);
  return test_random(&state);
}

uint32_t record_kind(uint64_t sequence) { return (uint32_t)(hash_of(sequence) % 70000); }

uint32_t record_size(uint64_t sequence, uint32_t size_most) {
  return 1 + (uint32_t)(hash_of(sequence + 1000000007) % size_most);
}

void record_fill(uint64_t sequence, uint32_t size, uint8_t *into) {
  uint64_t state = sequence;
  for (uint32_t i = 0; i < size; i++) into[i] = (uint8_t)test_random(&state);
}

bool record_is(const fr__log_record *record, uint32_t size_most) {
  uint64_t state = record->sequence;
  if (record->kind != record_kind(record->sequence)) return false;
  if (record->size != record_size(record->sequence, size_most)) return false;
  for (uint32_t i = 0; i < record->size; i++) {
    if (record->body[i] != (uint8_t)test_random(&state)) return false;
  }
  return true;
}

fr__log_options log_options(fake_world *world) {
  fr__log_options options = {.io = &world->io,
                             .directory = "journal",
                             .mode = FR__LOG_SYNC,
                             .segment_bytes = FR__LOG_MIN_SEGMENT_BYTES,
                             .block_bytes = 4096,
                             .block_records = 16,
                             .created_us = CREATED_US};
  memcpy(options.engine, "engine-engine-en", FR__LOG_ENGINE_BYTES);
  return options;
}

fr__log_reader_options reader_options(fake_world *world) {
  return (fr__log_reader_options){
      .io = &world->io, .directory = "journal", .engine = (const uint8_t *)"engine-engine-en", .verify = true};
}

fr_status append_next(fr__log *log, uint32_t size_most, uint64_t *sequence) {
  static uint8_t body[FR__LOG_MAX_BODY]; /* for one thread */
  fr__log_state state;
  fr__log_measure(log, &state);
  const uint64_t next = state.last_sequence + 1;
  const uint32_t size = record_size(next, size_most);
  record_fill(next, size, body);
  return fr__log_append(log, record_kind(next), body, size, sequence);
}

fr_status append_many(fr__log *log, uint64_t count, uint32_t size_most) {
  for (uint64_t i = 0; i < count; i++) {
    uint64_t sequence;
    FR_TRY(append_next(log, size_most, &sequence));
  }
  return FR_OK;
}

fr_status read_through(fake_world *world, bool verify, uint32_t size_most, uint64_t *last, fr_error *error) {
  fr__log_reader_options options = reader_options(world);
  fr__log_reader *reader;
  options.verify = verify;
  *last = 0;
  FR_TRY(fr__log_reader_open(&options, &reader, error));
  fr_status status;
  fr__log_record record;
  while ((status = fr__log_reader_next(reader, &record, error)) == FR_OK && record.sequence != 0) {
    if ((*last != 0 && record.sequence != *last + 1) || !record_is(&record, size_most)) {
      status = fr__fail(error, FR_INTERNAL, NULL, "record %llu is not what was appended",
                        (unsigned long long)record.sequence);
      break;
    }
    *last = record.sequence;
  }
  fr__log_reader_close(reader);
  return status;
}
