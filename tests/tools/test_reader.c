/* SPDX-License-Identifier: Apache-2.0
 *
 * The reader of CSV: that lines cut here and lines cut by libcsv give the same cells, wherever chunks end. */
#include "reader.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A file that lives as long as one reading. */
static reader *open_text(const char *text, size_t size, const reader_options *options, char *path) {
  strcpy(path, "/tmp/test_reader_XXXXXX");
  const int file = mkstemp(path);
  cr_assert(file >= 0);
  size_t written = 0;
  while (written < size) {
    const ssize_t part = write(file, text + written, size - written);
    cr_assert(part > 0);
    written += (size_t)part;
  }
  close(file);
  char message[512];
  reader *from = reader_open(path, options, message, sizeof message);
  cr_assert_not_null(from, "%s", message);
  return from;
}

static const row_format format = {.currency = "CNY", .currency_digits = 2};
static const reader_options transfers = {.what = SCHEMA_TRANSFERS, .row = &format, .quiet = true};

/* All cells of all rows as one text, so that two readings can be compared. */
static char *read_all(const char *text, size_t size) {
  char path[32];
  reader *from = open_text(text, size, &transfers, path);
  size_t capacity = size * 2 + 4096, used = 0;
  char *all = malloc(capacity);
  cr_assert_not_null(all);
  all[0] = '\0';
  raw_row raw;
  read_result result;
  while ((result = reader_next(from, &raw)) == READ_ROW || result == READ_BAD) {
    if (result == READ_BAD) {
      used += (size_t)snprintf(all + used, capacity - used, "bad%s\n", strchr(reader_message(from), ':'));
      continue;
    }
    used += (size_t)snprintf(all + used, capacity - used, "%llu/%llu", (unsigned long long)raw.line,
                             (unsigned long long)raw.number);
    for (uint32_t i = 0; i < raw.cell_count; i++) {
      used += (size_t)snprintf(all + used, capacity - used, "|%.*s", (int)raw.cells[i].size,
                               raw.text + raw.cells[i].offset);
    }
    used += (size_t)snprintf(all + used, capacity - used, "\n");
  }
  if (result == READ_FAILED) snprintf(all + used, capacity - used, "failed%s\n", strchr(reader_message(from), ':'));
  reader_close(from);
  unlink(path);
  return all;
}

static void expect_cells(const char *text, const char *cells) {
  char *all = read_all(text, strlen(text));
  cr_expect_str_eq(all, cells, "%s\ngave\n%s", text, all);
  free(all);
}

#define HEAD "id,time,payer,payee,amount\n"

Test(reader, cells_and_lines) {
  expect_cells(HEAD "a,1,A,B,2\nb,2,A,B,3\n", "2/1|a|1|A|B|2\n3/2|b|2|A|B|3\n");
  expect_cells(HEAD "a,1,A,B,2", "2/1|a|1|A|B|2\n");
  expect_cells(HEAD "\n\n  \na,1,A,B,2\n", "5/1|a|1|A|B|2\n");
  expect_cells(HEAD " a\t, 1 ,A A, B,2 \n", "2/1|a|1|A A|B|2\n");
  expect_cells(HEAD ",,,,\n", "2/1|||||\n");
  expect_cells(HEAD "\"a\"\"b\",\"1\",\"A,B\",\" B \",2\n", "2/1|a\"b|1|A,B| B |2\n");
  expect_cells(HEAD "\"a\nb\",1,A,B,2\nc,1,A,B,2\n", "2/1|a\nb|1|A|B|2\n4/2|c|1|A|B|2\n");
  expect_cells("id,time,payer,payee,amount\r\na,1,A,B,2\r\nb,1,A,B,2\r\n", "2/1|a|1|A|B|2\n3/2|b|1|A|B|2\n");
  expect_cells("id,time,payer,payee,amount\ra,1,A,B,2\rb,1,A,B,2\r", "2/1|a|1|A|B|2\n3/2|b|1|A|B|2\n");
}

Test(reader, bad_rows) {
  expect_cells(HEAD "a,1,A,B\nb,1,A,B,2,3\nc,1,A,B,2\n",
               "bad:2: the row ends early: 4 cells of 5; the file may have been cut\n"
               "bad:3: the row has 6 cells, the header 5; put quotes around a cell with a comma in it\n"
               "4/3|c|1|A|B|2\n");
  expect_cells(HEAD "a,1,A,x\"y,2\nb,1,A,B,2\n",
               "bad:2: a quote stands inside a cell; put quotes around the cell and double those inside\n"
               "3/2|b|1|A|B|2\n");
  expect_cells(
      HEAD "\"a\nb\nc,1,A,B,2\n",
      "bad:2: a quote that opens here is never closed; the file may have been cut; lines 2 to 4 were not read\n");
}

