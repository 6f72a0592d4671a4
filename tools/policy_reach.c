/* SPDX-License-Identifier: Apache-2.0 */
#include "policy_reach.h"

#include <stdlib.h>

typedef fr__cel_node node_of; /* shorter lines */

enum { BOTH = REACH_TRUE | REACH_FALSE, DEPTH_MAX = 16 };

const char *const reach_channel_names[REACH_CHANNELS] = {"", "teller", "atm", "online", "mobile", "quick_pay", "other"};
static const char *const kind_names[REACH_KINDS] = {
    "", "interbank", "intrabank", "own_account", "cash_withdrawal", "cash_deposit"};

typedef struct world {
  reach *on;
  uint32_t channel, kind, number;
  unsigned never;
} world;

static uint8_t look(const world *in, const node_of *node);

/* ---- names ---- */

static bool begins(const char *text, const char *prefix) { return strncmp(text, prefix, strlen(prefix)) == 0; }

static bool is_never_known(const world *in, const char *name) {
  const bool cash = in->kind >= 4, remote = in->channel >= 2 && in->channel <= 5;
  if (begins(name, "teller.")) return remote && (in->never & NEVER_TELLER) != 0;
  if (begins(name, "session.")) return in->channel == 1 && (in->never & NEVER_SESSION) != 0;
  if (begins(name, "payee.") || begins(name, "pair.")) return cash && (in->never & NEVER_PAYEE) != 0;
  if (strcmp(name, "transfer.channel") == 0) return in->channel == 0;
  return strcmp(name, "transfer.kind") == 0 && in->kind == 0;
}

static const char *name_of(const node_of *node, char text[FR__CEL_NAME_BYTES + 1]) {
  uint32_t size;
  if (node->kind != FR__CEL_NODE_NAME && node->kind != FR__CEL_NODE_SELECT) return NULL;
  return fr__cel_leftmost(node)->kind == FR__CEL_NODE_NAME ? fr__cel_dotted(node, text, &size) : NULL;
}

static uint8_t look_at_name(const world *in, const char *name) {
  const expression *feature = expressions_find(in->on->all, name);
  if (feature) {
    const uint8_t *known = in->on->features[in->never];
    return known[(size_t)(feature - in->on->all->features) * REACH_WORLDS + in->number];
  }
  if (is_never_known(in, name)) return REACH_UNKNOWN;
  const uint8_t any = BOTH | REACH_VALUE;
  if (strcmp(name, "transfer.channel") == 0 || strcmp(name, "transfer.kind") == 0) return REACH_VALUE;
  /* What is always given, and what the policy says itself. */
  if (strcmp(name, "transfer.amount") == 0 || strcmp(name, "transfer.time") == 0 || begins(name, "lists."))
    return REACH_VALUE;
  return any | REACH_UNKNOWN | REACH_ERROR;
}

/* The value of transfer.channel or transfer.kind here; null: another name, or not known. */
static const char *settled(const world *in, const node_of *node) {
  char text[FR__CEL_NAME_BYTES + 1];
  const char *name = name_of(node, text);
  if (name && strcmp(name, "transfer.channel") == 0 && in->channel > 0) return reach_channel_names[in->channel];
  if (name && strcmp(name, "transfer.kind") == 0 && in->kind > 0) return kind_names[in->kind];
  return NULL;
}

static bool is_text(const node_of *node, const char *text) {
  return node->kind == FR__CEL_NODE_LITERAL && node->value.kind == FR__CEL_STRING && node->value.size == strlen(text) &&
         memcmp(node->value.as.text, text, node->value.size) == 0;
}

static bool is_literal_text(const node_of *node) {
  return node->kind == FR__CEL_NODE_LITERAL && node->value.kind == FR__CEL_STRING;
}

/* ---- constants: parts without a name ---- */

static bool has_names(const node_of *node) {
  if (node->kind == FR__CEL_NODE_NAME) return true;
  for (uint32_t i = 0; i < node->count; i++)
    if (has_names(node->items[i])) return true;
  return false;
}

/* What is computed without a name comes to the same each time. */
static bool is_constant(const node_of *node) {
  const bool computed = node->kind == FR__CEL_NODE_AND || node->kind == FR__CEL_NODE_OR ||
                        node->kind == FR__CEL_NODE_UNARY || node->kind == FR__CEL_NODE_BINARY;
  return computed && !has_names(node);
}

