/* SPDX-License-Identifier: Apache-2.0
 *
 * What gives way while contexts still use it: who frees it, and when. (That a decision frees nothing is counted in
 * tests/threads/test_no_allocation.c.) */
#include <criterion/criterion.h>

#include "engine/engine.h"
#include "support/world.h"

static const bundle_policy bounded = {
    .version = 1,
    .rules = {{.id = "a", .when = "true", .points = 50}},
    .sections = {{"limits", "[{'window': 3600, 'at_least': 3, 'hold': 100000}]"}},
};

static uint32_t waiting(const fr_engine *engine) {
  uint32_t count = 0;
  for (const fr__retired *one = engine->retired; one != NULL; one = one->next) count++;
  return count;
}

static void score(world *in, const char *id) {
  const fr_transfer transfer = transfer_of(id, "alice", "bob", 100, NOON);
  cr_assert_eq(world_score(in, &transfer), FR_OK);
}

/* As a host does that keeps nothing. */
static void put_anew(world *in) {
  fr_policy *fresh = bundle_load(&bounded);
  fr_error error = FR_ERROR_INIT;
  cr_assert_not_null(fresh);
  cr_assert_eq(fr_engine_set_policy(in->engine, fresh, &error), FR_OK, "%s", error.message);
  fr_policy_release(fresh);
}

static void measure(world *in) {
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  cr_assert_eq(fr_engine_measure(in->engine, &stats), FR_OK);
}

Test(retire, waits_for_the_contexts_and_not_longer) {
  world in = world_open(&bounded);
  put_anew(&in);
  measure(&in);
  score(&in, "1");
  const uint32_t kept = waiting(in.engine); /* what world_open() loaded, which the test itself holds */
  cr_expect_eq(kept, 1, "%u", kept);
  put_anew(&in);
  measure(&in);
  cr_expect_gt(waiting(in.engine), kept, "the context may still use what gave way");
  score(&in, "2");
  cr_expect_gt(waiting(in.engine), kept, "a decision frees nothing");
  measure(&in);
  cr_expect_eq(waiting(in.engine), kept, "nobody uses it any more");
  world_close(&in);
}

Test(retire, ends_with_the_context) {
  world in = world_open(&bounded);
  put_anew(&in);
  score(&in, "1");
  put_anew(&in);
  cr_expect_gt(waiting(in.engine), 1);
  fr_context_destroy(in.context);
  cr_expect_eq(waiting(in.engine), 1);
  in.context = NULL;
  world_close(&in);
}

Test(retire, the_same_policy_again_and_again_waits_once) {
  world in = world_open(&bounded);
  fr_policy *other = bundle_load(&bounded);
  fr_error error = FR_ERROR_INIT;
  for (uint32_t i = 0; i < 100; i++) {
    score(&in, "1");
    cr_assert_eq(fr_engine_set_policy(in.engine, i % 2 == 0 ? other : in.policy, &error), FR_OK, "%s", error.message);
    cr_expect_leq(waiting(in.engine), 4, "two policies, and a limiter or two: %u", waiting(in.engine));
  }
  fr_policy_release(other);
  world_close(&in);
}
