/* SPDX-License-Identifier: Apache-2.0
 *
 * What the bank gets back. The caller owns the struct; the library fills it and allocates nothing.
 *
 * Safe when forgotten: outcomes are 1, 2 and 3, and 0 is "not decided", so a decision that nobody filled cannot be
 * taken for an allow. On every negative status the outcome is the policy's on_error outcome for the channel (warn where
 * there is no policy) and the flag FR_FLAG_DEGRADED is set; but for a decision that is null or whose struct_size cannot
 * be taken, into which nothing is written: look at the status first.
 *
 * Source: docs/design.md, sections 7 and 12. */
#ifndef FRAUDRISK_DECISION_H
#define FRAUDRISK_DECISION_H

#include <stdint.h>

#include "fraudrisk/limits.h"

#ifdef __cplusplus
extern "C" {
#endif

/* @since 0.1 */
#define FR_OUTCOME_NONE 0u /* not decided */
#define FR_OUTCOME_ALLOW 1u
#define FR_OUTCOME_WARN 2u /* the customer is asked to confirm */
#define FR_OUTCOME_HOLD 3u /* the transfer waits until it is released */

/* What a decision rests on. @since 0.1 */
#define FR_FLAG_APPROXIMATE 1u       /* a value may rest on less than what happened: docs/policy.md */
#define FR_FLAG_DEGRADED 2u          /* the engine could not decide; the outcome is on_error's */
#define FR_FLAG_INPUTS_UNKNOWN 4u    /* a rule or threshold could not be decided: something is unknown */
#define FR_FLAG_TRUSTED 8u           /* an unexpired trust lowered the outcome */
#define FR_FLAG_REPEATED 16u         /* this transfer id was seen before: recorded once, decided again */
#define FR_FLAG_EXPRESSION_ERROR 32u /* an expression failed (such as a division by zero); its rule did not fire */
#define FR_FLAG_TEXT_DAMAGED 64u     /* a remark, a purpose or notes held bad bytes, or were cut */
/* Of a hold: nothing but waiting periods brought it about, such as the law's 24 hours at an ATM; without them it would
 * not be held. Tell it as FR_EVENT_DELAYED, so that it is no intervention in what comes after. A hold without this flag
 * is one in doubt: FR_EVENT_HELD. */
#define FR_FLAG_DELAYED 128u
#define FR_FLAG_POLICY_EXPIRED \
  256u                          /* the transfer's time lies at or after the policy's valid_until; it still decides */
#define FR_FLAG_LIMITED 512u    /* a bound of the policy's `limits:` was reached: the outcome is below pure_outcome */
#define FR_FLAG_SHADOW 1024u    /* the engine stands in the shadow: the answer is allow; would_be tells what it was */
#define FR_FLAG_RULES_OFF 2048u /* rules were switched off: fr_engine_set_switches() */

/* What goes along with a warning or a hold, as the rules that fired say. What each means for the bank's own work is the
 * bank's to settle; none of them changes the outcome. @since 0.1 */
#define FR_ACTION_REFER 1u               /* tell the anti-fraud centre (96110) or the police (110) */
#define FR_ACTION_THREE_WAY_CALL 2u      /* customer, bank and anti-fraud centre speak together */
#define FR_ACTION_TRUSTED_CONTACT 4u     /* call the person whom the customer named for this */
#define FR_ACTION_STEP_UP 8u             /* check again who acts, over another way than this session */
#define FR_ACTION_REFUSE 16u             /* the law or an order says that it must not go */
#define FR_ACTION_FREEZE_CREDENTIALS 32u /* passwords, tokens and devices act no more until it is clear */
#define FR_ACTION_NOTIFY_RECEIVING_BANK 64u
#define FR_ACTION_NOTICE 128u            /* a message on every way that the customer had before */
#define FR_ACTION_VOICE_PROMPT 256u      /* the ATM or the app speaks */
#define FR_ACTION_SUPERVISOR_REVIEW 512u /* a second person in the bank looks at it */
#define FR_ACTION_LOWER_LIMIT 1024u      /* limits go down until it is clear */

/* One reason: a rule that fired, with its points. @since 0.1 */
typedef struct fr_reason {
  char rule[FR_MAX_NAME_BYTES + 1]; /* the rule's id, ended by a zero byte */
  int32_t points;
  uint32_t rule_index; /* its place in the policy, for fr_policy_rule() and fr_words() */
} fr_reason;

/* @since 0.1 */
typedef struct fr_decision {
  uint32_t struct_size;
  uint32_t outcome;                 /* FR_OUTCOME_… */
  int64_t score;                    /* the sum of points, not below 0 */
  int64_t hold_until_us;            /* microseconds UTC; 0 where nothing is held */
  uint32_t flags;                   /* bits FR_FLAG_… */
  uint32_t unknown_count;           /* rules and thresholds that could not be decided: something is unknown */
  uint32_t error_count;             /* rules, thresholds and features whose expression failed */
  uint32_t reason_count;            /* how many of `reasons` are filled */
  uint32_t reasons_total;           /* how many rules fired */
  int32_t scam_index;               /* place of the scam type in the policy, -1 for none */
  char scam[FR_MAX_NAME_BYTES + 1]; /* the likely scam type, "" for none */
  uint8_t decision_id[16];          /* the same transfer under the same policy has the same id */
  uint8_t policy_digest[32];        /* SHA-256 of the policy */
  char policy_name[FR_MAX_NAME_BYTES + 1];
  uint64_t policy_version;
  fr_reason reasons[FR_MAX_REASONS]; /* by points, most first; then in the order of the policy */
  uint32_t values_size;              /* bytes of `values` that are filled */
  uint32_t advice;                   /* 1 + the place, among scam types, of the advice to be said; 0: the scam's */
  /* What the texts of the reasons and of the advice name, so that fr_words() needs no transfer. Keep them with the
   * decision; what the bytes mean is the library's own matter. They hold amounts, times and the like of this transfer,
   * never an account number, a remark or a purpose. */
  uint8_t values[FR_MAX_DECISION_VALUES];
  /* Is the customer himself at the keyboard or the counter? FR_YES, FR_NO, FR_UNKNOWN, as most of the points say. Where
   * it is FR_NO, a warning on the screen is read by the criminal: hold, and call a number known before. */
  uint32_t victim_present;
  uint32_t actions; /* bits FR_ACTION_…; none where the outcome is allow */
  /* What the transfer, the histories and the policy come to, as fr_decide() gives it on any node. `outcome` is lower
   * where a bound was reached (FR_FLAG_LIMITED). FR_OUTCOME_NONE where nothing was decided (FR_FLAG_DEGRADED). */
  uint32_t pure_outcome;
  uint32_t would_be; /* the outcome that would be given outside the shadow; `outcome` itself where there is no shadow */
  /* The number of its record in the journal (journal.h): what an examiner asks for, and what fr_journal_wait() waits
   * for. 0 where there is no journal, and for what was not recorded. */
  uint64_t sequence;
} fr_decision;

/* A decision needs its struct_size; all that this library knows of is written by it. Start from zeroes all the same, as
 * this macro does: a struct that is larger than the library knows (of a newer header) is taken only when the rest is
 * zero. @since 0.1 */
#define FR_DECISION_INIT \
  { .struct_size = (uint32_t)sizeof(fr_decision) }

#ifdef __cplusplus
}
#endif
#endif
