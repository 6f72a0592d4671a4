/* SPDX-License-Identifier: Apache-2.0
 *
 * A policy's own tests: each in a fresh engine, a history, then one transfer, then what is expected of it. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fraudrisk/engine.h"
#include "numbers.h"
#include "policy/vectors.h"
#include "policy_test.h"
#include "row.h"
#include "session.h"

enum { HISTORY_MAX = 2000, CELLS_MAX = COLUMNS_MAX + FR_MAX_ATTRIBUTES };

/* Tests that give no time happen at noon of this day, where the policy is at home. */
static const char default_time[] = "2026-01-15 12:00:00";

/* ---- rows out of maps ---- */

/* A map's values as the cells of a row. */
typedef struct cells {
  binding bound;
  raw_cell cells[CELLS_MAX];
  char *text;
  size_t used, capacity;
} cells;

static bool cells_add(cells *into, const char *text, size_t size) {
  if (into->used + size > into->capacity) {
    char *more = realloc(into->text, (into->used + size) * 2 + 64);
    if (more == NULL) return false;
    into->text = more;
    into->capacity = (into->used + size) * 2 + 64;
  }
  into->cells[into->bound.count] = (raw_cell){(uint32_t)into->used, (uint32_t)size};
  if (size > 0) memcpy(into->text + into->used, text, size);
  into->used += size;
  return true;
}

/* [on_phone, "!coached"] as one cell. */
static bool cells_join(cells *into, const node *list) {
  char joined[512];
  size_t used = 0;
  for (uint32_t i = 0; i < list->count && used < sizeof joined; i++) {
    const char *word = list->items[i]->kind == NODE_TEXT ? list->items[i]->text : "?";
    used += (size_t)snprintf(joined + used, sizeof joined - used, "%s%s", i ? ";" : "", word);
  }
  return used < sizeof joined && cells_add(into, joined, used);
}

static bool is_own_key(const node *key, const char *const *own) {
  for (; own && *own; own++)
    if (node_is(key, *own)) return true;
  return false;
}

/* Binds every key of a map; a map inside gives dotted names. Keys in `own` are not columns. */
static bool take_map(test *t, cells *into, const char *prefix, const node *map, const char *const *own) {
  for (uint32_t i = 0; i < map->count; i++) {
    const node *key = map->keys[i], *value = map->items[i];
    char name[128], message[256];
    if (is_own_key(key, own)) continue;
    const int length = snprintf(name, sizeof name, "%s%s%s", prefix, *prefix ? "." : "", key->text);
    if ((size_t)length >= sizeof name) return policy_problem(t->work, t->from, key, "the key is too long");
    if (value->kind == NODE_MAP && *prefix == '\0') {
      if (!take_map(t, into, key->text, value, NULL)) return false;
      continue;
    }
    /* In a history a transfer has an id as everywhere else; to the library it is the event's. */
    if (into->bound.what == SCHEMA_EVENTS && strcmp(name, "id") == 0) snprintf(name, sizeof name, "transfer_id");
    const uint32_t place = into->bound.count;
    const bool is_list = value->kind == NODE_LIST;
    if (node_is_null(value)) continue;
    if (value->kind == NODE_MAP || !(is_list ? cells_join(into, value) : cells_add(into, value->text, value->size))) {
      return policy_problem(t->work, t->from, value, "%s: write a single value", name);
    }
    if (!binding_add(&into->bound, t->work->policy, name, strlen(name), place, message, sizeof message)) {
      return policy_problem(t->work, t->from, key, "%s", message);
    }
  }
  return true;
}

static bool add_default(test *t, cells *into, const char *name, const char *text, size_t size) {
  char message[256];
  if (binding_has(&into->bound, name)) return true;
  return cells_add(into, text, size) &&
         binding_add(&into->bound, t->work->policy, name, strlen(name), into->bound.count, message, sizeof message);
}

/* A row's message begins with its file, its line and the column's name; here the cell itself can be pointed at. */
static void tell_row(test *t, const node *at, const row *bad) {
  const char *message = bad->message;
  const size_t path = strlen(t->from->path);
  if (strncmp(message, t->from->path, path) == 0 && message[path] == ':') {
    message += path + 1;
    message += strspn(message, "0123456789");
    message += strspn(message, ": ");
  }
  const size_t size = strcspn(message, ":");
  for (uint32_t i = 0; i < at->count; i++) {
    const node *value = at->items[i];
    if (at->keys[i]->size == size && memcmp(at->keys[i]->text, message, size) == 0) at = value;
    if (at == value) break;
  }
  (void)policy_problem(t->work, t->from, at, "test \"%s\": %s", t->name, message);
}

