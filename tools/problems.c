/* SPDX-License-Identifier: Apache-2.0 */
#include "problems.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char *const kind_names[] = {"error", "warning", "note"};

void problems_add(problems *to, problem_kind kind, const char *file, uint32_t file_order, uint32_t line,
                  uint32_t column, char *excerpt, const char *format, va_list arguments) {
  if (to->count == to->capacity) {
    const uint32_t more = to->capacity ? to->capacity * 2 : 16;
    problem *items = realloc(to->items, more * sizeof *items);
    if (items == NULL) {
      to->out_of_memory = true;
      free(excerpt);
      return;
    }
    to->items = items;
    to->capacity = more;
  }
  problem one = {kind, file_order, to->count, line, column, strdup(file), NULL, excerpt};
  if (vasprintf(&one.message, format, arguments) < 0) one.message = NULL;
  if (one.file == NULL || one.message == NULL) to->out_of_memory = true;
  to->items[to->count++] = one;
}

void problems_add_file(problems *to, problem_kind kind, const char *file, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  problems_add(to, kind, file, 0, 0, 0, NULL, format, arguments);
  va_end(arguments);
}

uint32_t problems_count(const problems *from, problem_kind kind) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < from->count; i++) count += from->items[i].kind == kind;
  return count;
}

static int by_place(const void *a, const void *b) {
  const problem *x = a, *y = b;
  if (x->file_order != y->file_order) return x->file_order < y->file_order ? -1 : 1;
  const int file = strcmp(x->file ? x->file : "", y->file ? y->file : "");
  if (file != 0) return file;
  /* What concerns the file as a whole comes last: it sums up. */
  if ((x->line == 0) != (y->line == 0)) return x->line == 0 ? 1 : -1;
  if (x->line != y->line) return x->line < y->line ? -1 : 1;
  if (x->column != y->column) return x->column < y->column ? -1 : 1;
  return x->order < y->order ? -1 : x->order > y->order;
}

void problems_explain(problems *to, uint32_t from, const char *text) {
  problem *last = NULL;
  for (uint32_t i = from; i < to->count; i++)
    if (last == NULL || by_place(last, &to->items[i]) < 0) last = &to->items[i];
  char *both = NULL;
  if (last == NULL || asprintf(&both, "%s%s", last->excerpt ? last->excerpt : "", text) < 0) return;
  free(last->excerpt);
  last->excerpt = both;
}

void problem_print(const problem *one, FILE *to) {
  fputs(one->file, to);
  if (one->line > 0) fprintf(to, ":%u:%u", one->line, one->column);
  fprintf(to, ": %s: %s\n", kind_names[one->kind], one->message);
  if (one->excerpt) fputs(one->excerpt, to);
}

/* What stands in quotes after "did you mean", so that an editor can offer it. */
static json_t *suggestion_of(const char *message) {
  const char *at = strstr(message, "did you mean ");
  if (at == NULL) return NULL;
  at += strlen("did you mean ");
  const char quote = *at;
  if (quote != '"' && quote != '\'') return NULL;
  const char *end = strchr(at + 1, quote);
  return end ? json_stringn(at + 1, (size_t)(end - at - 1)) : NULL;
}

static void print_json(const problem *one, FILE *to) {
  json_t *object = json_pack("{s:s, s:i, s:i, s:s, s:s}", "file", one->file, "line", (int)one->line, "column",
                             (int)one->column, "severity", kind_names[one->kind], "message", one->message);
  json_t *suggestion = suggestion_of(one->message);
  if (object && suggestion) json_object_set(object, "suggestion", suggestion);
  if (object) {
    json_dumpf(object, to, JSON_COMPACT);
    fputc('\n', to);
  }
  json_decref(suggestion);
  json_decref(object);
}

static bool same(const problem *a, const problem *b) {
  return a->line == b->line && a->column == b->column && a->kind == b->kind && strcmp(a->file, b->file) == 0 &&
         strcmp(a->message, b->message) == 0;
}

void problems_tell(problems *from, FILE *to, bool json, bool notes) {
  if (from->count > 0) qsort(from->items, from->count, sizeof *from->items, by_place);
  for (uint32_t i = 0; i < from->count && !from->out_of_memory; i++) {
    const problem *one = &from->items[i];
    if ((one->kind == PROBLEM_NOTE && !notes) || (i > 0 && same(one, one - 1))) continue;
    if (json)
      print_json(one, to);
    else
      problem_print(one, to);
  }
  if (from->out_of_memory) fputs("out of memory while telling what is wrong\n", stderr);
  problems_clear(from);
}

void problems_clear(problems *from) {
  for (uint32_t i = 0; i < from->count; i++) {
    free(from->items[i].file);
    free(from->items[i].message);
    free(from->items[i].excerpt);
  }
  free(from->items);
  *from = (problems){0};
}
