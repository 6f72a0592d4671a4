/* SPDX-License-Identifier: Apache-2.0
 *
 * fraudrisk policy docs: a policy's manual in Markdown, for those who review it and do not write it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "output.h"
#include "policy_facts.h"

typedef struct writer {
  output out;
  const facts *all;
  policy_work *work;
} writer;

static void put(writer *w, const char *text) { output_string(&w->out, text); }

/* In a table a bar would end the cell, and lines are breaks. */
static void put_cell(writer *w, const char *text) {
  for (const char *at = text; *at; at++) {
    if (*at == '|')
      put(w, "\\|");
    else if (*at == '\n')
      put(w, "<br>");
    else
      output_add(&w->out, at, 1);
  }
}

static void put_code(writer *w, const char *text) {
  const char *marks = strchr(text, '`') ? "``" : "`";
  put(w, marks);
  put_cell(w, text);
  put(w, marks);
}

static const char *find(const writer *w, const fact *thing, const char *key) {
  for (uint32_t i = thing->order; i < w->all->count && fact_same_thing(thing, &w->all->items[i]); i++)
    if (strcmp(w->all->items[i].key, key) == 0) return w->all->items[i].value;
  return NULL;
}

/* The next thing of a section after a fact, or the first; null at the end. */
static const fact *next_thing(const writer *w, const char *what, const fact *after) {
  for (uint32_t i = after ? after->order : 0; i < w->all->count; i++) {
    const fact *one = &w->all->items[i];
    if (strcmp(one->section, what) == 0 && (after == NULL || !fact_same_thing(one, after))) return one;
  }
  return NULL;
}

/* ---- who uses a feature ---- */

typedef struct user {
  const char *name;
  bool uses;
} user;

static void note_name(void *context, const char *name, uint32_t size) {
  user *of = context;
  const size_t length = strlen(of->name);
  of->uses =
      of->uses || (size >= length && memcmp(name, of->name, length) == 0 && (size == length || name[length] == '.'));
}

static bool uses(const expression *one, const char *name) {
  user of = {name, false};
  if (one->tree) fr__cel_names(one->tree, note_name, &of);
  return of.uses;
}

static void put_users(writer *w, const char *feature) {
  const policy_forms *forms = &w->work->forms;
  const char *comma = "";
  for (uint32_t i = 0; i < forms->all.feature_count; i++) {
    if (!uses(&forms->all.features[i], feature)) continue;
    put(w, comma);
    put_code(w, forms->all.features[i].name);
    comma = ", ";
  }
  for (uint32_t i = 0; i < w->work->models.count; i++) {
    const policy_model *model = &w->work->loaded[i];
    uint32_t reads = 0;
    while (reads < model->parts.input_count && strcmp(model->features[reads], feature) != 0) reads++;
    if (reads == model->parts.input_count) continue;
    put(w, comma);
    put(w, "the model ");
    put_code(w, w->work->models.items[i].key->text);
    comma = ", ";
  }
  for (uint32_t i = 0; i < w->work->rules.count; i++) {
    if (!uses(&forms->conditions[i], feature) && !uses(&forms->points[i], feature) &&
        !uses(&forms->unknown_points[i], feature))
      continue;
    put(w, comma);
    put(w, node_get(w->work->rules.items[i].value, "id")->text);
    comma = ", ";
  }
  for (uint32_t i = 0; i < forms->threshold_count; i++) {
    if (!uses(&forms->thresholds[i], feature)) continue;
    put(w, comma);
    put(w, "thresholds");
    comma = ", ";
  }
}

/* ---- sections ---- */

static void put_head(writer *w) {
  const fact *head = next_thing(w, "policy", NULL);
  put(w, "# ");
  put(w, find(w, head, "name"));
  put(w, ", version ");
  put(w, find(w, head, "version"));
  put(w, "\n\nAmounts in ");
  put(w, find(w, head, "currency"));
  put(w, ", times at ");
  put(w, find(w, head, "utc_offset"));
  static const char *const limits[][2] = {{"valid_from", ", valid from "}, {"valid_until", ", valid until "}};
  for (size_t i = 0; i < 2; i++) {
    const char *limit = find(w, head, limits[i][0]);
    if (limit == NULL) continue;
    put(w, limits[i][1]);
    put(w, limit);
  }
  put(w, ". Written by `fraudrisk policy docs`; `docs/policy.md` says what the parts mean.\n");
}

