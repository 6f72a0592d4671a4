/* SPDX-License-Identifier: Apache-2.0 */
#include "policy_expressions.h"

#include <stdlib.h>

enum { ARENA_MAX = 256 << 20, SCALE = 100, MODEL_SLOTS = 1 << 24 };
#define HORIZON_US (90 * FR__DAY_US) /* of engines with the usual options */

static bool grow(expressions *in, void **items, uint32_t count, uint32_t *room, size_t size) {
  if (count < *room) return true;
  const uint32_t more = *room ? *room * 2 : 64;
  void *moved = fr__arena_alloc(&in->arena, more * size);
  if (moved == NULL) {
    in->out_of_memory = true;
    return false;
  }
  if (count > 0) memcpy(moved, *items, count * size);
  *items = moved;
  *room = more;
  return true;
}

static void add_symbol(expressions *in, const char *prefix, const char *name, fr__cel_type type, uint32_t slot,
                       const fr__cel_value *constant) {
  char text[2 * FR__CEL_NAME_BYTES];
  const int size = snprintf(text, sizeof text, "%s%s", prefix, name);
  const char *copy = fr__arena_copy(&in->arena, text, (size_t)size < sizeof text ? (size_t)size : sizeof text - 1);
  if (copy == NULL) in->out_of_memory = true;
  if (copy == NULL || !grow(in, (void **)&in->symbols, in->symbol_count, &in->symbol_room, sizeof *in->symbols)) return;
  in->symbols[in->symbol_count++] = (fr__cel_symbol){copy, type, slot, constant};
}

void expressions_list(expressions *in, const char *name, uint8_t element, const fr__cel_value *values, uint32_t count) {
  fr__cel_value *constant = fr__arena_alloc(&in->arena, sizeof *constant);
  if (constant == NULL) {
    in->out_of_memory = true;
    return;
  }
  *constant = (fr__cel_value){.kind = FR__CEL_LIST, .size = count, .as.items = values};
  add_symbol(in, "lists.", name, (fr__cel_type){.kind = FR__CEL_LIST, .element = element}, 0, constant);
}

void expressions_phrases(expressions *in, const char *name) {
  if (grow(in, (void **)&in->sets, in->set_count, &in->set_room, sizeof *in->sets)) in->sets[in->set_count++] = name;
}

static uint8_t kind_of(uint32_t type) {
  static const uint8_t kinds[] = {FR__CEL_DYN, FR__CEL_BOOL, FR__CEL_INT, FR__CEL_DOUBLE, FR__CEL_STRING};
  return kinds[type < FR_COUNT(kinds) ? type : 0];
}

void expressions_attribute(expressions *in, const char *name, uint32_t type) {
  add_symbol(in, "attributes.", name, (fr__cel_type){.kind = kind_of(type)}, FR__SLOT_FREE + in->attribute_count++,
             NULL);
}

/* Slots are counted from 0 here; they stand behind the features, whose number is not known yet. */
void expressions_model(expressions *in, const char *name, bool points) {
  char prefix[FR__CEL_NAME_BYTES];
  const uint32_t slot = MODEL_SLOTS + FR__MODEL_SLOTS * in->model_count++;
  snprintf(prefix, sizeof prefix, "model.%s.", name);
  add_symbol(in, prefix, "margin", (fr__cel_type){.kind = FR__CEL_DOUBLE}, slot, NULL);
  add_symbol(in, prefix, "points", (fr__cel_type){.kind = FR__CEL_INT}, slot + 1, NULL);
  const uint32_t index = in->model_count - 1;
  if (index < FR_MAX_MODELS) in->models[index] = points ? NULL : name;
}

expression *expressions_feature(expressions *in, const char *name, const char *text, uint32_t size) {
  if (!grow(in, (void **)&in->features, in->feature_count, &in->feature_room, sizeof *in->features)) return NULL;
  expression *one = &in->features[in->feature_count++];
  *one = (expression){.name = name, .text = text, .size = size};
  return one;
}

/* ---- names ---- */