static uint8_t look_at_constant(const world *in, const node_of *node) {
  enum { MEMORY = 4096, NODES = 1 << 14 };
  _Alignas(16) unsigned char memory[MEMORY];
  fr__cel_scratch scratch = {memory, MEMORY, 0};
  fr__arena arena = {0};
  const fr__cel_tree tree = {.source = "", .node_count = NODES, .root = node};
  fr__cel_chains chains = {.limit = 0, .next_slot = FR__SLOT_FREE};
  fr__cel_program *program;
  fr__cel_type type;
  uint8_t found = BOTH | REACH_VALUE | REACH_UNKNOWN | REACH_ERROR;
  if (fr__cel_compile(&arena, &in->on->all->env, &tree, &chains, &program, &type, NULL) == FR_OK) {
    const fr__cel_value value = fr__cel_run(program, NULL, &scratch);
    if (value.kind == FR__CEL_ERROR) found = REACH_ERROR;
    if (value.kind > FR__CEL_ERROR) found = REACH_VALUE;
    if (value.kind == FR__CEL_BOOL) found = value.as.integer ? REACH_TRUE : REACH_FALSE;
  }
  fr__arena_free(&arena);
  return found;
}

/* ---- operators ---- */

/* Operands that are only unknown or errors leave nothing else. */
static uint8_t strict(const world *in, const node_of *node, uint8_t result) {
  uint8_t bad = 0;
  bool possible = true;
  for (uint32_t i = 0; i < node->count; i++) {
    const uint8_t part = look(in, node->items[i]);
    bad |= part & (REACH_UNKNOWN | REACH_ERROR);
    possible = possible && (part & (BOTH | REACH_VALUE)) != 0;
  }
  return possible ? (uint8_t)(result | bad) : bad;
}

static uint8_t look_at_comparison(const world *in, const node_of *node) {
  const bool equality = node->op == FR__CEL_EQ || node->op == FR__CEL_NE;
  for (uint32_t side = 0; equality && side < 2; side++) {
    const char *value = settled(in, node->items[side]);
    if (value == NULL || !is_literal_text(node->items[1 - side])) continue;
    return is_text(node->items[1 - side], value) == (node->op == FR__CEL_EQ) ? REACH_TRUE : REACH_FALSE;
  }
  const char *value = node->op == FR__CEL_CONTAINED ? settled(in, node->items[0]) : NULL;
  const node_of *list = node->items[1];
  bool literals = value != NULL && list->kind == FR__CEL_NODE_LIST, found = false;
  for (uint32_t i = 0; literals && i < list->count; i++) {
    literals = is_literal_text(list->items[i]);
    found = found || is_text(list->items[i], value);
  }
  if (literals) return found ? REACH_TRUE : REACH_FALSE;
  return strict(in, node, node->op <= FR__CEL_CONTAINED ? BOTH : REACH_VALUE | REACH_ERROR);
}

static uint8_t look_at_junction(const world *in, const node_of *node) {
  const uint8_t decides = node->kind == FR__CEL_NODE_AND ? REACH_FALSE : REACH_TRUE;
  const uint8_t other = decides == REACH_FALSE ? REACH_TRUE : REACH_FALSE;
  uint8_t result = 0;
  bool all_other = true, decided = false;
  for (uint32_t i = 0; i < node->count; i++) {
    const uint8_t part = look(in, node->items[i]);
    result |= part & (decides | REACH_UNKNOWN | REACH_ERROR);
    all_other = all_other && (part & other) != 0;
    decided = decided || part == decides;
  }
  /* An operand that always decides leaves nothing else, whatever the others are. */
  if (decided) return decides;
  return all_other ? (uint8_t)(result | other) : result;
}

static uint8_t look_at_condition(const world *in, const node_of *node) {
  const uint8_t which = look(in, node->items[0]);
  uint8_t result = which & (REACH_UNKNOWN | REACH_ERROR);
  if (which & (REACH_TRUE | REACH_VALUE)) result |= look(in, node->items[1]);
  if (which & (REACH_FALSE | REACH_VALUE)) result |= look(in, node->items[2]);
  return result;
}

static uint8_t look_at_call(const world *in, const node_of *node) {
  const enum fr__cel_macro macro = fr__cel_macro_of(node);
  const uint8_t any = BOTH | REACH_VALUE | REACH_UNKNOWN | REACH_ERROR;
  if (macro == FR__CEL_MACRO_HAS) {
    const uint8_t part = look(in, node->items[0]);
    return part == REACH_UNKNOWN ? REACH_FALSE : BOTH;
  }
  /* Of macros only the list can be looked at: variables may be anything. */
  if (macro != FR__CEL_MACRO_NONE && macro != FR__CEL_MACRO_BIND)
    return look(in, node->items[0]) == REACH_UNKNOWN ? REACH_UNKNOWN : any;
  if (node->kind == FR__CEL_NODE_METHOD && macro == FR__CEL_MACRO_NONE && look(in, node->items[0]) == REACH_UNKNOWN)
    return REACH_UNKNOWN;
  return any;
}

