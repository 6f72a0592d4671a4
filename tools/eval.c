/* SPDX-License-Identifier: Apache-2.0 */
#include "eval.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"

enum { SCRATCH_MAX = 64 << 20, ARENA_MAX = 256 << 20, ANSWER_MAX = 100000, ANSWER_BYTES_MAX = 16 << 20 };

/* One request while it is answered. */
typedef struct evaluation {
  fr__arena arena;
  fr__cel_symbol *symbols;
  fr__cel_value *slots;
  uint32_t symbol_count;
  eval_fault fault;
} evaluation;

static json_t *answer_error(const char *message, const char *stage, const char *construct, uint32_t line,
                            uint32_t place) {
  json_t *answer = json_pack("{s:s, s:s}", "error", message, "stage", stage);
  if (line != 0) {
    json_object_set_new(answer, "line", json_integer(line));
    json_object_set_new(answer, "column", json_integer(place));
  }
  if (construct[0] != '\0') json_object_set_new(answer, "unsupported", json_string(construct));
  return answer;
}

static int by_name(const void *a, const void *b) {
  return strcmp(((const fr__cel_symbol *)a)->name, ((const fr__cel_symbol *)b)->name);
}

/* Variables are those with a value and those with a type; one without a value is unknown. */
static bool declare(evaluation *e, const json_t *vars, const json_t *types) {
  const char *name;
  json_t *item;
  const size_t room = json_object_size(vars) + json_object_size(types) + 1;
  e->symbols = fr__arena_alloc(&e->arena, room * sizeof *e->symbols);
  e->slots = fr__arena_alloc(&e->arena, room * sizeof *e->slots);
  if (e->symbols == NULL || e->slots == NULL) return false;
  json_object_foreach((json_t *)(uintptr_t)vars, name, item) {
    e->symbols[e->symbol_count++] = (fr__cel_symbol){.name = name, .type = {.kind = FR__CEL_DYN}};
  }
  json_object_foreach((json_t *)(uintptr_t)types, name, item) {
    if (json_object_get(vars, name) == NULL) e->symbols[e->symbol_count++] = (fr__cel_symbol){.name = name};
  }
  qsort(e->symbols, e->symbol_count, sizeof *e->symbols, by_name);
  for (uint32_t i = 0; i < e->symbol_count; i++) {
    fr__cel_symbol *symbol = &e->symbols[i];
    symbol->slot = i;
    const json_t *type = json_object_get(types, symbol->name), *value = json_object_get(vars, symbol->name);
    if (type != NULL && !eval_type_read(type, &symbol->type, &e->fault)) return false;
    if (value != NULL && !eval_value_read(value, &e->arena, &e->slots[i], &e->fault)) return false;
  }
  return eval_declared_fit(vars, types, e->symbols, e->slots, e->symbol_count, &e->fault);
}

static json_t *answer_unknown(const evaluation *e, const fr__cel_program *program) {
  json_t *names = json_array();
  uint32_t count;
  const uint32_t *reads = fr__cel_reads(program, &count);
  for (uint32_t i = 0; i < e->symbol_count; i++) {
    if (e->slots[i].kind != FR__CEL_UNKNOWN) continue;
    for (uint32_t j = 0; j < count; j++) {
      if (reads[j] == e->symbols[i].slot) json_array_append_new(names, json_string(e->symbols[i].name));
    }
  }
  return json_pack("{s:o}", "unknown", names);
}

typedef struct answer_room {
  uint32_t values, bytes;
} answer_room;

/* A few lists that hold each other several times spell more than anybody could read. */
static bool is_writable(const fr__cel_value *value, answer_room *left) {
  if (left->values == 0) return false;
  left->values--;
  if (value->kind == FR__CEL_STRING || value->kind == FR__CEL_BYTES) {
    if (value->size > left->bytes) return false;
    left->bytes -= value->size;
  }
  if (value->kind != FR__CEL_LIST && value->kind != FR__CEL_MAP) return true;
  const uint64_t count = value->kind == FR__CEL_MAP ? 2 * (uint64_t)value->size : value->size;
  for (uint64_t i = 0; i < count; i++) {
    if (!is_writable(&value->as.items[i], left)) return false;
  }
  return true;
}

static json_t *answer_run(evaluation *e, const fr__cel_program *program) {
  const uint64_t needed = (uint64_t)fr__cel_scratch_needed(program) + 4096;
  const uint32_t size = needed > SCRATCH_MAX ? SCRATCH_MAX : (uint32_t)needed;
  fr__cel_scratch scratch = {malloc(size), size, 0};
  if (scratch.memory == NULL) return answer_error("memory is out", "eval", "", 0, 0);
  const fr__cel_value value = fr__cel_run(program, e->slots, &scratch);
  json_t *answer = NULL;
  answer_room left = {ANSWER_MAX, ANSWER_BYTES_MAX};
  if (!is_writable(&value, &left)) {
    answer = answer_error("the value holds more than 100,000 values, or 16 MiB of text; ask for a part of it", "eval",
                          "", 0, 0);
  } else if (value.kind == FR__CEL_ERROR) {
    answer = answer_error(fr__cel_fault_text(value.code), "eval", "", 0, 0);
  } else if (value.kind == FR__CEL_UNKNOWN) {
    answer = answer_unknown(e, program);
  } else {
    answer = json_pack("{s:o}", "value", eval_value_write(&value));
  }
  free(scratch.memory);
  return answer;
}

