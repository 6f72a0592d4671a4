/* SPDX-License-Identifier: Apache-2.0
 *
 * Everything that the engine does to the world fails, a kind of call at a time, in a world of files in memory: the Nth
 * call of the kind once, for a while (a disk that is full until somebody makes room) and from then on, with an error, a
 * full disk, or by doing a part only. Meanwhile transfers are scored and parties put on lists, snapshots are taken,
 * segments go. Afterwards the process ends, or the power goes, and another engine recovers: what was acknowledged is
 * there, what was refused was answered as on_error says and can be sent again, and after the end of the process the
 * state is that of the engine that wrote it, byte for byte. */
#include <criterion/criterion.h>

#include "faults/faults.h"
#include "journal/fake_io.h"

TestSuite(io, .timeout = 3600);

/* ---- a seam whose calls of one kind fail ---- */

enum kind { LIST, OPEN, SIZE, LOCK, ALLOCATE, MAP, SYNC, READ, WRITE, RENAME, REMOVE, SYNC_DIRECTORY, KINDS };
static const char *const kind_names[KINDS] = {"list", "open", "size",  "lock",   "allocate", "map",
                                              "sync", "read", "write", "rename", "remove",   "sync directory"};

typedef struct fault {
  enum kind kind;
  uint64_t at, count; /* calls of the kind, from 1 on, that fail; at 0: none does */
  fr_status status;   /* with this; FR_OK: they do a part only */
} fault;

static fault present;
static uint64_t calls[KINDS], calls_of_work[KINDS], failed;
static const fr__io *below;

static fr_status attempt(enum kind kind) {
  calls[kind]++;
  const bool fails =
      present.kind == kind && present.at != 0 && calls[kind] >= present.at && calls[kind] - present.at < present.count;
  failed += fails;
  return fails ? present.status : FR_OK;
}

/* Whether this call does a part only. */
static bool is_short(enum kind kind) {
  return present.status == FR_OK && present.kind == kind && present.at != 0 && calls[kind] >= present.at &&
         calls[kind] - present.at < present.count;
}

static fr_status io_list(void *context, const char *directory, void (*each)(void *argument, const char *name),
                         void *argument) {
  FR_TRY(attempt(LIST));
  return below->list(context, directory, each, argument);
}
static fr_status io_open(void *context, const char *directory, const char *name, enum fr__io_how how, fr__file **file) {
  *file = NULL;
  FR_TRY(attempt(OPEN));
  return below->open(context, directory, name, how, file);
}
static fr_status io_size(fr__file *file, uint64_t *bytes) {
  *bytes = 0;
  FR_TRY(attempt(SIZE));
  return below->size(file, bytes);
}
static fr_status io_lock(fr__file *file) {
  FR_TRY(attempt(LOCK));
  return below->lock(file);
}
static fr_status io_allocate(fr__file *file, uint64_t bytes) {
  FR_TRY(attempt(ALLOCATE));
  return below->allocate(file, bytes);
}
static fr_status io_map(fr__file *file, uint64_t bytes, uint8_t **memory) {
  *memory = NULL;
  FR_TRY(attempt(MAP));
  return below->map(file, bytes, memory);
}
static void io_ready(fr__file *file, uint64_t offset, uint64_t bytes) { below->ready(file, offset, bytes); }
static fr_status io_sync(fr__file *file, uint64_t offset, uint64_t bytes) {
  FR_TRY(attempt(SYNC));
  return below->sync(file, offset, bytes);
}
static fr_status io_read(fr__file *file, uint64_t offset, void *into, uint64_t bytes, uint64_t *count) {
  *count = 0;
  FR_TRY(attempt(READ));
  return below->read(file, offset, into, is_short(READ) && bytes > 1 ? 1 + bytes / 3 : bytes, count);
}
static fr_status io_write(fr__file *file, uint64_t offset, const void *data, uint64_t bytes, uint64_t *count) {
  *count = 0;
  FR_TRY(attempt(WRITE));
  return below->write(file, offset, data, is_short(WRITE) && bytes > 1 ? 1 + bytes / 3 : bytes, count);
}
static void io_close(fr__file *file) { below->close(file); }
static fr_status io_rename(void *context, const char *directory, const char *from, const char *to) {
  FR_TRY(attempt(RENAME));
  return below->rename(context, directory, from, to);
}
static fr_status io_remove(void *context, const char *directory, const char *name) {
  FR_TRY(attempt(REMOVE));
  return below->remove(context, directory, name);
}
static fr_status io_sync_directory(void *context, const char *directory) {
  FR_TRY(attempt(SYNC_DIRECTORY));
  return below->sync_directory(context, directory);
}

static fr__io seam_over(fake_world *files) {
  below = &files->io;
  return (fr__io){.context = files,
                  .list = io_list,
                  .open = io_open,
                  .size = io_size,
                  .lock = io_lock,
                  .allocate = io_allocate,
                  .map = io_map,
                  .ready = io_ready,
                  .sync = io_sync,
                  .read = io_read,
                  .write = io_write,
                  .close = io_close,
                  .rename = io_rename,
                  .remove = io_remove,
                  .sync_directory = io_sync_directory};
}

