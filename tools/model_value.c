/* SPDX-License-Identifier: Apache-2.0 */
#include "model_value.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model_file.h"

bool value_fail(value_reader *in, const char *what) {
  if (in->why[0] == '\0') snprintf(in->why, MODEL_WHY_BYTES, "%s, at byte %zu", what, (size_t)(in->at - in->begin));
  return false;
}

value *value_add(value_reader *in, value *list, value **last, const char *key) {
  value *made = fr__arena_alloc(in->arena, sizeof *made);
  if (made == NULL) {
    (void)value_fail(in, "is too large: memory is out");
    return NULL;
  }
  made->key = key;
  *(*last ? &(*last)->next : &list->first) = made;
  *last = made;
  list->count++;
  return made;
}

const value *value_get(const value *of, const char *key) {
  if (of == NULL || of->kind != VALUE_MAP) return NULL;
  for (const value *at = of->first; at; at = at->next)
    if (strcmp(at->key, key) == 0) return at;
  return NULL;
}

bool value_whole(const value *of, int64_t *whole) {
  if (of == NULL) return false;
  if (of->kind == VALUE_FLAG || of->kind == VALUE_WHOLE) {
    *whole = of->whole;
    return true;
  }
  if (of->kind != VALUE_DIGITS) return false;
  char *end;
  errno = 0;
  *whole = strtoll(of->text, &end, 10);
  return errno == 0 && strchr(".eE", *end) == NULL;
}

bool value_float(const value *of, float *number) {
  if (of == NULL) return false;
  switch (of->kind) {
    case VALUE_DIGITS: *number = strtof(of->text, NULL); return true;
    case VALUE_REAL: *number = (float)of->real; return true;
    case VALUE_WHOLE: *number = (float)of->whole; return true;
    default: return false;
  }
}

const char *value_text(const value *of) { return of != NULL && of->kind == VALUE_TEXT ? of->text : NULL; }
const value *value_list(const value *of) { return of != NULL && of->kind == VALUE_LIST ? of : NULL; }
