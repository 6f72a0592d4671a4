/* SPDX-License-Identifier: Apache-2.0
 *
 * What is allowed in a policy and yet hardly meant. docs/policy.md lists these warnings; each is right whenever it is
 * given, and none changes what a policy does. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "numbers.h"
#include "policy_parts.h"
#include "policy_reach.h"

enum { ALL_CHANNELS = (1 << REACH_CHANNELS) - 1 };

#define warn(from, at, ...) ((void)document_tell(from, PROBLEM_WARNING, (at)->line, (at)->column, __VA_ARGS__))
#define note(from, at, ...) ((void)document_tell(from, PROBLEM_NOTE, (at)->line, (at)->column, __VA_ARGS__))

static const char *id_of(const node *rule) {
  const node *id = node_get(rule, "id");
  return id && id->kind == NODE_TEXT ? id->text : "?";
}

static bool is_enabled(const node *rule) {
  const node *enabled = node_get(rule, "enabled");
  return enabled == NULL || !node_is(enabled, "false");
}

/* ---- features, lists and phrases that nobody uses ---- */

typedef struct usage {
  const policy_work *work;
  bool *features, *lists, *phrases, *models;
} usage;

static void note_name(void *context, const char *name, uint32_t size) {
  const usage *in = context;
  char word[FR__CEL_NAME_BYTES + 1];
  if (size > FR__CEL_NAME_BYTES) return;
  memcpy(word, name, size);
  word[size] = '\0';
  for (uint32_t i = 0; strncmp(word, "lists.", 6) == 0 && i < in->work->lists.count; i++)
    if (strcmp(in->work->lists.items[i].key->text, word + 6) == 0) in->lists[i] = true;
  for (uint32_t i = 0; strncmp(word, "model.", 6) == 0 && i < in->work->models.count; i++) {
    const node *key = in->work->models.items[i].key;
    if (strncmp(word + 6, key->text, key->size) == 0 && word[6 + key->size] == '.') in->models[i] = true;
  }
  char *dot = strchr(word, '.');
  if (dot) *dot = '\0';
  const expression *feature = expressions_find(&in->work->forms.all, word);
  if (feature) in->features[feature - in->work->forms.all.features] = true;
}

static void note_phrases(const usage *in, const fr__cel_node *at) {
  const bool mentions = at->kind == FR__CEL_NODE_METHOD && at->count >= 2 && strcmp(at->text, "mentions") == 0 &&
                        at->items[1]->kind == FR__CEL_NODE_LITERAL && at->items[1]->value.kind == FR__CEL_STRING;
  for (uint32_t i = 0; mentions && i < in->work->phrases.count; i++) {
    const fr__cel_value *set = &at->items[1]->value;
    const node *key = in->work->phrases.items[i].key;
    if (key->size == set->size && memcmp(key->text, set->as.text, set->size) == 0) in->phrases[i] = true;
  }
  for (uint32_t i = 0; i < at->count; i++) note_phrases(in, at->items[i]);
}

static void note_expression(usage *in, const expression *one) {
  if (one->tree == NULL) return;
  fr__cel_names(one->tree, note_name, in);
  note_phrases(in, one->tree->root);
}

