/* SPDX-License-Identifier: Apache-2.0
 *
 * The engine and its contexts: create, destroy, measure. (put.c puts policies in force.) */
#include "engine/journal.h"

#include <stdlib.h>

#define DEFAULT_MEMORY (UINT64_C(1) << 30)
#define DEFAULT_PARTIES UINT64_C(1000000)
#define DEFAULT_LIST_ENTRIES UINT64_C(65536)
#define DEFAULT_HORIZON_US (90 * FR__DAY_US)

static fr_status check_truths(const fr_engine_options *options, fr_error *error) {
  const struct {
    const char *field;
    uint32_t value;
  } truths[] = {{"options.accept_unsigned_policies", options->accept_unsigned_policies},
                {"options.shadow", options->shadow},
                {"options.outcomes_not_reported", options->outcomes_not_reported},
                {"options.keep_idle_parties", options->keep_idle_parties},
                {"options.ignore_limits", options->ignore_limits}};
  for (size_t i = 0; i < FR_COUNT(truths); i++) {
    if (truths[i].value <= FR_YES) continue;
    return fr__fail(error, FR_BAD_VALUE, truths[i].field, "%s is %u; it takes FR_YES (2) or FR_NO (1)", truths[i].field,
                    truths[i].value);
  }
  if (options->reserved == 0) return FR_OK;
  return fr__fail(error, FR_BAD_VALUE, "options.reserved", "options.reserved is not 0");
}

static fr_status check_options(const fr_engine_options *given, fr_engine_options *options, fr_error *error) {
  FR_REQUIRE(given != NULL, fr__fail(error, FR_NULL_POINTER, "options", "options is a null pointer"));
  const fr_status status = fr__check_struct(given, given->struct_size, sizeof *given, sizeof *given);
  if (status != FR_OK) {
    return fr__fail(error, status, "options",
                    "options: struct_size is %u, this library knows %u; use FR_ENGINE_OPTIONS_INIT", given->struct_size,
                    (uint32_t)sizeof *given);
  }
  *options = *given;
  if (options->memory_bytes == 0) options->memory_bytes = DEFAULT_MEMORY;
  if (options->parties_max == 0) options->parties_max = DEFAULT_PARTIES;
  if (options->list_entries_max == 0) options->list_entries_max = DEFAULT_LIST_ENTRIES;
  if (options->horizon_us == 0) options->horizon_us = DEFAULT_HORIZON_US;
  if (options->time_ahead_max_us == 0) options->time_ahead_max_us = FR__DAY_US;
  if (options->memory_bytes < FR__MEMORY_LEAST || options->memory_bytes > FR__MEMORY_MOST) {
    return fr__fail(error, FR_BAD_ARGUMENT, "options.memory_bytes", "memory_bytes runs from 64 KiB to 4 TiB");
  }
  if (options->list_entries_max > INT32_MAX) {
    return fr__fail(error, FR_BAD_ARGUMENT, "options.list_entries_max", "list_entries_max runs to 2^31 - 1");
  }
  if (options->horizon_us < FR__HOUR_US || options->horizon_us > FR_MAX_HORIZON_US) {
    return fr__fail(error, FR_BAD_ARGUMENT, "options.horizon_us", "the horizon runs from an hour to 180 days");
  }
  if (options->utc_offset_s < -50400 || options->utc_offset_s > 50400) {
    return fr__fail(error, FR_BAD_ARGUMENT, "options.utc_offset_s", "the offset from UTC runs from -14 to +14 hours");
  }
  if (options->complete_from_us != FR_COMPLETE_ALWAYS &&
      (options->complete_from_us < 0 || options->complete_from_us >= FR_MAX_TIME_US)) {
    return fr__fail(error, FR_BAD_TIME, "options.complete_from_us",
                    "complete_from_us is a time from 1970 to 2099, 0 or FR_COMPLETE_ALWAYS");
  }
  return check_truths(options, error);
}

