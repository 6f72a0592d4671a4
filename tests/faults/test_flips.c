/* SPDX-License-Identifier: Apache-2.0
 *
 * One bit flips, anywhere: in a segment, a snapshot, a bundle or a data key beside the journal, in a signed bundle of
 * each kind of key, in an unsigned one, in a document of switches, in what is shipped to a standby. Each flip is found:
 * what reads the bytes refuses them, or passes them over and says so.
 *
 * FR_FLIPS=100000 for more. */
#include <criterion/criterion.h>

#include "faults/faults.h"
#include "journal/fake_io.h"

TestSuite(flips, .timeout = 3600);

enum { KINDS = 6, FILES = 32 };
static const char *const kind_names[] = {"segments", "snapshots", "bundles", "data keys", "documents", "shipped"};

typedef struct target {
  char name[96];
  uint32_t kind;
} target;

static fake_world *files;
static target targets[FILES];
static uint32_t target_count;
static dump was;
static fr_engine_options options;
static uint8_t print[FR__LOG_ENGINE_BYTES], *public_pem, *private_pem;
static uint64_t public_pem_size, private_pem_size, last_sequence;
static fr__data_key data_key;

static fr_journal_options journal_options(void) {
  static const place nowhere = {"journal"};
  fr_journal_options made = history_journal_options(&nowhere);
  made.mode = FR_JOURNAL_SYNC;
  made.segment_bytes = 131072;
  made.signing_key = private_pem;
  made.signing_key_size = private_pem_size;
  made.checkpoint_blocks = 4;
  return made;
}

static fr_status open_bank(fake_world *on, bank *in, fr_journal_recovery *recovery) {
  const fr_journal_options given = journal_options();
  *in = (bank){.error = FR_ERROR_INIT};
  FR_TRY(fr_engine_create(&options, &in->engine, &in->error));
  FR_TRY(fr__journal_open_with(in->engine, &given, &on->io, &in->journal, &in->error));
  return fr_journal_recover(in->journal, recovery, &in->error);
}

static void note_target(void *argument, const char *name) {
  static const char *const marks[] = {".journal", "snapshot-", ".frb", ".frk"};
  (void)argument;
  for (uint32_t kind = 0; kind < FR_COUNT(marks); kind++) {
    if (strstr(name, marks[kind]) == NULL) continue;
    cr_assert_lt(target_count, FILES);
    snprintf(targets[target_count].name, sizeof targets[0].name, "%s", name);
    targets[target_count++].kind = kind;
  }
}

static void note_key(void) {
  fr__log_reader *reader;
  fr__log_record record;
  const fr__log_reader_options from = {.io = &files->io, .directory = "journal", .engine = print};
  cr_assert_eq(fr__log_reader_open(&from, &reader, NULL), FR_OK);
  while (fr__log_reader_next(reader, &record, NULL) == FR_OK && record.sequence != 0) {
    if (record.kind == FR__RECORD_DATA_KEY) {
      cr_assert_eq(fr__data_key_read(record.body, record.size, &data_key), FR_OK);
    }
  }
  fr__log_reader_close(reader);
}

