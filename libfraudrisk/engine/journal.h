/* SPDX-License-Identifier: Apache-2.0
 *
 * The engine's side of the journal.
 *
 * The rule: a record of what changes state is appended while the parties that it is about are locked, after everything
 * that can be checked was checked, and before the first byte of their profiles changes. So the order of records is, for
 * each party, the order of its changes; and where the journal takes no record, nothing has changed. What can still fail
 * behind it is memory: then the parties' images follow before their locks go, and say how they are now, whatever the
 * record before them would have led to. A replay does the same work in the order of records, one thread alone. */
#ifndef FR_ENGINE_JOURNAL_H
#define FR_ENGINE_JOURNAL_H

#include "engine/engine.h"
#include "fraudrisk/journal.h"
#include "journal/log.h"
#include "journal/walk.h"

enum { FR__TORN = 1024, FR__DIRECTORY_BYTES = 4096 };

/* A context's place in the journal. */
typedef struct fr__desk {
  fr__sealing sealing;
  uint64_t key_epoch; /* of the data key that the sealing has */
  uint64_t attempt;   /* the record of the last transfer scored here; 0: none */
  uint64_t last;      /* the newest record appended here: what is waited for */
  uint8_t *body;      /* FR__RECORD_ROOM bytes */
} fr__desk;

struct fr_journal {
  fr__log *log;
  const fr__io *io;
  fr_engine *engine;
  char directory[FR__DIRECTORY_BYTES];
  uint8_t print[FR__LOG_ENGINE_BYTES]; /* which engine's it is */
  bool sync;                           /* FR_JOURNAL_SYNC */
  bool calls_wait;                     /* what is scored and observed is on the disk before it is answered */
  bool refuses;                        /* FR_JOURNAL_REFUSE */
  bool attached;
  _Atomic bool held_back; /* attached, but there was no room yet for what comes first: nothing else is written */
  bool beginning;         /* under the engine's mutex: what comes first is being written */
  int64_t now_us;         /* as the host told it last */
  fr__log_recovery found;
  char *trusted_keys; /* PEM, copied; null: signatures are not looked at */
  uint64_t trusted_keys_size;
  fr__log_walk *shipper; /* where fr_journal_ship() stands; null: nowhere */

  pthread_mutex_t facts_order; /* facts change in the order of their records */

  bool seals;
  uint8_t host_key[FR__SEAL_KEY_BYTES];
  pthread_mutex_t keys; /* one thread at a time makes a key, or writes a file beside the journal */
  int32_t key_month;
  pthread_mutex_t key_now; /* guards what follows, and is held for no call of the system */
  uint8_t data_key[FR__SEAL_KEY_BYTES];
  uint64_t key_id;
  uint32_t desks;             /* how many were given out under this journal */
  _Atomic uint64_t key_epoch; /* grows with every data key */

  /* Parties whose profile changed without a record that could be written: their images come before anything else of
   * theirs. */
  pthread_mutex_t torn_lock;
  struct fr__torn {
    fr__party_key key, to; /* of a move both are told together, the new one first: see fr__desk_owes_move() */
    bool moved, whole;     /* of a move, and of one that was done whole */
  } torn[FR__TORN];
  _Atomic uint32_t torn_count;
  _Atomic bool failed; /* there were too many: nothing more is written */
};

/* ---- calls: each is nothing at all without a journal ---- */

fr_status fr__desk_attempt(fr_context *context, uint32_t kind, const fr__transfer *transfer, fr__visit *visit);
fr_status fr__desk_observed(fr_context *context, const fr__observed *observed, const fr__acquired *acquired);
fr_status fr__desk_decided(fr_context *context, const fr__answer *pure, fr_decision *decision);
fr_status fr__desk_challenged(fr_context *context, uint32_t index, fr_decision *decision);
enum fr__told_as {
  FR__TOLD_ALONE, /* each party by itself */
  FR__TOLD_HALF,  /* both parties of a move that was not done whole */
  FR__TOLD_MOVED, /* both of one that was: whoever cannot read the images may do it again */
};
fr_status fr__desk_mend(fr_context *context, const fr__acquired *acquired, bool take_back, enum fr__told_as as);
fr_status fr__desk_settle(fr_context *context);

