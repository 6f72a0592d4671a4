/* SPDX-License-Identifier: Apache-2.0
 *
 * A second store, as unlike the embedded one as the seam allows: it keeps a party as a string of bytes of exactly its
 * size and lends out a copy. It shows what the engine may count on and what it may not:
 *
 *   - a loan lies somewhere else each time and its memory is overwritten at release: a profile holds no addresses, and
 *     nobody keeps one past a release;
 *   - only what is released as changed is written back, and what is not must be what it was, byte for byte;
 *   - nobody writes before or behind a profile: both sides of a loan are marked.
 *
 * What it finds at fault ends the process. It takes the place of state/memory.c, under the same name, in a build with
 * FR_STORE=second, and in the executables of tests/threads/serial.
 *
 * SECOND_FAULT builds a store whose locks are broken, so that a test can show that it would be noticed. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "state/layout.h"

/* While profiles are lent: no lock is held; only that of the first party is. */
enum { UNLOCKED = 1, FIRST_ALONE = 2 };
#ifndef SECOND_FAULT
#define SECOND_FAULT 0
#endif

enum { BUCKETS = 1024, SCRIBBLE = 0xA5 };
#define MARK UINT64_C(0x6C656E7420746F20)

typedef struct record {
  struct record *next;
  fr__party_key key;
  uintptr_t lent; /* where its last loan lay */
  unsigned char *bytes;
  uint32_t size;
} record;

typedef struct bucket {
  pthread_mutex_t lock;
  record *first;
} bucket;

typedef struct second {
  fr__store store;
  uint64_t parties, used_bytes; /* atomically */
  bucket buckets[BUCKETS];
} second;

/* Stands before the profile; behind it stands the mark alone. */
typedef struct loan {
  void *block;
  uint64_t bytes, mark;
} loan;

static second *second_of(fr__store *store) { return (second *)(void *)store; }
static uint32_t bucket_of(fr__party_key key) { return (uint32_t)(key.low ^ key.high >> 32) % BUCKETS; }

static void require(bool holds, const char *what) {
  if (holds) return;
  fprintf(stderr, "the second store: %s\n", what);
  abort();
}

static void *allocate(size_t bytes) {
  void *memory = malloc(bytes);
  require(memory != NULL, "the system is out of memory");
  return memory;
}

/* Counts bytes against memory_bytes; a profile that is lent counts with its size of now. */
static bool take_bytes(second *self, uint64_t bytes) {
  const uint64_t most = self->store.options.memory_bytes, spare = self->store.restoring ? most / 4 : 0;
  uint64_t before = __atomic_load_n(&self->used_bytes, __ATOMIC_RELAXED);
  do {
    if (before + bytes > most + spare) return false;
  } while (!__atomic_compare_exchange_n(&self->used_bytes, &before, before + bytes, true, __ATOMIC_RELAXED,
                                        __ATOMIC_RELAXED));
  return true;
}

static void give_bytes(second *self, uint64_t bytes) { __atomic_fetch_sub(&self->used_bytes, bytes, __ATOMIC_RELAXED); }

/* ---- loans ---- */

/* Memory for a profile, anywhere but at `not_at`. A profile needs addresses that are multiples of eight, no more. */
static fr__profile *lend(uint32_t bytes, uintptr_t not_at) {
  unsigned char *block = allocate(sizeof(loan) + 8 + bytes + sizeof(uint64_t));
  unsigned char *at = block + sizeof(loan);
  if ((uintptr_t)at == not_at) at += 8;
  const loan before = {block, bytes, MARK};
  const uint64_t behind = MARK;
  memcpy(at - sizeof before, &before, sizeof before);
  memcpy(at + bytes, &behind, sizeof behind);
  return (fr__profile *)(void *)at;
}

static loan loan_of(const fr__profile *profile) {
  loan found;
  memcpy(&found, (const unsigned char *)profile - sizeof found, sizeof found);
  uint64_t behind = 0;
  if (found.mark == MARK) memcpy(&behind, (const unsigned char *)profile + found.bytes, sizeof behind);
  require(found.mark == MARK, "something was written before a profile, or what was released is no loan");
  require(behind == MARK, "something was written behind a profile");
  require(profile->bytes == found.bytes, "a profile's size was changed without resize()");
  require(profile->layout == FR__PROFILE_LAYOUT, "a profile has another version of the layout");
  return found;
}

static void end_loan(fr__profile *profile) {
  const loan found = loan_of(profile);
  memset(found.block, SCRIBBLE, sizeof found + 8 + found.bytes + sizeof(uint64_t));
  free(found.block);
}

