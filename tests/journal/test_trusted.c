/* SPDX-License-Identifier: Apache-2.0
 *
 * What recovery and pruning take on trust: records whose CRC somebody mended, checkpoints of another signer, snapshots
 * that were edited, put together or come from another history, sectors that cannot be read. */
#include <criterion/criterion.h>

#include "journal/history.h"
#include "journal/item.h"
#include "journal/support.h"

TestSuite(trusted, .timeout = 120);

enum { SEGMENT = 131072, TOLD = 2500, SECTION = 32, TAG = 32, NAMES = 64, ROUNDS = 3 };
#define FIRST "00000000000000000001.journal"

static fr_engine_options options;
static fr_journal_options with; /* what a test sets of the journal's options */
static fake_world *disk;
static bank in;

static fr_status open_in(fake_world *at, fr_journal_recovery *recovery) {
  static const place nowhere = {"journal"};
  fr_journal_options journal = history_journal_options(&nowhere);
  journal.mode = FR_JOURNAL_SYNC;
  journal.segment_bytes = SEGMENT;
  journal.signing_key = with.signing_key;
  journal.signing_key_size = with.signing_key_size;
  journal.trusted_keys = with.trusted_keys;
  journal.trusted_keys_size = with.trusted_keys_size;
  in = (bank){.error = FR_ERROR_INIT};
  cr_assert_eq(fr_engine_create(&options, &in.engine, &in.error), FR_OK);
  FR_TRY(fr__journal_open_with(in.engine, &journal, &at->io, &in.journal, &in.error));
  return fr_journal_recover(in.journal, recovery, &in.error);
}

static void sign(void) {
  with.signing_key = signing_key;
  with.signing_key_size = strlen(signing_key);
}

/* So many things happen; snapshots are taken behind some of them. */
static fake_world *write_journal(uint32_t seed, uint32_t count, const uint32_t *snapshots, uint32_t snapshot_count) {
  fake_world *made = fake_create(seed);
  cr_assert_eq(open_in(made, NULL), FR_OK, "%s", in.error.message);
  in.policy = bundle_load(&history_policy);
  cr_assert_eq(fr_engine_set_policy(in.engine, in.policy, NULL), FR_OK);
  cr_assert_eq(fr_engine_set_journal(in.engine, in.journal, NULL), FR_OK);
  teller by = teller_of(in.engine, seed, 30);
  for (uint32_t i = 0; i < count; i++) {
    tell_next(&by);
    for (uint32_t k = 0; k < snapshot_count; k++) {
      if (snapshots[k] == i) cr_assert_eq(fr_journal_snapshot(in.journal, NULL, &in.error), FR_OK);
    }
  }
  cr_assert_eq(by.worst, FR_OK);
  fr_context_destroy(by.context);
  cr_assert_eq(bank_close(&in), FR_OK);
  return made;
}

static void set_up(void) {
  options = world_options();
  options.complete_from_us = 0;
  with = (fr_journal_options)FR_JOURNAL_OPTIONS_INIT;
}
static void make(void) {
  set_up();
  disk = write_journal(9, TOLD, NULL, 0);
}
static void make_with_snapshots(void) {
  static const uint32_t snapshots[] = {1600, 2300};
  set_up();
  disk = write_journal(9, TOLD, snapshots, FR_COUNT(snapshots));
}
static void drop(void) { fake_destroy(disk); }

static void expect_recovery(fr_status status, const char *sentence, fr_journal_recovery *recovery) {
  const fr_status got = open_in(disk, recovery);
  cr_expect_eq(got, status, "%s: %s", fr_status_name(got), in.error.message);
  if (sentence != NULL) cr_expect_not_null(strstr(in.error.message, sentence), "%s", in.error.message);
  (void)bank_close(&in);
}

/* ---- the files ---- */

typedef struct names {
  char name[NAMES][96];
  uint32_t count;
} names;

