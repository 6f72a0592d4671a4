/* SPDX-License-Identifier: Apache-2.0
 *
 * Watch lists in force: what expressions see of them, what events say against them, how one set gives way to another,
 * and memory that ends while they are made. */
#include <criterion/criterion.h>

#include "support/world.h"
#include "wire/failing_memory.h"

enum { PAYEE, PAYER, CUSTOMER, BY_VALUE };
static const bundle_policy asking = {
    .features = {[PAYEE] = {"payee_listed", "'case' in payee.lists"},
                 [PAYER] = {"payer_listed", "'case' in payer.lists"},
                 [CUSTOMER] = {"customer_listed", "'victims' in customer.lists"},
                 [BY_VALUE] = {"by_value", "transfer.purpose in payee.lists"}},
    .rules = {{.id = "listed", .when = "payee_listed", .points = 90}},
};

static world in;
static fr_value values[WORLD_VALUES];
static uint32_t transfers;
static void set_up(void) {
  in = world_open(&asking);
  cr_assert_not_null(in.context);
  transfers = 0;
}
static void tear_down(void) { world_close(&in); }
TestSuite(watch, .init = set_up, .fini = tear_down);

typedef struct listed {
  uint32_t type;
  const char *party, *list;
  int64_t until_us;
} listed;

/* Ends at the first without a party. */
static fr_watch_lists *lists_of(uint64_t version, const listed *parties) {
  const fr_engine_options options = world_options();
  fr_watch_builder *builder = NULL;
  fr_watch_lists *lists = NULL;
  cr_assert_eq(fr_watch_builder_create(options.secret_key, 0, &builder, NULL), FR_OK);
  for (; parties->party != NULL; parties++) {
    cr_assert_eq(fr_watch_builder_add(builder, parties->type, fr_text_of(parties->party), fr_text_of(parties->list),
                                      parties->until_us, NULL),
                 FR_OK);
  }
  cr_assert_eq(fr_watch_builder_finish(builder, version, &lists, NULL), FR_OK);
  fr_watch_builder_destroy(builder);
  return lists;
}

static void put(uint64_t version, const listed *parties) {
  fr_watch_lists *lists = lists_of(version, parties);
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(fr_engine_set_watch_lists(in.engine, lists, &error), FR_OK, "%s", error.message);
  fr_watch_lists_release(lists);
}

#define ACCOUNT FR_PARTY_ACCOUNT
static const listed bob[] = {{ACCOUNT, "bob", "case", 0}, {0}};
static const listed nobody[] = {{0}};

/* Whether alice's transfer to this payee sees him on the list. Both ways of asking must agree. */
static bool payee_seen(const char *payee, int64_t time_us) {
  char id[16];
  snprintf(id, sizeof id, "t%u", transfers++);
  const fr_transfer transfer = transfer_of(id, "alice", payee, 1, time_us);
  cr_assert_eq(world_preview(&in, &transfer), FR_OK, "%s", fr_context_error(in.context)->message);
  cr_assert_eq(world_features(&in, &transfer, values), FR_OK, "%s", fr_context_error(in.context)->message);
  cr_assert_eq(values[PAYEE].type, FR_TYPE_BOOL);
  cr_assert_eq(values[PAYEE].integer != 0, in.decision.score == 90);
  return values[PAYEE].integer != 0;
}

static fr_status tell(uint32_t kind, const char *party, int64_t until_us) {
  fr_event event = FR_EVENT_INIT;
  event.kind = kind;
  event.time_us = NOON;
  event.party = fr_text_of(party);
  event.list = fr_text_of("case");
  event.until_us = until_us;
  return world_observe(&in, &event);
}

