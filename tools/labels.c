/* SPDX-License-Identifier: Apache-2.0 */
#include "labels.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "base/siphash.h"
#include "columns.h"

/* ---- the queue: a heap by time, labels of one time in the order of their rows ---- */

enum { TEXT_ID, TEXT_PAYER, TEXT_PAYEE, TEXT_PAYER_CUSTOMER, TEXT_PAYEE_CUSTOMER, TEXTS };

typedef struct waiting {
  int64_t time_us, transfer_us, amount_minor;
  uint64_t order, line;
  uint8_t sizes[TEXTS];
  char texts[TEXTS][FR_MAX_IDENTIFIER_BYTES];
} waiting;

struct label_queue {
  int64_t delay_us;
  waiting **heap; /* each item of its own, so that moving one is moving a pointer */
  size_t count, room;
  uint64_t taken;
  waiting *given; /* that the event points into */
  fr_event event;
};

label_queue *label_queue_create(int64_t delay_us) {
  label_queue *of = calloc(1, sizeof *of);
  if (of != NULL) of->delay_us = delay_us;
  return of;
}

void label_queue_destroy(label_queue *of) {
  if (of == NULL) return;
  for (size_t i = 0; i < of->count; i++) free(of->heap[i]);
  free(of->heap);
  free(of->given);
  free(of);
}

static bool comes_before(const waiting *a, const waiting *b) {
  return a->time_us != b->time_us ? a->time_us < b->time_us : a->order < b->order;
}

static bool push(label_queue *of, waiting *fresh) {
  if (of->count == of->room) {
    const size_t room = of->room == 0 ? 256 : 2 * of->room;
    waiting **more = realloc(of->heap, room * sizeof *more);
    if (more == NULL) return false;
    of->heap = more;
    of->room = room;
  }
  size_t at = of->count++;
  for (; at > 0 && comes_before(fresh, of->heap[(at - 1) / 2]); at = (at - 1) / 2)
    of->heap[at] = of->heap[(at - 1) / 2];
  of->heap[at] = fresh;
  return true;
}

static waiting *pop(label_queue *of) {
  waiting *first = of->heap[0], *last = of->heap[--of->count];
  size_t at = 0;
  for (size_t child = 1; child < of->count; child = 2 * at + 1) {
    if (child + 1 < of->count && comes_before(of->heap[child + 1], of->heap[child])) child++;
    if (!comes_before(of->heap[child], last)) break;
    of->heap[at] = of->heap[child];
    at = child;
  }
  if (of->count != 0) of->heap[at] = last;
  return first;
}

static bool keep_text(waiting *into, unsigned which, fr_text text) {
  const uint32_t size = text.data == NULL ? 0 : text.size;
  if (size > FR_MAX_IDENTIFIER_BYTES) return false; /* the library will refuse the transfer */
  into->sizes[which] = (uint8_t)size;
  if (size != 0) memcpy(into->texts[which], text.data, size);
  return true;
}

/* The amount as the histories have it: the base amount where the currency is another. */
static bool keep(waiting *into, const row *one) {
  const fr_transfer *transfer = &one->transfer;
  const bool other = (transfer->known & FR_TRANSFER_HAS_BASE_AMOUNT) != 0;
  into->transfer_us = one->time_us;
  into->line = one->line;
  into->amount_minor = other ? transfer->base_amount_minor : transfer->amount_minor;
  const fr_text none = {NULL, 0, 0};
  return keep_text(into, TEXT_ID, transfer->id) && keep_text(into, TEXT_PAYER, transfer->payer) &&
         keep_text(into, TEXT_PAYEE, transfer->payee) &&
         keep_text(into, TEXT_PAYER_CUSTOMER, transfer->payer_party ? transfer->payer_party->customer : none) &&
         keep_text(into, TEXT_PAYEE_CUSTOMER, transfer->payee_party ? transfer->payee_party->customer : none);
}

static bool refuse(char *message, size_t size, const char *file, const row *one, const char *why) {
  char id[80];
  quote_text(one->transfer.id.data, one->transfer.id.size, id, sizeof id);
  snprintf(message, size, "%s:%" PRIu64 ": reported_at: the report of %s %s", file, one->line, id, why);
  return false;
}

bool label_queue_take(label_queue *of, const char *file, const row *one, label_counts *counts, char *message,
                      size_t size) {
  const bool told = (one->has_time & ROW_HAS_REPORTED) != 0;
  if (told && one->reported_us < one->time_us) {
    counts->before_transfer++;
    return refuse(message, size, file, one, "lies before the transfer itself; it was left out");
  }
  if (told && one->fraud == FR_NO) {
    counts->contradicting++;
    return refuse(message, size, file, one,
                  "contradicts the column fraud, which says that it is none; it was left out");
  }
  if (one->fraud != FR_YES || (!told && of->delay_us < 0)) return true;
  waiting *fresh = calloc(1, sizeof *fresh);
  if (fresh == NULL) return refuse(message, size, file, one, "was left out: out of memory");
  fresh->time_us = told ? one->reported_us : one->time_us + of->delay_us;
  fresh->order = of->taken++;
  const bool fits = keep(fresh, one), pushed = fits && push(of, fresh);
  if (!pushed) free(fresh);
  return !fits || pushed || refuse(message, size, file, one, "was left out: out of memory");
}

