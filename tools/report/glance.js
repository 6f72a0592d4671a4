// SPDX-License-Identifier: Apache-2.0
//
// The first parts of the report: at a glance, the ranking, the rules.
"use strict";

// ---- at a glance --------------------------------------------------------------------------------------------------

const shown = () => policies[state.policy];
const quality = (policy) => (policy || shown()).quality[state.level];
const labelled = () => data.data.frauds > 0;
const days = () => data.data.days;
const aDay = (alerts) => (known(alerts) && days() > 0 ? alerts / days() : null);
const honestRate = (q) => (data.data.honest > 0 ? q.false_alerts / data.data.honest : null);
const bothered = (q) => ({
  value: honestRate(q),
  ...Object.fromEntries(
    ["low", "high"].map((end) => {
      const at = (q.honest_interrupted || {})[end];
      return [end, known(at) ? at / data.data.honest : null];
    }),
  ),
});
// Alerts a day; where no range was worked out, with that of their rate at as many transfers a day as there were.
function staffFigure(q) {
  if (hasRange(q.alerts_a_day)) return q.alerts_a_day;
  const rate = q.alert_rate,
    at = (each) => (known(each) ? aDay(each * data.data.transfers) : null);
  return { value: aDay(q.alerts), low: at(rate && rate.low), high: at(rate && rate.high) };
}

function notes() {
  const d = data.data,
    list = [];
  const add = (condition, text) => condition && list.push(h("div", { class: "note" }, p(text)));
  const bad = d.bad_labels ? Object.values(d.bad_labels).reduce((sum, each) => sum + each, 0) : 0;
  add(
    d.synthetic,
    typeof d.synthetic === "string" ? [words.notes.synthetic, " ", d.synthetic] : words.notes.synthetic,
  );
  add(data.made.interrupted, words.notes.interrupted);
  add(!labelled(), words.notes.noLabels);
  add(labelled() && d.frauds < 100, words.notes.few(count(d.frauds)));
  const mules = (shown().by.scam_type || []).find((each) => each.name === "mule");
  add(mules && mules.frauds > 0, mules && words.notes.mules(count(mules.frauds), money(mules.fraud_amount_minor)));
  const named = (d.unlabelled_scams || "").split(",").map(scam).join(words.list);
  const rest = d.unlabelled - (d.unlabelled_by_scam || 0);
  add(d.unlabelled_by_scam > 0, words.notes.unlabelledScams(count(d.unlabelled_by_scam), named));
  add(labelled() && rest > 0, words.notes.unlabelled(count(rest)));
  add(d.transfers_withheld, words.notes.withheld);
  add(d.rows_not_scored > 0, words.notes.notScored(count(d.rows_not_scored)));
  add(d.events_not_taken > 0, words.notes.eventsLost(count(d.events_not_taken)));
  add(bad > 0, words.notes.badLabels(count(bad)));
  const out = leftOut();
  add(out.length > 0, words.notes.leftOut + out.join(words.list) + words.stop + words.notes.leftOutEnd);
  return list;
}
function leftOut() {
  const comparison = data.comparisons.find((each) => each.policy === state.policy);
  const all = {};
  for (const owner of [data, data.made, data.data, shown(), comparison]) Object.assign(all, owner && owner.left_out);
  return Object.entries(all).map(([key, n]) => `${count(n)}${words.gap}${fixed(words.notes.leftOutPart, key)}`);
}

function lead() {
  const q = quality(),
    d = data.data,
    word = words.caughtWord[state.level];
  const name = words.version(shown().name, shown().version);
  if (!labelled()) {
    return h(
      "p",
      { class: "lead" },
      words.lead.bare(name, word, count(q.alerts), of10000(q.alerts / d.transfers), rough(aDay(q.alerts))),
    );
  }
  const caught =
    q.true_alerts > 0
      ? words.lead.caught(
          name,
          word,
          count(q.true_alerts),
          count(d.frauds),
          money(q.true_amount_minor),
          money(d.fraud_amount_minor),
        )
      : words.lead.nothingCaught(name, word, count(d.frauds), money(d.fraud_amount_minor));
  return h(
    "p",
    { class: "lead" },
    caught,
    words.gap,
    words.lead.bother(count(q.false_alerts), of10000(honestRate(q)), rough(aDay(q.alerts))),
  );
}