static int by_name(const void *a, const void *b) {
  return strcmp(((const fr__cel_symbol *)a)->name, ((const fr__cel_symbol *)b)->name);
}

static fr__cel_symbol *find_symbol(const expressions *in, const char *name) {
  const fr__cel_symbol wanted = {.name = name};
  return bsearch(&wanted, in->symbols, in->symbol_count, sizeof wanted, by_name);
}

const expression *expressions_find(const expressions *in, const char *name) {
  const fr__cel_symbol *symbol = find_symbol(in, name);
  if (symbol == NULL || symbol->constant != NULL || symbol->type.kind == FR__CEL_SEQUENCE) return NULL;
  const uint32_t index = symbol->slot - in->first_feature_slot;
  return symbol->slot >= in->first_feature_slot && index < in->feature_count ? &in->features[index] : NULL;
}

static void begin(expressions *in) {
  uint32_t fixed_count;
  const fr__cel_symbol *fixed = fr__names(&fixed_count);
  for (uint32_t i = 0; i < fixed_count; i++)
    add_symbol(in, "", fixed[i].name, fixed[i].type, fixed[i].slot, fixed[i].constant);
  in->first_feature_slot = FR__SLOT_FREE + in->attribute_count;
  for (uint32_t i = 0; i < in->feature_count; i++)
    add_symbol(in, "", in->features[i].name, (fr__cel_type){.kind = FR__CEL_DYN}, in->first_feature_slot + i, NULL);
  const uint32_t first_model_slot = in->first_feature_slot + in->feature_count;
  for (uint32_t i = 0; i < in->symbol_count; i++) {
    const bool of_model = in->symbols[i].slot >= MODEL_SLOTS && in->symbols[i].type.kind != FR__CEL_SEQUENCE;
    if (of_model) in->symbols[i].slot += first_model_slot - MODEL_SLOTS;
  }
  if (in->symbol_count > 0) qsort(in->symbols, in->symbol_count, sizeof *in->symbols, by_name);
  in->phrases.names = in->sets;
  in->phrases.count = in->set_count;
  fr__text_functions(&in->phrases, in->functions);
  in->env = (fr__cel_env){.symbols = in->symbols,
                          .symbol_count = in->symbol_count,
                          .functions = in->functions,
                          .function_count = FR__TEXT_FUNCTIONS,
                          .widen = true,
                          .utc_offset_s = in->utc_offset_s};
}

/* ---- one expression ---- */

static void fail(const expression *one, expression_teller tell, void *context, const char *why) {
  fr__cel_error fault = {.status = FR_BAD_EXPRESSION, .line = 1, .column = 1};
  snprintf(fault.message, sizeof fault.message, "%s", why);
  tell(context, one, &fault);
}

static bool parse(expressions *in, expression *one, expression_teller tell, void *context) {
  fr__cel_error fault = {0};
  if (fr__cel_parse(&in->arena, one->text, one->size, &one->tree, &fault) == FR_OK) return true;
  one->tree = NULL;
  tell(context, one, &fault);
  return false;
}

/* What the library finds out only when it plans the folds. */
static bool check_chains(expressions *in, const expression *one, const fr__cel_chains *chains, expression_teller tell,
                         void *context) {
  const fr__plan *plan;
  fr_error error = FR_ERROR_INIT;
  const fr_status status = fr__plan_build(&in->arena, chains, SCALE, in->first_feature_slot,
                                          in->first_feature_slot + in->feature_count, 0, &plan, &error);
  if (status == FR_OK) {
    for (uint32_t i = 0; i < chains->count; i++) {
      const fr__cel_chain *chain = &chains->items[i];
      if (chain->window_us <= HORIZON_US || fr__source_is_months(chain->source)) continue;
      fr__cel_error fault = {.status = FR_BAD_EXPRESSION, .line = chain->line, .column = chain->column};
      snprintf(fault.message, sizeof fault.message,
               "within() reaches back %lld hours, and histories reach back %lld hours (90 days); take less",
               (long long)(chain->window_us / 3600000000), (long long)(HORIZON_US / 3600000000));
      tell(context, one, &fault);
      return false;
    }
    return true;
  }
  fr__cel_error fault = {.status = status, .line = error.line ? error.line : 1, .column = error.column};
  snprintf(fault.message, sizeof fault.message, "%.220s", error.message[0] ? error.message : fr_status_text(status));
  tell(context, one, &fault);
  return false;
}

