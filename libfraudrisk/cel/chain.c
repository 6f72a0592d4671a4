/* SPDX-License-Identifier: Apache-2.0
 *
 * Chains over a host's sequences, lifted out of the expression: each becomes an fr__cel_chain with a slot for its
 * result. Chains that are equal, whatever their variables are called, share one slot. */
#include "cel/compile.h"

typedef fr__cel_compiler compiler;
typedef fr__cel_node node;
typedef fr__cel_note note;
typedef fr__cel_shape shape;
typedef fr__cel_open_chain open_chain;

enum { NO_FIELD = -1 };

static bool becomes(note *n, uint32_t role, const shape *as) {
  n->role = role;
  n->shape = as;
  return as != NULL;
}

/* One slot holds the value at hand of whichever chain is computed. */
static uint32_t value_slot(compiler *c) {
  return c->chains->count > 0 ? c->chains->items[0].value_slot : c->chains->next_slot;
}

bool fr__cel_open(compiler *c, const node *at, const fr__cel_symbol *symbol) {
  if (c->chains == NULL) {
    return fr__cel_reject(c, at, "%s is a history, and histories cannot be used here", symbol->name);
  }
  open_chain *open = fr__arena_alloc(c->arena, sizeof *open);
  if (open == NULL) return fr__cel_out_of_memory(c);
  open->name = symbol->name;
  open->records = symbol->type.field_count > 0;
  open->entry = fr__cel_shape_of(c, &symbol->type);
  if (open->entry == NULL) return false;
  if (!open->records) open->entry = open->entry->element == NULL ? fr__cel_plain(FR__CEL_DYN) : open->entry->element;
  open->chain = (fr__cel_chain){
      .source = symbol->slot, .window_us = -1, .value_slot = value_slot(c), .utc_offset_s = c->env->utc_offset_s};
  note *n = fr__cel_note_of(c, at);
  n->chain = open;
  return becomes(n, FR__CEL_ROLE_STRUCTURE, fr__cel_plain(FR__CEL_SEQUENCE));
}

/* ---- lambdas ---- */

/* Checks and emits what a stage does with an entry. */
static const fr__cel_program *lambda(compiler *c, const node *at, const open_chain *open, const node *variable,
                                     const node *body, bool condition) {
  if (variable->kind != FR__CEL_NODE_NAME) {
    (void)fr__cel_reject(c, variable, "%s() first takes the name of a variable, such as %s(t, …)", at->text, at->text);
    return NULL;
  }
  if (!fr__cel_push_scope(c, NULL, FR__CEL_SCOPE_BARRIER, NULL)) return NULL;
  const uint32_t kind = open->records ? FR__CEL_SCOPE_ENTRY : FR__CEL_SCOPE_VALUE;
  if (!fr__cel_push_scope(c, variable->text, kind, open->entry)) return NULL;
  c->scopes->position = open->chain.value_slot;
  if (!fr__cel_check_value(c, body)) return NULL;
  fr__cel_pop_scope(c);
  fr__cel_pop_scope(c);
  const uint32_t made = fr__cel_note_of(c, body)->shape->kind;
  if (condition && made != FR__CEL_BOOL && made != FR__CEL_DYN) {
    (void)fr__cel_reject(c, body, "%s() needs a condition, which is true or false, not %s", at->text,
                         fr__cel_kind_text(made));
    return NULL;
  }
  return fr__cel_emit(c, body);
}

/* ---- stages ---- */

static bool add_stage(compiler *c, const node *at, open_chain *open, fr__cel_stage stage) {
  if (open->chain.stage_count == FR__CEL_MAX_STAGES) {
    return fr__cel_reject(c, at, "a chain has at most %d steps before its end; join filters with &&",
                          FR__CEL_MAX_STAGES);
  }
  open->chain.stages[open->chain.stage_count++] = stage;
  return true;
}

static bool add_filter(compiler *c, const node *at, open_chain *open, const node *predicate) {
  const fr__cel_program *program = lambda(c, at, open, at->items[1], predicate, true);
  if (program == NULL) return false;
  return add_stage(c, at, open, (fr__cel_stage){FR__CEL_FILTER, (uint32_t)NO_FIELD, program});
}

