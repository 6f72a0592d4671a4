/* SPDX-License-Identifier: Apache-2.0
 *
 * Golden vectors: the steps about tables, whose columns are Arrow's. */
#include "vectors.h"

#include "columns.h"

/* What a step of tables gives. */
typedef struct given_table {
  columns columns;
  fr_arrow_name names[COLUMNS_MAX];
  fr_arrow_options options;
} given_table;

static given_table *table_of(given *lent, const step *now) {
  given_table *made = keep(lent, sizeof *made);
  made->options = (fr_arrow_options)FR_ARROW_OPTIONS_INIT;
  made->options.ignore_columns = number(now, 2);
  made->options.names = made->names;
  for (uint32_t i = 0; i < now->count; i++) {
    const field *one = &now->fields[i];
    if (strcmp(one->path, "rename") != 0) {
      if (!columns_add(&made->columns, one->path, one->value.data)) stop("the column %s is too long", one->path);
      continue;
    }
    char *space = strchr(one->value.data, ' ');
    if (space == NULL || made->options.name_count == COLUMNS_MAX) stop("a name wants two");
    *space = 0;
    made->names[made->options.name_count++] =
        (fr_arrow_name){.column = fr_text_of(one->value.data), .field = fr_text_of(space + 1)};
  }
  return made;
}

/* What one batch is answered with: decisions, or features. */
typedef fr_status answer_batch(runner *with, fr_arrow_plan *plan, const struct ArrowArray *batch,
                               struct ArrowArray *answer, fr_error *error);

static fr_status decisions_of(runner *with, fr_arrow_plan *plan, const struct ArrowArray *batch,
                              struct ArrowArray *answer, fr_error *error) {
  return fr_arrow_score(with->context, plan, batch, answer, error);
}

static fr_status features_of(runner *with, fr_arrow_plan *plan, const struct ArrowArray *batch,
                             struct ArrowArray *answer, fr_error *error) {
  return fr_arrow_features(with->context, plan, with->policy, batch, answer, error);
}

/* All rows as one batch. */
static void run_whole(runner *with, const step *now, answer_batch *ask, const struct ArrowSchema *answered) {
  given lent = {0};
  fr_error error = FR_ERROR_INIT;
  fr_arrow_plan *plan = NULL;
  struct ArrowSchema schema;
  struct ArrowArray batch, answer = {.release = NULL};
  const given_table *table = table_of(&lent, now);
  columns_schema(&table->columns, &schema);
  columns_array(&table->columns, 0, table->columns.rows, &batch);
  fr_status status = fr_arrow_plan_create(with->policy, &schema, &table->options, &plan, &error);
  if (status == FR_OK) status = ask(with, plan, &batch, &answer, &error);
  put_status(now, status);
  if (status == FR_OK) columns_put(answered, &answer, 0);
  put_error(status, &error);
  fr_arrow_plan_destroy(plan);
  if (answer.release != NULL) answer.release(&answer);
  batch.release(&batch);
  schema.release(&schema);
  give_back(&lent);
}

/* In batches of so many rows. */
static void run_stream(runner *with, const step *now) {
  given lent = {0};
  fr_error error = FR_ERROR_INIT;
  struct ArrowSchema schema;
  struct ArrowArray answer;
  struct ArrowArrayStream batches, decisions = {.release = NULL};
  const given_table *table = table_of(&lent, now);
  columns_begin_stream(&table->columns, number(now, 1), &batches);
  const fr_status status =
      fr_arrow_score_stream(with->context, with->policy, &table->options, &batches, &decisions, &error);
  put_status(now, status);
  put_error(status, &error);
  if (status != FR_OK) {
    batches.release(&batches);
    return give_back(&lent);
  }
  if (decisions.get_schema(&decisions, &schema) != 0) stop("decisions without a schema");
  for (int64_t first = 0;; first += number(now, 1)) {
    if (decisions.get_next(&decisions, &answer) != 0) stop("%s", decisions.get_last_error(&decisions));
    if (answer.release == NULL) break;
    columns_put(&schema, &answer, first);
    answer.release(&answer);
  }
  schema.release(&schema);
  decisions.release(&decisions);
  give_back(&lent);
}

static void run_table(runner *with, const step *now) {
  struct ArrowSchema schema;
  if (number(now, 1) != 0) return run_stream(with, now);
  if (fr_arrow_decisions_schema(&schema) != FR_OK) stop("no schema of decisions");
  run_whole(with, now, decisions_of, &schema);
  schema.release(&schema);
}

static void run_feature_table(runner *with, const step *now) {
  struct ArrowSchema schema;
  if (fr_arrow_features_schema(with->policy, &schema) != FR_OK) stop("no schema of features");
  run_whole(with, now, features_of, &schema);
  schema.release(&schema);
}

run_one *table_step(const char *name) {
  static const struct {
    const char *name;
    run_one *run;
  } all[] = {{"table", run_table}, {"feature_table", run_feature_table}};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    if (strcmp(all[i].name, name) == 0) return all[i].run;
  }
  return NULL;
}
