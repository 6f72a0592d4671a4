/* SPDX-License-Identifier: Apache-2.0
 *
 * The compiled form: flat code for a small stack machine, and the functions that code may call. */
#ifndef FR_CEL_PROGRAM_H
#define FR_CEL_PROGRAM_H

#include "cel/cel.h"

/* What an instruction does with the stack is noted as: before -> after. */
enum fr__cel_code_op {
  FR__CEL_OP_END,      /* value -> : the result */
  FR__CEL_OP_CONSTANT, /* -> constants[a] */
  FR__CEL_OP_SLOT,     /* -> slots[a] */
  /* slots[a] against constants[b] -> bool; n: the comparison. Two doubles, else whatever the values are. */
  FR__CEL_OP_SLOT_LT,
  FR__CEL_OP_SLOT_LE,
  FR__CEL_OP_SLOT_GT,
  FR__CEL_OP_SLOT_GE,
  FR__CEL_OP_SLOT_IS,    /* n: == or !=, any kinds */
  FR__CEL_OP_COMPARE,    /* x y -> bool; n: the operator */
  FR__CEL_OP_ARITHMETIC, /* x y -> value; n: the operator */
  FR__CEL_OP_KNOWN,      /* -> bool: slots[a] is not unknown */
  FR__CEL_OP_TEST,       /* bool -> bool; && and || after the first operand; jumps to a when it decides; n: 1 for || */
  FR__CEL_OP_JOIN,       /* bool bool -> bool; && and || after the others */
  FR__CEL_OP_BRANCH,     /* bool -> ; false jumps to a; unknown and errors stay and jump to b */
  FR__CEL_OP_JUMP,       /* to a */
  FR__CEL_OP_NOT,        /* bool -> bool */
  FR__CEL_OP_TO_DOUBLE,  /* number -> double */
  FR__CEL_OP_STEPS_FROM, /* what follows is done by functions, fr__cel_steps */
  FR__CEL_OP_NEGATE = FR__CEL_OP_STEPS_FROM,
  FR__CEL_OP_LOCAL,      /* -> stack[a] */
  FR__CEL_OP_FIELD,      /* map -> value under the key constants[a] */
  FR__CEL_OP_HAS_FIELD,  /* map -> bool */
  FR__CEL_OP_INDEX,      /* list index -> value */
  FR__CEL_OP_LIST,       /* -> list with room for a */
  FR__CEL_OP_LIST_ADD,   /* list value -> list */
  FR__CEL_OP_MAP,        /* -> map with room for a */
  FR__CEL_OP_MAP_ADD,    /* map key value -> map */
  FR__CEL_OP_CALL,       /* n arguments -> value; a: number in fr__cel_builtins, b: kind of the list's elements */
  FR__CEL_OP_HOST,       /* receiver -> value; a: number in functions, b: what its literal stands for */
  FR__CEL_OP_LOOP,       /* list -> list state result element; n: the macro; not a list: jumps to b */
  FR__CEL_OP_LOOP_NEXT,  /* the next element; none: jumps to a */
  FR__CEL_OP_LOOP_SKIP,  /* … bool -> …: of map with a filter: false jumps to a, unknown and errors to b */
  FR__CEL_OP_LOOP_STEP,  /* … value -> …: takes the body's value in, jumps to a, or to b when it decides */
  FR__CEL_OP_LOOP_END,   /* list state result element -> result */
  FR__CEL_OP_DROP_UNDER, /* x y -> y */
};

typedef struct fr__cel_code {
  uint16_t op, n;
  uint32_t a, b;
} fr__cel_code;

/* A condition is mostly operands joined by && (or by ||), each a comparison of a slot or a few of them. Those operands
 * are kept in this form beside the code: tests that are walked downward, two nanoseconds a comparison. One operand that
 * is false decides an && whatever the others are, unknown and errors among them (one that is true, an ||): so an
 * operand that meets a value of another kind than it was checked to be is passed over, as one that is no comparison was
 * left out from the start. Where nothing decided, the code is asked. It need not be where operands were passed over
 * only because values are unknown, and are such that they are unknown then: single comparisons, and comparisons that
 * are all joined by || (in an ||, by &&). */