/* Features that a reason or advice names: {sent_24h}. */
static void note_texts(usage *in, const node *words) {
  for (uint32_t i = 0; words && words->kind != NODE_TEXT && i < words->count; i++) note_texts(in, words->items[i]);
  if (words == NULL || words->kind != NODE_TEXT) return;
  for (const char *at = strchr(words->text, '{'); at; at = strchr(at + 1, '{')) {
    const size_t size = strspn(at + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.");
    if (size > 0) note_name(in, at + 1, (uint32_t)size);
  }
}

static bool usage_begin(usage *in, policy_work *work) {
  fr__arena *arena = &work->forms.all.arena;
  *in = (usage){.work = work};
  in->features = fr__arena_alloc(arena, work->features.count + 1u);
  in->lists = fr__arena_alloc(arena, work->lists.count + 1u);
  in->phrases = fr__arena_alloc(arena, work->phrases.count + 1u);
  in->models = fr__arena_alloc(arena, work->models.count + 1u);
  return in->features && in->lists && in->phrases && in->models;
}

static void warn_unused(policy_work *work) {
  usage in;
  const policy_forms *forms = &work->forms;
  if (!usage_begin(&in, work)) return;
  for (uint32_t i = 0; i < work->rules.count; i++) {
    const node *rule = work->rules.items[i].value;
    if (!is_enabled(rule)) continue;
    note_expression(&in, &forms->conditions[i]);
    note_expression(&in, &forms->points[i]);
    note_expression(&in, &forms->unknown_points[i]);
    note_texts(&in, node_get(rule, "reason"));
  }
  for (uint32_t i = 0; i < forms->threshold_count; i++) note_expression(&in, &forms->thresholds[i]);
  for (uint32_t i = 0; i < work->advice.count; i++) note_texts(&in, work->advice.items[i].value);
  for (uint32_t i = 0; i < work->questions.count; i++) note_texts(&in, work->questions.items[i].value);
  for (uint32_t i = 0; i < work->models.count; i++) {
    const entry *model = &work->models.items[i];
    for (uint32_t k = 0; in.models[i] && k < work->loaded[i].parts.input_count; k++)
      note_name(&in, work->loaded[i].features[k], (uint32_t)strlen(work->loaded[i].features[k]));
    if (!in.models[i])
      warn(model->from, model->key, "no rule reads the model %s; read model.%s.%s in one, or take it out",
           model->key->text, model->key->text, work->loaded[i].parts.step_count > 0 ? "points" : "margin");
  }
  /* What a feature that is used itself uses is used; backwards through the order one pass is enough. */
  for (uint32_t i = forms->all.order_count; i > 0; i--) {
    const uint32_t feature = forms->all.order[i - 1];
    if (in.features[feature]) note_expression(&in, &forms->all.features[feature]);
  }
  for (uint32_t i = 0; i < work->features.count; i++) {
    const entry *feature = &work->features.items[i];
    if (in.features[i]) continue;
    warn(feature->from, feature->key, "no rule uses the feature %s; use it, or take it out", feature->key->text);
  }
  for (uint32_t i = 0; i < work->lists.count; i++) {
    const entry *list = &work->lists.items[i];
    if (!in.lists[i]) warn(list->from, list->key, "no rule uses lists.%s; use it, or take it out", list->key->text);
  }
  for (uint32_t i = 0; i < work->phrases.count; i++) {
    const entry *set = &work->phrases.items[i];
    const node *only = set->value->kind == NODE_MAP && set->value->count == 1 ? set->value->keys[0] : NULL;
    const bool allows = only != NULL && node_is(only, "allow"); /* works without being asked for */
    if (!in.phrases[i] && !allows)
      warn(set->from, set->key, "no rule asks for the phrases %s with mentions(\"%s\"); use them, or take them out",
           set->key->text, set->key->text);
  }
}

/* ---- conditions that are always the same ---- */

/* The channels that a rule is for. */
static uint32_t channels_of(const node *rule) {
  const node *list = node_get(rule, "channels");
  uint32_t channels = 0;
  for (uint32_t i = 0; list && list->kind == NODE_LIST && i < list->count; i++)
    for (uint32_t c = 1; c < REACH_CHANNELS; c++)
      if (node_is(list->items[i], reach_channel_names[c])) channels |= 1u << c;
  return channels == 0 ? ALL_CHANNELS : channels;
}

static void say_channels(uint32_t channels, char *text, size_t size) {
  size_t used = 0;
  text[0] = '\0';
  for (uint32_t c = 1; c < REACH_CHANNELS && used < size; c++)
    if ((channels >> c & 1) != 0)
      used += (size_t)snprintf(text + used, size - used, "%s%s", used ? ", " : "", reach_channel_names[c]);
}

/* What keeps a condition from ever being true: the one gap in what is known without which it could be. */
static void warn_never(reach *on, const expression *one, uint32_t channels, const char *subject) {
  static const struct {
    unsigned never;
    const char *prefix, *why;
  } gaps[] = {{NEVER_TELLER, "teller.", "no teller looks on at a transfer from"},
              {NEVER_SESSION, "session.", "a session is that of an app or an ATM, and there is none at"},
              {NEVER_PAYEE, "payee.", NULL},
              {NEVER_PAYEE, "pair.", NULL}};
  const fr__cel_node *a, *b;
  char word[FR__CEL_NAME_BYTES + 1], where[100];
  const bool possible = (reach_of(on, one, channels, NEVER_ALL) & REACH_TRUE) != 0; /* but for a contradiction */
  for (size_t i = 0; i < FR_COUNT(gaps) && !possible; i++) {
    const unsigned without = NEVER_ALL & ~gaps[i].never;
    if ((reach_of(on, one, channels, without) & REACH_TRUE) == 0) continue;
    reach_name(on, one->tree, gaps[i].prefix, word, sizeof word);
    if (word[0] == '\0') continue;
    if (gaps[i].why == NULL) {
      warn(one->from, one->source,
           "%s can never be true: %s is never known, since it leaves cash only, and cash has no payee", subject, word);
      return;
    }
    say_channels(reach_channels(on, one, without) & channels, where, sizeof where);
    warn(one->from, one->source, "%s can never be true: %s is never known, since %s %s", subject, word, gaps[i].why,
         where[0] ? where : "any channel");
    return;
  }
  if (reach_contradiction(on, one->tree->root, &a, &b)) {
    char *first = expression_text(a), *second = expression_text(b);
    warn(one->from, one->source, "%s can never be true: %s and %s cannot both hold", subject, first ? first : "?",
         second ? second : "?");
    free(first);
    free(second);
    return;
  }
  warn(one->from, one->source, "%s can never be true%s", subject,
       channels == ALL_CHANNELS ? "" : " on the channels that it is for");
}

static void warn_condition(reach *on, const expression *one, uint32_t channels, const char *subject) {
  const fr__cel_node *a, *b;
  const uint8_t found = reach_of(on, one, channels, NEVER_ALL);
  if (found == REACH_TRUE) {
    warn(one->from, one->source, "%s is always true: it holds for every transfer", subject);
  } else if ((found & REACH_TRUE) == 0 || reach_contradiction(on, one->tree->root, &a, &b)) {
    warn_never(on, one, channels, subject);
  }
}

static void warn_conditions(policy_work *work, reach *on) {
  const policy_forms *forms = &work->forms;
  for (uint32_t i = 0; i < work->rules.count; i++) {
    const expression *one = &forms->conditions[i];
    char subject[FR_MAX_NAME_BYTES + 40];
    if (one->program == NULL) continue;
    snprintf(subject, sizeof subject, "the condition of rule %s", id_of(work->rules.items[i].value));
    warn_condition(on, one, channels_of(work->rules.items[i].value), subject);
  }
  for (uint32_t i = 0; i < forms->all.feature_count; i++) {
    const expression *one = &forms->all.features[i];
    char subject[FR_MAX_NAME_BYTES + 40];
    if (one->program == NULL) continue;
    snprintf(subject, sizeof subject, "the feature %s", one->name);
    if ((reach_of_feature(on, i, NEVER_ALL) & (REACH_TRUE | REACH_FALSE | REACH_VALUE)) == 0)
      warn(one->from, one->source, "%s can never be known: it fails, or reads what is never known together", subject);
    else if (one->type.kind == FR__CEL_BOOL)
      warn_condition(on, one, ALL_CHANNELS, subject);
  }
}

/* Entries of decision that an earlier one leaves nothing for. */
static void warn_decision(policy_work *work, reach *on) {
  const policy_forms *forms = &work->forms;
  for (uint32_t i = 0; i < forms->threshold_count; i++) {
    const expression *one = &forms->thresholds[i];
    if (one->program == NULL) continue;
    warn_condition(on, one, ALL_CHANNELS, "the condition of this entry");
    for (uint32_t j = 0; j < i; j++) {
      const expression *other = &forms->thresholds[j];
      if (other->program == NULL || !reach_implies(on, one->tree->root, other->tree->root)) continue;
      warn(one->from, one->source,
           "no transfer comes to this entry of decision: the one in line %u takes all that it would",
           other->source->line);
      break;
    }
  }
}

/* ---- rules that overlap ---- */

static int64_t number_of(const node *value) {
  int64_t number = 0;
  if (value && value->kind == NODE_TEXT) (void)integer_parse(value->text, value->size, INT64_MIN, INT64_MAX, &number);
  return number;
}

static bool is_number(const node *value) {
  int64_t number;
  return value == NULL ||
         (value->kind == NODE_TEXT && integer_parse(value->text, value->size, INT64_MIN, INT64_MAX, &number) == NULL);
}

enum { HOLD_RANK = 2 };

static int outcome_rank(const node *value) {
  if (value == NULL) return 0;
  return node_is(value, "hold") ? HOLD_RANK : node_is(value, "warn") ? 1 : 0;
}

static bool is_true(const node *rule, const char *key) {
  const node *value = node_get(rule, key);
  return value != NULL && node_is(value, "true");
}

/* Nothing that a rule does is not done by another that fires with it. */
static bool adds_nothing(const node *rule, const node *other) {
  if (node_get(rule, "points") && number_of(node_get(rule, "points")) != 0) return false;
  if (!is_number(node_get(rule, "points")) || node_get(rule, "at_most") || node_get(rule, "hold")) return false;
  if (node_get(rule, "if_unknown") || node_get(rule, "victim_present") || node_get(rule, "actions")) return false;
  if (is_true(rule, "binding") && !is_true(other, "binding")) return false;
  const int least = outcome_rank(node_get(rule, "at_least"));
  if (least == HOLD_RANK && is_true(other, "delay") && !is_true(rule, "delay")) return false; /* doubt is more */
  return least <= outcome_rank(node_get(other, "at_least"));
}

/* A bit for each name in an expression and in the features that it uses. Conditions of which one follows from the other
 * share a name. */
static uint64_t print_of(const expressions *all, const fr__cel_node *at, unsigned depth) {
  uint64_t bits = 0;
  if (at->kind == FR__CEL_NODE_NAME || at->kind == FR__CEL_NODE_SELECT) {
    const expression *feature = at->kind == FR__CEL_NODE_NAME ? expressions_find(all, at->text) : NULL;
    uint64_t hash = 5381;
    for (uint32_t i = 0; i < at->text_size; i++) hash = hash * 33 + (unsigned char)at->text[i];
    bits = UINT64_C(1) << (hash % 64);
    if (feature && feature->tree && depth > 0) bits |= print_of(all, feature->tree->root, depth - 1);
  }
  for (uint32_t i = 0; i < at->count; i++) bits |= print_of(all, at->items[i], depth);
  return bits;
}

static void warn_pair(const policy_work *work, const reach *on, uint32_t i, uint32_t j) {
  const expression *a = &work->forms.conditions[i], *b = &work->forms.conditions[j];
  const node *rule = work->rules.items[i].value, *other = work->rules.items[j].value;
  /* On channels, and at times, where the other does not run nothing follows. */
  if (node_get(other, "valid_from") || node_get(other, "valid_until")) return;
  if ((channels_of(rule) & ~channels_of(other)) != 0) return;
  if (!reach_implies(on, a->tree->root, b->tree->root)) return;
  const bool timed = node_get(rule, "valid_from") || node_get(rule, "valid_until");
  const bool same =
      !timed && channels_of(rule) == channels_of(other) && reach_implies(on, b->tree->root, a->tree->root);
  if (same && j > i) return; /* told at the later one */
  const unsigned line = b->source->line;
  if (same) {
    warn(a->from, a->source,
         "the rules %s and %s (line %u) have the same condition and always fire together; make them one", id_of(rule),
         id_of(other), line);
  } else if (adds_nothing(rule, other)) {
    warn(a->from, a->source, "the rule %s adds nothing: whenever it fires, %s (line %u) fires too and does as much",
         id_of(rule), id_of(other), line);
  } else if (is_number(node_get(rule, "points")) && is_number(node_get(other, "points"))) {
    note(a->from, a->source, "whenever the rule %s fires, %s (line %u) fires too: together %lld points", id_of(rule),
         id_of(other), line, (long long)(number_of(node_get(rule, "points")) + number_of(node_get(other, "points"))));
  }
}

static bool can_fire(reach *on, const expression *one) {
  const fr__cel_node *a, *b;
  return (reach_of(on, one, ALL_CHANNELS, NEVER_ALL) & REACH_TRUE) != 0 &&
         !reach_contradiction(on, one->tree->root, &a, &b);
}

static void warn_overlaps(policy_work *work, reach *on) {
  const policy_forms *forms = &work->forms;
  const uint32_t count = work->rules.count;
  uint64_t *prints = fr__arena_alloc(&work->forms.all.arena, (count + 1u) * sizeof *prints);
  if (prints == NULL) return;
  /* Rules that never fire have been told, and overlap with none. */
  for (uint32_t i = 0; i < count; i++)
    if (forms->conditions[i].program && can_fire(on, &forms->conditions[i]))
      prints[i] = print_of(&forms->all, forms->conditions[i].tree->root, 16);
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t j = 0; j < count; j++)
      if (i != j && (prints[i] & prints[j]) != 0) warn_pair(work, on, i, j);
}

