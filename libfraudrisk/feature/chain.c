/* SPDX-License-Identifier: Apache-2.0
 *
 * A chain, entry by entry: what filters, maps and asks more than an amount. */
#include "event/transfer.h"
#include "feature/inputs.h"
#include "feature/plan.h"
#include "fraudrisk/engine.h"

enum { NONE = 0xFFFFFFFFu };

/* What chains find on their way through the histories of one side. */
typedef struct walk {
  const fr__plan *plan;
  const fr__fold_view *view;
  fr__cel_value *slots;
  fr__fold_scratch *scratch;
  uint32_t opened; /* a bit for each source */
  uint32_t picked; /* how many of the scratch memory's */
} walk;

/* A window of a history: its entries from … end, of those that count. */
typedef struct span {
  const fr__history *of;
  uint32_t source;
  int64_t window_us;
  uint32_t from, end;
  bool misses; /* it begins where not everything may be known */
} span;

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

/* The entries of the longest window that count for this source: of a pair those with each other, and not this very
 * transfer. */
static uint32_t pick(const walk *on, uint32_t source, const fr__history *history, uint16_t *picked) {
  const fr__fold_view *view = on->view;
  const fr__transfers *list = &history->transfers;
  const uint32_t end = fr__transfers_from(list, view->now_us + 1);
  const int64_t from_us = fr__view_from(view, source, on->plan->longest_us[source]);
  const uint32_t from = fr__transfers_from_before(list, fr__view_shown(view, from_us), end);
  const uint32_t statuses = fr__source_statuses(source), skip = view->skip[history->where];
  const bool pair = fr__source_is_pair(source);
  const uint16_t other = pair ? fr__view_other(view) : FR__NO_OTHER;
  if (pair && other == FR__NO_OTHER) return 0;
  uint32_t count = 0;
  if (pair) {
    for (uint32_t i = from; i < end; i++) {
      picked[count] = (uint16_t)i;
      count += list->other[i] == other && i != skip && (statuses >> fr__entry_status(list->flags[i]) & 1u) != 0;
    }
  } else if (list->unmoved == 0 || statuses == 0xFF) {
    for (uint32_t i = from; i < end; i++) {
      picked[count] = (uint16_t)i;
      count += i != skip;
    }
  } else {
    for (uint32_t i = from; i < end; i++) {
      picked[count] = (uint16_t)i;
      count += i != skip && (statuses >> fr__entry_status(list->flags[i]) & 1u) != 0;
    }
  }
  return count;
}

static void open_history(walk *on, uint32_t source, fr__history *history) {
  const fr__fold_view *view = on->view;
  *history = (fr__history){.where = fr__source_history(source)};
  history->exact_from_us = fr__view_exact_from(view, history->where);
  if (view->profile == NULL) return;
  history->base_us = view->profile->base_us;
  switch (history->where) {
    case FR__PAST:
      history->months = on->scratch->months;
      history->count = fr__view_months(view, on->scratch->months);
      break;
    case FR__CONTACTS:
      history->contacts = fr__profile_contacts(view->profile, &history->count);
      history->count =
          first_from(history->contacts, history->count, sizeof(fr__contact), view->now_us + 1 - history->base_us);
      break;
    case FR__EVENTS:
      history->events = fr__profile_events(view->profile, &history->count);
      history->count =
          first_from(history->events, history->count, sizeof(fr__personal), view->now_us + 1 - history->base_us);
      break;
    default: {
      uint16_t *picked = on->scratch->picked[on->picked++];
      history->transfers = fr__profile_transfers(view->profile, history->where);
      history->count = pick(on, source, history, picked);
      history->picked = picked;
    }
  }
}

