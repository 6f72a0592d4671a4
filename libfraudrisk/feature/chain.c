/* SPDX-License-Identifier: Apache-2.0
 *
 * A chain, entry by entry: what filters, maps and asks more than an amount. */
#include "event/transfer.h"
#include "feature/inputs.h"
#include "feature/plan.h"
#include "fraudrisk/engine.h"

enum { NONE = 0xFFFFFFFFu };

/* Where a chain stands in its history. */
typedef struct cursor {
  const fr__plan *plan;
  const fr__fold_view *view;
  uint32_t source;
  enum fr__list where;
  fr__transfers transfers;
  const fr__contact *contacts;
  const fr__personal *events;
  fr__month_row months[FR__MONTHS]; /* filled where the chain is over them */
  int64_t base_us;
  uint32_t from, end;
} cursor;

/* The first of `count` rows, `stride` bytes apart, whose leading time is at least `time`. */
static uint32_t first_from(const void *rows, uint32_t count, size_t stride, int64_t time) {
  uint32_t low = 0, high = count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    uint64_t at;
    memcpy(&at, (const unsigned char *)rows + middle * stride, sizeof at);
    if ((int64_t)at < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

static void open_rows(cursor *at, const void *rows, uint32_t count, size_t stride, int64_t from_us) {
  at->from = first_from(rows, count, stride, from_us - at->base_us);
  at->end = first_from(rows, count, stride, at->view->now_us + 1 - at->base_us);
}

static cursor open(const fr__plan *plan, const fr__cel_chain *chain, const fr__fold_view *view) {
  cursor at = {.plan = plan, .view = view, .source = chain->source, .where = fr__source_history(chain->source)};
  int64_t from_us = fr__view_from(view, chain->source, chain->window_us);
  uint32_t count = 0;
  if (at.where == FR__PAST) {
    at.end = fr__view_months(view, at.months);
    while (at.from < at.end && at.months[at.from].time_us < from_us) at.from++;
    return at;
  }
  from_us = fr__view_shown(view, from_us);
  if (view->profile == NULL) return at;
  at.base_us = view->profile->base_us;
  if (at.where == FR__CONTACTS) {
    at.contacts = fr__profile_contacts(view->profile, &count);
    open_rows(&at, at.contacts, count, sizeof *at.contacts, from_us);
  } else if (at.where == FR__EVENTS) {
    at.events = fr__profile_events(view->profile, &count);
    open_rows(&at, at.events, count, sizeof *at.events, from_us);
  } else {
    at.transfers = fr__profile_transfers(view->profile, at.where);
    at.from = fr__transfers_from(&at.transfers, from_us);
    at.end = fr__transfers_from(&at.transfers, view->now_us + 1);
  }
  return at;
}

static fr__cel_value transfer_field(const cursor *at, uint32_t i, uint32_t slot) {
  const fr__transfers *list = &at->transfers;
  const uint16_t flags = list->flags[i];
  const bool sent = at->where == FR__SENT;
  switch (slot) {
    case FR__SLOT_ENTRY_TIME: return fr__cel_timestamp(fr__transfers_time(list, i));
    case FR__SLOT_ENTRY_AMOUNT:
      return fr__cel_double(fr__major(fr__transfers_amount(list, i), at->plan->minor_per_major));
    case FR__SLOT_ENTRY_PAYER:
    case FR__SLOT_ENTRY_PAYEE:
      if (sent == (slot == FR__SLOT_ENTRY_PAYER)) return fr__cel_key(fr__fingerprint(at->view->key));
      /* Cash has no other party: a key that no party has. */
      return fr__cel_key(list->other[i] == FR__NO_OTHER ? 0 : fr__profile_other(at->view->profile, list->other[i]));
    case FR__SLOT_ENTRY_CHANNEL: return fr__enum_value(FR__ENUM_CHANNEL, fr__entry_channel(flags));
    case FR__SLOT_ENTRY_KIND: return fr__enum_value(FR__ENUM_KIND, fr__entry_kind(flags));
    case FR__SLOT_ENTRY_SPEED: return fr__enum_value(FR__ENUM_SPEED, fr__entry_speed(flags));
    case FR__SLOT_ENTRY_STATUS: return fr__enum_value(FR__ENUM_STATUS, fr__entry_status(flags));
    case FR__SLOT_ENTRY_LABEL: return fr__enum_value(FR__ENUM_LABEL, fr__entry_label(flags));
    case FR__SLOT_ENTRY_LABEL_TIME:
      if (fr__entry_label(flags) == FR__LABEL_NONE) return fr__cel_unknown();
      return fr__cel_timestamp(fr__transfers_label_time(list, i));
    default: return fr__cel_unknown();
  }
}

static fr__cel_value contact_field(const cursor *at, uint32_t i, uint32_t slot) {
  const fr__contact *contact = &at->contacts[i];
  switch (slot) {
    case FR__SLOT_ENTRY_TIME: return fr__cel_timestamp(at->base_us + (int64_t)contact->time);
    case FR__SLOT_ENTRY_CALLER: return fr__enum_value(FR__ENUM_CALLER, contact->caller);
    case FR__SLOT_ENTRY_DIRECTION: return fr__enum_value(FR__ENUM_DIRECTION, contact->direction);
    case FR__SLOT_ENTRY_DURATION:
      if (contact->duration_s == UINT32_MAX) return fr__cel_unknown();
      return fr__cel_duration(contact->duration_s * FR__SECOND_US);
    default: return fr__cel_unknown();
  }
}

static fr__cel_value event_field(const cursor *at, uint32_t i, uint32_t slot) {
  const fr__personal *event = &at->events[i];
  switch (slot) {
    case FR__SLOT_ENTRY_TIME: return fr__cel_timestamp(at->base_us + (int64_t)event->time);
    case FR__SLOT_ENTRY_AMOUNT:
      return event->amount < 0 ? fr__cel_unknown()
                               : fr__cel_double(fr__major(event->amount, at->plan->minor_per_major));
    case FR__SLOT_ENTRY_EVENT: return fr__enum_value(FR__ENUM_EVENT, event->kind);
    case FR__SLOT_ENTRY_LEVEL: return fr__cel_int(event->kind == FR_EVENT_ALERTED ? event->level : 0);
    case FR__SLOT_ENTRY_RESPONSE:
      return event->kind == FR_EVENT_RESPONSE ? fr__enum_value(FR__ENUM_RESPONSE, event->level) : fr__cel_unknown();
    default: return fr__cel_unknown();
  }
}

static fr__cel_value month_field(const cursor *at, uint32_t i, uint32_t slot) {
  if (slot == FR__SLOT_ENTRY_TIME) return fr__cel_timestamp(at->months[i].time_us);
  return fr__cel_double(fr__major(at->months[i].amount_minor, at->plan->minor_per_major));
}

static fr__cel_value field(const cursor *at, uint32_t i, uint32_t slot) {
  if (at->where == FR__PAST) return month_field(at, i, slot);
  if (at->where == FR__CONTACTS) return contact_field(at, i, slot);
  if (at->where == FR__EVENTS) return event_field(at, i, slot);
  return transfer_field(at, i, slot);
}

/* ---- values seen before ---- */

static uint64_t value_hash(const fr__cel_value *value) {
  static const uint8_t no_secret[16];
  if (value->kind == FR__CEL_STRING || value->kind == FR__CEL_BYTES) {
    return fr__siphash(no_secret, value->as.text, value->size).low;
  }
  double number = value->as.number;
  if (value->kind == FR__CEL_INT) number = (double)value->as.integer; /* 1 and 1.0 are equal */
  if (value->kind == FR__CEL_UINT) number = (double)value->as.word;
  uint64_t word = value->as.word;
  if (value->kind == FR__CEL_INT || value->kind == FR__CEL_UINT || value->kind == FR__CEL_DOUBLE) {
    if (number == 0) number = 0; /* and -0.0 too */
    memcpy(&word, &number, sizeof word);
  }
  word *= UINT64_C(0x9E3779B97F4A7C15);
  return word ^ word >> 29;
}

/* A set of at most FR_MAX_HISTORY_ENTRIES values: open addressing, twice as many places as values. */
typedef struct chain_seen {
  fr__fold_scratch *scratch;
  uint32_t count, mask;
} chain_seen;

static chain_seen seen_none(fr__fold_scratch *scratch, uint32_t entries) {
  uint32_t places = 8;
  while (places < 2 * entries) places *= 2;
  memset(scratch->table, 0, places * sizeof scratch->table[0]);
  return (chain_seen){scratch, 0, places - 1};
}

/* True the first time. */
static bool seen_add(chain_seen *seen, const fr__cel_value *value) {
  for (uint32_t at = (uint32_t)value_hash(value) & seen->mask;; at = (at + 1) & seen->mask) {
    const uint16_t place = seen->scratch->table[at];
    if (place == 0) {
      seen->scratch->seen[seen->count] = *value;
      seen->scratch->table[at] = (uint16_t)++seen->count;
      return true;
    }
    if (fr__cel_equal(&seen->scratch->seen[place - 1], value)) return false;
  }
}

/* ---- one chain ---- */

typedef struct chain_run {
  const fr__cel_chain *chain;
  fr__cel_value *slots;
  fr__fold_scratch *scratch;
  chain_seen seen;
  fr__cel_value result; /* so far */
  fr__cel_value doubt;  /* kind BOOL: none; otherwise the unknown or error that a later entry may still absorb */
  fr__cel_value fault;  /* kind BOOL: none; otherwise what a filter or map met: nothing absorbs it, as the list that it
                           stands for would not be there */
  uint32_t fault_stage; /* of several, the one of the earliest stage counts: those behind it would never have run */
  int64_t count, minor, rises;
  bool minor_sum;                           /* a sum of bare amounts: whole minor units, divided once */
  fr__cel_value parameter;                  /* the number of percentile() and rises(); kind BOOL: it takes none */
  double number;                            /* the same, once it is known to be in its range */
  fr__cel_value before[FR__CEL_MAX_STAGES]; /* of each gaps(): the value before; unknown: none yet */
} chain_run;

static fr__cel_value evaluate(const chain_run *run, const fr__cel_program *program) {
  fr__cel_scratch values = {run->scratch->values, sizeof run->scratch->values, 0};
  return fr__cel_run(program, run->slots, &values);
}

static bool is_fault(const fr__cel_value *value) {
  return value->kind == FR__CEL_UNKNOWN || value->kind == FR__CEL_ERROR;
}

/* Unknown wins over error, and the first error over later ones. */
static void doubt(chain_run *run, const fr__cel_value *fault) {
  if (run->doubt.kind == FR__CEL_BOOL || fault->kind == FR__CEL_UNKNOWN) run->doubt = *fault;
}

static void stage_fault(chain_run *run, uint32_t stage, const fr__cel_value *fault) {
  const bool none = run->fault.kind == FR__CEL_BOOL;
  const bool outweighs = stage == run->fault_stage && fault->kind == FR__CEL_UNKNOWN;
  if (!none && stage >= run->fault_stage && !outweighs) return;
  run->fault = *fault;
  run->fault_stage = stage;
}

enum step { NEXT, TAKEN, STOP };

/* What one stage makes of an entry, or what a filter answers. False where nothing comes of it: a value seen before, or
 * the first of all, which has no gap. */
static bool stage_out(chain_run *run, const cursor *at, uint32_t entry, uint32_t i, const fr__cel_value *value,
                      fr__cel_value *out) {
  const fr__cel_stage *stage = &run->chain->stages[i];
  switch (stage->kind) {
    case FR__CEL_DISTINCT: *out = *value; return seen_add(&run->seen, value);
    case FR__CEL_HOURS: *out = fr__cel_hour(value, run->chain->utc_offset_s); return true;
    case FR__CEL_GAPS: {
      const fr__cel_value before = run->before[i];
      run->before[i] = *value;
      if (before.kind == FR__CEL_UNKNOWN) return false;
      *out = fr__cel_gap(&before, value);
      return true;
    }
    default: break;
  }
  const bool bare = stage->kind == FR__CEL_MAPPED && stage->field != NONE;
  *out = bare ? field(at, entry, stage->field) : evaluate(run, stage->program);
  return true;
}

/* Sends one entry through the stages. */
static enum step pass(chain_run *run, const cursor *at, uint32_t entry, fr__cel_value *value) {
  for (uint32_t i = 0; i < run->chain->stage_count; i++) {
    fr__cel_value out;
    if (!stage_out(run, at, entry, i, value, &out)) return NEXT;
    if (is_fault(&out)) {
      stage_fault(run, i, &out);
      return NEXT;
    }
    if (run->chain->stages[i].kind != FR__CEL_FILTER) {
      *value = out;
      run->slots[run->chain->value_slot] = out;
    } else if (out.kind != FR__CEL_BOOL) {
      const fr__cel_value fault = fr__cel_failed(FR__CEL_FAULT_NO_OVERLOAD);
      stage_fault(run, i, &fault);
      return NEXT;
    } else if (out.as.integer == 0) {
      return NEXT;
    }
  }
  return TAKEN;
}

static fr__cel_value add(fr__cel_value sum, fr__cel_value value) {
  if (sum.kind == FR__CEL_DOUBLE && value.kind == FR__CEL_DOUBLE)
    return fr__cel_double(sum.as.number + value.as.number);
  if (sum.kind == FR__CEL_ERROR || sum.kind != value.kind) return fr__cel_failed(FR__CEL_FAULT_NO_OVERLOAD);
  fr__cel_value total = sum;
  const bool fits = sum.kind == FR__CEL_UINT ? !__builtin_add_overflow(sum.as.word, value.as.word, &total.as.word)
                                             : fr__add_i64(sum.as.integer, value.as.integer, &total.as.integer);
  return fits ? total : fr__cel_failed(FR__CEL_FAULT_OVERFLOW);
}

static fr__cel_value better(fr__cel_value best, fr__cel_value value, int sign) {
  bool ordered = false;
  const int order = fr__cel_compare(&value, &best, &ordered);
  if (!ordered) return fr__cel_failed(FR__CEL_FAULT_NO_OVERLOAD);
  return order * sign > 0 ? value : best;
}

/* The predicate of exists, all and exists_one on the entry at hand. */
static enum step ask(chain_run *run) {
  const fr__cel_value answer = evaluate(run, run->chain->argument);
  if (answer.kind != FR__CEL_BOOL) {
    const fr__cel_value fault = is_fault(&answer) ? answer : fr__cel_failed(FR__CEL_FAULT_NO_OVERLOAD);
    doubt(run, &fault);
    return NEXT;
  }
  const bool yes = answer.as.integer != 0;
  if (yes) run->count++;
  if (run->chain->terminal == FR__CEL_EXISTS && yes) return STOP;
  return run->chain->terminal == FR__CEL_ALL && !yes ? STOP : NEXT;
}

static enum step finish_entry(chain_run *run, const fr__cel_value *value, int64_t minor) {
  const bool first = run->count == 0;
  switch (run->chain->terminal) {
    case FR__CEL_EXISTS:
    case FR__CEL_ALL:
    case FR__CEL_EXISTS_ONE: return ask(run);
    case FR__CEL_IN:
      if (!fr__cel_equal(value, &run->result)) return NEXT;
      run->count = 1;
      return STOP;
    case FR__CEL_SUM:
      if (run->minor_sum) {
        run->minor += minor;
      } else {
        run->result = first ? *value : add(run->result, *value);
      }
      break;
    case FR__CEL_MIN: run->result = first ? *value : better(run->result, *value, -1); break;
    case FR__CEL_MAX: run->result = first ? *value : better(run->result, *value, 1); break;
    case FR__CEL_FIRST:
      if (first) run->result = *value;
      break;
    case FR__CEL_LAST: run->result = *value; break;
    case FR__CEL_RISES:
      if (!first && fr__cel_rises(&run->result, value, run->number)) run->rises++;
      run->result = *value;
      break;
    case FR__CEL_PERCENTILE: run->scratch->ranked[run->count] = *value; break;
    default: break;
  }
  run->count++;
  return NEXT;
}

static fr__cel_value zero_of(uint32_t kind) {
  if (kind == FR__CEL_DOUBLE) return fr__cel_double(0);
  return (fr__cel_value){.kind = (uint8_t)(kind == FR__CEL_DYN ? FR__CEL_INT : kind)};
}

static fr__cel_value result(const chain_run *run, double minor_per_major, bool stopped) {
  const fr__cel_chain *chain = run->chain;
  /* Of the list and the number beside it, unknown outweighs an error, and the list's error that of the number. */
  if (run->parameter.kind == FR__CEL_UNKNOWN) return run->parameter;
  if (run->fault.kind != FR__CEL_BOOL) return run->fault;
  if (run->parameter.kind == FR__CEL_ERROR) return run->parameter;
  switch (chain->terminal) {
    case FR__CEL_EXISTS:
    case FR__CEL_IN:
      if (stopped) return fr__cel_bool(true);
      return run->doubt.kind == FR__CEL_BOOL ? fr__cel_bool(false) : run->doubt;
    case FR__CEL_ALL:
      if (stopped) return fr__cel_bool(false);
      return run->doubt.kind == FR__CEL_BOOL ? fr__cel_bool(true) : run->doubt;
    default: break;
  }
  if (run->doubt.kind != FR__CEL_BOOL) return run->doubt;
  switch (chain->terminal) {
    case FR__CEL_SIZE: return fr__cel_int(run->count);
    case FR__CEL_EXISTS_ONE: return fr__cel_bool(run->count == 1);
    case FR__CEL_SUM:
      if (run->minor_sum) return fr__cel_double(fr__major(run->minor, minor_per_major));
      return run->count == 0 ? zero_of(chain->element) : run->result;
    case FR__CEL_RISES: return fr__cel_int(run->rises);
    case FR__CEL_PERCENTILE: return fr__cel_percentile(run->scratch->ranked, (uint32_t)run->count, run->number);
    default: return run->count == 0 ? fr__cel_failed(FR__CEL_FAULT_EMPTY) : run->result;
  }
}

/* What events said of the party comes first: it may also deny what the watch lists say. */
static fr__cel_value ask_lists(const chain_run *run, const fr__fold_view *view) {
  const fr__cel_value name = evaluate(run, run->chain->argument);
  if (name.kind != FR__CEL_STRING) return is_fault(&name) ? name : fr__cel_failed(FR__CEL_FAULT_NO_OVERLOAD);
  if (name.size > FR_MAX_IDENTIFIER_BYTES) return fr__cel_bool(false);
  const fr__hash128 list = fr__list_name((fr_text){name.as.text, name.size, FR_ENCODING_UTF8});
  fr__fact fact;
  const enum fr__fact_answer told = fr__facts_get(view->facts, view->key, list, view->now_us, &fact);
  if (told != FR__FACT_NONE || view->watch == NULL) return fr__cel_bool(told == FR__FACT_HOLDS);
  return fr__cel_bool(fr__watch_holds(view->watch, view->key, list, view->now_us));
}

/* Whether the bare amount is what reaches the sum: then it adds up whole minor units. */
static bool sums_amounts(const fr__cel_chain *chain) {
  bool amounts = false;
  for (uint32_t i = 0; i < chain->stage_count; i++) {
    const uint32_t kind = chain->stages[i].kind;
    if (kind == FR__CEL_FILTER || kind == FR__CEL_DISTINCT) continue;
    amounts = !amounts && kind == FR__CEL_MAPPED && chain->stages[i].field == FR__SLOT_ENTRY_AMOUNT;
  }
  return chain->terminal == FR__CEL_SUM && amounts;
}

/* The number that percentile() and rises() take, asked once. */
static void take_number(chain_run *run) {
  const bool percent = run->chain->terminal == FR__CEL_PERCENTILE;
  if (!percent && run->chain->terminal != FR__CEL_RISES) return;
  const fr__cel_value given = evaluate(run, run->chain->argument);
  const bool good = percent ? fr__cel_percent_of(&given, &run->number) : fr__cel_ratio_of(&given, &run->number);
  run->parameter = good || is_fault(&given) ? given : fr__cel_failed(FR__CEL_FAULT_RANGE);
}

static int64_t minor_of(const cursor *at, uint32_t i) {
  if (at->where == FR__CONTACTS) return 0;
  if (at->where == FR__PAST) return at->months[i].amount_minor;
  return at->where == FR__EVENTS ? at->events[i].amount : fr__transfers_amount(&at->transfers, i);
}

fr__cel_value fr__chain_run(const fr__plan *plan, uint32_t index, const fr__fold_view *view, fr__cel_value *slots,
                            fr__fold_scratch *scratch) {
  const fr__cel_chain *chain = &plan->chains[index];
  const fr__chain_needs *needs = &plan->needs[index];
  const bool pair = fr__source_is_pair(chain->source);
  if (pair && !view->has_other) return fr__cel_unknown();
  chain_run run = {.chain = chain,
                   .slots = slots,
                   .scratch = scratch,
                   .doubt = fr__cel_bool(false),
                   .fault = fr__cel_bool(false),
                   .parameter = fr__cel_bool(false),
                   .minor_sum = sums_amounts(chain)};
  if (fr__source_is_list(chain->source)) return ask_lists(&run, view);
  const cursor at = open(plan, chain, view);
  if (chain->terminal == FR__CEL_IN) {
    run.result = evaluate(&run, chain->argument);
    if (is_fault(&run.result)) return run.result;
  }
  take_number(&run);
  run.seen = seen_none(scratch, at.end > at.from ? at.end - at.from : 0);
  const bool transfers = fr__source_is_transfers(chain->source);
  const uint32_t statuses = fr__source_statuses(chain->source);
  const uint16_t other = pair ? fr__view_other(view) : FR__NO_OTHER;
  bool stopped = false;
  /* Once it is decided, a filter or map may still fail on a later entry; without any there is nothing to wait for. */
  for (uint32_t i = at.from; i < at.end && !(stopped && chain->stage_count == 0); i++) {
    if (transfers && (i == view->skip[at.where] || (statuses >> fr__entry_status(at.transfers.flags[i]) & 1u) == 0)) {
      continue;
    }
    if (pair && (other == FR__NO_OTHER || at.transfers.other[i] != other)) continue;
    for (uint32_t j = 0; j < needs->count; j++) slots[needs->slots[j]] = field(&at, i, needs->slots[j]);
    fr__cel_value value = fr__cel_unknown();
    if (pass(&run, &at, i, &value) == NEXT || stopped) continue;
    stopped = finish_entry(&run, &value, minor_of(&at, i)) == STOP;
  }
  return result(&run, plan->minor_per_major, stopped);
}
