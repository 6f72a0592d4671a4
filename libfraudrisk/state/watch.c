/* SPDX-License-Identifier: Apache-2.0
 *
 * Watch lists: one array of 16-byte entries, ordered by the party's key, with an index over the key's first bits.
 *
 * Keys are SipHash output, so they spread evenly: with a bucket for every four to eight entries, the index says within
 * a line or two of memory where a party would stand. An ordered array takes no empty places, needs no bound on probes,
 * and lets duplicates fall together. Adding only appends; the order is made once, in place, by the key's bits. */
#include "state/watch.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "event/transfer.h"

_Static_assert((int)FR__ACCOUNT == FR_PARTY_ACCOUNT && (int)FR__CUSTOMER == FR_PARTY_CUSTOMER, "one numbering");

enum {
  ENTRIES_FIRST = 1024,
  BUCKET_LEAST = 4, /* entries to a bucket of the index, at least, on average */
  DIGIT_BITS = 11,  /* of a pass that orders */
  DIGITS = 1 << DIGIT_BITS,
  SMALL = 32, /* what is ordered by insertion */
  NAMES_FIRST = 8,
  PLACES = 2 * FR_MAX_WATCH_LISTS, /* of names; a power of two */
};
#define NO_LIST UINT32_MAX
#define WITHOUT_END UINT32_MAX /* in seconds: past FR_MAX_TIME_US */
/* Below this size the memory may be the heap's, which is not ours to advise on; from there on its pages are its own. */
#define LARGE_BYTES (UINT64_C(64) << 20)
#define PAGE ((uintptr_t)4096)

typedef struct entry {
  uint64_t low; /* of the party's key */
  uint32_t until_s;
  uint16_t list;
  uint16_t high; /* sixteen bits more of the key */
} entry;
_Static_assert(sizeof(entry) == 16, "an entry takes 16 bytes");

/* ---- names ---- */

typedef struct list_name {
  fr__hash128 hash;
  uint64_t entries;
  uint32_t size;
  char text[FR_MAX_IDENTIFIER_BYTES + 1];
} list_name;

typedef struct list_names {
  uint32_t count, capacity;
  list_name *list;
  uint16_t places[PLACES]; /* open addressing by hash: number + 1; 0: none */
} list_names;
_Static_assert((PLACES & (PLACES - 1)) == 0 && FR_MAX_WATCH_LISTS < UINT16_MAX, "numbers of lists fit their places");

/* Where the name stands, or where it would. */
static uint32_t place_of(const list_names *names, fr__hash128 hash) {
  uint32_t at = (uint32_t)hash.low & (PLACES - 1);
  while (names->places[at] != 0) {
    const fr__hash128 here = names->list[names->places[at] - 1].hash;
    if (here.low == hash.low && here.high == hash.high) break;
    at = (at + 1) & (PLACES - 1);
  }
  return at;
}

static uint32_t find_name(const list_names *names, fr__hash128 hash) {
  const uint32_t place = names->places[place_of(names, hash)];
  return place == 0 ? NO_LIST : place - 1;
}

static fr_status add_name(list_names *names, fr_text text, fr__hash128 hash, uint32_t *number, fr_error *error) {
  if (names->count == FR_MAX_WATCH_LISTS) {
    return fr__fail(error, FR_TOO_MANY, "list", "there are more than %d lists", FR_MAX_WATCH_LISTS);
  }
  if (names->count == names->capacity) {
    const uint32_t capacity = names->capacity == 0 ? NAMES_FIRST : 2 * names->capacity;
    list_name *more = realloc(names->list, capacity * sizeof *more);
    if (more == NULL) return fr__fail(error, FR_NO_MEMORY, NULL, "%s", fr_status_text(FR_NO_MEMORY));
    names->list = more;
    names->capacity = capacity;
  }
  *number = names->count++;
  list_name *name = &names->list[*number];
  *name = (list_name){.hash = hash, .size = text.size};
  memcpy(name->text, text.data, text.size);
  names->places[place_of(names, hash)] = (uint16_t)(*number + 1);
  return FR_OK;
}

/* ---- adding ---- */

struct fr_watch_builder {
  uint8_t secret[16];
  uint64_t count, capacity, duplicates;
  entry *entries;
  uint32_t last; /* the list that was named last; its name is not hashed again */
  list_names names;
};

/* Lookups go anywhere, so pages of 2 MiB save the processor a second search; a host may refuse. The advice is for the
 * whole of the mapping: were part of it left out, the system could not grow it in place any more, and would copy. */
static void ask_for_large_pages(void *memory, size_t bytes) {
  const size_t before = (uintptr_t)memory & (PAGE - 1);
  (void)madvise((char *)memory - before, (bytes + before + PAGE - 1) & ~(PAGE - 1), MADV_HUGEPAGE);
}

