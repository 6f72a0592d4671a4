/* SPDX-License-Identifier: Apache-2.0
 *
 * fraudrisk policy diff: what changed from one policy to another by meaning, and what they decide otherwise. */
#include "policy_diff.h"

#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "policy_facts.h"

/* One fact of either policy, or of both. */
typedef struct change {
  const fact *from, *to; /* null: not there */
} change;

typedef struct changes {
  change *items;
  uint32_t count;
} changes;

static int by_name(const void *a, const void *b) {
  const fact *x = a, *y = b;
  int order = strcmp(x->section, y->section);
  if (order == 0) order = strcmp(x->name, y->name);
  return order != 0 ? order : strcmp(x->key, y->key);
}

static const fact *any(const change *one) { return one->to ? one->to : one->from; }

/* In the order of the newer policy's sections, things by name, keys as they stand. */
static uint32_t rank(const char *name) {
  static const char *const sections[] = {"policy",   "list", "phrases",  "attribute", "feature",  "rule",
                                         "decision", "hold", "on_error", "limits",    "question", "advice"};
  uint32_t i = 0;
  while (i < FR_COUNT(sections) && strcmp(sections[i], name) != 0) i++;
  return i;
}

static int by_place(const void *a, const void *b) {
  const fact *x = any(a), *y = any(b);
  if (rank(x->section) != rank(y->section)) return rank(x->section) < rank(y->section) ? -1 : 1;
  const int name = strcmp(x->name, y->name);
  if (name != 0) return name;
  return x->order != y->order ? (x->order < y->order ? -1 : 1) : strcmp(x->key, y->key);
}

/* Joins two sorted lists of facts; the facts of both policies are among them, so that things can be told as a whole. */
static bool join(facts *a, facts *b, changes *into) {
  into->items = calloc((size_t)a->count + b->count + 1, sizeof *into->items);
  if (into->items == NULL) return false;
  if (a->count > 0) qsort(a->items, a->count, sizeof *a->items, by_name);
  if (b->count > 0) qsort(b->items, b->count, sizeof *b->items, by_name);
  for (uint32_t i = 0, j = 0; i < a->count || j < b->count;) {
    const int order = i == a->count ? 1 : j == b->count ? -1 : by_name(&a->items[i], &b->items[j]);
    change *one = &into->items[into->count++];
    if (order <= 0) one->from = &a->items[i++];
    if (order >= 0) one->to = &b->items[j++];
  }
  qsort(into->items, into->count, sizeof *into->items, by_place);
  return true;
}

static bool is_change(const change *one) {
  return one->from == NULL || one->to == NULL || strcmp(one->from->value, one->to->value) != 0;
}

/* Where the facts of the thing end that begin at `at`, and what became of the thing. */
static uint32_t thing_end(const changes *all, uint32_t at, bool *added, bool *removed, bool *changed) {
  uint32_t end = at;
  bool in_from = false, in_to = false;
  *changed = false;
  for (; end < all->count && fact_same_thing(any(&all->items[at]), any(&all->items[end])); end++) {
    in_from = in_from || all->items[end].from != NULL;
    in_to = in_to || all->items[end].to != NULL;
    *changed = *changed || is_change(&all->items[end]);
  }
  *added = !in_from;
  *removed = !in_to;
  return end;
}

/* ---- rules that stand in another order ---- */

static int by_order(const void *a, const void *b) {
  const change *x = a, *y = b;
  return x->from->order < y->from->order ? -1 : x->from->order > y->from->order;
}

/* Common rules, told apart by their conditions, which every rule has. */
static bool another_order(const changes *all) {
  change *rules = malloc((all->count + 1u) * sizeof *rules);
  uint32_t count = 0;
  bool other = false;
  for (uint32_t i = 0; rules && i < all->count; i++) {
    const change *one = &all->items[i];
    if (one->from && one->to && strcmp(one->to->section, "rule") == 0 && strcmp(one->to->key, "when") == 0)
      rules[count++] = *one;
  }
  if (count > 0) qsort(rules, count, sizeof *rules, by_order);
  for (uint32_t i = 1; i < count; i++) other = other || rules[i - 1].to->order > rules[i].to->order;
  free(rules);
  return other;
}

/* ---- text ---- */

