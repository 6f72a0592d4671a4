// SPDX-License-Identifier: Apache-2.0
//
// Draws the page out of the data that stand in it. Every text goes in as text, never as markup; nothing is fetched.
"use strict";

(function () {
  const root = document.getElementById("report");
  const data = JSON.parse(document.getElementById("backtest").textContent);
  const policies = data.policies;
  const state = { language: firstLanguage(), policy: policies.length > 1 ? 1 : 0, level: "warn_or_hold" };
  let words, charts = [], printing = false, figures = 0;

  function firstLanguage() {
    const asked = new URLSearchParams(location.search).get("lang") || new URLSearchParams(location.hash.slice(1)).get("lang");
    for (const each of [asked, ...(navigator.languages || [navigator.language])]) {
      const main = String(each || "").toLowerCase().split("-")[0];
      if (main in fraudriskWords) return main;
    }
    return "en";
  }

  // ---- elements: text is text -------------------------------------------------------------------------------------

  function h(name, attributes, ...children) {
    const svg = name === "svg" || name === "path";
    const made = svg ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === false || value === null || value === undefined) continue;
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else made.setAttribute(key, value === true ? "" : String(value));
    }
    made.append(...children.flat(4).filter((child) => child !== null && child !== undefined && child !== false));
    return made;
  }
  const p = (...children) => h("p", null, ...children);
  const soft = (...children) => h("p", { class: "under" }, ...children);
  const unknown = () => h("span", { class: "unknown" }, words.unknown);

  // ---- numbers, in the language ------------------------------------------------------------------------------------

  const known = (x) => typeof x === "number" && Number.isFinite(x);
  const format = (x, options) => new Intl.NumberFormat(words.locale, options).format(x);
  const count = (x) => (known(x) ? format(x, { maximumFractionDigits: 0 }) : words.unknown);
  const decimals = (x) => (Math.abs(x) >= 100 || x === 0 ? 0 : Math.abs(x) >= 10 ? 1 : Math.abs(x) >= 1 ? 2 : 3);
  const few = (x) => (known(x) ? format(x, { maximumFractionDigits: decimals(x) }) : words.unknown);
  const share = (x) => (known(x) ? words.percent(few100(100 * x)) : words.unknown);
  const few100 = (x) => format(x, { maximumFractionDigits: x === 0 || Math.abs(x) >= 10 ? (Math.abs(x) >= 99 && x !== 100 ? 1 : 0)
    : Math.abs(x) >= 1 ? 1 : 2 });
  const of10000 = (x) => (known(x) ? few(10000 * Math.min(x, 1)) : words.unknown); // a range may end above all there is
  const rough = (x) => (known(x) ? format(x, x < 10 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 0 }) : words.unknown);
  const digits = known(data.data.currency_digits) ? data.data.currency_digits : 2;
  const major = (minor) => minor / 10 ** digits;

  function bare(minor) {
    const value = major(minor), small = Math.abs(value) < 100 && value !== Math.trunc(value);
    // A double holds some 15 digits of a very large sum; the rest would be invented.
    return format(value, Math.abs(minor) > Number.MAX_SAFE_INTEGER ? { maximumSignificantDigits: 15 }
      : { minimumFractionDigits: small ? digits : 0, maximumFractionDigits: small ? digits : 0 });
  }
  const currency = () => data.data.currency || "";
  const unit = () => (state.language === "zh" && currency() === "CNY" ? "元" : currency());
  const withUnit = (text) => (unit() === "元" ? `${text}元` : `${unit()} ${text}`.trim());
  const money = (minor) => (known(minor) ? withUnit(bare(minor)) : words.unknown);
  const time = (text) => (text ? `${text.slice(0, 10)} ${text.slice(11, 16)}` : words.unknown);
  const day = (text) => (text ? text.slice(0, 10) : words.unknown);

  function duration(seconds) {
    if (!known(seconds)) return words.unknown;
    const [size, en, zh] = seconds < 60 ? [1, "s", "秒"] : seconds < 5400 ? [60, "min", "分钟"]
      : seconds < 172800 ? [3600, "h", "小时"] : [86400, "days", "天"];
    return state.language === "zh" ? `${few(seconds / size)}${zh}` : `${few(seconds / size)} ${en}`;
  }
  function monthName(name) {
    const [year, month] = name.split("-").map(Number);
    if (!known(year) || !known(month)) return name;
    return new Intl.DateTimeFormat(words.locale, { year: "numeric", month: "long", timeZone: "UTC" })
      .format(new Date(Date.UTC(year, month - 1, 15)));
  }

  // A figure with an interval is {value, low, high} or null.
  const value = (figure) => (figure && known(figure.value) ? figure.value : null);
  const hasRange = (figure) => figure && known(figure.low) && known(figure.high);
  const rangeText = (figure, as) => (!hasRange(figure) ? null : figure.low === figure.high ? words.sameDraws
    : words.range(as(figure.low), as(figure.high)));
  function ranged(figure, as) {
    if (value(figure) === null) return unknown();
    const range = rangeText(figure, as);
    return [as(figure.value), range === null ? null : h("span", { class: "range" }, range)];
  }

  // ---- names --------------------------------------------------------------------------------------------------------

  function scam(id) {
    if (!id) return words.types.unnamed;
    return Object.hasOwn(fraudriskScams, id) ? fraudriskScams[id][state.language === "zh" ? 1 : 0] : id;
  }
  const fixed = (table, id) => (Object.hasOwn(table, id) ? table[id] : id);
  const channel = (id) => fixed(words.channels, id || "unknown");
  const outcome = (id) => fixed(words.outcomes.names, id);
  function age(name) {
    const band = /^(\d+) (?:to (\d+)|and more)$/.exec(name);
    return band ? words.ageBand(band[1], band[2]) : fixed(words.ages, name);
  }
  function amount(name) {
    const whole = (text) => text && format(Number(text));
    const band = /^(?:under (\d+)|(\d+) (?:to (\d+)|and more))$/.exec(name);
    return band ? words.amountBand(whole(band[2]), whole(band[1] || band[3])) : name;
  }
  function policyName(index) {
    const { name, version, role } = policies[index];
    const plain = words.version(name, version);
    const twins = policies.filter((each) => each.name === name && each.version === version).length > 1;
    const told = twins && policies[index].file ? `${plain} [${policies[index].file}]` : plain;
    if (policies.length === 1) return told;
    return role === "champion" ? words.inForce(told) : words.proposed(told);
  }
  // A text that the policy has in some languages: in this one, or in the other and marked as such.
  function spoken(texts, name) {
    if (!texts) return null;
    const language = texts[state.language] ? state.language : ["en", "zh"].find((each) => texts[each]);
    return language ? h(name || "span", { lang: language }, texts[language]) : null;
  }

  // ---- tables -------------------------------------------------------------------------------------------------------

  // Columns are [text, isNumber]; the first cell of a row is its header. A row may be marked by `chosen`.
  function table(caption, columns, rows, chosen) {
    const head = columns.map(([text, number]) => h("th", { scope: "col", class: number && "number" }, text));
    const body = rows.map((row, at) => h("tr", { class: chosen === at && "chosen", "aria-current": chosen === at && "true" },
      row.map((cell, column) => (column === 0 ? h("th", { scope: "row" }, cell)
        : cell instanceof HTMLTableCellElement ? cell : h("td", { class: columns[column][1] && "number" }, cell)))));
    return h("div", { class: rows.length * columns.length <= 50 ? "wide short" : "wide", "data-label": caption },
      h("table", null, h("caption", null, h("span", null, caption)), h("thead", null, h("tr", null, head)), h("tbody", null, body)));
  }
  // What is long goes on in a part that opens; on paper its name stands for it.
  const more = (name, make) => h("details", { class: "more" }, h("summary", null, name), make(name));
  const folded = (made) => h("details", null, h("summary", null, words.numbers), made);

  function section(id, ...children) {
    return h("section", { id, "aria-labelledby": `${id}-title`, class: fixed({ glance: "first", capacity: "flows", reading: "flows", origin: "flows" }, id) },
      h("h2", { id: `${id}-title` }, words.sections[id]), ...children);
  }

  // ---- charts -------------------------------------------------------------------------------------------------------

  const dark = () => !printing && matchMedia("(prefers-color-scheme: dark)").matches;
  const ink = () => (dark()
    ? { text: "#eef2f5", soft: "#b4bfc9", grid: "#323c46", ground: "#12171c", series: ["#8cc4ff", "#ffab7a", "#7bd3b1", "#d9b3ff", "#f2d36b", "#c9d2da"] }
    : { text: "#1a2129", soft: "#4d5966", grid: "#dde3e8", ground: "#ffffff", series: ["#0b4f8a", "#b8420f", "#0a6b51", "#6a3d9a", "#7d6200", "#4d5966"] });
  const dashes = ["solid", [7, 4], [2, 3], [10, 3, 2, 3], [4, 2], [12, 4]];
  const symbols = ["circle", "diamond", "rect", "triangle", "pin", "arrow"];
  const shapes = {
    circle: "M12 3.5a4.5 4.5 0 1 0 .01 0z", diamond: "M12 2l6 6-6 6-6-6z", rect: "M7.5 3.5h9v9h-9z",
    triangle: "M12 2.5l5.5 10h-11z", pin: "M12 14l-4-6a4 4 0 1 1 8 0z", arrow: "M12 2l5 11-5-3-5 3z",
  };
  const style = (index) => ({ color: ink().series[index % 6], dash: dashes[index % 6], symbol: symbols[index % 6] });

  // Names beside a dash and a mark, in words of the page: they wrap, print, and are read aloud.
  function legend(entries) {
    return h("p", { class: "legend" }, h("span", { class: "unseen" }, words.toggle), entries.map(({ name, index, kind }) => {
      const { color, dash, symbol } = style(index);
      const line = { d: "M-5 8H29", fill: "none", stroke: color, "stroke-width": 2.5, "stroke-dasharray": dash === "solid" ? null : dash.join(" ") };
      const block = { d: "M3 2h18v12H3z", fill: index === 0 ? color : "none", stroke: color, "stroke-width": 2 };
      return h("span", { class: "entry" }, h("svg", { width: 34, height: 16, viewBox: "-5 0 34 16", "aria-hidden": "true", focusable: "false",
        "data-index": index }, kind === "bar" ? h("path", block) : [kind === "mark" ? null : h("path", line), h("path", { d: shapes[symbol], fill: color })]), name);
    }));
  }

  // `make` gives ECharts' option for a width; `text` is what a screen reader says in place of the drawing.
  function figure({ title, text, key, height, make, tables, under }) {
    const id = `figure-${++figures}`;
    const box = h("div", { class: "chart", role: "img", "aria-label": `${title}. ${text}` });
    const made = h("figure", { "aria-labelledby": id }, h("h3", { id }, title), soft(text), key && legend(key), box,
      under && soft(under), tables && folded(tables));
    charts.push({ box, make, height });
    return made;
  }

  const axisStyle = () => ({
    axisLine: { lineStyle: { color: ink().soft } }, axisTick: { lineStyle: { color: ink().soft } },
    axisLabel: { color: ink().text, fontSize: 12, hideOverlap: true }, splitLine: { lineStyle: { color: ink().grid } },
    nameTextStyle: { color: ink().text, fontSize: 12 },
  });
  const across = (name, more) => ({ ...axisStyle(), type: "value", name, nameLocation: "middle", nameGap: 34, ...more,
    axisLabel: { ...axisStyle().axisLabel, ...(more.axisLabel || {}), margin: 12 } });
  // The name of an upright axis stands level above it, where it can be read.
  const upright = (name, more) => ({ ...axisStyle(), type: "value", name, nameLocation: "end", nameGap: 14, ...more,
    nameTextStyle: { ...axisStyle().nameTextStyle, align: "left", padding: [0, 0, 0, -44] } });
  // The chart library keeps the widths of words under the words themselves: one that every object has, such as
  // "__proto__", gets a mark that takes no room. Categories go in by their place for the same reason.
  const inherited = new RegExp(Object.getOwnPropertyNames(Object.prototype).join("|"), "g");
  const safe = (text) => String(text).replace(inherited, "$&\u200b");
  const places = (names) => ({ type: "category", data: names.map((_, at) => String(at)) });
  const base = (more) => ({
    animation: false, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: ink().text },
    tooltip: { trigger: "item", renderMode: "richText", confine: true, backgroundColor: ink().ground, borderColor: ink().soft,
      textStyle: { color: ink().text, fontSize: 12 }, ...(more.tooltip || {}) },
    grid: { left: 52, right: 20, top: 36, bottom: 54, outerBoundsMode: "none", ...(more.grid || {}) },
    xAxis: more.xAxis, yAxis: more.yAxis, series: more.series,
  });

  // Ranges as lines with ends, `off` pixels beside the middle of their category; data are [place, low, high].
  function whiskers(ranges, index, off, lying) {
    return {
      type: "custom", silent: true, z: 1, data: ranges, encode: lying ? { x: [1, 2], y: 0 } : { x: 0, y: [1, 2] },
      renderItem(_, api) {
        if (!known(api.value(1)) || !known(api.value(2))) return null;
        const ends = [1, 2].map((each) => api.coord(lying ? [api.value(each), api.value(0)] : [api.value(0), api.value(each)]));
        const shift = ([x, y]) => (lying ? [x, y + off] : [x + off, y]);
        const line = ([a, b], [c, d]) => ({ type: "line", shape: { x1: a, y1: b, x2: c, y2: d }, style: { stroke: style(index).color, lineWidth: 1.5 } });
        const cap = ([x, y]) => (lying ? line([x, y - 3.5], [x, y + 3.5]) : line([x - 3.5, y], [x + 3.5, y]));
        const [a, b] = ends.map(shift);
        return { type: "group", children: [line(a, b), cap(a), cap(b)] };
      },
    };
  }

  // Marks with ranges, a row a group: what is unknown has no mark, and says so at the axis.
  function rows({ title, text, names, parts, axis, most, as, tables, under }) {
    const scale = (x) => (known(x) ? x : null);
    const step = parts.length > 1 ? 15 : 0;
    const off = (index) => (index - (parts.length - 1) / 2) * step;
    return figure({
      title, text, tables, under, key: parts.length > 1 ? parts.map(({ name }, index) => ({ name, index, kind: "mark" })) : null,
      height: () => 66 + names.length * 40,
      make: (width) => {
        const left = Math.min(Math.max(...names.map((each) => textWidth(each))) + 16, Math.max(96, width * 0.42));
        return base({
          grid: { left, right: 40, top: 6, bottom: 56 },
          xAxis: across(axis, { min: 0, max: most, splitNumber: width < 420 ? 4 : 5, interval: most ? (width < 420 ? 25 : 20) : null }),
          yAxis: { ...axisStyle(), ...places(names), inverse: true, axisTick: { show: false }, splitLine: { show: true, lineStyle: { color: ink().grid } },
            axisLabel: { color: ink().text, fontSize: 12, width: left - 12, overflow: "break", interval: 0, formatter: (at) => safe(names[at]) } },
          tooltip: { formatter: ({ name, seriesName, value: at }) => `${safe(names[name])}\n${seriesName}: ${as(at[0])}` },
          series: parts.flatMap((part, index) => [
            whiskers(part.figures.map((each, row) => [row, scale(each && each.low), scale(each && each.high)]), index, off(index), true),
            { type: "scatter", name: part.name, symbol: style(index).symbol, symbolSize: 11, symbolOffset: [0, off(index)],
              itemStyle: { color: style(index).color, opacity: 1 }, z: 3,
              data: part.figures.map((each, row) => [each && known(each.value) ? each.value : null, row]).filter(([x]) => x !== null) },
          ]),
        });
      },
    });
  }
  const textWidth = (text) => [...String(text)].reduce((sum, each) => sum + (each > "\u2e80" ? 12.5 : 7), 0);

  function draw() {
    for (const chart of charts) {
      const { box, make, height, instance } = chart;
      if (instance) instance.dispose();
      const paired = box.closest(".pair") !== null;
      const width = printing ? (paired ? 330 : 690) : box.clientWidth;
      const tall = height(width);
      box.style.height = `${tall}px`;
      const made = fraudriskCharts.init(box, null, { renderer: "svg", width, height: tall });
      made.setOption({ aria: { enabled: true, label: { description: box.getAttribute("aria-label") } }, ...make(width) });
      for (const svg of box.querySelectorAll("svg")) svg.setAttribute("aria-hidden", "true");
      chart.instance = made;
    }
    for (const svg of document.querySelectorAll(".legend svg")) {
      const { color } = style(Number(svg.dataset.index));
      for (const path of svg.querySelectorAll("path")) {
        for (const each of ["stroke", "fill"]) if (path.hasAttribute(each) && path.getAttribute(each) !== "none") path.setAttribute(each, color);
      }
    }
    for (const wide of document.querySelectorAll(".wide")) { // only what scrolls is a stop for the keyboard
      const scrolls = wide.scrollWidth > wide.clientWidth + 1;
      for (const [key, is] of [["tabindex", "0"], ["role", "region"], ["aria-label", wide.dataset.label]]) {
        if (scrolls) wide.setAttribute(key, is);
        else wide.removeAttribute(key);
      }
    }
  }

  // ---- at a glance --------------------------------------------------------------------------------------------------

  const shown = () => policies[state.policy];
  const quality = (policy) => (policy || shown()).quality[state.level];
  const labelled = () => data.data.frauds > 0;
  const days = () => data.data.days;
  const aDay = (alerts) => (known(alerts) && days() > 0 ? alerts / days() : null);
  const honestRate = (q) => (data.data.honest > 0 ? q.false_alerts / data.data.honest : null);

  function notes() {
    const d = data.data, list = [];
    const add = (condition, text) => condition && list.push(h("div", { class: "note" }, p(text)));
    const bad = d.bad_labels ? Object.values(d.bad_labels).reduce((sum, each) => sum + each, 0) : 0;
    add(d.synthetic, typeof d.synthetic === "string" ? [words.notes.synthetic, " ", d.synthetic] : words.notes.synthetic);
    add(data.made.interrupted, words.notes.interrupted);
    add(!labelled(), words.notes.noLabels);
    add(labelled() && d.frauds < 100, words.notes.few(count(d.frauds)));
    add(labelled() && d.unlabelled > 0, words.notes.unlabelled(count(d.unlabelled)));
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
    const q = quality(), d = data.data, word = words.caughtWord[state.level];
    const name = words.version(shown().name, shown().version);
    if (!labelled()) {
      return h("p", { class: "lead" }, words.lead.bare(name, word, count(q.alerts), of10000(q.alerts / d.transfers), rough(aDay(q.alerts))));
    }
    const caught = q.true_alerts > 0
      ? words.lead.caught(name, word, count(q.true_alerts), count(d.frauds), money(q.true_amount_minor), money(d.fraud_amount_minor))
      : words.lead.nothingCaught(name, word, count(d.frauds), money(d.fraud_amount_minor));
    return h("p", { class: "lead" }, caught, words.gap, words.lead.bother(count(q.false_alerts), of10000(honestRate(q)), rough(aDay(q.alerts))));
  }

  function compared() {
    if (!labelled() || shown() === policies[0]) return null;
    const q = quality(policies[0]);
    return p(words.lead.compared(words.caughtWord[state.level], count(q.true_alerts), money(q.true_amount_minor), count(q.false_alerts)));
  }

  function tiles() {
    const q = quality(), t = words.tiles;
    const tile = (name, big, range) => h("div", { class: "tile" }, h("dt", null, name), h("dd", { class: "big" }, big),
      range === undefined ? null : h("dd", { class: "range" }, range === null ? words.rangeUnknown : range === words.sameDraws ? range : words.rangeNote(range)));
    const of = (figureOf, as) => [value(figureOf) === null ? unknown() : as(figureOf.value), rangeText(figureOf, as)];
    if (!labelled()) {
      return h("dl", { class: "tiles" }, tile(t.alerts, count(q.alerts)), tile(t.rate, ...of(q.alert_rate, of10000)), tile(t.aday, rough(aDay(q.alerts))));
    }
    return h("dl", { class: "tiles" }, tile(t.value, ...of(q.value_recall, share)), tile(t.recall, ...of(q.recall, share)),
      tile(t.precision, ...of(q.precision, share)), tile(t.bother, of10000(honestRate(q))), tile(t.aday, rough(aDay(q.alerts))),
      tile(t.ratio, ...of(q.honest_to_fraud, few)));
  }

  function sideBySide() {
    if (policies.length < 2) return null;
    const hd = words.head;
    if (!labelled()) { // nobody can say what was caught: what is known is who was alerted
      const bare = (policy, index) => [policyName(index), count(quality(policy).alerts), ranged(quality(policy).alert_rate, of10000), rough(aDay(quality(policy).alerts))];
      return [h("h3", null, words.side.title), table(words.side.caption, [[words.side.policy], [hd.alerts, 1], [hd.alertRate, 1], [words.tiles.aday, 1]],
        policies.map(bare), state.policy)];
    }
    const row = (policy, index) => {
      const q = quality(policy);
      return [policyName(index), count(q.true_alerts), ranged(q.recall, share), ranged(q.value_recall, share), ranged(q.precision, share),
        count(q.false_alerts), of10000(honestRate(q)), rough(aDay(q.alerts)), ranged(q.honest_to_fraud, few)];
    };
    return [h("h3", null, words.side.title), table(words.side.caption, [[words.side.policy], [hd.trueAlerts, 1], [hd.recall, 1], [hd.valueRecall, 1],
      [hd.precision, 1], [hd.falseAlerts, 1], [words.tiles.bother, 1], [words.tiles.aday, 1], [words.tiles.ratio, 1]], policies.map(row), state.policy)];
  }

  function outcomes() {
    const hd = words.head, none = !labelled();
    const cells = (each) => [outcome(each.name), count(each.transfers), bare(each.amount_minor), none ? unknown() : count(each.frauds),
      none ? unknown() : bare(each.fraud_amount_minor), none ? unknown() : count(each.honest)];
    return [h("h3", null, words.outcomes.title), table(words.outcomes.caption, [[hd.outcome], [hd.transfers, 1], [words.bracketed(hd.amount, unit()), 1],
      [hd.frauds, 1], [words.bracketed(hd.fraudAmount, unit()), 1], [hd.honest, 1]], shown().outcomes.map(cells))];
  }

  function glance() {
    const d = data.data;
    return section("glance", lead(), compared(), tiles(), h("p", { class: "soft" }, words.leadNote), sideBySide(), outcomes(),
      h("p", { class: "soft" }, labelled() && words.labels(count(d.frauds), money(d.fraud_amount_minor), count(d.honest), d.unlabelled > 0 ? count(d.unlabelled) : null),
        labelled() && words.gap, fixed(words.labelSource, d.labels), words.gap, known(d.label_delay_s) ? words.labelDelay(duration(d.label_delay_s)) : null));
  }

  // ---- curves -------------------------------------------------------------------------------------------------------

  const points = (policy) => ((policy.curves[state.level] || {}).points || []);

  // A line a policy and a large mark where it stands; `at` takes a point or a quality to [x, y], shares as numbers.
  function curve({ title, text, x, y, log, at, tables, under }) {
    const least = Math.min(...policies.flatMap((policy) => points(policy).map((each) => at(each)[0]).filter((each) => each > 0)), 10000);
    const highest = Math.max(...policies.flatMap((policy) => points(policy).map((each) => at(each)[1] || 0)));
    const roof = Math.min(100, 20 * Math.ceil((highest + 1) / 20));
    return figure({
      title, text, tables, under, height: (width) => (printing ? 285 : width < 420 ? 320 : 400),
      key: policies.map((_, index) => ({ name: policyName(index), index })),
      make: (width) => base({
        xAxis: across(x, log ? { type: "log", min: 10 ** Math.floor(Math.log10(least)), max: 10000, minorTick: { show: true, splitNumber: 9 },
          axisLabel: { ...axisStyle().axisLabel, formatter: (each) => few(each) }, nameTextStyle: { ...axisStyle().nameTextStyle, width: width - 80, overflow: "truncate" } }
          : { min: 0, max: 100 }),
        yAxis: upright(y, { min: 0, max: roof }),
        tooltip: { formatter: ({ seriesName, value: [a, b] }) => `${safe(seriesName)}\n${x}: ${few(a)}\n${y}: ${few(b)}` },
        series: policies.flatMap((policy, index) => {
          const { color, dash, symbol } = style(index);
          const line = points(policy).map(at).filter(([a, b]) => known(a) && known(b) && (!log || a > 0));
          const q = quality(policy);
          const today = at({ precision: value(q.precision), recall: value(q.recall), alert_rate: value(q.alert_rate), value_recall: value(q.value_recall) });
          return [
            { type: "line", name: policyName(index), data: line, symbol: "none", lineStyle: { color, type: dash, width: 2.2 }, itemStyle: { color } },
            { type: "scatter", name: words.curves.today(policyName(index)), symbol, symbolSize: 17, z: 5,
              itemStyle: { color, opacity: 1, borderColor: ink().ground, borderWidth: 2 }, data: known(today[0]) && known(today[1]) && (!log || today[0] > 0) ? [today] : [] },
          ];
        }),
      }),
    });
  }

  function curveTable() {
    const hd = words.head;
    const row = (each) => [each.threshold === null ? words.none : few(each.threshold), count(each.alerts), of10000(each.alert_rate), count(each.true_alerts), count(each.false_alerts),
      share(each.precision), share(each.recall), share(each.value_recall)];
    return table(policyName(state.policy), [[hd.threshold], [hd.alerts, 1], [hd.alertRate, 1], [hd.trueAlerts, 1], [hd.falseAlerts, 1], [hd.precision, 1],
      [hd.recall, 1], [hd.valueRecall, 1]], points(shown()).map(row));
  }

  function scores() {
    const bars = shown().scores, total = { frauds: 0, honest: 0, unlabelled: 0 };
    for (const bar of bars) for (const key of Object.keys(total)) total[key] += bar[key];
    const kinds = labelled() ? ["frauds", "honest"] : total.unlabelled > 0 ? ["unlabelled"] : ["honest"];
    if (total.unlabelled > 0 && labelled()) kinds.push("unlabelled");
    const span = (bar) => (bar.from === bar.to ? few(bar.from) : `${few(bar.from)}–${few(bar.to)}`);
    // The score that parts the two kinds best: where most of the frauds, less what of the honest, lie at or above it.
    let frauds = 0, honest = 0, best = { apart: 0 };
    for (const bar of bars.slice(1).reverse()) {
      frauds += bar.frauds;
      honest += bar.honest;
      const each = { from: bar.from, frauds: frauds / total.frauds, honest: total.honest ? honest / total.honest : 0 };
      each.apart = each.frauds - each.honest;
      if (each.apart > best.apart) best = each;
    }
    const title = !labelled() ? words.curves.scoreNoLabels : best.apart > 0
      ? words.curves.scoreTitle(share(best.frauds), few(best.from), share(best.honest)) : words.curves.scoreSame;
    return figure({
      title, text: labelled() ? words.curves.scoreText : words.curves.scoreBareText, height: () => 320,
      key: kinds.map((kind, index) => ({ name: words.curves[kind], index, kind: "bar" })),
      tables: table(words.curves.scoreCaption, [[words.head.score], ...kinds.flatMap((kind) => [[words.curves[kind], 1], [words.head.share, 1]])],
        bars.map((bar) => [span(bar), ...kinds.flatMap((kind) => [count(bar[kind]), share(total[kind] ? bar[kind] / total[kind] : null)])])),
      make: () => base({
        xAxis: { ...axisStyle(), type: "category", data: bars.map(span), name: words.curves.scoreX, nameLocation: "middle", nameGap: 34,
          axisLabel: { ...axisStyle().axisLabel, margin: 12 } },
        yAxis: upright(words.curves.scoreY, { min: 0 }),
        tooltip: { formatter: ({ name, seriesName, value: at }) => `${words.curves.scoreX}: ${name}\n${seriesName}: ${share(at / 100)}` },
        series: kinds.map((kind, index) => ({
          type: "bar", name: words.curves[kind], barGap: "0%", barCategoryGap: "15%",
          itemStyle: { color: index === 0 ? style(0).color : ink().ground, borderColor: style(index).color, borderWidth: index === 0 ? 0 : 1.5 },
          data: bars.map((bar) => (total[kind] && bar[kind] ? (100 * bar[kind]) / total[kind] : null)),
        })),
      }),
    });
  }

  function curves() {
    const c = words.curves, q = quality(), own = shown().curves[state.level] || {};
    if (!labelled()) return section("curves", p(words.notes.noLabels), scores());
    const known3 = value(q.recall) !== null && value(q.precision) !== null;
    const quality3 = known(own.average_precision) ? c.quality(few(own.average_precision), few(own.roc_auc)) : null;
    return section("curves",
      curve({ title: known3 ? c.prTitle(share(q.recall.value), share(q.precision.value)) : c.prNone, text: c.prText, x: c.prX, y: c.prY,
        at: (each) => [known(each.recall) ? 100 * each.recall : null, known(each.precision) ? 100 * each.precision : null],
        tables: curveTable(), under: [policyName(state.policy), words.colon, quality3, words.gap, c.pointsNote] }),
      curve({ title: c.valueTitle(of10000(value(q.alert_rate)), share(value(q.value_recall))), text: c.valueText, x: c.valueX, y: c.valueY, log: true,
        at: (each) => [known(each.alert_rate) ? 10000 * each.alert_rate : null, known(each.value_recall) ? 100 * each.value_recall : null],
        tables: curveTable() }),
      scores());
  }

  // ---- rules --------------------------------------------------------------------------------------------------------

  const CHART_RULES = 12, TABLE_RULES = 25;

  function rulesSorted() {
    const of = (rule, what) => ((rule[what] || {})[state.level] || {}).true_amount_minor || 0;
    return shown().rules.map((rule) => ({ rule, alone: of(rule, "alone"), lost: of(rule, "lost_without") }))
      .sort((a, b) => Math.max(b.alone, b.lost) - Math.max(a.alone, a.lost) || b.rule.fraud_amount_minor - a.rule.fraud_amount_minor);
  }
  function effect(rule) {
    const w = words.rules, parts = [rule.points === null ? w.expression : w.points(few(rule.points))];
    if (rule.at_least) parts.push(w.atLeast(outcome(rule.at_least)));
    if (rule.at_most) parts.push(w.atMost(outcome(rule.at_most)));
    if (rule.binding) parts.push(w.binding);
    return parts.join(words.list);
  }
  function rulesTable(sorted) {
    const rest = sorted.slice(TABLE_RULES), silent = sorted.filter(({ rule }) => rule.transfers === 0).length;
    return [rulesPart(sorted.slice(0, TABLE_RULES), words.rules.caption),
      rest.length > 0 && more(words.rules.more(count(rest.length)), (caption) => rulesPart(rest, caption)),
      silent > 0 && soft(words.rules.silent(count(silent)))];
  }
  function rulesPart(sorted, caption) {
    const hd = words.head;
    const inside = (rule, what) => (rule[what] || {})[state.level] || {};
    const row = ({ rule }) => [
      [rule.name, spoken(rule.reason) && h("span", { class: "reason" }, spoken(rule.reason))], effect(rule), count(rule.transfers), ranged(rule.precision, share),
      labelled() ? bare(inside(rule, "alone").true_amount_minor) : unknown(), labelled() ? count(inside(rule, "alone").false_alerts) : unknown(),
      labelled() ? bare(inside(rule, "lost_without").true_amount_minor) : unknown(), labelled() ? count(inside(rule, "lost_without").false_alerts) : unknown(),
      labelled() ? count(inside(rule, "gained_without").false_alerts) : unknown()];
    return table(caption, [[hd.rule], [hd.effect], [hd.fired, 1], [hd.firedFraud, 1], [words.bracketed(hd.alone, unit()), 1], [hd.aloneHonest, 1],
      [words.bracketed(hd.lost, unit()), 1], [hd.lostHonest, 1], [hd.gained, 1]], sorted.map(row));
  }
  function rules() {
    const w = words.rules, sorted = rulesSorted();
    const drawn = sorted.filter(({ alone, lost }) => alone > 0 || lost > 0).slice(0, CHART_RULES);
    const tables = rulesTable(sorted);
    if (!labelled()) return section("rules", p(words.notes.noLabels), tables);
    const best = sorted.reduce((most, each) => (each.alone > most.alone ? each : most), sorted[0] || { alone: 0 });
    const dear = sorted.reduce((most, each) => (each.lost > most.lost ? each : most), sorted[0] || { lost: 0 });
    const lost = dear.lost > 0 ? w.lostSentence(dear.rule.name, money(dear.lost)) : w.nothingLost;
    if (drawn.length === 0) return section("rules", h("h3", null, w.nothing), p(lost), tables);
    const names = drawn.map(({ rule }) => rule.name);
    return section("rules", figure({
      title: best.alone > 0 ? w.title(best.rule.name, money(best.alone)) : w.nothing, text: `${lost}${words.gap}${w.text}`,
      key: [{ name: w.alone, index: 0, kind: "bar" }, { name: w.lost, index: 1, kind: "bar" }], height: () => 70 + names.length * 42,
      under: drawn.length < sorted.length ? w.chartOf(count(drawn.length), count(sorted.length)) : null,
      make: (width) => {
        const left = Math.min(Math.max(...names.map(textWidth)) + 16, Math.max(96, width * 0.42));
        return base({
          grid: { left, right: 40, top: 6, bottom: 56 },
          xAxis: across(w.axis(unit()), { min: 0, splitNumber: width < 500 ? 2 : 5, axisLabel: { ...axisStyle().axisLabel, formatter: (each) => format(each) } }),
          yAxis: { ...axisStyle(), ...places(names), inverse: true, axisTick: { show: false },
            axisLabel: { color: ink().text, fontSize: 12, width: left - 12, overflow: "break", interval: 0, formatter: (at) => safe(names[at]) } },
          tooltip: { formatter: ({ name, seriesName, value: at }) => `${safe(names[name])}\n${seriesName}: ${withUnit(format(at, { maximumFractionDigits: 0 }))}` },
          series: [["alone", 0], ["lost", 1]].map(([key, index]) => ({
            type: "bar", name: w[key], barMaxWidth: 13, barGap: "20%",
            itemStyle: { color: index === 0 ? style(0).color : ink().ground, borderColor: style(index).color, borderWidth: index === 0 ? 0 : 1.5 },
            data: drawn.map((each) => (each[key] === 0 ? null : major(each[key]))), // nothing: not even an outline
          })),
        });
      },
    }), tables);
  }

  // ---- groups -------------------------------------------------------------------------------------------------------

  const percentFigure = (figureOf) => (figureOf && known(figureOf.value)
    ? { value: 100 * figureOf.value, low: known(figureOf.low) ? 100 * figureOf.low : null, high: known(figureOf.high) ? 100 * figureOf.high : null } : null);
  function rateFigure(figureOf) {
    const made = percentFigure(figureOf), scale = (x) => (known(x) ? Math.min(x * 100, 10000) : null);
    return made && { value: scale(made.value), low: scale(made.low), high: scale(made.high) };
  }
  const inLevel = (group) => group[state.level] || {};

  function groupTable(caption, first, groups, name, withRate) {
    const hd = words.head;
    const row = (group) => {
      const q = inLevel(group);
      return [name(group), ...(withRate ? [count(group.transfers)] : []), labelled() ? count(group.frauds) : unknown(), labelled() ? bare(group.fraud_amount_minor) : unknown(),
        ...(withRate ? [ranged(q.alert_rate, of10000), ranged(q.precision, share), labelled() ? count(q.false_alerts) : unknown()] : []), ranged(q.recall, share), ranged(q.value_recall, share)];
    };
    return table(caption, [[first], ...(withRate ? [[hd.transfers, 1]] : []), [hd.frauds, 1], [words.bracketed(hd.fraudAmount, unit()), 1],
      ...(withRate ? [[hd.alertRate, 1], [hd.precision, 1], [hd.falseAlerts, 1]] : []), [hd.recall, 1], [hd.valueRecall, 1]], groups.map(row));
  }

  // Groups by the share of frauds caught, the best first. A title names none of a handful of cases where it can choose.
  function ranking(groups) {
    const has = groups.filter((each) => value(inLevel(each).recall) !== null), many = has.filter((each) => each.frauds >= 10);
    return (many.length > 1 ? many : has).sort((a, b) => value(inLevel(b).recall) - value(inLevel(a).recall));
  }

  function types() {
    const w = words.types, all = (shown().by.scam_type || []).slice().sort((a, b) => b.frauds - a.frauds);
    const parts = [];
    if (all.length === 0 || (all.length === 1 && all[0].name === "")) parts.push(p(w.none));
    else {
      const drawn = all.slice(0, 16), by = ranking(drawn);
      const best = by[0], worst = by[by.length - 1], says = (each) => share(value(inLevel(each).recall));
      parts.push(rows({
        title: by.length > 1 ? w.title(scam(best.name), says(best), scam(worst.name), says(worst)) : best ? w.one(scam(best.name), says(best)) : w.none,
        text: w.text, axis: w.axis, most: 100, as: (x) => share(x / 100), names: drawn.map((each) => words.bracketed(scam(each.name), count(each.frauds))),
        under: drawn.length < all.length ? w.chartOf(count(drawn.length), count(all.length)) : null,
        parts: [{ name: w.recall, figures: drawn.map((each) => percentFigure(inLevel(each).recall)) }, { name: w.value, figures: drawn.map((each) => percentFigure(inLevel(each).value_recall)) }],
      }), groupTable(words.sections.types, words.head.type, all, (each) => scam(each.name), false));
    }
    return section("types", parts, cases(), likely());
  }

  function cases() {
    const w = words.types, r = w.caseRows, c = (shown().cases || {})[state.level];
    if (!c || !labelled()) return p(w.noCases);
    const first = c.from_first_transfer || {}, sign = c.from_first_sign || {};
    const list = [[r.cases, count(c.cases)], [r.warned, count(c.warned)], [r.first, count(c.warned_at_first_transfer)], [r.sign, count(c.with_sign)],
      [r.never, money(c.never_warned_amount_minor)], [r.before, money(c.before_warning_amount_minor)], [r.at, money(c.at_warning_amount_minor)],
      [r.after, money(c.after_warning_amount_minor)], [r.passed, money(c.after_warning_passed_amount_minor)],
      [r.fromFirst, duration(first.median_s)], [r.fromSign, duration(sign.median_s)], [r.fromSignLong, duration(sign.p90_s)]];
    return [h("h3", null, w.caseTitle(count(c.warned), count(c.cases))), soft(w.caseText), table(w.caseCaption, [[words.head.measure], [words.head.result, 1]], list)];
  }
  function likely() {
    const hd = words.head, list = (shown().likely_scams || []).filter((each) => each.transfers > 0).sort((a, b) => b.transfers - a.transfers);
    const none = !labelled();
    if (list.length === 0) return null;
    return [h("h3", null, words.types.likely), table(words.types.likelyCaption, [[hd.type], [hd.alerts, 1], [hd.frauds, 1], [hd.honest, 1], [words.bracketed(hd.amount, unit()), 1]],
      list.map((each) => [each.name ? scam(each.name) : words.types.noScam, count(each.transfers), none ? unknown() : count(each.frauds), none ? unknown() : count(each.honest), bare(each.amount_minor)]))];
  }

  function grouping(key, first, name) {
    const w = words.groups, groups = shown().by[key] || [];
    if (groups.length === 0) return null;
    const tables = groupTable(first, first, groups, (each) => name(each.name), true);
    if (groups.length === 1) return [h("h3", null, key === "channel" ? w.oneChannel(name(groups[0].name)) : `${first}${words.colon}${name(groups[0].name)}`), tables];
    const many = groups.filter((each) => each.transfers >= 100);
    const most = (many.length > 0 ? many : groups).reduce((a, b) => ((value(inLevel(b).alert_rate) || 0) > (value(inLevel(a).alert_rate) || 0) ? b : a));
    const names = groups.map((each) => name(each.name));
    const rate = rows({ title: w[key](name(most.name), of10000(value(inLevel(most).alert_rate))), text: w.rateText, axis: w.rateAxis, as: few, names,
      parts: [{ name: w.rate, figures: groups.map((each) => rateFigure(inLevel(each).alert_rate)) }] });
    if (!labelled()) return [rate, tables];
    const caught = rows({ title: w.recallTitle, text: w.recallText, axis: words.types.axis, most: 100, as: (x) => share(x / 100), names,
      parts: [{ name: words.types.recall, figures: groups.map((each) => percentFigure(inLevel(each).recall)) }, { name: words.types.value, figures: groups.map((each) => percentFigure(inLevel(each).value_recall)) }] });
    return [h("div", { class: "pair" }, rate, caught), tables];
  }
  const groups = () => section("groups", grouping("channel", words.head.channel, channel), grouping("age", words.head.age, age),
    grouping("amount", words.bracketed(words.head.band, unit()), amount));

  // ---- months -------------------------------------------------------------------------------------------------------

  function monthChart({ title, text, parts, axis, most, as, under }) {
    const months = shown().by.month, names = months.map((each) => each.name);
    return figure({
      title, text, under, key: parts.length > 1 ? parts.map(({ name }, index) => ({ name, index })) : null, height: () => 320,
      make: () => base({
        xAxis: { ...axisStyle(), ...places(names), name: words.head.month, nameLocation: "middle", nameGap: 34,
          axisLabel: { ...axisStyle().axisLabel, margin: 12, formatter: (at) => safe(names[at]) } },
        yAxis: upright(axis, { min: 0, max: most }),
        tooltip: { formatter: ({ name, seriesName, value: at }) => `${safe(names[name])}\n${seriesName}: ${as(Array.isArray(at) ? at[1] : at)}` },
        series: parts.flatMap((part, index) => {
          const { color, dash, symbol } = style(index), figuresOf = months.map(part.of), off = parts.length > 1 ? (index - 0.5) * 7 : 0;
          return [
            whiskers(figuresOf.map((each, at) => [at, each && each.low, each && each.high]), index, off, false),
            { type: "line", name: part.name, symbol, symbolSize: 8, symbolOffset: [off, 0], showAllSymbol: true, connectNulls: false,
              lineStyle: { color, type: dash, width: 2 }, itemStyle: { color }, data: figuresOf.map((each) => (each && known(each.value) ? each.value : null)) },
          ];
        }),
      }),
    });
  }

  function drift() {
    const w = words.drift, months = shown().by.month || [];
    if (months.length === 0) return section("drift", p(words.unknown));
    const tables = groupTable(words.sections.drift, words.head.month, months, (each) => h("span", { class: "keep" }, each.name), true);
    const rates = months.map((each) => value(inLevel(each).alert_rate)).filter(known);
    const rate = months.length > 1 && monthChart({ title: w.rateTitle(of10000(Math.min(...rates)), of10000(Math.max(...rates))), text: w.rateText, axis: words.groups.rateAxis, as: few,
      parts: [{ name: words.groups.rate, of: (each) => rateFigure(inLevel(each).alert_rate) }] });
    if (months.length === 1) return section("drift", p(w.one), tables);
    if (!labelled()) return section("drift", rate, tables);
    const has = ranking(months);
    const gaps = months.filter((each) => value(inLevel(each).recall) === null || value(inLevel(each).precision) === null).length;
    const says = (each) => share(value(inLevel(each).recall));
    return section("drift",
      monthChart({ title: has.length > 1 ? w.title(monthName(has[0].name), says(has[0]), monthName(has[has.length - 1].name), says(has[has.length - 1])) : w.flat,
        text: w.text, axis: w.axis, most: 100, as: (x) => share(x / 100), under: gaps > 0 ? w.gaps(count(gaps)) : null,
        parts: [{ name: w.recall, of: (each) => percentFigure(inLevel(each).recall) }, { name: w.precision, of: (each) => percentFigure(inLevel(each).precision) }] }),
      rate, tables);
  }

  // ---- comparison ---------------------------------------------------------------------------------------------------

  function matrix(comparison) {
    const names = ["allow", "warn", "hold"], hd = words.head;
    const cell = (from, to) => {
      const each = comparison.matrix.find((one) => one.from === from && one.to === to);
      if (!each || each.transfers === 0) return h("td", { class: "number none" }, "0");
      return h("td", { class: `number ${from === to ? "same" : "moved"}` }, count(each.transfers), h("span", { class: "range" }, money(each.amount_minor)),
        labelled() ? h("span", { class: "range" }, words.comparison.frauds(count(each.frauds))) : null);
    };
    return table(words.comparison.matrixCaption, [[`${hd.from} ↓ · ${hd.to} →`], ...names.map((each) => [outcome(each), 1])],
      names.map((from) => [outcome(from), ...names.map((to) => cell(from, to))]));
  }

  function differences(comparison) {
    const w = words.comparison, hd = words.head, d = (comparison.difference || {})[state.level] || {};
    const signed = (as) => (x) => (x > 0 ? "+" : x < 0 ? "−" : "") + as(Math.abs(x));
    const points100 = (x) => `${few100(100 * x)}${state.language === "zh" ? "个百分点" : " points"}`;
    const row = ([key, name, as, difference]) => {
      const each = d[key], sure = hasRange(each) && (each.low > 0 || each.high < 0);
      return [name, ranged0(quality(policies[0])[key], as), ranged0(quality(policies[comparison.policy])[key], as), ranged(each, signed(difference)),
        value(each) === null ? unknown() : hasRange(each) ? (Math.max(Math.abs(each.low), Math.abs(each.high)) < (key === "alert_rate" ? 1e-6 : 1e-4) ? w.little : sure ? w.certain : w.chance) : w.noRange];
    };
    const ranged0 = (each, as) => (value(each) === null ? unknown() : as(each.value));
    const measures = [["alert_rate", hd.alertRate, of10000, of10000], ["precision", hd.precision, share, points100], ["recall", hd.recall, share, points100], ["value_recall", hd.valueRecall, share, points100]];
    return [h("h4", null, w.differences), table(w.diffCaption, [[hd.measure], [hd.from, 1], [hd.to, 1], [hd.difference, 1], [hd.reading]], measures.map(row))];
  }

  function differing(comparison) {
    const w = words.comparison, hd = words.head, list = comparison.transfers || [];
    if (list.length === 0) return p(w.noTransfers);
    const names = (all) => (all && all.length ? all.join(", ") : words.none);
    const keep = (text) => h("span", { class: String(text).length <= 24 && "keep" }, text);
    const row = (each) => [keep(each.id), time(each.time), bare(each.amount_minor), channel(each.channel),
      [keep(fixed(words.fraudLabel, String(each.fraud))), each.scam_label ? h("span", { class: "range" }, scam(each.scam_label)) : null],
      keep(`${outcome(each.from)} → ${outcome(each.to)}`), keep(`${few(each.from_score)} → ${few(each.to_score)}`),
      names(each.from_rules) === names(each.to_rules) ? names(each.to_rules) : [names(each.from_rules), h("br"), "→ ", names(each.to_rules)]];
    const made = (part, caption) => table(caption, [[hd.transfer], [hd.time], [words.bracketed(hd.amount, unit()), 1], [hd.channel], [hd.label],
      [hd.outcome], [hd.score], [hd.why]], part.map(row));
    const first = list.slice(0, 10), rest = list.slice(10);
    return [h("h4", null, w.transfersTitle), made(first, w.transfersCaption(count(list.length), count(comparison.differing))),
      rest.length > 0 && more(w.more(count(rest.length)), (caption) => made(rest, caption))];
  }

  function comparison() {
    const w = words.comparison;
    if (data.comparisons.length === 0) return section("comparison", p(w.none));
    const chosen = data.comparisons.filter((each) => each.policy === state.policy);
    const list = chosen.length ? chosen : data.comparisons;
    return section("comparison", chosen.length ? null : p(w.choose), list.map((each) => [
      h("h3", null, w.title(policyName(each.policy), count(each.differing), count(data.data.transfers))),
      p(w.touched(count(each.customers_touched), count(each.customers_raised), count(each.customers_lowered), each.customers_complete !== false)),
      matrix(each), differences(each), chosen.length ? differing(each) : null]));
  }

  // ---- capacity, examples, reading, origin --------------------------------------------------------------------------

  function capacity() {
    const w = words.capacity, hd = words.head, list = shown().capacity || [];
    if (list.length === 0) return section("capacity", p(w.noRows));
    const row = (each) => {
      const at = each[state.level] || {};
      const bound = at.fits === false ? w.fitsNot : at.threshold === null ? w.noScore : few(at.threshold);
      return [count(each.alerts_a_day), bound, count(at.alerts), rough(aDay(at.alerts)), labelled() ? count(at.true_alerts) : unknown(), labelled() ? count(at.false_alerts) : unknown(),
        labelled() ? share(at.precision) : unknown(), labelled() ? share(at.recall) : unknown(), labelled() ? share(at.value_recall) : unknown(), count(at.busiest_day), count(at.days_over)];
    };
    const good = list.find((each) => (each[state.level] || {}).fits), at = good && good[state.level];
    const title = !good ? w.noFit(count(list[list.length - 1].alerts_a_day)) : labelled() ? w.title(count(good.alerts_a_day), share(at.recall), share(at.value_recall)) : w.bare;
    return section("capacity", h("h3", null, title), soft(w.text), table(w.caption(words.levelNames[state.level]), [[hd.capacity, 1], [hd.threshold, 1], [hd.alerts, 1], [words.tiles.aday, 1], [hd.trueAlerts, 1],
      [hd.falseAlerts, 1], [hd.precision, 1], [hd.recall, 1], [hd.valueRecall, 1], [hd.busiest, 1], [hd.over, 1]], list.map(row)));
  }

  function card(each) {
    const w = words.examples;
    const line = (reason) => h("li", null, spoken(reason) || reason.rule, " ", h("span", { class: "soft" }, `(${reason.rule}, ${w.points(few(reason.points))})`));
    const reasons = each.reasons || [];
    const say = (who, texts) => (texts ? [h("p", { class: "who" }, who), spoken(texts, "blockquote")] : null);
    const said = each.words || {};
    return h("li", { class: `card ${fixed({ caught: "caught", missed: "missed", false_alarm: "false_alarm" }, each.kind)}` },
      h("h3", null, fixed(w.kinds, each.kind), words.colon, money(each.amount_minor)),
      p(w.said(w.id(each.id), channel(each.channel), time(each.time))),
      p(h("strong", null, w.decided(outcome(each.outcome), few(each.score))), words.gap, each.hold_until ? w.until(time(each.hold_until)) : null, words.gap,
        each.scam && each.outcome !== "allow" ? w.thought(scam(each.scam)) : null, words.gap, w.really[String(each.fraud)](each.scam_label ? scam(each.scam_label) : null)),
      reasons.length ? [h("p", { class: "who" }, w.reasons), h("ul", null, reasons.map(line))] : p(w.noReasons),
      say(w.customer, said.customer), say(w.teller, said.teller));
  }
  function examples() {
    const list = shown().examples || [], w = words.examples;
    return section("examples", list.length ? [soft(w.text), h("ul", { class: "cards" }, list.map(card))] : p(w.none));
  }

  function reading() {
    const w = words.reading, i = data.interval;
    return section("reading", p(w.interval), p(i.draws > 0 ? w.how(count(i.draws), String(i.seed)) : w.noDraws), h("ul", null, w.points.map((each) => h("li", null, each))));
  }

  const quoted = (word) => (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${String(word).replaceAll("'", "'\\''")}'`);
  function origin() {
    const w = words.origin, m = data.made, recorded = shown().recorded;
    const code = (text) => h("code", null, text);
    const files = (data.data.files || []).map((each) => [fixed(w.roles, each.role), each.name, known(each.bytes) ? count(each.bytes) : unknown(), each.sha256 ? code(each.sha256) : w.hashUnknown]);
    return section("origin", h("h3", null, w.policies),
      table(w.policyCaption, [[w.name], [w.ver, 1], [w.digest], [w.file]], policies.map((each, index) => [policyName(index), String(each.version), code(each.digest), each.file || ""])),
      h("h3", null, w.data), files.length ? table(w.dataCaption, [[w.role], [w.file], [w.bytes, 1], [w.hash]], files) : p(data.data.source === "journal" ? w.fromJournal : words.unknown),
      recorded ? p(w.recorded(count(recorded.same), count(recorded.others))) : null,
      h("h3", null, w.command), h("pre", { class: "code" }, (m.command || []).map((word) => [h("span", { class: word.length <= 48 && "keep" }, quoted(word)), " "])), soft(w.made(m.version, few(m.seconds), count(m.transfers_per_second))),
      soft(w.charts(fraudriskCharts.version)));
  }

  // ---- the page -----------------------------------------------------------------------------------------------------

  function set(change, focus) {
    Object.assign(state, change);
    render();
    const at = document.getElementById(focus);
    if (at) at.focus();
  }

  function controls() {
    const button = (language, text) => h("button", { type: "button", id: `language-${language}`, lang: language, "aria-pressed": String(state.language === language),
      onclick: () => set({ language }, `language-${language}`) }, text);
    const radio = (level) => h("label", { class: "choice" }, h("input", { type: "radio", name: "level", id: `level-${level}`, checked: state.level === level,
      onchange: () => set({ level }, `level-${level}`) }), words.levelNames[level]);
    return h("header", { class: "bar" },
      policies.length > 1 && h("div", null, h("label", { class: "label", for: "policy" }, words.policyShown),
        h("select", { id: "policy", onchange: (event) => set({ policy: Number(event.target.value) }, "policy") },
          policies.map((_, index) => h("option", { value: index, selected: index === state.policy }, policyName(index))))),
      h("div", { role: "radiogroup", "aria-labelledby": "level-label" }, h("span", { class: "label", id: "level-label" }, words.alertIs), radio("warn_or_hold"), radio("hold")),
      h("div", { role: "group", "aria-label": words.language }, button("en", "English"), button("zh", "中文")));
  }

  function render() {
    words = fraudriskWords[state.language];
    for (const { instance } of charts) if (instance) instance.dispose();
    charts = [];
    figures = 0;
    document.documentElement.lang = state.language === "zh" ? "zh-CN" : "en";
    document.title = words.documentTitle(policyName(state.policy));
    const d = data.data;
    const ids = ["glance", "curves", "rules", "types", "groups", "drift", "comparison", "capacity", "examples", "reading", "origin"];
    const parts = [glance(), curves(), rules(), types(), groups(), drift(), comparison(), capacity(), examples(), reading(), origin()];
    root.replaceChildren(h("a", { class: "skip", href: "#main" }, words.skip), controls(),
      h("div", { class: "frame" },
        h("nav", { class: "contents", "aria-label": words.contents }, h("ol", null, ids.map((id) => h("li", null, h("a", { href: `#${id}` }, words.sections[id]))))),
        h("main", { id: "main", tabindex: "-1" }, h("h1", null, words.title),
          h("p", { class: "under" }, policyName(state.policy), words.stop,
            words.period(count(d.transfers), count(d.days), day(d.first_time), day(d.last_time)), words.gap, words.volume(money(d.amount_minor))),
          notes(), parts)));
    draw();
  }

  let waiting = 0;
  function redrawSoon() {
    clearTimeout(waiting);
    waiting = setTimeout(() => { if (!printing) draw(); }, 120);
  }
  function print(on) {
    if (printing === on) return;
    printing = on;
    draw();
  }

  try {
    render();
    addEventListener("resize", redrawSoon);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawSoon);
    addEventListener("beforeprint", () => print(true));
    addEventListener("afterprint", () => print(false));
    document.documentElement.dataset.drawn = "yes";
  } catch (fault) {
    words = fraudriskWords[state.language];
    root.replaceChildren(h("main", { class: "frame" }, h("h1", null, words.documentTitle("")), p(words.failed), p(String(fault && fault.message))));
    document.documentElement.dataset.drawn = "no";
    throw fault;
  }
})();
