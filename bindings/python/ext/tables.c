/* SPDX-License-Identifier: Apache-2.0
 *
 * Tables in by the PyCapsules of the Arrow PyCapsule interface, and out again. What the library answered is kept by a
 * holder that is counted; whoever takes a stream of it gets arrays that point to the same buffers. */
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "binding.h"

/* ---- what is kept ---- */

typedef struct holder {
  atomic_long count;
  struct ArrowSchema schema;
  struct ArrowArray *batches;
  size_t batch_count, capacity;
  int64_t rows, refused, backwards;
  char *first_refusal; /* the message of the first row that was refused */
} holder;

static void let_go(holder *kept) {
  if (atomic_fetch_sub(&kept->count, 1) != 1) return;
  for (size_t i = 0; i < kept->batch_count; i++) {
    if (kept->batches[i].release != NULL) kept->batches[i].release(&kept->batches[i]);
  }
  if (kept->schema.release != NULL) kept->schema.release(&kept->schema);
  free(kept->batches);
  free(kept->first_refusal);
  free(kept);
}

static holder *share(holder *kept) {
  atomic_fetch_add(&kept->count, 1);
  return kept;
}

/* For one batch more. It is taken before the batch is scored: what is recorded then has a place for its answers. */
static bool make_room(holder *in) {
  if (in->batch_count < in->capacity) return true;
  const size_t capacity = in->capacity == 0 ? 8 : in->capacity * 2;
  struct ArrowArray *more = realloc(in->batches, capacity * sizeof *more);
  if (more == NULL) return false;
  in->batches = more;
  in->capacity = capacity;
  return true;
}

/* The places of columns that both kinds of answers have. */
enum { PLACE_STATUS = 1, PLACE_MESSAGE = 2 };

static char *message_of(const struct ArrowArray *messages, int64_t row) {
  const int64_t *offsets = messages->buffers[1];
  const char *text = messages->buffers[2];
  const int64_t at = row + messages->offset, size = offsets[at + 1] - offsets[at];
  char *made = calloc(1, (size_t)size + 1);
  if (made != NULL && size != 0) memcpy(made, text + offsets[at], (size_t)size);
  return made;
}

static void keep_batch(holder *in, const struct ArrowArray *batch) {
  const struct ArrowArray *column = batch->children[PLACE_STATUS];
  const int32_t *statuses = column->buffers[1];
  for (int64_t i = 0; i < batch->length; i++) {
    if (statuses[i + column->offset] == FR_OK) continue;
    if (in->refused++ == 0) in->first_refusal = message_of(batch->children[PLACE_MESSAGE], i);
  }
  in->batches[in->batch_count++] = *batch;
  in->rows += batch->length;
}

/* ---- arrays and schemas that share it ---- */

static void release_array(struct ArrowArray *array) {
  for (int64_t i = 0; array->children != NULL && i < array->n_children; i++) {
    if (array->children[i] == NULL) continue;
    if (array->children[i]->release != NULL) array->children[i]->release(array->children[i]);
    free(array->children[i]);
  }
  free(array->children);
  if (array->dictionary != NULL) {
    if (array->dictionary->release != NULL) array->dictionary->release(array->dictionary);
    free(array->dictionary);
  }
  let_go(array->private_data);
  array->release = NULL;
}

static bool share_array(holder *kept, const struct ArrowArray *of, struct ArrowArray *made) {
  *made = *of;
  made->private_data = share(kept);
  made->release = release_array;
  made->dictionary = NULL;
  made->children = of->n_children == 0 ? NULL : calloc((size_t)of->n_children, sizeof *made->children);
  bool whole = of->n_children == 0 || made->children != NULL;
  for (int64_t i = 0; whole && i < of->n_children; i++) {
    made->children[i] = calloc(1, sizeof *made->children[i]);
    whole = made->children[i] != NULL && share_array(kept, of->children[i], made->children[i]);
  }
  if (whole && of->dictionary != NULL) {
    made->dictionary = calloc(1, sizeof *made->dictionary);
    whole = made->dictionary != NULL && share_array(kept, of->dictionary, made->dictionary);
  }
  if (!whole && made->release != NULL) release_array(made);
  return whole;
}