static uint8_t look(const world *in, const node_of *node) {
  char text[FR__CEL_NAME_BYTES + 1];
  const char *name = name_of(node, text);
  if (name) return look_at_name(in, name);
  if (node->kind == FR__CEL_NODE_LITERAL) {
    if (node->value.kind != FR__CEL_BOOL) return REACH_VALUE;
    return node->value.as.integer ? REACH_TRUE : REACH_FALSE;
  }
  if (is_constant(node)) return look_at_constant(in, node);
  switch (node->kind) {
    case FR__CEL_NODE_AND:
    case FR__CEL_NODE_OR: return look_at_junction(in, node);
    case FR__CEL_NODE_CONDITION: return look_at_condition(in, node);
    case FR__CEL_NODE_BINARY: return look_at_comparison(in, node);
    case FR__CEL_NODE_CALL:
    case FR__CEL_NODE_METHOD: return look_at_call(in, node);
    case FR__CEL_NODE_UNARY: break;
    default: return strict(in, node, BOTH | REACH_VALUE | REACH_UNKNOWN | REACH_ERROR);
  }
  const uint8_t part = look(in, node->items[0]);
  if (node->op != FR__CEL_NOT) return part | REACH_ERROR;
  const uint8_t kept = part & (REACH_VALUE | REACH_UNKNOWN | REACH_ERROR);
  return (uint8_t)(kept | (part & REACH_TRUE ? REACH_FALSE : 0) | (part & REACH_FALSE ? REACH_TRUE : 0));
}

/* ---- over all worlds ---- */

static world world_of(reach *on, uint32_t number, unsigned never) {
  return (world){on, number / REACH_KINDS, number % REACH_KINDS, number, never};
}

/* At the border of a feature a number that is not finite is unknown, and so is an error. */
static uint8_t at_border(uint8_t found) {
  if (found & (REACH_ERROR | REACH_VALUE)) found |= REACH_UNKNOWN;
  return found & (uint8_t)~REACH_ERROR;
}

bool reach_begin(reach *on, expressions *all) {
  on->all = all;
  for (unsigned never = 0; never <= NEVER_ALL; never++) {
    const unsigned left_out = NEVER_ALL & ~never;
    if ((left_out & (left_out - 1)) != 0) continue; /* all, or all but one */
    on->features[never] = fr__arena_alloc(&all->arena, ((size_t)all->feature_count + 1) * REACH_WORLDS);
    if (on->features[never] == NULL) return false;
    memset(on->features[never], BOTH | REACH_VALUE | REACH_UNKNOWN, (size_t)all->feature_count * REACH_WORLDS);
    for (uint32_t i = 0; i < all->order_count; i++) {
      const expression *feature = &all->features[all->order[i]];
      for (uint32_t w = 0; feature->program != NULL && w < REACH_WORLDS; w++) {
        const world in = world_of(on, w, never);
        const uint8_t found = at_border(look(&in, feature->tree->root));
        on->features[never][(size_t)all->order[i] * REACH_WORLDS + w] = found;
      }
    }
  }
  return true;
}

uint8_t reach_of(reach *on, const expression *one, uint32_t channels, unsigned never) {
  uint8_t found = 0;
  for (uint32_t w = 0; w < REACH_WORLDS; w++) {
    const world in = world_of(on, w, never);
    if ((channels >> in.channel & 1) != 0) found |= look(&in, one->tree->root);
  }
  return found;
}

uint8_t reach_of_feature(reach *on, uint32_t feature, unsigned never) {
  uint8_t found = 0;
  for (uint32_t w = 0; w < REACH_WORLDS; w++) found |= on->features[never][(size_t)feature * REACH_WORLDS + w];
  return found;
}

uint32_t reach_channels(reach *on, const expression *one, unsigned never) {
  uint32_t channels = 0;
  for (uint32_t w = 0; w < REACH_WORLDS; w++) {
    const world in = world_of(on, w, never);
    if (look(&in, one->tree->root) & REACH_TRUE) channels |= 1u << in.channel;
  }
  return channels;
}

/* ---- what follows from what ---- */

/* A comparison of something with a constant, the constant on the right. */
typedef struct atom {
  const node_of *operand;
  uint32_t op;
  const fr__cel_value *value;
} atom;

