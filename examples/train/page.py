# SPDX-License-Identifier: Apache-2.0
"""The table for docs/results.md: the published one, and ours beside it."""

import numpy

BEGIN = "<!-- begin: measured and written by examples/train/train.py -->"
END = "<!-- end: measured and written by examples/train/train.py -->"

PUBLISHED = [  # chapter 5, mean of the four folds
    ("logistic regression", 0.868, 0.623, 0.297),
    ("random forest, 100 trees of depth 20", 0.870, 0.678, 0.299),
    ("XGBoost, chosen on validation", 0.869, 0.687, 0.303),
    ("XGBoost, best on test", 0.871, 0.694, 0.304),
    ("neural network (chapter 7)", 0.876, 0.675, 0.303),
    ("LSTM with attention (chapter 7)", 0.874, 0.667, 0.295),
]
CEILINGS = (
    "a perfect score",
    "a score that knows all but the frauds at terminals that nobody has reported yet",
    "the same, without those of stolen cards at no more than 2.2 times the card's mean",
)
GAINS = 12


def triple(values):
    return " / ".join(f"{value:.3f}" for value in values)


def cells(*values):
    return "| " + " | ".join(values) + " |"


def row(name, values):
    return cells(name, *[f"{value:.3f}" for value in values])


def table(begins, found, perfect, engines, gains, names, notes):
    """found is [fold, seed, measure]; perfect [fold, which, measure], of the truth and of the two scores of ceiling.py;
    engines the measures of each fold by this engine, and the largest difference."""
    of_seeds = found.mean(axis=0)
    lines = [cells("", "AUC ROC", "average precision", "card precision@100"), "| --- | ---: | ---: | ---: |"]
    lines += [row("published: " + name, values) for name, *values in PUBLISHED]
    lines.append(cells(f"**ours, mean of {len(of_seeds)} seeds**",
                       *[f"**{value:.3f}**" for value in of_seeds.mean(axis=0)]))
    lines.append(cells("the lowest and the highest seed",
                       *[f"{low:.4f} to {high:.4f}" for low, high in zip(of_seeds.min(axis=0), of_seeds.max(axis=0))]))
    if engines is not None:
        lines.append(row("ours, seed 0, the model evaluated by this engine", engines[0].mean(axis=0)))
    lines += [row(name, values) for name, values in zip(CEILINGS, perfect.mean(axis=0))]
    lines += ["", "By fold, mean of the seeds:", "",
              cells("training from", "AUC ROC", "average precision", "card precision@100", "a perfect one"),
              "| --- | ---: | ---: | ---: | ---: |"]
    lines += [row(begin, (*measured.mean(axis=0), best[0, 2])) for begin, measured, best in zip(begins, found, perfect)]
    if engines is not None:
        lines += ["", f"Over all tested transfers the engine's margins lie within {engines[1]:.6f} of the library's; "
                  "they are read off in steps of 0.0001."]
    most = ", ".join(f"`{name}` {100 * value:.1f} %" for name, value in gains[:GAINS])
    lines += ["", f"Of {len(names)} features these won most in the trees of the last fold (shares of the gain): "
              f"{most}.", "", f"Measured on {notes['day']} at commit {notes['commit']} by `{notes['command']}` with "
              f"{notes['versions']}, seeds 0 to {notes['seeds'] - 1}."]
    return lines


def replace(path, lines):
    """Puts the lines between the two marks of a page."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if BEGIN not in text or END not in text:
        raise ValueError(f"{path} has lost the marks between which the table stands")
    text = text[:text.index(BEGIN)] + "\n".join([BEGIN, "", *lines, "", ""]) + text[text.index(END):]
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
