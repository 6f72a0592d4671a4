#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes small models as XGBoost and LightGBM write them, right and wrong, into a folder, for tests of the command."""

import copy
import json
import os
import struct
import sys


def tree(**other):
    made = {"left_children": [1, -1, -1], "right_children": [2, -1, -1], "split_indices": [0, 0, 0],
            "split_conditions": [0.1, -1.5, 2.25], "default_left": [1, 0, 0], "sum_hessian": [8.0, 4.0, 4.0],
            "split_type": [0, 0, 0], "categories_nodes": [], "tree_param": {"size_leaf_vector": "1"}}
    return {**made, **other}


def xgboost(trees=None, objective="binary:logistic", version=(3, 2, 0), booster="gbtree", base="[5E-1]", **own):
    trees = [tree()] if trees is None else trees
    parameters = {"base_score": base, "num_class": "0", "num_feature": "2", "num_target": "1", **own}
    return {"version": list(version),
            "learner": {"feature_names": ["AMOUNT", "AGE"], "learner_model_param": parameters,
                        "objective": {"name": objective},
                        "gradient_booster": {"name": booster,
                                             "model": {"trees": trees, "tree_info": [0] * len(trees)}}}}


def ubjson(value):
    if isinstance(value, str):
        return b"S" + length(value)
    if isinstance(value, float):
        return b"d" + struct.pack(">f", value)
    if isinstance(value, int):
        return b"l" + struct.pack(">i", value)
    if isinstance(value, dict):
        return b"{" + b"".join(length(key) + ubjson(own) for key, own in value.items()) + b"}"
    if value and all(isinstance(own, float) for own in value):
        return b"[$d#L" + struct.pack(">q", len(value)) + b"".join(struct.pack(">f", own) for own in value)
    return b"[#L" + struct.pack(">q", len(value)) + b"".join(map(ubjson, value))


def length(text):
    return b"L" + struct.pack(">q", len(text.encode())) + text.encode()


LIGHTGBM = """tree
version=v4
num_class=1
num_tree_per_iteration=1
label_index=0
max_feature_idx=1
objective=binary sigmoid:1
feature_names=AMOUNT AGE

Tree=0
num_leaves=2
num_cat=0
split_feature=0
threshold=0.1
decision_type=10
left_child=-1
right_child=-2
leaf_value=-1.5 2.25
leaf_count=4 4
internal_count=8
is_linear=0
shrinkage=1

end of trees
"""
CARD = """characteristic,low,high,points
(base),,,5
AMOUNT,,100,1
AMOUNT,100,,50
AMOUNT,missing,,7
"""

nan = float("nan")
JSON = {
    "right": xgboost(),
    "unknown": xgboost([tree(split_indices=[2, 0, 0])]),
    "categorical": xgboost([tree(split_type=[1, 0, 0])]),
    "classes": xgboost(num_class="3"),
    "targets": xgboost(base="[5E-1,5E-1]"),
    "objective": xgboost(objective="rank:pairwise"),
    "booster": xgboost(booster="gblinear"),
    "nan": xgboost([tree(split_conditions=[nan, -1.5, 2.25])]),
    "cycle": xgboost([tree(left_children=[0, -1, -1])]),
    "million": xgboost([{}] * 1_000_000),
    "old": xgboost(version=(0, 90, 0)),
    "type": xgboost([tree(split_conditions=["much", -1.5, 2.25])]),
    "lists": xgboost([tree(default_left=[1])]),
    "base": xgboost(base="[2E0]"),
    "dump": {"name": "tree"},
}
TEXT = {
    "right": LIGHTGBM,
    "old": LIGHTGBM.replace("version=v4", "version=v2"),
    "classes": LIGHTGBM.replace("num_class=1", "num_class=3"),
    "objective": LIGHTGBM.replace("binary sigmoid:1", "lambdarank"),
    "categorical": LIGHTGBM.replace("num_cat=0", "num_cat=1"),
    "linear": LIGHTGBM.replace("is_linear=0", "is_linear=1"),
    "nan": LIGHTGBM.replace("threshold=0.1", "threshold=nan"),
    "cycle": LIGHTGBM.replace("left_child=-1", "left_child=0"),
    "unknown": LIGHTGBM.replace("split_feature=0", "split_feature=2"),
    "million": LIGHTGBM.replace("end of trees", LIGHTGBM[LIGHTGBM.index("Tree=0"):LIGHTGBM.index("end of")] * 10_000),
    "cut": LIGHTGBM[:300],
    "type": LIGHTGBM.replace("leaf_value=-1.5", "leaf_value=much"),
}
CARDS = {
    "right": CARD,
    "no_missing": CARD.replace("AMOUNT,missing,,7\n", ""),
    "gap": CARD.replace("AMOUNT,100,,50", "AMOUNT,101,,50"),
    "type": CARD.replace("(base),,,5", "(base),,,much"),
    "cells": CARD.replace("AMOUNT,100,,50", "AMOUNT,100,50"),
}

folder = sys.argv[1]


def write(name, data):
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data)


for name, model in JSON.items():
    write(f"{name}.json", json.dumps(model).encode())
write("right.ubj", ubjson(copy.deepcopy(JSON["right"])))
write("cut.json", json.dumps(JSON["right"]).encode()[:-9])
write("cut.ubj", ubjson(JSON["right"])[:-9])
for name, text in TEXT.items():
    write(f"{name}.txt", text.encode())
for name, text in CARDS.items():
    write(f"{name}.csv", text.encode())
