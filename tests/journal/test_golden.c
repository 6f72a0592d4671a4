/* SPDX-License-Identifier: Apache-2.0
 *
 * Golden journals of an engine: folders golden/engine-N that hold every kind of record and event, kept as they were
 * written. Every version of the library reads all of them: it verifies, recovers, decides again and shows what
 * expected.txt says. And the newest is what today's code writes, byte for byte.
 *
 * Where the second fails, the journal is written otherwise than before. If that is meant, and the old folder is still
 * read, add one to NEWEST and let UPDATE=1 write the next folder; a folder that was ever released stays as it is. */
#include <criterion/criterion.h>
#include <stdarg.h>
#include <sys/stat.h>

#include "event/transfer.h"
#include "fraudrisk/watch.h"
#include "journal/fake_io.h"
#include "journal/history.h"
#include "support/signed.h"
#include "support/switches.h"

TestSuite(golden_engine, .timeout = 120);

enum { NEWEST = 1, SEGMENT = 131072, EVENTS = FR_EVENT_LAST_ + 1, TEXT = 1 << 14 };
#define FOLDER "tests/journal/golden/engine-"

/* ---- bytes that nobody can foretell, foretold: data keys and their numbers ---- */

static uint64_t foretold; /* 0: nothing is */

fr_status __real_fr__random_bytes(void *into, uint32_t size);
fr_status __wrap_fr__random_bytes(void *into, uint32_t size);
fr_status __wrap_fr__random_bytes(void *into, uint32_t size) {
  uint8_t *at = into;
  if (foretold == 0) return __real_fr__random_bytes(into, size);
  for (uint32_t i = 0; i < size; i++) {
    foretold = foretold * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    at[i] = (uint8_t)(foretold >> 56);
  }
  return FR_OK;
}

/* ---- how it is written ---- */

static const bundle_policy first_policy = {
    .name = "golden",
    .version = 1,
    .attributes = "[['risk', 3], ['branch', 4]]",
    .phrases = "[['safe', ['safe account']]]",
    .features = {{"first", "pair.first_time"},
                 {"sent", "payer.sent.within(duration('24h')).map(t, t.amount).sum()"},
                 {"payers", "payee.received.map(t, t.payer).distinct().size()"},
                 {"called", "customer.contacts.exists(c, c.caller == 'overseas')"}},
    .rules = {{.id = "first", .when = "first", .points = 10, .scam = "x"},
              {.id = "sent", .when = "sent > 20000.0", .points = 35},
              {.id = "payers", .when = "payers > 2", .points = 25},
              {.id = "called", .when = "called || session.on_call", .points = 5, .scam = "y"},
              {.id = "listed", .when = "'bad' in payee.lists", .points = 90},
              {.id = "named", .when = "text.mentions('safe')", .points = 20},
              {.id = "risky", .when = "attributes.risk > 0.5", .points = 15}},
    /* Full from time to time; what they have counted stands in the snapshot. */
    .sections = {{"limits", "[{'window': 86400, 'at_least': 5, 'hold': 400000, 'warn': 800000}]"}},
};

static fr_engine_options golden_options(void) {
  fr_engine_options options = world_options();
  options.complete_from_us = 0;
  options.parties_max = 100;
  return options;
}

static bank open_golden(fake_world *on, const char *signed_by, int64_t now_us, uint32_t shadow) {
  static const place nowhere = {"journal"};
  char path[64];
  uint64_t size;
  bank made = {.error = FR_ERROR_INIT};
  fr_engine_options options = golden_options();
  fr_journal_options given = history_journal_options(&nowhere);
  options.shadow = shadow;
  snprintf(path, sizeof path, "tests/signed/%s.pem", signed_by);
  uint8_t *pem = file_read(path, &size);
  given.signing_key = pem;
  given.signing_key_size = size;
  given.segment_bytes = SEGMENT;
  given.checkpoint_blocks = 1;
  given.now_us = now_us;
  cr_assert_eq(fr_engine_create(&options, &made.engine, &made.error), FR_OK, "%s", made.error.message);
  cr_assert_eq(fr__journal_open_with(made.engine, &given, &on->io, &made.journal, &made.error), FR_OK, "%s",
               made.error.message);
  cr_assert_eq(fr_journal_recover(made.journal, NULL, &made.error), FR_OK, "%s", made.error.message);
  free(pem);
  return made;
}

