/* SPDX-License-Identifier: Apache-2.0 */
#include "backtest_cases.h"

#include <stdlib.h>

#include "base/siphash.h"
#include "fraudrisk/decision.h"

static const int64_t gap_max_us = INT64_C(30) * 86400 * 1000000;

void cases_close(cases *of) {
  free(of->all);
  free(of->parts);
  free(of->table);
  *of = (cases){0};
}

static uint64_t scam_key(fr_text scam) {
  static const uint8_t no_secret[16];
  return scam.size == 0 ? 0 : fr__siphash(no_secret, scam.data, scam.size).low;
}

static size_t place_of(const cases *of, uint64_t customer, uint64_t scam) {
  size_t at = (size_t)((customer ^ scam * UINT64_C(0x9E3779B97F4A7C15)) & (of->table_size - 1));
  while (of->table[at] != 0) {
    const one_case *there = &of->all[of->table[at] - 1];
    if (there->customer == customer && there->scam == scam) break;
    at = (at + 1) & (of->table_size - 1);
  }
  return at;
}

/* The table has twice as many places as there are cases, and both grow together. */
static bool make_room(cases *of) {
  if (of->count < of->room) return true;
  if (of->count >= CASES_MAX) return false;
  const size_t room = of->room == 0 ? 1024 : 2 * of->room;
  one_case *all = realloc(of->all, room * sizeof *all);
  if (all != NULL) of->all = all;
  case_part *parts = realloc(of->parts, room * of->policies * LEVELS * sizeof *parts);
  if (parts != NULL) of->parts = parts;
  uint32_t *table = calloc(2 * room, sizeof *table);
  if (all == NULL || parts == NULL || table == NULL) {
    free(table);
    return false;
  }
  free(of->table);
  of->table = table;
  of->table_size = 2 * room;
  of->room = room;
  for (size_t i = 0; i < of->count; i++) /* the newest of a customer and scam stays */
    of->table[place_of(of, of->all[i].customer, of->all[i].scam)] = (uint32_t)i + 1;
  return true;
}

one_case *cases_take(cases *of, const seen *one) {
  const uint64_t scam = scam_key(one->scam);
  if (!make_room(of)) {
    of->incomplete = true;
    return NULL;
  }
  const size_t place = place_of(of, one->customer, scam);
  if (of->table[place] != 0) {
    one_case *there = &of->all[of->table[place] - 1];
    if (one->time_us - there->last_us <= gap_max_us) {
      there->last_us = one->time_us;
      there->transfers++;
      return there;
    }
  }
  one_case *fresh = &of->all[of->count];
  *fresh = (one_case){one->customer, scam, one->time_us, one->time_us, 1};
  for (uint32_t i = 0; i < of->policies * LEVELS; i++)
    of->parts[of->count * of->policies * LEVELS + i] = (case_part){.sign_us = INT64_MAX, .warned_us = INT64_MAX};
  of->table[place] = (uint32_t)++of->count;
  return fresh;
}

static void judge(case_part *part, const one_case *at, const seen *one, bool sign, bool alert) {
  if (part->sign_us == INT64_MAX && (sign || alert)) part->sign_us = one->time_us;
  if (part->warned_us != INT64_MAX) {
    part->after_minor = fr__add_saturating(part->after_minor, one->amount_minor);
    if (!alert) part->passed_minor = fr__add_saturating(part->passed_minor, one->amount_minor);
  } else if (alert) {
    part->warned_us = one->time_us;
    part->at_minor = one->amount_minor;
    part->at_first = at->transfers == 1;
  } else {
    part->before_minor = fr__add_saturating(part->before_minor, one->amount_minor);
  }
}

void cases_judge(cases *of, const one_case *at, uint32_t index, const seen *one, int64_t score, uint32_t outcome) {
  case_part *parts = &of->parts[((size_t)(at - of->all) * of->policies + index) * LEVELS];
  for (enum level level = 0; level < LEVELS; level++)
    judge(&parts[level], at, one, score > 0, outcome >= level_least(level));
}

static int by_length(const void *a, const void *b) {
  const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x > y) - (x < y);
}

static spread spread_of(int64_t *delays, size_t count) {
  if (count == 0) return (spread){0};
  qsort(delays, count, sizeof *delays, by_length);
  const size_t last = count - 1;
  return (spread){delays[last * 50 / 100] / 1000000, delays[last * 75 / 100] / 1000000,
                  delays[last * 90 / 100] / 1000000, delays[last] / 1000000};
}

static void add_part(case_figures *to, const case_part *part) {
  to->with_sign += part->sign_us != INT64_MAX;
  if (part->warned_us == INT64_MAX) {
    to->never_minor = fr__add_saturating(to->never_minor, part->before_minor);
    return;
  }
  to->warned++;
  to->warned_at_first += part->at_first;
  to->before_minor = fr__add_saturating(to->before_minor, part->before_minor);
  to->at_minor = fr__add_saturating(to->at_minor, part->at_minor);
  to->after_minor = fr__add_saturating(to->after_minor, part->after_minor);
  to->passed_minor = fr__add_saturating(to->passed_minor, part->passed_minor);
}

bool cases_measure(const cases *of, uint32_t index, enum level at, case_figures *figures) {
  *figures = (case_figures){.cases = of->count};
  int64_t *first = calloc(of->count + 1, sizeof *first), *sign = calloc(of->count + 1, sizeof *sign);
  size_t warned = 0;
  for (size_t i = 0; first != NULL && sign != NULL && i < of->count; i++) {
    const case_part *part = &of->parts[(i * of->policies + index) * LEVELS + at];
    add_part(figures, part);
    if (part->warned_us == INT64_MAX) continue;
    first[warned] = part->warned_us - of->all[i].first_us;
    sign[warned++] = part->warned_us - part->sign_us;
  }
  const bool good = first != NULL && sign != NULL;
  if (good) {
    figures->from_first = spread_of(first, warned);
    figures->from_sign = spread_of(sign, warned);
  }
  free(first);
  free(sign);
  return good;
}
