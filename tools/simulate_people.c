/* SPDX-License-Identifier: Apache-2.0
 *
 * Who there is. Customers are kept; everybody else is worked out again from a number whenever it is needed. */
#include <stdlib.h>

#include "simulate_world.h"

enum { ABOUT_PERSON = 11, ABOUT_PARTY, ABOUT_KNOWN, ABOUT_PLACE, LENDERS = 400 };

static uint32_t group_of(const parameters *set, uint64_t drawn) {
  int64_t sum = 0;
  for (uint32_t i = 0; i < set->group_count; i++) sum += set->groups[i].weight;
  int64_t rest = (int64_t)(drawn % (uint64_t)sum);
  uint32_t at = 0;
  while (at + 1 < set->group_count && rest >= set->groups[at].weight) rest -= set->groups[at++].weight;
  return at;
}

static void make_person(simulation *in, uint32_t number) {
  const parameters *set = in->set;
  stream by = stream_make(in->seed, ABOUT_PERSON, number);
  person *one = &in->people[number];
  one->group = (uint8_t)group_of(set, stream_next(&by) >> 16);
  const group *of = &set->groups[one->group];
  one->age = (uint8_t)stream_between(&by, of->age[0], of->age[1]);
  one->income = spread_draw(&of->income, &by);
  one->balance = one->income / 100 * spread_draw(&of->balance_percent, &by);
  const int64_t deposit = spread_draw(&of->deposit_percent, &by);
  if (stream_permille(&by, of->deposit_permille)) one->deposit = one->income / 100 * deposit / 100000 * 100000;
  one->opened_day = (int32_t)(set->world.start_day - spread_draw(&of->account_days, &by));
  one->is_foreign = stream_permille(&by, of->foreign_permille);
  one->is_vulnerable = stream_permille(&by, of->vulnerable_permille);
  const int64_t minute = set->world.start_day * 1440;
  one->device_minute = (int32_t)(minute - stream_between(&by, 1, set->habits.device_days * 1440));
  one->credential_minute = (int32_t)(minute - stream_between(&by, 1, set->habits.credential_days * 1440));
  one->sim_minute = (int32_t)(minute - stream_between(&by, 1, set->habits.sim_days * 1440));
}

bool people_make(simulation *in) {
  in->people = calloc(in->customer_count, sizeof *in->people);
  in->gang_count = in->customer_count / (uint32_t)in->set->criminals.customers_a_gang + 2;
  in->gangs = calloc(in->gang_count, sizeof *in->gangs);
  in->counts = malloc((DAY_S + 1) * sizeof *in->counts);
  if (in->people == NULL || in->gangs == NULL || in->counts == NULL) return false;
  for (uint32_t i = 0; i < in->customer_count; i++) make_person(in, i);
  return true;
}

bool world_knows(const simulation *in, uint64_t about, uint64_t which, int64_t percent) {
  return (int64_t)(chance_mix(in->seed ^ ABOUT_KNOWN, about, which) % 100) < percent;
}

uint32_t age_band(const person *one) { return one->age <= 25 ? 0 : one->age <= 40 ? 1 : one->age <= 59 ? 2 : 3; }

/* ---- parties ---- */

static facts mule_facts(const simulation *in, party of, stream by) {
  static const uint32_t kinds[MULE_KINDS] = {FR_PARTY_KIND_PERSON, FR_PARTY_KIND_COMPANY, FR_PARTY_KIND_WALLET,
                                             FR_PARTY_KIND_MERCHANT};
  const uint32_t flags = PARTY_FLAGS(of), kind = kinds[flags & MULE_KIND_BITS];
  const spread *days = flags & MULE_OLD ? &in->set->criminals.old_days : &in->set->criminals.new_days;
  const int64_t made = in->set->world.start_day + (int64_t)(PARTY_NUMBER(of) & 0xfff);
  facts say = {.age = -1, .party_kind = kind, .bank = 1 + stream_below(&by, (uint32_t)in->set->world.banks)};
  say.account_days = spread_draw(days, &by) + in->day - made;
  if (kind == FR_PARTY_KIND_PERSON)
    say.age = flags & MULE_YOUNG ? stream_between(&by, 18, 24) : stream_between(&by, 25, 72);
  return say;
}

static facts customer_facts(const simulation *in, party of) {
  const uint32_t number = (uint32_t)PARTY_NUMBER(of);
  const person *one = &in->people[number];
  const group *its = &in->set->groups[one->group];
  const party customer = PARTY_OF(PARTY_CUSTOMER, 0, number);
  facts say = {one->age, in->day - one->opened_day, its->party_kind, 0, customer};
  if (its->party_kind != FR_PARTY_KIND_PERSON && its->party_kind != FR_PARTY_KIND_SELF_EMPLOYED) say.age = -1;
  return say;
}

