/* SPDX-License-Identifier: Apache-2.0
 *
 * Lists and trusts. All memory is taken at creation: entries from one pool, chained by a hash of party and name. A
 * chain belongs to one of 64 locks; the pool has its own, taken last and only by set and remove. While there are no
 * facts at all, asking costs one load. */
#include <pthread.h>
#include <stdlib.h>

#include "state/store.h"

enum { STRIPES = 64 };

typedef struct entry {
  fr__party_key party;
  fr__hash128 name;
  fr__fact fact;
  uint32_t next; /* place + 1; 0: the end */
} entry;

typedef struct stripe {
  pthread_mutex_t lock;
} __attribute__((aligned(64))) stripe;

struct fr__facts {
  stripe stripes[STRIPES];
  pthread_mutex_t pool_lock;
  uint64_t count;      /* atomically */
  uint32_t free_first; /* entries that were given back, chained; place + 1 */
  uint32_t never_used; /* the first entry that was never used */
  uint32_t entries_max;
  uint32_t chains; /* a power of two, at least STRIPES */
  uint32_t *first; /* place + 1 */
  entry *entries;
};

static uint32_t chain_of(const fr__facts *facts, fr__party_key party, fr__hash128 name) {
  /* Both are SipHash output already; names are under no secret, so the party's half decides most. */
  const uint64_t mixed = party.low ^ (name.low * UINT64_C(0x9E3779B97F4A7C15));
  return (uint32_t)(mixed ^ mixed >> 32) & (facts->chains - 1);
}

static pthread_mutex_t *lock_chain(fr__facts *facts, uint32_t chain) {
  pthread_mutex_t *lock = &facts->stripes[chain & (STRIPES - 1)].lock;
  pthread_mutex_lock(lock);
  return lock;
}

fr_status fr__facts_create(uint64_t entries_max, fr__facts **facts) {
  FR_REQUIRE(facts != NULL, FR_NULL_POINTER);
  *facts = NULL;
  FR_REQUIRE(entries_max > 0 && entries_max < (UINT64_C(1) << 31), FR_BAD_ARGUMENT);
  fr__facts *self = aligned_alloc(_Alignof(fr__facts), sizeof *self);
  FR_REQUIRE(self != NULL, FR_NO_MEMORY);
  memset(self, 0, sizeof *self);
  self->entries_max = (uint32_t)entries_max;
  self->chains = STRIPES;
  while (self->chains < entries_max) self->chains *= 2;
  self->first = calloc(self->chains, sizeof *self->first);
  self->entries = calloc((size_t)entries_max, sizeof *self->entries);
  if (self->first == NULL || self->entries == NULL) {
    free(self->first);
    free(self->entries);
    free(self);
    return FR_NO_MEMORY;
  }
  for (uint32_t i = 0; i < STRIPES; i++) pthread_mutex_init(&self->stripes[i].lock, NULL);
  pthread_mutex_init(&self->pool_lock, NULL);
  *facts = self;
  return FR_OK;
}

void fr__facts_destroy(fr__facts *facts) {
  if (facts == NULL) return;
  for (uint32_t i = 0; i < STRIPES; i++) pthread_mutex_destroy(&facts->stripes[i].lock);
  pthread_mutex_destroy(&facts->pool_lock);
  free(facts->first);
  free(facts->entries);
  free(facts);
}

/* The link that points to the entry, or to the chain's end. The chain is locked. */
static uint32_t *find_link(fr__facts *facts, uint32_t chain, fr__party_key party, fr__hash128 name) {
  uint32_t *link = &facts->first[chain];
  while (*link != 0) {
    entry *here = &facts->entries[*link - 1];
    if (fr__key_equal(here->party, party) && fr__key_equal(here->name, name)) break;
    link = &here->next;
  }
  return link;
}

/* A free entry as place + 1, or 0. */
static uint32_t take_entry(fr__facts *facts) {
  pthread_mutex_lock(&facts->pool_lock);
  uint32_t taken = facts->free_first;
  if (taken != 0) {
    facts->free_first = facts->entries[taken - 1].next;
  } else if (facts->never_used < facts->entries_max) {
    taken = ++facts->never_used;
  }
  pthread_mutex_unlock(&facts->pool_lock);
  if (taken != 0) __atomic_fetch_add(&facts->count, 1, __ATOMIC_RELEASE);
  return taken;
}

