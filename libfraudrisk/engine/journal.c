/* SPDX-License-Identifier: Apache-2.0
 *
 * The journal of an engine: opened, put in its place, kept going, closed. */
#include "engine/journal.h"

#include <stdio.h>
#include <stdlib.h>

#include "crypto/sha256.h"
#include "fraudrisk/version.h"
#include "policy/policy.h"
#include "state/watch.h"

#define TEXT_OF_(x) #x
#define TEXT_OF(x) TEXT_OF_(x)
#define LIBRARY TEXT_OF(FR_VERSION_MAJOR) "." TEXT_OF(FR_VERSION_MINOR) "." TEXT_OF(FR_VERSION_PATCH)

static fr_status check_options(const fr_journal_options *given, fr_error *error) {
  FR_REQUIRE(given != NULL, fr__fail(error, FR_NULL_POINTER, "options", "options is a null pointer"));
  const fr_status status = fr__check_struct(given, given->struct_size, sizeof *given, sizeof *given);
  if (status != FR_OK) {
    return fr__fail(error, status, "options",
                    "options: struct_size is %u, this library knows %u; use FR_JOURNAL_OPTIONS_INIT",
                    given->struct_size, (uint32_t)sizeof *given);
  }
  if (given->directory == NULL) return fr__fail(error, FR_NULL_POINTER, "options.directory", "there is no directory");
  if (given->mode > FR_JOURNAL_SYNC || given->when_full > FR_JOURNAL_REFUSE || given->calls_do_not_wait > FR_YES) {
    return fr__fail(error, FR_BAD_VALUE, "options",
                    "mode, when_full or calls_do_not_wait has a value that there is not");
  }
  if (strlen(given->directory) >= FR__DIRECTORY_BYTES) {
    return fr__fail(error, FR_TOO_LONG, "options.directory", "the directory's path has more than %d bytes",
                    FR__DIRECTORY_BYTES - 1);
  }
  if (given->trusted_keys != NULL) {
    FR_TRY(fr__log_check_keys(given->trusted_keys, given->trusted_keys_size, error));
  }
  return fr__check_time(given->now_us, "options.now_us", error);
}

void fr__journal_print_of(const uint8_t secret[16], uint8_t print[FR__LOG_ENGINE_BYTES]) {
  fr__put_word(print, fr__secret_print(secret));
  fr__put_word(print + 8, fr__siphash(secret, "journal", 7).low);
}

void fr__journal_print(const fr_engine *engine, uint8_t print[FR__LOG_ENGINE_BYTES]) {
  fr__journal_print_of(engine->options.secret_key, print);
}

static void free_journal(fr_journal *journal) {
  fr__log_walk_close(journal->shipper);
  fr__wipe(journal->host_key, sizeof journal->host_key);
  fr__wipe(journal->data_key, sizeof journal->data_key);
  pthread_mutex_destroy(&journal->facts_order);
  pthread_mutex_destroy(&journal->keys);
  pthread_mutex_destroy(&journal->key_now);
  pthread_mutex_destroy(&journal->torn_lock);
  free(journal->trusted_keys);
  free(journal);
}

static fr_status open_log(fr_journal *journal, const fr_journal_options *given, fr_error *error) {
  fr__log_options options = {
      .io = journal->io,
      .directory = journal->directory,
      .mode = given->mode == FR_JOURNAL_SYNC ? FR__LOG_SYNC : FR__LOG_ASYNC,
      .when_full = given->when_full == FR_JOURNAL_REFUSE ? FR__LOG_REFUSE : FR__LOG_WAIT,
      .segment_bytes = given->segment_bytes,
      .checkpoint_blocks = given->checkpoint_blocks,
      .signing_key = given->signing_key,
      .signing_key_size = given->signing_key_size,
      .created_us = given->now_us,
  };
  memcpy(options.engine, journal->print, sizeof options.engine);
  return fr__log_open(&options, &journal->log, &journal->found, error);
}

static fr_status take_trusted_keys(fr_journal *journal, const fr_journal_options *given, fr_error *error) {
  if (given->trusted_keys == NULL) return FR_OK;
  journal->trusted_keys = malloc(given->trusted_keys_size);
  FR_REQUIRE(journal->trusted_keys != NULL, fr__fail(error, FR_NO_MEMORY, NULL, "out of memory"));
  memcpy(journal->trusted_keys, given->trusted_keys, given->trusted_keys_size);
  journal->trusted_keys_size = given->trusted_keys_size;
  return FR_OK;
}

