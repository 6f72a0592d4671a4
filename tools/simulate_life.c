/* SPDX-License-Identifier: Apache-2.0
 *
 * Ordinary days: each customer has a stream of chance of his own for each day, so that a day does not depend on what
 * others do. */
#include <stdlib.h>
#include <string.h>

#include "simulate_world.h"

enum { ABOUT_DAY = 21, ABOUT_SHARE, ABOUT_REGULAR, ABOUT_USUAL, ABOUT_DATE, ABOUT_ORDINARY };
enum { COUNTER_OPENS_S = 9 * 3600, COUNTER_CLOSES_S = 17 * 3600 };

uint32_t clock_draw(const clock_hours *clock, stream *by) {
  const uint32_t hour = stream_weighted(by, clock->weights, 24);
  return hour * 3600 + stream_below(by, 3600);
}

bool counter_is_open(uint32_t second) { return second >= COUNTER_OPENS_S && second < COUNTER_CLOSES_S; }

const char *text_draw(const simulation *in, uint32_t set, stream *by) {
  if (set == NONE) return "";
  const text_set *from = &in->set->texts[set];
  return from->items[stream_below(by, from->count)];
}

static int64_t scaled(const activity *one, const person *who, int64_t drawn) {
  return one->is_income ? who->income / 100 * drawn : drawn;
}

int64_t life_usual_amount(const simulation *in, uint32_t number, uint32_t customer) {
  const activity *one = &in->set->activities[number];
  const int64_t usual = spread_at(&one->amount, chance_mix(in->seed ^ ABOUT_USUAL, customer, number));
  const int64_t amount = scaled(one, &in->people[customer], usual);
  return amount >= 100000 ? amount / 1000 * 1000 : amount; /* what is agreed upon is round */
}

/* ---- how often today ---- */

static bool near_festival(const simulation *in) {
  for (int64_t i = 0; i < in->set->world.festival_count; i++) {
    const int64_t from = in->set->world.festivals[i] - in->set->world.festival_before_days;
    const int64_t to = in->set->world.festivals[i] + in->set->world.festival_after_days;
    if (in->day >= from && in->day <= to) return true;
  }
  return false;
}

static void set_rates(simulation *in) {
  const bool festival = near_festival(in), weekend = in->weekday >= 5;
  for (uint32_t i = 0; i < in->set->activity_count; i++) {
    const activity *one = &in->set->activities[i];
    uint64_t rate = ((uint64_t)one->per_year << 32) / 365 / 100 * one->months[in->month - 1];
    if (weekend) rate = rate / 100 * (uint64_t)one->weekend_percent;
    if (festival) rate = rate / 100 * (uint64_t)one->festival_percent;
    in->rates[i] = rate;
  }
}

static uint32_t times_today(const simulation *in, uint32_t customer, uint32_t number, stream *by) {
  const activity *one = &in->set->activities[number];
  if (one->day[0] == 0) return stream_times(by, in->rates[number]);
  const uint64_t span = (uint64_t)(one->day[1] - one->day[0] + 1);
  const uint64_t date = (uint64_t)one->day[0] + chance_mix(in->seed ^ ABOUT_DATE, customer, number) % span;
  if (in->day_of_month != date) return 0;
  const uint64_t month = one->months[in->month - 1];
  return (uint64_t)stream_below(by, 100) < month;
}

static bool takes_part(const simulation *in, uint32_t customer, uint32_t number) {
  const activity *one = &in->set->activities[number];
  if (one->share_permille == 1000) return true;
  return (int64_t)(chance_mix(in->seed ^ ABOUT_SHARE, customer, number) % 1000) < one->share_permille;
}

/* ---- what, when, to whom ---- */

static bool add_intent(simulation *in, const intent *one) {
  if (in->intent_count == in->intent_capacity) {
    const uint32_t more = in->intent_capacity ? in->intent_capacity * 2 : 4096;
    intent *intents = realloc(in->intents, more * sizeof *intents);
    if (intents == NULL) return false;
    in->intents = intents;
    intent *sorted = realloc(in->sorted, more * sizeof *sorted);
    if (sorted == NULL) return false;
    in->sorted = sorted;
    in->intent_capacity = more;
  }
  in->intents[in->intent_count++] = *one;
  return true;
}

static party choose_party(const simulation *in, const activity *one, uint32_t number, uint32_t customer, uint32_t place,
                          stream *by) {
  uint64_t slot = place;
  if (one->count[1] == 1) slot = stream_below(by, (uint32_t)one->regulars);
  if (stream_permille(by, one->new_permille)) return party_choose(in, one->to, customer, stream_next(by));
  return party_choose(in, one->to, customer,
                      chance_mix(in->seed ^ ABOUT_REGULAR, (uint64_t)customer << 8 | number, slot));
}

