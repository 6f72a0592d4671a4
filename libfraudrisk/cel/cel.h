/* SPDX-License-Identifier: Apache-2.0
 *
 * The expression language: CEL (github.com/google/cel-spec), parsed, checked, compiled once and evaluated many times.
 * The room knows no fraud. The one idea: whatever an expression reads is a slot. The host declares names with slots
 * and types, fills the slots that a program reads, and runs it. A chain over a host's sequence (a history) never
 * becomes a list: the compiler lifts it out as a fr__cel_chain whose result is one more slot, and the host folds it.
 *
 *   source ─parse─► tree with positions ─check─► tree with types ─compile─► program + chains ─run─► value
 */
#ifndef FR_CEL_CEL_H
#define FR_CEL_CEL_H

#include "base/arena.h"
#include "base/base.h"

/* ---- values ---- */

enum fr__cel_kind {
  FR__CEL_UNKNOWN = 0, /* so that zeroed slots are unknown */
  FR__CEL_ERROR,
  FR__CEL_NULL,
  FR__CEL_BOOL,      /* as.integer 0 or 1 */
  FR__CEL_INT,       /* as.integer */
  FR__CEL_UINT,      /* as.word */
  FR__CEL_DOUBLE,    /* as.number */
  FR__CEL_STRING,    /* as.text, size bytes of valid UTF-8 */
  FR__CEL_BYTES,     /* as.text, size bytes */
  FR__CEL_LIST,      /* as.items, size values */
  FR__CEL_MAP,       /* as.items, 2 * size values: key, value, key, value … */
  FR__CEL_TYPE,      /* as.integer: a kind */
  FR__CEL_TIMESTAMP, /* as.integer: microseconds UTC; size: nanoseconds after it, 0 to 999 */
  FR__CEL_DURATION,  /* as.integer: microseconds; size: nanoseconds after it, 0 to 999 */
  FR__CEL_KEY,       /* as.word: an opaque identity of the host (a party): only == != in and distinct */
  FR__CEL_HOST,      /* as.text: a thing of the host that only the host's functions take */
  /* of types only, never of values: */
  FR__CEL_DYN,      /* not known before evaluation */
  FR__CEL_SEQUENCE, /* a history of the host; never a value, only the start of a chain */
};

/* Why a value is an error; kept in fr__cel_value.code. */
enum fr__cel_fault {
  FR__CEL_FAULT_NONE = 0,
  FR__CEL_FAULT_OVERFLOW,
  FR__CEL_FAULT_DIVISION, /* by zero, of int or uint */
  FR__CEL_FAULT_NO_OVERLOAD,
  FR__CEL_FAULT_RANGE, /* index, conversion */
  FR__CEL_FAULT_NO_KEY,
  FR__CEL_FAULT_EMPTY,      /* min, max, first … of nothing */
  FR__CEL_FAULT_SYNTAX,     /* duration("x"), int("x") */
  FR__CEL_FAULT_MEMORY,     /* the scratch memory is used up */
  FR__CEL_FAULT_COST,       /* ran longer than the program's budget */
  FR__CEL_FAULT_UNDECLARED, /* a name or function that nobody declared (only without the checker) */
};
const char *fr__cel_fault_text(uint32_t fault);

typedef struct fr__cel_value {
  uint8_t kind;
  uint8_t reserved;
  uint16_t code; /* of an error: its fault */
  uint32_t size;
  union {
    int64_t integer;
    uint64_t word;
    double number;
    const char *text;
    const struct fr__cel_value *items;
  } as;
} fr__cel_value;

