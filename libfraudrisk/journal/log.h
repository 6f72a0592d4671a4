/* SPDX-License-Identifier: Apache-2.0
 *
 * The log under the journal: numbered records in files that are mapped, a hash chain and a Merkle tree over them, and
 * proofs. It knows sequence, kind and bytes of a record, and nothing of what they mean. docs/journal.md has the format
 * and what is promised.
 *
 * Threads. Any number may append, wait and pump at the same time. The log starts none; what it has to do besides
 * copying records is done in fr__log_pump(), which the host calls from a thread of its own, or else by whoever finds
 * too much undone. Only fr__log_open(), fr__log_close() and readers are for one thread at a time.
 *
 * Errors. A failure to make a record safe ends the log: every later call returns FR_JOURNAL_DOWN, because after a
 * failed sync nobody can say what is on the disk. Opening it again finds out. */
#ifndef FR_JOURNAL_LOG_H
#define FR_JOURNAL_LOG_H

#include "journal/io.h"

enum { FR__LOG_HASH_BYTES = 32, FR__LOG_ENGINE_BYTES = 16, FR__LOG_SIGNATURE_BYTES = 64 };
#define FR__LOG_MAX_KEYS 16
enum fr__log_mode { FR__LOG_ASYNC, FR__LOG_SYNC };
/* What an append does that finds the segment full and no next one made ready by a pump: make it (some milliseconds), or
 * return FR_JOURNAL_FULL until a pump has. */
enum fr__log_when_full { FR__LOG_WAIT, FR__LOG_REFUSE };

#define FR__LOG_MAX_BODY ((uint32_t)FR_MAX_RECORD_BYTES)
#define FR__LOG_SEGMENT_BYTES (UINT64_C(64) << 20) /* the default */
#define FR__LOG_MIN_SEGMENT_BYTES (UINT64_C(128) << 10)
#define FR__LOG_MAX_SEGMENT_BYTES (UINT64_C(1) << 30)
#define FR__LOG_BLOCK_BYTES UINT64_C(65536) /* the default */
#define FR__LOG_BLOCK_RECORDS UINT64_C(1024)
#define FR__LOG_MAX_PATH 4000 /* bytes of the directory's path */

typedef struct fr__log fr__log;

typedef struct fr__log_options {
  const fr__io *io;      /* null: the system's */
  const char *directory; /* it is there, and belongs to this journal alone */
  enum fr__log_mode mode;
  enum fr__log_when_full when_full;
  uint64_t segment_bytes;               /* 0: FR__LOG_SEGMENT_BYTES. Of new segments; rounded up to 4,096 */
  uint64_t block_bytes;                 /* 0: FR__LOG_BLOCK_BYTES. A block is full when it has so many bytes … */
  uint64_t block_records;               /* 0: FR__LOG_BLOCK_RECORDS. … or so many records */
  uint64_t checkpoint_blocks;           /* 0: only fr__log_checkpoint() signs; else every so many blocks, too */
  uint8_t engine[FR__LOG_ENGINE_BYTES]; /* derived from the engine's secret key: another's journal is refused */
  const void *signing_key;              /* a private key, PEM; null: seals are not signed */
  uint64_t signing_key_size;
  int64_t created_us; /* the host's time; it stands in the header of a journal that is new */
} fr__log_options;

/* What opening found. */
typedef struct fr__log_recovery {
  bool created;
  uint64_t first_sequence; /* the oldest record that is still there; one more than the last where there is none */
  uint64_t last_sequence;  /* 0: there is none yet */
  uint64_t cut_sequence;   /* a torn tail was cut, and this record would have stood there; 0: there was none */
  uint64_t cut_bytes;      /* from its first byte to the last that was not zero */
  uint64_t cut_records;    /* whole records that stood behind the tear, and are cut with it */
  uint64_t cut_files;      /* that keep what was cut: "….cut" in the directory */
} fr__log_recovery;

/* Where the log stands. */
typedef struct fr__log_state {
  uint64_t first_sequence;      /* the oldest that is still there */
  uint64_t last_sequence;       /* appended */
  uint64_t synced_sequence;     /* on the disk */
  uint64_t sealed_sequence;     /* in a block that is closed */
  uint64_t checkpoint_sequence; /* under a signature; 0: none since it was opened */
  uint64_t segments;
  uint64_t failed_status; /* 0, or the status that ended the log, without its sign */
} fr__log_state;