static uint32_t first_picked(const fr__history *history, int64_t from_us) {
  uint32_t low = 0, high = history->count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (fr__transfers_time(&history->transfers, history->picked[middle]) < from_us) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

static span span_of(walk *on, const fr__cel_chain *chain) {
  const fr__fold_view *view = on->view;
  fr__history *history = &on->scratch->histories[chain->source];
  if ((on->opened >> chain->source & 1) == 0) open_history(on, chain->source, history);
  on->opened |= 1u << chain->source;
  int64_t from_us = fr__view_from(view, chain->source, chain->window_us);
  span s = {history, chain->source, chain->window_us, 0, history->count, from_us < history->exact_from_us};
  if (history->count == 0) return s;
  if (history->where == FR__PAST) {
    while (s.from < s.end && history->months[s.from].time_us < from_us) s.from++;
    return s;
  }
  from_us = fr__view_shown(view, from_us);
  if (history->where == FR__CONTACTS) {
    s.from = first_from(history->contacts, s.end, sizeof(fr__contact), from_us - history->base_us);
  } else if (history->where == FR__EVENTS) {
    s.from = first_from(history->events, s.end, sizeof(fr__personal), from_us - history->base_us);
  } else {
    s.from = first_picked(history, from_us);
  }
  return s;
}

static fr__cel_value transfer_field(const walk *on, const fr__history *at, uint32_t i, uint32_t slot) {
  const fr__transfers *list = &at->transfers;
  const uint16_t flags = list->flags[i];
  const bool sent = at->where == FR__SENT;
  switch (slot) {
    case FR__SLOT_ENTRY_TIME: return fr__cel_timestamp(fr__transfers_time(list, i));
    case FR__SLOT_ENTRY_AMOUNT:
      return fr__cel_double(fr__major(fr__transfers_amount(list, i), on->plan->minor_per_major));
    case FR__SLOT_ENTRY_PAYER:
    case FR__SLOT_ENTRY_PAYEE:
      if (sent == (slot == FR__SLOT_ENTRY_PAYER)) return fr__cel_key(fr__fingerprint(on->view->key));
      /* Cash has no other party: a key that no party has. */
      return fr__cel_key(list->other[i] == FR__NO_OTHER ? 0 : fr__profile_other(on->view->profile, list->other[i]));
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

static fr__cel_value contact_field(const fr__history *at, uint32_t i, uint32_t slot) {
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

static fr__cel_value event_field(const walk *on, const fr__history *at, uint32_t i, uint32_t slot) {
  const fr__personal *event = &at->events[i];
  switch (slot) {
    case FR__SLOT_ENTRY_TIME: return fr__cel_timestamp(at->base_us + (int64_t)event->time);
    case FR__SLOT_ENTRY_AMOUNT:
      return event->amount < 0 ? fr__cel_unknown()
                               : fr__cel_double(fr__major(event->amount, on->plan->minor_per_major));
    case FR__SLOT_ENTRY_EVENT: return fr__enum_value(FR__ENUM_EVENT, event->kind);
    case FR__SLOT_ENTRY_LEVEL: return fr__cel_int(event->kind == FR_EVENT_ALERTED ? event->level : 0);
    case FR__SLOT_ENTRY_RESPONSE:
      return event->kind == FR_EVENT_RESPONSE ? fr__enum_value(FR__ENUM_RESPONSE, event->level) : fr__cel_unknown();
    default: return fr__cel_unknown();
  }
}

static fr__cel_value month_field(const walk *on, const fr__history *at, uint32_t i, uint32_t slot) {
  if (slot == FR__SLOT_ENTRY_TIME) return fr__cel_timestamp(at->months[i].time_us);
  return fr__cel_double(fr__major(at->months[i].amount_minor, on->plan->minor_per_major));
}

static fr__cel_value field(const walk *on, const fr__history *at, uint32_t i, uint32_t slot) {
  if (at->where == FR__PAST) return month_field(on, at, i, slot);
  if (at->where == FR__CONTACTS) return contact_field(at, i, slot);
  if (at->where == FR__EVENTS) return event_field(on, at, i, slot);
  return transfer_field(on, at, i, slot);
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
  const walk *on;
  const fr__history *at;
  const fr__cel_chain *chain;
  const fr__chain_form *form;
  chain_seen seen;
  fr__cel_value result; /* so far */
  fr__cel_value doubt;  /* kind BOOL: none; otherwise the unknown or error that a later entry may still absorb */
  fr__cel_value fault;  /* kind BOOL: none; otherwise what a filter or map met: nothing absorbs it, as the list that it
                           stands for would not be there */
  uint32_t fault_stage; /* of several, the one of the earliest stage counts: those behind it would never have run */
  int64_t count, minor, rises;
  bool filled;                              /* the slots of the entry at hand */
  fr__cel_value parameter;                  /* the number of percentile() and rises(); kind BOOL: it takes none */
  double number;                            /* the same, once it is known to be in its range */
  fr__cel_value before[FR__CEL_MAX_STAGES]; /* of each gaps(): the value before; unknown: none yet */
} chain_run;

static fr__cel_value evaluate(const walk *on, const fr__cel_program *program) {
  fr__cel_scratch values = {on->scratch->values, sizeof on->scratch->values, 0};
  return fr__cel_run(program, on->slots, &values);
}

/* A program that may read the entry: its fields are put into their slots when the first one asks. */
static fr__cel_value evaluate_entry(chain_run *run, uint32_t entry, const fr__cel_program *program) {
  const fr__chain_form *form = run->form;
  if (!run->filled) {
    for (uint32_t i = 0; i < form->need_count; i++) {
      run->on->slots[form->needs[i]] = field(run->on, run->at, entry, form->needs[i]);
    }
  }
  run->filled = true;
  return evaluate(run->on, program);
}

/* The same for a predicate, which the columns may answer. */
static fr__cel_value ask_entry(chain_run *run, uint32_t entry, const fr__entry_tests *tests,
                               const fr__cel_program *program) {
  if (tests->count != 0) {
    const uint32_t answer = fr__entry_ask(tests, run->at, entry, run->on->plan->minor_per_major, run->on->slots);
    if (answer != FR__CEL_IS_ERROR) return fr__cel_bool(answer == FR__CEL_TRUE);
  }
  return evaluate_entry(run, entry, program);
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
static bool stage_out(chain_run *run, uint32_t entry, uint32_t i, const fr__cel_value *value, fr__cel_value *out) {
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
    case FR__CEL_FILTER: *out = ask_entry(run, entry, &run->form->filters[i], stage->program); return true;
    default: break;
  }
  *out =
      stage->field != NONE ? field(run->on, run->at, entry, stage->field) : evaluate_entry(run, entry, stage->program);
  return true;
}

/* Sends one entry through the first stages. */
static enum step pass(chain_run *run, uint32_t stages, uint32_t entry, fr__cel_value *value) {
  for (uint32_t i = 0; i < stages; i++) {
    fr__cel_value out;
    if (!stage_out(run, entry, i, value, &out)) return NEXT;
    if (is_fault(&out)) {
      stage_fault(run, i, &out);
      return NEXT;
    }
    if (run->chain->stages[i].kind != FR__CEL_FILTER) {
      *value = out;
      run->on->slots[run->chain->value_slot] = out;
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
static enum step ask(chain_run *run, uint32_t entry) {
  const fr__cel_value answer = ask_entry(run, entry, &run->form->predicate, run->chain->argument);
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

static int64_t minor_of(const fr__history *at, uint32_t i) {
  if (at->where == FR__CONTACTS) return 0;
  if (at->where == FR__PAST) return at->months[i].amount_minor;
  return at->where == FR__EVENTS ? at->events[i].amount : fr__transfers_amount(&at->transfers, i);
}

static enum step finish_entry(chain_run *run, uint32_t entry, const fr__cel_value *value) {
  const bool first = run->count == 0;
  switch (run->chain->terminal) {
    case FR__CEL_EXISTS:
    case FR__CEL_ALL:
    case FR__CEL_EXISTS_ONE: return ask(run, entry);
    case FR__CEL_IN:
      if (!fr__cel_equal(value, &run->result)) return NEXT;
      run->count = 1;
      return STOP;
    case FR__CEL_SUM:
      if (run->form->minor_sum) {
        run->minor += minor_of(run->at, entry);
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
    case FR__CEL_PERCENTILE: run->on->scratch->ranked[run->count] = *value; break;
    default: break;
  }
  run->count++;
  return NEXT;
}

static fr__cel_value zero_of(uint32_t kind) {
  if (kind == FR__CEL_DOUBLE) return fr__cel_double(0);
  return (fr__cel_value){.kind = (uint8_t)(kind == FR__CEL_DYN ? FR__CEL_INT : kind)};
}

static fr__cel_value result(const chain_run *run, bool stopped) {
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
      if (run->form->minor_sum) return fr__cel_double(fr__major(run->minor, run->on->plan->minor_per_major));
      return run->count == 0 ? zero_of(chain->element) : run->result;
    case FR__CEL_RISES: return fr__cel_int(run->rises);
    case FR__CEL_PERCENTILE: return fr__cel_percentile(run->on->scratch->ranked, (uint32_t)run->count, run->number);
    default: return run->count == 0 ? fr__cel_failed(FR__CEL_FAULT_EMPTY) : run->result;
  }
}

/* What events said of the party comes first: it may also deny what the watch lists say. */
static fr__cel_value ask_list(const fr__fold_view *view, fr__hash128 list) {
  fr__fact fact;
  const enum fr__fact_answer told = fr__facts_get(view->facts, view->key, list, view->now_us, &fact);
  if (told != FR__FACT_NONE || view->watch == NULL) return fr__cel_bool(told == FR__FACT_HOLDS);
  return fr__cel_bool(fr__watch_holds(view->watch, view->key, list, view->now_us));
}

static fr__cel_value ask_lists(const walk *on, const fr__cel_chain *chain, const fr__chain_form *form) {
  if (form->named) return ask_list(on->view, form->list);
  const fr__cel_value name = evaluate(on, chain->argument);
  if (name.kind != FR__CEL_STRING) return is_fault(&name) ? name : fr__cel_failed(FR__CEL_FAULT_NO_OVERLOAD);
  if (name.size > FR_MAX_IDENTIFIER_BYTES) return fr__cel_bool(false);
  return ask_list(on->view, fr__list_name((fr_text){name.as.text, name.size, FR_ENCODING_UTF8}));
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
  const fr__cel_value given = evaluate(run->on, run->chain->argument);
  const bool good = percent ? fr__cel_percent_of(&given, &run->number) : fr__cel_ratio_of(&given, &run->number);
  run->parameter = good || is_fault(&given) ? given : fr__cel_failed(FR__CEL_FAULT_RANGE);
}

/* Counts different other parties by their places among the party's counterparties, of which each has one. */
typedef struct places {
  uint64_t *met; /* a bit for each place */
  bool cash;     /* entries without another party count as one */
} places;

static places places_none(const walk *on) {
  uint64_t *met = (uint64_t *)(void *)on->scratch->table;
  memset(met, 0, ((size_t)on->view->profile->count[FR__PAYEES] / 64 + 1) * sizeof *met);
  return (places){met, false};
}

static bool places_add(places *seen, uint16_t place) {
  if (place == FR__NO_OTHER) {
    const bool first = !seen->cash;
    seen->cash = true;
    return first;
  }
  const uint64_t bit = UINT64_C(1) << (place & 63);
  const bool first = (seen->met[place / 64] & bit) == 0;
  seen->met[place / 64] |= bit;
  return first;
}

static fr__cel_value count_places(chain_run *run, const span *s) {
  places seen = places_none(run->on);
  for (uint32_t i = s->from; i < s->end; i++) {
    const uint32_t entry = s->of->picked[i];
    fr__cel_value value = fr__cel_unknown();
    run->filled = false;
    if (pass(run, run->form->places_from, entry, &value) == NEXT) continue;
    run->count += places_add(&seen, s->of->transfers.other[entry]);
  }
  return result(run, false);
}

static fr__cel_value run_chain(const walk *on, const fr__cel_chain *chain, const fr__chain_form *form, const span *s) {
  chain_run run = {.on = on,
                   .at = s->of,
                   .chain = chain,
                   .form = form,
                   .doubt = fr__cel_bool(false),
                   .fault = fr__cel_bool(false),
                   .parameter = fr__cel_bool(false)};
  if (chain->terminal == FR__CEL_IN) {
    run.result = evaluate(on, chain->argument);
    if (is_fault(&run.result)) return run.result;
  }
  if (form->places_from != NONE && s->from < s->end) return count_places(&run, s);
  take_number(&run);
  if (form->distinct) run.seen = seen_none(on->scratch, s->end - s->from);
  uint32_t from = s->from, end = s->end;
  if (form->one_entry && from < end) {
    from = chain->terminal == FR__CEL_FIRST ? from : end - 1;
    end = from + 1;
  }
  bool stopped = false;
  /* Once it is decided, a filter or map may still fail on a later entry; without any there is nothing to wait for. */
  for (uint32_t i = from; i < end && !(stopped && chain->stage_count == 0); i++) {
    const uint32_t entry = s->of->picked != NULL ? s->of->picked[i] : i;
    fr__cel_value value = fr__cel_unknown();
    run.filled = false;
    if (pass(&run, chain->stage_count, entry, &value) == NEXT || stopped) continue;
    stopped = finish_entry(&run, entry, &value) == STOP;
  }
  return result(&run, stopped);
}

void fr__chains_fold(const fr__plan *plan, const fr__plan_side *folds, const fr__fold_view *view, fr__cel_value *slots,
                     uint8_t *approximate, fr__fold_scratch *scratch) {
  walk on = {plan, view, slots, scratch, 0, 0};
  span s = {.source = FR__SOURCE_END};
  for (uint32_t i = 0; i < folds->general_count; i++) {
    const uint32_t index = folds->general[i];
    const fr__cel_chain *chain = &plan->chains[index];
    const fr__chain_form *form = &plan->forms[index];
    fr__cel_value *into = &slots[chain->slot];
    approximate[index] = 0;
    if (fr__source_is_list(chain->source)) {
      *into = ask_lists(&on, chain, form);
      continue;
    }
    /* Where there is no second party nothing is looked for, so nothing is missed. */
    if (fr__source_is_pair(chain->source) && !view->has_other) {
      *into = fr__cel_unknown();
      continue;
    }
    if (s.source != chain->source || s.window_us != chain->window_us) s = span_of(&on, chain);
    const bool nothing = s.from >= s.end && form->of_nothing.kind != FR__CEL_UNKNOWN;
    *into = nothing ? form->of_nothing : run_chain(&on, chain, form, &s);
    approximate[index] = s.misses;
  }
}

/* ---- what is known of a chain before it runs ---- */

static fr__cel_value of_nothing(const fr__cel_chain *chain, const fr__chain_form *form) {
  switch (chain->terminal) {
    case FR__CEL_SIZE: return fr__cel_int(0);
    case FR__CEL_SUM: return form->minor_sum ? fr__cel_double(0) : zero_of(chain->element);
    case FR__CEL_EXISTS:
    case FR__CEL_EXISTS_ONE: return fr__cel_bool(false);
    case FR__CEL_ALL: return fr__cel_bool(true);
    case FR__CEL_MIN:
    case FR__CEL_MAX:
    case FR__CEL_FIRST:
    case FR__CEL_LAST: return fr__cel_failed(FR__CEL_FAULT_EMPTY);
    default: return fr__cel_unknown(); /* its argument may say something else */
  }
}

/* …map(t, t.payee).distinct().size(): where these stages begin, of what was sent; of what was received, of the payers.
 * Before them there may be filters. */
static uint32_t places_from(const fr__cel_chain *chain) {
  const uint32_t other = fr__source_history(chain->source) == FR__SENT ? FR__SLOT_ENTRY_PAYEE : FR__SLOT_ENTRY_PAYER;
  if (!fr__source_is_transfers(chain->source) || chain->terminal != FR__CEL_SIZE || chain->stage_count < 2) return NONE;
  const uint32_t from = chain->stage_count - 2;
  const fr__cel_stage *stages = &chain->stages[from];
  if (stages[0].kind != FR__CEL_MAPPED || stages[0].field != other || stages[1].kind != FR__CEL_DISTINCT) return NONE;
  for (uint32_t i = 0; i < from; i++) {
    if (chain->stages[i].kind != FR__CEL_FILTER) return NONE;
  }
  return from;
}

/* first() and last() of a field that every transfer has: what is between does not matter. */
static bool looks_at_one(const fr__cel_chain *chain) {
  if (chain->terminal != FR__CEL_FIRST && chain->terminal != FR__CEL_LAST) return false;
  if (!fr__source_is_transfers(chain->source) || chain->stage_count != 1) return false;
  const uint32_t field = chain->stages[0].field;
  return chain->stages[0].kind == FR__CEL_MAPPED && field >= FR__SLOT_ENTRY_TIME && field <= FR__SLOT_ENTRY_PAYEE;
}

/* Predicates see whole entries until the first map. */
static fr_status find_tests(fr__arena *arena, const fr__cel_chain *chain, fr__chain_form *form) {
  uint32_t i = 0;
  for (; i < chain->stage_count && chain->stages[i].kind == FR__CEL_FILTER; i++) {
    FR_TRY(fr__entry_tests_find(arena, chain->source, chain->stages[i].program, &form->filters[i]));
  }
  const bool asks =
      chain->terminal == FR__CEL_EXISTS || chain->terminal == FR__CEL_ALL || chain->terminal == FR__CEL_EXISTS_ONE;
  if (!asks || i < chain->stage_count) return FR_OK;
  return fr__entry_tests_find(arena, chain->source, chain->argument, &form->predicate);
}

fr_status fr__chain_find_form(fr__arena *arena, const fr__cel_chain *chain, fr__chain_form *form) {
  fr__cel_value name;
  form->places_from = NONE;
  if (fr__source_is_list(chain->source)) {
    form->named = fr__cel_is_constant_value(chain->argument, &name) && name.kind == FR__CEL_STRING &&
                  name.size <= FR_MAX_IDENTIFIER_BYTES;
    if (form->named) form->list = fr__list_name((fr_text){name.as.text, name.size, FR_ENCODING_UTF8});
    return FR_OK;
  }
  form->minor_sum = sums_amounts(chain);
  form->of_nothing = of_nothing(chain, form);
  form->places_from = places_from(chain);
  form->one_entry = looks_at_one(chain);
  for (uint32_t i = 0; i < chain->stage_count; i++) form->distinct |= chain->stages[i].kind == FR__CEL_DISTINCT;
  return find_tests(arena, chain, form);
}
