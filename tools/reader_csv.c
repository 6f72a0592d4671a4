/* SPDX-License-Identifier: Apache-2.0
 *
 * CSV by libcsv in its strict mode: a stray quote is an error with a line, never a guess that swallows rows.
 *
 * libcsv goes through a state machine for every byte, which costs more than the rest of the reading together. A line
 * without a quote has no states to go through, so it is cut at its commas here; whatever has a quote, or is cut by the
 * end of a chunk, is libcsv's. Both give the same cells (tested). */
#include <csv.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "reader_parts.h"

typedef struct csv_state {
  struct csv_parser parser;
  uint64_t line;     /* of the next byte, from 1 */
  uint64_t row_line; /* where the open row begins */
  size_t row_bytes;  /* of the open row, its finished cells */
  uint32_t cell;     /* cells of the open row so far */
  uint32_t columns;  /* in the header */
  bool in_row, has_header;
  bool after_return; /* the last byte was a carriage return */
  bool skipping;     /* to the next end of line */
  bool line_open;    /* the last byte so far ends no line */
  bool keep[FILE_COLUMNS_MAX];
  /* The header's names, so that it is known when it stands there again; and how the rows behind that one lie. */
  char *names;
  raw_cell *name_cells;
  uint64_t name_sizes; /* a bit for each size below 64 that a name has */
  uint32_t kept;
  uint32_t *order; /* of each cell that is kept the place that the first header has for it; null: the same */
  raw_cell *scratch;
} csv_state;

static const unsigned char csv_options = CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL;

static uint64_t lines_in(const char *text, size_t size) {
  uint64_t lines = 0;
  const char *at = size > 0 ? memchr(text, '\n', size) : NULL;
  for (; at; at = memchr(at + 1, '\n', size - (size_t)(at + 1 - text))) lines++;
  return lines;
}

/* ---- the header ---- */

/* Every column that --map names must be there; a mistyped one would make a field silently unknown. */
static bool check_map(reader *from) {
  const batch *rows = &from->rows;
  const char *at = from->options.map;
  while (at && *at) {
    const char *equals = strchr(at, '='), *end = strchrnul(at, ',');
    bool found = false;
    for (uint32_t i = 0; i < from->csv->columns && equals; i++) {
      const raw_cell cell = rows->cells[rows->open_cells + i];
      found |= cell.size == (size_t)(end - equals - 1) &&
               memcmp(rows->text + rows->open_text + cell.offset, equals + 1, cell.size) == 0;
    }
    if (!found && equals) {
      return reader_fail(from, "%s:1: the header has no column \"%.*s\", which %s names", input_name(from->in),
                         (int)(end - equals - 1), equals + 1, schema_map_option(from->options.what));
    }
    at = *end ? end + 1 : end;
  }
  return true;
}

/* A name in the header that was left out and may have been meant for this column; null when there is none. */
static const raw_cell *find_like(const reader *from, const char *column_name) {
  const batch *rows = &from->rows;
  const char *const names[] = {column_name, NULL};
  for (uint32_t i = 0; i < from->csv->columns; i++) {
    const raw_cell *cell = &rows->cells[rows->open_cells + i];
    if (from->csv->keep[i]) continue;
    if (name_suggestion(names, rows->text + rows->open_text + cell->offset, cell->size)) return cell;
  }
  return NULL;
}

static bool check_required(reader *from) {
  static const char *const of_transfers[] = {"time", "payer", "payee", "amount", NULL};
  static const char *const of_events[] = {"event", "time", NULL};
  const char *const of_lists[] = {"list", binding_has(&from->bound, "customer") ? NULL : "party", NULL};
  const schema what = from->options.what;
  const char *const *names = what == SCHEMA_EVENTS ? of_events : what == SCHEMA_LISTS ? of_lists : of_transfers;
  for (; *names; names++) {
    if (binding_has(&from->bound, *names)) continue;
    const raw_cell *like = find_like(from, *names);
    if (like) {
      const int size = (int)like->size;
      const char *text = from->rows.text + from->rows.open_text + like->offset;
      return reader_fail(from,
                         "%s:1: the header has no column \"%s\"; did you mean \"%.*s\"? Rename it, or say %s %s=%.*s",
                         input_name(from->in), *names, size, text, schema_map_option(what), *names, size, text);
    }
    return reader_fail(from, "%s:1: the header has no column \"%s\"; name it so, or say %s %s=COLUMN",
                       input_name(from->in), *names, schema_map_option(what), *names);
  }
  return true;
}