/* ---- thresholds ---- */

/* The most that one rule can add: fired, or unknown. False where points are an expression. */
static bool most_points(const node *rule, int64_t *most) {
  const node *unknown = node_get(rule, "if_unknown"), *own = node_get(rule, "points");
  const node *inner = unknown && unknown->kind == NODE_MAP ? node_get(unknown, "points") : unknown;
  const bool is_outcome = inner && (node_is(inner, "allow") || node_is(inner, "warn") || node_is(inner, "hold"));
  if (!is_number(own) || (!is_outcome && !is_number(inner))) return false;
  const int64_t points = number_of(own), other = is_outcome ? 0 : number_of(inner);
  *most = points > other ? points : other;
  if (*most < 0) *most = 0;
  return true;
}

static void warn_threshold(const policy_work *work, const node *threshold, const char *name, bool bounded, int64_t most,
                           bool other_ways) {
  const int64_t points = number_of(threshold);
  if (points <= 0) {
    warn(work->files[0], threshold, "%s %s is reached by every transfer: a score is never below 0", name,
         threshold->text);
  } else if (bounded && points > most) {
    warn(work->files[0], threshold, "no sum of points reaches %s %s: all rules together give %lld%s", name,
         threshold->text, (long long)most, other_ways ? "; only at_least and if_unknown go there" : "");
  }
}

