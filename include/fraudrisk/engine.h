/* SPDX-License-Identifier: Apache-2.0
 *
 * The engine holds the state; a context is one thread's way into it.
 *
 *   fr_engine    shared by any number of threads
 *   fr_context   one a thread at a time: scratch memory and the detail of the last error
 *
 * The engine reads no clock and no environment, starts no thread, writes no file but those of its journal, and after
 * creation allocates nothing while it scores: its memory is reserved when it is created and used as it fills.
 *
 * Source: docs/design.md, sections 3 and 5. */
#ifndef FRAUDRISK_ENGINE_H
#define FRAUDRISK_ENGINE_H

#include "fraudrisk/decision.h"
#include "fraudrisk/event.h"
#include "fraudrisk/policy.h"
#include "fraudrisk/status.h"
#include "fraudrisk/transfer.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct fr_engine fr_engine;
typedef struct fr_context fr_context;
typedef struct fr_trust fr_trust; /* trust.h */

/* Sides of a transfer: whose profile. A bit mask. @since 0.1 */
#define FR_SIDE_PAYER 1u          /* the payer's account: payer.*, pair.* */
#define FR_SIDE_CUSTOMER 2u       /* the payer's customer, or the account where no customer is given */
#define FR_SIDE_PAYEE 4u          /* the payee's account */
#define FR_SIDE_PAYEE_CUSTOMER 8u /* the payee's customer, where given: recorded, not read */
#define FR_SIDE_ALL 15u

/* @since 0.1 */
typedef struct fr_engine_options {
  uint32_t struct_size;
  uint32_t accept_unsigned_policies; /* FR_YES: take bundles that nobody signed; for trials and tests. See trust.h */
  uint32_t
      shadow; /* FR_YES: decide and record as ever, but answer allow; see FR_FLAG_SHADOW. For a bank's first weeks */
  uint32_t outcomes_not_reported; /* FR_YES: no settled events will come, so a transfer counts as settled after 24 h */
  uint8_t secret_key[16];         /* identifiers become keys under it; keep it for the life of the state */
  uint64_t memory_bytes;          /* most memory of profiles and tables, 64 KiB to 4 TiB, used as it fills; 0: 1 GiB */
  uint64_t parties_max;           /* the most parties; 0: 1,000,000. Past either bound the idle give way */
  uint64_t list_entries_max;      /* the most entries that events make: listed, unlisted, trusted; 0: 65,536 */
  int64_t horizon_us;             /* how far back histories reach; 0: 90 days; at most FR_MAX_HORIZON_US */
  int64_t time_ahead_max_us;      /* how far past the newest time accepted, or told by fr_engine_tick(), an event may
                                     lie; 0: 24 h; -1: any */
  int64_t complete_from_us;       /* from when on the engine is told all that happens; see below. 0: from the first
                                     transfer, contact, personal event or move */
  int32_t utc_offset_s;           /* days and months of histories begin at midnight of this offset; -50400 to 50400 */
  uint32_t keep_idle_parties;     /* FR_YES: nobody gives way; past a bound new ones are refused as FR_STATE_FULL */
  uint32_t ignore_limits; /* FR_YES: the `limits:` of policies lower nothing; for backtests, which measure rules */
  uint32_t reserved;      /* 0 */
} fr_engine_options;
/* Nothing known is not nothing happened: a value that asks about the time before complete_from_us is marked approximate
 * (FR_FLAG_APPROXIMATE), a payee that seems new among them, since known payees are remembered for 400 days. A bank that
 * loads its past gives the time when that begins; where the past is known to be whole, or there was none, it says so:
 */
#define FR_COMPLETE_ALWAYS INT64_MIN
#define FR_ENGINE_OPTIONS_INIT \
  { .struct_size = (uint32_t)sizeof(fr_engine_options) }

/* Creates an engine without a policy.
 * Errors: FR_NULL_POINTER, FR_STRUCT_SIZE, FR_STRUCT_TAIL, FR_BAD_ARGUMENT, FR_NO_MEMORY. Any thread; allocates. @since
 * 0.1 */
