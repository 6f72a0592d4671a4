/* SPDX-License-Identifier: Apache-2.0
 *
 * From a policy's tables to programs: names, features in the order of their use, rules, thresholds, and the plan of
 * folds. */
#include "policy/compile.h"

#include <stdio.h>
#include <stdlib.h>

typedef fr__policy_compiler policy_compiler;

/* ---- errors in the analyst's own lines ---- */

static fr_status fail_at(const policy_compiler *on, const fr__source_text *source, const fr__cel_error *found,
                         const char *what, const char *name) {
  const fr_status status = fr__fail(on->error, found->status, name, "%s %s: %s", what, name, found->message);
  if (on->error == NULL) return status;
  on->error->line = source->line == 0 ? found->line : source->line + found->line - 1;
  on->error->column = source->column == 0 ? found->column : source->column + found->column - 1;
  return status;
}

fr_status fr__compile_fail(const policy_compiler *on, const fr__source_text *source, fr_status status, const char *what,
                           const char *name, const char *why) {
  fr__cel_error found = {.status = status, .line = 1, .column = 1};
  memcpy(found.message, why, strlen(why) < sizeof found.message ? strlen(why) : sizeof found.message - 1);
  return fail_at(on, source, &found, what, name);
}

/* ---- names ---- */

static int by_name(const void *a, const void *b) {
  return strcmp(((const fr__cel_symbol *)a)->name, ((const fr__cel_symbol *)b)->name);
}

fr__cel_symbol *fr__compile_symbol(const policy_compiler *on, const char *name) {
  const fr__cel_symbol wanted = {.name = name};
  return bsearch(&wanted, on->symbols, on->symbol_count, sizeof wanted, by_name);
}

static uint8_t kind_of(uint32_t type) {
  static const uint8_t kinds[] = {FR__CEL_UNKNOWN, FR__CEL_BOOL, FR__CEL_INT, FR__CEL_DOUBLE, FR__CEL_STRING};
  return kinds[type];
}

/* The first words of names that belong to the environment. */
static bool is_reserved(const char *name) {
  static const char *const reserved[] = {"transfer", "session", "teller",     "payer", "customer", "payee",
                                         "pair",     "lists",   "attributes", "math",  "text",     "model"};
  for (size_t i = 0; i < FR_COUNT(reserved); i++) {
    if (strcmp(reserved[i], name) == 0) return true;
  }
  return false;
}

static fr_status gather_names(policy_compiler *on) {
  const fr_policy *policy = on->policy;
  uint32_t fixed_count;
  const fr__cel_symbol *fixed = fr__names(&fixed_count);
  const size_t most = (size_t)fixed_count + policy->list_count + policy->attribute_count + policy->feature_count +
                      (size_t)FR__MODEL_SLOTS * policy->model_count;
  on->symbols = fr__arena_alloc(&on->policy->arena, most * sizeof *on->symbols);
  FR_REQUIRE(on->symbols != NULL, FR_NO_MEMORY);
  memcpy(on->symbols, fixed, fixed_count * sizeof *fixed);
  uint32_t n = fixed_count;
  for (uint32_t i = 0; i < policy->list_count; i++) {
    const fr__cel_value *list = &policy->lists[i].value;
    const uint8_t element = list->size == 0 ? (uint8_t)FR__CEL_DYN : list->as.items[0].kind;
    on->symbols[n++] = (fr__cel_symbol){policy->lists[i].name, {.kind = FR__CEL_LIST, .element = element}, 0, list};
  }
  for (uint32_t i = 0; i < policy->attribute_count; i++) {
    const fr__attribute *attribute = &policy->attributes[i];
    on->symbols[n++] = (fr__cel_symbol){attribute->name, {.kind = kind_of(attribute->type)}, attribute->slot, NULL};
  }
  on->first_feature_slot = FR__SLOT_FREE + policy->attribute_count;
  for (uint32_t i = 0; i < policy->feature_count; i++) {
    fr__feature *feature = &policy->features[i];
    feature->slot = on->first_feature_slot + i;
    if (is_reserved(feature->name)) {
      return fr__compile_fail(on, &feature->source, FR_BAD_POLICY, "feature", feature->name,
                              "the name is taken by the environment; choose another");
    }
    on->symbols[n++] = (fr__cel_symbol){feature->name, {.kind = FR__CEL_DYN}, feature->slot, NULL};
  }
  FR_TRY(fr__models_name(on, &n));
  qsort(on->symbols, n, sizeof *on->symbols, by_name);
  for (uint32_t i = 1; i < n; i++) {
    if (strcmp(on->symbols[i - 1].name, on->symbols[i].name) == 0) {
      return fr__fail(on->error, FR_BAD_POLICY, on->symbols[i].name, "'%s' is declared twice", on->symbols[i].name);
    }
  }
  on->symbol_count = n;
  on->chains.limit = FR_MAX_FOLDS;
  on->chains.next_slot = on->first_feature_slot + policy->feature_count + FR__MODEL_SLOTS * policy->model_count;
  return FR_OK;
}