static void print_lines(const char *mark, const char *value, FILE *to) {
  for (const char *at = value;;) {
    const size_t size = strcspn(at, "\n");
    fprintf(to, "    %s %.*s\n", mark, (int)size, at);
    if (at[size] == '\0') return;
    at += size + 1;
  }
}

static bool is_long(const fact *one) { return one && (strlen(one->value) > 30 || strchr(one->value, '\n') != NULL); }

static void print_change(const change *one, FILE *to) {
  const fact *about = any(one);
  const bool member = about->value[0] == '\0' && (one->from == NULL || one->from->value[0] == '\0');
  if (member) {
    fprintf(to, "  %s %s\n", one->to ? "+" : "-", about->key);
  } else if (is_long(one->from) || is_long(one->to)) {
    fprintf(to, "  %s:\n", about->key);
    if (one->from) print_lines("-", one->from->value, to);
    if (one->to) print_lines("+", one->to->value, to);
  } else {
    fprintf(to, "  %s: %s -> %s\n", about->key, one->from ? one->from->value : "none",
            one->to ? one->to->value : "none");
  }
}

static void print_changes(const changes *all, FILE *to) {
  bool any_change = false;
  for (uint32_t at = 0, end; at < all->count; at = end) {
    bool added, removed, changed;
    end = thing_end(all, at, &added, &removed, &changed);
    if (!changed) continue;
    any_change = true;
    const fact *about = any(&all->items[at]);
    fprintf(to, "%s%s%s%s\n", about->section, about->name[0] ? " " : "", about->name,
            added     ? ": added"
            : removed ? ": removed"
                      : "");
    for (uint32_t i = at; i < end && !removed; i++) {
      const change *one = &all->items[i];
      if (!is_change(one)) continue;
      if (added && one->to->value[0] && !is_long(one->to))
        fprintf(to, "  %s: %s\n", one->to->key, one->to->value);
      else
        print_change(one, to);
    }
  }
  if (another_order(all)) {
    any_change = true;
    fputs(
        "rules stand in another order: of rules with the same points, reasons and scams come in the order of the "
        "policy\n",
        to);
  }
  if (!any_change) fputs("the two policies say the same\n", to);
}

/* ---- JSON ---- */

static json_t *json_changes(const changes *all) {
  json_t *list = json_array();
  for (uint32_t at = 0, end; at < all->count; at = end) {
    bool added, removed, changed;
    end = thing_end(all, at, &added, &removed, &changed);
    for (uint32_t i = at; i < end; i++) {
      const change *one = &all->items[i];
      if (!is_change(one)) continue;
      json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s, s:s?, s:s?}", "section", any(one)->section, "name",
                                            any(one)->name, "change",
                                            added     ? "added"
                                            : removed ? "removed"
                                                      : "changed",
                                            "key", any(one)->key, "from", one->from ? one->from->value : NULL, "to",
                                            one->to ? one->to->value : NULL));
    }
  }
  return list;
}

static int tell(const run_options *options, const changes *all) {
  outcome_matrix *matrix = NULL;
  int status = 0;
  if (options->in) {
    matrix = calloc(1, sizeof *matrix);
    if (matrix == NULL) return 1;
    status = outcome_matrix_run(options, matrix);
  }
  if (options->json) {
    json_t *whole = json_pack("{s:o, s:b}", "changes", json_changes(all), "rules_reordered", another_order(all));
    if (matrix) json_object_set_new(whole, "outcomes", outcome_matrix_json(matrix));
    if (whole == NULL || json_dumpf(whole, stdout, JSON_INDENT(2)) != 0) status = 1;
    fputc('\n', stdout);
    json_decref(whole);
  } else {
    print_changes(all, stdout);
    if (matrix) {
      fputc('\n', stdout);
      outcome_matrix_print(matrix, stdout);
    }
  }
  free(matrix);
  return status;
}

int command_policy_diff(const run_options *options) {
  policy_work *a = policy_work_open(options->policy), *b = policy_work_open(options->other);
  int status = 1;
  if (a && b) {
    facts from, to;
    changes all = {.count = 0};
    facts_of(&from, a);
    facts_of(&to, b);
    if (!from.out_of_memory && !to.out_of_memory && join(&from, &to, &all))
      status = tell(options, &all);
    else
      fprintf(stderr, "%s: out of memory\n", options->policy);
    free(all.items);
    facts_free(&from);
    facts_free(&to);
  }
  policy_work_close(a);
  policy_work_close(b);
  return status;
}
