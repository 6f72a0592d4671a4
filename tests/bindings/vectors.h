/* SPDX-License-Identifier: Apache-2.0
 *
 * What the parts of the runner of golden vectors share: steps, the fields that they set, and answers.
 *
 *   vectors.c         reads steps, sets fields, writes answers; the steps about decisions
 *   vectors_tables.c  the steps about tables
 *   vectors_rest.c    the steps about counters, names, trust, watch lists and the journal */
#ifndef FR_VECTORS_H
#define FR_VECTORS_H

#include <fraudrisk/fraudrisk.h>
#include <stdbool.h>
#include <stddef.h>

/* ---- what the layout says of structs ---- */

typedef enum kind { U32, I32, U64, I64, DOUBLE, TEXT, STRING, CHARS, BYTES, STRUCT, POINTER, OTHER } kind;

typedef struct struct_table struct_table;
typedef struct field_table {
  const char *name;
  kind kind;
  size_t offset, size, count;
  uint32_t known_bit;
  size_t counter_offset; /* of the field that says how many of `count` there are; 0: all */
  const struct_table *inner;
} field_table;
struct struct_table {
  const char *name;
  size_t size;
  bool versioned;
  size_t known_offset, count;
  const field_table *fields;
};

/* ---- steps ---- */

enum { MAX_FIELDS = 200, MAX_ITEMS = 64, MAX_KEPT = 64 };

typedef struct bytes {
  uint8_t *data;
  size_t size;
} bytes;

/* A text with its escapes taken away; it may hold zero bytes. */
typedef struct value {
  char *data;
  uint32_t size;
} value;

typedef struct field {
  char *path;
  value value;
} field;

typedef struct step {
  char *arguments[5]; /* the first is its name */
  value decoded[5];
  uint32_t argument_count;
  field fields[MAX_FIELDS];
  uint32_t count;
} step;

typedef struct reader {
  char *at;
  const char *path, *folder;
  uint32_t line;
} reader;

/* What the structs of one step point to. */
typedef struct given {
  void *kept[MAX_KEPT];
  uint32_t count;
} given;

typedef struct runner {
  fr_engine *engine;
  fr_context *context;
  fr_policy *policy; /* in force, with a reference of its own */
  fr_trust *trust;   /* the last one that a step made */
  fr_journal *journal;
  const char *room; /* an empty folder for journals */
  bytes shipped;
  fr_decision decision;
  step scored;                         /* the last step that was scored by itself; its memory is the file's */
  fr_contribution contributions[1024]; /* of the last step that asked why */
  reader in;
} runner;

_Noreturn void stop(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* A file beside the steps, with a zero byte behind; free its data. */
bytes read_beside(const runner *with, const char *name);
uint32_t number(const step *from, uint32_t argument);
int64_t number_64(const step *from, uint32_t argument);
fr_text text(const step *from, uint32_t argument, uint32_t encoding);
void *keep(given *in, size_t size);
void give_back(given *in);
void *begun(given *in, const struct_table *table);
/* A struct with the fields of a step; or one of them. */
void *struct_of(given *in, const struct_table *table, const step *from);
void set(given *in, const struct_table *table, void *into, const char *path, const value *from);

/* ---- answers ---- */

void put_text(const char *text, size_t size, bool every_high_byte);
void put_string(const char *path, const char *text);
void put_bytes(const uint8_t *at, size_t size);
void put_struct(const struct_table *table, const void *from, const char *prefix);
void put_status(const step *of, fr_status status);
void put_error(fr_status status, const fr_error *error);

/* Words of a call that takes buffer, capacity and where the length goes. */
enum { MAX_WORDS = 65536 };
extern char words[MAX_WORDS];
void put_words(fr_status status, uint64_t needed, uint32_t encoding);
void put_why(const step *now, fr_status status, const runner *with, uint32_t count, const fr_counterfactual *other);

/* ---- steps ---- */

typedef void run_one(runner *with, const step *now);
/* The step of this name in the other files of the runner, or null. */
run_one *rest_of(const char *name);
run_one *table_step(const char *name);
/* Ends what the runner's engine has: context, journal, engine, policy. */
void leave(runner *with);
fr_status load(runner *with, const char *name, fr_policy **policy, fr_error *error);
void begin_context(runner *with);

#endif