static void release_schema(struct ArrowSchema *schema) {
  for (int64_t i = 0; schema->children != NULL && i < schema->n_children; i++) {
    if (schema->children[i] == NULL) continue;
    if (schema->children[i]->release != NULL) schema->children[i]->release(schema->children[i]);
    free(schema->children[i]);
  }
  free(schema->children);
  if (schema->dictionary != NULL) {
    if (schema->dictionary->release != NULL) schema->dictionary->release(schema->dictionary);
    free(schema->dictionary);
  }
  let_go(schema->private_data);
  schema->release = NULL;
}

static bool share_schema(holder *kept, const struct ArrowSchema *of, struct ArrowSchema *made) {
  *made = *of;
  made->private_data = share(kept);
  made->release = release_schema;
  made->dictionary = NULL;
  made->children = of->n_children == 0 ? NULL : calloc((size_t)of->n_children, sizeof *made->children);
  bool whole = of->n_children == 0 || made->children != NULL;
  for (int64_t i = 0; whole && i < of->n_children; i++) {
    made->children[i] = calloc(1, sizeof *made->children[i]);
    whole = made->children[i] != NULL && share_schema(kept, of->children[i], made->children[i]);
  }
  if (whole && of->dictionary != NULL) {
    made->dictionary = calloc(1, sizeof *made->dictionary);
    whole = made->dictionary != NULL && share_schema(kept, of->dictionary, made->dictionary);
  }
  if (!whole && made->release != NULL) release_schema(made);
  return whole;
}

/* ---- the stream ---- */

typedef struct source {
  holder *kept;
  size_t next;
} source;

static int get_schema(struct ArrowArrayStream *self, struct ArrowSchema *out) {
  const source *mine = self->private_data;
  return share_schema(mine->kept, &mine->kept->schema, out) ? 0 : ENOMEM;
}

static int get_next(struct ArrowArrayStream *self, struct ArrowArray *out) {
  source *mine = self->private_data;
  memset(out, 0, sizeof *out);
  if (mine->next == mine->kept->batch_count) return 0;
  return share_array(mine->kept, &mine->kept->batches[mine->next++], out) ? 0 : ENOMEM;
}

static const char *get_last_error(struct ArrowArrayStream *self) {
  (void)self;
  return "out of memory";
}

static void release_stream(struct ArrowArrayStream *self) {
  source *mine = self->private_data;
  let_go(mine->kept);
  free(mine);
  self->release = NULL;
}

/* ---- the type ---- */

typedef struct table_object {
  PyObject_HEAD holder *kept;
} table_object;

static PyObject *table_type;

static void table_dealloc(PyObject *object) {
  holder *kept = ((table_object *)object)->kept;
  if (kept != NULL) let_go(kept);
  free_object(object);
}

static void end_stream(PyObject *capsule) {
  struct ArrowArrayStream *stream = PyCapsule_GetPointer(capsule, "arrow_array_stream");
  if (stream->release != NULL) stream->release(stream);
  free(stream);
}

static PyObject *table_stream(PyObject *object, PyObject *args, PyObject *kwargs) {
  static char *words[] = {"requested_schema", NULL};
  PyObject *requested = Py_None; /* another form of the same is not offered, which the interface allows */
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|O", words, &requested)) return NULL;
  struct ArrowArrayStream *stream = calloc(1, sizeof *stream);
  source *mine = calloc(1, sizeof *mine);
  if (stream == NULL || mine == NULL) {
    free(stream);
    free(mine);
    return PyErr_NoMemory();
  }
  mine->kept = share(((table_object *)object)->kept);
  *stream = (struct ArrowArrayStream){get_schema, get_next, get_last_error, release_stream, mine};
  PyObject *capsule = PyCapsule_New(stream, "arrow_array_stream", end_stream);
  if (capsule == NULL) {
    release_stream(stream);
    free(stream);
  }
  return capsule;
}