int64_t label_queue_next_us(const label_queue *of) {
  return of == NULL || of->count == 0 ? INT64_MAX : of->heap[0]->time_us;
}

static fr_text text_of(const waiting *from, unsigned which) {
  return (fr_text){from->sizes[which] ? from->texts[which] : NULL, from->sizes[which], FR_ENCODING_UTF8};
}

const fr_event *label_queue_pop(label_queue *of, uint64_t *line) {
  free(of->given);
  const waiting *from = of->given = pop(of);
  *line = from->line;
  of->event = (fr_event)FR_EVENT_INIT;
  of->event.kind = FR_EVENT_FRAUD_REPORTED;
  of->event.known = FR_EVENT_HAS_AMOUNT | FR_EVENT_HAS_TRANSFER_TIME;
  of->event.time_us = from->time_us;
  of->event.transfer_time_us = from->transfer_us;
  of->event.amount_minor = from->amount_minor;
  of->event.transfer_id = text_of(from, TEXT_ID);
  of->event.payer = text_of(from, TEXT_PAYER);
  of->event.payee = text_of(from, TEXT_PAYEE);
  of->event.payer_customer = text_of(from, TEXT_PAYER_CUSTOMER);
  of->event.payee_customer = text_of(from, TEXT_PAYEE_CUSTOMER);
  return &of->event;
}

/* ---- the watch: what was told of which transfer ---- */

enum { MISSING_KEPT = 1000 }; /* told one by one; the rest is counted */

/* No transfer was recorded when it came; one came later. */
enum { KIND_MISSED = 254, KIND_EARLY };

typedef struct told {
  fr__hash128 transfer;
  int64_t time_us;
  uint64_t line; /* 0: the place is free */
  uint8_t kind;  /* FR_EVENT_…, or one of the two above */
  bool by_row;   /* the transfer's own row told it */
} told;

/* An event whose transfer was not there: what is wrong with it is known when that comes, or at the end. */
typedef struct missing {
  fr__hash128 transfer;
  uint64_t line;
  uint32_t kind;
  bool told;
  char id[80];
} missing;

struct label_watch {
  label_counts *counts;
  missing *missing;
  size_t missing_count, missing_room;
  told *table;
  size_t size, count, missed;
};

label_watch *label_watch_create(label_counts *counts) {
  label_watch *of = calloc(1, sizeof *of);
  if (of != NULL) of->counts = counts;
  return of;
}

void label_watch_destroy(label_watch *of) {
  if (of == NULL) return;
  free(of->table);
  free(of->missing);
  free(of);
}

static fr__hash128 transfer_key(fr_text payer, fr_text id) {
  static const uint8_t no_secret[16];
  char bytes[2 * FR_MAX_IDENTIFIER_BYTES + 1];
  const uint32_t a = payer.size < FR_MAX_IDENTIFIER_BYTES ? payer.size : FR_MAX_IDENTIFIER_BYTES;
  const uint32_t b = id.size < FR_MAX_IDENTIFIER_BYTES ? id.size : FR_MAX_IDENTIFIER_BYTES;
  if (a != 0) memcpy(bytes, payer.data, a);
  bytes[a] = 0;
  if (b != 0) memcpy(bytes + a + 1, id.data, b);
  return fr__siphash(no_secret, bytes, a + b + 1);
}

static told *find(const label_watch *in, fr__hash128 transfer) {
  size_t at = (size_t)transfer.low & (in->size - 1);
  while (in->table[at].line != 0 && memcmp(&in->table[at].transfer, &transfer, sizeof transfer) != 0)
    at = (at + 1) & (in->size - 1);
  return &in->table[at];
}

static bool grow(label_watch *of) {
  if (2 * of->count < of->size) return true;
  label_watch more = *of;
  more.size = of->size == 0 ? 1024 : 2 * of->size;
  more.table = calloc(more.size, sizeof *more.table);
  if (more.table == NULL) return false;
  for (size_t i = 0; i < of->size; i++) {
    if (of->table[i].line != 0) *find(&more, of->table[i].transfer) = of->table[i];
  }
  free(of->table);
  *of = more;
  return true;
}

static bool is_label(uint32_t kind) { return kind == FR_EVENT_FRAUD_REPORTED || kind == FR_EVENT_CLEARED; }