static const char *wanted;
static void note_name(void *argument, const char *name) {
  names *found = argument;
  if (strstr(name, wanted) == NULL) return;
  cr_assert_lt(found->count, NAMES);
  snprintf(found->name[found->count++], sizeof found->name[0], "%s", name);
}
static int by_name(const void *a, const void *b) { return strcmp(a, b); }

static names list(fake_world *at, const char *marked) {
  names found = {.count = 0};
  wanted = marked;
  at->io.list(at, "journal", note_name, &found);
  qsort(found.name, found.count, sizeof found.name[0], by_name);
  return found;
}

/* Another decision in the place of the n-th of a segment, of the same size and with the CRC that it has to have. */
static void forge_decision(const char *segment, uint32_t n) {
  fr__crc32c crc;
  fr__item_header header;
  fr__item item;
  uint64_t size, offset = 0;
  uint8_t *bytes = fake_bytes(disk, segment, &size), body[FR__ITEM_MAX_BODY];
  fr__crc32c_init(&crc);
  cr_assert(fr__item_read_header(&crc, bytes, size, &header, &offset));
  const uint32_t seed = fr__item_seed(&crc, header.engine, header.first);
  for (;; offset += item.size) {
    fr__item_read(&crc, seed, bytes + offset, size - offset, &item);
    cr_assert(item.type != FR__ITEM_BAD && item.type != FR__ITEM_END);
    if (item.type == FR__ITEM_RECORD && item.as.record.kind == FR__RECORD_DECIDED && --n == 0) break;
  }
  const uint32_t length = item.as.record.body_size;
  memcpy(body, item.as.record.body, length);
  body[length - 1] ^= 1;
  fr__item_write_record(&crc, seed, bytes + offset, item.as.record.sequence, FR__RECORD_DECIDED, body, length);
  fr__item_read(&crc, seed, bytes + offset, size - offset, &item);
  cr_assert_eq(item.type, FR__ITEM_RECORD, "its CRC is right");
}

/* ---- records ---- */

Test(trusted, a_record_forged_in_the_first_of_four_segments_stops_recovery, .init = make, .fini = drop) {
  const names segments = list(disk, ".journal");
  cr_assert_geq(segments.count, 4);
  expect_recovery(FR_OK, NULL, NULL);
  forge_decision(FIRST, 7);
  expect_recovery(FR_BAD_JOURNAL, "one of them was changed", NULL);
}

/* It is not read by recovery, and the documents say so; verifying all finds it. */
Test(trusted, what_lies_before_the_snapshot_is_for_verify, .init = make_with_snapshots, .fini = drop) {
  fr_journal_recovery recovery = FR_JOURNAL_RECOVERY_INIT;
  fr__log_report report;
  fr_error error = FR_ERROR_INIT;
  forge_decision(FIRST, 7);
  expect_recovery(FR_OK, NULL, &recovery);
  cr_expect_gt(recovery.snapshot_sequence, 0);
  const fr__log_reader_options from = {.io = &disk->io, .directory = "journal"};
  cr_expect_eq(fr__log_verify(&from, 0, &report, &error), FR_BAD_JOURNAL);
}

static const char other_key[] =
    "-----BEGIN PUBLIC KEY-----\n"
    "MCowBQYDK2VwAyEA9b8XnFUOydfbE75DGmaRvgLvNctYwkHZC2ovQR7k9QQ=\n"
    "-----END PUBLIC KEY-----\n";

Test(trusted, signatures_are_looked_at_where_keys_are_given, .init = set_up) {
  fr_journal_recovery recovery = FR_JOURNAL_RECOVERY_INIT;
  char both[1024];
  sign();
  disk = write_journal(11, 1500, NULL, 0);
  expect_recovery(FR_OK, NULL, &recovery);
  cr_expect_eq(recovery.signed_sequence, 0, "nobody asked");
  snprintf(both, sizeof both, "%s%s", other_key, public_key);
  with.trusted_keys = both;
  with.trusted_keys_size = strlen(both);
  expect_recovery(FR_OK, NULL, &recovery);
  cr_expect_eq(recovery.signed_sequence, recovery.last_sequence, "closing signs");
  with.trusted_keys = other_key;
  with.trusted_keys_size = strlen(other_key);
  expect_recovery(FR_BAD_SIGNATURE, "is not signed by this key", NULL);
  with.trusted_keys = "no key";
  with.trusted_keys_size = 6;
  expect_recovery(FR_BAD_KEY, "", NULL);
  fake_destroy(disk);
}