/* ---- features, each after those that it uses ---- */

typedef struct uses {
  const policy_compiler *on;
  uint64_t *bits; /* of features */
} feature_uses;

static void note_use(void *context, const char *name, uint32_t size) {
  feature_uses *uses = context;
  char word[FR_MAX_NAME_BYTES + 1];
  uint32_t length = 0;
  while (length < size && name[length] != '.') length++;
  if (length > FR_MAX_NAME_BYTES) return;
  memcpy(word, name, length);
  word[length] = '\0';
  const fr__cel_symbol *symbol = fr__compile_symbol(uses->on, word);
  if (symbol == NULL || symbol->constant != NULL || symbol->slot < uses->on->first_feature_slot) return;
  const uint32_t feature = symbol->slot - uses->on->first_feature_slot;
  uses->bits[feature / 64] |= UINT64_C(1) << (feature % 64);
}

static fr_status parse(policy_compiler *on, const fr__source_text *source, const char *what, const char *name,
                       fr__cel_tree **tree) {
  fr__cel_error found = {0};
  const fr_status status = fr__cel_parse(&on->policy->arena, source->text, source->size, tree, &found);
  return status == FR_OK ? FR_OK : fail_at(on, source, &found, what, name);
}

static fr_status fail_cycle(const policy_compiler *on, const uint64_t *uses, uint32_t words, const bool *placed) {
  const fr_policy *policy = on->policy;
  /* From any feature that is left, following features that are left, one comes back to where one was. */
  uint32_t at = 0;
  while (placed[at]) at++;
  for (uint32_t step = 0; step < policy->feature_count; step++) {
    for (uint32_t next = 0; next < policy->feature_count; next++) {
      if (!placed[next] && (uses[at * words + next / 64] >> (next % 64) & 1) != 0) {
        at = next;
        break;
      }
    }
  }
  uint32_t partner = 0;
  while (placed[partner] || (uses[at * words + partner / 64] >> (partner % 64) & 1) == 0) partner++;
  char why[160] = "it needs itself: through '";
  const size_t lead = strlen(why);
  memcpy(why + lead, policy->features[partner].name, strlen(policy->features[partner].name));
  memcpy(why + lead + strlen(policy->features[partner].name), "'; break the cycle", 19);
  return fr__compile_fail(on, &policy->features[at].source, FR_BAD_POLICY, "feature", policy->features[at].name, why);
}

static fr_status order_features(policy_compiler *on) {
  fr_policy *policy = on->policy;
  const uint32_t count = policy->feature_count, words = (count + 63) / 64;
  uint64_t *uses = fr__arena_alloc(&policy->arena, ((size_t)count * words + 1) * sizeof *uses);
  bool *placed = fr__arena_alloc(&policy->arena, count + 1u);
  uint32_t *order = fr__arena_alloc(&policy->arena, (count + 1u) * sizeof *order);
  FR_REQUIRE(uses != NULL && placed != NULL && order != NULL, FR_NO_MEMORY);
  for (uint32_t i = 0; i < count; i++) {
    fr__feature *feature = &policy->features[i];
    FR_TRY(parse(on, &feature->source, "feature", feature->name, &feature->tree));
    feature_uses noted = {on, uses + (size_t)i * words};
    fr__cel_names(feature->tree, note_use, &noted);
  }
  uint32_t done = 0;
  for (bool progress = true; progress && done < count;) {
    progress = false;
    for (uint32_t i = 0; i < count; i++) {
      bool ready = !placed[i];
      for (uint32_t w = 0; w < words && ready; w++) {
        for (uint64_t rest = uses[(size_t)i * words + w]; rest != 0 && ready; rest &= rest - 1) {
          ready = placed[w * 64 + (uint32_t)__builtin_ctzll(rest)];
        }
      }
      if (!ready) continue;
      placed[i] = true;
      order[done++] = i;
      progress = true;
    }
  }
  policy->feature_order = order;
  return done == count ? FR_OK : fail_cycle(on, uses, words, placed);
}

