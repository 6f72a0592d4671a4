/* SPDX-License-Identifier: Apache-2.0
 *
 * fraudrisk journal show, and export: records as lines. What is sealed stays sealed here: only that there is something
 * is told. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/journal.h"
#include "journal.h"
#include "numbers.h"
#include "output.h"
#include "words.h"

/* ---- one record as names and values: JSON, or words with = between ---- */

typedef struct line {
  output *out;
  bool json;
} line;

static void name(const line *on, const char *what) {
  if (on->json) {
    output_string(on->out, ",\"");
    output_string(on->out, what);
    output_string(on->out, "\":");
  } else {
    output_string(on->out, " ");
    output_string(on->out, what);
    output_string(on->out, "=");
  }
}

static void put_number(const line *on, const char *what, int64_t value) {
  name(on, what);
  output_integer(on->out, value);
}

static void put_text(const line *on, const char *what, const char *text, size_t size) {
  name(on, what);
  if (on->json) {
    output_json(on->out, text, size);
  } else {
    output_add(on->out, text, size);
  }
}

static void put_time(const line *on, const char *what, int64_t time_us) {
  char text[40];
  put_text(on, what, text, time_format_rfc3339(time_us, 0, text));
}

static size_t hex_of(const uint8_t *bytes, size_t count, char *into) {
  static const char digits[] = "0123456789abcdef";
  for (size_t i = 0; i < count; i++) {
    into[2 * i] = digits[bytes[i] >> 4];
    into[2 * i + 1] = digits[bytes[i] & 15];
  }
  return 2 * count;
}

/* As fr_party_key() gives it. */
static size_t key_text(fr__hash128 key, char into[32]) {
  uint8_t bytes[16];
  fr__put_word(bytes, key.low);
  fr__put_word(bytes + 8, key.high);
  return hex_of(bytes, sizeof bytes, into);
}

static void put_key(const line *on, const char *what, fr__hash128 key) {
  char text[32];
  if ((key.low | key.high) == 0) return;
  put_text(on, what, text, key_text(key, text));
}

static void put_who(const line *on, const fr__parties *who) {
  put_key(on, "payer", who->payer);
  put_key(on, "payee", who->payee);
  put_key(on, "customer", who->customer);
  put_key(on, "payee_customer", who->payee_customer);
}

static bool show_attempt(const line *on, const fr__log_record *record) {
  fr__attempt attempt;
  if (fr__attempt_read(record->body, record->size, &attempt, NULL) != FR_OK) return false;
  put_time(on, "time", attempt.time_us);
  put_number(on, "id", (int64_t)attempt.who.id);
  put_number(on, "amount_minor", attempt.amount_minor);
  put_who(on, &attempt.who);
  if (attempt.sides != FR_SIDE_ALL) put_number(on, "sides", attempt.sides);
  if (attempt.status != 0) put_number(on, "status", attempt.status);
  put_number(on, "channel", attempt.channel);
  put_number(on, "generation", (int64_t)attempt.generation);
  if (attempt.sealed.key_id != 0) put_number(on, "sealed_bytes", attempt.sealed.size);
  if (attempt.left_out != 0) put_number(on, "left_out", attempt.left_out);
  return true;
}

