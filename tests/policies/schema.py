#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The JSON Schema of policies: what is right passes, what is broken does not, and its keys are those of the command.

  schema.py FRAUDRISK     exit 77 when jsonschema or PyYAML is not there
"""

import json
import os
import re
import subprocess
import sys
import tempfile

try:
    import yaml
    from jsonschema import Draft202012Validator
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

SCHEMA = json.load(open("policies/policy.schema.json", encoding="utf-8"))
HEAD = 'fraudrisk: 1\nname: t\nversion: 1\ncurrency: CNY\nutc_offset: "+08:00"\n'
DECISION = "decision: [{ warn: 40, hold: 80 }]\n"
failures = []


class Loader(yaml.SafeLoader):
    """YAML as the command reads it: dates and sexagesimals are texts."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in (
        "tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}
Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
Loader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^[-+]?[0-9]+\.[0-9]+$"), list("-+0123456789"))
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))


def validator(part=None):
    return Draft202012Validator({"$ref": f"#/$defs/{part}", "$defs": SCHEMA["$defs"]} if part else SCHEMA)


def faults(text, part=None):
    return [error.message for error in validator(part).iter_errors(yaml.load(text, Loader=Loader))]


def passes(what, text, part=None):
    for fault in faults(text, part):
        failures.append(f"{what}: {fault[:200]}")


