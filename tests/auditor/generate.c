/* SPDX-License-Identifier: Apache-2.0
 *
 * What the random operations are made of. */
#include "generate.h"

#include <stdlib.h>

uint32_t play_below(play *p, uint32_t bound) { return lend_below(&p->random, bound); }

static int64_t span(play *p, int64_t bound_us) { return (int64_t)(lend_random(&p->random) % (uint64_t)bound_us); }

void generate_step(play *p) {
  uint32_t dice = play_below(p, 10);
  int64_t next_us = p->now_us;
  if (dice >= 7)
    next_us += span(p, p->setup->step_us * 20 / 3);
  else if (dice >= 3)
    next_us += play_below(p, 2) ? span(p, HOUR_US / 60) : span(p, 60) * 1000000;
  int64_t most_us = p->newest_us + 20 * HOUR_US;
  p->now_us = next_us < most_us ? next_us : most_us;
}

int64_t generate_late(play *p) {
  int64_t time_us = p->now_us;
  uint32_t dice = play_below(p, 200);
  if (dice < 18)
    time_us -= span(p, 3 * DAY_US);
  else if (dice < 21)
    time_us -= p->w.horizon_us * 8 / 10 + span(p, p->w.horizon_us / 2);
  if (time_us != p->now_us) p->counts.late++;
  return time_us < 0 ? 0 : time_us;
}

/* So many of these identifiers are in use. */
static uint32_t active(uint32_t identifiers) { return identifiers - identifiers / 16u - 1u; }

/* Of the accounts in use the last ones are only paid. */
static uint32_t payers(const play *p) { return active(p->setup->accounts) - p->setup->payees; }

/* Half of the time one of few, so that some come back soon and others late, or after they were forgotten. */
static uint32_t some_payee(play *p) {
  const uint32_t among = play_below(p, 2) ? p->setup->payees / 4u : p->setup->payees;
  return p->party_of[payers(p) + play_below(p, among)];
}

/* Three accounts are one customer's: so that it is another customer each time. */
uint32_t generate_busy(const play *p, uint32_t customer) {
  const uint64_t turn = p->setup->turn_every ? p->counts.operations / p->setup->turn_every : 0;
  return customer ? p->setup->accounts + (uint32_t)turn : 3u * (uint32_t)turn;
}

/* A few busy accounts, many quiet ones. */
uint32_t generate_account(play *p) {
  static const uint32_t busy[] = {0, 4, 9, 14};
  const uint32_t people = payers(p);
  if (p->setup->payees && play_below(p, 4) == 0) return p->party_of[0];
  if (p->setup->flood && play_below(p, p->setup->turn_every ? 4 : 2)) return p->party_of[generate_busy(p, 0)];
  if (people > 20u && play_below(p, 100) < 10) return p->party_of[busy[play_below(p, 4)]];
  return p->party_of[play_below(p, people)];
}

uint32_t generate_customer_of(const play *p, uint32_t account) {
  if (account == NOBODY || p->person_of[account] % 5u == 4u) return NOBODY;
  if (p->setup->payees && p->person_of[account] >= payers(p)) return NOBODY;
  return p->party_of[p->setup->accounts + (p->person_of[account] / 3u) % active(p->setup->customers)];
}

static int64_t amount(play *p) {
  switch (play_below(p, 12)) {
    case 0: return 0;
    case 1: return 1 + play_below(p, 99);
    case 2: return 100 * (1 + (int64_t)play_below(p, 20));
    case 3: return 5000;
    case 4: return 499999 + play_below(p, 3);
    case 5: return INT64_C(4294967290) + play_below(p, 12); /* around 2^32 */
    case 6: return play_below(p, 40) ? 2000000 : FR_MAX_AMOUNT_MINOR - play_below(p, 2);
    case 7: return p->deal_count ? p->deals[p->deal_count - 1u].amount_minor : 7;
    default: return 1 + (int64_t)play_below(p, 3000000);
  }
}

/* Which payers are sloppy with what they say, so that some histories have gaps and others none. */
static int sloppy(play *p, const deal *d) { return play_below(p, 100) < (d->payer % 4u == 1u ? 20u : 1u); }