static void put_features(writer *w) {
  if (next_thing(w, "feature", NULL) == NULL) return;
  put(w, "\n## Features\n\n| feature | type | expression | used by |\n| --- | --- | --- | --- |\n");
  for (const fact *one = next_thing(w, "feature", NULL); one; one = next_thing(w, "feature", one)) {
    put(w, "| ");
    put_code(w, one->name);
    put(w, " | ");
    put(w, find(w, one, "type"));
    put(w, " | ");
    put_code(w, find(w, one, "expression"));
    put(w, " | ");
    put_users(w, one->name);
    put(w, " |\n");
  }
}

/* Each of a kind under a heading of its own, with a table of all that is said of it. */
static void put_sheets(writer *w, const char *kind, const char *heading, const char *head) {
  if (next_thing(w, kind, NULL) == NULL) return;
  put(w, heading);
  for (const fact *one = next_thing(w, kind, NULL); one; one = next_thing(w, kind, one)) {
    put(w, "\n### ");
    put(w, one->name);
    put(w, head);
    for (uint32_t i = one->order; i < w->all->count && fact_same_thing(one, &w->all->items[i]); i++) {
      put(w, "| ");
      put_cell(w, w->all->items[i].key);
      put(w, " | ");
      put_cell(w, w->all->items[i].value);
      put(w, " |\n");
    }
  }
}

/* What a rule does, on one line. */
static void put_effects(writer *w, const fact *rule) {
  static const struct {
    const char *key, *before;
  } parts[] = {{"points", "points "},
               {"at_least", "at least "},
               {"at_most", "at most "},
               {"binding", "binding: "},
               {"delay", "a waiting period, not doubt: "},
               {"scam", "scam "},
               {"channels", "only on "},
               {"valid_from", "from "},
               {"valid_until", "until "},
               {"if_unknown", "if unknown: "},
               {"hold", "a held one waits "},
               {"victim_present", "the customer is there: "},
               {"actions", "with "},
               {"advice", "says the advice "},
               {"enabled", "switched on: "}};
  const char *comma = "- ";
  for (size_t i = 0; i < FR_COUNT(parts); i++) {
    const char *value = find(w, rule, parts[i].key);
    if (value == NULL) continue;
    put(w, comma);
    put(w, parts[i].before);
    put_code(w, value);
    comma = ", ";
  }
  if (*comma == ',') put(w, "\n");
}

static void put_texts(writer *w, const fact *thing, const char *prefix) {
  const size_t size = strlen(prefix);
  for (uint32_t i = thing->order; i < w->all->count && fact_same_thing(thing, &w->all->items[i]); i++) {
    const fact *one = &w->all->items[i];
    if (strncmp(one->key, prefix, size) != 0) continue;
    put(w, "- ");
    put(w, one->key + size);
    put(w, ": ");
    put_cell(w, one->value);
    put(w, "\n");
  }
}

static void put_rules(writer *w) {
  put(w, "\n## Rules\n");
  for (const fact *one = next_thing(w, "rule", NULL); one; one = next_thing(w, "rule", one)) {
    put(w, "\n### ");
    put(w, one->name);
    put(w, "\n\n```cel\n");
    put(w, find(w, one, "when"));
    put(w, "\n```\n\n");
    put_effects(w, one);
    put_texts(w, one, "reason.");
  }
}

static void put_thresholds(writer *w) {
  put(w,
      "\n## From points to outcome\n\nThe first entry whose condition holds counts.\n\n"
      "| entry | warn from | hold from |\n| --- | --- | --- |\n");
  for (const fact *one = next_thing(w, "decision", NULL); one; one = next_thing(w, "decision", one)) {
    const char *warns = find(w, one, "warn"), *holds = find(w, one, "hold");
    put(w, "| ");
    put_cell(w, one->name);
    put(w, " | ");
    put(w, warns ? warns : "never");
    put(w, " | ");
    put(w, holds ? holds : "never");
    put(w, " |\n");
  }
  put(w, "\n| channel | a held transfer waits | when the engine cannot decide |\n| --- | --- | --- |\n");
  static const char *const channels[] = {"default", "teller", "atm", "online", "mobile", "quick_pay", "other"};
  const fact *hold = next_thing(w, "hold", NULL), *on_error = next_thing(w, "on_error", NULL);
  for (size_t i = 0; i < FR_COUNT(channels); i++) {
    const char *waits = find(w, hold, channels[i]), *answer = find(w, on_error, channels[i]);
    if (waits == NULL && answer == NULL) continue;
    put(w, "| ");
    put(w, channels[i]);
    put(w, " | ");
    put(w, waits ? waits : "as default");
    put(w, " | ");
    put(w, answer ? answer : "as default");
    put(w, " |\n");
  }
}

