/* SPDX-License-Identifier: Apache-2.0
 *
 * Fields of records by the paths of the public headers ("amount_minor", "payer_party.age", "reasons.0.rule"), as texts:
 * for programs that learn at run time what a file holds, and for tests. What is set here stands in the record as if the
 * program had moved it there. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "glue.h"

static const fr_cobol_table *table_of(const uint8_t *record) {
  for (uint32_t i = 0; record != NULL && fr_cobol_records[i] != NULL; i++) {
    if (memcmp(record, fr_cobol_records[i]->eye, 4) == 0) return fr_cobol_records[i];
  }
  return NULL;
}

static int32_t found_table(const uint8_t *record, const fr_cobol_table **table, fr_cobol_terms *terms) {
  *table = table_of(record);
  if (*table == NULL)
    return fr_cobol_fail(terms->error, FRC_RECORD, "", "the record does not begin as any copybook does");
  return fr_cobol_check(*table, record, false, terms);
}

static int32_t no_field(const char *path, fr_cobol_terms *terms) {
  return fr_cobol_fail(terms->error, FRC_NO_FIELD, path, "the record has no field of this path");
}

static uint32_t digits_in(const fr_cobol_field *field, const uint8_t *record, const fr_cobol_terms *terms) {
  if (field->name[2] != 'T' || field->known_bit == FR_TRANSFER_HAS_BASE_AMOUNT) return terms->digits;
  char currency[4] = {0};
  for (uint32_t i = 0; i < fr_cobol_transfer.count; i++) {
    const fr_cobol_field *one = &fr_cobol_transfer.fields[i];
    if (strcmp(one->path, "currency") == 0) memcpy(currency, record + one->at, fr_cobol_trimmed(record + one->at, 4));
  }
  return fr_cobol_currency_digits(currency, terms->digits);
}

/* ---- setting ---- */

static int32_t number_from(const fr_cobol_field *field, const char *text, bool is_signed, uint64_t *number,
                           fr_cobol_terms *terms) {
  char *end = NULL;
  *number = is_signed ? (uint64_t)strtoll(text, &end, 10) : strtoull(text, &end, 10);
  if (end == text || *end != 0)
    return fr_cobol_fail(terms->error, FRC_NOT_NUMERIC, field->name, "%s wants a whole number", field->name);
  return FR_OK;
}

static int32_t set_number(const fr_cobol_field *field, uint8_t *record, uint8_t *at, const char *text,
                          fr_cobol_terms *terms) {
  uint64_t number;
  const bool is_signed = field->kind != FR_U32 && field->kind != FR_U64;
  int32_t status = number_from(field, text, is_signed, &number, terms);
  if (status != FR_OK) return status;
  const uint32_t half = (uint32_t)number;
  if (field->kind == FR_AMOUNT)
    status = fr_cobol_write_amount((int64_t)number, field->name, digits_in(field, record, terms), at, terms);
  else if (field->kind == FR_TIME)
    fr_cobol_write_time((int64_t)number, at, terms);
  else
    memcpy(at, field->size == 4 ? (const void *)&half : (const void *)&number, field->size);
  if (status == FR_OK && field->known_bit != 0) at[-1] = 'Y';
  return status;
}

static int32_t set_letter(const fr_cobol_field *field, uint8_t *at, const char *letters, const char *text,
                          fr_cobol_terms *terms) {
  uint64_t number;
  const int32_t status = number_from(field, text, false, &number, terms);
  if (status != FR_OK) return status;
  if (number >= strlen(letters))
    return fr_cobol_fail(terms->error, FRC_BAD_CODE, field->name, "%s has no letter for this number", field->name);
  *at = (uint8_t)letters[number];
  return FR_OK;
}

/* "seen" and "ruled_out" share their letters. */
static int32_t set_seen(const fr_cobol_field *field, uint8_t *at, bool ruled_out, const char *text,
                        fr_cobol_terms *terms) {
  uint64_t number, rest;
  const int32_t status = number_from(field, text, false, &number, terms);
  if (status != FR_OK) return status;
  rest = number;
  for (uint32_t i = 0; i < field->bit_count; i++) {
    const char mine = ruled_out ? 'N' : 'Y', other = ruled_out ? 'Y' : 'N';
    rest &= ~field->bits[i];
    const bool has_other = at[i] == (uint8_t)other || at[i] == 'B';
    if ((number & field->bits[i]) != 0)
      at[i] = (uint8_t)(has_other ? 'B' : mine);
    else
      at[i] = (uint8_t)(has_other ? other : ' ');
  }
  if (rest == 0) return FR_OK;
  return fr_cobol_fail(terms->error, FRC_BAD_CODE, field->name, "%s has no letter for some of these bits", field->name);
}

