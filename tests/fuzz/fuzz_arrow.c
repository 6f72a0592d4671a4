/* SPDX-License-Identifier: Apache-2.0
 *
 * Tables of any columns, types, lengths and values, each buffer of the size that its column needs and no byte more:
 * they are refused with a sentence, or answered row by row; and in two slices they are answered as in one. */
#include "arrow/arrow.h"
#include "input.h"
#include "support/bundle.h"

enum { COLUMNS_MAX = 12, ROWS_MAX = 24, TEXT_BYTES = 64, VIEW_BYTES = 40 };

static const bundle_policy description = {
    .attributes = "[['branch', 4], ['is_new', 1], ['level', 2], ['ratio', 3]]",
    .features = {{"first", "pair.first_time"},
                 {"sent", "payer.sent.within(duration('24h')).map(t, t.amount).sum()"},
                 {"count", "payer.sent.size()"}},
    .rules = {{.id = "first", .when = "first", .points = 10},
              {.id = "sent", .when = "sent > 100.0", .points = 20},
              {.id = "young", .when = "payer.age < 30", .points = 5},
              {.id = "phoned", .when = "session.on_call", .points = 7},
              {.id = "told", .when = "teller.coached", .points = 300},
              {.id = "level", .when = "attributes.level > 3", .points = 40}},
};

static void fill(input *in, void *into, size_t size) {
  uint8_t *at = into;
  for (size_t i = 0; i < size; i++) at[i] = take(in);
}

/* ---- columns ---- */

typedef struct column {
  struct ArrowSchema schema, values_schema;
  struct ArrowArray array, values;
  const void *buffers[4], *values_buffers[4];
  void *owned[8];
  uint32_t owned_count;
  int64_t view_bytes;
  char name[72];
} column;

typedef struct table {
  column columns[COLUMNS_MAX];
  struct ArrowSchema schema, *schemas[COLUMNS_MAX];
  struct ArrowArray array, *arrays[COLUMNS_MAX];
  const void *buffers[1];
} table;

static void release_schema(struct ArrowSchema *schema) { schema->release = NULL; }
static void release_array(struct ArrowArray *array) { array->release = NULL; }

/* Of its own size, so that a read behind the end is seen. */
static uint8_t *own(column *to, size_t size) {
  uint8_t *made = calloc(1, size == 0 ? 1 : size);
  if (made == NULL) abort();
  to->owned[to->owned_count++] = made;
  return made;
}

static const char *const formats[] = {
    "u",       "U",       "vu",       "l",         "L",       "i",    "I",
    "s",       "S",       "c",        "C",         "b",       "g",    "n",
    "d:18,2",  "d:38,6",  "d:9,2,32", "d:18,3,64", "tsu:UTC", "tss:", "tsn:Asia/Shanghai",
    "tdD",     "tdm",     "tDs",      "tDu",       "f",       "+l",   "z",
    "d:38,38", "d:19,-2", "tsx:",     "vz"};

/* Offsets go up, but now and then one is below zero or below the one before: that the library has to see. */
static void put_offset(uint8_t *at, size_t width, int64_t offset) {
  const int32_t narrow = (int32_t)offset;
  memcpy(at, width == 4 ? (const void *)&narrow : (const void *)&offset, width);
}

static void make_texts(input *in, column *to, size_t width, int64_t rows, const void **buffers) {
  uint8_t *offsets = own(to, (size_t)(rows + 1) * width), *text = own(to, TEXT_BYTES);
  fill(in, text, TEXT_BYTES / 2);
  int64_t at = 0;
  for (int64_t i = 0; i <= rows; i++) {
    const uint8_t choice = take(in);
    if (at + choice % 8 <= TEXT_BYTES) at += choice % 8;
    put_offset(offsets + (size_t)i * width, width, choice == 255 ? -1 : choice == 254 ? at / 2 : at);
  }
  buffers[1] = offsets;
  buffers[2] = text;
}

