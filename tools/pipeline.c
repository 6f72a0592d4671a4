/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "columns.h"
#include "engine/engine.h"
#include "labels.h"
#include "source.h"

/* A queue of this many transfers lies between the threads; they meet once in a handful, not for each. */
enum { QUEUE_ITEMS = 256, HANDFUL = 32, PROGRESS_EACH = 1024 };

typedef enum item_kind {
  ITEM_TRANSFER,
  ITEM_BAD_TRANSFER,
  ITEM_BAD_EVENT,
  ITEM_FAILED,
  ITEM_UNSORTED,
  ITEM_END
} item_kind;

typedef struct item {
  item_kind kind;
  row *row;
  result result;
  fr_status status; /* of the library, where it refused the row; else FR_OK */
  char message[ROW_MESSAGE_BYTES];
} item;

/* One file and its next row. */
typedef struct lane {
  source *from;
  row *ahead;
  source_result state;
} lane;

typedef struct pipeline {
  session *in;
  label_queue *due;     /* labels that the transfers' own columns tell of, on their time; null: none */
  label_watch *watched; /* labels that were told; null: nobody looks */
  uint32_t policies;    /* of PIPELINE_JUDGED: the one in force and its challengers; else 0 */
  const pipeline_options *options;
  lane transfers, events;
  consumer take;
  void *self;
  pipeline_counts *counts;
  fr__grounds *scratch; /* of a challenger's decision */
  bool folds;           /* fr_fold here, fr_decide or the features there */
  uint32_t handful;     /* transfers scored together: one where somebody may wait for each answer */
  /* Two threads. */
  item *items;
  pthread_mutex_t lock;
  pthread_cond_t changed;
  uint64_t produced, consumed;
  bool stopped;
} pipeline;

/* ---- producing ---- */

static void lane_advance(lane *at) {
  if (at->from && at->state != SOURCE_END) at->state = source_next(at->from, at->ahead);
}

/* The item is a row that the library refused: a sentence with its place, from the library's error. */
static void refuse(item *into, item_kind kind, const row *at, const char *file, const fr_error *error,
                   fr_status status) {
  const bool told = error != NULL && error->message[0] != '\0';
  into->kind = kind;
  into->status = status;
  snprintf(into->message, sizeof into->message, "%s:%" PRIu64 ": %s", file, at->line,
           told ? error->message : fr_status_text(status));
}

static item_kind lane_failure(lane *at, item *into, item_kind bad) {
  snprintf(into->message, sizeof into->message, "%s", at->ahead->message);
  into->status = FR_OK;
  if (at->state == SOURCE_FAILED) return ITEM_FAILED;
  if (at->state == SOURCE_UNSORTED) return ITEM_UNSORTED;
  lane_advance(at);
  return bad;
}

static const char *name_of(const char *path) { return strcmp(path, "-") == 0 ? "<stdin>" : path; }

/* The event is about a transfer that the library does not know: which, and what becomes of it. */
static void name_missing(item *into, const char *file, uint64_t line, const char *where, const fr_event *event) {
  char id[80];
  quote_text(event->transfer_id.data, event->transfer_id.size, id, sizeof id);
  snprintf(into->message, sizeof into->message,
           "%s:%" PRIu64 ": %s: %s about %s, a transfer that is not recorded then: it was left out", file, line, where,
           event_name(event->kind), id);
}

/* True when the event went in; false when it is the item. */
static bool observe(pipeline *p, item *into) {
  const row *at = p->events.ahead;
  const char *file = name_of(p->options->run->events);
  const bool was_told = p->watched != NULL && label_watch_see(p->watched, file, at);
  const fr_status status = fr_observe(p->in->context, &at->event);
  if (status >= 0) return true;
  refuse(into, ITEM_BAD_EVENT, at, file, fr_context_error(p->in->context), status);
  if (status != FR_NOT_FOUND || at->event.transfer_id.data == NULL) return false;
  if (p->watched != NULL && label_watch_miss(p->watched, at, was_told))
    into->message[0] = '\0';
  else
    name_missing(into, file, at->line, "transfer_id", &at->event);
  return false;
}