static void put_in_force(bank *in, uint64_t version) {
  bundle_policy policy = first_policy;
  policy.version = version;
  if (version > 1) policy.rules[1].points = 45;
  fr_policy_release(in->policy);
  in->policy = bundle_load(&policy);
  cr_assert_eq(fr_engine_set_policy(in->engine, in->policy, &in->error), FR_OK, "%s", in->error.message);
}

static void switch_rule(bank *in, uint64_t number, const char *rule) {
  const document off = {.policy = "golden", .number = number, .rules = {rule}};
  bundle bytes = unsigned_switches(&off);
  cr_assert_eq(fr_engine_set_switches(in->engine, bytes.data, bytes.size, 0, &in->error), FR_OK, "%s",
               in->error.message);
  bundle_free(&bytes);
}

static void watch(bank *in, bool there) {
  fr_watch_lists *lists = NULL;
  if (there) {
    fr_watch_builder *builder;
    const fr_engine_options options = golden_options();
    cr_assert_eq(fr_watch_builder_create(options.secret_key, 16, &builder, &in->error), FR_OK);
    cr_assert_eq(fr_watch_builder_add(builder, FR_PARTY_ACCOUNT, fr_text_of("a3"), fr_text_of("bad"), 0, &in->error),
                 FR_OK);
    cr_assert_eq(fr_watch_builder_finish(builder, 12, &lists, &in->error), FR_OK, "%s", in->error.message);
    fr_watch_builder_destroy(builder);
  }
  cr_assert_eq(fr_engine_set_watch_lists(in->engine, lists, &in->error), FR_OK, "%s", in->error.message);
  fr_watch_lists_release(lists);
}

/* One of each kind, about one transfer, account or customer. */
static void tell_events(teller *by) {
  deal one;
  fr_decision decision = FR_DECISION_INIT;
  deal_make(&one, by->first_id + by->number++, by->parties, by->time_us);
  cr_assert_eq(fr_score(by->context, &one.transfer, &decision), FR_OK);
  for (uint32_t kind = 1; kind < EVENTS; kind++) {
    uint32_t outcome;
    if (kind == FR_EVENT_TRANSFERRED) continue;
    fr_event event = fr__event_about_transfer(kind, &outcome)
                         ? event_about(kind, &one.transfer, by->time_us + kind * SECOND)
                         : event_of_customer(kind, "c1", by->time_us + kind * SECOND);
    event.level = 2;
    event.response = FR_RESPONSE_STOPPED;
    event.caller = FR_CALLER_OVERSEAS;
    event.amount_minor = event.amount_minor == 0 ? 5000 : event.amount_minor;
    if (kind == FR_EVENT_TRUSTED) event = event_about(kind, &one.transfer, event.time_us);
    if (kind == FR_EVENT_TRUSTED) event.until_us = by->time_us + DAY;
    if (kind == FR_EVENT_LISTED || kind == FR_EVENT_UNLISTED) {
      event.customer = (fr_text){0};
      event.party = fr_text_of(kind == FR_EVENT_LISTED ? "a5" : "a6");
      event.list = fr_text_of("bad");
    }
    if (kind == FR_EVENT_MOVED) event.to = fr_text_of("c1-new");
    if (kind == FR_EVENT_FORGOTTEN) event.customer = fr_text_of("c2");
    const fr_status status = fr_observe(by->context, &event);
    cr_assert(status == FR_OK || status == FR_NOT_FOUND, "kind %u: %s", kind, fr_context_error(by->context)->message);
  }
  cr_assert_eq(tell_transferred(by), FR_OK);
  cr_assert_eq(tell_fold(by), FR_OK);
  cr_assert_eq(tell_batch(by), FR_OK);
}

static void tell_challenged(teller *by) {
  deal one;
  fr_decision decision = FR_DECISION_INIT;
  deal_make(&one, by->first_id + by->number++, by->parties, by->time_us);
  cr_assert_eq(fr_score(by->context, &one.transfer, &decision), FR_OK);
  cr_assert_eq(fr_challenge(by->context, 1, &decision), FR_OK);
}

static void tell_some(bank *in, uint32_t seed, uint32_t count, int64_t from_us) {
  teller by = teller_of(in->engine, seed, 90);
  by.time_us = from_us;
  tell_events(&by);
  if (in->engine->challengers[1] != NULL) tell_challenged(&by);
  for (uint32_t i = 0; i < count; i++) tell_next(&by);
  cr_assert_eq(by.worst, FR_OK, "%s", fr_status_name(by.worst));
  fr_context_destroy(by.context);
}