/* ---- records; the lock of their bucket is held ---- */

static record *find(second *self, fr__party_key key) {
  record *found = self->buckets[bucket_of(key)].first;
  while (found != NULL && !fr__key_equal(found->key, key)) found = found->next;
  return found;
}

static fr__profile *lend_record(record *kept) {
  fr__profile *profile = lend(kept->size, kept->lent);
  kept->lent = (uintptr_t)profile;
  memcpy(profile, kept->bytes, kept->size);
  return profile;
}

static void write_back(record *kept, const fr__profile *profile) {
  if (kept->size != profile->bytes) {
    free(kept->bytes);
    kept->bytes = allocate(profile->bytes);
    kept->size = profile->bytes;
  }
  memcpy(kept->bytes, profile, kept->size);
}

/* Ends a record of a bucket, wherever it stands there. False: there is none. */
static bool drop_record(second *self, fr__party_key key) {
  record **link = &self->buckets[bucket_of(key)].first;
  while (*link != NULL && !fr__key_equal((*link)->key, key)) link = &(*link)->next;
  record *dropped = *link;
  if (dropped == NULL) return false;
  *link = dropped->next;
  give_bytes(self, sizeof *dropped + dropped->size);
  free(dropped->bytes);
  free(dropped);
  return true;
}

static fr__profile head_of(const record *kept) {
  fr__profile head;
  memcpy(&head, kept->bytes, sizeof head);
  return head;
}

/* A party goes, and what lies beside it. */
static void drop(second *self, fr__party_key key) {
  const record *kept = find(self, key);
  require(kept != NULL && head_of(kept).books != FR__IS_BOOK, "who is to go is not there");
  for (uint32_t i = 0, books = head_of(kept).books; i < books; i++) (void)drop_record(self, fr__book_key(key, i));
  (void)drop_record(self, key);
  __atomic_fetch_sub(&self->parties, 1, __ATOMIC_RELAXED);
}

static int64_t newest_of(const record *kept) { return head_of(kept).newest_us; }

/* Of all parties whose bucket nobody has locked, the one that was idle longest goes. False: there is none. */
static bool evict_idlest(second *self) {
  fr__party_key key = {0, 0};
  int64_t newest_us = INT64_MAX;
  bool found = false;
  if (self->store.options.keep_idle || self->store.restoring) return false;
  for (uint32_t i = 0; i < BUCKETS; i++) {
    if (pthread_mutex_trylock(&self->buckets[i].lock) != 0) continue;
    for (const record *kept = self->buckets[i].first; kept != NULL; kept = kept->next) {
      if (head_of(kept).books == FR__IS_BOOK || (found && newest_of(kept) >= newest_us)) continue;
      found = true;
      key = kept->key;
      newest_us = newest_of(kept);
    }
    pthread_mutex_unlock(&self->buckets[i].lock);
  }
  bucket *part = &self->buckets[bucket_of(key)];
  if (!found || pthread_mutex_trylock(&part->lock) != 0) return found;
  const record *kept = find(self, key);
  bool gone = true;
  if (kept != NULL && newest_of(kept) == newest_us) {
    const fr__profile head = head_of(kept);
    gone = fr__store_forgets(&self->store, &head);
    if (gone) drop(self, key);
  }
  pthread_mutex_unlock(&part->lock);
  return gone;
}

static bool take_or_evict(second *self, uint64_t bytes) {
  while (!take_bytes(self, bytes)) {
    if (!evict_idlest(self)) return false;
  }
  return true;
}

static bool too_many(const second *self) {
  return !self->store.restoring && __atomic_load_n(&self->parties, __ATOMIC_RELAXED) > self->store.options.parties_max;
}

static record *make(second *self, fr__party_key key, uint16_t books) {
  if (!take_or_evict(self, sizeof(record) + sizeof(fr__profile))) return NULL;
  fr__profile empty;
  fr__profile_init(&self->store, &empty, key, sizeof empty);
  empty.books = books;
  if (books == FR__IS_BOOK) empty.complete_us = 0;
  bucket *part = &self->buckets[bucket_of(key)];
  record *made = allocate(sizeof *made);
  *made = (record){.next = part->first, .key = key};
  write_back(made, &empty);
  part->first = made;
  return made;
}

static record *create(second *self, fr__party_key key) {
  __atomic_fetch_add(&self->parties, 1, __ATOMIC_RELAXED);
  while (too_many(self) && evict_idlest(self)) {
  }
  record *made = too_many(self) ? NULL : make(self, key, 0);
  if (made == NULL) __atomic_fetch_sub(&self->parties, 1, __ATOMIC_RELAXED);
  return made;
}

