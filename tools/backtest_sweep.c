/* SPDX-License-Identifier: Apache-2.0 */
#include "backtest_sweep.h"

#include <stdlib.h>
#include <string.h>

_Static_assert(FR_OUTCOME_WARN == 2 && FR_OUTCOME_HOLD == 3, "level_least() says the same");

uint32_t bin_of(int64_t score) {
  if (score < BINS_PLAIN) return score < 0 ? 0 : (uint32_t)score;
  const uint32_t octave = 63 - (uint32_t)__builtin_clzll((uint64_t)score) - 10;
  const uint64_t part = ((uint64_t)score >> (octave + 4)) - BINS_OCTAVE;
  return BINS_PLAIN + octave * BINS_OCTAVE + (uint32_t)part;
}

int64_t bin_begins(uint32_t bin) {
  if (bin < BINS_PLAIN) return bin;
  const uint32_t octave = (bin - BINS_PLAIN) / BINS_OCTAVE, part = (bin - BINS_PLAIN) % BINS_OCTAVE;
  if (octave >= 53) return INT64_MAX;
  return (int64_t)((uint64_t)(BINS_OCTAVE + part) << (octave + 4));
}

/* ---- one transfer ---- */

typedef struct borders {
  fr__floors over;
  uint32_t at_most;
} borders;

static borders borders_of(const fr_policy *policy, const fr__grounds *grounds) {
  borders all = {{FR_OUTCOME_ALLOW, 0}, 0};
  for (uint32_t i = 0; i < grounds->count; i++) {
    const fr__ground *ground = &grounds->items[i];
    const fr__rule *rule = &policy->rules[ground->rule];
    const uint32_t at_least = ground->fired ? rule->at_least : rule->if_unknown_outcome;
    uint32_t *floor = ground->fired && rule->binding ? &all.over.binding : &all.over.at_least;
    if (at_least > *floor) *floor = at_least;
    if (ground->fired && rule->at_most != 0 && (all.at_most == 0 || rule->at_most < all.at_most))
      all.at_most = rule->at_most;
  }
  return all;
}

uint32_t sweep_place(const fr_policy *policy, const fr__grounds *grounds, int64_t score, uint32_t least) {
  const borders all = borders_of(policy, grounds);
  const fr__threshold *entry = grounds->threshold;
  bool lowered;
  if (fr__outcome_settle(FR_OUTCOME_ALLOW, all.over, all.at_most, grounds->trusted, &lowered) >= least)
    return SWEEP_ALWAYS;
  const bool has = entry != NULL && (entry->has_hold || (entry->has_warn && least == FR_OUTCOME_WARN));
  if (!has || fr__outcome_settle(least, all.over, all.at_most, grounds->trusted, &lowered) < least) return SWEEP_NEVER;
  return bin_of(score);
}

/* ---- days ---- */

static void keep_day(sweep *of) {
  for (uint32_t i = 0; i < of->touched_count; i++) {
    const uint32_t bin = of->touched[i];
    if (of->day_counts == of->day_room) {
      const size_t room = of->day_room == 0 ? 1024 : 2 * of->day_room;
      day_count *more = realloc(of->days, room * sizeof *more);
      if (more == NULL) {
        of->out_of_memory = true;
        break;
      }
      of->days = more;
      of->day_room = room;
    }
    of->days[of->day_counts++] = (day_count){of->day, bin, of->today[bin]};
  }
  for (uint32_t i = 0; i < of->touched_count; i++) of->today[of->touched[i]] = 0;
  of->touched_count = 0;
}

void sweep_add(sweep *to, uint32_t place, const seen *one, int64_t day) {
  if (place == SWEEP_NEVER) {
    tally_add(&to->never, one);
    return;
  }
  tally_add(place == SWEEP_ALWAYS ? &to->always : &to->bins[place], one);
  if (day != to->day) {
    keep_day(to);
    to->day = day;
  }
  if (to->today[place]++ == 0) to->touched[to->touched_count++] = place;
}

static int by_day(const void *a, const void *b) {
  const day_count *x = a, *y = b;
  return (x->day > y->day) - (x->day < y->day);
}

void sweep_finish(sweep *of) {
  keep_day(of);
  if (of->day_counts != 0) qsort(of->days, of->day_counts, sizeof *of->days, by_day);
}

void sweep_close(sweep *of) {
  free(of->days);
  of->days = NULL;
  of->day_counts = of->day_room = 0;
}

/* ---- what a threshold alerts ---- */

uint32_t sweep_curve(const sweep *of, sweep_point *points) {
  uint32_t distinct = 0, last = BINS, count = 0;
  for (uint32_t bin = 0; bin < BINS; bin++) {
    if (of->bins[bin].transfers == 0) continue;
    if (last == BINS) last = bin; /* the lowest */
    distinct++;
  }
  const uint32_t step = distinct == 0 ? 1 : (distinct + CURVE_POINTS_MAX - 1) / CURVE_POINTS_MAX;
  tally all = of->always;
  points[count++] = (sweep_point){.alerted = all};
  uint32_t passed = 0;
  for (uint32_t bin = BINS; bin-- > 0;) {
    if (of->bins[bin].transfers == 0) continue;
    tally_add_all(&all, &of->bins[bin]);
    if (++passed % step == 0 || bin == last) points[count++] = (sweep_point){true, bin_begins(bin), all};
  }
  return count;
}

/* Those of one rank come together: the precision at their end is that of each. */
static void measure(const tally *here, tally *above, double *precision, double *roc) {
  *roc += (double)here->honest * ((double)above->frauds + (double)here->frauds / 2);
  above->frauds += here->frauds;
  above->honest += here->honest;
  if (here->frauds == 0) return;
  *precision += (double)here->frauds * (double)above->frauds / (double)(above->frauds + above->honest);
}

sweep_areas sweep_measure(const sweep *of) {
  tally above = {0};
  double precision = 0, roc = 0;
  measure(&of->always, &above, &precision, &roc);
  for (uint32_t bin = BINS; bin-- > 0;) measure(&of->bins[bin], &above, &precision, &roc);
  measure(&of->never, &above, &precision, &roc);
  if (above.frauds == 0 || above.honest == 0) return (sweep_areas){0};
  return (sweep_areas){true, precision / (double)above.frauds, roc / ((double)above.frauds * (double)above.honest)};
}

static void count_days(const sweep *of, uint32_t least, uint64_t capacity, sweep_fit *into) {
  uint64_t today = 0;
  for (size_t i = 0; i < of->day_counts; i++) {
    if (of->days[i].bin >= least) today += of->days[i].count;
    if (i + 1 < of->day_counts && of->days[i + 1].day == of->days[i].day) continue;
    if (today > into->busiest_day) into->busiest_day = today;
    into->days_over += today > capacity;
    today = 0;
  }
}

sweep_fit sweep_capacity(const sweep *of, uint64_t capacity, uint64_t days) {
  sweep_fit best = {.at = {.alerted = of->always}};
  const uint64_t most = capacity * days;
  uint32_t least = BINS;
  tally all = of->always;
  best.fits = all.transfers <= most;
  for (uint32_t bin = BINS; bin-- > 0;) {
    if (of->bins[bin].transfers == 0) continue;
    tally_add_all(&all, &of->bins[bin]);
    if (all.transfers > most) break;
    best.at = (sweep_point){true, bin_begins(bin), all};
    least = bin;
  }
  count_days(of, least, capacity, &best);
  return best;
}