static uint32_t type_of(uint8_t kind) {
  switch (kind) {
    case FR__CEL_BOOL: return FR_TYPE_BOOL;
    case FR__CEL_INT: return FR_TYPE_INT;
    case FR__CEL_DOUBLE: return FR_TYPE_DOUBLE;
    case FR__CEL_STRING: return FR_TYPE_STRING;
    default: return FR_TYPE_UNKNOWN;
  }
}

static bool program_reads(const fr__cel_program *program, uint32_t slot) {
  uint32_t count = 0;
  const uint32_t *reads = program == NULL ? NULL : fr__cel_reads(program, &count);
  for (uint32_t i = 0; i < count; i++) {
    if (reads[i] == slot) return true;
  }
  return false;
}

static bool chain_reads(const fr__cel_chain *chain, uint32_t slot) {
  bool found = program_reads(chain->argument, slot);
  for (uint32_t i = 0; i < chain->stage_count; i++) found = found || program_reads(chain->stages[i].program, slot);
  return found;
}

static bool chain_reads_model(const fr_policy *policy, const fr__cel_chain *chain) {
  for (uint32_t i = 0; i < policy->model_count; i++) {
    if (chain_reads(chain, policy->models[i].slot) || chain_reads(chain, policy->models[i].slot + 1)) return true;
  }
  return false;
}

static bool is_told_in_texts(uint32_t slot) {
  return slot == FR__SLOT_TEXT || slot == FR__SLOT_REMARK || slot == FR__SLOT_PURPOSE;
}

static fr_status compile_one(policy_compiler *on, const fr__source_text *source, const fr__cel_tree *tree,
                             const char *what, const char *name, const fr__cel_program **program, fr__cel_type *type) {
  fr__cel_error found = {0};
  fr__cel_program *compiled;
  const uint32_t chains = on->chains.count;
  const fr_status status = fr__cel_compile(&on->policy->arena, &on->env, tree, &on->chains, &compiled, type, &found);
  if (status != FR_OK) return fail_at(on, source, &found, what, name);
  for (uint32_t i = chains; i < on->chains.count; i++) { /* from places in the expression to places in the document */
    fr__cel_chain *chain = &on->chains.items[i];
    if (source->line != 0) chain->line += source->line - 1;
    if (source->column != 0) chain->column += source->column - 1;
    if (chain_reads(chain, FR__SLOT_REMARK) || chain_reads(chain, FR__SLOT_PURPOSE)) on->policy->needs_texts = true;
    if (chain_reads_model(on->policy, chain)) {
      return fr__compile_fail(on, source, FR_BAD_EXPRESSION, what, name,
                              "a model can only be asked outside of folds over a history; join the two with &&");
    }
    if (chain_reads(chain, FR__SLOT_TEXT)) {
      return fr__compile_fail(on, source, FR_BAD_EXPRESSION, what, name,
                              "text can only be asked outside of folds over a history; join the two with &&");
    }
  }
  for (uint32_t i = 0; i < on->policy->model_count; i++) {
    const fr__policy_model *model = &on->policy->models[i];
    if (fr__model_has_points(model->model) || !program_reads(compiled, model->slot + 1)) continue;
    char why[160];
    snprintf(why, sizeof why, "model %s has no points; give it steps under points:, or ask for its margin",
             model->name);
    return fr__compile_fail(on, source, FR_BAD_EXPRESSION, what, name, why);
  }
  uint32_t count;
  const uint32_t *reads = fr__cel_reads(compiled, &count);
  for (uint32_t i = 0; i < count; i++) {
    if (reads[i] == FR__SLOT_TEXT) on->policy->reads_texts = true;
    if (is_told_in_texts(reads[i])) on->policy->needs_texts = true;
    if (reads[i] == FR__SLOT_PAYER_KEY || reads[i] == FR__SLOT_PAYEE_KEY) {
      return fr__compile_fail(on, source, FR_BAD_EXPRESSION, what, name,
                              "transfer.payer and transfer.payee can only be compared inside a fold over a history");
    }
  }
  *program = compiled;
  return FR_OK;
}

