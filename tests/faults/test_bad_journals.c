/* SPDX-License-Identifier: Apache-2.0
 *
 * Journals that are not what they should be, in a directory of the system: the engine refuses each whole, changes
 * nothing, and says in a sentence what an operator can act on; so does `fraudrisk journal verify`. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "faults/faults.h"
#include "journal/fake_io.h"
#include "journal/item.h"

TestSuite(bad_journals, .timeout = 120);

enum { SEGMENTS = 8, NAME = 400 };

static place at;
static fr_engine_options options;
static char paths[SEGMENTS][NAME];
static uint32_t segments;
static uint8_t print[FR__LOG_ENGINE_BYTES];

static fr_status open_at(bank *in) {
  fr_journal_options journal = history_journal_options(&at);
  journal.mode = FR_JOURNAL_SYNC;
  journal.segment_bytes = FR__LOG_MIN_SEGMENT_BYTES;
  *in = (bank){.error = FR_ERROR_INIT};
  cr_assert_eq(fr_engine_create(&options, &in->engine, &in->error), FR_OK);
  FR_TRY(fr_journal_open(in->engine, &journal, &in->journal, &in->error));
  return fr_journal_recover(in->journal, NULL, &in->error);
}

static void note_segment(const char *path, void *argument) {
  (void)argument;
  if (strstr(path, ".journal") == NULL) return;
  cr_assert_lt(segments, SEGMENTS);
  snprintf(paths[segments++], NAME, "%s", path);
}

static int compare_paths(const void *a, const void *b) { return strcmp(a, b); }

/* Three segments or more, all of it on the disk and said to be. */
static void make(void) {
  bank in;
  at = place_make();
  options = world_options();
  options.complete_from_us = 0;
  cr_assert_eq(open_at(&in), FR_OK, "%s", in.error.message);
  in.policy = bundle_load(&history_policy);
  cr_assert_eq(fr_engine_set_policy(in.engine, in.policy, NULL), FR_OK);
  cr_assert_eq(fr_engine_set_journal(in.engine, in.journal, NULL), FR_OK);
  teller by = teller_of(in.engine, 9, 30);
  for (uint32_t i = 0; i < 1500; i++) tell_next(&by);
  cr_assert_eq(by.worst, FR_OK);
  fr_context_destroy(by.context);
  fr__journal_print(in.engine, print);
  cr_assert_eq(bank_close(&in), FR_OK);
  segments = 0;
  place_each(&at, note_segment, NULL);
  qsort(paths, segments, NAME, compare_paths);
  cr_assert_geq(segments, 3);
}
static void clear(void) {
  chmod(at.directory, 0700);
  place_clear(&at);
}

/* ---- what is said ---- */

static void expect_refused(fr_status status, const char *sentence) {
  bank in;
  const fr_status got = open_at(&in);
  cr_expect_eq(got, status, "%s: %s", fr_status_name(got), in.error.message);
  cr_expect_not_null(strstr(in.error.message, sentence), "%s", in.error.message);
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  cr_assert_eq(fr_engine_measure(in.engine, &stats), FR_OK);
  if (in.journal == NULL) cr_expect_eq(stats.parties, 0, "nothing of it was taken");
  (void)bank_close(&in);
}

/* By the command, where it was built; it says the same and exits with the status of what is refused. */
static void expect_command(const char *sentence) {
  const char *command = getenv("FRAUDRISK");
  char line[600], said[4096];
  if (command == NULL || access(command, X_OK) != 0) return;
  snprintf(line, sizeof line, "'%s' journal verify '%s' 2>&1", command, at.directory);
  FILE *pipe = popen(line, "r");
  cr_assert_not_null(pipe);
  said[fread(said, 1, sizeof said - 1, pipe)] = 0;
  const int ended = pclose(pipe);
  cr_expect(WIFEXITED(ended) && WEXITSTATUS(ended) == 1, "%s", said);
  cr_expect_not_null(strstr(said, sentence), "%s", said);
}

/* ---- bytes ---- */

static uint8_t *bytes_of(const char *path, uint64_t *size) { return file_read(path, size); }

static void write_over(const char *path, const uint8_t *bytes, uint64_t size) {
  FILE *file = fopen(path, "wb");
  cr_assert(file != NULL && fwrite(bytes, 1, size, file) == size);
  fclose(file);
}

typedef struct spot {
  uint64_t offset, size;
} spot;

/* The n-th record of a segment, its items counted from 1. */
static spot find_record(const uint8_t *bytes, uint64_t size, uint32_t wanted) {
  fr__crc32c crc;
  fr__item_header header;
  fr__item item;
  uint64_t offset = 0;
  fr__crc32c_init(&crc);
  cr_assert(fr__item_read_header(&crc, bytes, size, &header, &offset));
  const uint32_t seed = fr__item_seed(&crc, header.engine, header.first);
  for (uint32_t count = 0;;) {
    fr__item_read(&crc, seed, bytes + offset, size - offset, &item);
    cr_assert_neq(item.type, FR__ITEM_BAD);
    if (item.type == FR__ITEM_RECORD && ++count == wanted) return (spot){offset, item.size};
    offset += item.size;
  }
}

