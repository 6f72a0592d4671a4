/* SPDX-License-Identifier: Apache-2.0
 *
 * Runs golden vectors through the public API: bindings/vectors/README.md says what a file of steps is and what is
 * answered. What C answers here is what every binding has to answer.
 *
 *   vectors STEPS [FOLDER] > ANSWERS     policies and keys are beside the steps; journals go into the folder */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vectors.h"

#include "tables.h"

/* ---- files ---- */

_Noreturn void stop(const char *format, ...) {
  va_list rest;
  va_start(rest, format);
  fputs("vectors: ", stderr);
  vfprintf(stderr, format, rest);
  fputc('\n', stderr);
  va_end(rest);
  exit(2);
}

static void *take(size_t size) {
  void *memory = calloc(1, size);
  if (memory == NULL) stop("no memory");
  return memory;
}

static bytes read_all(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) stop("%s: %s", path, strerror(errno));
  bytes all = {0};
  for (size_t room = 0, got = 1; got > 0; all.size += got) {
    if (room - all.size < 65536) all.data = realloc(all.data, room = room * 2 + 131072);
    if (all.data == NULL) stop("no memory");
    got = fread(all.data + all.size, 1, 65535, file);
  }
  all.data[all.size] = 0;
  fclose(file);
  return all;
}

/* ---- steps ---- */

static value decode(char *text) {
  value all = {text, 0};
  for (const char *at = text; *at != 0; all.size++) {
    unsigned byte;
    const bool escaped = at[0] == '\\' && at[1] == 'x' && sscanf(at + 2, "%2x", &byte) == 1;
    text[all.size] = escaped ? (char)byte : *at;
    at += escaped ? 4 : 1;
  }
  text[all.size] = 0;
  return all;
}

/* What begins the next line that says something; empty lines and comments are passed over. Zero at the end. */
static char next_begins_with(reader *in) {
  while (*in->at == '#' || *in->at == '\n') {
    in->at = strchr(in->at, '\n');
    if (in->at == NULL) stop("%s:%u: the last line has no end", in->path, in->line + 1);
    in->at++;
    in->line++;
  }
  return *in->at;
}

/* Takes the line off. */
static char *next_line(reader *in) {
  char *line = in->at, *end = strchr(line, '\n');
  if (end == NULL) stop("%s:%u: the last line has no end", in->path, in->line + 1);
  in->at = end + 1;
  in->line++;
  *end = 0;
  return line;
}

static void read_arguments(char *line, step *into) {
  for (char *at = line; at != NULL && into->argument_count < 5;) {
    char *tab = strchr(at, '\t');
    if (tab != NULL) *tab = 0;
    into->arguments[into->argument_count] = at;
    into->decoded[into->argument_count++] = decode(at);
    at = tab == NULL ? NULL : tab + 1;
  }
}

static bool read_step(reader *in, step *into) {
  memset(into, 0, sizeof *into);
  if (next_begins_with(in) == 0) return false;
  char *line = next_line(in);
  if (line[0] == '\t') stop("%s:%u: a field without a step", in->path, in->line);
  read_arguments(line, into);
  while (next_begins_with(in) == '\t') {
    line = next_line(in);
    char *tab = strchr(line + 1, '\t');
    if (line[0] != '\t' || tab == NULL || into->count == MAX_FIELDS) stop("%s:%u: not a field", in->path, in->line);
    *tab = 0;
    into->fields[into->count++] = (field){line + 1, decode(tab + 1)};
  }
  return true;
}

/* ---- fields into structs ---- */

void *keep(given *in, size_t size) {
  if (in->count == MAX_KEPT) stop("too many structs in a step");
  return in->kept[in->count++] = take(size);
}

void give_back(given *in) {
  while (in->count > 0) free(in->kept[--in->count]);
}