static void end_schema(PyObject *capsule) {
  struct ArrowSchema *schema = PyCapsule_GetPointer(capsule, "arrow_schema");
  if (schema->release != NULL) schema->release(schema);
  free(schema);
}

static PyObject *table_schema(PyObject *object, PyObject *unused) {
  holder *kept = ((table_object *)object)->kept;
  struct ArrowSchema *schema = calloc(1, sizeof *schema);
  (void)unused;
  if (schema == NULL || !share_schema(kept, &kept->schema, schema)) {
    free(schema);
    return PyErr_NoMemory();
  }
  PyObject *capsule = PyCapsule_New(schema, "arrow_schema", end_schema);
  if (capsule == NULL) {
    schema->release(schema);
    free(schema);
  }
  return capsule;
}

static Py_ssize_t table_length(PyObject *object) { return (Py_ssize_t)((table_object *)object)->kept->rows; }
static PyObject *get_rows(PyObject *object, void *closure) {
  (void)closure;
  return PyLong_FromSsize_t(table_length(object));
}
static PyObject *get_batches(PyObject *object, void *closure) {
  (void)closure;
  return PyLong_FromSize_t(((table_object *)object)->kept->batch_count);
}

static PyObject *get_refused(PyObject *object, void *closure) {
  (void)closure;
  return PyLong_FromLongLong(((table_object *)object)->kept->refused);
}
static PyObject *get_backwards(PyObject *object, void *closure) {
  (void)closure;
  return PyLong_FromLongLong(((table_object *)object)->kept->backwards);
}
static PyObject *get_first_refusal(PyObject *object, void *closure) {
  const char *said = ((table_object *)object)->kept->first_refusal;
  (void)closure;
  if (said == NULL) Py_RETURN_NONE;
  return PyUnicode_DecodeUTF8(said, (Py_ssize_t)strlen(said), "replace");
}

static PyObject *table_to_pandas(PyObject *object, PyObject *unused) {
  (void)unused;
  PyObject *arrow = PyImport_ImportModule("pyarrow");
  PyObject *table = arrow == NULL ? NULL : PyObject_CallMethod(arrow, "table", "O", object);
  PyObject *frame = table == NULL ? NULL : PyObject_CallMethod(table, "to_pandas", NULL);
  Py_XDECREF(arrow);
  Py_XDECREF(table);
  return frame;
}

static PyObject *table_repr(PyObject *object) {
  const holder *kept = ((table_object *)object)->kept;
  return PyUnicode_FromFormat("Table(%zd rows, %zd columns)", (Py_ssize_t)kept->rows,
                              (Py_ssize_t)kept->schema.n_children);
}

static PyMethodDef methods[] = {
    {"__arrow_c_stream__", (PyCFunction)(void (*)(void))table_stream, METH_VARARGS | METH_KEYWORDS,
     "The batches as a stream; may be taken any number of times."},
    {"__arrow_c_schema__", table_schema, METH_NOARGS, "The schema."},
    {"to_pandas", table_to_pandas, METH_NOARGS, "A DataFrame of pandas, by way of pyarrow."},
    {NULL, NULL, 0, NULL}};
static PyGetSetDef properties[] = {{"num_rows", get_rows, NULL, "How many rows there are.", NULL},
                                   {"num_batches", get_batches, NULL, "In how many batches.", NULL},
                                   {"num_refused", get_refused, NULL, "How many rows were refused.", NULL},
                                   {"num_backwards", get_backwards, NULL,
                                    "How many rows were older than one before them; 0 where the times are neither "
                                    "timestamps nor 64-bit integers.",
                                    NULL},
                                   {"first_refusal", get_first_refusal, NULL,
                                    "Why the first of the refused rows was refused; None where none was.", NULL},
                                   {NULL, NULL, NULL, NULL, NULL}};

