/* SPDX-License-Identifier: Apache-2.0
 *
 * Tables in, decisions out: equal to as many single calls, whatever the types; what cannot be read is told. */
#include <math.h>

#include "arrow/arrow.h"
#include "arrow/table.h"
#include "support/world.h"

static const bundle_policy policy = {
    .attributes = "[['branch', 4], ['is_new', 1], ['level', 2], ['ratio', 3]]",
    .features = {{"first", "pair.first_time"},
                 {"sent", "payer.sent.within(duration('24h')).map(t, t.amount).sum()"},
                 {"count", "payer.sent.size()"}},
    .rules = {{.id = "first", .when = "first", .points = 10, .scam = "x"},
              {.id = "sent", .when = "sent > 100.0", .points = 20},
              {.id = "young", .when = "payer.age < 30", .points = 5},
              {.id = "phoned", .when = "session.on_call", .points = 7},
              {.id = "told", .when = "teller.coached", .points = 300},
              {.id = "mixed", .when = "teller.on_phone", .points = 40}},
};

/* ---- a table of plain columns, and the same as transfers ---- */

enum { ROWS = 300 };

typedef struct morning {
  table of;
  table_text ids, payers, payees;
  int64_t times[ROWS];
  double amounts[ROWS];
  int32_t ages[ROWS];
  uint8_t calls[ROWS / 8 + 1];
} morning;

static morning *make(void) {
  morning *made = calloc(1, sizeof *made);
  cr_assert_not_null(made);
  table_begin(&made->of, ROWS);
  table_add_text(&made->of, &made->ids, "id", "t", ROWS);
  table_add_text(&made->of, &made->payers, "payer", "p", 5);
  table_add_text(&made->of, &made->payees, "payee", "q", 7);
  for (int64_t i = 0; i < ROWS; i++) {
    made->times[i] = NOON + i * MINUTE;
    made->amounts[i] = (double)(i * 37 % 5000) / 100;
    made->ages[i] = (int32_t)(18 + i % 40);
    if (i % 3 == 0) made->calls[i / 8] |= (uint8_t)(1u << (i % 8));
  }
  table_add(&made->of, "time", "tsu:UTC", made->times, NULL);
  table_add(&made->of, "amount", "g", made->amounts, NULL);
  table_null(table_add(&made->of, "payer.age", "i", made->ages, NULL), 4);
  table_add(&made->of, "session.on_call", "b", made->calls, NULL);
  return made;
}

/* Column by name of an answer. */
static const struct ArrowArray *column_of(const struct ArrowArray *answer, const char *name) {
  struct ArrowSchema schema;
  cr_assert_eq(fr_arrow_decisions_schema(&schema), FR_OK);
  const struct ArrowArray *found = NULL;
  cr_assert_eq(schema.n_children, answer->n_children);
  for (int64_t i = 0; i < schema.n_children; i++) {
    if (strcmp(schema.children[i]->name, name) == 0) found = answer->children[i];
  }
  schema.release(&schema);
  cr_assert_not_null(found, "%s", name);
  return found;
}
static int64_t number_at(const struct ArrowArray *answer, const char *name, int64_t row) {
  return ((const int64_t *)column_of(answer, name)->buffers[1])[row];
}
static int32_t status_at(const struct ArrowArray *answer, int64_t row) {
  return ((const int32_t *)column_of(answer, "status")->buffers[1])[row];
}
static const char *text_at(const struct ArrowArray *answer, const char *name, int64_t row, int *size) {
  const struct ArrowArray *column = column_of(answer, name);
  const int64_t *offsets = column->buffers[1];
  *size = (int)(offsets[row + 1] - offsets[row]);
  return (const char *)column->buffers[2] + offsets[row];
}

static fr_status score(world *in, const table *of, struct ArrowArray *answer, fr_error *error) {
  fr_arrow_plan *plan = NULL;
  fr_status status = fr_arrow_plan_create(in->policy, &of->schema, NULL, &plan, error);
  if (status == FR_OK) status = fr_arrow_score(in->context, plan, &of->array, answer, error);
  fr_arrow_plan_destroy(plan);
  return status;
}