static bool reads_parties(const fr__cel_program *program) {
  uint32_t count;
  const uint32_t *reads = fr__cel_reads(program, &count);
  for (uint32_t i = 0; i < count; i++)
    if (reads[i] == FR__SLOT_PAYER_KEY || reads[i] == FR__SLOT_PAYEE_KEY) return true;
  return false;
}

static uint32_t end_of_slots(const expressions *in) {
  return in->first_feature_slot + in->feature_count + FR__MODEL_SLOTS * in->model_count;
}

static bool reads_models(const expressions *in, const fr__cel_program *program) {
  uint32_t count;
  const uint32_t *reads = fr__cel_reads(program, &count), first = in->first_feature_slot + in->feature_count;
  for (uint32_t i = 0; i < count; i++)
    if (reads[i] >= first && reads[i] < end_of_slots(in)) return true;
  return false;
}

/* The model whose points a program reads though it has none; null: there is no such model. */
static const char *without_points(const expressions *in, const fr__cel_program *program) {
  uint32_t count;
  const uint32_t *reads = fr__cel_reads(program, &count), first = in->first_feature_slot + in->feature_count;
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t m = 0; m < in->model_count && m < FR_MAX_MODELS; m++)
      if (in->models[m] && reads[i] == first + FR__MODEL_SLOTS * m + 1) return in->models[m];
  return NULL;
}

static bool compile(expressions *in, expression *one, expression_teller tell, void *context) {
  fr__cel_error fault = {0};
  fr__cel_program *program;
  fr__cel_chains chains = {.limit = FR_MAX_FOLDS, .next_slot = end_of_slots(in)};
  if (fr__cel_compile(&in->arena, &in->env, one->tree, &chains, &program, &one->type, &fault) != FR_OK) {
    tell(context, one, &fault);
    return false;
  }
  if (reads_parties(program)) {
    fail(one, tell, context, "transfer.payer and transfer.payee can only be compared inside a fold over a history");
    return false;
  }
  const char *bare = without_points(in, program);
  if (bare) {
    char why[160];
    snprintf(why, sizeof why, "model %s has no points; give it steps under points:, or ask for its margin", bare);
    fail(one, tell, context, why);
    return false;
  }
  if (!check_chains(in, one, &chains, tell, context)) return false;
  one->program = program;
  return true;
}

/* ---- features, each after those that it uses ---- */

typedef struct uses {
  const expressions *in;
  uint64_t *bits;
} uses;

static void note_use(void *context, const char *name, uint32_t size) {
  const uses *noted = context;
  char word[FR__CEL_NAME_BYTES + 1];
  uint32_t length = 0;
  while (length < size && length < FR__CEL_NAME_BYTES && name[length] != '.') length++;
  memcpy(word, name, length);
  word[length] = '\0';
  const expression *feature = expressions_find(noted->in, word);
  if (feature == NULL) return;
  const size_t index = (size_t)(feature - noted->in->features);
  noted->bits[index / 64] |= UINT64_C(1) << (index % 64);
}

static bool has(const uint64_t *bits, uint32_t index) { return (bits[index / 64] >> (index % 64) & 1) != 0; }

static bool rests_on_doubt(const expressions *in, const fr__cel_tree *tree, uint64_t *bits, uint32_t words) {
  memset(bits, 0, words * sizeof *bits);
  uses noted = {in, bits};
  fr__cel_names(tree, note_use, &noted);
  for (uint32_t i = 0; i < in->feature_count; i++)
    if (has(bits, i) && (in->features[i].program == NULL || in->features[i].doubtful)) return true;
  return false;
}