static bool show_decided(const line *on, const fr__log_record *record) {
  fr__decided decided;
  fr_decision decision;
  char digest[64];
  if (fr__decided_read(record->body, record->size, &decided, &decision) != FR_OK) return false;
  put_number(on, "attempt", (int64_t)decided.attempt);
  if (record->kind == FR__RECORD_CHALLENGED) put_number(on, "challenger", decided.index);
  put_text(on, "outcome", outcome_name(decided.given.outcome), strlen(outcome_name(decided.given.outcome)));
  if (decided.given.outcome != decision.outcome) {
    put_text(on, "pure_outcome", outcome_name(decision.outcome), strlen(outcome_name(decision.outcome)));
  }
  if (decided.given.would_be != decided.given.outcome) { /* in the shadow */
    put_text(on, "would_be", outcome_name(decided.given.would_be), strlen(outcome_name(decided.given.would_be)));
  }
  put_number(on, "score", decision.score);
  if (decision.scam[0] != '\0') put_text(on, "scam", decision.scam, strlen(decision.scam));
  put_number(on, "flags", decided.given.flags);
  if (decided.given.hold_until_us != 0) put_time(on, "hold_until", decided.given.hold_until_us);
  for (uint32_t i = 0; i < decision.reason_count && !on->json; i++) {
    put_text(on, "rule", decision.reasons[i].rule, strlen(decision.reasons[i].rule));
  }
  if (on->json) {
    name(on, "reasons");
    for (uint32_t i = 0; i < decision.reason_count; i++) {
      output_string(on->out, i == 0 ? "[{\"rule\":" : ",{\"rule\":");
      output_json(on->out, decision.reasons[i].rule, strlen(decision.reasons[i].rule));
      output_string(on->out, ",\"points\":");
      output_integer(on->out, decision.reasons[i].points);
      output_string(on->out, "}");
    }
    output_string(on->out, decision.reason_count == 0 ? "[]" : "]");
  }
  put_text(on, "policy", decision.policy_name, strlen(decision.policy_name));
  put_number(on, "version", (int64_t)decision.policy_version);
  put_text(on, "digest", digest, hex_of(decision.policy_digest, sizeof decision.policy_digest, digest));
  return true;
}

static bool show_observed(const line *on, const fr__log_record *record) {
  fr__observed observed;
  if (fr__observed_read(record->body, record->size, &observed) != FR_OK) return false;
  const fr_event *event = &observed.event;
  put_time(on, "time", event->time_us);
  put_number(on, "event", event->kind);
  if (observed.who.id != 0) put_number(on, "id", (int64_t)observed.who.id);
  put_who(on, &observed.who);
  put_key(on, observed.is_customer ? "about_customer" : "about", observed.person);
  put_key(on, "to", observed.to);
  if (event->list.data != NULL) put_text(on, "list", event->list.data, event->list.size);
  if (event->amount_minor != 0) put_number(on, "amount_minor", event->amount_minor);
  if (event->until_us != 0) put_time(on, "until", event->until_us);
  return true;
}

static bool show_in_force(const line *on, const fr__log_record *record) {
  fr__in_force in_force;
  char digest[64];
  if (fr__in_force_read(record->body, record->size, &in_force) != FR_OK) return false;
  put_number(on, "generation", (int64_t)in_force.generation);
  if (record->kind == FR__RECORD_CHALLENGER) put_number(on, "challenger", in_force.index);
  if (in_force.none) {
    put_text(on, "what", "none", 4);
    return true;
  }
  if (in_force.name.data != NULL) put_text(on, "policy", in_force.name.data, in_force.name.size);
  if (record->kind != FR__RECORD_SWITCHES) put_number(on, "version", (int64_t)in_force.version);
  if (in_force.switched) put_number(on, "switches", (int64_t)in_force.switches);
  if (record->kind != FR__RECORD_WATCH && record->kind != FR__RECORD_MARK)
    put_text(on, "digest", digest, hex_of(in_force.digest, 32, digest));
  return true;
}

static bool show_party(const line *on, const fr__log_record *record) {
  fr__image image;
  if (fr__image_read(record->body, record->size, &image) != FR_OK) return false;
  put_key(on, "party", image.key);
  if (record->kind == FR__RECORD_EVICTED) return true;
  put_number(on, "profile_bytes", image.total);
  put_number(on, "offset", image.offset);
  put_number(on, "bytes", image.size);
  return true;
}

static bool show_opened(const line *on, const fr__log_record *record) {
  fr__opened opened;
  if (fr__opened_read(record->body, record->size, &opened) != FR_OK) return false;
  put_time(on, "time", opened.time_us);
  put_text(on, "library", opened.library.data, opened.library.size);
  put_number(on, "layout", opened.layout);
  put_number(on, "horizon_us", opened.options.horizon_us);
  put_number(on, "utc_offset_s", opened.options.utc_offset_s);
  put_number(on, "parties_max", (int64_t)opened.options.parties_max);
  put_number(on, "memory_bytes", (int64_t)opened.options.memory_bytes);
  if (opened.has_state) put_text(on, "began", "with state", 10);
  return true;
}