/* A row of the morning as a call of its own. */
static void score_single(world *in, const morning *some, int64_t row, const fr_teller *teller) {
  char id[16], payer[16], payee[16];
  snprintf(id, sizeof id, "t%lld", (long long)row);
  snprintf(payer, sizeof payer, "p%lld", (long long)(row % 5));
  snprintf(payee, sizeof payee, "q%lld", (long long)(row % 7));
  fr_transfer one = transfer_of(id, payer, payee, row * 37 % 5000, NOON + row * MINUTE);
  fr_party person = FR_PARTY_INIT;
  fr_session session = FR_SESSION_INIT;
  person.age = some->ages[row];
  person.known = row == 4 ? 0 : FR_PARTY_HAS_AGE;
  session.on_call = row % 3 == 0 ? FR_YES : FR_NO;
  one.payer_party = &person;
  one.session = &session;
  one.teller = teller;
  cr_assert_eq(world_score(in, &one), FR_OK);
}

Test(arrow, equals_single_calls) {
  world tables = world_open(&policy), singles = world_open(&policy);
  morning *some = make();
  struct ArrowArray answer;
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(score(&tables, &some->of, &answer, &error), FR_OK, "%s", error.message);
  cr_assert_eq(answer.length, ROWS);
  for (int64_t i = 0; i < ROWS; i++) {
    score_single(&singles, some, i, NULL);
    cr_expect_eq(status_at(&answer, i), FR_OK);
    cr_expect_eq(number_at(&answer, "score", i), singles.decision.score, "row %lld", (long long)i);
    cr_expect_eq(((const int8_t *)column_of(&answer, "outcome")->buffers[1])[i], (int8_t)singles.decision.outcome);
    cr_expect_arr_eq((const uint8_t *)column_of(&answer, "decision_id")->buffers[1] + i * 16,
                     singles.decision.decision_id, 16);
    const int64_t *rules = column_of(&answer, "rules")->buffers[1];
    cr_expect_eq(rules[i + 1] - rules[i], singles.decision.reason_count);
    char id[16];
    int size;
    snprintf(id, sizeof id, "t%lld", (long long)i);
    const char *said = text_at(&answer, "id", i, &size);
    cr_expect(size == (int)strlen(id) && memcmp(said, id, strlen(id)) == 0);
  }
  answer.release(&answer);
  cr_expect_null(answer.release);
  free(some);
  world_close(&tables);
  world_close(&singles);
}

/* The same rows as views, dictionaries, decimals and other times give the same decisions. */
Test(arrow, types_say_the_same) {
  static const char *const times[] = {"tss:UTC", "tsm:", "tsu:Asia/Shanghai", "tsn:UTC"};
  static const int64_t ticks[] = {1, 1000, 1000000, 1000000000};
  for (uint32_t kind = 0; kind < FR_COUNT(times); kind++) {
    world in = world_open(&policy);
    table of;
    table_text ids;
    struct ArrowArray answer;
    fr_error error = FR_ERROR_INIT;
    table_begin(&of, 4);
    table_add_text(&of, &ids, "id", "t", 4);
    const int64_t payers[] = {12, -7, 12, 12};
    table_add(&of, "payer", "l", payers, NULL);
    const char names[] = "anna";
    const int32_t places[] = {0, 0, 0, 0}, ends[] = {0, 4};
    table_column *payee = table_add(&of, "payee", "i", places, NULL);
    payee->values_schema = (struct ArrowSchema){.format = "u", .release = table_release_schema};
    payee->schema.dictionary = &payee->values_schema;
    payee->values_buffers[1] = ends;
    payee->values_buffers[2] = names;
    payee->values = (struct ArrowArray){
        .length = 1, .n_buffers = 3, .buffers = payee->values_buffers, .release = table_release_array};
    payee->array.dictionary = &payee->values;
    int64_t when[4], amounts[4][2] = {{12345, 0}, {5000000, 0}, {0, 0}, {-100, -1}};
    for (int i = 0; i < 4; i++) when[i] = (NOON / SECOND + i) * ticks[kind];
    table_add(&of, "time", times[kind], when, NULL);
    table_add(&of, "amount", "d:20,4", amounts, NULL);
    uint32_t views[4][4] = {{0}};
    static const char channel[] = "quick_pay and more";
    for (int i = 0; i < 4; i++) {
      views[i][0] = 9;
      memcpy(&views[i][1], channel, 9);
    }
    table_column *view = table_add(&of, "channel", "vu", views, channel);
    view->array.n_buffers = 4;
    cr_assert_eq(score(&in, &of, &answer, &error), FR_OK, "%s", error.message);
    cr_expect_eq(status_at(&answer, 0), FR_BAD_AMOUNT); /* 1.2345 has more decimals than CNY */
    cr_expect_eq(status_at(&answer, 1), FR_OK);
    cr_expect_eq(status_at(&answer, 2), FR_OK);
    cr_expect_eq(status_at(&answer, 3), FR_BAD_AMOUNT);
    int size;
    const char *said = text_at(&answer, "message", 3, &size);
    cr_expect(size == 18 && memcmp(said, "amount is negative", 18) == 0, "%.*s", size, said);
    fr_party_state state = FR_PARTY_STATE_INIT;
    cr_expect_eq(fr_engine_party(in.engine, FR_PARTY_ACCOUNT, fr_text_of("-7"), &state), FR_OK);
    fr_policy_info info = FR_POLICY_INFO_INIT;
    cr_assert_eq(fr_policy_describe(in.policy, &info), FR_OK);
    cr_expect_eq(state.newest_us, NOON + SECOND - (kind == 1 ? info.utc_offset_s * SECOND : 0));
    answer.release(&answer);
    world_close(&in);
  }
}

