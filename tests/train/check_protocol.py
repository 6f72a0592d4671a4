# SPDX-License-Identifier: Apache-2.0
"""examples/train beside what was worked out by hand, and beside itself; run by test_train.sh.

  check_protocol.py ROWS.csv REPORTS.csv FEATURES.csv FOLDER

The files are of tests/features/generate.py and of `fraudrisk features --policy book.yaml`.
"""

import sys

import engine
import fifteen
import learn
import numpy
import page
import pandas
import protocol


def equal(found, expected, what):
    if not numpy.allclose(found, expected, rtol=0, atol=1e-12):
        sys.exit(f"{what}: expected {expected}, got {found}")


def check_days():
    equal(protocol.day_of("1970-01-02"), 1, "the second day")
    equal(protocol.day_of(protocol.date_of(17737)), 17737, "there and back")


def check_folds():
    """Cards 0 to 3, each with a transfer a day from 2018-07-25 on; 1 is defrauded in training, 2 in the delay, 3 so
    late that nobody knows before the last day of the test."""
    first = protocol.day_of("2018-07-25")
    days, cards = numpy.meshgrid(numpy.arange(21), numpy.arange(4), indexing="ij")
    days, cards = days.ravel(), cards.ravel()
    fraud = (((cards == 1) & (days == 6)) | ((cards == 2) & (days == 8)) | ((cards == 3) & (days == 12))).astype(int)
    rows = protocol.Rows((days + first) * protocol.DAY_S, cards, fraud)
    training, test = protocol.training_rows(rows, "2018-07-25"), protocol.test_rows(rows, "2018-07-25")
    equal(sorted(set(days[training].tolist())), list(range(7)), "days of training")
    equal(len(training), 28, "rows of training")
    seen = [sorted(days[test][cards[test] == card].tolist()) for card in range(4)]
    # A fraud of day 8 is known from day 16 on, one of day 12 from day 20 on.
    for card, expected in enumerate([range(14, 21), [], [14, 15], range(14, 20)]):
        if seen[card] != list(expected):
            sys.exit(f"card {card} is tested on {seen[card]}, expected {list(expected)}")


def check_measures():
    fraud, score = numpy.array([1, 0, 1, 0, 0]), numpy.array([0.9, 0.8, 0.8, 0.3, 0.1])
    # Pairs: 0.9 beats all three; 0.8 ties once and beats two.
    equal(protocol.auc_roc(fraud, score), 5.5 / 6, "AUC ROC")
    # At 0.9 precision 1 and recall 1/2; at 0.8 precision 2/3 and recall 1.
    equal(protocol.average_precision(fraud, score), 0.5 + 0.5 * 2 / 3, "average precision")
    day = numpy.array([0, 0, 0, 1, 1, 1]) * protocol.DAY_S
    rows = protocol.Rows(day, numpy.array([7, 7, 8, 7, 8, 9]), numpy.array([0, 1, 0, 1, 0, 1]))
    # With 9 card 7 is found on day 0, left out on day 1, and the one alert goes to card 9, rightly. With 1 the alert of
    # day 0 goes to card 8, wrongly, and that of day 1 to card 7.
    for first, expected in ((9.0, 1.0), (1.0, 0.5)):
        score = numpy.array([first, 0.1, 5.0, 9.0, 2.0, 3.0])
        equal(protocol.card_precision(rows, score, alerts=1), expected, "card precision")


def check_fifteen(paths):
    """The fifteen features of this engine are those of Python, in every cell."""
    frame = pandas.read_csv(paths[0])
    fraud = frame["id"].isin(set(pandas.read_csv(paths[1])["transfer_id"])).to_numpy().astype(int)
    times = pandas.to_datetime(frame["time"]).astype("datetime64[us]").astype("int64").to_numpy()
    rows = protocol.Rows(times // 10**6, pandas.factorize(frame["payer"])[0], fraud)
    features = fifteen.fifteen(frame, rows)
    if (features["terminal_risk_30d"] > 0).sum() < 100:
        sys.exit("the sample has too few reports to compare anything")
    if sum(fifteen.compare(features, paths[2]).values()) != 0:
        sys.exit("the engine's features are not the book's")
    features.loc[100, "card_mean_7d"] += 1e-9
    if fifteen.compare(features, paths[2])["card_mean_7d"] != 1:
        sys.exit("a wrong cell was not noticed")


def check_points():
    """Rarer margins have more points, and the table begins below every margin."""
    steps = learn.steps(numpy.random.default_rng(0).normal(size=100000))
    margins, points = zip(*steps)
    rising = list(margins) == sorted(set(margins)) and list(points) == sorted(set(points))
    if not rising or points[0] != 0 or points[-1] != 100:
        sys.exit(f"steps are {steps}")
    flat = learn.steps(numpy.zeros(1000))
    if flat != [(-1e9, 0), (0.0, 100)]:
        sys.exit(f"steps of one margin are {flat}")


def check_page(folder):
    """What stands outside the marks stays, and a page without them is refused."""
    path = folder + "/page.md"
    for text, good in ((f"before\n{page.BEGIN}\nold\n{page.END}\nafter\n", True), ("no marks\n", False)):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        try:
            page.replace(path, ["| new |"])
        except ValueError:
            if good:
                raise
            continue
        with open(path, encoding="utf-8") as file:
            made = file.read()
        if made != f"before\n{page.BEGIN}\n\n| new |\n\n{page.END}\nafter\n":
            sys.exit(f"the page is {made!r}")
        if not good:
            sys.exit("a page without marks was written")


def check_inputs():
    table = pandas.DataFrame({"id": ["1"], "raw_step": [1.0], "amount": [2.0]})
    if engine.inputs_of(table) != ["amount"]:
        sys.exit("steps on the way are inputs")


check_days()
check_folds()
check_measures()
check_fifteen(sys.argv[1:4])
check_points()
check_page(sys.argv[4])
check_inputs()
print("the protocol is what was worked out by hand")