Test(trusted, a_journal_that_nobody_signed_says_so_in_recovery, .init = make, .fini = drop) {
  fr_journal_recovery recovery = FR_JOURNAL_RECOVERY_INIT;
  with.trusted_keys = public_key;
  with.trusted_keys_size = strlen(public_key);
  expect_recovery(FR_OK, NULL, &recovery);
  cr_expect_eq(recovery.signed_sequence, 0);
}

/* ---- snapshots ---- */

/* The sentence of a refused prune; every segment is still there. */
static void expect_kept(fr_status status, const char *sentence) {
  uint64_t removed = 77;
  const uint32_t before = list(disk, ".journal").count;
  (void)open_in(disk, NULL);
  cr_assert_not_null(in.journal, "%s", in.error.message);
  const fr_status got = fr_journal_prune(in.journal, &removed, &in.error);
  cr_expect_eq(got, status, "%s: %s", fr_status_name(got), in.error.message);
  cr_expect_not_null(strstr(in.error.message, sentence), "%s", in.error.message);
  cr_expect_eq(removed, 0);
  (void)bank_close(&in);
  cr_expect_eq(list(disk, ".journal").count, before);
}

static void expect_refused(uint32_t refused) {
  fr_journal_recovery recovery = FR_JOURNAL_RECOVERY_INIT;
  expect_recovery(FR_OK, NULL, &recovery);
  cr_expect_eq(recovery.snapshots_refused, refused);
}

Test(trusted, two_good_snapshots_let_segments_go, .init = make_with_snapshots, .fini = drop) {
  uint64_t removed = 0;
  const uint32_t before = list(disk, ".journal").count;
  expect_refused(0);
  cr_assert_eq(open_in(disk, NULL), FR_OK);
  cr_expect_eq(fr_journal_prune(in.journal, &removed, &in.error), FR_OK, "%s", in.error.message);
  cr_expect_geq(removed, 1);
  (void)bank_close(&in);
  cr_expect_eq(list(disk, ".journal").count, before - removed);
  expect_refused(0);
}

/* Whichever of the two it is, and wherever. */
Test(trusted, a_damaged_snapshot_keeps_the_segments, .init = make_with_snapshots, .fini = drop) {
  const names found = list(disk, "snapshot-");
  cr_assert_eq(found.count, 2);
  for (uint32_t which = 0; which < 2; which++) {
    uint64_t size;
    uint8_t *bytes = fake_bytes(disk, found.name[which], &size);
    for (uint64_t at = 200; at < size; at += size / ROUNDS) {
      bytes[at] ^= 4;
      expect_kept(FR_BAD_DIGEST, "it was damaged, or changed by somebody without the engine's secret");
      bytes[at] ^= 4;
    }
    bytes[size - 1] ^= 1;
    expect_kept(FR_BAD_DIGEST, "changed by somebody");
    expect_refused(which == 1 ? 1 : 0);
    bytes[size - 1] ^= 1;
  }
  expect_refused(0);
}

static uint64_t section_size(const uint8_t *at) { return SECTION + fr__get_word(at + 24) + TAG; }