static bool add_map(compiler *c, const node *at, open_chain *open, const node *body) {
  static const uint32_t scalars = FR__CEL_NUMBERS | FR__CEL_BIT(BOOL) | FR__CEL_BIT(STRING) | FR__CEL_BIT(TIMESTAMP) |
                                  FR__CEL_BIT(DURATION) | FR__CEL_BIT(KEY);
  const fr__cel_program *program = lambda(c, at, open, at->items[1], body, false);
  if (program == NULL) return false;
  const note *made = fr__cel_note_of(c, body);
  if ((scalars >> made->shape->kind & 1) == 0) {
    return fr__cel_reject(c, body, "map() over a history gives one plain value an entry, not %s",
                          fr__cel_kind_text(made->shape->kind));
  }
  if (made->shape->kind == FR__CEL_STRING && program->scratch > 0) {
    return fr__cel_reject(c, body,
                          "map() over a history cannot make new texts; map to a field, and compare with filter()");
  }
  const bool bare = open->records && made->role == FR__CEL_ROLE_SLOT && body->kind == FR__CEL_NODE_SELECT &&
                    body->items[0]->kind == FR__CEL_NODE_NAME && fr__cel_node_is(body->items[0], at->items[1]->text);
  open->entry = made->shape;
  open->records = false;
  return add_stage(c, at, open, (fr__cel_stage){FR__CEL_MAPPED, bare ? made->slot : (uint32_t)NO_FIELD, program});
}

static bool add_within(compiler *c, const node *at, open_chain *open) {
  if (open->chain.stage_count > 0 || open->chain.window_us >= 0) {
    return fr__cel_reject(c, at, "within() stands once, right behind %s", open->name);
  }
  if (!open->records) return fr__cel_reject(c, at, "%s has no times, so within() means nothing here", open->name);
  if (at->count != 2) return fr__cel_reject(c, at, "within() takes one duration, such as duration(\"24h\")");
  const node *length = at->items[1];
  if (!fr__cel_check_value(c, length)) return false;
  const note *n = fr__cel_note_of(c, length);
  if (n->role != FR__CEL_ROLE_CONSTANT || n->value.kind != FR__CEL_DURATION) {
    return fr__cel_reject(c, length, "within() takes a constant duration, such as duration(\"24h\")");
  }
  if (n->value.as.integer < 0) return fr__cel_reject(c, length, "within() looks back; the duration cannot be negative");
  open->chain.window_us = n->value.as.integer;
  return true;
}

static bool add_distinct(compiler *c, const node *at, open_chain *open) {
  if (at->count != 1) return fr__cel_reject(c, at, "distinct() takes no arguments");
  if (open->records) {
    return fr__cel_reject(c, at, "distinct() compares values; put map(t, t.field) before it");
  }
  /* One fold keeps one set of values. What is distinct stays so until it is mapped to something else. */
  bool mapped_since = false;
  for (uint32_t i = open->chain.stage_count; i-- > 0;) {
    const uint32_t kind = open->chain.stages[i].kind;
    if (kind == FR__CEL_DISTINCT && !mapped_since) return true;
    if (kind == FR__CEL_DISTINCT)
      return fr__cel_reject(c, at, "a chain over a history takes distinct() once; leave one out");
    mapped_since |= kind != FR__CEL_FILTER;
  }
  return add_stage(c, at, open, (fr__cel_stage){FR__CEL_DISTINCT, (uint32_t)NO_FIELD, NULL});
}

static bool add_series(compiler *c, const node *at, open_chain *open, uint32_t kind) {
  const bool hours = kind == FR__CEL_HOURS;
  if (at->count != 1) return fr__cel_reject(c, at, "%s() takes no arguments", at->text);
  if (open->records) {
    return fr__cel_reject(c, at, "%s() needs %s; put map(t, t.%s) before it", at->text, hours ? "times" : "values",
                          hours ? "time" : "field");
  }
  if (!fr__cel_check_series(c, at, open->entry)) return false;
  open->entry = hours ? fr__cel_plain(FR__CEL_INT) : fr__cel_gap_shape(open->entry);
  return add_stage(c, at, open, (fr__cel_stage){kind, (uint32_t)NO_FIELD, NULL});
}

