/* SPDX-License-Identifier: Apache-2.0
 *
 * What the entry points share: the engine, a thread's context, and a visit to the parties of one transfer. */
#ifndef FR_ENGINE_ENGINE_H
#define FR_ENGINE_ENGINE_H

#include <pthread.h>
#include <stdatomic.h>

#include "decision/decide.h"
#include "engine/limit.h"
#include "fraudrisk/engine.h"
#include "fraudrisk/fold.h"
#include "fraudrisk/journal.h"
#include "fraudrisk/stats.h"
#include "fraudrisk/trust.h"
#include "journal/merkle.h"
#include "journal/record.h"
#include "policy/switches.h"
#include "state/store.h"
#include "state/watch.h"

/* What a context counts. Decisions have three places each, by outcome: allow first. */
enum { FR__OUTCOMES = 3 };
enum fr__counter {
  FR__SCORED,
  FR__REPEATED,
  FR__OBSERVED,
  FR__NOT_FOUND,
  FR__PREVIEWED,
  FR__FOLDED,
  FR__DEGRADED,
  FR__RULES_UNKNOWN,
  FR__REFUSED,                                                      /* by band */
  FR__LIMITED_HOLDS = FR__REFUSED + FR_STATS_BANDS,                 /* by channel */
  FR__LIMITED_WARNINGS = FR__LIMITED_HOLDS + FR__CHANNELS,          /* by channel */
  FR__DECIDED = FR__LIMITED_WARNINGS + FR__CHANNELS,                /* by channel and outcome */
  FR__FLAGGED = FR__DECIDED + FR__CHANNELS * FR__OUTCOMES,          /* by bit of FR_FLAG_… */
  FR__TOOK = FR__FLAGGED + FR_STATS_FLAGS,                          /* by bucket */
  FR__TOOK_NS = FR__TOOK + FR_STATS_LATENCIES,                      /* it stays at its largest value */
  FR__CHALLENGED,                                                   /* by challenger and outcome */
  FR__BY_SCAM = FR__CHALLENGED + FR_MAX_CHALLENGERS * FR__OUTCOMES, /* by place of the scam, and outcome */
  FR__COUNTERS = FR__BY_SCAM + FR_STATS_SCAMS * FR__OUTCOMES
};

/* Where the scams of the policy in force are counted: by scam_index + 1, since the first is none. */
typedef struct fr__scam_places {
  uint8_t of[FR_MAX_RULES + 1];
} fr__scam_places;

/* The version of a policy's name that was in force last: what the next one of that name is compared with. */
typedef struct fr__version_mark {
  struct fr__version_mark *next;
  uint64_t version;
  bool was_switched;
  uint64_t switches;  /* the number of the last switches, where there were any */
  bool switches_left; /* recovery could not put those in force: they may be set again */
  char name[FR_MAX_NAME_BYTES + 1];
} fr__version_mark;

/* What gave way and may still be in use: one of these, with a reference. */
typedef struct fr__retired {
  struct fr__retired *next;
  fr_policy *policy;
  fr_watch_lists *watch;
  fr__limiter *limiter;
  fr__alike *alike;
} fr__retired;

