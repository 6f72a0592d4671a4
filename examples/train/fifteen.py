# SPDX-License-Identifier: Apache-2.0
"""The handbook's fifteen features in Python, from its text: with exact sums of cents, and without the engine."""

import numpy
import pandas
import protocol
from ceiling import groups

DAYS = (1, 7, 30)


def of_cards(time_s, card, cents):
    """Number and mean amount over n days, the transfer at hand among them, the moment n days ago not."""
    columns = {f"card_{what}_{days}d": numpy.zeros(len(card)) for days in DAYS for what in ("count", "mean")}
    for own in groups(card):
        times, sums = time_s[own], numpy.concatenate([[0], numpy.cumsum(cents[own])])
        here = numpy.arange(len(own))
        for days in DAYS:
            first = numpy.searchsorted(times, times - days * protocol.DAY_S, side="right")
            count = here + 1 - first
            total = (sums[here] - sums[first]) / 100.0 + cents[own] / 100.0
            columns[f"card_count_{days}d"][own] = count
            columns[f"card_mean_{days}d"][own] = total / count
    return columns


def of_terminals(time_s, terminal, fraud):
    """Number and share of frauds over n days that end 7 days ago."""
    columns = {f"terminal_{what}_{days}d": numpy.zeros(len(terminal)) for days in DAYS for what in ("count", "risk")}
    for own in groups(terminal):
        times, frauds = time_s[own], numpy.concatenate([[0], numpy.cumsum(fraud[own])])
        end = numpy.searchsorted(times, times - protocol.DELAY_DAYS * protocol.DAY_S, side="right")
        for days in DAYS:
            begin = times - (protocol.DELAY_DAYS + days) * protocol.DAY_S
            first = numpy.searchsorted(times, begin, side="right")
            count = end - first
            columns[f"terminal_count_{days}d"][own] = count
            columns[f"terminal_risk_{days}d"][own] = (frauds[end] - frauds[first]) / numpy.maximum(count, 1)
    return columns


def fifteen(frame, rows):
    """The book's features of all rows, under the names of book.yaml."""
    cents = numpy.rint(frame["amount"].to_numpy() * 100).astype("int64")
    terminal = pandas.factorize(frame["payee"])[0]
    times = pandas.to_datetime(frame["time"])
    features = {"amount": frame["amount"].to_numpy(), "weekend": (times.dt.weekday >= 5).to_numpy() * 1.0,
                "night": (times.dt.hour <= 6).to_numpy() * 1.0}
    features.update(of_cards(rows.time_s, rows.card, cents))
    features.update(of_terminals(rows.time_s, terminal, rows.fraud))
    return pandas.DataFrame(features)


def compare(features, path):
    """How many cells of the engine's file are not the very same doubles; told by column, and returned."""
    exact = {} if int(pandas.__version__.split(".")[0]) >= 3 else {"float_precision": "round_trip"}  # since 3 always so
    engine = pandas.read_csv(path, **exact)
    wrong = {name: int((engine[name].to_numpy(dtype=float) != features[name].to_numpy()).sum()) for name in features}
    print(f"the engine's features: {len(engine)} rows, {len(wrong)} columns, {sum(wrong.values())} cells differ")
    for name, count in wrong.items():
        if count:
            print(f"  {name}: {count}")
    return wrong