static inline fr__cel_value fr__cel_unknown(void) { return (fr__cel_value){0}; }
static inline fr__cel_value fr__cel_failed(uint32_t fault) {
  return (fr__cel_value){.kind = FR__CEL_ERROR, .code = (uint16_t)fault};
}
static inline fr__cel_value fr__cel_bool(bool value) {
  return (fr__cel_value){.kind = FR__CEL_BOOL, .as.integer = value};
}
static inline fr__cel_value fr__cel_int(int64_t value) {
  return (fr__cel_value){.kind = FR__CEL_INT, .as.integer = value};
}
static inline fr__cel_value fr__cel_double(double value) {
  return (fr__cel_value){.kind = FR__CEL_DOUBLE, .as.number = value};
}
static inline fr__cel_value fr__cel_string(const char *text, uint32_t size) {
  return (fr__cel_value){.kind = FR__CEL_STRING, .size = size, .as.text = text};
}
static inline fr__cel_value fr__cel_thing(const void *thing) {
  return (fr__cel_value){.kind = FR__CEL_HOST, .as.text = thing};
}
static inline fr__cel_value fr__cel_key(uint64_t word) { return (fr__cel_value){.kind = FR__CEL_KEY, .as.word = word}; }
static inline fr__cel_value fr__cel_duration(int64_t us) {
  return (fr__cel_value){.kind = FR__CEL_DURATION, .as.integer = us};
}
static inline fr__cel_value fr__cel_timestamp(int64_t us) {
  return (fr__cel_value){.kind = FR__CEL_TIMESTAMP, .as.integer = us};
}
/* "int", "list", "google.protobuf.Timestamp" … as type() names kinds; "" and FR__CEL_UNKNOWN where there is none. */
const char *fr__cel_kind_name(uint32_t kind);
uint32_t fr__cel_kind_named(const char *name);
/* CEL equality: numbers compare across int, uint and double; values of other kinds are unequal when kinds differ. */
bool fr__cel_equal(const fr__cel_value *a, const fr__cel_value *b);
/* The same, comparing at most *items of lists and maps, from which what it compared is taken; where none are left the
 * answer is false and means nothing. fr__cel_equal() itself looks at no more than FR__CEL_EQUAL_ITEMS. */
bool fr__cel_equal_within(const fr__cel_value *a, const fr__cel_value *b, uint32_t *items);
enum { FR__CEL_EQUAL_ITEMS = 1 << 16 };
/* -1, 0, 1; *ordered is false where the two cannot be ordered (other kinds, NaN). */
int fr__cel_compare(const fr__cel_value *a, const fr__cel_value *b, bool *ordered);

/* ---- what the host declares ---- */

typedef struct fr__cel_symbol fr__cel_symbol;
typedef struct fr__cel_type {
  uint8_t kind;                 /* fr__cel_kind */
  uint8_t element;              /* of a list: the kind of its elements */
  uint16_t name_count;          /* of an enumeration (kind STRING with names) */
  uint32_t field_count;         /* of a sequence of records */
  const char *const *names;     /* the enumeration's values: a literal that is none of them is a compile error */
  const fr__cel_symbol *fields; /* the entry's fields, each with a slot of its own that the host fills entry by entry;
                                   none: the entry is a value of kind `element` (such as a list's name) */
} fr__cel_type;

struct fr__cel_symbol {
  const char *name; /* "transfer.amount", "payer.sent", "drained"; in an entry: "amount" */
  fr__cel_type type;
  uint32_t slot;                 /* where its value stands; of a sequence: the host's number of the source */
  const fr__cel_value *constant; /* not null: the value is known at compile time (lists.x) */
};

/* A function of the host on a text or on a thing of its own: transfer.remark.mentions("set"). Its arguments are names
 * in quotes, which the host resolves once, at compile time, into a number; run time gets the receiver and that number.
 * Of two functions of one name the first that takes the receiver is meant. */
enum { FR__CEL_MAX_LITERALS = 2 };
typedef struct fr__cel_function {
  const char *name;
  uint8_t receiver;    /* kind */
  uint8_t result;      /* kind */
  uint8_t least, most; /* names that it takes; FR__CEL_MAX_LITERALS at most */
  /* Returns false where a literal names nothing; *wrong is its index then, and *suggestion may become a similar name.
   */
  bool (*resolve)(const void *host, const fr__cel_value *literals, uint32_t count, uint32_t *number, uint32_t *wrong,
                  const char **suggestion);
  fr__cel_value (*call)(const void *host, const fr__cel_value *receiver, uint32_t number);
  const void *host;
} fr__cel_function;

typedef struct fr__cel_env {
  const fr__cel_symbol *symbols; /* sorted by name (strcmp) */
  uint32_t symbol_count;
  const fr__cel_function *functions;
  uint32_t function_count;
  bool widen;            /* an int literal beside a double is taken as a double (policies); CEL proper refuses that */
  bool dynamic;          /* kinds that do not fit are errors when it runs, not refusals (CEL without its checker) */
  const char *container; /* null, or "a.b": names are looked for as a.b.name, a.name and name */
  int32_t utc_offset_s;  /* where the hours of hours() are counted */
} fr__cel_env;

