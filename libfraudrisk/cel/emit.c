/* SPDX-License-Identifier: Apache-2.0
 *
 * Noted nodes to code. While it writes, it bounds what a run can cost: steps, scratch memory, places on the stack. */
#include "cel/compile.h"

typedef fr__cel_compiler compiler;
typedef fr__cel_node node;
typedef fr__cel_note note;

/* ---- arrays that grow in the arena, and are kept for the next program ---- */

static void *grow(compiler *c, fr__cel_array *array, size_t width) {
  if (array->count == array->room) {
    const uint32_t room = array->room == 0 ? 32 : array->room * 2;
    void *items = fr__arena_alloc(c->arena, room * width);
    if (items == NULL) {
      (void)fr__cel_out_of_memory(c);
      return NULL;
    }
    if (array->count > 0) memcpy(items, array->items, array->count * width);
    array->items = items;
    array->room = room;
  }
  return (unsigned char *)array->items + (size_t)array->count++ * width;
}

static uint64_t multiplied(uint64_t a, uint64_t b) {
  uint64_t product;
  return __builtin_mul_overflow(a, b, &product) ? UINT64_MAX : product;
}
static uint64_t added(uint64_t a, uint64_t b) { return a + b < a ? UINT64_MAX : a + b; }

static void spend(compiler *c, uint64_t steps) { c->cost = added(c->cost, multiplied(steps, c->times)); }
static void reserve(compiler *c, uint64_t bytes) { c->scratch = added(c->scratch, multiplied(bytes + 16, c->copies)); }

/* Writes an instruction that leaves the stack `change` higher; returns its place. */
static uint32_t put(compiler *c, uint32_t op, uint32_t n, uint32_t a, uint32_t b, int32_t change) {
  fr__cel_code *code = grow(c, &c->code, sizeof *code);
  if (code == NULL) return 0;
  *code = (fr__cel_code){(uint16_t)op, (uint16_t)n, a, b};
  c->depth = (uint32_t)((int32_t)c->depth + change);
  if (c->depth > c->stack) c->stack = c->depth;
  if (c->stack > FR__CEL_STACK && c->status == FR_OK) {
    c->status = fr__cel_refuse(c->error, c->tree->source, 0, 2, FR_TOO_DEEP,
                               "the expression is nested too deep to run; give parts of it names of their own");
  }
  spend(c, 1);
  return c->code.count - 1;
}

static fr__cel_code *at_place(compiler *c, uint32_t place) { return (fr__cel_code *)c->code.items + place; }

static uint32_t constant(compiler *c, const fr__cel_value *value) {
  fr__cel_value *made = grow(c, &c->constants, sizeof *made);
  if (made == NULL) return 0;
  *made = *value;
  return c->constants.count - 1;
}

static void read_slot(compiler *c, uint32_t slot) {
  const uint32_t *reads = c->reads.items;
  for (uint32_t i = 0; i < c->reads.count; i++) {
    if (reads[i] == slot) return;
  }
  uint32_t *made = grow(c, &c->reads, sizeof *made);
  if (made != NULL) *made = slot;
}

/* How large the value of a slot is taken to be. */
static uint64_t assumed(uint32_t kind) {
  return kind == FR__CEL_LIST || kind == FR__CEL_MAP ? FR__CEL_ASSUMED_ITEMS : FR__CEL_ASSUMED_BYTES;
}

static uint64_t write_node(compiler *c, const node *at);

/* ---- operators ---- */

static uint32_t mirrored(uint32_t op) {
  switch (op) {
    case FR__CEL_LT: return FR__CEL_GT;
    case FR__CEL_LE: return FR__CEL_GE;
    case FR__CEL_GT: return FR__CEL_LT;
    case FR__CEL_GE: return FR__CEL_LE;
    default: return op;
  }
}