/* An opening with a challenger, watch lists for a while, and switches; a snapshot. Then another one, a month later, in
 * the shadow, that signs with another key. */
static fake_world *write_golden(void) {
  static const bundle_policy rival = {
      .name = "rival", .version = 3, .rules = {{.id = "all", .when = "transfer.amount > 10.0", .points = 85}}};
  fake_world *files = fake_create(1);
  foretold = 7;
  bank in = open_golden(files, "author-ed25519", NOON, FR_NO);
  cr_assert_eq(fr_engine_set_journal(in.engine, in.journal, &in.error), FR_OK);
  put_in_force(&in, 1);
  fr_policy *challenger = bundle_load(&rival);
  cr_assert_eq(fr_engine_set_challenger(in.engine, 1, challenger, &in.error), FR_OK);
  tell_some(&in, 1, 120, NOON);
  cr_assert_eq(fr_journal_pump(in.journal, NOON + HOUR), FR_OK);
  watch(&in, true);
  tell_some(&in, 2, 1, NOON + DAY);
  watch(&in, false);
  cr_assert_eq(fr_engine_set_challenger(in.engine, 1, NULL, &in.error), FR_OK);
  fr_policy_release(challenger);
  put_in_force(&in, 2);
  switch_rule(&in, 4, "sent");
  tell_some(&in, 3, 200, NOON + 2 * DAY);
  cr_assert_eq(fr_engine_tick(in.engine, NOON + 20 * DAY), FR_OK);
  cr_assert_eq(fr_journal_pump(in.journal, NOON + 20 * DAY), FR_OK, "a data key for June");
  cr_assert_eq(fr_journal_snapshot(in.journal, NULL, &in.error), FR_OK, "%s", in.error.message);
  tell_some(&in, 4, 60, NOON + 20 * DAY);
  cr_assert_eq(bank_close(&in), FR_OK);

  in = open_golden(files, "approver-ed25519", NOON + 50 * DAY, FR_YES);
  cr_assert_eq(fr_engine_set_journal(in.engine, in.journal, &in.error), FR_OK, "%s", in.error.message);
  switch_rule(&in, 5, NULL);
  tell_some(&in, 5, 380, NOON + 50 * DAY);
  cr_assert_eq(bank_close(&in), FR_OK);
  foretold = 0;
  return files;
}

/* ---- the folders ---- */

typedef struct folder {
  uint32_t number, files;
  char names[32][96];
} folder;

static void note_file(void *argument, const char *name) {
  folder *into = argument;
  if (strcmp(name, "lock") == 0 || strcmp(name, "next") == 0) return;
  cr_assert_lt(into->files, 32);
  snprintf(into->names[into->files++], 96, "%s", name);
}

static uint8_t *read_golden(uint32_t number, const char *name, uint64_t *size) {
  char path[192];
  snprintf(path, sizeof path, FOLDER "%u/%s", number, name);
  return file_read(path, size);
}

static void write_file(uint32_t number, const char *name, const void *bytes, uint64_t size) {
  char path[192];
  snprintf(path, sizeof path, FOLDER "%u/%s", number, name);
  FILE *file = fopen(path, "wb");
  cr_assert_not_null(file, "%s", path);
  cr_assert_eq(fwrite(bytes, 1, size, file), size);
  cr_assert_eq(fclose(file), 0);
}

static bool is_segment(const char *name) { return strstr(name, ".journal") != NULL; }

/* Without the zeros behind a segment's last item. */
static const uint8_t *bytes_of(fake_world *in, const char *name, uint64_t *size) {
  const uint8_t *bytes = fake_bytes(in, name, size);
  while (is_segment(name) && *size > 0 && bytes[*size - 1] == 0) --*size;
  return bytes;
}

/* A world with what a folder has; its list of names is the file "files". */
static fake_world *load_golden(uint32_t number) {
  static uint8_t segment[SEGMENT];
  uint64_t size;
  fake_world *made = fake_create(3);
  char *names = (char *)read_golden(number, "files", &size);
  cr_assert_gt(size, 0, "there is no golden journal %u", number);
  for (char *name = strtok(names, "\n"); name != NULL; name = strtok(NULL, "\n")) {
    uint8_t *bytes = read_golden(number, name, &size);
    cr_assert_gt(size, 0, "%s", name);
    if (is_segment(name)) {
      memset(segment, 0, sizeof segment);
      cr_assert_leq(size, sizeof segment);
      memcpy(segment, bytes, size);
      fake_put(made, name, segment, sizeof segment);
    } else {
      fake_put(made, name, bytes, size);
    }
    free(bytes);
  }
  free(names);
  return made;
}

