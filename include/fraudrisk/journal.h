/* SPDX-License-Identifier: Apache-2.0
 *
 * The journal: what came in and what was decided, in order, for good. It makes state survive a restart, feeds a
 * standby, and proves to an examiner what was decided and why.
 *
 *   engine = fr_engine_create(…)            empty
 *   fr_journal_open(engine, …)              opens the directory; a torn tail is cut
 *   fr_journal_recover(journal, …)          the engine becomes what it was: snapshot and records
 *   fr_engine_set_journal(engine, journal)  from here on what happens is journaled
 *   fr_context_create(engine, …), fr_score(…)
 *   fr_journal_pump(journal, now)           every few milliseconds, from a thread of the host's
 *   fr_journal_snapshot(journal)            now and then, while others score
 *   …
 *   fr_context_destroy(…) of all; fr_journal_close(journal); fr_engine_destroy(engine)
 *
 * Identifiers are not in the journal: parties stand there as 128-bit keys under the engine's secret. Remarks, purposes,
 * notes and the bank's attributes are sealed under a data key of the month; whoever destroys the key's file has erased
 * them, and the journal verifies as before. Without a sealing key they are left out.
 *
 * When the journal takes no record, nothing is recorded either: the call returns FR_JOURNAL_FULL or FR_JOURNAL_DOWN,
 * and its decision holds the on_error outcome and FR_FLAG_DEGRADED. Where the attempt was recorded and only its
 * decision could not be, the same id sent again is a repeat, which is decided as if it had not been there.
 *
 * Keep a journal on ext4 or xfs, on a disk of the machine's own. Segments that are written are mapped, and their room
 * is taken before (posix_fallocate); where a file system does not keep that promise (NFS, tmpfs, btrfs, zfs,
 * compression, thin volumes), a write that finds no room ends the process with SIGBUS, and no status can tell of it.
 * What is read, by recovery and verification, is read into memory: a sector that the disk cannot give is
 * FR_JOURNAL_DOWN, with its place.
 *
 * Source: docs/design.md, sections 9 and 12; docs/journal.md has the files, docs/journal-records.md the records. */
#ifndef FRAUDRISK_JOURNAL_H
#define FRAUDRISK_JOURNAL_H

#include "fraudrisk/engine.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct fr_journal fr_journal;

/* When a record is safe. @since 0.1 */
#define FR_JOURNAL_ASYNC 0u /* once it is in the operating system: it survives the process, not the machine */
#define FR_JOURNAL_SYNC 1u  /* once it is on the disk */
/* What a call does that finds no room and no segment made ready by fr_journal_pump(). @since 0.1 */
#define FR_JOURNAL_WAIT 0u   /* it makes one itself: some milliseconds, and it allocates */
#define FR_JOURNAL_REFUSE 1u /* it returns FR_JOURNAL_FULL; fr_engine_set_journal() makes room as a pump does */

/* @since 0.1 */
typedef struct fr_journal_options {
  uint32_t struct_size;
  uint32_t mode;              /* FR_JOURNAL_ASYNC, FR_JOURNAL_SYNC */
  uint32_t when_full;         /* FR_JOURNAL_WAIT, FR_JOURNAL_REFUSE */
  uint32_t calls_do_not_wait; /* FR_YES: in FR_JOURNAL_SYNC calls return before their records are on the disk, and the
                                 host waits with fr_journal_wait(decision.sequence) */
  const char *directory;      /* it is there, and belongs to this journal alone */
  uint64_t segment_bytes;     /* of new segments; 0: 64 MiB */
  uint64_t checkpoint_blocks; /* a signed checkpoint every so many blocks; 0: only fr_journal_checkpoint() signs */
  const void *signing_key;    /* a private key as PEM text, for checkpoints; null: they are not signed */
  uint64_t signing_key_size;
  const uint8_t *sealing_key; /* 32 bytes, for texts and attributes; null: those are left out. Keep it: without it
                                 nothing that was sealed is ever read again */
  int64_t now_us;             /* the host's clock, microseconds UTC */
  const void *trusted_keys;   /* public keys as PEM text, one after the other: recovery looks at the checkpoints that it
                                 comes by, and refuses one that none of them has signed; null: it does not */
  uint64_t trusted_keys_size;
} fr_journal_options;
#define FR_JOURNAL_OPTIONS_INIT \
  { .struct_size = (uint32_t)sizeof(fr_journal_options) }

