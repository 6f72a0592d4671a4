/* SPDX-License-Identifier: Apache-2.0
 *
 * A backtest as a table to read and as JSON. */
#include <inttypes.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "backtest.h"
#include "words.h"

/* What the state may take: the promise that the library is measured against. */
enum { ENTRY_BYTES = 24, COUNTERPARTY_BYTES = 16, PARTY_BYTES = 128 };

static const char *const flag_names[] = {"approximate",    "degraded",         "inputs_unknown", "trusted",
                                         "repeated",       "expression_error", "text_damaged",   "delayed",
                                         "policy_expired", "limited"};

static double share(uint64_t part, uint64_t whole) { return whole == 0 ? 0.0 : (double)part / (double)whole; }

/* ---- the table ---- */

__attribute__((format(printf, 2, 3))) static void print(output *out, const char *format, ...) {
  char line[512];
  va_list arguments;
  va_start(arguments, format);
  const int size = vsnprintf(line, sizeof line, format, arguments);
  va_end(arguments);
  if (size > 0) output_add(out, line, (size_t)size < sizeof line ? (size_t)size : sizeof line - 1);
}

/* 1,234,567; the text holds 32 bytes. */
static const char *thousands(uint64_t number, char *text) {
  char digits[24];
  const int count = snprintf(digits, sizeof digits, "%" PRIu64, number);
  char *at = text;
  for (int i = 0; i < count; i++) {
    *at++ = digits[i];
    if (i + 1 < count && (count - 1 - i) % 3 == 0) *at++ = ',';
  }
  *at = '\0';
  return text;
}

/* 1,234,567.89; the text holds 40 bytes. */
static const char *money(int64_t minor, unsigned digits, char *text) {
  char plain[32];
  const size_t size = amount_format(minor, digits, plain);
  const char *point = memchr(plain, '.', size);
  uint64_t whole = 0;
  for (const char *at = plain; at < (point ? point : plain + size); at++) whole = whole * 10 + (uint64_t)(*at - '0');
  thousands(whole, text);
  if (point) strncat(text, point, 8);
  return text;
}

static void print_tally(const backtest *of, output *out, const char *name, const tally *at) {
  char count[32], amount[40], frauds[32];
  print(out, "  %-38s %12s %7.3f %% %22s", name, thousands(at->transfers, count),
        100 * share(at->transfers, of->all.transfers), money(at->amount_minor, of->in->info.currency_digits, amount));
  if (of->all.frauds + of->all.honest > 0) {
    print(out, " %10s %9.2f %%", thousands(at->frauds, frauds), 100 * share(at->frauds, at->frauds + at->honest));
  }
  print(out, "\n");
}

static void print_head(const backtest *of, output *out, const char *name) {
  char amount[40];
  snprintf(amount, sizeof amount, "amount %s", of->in->info.currency);
  print(out, "\n%-40s %12s %9s %22s%s\n", name, "transfers", "share", amount,
        of->all.frauds + of->all.honest > 0 ? "      fraud   of these" : "");
}

static void print_quality(const backtest *of, output *out, const char *name, uint32_t least) {
  const quality q = backtest_quality(of, least);
  char alerts[32];
  print(out, "  %-20s %12s %8.3f %% %9.2f %% %8.2f %% %9.2f %%", name, thousands(q.alerts, alerts),
        100 * share(q.alerts, of->all.transfers), 100 * share(q.true_alerts, q.true_alerts + q.false_alerts),
        100 * share(q.true_alerts, q.frauds), 100 * share((uint64_t)q.caught_minor, (uint64_t)q.fraud_minor));
  if (q.true_alerts > 0)
    print(out, " %13.2f\n", share(q.false_alerts, q.true_alerts));
  else
    print(out, " %13s\n", "-");
}

static void print_state(const backtest *of, output *out) {
  const fr_engine_stats *s = &of->stats;
  char a[32], b[32], c[32];
  const uint64_t bytes = s->profile_bytes + s->index_bytes;
  const uint64_t bound =
      ENTRY_BYTES * s->transfer_entries + COUNTERPARTY_BYTES * s->counterparties + PARTY_BYTES * s->parties;
  print(out, "\nstate\n  %s parties, %s live history entries, %s known payees and payers\n", thousands(s->parties, a),
        thousands(s->transfer_entries, b), thousands(s->counterparties, c));
  print(out, "  %s bytes: %.1f a party, %.1f an entry", thousands(bytes, a), share(bytes, s->parties),
        share(bytes, s->transfer_entries));
  print(out, "; %.1f %% of %s (%d an entry, %d a payee, %d a party)\n", 100 * share(bytes, bound), thousands(bound, b),
        ENTRY_BYTES, COUNTERPARTY_BYTES, PARTY_BYTES);
  if (s->watch_entries > 0) {
    print(out, "  watch lists: %s entries, %s bytes\n", thousands(s->watch_entries, a), thousands(s->watch_bytes, b));
  }
}