static bool intend(simulation *in, uint32_t customer, uint32_t number, stream *by) {
  const activity *one = &in->set->activities[number];
  const person *who = &in->people[customer];
  const uint32_t count = (uint32_t)stream_between(by, one->count[0], one->count[1]);
  const uint32_t second = clock_draw(&in->set->clocks[one->clock], by);
  for (uint32_t i = 0; i < count; i++) {
    intent what = {.second = second + i, .customer = customer, .activity = (uint16_t)number};
    what.to = choose_party(in, one, number, customer, i, by);
    const int64_t drawn = spread_draw(&one->amount, by);
    what.amount = one->is_fixed ? life_usual_amount(in, number, customer) : scaled(one, who, drawn);
    /* Money among people is often round, and prices are often whole. */
    if (what.amount >= 20000 && one->to != TO_MERCHANT && stream_below(by, 10) < 6) what.amount -= what.amount % 10000;
    if (what.amount >= 500 && stream_below(by, 10) < 4) what.amount -= what.amount % 100;
    what.channel = (uint8_t)stream_weighted(by, one->channels, CHANNELS);
    if (what.channel == FR_CHANNEL_TELLER && !counter_is_open(what.second))
      what.second = COUNTER_OPENS_S + what.second % (COUNTER_CLOSES_S - COUNTER_OPENS_S);
    if (what.second >= DAY_S) what.second = DAY_S - 1;
    in->pay_count += one->flow == FLOW_PAY;
    if (!add_intent(in, &what)) return false;
  }
  return true;
}

static bool draw_customer(simulation *in, uint32_t customer) {
  stream by = stream_make(in->seed ^ ABOUT_DAY, customer, (uint64_t)in->day);
  const uint32_t bit = 1u << in->people[customer].group;
  for (uint32_t i = 0; i < in->set->activity_count; i++) {
    if (!(in->set->activities[i].who & bit)) continue;
    const uint32_t times = times_today(in, customer, i, &by);
    if (times == 0 || !takes_part(in, customer, i)) continue;
    for (uint32_t t = 0; t < times; t++)
      if (!intend(in, customer, i, &by)) return false;
  }
  return true;
}

bool life_draw_day(simulation *in) {
  set_rates(in);
  in->intent_count = in->pay_count = 0;
  for (uint32_t i = 0; i < in->customer_count; i++)
    if (!draw_customer(in, i)) return false;
  /* By second, and within one in the order in which they were drawn. */
  memset(in->counts, 0, (DAY_S + 1) * sizeof *in->counts);
  for (uint32_t i = 0; i < in->intent_count; i++) in->counts[in->intents[i].second + 1]++;
  for (uint32_t i = 0; i < DAY_S; i++) in->counts[i + 1] += in->counts[i];
  for (uint32_t i = 0; i < in->intent_count; i++) in->sorted[in->counts[in->intents[i].second]++] = in->intents[i];
  return true;
}

/* ---- carrying out ---- */

/* What is above the sum that he keeps goes to the deposit or to his account elsewhere, in whole thousands. */
static int64_t to_save(const person *who, int64_t keep) {
  const int64_t over = who->balance - keep;
  return over < 100000 ? 0 : over / 100000 * 100000;
}

static void pay(simulation *in, const intent *what, int64_t amount, int64_t time_s) {
  const activity *one = &in->set->activities[what->activity];
  stream by = stream_make(in->seed ^ ABOUT_ORDINARY, in->transfer_count, what->customer);
  const char *text = text_draw(in, one->text, &by);
  const payment made = {.time_s = time_s,
                        .amount = amount,
                        .customer = what->customer,
                        .channel = what->channel,
                        .to = what->to,
                        .remark = stream_permille(&by, one->text_permille) ? text : "",
                        .purpose = text};
  uint64_t transfer;
  if (!ledger_pay(in, &made, &transfer)) {
    in->skipped_count++;
    return;
  }
  in->ordinary.payments++;
  in->ordinary.amount += amount;
  if (PARTY_SORT(what->to) == PARTY_DEPOSIT) in->people[what->customer].deposit += amount;
  if (!stream_ppm(&by, in->set->reports.disputes_ppm)) return;
  /* Somebody takes an honest payment for a fraud, and finds out. */
  due told = {.kind = DUE_REPORTED,
              .number = what->customer,
              .to = what->to,
              .amount = amount,
              .made_s = time_s,
              .transfer = transfer};
  told.time_s = time_s + spread_draw(&in->set->reports.hours, &by) * 3600 + 60;
  due_add(in, told);
  told.kind = DUE_CLEARED;
  told.time_s += spread_draw(&in->set->reports.cleared_hours, &by) * 3600 + 60;
  due_add(in, told);
}

void life_carry_out(simulation *in, const intent *what) {
  const activity *one = &in->set->activities[what->activity];
  const int64_t time_s = in->day_start_s + what->second;
  int64_t amount = what->amount;
  if (what->to == PARTY_NONE && one->flow == FLOW_PAY && one->to == TO_CASH) amount -= amount % 10000;
  switch ((flow)one->flow) {
    case FLOW_RECEIVE:
      if (amount > 0) ledger_credit(in, what->customer, what->to, amount, time_s);
      break;
    case FLOW_CONTACT: {
      stream by = stream_make(in->seed ^ ABOUT_ORDINARY, (uint64_t)time_s, what->customer);
      contact_begin(in, what->customer, stream_weighted(&by, in->set->habits.callers, CALLERS), amount / 100, time_s);
      break;
    }
    case FLOW_SAVE:
      amount = to_save(&in->people[what->customer], amount);
      if (amount > 0) pay(in, what, amount, time_s);
      break;
    case FLOW_PAY:
      if (amount > 0) pay(in, what, amount, time_s);
      break;
  }
}
