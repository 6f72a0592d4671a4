/* SPDX-License-Identifier: Apache-2.0
 *
 * What a policy's features say of a transfer that leaves no trace: a preview, whose folded values are read where they
 * stand. So a test may look as often as it likes without its looks being part of the history. */
#ifndef TESTS_SUPPORT_PEEK_H
#define TESTS_SUPPORT_PEEK_H

#include "engine/engine.h"
#include "support/world.h"

typedef struct peeked {
  world *in;
  fr_value values[BUNDLE_FEATURES];
} peeked;

static inline fr_status world_peek(world *in, const fr_transfer *transfer, peeked *found) {
  found->in = in;
  const fr_status status = fr_preview(in->context, transfer, &in->decision);
  if (status != FR_OK) return status;
  fr_context *context = in->context;
  const fr__evidence evidence = {
      in->policy, &context->prepared[0].transfer, context->slots, context->approximate, false, NULL, NULL};
  fr_error error = FR_ERROR_INIT;
  return fr__feature_values(&evidence, found->values, &error);
}

/* A value as text; ~ before it says that it is marked approximate. Four texts stand at a time. */
static inline const char *peeked_text(const peeked *found, uint32_t feature) {
  static char texts[4][100];
  static uint32_t turn;
  char plain[96];
  char *text = texts[turn++ % 4];
  const fr_value *value = &found->values[feature];
  snprintf(text, sizeof texts[0], "%s%s", (value->flags & FR_FLAG_APPROXIMATE) != 0 ? "~" : "",
           value_text(value, plain));
  return text;
}

/* One feature of a transfer between two accounts, as text. */
static inline const char *world_says(world *in, uint32_t feature, const char *payer, const char *payee,
                                     int64_t time_us) {
  peeked found;
  const fr_transfer transfer = transfer_of("a look", payer, payee, 1, time_us);
  const fr_status status = world_peek(in, &transfer, &found);
  return status == FR_OK ? peeked_text(&found, feature) : fr_status_name(status);
}

static inline fr_engine_stats world_stats(world *in) {
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  (void)fr_engine_measure(in->engine, &stats);
  return stats;
}

#endif
