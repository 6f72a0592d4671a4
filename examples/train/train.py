#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Trains a model on this engine's features as labels were known at a date, and measures it as they came afterwards.

  train.py handbook [--write FILE.md]     the public protocol, four folds, beside the published table
  train.py book                           is our protocol theirs? their features and models in Python alone
  train.py fit --in TRANSFERS --events EVENTS --as-of DATE     your own files: one model, its measures, its policy

Everything is written below --work (build/train): what fraudrisk features said, the model in its library's own file,
and a policy with it. The packages of requirements.txt are installed there, in an environment of their own. README.md
has the rest.
"""

import argparse
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SKIPPED = 77


def say(sentence):
    print(sentence, flush=True)


def environment(work, name, requirements):
    """A Python that has these packages, in an environment that is made where it is missing; or None."""
    folder = os.path.join(work, name)
    python, ready = os.path.join(folder, "bin", "python"), os.path.join(folder, "ready")
    wanted = open(os.path.join(HERE, requirements), encoding="utf-8").read()
    if os.path.exists(ready) and open(ready, encoding="utf-8").read() == wanted:
        return python
    say(f"train: installing {requirements} in {folder}")
    for command in ([sys.executable, "-m", "venv", folder],
                    [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-deps", "-r",
                     os.path.join(HERE, requirements)]):
        done = subprocess.run(command, capture_output=True, text=True, check=False) if os.path.exists(
            command[0]) else None
        if done is None or done.returncode != 0:
            return None
    with open(ready, "w", encoding="utf-8") as file:
        file.write(wanted)
    return python


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["handbook", "book", "fit"])
    parser.add_argument("--in", dest="transfers", metavar="FILE", help="the transfers, CSV in the order of time")
    parser.add_argument("--events", metavar="FILE", help="the reports: fraud_reported, cleared, with their own time")
    parser.add_argument("--as-of", metavar="DATE", help="labels that came later are not trained on")
    parser.add_argument("--features", metavar="POLICY", default=os.path.join(HERE, "features.yaml"))
    parser.add_argument("--option", action="append", default=[], metavar="WORD",
                        help="of fraudrisk features, one word each: --option=--outcomes-reported --option=no")
    parser.add_argument("--library", choices=["xgboost", "lightgbm"], default="xgboost")
    parser.add_argument("--seeds", type=int, default=5, help="so many models, each with a seed of its own")
    parser.add_argument("--data", metavar="FILE",
                        default=os.path.join(ROOT, "..", "shared", "data", "handbook", "transfers.csv.zst"))
    parser.add_argument("--tool", metavar="FILE", default=os.path.join(ROOT, "build", "release", "bin", "fraudrisk"))
    parser.add_argument("--work", metavar="DIR", default=os.path.join(ROOT, "build", "train"))
    parser.add_argument("--write", metavar="FILE.md", help="where the table stands between its two marks")
    chosen = parser.parse_args()
    if chosen.what == "fit" and not (chosen.transfers and chosen.events and chosen.as_of):
        parser.error("fit needs --in, --events and --as-of")
    return chosen


def main():
    chosen = options()
    os.makedirs(chosen.work, exist_ok=True)
    if chosen.what != "fit" and not os.path.exists(chosen.data):
        say(f"skipped: {chosen.data} is not there")
        return SKIPPED
    if not os.path.exists(chosen.tool):
        say(f"train: {chosen.tool} does not exist; build it: cmake --preset release && cmake --build build/release")
        return 2
    python = environment(chosen.work, "python", "requirements.txt")
    if python is None:
        say("skipped: the packages of examples/train/requirements.txt cannot be had here")
        return SKIPPED
    if os.environ.get("FR_TRAIN_INSIDE") != "1":
        return subprocess.run([python, os.path.abspath(__file__), *sys.argv[1:]], check=False,
                              env={**os.environ, "FR_TRAIN_INSIDE": "1"}).returncode
    return inside(chosen)


def inside(chosen):
    """Where the packages are there."""
    import engine
    import steps
    try:
        if chosen.what == "fit":
            return steps.fit(chosen)
        if chosen.what == "handbook":
            return steps.handbook(chosen)
        book = environment(chosen.work, "python-book", "requirements-book.txt")
        if book is None:
            say("skipped: the packages of examples/train/requirements-book.txt cannot be had here (Python 3.11 or "
                "older)")
            return SKIPPED
        return steps.book(chosen, book)
    except engine.EngineError as error:
        say(f"train: {error}")
        return 1


sys.exit(main())