/* ---- what it is found to hold ---- */

typedef struct told {
  char text[TEXT];
  uint32_t kinds[FR__RECORD_KINDS], events[EVENTS], outcomes[4], would_be[4];
  uint32_t sealed, layout;
} told;

__attribute__((format(printf, 2, 3))) static void say(told *into, const char *format, ...) {
  va_list arguments;
  const size_t at = strlen(into->text);
  va_start(arguments, format);
  vsnprintf(into->text + at, TEXT - at, format, arguments);
  va_end(arguments);
}

static void note_record(told *into, const fr__log_record *record) {
  fr__attempt attempt;
  fr__decided decided;
  fr_decision decision = FR_DECISION_INIT;
  fr__observed observed;
  fr__in_force in_force;
  fr__data_key key;
  fr__opened opened;
  fr__image image;
  fr_status status = FR_OK;
  cr_assert_lt(record->kind, FR__RECORD_KINDS);
  into->kinds[record->kind]++;
  switch (record->kind) {
    case FR__RECORD_OPENED:
      status = fr__opened_read(record->body, record->size, &opened);
      into->layout = opened.layout;
      break;
    case FR__RECORD_DATA_KEY: status = fr__data_key_read(record->body, record->size, &key); break;
    case FR__RECORD_SCORED:
    case FR__RECORD_FOLDED:
    case FR__RECORD_TRANSFERRED:
      status = fr__attempt_read(record->body, record->size, &attempt, NULL);
      into->sealed += attempt.sealed.key_id != 0;
      break;
    case FR__RECORD_DECIDED:
    case FR__RECORD_CHALLENGED:
      status = fr__decided_read(record->body, record->size, &decided, &decision);
      into->outcomes[decision.outcome]++;
      if ((decided.given.flags & FR_FLAG_SHADOW) != 0) into->would_be[decided.given.would_be]++;
      break;
    case FR__RECORD_OBSERVED:
      status = fr__observed_read(record->body, record->size, &observed);
      into->events[observed.event.kind]++;
      break;
    case FR__RECORD_EVICTED:
    case FR__RECORD_IMAGE: status = fr__image_read(record->body, record->size, &image); break;
    default: status = fr__in_force_read(record->body, record->size, &in_force); break;
  }
  cr_assert_eq(status, FR_OK, "record %llu", (unsigned long long)record->sequence);
}

static void tell_records(told *into, fake_world *files) {
  fr__log_reader *reader;
  fr__log_record record;
  fr_error error = FR_ERROR_INIT;
  const fr__log_reader_options from = {.io = &files->io, .directory = "journal", .verify = true};
  cr_assert_eq(fr__log_reader_open(&from, &reader, &error), FR_OK, "%s", error.message);
  for (;;) {
    cr_assert_eq(fr__log_reader_next(reader, &record, &error), FR_OK, "%s", error.message);
    if (record.sequence == 0) break;
    note_record(into, &record);
  }
  fr__log_reader_close(reader);
  for (uint32_t kind = 1; kind < FR__RECORD_KINDS; kind++) {
    say(into, "%u %s\n", into->kinds[kind], fr__record_kind_name(kind));
  }
  for (uint32_t kind = 1; kind < EVENTS; kind++) {
    if (kind != FR_EVENT_TRANSFERRED) say(into, "%u events of kind %u\n", into->events[kind], kind);
  }
  say(into, "%u attempts with sealed texts\n", into->sealed);
  say(into, "decisions: %u allow, %u warn, %u hold; in the shadow: %u, %u, %u\n", into->outcomes[1], into->outcomes[2],
      into->outcomes[3], into->would_be[1], into->would_be[2], into->would_be[3]);
}

