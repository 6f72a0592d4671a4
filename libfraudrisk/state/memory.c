/* SPDX-License-Identifier: Apache-2.0
 *
 * The embedded store: profiles in one region of memory that is reserved at creation and taken as it fills.
 *
 * Parties are spread over 256 shards by their key. A shard is a lock and a table that finds profiles; an acquire locks
 * the shards of its parties in ascending order, each once. Blocks come from a pool whose locks are taken last, one at a
 * time, and held for some tens of nanoseconds; most acquires never take one.
 *
 * When memory is out, or there are as many parties as may be, idle ones give way: of sixteen that stand behind a hand
 * that goes round all tables, the one whose newest entry is oldest, or one that is about as idle and whose memory is
 * enough. Where that is too little in one piece, those who stand behind it in memory go too. Going round, so every
 * party is looked at in turn, and no party pays for a list of who was active when. A party in use cannot be evicted:
 * its shard is locked, and a shard that is locked is passed over, which also means that nobody waits here. */
#include <pthread.h>
#include <stdlib.h>

#include "state/layout.h"
#include "state/pool.h"

enum { SHARDS = 256, FIRST_SLOTS = 8, TAG_BITS = 24, SAMPLED = 16, NEIGHBOURS = 64, EVICTIONS = 32, AHEAD = 16 };

/* A slot of a table: 24 bits of the key, and where the profile stands, in words from the region's beginning. 0: empty.
 */
typedef uint64_t slot;

typedef struct shard {
  pthread_mutex_t lock;
  slot *table;
  uint32_t slots, used;
  uint32_t hand; /* the slot where the next look for idle parties begins */
} __attribute__((aligned(64))) shard;

typedef struct memory {
  fr__store store;
  fr__pool pool;
  uint64_t parties; /* atomically */
  uint32_t hand;    /* atomically: the shard where the next look for idle parties begins */
  unsigned char apart[64];
  shard shards[SHARDS];
} memory;

static memory *memory_of(fr__store *store) { return (memory *)(void *)store; }

static uint32_t shard_of(fr__party_key key) { return (uint32_t)key.low & (SHARDS - 1); }
/* The books of a party differ from it in the low bits of `high` alone, so these count too. */
static uint64_t tag_of(fr__party_key key) { return (key.low >> 8 ^ key.high) & ((UINT64_C(1) << TAG_BITS) - 1); }
static uint32_t first_slot(fr__party_key key, uint32_t slots) {
  return (uint32_t)(((key.low ^ key.high * UINT64_C(0x9E3779B97F4A7C15)) >> 32) * slots >> 32);
}

static fr__profile *profile_at(const memory *self, slot entry) {
  return (fr__profile *)(void *)(self->pool.region + (entry >> TAG_BITS) * 8);
}

static slot slot_for(const memory *self, const fr__profile *profile) {
  const uint64_t words = (uint64_t)((const unsigned char *)profile - self->pool.region) / 8;
  return words << TAG_BITS | tag_of(profile->key);
}

/* ---- the table of a shard; its lock is held ---- */

/* The slot of a key, or the empty one where it would go. */
static slot *find_slot(const memory *self, const shard *part, fr__party_key key) {
  uint32_t at = first_slot(key, part->slots);
  while (part->table[at] != 0) {
    slot *here = &part->table[at];
    const bool alike = (*here & ((UINT64_C(1) << TAG_BITS) - 1)) == tag_of(key);
    if (alike && fr__key_equal(profile_at(self, *here)->key, key)) return here;
    at = at + 1 == part->slots ? 0 : at + 1;
  }
  return &part->table[at];
}

static uint32_t distance(const shard *part, uint32_t from, uint32_t to) {
  return to >= from ? to - from : to + part->slots - from;
}

/* Empties a slot. Those behind it that would no longer be found move up, each no further than to its first place. */
static void empty_slot(memory *self, shard *part, slot *gone) {
  uint32_t gap = (uint32_t)(gone - part->table), at = gap;
  for (;;) {
    at = at + 1 == part->slots ? 0 : at + 1;
    if (part->table[at] == 0) break;
    const uint32_t home = first_slot(profile_at(self, part->table[at])->key, part->slots);
    if (distance(part, home, at) < distance(part, gap, at)) continue;
    part->table[gap] = part->table[at];
    gap = at;
  }
  part->table[gap] = 0;
}

