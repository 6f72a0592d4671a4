/* SPDX-License-Identifier: Apache-2.0
 *
 * The extension behind the package: structs as objects, handles that close once, contexts, and tables. It is built
 * against the stable ABI of CPython 3.9, so that one wheel is for all later ones. */
#ifndef FRAUDRISK_PYTHON_BINDING_H
#define FRAUDRISK_PYTHON_BINDING_H

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x03090000
#include <Python.h>
#include <fraudrisk/arrow.h>
#include <fraudrisk/fraudrisk.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* ---- structs ---- */

typedef enum field_kind {
  KIND_U32,
  KIND_I32,
  KIND_U64,
  KIND_I64,
  KIND_DOUBLE,
  KIND_TEXT,
  KIND_CHARS,      /* zeroes at the end; all zeroes is None */
  KIND_BYTES,      /* of a fixed number */
  KIND_STRING,     /* a C string that is lent */
  KIND_STRUCT,     /* inside; several are a tuple */
  KIND_POINTER,    /* to another struct, whose object is kept */
  KIND_ATTRIBUTES, /* of a transfer: a dict */
  KIND_NAMES,      /* of columns: a dict */
  KIND_MEMORY      /* bytes that are lent */
} field_kind;

enum { VALUES_TRISTATE = 255, SPARE_BYTES = 64 };

typedef struct field_info {
  const char *name;
  field_kind kind;
  uint32_t offset, size, count, known_bit;
  uint8_t values; /* 1 + the place of a group of constants, VALUES_TRISTATE, or 0 */
  uint8_t zero_is_unknown;
  int8_t ref; /* which of the object's references keeps it alive; -1: none */
  uint8_t inner;
  uint16_t known_offset;
  uint8_t follows; /* 1 + the place of the field that this one says the count or the size of: nobody sets it; or 0 */
  uint8_t exact;   /* how many bytes memory must have; 0: any number */
} field_info;

typedef struct struct_info {
  const char *name, *type_name, *doc;
  const field_info *fields;
  uint32_t field_count, ref_count, size, versioned;
} struct_info;

/* `busy` counts the calls that read it without the interpreter's lock: it cannot be changed meanwhile. */
typedef struct struct_object {
  PyObject_HEAD const struct_info *info;
  char *data; /* the struct, and SPARE_BYTES zeroes behind it */
  Py_ssize_t busy;
  PyObject *refs[];
} struct_object;

int structs_ready(PyObject *module);
void *struct_data(PyObject *object);
/* Null with a TypeError where it is none. */
struct_object *transfer_expect(PyObject *object);
struct_object *event_expect(PyObject *object);
struct_object *options_expect(PyObject *object); /* of tables */
/* What a call reads, and what hangs on it, is held. */
void struct_hold(struct_object *object, int by);
int structs_setup(PyObject *groups, PyObject *micros);
PyObject *decision_make(void);

/* ---- errors ---- */

/* Raises fraudrisk.Error. `decision` may be null. Always returns null. */
PyObject *fail(fr_status status, const fr_error *error, PyObject *decision);
PyObject *fail_usage(const char *sentence);
/* The exception that is raised gets an attribute. */
void exception_keeps(const char *name, PyObject *value);

/* ---- handles ---- */

typedef struct handle_object {
  PyObject_HEAD void *pointer;
  uint32_t kind;
  uint32_t forks; /* how often this process had forked when it was made */
  uint32_t children, contexts;
  PyObject *parent;
} handle_object;

int handles_ready(PyObject *module);
/* The pointer; null with an exception where it is closed, of another kind, or another process's. */
void *handle_pointer(PyObject *handle, const char *kind);
uint32_t forks_so_far(void);

/* ---- contexts and tables ---- */

typedef struct context_object {
  PyObject_HEAD fr_context *context;
  PyObject *engine; /* the Python object, which keeps journals and the like */
  PyObject *handle; /* of the engine */
  uint32_t forks;
  bool busy;
} context_object;

int contexts_ready(PyObject *module);
/* Marks it as in a call; null with an exception where it cannot be. */
fr_context *context_enter(context_object *self);
void context_leave(context_object *self);

int tables_ready(PyObject *module);
PyObject *table_score(PyObject *self, PyObject *args);

/* A heap type from its spec, added to the module by the name behind its last dot. */
PyObject *add_type(PyObject *module, PyType_Spec *spec);
void free_object(PyObject *self);

#endif
