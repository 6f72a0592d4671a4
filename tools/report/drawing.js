// SPDX-License-Identifier: Apache-2.0
//
// Charts: what they look like, and how they come onto a screen and onto paper.
"use strict";

// ---- charts -------------------------------------------------------------------------------------------------------

const dark = () => !printing && matchMedia("(prefers-color-scheme: dark)").matches;
const ink = () =>
  dark()
    ? {
        text: "#eef2f5",
        soft: "#b4bfc9",
        grid: "#323c46",
        ground: "#12171c",
        series: ["#8cc4ff", "#ffab7a", "#7bd3b1", "#d9b3ff", "#f2d36b", "#c9d2da"],
      }
    : {
        text: "#1a2129",
        soft: "#4d5966",
        grid: "#dde3e8",
        ground: "#ffffff",
        series: ["#0b4f8a", "#b8420f", "#0a6b51", "#6a3d9a", "#7d6200", "#4d5966"],
      };
const dashes = ["solid", [7, 4], [2, 3], [10, 3, 2, 3], [4, 2], [12, 4]];
const symbols = ["circle", "diamond", "rect", "triangle", "pin", "arrow"];
const shapes = {
  circle: "M12 3.5a4.5 4.5 0 1 0 .01 0z",
  diamond: "M12 2l6 6-6 6-6-6z",
  rect: "M7.5 3.5h9v9h-9z",
  triangle: "M12 2.5l5.5 10h-11z",
  pin: "M12 14l-4-6a4 4 0 1 1 8 0z",
  arrow: "M12 2l5 11-5-3-5 3z",
};
const style = (index) => ({ color: ink().series[index % 6], dash: dashes[index % 6], symbol: symbols[index % 6] });

// Names beside a dash and a mark, in words of the page: they wrap, print, and are read aloud.
function legend(entries) {
  return h(
    "p",
    { class: "legend" },
    h("span", { class: "unseen" }, words.toggle),
    entries.map(({ name, index, kind }) => {
      const { color, dash, symbol } = style(index);
      const line = {
        d: "M-5 8H29",
        fill: "none",
        stroke: color,
        "stroke-width": 2.5,
        "stroke-dasharray": dash === "solid" ? null : dash.join(" "),
      };
      const block = { d: "M3 2h18v12H3z", fill: index === 0 ? color : "none", stroke: color, "stroke-width": 2 };
      return h(
        "span",
        { class: "entry" },
        h(
          "svg",
          {
            width: 34,
            height: 16,
            viewBox: "-5 0 34 16",
            "aria-hidden": "true",
            focusable: "false",
            "data-index": index,
          },
          kind === "bar"
            ? h("path", block)
            : [kind === "mark" ? null : h("path", line), h("path", { d: shapes[symbol], fill: color })],
        ),
        name,
      );
    }),
  );
}

// `make` gives ECharts' option for a width; `text` is what a screen reader says in place of the drawing.
function figure({ title, text, key, height, make, tables, under }) {
  const id = `figure-${++figures}`;
  const box = h("div", { class: "chart", role: "img", "aria-label": `${title}. ${text}` });
  const made = h(
    "figure",
    { "aria-labelledby": id },
    h("h3", { id }, title),
    soft(text),
    key && legend(key),
    box,
    under && soft(under),
    tables && folded(tables),
  );
  charts.push({ box, make, height });
  return made;
}

const axisStyle = () => ({
  axisLine: { lineStyle: { color: ink().soft } },
  axisTick: { lineStyle: { color: ink().soft } },
  axisLabel: { color: ink().text, fontSize: 12, hideOverlap: true },
  splitLine: { lineStyle: { color: ink().grid } },
  nameTextStyle: { color: ink().text, fontSize: 12 },
});
const across = (name, more) => ({
  ...axisStyle(),
  type: "value",
  name,
  nameLocation: "middle",
  nameGap: 34,
  ...more,
  axisLabel: { ...axisStyle().axisLabel, ...(more.axisLabel || {}), margin: 12 },
});
// The name of an upright axis stands level above it, where it can be read.
const upright = (name, more) => ({
  ...axisStyle(),
  type: "value",
  name,
  nameLocation: "end",
  nameGap: 14,
  ...more,
  nameTextStyle: { ...axisStyle().nameTextStyle, align: "left", padding: [0, 0, 0, -44] },
});
// The chart library keeps the widths of words under the words themselves: one that every object has, such as
// "__proto__", gets a mark that takes no room. Categories go in by their place for the same reason.
const inherited = new RegExp(Object.getOwnPropertyNames(Object.prototype).join("|"), "g");
const safe = (text) => String(text).replace(inherited, "$&\u200b");
const places = (names) => ({ type: "category", data: names.map((_, at) => String(at)) });
const base = (more) => ({
  animation: false,
  textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: ink().text },
  tooltip: {
    trigger: "item",
    renderMode: "richText",
    confine: true,
    backgroundColor: ink().ground,
    borderColor: ink().soft,
    textStyle: { color: ink().text, fontSize: 12 },
    ...(more.tooltip || {}),
  },
  grid: { left: 52, right: 20, top: 36, bottom: 54, outerBoundsMode: "none", ...(more.grid || {}) },
  xAxis: more.xAxis,
  yAxis: more.yAxis,
  series: more.series,
});

