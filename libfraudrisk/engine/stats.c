/* SPDX-License-Identifier: Apache-2.0
 *
 * Counting what is answered, and adding it up. A context counts for itself: its counters are written by its thread
 * alone, so a relaxed store is enough, and no two threads write to one line of memory. Who reads adds up all contexts
 * under the engine's mutex; a context that ends leaves its counters to the engine under the same, so that no count is
 * missed or met twice, and none ever goes down.
 *
 * Scams are counted by name, at places that the engine gives out when a policy comes into force and never takes back.
 */
#include "engine/stats.h"

#include <stdio.h>

#include "engine/journal.h"

_Static_assert((int)FR__CHANNELS <= (int)FR_STATS_CHANNELS, "fr_stats has a place for each channel");
_Static_assert(FR_FLAG_RULES_OFF < 1u << FR_STATS_FLAGS, "fr_stats has a place for each flag");
_Static_assert(FR_BAND_INTERNAL < FR_STATS_BANDS, "fr_stats has a place for each band");
_Static_assert(FR_STATS_SCAMS <= 256, "a place fits into a byte");

enum { OTHER = FR_STATS_SCAMS - 1 };

/* ---- counting ---- */

void fr__context_decided(fr_context *context, uint32_t channel, const fr_decision *decision) {
  const uint32_t outcome = decision->would_be - FR_OUTCOME_ALLOW;
  const uint32_t place = context->scam_places.of[decision->scam_index + 1];
  fr__context_count(context, FR__DECIDED + channel * FR__OUTCOMES + outcome);
  fr__context_count(context, FR__BY_SCAM + place * FR__OUTCOMES + outcome);
  for (uint32_t rest = decision->flags & ((1u << FR_STATS_FLAGS) - 1); rest != 0; rest &= rest - 1) {
    fr__context_count(context, FR__FLAGGED + (uint32_t)__builtin_ctz(rest));
  }
  if (decision->unknown_count != 0) fr__context_add(context, FR__RULES_UNKNOWN, decision->unknown_count);
}

static uint64_t add_saturating(uint64_t a, uint64_t b) { return a > UINT64_MAX - b ? UINT64_MAX : a + b; }

void fr_context_took(fr_context *context, uint64_t nanoseconds) {
  if (context == NULL) return;
  uint32_t bucket = 0; /* the number of times that 256 ns have to be doubled */
  if (nanoseconds > FR_STATS_LATENCY_FIRST_NS) bucket = 64 - (uint32_t)__builtin_clzll(nanoseconds - 1) - 8;
  if (bucket >= FR_STATS_LATENCIES) bucket = FR_STATS_LATENCIES - 1;
  fr__context_count(context, FR__TOOK + bucket);
  const uint64_t sum = atomic_load_explicit(&context->counters[FR__TOOK_NS], memory_order_relaxed);
  atomic_store_explicit(&context->counters[FR__TOOK_NS], add_saturating(sum, nanoseconds), memory_order_relaxed);
}

/* ---- adding up ---- */

void fr__counters_add(uint64_t counters[FR__COUNTERS], const fr_context *context) {
  for (uint32_t i = 0; i < FR__COUNTERS; i++) {
    counters[i] = add_saturating(counters[i], atomic_load_explicit(&context->counters[i], memory_order_relaxed));
  }
}

uint32_t fr__counters_sum(const fr_engine *engine, uint64_t counters[FR__COUNTERS]) {
  uint32_t count = 0;
  memcpy(counters, engine->counters, sizeof engine->counters);
  for (const fr_context *context = engine->contexts; context != NULL; context = context->next, count++) {
    fr__counters_add(counters, context);
  }
  return count;
}

/* ---- scams by name ---- */

/* The place of a name, a new one where there is one left. */
static uint8_t place_of(fr_engine *engine, const char *name) {
  uint32_t place = 1;
  while (place < engine->scam_count && strcmp(engine->scam_names[place], name) != 0) place++;
  if (place == engine->scam_count && place < OTHER) {
    snprintf(engine->scam_names[place], sizeof engine->scam_names[place], "%s", name);
    engine->scam_count++;
  }
  return (uint8_t)place;
}

void fr__engine_count_policy(fr_engine *engine, const fr_policy *policy, int64_t since_us) {
  const fr_policy *present = engine->policy;
  const bool same = policy != NULL && present != NULL && memcmp(policy->digest, present->digest, 32) == 0;
  if (engine->scam_count == 0) engine->scam_count = 1; /* none: "" */
  if (!same || engine->policy_since_us == FR__NO_TIME) engine->policy_since_us = since_us;
  if (policy == NULL || same) return;
  for (uint32_t i = 0; i < policy->rule_count; i++) { /* not every name in the policy's table is a rule's scam */
    const int32_t scam = policy->rules[i].scam;
    if (scam >= 0) engine->scam_places.of[scam + 1] = place_of(engine, policy->scams[scam].name);
  }
}

/* ---- reading ---- */

static fr_stats_outcomes outcomes_at(const uint64_t *counters) {
  return (fr_stats_outcomes){counters[0], counters[1], counters[2]};
}