function compared() {
  if (!labelled() || shown() === policies[0]) return null;
  const q = quality(policies[0]);
  return p(
    words.lead.compared(
      words.caughtWord[state.level],
      count(q.true_alerts),
      money(q.true_amount_minor),
      count(q.false_alerts),
    ),
  );
}

function tiles() {
  const q = quality(),
    t = words.tiles;
  const tile = (name, big, range) =>
    h(
      "div",
      { class: "tile" },
      h("dt", null, name),
      h("dd", { class: "big" }, big),
      range === undefined
        ? null
        : h(
            "dd",
            { class: "range" },
            range === null ? words.rangeUnknown : range,
          ),
    );
  const of = (figureOf, as, on) => {
    const range = rangeText(figureOf, as, on);
    return [
      value(figureOf) === null ? unknown() : as(figureOf.value),
      isWide(figureOf, as) ? words.rangeNote(range) : range,
    ];
  };
  const maybe = (figureOf, as) => (hasRange(figureOf) ? of(figureOf, as) : [as(figureOf.value)]);
  const aday = maybe(staffFigure(q), rough);
  if (!labelled()) {
    return h(
      "dl",
      { class: "tiles" },
      tile(t.alerts, count(q.alerts)),
      tile(t.rate, ...of(q.alert_rate, of10000, onTransfers(data.data.transfers))),
      tile(t.aday, ...aday),
    );
  }
  return h(
    "dl",
    { class: "tiles" },
    tile(t.value, ...of(q.value_recall, share, onFrauds(data.data.frauds))),
    tile(t.recall, ...of(q.recall, share, onFrauds(data.data.frauds))),
    tile(t.precision, ...of(q.precision, share, onAlerts(q))),
    tile(t.bother, ...maybe(bothered(q), of10000)),
    tile(t.aday, ...aday),
    tile(t.ratio, ...of(q.honest_to_fraud, few, onCaught(q))),
  );
}

function sideBySide() {
  if (policies.length < 2) return null;
  const hd = words.head;
  if (!labelled()) {
    // nobody can say what was caught: what is known is who was alerted
    const bare = (policy, index) => [
      policyName(index),
      count(quality(policy).alerts),
      ranged(quality(policy).alert_rate, of10000, onTransfers(data.data.transfers)),
      rough(aDay(quality(policy).alerts)),
    ];
    return [
      h("h3", null, words.side.title),
      table(
        words.side.caption,
        [[words.side.policy], [hd.alerts, 1], [hd.alertRate, 1], [words.tiles.aday, 1]],
        policies.map(bare),
        state.policy,
      ),
    ];
  }
  const row = (policy, index) => {
    const q = quality(policy);
    return [
      policyName(index),
      count(q.true_alerts),
      ranged(q.recall, share, onFrauds(data.data.frauds)),
      ranged(q.value_recall, share, onFrauds(data.data.frauds)),
      ranged(q.precision, share, onAlerts(q)),
      count(q.false_alerts),
      of10000(honestRate(q)),
      rough(aDay(q.alerts)),
      ranged(q.honest_to_fraud, few, onCaught(q)),
    ];
  };
  return [
    h("h3", null, words.side.title),
    table(
      words.side.caption,
      [
        [words.side.policy],
        [hd.trueAlerts, 1],
        [hd.recall, 1],
        [hd.valueRecall, 1],
        [hd.precision, 1],
        [hd.falseAlerts, 1],
        [words.tiles.bother, 1],
        [words.tiles.aday, 1],
        [words.tiles.ratio, 1],
      ],
      policies.map(row),
      state.policy,
    ),
  ];
}

function outcomes() {
  const hd = words.head,
    none = !labelled();
  const cells = (each) => [
    outcome(each.name),
    withUnlabelled(each),
    bare(each.amount_minor),
    none ? unknown() : count(each.frauds),
    none ? unknown() : bare(each.fraud_amount_minor),
    none ? unknown() : count(each.honest),
  ];
  return [
    h("h3", null, words.outcomes.title),
    table(
      words.outcomes.caption,
      [
        [hd.outcome],
        [hd.transfers, 1],
        [words.bracketed(hd.amount, unit()), 1],
        [hd.frauds, 1],
        [words.bracketed(hd.fraudAmount, unit()), 1],
        [hd.honest, 1],
      ],
      shown().outcomes.map(cells),
    ),
  ];
}