FR_API fr_status fr_engine_create(const fr_engine_options *options, fr_engine **engine, fr_error *error);

/* Frees the engine and its state. All its contexts must be destroyed before. Null is allowed. @since 0.1 */
FR_API void fr_engine_destroy(fr_engine *engine);

/* Puts a policy in force. Atomic: calls that run finish on the policy that they began with, calls that begin afterwards
 * use the new one. The engine takes a reference of its own. No history is lost or recomputed: a new feature has its
 * values from the first transfer on. The memory of what gave way is freed once every context has made another call or
 * ended, by the next change, fr_engine_measure(), fr_journal_pump() or end of a context: never within a decision.
 *
 * Before that the engine verifies the signatures by its trust store (trust.h), looks whether the version goes back (of
 * policies of one name, the last that was in force counts), and runs the tests that travel along, in a small engine of
 * their own: some 0.1 ms a test, which no scoring call waits for.
 *
 * Errors: FR_UNSIGNED_POLICY, FR_BAD_SIGNATURE, FR_BAD_ALGORITHM, FR_UNTRUSTED_KEY, FR_ROLE_MISSING, FR_POLICY_OLDER,
 * FR_BAD_ARGUMENT (it is valid for some time only: say with fr_engine_put_policy() what time it is), FR_TEST_DIFFERS,
 * FR_BAD_POLICY (windows beyond the engine's horizon, other currency), FR_NO_MEMORY, FR_JOURNAL_FULL; the engine keeps
 * the policy that it has. In FR_JOURNAL_SYNC this returns once the policy is on the disk; FR_JOURNAL_DOWN, where that
 * fails, says whether it is in force. Any thread; allocates. @since 0.1 */
FR_API fr_status fr_engine_set_policy(fr_engine *engine, fr_policy *policy, fr_error *error);

/* What one call of fr_engine_put_policy() may do. @since 0.1 */
typedef struct fr_put_options {
  uint32_t struct_size;
  uint32_t accept_older; /* FR_YES: this call may go back in version */
  int64_t now_us; /* the time, for the policy's validity; 0: not said, which only a policy without limits takes */
} fr_put_options;
#define FR_PUT_OPTIONS_INIT \
  { .struct_size = (uint32_t)sizeof(fr_put_options) }

/* fr_engine_set_policy() with options, which hold for this call alone.
 * Errors: those of fr_engine_set_policy(), FR_NOT_YET_VALID, FR_EXPIRED, FR_STRUCT_SIZE, FR_STRUCT_TAIL, FR_BAD_VALUE,
 * FR_BAD_TIME. Any thread; allocates. @since 0.1 */
FR_API fr_status fr_engine_put_policy(fr_engine *engine, fr_policy *policy, const fr_put_options *options,
                                      fr_error *error);

/* The policy in force with one reference more, or null. Release it. Any thread. @since 0.1 */
FR_API fr_policy *fr_engine_policy(fr_engine *engine);

/* Puts a policy beside the one in force, to see what it would decide of the same transfers. It never answers and
 * changes no history.
 *
 *   index    0 to FR_MAX_CHALLENGERS - 1; what stood there gives way
 *   policy   null takes away what stands there; the engine takes a reference of its own. Its version may be any
 * A challenger costs each scored transfer those of its folds that the policy in force has not, under the same locks,
 * and a copy of what the transfer says. (Which those are is found here, so this call allocates; where memory is out,
 * the challenger folds everything itself.) Its signatures are verified as those of fr_engine_set_policy(); its validity
 * is not looked at, nor are its tests run. Errors: FR_NO_POLICY (none is in force yet), those of the signatures,
 * FR_BAD_POLICY (windows beyond the engine's horizon, other currency), FR_BAD_ARGUMENT; the engine keeps what it has.
 * Any thread. @since 0.1 */