static bool show_data_key(const line *on, const fr__log_record *record) {
  fr__data_key key;
  char text[16];
  uint8_t bytes[8];
  if (fr__data_key_read(record->body, record->size, &key) != FR_OK) return false;
  for (uint32_t i = 0; i < 8; i++) bytes[i] = (uint8_t)(key.id >> (8 * (7 - i)));
  put_text(on, "key", text, hex_of(bytes, sizeof bytes, text));
  put_number(on, "month", key.month);
  return true;
}

static bool show_body(const line *on, const fr__log_record *record) {
  switch (record->kind) {
    case FR__RECORD_OPENED: return show_opened(on, record);
    case FR__RECORD_POLICY:
    case FR__RECORD_CHALLENGER:
    case FR__RECORD_WATCH:
    case FR__RECORD_SWITCHES:
    case FR__RECORD_MARK: return show_in_force(on, record);
    case FR__RECORD_DATA_KEY: return show_data_key(on, record);
    case FR__RECORD_SCORED:
    case FR__RECORD_FOLDED:
    case FR__RECORD_TRANSFERRED: return show_attempt(on, record);
    case FR__RECORD_DECIDED:
    case FR__RECORD_CHALLENGED: return show_decided(on, record);
    case FR__RECORD_OBSERVED: return show_observed(on, record);
    case FR__RECORD_EVICTED:
    case FR__RECORD_IMAGE: return show_party(on, record);
    default: return true;
  }
}

static bool show_record(void *self, const fr__log_record *record) {
  const line *on = self;
  if (on->json) {
    output_string(on->out, "{\"sequence\":");
    output_integer(on->out, (int64_t)record->sequence);
    output_string(on->out, ",\"kind\":\"");
    output_string(on->out, fr__record_kind_name(record->kind));
    output_string(on->out, "\"");
  } else {
    output_integer(on->out, (int64_t)record->sequence);
    output_string(on->out, " ");
    output_string(on->out, fr__record_kind_name(record->kind));
  }
  const bool good = show_body(on, record);
  output_string(on->out, on->json ? "}\n" : "\n");
  if (!good) fprintf(stderr, "record %" PRIu64 " cannot be read\n", record->sequence);
  return good && !on->out->failed;
}

/* ---- export ---- */

/* How far before its decision an attempt may stand: calls that are under way at once, batches among them. */
enum { ATTEMPTS_BEFORE = 1 << 16 };

/* An attempt that waits for its decision. Calls that were under way at once are few, so the newest are looked at first.
 */
typedef struct waiting {
  uint64_t sequence;
  fr__attempt attempt;
} waiting;

typedef struct exporter {
  output *out;
  bool csv;
  uint64_t from; /* decisions before it were read only for their attempts' sake */
  waiting *all;
  size_t count, room;
} exporter;

static bool export_attempt(exporter *self, const fr__log_record *record) {
  if (self->count == self->room) {
    const size_t room = self->room == 0 ? 64 : 2 * self->room;
    waiting *more = realloc(self->all, room * sizeof *more);
    if (more == NULL) return false;
    self->all = more;
    self->room = room;
  }
  waiting *one = &self->all[self->count++];
  one->sequence = record->sequence;
  return fr__attempt_read(record->body, record->size, &one->attempt, NULL) == FR_OK;
}

static void export_csv(const exporter *self, const fr__log_record *record, const fr__attempt *attempt,
                       const fr_decision *decision) {
  char key[32], time[40];
  output *out = self->out;
  output_integer(out, (int64_t)record->sequence);
  output_string(out, ",");
  output_add(out, time, time_format_rfc3339(attempt->time_us, 0, time));
  output_string(out, ",");
  output_integer(out, (int64_t)attempt->who.id);
  output_string(out, ",");
  output_add(out, key, key_text(attempt->who.payer, key));
  output_string(out, ",");
  if (attempt->who.has_payee) output_add(out, key, key_text(attempt->who.payee, key));
  output_string(out, ",");
  output_integer(out, attempt->amount_minor);
  output_string(out, ",");
  output_string(out, outcome_name(decision->outcome));
  output_string(out, ",");
  output_integer(out, decision->score);
  output_string(out, ",");
  output_csv(out, decision->scam, strlen(decision->scam));
  output_string(out, ",");
  output_integer(out, decision->flags);
  output_string(out, ",\"");
  for (uint32_t i = 0; i < decision->reason_count; i++) {
    output_string(out, i == 0 ? "" : " ");
    output_string(out, decision->reasons[i].rule);
    output_string(out, ":");
    output_integer(out, decision->reasons[i].points);
  }
  output_string(out, "\",");
  output_csv(out, decision->policy_name, strlen(decision->policy_name));
  output_string(out, ",");
  output_integer(out, (int64_t)decision->policy_version);
  output_string(out, "\n");
}

