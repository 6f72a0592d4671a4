# SPDX-License-Identifier: Apache-2.0
"""`fraudrisk backtest` from Python: the command runs, and what it measured is an object."""

from __future__ import annotations

import html
import json
import math
import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class BacktestError(RuntimeError):
    """The command refused or failed: `message` is what it said, `code` its exit status.

    result    what it measured nevertheless, such as without rows that could not be scored; None where nothing"""

    def __init__(self, code: int, message: str, result: Backtest | None = None) -> None:
        self.code = code
        self.message = message
        self.result = result
        super().__init__(f"fraudrisk backtest ended with {code}: {message.strip() or 'it said nothing'}")


def command(path: str | None = None) -> str:
    """The command: FRAUDRISK, the one inside the wheel, or the one on PATH (or on the path that is given)."""
    inside = Path(__file__).resolve().parent / "_native" / "bin" / "fraudrisk"
    found = os.environ.get("FRAUDRISK") or (str(inside) if os.access(inside, os.X_OK) else None)
    found = found or shutil.which("fraudrisk", path=path)
    if found:
        return found
    raise FileNotFoundError(
        f"the command fraudrisk was not found: neither FRAUDRISK nor {inside} nor PATH leads to it; install the wheel "
        "again, or the command (of Debian's packages: fraudrisk-tools)"
    )


class Backtest:
    """What a backtest measured.

    figures   the first policy's figures at "warn or hold": alerts, alert_rate, precision, recall, value_recall, …
    data      the whole of backtest.json (docs/backtest-json.md)
    said      what the command printed
    report    the path of report.html, None where the folder was temporary"""

    def __init__(self, data: Mapping[str, Any], folder: Path | None = None, said: str = "") -> None:
        if data.get("format") != "fraudrisk-backtest" or data.get("format_version") != 1:
            raise ValueError("this is no backtest.json of a form that this package reads")
        self.data = data
        self.folder = folder
        self.said = said

    @classmethod
    def read(cls, folder: str | os.PathLike[str]) -> Backtest:
        """The result that the command left in a folder."""
        path = Path(folder)
        return cls(json.loads((path / "backtest.json").read_text(encoding="utf-8")), path)

    @property
    def report(self) -> Path | None:
        page = None if self.folder is None else self.folder / "report.html"
        return page if page is not None and page.exists() else None

    @property
    def policies(self) -> list[dict[str, Any]]:
        return list(self.data["policies"])

    @property
    def figures(self) -> dict[str, Any]:
        return self._figures(self.policies[0])

    @staticmethod
    def _figures(policy: Mapping[str, Any], level: str = "warn_or_hold") -> dict[str, Any]:
        quality = policy["quality"][level]
        return {
            key: value["value"] if isinstance(value, dict) and "value" in value else value
            for key, value in quality.items()
        }

    @property
    def _names(self) -> list[str]:
        """What each policy is called: by its file, too, where another has its name and version."""
        names = [f"{policy.get('name')} {policy.get('version')}" for policy in self.policies]
        files = [str(policy.get("file")) for policy in self.policies]
        short = [Path(file).name for file in files]
        told = short if len(set(short)) == len(short) else files
        return [f"{name} ({file})" if names.count(name) > 1 else name for name, file in zip(names, told)]

    def table(self, level: str = "warn_or_hold") -> list[dict[str, Any]]:
        """A row a policy with its figures, such as pandas.DataFrame() takes."""
        return [
            {
                "policy": policy.get("name"),
                "version": policy.get("version"),
                "file": policy.get("file"),
                **self._figures(policy, level),
            }
            for policy in self.policies
        ]

    def rules(self, policy: int = 0) -> list[dict[str, Any]]:
        """A row a rule of one policy, as backtest.json has it."""
        return list(self.policies[policy].get("rules", []))

    def rule_table(
        self, policy: int = 0, *, level: str = "warn_or_hold", language: str = "en"
    ) -> list[dict[str, Any]]:
        """A row a rule that fired, flat, such as pandas.DataFrame() takes: most stolen money first, then most often.

        alerts_lost, true_alerts_lost   what would not be an alert if the rule were taken out"""
        fired = [rule for rule in self.rules(policy) if rule["transfers"] > 0]
        fired.sort(key=lambda rule: (-rule["fraud_amount_minor"], -rule["transfers"]))
        return [
            {
                "rule": rule["name"],
                "reason": (rule["reason"] or {}).get(language),
                **{key: rule[key] for key in ("points", "transfers", "frauds", "honest")},
                "precision": (rule["precision"] or {}).get("value"),
                "alerts_lost": rule["lost_without"][level]["alerts"],
                "true_alerts_lost": rule["lost_without"][level]["true_alerts"],
            }
            for rule in fired
        ]

    @property
    def _about(self) -> str:
        data = self.data["data"]
        frauds = "without labels" if data.get("labels") == "none" else f"{data['frauds']:,} frauds"
        return f"{data['transfers']:,} transfers, {frauds}"

    def __repr__(self) -> str:
        figures = self.figures
        return (
            f"Backtest({self.data['data']['transfers']} transfers, alerts={figures.get('alerts')}, "
            f"precision={_percent(figures.get('precision'))}, recall={_percent(figures.get('recall'))})"
        )

    def _repr_html_(self) -> str:
        """A table for a notebook: a row a policy and level, with intervals of 95 % as the command measured them."""
        shares = ("alert_rate", "precision", "recall", "value_recall")
        columns = ["policy", "level", "alerts", *shares, "honest_to_fraud"]
        head = "".join(f"<th>{html.escape(name.replace('_', ' '))}</th>" for name in columns)
        body = ""
        for policy, called in zip(self.policies, self._names):
            for level in LEVELS:
                quality = policy["quality"][level]
                cells = [called, level.replace("_", " ")]
                cells += [_count(quality.get("alerts"))]
                cells += [_with_interval(quality.get(name), _percent) for name in shares]
                cells += [_with_interval(quality.get("honest_to_fraud"), _number)]
                body += "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>"
        return f"<p>{self._about}</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def plot(self, axes: Any = None) -> Any:
        """Recall beside alert rate, a point a policy and level, with its intervals, and a line through what other
        thresholds would have given; needs matplotlib. Gives the axes.

        What was not measured has no point: without labels there is no recall, which is not a recall of 0."""
        try:
            import matplotlib.pyplot as pyplot
            from matplotlib.ticker import FuncFormatter, MaxNLocator
        except ImportError as fault:
            raise ImportError("plot() draws with matplotlib: pip install matplotlib") from fault
        if axes is None:
            _, axes = pyplot.subplots(figsize=(8.5, 4.5), layout="constrained")
        widest = 0.0
        for policy, called, colour in zip(self.policies, self._names, COLOURS):
            widest = max(widest, _draw(axes, policy, called, colour))
        axes.set_xlim(0, 1.0 if widest == 0 else min(1.0, 1.5 * widest))
        axes.set_ylim(0, 1.05)
        axes.xaxis.set_major_locator(MaxNLocator(6))
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(FuncFormatter(lambda share, _: _percent(share)))
        axes.set_xlabel("share of transfers with an alert")
        axes.set_ylabel("share of frauds with an alert")
        axes.set_title(self._about, loc="left")
        axes.grid(alpha=0.25)
        axes.spines[["top", "right"]].set_visible(False)
        # What the marks mean is the same for each policy, so it stands there once, without a colour.
        for level, mark in LEVELS.items():
            axes.plot([], [], linestyle="none", color="0.35", label=level.replace("_", " "), **mark)
        axes.plot([], [], color="0.35", linewidth=1, label="other thresholds")
        axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1), frameon=False)
        return axes