enum fr__cel_test_how {
  FR__CEL_TEST_DOUBLE, /* slot against number */
  FR__CEL_TEST_SCALED, /* slot against number * another slot */
  FR__CEL_TEST_INT,
  FR__CEL_TEST_INTS, /* slot against another slot */
  FR__CEL_TEST_BOOL,
  FR__CEL_TEST_TIME,    /* a duration or timestamp; other: its nanoseconds */
  FR__CEL_TEST_SHIFTED, /* a timestamp against another slot, to which the duration `integer` is added */
  FR__CEL_TEST_KNOWN,   /* whether the slot is known */
  FR__CEL_TEST_TEXT,    /* equality only */
  FR__CEL_TEST_ONE_OF,  /* a text, in a list of `other` texts */
  FR__CEL_TEST_ASKED,   /* a function of the host: the slot its receiver, `other` what its literals stand for */
};
enum { FR__CEL_TEST_TRUE = 254, FR__CEL_TEST_FALSE = 255 };
typedef struct fr__cel_test {
  uint8_t how;
  uint8_t holds; /* bits: less 1, equal 2, more 4 */
  uint8_t stays; /* with this result the next test follows */
  uint8_t leave; /* with the other result: the number of a test further down, or that the condition is true or false */
  uint8_t pass;  /* where the value is of another kind: the first test of the next operand */
  uint8_t loose; /* where the value is unknown, the operand is, unless a test that follows in it says otherwise */
  uint8_t kind;  /* of a time */
  uint32_t slot, other; /* other: a slot, or the text's bytes */
  union {
    int64_t integer;
    double number;
    const char *text;
    const fr__cel_value *items;
    const fr__cel_function *function;
  } as;
} fr__cel_test;

struct fr__cel_program {
  const fr__cel_code *code;
  const fr__cel_value *constants;
  const fr__cel_function *functions;
  const uint32_t *reads;
  uint32_t code_count, constant_count, function_count, read_count;
  uint32_t stack; /* values at most */
  uint32_t scratch;
  uint64_t cost;
  int32_t utc_offset_s; /* of hours() */
  bool simple;
  uint32_t test_count;
  const fr__cel_test *tests;
  bool tests_all; /* no operand was left out */
  bool tests_end; /* what the condition is when all operands were walked through */
};

/* What a shifted test compares with, given the value of its other slot; false where that cannot be said in whole
 * microseconds within the range of times. */
bool fr__cel_shifted(const fr__cel_test *test, const fr__cel_value *time, int64_t *to);
/* Answers a condition by its tests: fr__cel_verdict, FR__CEL_IS_ERROR where the code has to be asked. */
uint32_t fr__cel_try_tests(const fr__cel_program *program, const fr__cel_value *slots);

/* fr__cel_run() by the code alone. */
fr__cel_value fr__cel_run_code(const fr__cel_program *program, const fr__cel_value *slots, fr__cel_scratch *scratch);

/* Texts of rules are short: up to 16 bytes two loads that may overlap say it, without a call. */
static inline uint64_t fr__cel_load8(const char *bytes) {
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  return word;
}
static inline uint32_t fr__cel_load4(const char *bytes) {
  uint32_t word;
  memcpy(&word, bytes, sizeof word);
  return word;
}
static inline bool fr__cel_same_bytes(const char *a, const char *b, uint32_t size) {
  if (a == b || size == 0) return true;
  if (size > 16) return memcmp(a, b, size) == 0;
  if (size >= 8) {
    const uint64_t head = fr__cel_load8(a) ^ fr__cel_load8(b);
    return (head | (fr__cel_load8(a + size - 8) ^ fr__cel_load8(b + size - 8))) == 0;
  }
  if (size >= 4) {
    const uint32_t head = fr__cel_load4(a) ^ fr__cel_load4(b);
    return (head | (fr__cel_load4(a + size - 4) ^ fr__cel_load4(b + size - 4))) == 0;
  }
  return a[0] == b[0] && a[size / 2] == b[size / 2] && a[size - 1] == b[size - 1];
}

/* Deeper is refused when compiling. */
enum { FR__CEL_STACK = 320 };
/* A program that needs no steps, no scratch memory and no more than this many places runs without a machine. */
enum { FR__CEL_SIMPLE_STACK = 15 };
/* Loops may take this many steps in one run. */
enum { FR__CEL_BUDGET = 1 << 20 };
/* How large a value of the host is taken to be when the cost and memory of a run are bounded beforehand. */
enum { FR__CEL_ASSUMED_ITEMS = 64, FR__CEL_ASSUMED_BYTES = FR_MAX_REMARK_BYTES };