fr_status fr_engine_create(const fr_engine_options *given, fr_engine **created, fr_error *error) {
  if (error != NULL) fr__error_clear(error);
  FR_REQUIRE(created != NULL, fr__fail(error, FR_NULL_POINTER, "engine", "engine is a null pointer"));
  *created = NULL;
  fr_engine_options options;
  FR_TRY(check_options(given, &options, error));
  fr_engine *engine = calloc(1, sizeof *engine);
  FR_REQUIRE(engine != NULL, fr__fail(error, FR_NO_MEMORY, NULL, "out of memory"));
  engine->options = options;
  atomic_init(&engine->newest_us, FR__NO_TIME);
  atomic_init(&engine->told_us, FR__NO_TIME);
  atomic_init(&engine->generation, 0);
  atomic_init(&engine->had_watch_lists, false);
  const fr__store_options store = {
      .memory_bytes = options.memory_bytes,
      .parties_max = options.parties_max,
      .list_entries_max = options.list_entries_max,
      .horizon_us = options.horizon_us,
      .outcomes_not_reported = options.outcomes_not_reported == FR_YES,
      .keep_idle = options.keep_idle_parties == FR_YES,
      .day_offset_us = options.utc_offset_s * FR__SECOND_US,
      .complete_us = options.complete_from_us == 0 ? INT64_MAX : options.complete_from_us,
  };
  fr_status status = pthread_mutex_init(&engine->mutex, NULL) == 0 ? FR_OK : FR_NO_MEMORY;
  if (status != FR_OK) {
    free(engine);
    return fr__fail(error, status, "engine", "%s", fr_status_text(status));
  }
  status = fr__memory_store_create(&store, &engine->store);
  if (status == FR_OK) status = fr__facts_create(options.list_entries_max, &engine->facts);
  if (status != FR_OK) {
    fr_engine_destroy(engine);
    return fr__fail(error, status, "engine", "%s", fr_status_text(status));
  }
  engine->applied_layout = FR__PROFILE_LAYOUT;
  fr__engine_count_policy(engine, NULL, FR__NO_TIME);
  *created = engine;
  return FR_OK;
}

void fr_engine_destroy(fr_engine *engine) {
  if (engine == NULL) return;
  fr__follower_destroy(engine->follower);
  FR_INVARIANT(engine->contexts == NULL);
  if (engine->store != NULL) engine->store->operations->destroy(engine->store);
  if (engine->facts != NULL) fr__facts_destroy(engine->facts);
  fr__engine_forget(engine);
  fr_policy_release(engine->policy);
  fr__limiter_release(engine->limiter);
  for (uint32_t i = 0; i < FR_MAX_CHALLENGERS; i++) {
    fr_policy_release(engine->challengers[i]);
    fr__alike_release(engine->alike[i]);
  }
  fr_watch_lists_release(engine->watch);
  fr_trust_release(engine->trust);
  free(engine->switches);
  free(engine->switches_bytes);
  while (engine->versions != NULL) {
    fr__version_mark *next = engine->versions->next;
    free(engine->versions);
    engine->versions = next;
  }
  pthread_mutex_destroy(&engine->mutex);
  free(engine);
}

fr_policy *fr_engine_policy(fr_engine *engine) {
  if (engine == NULL) return NULL;
  pthread_mutex_lock(&engine->mutex);
  fr_policy *policy = fr_policy_retain(engine->policy);
  pthread_mutex_unlock(&engine->mutex);
  return policy;
}

fr_policy *fr__context_policy(fr_context *context) {
  fr_engine *engine = context->engine;
  if (context->generation == atomic_load_explicit(&engine->generation, memory_order_acquire)) return context->policy;
  fr__challenge *challenge = &context->challenge;
  fr_policy *old[1 + FR_MAX_CHALLENGERS];
  fr__alike *old_alike[FR_MAX_CHALLENGERS];
  fr_watch_lists *old_watch = context->watch;
  fr__limiter *old_limiter = context->limiter;
  pthread_mutex_lock(&engine->mutex);
  old[FR_MAX_CHALLENGERS] = context->policy;
  context->policy = fr_policy_retain(engine->policy);
  context->watch = fr_watch_lists_retain(engine->watch);
  context->limiter = fr__limiter_retain(engine->limiter);
  if (old[FR_MAX_CHALLENGERS] != engine->policy) context->scam_places = engine->scam_places;
  challenge->any = challenge->ready = false;
  for (uint32_t i = 0; i < FR_MAX_CHALLENGERS; i++) {
    old[i] = challenge->challengers[i].policy;
    challenge->challengers[i].policy = fr_policy_retain(engine->challengers[i]);
    challenge->any = challenge->any || engine->challengers[i] != NULL;
    old_alike[i] = challenge->challengers[i].alike;
    challenge->challengers[i].alike = fr__engine_alike(engine, i);
  }
  context->generation = atomic_load_explicit(&engine->generation, memory_order_relaxed);
  pthread_mutex_unlock(&engine->mutex);
  for (uint32_t i = 0; i < FR_COUNT(old_alike); i++) fr__alike_release(old_alike[i]);
  for (uint32_t i = 0; i < FR_COUNT(old); i++) fr_policy_release(old[i]);
  fr_watch_lists_release(old_watch);
  if (context->limiter != old_limiter) context->untold.end_us = 0; /* told before more comes: slots may differ */
  fr__limiter_release(old_limiter);
  return context->policy;
}