/* ---- amounts ---- */

static fr_status amount_of(const char *format, const void *value, int64_t *minor) {
  morning *some = make();
  world in = world_open(&policy);
  some->of.rows = some->of.array.length = 1;
  some->of.columns[4].schema.format = format;
  some->of.columns[4].buffers[1] = value;
  fr_arrow_plan *plan = NULL;
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(fr_arrow_plan_create(in.policy, &some->of.schema, NULL, &plan, &error), FR_OK, "%s", error.message);
  cr_assert_eq(fr__arrow_plan_open(plan, &some->of.array, &error), FR_OK, "%s", error.message);
  fr__arrow_fill(plan, 0, 1);
  *minor = plan->rows_of_chunk[0].transfer.amount_minor;
  const fr_status status = plan->rows_of_chunk[0].status;
  fr_arrow_plan_destroy(plan);
  world_close(&in);
  free(some);
  return status;
}

Test(arrow, amounts_are_exact) {
  int64_t minor;
  const double good[] = {85.65, 85.64999999999999, 83.10000000000001, 0, 999999999999.99, 123456789012.34};
  const int64_t expected[] = {8565, 8565, 8310, 0, 99999999999999, 12345678901234};
  for (uint32_t i = 0; i < FR_COUNT(good); i++) {
    cr_expect_eq(amount_of("g", &good[i], &minor), FR_OK, "%f", good[i]);
    cr_expect_eq(minor, expected[i]);
  }
  const double bad[] = {85.655, -1, 1e12, INFINITY, NAN, 0.001};
  for (uint32_t i = 0; i < FR_COUNT(bad); i++)
    cr_expect_eq(amount_of("g", &bad[i], &minor), FR_BAD_AMOUNT, "%f", bad[i]);
  const uint64_t unsigned_one = UINT64_MAX;
  cr_expect_eq(amount_of("L", &unsigned_one, &minor), FR_BAD_VALUE);
  const int64_t most = FR_MAX_AMOUNT_MINOR / 100, more = most + 1;
  cr_expect_eq(amount_of("l", &most, &minor), FR_OK);
  cr_expect_eq(minor, most * 100);
  cr_expect_eq(amount_of("l", &more, &minor), FR_BAD_AMOUNT);
  const uint8_t small = 200;
  cr_expect_eq(amount_of("C", &small, &minor), FR_OK);
  cr_expect_eq(minor, 20000);
  const int32_t narrow = 1234500;
  cr_expect_eq(amount_of("d:9,4,32", &narrow, &minor), FR_OK);
  cr_expect_eq(minor, 12345);
}

Test(arrow, amounts_have_the_decimals_of_their_currency) {
  static const struct {
    const char *currency;
    int64_t minor;
  } rows[] = {{"JPY", 12}, {"USD", 1200}, {"KWD", 12000}, {"CLF", 120000}, {"UYW", 120000}, {"UYU", 1200}, {"UYI", 12}};
  world in = world_open(&policy);
  morning *some = make();
  fr_arrow_plan *plan = NULL;
  fr_error error = FR_ERROR_INIT;
  char words[3 * FR_COUNT(rows) + 1] = "";
  int32_t offsets[FR_COUNT(rows) + 1] = {0};
  some->of.rows = some->of.array.length = (int64_t)FR_COUNT(rows);
  for (uint32_t i = 0; i < FR_COUNT(rows); i++) {
    memcpy(words + (size_t)i * 3, rows[i].currency, 3);
    offsets[i + 1] = (int32_t)(i + 1) * 3;
    some->amounts[i] = 12;
  }
  table_add(&some->of, "currency", "u", offsets, words);
  cr_assert_eq(fr_arrow_plan_create(in.policy, &some->of.schema, NULL, &plan, &error), FR_OK, "%s", error.message);
  cr_assert_eq(fr__arrow_plan_open(plan, &some->of.array, &error), FR_OK, "%s", error.message);
  fr__arrow_fill(plan, 0, FR_COUNT(rows));
  for (uint32_t i = 0; i < FR_COUNT(rows); i++) {
    cr_expect_eq(plan->rows_of_chunk[i].transfer.amount_minor, rows[i].minor, "%s", rows[i].currency);
  }
  fr_arrow_plan_destroy(plan);
  world_close(&in);
  free(some);
}