static bool is_reserved(const char *name) {
  static const char *const reserved[] = {"transfer", "session", "teller",     "payer", "customer", "payee",
                                         "pair",     "lists",   "attributes", "math",  "text",     "model"};
  for (size_t i = 0; i < FR_COUNT(reserved); i++)
    if (strcmp(reserved[i], name) == 0) return true;
  return false;
}

static void compile_feature(expressions *in, expression *one, expression_teller tell, void *context, uint64_t *bits,
                            uint32_t words) {
  if (is_reserved(one->name)) {
    fail(one, tell, context, "the name is taken by the environment; choose another");
    return;
  }
  if (one->tree == NULL) return;
  one->doubtful = rests_on_doubt(in, one->tree, bits, words);
  if (!compile(in, one, tell, context)) return;
  if (reads_models(in, one->program)) {
    one->program = NULL;
    fail(one, tell, context, "models read features, so a feature cannot read a model; write it in a rule");
    return;
  }
  const uint8_t kind = one->type.kind;
  const bool good = kind == FR__CEL_BOOL || kind == FR__CEL_INT || kind == FR__CEL_DOUBLE || kind == FR__CEL_STRING;
  if (!good && !(one->doubtful && kind == FR__CEL_DYN)) {
    one->program = NULL;
    fail(one, tell, context, "a feature is a bool, an int, a double or a string; end the expression in one of these");
    return;
  }
  find_symbol(in, one->name)->type = one->type;
}

/* Marks what can be reached from a feature through those that are not placed. */
static void reach(uint32_t from, const uint64_t *all, uint32_t words, const bool *placed, uint32_t count, bool *seen,
                  uint32_t *stack) {
  uint32_t depth = 0;
  stack[depth++] = from;
  while (depth > 0) {
    const uint32_t at = stack[--depth];
    for (uint32_t next = 0; next < count; next++) {
      if (placed[next] || seen[next] || !has(all + (size_t)at * words, next)) continue;
      seen[next] = true;
      stack[depth++] = next;
    }
  }
}

/* Features that need themselves, each through the one that leads back. */
static void tell_cycles(expressions *in, const uint64_t *all, uint32_t words, const bool *placed,
                        expression_teller tell, void *context) {
  const uint32_t count = in->feature_count;
  bool *seen = fr__arena_alloc(&in->arena, count + 1u), *back = fr__arena_alloc(&in->arena, count + 1u);
  uint32_t *stack = fr__arena_alloc(&in->arena, (count + 1u) * sizeof *stack);
  for (uint32_t i = 0; i < count && seen && back && stack; i++) {
    if (placed[i]) continue;
    memset(seen, 0, count);
    reach(i, all, words, placed, count, seen, stack);
    in->features[i].doubtful = true;
    for (uint32_t next = 0; seen[i] && next < count; next++) {
      if (placed[next] || !has(all + (size_t)i * words, next)) continue;
      memset(back, 0, count);
      reach(next, all, words, placed, count, back, stack);
      if (next != i && !back[i]) continue;
      char why[160];
      snprintf(why, sizeof why, "it needs itself: through '%s'; break the cycle", in->features[next].name);
      fail(&in->features[i], tell, context, why);
      break;
    }
  }
}

void expressions_compile(expressions *in, expression_teller tell, void *context) {
  in->arena.limit = ARENA_MAX;
  begin(in);
  const uint32_t count = in->feature_count, words = count / 64 + 1;
  uint64_t *all = fr__arena_alloc(&in->arena, ((size_t)count + 1) * words * sizeof *all);
  bool *placed = fr__arena_alloc(&in->arena, count + 1u);
  in->order = fr__arena_alloc(&in->arena, (count + 1u) * sizeof *in->order);
  if (all == NULL || placed == NULL || in->order == NULL || in->out_of_memory) {
    in->out_of_memory = true;
    return;
  }
  for (uint32_t i = 0; i < count; i++) {
    uses noted = {in, all + (size_t)i * words};
    if (parse(in, &in->features[i], tell, context)) fr__cel_names(in->features[i].tree, note_use, &noted);
  }
  for (bool progress = true; progress;) {
    progress = false;
    for (uint32_t i = 0; i < count; i++) {
      bool ready = !placed[i];
      for (uint32_t other = 0; other < count && ready; other++)
        ready = placed[other] || !has(all + (size_t)i * words, other);
      if (!ready) continue;
      placed[i] = progress = true;
      in->order[in->order_count++] = i;
      compile_feature(in, &in->features[i], tell, context, all + (size_t)count * words, words);
    }
  }
  tell_cycles(in, all, words, placed, tell, context);
}

