/* SPDX-License-Identifier: Apache-2.0
 *
 * Record batches in, decisions or features out, by the C data and the C stream interface of Apache Arrow: what pyarrow,
 * polars, DuckDB, pandas and many others hand over without a copy. The structs are all that is needed; there is no
 * library behind them.
 *
 *   fr_arrow_plan   which column of a schema feeds which field: made once, used for all batches of that schema
 *
 * Columns have the names that the command's files have (docs/command.md): id, time, payer, payee, amount, payer.age,
 * session.on_call, attributes.x, and so on. id, time, payer, payee and amount have to be there. An id names one
 * transfer among all that an engine ever gets, and a number of a row would not: so the rows are not numbered here, as
 * the command numbers those of its one file. The labels fraud, scam and reported_at are passed over. Null is unknown,
 * and so is an empty text.
 *
 *   texts, words      utf8, large utf8, string view, or a dictionary of them; identifiers also integers
 *
 *   amounts           major units, as in the command: decimal (32 to 128 bits), integers, or doubles below 10^12
 *
 *   times             timestamps of any unit, dates; with a zone they are that instant, without one a time at the
 *                     policy's offset. Integers and doubles are seconds since 1970, from 10^9 on
 *
 *   ages, durations   durations of any unit, or seconds as integers or doubles; below a second they are cut
 *
 *   truths            bool, integers 0 and 1, or the words true, false, yes, no, 1, 0
 *
 *   numbers           integers, whole doubles and decimals
 *
 * Another type is refused with the column's name, its type and what to cast it to.
 *
 * A row that is refused stops nothing: its `status` and `message` say why, and its outcome is on_error's where the
 * engine was asked, else "none".
 *
 * Memory: plans, schemas and arrays are allocated; between chunks of rows the texts of the answer may grow. While rows
 * are scored nothing is allocated. */
#ifndef FRAUDRISK_ARROW_H
#define FRAUDRISK_ARROW_H

#include <stdint.h>

#include "fraudrisk/engine.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- the interface that Apache Arrow publishes ---- */

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char *format;
  const char *name;
  const char *metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema **children;
  struct ArrowSchema *dictionary;
  void (*release)(struct ArrowSchema *);
  void *private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void **buffers;
  struct ArrowArray **children;
  struct ArrowArray *dictionary;
  void (*release)(struct ArrowArray *);
  void *private_data;
};

#endif /* ARROW_C_DATA_INTERFACE */

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
  int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
  const char *(*get_last_error)(struct ArrowArrayStream *);
  void (*release)(struct ArrowArrayStream *);
  void *private_data;
};

#endif /* ARROW_C_STREAM_INTERFACE */

/* ---- ours ---- */

typedef struct fr_arrow_plan fr_arrow_plan;

/* A column that the data call by another name. @since 0.1 */
typedef struct fr_arrow_name {
  fr_text column; /* in the data */
  fr_text field;  /* what it is: "payer", "session.on_call" */
} fr_arrow_name;

/* @since 0.1 */
typedef struct fr_arrow_options {
  uint32_t struct_size;
  uint32_t ignore_columns; /* FR_YES: a column that nobody knows is left out, instead of refused */
  const fr_arrow_name *names;
  uint32_t name_count;
  uint32_t reserved; /* 0 */
} fr_arrow_options;
#define FR_ARROW_OPTIONS_INIT \
  { .struct_size = (uint32_t)sizeof(fr_arrow_options) }

/* Makes a plan for all batches of a schema, which has to be a struct ("+s"). The schema stays the caller's and is not
 * needed afterwards.
 *
 *   policy    what is read by it: the types of attributes, the currency's decimals, the offset of times without a zone
 *   options   may be null
 *   plan      receives the handle; free it with fr_arrow_plan_destroy()
 * Errors: FR_NULL_POINTER, FR_STRUCT_SIZE, FR_STRUCT_TAIL, FR_BAD_ARGUMENT (a column that is not known, stands there
 * twice, is missing, or is of a type that cannot be read as such: error->field is its name), FR_TOO_MANY, FR_NO_MEMORY.
 * Any thread; allocates. @since 0.1 */