/* Appends the attempt. The visit's parties are locked, and not changed yet. */
static inline fr_status fr__journal_attempt(fr_context *context, uint32_t kind, const fr__transfer *transfer,
                                            fr__visit *visit) {
  return context->desk == NULL ? FR_OK : fr__desk_attempt(context, kind, transfer, visit);
}
/* The same of an event. `acquired`: the profiles that it may change, or null. */
static inline fr_status fr__journal_observed(fr_context *context, const fr__observed *observed,
                                             const fr__acquired *acquired) {
  return context->desk == NULL ? FR_OK : fr__desk_observed(context, observed, acquired);
}
/* Appends what was decided before limits lowered it, and what is answered; gives the decision its number. */
static inline fr_status fr__journal_decided(fr_context *context, const fr__answer *pure, fr_decision *decision) {
  return context->desk == NULL ? FR_OK : fr__desk_decided(context, pure, decision);
}
static inline fr_status fr__journal_challenged(fr_context *context, uint32_t index, fr_decision *decision) {
  return context->desk == NULL ? FR_OK : fr__desk_challenged(context, index, decision);
}
/* After a failure behind the record: what the parties are now. `take_back`: those that were made go again. */
static inline fr_status fr__journal_mend(fr_context *context, const fr__acquired *acquired, bool take_back) {
  return context->desk == NULL ? FR_OK : fr__desk_mend(context, acquired, take_back, FR__TOLD_ALONE);
}
/* The same of a move, from the first to the second. */
static inline fr_status fr__journal_mend_move(fr_context *context, const fr__acquired *acquired, bool take_back,
                                              bool whole) {
  if (context->desk == NULL) return FR_OK;
  return fr__desk_mend(context, acquired, take_back, whole ? FR__TOLD_MOVED : FR__TOLD_HALF);
}
/* Whether the images of a move of this party are due: until a pump has written them nothing else of it is, so that a
 * journal that ends before them has not moved it. */
bool fr__journal_owes_move(fr_journal *journal, fr__party_key key);
/* Waits until what this context appended is safe, where the journal says so. No lock is held. */
static inline fr_status fr__journal_settle(fr_context *context) {
  return context->desk == NULL ? FR_OK : fr__desk_settle(context);
}
/* A new call: what the last one scored is no challenger's any more. */
static inline void fr__journal_forget(fr_context *context) {
  if (context->desk != NULL) context->desk->attempt = 0;
}
static inline void fr__journal_order_facts(fr_context *context, bool begin) {
  if (context->desk == NULL) return;
  pthread_mutex_t *lock = &context->engine->journal->facts_order;
  (void)(begin ? pthread_mutex_lock(lock) : pthread_mutex_unlock(lock));
}

/* ---- appending, for the files here ---- */

/* Which engine's a journal is, without telling its secret. */
void fr__journal_print(const fr_engine *engine, uint8_t print[FR__LOG_ENGINE_BYTES]);
void fr__journal_print_of(const uint8_t secret[16], uint8_t print[FR__LOG_ENGINE_BYTES]);
/* fr_journal_open() in a world of the caller's. */
fr_status fr__journal_open_with(fr_engine *engine, const fr_journal_options *given, const fr__io *io,
                                fr_journal **opened, fr_error *error);

fr_status fr__journal_append(fr_journal *journal, uint32_t kind, const uint8_t *body, uint32_t size,
                             uint64_t *sequence);
/* The same for what may come first: what is in force (under the engine's mutex), and data keys. */
fr_status fr__journal_tell(fr_journal *journal, uint32_t kind, const uint8_t *body, uint32_t size, uint64_t *sequence);
/* Writes the images that are due, as far as there is room. */
fr_status fr__journal_mend_all(fr_journal *journal);
/* A policy, a challenger or watch lists are about to be in force; the engine's mutex is held. */
fr_status fr__journal_in_force(fr_engine *engine, uint32_t kind, uint32_t index, const fr_policy *policy,
                               const fr_watch_lists *lists, fr_error *error);
/* The same of a document of switches, and of how far each policy's versions and switches have come. */
fr_status fr__journal_switches(fr_engine *engine, const fr__switches *switches, const uint8_t *bytes, uint64_t size,
                               fr_error *error);
/* Puts a document of switches beside the journal where a record does not take it. Without a journal: nothing. */
fr_status fr__journal_keep_switches(fr_journal *journal, const uint8_t *bytes, uint64_t size, fr_error *error);
/* What a record says of a document, but for generation and digest; and of a mark. */
void fr__switches_record(const fr__switches *switches, const uint8_t *bytes, uint64_t size, fr__in_force *in_force);
static inline fr__in_force fr__mark_record(const fr__version_mark *mark) {
  return (fr__in_force){.name = fr_text_of(mark->name),
                        .version = mark->version,
                        .switched = mark->was_switched,
                        .switches = mark->switches,
                        .left = mark->switches_left};
}
/* Waits until what was put in force is on the disk, in FR_JOURNAL_SYNC always: its caller has no number to wait for. No
 * lock is held. After a failure it is in force, and the journal is down. */