/* Lengths, buffers and places of any value. */
static void make_views(input *in, column *to, int64_t rows, const void **buffers) {
  uint8_t *views = own(to, (size_t)rows * 16), *text = own(to, VIEW_BYTES), *sizes = own(to, 8);
  fill(in, text, VIEW_BYTES / 2);
  for (int64_t i = 0; i < rows; i++) {
    const uint8_t choice = take(in);
    int32_t parts[4] = {choice % 32, 0, choice % 64 == 63, take(in) % 48};
    if (choice == 200) parts[0] = -1;
    if (choice == 201) parts[3] = INT32_MAX;
    if (parts[0] <= 12) fill(in, &parts[1], 12);
    memcpy(views + i * 16, parts, sizeof parts);
  }
  const int64_t size = VIEW_BYTES;
  memcpy(sizes, &size, sizeof size);
  buffers[1] = views;
  buffers[2] = text;
  buffers[3] = sizes;
}

static void make_numbers(input *in, column *to, const fr__arrow_shape *shape, int64_t rows, const void **buffers) {
  const size_t size = shape->type == FR__ARROW_BOOL ? (size_t)(rows + 7) / 8 : (size_t)rows * shape->width;
  uint8_t *values = own(to, size);
  const uint8_t choice = take(in);
  if (choice < 64) fill(in, values, size);
  /* Small ones, so that most are amounts, ages and times that can be. */
  for (int64_t i = 0; choice >= 64 && shape->type != FR__ARROW_BOOL && i < rows; i++) {
    const double number = choice + take(in) * (choice % 2 == 0 ? 1 : 0.25);
    int64_t whole = shape->ticks_per_s != 0 ? (INT64_C(1767664800) + take(in)) * shape->ticks_per_s : take(in);
    if (shape->width == 4 && shape->type == FR__ARROW_DATE) whole = 20000 + take(in);
    uint8_t bytes[16] = {0};
    memcpy(bytes, shape->type == FR__ARROW_DOUBLE ? (const void *)&number : (const void *)&whole, 8);
    memcpy(values + (size_t)i * shape->width, bytes, shape->width);
  }
  buffers[1] = values;
}

static void make_values(input *in, column *to, const struct ArrowSchema *schema, struct ArrowArray *array,
                        const void **buffers) {
  struct ArrowSchema plain = *schema;
  plain.dictionary = NULL;
  fr__arrow_shape shape;
  const bool read = fr__arrow_shape_of(&plain, &shape);
  const int64_t rows = array->offset + array->length;
  array->buffers = buffers;
  array->release = release_array;
  array->n_buffers = 2;
  if (take(in) % 4 == 3) {
    uint8_t *validity = own(to, (size_t)(rows + 7) / 8);
    fill(in, validity, (size_t)(rows + 7) / 8);
    buffers[0] = validity;
    array->null_count = -1;
  }
  if (!read || shape.type == FR__ARROW_NULL) return;
  if (shape.type == FR__ARROW_VIEW) {
    array->n_buffers = 4;
    make_views(in, to, rows, buffers);
  } else if (shape.type == FR__ARROW_TEXT) {
    array->n_buffers = 3;
    make_texts(in, to, shape.width, rows, buffers);
  } else {
    make_numbers(in, to, &shape, rows, buffers);
  }
  const uint8_t harm = take(in);
  if (harm == 255) array->n_buffers--;
  if (harm == 254) buffers[1] = NULL;
}

static const char *name_of(input *in, uint32_t place, char into[72]) {
  static const char *const needed[] = {"id", "time", "payer", "payee", "amount"};
  static const char *const others[] = {"attributes.level", "attributes.branch", "attributes.ratio", "attributes.is_new",
                                       "attributes.none",  "teller.coached",    "teller.on_phone",  "teller.nothing"};
  const uint8_t choice = take(in);
  if (place < FR_COUNT(needed) && choice != 255) return needed[place];
  if (choice < 32) return others[choice % FR_COUNT(others)];
  const fr__arrow_field *field = fr__arrow_field_at(choice - 32u);
  if (field != NULL) return field->name;
  fill(in, into, 70);
  return into;
}

