/* SPDX-License-Identifier: Apache-2.0
 *
 * How fast the command reads a file of transfers, by format: bytes to the library's structs, nothing scored. The files
 * hold the same rows, which is checked; they are read in turns. See bench/README.md.
 *
 *   bench_read FILE…     the first is what the others are compared with */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "source.h"

enum { ROUNDS = 5, FILES_MAX = 16 };

typedef struct reading {
  const char *path;
  uint64_t rows, hash;
  double seconds[ROUNDS]; /* of the processor: the machine may be busy */
} reading;

static double processor_seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static uint64_t mix(uint64_t hash, const void *bytes, size_t size) { /* FNV-1a */
  const unsigned char *at = bytes;
  for (size_t i = 0; i < size; i++) hash = (hash ^ at[i]) * UINT64_C(0x100000001B3);
  return hash;
}

static uint64_t mix_row(uint64_t hash, const fr_transfer *one) {
  const int64_t numbers[] = {one->time_us, one->amount_minor, one->balance_before_minor, one->known};
  hash = mix(hash, numbers, sizeof numbers);
  hash = mix(hash, one->id.data, one->id.size);
  hash = mix(hash, one->payer.data, one->payer.size);
  return mix(hash, one->payee.data, one->payee.size);
}

/* Only the first round hashes, and is not counted. */
static bool read_once(reading *of, int round, row *into) {
  const row_format format = {.currency = "CNY", .currency_digits = 2};
  const reader_options options = {.what = SCHEMA_TRANSFERS, .quiet = true, .row = &format};
  char message[ROW_MESSAGE_BYTES];
  uint64_t rows = 0, hash = UINT64_C(0xCBF29CE484222325);
  source_result got = SOURCE_FAILED;
  const double began = processor_seconds();
  source *from = source_open(of->path, &options, 0, message, sizeof message);
  while (from && (got = source_next(from, into)) == SOURCE_ROW) {
    rows++;
    if (round < 0) hash = mix_row(hash, &into->transfer);
  }
  if (got != SOURCE_END) fprintf(stderr, "bench_read: %s\n", from ? into->message : message);
  source_close(from);
  if (round < 0) {
    of->hash = hash;
    of->rows = rows;
  } else {
    of->seconds[round] = processor_seconds() - began;
  }
  return got == SOURCE_END && rows == of->rows;
}

static int ascending(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void tell(reading *of, double first) {
  struct stat status;
  if (stat(of->path, &status) != 0) status.st_size = 0;
  const double middle = of->seconds[ROUNDS / 2];
  printf("%-24s %12lld bytes %10" PRIu64 " rows %10.0f a second (%.0f to %.0f) %6.2f of the first\n", of->path,
         (long long)status.st_size, of->rows, (double)of->rows / middle, (double)of->rows / of->seconds[ROUNDS - 1],
         (double)of->rows / of->seconds[0], first / middle);
}

int main(int argc, char **argv) {
  static reading files[FILES_MAX];
  const int count = argc - 1;
  if (count < 1 || count > FILES_MAX) {
    fprintf(stderr, "bench_read: name 1 to %d files\n", FILES_MAX);
    return 2;
  }
  row *into = row_create();
  if (into == NULL) return 1;
  for (int i = 0; i < count; i++) files[i].path = argv[i + 1];
  bool read = true, same = true;
  for (int round = -1; round < ROUNDS && read; round++)
    for (int i = 0; i < count && read; i++) read = read_once(&files[i], round, into);
  if (!read) {
    row_destroy(into);
    return 1;
  }
  for (int i = 0; i < count; i++) {
    qsort(files[i].seconds, ROUNDS, sizeof files[i].seconds[0], ascending);
    tell(&files[i], files[0].seconds[ROUNDS / 2]);
    same = same && files[i].rows == files[0].rows && files[i].hash == files[0].hash;
  }
  if (!same) printf("BUT OTHER ROWS\n");
  row_destroy(into);
  return same ? 0 : 1;
}
