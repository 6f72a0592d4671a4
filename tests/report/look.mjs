// SPDX-License-Identifier: Apache-2.0
//
// Opens reports in Chromium and looks at what a reader would see.
//
//   FRAUDRISK=… CHROMIUM=… node look.mjs BACKTEST.JSON FOLDER
//
// FOLDER gets the pages, and pictures of them to look at. Exit status 1 when anything is not as it should be.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { variants } from "./variants.mjs";

const [sample, folder] = process.argv.slice(2).map((each) => resolve(each));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const A4_WIDE = Math.round(((210 - 26) / 25.4) * 96); // pixels between the margins of the style sheet
let failures = 0,
  checks = 0;

function check(good, what, detail = "") {
  checks++;
  if (good) return;
  failures++;
  console.log(`FAILED ${what}${detail === "" ? "" : `: ${detail}`}`);
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const original = JSON.parse(readFileSync(sample, "utf8"));
const pages = {};
for (const [name, change] of Object.entries(variants)) {
  const data = structuredClone(original);
  change(data);
  writeFileSync(`${folder}/${name}.json`, JSON.stringify(data));
  execFileSync(process.env.FRAUDRISK, ["report", "-o", `${folder}/${name}.html`, `${folder}/${name}.json`]);
  pages[name] = { url: pathToFileURL(`${folder}/${name}.html`).href, data };
}

// Without these a closed network makes Chromium ask for things of its own.
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});

// A page that tells all that it says and asks for.
async function open(name, { query = "", locale = "en-GB", width = 1280, height = 900, scheme = "light" } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    locale,
    colorScheme: scheme,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const said = [],
    asked = [];
  page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (fault) => said.push(`error: ${fault.message}`));
  page.on("dialog", (dialog) => {
    said.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(pages[name].url + query);
  await page.waitForSelector("html[data-drawn]");
  page.quiet = (where) => {
    check(said.length === 0, `${where}: the console is silent`, said.join("; "));
    const others = asked.filter((url) => url !== pages[name].url + query);
    check(others.length === 0, `${where}: nothing is asked for`, others.join(", "));
  };
  return page;
}
const close = (page) => page.context().close();
const text = (page, selector) => page.locator(selector).first().innerText();

// ---- every chart is drawn, whole, and told in words ----------------------------------------------------------------

async function charts(page, where, least) {
  const found = await page.evaluate(() =>
    [...document.querySelectorAll(".chart")].map((box) => {
      const svg = box.querySelector("svg"),
        frame = svg && svg.getBoundingClientRect(),
        outer = box.getBoundingClientRect();
      const drawn = svg
        ? [...svg.querySelectorAll("path")].filter((path) => (path.getAttribute("d") || "").length > 8).length
        : 0;
      const words = svg
        ? [...svg.querySelectorAll("text")].map((each) => [
            each.textContent,
            each.getBoundingClientRect(),
            parseFloat(getComputedStyle(each).fontSize),
          ])
        : [];
      const outside = words.filter(
        ([, r]) =>
          r.left < outer.left - 1 ||
          r.right > outer.right + 2 ||
          r.top < outer.top - 1 ||
          r.bottom > outer.bottom + 1,
      );
      const laps = words.flatMap(([a, r], i) =>
        words
          .slice(i + 1)
          .filter(
            ([b, q]) =>
              b && a && r.left < q.right - 1 && q.left < r.right - 1 && r.top < q.bottom - 2 && q.top < r.bottom - 2,
          )
          .map(([b]) => `${a} / ${b}`),
      );
      return {
        label: box.getAttribute("aria-label") || "",
        role: box.getAttribute("role"),
        drawn,
        fits: !!frame && frame.right <= outer.right + 1 && frame.width > 150,
        outside: outside.map(([word]) => word),
        laps,
        small: words.filter(([, , size]) => size < 11).length,
        title: box.closest("figure").querySelector("h3").textContent,
      };
    }),
  );
  check(found.length >= least, `${where}: at least ${least} charts`, found.length);
  for (const each of found) {
    const what = `${where}: ${each.title}`;
    check(each.drawn >= 8, `${what}: lines are drawn`, each.drawn);
    check(each.fits, `${what}: fits its place`);
    check(each.role === "img" && each.label.includes(each.title), `${what}: is told to a screen reader`, each.label);
    check(each.outside.length === 0, `${what}: no label is cut`, each.outside.join(", "));
    check(each.laps.length === 0, `${what}: no labels overlap`, each.laps.join(", "));
    check(each.small === 0, `${what}: no tiny text`, each.small);
  }
}

// A curve goes from threshold to threshold by steps: its lines are level or upright, and none cuts a corner.
async function steps(page, where) {
  const found = await page.evaluate(() =>
    [...document.querySelectorAll("#curves .chart")].slice(0, 2).map((box) =>
      [...box.querySelectorAll("path[fill=none], path[fill=transparent]")]
        .map((path) => [...path.getAttribute("d").matchAll(/[ML]?\s*(-?[\d.]+)[ ,]+(-?[\d.]+)/g)].slice(0, 400))
        .map((points) => points.map(([, x, y]) => [Number(x), Number(y)]))
        .filter((points) => points.length > 8)
        .map((points) => ({
          upright: Math.abs(points[0][0] - points[1][0]) < 0.6,
          slanted: points
            .slice(1)
            .filter(([x, y], i) => Math.abs(x - points[i][0]) > 0.6 && Math.abs(y - points[i][1]) > 0.6).length,
        })),
    ),
  );
  check(
    found.length === 2 && found.every((lines) => lines.length > 0),
    `${where}: curves are found`,
    JSON.stringify(found),
  );
  check(
    found.flat().every(({ slanted }) => slanted === 0),
    `${where}: nothing is drawn between two thresholds`,
    JSON.stringify(found),
  );
}

async function accessible(page, where) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const heavy = found.violations.filter((each) => ["serious", "critical"].includes(each.impact));
  check(
    heavy.length === 0,
    `${where}: axe finds nothing serious`,
    heavy.map((each) => `${each.id} (${each.nodes.length}): ${each.nodes[0].html.slice(0, 120)}`).join("; "),
  );
  check(
    found.passes === undefined || found.violations.length <= 5,
    `${where}: axe finds little else`,
    found.violations.map((each) => each.id).join(", "),
  );
}

