/* SPDX-License-Identifier: Apache-2.0
 *
 * Where the money goes: gangs with accounts that they use for several victims, and what a mule who is a customer of
 * this bank does with what arrives. */
#include "simulate_world.h"

enum {
  ABOUT_MULE = 41,
  ABOUT_LAYER,
  ABOUT_FORWARD,
  TRIES = 60,
  CASH_ATM_MOST = 2000000 /* 20,000 yuan a day (PBoC) */
};

/* ---- accounts ---- */

/* A customer whose account the gang has: one who was recruited and goes on living, or one that was bought. */
static bool own_customer(simulation *in, stream *by, uint32_t *customer) {
  const bool bought = stream_below(by, 100) < (uint32_t)in->set->criminals.bought_percent;
  for (int i = 0; i < TRIES; i++) {
    *customer = stream_below(by, in->customer_count);
    const person *one = &in->people[*customer];
    const group *of = &in->set->groups[one->group];
    if (!one->is_busy && of->party_kind == FR_PARTY_KIND_PERSON && (of->is_dormant != 0) == bought) return true;
  }
  return false;
}

static void begin_own(simulation *in, gang_account *one, uint32_t customer, uint32_t gang, int64_t time_s, stream *by) {
  in->people[customer].is_busy = true;
  one->to = PARTY_OF(PARTY_CUSTOMER, 0, customer);
  due_add(in, (due){.kind = DUE_RETIRED, .number = customer, .time_s = one->until_s + DAY_S});
  const int64_t days = (one->until_s - time_s) / DAY_S + 1, count = days * in->set->criminals.foreign_a_day;
  for (int64_t i = 0; i < count; i++) {
    const int64_t at = time_s + 60 + (int64_t)stream_below(by, (uint32_t)(one->until_s - time_s) + 60);
    due_add(in, (due){.kind = DUE_FOREIGN, .number = customer, .transfer = gang, .time_s = at});
  }
}

static void begin_account(simulation *in, gang_account *one, uint32_t gang, uint32_t kind, int64_t time_s) {
  const parameters *set = in->set;
  stream by = stream_make(in->seed ^ ABOUT_MULE, ++in->mule_number, gang);
  *one = (gang_account){.kind = kind};
  one->uses = (uint32_t)stream_between(&by, set->criminals.uses[0], set->criminals.uses[1]);
  one->until_s = time_s + (spread_draw(&set->criminals.days, &by) + 1) * DAY_S;
  uint32_t customer;
  if (kind == 0 && stream_below(&by, 100) < (uint32_t)set->world.own_bank_percent && own_customer(in, &by, &customer)) {
    begin_own(in, one, customer, gang, time_s, &by);
  } else {
    uint32_t flags = kind;
    if (stream_below(&by, 100) < (uint32_t)set->criminals.old_percent) flags |= MULE_OLD;
    if (stream_below(&by, 100) < (uint32_t)set->criminals.young_percent) flags |= MULE_YOUNG;
    const uint64_t day = (uint64_t)(in->day - set->world.start_day) & 0xfff;
    one->to = PARTY_OF(PARTY_MULE, flags, (uint64_t)in->mule_number << 12 | day);
  }
  if (stream_permille(&by, set->criminals.listed_before_permille))
    due_add(in, (due){.kind = DUE_LISTED,
                      .to = one->to,
                      .time_s = time_s + 60 + spread_draw(&set->criminals.listed_hours, &by) * 3600});
}

party gang_account_for(simulation *in, uint32_t gang, const uint32_t *kinds, int64_t time_s) {
  stream by = stream_make(in->seed ^ ABOUT_LAYER, in->transfer_count, (uint64_t)time_s);
  const uint32_t kind = stream_weighted(&by, kinds, MULE_KINDS), count = (uint32_t)in->set->criminals.accounts;
  const uint32_t begin = stream_below(&by, count);
  gang_account *free_place = &in->gangs[gang].accounts[begin];
  for (uint32_t i = 0; i < count; i++) {
    gang_account *one = &in->gangs[gang].accounts[(begin + i) % count];
    const bool live = one->uses > 0 && one->until_s > time_s;
    if (live && one->kind == kind) {
      one->uses--;
      return one->to;
    }
    if (!live) free_place = one;
  }
  begin_account(in, free_place, gang, kind, time_s);
  free_place->uses--;
  return free_place->to;
}

