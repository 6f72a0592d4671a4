/* SPDX-License-Identifier: Apache-2.0
 *
 * cel.expr.Value and cel.expr.Type, from and to JSON (the mapping of proto3). */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cel/base64.h"
#include "cel/compile.h"
#include "cel/number.h"
#include "cel/time.h"
#include "eval.h"

#define OBJECT_PREFIX "type.googleapis.com/google.protobuf."

static __attribute__((format(printf, 3, 4))) bool fail(eval_fault *fault, const char *construct, const char *format,
                                                       ...) {
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(fault->message, sizeof fault->message, format, arguments);
  va_end(arguments);
  snprintf(fault->construct, sizeof fault->construct, "%s", construct);
  return false;
}

static bool out_of_memory(eval_fault *fault) { return fail(fault, "", "memory is out"); }

/* ---- in ---- */

static bool read_integer(const json_t *from, fr__cel_value *value, eval_fault *fault) {
  if (json_is_integer(from)) {
    value->as.integer = json_integer_value(from);
    if (value->kind == FR__CEL_INT || value->as.integer >= 0) return true;
  } else if (json_is_string(from)) {
    const char *text = json_string_value(from);
    const uint32_t size = (uint32_t)json_string_length(from);
    if (value->kind == FR__CEL_INT && fr__cel_parse_int(text, size, &value->as.integer)) return true;
    if (value->kind == FR__CEL_UINT && fr__cel_parse_uint(text, size, &value->as.word)) return true;
  }
  return fail(fault, "", "%s is a whole number in quotes", value->kind == FR__CEL_INT ? "int64Value" : "uint64Value");
}

static bool read_double(const json_t *from, fr__cel_value *value, eval_fault *fault) {
  if (json_is_number(from)) {
    value->as.number = json_number_value(from);
    return true;
  }
  if (json_is_string(from) &&
      fr__cel_parse_double(json_string_value(from), (uint32_t)json_string_length(from), &value->as.number)) {
    return true;
  }
  return fail(fault, "", "doubleValue is a number, or \"NaN\", \"Infinity\" or \"-Infinity\"");
}

static bool read_text(const json_t *from, fr__arena *arena, fr__cel_value *value, eval_fault *fault) {
  if (!json_is_string(from)) return fail(fault, "", "stringValue and bytesValue are strings");
  const size_t size = json_string_length(from);
  char *copy = fr__arena_copy(arena, json_string_value(from), size);
  if (copy == NULL || size > UINT32_MAX) return out_of_memory(fault);
  value->as.text = copy;
  value->size = (uint32_t)size;
  if (value->kind != FR__CEL_BYTES) return true;
  if (fr__cel_base64_decode(copy, value->size, copy, &value->size)) return true;
  return fail(fault, "", "bytesValue is base64");
}

static bool read_items(const json_t *list, fr__arena *arena, fr__cel_value *value, eval_fault *fault) {
  const json_t *values = json_object_get(list, "values");
  const size_t count = json_array_size(values);
  fr__cel_value *items = fr__arena_alloc(arena, (count + 1) * sizeof *items);
  if (items == NULL) return out_of_memory(fault);
  for (size_t i = 0; i < count; i++) {
    if (!eval_value_read(json_array_get(values, i), arena, &items[i], fault)) return false;
  }
  *value = (fr__cel_value){.kind = FR__CEL_LIST, .size = (uint32_t)count, .as.items = items};
  return true;
}

static bool read_entries(const json_t *map, fr__arena *arena, fr__cel_value *value, eval_fault *fault) {
  const json_t *entries = json_object_get(map, "entries");
  const size_t count = json_array_size(entries);
  fr__cel_value *items = fr__arena_alloc(arena, (2 * count + 1) * sizeof *items);
  if (items == NULL) return out_of_memory(fault);
  for (size_t i = 0; i < count; i++) {
    const json_t *entry = json_array_get(entries, i);
    if (!eval_value_read(json_object_get(entry, "key"), arena, &items[2 * i], fault)) return false;
    if (!eval_value_read(json_object_get(entry, "value"), arena, &items[2 * i + 1], fault)) return false;
  }
  *value = (fr__cel_value){.kind = FR__CEL_MAP, .size = (uint32_t)count, .as.items = items};
  return true;
}