async function noSideways(page, where) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check(over <= 0, `${where}: nothing is wider than the window`, over);
}

// ---- figures -------------------------------------------------------------------------------------------------------

async function figures(page, data, where) {
  const q = data.policies[1].quality.warn_or_hold,
    honest = data.data.honest;
  const big = await page.locator(".tile .big").allInnerTexts();
  const round = (x, places) => String(Number(x.toFixed(places)));
  check(big[0] === `${Math.round(100 * q.value_recall.value)}%`, `${where}: stolen money caught`, big[0]);
  check(big[1] === `${Math.round(100 * q.recall.value)}%`, `${where}: frauds caught`, big[1]);
  check(big[3] === round((10000 * q.false_alerts) / honest, 0), `${where}: honest of 10,000`, big[3]);
  const aday = await page.locator(".tile").nth(4).innerText();
  check(/95% range: \d+(\.\d+)? to \d+/.test(aday), `${where}: alerts a day have their range`, aday);
  check(big[4] === Number((q.alerts / data.data.days).toPrecision(2)).toString(), `${where}: alerts a day`, big[4]);
  const origin = await text(page, "#origin");
  for (const policy of data.policies)
    check(origin.includes(policy.digest), `${where}: the digest of ${policy.name} stands whole`);
  for (const file of data.data.files)
    check(origin.includes(file.sha256), `${where}: the fingerprint of ${file.name} stands whole`);
  check(
    (await text(page, "#origin pre")).replace(/\s+/g, " ").trim() === data.made.command.join(" "),
    `${where}: the command stands whole`,
  );
  check((await page.locator("#examples .card").count()) === 10, `${where}: ten examples`);
  // The curve's table has the numbers of the curve.
  await page.locator("#curves details summary").first().click();
  const rows = await page.locator("#curves details").first().locator("tbody tr").count();
  check(rows === data.policies[1].curves.warn_or_hold.points.length, `${where}: a row a point of the curve`, rows);
}

async function switches(page, data) {
  const before = await text(page, ".lead");
  await page.locator("#level-hold").check();
  const after = await text(page, ".lead");
  check(
    before !== after && after.includes(` ${data.policies[1].quality.hold.true_alerts} of `),
    "the level changes the figures",
    after,
  );
  check(await page.evaluate(() => document.activeElement.id === "level-hold"), "the focus stays on the level");
  await page.locator("#policy").selectOption("0");
  check(
    (await text(page, ".lead")).includes(` ${data.policies[0].quality.hold.true_alerts} of `),
    "the policy changes the figures",
  );
  await page.locator("#language-zh").click();
  check((await page.evaluate(() => document.documentElement.lang)) === "zh-CN", "the button changes the language");
  check((await text(page, "h1")).includes("诈骗"), "the title is Chinese");
  check(await page.evaluate(() => document.activeElement.id === "language-zh"), "the focus stays on the language");
  check((await page.title()).includes("回测"), "so is the title of the window");
}

