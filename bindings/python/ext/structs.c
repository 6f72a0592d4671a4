/* SPDX-License-Identifier: Apache-2.0
 *
 * Every struct of the headers as a type, from the tables that generate.py writes. What a field points to is kept by
 * the object; None is unknown. */
#include "binding.h"
/* The tables, which only this file needs. */
#include "layout.h"

static PyObject *types[STRUCT_COUNT];
static PyObject *groups[GROUP_COUNT];   /* classes of constants */
static PyObject *by_value[GROUP_COUNT]; /* dicts: value to member */
static PyObject *by_name[GROUP_COUNT];  /* dicts: "mobile" to value */
static PyObject *micros_of;
static PyObject *names[STRUCT_COUNT][64];
static PyGetSetDef accessors[STRUCT_COUNT][65];
static bool is_bits[GROUP_COUNT];

/* ---- memory ---- */

static struct_object *allocate(PyTypeObject *type, const struct_info *info) {
  allocfunc alloc = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
  struct_object *made = (struct_object *)alloc(type, 0);
  if (made == NULL) return NULL;
  const size_t head = offsetof(struct_object, refs) + info->ref_count * sizeof(PyObject *);
  made->info = info;
  made->data = (char *)made + (head + 15) / 16 * 16;
  if (info->versioned) memcpy(made->data, &info->size, sizeof info->size);
  return made;
}

static void deallocate(PyObject *object) {
  struct_object *self = (struct_object *)object;
  for (uint32_t i = 0; i < self->info->ref_count; i++) Py_XDECREF(self->refs[i]);
  free_object(object);
}

static PyObject *struct_make(uint32_t which) {
  return (PyObject *)allocate((PyTypeObject *)types[which], &all_structs[which]);
}
PyObject *decision_make(void) { return struct_make(STRUCT_FR_DECISION); }
void *struct_data(PyObject *object) { return ((struct_object *)object)->data; }

static struct_object *struct_expect(PyObject *object, uint32_t which) {
  if ((PyObject *)Py_TYPE(object) == types[which]) return (struct_object *)object;
  PyErr_Format(PyExc_TypeError, "a %s is needed, not a %R", all_structs[which].type_name, Py_TYPE(object));
  return NULL;
}

struct_object *transfer_expect(PyObject *object) { return struct_expect(object, STRUCT_FR_TRANSFER); }
struct_object *event_expect(PyObject *object) { return struct_expect(object, STRUCT_FR_EVENT); }
struct_object *options_expect(PyObject *object) { return struct_expect(object, STRUCT_FR_ARROW_OPTIONS); }

void struct_hold(struct_object *object, int by) {
  object->busy += by;
  for (uint32_t i = 0; i < object->info->field_count; i++) {
    const field_info *field = &object->info->fields[i];
    if (field->kind == KIND_POINTER && object->refs[field->ref] != NULL) {
      struct_hold((struct_object *)object->refs[field->ref], by);
    }
  }
}

/* ---- reading ---- */

static PyObject *text_of(const char *data, Py_ssize_t size) {
  PyObject *text = PyUnicode_DecodeUTF8(data, size, NULL);
  if (text != NULL || !PyErr_ExceptionMatches(PyExc_UnicodeDecodeError)) return text;
  PyErr_Clear();
  return PyBytes_FromStringAndSize(data, size);
}

static PyObject *none(void) { Py_RETURN_NONE; }

static PyObject *number_at(const field_info *field, const char *at) {
  uint32_t u32;
  uint64_t u64;
  int32_t i32;
  int64_t i64;
  double number;
  switch (field->kind) {
    case KIND_U32: memcpy(&u32, at, 4); return PyLong_FromUnsignedLong(u32);
    case KIND_I32: memcpy(&i32, at, 4); return PyLong_FromLong(i32);
    case KIND_I64: memcpy(&i64, at, 8); return PyLong_FromLongLong(i64);
    case KIND_DOUBLE: memcpy(&number, at, 8); return PyFloat_FromDouble(number);
    default: memcpy(&u64, at, 8); return PyLong_FromUnsignedLongLong(u64);
  }
}

static PyObject *dict_of(const struct_object *self, const field_info *field) {
  PyObject *kept = self->refs[field->ref];
  if (kept == NULL) return none();
  PyObject *given = PyTuple_GetItem(kept, 0); /* the dict that was given */
  return given == NULL ? NULL : PyDict_Copy(given);
}