static const field_table *find(const struct_table *table, const char *name, size_t size) {
  for (size_t i = 0; i < table->count; i++) {
    if (strlen(table->fields[i].name) == size && memcmp(table->fields[i].name, name, size) == 0)
      return &table->fields[i];
  }
  stop("%s has no field %.*s", table->name, (int)size, name);
}

void *begun(given *in, const struct_table *table) {
  void *made = keep(in, table->size);
  const uint32_t size = (uint32_t)table->size;
  if (table->versioned) memcpy(made, &size, sizeof size);
  return made;
}

static void set_number(const field_table *to, uint8_t *at, const char *text) {
  const uint64_t whole =
      to->kind == I32 || to->kind == I64 ? (uint64_t)strtoll(text, NULL, 10) : strtoull(text, NULL, 10);
  const uint32_t half = (uint32_t)whole;
  memcpy(at, to->size == 4 ? (const void *)&half : (const void *)&whole, to->size);
}

static void set_bytes(const field_table *to, uint8_t *at, const char *text) {
  for (size_t i = 0; i < to->size; i++) {
    unsigned byte;
    if (sscanf(text + 2 * i, "%2x", &byte) != 1) stop("%s wants %zu bytes", to->name, to->size);
    at[i] = (uint8_t)byte;
  }
}

static void set_attribute(given *in, fr_transfer *transfer, const char *name, const value *from) {
  if (transfer->attributes == NULL) transfer->attributes = keep(in, FR_MAX_ATTRIBUTES * sizeof(fr_attribute));
  if (transfer->attribute_count == FR_MAX_ATTRIBUTES) stop("too many attributes");
  fr_attribute made = {.name = fr_text_of(name)};
  const char *colon = strchr(from->data, ':');
  if (colon == NULL) stop("attributes.%s: no type", name);
  const char *text = colon + 1;
  if (strncmp(from->data, "bool:", 5) == 0) made.type = FR_TYPE_BOOL;
  if (strncmp(from->data, "int:", 4) == 0) made.type = FR_TYPE_INT;
  if (strncmp(from->data, "double:", 7) == 0) made.type = FR_TYPE_DOUBLE;
  if (strncmp(from->data, "string:", 7) == 0) made.type = FR_TYPE_STRING;
  if (made.type == FR_TYPE_BOOL || made.type == FR_TYPE_INT) made.integer = strtoll(text, NULL, 10);
  if (made.type == FR_TYPE_DOUBLE) made.number = strtod(text, NULL);
  if (made.type == FR_TYPE_STRING) made.text = (fr_text){text, from->size - (uint32_t)(text - from->data), 0};
  memcpy((fr_attribute *)(uintptr_t)transfer->attributes + transfer->attribute_count++, &made, sizeof made);
}

void set(given *in, const struct_table *table, void *into, const char *path, const value *from) {
  if (table == &fr_transfer_table && strncmp(path, "attributes.", 11) == 0)
    return set_attribute(in, into, path + 11, from);
  const size_t size = strcspn(path, ".");
  const field_table *to = find(table, path, size);
  uint8_t *at = (uint8_t *)into + to->offset;
  const char *rest = path[size] == '.' ? path + size + 1 : NULL;
  if (to->kind == POINTER) {
    void *inner;
    memcpy(&inner, at, sizeof inner);
    if (inner == NULL) inner = begun(in, to->inner);
    memcpy(at, &inner, sizeof inner);
    if (rest != NULL) set(in, to->inner, inner, rest, from);
    return;
  }
  if (rest != NULL && to->kind == TEXT) return set(in, &fr_text_table, at, rest, from);
  if (to->kind == U32 || to->kind == I32 || to->kind == U64 || to->kind == I64)
    set_number(to, at, from->data);
  else if (to->kind == TEXT)
    memcpy(at, &(fr_text){from->data, from->size, ((fr_text *)(void *)at)->encoding}, to->size);
  else if (to->kind == CHARS)
    memcpy(at, from->data, from->size < to->size ? from->size : to->size);
  else if (to->kind == BYTES)
    set_bytes(to, at, from->data);
  else
    stop("%s cannot be set", path);
  uint32_t known;
  memcpy(&known, (uint8_t *)into + table->known_offset, sizeof known);
  known |= to->known_bit;
  if (to->known_bit != 0) memcpy((uint8_t *)into + table->known_offset, &known, sizeof known);
}

