# SPDX-License-Identifier: Apache-2.0
"""What is asked of the command `fraudrisk`: features, policies with a model, and what the engine makes of them."""

import hashlib
import json
import os
import subprocess
import tempfile

import numpy
import pandas

# In the handbook's files nobody tells that a transfer settled, and there was nothing before the first row.
OF_HANDBOOK = ("--outcomes-reported", "no", "--complete-from", "always")

# A margin as points of a rule: whole numbers, a ten-thousandth apart.
MARGIN_LEAST = -20.0
POINTS_OF_ONE = 10000.0

LINES_TOLD = 5


class EngineError(Exception):
    """What the command said of a policy or a file that it does not take."""


def say(sentence):
    print(sentence, flush=True)


def failed(command, code, said):
    """The beginning and the end of what was said: bad rows are told one by one."""
    lines = said.strip().splitlines()
    if len(lines) > LINES_TOLD:
        lines = [*lines[:LINES_TOLD - 1], "…", lines[-1]]
    return EngineError("\n  ".join([f"{os.path.basename(command[0])} {command[1]} ended with {code}:", *lines]))


def run(command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise failed(command, done.returncode, done.stderr or done.stdout)
    return done.stdout


def knows_models(tool):
    """Whether this command takes policies with models."""
    usage = subprocess.run([tool, "--help"], capture_output=True, text=True, check=False)
    return "fraudrisk model " in usage.stdout + usage.stderr


def fingerprint(paths, more):
    """Changes when a file or an option does. Large files are taken by size and time, as make does."""
    sum_of = hashlib.sha256(repr(more).encode())
    for path in paths:
        facts = os.stat(path)
        sum_of.update(f"{path} {facts.st_size} {facts.st_mtime_ns};".encode())
        if path.endswith(".yaml"):
            with open(path, "rb") as file:
                sum_of.update(file.read())
    return sum_of.hexdigest()


def features(tool, policy, files, out, options):
    """The features of all transfers as a table, a column each, in the order of the file. Asked again after a change."""
    state = fingerprint([tool, policy, files.transfers, files.events], options)
    mark = out + ".made-from"
    if not os.path.exists(out) or not os.path.exists(mark) or open(mark, encoding="ascii").read() != state:
        say(f"train: fraudrisk features on {files.transfers}")
        run([tool, "features", "--policy", policy, "--in", files.transfers, "--events", files.events, "--out", out,
             *options])
        with open(mark, "w", encoding="ascii") as file:
            file.write(state)
    return pandas.read_csv(out, dtype={"id": str})


def inputs_of(table):
    """What a model may see: every feature but the steps on the way."""
    return [name for name in table.columns if name != "id" and not name.startswith("raw_")]


# ---- policies ----

def head_of(features_policy):
    """A policy of features up to its thresholds, which are its last line."""
    with open(features_policy, encoding="utf-8") as file:
        lines = file.read().splitlines()
    end = next(at for at, line in enumerate(lines) if line.startswith("decision:"))
    while lines[end - 1].startswith("#") or not lines[end - 1]:
        end -= 1
    return lines[:end]


def write_policy(path, features_policy, model_file, steps):
    """One model whose points are a rule's: ready for `fraudrisk backtest`, and for thresholds of one's own."""
    with open(os.path.join(os.path.dirname(path), "points.csv"), "w", encoding="ascii") as file:
        file.write("margin,points\n" + "".join(f"{margin!r},{points}\n" for margin, points in steps))
    lines = [*head_of(features_policy), "", "models:", "  gbm:", f"    file: {model_file}",
             "    points: points.csv", "",
             "rules:", "  - id: model", "    when: model.gbm.points > 0", "    points: model.gbm.points",
             "    reason: { zh: 与已知欺诈相似, en: Like transfers that turned out to be fraud }", "",
             "decision: [{ warn: 60, hold: 80 }]"]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def write_measuring_policy(path, features_policy, model_files):
    """Several models, each in a rule whose points tell its margin: so one pass over the data tells all of them."""
    lines = [*head_of(features_policy), "", "models:"]
    for name, file in model_files.items():
        lines += [f"  {name}:", f"    file: {file}"]
    lines += ["", "rules:"]
    for name in model_files:
        lines += [f"  - id: {name}", "    when: transfer.amount >= 0.0",
                  f"    points: int((model.{name}.margin - ({MARGIN_LEAST})) * {POINTS_OF_ONE})",
                  "    reason: { en: The margin of a model }"]
    lines += ["", "decision: [{ warn: 999999, hold: 1000000 }]"]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def margins(tool, policy, files, ids, names, options):
    """What the engine's models say of the transfers with these ids: an array a model, to a ten-thousandth."""
    place = {name: at for at, name in enumerate(ids)}
    found = {name: numpy.full(len(place), numpy.nan) for name in names}
    command = [tool, "score", "--policy", policy, "--in", files.transfers, "--events", files.events, *options]
    with tempfile.TemporaryFile("w+") as said, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said,
                                                                text=True) as process:
        for line in process.stdout:
            at = place.get(line[7:line.index('"', 7)])  # after {"id":"
            if at is None:
                continue
            for reason in json.loads(line)["reasons"]:
                found[reason["rule"]][at] = (reason["points"] + 0.5) / POINTS_OF_ONE + MARGIN_LEAST
        if process.wait() != 0:
            said.seek(0)
            raise failed(command, process.returncode, said.read())
    return found


def backtest(tool, policy, files, folder, options):
    """The report of `fraudrisk backtest` of a policy in a folder, built first so that its tests run."""
    bundle = os.path.join(folder, "policy.frb")
    run([tool, "policy", "build", "-o", bundle, policy])
    return run([tool, "backtest", "--policy", bundle, "--in", files.transfers, "--events", files.events,
                "--out", os.path.join(folder, "backtest"), *options])