Test(watch, is_seen_by_expressions) {
  const listed parties[] = {{ACCOUNT, "bob", "case", NOON + HOUR},
                            {ACCOUNT, "alice", "case", 0},
                            {FR_PARTY_CUSTOMER, "carol", "victims", 0},
                            {ACCOUNT, "dave", "victims", 0},
                            {0}};
  fr_party carol = FR_PARTY_INIT;
  carol.customer = fr_text_of("carol");
  cr_expect_not(payee_seen("bob", NOON));
  put(1, parties);
  cr_expect(payee_seen("bob", NOON + HOUR - 1));
  cr_expect_not(payee_seen("bob", NOON + HOUR), "until is not included");
  cr_expect_not(payee_seen("dave", NOON), "on another list");
  fr_transfer a = transfer_of("a", "alice", "bob", 1, NOON);
  a.payer_party = &carol;
  a.purpose = fr_text_of("case");
  cr_assert_eq(world_features(&in, &a, values), FR_OK);
  cr_expect_eq(values[PAYER].integer, 1);
  cr_expect_eq(values[CUSTOMER].integer, 1);
  cr_expect_eq(values[BY_VALUE].integer, 1);
  a.id = fr_text_of("b");
  a.purpose = fr_text_of("victims");
  carol.customer = fr_text_of("alice");
  cr_assert_eq(world_features(&in, &a, values), FR_OK);
  cr_expect_eq(values[CUSTOMER].integer, 0);
  cr_expect_eq(values[BY_VALUE].integer, 0);
  const fr_transfer d = transfer_of("d", "dave", "erin", 1, NOON);
  cr_assert_eq(world_features(&in, &d, values), FR_OK);
  cr_expect_eq(values[CUSTOMER].integer, 1, "without a customer the account stands for him");
  cr_expect_eq(values[BY_VALUE].type, FR_TYPE_UNKNOWN, "no purpose is given");
}

/* listed and unlisted against a set that has the party, and one that has not: the last event decides. */
Test(watch, events_win) {
  put(1, bob);
  cr_assert_eq(tell(FR_EVENT_LISTED, "erin", 0), FR_OK);
  cr_expect(payee_seen("erin", NOON), "an event adds to the set");
  cr_expect(payee_seen("bob", NOON));
  cr_assert_eq(tell(FR_EVENT_UNLISTED, "bob", 0), FR_OK);
  cr_expect_not(payee_seen("bob", NOON), "and hides what is in it");
  cr_assert_eq(tell(FR_EVENT_UNLISTED, "bob", NOON + 1), FR_OK, "twice is no error");
  cr_expect_not(payee_seen("bob", NOON + 400 * DAY), "for good");
  put(2, bob);
  cr_expect_not(payee_seen("bob", NOON), "from a later set as well");
  cr_assert_eq(tell(FR_EVENT_UNLISTED, "erin", 0), FR_OK);
  cr_expect_not(payee_seen("erin", NOON));
  const listed both[] = {{ACCOUNT, "bob", "case", 0}, {ACCOUNT, "erin", "case", 0}, {0}};
  put(3, both);
  cr_expect_not(payee_seen("erin", NOON), "whether a set had it then or not");
  cr_assert_eq(tell(FR_EVENT_LISTED, "bob", NOON + HOUR), FR_OK);
  cr_expect(payee_seen("bob", NOON + HOUR - 1), "until it is listed again");
  cr_expect(payee_seen("bob", NOON + HOUR), "from then on the set counts once more");
  put(4, nobody);
  cr_expect(payee_seen("bob", NOON + HOUR - 1));
  cr_expect_not(payee_seen("bob", NOON + HOUR));
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  cr_assert_eq(fr_engine_measure(in.engine, &stats), FR_OK);
  cr_expect_eq(stats.list_entries, 2, "what was taken off is remembered, and counted");
}

/* An engine that never had a set has nothing to hide: what is unlisted takes no room. */
Test(watch, without_any_nothing_is_remembered) {
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  cr_assert_eq(tell(FR_EVENT_LISTED, "bob", 0), FR_OK);
  cr_assert_eq(tell(FR_EVENT_UNLISTED, "bob", 0), FR_OK);
  cr_assert_eq(tell(FR_EVENT_UNLISTED, "erin", 0), FR_OK);
  cr_assert_eq(fr_engine_measure(in.engine, &stats), FR_OK);
  cr_expect_eq(stats.list_entries, 0);
  put(1, bob);
  cr_expect(payee_seen("bob", NOON));
  cr_assert_eq(fr_engine_set_watch_lists(in.engine, NULL, NULL), FR_OK);
  cr_assert_eq(tell(FR_EVENT_UNLISTED, "bob", 0), FR_OK);
  put(2, bob);
  cr_expect_not(payee_seen("bob", NOON), "said while no set was in force, after there had been one");
}

