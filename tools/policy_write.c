/* SPDX-License-Identifier: Apache-2.0
 *
 * From sections to the bundle: one deterministic CBOR map, then the SHA-256 of it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "columns.h"
#include "crypto/sha256.h"
#include "numbers.h"
#include "policy_writer.h"
#include "words.h"

/* [source, line, column] without the array's head: features have a name before it. */
static void put_source(writer *w, const document *from, const node *source, const char *what) {
  if (policy_is_text(w->work, from, source, what) && source->size > FR_MAX_EXPRESSION_BYTES) {
    (void)policy_problem(w->work, from, source, "%s: the expression has %zu bytes; at most %d are taken", what,
                         source->size, FR_MAX_EXPRESSION_BYTES);
  }
  fr__cbor_write_text(w->out, source->text ? source->text : "", source->size);
  fr__cbor_write_uint(w->out, w->placed ? source->text_line + from->line_base : 0);
  fr__cbor_write_uint(w->out, w->placed ? source->text_column : 0);
}

/* ---- lists, phrases, attributes, features ---- */

/* The type that YAML gives a value: only texts without quotes can be anything else than a string. */
static uint32_t type_of(const node *value) {
  int64_t integer;
  double number;
  if (!value->plain) return FR_TYPE_STRING;
  if (node_is(value, "true") || node_is(value, "false")) return FR_TYPE_BOOL;
  if (integer_parse(value->text, value->size, INT64_MIN, INT64_MAX, &integer) == NULL) return FR_TYPE_INT;
  return double_parse(value->text, value->size, &number) == NULL ? FR_TYPE_DOUBLE : FR_TYPE_STRING;
}

/* One type for the whole list; numbers with and without a point make doubles. */
static uint32_t type_of_list(writer *w, const entry *list) {
  uint32_t type = FR_TYPE_UNKNOWN;
  for (uint32_t i = 0; i < list->value->count; i++) {
    const node *value = list->value->items[i];
    if (!policy_is_text(w->work, list->from, value, "lists")) return FR_TYPE_STRING;
    const uint32_t own = type_of(value);
    const bool numbers =
        (own == FR_TYPE_INT && type == FR_TYPE_DOUBLE) || (own == FR_TYPE_DOUBLE && type == FR_TYPE_INT);
    if (type == FR_TYPE_UNKNOWN) {
      type = own;
    } else if (numbers) {
      type = FR_TYPE_DOUBLE;
    } else if (own != type) {
      (void)policy_problem(w->work, list->from, value,
                           "the list %s mixes texts, numbers and truths; put quotes around what is text",
                           list->key->text);
      return FR_TYPE_STRING;
    }
  }
  return type == FR_TYPE_UNKNOWN ? FR_TYPE_STRING : type;
}

static void put_list_value(writer *w, uint32_t type, const node *value) {
  int64_t integer = 0;
  double number = 0;
  switch (type) {
    case FR_TYPE_BOOL: fr__cbor_write_bool(w->out, node_is(value, "true")); break;
    case FR_TYPE_INT:
      (void)integer_parse(value->text, value->size, INT64_MIN, INT64_MAX, &integer);
      fr__cbor_write_int(w->out, integer);
      break;
    case FR_TYPE_DOUBLE:
      (void)double_parse(value->text, value->size, &number);
      fr__cbor_write_double(w->out, number);
      break;
    default: fr__cbor_write_text(w->out, value->text ? value->text : "", value->size);
  }
}

static void put_lists(writer *w) {
  const section *lists = &w->work->lists;
  fr__cbor_write_string(w->out, "lists");
  fr__cbor_write_array(w->out, lists->count);
  for (uint32_t i = 0; i < lists->count; i++) {
    const entry *list = &lists->items[i];
    (void)policy_is_name(w->work, list->from, list->key, "lists", false);
    const bool good = policy_is_list(w->work, list->from, list->value, list->key->text);
    const uint32_t type = good ? type_of_list(w, list) : FR_TYPE_STRING;
    fr__cbor_write_array(w->out, 3);
    writer_text(w, list->key);
    fr__cbor_write_uint(w->out, type);
    fr__cbor_write_array(w->out, good ? list->value->count : 0);
    for (uint32_t j = 0; good && j < list->value->count; j++) put_list_value(w, type, list->value->items[j]);
  }
}