static const char *format_of(input *in, uint32_t place) {
  static const char *const texts[] = {"u", "U", "vu"};
  const uint8_t choice = take(in);
  if (choice >= 192) return formats[choice % FR_COUNT(formats)];
  if (place == 1) return choice < 96 ? "tsu:UTC" : "tss:";
  if (place == 4) return choice < 96 ? "d:18,2" : "i";
  return place < 4 ? texts[choice % FR_COUNT(texts)] : formats[choice % FR_COUNT(formats)];
}

static void make_column(input *in, column *made, uint32_t place, int64_t rows) {
  const char *format = format_of(in, place);
  made->schema = (struct ArrowSchema){.format = format,
                                      .name = name_of(in, place, made->name),
                                      .flags = ARROW_FLAG_NULLABLE,
                                      .release = release_schema};
  const uint8_t choice = take(in);
  made->array.offset = choice % 8 == 0 ? choice / 64 : 0;
  made->array.length = choice == 9 ? rows - 1 : choice == 17 ? INT64_MAX : rows;
  if (made->array.length < 0) made->array.length = 0;
  const struct ArrowArray said = made->array;
  if (made->array.length > rows) made->array.length = rows;
  if (choice % 8 == 3) {
    made->values_schema = made->schema;
    made->schema.dictionary = &made->values_schema;
    made->schema.format = choice % 16 == 3 ? "c" : "I";
    made->values.length = choice / 32;
    make_values(in, made, &made->values_schema, &made->values, made->values_buffers);
    made->array.dictionary = choice == 11 ? NULL : &made->values;
  }
  make_values(in, made, &made->schema, &made->array, made->buffers);
  made->array.length = said.length;
}

static void make_table(input *in, table *made) {
  const uint8_t choice = take(in);
  const int64_t rows = take(in) % ROWS_MAX;
  uint32_t count = 5 + choice % (COLUMNS_MAX - 5 + 1);
  if (choice == 255) count = 4;
  made->schema = (struct ArrowSchema){
      .format = choice == 254 ? "+l" : "+s", .n_children = count, .children = made->schemas, .release = release_schema};
  made->array = (struct ArrowArray){.length = rows,
                                    .n_buffers = 1,
                                    .n_children = choice == 253 ? count - 1 : count,
                                    .buffers = made->buffers,
                                    .children = made->arrays,
                                    .release = release_array};
  for (uint32_t i = 0; i < count; i++) {
    column *one = &made->columns[i];
    make_column(in, one, i, rows);
    made->schemas[i] = &one->schema;
    made->arrays[i] = &one->array;
  }
  if (choice % 4 == 1) {
    uint8_t *validity = own(&made->columns[0], (size_t)(rows + 7) / 8);
    fill(in, validity, (size_t)(rows + 7) / 8);
    made->buffers[0] = validity;
    made->array.null_count = -1;
  }
}

static void free_table(table *made) {
  for (uint32_t i = 0; i < COLUMNS_MAX; i++) {
    for (uint32_t k = 0; k < made->columns[i].owned_count; k++) free(made->columns[i].owned[k]);
  }
  free(made);
}

/* ---- answers ---- */

typedef struct place {
  fr_engine *engine;
  fr_context *context;
  fr_arrow_plan *plan;
} place;

static fr_status open_place(place *made, fr_policy *policy, const struct ArrowSchema *schema, bool ignore) {
  const fr_engine_options options = {.struct_size = sizeof options,
                                     .accept_unsigned_policies = FR_YES,
                                     .memory_bytes = 4u << 20,
                                     .parties_max = 256,
                                     .list_entries_max = 16};
  fr_arrow_options named = FR_ARROW_OPTIONS_INIT;
  named.ignore_columns = ignore ? FR_YES : FR_NO;
  fr_error error = FR_ERROR_INIT;
  expect(fr_engine_create(&options, &made->engine, &error) == FR_OK, error.message);
  expect(fr_engine_set_policy(made->engine, policy, &error) == FR_OK, error.message);
  expect(fr_context_create(made->engine, &made->context) == FR_OK, "no context");
  const fr_status status = fr_arrow_plan_create(policy, schema, &named, &made->plan, &error);
  expect(status == FR_OK || error.message[0] != 0, "a schema is refused without a sentence");
  return status;
}