static bool atom_of(const node_of *node, atom *into) {
  static const uint8_t flipped[] = {[FR__CEL_LT] = FR__CEL_GT, [FR__CEL_LE] = FR__CEL_GE, [FR__CEL_GT] = FR__CEL_LT,
                                    [FR__CEL_GE] = FR__CEL_LE, [FR__CEL_EQ] = FR__CEL_EQ, [FR__CEL_NE] = FR__CEL_NE};
  if (node->kind != FR__CEL_NODE_BINARY || node->op < FR__CEL_LT || node->op > FR__CEL_NE) return false;
  const bool right = node->items[1]->kind == FR__CEL_NODE_LITERAL, left = node->items[0]->kind == FR__CEL_NODE_LITERAL;
  if (left == right) return false;
  *into = (atom){node->items[left], left ? flipped[node->op] : node->op, &node->items[right]->value};
  return true;
}

static bool number_of(const fr__cel_value *value, double *number) {
  switch (value->kind) {
    case FR__CEL_INT: *number = (double)value->as.integer; return true;
    case FR__CEL_UINT: *number = (double)value->as.word; return true;
    case FR__CEL_DOUBLE: *number = value->as.number; return true;
    default: return false;
  }
}

/* Whether a value that meets one comparison meets the other. */
static bool atom_implies(const atom *a, const atom *b) {
  double x, y;
  if (!expression_same(a->operand, b->operand)) return false;
  if (a->op == b->op && fr__cel_equal(a->value, b->value)) return true;
  if (a->op == FR__CEL_EQ && b->op == FR__CEL_NE)
    return a->value->kind == b->value->kind && !fr__cel_equal(a->value, b->value);
  if (!number_of(a->value, &x) || !number_of(b->value, &y)) return false;
  switch (b->op) {
    case FR__CEL_GE: return (a->op == FR__CEL_GE || a->op == FR__CEL_GT || a->op == FR__CEL_EQ) && x >= y;
    case FR__CEL_GT: return (a->op == FR__CEL_GT && x >= y) || ((a->op == FR__CEL_GE || a->op == FR__CEL_EQ) && x > y);
    case FR__CEL_LE: return (a->op == FR__CEL_LE || a->op == FR__CEL_LT || a->op == FR__CEL_EQ) && x <= y;
    case FR__CEL_LT: return (a->op == FR__CEL_LT && x <= y) || ((a->op == FR__CEL_LE || a->op == FR__CEL_EQ) && x < y);
    default: return false;
  }
}

/* x == "a", or x in [… all of which are in the list …]. */
static bool member_implies(const node_of *a, const node_of *b) {
  if (b->kind != FR__CEL_NODE_BINARY || b->op != FR__CEL_CONTAINED || b->items[1]->kind != FR__CEL_NODE_LIST)
    return false;
  const node_of *list = b->items[1];
  atom one;
  if (atom_of(a, &one) && one.op == FR__CEL_EQ && expression_same(one.operand, b->items[0])) {
    for (uint32_t i = 0; i < list->count; i++)
      if (list->items[i]->kind == FR__CEL_NODE_LITERAL && fr__cel_equal(one.value, &list->items[i]->value)) return true;
    return false;
  }
  if (a->kind != FR__CEL_NODE_BINARY || a->op != FR__CEL_CONTAINED || a->items[1]->kind != FR__CEL_NODE_LIST ||
      !expression_same(a->items[0], b->items[0]))
    return false;
  for (uint32_t i = 0; i < a->items[1]->count; i++) {
    bool found = false;
    for (uint32_t j = 0; j < list->count && !found; j++) found = expression_same(a->items[1]->items[i], list->items[j]);
    if (!found) return false;
  }
  return true;
}

/* The condition behind a feature's name. */
static const node_of *behind(const reach *on, const node_of *node) {
  const expression *feature = node->kind == FR__CEL_NODE_NAME ? expressions_find(on->all, node->text) : NULL;
  return feature && feature->program && feature->type.kind == FR__CEL_BOOL ? feature->tree->root : NULL;
}

static bool implies(const reach *on, const node_of *a, const node_of *b, unsigned depth) {
  if (depth == 0) return false;
  if (expression_same(a, b)) return true;
  atom x, y;
  if (atom_of(a, &x) && atom_of(b, &y) && atom_implies(&x, &y)) return true;
  if (member_implies(a, b)) return true;
  if (b->kind == FR__CEL_NODE_AND) {
    for (uint32_t i = 0; i < b->count; i++)
      if (!implies(on, a, b->items[i], depth - 1)) return false;
    return true;
  }
  if (a->kind == FR__CEL_NODE_OR) {
    for (uint32_t i = 0; i < a->count; i++)
      if (!implies(on, a->items[i], b, depth - 1)) return false;
    return true;
  }
  for (uint32_t i = 0; a->kind == FR__CEL_NODE_AND && i < a->count; i++)
    if (implies(on, a->items[i], b, depth - 1)) return true;
  for (uint32_t i = 0; b->kind == FR__CEL_NODE_OR && i < b->count; i++)
    if (implies(on, a, b->items[i], depth - 1)) return true;
  const node_of *inner = behind(on, a);
  if (inner && implies(on, inner, b, depth - 1)) return true;
  inner = behind(on, b);
  return inner && implies(on, a, inner, depth - 1);
}