/* Every section is one that the engine wrote. */
Test(trusted, a_snapshot_put_together_of_two_is_refused, .init = make_with_snapshots, .fini = drop) {
  const names found = list(disk, "snapshot-");
  uint64_t old_size, new_size;
  const uint8_t *old = fake_bytes(disk, found.name[0], &old_size), *newer = fake_bytes(disk, found.name[1], &new_size);
  const uint8_t *old_part = old + section_size(old), *part = newer + section_size(newer);
  old_part += section_size(old_part);
  part += section_size(part);
  uint8_t *made = malloc(old_size + new_size), *to = made;
  const uint64_t before = (uint64_t)(part - newer), behind = new_size - before - section_size(part);
  memcpy(to, newer, before);
  memcpy(to += before, old_part, section_size(old_part));
  memcpy(to += section_size(old_part), part + section_size(part), behind);
  fake_put(disk, found.name[1], made, (uint64_t)(to - made) + behind);
  expect_kept(FR_BAD_DIGEST, "changed by somebody");
  expect_refused(1);
  free(made);
}

Test(trusted, a_snapshot_under_another_name_is_refused, .init = make_with_snapshots, .fini = drop) {
  const names found = list(disk, "snapshot-");
  char name[96];
  unsigned long long sequence = strtoull(found.name[1] + 9, NULL, 10);
  snprintf(name, sizeof name, "snapshot-%020llu.frs", sequence - 1);
  fake_rename(disk, found.name[1], name);
  expect_kept(FR_BAD_JOURNAL, "it is not what its name says");
  expect_refused(1);
}

Test(trusted, a_snapshot_of_format_1_is_refused_by_name, .init = make_with_snapshots, .fini = drop) {
  const names found = list(disk, "snapshot-");
  uint64_t size;
  fake_bytes(disk, found.name[0], &size)[SECTION] = 1;
  expect_kept(FR_BAD_JOURNAL, "it has format 1, and this library reads format 2");
}

/* The same secret, the same options, another journal: each of its bytes is one that such an engine wrote. */
Test(trusted, a_snapshot_of_another_history_is_refused, .init = make_with_snapshots, .fini = drop) {
  static const uint32_t snapshots[] = {2400};
  fake_world *other = write_journal(21, 2410, snapshots, 1);
  const names found = list(other, "snapshot-"), ours = list(disk, "snapshot-");
  uint64_t size;
  const uint8_t *bytes = fake_bytes(other, found.name[0], &size);
  cr_assert_gt(strcmp(found.name[0], ours.name[0]), 0, "it is one of the newest two");
  fake_put(disk, found.name[0], bytes, size);
  expect_kept(FR_OTHER_JOURNAL, "it is of another history than this journal");
  expect_refused(strcmp(found.name[0], ours.name[1]) > 0 ? 1 : 0);
  fake_destroy(other);
}

Test(trusted, a_snapshot_of_another_engine_is_refused, .init = make_with_snapshots, .fini = drop) {
  static const uint32_t snapshots[] = {2400};
  options.secret_key[3] ^= 1;
  fake_world *other = write_journal(9, 2410, snapshots, 1);
  options.secret_key[3] ^= 1;
  const names found = list(other, "snapshot-");
  uint64_t size;
  const uint8_t *bytes = fake_bytes(other, found.name[0], &size);
  fake_put(disk, found.name[0], bytes, size);
  expect_kept(FR_OTHER_JOURNAL, "it was written under another engine's key");
  expect_refused(1);
  fake_destroy(other);
}

/* A name that tells of more than there is pushes no good one out. */
Test(trusted, a_name_from_the_future_is_passed_over, .init = make_with_snapshots, .fini = drop) {
  uint64_t removed = 0;
  fake_put(disk, "snapshot-09999999999999999999.frs", "x", 1);
  fake_put(disk, "snapshot-09999999999999999998.frs", "x", 1);
  cr_assert_eq(open_in(disk, NULL), FR_OK, "%s", in.error.message);
  cr_assert_eq(fr_engine_set_journal(in.engine, in.journal, &in.error), FR_OK, "%s", in.error.message);
  cr_assert_eq(fr_journal_snapshot(in.journal, NULL, &in.error), FR_OK, "%s", in.error.message);
  cr_expect_eq(list(disk, "snapshot-").count, 4, "two and those");
  cr_expect_eq(fr_journal_prune(in.journal, &removed, &in.error), FR_OK, "%s", in.error.message);
  cr_expect_geq(removed, 1);
  (void)bank_close(&in);
  expect_refused(2);
}