fr_status fr__journal_settle_all(fr_engine *engine, fr_error *error);
/* Puts a policy's bundle beside the journal, if it is not there yet. No lock is held. */
fr_status fr__journal_keep_bundle(fr_journal *journal, const fr_policy *policy, fr_error *error);

/* The engine has all records of the journal, and knows which they are: `applied` and `trail`. */
fr_status fr__journal_applied(fr_engine *engine, const fr_journal *journal);

fr_status fr__desk_create(fr_journal *journal, fr__desk **desk);
void fr__desk_destroy(fr__desk *desk);

/* Keys: a new one where there is none yet, or where the one that there is belongs to another month. `newest_us` is the
 * newest time accepted, which the clock's word is measured by; FR__NO_TIME: it is not. And the present key for a desk
 * that has another: that allocates nothing, and where it fails it is tried again at the next call. */
fr_status fr__journal_renew_key(fr_journal *journal, int64_t now_us, int64_t newest_us, fr_error *error);
fr_status fr__desk_take_key(fr_journal *journal, fr__desk *desk);
/* The key of a record, if its file is still there: FR_NOT_FOUND where it was destroyed. */
fr_status fr__journal_find_key(const fr__io *io, const char *directory, const uint8_t host_key[FR__SEAL_KEY_BYTES],
                               const fr__data_key *named, uint8_t key[FR__SEAL_KEY_BYTES]);

/* Files beside the journal, written under another name, synced and renamed: whole, or not there. */
fr_status fr__journal_write_file(const fr__io *io, const char *directory, const char *name, const void *data,
                                 uint64_t size);
/* All of it, to be freed by the caller. FR_NOT_FOUND; FR_TOO_LONG past `most`. */
fr_status fr__journal_read_file(const fr__io *io, const char *directory, const char *name, uint64_t most,
                                uint8_t **data, uint64_t *size);
/* Of a journal or a snapshot that this engine cannot take over. */
#define FR__OTHER_HISTORIES                                                                                     \
  "was written with another horizon_us, utc_offset_s or outcomes_not_reported, on which the histories depend: " \
  "create the engine with those"
#define FR__BUNDLE_NAME_BYTES 80
void fr__bundle_name(const uint8_t digest[32], char name[FR__BUNDLE_NAME_BYTES]);
void fr__switches_name(const uint8_t digest[32], char name[FR__BUNDLE_NAME_BYTES]);

/* ---- replaying: what happened once happens again ---- */

/* Where a replay stands. A snapshot has each part of the store as it was at a record of its own. */
typedef struct fr__replay {
  uint64_t sequence;     /* of the record that is applied */
  const uint64_t *as_of; /* by part of the store: the records that its profiles have already; null: none */
  uint64_t facts_as_of;
} fr__replay;

/* Whether the party's profile, or the facts, already have the record that is being replayed. */
static inline bool fr__journal_has(const fr_context *context, fr__party_key party) {
  const fr__replay *replay = context->replay;
  if (replay == NULL || replay->as_of == NULL) return false;
  return replay->sequence <= replay->as_of[context->engine->store->operations->part_of(party)];
}
static inline bool fr__journal_has_fact(const fr_context *context) {
  return context->replay != NULL && context->replay->sequence <= context->replay->facts_as_of;
}
/* Sides whose profiles have the record are left alone. */
void fr__journal_unseat(const fr_context *context, fr__visit *visit);

typedef struct fr__replayer fr__replayer;

/* What a decision was, and what it is when it is made again. */
typedef struct fr__verdict {
  uint64_t sequence;           /* of its record */
  const fr_decision *was, *is; /* is: null where it could not be made again, for this reason */
  fr_status reason;
  const fr__answer *given; /* what was answered, by its record */
} fr__verdict;

/* Whether this answer is the decision's own, or what limits and the shadow may make of it. */
bool fr__answer_follows(const fr__answer *given, const fr_decision *decision);

/* A transfer that was scored, decided by another policy. */
typedef struct fr__retried {
  uint64_t sequence; /* of the attempt's record */
  const fr__attempt *attempt;
  const fr__transfer *transfer; /* what of it the journal has, and what could be unsealed */
  const fr_decision *decision;  /* null: not made, for this reason */
  const fr__grounds *grounds;   /* what the decision rests on */
  fr_status reason;
} fr__retried;

