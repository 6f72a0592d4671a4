/* SPDX-License-Identifier: Apache-2.0
 *
 * A chain over a history is folded in one pass, without a list. Here it meets the plain evaluation of the same text
 * over the same history as a list of maps: the two have to give the same value, or both an error.
 *
 * The input spells the history (a few bytes a transfer) and a chain, so that every input is a fair question. Amounts
 * are whole, so that sums of doubles are exact in any order. */
#include <stdarg.h>
#include <stdlib.h>

#include "base/arena.h"
#include "cel/cel.h"
#include "support/bundle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST = 48, NOW_S = 1767664800 };

typedef struct source {
  const uint8_t *data;
  size_t size;
} source;

static uint32_t take(source *from, uint32_t bound) {
  if (from->size == 0) return 0;
  from->size--;
  return *from->data++ % bound;
}

typedef struct text {
  char bytes[2048];
  size_t size;
} text;

static __attribute__((format(printf, 2, 3))) void add(text *to, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  const int written = vsnprintf(to->bytes + to->size, sizeof to->bytes - to->size, format, arguments);
  va_end(arguments);
  to->size += (size_t)written;
  if (to->size >= sizeof to->bytes) abort();
}

/* ---- the question: once for the engine, once for a list ---- */

/* What an element is. */
enum element { RECORD, NUMBER, TEXT, WHOLE, TIME, SPAN };

typedef struct question {
  text fused, plain;
  enum element element;
} question;

static void both(question *q, const char *piece) {
  add(&q->fused, "%s", piece);
  add(&q->plain, "%s", piece);
}

static const char *predicate(source *from, const question *q) {
  static const char *const of_record[] = {"t.amount > 3.0",
                                          "t.amount <= transfer.amount",
                                          "t.channel == 'atm'",
                                          "t.channel != 'teller' && t.amount < 9.0",
                                          "t.status == 'settled' || t.amount == 5.0",
                                          "t.amount / (t.amount - 4.0) > 0.5",
                                          "transfer.time - t.time < duration('36h')",
                                          "t.time.getHours('+08:00') in [1, 2, 3, 4, 22]",
                                          "[1, 2][int(t.amount)] > 0",
                                          "true",
                                          "transfer.balance_before > t.amount"};
  static const char *const of_number[] = {"t > 3.0", "t == 5.0", "10 / int(t - 4.0) > 1", "t != t", "int(t) % 2 == 0"};
  static const char *const of_text[] = {"t == 'atm'", "t.startsWith('o')", "size(t) > 4", "t < 'n'"};
  static const char *const of_whole[] = {"t < 6", "t == 22", "10 / (t - 4) > 1", "t % 2 == 0"};
  static const char *const of_time[] = {"t.getHours('+08:00') < 6", "t < transfer.time - duration('36h')",
                                        "t == transfer.time"};
  static const char *const of_span[] = {"t > duration('5h')", "t.getHours() % 2 == 0", "t == duration('0s')"};
  switch (q->element) {
    case NUMBER: return of_number[take(from, FR_COUNT(of_number))];
    case TEXT: return of_text[take(from, FR_COUNT(of_text))];
    case WHOLE: return of_whole[take(from, FR_COUNT(of_whole))];
    case TIME: return of_time[take(from, FR_COUNT(of_time))];
    case SPAN: return of_span[take(from, FR_COUNT(of_span))];
    default: return of_record[take(from, FR_COUNT(of_record))];
  }
}

typedef struct change {
  const char *body;
  enum element made;
} change;

static void add_change(question *q, const change *one) {
  both(q, ".map(t, ");
  both(q, one->body);
  both(q, ")");
  q->element = one->made;
}

static void add_map(source *from, question *q) {
  static const change of_record[] = {
      {"t.amount", NUMBER},    {"t.amount * 2.0", NUMBER}, {"t.channel", TEXT}, {"t.amount / (t.amount - 5.0)", NUMBER},
      {"t.status", TEXT},      {"t.time", TIME},           {"t.time", TIME},    {"transfer.time - t.time", SPAN},
      {"int(t.amount)", WHOLE}};
  static const change of_number[] = {
      {"t + 1.0", NUMBER}, {"t * t", NUMBER}, {"string(int(t))", TEXT}, {"int(t) - 4", WHOLE}};
  static const change of_whole[] = {{"t * 2", WHOLE}, {"double(t)", NUMBER}, {"12 / (t - 3)", WHOLE}};
  static const change of_time[] = {{"transfer.time - t", SPAN}, {"t + duration('1h')", TIME}};
  static const change of_span[] = {{"t + t", SPAN}, {"t.getHours()", WHOLE}};
  switch (q->element) {
    case RECORD: add_change(q, &of_record[take(from, FR_COUNT(of_record))]); return;
    case NUMBER: add_change(q, &of_number[take(from, FR_COUNT(of_number))]); return;
    case WHOLE: add_change(q, &of_whole[take(from, FR_COUNT(of_whole))]); return;
    case TIME: add_change(q, &of_time[take(from, FR_COUNT(of_time))]); return;
    case SPAN: add_change(q, &of_span[take(from, FR_COUNT(of_span))]); return;
    default: return;
  }
}