/* ---- locks: of the buckets of all parties, ascending, each once ---- */

/* The first lock of these from a place on; BUCKETS: there is none. */
static uint32_t next_lock(const fr__acquired *acquired, uint32_t from) {
  uint32_t least = BUCKETS;
  for (uint32_t i = 0; i < acquired->count; i++) {
    const uint32_t wanted = bucket_of(acquired->keys[i]);
    if (wanted >= from && wanted < least) least = wanted;
  }
  return least;
}

static void lock_all(second *self, const fr__acquired *acquired) {
  for (uint32_t at = next_lock(acquired, 0); at < BUCKETS; at = next_lock(acquired, at + 1)) {
    pthread_mutex_lock(&self->buckets[at].lock);
  }
}

static void unlock_all(second *self, const fr__acquired *acquired, uint32_t but) {
  for (uint32_t at = next_lock(acquired, 0); at < BUCKETS; at = next_lock(acquired, at + 1)) {
    if (at != but) pthread_mutex_unlock(&self->buckets[at].lock);
  }
}

/* ---- the store's operations ---- */

static fr_status acquire(fr__store *store, fr__acquired *acquired, uint32_t create_bits) {
  second *self = second_of(store);
  FR_ENSURE(acquired->count <= FR__MAX_ACQUIRED);
  lock_all(self, acquired);
  uint32_t made = acquired->made = 0;
  for (uint32_t i = 0; i < acquired->count; i++) {
    acquired->profiles[i] = NULL;
    record *kept = find(self, acquired->keys[i]);
    if (kept == NULL && (create_bits >> i & 1) != 0) {
      kept = create(self, acquired->keys[i]);
      if (kept != NULL) acquired->made = made |= 1u << i;
    }
    if (kept != NULL) {
      acquired->profiles[i] = lend_record(kept);
    } else if ((create_bits >> i & 1) != 0) {
      while (i-- > 0) {
        if (acquired->profiles[i] != NULL) end_loan(acquired->profiles[i]);
        if ((made >> i & 1) != 0) drop(self, acquired->keys[i]);
      }
      unlock_all(self, acquired, BUCKETS);
      memset(acquired->profiles, 0, sizeof acquired->profiles);
      return FR_STATE_FULL;
    }
  }
  /* The fault: what one thread changes in its loan from here on is overwritten by another's release. */
  if (SECOND_FAULT == UNLOCKED) unlock_all(self, acquired, BUCKETS);
  if (SECOND_FAULT == FIRST_ALONE) unlock_all(self, acquired, bucket_of(acquired->keys[0]));
  return FR_OK;
}

static void take_back(second *self, fr__profile *profile, fr__party_key key, bool changed) {
  record *kept = find(self, key);
  require(kept != NULL && fr__key_equal(profile->key, kept->key), "what was released is not this party's profile");
  if (changed) {
    write_back(kept, profile);
  } else if (SECOND_FAULT == 0) {
    require(profile->bytes == kept->size && memcmp(profile, kept->bytes, kept->size) == 0,
            "a profile was changed and released as unchanged");
  }
  end_loan(profile);
}

static void take_in(second *self, fr__acquired *acquired, uint32_t i, uint32_t changed) {
  if (acquired->profiles[i] == NULL) return;
  take_back(self, acquired->profiles[i], acquired->keys[i], (changed >> i & 1) != 0);
  acquired->profiles[i] = NULL;
  if ((changed & FR__TAKE_BACK) != 0 && (acquired->made >> i & 1) != 0) drop(self, acquired->keys[i]);
}

static void release(fr__store *store, fr__acquired *acquired, uint32_t changed) {
  second *self = second_of(store);
  if (SECOND_FAULT == FIRST_ALONE) {
    take_in(self, acquired, 0, changed);
    pthread_mutex_unlock(&self->buckets[bucket_of(acquired->keys[0])].lock);
  }
  if (SECOND_FAULT != 0) lock_all(self, acquired);
  for (uint32_t i = 0; i < acquired->count; i++) take_in(self, acquired, i, changed);
  unlock_all(self, acquired, BUCKETS);
}