/* A slot beside a constant is one instruction. */
static bool write_slot_comparison(compiler *c, const node *at) {
  if (at->op > FR__CEL_NE) return false;
  const note *x = fr__cel_note_of(c, at->items[0]), *y = fr__cel_note_of(c, at->items[1]);
  uint32_t op = at->op;
  if (x->role == FR__CEL_ROLE_CONSTANT && y->role == FR__CEL_ROLE_SLOT) {
    const note *swapped = x;
    x = y;
    y = swapped;
    op = mirrored(op);
  }
  if (x->role != FR__CEL_ROLE_SLOT || y->role != FR__CEL_ROLE_CONSTANT) return false;
  static const uint16_t ops[] = {
      [FR__CEL_LT] = FR__CEL_OP_SLOT_LT, [FR__CEL_LE] = FR__CEL_OP_SLOT_LE, [FR__CEL_GT] = FR__CEL_OP_SLOT_GT,
      [FR__CEL_GE] = FR__CEL_OP_SLOT_GE, [FR__CEL_EQ] = FR__CEL_OP_SLOT_IS, [FR__CEL_NE] = FR__CEL_OP_SLOT_IS};
  read_slot(c, x->slot);
  (void)put(c, ops[op], op, x->slot, constant(c, &y->value), 1);
  return true;
}

static uint64_t write_binary(compiler *c, const node *at) {
  if (write_slot_comparison(c, at)) return 1;
  const uint64_t x = write_node(c, at->items[0]), y = write_node(c, at->items[1]);
  if (at->op < FR__CEL_ADD) {
    (void)put(c, FR__CEL_OP_COMPARE, at->op, 0, 0, -1);
    spend(c, at->op == FR__CEL_CONTAINED ? y : 0);
    return 1;
  }
  (void)put(c, FR__CEL_OP_ARITHMETIC, at->op, 0, 0, -1);
  const uint32_t kind = fr__cel_note_of(c, at)->shape->kind;
  if (at->op != FR__CEL_ADD || (kind >= FR__CEL_BOOL && kind <= FR__CEL_DOUBLE)) return 1;
  if (kind == FR__CEL_TIMESTAMP || kind == FR__CEL_DURATION) return 1;
  const uint64_t size = added(x, y);
  const bool items = kind == FR__CEL_LIST || kind == FR__CEL_DYN;
  reserve(c, multiplied(size, items ? sizeof(fr__cel_value) : 1));
  spend(c, size);
  return size;
}

static uint64_t write_logic(compiler *c, const node *at) {
  const uint32_t deciding = at->kind == FR__CEL_NODE_OR ? 1 : 0;
  /* Jumps to the end are linked through their targets until the end is known. */
  (void)write_node(c, at->items[0]);
  uint32_t last = put(c, FR__CEL_OP_TEST, deciding, UINT32_MAX, 0, 0);
  for (uint32_t i = 1; i < at->count; i++) {
    (void)write_node(c, at->items[i]);
    last = put(c, FR__CEL_OP_JOIN, deciding, last, 0, -1);
  }
  while (c->status == FR_OK && last != UINT32_MAX) {
    fr__cel_code *code = at_place(c, last);
    last = code->a;
    code->a = c->code.count;
  }
  return 1;
}

static uint64_t write_choice(compiler *c, const node *at) {
  (void)write_node(c, at->items[0]);
  const uint32_t branch = put(c, FR__CEL_OP_BRANCH, 0, 0, 0, -1);
  const uint64_t yes = write_node(c, at->items[1]);
  const uint32_t jump = put(c, FR__CEL_OP_JUMP, 0, 0, 0, -1);
  if (c->status == FR_OK) at_place(c, branch)->a = c->code.count;
  const uint64_t no = write_node(c, at->items[2]);
  if (c->status != FR_OK) return 1;
  at_place(c, branch)->b = c->code.count;
  at_place(c, jump)->a = c->code.count;
  return yes > no ? yes : no;
}

/* ---- lists, maps, fields ---- */

static uint64_t write_list(compiler *c, const node *at) {
  (void)put(c, FR__CEL_OP_LIST, 0, at->count, 0, 1);
  reserve(c, multiplied(at->count, sizeof(fr__cel_value)));
  for (uint32_t i = 0; i < at->count; i++) {
    (void)write_node(c, at->items[i]);
    (void)put(c, FR__CEL_OP_LIST_ADD, 0, 0, 0, -1);
  }
  return at->count;
}

static uint64_t write_map(compiler *c, const node *at) {
  const uint32_t pairs = at->count / 2;
  (void)put(c, FR__CEL_OP_MAP, 0, pairs, 0, 1);
  reserve(c, multiplied(at->count, sizeof(fr__cel_value)));
  for (uint32_t i = 0; i < pairs; i++) {
    (void)write_node(c, at->items[2 * i]);
    (void)write_node(c, at->items[2 * i + 1]);
    (void)put(c, FR__CEL_OP_MAP_ADD, 0, 0, 0, -2);
    spend(c, i);
  }
  return pairs;
}