void *struct_of(given *in, const struct_table *table, const step *from) {
  void *made = begun(in, table);
  for (uint32_t i = 0; i < from->count; i++) set(in, table, made, from->fields[i].path, &from->fields[i].value);
  return made;
}

/* ---- answers ---- */

void put_text(const char *text, size_t size, bool every_high_byte) {
  for (size_t i = 0; i < size; i++) {
    const uint8_t byte = (uint8_t)text[i];
    if (byte < 0x20 || byte == 0x7f || byte == '\\' || (every_high_byte && byte >= 0x80))
      printf("\\x%02x", byte);
    else
      putchar(byte);
  }
}

void put_string(const char *path, const char *text) {
  printf("\t%s\t", path);
  put_text(text, strlen(text), false);
  putchar('\n');
}

void put_bytes(const uint8_t *at, size_t size) {
  for (size_t i = 0; i < size; i++) printf("%02x", at[i]);
}

static bool is_left_out(const char *name) {
  static const char *const memory[] = {"struct_size",    "reserved",    "profile_bytes", "index_bytes",
                                       "reserved_bytes", "watch_bytes", "bytes",         "name_bytes"};
  for (size_t i = 0; i < sizeof memory / sizeof *memory; i++) {
    if (strcmp(name, memory[i]) == 0) return true;
  }
  return false;
}

static void put_one(const field_table *what, const uint8_t *at, const char *prefix) {
  int32_t i32;
  uint32_t u32;
  int64_t i64;
  uint64_t u64;
  const char *string;
  if (what->kind == STRUCT) return put_struct(what->inner, at, prefix);
  printf("\t%s\t", prefix);
  memcpy(&i32, at, sizeof i32);
  memcpy(&u32, at, sizeof u32);
  if (what->kind == I32) printf("%" PRId32, i32);
  if (what->kind == U32) printf("%" PRIu32, u32);
  if (what->size / what->count >= 8) {
    memcpy(&i64, at, sizeof i64);
    memcpy(&u64, at, sizeof u64);
    memcpy(&string, at, sizeof string);
    if (what->kind == I64) printf("%" PRId64, i64);
    if (what->kind == U64) printf("%" PRIu64, u64);
    if (what->kind == DOUBLE) printf("%016" PRIx64, u64);
    if (what->kind == STRING) put_text(string, strlen(string), false);
  }
  if (what->kind == CHARS) put_text((const char *)at, strnlen((const char *)at, what->size), false);
  if (what->kind == BYTES) put_bytes(at, what->size);
  putchar('\n');
}

/* Of a value only what its type has. */
static void put_value(const fr_value *from, const char *prefix) {
  uint64_t bits;
  memcpy(&bits, &from->number, sizeof bits);
  printf("\t%s.type\t%u\n\t%s.flags\t%u\n", prefix, from->type, prefix, from->flags);
  if (from->type == FR_TYPE_BOOL || from->type == FR_TYPE_INT)
    printf("\t%s.integer\t%" PRId64 "\n", prefix, from->integer);
  if (from->type == FR_TYPE_DOUBLE) printf("\t%s.number\t%016" PRIx64 "\n", prefix, bits);
  if (from->type != FR_TYPE_STRING) return;
  printf("\t%s.text\t", prefix);
  put_text(from->text, from->text_size, false);
  putchar('\n');
}

