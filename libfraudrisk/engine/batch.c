/* SPDX-License-Identifier: Apache-2.0
 *
 * Many transfers, one after the other, while memory already brings what the next ones need.
 *
 * A transfer's profiles lie anywhere in memory, and each step to them waits for the one before: the table, the
 * profile's beginning, its columns. So the steps of neighbouring transfers overlap: a transfer is prepared PREPARE
 * turns before its own, and each later step follows two turns after the one that it needs. Nothing but memory is
 * touched ahead of a turn, so the results are those of as many single calls. */
#include "engine/engine.h"
#include "engine/journal.h"

/* Turns between a step and the transfer's own; a place is not taken again before its turn is over. */
enum { PREPARE = 7, BEGINNINGS = 4, HISTORIES = 1 };
_Static_assert((int)PREPARE < (int)FR__AHEAD, "room for all that are under way");

static void look_ahead(fr_context *context, const fr_transfer *const *transfers, uint32_t at, uint32_t turns) {
  fr__prepared *prepared = &context->prepared[at % FR__AHEAD];
  if (turns == PREPARE) {
    const fr_policy *policy = fr__context_policy(context);
    prepared->ready = false;
    /* What is refused here is refused again when its turn comes, and told then. */
    if (policy != NULL) (void)fr__score_prepare(context, policy, transfers[at], prepared);
  } else if (prepared->ready) {
    fr__visit_fetch(context, &prepared->visit, turns == BEGINNINGS ? 1 : 2);
  }
}

/* What was scored is waited for once. Where it cannot be made safe, none of it was decided. */
static fr_status settle(fr_context *context, const fr_transfer *const *transfers, fr_decision *const *decisions,
                        uint32_t *done) {
  if (context->desk == NULL || *done == 0) return FR_OK;
  const fr_status status = fr__journal_settle(context);
  for (uint32_t at = 0; status != FR_OK && at < *done; at++) {
    fr__decide_degraded(context->policy, transfers[at], decisions[at]);
    fr__shadow(context->engine, decisions[at]);
  }
  if (status != FR_OK) {
    fr__context_refuse(context, status);
    fr__context_add(context, FR__DEGRADED, *done);
    *done = 0;
  }
  return status;
}

fr_status fr_score_batch(fr_context *context, const fr_transfer *const *transfers, uint32_t count,
                         fr_decision *const *decisions, uint32_t *done) {
  FR_REQUIRE(done != NULL, FR_NULL_POINTER);
  *done = 0;
  if (context == NULL && count != 0 && transfers != NULL && decisions != NULL) {
    return fr__score_answer(NULL, transfers[0], NULL, true, decisions[0]);
  }
  FR_REQUIRE(context != NULL, FR_NULL_POINTER);
  fr__error_clear(&context->error);
  if (count != 0 && (transfers == NULL || decisions == NULL)) {
    return fr__fail(&context->error, FR_NULL_POINTER, transfers == NULL ? "transfers" : "decisions",
                    "an array of pointers is a null pointer");
  }
  for (uint32_t at = 0; at < PREPARE && at < count; at++) look_ahead(context, transfers, at, PREPARE);
  for (uint32_t at = 0; at < count; at++) {
    static const uint8_t steps[] = {PREPARE, BEGINNINGS, HISTORIES};
    for (uint32_t i = 0; i < FR_COUNT(steps); i++) {
      if (count - at > steps[i]) look_ahead(context, transfers, at + steps[i], steps[i]);
    }
    fr__prepared *prepared = &context->prepared[at % FR__AHEAD];
    const fr_status status = fr__score_answer(context, transfers[at], prepared, true, decisions[at]);
    if (status != FR_OK) {
      const fr_error why = context->error;
      const fr_status safe = settle(context, transfers, decisions, done);
      if (safe == FR_OK) context->error = why; /* else it is about all of them, and `done` is 0 */
      return safe == FR_OK ? status : safe;
    }
    *done = at + 1;
  }
  return settle(context, transfers, decisions, done);
}
