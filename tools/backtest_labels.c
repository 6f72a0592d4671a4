/* SPDX-License-Identifier: Apache-2.0
 *
 * Labels out of a file of events, read before the transfers: the last word on each transfer counts, as in a journal.
 * And labels of rows that have one id and say two things. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backtest.h"
#include "base/siphash.h"
#include "reader.h"

typedef struct entry {
  fr__hash128 transfer;
  int64_t time_us; /* INT64_MIN: the place is free; of a row its line */
  bool fraud;
} entry;

struct label_table {
  entry *all;
  size_t size, count;
};

static fr__hash128 key_of(fr_text payer, fr_text id) {
  static const uint8_t no_secret[16];
  char bytes[2 * FR_MAX_IDENTIFIER_BYTES + 1];
  const uint32_t a = payer.data == NULL ? 0 : payer.size, b = id.data == NULL ? 0 : id.size;
  const uint32_t first = a < FR_MAX_IDENTIFIER_BYTES ? a : FR_MAX_IDENTIFIER_BYTES;
  const uint32_t second = b < FR_MAX_IDENTIFIER_BYTES ? b : FR_MAX_IDENTIFIER_BYTES;
  if (first != 0) memcpy(bytes, payer.data, first);
  bytes[first] = 0;
  if (second != 0) memcpy(bytes + first + 1, id.data, second);
  return fr__siphash(no_secret, bytes, first + second + 1);
}

static entry *find(const label_table *in, fr__hash128 transfer) {
  size_t at = (size_t)transfer.low & (in->size - 1);
  while (in->all[at].time_us != INT64_MIN && memcmp(&in->all[at].transfer, &transfer, sizeof transfer) != 0)
    at = (at + 1) & (in->size - 1);
  return &in->all[at];
}

static bool grow(label_table *of) {
  if (2 * of->count < of->size) return true;
  label_table more = {.size = of->size == 0 ? 1024 : 2 * of->size, .count = of->count};
  more.all = calloc(more.size, sizeof *more.all);
  if (more.all == NULL) return false;
  for (size_t i = 0; i < more.size; i++) more.all[i].time_us = INT64_MIN;
  for (size_t i = 0; i < of->size; i++) {
    if (of->all[i].time_us != INT64_MIN) *find(&more, of->all[i].transfer) = of->all[i];
  }
  free(of->all);
  *of = more;
  return true;
}

/* As the histories have it: of one moment fraud counts. */
static bool take(label_table *of, const fr_event *event) {
  const bool fraud = event->kind == FR_EVENT_FRAUD_REPORTED;
  if (!fraud && event->kind != FR_EVENT_CLEARED) return true;
  if (!grow(of)) return false;
  const fr__hash128 transfer = key_of(event->payer, event->transfer_id);
  entry *at = find(of, transfer);
  if (event->time_us < at->time_us || (event->time_us == at->time_us && !fraud)) return true;
  of->count += at->time_us == INT64_MIN;
  *at = (entry){transfer, event->time_us, fraud};
  return true;
}

label_table *label_table_read(const session *in, const run_options *options) {
  char message[ROW_MESSAGE_BYTES] = "out of memory";
  const reader_options how = {.what = SCHEMA_EVENTS,
                              .format = FORMAT_AUTO,
                              .map = options->events_map,
                              .ignore_columns = options->ignore_columns,
                              .follows_headers = options->follows_headers,
                              .quiet = true,
                              .row = &in->format};
  reader *from = reader_open(options->events, &how, message, sizeof message);
  label_table *into = from == NULL ? NULL : calloc(1, sizeof *into);
  row *one = into == NULL ? NULL : row_create();
  bool good = one != NULL;
  raw_row raw;
  for (read_result got; good && (got = reader_next(from, &raw)) != READ_END;) {
    if (got == READ_FAILED) snprintf(message, sizeof message, "%s", reader_message(from));
    good = got != READ_FAILED;
    /* A bad row is told when the events go in. */
    if (got == READ_ROW && row_read(one, reader_binding(from), &in->format, &raw)) good = take(into, &one->event);
  }
  row_destroy(one);
  reader_close(from);
  if (good) return into;
  fprintf(stderr, "%s\n", message);
  label_table_free(into);
  return NULL;
}

void label_table_free(label_table *of) {
  if (of == NULL) return;
  free(of->all);
  free(of);
}

uint32_t label_table_find(const label_table *of, fr_text payer, fr_text id) {
  if (of->count == 0) return FR_UNKNOWN;
  const entry *at = find(of, key_of(payer, id));
  return at->time_us != INT64_MIN && at->fraud ? FR_YES : FR_NO;
}

/* ---- rows with one id ---- */

/* Only rows that say fraud are kept: they are few. That a row repeats another the decision says. */
bool row_labels_see(row_labels *of, const char *file, const row *from, bool repeated) {
  enum { TOLD = 20 };
  const bool fraud = from->fraud == FR_YES;
  if (from->fraud == FR_UNKNOWN || (!fraud && !repeated)) return true;
  if (of->frauds == NULL) of->frauds = calloc(1, sizeof *of->frauds);
  if (of->frauds == NULL || !grow(of->frauds)) return false;
  const fr__hash128 transfer = key_of(from->transfer.payer, from->transfer.id);
  entry *at = find(of->frauds, transfer);
  const bool before = at->time_us != INT64_MIN;
  if (repeated && before != fraud && ++of->contradicting <= TOLD) {
    char id[80];
    quote_text(from->transfer.id.data, from->transfer.id.size, id, sizeof id);
    fprintf(stderr, "%s:%" PRIu64 ": fraud: says %s of %s, and ", file, from->line, fraud ? "fraud" : "none", id);
    if (before)
      fprintf(stderr, "line %" PRId64 " with this id says fraud; each row counts as it says\n", at->time_us);
    else
      fprintf(stderr, "a row before it with this id does not; each row counts as it says\n");
  }
  of->repeated += repeated && before && fraud;
  if (!fraud || before) return true;
  of->frauds->count++;
  *at = (entry){transfer, (int64_t)from->line, true};
  return true;
}

void row_labels_close(row_labels *of) {
  label_table_free(of->frauds);
  *of = (row_labels){.frauds = NULL};
}