static fr_status compile_features(policy_compiler *on) {
  for (uint32_t i = 0; i < on->policy->feature_count; i++) {
    fr__feature *feature = &on->policy->features[on->policy->feature_order[i]];
    fr__cel_type type;
    FR_TRY(compile_one(on, &feature->source, feature->tree, "feature", feature->name, &feature->program, &type));
    feature->type = type_of(type.kind);
    if (!fr__cel_is_slot(feature->program, &feature->plain)) feature->plain = UINT32_MAX;
    if (feature->type == FR_TYPE_UNKNOWN) {
      return fr__compile_fail(on, &feature->source, FR_BAD_EXPRESSION, "feature", feature->name,
                              "a feature is a bool, an int, a double or a string; end the expression in one of these");
    }
    for (uint32_t m = 0; m < on->policy->model_count; m++) {
      const uint32_t slot = on->policy->models[m].slot;
      if (!program_reads(feature->program, slot) && !program_reads(feature->program, slot + 1)) continue;
      return fr__compile_fail(on, &feature->source, FR_BAD_EXPRESSION, "feature", feature->name,
                              "models read features, so a feature cannot read a model; write it in a rule");
    }
    fr__compile_symbol(on, feature->name)->type = type;
  }
  return FR_OK;
}

fr_status fr__compile_source(policy_compiler *on, const fr__source_text *source, const char *what, const char *name,
                             const fr__cel_program **program, fr__cel_type *type) {
  fr__cel_tree *tree;
  FR_TRY(parse(on, source, what, name, &tree));
  return compile_one(on, source, tree, what, name, program, type);
}

static fr_status compile_condition(policy_compiler *on, const fr__source_text *source, const char *what,
                                   const char *name, const fr__cel_program **program) {
  fr__cel_type type;
  FR_TRY(fr__compile_source(on, source, what, name, program, &type));
  if (type.kind == FR__CEL_BOOL) return FR_OK;
  return fr__compile_fail(on, source, FR_BAD_EXPRESSION, what, name,
                          "'when' is a condition: it has to be true or false");
}

static fr_status compile_points(policy_compiler *on, fr__points *points, const char *rule) {
  fr__cel_type type;
  if (points->source.text == NULL) return FR_OK;
  FR_TRY(fr__compile_source(on, &points->source, "rule", rule, &points->program, &type));
  if (type.kind == FR__CEL_INT) return FR_OK;
  return fr__compile_fail(
      on, &points->source, FR_BAD_EXPRESSION, "rule", rule,
      "points are a whole number: end the expression in an int, such as int(transfer.amount / 1000.0)");
}

static int by_id(const void *a, const void *b) {
  const fr__rule *const *one = a, *const *other = b;
  return strcmp((*one)->id, (*other)->id);
}

