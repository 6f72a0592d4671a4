/* SPDX-License-Identifier: Apache-2.0
 *
 * Gathers a policy's sections, and reads values that must have a shape. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "columns.h"
#include "numbers.h"
#include "policy_parts.h"

/* ---- values ---- */

bool policy_is_map(policy_work *work, const document *from, const node *value, const char *what) {
  if (value->kind == NODE_MAP) return true;
  return policy_problem(work, from, value, "%s: write a map, one \"key: value\" a line", what);
}

bool policy_is_list(policy_work *work, const document *from, const node *value, const char *what) {
  if (value->kind == NODE_LIST) return true;
  return policy_problem(work, from, value, "%s: write a list, one \"- item\" a line, or [a, b]", what);
}

bool policy_is_text(policy_work *work, const document *from, const node *value, const char *what) {
  if (value->kind == NODE_TEXT && value->size > 0 && !node_is_null(value)) return true;
  return policy_problem(work, from, value, value->kind == NODE_TEXT ? "%s: is empty" : "%s: write a single value",
                        what);
}

/* In { } a comma or a brace ends what is not in quotes, so that the rest of an expression looks like a key. */
static const char *quotes_hint(const node *key) {
  for (size_t i = 0; i < key->size; i++) {
    if (strchr("().\"'=<>&|!?+*/[]", key->text[i]) == NULL) continue;
    return "; if it is the rest of an expression, put the whole expression in quotes";
  }
  return "";
}

bool policy_is_name(policy_work *work, const document *from, const node *value, const char *what, bool dashes) {
  if (!policy_is_text(work, from, value, what)) return false;
  bool good = value->size <= FR_MAX_NAME_BYTES;
  for (size_t i = 0; i < value->size && good; i++) {
    const char c = value->text[i];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    good = letter || (i > 0 && ((c >= '0' && c <= '9') || (c == '-' && dashes)));
  }
  if (good) return true;
  return policy_problem(work, from, value,
                        "%s: \"%.60s\" is no name; use 1 to %d letters, digits and '_'%s, with a letter first%s", what,
                        value->text, FR_MAX_NAME_BYTES, dashes ? " or '-'" : "", quotes_hint(value));
}

int64_t policy_integer(policy_work *work, const document *from, const node *value, const char *what, int64_t least,
                       int64_t most) {
  int64_t number = least;
  if (!policy_is_text(work, from, value, what)) return least;
  const char *fault = integer_parse(value->text, value->size, least, most, &number);
  if (fault == NULL && value->plain) return number;
  if (fault == NULL) fault = "stands in quotes; write the number without";
  (void)policy_problem(work, from, value, "%s: \"%.40s\" %s (%lld to %lld)", what, value->text, fault, (long long)least,
                       (long long)most);
  return least;
}

bool policy_flag(policy_work *work, const document *from, const node *value, const char *what) {
  if (!policy_is_text(work, from, value, what)) return false;
  if (node_is(value, "true") || node_is(value, "false")) return node_is(value, "true");
  return policy_problem(work, from, value, "%s: \"%.40s\" is neither true nor false", what, value->text);
}

uint32_t policy_outcome(policy_work *work, const document *from, const node *value, const char *what) {
  static const char *const names[] = {"", "allow", "warn", "hold", NULL};
  if (!policy_is_text(work, from, value, what)) return FR_OUTCOME_ALLOW;
  const int outcome = name_find(names, value->text, value->size);
  if (outcome > 0) return (uint32_t)outcome;
  (void)policy_problem(work, from, value, "%s: \"%.40s\" is no outcome; write allow, warn or hold", what, value->text);
  return FR_OUTCOME_ALLOW;
}

int64_t policy_seconds(policy_work *work, const document *from, const node *value, const char *what) {
  int64_t us = 0;
  if (!policy_is_text(work, from, value, what)) return 1;
  const char *fault = duration_parse(value->text, value->size, &us);
  if (fault == NULL && (us < 1000000 || us > INT64_C(366) * 86400 * 1000000)) fault = "lies outside 1s to 366d";
  if (fault == NULL && us % 1000000 != 0) fault = "is no whole number of seconds";
  if (fault == NULL) return us / 1000000;
  (void)policy_problem(work, from, value, "%s: \"%.40s\" %s", what, value->text, fault);
  return 1;
}

bool policy_keys(policy_work *work, const document *from, const node *map, const char *what, const char *const *names) {
  bool good = policy_is_map(work, from, map, what);
  for (uint32_t i = 0; map->kind == NODE_MAP && i < map->count; i++) {
    const node *key = map->keys[i];
    if (name_find(names, key->text, key->size) >= 0) continue;
    good = false;
    const char *like = name_suggestion(names, key->text, key->size);
    if (like) {
      (void)policy_problem(work, from, key, "%s has no key \"%.60s\"; did you mean \"%s\"?", what, key->text, like);
      continue;
    }
    char all[256] = "";
    for (size_t n = 0, used = 0; names[n] && used < sizeof all; n++)
      used += (size_t)snprintf(all + used, sizeof all - used, "%s%s", n ? ", " : "", names[n]);
    (void)policy_problem(work, from, key, "%s has no key \"%.60s\"; its keys are %s%s", what, key->text, all,
                         quotes_hint(key));
  }
  return good;
}

/* ---- gathering ---- */