/* ---- what a mule does ---- */

void mule_received(simulation *in, uint32_t mule, uint32_t gang, uint32_t layer, int64_t amount, int64_t time_s) {
  stream by = stream_make(in->seed ^ ABOUT_FORWARD, in->transfer_count, (uint64_t)time_s);
  due_add(in, (due){.kind = DUE_FORWARD,
                    .number = mule,
                    .layer = layer,
                    .transfer = gang,
                    .amount = amount,
                    .time_s = time_s + 30 + spread_draw(&in->set->criminals.dwell_minutes, &by) * 60});
}

/* The next layer's accounts are few and serve many: a number of the gang's. */
static party layer_account(simulation *in, uint32_t gang, uint32_t layer, stream *by) {
  const uint32_t number = stream_below(by, (uint32_t)in->set->criminals.layer_accounts);
  const uint64_t which = chance_mix(in->seed ^ ABOUT_LAYER, gang, (uint64_t)layer << 32 | number);
  if ((int64_t)(which % 100) < in->set->world.own_bank_percent) {
    const uint32_t customer = (uint32_t)(which >> 20) % in->customer_count;
    const person *one = &in->people[customer];
    if (in->set->groups[one->group].party_kind == FR_PARTY_KIND_PERSON && !one->is_busy)
      return PARTY_OF(PARTY_CUSTOMER, 0, customer);
  }
  return PARTY_OF(PARTY_MULE, MULE_OLD | (which >> 8 & MULE_YOUNG), (which >> 24) << 12);
}

static bool send_part(simulation *in, const due *what, uint32_t gang, int64_t amount, bool cash, stream *by) {
  const bool last = what->layer >= (uint32_t)in->set->criminals.layers;
  payment made = {.time_s = what->time_s,
                  .amount = amount,
                  .customer = what->number,
                  .label = LABEL_MULE,

                  .channel = FR_CHANNEL_MOBILE,
                  .story = "mule",
                  .gang = gang,
                  .layer = what->layer};
  made.remark = made.purpose = text_draw(in, in->set->criminals.neutral, by);
  if (cash) made.amount -= made.amount % 10000;
  const bool open = counter_is_open((uint32_t)(what->time_s - in->day_start_s));
  if (cash) made.channel = open && made.amount > CASH_ATM_MOST ? FR_CHANNEL_TELLER : FR_CHANNEL_ATM;
  if (!cash) made.to = layer_account(in, gang, what->layer, by);
  if (made.to == PARTY_OF(PARTY_CUSTOMER, 0, what->number) || made.amount <= 0) return false;
  uint64_t transfer;
  if (!ledger_pay(in, &made, &transfer)) return false;
  in->mules.payments++;
  in->mules.amount += made.amount;
  if (!last && PARTY_SORT(made.to) == PARTY_CUSTOMER)
    mule_received(in, (uint32_t)PARTY_NUMBER(made.to), gang, what->layer + 1, made.amount, what->time_s);
  return true;
}

/* All parts go within seconds of each other, as somebody does who has the payees ready. */
void mule_forward(simulation *in, const due *what) {
  stream by = stream_make(in->seed ^ ABOUT_FORWARD, in->transfer_count, what->order);
  const int64_t *range = in->set->criminals.parts;
  const int64_t parts = stream_between(&by, range[0], range[1]);
  int64_t rest = what->amount / 100 * spread_draw(&in->set->criminals.forward_percent, &by);
  for (int64_t i = parts; i > 0; i--) {
    int64_t part = i == 1 ? rest : rest / i / 100 * stream_between(&by, 60, 100);
    part -= part >= 20000 ? part % 100 : 0;
    const bool cash = stream_permille(&by, in->set->criminals.cash_permille);
    send_part(in, what, (uint32_t)what->transfer, part, cash, &by);
    rest -= part;
  }
}

void mule_foreign(simulation *in, const due *what) {
  stream by = stream_make(in->seed ^ ABOUT_FORWARD, what->order, what->number);
  const int64_t drawn = spread_draw(&in->set->criminals.foreign_amount, &by), amount = drawn - drawn % 10000;
  const party victim = PARTY_OF(PARTY_PERSON, 0, stream_next(&by));
  if (amount <= 0) return;
  ledger_credit(in, what->number, victim, amount, what->time_s);
  mule_received(in, what->number, (uint32_t)what->transfer, 1, amount, what->time_s);
}
