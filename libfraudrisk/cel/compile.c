/* SPDX-License-Identifier: Apache-2.0
 *
 * The whole of a compilation in its order, and the evaluation of what is constant. */
#include "cel/compile.h"

typedef fr__cel_compiler compiler;
typedef fr__cel_node node;
typedef fr__cel_note note;

/* ---- constants ---- */

/* A value that was made in passing moves into the arena. Values nest as deep as expressions. */
static bool keep(compiler *c, fr__cel_value *value) {
  if ((value->kind == FR__CEL_STRING || value->kind == FR__CEL_BYTES) && value->as.text != NULL) {
    value->as.text = fr__arena_copy(c->arena, value->as.text, value->size);
    return value->as.text != NULL;
  }
  if (value->kind != FR__CEL_LIST && value->kind != FR__CEL_MAP) return true;
  const size_t count = value->kind == FR__CEL_MAP ? 2 * (size_t)value->size : value->size;
  fr__cel_value *items = fr__arena_alloc(c->arena, (count + 1) * sizeof *items);
  if (items == NULL) return false;
  for (size_t i = 0; i < count; i++) {
    items[i] = value->as.items[i];
    if (!keep(c, &items[i])) return false;
  }
  value->as.items = items;
  return true;
}

bool fr__cel_fold(compiler *c, const node *at) {
  enum { MEMORY = 16384 };
  const uint32_t first = at->kind == FR__CEL_NODE_METHOD && fr__cel_note_of(c, at->items[0])->shape == NULL ? 1 : 0;
  for (uint32_t i = first; i < at->count; i++) {
    if (!fr__cel_is_constant(c, at->items[i])) return true;
  }
  const fr__cel_program *program = fr__cel_emit(c, at);
  if (program == NULL) return false;
  _Alignas(16) unsigned char memory[MEMORY];
  fr__cel_scratch scratch = {memory, sizeof memory, 0};
  fr__cel_value value = fr__cel_run(program, NULL, &scratch);
  const bool spent =
      value.kind == FR__CEL_ERROR && (value.code == FR__CEL_FAULT_MEMORY || value.code == FR__CEL_FAULT_COST);
  if (spent && c->env->widen) {
    return fr__cel_reject(c, at, "this constant needs more %s than one evaluation has; make it smaller",
                          value.code == FR__CEL_FAULT_MEMORY ? "memory" : "steps");
  }
  if (value.kind <= FR__CEL_ERROR) return true;
  if (!keep(c, &value)) return fr__cel_out_of_memory(c);
  note *n = fr__cel_note_of(c, at);
  n->role = FR__CEL_ROLE_CONSTANT;
  n->value = value;
  return true;
}

/* ---- compiling ---- */

static fr__cel_type type_of(const fr__cel_shape *shape) {
  return (fr__cel_type){.kind = shape->kind,
                        .element = shape->element == NULL ? (uint8_t)FR__CEL_UNKNOWN : shape->element->kind,
                        .name_count = shape->name_count,
                        .names = shape->names};
}

fr_status fr__cel_compile(fr__arena *arena, const fr__cel_env *env, const fr__cel_tree *tree, fr__cel_chains *chains,
                          fr__cel_program **program, fr__cel_type *type, fr__cel_error *error) {
  FR_REQUIRE(arena != NULL && env != NULL && tree != NULL && program != NULL, FR_NULL_POINTER);
  *program = NULL;
  compiler c = {.arena = arena, .env = env, .tree = tree, .chains = chains, .error = error};
  const fr__cel_chains before = chains == NULL ? (fr__cel_chains){0} : *chains;
  c.notes = fr__arena_alloc(arena, tree->node_count * sizeof *c.notes);
  if (c.notes == NULL) (void)fr__cel_out_of_memory(&c);
  if (c.status == FR_OK && fr__cel_check_value(&c, tree->root)) *program = fr__cel_emit(&c, tree->root);
  FR_ENSURE(c.status != FR_OK || *program != NULL);
  if (c.status == FR_OK) {
    if (type != NULL) *type = type_of(fr__cel_note_of(&c, tree->root)->shape);
  } else if (chains != NULL) {
    /* What a refused expression lifted out is forgotten; arrays that grew meanwhile stay. */
    chains->count = before.count;
    chains->next_slot = before.next_slot;
  }
  return c.status;
}

const uint32_t *fr__cel_reads(const fr__cel_program *program, uint32_t *count) {
  *count = program->read_count;
  return program->reads;
}

uint64_t fr__cel_cost(const fr__cel_program *program) { return program->cost; }

uint32_t fr__cel_scratch_needed(const fr__cel_program *program) { return program->scratch; }