static int32_t set_one(const fr_cobol_field *field, uint8_t *record, uint8_t *at, fr_text value,
                       fr_cobol_terms *terms) {
  char text[64];
  switch (field->kind) {
    case FR_LONG_TEXT:
      if (value.size <= field->size) memcpy(at - sizeof value.size, &value.size, sizeof value.size);
      return fr_cobol_put(value.data, value.size, field->name, at, field->size, terms->error);
    case FR_TEXT:
    case FR_CHARS:
    case FR_STRING:
    case FR_FILE_NAME:
    case FR_HEX: return fr_cobol_put(value.data, value.size, field->name, at, field->size, terms->error);
    default: break;
  }
  if (value.size >= sizeof text)
    return fr_cobol_fail(terms->error, FRC_NOT_NUMERIC, field->name, "%s wants a number", field->name);
  memcpy(text, value.data, value.size);
  text[value.size] = 0;
  switch (field->kind) {
    case FR_TRISTATE:
    case FR_OWN_LOCAL: return set_letter(field, at, " NY", text, terms);
    case FR_ENCODING_OF: return set_letter(field, at, " GU", text, terms);
    case FR_DOUBLE: {
      char *end = NULL;
      const double number = strtod(text, &end);
      if (end == text || *end != 0)
        return fr_cobol_fail(terms->error, FRC_NOT_NUMERIC, field->name, "%s wants a number", field->name);
      memcpy(at, &number, sizeof number);
      return FR_OK;
    }
    case FR_I32:
    case FR_U32:
    case FR_I64:
    case FR_U64:
    case FR_AMOUNT:
    case FR_TIME: return set_number(field, record, at, text, terms);
    default: return no_field(field->path, terms);
  }
}

/* attributes.NAME, as "int:5", "bool:1", "double:1.5" or "string:abc": one more behind those that are there. */
static int32_t set_attribute(const fr_cobol_field *list, uint8_t *record, const char *name, fr_text value,
                             fr_cobol_terms *terms) {
  static const char *const types[] = {"", "bool:", "int:", "double:", "string:"};
  static const char *const paths[] = {"", "integer", "integer", "number", "text"};
  uint32_t count, type = 1;
  memcpy(&count, record + list->at - sizeof count, sizeof count);
  if (count >= list->count) return fr_cobol_fail(terms->error, FRC_TOO_SHORT, name, "no attribute more has room");
  while (type <= FR_TYPE_STRING &&
         (value.size < strlen(types[type]) || memcmp(value.data, types[type], strlen(types[type])) != 0))
    type++;
  if (type > FR_TYPE_STRING)
    return fr_cobol_fail(terms->error, FRC_BAD_CODE, name, "an attribute begins with bool:, int:, double: or string:");
  const uint32_t skip = (uint32_t)strlen(types[type]);
  const fr_text rest = {value.data + skip, value.size - skip, 0};
  uint8_t *at = record + list->at + (size_t)count * list->size;
  fr_cobol_field field;
  int32_t status = FR_OK;
  for (uint32_t i = 0; i < list->inner->count && status == FR_OK; i++) {
    field = list->inner->fields[i];
    if (strcmp(field.path, "name") == 0) status = set_one(&field, record, at + field.at, fr_text_of(name), terms);
    if (strcmp(field.path, "type") == 0) memcpy(at + field.at, &type, sizeof type);
    if (strcmp(field.path, paths[type]) == 0) status = set_one(&field, record, at + field.at, rest, terms);
  }
  count++;
  if (status == FR_OK) memcpy(record + list->at - sizeof count, &count, sizeof count);
  return status;
}

int32_t fr_cobol_set(uint8_t *record, const char *path, fr_text value, fr_cobol_terms *terms) {
  const fr_cobol_table *table;
  const int32_t status = found_table(record, &table, terms);
  if (status != FR_OK) return status;
  for (uint32_t i = 0; i < table->count; i++) {
    const fr_cobol_field *field = &table->fields[i];
    uint8_t *at = record + field->at;
    if (field->kind == FR_ATTRIBUTES && strncmp(path, "attributes.", 11) == 0)
      return set_attribute(field, record, path + 11, value, terms);
    if (field->kind == FR_SEEN && (strcmp(path, "teller.seen") == 0 || strcmp(path, "teller.ruled_out") == 0)) {
      char text[32] = {0};
      memcpy(text, value.data, value.size < sizeof text ? value.size : sizeof text - 1);
      return set_seen(field, at, strcmp(path, "teller.ruled_out") == 0, text, terms);
    }
    if (field->kind != FR_FLAGS && field->path[0] != 0 && strcmp(path, field->path) == 0)
      return set_one(field, record, at, value, terms);
  }
  /* A struct by its name alone: there it is, with nothing in it. */
  if (table == &fr_cobol_transfer && value.size == 0 &&
      (strcmp(path, "session") == 0 || strcmp(path, "teller") == 0 || strcmp(path, "payer_party") == 0 ||
       strcmp(path, "payee_party") == 0))
    return FR_OK;
  return no_field(path, terms);
}

