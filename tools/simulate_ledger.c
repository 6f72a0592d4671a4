/* SPDX-License-Identifier: Apache-2.0
 *
 * Balances, and what is due: a heap by time, and by the order in which it was added. */
#include <stdlib.h>

#include "simulate_world.h"

enum { ABOUT_SPEED = 51, SECONDS_REAL_TIME = 2, SECONDS_SAME_DAY = 7200 };

/* ---- what is due ---- */

static bool sooner(const due *a, const due *b) {
  return a->time_s < b->time_s || (a->time_s == b->time_s && a->order < b->order);
}

void due_add(simulation *in, due what) {
  if (what.time_s >= in->end_s) return; /* nobody will see it; a case that waits for it stays to the end */
  if (in->heap_count == in->heap_capacity) {
    const uint32_t more = in->heap_capacity ? in->heap_capacity * 2 : 4096;
    due *heap = realloc(in->heap, more * sizeof *heap);
    if (heap == NULL) {
      in->out_of_memory = true;
      return;
    }
    in->heap = heap;
    in->heap_capacity = more;
  }
  what.order = in->order++;
  uint32_t at = in->heap_count++;
  for (; at > 0 && sooner(&what, &in->heap[(at - 1) / 2]); at = (at - 1) / 2) in->heap[at] = in->heap[(at - 1) / 2];
  in->heap[at] = what;
}

static due take(simulation *in) {
  const due first = in->heap[0], moved = in->heap[--in->heap_count];
  uint32_t at = 0;
  for (uint32_t child = 1; child < in->heap_count; child = 2 * at + 1) {
    if (child + 1 < in->heap_count && sooner(&in->heap[child + 1], &in->heap[child])) child++;
    if (!sooner(&in->heap[child], &moved)) break;
    in->heap[at] = in->heap[child];
    at = child;
  }
  in->heap[at] = moved;
  return first;
}

static void alert(simulation *in, const due *what) {
  stream by = stream_make(in->seed ^ ABOUT_SPEED, what->order, what->number);
  row_alert(in, what->number, stream_weighted(&by, in->set->reports.levels, 4), what->time_s);
}

static void carry_out(simulation *in, const due *what) {
  switch (what->kind) {
    case DUE_STAGE: case_advance(in, what->number, what->time_s); break;
    case DUE_SETTLED: row_about_transfer(in, "settled", what); break;
    case DUE_RETURNED:
      row_about_transfer(in, "returned", what);
      in->people[what->number].balance += what->amount;
      break;
    case DUE_REPORTED: row_about_transfer(in, "fraud_reported", what); break;
    case DUE_CLEARED: row_about_transfer(in, "cleared", what); break;
    case DUE_CASE_REPORT: case_report(in, what->number, what->time_s); break;
    case DUE_FORWARD: mule_forward(in, what); break;
    case DUE_FOREIGN: mule_foreign(in, what); break;
    case DUE_RETIRED: in->people[what->number].is_busy = false; break;
    case DUE_LISTED: row_listed(in, "listed", what); break;
    case DUE_UNLISTED: row_listed(in, "unlisted", what); break;
    case DUE_ALERT: alert(in, what); break;
    case DUE_CONTACT: row_contact(in, what); break;
  }
}

void due_carry_out(simulation *in, int64_t until_s) {
  while (in->heap_count > 0 && in->heap[0].time_s < until_s) {
    const due what = take(in);
    carry_out(in, &what);
  }
}

/* ---- money ---- */

static uint32_t speed_of(const simulation *in, const payment *one) {
  if (one->to == PARTY_NONE || one->channel == FR_CHANNEL_QUICK_PAY) return FR_SPEED_REAL_TIME;
  stream by = stream_make(in->seed ^ ABOUT_SPEED, in->transfer_count, one->customer);
  return stream_weighted(&by, in->set->habits.speeds, 4);
}

static void settle(simulation *in, const payment *one, uint64_t number, uint32_t speed) {
  if (!in->writes_settled) return;
  static const int64_t seconds[] = {SECONDS_REAL_TIME, SECONDS_REAL_TIME, SECONDS_SAME_DAY, DAY_S};
  due_add(in, (due){.kind = DUE_SETTLED,
                    .number = one->customer,
                    .to = one->to,
                    .amount = one->amount,
                    .made_s = one->time_s,
                    .transfer = number,
                    .time_s = one->time_s + seconds[speed]});
}

bool ledger_pay(simulation *in, const payment *one, uint64_t *transfer) {
  person *who = &in->people[one->customer];
  if (one->amount <= 0 || one->amount > who->balance) return false;
  const uint32_t speed = speed_of(in, one);
  const facts payee = one->to == PARTY_NONE ? (facts){.age = -1, .account_days = -1} : party_facts(in, one->to);
  *transfer = ++in->transfer_count;
  row_transfer(in, one, *transfer, &payee, speed);
  who->balance -= one->amount;
  if (PARTY_SORT(one->to) == PARTY_CUSTOMER) in->people[PARTY_NUMBER(one->to)].balance += one->amount;
  in->label_counts[one->label]++;
  settle(in, one, *transfer, speed);
  return true;
}

void ledger_credit(simulation *in, uint32_t customer, party from, int64_t amount, int64_t time_s) {
  in->people[customer].balance += amount;
  row_credit(in, customer, from, amount, time_s);
}
