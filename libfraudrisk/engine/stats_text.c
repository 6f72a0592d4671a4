/* SPDX-License-Identifier: Apache-2.0
 *
 * Statistics as text for Prometheus, exposition format 0.0.4. Names, labels and their values are a promise: they are
 * listed in docs/operations.md, and a test compares. Numbers are written without the C library's locale. */
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/base.h"
#include "engine/stats.h"
#include "fraudrisk/version.h"

/* Where the text goes; without a buffer it is only measured. */
typedef struct page {
  char *buffer;
  uint64_t size;
} page;

/* At most two labels; a null name is none. */
typedef struct labels {
  const char *name, *value;
  const char *second, *second_value;
} labels;

static void put_bytes(page *to, const char *bytes, size_t size) {
  if (to->buffer != NULL) memcpy(to->buffer + to->size, bytes, size);
  to->size += size;
}

static void put(page *to, const char *text) { put_bytes(to, text, strlen(text)); }

static void put_number(page *to, uint64_t number) {
  char digits[24];
  put_bytes(to, digits, (size_t)snprintf(digits, sizeof digits, "%llu", (unsigned long long)number));
}

/* A number of billionths or millionths, as seconds. */
static void put_seconds(page *to, uint64_t number, uint32_t places) {
  const uint64_t one = places == 9 ? UINT64_C(1000000000) : UINT64_C(1000000);
  char digits[32];
  put_bytes(to, digits,
            (size_t)snprintf(digits, sizeof digits, "%llu.%0*llu", (unsigned long long)(number / one), (int)places,
                             (unsigned long long)(number % one)));
}

static void put_label(page *to, const char *before, const char *name, const char *value) {
  put(to, before);
  put(to, name);
  put(to, "=\"");
  for (; *value != '\0'; value++) {
    if (*value == '\n') {
      put(to, "\\n");
      continue;
    }
    if (*value == '\\' || *value == '"') put(to, "\\");
    put_bytes(to, value, 1);
  }
  put(to, "\"");
}

/* A sample up to its value. */
static void begin(page *to, const char *name, labels with) {
  put(to, name);
  if (with.name != NULL) put_label(to, "{", with.name, with.value);
  if (with.second != NULL) put_label(to, ",", with.second, with.second_value);
  put(to, with.name != NULL ? "} " : " ");
}

static void sample(page *to, const char *name, labels with, uint64_t value) {
  begin(to, name, with);
  put_number(to, value);
  put(to, "\n");
}

static void family(page *to, const char *name, const char *type, const char *help) {
  put(to, "# HELP ");
  put(to, name);
  put(to, " ");
  put(to, help);
  put(to, "\n# TYPE ");
  put(to, name);
  put(to, " ");
  put(to, type);
  put(to, "\n");
}

/* ---- decisions ---- */

static const char *const channel_names[] = {"unknown", "teller", "atm", "online", "mobile", "quick_pay", "other"};
/* By bit of FR_FLAG_…; what is degraded was not decided, and has a counter of its own. */
static const char *const flag_names[] = {
    "approximate",  NULL,      "inputs_unknown", "trusted", "repeated", "expression_error",
    "text_damaged", "delayed", "policy_expired", "limited", "shadow",   "rules_off"};
static const char *const band_names[FR_STATS_BANDS] = {NULL,        "usage",   "input", "limit", "document",
                                                       "integrity", "storage", NULL,    NULL,    "internal"};

static void put_outcomes(page *to, const char *name, const char *label, const char *value,
                         const fr_stats_outcomes *decided) {
  sample(to, name, (labels){label, value, "outcome", "allow"}, decided->allow);
  sample(to, name, (labels){label, value, "outcome", "warn"}, decided->warn);
  sample(to, name, (labels){label, value, "outcome", "hold"}, decided->hold);
}

