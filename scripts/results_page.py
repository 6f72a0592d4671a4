# SPDX-License-Identifier: Apache-2.0
"""The measured part of docs/results.md, out of what scripts/results found."""

import results_tables as tables
from results_off import GROUPS

BEGIN = "<!-- begin: measured and written by scripts/results -->"
END = "<!-- end: measured and written by scripts/results -->"


def replaced(page, made):
    """The page with its measured part made anew."""
    if BEGIN not in page or END not in page:
        raise ValueError("docs/results.md has lost the marks between which the measured part stands")
    return page[:page.index(BEGIN)] + made + page[page.index(END) + len(END):]


def made_of(run):
    """How the world was made, from its own notes."""
    facts = run["facts"]
    parameters = facts["parameters"].split(", SHA-256 ")
    return (f"Parameters `{parameters[0]}` (SHA-256 {parameters[1][:16]}…), seed {facts['seed']}, "
            f"{int(facts['customers']):,} customers, {facts['days']} days, {facts['base-rate']}, session signals for "
            f"{facts['session-known']} (which are {tables.percent(run['sessions'] / sum(run['all']))} of all "
            "transfers, since purchases by quick pay have none)")


def titled(title, table, level="###"):
    return [f"{level} {title}", "", *table.markdown()]


def world(name, run, picture):
    lines = [f"## The set `{name}`", "", made_of(run) + ". " + tables.size_of(run) + ".", ""]
    lines += [*titled("Alerts", tables.alerts(run)), *titled("Scams by who acts", tables.actors(run)),
              *titled("Scams by type", tables.types(run))]
    if picture:
        lines += [f"![Scams stopped, by type](pictures/{picture})", ""]
    lines += [*titled("What it was called", tables.names(run)), *titled("Mules", tables.mules(run)),
              *titled("Honest stories", tables.stories(run)),
              *titled("Rules", tables.rules(run)), *titled("Flags and cost", tables.cost(run))]
    if run["said"]:
        lines += ["The command also said:", "", *("    " + text for text in run["said"]), ""]
    return lines


def name_of(key, results):
    known = results["off"]["base"]["facts"]["session-known"].split(" ")[0]
    if key == "base":
        return "as it is"
    if key.startswith("known-"):
        seen = tables.percent(results["off"][key]["sessions"] / sum(results["off"][key]["all"]))
        return f"session signals for {key[6:]} % of customers instead of {known} %, {seen} of transfers"
    return GROUPS[key].name


def off_runs(results):
    return [(name_of(key, results), run) for key, run in results["off"].items()]


def off(results):
    base = results["off"]["base"]
    known = base["facts"]["session-known"].split(" ")[0]
    lines = ["## Groups of signals switched off", "", made_of(base) + ". " + tables.size_of(base) + ".", "",
             "This is another world than those above, smaller and with more scams, so that there are enough cases to "
             "compare. More scams also mean more payees that are reported and listed, and so more alerts about honest "
             "people: these rates are for comparing rows, not for the question that is asked above. Points are "
             "what the share gains or loses beside the first row, with what 95 % of draws of the same cases give; with "
             "sessions known of more customers the generator's chances fall otherwise, and the scams are others.", ""]
    if known == "10":
        lines += ["Session signals for 10 % of customers is what the set itself says, so that the first row is that "
                  "case. Purchases by quick pay have none: signals in 10 % of all transfers need some 60 % of "
                  "customers.", ""]
    table = tables.compared(off_runs(results))
    errors = {name: run["flags"]["expression_error"] for name, run in off_runs(results)}
    lines += table.markdown()
    lines += [f"Decisions with the flag `expression_error` in all of these runs: {sum(errors.values())}.", "",
              "![Scams stopped without a group of signals](pictures/results-groups.svg)", ""]
    return lines


def section(results):
    at, worlds = results["machine"], [(name, results[name]) for name in ("default", "second") if name in results]
    policy = next(iter(results["off"].values()) if not worlds else iter([worlds[0][1]]))["policy"]
    lines = [BEGIN, "", f"Measured on {at['day']} at commit {at['commit']} ({at['processor']}, {at['processors']} "
             f"processors). The policy is `{policy['name']}`, version {policy['version']}, digest "
             f"{policy['digest'][:16]}….", ""]
    if worlds:
        lines += ["## What was asked", ""]
        lines += [f"- `{name}`: {tables.size_of(run)} ({int(run['facts']['customers']):,} customers, "
                  f"{run['facts']['days']} days)." for name, run in worlds]
        lines += ["", *tables.heads(worlds).markdown()]
    for name, run in worlds:
        lines += world(name, run, "results-types.svg" if name == "default" else None)
    if "off" in results:
        lines += off(results)
    return "\n".join([*lines, END])