/* A file in another encoding or with other separators is recognised by its header, before its names are looked at. */
static bool check_header_text(reader *from) {
  static const char separators[] = ";\t|";
  const batch *rows = &from->rows;
  const char *text = rows->text + rows->open_text;
  const uint32_t size = rows->text_size - rows->open_text;
  if (!fr__utf8_valid(text, size)) {
    return reader_fail(from, "%s:1: the header is not UTF-8; " ENCODING_REMEDY, input_name(from->in));
  }
  for (const char *separator = separators; from->csv->columns == 1 && *separator; separator++) {
    if (memchr(text, *separator, size) == NULL) continue;
    char shown[] = {'\'', *separator, '\'', '\0'};
    return reader_fail(from, "%s:1: the columns are separated by %s; save the file with commas, and points in amounts",
                       input_name(from->in), *separator == '\t' ? "tabs" : shown);
  }
  return true;
}

/* ---- the header once more ---- */

static bool keep_names(reader *from) {
  csv_state *csv = from->csv;
  const batch *rows = &from->rows;
  const size_t size = rows->text_size - rows->open_text;
  csv->names = malloc(size + 1);
  csv->name_cells = calloc((size_t)csv->columns + 1, sizeof *csv->name_cells);
  csv->scratch = calloc((size_t)csv->columns + 1, sizeof *csv->scratch);
  if (csv->names == NULL || csv->name_cells == NULL || csv->scratch == NULL)
    return reader_fail(from, "%s: out of memory", input_name(from->in));
  memcpy(csv->names, rows->text + rows->open_text, size);
  memcpy(csv->name_cells, rows->cells + rows->open_cells, csv->columns * sizeof *csv->name_cells);
  for (uint32_t i = 0; i < csv->columns; i++) {
    const uint32_t length = csv->name_cells[i].size;
    if (length < 64) csv->name_sizes |= UINT64_C(1) << length;
  }
  return true;
}

/* The column of this name in the first header; `columns` where there is none. */
static uint32_t column_named(const csv_state *csv, const char *text, raw_cell cell) {
  uint32_t at = 0;
  for (; at < csv->columns; at++) {
    const raw_cell name = csv->name_cells[at];
    if (name.size == cell.size && memcmp(csv->names + name.offset, text + cell.offset, cell.size) == 0) break;
  }
  return at;
}

/* Most rows are told from a header by the length of their first cell. */
static bool is_header_again(const reader *from) {
  const csv_state *csv = from->csv;
  const batch *rows = &from->rows;
  const raw_cell *cells = rows->cells + rows->open_cells;
  if (csv->kept == 0 || cells[0].size == 0) return false;
  if (cells[0].size < 64 && (csv->name_sizes >> cells[0].size & 1) == 0) return false;
  for (uint32_t i = 0; i < csv->kept; i++) {
    if (column_named(csv, rows->text + rows->open_text, cells[i]) == csv->columns) return false;
  }
  return true;
}

/* The place among the kept columns; `kept` where the column is not among them. */
static uint32_t place_of_column(const csv_state *csv, uint32_t column_index) {
  uint32_t place = 0;
  if (!csv->keep[column_index]) return csv->kept;
  for (uint32_t i = 0; i < column_index; i++) place += csv->keep[i];
  return place;
}

