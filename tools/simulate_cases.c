/* SPDX-License-Identifier: Apache-2.0
 *
 * Scams and honest stories: who gets into one, and its stages one after the other. */
#include <stdlib.h>

#include "simulate_world.h"

enum {
  ABOUT_CASE = 31,
  TRIES = 400, /* until somebody is found who fits */
  OFFICE_OPENS_S = 8 * 3600,
  OFFICE_S = 12 * 3600,
  SLEEP_MINUTES = 12 * 60 /* what is due later than this waits for an hour at which people are up */
};

static const story *story_of(const simulation *in, const running *one) { return &in->set->stories[one->story]; }

static bool is_payment(const stage *one) { return one->deed == DO_PAY || one->deed == DO_CASH; }

static stream case_chance(const simulation *in, const running *one) {
  return stream_make(in->seed ^ ABOUT_CASE, one->number, (uint64_t)one->stage << 16 | one->done);
}

/* ---- beginning ---- */

static bool fits(const story *one, const person *who, stream *by) {
  if (who->is_busy || !(one->who >> who->group & 1) || who->balance < one->least_balance * 100) return false;
  if (who->deposit < one->least_deposit * 100) return false;
  uint32_t most = 1;
  for (int i = 0; i < AGE_BANDS; i++) most = one->ages[i] > most ? one->ages[i] : most;
  return stream_below(by, most) < one->ages[age_band(who)];
}

static bool find_customer(simulation *in, const story *one, uint32_t *customer) {
  for (int i = 0; i < TRIES; i++) {
    *customer = stream_below(&in->chance, in->customer_count);
    if (fits(one, &in->people[*customer], &in->chance)) return true;
  }
  return false;
}

static running *place_for_case(simulation *in, uint32_t *place) {
  running *one = calloc(1, sizeof *one);
  if (one == NULL) return NULL;
  if (in->free_count > 0) {
    *place = in->free_cases[--in->free_count];
  } else {
    if (in->case_count == in->case_capacity) {
      const uint32_t more = in->case_capacity ? in->case_capacity * 2 : 256;
      running **cases = realloc(in->cases, more * sizeof *cases);
      if (cases != NULL) in->cases = cases;
      uint32_t *free_cases = cases ? realloc(in->free_cases, more * sizeof *free_cases) : NULL;
      if (free_cases == NULL) {
        free(one);
        return NULL;
      }
      in->free_cases = free_cases;
      in->case_capacity = more;
    }
    *place = in->case_count++;
  }
  in->cases[*place] = one;
  return one;
}

static void end_case(simulation *in, uint32_t place) {
  running *one = in->cases[place];
  in->people[one->customer].is_busy = false;
  free(one->payments);
  free(one);
  in->cases[place] = NULL;
  in->free_cases[in->free_count++] = place;
}

/* How often each stage will be done. Returns how many payments fall before the end, as far as middles of spreads can
 * tell: so that those of long scams that begin late are not missed. */
static int64_t plan(const simulation *in, running *one, int64_t time_s, stream *by) {
  const story *of = story_of(in, one);
  int64_t payments = 0;
  for (uint32_t i = 0; i < of->stage_count; i++) {
    const stage *now = &of->stages[i];
    const int64_t times = stream_between(by, now->times[0], now->times[1]);
    one->counts[i] = stream_permille(by, now->chance_permille) ? (uint8_t)times : 0;
    for (uint32_t k = 0; k < one->counts[i]; k++) {
      time_s += (k == 0 ? now->after_minutes.middle : now->gap_minutes.middle) * 60;
      payments += is_payment(now) && time_s < in->end_s;
    }
  }
  return payments;
}

static void begin_alert(simulation *in, const running *one, int64_t time_s, stream *by) {
  if (!stream_permille(by, story_of(in, one)->alert_permille)) return;
  const due alert = {.kind = DUE_ALERT,
                     .number = one->customer,
                     .time_s = time_s + spread_draw(&in->set->reports.alert_minutes, by) * 60};
  due_add(in, alert);
}

