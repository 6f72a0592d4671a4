/* SPDX-License-Identifier: Apache-2.0
 *
 * The machine: the few instructions that rules are made of are done here, in one loop; all others by steps.c. */
#include "cel/program.h"
#include "cel/tree.h"

void *fr__cel_take(fr__cel_machine *machine, uint64_t size) {
  static const uint64_t align = 16;
  fr__cel_scratch *scratch = machine->scratch;
  if (scratch == NULL || scratch->memory == NULL) return NULL;
  const uint64_t address = (uint64_t)(uintptr_t)scratch->memory + scratch->used;
  const uint64_t gap = (align - address % align) % align;
  if (size + gap > (uint64_t)scratch->size - scratch->used) return NULL;
  void *memory = scratch->memory + scratch->used + gap;
  scratch->used += (uint32_t)(size + gap);
  return memory;
}

static inline bool decides(const fr__cel_value *value, uint32_t deciding) {
  return value->kind == FR__CEL_BOOL && (uint64_t)value->as.integer == deciding;
}

/* Takes another operand of && or || into what stands so far; true when it decides. Unknown outweighs an error. */
static bool join(fr__cel_value *so_far, const fr__cel_value *value, uint32_t deciding) {
  if (value->kind == FR__CEL_BOOL) {
    if (!decides(value, deciding)) return false;
    *so_far = *value;
    return true;
  }
  if (value->kind == FR__CEL_UNKNOWN) {
    *so_far = *value;
  } else if (so_far->kind == FR__CEL_BOOL) {
    *so_far = value->kind == FR__CEL_ERROR ? *value : fr__cel_failed(FR__CEL_FAULT_NO_OVERLOAD);
  }
  return false;
}

static inline bool both(const fr__cel_value *x, const fr__cel_value *y, uint32_t kind) {
  return x->kind == kind && y->kind == kind;
}

static inline fr__cel_value is_same(const fr__cel_value *x, const fr__cel_value *y, uint32_t op) {
  if (!both(x, y, FR__CEL_STRING)) return fr__cel_comparison(op, x, y);
  const bool same = x->size == y->size && (x->as.text == y->as.text || memcmp(x->as.text, y->as.text, x->size) == 0);
  return fr__cel_bool(same == (op == FR__CEL_EQ));
}

/* Doubles in place, everything else by the general comparison. */
#define COMPARE_SLOT(sign)                                                                                \
  do {                                                                                                    \
    const fr__cel_value *x = &slots[code->a], *y = &constants[code->b];                                   \
    *++top = both(x, y, FR__CEL_DOUBLE) ? fr__cel_bool(x->as.number sign y->as.number)                    \
                                        : fr__cel_comparison(code->n, x, y);                              \
    code++;                                                                                               \
  } while (0)

fr__cel_value fr__cel_run(const fr__cel_program *program, const fr__cel_value *slots, fr__cel_scratch *scratch) {
  fr__cel_value stack[FR__CEL_STACK + 1];
  fr__cel_machine machine = {.program = program, .slots = slots, .scratch = scratch, .stack = stack, .budget = FR__CEL_BUDGET};
  const fr__cel_code *const start = program->code, *code = start;
  const fr__cel_value *const constants = program->constants;
  fr__cel_value *top = stack; /* the lowest place stays empty */
  for (;;) {
    switch (code->op) {
      case FR__CEL_OP_END: return *top;
      case FR__CEL_OP_CONSTANT: *++top = constants[code++->a]; break;
      case FR__CEL_OP_SLOT: *++top = slots[code++->a]; break;
      case FR__CEL_OP_SLOT_LT: COMPARE_SLOT(<); break;
      case FR__CEL_OP_SLOT_LE: COMPARE_SLOT(<=); break;
      case FR__CEL_OP_SLOT_GT: COMPARE_SLOT(>); break;
      case FR__CEL_OP_SLOT_GE: COMPARE_SLOT(>=); break;
      case FR__CEL_OP_SLOT_IS:
        *++top = is_same(&slots[code->a], &constants[code->b], code->n);
        code++;
        break;
      case FR__CEL_OP_TEST:
        if (decides(top, code->n)) {
          code = start + code->a;
          break;
        }
        if (top->kind > FR__CEL_ERROR && top->kind != FR__CEL_BOOL) *top = fr__cel_failed(FR__CEL_FAULT_NO_OVERLOAD);
        code++;
        break;
      case FR__CEL_OP_JOIN:
        top--;
        code = join(top, top + 1, code->n) ? start + code->a : code + 1;
        break;
      case FR__CEL_OP_BRANCH:
        if (top->kind == FR__CEL_BOOL) {
          code = top--->as.integer != 0 ? code + 1 : start + code->a;
          break;
        }
        if (top->kind > FR__CEL_ERROR) *top = fr__cel_failed(FR__CEL_FAULT_NO_OVERLOAD);
        code = start + code->b;
        break;
      case FR__CEL_OP_JUMP: code = start + code->a; break;
      default:
        machine.top = top;
        code = fr__cel_steps[code->op - FR__CEL_OP_STEPS_FROM](&machine, code);
        top = machine.top;
    }
  }
}
