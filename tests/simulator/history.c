/* SPDX-License-Identifier: Apache-2.0
 *
 * The journal, read record by record as it grows. It is what all else is held against: what an engine that comes back
 * has, has to be a beginning of it. */
#include <stdio.h>
#include <stdlib.h>

#include "engine/journal.h"
#include "simulator.h"

bool history_changes_state(uint32_t kind) {
  return kind == FR__RECORD_SCORED || kind == FR__RECORD_FOLDED || kind == FR__RECORD_TRANSFERRED ||
         kind == FR__RECORD_OBSERVED || kind == FR__RECORD_POLICY;
}

static void add(const fr__log_record *read, int32_t whose, int32_t place) {
  record_history *said = &the.said;
  if (said->count == said->room) {
    said->room = said->room == 0 ? 4096 : 2 * said->room;
    said->lines = realloc(said->lines, said->room * sizeof *said->lines);
  }
  while (said->bytes_room - said->size < read->size) {
    said->bytes_room = said->bytes_room == 0 ? 1 << 20 : 2 * said->bytes_room;
    said->bytes = realloc(said->bytes, said->bytes_room);
  }
  if (said->lines == NULL || said->bytes == NULL) abort();
  said->lines[said->count++] = (line){read->kind, read->size, said->size, whose, place};
  memcpy(said->bytes + said->size, read->body, read->size);
  said->size += read->size;
  said->evicted += read->kind == FR__RECORD_EVICTED;
}

static fr__log_reader *open_reader(uint64_t from) {
  fr_error error = FR_ERROR_INIT;
  fr__log_reader *reader = NULL;
  const fr__log_reader_options options = {
      .io = &the.world->io, .directory = "journal", .engine = the.journal->print, .from_sequence = from};
  sim_expect_status("the journal is read", FR_OK, fr__log_reader_open(&options, &reader, &error), &error);
  return reader;
}

quiet quiet_begin(void) {
  const quiet was = {the.world->calls, the.world->fail_at, the.world->random, the.world->short_calls};
  the.world->fail_at = 0;
  the.world->short_calls = false;
  return was;
}

void quiet_end(const quiet *was) {
  the.world->calls = was->calls;
  the.world->fail_at = was->fail_at;
  the.world->random = was->random;
  the.world->short_calls = was->short_calls;
}

void history_read(int32_t whose) {
  fr_journal_stats stats = FR_JOURNAL_STATS_INIT;
  fr_error error = FR_ERROR_INIT;
  fr__log_record read;
  int32_t place = 0;
  sim_expect_status("fr_journal_measure", FR_OK, fr_journal_measure(the.journal, &stats), NULL);
  if (stats.last_sequence == the.said.count) return;
  const quiet was = quiet_begin();
  fr__log_reader *reader = open_reader(the.said.count + 1);
  for (;;) {
    sim_expect_status("the next record", FR_OK, fr__log_reader_next(reader, &read, &error), &error);
    if (read.sequence == 0) break;
    sim_expect_number("the number of the next record", the.said.count + 1, read.sequence);
    add(&read, whose, history_changes_state(read.kind) ? place++ : 0);
  }
  fr__log_reader_close(reader);
  quiet_end(&was);
  sim_expect_number("records that are read", stats.last_sequence, the.said.count);
}

static void compare(const fr__log_record *read) {
  const line *one = &the.said.lines[read->sequence - 1];
  const bool same = one->kind == read->kind && one->size == read->size &&
                    memcmp(the.said.bytes + one->at, read->body, one->size) == 0;
  if (same) return;
  char about[64];
  snprintf(about, sizeof about, "record %llu after coming back", (unsigned long long)read->sequence);
  sim_fail(about, fr__record_kind_name(one->kind), fr__record_kind_name(read->kind));
}

void history_cut(uint64_t first, uint64_t last) {
  fr_error error = FR_ERROR_INIT;
  fr__log_record read;
  const quiet was = quiet_begin();
  if (last != 0) {
    fr__log_reader *reader = open_reader(first);
    uint64_t next = first;
    for (; next <= last; next++) {
      sim_expect_status("the next record", FR_OK, fr__log_reader_next(reader, &read, &error), &error);
      sim_expect_number("the number of the next record", next, read.sequence);
      compare(&read);
    }
    fr__log_reader_close(reader);
  }
  quiet_end(&was);
  char came[80];
  const uint64_t has = the.standby == NULL ? 0 : the.standby->applied;
  snprintf(came, sizeof came, "it has record %llu, and %llu came back", (unsigned long long)has,
           (unsigned long long)last);
  sim_expect("a standby has nothing that its leader lost", has <= last, came);
  while (the.said.count > last) {
    const line *one = &the.said.lines[--the.said.count];
    the.said.evicted -= one->kind == FR__RECORD_EVICTED;
    the.said.size = one->at;
  }
}

void history_check_shipped(const uint8_t *bytes, uint64_t size, uint64_t first, uint64_t last) {
  sim_expect_number("bytes where nothing is shipped", first > last, size == 0);
  if (first > last) return;
  sim_expect_number("what the shipped records go on from", first - 1, fr__get_word(bytes + FR__SHIPPED_BEFORE));
  sim_expect_number("shipped records", last - first + 1, fr__get_word(bytes + FR__SHIPPED_COUNT));
  sim_expect("what is shipped was written", last <= the.said.count, "more");
  uint64_t at = FR__SHIPPED_HEAD + UINT64_C(32) * (uint64_t)__builtin_popcountll(first - 1);
  for (uint64_t i = first; i <= last; i++) {
    const line *one = &the.said.lines[i - 1];
    const bool room = size - at >= FR__SHIPPED_RECORD && size - at - FR__SHIPPED_RECORD >= one->size;
    const bool same = room && fr__get_word(bytes + at + 32) == ((uint64_t)one->kind << 32 | one->size) &&
                      memcmp(bytes + at + FR__SHIPPED_RECORD, the.said.bytes + one->at, one->size) == 0;
    sim_expect("what is shipped is what was written", same, "other bytes");
    at += FR__SHIPPED_RECORD + one->size;
  }
  sim_expect_number("bytes that are shipped", at, size);
}

void history_free(void) {
  free(the.said.lines);
  free(the.said.bytes);
  the.said = (record_history){0};
}