static void print_title(const backtest *of, output *out) {
  char count[32], first[40] = "", last[40] = "", digest[65];
  const fr_policy_info *info = &of->in->info;
  digest_text(info->digest, digest);
  if (of->all.transfers > 0) {
    time_format_rfc3339(of->first_us, info->utc_offset_s, first);
    time_format_rfc3339(of->last_us, info->utc_offset_s, last);
  }
  print(out, "policy %s version %" PRIu64 " (%.16s)\n", info->name, info->version, digest);
  print(out, "%s transfers, %.10s to %.10s\n", thousands(of->all.transfers, count), first, last);
}

void backtest_print(const backtest *of, output *out) {
  const fr_policy_info *info = &of->in->info;
  char count[32];
  print_title(of, out);
  print_head(of, out, "outcome");
  for (uint32_t outcome = FR_OUTCOME_ALLOW; outcome <= FR_OUTCOME_HOLD; outcome++)
    print_tally(of, out, outcome_name(outcome), &of->outcomes[outcome]);
  print_head(of, out, "rule (one transfer may fire several)");
  for (uint32_t i = 0; i < info->rule_count; i++)
    print_tally(of, out, fr_policy_rule(of->in->policy, i), &of->rules[i]);
  print_head(of, out, "likely scam, of those warned or held");
  for (uint32_t i = 0; i < info->scam_count; i++)
    print_tally(of, out, fr_policy_scam(of->in->policy, i), &of->scams[i]);
  print_tally(of, out, "(none named)", &of->scams[info->scam_count]);
  if (of->all.frauds + of->all.honest > 0) {
    print(out, "\n%-22s %12s %10s %11s %10s %11s %13s\n", "against the labels", "alerts", "alert rate", "precision",
          "recall", "value recall", "honest:fraud");
    print_quality(of, out, "warn or hold", FR_OUTCOME_WARN);
    print_quality(of, out, "hold", FR_OUTCOME_HOLD);
  }
  for (unsigned bit = 0; bit < BACKTEST_FLAGS; bit++) {
    if (of->flagged[bit] == 0) continue;
    print(out, "%sflag %-18s %12s transfers\n", "", flag_names[bit], thousands(of->flagged[bit], count));
  }
  if (of->recorded_same + of->recorded_others > 0) {
    print(out, "\nrecorded of this policy: %s decisions as they are now,", thousands(of->recorded_same, count));
    print(out, " %s others\n", thousands(of->recorded_others, count));
  }
  print_state(of, out);
  const uint64_t speed = of->seconds > 0 ? (uint64_t)((double)of->all.transfers / of->seconds) : 0;
  print(out, "\nspeed\n  %s transfers a second, reading included (%.2f s, %.2f s of processor time)\n",
        thousands(speed, count), of->seconds, of->cpu_seconds);
}

/* ---- JSON ---- */

static json_t *json_count(uint64_t number) { return json_integer((json_int_t)number); }

static json_t *json_ratio(uint64_t part, uint64_t whole) {
  return whole == 0 ? json_null() : json_real(share(part, whole));
}

static json_t *json_tally(const char *name, const tally *at) {
  json_t *object = json_object();
  json_object_set_new(object, "name", json_string(name));
  json_object_set_new(object, "transfers", json_count(at->transfers));
  json_object_set_new(object, "amount_minor", json_integer(at->amount_minor));
  json_object_set_new(object, "frauds", json_count(at->frauds));
  json_object_set_new(object, "honest", json_count(at->honest));
  json_object_set_new(object, "fraud_amount_minor", json_integer(at->fraud_minor));
  return object;
}

static json_t *json_quality(const backtest *of, uint32_t least) {
  const quality q = backtest_quality(of, least);
  json_t *object = json_object();
  json_object_set_new(object, "alerts", json_count(q.alerts));
  json_object_set_new(object, "true_alerts", json_count(q.true_alerts));
  json_object_set_new(object, "false_alerts", json_count(q.false_alerts));
  json_object_set_new(object, "alert_rate", json_ratio(q.alerts, of->all.transfers));
  json_object_set_new(object, "precision", json_ratio(q.true_alerts, q.true_alerts + q.false_alerts));
  json_object_set_new(object, "recall", json_ratio(q.true_alerts, q.frauds));
  json_object_set_new(object, "value_recall", json_ratio((uint64_t)q.caught_minor, (uint64_t)q.fraud_minor));
  json_object_set_new(object, "honest_to_fraud", json_ratio(q.false_alerts, q.true_alerts));
  return object;
}

static json_t *json_policy(const fr_policy_info *info) {
  char digest[65];
  json_t *object = json_object();
  digest_text(info->digest, digest);
  json_object_set_new(object, "name", json_string(info->name));
  json_object_set_new(object, "version", json_count(info->version));
  json_object_set_new(object, "digest", json_string(digest));
  json_object_set_new(object, "currency", json_string(info->currency));
  return object;
}