static void warn_thresholds(const policy_work *work) {
  int64_t most = 0;
  bool other_ways = false, bounded = true;
  for (uint32_t i = 0; i < work->rules.count; i++) {
    const node *rule = work->rules.items[i].value;
    int64_t points = 0;
    if (!is_enabled(rule)) continue;
    bounded = most_points(rule, &points) && bounded;
    most += points;
    other_ways |= node_get(rule, "at_least") != NULL || node_get(rule, "if_unknown") != NULL;
  }
  const node *decision = node_get(work->files[0]->root, "decision");
  for (uint32_t i = 0; i < decision->count; i++) {
    static const char *const names[] = {"warn", "hold"};
    for (size_t n = 0; n < 2; n++) {
      const node *threshold = node_get(decision->items[i], names[n]);
      if (threshold) warn_threshold(work, threshold, names[n], bounded, most, other_ways);
    }
  }
}

/* ---- advice that nobody gets ---- */

static void warn_advice(const policy_work *work) {
  for (uint32_t i = 0; i < work->advice.count; i++) {
    const entry *advice = &work->advice.items[i];
    bool named = node_is(advice->key, "unclassified");
    for (uint32_t j = 0; j < work->rules.count && !named; j++) {
      const node *rule = work->rules.items[j].value;
      const node *scam = node_get(rule, "scam"), *own = node_get(rule, "advice");
      named = (scam && node_is(scam, advice->key->text)) || (own && node_is(own, advice->key->text));
    }
    if (!named)
      warn(advice->from, advice->key,
           "no rule names the scam %s, so that nobody gets this advice; write scam: %s in a rule", advice->key->text,
           advice->key->text);
  }
}