FR_API fr_status fr_engine_set_challenger(fr_engine *engine, uint32_t index, fr_policy *policy, fr_error *error);

/* The host states what time it is. An engine reads no clock, and refuses what lies too far past the newest time that it
 * accepted (FR_TIME_AHEAD): after a pause that is everything. From here on a time is also accepted that lies no further
 * past now_us. Histories are not touched, and nothing is journaled: after a restart it is to be stated again. A host
 * whose own clock is sure may call it every minute; one that has doubts, after a pause and by hand. What was stated
 * last counts, also where it is earlier; 0 takes it back.
 * Errors: FR_NULL_POINTER, FR_BAD_TIME. Any thread; allocates nothing. @since 0.1 */
FR_API fr_status fr_engine_tick(fr_engine *engine, int64_t now_us);

/* A way into the engine for one thread at a time. Errors: FR_NULL_POINTER, FR_NO_MEMORY. Allocates. @since 0.1 */
FR_API fr_status fr_context_create(fr_engine *engine, fr_context **context);

/* Frees the context; it must not be in a call. What it counted stays counted. Null is allowed. Any thread. @since 0.1
 */
FR_API void fr_context_destroy(fr_context *context);

/* The detail of the context's last call: status FR_OK when it succeeded. Valid until the context's next call. @since
 * 0.1 */
FR_API const fr_error *fr_context_error(const fr_context *context);

/* Folds, decides, records the attempt: one atomic step.
 *
 * The decision sees the world before this transfer. A transfer id that the payer used before is a repeat: decided again
 * as if its own entry were not there, recorded once, flagged FR_FLAG_REPEATED; with another payee or amount it is
 * refused as FR_CONFLICT.
 *
 * Where the policy has `limits:`, holds and warnings past them are lowered and flagged FR_FLAG_LIMITED; pure_outcome
 * tells what they were. fr_engine_limits() tells how full the bounds are.
 *
 * On every negative status the decision holds the on_error outcome and FR_FLAG_DEGRADED, and nothing was recorded.
 * With a journal (journal.h) the attempt is journaled before it is recorded, and the decision before it is answered:
 * decision->sequence is its number. Where only the decision could not be journaled, the attempt stays.
 *
 * Errors: input and limit statuses, FR_NO_POLICY, FR_STATE_FULL, FR_STORE_DOWN, FR_JOURNAL_FULL, FR_JOURNAL_DOWN. One
 * thread a context; allocates nothing.
 * @since 0.1 */
FR_API fr_status fr_score(fr_context *context, const fr_transfer *transfer, fr_decision *decision);

/* The same, recording nothing: what fr_score() would answer now, the policy's bounds included, which count nothing of
 * it.
 * @since 0.1 */
FR_API fr_status fr_preview(fr_context *context, const fr_transfer *transfer, fr_decision *decision);

/* Scores many transfers, in their order: equal to that many calls of fr_score(); memory is asked ahead for the
 * histories of the next ones. Stops at the first that is refused.
 *
 *   transfers, decisions   `count` pointers each; decisions[i] answers transfers[i]
 *   done                   receives how many were scored. When fewer than `count`: the status and fr_context_error()
 *                          are those of transfers[*done], whose decision holds the on_error outcome; call again with
 *                          what stands behind it. Decisions behind it were not touched. (Where an array itself is a
 *                          null pointer no decision could be written.)
 * Errors: those of fr_score(). One thread a context; allocates nothing. @since 0.1 */
FR_API fr_status fr_score_batch(fr_context *context, const fr_transfer *const *transfers, uint32_t count,
                                fr_decision *const *decisions, uint32_t *done);