/* A journal of several segments with two snapshots, a policy and a sealed remark here and there. */
static void make(void) {
  bank in;
  uint64_t size;
  options = world_options();
  options.complete_from_us = 0;
  options.memory_bytes = UINT64_C(8) << 20;
  public_pem = file_read("tests/signed/author-ed25519.pub.pem", &public_pem_size);
  private_pem = file_read("tests/signed/author-ed25519.pem", &private_pem_size);
  files = fake_create(1);
  cr_assert_eq(open_bank(files, &in, NULL), FR_OK, "%s", in.error.message);
  in.policy = bundle_load(&history_policy);
  cr_assert_eq(fr_engine_set_policy(in.engine, in.policy, NULL), FR_OK);
  cr_assert_eq(fr_engine_set_journal(in.engine, in.journal, &in.error), FR_OK, "%s", in.error.message);
  teller by = teller_of(in.engine, 5, 30);
  for (uint32_t i = 0; i < 1500; i++) {
    tell_next(&by);
    if (i == 500 || i == 1300) cr_assert_eq(fr_journal_snapshot(in.journal, NULL, NULL), FR_OK);
    if (i % 100 == 0) cr_assert_eq(fr_journal_pump(in.journal, NOON), FR_OK);
  }
  cr_assert_eq(by.worst, FR_OK);
  fr_context_destroy(by.context);
  fr__journal_print(in.engine, print);
  was = dump_of(in.engine);
  cr_assert_eq(bank_close(&in), FR_OK);
  files->io.list(files, "journal", note_target, NULL);
  cr_assert_gt(target_count, 6);
  cr_assert_not_null(fake_bytes(files, "00000000000000000001.journal", &size));
  note_key();
}

/* ---- the files of a journal ---- */

static fr_status verify(void) {
  const fr__log_reader_options from = {.io = &files->io,
                                       .directory = "journal",
                                       .engine = print,
                                       .verify = true,
                                       .public_key = (const char *)public_pem,
                                       .public_key_size = public_pem_size};
  fr__log_report report;
  const fr_status status = fr__log_verify(&from, last_sequence, &report, NULL);
  if (last_sequence == 0) last_sequence = report.last_sequence;
  return status;
}

/* Recovery from these files. It may refuse them; whatever it takes is the state that there was, or is told as cut. */
static bool recovers(fake_world *from, const char *without, fr_journal_recovery *recovery) {
  bank in;
  fake_world *copy = fake_after_kill(from);
  *recovery = (fr_journal_recovery)FR_JOURNAL_RECOVERY_INIT;
  if (without != NULL) fake_remove(copy, without);
  const bool taken = open_bank(copy, &in, recovery) == FR_OK;
  if (taken) {
    dump is = dump_of(in.engine);
    const bool same = recovery->cut_records != 0 || recovery->last_sequence != last_sequence || dump_same(&was, &is);
    cr_assert(same, "what is recovered is what there was");
    dump_free(&is);
    fr_policy *policy = fr_engine_policy(in.engine);
    recovery->struct_size = policy != NULL; /* told to the caller in passing */
    fr_policy_release(policy);
  } else {
    cr_assert_neq(in.error.message[0], 0, "it says why");
  }
  (void)bank_close(&in);
  fake_destroy(copy);
  return taken;
}

static bool segment_found(uint64_t round) {
  fr_journal_recovery recovery;
  const fr_status status = verify();
  if (round % 256 == 0) {
    (void)recovers(files, NULL, &recovery);
    cr_assert(recovery.last_sequence == 0 || recovery.last_sequence == last_sequence || recovery.cut_bytes != 0);
  }
  return status == FR_BAD_JOURNAL || status == FR_OTHER_JOURNAL;
}

static const char *newest_snapshot(void) {
  const char *newest = "";
  for (uint32_t i = 0; i < target_count; i++) {
    if (targets[i].kind == 1 && strcmp(targets[i].name, newest) > 0) newest = targets[i].name;
  }
  return newest;
}

/* The older of two is looked at when the newer is not there. */
static bool snapshot_found(const char *name) {
  fr_journal_recovery recovery;
  const char *newest = newest_snapshot();
  const bool taken = recovers(files, strcmp(name, newest) == 0 ? NULL : newest, &recovery);
  return taken && recovery.snapshots_refused == 1;
}

/* The engine recovers all the same, and has no policy until the host gives it one. */
static bool bundle_found(const char *name, uint64_t round) {
  fr_journal_recovery recovery;
  fr_policy *policy = NULL;
  uint64_t size;
  const uint8_t *bytes = fake_bytes(files, name, &size);
  const fr_status status = fr_policy_load(bytes, size, &policy, NULL);
  fr_policy_release(policy);
  if (round % 16 != 0) return status < 0;
  return status < 0 && recovers(files, NULL, &recovery) && recovery.struct_size == 0;
}

