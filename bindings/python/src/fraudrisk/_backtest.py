# SPDX-License-Identifier: Apache-2.0
"""`fraudrisk backtest` from Python: the command runs, and what it measured is an object."""

from __future__ import annotations

import html
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
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


def command() -> str:
    """The command: FRAUDRISK, the one inside the wheel, or the one on PATH."""
    inside = Path(__file__).resolve().parent / "_native" / "bin" / "fraudrisk"
    found = os.environ.get("FRAUDRISK") or (str(inside) if os.access(inside, os.X_OK) else shutil.which("fraudrisk"))
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

    def table(self, level: str = "warn_or_hold") -> list[dict[str, Any]]:
        """A row a policy with its figures, such as pandas.DataFrame() takes."""
        return [
            {"policy": policy.get("name"), "version": policy.get("version"), **self._figures(policy, level)}
            for policy in self.policies
        ]

    def rules(self, policy: int = 0) -> list[dict[str, Any]]:
        """A row a rule of one policy, as backtest.json has it."""
        return list(self.policies[policy].get("rules", []))

    def __repr__(self) -> str:
        figures = self.figures
        return (
            f"Backtest({self.data['data']['transfers']} transfers, alerts={figures.get('alerts')}, "
            f"precision={_share(figures.get('precision'))}, recall={_share(figures.get('recall'))})"
        )

    def _repr_html_(self) -> str:
        """A table for a notebook."""
        columns = ["alerts", "alert_rate", "precision", "recall", "value_recall", "honest_to_fraud"]
        head = "".join(f"<th>{html.escape(name.replace('_', ' '))}</th>" for name in ["policy", *columns])
        body = ""
        for row in self.table():
            cells = [html.escape(f"{row['policy']} {row['version']}")]
            cells += [_share(row.get(name)) if name not in ("alerts",) else str(row.get(name)) for name in columns]
            body += "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
        about = f"{self.data['data']['transfers']} transfers, {self.data['data']['frauds']} frauds"
        return f"<p>{about}</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def plot(self, axes: Any = None) -> Any:
        """Recall beside alert rate, a point a policy and level; needs matplotlib. Gives the axes.

        What was not measured has no point: without labels there is no recall, which is not a recall of 0."""
        try:
            import matplotlib.pyplot as pyplot
        except ImportError as fault:
            raise ImportError("plot() draws with matplotlib: pip install matplotlib") from fault
        if axes is None:
            _, axes = pyplot.subplots()
        for level, mark in (("warn_or_hold", "o"), ("hold", "s")):
            rows = [
                row
                for row in self.table(level)
                if row.get("alert_rate") is not None and row.get("recall") is not None
            ]
            rates, recalls = [row["alert_rate"] for row in rows], [row["recall"] for row in rows]
            axes.plot(rates, recalls, mark, label=level.replace("_", " "))
            for row in rows:
                axes.annotate(f"{row['policy']} {row['version']}", (row["alert_rate"], row["recall"]))
        axes.set_xlabel("share of transfers with an alert")
        axes.set_ylabel("share of frauds with an alert")
        axes.legend()
        return axes


def _share(value: Any) -> str:
    return "–" if value is None else f"{value:.4g}" if isinstance(value, float) else str(value)


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
    the figures without them."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "out" if out is None else Path(out)
        line = [command(), "backtest", "--policy", os.fspath(policy), "--in", os.fspath(transfers)]
        line += ["--out", str(folder)]
        if events is not None:
            line += ["--events", os.fspath(events)]
        if lists is not None:
            line += ["--lists", os.fspath(lists)]
        for challenger in challengers:
            line += ["--challenger", os.fspath(challenger)]
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
            raise BacktestError(done.returncode, done.stderr or done.stdout, result)
        return result
