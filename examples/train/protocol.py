# SPDX-License-Identifier: Apache-2.0
"""How a detector is trained and measured where labels come late; with numpy alone.

The protocol is that of the Fraud Detection Handbook (Le Borgne, Siblini, Lebichot, Bontempi): a fold is 7 days of
training, 7 days of delay, in which reports of fraud come in, and 7 days of test. Cards that are known to be compromised
leave the test: on each of its days those with a fraud from the first day of training up to the day that lies delay + 1
days back. Written from the book's text, and compared with its tables by book.py.
"""

import dataclasses
import datetime

import numpy

TRAINING_DAYS = 7
DELAY_DAYS = 7
TEST_DAYS = 7
ALERTS_A_DAY = 100
DAY_S = 86400


@dataclasses.dataclass
class Rows:
    """The transfers in the order of time: what the protocol needs of them, one array each."""

    time_s: numpy.ndarray    # whole seconds since 1970
    card: numpy.ndarray      # who pays
    fraud: numpy.ndarray     # the truth, as 0 or 1

    @property
    def day(self):
        return self.time_s // DAY_S

    def take(self, chosen):
        return Rows(self.time_s[chosen], self.card[chosen], self.fraud[chosen])


def day_of(date):
    """The number of days from 1970 to a date such as 2018-07-25."""
    return (datetime.date.fromisoformat(str(date)) - datetime.date(1970, 1, 1)).days


def date_of(day):
    return (datetime.date(1970, 1, 1) + datetime.timedelta(days=int(day))).isoformat()


def training_rows(rows, begin):
    """Which rows are trained on, by number. Their labels are all known when the test begins, and not a day earlier."""
    first = day_of(begin)
    return numpy.flatnonzero((rows.day >= first) & (rows.day < first + TRAINING_DAYS))


def test_rows(rows, begin):
    """Which rows are tested on, by number, in the order of time."""
    first = day_of(begin)
    test = first + TRAINING_DAYS + DELAY_DAYS
    day, chosen = rows.day, []
    for today in range(test, test + TEST_DAYS):
        known = (day >= first) & (day <= today - DELAY_DAYS - 1) & (rows.fraud == 1)
        compromised = numpy.unique(rows.card[known])
        of_today = numpy.flatnonzero(day == today)
        chosen.append(of_today[~numpy.isin(rows.card[of_today], compromised)])
    return numpy.concatenate(chosen)


def auc_roc(fraud, score):
    """The share of pairs of a fraud and an honest transfer in which the fraud has the higher score; ties are half."""
    _, place, count = numpy.unique(score, return_inverse=True, return_counts=True)
    rank = numpy.cumsum(count) - (count - 1) / 2.0
    frauds = int(fraud.sum())
    honest = len(fraud) - frauds
    return (rank[place][fraud == 1].sum() - frauds * (frauds + 1) / 2.0) / (frauds * honest)


def average_precision(fraud, score):
    """The precision at each score that occurs, weighted by the recall that is won there."""
    order = numpy.argsort(-score, kind="stable")
    hits = numpy.cumsum(fraud[order])
    last = numpy.flatnonzero(numpy.append(numpy.diff(score[order]) != 0, True))
    recall = hits[last] / hits[-1]
    precision = hits[last] / (last + 1.0)
    return float((numpy.diff(recall, prepend=0.0) * precision).sum())


def card_precision(rows, score, alerts=ALERTS_A_DAY):
    """Each day the cards with the highest scores are looked at, one score a card; a card that was found is left out on
    the days after it. The mean over the days of the share that had a fraud on that day."""
    found, shares = set(), []
    for today in numpy.unique(rows.day):
        here = numpy.flatnonzero(rows.day == today)
        here = here[~numpy.isin(rows.card[here], list(found))]
        cards, place = numpy.unique(rows.card[here], return_inverse=True)
        best = numpy.full(len(cards), -numpy.inf)
        numpy.maximum.at(best, place, score[here])
        defrauded = numpy.zeros(len(cards), dtype=bool)
        numpy.logical_or.at(defrauded, place, rows.fraud[here] == 1)
        looked_at = numpy.argsort(-best, kind="stable")[:alerts]
        caught = looked_at[defrauded[looked_at]]
        found.update(cards[caught].tolist())
        shares.append(len(caught) / alerts)
    return float(numpy.mean(shares))


def measures(rows, score):
    """AUC ROC, average precision and card precision of the scores of these rows."""
    score = numpy.asarray(score, dtype=float)
    return auc_roc(rows.fraud, score), average_precision(rows.fraud, score), card_precision(rows, score)