Test(reader, bad_headers) {
  expect_cells("", "failed:1: the file is empty; CSV needs a header line with the names of the columns\n");
  expect_cells("\n\n", "failed:1: there is no header line; CSV needs one with the names of the columns\n");
  expect_cells("id,time,payer,payee\n",
               "failed:1: the header has no column \"amount\"; name it so, or say --map amount=COLUMN\n");
  expect_cells("id,time,payer,payee,amuont\n", "failed:1: there is no column \"amuont\"; did you mean \"amount\"?\n");
  expect_cells("id,id,time,payer,payee,amount\n", "failed:1: the column \"id\" stands there twice; leave one out\n");
  expect_cells("on_call,session.on_call\n",
               "failed:1: the columns \"session.on_call\" and \"on_call\" say the same; leave one out\n");
  expect_cells("id,\"time\n",
               "failed:1: the header: a quote that opens here is never closed; the file may have been cut\n");
}

/* The same rows, once plain and once with every cell in quotes, long enough that chunks end everywhere in them. */
Test(reader, plain_and_quoted_lines_give_the_same_cells) {
  enum { ROWS = 20000 };
  char *plain = malloc(ROWS * 80 + 100), *quoted = malloc(ROWS * 100 + 100);
  size_t p = (size_t)sprintf(plain, HEAD), q = (size_t)sprintf(quoted, HEAD);
  uint32_t seed = 1;
  for (int i = 0; i < ROWS; i++) {
    seed = seed * 1664525u + 1013904223u;
    char id[24];
    memset(id, 'x', sizeof id);
    id[seed >> 28] = '\0';
    const char *end = seed & 1 ? "\n" : "\r\n";
    p += (size_t)sprintf(plain + p, "%s,%d,A%u,B,%u%s", id, i, seed % 100, seed % 1000, end);
    q += (size_t)sprintf(quoted + q, "\"%s\",\"%d\",\"A%u\",B,\"%u\"%s", id, i, seed % 100, seed % 1000, end);
  }
  char *a = read_all(plain, p), *b = read_all(quoted, q);
  cr_expect_str_eq(a, b);
  cr_expect_not_null(strstr(a, "\n20001/20000|"));
  free(a);
  free(b);
  free(plain);
  free(quoted);
}

/* A line end that two chunks share counts once. */
Test(reader, chunks_may_end_between_cr_and_lf) {
  for (size_t fill = (1 << 16) - 40; fill < (1 << 16) - 20; fill++) {
    char *text = malloc(fill + 200);
    size_t used = (size_t)sprintf(text, "id,time,payer,payee,amount\r\n");
    memset(text + used, 'x', fill - used);
    used = fill;
    used += (size_t)sprintf(text + used, ",1,A,B,2\r\nb,1,A,B,2\r\n");
    char *all = read_all(text, used);
    cr_expect_not_null(strstr(all, "\n3/2|b|1|A|B|2\n"), "%zu", fill);
    free(all);
    free(text);
  }
}

Test(reader, a_row_past_the_limit_is_skipped) {
  const size_t size = 3 << 20;
  char *text = malloc(size + 200);
  size_t used = (size_t)sprintf(text, HEAD "a,1,A,B,2\n");
  memset(text + used, 'x', size);
  used += size;
  used += (size_t)sprintf(text + used, "\nb,1,A,B,2\n");
  char *all = read_all(text, used);
  cr_expect_str_eq(all,
                   "2/1|a|1|A|B|2\n"
                   "bad:3: the row is longer than 1048576 bytes; a quote may be open or an end of line missing\n"
                   "4/3|b|1|A|B|2\n",
                   "%.300s", all);
  free(all);
  free(text);
}

/* Whatever the bytes are, reading ends, and says something or gives rows. */
Test(reader, any_bytes) {
  static const char alphabet[] = "a1,\"\n\r \t.é\0{}";
  uint32_t seed = 99;
  for (int i = 0; i < 3000; i++) {
    char text[200] = HEAD;
    size_t used = strlen(HEAD);
    seed = seed * 1664525u + 1013904223u;
    const size_t more = seed >> 25;
    for (size_t j = 0; j < more; j++) {
      seed = seed * 1664525u + 1013904223u;
      text[used++] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
    }
    free(read_all(text, used));
  }
}