/* ---- equal chains ---- */

static bool same_lambda(const fr__cel_program *a, const fr__cel_program *b, const fr__cel_likeness *likeness) {
  if (a == NULL || b == NULL) return a == b;
  return fr__cel_same_program(a, b, likeness);
}

bool fr__cel_same_chain(const fr__cel_chain *a, const fr__cel_chain *b, const fr__cel_likeness *likeness) {
  if (a->source != b->source || a->window_us != b->window_us || a->terminal != b->terminal) return false;
  if (a->stage_count != b->stage_count || a->result != b->result || a->element != b->element) return false;
  for (uint32_t i = 0; i < a->stage_count; i++) {
    if (a->stages[i].kind != b->stages[i].kind || a->stages[i].field != b->stages[i].field) return false;
    if (!same_lambda(a->stages[i].program, b->stages[i].program, likeness)) return false;
  }
  return same_lambda(a->argument, b->argument, likeness);
}

static uint32_t level_over(const fr__cel_chains *chains, const fr__cel_program *program, uint32_t level) {
  for (uint32_t i = 0; program != NULL && i < program->read_count; i++) {
    for (uint32_t j = 0; j < chains->count; j++) {
      if (chains->items[j].slot == program->reads[i] && chains->items[j].level >= level)
        level = chains->items[j].level + 1u;
    }
  }
  return level;
}

static bool grow(compiler *c) {
  fr__cel_chains *chains = c->chains;
  if (chains->count < chains->room) return true;
  const uint32_t room = chains->room == 0 ? 16 : chains->room * 2;
  fr__cel_chain *items = fr__arena_alloc(c->arena, room * sizeof *items);
  if (items == NULL) return fr__cel_out_of_memory(c);
  if (chains->count > 0) memcpy(items, chains->items, chains->count * sizeof *items);
  chains->items = items;
  chains->room = room;
  return true;
}

/* The slot of a finished chain: that of an equal one, or a new one. */
static bool finish(compiler *c, const node *at, fr__cel_chain *chain) {
  fr__cel_chains *chains = c->chains;
  note *n = fr__cel_note_of(c, at);
  for (uint32_t i = 0; i < chains->count; i++) {
    if (!fr__cel_same_chain(&chains->items[i], chain, NULL)) continue;
    n->slot = chains->items[i].slot;
    return true;
  }
  if (chains->limit != 0 && chains->count >= chains->limit) {
    c->status = fr__cel_refuse(c->error, c->tree->source, at->at, 2, FR_TOO_MANY,
                               "the expressions make more than %u different chains over histories", chains->limit);
    return false;
  }
  if (!grow(c)) return false;
  /* The first chain brings the slot for values with it. */
  if (chains->count == 0) chain->value_slot = chains->next_slot++;
  chain->slot = chains->next_slot++;
  uint32_t level = level_over(chains, chain->argument, 0);
  for (uint32_t i = 0; i < chain->stage_count; i++) level = level_over(chains, chain->stages[i].program, level);
  chain->level = (uint16_t)level;
  fr__cel_error place;
  (void)fr__cel_refuse(&place, c->tree->source, at->at, 2, FR_OK, "%s", "");
  chain->line = place.line;
  chain->column = place.column;
  chains->items[chains->count++] = *chain;
  n->slot = chain->slot;
  return true;
}

/* ---- ends ---- */

static bool end(compiler *c, const node *at, const open_chain *open, uint32_t terminal, const fr__cel_program *argument,
                const shape *result) {
  fr__cel_chain chain = open->chain;
  chain.terminal = terminal;
  chain.argument = argument;
  chain.element = open->records ? FR__CEL_UNKNOWN : open->entry->kind;
  chain.result = result->kind;
  return finish(c, at, &chain) && becomes(fr__cel_note_of(c, at), FR__CEL_ROLE_SLOT, result);
}

enum terminal_argument {
  NOTHING,
  PREDICATE, /* a variable and a condition, over whole entries too */
  NUMBER,
};