static void put_limits(writer *w) {
  if (next_thing(w, "limits", NULL) == NULL) return;
  put(w,
      "\n## Limits\n\nPast these shares of the transfers a hold becomes a warning, and a warning past its own becomes "
      "nothing; so many in the last column are never too many. What binding rules demand stands.\n\n"
      "| bound | hold at most | warn at most | never too many |\n| --- | --- | --- | --- |\n");
  for (const fact *one = next_thing(w, "limits", NULL); one; one = next_thing(w, "limits", one)) {
    const char *holds = find(w, one, "hold"), *warns = find(w, one, "warn");
    put(w, "| ");
    put_cell(w, one->name);
    put(w, " | ");
    put(w, holds ? holds : "any");
    put(w, " | ");
    put(w, warns ? warns : "any");
    put(w, " | ");
    put(w, find(w, one, "at_least"));
    put(w, " |\n");
  }
}

static void put_questions(writer *w) {
  if (next_thing(w, "question", NULL) == NULL) return;
  put(w, "\n## Questions for the teller\n\n| question | words | gives |\n| --- | --- | --- |\n");
  for (const fact *one = next_thing(w, "question", NULL); one; one = next_thing(w, "question", one)) {
    const char *yes = find(w, one, "yes"), *no = find(w, one, "no"), *between = "";
    put(w, "| ");
    put_code(w, one->name);
    put(w, " | ");
    for (uint32_t i = one->order; i < w->all->count && fact_same_thing(one, &w->all->items[i]); i++) {
      if (strncmp(w->all->items[i].key, "ask.", 4) != 0) continue;
      put(w, between);
      put_cell(w, w->all->items[i].value);
      between = "<br>";
    }
    put(w, yes ? " | yes: " : no ? " | no: " : " | an open question");
    if (yes || no) put_code(w, yes ? yes : no);
    put(w, " |\n");
  }
}

static void put_members(writer *w, const char *what, const char *title) {
  if (next_thing(w, what, NULL) == NULL) return;
  put(w, title);
  for (const fact *one = next_thing(w, what, NULL); one; one = next_thing(w, what, one)) {
    put(w, "| ");
    put_code(w, one->name);
    put(w, " | ");
    const char *comma = "";
    for (uint32_t i = one->order; i < w->all->count && fact_same_thing(one, &w->all->items[i]); i++) {
      put(w, comma);
      put_cell(w, w->all->items[i].key);
      if (w->all->items[i].value[0] != '\0') { /* a phrase's strength */
        put(w, " (");
        put(w, w->all->items[i].value);
        put(w, ")");
      }
      comma = ", ";
    }
    put(w, " |\n");
  }
}

int command_policy_docs(const policy_options *options) {
  writer w = {.work = policy_work_open(options->path)};
  facts all;
  if (w.work == NULL) return 1;
  facts_of(&all, w.work);
  w.all = &all;
  bool good = !all.out_of_memory;
  if (!good) fprintf(stderr, "%s: out of memory\n", options->path);
  if (good) good = output_open(&w.out, options->out);
  if (good) {
    put_head(&w);
    put_rules(&w);
    put_thresholds(&w);
    put_limits(&w);
    put_features(&w);
    put_sheets(&w, "model", "\n## Models\n", "\n\n| | |\n| --- | --- |\n");
    put_members(&w, "list", "\n## Lists\n\n| list | values |\n| --- | --- |\n");
    put_members(&w, "phrases", "\n## Phrases\n\n| set | phrases |\n| --- | --- |\n");
    put_questions(&w);
    put_sheets(&w, "advice", "\n## Advice\n", "\n\n| for | words |\n| --- | --- |\n");
    good = output_close(&w.out);
  }
  facts_free(&all);
  policy_work_close(w.work);
  return good ? 0 : 1;
}