static void remove_key(memory *self, fr__party_key key) {
  shard *part = &self->shards[shard_of(key)];
  if (part->table == NULL) return;
  slot *entry = find_slot(self, part, key);
  if (*entry == 0) return;
  fr__profile *profile = profile_at(self, *entry);
  empty_slot(self, part, entry);
  part->used--;
  fr__pool_give(&self->pool, profile);
}

/* The party is no more, and neither are its books. */
static void remove_profile(memory *self, const fr__profile *profile) {
  const fr__party_key key = profile->key;
  for (uint32_t i = 0; i < profile->books; i++) remove_key(self, fr__book_key(key, i));
  remove_key(self, key);
  __atomic_fetch_sub(&self->parties, 1, __ATOMIC_RELAXED);
}

static fr__profile *find(const memory *self, fr__party_key key) {
  const shard *part = &self->shards[shard_of(key)];
  if (part->table == NULL) return NULL;
  const slot *entry = find_slot(self, part, key);
  return *entry == 0 ? NULL : profile_at(self, *entry);
}

/* ---- who is idle gives way ---- */

typedef struct idle_party {
  fr__party_key key;
  int64_t newest_us;
  bool helps; /* its block is where the one that is needed will stand, and is no smaller */
} idle_party;

typedef struct idle_sample {
  idle_party parties[SAMPLED]; /* the idlest first */
  uint32_t count;
} idle_sample;

/* Who stands behind a block. */
typedef struct neighbours {
  unsigned char keys[NEIGHBOURS][FR__OWNER_BYTES];
  uint32_t count;
} neighbours;

static void add_to_sample(idle_sample *sample, idle_party one) {
  uint32_t at = sample->count++;
  for (; at > 0 && sample->parties[at - 1].newest_us > one.newest_us; at--)
    sample->parties[at] = sample->parties[at - 1];
  sample->parties[at] = one;
}

/* Looks at the next parties of a shard that is locked. */
static void look_for_idle(const memory *self, shard *part, uint64_t size, idle_sample *sample) {
  const fr__profile *found[SAMPLED];
  uint32_t count = 0;
  for (uint32_t looked = 0; looked < part->slots && looked < 4 * SAMPLED && sample->count + count < SAMPLED; looked++) {
    if (part->hand >= part->slots) part->hand = 0;
    const slot here = part->table[part->hand++];
    if (here == 0) continue;
    found[count] = profile_at(self, here);
    __builtin_prefetch(found[count++]);
  }
  for (uint32_t i = 0; i < count; i++) {
    if (found[i]->books == FR__IS_BOOK) continue;
    const bool helps = found[i]->bytes >= size && fr__pool_alike(&self->pool, found[i], size);
    add_to_sample(sample, (idle_party){found[i]->key, found[i]->newest_us, helps});
  }
}

/* Of the idler half the idlest whose memory helps, or else the idlest. */
static const idle_party *choose(const idle_sample *sample) {
  for (uint32_t i = 0; i < (sample->count + 1) / 2; i++) {
    if (sample->parties[i].helps) return &sample->parties[i];
  }
  return &sample->parties[0];
}

/* Evicts this party, unless somebody has its shard. `behind` receives who stands behind it, so far that all together
 * are enough: with its block alone that is nobody. False: it is in use, or gone already, or all would be too little and
 * it is not to go `anyway`. */
static bool evict(memory *self, fr__party_key key, uint64_t size, bool anyway, neighbours *behind) {
  shard *part = &self->shards[shard_of(key)];
  if (pthread_mutex_trylock(&part->lock) != 0) return false;
  fr__profile *profile = find(self, key);
  if (profile != NULL && profile->books == FR__IS_BOOK) profile = NULL; /* it goes with its party alone */
  if (profile != NULL) {
    behind->count = fr__pool_behind(&self->pool, profile, size, behind->keys, NEIGHBOURS);
    if (behind->count == FR__NOT_BEHIND && !anyway) profile = NULL;
    if (behind->count == FR__NOT_BEHIND) behind->count = 0;
  }
  if (profile != NULL && !fr__store_forgets(&self->store, profile)) profile = NULL;
  if (profile != NULL) remove_profile(self, profile);
  pthread_mutex_unlock(&part->lock);
  return profile != NULL;
}