void generate_circumstances(play *p, deal *d) {
  d->channel = sloppy(p, d) ? FR_CHANNEL_UNKNOWN : 1u + play_below(p, 6);
  if (d->payee != NOBODY) d->kind = sloppy(p, d) ? FR_KIND_UNKNOWN : 1u + play_below(p, 3);
  d->speed = sloppy(p, d) ? FR_SPEED_UNKNOWN : 1u + play_below(p, 3);
  d->has_balance = play_below(p, 4) > 0;
  d->balance_minor = d->has_balance ? d->amount_minor + (play_below(p, 4) ? play_below(p, 4000000) : 0) : 0;
  if (d->balance_minor > FR_MAX_AMOUNT_MINOR) d->balance_minor = FR_MAX_AMOUNT_MINOR;
  if (play_below(p, 30) == 0) d->balance_minor = 0;
  d->has_age = play_below(p, 3) > 0;
  d->age = d->has_age ? (int32_t)(play_below(p, 3) ? 18 + play_below(p, 80) : 64 + play_below(p, 3)) : 0;
  d->has_session = play_below(p, 2);
  d->on_call = d->has_session ? play_below(p, 3) : 0;
  d->remote_control = d->has_session ? play_below(p, 3) : 0;
  d->has_teller = d->channel == FR_CHANNEL_TELLER && play_below(p, 3) > 0;
  d->seen = 0;
  d->ruled_out = 0;
  if (d->has_teller) {
    d->seen = lend_random(&p->random) & FR_TELLER_ALL;
    d->ruled_out = lend_random(&p->random) & FR_TELLER_ALL & ~d->seen;
  }
}

/* A time that lies exactly on the edge of a window before it, or a microsecond beside. */
static void at_an_edge(play *p, deal *d) {
  const int64_t windows_us[] = {HOUR_US, HOUR_US * 3 / 2, 24 * HOUR_US, 72 * HOUR_US, 168 * HOUR_US, p->w.horizon_us};
  for (uint32_t tries = 0; tries < 12 && p->deal_count; tries++) {
    const deal *earlier = &p->deals[p->deal_count - 1u - play_below(p, p->deal_count < 6000u ? p->deal_count : 6000u)];
    int64_t time_us = earlier->time_us + windows_us[play_below(p, 6)] + play_below(p, 3) - 1;
    if (time_us < p->now_us - DAY_US || time_us > p->now_us + HOUR_US || time_us > p->newest_us + 20 * HOUR_US)
      continue;
    d->time_us = time_us;
    d->payer = earlier->payer;
    d->payee = earlier->payee == NOBODY ? generate_account(p) : earlier->payee;
    if (time_us > p->now_us) p->now_us = time_us;
    return;
  }
}

void generate_deal(play *p, deal *d) {
  memset(d, 0, sizeof *d);
  d->time_us = generate_late(p);
  d->payer = generate_account(p);
  d->payee = generate_account(p);
  if (p->setup->payees && play_below(p, 3)) {
    d->payer = p->party_of[0];
    d->payee = some_payee(p);
  }
  if (p->deal_count && play_below(p, 10) < 3) { /* the same pair again, or the money going on */
    const deal *earlier = &p->deals[p->deal_count - 1u - play_below(p, p->deal_count < 400u ? p->deal_count : 400u)];
    int onward = play_below(p, 3) == 0 && earlier->payee != NOBODY;
    d->payer = onward ? earlier->payee : earlier->payer;
    if (!onward && earlier->payee != NOBODY) d->payee = earlier->payee;
  }
  if (play_below(p, 10) == 0) at_an_edge(p, d);
  while (d->payee == d->payer) d->payee = generate_account(p);
  d->amount_minor = amount(p);
  uint32_t cash = play_below(p, 100);
  if (cash < 6) {
    d->payee = NOBODY;
    d->kind = cash < 3 ? FR_KIND_CASH_WITHDRAWAL : FR_KIND_CASH_DEPOSIT;
  }
  d->number = p->next_number[d->payer];
  p->next_number[d->payer] += NUMBERS_APART;
  d->payer_customer = play_below(p, 10) ? generate_customer_of(p, d->payer) : NOBODY;
  d->payee_customer = play_below(p, 10) < 7 ? generate_customer_of(p, d->payee) : NOBODY;
  d->foreign_currency = play_below(p, 20) == 0;
  generate_circumstances(p, d);
}