static json_t *answer_expression(evaluation *e, const json_t *request) {
  const json_t *expr = json_object_get(request, "expr"), *check = json_object_get(request, "check");
  const char *container = json_string_value(json_object_get(request, "container"));
  if (json_is_true(json_object_get(request, "check_only"))) {
    return answer_error("the type of an expression is not told, only its value", "check", "types of expressions", 0, 0);
  }
  if (!json_is_string(expr)) return answer_error("a request has \"expr\", the expression's text", "parse", "", 0, 0);
  if (!declare(e, json_object_get(request, "vars"), json_object_get(request, "types"))) {
    return answer_error(e->fault.message[0] != '\0' ? e->fault.message : "memory is out", "check", e->fault.construct,
                        0, 0);
  }
  const fr__cel_env env = {.symbols = e->symbols,
                           .symbol_count = e->symbol_count,
                           .dynamic = json_is_false(check),
                           .container = container != NULL && container[0] != '\0' ? container : NULL};
  fr__cel_tree *tree = NULL;
  fr__cel_program *program = NULL;
  fr__cel_error error = {0};
  fr_status status =
      fr__cel_parse(&e->arena, json_string_value(expr), (uint32_t)json_string_length(expr), &tree, &error);
  if (status == FR_OK) status = fr__cel_compile(&e->arena, &env, tree, NULL, &program, NULL, &error);
  if (status == FR_OK) return answer_run(e, program);
  return answer_error(error.message, error.stage == 1 ? "parse" : "check", error.construct, error.line, error.column);
}

json_t *eval_answer(const json_t *request) {
  evaluation e = {.arena = {.limit = ARENA_MAX}};
  json_t *answer = answer_expression(&e, request);
  fr__arena_free(&e.arena);
  return answer;
}

/* ---- the command ---- */

/* Doubles with as few digits as bring all of them back. */
static char *shortest_text(const json_t *answer) {
  char *text = NULL;
  for (size_t digits = 15; digits <= 17; digits++) {
    free(text);
    text = json_dumps(answer, JSON_COMPACT | JSON_REAL_PRECISION(digits));
    json_t *back = text == NULL ? NULL : json_loads(text, JSON_ALLOW_NUL, NULL);
    const bool same = back != NULL && json_equal(back, answer) != 0;
    json_decref(back);
    if (same) break;
  }
  return text;
}

static bool print_answer(const json_t *request, bool *good) {
  json_t *answer = eval_answer(request);
  char *text = answer == NULL ? NULL : shortest_text(answer);
  *good = answer != NULL && json_object_get(answer, "error") == NULL;
  if (text != NULL) puts(text);
  json_decref(answer);
  const bool written = text != NULL;
  free(text);
  return written;
}

/* A line that is no JSON is answered as well, so that answers and requests stay side by side. */
static int answer_lines(void) {
  char *line = NULL;
  size_t room = 0;
  ssize_t size;
  uint64_t number = 0;
  while ((size = getline(&line, &room, stdin)) >= 0) {
    number++;
    json_error_t error;
    json_t *request = json_loadb(line, (size_t)size, JSON_ALLOW_NUL, &error);
    if (request == NULL) {
      char message[300];
      snprintf(message, sizeof message, "line %llu is not JSON: %s", (unsigned long long)number, error.text);
      json_t *answer = answer_error(message, "parse", "", 0, 0);
      char *text = json_dumps(answer, JSON_COMPACT);
      if (text != NULL) puts(text);
      free(text);
      json_decref(answer);
      continue;
    }
    bool good;
    if (!print_answer(request, &good)) fputs("{\"error\":\"memory is out\",\"stage\":\"eval\"}\n", stdout);
    json_decref(request);
  }
  free(line);
  return ferror(stdout) != 0;
}

/* name=expression: the value of a variable is an expression itself. */
static bool add_variable(json_t *vars, const char *text) {
  const char *sign = strchr(text, '=');
  if (sign == NULL || sign == text) {
    fprintf(stderr, "fraudrisk eval: \"%s\" is no variable; write name=expression, such as amount=100.0\n", text);
    return false;
  }
  json_t *request = json_pack("{s:s}", "expr", sign + 1);
  json_t *answer = eval_answer(request);
  json_t *value = json_object_get(answer, "value");
  const bool good = value != NULL;
  if (good) {
    char *name = strndup(text, (size_t)(sign - text));
    json_object_set(vars, name == NULL ? "" : name, value);
    free(name);
  } else {
    const char *why = json_string_value(json_object_get(answer, "error"));
    fprintf(stderr, "fraudrisk eval: %.*s: %s\n", (int)(sign - text), text, why == NULL ? "it is unknown" : why);
  }
  json_decref(answer);
  json_decref(request);
  return good;
}

int command_eval(int argc, char **argv) {
  static const char usage[] =
      "usage: fraudrisk eval EXPRESSION [NAME=EXPRESSION…]\n"
      "       fraudrisk eval --jsonl <REQUESTS     a JSON object a line; see docs/command.md\n";
  if (argc == 2 && strcmp(argv[1], "--jsonl") == 0) return answer_lines();
  if (argc < 2 || argv[1][0] == '\0') {
    fputs(usage, stderr);
    return 2;
  }
  if (strcmp(argv[1], "--help") == 0) {
    fputs(usage, stdout);
    return 0;
  }
  for (int i = 1; i < argc; i++) {
    if (!fr__utf8_valid(argv[i], (uint32_t)strlen(argv[i]))) {
      fprintf(stderr, "fraudrisk eval: argument %d is not UTF-8\n", i);
      return 2;
    }
  }
  json_t *vars = json_object();
  bool good = vars != NULL;
  for (int i = 2; good && i < argc; i++) good = add_variable(vars, argv[i]);
  if (!good) {
    json_decref(vars);
    return 2;
  }
  json_t *request = json_pack("{s:s, s:o}", "expr", argv[1], "vars", vars);
  if (request == NULL || !print_answer(request, &good)) good = false;
  json_decref(request);
  return good ? 0 : 1;
}