/* Under the public keys of both openings. */
static void tell_verified(told *into, fake_world *files) {
  char keys[1024];
  uint64_t first_size, second_size;
  uint8_t *first = file_read("tests/signed/author-ed25519.pub.pem", &first_size);
  uint8_t *second = file_read("tests/signed/approver-ed25519.pub.pem", &second_size);
  fr__log_report report;
  fr_error error = FR_ERROR_INIT;
  memcpy(keys, first, first_size);
  memcpy(keys + first_size, second, second_size);
  const fr__log_reader_options from = {
      .io = &files->io, .directory = "journal", .public_key = keys, .public_key_size = first_size + second_size};
  cr_assert_eq(fr__log_verify(&from, 0, &report, &error), FR_OK, "%s", error.message);
  cr_expect_eq(report.signed_sequence, report.last_sequence, "all of it is signed");
  cr_expect_eq(report.signatures_good, report.checkpoints);
  say(into, "%llu records in %llu segments, %llu blocks, %llu signatures\n", (unsigned long long)report.records,
      (unsigned long long)report.segments, (unsigned long long)report.blocks,
      (unsigned long long)report.signatures_good);
  free(first);
  free(second);
}

static void tell_decided_again(told *into, fake_world *files) {
  judged all = {0};
  fr_engine *engine;
  fr__replayer *replayer;
  fr__log_reader *reader;
  fr__log_record record;
  fr_error error = FR_ERROR_INIT;
  const fr_engine_options options = golden_options();
  const fr__replayer_options how = {
      .verdict = judge, .argument = &all, .io = &files->io, .directory = "journal", .host_key = history_sealing_key};
  const fr__log_reader_options from = {.io = &files->io, .directory = "journal"};
  cr_assert_eq(fr_engine_create(&options, &engine, &error), FR_OK);
  cr_assert_eq(fr__replayer_create(engine, &how, &replayer), FR_OK);
  cr_assert_eq(fr__log_reader_open(&from, &reader, &error), FR_OK);
  for (;;) {
    cr_assert_eq(fr__log_reader_next(reader, &record, &error), FR_OK);
    if (record.sequence == 0) break;
    cr_assert_eq(fr__replayer_apply(replayer, record.sequence, record.kind, record.body, record.size, &error), FR_OK,
                 "%s", error.message);
  }
  fr__log_reader_close(reader);
  fr__replayer_destroy(replayer);
  fr_engine_destroy(engine);
  cr_expect_eq(all.different, 0, "%u decisions are made otherwise than they were", all.different);
  say(into, "%u decisions made again the same byte for byte, %u others, %u not (under watch lists)\n", all.same,
      all.different, all.unable);
}

/* By bytes, which mean something in one layout only; and by what the histories come to, which holds in any. */
static void tell_state(told *into, fr_engine *engine) {
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  dump is = dump_of(engine);
  fr__hasher *hasher;
  uint8_t digest[FR__SHA256_BYTES] = {0};
  cr_assert_eq(fr__hasher_create(&hasher), FR_OK);
  for (uint32_t i = 0; i < is.count; i++) {
    uint8_t before[FR__SHA256_BYTES];
    memcpy(before, digest, sizeof before);
    cr_assert_eq(fr__hasher_digest(hasher, 0, before, sizeof before, is.profiles[i].bytes, is.profiles[i].size, digest),
                 FR_OK);
  }
  fr__hasher_destroy(hasher);
  cr_assert_eq(fr_engine_measure(engine, &stats), FR_OK);
  say(into, "%llu parties with %llu entries, %u facts, newest %lld, policy %s\n", (unsigned long long)stats.parties,
      (unsigned long long)stats.transfer_entries, is.fact_count, (long long)is.newest_us,
      engine->policy == NULL ? "none" : engine->policy->name);
  if (into->layout == FR__PROFILE_LAYOUT) {
    say(into, "layout %u: ", into->layout);
    for (uint32_t i = 0; i < 8; i++) say(into, "%02x", digest[i]);
    say(into, "\n");
  }
  dump_free(&is);
}

