# SPDX-License-Identifier: Apache-2.0
"""What train.py does once the packages are there: files, features, models, measures, policies."""

import dataclasses
import datetime
import os
import platform
import subprocess

import ceiling
import engine
import learn
import numpy
import page
import pandas
import protocol
from engine import say

TEST = ("2018-07-25", "2018-08-01", "2018-08-08", "2018-08-15")
LEFT_ALONE = "2018-09-05"  # nothing is read from this day on


@dataclasses.dataclass
class Files:
    transfers: str
    events: str


@dataclasses.dataclass
class World:
    """A file of transfers with all that is known of them."""

    ids: list
    rows: protocol.Rows
    reports: tuple            # by time: (seconds, number of the row, 1 reported or 0 cleared), an array each
    table: numpy.ndarray      # what the model sees
    names: list

    def labels(self, before_s):
        """1 where the last that was told of a transfer before this second was that it is fraud."""
        times, places, said = self.reports
        label = numpy.zeros(len(self.ids), dtype=int)
        known = times < before_s
        label[places[known]] = said[known]  # of several about one transfer the last stays
        return label


def of_handbook(chosen):
    """The handbook's transfers and the reports of them, 7 days later, in the form of the command."""
    files = Files(os.path.join(chosen.work, "transfers.csv"), os.path.join(chosen.work, "reports.csv"))
    if os.path.exists(files.events):
        return files
    frame = pandas.read_csv(chosen.data, dtype=str)
    frame = frame[frame["TX_DATETIME"] < LEFT_ALONE]
    # Customers and terminals are numbered alike there; as accounts they need names that differ.
    transfers = pandas.DataFrame({"id": frame["TRANSACTION_ID"], "time": frame["TX_DATETIME"],
                                  "payer": "C" + frame["CUSTOMER_ID"], "payee": "T" + frame["TERMINAL_ID"],
                                  "amount": frame["TX_AMOUNT"]})
    transfers.to_csv(files.transfers, index=False)
    fraud = transfers[frame["TX_FRAUD"] == "1"]
    later = pandas.to_datetime(fraud["time"]) + pandas.Timedelta(days=protocol.DELAY_DAYS)
    reports = pandas.DataFrame({"event": "fraud_reported", "time": later.dt.strftime("%Y-%m-%d %H:%M:%S"),
                                "transfer_id": fraud["id"], "payer": fraud["payer"], "payee": fraud["payee"],
                                "amount": fraud["amount"]})
    reports.to_csv(files.events + ".part", index=False)
    os.replace(files.events + ".part", files.events)
    return files


def seconds(times):
    return pandas.to_datetime(times, utc=True, format="ISO8601").astype("datetime64[us, UTC]").astype(
        "int64").to_numpy() // 1000000


def reports_of(path, ids):
    """What was reported and cleared of these transfers, in the order of time."""
    place = {name: at for at, name in enumerate(ids)}
    events = pandas.read_csv(path, dtype=str, usecols=["event", "time", "transfer_id"])
    events = events[events["event"].isin(["fraud_reported", "cleared"]) & events["transfer_id"].isin(place)]
    times = seconds(events["time"])
    order = numpy.argsort(times, kind="stable")
    places = numpy.array([place[name] for name in events["transfer_id"]], dtype=int)
    said = (events["event"] == "fraud_reported").to_numpy().astype(int)
    return times[order], places[order], said[order]


def world(chosen, files, options):
    """Transfers, reports and features. The truth is what was told last, however late."""
    frame = pandas.read_csv(files.transfers, dtype=str, usecols=["id", "time", "payer"])
    table = engine.features(chosen.tool, chosen.features, files, os.path.join(chosen.work, "features.csv"), options)
    if list(table["id"]) != list(frame["id"]):
        raise engine.EngineError(f"{files.transfers} is not in the order of time, or has rows that were not scored")
    names = engine.inputs_of(table)
    rows = protocol.Rows(seconds(frame["time"]), pandas.factorize(frame["payer"])[0],
                         numpy.zeros(len(frame), dtype=int))
    of = World(list(frame["id"]), rows, reports_of(files.events, frame["id"]), table[names].to_numpy(dtype=float),
               names)
    rows.fraud = of.labels(numpy.iinfo("int64").max)
    return of


def train(chosen, of, begin, seed):
    """A model as of the day on which the test begins: a label that came that day or later is not there yet."""
    as_of_s = (protocol.day_of(begin) + protocol.TRAINING_DAYS + protocol.DELAY_DAYS) * protocol.DAY_S
    training = protocol.training_rows(of.rows, begin)
    known = of.labels(as_of_s)[training]
    if not 0 < known.sum() < len(known):
        raise engine.EngineError(f"of the {len(known)} transfers of the week from {begin}, {known.sum()} were reported "
                                 "in time: nothing can be learnt from them")
    return learn.fit(chosen.library, of.table[training], known, of.names, seed)


def export(chosen, of, model, begin):
    """The model's own file and a policy with it, in WORK/model."""
    folder = os.path.join(chosen.work, "model")
    os.makedirs(folder, exist_ok=True)
    file = learn.FILES[chosen.library]
    learn.export(chosen.library, model, os.path.join(folder, file))
    # Points are set by the week in which the reports of the training come in, which has no labels yet.
    first = protocol.day_of(begin) + protocol.TRAINING_DAYS
    week = numpy.flatnonzero((of.rows.day >= first) & (of.rows.day < first + protocol.DELAY_DAYS))
    margins = learn.margin(chosen.library, model, of.table[week], of.names)
    policy = os.path.join(folder, "policy.yaml")
    engine.write_policy(policy, chosen.features, file, learn.steps(margins))
    say(f"train: {policy} and {file} are written, trained as of {protocol.date_of(first + protocol.DELAY_DAYS)}")
    return folder, policy