/* ---- refusals of a schema ---- */

static void expect_refused(world *in, const table *of, const char *sentence) {
  fr_arrow_plan *plan = NULL;
  fr_error error = FR_ERROR_INIT;
  cr_expect_eq(fr_arrow_plan_create(in->policy, &of->schema, NULL, &plan, &error), FR_BAD_ARGUMENT);
  cr_expect_null(plan);
  cr_expect_not_null(strstr(error.message, sentence), "%s", error.message);
}

Test(arrow, bad_columns_are_told) {
  world in = world_open(&policy);
  morning *some = make();
  table *of = &some->of;
  of->columns[4].schema.name = "amuont";
  expect_refused(&in, of, "did you mean \"amount\"");
  of->columns[4].schema.name = "amount";
  of->columns[4].schema.format = "f";
  expect_refused(&in, of, "is of type float32 (f), which cannot be read as such; cast it to decimal");
  of->columns[4].schema.format = "+l";
  expect_refused(&in, of, "is of type list");
  of->columns[4].schema.format = "g";
  of->columns[5].schema.name = "on_call"; /* beside session.on_call */
  of->columns[5].schema.format = "b";
  expect_refused(&in, of, "leave one out");
  of->columns[5].schema.name = "attributes.nothing";
  expect_refused(&in, of, "the policy declares no attribute \"nothing\"");
  of->columns[5].schema.name = "attributes.branch";
  expect_refused(&in, of, "the policy declares it as string");
  of->columns[5].schema.name = "fraud"; /* a label: passed over */
  of->schema.n_children = 4;
  expect_refused(&in, of, "the table has no column amount; every table");
  of->columns[5].schema.format = "g";
  of->columns[5].schema.name = "amount";
  of->columns[4].schema.name = "fraud";
  of->columns[0].schema.name = "scam";
  of->schema.n_children = 6;
  expect_refused(&in, of, "the table has no column id; a transfer needs an id of its own");
  of->schema.n_children = 7;
  of->schema.format = "l";
  expect_refused(&in, of, "not a struct");
  free(some);
  world_close(&in);
}

Test(arrow, columns_are_renamed_and_left_out) {
  world in = world_open(&policy);
  morning *some = make();
  some->of.columns[1].schema.name = "debtor";
  some->of.columns[5].schema.name = "whatever";
  some->of.columns[6].schema.name = "attributes.unknown";
  const fr_arrow_name names[] = {{fr_text_of("debtor"), fr_text_of("payer")}};
  fr_arrow_options options = FR_ARROW_OPTIONS_INIT;
  fr_error error = FR_ERROR_INIT;
  fr_arrow_plan *plan = NULL;
  options.names = names;
  options.name_count = 1;
  cr_expect_eq(fr_arrow_plan_create(in.policy, &some->of.schema, &options, &plan, &error), FR_BAD_ARGUMENT);
  cr_expect_str_eq(error.field, "whatever");
  options.ignore_columns = FR_YES;
  cr_assert_eq(fr_arrow_plan_create(in.policy, &some->of.schema, &options, &plan, &error), FR_OK, "%s", error.message);
  struct ArrowArray answer;
  cr_assert_eq(fr_arrow_score(in.context, plan, &some->of.array, &answer, &error), FR_OK);
  cr_expect_eq(status_at(&answer, ROWS - 1), FR_OK);
  answer.release(&answer);
  fr_arrow_plan_destroy(plan);
  options.struct_size = 3;
  cr_expect_eq(fr_arrow_plan_create(in.policy, &some->of.schema, &options, &plan, &error), FR_STRUCT_SIZE);
  free(some);
  world_close(&in);
}

