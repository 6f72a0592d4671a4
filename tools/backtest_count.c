/* SPDX-License-Identifier: Apache-2.0
 *
 * Counting: each transfer passes once, and leaves sums. */
#include <stdio.h>
#include <string.h>

#include "backtest.h"
#include "event/transfer.h"

enum { DAY_S = 86400 };

static int64_t floor_day(int64_t seconds) { return (seconds >= 0 ? seconds : seconds - DAY_S + 1) / DAY_S; }

static int64_t day_of(const backtest *of, int64_t time_us) {
  const int64_t us = time_us + (int64_t)of->in->info.utc_offset_s * 1000000;
  return floor_day((us >= 0 ? us : us - 999999) / 1000000);
}

/* Months since the year 0 of a day since 1970, in the Gregorian calendar. Years begin in March while it is worked out,
 * so that the odd day comes last. */
static int64_t month_of(int64_t day) {
  const int64_t shifted = day + 719468;
  const int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const int64_t of_era = shifted - era * 146097;
  const int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
  const int64_t march = (5 * of_year + 2) / 153;
  const int64_t month = march < 10 ? march + 2 : march - 10;
  return (year + era * 400 + (month < 2)) * 12 + month;
}

uint64_t backtest_days(const backtest *of) {
  if (of->all.sums.transfers == 0) return 0;
  return (uint64_t)(day_of(of, of->last_us) - day_of(of, of->first_us) + 1);
}

static void add_base(draws *by, base *to, const seen *one, const uint8_t *weights) {
  tally_add(&to->sums, one);
  if (one->fraud != FR_YES) return;
  column_add(by, &to->drawn[BASE_FRAUDS], weights, 1);
  column_add(by, &to->drawn[BASE_STOLEN], weights, one->amount_minor);
}

/* Only frauds and alerts are drawn: what is neither is part of no share but the alert rate. */
static const uint8_t *weights_of(backtest *of, const seen *one, const judged *by) {
  bool needed = one->fraud == FR_YES;
  for (uint32_t i = 0; i < of->policies; i++) needed = needed || by[i].decision->outcome > FR_OUTCOME_ALLOW;
  return needed ? draws_weights(&of->draws, one->customer) : NULL;
}

static void note_time(backtest *of, int64_t time_us) {
  if (of->all.sums.transfers == 0) of->first_us = of->last_us = time_us;
  if (time_us < of->first_us) of->first_us = time_us;
  if (time_us > of->last_us) of->last_us = time_us;
  const int64_t day = day_of(of, time_us);
  if (day == of->day && of->all.sums.transfers != 0) return;
  of->day = day;
  of->month = month_of(day);
}

void backtest_take(backtest *of, const seen *one, const judged *by) {
  group *found[DIMENSIONS];
  note_time(of, one->time_us);
  groups_find(&of->groups, one, of->month, of->in->info.currency_digits, found);
  const uint8_t *weights = weights_of(of, one, by);
  add_base(&of->draws, &of->all, one, weights);
  for (unsigned d = 0; d < DIMENSIONS; d++) {
    if (found[d] != NULL) add_base(&of->draws, &found[d]->all, one, weights);
  }
  const one_case *at = one->fraud == FR_YES ? cases_take(&of->cases, one) : NULL;
  for (uint32_t i = 0; i < of->policies; i++) {
    const fr_decision *decision = by[i].decision;
    const counting here = {&of->draws, one, of->day, weights, found};
    figures_add(&of->of[i], i, &here, &by[i]);
    if (at != NULL) cases_judge(&of->cases, at, i, one, decision->score, decision->outcome);
    if (i != 0) comparison_add(&of->to[i - 1], one, &by[0], &by[i]);
  }
}

/* The round number behind this one: 1, 2, 5, 10, … */
static uint64_t next_round(uint64_t number) {
  uint64_t unit = 1;
  while (10 * unit <= number) unit *= 10;
  return number / unit == 2 ? 5 * unit : 2 * number;
}