/* ---- getting ---- */

/* Walks all fields of a record in the order of the header, until the wanted one. */
typedef struct walk {
  const char *wanted; /* a path; or null, then: */
  uint32_t left;      /* how many come before it */
  char path[64];
  const fr_cobol_field *found;
  const uint8_t *at;
  bool ruled_out;
} walk;

static bool meet(walk *with, const char *prefix, const fr_cobol_field *field, const uint8_t *at, bool ruled_out) {
  char path[128] = {0};
  const char *own = ruled_out ? "teller.ruled_out" : field->path;
  snprintf(path, sizeof path, "%s%s%s", prefix, prefix[0] != 0 && own[0] != 0 ? "." : "", own);
  const bool is_it = with->wanted != NULL ? strcmp(path, with->wanted) == 0 : with->left-- == 0;
  if (!is_it) return false;
  with->found = field;
  with->at = at;
  with->ruled_out = ruled_out;
  memcpy(with->path, path, sizeof with->path - 1);
  return true;
}

static bool walk_rows(walk *with, const char *prefix, const fr_cobol_table *table, const uint8_t *record);

static bool walk_list(walk *with, const char *prefix, const fr_cobol_field *field, const fr_cobol_table *table,
                      const uint8_t *record) {
  uint32_t count = field->count;
  char path[100];
  for (uint32_t i = 0; field->counter_at != 0 && i < table->count; i++) {
    const bool is_counter = table->fields[i].c_at == field->counter_at && table->fields[i].kind == FR_U32;
    if (is_counter || (field->kind == FR_ATTRIBUTES && table->fields[i].kind == FR_COUNT))
      memcpy(&count, record + table->fields[i].at, sizeof count);
  }
  for (uint32_t i = 0; i < count && i < field->count; i++) {
    const char *dot = prefix[0] == 0 ? "" : ".";
    if (field->kind == FR_STRUCT)
      snprintf(path, sizeof path, "%s%s%s", prefix, dot, field->path);
    else
      snprintf(path, sizeof path, "%s%s%s.%u", prefix, dot, field->path, i);
    if (walk_rows(with, path, field->inner, record + field->at + (size_t)i * field->size)) return true;
  }
  return false;
}

/* Of a value only what its type has. */
static bool is_said(const fr_cobol_table *table, const fr_cobol_field *field, const uint8_t *record) {
  uint32_t type;
  if (!table->is_value || strcmp(field->path, "type") == 0 || strcmp(field->path, "flags") == 0) return true;
  memcpy(&type, record + table->fields[0].at, sizeof type);
  if (strcmp(field->path, "integer") == 0) return type == FR_TYPE_BOOL || type == FR_TYPE_INT;
  if (strcmp(field->path, "number") == 0) return type == FR_TYPE_DOUBLE;
  return strcmp(field->path, "text") == 0 && type == FR_TYPE_STRING;
}

static bool walk_rows(walk *with, const char *prefix, const fr_cobol_table *table, const uint8_t *record) {
  for (uint32_t i = 0; i < table->count; i++) {
    const fr_cobol_field *field = &table->fields[i];
    if (field->kind == FR_FLAGS || field->kind == FR_COUNT || field->kind == FR_LENGTH_OF ||
        field->kind == FR_OWN_LOCAL)
      continue;
    if (!is_said(table, field, record)) continue;
    if (field->kind == FR_LIST || field->kind == FR_STRUCT || field->kind == FR_ATTRIBUTES) {
      if (walk_list(with, prefix, field, table, record)) return true;
      continue;
    }
    if (meet(with, prefix, field, record + field->at, false)) return true;
    if (field->kind == FR_SEEN && meet(with, prefix, field, record + field->at, true)) return true;
  }
  return false;
}

static uint32_t place_in(const char *letters, uint8_t letter) {
  const char *found = letter == 0 ? NULL : strchr(letters, (char)letter);
  return found == NULL ? 0 : (uint32_t)(found - letters);
}