#: How each level is drawn: filled and hollow, so that they differ where they lie on one another.
LEVELS: Mapping[str, Mapping[str, Any]] = {
    "warn_or_hold": {"marker": "o", "markersize": 8},
    "hold": {"marker": "s", "markersize": 8, "markerfacecolor": "white", "markeredgewidth": 1.8},
}
#: Of five policies at most; those of Okabe and Ito, which differ to every eye.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00")


def _draw(axes: Any, policy: Mapping[str, Any], called: str, colour: str) -> float:
    """One policy's line and points. Gives the highest alert rate that has to be seen."""
    widest = 0.0
    curve = (policy.get("curves") or {}).get("warn_or_hold") or {}
    line = [(point["alert_rate"], point["recall"]) for point in curve.get("points", ())]
    line = [point for point in line if None not in point]
    axes.plot([x for x, _ in line], [y for _, y in line], color=colour, linewidth=1, alpha=0.6)
    axes.plot([], [], "o", color=colour, label=called)
    for level, mark in LEVELS.items():
        rate, recall = policy["quality"][level]["alert_rate"], policy["quality"][level]["recall"]
        if _of(rate) is None or _of(recall) is None:
            continue
        x, y = _of(rate), _of(recall)
        axes.errorbar(
            x, y, xerr=_arms(rate), yerr=_arms(recall), color=colour, elinewidth=1, linestyle="none", zorder=3,
            clip_on=False, gid=f"{level} {policy.get('name')}", **mark,
        )
        widest = max(widest, x, _of(rate, "high") or 0.0)
    return widest


def _of(figure: Any, key: str = "value") -> Any:
    """A figure of backtest.json is an object with an interval, a number, or nothing."""
    if isinstance(figure, dict):
        return figure.get(key)
    return figure if key == "value" else None