/* ---- answers ---- */

typedef struct counts {
  uint32_t made, strange;
} counts;

static void count_verdict(void *argument, const fr__verdict *verdict) {
  counts *all = argument;
  if (verdict->is == NULL) return;
  cr_assert_eq(memcmp(verdict->was, verdict->is, sizeof *verdict->was), 0, "the decision itself comes out again");
  all->made++;
  all->strange += !fr__answer_follows(verdict->given, verdict->is);
}

static counts replay(fake_world *at) {
  counts all = {0};
  fr_engine *engine;
  fr__replayer *replayer;
  fr__log_reader *reader;
  fr__log_record record;
  const fr__replayer_options how = {.verdict = count_verdict,
                                    .argument = &all,
                                    .io = &at->io,
                                    .directory = "journal",
                                    .host_key = history_sealing_key};
  const fr__log_reader_options from = {.io = &at->io, .directory = "journal"};
  cr_assert_eq(fr_engine_create(&options, &engine, NULL), FR_OK);
  cr_assert_eq(fr__replayer_create(engine, &how, &replayer), FR_OK);
  cr_assert_eq(fr__log_reader_open(&from, &reader, NULL), FR_OK);
  while (fr__log_reader_next(reader, &record, NULL) == FR_OK && record.sequence != 0) {
    cr_assert_eq(fr__replayer_apply(replayer, record.sequence, record.kind, record.body, record.size, NULL), FR_OK);
  }
  fr__log_reader_close(reader);
  fr__replayer_destroy(replayer);
  fr_engine_destroy(engine);
  return all;
}

/* What was not answered as it was decided, as somebody would have it. */
static bool forge_answer(const fr__log_record *record, uint8_t *body, uint32_t *size) {
  fr__decided decided;
  fr_decision decision;
  if (record->kind != FR__RECORD_DECIDED) return false;
  cr_assert_eq(fr__decided_read(record->body, record->size, &decided, &decision), FR_OK);
  if (decision.outcome == FR_OUTCOME_ALLOW) return false;
  decided.given.outcome = decided.given.would_be = FR_OUTCOME_ALLOW;
  *size = fr__decided_write(&decided, &decision, body);
  return true;
}

/* Somebody writes a journal anew, with one answer changed: every hash is right. */
Test(trusted, an_answer_that_does_not_come_of_its_decision_shows_in_a_replay, .init = make, .fini = drop) {
  fake_world *other = fake_create(5);
  fr__log *log;
  fr__log_reader *reader;
  fr__log_record record;
  uint8_t body[FR__RECORD_ROOM], print[FR__LOG_ENGINE_BYTES];
  fr__log_options to = {.io = &other->io, .directory = "journal", .created_us = NOON};
  const fr__log_reader_options from = {.io = &disk->io, .directory = "journal"};
  const names bundles = list(disk, ".fr");
  bool forged = false;
  fr__journal_print_of(options.secret_key, print);
  memcpy(to.engine, print, sizeof print);
  cr_assert_eq(fr__log_open(&to, &log, NULL, NULL), FR_OK);
  cr_assert_eq(fr__log_reader_open(&from, &reader, NULL), FR_OK);
  while (fr__log_reader_next(reader, &record, NULL) == FR_OK && record.sequence != 0) {
    uint32_t size = record.size;
    uint64_t sequence;
    memcpy(body, record.body, size);
    forged = forged || forge_answer(&record, body, &size);
    cr_assert_eq(fr__log_append(log, record.kind, body, size, &sequence), FR_OK);
    cr_assert_eq(sequence, record.sequence);
  }
  fr__log_reader_close(reader);
  fr__log_close(log);
  cr_assert(forged);
  for (uint32_t i = 0; i < bundles.count; i++) {
    uint64_t size;
    const uint8_t *bytes = fake_bytes(disk, bundles.name[i], &size);
    fake_put(other, bundles.name[i], bytes, size);
  }
  const counts was = replay(disk), is = replay(other);
  cr_expect_gt(was.made, 500);
  cr_expect_eq(was.strange, 0);
  cr_expect_eq(is.made, was.made);
  cr_expect_eq(is.strange, 1);
  fake_destroy(other);
}

