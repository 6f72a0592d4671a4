/* SPDX-License-Identifier: Apache-2.0
 *
 * Two policies over the same transfers: what goes from which outcome to which, whom it touches, and which transfers. */
#include <stdlib.h>

#include "backtest_figures.h"

bool comparison_open(comparison *of) {
  *of = (comparison){.listed = calloc(DIFFERING_MAX, sizeof *of->listed)};
  return of->listed != NULL;
}

void comparison_close(comparison *of) {
  free(of->listed);
  free(of->customers.keys);
  free(of->customers.bits);
  *of = (comparison){.listed = NULL};
}

/* ---- customers ---- */

static size_t place_of(const customer_set *in, uint64_t key) {
  size_t at = (size_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> 20) & (in->size - 1);
  while (in->bits[at] != 0 && in->keys[at] != key) at = (at + 1) & (in->size - 1);
  return at;
}

static bool grow(customer_set *set) {
  if (2 * set->count < set->size) return true;
  if (set->count >= CUSTOMERS_MAX) return false;
  customer_set more = *set;
  more.size = set->size == 0 ? 1024 : 2 * set->size;
  more.keys = calloc(more.size, sizeof *more.keys);
  more.bits = calloc(more.size, sizeof *more.bits);
  if (more.keys == NULL || more.bits == NULL) {
    free(more.keys);
    free(more.bits);
    return false;
  }
  for (size_t i = 0; i < set->size; i++) {
    if (set->bits[i] == 0) continue;
    const size_t at = place_of(&more, set->keys[i]);
    more.keys[at] = set->keys[i];
    more.bits[at] = set->bits[i];
  }
  free(set->keys);
  free(set->bits);
  *set = more;
  return true;
}

static void touch(customer_set *set, uint64_t key, uint8_t bit) {
  if (!grow(set)) {
    set->incomplete = true;
    return;
  }
  const size_t at = place_of(set, key);
  if (set->bits[at] == 0) {
    set->keys[at] = key;
    set->count++;
  }
  if ((set->bits[at] & bit) != 0) return;
  set->bits[at] |= bit;
  set->raised += bit == RAISED;
  set->lowered += bit == LOWERED;
}

/* ---- transfers ---- */

static void say_side(differing *of, unsigned side, const fr_decision *decision) {
  of->outcome[side] = decision->outcome;
  of->score[side] = decision->score;
  of->rule_count[side] = decision->reason_count;
  for (uint32_t i = 0; i < decision->reason_count; i++)
    of->rules[side][i] = (uint16_t)decision->reasons[i].rule_index; /* there are at most FR_MAX_RULES */
}

static void list(comparison *to, const seen *one, const fr_decision *first, const fr_decision *second) {
  differing *items = to->listed;
  uint32_t at = to->listed_count;
  if (at == DIFFERING_MAX) {
    if (items[at - 1].about.amount_minor >= one->amount_minor) return;
    at--;
  } else {
    to->listed_count++;
  }
  for (; at > 0 && items[at - 1].about.amount_minor < one->amount_minor; at--) items[at] = items[at - 1];
  items[at].about = *one;
  text_keep(items[at].id, one->id);
  text_keep(items[at].scam, one->scam);
  say_side(&items[at], 0, first);
  say_side(&items[at], 1, second);
}

void comparison_add(comparison *to, const seen *one, const judged *first, const judged *second) {
  const uint32_t from = first->decision->outcome, into = second->decision->outcome;
  if (from > FR_OUTCOME_HOLD || into > FR_OUTCOME_HOLD) return;
  tally_add(&to->matrix[from][into], one);
  if (from == into) return;
  to->differing++;
  touch(&to->customers, one->customer, into > from ? RAISED : LOWERED);
  list(to, one, first->decision, second->decision);
}