static bool begin(simulation *in, uint32_t number, uint32_t customer, int64_t *planned) {
  uint32_t place;
  running *one = place_for_case(in, &place);
  if (one == NULL) return false;
  const story *of = &in->set->stories[number];
  one->customer = customer;
  one->story = number;
  one->number = ++in->case_number;
  stream by = stream_make(in->seed ^ ABOUT_CASE, one->number, UINT64_MAX);
  one->gang = stream_below(&by, in->gang_count);
  one->is_coached = stream_permille(&by, of->coached_permille);
  one->tells = !one->is_coached && stream_permille(&by, of->telling_permille);
  one->is_disguised = stream_permille(&by, in->set->criminals.disguise_permille);
  one->is_english = stream_permille(&by, of->english_permille);
  one->will_report = of->is_scam && stream_permille(&by, of->report_permille);
  const int64_t time_s = in->day_start_s + clock_draw(&in->set->clocks[of->clock], &by);
  *planned = plan(in, one, time_s, &by);
  begin_alert(in, one, time_s, &by);
  in->people[customer].is_busy = true;
  in->tallies[number].cases++;
  const int64_t after = spread_draw(&of->stages[0].after_minutes, &by) * 60;
  due_add(in, (due){.kind = DUE_STAGE, .number = place, .time_s = time_s + after});
  return true;
}

static bool begin_stories(simulation *in) {
  for (uint32_t i = 0; i < in->set->first_scam; i++) {
    const story *one = &in->set->stories[i];
    const uint64_t rate = ((uint64_t)one->per_year << 32) / 365000;
    const uint64_t wanted = rate * in->customer_count;
    uint32_t times = (uint32_t)(wanted >> 32), customer;
    times += (stream_next(&in->chance) >> 32) < (wanted & UINT32_MAX);
    for (uint32_t k = 0; k < times; k++) {
      int64_t planned;
      if (find_customer(in, one, &customer) && !begin(in, i, customer, &planned)) return false;
    }
  }
  return true;
}

static uint32_t draw_scam(simulation *in) {
  uint32_t weights[STORIES_MAX], count = in->set->story_count - in->set->first_scam;
  for (uint32_t i = 0; i < count; i++) weights[i] = (uint32_t)in->set->stories[in->set->first_scam + i].weight;
  return in->set->first_scam + stream_weighted(&in->chance, weights, count);
}

/* As many payments of scams are begun as today's transfers call for. */
static bool begin_scams(simulation *in) {
  const uint64_t wanted = (in->transfer_count + in->pay_count) * in->base_rate_ppm / 1000000;
  if (in->set->first_scam == in->set->story_count) return true;
  for (int tries = 0; (int64_t)wanted > in->planned && tries < TRIES; tries++) {
    uint32_t customer;
    int64_t planned = 0;
    const uint32_t number = draw_scam(in);
    if (find_customer(in, &in->set->stories[number], &customer) && !begin(in, number, customer, &planned)) return false;
    in->planned += planned;
  }
  return true;
}

static uint32_t times_among_customers(simulation *in, int64_t ppm) {
  const uint64_t wanted = (uint64_t)ppm * in->customer_count;
  return (uint32_t)(wanted / 1000000) + (stream_below(&in->chance, 1000000) < wanted % 1000000);
}

/* An honest account on the list, until somebody has complained. */
static void begin_false_listings(simulation *in) {
  const uint32_t times = times_among_customers(in, in->set->reports.listed_false_ppm);
  for (uint32_t i = 0; i < times; i++) {
    due what = {.kind = DUE_LISTED, .to = PARTY_OF(PARTY_CUSTOMER, 0, stream_below(&in->chance, in->customer_count))};
    what.time_s = in->day_start_s + stream_below(&in->chance, DAY_S);
    due_add(in, what);
    what.kind = DUE_UNLISTED;
    what.time_s += spread_draw(&in->set->reports.cleared_hours, &in->chance) * 3600 + 60;
    due_add(in, what);
  }
}