/* From the snapshot and from the records alone it is the same. */
static void tell_recovered(told *into, fake_world *files) {
  static const place nowhere = {"journal"};
  folder listed = {0};
  told with = {.layout = into->layout}, without = {.layout = into->layout};
  files->io.list(files, "journal", note_file, &listed);
  for (uint32_t round = 0; round < 2; round++) {
    fr_journal_recovery recovery = FR_JOURNAL_RECOVERY_INIT;
    fr_journal_options given = history_journal_options(&nowhere);
    bank in = {.error = FR_ERROR_INIT};
    const fr_engine_options options = golden_options();
    fake_world *copy = fake_after_kill(files);
    for (uint32_t i = 0; i < listed.files && round == 1; i++) {
      if (strncmp(listed.names[i], "snapshot-", 9) == 0) fake_remove(copy, listed.names[i]);
    }
    cr_assert_eq(fr_engine_create(&options, &in.engine, &in.error), FR_OK);
    cr_assert_eq(fr__journal_open_with(in.engine, &given, &copy->io, &in.journal, &in.error), FR_OK, "%s",
                 in.error.message);
    cr_assert_eq(fr_journal_recover(in.journal, &recovery, &in.error), FR_OK, "%s", in.error.message);
#ifndef FR_SECOND_STORE /* a snapshot has the parts of the store that wrote it */
    if (round == 0 && into->layout == FR__PROFILE_LAYOUT) cr_expect_neq(recovery.snapshot_sequence, 0);
#endif
    if (round == 1) cr_expect_eq(recovery.replayed, recovery.last_sequence);
    cr_expect_eq(recovery.left_to_host, 0, "%u", recovery.left_to_host);
    tell_state(round == 0 ? &with : &without, in.engine);
    cr_assert_eq(bank_close(&in), FR_OK);
    fake_destroy(copy);
  }
  cr_expect_str_eq(with.text, without.text);
  say(into, "%s", with.text);
}

static void tell_all(told *into, fake_world *files) {
  memset(into, 0, sizeof *into);
  tell_records(into, files);
  tell_verified(into, files);
  tell_decided_again(into, files);
  tell_recovered(into, files);
}

/* ---- the tests ---- */

/* Whoever adds a kind of record or event adds it here; then the newest folder has to be written anew. */
static void expect_every_kind(const told *all, uint32_t number) {
  for (uint32_t kind = 1; kind < FR__RECORD_KINDS; kind++) {
    if (kind == FR__RECORD_LIMITS) continue; /* stands in snapshots alone */
    cr_expect_gt(all->kinds[kind], 0, "no record of kind %s in the golden journal %u", fr__record_kind_name(kind),
                 number);
  }
  for (uint32_t kind = 1; kind < EVENTS; kind++) {
    if (kind != FR_EVENT_TRANSFERRED) cr_expect_gt(all->events[kind], 0, "no event of kind %u", kind);
  }
  for (uint32_t outcome = 1; outcome <= 3; outcome++) {
    cr_expect_gt(all->outcomes[outcome], 0, "outcome %u", outcome);
    cr_expect_gt(all->would_be[outcome], 0, "outcome %u in the shadow", outcome);
  }
  cr_expect_gt(all->kinds[FR__RECORD_DATA_KEY], 2, "a new month, and a new opening");
  cr_expect_gt(all->kinds[FR__RECORD_OPENED], 1);
  cr_expect_gt(all->sealed, 20);
}

static void compare_files(fake_world *files) {
  folder listed = {.number = NEWEST};
  files->io.list(files, "journal", note_file, &listed);
  uint64_t size, golden_size;
  for (uint32_t i = 0; i < listed.files; i++) {
    const uint8_t *bytes = bytes_of(files, listed.names[i], &size);
    uint8_t *golden = read_golden(NEWEST, listed.names[i], &golden_size);
    const bool same = size == golden_size && memcmp(bytes, golden, size) == 0;
    cr_expect(same, "%s is written otherwise than in golden/engine-%d: the head of this file says what to do",
              listed.names[i], NEWEST);
    free(golden);
  }
}

/* The version of the library, as `opened` says it. What it says besides is put into `body` without it. */
static uint32_t without_library(const fr__log_record *record, uint8_t body[FR__RECORD_SMALL], char library[32]) {
  fr__opened opened;
  cr_assert_eq(fr__opened_read(record->body, record->size, &opened), FR_OK);
  snprintf(library, 32, "%.*s", (int)opened.library.size, opened.library.data);
  opened.library = (fr_text){0};
  return fr__opened_write(&opened, body);
}

/* Record by record, so that what fails first is named. Whether both were written by the same version of the library:
 * then the files have to be the same as well. */
