/* SPDX-License-Identifier: Apache-2.0
 *
 * What several images tell is there wholly or not at all: a party and its books, and the two parties of a move, also
 * where the journal was full in the middle of it. */
#include <criterion/criterion.h>

#include "engine/journal.h"
#include "journal/fake_io.h"
#include "journal/log_parts.h"
#include "state/layout.h"
#include "support/world.h"

static const bundle_policy plain = {.rules = {{.id = "small", .when = "transfer.amount < 100.0", .points = 1}}};

static fake_world *disk;
static fr_engine *engine;
static fr_journal *journal;
static fr_policy *policy;
static fr_context *context;
static fr_error error = FR_ERROR_INIT;

static fr_engine_options roomy(void) {
  fr_engine_options options = world_options();
  options.horizon_us = 10 * DAY;
  return options;
}

static void start(void) {
  const fr_engine_options options = roomy();
  fr_journal_options how = FR_JOURNAL_OPTIONS_INIT;
  how.directory = "journal";
  how.when_full = FR_JOURNAL_REFUSE;
  how.segment_bytes = 1 << 20;
  how.now_us = NOON;
  cr_assert_eq(fr_engine_create(&options, &engine, &error), FR_OK);
  cr_assert_eq(fr__journal_open_with(engine, &how, &disk->io, &journal, &error), FR_OK, "%s", error.message);
  cr_assert_eq(fr_journal_recover(journal, NULL, &error), FR_OK, "%s", error.message);
  fr_policy *now = fr_engine_policy(engine);
  if (now == NULL) cr_assert_eq(fr_engine_set_policy(engine, policy, &error), FR_OK);
  fr_policy_release(now);
  cr_assert_eq(fr_engine_set_journal(engine, journal, &error), FR_OK, "%s", error.message);
  cr_assert_eq(fr_context_create(engine, &context), FR_OK);
}

static void stop(void) {
  fr_context_destroy(context);
  (void)fr_journal_close(journal);
  fr_engine_destroy(engine);
}

static void set_up(void) {
  disk = fake_create(4);
  policy = bundle_load(&plain);
  start();
}

static void tear_down(void) {
  stop();
  fr_policy_release(policy);
  fake_destroy(disk);
}

TestSuite(images, .init = set_up, .fini = tear_down, .timeout = 60);

static fr_status score(const char *payer, uint32_t number, int64_t time_us) {
  char id[16], payee[16];
  fr_decision decision = FR_DECISION_INIT;
  snprintf(id, sizeof id, "t%u", number);
  snprintf(payee, sizeof payee, "b%u", number);
  const fr_transfer transfer = transfer_of(id, payer, payee, 100, time_us);
  return fr_score(context, &transfer, &decision);
}

static fr_party_state state_of(fr_engine *of, const char *name) {
  fr_party_state state = FR_PARTY_STATE_INIT;
  (void)fr_engine_party(of, FR_PARTY_ACCOUNT, fr_text_of(name), &state);
  return state;
}

static fr_status move_to(const char *name) {
  fr_event event = FR_EVENT_INIT;
  event.kind = FR_EVENT_MOVED;
  event.time_us = NOON + 30 * DAY;
  event.party = fr_text_of("a");
  event.to = fr_text_of(name);
  return fr_observe(context, &event);
}

static fr_status move(void) { return move_to("z"); }

/* Whoever comes back with this disk. */
static void recover_from(fake_world *found, const char *name, uint64_t of_a, uint64_t of_name) {
  fake_world *before = disk;
  fr_engine *first = engine;
  fr_journal *first_journal = journal;
  fr_context *first_context = context;
  disk = found;
  start();
  cr_expect_eq(state_of(engine, "a").transfer_entries, of_a);
  cr_expect_eq(state_of(engine, name).transfer_entries, of_name);
  stop();
  fake_destroy(disk);
  disk = before;
  engine = first;
  journal = first_journal;
  context = first_context;
}

/* After the process has ended here, with a disk that has room. */
static void recover_copy(uint64_t of_a, uint64_t of_z) { recover_from(fake_after_kill(disk), "z", of_a, of_z); }