static void add_series(question *q) {
  if (q->element == RECORD || q->element == TEXT) return;
  both(q, ".gaps()");
  if (q->element == TIME) q->element = SPAN;
}

static void add_stage(source *from, question *q) {
  switch (take(from, 6)) {
    case 0:
      both(q, ".filter(t, ");
      both(q, predicate(from, q));
      both(q, ")");
      return;
    case 1:
    case 2: add_map(from, q); return;
    case 3: add_series(q); return;
    case 4:
      if (q->element != TIME) return;
      both(q, ".hours()");
      q->element = WHOLE;
      return;
    default:
      if (q->element != RECORD) both(q, ".distinct()");
  }
}

/* The end is a time or a duration, which no feature is: its text is. */
static void as_text(text *made) {
  static const char call[] = "string(";
  enum { SIZE = sizeof call - 1 };
  memmove(made->bytes + SIZE, made->bytes, made->size + 1);
  memcpy(made->bytes, call, SIZE);
  made->size += SIZE;
  add(made, ")");
}

static void add_value_end(source *from, question *q) {
  static const char *const ends[] = {".min()", ".max()", ".first()", ".last()", ".percentile("};
  static const char *const percents[] = {"0",    "50",
                                         "95",   "100",
                                         "12.5", "transfer.amount * 5.0",
                                         "33.3", "transfer.balance_before",
                                         "99",   "transfer.amount * 30.0"};
  const uint32_t end = take(from, FR_COUNT(ends));
  both(q, ends[end]);
  if (end == FR_COUNT(ends) - 1) {
    both(q, percents[take(from, FR_COUNT(percents))]);
    both(q, ")");
  }
  if (q->element != TIME && q->element != SPAN) return;
  as_text(&q->fused);
  as_text(&q->plain);
}

static void add_count_end(source *from, question *q) {
  static const char *const ratios[] = {
      "1", "2.0", "1.5", "transfer.amount", "transfer.balance_before", "transfer.amount - 5.0"};
  const bool summed = q->element == NUMBER || q->element == WHOLE;
  switch (take(from, 3)) {
    case 0: both(q, summed ? ".sum()" : ".size()"); return;
    case 1: both(q, ".size()"); return;
    default:
      if (!summed && q->element != SPAN) {
        both(q, ".size()");
        return;
      }
      both(q, ".rises(");
      both(q, ratios[take(from, FR_COUNT(ratios))]);
      both(q, ")");
  }
}

static void add_terminal(source *from, question *q) {
  static const char *const tests[] = {".exists(t, ", ".all(t, ", ".exists_one(t, "};
  const uint32_t choice = take(from, 4);
  if (choice == 0) {
    both(q, tests[take(from, FR_COUNT(tests))]);
    both(q, predicate(from, q));
    both(q, ")");
  } else if (q->element == RECORD) {
    both(q, ".size()");
  } else if (choice == 1) {
    add_count_end(from, q);
  } else {
    add_value_end(from, q);
  }
}

static void ask(source *from, question *q) {
  static const struct {
    const char *fused, *plain;
  } histories[] = {{"payer.sent", "sent"}, {"payer.attempts", "attempts"}, {"pair.sent", "pair_sent"}};
  static const uint32_t hours[] = {1, 24, 48, 168, 2160};
  const uint32_t which = take(from, FR_COUNT(histories)), window = take(from, FR_COUNT(hours) + 1);
  add(&q->fused, "%s", histories[which].fused);
  add(&q->plain, "%s", histories[which].plain);
  if (window < FR_COUNT(hours)) {
    add(&q->fused, ".within(duration('%uh'))", hours[window]);
    add(&q->plain, ".filter(t, transfer.time - t.time <= duration('%uh'))", hours[window]);
  }
  for (uint32_t stages = take(from, 4); stages > 0; stages--) add_stage(from, q);
  add_terminal(from, q);
}

/* ---- the history, as transfers and as a list of maps ---- */

typedef struct past {
  fr_transfer transfers[MOST];
  uint32_t statuses[MOST];
  char ids[MOST][8];
  uint32_t count;
} past;