/* Evicts an idle party, of the shards that nobody has locked, so that `size` bytes come free in one piece: and its
 * neighbours, if that takes more than its own block. False where there is nobody. */
static bool evict_for(memory *self, uint64_t size, bool anyway) {
  idle_sample sample = {.count = 0};
  if (self->store.options.keep_idle || self->store.restoring) return false;
  for (uint32_t i = 0; i < SHARDS && sample.count < SAMPLED; i++) {
    shard *part = &self->shards[__atomic_fetch_add(&self->hand, 1, __ATOMIC_RELAXED) & (SHARDS - 1)];
    if (pthread_mutex_trylock(&part->lock) != 0) continue;
    if (part->table != NULL) look_for_idle(self, part, size, &sample);
    pthread_mutex_unlock(&part->lock);
  }
  if (sample.count == 0) return false;
  neighbours behind = {.count = 0}, further;
  bool gone = evict(self, choose(&sample)->key, size, anyway, &behind);
  for (uint32_t i = 0; !gone && i < (sample.count + 1) / 2; i++) {
    gone = evict(self, sample.parties[i].key, size, anyway, &behind);
  }
  for (uint32_t i = 0; gone && i < behind.count; i++) {
    fr__party_key key;
    memcpy(&key, behind.keys[i], sizeof key);
    if (!evict(self, key, 0, true, &further)) break;
  }
  return true; /* or else they are all in use, or too little: look again */
}

/* A block, for which idle parties may have to give way. */
static void *take_or_evict(memory *self, uint32_t near, uint64_t size) {
  void *block = fr__pool_take(&self->pool, near, size);
  for (uint32_t i = 0; block == NULL && i < EVICTIONS && evict_for(self, size, i >= EVICTIONS / 2); i++) {
    block = fr__pool_take(&self->pool, near, size);
  }
  return block == NULL && self->store.restoring ? fr__pool_take_spare(&self->pool, size) : block;
}

/* Room for one party more: at most four slots of five are used, more where there is no memory for a larger table. */
static bool grow_table(memory *self, shard *part) {
  if (part->table != NULL && (uint64_t)(part->used + 1) * 5 <= (uint64_t)part->slots * 4) return true;
  if (part->slots > UINT32_MAX / 2) return false;
  const uint32_t slots = part->slots == 0 ? FIRST_SLOTS : part->slots + part->slots / 2;
  /* Nobody gives way for what only makes finding faster. */
  const uint32_t near = (uint32_t)(part - self->shards);
  slot *table = fr__pool_take_table(&self->pool, near, (uint64_t)slots * sizeof *table);
  if (table == NULL && part->used + 2 <= part->slots) return true;
  if (table == NULL) table = take_or_evict(self, near, (uint64_t)slots * sizeof *table);
  if (table == NULL) return false;
  memset(table, 0, (size_t)slots * sizeof *table);
  slot *before = part->table;
  const uint32_t slots_before = part->slots;
  __atomic_store_n(&part->table, table, __ATOMIC_RELAXED); /* fetch() looks without the lock */
  __atomic_store_n(&part->slots, slots, __ATOMIC_RELAXED);
  for (uint32_t i = 0; i < slots_before; i++) {
    /* Each key stands in its profile, anywhere in memory: which is asked for some turns before. */
    if (i + AHEAD < slots_before && before[i + AHEAD] != 0) __builtin_prefetch(profile_at(self, before[i + AHEAD]));
    if (before[i] != 0) *find_slot(self, part, profile_at(self, before[i])->key) = before[i];
  }
  if (before != NULL) fr__pool_give(&self->pool, before);
  return true;
}

static bool too_many(const memory *self) {
  return !self->store.restoring && __atomic_load_n(&self->parties, __ATOMIC_RELAXED) > self->store.options.parties_max;
}