// Words of the page itself that are left in the other language.
async function chineseThroughout(page) {
  const left = await page.evaluate(() => {
    const own = new Set(["en", "English", "axe"]),
      walker = document.createTreeWalker(document.getElementById("report"), NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.parentElement.closest("[lang=en], #origin, .chart svg [aria-hidden]")) continue;
      if (
        /\b(the|of|and|alerts?|frauds?|honest|unknown|share|caught|transfers?|points|rule|undefined|null|NaN)\b/i.test(
          node.data,
        ) &&
        !own.has(node.data)
      )
        found.push(node.data);
    }
    return found;
  });
  check(left.length === 0, "the Chinese page has no English sentence", left.slice(0, 5).join(" | "));
}
async function nothingOdd(page, where) {
  const odd = await page.evaluate(() =>
    document.getElementById("report").innerText.match(/.{0,30}\b(undefined|NaN|Infinity|\[object)\b.{0,30}/g),
  );
  check(odd === null, `${where}: nothing odd is written`, odd && odd.join(" | "));
}

// ---- keyboard ------------------------------------------------------------------------------------------------------

async function keyboard(page, where) {
  const wanted = await page.evaluate(() => {
    const all = [
      ...document.querySelectorAll("a[href], button, select, input:checked, summary, [tabindex='0']"),
    ].filter((each) => !each.closest("details:not([open]) .wide")); // closed: there is nothing to scroll
    all.forEach((each, at) => {
      each.dataset.stop = String(at);
    });
    return all.length;
  });
  const reached = new Set(),
    unseen = [];
  await page.evaluate(() => document.activeElement.blur());
  for (let i = 0; i < wanted + 20 && reached.size < wanted; i++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const on = document.activeElement,
        style = getComputedStyle(on);
      return {
        stop: on.dataset.stop,
        seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        what: on.outerHTML.slice(0, 60),
      };
    });
    if (at.stop !== undefined && !reached.has(at.stop) && !at.seen) unseen.push(at.what);
    if (at.stop !== undefined) reached.add(at.stop);
    if (i === 0) check(at.what.includes("skip"), `${where}: the first stop skips to the report`, at.what);
  }
  const missed = await page.evaluate(
    (all) =>
      [...document.querySelectorAll("[data-stop]")]
        .filter((each) => !all.includes(each.dataset.stop))
        .map((each) => each.outerHTML.slice(0, 90)),
    [...reached],
  );
  check(missed.length === 0 && wanted > 15, `${where}: Tab reaches every control`, missed.join(" "));
  check(unseen.length === 0, `${where}: the focus is seen`, unseen.join(", "));
}

// ---- paper ---------------------------------------------------------------------------------------------------------

// What stands lowest on each page: no heading and no head of a table, and not in the upper half but on the last page.
async function pagesOf(page, file, where) {
  let told;
  try {
    told = execFileSync("pdftotext", ["-bbox", file, "-"], { encoding: "utf8", maxBuffer: 1 << 26 });
  } catch {
    console.log(`${where}: pages are not read, for there is no pdftotext (Debian: poppler-utils)`);
    return;
  }
  const heads = new Set(
    await page.evaluate(() =>
      [...document.querySelectorAll("h1, h2, h3, h4, caption, thead tr, .who")]
        .filter((each) => !each.closest("details"))
        .map((each) => each.textContent.replace(/\s+/g, "")),
    ),
  );
  const sheets = told.split("<page ").slice(1);
  sheets.forEach((sheet, at) => {
    const seen = [...sheet.matchAll(/yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)</g)];
    const lowest = Math.max(...seen.map(([, , bottom]) => Number(bottom)));
    const line = seen.filter(([, , bottom]) => Number(bottom) > lowest - 4).map(([, , , word]) => word);
    const what = `${where}: page ${at + 1} of ${sheets.length}`;
    check(!heads.has(line.join("")), `${what} does not end with a heading`, line.join(" "));
    if (at < sheets.length - 1) check(lowest > 421, `${what} is filled for more than half`, lowest);
  });
}