static void begin_false_alerts(simulation *in) {
  const uint32_t times = times_among_customers(in, in->set->reports.alert_false_ppm);
  for (uint32_t i = 0; i < times; i++) {
    due what = {.kind = DUE_ALERT, .number = stream_below(&in->chance, in->customer_count)};
    what.time_s = in->day_start_s + OFFICE_OPENS_S + stream_below(&in->chance, OFFICE_S);
    due_add(in, what);
  }
}

bool cases_begin_day(simulation *in) {
  begin_false_alerts(in);
  begin_false_listings(in);
  return begin_stories(in) && begin_scams(in);
}

/* ---- amounts ---- */

static int64_t rounded(int64_t amount, int64_t yuan) {
  return yuan > 0 && amount >= yuan * 200 ? amount / (yuan * 100) * (yuan * 100) : amount;
}

static int64_t amount_of(const simulation *in, const running *one, const stage *now, stream *by) {
  const int64_t drawn = spread_draw(&now->amount, by), growth = spread_draw(&now->growth_percent, by);
  if (now->like != NONE) return life_usual_amount(in, now->like, one->customer);
  if (one->done > 0 && now->growth_percent.high != 100) return rounded(one->last / 100 * growth, now->round);
  switch ((basis)now->basis) {
    case OF_BALANCE: return rounded(in->people[one->customer].balance / 100 * drawn, now->round);
    case OF_ARRIVED: return rounded(one->arrived / 100 * drawn, now->round);
    case OF_LAST: return rounded(one->last / 100 * drawn, now->round);
    case OF_FIRST: return rounded(one->first / 100 * drawn, now->round);
    default: return rounded(drawn, now->round);
  }
}

/* ---- stages ---- */

static party payee_of(simulation *in, running *one, const stage *now, int64_t time_s, stream *by) {
  if (now->payee_same && one->to != PARTY_NONE) return one->to;
  if (now->to == TO_MULE) return gang_account_for(in, one->gang, story_of(in, one)->mules, time_s);
  return party_choose(in, now->to, one->customer, stream_next(by));
}

static void remember(simulation *in, running *one, const payment *made, uint64_t transfer) {
  one->last = made->amount;
  if (one->first == 0) one->first = made->amount;
  in->tallies[one->story].payments++;
  in->tallies[one->story].amount += made->amount;
  if (one->payment_count == PAYMENTS_MAX) return;
  if (one->payments == NULL) one->payments = malloc(PAYMENTS_MAX * sizeof *one->payments);
  if (one->payments == NULL) {
    in->out_of_memory = true;
    return;
  }
  one->payments[one->payment_count++] = (settled_payment){transfer, made->time_s, made->amount, made->to};
}

/* The word goes with the money: what the criminal dictates, disguised or not, or something that says nothing. */
static const char *remark_of(const simulation *in, const running *one, const stage *now, stream *by) {
  const story *of = story_of(in, one);
  const char *neutral = text_draw(in, in->set->criminals.neutral, by);
  if (!of->is_scam) return text_draw(in, now->text, by);
  if (!one->tells) return neutral;
  const uint32_t set = now->text != NONE ? now->text : of->telling;
  return set != NONE ? text_draw(in, set, by) : neutral;
}

