/* SPDX-License-Identifier: Apache-2.0
 *
 * Watching it run: what the engine has answered, how long that took, and how far its journal lags behind.
 *
 *   fr_context_took(context, ns)   after a call, by who has a clock: how long it took
 *   fr_stats_read(engine, …)       the counters as a struct
 *   fr_stats_text(engine, …)       the same as text for Prometheus (exposition format 0.0.4)
 *
 * Both walk nothing: they add up the counters of the engine's contexts, so they may be called every few seconds.
 * fr_engine_measure() (engine.h), which tells what the state takes in detail, walks all profiles.
 *
 * Counters live in the contexts, are kept when one ends, and never go down while the engine lives, whatever policies
 * come and go. They begin at 0 with each engine, also with one that recovers: what comes back from a journal was
 * counted when it was answered. (`evicted`, `entries_dropped` and `late_dropped` belong to the state, and come back
 * with it.)
 *
 * What is counted where:
 *
 *   fr_score, fr_score_batch   in decided, by_scam, flags, rules_unknown; one that is refused in refused and degraded
 *   fr_preview                 in previewed, and no more; refused where it is refused
 *   fr_challenge               in challengers, by the place of the challenger; a challenger that fails, in refused
 *   fr_fold                    in folded; refused where it is refused. What fr_decide makes of it no engine sees
 *   fr_observe                 in observed; refused where it is refused, and not_found too where that is why
 *   tests of policies, recovery, replay, a standby's fr_journal_apply()   nowhere
 *
 * A decision that was made and then could not be made safe (the journal failed while the call waited for it) was
 * answered degraded: it stands in decided, and in degraded and refused too.
 *
 * Source: docs/design.md, section 3; docs/operations.md has the names in the text and what to alert on. */
#ifndef FRAUDRISK_STATS_H
#define FRAUDRISK_STATS_H

#include "fraudrisk/engine.h"
#include "fraudrisk/journal.h"
#include "fraudrisk/limits.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Places in fr_stats. @since 0.1 */
#define FR_STATS_SCAMS 64     /* the first: no scam; the last: all for which there was no place any more */
#define FR_STATS_FLAGS 16     /* bits FR_FLAG_…, with room for more */
#define FR_STATS_BANDS 10     /* FR_BAND_… */
#define FR_STATS_LATENCIES 25 /* buckets: see fr_context_took() */
#define FR_STATS_LATENCY_FIRST_NS INT64_C(256)

/* Decisions by outcome: as decided, within the policy's limits. In the shadow they are what would be; the answer was
 * allow. @since 0.1 */
typedef struct fr_stats_outcomes {
  uint64_t allow;
  uint64_t warn;
  uint64_t hold;
} fr_stats_outcomes;

/* @since 0.1 */
typedef struct fr_stats_scam {
  char name[FR_MAX_NAME_BYTES + 1]; /* "" for no scam, and "(other)" at the last place */
  fr_stats_outcomes decided;
} fr_stats_scam;

