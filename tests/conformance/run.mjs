// SPDX-License-Identifier: Apache-2.0
//
// The public conformance tests of CEL against `fraudrisk eval --jsonl`.
//
//   node run.mjs FRAUDRISK FOLDER [--list wrong|refused|passed] [--table FILE]
//
// FOLDER holds the package @bufbuild/cel-spec. A test passes when the value (or that there is an error) is what the
// suite expects; it is refused when the answer names the construct that is not supported; anything else is wrong. Exit
// status 1 when one is wrong, or when fewer pass than did once.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const LEAST_PASSED = 1250;
const [tool, folder, ...options] = process.argv.slice(2);
const option = (name) => (options.includes(name) ? options[options.indexOf(name) + 1] : undefined);
const { tests: suite } = await import(pathToFileURL(`${folder}/dist/esm/testdata/conformance.js`));

function collect(from, file, into) {
  for (const test of from.tests ?? []) into.push({ file, section: from.name, ...test.original });
  for (const inner of from.suites ?? []) collect(inner, file ?? inner.name, into);
  return into;
}
const tests = collect(suite, undefined, []);

function request(test) {
  const asked = { expr: test.expr, vars: {}, types: {} };
  for (const [name, bound] of Object.entries(test.bindings ?? {})) asked.vars[name] = bound.value;
  for (const declared of test.typeEnv ?? []) asked.types[declared.name] = declared.ident?.type ?? { function: true };
  if (test.container) asked.container = test.container;
  if (test.disableCheck) asked.check = false;
  if (test.checkOnly) asked.check_only = true;
  return asked;
}

// Values as they are compared: doubles as doubles, maps without order.
function canonical(value) {
  if (value === undefined) return undefined;
  const [kind, inside] = Object.entries(value)[0] ?? [];
  switch (kind) {
    case "doubleValue": return `double ${Object.is(Number(inside), -0) ? "-0" : Number(inside)}`;
    case "int64Value": case "uint64Value": return `${kind} ${BigInt(inside)}`;
    case "listValue": return `[${(inside.values ?? []).map(canonical).join(", ")}]`;
    case "mapValue":
      return `{${(inside.entries ?? []).map((e) => `${canonical(e.key)}: ${canonical(e.value)}`).sort().join(", ")}}`;
    case "objectValue": return `object ${JSON.stringify(inside)}`;
    case "bytesValue": return `bytes ${Buffer.from(inside, "base64").toString("hex")}`;
    default: return `${kind} ${JSON.stringify(inside)}`;
  }
}

function judge(test, answer) {
  if (answer === undefined) return "wrong";
  if (answer.unsupported) return "refused";
  if (test.evalError) return answer.error !== undefined ? "passed" : "wrong";
  const expected = test.value ?? test.typedResult?.result ?? { boolValue: true };
  return canonical(answer.value) === canonical(expected) ? "passed" : "wrong";
}

const run = spawnSync(tool, ["eval", "--jsonl"], {
  input: tests.map((test) => JSON.stringify(request(test))).join("\n") + "\n",
  maxBuffer: 1 << 28,
});
if (run.status !== 0) {
  console.error(`fraudrisk eval ended with ${run.status ?? run.signal}: ${run.stderr}`);
  process.exit(1);
}
const answers = run.stdout.toString().trimEnd().split("\n").map((line) => JSON.parse(line));
if (answers.length !== tests.length) {
  console.error(`${tests.length} requests, ${answers.length} answers`);
  process.exit(1);
}

const files = new Map(), total = { passed: 0, refused: 0, wrong: 0 }, constructs = new Map();
tests.forEach((test, i) => {
  const verdict = judge(test, answers[i]);
  if (!files.has(test.file)) files.set(test.file, { passed: 0, refused: 0, wrong: 0 });
  files.get(test.file)[verdict]++;
  total[verdict]++;
  if (verdict === "refused") {
    const name = answers[i].unsupported;
    constructs.set(name, (constructs.get(name) ?? 0) + 1);
  }
  if (option("--list") === verdict || (verdict === "wrong" && !options.includes("--list"))) {
    console.log(`${verdict}: ${test.file}/${test.section}/${test.name}: ${test.expr}`);
    console.log(`  expected ${canonical(test.value ?? test.typedResult?.result) ?? "an error"}`);
    console.log(`  answered ${JSON.stringify(answers[i])}`);
  }
});

const row = (name, n) => `| ${name} | ${n.passed} | ${n.refused} | ${n.wrong} |`;
const table = [
  "| file | passed | refused | wrong |", "| --- | --- | --- | --- |",
  ...[...files].map(([name, n]) => row(`\`${name}\``, n)), row("**all**", total), "",
  "| what is refused, by name | tests |", "| --- | --- |",
  ...[...constructs].sort((a, b) => b[1] - a[1]).map(([name, n]) => `| ${name} | ${n} |`),
].join("\n");
console.log(table);
console.log(`${tests.length} tests: ${total.passed} passed, ${total.refused} refused, ${total.wrong} wrong`);

// The page in docs/ holds this very table.
const page = option("--table");
if (page) {
  const [begin, end] = ["<!-- conformance -->\n", "\n<!-- end of conformance -->"];
  const text = readFileSync(page, "utf8"), from = text.indexOf(begin), to = text.indexOf(end);
  const updated = text.slice(0, from) + begin + table + text.slice(to);
  if (options.includes("--write")) writeFileSync(page, updated);
  else if (updated !== text) {
    console.error(`the table in ${page} is not this one; write it with --write`);
    process.exit(1);
  }
}
process.exit(total.wrong > 0 || total.passed < LEAST_PASSED ? 1 : 0);