/* What a challenger would have decided of the transfer that this context scored or previewed last (of a batch, the last
 * one): from the same histories, seen in the same atomic step. Call it after the answer is given. Nothing is recorded,
 * and the transfer's own memory is not needed any more.
 *
 *   index   as for fr_engine_set_challenger(); the challengers are those of when the transfer was scored
 * Errors: FR_BAD_ARGUMENT (no such index; or the context's last transfer was refused, or there was none, or it was
 * folded with fr_fold(), or the policies or watch lists changed since and the context has seen it), FR_NO_POLICY (no
 * challenger stands there), FR_BAD_ATTRIBUTE (the challenger does not declare an attribute of the transfer). As always
 * the decision then holds the on_error outcome and FR_FLAG_DEGRADED. With a journal also FR_JOURNAL_FULL and
 * FR_JOURNAL_DOWN: it waits for its record as fr_score() does. One thread a context; allocates nothing. @since 0.1 */
FR_API fr_status fr_challenge(fr_context *context, uint32_t index, fr_decision *decision);

/* What happened; see event.h. An event about a transfer that is not recorded is FR_NOT_FOUND and may be sent again;
 * where the event says when the transfer was made, and that entry has left the history, what is left of it is mended.
 * One that arrives after a later one, or that the transfer's status does not allow, changes nothing and is FR_OK.
 * Errors: input and limit statuses, FR_NOT_FOUND, FR_STATE_FULL, FR_JOURNAL_FULL, FR_JOURNAL_DOWN. One thread a
 * context; allocates nothing. @since 0.1 */
FR_API fr_status fr_observe(fr_context *context, const fr_event *event);

/* The 128-bit key that a party has under the engine's secret: what a bank with many nodes routes by.
 *
 *   party_type   FR_PARTY_ACCOUNT or FR_PARTY_CUSTOMER
 * Errors: FR_NULL_POINTER, FR_BAD_ARGUMENT, FR_MISSING_FIELD, FR_TOO_LONG, FR_BAD_TEXT. Any thread. @since 0.1 */
#define FR_PARTY_ACCOUNT 1u
#define FR_PARTY_CUSTOMER 2u
FR_API fr_status fr_party_key(const fr_engine *engine, uint32_t party_type, fr_text identifier, uint8_t key[16]);

/* What is kept of one party: for support, and for whoever asks what is known of him. @since 0.1 */
typedef struct fr_party_state {
  uint32_t struct_size;
  uint32_t reserved;
  uint64_t sequence;         /* how often its profile has changed */
  uint64_t transfer_entries; /* live, sent and received */
  uint64_t other_entries;    /* contacts and personal events */
  uint64_t counterparties;
  uint64_t day_summaries;
  uint64_t bytes;           /* of its profile */
  int64_t newest_us;        /* its newest entry; 0: none */
  int64_t complete_from_us; /* from when on all is known of it; FR_COMPLETE_ALWAYS, INT64_MAX as in the statistics */
} fr_party_state;
#define FR_PARTY_STATE_INIT \
  { .struct_size = (uint32_t)sizeof(fr_party_state) }
/* Errors: FR_NULL_POINTER, FR_STRUCT_SIZE, FR_STRUCT_TAIL, FR_BAD_ARGUMENT, those of the identifier, FR_NOT_FOUND: it
 * has no profile, or it was idle and gave way. Any thread; allocates nothing. @since 0.1 */
FR_API fr_status fr_engine_party(fr_engine *engine, uint32_t party_type, fr_text identifier, fr_party_state *state);

#define FR_STATS_CHANNELS 8 /* places for FR_CHANNEL_…, with room for one more. @since 0.1 */

/* Counters since creation, and what the state takes. Taken while others work: each number is right, together they may
 * be a moment apart. @since 0.1 */