fr_status fr__journal_open_with(fr_engine *engine, const fr_journal_options *given, const fr__io *io,
                                fr_journal **opened, fr_error *error) {
  FR_TRY(check_options(given, error));
  fr_journal *journal = calloc(1, sizeof *journal);
  FR_REQUIRE(journal != NULL, fr__fail(error, FR_NO_MEMORY, NULL, "out of memory"));
  /* They cannot fail to initialise on the platforms that we build for. */
  pthread_mutex_init(&journal->facts_order, NULL);
  pthread_mutex_init(&journal->keys, NULL);
  pthread_mutex_init(&journal->key_now, NULL);
  pthread_mutex_init(&journal->torn_lock, NULL);
  journal->io = io;
  journal->engine = engine;
  journal->refuses = given->when_full == FR_JOURNAL_REFUSE;
  journal->sync = given->mode == FR_JOURNAL_SYNC;
  journal->calls_wait = given->mode == FR_JOURNAL_SYNC && given->calls_do_not_wait != FR_YES;
  journal->now_us = given->now_us;
  (void)snprintf(journal->directory, sizeof journal->directory, "%s", given->directory);
  fr__journal_print(engine, journal->print);
  journal->seals = given->sealing_key != NULL;
  if (journal->seals) memcpy(journal->host_key, given->sealing_key, sizeof journal->host_key);
  fr_status status = take_trusted_keys(journal, given, error);
  if (status == FR_OK) status = open_log(journal, given, error);
  if (status != FR_OK) {
    free_journal(journal);
    return status;
  }
  *opened = journal;
  return FR_OK;
}

fr_status fr_journal_open(fr_engine *engine, const fr_journal_options *options, fr_journal **journal, fr_error *error) {
  if (error != NULL) fr__error_clear(error);
  FR_REQUIRE(engine != NULL && journal != NULL,
             fr__fail(error, FR_NULL_POINTER, NULL, "engine or journal is a null pointer"));
  *journal = NULL;
  return fr__journal_open_with(engine, options, fr__io_posix(), journal, error);
}

/* ---- what is in force ---- */

fr_status fr__journal_in_force(fr_engine *engine, uint32_t kind, uint32_t index, const fr_policy *policy,
                               const fr_watch_lists *lists, fr_error *error) {
  if (engine->journal == NULL) return FR_OK;
  fr__in_force in_force = {
      .generation = atomic_load(&engine->generation) + 1, .index = index, .none = policy == NULL && lists == NULL};
  if (policy != NULL) {
    memcpy(in_force.digest, policy->digest, sizeof in_force.digest);
    in_force.version = policy->version;
    in_force.name = fr_text_of(policy->name);
  }
  if (lists != NULL) {
    fr_watch_lists_info info = FR_WATCH_LISTS_INFO_INIT;
    (void)fr_watch_lists_describe(lists, &info);
    in_force.version = info.version;
  }
  uint8_t body[FR__RECORD_SMALL];
  uint64_t sequence;
  const fr_status status =
      fr__journal_tell(engine->journal, kind, body, fr__in_force_write(&in_force, body), &sequence);
  return status == FR_OK ? FR_OK : fr__fail(error, status, "journal", "%s", fr_status_text(status));
}

fr_status fr__journal_settle_all(fr_engine *engine, fr_error *error) {
  const fr_journal *journal = engine->journal;
  if (journal == NULL || !journal->sync) return FR_OK;
  fr__log_state state;
  fr__log_measure(journal->log, &state);
  const fr_status status = fr__log_wait(journal->log, state.last_sequence);
  if (status == FR_OK) return FR_OK;
  return fr__fail(error, status, "journal",
                  "it is in force, but the journal cannot say whether it is on the disk: open it again");
}

void fr__switches_record(const fr__switches *switches, const uint8_t *bytes, uint64_t size, fr__in_force *in_force) {
  in_force->name = fr_text_of(switches->policy);
  in_force->switched = true;
  in_force->switches = switches->number;
  if (size > FR__RECORD_DOCUMENT) return;
  in_force->bytes = bytes;
  in_force->size = (uint32_t)size;
}