int tables_ready(PyObject *module) {
  static char doc[] =
      "Answers as record batches, a row a row that was given: pyarrow.table(it), polars.DataFrame(it), it.to_pandas(), "
      "duckdb.sql(). Rows with a status other than 0 were refused.";
  PyType_Slot slots[] = {{Py_tp_dealloc, (void *)table_dealloc},
                         {Py_tp_methods, methods},
                         {Py_tp_getset, properties},
                         {Py_sq_length, (void *)table_length},
                         {Py_tp_repr, (void *)table_repr},
                         {Py_tp_doc, doc},
                         {0, NULL}};
  PyType_Spec spec = {"fraudrisk.Table", sizeof(table_object), 0, Py_TPFLAGS_DEFAULT, slots};
  table_type = add_type(module, &spec);
  return table_type == NULL ? -1 : 0;
}

/* ---- what comes in ---- */

typedef struct incoming {
  PyObject *first, *second; /* the capsules, which own what they point to */
  struct ArrowArrayStream *stream;
  struct ArrowSchema *schema; /* of an array that is not in a stream */
  struct ArrowArray *array;
} incoming;

static bool take_array(incoming *from, PyObject *data) {
  PyObject *pair = PyObject_CallMethod(data, "__arrow_c_array__", NULL);
  if (pair == NULL) return false;
  if (!PyTuple_Check(pair) || PyTuple_Size(pair) != 2) {
    PyErr_SetString(PyExc_TypeError, "__arrow_c_array__ gave no pair of capsules");
    Py_DECREF(pair);
    return false;
  }
  from->first = PyTuple_GetItem(pair, 0);
  from->second = PyTuple_GetItem(pair, 1);
  Py_INCREF(from->first);
  Py_INCREF(from->second);
  Py_DECREF(pair);
  from->schema = PyCapsule_GetPointer(from->first, "arrow_schema");
  from->array = from->schema == NULL ? NULL : PyCapsule_GetPointer(from->second, "arrow_array");
  return from->array != NULL;
}

static bool take(incoming *from, PyObject *data) {
  if (PyObject_HasAttrString(data, "__arrow_c_stream__")) {
    from->first = PyObject_CallMethod(data, "__arrow_c_stream__", NULL);
    if (from->first == NULL) return false;
    from->stream = PyCapsule_GetPointer(from->first, "arrow_array_stream");
    return from->stream != NULL;
  }
  if (PyObject_HasAttrString(data, "__arrow_c_array__")) return take_array(from, data);
  PyErr_Format(
      PyExc_TypeError,
      "a table is needed: something with __arrow_c_stream__ or __arrow_c_array__, such as pyarrow, polars, pandas "
      "(2.2 and later) and DuckDB have, or a DataFrame of Spark; not a %R",
      Py_TYPE(data));
  return false;
}

/* ---- scoring ---- */

typedef struct work {
  fr_context *context;
  fr_policy *policy;
  fr_arrow_plan *plan;
  holder *into;
  bool features;
  fr_status status;
  fr_error error;
  int64_t *places; /* of the columns that are used */
  struct ArrowArray **children;
  int64_t place_count, left_out, time_place, newest;
  bool times, any_time; /* whether times are 64-bit integers, and one was there */
} work;

static bool refuse(work *on, fr_status status, const char *sentence) {
  on->status = status;
  on->error.status = status;
  const size_t size = strnlen(sentence, sizeof on->error.message - 1);
  memcpy(on->error.message, sentence, size);
  on->error.message[size] = 0;
  return false;
}

/* The field that a column was said to be, or its own name. */
static fr_text field_of(const char *name, const fr_arrow_options *options) {
  const size_t size = strlen(name);
  for (uint32_t i = 0; i < options->name_count; i++) {
    const fr_arrow_name *one = &options->names[i];
    if (one->column.size == size && memcmp(one->column.data, name, size) == 0) return one->field;
  }
  return (fr_text){name, (uint32_t)size, FR_ENCODING_UTF8};
}