/* What was in force and is left to the host to put in force again. @since 0.1 */
#define FR_LEFT_POLICY 1u
#define FR_LEFT_SWITCHES 2u
#define FR_LEFT_WATCH_LISTS 4u  /* always, where there were any: the journal does not keep them */
#define FR_LEFT_CHALLENGER 256u /* the first; of the others the bits that follow */

/* What opening and recovering found. @since 0.1 */
typedef struct fr_journal_recovery {
  uint32_t struct_size;
  uint32_t snapshots_refused; /* that did not verify, or have another version's layout: the one before, or the journal
                                 alone, was taken instead */
  uint64_t first_sequence;    /* the oldest record that is still there */
  uint64_t last_sequence;     /* the newest; 0: there was none */
  uint64_t cut_bytes;         /* of a torn tail: not acknowledged in FR_JOURNAL_SYNC, and kept in a file aside */
  uint64_t cut_sequence;      /* the record that would have stood there; 0: nothing was cut */
  uint64_t cut_records;       /* whole records behind the tear, which were cut with it */
  uint64_t snapshot_sequence; /* of the snapshot that was taken; 0: none */
  uint64_t replayed;          /* records that were applied */
  uint32_t left_to_host;      /* FR_LEFT_…: what was in force and is not now */
  uint32_t cut_files;         /* that keep what was cut, "….cut" beside the journal: once they were looked at they may
                                 be removed */
  uint64_t signed_sequence;   /* the last record under a signature that one of trusted_keys made; 0: none was seen. The
                                 records behind it stand under none */
} fr_journal_recovery;
#define FR_JOURNAL_RECOVERY_INIT \
  { .struct_size = (uint32_t)sizeof(fr_journal_recovery) }

/* Opens the journal in a directory, or begins one. The engine has no journal, and stays as it is. The secret_key of the
 * engine and of the journal have to be the same.
 * Errors: FR_NOT_FOUND (there is no such directory), FR_NOT_A_DIRECTORY, FR_NOT_PERMITTED, FR_READ_ONLY,
 * FR_TOO_MANY_FILES, FR_JOURNAL_LOCKED, FR_OTHER_JOURNAL, FR_BAD_JOURNAL, FR_JOURNAL_FULL, FR_JOURNAL_DOWN,
 * FR_BAD_KEY, FR_BAD_ARGUMENT, FR_NO_MEMORY; each with a sentence that says what to do. The engine stays as it is, and
 * what it scores without a journal is not journaled. Allocates. @since 0.1 */
FR_API fr_status fr_journal_open(fr_engine *engine, const fr_journal_options *options, fr_journal **journal,
                                 fr_error *error);

/* Makes the engine, which has seen nothing yet, what it was when the last record was written: every profile byte for
 * byte. Takes the newest snapshot that verifies and applies what came after it; without one, all records. The hash
 * chain over all that it reads is checked, and with options.trusted_keys the signatures; a record that was changed is
 * FR_BAD_JOURNAL, a checkpoint of another signer FR_BAD_SIGNATURE. Segments wholly before the snapshot it does not
 * read: `fraudrisk journal verify` does. Policies, challengers and switches of rules that were in force are put in
 * force again, if they lie in the journal or beside it and the engine accepts them: call fr_engine_set_trust() before.
 * What it does not accept is told in left_to_host. How far versions and switches had come is known again in any case,
 * and they do not go back. Of a new journal there is nothing to recover, and the call may be left out.
 *
 *   recovery   may be null
 * Errors: FR_BAD_ARGUMENT (the engine has state, or options that the state depends on are others), FR_BAD_JOURNAL,
 * FR_BAD_SIGNATURE, FR_STATE_FULL (give the engine more memory), FR_NOT_FOUND (the oldest records are gone and no
 * snapshot is good), FR_JOURNAL_DOWN, FR_NO_MEMORY. After an error destroy the engine. Nobody else calls the engine.
 * @since 0.1 */