static fr_status make_room(fr_watch_builder *builder, uint64_t entries, fr_error *error) {
  if (entries > FR_MAX_WATCH_ENTRIES) {
    return fr__fail(error, FR_TOO_MANY, "entries", "watch lists take at most %lld entries",
                    (long long)FR_MAX_WATCH_ENTRIES);
  }
  entry *more = realloc(builder->entries, (size_t)entries * sizeof *more);
  if (more == NULL) return fr__fail(error, FR_NO_MEMORY, NULL, "%s", fr_status_text(FR_NO_MEMORY));
  builder->entries = more;
  builder->capacity = entries;
  if (entries * sizeof *more >= LARGE_BYTES) ask_for_large_pages(more, (size_t)entries * sizeof *more);
  return FR_OK;
}

fr_status fr_watch_builder_create(const uint8_t secret_key[16], uint64_t entries, fr_watch_builder **created,
                                  fr_error *error) {
  if (error != NULL) fr__error_clear(error);
  FR_REQUIRE(secret_key != NULL && created != NULL,
             fr__fail(error, FR_NULL_POINTER, NULL, "secret_key or builder is a null pointer"));
  *created = NULL;
  fr_watch_builder *builder = calloc(1, sizeof *builder);
  FR_REQUIRE(builder != NULL, fr__fail(error, FR_NO_MEMORY, NULL, "%s", fr_status_text(FR_NO_MEMORY)));
  memcpy(builder->secret, secret_key, sizeof builder->secret);
  builder->last = NO_LIST;
  const fr_status status = entries == 0 ? FR_OK : make_room(builder, entries, error);
  if (status != FR_OK) {
    fr_watch_builder_destroy(builder);
    return status;
  }
  *created = builder;
  return FR_OK;
}

void fr_watch_builder_destroy(fr_watch_builder *builder) {
  if (builder == NULL) return;
  free(builder->entries);
  free(builder->names.list);
  free(builder);
}

/* Files are often ordered by list, so the name before is looked at first. */
static fr_status number_of(fr_watch_builder *builder, fr_text list, uint32_t *number, fr_error *error) {
  if (builder->last != NO_LIST) {
    const list_name *last = &builder->names.list[builder->last];
    if (list.data != NULL && last->size == list.size && memcmp(last->text, list.data, list.size) == 0) {
      *number = builder->last;
      return FR_OK;
    }
  }
  FR_TRY(fr__check_identifier(list, "list", error));
  const fr__hash128 hash = fr__list_name(list);
  *number = find_name(&builder->names, hash);
  if (*number == NO_LIST) FR_TRY(add_name(&builder->names, list, hash, number, error));
  builder->last = *number;
  return FR_OK;
}

fr_status fr_watch_builder_add(fr_watch_builder *builder, uint32_t party_type, fr_text identifier, fr_text list,
                               int64_t until_us, fr_error *error) {
  if (error != NULL) fr__error_clear(error);
  FR_REQUIRE(builder != NULL, fr__fail(error, FR_NULL_POINTER, "builder", "builder is a null pointer"));
  if (party_type != FR_PARTY_ACCOUNT && party_type != FR_PARTY_CUSTOMER) {
    return fr__fail(error, FR_BAD_ARGUMENT, "party_type",
                    "party_type is %u; it is FR_PARTY_ACCOUNT or FR_PARTY_CUSTOMER", party_type);
  }
  FR_TRY(fr__check_identifier(identifier, "identifier", error));
  if (until_us != 0) FR_TRY(fr__check_time(until_us, "until_us", error));
  if (builder->count == builder->capacity) {
    uint64_t more = builder->capacity < ENTRIES_FIRST ? ENTRIES_FIRST : 2 * builder->capacity;
    if (more > FR_MAX_WATCH_ENTRIES && builder->capacity < FR_MAX_WATCH_ENTRIES) more = FR_MAX_WATCH_ENTRIES;
    FR_TRY(make_room(builder, more, error));
  }
  uint32_t number;
  FR_TRY(number_of(builder, list, &number, error));
  const fr__hash128 key = fr__party_key_of(builder->secret, party_type, identifier);
  builder->entries[builder->count++] = (entry){
      .low = key.low,
      .until_s = until_us == 0 ? WITHOUT_END : (uint32_t)((until_us + FR__SECOND_US - 1) / FR__SECOND_US),
      .list = (uint16_t)number,
      .high = (uint16_t)key.high,
  };
  return FR_OK;
}

/* ---- ordering ---- */

static bool is_before(const entry *a, const entry *b) {
  if (a->low != b->low) return a->low < b->low;
  return a->high != b->high ? a->high < b->high : a->list < b->list;
}

static bool is_same(const entry *a, const entry *b) {
  return a->low == b->low && a->high == b->high && a->list == b->list;
}