static fr_status compile_rules(policy_compiler *on) {
  fr_policy *policy = on->policy;
  const fr__rule **sorted = fr__arena_alloc(&policy->arena, (policy->rule_count + 1u) * sizeof *sorted);
  FR_REQUIRE(sorted != NULL, FR_NO_MEMORY);
  for (uint32_t i = 0; i < policy->rule_count; i++) sorted[i] = &policy->rules[i];
  qsort(sorted, policy->rule_count, sizeof *sorted, by_id);
  for (uint32_t i = 1; i < policy->rule_count; i++) {
    if (strcmp(sorted[i - 1]->id, sorted[i]->id) == 0) {
      return fr__compile_fail(on, &sorted[i]->when, FR_BAD_POLICY, "rule", sorted[i]->id,
                              "the id is used by two rules");
    }
  }
  const fr__cel_program **conditions = fr__arena_alloc(&policy->arena, (policy->rule_count + 1u) * sizeof *conditions);
  FR_REQUIRE(conditions != NULL, FR_NO_MEMORY);
  for (uint32_t i = 0; i < policy->rule_count; i++) {
    fr__rule *rule = &policy->rules[i];
    FR_TRY(compile_condition(on, &rule->when, "rule", rule->id, &rule->program));
    FR_TRY(compile_points(on, &rule->points, rule->id));
    FR_TRY(compile_points(on, &rule->if_unknown_points, rule->id));
    conditions[i] = rule->program;
  }
  FR_TRY(fr__cel_conditions_build(&policy->arena, conditions, policy->rule_count, &policy->conditions));
  for (uint32_t i = 0; i < policy->threshold_count; i++) {
    fr__threshold *threshold = &policy->thresholds[i];
    if (threshold->when.text == NULL) continue;
    FR_TRY(compile_condition(on, &threshold->when, "decision", "thresholds", &threshold->program));
  }
  return FR_OK;
}

/* ---- what rests on what ---- */

/* The programs of rules and thresholds, one after the other; null ones are passed over. */
static const fr__cel_program *deciding(const fr_policy *policy, uint32_t *at) {
  const uint32_t of_rules = 3 * policy->rule_count;
  while (*at < of_rules + policy->threshold_count) {
    const uint32_t i = (*at)++;
    const fr__rule *rule = i < of_rules ? &policy->rules[i / 3] : NULL;
    const fr__cel_program *program = rule == NULL ? policy->thresholds[i - of_rules].program
                                     : i % 3 == 0 ? rule->program
                                     : i % 3 == 1 ? rule->points.program
                                                  : rule->if_unknown_points.program;
    if (program != NULL) return program;
  }
  return NULL;
}

/* A model that decides needs its features, and rests on what they rest on. */
static void mark_model(const fr_policy *policy, fr__policy_model *model, uint64_t *chains) {
  model->decides = true;
  for (uint32_t i = 0; i < model->parts.input_count; i++) {
    fr__feature *feature = &policy->features[model->inputs[i]];
    feature->decides = true;
    for (uint32_t w = 0; w < policy->chain_words; w++) chains[w] |= feature->rests_on[w];
  }
}

/* Marks what a program reads: chains (a bit each) and the features' own; and features themselves as deciding. */
static void mark_reads(const policy_compiler *on, const fr__cel_program *program, uint64_t *chains, bool decides) {
  const fr_policy *policy = on->policy;
  uint32_t count;
  const uint32_t *reads = fr__cel_reads(program, &count);
  for (uint32_t i = 0; i < count; i++) {
    const uint32_t slot = reads[i];
    if (slot >= on->first_feature_slot && slot < on->first_feature_slot + policy->feature_count) {
      fr__feature *feature = &policy->features[slot - on->first_feature_slot];
      if (decides) feature->decides = true;
      for (uint32_t w = 0; w < policy->chain_words; w++) chains[w] |= feature->rests_on[w];
    }
    fr__policy_model *model = decides ? fr__model_in_slot(policy, slot) : NULL;
    if (model != NULL) mark_model(policy, model, chains);
    if (fr__fact_bit(slot) != 0) {
      const uint32_t mark = on->chains.count + slot - FR__SLOT_FACTS;
      chains[mark / 64] |= UINT64_C(1) << (mark % 64);
    }
    for (uint32_t c = 0; c < on->chains.count; c++) {
      const fr__cel_chain *chain = &on->chains.items[c];
      if (chain->slot != slot) continue;
      chains[c / 64] |= UINT64_C(1) << (c % 64);
      for (uint32_t s = 0; s < chain->stage_count; s++) {
        if (chain->stages[s].program != NULL) mark_reads(on, chain->stages[s].program, chains, decides);
      }
      if (chain->argument != NULL) mark_reads(on, chain->argument, chains, decides);
    }
  }
}

