/* SPDX-License-Identifier: Apache-2.0
 *
 * The module, and errors. */
#include "binding.h"

static PyObject *raise_error; /* what makes an exception: error(status, message, field, line, column, decision) */

void free_object(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
  release(self);
  Py_DECREF((PyObject *)type);
}

PyObject *add_type(PyObject *module, PyType_Spec *spec) {
  PyObject *type = PyType_FromSpec(spec);
  if (type == NULL) return NULL;
  Py_INCREF(type);
  if (PyModule_AddObject(module, strrchr(spec->name, '.') + 1, type) != 0) {
    Py_DECREF(type);
    Py_DECREF(type);
    return NULL;
  }
  return type;
}

PyObject *fail(fr_status status, const fr_error *error, PyObject *decision) {
  const bool has = error != NULL && error->status == status && error->message[0] != 0;
  PyObject *exception =
      raise_error == NULL
          ? NULL
          : PyObject_CallFunction(raise_error, "issIIO", (int)status, has ? error->message : fr_status_text(status),
                                  has ? error->field : "", has ? error->line : 0u, has ? error->column : 0u,
                                  decision == NULL ? Py_None : decision);
  if (exception == NULL) {
    if (!PyErr_Occurred()) PyErr_SetString(PyExc_RuntimeError, fr_status_text(status));
    return NULL;
  }
  PyErr_SetObject((PyObject *)Py_TYPE(exception), exception);
  Py_DECREF(exception);
  return NULL;
}

void exception_keeps(const char *name, PyObject *value) {
  PyObject *type, *exception, *trace;
  PyErr_Fetch(&type, &exception, &trace);
  PyErr_NormalizeException(&type, &exception, &trace);
  if (exception != NULL && PyObject_SetAttrString(exception, name, value) != 0) PyErr_Clear();
  PyErr_Restore(type, exception, trace);
}

PyObject *fail_usage(const char *sentence) {
  PyErr_SetString(PyExc_RuntimeError, sentence);
  return NULL;
}

static PyObject *setup(PyObject *module, PyObject *args) {
  PyObject *raise, *groups, *micros;
  (void)module;
  if (!PyArg_ParseTuple(args, "OOO", &raise, &groups, &micros)) return NULL;
  if (structs_setup(groups, micros) != 0) return NULL;
  Py_INCREF(raise);
  raise_error = raise;
  Py_RETURN_NONE;
}

static PyObject *version(PyObject *module, PyObject *unused) {
  (void)module;
  (void)unused;
  return PyLong_FromUnsignedLong(fr_version());
}

static PyMethodDef methods[] = {{"setup", setup, METH_VARARGS, "What the package gives the extension."},
                                {"version", version, METH_NOARGS, "The version of the library that runs."},
                                {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_fraudrisk", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__fraudrisk(void) {
  PyObject *module = PyModule_Create(&definition);
  if (module == NULL) return NULL;
  if (structs_ready(module) != 0 || handles_ready(module) != 0 || contexts_ready(module) != 0 ||
      tables_ready(module) != 0) {
    Py_DECREF(module);
    return NULL;
  }
  return module;
}