/* A book is nobody's neighbour: it goes with its party alone. */
static fr__profile *make(memory *self, fr__party_key key, bool book) {
  shard *part = &self->shards[shard_of(key)];
  if (!grow_table(self, part)) return NULL;
  fr__profile *profile = take_or_evict(self, shard_of(key), sizeof *profile);
  if (profile == NULL) return NULL;
  fr__profile_init(&self->store, profile, key, sizeof *profile);
  if (book) {
    profile->books = FR__IS_BOOK;
    profile->complete_us = 0; /* nobody asks a book */
  }
  if (!book) fr__pool_own(&self->pool, profile);
  *find_slot(self, part, key) = slot_for(self, profile);
  part->used++;
  return profile;
}

static fr__profile *create(memory *self, fr__party_key key) {
  __atomic_fetch_add(&self->parties, 1, __ATOMIC_RELAXED);
  for (uint32_t i = 0; i < EVICTIONS && too_many(self); i++) {
    if (!evict_for(self, 0, true)) break;
  }
  fr__profile *profile = too_many(self) ? NULL : make(self, key, false);
  if (profile == NULL) __atomic_fetch_sub(&self->parties, 1, __ATOMIC_RELAXED);
  return profile;
}

/* ---- the store's operations ---- */

/* The shards of the keys, ascending, each once: in acquired->locks[0], eight bits each, their number in locks[1]. */
static void order_locks(fr__acquired *acquired) {
  uint32_t order[FR__MAX_ACQUIRED], count = 0;
  for (uint32_t i = 0; i < acquired->count; i++) {
    const uint32_t wanted = shard_of(acquired->keys[i]);
    uint32_t at = 0;
    while (at < count && order[at] < wanted) at++;
    if (at < count && order[at] == wanted) continue;
    for (uint32_t j = count; j > at; j--) order[j] = order[j - 1];
    order[at] = wanted;
    count++;
  }
  acquired->locks[0] = 0;
  acquired->locks[1] = count;
  for (uint32_t i = 0; i < count; i++) acquired->locks[0] |= (uint64_t)order[i] << (8 * i);
}