/* ---- rows that are refused ---- */

Test(arrow, a_refused_row_stops_nothing) {
  world in = world_open(&policy);
  morning *some = make();
  struct ArrowArray answer;
  fr_error error = FR_ERROR_INIT;
  some->amounts[3] = 0.005;
  some->times[100] = -1;
  some->ages[130] = 1000;
  table_null(&some->of.columns[1], 200); /* the engine itself refuses it: no payer */
  table_null(&some->of.columns[3], 201);
  table_null(&some->of.columns[0], 202); /* no id, and none is made up */
  uint8_t there[ROWS / 8 + 1];           /* a row that is null as a whole */
  memset(there, 0xff, sizeof there);
  there[77 / 8] &= (uint8_t) ~(1u << (77 % 8));
  some->of.buffers[0] = there;
  some->of.array.null_count = 1;
  cr_assert_eq(score(&in, &some->of, &answer, &error), FR_OK, "%s", error.message);
  cr_expect_eq(status_at(&answer, 3), FR_BAD_AMOUNT);
  cr_expect_eq(status_at(&answer, 100), FR_BAD_TIME);
  cr_expect_eq(status_at(&answer, 130), FR_BAD_VALUE);
  cr_expect_eq(status_at(&answer, 200), FR_MISSING_FIELD);
  cr_expect_eq(status_at(&answer, 201), FR_MISSING_FIELD);
  cr_expect_eq(status_at(&answer, 77), FR_MISSING_FIELD);
  cr_expect_eq(status_at(&answer, 202), FR_MISSING_FIELD);
  int32_t refused = 0;
  for (int64_t i = 0; i < ROWS; i++) refused += status_at(&answer, i) != FR_OK;
  cr_expect_eq(refused, 7);
  const int8_t *outcomes = column_of(&answer, "outcome")->buffers[1];
  cr_expect_eq(outcomes[3], FR_OUTCOME_NONE);
  cr_expect_eq(outcomes[200], FR_OUTCOME_WARN);
  int size;
  const char *said = text_at(&answer, "message", 201, &size);
  cr_expect(memcmp(said, "time is missing", 15) == 0, "%.*s", size, said);
  cr_expect_eq(column_of(&answer, "message")->null_count, ROWS - 7);
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  cr_expect_eq(fr_engine_measure(in.engine, &stats), FR_OK);
  cr_expect_eq(stats.scored, ROWS - 7);
  answer.release(&answer);
  free(some);
  world_close(&in);
}

/* A long text of a string view lies in a buffer whose size stands behind all of them. */
Test(arrow, views_that_point_outside_of_their_buffers) {
  static const char text[] = "0123456789 and a few more";
  static const int64_t sizes[] = {sizeof text - 1};
  /* length, the first four bytes, buffer, place */
  static const int32_t views[][4] = {{25, 0, 0, 0},  {13, 0, 0, 12},        {13, 0, 0, 13},
                                     {26, 0, 0, 0},  {13, 0, 1, 0},         {13, 0, -1, 0},
                                     {13, 0, 0, -1}, {13, 0, 0, INT32_MAX}, {-1, 0, 0, 0}};
  const int64_t rows = FR_COUNT(views);
  world in = world_open(&policy);
  morning *some = make();
  table_column *remark = table_add(&some->of, "remark", "vu", views, text);
  struct ArrowArray answer;
  fr_error error = FR_ERROR_INIT;
  remark->buffers[3] = sizes;
  remark->array.n_buffers = 4;
  some->of.array.length = rows;
  cr_assert_eq(score(&in, &some->of, &answer, &error), FR_OK, "%s", error.message);
  for (int64_t i = 0; i < rows; i++) {
    cr_expect_eq(status_at(&answer, i), i < 2 ? FR_OK : FR_BAD_VALUE, "row %lld", (long long)i);
  }
  answer.release(&answer);
  remark->buffers[3] = NULL;
  cr_assert_eq(score(&in, &some->of, &answer, &error), FR_OK, "%s", error.message);
  cr_expect_neq(status_at(&answer, 0), FR_OK, "without sizes nothing is read");
  answer.release(&answer);
  free(some);
  world_close(&in);
}

/* What a refused row had said before its fault stays with it: the row in the same place of the next chunk is decided
 * by itself, as a single call would be. */
