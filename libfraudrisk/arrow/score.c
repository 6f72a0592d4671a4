/* SPDX-License-Identifier: Apache-2.0
 *
 * A batch is scored chunk by chunk: rows become transfers, fr_score_batch() decides them, decisions become an answer's
 * rows. What the answer needs is taken before a chunk is scored, so that nothing that was recorded is lost for want of
 * memory. */
#include <stdlib.h>

#include "arrow/arrow.h"

enum {
  ID,
  STATUS,
  MESSAGE,
  OUTCOME,
  SCORE,
  SCAM,
  FLAGS,
  ACTIONS,
  HOLD_UNTIL,
  RULES,
  POINTS,
  REASONS_TOTAL,
  UNKNOWN_COUNT,
  VICTIM_PRESENT,
  DECISION_ID,
  POLICY_VERSION,
  SEQUENCE,
  COLUMNS
};

static const fr__arrow_spec specs[COLUMNS] = {
    {"id", "U", NULL, true, false},
    {"status", "i", NULL, false, false},
    {"message", "U", NULL, true, false},
    {"outcome", "c", NULL, false, true},
    {"score", "l", NULL, false, false},
    {"scam", "U", NULL, true, false},
    {"flags", "I", NULL, false, false},
    {"actions", "I", NULL, false, false},
    {"hold_until", "tsu:UTC", NULL, true, false},
    {"rules", "+L", "U", false, false},
    {"points", "+L", "i", false, false},
    {"reasons_total", "I", NULL, false, false},
    {"unknown_count", "I", NULL, false, false},
    {"victim_present", "b", NULL, true, false},
    {"decision_id", "w:16", NULL, false, false},
    {"policy_version", "L", NULL, false, false},
    {"sequence", "L", NULL, false, false},
};

enum { SCAM_BYTES = FR_MAX_NAME_BYTES + 1, RULE_BYTES = FR_MAX_NAME_BYTES + 1 };

fr_status fr_arrow_decisions_schema(struct ArrowSchema *schema) {
  FR_REQUIRE(schema != NULL, FR_NULL_POINTER);
  return fr__arrow_schema_of(specs, COLUMNS, schema);
}

/* ---- decisions ---- */

typedef struct answer {
  fr__arrow_column columns[COLUMNS];
  fr__arrow_column rules, points; /* the items of two of them */
} answer;

static bool answer_begin(answer *made, int64_t rows) {
  for (uint32_t i = 0; i < COLUMNS; i++) made->columns[i].format = i == HOLD_UNTIL ? 'l' : specs[i].format[0];
  for (uint32_t i = 0; i < COLUMNS; i++) made->columns[i].nullable = specs[i].nullable;
  made->rules.format = 'U';
  made->points.format = 'i';
  made->columns[RULES].items = &made->rules;
  made->columns[POINTS].items = &made->points;
  for (uint32_t i = 0; i < COLUMNS; i++) {
    if (!fr__arrow_reserve(&made->columns[i], rows, 0)) return false;
  }
  return fr__arrow_reserve(&made->rules, 0, 0) && fr__arrow_reserve(&made->points, 0, 0);
}

static void answer_free(answer *made) {
  for (uint32_t i = 0; i < COLUMNS; i++) fr__arrow_column_free(&made->columns[i]);
}

static size_t id_bytes(const fr_arrow_plan *plan, uint32_t count) {
  size_t bytes = 0;
  for (uint32_t i = 0; i < count; i++) bytes += plan->rows_of_chunk[i].transfer.id.size;
  return bytes;
}

static bool answer_room(answer *into, const fr_arrow_plan *plan, uint32_t count) {
  const int64_t reasons = (int64_t)count * FR_MAX_REASONS;
  return fr__arrow_reserve(&into->columns[ID], 0, id_bytes(plan, count)) &&
         fr__arrow_reserve(&into->columns[MESSAGE], 0, (size_t)count * FR__ARROW_MESSAGE_BYTES) &&
         fr__arrow_reserve(&into->columns[SCAM], 0, (size_t)count * SCAM_BYTES) &&
         fr__arrow_reserve(&into->rules, reasons, (size_t)reasons * RULE_BYTES) &&
         fr__arrow_reserve(&into->points, reasons, 0);
}

static void put_reasons(answer *into, const fr_decision *decision) {
  for (uint32_t i = 0; i < decision->reason_count && i < FR_MAX_REASONS; i++) {
    const fr_reason *reason = &decision->reasons[i];
    fr__arrow_put_text(&into->rules, reason->rule, strnlen(reason->rule, sizeof reason->rule));
    fr__arrow_put_i32(&into->points, &reason->points);
  }
  fr__arrow_put_list(&into->columns[RULES]);
  fr__arrow_put_list(&into->columns[POINTS]);
}