static bool read_type_name(const json_t *from, fr__cel_value *value, eval_fault *fault) {
  const char *name = json_is_string(from) ? json_string_value(from) : "";
  const uint32_t kind = fr__cel_kind_named(name);
  if (kind == FR__CEL_UNKNOWN) return fail(fault, "protobuf messages", "the type %s is not supported", name);
  *value = (fr__cel_value){.kind = FR__CEL_TYPE, .as.integer = kind};
  return true;
}

/* Times come as messages; all others are not supported. */
static bool read_object(const json_t *from, fr__cel_value *value, eval_fault *fault) {
  const char *type = json_string_value(json_object_get(from, "@type"));
  const json_t *inside = json_object_get(from, "value");
  const char *text = json_is_string(inside) ? json_string_value(inside) : "";
  const uint32_t size = (uint32_t)strlen(text);
  if (type == NULL) return fail(fault, "", "an objectValue names its @type");
  if (strcmp(type, OBJECT_PREFIX "Timestamp") == 0) {
    if (fr__cel_parse_timestamp(text, size, value)) return true;
    return fail(fault, "", "\"%.40s\" is not a timestamp", text);
  }
  if (strcmp(type, OBJECT_PREFIX "Duration") == 0) {
    if (fr__cel_parse_duration(text, size, value)) return true;
    return fail(fault, "", "\"%.40s\" is not a duration", text);
  }
  return fail(fault, "protobuf messages", "values of the type %.100s are not supported", type);
}

bool eval_value_read(const json_t *from, fr__arena *arena, fr__cel_value *value, eval_fault *fault) {
  const char *key;
  json_t *inside;
  *value = fr__cel_unknown();
  if (!json_is_object(from)) return fail(fault, "", "a value is an object such as {\"int64Value\": \"1\"}");
  json_object_foreach((json_t *)(uintptr_t)from, key, inside) {
    static const struct {
      const char *name;
      uint8_t kind;
    } keys[] = {{"nullValue", FR__CEL_NULL},   {"boolValue", FR__CEL_BOOL},     {"int64Value", FR__CEL_INT},
                {"uint64Value", FR__CEL_UINT}, {"doubleValue", FR__CEL_DOUBLE}, {"stringValue", FR__CEL_STRING},
                {"bytesValue", FR__CEL_BYTES}, {"listValue", FR__CEL_LIST},     {"mapValue", FR__CEL_MAP},
                {"typeValue", FR__CEL_TYPE},   {"objectValue", FR__CEL_DYN},    {"enumValue", FR__CEL_SEQUENCE}};
    size_t i = 0;
    while (i < FR_COUNT(keys) && strcmp(keys[i].name, key) != 0) i++;
    if (i == FR_COUNT(keys)) break;
    value->kind = keys[i].kind;
    switch (keys[i].kind) {
      case FR__CEL_NULL: return true;
      case FR__CEL_BOOL: *value = fr__cel_bool(json_is_true(inside)); return true;
      case FR__CEL_INT:
      case FR__CEL_UINT: return read_integer(inside, value, fault);
      case FR__CEL_DOUBLE: return read_double(inside, value, fault);
      case FR__CEL_STRING:
      case FR__CEL_BYTES: return read_text(inside, arena, value, fault);
      case FR__CEL_LIST: return read_items(inside, arena, value, fault);
      case FR__CEL_MAP: return read_entries(inside, arena, value, fault);
      case FR__CEL_TYPE: return read_type_name(inside, value, fault);
      case FR__CEL_DYN: return read_object(inside, value, fault);
      default: return fail(fault, "protobuf enums", "values of enums are not supported");
    }
  }
  return fail(fault, "", "a value is an object such as {\"int64Value\": \"1\"} or {\"stringValue\": \"a\"}");
}

/* ---- types ---- */