function glance() {
  const d = data.data;
  return section(
    "glance",
    lead(),
    compared(),
    tiles(),
    h("p", { class: "soft" }, words.leadNote),
    sideBySide(),
    outcomes(),
    h(
      "p",
      { class: "soft" },
      labelled() &&
        words.labels(
          count(d.frauds),
          money(d.fraud_amount_minor),
          count(d.honest),
          d.unlabelled > 0 ? count(d.unlabelled) : null,
        ),
      labelled() && words.gap,
      fixed(words.labelSource, d.labels),
      words.gap,
      known(d.label_delay_s) ? words.labelDelay(duration(d.label_delay_s)) : null,
    ),
  );
}

// ---- curves -------------------------------------------------------------------------------------------------------

const points = (policy) => (policy.curves[state.level] || {}).points || [];

// The least round number, in per cent, that holds `most`, and the distance of its ticks.
function roofOver(most) {
  if (!(most > 0)) return [100, 20];
  const unit = 10 ** Math.floor(Math.log10(most));
  const [size, ticks] = [
    [1, 5],
    [1.5, 3],
    [2, 4],
    [3, 3],
    [4, 4],
    [5, 5],
    [6, 3],
    [8, 4],
    [10, 5],
  ].find(([each]) => each * unit >= most * 0.9999);
  return size * unit >= 100 ? [100, 20] : [size * unit, (size * unit) / ticks];
}

// A mark for each threshold, steps from one to the next, and a large mark where the policy stands: between two
// thresholds there is nothing. `step` tells where a step turns; `at` takes a point or a quality to [x, y], shares as
// numbers.
function curve({ title, text, x, y, log, step, at, tables, under }) {
  const least = Math.min(
    ...policies.flatMap((policy) =>
      points(policy)
        .map((each) => at(each)[0])
        .filter((each) => each > 0),
    ),
    10000,
  );
  const standing = (policy) => {
    const q = quality(policy);
    return at(
      Object.fromEntries(["precision", "recall", "alert_rate", "value_recall"].map((key) => [key, value(q[key])])),
    );
  };
  const highest = Math.max(
    ...policies.flatMap((policy) => [standing(policy)[1] || 0, ...points(policy).map((each) => at(each)[1] || 0)]),
  );
  const [roof, interval] = roofOver(highest);
  return figure({
    title,
    text,
    tables,
    under,
    height: (width) => (printing ? 285 : width < 420 ? 320 : 400),
    key: policies.map((_, index) => ({ name: policyName(index), index })),
    make: (width) =>
      base({
        xAxis: across(
          x,
          log
            ? {
                type: "log",
                min: 10 ** Math.floor(Math.log10(least)),
                max: 10000,
                minorTick: { show: true, splitNumber: 9 },
                axisLabel: { ...axisStyle().axisLabel, formatter: (each) => few(each) },
                nameTextStyle: { ...axisStyle().nameTextStyle, width: width - 80, overflow: "truncate" },
              }
            : { min: 0, max: 100 },
        ),
        yAxis: upright(y, {
          min: 0,
          max: roof,
          interval,
          axisLabel: { ...axisStyle().axisLabel, formatter: (each) => few(each) },
        }),
        tooltip: {
          formatter: ({ seriesName, value: [a, b] }) => `${safe(seriesName)}\n${x}: ${few(a)}\n${y}: ${few(b)}`,
        },
        series: policies.flatMap((policy, index) => {
          const { color, dash, symbol } = style(index);
          const line = points(policy)
            .map(at)
            .filter(([a, b]) => known(a) && known(b) && (!log || a > 0));
          const today = standing(policy);
          return [
            {
              type: "line",
              name: policyName(index),
              data: line,
              step,
              symbol: "circle",
              symbolSize: 4,
              showAllSymbol: true,
              lineStyle: { color, type: dash, width: 1.6 },
              itemStyle: { color },
            },
            {
              type: "scatter",
              name: words.curves.today(policyName(index)),
              symbol,
              symbolSize: 17,
              z: 5,
              itemStyle: { color, opacity: 1, borderColor: ink().ground, borderWidth: 2 },
              data: known(today[0]) && known(today[1]) && (!log || today[0] > 0) ? [today] : [],
            },
          ];
        }),
      }),
  });
}