static bool begins(fr_text text, const char *with) {
  const size_t size = strlen(with);
  return text.size >= size && memcmp(text.data, with, size) == 0;
}

/* pandas puts an index that has no name among the columns; nobody asked for it. Also looks where the times are. */
static void choose(work *on, const struct ArrowSchema *schema, const fr_arrow_options *options) {
  on->time_place = -1;
  for (int64_t i = 0; i < schema->n_children; i++) {
    const struct ArrowSchema *column = schema->children[i];
    const fr_text field = field_of(column == NULL || column->name == NULL ? "" : column->name, options);
    if (begins(field, "__index_level_")) {
      on->left_out++;
      continue;
    }
    if (field.size == 4 && begins(field, "time") && column->format != NULL) {
      on->time_place = i;
      on->times = strncmp(column->format, "ts", 2) == 0 || strcmp(column->format, "l") == 0;
    }
    on->places[on->place_count++] = i;
  }
}

static bool plan(work *on, const struct ArrowSchema *schema, const fr_arrow_options *options) {
  const size_t count = schema->n_children <= 0 || schema->children == NULL ? 0 : (size_t)schema->n_children;
  struct ArrowSchema **columns = calloc(count + 1, sizeof(struct ArrowSchema *));
  on->places = calloc(count + 1, sizeof *on->places);
  on->children = calloc(count + 1, sizeof(struct ArrowArray *));
  if (columns == NULL || on->places == NULL || on->children == NULL) {
    free(columns);
    return refuse(on, FR_NO_MEMORY, "out of memory");
  }
  struct ArrowSchema chosen = *schema;
  if (count != 0) {
    choose(on, schema, options);
    for (int64_t i = 0; i < on->place_count; i++) columns[i] = schema->children[on->places[i]];
    chosen.children = columns;
    chosen.n_children = on->place_count;
  }
  on->status = fr_arrow_plan_create(on->policy, &chosen, options, &on->plan, &on->error);
  free(columns);
  return on->status == FR_OK;
}

static bool begin(work *on, const struct ArrowSchema *schema, const fr_arrow_options *options) {
  if (!plan(on, schema, options)) return false;
  on->status = on->features ? fr_arrow_features_schema(on->policy, &on->into->schema)
                            : fr_arrow_decisions_schema(&on->into->schema);
  return on->status == FR_OK;
}

/* Histories go by time, so that rows out of order are worth a word. */
static void look_at_times(work *on, const struct ArrowArray *batch) {
  const struct ArrowArray *column = batch->children[on->time_place];
  const uint8_t *there = column->buffers[0];
  const int64_t *times = column->buffers[1];
  for (int64_t i = 0; i < batch->length; i++) {
    const int64_t at = i + batch->offset + column->offset;
    if (column->null_count != 0 && there != NULL && (there[at / 8] >> (at % 8) & 1) == 0) continue;
    if (on->any_time && times[at] < on->newest) on->into->backwards++;
    if (!on->any_time || times[at] > on->newest) on->newest = times[at];
    on->any_time = true;
  }
}

static bool one_batch(work *on, const struct ArrowArray *batch) {
  struct ArrowArray made, chosen = *batch;
  if (!make_room(on->into)) return refuse(on, FR_NO_MEMORY, "out of memory");
  if (on->left_out != 0) {
    if (batch->n_children != on->place_count + on->left_out || batch->children == NULL) {
      return refuse(on, FR_BAD_ARGUMENT, "a batch has another number of columns than its schema");
    }
    for (int64_t i = 0; i < on->place_count; i++) on->children[i] = batch->children[on->places[i]];
    chosen.children = on->children;
    chosen.n_children = on->place_count;
  }
  on->status = on->features ? fr_arrow_features(on->context, on->plan, on->policy, &chosen, &made, &on->error)
                            : fr_arrow_score(on->context, on->plan, &chosen, &made, &on->error);
  if (on->status != FR_OK) return false;
  if (on->times) look_at_times(on, batch);
  keep_batch(on->into, &made);
  return true;
}