static PyObject *struct_copy(const field_info *field, const char *at) {
  PyObject *made = struct_make(field->inner);
  if (made != NULL) memcpy(struct_data(made), at, all_structs[field->inner].size);
  return made;
}

static bool measures(const struct_object *self, const field_info *one, const field_info *field) {
  return one->follows != 0 && &self->info->fields[one->follows - 1] == field;
}

static bool is_measured(const struct_object *self, const field_info *field) {
  for (uint32_t i = 0; i < self->info->field_count; i++) {
    if (measures(self, &self->info->fields[i], field)) return true;
  }
  return false;
}

/* How many elements of an array are filled: all, or as many as another field says. */
static uint32_t filled_of(const struct_object *self, const field_info *field) {
  uint32_t count = field->count;
  for (uint32_t i = 0; i < self->info->field_count; i++) {
    const field_info *other = &self->info->fields[i];
    if (measures(self, other, field)) memcpy(&count, self->data + other->offset, sizeof count);
  }
  return count < field->count ? count : field->count;
}

static PyObject *plain_at(const struct_object *self, const field_info *field, const char *at) {
  fr_text text;
  const char *string;
  switch (field->kind) {
    case KIND_TEXT:
      memcpy(&text, at, sizeof text);
      return text.data == NULL ? none() : text_of(text.data, (Py_ssize_t)text.size);
    case KIND_CHARS: {
      const size_t size = strnlen(at, field->size);
      return size == 0 ? none() : text_of(at, (Py_ssize_t)size);
    }
    case KIND_BYTES: return PyBytes_FromStringAndSize(at, (Py_ssize_t)filled_of(self, field));
    case KIND_STRING:
      memcpy(&string, at, sizeof string);
      return string == NULL ? none() : text_of(string, (Py_ssize_t)strlen(string));
    case KIND_STRUCT: return struct_copy(field, at);
    case KIND_POINTER: {
      PyObject *kept = self->refs[field->ref];
      if (kept == NULL) return none();
      Py_INCREF(kept);
      return kept;
    }
    case KIND_ATTRIBUTES:
    case KIND_NAMES: return dict_of(self, field);
    default: return number_at(field, at);
  }
}

static PyObject *several(const struct_object *self, const field_info *field, const char *at) {
  const Py_ssize_t count = (Py_ssize_t)filled_of(self, field);
  PyObject *made = PyTuple_New(count);
  for (Py_ssize_t i = 0; made != NULL && i < count; i++) {
    const char *one = at + i * (Py_ssize_t)(field->size / field->count);
    PyObject *item = field->kind == KIND_STRUCT ? struct_copy(field, one) : number_at(field, one);
    if (item == NULL || PyTuple_SetItem(made, i, item) != 0) {
      Py_DECREF(made);
      return NULL;
    }
  }
  return made;
}

static PyObject *raw_of(const struct_object *self, const field_info *field) {
  const char *at = self->data + field->offset;
  const bool array = field->count > 1 && field->kind != KIND_CHARS && field->kind != KIND_BYTES;
  return array ? several(self, field, at) : plain_at(self, field, at);
}

static PyObject *member_of(const field_info *field, PyObject *number) {
  const uint32_t group = field->values - 1u;
  if (groups[group] == NULL) return number;
  PyObject *member = PyDict_GetItemWithError(by_value[group], number);
  if (member == NULL && !PyErr_Occurred() && is_bits[group]) {
    member = PyObject_CallFunctionObjArgs(groups[group], number, NULL);
    Py_DECREF(number);
    return member;
  }
  if (member == NULL) return PyErr_Occurred() ? NULL : number; /* of a newer library */
  Py_INCREF(member);
  Py_DECREF(number);
  return member;
}

static PyObject *get_field(PyObject *object, void *closure) {
  const struct_object *self = (const struct_object *)object;
  const field_info *field = closure;
  uint32_t known;
  if (field->known_bit != 0) {
    memcpy(&known, self->data + field->known_offset, sizeof known);
    if ((known & field->known_bit) == 0) return none();
  }
  if (field->values == VALUES_TRISTATE) {
    memcpy(&known, self->data + field->offset, sizeof known);
    return known == FR_UNKNOWN ? none() : PyBool_FromLong(known == FR_YES);
  }
  PyObject *made = raw_of(self, field);
  if (made == NULL || field->values == 0) return made;
  if (field->zero_is_unknown && PyObject_Not(made) == 1) {
    Py_DECREF(made);
    return none();
  }
  return member_of(field, made);
}

