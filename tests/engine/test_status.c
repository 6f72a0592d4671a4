/* SPDX-License-Identifier: Apache-2.0
 *
 * Every status that a caller can meet has a test that expects it; and what no test can provoke from outside is provoked
 * by a store that fails. */
#include <criterion/criterion.h>
#include <glob.h>
#include <stdio.h>

#include "engine/engine.h"
#include "support/world.h"

/* FR_OK is everywhere. FR_INTERNAL is a broken promise of our own: a test that could produce it would be a bug report.
 */
static bool is_exempt(const char *name) { return strcmp(name, "FR_OK") == 0 || strcmp(name, "FR_INTERNAL") == 0; }

static char *read_whole(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) return NULL;
  char *text = calloc(1, 1 << 20);
  if (text != NULL && fread(text, 1, (1 << 20) - 1, file) == 0) text[0] = '\0';
  fclose(file);
  return text;
}

/* The name as a whole word. */
static bool mentions(const char *text, const char *name) {
  const size_t size = strlen(name);
  for (const char *at = strstr(text, name); at != NULL; at = strstr(at + 1, name)) {
    if (at[size] != '_' && (at[size] < 'A' || at[size] > 'Z')) return true;
  }
  return false;
}

Test(status, every_one_is_expected_by_some_test) {
  static const char *const names[] = {
#define FR_STATUS(name, number, text) #name,
#include "fraudrisk/status.def"
#undef FR_STATUS
  };
  bool found[FR_COUNT(names)] = {false};
  glob_t files;
  cr_assert_eq(glob("tests/*/test_*.c", 0, NULL, &files), 0, "the tests run in the root of the tree");
  for (size_t i = 0; i < files.gl_pathc; i++) {
    char *text = read_whole(files.gl_pathv[i]);
    cr_assert_not_null(text);
    for (size_t s = 0; s < FR_COUNT(names); s++) found[s] = found[s] || mentions(text, names[s]);
    free(text);
  }
  globfree(&files);
  for (size_t s = 0; s < FR_COUNT(names); s++)
    cr_expect(found[s] || is_exempt(names[s]), "no test expects %s", names[s]);
}

/* ---- a store that cannot be reached ---- */

static fr_status fails(fr__store *store, fr__acquired *acquired, uint32_t create) {
  (void)store;
  (void)acquired;
  (void)create;
  return FR_STORE_DOWN;
}

Test(status, a_store_that_is_down) {
  const bundle_policy policy = {.rules = {{.id = "a", .when = "true", .points = 1}},
                                .on_error = {{"default", FR_OUTCOME_WARN}, {"teller", FR_OUTCOME_HOLD}},
                                .hold = {{"default", 60}}};
  world in = world_open(&policy);
  const fr__store_operations *good = in.engine->store->operations;
  fr__store_operations down = *good;
  down.acquire = fails;
  in.engine->store->operations = &down;
  fr_transfer transfer = transfer_of("t", "alice", "bob", 1, NOON);
  transfer.channel = FR_CHANNEL_TELLER;
  cr_expect_eq(world_score(&in, &transfer), FR_STORE_DOWN);
  cr_expect_eq(in.decision.outcome, FR_OUTCOME_HOLD);
  cr_expect_eq(in.decision.flags, FR_FLAG_DEGRADED);
  cr_expect_eq(in.decision.hold_until_us, NOON + MINUTE);
  cr_expect_str_eq(fr_context_error(in.context)->message, "the store behind the engine cannot be reached");
  cr_expect_eq(world_preview(&in, &transfer), FR_STORE_DOWN);
  unsigned char bytes[1024];
  fr_folds folds = FR_FOLDS_INIT;
  folds.data = bytes;
  folds.capacity = sizeof bytes;
  cr_expect_eq(fr_fold(in.context, &transfer, FR_SIDE_ALL, &folds), FR_STORE_DOWN);
  cr_expect_eq(folds.size, 0);
  cr_expect_eq(world_tell(&in, FR_EVENT_SETTLED, &transfer, NOON), FR_STORE_DOWN);
  cr_expect_eq(world_record(&in, &transfer, FR_TRANSFER_SETTLED), FR_STORE_DOWN);
  const fr_event contact = event_of_customer(FR_EVENT_CONTACT, "carol", NOON);
  cr_expect_eq(world_observe(&in, &contact), FR_STORE_DOWN);
  fr_event listed = event_of_customer(FR_EVENT_LISTED, "carol", NOON);
  listed.list = fr_text_of("x");
  cr_expect_eq(world_observe(&in, &listed), FR_STORE_DOWN);
  in.engine->store->operations = good;
  cr_expect_eq(world_score(&in, &transfer), FR_OK);
  cr_expect_eq(in.decision.flags, 0, "nothing was recorded while it was down");
  world_close(&in);
}

/* ---- memory that ends in the middle ---- */

static uint32_t resizes_left;
static const fr__store_operations *behind;
static fr__profile *resize_until(fr__store *store, fr__profile *profile, uint32_t bytes) {
  if (resizes_left == 0) return NULL;
  resizes_left--;
  return behind->resize(store, profile, bytes);
}

/* Whichever of the four histories finds no room, none of them has the transfer afterwards. */
Test(status, a_transfer_stands_in_all_histories_or_in_none) {
  const bundle_policy policy = {.rules = {{.id = "a", .when = "true", .points = 1}}};
  fr_party carol = FR_PARTY_INIT, dave = FR_PARTY_INIT;
  carol.customer = fr_text_of("carol");
  dave.customer = fr_text_of("dave");
  uint32_t refused = 0;
  for (uint32_t most = 0; most < 20; most++) {
    world in = world_open(&policy);
    behind = in.engine->store->operations;
    fr__store_operations limited = *behind;
    limited.resize = resize_until;
    in.engine->store->operations = &limited;
    resizes_left = most;
    fr_transfer transfer = transfer_of("t", "c1", "d1", 1, NOON);
    transfer.payer_party = &carol;
    transfer.payee_party = &dave;
    const fr_status status = world_score(&in, &transfer);
    cr_assert_eq(status, most == refused && most < 16 && status != FR_OK ? FR_STATE_FULL : FR_OK, "%u: %s", most,
                 fr_status_name(status));
    refused += status != FR_OK;
    fr_engine_stats stats = FR_ENGINE_STATS_INIT;
    cr_assert_eq(fr_engine_measure(in.engine, &stats), FR_OK);
    cr_expect_eq(stats.transfer_entries, status != FR_OK ? 0 : 4, "%u", most);
    resizes_left = 100;
    cr_expect_eq(world_score(&in, &transfer), FR_OK);
    cr_expect_eq(in.decision.flags, status != FR_OK ? 0 : FR_FLAG_REPEATED);
    resizes_left = 0;
    const fr_status told = world_tell(&in, FR_EVENT_HELD, &transfer, NOON + 1);
    cr_expect(told == FR_STATE_FULL || told == FR_OK, "outcomes need room of their own: %s", fr_status_name(told));
    in.engine->store->operations = behind;
    world_close(&in);
  }
  cr_expect_geq(refused, 4, "each of four histories was refused its room once");
}