static int32_t number_text(const walk *one, const uint8_t *record, char text[40], fr_cobol_terms *terms) {
  const fr_cobol_field *field = one->found;
  int32_t i32 = 0, status = FR_OK;
  int64_t i64 = 0;
  uint64_t u64 = 0;
  uint32_t u32 = 0;
  if (field->kind == FR_I32) memcpy(&i32, one->at, sizeof i32), snprintf(text, 40, "%" PRId32, i32);
  if (field->kind == FR_U32) memcpy(&u32, one->at, sizeof u32), snprintf(text, 40, "%" PRIu32, u32);
  if (field->kind == FR_I64) memcpy(&i64, one->at, sizeof i64), snprintf(text, 40, "%" PRId64, i64);
  if (field->kind == FR_U64) memcpy(&u64, one->at, sizeof u64), snprintf(text, 40, "%" PRIu64, u64);
  if (field->kind == FR_DOUBLE) memcpy(&u64, one->at, sizeof u64), snprintf(text, 40, "%016" PRIx64, u64);
  if (field->kind == FR_TRISTATE) snprintf(text, 40, "%u", place_in(" NY", *one->at));
  if (field->kind == FR_ENCODING_OF) snprintf(text, 40, "%u", place_in(" GU", *one->at));
  if (field->kind == FR_AMOUNT)
    status = fr_cobol_read_amount(one->at, field->name, digits_in(field, record, terms), &i64, terms);
  if (field->kind == FR_TIME) status = fr_cobol_read_time(one->at, field->name, &i64, terms);
  if (field->kind == FR_AMOUNT || field->kind == FR_TIME) snprintf(text, 40, "%" PRId64, i64);
  for (uint32_t i = 0; field->kind == FR_SEEN && i < field->bit_count; i++) {
    if (one->at[i] == 'B' || one->at[i] == (one->ruled_out ? 'N' : 'Y')) u64 |= field->bits[i];
  }
  if (field->kind == FR_SEEN) snprintf(text, 40, "%" PRIu64, u64);
  return status;
}

/* The values of a decision, as hexadecimal digits. */
static int32_t raw_text(const walk *one, const uint8_t *record, uint8_t *into, uint32_t room, uint32_t *size,
                        fr_cobol_terms *terms) {
  static const char digits[] = "0123456789abcdef";
  uint32_t bytes = one->found->size;
  for (uint32_t i = 0; i < fr_cobol_decision.count; i++) {
    if (strcmp(fr_cobol_decision.fields[i].path, "values_size") == 0)
      memcpy(&bytes, record + fr_cobol_decision.fields[i].at, sizeof bytes);
  }
  if (bytes > one->found->size || 2 * bytes > room)
    return fr_cobol_fail(terms->error, FRC_TOO_SHORT, one->found->name, "the field is too short");
  memset(into, ' ', room);
  for (uint32_t i = 0; i < 2 * bytes; i++)
    into[i] = (uint8_t)digits[i % 2 == 0 ? one->at[i / 2] >> 4 : one->at[i / 2] & 15];
  *size = 2 * bytes;
  return FR_OK;
}

static int32_t value_text(const walk *one, const uint8_t *record, uint8_t *into, uint32_t room, uint32_t *size,
                          fr_cobol_terms *terms) {
  char text[40] = {0};
  const void *from = one->at;
  switch (one->found->kind) {
    case FR_RAW: return raw_text(one, record, into, room, size, terms);
    case FR_LONG_TEXT: {
      int32_t length;
      memcpy(&length, one->at - sizeof length, sizeof length);
      *size = length >= 0 ? (uint32_t)length : fr_cobol_trimmed(one->at, one->found->size);
      break;
    }
    case FR_TEXT:
    case FR_CHARS:
    case FR_STRING:
    case FR_FILE_NAME:
    case FR_HEX: *size = fr_cobol_trimmed(one->at, one->found->size); break;
    default: {
      const int32_t status = number_text(one, record, text, terms);
      if (status != FR_OK) return status;
      from = text;
      *size = (uint32_t)strlen(text);
    }
  }
  return fr_cobol_put(from, *size, one->found->name, into, room, terms->error);
}

int32_t fr_cobol_get(const uint8_t *record, const char *path, uint8_t *into, uint32_t room, uint32_t *size,
                     fr_cobol_terms *terms) {
  const fr_cobol_table *table;
  walk one = {.wanted = path};
  *size = 0;
  const int32_t status = found_table(record, &table, terms);
  if (status != FR_OK) return status;
  if (!walk_rows(&one, "", table, record)) return no_field(path, terms);
  return value_text(&one, record, into, room, size, terms);
}

int32_t fr_cobol_next(const uint8_t *record, uint32_t cursor, char path[64], uint8_t *into, uint32_t room,
                      uint32_t *size, fr_cobol_terms *terms) {
  const fr_cobol_table *table;
  walk one = {.left = cursor};
  *size = 0;
  const int32_t status = found_table(record, &table, terms);
  if (status != FR_OK) return status;
  if (!walk_rows(&one, "", table, record)) return FRC_NO_FIELD;
  memset(path, ' ', 64);
  memcpy(path, one.path, strlen(one.path));
  return value_text(&one, record, into, room, size, terms);
}