/* ---- writing ---- */

static int wrong(const field_info *field, const char *wanted, PyObject *given) {
  PyErr_Format(PyExc_TypeError, "%s takes %s, not a %R", field->name, wanted, Py_TYPE(given));
  return -1;
}

/* Bytes of a str or of bytes, as a new reference. */
static PyObject *bytes_of(const field_info *field, PyObject *value) {
  if (PyUnicode_Check(value)) return PyUnicode_AsUTF8String(value);
  if (PyBytes_Check(value)) {
    Py_INCREF(value);
    return value;
  }
  wrong(field, "a str or bytes", value);
  return NULL;
}

static void keep(struct_object *self, const field_info *field, PyObject *kept) {
  PyObject *before = self->refs[field->ref];
  self->refs[field->ref] = kept;
  Py_XDECREF(before);
}

/* What follows a field says how much there is of it now. */
static void measure(struct_object *self, const field_info *field, uint64_t amount) {
  const uint32_t half = (uint32_t)amount;
  for (uint32_t i = 0; i < self->info->field_count; i++) {
    const field_info *other = &self->info->fields[i];
    if (!measures(self, other, field)) continue;
    if (other->kind == KIND_U64) memcpy(self->data + other->offset, &amount, sizeof amount);
    if (other->kind == KIND_U32) memcpy(self->data + other->offset, &half, sizeof half);
  }
}

static int set_text(struct_object *self, const field_info *field, PyObject *value) {
  fr_text text = {NULL, 0, FR_ENCODING_UTF8};
  PyObject *kept = NULL;
  if (PyTuple_Check(value)) {
    if (PyTuple_Size(value) != 2) return wrong(field, "a pair of bytes and an encoding", value);
    const long encoding = PyLong_AsLong(PyTuple_GetItem(value, 1));
    if (encoding == -1 && PyErr_Occurred()) return -1;
    text.encoding = encoding < 0 || encoding > 1000 ? 1000 : (uint32_t)encoding;
    value = PyTuple_GetItem(value, 0);
  }
  if (value != Py_None) {
    char *data;
    Py_ssize_t size;
    kept = bytes_of(field, value);
    if (kept == NULL || PyBytes_AsStringAndSize(kept, &data, &size) != 0) return -1;
    if (size > INT32_MAX) {
      Py_DECREF(kept);
      PyErr_Format(PyExc_ValueError, "%s is longer than 2 GiB", field->name);
      return -1;
    }
    text.data = data;
    text.size = (uint32_t)size;
  }
  memcpy(self->data + field->offset, &text, sizeof text);
  keep(self, field, kept);
  return 0;
}

static bool memory_fits(const field_info *field, Py_ssize_t size) {
  if (field->exact != 0 && size != (Py_ssize_t)field->exact) {
    PyErr_Format(PyExc_ValueError, "%s takes %u bytes, not %zd", field->name, (unsigned)field->exact, size);
    return false;
  }
  if (size > INT32_MAX) {
    PyErr_Format(PyExc_ValueError, "%s is longer than 2 GiB", field->name);
    return false;
  }
  return true;
}

static int set_memory(struct_object *self, const field_info *field, PyObject *value) {
  char *data = NULL;
  Py_ssize_t size = 0;
  PyObject *kept = NULL;
  if (value != Py_None) {
    kept = bytes_of(field, value);
    if (kept == NULL || PyBytes_AsStringAndSize(kept, &data, &size) != 0) return -1;
    if (field->kind == KIND_STRING && strlen(data) != (size_t)size) {
      Py_DECREF(kept);
      PyErr_Format(PyExc_ValueError, "%s holds a zero byte", field->name);
      return -1;
    }
    if (!memory_fits(field, size)) {
      Py_DECREF(kept);
      return -1;
    }
  }
  memcpy(self->data + field->offset, &data, sizeof data);
  measure(self, field, (uint64_t)size);
  keep(self, field, kept);
  return 0;
}