static const char *const channels[] = {"teller", "atm", "online", "mobile"};
static const char *const payees[] = {"q", "r", "s"};

static void make_past(source *from, past *made) {
  made->count = take(from, MOST);
  int64_t age_s = 0;
  for (uint32_t i = 0; i < made->count; i++) {
    fr_transfer *one = &made->transfers[i];
    *one = (fr_transfer)FR_TRANSFER_INIT;
    snprintf(made->ids[i], sizeof made->ids[i], "t%u", i);
    age_s += 1800 * (int64_t)take(from, 60);
    one->id = fr_text_of(made->ids[i]);
    one->payer = fr_text_of("p");
    one->payee = fr_text_of(payees[take(from, 3)]);
    one->amount_minor = 100 * (int64_t)take(from, 12);
    one->time_us = (NOW_S - age_s) * FR__SECOND_US;
    one->channel = 1 + take(from, 4);
    const uint32_t became = take(from, 4);
    made->statuses[i] = became == 0 ? FR_TRANSFER_HELD : became == 1 ? FR_TRANSFER_DELAYED : FR_TRANSFER_SETTLED;
  }
}

static fr__cel_value text_value(const char *string) { return fr__cel_string(string, (uint32_t)strlen(string)); }

/* Oldest first; of the same time, in the order of observation, which is the order of the array. */
static fr__cel_value as_list(const past *of, bool all, const char *payee, fr__cel_value *entries,
                             fr__cel_value *pairs) {
  enum { FIELDS = 4 };
  uint32_t order[MOST], count = 0, kept = 0;
  for (uint32_t i = 0; i < of->count; i++) {
    uint32_t at = count++;
    while (at > 0 && of->transfers[order[at - 1]].time_us > of->transfers[i].time_us) {
      order[at] = order[at - 1];
      at--;
    }
    order[at] = i;
  }
  for (uint32_t i = 0; i < count; i++) {
    const fr_transfer *one = &of->transfers[order[i]];
    const uint32_t status = of->statuses[order[i]];
    if (status != FR_TRANSFER_SETTLED && !all) continue;
    if (payee != NULL && (one->payee.size != 1 || one->payee.data[0] != payee[0])) continue;
    fr__cel_value *fields = &pairs[kept * 2 * FIELDS];
    fields[0] = text_value("amount");
    fields[1] = fr__cel_double((double)one->amount_minor / 100.0);
    fields[2] = text_value("time");
    fields[3] = fr__cel_timestamp(one->time_us);
    fields[4] = text_value("channel");
    fields[5] = text_value(channels[one->channel - 1]);
    fields[6] = text_value("status");
    fields[7] = text_value(status == FR_TRANSFER_HELD ? "held" : status == FR_TRANSFER_DELAYED ? "delayed" : "settled");
    entries[kept++] = (fr__cel_value){.kind = FR__CEL_MAP, .size = FIELDS, .as.items = fields};
  }
  return (fr__cel_value){.kind = FR__CEL_LIST, .size = kept, .as.items = entries};
}

/* ---- the two answers ---- */

static fr__cel_value plain_answer(const char *expression, const past *of, const fr_transfer *now, fr__arena *arena,
                                  fr__cel_scratch *scratch) {
  static fr__cel_value entries[3][MOST], pairs[3][MOST * 8];
  static const fr__cel_symbol symbols[] = {{"attempts", {.kind = FR__CEL_DYN}, 0, 0},
                                           {"pair_sent", {.kind = FR__CEL_DYN}, 1, 0},
                                           {"sent", {.kind = FR__CEL_DYN}, 2, 0},
                                           {"transfer.amount", {.kind = FR__CEL_DOUBLE}, 3, 0},
                                           {"transfer.balance_before", {.kind = FR__CEL_DOUBLE}, 4, 0},
                                           {"transfer.time", {.kind = FR__CEL_TIMESTAMP}, 5, 0}};
  fr__cel_value slots[6] = {as_list(of, true, NULL, entries[0], pairs[0]),
                            as_list(of, false, "q", entries[1], pairs[1]),
                            as_list(of, false, NULL, entries[2], pairs[2]),
                            fr__cel_double((double)now->amount_minor / 100.0),
                            fr__cel_unknown(),
                            fr__cel_timestamp(now->time_us)};
  const fr__cel_env env = {
      .symbols = symbols, .symbol_count = FR_COUNT(symbols), .widen = true, .utc_offset_s = BUNDLE_OFFSET_S};
  fr__cel_tree *tree = NULL;
  fr__cel_program *program = NULL;
  fr__cel_error error = {0};
  if (fr__cel_parse(arena, expression, (uint32_t)strlen(expression), &tree, &error) != FR_OK ||
      fr__cel_compile(arena, &env, tree, NULL, &program, NULL, &error) != FR_OK) {
    fprintf(stderr, "%s: %s\n", expression, error.message);
    abort();
  }
  return fr__cel_run(program, slots, scratch);
}

