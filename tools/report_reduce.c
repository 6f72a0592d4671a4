/* SPDX-License-Identifier: Apache-2.0
 *
 * A page stays small however large the backtest was: of long lists it keeps what weighs most, and says how many it left
 * out. Keys that the page does not know are not put into it. */
#include <stdlib.h>
#include <string.h>

#include "report.h"

typedef struct bounds {
  size_t policies, points, rules, groups, months, transfers, examples, words, text_bytes;
} bounds;

/* From what is kept at first to what is kept when nothing else fits. */
static const bounds steps[] = {
    {.policies = 12,
     .points = 140,
     .rules = 200,
     .groups = 40,
     .months = 120,
     .transfers = 50,
     .examples = 10,
     .words = 200,
     .text_bytes = 4000},
    {.policies = 12,
     .points = 80,
     .rules = 80,
     .groups = 24,
     .months = 60,
     .transfers = 40,
     .examples = 10,
     .words = 120,
     .text_bytes = 1600},
    {.policies = 8,
     .points = 50,
     .rules = 40,
     .groups = 16,
     .months = 36,
     .transfers = 25,
     .examples = 10,
     .words = 60,
     .text_bytes = 640},
    {.policies = 6,
     .points = 32,
     .rules = 24,
     .groups = 12,
     .months = 24,
     .transfers = 15,
     .examples = 10,
     .words = 40,
     .text_bytes = 280},
    {.policies = 4,
     .points = 24,
     .rules = 12,
     .groups = 8,
     .months = 12,
     .transfers = 8,
     .examples = 6,
     .words = 20,
     .text_bytes = 120},
};
enum { STEPS = sizeof steps / sizeof steps[0], DEPTH_MAX = 16, KEY_BYTES_MAX = 128 };

static const char *const root_keys[] = {"made", "data", "interval", "policies", "comparisons", "left_out", NULL};
static const char *const policy_keys[] = {"role",         "file",     "name",     "version",      "digest",
                                          "currency",     "outcomes", "quality",  "flags",        "rules",
                                          "by",           "curves",   "scores",   "likely_scams", "cases",
                                          "capacity",     "recorded", "examples", "left_out",     "rules_total",
                                          "rules_silent", NULL};

static void keep_keys(json_t *object, const char *const *keys) {
  const char *key;
  json_t *value;
  void *next;
  json_object_foreach_safe(object, next, key, value) {
    bool known = false;
    for (size_t i = 0; keys[i] != NULL && !known; i++) known = strcmp(keys[i], key) == 0;
    if (!known) json_object_del(object, key);
  }
}

static void count_left_out(json_t *owner, const char *what, size_t count) {
  json_t *all = json_object_get(owner, "left_out");
  if (all == NULL) {
    all = json_object();
    json_object_set_new(owner, "left_out", all);
  }
  const json_int_t before = json_integer_value(json_object_get(all, what));
  json_object_set_new(all, what, json_integer(before + (json_int_t)count));
}

/* The first ones stay. */
static void cut(json_t *owner, json_t *list, const char *what, size_t most) {
  const size_t count = json_array_size(list);
  if (count <= most) return;
  count_left_out(owner, what, count - most);
  for (size_t i = count; i > most; i--) json_array_remove(list, i - 1);
}

static void cut_first(json_t *owner, json_t *list, const char *what, size_t most) {
  const size_t count = json_array_size(list);
  if (count <= most) return;
  count_left_out(owner, what, count - most);
  for (size_t i = count; i > most; i--) json_array_remove(list, 0);
}

/* Points of a curve, evenly; the first and the last stay. A curve is a drawing: this is not counted as left out. */
static void thin(json_t *list, size_t most) {
  const size_t count = json_array_size(list);
  if (count <= most || most < 2) return;
  json_t *kept = json_array();
  for (size_t i = 0; i < most; i++) json_array_append(kept, json_array_get(list, i * (count - 1) / (most - 1)));
  json_array_clear(list);
  json_array_extend(list, kept);
  json_decref(kept);
}

/* ---- the heaviest first ---- */

enum { WEIGHTS = 4 }; /* where the first is the same the second tells, and so on */

typedef struct weighed {
  json_t *item;
  json_int_t weights[WEIGHTS];
  size_t place;
} weighed;

static int by_weight(const void *a, const void *b) {
  const weighed *x = a, *y = b;
  for (size_t i = 0; i < WEIGHTS; i++) {
    if (x->weights[i] != y->weights[i]) return x->weights[i] > y->weights[i] ? -1 : 1;
  }
  return x->place < y->place ? -1 : 1;
}