void expressions_add(expressions *in, expression *one, bool condition, expression_teller tell, void *context) {
  const uint32_t words = in->feature_count / 64 + 1;
  uint64_t *bits = fr__arena_alloc(&in->arena, words * sizeof *bits);
  if (bits == NULL) in->out_of_memory = true;
  if (bits == NULL || !parse(in, one, tell, context)) return;
  one->doubtful = rests_on_doubt(in, one->tree, bits, words);
  if (!compile(in, one, tell, context)) return;
  const uint8_t kind = one->type.kind;
  if (one->doubtful && kind == FR__CEL_DYN) return;
  if (condition && kind != FR__CEL_BOOL) {
    one->program = NULL;
    fail(one, tell, context, "'when' is a condition: it has to be true or false");
  } else if (!condition && kind != FR__CEL_INT) {
    one->program = NULL;
    fail(one, tell, context,
         "points are a whole number: end the expression in an int, such as int(transfer.amount / 1000.0)");
  }
}

void expressions_free(expressions *in) {
  fr__arena_free(&in->arena);
  *in = (expressions){0};
}

static void ignore(void *context, const expression *at, const fr__cel_error *fault) {
  (void)at, (void)fault;
  *(bool *)context = false;
}

bool expressions_of_policy(expressions *in, const fr_policy *policy) {
  bool good = true;
  for (uint32_t i = 0; i < policy->list_count; i++) {
    const fr__cel_value *list = &policy->lists[i].value;
    const uint8_t element = list->size == 0 ? (uint8_t)FR__CEL_DYN : list->as.items[0].kind;
    expressions_list(in, policy->lists[i].name + strlen("lists."), element, list->as.items, list->size);
  }
  for (uint32_t i = 0; i < policy->attribute_count; i++)
    expressions_attribute(in, policy->attributes[i].name + strlen("attributes."), policy->attributes[i].type);
  for (uint32_t i = 0; i < policy->model_count; i++)
    expressions_model(in, policy->models[i].name, fr__model_has_points(policy->models[i].model));
  for (uint32_t i = 0; i < policy->feature_count; i++)
    expressions_feature(in, policy->features[i].name, policy->features[i].source.text, policy->features[i].source.size);
  for (uint32_t i = 0; i < policy->phrases.count; i++) expressions_phrases(in, policy->phrases.names[i]);
  in->phrases.matcher = policy->phrases.matcher;
  in->utc_offset_s = policy->utc_offset_s;
  expressions_compile(in, ignore, &good);
  return good && !in->out_of_memory;
}

const fr__cel_program *expressions_part(expressions *in, const fr__cel_tree *tree, const fr__cel_node *node,
                                        const fr__cel_chain *chains, uint32_t chain_count, uint32_t next_slot) {
  fr__cel_chains own = {.limit = FR_MAX_FOLDS, .next_slot = next_slot};
  fr__cel_tree part = *tree;
  fr__cel_program *program;
  fr__cel_type type;
  part.root = node;
  if (chain_count > 0) {
    own.items = fr__arena_alloc(&in->arena, (chain_count + 1u) * sizeof *own.items);
    if (own.items == NULL) return NULL;
    memcpy(own.items, chains, chain_count * sizeof *own.items);
    own.count = own.room = chain_count;
  }
  const fr_status status = fr__cel_compile(&in->arena, &in->env, &part, &own, &program, &type, NULL);
  return status == FR_OK && own.count == chain_count ? program : NULL;
}