void put_struct(const struct_table *table, const void *from, const char *prefix) {
  char path[200];
  if (table == &fr_value_table) return put_value(from, prefix);
  const fr_decision *decision = table == &fr_decision_table ? from : NULL;
  for (size_t i = 0; i < table->count; i++) {
    const field_table *what = &table->fields[i];
    const uint8_t *at = (const uint8_t *)from + what->offset;
    const char *dot = prefix[0] == 0 ? "" : ".";
    if (is_left_out(what->name)) continue;
    if (decision != NULL && strcmp(what->name, "values") == 0) {
      printf("\t%s%svalues\t", prefix, dot);
      put_bytes(decision->values, decision->values_size);
      putchar('\n');
      continue;
    }
    uint32_t count = (uint32_t)what->count;
    if (what->counter_offset != 0) memcpy(&count, (const uint8_t *)from + what->counter_offset, sizeof count);
    for (uint32_t k = 0; k < count; k++) {
      if (what->count == 1)
        snprintf(path, sizeof path, "%s%s%s", prefix, dot, what->name);
      else
        snprintf(path, sizeof path, "%s%s%s.%u", prefix, dot, what->name, k);
      put_one(what, at + k * (what->size / what->count), path);
    }
  }
}

void put_status(const step *of, fr_status status) { printf("%s\t%s\n", of->arguments[0], fr_status_name(status)); }

void put_error(fr_status status, const fr_error *error) {
  if (status >= 0 || error == NULL) return;
  put_string("error.field", error->field);
  put_string("error.message", error->message);
  if (error->line != 0) printf("\terror.line\t%u\n\terror.column\t%u\n", error->line, error->column);
}

/* ---- the steps themselves ---- */

uint32_t number(const step *from, uint32_t argument) {
  if (argument >= from->argument_count) stop("%s wants more arguments", from->arguments[0]);
  return (uint32_t)strtoul(from->arguments[argument], NULL, 10);
}

int64_t number_64(const step *from, uint32_t argument) {
  if (argument >= from->argument_count) stop("%s wants more arguments", from->arguments[0]);
  return strtoll(from->arguments[argument], NULL, 10);
}

fr_text text(const step *from, uint32_t argument, uint32_t encoding) {
  if (argument >= from->argument_count) stop("%s wants more arguments", from->arguments[0]);
  return (fr_text){from->decoded[argument].data, from->decoded[argument].size, encoding};
}

void leave(runner *with) {
  fr_context_destroy(with->context);
  if (fr_journal_close(with->journal) != FR_OK) stop("the journal does not close");
  fr_engine_destroy(with->engine);
  fr_policy_release(with->policy);
  with->context = NULL;
  with->journal = NULL;
  with->engine = NULL;
  with->policy = NULL;
}

void begin_context(runner *with) {
  if (fr_context_create(with->engine, &with->context) != FR_OK) stop("no context");
}

static void run_engine(runner *with, const step *now) {
  given lent = {0};
  fr_error error = FR_ERROR_INIT;
  leave(with);
  fr_status status = fr_engine_create(struct_of(&lent, &fr_engine_options_table, now), &with->engine, &error);
  put_status(now, status);
  put_error(status, &error);
  if (status == FR_OK) begin_context(with);
  give_back(&lent);
}

bytes read_beside(const runner *with, const char *name) {
  char path[1000];
  snprintf(path, sizeof path, "%s/%s", with->in.folder, name);
  return read_all(path);
}

fr_status load(runner *with, const char *name, fr_policy **policy, fr_error *error) {
  bytes bundle = read_beside(with, name);
  const fr_status status = fr_policy_load(bundle.data, bundle.size, policy, error);
  free(bundle.data);
  return status;
}

static void run_policy(runner *with, const step *now) {
  const bool challenger = strcmp(now->arguments[0], "challenger") == 0;
  const char *name = now->arguments[challenger ? 2 : 1];
  fr_policy *policy = NULL;
  fr_error error = FR_ERROR_INIT;
  fr_status status = name == NULL || name[0] == 0 ? FR_OK : load(with, name, &policy, &error);
  if (status == FR_OK && challenger)
    status = fr_engine_set_challenger(with->engine, number(now, 1), policy, &error);
  else if (status == FR_OK)
    status = fr_engine_set_policy(with->engine, policy, &error);
  put_status(now, status);
  put_error(status, &error);
  fr_policy_release(policy);
  fr_policy_release(with->policy);
  with->policy = fr_engine_policy(with->engine);
}

