// SPDX-License-Identifier: Apache-2.0
//
// Compared with the policy in force; capacities, examples, how to read it, where it comes from.
"use strict";

// ---- comparison ---------------------------------------------------------------------------------------------------

function matrix(comparison) {
  const names = ["allow", "warn", "hold"],
    hd = words.head;
  const cell = (from, to) => {
    const each = comparison.matrix.find((one) => one.from === from && one.to === to);
    if (!each || each.transfers === 0) return h("td", { class: "number none" }, "0");
    return h(
      "td",
      { class: `number ${from === to ? "same" : "moved"}` },
      count(each.transfers),
      h("span", { class: "range" }, money(each.amount_minor)),
      labelled() ? h("span", { class: "range" }, words.comparison.frauds(count(each.frauds))) : null,
    );
  };
  return table(
    words.comparison.matrixCaption,
    [[`${hd.from} ↓ · ${hd.to} →`], ...names.map((each) => [outcome(each), 1])],
    names.map((from) => [outcome(from), ...names.map((to) => cell(from, to))]),
  );
}

function differences(comparison) {
  const w = words.comparison,
    hd = words.head,
    d = (comparison.difference || {})[state.level] || {};
  const signed = (as) => (x) => (x > 0 ? "+" : x < 0 ? "−" : "") + as(Math.abs(x));
  const points100 = (x) => `${few100(100 * x)}${state.language === "zh" ? "个百分点" : " points"}`;
  const row = ([key, name, as, difference]) => {
    const each = d[key],
      sure = hasRange(each) && (each.low > 0 || each.high < 0);
    return [
      name,
      ranged0(quality(policies[0])[key], as),
      ranged0(quality(policies[comparison.policy])[key], as),
      ranged(each, signed(difference)),
      value(each) === null
        ? unknown()
        : hasRange(each)
          ? Math.max(Math.abs(each.low), Math.abs(each.high)) < (key === "alert_rate" ? 1e-6 : 1e-4)
            ? w.little
            : sure
              ? w.certain
              : w.chance
          : w.noRange,
    ];
  };
  const ranged0 = (each, as) => (value(each) === null ? unknown() : as(each.value));
  const measures = [
    ["alert_rate", hd.alertRate, of10000, of10000],
    ["precision", hd.precision, share, points100],
    ["recall", hd.recall, share, points100],
    ["value_recall", hd.valueRecall, share, points100],
  ];
  return [
    h("h4", null, w.differences),
    table(
      w.diffCaption,
      [[hd.measure], [hd.from, 1], [hd.to, 1], [hd.difference, 1], [hd.reading]],
      measures.map(row),
    ),
  ];
}

function differing(comparison) {
  const w = words.comparison,
    hd = words.head,
    list = comparison.transfers || [];
  if (data.data.transfers_withheld) return null;
  if (list.length === 0) return p(w.noTransfers);
  const listed = (all) => (all && all.length ? all.join(", ") : words.none);
  const names = (all) =>
    all && all.length ? all.flatMap((each, at) => [at > 0 ? ", " : null, named(each)]) : words.none;
  const keep = (text) => h("span", { class: String(text).length <= 24 && "keep" }, text);
  const row = (each) => [
    keep(each.id),
    time(each.time),
    bare(each.amount_minor),
    channel(each.channel),
    [
      keep(fixed(words.fraudLabel, String(each.fraud))),
      // A row may name a scam that nobody reported: by the labels of these figures it is honest.
      each.scam_label && each.fraud !== false ? h("span", { class: "range" }, scam(each.scam_label)) : null,
    ],
    keep(`${outcome(each.from)} → ${outcome(each.to)}`),
    keep(`${few(each.from_score)} → ${few(each.to_score)}`),
    listed(each.from_rules) === listed(each.to_rules)
      ? names(each.to_rules)
      : [names(each.from_rules), h("br"), "→ ", names(each.to_rules)],
  ];
  const made = (part, caption) =>
    table(
      caption,
      [
        [hd.transfer],
        [hd.time],
        [words.bracketed(hd.amount, unit()), 1],
        [hd.channel],
        [hd.label],
        [hd.outcome],
        [hd.score],
        [hd.why],
      ],
      part.map(row),
    );
  const first = list.slice(0, 10),
    rest = list.slice(10);
  return [
    h("h4", null, w.transfersTitle),
    made(first, w.transfersCaption(count(list.length), count(comparison.differing))),
    rest.length > 0 && more(w.more(count(rest.length)), (caption) => made(rest, caption)),
  ];
}

function comparison() {
  const w = words.comparison;
  if (data.comparisons.length === 0) return section("comparison", p(w.none));
  const chosen = data.comparisons.filter((each) => each.policy === state.policy);
  const list = chosen.length ? chosen : data.comparisons;
  return section(
    "comparison",
    chosen.length ? null : p(w.choose),
    list.map((each) => [
      h("h3", null, w.title(policyName(each.policy), count(each.differing), count(data.data.transfers))),
      p(
        w.touched(
          count(each.customers_touched),
          count(each.customers_raised),
          count(each.customers_lowered),
          each.customers_complete !== false,
        ),
      ),
      matrix(each),
      differences(each),
      chosen.length ? differing(each) : null,
    ]),
  );
}

// ---- capacity, examples, reading, origin --------------------------------------------------------------------------