static int set_chars(struct_object *self, const field_info *field, PyObject *value) {
  char *data = NULL;
  Py_ssize_t size = 0;
  PyObject *kept = value == Py_None ? PyBytes_FromStringAndSize(NULL, 0) : bytes_of(field, value);
  if (kept == NULL || PyBytes_AsStringAndSize(kept, &data, &size) != 0) return -1;
  const Py_ssize_t most = (Py_ssize_t)field->size - (field->size == 4 ? 1 : 0);
  const bool exact = field->kind == KIND_BYTES && value != Py_None && !is_measured(self, field);
  const bool wrong_size = exact ? size != (Py_ssize_t)field->size : size > most;
  if (wrong_size) {
    PyErr_Format(PyExc_ValueError, "%s takes %zd bytes, not %zd", field->name, most, size);
  } else {
    memset(self->data + field->offset, 0, field->size);
    memcpy(self->data + field->offset, data, (size_t)size);
    if (field->kind == KIND_BYTES) measure(self, field, (uint64_t)size);
  }
  Py_DECREF(kept);
  return wrong_size ? -1 : 0;
}

static int set_pointer(struct_object *self, const field_info *field, PyObject *value) {
  void *pointer = NULL;
  if (value != Py_None) {
    if (struct_expect(value, field->inner) == NULL) return -1;
    pointer = struct_data(value);
    Py_INCREF(value);
  }
  memcpy(self->data + field->offset, &pointer, sizeof pointer);
  keep(self, field, value == Py_None ? NULL : value);
  return 0;
}

/* numpy's truths, which are not Python's, by the name of their type: nothing of numpy is asked for. */
static bool is_truth(PyObject *value) {
  if (PyBool_Check(value)) return true;
  PyObject *kind = (PyObject *)Py_TYPE(value);
  PyObject *home = PyObject_GetAttrString(kind, "__module__"), *name = PyObject_GetAttrString(kind, "__name__");
  const bool is =
      home != NULL && name != NULL && PyUnicode_Check(home) && PyUnicode_Check(name) &&
      PyUnicode_CompareWithASCIIString(home, "numpy") == 0 &&
      (PyUnicode_CompareWithASCIIString(name, "bool") == 0 || PyUnicode_CompareWithASCIIString(name, "bool_") == 0);
  Py_XDECREF(home);
  Py_XDECREF(name);
  PyErr_Clear();
  return is;
}

/* Integers of numpy and the like; truths are none. */
static bool is_index(PyObject *value) { return PyIndex_Check(value) && !is_truth(value); }

static int fill_attribute(fr_attribute *made, PyObject *name, PyObject *value, PyObject *kept, Py_ssize_t place) {
  static const field_info field = {.name = "attributes"};
  char *data;
  Py_ssize_t size;
  PyObject *bytes = bytes_of(&field, name);
  if (bytes == NULL || PyTuple_SetItem(kept, place, bytes) != 0) return -1;
  if (PyBytes_AsStringAndSize(bytes, &data, &size) != 0) return -1;
  made->name = (fr_text){data, (uint32_t)size, FR_ENCODING_UTF8};
  if (is_truth(value)) {
    made->type = FR_TYPE_BOOL;
    made->integer = PyObject_IsTrue(value) == 1;
  } else if (is_index(value)) {
    PyObject *whole = PyNumber_Index(value);
    made->type = FR_TYPE_INT;
    made->integer = whole == NULL ? 0 : PyLong_AsLongLong(whole);
    Py_XDECREF(whole);
  } else if (PyFloat_Check(value)) {
    made->type = FR_TYPE_DOUBLE;
    made->number = PyFloat_AsDouble(value);
  } else {
    bytes = bytes_of(&field, value);
    if (bytes == NULL || PyTuple_SetItem(kept, place + 1, bytes) != 0) return -1;
    if (PyBytes_AsStringAndSize(bytes, &data, &size) != 0) return -1;
    made->type = FR_TYPE_STRING;
    made->text = (fr_text){data, (uint32_t)size, FR_ENCODING_UTF8};
  }
  return PyErr_Occurred() ? -1 : 0;
}