static bool section_add(section *to, entry item) {
  if (to->count == to->capacity) {
    const uint32_t more = to->capacity ? to->capacity * 2 : 32;
    entry *items = realloc(to->items, more * sizeof *items);
    if (items == NULL) return false;
    to->items = items;
    to->capacity = more;
  }
  to->items[to->count++] = item;
  return true;
}

/* Keys of maps are unique over all files; ids of rules are looked at when rules are written. */
static bool refuse_second(policy_work *work, const section *in, const document *from, const node *key,
                          const char *what) {
  for (uint32_t i = 0; i < in->count; i++) {
    const entry *other = &in->items[i];
    if (other->from == from) break; /* from here on all are of this file, where keys are unique already */
    if (strcmp(other->key->text, key->text) != 0) continue;
    return policy_problem(work, from, key, "%s: \"%.60s\" stands in %s, line %u, too; leave one out", what, key->text,
                          other->from->path, other->key->line);
  }
  return true;
}

static void gather_section(policy_work *work, const document *from, const char *name, bool is_list, section *into) {
  const node *value = node_get(from->root, name);
  if (value == NULL || node_is_null(value)) return;
  if (!(is_list ? policy_is_list(work, from, value, name) : policy_is_map(work, from, value, name))) return;
  for (uint32_t i = 0; i < value->count; i++) {
    const entry item = {from, is_list ? NULL : value->keys[i], value->items[i]};
    if (!is_list && !refuse_second(work, into, from, item.key, name)) continue;
    if (!section_add(into, item)) work->problems++;
  }
}

static void gather_file(policy_work *work, const document *from) {
  gather_section(work, from, "lists", false, &work->lists);
  gather_section(work, from, "phrases", false, &work->phrases);
  gather_section(work, from, "attributes", false, &work->attributes);
  gather_section(work, from, "features", false, &work->features);
  gather_section(work, from, "models", false, &work->models);
  gather_section(work, from, "rules", true, &work->rules);
  gather_section(work, from, "questions", false, &work->questions);
  gather_section(work, from, "advice", false, &work->advice);
  gather_section(work, from, "tests", true, &work->tests);
}

static document *add_file(policy_work *work, const char *path) {
  document *from = document_open(path, work->file_count, &work->told);
  if (from == NULL) {
    work->problems++;
    return NULL;
  }
  if (work->file_count > 0) {
    const document *last = work->files[work->file_count - 1];
    from->line_base = last->line_base + last->line_count;
  }
  work->files[work->file_count++] = from;
  return from;
}

/* A file beside the main one, or below it. */
static void include_file(policy_work *work, const document *main_file, const node *name) {
  static const char *const keys[] = {"lists", "phrases",   "attributes", "features", "models",
                                     "rules", "questions", "advice",     "tests",    NULL};
  if (!policy_is_text(work, main_file, name, "include")) return;
  if (name->text[0] == '/' || strstr(name->text, "..") != NULL) {
    (void)policy_problem(work, main_file, name, "include: \"%.80s\" must lie beside the policy or below it",
                         name->text);
    return;
  }
  if (work->file_count > INCLUDES_MAX) {
    (void)policy_problem(work, main_file, name, "include: more than %d files", INCLUDES_MAX);
    return;
  }
  const char *slash = strrchr(main_file->path, '/');
  char *path = NULL;
  if (asprintf(&path, "%.*s%s", slash ? (int)(slash + 1 - main_file->path) : 0, main_file->path, name->text) < 0)
    return;
  const document *from = add_file(work, path);
  if (from) {
    (void)policy_keys(work, from, from->root, "an included file", keys);
    gather_file(work, from);
  }
  free(path);
}

static bool ends_in(const char *path, const char *ending) {
  const size_t size = strlen(path), length = strlen(ending);
  return size > length && memcmp(path + size - length, ending, length) == 0;
}

bool policy_path_is_source(const char *path) {
  struct stat status;
  if (ends_in(path, ".yaml") || ends_in(path, ".yml")) return true;
  return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool policy_gather(policy_work *work, const char *path) {
  static const char *const keys[] = {"fraudrisk",   "name",    "version",  "currency", "utc_offset", "valid_from",
                                     "valid_until", "include", "lists",    "phrases",  "attributes", "features",
                                     "models",      "rules",   "decision", "hold",     "on_error",   "limits",
                                     "questions",   "advice",  "tests",    NULL};
  struct stat status;
  char *file = NULL;
  const size_t size = strlen(path);
  const bool is_folder = stat(path, &status) == 0 && S_ISDIR(status.st_mode);
  const char *slash = size > 0 && path[size - 1] == '/' ? "" : "/";
  if (asprintf(&file, is_folder ? "%s%spolicy.yaml" : "%s", path, slash) < 0) return false;
  const document *from = add_file(work, file);
  free(file);
  if (from == NULL || (!policy_keys(work, from, from->root, "a policy", keys) && from->root->kind != NODE_MAP))
    return false;
  gather_file(work, from);
  const node *include = node_get(from->root, "include");
  if (include && policy_is_list(work, from, include, "include"))
    for (uint32_t i = 0; i < include->count; i++) include_file(work, from, include->items[i]);
  return true;
}

const document *policy_place(const policy_work *work, uint32_t line, uint32_t *own_line) {
  uint32_t i = work->file_count - 1;
  while (i > 0 && line <= work->files[i]->line_base) i--;
  *own_line = line - work->files[i]->line_base;
  return work->files[i];
}
