/* SPDX-License-Identifier: Apache-2.0
 *
 * What is counted of transfers while they pass: nothing here grows with their number, but with that of frauds, of
 * customers whose outcome changes, of days and of groups, each with a bound. */
#ifndef TOOLS_BACKTEST_FIGURES_H
#define TOOLS_BACKTEST_FIGURES_H

#include "backtest_cases.h"
#include "backtest_draws.h"
#include "backtest_sweep.h"
#include "judged.h"

enum {
  POLICIES_MAX = 1 + FR_MAX_CHALLENGERS,
  BACKTEST_FLAGS = 10,   /* bits of a decision's flags that a backtest can have */
  RULE_DRAWN_MAX = 5000, /* a rule that fired more often gets no interval: its labels are not few */
  EXAMPLES_MAX = 10,
  DIFFERING_MAX = 50,
  TEXT_KEPT = 96
};

/* ---- sums, in draws too ---- */

enum { DRAWN_ALERTS, DRAWN_TRUE, DRAWN_FALSE, DRAWN_CAUGHT, DRAWN };
typedef struct alerted {
  tally sums;
  column_of_draws drawn[DRAWN];
} alerted;

enum { BASE_FRAUDS, BASE_STOLEN, BASE };
typedef struct base {
  tally sums;
  column_of_draws drawn[BASE];
} base;

typedef struct quality {
  interval alert_rate, precision, recall, value_recall, honest_to_fraud, honest_interrupted, alerts_a_day;
} quality;
quality quality_of(draws *by, const base *all, const alerted *at, uint64_t days);
/* Of the second less the first. */
quality quality_difference(draws *by, const base *all, const alerted *first, const alerted *second);

/* ---- groups: whose transfers ---- */

enum dimension { BY_SCAM, BY_CHANNEL, BY_AGE, BY_AMOUNT, BY_MONTH, DIMENSIONS };
enum { SCAMS_MAX = 256, MONTHS_MAX = 600 };

typedef struct group {
  char name[TEXT_KEPT];
  int64_t key; /* of a month: months since year 0; of the fixed ones their place */
  base all;
  alerted by[POLICIES_MAX][LEVELS];
} group;

typedef struct groups {
  group *of[DIMENSIONS];
  uint32_t count[DIMENSIONS], room[DIMENSIONS];
  uint32_t month; /* place of the newest */
  bool out_of_memory;
} groups;

bool groups_open(groups *of);
void groups_close(groups *of);
/* The groups of a transfer; null where it is in none. */
void groups_find(groups *of, const seen *one, int64_t month, unsigned digits, group *found[DIMENSIONS]);
/* Once all is counted: scams by name, months by time. */
void groups_sort(groups *of);

/* ---- one policy ---- */

enum { RULE_TRUE, RULE_FALSE, RULE_DRAWN };
typedef struct rule_figures {
  tally fired;
  column_of_draws drawn[RULE_DRAWN];
  tally alone[LEVELS], lost[LEVELS], gained[LEVELS];
} rule_figures;

/* A transfer with its decision, kept to be told in words. */
typedef struct example {
  char id[TEXT_KEPT], scam[TEXT_KEPT];
  seen about; /* its texts are the two above, once it stays where it is */
  fr_decision decision;
} example;

enum example_kind { EXAMPLE_CAUGHT, EXAMPLE_MISSED, EXAMPLE_FALSE_ALARM, EXAMPLE_ALERTED, EXAMPLE_KINDS };
typedef struct examples {
  example *items; /* EXAMPLES_MAX of each kind, the most valuable first */
  uint32_t count[EXAMPLE_KINDS];
} examples;

typedef struct score_count {
  uint64_t frauds, honest, unlabelled;
} score_count;

typedef struct figures {
  fr_policy *policy;
  fr_policy_info info;
  const char *file;
  tally outcomes[FR_OUTCOME_HOLD + 1];
  alerted alerted[LEVELS];
  rule_figures *rules;              /* by index */
  tally *scams;                     /* by index; one more at the end for none */
  uint64_t flagged[BACKTEST_FLAGS]; /* by bit of the flags */
  sweep *sweeps;                    /* LEVELS */
  score_count *scores;              /* BINS */
  examples examples;
  uint64_t recorded_same, recorded_others; /* of a journal */
} figures;

/* The transfer at hand, as all policies see it. */
typedef struct counting {
  draws *draws;
  const seen *one;
  int64_t day;
  const uint8_t *weights; /* null: nobody needs them */
  group *const *groups;
} counting;

bool figures_open(figures *of, fr_policy *policy, const char *file);
void figures_close(figures *of);
void figures_add(figures *to, uint32_t index, const counting *at, const judged *by);
/* What each rule adds alone, and what is lost or gained without it. */
void figures_weigh_rules(figures *to, const counting *at, const judged *by);

/* ---- two policies ---- */

typedef struct differing {
  char id[TEXT_KEPT], scam[TEXT_KEPT];
  seen about;
  uint32_t outcome[2], rule_count[2];
  int64_t score[2];
  uint16_t rules[2][FR_MAX_REASONS];
} differing;

enum { CUSTOMERS_MAX = 1 << 22, RAISED = 1, LOWERED = 2 };
typedef struct customer_set {
  uint64_t *keys;
  uint8_t *bits; /* 0: the place is free */
  size_t size, count;
  uint64_t raised, lowered;
  bool incomplete;
} customer_set;

typedef struct comparison {
  tally matrix[FR_OUTCOME_HOLD + 1][FR_OUTCOME_HOLD + 1];
  customer_set customers;
  uint64_t differing;
  uint32_t listed_count;
  differing *listed; /* the most valuable first */
} comparison;

bool comparison_open(comparison *of);
void comparison_close(comparison *of);
void comparison_add(comparison *to, const seen *one, const judged *first, const judged *second);

/* Keeps the beginning of a text, whole characters. */
void text_keep(char kept[TEXT_KEPT], fr_text text);

#endif