facts party_facts(const simulation *in, party of) {
  static const uint32_t kinds[] = {
      [PARTY_PERSON] = FR_PARTY_KIND_PERSON,      [PARTY_MERCHANT] = FR_PARTY_KIND_MERCHANT,
      [PARTY_WALLET] = FR_PARTY_KIND_WALLET,      [PARTY_COMPANY] = FR_PARTY_KIND_COMPANY,
      [PARTY_PUBLIC] = FR_PARTY_KIND_PUBLIC_BODY, [PARTY_LENDER] = FR_PARTY_KIND_COMPANY};
  const party_sort sort = PARTY_SORT(of);
  stream by = stream_make(in->seed, ABOUT_PARTY, of);
  if (sort == PARTY_CUSTOMER || sort == PARTY_DEPOSIT) return customer_facts(in, of);
  if (sort == PARTY_MULE) return mule_facts(in, of, by);
  facts say = {.bank = 1 + stream_below(&by, (uint32_t)in->set->world.banks)};
  if (sort == PARTY_OWN) {
    const uint32_t bank = say.bank;
    say = customer_facts(in, of);
    say.bank = bank;
    return say;
  }
  const group *like = &in->set->groups[group_of(in->set, stream_next(&by) >> 16)];
  say.party_kind = kinds[sort];
  say.age = sort == PARTY_PERSON ? stream_between(&by, like->age[0], like->age[1]) : -1;
  say.account_days = spread_draw(&like->account_days, &by) + in->day - in->set->world.start_day;
  return say;
}

/* Few shops have most of the customers, and few landlords most of the tenants: the square of an even number. */
static uint64_t popular(uint64_t place, uint64_t count) {
  const uint64_t even = place >> 34; /* 30 bits */
  return (((even * even) >> 30) * count) >> 30;
}

static party somebody(const simulation *in, uint32_t customer, uint64_t place) {
  const uint64_t other = chance_mix(place, 1, ABOUT_PLACE);
  const uint64_t persons = in->customer_count * (uint64_t)in->set->world.persons_percent / 100 + 1;
  const party elsewhere = PARTY_OF(PARTY_PERSON, 0, popular(other, persons));
  if ((int64_t)(place % 100) >= in->set->world.own_bank_percent) return elsewhere;
  const uint32_t number = (uint32_t)(other % in->customer_count);
  return number == customer ? elsewhere : PARTY_OF(PARTY_CUSTOMER, 0, number);
}

/* Some of a household have their accounts here, others elsewhere; all of it pays the same ones. */
static party relative(const simulation *in, uint32_t customer, uint64_t place) {
  const uint32_t size = (uint32_t)in->set->world.household, block = customer / size;
  const uint32_t slot = (uint32_t)(place % size), number = block * size + slot;
  const uint64_t which = chance_mix(in->seed ^ ABOUT_PLACE, block, slot);
  const bool here = number != customer && number < in->customer_count && which % 3 == 0;
  return here ? PARTY_OF(PARTY_CUSTOMER, 0, number) : PARTY_OF(PARTY_PERSON, 0, which);
}

party party_choose(const simulation *in, uint32_t class, uint32_t customer, uint64_t place) {
  const uint64_t number = chance_mix(place, class, ABOUT_PLACE);
  switch (class) {
    case TO_MERCHANT: return PARTY_OF(PARTY_MERCHANT, 0, popular(number, (uint64_t)in->set->world.merchants));
    case TO_WALLET: return PARTY_OF(PARTY_WALLET, 0, customer);
    case TO_PERSON: return somebody(in, customer, number);
    case TO_FAMILY: return relative(in, customer, number);
    case TO_COMPANY: return PARTY_OF(PARTY_COMPANY, 0, number % (uint64_t)in->set->world.companies);
    case TO_PUBLIC: return PARTY_OF(PARTY_PUBLIC, 0, number % (uint64_t)in->set->world.public_bodies);
    case TO_OWN: return PARTY_OF(PARTY_OWN, 0, customer);
    case TO_DEPOSIT: return PARTY_OF(PARTY_DEPOSIT, 0, customer);
    case TO_LENDER: return PARTY_OF(PARTY_LENDER, 0, number % LENDERS);
    default: return PARTY_NONE;
  }
}
