# SPDX-License-Identifier: Apache-2.0
"""Shapley values of XGBoost's trees straight from their definition, in doubles: the margin of every subset of known
features, then the mean of what each feature adds over all orders in which the features can become known.

A tree that does not know a feature goes both ways, by the share of the training that went either way.
Nothing here knows of leaves' paths or of polynomials, as TreeSHAP and the library do."""

import json
import math

import numpy as np


class Trees:
    """The trees of a model that XGBoost wrote as JSON."""

    def __init__(self, path, features):
        with open(path, encoding="utf-8") as file:
            booster = json.load(file)["learner"]["gradient_booster"]
        model = booster.get("gbtree", booster)["model"]
        self.features = features
        self.trees = model["trees"]
        self.weights = booster.get("weight_drop", [1.0] * len(self.trees))
        self.nodes = sum(len(tree["left_children"]) for tree in self.trees)

    def margins(self, rows):
        """[row, 0 or 1 for each feature: is it known?], without the base score."""
        singles = rows.astype(np.float32)
        total = np.zeros((len(rows),) + (2,) * self.features)
        for tree, weight in zip(self.trees, self.weights):
            total += Tree(tree, np.float32(weight), singles).expected(0)
        return total

    def shapley(self, rows):
        """[row, feature]."""
        margins, n = self.margins(rows), self.features
        known = np.indices((2,) * (n - 1)).sum(axis=0)  # how many of the others are known
        weight = np.array([math.factorial(k) * math.factorial(n - k - 1) / math.factorial(n) for k in range(n)])[known]
        axes = tuple(range(1, n))
        return np.stack([((margins.take(1, axis=i + 1) - margins.take(0, axis=i + 1)) * weight).sum(axis=axes)
                         for i in range(n)], axis=1)


class Tree:
    def __init__(self, tree, weight, rows):
        self.tree, self.weight, self.rows = tree, weight, rows
        self.cover = np.float32(tree["sum_hessian"]).astype(np.float64)  # written as decimals of floats

    def expected(self, node):
        """What the tree adds below a node, [row, known features]; a feature that is not asked has an axis of 1."""
        tree, axes = self.tree, self.rows.shape[1] + 1
        left, right = tree["left_children"][node], tree["right_children"][node]
        if left < 0:
            return np.full((1,) * axes, float(np.float32(tree["split_conditions"][node]) * self.weight))
        feature = tree["split_indices"][node]
        value = self.rows[:, feature]
        goes_left = np.where(np.isnan(value), bool(tree["default_left"][node]),
                             value < np.float32(tree["split_conditions"][node]))
        goes_left = goes_left.reshape((-1,) + (1,) * (axes - 1))
        here, cover = feature + 1, self.cover
        to_left, to_right = self.expected(left), self.expected(right)
        unknown = (to_left.take([0], axis=here) * (cover[left] / cover[node])
                   + to_right.take([0], axis=here) * (cover[right] / cover[node]))
        known = np.where(goes_left, to_left.take([-1], axis=here), to_right.take([-1], axis=here))
        shape = np.broadcast_shapes(unknown.shape, known.shape)
        return np.concatenate([np.broadcast_to(unknown, shape), np.broadcast_to(known, shape)], axis=here)