static row *finish_row(test *t, cells *into, const node *at, uint32_t number) {
  row *one = row_create();
  if (one == NULL) return NULL;
  binding_finish(&into->bound);
  const raw_row raw = {at->line, number, into->text, into->cells, (uint32_t)into->used, into->bound.count};
  /* The row keeps names of attributes; the binding's copies live only here. */
  if (row_read(one, &into->bound, &t->format, &raw)) return one;
  tell_row(t, at, one);
  row_destroy(one);
  return NULL;
}

/* A row whose attributes' names are the policy's own text, which outlives the binding. */
static void keep_attribute_names(row *one, const cells *from, char **kept, uint32_t *kept_count) {
  for (uint32_t i = 0; i < one->transfer.attribute_count && *kept_count < FR_MAX_ATTRIBUTES; i++) {
    for (uint32_t a = 0; a < from->bound.attribute_count; a++) {
      if (one->attributes[i].name.data != from->bound.attributes[a].name) continue;
      char *copy = strdup(from->bound.attributes[a].name);
      if (copy == NULL) continue;
      one->attributes[i].name.data = copy;
      kept[(*kept_count)++] = copy;
    }
  }
}

static cells *cells_create(test *t, schema what) {
  cells *into = calloc(1, sizeof *into);
  if (into == NULL) return NULL;
  into->bound.what = what;
  into->bound.file = t->from->path;
  into->bound.in_policy = true;
  return into;
}

static void cells_destroy(cells *one) {
  if (one == NULL) return;
  binding_clear(&one->bound);
  free(one->text);
  free(one);
}

/* ---- a test's parts ---- */

typedef struct kept_names {
  char *names[FR_MAX_ATTRIBUTES];
  uint32_t count;
} kept_names;

static bool read_transfer(test *t, kept_names *kept) {
  const node *map = node_get(t->node, "transfer");
  if (map == NULL) return policy_problem(t->work, t->from, t->node, "test \"%s\" has no transfer", t->name);
  if (!policy_is_map(t->work, t->from, map, "transfer")) return false;
  cells *into = cells_create(t, SCHEMA_TRANSFERS);
  if (into && take_map(t, into, "", map, NULL) && add_default(t, into, "time", default_time, strlen(default_time)) &&
      add_default(t, into, "id", "test", 4) && add_default(t, into, "payer", "payer", 5)) {
    const node *kind = node_get(map, "kind");
    const bool cash = kind && (node_is(kind, "cash_withdrawal") || node_is(kind, "cash_deposit"));
    if (cash || add_default(t, into, "payee", "payee", 5)) t->transfer = finish_row(t, into, map, 1);
    if (t->transfer) keep_attribute_names(t->transfer, into, kept->names, &kept->count);
  }
  cells_destroy(into);
  return t->transfer != NULL;
}

/* "ago: 2h" before the transfer, as a time in UTC. */
static bool add_ago(test *t, cells *into, const node *ago) {
  int64_t us;
  char text[48], message[128];
  if (!policy_is_text(t->work, t->from, ago, "ago")) return false;
  const char *fault = duration_parse(ago->text, ago->size, &us);
  if (fault == NULL && us > t->transfer->time_us) fault = "lies before 1970";
  if (fault) return policy_problem(t->work, t->from, ago, "ago: \"%.40s\" %s", ago->text, fault);
  const size_t size = time_format_rfc3339(t->transfer->time_us - us, 0, text);
  const uint32_t place = into->bound.count;
  if (!cells_add(into, text, size)) return false;
  if (binding_add(&into->bound, t->work->policy, "time", 4, place, message, sizeof message)) return true;
  return policy_problem(t->work, t->from, ago, "give either time or ago");
}

static bool default_text(test *t, cells *into, const char *name, fr_text text) {
  return text.data == NULL || add_default(t, into, name, text.data, text.size);
}

/* What an entry leaves out is as in the transfer: the payer, the payee, the person. */
static bool add_history_defaults(test *t, cells *into, const node *map, uint32_t index) {
  static const char *const about_transfers[] = {"transferred",    "settled",   "delayed", "held",
                                                "released",       "cancelled", "refused", "returned",
                                                "fraud_reported", "cleared",   "trusted"};
  const node *event = node_get(map, "event");
  const fr_transfer *transfer = &t->transfer->transfer;
  char id[24];
  bool about_transfer = event == NULL;
  for (size_t i = 0; event && i < sizeof about_transfers / sizeof about_transfers[0]; i++)
    about_transfer |= node_is(event, about_transfers[i]);
  if (event == NULL && !add_default(t, into, "event", "transferred", 11)) return false;
  if (about_transfer) {
    const bool own_payer = !binding_has(&into->bound, "payer");
    const int size = snprintf(id, sizeof id, "history-%u", index + 1);
    if (event == NULL && !add_default(t, into, "transfer_id", id, (size_t)size)) return false;
    if (own_payer && !binding_has(&into->bound, "payer.customer") && !binding_has(&into->bound, "payer_customer") &&
        !default_text(t, into, "payer.customer", t->transfer->payer.customer))
      return false;
    const node *kind = node_get(map, "kind");
    const bool cash = kind && (node_is(kind, "cash_withdrawal") || node_is(kind, "cash_deposit"));
    return default_text(t, into, "payer", transfer->payer) && (cash || default_text(t, into, "payee", transfer->payee));
  }
  if (binding_has(&into->bound, "customer") || binding_has(&into->bound, "party")) return true;
  if (event && (node_is(event, "listed") || node_is(event, "unlisted"))) return true;
  if (t->transfer->groups & GROUP_PAYER && t->transfer->payer.customer.data != NULL) {
    return default_text(t, into, "customer", t->transfer->payer.customer);
  }
  return default_text(t, into, "party", transfer->payer);
}