fr_status fr__journal_switches(fr_engine *engine, const fr__switches *switches, const uint8_t *bytes, uint64_t size,
                               fr_error *error) {
  if (engine->journal == NULL) return FR_OK;
  fr__in_force in_force = {.generation = atomic_load(&engine->generation) + 1};
  fr__switches_record(switches, bytes, size, &in_force);
  uint8_t *body = malloc(FR__RECORD_SMALL + FR__RECORD_DOCUMENT);
  fr_status status = body == NULL ? FR_NO_MEMORY : fr__sha256(bytes, (size_t)size, in_force.digest);
  uint64_t sequence;
  if (status == FR_OK) {
    const uint32_t written = fr__in_force_write(&in_force, body);
    status = fr__journal_tell(engine->journal, FR__RECORD_SWITCHES, body, written, &sequence);
  }
  free(body);
  return status == FR_OK ? FR_OK : fr__fail(error, status, "journal", "%s", fr_status_text(status));
}

/* A journal that begins here, or went on without some of them, knows them from now on. */
static fr_status tell_marks(fr_engine *engine, fr_error *error) {
  uint8_t body[FR__RECORD_SMALL];
  uint64_t sequence;
  for (const fr__version_mark *mark = engine->versions; mark != NULL; mark = mark->next) {
    const fr__in_force in_force = fr__mark_record(mark);
    const fr_status status =
        fr__journal_tell(engine->journal, FR__RECORD_MARK, body, fr__in_force_write(&in_force, body), &sequence);
    if (status != FR_OK) return fr__fail(error, status, "journal", "%s", fr_status_text(status));
  }
  return FR_OK;
}

/* What is there already when the journal comes. Each gets a generation of its own, the last the present one. */
static fr_status tell_all(fr_engine *engine, fr_error *error) {
  FR_TRY(tell_marks(engine, error));
  if (engine->policy != NULL) {
    FR_TRY(fr__journal_keep_bundle(engine->journal, fr__policy_base(engine->policy), error));
    FR_TRY(fr__journal_in_force(engine, FR__RECORD_POLICY, 0, engine->policy, NULL, error));
    atomic_fetch_add(&engine->generation, 1);
  }
  if (engine->switches != NULL) {
    FR_TRY(fr__journal_keep_switches(engine->journal, engine->switches_bytes, engine->switches_size, error));
    FR_TRY(fr__journal_switches(engine, engine->switches, engine->switches_bytes, engine->switches_size, error));
    atomic_fetch_add(&engine->generation, 1);
  }
  for (uint32_t i = 0; i < FR_MAX_CHALLENGERS; i++) {
    if (engine->challengers[i] == NULL) continue;
    FR_TRY(fr__journal_keep_bundle(engine->journal, engine->challengers[i], error));
    FR_TRY(fr__journal_in_force(engine, FR__RECORD_CHALLENGER, i, engine->challengers[i], NULL, error));
    atomic_fetch_add(&engine->generation, 1);
  }
  if (engine->watch != NULL) {
    FR_TRY(fr__journal_in_force(engine, FR__RECORD_WATCH, 0, NULL, engine->watch, error));
    atomic_fetch_add(&engine->generation, 1);
  }
  return FR_OK;
}

/* Whether anything was told to it. */
static bool has_state(const fr_engine *engine) {
  fr__store_stats stats;
  engine->store->operations->measure(engine->store, &stats);
  return stats.parties != 0 || fr__facts_count(engine->facts) != 0 || atomic_load(&engine->newest_us) != FR__NO_TIME;
}

static fr_status tell_opened(fr_journal *journal, fr_error *error) {
  const fr_engine *engine = journal->engine;
  uint8_t body[FR__RECORD_SMALL];
  uint64_t sequence;
  fr__log_state state;
  fr__log_measure(journal->log, &state);
  const bool begins = state.last_sequence == 0;
  const fr__opened opened = {.has_state = begins && has_state(engine),
                             .options = engine->options,
                             .generation = atomic_load(&engine->generation),
                             .time_us = journal->now_us,
                             .layout = FR__PROFILE_LAYOUT,
                             .library = fr_text_of(LIBRARY)};
  const fr_status status =
      fr__journal_tell(journal, FR__RECORD_OPENED, body, fr__opened_write(&opened, body), &sequence);
  return status == FR_OK ? FR_OK : fr__fail(error, status, "journal", "%s", fr_status_text(status));
}