async function paper(page, where, picture) {
  const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true, path: picture });
  await pagesOf(page, picture, where);
  const sizes = [...bytes.toString("latin1").matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map(
    ([, w, h]) => [Number(w), Number(h)],
  );
  check(sizes.length >= 8 && sizes.length <= 40, `${where}: pages`, sizes.length);
  check(
    sizes.every(([w, h]) => Math.abs(w - 595.28) < 1 && Math.abs(h - 841.89) < 1),
    `${where}: all are A4`,
    JSON.stringify(sizes[0]),
  );
  await page.setViewportSize({ width: A4_WIDE, height: 1000 });
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const cut = await page.evaluate(
    (wide) =>
      [...document.querySelectorAll("#report *")]
        .filter((each) => {
          const r = each.getBoundingClientRect();
          return r.width > 0 && r.right > wide + 1 && !each.closest(".skip, .unseen");
        })
        .map((each) => `${each.tagName} ${each.textContent.slice(0, 40)}`),
    A4_WIDE,
  );
  check(cut.length === 0, `${where}: nothing is cut at the edge`, cut.slice(0, 4).join(" | "));
  await charts(page, where, 8);
  const breaks = await page.evaluate(() => ({
    row: getComputedStyle(document.querySelector("tbody tr")).breakInside,
    head: getComputedStyle(document.querySelector("thead")).display,
    figure: getComputedStyle(document.querySelector("figure")).breakInside,
    bar: getComputedStyle(document.querySelector(".bar")).display,
  }));
  check(
    breaks.row === "avoid" &&
      breaks.figure === "avoid" &&
      breaks.head === "table-header-group" &&
      breaks.bar === "none",
    `${where}: breaks where it may`,
    JSON.stringify(breaks),
  );
  const tall = await page.evaluate(() =>
    [...document.querySelectorAll("figure, .card, .short, tr")].map((each) => each.getBoundingClientRect().height),
  );
  check(Math.max(...tall) < 1000, `${where}: nothing that holds together is taller than a page`, Math.max(...tall));
}

// ---- what comes from data is text ----------------------------------------------------------------------------------

async function hostile(page) {
  const found = await page.evaluate(() => ({
    hacked: window.hacked,
    images: document.images.length,
    scripts: document.scripts.length,
    polluted: Object.keys(Object.prototype).concat(
      Object.getOwnPropertyNames(Object.prototype).filter(
        (each) => Object.getOwnPropertyDescriptor(Object.prototype, each).enumerable,
      ),
    ),
    handlers: document.querySelectorAll("[onerror], [onload], [onclick], iframe, object, embed, link").length,
    text: document.getElementById("report").innerText,
  }));
  check(found.hacked === undefined, "nothing from the data runs");
  check(found.images === 0 && found.handlers === 0, "no markup from the data", `${found.images} ${found.handlers}`);
  check(found.polluted.length === 0, "a name such as __proto__ is a name", found.polluted.join(", "));
  check(found.scripts === 9, "as many scripts as were written", found.scripts);
  for (const word of [
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=2>",
    "javascript:window.hacked=3",
    "<!--",
    "{{data}}",
  ]) {
    check(found.text.includes(word), `it is shown as it is: ${word}`);
  }
}

// ---- all of it -----------------------------------------------------------------------------------------------------