/* Features that texts name, and those that they use. */
static void mark_said(const policy_compiler *on) {
  const fr_policy *policy = on->policy;
  const uint32_t first = on->first_feature_slot, end = first + policy->feature_count;
  for (uint32_t i = 0; i < policy->said_count; i++) {
    const uint32_t slot = policy->said[i].slot;
    if (slot >= first && slot < end) policy->features[slot - first].said = true;
  }
  for (uint32_t i = policy->feature_count; i > 0; i--) {
    const fr__feature *feature = &policy->features[policy->feature_order[i - 1]];
    uint32_t count;
    const uint32_t *reads = fr__cel_reads(feature->program, &count);
    for (uint32_t r = 0; feature->said && r < count; r++) {
      if (reads[r] >= first && reads[r] < end) policy->features[reads[r] - first].said = true;
    }
  }
}

static fr_status trace(policy_compiler *on) {
  fr_policy *policy = on->policy;
  policy->chain_words = (policy->plan->mark_count + 63) / 64;
  uint64_t *decisive = fr__arena_alloc(&policy->arena, (policy->chain_words + 1u) * sizeof *decisive);
  FR_REQUIRE(decisive != NULL, FR_NO_MEMORY);
  for (uint32_t i = 0; i < policy->feature_count; i++) {
    fr__feature *feature = &policy->features[policy->feature_order[i]];
    uint64_t *bits = fr__arena_alloc(&policy->arena, (policy->chain_words + 1u) * sizeof *bits);
    FR_REQUIRE(bits != NULL, FR_NO_MEMORY);
    feature->rests_on = bits;
    mark_reads(on, feature->program, bits, false);
  }
  const fr__cel_program *program;
  for (uint32_t at = 0; (program = deciding(policy, &at)) != NULL;) mark_reads(on, program, decisive, true);
  for (uint32_t i = 0; i < policy->said_count; i++) {
    fr__policy_model *model = fr__model_in_slot(policy, policy->said[i].slot);
    if (model != NULL) mark_model(policy, model, decisive);
  }
  /* Backwards through the order, so that what a deciding feature uses decides as well. */
  for (uint32_t i = policy->feature_count; i > 0; i--) {
    const fr__feature *feature = &policy->features[policy->feature_order[i - 1]];
    if (feature->decides) mark_reads(on, feature->program, decisive, true);
  }
  policy->decisive_chains = decisive;
  mark_said(on);
  return FR_OK;
}

/* ---- which of the transfer's values are read ---- */

static void mark_inputs(const fr__cel_program *program, bool *needed) {
  if (program == NULL) return;
  uint32_t count;
  const uint32_t *reads = fr__cel_reads(program, &count);
  for (uint32_t i = 0; i < count; i++) {
    if (reads[i] < FR__SLOT_INPUTS) needed[reads[i]] = true;
  }
}

static fr_status keep_inputs(fr_policy *policy, const bool *needed, const uint32_t **slots, uint32_t *count) {
  uint32_t *kept = fr__arena_alloc(&policy->arena, FR__SLOT_INPUTS * sizeof *kept);
  FR_REQUIRE(kept != NULL, FR_NO_MEMORY);
  for (uint32_t slot = 0; slot < FR__SLOT_INPUTS; slot++) {
    if (needed[slot]) kept[(*count)++] = slot;
  }
  *slots = kept;
  return FR_OK;
}

static void mark_attributes(const fr_policy *policy, const fr__cel_program *program, bool *read) {
  if (program == NULL) return;
  uint32_t count;
  const uint32_t *reads = fr__cel_reads(program, &count);
  for (uint32_t i = 0; i < count; i++) {
    if (reads[i] >= FR__SLOT_FREE && reads[i] - FR__SLOT_FREE < policy->attribute_count)
      read[reads[i] - FR__SLOT_FREE] = true;
  }
}

static fr_status gather_fold_attributes(policy_compiler *on) {
  fr_policy *policy = on->policy;
  const size_t size = (policy->attribute_count + 1u) * sizeof(bool); /* never nothing */
  bool *read = fr__arena_alloc(&policy->arena, size);
  FR_REQUIRE(read != NULL, FR_NO_MEMORY);
  memset(read, 0, size);
  for (uint32_t i = 0; i < on->chains.count; i++) {
    const fr__cel_chain *chain = &on->chains.items[i];
    mark_attributes(policy, chain->argument, read);
    for (uint32_t j = 0; j < chain->stage_count; j++) mark_attributes(policy, chain->stages[j].program, read);
  }
  policy->fold_attributes = read;
  return FR_OK;
}

