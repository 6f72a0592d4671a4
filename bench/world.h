/* SPDX-License-Identifier: Apache-2.0
 *
 * A bank made up: parties that pay each other, as many as asked for, each with as many transfers and known payees.
 *
 * Everything follows from numbers, so nothing is kept of it: party 4711 has the account 6222000000004711, and its
 * payees lie at fixed distances around it. Transfers come in rounds; in each every party pays one of its payees, in an
 * order of its own, so that the times of one party have no pattern. */
#ifndef BENCH_WORLD_H
#define BENCH_WORLD_H

#include <stdbool.h>
#include <stdint.h>

#include "fraudrisk/fraudrisk.h"

#define BENCH_DAY_US INT64_C(86400000000)
#define BENCH_HORIZON_US (90 * BENCH_DAY_US)
#define BENCH_END_US INT64_C(1767664800000000) /* when the filling ends and the measuring begins */

enum { BENCH_MOST_PAYEES = 64, BENCH_MOST_THREADS = 2 };

typedef struct bench_world {
  uint64_t parties;
  uint32_t sent;                        /* transfers that each party sent, and received, within the horizon */
  uint32_t payees;                      /* that each party knows; those past `sent` were paid before the horizon only */
  bool strangers;                       /* who pays a party is none of its payees; otherwise they are the same people */
  bool remarks;                         /* each transfer has one, of 36 bytes: a journal seals it */
  bool customers;                       /* each account has a customer: four profiles a transfer instead of two */
  uint64_t distance[BENCH_MOST_PAYEES]; /* from a party to its payees */
} bench_world;

/* Works out the distances. False where there are too few parties for so many payees. */
bool bench_world_make(bench_world *self);

/* The party that `party` pays in this round. */
uint64_t bench_world_payee(const bench_world *self, uint64_t party, uint32_t round);

/* How much time passes from one transfer to the next while as many entries leave the horizon as come. */
int64_t bench_world_step_us(const bench_world *self);

/* What a transfer says, small enough that a million of them can be made before the clock starts. */
typedef struct bench_ticket {
  char id[20], payer[16], payee[16];
  uint32_t amount_minor;
  int64_t time_us;
} bench_ticket;

void bench_ticket_make(bench_ticket *self, uint64_t number, uint64_t payer, uint64_t payee, int64_t time_us);

/* A ticket as the library takes it. The strings stay in the ticket. */
typedef struct bench_slip {
  fr_transfer transfer;
  fr_party payer, payee;
} bench_slip;

void bench_slip_make(bench_slip *self, const bench_world *world);

static inline void bench_slip_set(bench_slip *self, const bench_ticket *ticket) {
  self->transfer.id.data = ticket->id;
  self->transfer.payer.data = ticket->payer;
  self->transfer.payee.data = ticket->payee;
  self->transfer.time_us = ticket->time_us;
  self->transfer.amount_minor = ticket->amount_minor;
  self->transfer.balance_before_minor = 3 * (int64_t)ticket->amount_minor;
  self->payer.customer.data = ticket->payer + 4;
  self->payee.customer.data = ticket->payee + 4;
}

/* Records the past with as many threads as there are processors, at most two. Seconds that it took; the process ends
 * where a transfer is refused. */
double bench_world_fill(const bench_world *self, fr_engine *engine);

/* The engine for it: with the policy of the bundle in force, and memory that suffices. The process ends where there is
 * none. `memory_bytes` 0: as much as the world can need. */
fr_engine *bench_engine(const bench_world *self, const char *bundle, uint64_t memory_bytes);

/* ---- what the benchmarks share ---- */

uint64_t bench_mix(uint64_t word); /* a number that looks like chance */
double bench_seconds(void);
uint64_t bench_now_ns(void);
uint64_t bench_resident_bytes(void);
uint64_t bench_huge_bytes(void); /* how much of it lies in large pages */
void bench_pin(uint32_t thread); /* to the processor of this number among those allowed */
_Noreturn void bench_fail(const char *what, const fr_error *error);

#endif
