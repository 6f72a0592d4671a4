/* SPDX-License-Identifier: Apache-2.0
 *
 * Why a transfer was decided as it was: what each feature did to the margins of the policy's models, and the smallest
 * change that would have lowered the outcome.
 *
 * Called after the answer, by who explains it: an investigator, an examiner, the file. The counterfactual is for them
 * alone. Whoever shows it to a customer, or to somebody who speaks for one, teaches how the policy is passed by:
 * nothing of it ever stands in fr_words(), and a host keeps it from screens that are not FR_AUDIENCE_AUDIT's.
 *
 * Source: docs/design.md, sections 7 and 12.24. */
#ifndef FRAUDRISK_WHY_H
#define FRAUDRISK_WHY_H

#include "fraudrisk/engine.h"
#include "fraudrisk/fold.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The name of a model by its place; null past the end. The string lives as long as the policy. Any thread. @since 0.1
 */
FR_API const char *fr_policy_model(const fr_policy *policy, uint32_t index);

#define FR_CONTRIBUTION_BASE UINT32_MAX /* feature_index of where the sum begins. @since 0.1 */

/* What one feature did to the margin of one model: exact path-dependent TreeSHAP. Those of one model add up to its
 * margin, to a millionth of the largest of them. @since 0.1 */
typedef struct fr_contribution {
  uint32_t model_index;
  uint32_t feature_index; /* of the policy's features, or FR_CONTRIBUTION_BASE */
  uint32_t known;         /* FR_YES, or FR_NO for a feature that was unknown: then the model took it for missing */
  uint32_t reserved;      /* 0 */
  double value;           /* of the feature: a bool is 0 or 1; 0 where it was unknown */
  double contribution;
} fr_contribution;

/* The smallest change of one known value of the transfer or one feature by which the outcome would have been lower.
 * @since 0.1 */
typedef struct fr_counterfactual {
  uint32_t struct_size;
  uint32_t outcome;  /* what it would have been; FR_OUTCOME_NONE where no such change was found */
  uint32_t reserved; /* 0 */
  uint32_t is_field; /* FR_YES: a value of the transfer; FR_NO: a feature */
  char name[128];    /* as expressions say it: "transfer.amount", "attributes.x", a feature; zeroes at the end */
  fr_value from, to; /* amounts in major units, ages in seconds */
} fr_counterfactual;
#define FR_COUNTERFACTUAL_INIT \
  { .struct_size = (uint32_t)sizeof(fr_counterfactual) }

/* Explains the transfer that this context scored or previewed last (of a batch, the last one), as the policy decided
 * it: before limits and shadow.
 *
 *   transfer       the same transfer, with all that it said then
 *   contributions, capacity, count   *count is how many there are: of each model that a rule reads its base, then its
 *                  inputs, from the one that raised the margin most; the first `capacity` are filled
 *   counterfactual may be null; where it is not, values are tried one at a time, which takes longer than scoring: some
 *                  milliseconds (docs/performance.md). Truths are turned, names replaced by the others of their kind,
 *                  numbers moved away from what they are in growing steps until the outcome is lower and then back to
 *                  where that begins; the smallest change is the one that is smallest beside the value itself, and
 *                  another truth or name counts as much as doubling. A number that is not negative stays so. A band of
 *                  values that lies between two steps is passed over. What folds over histories read is not changed
 *
 * Errors: FR_NULL_POINTER, FR_STRUCT_SIZE, FR_BAD_ARGUMENT (this context did not score that transfer last, or the
 * policy changed since and the context has seen it), those of a bad transfer. One thread a context; allocates nothing,
 * records nothing. @since 0.1 */
FR_API fr_status fr_why(fr_context *context, const fr_transfer *transfer, fr_contribution *contributions,
                        uint32_t capacity, uint32_t *count, fr_counterfactual *counterfactual);

/* The same of what fr_decide() decides: pure, on any node. Errors: as fr_decide(), FR_STRUCT_SIZE. Any thread;
 * allocates nothing. @since 0.1 */
FR_API fr_status fr_why_folds(const fr_policy *policy, const fr_transfer *transfer, const fr_folds *folds,
                              fr_contribution *contributions, uint32_t capacity, uint32_t *count,
                              fr_counterfactual *counterfactual, fr_error *error);

/* The words of the policy for a contribution, as a reason: for FR_AUDIENCE_TELLER and FR_AUDIENCE_AUDIT, since they
 * name what the model looks at. The rest is as in fr_reason_text(). Errors: FR_NO_WORDS (the policy has none for this
 * input), FR_BAD_ARGUMENT (the model does not read that feature), FR_BUFFER_TOO_SMALL, FR_NULL_POINTER. Any thread;
 * allocates nothing. @since 0.1 */
FR_API fr_status fr_contribution_words(const fr_policy *policy, const fr_contribution *contribution, fr_text language,
                                       uint32_t encoding, char *buffer, uint64_t capacity, uint64_t *needed);

#ifdef __cplusplus
}
#endif
#endif
