/* SPDX-License-Identifier: Apache-2.0
 *
 * A backtest as a table to read: first what would have been stopped and whom it would have bothered, then the parts. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backtest.h"
#include "backtest_state.h"
#include "words.h"

const char *const backtest_flag_names[BACKTEST_FLAGS] = {
    "approximate",      "degraded",     "inputs_unknown", "trusted",        "repeated",
    "expression_error", "text_damaged", "delayed",        "policy_expired", "limited"};

static double share(uint64_t part, uint64_t whole) { return whole == 0 ? 0.0 : (double)part / (double)whole; }

/* 1,234,567.89; the text holds 40 bytes. */
static const char *money(const backtest *of, int64_t minor, char *text) {
  char plain[32];
  const size_t size = amount_format(minor, of->in->info.currency_digits, plain);
  const char *point = memchr(plain, '.', size);
  uint64_t whole = 0;
  for (const char *at = plain; at < (point ? point : plain + size); at++) whole = whole * 10 + (uint64_t)(*at - '0');
  thousands(whole, text);
  if (point) strncat(text, point, 8);
  return text;
}

static bool has_labels(const backtest *of) { return of->all.sums.frauds + of->all.sums.honest > 0; }

/* Two drafts of one policy mostly have its name and version both: then their digests tell them apart. */
static const char *told_apart(const backtest *of, uint32_t index, char text[24]) {
  const fr_policy_info *info = &of->of[index].info;
  char digest[65];
  text[0] = 0;
  for (uint32_t i = 0; i < of->policies && text[0] == 0; i++) {
    const fr_policy_info *other = &of->of[i].info;
    if (i == index || strcmp(other->name, info->name) != 0 || other->version != info->version) continue;
    digest_text(info->digest, digest);
    snprintf(text, 24, " (%.16s)", digest);
  }
  return text;
}

/* ---- the head, and what it comes to ---- */

static void print_title(const backtest *of, output *out) {
  char count[32], first[40] = "", last[40] = "", digest[65];
  for (uint32_t i = 0; i < of->policies; i++) {
    const fr_policy_info *info = &of->of[i].info;
    digest_text(info->digest, digest);
    print(out, "%s %s version %" PRIu64 " (%.16s)\n", i == 0 ? "policy" : "challenger", info->name, info->version,
          digest);
  }
  if (of->all.sums.transfers > 0) {
    time_format_rfc3339(of->first_us, of->in->info.utc_offset_s, first);
    time_format_rfc3339(of->last_us, of->in->info.utc_offset_s, last);
  }
  print(out, "%s transfers, %.10s to %.10s\n", thousands(of->all.sums.transfers, count), first, last);
  if (of->options->unlabelled != NULL)
    print(out, "%s of them without a label, because the column scam says %s\n", thousands(of->left_out, count),
          of->options->unlabelled);
}

/* "12.34" or "12.34 (10.1 to 14.5)", times a hundred for a percentage. */
static const char *bounded(const interval *from, double times, char text[64]) {
  if (!from->exists) return "-";
  if (from->bounded)
    snprintf(text, 64, "%.2f (%.1f to %.1f)", times * from->value, times * from->low, times * from->high);
  else
    snprintf(text, 64, "%.2f", times * from->value);
  return text;
}

/* A share as a percentage, "-" where it is one of nothing, after a space and so wide. */
static void print_share(output *out, uint64_t part, uint64_t whole, int width, int decimals) {
  char text[32] = "-";
  if (whole != 0) snprintf(text, sizeof text, "%.*f %%", decimals, 100 * share(part, whole));
  print(out, " %*s", width, text);
}

static void print_quality(const backtest *of, output *out, const char *name, const tally *at) {
  const tally *all = &of->all.sums;
  char alerts[32];
  print(out, "  %-20s %12s", name, thousands(at->transfers, alerts));
  print_share(out, at->transfers, all->transfers, 10, 3);
  print_share(out, at->frauds, at->frauds + at->honest, 11, 2);
  print_share(out, at->frauds, all->frauds, 10, 2);
  print_share(out, (uint64_t)at->fraud_minor, (uint64_t)all->fraud_minor, 11, 2);
  if (at->frauds > 0)
    print(out, " %13.2f\n", share(at->honest, at->frauds));
  else
    print(out, " %13s\n", "-");
}

static void print_intervals(backtest *of, output *out, const figures *by, enum level level) {
  const quality q = quality_of(&of->draws, &of->all, &by->alerted[level], backtest_days(of));
  char a[64], b[64], c[64];
  if (of->draws.count == 0) return;
  print(out, "    of 100, 95 %% within: precision %s, recall %s, value recall %s\n", bounded(&q.precision, 100, a),
        bounded(&q.recall, 100, b), bounded(&q.value_recall, 100, c));
  print(out, "    95 %% within: alerts a day %s, honest transfers %s\n", bounded(&q.alerts_a_day, 1, a),
        bounded(&q.honest_interrupted, 1, b));
}

