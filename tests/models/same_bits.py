#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Models of many shapes, trained by XGBoost and LightGBM on random rows with missing values: the command's margins are
theirs, bit for bit. Its contributions are LightGBM's within 1e-9. XGBoost adds its own up as floats; beside those stand
Shapley values straight from their definition (shapley.py), in doubles, which are ours within 1e-9.

  same_bits.py FRAUDRISK FOLDER [--rows N]
"""

import argparse
import csv
import os
import subprocess
import sys

import lightgbm as lgb
import numpy as np
import xgboost as xgb

import shapley

FEATURES = 12
ROWS_SEED, TRAINING_SEED = 20261126, 7
TOLD = 1000  # rows whose contributions are compared, of models with few leaves
TOLD_LEAVES = 10_000_000  # leaves of all those rows together
TOLD_LEAST = 100
DEFINED = 64  # rows whose Shapley values are computed from the definition, of models with few nodes
DEFINED_NODES = 640_000  # nodes of all those rows together
DEFINED_LEAST = 8
BOUND = 1e-9
NAMES = [f"x{i}" for i in range(FEATURES)]


def rows_of(count, seed):
    """Wide and narrow numbers, counts, zeros of both signs, flags, and a fifth missing; one column is never missing."""
    chance = np.random.default_rng(seed)
    x = chance.normal(size=(count, FEATURES)) * 10.0 ** chance.integers(-3, 4, size=FEATURES)
    x[:, 3] = chance.poisson(2, count)
    x[:, 4] = chance.random(count) < 0.3
    x[:, 5] = np.where(chance.random(count) < 0.5, 0.0, x[:, 5])
    x[:, 6] = np.where(chance.random(count) < 0.1, -0.0, np.round(x[:, 6], 1))
    x[chance.random(x.shape) < 0.2] = np.nan
    x[:, 0] = chance.normal(size=count)
    signal = x[:, 0] + np.nan_to_num(x[:, 3]) - 2 * np.nan_to_num(x[:, 4]) + 0.5 * np.isnan(x[:, 5])
    return x, signal + chance.normal(size=count)


def write_rows(path, x):
    with open(path, "w", encoding="utf-8") as file:
        file.write(",".join(NAMES) + "\n")
        for row in x.tolist():
            file.write(",".join("" if value != value else repr(value) for value in row) + "\n")


XGBOOST = {
    "logistic": ({"objective": "binary:logistic", "max_depth": 6}, 100),
    "deep": ({"objective": "binary:logistic", "max_depth": 12, "eta": 0.1}, 40),
    "stumps": ({"objective": "reg:squarederror", "max_depth": 1}, 300),
    "regression": ({"objective": "reg:squarederror", "max_depth": 8, "eta": 0.2}, 60),
    "logitraw": ({"objective": "binary:logitraw", "max_depth": 4, "base_score": 0.03}, 50),
    "share": ({"objective": "reg:logistic", "max_depth": 5, "scale_pos_weight": 7}, 50),
    "monotone": ({"objective": "binary:logistic", "max_depth": 6,
                  "monotone_constraints": "(1,0,0,1,-1,0,0,0,0,0,0,0)"}, 50),
    "pruned": ({"objective": "binary:logistic", "max_depth": 7, "gamma": 60, "tree_method": "exact"}, 20),
    "lossguide": ({"objective": "binary:logistic", "grow_policy": "lossguide", "max_leaves": 63, "max_depth": 0}, 40),
    "forest": ({"objective": "binary:logistic", "num_parallel_tree": 20, "subsample": 0.6, "eta": 1,
                "colsample_bynode": 0.5, "max_depth": 8}, 2),
    "dart": ({"objective": "binary:logistic", "booster": "dart", "rate_drop": 0.3, "max_depth": 5}, 40),
    "dart_regression": ({"objective": "reg:squarederror", "booster": "dart", "rate_drop": 0.2, "max_depth": 4,
                         "normalize_type": "forest"}, 40),
}
LIGHTGBM = {
    "binary": ({"objective": "binary"}, 300),
    "regression": ({"objective": "regression", "num_leaves": 127}, 60),
    "zero": ({"objective": "binary", "zero_as_missing": True}, 60),
    "never": ({"objective": "binary", "use_missing": False}, 60),
    "forest": ({"objective": "binary", "boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.6,
                "feature_fraction": 0.7, "num_leaves": 255}, 40),
    "dart": ({"objective": "binary", "boosting": "dart", "drop_rate": 0.3}, 60),
    "monotone": ({"objective": "binary", "monotone_constraints": [1, 0, 0, 1, -1] + [0] * 7,
                  "monotone_constraints_method": "basic"}, 60),
    "stumps": ({"objective": "regression", "num_leaves": 2}, 300),
    "deep": ({"objective": "binary", "num_leaves": 1024, "max_depth": 12}, 30),
}


class Bench:
    def __init__(self, options):
        self.tool = options.tool
        self.folder = options.folder
        self.wrong = 0
        self.x, signal = rows_of(options.rows, ROWS_SEED)
        self.flags, self.numbers = (signal > 2.5).astype(float), signal
        self.compared = self.differences = self.told = self.defined = 0
        write_rows(self.path("rows.csv"), self.x)

    def path(self, name):
        return os.path.join(self.folder, name)

    def label(self, parameters):
        return self.numbers if parameters["objective"].endswith(("squarederror", "regression")) else self.flags

    def apply(self, model, rows, *more):
        out = self.path("out.csv")
        subprocess.run([self.tool, "model", "apply", model, "--in", self.path(rows), "-o", out, *more], check=True)
        with open(out, encoding="utf-8") as file:
            table = csv.reader(file)
            next(table)
            return np.array([[float(cell) for cell in row] for row in table])

    def fail(self, sentence):
        print("DIFFERENT " + sentence, flush=True)
        self.wrong += 1

    def compare_margins(self, name, model, margins):
        """margins: the source library's, of all rows."""
        ours = self.apply(model, "rows.csv")[:, 0]
        differ = int(np.sum(ours.view(np.int64) != margins.astype(np.float64).view(np.int64)))
        self.compared += len(ours)
        self.differences += differ
        if differ or len(ours) != len(margins) or len(ours) != len(self.x) or len(np.unique(ours)) <= 2:
            self.fail(f"{name}: {len(ours)} rows, {differ} differ, {len(np.unique(ours))} different margins")
        else:
            print(f"same {name}: {len(ours)} rows, 0 differ", flush=True)

    def contributions(self, name, model, leaves):
        """Ours of the first rows, [row, feature], as many as a large model has time for; they have to add up."""
        count = min(len(self.x), max(TOLD_LEAST, min(TOLD, len(self.x) // 25, TOLD_LEAVES // leaves)))
        write_rows(self.path("few.csv"), self.x[:count])
        told = self.apply(model, "few.csv", "--contributions")
        sums = float(np.max(np.abs(told[:, 1:].sum(axis=1) - told[:, 0])))
        self.told += count
        if len(told) != count or sums > BOUND:
            self.fail(f"{name}: contributions of {len(told)} rows add up to the margin within {sums:.1e}")
        return told[:, 1:]


def furthest(a, b):
    return float(np.max(np.abs(a - b)))


def xgboost_models(bench):
    for name, (parameters, rounds) in XGBOOST.items():
        data = xgb.DMatrix(bench.x, label=bench.label(parameters), feature_names=NAMES)
        booster = xgb.train({"nthread": 1, "seed": TRAINING_SEED, **parameters}, data, rounds)
        margins = booster.predict(data, output_margin=True)
        for form in ("json", "ubj"):
            booster.save_model(bench.path(f"xgboost_{name}.{form}"))
            bench.compare_margins(f"XGBoost {name} {form}", bench.path(f"xgboost_{name}.{form}"), margins)
        xgboost_contributions(bench, f"XGBoost {name}", booster, bench.path(f"xgboost_{name}"))


def xgboost_contributions(bench, name, booster, path):
    trees = shapley.Trees(path + ".json", FEATURES)
    ours = bench.contributions(name, path + ".json", (trees.nodes + len(trees.trees)) // 2)
    few = bench.x[:len(ours)]
    theirs = booster.predict(xgb.DMatrix(few, feature_names=NAMES), pred_contribs=True).astype(np.float64)
    theirs = np.concatenate([theirs[:, -1:], theirs[:, :-1]], axis=1)
    # XGBoost adds contributions up as floats, one tree after the other: each sum may round by 2^-24 of what it has come
    # to. What it gives lies that far from the exact value.
    floats = max(1e-6, len(trees.trees) * 2.0**-24 * float(np.max(np.abs(theirs))))
    if furthest(ours, theirs) > floats:
        bench.fail(f"{name}: contributions are {furthest(ours, theirs):.1e} apart, more than {floats:.1e}")
    count = min(len(few), max(DEFINED_LEAST, min(DEFINED, len(few) // 15, DEFINED_NODES // trees.nodes)))
    defined = trees.shapley(few[:count])
    bench.defined += count
    apart = furthest(ours[:count, 1:], defined)
    rounding, between = furthest(theirs[:count, 1:], defined), furthest(theirs[:count, 1:], ours[:count, 1:])
    if apart > BOUND or abs(rounding - between) > BOUND:
        bench.fail(f"{name}: contributions are {apart:.1e} from their definition, XGBoost's {rounding:.1e}, and these "
                   f"{between:.1e} from ours")
    print(f"     contributions of {len(few)} rows: XGBoost's floats {furthest(ours, theirs):.1e} apart; of {count} by "
          f"their definition: ours {apart:.1e} from it, XGBoost's {rounding:.1e} (and {between:.1e} from ours)",
          flush=True)


def lightgbm_models(bench):
    for name, (parameters, rounds) in LIGHTGBM.items():
        own = {"verbose": -1, "num_threads": 1, "seed": TRAINING_SEED, "deterministic": True, **parameters}
        booster = lgb.train(own, lgb.Dataset(bench.x, label=bench.label(parameters), feature_name=NAMES), rounds)
        path = bench.path(f"lightgbm_{name}.txt")
        booster.save_model(path)
        # A forest's raw score is the sum of its trees; predict() itself goes on from the mean, and so does the engine.
        trees = booster.num_trees() if parameters.get("boosting") == "rf" else 1
        name = f"LightGBM {name}"
        bench.compare_margins(name, path, booster.predict(bench.x, raw_score=True) / trees)
        ours = bench.contributions(name, path, booster.num_trees() * own.get("num_leaves", 31))
        theirs = booster.predict(bench.x[:len(ours)], pred_contrib=True) / trees
        apart = furthest(ours, np.concatenate([theirs[:, -1:], theirs[:, :-1]], axis=1))
        if apart > BOUND:
            bench.fail(f"{name}: contributions are {apart:.1e} apart, more than {BOUND:.0e}")
        print(f"     contributions of {len(ours)} rows: LightGBM's {apart:.1e} apart", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("folder")
    parser.add_argument("--rows", type=int, default=100_000)
    bench = Bench(parser.parse_args())
    print(f"XGBoost {xgb.__version__}, LightGBM {lgb.__version__}, {len(bench.x)} rows of seed {ROWS_SEED}, models of "
          f"seed {TRAINING_SEED}")
    xgboost_models(bench)
    lightgbm_models(bench)
    print(f"{len(XGBOOST)} shapes of XGBoost, as JSON and as UBJSON, and {len(LIGHTGBM)} of LightGBM, {len(bench.x)} "
          f"rows each: {bench.compared} margins, differences: {bench.differences}; contributions of {bench.told} rows, "
          f"of {bench.defined} by their definition; failures: {bench.wrong}")
    sys.exit(1 if bench.wrong else 0)


main()