Test(watch, what_is_unlisted_needs_room) {
  put(1, bob);
  char name[16];
  fr_status status = FR_OK;
  uint32_t taken = 0;
  for (; status == FR_OK && taken < 1000; taken++) {
    snprintf(name, sizeof name, "p%u", taken);
    status = tell(FR_EVENT_UNLISTED, name, 0);
  }
  cr_expect_eq(status, FR_STATE_FULL);
  cr_expect_eq(taken, 257, "list_entries_max of them, and one more");
  cr_expect(payee_seen("bob", NOON));
  cr_expect_eq(tell(FR_EVENT_LISTED, "p0", 0), FR_OK, "in the room that it has");
}

Test(watch, is_replaced_and_taken_away) {
  const listed erin[] = {{ACCOUNT, "erin", "case", 0}, {0}};
  put(1, bob);
  cr_expect(payee_seen("bob", NOON));
  put(2, erin);
  cr_expect_not(payee_seen("bob", NOON));
  cr_expect(payee_seen("erin", NOON));
  put(1, bob);
  cr_expect(payee_seen("bob", NOON), "a version may go back");
  cr_assert_eq(fr_engine_set_watch_lists(in.engine, NULL, NULL), FR_OK);
  cr_expect_not(payee_seen("bob", NOON));
  cr_expect_null(fr_engine_watch_lists(in.engine));
  cr_assert_eq(fr_engine_set_watch_lists(in.engine, NULL, NULL), FR_OK, "nothing to take away");
}

Test(watch, is_measured) {
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  cr_assert_eq(fr_engine_measure(in.engine, &stats), FR_OK);
  cr_expect_eq(stats.watch_version, 0);
  cr_expect_eq(stats.watch_entries, 0);
  cr_expect_eq(stats.watch_bytes, 0);
  const listed both[] = {{ACCOUNT, "bob", "case", 0}, {ACCOUNT, "erin", "case", 0}, {ACCOUNT, "bob", "case", 0}, {0}};
  put(77, both);
  fr_watch_lists *lists = fr_engine_watch_lists(in.engine);
  fr_watch_lists_info info = FR_WATCH_LISTS_INFO_INIT;
  cr_assert_eq(fr_watch_lists_describe(lists, &info), FR_OK);
  fr_watch_lists_release(lists);
  cr_assert_eq(fr_engine_measure(in.engine, &stats), FR_OK);
  cr_expect_eq(stats.watch_version, 77);
  cr_expect_eq(stats.watch_entries, 2);
  cr_expect_eq(stats.watch_bytes, info.bytes + info.name_bytes);
  cr_expect_eq(stats.list_entries, 0, "those are the events'");
}

/* A caller that was built before the struct had grown gets what its struct has, and no byte more. */
Test(watch, is_not_measured_where_the_struct_ends_before) {
  put(77, bob);
  union {
    fr_engine_stats stats;
    unsigned char bytes[sizeof(fr_engine_stats)];
  } old;
  memset(&old, 0xA5, sizeof old);
  old.stats.struct_size = 128;
  cr_assert_eq(fr_engine_measure(in.engine, &old.stats), FR_OK);
  cr_expect_eq(old.stats.struct_size, 128);
  cr_expect_eq(old.stats.late_dropped, 0);
  for (size_t i = 128; i < sizeof old; i++) cr_expect_eq(old.bytes[i], 0xA5, "byte %zu", i);
}