bool eval_type_read(const json_t *from, fr__cel_type *type, eval_fault *fault) {
  static const struct {
    const char *name;
    uint8_t kind;
  } primitives[] = {{"BOOL", FR__CEL_BOOL},     {"INT64", FR__CEL_INT},     {"UINT64", FR__CEL_UINT},
                    {"DOUBLE", FR__CEL_DOUBLE}, {"STRING", FR__CEL_STRING}, {"BYTES", FR__CEL_BYTES}};
  *type = (fr__cel_type){.kind = FR__CEL_DYN};
  if (json_is_string(from)) {
    const char *name = json_string_value(from);
    type->kind = strcmp(name, "dyn") == 0         ? FR__CEL_DYN
                 : strcmp(name, "timestamp") == 0 ? FR__CEL_TIMESTAMP
                 : strcmp(name, "duration") == 0  ? FR__CEL_DURATION
                                                  : (uint8_t)fr__cel_kind_named(name);
    return type->kind != FR__CEL_UNKNOWN || fail(fault, "", "there is no type \"%.60s\"", name);
  }
  const char *primitive = json_string_value(json_object_get(from, "primitive"));
  for (size_t i = 0; primitive != NULL && i < FR_COUNT(primitives); i++) {
    if (strcmp(primitives[i].name, primitive) != 0) continue;
    type->kind = primitives[i].kind;
    return true;
  }
  const char *known = json_string_value(json_object_get(from, "wellKnown"));
  const char *message = json_string_value(json_object_get(from, "messageType"));
  if (known == NULL) known = message;
  if (known != NULL) {
    if (strstr(known, "TIMESTAMP") != NULL || strcmp(known, "google.protobuf.Timestamp") == 0) {
      type->kind = FR__CEL_TIMESTAMP;
      return true;
    }
    if (strstr(known, "DURATION") != NULL || strcmp(known, "google.protobuf.Duration") == 0) {
      type->kind = FR__CEL_DURATION;
      return true;
    }
    return fail(fault, "protobuf messages", "the type %.100s is not supported", known);
  }
  if (json_object_get(from, "dyn") != NULL) return true;
  if (json_object_get(from, "null") != NULL) {
    type->kind = FR__CEL_NULL;
    return true;
  }
  const json_t *list = json_object_get(from, "listType"), *map = json_object_get(from, "mapType");
  if (list == NULL && map == NULL) return fail(fault, "declared types", "this type is not supported");
  fr__cel_type element;
  if (!eval_type_read(json_object_get(list != NULL ? list : map, list != NULL ? "elemType" : "valueType"), &element,
                      fault)) {
    return false;
  }
  type->kind = list != NULL ? FR__CEL_LIST : FR__CEL_MAP;
  type->element = element.kind == FR__CEL_DYN ? (uint8_t)FR__CEL_UNKNOWN : element.kind;
  return true;
}

static bool is_any(uint32_t kind) { return kind == FR__CEL_DYN || kind == FR__CEL_UNKNOWN; }

static bool value_fits(const fr__cel_symbol *declared, const fr__cel_value *value, eval_fault *fault) {
  const fr__cel_type *type = &declared->type;
  const char *name = declared->name, *wanted = fr__cel_kind_text(type->kind);
  const int shown = fr__cel_shown(name, (uint32_t)strlen(name));
  if (is_any(type->kind) || value->kind == FR__CEL_UNKNOWN) return true;
  if (value->kind != type->kind) {
    return fail(fault, "", "%.*s is declared as %s, but its value is %s", shown, name, wanted,
                fr__cel_kind_text(value->kind));
  }
  const bool map = type->kind == FR__CEL_MAP;
  if (is_any(type->element) || (!map && type->kind != FR__CEL_LIST)) return true;
  for (uint64_t i = 0; i < value->size; i++) {
    const fr__cel_value *one = &value->as.items[map ? 2 * i + 1 : i];
    if (one->kind == type->element) continue;
    return fail(fault, "", "%.*s is declared as %s of which each value is %s, but one is %s", shown, name, wanted,
                fr__cel_kind_text(type->element), fr__cel_kind_text(one->kind));
  }
  return true;
}