// Ranges as lines with ends, `off` pixels beside the middle of their category; data are [place, low, high].
function whiskers(ranges, index, off, lying) {
  return {
    type: "custom",
    silent: true,
    z: 1,
    data: ranges,
    encode: lying ? { x: [1, 2], y: 0 } : { x: 0, y: [1, 2] },
    renderItem(_, api) {
      if (!known(api.value(1)) || !known(api.value(2))) return null;
      const ends = [1, 2].map((each) =>
        api.coord(lying ? [api.value(each), api.value(0)] : [api.value(0), api.value(each)]),
      );
      const shift = ([x, y]) => (lying ? [x, y + off] : [x + off, y]);
      const line = ([a, b], [c, d]) => ({
        type: "line",
        shape: { x1: a, y1: b, x2: c, y2: d },
        style: { stroke: style(index).color, lineWidth: 1.5 },
      });
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
    title,
    text,
    tables,
    under,
    key: parts.length > 1 ? parts.map(({ name }, index) => ({ name, index, kind: "mark" })) : null,
    height: () => 66 + names.length * 40,
    make: (width) => {
      const left = Math.min(Math.max(...names.map((each) => textWidth(each))) + 16, Math.max(96, width * 0.42));
      return base({
        grid: { left, right: 40, top: 6, bottom: 56 },
        xAxis: across(axis, {
          min: 0,
          max: most,
          splitNumber: width < 420 ? 4 : 5,
          interval: most ? (width < 420 ? 25 : 20) : null,
        }),
        yAxis: {
          ...axisStyle(),
          ...places(names),
          inverse: true,
          axisTick: { show: false },
          splitLine: { show: true, lineStyle: { color: ink().grid } },
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
          formatter: ({ name, seriesName, value: at }) => `${safe(names[name])}\n${seriesName}: ${as(at[0])}`,
        },
        series: parts.flatMap((part, index) => [
          whiskers(
            part.figures.map((each, row) => [row, scale(each && each.low), scale(each && each.high)]),
            index,
            off(index),
            true,
          ),
          {
            type: "scatter",
            name: part.name,
            symbol: style(index).symbol,
            symbolSize: 11,
            symbolOffset: [0, off(index)],
            itemStyle: { color: style(index).color, opacity: 1 },
            z: 3,
            data: part.figures
              .map((each, row) => [each && known(each.value) ? each.value : null, row])
              .filter(([x]) => x !== null),
          },
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
    made.setOption({
      aria: { enabled: true, label: { description: box.getAttribute("aria-label") } },
      ...make(width),
    });
    for (const svg of box.querySelectorAll("svg")) svg.setAttribute("aria-hidden", "true");
    chart.instance = made;
  }
  for (const svg of document.querySelectorAll(".legend svg")) {
    const { color } = style(Number(svg.dataset.index));
    for (const path of svg.querySelectorAll("path")) {
      for (const each of ["stroke", "fill"])
        if (path.hasAttribute(each) && path.getAttribute(each) !== "none") path.setAttribute(each, color);
    }
  }
  for (const wide of document.querySelectorAll(".wide")) {
    // only what scrolls is a stop for the keyboard
    const scrolls = wide.scrollWidth > wide.clientWidth + 1;
    for (const [key, is] of [
      ["tabindex", "0"],
      ["role", "region"],
      ["aria-label", wide.dataset.label],
    ]) {
      if (scrolls) wide.setAttribute(key, is);
      else wide.removeAttribute(key);
    }
  }
}