FR_API fr_status fr_journal_recover(fr_journal *journal, fr_journal_recovery *recovery, fr_error *error);

/* From here on what changes the engine's state is journaled. Before the first context is made. Where the journal is new
 * and the engine is not, take a snapshot at once: what came before no record tells. Null takes the journal away; then
 * there is no context either. With FR_JOURNAL_REFUSE a journal without room is put in place all the same: every call is
 * answered degraded, with FR_JOURNAL_FULL, until fr_journal_pump() has found room. With FR_JOURNAL_WAIT this returns
 * FR_JOURNAL_FULL, and may be called again.
 * Errors: FR_BAD_ARGUMENT (there is a context; another engine's journal; or it has records that were not recovered),
 * FR_JOURNAL_FORKED (as many records as a standby has followed, and not the same), FR_JOURNAL_FULL, FR_JOURNAL_DOWN.
 * @since 0.1 */
FR_API fr_status fr_engine_set_journal(fr_engine *engine, fr_journal *journal, fr_error *error);

/* Seals and syncs what there is, and closes the files. The engine goes on without a journal. Null is allowed. Returns
 * what the last sync said; FR_BAD_ARGUMENT where the engine still has a context: then the journal stays open.
 * @since 0.1 */
FR_API fr_status fr_journal_close(fr_journal *journal);

/* Waits until a record is safe (decision.sequence): at once in FR_JOURNAL_ASYNC. Any thread. Errors: FR_JOURNAL_DOWN,
 * FR_BAD_ARGUMENT (no such record yet). @since 0.1 */
FR_API fr_status fr_journal_wait(fr_journal *journal, uint64_t sequence);

/* Seals blocks that are full, makes the next segment ready, and begins a data key when the month is over (where that
 * fails the old one is used on, and the next pump tries again). The host calls it every few milliseconds from a thread
 * of its own. now_us is its clock. Errors: FR_JOURNAL_FULL,
 * FR_JOURNAL_DOWN, FR_NO_MEMORY. Any thread. @since 0.1 */
FR_API fr_status fr_journal_pump(fr_journal *journal, int64_t now_us);

/* Seals what there is, signs it where there is a key, and syncs it. Any thread. @since 0.1 */
FR_API fr_status fr_journal_checkpoint(fr_journal *journal);

/* Writes a snapshot while others score. Each of the store's parts is copied under its lock and written without it. It
 * is whole and on the disk when this returns; the last two are kept. Needs as much memory as the largest part.
 * It seals the journal, and signs where there is a key; it carries a code under a key derived from the engine's secret,
 * and the hash chain at its seal.
 *
 *   sequence   may be null; receives the record up to which all of it is known
 * Errors: FR_JOURNAL_FULL, FR_JOURNAL_DOWN, FR_NO_MEMORY; then there is no new one. One thread at a time. @since 0.1 */
FR_API fr_status fr_journal_snapshot(fr_journal *journal, uint64_t *sequence, fr_error *error);

/* Removes segments that lie wholly before the older of the last two snapshots, after it has read both: a snapshot that
 * is damaged, was changed by somebody without the engine's secret, or is of another history than the journal keeps
 * every segment. What was not archived elsewhere can then no longer be audited.
 *
 *   removed   may be null; receives how many segments
 * Errors: FR_NOT_FOUND (there are no two snapshots), FR_BAD_DIGEST, FR_OTHER_JOURNAL and FR_BAD_JOURNAL (a snapshot is
 * not good, and `error` says which: move it elsewhere and take another), FR_JOURNAL_DOWN, FR_NO_MEMORY. Not at the same
 * time as fr_journal_snapshot(). @since 0.1 */