static uint32_t facts_of(const fr__cel_program *program) {
  uint32_t count, facts = 0;
  const uint32_t *reads = fr__cel_reads(program, &count);
  for (uint32_t i = 0; i < count; i++) facts |= fr__fact_bit(reads[i]);
  return facts;
}

/* Which facts the histories are asked for: a bit each. */
static uint32_t facts_read(const policy_compiler *on) {
  const fr_policy *policy = on->policy;
  uint32_t facts = 0;
  for (uint32_t i = 0; i < policy->said_count; i++) facts |= fr__fact_bit(policy->said[i].slot);
  const fr__cel_program *program;
  for (uint32_t at = 0; (program = deciding(policy, &at)) != NULL;) facts |= facts_of(program);
  for (uint32_t i = 0; i < policy->feature_count; i++) {
    facts |= facts_of(policy->features[i].program);
  }
  return facts;
}

static fr_status gather_inputs(policy_compiler *on) {
  fr_policy *policy = on->policy;
  bool decide[FR__SLOT_INPUTS] = {false}, all[FR__SLOT_INPUTS] = {false}, fold[FR__SLOT_INPUTS] = {false};
  bool said[FR__SLOT_INPUTS] = {false};
  for (uint32_t i = 0; i < policy->feature_count; i++) {
    mark_inputs(policy->features[i].program, all);
    if (policy->features[i].decides) mark_inputs(policy->features[i].program, decide);
  }
  const fr__cel_program *program;
  for (uint32_t at = 0; (program = deciding(policy, &at)) != NULL;) mark_inputs(program, decide);
  for (uint32_t i = 0; i < policy->said_count; i++) {
    if (policy->said[i].slot < FR__SLOT_INPUTS) said[policy->said[i].slot] = true;
  }
  for (uint32_t i = 0; i < policy->feature_count; i++) {
    if (policy->features[i].said) mark_inputs(policy->features[i].program, said);
  }
  for (uint32_t i = 0; i < on->chains.count; i++) {
    const fr__cel_chain *chain = &on->chains.items[i];
    mark_inputs(chain->argument, fold);
    for (uint32_t j = 0; j < chain->stage_count; j++) mark_inputs(chain->stages[j].program, fold);
  }
  FR_TRY(gather_fold_attributes(on));
  FR_TRY(keep_inputs(policy, decide, &policy->decide_inputs, &policy->decide_input_count));
  FR_TRY(keep_inputs(policy, all, &policy->feature_inputs, &policy->feature_input_count));
  FR_TRY(keep_inputs(policy, said, &policy->said_inputs, &policy->said_input_count));
  return keep_inputs(policy, fold, &policy->fold_inputs, &policy->fold_input_count);
}

/* The most steps that one decision may take; a step is about a nanosecond. */
#define MOST_STEPS UINT64_C(20000000)

/* Of one chain, over a full history. */
static uint64_t chain_cost(const fr__cel_chain *chain) {
  uint64_t entry = 1 + (chain->argument == NULL ? 0 : fr__cel_cost(chain->argument));
  for (uint32_t i = 0; i < chain->stage_count; i++) {
    entry += chain->stages[i].program == NULL ? 1 : fr__cel_cost(chain->stages[i].program);
  }
  const uint64_t ranking = chain->terminal == FR__CEL_PERCENTILE ? fr__cel_percentile_cost(FR_MAX_HISTORY_ENTRIES) : 0;
  return entry * FR_MAX_HISTORY_ENTRIES + ranking;
}

/* Of a program and the chains that it reads; for telling which expression costs most. */
static uint64_t whole_cost(const policy_compiler *on, const fr__cel_program *program) {
  uint64_t steps = fr__cel_cost(program);
  uint32_t count;
  const uint32_t *reads = fr__cel_reads(program, &count);
  for (uint32_t i = 0; i < count; i++) {
    for (uint32_t c = 0; c < on->chains.count; c++) {
      if (on->chains.items[c].slot == reads[i]) steps += chain_cost(&on->chains.items[c]);
    }
  }
  return steps;
}

