/* SPDX-License-Identifier: Apache-2.0
 *
 * The store behind the engine: acquire parties, release them changed or not. The seam is struct fr__store_operations;
 * the embedded default (memory.c) keeps profiles in memory that is reserved at creation, so that nothing is allocated
 * while scoring.
 *
 * Acquiring locks. The parties of one transfer are acquired in one call, which takes the locks in one global order, so
 * that there is no deadlock by construction, and concurrent scores and events behave as if one came after the other. */
#ifndef FR_STATE_STORE_H
#define FR_STATE_STORE_H

#include "state/profile.h"

enum { FR__MAX_ACQUIRED = 4, FR__FETCH_STEPS = 2 };
#define FR__TAKE_BACK (1u << 31)

typedef struct fr__store_options {
  uint64_t memory_bytes;
  uint64_t parties_max;
  uint64_t list_entries_max;
  int64_t horizon_us;
  bool outcomes_not_reported; /* a transfer counts as settled after 24 hours */
  bool keep_idle;             /* nobody is evicted */
  int64_t day_offset_us;      /* days begin at midnight of this offset from UTC */
  int64_t complete_us;        /* from when on all is told; INT64_MAX: from the first that is told */
} fr__store_options;

typedef struct fr__store_stats {
  uint64_t parties, transfer_entries, other_entries, counterparties, list_entries;
  uint64_t profile_bytes, index_bytes, reserved_bytes;
  uint64_t entries_dropped, late_dropped;
  uint64_t evicted, days;
  int64_t complete_us;
} fr__store_stats;

/* What one acquire holds, until its release. */
typedef struct fr__acquired {
  uint32_t count;
  fr__party_key keys[FR__MAX_ACQUIRED];
  fr__profile *profiles[FR__MAX_ACQUIRED]; /* null: the party has no profile (and was not to be created) */
  uint64_t locks[2];                       /* the store's own notes */
  uint32_t made;                           /* a bit for each that this acquire has created */
} fr__acquired;

typedef struct fr__store fr__store;

/* Who is shown profiles, and must not keep them. */
typedef struct fr__walker {
  void (*begin)(void *argument, uint32_t part);
  void (*each)(void *argument, const fr__profile *profile);
  void *argument;
} fr__walker;

typedef struct fr__store_operations {
  /* Locks the parties keys[0 … count-1] (different from each other) and finds their profiles; those with a bit in
   * `create` are made where missing. On failure nothing is locked. FR_STATE_FULL, FR_STORE_DOWN. */
  fr_status (*acquire)(fr__store *store, fr__acquired *acquired, uint32_t create);
  /* Unlocks all. `changed`: a bit for each profile that was changed; its sequence was already raised. With
   * FR__TAKE_BACK those that this acquire created go again: a refused call leaves nothing. */
  void (*release)(fr__store *store, fr__acquired *acquired, uint32_t changed);
  /* Asks memory for what an acquire of these parties will read, without waiting: step 0 for what finds them, step 1,
   * once that has come, for the beginnings of their profiles. Changes nothing. Null where there is nothing to gain. */
  void (*fetch)(fr__store *store, const fr__acquired *parties, uint32_t step);
  /* Another size for a profile's block; contents are kept up to the smaller size. Null when memory is out and nobody
   * who is idle could be evicted; then the old block stands. The caller holds the profile and puts the new pointer into
   * its fr__acquired. */
  fr__profile *(*resize)(fr__store *store, fr__profile *profile, uint32_t bytes);
  /* A block beside a party's profile, whose lock the caller holds: a key with the party's `low` and the upper 32 bits
   * of its `high` is under that lock. Null: it is not there, and was not to be made or there is no memory for it. It
   * may be resized while it is open. It is marked FR__IS_BOOK, is no party of its own, and is evicted with its party.
   */
  fr__profile *(*open_beside)(fr__store *store, fr__party_key key, bool create);
  void (*close_beside)(fr__store *store, fr__profile *profile, bool changed);
  /* It is closed; that it is there is not asked for. */
  void (*remove_beside)(fr__store *store, fr__party_key key);
  /* Every party and book stands in one of so many parts, each under a lock of its own. */
  uint32_t parts;
  uint32_t (*part_of)(fr__party_key key);
  /* Shows all profiles of one part, in no order, books too, as they stand together: its lock is held from before
   * begin() until after the last each(). */
  void (*walk)(fr__store *store, uint32_t part, const fr__walker *walker);
  void (*measure)(fr__store *store, fr__store_stats *stats);
  /* What is counted anyway, and walks nothing: parties, reserved_bytes, and what fr__store_count() gives. The rest of
   * *stats is 0. */
  void (*count)(fr__store *store, fr__store_stats *stats);
  void (*destroy)(fr__store *store);
} fr__store_operations;