/* The party's lock is held, and so nothing of it is journaled between this and its end. */
static bool evicting(void *argument, const fr__profile *profile) {
  uint8_t body[FR__RECORD_SMALL];
  uint64_t sequence;
  if (fr__journal_owes_move(argument, profile->key)) return false;
  return fr__journal_append(argument, FR__RECORD_EVICTED, body, fr__evicted_write(profile->key, body), &sequence) ==
         FR_OK;
}

/* The engine has what the journal has. Where that cannot be hashed it follows nobody from here on. */
fr_status fr__journal_applied(fr_engine *engine, const fr_journal *journal) {
  fr__log_state state;
  fr__log_measure(journal->log, &state);
  engine->applied = state.last_sequence;
  const fr_status status = fr__log_tree(journal->log, &engine->trail);
  if (status != FR_OK) engine->trail.count = UINT64_MAX;
  return status;
}

/* A journal of as many records need not be the one that was recovered or followed. Which those were is not known where
 * a try before this one came to a hash that memory refused. */
static fr_status check_same(const fr_engine *engine, const fr_journal *journal, fr_error *error) {
  fr__merkle tree;
  if (engine->trail.count != engine->applied) return FR_OK;
  const fr_status status = fr__log_tree(journal->log, &tree);
  if (status != FR_OK) return fr__fail(error, status, "journal", "%s", fr_status_text(status));
  if (tree.count == 0 || fr__merkle_same(&tree, &engine->trail)) return FR_OK;
  return fr__fail(error, FR_JOURNAL_FORKED, "journal",
                  "the journal has as many records as the engine, and not the same: the engine followed or recovered "
                  "another one");
}

/* What comes first in a journal that is put to work. Under the engine's mutex. */
static fr_status begin(fr_engine *engine, fr_journal *journal, fr_error *error) {
  journal->beginning = true;
  fr_status status = journal->refuses ? fr__log_pump(journal->log) : FR_OK; /* room is made here, where nobody waits */
  if (status != FR_OK) (void)fr__fail(error, status, "journal", "%s", fr_status_text(status));
  if (status == FR_OK) status = tell_opened(journal, error);
  if (status == FR_OK) status = fr__journal_renew_key(journal, journal->now_us, FR__NO_TIME, error);
  if (status == FR_OK) status = tell_all(engine, error);
  journal->beginning = false;
  atomic_store_explicit(&journal->held_back, status != FR_OK, memory_order_release);
  return status;
}

/* There was no room for it, and now there may be. */
static fr_status begin_late(fr_journal *journal) {
  fr_engine *engine = journal->engine;
  pthread_mutex_lock(&engine->mutex);
  const fr_status status = atomic_load(&journal->held_back) ? begin(engine, journal, NULL) : FR_OK;
  pthread_mutex_unlock(&engine->mutex);
  return status;
}

static fr_status attach(fr_engine *engine, fr_journal *journal, fr_error *error) {
  fr__log_state state;
  fr__log_measure(journal->log, &state);
  if (state.last_sequence != 0 && state.last_sequence != engine->applied) {
    return fr__fail(error, FR_BAD_ARGUMENT, "journal",
                    "the journal has records up to %llu, the engine up to %llu: call fr_journal_recover first",
                    (unsigned long long)state.last_sequence, (unsigned long long)engine->applied);
  }
  FR_TRY(check_same(engine, journal, error));
  engine->journal = journal;
  fr_status status = begin(engine, journal, error);
  /* Whoever wants to be refused where there is no room wants to begin without it, and be refused until there is. */
  if (status == FR_JOURNAL_FULL && journal->refuses) {
    if (error != NULL) fr__error_clear(error);
    status = FR_OK;
  }
  if (status != FR_OK) { /* what was written says nothing that the engine does not have: it may be tried again */
    (void)fr__journal_applied(engine, journal);
    engine->journal = NULL;
    return status;
  }
  journal->attached = true;
  engine->applied_layout = FR__PROFILE_LAYOUT; /* as its own record has just said */
  engine->store->evicting = evicting;
  engine->store->evicting_argument = journal;
  return FR_OK;
}

