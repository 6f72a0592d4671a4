/* SPDX-License-Identifier: Apache-2.0 */
#include "trust_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input.h"
#include "policy_yaml.h"

enum { KEY_FILE_BYTES_MAX = 16384 };

static bool refuse(const document *from, const node *at, const char *message) {
  return node_problem(from, at, "%s", message);
}

/* Names of files are meant from where the trust file lies. */
static char *beside(const document *from, const char *name) {
  const char *slash = strrchr(from->path, '/');
  char *path = NULL;
  const int lead = slash == NULL || name[0] == '/' ? 0 : (int)(slash + 1 - from->path);
  return asprintf(&path, "%.*s%s", lead, from->path, name) < 0 ? NULL : path;
}

static bool add_file(fr_trust_builder *into, const document *from, const node *role, const node *file) {
  char message[512];
  size_t size = 0;
  fr_error error = FR_ERROR_INIT;
  char *path = beside(from, file->text);
  char *pem = path == NULL ? NULL : input_read_all(path, KEY_FILE_BYTES_MAX, &size, message, sizeof message);
  bool good = path != NULL;
  if (good && pem == NULL) good = refuse(from, file, message);
  if (good && fr_trust_builder_add(into, fr_text_of(role->text), pem, size, NULL, &error) != FR_OK) {
    good = refuse(from, strcmp(error.field, "role") == 0 ? role : file, error.message);
  }
  free(pem);
  free(path);
  return good;
}

static bool only_keys(const document *from, const node *map, const char *first, const char *second) {
  for (uint32_t i = 0; i < map->count; i++) {
    if (node_is(map->keys[i], first) || node_is(map->keys[i], second)) continue;
    return node_problem(from, map->keys[i], "\"%.40s\" is not known here; write %s and %s", map->keys[i]->text, first,
                        second);
  }
  return true;
}

static bool take_keys(fr_trust_builder *into, const document *from) {
  const node *keys = node_get(from->root, "keys");
  if (keys == NULL || keys->kind != NODE_LIST || keys->count == 0) {
    return refuse(from, keys == NULL ? from->root : keys,
                  "a trust file needs keys: a list such as - {role: author, file: author.pub.pem}");
  }
  bool good = true;
  for (uint32_t i = 0; i < keys->count; i++) {
    const node *one = keys->items[i];
    const node *role = node_get(one, "role"), *file = node_get(one, "file");
    if (role == NULL || file == NULL || role->kind != NODE_TEXT || file->kind != NODE_TEXT) {
      good = refuse(from, one, "a key is {role: NAME, file: FILE}");
    } else {
      good = only_keys(from, one, "role", "file") && add_file(into, from, role, file) && good;
    }
  }
  return good;
}

static bool take_roles(fr_trust_builder *into, const document *from) {
  const node *roles = node_get(from->root, "roles");
  fr_error error = FR_ERROR_INIT;
  bool good = true;
  if (roles == NULL) return true;
  if (roles->kind != NODE_LIST || roles->count == 0) return refuse(from, roles, "roles is a list, such as [author]");
  for (uint32_t i = 0; i < roles->count; i++) {
    const node *role = roles->items[i];
    if (role->kind != NODE_TEXT) return refuse(from, role, "a role is a name");
    if (fr_trust_builder_require(into, fr_text_of(role->text), &error) != FR_OK)
      good = refuse(from, role, error.message);
  }
  return good;
}

static fr_trust *read_document(const document *from, fr_trust_builder *builder) {
  fr_error error = FR_ERROR_INIT;
  fr_trust *trust = NULL;
  if (from->root->kind != NODE_MAP) {
    (void)refuse(from, from->root, "a trust file is a map with keys, and roles where others than the usual two sign");
    return NULL;
  }
  const bool known = only_keys(from, from->root, "keys", "roles");
  const bool keys = take_keys(builder, from), roles = take_roles(builder, from);
  if (!known || !keys || !roles) return NULL;
  if (fr_trust_builder_finish(builder, &trust, &error) == FR_OK) return trust;
  const node *at = node_get(from->root, "roles");
  (void)refuse(from, at == NULL ? from->root : at, error.message);
  return NULL;
}

fr_trust *trust_open(const char *path) {
  problems told = {0};
  fr_trust *trust = NULL;
  fr_trust_builder *builder = NULL;
  document *from = document_open(path, 0, &told);
  if (from != NULL && fr_trust_builder_create(&builder) == FR_OK) trust = read_document(from, builder);
  fr_trust_builder_destroy(builder);
  problems_tell(&told, stderr, false, false);
  document_close(from);
  return trust;
}