/* A label that the transfer's own row told of, on its time. */
static bool observe_due(pipeline *p, item *into) {
  row at;
  const char *file = name_of(p->options->run->in);
  const fr_event *event = label_queue_pop(p->due, &at.line);
  if (p->watched != NULL) (void)label_watch_see_row(p->watched, file, at.line, event);
  const fr_status status = fr_observe(p->in->context, event);
  if (status >= 0) return true;
  refuse(into, ITEM_BAD_EVENT, &at, file, fr_context_error(p->in->context), status);
  if (status != FR_NOT_FOUND) return false;
  p->counts->labels.unknown_transfer++;
  name_missing(into, file, at.line, "id", event);
  return false;
}

static void refuse_transfer(pipeline *p, item *at, fr_status status) {
  refuse(at, ITEM_BAD_TRANSFER, at->row, name_of(p->options->run->in), fr_context_error(p->in->context), status);
}

static void fold_all(pipeline *p, item *items, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    items[i].result.folds.size = 0;
    const fr_status status = fr_fold(p->in->context, &items[i].row->transfer, FR_SIDE_ALL, &items[i].result.folds);
    if (status < 0) refuse_transfer(p, &items[i], status);
  }
}

/* ---- judging: all policies, with what their decisions rest on ---- */

static void keep_grounds(const fr__grounds *from, fr__grounds *into) {
  memcpy(into, from, offsetof(fr__grounds, items) + from->count * sizeof from->items[0]);
}

/* Called within fr_score_batch(), right after each decision; the decision lies in its item. */
static void witness(void *argument, fr_context *context, fr_decision *decision) {
  pipeline *p = argument;
  item *at = (item *)(void *)((char *)decision - offsetof(item, result.decision));
  keep_grounds(&context->grounds, at->result.judged[0].grounds);
  for (uint32_t i = 1; i < p->policies; i++) {
    const judged *by = &at->result.judged[i];
    at->result.judged[i].status = fr__challenge_decide(context, i - 1, p->scratch, by->decision);
    if (by->status == FR_OK) keep_grounds(p->scratch, by->grounds);
  }
}

static bool open_witness(pipeline *p) {
  if (p->policies == 0) return true;
  fr__witness *by = &p->in->context->witness;
  p->scratch = calloc(1, sizeof *p->scratch);
  if (p->scratch == NULL) return false;
  *by = (fr__witness){.scored = witness, .argument = p};
  return true;
}

static void close_witness(pipeline *p) {
  p->in->context->witness = (fr__witness){.scored = NULL};
  free(p->scratch);
}

static bool open_judged(const pipeline *p, result *into) {
  into->judged = calloc(p->policies, sizeof *into->judged);
  if (into->judged == NULL) return false;
  for (uint32_t i = 0; i < p->policies; i++) {
    judged *by = &into->judged[i];
    const uint32_t rules = session_policy(p->in, i)->rule_count;
    by->grounds = calloc(1, offsetof(fr__grounds, items) + (rules + 1) * sizeof(fr__ground));
    by->decision = i == 0 ? &into->decision : calloc(1, sizeof *by->decision);
    if (by->grounds == NULL || by->decision == NULL) return false;
    by->decision->struct_size = (uint32_t)sizeof *by->decision;
  }
  return true;
}

static void close_judged(const pipeline *p, result *from) {
  for (uint32_t i = 0; from->judged != NULL && i < p->policies; i++) {
    free(from->judged[i].grounds);
    if (i != 0) free(from->judged[i].decision);
  }
  free(from->judged);
}

static void score_all(pipeline *p, item *items, uint32_t count) {
  const fr_transfer *transfers[HANDFUL];
  fr_decision *decisions[HANDFUL];
  for (uint32_t i = 0; i < count; i++) {
    transfers[i] = &items[i].row->transfer;
    decisions[i] = &items[i].result.decision;
  }
  for (uint32_t at = 0, done; at < count; at += done + 1) {
    const fr_status status = fr_score_batch(p->in->context, transfers + at, count - at, decisions + at, &done);
    if (status < 0) refuse_transfer(p, &items[at + done], status);
  }
}

