/* SPDX-License-Identifier: Apache-2.0
 *
 * The features of each row of a batch: folded and recorded one by one. */
#include <stdlib.h>

#include "arrow/arrow.h"

enum { ID, STATUS, MESSAGE, FIRST }; /* the features begin behind these */

typedef struct table {
  fr__arrow_column *columns; /* ID, STATUS, MESSAGE, then the features */
  fr_value *values;
  fr_folds folds;
  uint32_t count;
  const fr_policy *policy;
} table;

static const char *format_of(uint32_t type) {
  return type == FR_TYPE_BOOL ? "b" : type == FR_TYPE_INT ? "l" : type == FR_TYPE_DOUBLE ? "g" : "U";
}

fr_status fr_arrow_features_schema(const fr_policy *policy, struct ArrowSchema *schema) {
  fr_policy_info info = FR_POLICY_INFO_INIT;
  FR_REQUIRE(policy != NULL && schema != NULL, FR_NULL_POINTER);
  FR_TRY(fr_policy_describe(policy, &info));
  fr__arrow_spec *specs = calloc(info.feature_count + FIRST, sizeof *specs);
  FR_REQUIRE(specs != NULL, FR_NO_MEMORY);
  specs[ID] = (fr__arrow_spec){"id", "U", NULL, true, false};
  specs[STATUS] = (fr__arrow_spec){"status", "i", NULL, false, false};
  specs[MESSAGE] = (fr__arrow_spec){"message", "U", NULL, true, false};
  for (uint32_t i = 0; i < info.feature_count; i++) {
    const char *format = format_of(fr_policy_feature_type(policy, i));
    specs[FIRST + i] = (fr__arrow_spec){fr_policy_feature(policy, i), format, NULL, true, false};
  }
  const fr_status status = fr__arrow_schema_of(specs, (int64_t)info.feature_count + FIRST, schema);
  free(specs);
  return status;
}

static void table_free(table *made) {
  for (uint32_t i = 0; made->columns != NULL && i < made->count + FIRST; i++) fr__arrow_column_free(&made->columns[i]);
  free(made->columns);
  free(made->values);
  free(made->folds.data);
}

static bool table_begin(table *made, const fr_policy *policy, int64_t rows) {
  fr_policy_info info = FR_POLICY_INFO_INIT;
  if (fr_policy_describe(policy, &info) != FR_OK) return false;
  *made = (table){.count = info.feature_count, .folds = FR_FOLDS_INIT, .policy = policy};
  made->folds.capacity = fr_folds_capacity(policy);
  made->folds.data = malloc((size_t)made->folds.capacity + 1);
  made->values = calloc(made->count + 1, sizeof *made->values);
  made->columns = calloc(made->count + FIRST, sizeof *made->columns);
  if (made->folds.data == NULL || made->values == NULL || made->columns == NULL) return false;
  made->columns[ID].format = made->columns[MESSAGE].format = 'U';
  made->columns[ID].nullable = made->columns[MESSAGE].nullable = true;
  made->columns[STATUS].format = 'i';
  for (uint32_t i = 0; i < made->count; i++) {
    made->columns[FIRST + i].nullable = true;
    made->columns[FIRST + i].format = format_of(fr_policy_feature_type(policy, i))[0];
  }
  for (uint32_t i = 0; i < made->count + FIRST; i++) {
    if (!fr__arrow_reserve(&made->columns[i], rows, 0)) return false;
  }
  return true;
}

static bool table_room(table *into, const fr_arrow_plan *plan, uint32_t count) {
  size_t ids = 0;
  for (uint32_t i = 0; i < count; i++) ids += plan->rows_of_chunk[i].transfer.id.size;
  for (uint32_t i = 0; i < into->count; i++) {
    fr__arrow_column *column = &into->columns[FIRST + i];
    const size_t bytes = (size_t)count * FR_MAX_FEATURE_TEXT_BYTES;
    if (column->format == 'U' && !fr__arrow_reserve(column, 0, bytes)) return false;
  }
  return fr__arrow_reserve(&into->columns[ID], 0, ids) &&
         fr__arrow_reserve(&into->columns[MESSAGE], 0, (size_t)count * FR__ARROW_MESSAGE_BYTES);
}