/* @since 0.1 */
typedef struct fr_stats {
  uint32_t struct_size;
  uint32_t shadow;                              /* FR_YES: the engine stands in the shadow, and answers allow */
  fr_stats_outcomes decided[FR_STATS_CHANNELS]; /* by FR_CHANNEL_…; scored and recorded, repeats too */
  fr_stats_scam by_scam[FR_STATS_SCAMS];        /* the same decisions by the likely scam */
  uint32_t scam_count;                          /* places of by_scam that have a name, the first among them */
  uint32_t context_count;                       /* that there are now */
  /* The same decisions: flags[i] is how many had the bit 1 << i of FR_FLAG_…. */
  uint64_t flags[FR_STATS_FLAGS];
  uint64_t rules_unknown;                            /* the sum of their unknown_count */
  fr_stats_outcomes challengers[FR_MAX_CHALLENGERS]; /* what fr_challenge() has told, by index */
  uint64_t degraded;                                 /* transfers that were answered with on_error */
  uint64_t refused[FR_STATS_BANDS];                  /* calls that ended in a negative status, by FR_BAND_… */
  uint64_t previewed;
  uint64_t folded; /* calls of fr_fold() */
  uint64_t observed;
  uint64_t not_found;                        /* events about transfers that are not recorded */
  uint64_t limited_holds[FR_STATS_CHANNELS]; /* as in fr_engine_stats */
  uint64_t limited_warnings[FR_STATS_CHANNELS];
  /* What fr_context_took() was told: took[i] calls of at most 256 << i nanoseconds, and more than the place before;
   * at the last place those that took longer. Their sum stays at its largest value rather than begin again. */
  uint64_t took[FR_STATS_LATENCIES];
  uint64_t took_ns;

  uint64_t parties;         /* profiles */
  uint64_t parties_max;     /* the option */
  uint64_t evicted;         /* parties that were idle and gave way to others */
  uint64_t entries_dropped; /* entries that gave way because their list was full */
  uint64_t late_dropped;    /* entries that arrived older than the horizon */
  uint64_t reserved_bytes;  /* memory taken from the system so far */
  uint64_t memory_bytes;    /* the option */
  uint64_t list_entries;    /* that events made */
  uint64_t list_entries_max;
  uint64_t watch_version; /* of the watch lists in force; 0 where there are none */
  uint64_t watch_entries;
  uint64_t watch_bytes;

  char policy_name[FR_MAX_NAME_BYTES + 1]; /* in force; "" where none is */
  uint64_t policy_version;
  uint8_t policy_digest[32];
  int64_t policy_valid_until_us; /* 0: it has no such limit */
  /* When it was put in force, as the host told: fr_put_options.now_us, or else the last fr_engine_tick(). Where it told
   * neither, and after a recovery, the time of the newest transfer then; 0: there was none. The same policy put in
   * force once more keeps its time. */
  int64_t policy_since_us;
  int64_t policy_age_us; /* now_us less that, not below 0; -1: one of them is not known */

  /* Of the journal that was given; all 0 where none was. */
  uint32_t has_journal;         /* FR_YES, FR_NO */
  uint32_t journal_failed;      /* FR_YES: it takes no records any more */
  uint64_t last_sequence;       /* appended */
  uint64_t synced_sequence;     /* on the disk */
  uint64_t sealed_sequence;     /* under the hash chain */
  uint64_t checkpoint_sequence; /* under a signature since it was opened; 0: none */
  uint64_t unsynced_records;    /* how far each of them is behind what was appended */
  uint64_t unsealed_records;
  uint64_t unsigned_records;
  uint64_t segments;
} fr_stats;
#define FR_STATS_INIT \
  { .struct_size = (uint32_t)sizeof(fr_stats) }

/* The host tells how long a call took that it made with this context, by its own clock: the library has none. Which
 * calls, it decides; the histogram is theirs. Buckets end at 256 ns, and at twice as much each, up to 2.147 s
 * (256 << 23 ns), each with its end; then comes one for what took longer. Null is allowed. One thread a context; costs
 * some 25 instructions. @since 0.1 */
FR_API void fr_context_took(fr_context *context, uint64_t nanoseconds);

/* Counters since the engine was created, and what is in force. Taken while others work: each number is right, together
 * they may be a moment apart.
 *
 *   journal   the engine's, or null: then there is nothing of it
 *   now_us    the host's clock, for the policy's age; 0: not said
 * Errors: FR_NULL_POINTER, FR_STRUCT_SIZE, FR_STRUCT_TAIL, FR_BAD_TIME, FR_BAD_ARGUMENT (the journal is another
 * engine's). Any thread; allocates nothing; takes the engine's mutex for some microseconds, for which scoring calls
 * wait only where a policy or watch lists have changed. @since 0.1 */
FR_API fr_status fr_stats_read(fr_engine *engine, fr_journal *journal, int64_t now_us, fr_stats *stats);

/* The same as text that Prometheus reads, without a zero byte: 10 KiB and some 250 bytes for each scam. Labels hold
 * names of the policy, never data of a customer.
 *
 *   buffer, capacity, needed   needed is always set where neither it nor the engine is null; FR_BUFFER_TOO_SMALL
 *                              leaves the buffer alone. It grows with counters and scams: 64 KiB always do
 *
 * Errors: as fr_stats_read(), FR_BUFFER_TOO_SMALL. Any thread; allocates nothing; 16 KiB of stack. @since 0.1 */
FR_API fr_status fr_stats_text(fr_engine *engine, fr_journal *journal, int64_t now_us, char *buffer, uint64_t capacity,
                               uint64_t *needed);

#ifdef __cplusplus
}
#endif
#endif