static row *read_history_entry(test *t, const node *map, uint32_t index) {
  static const char *const own[] = {"ago", NULL};
  if (!policy_is_map(t->work, t->from, map, "history")) return NULL;
  cells *into = cells_create(t, SCHEMA_EVENTS);
  const node *ago = node_get(map, "ago");
  row *one = NULL;
  if (into && take_map(t, into, "", map, own) && (ago == NULL || add_ago(t, into, ago)) &&
      add_history_defaults(t, into, map, index)) {
    if (!binding_has(&into->bound, "time")) {
      (void)policy_problem(t->work, t->from, map, "history: say when, with ago: 2h or time:");
    } else {
      one = finish_row(t, into, map, index + 1);
    }
  }
  if (one && one->transfer.attribute_count > 0) {
    (void)policy_problem(t->work, t->from, map, "history: attributes are not kept; leave them out");
  } else if (one && one->time_us > t->transfer->time_us) {
    (void)policy_problem(t->work, t->from, map, "history: this lies after the transfer; nothing would see it");
  }
  cells_destroy(into);
  return one;
}

static int by_time(const void *a, const void *b) {
  const row *const *x = a, *const *y = b;
  if ((*x)->time_us != (*y)->time_us) return (*x)->time_us < (*y)->time_us ? -1 : 1;
  return (*x)->number < (*y)->number ? -1 : (*x)->number > (*y)->number;
}

static bool read_history(test *t) {
  const node *list = node_get(t->node, "history");
  if (list == NULL || node_is_null(list)) return true;
  if (!policy_is_list(t->work, t->from, list, "history")) return false;
  if (list->count > HISTORY_MAX) {
    return policy_problem(t->work, t->from, list, "history: more than %d entries", HISTORY_MAX);
  }
  t->history = calloc(list->count + 1, sizeof *t->history);
  for (uint32_t i = 0; t->history && i < list->count; i++) {
    row *one = read_history_entry(t, list->items[i], i);
    if (one == NULL) return false;
    t->history[t->history_count++] = one;
  }
  if (t->history_count > 0) qsort(t->history, t->history_count, sizeof *t->history, by_time);
  return t->history != NULL && t->work->problems == t->problems_before;
}

/* ---- running ---- */

static const node *node_of(const test *t, const row *one) {
  if (one == t->transfer) return node_get(t->node, "transfer");
  return node_get(t->node, "history")->items[one->number - 1];
}

static fr_status open_engine(const test *t, fr_engine **engine, fr_context **context, fr_error *error) {
  fr_engine_options options = FR_ENGINE_OPTIONS_INIT;
  options.accept_unsigned_policies = FR_YES;
  options.complete_from_us = FR_COMPLETE_ALWAYS;
  options.outcomes_not_reported = FR_NO;
  options.time_ahead_max_us = -1;
  options.parties_max = 4 * HISTORY_MAX;
  options.memory_bytes = 64 << 20;
  options.list_entries_max = HISTORY_MAX;
  fr_status status = fr_engine_create(&options, engine, error);
  if (status >= 0) status = session_try_policy(*engine, t->work->policy, error);
  return status >= 0 ? fr_context_create(*engine, context) : status;
}

/* Folds rather than scores, so that a test that fails can be explained from the same values. */
static bool run(test *t, fr_folds *folds, fr_decision *decision) {
  fr_error error = FR_ERROR_INIT;
  fr_engine *engine = NULL;
  fr_context *context = NULL;
  const row *at = t->transfer;
  fr_status status = open_engine(t, &engine, &context, &error);
  for (uint32_t i = 0; status >= 0 && i < t->history_count; i++) {
    at = t->history[i];
    status = fr_observe(context, &at->event);
  }
  if (status >= 0) {
    at = t->transfer;
    status = fr_fold(context, &at->transfer, FR_SIDE_ALL, folds);
  }
  const fr_error *told = context ? fr_context_error(context) : &error;
  if (status >= 0) {
    told = &error;
    status = fr_decide(t->work->policy, &at->transfer, folds, decision, &error);
  }
  if (status < 0) {
    const char *message = told && told->message[0] ? told->message : fr_status_text(status);
    (void)policy_problem(t->work, t->from, node_of(t, at), "test \"%s\": %s", t->name, message);
  }
  fr_context_destroy(context);
  fr_engine_destroy(engine);
  return status >= 0;
}

