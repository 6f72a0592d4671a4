/* SPDX-License-Identifier: Apache-2.0
 *
 * What the glue between COBOL's records and the public structs shares: tables of fields (tables.inc, generated), the
 * conversion of records (records.c), fields by their paths (paths.c), handles (handles.c), subprograms (glue.c).
 *
 * A record is bytes: it begins with four letters, the form of its amounts (P packed, D zoned), a space and its size in
 * six digits. All numbers in it may stand unaligned. */
#ifndef FR_COBOL_GLUE_H
#define FR_COBOL_GLUE_H

#include <fraudrisk/fraudrisk.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum fr_cobol_kind {
  FR_TEXT,        /* X, spaces behind <-> fr_text; spaces are unknown */
  FR_LONG_TEXT,   /* X <-> fr_text, with its encoding and its length before it, as host variables of VARCHAR have */
  FR_ENCODING_OF, /* a letter: space, G, U */
  FR_LENGTH_OF,   /* COMP-5: 0 is none, -1 is up to the spaces behind */
  FR_CHARS,       /* X <-> char[], zeroes behind */
  FR_STRING,      /* X <- const char *, of answers */
  FR_FILE_NAME,   /* X(256): the subprogram reads it by itself */
  FR_HEX,         /* X, two digits a byte <-> uint8_t[] */
  FR_RAW,         /* X <-> uint8_t[]: the values of a decision */
  FR_I32,
  FR_U32,
  FR_I64,
  FR_U64, /* COMP-5 */
  FR_DOUBLE,
  FR_AMOUNT,   /* S9(15)V9(3), packed or zoned, 18 bytes <-> minor units */
  FR_TIME,     /* 9(8), 9(6), 9(6) <-> microseconds */
  FR_TRISTATE, /* Y, N, space */
  FR_SEEN,     /* Y, N, space for each bit <-> seen and ruled_out */
  FR_FLAGS,    /* Y, N for each bit, of answers */
  FR_COUNT,    /* how many attributes are given */
  FR_LIST,
  FR_STRUCT,
  FR_ATTRIBUTES,
  FR_OWN_LOCAL /* the binding's own */
} fr_cobol_kind;

typedef struct fr_cobol_table fr_cobol_table;

typedef struct fr_cobol_field {
  const char *path, *name; /* as the header has it; as the copybook has it */
  fr_cobol_kind kind;
  uint32_t part;             /* whose struct */
  uint32_t at, size;         /* in the record; of a list the size of one */
  uint32_t c_at, c_size;     /* in the struct; of a list the size of one */
  uint32_t count, known_bit; /* where known_bit is not 0, the byte before says whether the number is given */
  const fr_cobol_table *inner;
  uint32_t counter_at;
  const uint64_t *bits;
  uint32_t bit_count;
  bool bits_in_a_row; /* 1, 2, 4 and on, without a hole */
} fr_cobol_field;

/* One struct of a record: from where to where its fields stand. */
typedef struct fr_cobol_part {
  uint32_t at, size, c_size, first, last, known_at;
} fr_cobol_part;

struct fr_cobol_table {
  const char *name, *eye, *header; /* the header as this version's copybooks have it, with packed amounts */
  uint32_t size, c_size, count;
  const fr_cobol_field *fields;
  uint32_t part_count;
  const fr_cobol_part *parts;
  uint32_t known_at;
  bool is_value;
};

typedef struct fr_cobol_status {
  int32_t status;
  const char *name, *text;
} fr_cobol_status;

extern const fr_cobol_table *const fr_cobol_records[];
extern const uint32_t fr_cobol_local_at, fr_cobol_channel_row, fr_cobol_currency_row, fr_cobol_first_optional,
    fr_cobol_reason_count_at, fr_cobol_values_size_at;
extern const fr_cobol_status fr_cobol_statuses[];

#include "tables.h"

enum { FR_COBOL_HEADER = 12, FR_COBOL_PARTS = 5, FR_COBOL_FILE_NAME = 256 };

/* What a conversion hangs on, and where it says what is wrong. */
typedef struct fr_cobol_terms {
  uint32_t digits;                        /* minor units of the policy's currency */
  int64_t offset_us;                      /* of the times of records, east of UTC */
  char form;                              /* P or D: of the record that is read */
  uint32_t filled_reasons, filled_values; /* of a decision that is written: what stood there before; else no bound */
  fr_error *error;
} fr_cobol_terms;

/* The structs that one transfer fills. */
typedef struct fr_cobol_given {
  fr_transfer transfer;
  fr_session session;
  fr_party payer, payee;
  fr_teller teller;
  fr_attribute attributes[FR_MAX_ATTRIBUTES];
} fr_cobol_given;

/* Sixty-four bytes of a transfer record, with a bit for each that is the last one of a field, or of those that are
 * looked at. */