/* Opens the journal in the directory, or makes it where the directory has none. The last two segments are read and
 * verified; a reader reads the rest. A torn tail is cut, and *recovery (which may be null) says so.
 *   FR_NOT_FOUND       there is no such directory
 *   FR_NOT_A_DIRECTORY, FR_NOT_PERMITTED, FR_READ_ONLY, FR_TOO_MANY_FILES
 *                      the system says so
 *   FR_JOURNAL_LOCKED  another process, or another log of this one, has it open
 *   FR_OTHER_JOURNAL   it belongs to another engine key
 *   FR_BAD_JOURNAL     a segment is missing, swapped, cut, or does not verify; `error` names it and the record
 *   FR_JOURNAL_FULL, FR_JOURNAL_DOWN, FR_NO_MEMORY, FR_BAD_ARGUMENT, FR_BAD_KEY */
fr_status fr__log_open(const fr__log_options *options, fr__log **log, fr__log_recovery *recovery, fr_error *error);
/* Seals nothing and syncs in mode sync only what was waited for: fr__log_checkpoint() before it does both. Null is
 * taken. */
void fr__log_close(fr__log *log);

/* Appends a record; its number is one more than the last one's, and the order of numbers is the order of appends. It
 * allocates nothing, and calls the system only where a segment is full. On failure nothing was appended and *sequence
 * is 0. FR_TOO_LONG past FR__LOG_MAX_BODY, FR_JOURNAL_FULL, FR_JOURNAL_DOWN. */
fr_status fr__log_append(fr__log *log, uint32_t kind, const void *body, uint32_t size, uint64_t *sequence);

/* In mode sync: returns once all records up to this one are on the disk; of several who wait one syncs for all. In mode
 * async it returns at once. FR_JOURNAL_DOWN where the log has ended before that; FR_BAD_ARGUMENT for a number that was
 * not given yet. */
fr_status fr__log_wait(fr__log *log, uint64_t sequence);
/* The same in either mode. */
fr_status fr__log_sync(fr__log *log, uint64_t sequence);

/* Seals the blocks that are full, makes the next segment ready, closes the one before, and syncs what nobody waited for
 * once it is a megabyte. Some hundred nanoseconds a record, and the disk. A host calls it from a thread of its own
 * every few milliseconds; two at once do no harm. */
fr_status fr__log_pump(fr__log *log);
/* Seals what there is, signs it where there is a key, and syncs it, in either mode; the seal, too. */
fr_status fr__log_checkpoint(fr__log *log);

/* A seal, by its number, with the last record under it and the chain behind it: what names one history among all that
 * an engine's key could have. */
typedef struct fr__log_place {
  uint64_t block; /* 0: before the first seal */
  uint64_t sequence;
  uint8_t chain[FR__LOG_HASH_BYTES];
} fr__log_place;

/* A checkpoint, and where its seal stands. */
fr_status fr__log_checkpoint_at(fr__log *log, fr__log_place *place);

/* Removes the oldest segments that hold only records before this one: a snapshot has to lie behind them. The segment
 * that is written to stays. */
fr_status fr__log_prune(fr__log *log, uint64_t before_sequence, uint64_t *removed_segments);

void fr__log_measure(fr__log *log, fr__log_state *state);

/* ---- reading ---- */

typedef struct fr__log_reader fr__log_reader;

typedef struct fr__log_reader_options {
  const fr__io *io;       /* null: the system's */
  const char *directory;  /* a journal that another process writes to may be read meanwhile */
  const uint8_t *engine;  /* 16 bytes; null: any engine's */
  uint64_t from_sequence; /* the first record to be given; 0: the oldest */
  bool verify;            /* hashes too: chain, Merkle tree, signatures. Else CRCs, numbers and links of the segments */
  const void *public_key; /* PEM, for the signatures, of one key or of several, one of which has to fit; null: they are
                             counted and not looked at */
  uint64_t public_key_size;
} fr__log_reader_options;