/* Events of others until there is room for an event and for no image of a long history. */
static void leave_little_room(void) {
  fr__log *log = journal->log;
  for (uint32_t i = 0; log->current.header.segment_bytes - log->tail > 3000; i++) {
    fr_event event = FR_EVENT_INIT;
    event.kind = FR_EVENT_CONTACT;
    event.time_us = NOON + i;
    event.party = fr_text_of("other");
    cr_assert_eq(fr_observe(context, &event), FR_OK);
  }
}

Test(images, a_move_that_met_a_full_journal) {
  enum { MANY = 120 };
  for (uint32_t i = 0; i < MANY; i++) cr_assert_eq(score("a", i, NOON + i), FR_OK);
  leave_little_room();
  cr_assert_eq(move(), FR_JOURNAL_FULL);
  cr_expect_eq(state_of(engine, "z").transfer_entries, MANY, "the engine has moved it");
  recover_copy(MANY, 0); /* and the journal has not */
  /* Nothing of either party is written before the move is, so a journal that ends here has not moved it either. */
  cr_expect_eq(score("z", 5000, NOON + 31 * DAY), FR_JOURNAL_FULL);
  cr_expect_not_null(strstr(fr_context_error(context)->message, "a move of this party"), "%s",
                     fr_context_error(context)->message);
  cr_expect_eq(score("a", 5001, NOON + 31 * DAY), FR_JOURNAL_FULL);
  recover_copy(MANY, 0);
  cr_assert_eq(fr_journal_pump(journal, NOON + 31 * DAY), FR_OK);
  recover_copy(0, MANY);
  cr_expect_eq(score("z", 5000, NOON + 31 * DAY), FR_OK, "%s", fr_context_error(context)->message);
  recover_copy(0, state_of(engine, "z").transfer_entries);
}

/* A snapshot meanwhile brings the move into the journal first. */
Test(images, a_snapshot_behind_a_move_that_met_a_full_journal) {
  enum { MANY = 120 };
  for (uint32_t i = 0; i < MANY; i++) cr_assert_eq(score("a", i, NOON + i), FR_OK);
  leave_little_room();
  cr_assert_eq(move(), FR_JOURNAL_FULL);
  const fr_status status = fr_journal_snapshot(journal, NULL, &error);
  cr_assert(status == FR_JOURNAL_FULL || status == FR_OK);
  if (status == FR_JOURNAL_FULL) recover_copy(MANY, 0); /* there is none, and nothing of it is taken */
  cr_assert_eq(fr_journal_pump(journal, NOON + 31 * DAY), FR_OK);
  cr_assert_eq(fr_journal_snapshot(journal, NULL, &error), FR_OK, "%s", error.message);
  recover_copy(0, MANY);
}

/* ---- a move in the middle of a snapshot ---- */

enum { PART_SECTION = 3, TAIL_SECTION = 5, NAMES = 16 };
static fr_status (*write_to_disk)(fr__file *file, uint64_t offset, const void *data, uint64_t bytes, uint64_t *count);
static uint32_t part_of_a;
static char moved_to[8];
static uint32_t moves, pumps;

static uint32_t part_of(const char *name) {
  const fr__party_key key = fr__party_key_of(engine->options.secret_key, FR__ACCOUNT, fr_text_of(name));
  return engine->store->operations->part_of(key);
}

/* Once the snapshot has written the old party's part the party moves, and the journal is full. Once it has written its
 * last section, and so after its seal, a pump brings the images. */
static fr_status write_and_meddle(fr__file *file, uint64_t offset, const void *data, uint64_t bytes, uint64_t *count) {
  const uint64_t word = bytes < 8 ? 0 : fr__get_word(data);
  const fr_status status = write_to_disk(file, offset, data, bytes, count);
  if (word == ((uint64_t)part_of_a << 32 | PART_SECTION) && moves++ == 0) {
    cr_expect_eq(move_to(moved_to), FR_JOURNAL_FULL);
  }
  if (word == TAIL_SECTION && pumps++ == 0) cr_expect_eq(fr_journal_pump(journal, NOON + 31 * DAY), FR_OK);
  return status;
}