/* The last round number that is no more than the champion's alerts a day, the one before it, and those behind. */
static void choose_capacities(backtest *of) {
  const uint64_t days = backtest_days(of), alerts = of->of[0].alerted[LEVEL_WARN].sums.transfers;
  const uint64_t a_day = days == 0 ? 0 : alerts / days;
  uint64_t first = 1;
  for (uint64_t at = 1; next_round(at) <= a_day; at = next_round(at)) first = at;
  for (unsigned i = 0; i < CAPACITIES_CHOSEN; i++, first = next_round(first)) of->capacities[i] = first;
}

bool backtest_finish(backtest *of) {
  bool good = !of->draws.out_of_memory && !of->groups.out_of_memory && !of->rows.out_of_memory;
  for (uint32_t i = 0; i < of->policies; i++) {
    for (enum level level = 0; level < LEVELS; level++) {
      sweep_finish(&of->of[i].sweeps[level]);
      good = good && !of->of[i].sweeps[level].out_of_memory;
    }
  }
  groups_sort(&of->groups);
  choose_capacities(of);
  if (!good) fprintf(stderr, "out of memory: some figures would be too low\n");
  return good;
}

/* ---- rows of files ---- */

static int64_t amount_of(const backtest *of, const fr_transfer *transfer) {
  const bool other = transfer->currency[0] != '\0' && memcmp(transfer->currency, of->in->info.currency, 3) != 0;
  return other ? transfer->base_amount_minor : transfer->amount_minor;
}

/* The same keys that a journal has, so that the same customers are drawn from it. */
static uint64_t customer_of(const backtest *of, const fr_transfer *transfer) {
  const fr_text customer = transfer->payer_party != NULL ? transfer->payer_party->customer : (fr_text){NULL, 0, 0};
  if (customer.data != NULL && customer.size != 0)
    return fr__party_key_of(of->options->key, FR__CUSTOMER, customer).low;
  return fr__party_key_of(of->options->key, FR__ACCOUNT, transfer->payer).low;
}

static bool all_decided(backtest *of, const judged *by) {
  bool all = true;
  for (uint32_t i = 1; i < of->policies; i++) {
    if (by[i].status == FR_OK) continue;
    of->challenger_failures[i - 1]++;
    of->challenger_status[i - 1] = by[i].status;
    all = false;
  }
  return all;
}

/* Whether the row's own label is one of those that are left out: the onward payments of mules, say, which nobody lost.
 */
static bool is_unlabelled(const backtest *of, const row *from) {
  const char *at = of->options->unlabelled;
  while (at != NULL && *at != '\0') {
    const char *end = strchrnul(at, ',');
    if (from->scam.size == (size_t)(end - at) && from->scam.size != 0 &&
        memcmp(from->scam.data, at, from->scam.size) == 0)
      return true;
    at = *end == '\0' ? end : end + 1;
  }
  return false;
}

static uint32_t label_of(backtest *of, const row *from) {
  if (is_unlabelled(of, from)) {
    of->left_out++;
    return FR_UNKNOWN;
  }
  if (of->labels == NULL) return from->fraud;
  return label_table_find(of->labels, from->transfer.payer, from->transfer.id);
}

bool backtest_count(void *self, const result *one) {
  backtest *of = self;
  const row *from = one->row;
  const fr_transfer *transfer = &from->transfer;
  if (backtest_stopped()) {
    of->interrupted = true;
    return false;
  }
  if (!all_decided(of, one->judged)) return true;
  const bool repeated = (one->decision.flags & FR_FLAG_REPEATED) != 0;
  const char *file = strcmp(of->options->in, "-") == 0 ? "<stdin>" : of->options->in;
  if (of->labels == NULL && !row_labels_see(&of->rows, file, from, repeated)) of->rows.out_of_memory = true;
  const bool has_age = transfer->payer_party != NULL && (transfer->payer_party->known & FR_PARTY_HAS_AGE) != 0;
  const seen at = {.id = transfer->id,
                   .scam = from->scam,
                   .time_us = from->time_us,
                   .amount_minor = amount_of(of, transfer),
                   .customer = customer_of(of, transfer),
                   .fraud = label_of(of, from),
                   .channel = transfer->channel,
                   .age = has_age ? transfer->payer_party->age : -1};
  backtest_take(of, &at, one->judged);
  return true;
}
