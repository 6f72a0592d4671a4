#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Models of many shapes, trained by XGBoost and LightGBM on random rows with missing values: the command's margins are
theirs, bit for bit, and its contributions theirs within 1e-6.

  same_bits.py FRAUDRISK FOLDER [--rows N]
"""

import argparse
import csv
import json
import os
import subprocess
import sys

import lightgbm as lgb
import numpy as np
import xgboost as xgb

FEATURES = 12
TOLD = 1000  # rows whose contributions are compared
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
        self.x, signal = rows_of(options.rows, 20261126)
        self.flags, self.numbers = (signal > 2.5).astype(float), signal
        self.few = self.x[:TOLD]
        write_rows(self.path("rows.csv"), self.x)
        write_rows(self.path("few.csv"), self.few)

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

    def compare(self, name, model, margins, contributions):
        """margins: the source library's, of all rows; contributions: of the first, the base last."""
        ours = self.apply(model, "rows.csv")[:, 0]
        differ = int(np.sum(ours.view(np.int64) != margins.astype(np.float64).view(np.int64)))
        told = self.apply(model, "few.csv", "--contributions")
        theirs = np.concatenate([contributions[:, -1:], contributions[:, :-1]], axis=1)
        apart = float(np.max(np.abs(told[:, 1:] - theirs)))
        sums = float(np.max(np.abs(told[:, 1:].sum(axis=1) - told[:, 0])))
        good = differ == 0 and len(ours) == len(margins) and len(np.unique(ours)) > 2 and sums <= 1e-6
        print(f"{'same' if good else 'DIFFERENT'} {name}: {len(ours)} rows, {differ} differ, contributions apart by "
              f"{apart:.1e}, sums by {sums:.1e}", flush=True)
        self.wrong += not good
        return apart


def xgboost_models(bench):
    for name, (parameters, rounds) in XGBOOST.items():
        data = xgb.DMatrix(bench.x, label=bench.label(parameters), feature_names=NAMES)
        booster = xgb.train({"nthread": 1, "seed": 7, **parameters}, data, rounds)
        few = xgb.DMatrix(bench.few, feature_names=NAMES)
        for form in ("json", "ubj"):
            path = bench.path(f"xgboost_{name}.{form}")
            booster.save_model(path)
            apart = bench.compare(f"XGBoost {name} {form}", path, booster.predict(data, output_margin=True),
                                  booster.predict(few, pred_contribs=True).astype(np.float64))
            # XGBoost adds contributions up as floats, one tree after the other: each sum may round by 2^-24 of what it
            # has come to. What it gives lies that far from the exact value, and 1e-6 is asked where that is less.
            size = float(np.max(np.abs(booster.predict(few, pred_contribs=True))))
            trees = len(booster.get_dump())
            bench.wrong += told_apart(f"XGBoost {name} {form}", apart, max(1e-6, trees * 2.0**-24 * size))


def lightgbm_models(bench):
    for name, (parameters, rounds) in LIGHTGBM.items():
        own = {"verbose": -1, "num_threads": 1, "seed": 7, "deterministic": True, **parameters}
        booster = lgb.train(own, lgb.Dataset(bench.x, label=bench.label(parameters), feature_name=NAMES), rounds)
        path = bench.path(f"lightgbm_{name}.txt")
        booster.save_model(path)
        # A forest's raw score is the sum of its trees; predict() itself goes on from the mean, and so does the engine.
        trees = booster.num_trees() if parameters.get("boosting") == "rf" else 1
        apart = bench.compare(f"LightGBM {name}", path, booster.predict(bench.x, raw_score=True) / trees,
                              booster.predict(bench.few, pred_contrib=True) / trees)
        bench.wrong += told_apart(f"LightGBM {name}", apart, 1e-6)


def told_apart(name, apart, bound):
    if apart <= bound:
        return 0
    print(f"DIFFERENT {name}: contributions are {apart:.1e} apart, more than {bound:.1e}")
    return 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("folder")
    parser.add_argument("--rows", type=int, default=100_000)
    bench = Bench(parser.parse_args())
    print(json.dumps({"xgboost": xgb.__version__, "lightgbm": lgb.__version__, "rows": len(bench.x)}))
    xgboost_models(bench)
    lightgbm_models(bench)
    sys.exit(1 if bench.wrong else 0)


main()