function curveTable() {
  const hd = words.head;
  const row = (each) => [
    each.threshold === null ? words.none : few(each.threshold),
    count(each.alerts),
    of10000(each.alert_rate),
    count(each.true_alerts),
    count(each.false_alerts),
    share(each.precision),
    share(each.recall),
    share(each.value_recall),
  ];
  return table(
    policyName(state.policy),
    [
      [hd.threshold],
      [hd.alerts, 1],
      [hd.alertRate, 1],
      [hd.trueAlerts, 1],
      [hd.falseAlerts, 1],
      [hd.precision, 1],
      [hd.recall, 1],
      [hd.valueRecall, 1],
    ],
    points(shown()).map(row),
  );
}

// Where one score has nearly all, the others lie flat on a scale of even steps: one of powers of ten shows them. It
// goes down to the last power below the smallest share, which has a bar that can be seen.
function scoreScale(shares) {
  const powers = shares.some((kind) => {
    const [first, second] = kind.slice().sort((a, b) => b - a);
    return first > 10 * second;
  });
  return { powers, floor: powers ? Math.ceil(Math.log10(Math.min(...shares.flat()))) - 1 : 0 };
}

function scores() {
  const bars = shown().scores,
    total = { frauds: 0, honest: 0, unlabelled: 0 };
  for (const bar of bars) for (const key of Object.keys(total)) total[key] += bar[key];
  const kinds = labelled() ? ["frauds", "honest"] : total.unlabelled > 0 ? ["unlabelled"] : ["honest"];
  if (total.unlabelled > 0 && labelled()) kinds.push("unlabelled");
  const span = (bar) => (bar.from === bar.to ? few(bar.from) : `${few(bar.from)}–${few(bar.to)}`);
  // The score that parts the two kinds best: where most of the frauds, less what of the honest, lie at or above it.
  let frauds = 0,
    honest = 0,
    best = { apart: 0 };
  for (const bar of bars.slice(1).reverse()) {
    frauds += bar.frauds;
    honest += bar.honest;
    const each = {
      from: bar.from,
      frauds: frauds / total.frauds,
      honest: total.honest ? honest / total.honest : 0,
    };
    each.apart = each.frauds - each.honest;
    if (each.apart > best.apart) best = each;
  }
  const shareOf = (bar, kind) => (total[kind] && bar[kind] ? (100 * bar[kind]) / total[kind] : null);
  const { powers, floor } = scoreScale(
    kinds.map((kind) => bars.map((bar) => shareOf(bar, kind)).filter((each) => each > 0)),
  );
  const up = (at) => (at === null ? null : powers ? Math.log10(at) - floor : at),
    down = (at) => (powers ? 10 ** (at + floor) : at);
  const title = !labelled()
    ? words.curves.scoreNoLabels
    : best.apart > 0
      ? words.curves.scoreTitle(share(best.frauds), few(best.from), share(best.honest))
      : words.curves.scoreSame;
  return figure({
    title,
    text: labelled() ? words.curves.scoreText : words.curves.scoreBareText,
    height: () => 320,
    key: kinds.map((kind, index) => ({ name: words.curves[kind], index, kind: "bar" })),
    under: powers ? words.curves.scorePowers : null,
    tables: table(
      words.curves.scoreCaption,
      [
        [words.head.score],
        ...kinds.flatMap((kind) => [
          [words.curves[kind], 1],
          [words.head.share, 1],
        ]),
      ],
      bars.map((bar) => [
        span(bar),
        ...kinds.flatMap((kind) => [count(bar[kind]), share(total[kind] ? bar[kind] / total[kind] : null)]),
      ]),
    ),
    make: () =>
      base({
        grid: { left: floor < -3 ? 66 : 52 },
        xAxis: {
          ...axisStyle(),
          type: "category",
          data: bars.map(span),
          name: words.curves.scoreX,
          nameLocation: "middle",
          nameGap: 34,
          axisLabel: { ...axisStyle().axisLabel, margin: 12 },
        },
        yAxis: upright(words.curves.scoreY, {
          min: 0,
          ...(powers ? { max: 2 - floor, interval: 1 } : {}),
          axisLabel: { ...axisStyle().axisLabel, formatter: (at) => format(down(at), { maximumSignificantDigits: 3 }) },
        }),
        tooltip: {
          formatter: ({ name, seriesName, value: at }) =>
            `${words.curves.scoreX}: ${name}\n${seriesName}: ${share(down(at) / 100)}`,
        },
        series: kinds.map((kind, index) => ({
          type: "bar",
          name: words.curves[kind],
          barGap: "0%",
          barCategoryGap: "15%",
          itemStyle: {
            color: index === 0 ? style(0).color : ink().ground,
            borderColor: style(index).color,
            borderWidth: index === 0 ? 0 : 1.5,
          },
          data: bars.map((bar) => up(shareOf(bar, kind))),
        })),
      }),
  });
}