static json_int_t number_at(const json_t *object, const char *a, const char *b, const char *c) {
  return json_integer_value(json_object_get(json_object_get(json_object_get(object, a), b), c));
}

static json_int_t most_of(json_int_t a, json_int_t b) { return a > b ? a : b; }

/* Any rule that fired is before all that never did: one that only bothers honest people is what a reader looks for,
 * too. Among those that fired, first what it would catch, then whom it bothers, then how often it fires. */
static void weigh_rule(const json_t *rule, json_int_t weights[WEIGHTS]) {
  const json_int_t fired = json_integer_value(json_object_get(rule, "transfers"));
  weights[0] = fired > 0;
  weights[1] = most_of(json_integer_value(json_object_get(rule, "fraud_amount_minor")),
                       most_of(number_at(rule, "alone", "warn_or_hold", "true_amount_minor"),
                               number_at(rule, "lost_without", "warn_or_hold", "true_amount_minor")));
  weights[2] = most_of(json_integer_value(json_object_get(rule, "honest")),
                       most_of(number_at(rule, "alone", "warn_or_hold", "false_alerts"),
                               number_at(rule, "lost_without", "warn_or_hold", "false_alerts")));
  weights[3] = fired;
}

static void weigh_group(const json_t *group, json_int_t weights[WEIGHTS]) {
  weights[0] = json_integer_value(json_object_get(group, "fraud_amount_minor"));
}

static void weigh_alerts(const json_t *group, json_int_t weights[WEIGHTS]) {
  weights[0] = json_integer_value(json_object_get(group, "transfers"));
}

/* How many rules there are and how many never fired, before any is left out. */
static void count_rules(json_t *policies) {
  json_t *policy, *rule;
  size_t i, j;
  json_array_foreach(policies, i, policy) {
    json_t *rules = json_object_get(policy, "rules");
    json_int_t silent = 0;
    json_array_foreach(rules, j, rule) silent += json_integer_value(json_object_get(rule, "transfers")) == 0;
    json_object_set_new(policy, "rules_total", json_integer((json_int_t)json_array_size(rules)));
    json_object_set_new(policy, "rules_silent", json_integer(silent));
  }
}

/* What no transfer was taken for says nothing. */
static void drop_empty(json_t *list) {
  for (size_t i = json_array_size(list); i > 0; i--) {
    const json_t *group = json_array_get(list, i - 1);
    if (json_integer_value(json_object_get(group, "transfers")) == 0) json_array_remove(list, i - 1);
  }
}

static void cut_light(json_t *owner, json_t *list, const char *what, size_t most,
                      void (*weigh)(const json_t *, json_int_t[WEIGHTS])) {
  const size_t count = json_array_size(list);
  weighed *all = count > most ? calloc(count, sizeof *all) : NULL;
  if (all == NULL) return;
  for (size_t i = 0; i < count; i++) {
    json_t *item = json_array_get(list, i);
    all[i] = (weighed){.item = json_incref(item), .place = i};
    weigh(item, all[i].weights);
  }
  qsort(all, count, sizeof *all, by_weight);
  json_array_clear(list);
  for (size_t i = 0; i < count; i++) json_array_append_new(list, all[i].item);
  free(all);
  cut(owner, list, what, most);
}

/* ---- texts ---- */

static json_t *shorter(const json_t *text, size_t most) {
  const char *bytes = json_string_value(text);
  size_t size = json_string_length(text);
  if (size <= most) return NULL;
  for (size = most - 3; size > 0 && ((unsigned char)bytes[size] & 0xC0) == 0x80; size--) {
  }
  char *cut_text = malloc(size + 4);
  if (cut_text == NULL) return NULL;
  memcpy(cut_text, bytes, size);
  memcpy(cut_text + size, "\xe2\x80\xa6", 4); /* … */
  json_t *made = json_stringn(cut_text, size + 3);
  free(cut_text);
  return made;
}

/* Depth is bounded: what lies deeper than a backtest goes is nothing that the page shows. */
static void shorten(json_t *value, size_t most, unsigned depth) {
  const char *key;
  json_t *item, *made;
  size_t i;
  void *next;
  if (depth == DEPTH_MAX) {
    if (json_is_array(value)) json_array_clear(value);
    if (json_is_object(value)) json_object_clear(value);
  } else if (json_is_array(value)) {
    json_array_foreach(value, i, item) {
      if (json_is_string(item) && (made = shorter(item, most)) != NULL)
        json_array_set_new(value, i, made);
      else
        shorten(item, most, depth + 1);
    }
  } else if (json_is_object(value)) {
    json_object_foreach_safe(value, next, key, item) {
      if (strlen(key) > KEY_BYTES_MAX)
        json_object_del(value, key);
      else if (json_is_string(item) && (made = shorter(item, most)) != NULL)
        json_object_set_new(value, key, made);
      else
        shorten(item, most, depth + 1);
    }
  }
}