static const struct terminal {
  const char *name;
  uint32_t terminal;
  enum terminal_argument argument;
  uint32_t takes; /* kinds of values; of those with a number, check_series.c says it */
} terminals[] = {
    {"size", FR__CEL_SIZE, NOTHING, FR__CEL_ANY},
    {"exists", FR__CEL_EXISTS, PREDICATE, FR__CEL_ANY},
    {"all", FR__CEL_ALL, PREDICATE, FR__CEL_ANY},
    {"exists_one", FR__CEL_EXISTS_ONE, PREDICATE, FR__CEL_ANY},
    {"existsOne", FR__CEL_EXISTS_ONE, PREDICATE, FR__CEL_ANY},
    {"first", FR__CEL_FIRST, NOTHING, FR__CEL_ANY},
    {"last", FR__CEL_LAST, NOTHING, FR__CEL_ANY},
    {"sum", FR__CEL_SUM, NOTHING, FR__CEL_NUMBERS | FR__CEL_BIT(DURATION)},
    {"min", FR__CEL_MIN, NOTHING,
     FR__CEL_NUMBERS | FR__CEL_BIT(DURATION) | FR__CEL_BIT(TIMESTAMP) | FR__CEL_BIT(STRING) | FR__CEL_BIT(BOOL)},
    {"max", FR__CEL_MAX, NOTHING,
     FR__CEL_NUMBERS | FR__CEL_BIT(DURATION) | FR__CEL_BIT(TIMESTAMP) | FR__CEL_BIT(STRING) | FR__CEL_BIT(BOOL)},
    {"percentile", FR__CEL_PERCENTILE, NUMBER, FR__CEL_ANY},
    {"rises", FR__CEL_RISES, NUMBER, FR__CEL_ANY},
};

static bool unknown_step(compiler *c, const node *at) {
  static const char *const steps[] = {"within", "filter", "map", "distinct", "gaps", "hours"};
  fr__cel_nearest nearest = fr__cel_nearest_to(at->text, at->text_size);
  for (size_t i = 0; i < FR_COUNT(steps); i++) fr__cel_nearest_offer(&nearest, steps[i]);
  for (size_t i = 0; i < FR_COUNT(terminals); i++) fr__cel_nearest_offer(&nearest, terminals[i].name);
  const int shown = fr__cel_shown(at->text, at->text_size);
  if (nearest.distance == 0) return fr__cel_reject(c, at, "%s() takes other arguments over a history", nearest.name);
  if (nearest.name != NULL) {
    return fr__cel_reject(c, at, "a chain over a history has no step %.*s(); did you mean %s()?", shown, at->text,
                          nearest.name);
  }
  return fr__cel_reject(c, at,
                        "a history has no step %.*s(); it has within, filter, map, distinct, gaps, hours, and ends in "
                        "size, sum, min, max, first, last, percentile, rises, exists, all or exists_one",
                        shown, at->text);
}

/* Checks and emits what is asked once, outside of the entries: it sees none of the variables around the chain. */
static bool check_outside(compiler *c, const node *argument) {
  if (!fr__cel_push_scope(c, NULL, FR__CEL_SCOPE_BARRIER, NULL) || !fr__cel_check_value(c, argument)) return false;
  fr__cel_pop_scope(c);
  return true;
}

static bool check_number_end(compiler *c, const node *at, const open_chain *open, uint32_t terminal) {
  if (open->records) {
    return fr__cel_reject(c, at, "%s() needs values; put map(t, t.field) before it", at->text);
  }
  if (!fr__cel_check_series(c, at, open->entry)) return false;
  if (at->count == 2) {
    if (!check_outside(c, at->items[1])) return false;
    fr__cel_widen_constant(c, at->items[1]);
  }
  if (!fr__cel_check_series_number(c, at, true)) return false;
  const fr__cel_program *argument = fr__cel_emit(c, at->items[1]);
  const shape *result = terminal == FR__CEL_RISES ? fr__cel_plain(FR__CEL_INT) : open->entry;
  return argument != NULL && end(c, at, open, terminal, argument, result);
}