function curves() {
  const c = words.curves,
    q = quality(),
    own = shown().curves[state.level] || {};
  if (!labelled()) return section("curves", p(words.notes.noLabels), scores());
  const known3 = value(q.recall) !== null && value(q.precision) !== null;
  const quality3 = known(own.average_precision) ? c.quality(few(own.average_precision), few(own.roc_auc)) : null;
  return section(
    "curves",
    curve({
      title: known3 ? c.prTitle(share(q.recall.value), share(q.precision.value)) : c.prNone,
      text: c.prText,
      x: c.prX,
      y: c.prY,
      step: "start", // more frauds are caught by the next threshold alone, with its share of right alerts
      at: (each) => [
        known(each.recall) ? 100 * each.recall : null,
        known(each.precision) ? 100 * each.precision : null,
      ],
      tables: curveTable(),
      under: [policyName(state.policy), words.colon, quality3, words.gap, c.pointsNote],
    }),
    curve({
      title: c.valueTitle(of10000(value(q.alert_rate)), share(value(q.value_recall))),
      text: c.valueText,
      x: c.valueX,
      y: c.valueY,
      log: true,
      step: "end", // until the next threshold can be afforded, the last one catches what it catches
      at: (each) => [
        known(each.alert_rate) ? 10000 * each.alert_rate : null,
        known(each.value_recall) ? 100 * each.value_recall : null,
      ],
      tables: curveTable(),
    }),
    scores(),
  );
}

// ---- rules --------------------------------------------------------------------------------------------------------

const CHART_RULES = 12,
  TABLE_RULES = 25;