def _arms(figure: Any) -> Any:
    """How far an interval reaches to both sides, as errorbar() takes it."""
    value, low, high = (_of(figure, key) for key in ("value", "low", "high"))
    return None if None in (low, high) else [[max(0.0, value - low)], [max(0.0, high - value)]]


def _percent(value: Any) -> str:
    """Three digits that count, and no power of ten."""
    if value is None:
        return "–"
    hundredths = 100 * float(value)
    places = 0 if hundredths == 0 else min(6, max(0, 2 - math.floor(math.log10(abs(hundredths)))))
    text = f"{hundredths:.{places}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) + " %"


def _number(value: Any) -> str:
    return "–" if value is None else f"{value:,.3g}" if abs(value) < 100 else f"{value:,.0f}"


def _count(value: Any) -> str:
    return "–" if value is None else f"{value:,}"


def _with_interval(figure: Any, written: Callable[[Any], str]) -> str:
    low, high = _of(figure, "low"), _of(figure, "high")
    if None in (low, high):
        return written(_of(figure))
    return f"{written(_of(figure))} ({written(low).removesuffix(' %')} to {written(high).removesuffix(' %')})"


@contextmanager
def _without_the_last(path: Path) -> Iterator[Path]:
    """What lies at the path is of an earlier run: it stands aside, and comes back where nothing new was written."""
    aside = path.with_name(path.name + ".before")
    if path.exists():
        path.replace(aside)
    try:
        yield path
    finally:
        if path.exists():
            aside.unlink(missing_ok=True)
        elif aside.exists():
            aside.replace(path)


def _path(name: str, given: Any) -> str:
    """A path as the command takes it; a sentence for who has the data in memory."""
    if not isinstance(given, (str, os.PathLike)):
        kind = type(given).__name__
        table = any(hasattr(given, way) for way in ("to_csv", "write_csv", "toArrow", "__arrow_c_stream__"))
        more = "; write it as CSV first, such as frame.to_csv(path, index=False)" if table else ""
        raise TypeError(f"{name} is a path, not a {kind}{more}")
    return os.fspath(given)


def _paths(name: str, given: Any) -> list[str]:
    if isinstance(given, (str, bytes, os.PathLike)):
        raise TypeError(f"{name} is a sequence of paths, such as [{os.fspath(given)!r}], not a single one")
    return [_path(f"each of {name}", one) for one in given]


def backtest(
    policy: str | os.PathLike[str],
    transfers: str | os.PathLike[str],
    *,
    events: str | os.PathLike[str] | None = None,
    lists: str | os.PathLike[str] | None = None,
    challengers: Sequence[str | os.PathLike[str]] = (),
    columns: Mapping[str, str] | None = None,
    ignore_columns: bool = False,
    options: Sequence[str] = (),
    out: str | os.PathLike[str] | None = None,
) -> Backtest:
    """Replays transfers through a policy, and up to four challengers beside it.

    policy, transfers, events, lists, challengers   paths, as the command takes them
    columns   {field: column of the file}, where they differ, as --map
    options   others of the command, such as ("--label-delay", "7d")
    out       the folder for backtest.json and report.html; None: a temporary one, of which only the figures stay

    Raises BacktestError where the command does not end with 0, also where rows could not be scored: its `result` has
    the figures without them. What the command says beside its figures (`said`) is a UserWarning too."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "out" if out is None else Path(out)
        line = [command(), "backtest", "--policy", _path("policy", policy), "--in", _path("transfers", transfers)]
        line += ["--out", str(folder)]
        if events is not None:
            line += ["--events", _path("events", events)]
        if lists is not None:
            line += ["--lists", _path("lists", lists)]
        for challenger in _paths("challengers", challengers):
            line += ["--challenger", challenger]
        if columns:
            line += ["--map", ",".join(f"{field}={column}" for field, column in columns.items())]
        if ignore_columns:
            line.append("--ignore-columns")
        with _without_the_last(folder / "backtest.json") as written:
            done = subprocess.run([*line, *options], capture_output=True, text=True, check=False)
            data = json.loads(written.read_text(encoding="utf-8")) if written.exists() else None
        said = done.stdout + done.stderr
        result = None
        if data is not None and (done.returncode == 0 or data["data"]["transfers"] > 0):
            result = Backtest(data, None if out is None else folder, said)
        if done.returncode != 0 or result is None:
            message = done.stderr or done.stdout
            if "reads and writes no Parquet" in message:
                message += "Or write it as CSV: pandas.read_parquet(path).to_csv(other, index=False)\n"
            raise BacktestError(done.returncode, message, result)
        if done.stderr.strip():
            warnings.warn(f"fraudrisk backtest: {done.stderr.strip()}", UserWarning, stacklevel=2)
        return result
