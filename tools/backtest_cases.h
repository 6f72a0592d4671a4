/* SPDX-License-Identifier: Apache-2.0
 *
 * Frauds that belong together: of one customer, with the same label, no more than 30 days between one and the next.
 * What a policy did in time, and what had gone by then. */
#ifndef TOOLS_BACKTEST_CASES_H
#define TOOLS_BACKTEST_CASES_H

#include "backtest_seen.h"

enum { CASES_MAX = 1 << 20 };

/* One case as one policy sees it at one level. */
typedef struct case_part {
  int64_t sign_us, warned_us; /* INT64_MAX: not yet */
  int64_t before_minor, at_minor, after_minor, passed_minor;
  bool at_first;
} case_part;

typedef struct one_case {
  uint64_t customer, scam;
  int64_t first_us, last_us;
  uint64_t transfers;
} one_case;

typedef struct cases {
  uint32_t policies;
  one_case *all;
  case_part *parts; /* of each: policies × LEVELS */
  size_t count, room;
  uint32_t *table; /* place + 1 of the newest case of a customer and scam; 0: none */
  size_t table_size;
  bool incomplete; /* more than CASES_MAX, or memory was out */
} cases;

void cases_close(cases *of);
/* The case of this fraud, a new one where it begins one; null where there is no room. */
one_case *cases_take(cases *of, const seen *one);
/* What policy `index` says of it, after cases_take(). */
void cases_judge(cases *of, const one_case *at, uint32_t index, const seen *one, int64_t score, uint32_t outcome);

typedef struct spread {
  int64_t median_s, p75_s, p90_s, most_s;
} spread;

typedef struct case_figures {
  uint64_t cases, warned, warned_at_first, with_sign;
  int64_t never_minor, before_minor, at_minor, after_minor, passed_minor;
  spread from_first, from_sign; /* of `warned` cases */
} case_figures;
/* False where memory is out. */
bool cases_measure(const cases *of, uint32_t index, enum level at, case_figures *figures);

#endif