static uint64_t write_field(compiler *c, const node *select, uint32_t op) {
  const uint64_t size = write_node(c, select->items[0]);
  const fr__cel_value key = fr__cel_string(select->text, select->text_size);
  (void)put(c, op, 0, constant(c, &key), 0, 0);
  spend(c, size);
  return FR__CEL_ASSUMED_BYTES;
}

/* ---- calls and macros ---- */

static uint64_t write_call(compiler *c, const node *at) {
  const note *n = fr__cel_note_of(c, at);
  const fr__cel_builtin *builtin = &fr__cel_builtins[n->slot];
  const uint32_t first = builtin->form == FR__CEL_NAMESPACED ? 1 : 0;
  uint64_t size = 0;
  for (uint32_t i = first; i < at->count; i++) {
    const uint64_t one = write_node(c, at->items[i]);
    if (i == first) size = one;
  }
  const uint32_t count = at->count - first;
  const fr__cel_shape *list = fr__cel_note_of(c, at->items[first])->shape;
  const uint32_t element = list->element == NULL ? 0 : list->element->kind;
  const bool number = list->kind == FR__CEL_INT || list->kind == FR__CEL_UINT || list->kind == FR__CEL_DOUBLE;
  if (builtin->call == fr__cel_call_double && number) {
    (void)put(c, FR__CEL_OP_TO_DOUBLE, 0, 0, 0, 0);
    return 1;
  }
  (void)put(c, FR__CEL_OP_CALL, count, n->slot, element, 1 - (int32_t)count);
  spend(c, size);
  if (builtin->bytes > 0) reserve(c, added(builtin->bytes, multiplied(size, builtin->factor)));
  if (builtin->call == fr__cel_call_distinct) spend(c, multiplied(size, size));
  if (builtin->call == fr__cel_call_percentile) spend(c, fr__cel_percentile_cost(size));
  if (builtin->call == fr__cel_call_join || builtin->call == fr__cel_call_replace)
    size = multiplied(size, builtin->factor);
  return builtin->factor != 0 || size > 64 ? size : 64;
}

static uint64_t write_host(compiler *c, const node *at) {
  const note *n = fr__cel_note_of(c, at);
  const uint64_t size = write_node(c, at->items[0]);
  fr__cel_function *function = grow(c, &c->functions, sizeof *function);
  if (function == NULL) return 1;
  *function = c->env->functions[n->slot];
  (void)put(c, FR__CEL_OP_HOST, 0, c->functions.count - 1, n->resolved, 0);
  spend(c, size);
  return FR__CEL_ASSUMED_BYTES;
}

static uint64_t write_macro(compiler *c, const node *at) {
  enum { FRAME = 3 };
  const note *n = fr__cel_note_of(c, at);
  const uint32_t macro = fr__cel_macro_of(at);
  const bool mapped = macro == FR__CEL_MACRO_MAP || macro == FR__CEL_MACRO_MAP_FILTER;
  const uint64_t size = write_node(c, at->items[0]);
  const uint32_t loop = put(c, FR__CEL_OP_LOOP, macro, 0, 0, FRAME);
  if (mapped || macro == FR__CEL_MACRO_FILTER) reserve(c, multiplied(size, sizeof(fr__cel_value)));
  n->variable->position = c->depth;
  n->variable->bound = FR__CEL_ASSUMED_BYTES;
  const uint64_t times = c->times, copies = c->copies, cost = c->cost;
  c->times = multiplied(times, size);
  if (mapped) c->copies = multiplied(copies, size);
  const uint32_t next = put(c, FR__CEL_OP_LOOP_NEXT, 0, 0, 0, 0);
  if (macro == FR__CEL_MACRO_MAP_FILTER) {
    (void)write_node(c, at->items[2]);
    (void)put(c, FR__CEL_OP_LOOP_SKIP, macro, next, 0, -1);
  }
  (void)write_node(c, at->items[at->count - 1]);
  const uint32_t step = put(c, FR__CEL_OP_LOOP_STEP, macro, next, 0, -1);
  /* What one turn costs is taken from the run's budget, so that no list, however long, runs for ever. */
  const uint64_t turn = c->times == 0 ? 1 : (c->cost - cost) / c->times;
  c->times = times;
  c->copies = copies;
  const uint32_t end = put(c, FR__CEL_OP_LOOP_END, macro, 0, 0, -FRAME);
  if (c->status != FR_OK) return 1;
  at_place(c, loop)->b = c->code.count;
  at_place(c, next)->a = end;
  at_place(c, next)->b = turn == 0 ? 1 : turn > FR__CEL_BUDGET ? FR__CEL_BUDGET : (uint32_t)turn;
  at_place(c, step)->b = end;
  return mapped || macro == FR__CEL_MACRO_FILTER ? size : 1;
}