Test(arrow, a_refused_row_leaves_nothing_behind) {
  world tables = world_open(&policy), singles = world_open(&policy);
  morning *some = make();
  struct ArrowArray answer;
  fr_error error = FR_ERROR_INIT;
  fr_teller on_phone = FR_TELLER_INIT;
  on_phone.seen = FR_TELLER_ON_PHONE;
  static const char said[] = "coached;!hurried;nonsenseon_phone";
  int32_t offsets[ROWS + 1];
  for (int64_t i = 0; i <= ROWS; i++) offsets[i] = i == 0 ? 0 : i <= FR__ARROW_CHUNK ? 25 : 33;
  table_add(&some->of, "observations", "u", offsets, said);
  cr_assert_eq(score(&tables, &some->of, &answer, &error), FR_OK, "%s", error.message);
  cr_expect_eq(status_at(&answer, 0), FR_BAD_VALUE);
  for (int64_t i = 1; i <= FR__ARROW_CHUNK; i++) {
    score_single(&singles, some, i, i == FR__ARROW_CHUNK ? &on_phone : NULL);
    cr_expect_eq(status_at(&answer, i), FR_OK);
    cr_expect_eq(number_at(&answer, "score", i), singles.decision.score, "row %lld", (long long)i);
    cr_expect_arr_eq((const uint8_t *)column_of(&answer, "decision_id")->buffers[1] + i * 16,
                     singles.decision.decision_id, 16);
  }
  answer.release(&answer);
  free(some);
  world_close(&tables);
  world_close(&singles);
}

/* ---- slices ---- */

Test(arrow, slices_and_empty_tables) {
  world in = world_open(&policy);
  morning *some = make();
  struct ArrowArray answer;
  fr_error error = FR_ERROR_INIT;
  some->of.array.offset = 9; /* of the table, and of a column beside it */
  some->of.array.length = 20;
  some->of.columns[4].array.offset = 2;
  some->of.columns[4].array.length = ROWS - 2;
  cr_assert_eq(score(&in, &some->of, &answer, &error), FR_OK, "%s", error.message);
  cr_expect_eq(answer.length, 20);
  int size;
  cr_expect(memcmp(text_at(&answer, "id", 0, &size), "t9", 2) == 0 && size == 2);
  answer.release(&answer);
  some->of.array.length = 0;
  cr_assert_eq(score(&in, &some->of, &answer, &error), FR_OK);
  cr_expect_eq(answer.length, 0);
  cr_expect_eq(answer.children[9]->n_children, 1);
  answer.release(&answer);
  free(some);
  world_close(&in);
}

/* A column that is moved out of the answer outlives it. */
Test(arrow, columns_can_be_moved_out) {
  world in = world_open(&policy);
  morning *some = make();
  struct ArrowArray answer;
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(score(&in, &some->of, &answer, &error), FR_OK);
  struct ArrowArray moved = *answer.children[4];
  answer.children[4]->release = NULL;
  answer.release(&answer);
  cr_expect_eq(((const int64_t *)moved.buffers[1])[0], 22);
  moved.release(&moved);
  free(some);
  world_close(&in);
}

/* ---- features ---- */

static void expect_message(const struct ArrowArray *messages, int64_t row, const char *part) {
  const int64_t *offsets = messages->buffers[1];
  char said[FR__ARROW_MESSAGE_BYTES] = {0};
  cr_assert_lt(offsets[row + 1] - offsets[row], (int64_t)sizeof said);
  memcpy(said, (const char *)messages->buffers[2] + offsets[row], (size_t)(offsets[row + 1] - offsets[row]));
  cr_expect_not_null(strstr(said, part), "row %lld: %s", (long long)row, said);
}

/* Another policy than the engine's: the sentence is of fr_features(), not of the context. */
static void expect_other_policy(world *in, const table *of) {
  static const bundle_policy different = {.features = {{"count", "payer.sent.size()"}}};
  fr_policy *other = bundle_load(&different);
  fr_arrow_plan *plan = NULL;
  struct ArrowArray answer;
  fr_error error = FR_ERROR_INIT;
  cr_assert_not_null(other);
  cr_assert_eq(fr_arrow_plan_create(other, &of->schema, NULL, &plan, &error), FR_OK);
  cr_assert_eq(fr_arrow_features(in->context, plan, other, &of->array, &answer, &error), FR_OK);
  cr_expect_eq(((const int32_t *)answer.children[1]->buffers[1])[9], FR_OTHER_POLICY);
  expect_message(answer.children[2], 9, "policy");
  cr_expect_eq(answer.children[2]->null_count, 0);
  answer.release(&answer);
  fr_arrow_plan_destroy(plan);
  fr_policy_release(other);
}