/* The snapshot has the old party as it was and the new one as it is: the images between them are on the disk before it
 * has its name, whoever wrote them. */
Test(images, a_journal_is_not_closed_under_a_context) {
  cr_expect_eq(fr_journal_close(journal), FR_BAD_ARGUMENT);
  const fr_transfer transfer = transfer_of("t", "alice", "bob", 100, NOON);
  fr_decision decision = FR_DECISION_INIT;
  cr_expect_eq(fr_score(context, &transfer, &decision), FR_OK, "it is still there");
  cr_expect_gt(decision.sequence, 0);
}

Test(images, a_pump_writes_what_a_snapshot_rests_on) {
  enum { MANY = 120 };
  for (uint32_t i = 0; i < MANY; i++) cr_assert_eq(score("a", i, NOON + i), FR_OK);
  part_of_a = part_of("a");
  for (uint32_t i = 0; i < NAMES; i++) {
    snprintf(moved_to, sizeof moved_to, "z%u", i);
    if (part_of(moved_to) > part_of_a) break;
  }
  cr_assert_gt(part_of(moved_to), part_of_a);
  leave_little_room();
  write_to_disk = disk->io.write;
  disk->io.write = write_and_meddle;
  const fr_status status = fr_journal_snapshot(journal, NULL, &error);
  disk->io.write = write_to_disk;
  cr_assert_eq(status, FR_OK, "%s", error.message);
  cr_assert_eq(moves, 1);
  cr_assert_eq(pumps, 1);
  for (uint64_t seed = 0; seed < 16; seed++) recover_from(fake_after_power_loss(disk, seed), moved_to, 0, MANY);
}

/* ---- a party and its books ---- */

/* Pays so many others, so long ago, that they stand in books. */
static void make_books(void) {
  for (uint32_t i = 0; i < 1500; i++) {
    fr_status status = score("a", i, NOON + (int64_t)i * 30 * MINUTE);
    if (status == FR_JOURNAL_FULL) {
      cr_assert_eq(fr_journal_pump(journal, NOON), FR_OK);
      status = score("a", i, NOON + (int64_t)i * 30 * MINUTE);
    }
    cr_assert_eq(status, FR_OK, "%s", fr_context_error(context)->message);
    fr_event event = FR_EVENT_INIT;
    char id[16], payee[16];
    snprintf(id, sizeof id, "t%u", i);
    snprintf(payee, sizeof payee, "b%u", i);
    const fr_transfer transfer = transfer_of(id, "a", payee, 100, NOON + (int64_t)i * 30 * MINUTE);
    event = event_about(FR_EVENT_SETTLED, &transfer, transfer.time_us + MINUTE);
    if (fr_observe(context, &event) == FR_OK) continue;
    cr_assert_eq(fr_journal_pump(journal, NOON), FR_OK);
    cr_assert_eq(fr_observe(context, &event), FR_OK);
  }
}

typedef struct copies {
  uint32_t count;
  fr__party_key keys[64];
  uint32_t sizes[64];
  uint8_t *bytes[64];
} copies;

static void copy_one(copies *into, fr__party_key key, const fr__profile *profile) {
  const uint32_t at = into->count++, size = fr__profile_size(profile);
  cr_assert_lt(at, 64);
  into->keys[at] = key;
  into->sizes[at] = size;
  into->bytes[at] = malloc(size);
  memcpy(into->bytes[at], profile, size);
  memcpy(into->bytes[at] + offsetof(fr__profile, bytes), &size, sizeof size);
}

static copies copy_all(const char *name) {
  copies all = {0};
  fr__store *store = engine->store;
  fr__acquired acquired = {.count = 1};
  acquired.keys[0] = fr__party_key_of(engine->options.secret_key, FR__ACCOUNT, fr_text_of(name));
  cr_assert_eq(store->operations->acquire(store, &acquired, 0), FR_OK);
  const fr__profile *profile = acquired.profiles[0];
  copy_one(&all, acquired.keys[0], profile);
  for (uint32_t i = 0; i < profile->books; i++) {
    const fr__party_key key = fr__book_key(acquired.keys[0], i);
    fr__profile *book = store->operations->open_beside(store, key, false);
    cr_assert_not_null(book);
    copy_one(&all, key, book);
    store->operations->close_beside(store, book, false);
  }
  store->operations->release(store, &acquired, 0);
  return all;
}

