/* SPDX-License-Identifier: Apache-2.0
 *
 * The journal, read record by record as it grows. It is what all else is held against: what an engine that comes back
 * has, has to be a beginning of it. */
#include <stdio.h>
#include <stdlib.h>

#include "base/siphash.h"
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

/* Looking is no part of what happens: no fault meets it. */
typedef struct quiet {
  uint64_t calls, fail_at, random;
  bool short_calls;
} quiet;

static quiet quiet_begin(void) {
  const quiet was = {the.world->calls, the.world->fail_at, the.world->random, the.world->short_calls};
  the.world->fail_at = 0;
  the.world->short_calls = false;
  return was;
}

static void quiet_end(const quiet *was) {
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
  if (the.standby != NULL && the.standby->applied > last) { /* it has what was lost before it was safe */
    fr_engine_destroy(the.standby);
    the.standby = NULL;
  }
  while (the.said.count > last) {
    const line *one = &the.said.lines[--the.said.count];
    the.said.evicted -= one->kind == FR__RECORD_EVICTED;
    the.said.size = one->at;
  }
}

uint8_t *history_ship(uint64_t from, uint64_t to, uint64_t *size) {
  uint8_t print[FR__LOG_ENGINE_BYTES];
  const line *lines = the.said.lines;
  *size = 0;
  if (from > to) return calloc(1, 1);
  const uint64_t bodies = lines[to - 1].at + lines[to - 1].size - lines[from - 1].at;
  uint8_t *made = malloc(bodies + (to - from + 1) * FR__SHIPPED_HEAD), *at = made;
  if (made == NULL) abort();
  fr__journal_print(the.engine, print);
  for (uint64_t i = from; i <= to; i++) {
    const line *one = &lines[i - 1];
    fr__put_word(at + 8, i);
    fr__put_word(at + 16, (uint64_t)one->kind << 32 | one->size);
    memcpy(at + FR__SHIPPED_HEAD, the.said.bytes + one->at, one->size);
    fr__put_word(at, fr__siphash(print, at + 8, FR__SHIPPED_HEAD - 8 + (uint64_t)one->size).low);
    at += FR__SHIPPED_HEAD + one->size;
  }
  *size = (uint64_t)(at - made);
  return made;
}

void history_free(void) {
  free(the.said.lines);
  free(the.said.bytes);
  the.said = (record_history){0};
}
