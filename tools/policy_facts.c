/* SPDX-License-Identifier: Apache-2.0 */
#include "policy_facts.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model_file.h"
#include "numbers.h"

/* ---- texts ---- */

__attribute__((format(printf, 2, 3))) static const char *say(fr__arena *into, const char *format, ...) {
  char *text = NULL;
  va_list arguments;
  va_start(arguments, format);
  const int size = vasprintf(&text, format, arguments);
  va_end(arguments);
  const char *copy = size < 0 ? NULL : fr__arena_copy(into, text, (size_t)size);
  free(text);
  return copy ? copy : "";
}

const char *facts_seconds(fr__arena *into, int64_t seconds) {
  if (seconds % 3600 == 0) return say(into, "%lldh", (long long)(seconds / 3600));
  if (seconds % 60 == 0) return say(into, "%lldm", (long long)(seconds / 60));
  return say(into, "%llds", (long long)seconds);
}

static void add(facts *to, const char *what, const char *name, const char *key, const char *value) {
  if (to->count == to->capacity) {
    const uint32_t more = to->capacity ? to->capacity * 2 : 256;
    fact *items = realloc(to->items, more * sizeof *items);
    if (items == NULL) {
      to->out_of_memory = true;
      return;
    }
    to->items = items;
    to->capacity = more;
  }
  to->items[to->count] = (fact){what, name, key, value, to->count};
  to->count++;
}

/* A text as it is, or in quotes where it could be taken for a number or a truth. */
static const char *quoted(facts *to, const node *value) {
  int64_t integer;
  double number;
  const bool other = node_is(value, "true") || node_is(value, "false") ||
                     integer_parse(value->text, value->size, INT64_MIN, INT64_MAX, &integer) == NULL ||
                     double_parse(value->text, value->size, &number) == NULL;
  return value->plain || !other ? value->text : say(&to->arena, "\"%s\"", value->text);
}