static void pay(simulation *in, running *one, const stage *now, int64_t time_s) {
  const story *of = story_of(in, one);
  stream by = case_chance(in, one);
  const int64_t balance = in->people[one->customer].balance, wanted = amount_of(in, one, now, &by);
  const uint32_t *channels = now->has_channels ? now->channels : of->channels;
  payment made = {.time_s = time_s, .customer = one->customer, .from = one, .story = of->name, .gang = one->gang};
  made.label = of->is_scam ? LABEL_SCAM : LABEL_HONEST;
  made.channel = stream_weighted(&by, channels, CHANNELS);
  if (made.channel == FR_CHANNEL_TELLER && !counter_is_open((uint32_t)(time_s - in->day_start_s)))
    made.channel = now->deed == DO_CASH ? FR_CHANNEL_ATM : FR_CHANNEL_MOBILE;
  made.remark = remark_of(in, one, now, &by);
  made.purpose = one->is_coached ? text_draw(in, in->set->criminals.neutral, &by) : made.remark;
  /* Who has too little pays what he has, unless that is nothing like it. */
  made.amount = wanted <= balance ? wanted : rounded(balance, now->round);
  const bool rest = of->is_scam && now->basis == OF_BALANCE && made.amount < one->last / 20; /* not worth their while */
  const bool enough = made.amount > 0 && made.amount >= wanted / 8 && !rest;
  if (enough && now->deed == DO_PAY) one->to = made.to = payee_of(in, one, now, time_s, &by);
  uint64_t transfer;
  if (!enough || !ledger_pay(in, &made, &transfer)) {
    if (of->is_scam) in->planned--;
    return;
  }
  remember(in, one, &made, transfer);
  if (made.label == LABEL_SCAM && PARTY_SORT(made.to) == PARTY_CUSTOMER)
    mule_received(in, (uint32_t)PARTY_NUMBER(made.to), one->gang, 1, made.amount, time_s);
  if (!of->is_scam && stream_permille(&by, in->set->reports.cleared_permille))
    due_add(in, (due){.kind = DUE_CLEARED,
                      .number = one->customer,
                      .to = made.to,
                      .amount = made.amount,
                      .made_s = time_s,
                      .transfer = transfer,
                      .time_s = time_s + 60 + spread_draw(&in->set->reports.cleared_hours, &by) * 3600});
}

static void take_in(simulation *in, running *one, const stage *now, int64_t time_s) {
  stream by = case_chance(in, one);
  person *who = &in->people[one->customer];
  int64_t amount = amount_of(in, one, now, &by);
  party from = PARTY_NONE;
  switch ((deed)now->deed) {
    case DO_LOAN:
      from = party_choose(in, TO_LENDER, one->customer, stream_next(&by));
      row_personal(in, "loan_paid_out", one->customer, amount, time_s);
      break;
    case DO_BREAK:
    case DO_MATURE:
      from = party_choose(in, TO_DEPOSIT, one->customer, 0);
      if (amount > who->deposit || amount == 0) amount = who->deposit;
      who->deposit -= amount;
      if (now->deed == DO_BREAK && amount > 0) row_personal(in, "deposit_broken", one->customer, amount, time_s);
      break;
    case DO_COLLECT: from = party_choose(in, TO_OWN, one->customer, 0); break;
    case DO_BORROW: from = party_choose(in, TO_PERSON, one->customer, stream_next(&by)); break;
    default: from = payee_of(in, one, now, time_s, &by); /* a bait: from another account of theirs, or the same */
  }
  if (amount <= 0) return;
  one->arrived += now->deed == DO_CREDIT ? 0 : amount;
  ledger_credit(in, one->customer, from, amount, time_s);
}

static void change(simulation *in, running *one, const stage *now, int64_t time_s) {
  person *who = &in->people[one->customer];
  const int32_t minute = (int32_t)(time_s / 60);
  switch ((deed)now->deed) {
    case DO_DEVICE:
      if (story_of(in, one)->is_criminal)
        one->device_minute = minute;
      else
        who->device_minute = minute;
      row_personal(in, "device_bound", one->customer, -1, time_s);
      break;
    case DO_CREDENTIAL:
      who->credential_minute = minute;
      row_personal(in, "credential_reset", one->customer, -1, time_s);
      break;
    case DO_SIM:
      who->sim_minute = minute;
      row_personal(in, "sim_changed", one->customer, -1, time_s);
      break;
    default: row_personal(in, "limit_raised", one->customer, -1, time_s);
  }
}