static void put_phrase_list(writer *w, const entry *set, const node *list) {
  const bool good = policy_is_list(w->work, set->from, list, set->key->text);
  fr__cbor_write_array(w->out, good ? list->count : 0);
  for (uint32_t i = 0; good && i < list->count; i++) {
    const node *phrase = list->items[i];
    if (policy_is_text(w->work, set->from, phrase, set->key->text)) writer_text(w, phrase);
  }
}

/* The keys in the order of their bytes: shorter ones first. */
static void put_phrase_strengths(writer *w, const entry *set) {
  static const char *const strengths[] = {"weak", "allow", "medium", "strong", "disguised", NULL};
  (void)policy_keys(w->work, set->from, set->value, set->key->text, strengths);
  if (set->value->count == 0)
    (void)policy_problem(w->work, set->from, set->value, "%s: is empty; write strong: and a list", set->key->text);
  uint32_t count = 0;
  for (size_t i = 0; strengths[i] != NULL; i++) count += node_get(set->value, strengths[i]) != NULL;
  fr__cbor_write_map(w->out, count);
  for (size_t i = 0; strengths[i] != NULL; i++) {
    const node *list = node_get(set->value, strengths[i]);
    if (list == NULL) continue;
    fr__cbor_write_string(w->out, strengths[i]);
    put_phrase_list(w, set, list);
  }
}

static void put_phrases(writer *w) {
  const section *sets = &w->work->phrases;
  fr__cbor_write_string(w->out, "phrases");
  fr__cbor_write_array(w->out, sets->count);
  for (uint32_t i = 0; i < sets->count; i++) {
    const entry *set = &sets->items[i];
    (void)policy_is_name(w->work, set->from, set->key, "phrases", false);
    fr__cbor_write_array(w->out, 2);
    writer_text(w, set->key);
    if (set->value->kind == NODE_MAP) {
      put_phrase_strengths(w, set);
    } else {
      put_phrase_list(w, set, set->value);
    }
  }
}

static void put_attributes(writer *w) {
  static const char *const types[] = {"", "bool", "int", "double", "string", NULL};
  const section *attributes = &w->work->attributes;
  fr__cbor_write_string(w->out, "attributes");
  fr__cbor_write_array(w->out, attributes->count);
  for (uint32_t i = 0; i < attributes->count; i++) {
    const entry *at = &attributes->items[i];
    int type = FR_TYPE_STRING;
    if (policy_is_name(w->work, at->from, at->key, "attributes", false) &&
        policy_is_text(w->work, at->from, at->value, at->key->text)) {
      type = name_find(types, at->value->text, at->value->size);
      if (type < 0) {
        (void)policy_problem(w->work, at->from, at->value,
                             "%s: \"%.40s\" is no type; write bool, int, double or string", at->key->text,
                             at->value->text);
      }
    }
    fr__cbor_write_array(w->out, 2);
    writer_text(w, at->key);
    fr__cbor_write_uint(w->out, type < 0 ? FR_TYPE_STRING : (uint64_t)type);
  }
}

static void put_features(writer *w) {
  const section *features = &w->work->features;
  fr__cbor_write_string(w->out, "features");
  fr__cbor_write_array(w->out, features->count);
  for (uint32_t i = 0; i < features->count; i++) {
    const entry *feature = &features->items[i];
    (void)policy_is_name(w->work, feature->from, feature->key, "features", false);
    fr__cbor_write_array(w->out, 4);
    writer_text(w, feature->key);
    put_source(w, feature->from, feature->value, feature->key->text);
  }
}