struct fr_engine {
  fr_engine_options options; /* with defaults filled in */
  fr__store *store;
  fr__facts *facts;
  _Atomic int64_t newest_us;    /* the newest time that contexts which are gone have accepted; FR__NO_TIME: none */
  _Atomic int64_t told_us;      /* the time that the host stated last; FR__NO_TIME: none */
  _Atomic uint64_t generation;  /* grows with every policy and every set of watch lists */
  _Atomic bool had_watch_lists; /* ever: then what is unlisted is remembered */
  pthread_mutex_t mutex;        /* guards what follows */
  fr_policy *policy;
  fr__limiter *limiter;                       /* of that policy; null: it bounds nothing, or the engine ignores it */
  fr_policy *challengers[FR_MAX_CHALLENGERS]; /* null: none there */
  fr__alike *alike[FR_MAX_CHALLENGERS]; /* of the policy in force and each challenger; null: each folds everything */
  fr_watch_lists *watch;                /* null: none */
  fr_trust *trust;                      /* null: none */
  fr__version_mark *versions;           /* one for each name */
  fr__switches *switches;               /* null: all rules are on */
  fr__retired *retired;                 /* what gave way: retire.c */
  uint8_t *switches_bytes;              /* their document as it was given, for the journal */
  uint64_t switches_size;
  struct fr_context *contexts;
  uint64_t counters[FR__COUNTERS]; /* of contexts that are gone */
  fr__scam_places scam_places;     /* of the policy in force */
  uint32_t scam_count;             /* of the names that follow: they only ever become more, the first is none */
  char scam_names[FR_STATS_SCAMS][FR_MAX_NAME_BYTES + 1];
  int64_t policy_since_us;       /* when it was put in force; FR__NO_TIME: not known */
  fr_journal *journal;           /* null: none. It comes before the first context and goes after the last */
  uint64_t applied;              /* the record that the state has come to by replay; 0: none */
  fr__merkle trail;              /* of the records up to there; of another count: which they are is not known */
  uint32_t applied_layout;       /* of profiles in the images of records that come next */
  struct fr__follower *follower; /* of a standby; null: none */
};

/* ---- policies on their way in ---- */

/* Verifies a policy by a trust store, which may be null, as the engine's options say. Not under the mutex. */
fr_status fr__engine_verify_policy(const fr_engine *engine, const fr_trust *trust, const fr_policy *policy,
                                   fr_error *error);
/* The same of any document; `what` names it in sentences. */
fr_status fr__engine_verify(const fr_engine *engine, const fr_trust *trust, const fr__cose *cose, const char *what,
                            fr_error *error);
/* Whether now lies between two times, 0 being no limit; now_us 0: it was not said. */
fr_status fr__check_validity(int64_t from_us, int64_t until_us, int64_t now_us, const char *what, fr_error *error);
/* The mark of a name, or null. Under the mutex. */
fr__version_mark *fr__engine_mark(const fr_engine *engine, const char *name);
/* The trust store in force with one reference more, or null. */
fr_trust *fr__engine_trust(fr_engine *engine);
/* What was in force comes back after a restart: verified by the caller, of any version, and its tests have run before.
 * Null or what does not fit: none is in force. FR_OK: it is. */
fr_status fr__engine_restore_policy(fr_engine *engine, fr_policy *policy);
/* The same of a document of switches, of whatever number and for whatever policy; null: it is not there. *taken: it
 * verifies; else no rule is switched off. FR_NO_MEMORY. */
fr_status fr__engine_restore_switches(fr_engine *engine, const uint8_t *bytes, uint64_t size, bool *taken);
/* What a record says of a name's version or switches becomes its mark. FR_NO_MEMORY. */
fr_status fr__engine_restore_mark(fr_engine *engine, const fr__in_force *in_force, bool of_version, bool of_switches);
/* Takes over references to what gave way (each may be null), so that no context frees it. Not under the mutex. */
void fr__engine_retire(fr_engine *engine, fr_policy *policy, fr_watch_lists *watch, fr__limiter *limiter);
void fr__engine_retire_alike(fr_engine *engine, fr__alike *alike);
/* Frees what gave way and nobody uses any more. Not under the mutex. */
void fr__engine_sweep(fr_engine *engine);
/* Gives all of it back: the engine ends. */
void fr__engine_forget(fr_engine *engine);
/* What challengers find alike in a policy, an entry for each: compared before the mutex is taken, since it takes
 * milliseconds. What does not fit when it comes to be used is not used. */