for (const [language, locale] of [
  ["en", "en-GB"],
  ["zh", "zh-CN"],
]) {
  for (const [device, width, height, scheme] of [
    ["desk", 1280, 900, "light"],
    ["phone", 390, 844, "light"],
    ["dark", 1280, 900, "dark"],
  ]) {
    const where = `${language} ${device}`;
    const page = await open("plain", { locale, width, height, scheme });
    check(
      (await page.evaluate(() => document.documentElement.lang)).startsWith(language),
      `${where}: the language is the browser's`,
    );
    await charts(page, where, 10);
    await steps(page, where);
    await noSideways(page, where);
    await nothingOdd(page, where);
    await accessible(page, where);
    await page.screenshot({ path: `${folder}/${language}-${device}.png`, fullPage: true });
    if (device !== "dark") await keyboard(page, where);
    if (language === "en" && device === "desk") await figures(page, pages.plain.data, where);
    if (language === "zh") await chineseThroughout(page);
    if (device === "desk") await paper(page, `${language} paper`, `${folder}/${language}.pdf`);
    page.quiet(where);
    await close(page);
  }
}
for (const query of ["?lang=zh", "#lang=zh"]) {
  const page = await open("plain", { query });
  check((await text(page, "h1")).includes("诈骗"), `${query} chooses the language`);
  await close(page);
}
{
  const page = await open("plain");
  await switches(page, pages.plain.data);
  page.quiet("switched");
  await close(page);
}
{
  const page = await open("hostile");
  await hostile(page);
  await noSideways(page, "hostile");
  await accessible(page, "hostile");
  await page.locator("#language-zh").click();
  await hostile(page);
  page.quiet("hostile");
  await close(page);
}
{
  const page = await open("unlabelled");
  const all = await text(page, "main");
  check(all.includes("No transfer is known as fraud"), "without labels it says so");
  check(!/0% of the frauds|0 of 0|CNY 0 of/.test(all), "without labels no share is drawn as zero");
  check((await page.locator(".tile .big").count()) === 3, "without labels there are the figures that can be had");
  const glance = await page.locator("#glance td").allInnerTexts();
  check(!glance.includes("0"), "without labels no cell says zero", glance.join(" "));
  check((await page.locator("#glance").innerText()).includes("unknown"), "what is unknown is called so");
  await nothingOdd(page, "unlabelled");
  await charts(page, "unlabelled", 4);
  page.quiet("unlabelled");
  await close(page);
}
{
  const page = await open("gaps");
  const months = pages.gaps.data.policies[1].by.month.length;
  const title = await text(page, "#drift figure h3");
  check(!title.includes("(January 2025)"), "a month without frauds is neither best nor worst", title);
  check(
    (await text(page, "#drift")).includes("In 1 month a share is unknown"),
    "it says how many months have no share",
  );
  const cells = await page.locator("#drift tbody tr").first().locator("td").allInnerTexts();
  check(cells.at(-1) === "unknown", "its cell says unknown", cells.at(-1));
  check(months === 12, "the sample has its twelve months");
  page.quiet("gaps");
  await close(page);
}
{
  const page = await open("labels");
  const all = await text(page, "main");
  check(
    all.includes("30 frauds are payments of people who passed money on for others (CNY 12,345)"),
    "what mules passed on is said to be counted twice",
  );
  const title = await text(page, "#types figure h3");
  check(title.startsWith("Of types with 10 frauds or more, best caught: "), "a title says what it chose from", title);
  check(!(await text(page, "#comparison")).includes("Romance scam"), "an honest transfer is called no scam");
  const amounts = await page.locator("#groups .pair").last().locator("h3").first().innerText();
  check(amounts.startsWith("Amounts with 100 transfers or more: "), "a title says which groups it counts", amounts);
  const cell = (row, column) =>
    page.locator("#groups > .wide").last().locator("tbody tr").nth(row).locator("td").nth(column).innerText();
  for (const [row, column, expected, what] of [
    [0, 4, "0%\nno fraud among 46 alerts", "no range says why"],
    [0, 6, "0%\n0% to 30%", "a range may begin at zero"],
    [1, 6, "100%\nall of 4 frauds", "all of few are counted"],
  ])
    check((await cell(row, column)) === expected, what, await cell(row, column));
  const parts = await page.locator("#glance, #rules, #types, #groups, #drift").allInnerTexts();
  check(!/no range|100% to 100%/.test(parts.join(" ")), "no range is left without its reason");
  const fired = page.locator("#rules tbody tr", { hasText: "rule_half_known" }).locator("td");
  check((await fired.nth(2).innerText()) === "26\n13 without label", "what nobody said is told of a rule");
  check((await fired.nth(3).innerText()) === "100%\nall of 13", "its share is of those that were told");
  const bothered = await page.locator(".tile").nth(3).innerText();
  check(bothered.includes("95% range: 10 to 20"), "honest of 10,000 have a range", bothered);
  const staff = await page.locator(".tile").nth(4).innerText();
  check(staff.includes("95% range: 0.1 to 0.9"), "alerts a day have the range that was worked out", staff);
  const bare = page.locator("#rules tbody tr", { hasText: "rule_not_drawn" }).locator("td");
  check((await bare.nth(3).innerText()) === "50%\nof 8", "what was not drawn tells how many it rests on");
  check(/\b1 point\b/.test(all) && !/\b1 points\b/.test(all), "one point is one");
  await page.locator("#language-zh").click();
  check((await text(page, "#types figure h3")).startsWith("已知诈骗不少于10笔的类型中"), "so it does in Chinese");
  check((await text(page, "main")).includes("重复计入被骗金额"), "mules are told of in Chinese");
  page.quiet("labels");
  await close(page);
}
{
  const page = await open("bare");
  const entries = await page.locator("nav.contents a").allInnerTexts();
  check(!entries.includes("Ten decisions in words"), "what is left out has no entry", entries.join(", "));
  check(!entries.includes("Thresholds for the staff that there is"), "a part with one sentence has no entry");
  check(entries.includes("By channel, age and amount") && entries.length >= 8, "the others have theirs");
  const groups = await text(page, "#groups");
  check(
    groups.includes("do not tell the channel of any") && groups.includes("do not tell the age of any"),
    "what the data do not tell is said",
  );
  check((await page.locator("#groups table").count()) === 1, "and has no table");
  page.quiet("bare");
  await close(page);
}
{
  const page = await open("narrow", { width: 1200 });
  const wide = await page.evaluate(() => {
    const box = document.querySelector("#capacity .wide");
    return box.scrollWidth - box.clientWidth;
  });
  check((await text(page, "#capacity")).includes("does not fit"), "a capacity may be too small");
  check(wide <= 0, "what does not fit is said within the table", wide);
  const labels = (at) => page.locator("#curves .chart").nth(at).locator("svg text").allTextContents();
  const first = await labels(0);
  check(first.includes("6") && !first.includes("8"), "the axis goes no further than the curve", first.join(" "));
  const bars = await labels(2);
  check(bars.includes("0.1") && bars.includes("100"), "scores have a scale that shows the small", bars.join(" "));
  check((await text(page, "#curves")).includes("Each grid line is ten times the one below"), "the scale is told");
  const cards = await page.evaluate(() => {
    const tall = [...document.querySelectorAll(".card")].map((each) => each.getBoundingClientRect().height);
    const sum = tall.reduce((a, b) => a + b + 16, 0);
    return document.querySelector(".cards").getBoundingClientRect().height - sum / 2 - Math.max(...tall);
  });
  check(cards < 0, "cards leave no holes", cards);
  page.quiet("narrow");
  await close(page);
}
{
  const page = await open("narrow", { width: 500 });
  const found = await page.evaluate(() => {
    const heads = [...document.querySelectorAll("#rules th")],
      head = heads.find((each) => each.textContent.startsWith("Lost without"));
    const torn = [...document.querySelectorAll("#rules tbody th > span:first-child")].flatMap((name) =>
      [...name.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE && node.data.length <= 14)
        .filter((node) => {
          const range = document.createRange();
          range.selectNodeContents(node);
          return range.getClientRects().length > 1;
        })
        .map((node) => node.data),
    );
    const names = document.querySelectorAll("#rules tbody th wbr").length;
    return { right: head.getBoundingClientRect().right, torn, names };
  });
  check(found.right <= 500, "what is lost without a rule is seen on a small screen", found.right);
  check(found.torn.length === 0 && found.names > 8, "names of rules break between words", found.torn.join(", "));
  await close(page);
}
{
  const page = await open("single");
  const all = await text(page, "main");
  check((await page.locator("#policy").count()) === 0, "one policy needs no choice");
  check(all.includes("nothing to compare"), "one policy has nothing to compare");
  check(all.includes("Synthetic data") && all.includes("interrupted"), "synthetic and interrupted are said");
  await charts(page, "single", 8);
  page.quiet("single");
  await close(page);
}
{
  check(
    statSync(`${folder}/large.html`).size < 2e6,
    "a large backtest stays below 2 MB",
    statSync(`${folder}/large.html`).size,
  );
  const page = await open("large");
  const all = await text(page, "main");
  check(all.includes("To keep this file small, it leaves out"), "what is left out is told");
  const out = /(\d+) rules/.exec(all.slice(all.indexOf("it leaves out"))),
    told = /most valuable of 400 rules; the tables tell of (\d+) of them/.exec(all);
  const whole = out && told && Number(out[1]) + Number(told[1]) === 400;
  check(whole, "rules that are left out are counted", told && told[0]);
  await charts(page, "large", 8);
  await noSideways(page, "large");
  await nothingOdd(page, "large");
  page.quiet("large");
  await close(page);
}
await browser.close();
const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(
  readFileSync(`${folder}/plain.html`, "utf8"),
)[1];
check(
  policy.startsWith("default-src 'none'; script-src 'sha256-") &&
    !/unsafe-eval|https?:|\*/.test(policy) &&
    !/script-src[^;]*unsafe/.test(policy),
  "the page's own rules are strict",
  policy,
);
console.log(`report in a browser: ${checks} checks, ${failures} failed`);
process.exit(failures === 0 ? 0 : 1);