static uint64_t write_bind(compiler *c, const node *at) {
  fr__cel_scope *variable = fr__cel_note_of(c, at)->variable;
  const uint64_t bound = write_node(c, at->items[2]);
  variable->position = c->depth;
  variable->bound = bound > UINT32_MAX ? UINT32_MAX : (uint32_t)bound;
  const uint64_t size = write_node(c, at->items[3]);
  (void)put(c, FR__CEL_OP_DROP_UNDER, 0, 0, 0, -1);
  return size;
}

/* ---- nodes ---- */

static uint64_t write_structure(compiler *c, const node *at) {
  switch (at->kind) {
    case FR__CEL_NODE_AND:
    case FR__CEL_NODE_OR: return write_logic(c, at);
    case FR__CEL_NODE_CONDITION: return write_choice(c, at);
    case FR__CEL_NODE_LIST: return write_list(c, at);
    case FR__CEL_NODE_MAP: return write_map(c, at);
    case FR__CEL_NODE_BINARY: return write_binary(c, at);
    case FR__CEL_NODE_UNARY:
      (void)write_node(c, at->items[0]);
      (void)put(c, at->op == FR__CEL_NOT ? FR__CEL_OP_NOT : FR__CEL_OP_NEGATE, 0, 0, 0, 0);
      return 1;
    default: {
      const uint64_t size = write_node(c, at->items[0]);
      (void)write_node(c, at->items[1]);
      (void)put(c, FR__CEL_OP_INDEX, 0, 0, 0, -1);
      spend(c, size);
      return FR__CEL_ASSUMED_BYTES;
    }
  }
}

/* Returns how large the value can be: items of a list, bytes of a string. Recursion is bounded by the parser. */
static uint64_t write_node(compiler *c, const node *at) {
  const note *n = fr__cel_note_of(c, at);
  if (c->status != FR_OK) return 1;
  switch (n->role) {
    case FR__CEL_ROLE_CONSTANT:
      (void)put(c, FR__CEL_OP_CONSTANT, 0, constant(c, &n->value), 0, 1);
      return n->value.size;
    case FR__CEL_ROLE_SLOT:
      read_slot(c, n->slot);
      (void)put(c, FR__CEL_OP_SLOT, 0, n->slot, 0, 1);
      return assumed(n->shape->kind);
    case FR__CEL_ROLE_LOCAL: (void)put(c, FR__CEL_OP_LOCAL, 0, n->variable->position, 0, 1); return n->variable->bound;
    case FR__CEL_ROLE_KNOWN:
      read_slot(c, n->slot);
      (void)put(c, FR__CEL_OP_KNOWN, 0, n->slot, 0, 1);
      return 1;
    case FR__CEL_ROLE_FIELD: return write_field(c, at, FR__CEL_OP_FIELD);
    case FR__CEL_ROLE_HAS_FIELD: return write_field(c, at->items[0], FR__CEL_OP_HAS_FIELD);
    case FR__CEL_ROLE_CALL: return write_call(c, at);
    case FR__CEL_ROLE_HOST: return write_host(c, at);
    case FR__CEL_ROLE_MACRO: return write_macro(c, at);
    case FR__CEL_ROLE_BIND: return write_bind(c, at);
    default: return write_structure(c, at);
  }
}

static const void *kept(compiler *c, const fr__cel_array *array, size_t width) {
  if (array->count == 0) return NULL;
  void *copy = fr__arena_alloc(c->arena, array->count * width);
  if (copy == NULL) {
    (void)fr__cel_out_of_memory(c);
    return NULL;
  }
  return memcpy(copy, array->items, array->count * width);
}