static bool compare_records(fake_world *files, fake_world *golden) {
  fr__log_reader *readers[2];
  fr__log_record records[2];
  bool same_library = true;
  fake_world *const worlds[2] = {files, golden};
  for (uint32_t i = 0; i < 2; i++) {
    const fr__log_reader_options from = {.io = &worlds[i]->io, .directory = "journal"};
    cr_assert_eq(fr__log_reader_open(&from, &readers[i], NULL), FR_OK);
  }
  do {
    uint8_t bodies[2][FR__RECORD_SMALL];
    char libraries[2][32];
    for (uint32_t i = 0; i < 2; i++) {
      cr_assert_eq(fr__log_reader_next(readers[i], &records[i], NULL), FR_OK);
      if (records[i].sequence == 0 || records[i].kind != FR__RECORD_OPENED) continue;
      records[i].size = without_library(&records[i], bodies[i], libraries[i]);
      records[i].body = bodies[i];
      if (i == 1) same_library = same_library && strcmp(libraries[0], libraries[1]) == 0;
    }
    const bool same = records[0].sequence == records[1].sequence && records[0].kind == records[1].kind &&
                      records[0].size == records[1].size &&
                      (records[0].sequence == 0 || memcmp(records[0].body, records[1].body, records[0].size) == 0);
    cr_assert(same, "record %llu (%s) is written otherwise than in golden/engine-%d: the head of this file says what",
              (unsigned long long)records[0].sequence, fr__record_kind_name(records[0].kind), NEWEST);
  } while (records[0].sequence != 0);
  for (uint32_t i = 0; i < 2; i++) fr__log_reader_close(readers[i]);
  return same_library;
}

static int compare_names(const void *a, const void *b) { return strcmp(a, b); }

static void update(fake_world *files, const told *all) {
  char names[32 * 97] = "", path[64];
  folder listed = {.number = NEWEST};
  files->io.list(files, "journal", note_file, &listed);
  qsort(listed.names, listed.files, sizeof listed.names[0], compare_names);
  snprintf(path, sizeof path, FOLDER "%d", NEWEST);
  (void)mkdir(path, 0755);
  for (uint32_t i = 0; i < listed.files; i++) {
    uint64_t size;
    const uint8_t *bytes = bytes_of(files, listed.names[i], &size);
    write_file(NEWEST, listed.names[i], bytes, size);
    strcat(strcat(names, listed.names[i]), "\n");
  }
  write_file(NEWEST, "files", names, strlen(names));
  write_file(NEWEST, "expected.txt", all->text, strlen(all->text));
}

#ifdef FR_SECOND_STORE
enum { WRITES_AS_EVER = false }; /* who gives way is the store's choice */
#else
enum { WRITES_AS_EVER = true };
#endif

Test(golden_engine, is_written_as_ever, .disabled = !WRITES_AS_EVER) {
  static told all;
  fake_world *files = write_golden();
  tell_all(&all, files);
  expect_every_kind(&all, 0);
  if (getenv("UPDATE") != NULL) update(files, &all);
  fake_world *golden = load_golden(NEWEST);
  if (compare_records(files, golden)) compare_files(files);
  fake_destroy(golden);
  fake_destroy(files);
}

Test(golden_engine, all_are_read) {
  static told all;
  for (uint32_t number = 1; number <= NEWEST; number++) {
    uint64_t size;
    fake_world *files = load_golden(number);
    tell_all(&all, files);
    if (number == NEWEST) expect_every_kind(&all, number);
    char *expected = (char *)read_golden(number, "expected.txt", &size);
    expected[size] = '\0';
    char *layout = strstr(expected, "layout ");
    if (layout != NULL && all.layout != FR__PROFILE_LAYOUT) *layout = '\0'; /* of bytes that mean nothing here */
    cr_expect_str_eq(all.text, expected, "golden journal %u", number);
    free(expected);
    fake_destroy(files);
  }
}

/* It goes on where it ended. */
Test(golden_engine, all_go_on) {
  for (uint32_t number = 1; number <= NEWEST; number++) {
    fake_world *files = load_golden(number);
    bank in = open_golden(files, "author-ed25519", NOON + 80 * DAY, FR_NO);
    cr_assert_eq(fr_engine_set_journal(in.engine, in.journal, &in.error), FR_OK, "%s", in.error.message);
    tell_some(&in, 9, 50, NOON + 80 * DAY);
    dump was = dump_of(in.engine);
    cr_assert_eq(bank_close(&in), FR_OK);
    in = open_golden(files, "author-ed25519", NOON + 81 * DAY, FR_NO);
    dump is = dump_of(in.engine);
    cr_expect(dump_same(&was, &is), "golden journal %u", number);
    dump_free(&was);
    dump_free(&is);
    cr_assert_eq(bank_close(&in), FR_OK);
    fake_destroy(files);
  }
}