static bool fused_answer(const char *expression, const past *of, const fr_transfer *now, fr_value *value) {
  const bundle_feature features[] = {{"asked", expression}};
  const bundle_policy description = {.more_features = features, .more_feature_count = 1};
  fr_policy *policy = bundle_load(&description);
  if (policy == NULL) return false; /* refused: such as a filter that could never hold */
  fr_engine_options options = FR_ENGINE_OPTIONS_INIT;
  options.accept_unsigned_policies = FR_YES;
  options.complete_from_us = FR_COMPLETE_ALWAYS;
  options.memory_bytes = 1 << 20;
  options.parties_max = 16;
  options.time_ahead_max_us = -1;
  fr_engine *engine = NULL;
  fr_context *context = NULL;
  if (fr_engine_create(&options, &engine, NULL) != FR_OK || fr_engine_set_policy(engine, policy, NULL) != FR_OK ||
      fr_context_create(engine, &context) != FR_OK) {
    abort();
  }
  for (uint32_t i = 0; i < of->count; i++) {
    fr_event event = FR_EVENT_INIT;
    event.kind = FR_EVENT_TRANSFERRED;
    event.time_us = of->transfers[i].time_us;
    event.transfer = &of->transfers[i];
    event.status = of->statuses[i];
    if (fr_observe(context, &event) != FR_OK) abort();
  }
  static unsigned char bytes[16384];
  fr_folds folds = FR_FOLDS_INIT;
  folds.data = bytes;
  folds.capacity = sizeof bytes;
  if (fr_fold(context, now, FR_SIDE_ALL, &folds) != FR_OK) abort();
  if (fr_features(policy, now, &folds, value, 1, NULL) != FR_OK) abort();
  fr_context_destroy(context);
  fr_engine_destroy(engine);
  fr_policy_release(policy);
  return true;
}

static bool agree(const fr__cel_value *plain, const fr_value *fused) {
  switch (plain->kind) {
    case FR__CEL_UNKNOWN: return fused->type == FR_TYPE_UNKNOWN;
    case FR__CEL_ERROR: return fused->type == FR_TYPE_UNKNOWN && (fused->flags & FR_FLAG_EXPRESSION_ERROR) != 0;
    case FR__CEL_BOOL: return fused->type == FR_TYPE_BOOL && fused->integer == plain->as.integer;
    case FR__CEL_INT:
      /* The sum of nothing: the list does not know what it holds none of. */
      if (fused->type == FR_TYPE_DOUBLE) return plain->as.integer == 0 && fused->number == 0.0;
      return fused->type == FR_TYPE_INT && fused->integer == plain->as.integer;
    case FR__CEL_DOUBLE:
      if (plain->as.number - plain->as.number != 0.0) return fused->type == FR_TYPE_UNKNOWN; /* not at the border */
      return fused->type == FR_TYPE_DOUBLE && fused->number == plain->as.number;
    case FR__CEL_STRING:
      return fused->type == FR_TYPE_STRING && fused->text_size == plain->size &&
             (plain->size == 0 || memcmp(fused->text, plain->as.text, plain->size) == 0);
    default: return false;
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static past of;
  static unsigned char memory[1 << 20];
  source from = {data, size};
  question q = {0};
  ask(&from, &q);
  make_past(&from, &of);
  fr_transfer now = FR_TRANSFER_INIT;
  now.id = fr_text_of("now");
  now.payer = fr_text_of("p");
  now.payee = fr_text_of("q");
  now.amount_minor = 500;
  now.time_us = NOW_S * FR__SECOND_US;
  fr_value fused = {0};
  if (!fused_answer(q.fused.bytes, &of, &now, &fused)) return 0;
  fr__arena arena = {0};
  fr__cel_scratch scratch = {memory, sizeof memory, 0};
  const fr__cel_value plain = plain_answer(q.plain.bytes, &of, &now, &arena, &scratch);
  if (!agree(&plain, &fused)) {
    fprintf(stderr,
            "%s\n  over %u transfers: folded type %u, %lld, %.17g, flags %u; plain kind %u, %lld, %.17g, fault %u\n",
            q.fused.bytes, of.count, fused.type, (long long)fused.integer, fused.number, fused.flags, plain.kind,
            (long long)plain.as.integer, plain.kind == FR__CEL_DOUBLE ? plain.as.number : 0.0, plain.code);
    abort();
  }
  fr__arena_free(&arena);
  return 0;
}