static json_t *json_state(const fr_engine_stats *s) {
  json_t *object = json_object();
  json_object_set_new(object, "parties", json_count(s->parties));
  json_object_set_new(object, "transfer_entries", json_count(s->transfer_entries));
  json_object_set_new(object, "other_entries", json_count(s->other_entries));
  json_object_set_new(object, "counterparties", json_count(s->counterparties));
  json_object_set_new(object, "watch_entries", json_count(s->watch_entries));
  json_object_set_new(object, "watch_bytes", json_count(s->watch_bytes));
  json_object_set_new(object, "profile_bytes", json_count(s->profile_bytes));
  json_object_set_new(object, "index_bytes", json_count(s->index_bytes));
  json_object_set_new(object, "reserved_bytes", json_count(s->reserved_bytes));
  json_object_set_new(object, "entries_dropped", json_count(s->entries_dropped));
  json_object_set_new(object, "late_dropped", json_count(s->late_dropped));
  json_object_set_new(object, "evicted", json_count(s->evicted));
  json_object_set_new(object, "bytes_per_party", json_ratio(s->profile_bytes + s->index_bytes, s->parties));
  json_object_set_new(object, "bytes_per_entry", json_ratio(s->profile_bytes + s->index_bytes, s->transfer_entries));
  json_object_set_new(object, "bytes_allowed",
                      json_count(ENTRY_BYTES * s->transfer_entries + COUNTERPARTY_BYTES * s->counterparties +
                                 PARTY_BYTES * s->parties));
  return object;
}

static json_t *json_report(const backtest *of) {
  const fr_policy_info *info = &of->in->info;
  json_t *report = json_object(), *outcomes = json_array(), *rules = json_array(), *scams = json_array();
  json_t *flags = json_object(), *labels = json_object();
  for (uint32_t i = FR_OUTCOME_ALLOW; i <= FR_OUTCOME_HOLD; i++)
    json_array_append_new(outcomes, json_tally(outcome_name(i), &of->outcomes[i]));
  for (uint32_t i = 0; i < info->rule_count; i++)
    json_array_append_new(rules, json_tally(fr_policy_rule(of->in->policy, i), &of->rules[i]));
  for (uint32_t i = 0; i < info->scam_count; i++)
    json_array_append_new(scams, json_tally(fr_policy_scam(of->in->policy, i), &of->scams[i]));
  json_array_append_new(scams, json_tally("", &of->scams[info->scam_count]));
  for (unsigned bit = 0; bit < BACKTEST_FLAGS; bit++)
    json_object_set_new(flags, flag_names[bit], json_count(of->flagged[bit]));
  json_object_set_new(labels, "frauds", json_count(of->all.frauds));
  json_object_set_new(labels, "honest", json_count(of->all.honest));
  json_object_set_new(labels, "warn_or_hold", json_quality(of, FR_OUTCOME_WARN));
  json_object_set_new(labels, "hold", json_quality(of, FR_OUTCOME_HOLD));
  json_object_set_new(report, "policy", json_policy(info));
  json_object_set_new(report, "transfers", json_count(of->all.transfers));
  json_object_set_new(report, "amount_minor", json_integer(of->all.amount_minor));
  json_object_set_new(report, "rows_not_scored", json_count(of->counts.bad_transfers));
  json_object_set_new(report, "events_not_taken", json_count(of->counts.bad_events));
  json_object_set_new(report, "list_rows_not_taken", json_count(of->counts.bad_lists));
  json_object_set_new(report, "outcomes", outcomes);
  json_object_set_new(report, "rules", rules);
  json_object_set_new(report, "scams", scams);
  json_object_set_new(report, "flags", flags);
  json_object_set_new(report, "labels", labels);
  json_object_set_new(report, "state", json_state(&of->stats));
  json_object_set_new(report, "seconds", json_real(of->seconds));
  json_object_set_new(report, "processor_seconds", json_real(of->cpu_seconds));
  json_object_set_new(report, "transfers_per_second",
                      of->seconds > 0 ? json_real((double)of->all.transfers / of->seconds) : json_null());
  return report;
}

static int write_piece(const char *bytes, size_t size, void *out) {
  output_add(out, bytes, size);
  return 0;
}

bool backtest_write_json(const backtest *of, const char *path) {
  output out;
  if (!output_open(&out, path)) return false;
  json_t *report = json_report(of);
  const bool dumped =
      json_dump_callback(report, write_piece, &out, JSON_INDENT(2) | JSON_REAL_PRECISION(12) | JSON_ENSURE_ASCII) == 0;
  json_decref(report);
  output_string(&out, "\n");
  if (!dumped) fprintf(stderr, "%s: cannot be written: out of memory\n", path);
  return output_close(&out) && dumped;
}
