/* SPDX-License-Identifier: Apache-2.0
 *
 * What another threshold would have alerted. Rules keep their floors and ceilings, so a transfer is alerted whatever
 * its score, never, or from its score on; these are counted by score and by day, and no row is kept. */
#ifndef TOOLS_BACKTEST_SWEEP_H
#define TOOLS_BACKTEST_SWEEP_H

#include "backtest_seen.h"
#include "decision/decide.h"

/* Scores below 1,024 have a bin each; from there on a doubling has 64. */
enum { BINS_PLAIN = 1024, BINS_OCTAVE = 64, BINS = BINS_PLAIN + 53 * BINS_OCTAVE, CURVE_POINTS_MAX = 200 };
uint32_t bin_of(int64_t score);
int64_t bin_begins(uint32_t bin);

/* Alerts of one day with one bin; bin BINS: whatever the score. */
typedef struct day_count {
  int64_t day;
  uint32_t bin, count;
} day_count;

typedef struct sweep {
  tally always, never;
  tally bins[BINS];
  int64_t day; /* that `today` is of */
  uint32_t today[BINS + 1];
  uint32_t touched[BINS + 1], touched_count;
  day_count *days;
  size_t day_counts, day_room;
  bool out_of_memory;
} sweep;

/* Where a transfer stands: alerted from this bin on, SWEEP_ALWAYS or SWEEP_NEVER. `least` is the outcome that counts as
 * an alert. */
enum { SWEEP_ALWAYS = BINS, SWEEP_NEVER = BINS + 1 };
uint32_t sweep_place(const fr_policy *policy, const fr__grounds *grounds, int64_t score, uint32_t least);

void sweep_add(sweep *to, uint32_t place, const seen *one, int64_t day);
/* Call once when all is added. */
void sweep_finish(sweep *of);
void sweep_close(sweep *of);

/* A threshold and what it alerts. */
typedef struct sweep_point {
  bool has_threshold; /* else what is alerted whatever the score */
  int64_t threshold;
  tally alerted;
} sweep_point;
/* At most CURVE_POINTS_MAX + 1 points, from few alerts to many. Returns how many. */
uint32_t sweep_curve(const sweep *of, sweep_point *points);

typedef struct sweep_areas {
  bool exist;
  double average_precision, roc_auc;
} sweep_areas;
sweep_areas sweep_measure(const sweep *of);

/* The lowest threshold with at most `capacity` alerts a day on average. */
typedef struct sweep_fit {
  sweep_point at;
  bool fits;
  uint64_t busiest_day, days_over;
} sweep_fit;
sweep_fit sweep_capacity(const sweep *of, uint64_t capacity, uint64_t days);

#endif