static bool is_simple(const compiler *c) {
  const fr__cel_code *code = c->code.items;
  for (uint32_t i = 0; i < c->code.count; i++) {
    if (code[i].op >= FR__CEL_OP_STEPS_FROM) return false;
  }
  return c->stack <= FR__CEL_SIMPLE_STACK && c->scratch == 0;
}

fr__cel_program *fr__cel_emit(compiler *c, const node *at) {
  c->code.count = c->constants.count = c->functions.count = c->reads.count = 0;
  c->depth = c->stack = 0;
  c->cost = c->scratch = 0;
  c->times = c->copies = 1;
  (void)write_node(c, at);
  (void)put(c, FR__CEL_OP_END, 0, 0, 0, 0);
  if (c->status != FR_OK) return NULL;
  fr__cel_program *program = fr__arena_alloc(c->arena, sizeof *program);
  if (program == NULL) {
    (void)fr__cel_out_of_memory(c);
    return NULL;
  }
  *program = (fr__cel_program){.code = kept(c, &c->code, sizeof(fr__cel_code)),
                               .code_count = c->code.count,
                               .constants = kept(c, &c->constants, sizeof(fr__cel_value)),
                               .constant_count = c->constants.count,
                               .functions = kept(c, &c->functions, sizeof(fr__cel_function)),
                               .function_count = c->functions.count,
                               .reads = kept(c, &c->reads, sizeof(uint32_t)),
                               .read_count = c->reads.count,
                               .stack = c->stack,
                               .cost = c->cost,
                               .utc_offset_s = c->env->utc_offset_s,
                               .scratch = c->scratch > UINT32_MAX ? UINT32_MAX : (uint32_t)c->scratch,
                               .simple = is_simple(c)};
  fr__cel_find_tests(c, at, program);
  return c->status == FR_OK ? program : NULL;
}

/* ---- equal programs ---- */

/* The very same value: unlike CEL's equality, 1 is not 1.0 here, and NaN is NaN. */
static bool same_value(const fr__cel_value *a, const fr__cel_value *b, uint32_t depth) {
  if (a->kind != b->kind || a->size != b->size) return false;
  if (a->kind == FR__CEL_STRING || a->kind == FR__CEL_BYTES)
    return a->size == 0 || memcmp(a->as.text, b->as.text, a->size) == 0;
  if (a->kind != FR__CEL_LIST && a->kind != FR__CEL_MAP) return a->as.word == b->as.word;
  if (a->as.items == b->as.items) return true;
  if (depth == 0) return false;
  const uint64_t count = a->kind == FR__CEL_MAP ? 2 * (uint64_t)a->size : a->size;
  for (uint64_t i = 0; i < count; i++) {
    if (!same_value(&a->as.items[i], &b->as.items[i], depth - 1)) return false;
  }
  return true;
}

static bool same_function(const fr__cel_function *a, const fr__cel_function *b, const fr__cel_likeness *likeness) {
  const bool same_host = a->host == b->host || (likeness != NULL && a->host == likeness->a && b->host == likeness->b);
  return a->call == b->call && same_host && a->receiver == b->receiver;
}

/* Instructions that read a slot name it first. */
static bool same_code(const fr__cel_code *a, const fr__cel_code *b, const fr__cel_likeness *likeness) {
  if (a->op != b->op || a->n != b->n || a->b != b->b) return false;
  const bool reads = (a->op >= FR__CEL_OP_SLOT && a->op <= FR__CEL_OP_SLOT_IS) || a->op == FR__CEL_OP_KNOWN;
  return a->a == (reads && likeness != NULL && likeness->slots != NULL ? likeness->slots[b->a] : b->a);
}

bool fr__cel_same_program(const fr__cel_program *a, const fr__cel_program *b, const fr__cel_likeness *likeness) {
  if (a->code_count != b->code_count || a->constant_count != b->constant_count ||
      a->function_count != b->function_count) {
    return false;
  }
  for (uint32_t i = 0; i < a->code_count; i++) {
    if (!same_code(&a->code[i], &b->code[i], likeness)) return false;
  }
  for (uint32_t i = 0; i < a->constant_count; i++) {
    if (!same_value(&a->constants[i], &b->constants[i], FR_MAX_EXPRESSION_DEPTH)) return false;
  }
  for (uint32_t i = 0; i < a->function_count; i++) {
    if (!same_function(&a->functions[i], &b->functions[i], likeness)) return false;
  }
  return true;
}