static int compare(const void *a, const void *b) { return is_before(a, b) ? -1 : is_before(b, a); }

/* Few entries come to the end of the passes together; many do where one party stands there again and again. */
static void order_rest(entry *entries, uint32_t count) {
  if (count > SMALL) {
    qsort(entries, count, sizeof *entries, compare);
    return;
  }
  for (uint32_t i = 1; i < count; i++) {
    const entry held = entries[i];
    uint32_t at = i;
    for (; at > 0 && is_before(&held, &entries[at - 1]); at--) entries[at] = entries[at - 1];
    entries[at] = held;
  }
}

/* Orders by one digit of the key, in place: each entry goes where its digit begins, and what stood there goes on to
 * its own. starts[d] to starts[d + 1] is where digit d stands afterwards. */
static void order_digit(entry *entries, uint32_t count, uint32_t shift, uint32_t starts[DIGITS + 1]) {
  uint32_t next[DIGITS];
  memset(starts, 0, (DIGITS + 1) * sizeof starts[0]);
  for (uint32_t i = 0; i < count; i++) starts[(entries[i].low >> shift & (DIGITS - 1)) + 1]++;
  for (uint32_t digit = 0; digit < DIGITS; digit++) starts[digit + 1] += starts[digit];
  memcpy(next, starts, sizeof next);
  for (uint32_t digit = 0; digit < DIGITS; digit++) {
    while (next[digit] < starts[digit + 1]) {
      entry held = entries[next[digit]];
      for (uint32_t to; (to = (uint32_t)(held.low >> shift) & (DIGITS - 1)) != digit;) {
        const entry moved = entries[next[to]];
        entries[next[to]++] = held;
        held = moved;
      }
      entries[next[digit]++] = held;
    }
  }
}

/* Two passes leave a handful of entries together, up to a thousand million of them. */
static void order_all(entry *entries, uint32_t count) {
  uint32_t outer[DIGITS + 1], inner[DIGITS + 1];
  if (count <= SMALL) {
    order_rest(entries, count);
    return;
  }
  order_digit(entries, count, 64 - DIGIT_BITS, outer);
  for (uint32_t i = 0; i < DIGITS; i++) {
    entry *part = entries + outer[i];
    const uint32_t size = outer[i + 1] - outer[i];
    if (size <= SMALL) {
      order_rest(part, size);
      continue;
    }
    order_digit(part, size, 64 - 2 * DIGIT_BITS, inner);
    for (uint32_t j = 0; j < DIGITS; j++) order_rest(part + inner[j], inner[j + 1] - inner[j]);
  }
}

/* Of what is said twice the later end stays. */
static void fold_duplicates(fr_watch_builder *builder) {
  uint64_t kept = 0;
  for (uint64_t i = 0; i < builder->count; i++) {
    entry *entries = builder->entries;
    if (kept > 0 && is_same(&entries[kept - 1], &entries[i])) {
      if (entries[i].until_s > entries[kept - 1].until_s) entries[kept - 1].until_s = entries[i].until_s;
    } else {
      entries[kept++] = entries[i];
    }
  }
  builder->duplicates += builder->count - kept;
  builder->count = kept;
}

/* ---- lists ---- */

struct fr_watch_lists {
  atomic_uint_fast64_t references;
  uint8_t secret[16];
  uint64_t version, count, capacity, duplicates;
  entry *entries;
  uint32_t *first; /* of each bucket, and the end */
  uint32_t bucket_bits;
  list_names names;
};

static void fill_index(fr_watch_lists *lists) {
  const uint32_t shift = 64 - lists->bucket_bits, buckets = UINT32_C(1) << lists->bucket_bits;
  uint32_t bucket = 0;
  for (uint64_t i = 0; i < lists->count; i++) {
    const uint32_t here = (uint32_t)(lists->entries[i].low >> shift);
    while (bucket <= here) lists->first[bucket++] = (uint32_t)i;
    lists->names.list[lists->entries[i].list].entries++;
  }
  while (bucket <= buckets) lists->first[bucket++] = (uint32_t)lists->count;
}