Test(trusted, what_limits_and_the_shadow_make_of_an_answer) {
  fr_decision decision = FR_DECISION_INIT;
  decision.outcome = decision.pure_outcome = decision.would_be = FR_OUTCOME_HOLD;
  decision.flags = FR_FLAG_DELAYED | FR_FLAG_APPROXIMATE;
  const uint32_t hold = FR_OUTCOME_HOLD, warn = FR_OUTCOME_WARN, allow = FR_OUTCOME_ALLOW;
  const uint32_t limited = FR_FLAG_LIMITED | FR_FLAG_APPROXIMATE, shadow = FR_FLAG_SHADOW | FR_FLAG_APPROXIMATE;
  const struct {
    fr__answer given;
    bool follows;
  } cases[] = {
      {{.outcome = hold, .would_be = hold, .flags = decision.flags}, true},
      {{.outcome = warn, .would_be = warn, .flags = decision.flags}, false}, /* nothing says why */
      {{.outcome = warn, .would_be = warn, .flags = limited}, true},
      {{.outcome = allow, .would_be = allow, .flags = limited}, true},
      {{.outcome = hold, .would_be = hold, .flags = limited}, false}, /* then it was not lowered */
      {{.outcome = FR_OUTCOME_NONE, .would_be = FR_OUTCOME_NONE, .flags = limited}, false},
      {{.outcome = warn, .would_be = allow, .flags = limited}, false},
      {{.outcome = warn, .would_be = warn, .flags = limited | FR_FLAG_TRUSTED}, false},
      {{.outcome = allow, .would_be = hold, .flags = shadow | FR_FLAG_DELAYED}, true},
      {{.outcome = allow, .would_be = hold, .flags = shadow}, true},
      {{.outcome = warn, .would_be = hold, .flags = shadow}, false}, /* the shadow stops nothing */
      {{.outcome = allow, .would_be = warn, .flags = shadow}, false},
      {{.outcome = allow, .would_be = warn, .flags = shadow | FR_FLAG_LIMITED}, true},
      {{.outcome = hold, .would_be = hold, .flags = FR_FLAG_DELAYED}, false},
  };
  for (uint32_t i = 0; i < FR_COUNT(cases); i++) {
    cr_expect_eq(fr__answer_follows(&cases[i].given, &decision), cases[i].follows, "case %u", i);
  }
}

/* ---- what the disk cannot give ---- */

static struct {
  const char *name;
  fr__file *file; /* the last that was opened under the name */
  uint64_t at;
  uint32_t maps;
} bad;

static fr_status (*true_open)(void *, const char *, const char *, enum fr__io_how, fr__file **);
static fr_status (*true_read)(fr__file *, uint64_t, void *, uint64_t, uint64_t *);
static fr_status (*true_map)(fr__file *, uint64_t, uint8_t **);
static void (*true_close)(fr__file *);

static fr_status noting_open(void *context, const char *directory, const char *name, enum fr__io_how how,
                             fr__file **file) {
  const fr_status status = true_open(context, directory, name, how, file);
  if (status == FR_OK && strcmp(name, bad.name) == 0) bad.file = *file;
  return status;
}
static fr_status failing_read(fr__file *file, uint64_t offset, void *into, uint64_t bytes, uint64_t *count) {
  *count = 0;
  if (file == bad.file && offset <= bad.at && bad.at - offset < bytes) return FR_JOURNAL_DOWN;
  return true_read(file, offset, into, bytes, count);
}
static fr_status counting_map(fr__file *file, uint64_t bytes, uint8_t **memory) {
  bad.maps++;
  return true_map(file, bytes, memory);
}
static void noting_close(fr__file *file) {
  if (file == bad.file) bad.file = NULL;
  true_close(file);
}