/* ---- rules ---- */

static void put_key_integer(writer *w, const char *key, int64_t number) {
  fr__cbor_write_string(w->out, key);
  fr__cbor_write_int(w->out, number);
}

/* A number, or an expression that gives one. */
static void put_points(writer *w, const document *from, const char *key, const char *what, const node *value) {
  int64_t number;
  const bool is_expression = value->kind == NODE_TEXT && value->size > 0 && !node_is_null(value) &&
                             integer_parse(value->text, value->size, INT64_MIN, INT64_MAX, &number) != NULL;
  if (!is_expression) {
    put_key_integer(w, key, policy_integer(w->work, from, value, what, -FR_MAX_POINTS, FR_MAX_POINTS));
    return;
  }
  fr__cbor_write_string(w->out, key);
  fr__cbor_write_array(w->out, 3);
  put_source(w, from, value, what);
}

/* `if_unknown: warn`, `if_unknown: 20`, or both in a map. */
static void put_if_unknown(writer *w, const document *from, const node *value) {
  static const char *const keys[] = {"outcome", "points", NULL};
  const node *outcome = value, *points = NULL;
  int64_t number;
  if (value->kind == NODE_MAP) {
    if (!policy_keys(w->work, from, value, "if_unknown", keys)) return;
    outcome = node_get(value, "outcome");
    points = node_get(value, "points");
  } else if (value->kind == NODE_TEXT &&
             integer_parse(value->text, value->size, INT64_MIN, INT64_MAX, &number) == NULL) {
    outcome = NULL;
    points = value;
  }
  if (outcome) put_key_integer(w, "if_unknown_outcome", policy_outcome(w->work, from, outcome, "if_unknown"));
  if (points) put_points(w, from, "if_unknown_points", "if_unknown", points);
}

static const char *const channel_names[] = {"default", "teller", "atm", "online", "mobile", "quick_pay", "other", NULL};

/* channels: [atm, mobile] */
static void put_channels(writer *w, const document *from, const node *value) {
  fr__cbor_write_string(w->out, "channels");
  const bool is_list = policy_is_list(w->work, from, value, "channels");
  if (is_list && value->count == 0)
    (void)policy_problem(w->work, from, value, "channels: is empty; the rule never runs");
  fr__cbor_write_array(w->out, is_list ? value->count : 0);
  for (uint32_t i = 0; is_list && i < value->count; i++) {
    const node *channel = value->items[i];
    if (!policy_is_text(w->work, from, channel, "channels")) continue;
    writer_text(w, channel);
    if (name_find(channel_names + 1, channel->text, channel->size) < 0) {
      const char *like = name_suggestion(channel_names + 1, channel->text, channel->size);
      (void)policy_problem(w->work, from, channel, "channels: there is no channel \"%.40s\"; %s%s%s", channel->text,
                           like ? "did you mean \"" : "write teller, atm, online, mobile, quick_pay or other",
                           like ? like : "", like ? "\"?" : "");
    }
    for (uint32_t j = 0; j < i; j++) {
      if (!node_is(value->items[j], channel->text)) continue;
      (void)policy_problem(w->work, from, channel, "channels: \"%.40s\" stands there twice", channel->text);
    }
  }
}

/* actions: [refer, step_up] */
static void put_actions(writer *w, const document *from, const node *value) {
  fr__cbor_write_string(w->out, "actions");
  const bool is_list = policy_is_list(w->work, from, value, "actions");
  fr__cbor_write_array(w->out, is_list ? value->count : 0);
  for (uint32_t i = 0; is_list && i < value->count; i++) {
    const node *action = value->items[i];
    if (!policy_is_text(w->work, from, action, "actions")) continue;
    writer_text(w, action);
    if (name_find(action_names, action->text, action->size) < 0) {
      const char *like = name_suggestion(action_names, action->text, action->size);
      (void)policy_problem(w->work, from, action, "actions: there is no action \"%.40s\"%s%s%s", action->text,
                           like ? "; did you mean \"" : "; docs/policy.md lists them", like ? like : "",
                           like ? "\"?" : "");
    }
    for (uint32_t j = 0; j < i; j++) {
      if (!node_is(value->items[j], action->text)) continue;
      (void)policy_problem(w->work, from, action, "actions: \"%.40s\" stands there twice", action->text);
    }
  }
}

