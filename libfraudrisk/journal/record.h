/* SPDX-License-Identifier: Apache-2.0
 *
 * What the records of the journal say: each a deterministic CBOR map with small numbers for keys, from which what is
 * unknown is left out. docs/journal-records.md lists the keys. Nothing here touches a file or a lock.
 *
 * Parties stand in a record as 128-bit keys, a transfer's id as 48 bits under its payer. What a customer or a teller
 * wrote, and the bank's own attributes, are sealed under a data key, or left out where there is none. */
#ifndef FR_JOURNAL_RECORD_H
#define FR_JOURNAL_RECORD_H

#include "crypto/seal.h"
#include "decision/decide.h"
#include "event/transfer.h"
#include "fraudrisk/decision.h"
#include "fraudrisk/engine.h"

enum fr__record_kind {
  FR__RECORD_OPENED = 1,      /* an engine begins, or goes on, to write here */
  FR__RECORD_POLICY = 2,      /* a policy is in force from now on */
  FR__RECORD_CHALLENGER = 3,  /* one stands beside it, or no more */
  FR__RECORD_WATCH = 4,       /* watch lists are in force, or no more */
  FR__RECORD_DATA_KEY = 5,    /* what is sealed from now on is sealed under this key */
  FR__RECORD_SCORED = 6,      /* a transfer was folded and will be decided; its attempt stands in the histories */
  FR__RECORD_FOLDED = 7,      /* the same for some of its sides; somebody else decides */
  FR__RECORD_TRANSFERRED = 8, /* recorded with a status, not decided */
  FR__RECORD_DECIDED = 9,     /* what was decided of the attempt that it names */
  FR__RECORD_CHALLENGED = 10, /* what a challenger would have decided of it */
  FR__RECORD_OBSERVED = 11,   /* an event */
  FR__RECORD_EVICTED = 12,    /* an idle party gave way */
  FR__RECORD_IMAGE = 13,      /* a party's profile as it is now, whatever the records before say; or a part of it */
  FR__RECORD_SWITCHES = 14,   /* rules are switched off, or on again, from now on */
  FR__RECORD_MARK = 15,       /* how far a policy's versions and switches have come, whoever is in force */
  FR__RECORD_LIMITS = 16,     /* in snapshots alone: what the limits of the policy in force have counted */
  FR__RECORD_KINDS = 17
};

/* "scored", …; "?" for a number that is none. */
const char *fr__record_kind_name(uint32_t kind);

enum {
  FR__RECORD_ROOM = 98304,    /* what any record and any sealed text takes at most; the log takes 64 KiB */
  FR__RECORD_SMALL = 512,     /* the same of EVICTED, OPENED, POLICY, CHALLENGER, WATCH, MARK and DATA_KEY */
  FR__RECORD_DOCUMENT = 61440 /* of switches, in their record; larger ones lie beside the journal */
};

/* What is sealed in a record, as it stands there. */
typedef struct fr__sealed {
  uint64_t key_id;      /* 0: nothing is sealed */
  const uint8_t *nonce; /* FR__SEAL_NONCE_BYTES */
  const uint8_t *bytes;
  uint32_t size;
} fr__sealed;

/* Bits: what a transfer had and its record does not, since there was no key to seal it with. */
#define FR__LEFT_OUT_TEXTS 1u
#define FR__LEFT_OUT_ATTRIBUTES 2u

/* SCORED, FOLDED, TRANSFERRED. */
typedef struct fr__attempt {
  fr__parties who;
  int64_t time_us, amount_minor; /* as the histories have them */
  uint32_t sides;                /* FR_SIDE_…: those that live here */
  uint32_t status;               /* FR_TRANSFER_… */
  uint64_t generation;           /* of policies and watch lists: the records that say which they are have it, too */
  int64_t complete_us;           /* from when on all is known of whoever had no profile; INT64_MAX: nothing was told */
  uint32_t channel, kind, speed;
  uint32_t left_out;
  fr__sealed sealed; /* when read */
} fr__attempt;

/* A thread's seal: the key, and numbers that no other seal under that key gives. */
typedef struct fr__sealing {
  fr__sealer *sealer;
  uint64_t key_id; /* 0: there is no key, and texts are left out */
  uint32_t number;
  uint64_t sealed;  /* counts what was sealed, for the nonce */
  uint8_t *scratch; /* FR__RECORD_ROOM bytes */
} fr__sealing;

/* Writes the body of an attempt into FR__RECORD_ROOM bytes. FR_TOO_LONG, and what sealing gives. */
fr_status fr__attempt_write(const fr__attempt *attempt, const fr__transfer *transfer, fr__sealing *sealing,
                            uint8_t *body, uint32_t *size);
/* Reads it back. `transfer` may be null; else it is filled but for what is sealed, and its texts point into the body.
 * FR_BAD_JOURNAL. */
fr_status fr__attempt_read(const uint8_t *body, uint32_t size, fr__attempt *attempt, fr__transfer *transfer);
/* Fills in what was sealed. `plain` has room for the sealed bytes, `attributes` for FR_MAX_ATTRIBUTES; texts point into
 * `plain`. FR_BAD_DIGEST where the key does not open it, FR_BAD_JOURNAL. */