static bool key_found(void) {
  uint8_t key[FR__SEAL_KEY_BYTES];
  return fr__journal_find_key(&files->io, "journal", history_sealing_key, &data_key, key) == FR_BAD_DIGEST;
}

static bool file_found(const target *in, uint64_t round) {
  if (in->kind == 0) return segment_found(round);
  if (in->kind == 1) return snapshot_found(in->name);
  return in->kind == 2 ? bundle_found(in->name, round) : key_found();
}

/* ---- documents ---- */

enum { DOCUMENTS = 5 };
static bundle documents[DOCUMENTS];
static fr_trust *trusts[3];
static world switched;

static void make_documents(void) {
  static const char *const kinds[] = {"ed25519", "p256", "sm2"};
  for (uint32_t i = 0; i < 3; i++) {
    documents[i] = faults_signed_bundle(kinds[i]);
    trusts[i] = signed_trust(kinds[i]);
  }
  documents[3] = faults_tested_bundle();
  documents[4] = faults_switches();
  switched = world_open(&history_policy);
}

static fr_status read_document(uint32_t i) {
  const bundle *of = &documents[i];
  fr_policy *policy = NULL;
  if (i == 4) return fr_engine_set_switches(switched.engine, of->data, of->size, 0, NULL);
  fr_status status = fr_policy_load(of->data, of->size, &policy, NULL);
  if (status == FR_OK && i < 3) status = fr_trust_verify(trusts[i], policy, NULL);
  fr_policy_release(policy);
  return status;
}

/* ---- what is shipped ---- */

static uint8_t *shipped;
static uint64_t shipped_size;

static void make_shipped(void) {
  bank in;
  uint64_t next;
  cr_assert_eq(open_bank(files, &in, NULL), FR_OK, "%s", in.error.message);
  shipped = malloc(8192);
  cr_assert_eq(fr_journal_ship(in.journal, 1, shipped, 8192, &shipped_size, &next, NULL), FR_OK);
  cr_assert_gt(next, 2);
  cr_assert_eq(bank_close(&in), FR_OK);
}

static bool shipped_found(void) {
  fr_engine *standby;
  uint64_t applied = 0;
  cr_assert_eq(fr_engine_create(&options, &standby, NULL), FR_OK);
  const fr_status status = fr_journal_apply(standby, shipped, shipped_size, &applied, NULL);
  fr_engine_destroy(standby);
  return status == FR_BAD_JOURNAL && applied == 0;
}

/* ---- flips ---- */

typedef struct flips {
  uint64_t of_kind[KINDS], all;
} flips;

static void flip_file(uint64_t *random, uint64_t round, flips *into) {
  /* A kind first: segments are long, keys short, and a snapshot is looked at by recovering from it. */
  const uint64_t dice = sweep_random(random) % 64;
  const uint32_t kind = dice < 48 ? 0 : dice < 49 ? 1 : dice < 56 ? 2 : 3;
  uint32_t i;
  do i = (uint32_t)(sweep_random(random) % target_count);
  while (targets[i].kind != kind);
  uint64_t size;
  uint8_t *bytes = fake_bytes(files, targets[i].name, &size);
  const uint64_t bit = sweep_random(random) % (size * 8);
  bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
  cr_assert(file_found(&targets[i], round), "bit %llu of %s flipped, and nobody noticed", (unsigned long long)bit,
            targets[i].name);
  bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
  into->of_kind[kind]++;
}