def decide(chosen, files, folder, policy, options):
    """The engine itself evaluates the model over all transfers."""
    if not engine.knows_models(chosen.tool):
        say("train: this fraudrisk knows no models yet, so the policy is not built and not backtested")
        return
    say(engine.backtest(chosen.tool, policy, files, folder, options))


def fold(chosen, of, begin, seeds):
    """(measures of each seed, the model of the first)."""
    test = protocol.test_rows(of.rows, begin)
    found, first = [], None
    for seed in range(seeds):
        model = train(chosen, of, begin, seed)
        first = first or model
        score = learn.margin(chosen.library, model, of.table[test], of.names)
        found.append(protocol.measures(of.rows.take(test), score))
    return numpy.array(found), first


def by_engine(chosen, of, files, models, options):
    """The measures of each fold with the margins that the engine computed; and how far they are from the library's."""
    folder = os.path.join(chosen.work, "measured")
    os.makedirs(folder, exist_ok=True)
    names = {begin: "from_" + begin.replace("-", "_") for begin in models}
    paths = {names[begin]: names[begin] + "-" + learn.FILES[chosen.library] for begin in models}
    for begin, model in models.items():
        learn.export(chosen.library, model, os.path.join(folder, paths[names[begin]]))
    policy = os.path.join(folder, "policy.yaml")
    engine.write_measuring_policy(policy, chosen.features, paths)
    tests = {begin: protocol.test_rows(of.rows, begin) for begin in models}
    wanted = numpy.unique(numpy.concatenate(list(tests.values())))
    said = engine.margins(chosen.tool, policy, files, [of.ids[at] for at in wanted], list(paths), options)
    found, furthest = [], 0.0
    for begin, test in tests.items():
        score = said[names[begin]][numpy.searchsorted(wanted, test)]
        theirs = learn.margin(chosen.library, models[begin], of.table[test], of.names)
        furthest = max(furthest, float(numpy.abs(score - theirs).max()))
        found.append(protocol.measures(of.rows.take(test), score))
    return numpy.array(found), furthest


def handbook(chosen):
    """The four folds, the table, and the model of the last fold with its policy."""
    noted = notes(chosen)  # of now: somebody may commit while it computes
    files = of_handbook(chosen)
    of = world(chosen, files, engine.OF_HANDBOOK)
    found, models, perfect = [], {}, []
    ceilings = ceiling.scores(chosen.data, files.transfers, of.rows, of.table[:, of.names.index("card_ratio")])
    for begin in TEST:
        test = protocol.test_rows(of.rows, begin)
        measured, models[begin] = fold(chosen, of, begin, chosen.seeds)
        found.append(measured)
        perfect.append([protocol.measures(of.rows.take(test), score[test]) for score in (of.rows.fraud, *ceilings)])
        say(f"train: from {begin}: " + page.triple(measured.mean(axis=0)))
    engines = None
    if engine.knows_models(chosen.tool):
        engines = by_engine(chosen, of, files, models, engine.OF_HANDBOOK)
    gains = learn.gains(chosen.library, models[TEST[-1]])
    lines = page.table(TEST, numpy.array(found), numpy.array(perfect), engines, gains, of.names, noted)
    say("\n".join(lines))
    if chosen.write:
        page.replace(chosen.write, lines)
    decide(chosen, files, *export(chosen, of, models[TEST[-1]], TEST[-1]), engine.OF_HANDBOOK)
    return 0


def notes(chosen):
    """What somebody needs to do it again."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False,
                            cwd=os.path.dirname(os.path.abspath(__file__))).stdout.strip() or "unknown"
    library = "" if chosen.library == "xgboost" else f" --library {chosen.library}"
    return {"day": datetime.date.today().isoformat(), "commit": commit,
            "command": "examples/train/train.py handbook" + library,
            "versions": f"{learn.VERSIONS[chosen.library]}, NumPy {numpy.__version__}, Python "
                        f"{platform.python_version()}", "seeds": chosen.seeds}


def fit(chosen):
    """One model as of a date on one's own files."""
    files = Files(chosen.transfers, chosen.events)
    of = world(chosen, files, chosen.option)
    begin = protocol.date_of(protocol.day_of(chosen.as_of) - protocol.TRAINING_DAYS - protocol.DELAY_DAYS)
    model = train(chosen, of, begin, 0)
    test = protocol.test_rows(of.rows, begin)
    frauds = int(of.rows.fraud[test].sum())
    if 0 < frauds < len(test):
        score = learn.margin(chosen.library, model, of.table[test], of.names)
        say(f"train: the {protocol.TEST_DAYS} days from {chosen.as_of} on, {len(test)} transfers, {frauds} frauds: "
            "AUC ROC / average precision / card precision@100 "
            + page.triple(protocol.measures(of.rows.take(test), score)))
    else:
        say(f"train: in the {protocol.TEST_DAYS} days from {chosen.as_of} on there are {len(test)} transfers and "
            f"{frauds} frauds, so nothing can be measured")
    decide(chosen, files, *export(chosen, of, model, begin), chosen.option)
    return 0


def book(chosen, python):
    """book.py in its own environment, beside the fifteen features of this engine."""
    files = of_handbook(chosen)
    policy = os.path.join(os.path.dirname(os.path.abspath(__file__)), "book.yaml")
    out = os.path.join(chosen.work, "book.csv")
    engine.features(chosen.tool, policy, files, out, engine.OF_HANDBOOK)
    script = os.path.join(os.path.dirname(policy), "book.py")
    return subprocess.run([python, script, files.transfers, files.events, out], check=False).returncode
