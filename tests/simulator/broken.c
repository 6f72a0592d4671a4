/* SPDX-License-Identifier: Apache-2.0
 *
 * A journal that is broken on purpose, in one way at a time: a simulator that does not find it proves nothing. What is
 * broken is the world below the journal, or a call inside of the library that the linker leads here (--wrap). */
#include "engine/journal.h"
#include "simulator.h"

const breakage breakages[] = {
    {"sync", "the disk says that it has what it does not have"},
    {"directory", "the directory says that it has names that it does not have"},
    {"snapshot", "a snapshot gets its name before it is on the disk"},
    {"wait", "calls are answered before their records are on the disk"},
    {"eviction", "a replay forgets who gave way"},
    {"event", "a replay forgets one event in a hundred"},
    {"twice", "a replay applies what a snapshot has already"},
    {"policy", "what was in force is not put in force again"},
    {"tail", "a torn tail is cut one record too early"},
    {"ship", "a standby is shipped what is not on the disk"},
    {NULL, NULL},
};
const char *broken;

static bool is_broken(const char *name) { return broken != NULL && strcmp(broken, name) == 0; }

/* ---- the world ---- */

static fr_status (*true_sync)(fr__file *file, uint64_t offset, uint64_t bytes);
static _Thread_local bool is_snapshot;

static fr_status lie_sync(fr__file *file, uint64_t offset, uint64_t bytes) {
  (void)file, (void)offset, (void)bytes;
  return FR_OK;
}

static fr_status lie_directory(void *context, const char *directory) {
  (void)context, (void)directory;
  return FR_OK;
}

static fr_status sync_but_snapshots(fr__file *file, uint64_t offset, uint64_t bytes) {
  return is_snapshot ? FR_OK : true_sync(file, offset, bytes);
}

fr_status __real_fr_journal_snapshot(fr_journal *journal, uint64_t *sequence, fr_error *error);
fr_status __wrap_fr_journal_snapshot(fr_journal *journal, uint64_t *sequence, fr_error *error);
fr_status __wrap_fr_journal_snapshot(fr_journal *journal, uint64_t *sequence, fr_error *error) {
  is_snapshot = true;
  const fr_status status = __real_fr_journal_snapshot(journal, sequence, error);
  is_snapshot = false;
  return status;
}

void broken_world(fake_world *under) {
  if (is_broken("sync")) under->io.sync = lie_sync;
  if (is_broken("directory")) under->io.sync_directory = lie_directory;
  if (!is_broken("snapshot")) return;
  true_sync = under->io.sync;
  under->io.sync = sync_but_snapshots;
}

/* ---- the library ---- */

fr_status __real_fr__log_wait(fr__log *log, uint64_t sequence);
fr_status __wrap_fr__log_wait(fr__log *log, uint64_t sequence);
fr_status __wrap_fr__log_wait(fr__log *log, uint64_t sequence) {
  return is_broken("wait") ? FR_OK : __real_fr__log_wait(log, sequence);
}

static _Thread_local bool ships;

fr_status __real_fr_journal_ship(fr_journal *journal, uint64_t from_sequence, void *buffer, uint64_t capacity,
                                 uint64_t *size, uint64_t *next, fr_error *error);
fr_status __wrap_fr_journal_ship(fr_journal *journal, uint64_t from_sequence, void *buffer, uint64_t capacity,
                                 uint64_t *size, uint64_t *next, fr_error *error);
fr_status __wrap_fr_journal_ship(fr_journal *journal, uint64_t from_sequence, void *buffer, uint64_t capacity,
                                 uint64_t *size, uint64_t *next, fr_error *error) {
  ships = true;
  const fr_status status = __real_fr_journal_ship(journal, from_sequence, buffer, capacity, size, next, error);
  ships = false;
  return status;
}

void __real_fr__log_measure(fr__log *log, fr__log_state *state);
void __wrap_fr__log_measure(fr__log *log, fr__log_state *state);
void __wrap_fr__log_measure(fr__log *log, fr__log_state *state) {
  __real_fr__log_measure(log, state);
  if (ships && is_broken("ship")) state->synced_sequence = state->last_sequence;
}

fr_status __real_fr__replayer_apply(fr__replayer *replayer, uint64_t sequence, uint32_t kind, const uint8_t *body,
                                    uint32_t size, fr_error *error);
fr_status __wrap_fr__replayer_apply(fr__replayer *replayer, uint64_t sequence, uint32_t kind, const uint8_t *body,
                                    uint32_t size, fr_error *error);
fr_status __wrap_fr__replayer_apply(fr__replayer *replayer, uint64_t sequence, uint32_t kind, const uint8_t *body,
                                    uint32_t size, fr_error *error) {
  if (is_broken("eviction") && kind == FR__RECORD_EVICTED) return FR_OK;
  if (is_broken("event") && kind == FR__RECORD_OBSERVED && sequence % 100 == 0) return FR_OK;
  return __real_fr__replayer_apply(replayer, sequence, kind, body, size, error);
}

fr_status __real_fr__replayer_create(fr_engine *engine, const fr__replayer_options *options, fr__replayer **created);
fr_status __wrap_fr__replayer_create(fr_engine *engine, const fr__replayer_options *options, fr__replayer **created);
fr_status __wrap_fr__replayer_create(fr_engine *engine, const fr__replayer_options *options, fr__replayer **created) {
  fr__replayer_options changed = *options;
  if (is_broken("twice")) changed.as_of = NULL;
  if (is_broken("policy")) changed.restore_policies = false;
  return __real_fr__replayer_create(engine, &changed, created);
}

/* Zeros from the last byte of the newest segment that is none, as far as a record. */
static void cut_one(fake_world *under) {
  const char *newest = NULL;
  uint64_t size;
  for (int i = 0; i < FAKE_NAMES; i++) {
    const fake_name *one = &under->names[i];
    const bool segment = one->name[0] >= '0' && one->name[0] <= '9' && one->inode >= 0;
    if (segment && (newest == NULL || strcmp(one->name, newest) > 0)) newest = one->name;
  }
  if (newest == NULL) return;
  uint8_t *bytes = fake_bytes(under, newest, &size);
  while (size > 0 && bytes[size - 1] == 0) size--;
  for (uint32_t i = 0; i < 12 && size > 4096; i++) bytes[--size] = 0;
}

fr_status __real_fr__log_open(const fr__log_options *options, fr__log **log, fr__log_recovery *recovery,
                              fr_error *error);
fr_status __wrap_fr__log_open(const fr__log_options *options, fr__log **log, fr__log_recovery *recovery,
                              fr_error *error);
fr_status __wrap_fr__log_open(const fr__log_options *options, fr__log **log, fr__log_recovery *recovery,
                              fr_error *error) {
  if (is_broken("tail")) cut_one(options->io->context);
  return __real_fr__log_open(options, log, recovery, error);
}
