/* SPDX-License-Identifier: Apache-2.0
 *
 * The instructions that the machine's loop leaves to functions: each does its work on the stack and returns the
 * instruction that follows. */
#include "cel/program.h"
#include "cel/tree.h"

typedef fr__cel_machine machine;
typedef fr__cel_code code;
typedef fr__cel_value value;

static const code *jump(const machine *m, uint32_t to) { return m->program->code + to; }
static value no_overload(void) { return fr__cel_failed(FR__CEL_FAULT_NO_OVERLOAD); }
static bool is_known(const value *v) { return v->kind > FR__CEL_ERROR; }

/* Takes what is not a value into a result: unknown outweighs an error, and both outweigh values. */
static void absorb(value *result, const value *v) {
  if (result->kind == FR__CEL_UNKNOWN) return;
  if (v->kind == FR__CEL_UNKNOWN || result->kind != FR__CEL_ERROR) {
    *result = v->kind <= FR__CEL_ERROR ? *v : no_overload();
  }
}

static const code *step_negate(machine *m, const code *c) {
  value *v = m->top;
  if (v->kind == FR__CEL_DOUBLE) {
    v->as.number = -v->as.number;
  } else if (v->kind == FR__CEL_INT) {
    if (v->as.integer == INT64_MIN) {
      *v = fr__cel_failed(FR__CEL_FAULT_OVERFLOW);
    } else {
      v->as.integer = -v->as.integer;
    }
  } else if (is_known(v)) {
    *v = no_overload();
  }
  return c + 1;
}

static const code *step_local(machine *m, const code *c) {
  m->top++;
  *m->top = m->stack[c->a];
  return c + 1;
}

static const code *step_field(machine *m, const code *c) {
  value *of = m->top;
  if (is_known(of)) *of = of->kind == FR__CEL_MAP ? fr__cel_map_get(of, &m->program->constants[c->a]) : no_overload();
  return c + 1;
}

static const code *step_has_field(machine *m, const code *c) {
  value *of = m->top;
  if (!is_known(of)) return c + 1;
  *of = of->kind == FR__CEL_MAP ? fr__cel_comparison(m, FR__CEL_CONTAINED, &m->program->constants[c->a], of)
                                : no_overload();
  return c + 1;
}

static const code *step_index(machine *m, const code *c) {
  m->top--;
  m->top[0] = fr__cel_index(&m->top[0], &m->top[1]);
  return c + 1;
}

/* ---- lists and maps ---- */

static value empty(machine *m, uint32_t kind, uint32_t room, uint32_t width) {
  const value *items = fr__cel_take(m, (uint64_t)room * width * sizeof *items);
  if (items == NULL) return fr__cel_failed(FR__CEL_FAULT_MEMORY);
  return (value){.kind = (uint8_t)kind, .as.items = items};
}

/* The list is one of this run, in scratch memory, with room for another. */
static void append(value *list, const value *v) {
  value *items = (value *)(uintptr_t)list->as.items;
  items[list->size++] = *v;
}

static const code *step_list(machine *m, const code *c) {
  *++m->top = empty(m, FR__CEL_LIST, c->a, 1);
  return c + 1;
}

static const code *step_list_add(machine *m, const code *c) {
  value *list = --m->top;
  if (!is_known(list + 1)) {
    absorb(list, list + 1);
  } else if (list->kind == FR__CEL_LIST) {
    append(list, list + 1);
  }
  return c + 1;
}

static const code *step_map(machine *m, const code *c) {
  *++m->top = empty(m, FR__CEL_MAP, c->a, 2);
  return c + 1;
}

static bool is_key(const value *v) {
  return v->kind == FR__CEL_STRING || v->kind == FR__CEL_INT || v->kind == FR__CEL_UINT || v->kind == FR__CEL_BOOL;
}

static const code *step_map_add(machine *m, const code *c) {
  value *map = m->top -= 2, *key = map + 1;
  if (!is_known(key)) absorb(map, key);
  if (!is_known(key + 1)) absorb(map, key + 1);
  if (map->kind != FR__CEL_MAP) return c + 1;
  const value known = fr__cel_comparison(m, FR__CEL_CONTAINED, key, map);
  if (known.kind == FR__CEL_ERROR) {
    *map = known;
    return c + 1;
  }
  if (!is_key(key) || known.as.integer != 0) {
    *map = fr__cel_failed(is_key(key) ? FR__CEL_FAULT_RANGE : FR__CEL_FAULT_NO_OVERLOAD);
    return c + 1;
  }
  value *items = (value *)(uintptr_t)map->as.items;
  items[2 * map->size] = key[0];
  items[2 * map->size + 1] = key[1];
  map->size++;
  return c + 1;
}

/* ---- calls ---- */

static const code *step_call(machine *m, const code *c) {
  const fr__cel_builtin *builtin = &fr__cel_builtins[c->a];
  value *arguments = m->top = m->top - c->n + 1;
  value result = {.kind = FR__CEL_NULL};
  for (uint32_t i = 0; i < c->n; i++) {
    if (!is_known(&arguments[i])) {
      absorb(&result, &arguments[i]);
    } else if ((builtin->takes[i < 2 ? i : 2] >> arguments[i].kind & 1) == 0) {
      const value wrong = no_overload();
      absorb(&result, &wrong);
    }
  }
  if (is_known(&result)) {
    m->element = c->b;
    result = builtin->call(m, arguments, c->n);
  }
  *m->top = result;
  return c + 1;
}