/* What is kept: the dict, the array, and the bytes of names and texts. None in the dict is unknown, and left out. */
static int set_attributes(struct_object *self, const field_info *field, PyObject *value) {
  fr_transfer *transfer = (fr_transfer *)(void *)self->data;
  if (value == Py_None || (PyDict_Check(value) && PyDict_Size(value) == 0)) {
    transfer->attributes = NULL;
    measure(self, field, 0);
    keep(self, field, NULL);
    return 0;
  }
  if (!PyDict_Check(value)) return wrong(field, "a dict", value);
  const Py_ssize_t count = PyDict_Size(value);
  PyObject *kept = PyTuple_New(2 + 2 * count), *name, *one;
  PyObject *array = PyBytes_FromStringAndSize(NULL, count * (Py_ssize_t)sizeof(fr_attribute));
  PyObject *given = PyDict_Copy(value);
  if (kept == NULL || array == NULL || given == NULL) {
    Py_XDECREF(kept);
    Py_XDECREF(array);
    Py_XDECREF(given);
    return -1;
  }
  PyTuple_SetItem(kept, 0, given);
  PyTuple_SetItem(kept, 1, array);
  fr_attribute *made = (fr_attribute *)(void *)PyBytes_AsString(array);
  memset(made, 0, (size_t)count * sizeof *made);
  Py_ssize_t at = 0, filled = 0;
  while (PyDict_Next(given, &at, &name, &one)) {
    if (one == Py_None) continue;
    if (fill_attribute(&made[filled], name, one, kept, 2 + 2 * filled) != 0) {
      Py_DECREF(kept);
      return -1;
    }
    filled++;
  }
  transfer->attributes = made;
  measure(self, field, (uint64_t)filled);
  keep(self, field, kept);
  return 0;
}

static int fill_name(fr_text *made, PyObject *given, PyObject *kept, Py_ssize_t place) {
  static const field_info field = {.name = "names"};
  char *data;
  Py_ssize_t size;
  PyObject *bytes = bytes_of(&field, given);
  if (bytes == NULL || PyTuple_SetItem(kept, place, bytes) != 0) return -1;
  if (PyBytes_AsStringAndSize(bytes, &data, &size) != 0 || !memory_fits(&field, size)) return -1;
  *made = (fr_text){data, (uint32_t)size, FR_ENCODING_UTF8};
  return 0;
}

/* What is kept: the dict, the array, and the bytes of all names. */
static int set_names(struct_object *self, const field_info *field, PyObject *value) {
  fr_arrow_options *options = (fr_arrow_options *)(void *)self->data;
  if (value != Py_None && !PyDict_Check(value)) return wrong(field, "a dict", value);
  const Py_ssize_t count = value == Py_None ? 0 : PyDict_Size(value);
  fr_arrow_name *made = NULL;
  PyObject *kept = NULL, *column, *name;
  if (count != 0) {
    PyObject *array = PyBytes_FromStringAndSize(NULL, count * (Py_ssize_t)sizeof(fr_arrow_name));
    PyObject *given = PyDict_Copy(value);
    kept = PyTuple_New(2 + 2 * count);
    if (kept == NULL || array == NULL || given == NULL) {
      Py_XDECREF(kept);
      Py_XDECREF(array);
      Py_XDECREF(given);
      return -1;
    }
    PyTuple_SetItem(kept, 0, given);
    PyTuple_SetItem(kept, 1, array);
    made = (fr_arrow_name *)(void *)PyBytes_AsString(array);
    Py_ssize_t at = 0;
    for (Py_ssize_t i = 0; i < count && PyDict_Next(given, &at, &column, &name); i++) {
      if (fill_name(&made[i].column, column, kept, 2 + 2 * i) != 0 ||
          fill_name(&made[i].field, name, kept, 3 + 2 * i) != 0) {
        Py_DECREF(kept);
        return -1;
      }
    }
  }
  options->names = made;
  measure(self, field, (uint64_t)count);
  keep(self, field, kept);
  return 0;
}

static bool is_free(const struct_object *self, const field_info *field) {
  if (self->busy == 0) return true;
  PyErr_Format(PyExc_RuntimeError, "%s cannot be set: another thread is in a call with this object", field->name);
  return false;
}

static int store(struct_object *self, const field_info *field, PyObject *number) {
  char *at = self->data + field->offset;
  int64_t i64 = 0;
  uint64_t u64 = 0;
  if (field->kind == KIND_U64) {
    u64 = PyLong_AsUnsignedLongLong(number);
  } else {
    i64 = PyLong_AsLongLong(number);
    const bool fits = field->kind == KIND_I64 || (field->kind == KIND_I32 && i64 >= INT32_MIN && i64 <= INT32_MAX) ||
                      (field->kind == KIND_U32 && i64 >= 0 && i64 <= UINT32_MAX);
    if (!fits && !PyErr_Occurred()) PyErr_Format(PyExc_OverflowError, "%s does not fit", field->name);
  }
  if (PyErr_Occurred()) return -1;
  if (!is_free(self, field)) return -1; /* what made a number of something may have let other threads run */
  const uint32_t half = (uint32_t)i64;
  if (field->kind == KIND_U64) memcpy(at, &u64, 8);
  if (field->kind == KIND_I64) memcpy(at, &i64, 8);
  if (field->kind == KIND_U32 || field->kind == KIND_I32) memcpy(at, &half, 4);
  return 0;
}

