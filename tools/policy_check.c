/* SPDX-License-Identifier: Apache-2.0
 *
 * Every expression of a policy, compiled by itself, so that all errors are told and not only the first. */
#include <stdlib.h>
#include <string.h>

#include "numbers.h"
#include "policy_parts.h"

typedef struct teller {
  policy_work *work;
  const char *what, *name;
} teller;

static void tell(void *context, const expression *at, const fr__cel_error *fault) {
  const teller *by = context;
  uint32_t line, column;
  node_place(at->from, at->source, fault->line, fault->column, &line, &column);
  by->work->problems++;
  (void)document_problem(at->from, line, column, "%s %s: %s", by->what, at->name ? at->name : by->name, fault->message);
}

/* ---- what expressions may name ---- */

/* The values of a list, as the bundle will have them; their types were looked at when the bundle was written. */
static void declare_list(expressions *in, const entry *list) {
  const uint32_t count = list->value->kind == NODE_LIST ? list->value->count : 0;
  fr__cel_value *values = fr__arena_alloc(&in->arena, (count + 1u) * sizeof *values);
  bool integers = true, doubles = true, truths = true;
  for (uint32_t i = 0; values && i < count; i++) {
    const node *value = list->value->items[i];
    int64_t integer;
    double number;
    const bool plain = value->kind == NODE_TEXT && value->plain;
    integers = integers && plain && integer_parse(value->text, value->size, INT64_MIN, INT64_MAX, &integer) == NULL;
    doubles = doubles && plain && double_parse(value->text, value->size, &number) == NULL;
    truths = truths && plain && (node_is(value, "true") || node_is(value, "false"));
  }
  uint8_t element = integers ? FR__CEL_INT : doubles ? FR__CEL_DOUBLE : truths ? FR__CEL_BOOL : FR__CEL_STRING;
  if (count == 0) element = FR__CEL_DYN;
  for (uint32_t i = 0; values && i < count; i++) {
    const node *value = list->value->items[i];
    int64_t integer = 0;
    double number = 0;
    if (integers) (void)integer_parse(value->text, value->size, INT64_MIN, INT64_MAX, &integer);
    if (doubles) (void)double_parse(value->text, value->size, &number);
    values[i] = integers  ? fr__cel_int(integer)
                : doubles ? fr__cel_double(number)
                : truths  ? fr__cel_bool(node_is(value, "true"))
                          : fr__cel_string(value->text ? value->text : "", (uint32_t)value->size);
  }
  expressions_list(in, list->key->text, element, values, values ? count : 0);
}

static void declare(policy_work *work) {
  static const char *const types[] = {"", "bool", "int", "double", "string"};
  expressions *in = &work->forms.all;
  const node *offset = node_get(work->files[0]->root, "utc_offset");
  if (offset && offset->kind == NODE_TEXT) (void)offset_parse(offset->text, offset->size, &in->utc_offset_s);
  for (uint32_t i = 0; i < work->lists.count; i++) declare_list(in, &work->lists.items[i]);
  for (uint32_t i = 0; i < work->phrases.count; i++) expressions_phrases(in, work->phrases.items[i].key->text);
  for (uint32_t i = 0; i < work->attributes.count; i++) {
    uint32_t type = FR_TYPE_STRING;
    while (type > 0 && !node_is(work->attributes.items[i].value, types[type])) type--;
    expressions_attribute(in, work->attributes.items[i].key->text, type);
  }
  for (uint32_t i = 0; i < work->models.count; i++) {
    /* One that could not be read keeps its names too. */
    const policy_model *model = work->loaded ? &work->loaded[i] : NULL;
    const bool points =
        model == NULL || !model->good || model->parts.step_count > 0 || model->parts.kind == FR__MODEL_SCORECARD;
    expressions_model(in, work->models.items[i].key->text, points);
  }
  for (uint32_t i = 0; i < work->features.count; i++) {
    const entry *feature = &work->features.items[i];
    const node *source = feature->value;
    const bool is_text = source->kind == NODE_TEXT && source->size > 0 && source->size <= FR_MAX_EXPRESSION_BYTES;
    /* What is no text was told; it keeps its name, so that who uses it is not accused. */
    expression *one = expressions_feature(in, feature->key->text, is_text ? source->text : "true",
                                          is_text ? (uint32_t)source->size : 4);
    if (one) one->from = feature->from, one->source = source, one->doubtful = !is_text;
  }
}

/* ---- the expressions themselves ---- */

static bool is_expression(const node *source) {
  return source && source->kind == NODE_TEXT && source->size > 0 && source->size <= FR_MAX_EXPRESSION_BYTES;
}

static void add(teller *by, const document *from, const node *source, bool condition, expression *one) {
  if (!is_expression(source)) return;
  *one = (expression){.text = source->text, .size = (uint32_t)source->size, .from = from, .source = source};
  expressions_add(&by->work->forms.all, one, condition, tell, by);
}