/* ---- single transfers ---- */

static void empty_all(json_t *list, const char *key) {
  json_t *item;
  size_t i;
  json_array_foreach(list, i, item) {
    if (json_object_get(item, key) != NULL) json_object_set_new(item, key, json_array());
  }
}

void report_withhold(json_t *backtest) {
  empty_all(json_object_get(backtest, "policies"), "examples");
  empty_all(json_object_get(backtest, "comparisons"), "transfers");
  json_object_set_new(json_object_get(backtest, "data"), "transfers_withheld", json_true());
}

/* ---- all of it ---- */

static void reduce_policy(json_t *policy, const bounds *most) {
  static const char *const levels[] = {"warn_or_hold", "hold"};
  json_t *by = json_object_get(policy, "by");
  keep_keys(policy, policy_keys);
  cut_light(policy, json_object_get(policy, "rules"), "rules", most->rules, weigh_rule);
  cut_light(policy, json_object_get(by, "scam_type"), "scam_type", most->groups, weigh_group);
  cut(policy, json_object_get(by, "channel"), "channel", most->groups);
  cut(policy, json_object_get(by, "age"), "age", most->groups);
  cut(policy, json_object_get(by, "amount"), "amount", most->groups);
  cut_first(policy, json_object_get(by, "month"), "month", most->months);
  drop_empty(json_object_get(policy, "likely_scams"));
  cut_light(policy, json_object_get(policy, "likely_scams"), "likely_scams", most->groups, weigh_alerts);
  cut(policy, json_object_get(policy, "capacity"), "capacity", most->groups);
  cut(policy, json_object_get(policy, "examples"), "examples", most->examples);
  cut(policy, json_object_get(policy, "scores"), "scores", 64);
  for (size_t i = 0; i < 2; i++) {
    thin(json_object_get(json_object_get(json_object_get(policy, "curves"), levels[i]), "points"), most->points);
  }
}

static void reduce(json_t *backtest, const bounds *most) {
  json_t *policies = json_object_get(backtest, "policies"), *comparisons = json_object_get(backtest, "comparisons");
  json_t *made = json_object_get(backtest, "made"), *data = json_object_get(backtest, "data"), *item;
  size_t i;
  keep_keys(backtest, root_keys);
  cut(backtest, policies, "policies", most->policies);
  for (i = json_array_size(comparisons); i > 0; i--) { /* with a policy that is gone goes what it was compared in */
    item = json_array_get(comparisons, i - 1);
    const json_int_t policy = json_integer_value(json_object_get(item, "policy"));
    if (policy < 1 || (size_t)policy >= json_array_size(policies)) json_array_remove(comparisons, i - 1);
  }
  cut(made, json_object_get(made, "command"), "command", most->words);
  cut(data, json_object_get(data, "files"), "files", most->groups);
  json_array_foreach(policies, i, item) reduce_policy(item, most);
  json_array_foreach(comparisons, i, item) {
    cut(item, json_object_get(item, "matrix"), "matrix", 9);
    cut(item, json_object_get(item, "transfers"), "transfers", most->transfers);
  }
  shorten(backtest, most->text_bytes, 0);
}

/* "<" inside of strings, where alone it can stand, as JSON writes any character: so no tag can begin in the data. */
static char *without_tags(const char *text) {
  size_t size = strlen(text), found = 0;
  for (size_t i = 0; i < size; i++) found += text[i] == '<';
  char *made = malloc(size + 5 * found + 1), *to = made;
  if (made == NULL) return NULL;
  for (size_t i = 0; i < size; i++) {
    if (text[i] == '<') {
      memcpy(to, "\\u003c", 6);
      to += 6;
    } else {
      *to++ = text[i];
    }
  }
  *to = '\0';
  return made;
}

char *report_reduce(json_t *backtest) {
  count_rules(json_object_get(backtest, "policies"));
  for (size_t step = 0; step < STEPS; step++) {
    reduce(backtest, &steps[step]);
    char *plain = json_dumps(backtest, JSON_COMPACT | JSON_REAL_PRECISION(9));
    char *text = plain ? without_tags(plain) : NULL;
    free(plain);
    if (text == NULL) return NULL;
    if (strlen(text) <= REPORT_DATA_BYTES_MAX) return text;
    free(text);
  }
  return NULL;
}