Test(watch, of_another_key_is_refused) {
  uint8_t key[16] = "another secret!";
  fr_watch_builder *builder = NULL;
  fr_watch_lists *lists = NULL;
  fr_error error = FR_ERROR_INIT;
  put(1, bob);
  cr_assert_eq(fr_watch_builder_create(key, 0, &builder, NULL), FR_OK);
  cr_assert_eq(fr_watch_builder_finish(builder, 2, &lists, NULL), FR_OK);
  cr_expect_eq(fr_engine_set_watch_lists(in.engine, lists, &error), FR_BAD_ARGUMENT);
  cr_expect_str_eq(error.field, "lists");
  cr_expect_str_eq(error.message,
                   "the lists were built under another secret key than the engine's, so none of its parties is found");
  cr_expect(payee_seen("bob", NOON), "the engine keeps what it has");
  cr_expect_eq(fr_engine_set_watch_lists(NULL, lists, &error), FR_NULL_POINTER);
  cr_expect_str_eq(error.message, "engine is a null pointer");
  cr_expect_null(fr_engine_watch_lists(NULL));
  fr_watch_lists_release(lists);
  fr_watch_builder_destroy(builder);
}

/* Lists may come before the policy, and outlive the caller's reference, the engine's and the builder. */
Test(watch, comes_before_a_policy) {
  const fr_engine_options options = world_options();
  fr_engine *engine = NULL;
  fr_context *context = NULL;
  fr_watch_lists *lists = lists_of(1, bob);
  cr_assert_eq(fr_engine_create(&options, &engine, NULL), FR_OK);
  cr_assert_eq(fr_engine_set_watch_lists(engine, lists, NULL), FR_OK);
  fr_watch_lists_release(lists);
  cr_assert_eq(fr_context_create(engine, &context), FR_OK);
  const fr_transfer transfer = transfer_of("t", "alice", "bob", 1, NOON);
  fr_decision decision = FR_DECISION_INIT;
  cr_expect_eq(fr_score(context, &transfer, &decision), FR_NO_POLICY);
  cr_assert_eq(fr_engine_set_policy(engine, in.policy, NULL), FR_OK);
  cr_expect_eq(fr_score(context, &transfer, &decision), FR_OK);
  cr_expect_eq(decision.score, 90);
  lists = fr_engine_watch_lists(engine);
  fr_context_destroy(context);
  fr_engine_destroy(engine);
  uint32_t found = FR_UNKNOWN;
  cr_expect_eq(fr_watch_lists_ask(lists, ACCOUNT, fr_text_of("bob"), fr_text_of("case"), NOON, &found), FR_OK);
  cr_expect_eq(found, FR_YES);
  fr_watch_lists_release(lists);
}

/* A challenger is asked of the same set as the policy in force, in batches too. */
Test(watch, is_a_challengers_as_well) {
  cr_assert_eq(fr_engine_set_challenger(in.engine, 0, in.policy, NULL), FR_OK);
  put(1, bob);
  const fr_transfer one = transfer_of("1", "alice", "erin", 1, NOON), two = transfer_of("2", "alice", "bob", 1, NOON);
  const fr_transfer *both[] = {&one, &two};
  fr_decision first = FR_DECISION_INIT, second = FR_DECISION_INIT, challenger = FR_DECISION_INIT;
  fr_decision *decisions[] = {&first, &second};
  uint32_t done = 0;
  cr_assert_eq(fr_score_batch(in.context, both, 2, decisions, &done), FR_OK);
  cr_expect_eq(first.score, 0);
  cr_expect_eq(second.score, 90);
  put(2, nobody);
  cr_expect_eq(fr_challenge(in.context, 0, &challenger), FR_OK);
  cr_expect_eq(challenger.score, 90, "asked afterwards, it answers of the set of then");
}

#if MEMORY_CAN_FAIL
/* Every allocation of a whole life fails once, and from then on; nothing is lost, and what failed can be done again. */
static fr_status live(fr_watch_builder **builder, fr_watch_lists **lists) {
  const fr_engine_options options = world_options();
  char name[16];
  fr_status status = fr_watch_builder_create(options.secret_key, 16, builder, NULL);
  for (uint32_t i = 0; status == FR_OK && i < 3000; i++) {
    char list[8] = {(char)('a' + i % 26), '\0'};
    snprintf(name, sizeof name, "p%u", i);
    status = fr_watch_builder_add(*builder, ACCOUNT, fr_text_of(name), fr_text_of(list), 0, NULL);
  }
  if (status == FR_OK) status = fr_watch_builder_finish(*builder, 1, lists, NULL);
  return status;
}