typedef struct costliest {
  uint64_t steps;
  const char *kind, *name;
  const fr__source_text *source;
} costliest;

static void offer_cost(const policy_compiler *on, costliest *so_far, const fr__cel_program *program, const char *kind,
                       const char *name, const fr__source_text *source) {
  const uint64_t steps = program == NULL ? 0 : whole_cost(on, program);
  if (steps > so_far->steps) *so_far = (costliest){steps, kind, name, source};
}

static fr_status too_costly(const policy_compiler *on, uint64_t steps) {
  const fr_policy *policy = on->policy;
  costliest most = {0};
  for (uint32_t i = 0; i < policy->feature_count; i++) {
    const fr__feature *feature = &policy->features[i];
    offer_cost(on, &most, feature->program, "feature", feature->name, &feature->source);
  }
  for (uint32_t i = 0; i < policy->rule_count; i++) {
    const fr__rule *rule = &policy->rules[i];
    const fr__points *points = &rule->points, *unknown = &rule->if_unknown_points;
    offer_cost(on, &most, rule->program, "rule", rule->id, &rule->when);
    offer_cost(on, &most, points->program, "rule", rule->id, &points->source);
    offer_cost(on, &most, unknown->program, "rule", rule->id, &unknown->source);
  }
  for (uint32_t i = 0; i < policy->threshold_count; i++) {
    const fr__threshold *threshold = &policy->thresholds[i];
    offer_cost(on, &most, threshold->program, "decision", "thresholds", &threshold->when);
  }
  FR_ENSURE(most.source != NULL); /* only these cost */
  char why[160];
  snprintf(why, sizeof why, "it takes %llu of %llu steps of one decision, and %llu are the most; shorten it",
           (unsigned long long)most.steps, (unsigned long long)steps, (unsigned long long)MOST_STEPS);
  return fr__compile_fail(on, most.source, FR_TOO_COSTLY, most.kind, most.name, why);
}

static fr_status check_cost(const policy_compiler *on) {
  const fr_policy *policy = on->policy;
  uint64_t steps = 0;
  for (uint32_t i = 0; i < policy->feature_count; i++) steps += fr__cel_cost(policy->features[i].program);
  const fr__cel_program *program;
  for (uint32_t at = 0; (program = deciding(policy, &at)) != NULL;) steps += fr__cel_cost(program);
  for (uint32_t i = 0; i < on->chains.count; i++) steps += chain_cost(&on->chains.items[i]);
  for (uint32_t i = 0; i < policy->model_count; i++) steps += fr__model_cost(policy->models[i].model);
  return steps <= MOST_STEPS ? FR_OK : too_costly(on, steps);
}

fr_status fr__policy_compile(fr_policy *policy, fr_error *error) {
  policy_compiler on = {.policy = policy, .error = error};
  FR_TRY(gather_names(&on));
  fr__cel_function functions[FR__TEXT_FUNCTIONS];
  fr__text_functions(&policy->phrases, functions);
  on.env = (fr__cel_env){.symbols = on.symbols,
                         .symbol_count = on.symbol_count,
                         .functions = functions,
                         .function_count = FR__TEXT_FUNCTIONS,
                         .widen = true,
                         .utc_offset_s = policy->utc_offset_s};
  FR_TRY(order_features(&on));
  FR_TRY(compile_features(&on));
  FR_TRY(fr__models_compile(&on));
  FR_TRY(compile_rules(&on));
  FR_TRY(fr__texts_compile(&on));
  if (on.chains.next_slot > FR__MAX_SLOTS)
    return fr__fail(error, FR_TOO_MANY, "policy", "the policy has too many folds");
  FR_TRY(fr__plan_build(&policy->arena, &on.chains, policy->minor_per_major, on.first_feature_slot,
                        on.first_feature_slot + policy->feature_count, facts_read(&on), &policy->plan, error));
  policy->slot_count = on.chains.next_slot;
  FR_TRY(trace(&on));
  FR_TRY(gather_inputs(&on));
  return check_cost(&on);
}