static void print_headline(backtest *of, output *out, uint32_t index) {
  const figures *by = &of->of[index];
  const tally *warned = &by->outcomes[FR_OUTCOME_WARN], *held = &by->outcomes[FR_OUTCOME_HOLD];
  const tally *stopped = &by->alerted[LEVEL_WARN].sums;
  char a[32], b[32], c[40], d[40], e[32], twin[24];
  if (of->policies > 1) {
    print(out, "\n%s, version %" PRIu64 "%s\n", by->info.name, by->info.version, told_apart(of, index, twin));
  }
  print(out, "%swarned %s and held %s, in all %s %s", of->policies > 1 ? "  " : "\n", thousands(warned->transfers, a),
        thousands(held->transfers, b), money(of, stopped->amount_minor, c), of->in->info.currency);
  if (!has_labels(of)) {
    print(out, "\n");
    return;
  }
  print(out, ": %s frauds of %s", thousands(stopped->frauds, a), thousands(of->all.sums.frauds, b));
  print(out, ", %s of %s stolen; %s honest transfers bothered\n", money(of, stopped->fraud_minor, c),
        money(of, of->all.sums.fraud_minor, d), thousands(stopped->honest, e));
  print(out, "\n%-22s %12s %10s %11s %10s %11s %13s\n", "against the labels", "alerts", "alert rate", "precision",
        "recall", "value recall", "honest:fraud");
  print_quality(of, out, "warn or hold", stopped);
  print_intervals(of, out, by, LEVEL_WARN);
  print_quality(of, out, "hold", &by->alerted[LEVEL_HOLD].sums);
  print_intervals(of, out, by, LEVEL_HOLD);
}

/* ---- tallies ---- */

static void print_tally(const backtest *of, output *out, const char *name, const tally *at) {
  char count[32], amount[40], frauds[32];
  print(out, "  %-38s %12s", name, thousands(at->transfers, count));
  print_share(out, at->transfers, of->all.sums.transfers, 9, 3);
  print(out, " %22s", money(of, at->amount_minor, amount));
  if (!has_labels(of)) return;
  print(out, " %10s", thousands(at->frauds, frauds));
  print_share(out, at->frauds, at->frauds + at->honest, 11, 2);
}

static void print_line(const backtest *of, output *out, const char *name, const tally *at) {
  print_tally(of, out, name, at);
  print(out, "\n");
}

static void print_head(const backtest *of, output *out, const char *name, const char *more) {
  char amount[40];
  snprintf(amount, sizeof amount, "amount %s", of->in->info.currency);
  print(out, "\n%-40s %12s %9s %22s%s%s\n", name, "transfers", "share", amount,
        has_labels(of) ? "      fraud   of these" : "", more);
}

/* Of the money that victims lost what a rule catches alone, or what is lost without it. */
static int64_t worth(const rule_figures *of) {
  const int64_t alone = of->alone[LEVEL_WARN].fraud_minor, lost = of->lost[LEVEL_WARN].fraud_minor;
  return alone > lost ? alone : lost;
}

/* As the report has them: worth most first; where that is the same, by the stolen money and the transfers that it fired
 * on; then as the policy has them. */
static bool weighs_more(const rule_figures *a, const rule_figures *b) {
  if (worth(a) != worth(b)) return worth(a) > worth(b);
  if (a->fired.fraud_minor != b->fired.fraud_minor) return a->fired.fraud_minor > b->fired.fraud_minor;
  return a->fired.transfers > b->fired.transfers;
}

/* The rules that fired, in the order of what they are worth; returns how many. */
static uint32_t order_rules(const figures *by, uint32_t *order) {
  uint32_t fired = 0;
  for (uint32_t i = 0; i < by->info.rule_count; i++) {
    if (by->rules[i].fired.transfers == 0) continue;
    uint32_t at = fired++;
    for (; at > 0 && weighs_more(&by->rules[i], &by->rules[order[at - 1]]); at--) order[at] = order[at - 1];
    order[at] = i;
  }
  return fired;
}