typedef struct fr__cel_machine {
  const fr__cel_program *program;
  const fr__cel_value *slots;
  fr__cel_scratch *scratch;
  fr__cel_value *stack;
  fr__cel_value *top; /* the last value */
  uint32_t budget;
  uint32_t element; /* the kind that a call's list is known to hold, for the sum of nothing */
} fr__cel_machine;

/* Memory of this run, aligned to 16; null when it is used up. */
void *fr__cel_take(fr__cel_machine *machine, uint64_t size);

typedef const fr__cel_code *(*fr__cel_step)(fr__cel_machine *machine, const fr__cel_code *code);
extern const fr__cel_step fr__cel_steps[];
extern const uint32_t fr__cel_step_count;

fr__cel_value fr__cel_arithmetic(fr__cel_machine *machine, uint32_t op, const fr__cel_value *x, const fr__cel_value *y);
/* Items of lists and maps that it compares are taken from the machine's budget; null: from one as large. */
fr__cel_value fr__cel_comparison(fr__cel_machine *machine, uint32_t op, const fr__cel_value *x, const fr__cel_value *y);
fr__cel_value fr__cel_index(const fr__cel_value *of, const fr__cel_value *index);
fr__cel_value fr__cel_map_get(const fr__cel_value *map, const fr__cel_value *key);

/* ---- functions ---- */

/* Sets of kinds. */
#define FR__CEL_BIT(kind) (UINT32_C(1) << FR__CEL_##kind)
#define FR__CEL_NUMBERS (FR__CEL_BIT(INT) | FR__CEL_BIT(UINT) | FR__CEL_BIT(DOUBLE))
#define FR__CEL_ANY UINT32_MAX

enum fr__cel_form { FR__CEL_GLOBAL = 1, FR__CEL_METHOD = 2, FR__CEL_EITHER = 3, FR__CEL_NAMESPACED = 4 };
/* Result kinds that depend on the arguments. */
enum {
  FR__CEL_AS_FIRST = 64,
  FR__CEL_AS_ELEMENT,
  FR__CEL_AS_LEAST_OR_GREATEST,
  FR__CEL_AS_TEXTS, /* a list of strings */
  FR__CEL_AS_GAPS,  /* a list of the differences of the first's elements */
  FR__CEL_AS_HOURS  /* a list of ints */
};

typedef struct fr__cel_builtin {
  const char *name;
  uint8_t form;
  uint8_t least, most; /* arguments, a method's receiver among them */
  uint8_t result;      /* a kind, or one of those above */
  uint32_t takes[3];   /* kinds of each; the last is that of all further */
  uint32_t bytes;      /* of scratch memory at most, beside … */
  uint32_t factor;     /* … so many for each byte or item of its first argument */
  fr__cel_value (*call)(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count);
} fr__cel_builtin;
extern const fr__cel_builtin fr__cel_builtins[];
extern const uint32_t fr__cel_builtin_count;
/* The builtin of that name and form, or null. */
const fr__cel_builtin *fr__cel_find_builtin(const char *name, uint32_t form);

/* Tables of builtins by subject; fr__cel_builtins is made of them. */
#define FR__CEL_BUILTIN_CALL(name) \
  fr__cel_value name(fr__cel_machine *machine, const fr__cel_value *arguments, uint32_t count)
