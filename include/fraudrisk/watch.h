/* SPDX-License-Identifier: Apache-2.0
 *
 * Watch lists at size: millions of listed parties, built at once, immutable from then on, replaced atomically while
 * others score.
 *
 *   fr_watch_builder   one thread's; takes parties one by one
 *   fr_watch_lists     what it makes: immutable, reference counted, shared by any number of engines and threads
 *
 * An expression asks `"case_account" in payee.lists`. The answer has two sources:
 *
 *   1. events (event.h): FR_EVENT_LISTED puts a party on a list, FR_EVENT_UNLISTED takes it off;
 *   2. the watch lists in force, fr_engine_set_watch_lists().
 *
 * A party is on a list where either says so, with one exception: FR_EVENT_UNLISTED also hides what the watch lists say,
 * those in force and every later set, until the party is listed again by an event. So that this can be remembered, an
 * engine that has ever had watch lists keeps an entry for each party and list that was taken off (they count towards
 * list_entries_max); one that never had any keeps none. Give an engine its first set before it observes such events.
 *
 * Memory: 16 bytes an entry and an index of at most 1 more; the names of lists apart. An entry is found by 80 bits of
 * the party's key, so a stranger is taken for one of the n parties of a list with a chance of n in 1.2e24: with ten
 * million of them, once in 1.2e17 times that somebody is asked for.
 *
 * The library reads no files: `fraudrisk score --lists FILE` shows how a file becomes watch lists (tools/lists.c).
 *
 * Source: docs/design.md, sections 4 and 6. */
#ifndef FRAUDRISK_WATCH_H
#define FRAUDRISK_WATCH_H

#include "fraudrisk/engine.h"
#include "fraudrisk/status.h"
#include "fraudrisk/text.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct fr_watch_builder fr_watch_builder;
typedef struct fr_watch_lists fr_watch_lists;

/* ---- building ---- */

/* Begins a set of lists.
 *
 *   secret_key   16 bytes: the secret_key of the engine that will have the lists
 *   entries      how many entries to make room for; 0 where it is not known. The room grows by itself
 *   builder      receives the handle; free it with fr_watch_builder_destroy()
 * Errors: FR_NULL_POINTER, FR_TOO_MANY (past FR_MAX_WATCH_ENTRIES), FR_NO_MEMORY. Any thread; allocates. @since 0.1 */
FR_API fr_status fr_watch_builder_create(const uint8_t secret_key[16], uint64_t entries, fr_watch_builder **builder,
                                         fr_error *error);

/* Puts one party on one list. On an error nothing was added, and the builder can be used on.
 *
 *   party_type   FR_PARTY_ACCOUNT or FR_PARTY_CUSTOMER; an account is asked as payer or payee, a customer as customer
 *   identifier   as a transfer names the party
 *   list         the list's name, as expressions ask for it
 *   until_us     the first time at which it is over, kept in whole seconds (rounded up); 0: without end
 * The same party and list again is one entry, which ends at the later time; without end is the latest.
 * Errors: FR_NULL_POINTER, FR_BAD_ARGUMENT (party_type), FR_MISSING_FIELD, FR_TOO_LONG, FR_BAD_TEXT, FR_BAD_TIME,
 * FR_TOO_MANY (past FR_MAX_WATCH_LISTS names or FR_MAX_WATCH_ENTRIES entries), FR_NO_MEMORY. One thread at a time;
 * allocates. @since 0.1 */
FR_API fr_status fr_watch_builder_add(fr_watch_builder *builder, uint32_t party_type, fr_text identifier, fr_text list,
                                      int64_t until_us, fr_error *error);

/* Makes the lists of what was added, and leaves the builder empty, for another set or to be destroyed. Takes some
 * 40 ms for a million entries.
 *
 *   version   a number of the host's own, told in fr_watch_lists_info and fr_engine_stats; any
 *   lists     receives the handle with one reference; release it with fr_watch_lists_release()
 * Errors: FR_NULL_POINTER, FR_NO_MEMORY; then the builder still has all. One thread at a time; allocates. @since 0.1 */
FR_API fr_status fr_watch_builder_finish(fr_watch_builder *builder, uint64_t version, fr_watch_lists **lists,
                                         fr_error *error);

/* Frees the builder and what it holds; lists that it made stay. Null is allowed. @since 0.1 */
FR_API void fr_watch_builder_destroy(fr_watch_builder *builder);

/* ---- lists ---- */

/* One reference more, and one less; the last frees them. Null is allowed. Any thread. @since 0.1 */
FR_API fr_watch_lists *fr_watch_lists_retain(fr_watch_lists *lists);
FR_API void fr_watch_lists_release(fr_watch_lists *lists);

/* What a set of lists is. @since 0.1 */
typedef struct fr_watch_lists_info {
  uint32_t struct_size;
  uint32_t list_count;
  uint64_t version;
  uint64_t entries;    /* parties on lists, each list's counted */
  uint64_t duplicates; /* adds that said of a party and list what was there before */
  uint64_t bytes;      /* what the set takes, but for the names of its lists */
  uint64_t name_bytes; /* what they take */
} fr_watch_lists_info;
#define FR_WATCH_LISTS_INFO_INIT \
  { .struct_size = (uint32_t)sizeof(fr_watch_lists_info) }

/* Errors: FR_NULL_POINTER, FR_STRUCT_SIZE, FR_STRUCT_TAIL. Any thread. @since 0.1 */
FR_API fr_status fr_watch_lists_describe(const fr_watch_lists *lists, fr_watch_lists_info *info);

/* The name of a list by its place, in the order in which names came, and how many parties are on it; null and 0 past
 * the end. The string ends in a zero byte and lives as long as the lists. Any thread. @since 0.1 */
FR_API const char *fr_watch_lists_name(const fr_watch_lists *lists, uint32_t index);
FR_API uint64_t fr_watch_lists_entries(const fr_watch_lists *lists, uint32_t index);

/* Whether a party is on a list of this set at a time. Events are not looked at.
 *
 *   listed   receives FR_YES or FR_NO
 * Errors: FR_NULL_POINTER, FR_BAD_ARGUMENT, FR_MISSING_FIELD, FR_TOO_LONG, FR_BAD_TEXT. Any thread; allocates nothing.
 * @since 0.1 */
FR_API fr_status fr_watch_lists_ask(const fr_watch_lists *lists, uint32_t party_type, fr_text identifier, fr_text list,
                                    int64_t time_us, uint32_t *listed);

/* ---- in force ---- */

/* Puts a set of lists in force in place of the one before. Atomic: calls that run finish on the set that they began
 * with, calls that begin afterwards use the new one. The engine takes a reference of its own; null takes the lists
 * away. A context keeps the set that it used last until its next call or its end. The memory of what gave way is freed
 * by the next change, fr_engine_measure(), fr_journal_pump() or end of a context after that: never within a decision.
 *
 * Errors: FR_NULL_POINTER (engine), FR_BAD_ARGUMENT (built under another secret key); the engine keeps what it has.
 * Any thread. @since 0.1 */
FR_API fr_status fr_engine_set_watch_lists(fr_engine *engine, fr_watch_lists *lists, fr_error *error);

/* The set in force with one reference more, or null. Release it. Any thread. @since 0.1 */
FR_API fr_watch_lists *fr_engine_watch_lists(fr_engine *engine);

#ifdef __cplusplus
}
#endif
#endif