static void fill_counters(const uint64_t counters[FR__COUNTERS], fr_stats *stats) {
  for (uint32_t i = 0; i < FR__CHANNELS; i++) {
    stats->decided[i] = outcomes_at(counters + FR__DECIDED + i * FR__OUTCOMES);
    stats->limited_holds[i] = counters[FR__LIMITED_HOLDS + i];
    stats->limited_warnings[i] = counters[FR__LIMITED_WARNINGS + i];
  }
  for (uint32_t i = 0; i < FR_STATS_SCAMS; i++) {
    stats->by_scam[i].decided = outcomes_at(counters + FR__BY_SCAM + i * FR__OUTCOMES);
  }
  for (uint32_t i = 0; i < FR_MAX_CHALLENGERS; i++) {
    stats->challengers[i] = outcomes_at(counters + FR__CHALLENGED + i * FR__OUTCOMES);
  }
  memcpy(stats->flags, counters + FR__FLAGGED, sizeof stats->flags);
  memcpy(stats->refused, counters + FR__REFUSED, sizeof stats->refused);
  memcpy(stats->took, counters + FR__TOOK, sizeof stats->took);
  stats->took_ns = counters[FR__TOOK_NS];
  stats->rules_unknown = counters[FR__RULES_UNKNOWN];
  stats->degraded = counters[FR__DEGRADED];
  stats->previewed = counters[FR__PREVIEWED];
  stats->folded = counters[FR__FOLDED];
  stats->observed = counters[FR__OBSERVED];
  stats->not_found = counters[FR__NOT_FOUND];
}

/* What stands under the engine's mutex. */
static void fill_engine(fr_engine *engine, int64_t now_us, fr_stats *stats) {
  uint64_t counters[FR__COUNTERS];
  fr_watch_lists_info watch = FR_WATCH_LISTS_INFO_INIT;
  pthread_mutex_lock(&engine->mutex);
  stats->context_count = fr__counters_sum(engine, counters);
  stats->scam_count = engine->scam_count;
  for (uint32_t i = 0; i < engine->scam_count; i++) {
    memcpy(stats->by_scam[i].name, engine->scam_names[i], sizeof stats->by_scam[i].name);
  }
  if (engine->watch != NULL) (void)fr_watch_lists_describe(engine->watch, &watch);
  const fr_policy *policy = engine->policy;
  stats->policy_age_us = -1;
  if (policy != NULL) {
    const int64_t since_us = engine->policy_since_us;
    snprintf(stats->policy_name, sizeof stats->policy_name, "%s", policy->name);
    memcpy(stats->policy_digest, policy->digest, sizeof stats->policy_digest);
    stats->policy_version = policy->version;
    stats->policy_valid_until_us = policy->valid_until_us;
    stats->policy_since_us = since_us == FR__NO_TIME ? 0 : since_us;
    if (now_us != 0 && since_us != FR__NO_TIME) stats->policy_age_us = now_us > since_us ? now_us - since_us : 0;
  }
  pthread_mutex_unlock(&engine->mutex);
  snprintf(stats->by_scam[OTHER].name, sizeof stats->by_scam[OTHER].name, "(other)");
  stats->watch_version = watch.version;
  stats->watch_entries = watch.entries;
  stats->watch_bytes = watch.bytes + watch.name_bytes;
  fill_counters(counters, stats);
}

static void fill_store(fr_engine *engine, fr_stats *stats) {
  fr__store_stats store;
  engine->store->operations->count(engine->store, &store);
  stats->parties = store.parties;
  stats->parties_max = engine->options.parties_max;
  stats->evicted = store.evicted;
  stats->entries_dropped = store.entries_dropped;
  stats->late_dropped = store.late_dropped;
  stats->reserved_bytes = store.reserved_bytes;
  stats->memory_bytes = engine->options.memory_bytes;
  stats->list_entries = fr__facts_count(engine->facts);
  stats->list_entries_max = engine->options.list_entries_max;
}

/* Others append between one reading and the next. */
static uint64_t behind(uint64_t last, uint64_t at) { return last > at ? last - at : 0; }

static fr_status fill_journal(fr_journal *journal, fr_stats *stats) {
  fr_journal_stats now = FR_JOURNAL_STATS_INIT;
  FR_TRY(fr_journal_measure(journal, &now));
  stats->has_journal = FR_YES;
  stats->journal_failed = now.failed;
  stats->last_sequence = now.last_sequence;
  stats->synced_sequence = now.synced_sequence;
  stats->sealed_sequence = now.sealed_sequence;
  stats->checkpoint_sequence = now.checkpoint_sequence;
  stats->unsynced_records = behind(now.last_sequence, now.synced_sequence);
  stats->unsealed_records = behind(now.last_sequence, now.sealed_sequence);
  stats->unsigned_records = behind(now.last_sequence, now.checkpoint_sequence);
  stats->segments = now.segments;
  return FR_OK;
}

fr_status fr__stats_read(fr_engine *engine, fr_journal *journal, int64_t now_us, fr_stats *stats) {
  FR_REQUIRE(now_us >= 0 && now_us < FR_MAX_TIME_US, FR_BAD_TIME);
  FR_REQUIRE(journal == NULL || journal->engine == engine, FR_BAD_ARGUMENT);
  memset(stats, 0, sizeof *stats);
  stats->struct_size = (uint32_t)sizeof *stats;
  stats->shadow = engine->options.shadow == FR_YES ? FR_YES : FR_NO;
  stats->has_journal = stats->journal_failed = FR_NO;
  fill_engine(engine, now_us, stats);
  fill_store(engine, stats);
  return journal == NULL ? FR_OK : fill_journal(journal, stats);
}

fr_status fr_stats_read(fr_engine *engine, fr_journal *journal, int64_t now_us, fr_stats *stats) {
  FR_REQUIRE(engine != NULL && stats != NULL, FR_NULL_POINTER);
  const uint32_t size = stats->struct_size;
  FR_TRY(fr__check_struct(stats, size, sizeof *stats, sizeof *stats));
  fr_stats now;
  FR_TRY(fr__stats_read(engine, journal, now_us, &now));
  *stats = now;
  stats->struct_size = size;
  return FR_OK;
}