Test(arrow, features_are_a_table) {
  world in = world_open(&policy);
  morning *some = make();
  struct ArrowArray answer;
  struct ArrowSchema schema;
  fr_arrow_plan *plan = NULL;
  fr_error error = FR_ERROR_INIT;
  some->amounts[2] = -5;
  table_null(&some->of.columns[1], 7); /* the engine itself refuses it: no payer */
  cr_assert_eq(fr_arrow_features_schema(in.policy, &schema), FR_OK);
  cr_expect_eq(schema.n_children, 6);
  cr_expect_str_eq(schema.children[2]->name, "message");
  cr_expect_str_eq(schema.children[4]->name, "sent");
  cr_expect_str_eq(schema.children[3]->format, "b");
  cr_expect_str_eq(schema.children[4]->format, "g");
  cr_expect_str_eq(schema.children[5]->format, "l");
  schema.release(&schema);
  cr_assert_eq(fr_arrow_plan_create(in.policy, &some->of.schema, NULL, &plan, &error), FR_OK);
  cr_assert_eq(fr_arrow_features(in.context, plan, in.policy, &some->of.array, &answer, &error), FR_OK);
  const int64_t *counts = answer.children[5]->buffers[1];
  cr_expect_eq(counts[0], 0);
  cr_expect_eq(counts[5], 1); /* the same payer as row 0 */
  cr_expect_eq(answer.children[5]->null_count, 2);
  cr_expect_eq(((const int32_t *)answer.children[1]->buffers[1])[2], FR_BAD_AMOUNT);
  cr_expect_eq(((const int32_t *)answer.children[1]->buffers[1])[7], FR_MISSING_FIELD);
  expect_message(answer.children[2], 2, "amount is negative");
  expect_message(answer.children[2], 7, "payer");
  cr_expect_eq(answer.children[2]->null_count, ROWS - 2);
  answer.release(&answer);
  fr_arrow_plan_destroy(plan);
  expect_other_policy(&in, &some->of);
  free(some);
  world_close(&in);
}

/* ---- streams ---- */

typedef struct source {
  morning *some;
  int left, fail_at;
} source;

static int source_schema(struct ArrowArrayStream *self, struct ArrowSchema *out) {
  *out = ((source *)self->private_data)->some->of.schema;
  return 0;
}
static int source_next(struct ArrowArrayStream *self, struct ArrowArray *out) {
  source *mine = self->private_data;
  if (mine->left == mine->fail_at) return 5;
  *out = (struct ArrowArray){0};
  if (mine->left-- > 0) *out = mine->some->of.array;
  return 0;
}
static const char *source_error(struct ArrowArrayStream *self) {
  (void)self;
  return "the disk is gone";
}
static void source_release(struct ArrowArrayStream *self) { self->release = NULL; }

Test(arrow, streams) {
  world in = world_open(&policy);
  source from = {make(), 3, 1};
  struct ArrowArrayStream batches = {source_schema, source_next, source_error, source_release, &from}, answers;
  struct ArrowArray answer;
  struct ArrowSchema schema;
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(fr_arrow_score_stream(in.context, in.policy, NULL, &batches, &answers, &error), FR_OK);
  cr_expect_null(batches.release);
  cr_assert_eq(answers.get_schema(&answers, &schema), 0);
  cr_expect_eq(schema.n_children, 17);
  schema.release(&schema);
  cr_assert_eq(answers.get_next(&answers, &answer), 0);
  cr_expect_eq(answer.length, ROWS);
  answer.release(&answer);
  cr_assert_eq(answers.get_next(&answers, &answer), 0);
  answer.release(&answer);
  cr_expect_eq(answers.get_next(&answers, &answer), 5);
  cr_expect_not_null(strstr(answers.get_last_error(&answers), "the disk is gone"));
  from.fail_at = -1;
  from.left = 0;
  cr_expect_eq(answers.get_next(&answers, &answer), 0);
  cr_expect_null(answer.release); /* the end */
  answers.release(&answers);
  cr_expect_eq(fr_arrow_score_stream(in.context, in.policy, NULL, &batches, &answers, &error), FR_BAD_ARGUMENT);
  free(from.some);
  world_close(&in);
}

/* ---- malformed ---- */