/* Points that are a plain number are no expression. */
static void add_points(teller *by, const document *from, const node *points, expression *one) {
  int64_t number;
  if (is_expression(points) && integer_parse(points->text, points->size, INT64_MIN, INT64_MAX, &number) != NULL)
    add(by, from, points, false, one);
}

static bool is_enabled(const node *rule) {
  const node *enabled = node_get(rule, "enabled");
  return enabled == NULL || !node_is(enabled, "false");
}

static void add_rules(policy_work *work) {
  policy_forms *forms = &work->forms;
  for (uint32_t i = 0; i < work->rules.count; i++) {
    const entry *rule = &work->rules.items[i];
    const node *id = node_get(rule->value, "id"), *points = node_get(rule->value, "points");
    teller by = {work, "rule", id && id->kind == NODE_TEXT ? id->text : "?"};
    const node *unknown = node_get(rule->value, "if_unknown");
    if (rule->value->kind != NODE_MAP || !is_enabled(rule->value)) continue;
    add(&by, rule->from, node_get(rule->value, "when"), true, &forms->conditions[i]);
    add_points(&by, rule->from, points, &forms->points[i]);
    if (unknown && unknown->kind == NODE_MAP)
      add_points(&by, rule->from, node_get(unknown, "points"), &forms->unknown_points[i]);
  }
}

static void add_thresholds(policy_work *work) {
  const document *from = work->files[0];
  const node *decision = node_get(from->root, "decision");
  teller by = {work, "decision", "thresholds"};
  for (uint32_t i = 0; i < work->forms.threshold_count; i++)
    add(&by, from, node_get(decision->items[i], "when"), true, &work->forms.thresholds[i]);
}

void policy_check_expressions(policy_work *work) {
  policy_forms *forms = &work->forms;
  teller by = {work, "feature", "?"};
  const node *decision = node_get(work->files[0]->root, "decision");
  forms->threshold_count = decision && decision->kind == NODE_LIST ? decision->count : 0;
  declare(work);
  forms->conditions = fr__arena_alloc(&forms->all.arena, (work->rules.count + 1u) * sizeof *forms->conditions);
  forms->points = fr__arena_alloc(&forms->all.arena, (work->rules.count + 1u) * sizeof *forms->points);
  forms->unknown_points = fr__arena_alloc(&forms->all.arena, (work->rules.count + 1u) * sizeof *forms->unknown_points);
  forms->thresholds = fr__arena_alloc(&forms->all.arena, (forms->threshold_count + 1u) * sizeof *forms->thresholds);
  if (forms->conditions && forms->points && forms->unknown_points && forms->thresholds) {
    expressions_compile(&forms->all, tell, &by);
    add_rules(work);
    add_thresholds(work);
  } else {
    forms->all.out_of_memory = true;
  }
  if (!forms->all.out_of_memory) return;
  work->problems++;
  problems_add_file(&work->told, PROBLEM_ERROR, work->files[0]->path,
                    "the expressions together need more memory than is taken; shorten the largest");
}

/* ---- texts with values in them, which only the loader reads ---- */

/* The last text of these words that begins at or before a place. */
static node *text_at(const node *words, uint32_t line, uint32_t column, node *best) {
  for (uint32_t i = 0; words && words->kind != NODE_TEXT && i < words->count; i++) {
    node *item = words->items[i];
    if (item->kind != NODE_TEXT) {
      best = text_at(item, line, column, best);
      continue;
    }
    const bool before = item->text_line < line || (item->text_line == line && item->text_column <= column);
    const bool later = best == NULL || item->text_line > best->text_line ||
                       (item->text_line == best->text_line && item->text_column > best->text_column);
    if (before && later && strpbrk(item->text, "{}") != NULL) best = item;
  }
  return best;
}

bool policy_take_out_text(policy_work *work, const document *from, uint32_t *line, uint32_t *column) {
  node *best = NULL;
  for (uint32_t i = 0; i < work->rules.count; i++)
    if (work->rules.items[i].from == from)
      best = text_at(node_get(work->rules.items[i].value, "reason"), *line, *column, best);
  for (uint32_t i = 0; i < work->advice.count; i++)
    if (work->advice.items[i].from == from) best = text_at(work->advice.items[i].value, *line, *column, best);
  for (uint32_t i = 0; i < work->questions.count; i++)
    if (work->questions.items[i].from == from) best = text_at(work->questions.items[i].value, *line, *column, best);
  if (best == NULL) return false;
  uint32_t lines = 1;
  for (size_t i = 0; i < best->size; i++) lines += best->text[i] == '\n';
  const uint32_t own_line = *line - best->text_line + 1;
  if (own_line > lines) return false;
  node_place(from, best, own_line, own_line == 1 ? *column - best->text_column + 1 : *column, line, column);
  best->text[0] = '-';
  best->size = 1;
  best->text[1] = '\0';
  return true;
}
