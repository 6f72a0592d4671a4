/* SPDX-License-Identifier: Apache-2.0
 *
 * Watch lists at size: loads a file of listed accounts as the command does, and asks for parties that are on the list
 * and for strangers. See bench/README.md.
 *
 *   bench_watch [--tiny] FILE     FILE is written anew: ten million rows, with --tiny twenty thousand */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "event/transfer.h"
#include "lists.h"
#include "state/watch.h"

enum { ROWS = 10000000, TINY = 20000, ASKS = 2000000, LISTS = 3 };
static const uint8_t key[16] = "a bench's secret";
static const char *const lists[LISTS] = {"case_account", "suspicious", "dormant"};

/* On a machine that others use as well, the processor's seconds tell more. */
static double seconds_of(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static uint64_t next(uint64_t *random) { /* splitmix64 */
  uint64_t z = *random += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return z ^ z >> 31;
}

/* The number is turned about, so that the file is in no order that a lookup could gain from. Strangers end in 9. */
static void account_of(uint32_t number, bool stranger, char name[24]) {
  snprintf(name, 24, "62%016" PRIu64 "%d", number * UINT64_C(0x9E3779B97F4A7C15) % UINT64_C(10000000000000000),
           stranger ? 9 : 1);
}

static bool write_file(const char *path, uint32_t rows) {
  FILE *file = fopen(path, "w");
  if (file == NULL) return false;
  fprintf(file, "party,list,until\n");
  for (uint32_t i = 0; i < rows; i++) {
    char name[24];
    account_of(i, false, name);
    fprintf(file, "%s,%s,%s\n", name, lists[i % LISTS], i % 2 ? "2027-01-01T00:00:00+08:00" : "");
  }
  return fclose(file) == 0;
}

/* What a lookup costs once the party's key is there, as it is while a transfer is scored. */
static uint64_t ask(const fr_watch_lists *from, const char *what, uint32_t rows, bool strangers) {
  const fr__hash128 list = fr__list_name(fr_text_of(lists[0]));
  fr__hash128 *keys = malloc(ASKS * sizeof *keys);
  uint64_t random = 7, found = 0;
  if (keys == NULL) return 0;
  for (uint32_t i = 0; i < ASKS; i++) {
    char name[24];
    account_of((uint32_t)(next(&random) % (rows / LISTS)) * LISTS, strangers, name);
    keys[i] = fr__party_key_of(key, FR_PARTY_ACCOUNT, fr_text_of(name));
  }
  const double began = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
  for (uint32_t i = 0; i < ASKS; i++) found += fr__watch_holds(from, keys[i], list, INT64_C(1767225600000000));
  printf("%s: %.1f ns an ask, %" PRIu64 " of %d found\n", what,
         (seconds_of(CLOCK_PROCESS_CPUTIME_ID) - began) * 1e9 / ASKS, found, ASKS);
  free(keys);
  return found;
}

/* The same without a file: what of the loading is the library's. */
static bool build_alone(uint32_t rows) {
  fr_watch_builder *builder = NULL;
  fr_watch_lists *made = NULL;
  const double began = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
  if (fr_watch_builder_create(key, rows, &builder, NULL) < 0) return false;
  for (uint32_t i = 0; i < rows; i++) {
    char name[24];
    account_of(i, false, name);
    if (fr_watch_builder_add(builder, FR_PARTY_ACCOUNT, fr_text_of(name), fr_text_of(lists[i % LISTS]), 0, NULL) < 0)
      return false;
  }
  const double added = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
  const bool good = fr_watch_builder_finish(builder, 1, &made, NULL) == FR_OK;
  printf("built without a file: %.2f s to add, %.2f s to finish\n", added - began,
         seconds_of(CLOCK_PROCESS_CPUTIME_ID) - added);
  fr_watch_builder_destroy(builder);
  fr_watch_lists_release(made);
  return good;
}

int main(int argc, char **argv) {
  const bool tiny = argc == 3 && strcmp(argv[1], "--tiny") == 0;
  const char *path = argv[argc - 1];
  const uint32_t rows = tiny ? TINY : ROWS;
  if (argc != (tiny ? 3 : 2) || !write_file(path, rows)) {
    fprintf(stderr, "bench_watch: say bench_watch [--tiny] FILE, a file that can be written\n");
    return 2;
  }
  const row_format format = {.currency = "CNY", .currency_digits = 2};
  const lists_options options = {.path = path, .key = key, .row = &format};
  uint64_t bad = 0;
  const double began = seconds_of(CLOCK_MONOTONIC), cpu_began = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
  fr_watch_lists *loaded = lists_load(&options, &bad);
  const double cpu = seconds_of(CLOCK_PROCESS_CPUTIME_ID) - cpu_began, seconds = seconds_of(CLOCK_MONOTONIC) - began;
  fr_watch_lists_info info = FR_WATCH_LISTS_INFO_INIT;
  if (loaded == NULL || bad != 0 || fr_watch_lists_describe(loaded, &info) < 0) return 1;
  printf("loaded: %" PRIu64 " entries from a file in %.2f s (%.2f s of the processor), %.2f bytes each\n", info.entries,
         seconds, cpu, (double)info.bytes / (double)info.entries);
  const bool right = ask(loaded, "listed", rows, false) == ASKS && ask(loaded, "strangers", rows, true) == 0;
  fr_watch_lists_release(loaded);
  if (!right || info.entries != rows) printf("BUT ANOTHER RESULT\n");
  return right && info.entries == rows && build_alone(rows) ? 0 : 1;
}