static void break_sector(const char *name, uint64_t at) {
  bad.name = name;
  bad.at = at;
  bad.file = NULL;
  if (true_open != NULL) return;
  true_open = disk->io.open;
  true_read = disk->io.read;
  true_map = disk->io.map;
  true_close = disk->io.close;
  disk->io.open = noting_open;
  disk->io.read = failing_read;
  disk->io.map = counting_map;
  disk->io.close = noting_close;
}

static void expect_place(fr_status got, const fr_error *error, const char *name, uint64_t page) {
  char sentence[128];
  snprintf(sentence, sizeof sentence, "segment %s, byte %llu: the disk does not give what stands here", name,
           (unsigned long long)page);
  cr_expect_eq(got, FR_JOURNAL_DOWN, "%s", fr_status_name(got));
  cr_expect_eq(strncmp(error->message, sentence, strlen(sentence)), 0, "%s", error->message);
  cr_expect_eq(error->offset, (int64_t)page);
}

Test(trusted, a_bad_sector_in_an_old_segment_is_a_status_with_its_place, .init = make, .fini = drop) {
  fr__log_report report;
  fr_error error = FR_ERROR_INIT;
  const fr__log_reader_options from = {.io = &disk->io, .directory = "journal"};
  break_sector(FIRST, 61440 + 700);
  expect_place(open_in(disk, NULL), &in.error, FIRST, 61440);
  (void)bank_close(&in);
  expect_place(fr__log_verify(&from, 0, &report, &error), &error, FIRST, 61440);
}

Test(trusted, a_bad_sector_in_the_last_segments_is_one_too, .init = make, .fini = drop) {
  const names segments = list(disk, ".journal");
  for (uint32_t back = 1; back <= 2; back++) {
    const char *name = segments.name[segments.count - back];
    break_sector(name, 8192);
    expect_place(open_in(disk, NULL), &in.error, name, 8192);
    cr_expect_null(in.journal);
    (void)bank_close(&in);
  }
  break_sector("none", 0);
  bad.maps = 0;
  cr_expect_eq(open_in(disk, NULL), FR_OK, "%s", in.error.message);
  cr_expect_eq(bad.maps, 1, "only what is written to is mapped");
  (void)bank_close(&in);
}

/* ---- seals ---- */

/* Also where every record was safe before: a snapshot names the seal. */
Test(trusted, a_checkpoint_is_on_the_disk_with_its_seal) {
  disk = fake_create(3);
  const fr__log_options given = log_options(disk);
  fr__log *log;
  fr__log_place stands;
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(fr__log_open(&given, &log, NULL, &error), FR_OK);
  cr_assert_eq(append_many(log, 5, 300), FR_OK);
  cr_assert_eq(fr__log_sync(log, 5), FR_OK);
  cr_assert_eq(fr__log_checkpoint_at(log, &stands), FR_OK);
  cr_expect(stands.block == 1 && stands.sequence == 5);
  const uint64_t syncs = disk->syncs;
  cr_assert_eq(fr__log_checkpoint(log), FR_OK);
  cr_expect_eq(disk->syncs, syncs, "there is nothing new");
  for (uint64_t seed = 1; seed <= 40; seed++) {
    fake_world *after = fake_after_power_loss(disk, seed);
    fr__log_reader_options from = reader_options(after);
    from.from_sequence = 5;
    cr_expect_eq(fr__log_check_place(&from, &stands, &error), FR_OK, "seed %llu: %s", (unsigned long long)seed,
                 error.message);
    stands.chain[7] ^= 1;
    cr_expect_eq(fr__log_check_place(&from, &stands, &error), FR_OTHER_JOURNAL);
    stands.chain[7] ^= 1;
    stands.block++;
    cr_expect_eq(fr__log_check_place(&from, &stands, &error), FR_NOT_FOUND);
    stands.block--;
    fake_destroy(after);
  }
  fr__log_close(log);
  fake_destroy(disk);
}