static void put_decisions(page *to, const fr_stats *stats) {
  const char *name = "fraudrisk_decisions_total";
  family(to, name, "counter", "Transfers scored and recorded, by channel and outcome as decided.");
  for (uint32_t i = 0; i < FR_COUNT(channel_names); i++) {
    put_outcomes(to, name, "channel", channel_names[i], &stats->decided[i]);
  }
  name = "fraudrisk_scam_decisions_total";
  family(to, name, "counter", "The same decisions by the likely scam.");
  for (uint32_t i = 0; i < FR_STATS_SCAMS; i++) {
    if (i >= stats->scam_count && i + 1 < FR_STATS_SCAMS) continue;
    put_outcomes(to, name, "scam", i == 0 ? "(none)" : stats->by_scam[i].name, &stats->by_scam[i].decided);
  }
  name = "fraudrisk_challenger_decisions_total";
  family(to, name, "counter", "What challengers would have decided, where they were asked.");
  for (uint32_t i = 0; i < FR_MAX_CHALLENGERS; i++) {
    const char place[2] = {(char)('0' + i), '\0'};
    put_outcomes(to, name, "challenger", place, &stats->challengers[i]);
  }
  name = "fraudrisk_decision_flags_total";
  family(to, name, "counter", "Decisions that had the flag; a decision has any number of them.");
  for (uint32_t i = 0; i < FR_COUNT(flag_names); i++) {
    if (flag_names[i] != NULL) sample(to, name, (labels){.name = "flag", .value = flag_names[i]}, stats->flags[i]);
  }
  name = "fraudrisk_limited_total";
  family(to, name, "counter", "Alerts that a bound of the policy lowered, by channel and what was not given.");
  for (uint32_t i = 0; i < FR_COUNT(channel_names); i++) {
    sample(to, name, (labels){"channel", channel_names[i], "outcome", "warn"}, stats->limited_warnings[i]);
    sample(to, name, (labels){"channel", channel_names[i], "outcome", "hold"}, stats->limited_holds[i]);
  }
  name = "fraudrisk_refused_total";
  family(to, name, "counter", "Calls that ended in a negative status, by its band.");
  for (uint32_t i = 0; i < FR_STATS_BANDS; i++) {
    if (band_names[i] != NULL) sample(to, name, (labels){.name = "band", .value = band_names[i]}, stats->refused[i]);
  }
}

static void put_latencies(page *to, const fr_stats *stats) {
  const char *bucket = "fraudrisk_call_duration_seconds_bucket";
  uint64_t count = 0;
  char end[32];
  family(to, "fraudrisk_call_duration_seconds", "histogram", "How long calls took, as the host measured.");
  for (uint32_t i = 0; i + 1 < FR_STATS_LATENCIES; i++) {
    const uint64_t bound_ns = (uint64_t)FR_STATS_LATENCY_FIRST_NS << i;
    count += stats->took[i];
    snprintf(end, sizeof end, "%llu.%09llu", (unsigned long long)(bound_ns / 1000000000),
             (unsigned long long)(bound_ns % 1000000000));
    sample(to, bucket, (labels){.name = "le", .value = end}, count);
  }
  count += stats->took[FR_STATS_LATENCIES - 1];
  sample(to, bucket, (labels){.name = "le", .value = "+Inf"}, count);
  begin(to, "fraudrisk_call_duration_seconds_sum", (labels){.name = NULL});
  put_seconds(to, stats->took_ns, 9);
  put(to, "\n");
  sample(to, "fraudrisk_call_duration_seconds_count", (labels){.name = NULL}, count);
}

/* ---- what is one number ---- */

typedef struct scalar {
  const char *name, *type, *help;
  size_t offset;
} scalar;

#define COUNTER(name, field, help) \
  { "fraudrisk_" name, "counter", help, offsetof(fr_stats, field) }
#define GAUGE(name, field, help) \
  { "fraudrisk_" name, "gauge", help, offsetof(fr_stats, field) }

static const scalar always[] = {
    COUNTER("degraded_total", degraded, "Transfers that could not be decided and were answered with on_error."),
    COUNTER("rules_unknown_total", rules_unknown,
            "Rules and thresholds that could not be decided, over all decisions."),
    COUNTER("previews_total", previewed, "Transfers previewed; they are in no other counter."),
    COUNTER("folds_total", folded, "Calls of fr_fold()."),
    COUNTER("events_total", observed, "Events observed."),
    COUNTER("events_not_found_total", not_found, "Events about transfers that are not recorded."),
    GAUGE("parties", parties, "Parties with a profile."),
    GAUGE("parties_limit", parties_max, "The most parties: parties_max."),
    COUNTER("evicted_parties_total", evicted, "Parties that were idle and gave way to others."),
    COUNTER("entries_dropped_total", entries_dropped, "Entries that gave way because their list was full."),
    COUNTER("late_entries_total", late_dropped, "Entries that came older than the horizon, and were not taken."),
    GAUGE("memory_bytes", reserved_bytes, "Memory taken from the system for profiles and tables."),
    GAUGE("memory_limit_bytes", memory_bytes, "The most of it: memory_bytes."),
    GAUGE("list_entries", list_entries, "Entries that events made: listed, unlisted, trusted."),
    GAUGE("list_entries_limit", list_entries_max, "The most of them: list_entries_max."),
    GAUGE("watch_lists_version", watch_version, "The version of the watch lists in force; 0: there are none."),
    GAUGE("watch_lists_entries", watch_entries, "Entries in them."),
    GAUGE("watch_lists_bytes", watch_bytes, "What they take."),
};

