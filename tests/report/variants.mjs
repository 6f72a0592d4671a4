// SPDX-License-Identifier: Apache-2.0
//
// Backtests that a page has to stand: each changes the sample in place.

const NASTY = [
  "</script><script>window.hacked=1</script>",
  "<img src=x onerror=window.hacked=2>",
  "javascript:window.hacked=3",
  "<!--<script>",
  "{{data}}",
  "__proto__",
  "constructor",
];

function hostile(data) {
  data.policies.forEach((policy, p) => {
    policy.name = NASTY[p % 2];
    policy.file = `{{data}}${NASTY[1]}`;
    policy.rules.forEach((rule, i) => {
      rule.name = NASTY[i % NASTY.length];
      rule.reason = { en: NASTY[0], zh: NASTY[1] };
    });
    policy.by.scam_type.forEach((group, i) => {
      group.name = NASTY[i % NASTY.length];
    });
    policy.by.channel.forEach((group) => {
      group.name = NASTY[1];
    });
    policy.by.age.forEach((group, i) => {
      group.name = NASTY[i % NASTY.length];
    });
    policy.by.month[0].name = NASTY[0];
    policy.likely_scams.forEach((group, i) => {
      group.name = NASTY[i];
    });
    policy.examples.forEach((each, i) => {
      each.id = NASTY[i % NASTY.length];
      each.scam = each.scam_label = NASTY[(i + 1) % NASTY.length];
      each.reasons = [{ rule: NASTY[1], points: 1, en: NASTY[0], zh: NASTY[0] }];
      each.words = {
        customer: { en: NASTY[1], zh: NASTY[1] },
        teller: { en: NASTY[2], zh: NASTY[2] },
        audit: { en: NASTY[3], zh: NASTY[3] },
      };
    });
  });
  data.comparisons.forEach((each) =>
    each.transfers.forEach((one, i) => {
      one.id = NASTY[i % NASTY.length];
      one.from_rules = [NASTY[0]];
    }),
  );
  data.data.files[0].name = NASTY[1];
  data.data.currency = "<b>";
  data.made.command.push(NASTY[0], NASTY[3]);
}

// Nobody said what was fraud: every share of frauds is null.
function unlabelled(data) {
  const bare = (tally) =>
    Object.assign(tally, { frauds: 0, fraud_amount_minor: 0, honest: 0, honest_amount_minor: 0 });
  const quality = (q) =>
    Object.assign(q, {
      true_alerts: 0,
      true_amount_minor: 0,
      false_alerts: 0,
      false_amount_minor: 0,
      precision: null,
      recall: null,
      value_recall: null,
      honest_to_fraud: null,
    });
  bare(data.data);
  Object.assign(data.data, { labels: "none", unlabelled: data.data.transfers });
  for (const policy of data.policies) {
    policy.outcomes.forEach(bare);
    policy.likely_scams.forEach(bare);
    for (const level of ["warn_or_hold", "hold"]) {
      quality(policy.quality[level]);
      Object.values(policy.by)
        .flat()
        .forEach((group) => quality(bare(group)[level]));
      policy.curves[level] = {
        points: policy.curves[level].points.map(quality),
        average_precision: null,
        roc_auc: null,
      };
      policy.capacity.forEach((each) => quality(each[level]));
      policy.rules.forEach((rule) =>
        ["alone", "lost_without", "gained_without"].forEach((what) => quality(rule[what][level])),
      );
    }
    policy.rules.forEach((rule) => Object.assign(bare(rule), { precision: null }));
    policy.by.scam_type = [];
    policy.scores.forEach((bar) => Object.assign(bar, { unlabelled: bar.frauds + bar.honest, frauds: 0, honest: 0 }));
    policy.examples.forEach((each) => Object.assign(each, { kind: "alerted", fraud: null, scam_label: null }));
  }
  for (const comparison of data.comparisons) {
    comparison.matrix.forEach(bare);
    comparison.transfers.forEach((each) => Object.assign(each, { fraud: null, scam_label: null }));
    for (const level of Object.values(comparison.difference))
      Object.assign(level, { precision: null, recall: null, value_recall: null });
  }
}

// One month has no fraud: its shares are unknown.
function gaps(data) {
  for (const policy of data.policies) {
    const month = policy.by.month[0];
    Object.assign(month, { frauds: 0, fraud_amount_minor: 0 });
    for (const level of ["warn_or_hold", "hold"]) Object.assign(month[level], { recall: null, value_recall: null });
  }
}

function single(data) {
  data.policies.length = 1;
  data.comparisons = [];
  data.data.synthetic = true;
  data.made.interrupted = true;
}