/* ---- contexts ---- */

fr_status fr_context_create(fr_engine *engine, fr_context **created) {
  FR_REQUIRE(engine != NULL && created != NULL, FR_NULL_POINTER);
  *created = NULL;
  fr_context *context = calloc(1, sizeof *context);
  FR_REQUIRE(context != NULL, FR_NO_MEMORY);
  context->engine = engine;
  context->error = (fr_error)FR_ERROR_INIT;
  atomic_init(&context->newest_us, FR__NO_TIME);
  if (engine->journal != NULL) {
    const fr_status status = fr__desk_create(engine->journal, &context->desk);
    if (status != FR_OK) {
      free(context);
      return status;
    }
  }
  pthread_mutex_lock(&engine->mutex);
  context->next = engine->contexts;
  engine->contexts = context;
  pthread_mutex_unlock(&engine->mutex);
  *created = context;
  return FR_OK;
}

void fr_context_destroy(fr_context *context) {
  if (context == NULL) return;
  fr_engine *engine = context->engine;
  fr__limiter_tell(context->limiter, &context->untold);
  fr__limiter_release(context->limiter);
  pthread_mutex_lock(&engine->mutex);
  fr_context **link = &engine->contexts;
  while (*link != context) link = &(*link)->next;
  *link = context->next;
  fr__counters_add(engine->counters, context);
  const int64_t own_us = atomic_load(&context->newest_us);
  if (own_us > atomic_load(&engine->newest_us)) atomic_store(&engine->newest_us, own_us);
  pthread_mutex_unlock(&engine->mutex);
  fr__desk_destroy(context->desk);
  fr_policy_release(context->policy);
  fr_watch_lists_release(context->watch);
  for (uint32_t i = 0; i < FR_MAX_CHALLENGERS; i++) {
    fr_policy_release(context->challenge.challengers[i].policy);
    fr__alike_release(context->challenge.challengers[i].alike);
  }
  free(context);
  fr__engine_sweep(engine);
}

const fr_error *fr_context_error(const fr_context *context) { return context == NULL ? NULL : &context->error; }

/* ---- time ---- */

/* The newest time that anybody has accepted. */
int64_t fr__engine_newest(fr_engine *engine) {
  pthread_mutex_lock(&engine->mutex);
  int64_t newest_us = atomic_load_explicit(&engine->newest_us, memory_order_relaxed);
  for (fr_context *context = engine->contexts; context != NULL; context = context->next) {
    const int64_t own_us = atomic_load_explicit(&context->newest_us, memory_order_relaxed);
    if (own_us > newest_us) newest_us = own_us;
  }
  pthread_mutex_unlock(&engine->mutex);
  return newest_us;
}

int64_t fr__engine_time(fr_engine *engine) {
  const int64_t newest_us = fr__engine_newest(engine);
  const int64_t told_us = atomic_load_explicit(&engine->told_us, memory_order_relaxed);
  return newest_us != FR__NO_TIME && told_us != FR__NO_TIME && told_us > newest_us ? told_us : newest_us;
}

fr_status fr_engine_tick(fr_engine *engine, int64_t now_us) {
  FR_REQUIRE(engine != NULL, FR_NULL_POINTER);
  FR_REQUIRE(now_us >= 0 && now_us < FR_MAX_TIME_US, FR_BAD_TIME);
  atomic_store_explicit(&engine->told_us, now_us == 0 ? FR__NO_TIME : now_us, memory_order_relaxed);
  return FR_OK;
}

/* What lies within bounds of the context's own newest time lies within those of all. Only the rest asks the others. */
fr_status fr__context_check_time(fr_context *context, int64_t time_us) {
  const int64_t own_us = atomic_load_explicit(&context->newest_us, memory_order_relaxed);
  const int64_t most_us = context->engine->options.time_ahead_max_us;
  if (most_us < 0 || (own_us != FR__NO_TIME && time_us - own_us <= most_us)) return FR_OK;
  const int64_t newest_us = fr__engine_time(context->engine);
  if (newest_us == FR__NO_TIME || time_us - newest_us <= most_us) return FR_OK;
  return fr__fail(&context->error, FR_TIME_AHEAD, "time_us",
                  "the time lies %lld hours past the newest accepted; check the sender's clock, raise "
                  "time_ahead_max_us, or say what "
                  "time it is (fr_engine_tick)",
                  (long long)((time_us - newest_us) / FR__HOUR_US));
}

