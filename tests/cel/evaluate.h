/* SPDX-License-Identifier: Apache-2.0
 *
 * Expressions and what they give, as text, so that tests are tables that one reads:
 *
 *   {"1 + 2", "3"}                         a value, written as CEL writes it
 *   {"1 / 0", "error: division"}           a fault met when it runs
 *   {"ghost + 1", "unknown"}
 *   {"1 +", "parse 1:4: …"}                a refusal: stage, line, column, message; the status where it is not
 *                                          FR_BAD_EXPRESSION
 *
 * The environment is fixed, below. Numbers and times are written by the C library, not by the code under test. */
#ifndef TESTS_CEL_EVALUATE_H
#define TESTS_CEL_EVALUATE_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "cel/program.h"

/* ---- values as text ---- */

enum { TEXT_BYTES = 4096 };
typedef struct written {
  char bytes[TEXT_BYTES];
  size_t size;
} written;

static inline __attribute__((format(printf, 2, 3))) void text_add(written *into, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  const int size = vsnprintf(into->bytes + into->size, TEXT_BYTES - into->size, format, arguments);
  va_end(arguments);
  into->size += (size_t)size;
  if (into->size >= TEXT_BYTES) into->size = TEXT_BYTES - 1;
}

static inline const char *fault_name(uint32_t fault) {
  static const char *const names[] = {"none",  "overflow", "division", "no overload", "range",     "no key",
                                      "empty", "syntax",   "memory",   "cost",        "undeclared"};
  return fault < FR_COUNT(names) ? names[fault] : "?";
}

static inline void text_add_double(written *into, double value) {
  char digits[64] = "";
  if (value != value || value - value != 0.0) {
    text_add(into, "%s", value != value ? "NaN" : value < 0 ? "-Infinity" : "Infinity");
    return;
  }
  /* The fewest digits that come back; without an exponent where it is not needed. */
  const bool moderate = value == 0.0 || (__builtin_fabs(value) >= 1e-4 && __builtin_fabs(value) < 1e17);
  for (int precision = 1; precision <= 17; precision++) {
    snprintf(digits, sizeof digits, "%.*g", precision, value);
    if (strtod(digits, NULL) == value && !(moderate && strchr(digits, 'e') != NULL)) break;
  }
  text_add(into, "%s%s", digits, strpbrk(digits, ".e") == NULL ? ".0" : "");
}

static inline void text_add_bytes(written *into, const fr__cel_value *value) {
  text_add(into, "%s\"", value->kind == FR__CEL_BYTES ? "b" : "");
  for (uint32_t i = 0; i < value->size; i++) {
    const unsigned char byte = (unsigned char)value->as.text[i];
    const bool plain = byte >= 0x20 && byte != 0x7F && (byte < 0x80 || value->kind == FR__CEL_STRING);
    text_add(into, plain ? "%c" : "\\x%02x", byte);
  }
  text_add(into, "\"");
}

static inline void text_add_time(written *into, int64_t us, uint32_t ns) {
  int64_t seconds = us / 1000000, rest = us % 1000000;
  if (rest < 0) {
    seconds--;
    rest += 1000000;
  }
  const time_t when = (time_t)seconds;
  struct tm parts;
  if (gmtime_r(&when, &parts) == NULL) memset(&parts, 0, sizeof parts);
  text_add(into, "%04d-%02d-%02dT%02d:%02d:%02d", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour,
           parts.tm_min, parts.tm_sec);
  if (ns != 0) {
    text_add(into, ".%06lld%03u", (long long)rest, ns);
  } else if (rest != 0) {
    text_add(into, ".%06lld", (long long)rest);
  }
  text_add(into, "Z");
}

