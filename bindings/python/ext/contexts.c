/* SPDX-License-Identifier: Apache-2.0
 *
 * A context: scoring, without the interpreter's lock. What a call reads is held meanwhile, so that no other thread
 * changes it; a context that is in a call takes no second one. */
#include "binding.h"

static PyObject *context_type;

static handle_object *engine_of(const context_object *self) { return (handle_object *)self->handle; }

static PyObject *context_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  PyObject *engine;
  static char *words[] = {"engine", NULL};
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O", words, &engine)) return NULL;
  PyObject *handle = PyObject_GetAttrString(engine, "_handle");
  if (handle == NULL) {
    PyErr_Clear();
    PyErr_Format(PyExc_TypeError, "an Engine is needed, not a %R", Py_TYPE(engine));
    return NULL;
  }
  fr_engine *pointer = handle_pointer(handle, "engine");
  fr_context *context = NULL;
  const fr_status status = pointer == NULL ? FR_OK : fr_context_create(pointer, &context);
  if (context == NULL) {
    Py_DECREF(handle);
    return pointer == NULL ? NULL : fail(status, NULL, NULL);
  }
  allocfunc alloc = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
  context_object *self = (context_object *)alloc(type, 0);
  if (self == NULL) {
    fr_context_destroy(context);
    Py_DECREF(handle);
    return NULL;
  }
  Py_INCREF(engine);
  self->context = context;
  self->engine = engine;
  self->handle = handle;
  self->forks = forks_so_far();
  engine_of(self)->contexts++;
  return (PyObject *)self;
}

static void end(context_object *self) {
  fr_context *context = self->context;
  if (context == NULL) return;
  self->context = NULL;
  if (self->forks == forks_so_far()) fr_context_destroy(context);
  engine_of(self)->contexts--;
  Py_CLEAR(self->engine);
  Py_CLEAR(self->handle);
}

static void context_dealloc(PyObject *object) {
  end((context_object *)object);
  free_object(object);
}

fr_context *context_enter(context_object *self) {
  if (self->context == NULL) {
    PyErr_SetString(PyExc_ValueError, "this context is closed");
  } else if (self->forks != forks_so_far()) {
    PyErr_SetString(
        PyExc_RuntimeError,
        "this context belongs to the process that forked; make an engine and a context in the child process");
  } else if (self->busy) {
    PyErr_SetString(PyExc_RuntimeError, "this context is in a call of another thread; give each thread its own");
  } else {
    self->busy = true;
    return self->context;
  }
  return NULL;
}

void context_leave(context_object *self) { self->busy = false; }

static PyObject *context_close(PyObject *object, PyObject *unused) {
  context_object *self = (context_object *)object;
  (void)unused;
  if (self->busy) return fail_usage("this context is in a call of another thread");
  end(self);
  Py_RETURN_NONE;
}

/* ---- one transfer ---- */

typedef fr_status decide(fr_context *context, const fr_transfer *transfer, fr_decision *decision);

static PyObject *decided(PyObject *object, PyObject *transfer, decide *call) {
  context_object *self = (context_object *)object;
  struct_object *given = transfer_expect(transfer);
  if (given == NULL) return NULL;
  fr_context *context = context_enter(self);
  PyObject *decision = context == NULL ? NULL : decision_make();
  if (decision == NULL) {
    if (context != NULL) context_leave(self);
    return NULL;
  }
  fr_status status;
  struct_hold(given, 1);
  Py_BEGIN_ALLOW_THREADS status = call(context, struct_data(transfer), struct_data(decision));
  Py_END_ALLOW_THREADS struct_hold(given, -1);
  if (status != FR_OK) fail(status, fr_context_error(context), decision);
  context_leave(self);
  if (status == FR_OK) return decision;
  Py_DECREF(decision);
  return NULL;
}

static PyObject *context_score(PyObject *self, PyObject *transfer) { return decided(self, transfer, fr_score); }
static PyObject *context_preview(PyObject *self, PyObject *transfer) { return decided(self, transfer, fr_preview); }