/* A day, or a moment, where the policy is at home. The last day of a rule belongs to it. */
static int64_t moment(writer *w, const document *from, const node *value, const char *what, bool ends) {
  time_format format = {.step_us = 0};
  int64_t time_us = 0;
  const node *offset = node_get(w->work->files[0]->root, "utc_offset");
  if (offset && offset->kind == NODE_TEXT) (void)offset_parse(offset->text, offset->size, &format.utc_offset_s);
  if (!policy_is_text(w->work, from, value, what)) return 0;
  const bool is_date = value->size >= 10 && value->text[4] == '-';
  const char *fault = is_date ? time_parse(value->text, value->size, &format, &time_us)
                              : "is no date; write 2026-01-31 or 2026-01-31T08:00:00+08:00";
  if (fault == NULL && ends && value->size == 10) time_us += INT64_C(86400) * 1000000;
  if (fault) (void)policy_problem(w->work, from, value, "%s: \"%.40s\" %s", what, value->text, fault);
  return fault ? 0 : time_us;
}

/* Of a rule, or of the policy itself. */
static void put_validity(writer *w, const document *in, const node *map) {
  const node *from = node_get(map, "valid_from"), *until = node_get(map, "valid_until");
  const unsigned before = w->work->problems;
  const int64_t from_us = from ? moment(w, in, from, "valid_from", false) : 0;
  const int64_t until_us = until ? moment(w, in, until, "valid_until", true) : 0;
  if (from) put_key_integer(w, "valid_from", from_us);
  if (until) put_key_integer(w, "valid_until", until_us);
  if (from && until && w->work->problems == before && until_us <= from_us) {
    (void)policy_problem(w->work, in, until, "valid_until: \"%.40s\" does not lie after valid_from", until->text);
  }
}

static void put_rule_part(writer *w, const document *from, const node *key, const node *value) {
  if (node_is(key, "id")) {
    fr__cbor_write_string(w->out, "id");
    if (policy_is_name(w->work, from, value, "id", true))
      writer_text(w, value);
    else
      fr__cbor_write_string(w->out, "_");
  } else if (node_is(key, "scam")) {
    fr__cbor_write_string(w->out, "scam");
    if (policy_is_name(w->work, from, value, "scam", true))
      writer_text(w, value);
    else
      fr__cbor_write_string(w->out, "_");
  } else if (node_is(key, "advice")) {
    writer_rule_advice(w, from, value);
  } else if (node_is(key, "when")) {
    fr__cbor_write_string(w->out, "when");
    fr__cbor_write_array(w->out, 3);
    put_source(w, from, value, "when");
  } else if (node_is(key, "points")) {
    put_points(w, from, "points", "points", value);
  } else if (node_is(key, "at_least")) {
    put_key_integer(w, "at_least", policy_outcome(w->work, from, value, "at_least"));
  } else if (node_is(key, "at_most")) {
    put_key_integer(w, "at_most", policy_outcome(w->work, from, value, "at_most"));
  } else if (node_is(key, "binding")) {
    fr__cbor_write_string(w->out, "binding");
    fr__cbor_write_bool(w->out, policy_flag(w->work, from, value, "binding"));
  } else if (node_is(key, "delay")) {
    fr__cbor_write_string(w->out, "delay");
    fr__cbor_write_bool(w->out, policy_flag(w->work, from, value, "delay"));
  } else if (node_is(key, "hold")) {
    put_key_integer(w, "hold", policy_seconds(w->work, from, value, "hold"));
  } else if (node_is(key, "if_unknown")) {
    put_if_unknown(w, from, value);
  } else if (node_is(key, "channels")) {
    put_channels(w, from, value);
  } else if (node_is(key, "victim_present")) {
    fr__cbor_write_string(w->out, "victim_present");
    fr__cbor_write_bool(w->out, policy_flag(w->work, from, value, "victim_present"));
  } else if (node_is(key, "actions")) {
    put_actions(w, from, value);
  } else if (node_is(key, "reason")) {
    fr__cbor_write_string(w->out, "reason");
    writer_reason(w, from, value);
  }
}