Test(arrow, batches_that_do_not_hang_together) {
  world in = world_open(&policy);
  morning *some = make();
  table *of = &some->of;
  fr_arrow_plan *plan = NULL;
  fr_error error = FR_ERROR_INIT;
  struct ArrowArray answer;
  cr_assert_eq(fr_arrow_plan_create(in.policy, &of->schema, NULL, &plan, &error), FR_OK);
#define REFUSED(sentence)                                                                         \
  do {                                                                                            \
    cr_expect_eq(fr_arrow_score(in.context, plan, &of->array, &answer, &error), FR_BAD_ARGUMENT); \
    cr_expect_not_null(strstr(error.message, sentence), "%s", error.message);                     \
  } while (0)
  of->array.n_children = 6;
  REFUSED("6 columns, and its schema 7");
  of->array.n_children = 7;
  of->columns[2].array.n_buffers = 2;
  REFUSED("\"payee\" has fewer buffers");
  of->columns[2].array.n_buffers = 3;
  of->columns[3].array.length = 5;
  REFUSED("\"time\" has fewer rows");
  of->columns[3].array.length = ROWS;
  of->columns[3].buffers[1] = NULL;
  REFUSED("null pointer");
  of->columns[3].buffers[1] = some->times;
  of->columns[3].array.offset = -1;
  REFUSED("cannot be");
  of->columns[3].array.offset = 0;
  of->columns[3].array.release = NULL;
  REFUSED("released");
  of->columns[3].array.release = table_release_array;
  of->array.length = INT64_MAX;
  REFUSED("cannot be");
  of->array.length = ROWS;
  some->payers.offsets[8] = -4; /* a row before and one behind it */
  cr_expect_eq(fr_arrow_score(in.context, plan, &of->array, &answer, &error), FR_OK);
  cr_expect_eq(status_at(&answer, 7), FR_BAD_VALUE);
  cr_expect_eq(status_at(&answer, 8), FR_BAD_VALUE);
  cr_expect_eq(status_at(&answer, 9), FR_OK);
  answer.release(&answer);
  cr_expect_eq(fr_arrow_score(NULL, plan, &of->array, &answer, &error), FR_NULL_POINTER);
  cr_expect_eq(fr_arrow_score(in.context, plan, NULL, &answer, &error), FR_NULL_POINTER);
  fr_arrow_plan_destroy(plan);
  fr_arrow_plan_destroy(NULL);
  free(some);
  world_close(&in);
}

/* Formats and names at random: a plan is made or refused with a sentence, and nothing else happens. */
Test(arrow, schemas_at_random) {
  static const char alphabet[] = "nbcCsSiIlLefgzZuUvwdt+:,123DmsunT-x";
  static const char *const names[] = {"id", "time", "payer", "payee", "amount", "attributes.level", "teller.coached"};
  world in = world_open(&policy);
  uint64_t seed = 7;
  uint32_t made = 0, refused = 0;
  for (int turn = 0; turn < 200000; turn++) {
    table of;
    char formats[7][8] = {{0}};
    table_begin(&of, 0);
    for (uint32_t i = 0; i < FR_COUNT(names); i++) {
      for (uint32_t k = 0, size = 1 + (uint32_t)(seed >> 61); k < size && k < 7; k++) {
        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        formats[i][k] = alphabet[(seed >> 33) % (sizeof alphabet - 1)];
      }
      if (seed >> 62 != 0) strcpy(formats[i], i == 1 ? "tsu:" : i == 4 || i == 5 ? "l" : i == 6 ? "b" : "u");
      table_column *column = table_add(&of, names[i], formats[i], NULL, NULL);
      if (seed >> 55 == 0) column->schema.release = NULL;
      if (seed >> 55 == 1) column->schema.format = NULL;
      if (seed >> 55 == 2) column->schema.name = NULL;
      if (seed >> 55 == 3) of.schemas[i] = NULL;
      if (seed >> 55 == 4) column->schema.dictionary = &of.columns[0].schema;
    }
    fr_arrow_plan *plan = NULL;
    fr_error error = FR_ERROR_INIT;
    const fr_status status = fr_arrow_plan_create(in.policy, &of.schema, NULL, &plan, &error);
    cr_assert(status == FR_OK || (status == FR_BAD_ARGUMENT && error.message[0] != 0));
    made += status == FR_OK;
    refused += status != FR_OK;
    fr_arrow_plan_destroy(plan);
  }
  cr_expect(made > 100 && refused > 100, "%u and %u", made, refused);
  world_close(&in);
}
