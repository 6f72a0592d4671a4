/* SPDX-License-Identifier: Apache-2.0
 *
 * The whole state of two engines, byte for byte. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine/engine.h"
#include "simulator/state.h"

enum { FACT_WORDS = 6 };

/* A party's bytes, behind their number; and what lists and trusts say of it. */
typedef struct picture {
  uint8_t **profiles;
  uint64_t count, room;
  uint64_t *facts;
  uint64_t fact_count, fact_room;
} picture;

static void *grown(void *memory, uint64_t count, uint64_t *room, size_t size) {
  if (count < *room) return memory;
  *room = *room == 0 ? 256 : 2 * *room;
  void *larger = realloc(memory, *room * size);
  if (larger == NULL) abort();
  return larger;
}

static void take_part(void *argument, uint32_t part) { (void)argument, (void)part; }

static void take_profile(void *argument, const fr__profile *from) {
  picture *into = argument;
  const uint32_t size = fr__profile_size(from);
  uint8_t *copy = malloc(size);
  if (copy == NULL) abort();
  memcpy(copy, from, size);
  memcpy(copy + offsetof(fr__profile, bytes), &size, sizeof size); /* the block may be larger */
  into->profiles = grown(into->profiles, into->count, &into->room, sizeof *into->profiles);
  into->profiles[into->count++] = copy;
}

static void take_fact(void *argument, fr__party_key party, fr__hash128 name, const fr__fact *fact) {
  picture *into = argument;
  const uint64_t words[FACT_WORDS] = {
      party.low, party.high, name.low, name.high, (uint64_t)fact->until_us, (uint64_t)fact->amount};
  into->facts = grown(into->facts, into->fact_count, &into->fact_room, sizeof words);
  memcpy(into->facts + FACT_WORDS * into->fact_count++, words, sizeof words);
}

static int compare_profiles(const void *a, const void *b) {
  const uint8_t *const *x = a, *const *y = b;
  return memcmp(*x + offsetof(fr__profile, key), *y + offsetof(fr__profile, key), sizeof(fr__party_key));
}

static int compare_facts(const void *a, const void *b) { return memcmp(a, b, FACT_WORDS * sizeof(uint64_t)); }

static picture take(fr_engine *engine) {
  picture made = {0};
  const fr__walker walker = {take_part, take_profile, &made};
  fr__store *store = engine->store;
  for (uint32_t part = 0; part < store->operations->parts; part++) store->operations->walk(store, part, &walker);
  fr__facts_each(engine->facts, take_fact, &made);
  if (made.count != 0) qsort(made.profiles, made.count, sizeof *made.profiles, compare_profiles);
  if (made.fact_count != 0) qsort(made.facts, made.fact_count, FACT_WORDS * sizeof *made.facts, compare_facts);
  return made;
}

static void drop(picture *of) {
  for (uint64_t i = 0; i < of->count; i++) free(of->profiles[i]);
  free(of->profiles);
  free(of->facts);
}

static const char *name_of(const uint8_t *bytes, char out[40]) {
  uint64_t words[2];
  memcpy(words, bytes + offsetof(fr__profile, key), sizeof words);
  snprintf(out, 40, "party %016" PRIx64 "%016" PRIx64, words[1], words[0]);
  return out;
}

static void compare(const picture *a, const picture *b, char *came, size_t room) {
  char name[40];
  for (uint64_t i = 0; i < a->count && i < b->count; i++) {
    const uint8_t *x = a->profiles[i], *y = b->profiles[i];
    const int order = compare_profiles(&x, &y);
    if (order != 0) {
      snprintf(came, room, "%s is in one only, the %s", name_of(order < 0 ? x : y, name),
               order < 0 ? "first" : "second");
      return;
    }
    uint32_t sizes[2], at = 0;
    memcpy(&sizes[0], x + offsetof(fr__profile, bytes), sizeof sizes[0]);
    memcpy(&sizes[1], y + offsetof(fr__profile, bytes), sizeof sizes[1]);
    while (at < sizes[0] && at < sizes[1] && x[at] == y[at]) at++;
    if (sizes[0] == sizes[1] && at == sizes[0]) continue;
    snprintf(came, room, "%s: %u and %u bytes, others from byte %u on", name_of(x, name), sizes[0], sizes[1], at);
    return;
  }
  if (a->count != b->count) {
    snprintf(came, room, "%" PRIu64 " and %" PRIu64 " parties", a->count, b->count);
  } else if (a->fact_count != b->fact_count ||
             (a->fact_count != 0 && memcmp(a->facts, b->facts, a->fact_count * FACT_WORDS * sizeof *a->facts) != 0)) {
    snprintf(came, room, "%" PRIu64 " and %" PRIu64 " lists and trusts, or others", a->fact_count, b->fact_count);
  }
}

bool state_differs(fr_engine *a, fr_engine *b, bool times, char *came, size_t room) {
  picture x = take(a), y = take(b);
  came[0] = 0;
  compare(&x, &y, came, room);
  const int64_t complete[] = {fr__store_complete_from(a->store), fr__store_complete_from(b->store)};
  const int64_t newest[] = {fr__engine_newest(a), fr__engine_newest(b)};
  if (came[0] == 0 && complete[0] != complete[1]) {
    snprintf(came, room, "all is known from %" PRId64 " and %" PRId64 " on", complete[0], complete[1]);
  }
  if (came[0] == 0 && times && newest[0] != newest[1]) {
    snprintf(came, room, "the newest time is %" PRId64 " and %" PRId64, newest[0], newest[1]);
  }
  drop(&x);
  drop(&y);
  return came[0] != 0;
}