/* ---- each kind of damage ---- */

Test(bad_journals, of_another_engine_key, .init = make, .fini = clear) {
  options.secret_key[5] ^= 1;
  expect_refused(FR_OTHER_JOURNAL, "engine");
}

Test(bad_journals, a_missing_segment, .init = make, .fini = clear) {
  cr_assert_eq(unlink(paths[1]), 0);
  expect_refused(FR_BAD_JOURNAL, "some are missing: they have the numbers 1 and 3");
  expect_command("some are missing");
}

Test(bad_journals, segments_swapped, .init = make, .fini = clear) {
  char aside[NAME + 8];
  snprintf(aside, sizeof aside, "%s.aside", paths[0]);
  cr_assert(rename(paths[0], aside) == 0 && rename(paths[1], paths[0]) == 0 && rename(aside, paths[1]) == 0);
  expect_refused(FR_BAD_JOURNAL, "is swapped or renamed: inside it begins with");
  expect_command("is swapped or renamed");
}

/* In the last segment but one, so that opening reads it; what stands behind moves, as an editor would have it. */
static void edit(uint32_t what) {
  uint64_t size;
  const char *path = paths[segments - 2];
  uint8_t *bytes = bytes_of(path, &size), *made = calloc(1, size + 65536);
  const spot first = find_record(bytes, size, 20), second = find_record(bytes, size, 21);
  const uint64_t behind = second.offset + second.size;
  memcpy(made, bytes, size);
  uint8_t *to = made + first.offset;
  if (what == 0) { /* inserted: the record stands there twice */
    memcpy(to + first.size, bytes + first.offset, size - first.offset - first.size);
  } else if (what == 1) { /* deleted */
    memcpy(to, bytes + second.offset, size - second.offset);
    memset(made + size - first.size, 0, first.size);
  } else { /* the two in another order */
    memcpy(to, bytes + second.offset, second.size);
    memcpy(to + second.size, bytes + first.offset, first.size);
    memcpy(made + behind, bytes + behind, size - behind);
  }
  write_over(path, made, size);
  free(made);
  free(bytes);
  expect_refused(FR_BAD_JOURNAL, "record");
  expect_command("record");
}

Test(bad_journals, a_record_inserted, .init = make, .fini = clear) { edit(0); }
Test(bad_journals, a_record_deleted, .init = make, .fini = clear) { edit(1); }
Test(bad_journals, records_in_another_order, .init = make, .fini = clear) { edit(2); }

/* Cut behind a checkpoint in the middle, where every hash that is left is right. */
Test(bad_journals, a_tail_cut_at_a_checkpoint, .init = make, .fini = clear) {
  uint64_t size;
  const char *path = paths[segments - 2];
  uint8_t *bytes = bytes_of(path, &size);
  const spot last = find_record(bytes, size, 30);
  memset(bytes + last.offset, 0, size - last.offset);
  write_over(path, bytes, size);
  free(bytes);
  expect_refused(FR_BAD_JOURNAL, "record");
  expect_command("record");
  cr_assert_eq(unlink(paths[segments - 1]), 0); /* and whatever came behind: that is a journal that ends earlier … */
  const fr__log_reader_options from = {.directory = at.directory, .engine = print, .verify = true};
  fr__log_report report;
  fr_error error = FR_ERROR_INIT;
  (void)fr__log_verify(&from, 0, &report, &error);
  /* … which is found by whoever remembers how long it was */
  cr_expect_eq(fr__log_verify(&from, report.last_sequence + 1, &report, &error), FR_BAD_JOURNAL);
  cr_expect_neq(error.message[0], 0);
}

Test(bad_journals, a_directory_that_is_not_there, .init = make, .fini = clear) {
  place real = at;
  snprintf(at.directory, sizeof at.directory, "/nowhere/at/all");
  expect_refused(FR_NOT_FOUND, "the journal's directory does not exist: make it first");
  at = real;
}

/* What a child process that meets this is told. */
static void expect_child(void (*prepare)(void), fr_status wanted, const char *sentence) {
  const pid_t child = fork();
  if (child == 0) {
    bank in;
    prepare();
    const fr_status status = open_at(&in);
    fprintf(stderr, "%s: %s\n", fr_status_name(status), in.error.message);
    _exit(status == wanted && strstr(in.error.message, sentence) != NULL ? 0 : 1);
  }
  int state;
  cr_assert_eq(waitpid(child, &state, 0), child);
  if (WIFEXITED(state) && WEXITSTATUS(state) == 77) {
    printf("skipped: this process may not do that here\n");
    return;
  }
  cr_expect(WIFEXITED(state) && WEXITSTATUS(state) == 0, "%s", sentence);
}

