/* SPDX-License-Identifier: Apache-2.0
 *
 * What is allowed in a policy and yet hardly meant. */
#include <stdlib.h>
#include <string.h>

#include "numbers.h"
#include "policy_parts.h"

#define warn(from, at, ...) ((void)node_problem(from, at, "warning: " __VA_ARGS__))

static bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* True when the expression says the name as a word of its own, not as a field (`t.name`). */
static bool says(const node *expression, const char *name) {
  if (expression == NULL || expression->kind != NODE_TEXT) return false;
  const size_t size = strlen(name);
  for (const char *at = strstr(expression->text, name); at; at = strstr(at + 1, name)) {
    const bool begins = at == expression->text || (!is_word(at[-1]) && at[-1] != '.');
    if (begins && !is_word(at[size])) return true;
  }
  return false;
}

static bool is_enabled(const node *rule) {
  const node *enabled = node_get(rule, "enabled");
  return enabled == NULL || !node_is(enabled, "false");
}

static bool is_used(const policy_work *work, const char *name) {
  for (uint32_t i = 0; i < work->rules.count; i++) {
    const node *rule = work->rules.items[i].value;
    if (is_enabled(rule) && says(node_get(rule, "when"), name)) return true;
  }
  for (uint32_t i = 0; i < work->features.count; i++)
    if (says(work->features.items[i].value, name)) return true;
  const node *decision = node_get(work->files[0]->root, "decision");
  for (uint32_t i = 0; i < decision->count; i++)
    if (says(node_get(decision->items[i], "when"), name)) return true;
  return false;
}

static int64_t number_of(const node *value) {
  int64_t number = 0;
  if (value && value->kind == NODE_TEXT) (void)integer_parse(value->text, value->size, INT64_MIN, INT64_MAX, &number);
  return number;
}

/* The most that one rule can add: fired, or unknown. */
static int64_t most_points(const node *rule) {
  const node *unknown = node_get(rule, "if_unknown");
  const node *inner = unknown && unknown->kind == NODE_MAP ? node_get(unknown, "points") : unknown;
  const int64_t points = number_of(node_get(rule, "points")), other = number_of(inner);
  const int64_t most = points > other ? points : other;
  return most > 0 ? most : 0;
}

static void warn_thresholds(const policy_work *work) {
  int64_t most = 0;
  bool any_least = false;
  for (uint32_t i = 0; i < work->rules.count; i++) {
    const node *rule = work->rules.items[i].value;
    if (!is_enabled(rule)) continue;
    most += most_points(rule);
    any_least |= node_get(rule, "at_least") != NULL || node_get(rule, "if_unknown") != NULL;
  }
  const node *decision = node_get(work->files[0]->root, "decision");
  for (uint32_t i = 0; i < decision->count; i++) {
    static const char *const names[] = {"warn", "hold"};
    for (size_t n = 0; n < 2; n++) {
      const node *threshold = node_get(decision->items[i], names[n]);
      if (threshold == NULL || number_of(threshold) <= most) continue;
      warn(work->files[0], threshold, "no sum of points reaches %s %s: all rules together give %lld%s", names[n],
           threshold->text, (long long)most, any_least ? "; only at_least and if_unknown go there" : "");
    }
  }
}

void policy_warn(const policy_work *work) {
  bool any_rule = false;
  for (uint32_t i = 0; i < work->rules.count; i++) any_rule |= is_enabled(work->rules.items[i].value);
  /* Without rules the features are the product. */
  if (!any_rule) return;
  for (uint32_t i = 0; i < work->features.count; i++) {
    const entry *feature = &work->features.items[i];
    if (is_used(work, feature->key->text)) continue;
    warn(feature->from, feature->key, "no rule uses the feature %s; it is computed for every transfer",
         feature->key->text);
  }
  warn_thresholds(work);
}
