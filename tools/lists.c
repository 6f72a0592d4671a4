/* SPDX-License-Identifier: Apache-2.0 */
#include "lists.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/base.h"

typedef struct loading {
  const lists_options *options;
  row_format format;
  reader *from;
  row *at;
  fr_watch_builder *into;
  uint64_t damaged; /* rows that are not UTF-8 */
} loading;

static bool is_damaged(fr_text text) { return !fr__utf8_valid(text.data, text.size); }

/* One row into the lists; false when it is bad and was told. Out of memory is no row's fault: *failed. */
static bool take(loading *l, const raw_row *raw, bool *failed) {
  row *at = l->at;
  if (!row_read(at, reader_binding(l->from), &l->format, raw)) {
    fprintf(stderr, "%s\n", at->message);
    return false;
  }
  const bool customer = at->event.customer.data != NULL;
  const fr_text party = customer ? at->event.customer : at->event.party;
  fr_error error = FR_ERROR_INIT;
  const fr_status status = fr_watch_builder_add(l->into, customer ? FR_PARTY_CUSTOMER : FR_PARTY_ACCOUNT, party,
                                                at->event.list, at->event.until_us, &error);
  if (status >= 0) return true;
  *failed = fr_status_band(status) != FR_BAND_INPUT && status != FR_TOO_LONG;
  l->damaged += status == FR_BAD_TEXT && (is_damaged(party) || is_damaged(at->event.list));
  /* The library's word for the party is not the file's. */
  const bool of_party = strncmp(error.message, "identifier ", 11) == 0;
  fprintf(stderr, "%s:%" PRIu64 ": %s%s\n", reader_name(l->from), at->line,
          !of_party  ? ""
          : customer ? "customer "
                     : "party ",
          error.message + (of_party ? 11 : 0));
  return false;
}

static bool take_all(loading *l, uint64_t *bad_rows) {
  for (;;) {
    raw_row raw;
    bool failed = false, good = true;
    switch (reader_next(l->from, &raw)) {
      case READ_END: return true;
      case READ_ROW: good = take(l, &raw, &failed); break;
      case READ_FAILED: failed = true; /* fall through */
      case READ_BAD:
        fprintf(stderr, "%s\n", reader_message(l->from));
        good = false;
        break;
    }
    if (failed) return false;
    if (good) continue;
    (*bad_rows)++;
    if (l->options->strict) return false;
  }
}

fr_watch_lists *lists_load(const lists_options *options, uint64_t *bad_rows) {
  char message[ROW_MESSAGE_BYTES];
  loading l = {.options = options, .format = *options->row};
  l.format.time.step_us = l.format.time.start_us = 0;
  const reader_options how = {
      .what = SCHEMA_LISTS, .map = options->map, .ignore_columns = options->ignore_columns, .row = &l.format};
  fr_watch_lists *lists = NULL;
  fr_error error = FR_ERROR_INIT;
  *bad_rows = 0;
  l.from = reader_open(options->path, &how, message, sizeof message);
  if (l.from == NULL) {
    fprintf(stderr, "%s\n", message);
    return NULL;
  }
  l.at = row_create();
  if (l.at == NULL || fr_watch_builder_create(options->key, 0, &l.into, &error) < 0) {
    fprintf(stderr, "%s: out of memory\n", options->path);
  } else if (take_all(&l, bad_rows)) {
    const uint64_t open_line = reader_open_line(l.from);
    if (open_line != 0)
      fprintf(stderr, "%s:%" PRIu64 ": the last line has no end; the file may have been cut in it\n",
              reader_name(l.from), open_line);
    if (l.damaged != 0)
      fprintf(stderr, "%s: %" PRIu64 " %s not UTF-8; " ENCODING_REMEDY " and run again\n", reader_name(l.from),
              l.damaged, l.damaged == 1 ? "row is" : "rows are");
    if (fr_watch_builder_finish(l.into, 0, &lists, &error) < 0)
      fprintf(stderr, "%s: %s\n", options->path, error.message);
  }
  fr_watch_builder_destroy(l.into);
  row_destroy(l.at);
  reader_close(l.from);
  return lists;
}