typedef struct fr_cobol_block {
  uint64_t ends;
  uint32_t at, part;
} fr_cobol_block;

/* All blocks: as they are where nothing is known, and which field each byte is of. What is read of each of them lies
 * side by side. */
typedef struct fr_cobol_blocks {
  uint64_t count;
  fr_cobol_block blocks[FR_COBOL_BLOCKS];
  uint8_t blank[FR_COBOL_BLOCKS][64], row_at[FR_COBOL_BLOCKS][64];
} fr_cobol_blocks;

/* ---- records.c ---- */

__attribute__((cold, format(printf, 4, 5))) int32_t fr_cobol_fail(fr_error *error, int32_t status, const char *field,
                                                                  const char *format, ...);
uint32_t fr_cobol_trimmed(const uint8_t *at, uint32_t size);
fr_text fr_cobol_text(const uint8_t *at, uint32_t size);
int32_t fr_cobol_check(const fr_cobol_table *table, const uint8_t *record, bool read, fr_cobol_terms *terms);
int32_t fr_cobol_read(const fr_cobol_table *table, const uint8_t *record, void *into, fr_cobol_terms *terms);
bool fr_cobol_make_blocks(fr_cobol_blocks *packed, fr_cobol_blocks *zoned);
int32_t fr_cobol_read_transfer(const uint8_t *record, const fr_cobol_blocks *blocks, fr_cobol_given *into,
                               fr_cobol_terms *terms);
int32_t fr_cobol_write(const fr_cobol_table *table, const void *from, uint8_t *record, fr_cobol_terms *terms);
void fr_cobol_blank(const fr_cobol_table *table, uint8_t *record, char form);
int32_t fr_cobol_read_time(const uint8_t *at, const char *name, int64_t *time_us, fr_cobol_terms *terms);
void fr_cobol_write_time(int64_t time_us, uint8_t *at, const fr_cobol_terms *terms);
int32_t fr_cobol_read_amount(const uint8_t *at, const char *name, uint32_t digits, int64_t *minor,
                             fr_cobol_terms *terms);
int32_t fr_cobol_write_amount(int64_t minor, const char *name, uint32_t digits, uint8_t *at, fr_cobol_terms *terms);
uint32_t fr_cobol_currency_digits(const char currency[4], uint32_t otherwise);
int32_t fr_cobol_put(const void *data, uint64_t size, const char *name, uint8_t *at, uint32_t room, fr_error *error);

/* ---- paths.c ---- */

int32_t fr_cobol_set(uint8_t *record, const char *path, fr_text value, fr_cobol_terms *terms);
int32_t fr_cobol_get(const uint8_t *record, const char *path, uint8_t *into, uint32_t room, uint32_t *size,
                     fr_cobol_terms *terms);
int32_t fr_cobol_next(const uint8_t *record, uint32_t cursor, char path[64], uint8_t *into, uint32_t room,
                      uint32_t *size, fr_cobol_terms *terms);

/* ---- handles.c ---- */

/* An engine and who uses it: its first handle, and those of FRCTXT. */
typedef struct fr_cobol_engine {
  fr_engine *engine;
  uint8_t secret_key[16];
  int64_t offset_us;
  uint32_t digits;           /* read and written atomically: a reload may change it */
  uint32_t users;            /* contexts and journals beside the first handle */
  fr_journal *journal;       /* that it writes to */
  fr_cobol_blocks blocks[2]; /* of transfer records with packed amounts, and with zoned ones */
} fr_cobol_engine;

enum { FR_COBOL_BATCH = 64 };

typedef struct fr_cobol_batch {
  fr_cobol_given given[FR_COBOL_BATCH];
  fr_decision decisions[FR_COBOL_BATCH];
} fr_cobol_batch;

/* What stands behind a handle: E engine, C another way in, W watch lists, T trust store, J journal. */
typedef struct fr_cobol_handle {
  uint32_t number;
  char kind;
  fr_cobol_engine *of;
  fr_context *context;
  fr_watch_builder *watch;
  fr_trust_builder *trust_builder;
  fr_trust *trust;
  fr_journal *journal;
  fr_error error;
  fr_cobol_terms terms;
  fr_cobol_given given;
  fr_decision decision;
  fr_cobol_batch *batch;
} fr_cobol_handle;

/* A handle of one of these kinds, for the length of a call: leave() it. */
int32_t fr_cobol_enter(const uint32_t *handle, const char *kinds, fr_cobol_handle **entered);
int32_t fr_cobol_leave(fr_cobol_handle *entered, int32_t status);
int32_t fr_cobol_open(fr_cobol_handle *made, uint32_t *handle);
void fr_cobol_close(fr_cobol_handle *entered);

#endif