static void export_json(const exporter *self, const fr__log_record *record, const fr__attempt *attempt) {
  const line on = {self->out, true};
  output_string(self->out, "{\"sequence\":");
  output_integer(self->out, (int64_t)record->sequence);
  put_time(&on, "time", attempt->time_us);
  put_number(&on, "id", (int64_t)attempt->who.id);
  put_who(&on, &attempt->who);
  put_number(&on, "amount_minor", attempt->amount_minor);
  (void)show_decided(&on, record);
  output_string(self->out, "}\n");
}

static bool export_record(void *argument, const fr__log_record *record) {
  exporter *self = argument;
  fr__decided decided;
  fr_decision decision;
  if (record->kind == FR__RECORD_SCORED) return export_attempt(self, record);
  if (record->kind != FR__RECORD_DECIDED) return true;
  if (fr__decided_read(record->body, record->size, &decided, &decision) != FR_OK) return false;
  for (size_t i = self->count; i-- > 0;) {
    if (self->all[i].sequence != decided.attempt) continue;
    fr__answer_put(&decided.given, &decision);
    const bool wanted = record->sequence >= self->from;
    if (wanted && self->csv) export_csv(self, record, &self->all[i].attempt, &decision);
    if (wanted && !self->csv) export_json(self, record, &self->all[i].attempt);
    memmove(&self->all[i], &self->all[i + 1], (self->count - i - 1) * sizeof *self->all);
    self->count--;
    break;
  }
  return !self->out->failed;
}

/* ---- all records, one after the other ---- */

/* A reader that begins at the record that was asked for, or so many before it as there are. That one has to be there.
 */
static fr_status open_before(const journal_options *options, uint64_t before, fr__log_reader **reader,
                             fr_error *error) {
  fr__log_reader_options from = {.directory = options->directory, .from_sequence = options->sequence};
  const fr_status status = fr__log_reader_open(&from, reader, error);
  if (status != FR_OK || before == 0 || options->sequence == 0) return status;
  fr__log_reader_close(*reader);
  from.from_sequence = options->sequence > before ? options->sequence - before : 0;
  if (from.from_sequence != 0 && fr__log_reader_open(&from, reader, error) == FR_OK) return FR_OK;
  from.from_sequence = 0; /* older ones are gone */
  return fr__log_reader_open(&from, reader, error);
}

static int each_record(const journal_options *options, uint64_t before,
                       bool (*take)(void *self, const fr__log_record *record), void *self) {
  fr__log_reader *reader;
  fr_error error = FR_ERROR_INIT;
  fr__log_record record;
  fr_status status = open_before(options, before, &reader, &error);
  if (status != FR_OK) {
    fprintf(stderr, "%s: %s\n", options->directory, error.message[0] ? error.message : fr_status_text(status));
    return 1;
  }
  bool going = true;
  while (going && (status = fr__log_reader_next(reader, &record, &error)) == FR_OK && record.sequence != 0) {
    going = take(self, &record);
  }
  fr__log_reader_close(reader);
  if (status != FR_OK) fprintf(stderr, "%s: %s\n", options->directory, error.message);
  return status == FR_OK && going ? 0 : 1;
}

int command_journal_show(const journal_options *options) {
  output out;
  if (!output_open(&out, options->out)) return 1;
  line on = {&out, options->jsonl};
  int status = each_record(options, 0, show_record, &on);
  if (!output_close(&out)) status = 1;
  return status;
}

int command_journal_export(const journal_options *options) {
  output out;
  if (!output_open(&out, options->out)) return 1;
  exporter self = {.out = &out, .csv = options->csv, .from = options->sequence};
  if (options->csv) {
    output_string(&out, "sequence,time,id,payer,payee,amount_minor,outcome,score,scam,flags,reasons,policy,version\n");
  }
  int status = each_record(options, ATTEMPTS_BEFORE, export_record, &self);
  free(self.all);
  if (!output_close(&out)) status = 1;
  return status;
}