bool reach_implies(const reach *on, const fr__cel_node *a, const fr__cel_node *b) {
  return implies(on, a, b, DEPTH_MAX);
}

/* ---- what cannot both hold ---- */

static bool atoms_exclude(const atom *a, const atom *b) {
  double x, y;
  if (!expression_same(a->operand, b->operand)) return false;
  if (a->op == FR__CEL_EQ && b->op == FR__CEL_EQ)
    return a->value->kind == b->value->kind && !fr__cel_equal(a->value, b->value);
  if ((a->op == FR__CEL_EQ && b->op == FR__CEL_NE) || (a->op == FR__CEL_NE && b->op == FR__CEL_EQ))
    return fr__cel_equal(a->value, b->value);
  if (!number_of(a->value, &x) || !number_of(b->value, &y)) return false;
  const bool a_low = a->op == FR__CEL_GE || a->op == FR__CEL_GT || a->op == FR__CEL_EQ;
  const bool b_high = b->op == FR__CEL_LE || b->op == FR__CEL_LT || b->op == FR__CEL_EQ;
  const bool open = a->op == FR__CEL_GT || b->op == FR__CEL_LT;
  return a_low && b_high && (open ? x >= y : x > y);
}

static bool exclude(const node_of *a, const node_of *b) {
  atom x, y;
  if (a->kind == FR__CEL_NODE_UNARY && a->op == FR__CEL_NOT && expression_same(a->items[0], b)) return true;
  if (b->kind == FR__CEL_NODE_UNARY && b->op == FR__CEL_NOT && expression_same(b->items[0], a)) return true;
  return atom_of(a, &x) && atom_of(b, &y) && (atoms_exclude(&x, &y) || atoms_exclude(&y, &x));
}

/* The conditions of a conjunction, through features that are conjunctions themselves. */
typedef struct conjuncts {
  const node_of *items[64];
  uint32_t count;
} conjuncts;

static void gather(const reach *on, const node_of *node, conjuncts *into, unsigned depth) {
  if (depth == 0 || into->count == FR_COUNT(into->items)) return;
  if (node->kind == FR__CEL_NODE_AND) {
    for (uint32_t i = 0; i < node->count; i++) gather(on, node->items[i], into, depth - 1);
    return;
  }
  into->items[into->count++] = node;
  const node_of *inner = behind(on, node);
  if (inner) gather(on, inner, into, depth - 1);
}

bool reach_contradiction(const reach *on, const fr__cel_node *node, const fr__cel_node **one,
                         const fr__cel_node **other) {
  conjuncts all = {.count = 0};
  gather(on, node, &all, DEPTH_MAX);
  for (uint32_t i = 0; i < all.count; i++) {
    for (uint32_t j = i + 1; j < all.count; j++) {
      if (!exclude(all.items[i], all.items[j])) continue;
      *one = all.items[i];
      *other = all.items[j];
      return true;
    }
  }
  return false;
}

/* ---- names for messages ---- */

typedef struct wanted {
  const reach *on;
  const char *prefix;
  char *name;
  size_t size;
  unsigned depth;
} wanted;

static void offer(void *context, const char *name, uint32_t size) {
  wanted *in = context;
  char text[FR__CEL_NAME_BYTES + 1];
  if (in->name[0] != '\0' || size > FR__CEL_NAME_BYTES) return;
  memcpy(text, name, size);
  text[size] = '\0';
  if (begins(text, in->prefix)) {
    snprintf(in->name, in->size, "%s", text);
    return;
  }
  const expression *feature = expressions_find(in->on->all, text);
  if (feature == NULL || feature->tree == NULL || in->depth == 0) return;
  in->depth--;
  fr__cel_names(feature->tree, offer, in);
  in->depth++;
}

void reach_name(const reach *on, const fr__cel_tree *tree, const char *prefix, char *name, size_t size) {
  wanted in = {on, prefix, name, size, DEPTH_MAX};
  name[0] = '\0';
  fr__cel_names(tree, offer, &in);
}