static bool follow_header(reader *from) {
  csv_state *csv = from->csv;
  batch *rows = &from->rows;
  if (csv->order == NULL) csv->order = calloc(csv->kept, sizeof *csv->order);
  if (csv->order == NULL) return reader_fail(from, "%s: out of memory", input_name(from->in));
  for (uint32_t i = 0; i < csv->kept; i++) {
    const raw_cell cell = rows->cells[rows->open_cells + i];
    const uint32_t found = column_named(csv, rows->text + rows->open_text, cell);
    csv->order[i] = place_of_column(csv, found);
    bool again = csv->order[i] == csv->kept;
    for (uint32_t k = 0; k < i; k++) again |= csv->order[k] == csv->order[i];
    if (again) {
      return reader_fail(from,
                         "%s:%" PRIu64 ": the header stands here once more, but not with the columns that are used",
                         input_name(from->in), csv->row_line);
    }
  }
  rows->text_size = rows->open_text;
  rows->cell_count = rows->open_cells;
  return true;
}

static void take_header_again(reader *from) {
  if (from->options.follows_headers) {
    follow_header(from);
    return;
  }
  reader_fail(from,
              "%s:%" PRIu64
              ": the header stands here once more, so two files were joined; leave this line out, or say "
              "--header-again follow",
              input_name(from->in), from->csv->row_line);
}

/* Behind a header with another order cells go where the first header has them. */
static void put_in_order(reader *from) {
  csv_state *csv = from->csv;
  raw_cell *cells = from->rows.cells + from->rows.open_cells;
  if (csv->order == NULL) return;
  memcpy(csv->scratch, cells, csv->kept * sizeof *cells);
  for (uint32_t i = 0; i < csv->kept; i++) cells[csv->order[i]] = csv->scratch[i];
}

/* Ignored names are told once, in one line. */
static bool take_header(reader *from) {
  csv_state *csv = from->csv;
  batch *rows = &from->rows;
  uint32_t kept = 0;
  bool any_ignored = false;
  char ignored[ROW_MESSAGE_BYTES];
  size_t ignored_size = 0;
  csv->columns = csv->cell;
  if (!check_header_text(from)) return false;
  for (uint32_t i = 0; i < csv->columns; i++) {
    const raw_cell cell = rows->cells[rows->open_cells + i];
    const char *name = rows->text + rows->open_text + cell.offset;
    size_t size = cell.size;
    char message[256];
    reader_rename(from, &name, &size);
    if (from->options.ignore_columns && column_find(from->options.what, name, size) == NULL) {
      const int length = snprintf(ignored + ignored_size, sizeof ignored - ignored_size, "%s%.*s",
                                  any_ignored ? ", " : "", (int)size, name);
      if (length > 0 && ignored_size + (size_t)length < sizeof ignored) ignored_size += (size_t)length;
      any_ignored = true;
      continue;
    }
    if (!binding_add(&from->bound, from->options.row->policy, name, size, kept, message, sizeof message)) {
      return reader_fail(from, "%s:1: %s", input_name(from->in), message);
    }
    csv->keep[i] = true;
    kept++;
  }
  if (!check_map(from) || !check_required(from) || !keep_names(from)) return false;
  csv->kept = kept;
  if (any_ignored && !from->options.quiet) {
    fprintf(stderr, "%s: columns that are not used: %.*s\n", input_name(from->in), (int)ignored_size, ignored);
  }
  binding_finish(&from->bound);
  csv->has_header = true;
  rows->text_size = rows->open_text;
  rows->cell_count = rows->open_cells;
  return true;
}

/* ---- what libcsv calls ---- */

static void on_cell(void *text, size_t size, void *data) {
  reader *from = data;
  csv_state *csv = from->csv;
  if (from->failed) return;
  if (!csv->in_row) {
    csv->in_row = true;
    csv->row_line = csv->line;
  }
  csv->after_return = false;
  csv->line += lines_in(text, size);
  csv->row_bytes += size + 1;
  const uint32_t index = csv->cell++;
  if (index >= FILE_COLUMNS_MAX) {
    if (!csv->has_header)
      reader_fail(from, "%s:1: the header has more than %d columns", input_name(from->in), FILE_COLUMNS_MAX);
    return;
  }
  if (csv->has_header && !csv->keep[index]) return;
  batch_add_cell(from, text, size);
}