static void print_rules(const backtest *of, output *out, const figures *by) {
  char a[32], b[32], c[32];
  print_head(of, out, "rule (one transfer may fire several)", "      alone  lost without, frauds");
  uint32_t *order = calloc((size_t)by->info.rule_count + 1, sizeof *order);
  const uint32_t fired = order == NULL ? 0 : order_rules(by, order);
  for (uint32_t i = 0; i < fired; i++) {
    const rule_figures *at = &by->rules[order[i]];
    print_tally(of, out, fr_policy_rule(by->policy, order[i]), &at->fired);
    print(out, " %10s %13s %7s\n", thousands(at->alone[LEVEL_WARN].transfers, a),
          thousands(at->lost[LEVEL_WARN].transfers, b), thousands(at->lost[LEVEL_WARN].frauds, c));
  }
  const uint32_t silent = by->info.rule_count - fired;
  if (order == NULL)
    fprintf(stderr, "out of memory: rules are not listed\n");
  else if (silent != 0)
    print(out, "  and %" PRIu32 " %s that never fired\n", silent, silent == 1 ? "rule" : "rules");
  free(order);
}

/* ---- groups: of each, what was alerted ---- */

static void print_groups(const backtest *of, output *out, uint32_t index) {
  static const char *const names[DIMENSIONS] = {"label's scam", "channel", "payer's age", "amount", "month"};
  for (unsigned by = 0; by < DIMENSIONS; by++) {
    uint32_t used = 0;
    for (uint32_t i = 0; i < of->groups.count[by]; i++) used += of->groups.of[by][i].all.sums.transfers != 0;
    if (used == 0 || (used == 1 && by != BY_SCAM)) continue;
    print(out, "\n%-26s %12s %10s %10s %10s %10s %10s\n", names[by], "transfers", "alerted", "frauds", "caught",
          "recall", "value");
    for (uint32_t i = 0; i < of->groups.count[by]; i++) {
      const group *at = &of->groups.of[by][i];
      const tally *all = &at->all.sums, *stopped = &at->by[index][LEVEL_WARN].sums;
      char a[32], b[32], c[32], d[32];
      if (all->transfers == 0) continue;
      print(out, "  %-24s %12s %10s %10s %10s", at->name[0] ? at->name : "(not said)", thousands(all->transfers, a),
            thousands(stopped->transfers, b), thousands(all->frauds, c), thousands(stopped->frauds, d));
      print_share(out, stopped->frauds, all->frauds, 10, 1);
      print_share(out, (uint64_t)stopped->fraud_minor, (uint64_t)all->fraud_minor, 10, 1);
      print(out, "\n");
    }
  }
}

/* ---- thresholds and cases ---- */

unsigned backtest_capacities(const backtest *of, const uint64_t **capacities) {
  const bool told = of->options->capacity_count != 0;
  *capacities = told ? of->options->capacities : of->capacities;
  return told ? of->options->capacity_count : CAPACITIES_CHOSEN;
}

static void print_fit(const backtest *of, output *out, const sweep_fit *fit) {
  char threshold[32] = "none";
  if (fit->at.has_threshold) snprintf(threshold, sizeof threshold, "%" PRId64, fit->at.threshold);
  print(out, " %8s%s", threshold, fit->fits ? " " : "!");
  print_share(out, fit->at.alerted.frauds, of->all.sums.frauds, 11, 1);
  print_share(out, (uint64_t)fit->at.alerted.fraud_minor, (uint64_t)of->all.sums.fraud_minor, 11, 1);
}

static void print_capacity(const backtest *of, output *out, const figures *by) {
  const uint64_t *capacities;
  const unsigned count = backtest_capacities(of, &capacities);
  bool all_fit = true;
  print(out, "\n%-20s %9s %11s %11s  %9s %11s %11s\n", "alerts a day", "warn from", "recall", "value", "hold from",
        "recall", "value");
  for (unsigned i = 0; i < count; i++) {
    char a[32];
    print(out, "  up to %-12s", thousands(capacities[i], a));
    for (enum level level = 0; level < LEVELS; level++) {
      const sweep_fit fit = sweep_capacity(&by->sweeps[level], capacities[i], backtest_days(of));
      print_fit(of, out, &fit);
      all_fit = all_fit && fit.fits;
    }
    print(out, "\n");
  }
  if (!all_fit) print(out, "  ! more than that comes whatever the score\n");
}

/* In the largest unit of which there are two. */
static const char *length(int64_t seconds, char text[32]) {
  static const struct {
    int64_t seconds;
    const char *name;
  } units[] = {{86400, "days"}, {3600, "hours"}, {60, "minutes"}};
  for (size_t i = 0; i < FR_COUNT(units); i++) {
    if (seconds < 2 * units[i].seconds) continue;
    snprintf(text, 32, "%.1f %s", (double)seconds / (double)units[i].seconds, units[i].name);
    return text;
  }
  snprintf(text, 32, "%" PRId64 " s", seconds);
  return text;
}