typedef struct fr_engine_stats {
  uint32_t struct_size;
  uint32_t reserved;
  uint64_t parties;          /* profiles */
  uint64_t transfer_entries; /* live entries in histories; each transfer stands in two profiles or more */
  uint64_t other_entries;    /* contacts and personal events */
  uint64_t counterparties;   /* known payees, and payers and payees that live entries name */
  uint64_t list_entries;     /* that events made: listed, unlisted, trusted */
  uint64_t profile_bytes;    /* what all profiles take, spare room and rounding included */
  uint64_t index_bytes;      /* what finds them */
  uint64_t reserved_bytes;   /* memory taken from the system so far */
  uint64_t scored;           /* transfers scored and recorded */
  uint64_t repeated;
  uint64_t observed;
  uint64_t not_found;       /* events about transfers that are not recorded */
  uint64_t refused;         /* calls that ended in a negative status */
  uint64_t entries_dropped; /* entries that gave way because their list was full */
  uint64_t late_dropped;    /* entries that arrived older than the horizon */
  uint64_t evicted;         /* parties that were idle and gave way to others, since creation */
  /* from when on all is known of a party without a profile: the option, or the newest activity of whoever was evicted;
   * INT64_MAX: nothing was told yet */
  int64_t complete_from_us;
  uint64_t day_summaries; /* days of which only counts, sums and largest amounts are left */
  uint64_t watch_version; /* of the watch lists in force (watch.h); 0 where there are none */
  uint64_t watch_entries; /* in them */
  uint64_t watch_bytes;   /* what they take, names included; not part of reserved_bytes */
  /* What the policies' limits lowered, by FR_CHANNEL_… (0: unknown): holds that were not given, and warnings that were
   * not, those instead of a hold among them. */
  uint64_t limited_holds[FR_STATS_CHANNELS];
  uint64_t limited_warnings[FR_STATS_CHANNELS];
} fr_engine_stats;
#define FR_ENGINE_STATS_INIT \
  { .struct_size = (uint32_t)sizeof(fr_engine_stats) }
/* Walks all profiles, so it takes time in proportion to the state; others wait for it a shard at a time.
 * Errors: FR_NULL_POINTER, FR_STRUCT_SIZE, FR_STRUCT_TAIL. Any thread; allocates nothing. @since 0.1 */
FR_API fr_status fr_engine_measure(fr_engine *engine, fr_engine_stats *stats);

/* One bound of the policy in force, and how full it is. @since 0.1 */
typedef struct fr_limit_state {
  uint32_t struct_size;
  uint32_t entry;                   /* its place in the policy's `limits:`, from 0 */
  uint32_t channel;                 /* FR_CHANNEL_…; FR_CHANNEL_UNKNOWN: all channels together */
  uint32_t outcome;                 /* FR_OUTCOME_HOLD or FR_OUTCOME_WARN: what is bounded */
  char rule[FR_MAX_NAME_BYTES + 1]; /* of a bound on each rule: whose; "" where all rules together are bounded */
  int64_t window_us;
  uint64_t transfers; /* in the window, as far as the next six are */
  uint64_t allowed;   /* holds or warnings that so many transfers may have: the share of them, at least `at_least` */
  uint64_t given;     /* holds or warnings that were given and count; a rule's: those that would not be without it */
  uint64_t lowered;   /* those that this bound lowered */
  uint32_t share_ppm; /* the share, in millionths */
  uint32_t full;      /* FR_YES: the next one would be lowered */
} fr_limit_state;
#define FR_LIMIT_STATE_INIT \
  { .struct_size = (uint32_t)sizeof(fr_limit_state) }

/* How full the bounds of the policy in force are: those over all rules together, then each rule that has given or lost
 * anything in the window. So an operator sees which rule has gone wrong: `lowered` is not 0, or `full` is FR_YES.
 *
 *   states     receives the first `capacity` of them; each needs its struct_size. May be null where capacity is 0
 *   count      receives how many there are, which may be more than `capacity`
 * Up to 63 transfers that each context has seen last may be missing in `transfers`.
 * Errors: FR_NULL_POINTER, FR_STRUCT_SIZE, FR_STRUCT_TAIL. Any thread; allocates nothing; scoring threads that have an
 * alert to count wait for it. @since 0.1 */
FR_API fr_status fr_engine_limits(fr_engine *engine, fr_limit_state *states, uint32_t capacity, uint32_t *count);

#ifdef __cplusplus
}
#endif
#endif
