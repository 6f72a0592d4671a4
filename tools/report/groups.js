// SPDX-License-Identifier: Apache-2.0
//
// By type of scam, channel, age, amount, and month.
"use strict";

// ---- groups -------------------------------------------------------------------------------------------------------

const percentFigure = (figureOf) =>
  figureOf && known(figureOf.value)
    ? {
        value: 100 * figureOf.value,
        low: known(figureOf.low) ? 100 * figureOf.low : null,
        high: known(figureOf.high) ? 100 * figureOf.high : null,
      }
    : null;
function rateFigure(figureOf) {
  const made = percentFigure(figureOf),
    scale = (x) => (known(x) ? Math.min(x * 100, 10000) : null);
  return made && { value: scale(made.value), low: scale(made.low), high: scale(made.high) };
}
const inLevel = (group) => group[state.level] || {};

function groupTable(caption, first, groups, name, withRate) {
  const hd = words.head;
  const row = (group) => {
    const q = inLevel(group);
    return [
      name(group),
      ...(withRate ? [count(group.transfers)] : []),
      labelled() ? count(group.frauds) : unknown(),
      labelled() ? bare(group.fraud_amount_minor) : unknown(),
      ...(withRate
        ? [
            ranged(q.alert_rate, of10000, onTransfers(group.transfers)),
            ranged(q.precision, share, onAlerts(q)),
            labelled() ? count(q.false_alerts) : unknown(),
          ]
        : []),
      ranged(q.recall, share, onFrauds(group.frauds)),
      ranged(q.value_recall, share, onFrauds(group.frauds)),
    ];
  };
  return table(
    caption,
    [
      [first],
      ...(withRate ? [[hd.transfers, 1]] : []),
      [hd.frauds, 1],
      [words.bracketed(hd.fraudAmount, unit()), 1],
      ...(withRate
        ? [
            [hd.alertRate, 1],
            [hd.precision, 1],
            [hd.falseAlerts, 1],
          ]
        : []),
      [hd.recall, 1],
      [hd.valueRecall, 1],
    ],
    groups.map(row),
  );
}

const ENOUGH_FRAUDS = 10,
  ENOUGH_TRANSFERS = 100;
const withRecall = (groups) => groups.filter((each) => value(inLevel(each).recall) !== null);
// Groups by the share of frauds caught, the best first. A title names none of a handful of cases where it can choose.
function ranking(groups) {
  const has = withRecall(groups),
    many = has.filter((each) => each.frauds >= ENOUGH_FRAUDS);
  return (many.length > 1 ? many : has).sort((a, b) => value(inLevel(b).recall) - value(inLevel(a).recall));
}

function types() {
  const w = words.types,
    all = (shown().by.scam_type || []).slice().sort((a, b) => b.frauds - a.frauds);
  const parts = [];
  if (all.length === 0 || (all.length === 1 && all[0].name === "")) parts.push(p(w.none));
  else {
    const drawn = all.slice(0, 16),
      by = ranking(drawn);
    const best = by[0],
      worst = by[by.length - 1],
      least = by.length < withRecall(drawn).length ? count(ENOUGH_FRAUDS) : null,
      says = (each) => share(value(inLevel(each).recall));
    parts.push(
      rows({
        title:
          by.length > 1
            ? w.title(scam(best.name), says(best), scam(worst.name), says(worst), least)
            : best
              ? w.one(scam(best.name), says(best))
              : w.none,
        text: w.text,
        axis: w.axis,
        most: 100,
        as: (x) => share(x / 100),
        names: drawn.map((each) => words.bracketed(scam(each.name), count(each.frauds))),
        under: ofAll(w, drawn.length, all.length, (shown().left_out || {}).scam_type),
        parts: [
          { name: w.recall, figures: drawn.map((each) => percentFigure(inLevel(each).recall)) },
          { name: w.value, figures: drawn.map((each) => percentFigure(inLevel(each).value_recall)) },
        ],
      }),
      groupTable(words.sections.types, words.head.type, all, (each) => scam(each.name), false),
    );
  }
  return section("types", parts, cases(), likely());
}

function cases() {
  const w = words.types,
    r = w.caseRows,
    c = (shown().cases || {})[state.level];
  if (!c || !labelled()) return p(w.noCases);
  const first = c.from_first_transfer || {},
    sign = c.from_first_sign || {};
  const list = [
    [r.cases, count(c.cases)],
    [r.warned, count(c.warned)],
    [r.first, count(c.warned_at_first_transfer)],
    [r.sign, count(c.with_sign)],
    [r.never, money(c.never_warned_amount_minor)],
    [r.before, money(c.before_warning_amount_minor)],
    [r.at, money(c.at_warning_amount_minor)],
    [r.after, money(c.after_warning_amount_minor)],
    [r.passed, money(c.after_warning_passed_amount_minor)],
    [r.fromFirst, duration(first.median_s)],
    [r.fromSign, duration(sign.median_s)],
    [r.fromSignLong, duration(sign.p90_s)],
  ];
  return [
    h("h3", null, w.caseTitle(count(c.warned), count(c.cases))),
    soft(w.caseText),
    table(w.caseCaption, [[words.head.measure], [words.head.result, 1]], list),
  ];
}
function likely() {
  const hd = words.head,
    list = (shown().likely_scams || [])
      .filter((each) => each.transfers > 0)
      .sort((a, b) => b.transfers - a.transfers);
  const none = !labelled();
  if (list.length === 0) return null;
  return [
    h("h3", null, words.types.likely),
    table(
      words.types.likelyCaption,
      [[hd.type], [hd.alerts, 1], [hd.frauds, 1], [hd.honest, 1], [words.bracketed(hd.amount, unit()), 1]],
      list.map((each) => [
        each.name ? scam(each.name) : words.types.noScam,
        withUnlabelled(each),
        none ? unknown() : count(each.frauds),
        none ? unknown() : count(each.honest),
        bare(each.amount_minor),
      ]),
    ),
  ];
}

