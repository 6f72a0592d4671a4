/* SPDX-License-Identifier: Apache-2.0
 *
 * An engine with one policy for a program of one thread: what the counter and the ATM have in common. The bank's own
 * machines would not hold the engine themselves but ask the posting path, where all histories are
 * (examples/core_banking). */
#ifndef SCORER_H
#define SCORER_H

#include <fraudrisk/fraudrisk.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct scorer {
  fr_policy *policy;
  fr_engine *engine;
  fr_context *context;
} scorer;

/* False after saying why. */
bool scorer_open(scorer *with, const char *bundle_path);
void scorer_close(scorer *with);

/* The words for one audience or notice, ended by a zero byte; "" where there are none. They outlive the transfer. */
enum { WORDS_BYTES = 4096 };
const char *scorer_words(const scorer *with, const fr_decision *decision, uint32_t audience, const char *language,
                         char buffer[WORDS_BYTES]);

/* The decision whose words may stand on a screen. Where the customer is not the one who reads it (FR_NO), these are the
 * policy's neutral ones: that it is checked, and neither which scam it looks like nor what was noticed. */
fr_decision scorer_shown(const scorer *with, const fr_decision *decision);

/* Tells what became of a transfer: FR_EVENT_SETTLED, DELAYED, HELD, RELEASED, CANCELLED. */
void scorer_tell(const scorer *with, uint32_t kind, const fr_transfer *transfer, int64_t time_us);
/* As what a hold is told: a waiting period that all such transfers have is no doubt of the bank's. */
static inline uint32_t scorer_hold_event(const fr_decision *decision) {
  return (decision->flags & FR_FLAG_DELAYED) != 0 ? FR_EVENT_DELAYED : FR_EVENT_HELD;
}
/* Tells what the customer did when he was warned: FR_RESPONSE_…. */
void scorer_tell_response(const scorer *with, uint32_t response, const fr_transfer *transfer, int64_t time_us);

#endif