static void end_row(reader *from) {
  csv_state *csv = from->csv;
  if (!csv->has_header) {
    take_header(from);
  } else if (csv->row_bytes > ROW_BYTES_MAX) {
    batch_bad_row(from, csv->row_line, "the row is longer than %d bytes", ROW_BYTES_MAX);
  } else if (csv->cell < csv->columns) {
    batch_bad_row(from, csv->row_line, "the row ends early: %u cells of %u; the file may have been cut", csv->cell,
                  csv->columns);
  } else if (csv->cell > csv->columns) {
    batch_bad_row(from, csv->row_line,
                  "the row has %u cells, the header %u; put quotes around a cell with a comma in it", csv->cell,
                  csv->columns);
  } else if (is_header_again(from)) {
    take_header_again(from);
  } else {
    put_in_order(from);
    batch_end_row(from, csv->row_line);
  }
}

static void reset_row(csv_state *csv) {
  csv->in_row = false;
  csv->cell = 0;
  csv->row_bytes = 0;
}

static void on_row(int end, void *data) {
  reader *from = data;
  csv_state *csv = from->csv;
  if (from->failed) return;
  if (csv->in_row) {
    end_row(from);
    reset_row(csv);
  }
  /* A line ends with \n, \r or both: the \n after a \r is no line of its own. */
  if (end == '\r' || (end == '\n' && !csv->after_return)) csv->line++;
  csv->after_return = end == '\r';
}

/* ---- errors ---- */

/* Gives the open row up: counts the lines that are inside it, tells it, and reads on after the next end of line. */
static bool give_up_row(reader *from, const char *why) {
  csv_state *csv = from->csv;
  const uint64_t first = csv->in_row ? csv->row_line : csv->line;
  csv->line += lines_in((const char *)csv->parser.entry_buf, csv->parser.entry_pos);
  const bool at_line_end = csv->parser.entry_pos > 0 && csv->parser.entry_buf[csv->parser.entry_pos - 1] == '\n';
  const uint64_t last = csv->line - at_line_end;
  csv_free(&csv->parser);
  if (csv_init(&csv->parser, csv_options) != 0) return reader_fail(from, "%s: out of memory", input_name(from->in));
  csv->skipping = true;
  csv->after_return = false;
  reset_row(csv);
  if (!csv->has_header) return reader_fail(from, "%s:%" PRIu64 ": the header: %s", input_name(from->in), first, why);
  if (last == first) return batch_bad_row(from, first, "%s", why);
  return batch_bad_row(from, first, "%s; lines %" PRIu64 " to %" PRIu64 " were not read", why, first, last);
}

/* ---- lines without quotes ---- */

static bool is_blank(char c) { return c == ' ' || c == '\t'; }

static void add_trimmed(batch *rows, const char *line, size_t begin, size_t end) {
  while (begin < end && is_blank(line[begin])) begin++;
  while (begin < end && is_blank(line[end - 1])) end--;
  rows->cells[rows->cell_count++] = (raw_cell){(uint32_t)begin, (uint32_t)(end - begin)};
}

/* Takes a whole line, its end left out. False when it is not plain: then nothing was taken. */
static bool take_plain_line(reader *from, const char *line, size_t size) {
  csv_state *csv = from->csv;
  batch *rows = &from->rows;
  if (!batch_make_room(from, size, csv->columns)) return true;
  if (memchr(line, '"', size) != NULL || memchr(line, '\r', size) != NULL) return false;
  const uint32_t cells = rows->cell_count;
  uint32_t column_index = 0;
  size_t first = 0;
  for (size_t begin = 0; begin <= size; column_index++) {
    const char *comma = memchr(line + begin, ',', size - begin);
    const size_t end = comma == NULL ? size : (size_t)(comma - line);
    if (column_index < csv->columns && csv->keep[column_index]) add_trimmed(rows, line, begin, end);
    begin = end + 1;
  }
  while (first < size && is_blank(line[first])) first++;
  if (first == size) {
    rows->cell_count = cells;
    return true;
  }
  memcpy(rows->text + rows->text_size, line, size);
  rows->text_size += (uint32_t)size;
  csv->cell = column_index;
  csv->row_line = csv->line;
  csv->row_bytes = size;
  end_row(from);
  reset_row(csv);
  return true;
}