static void run_watch(runner *with, const step *now) {
  static const uint8_t secret[16];
  fr_watch_builder *builder = NULL;
  fr_watch_lists *lists = NULL;
  fr_error error = FR_ERROR_INIT;
  fr_status status = fr_watch_builder_create(secret, now->count, &builder, &error);
  for (uint32_t i = 0; i < now->count && status == FR_OK; i++) {
    char identifier[100], list[100];
    long long until_us;
    if (sscanf(now->fields[i].value.data, "%99s %99s %lld", identifier, list, &until_us) != 3)
      stop("a watch entry wants three");
    const uint32_t type = strcmp(now->fields[i].path, "account") == 0 ? FR_PARTY_ACCOUNT : FR_PARTY_CUSTOMER;
    status = fr_watch_builder_add(builder, type, fr_text_of(identifier), fr_text_of(list), until_us, &error);
  }
  if (status == FR_OK) status = fr_watch_builder_finish(builder, number(now, 1), &lists, &error);
  if (status == FR_OK) status = fr_engine_set_watch_lists(with->engine, lists, &error);
  put_status(now, status);
  put_error(status, &error);
  fr_watch_builder_destroy(builder);
  fr_watch_lists_release(lists);
}

static void run_score(runner *with, const step *now) {
  given lent = {0};
  const fr_transfer *transfer = struct_of(&lent, &fr_transfer_table, now);
  with->decision = (fr_decision)FR_DECISION_INIT;
  const bool score = strcmp(now->arguments[0], "score") == 0;
  const fr_status status =
      score ? fr_score(with->context, transfer, &with->decision) : fr_preview(with->context, transfer, &with->decision);
  put_status(now, status);
  put_struct(&fr_decision_table, &with->decision, "");
  put_error(status, fr_context_error(with->context));
  with->scored = *now;
  give_back(&lent);
}

static void run_batch(runner *with, const step *now) {
  given lent = {0};
  const fr_transfer *transfers[MAX_ITEMS];
  fr_decision *decisions[MAX_ITEMS];
  const uint32_t count = number(now, 1);
  if (count > MAX_ITEMS) stop("a batch of more than %d", (int)MAX_ITEMS);
  step *items = take(MAX_ITEMS * sizeof *items);
  for (uint32_t i = 0; i < count; i++) {
    if (!read_step(&with->in, &items[i]) || strcmp(items[i].arguments[0], "item") != 0) stop("too few items");
    transfers[i] = struct_of(&lent, &fr_transfer_table, &items[i]);
    decisions[i] = begun(&lent, &fr_decision_table);
  }
  uint32_t done = 0;
  const fr_status status = fr_score_batch(with->context, transfers, count, decisions, &done);
  put_status(now, status);
  printf("\tdone\t%u\n", done);
  char prefix[20];
  for (uint32_t i = 0; i < count && (i < done || (status < 0 && i == done)); i++) {
    snprintf(prefix, sizeof prefix, "%u", i);
    put_struct(&fr_decision_table, decisions[i], prefix);
    with->decision = *decisions[i];
  }
  put_error(status, fr_context_error(with->context));
  free(items);
  give_back(&lent);
}

static void run_challenge(runner *with, const step *now) {
  fr_decision decision = FR_DECISION_INIT;
  const fr_status status = fr_challenge(with->context, number(now, 1), &decision);
  put_status(now, status);
  put_struct(&fr_decision_table, &decision, "");
  put_error(status, fr_context_error(with->context));
}

static void run_observe(runner *with, const step *now) {
  given lent = {0};
  const fr_status status = fr_observe(with->context, struct_of(&lent, &fr_event_table, now));
  put_status(now, status);
  put_error(status, fr_context_error(with->context));
  give_back(&lent);
}