static void close_place(place *made) {
  fr_arrow_plan_destroy(made->plan);
  fr_context_destroy(made->context);
  fr_engine_destroy(made->engine);
}

/* Columns of what is answered, in the order of arrow.h. */
enum { AT_STATUS = 1, AT_MESSAGE = 2, AT_OUTCOME = 3, AT_SCORE = 4, AT_DECISION_ID = 14 };

static void check_answer(const struct ArrowArray *answer, int64_t rows) {
  expect(answer->length == rows, "not a row for each row");
  const int32_t *status = answer->children[AT_STATUS]->buffers[1];
  const int8_t *outcome = answer->children[AT_OUTCOME]->buffers[1];
  const int64_t *message = answer->children[AT_MESSAGE]->buffers[1];
  for (int64_t i = 0; i < rows; i++) {
    expect(status[i] <= 0, "a status above zero");
    expect(outcome[i] >= 0 && outcome[i] <= (int8_t)FR_OUTCOME_HOLD, "no such outcome");
    expect(status[i] != FR_OK || outcome[i] != 0, "scored without an outcome");
    expect(status[i] == FR_OK || message[i + 1] > message[i], "a row is refused without a sentence");
  }
}

static void same(const struct ArrowArray *whole, int64_t first, const struct ArrowArray *part) {
  for (int64_t i = 0; i < part->length; i++) {
    expect(((const int32_t *)whole->children[AT_STATUS]->buffers[1])[first + i] ==
               ((const int32_t *)part->children[AT_STATUS]->buffers[1])[i],
           "a slice has another status");
    expect(((const int64_t *)whole->children[AT_SCORE]->buffers[1])[first + i] ==
               ((const int64_t *)part->children[AT_SCORE]->buffers[1])[i],
           "a slice has another score");
    expect(memcmp((const char *)whole->children[AT_DECISION_ID]->buffers[1] + (first + i) * 16,
                  (const char *)part->children[AT_DECISION_ID]->buffers[1] + i * 16, 16) == 0,
           "a slice has another decision");
  }
}

/* The same rows as one slice and another, in an engine of their own. */
static void score_slices(place *in, const table *of, const struct ArrowArray *whole, int64_t cut) {
  const int64_t rows = of->array.length;
  for (int64_t first = 0; first < rows; first = first < cut ? cut : rows) {
    struct ArrowArray slice = of->array, answer;
    slice.offset = first;
    slice.length = (first < cut ? cut : rows) - first;
    fr_error error = FR_ERROR_INIT;
    expect(fr_arrow_score(in->context, in->plan, &slice, &answer, &error) == FR_OK, "a slice is refused");
    check_answer(&answer, slice.length);
    same(whole, first, &answer);
    answer.release(&answer);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static fr_policy *policy;
  if (policy == NULL) policy = bundle_load(&description);
  if (policy == NULL) abort();
  input in = {data, size};
  table *made = calloc(1, sizeof *made);
  if (made == NULL) abort();
  const uint8_t choice = take(&in);
  make_table(&in, made);
  place one = {0}, two = {0};
  struct ArrowArray answer;
  fr_error error = FR_ERROR_INIT;
  if (open_place(&one, policy, &made->schema, choice % 2 == 1) == FR_OK) {
    const fr_status status = fr_arrow_score(one.context, one.plan, &made->array, &answer, &error);
    expect(status == FR_OK || error.message[0] != 0, "a batch is refused without a sentence");
    if (status == FR_OK) {
      check_answer(&answer, made->array.length);
      expect(open_place(&two, policy, &made->schema, choice % 2 == 1) == FR_OK, "the plan is refused now");
      score_slices(&two, made, &answer, made->array.length == 0 ? 0 : choice % made->array.length);
      answer.release(&answer);
    }
  }
  close_place(&one);
  close_place(&two);
  free_table(made);
  return 0;
}