typedef struct fr__matches {
  fr__alike *alike[FR_MAX_CHALLENGERS];
} fr__matches;
/* Compares a policy that is about to be in force with the challengers. Not under the mutex. */
void fr__engine_match(fr_engine *engine, fr_policy *policy, fr__matches *matches);
/* The same of a challenger (null: none) that is about to stand beside the one in force. */
void fr__engine_match_one(fr_engine *engine, uint32_t index, fr_policy *challenger, fr__matches *matches);
/* Under the mutex: takes over what fits what is in force now, and gives back the rest and what gave way. */
void fr__engine_take_matches(fr_engine *engine, fr__matches *matches);
void fr__engine_retire_matches(fr_engine *engine, fr__matches *matches);
/* All of it for what is in force, after a restart. Contexts that have taken the policies over already are not told. */
void fr__engine_rematch(fr_engine *engine);
/* Under the mutex: what the challenger finds alike in the policy in force, with one reference more; null: nothing. */
fr__alike *fr__engine_alike(const fr_engine *engine, uint32_t index);
/* Runs the tests that travel along with a policy, in an engine of their own. */
fr_status fr__engine_run_tests(fr_policy *policy, fr_error *error);

/* ---- a visit: the parties of one transfer, locked together ---- */

enum { FR__VISIT_SIDES = 4 }; /* payer, customer, payee, payee's customer: bit i of FR_SIDE_… */

typedef struct fr__visited {
  int32_t place;      /* in fr__acquired; -1: this side is not here, or has no party */
  bool records;       /* its history takes the transfer */
  enum fr__list list; /* where it stands there */
  uint32_t own;       /* the index of this very transfer in that list, UINT32_MAX when it is new there */
} fr__visited;

typedef struct fr__visit {
  fr__parties who;
  uint32_t here; /* FR_SIDE_…: those that live here */
  int64_t time_us, amount_minor;
  int64_t complete_us; /* from when on all is known of parties without a profile, as this visit sees it */
  uint16_t flags;      /* of the entry: status, channel, kind, speed */
  fr__visited sides[FR__VISIT_SIDES];
  fr__acquired acquired;
  bool fetched; /* memory was asked for the histories already */
  bool repeated;
  bool journaled; /* the journal has the attempt */
} fr__visit;

/* A transfer checked, and whom it concerns: what of scoring needs no turn. */
typedef struct fr__prepared {
  bool ready;
  fr__transfer transfer;
  fr__visit visit;
} fr__prepared;

enum { FR__AHEAD = 8 }; /* transfers of a batch that are under way at once */

/* ---- challengers: the last transfer, kept for policies that are asked after the answer ---- */

enum {
  FR__TRANSFER_TEXTS = FR_MAX_ATTRIBUTES * (FR_MAX_IDENTIFIER_BYTES + FR_MAX_REMARK_BYTES) + 2 * FR__MAX_REMARK_UTF8 +
                       FR_MAX_NOTES_BYTES + 8 * FR_MAX_IDENTIFIER_BYTES,
};

/* One challenger and what it asked of the histories. */
typedef struct fr__challenger {
  fr_policy *policy; /* with a reference of its own; null: none */
  fr__alike *alike;  /* the same: with the policy that this context has; null: all is folded */
  fr_status status;  /* of folding */
  uint8_t approximate[FR__MAX_MARKS];
  fr__cel_value slots[FR__MAX_SLOTS];
  unsigned char texts[FR__KEPT_TEXTS]; /* strings that folds made */
} fr__challenger;

typedef struct fr__challenge {
  bool any;   /* there are challengers */
  bool ready; /* the last call scored a transfer, and folded it for each of them */
  bool repeated;
  fr__transfer transfer; /* its texts stand below */
  fr_attribute attributes[FR_MAX_ATTRIBUTES];
  uint32_t used;
  char texts[FR__TRANSFER_TEXTS];
  fr__challenger challengers[FR_MAX_CHALLENGERS];
} fr__challenge;

/* Which transfer a context scored last, for who asks why. */
typedef struct fr__asked {
  uint64_t id; /* as in fr__parties */
  int64_t time_us, amount_minor;
  bool repeated;
} fr__asked;