/* ---- what the outside was told ---- */

enum { OPENINGS = 2, ROUNDS = 5, TRANSFERS = 110, MOST = OPENINGS * ROUNDS * TRANSFERS, LISTED = OPENINGS * ROUNDS };

typedef struct outside {
  bool scored[MOST], listed[LISTED];
  uint32_t next, next_listed, refused;
} outside;

static const bundle_policy simple = {.rules = {{.id = "bad", .when = "'bad' in payee.lists", .points = 90},
                                               {.id = "first", .when = "pair.first_time", .points = 10}}};
static fr_engine_options options;
static fr_policy *policy;

static fr_transfer transfer_number(uint32_t number, char id[16], char payer[16]) {
  snprintf(id, 16, "t%u", number);
  snprintf(payer, 16, "a%u", number % 9);
  return transfer_of(id, payer, "shop", 100 + number, NOON + (int64_t)number * SECOND);
}

static void score(fr_context *context, outside *told) {
  char id[16], payer[16];
  fr_decision decision = FR_DECISION_INIT;
  const uint32_t number = told->next++;
  const fr_transfer transfer = transfer_number(number, id, payer);
  const fr_status status = fr_score(context, &transfer, &decision);
  told->scored[number] = status == FR_OK;
  if (status == FR_OK) {
    cr_assert(decision.sequence != 0 && (decision.flags & FR_FLAG_DEGRADED) == 0);
    return;
  }
  told->refused++;
  cr_assert(status == FR_JOURNAL_DOWN || status == FR_JOURNAL_FULL || status == FR_NO_POLICY, "%s",
            fr_status_name(status));
  cr_assert_eq(decision.flags & FR_FLAG_DEGRADED, FR_FLAG_DEGRADED);
  if (status != FR_NO_POLICY) cr_assert_eq(decision.outcome, FR_OUTCOME_WARN, "on_error says so");
  cr_assert_neq(fr_context_error(context)->message[0], 0);
}

static void put_on_list(fr_context *context, outside *told) {
  char name[16];
  fr_event event = FR_EVENT_INIT;
  const uint32_t number = told->next_listed++;
  snprintf(name, sizeof name, "l%u", number);
  event.kind = FR_EVENT_LISTED;
  event.time_us = NOON;
  event.party = fr_text_of(name);
  event.list = fr_text_of("bad");
  told->listed[number] = fr_observe(context, &event) == FR_OK;
}

static fr_status open_engine(const fr__io *io, bank *in) {
  static const place nowhere = {"journal"};
  fr_journal_options journal = history_journal_options(&nowhere);
  journal.mode = FR_JOURNAL_SYNC;
  journal.segment_bytes = FR__LOG_MIN_SEGMENT_BYTES;
  *in = (bank){.error = FR_ERROR_INIT};
  FR_TRY(fr_engine_create(&options, &in->engine, &in->error));
  FR_TRY(fr__journal_open_with(in->engine, &journal, io, &in->journal, &in->error));
  FR_TRY(fr_journal_recover(in->journal, NULL, &in->error));
  FR_TRY(fr_engine_set_journal(in->engine, in->journal, &in->error));
  return fr_engine_set_policy(in->engine, policy, &in->error);
}

static void work(bank *in, outside *told) {
  fr_context *context;
  uint64_t size, next;
  static uint8_t shipped[1 << 17];
  cr_assert_eq(fr_context_create(in->engine, &context), FR_OK);
  for (uint32_t round = 0; round < ROUNDS; round++) {
    for (uint32_t i = 0; i < TRANSFERS; i++) score(context, told);
    put_on_list(context, told);
    (void)fr_journal_pump(in->journal, NOON + (int64_t)round * 20 * DAY);
    if (round == 2) (void)fr_journal_snapshot(in->journal, NULL, NULL);
    if (round == 1) (void)fr_journal_checkpoint(in->journal);
    if (round == 3) (void)fr_journal_prune(in->journal, NULL, NULL);
    (void)fr_journal_ship(in->journal, 1, shipped, sizeof shipped, &size, &next, NULL);
  }
  fr_context_destroy(context);
}

/* ---- what is found afterwards ---- */