static const scalar of_policy[] = {
    GAUGE("policy_version", policy_version, "The version of the policy in force."),
};

static const scalar of_journal[] = {
    COUNTER("journal_appended_records_total", last_sequence, "The newest record's number."),
    GAUGE("journal_unsynced_records", unsynced_records, "Records that are not on the disk yet."),
    GAUGE("journal_unsealed_records", unsealed_records, "Records that are not under the hash chain yet."),
    GAUGE("journal_unsigned_records", unsigned_records,
          "Records since the last checkpoint; all, where there was none."),
    GAUGE("journal_checkpoint_sequence", checkpoint_sequence, "The record of the last checkpoint; 0: none yet."),
    GAUGE("journal_segments", segments, "Segments of the journal."),
};

static void put_scalars(page *to, const fr_stats *stats, const scalar *table, size_t count) {
  for (size_t i = 0; i < count; i++) {
    uint64_t value;
    memcpy(&value, (const unsigned char *)stats + table[i].offset, sizeof value);
    family(to, table[i].name, table[i].type, table[i].help);
    sample(to, table[i].name, (labels){.name = NULL}, value);
  }
}

static void put_yes(page *to, const char *name, const char *help, bool yes) {
  family(to, name, "gauge", help);
  sample(to, name, (labels){.name = NULL}, yes);
}

static void put_time(page *to, const char *name, const char *help, int64_t time_us) {
  family(to, name, "gauge", help);
  begin(to, name, (labels){.name = NULL});
  put_seconds(to, (uint64_t)time_us, 6);
  put(to, "\n");
}

static void put_policy(page *to, const fr_stats *stats) {
  char digest[65];
  const bool there = stats->policy_name[0] != '\0';
  put_yes(to, "fraudrisk_policy_in_force", "Whether a policy is in force: 1 or 0.", there);
  if (!there) return;
  for (uint32_t i = 0; i < 32; i++) snprintf(digest + (size_t)2 * i, 3, "%02x", stats->policy_digest[i]);
  family(to, "fraudrisk_policy_info", "gauge", "Always 1; which policy is in force.");
  sample(to, "fraudrisk_policy_info", (labels){"name", stats->policy_name, "digest", digest}, 1);
  put_scalars(to, stats, of_policy, FR_COUNT(of_policy));
  if (stats->policy_since_us != 0) {
    put_time(to, "fraudrisk_policy_since_seconds", "When it was put in force, as far as that is known.",
             stats->policy_since_us);
  }
  if (stats->policy_age_us >= 0) {
    put_time(to, "fraudrisk_policy_age_seconds", "How long it has been in force.", stats->policy_age_us);
  }
  if (stats->policy_valid_until_us != 0) {
    put_time(to, "fraudrisk_policy_valid_until_seconds", "When its validity ends.", stats->policy_valid_until_us);
  }
}

static void put_all(page *to, const fr_stats *stats) {
  char version[40];
  snprintf(version, sizeof version, "%d.%d.%d", FR_VERSION_MAJOR, FR_VERSION_MINOR, FR_VERSION_PATCH);
  family(to, "fraudrisk_build_info", "gauge", "Always 1; the version of the library.");
  sample(to, "fraudrisk_build_info", (labels){.name = "version", .value = version}, 1);
  put_yes(to, "fraudrisk_shadow", "1: every answer is allow, whatever was decided.", stats->shadow == FR_YES);
  put_decisions(to, stats);
  put_latencies(to, stats);
  put_scalars(to, stats, always, FR_COUNT(always));
  put_policy(to, stats);
  if (stats->has_journal != FR_YES) return;
  put_yes(to, "fraudrisk_journal_failed", "1: the journal takes no records any more.", stats->journal_failed == FR_YES);
  put_scalars(to, stats, of_journal, FR_COUNT(of_journal));
}

fr_status fr_stats_text(fr_engine *engine, fr_journal *journal, int64_t now_us, char *buffer, uint64_t capacity,
                        uint64_t *needed) {
  FR_REQUIRE(engine != NULL && needed != NULL && (buffer != NULL || capacity == 0), FR_NULL_POINTER);
  *needed = 0;
  fr_stats stats;
  FR_TRY(fr__stats_read(engine, journal, now_us, &stats));
  page to = {NULL, 0};
  put_all(&to, &stats);
  *needed = to.size;
  FR_REQUIRE(to.size <= capacity, FR_BUFFER_TOO_SMALL);
  to = (page){buffer, 0};
  put_all(&to, &stats);
  FR_INVARIANT(to.size == *needed);
  return FR_OK;
}
