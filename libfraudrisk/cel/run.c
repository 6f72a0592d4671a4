/* SPDX-License-Identifier: Apache-2.0
 *
 * The machine: the few instructions that rules are made of are done here, in one loop; all others by steps.c. */
#include "cel/program.h"
#include "cel/tree.h"

void *fr__cel_take(fr__cel_machine *machine, uint64_t size) {
  static const uint64_t align = 16;
  fr__cel_scratch *scratch = machine == NULL ? NULL : machine->scratch;
  if (scratch == NULL || scratch->memory == NULL) return NULL;
  const uint64_t address = (uint64_t)(uintptr_t)scratch->memory + scratch->used;
  const uint64_t gap = (align - address % align) % align;
  if (size + gap > (uint64_t)scratch->size - scratch->used) return NULL;
  void *memory = scratch->memory + scratch->used + gap;
  scratch->used += (uint32_t)(size + gap);
  return memory;
}

bool fr__cel_is_slot(const fr__cel_program *program, uint32_t *slot) {
  if (program->code[0].op != FR__CEL_OP_SLOT || program->code[1].op != FR__CEL_OP_END) return false;
  *slot = program->code[0].a;
  return true;
}

bool fr__cel_is_constant_value(const fr__cel_program *program, fr__cel_value *value) {
  if (program->code[0].op != FR__CEL_OP_CONSTANT || program->code[1].op != FR__CEL_OP_END) return false;
  *value = program->constants[program->code[0].a];
  return true;
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

/* Results are written field by field into their place: a value that is put together elsewhere and copied as a whole
 * costs more than the comparison. */
static inline void set_bool(fr__cel_value *result, bool value) {
  result->kind = FR__CEL_BOOL;
  result->reserved = 0;
  result->code = 0;
  result->size = 0;
  result->as.integer = value;
}

static inline void set_double(fr__cel_value *result, double value) {
  result->kind = FR__CEL_DOUBLE;
  result->reserved = 0;
  result->code = 0;
  result->size = 0;
  result->as.number = value;
}

static inline void test_same(fr__cel_machine *machine, fr__cel_value *result, uint32_t op, const fr__cel_value *x,
                             const fr__cel_value *y) {
  if (both(x, y, FR__CEL_STRING)) {
    const bool same = x->size == y->size && fr__cel_same_bytes(x->as.text, y->as.text, x->size);
    set_bool(result, same == (op == FR__CEL_EQ));
  } else if (both(x, y, FR__CEL_BOOL)) {
    set_bool(result, (x->as.integer == y->as.integer) == (op == FR__CEL_EQ));
  } else {
    *result = fr__cel_comparison(machine, op, x, y);
  }
}

static inline void compare(fr__cel_machine *machine, fr__cel_value *result, uint32_t op, const fr__cel_value *x,
                           const fr__cel_value *y) {
  if (both(x, y, FR__CEL_DOUBLE)) {
    const double a = x->as.number, b = y->as.number;
    switch (op) {
      case FR__CEL_LT: set_bool(result, a < b); return;
      case FR__CEL_LE: set_bool(result, a <= b); return;
      case FR__CEL_GT: set_bool(result, a > b); return;
      case FR__CEL_GE: set_bool(result, a >= b); return;
      default: break;
    }
  }
  *result = fr__cel_comparison(machine, op, x, y);
}

static inline void calculate(fr__cel_machine *machine, uint32_t op, fr__cel_value *x, const fr__cel_value *y) {
  if (both(x, y, FR__CEL_DOUBLE)) {
    const double a = x->as.number, b = y->as.number;
    switch (op) {
      case FR__CEL_ADD: set_double(x, a + b); return;
      case FR__CEL_SUBTRACT: set_double(x, a - b); return;
      case FR__CEL_MULTIPLY: set_double(x, a * b); return;
      case FR__CEL_DIVIDE: set_double(x, a / b); return;
      default: break;
    }
  }
  *x = fr__cel_arithmetic(machine, op, x, y);
}

static inline void negate(fr__cel_value *value) {
  if (value->kind == FR__CEL_BOOL) {
    value->as.integer = value->as.integer == 0;
  } else if (value->kind > FR__CEL_ERROR) {
    *value = fr__cel_failed(FR__CEL_FAULT_NO_OVERLOAD);
  }
}

static inline void widen(fr__cel_value *value) {
  if (value->kind == FR__CEL_INT) {
    set_double(value, (double)value->as.integer);
  } else if (value->kind == FR__CEL_UINT) {
    set_double(value, (double)value->as.word);
  }
}

/* Doubles in place, everything else by the general comparison. */
#define COMPARE_SLOT(sign)                                              \
  do {                                                                  \
    const fr__cel_value *x = &slots[code->a], *y = &constants[code->b]; \
    top++;                                                              \
    if (both(x, y, FR__CEL_DOUBLE)) {                                   \
      set_bool(top, x->as.number sign y->as.number);                    \
    } else {                                                            \
      *top = fr__cel_comparison(machine, code->n, x, y);                \
    }                                                                   \
    code++;                                                             \
  } while (0)

/* The loop. `machine` is null for a program that needs no steps: then nothing has to be set up for them. */
static inline __attribute__((always_inline)) fr__cel_value execute(const fr__cel_program *program,
                                                                   const fr__cel_value *slots, fr__cel_value *stack,
                                                                   fr__cel_machine *machine) {
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
        test_same(machine, ++top, code->n, &slots[code->a], &constants[code->b]);
        code++;
        break;
      case FR__CEL_OP_COMPARE:
        top--;
        compare(machine, top, code++->n, top, top + 1);
        break;
      case FR__CEL_OP_ARITHMETIC:
        top--;
        calculate(machine, code++->n, top, top + 1);
        break;
      case FR__CEL_OP_KNOWN:
        top++;
        *top = slots[code++->a];
        if (top->kind != FR__CEL_ERROR) *top = fr__cel_bool(top->kind != FR__CEL_UNKNOWN);
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
      case FR__CEL_OP_NOT:
        negate(top);
        code++;
        break;
      case FR__CEL_OP_TO_DOUBLE:
        widen(top);
        code++;
        break;
      default:
        if (machine == NULL) __builtin_unreachable();
        machine->top = top;
        code = fr__cel_steps[code->op - FR__CEL_OP_STEPS_FROM](machine, code);
        top = machine->top;
    }
  }
}

static __attribute__((noinline)) fr__cel_value run_steps(const fr__cel_program *program, const fr__cel_value *slots,
                                                         fr__cel_scratch *scratch) {
  fr__cel_value stack[FR__CEL_STACK + 1];
  fr__cel_machine machine = {
      .program = program, .slots = slots, .scratch = scratch, .stack = stack, .budget = FR__CEL_BUDGET};
  return execute(program, slots, stack, &machine);
}

fr__cel_value fr__cel_run(const fr__cel_program *program, const fr__cel_value *slots, fr__cel_scratch *scratch) {
  if (program->test_count != 0) {
    const uint32_t verdict = fr__cel_try_tests(program, slots);
    if (verdict != FR__CEL_IS_ERROR)
      return verdict == FR__CEL_IS_UNKNOWN ? fr__cel_unknown() : fr__cel_bool(verdict == FR__CEL_TRUE);
  }
  return fr__cel_run_code(program, slots, scratch);
}

fr__cel_value fr__cel_run_code(const fr__cel_program *program, const fr__cel_value *slots, fr__cel_scratch *scratch) {
  if (!program->simple) return run_steps(program, slots, scratch);
  fr__cel_value stack[FR__CEL_SIMPLE_STACK + 1];
  return execute(program, slots, stack, NULL);
}
