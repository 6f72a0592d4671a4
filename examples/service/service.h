/* SPDX-License-Identifier: Apache-2.0
 *
 * What a service is made of: service.c opens and keeps it, main.c answers transfers. */
#ifndef SERVICE_H
#define SERVICE_H

#include <fraudrisk/fraudrisk.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>

typedef struct service {
  const char *folder;
  const char *metrics; /* the file for Prometheus; null: none is written */
  fr_engine_options engine_options;
  fr_journal_options journal_options;
  fr_engine *engine;
  fr_journal *journal;
  fr_context *context; /* of the thread that answers; one more for each such thread */
  sigset_t signals;
  atomic_bool stop;
  /* Counted by the thread that answers, read by the one that takes signals. */
  atomic_ullong answered[4], would_be[4], refused[10]; /* by FR_OUTCOME_… and by FR_BAND_… */
  fr_status last_refusal;
  char *switches; /* the document that was set last: its number does not grow, so it is not set again */
  uint64_t switches_size;
} service;

/* Opens everything and comes back to where the journal ends. False after saying why; close it all the same. */
bool service_open(service *in);
bool service_close(service *in);

/* Reads trust.yaml, policy.frb and switches.frs again. What is refused leaves what there is. */
bool service_reload(service *in);
void service_snapshot(service *in);
void service_tell(service *in);
/* Writes the file that node_exporter's textfile collector reads, whole or not at all. */
void service_write_metrics(service *in);

int64_t now_us(void);
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