static void put_rule(writer *w, const entry *rule) {
  static const char *const required[] = {"id", "when", "reason", NULL};
  const uint64_t mark = fr__cbor_write_map_begin(w->out);
  for (size_t i = 0; required[i]; i++) {
    if (node_get(rule->value, required[i]) != NULL) continue;
    (void)policy_problem(w->work, rule->from, rule->value, "a rule needs \"%s\"%s", required[i],
                         i == 2 ? ": what a teller could say aloud, such as {en: …}" : "");
  }
  for (uint32_t i = 0; i < rule->value->count; i++) {
    put_rule_part(w, rule->from, rule->value->keys[i], rule->value->items[i]);
  }
  if (node_get(rule->value, "points") == NULL) put_key_integer(w, "points", 0);
  const node *delay = node_get(rule->value, "delay"), *least = node_get(rule->value, "at_least");
  if (delay != NULL && node_is(delay, "true") && !(least != NULL && node_is(least, "hold"))) {
    (void)policy_problem(w->work, rule->from, delay, "delay says what its hold is for: it needs at_least: hold");
  }
  put_validity(w, rule->from, rule->value);
  fr__cbor_write_map_end(w->out, mark);
}

static bool is_enabled(writer *w, const entry *rule) {
  const node *enabled = node_get(rule->value, "enabled");
  return enabled == NULL || policy_flag(w->work, rule->from, enabled, "enabled");
}

typedef struct rule_id {
  const node *id;
  const document *from;
  uint32_t order;
} rule_id;

static int by_id(const void *a, const void *b) {
  const rule_id *x = a, *y = b;
  const int order = strcmp(x->id->text, y->id->text);
  return order != 0 ? order : x->order < y->order ? -1 : x->order > y->order;
}

/* Disabled rules count too: an id names one rule in the history of a policy. */
static void refuse_same_ids(writer *w) {
  const section *rules = &w->work->rules;
  rule_id *ids = malloc((rules->count + 1) * sizeof *ids);
  uint32_t count = 0;
  for (uint32_t i = 0; ids && i < rules->count; i++) {
    const node *id = node_get(rules->items[i].value, "id");
    if (id && id->kind == NODE_TEXT) ids[count++] = (rule_id){id, rules->items[i].from, i};
  }
  if (count > 0) qsort(ids, count, sizeof *ids, by_id);
  for (uint32_t i = 1; i < count; i++) {
    if (strcmp(ids[i].id->text, ids[i - 1].id->text) != 0) continue;
    (void)policy_problem(w->work, ids[i].from, ids[i].id,
                         "the rule id \"%.60s\" stands there twice, first in %s, line %u; rename one", ids[i].id->text,
                         ids[i - 1].from->path, ids[i - 1].id->line);
  }
  free(ids);
}