fr_status fr_watch_builder_finish(fr_watch_builder *builder, uint64_t version, fr_watch_lists **made, fr_error *error) {
  if (error != NULL) fr__error_clear(error);
  FR_REQUIRE(builder != NULL && made != NULL,
             fr__fail(error, FR_NULL_POINTER, NULL, "builder or lists is a null pointer"));
  *made = NULL;
  order_all(builder->entries, (uint32_t)builder->count);
  fold_duplicates(builder);
  uint32_t bits = 1;
  while (builder->count >> (bits + 1) >= BUCKET_LEAST) bits++;
  fr_watch_lists *lists = calloc(1, sizeof *lists);
  uint32_t *first = malloc((((size_t)1 << bits) + 1) * sizeof *first);
  if (lists == NULL || first == NULL) {
    free(lists);
    free(first);
    return fr__fail(error, FR_NO_MEMORY, NULL, "%s", fr_status_text(FR_NO_MEMORY));
  }
  atomic_init(&lists->references, 1);
  memcpy(lists->secret, builder->secret, sizeof lists->secret);
  lists->version = version;
  lists->count = builder->count;
  lists->capacity = builder->capacity;
  lists->duplicates = builder->duplicates;
  lists->entries = builder->entries;
  lists->first = first;
  lists->bucket_bits = bits;
  lists->names = builder->names;
  /* Room that was made ahead goes back; where that fails, it is counted. */
  entry *fitting = lists->count == 0 ? NULL : realloc(lists->entries, (size_t)lists->count * sizeof *fitting);
  if (fitting != NULL) {
    lists->entries = fitting;
    lists->capacity = lists->count;
  }
  fill_index(lists);
  builder->count = builder->capacity = builder->duplicates = 0;
  builder->entries = NULL;
  builder->last = NO_LIST;
  memset(&builder->names, 0, sizeof builder->names);
  *made = lists;
  return FR_OK;
}

fr_watch_lists *fr_watch_lists_retain(fr_watch_lists *lists) {
  if (lists != NULL) atomic_fetch_add_explicit(&lists->references, 1, memory_order_relaxed);
  return lists;
}

void fr_watch_lists_release(fr_watch_lists *lists) {
  if (lists == NULL || atomic_fetch_sub_explicit(&lists->references, 1, memory_order_acq_rel) != 1) return;
  free(lists->entries);
  free(lists->first);
  free(lists->names.list);
  free(lists);
}

bool fr__watch_is_shared(const fr_watch_lists *lists) {
  return atomic_load_explicit(&lists->references, memory_order_acquire) > 1;
}

fr_status fr_watch_lists_describe(const fr_watch_lists *lists, fr_watch_lists_info *info) {
  FR_REQUIRE(lists != NULL && info != NULL, FR_NULL_POINTER);
  const uint32_t size = info->struct_size;
  FR_TRY(fr__check_struct(info, size, sizeof *info, sizeof *info));
  const uint64_t buckets = (UINT64_C(1) << lists->bucket_bits) + 1;
  *info = (fr_watch_lists_info){
      .struct_size = size,
      .list_count = lists->names.count,
      .version = lists->version,
      .entries = lists->count,
      .duplicates = lists->duplicates,
      .bytes = sizeof *lists - sizeof lists->names + lists->capacity * sizeof(entry) + buckets * sizeof(uint32_t),
      .name_bytes = sizeof lists->names + lists->names.capacity * sizeof(list_name),
  };
  return FR_OK;
}

const char *fr_watch_lists_name(const fr_watch_lists *lists, uint32_t index) {
  return lists == NULL || index >= lists->names.count ? NULL : lists->names.list[index].text;
}

uint64_t fr_watch_lists_entries(const fr_watch_lists *lists, uint32_t index) {
  return lists == NULL || index >= lists->names.count ? 0 : lists->names.list[index].entries;
}

/* ---- asking ---- */

bool fr__watch_holds(const fr_watch_lists *lists, fr__hash128 party, fr__hash128 list, int64_t now_us) {
  const uint32_t number = find_name(&lists->names, list);
  if (number == NO_LIST) return false;
  const entry wanted = {.low = party.low, .list = (uint16_t)number, .high = (uint16_t)party.high};
  const uint32_t *bucket = &lists->first[party.low >> (64 - lists->bucket_bits)];
  const entry *end = lists->entries + bucket[1];
  for (const entry *at = lists->entries + bucket[0]; at < end; at++) {
    if (at->low == wanted.low && is_same(at, &wanted)) return now_us < (int64_t)at->until_s * FR__SECOND_US;
  }
  return false;
}

bool fr__watch_made_under(const fr_watch_lists *lists, const uint8_t secret[16]) {
  return memcmp(lists->secret, secret, sizeof lists->secret) == 0;
}

fr_status fr_watch_lists_ask(const fr_watch_lists *lists, uint32_t party_type, fr_text identifier, fr_text list,
                             int64_t time_us, uint32_t *listed) {
  FR_REQUIRE(lists != NULL && listed != NULL, FR_NULL_POINTER);
  FR_REQUIRE(party_type == FR_PARTY_ACCOUNT || party_type == FR_PARTY_CUSTOMER, FR_BAD_ARGUMENT);
  FR_TRY(fr__check_identifier(identifier, "identifier", NULL));
  FR_TRY(fr__check_identifier(list, "list", NULL));
  const fr__hash128 party = fr__party_key_of(lists->secret, party_type, identifier);
  *listed = fr__watch_holds(lists, party, fr__list_name(list), time_us) ? FR_YES : FR_NO;
  return FR_OK;
}