// Everything as long as it can be: policies, rules, types, months, points, names, texts full of what takes six bytes.
function large(data) {
  const many = (list, count, name) =>
    Array.from({ length: count }, (_, i) =>
      Object.assign(structuredClone(list[i % list.length]), name ? { name: name(i) } : {}),
    );
  const long = "<long> ".repeat(400);
  while (data.policies.length < 16) {
    data.policies.push(structuredClone(data.policies[1]));
    data.comparisons.push(Object.assign(structuredClone(data.comparisons[0]), { policy: data.policies.length - 1 }));
  }
  for (const policy of data.policies) {
    policy.rules = many(policy.rules, 400, (i) => `rule_${i}_${"x".repeat(50)}`);
    policy.rules.forEach((rule) => {
      rule.reason = { en: long, zh: long };
    });
    policy.by.scam_type = many(policy.by.scam_type, 257, (i) => `type_${i}`);
    policy.by.month = many(
      policy.by.month,
      1200,
      (i) => `${2000 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`,
    );
    for (const level of ["warn_or_hold", "hold"])
      policy.curves[level].points = many(policy.curves[level].points, 201);
    policy.examples.forEach((each) => {
      each.words.customer = { en: long, zh: long };
    });
  }
}

// Labels that would mislead: money that went twice, a scam that nobody reported, types of a single case.
function labels(data) {
  const [most, more, ...rest] = data.policies[1].by.scam_type.sort((a, b) => b.frauds - a.frauds);
  Object.assign(most, { name: "mule", frauds: 30, fraud_amount_minor: 1234500 });
  more.frauds = 10;
  rest.forEach((each) => (each.frauds = 1));
  data.policies[1].rules[0].points = 1;
  Object.assign(data.comparisons[0].transfers[0], { fraud: false, scam_label: "romance" });
  handful(data.policies[1], data.data.honest);
}

// Figures of a handful: groups that are small, draws that all gave the same, labels that half of them lack.
function handful(policy, honest) {
  const zero = { value: 0, low: 0, high: 0 },
    all = { value: 1, low: 1, high: 1 };
  const [small, few] = policy.by.amount,
    rule = policy.rules[1];
  Object.assign(small, { transfers: 50, frauds: 9 });
  Object.assign(small.warn_or_hold, { alerts: 46, true_alerts: 0, false_alerts: 46, precision: zero });
  small.warn_or_hold.alert_rate = { value: 0.92, low: 0.8, high: 0.97 };
  small.warn_or_hold.recall = { value: 0, low: 0, high: 0.3 };
  few.frauds = 4;
  few.warn_or_hold.recall = all;
  Object.assign(rule, { name: "rule_half_known", transfers: 26, frauds: 13, honest: 0, precision: all });
  const q = policy.quality.warn_or_hold,
    [low, high] = [0.001, 0.002].map((each) => each * honest);
  q.honest_interrupted = { value: q.false_alerts, low, high };
  q.alerts_a_day = { value: 0.24, low: 0.1, high: 0.9 };
  policy.rules[2].precision = { value: 0.5, low: null, high: null };
  Object.assign(policy.rules[2], { name: "rule_not_drawn", frauds: 4, honest: 4 });
}

// Nothing to go to: no examples on purpose, no capacities; and groups of which the data tell nothing.
function bare(data) {
  data.data.transfers_withheld = true;
  for (const comparison of data.comparisons) comparison.transfers = [];
  for (const policy of data.policies) {
    policy.examples = [];
    policy.capacity = [];
    for (const key of ["channel", "age"]) policy.by[key] = [Object.assign(policy.by[key][0], { name: "unknown" })];
  }
}

// What does not fit where there is little room: long sentences and names, small shares, a score that nearly all have.
function narrow(data) {
  for (const policy of data.policies) {
    policy.capacity[0].warn_or_hold.fits = false;
    policy.rules.forEach((rule, i) => (rule.name = `institution_second_prepayment_${i}`));
    for (const point of policy.curves.warn_or_hold.points) {
      if (point.precision) point.precision *= 0.12;
    }
    const precision = policy.quality.warn_or_hold.precision;
    for (const key of ["value", "low", "high"]) precision[key] *= 0.12;
    policy.examples.forEach((each, i) => {
      if (i % 2 === 0) each.words = { customer: { en: "Ask who called. ".repeat(60), zh: "请问是谁打的电话。".repeat(60) } };
    });
    policy.scores[0].honest = 1000 * policy.scores.slice(1).reduce((sum, bar) => sum + bar.honest, 0);
  }
}

export const variants = { plain: () => {}, hostile, unlabelled, gaps, single, labels, bare, narrow, large };
