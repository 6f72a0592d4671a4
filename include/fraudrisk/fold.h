/* SPDX-License-Identifier: Apache-2.0
 *
 * Scoring in two halves, for a bank whose parties live on many nodes: score = fold + decide.
 *
 * A node folds the sides whose profiles it holds and records the attempt there; the fold blocks of all sides, one after
 * the other in any order, are all that fr_decide() needs. A block is versioned little-endian bytes with the policy's
 * digest, the side and the party's sequence number, and may be sent over a network.
 *
 * Source: docs/design.md, sections 5 and 12.3. */
#ifndef FRAUDRISK_FOLD_H
#define FRAUDRISK_FOLD_H

#include "fraudrisk/engine.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Blocks of one transfer. The caller owns the memory; fr_fold() appends after `size` bytes. Start with size 0. @since
 * 0.1 */
typedef struct fr_folds {
  uint32_t struct_size;
  uint32_t reserved; /* 0 */
  void *data;
  uint64_t capacity;
  uint64_t size;
} fr_folds;
#define FR_FOLDS_INIT \
  { (uint32_t)sizeof(fr_folds), 0, 0, 0, 0 }

/* The most bytes that the blocks of all sides of one transfer can take under this policy. Any thread. @since 0.1 */
FR_API uint64_t fr_folds_capacity(const fr_policy *policy);

/* The stateful half: folds the histories of the given sides, records the attempt in them, and appends one block a side.
 * FR_SIDE_PAYEE_CUSTOMER has no folds and no block: it is recorded only. Atomic over the sides of one call.
 *
 * Errors: as fr_score(); FR_BUFFER_TOO_SMALL when the blocks do not fit (then nothing is recorded).
 * One thread a context; allocates nothing. @since 0.1 */
FR_API fr_status fr_fold(fr_context *context, const fr_transfer *transfer, uint32_t sides, fr_folds *folds);

/* The pure half: no engine, no state, no clock. Equal inputs give equal bytes on every machine.
 *
 * Errors: FR_BAD_FOLDS (damaged, made for another transfer, or by engines with different secret keys), FR_OTHER_POLICY
 * (a block made under another policy), FR_FOLDS_MISSING, and those of a bad
 * transfer. Any thread; allocates nothing. @since 0.1 */
FR_API fr_status fr_decide(const fr_policy *policy, const fr_transfer *transfer, const fr_folds *folds,
                           fr_decision *decision, fr_error *error);

/* A feature's value. @since 0.1 */
typedef struct fr_value {
  uint32_t type;  /* FR_TYPE_…; FR_TYPE_UNKNOWN where the value is unknown */
  uint32_t flags; /* FR_FLAG_APPROXIMATE, FR_FLAG_EXPRESSION_ERROR */
  int64_t integer;
  double number;
  char text[FR_MAX_FEATURE_TEXT_BYTES];
  uint32_t text_size;
  uint32_t reserved;
} fr_value;

/* The policy's features in the order of the policy; pure as well.
 *
 *   values, capacity   capacity counts values; at least the policy's feature_count
 * Errors: as fr_decide(), FR_BUFFER_TOO_SMALL. Any thread; allocates nothing. @since 0.1 */
FR_API fr_status fr_features(const fr_policy *policy, const fr_transfer *transfer, const fr_folds *folds,
                             fr_value *values, uint32_t capacity, fr_error *error);

#ifdef __cplusplus
}
#endif
#endif