static PyObject *context_observe(PyObject *object, PyObject *event) {
  context_object *self = (context_object *)object;
  struct_object *given = event_expect(event);
  fr_context *context = given == NULL ? NULL : context_enter(self);
  if (context == NULL) return NULL;
  fr_status status;
  struct_hold(given, 1);
  Py_BEGIN_ALLOW_THREADS status = fr_observe(context, struct_data(event));
  Py_END_ALLOW_THREADS struct_hold(given, -1);
  if (status != FR_OK) fail(status, fr_context_error(context), NULL);
  context_leave(self);
  if (status != FR_OK) return NULL;
  Py_RETURN_NONE;
}

static PyObject *context_challenge(PyObject *object, PyObject *index) {
  context_object *self = (context_object *)object;
  const unsigned long place = PyLong_AsUnsignedLong(index);
  if (PyErr_Occurred()) return NULL;
  fr_context *context = context_enter(self);
  PyObject *decision = context == NULL ? NULL : decision_make();
  if (decision == NULL) {
    if (context != NULL) context_leave(self);
    return NULL;
  }
  fr_status status;
  Py_BEGIN_ALLOW_THREADS status =
      fr_challenge(context, place > UINT32_MAX ? UINT32_MAX : (uint32_t)place, struct_data(decision));
  Py_END_ALLOW_THREADS if (status != FR_OK) fail(status, fr_context_error(context), decision);
  context_leave(self);
  if (status == FR_OK) return decision;
  Py_DECREF(decision);
  return NULL;
}

/* ---- many ---- */

/* The objects of a batch, held; pointers to their structs lie behind one another. */
typedef struct many {
  PyObject *transfers; /* a tuple */
  PyObject *decisions; /* a list */
  const fr_transfer **in;
  fr_decision **out;
  Py_ssize_t count;
} many;

static bool many_begin(many *made, PyObject *given) {
  made->transfers = PySequence_Tuple(given);
  if (made->transfers == NULL) return false;
  made->count = PyTuple_Size(made->transfers);
  if (made->count > UINT32_MAX) {
    PyErr_SetString(PyExc_OverflowError, "a batch of more than 2^32 transfers");
    return false;
  }
  made->decisions = PyList_New(made->count);
  made->in = PyMem_Malloc((size_t)(made->count + 1) * sizeof *made->in);
  made->out = PyMem_Malloc((size_t)(made->count + 1) * sizeof *made->out);
  if (made->decisions == NULL || made->in == NULL || made->out == NULL) {
    if (!PyErr_Occurred()) PyErr_NoMemory();
    return false;
  }
  for (Py_ssize_t i = 0; i < made->count; i++) {
    PyObject *transfer = PyTuple_GetItem(made->transfers, i);
    PyObject *decision = transfer_expect(transfer) == NULL ? NULL : decision_make();
    if (decision == NULL) return false;
    made->in[i] = struct_data(transfer);
    made->out[i] = struct_data(decision);
    PyList_SetItem(made->decisions, i, decision);
  }
  return true;
}

static void many_hold(const many *of, int by) {
  for (Py_ssize_t i = 0; i < of->count; i++) struct_hold((struct_object *)PyTuple_GetItem(of->transfers, i), by);
}

static void many_end(many *made) {
  Py_XDECREF(made->transfers);
  Py_XDECREF(made->decisions);
  PyMem_Free(made->in);
  PyMem_Free(made->out);
}

/* Where one is refused, the error has the decisions before it, and its own. The rest is taken off the list one by one,
 * which needs no memory: a list of its own for those before could be refused, and what is recorded would be lost. */