static void put_decision(answer *into, fr_text id, fr_status status, const char *message, const fr_decision *decision) {
  const int8_t outcome = (int8_t)decision->outcome;
  fr__arrow_put_words(&into->columns[ID], id.data, id.size);
  fr__arrow_put_i32(&into->columns[STATUS], &status);
  fr__arrow_put_words(&into->columns[MESSAGE], message, strlen(message));
  fr__arrow_put_bytes(&into->columns[OUTCOME], &outcome, 1);
  fr__arrow_put_i64(&into->columns[SCORE], &decision->score);
  fr__arrow_put_words(&into->columns[SCAM], decision->scam, strnlen(decision->scam, sizeof decision->scam));
  fr__arrow_put_i32(&into->columns[FLAGS], &decision->flags);
  fr__arrow_put_i32(&into->columns[ACTIONS], &decision->actions);
  if (decision->hold_until_us == 0) {
    fr__arrow_put_null(&into->columns[HOLD_UNTIL]);
  } else {
    fr__arrow_put_i64(&into->columns[HOLD_UNTIL], &decision->hold_until_us);
  }
  put_reasons(into, decision);
  fr__arrow_put_i32(&into->columns[REASONS_TOTAL], &decision->reasons_total);
  fr__arrow_put_i32(&into->columns[UNKNOWN_COUNT], &decision->unknown_count);
  if (decision->victim_present == FR_UNKNOWN) {
    fr__arrow_put_null(&into->columns[VICTIM_PRESENT]);
  } else {
    fr__arrow_put_bool(&into->columns[VICTIM_PRESENT], decision->victim_present == FR_YES);
  }
  fr__arrow_put_bytes(&into->columns[DECISION_ID], decision->decision_id, 16);
  fr__arrow_put_i64(&into->columns[POLICY_VERSION], &decision->policy_version);
  fr__arrow_put_i64(&into->columns[SEQUENCE], &decision->sequence);
}

/* ---- rows ---- */

static void put_row(answer *into, const fr_arrow_plan *plan, uint32_t place) {
  static const fr_decision none;
  const fr__arrow_row *row = &plan->rows_of_chunk[place];
  char message[FR__ARROW_MESSAGE_BYTES];
  fr__arrow_message(row, message);
  put_decision(into, row->transfer.id, row->status, message, row->status == FR_OK ? &plan->decisions[place] : &none);
}

/* Those behind a row that the engine refuses go on. */
static void score_chunk(fr_context *context, fr_arrow_plan *plan, uint32_t count, answer *into) {
  uint32_t good = 0, at = 0, put = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (plan->rows_of_chunk[i].status != FR_OK) continue;
    plan->transfers[good] = &plan->rows_of_chunk[i].transfer;
    plan->answers[good] = &plan->decisions[i];
    plan->places[good++] = i;
  }
  while (at < good) {
    uint32_t done = 0;
    const fr_status status = fr_score_batch(context, plan->transfers + at, good - at, plan->answers + at, &done);
    at += done;
    if (status == FR_OK) break;
    const uint32_t refused = plan->places[at++];
    for (; put < refused; put++) put_row(into, plan, put);
    put_decision(into, plan->rows_of_chunk[put].transfer.id, status, fr_context_error(context)->message,
                 &plan->decisions[put]);
    put++;
  }
  for (; put < count; put++) put_row(into, plan, put);
}

/* Memory ran out: what is left was not scored. */
static void put_rest(answer *into, int64_t rows) {
  static const fr_decision none;
  const fr_text unknown = {0};
  while (rows-- > 0) put_decision(into, unknown, FR_NO_MEMORY, "", &none);
}

fr_status fr_arrow_score(fr_context *context, fr_arrow_plan *plan, const struct ArrowArray *batch,
                         struct ArrowArray *decisions, fr_error *error) {
  if (context == NULL || plan == NULL || batch == NULL || decisions == NULL) {
    return fr__fail(error, FR_NULL_POINTER, NULL, "the context, the plan, the batch and the answer are needed");
  }
  fr__error_clear(error);
  decisions->release = NULL;
  FR_TRY(fr__arrow_plan_open(plan, batch, error));
  answer made = {0};
  bool enough = answer_begin(&made, batch->length) && fr__arrow_array_begin(made.columns, COLUMNS, decisions);
  if (!enough) {
    answer_free(&made);
    return fr__fail(error, FR_NO_MEMORY, NULL, "there is no memory for the answer");
  }
  int64_t first = 0;
  while (first < batch->length && enough) {
    const uint32_t count =
        batch->length - first < FR__ARROW_CHUNK ? (uint32_t)(batch->length - first) : (uint32_t)FR__ARROW_CHUNK;
    fr__arrow_fill(plan, first, count);
    enough = answer_room(&made, plan, count);
    if (!enough) break;
    score_chunk(context, plan, count, &made);
    first += count;
  }
  put_rest(&made, batch->length - first);
  fr__arrow_array_end(made.columns, batch->length, decisions);
  answer_free(&made);
  return FR_OK;
}