/* "mobile" for Channel.MOBILE. */
static int set_word(struct_object *self, const field_info *field, PyObject *value) {
  const uint32_t group = field->values - 1u;
  PyObject *number = by_name[group] == NULL ? NULL : PyDict_GetItemWithError(by_name[group], value);
  if (number != NULL) return store(self, field, number);
  if (!PyErr_Occurred()) PyErr_Format(PyExc_ValueError, "%s: %R is none of %R", field->name, value, by_name[group]);
  return -1;
}

static int set_number(struct_object *self, const field_info *field, PyObject *value) {
  if (field->kind == KIND_DOUBLE) {
    const double number = PyFloat_AsDouble(value);
    if (PyErr_Occurred()) return -1;
    memcpy(self->data + field->offset, &number, sizeof number);
    return 0;
  }
  if (field->count > 1) return wrong(field, "nothing: it is the library's to fill", value);
  if (PyLong_Check(value) && !PyBool_Check(value)) return store(self, field, value);
  if (is_index(value)) {
    PyObject *whole = PyNumber_Index(value);
    const int result = whole == NULL ? -1 : store(self, field, whole);
    Py_XDECREF(whole);
    return result;
  }
  if (PyUnicode_Check(value) && field->values != 0) return set_word(self, field, value);
  const size_t size = strlen(field->name);
  if (micros_of != NULL && size > 3 && strcmp(field->name + size - 3, "_us") == 0 &&
      PyObject_HasAttrString(value, "tzinfo")) {
    PyObject *number = PyObject_CallFunctionObjArgs(micros_of, value, NULL);
    if (number == NULL) return -1;
    const int result = store(self, field, number);
    Py_DECREF(number);
    return result;
  }
  return wrong(field, "an int", value);
}

/* A struct_size larger than what lies behind the object's struct would let the library read past it. */
static int set_size(struct_object *self, const field_info *field, PyObject *value) {
  const long size = PyLong_AsLong(value);
  if (PyErr_Occurred()) return -1;
  if (size < 0 || size > (long)self->info->size + SPARE_BYTES) {
    PyErr_Format(PyExc_ValueError, "struct_size is at most %u here", self->info->size + SPARE_BYTES);
    return -1;
  }
  return store(self, field, value);
}

static int set_value(struct_object *self, const field_info *field, PyObject *value) {
  switch (field->kind) {
    case KIND_TEXT: return set_text(self, field, value);
    case KIND_CHARS:
    case KIND_BYTES: return set_chars(self, field, value);
    case KIND_STRING:
    case KIND_MEMORY: return set_memory(self, field, value);
    case KIND_POINTER: return set_pointer(self, field, value);
    case KIND_ATTRIBUTES: return set_attributes(self, field, value);
    case KIND_NAMES: return set_names(self, field, value);
    case KIND_STRUCT: return wrong(field, "nothing: it is the library's to fill", value);
    default: break;
  }
  if (value == Py_None) {
    memset(self->data + field->offset, 0, field->size);
    return 0;
  }
  if (field->values == VALUES_TRISTATE) {
    if (!is_truth(value)) return wrong(field, "True, False or None", value);
    const int yes = PyObject_IsTrue(value);
    if (yes < 0) return -1;
    const uint32_t number = yes == 1 ? FR_YES : FR_NO;
    memcpy(self->data + field->offset, &number, sizeof number);
    return 0;
  }
  if (field->offset == 0 && self->info->versioned) return set_size(self, field, value);
  return set_number(self, field, value);
}

static int set_field(PyObject *object, PyObject *value, void *closure) {
  struct_object *self = (struct_object *)object;
  const field_info *field = closure;
  if (value == NULL) value = Py_None; /* del */
  if (field->follows != 0) {
    PyErr_Format(PyExc_AttributeError, "%s cannot be set: it follows %s", field->name,
                 self->info->fields[field->follows - 1].name);
    return -1;
  }
  if (!is_free(self, field)) return -1;
  if (set_value(self, field, value) != 0) return -1;
  if (field->known_bit != 0) {
    uint32_t known;
    memcpy(&known, self->data + field->known_offset, sizeof known);
    known = value == Py_None ? known & ~field->known_bit : known | field->known_bit;
    memcpy(self->data + field->known_offset, &known, sizeof known);
  }
  return 0;
}

/* ---- types ---- */