function rulesSorted() {
  const of = (rule, what) => ((rule[what] || {})[state.level] || {}).true_amount_minor || 0;
  return shown()
    .rules.map((rule) => ({ rule, alone: of(rule, "alone"), lost: of(rule, "lost_without") }))
    .sort(
      (a, b) =>
        Math.max(b.alone, b.lost) - Math.max(a.alone, a.lost) ||
        b.rule.fraud_amount_minor - a.rule.fraud_amount_minor,
    );
}
function effect(rule) {
  const w = words.rules,
    parts = [rule.points === null ? w.expression : w.points(few(rule.points))];
  if (rule.at_least) parts.push(w.atLeast(outcome(rule.at_least)));
  if (rule.at_most) parts.push(w.atMost(outcome(rule.at_most)));
  if (rule.binding) parts.push(w.binding);
  return parts.join(words.list);
}
// How many of how many a chart shows, and of how many the tables tell where this page leaves some out.
function ofAll(w, drawn, told, out) {
  const all = told + (out || 0);
  return drawn < all ? w.chartOf(count(drawn), count(all), out > 0 ? count(told) : null) : null;
}
function rulesTable(sorted) {
  const rest = sorted.slice(TABLE_RULES),
    silent = shown().rules_silent;
  return [
    rulesPart(sorted.slice(0, TABLE_RULES), words.rules.caption),
    rest.length > 0 && more(words.rules.more(count(rest.length)), (caption) => rulesPart(rest, caption)),
    silent > 0 && soft(words.rules.silent(count(silent))),
  ];
}
function rulesPart(sorted, caption) {
  const hd = words.head;
  const inside = (rule, what) => (rule[what] || {})[state.level] || {};
  const row = ({ rule }) => [
    [named(rule.name), spoken(rule.reason) && h("span", { class: "reason" }, spoken(rule.reason))],
    labelled() ? bare(inside(rule, "alone").true_amount_minor) : unknown(),
    labelled() ? bare(inside(rule, "lost_without").true_amount_minor) : unknown(),
    withUnlabelled(rule),
    ranged(rule.precision, share, onFired(rule)),
    labelled() ? count(inside(rule, "alone").false_alerts) : unknown(),
    labelled() ? count(inside(rule, "lost_without").false_alerts) : unknown(),
    labelled() ? count(inside(rule, "gained_without").false_alerts) : unknown(),
    effect(rule),
  ];
  return table(
    caption,
    [
      [hd.rule],
      [words.bracketed(hd.alone, unit()), 1],
      [words.bracketed(hd.lost, unit()), 1],
      [hd.fired, 1],
      [hd.firedFraud, 1],
      [hd.aloneHonest, 1],
      [hd.lostHonest, 1],
      [hd.gained, 1],
      [hd.effect],
    ],
    sorted.map(row),
  );
}
function rules() {
  const w = words.rules,
    sorted = rulesSorted();
  const drawn = sorted.filter(({ alone, lost }) => alone > 0 || lost > 0).slice(0, CHART_RULES);
  const tables = rulesTable(sorted);
  if (!labelled()) return section("rules", p(words.notes.noLabels), tables);
  const best = sorted.reduce((most, each) => (each.alone > most.alone ? each : most), sorted[0] || { alone: 0 });
  const dear = sorted.reduce((most, each) => (each.lost > most.lost ? each : most), sorted[0] || { lost: 0 });
  const lost = dear.lost > 0 ? w.lostSentence(dear.rule.name, money(dear.lost)) : w.nothingLost;
  if (drawn.length === 0) return section("rules", h("h3", null, w.nothing), p(lost), tables);
  const names = drawn.map(({ rule }) => rule.name);
  return section(
    "rules",
    figure({
      title: best.alone > 0 ? w.title(best.rule.name, money(best.alone)) : w.nothing,
      text: `${lost}${words.gap}${w.text}`,
      key: [
        { name: w.alone, index: 0, kind: "bar" },
        { name: w.lost, index: 1, kind: "bar" },
      ],
      height: () => 70 + names.length * 42,
      under: ofAll(w, drawn.length, sorted.length, (shown().left_out || {}).rules),
      make: (width) => {
        const left = Math.min(Math.max(...names.map(textWidth)) + 16, Math.max(96, width * 0.42));
        return base({
          grid: { left, right: 40, top: 6, bottom: 56 },
          xAxis: across(w.axis(unit()), {
            min: 0,
            splitNumber: width < 500 ? 2 : 5,
            axisLabel: { ...axisStyle().axisLabel, formatter: (each) => format(each) },
          }),
          yAxis: {
            ...axisStyle(),
            ...places(names),
            inverse: true,
            axisTick: { show: false },
            axisLabel: {
              color: ink().text,
              fontSize: 12,
              width: left - 12,
              overflow: "break",
              interval: 0,
              formatter: (at) => safe(names[at]),
            },
          },
          tooltip: {
            formatter: ({ name, seriesName, value: at }) =>
              `${safe(names[name])}\n${seriesName}: ${withUnit(format(at, { maximumFractionDigits: 0 }))}`,
          },
          series: [
            ["alone", 0],
            ["lost", 1],
          ].map(([key, index]) => ({
            type: "bar",
            name: w[key],
            barMaxWidth: 13,
            barGap: "20%",
            itemStyle: {
              color: index === 0 ? style(0).color : ink().ground,
              borderColor: style(index).color,
              borderWidth: index === 0 ? 0 : 1.5,
            },
            data: drawn.map((each) => (each[key] === 0 ? null : major(each[key]))), // nothing: not even an outline
          })),
        });
      },
    }),
    tables,
  );
}