FR__CEL_BUILTIN_CALL(fr__cel_call_size);
FR__CEL_BUILTIN_CALL(fr__cel_call_contains);
FR__CEL_BUILTIN_CALL(fr__cel_call_starts_with);
FR__CEL_BUILTIN_CALL(fr__cel_call_ends_with);
FR__CEL_BUILTIN_CALL(fr__cel_call_lower_ascii);
FR__CEL_BUILTIN_CALL(fr__cel_call_upper_ascii);
FR__CEL_BUILTIN_CALL(fr__cel_call_trim);
FR__CEL_BUILTIN_CALL(fr__cel_call_int);
FR__CEL_BUILTIN_CALL(fr__cel_call_uint);
FR__CEL_BUILTIN_CALL(fr__cel_call_double);
FR__CEL_BUILTIN_CALL(fr__cel_call_string);
FR__CEL_BUILTIN_CALL(fr__cel_call_bytes);
FR__CEL_BUILTIN_CALL(fr__cel_call_bool);
FR__CEL_BUILTIN_CALL(fr__cel_call_dyn);
FR__CEL_BUILTIN_CALL(fr__cel_call_type);
FR__CEL_BUILTIN_CALL(fr__cel_call_duration);
FR__CEL_BUILTIN_CALL(fr__cel_call_timestamp);
FR__CEL_BUILTIN_CALL(fr__cel_call_full_year);
FR__CEL_BUILTIN_CALL(fr__cel_call_month);
FR__CEL_BUILTIN_CALL(fr__cel_call_date);
FR__CEL_BUILTIN_CALL(fr__cel_call_day_of_month);
FR__CEL_BUILTIN_CALL(fr__cel_call_day_of_week);
FR__CEL_BUILTIN_CALL(fr__cel_call_day_of_year);
FR__CEL_BUILTIN_CALL(fr__cel_call_hours);
FR__CEL_BUILTIN_CALL(fr__cel_call_minutes);
FR__CEL_BUILTIN_CALL(fr__cel_call_seconds);
FR__CEL_BUILTIN_CALL(fr__cel_call_milliseconds);
FR__CEL_BUILTIN_CALL(fr__cel_call_sum);
FR__CEL_BUILTIN_CALL(fr__cel_call_min);
FR__CEL_BUILTIN_CALL(fr__cel_call_max);
FR__CEL_BUILTIN_CALL(fr__cel_call_first);
FR__CEL_BUILTIN_CALL(fr__cel_call_last);
FR__CEL_BUILTIN_CALL(fr__cel_call_distinct);
FR__CEL_BUILTIN_CALL(fr__cel_call_percentile);
FR__CEL_BUILTIN_CALL(fr__cel_call_gaps);
FR__CEL_BUILTIN_CALL(fr__cel_call_rises);
FR__CEL_BUILTIN_CALL(fr__cel_call_hours_of);
FR__CEL_BUILTIN_CALL(fr__cel_call_least);
FR__CEL_BUILTIN_CALL(fr__cel_call_greatest);
FR__CEL_BUILTIN_CALL(fr__cel_call_abs);
FR__CEL_BUILTIN_CALL(fr__cel_call_ceil);
FR__CEL_BUILTIN_CALL(fr__cel_call_floor);
FR__CEL_BUILTIN_CALL(fr__cel_call_round);
FR__CEL_BUILTIN_CALL(fr__cel_call_trunc);
FR__CEL_BUILTIN_CALL(fr__cel_call_sign);
FR__CEL_BUILTIN_CALL(fr__cel_call_is_nan);
FR__CEL_BUILTIN_CALL(fr__cel_call_is_inf);
FR__CEL_BUILTIN_CALL(fr__cel_call_is_finite);
FR__CEL_BUILTIN_CALL(fr__cel_call_bit_and);
FR__CEL_BUILTIN_CALL(fr__cel_call_bit_or);
FR__CEL_BUILTIN_CALL(fr__cel_call_bit_xor);
FR__CEL_BUILTIN_CALL(fr__cel_call_bit_not);
FR__CEL_BUILTIN_CALL(fr__cel_call_shift_left);
FR__CEL_BUILTIN_CALL(fr__cel_call_shift_right);
FR__CEL_BUILTIN_CALL(fr__cel_call_char_at);
FR__CEL_BUILTIN_CALL(fr__cel_call_index_of);
FR__CEL_BUILTIN_CALL(fr__cel_call_last_index_of);
FR__CEL_BUILTIN_CALL(fr__cel_call_substring);
FR__CEL_BUILTIN_CALL(fr__cel_call_reverse);
FR__CEL_BUILTIN_CALL(fr__cel_call_split);
FR__CEL_BUILTIN_CALL(fr__cel_call_join);
FR__CEL_BUILTIN_CALL(fr__cel_call_replace);
FR__CEL_BUILTIN_CALL(fr__cel_call_base64_encode);
FR__CEL_BUILTIN_CALL(fr__cel_call_base64_decode);

#endif