static void become_nobody(void) {
  if (geteuid() == 0 && seteuid(65534) != 0) _exit(3);
}

/* By somebody who may read it and not write; whoever runs this as the superuser becomes nobody for that. */
Test(bad_journals, a_directory_of_somebody_else, .init = make, .fini = clear) {
  cr_assert_eq(chmod(at.directory, 0555), 0);
  for (uint32_t i = 0; i < segments; i++) cr_assert_eq(chmod(paths[i], 0444), 0);
  expect_child(become_nobody, FR_NOT_PERMITTED, "see to whom it and its files belong");
}

/* A mount of its own, in a name space of its own. */
static void mount_read_only(void) {
  if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) _exit(77);
  if (mount("tmpfs", at.directory, "tmpfs", MS_RDONLY, NULL) != 0) _exit(77);
}

Test(bad_journals, a_file_system_that_is_read_only, .init = make, .fini = clear) {
  expect_child(mount_read_only, FR_READ_ONLY, "mount it for writing");
}

static void use_up_files(void) {
  const int next = dup(0);
  const struct rlimit none = {(rlim_t)next, (rlim_t)next};
  close(next);
  if (setrlimit(RLIMIT_NOFILE, &none) != 0) _exit(77);
}

Test(bad_journals, too_many_files_are_open, .init = make, .fini = clear) {
  expect_child(use_up_files, FR_TOO_MANY_FILES, "raise that limit");
}

static void make_files_small(void) {
  const struct rlimit small = {4096, 4096};
  signal(SIGXFSZ, SIG_IGN);
  if (setrlimit(RLIMIT_FSIZE, &small) != 0) _exit(77);
}

Test(bad_journals, a_disk_without_room, .init = make, .fini = clear) {
  place_remove(&at, NULL); /* a journal that begins takes room at once */
  expect_child(make_files_small, FR_JOURNAL_FULL, "the disk has no room for the journal");
}

Test(bad_journals, a_directory_that_is_a_file, .init = make, .fini = clear) {
  place real = at;
  snprintf(at.directory, sizeof at.directory, "%.63s", paths[0]);
  if (strlen(paths[0]) < sizeof at.directory) expect_refused(FR_NOT_A_DIRECTORY, "is a file, or lies under one");
  snprintf(at.directory, sizeof at.directory, "/proc/self/stat/below");
  expect_refused(FR_NOT_A_DIRECTORY, "is a file, or lies under one");
  at = real;
}

/* Whatever the system is, each refusal of the first file has its own sentence. */
Test(bad_journals, each_refusal_has_its_sentence) {
  static const struct {
    fr_status status;
    const char *sentence;
  } refusals[] = {{FR_NOT_FOUND, "does not exist: make it first"},
                  {FR_NOT_A_DIRECTORY, "give the path of a directory"},
                  {FR_NOT_PERMITTED, "see to whom"},
                  {FR_READ_ONLY, "read-only"},
                  {FR_TOO_MANY_FILES, "files open"},
                  {FR_JOURNAL_FULL, "has no room"},
                  {FR_NO_MEMORY, "out of memory"},
                  {FR_JOURNAL_DOWN, "see what it logs"}};
  const fr_engine_options plain = world_options();
  fr_journal_options how = FR_JOURNAL_OPTIONS_INIT;
  how.directory = "journal";
  how.now_us = NOON;
  for (size_t i = 0; i < FR_COUNT(refusals); i++) {
    fake_world *disk = fake_create(1);
    fr_engine *engine;
    fr_journal *journal = NULL;
    fr_error error = FR_ERROR_INIT;
    disk->fail_at = 1;
    disk->fail_status = refusals[i].status;
    cr_assert_eq(fr_engine_create(&plain, &engine, &error), FR_OK);
    cr_expect_eq(fr__journal_open_with(engine, &how, &disk->io, &journal, &error), refusals[i].status);
    cr_expect_not_null(strstr(error.message, refusals[i].sentence), "%s", error.message);
    cr_expect_null(journal);
    fr_engine_destroy(engine);
    fake_destroy(disk);
  }
}

Test(bad_journals, two_processes_on_one, .init = make, .fini = clear) {
  bank first;
  cr_assert_eq(open_at(&first), FR_OK);
  const pid_t child = fork();
  if (child == 0) {
    bank second;
    const fr_status status = open_at(&second);
    fprintf(stderr, "%s: %s\n", fr_status_name(status), second.error.message);
    _exit(status == FR_JOURNAL_LOCKED && strstr(second.error.message, "open") != NULL ? 0 : 1);
  }
  int state;
  cr_assert_eq(waitpid(child, &state, 0), child);
  cr_expect(WIFEXITED(state) && WEXITSTATUS(state) == 0);
  cr_assert_eq(bank_close(&first), FR_OK);
}