const deal *generate_earlier(play *p) {
  if (!p->deal_count) return NULL;
  uint32_t reach = play_below(p, 20) ? 800u : p->deal_count;
  if (play_below(p, 3) == 0) reach = 30u;
  if (reach > p->deal_count) reach = p->deal_count;
  const deal *earlier = &p->deals[p->deal_count - 1u - play_below(p, reach)];
  /* Where a run takes years, months that such a transfer would still see are no longer kept (world_month). */
  return p->setup->payees && earlier->time_us < p->now_us - 5 * DAY_US ? NULL : earlier;
}

void generate_retry(play *p, deal *d) {
  uint32_t dice = play_below(p, 6);
  if (dice == 0)
    d->time_us = p->now_us;
  else if (dice == 1)
    d->time_us += span(p, 2 * HOUR_US);
  else if (dice == 2)
    d->time_us -= span(p, 30 * HOUR_US);
  if (d->time_us > p->now_us) d->time_us = p->now_us;
  if (d->time_us < 0) d->time_us = 0;
  if (play_below(p, 3) == 0) generate_circumstances(p, d);
  generate_today(p, d);
  /* Payer, payee and amount decide about a conflict; whose accounts they are may be told now, or no longer. */
  if (play_below(p, 20) == 0) d->payer_customer = play_below(p, 2) ? generate_customer_of(p, d->payer) : NOBODY;
  if (play_below(p, 20) == 0) d->payee_customer = play_below(p, 2) ? generate_customer_of(p, d->payee) : NOBODY;
}

/* The party's identifier of today, with a chance of so many in eight. */
static uint32_t today_of(play *p, const deal *d, uint32_t party, uint32_t chance) {
  if (party == NOBODY || p->successor[party] == NOBODY || p->moved_us[party] < d->time_us) return party;
  return play_below(p, 8) < chance ? p->successor[party] : party;
}

/* Under its payer's new identifier a transfer must not have the number of another one. */
void generate_today(play *p, deal *d) {
  const deal before = *d;
  d->payer = today_of(p, d, d->payer, 1);
  if (d->payer % NUMBERS_APART == before.payer % NUMBERS_APART) d->payer = before.payer;
  d->payee = today_of(p, d, d->payee, 1);
  if (d->payer == d->payee) *d = before;
  d->payer_customer = today_of(p, d, d->payer_customer, 6);
  d->payee_customer = today_of(p, d, d->payee_customer, 6);
  p->counts.followed += memcmp(&before, d, sizeof before) != 0;
}

static int is_spare(const play *p, uint32_t party) {
  const uint32_t person = p->person_of[party];
  if (person < p->setup->accounts) return person >= active(p->setup->accounts);
  return person - p->setup->accounts >= active(p->setup->customers);
}

uint32_t generate_successor(play *p, uint32_t party) {
  const int customer = party >= p->setup->accounts;
  const uint32_t first = customer ? p->setup->accounts : 0;
  const uint32_t count = customer ? p->setup->customers : p->setup->accounts;
  /* Where one account and its customer are to come to their bounds, they go on somewhere else. */
  const int spare =
      ((p->setup->flood || p->setup->payees) && p->person_of[party] == generate_busy(p, (uint32_t)customer)) ||
      play_below(p, 2);
  const uint32_t begin = spare ? active(count) : 0;
  /* Who pays thousands is joined by others. */
  if (p->setup->payees && !customer && !spare && play_below(p, 2))
    return p->party_of[0] == party ? NOBODY : p->party_of[0];
  const uint32_t to = p->party_of[first + begin + play_below(p, spare ? count - begin : active(count))];
  return to == party ? NOBODY : to;
}

void generate_moved(play *p, uint32_t from, uint32_t to, int64_t time_us) {
  p->mover = from;
  p->successor[from] = to;
  p->moved_us[from] = time_us;
  if (!is_spare(p, to) || is_spare(p, from)) return;
  const uint32_t person = p->person_of[from];
  p->person_of[from] = p->person_of[to];
  p->person_of[to] = person;
  p->party_of[person] = to;
  p->party_of[p->person_of[from]] = from;
}

void generate_people(play *p) {
  for (uint32_t i = 0; i < PARTIES_MAX; i++) {
    p->party_of[i] = p->person_of[i] = i;
    p->successor[i] = NOBODY;
  }
  for (uint32_t i = 0; i < p->setup->accounts; i++) p->next_number[i] = i % NUMBERS_APART;
  p->mover = NOBODY;
}

void generate_keep(play *p, const deal *d) { p->deals[p->deal_count++] = *d; }
