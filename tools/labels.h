/* SPDX-License-Identifier: Apache-2.0
 *
 * Labels come later than transfers. A queue holds those that the columns of transfers tell of (`reported_at`, or
 * `fraud` with --label-delay) until their time has come, as events; a watch tells of events that cannot be right. */
#ifndef TOOLS_LABELS_H
#define TOOLS_LABELS_H

#include "row.h"

typedef struct label_counts {
  uint64_t unknown_transfer; /* not taken: no transfer is recorded that they are about */
  uint64_t repeated;         /* the same was told before */
  uint64_t contradicting;    /* the opposite was told for the same moment, or by the column `fraud` */
  uint64_t before_transfer;  /* not taken: earlier than the transfer itself */
  uint64_t unknown_untold;   /* of those not taken, when they came, no sentence is kept */
} label_counts;

/* ---- labels that wait for their time ---- */

typedef struct label_queue label_queue;
/* `delay_us` is how long after the transfer a fraud is reported where its row does not say when; below 0: such a row
 * tells nobody. Null where memory is out. */
label_queue *label_queue_create(int64_t delay_us);
void label_queue_destroy(label_queue *of);
/* Takes what the row says of itself. False with a sentence where it is not to be: then no label comes of it. */
bool label_queue_take(label_queue *of, const char *file, const row *one, label_counts *counts, char *message,
                      size_t size);
/* The time of the next one; INT64_MAX: none waits. */
int64_t label_queue_next_us(const label_queue *of);
/* The next one as an event, gone from the queue; valid until the next call. *line is its row's. */
const fr_event *label_queue_pop(label_queue *of, uint64_t *line);

/* ---- labels in a file of events ---- */

typedef struct label_watch label_watch;
label_watch *label_watch_create(label_counts *counts);
void label_watch_destroy(label_watch *of);
/* Before an event goes in: tells on stderr what is repeated or contradicts; it goes in all the same. True: it was told.
 */
bool label_watch_see(label_watch *of, const char *file, const row *event);
/* The same of a label that a transfer's own row told of, on its time: `file` and `line` are the row's. */
bool label_watch_see_row(label_watch *of, const char *file, uint64_t line, const fr_event *label);
/* The event was about a transfer that is not recorded. What is wrong with it is told later, and once: see the next two.
 * False where it is no label, and to be told as any event. */
bool label_watch_miss(label_watch *of, const row *event, bool was_told);
/* Each transfer that comes: it may be what an event before it was about. */
void label_watch_meet(label_watch *of, const char *events, const char *file, const row *transfer);
/* Once all was read, or with `whole` false a part: tells of the events whose transfer never came. */
void label_watch_end(const label_watch *of, const char *events, bool whole);

#endif
