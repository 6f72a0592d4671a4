/* SPDX-License-Identifier: Apache-2.0 */
#include "backtest_state.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

/* What the state may take: the promise that the library is measured against. */
enum { ENTRY_BYTES = 24, COUNTERPARTY_BYTES = 16, PARTY_BYTES = 128 };

static double share(uint64_t part, uint64_t whole) { return whole == 0 ? 0.0 : (double)part / (double)whole; }

void print(output *out, const char *format, ...) {
  char line[512];
  va_list arguments;
  va_start(arguments, format);
  const int size = vsnprintf(line, sizeof line, format, arguments);
  va_end(arguments);
  if (size > 0) output_add(out, line, (size_t)size < sizeof line ? (size_t)size : sizeof line - 1);
}

const char *thousands(uint64_t number, char *text) {
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

void backtest_state_print(const fr_engine_stats *s, output *out) {
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

static json_t *json_count(uint64_t number) { return json_integer((json_int_t)number); }

static json_t *json_ratio(uint64_t part, uint64_t whole) {
  return whole == 0 ? json_null() : json_real(share(part, whole));
}

json_t *backtest_state_json(const fr_engine_stats *s) {
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