char words[MAX_WORDS];

void put_words(fr_status status, uint64_t needed, uint32_t encoding) {
  if (status != FR_OK) return;
  printf("\twords\t");
  put_text(words, (size_t)needed, encoding == FR_ENCODING_GB18030);
  putchar('\n');
}

static void run_words(runner *with, const step *now) {
  uint64_t needed = 0;
  const uint32_t which = number(now, 1), encoding = number(now, 3);
  const fr_text language = text(now, 2, 0);
  fr_status status;
  if (strcmp(now->arguments[0], "words") == 0)
    status = fr_words(with->policy, &with->decision, which, language, encoding, words, sizeof words, &needed);
  else
    status = fr_reason_words(with->policy, &with->decision, which, language, encoding, words, sizeof words, &needed);
  put_status(now, status);
  put_words(status, needed, encoding);
}

static void run_question(runner *with, const step *now) {
  uint64_t needed = 0;
  fr_question question = FR_QUESTION_INIT;
  fr_status status = fr_question_get(with->policy, &with->decision, number(now, 1), &question);
  put_status(now, status);
  if (status != FR_OK) return;
  put_struct(&fr_question_table, &question, "");
  status = fr_question_words(with->policy, &with->decision, number(now, 1), text(now, 2, 0), number(now, 3), words,
                             sizeof words, &needed);
  put_words(status, needed, number(now, 3));
}

static void run_expiry(runner *with, const step *now) {
  put_status(now, FR_OK);
  printf("\texpiry\t%u\n", fr_expiry(with->policy, &with->decision));
}

static void run_features(runner *with, const step *now) {
  given lent = {0};
  fr_policy_info info = FR_POLICY_INFO_INIT;
  fr_error error = FR_ERROR_INIT;
  const fr_transfer *transfer = struct_of(&lent, &fr_transfer_table, now);
  if (fr_policy_describe(with->policy, &info) != FR_OK) stop("no policy");
  fr_folds folds = FR_FOLDS_INIT;
  folds.capacity = fr_folds_capacity(with->policy);
  folds.data = keep(&lent, (size_t)folds.capacity);
  fr_value *values = keep(&lent, (info.feature_count + 1) * sizeof *values);
  fr_status status = fr_fold(with->context, transfer, FR_SIDE_ALL, &folds);
  if (status != FR_OK) error = *fr_context_error(with->context);
  with->decision = (fr_decision)FR_DECISION_INIT;
  if (status == FR_OK) status = fr_decide(with->policy, transfer, &folds, &with->decision, &error);
  if (status == FR_OK) status = fr_features(with->policy, transfer, &folds, values, info.feature_count, &error);
  put_status(now, status);
  put_struct(&fr_decision_table, &with->decision, "");
  char prefix[20];
  for (uint32_t i = 0; i < info.feature_count && status == FR_OK; i++) {
    snprintf(prefix, sizeof prefix, "%u", i);
    put_struct(&fr_value_table, &values[i], prefix);
  }
  put_error(status, &error);
  give_back(&lent);
}

void put_why(const step *now, fr_status status, const runner *with, uint32_t count, const fr_counterfactual *other) {
  char prefix[40];
  put_status(now, status);
  for (uint32_t i = 0; i < count && status == FR_OK; i++) {
    snprintf(prefix, sizeof prefix, "contribution.%u", i);
    put_struct(&fr_contribution_table, &with->contributions[i], prefix);
  }
  if (status == FR_OK) put_struct(&fr_counterfactual_table, other, "counterfactual");
}

static void run_why(runner *with, const step *now) {
  given lent = {0};
  uint32_t count = 0;
  fr_counterfactual other = FR_COUNTERFACTUAL_INIT;
  const fr_transfer *transfer = struct_of(&lent, &fr_transfer_table, &with->scored);
  const fr_status status = fr_why(with->context, transfer, with->contributions, 1024, &count, &other);
  put_why(now, status, with, count, &other);
  put_error(status, fr_context_error(with->context));
  give_back(&lent);
}