/* Any value in one line; lists of words in the order of the alphabet. */
static int by_text(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static const char *inline_text(facts *to, const node *value) {
  if (value->kind == NODE_TEXT) return quoted(to, value);
  const char **parts = fr__arena_alloc(&to->arena, (value->count + 1u) * sizeof *parts);
  if (parts == NULL) return "";
  for (uint32_t i = 0; i < value->count; i++) {
    const char *part = inline_text(to, value->items[i]);
    parts[i] = value->kind == NODE_MAP ? say(&to->arena, "%s %s", value->keys[i]->text, part) : part;
  }
  if (value->count > 0) qsort(parts, value->count, sizeof *parts, by_text);
  const char *text = "";
  for (uint32_t i = 0; i < value->count; i++) text = say(&to->arena, "%s%s%s", text, i ? ", " : "", parts[i]);
  return text;
}

/* An expression written in one way, or a number. */
static const char *expression_of(facts *to, const node *source) {
  fr__cel_tree *tree;
  int64_t number;
  if (integer_parse(source->text, source->size, INT64_MIN, INT64_MAX, &number) == NULL)
    return say(&to->arena, "%lld", (long long)number);
  if (fr__cel_parse(&to->arena, source->text, (uint32_t)source->size, &tree, NULL) != FR_OK) return source->text;
  char *text = expression_text(tree->root);
  const char *copy = say(&to->arena, "%s", text ? text : "");
  free(text);
  return copy;
}

static const char *duration_of(facts *to, const node *value) {
  int64_t us = 0;
  if (duration_parse(value->text, value->size, &us) != NULL) return value->text;
  return facts_seconds(&to->arena, us / 1000000);
}

/* ---- sections ---- */

static int by_key(const void *a, const void *b) {
  return strcmp((*(const entry *const *)a)->key->text, (*(const entry *const *)b)->key->text);
}

/* Things whose order means nothing, in the order of their names. */
static const entry **sorted(facts *to, const section *in) {
  const entry **items = fr__arena_alloc(&to->arena, (in->count + 1u) * sizeof *items);
  if (items == NULL) to->out_of_memory = true;
  for (uint32_t i = 0; items && i < in->count; i++) items[i] = &in->items[i];
  if (items && in->count > 0) qsort(items, in->count, sizeof *items, by_key);
  return items;
}

static void add_list(facts *to, const char *what, const char *name, const node *list, const char *value) {
  const char **members = fr__arena_alloc(&to->arena, (list->count + 1u) * sizeof *members);
  if (members == NULL) return;
  for (uint32_t j = 0; j < list->count; j++) members[j] = quoted(to, list->items[j]);
  if (list->count > 0) qsort(members, list->count, sizeof *members, by_text);
  for (uint32_t j = 0; j < list->count; j++)
    if (j == 0 || strcmp(members[j], members[j - 1]) != 0) add(to, what, name, members[j], value);
}

static void add_members(facts *to, const char *name, const section *in) {
  const entry **items = sorted(to, in);
  for (uint32_t i = 0; items && i < in->count; i++) {
    const node *list = items[i]->value;
    if (list->count == 0) add(to, name, items[i]->key->text, "", "");
    if (list->kind != NODE_MAP) add_list(to, name, items[i]->key->text, list, "");
    for (uint32_t j = 0; list->kind == NODE_MAP && j < list->count; j++) /* phrases by their strength */
      add_list(to, name, items[i]->key->text, list->items[j], list->keys[j]->text);
  }
}

static void add_features(facts *to, const policy_work *work) {
  static const char *const types[] = {"?", "bool", "int", "double", "string"};
  const entry **items = sorted(to, &work->features);
  for (uint32_t i = 0; items && i < work->features.count; i++) {
    const char *name = items[i]->key->text;
    uint32_t type = 0;
    for (uint32_t f = 0; fr_policy_feature(work->policy, f); f++)
      if (strcmp(fr_policy_feature(work->policy, f), name) == 0) type = fr_policy_feature_type(work->policy, f);
    add(to, "feature", name, "expression", expression_of(to, items[i]->value));
    add(to, "feature", name, "type", types[type]);
  }
}

static void add_words(facts *to, const char *section_name, const char *name, const char *prefix, const node *words) {
  for (uint32_t i = 0; words->kind == NODE_MAP && i < words->count; i++) {
    const node *value = words->items[i];
    const char *text = value->kind == NODE_TEXT ? value->text : "";
    for (uint32_t j = 0; value->kind == NODE_LIST && j < value->count; j++)
      text = say(&to->arena, "%s%s%s", text, j ? "\n" : "", value->items[j]->text);
    add(to, section_name, name, say(&to->arena, "%s.%s", prefix, words->keys[i]->text), text);
  }
}

/* What a model is made of; its digest stands for its trees. */
static void add_models(facts *to, const policy_work *work) {
  static const char *const ways[] = {"down", "none", "up"};
  for (uint32_t i = 0; i < work->models.count; i++) {
    const char *name = work->models.items[i].key->text;
    const policy_model *model = &work->loaded[i];
    const fr__model_parts *parts = &model->parts;
    char digest[65] = "";
    if (!model_digest(parts, digest)) to->out_of_memory = true;
    add(to, "model", name, "kind", model_kind_name(parts->kind));
    add(to, "model", name, "digest", say(&to->arena, "%s", digest));
    if (parts->tree_count > 0) add(to, "model", name, "trees", say(&to->arena, "%u", parts->tree_count));
    for (uint32_t k = 0; k < parts->input_count; k++) {
      const int sign = parts->monotone ? parts->monotone[k] : 0;
      add(to, "model", name, say(&to->arena, "input %s", parts->inputs[k]),
          say(&to->arena, "%s%s%s", model->features[k], sign != 0 ? ", " : "", sign != 0 ? ways[sign + 1] : ""));
    }
    for (uint32_t k = 0; k < parts->step_count; k++)
      add(to, "model", name, say(&to->arena, "from margin %.17g", parts->steps[k].margin),
          say(&to->arena, "%d points", parts->steps[k].points));
    const node *reasons = node_get(work->models.items[i].value, "reasons");
    for (uint32_t k = 0; reasons && k < reasons->count; k++)
      add_words(to, "model", name, say(&to->arena, "reason.%s", reasons->keys[k]->text), reasons->items[k]);
  }
}

static void add_rule_part(facts *to, const char *id, const char *key, const node *value) {
  if (strcmp(key, "reason") == 0) {
    add_words(to, "rule", id, key, value);
  } else if (value->kind != NODE_TEXT) {
    add(to, "rule", id, key, inline_text(to, value));
  } else if (strcmp(key, "when") == 0 || strcmp(key, "points") == 0) {
    add(to, "rule", id, key, expression_of(to, value));
  } else if (strcmp(key, "hold") == 0) {
    add(to, "rule", id, key, duration_of(to, value));
  } else {
    const bool usual = (strcmp(key, "enabled") == 0 && node_is(value, "true")) ||
                       (strcmp(key, "binding") == 0 && node_is(value, "false")) ||
                       (strcmp(key, "delay") == 0 && node_is(value, "false"));
    if (!usual) add(to, "rule", id, key, value->text);
  }
}

/* Keys in one order, and those that this file does not know of behind them. */
static void add_rules(facts *to, const policy_work *work) {
  static const char *const keys[] = {"enabled", "scam",           "when",     "points",     "at_least",    "at_most",
                                     "binding", "delay",          "channels", "valid_from", "valid_until", "if_unknown",
                                     "hold",    "victim_present", "actions",  "advice",     "reason"};
  for (uint32_t i = 0; i < work->rules.count; i++) {
    const node *rule = work->rules.items[i].value, *id = node_get(rule, "id");
    for (size_t k = 0; k < FR_COUNT(keys); k++) {
      const node *value = node_get(rule, keys[k]);
      if (value) add_rule_part(to, id->text, keys[k], value);
    }
    for (uint32_t j = 0; j < rule->count; j++) {
      bool known = node_is(rule->keys[j], "id");
      for (size_t k = 0; k < FR_COUNT(keys) && !known; k++) known = node_is(rule->keys[j], keys[k]);
      if (!known) add_rule_part(to, id->text, rule->keys[j]->text, rule->items[j]);
    }
  }
}

static void add_decision(facts *to, const node *decision) {
  for (uint32_t i = 0; i < decision->count; i++) {
    const node *entry_node = decision->items[i], *when = node_get(entry_node, "when");
    const char *name = when ? say(&to->arena, "when %s", expression_of(to, when)) : "for all that is left";
    if (when) add(to, "decision", name, "place", say(&to->arena, "%u", i + 1));
    for (uint32_t j = 0; j < entry_node->count; j++)
      if (!node_is(entry_node->keys[j], "when"))
        add(to, "decision", name, entry_node->keys[j]->text, inline_text(to, entry_node->items[j]));
    if (entry_node->count == (when != NULL)) add(to, "decision", name, "no thresholds", "");
  }
}

static void add_by_channel(facts *to, const node *root, const char *name, const char *usual, bool seconds) {
  const node *map = node_get(root, name);
  if (map == NULL || node_get(map, "default") == NULL) add(to, name, "", "default", usual);
  for (uint32_t i = 0; map && map->kind == NODE_MAP && i < map->count; i++)
    add(to, name, "", map->keys[i]->text, seconds ? duration_of(to, map->items[i]) : map->items[i]->text);
}

/* An entry is named by what it bounds; two of the same name stand one behind the other. */
static void add_limits(facts *to, const node *limits) {
  for (uint32_t i = 0; limits && limits->kind == NODE_LIST && i < limits->count; i++) {
    const node *item = limits->items[i], *channel = node_get(item, "channel"), *each = node_get(item, "each_rule");
    const node *window = node_get(item, "window");
    const char *name = say(&to->arena, "%s in %s%s", channel ? channel->text : "all channels", duration_of(to, window),
                           each && node_is(each, "true") ? ", of each rule" : "");
    for (uint32_t j = 0; j < item->count; j++) {
      const node *key = item->keys[j];
      if (node_is(key, "hold") || node_is(key, "warn") || node_is(key, "at_least"))
        add(to, "limits", name, key->text, item->items[j]->text);
    }
    if (node_get(item, "at_least") == NULL) add(to, "limits", name, "at_least", "50");
  }
}

static void add_question(facts *to, const entry *question) {
  for (uint32_t i = 0; i < question->value->count; i++) {
    const node *key = question->value->keys[i], *value = question->value->items[i];
    if (node_is(key, "ask"))
      add_words(to, "question", question->key->text, "ask", value);
    else
      add(to, "question", question->key->text, key->text, value->text);
  }
}

/* Words by audience and language; the questions in the order in which they are asked. */
static void add_advice(facts *to, const entry *scam) {
  for (uint32_t i = 0; i < scam->value->count; i++) {
    const node *key = scam->value->keys[i], *value = scam->value->items[i];
    const char *names = "";
    if (value->kind == NODE_TEXT) add(to, "advice", scam->key->text, key->text, value->text);
    if (!node_is(key, "ask")) add_words(to, "advice", scam->key->text, key->text, value);
    for (uint32_t j = 0; node_is(key, "ask") && j < value->count; j++)
      names = say(&to->arena, "%s%s%s", names, j ? ", " : "", value->items[j]->text);
    if (node_is(key, "ask")) add(to, "advice", scam->key->text, "ask", names);
  }
}

void facts_of(facts *into, policy_work *work) {
  static const char *const head[] = {"name", "version", "currency", "utc_offset", "valid_from", "valid_until"};
  const node *root = work->files[0]->root;
  *into = (facts){.count = 0};
  for (size_t i = 0; i < FR_COUNT(head); i++) {
    const node *value = node_get(root, head[i]);
    if (value != NULL) add(into, "policy", "", head[i], value->text);
  }
  add_members(into, "list", &work->lists);
  add_members(into, "phrases", &work->phrases);
  const entry **attributes = sorted(into, &work->attributes);
  for (uint32_t i = 0; attributes && i < work->attributes.count; i++)
    add(into, "attribute", attributes[i]->key->text, "type", attributes[i]->value->text);
  add_features(into, work);
  add_models(into, work);
  add_rules(into, work);
  add_decision(into, node_get(root, "decision"));
  add_by_channel(into, root, "hold", "24h", true);
  add_by_channel(into, root, "on_error", "warn", false);
  add_limits(into, node_get(root, "limits"));
  for (uint32_t i = 0; i < work->questions.count; i++) add_question(into, &work->questions.items[i]);
  for (uint32_t i = 0; i < work->advice.count; i++) add_advice(into, &work->advice.items[i]);
}

void facts_free(facts *all) {
  fr__arena_free(&all->arena);
  free(all->items);
  *all = (facts){0};
}