function grouping(key, first, name) {
  const w = words.groups,
    groups = shown().by[key] || [];
  if (groups.length === 0) return null;
  const tables = groupTable(first, first, groups, (each) => name(each.name), true);
  if (groups.length === 1) {
    const only = groups[0].name;
    if (only === "unknown") return p(w.untold[key]);
    const title = key === "channel" ? w.oneChannel(name(only)) : `${first}${words.colon}${name(only)}`;
    return [h("h3", null, title), tables];
  }
  const many = groups.filter((each) => each.transfers >= ENOUGH_TRANSFERS),
    from = many.length > 1 ? many : groups,
    least = from.length < groups.length ? count(ENOUGH_TRANSFERS) : null;
  const most = from.reduce((a, b) =>
    (value(inLevel(b).alert_rate) || 0) > (value(inLevel(a).alert_rate) || 0) ? b : a,
  );
  const names = groups.map((each) => name(each.name));
  const rate = rows({
    title: w[key](name(most.name), of10000(value(inLevel(most).alert_rate)), least),
    text: w.rateText,
    axis: w.rateAxis,
    as: few,
    names,
    parts: [{ name: w.rate, figures: groups.map((each) => rateFigure(inLevel(each).alert_rate)) }],
  });
  if (!labelled()) return [rate, tables];
  const caught = rows({
    title: w.recallTitle,
    text: w.recallText,
    axis: words.types.axis,
    most: 100,
    as: (x) => share(x / 100),
    names,
    parts: [
      { name: words.types.recall, figures: groups.map((each) => percentFigure(inLevel(each).recall)) },
      { name: words.types.value, figures: groups.map((each) => percentFigure(inLevel(each).value_recall)) },
    ],
  });
  return [h("div", { class: "pair" }, rate, caught), tables];
}
const groups = () =>
  section(
    "groups",
    grouping("channel", words.head.channel, channel),
    grouping("age", words.head.age, age),
    grouping("amount", words.bracketed(words.head.band, unit()), amount),
  );

// ---- months -------------------------------------------------------------------------------------------------------

function monthChart({ title, text, parts, axis, most, as, under }) {
  const months = shown().by.month,
    names = months.map((each) => each.name);
  return figure({
    title,
    text,
    under,
    key: parts.length > 1 ? parts.map(({ name }, index) => ({ name, index })) : null,
    height: () => 320,
    make: () =>
      base({
        xAxis: {
          ...axisStyle(),
          ...places(names),
          name: words.head.month,
          nameLocation: "middle",
          nameGap: 34,
          axisLabel: { ...axisStyle().axisLabel, margin: 12, formatter: (at) => safe(names[at]) },
        },
        yAxis: upright(axis, { min: 0, max: most }),
        tooltip: {
          formatter: ({ name, seriesName, value: at }) =>
            `${safe(names[name])}\n${seriesName}: ${as(Array.isArray(at) ? at[1] : at)}`,
        },
        series: parts.flatMap((part, index) => {
          const { color, dash, symbol } = style(index),
            figuresOf = months.map(part.of),
            off = parts.length > 1 ? (index - 0.5) * 7 : 0;
          return [
            whiskers(
              figuresOf.map((each, at) => [at, each && each.low, each && each.high]),
              index,
              off,
              false,
            ),
            {
              type: "line",
              name: part.name,
              symbol,
              symbolSize: 8,
              symbolOffset: [off, 0],
              showAllSymbol: true,
              connectNulls: false,
              lineStyle: { color, type: dash, width: 2 },
              itemStyle: { color },
              data: figuresOf.map((each) => (each && known(each.value) ? each.value : null)),
            },
          ];
        }),
      }),
  });
}

function drift() {
  const w = words.drift,
    months = shown().by.month || [];
  if (months.length === 0) return section("drift", p(words.unknown));
  const tables = groupTable(
    words.sections.drift,
    words.head.month,
    months,
    (each) => h("span", { class: "keep" }, each.name),
    true,
  );
  const rates = months.map((each) => value(inLevel(each).alert_rate)).filter(known);
  const rate =
    months.length > 1 &&
    monthChart({
      title: w.rateTitle(of10000(Math.min(...rates)), of10000(Math.max(...rates))),
      text: w.rateText,
      axis: words.groups.rateAxis,
      as: few,
      parts: [{ name: words.groups.rate, of: (each) => rateFigure(inLevel(each).alert_rate) }],
    });
  if (months.length === 1) return section("drift", p(w.one), tables);
  if (!labelled()) return section("drift", rate, tables);
  const has = ranking(months),
    least = has.length < withRecall(months).length ? count(ENOUGH_FRAUDS) : null;
  const gaps = months.filter(
    (each) => value(inLevel(each).recall) === null || value(inLevel(each).precision) === null,
  ).length;
  const says = (each) => share(value(inLevel(each).recall));
  return section(
    "drift",
    monthChart({
      title:
        has.length > 1
          ? w.title(
              monthName(has[0].name),
              says(has[0]),
              monthName(has[has.length - 1].name),
              says(has[has.length - 1]),
              least,
            )
          : w.flat,
      text: w.text,
      axis: w.axis,
      most: 100,
      as: (x) => share(x / 100),
      under: gaps > 0 ? w.gaps(count(gaps)) : null,
      parts: [
        { name: w.recall, of: (each) => percentFigure(inLevel(each).recall) },
        { name: w.precision, of: (each) => percentFigure(inLevel(each).precision) },
      ],
    }),
    rate,
    tables,
  );
}