static void give_entry(fr__facts *facts, uint32_t given) {
  pthread_mutex_lock(&facts->pool_lock);
  facts->entries[given - 1].next = facts->free_first;
  facts->free_first = given;
  pthread_mutex_unlock(&facts->pool_lock);
  __atomic_fetch_sub(&facts->count, 1, __ATOMIC_RELEASE);
}

/* Frees the places of all that is said of a party, or, where `party` is null, of all that has ended by now_us. No chain
 * is locked. */
static void clear(fr__facts *facts, const fr__party_key *party, int64_t now_us) {
  for (uint32_t chain = 0; chain < facts->chains && fr__facts_count(facts) != 0; chain++) {
    pthread_mutex_t *lock = lock_chain(facts, chain);
    for (uint32_t *link = &facts->first[chain]; *link != 0;) {
      entry *here = &facts->entries[*link - 1];
      const uint32_t found = *link;
      const bool goes = party != NULL ? fr__key_equal(here->party, *party) : here->fact.until_us <= now_us;
      if (!goes) {
        link = &here->next;
        continue;
      }
      *link = here->next;
      *here = (entry){0};
      give_entry(facts, found);
    }
    pthread_mutex_unlock(lock);
  }
}

static fr_status set(fr__facts *facts, fr__party_key party, fr__hash128 name, const fr__fact *fact) {
  const uint32_t chain = chain_of(facts, party, name);
  pthread_mutex_t *lock = lock_chain(facts, chain);
  fr_status status = FR_OK;
  uint32_t *link = find_link(facts, chain, party, name);
  if (*link == 0) {
    const uint32_t taken = take_entry(facts);
    if (taken == 0) {
      status = FR_STATE_FULL;
    } else {
      facts->entries[taken - 1] = (entry){.party = party, .name = name};
      *link = taken;
    }
  }
  if (status >= 0) facts->entries[*link - 1].fact = *fact;
  pthread_mutex_unlock(lock);
  return status;
}

fr_status fr__facts_set(fr__facts *facts, fr__party_key party, fr__hash128 name, const fr__fact *fact, int64_t now_us) {
  const fr_status status = set(facts, party, name, fact);
  if (status != FR_STATE_FULL) return status;
  clear(facts, NULL, now_us);
  return set(facts, party, name, fact);
}

void fr__facts_remove(fr__facts *facts, fr__party_key party, fr__hash128 name) {
  const uint32_t chain = chain_of(facts, party, name);
  pthread_mutex_t *lock = lock_chain(facts, chain);
  uint32_t *link = find_link(facts, chain, party, name);
  const uint32_t removed = *link;
  if (removed != 0) {
    *link = facts->entries[removed - 1].next;
    give_entry(facts, removed);
  }
  pthread_mutex_unlock(lock);
}

enum fr__fact_answer fr__facts_get(fr__facts *facts, fr__party_key party, fr__hash128 name, int64_t now_us,
                                   fr__fact *fact) {
  if (__atomic_load_n(&facts->count, __ATOMIC_ACQUIRE) == 0) return FR__FACT_NONE;
  const uint32_t chain = chain_of(facts, party, name);
  pthread_mutex_t *lock = lock_chain(facts, chain);
  const uint32_t found = *find_link(facts, chain, party, name);
  const bool valid = found != 0 && facts->entries[found - 1].fact.until_us > now_us;
  if (valid) *fact = facts->entries[found - 1].fact;
  pthread_mutex_unlock(lock);
  if (!valid) return FR__FACT_NONE;
  return fact->amount == FR__NOT_LISTED ? FR__FACT_DENIED : FR__FACT_HOLDS;
}

void fr__facts_forget(fr__facts *facts, fr__party_key party) { clear(facts, &party, 0); }

uint64_t fr__facts_count(fr__facts *facts) { return __atomic_load_n(&facts->count, __ATOMIC_ACQUIRE); }

void fr__facts_each(fr__facts *facts,
                    void (*each)(void *argument, fr__party_key party, fr__hash128 name, const fr__fact *fact),
                    void *argument) {
  for (uint32_t chain = 0; chain < facts->chains && fr__facts_count(facts) != 0; chain++) {
    pthread_mutex_t *lock = lock_chain(facts, chain);
    for (uint32_t at = facts->first[chain]; at != 0; at = facts->entries[at - 1].next) {
      const entry *here = &facts->entries[at - 1];
      each(argument, here->party, here->name, &here->fact);
    }
    pthread_mutex_unlock(lock);
  }
}