static const code *step_host(machine *m, const code *c) {
  const fr__cel_function *function = &m->program->functions[c->a];
  if (is_known(m->top)) {
    *m->top = m->top->kind == function->receiver ? function->call(function->host, m->top, c->b) : no_overload();
  }
  return c + 1;
}

/* ---- macros over lists and the keys of maps ---- */

enum { LIST, STATE, RESULT, ELEMENT, FRAME };

static const code *step_loop(machine *m, const code *c) {
  value *frame = m->top;
  value *list = &frame[LIST];
  if (is_known(list) && list->kind != FR__CEL_LIST && list->kind != FR__CEL_MAP) *list = no_overload();
  if (!is_known(list)) return jump(m, c->b);
  value result;
  switch (c->n) {
    case FR__CEL_MACRO_ALL: result = fr__cel_bool(true); break;
    case FR__CEL_MACRO_EXISTS: result = fr__cel_bool(false); break;
    case FR__CEL_MACRO_EXISTS_ONE: result = fr__cel_int(0); break;
    default: result = empty(m, FR__CEL_LIST, list->size, 1);
  }
  if (!is_known(&result)) {
    *list = result;
    return jump(m, c->b);
  }
  frame[STATE] = fr__cel_int(0);
  frame[RESULT] = result;
  frame[ELEMENT] = (value){.kind = FR__CEL_NULL};
  m->top = &frame[ELEMENT];
  return c + 1;
}

static const code *step_loop_next(machine *m, const code *c) {
  value *frame = m->top - ELEMENT;
  const int64_t at = frame[STATE].as.integer;
  if (at == frame[LIST].size) return jump(m, c->a);
  if (m->budget < c->b) {
    frame[RESULT] = fr__cel_failed(FR__CEL_FAULT_COST);
    return jump(m, c->a);
  }
  m->budget -= c->b;
  frame[ELEMENT] = frame[LIST].as.items[frame[LIST].kind == FR__CEL_MAP ? 2 * at : at];
  frame[STATE].as.integer = at + 1;
  /* A predicate leaves nothing behind: what it took of the scratch memory is given back from here. */
  frame[STATE].size = m->scratch == NULL ? 0 : m->scratch->used;
  return c + 1;
}

static void give_back(machine *m, const value *frame) {
  if (m->scratch != NULL) m->scratch->used = frame[STATE].size;
}

static const code *step_loop_skip(machine *m, const code *c) {
  const value *v = m->top--;
  value *frame = m->top - ELEMENT;
  give_back(m, frame);
  if (v->kind == FR__CEL_BOOL) return v->as.integer != 0 ? c + 1 : jump(m, c->a);
  absorb(&frame[RESULT], v);
  return jump(m, c->a);
}

static const code *step_loop_step(machine *m, const code *c) {
  const value *v = m->top--;
  value *frame = m->top - ELEMENT, *result = &frame[RESULT];
  if (c->n != FR__CEL_MACRO_MAP && c->n != FR__CEL_MACRO_MAP_FILTER) {
    give_back(m, frame);
    if (v->kind != FR__CEL_BOOL) {
      absorb(result, v);
      return jump(m, c->a);
    }
  }
  switch (c->n) {
    case FR__CEL_MACRO_ALL:
    case FR__CEL_MACRO_EXISTS:
      if ((v->as.integer != 0) != (c->n == FR__CEL_MACRO_EXISTS)) break;
      *result = *v;
      return jump(m, c->b);
    case FR__CEL_MACRO_EXISTS_ONE: result->as.integer += result->kind == FR__CEL_INT ? v->as.integer : 0; break;
    case FR__CEL_MACRO_FILTER:
      if (v->as.integer != 0 && result->kind == FR__CEL_LIST) append(result, &frame[ELEMENT]);
      break;
    default:
      if (!is_known(v)) {
        absorb(result, v);
      } else if (result->kind == FR__CEL_LIST) {
        append(result, v);
      }
  }
  return jump(m, c->a);
}

static const code *step_loop_end(machine *m, const code *c) {
  m->top -= ELEMENT;
  value result = m->top[RESULT];
  if (c->n == FR__CEL_MACRO_EXISTS_ONE && result.kind == FR__CEL_INT) result = fr__cel_bool(result.as.integer == 1);
  *m->top = result;
  return c + 1;
}

static const code *step_drop_under(machine *m, const code *c) {
  m->top--;
  m->top[0] = m->top[1];
  return c + 1;
}

#define STEP(op) [FR__CEL_OP_##op - FR__CEL_OP_STEPS_FROM]
const fr__cel_step fr__cel_steps[] = {
    STEP(NEGATE) = step_negate,
    STEP(LOCAL) = step_local,
    STEP(FIELD) = step_field,
    STEP(HAS_FIELD) = step_has_field,
    STEP(INDEX) = step_index,
    STEP(LIST) = step_list,
    STEP(LIST_ADD) = step_list_add,
    STEP(MAP) = step_map,
    STEP(MAP_ADD) = step_map_add,
    STEP(CALL) = step_call,
    STEP(HOST) = step_host,
    STEP(LOOP) = step_loop,
    STEP(LOOP_NEXT) = step_loop_next,
    STEP(LOOP_SKIP) = step_loop_skip,
    STEP(LOOP_STEP) = step_loop_step,
    STEP(LOOP_END) = step_loop_end,
    STEP(DROP_UNDER) = step_drop_under,
};
const uint32_t fr__cel_step_count = FR_COUNT(fr__cel_steps);