/* What a test that failed came to, below its last problem. */
static void explain(test_runner *by, const test *t, const fr_folds *folds, uint32_t from) {
  fr_error error = FR_ERROR_INIT;
  char *text = NULL;
  size_t size = 0;
  if (by->explained == NULL) by->explained = explanation_create(t->work->policy);
  if (by->explained == NULL || !explanation_make(by->explained, &t->transfer->transfer, folds, &error)) return;
  FILE *into = open_memstream(&text, &size);
  if (into == NULL) return;
  explanation_print_brief(by->explained, "en", into);
  fclose(into);
  problems_explain(&t->work->told, from, text);
  free(text);
}

/* False where the kind is no name, or one too many. */
static bool count_kind(test_runner *by, const test *t, const node *kind, uint32_t outcome) {
  unsigned i = 0;
  if (!policy_is_name(t->work, t->from, kind, "kind", true)) return false;
  while (i < by->kind_count && !node_is(kind, by->kinds[i].name)) i++;
  if (i == TEST_KINDS_MAX) return policy_problem(t->work, t->from, kind, "kind: more than %d kinds", TEST_KINDS_MAX);
  if (i == by->kind_count) {
    by->kinds[i] = (test_kind){.name = strdup(kind->text)};
    if (by->kinds[i].name == NULL) return false;
    by->kind_count++;
  }
  by->kinds[i].outcomes[outcome]++;
  return true;
}

/* What was decided goes along, not what was expected: a range would let differences pass. */
static void write_vector(fr__cbor_writer *into, const test *t, const fr_decision *decision) {
  fr__vector_write_head(into, fr_text_of(t->name), t->history_count);
  for (uint32_t i = 0; i < t->history_count; i++) fr__vector_write_event(into, &t->history[i]->event);
  fr__vector_write_transfer(into, &t->transfer->transfer);
  fr__vector_write_expected(into, decision);
}

void test_run(test_runner *by, const document *from, const node *at, const char *name) {
  static const char *const keys[] = {"name", "kind", "transfer", "history", "expect", NULL};
  policy_work *work = by->work;
  kept_names kept = {.count = 0};
  const uint32_t told = work->told.count;
  test t = {.work = work, .from = from, .node = at, .name = name, .info = FR_POLICY_INFO_INIT};
  fr_folds folds = FR_FOLDS_INIT;
  fr_decision decision = FR_DECISION_INIT;
  t.problems_before = work->problems;
  bool good = policy_keys(work, from, at, "a test", keys) && fr_policy_describe(work->policy, &t.info) >= 0;
  const node *own_name = node_get(at, "name");
  if (own_name && own_name->kind == NODE_TEXT) t.name = own_name->text;
  folds.capacity = fr_folds_capacity(work->policy);
  folds.data = malloc(folds.capacity + 1);
  row_format_of(work->policy, &t.info, &t.format);
  good = good && folds.data != NULL && read_transfer(&t, &kept) && read_history(&t) && run(&t, &folds, &decision);
  const node *kind = node_get(at, "kind");
  if (good && kind) good = count_kind(by, &t, kind, decision.outcome);
  if (good && !test_expect(&t, &decision)) {
    good = false;
    explain(by, &t, &folds, told);
  }
  if (good && by->vectors != NULL) write_vector(by->vectors, &t, &decision);
  if (good)
    by->passed++;
  else
    by->failed++;
  row_destroy(t.transfer);
  for (uint32_t i = 0; i < t.history_count; i++) row_destroy(t.history[i]);
  free(t.history);
  free(folds.data);
  for (uint32_t i = 0; i < kept.count; i++) free(kept.names[i]);
}

void test_runner_end(test_runner *by) {
  explanation_destroy(by->explained);
  by->explained = NULL;
  for (unsigned i = 0; i < by->kind_count; i++) free(by->kinds[i].name);
  by->kind_count = 0;
}

void policy_work_run(test_runner *by) {
  for (uint32_t i = 0; i < by->work->tests.count; i++)
    test_run(by, by->work->tests.items[i].from, by->work->tests.items[i].value, "?");
}

unsigned policy_work_test(policy_work *work, unsigned *count) {
  test_runner by = {.work = work};
  policy_work_run(&by);
  test_runner_end(&by);
  *count = work->tests.count;
  return by.failed;
}
