/* SPDX-License-Identifier: Apache-2.0
 *
 * What the fold room's own files share. */
#ifndef FR_FEATURE_PLAN_H
#define FR_FEATURE_PLAN_H

#include "feature/fold.h"

/* One window of a group, shortest first; a slot that nobody asks for is UINT32_MAX. */
typedef struct fr__window {
  int64_t window_us;
  uint32_t size_slot, sum_slot, min_slot, max_slot;
  uint32_t chains[4]; /* the chains behind the slots, for the approximate marks; UINT32_MAX for none */
} fr__window;

typedef struct fr__window_group {
  uint32_t source;
  uint32_t window_count;
  fr__window *windows;
} fr__window_group;

/* entry.c: those operands of a predicate that can be asked of an entry's columns. */
typedef struct fr__entry_test fr__entry_test;
typedef struct fr__entry_tests {
  uint32_t count;
  bool all; /* nothing is left out */
  bool end; /* what the predicate is behind the last test */
  const fr__entry_test *items;
} fr__entry_tests;
fr_status fr__entry_tests_find(fr__arena *arena, uint32_t source, const fr__cel_program *program,
                               fr__entry_tests *tests);
/* FR__CEL_FALSE or FR__CEL_TRUE of the history's entry i; FR__CEL_IS_ERROR where the program has to run. */
uint32_t fr__entry_ask(const fr__entry_tests *tests, const fr__history *at, uint32_t i, double minor_per_major,
                       const fr__cel_value *slots);

/* What is known of a chain before it runs. */
typedef struct fr__chain_form {
  uint32_t need_count; /* the entry slots that its programs read */
  uint32_t needs[FR__SLOT_ENTRY_END - FR__SLOT_ENTRY];
  fr__cel_value of_nothing; /* what it gives where no entry counts; unknown: it has to run */
  uint32_t places_from;     /* the stages from here on count different other parties; UINT32_MAX: none do */
  bool minor_sum;           /* the bare amount is what reaches the sum: whole minor units, divided once */
  bool one_entry;           /* of what counts only the first or last entry is looked at */
  bool distinct;
  fr__entry_tests filters[FR__CEL_MAX_STAGES]; /* of the filters before the first map */
  fr__entry_tests predicate;                   /* of exists(), all() and exists_one() over entries */
  bool named;                                  /* a question to a party's lists by a name that is known: `list` */
  fr__hash128 list;
} fr__chain_form;

/* Where a source's entries stand. */
static inline enum fr__list fr__source_history(uint32_t source) {
  switch (source) {
    case FR__PAYER_RECEIVED:
    case FR__PAIR_RECEIVED:
    case FR__CUSTOMER_RECEIVED:
    case FR__PAYEE_RECEIVED: return FR__RECEIVED;
    case FR__CUSTOMER_CONTACTS: return FR__CONTACTS;
    case FR__CUSTOMER_EVENTS: return FR__EVENTS;
    case FR__PAYER_MONTHS:
    case FR__CUSTOMER_MONTHS:
    case FR__PAYEE_MONTHS: return FR__PAST;
    default: return FR__SENT;
  }
}
static inline bool fr__source_is_transfers(uint32_t source) { return fr__source_history(source) <= FR__RECEIVED; }
static inline bool fr__source_is_pair(uint32_t source) {
  return source >= FR__PAIR_SENT && source <= FR__PAIR_ATTEMPTS;
}
/* Attempts hold every status; sent and received only what moved. A bit for each status. */
static inline uint32_t fr__source_statuses(uint32_t source) {
  const bool attempts = source == FR__PAYER_ATTEMPTS || source == FR__PAIR_ATTEMPTS ||
                        source == FR__CUSTOMER_ATTEMPTS || source == FR__PAYEE_ATTEMPTS;
  return attempts ? 0xFFu : 1u << FR_TRANSFER_ATTEMPTED | 1u << FR_TRANSFER_RELEASED | 1u << FR_TRANSFER_SETTLED;
}

/* The chains that have no place in a group. */
void fr__chains_fold(const fr__plan *plan, const fr__plan_side *folds, const fr__fold_view *view, fr__cel_value *slots,
                     uint8_t *approximate, fr__fold_scratch *scratch);
/* What is known of a chain; its needs were found already. FR_NO_MEMORY. */
fr_status fr__chain_find_form(fr__arena *arena, const fr__cel_chain *chain, fr__chain_form *form);
/* From when on all is known of the party. */
int64_t fr__view_complete(const fr__fold_view *view);
/* What reaches back further than that, as far as anything is remembered: 400 days. */
static inline bool fr__view_incomplete(const fr__fold_view *view) {
  return fr__view_complete(view) > view->now_us - FR_MAX_RETENTION_US;
}
/* A window of this list that begins earlier may miss entries. */
int64_t fr__view_exact_from(const fr__fold_view *view, enum fr__list list);
/* The columns of a list; empty for a party without a profile. */
fr__transfers fr__view_transfers(const fr__fold_view *view, enum fr__list list);
/* The place of the pair's other party among the profile's counterparties. */
uint16_t fr__view_other(const fr__fold_view *view);
/* Not before the horizon, which counts back from the party's newest entry: what lies behind it has left, whether its
 * bytes are still there or not. */
int64_t fr__view_shown(const fr__fold_view *view, int64_t from_us);
/* When a chain's window begins. */
int64_t fr__view_from(const fr__fold_view *view, uint32_t source, int64_t window_us);

/* months.c: the largest amount sent in each month, oldest first. */
uint32_t fr__view_months(const fr__fold_view *view, fr__month_row rows[FR__MONTHS]);

/* facts.c: what is found beside the histories of a side. */
void fr__plan_facts(const fr__plan *plan, uint32_t side, const fr__fold_view *view, fr__cel_value *slots,
                    uint8_t *approximate);

#endif
