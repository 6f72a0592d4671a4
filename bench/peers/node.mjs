// SPDX-License-Identifier: Apache-2.0
//
// The same 40 rules in two peers that run in Node: @bufbuild/cel (CEL in JavaScript) and GoRules Zen (Rust, its own
// language, so && and || become `and` and `or`). Reads `rules --texts` from standard input; prints nanoseconds for all
// rules, best and median of the rounds, and how many fired.
import { celEnv, parse, plan } from "@bufbuild/cel";
import { ZenEngine } from "@gorules/zen-engine";
import { readFileSync } from "node:fs";

const { values, rules } = JSON.parse(readFileSync(0, "utf8"));
const tiny = process.argv.includes("--tiny");
const plain = Object.fromEntries(Object.entries(values).map(([name, text]) =>
  [name, text.startsWith("'") ? text.slice(1, -1) : JSON.parse(text)]));

async function measure(name, times, run) {
  const rounds = [];
  let fired = 0;
  for (let round = 0; round < 15; round++) {
    const begin = process.hrtime.bigint();
    for (let i = 0; i < times; i++) fired = await run();
    rounds.push(Number(process.hrtime.bigint() - begin) / times);
  }
  rounds.sort((a, b) => a - b);
  console.log(`${name} ${rounds[0].toFixed(1)} ${rounds[7].toFixed(1)} ${fired}`);
}

// Whole numbers are bigint where CEL has ints.
const typed = Object.fromEntries(Object.entries(values).map(([name, text]) =>
  [name, /^\d+$/.test(text) ? BigInt(text) : plain[name]]));
const env = celEnv();
const plans = rules.map((rule) => plan(env, parse(rule)));
await measure("bufbuild-cel", tiny ? 2 : 2000, () => {
  let fired = 0;
  for (const one of plans) if (one(typed) === true) fired++;
  return fired;
});

const zen = (rule) => rule.replaceAll("&&", "and").replaceAll("||", "or").replaceAll("!first_time", "not first_time");
const engine = new ZenEngine();
const decision = engine.createDecision({
  nodes: [
    { id: "in", name: "in", type: "inputNode" },
    { id: "rules", name: "rules", type: "expressionNode", content: {
      expressions: rules.map((rule, i) => ({ id: `e${i}`, key: `r${i}`, value: zen(rule) })) } },
    { id: "out", name: "out", type: "outputNode" },
  ],
  edges: [
    { id: "1", sourceId: "in", targetId: "rules", type: "edge" },
    { id: "2", sourceId: "rules", targetId: "out", type: "edge" },
  ],
});
await measure("zen", tiny ? 2 : 1000, async () => {
  const { result } = await decision.evaluate(plain);
  return Object.values(result).filter((fired) => fired === true).length;
});