/* Of the first few of a kind each is told; the rest only counted. */
static bool tell(uint64_t *count, const char *file, uint64_t at, const fr_event *label, const char *what,
                 const told *before, bool by_row) {
  enum { TOLD = 20 };
  if (++*count > TOLD) return false;
  char id[80];
  quote_text(label->transfer_id.data, label->transfer_id.size, id, sizeof id);
  fprintf(stderr, "%s:%" PRIu64 ": transfer_id: %s about %s %s, line %" PRIu64 "%s\n", file, at,
          event_name(label->kind), id, what, before->line,
          before->by_row ? " of the transfers"
          : by_row       ? " of the events"
                         : "");
  return true;
}

static bool see(label_watch *of, const char *file, uint64_t line, const fr_event *label, bool by_row) {
  if (!is_label(label->kind) || label->transfer_id.data == NULL || !grow(of)) return false;
  const fr__hash128 transfer = transfer_key(label->payer, label->transfer_id);
  told *before = find(of, transfer);
  const bool is_new = before->line == 0 || before->kind >= KIND_MISSED;
  bool was_told = false;
  if (!is_new && before->kind == label->kind) {
    was_told = tell(&of->counts->repeated, file, line, label, "was told before", before, by_row);
  } else if (!is_new && before->time_us == label->time_us) {
    was_told = tell(&of->counts->contradicting, file, line, label,
                    "was told otherwise for the same moment; fraud counts", before, by_row);
  }
  of->count += before->line == 0;
  of->missed -= before->line != 0 && before->kind == KIND_MISSED;
  *before = (told){transfer, label->time_us, line, (uint8_t)label->kind, by_row};
  return was_told;
}

bool label_watch_see(label_watch *of, const char *file, const row *event) {
  return see(of, file, event->line, &event->event, false);
}

bool label_watch_see_row(label_watch *of, const char *file, uint64_t line, const fr_event *label) {
  return see(of, file, line, label, true);
}

/* False where it is one too many, or memory is out. */
static bool keep_missing(label_watch *of, fr__hash128 transfer, const row *event) {
  if (of->missing_count == MISSING_KEPT) return false;
  if (of->missing_count == of->missing_room) {
    const size_t room = of->missing_room == 0 ? 16 : 2 * of->missing_room;
    missing *more = realloc(of->missing, room * sizeof *more);
    if (more == NULL) return false;
    of->missing = more;
    of->missing_room = room;
  }
  missing *fresh = &of->missing[of->missing_count++];
  *fresh = (missing){.transfer = transfer, .line = event->line, .kind = event->event.kind};
  quote_text(event->event.transfer_id.data, event->event.transfer_id.size, fresh->id, sizeof fresh->id);
  return true;
}

bool label_watch_miss(label_watch *of, const row *event, bool was_told) {
  const fr_event *label = &event->event;
  if (!is_label(label->kind) || label->transfer_id.data == NULL || of->size == 0) return false;
  told *at = find(of, transfer_key(label->payer, label->transfer_id));
  if (at->line == 0) return false;
  at->kind = KIND_MISSED;
  of->missed++;
  of->counts->unknown_transfer++;
  if (!was_told && !keep_missing(of, at->transfer, event)) of->counts->unknown_untold++;
  return true;
}

void label_watch_meet(label_watch *of, const char *events, const char *file, const row *transfer) {
  if (of->missed == 0) return;
  told *at = find(of, transfer_key(transfer->transfer.payer, transfer->transfer.id));
  if (at->line == 0 || at->kind != KIND_MISSED) return;
  uint64_t early = 0;
  for (size_t i = 0; i < of->missing_count; i++) {
    missing *one = &of->missing[i];
    if (one->told || memcmp(&one->transfer, &at->transfer, sizeof at->transfer) != 0) continue;
    fprintf(stderr,
            "%s:%" PRIu64 ": time: %s about %s lies before that transfer, which is %s:%" PRIu64 "; it was left out\n",
            events, one->line, event_name(one->kind), one->id, file, transfer->line);
    one->told = true;
    early++;
  }
  if (early == 0) early = 1; /* one of those that are not kept */
  of->missed--;
  of->counts->unknown_transfer -= early;
  of->counts->before_transfer += early;
  at->kind = KIND_EARLY; /* what is told of it from now on is no repeat of something that was taken */
}

void label_watch_end(const label_watch *of, const char *events, bool whole) {
  for (size_t i = 0; i < of->missing_count; i++) {
    const missing *one = &of->missing[i];
    if (one->told) continue;
    fprintf(stderr, "%s:%" PRIu64 ": transfer_id: %s about %s, a transfer that is not recorded%s: it was left out\n",
            events, one->line, event_name(one->kind), one->id, whole ? "" : " in the rows that were read");
  }
  if (of->counts->unknown_untold != 0)
    fprintf(stderr, "%s: %" PRIu64 " more such events are not told one by one\n", events, of->counts->unknown_untold);
}