function capacity() {
  const w = words.capacity,
    hd = words.head,
    list = shown().capacity || [];
  if (list.length === 0) return section("capacity", p(w.noRows));
  const row = (each) => {
    const at = each[state.level] || {};
    const sentence = (text) => h("span", { class: "wraps" }, text);
    const bound =
      at.fits === false ? sentence(w.fitsNot) : at.threshold === null ? sentence(w.noScore) : few(at.threshold);
    return [
      count(each.alerts_a_day),
      bound,
      count(at.alerts),
      rough(aDay(at.alerts)),
      labelled() ? count(at.true_alerts) : unknown(),
      labelled() ? count(at.false_alerts) : unknown(),
      labelled() ? share(at.precision) : unknown(),
      labelled() ? share(at.recall) : unknown(),
      labelled() ? share(at.value_recall) : unknown(),
      count(at.busiest_day),
      count(at.days_over),
    ];
  };
  const good = list.find((each) => (each[state.level] || {}).fits),
    at = good && good[state.level];
  const title = !good
    ? w.noFit(count(list[list.length - 1].alerts_a_day))
    : labelled()
      ? w.title(count(good.alerts_a_day), share(at.recall), share(at.value_recall))
      : w.bare;
  return section(
    "capacity",
    h("h3", null, title),
    soft(w.text),
    table(
      w.caption(words.levelNames[state.level]),
      [
        [hd.capacity, 1],
        [hd.threshold, 1],
        [hd.alerts, 1],
        [words.tiles.aday, 1],
        [hd.trueAlerts, 1],
        [hd.falseAlerts, 1],
        [hd.precision, 1],
        [hd.recall, 1],
        [hd.valueRecall, 1],
        [hd.busiest, 1],
        [hd.over, 1],
      ],
      list.map(row),
    ),
  );
}

function card(each) {
  const w = words.examples;
  const line = (reason) =>
    h(
      "li",
      null,
      spoken(reason) || reason.rule,
      " ",
      h("span", { class: "soft" }, ["(", named(reason.rule), `, ${w.points(few(reason.points))})`]),
    );
  const reasons = each.reasons || [];
  const say = (who, texts) => (texts ? [h("p", { class: "who" }, who), spoken(texts, "blockquote")] : null);
  const said = each.words || {};
  return h(
    "li",
    { class: `card ${fixed({ caught: "caught", missed: "missed", false_alarm: "false_alarm" }, each.kind)}` },
    h("h3", null, fixed(w.kinds, each.kind), words.colon, money(each.amount_minor)),
    p(w.said(w.id(each.id), channel(each.channel), time(each.time))),
    p(
      h("strong", null, w.decided(outcome(each.outcome), few(each.score))),
      words.gap,
      each.hold_until ? w.until(time(each.hold_until)) : null,
      words.gap,
      each.scam && each.outcome !== "allow" ? w.thought(scam(each.scam)) : null,
      words.gap,
      w.really[String(each.fraud)](each.scam_label ? scam(each.scam_label) : null),
    ),
    reasons.length ? [h("p", { class: "who" }, w.reasons), h("ul", null, reasons.map(line))] : p(w.noReasons),
    say(w.customer, said.customer),
    say(w.teller, said.teller),
  );
}
function examples() {
  const list = shown().examples || [],
    w = words.examples;
  if (list.length > 0) return section("examples", soft(w.text), h("ul", { class: "cards" }, list.map(card)));
  // What is left out on purpose is told at the top of the page.
  return data.data.transfers_withheld ? null : section("examples", p(w.none));
}

function reading() {
  const w = words.reading,
    i = data.interval;
  return section(
    "reading",
    p(w.interval),
    p(i.draws > 0 ? w.how(count(i.draws), String(i.seed)) : w.noDraws),
    h(
      "ul",
      null,
      w.points.map((each) => h("li", null, each)),
    ),
  );
}

const quoted = (word) =>
  /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${String(word).replaceAll("'", "'\\''")}'`;
function provenance() {
  const w = words.origin,
    m = data.made,
    recorded = shown().recorded;
  const code = (text) => h("code", null, text);
  const files = (data.data.files || []).map((each) => [
    fixed(w.roles, each.role),
    each.name,
    known(each.bytes) ? count(each.bytes) : unknown(),
    each.sha256 ? code(each.sha256) : w.hashUnknown,
  ]);
  return section(
    "origin",
    h("h3", null, w.policies),
    table(
      w.policyCaption,
      [[w.name], [w.ver, 1], [w.digest], [w.file]],
      policies.map((each, index) => [policyName(index), String(each.version), code(each.digest), each.file || ""]),
    ),
    h("h3", null, w.data),
    files.length
      ? table(w.dataCaption, [[w.role], [w.file], [w.bytes, 1], [w.hash]], files)
      : p(data.data.source === "journal" ? w.fromJournal : words.unknown),
    recorded ? p(w.recorded(count(recorded.same), count(recorded.others))) : null,
    h("h3", null, w.command),
    h(
      "pre",
      { class: "code" },
      (m.command || []).map((word) => [h("span", { class: word.length <= 48 && "keep" }, quoted(word)), " "]),
    ),
    soft(w.made(m.version, few(m.seconds), count(m.transfers_per_second))),
    soft(w.charts(fraudriskCharts.version)),
  );
}