static void fail_many(const many *of, fr_status status, const fr_context *context, uint32_t done) {
  const bool has_own = (Py_ssize_t)done < of->count;
  PyObject *own = has_own ? PyList_GetItem(of->decisions, (Py_ssize_t)done) : NULL;
  fail(status, fr_context_error(context), own);
  PyObject *type, *exception, *trace;
  PyErr_Fetch(&type, &exception, &trace);
  for (Py_ssize_t i = of->count; i > (Py_ssize_t)done; i--) {
    if (PyList_SetSlice(of->decisions, i - 1, i, NULL) != 0) PyErr_Clear();
  }
  PyErr_Restore(type, exception, trace);
  exception_keeps("decisions", of->decisions);
}

static PyObject *context_score_batch(PyObject *object, PyObject *given) {
  context_object *self = (context_object *)object;
  many all = {0};
  if (!many_begin(&all, given)) {
    many_end(&all);
    return NULL;
  }
  fr_context *context = context_enter(self);
  if (context == NULL) {
    many_end(&all);
    return NULL;
  }
  fr_status status;
  uint32_t done = 0;
  many_hold(&all, 1);
  Py_BEGIN_ALLOW_THREADS status = fr_score_batch(context, all.in, (uint32_t)all.count, all.out, &done);
  Py_END_ALLOW_THREADS many_hold(&all, -1);
  if (status != FR_OK) fail_many(&all, status, context, done);
  context_leave(self);
  PyObject *decisions = status == FR_OK ? all.decisions : NULL;
  Py_XINCREF(decisions);
  many_end(&all);
  return decisions;
}

static PyObject *context_took(PyObject *object, PyObject *given) {
  context_object *self = (context_object *)object;
  const unsigned long long nanoseconds = PyLong_AsUnsignedLongLong(given);
  if (PyErr_Occurred()) return NULL;
  fr_context *context = context_enter(self);
  if (context == NULL) return NULL;
  fr_context_took(context, nanoseconds);
  context_leave(self);
  Py_RETURN_NONE;
}

/* ---- the type ---- */

static PyObject *get_closed(PyObject *object, void *closure) {
  (void)closure;
  return PyBool_FromLong(((const context_object *)object)->context == NULL);
}

/* For calls by way of ctypes. */
static PyObject *enter(PyObject *object, PyObject *unused) {
  (void)unused;
  fr_context *context = context_enter((context_object *)object);
  return context == NULL ? NULL : PyLong_FromVoidPtr(context);
}

static PyObject *leave(PyObject *object, PyObject *unused) {
  (void)unused;
  context_leave((context_object *)object);
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"_enter", enter, METH_NOARGS, "Its address, for one call."},
    {"_leave", leave, METH_NOARGS, "The call is over."},
    {"score", context_score, METH_O, "Decides a transfer and records the attempt."},
    {"preview", context_preview, METH_O, "Decides a transfer and records nothing."},
    {"observe", context_observe, METH_O, "Tells what happened."},
    {"challenge", context_challenge, METH_O, "What a challenger would have decided of the last transfer."},
    {"score_batch", context_score_batch, METH_O, "Scores a sequence of transfers in their order."},
    {"_score_table", table_score, METH_VARARGS, "Scores a table, or makes its features."},
    {"took", context_took, METH_O, "Tells how many nanoseconds a call took, by the caller's clock, for the metrics."},
    {"close", context_close, METH_NOARGS, "Ends the context; twice is no fault."},
    {NULL, NULL, 0, NULL}};
static PyGetSetDef properties[] = {{"closed", get_closed, NULL, "Whether it was closed.", NULL},
                                   {NULL, NULL, NULL, NULL, NULL}};

int contexts_ready(PyObject *module) {
  PyType_Slot slots[] = {{Py_tp_new, (void *)context_new},
                         {Py_tp_dealloc, (void *)context_dealloc},
                         {Py_tp_methods, methods},
                         {Py_tp_getset, properties},
                         {0, NULL}};
  PyType_Spec spec = {"fraudrisk._fraudrisk.Context", sizeof(context_object), 0,
                      Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, slots};
  context_type = add_type(module, &spec);
  return context_type == NULL ? -1 : 0;
}