typedef struct fr__cel_error {
  fr_status status;      /* FR_BAD_EXPRESSION, FR_TOO_DEEP, FR_TOO_LONG, FR_TOO_MANY, FR_NO_MEMORY */
  uint32_t stage;        /* 1 parse, 2 check */
  uint32_t line, column; /* 1-based, in characters */
  char message[224];     /* a sentence with what to do, "did you mean" included */
  char construct[40];    /* of CEL proper that is not supported, by name; "" where the expression is wrong */
} fr__cel_error;

/* ---- parse, check, compile ---- */

typedef struct fr__cel_tree fr__cel_tree;       /* lives in the arena */
typedef struct fr__cel_program fr__cel_program; /* lives in the arena; immutable; any number of threads may run it */

fr_status fr__cel_parse(fr__arena *arena, const char *source, uint32_t size, fr__cel_tree **tree, fr__cel_error *error);

/* Calls back with every free name of the tree, the longest dotted form first written ("transfer.amount", "drained"):
 * so that the host can order features by what they use before it checks them. Macro variables are left out. */
void fr__cel_names(const fr__cel_tree *tree, void (*name)(void *context, const char *name, uint32_t size),
                   void *context);

/* A chain over a sequence, lifted out of an expression. In CEL:
 *   source.within(d).filter(x, p).map(x, e).distinct().gaps().sum()
 * The stages run in order for every entry; a program in a stage reads the entry's fields from their slots (before the
 * first map) or the mapped value from `value_slot` (after it). */
enum fr__cel_stage_kind {
  FR__CEL_FILTER = 1,
  FR__CEL_MAPPED = 2,
  FR__CEL_DISTINCT = 3,
  FR__CEL_GAPS = 4,  /* the difference to the value before; the first value has none */
  FR__CEL_HOURS = 5, /* the hour of a timestamp at the chain's offset */
};
typedef struct fr__cel_stage {
  uint32_t kind;
  uint32_t field; /* of MAPPED by a bare field (map(t, t.amount)): the field's slot; otherwise UINT32_MAX */
  const fr__cel_program *program; /* of FILTER and MAPPED */
} fr__cel_stage;

enum fr__cel_terminal {
  FR__CEL_SIZE = 1,
  FR__CEL_SUM, /* of nothing: 0 of the element's kind */
  FR__CEL_MIN, /* of nothing: an error */
  FR__CEL_MAX,
  FR__CEL_EXISTS,     /* argument: predicate; absorbs errors as || does */
  FR__CEL_ALL,        /* argument: predicate; absorbs errors as && does */
  FR__CEL_EXISTS_ONE, /* argument: predicate; does not absorb */
  FR__CEL_IN,         /* argument: the needle; true where an element equals it */
  FR__CEL_FIRST,      /* oldest; of nothing: an error */
  FR__CEL_LAST,
  FR__CEL_PERCENTILE, /* argument: a number from 0 to 100; of nothing: an error */
  FR__CEL_RISES,      /* argument: the ratio, at least 1 */
};
enum { FR__CEL_MAX_STAGES = 8 };

typedef struct fr__cel_chain {
  uint32_t source;   /* the sequence's slot */
  uint32_t slot;     /* where the result belongs */
  int64_t window_us; /* of within(); -1: none */
  uint32_t terminal;
  uint32_t stage_count;
  fr__cel_stage stages[FR__CEL_MAX_STAGES];
  const fr__cel_program *argument; /* or null */
  uint32_t value_slot;   /* where stages and argument find the mapped value, or the entry that has no fields */
  uint8_t element;       /* kind of what reaches the terminal; KEY, DOUBLE …; UNKNOWN for whole records */
  uint8_t result;        /* kind of the result */
  int32_t utc_offset_s;  /* of hours() */
  uint16_t level;        /* 0; or 1 + the highest level of a chain whose slot one of its programs reads */
  uint32_t line, column; /* in the expression that made it first */
} fr__cel_chain;

/* All chains of one policy: equal chains (same source, window, stages, terminal) share one slot. Start with zeroes and
 * next_slot at the first slot that is free; the compiler takes slots from there for chains and their values. */
typedef struct fr__cel_chains {
  fr__cel_chain *items; /* grown in the arena */
  uint32_t count, room;
  uint32_t limit; /* FR_MAX_FOLDS; past it FR_TOO_MANY */
  uint32_t next_slot;
} fr__cel_chains;

