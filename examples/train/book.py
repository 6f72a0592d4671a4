# SPDX-License-Identifier: Apache-2.0
"""Is protocol.py the handbook's protocol? Its fifteen features, computed here without the engine, its models with its
parameters, its tables. Prints published beside found, and how many cells of the engine's features are the same.

  book.py ROWS.csv EVENTS.csv [FEATURES.csv]

ROWS.csv has id,time,payer,payee,amount in the order of time, EVENTS.csv the reports (transfer_id). FEATURES.csv is what
`fraudrisk features --policy book.yaml` says of these rows. Needs requirements-book.txt; train.py book runs it.
"""

import sys
import warnings

import fifteen
import numpy
import pandas
import protocol
import xgboost
from sklearn.ensemble import RandomForestClassifier
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

CHAPTER_3 = ("2018-07-25",)
CHAPTER_5 = ("2018-07-25", "2018-08-01", "2018-08-08", "2018-08-15")


def models():
    """(chapter, name, model, published AUC ROC, average precision, card precision@100)."""
    def scaled(model):
        return make_pipeline(StandardScaler(), model)
    logistic, tree, forest, boosted = (LogisticRegression, DecisionTreeClassifier, RandomForestClassifier,
                                       xgboost.XGBClassifier)
    return [
        (3, "logistic regression", scaled(logistic(random_state=0)), 0.871, 0.606, 0.291),
        (3, "decision tree, depth 2", scaled(tree(max_depth=2, random_state=0)), 0.763, 0.496, 0.241),
        (3, "decision tree, unlimited", scaled(tree(random_state=0)), 0.788, 0.309, 0.243),
        (3, "random forest", scaled(forest(random_state=0, n_jobs=1)), 0.867, 0.658, 0.287),
        (3, "XGBoost", scaled(boosted(random_state=0, n_jobs=1)), 0.862, 0.639, 0.273),
        (5, "logistic regression", scaled(logistic(random_state=0)), 0.868, 0.623, 0.297),
        (5, "random forest, 100 trees of depth 20",
         scaled(forest(n_estimators=100, max_depth=20, random_state=0, n_jobs=1)), 0.870, 0.678, 0.299),
        (5, "XGBoost, 100 trees, rate 0.1, depth 3",
         scaled(boosted(n_estimators=100, learning_rate=0.1, max_depth=3, random_state=0, n_jobs=1)),
         0.871, 0.694, 0.304),
    ]


def tables(features, rows):
    table = features.to_numpy()
    print("| chapter | model | published | found |\n| --- | --- | --- | --- |")
    for chapter, name, model, *published in models():
        found = []
        for begin in CHAPTER_3 if chapter == 3 else CHAPTER_5:
            training, test = protocol.training_rows(rows, begin), protocol.test_rows(rows, begin)
            model.fit(table[training], rows.fraud[training])
            found.append(protocol.measures(rows.take(test), model.predict_proba(table[test])[:, 1]))
        values = [" / ".join(f"{value:.3f}" for value in those) for those in (published, numpy.mean(found, axis=0))]
        print(f"| {chapter} | {name} | {values[0]} | {values[1]} |", flush=True)


def main():
    warnings.filterwarnings("ignore", category=ConvergenceWarning)
    frame = pandas.read_csv(sys.argv[1])
    reported = set(pandas.read_csv(sys.argv[2])["transfer_id"])
    rows = protocol.Rows(pandas.to_datetime(frame["time"]).astype("datetime64[ns]").astype("int64").to_numpy() // 10**9,
                         pandas.factorize(frame["payer"])[0], frame["id"].isin(reported).to_numpy().astype(int))
    features = fifteen.fifteen(frame, rows)
    if len(sys.argv) > 3:
        fifteen.compare(features, sys.argv[3])
    tables(features, rows)


if __name__ == "__main__":
    main()