struct fr__store {
  const fr__store_operations *operations;
  fr__store_options options;
  /* Asked before a party is evicted, under its lock; false: it may not go now. Null: nobody is asked. */
  bool (*evicting)(void *argument, const fr__profile *profile);
  void *evicting_argument;
  /* What was there before comes back: nobody gives way to it, and it may take a quarter of memory more. Set while
   * nobody else uses the store. */
  bool restoring;
  /* Atomically: from when on all is known of a party that has no profile; INT64_MAX: nothing yet. Every call reads it,
   * so what some calls write stands apart. */
  int64_t complete_us;
  unsigned char apart[64];
  uint64_t entries_dropped, late_dropped; /* atomically */
  uint64_t evicted;                       /* atomically: parties that were idle and gave their memory to others */
  unsigned char behind[64];
};

/* The most is what a slot of the embedded store can point into. */
#define FR__MEMORY_LEAST (UINT64_C(1) << 16)
#define FR__MEMORY_MOST (UINT64_C(1) << 42)

/* FR_BAD_ARGUMENT. */
fr_status fr__store_check_options(const fr__store_options *options);
/* What is told from here on is complete, unless that was said before. */
void fr__store_begin(fr__store *store, int64_t time_us);
/* This profile is about to go: of whoever has none all may be missing up to what it remembers. False: it may not go. */
bool fr__store_forgets(fr__store *store, const fr__profile *profile);
/* Of whoever has no profile all may be missing up to this time at least; INT64_MAX says nothing. */
void fr__store_complete_raise(fr__store *store, int64_t from_us);
/* The bytes of a profile that mean something: as many as its shape takes. A block may be larger where memory had no
 * smaller one to give. */
uint32_t fr__profile_size(const fr__profile *profile);
/* A profile as it was elsewhere, fr__profile_size() bytes of it, takes the place of whatever there is under its key;
 * books likewise. FR_STATE_FULL, FR_BAD_ARGUMENT where the bytes cannot be one. */
fr_status fr__store_install(fr__store *store, const void *bytes, uint64_t size);
/* A party goes, and its books. Nobody is asked, and nothing is said of whoever has no profile. */
fr_status fr__store_remove(fr__store *store, fr__party_key key);
static inline int64_t fr__store_complete_from(const fr__store *store) {
  return __atomic_load_n(&store->complete_us, __ATOMIC_RELAXED);
}
/* Adds what one profile holds, its bytes apart; and what the store has counted. */
void fr__profile_measure(const fr__profile *profile, fr__store_stats *stats);
void fr__store_count(const fr__store *store, fr__store_stats *stats);
/* An empty profile, as a store makes it. */
void fr__profile_init(const fr__store *store, fr__profile *profile, fr__party_key key, uint32_t bytes);

/* The embedded default. */
fr_status fr__memory_store_create(const fr__store_options *options, fr__store **store);

/* ---- lists and trusts: facts about a party that are no history ---- */

/* Facts stand beside the party's profile and under its lock: the caller has acquired `party`. `name` is a 128-bit hash
 * of what is said (a list's name, a trusted payee). */
typedef struct fr__fact {
  int64_t until_us; /* INT64_MAX: without end */
  int64_t amount;   /* of a trust: the cap, minor units; FR__NOT_LISTED: the opposite of a list's fact */
} fr__fact;
#define FR__NOT_LISTED INT64_C(-1)
/* What is said of a party under a name. Denied: that it is not on the list, whatever watch lists say (state/watch.h).
 */
enum fr__fact_answer { FR__FACT_NONE, FR__FACT_HOLDS, FR__FACT_DENIED };
typedef struct fr__facts fr__facts;
fr_status fr__facts_create(uint64_t entries_max, fr__facts **facts);
void fr__facts_destroy(fr__facts *facts);
/* FR_STATE_FULL when there is no room, and no fact had ended by now_us whose place could be taken. */
fr_status fr__facts_set(fr__facts *facts, fr__party_key party, fr__hash128 name, const fr__fact *fact, int64_t now_us);
void fr__facts_remove(fr__facts *facts, fr__party_key party, fr__hash128 name);
/* *fact is written unless the answer is FR__FACT_NONE: where one is set and until_us is later than now_us. */
enum fr__fact_answer fr__facts_get(fr__facts *facts, fr__party_key party, fr__hash128 name, int64_t now_us,
                                   fr__fact *fact);
/* All that is said of a party goes. Looks at every fact there is. */
void fr__facts_forget(fr__facts *facts, fr__party_key party);
uint64_t fr__facts_count(fr__facts *facts);
/* All of them, in no order. Facts that others set meanwhile may be among them or not. */
void fr__facts_each(fr__facts *facts,
                    void (*each)(void *argument, fr__party_key party, fr__hash128 name, const fr__fact *fact),
                    void *argument);

#endif