static void run_party(runner *with, const step *now) {
  uint8_t key[16];
  fr_party_state state = FR_PARTY_STATE_INIT;
  const bool only_key = strcmp(now->arguments[0], "party_key") == 0;
  const fr_status status = only_key ? fr_party_key(with->engine, number(now, 1), text(now, 2, 0), key)
                                    : fr_engine_party(with->engine, number(now, 1), text(now, 2, 0), &state);
  put_status(now, status);
  if (status != FR_OK) return;
  if (!only_key) return put_struct(&fr_party_state_table, &state, "");
  printf("\tkey\t");
  put_bytes(key, sizeof key);
  putchar('\n');
}

static void run_matches(runner *with, const step *now) {
  fr_text_match found[64];
  uint32_t count = 0;
  const fr_status status = fr_text_matches(with->policy, text(now, 2, number(now, 1)), found, 64, &count);
  put_status(now, status);
  char prefix[20];
  for (uint32_t i = 0; i < count && status == FR_OK; i++) {
    snprintf(prefix, sizeof prefix, "%u", i);
    put_struct(&fr_text_match_table, &found[i], prefix);
  }
}

static void run_stats(runner *with, const step *now) {
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  const fr_status status = fr_engine_measure(with->engine, &stats);
  put_status(now, status);
  put_struct(&fr_engine_stats_table, &stats, "");
}

static void run_describe(runner *with, const step *now) {
  fr_policy_info info = FR_POLICY_INFO_INIT;
  const fr_status status = fr_policy_describe(with->policy, &info);
  put_status(now, status);
  if (status == FR_OK) put_struct(&fr_policy_info_table, &info, "");
}

static void run_limit(runner *with, const step *now) {
  (void)with;
  put_status(now, FR_OK);
  printf("\tlimit\t%" PRId64 "\n", fr_limit(now->arguments[1]));
}

static void run(runner *with, const step *now) {
  static const struct {
    const char *name;
    run_one *run;
  } all[] = {{"engine", run_engine},   {"policy", run_policy},       {"challenger", run_policy},
             {"watch", run_watch},     {"score", run_score},         {"preview", run_score},
             {"batch", run_batch},     {"challenge", run_challenge}, {"observe", run_observe},
             {"words", run_words},     {"reason_words", run_words},  {"question", run_question},
             {"expiry", run_expiry},   {"features", run_features},   {"why", run_why},
             {"party_key", run_party}, {"party", run_party},         {"matches", run_matches},
             {"stats", run_stats},     {"describe", run_describe},   {"limit", run_limit}};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    if (strcmp(all[i].name, now->arguments[0]) == 0) return all[i].run(with, now);
  }
  run_one *other = rest_of(now->arguments[0]);
  if (other == NULL) other = table_step(now->arguments[0]);
  if (other != NULL) return other(with, now);
  stop("%s:%u: there is no step %s", with->in.path, with->in.line, now->arguments[0]);
}

int main(int argc, char **argv) {
  if (argc != 2 && argc != 3) stop("usage: vectors STEPS [FOLDER]");
  bytes file = read_all(argv[1]);
  char folder[1000];
  snprintf(folder, sizeof folder, "%s", argv[1]);
  char *slash = strrchr(folder, '/');
  if (slash == NULL)
    strcpy(folder, ".");
  else
    *slash = 0;
  static runner all;
  static step now;
  all.room = argc == 3 ? argv[2] : NULL;
  all.in = (reader){.at = (char *)file.data, .path = argv[1], .folder = folder};
  while (read_step(&all.in, &now)) run(&all, &now);
  leave(&all);
  fr_trust_release(all.trust);
  free(all.shipped.data);
  free(file.data);
  return ferror(stdout) || fflush(stdout) != 0 ? 2 : 0;
}