bool eval_declared_fit(const json_t *vars, const json_t *types, const fr__cel_symbol *symbols,
                       const fr__cel_value *values, uint32_t count, eval_fault *fault) {
  if (vars != NULL && !json_is_object(vars)) {
    return fail(fault, "", "\"vars\" is an object of names and values, such as {\"x\": {\"int64Value\": \"1\"}}");
  }
  if (types != NULL && !json_is_object(types)) {
    return fail(fault, "", "\"types\" is an object of names and types, such as {\"x\": \"int\"}");
  }
  for (uint32_t i = 0; i < count; i++) {
    if (!value_fits(&symbols[i], &values[i], fault)) return false;
  }
  return true;
}

/* ---- out ---- */

static json_t *wrap(const char *key, json_t *inside) {
  json_t *made = json_object();
  if (inside == NULL || json_object_set_new(made, key, inside) != 0) {
    json_decref(made);
    return NULL;
  }
  return made;
}

static json_t *text_of(char text[64], uint32_t size) { return json_stringn(text, size); }

static json_t *write_double(double number) {
  if (number != number) return json_string("NaN");
  if (number - number != 0.0) return json_string(number > 0 ? "Infinity" : "-Infinity");
  return json_real(number);
}

static json_t *write_bytes(const fr__cel_value *value) {
  const uint64_t room = fr__cel_base64_size(value->size);
  char *text = malloc(room + 1);
  if (text == NULL) return NULL;
  json_t *made = json_stringn(text, fr__cel_base64_encode(value->as.text, value->size, text));
  free(text);
  return made;
}

static json_t *write_object(const fr__cel_value *value) {
  char text[FR__CEL_TIME_BYTES];
  const bool time = value->kind == FR__CEL_TIMESTAMP;
  const uint32_t size = time ? fr__cel_format_timestamp(value, text) : fr__cel_format_duration(value, text);
  return json_pack("{s:s, s:s#}", "@type", time ? OBJECT_PREFIX "Timestamp" : OBJECT_PREFIX "Duration", "value", text,
                   (int)size);
}

static json_t *write_list(const fr__cel_value *value) {
  json_t *values = json_array();
  for (uint32_t i = 0; i < value->size; i++) {
    if (json_array_append_new(values, eval_value_write(&value->as.items[i])) != 0) return NULL;
  }
  return wrap("values", values);
}

static json_t *write_map(const fr__cel_value *value) {
  json_t *entries = json_array();
  for (uint32_t i = 0; i < value->size; i++) {
    json_t *entry = json_pack("{s:o, s:o}", "key", eval_value_write(&value->as.items[2 * i]), "value",
                              eval_value_write(&value->as.items[2 * i + 1]));
    if (json_array_append_new(entries, entry) != 0) return NULL;
  }
  return wrap("entries", entries);
}

json_t *eval_value_write(const fr__cel_value *value) {
  char text[64];
  switch (value->kind) {
    case FR__CEL_NULL: return wrap("nullValue", json_null());
    case FR__CEL_BOOL: return wrap("boolValue", json_boolean(value->as.integer != 0));
    case FR__CEL_INT: return wrap("int64Value", text_of(text, fr__cel_format_int(value->as.integer, text)));
    case FR__CEL_UINT: return wrap("uint64Value", text_of(text, fr__cel_format_uint(value->as.word, text)));
    case FR__CEL_DOUBLE: return wrap("doubleValue", write_double(value->as.number));
    case FR__CEL_STRING: return wrap("stringValue", json_stringn(value->size == 0 ? "" : value->as.text, value->size));
    case FR__CEL_BYTES: return wrap("bytesValue", write_bytes(value));
    case FR__CEL_LIST: return wrap("listValue", write_list(value));
    case FR__CEL_MAP: return wrap("mapValue", write_map(value));
    case FR__CEL_TYPE: return wrap("typeValue", json_string(fr__cel_kind_name((uint32_t)value->as.integer)));
    case FR__CEL_TIMESTAMP:
    case FR__CEL_DURATION: return wrap("objectValue", write_object(value));
    default: return NULL;
  }
}