static bool is_asked(const policy_work *work, const char *question) {
  for (uint32_t i = 0; i < work->advice.count; i++) {
    const node *asked = node_get(work->advice.items[i].value, "ask");
    for (uint32_t j = 0; asked && asked->kind == NODE_LIST && j < asked->count; j++)
      if (node_is(asked->items[j], question)) return true;
  }
  return false;
}

static void warn_questions(const policy_work *work) {
  for (uint32_t i = 0; i < work->questions.count; i++) {
    const entry *question = &work->questions.items[i];
    if (is_asked(work, question->key->text)) continue;
    warn(question->from, question->key, "no advice asks the question %s; name it under ask:, or take it out",
         question->key->text);
  }
}

/* A scam without advice is well, but one that is nearly spelt as one with advice is not another. */
static void warn_scams(const policy_work *work) {
  for (uint32_t i = 0; i < work->rules.count; i++) {
    const entry *rule = &work->rules.items[i];
    const node *scam = node_get(rule->value, "scam");
    if (scam == NULL || !is_enabled(rule->value)) continue;
    fr__cel_nearest nearest = fr__cel_nearest_to(scam->text, (uint32_t)scam->size);
    for (uint32_t j = 0; j < work->advice.count; j++) fr__cel_nearest_offer(&nearest, work->advice.items[j].key->text);
    if (nearest.name == NULL || nearest.distance == 0) continue;
    warn(rule->from, scam, "there is no advice for the scam %s; did you mean %s?", scam->text, nearest.name);
  }
}

static void warn_currency(const policy_work *work) {
  const node *currency = node_get(work->files[0]->root, "currency");
  if (currency == NULL || !node_is(currency, "RMB")) return;
  warn(work->files[0], currency, "RMB is no code of ISO 4217; did you mean \"CNY\"?");
}

void policy_warn(policy_work *work) {
  reach on;
  bool any_rule = false;
  for (uint32_t i = 0; i < work->rules.count; i++) any_rule |= is_enabled(work->rules.items[i].value);
  warn_currency(work);
  /* Without rules the features are the product. */
  if (!any_rule) return;
  warn_unused(work);
  warn_thresholds(work);
  warn_advice(work);
  warn_questions(work);
  warn_scams(work);
  if (!reach_begin(&on, &work->forms.all)) return;
  warn_conditions(work, &on);
  warn_decision(work, &on);
  warn_overlaps(work, &on);
}