static const field_info *find(const struct_info *info, PyObject *name) {
  const size_t which = (size_t)(info - all_structs);
  for (uint32_t i = 0; i < info->field_count; i++) {
    if (names[which][i] == name) return &info->fields[i];
  }
  for (uint32_t i = 0; i < info->field_count; i++) {
    if (PyUnicode_Compare(names[which][i], name) == 0) return &info->fields[i];
  }
  return NULL;
}

static PyObject *make_new(const struct_info *info, PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  if (PyTuple_Size(args) != 0) {
    PyErr_Format(PyExc_TypeError, "%s takes its fields by name", info->type_name);
    return NULL;
  }
  struct_object *made = allocate(type, info);
  PyObject *name, *value;
  Py_ssize_t at = 0;
  while (made != NULL && kwargs != NULL && PyDict_Next(kwargs, &at, &name, &value)) {
    const field_info *field = find(info, name);
    if (field == NULL) PyErr_Format(PyExc_TypeError, "%s has no field %R", info->type_name, name);
    if (field == NULL || set_field((PyObject *)made, value, (void *)(uintptr_t)field) != 0) {
      Py_DECREF(made);
      return NULL;
    }
  }
  return (PyObject *)made;
}

#define NEW_OF(place)                                                                  \
  static PyObject *new_##place(PyTypeObject *type, PyObject *args, PyObject *kwargs) { \
    return make_new(&all_structs[place], type, args, kwargs);                          \
  }
EACH_STRUCT(NEW_OF)

static PyObject *represent(PyObject *object) {
  const struct_object *self = (const struct_object *)object;
  PyObject *parts = PyList_New(0);
  for (uint32_t i = self->info->versioned; parts != NULL && i < self->info->field_count; i++) {
    const field_info *field = &self->info->fields[i];
    const bool bits = field->offset != 0 && field->known_offset == field->offset; /* told by what is known */
    if (field->kind == KIND_BYTES || bits) continue;
    PyObject *value = get_field(object, (void *)(uintptr_t)field);
    if (value == NULL) Py_CLEAR(parts);
    if (value != NULL && value != Py_None && PyObject_IsTrue(value) == 1) {
      /* Accounts, names and remarks stay out of logs. */
      const bool hidden = field->kind == KIND_TEXT || field->kind == KIND_ATTRIBUTES;
      PyObject *part =
          hidden ? PyUnicode_FromFormat("%s=...", field->name) : PyUnicode_FromFormat("%s=%R", field->name, value);
      if (part == NULL || PyList_Append(parts, part) != 0) Py_CLEAR(parts);
      Py_XDECREF(part);
    }
    Py_XDECREF(value);
  }
  PyObject *comma = PyUnicode_FromString(", ");
  PyObject *joined = parts == NULL || comma == NULL ? NULL : PyUnicode_Join(comma, parts);
  PyObject *made = joined == NULL ? NULL : PyUnicode_FromFormat("%s(%U)", self->info->type_name + 10, joined);
  Py_XDECREF(joined);
  Py_XDECREF(comma);
  Py_XDECREF(parts);
  return made;
}

static PyObject *address_of(PyObject *object, void *closure) {
  (void)closure;
  return PyLong_FromVoidPtr(struct_data(object));
}

static PyObject *raw(PyObject *object, PyObject *name) {
  const struct_object *self = (const struct_object *)object;
  const field_info *field = PyUnicode_Check(name) ? find(self->info, name) : NULL;
  if (field != NULL) return raw_of(self, field);
  PyErr_Format(PyExc_AttributeError, "%s has no field %R", self->info->type_name, name);
  return NULL;
}

static PyObject *fields_of(PyObject *object, PyObject *unused) {
  const struct_info *info = ((const struct_object *)object)->info;
  PyObject *made = PyTuple_New((Py_ssize_t)info->field_count);
  (void)unused;
  for (uint32_t i = 0; made != NULL && i < info->field_count; i++) {
    Py_INCREF(names[info - all_structs][i]);
    PyTuple_SetItem(made, (Py_ssize_t)i, names[info - all_structs][i]);
  }
  return made;
}

static PyMethodDef methods[] = {
    {"raw", raw, METH_O, "A field as the library has it: numbers for constants, and whether it is known or not."},
    {"fields", fields_of, METH_NOARGS, "The names of all fields, in the order of the header."},
    {NULL, NULL, 0, NULL}};