/* Takes plain lines from the front of a chunk; returns how many bytes that were. */
static size_t take_plain_lines(reader *from, const char *bytes, size_t size) {
  csv_state *csv = from->csv;
  size_t used = 0;
  while (used < size && !from->failed) {
    const char *line = bytes + used, *end = memchr(line, '\n', size - used);
    if (end == NULL) break;
    const size_t whole = (size_t)(end + 1 - line);
    const size_t length = whole > 1 && end[-1] == '\r' ? whole - 2 : whole - 1;
    if (!take_plain_line(from, line, length)) break;
    /* A \n that follows a \r at the end of the chunk before closes no line of its own. */
    csv->line += !(whole == 1 && csv->after_return);
    csv->after_return = false;
    used += whole;
  }
  return used;
}

/* ---- chunks ---- */

static size_t skip_line(csv_state *csv, const char *bytes, size_t size) {
  const char *end = memchr(bytes, '\n', size);
  if (end == NULL) return size;
  csv->line++;
  csv->skipping = false;
  return (size_t)(end + 1 - bytes);
}

/* One line or what there is of it through libcsv; *used tells how far it came. */
static bool parse_line(reader *from, const char *bytes, size_t size, size_t *used) {
  csv_state *csv = from->csv;
  const char *end = memchr(bytes, '\n', size);
  if (end != NULL) size = (size_t)(end + 1 - bytes);
  *used = csv_parse(&csv->parser, bytes, size, on_cell, on_row, from);
  if (from->failed) return false;
  if (*used < size) {
    if (csv_error(&csv->parser) != CSV_EPARSE) return reader_fail(from, "%s: out of memory", input_name(from->in));
    return give_up_row(from, "a quote stands inside a cell; put quotes around the cell and double those inside");
  }
  if (csv->row_bytes + csv->parser.entry_pos <= ROW_BYTES_MAX) return true;
  char why[128];
  snprintf(why, sizeof why, "the row is longer than %d bytes; a quote may be open or an end of line missing",
           ROW_BYTES_MAX);
  return give_up_row(from, why);
}

bool csv_feed(reader *from, const char *bytes, size_t size) {
  csv_state *csv = from->csv;
  while (size > 0 && !from->failed) {
    const bool between_rows = csv->has_header && !csv->in_row && csv->parser.pstate == 0 && csv->parser.entry_pos == 0;
    size_t used = 0;
    if (csv->skipping) {
      used = skip_line(csv, bytes, size);
    } else if (between_rows) {
      used = take_plain_lines(from, bytes, size);
    }
    if (used == 0 && !parse_line(from, bytes, size, &used)) return false;
    bytes += used;
    size -= used;
  }
  csv->line_open = bytes[-1] != '\n' && bytes[-1] != '\r';
  return !from->failed;
}

bool csv_finish(reader *from) {
  csv_state *csv = from->csv;
  if (csv->skipping) return true;
  const uint64_t line = csv->line;
  if (csv_fini(&csv->parser, on_cell, on_row, from) != 0) {
    return give_up_row(from, "a quote that opens here is never closed; the file may have been cut");
  }
  if (csv->line_open) from->open_line = line;
  if (!csv->has_header && !from->failed) {
    return reader_fail(from, "%s:1: there is no header line; CSV needs one with the names of the columns",
                       input_name(from->in));
  }
  return !from->failed;
}

bool csv_open(reader *from) {
  from->csv = calloc(1, sizeof *from->csv);
  if (from->csv == NULL || csv_init(&from->csv->parser, csv_options) != 0) {
    return reader_fail(from, "%s: out of memory", input_name(from->in));
  }
  csv_set_blk_size(&from->csv->parser, 4096);
  from->csv->line = 1;
  return true;
}

void csv_close(reader *from) {
  csv_free(&from->csv->parser);
  free(from->csv->names);
  free(from->csv->name_cells);
  free(from->csv->order);
  free(from->csv->scratch);
  free(from->csv);
}