static fr__profile *resize(fr__store *store, fr__profile *profile, uint32_t bytes) {
  second *self = second_of(store);
  const uint32_t before = profile->bytes;
  if (bytes > before && !take_or_evict(self, bytes - before)) return NULL;
  if (bytes < before) give_bytes(self, before - bytes);
  fr__profile *moved = lend(bytes, (uintptr_t)profile);
  memcpy(moved, profile, before < bytes ? before : bytes);
  if (bytes > before) memset((unsigned char *)moved + before, 0, bytes - before);
  end_loan(profile);
  moved->bytes = bytes;
  return moved;
}

static fr__profile *open_beside(fr__store *store, fr__party_key key, bool create_it) {
  second *self = second_of(store);
  record *kept = find(self, key);
  if (kept == NULL && create_it) kept = make(self, key, FR__IS_BOOK);
  require(kept == NULL || head_of(kept).books == FR__IS_BOOK, "what was opened beside a party is a party");
  return kept == NULL ? NULL : lend_record(kept);
}

static void close_beside(fr__store *store, fr__profile *profile, bool changed) {
  require(profile->books == FR__IS_BOOK, "what was closed is a party");
  take_back(second_of(store), profile, profile->key, changed);
}

static void remove_beside(fr__store *store, fr__party_key key) { (void)drop_record(second_of(store), key); }

static void walk(fr__store *store, uint32_t number, const fr__walker *walker) {
  bucket *part = &second_of(store)->buckets[number];
  pthread_mutex_lock(&part->lock);
  walker->begin(walker->argument, number);
  for (const record *kept = part->first; kept != NULL; kept = kept->next) {
    walker->each(walker->argument, (const fr__profile *)(const void *)kept->bytes);
  }
  pthread_mutex_unlock(&part->lock);
}

static void measure_profile(const fr__profile *profile, fr__store_stats *stats) {
  stats->parties += profile->books != FR__IS_BOOK;
  stats->profile_bytes += profile->bytes;
  stats->index_bytes += sizeof(record);
  fr__profile_measure(profile, stats);
}

static void measure(fr__store *store, fr__store_stats *stats) {
  second *self = second_of(store);
  memset(stats, 0, sizeof *stats);
  for (uint32_t i = 0; i < BUCKETS; i++) {
    pthread_mutex_lock(&self->buckets[i].lock);
    for (const record *kept = self->buckets[i].first; kept != NULL; kept = kept->next) {
      measure_profile((const fr__profile *)(const void *)kept->bytes, stats);
    }
    pthread_mutex_unlock(&self->buckets[i].lock);
  }
  stats->reserved_bytes = __atomic_load_n(&self->used_bytes, __ATOMIC_RELAXED) + sizeof *self;
  fr__store_count(store, stats);
}

static void count(fr__store *store, fr__store_stats *stats) {
  second *self = second_of(store);
  memset(stats, 0, sizeof *stats);
  stats->parties = __atomic_load_n(&self->parties, __ATOMIC_RELAXED);
  stats->reserved_bytes = __atomic_load_n(&self->used_bytes, __ATOMIC_RELAXED) + sizeof *self;
  fr__store_count(store, stats);
}

static void destroy(fr__store *store) {
  if (store == NULL) return;
  second *self = second_of(store);
  for (uint32_t i = 0; i < BUCKETS; i++) {
    for (record *kept = self->buckets[i].first, *next; kept != NULL; kept = next) {
      next = kept->next;
      free(kept->bytes);
      free(kept);
    }
    pthread_mutex_destroy(&self->buckets[i].lock);
  }
  free(self);
}

/* Nothing is gained by fetching ahead: a loan is copied all the same. */
static const fr__store_operations operations = {.acquire = acquire,
                                                .release = release,
                                                .fetch = NULL,
                                                .resize = resize,
                                                .open_beside = open_beside,
                                                .close_beside = close_beside,
                                                .remove_beside = remove_beside,
                                                .parts = BUCKETS,
                                                .part_of = bucket_of,
                                                .walk = walk,
                                                .measure = measure,
                                                .count = count,
                                                .destroy = destroy};

fr_status fr__memory_store_create(const fr__store_options *options, fr__store **store) {
  FR_REQUIRE(options != NULL && store != NULL, FR_NULL_POINTER);
  *store = NULL;
  FR_TRY(fr__store_check_options(options));
  second *self = calloc(1, sizeof *self);
  FR_REQUIRE(self != NULL, FR_NO_MEMORY);
  self->store.operations = &operations;
  self->store.options = *options;
  self->store.complete_us = options->complete_us;
  for (uint32_t i = 0; i < BUCKETS; i++) pthread_mutex_init(&self->buckets[i].lock, NULL);
  *store = &self->store;
  return FR_OK;
}