static void put_rules(writer *w) {
  static const char *const keys[] = {"id",       "scam",           "when",        "points",     "at_least",
                                     "at_most",  "binding",        "delay",       "if_unknown", "hold",
                                     "channels", "valid_from",     "valid_until", "advice",     "reason",
                                     "enabled",  "victim_present", "actions",     NULL};
  const section *rules = &w->work->rules;
  uint32_t count = 0;
  for (uint32_t i = 0; i < rules->count; i++) {
    const entry *rule = &rules->items[i];
    if (policy_keys(w->work, rule->from, rule->value, "a rule", keys) && is_enabled(w, rule)) count++;
  }
  fr__cbor_write_string(w->out, "rules");
  fr__cbor_write_array(w->out, count);
  refuse_same_ids(w);
  for (uint32_t i = 0; i < rules->count; i++)
    if (rules->items[i].value->kind == NODE_MAP && is_enabled(w, &rules->items[i])) put_rule(w, &rules->items[i]);
}

/* ---- the rest ---- */

static void put_decision(writer *w, const document *from) {
  static const char *const keys[] = {"when", "warn", "hold", NULL};
  const node *decision = node_get(from->root, "decision");
  if (decision == NULL) {
    (void)policy_problem(w->work, from, from->root, "a policy needs \"decision\": [{warn: 40, hold: 80}]");
    return;
  }
  if (!policy_is_list(w->work, from, decision, "decision")) return;
  fr__cbor_write_string(w->out, "decision");
  fr__cbor_write_array(w->out, decision->count);
  for (uint32_t i = 0; i < decision->count; i++) {
    const node *item = decision->items[i];
    if (!policy_keys(w->work, from, item, "an entry of decision", keys)) return;
    const node *when = node_get(item, "when"), *warn = node_get(item, "warn"), *hold = node_get(item, "hold");
    const uint64_t mark = fr__cbor_write_map_begin(w->out);
    int64_t warn_points = INT64_MIN, hold_points = INT64_MAX;
    if (when) {
      fr__cbor_write_string(w->out, "when");
      fr__cbor_write_array(w->out, 3);
      put_source(w, from, when, "when");
    }
    if (warn) put_key_integer(w, "warn", warn_points = policy_integer(w->work, from, warn, "warn", -1000000, 1000000));
    if (hold) put_key_integer(w, "hold", hold_points = policy_integer(w->work, from, hold, "hold", -1000000, 1000000));
    fr__cbor_write_map_end(w->out, mark);
    if (warn_points > hold_points)
      (void)policy_problem(w->work, from, hold, "hold lies below warn; it must be at least as high");
    if (when && i + 1 == decision->count) {
      (void)policy_problem(w->work, from, item,
                           "the last entry of decision must stand without \"when\", for all that is left");
    }
    if (!when && i + 1 < decision->count) {
      (void)policy_problem(w->work, from, item,
                           "nothing below this entry can match: give it a \"when\", or put it last");
    }
  }
  if (decision->count == 0)
    (void)policy_problem(w->work, from, decision, "decision: is empty; write - {warn: 40, hold: 80}");
}

static void put_by_channel(writer *w, const document *from, const char *key, bool outcomes) {
  const node *map = node_get(from->root, key);
  fr__cbor_write_string(w->out, key);
  const uint64_t mark = fr__cbor_write_map_begin(w->out);
  if (map == NULL || policy_keys(w->work, from, map, key, channel_names)) {
    if (map == NULL || node_get(map, "default") == NULL) {
      put_key_integer(w, "default", outcomes ? FR_OUTCOME_WARN : 86400);
    }
    for (uint32_t i = 0; map && i < map->count; i++) {
      const node *value = map->items[i];
      writer_text(w, map->keys[i]);
      fr__cbor_write_int(w->out, outcomes ? (int64_t)policy_outcome(w->work, from, value, key)
                                          : policy_seconds(w->work, from, value, key));
    }
  }
  fr__cbor_write_map_end(w->out, mark);
}

static const node *need(writer *w, const document *from, const char *key, const char *example) {
  const node *value = node_get(from->root, key);
  if (value != NULL) return policy_is_text(w->work, from, value, key) ? value : NULL;
  (void)policy_problem(w->work, from, from->root, "a policy needs \"%s\", such as %s: %s", key, key, example);
  return NULL;
}