static bool is_next(const lane *at, const lane *other, bool first) {
  if (at->state != SOURCE_ROW) return false;
  if (other->state == SOURCE_END) return true;
  if (other->state != SOURCE_ROW) return false;
  return first ? at->ahead->time_us <= other->ahead->time_us : at->ahead->time_us < other->ahead->time_us;
}

/* A label goes before transfers of the same instant, and behind events of it. */
static bool is_due(const pipeline *p) {
  const int64_t time_us = label_queue_next_us(p->due);
  const lane *transfers = &p->transfers, *events = &p->events;
  if (time_us == INT64_MAX) return false;
  if (events->state != SOURCE_END && (events->state != SOURCE_ROW || events->ahead->time_us <= time_us)) return false;
  return transfers->state == SOURCE_END || (transfers->state == SOURCE_ROW && time_us <= transfers->ahead->time_us);
}

/* What the row says of its label; what is wrong with that does not stop the transfer. */
static void look_at_label(pipeline *p, const row *taken) {
  const char *file = name_of(p->options->run->in);
  char message[ROW_MESSAGE_BYTES];
  if (p->watched != NULL) label_watch_meet(p->watched, name_of(p->options->run->events), file, taken);
  if (p->due == NULL || label_queue_take(p->due, file, taken, &p->counts->labels, message, sizeof message)) return;
  fprintf(stderr, "%s\n", message);
}

static void take_transfer(pipeline *p, item *into) {
  lane *transfers = &p->transfers;
  row *taken = transfers->ahead;
  look_at_label(p, taken);
  transfers->ahead = into->row;
  into->row = taken;
  into->result.row = taken;
  into->kind = ITEM_TRANSFER;
  lane_advance(transfers);
}

/* The next things that the consumer has to know of: some transfers in a row, or one of another kind. Events are
 * observed on the way. Returns how many. */
static uint32_t produce(pipeline *p, item *into, uint32_t room) {
  lane *transfers = &p->transfers, *events = &p->events;
  for (bool observed = true;;) {
    if (is_due(p)) {
      observed = observe_due(p, into);
    } else if (is_next(events, transfers, true)) {
      observed = observe(p, into);
      lane_advance(events);
    } else {
      break;
    }
    if (!observed) return 1;
  }
  uint32_t made = 0;
  while (made < room && made < p->handful && is_next(transfers, events, false) && !is_due(p))
    take_transfer(p, &into[made++]);
  if (made > 0) {
    if (p->folds) {
      fold_all(p, into, made);
    } else {
      score_all(p, into, made);
    }
    return made;
  }
  if (events->state != SOURCE_END && events->state != SOURCE_ROW) {
    into->kind = lane_failure(events, into, ITEM_BAD_EVENT);
  } else if (transfers->state != SOURCE_END) {
    into->kind = lane_failure(transfers, into, ITEM_BAD_TRANSFER);
  } else {
    into->kind = ITEM_END;
  }
  return 1;
}

/* ---- consuming ---- */

static bool decide(pipeline *p, item *from) {
  if (!p->folds || p->options->product == PIPELINE_FOLDS) return true;
  fr_error error = FR_ERROR_INIT;
  const fr_status status =
      fr_decide(p->in->policy, &from->row->transfer, &from->result.folds, &from->result.decision, &error);
  if (status >= 0) return true;
  refuse(from, ITEM_BAD_TRANSFER, from->row, name_of(p->options->run->in), &error, status);
  return false;
}

static bool is_damaged(fr_text text) { return text.data != NULL && !fr__utf8_valid(text.data, text.size); }

static bool has_damaged_id(const row *at) {
  const fr_transfer *transfer = &at->transfer;
  return is_damaged(transfer->id) || is_damaged(transfer->payer) || is_damaged(transfer->payee);
}