def check(fraudrisk, text):
    """What `policy check` says, as the messages of its JSON lines."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "p.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        said = subprocess.run([fraudrisk, "policy", "check", "--json", path], capture_output=True, text=True,
                              encoding="utf-8", check=False)
    return said.returncode, [json.loads(line)["message"] for line in said.stdout.splitlines()]


# Where a key that nobody knows makes the command list those that it takes, and where they stand in the schema.
TEST = HEAD + DECISION + "tests: [{ transfer: { amount: 1 }, expect: { %s } }]\n"
PLACES = [
    (HEAD + DECISION + "zzzzzzzz: 1\n", SCHEMA),
    (HEAD + DECISION + "rules: [{ id: a, when: 'true', reason: { en: x }, zzzzzzzz: 1 }]\n", SCHEMA["$defs"]["rule"]),
    (HEAD + DECISION + "rules: [{ id: a, when: 'true', reason: { en: x }, if_unknown: { zzzzzzzz: 1 } }]\n",
     SCHEMA["$defs"]["rule"]["properties"]["if_unknown"]["anyOf"][2]),
    (HEAD + "decision: [{ zzzzzzzz: 1 }]\n", SCHEMA["$defs"]["threshold"]),
    (HEAD + DECISION + "hold: { zzzzzzzz: 1h }\n", SCHEMA["properties"]["hold"]),
    (HEAD + DECISION + "on_error: { zzzzzzzz: warn }\n", SCHEMA["properties"]["on_error"]),
    (HEAD + DECISION + "limits: [{ window: 1h, hold: 1%, zzzzzzzz: 1 }]\n", SCHEMA["$defs"]["limit"]),
    (HEAD + DECISION + "advice: { s: { zzzzzzzz: { en: x } } }\n", SCHEMA["$defs"]["advice"]["additionalProperties"]),
    (HEAD + DECISION + "questions: { q: { ask: { en: x }, zzzzzzzz: 1 } }\n",
     SCHEMA["$defs"]["questions"]["additionalProperties"]),
    (HEAD + DECISION + "tests: [{ zzzzzzzz: 1 }]\n", SCHEMA["$defs"]["test"]),
    (TEST % "zzzzzzzz: 1", SCHEMA["$defs"]["test"]["properties"]["expect"]),
    (TEST % "words: { zzzzzzzz: 1 }",
     SCHEMA["$defs"]["test"]["properties"]["expect"]["properties"]["words"]["anyOf"][2]),
]

# Each is refused by the schema, and by the command.
BROKEN = {
    "no name": HEAD.replace("name: t\n", "") + DECISION,
    "another format": HEAD.replace("fraudrisk: 1", "fraudrisk: 2") + DECISION,
    "version in quotes": HEAD.replace("version: 1", 'version: "1"') + DECISION,
    "currency": HEAD.replace("CNY", "yuan") + DECISION,
    "no decision": HEAD,
    "limits without a window": HEAD + DECISION + "limits: [{ hold: 1% }]\n",
    "limits of nothing": HEAD + DECISION + "limits: [{ window: 1h }]\n",
    "limits by a number": HEAD + DECISION + "limits: [{ window: 1h, hold: 0.01 }]\n",
    "limits of no channel": HEAD + DECISION + "limits: [{ window: 1h, hold: 1%, channel: default }]\n",
    "empty decision": HEAD + "decision: []\n",
    "a key of a rule": HEAD + DECISION + "rules: [{ id: a, when: x, pionts: 3, reason: { en: x } }]\n",
    "a rule without reason": HEAD + DECISION + "rules: [{ id: a, when: 'true' }]\n",
    "an outcome": HEAD + DECISION + "rules: [{ id: a, when: 'true', at_least: stop, reason: { en: x } }]\n",
    "a channel": HEAD + DECISION + "rules: [{ id: a, when: 'true', channels: [mobil], reason: { en: x } }]\n",
    "no channel": HEAD + DECISION + "rules: [{ id: a, when: 'true', channels: [], reason: { en: x } }]\n",
    "a date": HEAD + DECISION + "rules: [{ id: a, when: 'true', valid_from: soon, reason: { en: x } }]\n",
    "an empty reason": HEAD + DECISION + "rules: [{ id: a, when: 'true', reason: {} }]\n",
    "a type": HEAD + DECISION + "attributes: { a: float }\n",
    "a feature's name": HEAD + DECISION + "features: { not-a-name: '1' }\n",
    "a list": HEAD + DECISION + "lists: { word: x }\n",
    "a question without words": HEAD + DECISION + "questions: { q: { yes: on_phone } }\n",
    "two signs of one question": HEAD + DECISION + "questions: { q: { ask: { en: x }, yes: coached, no: hurried } }\n",
    "questions that are no list": HEAD + DECISION + "advice: { s: { ask: q } }\n",
    "what happens at expiry": HEAD + DECISION + "advice: { s: { at_expiry: hold } }\n",
    "a rule's advice": HEAD + DECISION + "rules: [{ id: a, when: 'true', advice: 'a b', reason: { en: x } }]\n",
    "an audience": HEAD + DECISION + "advice: { s: { clerk: { en: x } } }\n",
    "a test's column": HEAD + DECISION + "tests: [{ transfer: { amuont: 1 }, expect: { outcome: allow } }]\n",
    "a test's score": HEAD + DECISION + "tests: [{ transfer: { amount: 1 }, expect: { score: ten } }]\n",
    "a test without transfer": HEAD + DECISION + "tests: [{ expect: { outcome: allow } }]\n",
}


def main(fraudrisk):
    Draft202012Validator.check_schema(SCHEMA)
    passes("policies/retail-cn/policy.yaml", open("policies/retail-cn/policy.yaml", encoding="utf-8").read())
    for folder, _, names in sorted(os.walk("policies/retail-cn")):
        for name in sorted(name for name in names if name.endswith(".yaml") and name != "policy.yaml"):
            path = os.path.join(folder, name)
            text = open(path, encoding="utf-8").read()
            if "/scenarios" in folder:
                passes(path, text, "scenarios")
            else:  # a file that is included says a part of what a whole policy says
                passes(path, HEAD + DECISION + text)
    passes("tests/tools/analyst.yaml", open("tests/tools/analyst.yaml", encoding="utf-8").read())
    page = open("docs/policy.md", encoding="utf-8").read()
    wholes = [block for block in re.findall(r"```yaml\n(.*?)```", page, re.S) if block.startswith("fraudrisk:")]
    if not wholes:
        failures.append("docs/policy.md has no whole policy")
    for block in wholes:
        passes("docs/policy.md", block)
        status, said = check(fraudrisk, block)
        if status != 0:
            failures.append(f"docs/policy.md: policy check refuses the example: {said}")
    for what, text in BROKEN.items():
        if not faults(text):
            failures.append(f"{what}: the schema takes it")
        if check(fraudrisk, text)[0] == 0:
            failures.append(f"{what}: policy check takes it")
    for text, place in PLACES:
        said = "; ".join(check(fraudrisk, text)[1])
        listed = re.search(r'has no key "zzzzzzzz"; its keys are ([a-z_]+(?:, [a-z_]+)*)', said)
        keys = set(listed.group(1).split(", ")) if listed else set()
        if keys != set(place["properties"]):
            failures.append(f"keys of {text.splitlines()[-1]}: {sorted(keys ^ set(place['properties']))} differ; "
                            f"policy check said: {said[:200]}")
    for failure in failures:
        print(f"FAILED {failure}")
    print(f"{len(BROKEN) + len(PLACES) + len(wholes) + 3} checks, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