static void put_head(writer *w, const document *from) {
  const node *format = need(w, from, "fraudrisk", "1"), *name = need(w, from, "name", "retail");
  const node *version = need(w, from, "version", "1"), *currency = need(w, from, "currency", "CNY");
  const node *offset = need(w, from, "utc_offset", "\"+08:00\"");
  int32_t offset_s = 0;
  if (format && !node_is(format, "1")) {
    (void)policy_problem(w->work, from, format, "fraudrisk: %.20s is a format that this program does not know; write 1",
                         format->text);
  }
  put_key_integer(w, "fraudrisk", 1);
  fr__cbor_write_string(w->out, "name");
  fr__cbor_write_string(w->out, name && policy_is_name(w->work, from, name, "name", true) ? name->text : "_");
  put_key_integer(w, "version", version ? policy_integer(w->work, from, version, "version", 0, INT64_MAX) : 0);
  bool good = currency != NULL && currency->size == 3;
  for (size_t i = 0; good && i < 3; i++) good = currency->text[i] >= 'A' && currency->text[i] <= 'Z';
  if (currency && !good) {
    (void)policy_problem(w->work, from, currency, "currency: write three capital letters, such as CNY");
  }
  fr__cbor_write_string(w->out, "currency");
  fr__cbor_write_string(w->out, good ? currency->text : "CNY");
  const char *fault = offset ? offset_parse(offset->text, offset->size, &offset_s) : NULL;
  if (fault) (void)policy_problem(w->work, from, offset, "utc_offset: \"%.40s\" %s", offset->text, fault);
  put_key_integer(w, "utc_offset", offset_s);
  put_validity(w, from, from->root);
  const char *slash = strrchr(from->path, '/');
  fr__cbor_write_string(w->out, "file");
  fr__cbor_write_string(w->out, slash ? slash + 1 : from->path);
}

/* The digest stands behind the content as raw bytes, not as an item of CBOR. */
static bool close_bundle(policy_work *work, const fr__cbor_writer *tests) {
  fr__cbor_writer *out = &work->bundle;
  const uint64_t more = tests == NULL ? 0 : tests->size;
  uint8_t *longer = out->status == FR_OK ? realloc(out->data, out->size + more + FR__SHA256_BYTES) : NULL;
  if (longer == NULL && out->status == FR_OK) out->status = FR_NO_MEMORY;
  if (longer != NULL) {
    out->data = longer;
    if (more > 0) memcpy(longer + out->size, tests->data, more);
    out->size += more;
    out->status = fr__sha256(longer, out->size, longer + out->size);
    out->size += FR__SHA256_BYTES;
    out->capacity = out->size;
  }
  if (out->status == FR_OK) return true;
  work->problems++;
  problems_add_file(&work->told, PROBLEM_ERROR, work->files[0]->path, "the bundle cannot be made: %s",
                    fr_status_text(out->status));
  return false;
}

bool policy_write(policy_work *work, bool placed) {
  const document *from = work->files[0];
  fr__cbor_writer_free(&work->bundle);
  fr__cbor_writer_grow(&work->bundle);
  writer w = {.work = work, .out = &work->bundle, .placed = placed};
  const uint64_t mark = fr__cbor_write_map_begin(w.out);
  put_head(&w, from);
  put_lists(&w);
  put_phrases(&w);
  put_attributes(&w);
  put_features(&w);
  writer_models(&w);
  put_rules(&w);
  put_decision(&w, from);
  put_by_channel(&w, from, "hold", false);
  put_by_channel(&w, from, "on_error", true);
  writer_limits(&w);
  writer_questions(&w);
  writer_advice(&w);
  if (work->problems > 0) return false;
  fr__cbor_write_map_end(w.out, mark);
  return close_bundle(work, NULL);
}

bool policy_add_tests(policy_work *work, const fr__cbor_writer *tests) {
  work->bundle.size -= FR__SHA256_BYTES;
  return close_bundle(work, tests);
}