/* Who looks on while transfers are scored, one by one also within a batch: what the outcome rests on is kept, and
 * challengers can be asked. Only a program that has this context for itself, such as a backtest. */
typedef struct fr__witness {
  void (*scored)(void *argument, fr_context *context, fr_decision *decision); /* null: nobody */
  void *argument;
} fr__witness;

struct fr_context {
  fr_engine *engine;
  fr_policy *policy;     /* the one that this context saw last, with a reference of its own; null before the first */
  fr_watch_lists *watch; /* as the policy */
  fr__limiter *limiter;  /* as the policy; null: nothing is bounded */
  fr__scam_places scam_places; /* as the policy */
  uint64_t generation;
  struct fr_context *next;
  _Atomic int64_t newest_us; /* the newest time accepted here: written by this thread alone, so that threads do not
                                share a line of memory that each of them writes at every transfer */
  _Atomic uint64_t counters[FR__COUNTERS]; /* written by this thread alone, read by who measures */
  fr_error error;
  fr__prepared prepared[FR__AHEAD]; /* the first serves single calls */
  fr__wishes wishes;
  uint8_t approximate[FR__MAX_MARKS];
  fr__cel_value slots[FR__MAX_SLOTS];
  fr__fold_scratch scratch;
  fr__untold untold;   /* to the limiter */
  fr__counted counted; /* with a journal: what is being decided and is not counted yet */
  fr__grounds grounds; /* of the last decision, where a limiter or a witness asks for them */
  fr__asked asked;     /* where challenge.ready */
  fr__witness witness;
  fr__challenge challenge;
  struct fr__desk *desk;           /* of the journal; null: none */
  const struct fr__replay *replay; /* what happens here has happened before; null: it is new */
};

/* The policy in force; the context takes the watch lists over with it. Costs one comparison while both stay. */
fr_policy *fr__context_policy(fr_context *context);
static inline void fr__context_add(fr_context *context, uint32_t counter, uint64_t more) {
  const uint64_t value = atomic_load_explicit(&context->counters[counter], memory_order_relaxed);
  atomic_store_explicit(&context->counters[counter], value + more, memory_order_relaxed);
}
static inline void fr__context_count(fr_context *context, uint32_t counter) { fr__context_add(context, counter, 1); }
static inline void fr__context_refuse(fr_context *context, fr_status status) {
  fr__context_count(context, FR__REFUSED + (uint32_t)fr_status_band(status) % FR_STATS_BANDS);
}
/* What was decided, as it is answered (stats.c). */
void fr__context_decided(fr_context *context, uint32_t channel, const fr_decision *decision);
/* Adds what a context has counted. Under the engine's mutex. */
void fr__counters_add(uint64_t counters[FR__COUNTERS], const fr_context *context);
/* Of all contexts, those that are gone among them. Under the mutex; returns how many there are now. */
uint32_t fr__counters_sum(const fr_engine *engine, uint64_t counters[FR__COUNTERS]);
/* Places for the scams of a policy (null: none) that comes into force at a time. Under the mutex, before it is there.
 */
void fr__engine_count_policy(fr_engine *engine, const fr_policy *policy, int64_t since_us);

/* Whether a policy fits the engine and its histories, whatever its version. The caller holds the mutex. */
fr_status fr__engine_check_policy(const fr_engine *engine, const fr_policy *policy, fr_error *error);

/* The newest time that anybody has accepted; FR__NO_TIME: none. Takes the mutex. */
int64_t fr__engine_newest(fr_engine *engine);
/* That, or the time that the host stated where it is later. */
int64_t fr__engine_time(fr_engine *engine);
/* Refuses a time too far past that (docs/design.md 12.10), and remembers one that was accepted. */
fr_status fr__context_check_time(fr_context *context, int64_t time_us);
static inline void fr__context_accept_time(fr_context *context, int64_t time_us) {
  if (time_us <= atomic_load_explicit(&context->newest_us, memory_order_relaxed)) return;
  atomic_store_explicit(&context->newest_us, time_us, memory_order_relaxed);
}

