/* SPDX-License-Identifier: Apache-2.0
 *
 * What the library made and somebody has to give back, once, in the right order: a handle keeps its parent, and a
 * parent with children is not closed. In a process that was forked a handle of the parent process is neither used nor
 * freed: its locks may be held by threads that the child does not have, and its journal is the parent's. */
#include <pthread.h>

#include "binding.h"

static PyObject *handle_type;
static uint32_t forks;

static void after_fork(void) { forks++; }
uint32_t forks_so_far(void) { return forks; }

static void close_policy(void *p) { fr_policy_release(p); }
static void close_engine(void *p) { fr_engine_destroy(p); }
static void close_trust(void *p) { fr_trust_release(p); }
static void close_trust_builder(void *p) { fr_trust_builder_destroy(p); }
static void close_watch_builder(void *p) { fr_watch_builder_destroy(p); }
static void close_watch_lists(void *p) { fr_watch_lists_release(p); }
static void close_journal(void *p) { (void)fr_journal_close(p); }

static const struct {
  const char *name;
  void (*close)(void *);
} kinds[] = {{"policy", close_policy},
             {"engine", close_engine},
             {"trust", close_trust},
             {"trust_builder", close_trust_builder},
             {"watch_builder", close_watch_builder},
             {"watch_lists", close_watch_lists},
             {"journal", close_journal}};
enum { KINDS = sizeof kinds / sizeof *kinds };

static handle_object *parent_of(const handle_object *self) { return (handle_object *)self->parent; }

static PyObject *handle_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  const char *kind;
  PyObject *address, *parent = Py_None;
  static char *words[] = {"kind", "address", "parent", NULL};
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "sO|O", words, &kind, &address, &parent)) return NULL;
  void *pointer = PyLong_AsVoidPtr(address);
  if (pointer == NULL) return PyErr_Occurred() ? NULL : fail_usage("a handle of nothing");
  uint32_t which = 0;
  while (which < KINDS && strcmp(kinds[which].name, kind) != 0) which++;
  if (which == KINDS) return fail_usage("there is no such kind of handle");
  if (parent != Py_None && (PyObject *)Py_TYPE(parent) != handle_type) return fail_usage("the parent is no handle");
  allocfunc alloc = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
  handle_object *self = (handle_object *)alloc(type, 0);
  if (self == NULL) return NULL;
  self->pointer = pointer;
  self->kind = which;
  self->forks = forks;
  if (parent != Py_None) {
    Py_INCREF(parent);
    self->parent = parent;
    parent_of(self)->children++;
  }
  return (PyObject *)self;
}

static void give_back(handle_object *self) {
  void *pointer = self->pointer;
  self->pointer = NULL;
  if (pointer != NULL && self->forks == forks) kinds[self->kind].close(pointer);
  if (self->parent != NULL) parent_of(self)->children--;
  Py_CLEAR(self->parent);
}

static void handle_dealloc(PyObject *object) {
  give_back((handle_object *)object);
  free_object(object);
}

static PyObject *handle_close(PyObject *object, PyObject *unused) {
  handle_object *self = (handle_object *)object;
  (void)unused;
  if (self->pointer == NULL) return PyLong_FromLong(0);
  if (self->children != 0 || self->contexts != 0) {
    return fail_usage("it still has contexts or a journal, or is in a call; close those first");
  }
  const bool journal = strcmp(kinds[self->kind].name, "journal") == 0;
  if (journal && parent_of(self)->contexts != 0) {
    return fail_usage("the engine of this journal still has contexts; close those first");
  }
  fr_status status = FR_OK;
  if (journal && self->forks == forks) {
    fr_journal *pointer = self->pointer;
    self->pointer = NULL;
    Py_BEGIN_ALLOW_THREADS status = fr_journal_close(pointer);
    Py_END_ALLOW_THREADS
  }
  give_back(self);
  return PyLong_FromLong(status);
}

void *handle_pointer(PyObject *object, const char *kind) {
  const handle_object *self = (const handle_object *)object;
  if ((PyObject *)Py_TYPE(object) != handle_type || (kind != NULL && strcmp(kinds[self->kind].name, kind) != 0)) {
    PyErr_Format(PyExc_TypeError, "a handle of a %s is needed, not %R", kind == NULL ? "kind" : kind, object);
    return NULL;
  }
  if (self->forks != forks) {
    PyErr_Format(PyExc_RuntimeError,
                 "this %s belongs to the process that forked; make one of its own in the child process",
                 kinds[self->kind].name);
    return NULL;
  }
  if (self->pointer == NULL) PyErr_Format(PyExc_ValueError, "this %s is closed", kinds[self->kind].name);
  return self->pointer;
}

static PyObject *get_address(PyObject *object, void *closure) {
  (void)closure;
  void *pointer = handle_pointer(object, NULL);
  return pointer == NULL ? NULL : PyLong_FromVoidPtr(pointer);
}

static PyObject *get_closed(PyObject *object, void *closure) {
  (void)closure;
  return PyBool_FromLong(((const handle_object *)object)->pointer == NULL);
}

static PyObject *get_in_use(PyObject *object, void *closure) {
  (void)closure;
  const handle_object *self = (const handle_object *)object;
  return PyBool_FromLong(self->children != 0 || self->contexts != 0);
}

/* While somebody is in a call with it, it cannot be closed. */
static PyObject *handle_enter(PyObject *object, PyObject *unused) {
  (void)unused;
  void *pointer = handle_pointer(object, NULL);
  if (pointer == NULL) return NULL;
  ((handle_object *)object)->children++;
  return PyLong_FromVoidPtr(pointer);
}

static PyObject *handle_exit(PyObject *object, PyObject *unused) {
  (void)unused;
  ((handle_object *)object)->children--;
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {{"__enter__", handle_enter, METH_NOARGS, "Its address, for one call."},
                                {"__exit__", handle_exit, METH_VARARGS, "The call is over."},
                                {"close", handle_close, METH_NOARGS, "Gives it back; twice is no fault."},
                                {NULL, NULL, 0, NULL}};
static PyGetSetDef properties[] = {
    {"address", get_address, NULL, "Where it lies; an error where it is closed.", NULL},
    {"in_use", get_in_use, NULL, "Whether it has contexts or a journal, or is in a call.", NULL},
    {"closed", get_closed, NULL, "Whether it was given back.", NULL},
    {NULL, NULL, NULL, NULL, NULL}};

int handles_ready(PyObject *module) {
  PyType_Slot slots[] = {{Py_tp_new, (void *)handle_new},
                         {Py_tp_dealloc, (void *)handle_dealloc},
                         {Py_tp_methods, methods},
                         {Py_tp_getset, properties},
                         {0, NULL}};
  PyType_Spec spec = {"fraudrisk.Handle", sizeof(handle_object), 0, Py_TPFLAGS_DEFAULT, slots};
  if (pthread_atfork(NULL, NULL, after_fork) != 0) {
    PyErr_SetString(PyExc_OSError, "pthread_atfork failed");
    return -1;
  }
  handle_type = add_type(module, &spec);
  return handle_type == NULL ? -1 : 0;
}