static inline void rest(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

/* A shard is held for one or two microseconds; going to sleep and being woken takes longer, and is what makes threads
 * wait for each other behind a party that everybody pays. So whoever waits looks again for a while (some 12 us), with
 * rests in between that leave the holder its line of memory, and sleeps only then: the holder may be asleep itself. */
static void lock_shard(shard *part) {
  enum { LOOKS = 64, RESTS = 8 };
  for (uint32_t look = 0; look < LOOKS; look++) {
    if (pthread_mutex_trylock(&part->lock) == 0) return;
    for (uint32_t i = 0; i < RESTS; i++) rest();
  }
  pthread_mutex_lock(&part->lock);
}

static void unlock_all(memory *self, const fr__acquired *acquired) {
  for (uint64_t i = acquired->locks[1]; i-- > 0;) {
    pthread_mutex_unlock(&self->shards[acquired->locks[0] >> (8 * i) & (SHARDS - 1)].lock);
  }
}

/* With the word of its block before it, and the first keys behind it: three lines, wherever it begins. */
static void fetch_header(const fr__profile *profile) {
  const unsigned char *block = (const unsigned char *)profile - FR__BLOCK_OVERHEAD;
  for (uint32_t i = 0; i < 3; i++) __builtin_prefetch(block + (size_t)i * 64);
}

/* Asks memory for all parties at once, so that their waits overlap: first the places in the tables, then the headers.
 */
static void fetch_ahead(const memory *self, const fr__acquired *acquired) {
  const slot *places[FR__MAX_ACQUIRED];
  for (uint32_t i = 0; i < acquired->count; i++) {
    const shard *part = &self->shards[shard_of(acquired->keys[i])];
    places[i] = part->table == NULL ? NULL : &part->table[first_slot(acquired->keys[i], part->slots)];
    if (places[i] != NULL) __builtin_prefetch(places[i]);
  }
  for (uint32_t i = 0; i < acquired->count; i++) {
    if (places[i] == NULL || *places[i] == 0) continue;
    fetch_header(profile_at(self, *places[i]));
  }
}

static void fetch_profile(const memory *self, const shard *part, fr__party_key key) {
  if (part->table == NULL) return;
  for (uint32_t at = first_slot(key, part->slots); part->table[at] != 0; at = at + 1 == part->slots ? 0 : at + 1) {
    if ((part->table[at] & ((UINT64_C(1) << TAG_BITS) - 1)) != tag_of(key)) continue;
    fetch_header(profile_at(self, part->table[at]));
    return;
  }
}

static void fetch(fr__store *store, const fr__acquired *parties, uint32_t step) {
  memory *self = memory_of(store);
  for (uint32_t i = 0; i < parties->count; i++) {
    shard *part = &self->shards[shard_of(parties->keys[i])];
    if (step == 0) {
      /* A table that is replaced at this moment costs a useless prefetch, which never faults. */
      const slot *table = __atomic_load_n(&part->table, __ATOMIC_RELAXED);
      const uint32_t slots = __atomic_load_n(&part->slots, __ATOMIC_RELAXED);
      if (table != NULL) __builtin_prefetch(table + first_slot(parties->keys[i], slots));
      __builtin_prefetch(&part->lock);
    } else if (pthread_mutex_trylock(&part->lock) == 0) {
      fetch_profile(self, part, parties->keys[i]);
      pthread_mutex_unlock(&part->lock);
    }
  }
}

static fr_status acquire(fr__store *store, fr__acquired *acquired, uint32_t create_bits) {
  memory *self = memory_of(store);
  FR_ENSURE(acquired->count <= FR__MAX_ACQUIRED);
  order_locks(acquired);
  for (uint64_t i = 0; i < acquired->locks[1]; i++) {
    lock_shard(&self->shards[acquired->locks[0] >> (8 * i) & (SHARDS - 1)]);
  }
  fetch_ahead(self, acquired);
  uint32_t made = acquired->made = 0;
  for (uint32_t i = 0; i < acquired->count; i++) {
    acquired->profiles[i] = find(self, acquired->keys[i]);
    FR_INVARIANT(acquired->profiles[i] == NULL || acquired->profiles[i]->layout == FR__PROFILE_LAYOUT);
    if (acquired->profiles[i] != NULL || (create_bits >> i & 1) == 0) continue;
    acquired->profiles[i] = create(self, acquired->keys[i]);
    if (acquired->profiles[i] != NULL) {
      acquired->made = made |= 1u << i;
      continue;
    }
    while (i-- > 0) {
      if ((made >> i & 1) != 0) remove_profile(self, acquired->profiles[i]);
    }
    unlock_all(self, acquired);
    memset(acquired->profiles, 0, sizeof acquired->profiles);
    return FR_STATE_FULL;
  }
  return FR_OK;
}

static void release(fr__store *store, fr__acquired *acquired, uint32_t changed) {
  /* A change in memory is made where it stands. */
  for (uint32_t i = 0; (changed & FR__TAKE_BACK) != 0 && acquired->made >> i != 0; i++) {
    if ((acquired->made >> i & 1) != 0) remove_profile(memory_of(store), acquired->profiles[i]);
  }
  acquired->made = 0;
  unlock_all(memory_of(store), acquired);
  acquired->locks[1] = 0;
}

static fr__profile *resize(fr__store *store, fr__profile *profile, uint32_t bytes) {
  memory *self = memory_of(store);
  fr__profile *moved = fr__pool_resize(&self->pool, profile, bytes);
  /* And nobody for a profile that becomes smaller. */
  const uint32_t near = shard_of(profile->key), before = profile->bytes;
  if (moved == NULL && bytes > profile->bytes) moved = take_or_evict(self, near, bytes);
  if (moved == NULL && bytes < profile->bytes) moved = fr__pool_take(&self->pool, near, bytes);
  if (moved == NULL) return NULL;
  if (moved != profile) {
    slot *entry = find_slot(self, &self->shards[shard_of(profile->key)], profile->key);
    memcpy(moved, profile, profile->bytes < bytes ? profile->bytes : bytes);
    if (moved->books != FR__IS_BOOK) fr__pool_own(&self->pool, moved);
    *entry = slot_for(self, moved);
    fr__pool_give(&self->pool, profile);
  }
  /* Room that nothing stands in yet reads as zeroes, so that equal pasts are equal bytes. */
  if (bytes > before) memset((unsigned char *)moved + before, 0, bytes - before);
  moved->bytes = bytes;
  return moved;
}

static fr__profile *open_beside(fr__store *store, fr__party_key key, bool create_it) {
  memory *self = memory_of(store);
  fr__profile *found = find(self, key);
  if (found != NULL || !create_it) return found;
  return make(self, key, true);
}

static void close_beside(fr__store *store, fr__profile *profile, bool changed) {
  (void)store, (void)profile, (void)changed; /* it stands where it stands */
}

static void remove_beside(fr__store *store, fr__party_key key) { remove_key(memory_of(store), key); }

static void walk(fr__store *store, uint32_t number, const fr__walker *walker) {
  memory *self = memory_of(store);
  shard *part = &self->shards[number];
  pthread_mutex_lock(&part->lock);
  walker->begin(walker->argument, number);
  for (uint32_t at = 0; at < part->slots; at++) {
    if (at + AHEAD < part->slots && part->table[at + AHEAD] != 0) {
      __builtin_prefetch(profile_at(self, part->table[at + AHEAD]));
    }
    if (part->table[at] != 0) walker->each(walker->argument, profile_at(self, part->table[at]));
  }
  pthread_mutex_unlock(&part->lock);
}

/* Walks all profiles, shard by shard: exact, and as slow as that. Index bytes are the tables, empty slots included. */
static void measure(fr__store *store, fr__store_stats *stats) {
  memory *self = memory_of(store);
  memset(stats, 0, sizeof *stats);
  for (uint32_t i = 0; i < SHARDS; i++) {
    shard *part = &self->shards[i];
    pthread_mutex_lock(&part->lock);
    if (part->table != NULL) stats->index_bytes += fr__blocks_size(part->table);
    for (uint32_t at = 0; at < part->slots; at++) {
      if (part->table[at] == 0) continue;
      const fr__profile *profile = profile_at(self, part->table[at]);
      stats->parties += profile->books != FR__IS_BOOK;
      stats->profile_bytes += fr__blocks_size(profile);
      fr__profile_measure(profile, stats);
    }
    pthread_mutex_unlock(&part->lock);
  }
  stats->reserved_bytes = fr__pool_touched(&self->pool) + sizeof *self;
  fr__store_count(store, stats);
}

static void count(fr__store *store, fr__store_stats *stats) {
  memory *self = memory_of(store);
  memset(stats, 0, sizeof *stats);
  stats->parties = __atomic_load_n(&self->parties, __ATOMIC_RELAXED);
  stats->reserved_bytes = fr__pool_touched(&self->pool) + sizeof *self;
  fr__store_count(store, stats);
}

static void destroy(fr__store *store) {
  if (store == NULL) return;
  memory *self = memory_of(store);
  for (uint32_t i = 0; i < SHARDS; i++) pthread_mutex_destroy(&self->shards[i].lock);
  fr__pool_destroy(&self->pool);
  free(self);
}

static const fr__store_operations operations = {.acquire = acquire,
                                                .release = release,
                                                .fetch = fetch,
                                                .resize = resize,
                                                .open_beside = open_beside,
                                                .close_beside = close_beside,
                                                .remove_beside = remove_beside,
                                                .parts = SHARDS,
                                                .part_of = shard_of,
                                                .walk = walk,
                                                .measure = measure,
                                                .count = count,
                                                .destroy = destroy};

fr_status fr__memory_store_create(const fr__store_options *options, fr__store **store) {
  FR_REQUIRE(options != NULL && store != NULL, FR_NULL_POINTER);
  *store = NULL;
  FR_TRY(fr__store_check_options(options));
  memory *self = aligned_alloc(_Alignof(memory), sizeof *self);
  FR_REQUIRE(self != NULL, FR_NO_MEMORY);
  memset(self, 0, sizeof *self);
  self->store.operations = &operations;
  self->store.options = *options;
  self->store.complete_us = options->complete_us;
  const fr_status status = fr__pool_create(&self->pool, options->memory_bytes);
  if (status != FR_OK) {
    free(self);
    return status;
  }
  /* They cannot fail to initialise on the platforms that we build for. */
  for (uint32_t i = 0; i < SHARDS; i++) pthread_mutex_init(&self->shards[i].lock, NULL);
  *store = &self->store;
  return FR_OK;
}