/* `state`: of the engine that wrote; null where what was not acknowledged may be gone. */
static void check(fake_world *files, const outside *told, const dump *state, const char *when) {
  bank in;
  fr_context *context;
  char id[16], payer[16];
  fr_decision decision = FR_DECISION_INIT;
  const fr_status status = open_engine(&files->io, &in);
  cr_assert_eq(status, FR_OK, "%s: %s", when, in.error.message);
  if (state != NULL) {
    dump is = dump_of(in.engine);
    cr_assert(dump_same(state, &is), "%s: another state came back", when);
    dump_free(&is);
  }
  cr_assert_eq(fr_context_create(in.engine, &context), FR_OK);
  for (uint32_t i = 0; i < told->next_listed; i++) {
    char name[16];
    snprintf(name, sizeof name, "l%u", i);
    const fr_transfer transfer = transfer_of("p", "a0", name, 100, NOON + DAY);
    cr_assert_eq(fr_preview(context, &transfer, &decision), FR_OK);
    cr_assert(!told->listed[i] || decision.score >= 90, "%s: event %u was acknowledged and is lost", when, i);
  }
  for (uint32_t i = 0; i < told->next; i++) {
    const fr_transfer transfer = transfer_number(i, id, payer);
    cr_assert_eq(fr_score(context, &transfer, &decision), FR_OK, "%s: transfer %u again", when, i);
    cr_assert(!told->scored[i] || (decision.flags & FR_FLAG_REPEATED) != 0,
              "%s: transfer %u was acknowledged and is lost", when, i);
  }
  fr_context_destroy(context);
  cr_assert_eq(bank_close(&in), FR_OK, "%s", when);
}

/* Two openings with work in each, then the end of the process or the power's. */
static uint32_t run(const fault *of, uint64_t seed, bool power) {
  static outside told;
  char when[96];
  bank in;
  dump state = {0};
  fake_world *files = fake_create(seed);
  const fr__io io = seam_over(files);
  snprintf(when, sizeof when, "%s %llu, %llu calls, %s, %s", kind_names[of->kind], (unsigned long long)of->at,
           (unsigned long long)of->count, fr_status_name(of->status), power ? "power" : "process");
  memset(&told, 0, sizeof told);
  memset(calls, 0, sizeof calls);
  present = *of;
  bool has_state = false;
  fake_world *after = NULL;
  for (uint32_t opening = 0; opening < OPENINGS; opening++) {
    const fr_status status = open_engine(&io, &in);
    if (status == FR_OK) {
      work(&in, &told);
      dump_free(&state);
      state = dump_of(in.engine);
      has_state = true;
    } else {
      cr_assert_neq(in.error.message[0], 0, "%s: it says why", when);
      cr_assert(status == FR_JOURNAL_DOWN || status == FR_JOURNAL_FULL || status == FR_BAD_JOURNAL, "%s: %s, %s", when,
                fr_status_name(status), in.error.message);
    }
    if (power && opening == 1) after = fake_after_power_loss(files, seed * 3 + 1);
    (void)fr_journal_close(in.journal);
    fr_engine_destroy(in.engine);
  }
  memcpy(calls_of_work, calls, sizeof calls);
  if (after == NULL) after = fake_after_kill(files);
  present = (fault){0};
  check(after, &told, has_state && !power ? &state : NULL, when);
  dump_free(&state);
  fake_destroy(after);
  fake_destroy(files);
  return told.refused;
}

/* ---- the sweep ---- */

static uint64_t points[KINDS], refused_all, failed_all;

static void sweep_kind(enum kind kind, uint64_t count, uint64_t most) {
  static const struct {
    uint64_t count;
    fr_status status;
  } ways[] = {{1, FR_JOURNAL_DOWN}, {UINT64_MAX, FR_JOURNAL_DOWN}, {1, FR_JOURNAL_FULL},
              {4, FR_JOURNAL_FULL}, {UINT64_MAX, FR_JOURNAL_FULL}, {1, FR_OK},
              {UINT64_MAX, FR_OK}};
  const uint64_t stride = count <= most ? 1 : (count + most - 1) / most;
  for (uint64_t at = 1; at <= count; at += stride) {
    for (size_t i = 0; i < FR_COUNT(ways); i++) {
      if (ways[i].status == FR_OK && kind != READ && kind != WRITE) continue;
      const fault of = {kind, at, ways[i].count, ways[i].status};
      refused_all += run(&of, at * 31 + i, (at / stride + i) % 2 == 0);
      points[kind]++;
    }
  }
}

Test(io, every_call_of_every_kind_fails) {
  char parts[400] = "";
  options = world_options();
  options.complete_from_us = 0;
  options.memory_bytes = UINT64_C(8) << 20;
  policy = bundle_load(&simple);
  uint64_t usual[KINDS];
  const fault none = {LIST, 0, 0, FR_OK};
  cr_assert_eq(run(&none, 1, false), 0, "nothing is refused where nothing fails");
  memcpy(usual, calls_of_work, sizeof usual);
  failed = 0;
  for (enum kind kind = 0; kind < KINDS; kind++) {
    cr_assert_gt(usual[kind], 0, "%s is called", kind_names[kind]);
    sweep_kind(kind, usual[kind], sweep_rounds("FR_FAULTS_CALLS", 4));
    const size_t at = strlen(parts);
    snprintf(parts + at, sizeof parts - at, "%s%llu %s", kind == 0 ? "" : ", ", (unsigned long long)points[kind],
             kind_names[kind]);
  }
  failed_all = failed;
  cr_assert_gt(refused_all, 100);
  sweep_says(
      "files: an engine's life with a fault in each of (%s) calls; %llu calls failed or did a part, %llu "
      "transfers refused and degraded, nothing acknowledged lost",
      parts, (unsigned long long)failed_all, (unsigned long long)refused_all);
  fr_policy_release(policy);
}