/* A full state refuses nearly every row from then on: the first few are told, all are counted. */
static void tell_bad(pipeline_counts *counts, const item *from) {
  enum { TOLD_WHEN_FULL = 3 };
  if (from->status == FR_BAD_TEXT && from->kind == ITEM_BAD_TRANSFER) counts->damaged_ids += has_damaged_id(from->row);
  if (from->status == FR_STATE_FULL && counts->refused_full++ >= TOLD_WHEN_FULL) return;
  if (from->message[0] != '\0') fprintf(stderr, "%s\n", from->message); /* else it is told later */
}

/* False when the run is over. */
static bool consume(pipeline *p, item *from) {
  pipeline_counts *counts = p->counts;
  if (from->kind == ITEM_TRANSFER && decide(p, from)) {
    counts->transfers++;
    counts->damaged_texts += (from->result.decision.flags & FR_FLAG_TEXT_DAMAGED) != 0;
    if (p->options->progress != NULL && counts->transfers % PROGRESS_EACH == 0)
      p->options->progress(p->self, source_part(p->transfers.from));
    if (p->take(p->self, &from->result)) return true;
    counts->failed = true;
    return false;
  }
  switch (from->kind) {
    case ITEM_BAD_TRANSFER: counts->bad_transfers++; break;
    case ITEM_BAD_EVENT: counts->bad_events++; break;
    case ITEM_UNSORTED:
      counts->unsorted = true;
      if (p->options->may_restart) return false;
      counts->failed = true;
      break;
    case ITEM_FAILED: counts->failed = true; break;
    default: return false;
  }
  tell_bad(counts, from);
  return !counts->failed && !p->options->run->strict;
}

static bool item_open(pipeline *p, item *one) {
  *one = (item){.row = row_create(), .result = {.decision = FR_DECISION_INIT, .folds = FR_FOLDS_INIT}};
  if (p->policies != 0 && !open_judged(p, &one->result)) return false;
  if (p->folds) {
    one->result.folds.capacity = fr_folds_capacity(p->in->policy);
    one->result.folds.data = malloc(one->result.folds.capacity + 1);
    if (one->result.folds.data == NULL) return false;
  }
  return one->row != NULL;
}

static void item_close(const pipeline *p, item *one) {
  close_judged(p, &one->result);
  row_destroy(one->row);
  free(one->result.folds.data);
}

/* ---- two threads ---- */

static void *produce_all(void *argument) {
  pipeline *p = argument;
  uint64_t made = 0, limit = QUEUE_ITEMS;
  for (bool more = true; more;) {
    item *into = &p->items[made % QUEUE_ITEMS];
    const uint64_t to_end = QUEUE_ITEMS - made % QUEUE_ITEMS, room = limit - made < to_end ? limit - made : to_end;
    made += produce(p, into, (uint32_t)room);
    more = into->kind != ITEM_END && into->kind != ITEM_FAILED && into->kind != ITEM_UNSORTED;
    pthread_mutex_lock(&p->lock);
    p->produced = made;
    pthread_cond_broadcast(&p->changed);
    while (more && !p->stopped && p->consumed + QUEUE_ITEMS <= made) pthread_cond_wait(&p->changed, &p->lock);
    limit = p->consumed + QUEUE_ITEMS;
    if (p->stopped) more = false;
    pthread_mutex_unlock(&p->lock);
  }
  return NULL;
}

static void consume_all(pipeline *p) {
  uint64_t done = 0;
  for (bool more = true; more;) {
    pthread_mutex_lock(&p->lock);
    p->consumed = done;
    pthread_cond_broadcast(&p->changed);
    while (p->produced == done) pthread_cond_wait(&p->changed, &p->lock);
    const uint64_t ready = p->produced - done < HANDFUL ? p->produced : done + HANDFUL;
    pthread_mutex_unlock(&p->lock);
    while (more && done < ready) more = consume(p, &p->items[done++ % QUEUE_ITEMS]);
  }
  pthread_mutex_lock(&p->lock);
  p->stopped = true;
  p->consumed = done;
  pthread_cond_broadcast(&p->changed);
  pthread_mutex_unlock(&p->lock);
}

