# SPDX-License-Identifier: Apache-2.0
"""Fits trees and exports them. The parameters were chosen on folds of the handbook's data that begin on 2018-07-11 or
before; README.md tells how."""

import lightgbm
import numpy
import xgboost

TREES = 200
XGBOOST = {"objective": "binary:logistic", "tree_method": "hist", "max_depth": 4, "eta": 0.05, "subsample": 0.8,
           "colsample_bytree": 0.6, "min_child_weight": 3, "max_delta_step": 1, "lambda": 5,
           "nthread": 1}
LIGHTGBM = {"objective": "binary", "learning_rate": 0.05, "num_leaves": 15, "min_data_in_leaf": 20,
            "bagging_fraction": 0.8, "bagging_freq": 1, "feature_fraction": 0.6, "lambda_l2": 5, "num_threads": 1,
            "verbosity": -1, "deterministic": True, "force_row_wise": True}
FILES = {"xgboost": "model.json", "lightgbm": "model.txt"}
VERSIONS = {"xgboost": f"XGBoost {xgboost.__version__}", "lightgbm": f"LightGBM {lightgbm.__version__}"}


def fit(library, table, fraud, names, seed):
    if library == "xgboost":
        data = xgboost.DMatrix(table, fraud, feature_names=names)
        return xgboost.train({**XGBOOST, "seed": seed}, data, TREES)
    data = lightgbm.Dataset(table, fraud, feature_name=names)
    return lightgbm.train({**LIGHTGBM, "seed": seed}, data, TREES)


def margin(library, model, table, names):
    """The raw output, before any probability is made of it."""
    if library == "xgboost":
        return model.predict(xgboost.DMatrix(table, feature_names=names), output_margin=True).astype(float)
    return model.predict(table, raw_score=True)


def gains(library, model):
    """What each feature won in the trees, as shares of the whole, most first."""
    if library == "xgboost":
        won = model.get_score(importance_type="total_gain")
    else:
        won = dict(zip(model.feature_name(), model.feature_importance("gain")))
    total = sum(won.values()) or 1.0
    return sorted(((name, value / total) for name, value in won.items()), key=lambda one: (-one[1], one[0]))


def export(library, model, path):
    """The library's own file: JSON of XGBoost, text of LightGBM."""
    model.save_model(path)


def steps(margins):
    """Margin -> points, by how rare a margin is: 20 is one in 30 transfers, 40 one in 100, 60 one in 300, 80 one in
    1,000, 100 one in 3,000; in steps of 5 points between. Labels are not needed, so the margins of transfers that
    nobody could report yet will do; and points mean the same after the model was trained anew."""
    rarities = numpy.geomspace(30.0, 3000.0, 17)
    points = range(20, 101, 5)
    found = [(float("-inf"), 0)]
    for rarity, value in zip(rarities, points):
        at = float(numpy.quantile(margins, 1.0 - 1.0 / rarity))
        if at > found[-1][0]:
            found.append((at, value))
        else:
            found[-1] = (found[-1][0], value)
    return [(-1e9, 0), *found[1:]]