static bool check_end(compiler *c, const node *at, const open_chain *open) {
  const struct terminal *found = NULL;
  for (size_t i = 0; i < FR_COUNT(terminals); i++) {
    if (fr__cel_node_is(at, terminals[i].name)) found = &terminals[i];
  }
  if (found != NULL && found->argument == NUMBER) return check_number_end(c, at, open, found->terminal);
  if (found == NULL || at->count != (found->argument == PREDICATE ? 3u : 1u)) return unknown_step(c, at);
  if (found->argument == PREDICATE) {
    const fr__cel_program *argument = lambda(c, at, open, at->items[1], at->items[2], true);
    return argument != NULL && end(c, at, open, found->terminal, argument, fr__cel_plain(FR__CEL_BOOL));
  }
  if (found->terminal == FR__CEL_SIZE) return end(c, at, open, FR__CEL_SIZE, NULL, fr__cel_plain(FR__CEL_INT));
  if (open->records) {
    return fr__cel_reject(c, at, "%s() needs values; put map(t, t.field) before it", at->text);
  }
  if (open->entry->kind != FR__CEL_DYN && (found->takes >> open->entry->kind & 1) == 0) {
    return fr__cel_reject(c, at, "%s() does not take %s", at->text, fr__cel_kind_text(open->entry->kind));
  }
  return end(c, at, open, found->terminal, NULL, open->entry);
}

bool fr__cel_check_chain(compiler *c, const node *at) {
  open_chain *open = fr__arena_alloc(c->arena, sizeof *open);
  if (open == NULL) return fr__cel_out_of_memory(c);
  *open = *fr__cel_note_of(c, at->items[0])->chain;
  bool good;
  if (fr__cel_node_is(at, "within")) {
    good = add_within(c, at, open);
  } else if (fr__cel_node_is(at, "filter") && at->count == 3) {
    good = add_filter(c, at, open, at->items[2]);
  } else if (fr__cel_node_is(at, "map") && at->count == 3) {
    good = add_map(c, at, open, at->items[2]);
  } else if (fr__cel_node_is(at, "map") && at->count == 4) {
    good = add_filter(c, at, open, at->items[2]) && add_map(c, at, open, at->items[3]);
  } else if (fr__cel_node_is(at, "distinct")) {
    good = add_distinct(c, at, open);
  } else if (fr__cel_node_is(at, "gaps")) {
    good = add_series(c, at, open, FR__CEL_GAPS);
  } else if (fr__cel_node_is(at, "hours")) {
    good = add_series(c, at, open, FR__CEL_HOURS);
  } else {
    return check_end(c, at, open);
  }
  if (!good) return false;
  note *n = fr__cel_note_of(c, at);
  n->chain = open;
  return becomes(n, FR__CEL_ROLE_STRUCTURE, fr__cel_plain(FR__CEL_SEQUENCE));
}

bool fr__cel_check_chain_size(compiler *c, const node *at) {
  return end(c, at, fr__cel_note_of(c, at->items[0])->chain, FR__CEL_SIZE, NULL, fr__cel_plain(FR__CEL_INT));
}

bool fr__cel_check_chain_in(compiler *c, const node *at) {
  const open_chain *open = fr__cel_note_of(c, at->items[1])->chain;
  const node *needle = at->items[0];
  if (open->records) {
    return fr__cel_reject(c, at, "'in' compares values; put map(t, t.field) at the end of the chain over %s",
                          open->name);
  }
  if (!check_outside(c, needle)) return false;
  if (open->entry->kind == FR__CEL_DOUBLE) fr__cel_widen_constant(c, needle);
  const shape *what = fr__cel_note_of(c, needle)->shape;
  if (!fr__cel_comparable(what, open->entry)) {
    return fr__cel_reject(c, at, "%s is never among values of which each is %s", fr__cel_kind_text(what->kind),
                          fr__cel_kind_text(open->entry->kind));
  }
  if (open->entry->names != NULL) {
    /* The chain's node stands for its elements while the literal is compared with their names. */
    note *n = fr__cel_note_of(c, at->items[1]);
    n->shape = open->entry;
    if (!fr__cel_check_names(c, at->items[1], needle)) return false;
  }
  const fr__cel_program *argument = fr__cel_emit(c, needle);
  return argument != NULL && end(c, at, open, FR__CEL_IN, argument, fr__cel_plain(FR__CEL_BOOL));
}
