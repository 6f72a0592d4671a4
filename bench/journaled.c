/* SPDX-License-Identifier: Apache-2.0 */
#include "bench/journaled.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench/world.h"

void bench_journal_empty(const char *directory) {
  (void)mkdir(directory, 0700);
  DIR *open = opendir(directory);
  if (open == NULL) bench_fail("the journal's directory cannot be opened", NULL);
  for (struct dirent *entry; (entry = readdir(open)) != NULL;) {
    char path[4600];
    const char *name = entry->d_name;
    const char *end = strrchr(name, '.');
    const bool ours = end != NULL && (strcmp(end, ".journal") == 0 || strcmp(end, ".frb") == 0 ||
                                      strcmp(end, ".frk") == 0 || strcmp(end, ".frs") == 0 || strcmp(end, ".new") == 0);
    snprintf(path, sizeof path, "%s/%s", directory, name);
    if (ours) unlink(path);
  }
  closedir(open);
}

static void *pump(void *argument) {
  bench_journal *self = argument;
  bench_pin(1);
  while (!atomic_load(&self->ending)) {
    if (fr_journal_pump(self->journal, BENCH_END_US) != FR_OK) bench_fail("the journal ended", NULL);
    usleep(2000);
  }
  return NULL;
}

fr_journal_options bench_journal_options(const char *directory) {
  static const uint8_t sealing_key[32] = {7};
  fr_journal_options options = FR_JOURNAL_OPTIONS_INIT;
  options.directory = directory;
  options.sealing_key = sealing_key;
  options.now_us = BENCH_END_US;
  return options;
}

void bench_journal_begin(bench_journal *self, fr_engine *engine, const char *directory) {
  const fr_journal_options options = bench_journal_options(directory);
  bench_journal_begin_with(self, engine, &options);
}

void bench_journal_begin_with(bench_journal *self, fr_engine *engine, const fr_journal_options *options) {
  fr_error error = FR_ERROR_INIT;
  *self = (bench_journal){.engine = engine, .directory = options->directory};
  atomic_init(&self->ending, false);
  bench_journal_empty(options->directory);
  if (fr_journal_open(engine, options, &self->journal, &error) != FR_OK) bench_fail("no journal", &error);
  if (fr_engine_set_journal(engine, self->journal, &error) != FR_OK) bench_fail("no journal", &error);
  if (pthread_create(&self->pump, NULL, pump, self) != 0) bench_fail("no thread", NULL);
}

void bench_journal_stop(bench_journal *self) {
  atomic_store(&self->ending, true);
  pthread_join(self->pump, NULL);
  if (fr_journal_close(self->journal) != FR_OK) bench_fail("the journal could not be closed", NULL);
}

void bench_journal_end(bench_journal *self) {
  bench_journal_stop(self);
  bench_journal_empty(self->directory);
}
