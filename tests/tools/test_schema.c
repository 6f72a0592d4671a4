/* SPDX-License-Identifier: Apache-2.0
 *
 * The columns that policies/policy.schema.json offers in tests and scenarios are those that a test takes. */
#include <criterion/criterion.h>
#include <jansson.h>
#include <string.h>

#include "columns.h"

static json_t *properties(const char *part) {
  json_error_t error;
  json_t *whole = json_load_file("policies/policy.schema.json", 0, &error);
  cr_assert(whole != NULL, "%s:%d: %s", error.source, error.line, error.text);
  json_t *found = json_object_get(json_object_get(json_object_get(whole, "$defs"), part), "properties");
  cr_assert(json_is_object(found), "$defs.%s has no properties", part);
  json_incref(found);
  json_decref(whole);
  return found;
}

/* Keys that are not columns: maps of several, and what only a test has. */
static bool is_own(const char *key) {
  static const char *const own[] = {"session", "teller", "attributes", "ago"};
  for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
    if (strcmp(own[i], key) == 0) return true;
  return false;
}

static void compare(const char *part, schema what) {
  json_t *offered = properties(part);
  const char *key;
  json_t *value;
  for (size_t i = 0; i < column_count; i++) {
    if ((columns[i].schemas & what) != 0)
      cr_expect(json_object_get(offered, columns[i].name) != NULL, "%s: the schema lacks %s", part, columns[i].name);
  }
  json_object_foreach(offered, key, value) {
    /* In a history a transfer's id is the event's transfer_id. */
    const bool id = what == SCHEMA_EVENTS && strcmp(key, "id") == 0;
    cr_expect(is_own(key) || id || column_find(what, key, strlen(key)) != NULL, "%s: there is no column %s", part, key);
  }
  json_decref(offered);
}

Test(schema, offers_the_columns_of_transfers) { compare("transfer", SCHEMA_TRANSFERS); }
Test(schema, offers_the_columns_of_events) { compare("history", SCHEMA_EVENTS); }

/* An enumeration offers the column's values, and null for unknown. */
Test(schema, offers_the_values_of_enumerations) {
  json_t *offered = properties("transfer");
  for (size_t i = 0; i < column_count; i++) {
    if (columns[i].names == NULL || (columns[i].schemas & SCHEMA_TRANSFERS) == 0) continue;
    json_t *values = json_object_get(json_object_get(offered, columns[i].name), "enum");
    size_t count = 0, index;
    json_t *value;
    for (size_t n = 0; columns[i].names[n]; n++) {
      bool found = false;
      if (columns[i].names[n][0] == '\0') continue;
      count++;
      json_array_foreach(values, index, value) {
        found = found || (json_is_string(value) && strcmp(json_string_value(value), columns[i].names[n]) == 0);
      }
      cr_expect(found, "%s: the schema lacks %s", columns[i].name, columns[i].names[n]);
    }
    cr_expect(json_array_size(values) == count + 1, "%s: the schema has another number of values", columns[i].name);
  }
  json_decref(offered);
}