static inline void text_add_value(written *into, const fr__cel_value *value) {
  static const char *const types[] = {"unknown",   "error",    "null_type", "bool", "int", "uint",
                                      "double",    "string",   "bytes",     "list", "map", "type",
                                      "timestamp", "duration", "key",       "dyn"};
  const bool map = value->kind == FR__CEL_MAP;
  switch (value->kind) {
    case FR__CEL_UNKNOWN: text_add(into, "unknown"); return;
    case FR__CEL_ERROR: text_add(into, "error: %s", fault_name(value->code)); return;
    case FR__CEL_NULL: text_add(into, "null"); return;
    case FR__CEL_BOOL:
      text_add(into, "%s", value->as.integer == 1 ? "true" : value->as.integer == 0 ? "false" : "?");
      return;
    case FR__CEL_INT: text_add(into, "%lld", (long long)value->as.integer); return;
    case FR__CEL_UINT: text_add(into, "%lluu", (unsigned long long)value->as.word); return;
    case FR__CEL_DOUBLE: text_add_double(into, value->as.number); return;
    case FR__CEL_STRING:
    case FR__CEL_BYTES: text_add_bytes(into, value); return;
    case FR__CEL_TYPE: text_add(into, "type %s", value->as.integer < 16 ? types[value->as.integer] : "?"); return;
    case FR__CEL_TIMESTAMP: text_add_time(into, value->as.integer, value->size); return;
    case FR__CEL_DURATION:
      text_add(into, "%lldus", (long long)value->as.integer);
      if (value->size != 0) text_add(into, "+%uns", value->size);
      return;
    case FR__CEL_KEY: text_add(into, "key %llu", (unsigned long long)value->as.word); return;
    case FR__CEL_LIST:
    case FR__CEL_MAP: break;
    default: text_add(into, "kind %d", value->kind); return;
  }
  text_add(into, map ? "{" : "[");
  for (uint32_t i = 0; i < value->size; i++) {
    if (i > 0) text_add(into, ", ");
    text_add_value(into, &value->as.items[map ? 2 * i : i]);
    if (!map) continue;
    text_add(into, ": ");
    text_add_value(into, &value->as.items[2 * i + 1]);
  }
  text_add(into, map ? "}" : "]");
}

/* ---- the environment ---- */

/* Slots of the host; those of chains follow. */
enum {
  S_NONE,
  S_ANY,
  S_BAD,
  S_BLOB,
  S_CHANNEL,
  S_D,
  S_DATA,
  S_DOUBLES,
  S_FLAG,
  S_GHOST,
  S_GHOST_FLAG,
  S_GHOST_LIST,
  S_GHOST_TEXT,
  S_GROUP_ONE,
  S_GROUP_TWO,
  S_I,
  S_INTS,
  S_LEAST,
  S_MANY,
  S_NAME,
  S_NAN,
  S_NOTHING,
  S_OFF,
  S_OTHER,
  S_PARTY,
  S_SPAN,
  S_THING,
  S_U,
  S_WHEN,
  S_E_AMOUNT, /* the fields of an entry */
  S_E_CHANNEL,
  S_E_COUNT,
  S_E_KNOWN,
  S_E_PAYEE,
  S_E_TIME,
  S_FREE,
  SLOTS = S_FREE + 64
};
/* The host's numbers of its sequences. */
enum { SOURCE_SENT = 100, SOURCE_RECEIVED, SOURCE_LISTS };

static const char *const channel_names[] = {"teller", "atm", "online", "mobile"};