Test(watch, every_allocation_fails) {
  for (uint32_t then_on = 0; then_on < 2; then_on++) {
    uint64_t failures = 0, calls = UINT64_MAX;
    for (uint64_t fail_at = 1; fail_at <= calls; fail_at++) {
      fr_watch_builder *builder = NULL;
      fr_watch_lists *lists = NULL;
      memory_begin(fail_at, then_on != 0);
      const fr_status status = live(&builder, &lists);
      fr_watch_builder_destroy(builder);
      fr_watch_lists_release(lists);
      const memory_watch seen = memory_end();
      if (seen.failed == 0) calls = seen.calls;
      /* Giving room back may fail: the lists keep it. */
      cr_expect(status == FR_NO_MEMORY || (status == FR_OK && lists != NULL), "allocation %llu: %s",
                (unsigned long long)fail_at, fr_status_name(status));
      failures += status == FR_NO_MEMORY;
      cr_expect_eq(seen.kept, 0, "allocation %llu: %lld blocks are lost", (unsigned long long)fail_at,
                   (long long)seen.kept);
    }
    cr_expect_geq(failures, 6, "the builder, its room, names and both growing, the lists, their index");
  }
}

Test(watch, a_builder_goes_on_after_a_failure) {
  fr_watch_builder *builder = NULL;
  fr_watch_lists *lists = NULL;
  const fr_engine_options options = world_options();
  fr_error error = FR_ERROR_INIT;
  memory_begin(1, true);
  cr_expect_eq(fr_watch_builder_create(options.secret_key, 0, &builder, &error), FR_NO_MEMORY);
  (void)memory_end();
  cr_expect_null(builder);
  cr_expect_str_eq(error.message, "out of memory");
  cr_assert_eq(fr_watch_builder_create(options.secret_key, 0, &builder, NULL), FR_OK);
  const fr_text party = fr_text_of("bob"), list = fr_text_of("case");
  for (uint64_t fail_at = 1; fail_at <= 2; fail_at++) {
    memory_begin(fail_at, false);
    cr_expect_eq(fr_watch_builder_add(builder, ACCOUNT, party, list, 0, &error), FR_NO_MEMORY, "%llu",
                 (unsigned long long)fail_at);
    (void)memory_end();
    cr_expect_str_eq(error.message, "out of memory");
  }
  cr_assert_eq(fr_watch_builder_add(builder, ACCOUNT, party, list, 0, &error), FR_OK);
  cr_assert_eq(fr_watch_builder_add(builder, ACCOUNT, party, list, NOON - 1, &error), FR_OK);
  for (uint64_t fail_at = 1; fail_at <= 2; fail_at++) {
    memory_begin(fail_at, false);
    cr_expect_eq(fr_watch_builder_finish(builder, 5, &lists, &error), FR_NO_MEMORY);
    (void)memory_end();
    cr_expect_null(lists);
    cr_expect_str_eq(error.message, "out of memory");
  }
  cr_assert_eq(fr_watch_builder_finish(builder, 5, &lists, &error), FR_OK);
  uint32_t found = FR_UNKNOWN;
  cr_expect_eq(fr_watch_lists_ask(lists, ACCOUNT, party, list, NOON, &found), FR_OK);
  cr_expect_eq(found, FR_YES);
  fr_watch_lists_info info = FR_WATCH_LISTS_INFO_INIT;
  cr_assert_eq(fr_watch_lists_describe(lists, &info), FR_OK);
  cr_expect_eq(info.entries, 1);
  cr_expect_eq(info.duplicates, 1, "counted once, however often the lists were tried");
  fr_watch_lists_release(lists);
  fr_watch_builder_destroy(builder);
}
#endif