typedef struct fr__log_record {
  uint64_t sequence; /* 0: there is none: the end */
  uint32_t kind;
  uint32_t size;
  const uint8_t *body; /* until the next call */
} fr__log_record;

/* FR_NOT_FOUND: there is no journal in the directory, or from_sequence is older than its oldest record or more than one
 * past its last. FR_OTHER_JOURNAL, FR_BAD_JOURNAL, FR_BAD_KEY, FR_NO_MEMORY, FR_JOURNAL_DOWN. */
fr_status fr__log_reader_open(const fr__log_reader_options *options, fr__log_reader **reader, fr_error *error);
void fr__log_reader_close(fr__log_reader *reader);
/* The next record; sequence 0 at the end, after which it may be asked again: what was appended meanwhile is found.
 * FR_BAD_JOURNAL stops the reader for good; `error` names segment, byte and record. */
fr_status fr__log_reader_next(fr__log_reader *reader, fr__log_record *record, fr_error *error);
/* Bytes that stand before the next record, from the beginning of the segment where reading began: for progress. */
uint64_t fr__log_reader_position(const fr__log_reader *reader);
/* The last record that stands under a signature that was looked at and is good; 0: none so far. */
uint64_t fr__log_reader_signed(const fr__log_reader *reader);
/* Whether these are public keys that a reader takes. FR_BAD_KEY, FR_TOO_MANY, FR_NO_MEMORY. */
fr_status fr__log_check_keys(const void *pem, uint64_t size, fr_error *error);

/* Does the seal of this number have the record and the chain of this place? `options->from_sequence` is a record before
 * the seal's own, or that one. FR_NOT_FOUND where the journal has no such seal from there on, FR_OTHER_JOURNAL where it
 * is another. With `options->verify` what lies before the seal is hashed. */
fr_status fr__log_check_place(const fr__log_reader_options *options, const fr__log_place *place, fr_error *error);

/* ---- checking and proving ---- */

enum fr__log_signed { FR__LOG_UNSIGNED, FR__LOG_NOT_CHECKED, FR__LOG_SIGNATURE_GOOD, FR__LOG_SIGNATURE_BAD };

typedef struct fr__log_report {
  uint64_t segments, bytes;
  uint64_t first_sequence, last_sequence; /* of the records that verify; last is 0 where there are none */
  uint64_t records, blocks, checkpoints, signatures_good;
  uint64_t sealed_sequence;         /* up to here records stand under chain and tree … */
  uint64_t signed_sequence;         /* … and up to here under a signature that was looked at and is good */
  uint64_t checkpoint_sequence;     /* up to here under one that there is */
  enum fr__log_signed checkpoint;   /* of the last checkpoint */
  uint8_t root[FR__LOG_HASH_BYTES]; /* of the tree at sealed_sequence; zeros where nothing is sealed */
  uint8_t chain[FR__LOG_HASH_BYTES];
  /* Where it stops, if it does: */
  fr_status status;     /* FR_OK, or why it stops; the sentence is in the error */
  uint64_t bad_segment; /* the first sequence in its name */
  uint64_t bad_offset, bad_sequence;
} fr__log_report;

/* Reads all of it and fills the report, whatever it finds. Returns report->status; what is wrong with the arguments or
 * the system is returned too. `least_sequence`: the journal has to reach to this record (0: it need not), so that a cut
 * tail shows against what somebody else remembers. Of a journal that is written to meanwhile the record that is just
 * being copied may be taken for a torn tail. `options->from_sequence` and `verify` are not looked at. */
fr_status fr__log_verify(const fr__log_reader_options *options, uint64_t least_sequence, fr__log_report *report,
                         fr_error *error);

/* A proof, as JSON text, that this record stands in the journal under its first seal behind it, or, with `signed_only`,
 * its first checkpoint. docs/journal.md has its fields and a script that checks it. *needed is the size that it takes;
 * FR_BUFFER_TOO_SMALL where it is more than the capacity. FR_NOT_FOUND: no such record, or it is not sealed (signed)
 * yet. */
fr_status fr__log_prove(const fr__log_reader_options *options, uint64_t sequence, bool signed_only, char *buffer,
                        uint64_t capacity, uint64_t *needed, fr_error *error);

#endif