/* Records of images, one after the other, given to an engine that knows nothing: it has the party with the last. */
Test(images, a_party_comes_with_all_of_its_books) {
  static uint8_t body[FR__RECORD_ROOM];
  make_books();
  copies all = copy_all("a");
  cr_assert_gt(all.count, 1, "there are books");
  const fr_engine_options options = roomy();
  const fr__replayer_options how = {0};
  fr_engine *other;
  fr__replayer *replayer;
  uint64_t sequence = 1;
  cr_assert_eq(fr_engine_create(&options, &other, &error), FR_OK);
  cr_assert_eq(fr__replayer_create(other, &how, &replayer), FR_OK);
  for (uint32_t round = 0; round < 2; round++) { /* once given up in the middle, then whole */
    for (uint32_t i = 0; i < all.count - (round == 0 ? 1 : 0); i++) {
      cr_expect_eq(state_of(other, "a").transfer_entries, 0, "image %u of round %u", i, round);
      const uint32_t total = all.sizes[i];
      for (uint32_t offset = 0; offset < total; offset += FR__IMAGE_BYTES) {
        const uint32_t size = total - offset < FR__IMAGE_BYTES ? total - offset : FR__IMAGE_BYTES;
        const fr__image image = {
            .key = all.keys[i], .total = total, .offset = offset, .size = size, .bytes = all.bytes[i] + offset};
        const uint32_t written = fr__image_write(&image, body);
        cr_assert_eq(fr__replayer_apply(replayer, sequence++, FR__RECORD_IMAGE, body, written, &error), FR_OK, "%s",
                     error.message);
      }
    }
  }
  cr_expect_eq(state_of(other, "a").transfer_entries, state_of(engine, "a").transfer_entries);
  cr_expect_eq(state_of(other, "a").counterparties, state_of(engine, "a").counterparties);
  cr_expect_eq(fr__replayer_finish(replayer, &error), FR_OK);
  fr__replayer_destroy(replayer);
  fr_engine_destroy(other);
  for (uint32_t i = 0; i < all.count; i++) free(all.bytes[i]);
}

/* A snapshot that was begun between two parts of an image has the party behind both: the second tells nothing. Without
 * one the same bytes are damage. */
Test(images, a_snapshot_between_the_parts_of_an_image) {
  static uint8_t bytes[64], body[FR__RECORD_ROOM];
  const fr_engine_options options = roomy();
  const fr__party_key key = fr__party_key_of(options.secret_key, FR__ACCOUNT, fr_text_of("a"));
  const fr__image second = {.key = key,
                            .total = FR__IMAGE_BYTES + sizeof bytes,
                            .offset = FR__IMAGE_BYTES,
                            .size = sizeof bytes,
                            .bytes = bytes};
  const uint32_t written = fr__image_write(&second, body);
  uint64_t *as_of = calloc(engine->store->operations->parts, sizeof *as_of);
  cr_assert_not_null(as_of);
  for (uint32_t round = 0; round < 3; round++) {
    const fr__replayer_options how = {.as_of = round == 0 ? NULL : as_of};
    fr_engine *other;
    fr__replayer *replayer;
    as_of[engine->store->operations->part_of(key)] = round == 1 ? 6 : 7; /* the record is the seventh */
    cr_assert_eq(fr_engine_create(&options, &other, &error), FR_OK);
    cr_assert_eq(fr__replayer_create(other, &how, &replayer), FR_OK);
    cr_expect_eq(fr__replayer_apply(replayer, 7, FR__RECORD_IMAGE, body, written, &error),
                 round == 2 ? FR_OK : FR_BAD_JOURNAL, "round %u: %s", round, error.message);
    fr__replayer_destroy(replayer);
    fr_engine_destroy(other);
  }
  free(as_of);
}