static void carry_out(simulation *in, running *one, const stage *now, int64_t time_s) {
  stream by = case_chance(in, one);
  switch ((deed)now->deed) {
    case DO_CONTACT: contact_begin(in, one->customer, now->caller, spread_draw(&now->minutes, &by), time_s); break;
    case DO_PAY:
    case DO_CASH: pay(in, one, now, time_s); break;
    case DO_CREDIT:
    case DO_LOAN:
    case DO_BREAK:
    case DO_MATURE:
    case DO_COLLECT:
    case DO_BORROW: take_in(in, one, now, time_s); break;
    case DO_DEVICE:
    case DO_CREDENTIAL:
    case DO_SIM:
    case DO_LIMIT: change(in, one, now, time_s); break;
  }
}

/* ---- from stage to stage ---- */

/* What waits for long happens at an hour of the story's clock, on the day on which it would. */
static int64_t later(const simulation *in, const running *one, int64_t time_s, int64_t minutes, stream *by) {
  const int64_t plain = time_s + minutes * 60 + stream_below(by, 60);
  if (minutes < SLEEP_MINUTES) return plain;
  const int64_t offset_s = in->set->world.utc_offset_minutes * 60;
  const int64_t day_start = (plain + offset_s) / DAY_S * DAY_S - offset_s;
  const int64_t awake = day_start + clock_draw(&in->set->clocks[story_of(in, one)->clock], by);
  return awake > time_s ? awake : plain;
}

static void finish(simulation *in, uint32_t place, int64_t time_s) {
  running *one = in->cases[place];
  stream by = stream_make(in->seed ^ ABOUT_CASE, one->number, UINT64_MAX - 1);
  if (!one->will_report || one->payment_count == 0) {
    end_case(in, place);
    return;
  }
  const int64_t hours = spread_draw(&in->set->reports.hours, &by);
  due_add(
      in,
      (due){.kind = DUE_CASE_REPORT, .number = place, .time_s = time_s + hours * 3600 + 120 + stream_below(&by, 3600)});
}

void case_advance(simulation *in, uint32_t place, int64_t time_s) {
  running *one = in->cases[place];
  const story *of = story_of(in, one);
  if (one->done < one->counts[one->stage]) {
    carry_out(in, one, &of->stages[one->stage], time_s);
    one->done++;
  }
  stream by = stream_make(in->seed ^ ABOUT_CASE, one->number, (uint64_t)1 << 32 | one->stage << 16 | one->done);
  const spread *wait = &of->stages[one->stage].gap_minutes;
  if (one->done >= one->counts[one->stage]) {
    one->done = 0;
    do one->stage++;
    while (one->stage < of->stage_count && one->counts[one->stage] == 0);
    if (one->stage == of->stage_count) {
      finish(in, place, time_s);
      return;
    }
    wait = &of->stages[one->stage].after_minutes;
  }
  const int64_t next = later(in, one, time_s, spread_draw(wait, &by), &by);
  due_add(in, (due){.kind = DUE_STAGE, .number = place, .time_s = next});
}

void case_report(simulation *in, uint32_t place, int64_t time_s) {
  running *one = in->cases[place];
  stream by = stream_make(in->seed ^ ABOUT_CASE, one->number, UINT64_MAX - 2);
  const bool returns = stream_permille(&by, in->set->reports.returned_permille);
  for (uint32_t i = 0; i < one->payment_count; i++) {
    const settled_payment *paid = &one->payments[i];
    due told = {.kind = DUE_REPORTED,
                .number = one->customer,
                .to = paid->to,
                .amount = paid->amount,
                .made_s = paid->time_s,
                .transfer = paid->transfer,
                .time_s = time_s + 30 * i};
    due_add(in, told);
    const bool listed = paid->to != PARTY_NONE && stream_permille(&by, in->set->criminals.listed_after_permille);
    if (listed)
      due_add(in, (due){.kind = DUE_LISTED,
                        .to = paid->to,
                        .time_s = time_s + 600 + spread_draw(&in->set->criminals.listed_hours, &by) * 3600});
    if (!returns || i + 1 < one->payment_count || paid->to == PARTY_NONE) continue;
    told.kind = DUE_RETURNED;
    told.time_s = time_s + 7200;
    due_add(in, told);
  }
  end_case(in, place);
}