fr_status fr__attempt_unseal(const fr__attempt *attempt, fr__sealer *sealer, uint8_t *plain, fr_attribute *attributes,
                             fr__transfer *transfer);

/* DECIDED and CHALLENGED. */
typedef struct fr__decided {
  uint64_t attempt; /* the number of the attempt's record */
  uint32_t index;   /* of the challenger; the policy in force has none */
  fr_status status; /* FR_OK, or why there is no decision but on_error's */
  /* What was answered, where limits or the shadow lowered it: its outcome, flags and would_be; outcome 0: the decision
   * itself. The decision beside it is the pure one. */
  fr__answer given;
  /* What the policy's limits count of it; see engine/limit.h, of which this is the record. */
  bool counts;
  uint32_t channel;
  int64_t time_us;
  uint32_t threshold;   /* from 1 on in the policy; 0: none matched */
  fr__grounds *grounds; /* null: it is no alert */
} fr__decided;

uint32_t fr__decided_write(const fr__decided *decided, const fr_decision *decision, uint8_t *body);
/* decision->struct_size is set. Grounds are passed over. FR_BAD_JOURNAL. */
fr_status fr__decided_read(const uint8_t *body, uint32_t size, fr__decided *decided, fr_decision *decision);
/* The same with them: decided->grounds is this place, or null where the record has none. */
fr_status fr__decided_read_grounds(const uint8_t *body, uint32_t size, fr__decided *decided, fr_decision *decision,
                                   fr__grounds *grounds);

/* OBSERVED: all but FR_EVENT_TRANSFERRED, with keys in place of identifiers. */
typedef struct fr__observed {
  fr_event event;      /* its texts are not looked at, but for the list's name, which may be missing */
  fr__parties who;     /* of an event about a transfer, and of a trust */
  fr__hash128 person;  /* the customer or account that it is about */
  fr__hash128 to;      /* of moved */
  fr__hash128 name;    /* of a fact: fr__list_name(), fr__trust_name() */
  bool is_customer;    /* what `person` is */
  bool denied;         /* of unlisted: that it is not on the list is remembered */
  int64_t complete_us; /* as for attempts */
} fr__observed;

uint32_t fr__observed_write(const fr__observed *observed, uint8_t *body);
fr_status fr__observed_read(const uint8_t *body, uint32_t size, fr__observed *observed);

/* EVICTED and IMAGE. */
typedef struct fr__image {
  fr__hash128 key;
  uint32_t total;  /* bytes of the whole profile; 0: the party has none */
  uint32_t offset; /* of these bytes in it */
  uint32_t size;
  const uint8_t *bytes;
  bool moved; /* of a move that was done whole: it can be done again in place of the images */
} fr__image;
enum { FR__IMAGE_BYTES = 61440 /* of a profile in one record */ };

uint32_t fr__evicted_write(fr__hash128 key, uint8_t *body);
fr_status fr__evicted_read(const uint8_t *body, uint32_t size, fr__hash128 *key);
uint32_t fr__image_write(const fr__image *image, uint8_t *body);
fr_status fr__image_read(const uint8_t *body, uint32_t size, fr__image *image);

/* OPENED. */
typedef struct fr__opened {
  fr_engine_options options; /* without the secret */
  uint64_t generation;
  bool has_state;   /* the engine had seen things before, which no record tells: it takes a snapshot to recover */
  int64_t time_us;  /* the host's */
  uint32_t version; /* of the library */
  uint32_t layout;  /* of profiles */
  fr_text library;  /* "0.1.0" */
} fr__opened;

uint32_t fr__opened_write(const fr__opened *opened, uint8_t *body);
fr_status fr__opened_read(const uint8_t *body, uint32_t size, fr__opened *opened);

/* POLICY, CHALLENGER, WATCH, SWITCHES, MARK. */
typedef struct fr__in_force {
  uint64_t generation; /* that begins with it */
  uint32_t index;      /* of a challenger */
  bool none;           /* what stood there went */
  uint8_t digest[32];  /* of the bundle, as fr_policy_info has it; of the document of switches */
  uint64_t version;
  fr_text name;         /* of the policy */
  bool switched;        /* there were switches of this number */
  uint64_t switches;    /* the number, which does not go back */
  bool left;            /* of a mark: those switches were not put in force again, and may be set again */
  const uint8_t *bytes; /* the document of switches; null: it lies beside the journal */
  uint32_t size;
} fr__in_force;

/* Into FR__RECORD_SMALL bytes, and as many more as the document has. */
uint32_t fr__in_force_write(const fr__in_force *in_force, uint8_t *body);
fr_status fr__in_force_read(const uint8_t *body, uint32_t size, fr__in_force *in_force);

/* DATA_KEY: the key itself lies beside the journal, wrapped, so that it can be destroyed. */
typedef struct fr__data_key {
  uint64_t id;
  int32_t month;      /* since the year 0: when it was made */
  uint8_t digest[32]; /* of its file, so that another key is not taken for it */
} fr__data_key;

uint32_t fr__data_key_write(const fr__data_key *key, uint8_t *body);
fr_status fr__data_key_read(const uint8_t *body, uint32_t size, fr__data_key *key);

#endif