#define PLAIN(kind_) \
  { .kind = FR__CEL_##kind_ }
#define LIST_OF(kind_) \
  { .kind = FR__CEL_LIST, .element = FR__CEL_##kind_ }
#define CHANNELS \
  { .kind = FR__CEL_STRING, .name_count = FR_COUNT(channel_names), .names = channel_names }

static const fr__cel_symbol entry_fields[] = {
    {"amount", PLAIN(DOUBLE), S_E_AMOUNT, NULL}, {"channel", CHANNELS, S_E_CHANNEL, NULL},
    {"count", PLAIN(INT), S_E_COUNT, NULL},      {"known", PLAIN(BOOL), S_E_KNOWN, NULL},
    {"payee", PLAIN(KEY), S_E_PAYEE, NULL},      {"time", PLAIN(TIMESTAMP), S_E_TIME, NULL},
};
#define ENTRIES \
  { .kind = FR__CEL_SEQUENCE, .field_count = FR_COUNT(entry_fields), .fields = entry_fields }

static const fr__cel_value risky_items[] = {{FR__CEL_STRING, 0, 0, 6, {.text = "online"}},
                                            {FR__CEL_STRING, 0, 0, 6, {.text = "mobile"}}};
static const fr__cel_value risky = {FR__CEL_LIST, 0, 0, 2, {.items = risky_items}};

/* Sorted, as the compiler wants them. */
static const fr__cel_symbol symbols[] = {
    {"any", PLAIN(DYN), S_ANY, NULL},
    {"bad", PLAIN(INT), S_BAD, NULL},
    {"blob", PLAIN(BYTES), S_BLOB, NULL},
    {"channel", CHANNELS, S_CHANNEL, NULL},
    {"d", PLAIN(DOUBLE), S_D, NULL},
    {"data", PLAIN(MAP), S_DATA, NULL},
    {"doubles", LIST_OF(DOUBLE), S_DOUBLES, NULL},
    {"flag", PLAIN(BOOL), S_FLAG, NULL},
    {"ghost", PLAIN(INT), S_GHOST, NULL},
    {"ghost_flag", PLAIN(BOOL), S_GHOST_FLAG, NULL},
    {"ghost_list", LIST_OF(INT), S_GHOST_LIST, NULL},
    {"ghost_text", PLAIN(STRING), S_GHOST_TEXT, NULL},
    {"group.one", PLAIN(INT), S_GROUP_ONE, NULL},
    {"group.two", PLAIN(INT), S_GROUP_TWO, NULL},
    {"i", PLAIN(INT), S_I, NULL},
    {"ints", LIST_OF(INT), S_INTS, NULL},
    {"least", PLAIN(INT), S_LEAST, NULL},
    {"lists.risky", LIST_OF(STRING), S_NONE, &risky},
    {"many", LIST_OF(INT), S_MANY, NULL},
    {"name", PLAIN(STRING), S_NAME, NULL},
    {"nan", PLAIN(DOUBLE), S_NAN, NULL},
    {"nothing", PLAIN(NULL), S_NOTHING, NULL},
    {"off", PLAIN(BOOL), S_OFF, NULL},
    {"other", PLAIN(KEY), S_OTHER, NULL},
    {"party", PLAIN(KEY), S_PARTY, NULL},
    {"payer.lists", {.kind = FR__CEL_SEQUENCE, .element = FR__CEL_STRING}, SOURCE_LISTS, NULL},
    {"payer.received", ENTRIES, SOURCE_RECEIVED, NULL},
    {"payer.sent", ENTRIES, SOURCE_SENT, NULL},
    {"risky", LIST_OF(STRING), S_NONE, &risky},
    {"span", PLAIN(DURATION), S_SPAN, NULL},
    {"thing", PLAIN(HOST), S_THING, NULL},
    {"u", PLAIN(UINT), S_U, NULL},
    {"when", PLAIN(TIMESTAMP), S_WHEN, NULL},
};

/* text.mentions("set"): there is one set, number 9, and it is mentioned where the text has its name in it. */
static inline bool mentions_resolve(const void *host, const fr__cel_value *literals, uint32_t count, uint32_t *number,
                                    uint32_t *wrong, const char **suggestion) {
  (void)host, (void)count;
  *number = 9;
  *wrong = 0;
  if (literals->size == 7 && memcmp(literals->as.text, "account", 7) == 0) return true;
  if (literals->size > 0 && literals->as.text[0] == 'a') *suggestion = "account";
  return false;
}
static inline fr__cel_value mentions_call(const void *host, const fr__cel_value *receiver, uint32_t number) {
  return fr__cel_bool(number == 9 && memmem(receiver->as.text, receiver->size, host, 7) != NULL);
}

/* asks("x"), asks("x", "y") are the names' lengths put together, negative on a thing of the host; waits() is true. */
static inline bool asks_resolve(const void *host, const fr__cel_value *literals, uint32_t count, uint32_t *number,
                                uint32_t *wrong, const char **suggestion) {
  (void)host;
  *number = 0;
  for (*wrong = 0; *wrong < count; ++*wrong) {
    if (literals[*wrong].size == 0) return false;
    *suggestion = "second";
    *number = *number * 100 + literals[*wrong].size;
  }
  return true;
}
static inline fr__cel_value asks_call(const void *host, const fr__cel_value *receiver, uint32_t number) {
  (void)receiver;
  return fr__cel_int(host == NULL ? (int64_t)number : -(int64_t)number);
}
static inline bool waits_resolve(const void *host, const fr__cel_value *literals, uint32_t count, uint32_t *number,
                                 uint32_t *wrong, const char **suggestion) {
  (void)host, (void)literals, (void)wrong, (void)suggestion;
  *number = count;
  return true;
}
static inline fr__cel_value waits_call(const void *host, const fr__cel_value *receiver, uint32_t number) {
  (void)host, (void)number;
  return fr__cel_bool(receiver->as.text != NULL);
}
static const fr__cel_function functions[] = {
    {"mentions", FR__CEL_STRING, FR__CEL_BOOL, 1, 1, mentions_resolve, mentions_call, "account"},
    {"asks", FR__CEL_STRING, FR__CEL_INT, 1, 2, asks_resolve, asks_call, NULL},
    {"asks", FR__CEL_HOST, FR__CEL_INT, 1, 2, asks_resolve, asks_call, "a thing"},
    {"waits", FR__CEL_HOST, FR__CEL_BOOL, 0, 0, waits_resolve, waits_call, NULL}};

enum { MANY = 3000 };
typedef struct host {
  fr__cel_value slots[SLOTS];
  fr__cel_value ints[3], doubles[3], many[MANY], data[6], inner[2];
} host;

static inline fr__cel_value value_of(const char *string) { return fr__cel_string(string, (uint32_t)strlen(string)); }
static inline fr__cel_value list_of(const fr__cel_value *items, uint32_t size) {
  return (fr__cel_value){.kind = FR__CEL_LIST, .size = size, .as.items = items};
}
static inline fr__cel_value map_of(const fr__cel_value *items, uint32_t pairs) {
  return (fr__cel_value){.kind = FR__CEL_MAP, .size = pairs, .as.items = items};
}

static inline void host_fill(host *in) {
  memset(in, 0, sizeof *in);
  for (int64_t i = 0; i < 3; i++) {
    in->ints[i] = fr__cel_int(i + 1);
    in->doubles[i] = fr__cel_double((double)i + 0.5);
  }
  for (int64_t i = 0; i < MANY; i++) in->many[i] = fr__cel_int(i);
  in->inner[0] = value_of("c");
  in->inner[1] = value_of("deep");
  in->data[0] = value_of("a");
  in->data[1] = fr__cel_int(1);
  in->data[2] = value_of("b");
  in->data[3] = map_of(in->inner, 1);
  in->data[4] = fr__cel_int(5);
  in->data[5] = value_of("five");
  fr__cel_value *s = in->slots;
  s[S_ANY] = value_of("anything");
  s[S_BAD] = fr__cel_failed(FR__CEL_FAULT_DIVISION);
  s[S_BLOB] = (fr__cel_value){.kind = FR__CEL_BYTES, .size = 3, .as.text = "\x01\xff!"};
  s[S_CHANNEL] = value_of("atm");
  s[S_D] = fr__cel_double(2.5);
  s[S_DATA] = map_of(in->data, 3);
  s[S_DOUBLES] = list_of(in->doubles, 3);
  s[S_FLAG] = fr__cel_bool(true);
  s[S_GROUP_ONE] = fr__cel_int(1);
  s[S_GROUP_TWO] = fr__cel_int(2);
  s[S_I] = fr__cel_int(7);
  s[S_INTS] = list_of(in->ints, 3);
  s[S_LEAST] = fr__cel_int(INT64_MIN);
  s[S_MANY] = list_of(in->many, MANY);
  s[S_NAME] = value_of("Ångström");
  s[S_NAN] = fr__cel_double(__builtin_nan(""));
  s[S_NOTHING] = (fr__cel_value){.kind = FR__CEL_NULL};
  s[S_OFF] = fr__cel_bool(false);
  s[S_OTHER] = fr__cel_key(43);
  s[S_PARTY] = fr__cel_key(42);
  s[S_SPAN] = fr__cel_duration(INT64_C(5400500000));
  s[S_THING] = fr__cel_thing(s);
  s[S_U] = (fr__cel_value){.kind = FR__CEL_UINT, .as.word = 3};
  s[S_WHEN] = fr__cel_timestamp(INT64_C(1769846400250000)); /* 2026-01-31T08:00:00.25Z */
}

/* ---- from an expression to text ---- */

typedef struct evaluation {
  fr__arena arena;
  fr__cel_env env;
  fr__cel_chains chains;
  fr__cel_tree *tree;
  fr__cel_program *program;
  fr__cel_type type;
  fr__cel_error error;
  fr_status status;
  host values;
  written said;
} evaluation;

static inline void evaluation_begin(evaluation *of) {
  memset(of, 0, sizeof *of);
  host_fill(&of->values);
  of->env = (fr__cel_env){.symbols = symbols,
                          .symbol_count = FR_COUNT(symbols),
                          .functions = functions,
                          .function_count = FR_COUNT(functions)};
  of->chains.next_slot = S_FREE;
}

static inline void evaluation_end(evaluation *of) { fr__arena_free(&of->arena); }

static inline void say_refusal(evaluation *of) {
  static const char *const stages[] = {"?", "parse", "check"};
  const fr__cel_error *error = &of->error;
  cr_expect_eq(error->status, of->status, "the error has the status that is returned");
  text_add(&of->said, "%s %u:%u: %s", error->stage <= 2 ? stages[error->stage] : "?", error->line, error->column,
           error->message);
  if (of->status != FR_BAD_EXPRESSION) text_add(&of->said, " (%s)", fr_status_name(of->status));
}

static inline bool evaluation_compile_bytes(evaluation *of, const char *source, uint32_t size) {
  of->program = NULL;
  of->error = (fr__cel_error){0};
  of->said.size = 0;
  of->said.bytes[0] = '\0';
  of->status = fr__cel_parse(&of->arena, source, size, &of->tree, &of->error);
  if (of->status == FR_OK) {
    of->status = fr__cel_compile(&of->arena, &of->env, of->tree, &of->chains, &of->program, &of->type, &of->error);
  }
  cr_expect_eq(of->status == FR_OK, of->program != NULL, "a program exactly where nothing is refused: %s", source);
  if (of->status != FR_OK) say_refusal(of);
  return of->status == FR_OK;
}

static inline bool evaluation_compile(evaluation *of, const char *source) {
  return evaluation_compile_bytes(of, source, (uint32_t)strlen(source));
}

/* Runs in exactly the memory that the program said it may need, so that a sanitizer sees a promise that is too small.
 * Values of the host that are larger than the compiler assumes need more. */
static inline const char *evaluation_run_in(evaluation *of, uint32_t bytes) {
  unsigned char *memory = malloc(bytes + 1u);
  cr_assert_not_null(memory);
  fr__cel_scratch scratch = {memory, bytes, 0};
  const fr__cel_value value = fr__cel_run(of->program, of->values.slots, &scratch);
  cr_expect_leq(scratch.used, bytes);
  /* As one of many conditions it gives the same, by whichever way. */
  const fr__cel_program *const one[] = {of->program};
  const uint8_t expected = value.kind == FR__CEL_UNKNOWN ? FR__CEL_IS_UNKNOWN
                           : value.kind != FR__CEL_BOOL  ? FR__CEL_IS_ERROR
                           : value.as.integer != 0       ? FR__CEL_TRUE
                                                         : FR__CEL_FALSE;
  uint8_t verdict = 99;
  unsigned char *other = malloc(bytes + 1u);
  cr_assert_not_null(other);
  fr__cel_scratch again = {other, bytes, 0};
  const fr__cel_conditions *conditions = NULL;
  cr_assert_eq(fr__cel_conditions_build(&of->arena, one, 1, &conditions), FR_OK);
  fr__cel_run_conditions(conditions, of->values.slots, &again, &verdict);
  cr_expect_eq(verdict, expected);
  /* And so it does by its code alone. */
  again.used = 0;
  const fr__cel_value coded = fr__cel_run_code(of->program, of->values.slots, &again);
  cr_expect(coded.kind == value.kind && coded.code == value.code);
  free(other);
  of->said.size = 0;
  text_add_value(&of->said, &value);
  free(memory);
  return of->said.bytes;
}

static inline const char *evaluate_with(evaluation *of, const char *source) {
  if (!evaluation_compile(of, source)) return of->said.bytes;
  return evaluation_run_in(of, fr__cel_scratch_needed(of->program));
}

typedef struct row {
  const char *expression, *gives;
} row;

static inline void expect_rows(const row *rows, size_t count, bool widen) {
  evaluation *of = malloc(sizeof *of);
  cr_assert_not_null(of);
  for (size_t i = 0; i < count; i++) {
    evaluation_begin(of);
    of->env.widen = widen;
    const char *got = evaluate_with(of, rows[i].expression);
    cr_expect_str_eq(got, rows[i].gives, "%s\n   gives %s\n   not   %s", rows[i].expression, got, rows[i].gives);
    evaluation_end(of);
  }
  free(of);
}

/* As CEL has it, and as policies have it: an int literal beside a double is a double there. */
#define EXPECT(rows) expect_rows(rows, FR_COUNT(rows), false)
#define EXPECT_WIDENED(rows) expect_rows(rows, FR_COUNT(rows), true)

#endif