static void print_cases(const backtest *of, output *out, uint32_t index) {
  case_figures at;
  char a[32], b[32], c[32], d[40], e[40], middle[32], most[32];
  if (of->cases.count == 0 || !cases_measure(&of->cases, index, LEVEL_WARN, &at)) return;
  print(out, "\nvictims, each with one scam\n  %s, alerted %s, of these at the first transfer %s\n",
        thousands(at.cases, a), thousands(at.warned, b), thousands(at.warned_at_first, c));
  if (at.warned == 0) return;
  print(out, "  first transfer to first alert: %s in the middle, %s for nine of ten\n",
        length(at.from_first.median_s, middle), length(at.from_first.p90_s, most));
  print(out, "  gone before it %s, after it %s\n", money(of, at.before_minor, d), money(of, at.after_minor, e));
}

/* ---- two policies ---- */

static void print_comparison(backtest *of, output *out, uint32_t index) {
  const comparison *by = &of->to[index - 1];
  const quality q =
      quality_difference(&of->draws, &of->all, &of->of[0].alerted[LEVEL_WARN], &of->of[index].alerted[LEVEL_WARN]);
  char a[64], b[64], c[32], d[32], twin[24];
  /* Of two policies it is plain which is which. */
  print(out, "\nfrom %s (down) to %s version %" PRIu64 "%s (across)\n  %-10s %12s %12s %12s\n", of->of[0].info.name,
        of->of[index].info.name, of->of[index].info.version, of->policies > 2 ? told_apart(of, index, twin) : "", "",
        "allow", "warn", "hold");
  for (uint32_t from = FR_OUTCOME_ALLOW; from <= FR_OUTCOME_HOLD; from++) {
    print(out, "  %-10s", outcome_name(from));
    for (uint32_t to = FR_OUTCOME_ALLOW; to <= FR_OUTCOME_HOLD; to++)
      print(out, " %12s", thousands(by->matrix[from][to].transfers, c));
    print(out, "\n");
  }
  print(out, "  %s transfers differ, of %s%s customers\n", thousands(by->differing, c),
        by->customers.incomplete ? "at least " : "", thousands(by->customers.count, d));
  if (!has_labels(of)) return;
  print(out, "  more of 100, 95 %% within: recall %s, value recall %s\n", bounded(&q.recall, 100, a),
        bounded(&q.value_recall, 100, b));
}

/* ---- all of it ---- */

static void print_policy(backtest *of, output *out, uint32_t index) {
  const figures *by = &of->of[index];
  char count[32], twin[24];
  if (of->policies > 1) {
    print(out, "\n==== %s, version %" PRIu64 "%s ====\n", by->info.name, by->info.version, told_apart(of, index, twin));
  }
  print_head(of, out, "outcome", "");
  for (uint32_t outcome = FR_OUTCOME_ALLOW; outcome <= FR_OUTCOME_HOLD; outcome++)
    print_line(of, out, outcome_name(outcome), &by->outcomes[outcome]);
  print_rules(of, out, by);
  print_head(of, out, "likely scam, of those warned or held", "");
  for (uint32_t i = 0; i < by->info.scam_count; i++) {
    if (by->scams[i].transfers != 0) print_line(of, out, fr_policy_scam(by->policy, i), &by->scams[i]);
  }
  print_line(of, out, "(none named)", &by->scams[by->info.scam_count]);
  if (has_labels(of)) {
    print_groups(of, out, index);
    print_capacity(of, out, by);
    print_cases(of, out, index);
  }
  for (unsigned bit = 0, any = 0; bit < BACKTEST_FLAGS; bit++) {
    if (by->flagged[bit] == 0) continue;
    print(out, "%sflag %-18s %12s transfers\n", any++ ? "" : "\n", backtest_flag_names[bit],
          thousands(by->flagged[bit], count));
  }
  if (by->recorded_same + by->recorded_others == 0) return;
  print(out, "\nrecorded of this policy: %s decisions as they are now,", thousands(by->recorded_same, count));
  print(out, " %s others\n", thousands(by->recorded_others, count));
}

void backtest_print(backtest *of, output *out) {
  char count[32];
  print_title(of, out);
  if (of->interrupted) print(out, "interrupted: of the transfers up to then\n");
  for (uint32_t i = 0; i < of->policies; i++) print_headline(of, out, i);
  for (uint32_t i = 1; i < of->policies; i++) print_comparison(of, out, i);
  for (uint32_t i = 0; i < of->policies; i++) print_policy(of, out, i);
  backtest_state_print(&of->stats, out);
  const uint64_t speed = of->seconds > 0 ? (uint64_t)((double)of->all.sums.transfers / of->seconds) : 0;
  print(out, "\nspeed\n  %s transfers a second, reading included (%.2f s, %.2f s of processor time)\n",
        thousands(speed, count), of->seconds, of->cpu_seconds);
}