static void detach(fr_engine *engine) {
  engine->store->evicting = NULL;
  if (engine->journal == NULL) return;
  (void)fr__journal_applied(engine, engine->journal);
  engine->journal->attached = false;
  engine->journal = NULL;
}

fr_status fr_engine_set_journal(fr_engine *engine, fr_journal *journal, fr_error *error) {
  if (error != NULL) fr__error_clear(error);
  FR_REQUIRE(engine != NULL, fr__fail(error, FR_NULL_POINTER, "engine", "engine is a null pointer"));
  if (journal != NULL) FR_TRY(fr__follower_finish(engine, error)); /* a standby takes over */
  pthread_mutex_lock(&engine->mutex);
  fr_status status = FR_OK;
  if (engine->contexts != NULL) {
    status = fr__fail(error, FR_BAD_ARGUMENT, "journal",
                      "the engine has contexts; the journal comes before the first and goes after the last");
  } else if (journal == NULL) {
    detach(engine);
  } else if (journal->engine != engine || engine->journal != NULL) {
    status =
        fr__fail(error, FR_BAD_ARGUMENT, "journal",
                 engine->journal != NULL ? "the engine has a journal" : "the journal was opened for another engine");
  } else {
    status = attach(engine, journal, error);
  }
  pthread_mutex_unlock(&engine->mutex);
  return status;
}

/* ---- keeping it going ---- */

fr_status fr_journal_close(fr_journal *journal) {
  if (journal == NULL) return FR_OK;
  fr_engine *engine = journal->engine;
  pthread_mutex_lock(&engine->mutex);
  const bool in_use = journal->attached && engine->contexts != NULL;
  pthread_mutex_unlock(&engine->mutex);
  FR_REQUIRE(!in_use, FR_BAD_ARGUMENT);
  fr_status mended = FR_OK;
  if (journal->attached) {
    if (atomic_load(&journal->torn_count) != 0) {
      (void)fr__log_pump(journal->log); /* room for them */
      mended = fr__journal_mend_all(journal);
    }
    pthread_mutex_lock(&engine->mutex);
    detach(engine);
    pthread_mutex_unlock(&engine->mutex);
  }
  const fr_status status = fr__log_checkpoint(journal->log);
  fr__log_close(journal->log);
  free_journal(journal);
  return status == FR_OK ? mended : status;
}

fr_status fr_journal_wait(fr_journal *journal, uint64_t sequence) {
  FR_REQUIRE(journal != NULL, FR_NULL_POINTER);
  return fr__log_wait(journal->log, sequence);
}

fr_status fr_journal_pump(fr_journal *journal, int64_t now_us) {
  FR_REQUIRE(journal != NULL, FR_NULL_POINTER);
  FR_TRY(fr__check_time(now_us, "now_us", NULL));
  fr__engine_sweep(journal->engine);
  FR_TRY(fr__log_pump(journal->log));
  if (journal->attached && atomic_load(&journal->held_back)) FR_TRY(begin_late(journal));
  if (journal->attached && atomic_load(&journal->torn_count) != 0) FR_TRY(fr__journal_mend_all(journal));
  if (!journal->attached || !journal->seals) return FR_OK;
  return fr__journal_renew_key(journal, now_us, fr__engine_time(journal->engine), NULL);
}

fr_status fr_journal_checkpoint(fr_journal *journal) {
  FR_REQUIRE(journal != NULL, FR_NULL_POINTER);
  return fr__log_checkpoint(journal->log);
}

fr_status fr_journal_measure(fr_journal *journal, fr_journal_stats *stats) {
  FR_REQUIRE(journal != NULL && stats != NULL, FR_NULL_POINTER);
  const uint32_t size = stats->struct_size;
  FR_TRY(fr__check_struct(stats, size, sizeof *stats, sizeof *stats));
  fr__log_state state;
  fr__log_measure(journal->log, &state);
  *stats = (fr_journal_stats){
      .struct_size = size,
      .failed = state.failed_status != 0 || atomic_load(&journal->failed) ? FR_YES : FR_NO,
      .first_sequence = state.first_sequence,
      .last_sequence = state.last_sequence,
      .synced_sequence = state.synced_sequence,
      .sealed_sequence = state.sealed_sequence,
      .checkpoint_sequence = state.checkpoint_sequence,
      .segments = state.segments,
  };
  return FR_OK;
}