static void flip_document(uint64_t *random, flips *into) {
  const uint32_t i = (uint32_t)(sweep_random(random) % DOCUMENTS);
  const uint64_t bit = sweep_random(random) % (documents[i].size * 8);
  documents[i].data[bit / 8] ^= (uint8_t)(1u << bit % 8);
  cr_assert_lt(read_document(i), 0, "bit %llu of document %u flipped, and nobody noticed", (unsigned long long)bit, i);
  documents[i].data[bit / 8] ^= (uint8_t)(1u << bit % 8);
  into->of_kind[4]++;
}

static void flip_shipped(uint64_t *random, flips *into) {
  const uint64_t bit = sweep_random(random) % (shipped_size * 8);
  shipped[bit / 8] ^= (uint8_t)(1u << bit % 8);
  cr_assert(shipped_found(), "bit %llu of what is shipped flipped, and nobody noticed", (unsigned long long)bit);
  shipped[bit / 8] ^= (uint8_t)(1u << bit % 8);
  into->of_kind[5]++;
}

Test(flips, every_bit_that_flips_is_found) {
  const uint64_t rounds = sweep_rounds("FR_FLIPS", 1000);
  uint64_t random = sweep_rounds("FR_FLIPS_SEED", 1);
  fr_journal_recovery recovery;
  flips count = {0};
  make();
  make_documents();
  make_shipped();
  cr_assert_eq(verify(), FR_OK);
  cr_assert(recovers(files, NULL, &recovery) && recovery.snapshots_refused == 0 && recovery.struct_size == 1);
  for (uint32_t i = 0; i < DOCUMENTS - 1; i++) cr_assert_eq(read_document(i), FR_OK, "document %u", i);
  for (; count.all < rounds; count.all++) {
    const uint64_t dice = sweep_random(&random) % 8;
    if (dice < 5) {
      flip_file(&random, count.all, &count);
    } else if (dice < 7) {
      flip_document(&random, &count);
    } else {
      flip_shipped(&random, &count);
    }
  }
  cr_assert_eq(verify(), FR_OK, "all are as they were");
  char parts[256] = "";
  for (uint32_t i = 0; i < KINDS; i++) {
    const size_t at = strlen(parts);
    snprintf(parts + at, sizeof parts - at, "%s%llu in %s", i == 0 ? "" : ", ", (unsigned long long)count.of_kind[i],
             kind_names[i]);
  }
  sweep_says("flips: %llu bits flipped (%s), all found", (unsigned long long)count.all, parts);
  dump_free(&was);
  world_close(&switched);
  for (uint32_t i = 0; i < DOCUMENTS; i++) bundle_free(&documents[i]);
  for (uint32_t i = 0; i < 3; i++) fr_trust_release(trusts[i]);
  free(shipped);
  free(public_pem);
  free(private_pem);
  fake_destroy(files);
}

/* Whoever gives the policy again gives the file again. */
Test(flips, a_damaged_bundle_is_written_anew) {
  bank in;
  uint64_t size;
  fr_policy *loaded = NULL;
  const char *name = NULL;
  make();
  for (uint32_t i = 0; i < target_count; i++) {
    if (targets[i].kind == 2) name = targets[i].name;
  }
  cr_assert_not_null(name);
  fake_bytes(files, name, &size)[100] ^= 1;
  cr_assert_eq(open_bank(files, &in, NULL), FR_OK, "%s", in.error.message);
  cr_assert_null(fr_engine_policy(in.engine), "it is not put in force");
  in.policy = bundle_load(&history_policy);
  cr_assert_eq(fr_engine_set_journal(in.engine, in.journal, NULL), FR_OK);
  cr_assert_eq(fr_engine_set_policy(in.engine, in.policy, NULL), FR_OK);
  cr_assert_eq(bank_close(&in), FR_OK);
  const uint8_t *bytes = fake_bytes(files, name, &size);
  cr_assert_eq(fr_policy_load(bytes, size, &loaded, NULL), FR_OK);
  fr_policy_release(loaded);
  dump_free(&was);
  free(public_pem);
  free(private_pem);
  fake_destroy(files);
}