static bool run_two(pipeline *p) {
  pthread_t producer;
  bool ready = true;
  p->items = calloc(QUEUE_ITEMS, sizeof *p->items);
  for (size_t i = 0; p->items && i < QUEUE_ITEMS; i++) ready &= item_open(p, &p->items[i]);
  ready = ready && p->items != NULL;
  pthread_mutex_init(&p->lock, NULL);
  pthread_cond_init(&p->changed, NULL);
  ready = ready && pthread_create(&producer, NULL, produce_all, p) == 0;
  if (ready) {
    consume_all(p);
    pthread_join(producer, NULL);
  }
  pthread_cond_destroy(&p->changed);
  pthread_mutex_destroy(&p->lock);
  for (size_t i = 0; p->items && i < QUEUE_ITEMS; i++) item_close(p, &p->items[i]);
  free(p->items);
  return ready;
}

static bool run_one(pipeline *p) {
  item *items = calloc(HANDFUL, sizeof *items);
  if (items == NULL) return false;
  bool ready = true;
  for (uint32_t i = 0; i < HANDFUL; i++) ready &= item_open(p, &items[i]);
  for (bool more = ready; more;) {
    const uint32_t made = produce(p, items, HANDFUL);
    for (uint32_t i = 0; more && i < made; i++) more = consume(p, &items[i]);
  }
  for (uint32_t i = 0; i < HANDFUL; i++) item_close(p, &items[i]);
  free(items);
  return ready;
}

/* ---- the run ---- */

static reader_options reader_options_of(const session *in, const run_options *run, schema what) {
  return (reader_options){.what = what,
                          .format = what == SCHEMA_TRANSFERS ? run->format : FORMAT_AUTO,
                          .map = what == SCHEMA_TRANSFERS ? run->map : run->events_map,
                          .ignore_columns = run->ignore_columns,
                          .follows_headers = run->follows_headers,
                          .row = &in->format};
}

static bool lane_open(lane *at, const session *in, const run_options *run, schema what, bool sort) {
  const char *path = what == SCHEMA_TRANSFERS ? run->in : run->events;
  char message[ROW_MESSAGE_BYTES];
  at->state = SOURCE_END;
  at->ahead = row_create();
  if (path == NULL) return at->ahead != NULL;
  const reader_options options = reader_options_of(in, run, what);
  at->from = source_open(path, &options, sort ? run->sort_bytes : 0, message, sizeof message);
  if (at->from == NULL) {
    fprintf(stderr, "%s\n", message);
    return false;
  }
  at->state = SOURCE_ROW;
  if (at->ahead) lane_advance(at);
  return at->ahead != NULL;
}

static void lane_tell(const lane *at) {
  if (at->from) source_tell(at->from);
}

static void lane_close(lane *at) {
  source_close(at->from);
  row_destroy(at->ahead);
}

static bool open_labels(pipeline *p) {
  const bool watches = p->options->checks_labels && p->options->run->events != NULL;
  p->due = label_queue_create(p->options->run->label_delay_us);
  if (watches) p->watched = label_watch_create(&p->counts->labels);
  return p->due != NULL && (!watches || p->watched != NULL);
}

static void close_labels(pipeline *p) {
  label_queue_destroy(p->due);
  label_watch_destroy(p->watched);
}