/* Checks against the environment and compiles. `type` receives the result's type. An expression that needs a sequence
 * as a value ("payer.sent" alone, or a list of entries) is refused with a sentence that says how to end the chain. */
fr_status fr__cel_compile(fr__arena *arena, const fr__cel_env *env, const fr__cel_tree *tree, fr__cel_chains *chains,
                          fr__cel_program **program, fr__cel_type *type, fr__cel_error *error);

/* What is the same in two policies, though it stands elsewhere. */
typedef struct fr__cel_likeness {
  const void *a, *b; /* hosts that answer alike; null: none do */
  const uint32_t
      *slots; /* of each slot of b the one of a with the same value, UINT32_MAX: none; null: each is itself */
} fr__cel_likeness;
/* Whether two chains ask the same of the same slots, wherever they are. `likeness` may be null. */
bool fr__cel_same_chain(const fr__cel_chain *a, const fr__cel_chain *b, const fr__cel_likeness *likeness);

/* The slots that a program reads, each once: inputs, features, chains' results, entry fields. */
const uint32_t *fr__cel_reads(const fr__cel_program *program, uint32_t *count);
/* The most steps that one run can take: the static cost. */
uint64_t fr__cel_cost(const fr__cel_program *program);
/* Values of scratch memory that a run may need at most. */
uint32_t fr__cel_scratch_needed(const fr__cel_program *program);

/* ---- run ---- */

/* Memory for values that an evaluation makes (list literals of computed values, concatenated strings). Reset `used` to
 * 0 before each run; strings that a result points to live until then. */
typedef struct fr__cel_scratch {
  unsigned char *memory;
  uint32_t size, used;
} fr__cel_scratch;

/* Pure: the same slots give the same value everywhere. Allocates nothing. */
fr__cel_value fr__cel_run(const fr__cel_program *program, const fr__cel_value *slots, fr__cel_scratch *scratch);

/* What a condition gave. */
enum fr__cel_verdict { FR__CEL_FALSE, FR__CEL_TRUE, FR__CEL_IS_UNKNOWN, FR__CEL_IS_ERROR };
/* Many conditions over the same slots, which share what they ask; in the arena, with the programs that it points to. */
typedef struct fr__cel_conditions fr__cel_conditions;
fr_status fr__cel_conditions_build(fr__arena *arena, const fr__cel_program *const *programs, uint32_t count,
                                   const fr__cel_conditions **conditions);
/* verdicts[i] answers programs[i]. A value that is no bool is an error. */
void fr__cel_run_conditions(const fr__cel_conditions *conditions, const fr__cel_value *slots, fr__cel_scratch *scratch,
                            uint8_t *verdicts);

/* True for a program that only reads a slot: then the host may take the value from there itself. */
bool fr__cel_is_slot(const fr__cel_program *program, uint32_t *slot);
/* True for a program that is a constant. */
bool fr__cel_is_constant_value(const fr__cel_program *program, fr__cel_value *value);

/* ---- what follows on what: one meaning for lists, and for histories that never become one ---- */

/* The difference to the value before: of timestamps a duration, of others a value of their kind. */
fr__cel_value fr__cel_gap(const fr__cel_value *before, const fr__cel_value *value);
/* The hour of the day of a timestamp, 0 to 23, so far from UTC. */
fr__cel_value fr__cel_hour(const fr__cel_value *time, int32_t utc_offset_s);
/* Whether both are positive, and the value is at least `ratio` times the one before; doubles are compared. */
bool fr__cel_rises(const fr__cel_value *before, const fr__cel_value *value, double ratio);
/* The value at rank ceil(percent * count / 100), at least 1. Moves the values about. */
fr__cel_value fr__cel_percentile(fr__cel_value *values, uint32_t count, double percent);
/* What percentile() and rises() take: a number from 0 to 100; a finite one of at least 1. False for what is neither. */
bool fr__cel_percent_of(const fr__cel_value *value, double *percent);
bool fr__cel_ratio_of(const fr__cel_value *value, double *ratio);
/* The steps that a percentile of so many values takes. */
uint64_t fr__cel_percentile_cost(uint64_t count);

/* Duration text as CEL has it ("24h", "1h30m", "-1.5s"). */
bool fr__cel_parse_duration(const char *text, uint32_t size, fr__cel_value *value);
/* RFC 3339. */
bool fr__cel_parse_timestamp(const char *text, uint32_t size, fr__cel_value *value);

#endif