/* ---- keys and counters ---- */

fr_status fr_party_key(const fr_engine *engine, uint32_t party_type, fr_text identifier, uint8_t key[16]) {
  FR_REQUIRE(engine != NULL && key != NULL, FR_NULL_POINTER);
  FR_REQUIRE(party_type == FR_PARTY_ACCOUNT || party_type == FR_PARTY_CUSTOMER, FR_BAD_ARGUMENT);
  FR_TRY(fr__check_identifier(identifier, "identifier", NULL));
  const fr__party_key found = fr__party_key_of(engine->options.secret_key, party_type, identifier);
  fr__put_word(key, found.low);
  fr__put_word(key + 8, found.high);
  return FR_OK;
}

fr_status fr_engine_party(fr_engine *engine, uint32_t party_type, fr_text identifier, fr_party_state *state) {
  FR_REQUIRE(engine != NULL && state != NULL, FR_NULL_POINTER);
  const uint32_t size = state->struct_size;
  FR_TRY(fr__check_struct(state, size, sizeof *state, sizeof *state));
  FR_REQUIRE(party_type == FR_PARTY_ACCOUNT || party_type == FR_PARTY_CUSTOMER, FR_BAD_ARGUMENT);
  FR_TRY(fr__check_identifier(identifier, "identifier", NULL));
  fr__acquired acquired = {.count = 1};
  acquired.keys[0] = fr__party_key_of(engine->options.secret_key, party_type, identifier);
  FR_TRY(engine->store->operations->acquire(engine->store, &acquired, 0));
  const fr__profile *profile = acquired.profiles[0];
  fr__store_stats held = {0};
  if (profile != NULL) {
    fr__profile_measure(profile, &held);
    *state = (fr_party_state){
        .struct_size = size,
        .sequence = profile->sequence,
        .transfer_entries = held.transfer_entries,
        .other_entries = held.other_entries,
        .counterparties = held.counterparties,
        .day_summaries = held.days,
        .bytes = profile->bytes,
        .newest_us = profile->newest_us == FR__NO_TIME ? 0 : profile->newest_us,
        .complete_from_us = profile->complete_us,
    };
  }
  engine->store->operations->release(engine->store, &acquired, 0);
  return profile == NULL ? FR_NOT_FOUND : FR_OK;
}

fr_status fr_engine_measure(fr_engine *engine, fr_engine_stats *stats) {
  FR_REQUIRE(engine != NULL && stats != NULL, FR_NULL_POINTER);
  const uint32_t size = stats->struct_size;
  FR_TRY(fr__check_struct(stats, size, offsetof(fr_engine_stats, evicted), sizeof *stats));
  fr__store_stats store = {0};
  engine->store->operations->measure(engine->store, &store);
  uint64_t counters[FR__COUNTERS];
  pthread_mutex_lock(&engine->mutex);
  (void)fr__counters_sum(engine, counters);
  fr_watch_lists_info watch = FR_WATCH_LISTS_INFO_INIT;
  if (engine->watch != NULL) (void)fr_watch_lists_describe(engine->watch, &watch);
  pthread_mutex_unlock(&engine->mutex);
  fr_engine_stats measured = {
      .struct_size = size,
      .parties = store.parties,
      .transfer_entries = store.transfer_entries,
      .other_entries = store.other_entries,
      .counterparties = store.counterparties,
      .list_entries = fr__facts_count(engine->facts),
      .profile_bytes = store.profile_bytes,
      .index_bytes = store.index_bytes,
      .reserved_bytes = store.reserved_bytes,
      .scored = counters[FR__SCORED],
      .repeated = counters[FR__REPEATED],
      .observed = counters[FR__OBSERVED],
      .not_found = counters[FR__NOT_FOUND],
      .entries_dropped = store.entries_dropped,
      .late_dropped = store.late_dropped,
      .evicted = store.evicted,
      .complete_from_us = store.complete_us,
      .day_summaries = store.days,
      .watch_version = watch.version,
      .watch_entries = watch.entries,
      .watch_bytes = watch.bytes + watch.name_bytes,
  };
  for (uint32_t band = 0; band < FR_STATS_BANDS; band++) measured.refused += counters[FR__REFUSED + band];
  memcpy(measured.limited_holds, counters + FR__LIMITED_HOLDS, FR__CHANNELS * sizeof *counters);
  memcpy(measured.limited_warnings, counters + FR__LIMITED_WARNINGS, FR__CHANNELS * sizeof *counters);
  memcpy(stats, &measured, size < sizeof measured ? size : sizeof measured);
  fr__engine_sweep(engine);
  return FR_OK;
}