typedef struct fr__replayer_options {
  const uint64_t *as_of; /* see fr__replay; null: from the beginning */
  uint64_t facts_as_of;
  uint64_t first; /* the first record that is applied */
  /* Decisions are made again, and told; null: only state is rebuilt. Bundles are looked for in this directory. */
  void (*verdict)(void *argument, const fr__verdict *verdict);
  void *argument;
  /* Every transfer is decided by this policy and the engine's watch lists, whatever was in force, and told to `retried`
   * in place of the attempt's verdict. Verdicts are then of what this very policy was recorded to have decided, as the
   * one in force or as a challenger. Null: by the policies and switches that the records say. */
  fr_policy *policy;
  void (*retried)(void *argument, const fr__retried *one);
  /* Each such transfer, while its parties are locked and before the decision: others can be asked about it. */
  void (*visited)(void *argument, fr_context *context, fr__transfer *transfer, const fr__visit *visit);
  /* Every decision on record that rests on nothing but its policy: neither on watch lists nor on switches. `attempt` is
   * the record of its transfer. Null: nobody asks. */
  void (*recorded)(void *argument, uint64_t attempt, const fr_decision *was);
  const fr__io *io;
  const char *directory;
  const uint8_t *host_key; /* of what is sealed; null: texts and attributes stay unknown */
  bool restore_policies;   /* what the records put in force is put in force in the engine */
  uint32_t *left;          /* FR_LEFT_…: what could not be; null: nobody asks */
} fr__replayer_options;

/* Applies records to an engine that nobody else calls. */
fr_status fr__replayer_create(fr_engine *engine, const fr__replayer_options *options, fr__replayer **replayer);
fr_status fr__replayer_apply(fr__replayer *replayer, uint64_t sequence, uint32_t kind, const uint8_t *body,
                             uint32_t size, fr_error *error);
/* At the end: a record that still waits for memory is an error. The engine goes on from here. */
fr_status fr__replayer_finish(fr__replayer *replayer, fr_error *error);
void fr__replayer_destroy(fr__replayer *replayer);

/* ---- shipping (ship.c) ---- */

/* What is shipped is blocks. Each is a head, the tree of all records before it as its peaks, and records: the leaf, a
 * word of kind and size, the body. Words are little-endian. */
enum {
  FR__SHIPPED_TAG = 0,        /* 16 bytes: a keyed hash of all behind it */
  FR__SHIPPED_FORMAT = 16,    /* 1 */
  FR__SHIPPED_BYTES = 24,     /* of the whole block */
  FR__SHIPPED_BEFORE = 32,    /* records before the first */
  FR__SHIPPED_COUNT = 40,     /* of records */
  FR__SHIPPED_HEAD = 48,      /* then the peaks */
  FR__SHIPPED_RECORD = 32 + 8 /* before each body */
};

/* A standby's end: what still waits for memory is an error, and the engine goes on from here. Without a standby:
 * nothing. */
fr_status fr__follower_finish(fr_engine *engine, fr_error *error);
void fr__follower_destroy(struct fr__follower *follower);

/* ---- what replay shares with live calls ---- */

fr_status fr__observe_apply(fr_context *context, fr__observed *observed);
fr_status fr__observe_transferred(fr_context *context, const fr__transfer *transfer, fr__visit *visit);

/* ---- snapshots (snapshot.c) ---- */

typedef struct fr__snapshot {
  uint64_t sequence; /* records up to here are in all parts of it */
  uint64_t *as_of;   /* by part */
  uint64_t facts_as_of;
  uint64_t generation;
  uint32_t left;         /* FR_LEFT_… */
  uint32_t other_layout; /* of a snapshot that was passed over for it; 0: none was */
} fr__snapshot;

/* Where snapshots lie, and what they are held against. */
typedef struct fr__snapshot_source {
  const fr__io *io;
  const char *directory;
  const uint8_t *secret; /* the engine's, 16 bytes */
  const uint8_t *print;  /* which engine's the journal is */
  uint64_t last_sequence;
} fr__snapshot_source;

/* Is it whole, of this engine, unchanged, and of this journal's history? FR_BAD_DIGEST, FR_OTHER_JOURNAL,
 * FR_BAD_JOURNAL, FR_NOT_FOUND, and what files fail with; the sentence names the snapshot. */
fr_status fr__snapshot_check(const fr__snapshot_source *source, uint64_t sequence, fr_error *error);
/* The newest of those that there are by their names, the newest first. */
fr_status fr__snapshot_list(const fr__io *io, const char *directory, uint64_t *sequences, uint32_t room,
                            uint32_t *count);

/* The newest good one, put into a fresh engine; FR_NOT_FOUND where there is none. `refused` counts those that did not
 * verify. */
fr_status fr__snapshot_load(fr_journal *journal, fr__snapshot *snapshot, uint32_t *refused, fr_error *error);
void fr__snapshot_free(fr__snapshot *snapshot);

#endif
