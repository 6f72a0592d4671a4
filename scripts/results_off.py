# SPDX-License-Identifier: Apache-2.0
"""Groups of signals, and copies of a world's files in which one of them is missing."""

import csv
import io
import os

from results_run import rows_of


class Group:
    """What is left out: columns of transfers (a name that ends in a point stands for all that begin so), events, or the
    customers behind the accounts. `options` go to `fraudrisk score`."""

    def __init__(self, key, name, columns=(), events=(), customers=False, options=()):
        self.key, self.name, self.columns, self.events = key, name, tuple(columns), tuple(events)
        self.customers, self.options = customers, tuple(options)

    def drops(self, column):
        return any(column.startswith(name) if name.endswith(".") else column == name for name in self.columns)


SESSION = ("on_call", "caller", "screen_shared", "remote_control", "device_age", "sim_age", "credential_age",
           "session.")
PAYEE = ("payee.age", "payee.account_age", "payee.party_kind", "payee.name_match", "payee.bank", "payee.occupation",
         "payee.foreign", "payee.vulnerable")
PAYER = ("payer.age", "payer.occupation", "payer.account_age", "payer.party_kind", "payer.foreign", "payer.vulnerable")
ACCOUNT = ("device_bound", "sim_changed", "credential_reset", "limit_raised", "deposit_broken", "loan_paid_out")
LISTS = ("listed", "unlisted", "alerted")
LABELS = ("fraud_reported", "cleared", "returned")

ONE_BY_ONE = (
    Group("session", "session: call, screen, remote control, ages of device, SIM and credentials", SESSION),
    Group("calls", "calls: of the session, and the event contact", ("on_call", "caller"), ("contact",)),
    Group("text", "text: remark and purpose", ("remark", "purpose")),
    Group("payee", "payee: age, age of the account, kind, bank, answer of the name check", PAYEE),
    Group("payer", "payer: age, occupation, age of the account, kind, foreign, vulnerable", PAYER),
    Group("customers", "customers behind accounts (their events go to the account)", customers=True),
    Group("balance", "balance before the transfer", ("balance_before",)),
    Group("observations", "what tellers observe", ("observations", "teller.")),
    Group("lists", "lists and alerts", (), LISTS),
    Group("account", "events of the account: device, SIM, password, limit, deposit broken, loan", (), ACCOUNT),
    Group("incoming", "money that came in (transferred)", (), ("transferred",)),
    Group("labels", "reports: fraud_reported, cleared, returned", (), LABELS),
    Group("outcomes", "outcomes: settled (every transfer counts as settled after a day)", (), ("settled",), False,
          ("--outcomes-reported", "no")),
)
ALL = Group("all", "all of these at once", ("ui_language", *(c for g in ONE_BY_ONE for c in g.columns)),
            tuple(e for g in ONE_BY_ONE for e in g.events), True, ("--outcomes-reported", "no"))
GROUPS = {group.key: group for group in (*ONE_BY_ONE, ALL)}


def line_of(row):
    """A row as CSV, with quotes where a cell needs them."""
    text = ",".join(row)
    if '"' in text or "\n" in text or "\r" in text or text.count(",") != len(row) - 1:
        made = io.StringIO()
        csv.writer(made, lineterminator="\r\n").writerow(row)  # these two, so that a cell with one of them is quoted
        text = made.getvalue()[:-2]
    return text + "\n"


def accounts_of(path):
    """The account of each customer who ever pays. A customer of a simulated bank has one."""
    rows, found = rows_of(path), {}
    head = next(rows)
    account, customer = head.index("payer"), head.index("payer.customer")
    for row in rows:
        if row[customer] != "" and found.setdefault(row[customer], row[account]) != row[account]:
            raise ValueError(f"{path}: {row[customer]} has several accounts; their events cannot go to one")
    return found


def copy_transfers(group, source, target):
    rows = rows_of(source)
    head = next(rows)
    dropped = [at for at, name in enumerate(head)
               if group.drops(name) or (group.customers and name in ("payer.customer", "payee.customer"))]
    with open(target, "w", encoding="utf-8", newline="") as out:
        out.write(line_of(head))
        for row in rows:
            for at in dropped:
                row[at] = ""
            out.write(line_of(row))


def copy_events(group, source, target, accounts):
    """Without the group's events, and without what is about a transfer that is gone with them."""
    rows, gone = rows_of(source), set()
    head = next(rows)
    at = {name: place for place, name in enumerate(head)}
    with open(target, "w", encoding="utf-8", newline="") as out:
        out.write(line_of(head))
        for row in rows:
            kind, transfer = row[at["event"]], row[at["transfer_id"]]
            if kind in group.events:
                if kind == "transferred":
                    gone.add(transfer)
                continue
            if transfer in gone:
                continue
            if group.customers and not to_account(row, at, accounts):
                continue
            out.write(line_of(row))


def to_account(row, at, accounts):
    """An event of a person becomes one of his account; false where he has none that ever pays."""
    row[at["payer_customer"]] = row[at["payee_customer"]] = ""
    if row[at["customer"]] != "":
        row[at["party"]] = accounts.get(row[at["customer"]], "")
        row[at["customer"]] = ""
        return row[at["party"]] != ""
    return True


def without(group, world, folder):
    """The world with the group switched off; files that it does not touch are those of the world itself."""
    made = dict(world)
    os.makedirs(folder, exist_ok=True)
    if group.columns or group.customers:
        made["transfers"] = os.path.join(folder, "transfers.csv")
        copy_transfers(group, world["transfers"], made["transfers"])
    if group.events or group.customers:
        accounts = accounts_of(world["transfers"]) if group.customers else {}
        made["events"] = os.path.join(folder, "events.csv")
        copy_events(group, world["events"], made["events"], accounts)
    return made
