/* SPDX-License-Identifier: Apache-2.0
 *
 * A company that pays 100,000 others: each of them is known to it afterwards, at the same cost as to a small one. */
#include <criterion/criterion.h>
#include <time.h>

#include "support/world.h"

enum { PAYEES = 100000, TIMED = 20000, STRANGERS = 1000 };

static const bundle_policy first_time = {.rules = {{.id = "first", .when = "pair.first_time", .points = 7}}};

static const char *payee_of(uint32_t number) {
  static char name[32];
  snprintf(name, sizeof name, "payee-%u", number);
  return name;
}

/* All within 300 days, so that nobody is forgotten, and most have left the history of 90 days. */
static int64_t time_of(uint32_t number) { return NOON + (int64_t)number * (300 * DAY / PAYEES); }

/* Told of the company alone, so that what it remembers is all that there is. */
static void pay(world *in, uint32_t number) {
  char id[32];
  snprintf(id, sizeof id, "t%u", number);
  const fr_transfer transfer = transfer_of(id, "company", payee_of(number), 100, time_of(number));
  fr_event event = FR_EVENT_INIT;
  event.kind = FR_EVENT_TRANSFERRED;
  event.time_us = transfer.time_us;
  event.status = FR_TRANSFER_SETTLED;
  event.transfer = &transfer;
  event.sides = FR_SIDE_PAYER;
  cr_assert_eq(fr_observe(in->context, &event), FR_OK, "%u: %s", number, fr_context_error(in->context)->message);
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static fr_engine_stats stats_of(const world *in) {
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  cr_assert_eq(fr_engine_measure(in->engine, &stats), FR_OK);
  return stats;
}

/* Nothing is recorded by asking. */
static void expect_known(world *in, const char *company, uint32_t payees) {
  for (uint32_t i = 0; i < payees + STRANGERS; i++) {
    const fr_transfer transfer = transfer_of("asked", company, payee_of(i), 100, time_of(PAYEES) + DAY);
    cr_assert_eq(world_preview(in, &transfer), FR_OK);
    cr_assert_eq(in->decision.score, i < payees ? 0 : 7, "%s: payee %u", company, i);
  }
}

static void tell(world *in, uint32_t kind, const char *party, const char *to) {
  fr_event event = FR_EVENT_INIT;
  event.kind = kind;
  event.time_us = time_of(PAYEES) + DAY;
  event.party = fr_text_of(party);
  if (to != NULL) event.to = fr_text_of(to);
  cr_assert_eq(fr_observe(in->context, &event), FR_OK, "%s", fr_context_error(in->context)->message);
}

Test(company, of_100000_payees_each_is_known) {
  world in = world_open(&first_time);
  cr_assert_not_null(in.context);
  double early_s = 0, late_s = 0;
  for (uint32_t i = 0; i < PAYEES; i++) {
    if (i == 1000) early_s = -seconds();
    if (i == 1000 + TIMED) early_s += seconds();
    if (i == PAYEES - TIMED) late_s = -seconds();
    pay(&in, i);
  }
  late_s += seconds();
  const fr_engine_stats full = stats_of(&in);
  printf("company: %llu bytes a known payee; %.0f ns a transfer among the first %d, %.0f ns among the last\n",
         (unsigned long long)(full.profile_bytes / PAYEES), early_s * 1e9 / TIMED, TIMED, late_s * 1e9 / TIMED);
  cr_expect_eq(full.counterparties, PAYEES);
  cr_expect_eq(full.parties, 1, "what it remembers is no party");
  cr_expect_lt(full.profile_bytes, 26 * PAYEES, "%llu bytes", (unsigned long long)full.profile_bytes);
  expect_known(&in, "company", PAYEES);

  const double begin_s = seconds();
  tell(&in, FR_EVENT_MOVED, "company", "successor");
  printf("company: moved in %.0f ms\n", (seconds() - begin_s) * 1e3);
  expect_known(&in, "successor", PAYEES);
  expect_known(&in, "company", 0);
  cr_expect_eq(stats_of(&in).counterparties, PAYEES);
  cr_expect_lt(stats_of(&in).profile_bytes, full.profile_bytes + full.profile_bytes / 10);

  tell(&in, FR_EVENT_FORGOTTEN, "successor", NULL);
  expect_known(&in, "successor", 0);
  const fr_engine_stats empty = stats_of(&in);
  cr_expect_eq(empty.counterparties, 0);
  cr_expect_eq(empty.parties, 2);
  cr_expect_lt(empty.profile_bytes, 300, "two headers, and nothing beside them");
  world_close(&in);
}
