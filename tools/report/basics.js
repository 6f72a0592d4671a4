// SPDX-License-Identifier: Apache-2.0
//
// What all parts of the page share: its data and state, elements, numbers and names in the language, tables. Every text
// goes in as text, never as markup; nothing is fetched.
"use strict";

const root = document.getElementById("report");
const data = JSON.parse(document.getElementById("backtest").textContent);
const policies = data.policies;
const state = { language: firstLanguage(), policy: policies.length > 1 ? 1 : 0, level: "warn_or_hold" };
let words,
  charts = [],
  printing = false,
  figures = 0;

function firstLanguage() {
  const asked =
    new URLSearchParams(location.search).get("lang") || new URLSearchParams(location.hash.slice(1)).get("lang");
  for (const each of [asked, ...(navigator.languages || [navigator.language])]) {
    const main = String(each || "")
      .toLowerCase()
      .split("-")[0];
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
const few100 = (x) =>
  format(x, {
    maximumFractionDigits:
      x === 0 || Math.abs(x) >= 10 ? (Math.abs(x) >= 99 && x !== 100 ? 1 : 0) : Math.abs(x) >= 1 ? 1 : 2,
  });
const of10000 = (x) => (known(x) ? few(10000 * Math.min(x, 1)) : words.unknown); // a range may end above all there is
const rough = (x) =>
  known(x) ? format(x, x < 10 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 0 }) : words.unknown;
const digits = known(data.data.currency_digits) ? data.data.currency_digits : 2;
const major = (minor) => minor / 10 ** digits;

function bare(minor) {
  const value = major(minor),
    small = Math.abs(value) < 100 && value !== Math.trunc(value);
  // A double holds some 15 digits of a very large sum; the rest would be invented.
  return format(
    value,
    Math.abs(minor) > Number.MAX_SAFE_INTEGER
      ? { maximumSignificantDigits: 15 }
      : { minimumFractionDigits: small ? digits : 0, maximumFractionDigits: small ? digits : 0 },
  );
}
const currency = () => data.data.currency || "";
const unit = () => (state.language === "zh" && currency() === "CNY" ? "元" : currency());
const withUnit = (text) => (unit() === "元" ? `${text}元` : `${unit()} ${text}`.trim());
const money = (minor) => (known(minor) ? withUnit(bare(minor)) : words.unknown);
const time = (text) => (text ? `${text.slice(0, 10)} ${text.slice(11, 16)}` : words.unknown);
const day = (text) => (text ? text.slice(0, 10) : words.unknown);

function duration(seconds) {
  if (!known(seconds)) return words.unknown;
  const [size, en, zh] =
    seconds < 60
      ? [1, "s", "秒"]
      : seconds < 5400
        ? [60, "min", "分钟"]
        : seconds < 172800
          ? [3600, "h", "小时"]
          : [86400, "days", "天"];
  return state.language === "zh" ? `${few(seconds / size)}${zh}` : `${few(seconds / size)} ${en}`;
}
function monthName(name) {
  const [year, month] = name.split("-").map(Number);
  if (!known(year) || !known(month)) return name;
  return new Intl.DateTimeFormat(words.locale, { year: "numeric", month: "long", timeZone: "UTC" }).format(
    new Date(Date.UTC(year, month - 1, 15)),
  );
}

// A figure with an interval is {value, low, high} or null.
const value = (figure) => (figure && known(figure.value) ? figure.value : null);
const hasRange = (figure) => figure && known(figure.low) && known(figure.high);
const isWide = (figure, as) => hasRange(figure) && as(figure.low) !== as(figure.high);
// What a number rests on: so many alerts, frauds, transfers on which a rule fired, or transfers.
const onAlerts = (q) => ({ kind: "alerts", n: q.true_alerts + q.false_alerts });
const onFrauds = (n) => ({ kind: "frauds", n });
const onCaught = (q) => ({ kind: "caught", n: q.true_alerts });
const onFired = (rule) => ({ kind: "fired", n: rule.frauds + rule.honest });
const onTransfers = (n) => ({ kind: "transfers", n });
// Draws that all gave the same make no range. Zero, or all, of few cases looks certain and is not: so many they were.
function rangeText(figure, as, on) {
  const counted = on && known(on.n);
  if (isWide(figure, as) || (hasRange(figure) && figure.low !== figure.high && !counted))
    return words.range(as(figure.low), as(figure.high));
  if (!counted) return hasRange(figure) ? words.sameDraws : null;
  const { none, all, some } = words.restsOn[on.kind];
  const text = figure.value === 0 ? none : figure.value === 1 && on.n > 1 ? all : some;
  return text(count(on.n));
}
function ranged(figure, as, on) {
  if (value(figure) === null) return unknown();
  const range = rangeText(figure, as, on);
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
// The end of a policy's path by which it is told from others of its name; the whole where they have the same.
function shortest(index, twins) {
  const parts = (each) => String(each.file || "").split("/");
  const own = parts(policies[index]);
  for (let size = 1; size <= own.length; size++) {
    const end = own.slice(-size).join("/");
    const same = twins.filter((each) => parts(each).slice(-size).join("/") === end);
    if (same.length === 1) return end;
  }
  return policies[index].file;
}
function policyName(index) {
  const { name, version, role } = policies[index];
  const plain = words.version(name, version);
  const twins = policies.filter((each) => each.name === name && each.version === version);
  const told = twins.length > 1 && policies[index].file ? `${plain} [${shortest(index, twins)}]` : plain;
  if (policies.length === 1) return told;
  return role === "champion" ? words.inForce(told) : words.proposed(told);
}
// A text that the policy has in some languages: in this one, or in the other and marked as such.
function spoken(texts, name) {
  if (!texts) return null;
  const language = texts[state.language] ? state.language : ["en", "zh"].find((each) => texts[each]);
  return language ? h(name || "span", { lang: language }, texts[language]) : null;
}

// A name that a program would write breaks after its underscores, not within a word.
const named = (name) => h("span", null, String(name).split(/(?<=_)/).flatMap((part) => [part, h("wbr")]).slice(0, -1));
// How many, and of how many of them nobody said what they were.
function withUnlabelled(group) {
  const rest = group.transfers - group.frauds - group.honest;
  return labelled() && rest > 0
    ? [count(group.transfers), h("span", { class: "range" }, words.withoutLabel(count(rest)))]
    : count(group.transfers);
}

// ---- tables -------------------------------------------------------------------------------------------------------

// Columns are [text, isNumber]; the first cell of a row is its header. A row may be marked by `chosen`.
function table(caption, columns, rows, chosen) {
  const head = columns.map(([text, number]) => h("th", { scope: "col", class: number && "number" }, text));
  const body = rows.map((row, at) =>
    h(
      "tr",
      { class: chosen === at && "chosen", "aria-current": chosen === at && "true" },
      row.map((cell, column) =>
        column === 0
          ? h("th", { scope: "row" }, cell)
          : cell instanceof HTMLTableCellElement
            ? cell
            : h("td", { class: columns[column][1] && "number" }, cell),
      ),
    ),
  );
  return h(
    "div",
    { class: rows.length * columns.length <= 50 ? "wide short" : "wide", "data-label": caption },
    h(
      "table",
      null,
      h("caption", null, h("span", null, caption)),
      h("thead", null, h("tr", null, head)),
      h("tbody", null, body),
    ),
  );
}
// What is long goes on in a part that opens; on paper its name stands for it.
const more = (name, make) => h("details", { class: "more" }, h("summary", null, name), make(name));
const folded = (made) => h("details", null, h("summary", null, words.numbers), made);

function section(id, ...children) {
  return h(
    "section",
    { id, "aria-labelledby": `${id}-title`, class: id === "glance" && "first" },
    h("h2", { id: `${id}-title` }, words.sections[id]),
    ...children,
  );
}
