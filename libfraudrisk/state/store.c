/* SPDX-License-Identifier: Apache-2.0
 *
 * What every store does in the same way. */
#include "state/store.h"

#include "state/layout.h"

fr_status fr__store_check_options(const fr__store_options *options) {
  FR_REQUIRE(options->memory_bytes >= FR__MEMORY_LEAST && options->memory_bytes <= FR__MEMORY_MOST, FR_BAD_ARGUMENT);
  FR_REQUIRE(options->parties_max > 0, FR_BAD_ARGUMENT);
  FR_REQUIRE(options->horizon_us > 0 && options->horizon_us <= FR_MAX_HORIZON_US, FR_BAD_ARGUMENT);
  return FR_OK;
}

void fr__store_begin(fr__store *store, int64_t time_us) {
  int64_t nothing_yet = INT64_MAX;
  if (fr__store_complete_from(store) != INT64_MAX) return;
  __atomic_compare_exchange_n(&store->complete_us, &nothing_yet, time_us, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
}

void fr__store_complete_raise(fr__store *store, int64_t from_us) {
  int64_t before = fr__store_complete_from(store);
  while (
      from_us != INT64_MAX && (from_us > before || before == INT64_MAX) &&
      !__atomic_compare_exchange_n(&store->complete_us, &before, from_us, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) {
  }
}

bool fr__store_forgets(fr__store *store, const fr__profile *profile) {
  int64_t from_us = profile->newest_us == FR__NO_TIME ? INT64_MIN : profile->newest_us + 1;
  if (store->evicting != NULL && !store->evicting(store->evicting_argument, profile)) return false;
  /* Of one that was forgotten itself, or that moved away, less is known than its entries tell. */
  if (profile->complete_us > from_us && profile->complete_us != INT64_MAX) from_us = profile->complete_us;
  __atomic_fetch_add(&store->evicted, 1, __ATOMIC_RELAXED);
  if (fr__store_complete_from(store) != INT64_MAX) fr__store_complete_raise(store, from_us);
  return true;
}

void fr__profile_init(const fr__store *store, fr__profile *profile, fr__party_key key, uint32_t bytes) {
  *profile = (fr__profile){.key = key,
                           .horizon_us = store->options.horizon_us,
                           .newest_us = FR__NO_TIME,
                           .complete_us = fr__store_complete_from(store),
                           .bytes = bytes,
                           .layout = FR__PROFILE_LAYOUT};
}

void fr__profile_measure(const fr__profile *profile, fr__store_stats *stats) {
  for (uint32_t list = FR__SENT; list <= FR__RECEIVED; list++) {
    const fr__transfers view = fr__profile_transfers(profile, (enum fr__list)list);
    stats->transfer_entries += view.count - fr__transfers_from(&view, fr__profile_edge(profile));
  }
  const uint64_t edge = fr__since_base(profile, fr__profile_edge(profile));
  const fr__contact *contacts = fr__contact_items(profile);
  for (uint32_t i = 0; i < profile->count[FR__CONTACTS]; i++) stats->other_entries += contacts[i].time >= edge;
  const fr__personal *events = fr__event_items(profile);
  for (uint32_t i = 0; i < profile->count[FR__EVENTS]; i++) stats->other_entries += events[i].time >= edge;
  stats->counterparties += fr__payees_count(profile);
  stats->days += profile->count[FR__DAYS];
}

void fr__store_count(const fr__store *store, fr__store_stats *stats) {
  stats->entries_dropped = __atomic_load_n(&store->entries_dropped, __ATOMIC_RELAXED);
  stats->late_dropped = __atomic_load_n(&store->late_dropped, __ATOMIC_RELAXED);
  stats->evicted = __atomic_load_n(&store->evicted, __ATOMIC_RELAXED);
  stats->complete_us = fr__store_complete_from(store);
}

/* ---- profiles that come from elsewhere ---- */

uint32_t fr__profile_size(const fr__profile *profile) {
  const fr__shape shape = fr__shape_of(profile);
  return fr__shape_bytes(&shape);
}

/* A key under the same lock that no party and no book has: a book's number is small. */
static fr__party_key beside_key(fr__party_key key) {
  key.high ^= UINT64_C(1) << 31;
  return key;
}

static fr_status copy_in(fr__store *store, fr__profile **into, const unsigned char *bytes, uint32_t size) {
  if ((*into)->bytes != size) {
    fr__profile *resized = store->operations->resize(store, *into, size);
    if (resized == NULL) return FR_STATE_FULL;
    *into = resized;
  }
  /* All but the key, which is the same: others may look whose block this is. */
  memcpy((unsigned char *)*into + sizeof(fr__party_key), bytes + sizeof(fr__party_key), size - sizeof(fr__party_key));
  (*into)->bytes = size;
  return FR_OK;
}

fr_status fr__store_install(fr__store *store, const void *bytes, uint64_t size) {
  fr__profile head;
  FR_REQUIRE(size >= sizeof head && size <= UINT32_MAX, FR_BAD_ARGUMENT);
  memcpy(&head, bytes, sizeof head);
  FR_REQUIRE(head.layout == FR__PROFILE_LAYOUT && fr__profile_size(&head) == size, FR_BAD_ARGUMENT);
  for (uint32_t list = 0; list < FR__LISTS; list++) {
    const uint32_t at = list <= FR__RECEIVED ? head.head[list] : 0;
    FR_REQUIRE(at + head.count[list] <= head.room[list], FR_BAD_ARGUMENT);
  }
  const bool book = head.books == FR__IS_BOOK;
  fr__acquired acquired = {.count = 1, .keys = {book ? beside_key(head.key) : head.key}};
  FR_TRY(store->operations->acquire(store, &acquired, book ? 0 : 1));
  fr_status status = FR_STATE_FULL;
  if (book) {
    fr__profile *into = store->operations->open_beside(store, head.key, true);
    if (into != NULL) {
      status = copy_in(store, &into, bytes, (uint32_t)size);
      store->operations->close_beside(store, into, true);
    }
  } else {
    status = copy_in(store, &acquired.profiles[0], bytes, (uint32_t)size);
  }
  store->operations->release(store, &acquired, book ? 0 : status == FR_OK ? 1 : 1 | FR__TAKE_BACK);
  return status;
}

fr_status fr__store_remove(fr__store *store, fr__party_key key) {
  fr__acquired acquired = {.count = 1, .keys = {key}};
  FR_TRY(store->operations->acquire(store, &acquired, 0));
  if (acquired.profiles[0] != NULL) acquired.made = 1; /* then it may be taken back */
  store->operations->release(store, &acquired, FR__TAKE_BACK);
  return FR_OK;
}