static void put_value(fr__arrow_column *column, const fr_value *value) {
  switch (value->type) {
    case FR_TYPE_BOOL: fr__arrow_put_bool(column, value->integer != 0); break;
    case FR_TYPE_INT: fr__arrow_put_i64(column, &value->integer); break;
    case FR_TYPE_DOUBLE: fr__arrow_put_i64(column, &value->number); break;
    case FR_TYPE_STRING: fr__arrow_put_text(column, value->text, value->text_size); break;
    default: fr__arrow_put_null(column);
  }
}

static void put_row(table *into, fr_text id, fr_status status, const char *message) {
  fr__arrow_put_words(&into->columns[ID], id.data, id.size);
  fr__arrow_put_i32(&into->columns[STATUS], &status);
  fr__arrow_put_words(&into->columns[MESSAGE], message, strlen(message));
  for (uint32_t i = 0; i < into->count; i++) {
    if (status == FR_OK) {
      put_value(&into->columns[FIRST + i], &into->values[i]);
    } else {
      fr__arrow_put_null(&into->columns[FIRST + i]);
    }
  }
}

static void fold_row(fr_context *context, const fr__arrow_row *row, table *into) {
  char message[FR__ARROW_MESSAGE_BYTES];
  fr_error error = FR_ERROR_INIT;
  const char *said = message;
  fr_status status = row->status;
  into->folds.size = 0;
  fr__arrow_message(row, message);
  if (status == FR_OK) {
    status = fr_fold(context, &row->transfer, FR_SIDE_ALL, &into->folds);
    if (status != FR_OK) said = fr_context_error(context)->message;
    /* There was room for all blocks of this policy, so the engine's is another. */
    if (status == FR_BUFFER_TOO_SMALL) status = FR_OTHER_POLICY, said = fr_status_text(FR_OTHER_POLICY);
  }
  if (status == FR_OK) {
    status = fr_features(into->policy, &row->transfer, &into->folds, into->values, into->count, &error);
    if (status != FR_OK) said = error.message;
  }
  put_row(into, row->transfer.id, status, said);
}

fr_status fr_arrow_features(fr_context *context, fr_arrow_plan *plan, const fr_policy *policy,
                            const struct ArrowArray *batch, struct ArrowArray *features, fr_error *error) {
  if (context == NULL || plan == NULL || policy == NULL || batch == NULL || features == NULL) {
    return fr__fail(error, FR_NULL_POINTER, NULL, "the context, plan, policy, batch and the answer are needed");
  }
  fr__error_clear(error);
  features->release = NULL;
  FR_TRY(fr__arrow_plan_open(plan, batch, error));
  table made = {0};
  const bool begun = table_begin(&made, policy, batch->length) &&
                     fr__arrow_array_begin(made.columns, (int64_t)made.count + FIRST, features);
  if (begun) {
    int64_t first = 0;
    while (first < batch->length) {
      const uint32_t count =
          batch->length - first < FR__ARROW_CHUNK ? (uint32_t)(batch->length - first) : (uint32_t)FR__ARROW_CHUNK;
      fr__arrow_fill(plan, first, count);
      if (!table_room(&made, plan, count)) break;
      for (uint32_t i = 0; i < count; i++) fold_row(context, &plan->rows_of_chunk[i], &made);
      first += count;
    }
    for (; first < batch->length; first++) put_row(&made, (fr_text){0}, FR_NO_MEMORY, "");
    fr__arrow_array_end(made.columns, batch->length, features);
  }
  table_free(&made);
  return begun ? FR_OK : fr__fail(error, FR_NO_MEMORY, NULL, "there is no memory for the answer");
}