void pipeline_run(session *in, const pipeline_options *options, consumer take, void *self, pipeline_counts *counts) {
  const run_options *run = options->run;
  *counts = (pipeline_counts){.bad_lists = in->bad_lists};
  pipeline p = {.in = in, .options = options, .take = take, .self = self, .counts = counts};
  p.handful = input_is_file(run->in) ? HANDFUL : 1;
  p.folds = options->product == PIPELINE_FOLDS || (run->threads == 2 && options->product == PIPELINE_DECISIONS);
  p.policies = options->product == PIPELINE_JUDGED ? 1 + in->challenger_count : 0;
  if (!open_labels(&p) || !open_witness(&p)) {
    fprintf(stderr, "out of memory\n");
    counts->failed = true;
    close_witness(&p);
    close_labels(&p);
    return;
  }
  if (lane_open(&p.events, in, run, SCHEMA_EVENTS, options->sort_events) &&
      lane_open(&p.transfers, in, run, SCHEMA_TRANSFERS, options->sort_transfers)) {
    if (!(run->threads == 2 ? run_two(&p) : run_one(&p))) {
      fprintf(stderr, "out of memory\n");
      counts->failed = true;
    }
  } else {
    counts->failed = true;
  }
  if (!counts->unsorted) {
    lane_tell(&p.events);
    lane_tell(&p.transfers);
  }
  if (p.watched != NULL && !(counts->unsorted && options->may_restart))
    label_watch_end(p.watched, name_of(run->events), p.transfers.state == SOURCE_END);
  lane_close(&p.transfers);
  lane_close(&p.events);
  close_labels(&p);
  close_witness(&p);
}

/* A file can be read twice, so its order is looked up first; of standard input --sort tells. */
static bool needs_sort(const session *in, const run_options *run, schema what) {
  const char *path = what == SCHEMA_TRANSFERS ? run->in : run->events;
  if (path == NULL) return false;
  const reader_options options = reader_options_of(in, run, what);
  const bool sort = run->sort || (!run->refuse_unsorted && input_is_file(path) && !source_is_sorted(path, &options));
  if (sort && !run->sort) fprintf(stderr, "%s: not sorted by time; sorting it\n", path);
  return sort;
}

static void tell_encoding(const char *path, uint64_t count, const char *what, const char *consequence) {
  if (count == 0) return;
  fprintf(stderr, "%s: %" PRIu64 " %s %s that is not UTF-8; %s; " ENCODING_REMEDY " and run again\n", name_of(path),
          count, count == 1 ? "transfer has" : "transfers have", what, consequence);
}

static void tell_full(uint64_t count) {
  if (count == 0) return;
  fprintf(stderr,
          "%" PRIu64
          " %s refused because the state was full (the first few are told above): run again with more "
          "--parties or more --memory\n",
          count, count == 1 ? "row was" : "rows were");
}

int pipeline_report(const pipeline_counts *counts, const run_options *run) {
  tell_encoding(run->in, counts->damaged_texts, "a remark or purpose", "phrases are not found in it");
  tell_encoding(run->in, counts->damaged_ids, "an identifier", "such rows are refused");
  tell_full(counts->refused_full);
  if (counts->bad_transfers > 0) {
    fprintf(stderr, "%" PRIu64 " %s not scored\n", counts->bad_transfers,
            counts->bad_transfers == 1 ? "row was" : "rows were");
  }
  if (counts->bad_events > 0) {
    fprintf(stderr, "%" PRIu64 " %s not taken\n", counts->bad_events,
            counts->bad_events == 1 ? "event was" : "events were");
  }
  if (counts->bad_lists > 0) {
    fprintf(stderr, "%" PRIu64 " %s of the watch lists %s not taken\n", counts->bad_lists,
            counts->bad_lists == 1 ? "row" : "rows", counts->bad_lists == 1 ? "was" : "were");
  }
  return counts->failed || counts->bad_transfers > 0 || counts->bad_events > 0 || counts->bad_lists > 0;
}

int pipeline_main(session *in, const run_options *run, pipeline_product product, consumer take, void *self) {
  pipeline_counts counts;
  const pipeline_options options = {.run = run,
                                    .product = product,
                                    .sort_transfers = needs_sort(in, run, SCHEMA_TRANSFERS),
                                    .sort_events = needs_sort(in, run, SCHEMA_EVENTS)};
  pipeline_run(in, &options, take, self, &counts);
  return pipeline_report(&counts, run);
}