static bool stream_failed(work *on, struct ArrowArrayStream *stream) {
  const char *said = stream->get_last_error == NULL ? NULL : stream->get_last_error(stream);
  return refuse(on, FR_BAD_ARGUMENT, said == NULL ? "the data's own stream failed" : said);
}

static bool all_batches(work *on, struct ArrowArrayStream *stream, const fr_arrow_options *options) {
  struct ArrowSchema schema = {0};
  if (stream->release == NULL) return refuse(on, FR_BAD_ARGUMENT, "the stream was used up before");
  if (stream->get_schema == NULL || stream->get_next == NULL) {
    return refuse(on, FR_BAD_ARGUMENT, "the stream lacks get_schema or get_next");
  }
  if (stream->get_schema(stream, &schema) != 0 || schema.release == NULL) return stream_failed(on, stream);
  const bool begun = begin(on, &schema, options);
  schema.release(&schema);
  if (!begun) return false;
  for (;;) {
    struct ArrowArray batch = {0};
    if (stream->get_next(stream, &batch) != 0) return stream_failed(on, stream);
    if (batch.release == NULL) return true;
    const bool done = one_batch(on, &batch);
    batch.release(&batch);
    if (!done) return false;
  }
}

static table_object *table_make(void) {
  allocfunc alloc = (allocfunc)PyType_GetSlot((PyTypeObject *)table_type, Py_tp_alloc);
  table_object *made = (table_object *)alloc((PyTypeObject *)table_type, 0);
  if (made == NULL) return NULL;
  made->kept = calloc(1, sizeof *made->kept);
  if (made->kept == NULL) {
    Py_DECREF((PyObject *)made);
    PyErr_NoMemory();
    return NULL;
  }
  atomic_init(&made->kept->count, 1);
  return made;
}

/* Batches before one that fails are recorded, and what was decided of them goes with the exception. The table is there
 * before anything is scored: afterwards nothing that could be refused stands between the answers and who asked. */
static PyObject *run(context_object *self, fr_policy *policy, incoming *from, const fr_arrow_options *options,
                     bool features) {
  table_object *made = table_make();
  fr_context *context = made == NULL ? NULL : context_enter(self);
  if (context == NULL) {
    Py_XDECREF((PyObject *)made);
    return NULL;
  }
  work on = {.context = context, .policy = policy, .into = made->kept, .features = features, .error = FR_ERROR_INIT};
  bool done = false;
  Py_BEGIN_ALLOW_THREADS done = from->stream != NULL ? all_batches(&on, from->stream, options)
                                                     : begin(&on, from->schema, options) && one_batch(&on, from->array);
  fr_arrow_plan_destroy(on.plan);
  free(on.places);
  free(on.children);
  Py_END_ALLOW_THREADS context_leave(self);
  if (done) return (PyObject *)made;
  fail(on.status, &on.error, NULL);
  if (on.into->schema.release != NULL) exception_keeps("decisions", (PyObject *)made);
  Py_DECREF((PyObject *)made);
  return NULL;
}

PyObject *table_score(PyObject *object, PyObject *args) {
  PyObject *handle, *data, *options;
  int features;
  if (!PyArg_ParseTuple(args, "OOOp", &handle, &data, &options, &features)) return NULL;
  fr_policy *policy = handle_pointer(handle, "policy");
  if (policy == NULL || options_expect(options) == NULL) return NULL;
  incoming from = {0};
  PyObject *made = NULL;
  ((handle_object *)handle)->children++; /* nobody closes it meanwhile */
  if (take(&from, data)) {
    struct_hold((struct_object *)options, 1);
    made = run((context_object *)object, policy, &from, struct_data(options), features != 0);
    struct_hold((struct_object *)options, -1);
  }
  ((handle_object *)handle)->children--;
  Py_XDECREF(from.first);
  Py_XDECREF(from.second);
  return made;
}
