// SPDX-License-Identifier: Apache-2.0
//
// The page as a whole: controls, order, paper.
"use strict";

// ---- the page -----------------------------------------------------------------------------------------------------

function set(change, focus) {
  Object.assign(state, change);
  render();
  const at = document.getElementById(focus);
  if (at) at.focus();
}

function controls() {
  const button = (language, text) =>
    h(
      "button",
      {
        type: "button",
        id: `language-${language}`,
        lang: language,
        "aria-pressed": String(state.language === language),
        onclick: () => set({ language }, `language-${language}`),
      },
      text,
    );
  const radio = (level) =>
    h(
      "label",
      { class: "choice" },
      h("input", {
        type: "radio",
        name: "level",
        id: `level-${level}`,
        checked: state.level === level,
        onchange: () => set({ level }, `level-${level}`),
      }),
      words.levelNames[level],
    );
  return h(
    "header",
    { class: "bar" },
    policies.length > 1 &&
      h(
        "div",
        null,
        h("label", { class: "label", for: "policy" }, words.policyShown),
        h(
          "select",
          { id: "policy", onchange: (event) => set({ policy: Number(event.target.value) }, "policy") },
          policies.map((_, index) =>
            h("option", { value: index, selected: index === state.policy }, policyName(index)),
          ),
        ),
      ),
    h(
      "div",
      { role: "radiogroup", "aria-labelledby": "level-label" },
      h("span", { class: "label", id: "level-label" }, words.alertIs),
      radio("warn_or_hold"),
      radio("hold"),
    ),
    h("div", { role: "group", "aria-label": words.language }, button("en", "English"), button("zh", "中文")),
  );
}

// A part with one sentence, such as that there is nothing to compare, is no place to go to.
const isEmpty = (part) => part.querySelector("figure, table, ul") === null && part.querySelectorAll("p").length < 2;

function render() {
  words = fraudriskWords[state.language];
  for (const { instance } of charts) if (instance) instance.dispose();
  charts = [];
  figures = 0;
  document.documentElement.lang = state.language === "zh" ? "zh-CN" : "en";
  document.title = words.documentTitle(policyName(state.policy));
  const d = data.data;
  const parts = [
    glance(),
    curves(),
    rules(),
    types(),
    groups(),
    drift(),
    comparison(),
    capacity(),
    examples(),
    reading(),
    provenance(),
  ].filter((part) => part !== null);
  root.replaceChildren(
    h("a", { class: "skip", href: "#main" }, words.skip),
    controls(),
    h(
      "div",
      { class: "frame" },
      h(
        "nav",
        { class: "contents", "aria-label": words.contents },
        h(
          "ol",
          null,
          parts
            .filter((part) => !isEmpty(part))
            .map(({ id }) => h("li", null, h("a", { href: `#${id}` }, words.sections[id]))),
        ),
      ),
      h(
        "main",
        { id: "main", tabindex: "-1" },
        h("h1", null, words.title),
        h(
          "p",
          { class: "under" },
          policyName(state.policy),
          words.stop,
          words.period(count(d.transfers), count(d.days), day(d.first_time), day(d.last_time)),
          words.gap,
          words.volume(money(d.amount_minor)),
        ),
        notes(),
        parts,
      ),
    ),
  );
  draw();
}

let waiting = 0;
function redrawSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (!printing) draw();
  }, 120);
}
function onPaper(on) {
  if (printing === on) return;
  printing = on;
  draw();
}

try {
  render();
  addEventListener("resize", redrawSoon);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawSoon);
  addEventListener("beforeprint", () => onPaper(true));
  addEventListener("afterprint", () => onPaper(false));
  document.documentElement.dataset.drawn = "yes";
} catch (fault) {
  words = fraudriskWords[state.language];
  root.replaceChildren(
    h(
      "main",
      { class: "frame" },
      h("h1", null, words.documentTitle("")),
      p(words.failed),
      p(String(fault && fault.message)),
    ),
  );
  document.documentElement.dataset.drawn = "no";
  throw fault;
}