FR_API fr_status fr_journal_prune(fr_journal *journal, uint64_t *removed, fr_error *error);

/* ---- a standby ---- */

/* Copies records, from a number on, in the form that fr_journal_apply() takes: as many as fit, whole ones. Only records
 * that are on the disk are shipped, so that no standby has what its leader can lose: in FR_JOURNAL_SYNC what was waited
 * for, in FR_JOURNAL_ASYNC what a checkpoint, a snapshot or the end of a segment has synced. There call
 * fr_journal_checkpoint() as often as the standby may lag behind. What is shipped is under a keyed hash, whose key
 * comes from the engine's secret_key; texts and attributes in it are sealed as in the journal, the rest can be read.
 *
 * The journal's files are read. Whoever goes on where the last call ended goes on there; any other number costs a
 * reading of its segment from the beginning. From the first call on a copy of one segment is kept in memory, until the
 * journal is closed.
 *
 *   size   receives how much was written; 0: there is nothing new on the disk
 *   next   receives the number to go on from
 * Errors: FR_NOT_FOUND (older than the oldest, or behind the first that is not on the disk: then whoever asks has
 * followed another journal, or this one before it was put back to an older state), FR_BUFFER_TOO_SMALL (68 KiB are
 * always enough), FR_BAD_JOURNAL, FR_JOURNAL_DOWN, FR_NO_MEMORY. One thread at a time. @since 0.1 */
FR_API fr_status fr_journal_ship(fr_journal *journal, uint64_t from_sequence, void *buffer, uint64_t capacity,
                                 uint64_t *size, uint64_t *next, fr_error *error);

/* Applies shipped records to an engine that is not scored on: it follows, and equals the first one byte for byte.
 * Policies and watch lists are the host's to put in force there; switches of rules are put in force if the engine's
 * trust store accepts them and a record takes them (60 KiB).
 *
 * A standby begins as a fresh engine with the leader's first record; or, so too after its restart, it recovers from a
 * copy of the leader's folder (fr_journal_open, fr_journal_recover, fr_journal_close) and goes on behind what the copy
 * has. It knows the hash of all records that it has, and takes only what goes on from them: where the leader came back
 * without records that the standby has (its disk lied, an older copy was put in its place) and wrote others, the answer
 * is FR_JOURNAL_FORKED, nothing is applied, and the standby has to be begun anew.
 *
 *   applied   may be null; receives the number of the last record that the engine has. What it has already is compared,
 *             as far as it is remembered, and passed over; a gap is FR_NOT_FOUND
 * Errors: FR_BAD_JOURNAL (changed on the way, made without the secret_key, or cut; nothing of that block is applied),
 * FR_JOURNAL_FORKED, FR_NOT_FOUND, FR_STATE_FULL, FR_BAD_ARGUMENT, FR_NO_MEMORY. Nobody else calls the engine.
 * @since 0.1 */
FR_API fr_status fr_journal_apply(fr_engine *engine, const void *bytes, uint64_t size, uint64_t *applied,
                                  fr_error *error);

/* @since 0.1 */
typedef struct fr_journal_stats {
  uint32_t struct_size;
  uint32_t failed;              /* FR_YES: it takes no records any more; open it again */
  uint64_t first_sequence;      /* the oldest that is still there */
  uint64_t last_sequence;       /* appended */
  uint64_t synced_sequence;     /* on the disk */
  uint64_t sealed_sequence;     /* under the hash chain */
  uint64_t checkpoint_sequence; /* under a signature since it was opened; 0: none */
  uint64_t segments;
} fr_journal_stats;
#define FR_JOURNAL_STATS_INIT \
  { .struct_size = (uint32_t)sizeof(fr_journal_stats) }
/* Errors: FR_NULL_POINTER, FR_STRUCT_SIZE, FR_STRUCT_TAIL. Any thread. @since 0.1 */
FR_API fr_status fr_journal_measure(fr_journal *journal, fr_journal_stats *stats);

#ifdef __cplusplus
}
#endif
#endif