/* ---- visiting: each of these also lets some of the context's wishes through, between its work ---- */

/* Who is concerned: fills keys and sides from a checked transfer, and asks memory for where they are found. `sides` are
 * those that live here, FR_SIDE_…. */
void fr__visit_plan(const fr_engine *engine, const fr__transfer *transfer, uint32_t status, uint32_t sides,
                    fr__visit *visit);
/* The same where keys are known: visit->who, here, time_us, amount_minor, flags and complete_us are filled. `kind` is
 * the transfer's. */
void fr__visit_seat(fr__visit *visit, uint32_t kind);
/* Locks them. With `create`, parties without a profile get one. */
fr_status fr__visit_begin(fr_context *context, fr__visit *visit, bool create);
/* Was this transfer seen before? FR_CONFLICT where the same id had another payee or amount. */
fr_status fr__visit_recall(fr_context *context, fr__visit *visit);
/* What the policy's folds use of the transfer itself: clears slots and marks, and fills its slots. It touches no
 * history, so that memory brings them meanwhile. */
fr_status fr__visit_inputs(fr_context *context, const fr_policy *policy, const fr__transfer *transfer,
                           const fr__visit *visit, fr__cel_value *slots, uint8_t *approximate);
/* What the plan asks of the histories here: fills slots and marks, after the inputs. Strings that folds made stand in
 * the context's scratch memory until it folds again. */
void fr__visit_fold(fr_context *context, const fr__plan *plan, const fr__visit *visit, fr__cel_value *slots,
                    uint8_t *approximate);
/* The same for all challengers, but for what is alike in the policy in force; keeps the transfer for them. Goes before
 * the fold of the policy in force. */
void fr__challenge_fold(fr_context *context, const fr__transfer *transfer, const fr__visit *visit);
/* What is alike, behind it. */
void fr__challenge_take(fr_context *context);
/* fr_challenge() without what surrounds it. `grounds` may be null; it is a witness's, when the policy in force has just
 * decided and the context's grounds are its own: then what is alike in the decision is taken over too. */
fr_status fr__challenge_decide(fr_context *context, uint32_t index, fr__grounds *grounds, fr_decision *decision);
/* Puts the transfer into every history that takes it and does not have it: all of them or none. */
fr_status fr__visit_record(fr_context *context, fr__visit *visit);
/* Unlocks. Of a call that failed nothing is left. */
void fr__visit_end(fr_context *context, fr__visit *visit, fr_status status);
/* Asks memory for what a visit that is planned will need; called with steps 1 and 2, each some transfers after the one
 * before, so that what the step reads is there. Changes nothing. */
void fr__visit_fetch(fr_context *context, fr__visit *visit, uint32_t step);

/* ---- between the decision and the answer (limit.c) ---- */

/* Lowers an outcome that would pass a bound of the policy, and counts what is recorded and no repeat. */
void fr__limit(fr_context *context, const fr__evidence *on, bool record, fr_decision *decision);
/* Behind it, where a journal takes the decision: counts what it has taken. */
void fr__limit_end(fr_context *context, bool written);
/* In an engine that stands in the shadow the answer is allow, whatever was decided. */
void fr__shadow(const fr_engine *engine, fr_decision *decision);

/* ---- scoring, one of many (score.c) ---- */

/* Checks the transfer and finds whom it concerns. Where it is refused, *prepared is not ready. */
fr_status fr__score_prepare(fr_context *context, const fr_policy *policy, const fr_transfer *transfer,
                            fr__prepared *prepared);
/* The whole of fr_score() for a transfer that may be prepared already. */
fr_status fr__score_answer(fr_context *context, const fr_transfer *transfer, fr__prepared *prepared, bool record,
                           fr_decision *decision);

#endif