static int make_type(PyObject *module, uint32_t which, newfunc new) {
  const struct_info *info = &all_structs[which];
  PyGetSetDef *access = accessors[which];
  if (info->field_count > 62) {
    PyErr_Format(PyExc_SystemError, "%s has more fields than the binding makes room for", info->name);
    return -1;
  }
  for (uint32_t i = 0; i < info->field_count; i++) {
    names[which][i] = PyUnicode_InternFromString(info->fields[i].name);
    if (names[which][i] == NULL) return -1;
    access[i] = (PyGetSetDef){info->fields[i].name, get_field, set_field, NULL, (void *)(uintptr_t)&info->fields[i]};
  }
  access[info->field_count] = (PyGetSetDef){"address", address_of, NULL, "Where the struct lies.", NULL};
  PyType_Slot slots[] = {{Py_tp_new, (void *)new},
                         {Py_tp_dealloc, (void *)deallocate},
                         {Py_tp_repr, (void *)represent},
                         {Py_tp_getset, access},
                         {Py_tp_methods, methods},
                         {Py_tp_doc, (void *)(uintptr_t)info->doc},
                         {0, NULL}};
  const size_t head = offsetof(struct_object, refs) + info->ref_count * sizeof(PyObject *);
  PyType_Spec spec = {info->type_name, (int)((head + 15) / 16 * 16 + info->size + SPARE_BYTES), 0, Py_TPFLAGS_DEFAULT,
                      slots};
  types[which] = add_type(module, &spec);
  return types[which] == NULL ? -1 : 0;
}

/* {"fr_text": 16, …} */
static int add_sizes(PyObject *module) {
  PyObject *sizes = PyDict_New();
  for (uint32_t i = 0; sizes != NULL && i < STRUCT_COUNT; i++) {
    PyObject *size = PyLong_FromUnsignedLong(all_structs[i].size);
    if (size == NULL || PyDict_SetItemString(sizes, all_structs[i].name, size) != 0) return -1;
    Py_DECREF(size);
  }
  return sizes == NULL ? -1 : PyModule_AddObject(module, "STRUCT_SIZES", sizes);
}

int structs_ready(PyObject *module) {
#define TYPE_OF(place) \
  if (make_type(module, place, new_##place) != 0) return -1;
  EACH_STRUCT(TYPE_OF)
  if (add_sizes(module) != 0) return -1;
    /* A library that lacks a function of this header is told when the extension is loaded. */
#define ADDRESS_OF(name) (const void *)(uintptr_t)name,
  static const void *volatile functions[] = {EACH_FUNCTION(ADDRESS_OF) NULL};
  return functions[0] == NULL ? -1 : 0;
}

/* `given` is the class and whether its constants are bits. */
static int take_group(uint32_t group, PyObject *given) {
  PyObject *class = PyTuple_GetItem(given, 0), *bits = PyTuple_GetItem(given, 1);
  if (class == NULL || bits == NULL) return -1;
  is_bits[group] = bits == Py_True;
  PyObject *members = PyObject_GetAttrString(class, "__members__");
  PyObject *items = members == NULL ? NULL : PyMapping_Items(members);
  Py_XDECREF(members);
  by_value[group] = PyDict_New();
  by_name[group] = PyDict_New();
  if (items == NULL || by_value[group] == NULL || by_name[group] == NULL) return -1;
  for (Py_ssize_t i = 0; i < PyList_Size(items); i++) {
    PyObject *pair = PyList_GetItem(items, i), *member = PyTuple_GetItem(pair, 1);
    PyObject *name = PyObject_CallMethod(PyTuple_GetItem(pair, 0), "lower", NULL);
    PyObject *number = PyNumber_Long(member);
    if (name == NULL || number == NULL || PyDict_SetItem(by_name[group], name, number) != 0) return -1;
    if (PyDict_GetItemWithError(by_value[group], number) == NULL) PyDict_SetItem(by_value[group], number, member);
    Py_DECREF(name);
    Py_DECREF(number);
  }
  Py_DECREF(items);
  Py_INCREF(class);
  groups[group] = class;
  return 0;
}

int structs_setup(PyObject *classes, PyObject *micros) {
  for (uint32_t i = 0; i < GROUP_COUNT; i++) {
    PyObject *given = PyMapping_GetItemString(classes, group_prefixes[i]);
    if (given == NULL || take_group(i, given) != 0) return -1;
    Py_DECREF(given);
  }
  Py_INCREF(micros);
  micros_of = micros;
  return 0;
}