FR_API fr_status fr_arrow_plan_create(const fr_policy *policy, const struct ArrowSchema *schema,
                                      const fr_arrow_options *options, fr_arrow_plan **plan, fr_error *error);

/* Null is allowed. @since 0.1 */
FR_API void fr_arrow_plan_destroy(fr_arrow_plan *plan);

/* What fr_arrow_score() answers with: a struct of
 *
 *   id               large utf8; null where it was null
 *   status           int32, 0 or the negative status of a row that was refused
 *   message          large utf8, null where the row was scored, and behind where memory ran out
 *   outcome          dictionary (int8) of "none", "allow", "warn", "hold"
 *   score            int64
 *   scam             large utf8, null for none
 *   flags, actions   uint32, bits FR_FLAG_… and FR_ACTION_…
 *   hold_until       timestamp in microseconds UTC, null where nothing is held
 *   rules, points    lists: the reasons, most points first
 *   reasons_total, unknown_count   uint32
 *   victim_present   bool, null where unknown
 *   decision_id      16 bytes
 *   policy_version, sequence       uint64
 *
 * The caller releases the schema. Errors: FR_NULL_POINTER, FR_NO_MEMORY. Any thread; allocates. @since 0.1 */
FR_API fr_status fr_arrow_decisions_schema(struct ArrowSchema *schema);

/* Scores the rows of a batch in their order, as fr_score_batch() does.
 *
 *   plan        one thread at a time; it may be used with any context of any engine
 *   batch       of the plan's schema; read, not kept: the caller releases it
 *   decisions   receives the answer, a row for each row; the caller releases it
 * FR_OK says that there is an answer: whether each row was scored is said by its status.
 * Errors: FR_NULL_POINTER, FR_BAD_ARGUMENT (the batch is not of the plan's schema, or does not hang together),
 * FR_NO_MEMORY; then nothing was scored, and there is nothing to release. Should memory run out when rows have been
 * scored, those behind them are not scored and have FR_NO_MEMORY for their status. One thread a context. @since 0.1 */
FR_API fr_status fr_arrow_score(fr_context *context, fr_arrow_plan *plan, const struct ArrowArray *batch,
                                struct ArrowArray *decisions, fr_error *error);

/* What fr_arrow_features() answers with: a struct of id, status and message, as fr_arrow_score() has them, and each
 * feature of the policy in its order, null where it is unknown: bool, int64, float64 or large utf8. The caller releases
 * it. Errors: FR_NULL_POINTER, FR_NO_MEMORY. Any thread; allocates. @since 0.1 */
FR_API fr_status fr_arrow_features_schema(const fr_policy *policy, struct ArrowSchema *schema);

/* The features of each row, in their order; each is recorded as fr_score() does. `policy` is the engine's: with another
 * one, rows have FR_OTHER_POLICY for their status. The rest is as in fr_arrow_score(). @since 0.1 */
FR_API fr_status fr_arrow_features(fr_context *context, fr_arrow_plan *plan, const fr_policy *policy,
                                   const struct ArrowArray *batch, struct ArrowArray *features, fr_error *error);

/* A stream of batches becomes a stream of decisions: each batch is scored when it is asked for.
 *
 *   context     outlives `decisions`, and belongs to whoever draws from it
 *   batches     is moved: on FR_OK it belongs to `decisions`, which releases it; on an error it stays the caller's
 * Errors: those of fr_arrow_plan_create(), FR_BAD_ARGUMENT (the stream gives no schema). Allocates. @since 0.1 */
FR_API fr_status fr_arrow_score_stream(fr_context *context, const fr_policy *policy, const fr_arrow_options *options,
                                       struct ArrowArrayStream *batches, struct ArrowArrayStream *decisions,
                                       fr_error *error);

#ifdef __cplusplus
}
#endif
#endif
