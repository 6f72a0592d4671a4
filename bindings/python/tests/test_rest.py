# SPDX-License-Identifier: Apache-2.0
"""Golden vectors, the samples, the README's example, and the backtest."""

from __future__ import annotations

import copy
import re
import shutil
import subprocess
import sys
import textwrap
import warnings
from pathlib import Path

import pytest
import vectors
from conftest import ROOT, VECTORS
from fraudrisk import Backtest, BacktestError, backtest

HERE = Path(__file__).resolve().parent.parent
OPTIONS = ("--time-unit", "24h", "--time-start", "2026-01-01", "--draws", "20")
SAMPLE = ROOT / "tests" / "data" / "amlsim-sample.csv"


@pytest.mark.parametrize("steps", sorted(VECTORS.glob("*.steps")), ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore:.*rows were refused:UserWarning")
def test_golden_vectors(steps, tmp_path):
    for folder in ("leader", "standby"):
        (tmp_path / folder).mkdir()
    assert vectors.run(steps, tmp_path) == steps.with_suffix(".expected").read_bytes()


@pytest.mark.parametrize("sample", sorted((HERE / "samples").glob("*.py")), ids=lambda path: path.stem)
def test_samples(sample):
    policies = ["first.frb", "retail-cn.frb"] if sample.stem == "hot_reload" else ["retail-cn.frb"]
    line = [sys.executable, str(sample), *(str(VECTORS / name) for name in policies)]
    done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout == sample.with_suffix(".expected").read_text(encoding="utf-8")


def test_the_readme_begins_with_an_example_that_runs():
    text = (HERE / "README.md").read_text(encoding="utf-8")
    program, expected = re.findall(r"```(?:python|text)\n(.*?)```", text, re.S)[:2]
    assert len(program.strip().splitlines()) <= 10
    line = [sys.executable, "-c", program]
    done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=60, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert done.stdout == expected


def test_the_readme_restarts_as_the_sample_does():
    """The section shows the very lines that run as a sample."""
    text = (HERE / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"^## Restart.*?```python\n(.*?)```", text, re.S | re.M).group(1)
    sample = (HERE / "samples" / "restart.py").read_text(encoding="utf-8")
    assert textwrap.indent(shown, "    ") in sample and "journal.attach()" in shown


@pytest.fixture(scope="module")
def result(tmp_path_factory) -> Backtest:
    return backtest(
        ROOT / "examples" / "first-policy",
        SAMPLE,
        options=OPTIONS,
        out=tmp_path_factory.mktemp("backtest") / "out",
    )


def test_backtest(result):
    assert result.data["data"]["transfers"] > 1000
    assert result.figures["alerts"] >= 0
    assert result.table()[0]["policy"] == "first-policy"
    assert result.rules()[0]["name"] == "third_and_rising"
    assert result.report is not None and result.report.exists()
    assert "transfers" in repr(result)
    page = result._repr_html_()
    assert page.count("<tr>") == 3 and "first-policy 1" in page and "warn or hold" in page
    rate = result.data["policies"][0]["quality"]["warn_or_hold"]["alert_rate"]
    assert rate["low"] is not None and f"{100 * rate['value']:.3g} % ({100 * rate['low']:.3g} to " in page
    assert "e-0" not in page and "without labels" not in page
    assert Backtest.read(result.folder).figures == result.figures


def test_policies_of_one_name_are_told_apart(result):
    data = copy.deepcopy(result.data)
    second = copy.deepcopy(data["policies"][0])
    data["policies"][0]["file"], second["file"] = "now/a.frb", "now/b.frb"
    data["policies"].append(second)
    both = Backtest(data)
    assert both._names == ["first-policy 1 (a.frb)", "first-policy 1 (b.frb)"]
    assert [row["file"] for row in both.table()] == ["now/a.frb", "now/b.frb"]
    assert "first-policy 1 (a.frb)" in both._repr_html_() and "first-policy 1 (b.frb)" in both._repr_html_()
    second["file"] = "then/a.frb"
    assert both._names == ["first-policy 1 (now/a.frb)", "first-policy 1 (then/a.frb)"]
    second["version"] = 2
    assert both._names == ["first-policy 1", "first-policy 2"]


def test_notices_are_warned_of(result, tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        backtest(ROOT / "examples" / "first-policy", SAMPLE, options=OPTIONS)
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    mixed = tmp_path / "mixed.csv"
    mixed.write_text("\n".join([lines[0], *reversed(lines[1:]), ""]), encoding="utf-8")
    with pytest.warns(UserWarning, match="not sorted by time") as warned:
        said = backtest(ROOT / "examples" / "first-policy", mixed, options=OPTIONS).said
    assert "not sorted by time" in said and warned[0].filename == __file__


def test_what_is_no_path(tmp_path):
    pandas, arrow = pytest.importorskip("pandas"), pytest.importorskip("pyarrow")
    policy = ROOT / "examples" / "first-policy"
    for table in (pandas.DataFrame({"id": ["1"]}), arrow.table({"id": ["1"]})):
        with pytest.raises(TypeError, match="transfers is a path, not a (DataFrame|Table); write it as CSV first"):
            backtest(policy, table)
    with pytest.raises(TypeError, match=r"challengers is a sequence of paths, such as \['new'\]"):
        backtest(policy, SAMPLE, challengers="new")
    for wrong in ({"policy": None}, {"transfers": 5}, {"events": 5}, {"lists": 5}, {"challengers": [5]}):
        with pytest.raises(TypeError, match="is a path, not a (NoneType|int)$"):
            backtest(**{"policy": policy, "transfers": SAMPLE, **wrong})
    silent = tmp_path / "silent"
    silent.write_text("#!/bin/sh\necho 'x: this build reads and writes no Parquet or Arrow files' >&2\nexit 1\n")
    silent.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRAUDRISK", str(silent))
        with pytest.raises(BacktestError, match="Or write it as CSV"):
            backtest(policy, tmp_path / "x.parquet")


def test_rules_as_a_table(result):
    # The rule of the sample does not fire on these transfers.
    assert result.rule_table() == []
    data = copy.deepcopy(result.data)
    rule = data["policies"][0]["rules"][0]
    seldom = {**rule, "name": "seldom", "transfers": 2, "precision": {"value": 0.5, "low": 0.1, "high": 0.9}}
    often = {**rule, "name": "often", "transfers": 5, "reason": None, "precision": None}
    stolen = {**rule, "name": "stolen", "transfers": 1, "fraud_amount_minor": 1}
    stolen["lost_without"] = {**rule["lost_without"], "hold": {**rule["lost_without"]["hold"], "alerts": 7}}
    data["policies"][0]["rules"] = [rule, seldom, often, stolen]
    rows = Backtest(data).rule_table(level="hold")
    assert [row["rule"] for row in rows] == ["stolen", "often", "seldom"]
    assert [row["alerts_lost"] for row in rows] == [7, 0, 0] and [row["precision"] for row in rows][1:] == [None, 0.5]
    assert all(not isinstance(value, (dict, list)) for row in rows for value in row.values())
    assert rows[0]["reason"] == rule["reason"]["en"] and rows[1]["reason"] is None
    assert Backtest(data).rule_table(language="zh")[0]["reason"] == rule["reason"]["zh"]


def test_shares_are_read_without_powers_of_ten():
    from fraudrisk import _backtest as module

    shares = [None, 0, 1, 0.75, 0.0556, 0.000725, 1.343e-05, 1e-9, -0.5]
    assert [module._percent(share) for share in shares] == [
        "–", "0 %", "100 %", "75 %", "5.56 %", "0.0725 %", "0.00134 %", "0 %", "-50 %",
    ]
    assert module._with_interval({"value": 0.5, "low": None, "high": 0.7}, module._percent) == "50 %"
    assert module._with_interval({"value": 0.5, "low": 0.4, "high": 0.7}, module._percent) == "50 % (40 to 70)"
    assert module._with_interval(None, module._percent) == "–"


def points(axes):
    """Of each level, how many points."""
    return [sum(box[0].get_gid().split()[0] == level for box in axes.containers) for level in ("warn_or_hold", "hold")]


def test_backtest_plots(result, tmp_path):
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    axes = result.plot()
    quality = result.data["policies"][0]["quality"]["warn_or_hold"]
    drawn = next(box for box in axes.containers if "warn_or_hold" in box[0].get_gid())
    assert list(drawn[0].get_xdata()) == [quality["alert_rate"]["value"]]
    assert list(drawn[0].get_ydata()) == [quality["recall"]["value"]]
    # All of it can be seen, and nothing is written over anything else.
    assert axes.get_xlim()[1] >= quality["alert_rate"]["high"] and axes.get_ylim()[1] > 1
    assert axes.get_xlabel() and axes.get_title(loc="left").endswith("frauds") and len(axes.texts) == 0
    names = [text.get_text() for text in axes.get_legend().get_texts()]
    assert names == ["first-policy 1", "warn or hold", "hold", "other thresholds"]
    axes.figure.canvas.draw()
    boxes = [label.get_window_extent() for label in axes.get_xticklabels() if label.get_text()]
    assert len(boxes) > 2 and all(left.x1 <= right.x0 for left, right in zip(boxes, boxes[1:]))
    axes.figure.savefig(tmp_path / "plot.png")
    assert (tmp_path / "plot.png").stat().st_size > 5000
    assert result.plot(axes) is axes


def test_backtest_plots_no_point_for_what_was_not_measured(result):
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    assert points(result.plot()) == [1, 1]
    without = copy.deepcopy(result.data)
    without["data"]["labels"] = "none"
    assert Backtest(without).plot().get_title(loc="left").endswith("transfers, without labels")
    for missing in ("recall", "alert_rate"):
        data = copy.deepcopy(result.data)
        second = copy.deepcopy(data["policies"][0])
        for quality in second["quality"].values():
            quality[missing] = None
        data["policies"].append(second)
        axes = Backtest(data).plot()
        assert points(axes) == [1, 1]
        data["policies"].pop(0)
        axes = Backtest(data).plot()
        assert points(axes) == [0, 0] and axes.get_xlim() == (0, 1)


def test_a_failed_backtest_is_not_the_last_one(result, tmp_path, monkeypatch):
    policy, out = ROOT / "examples" / "first-policy", tmp_path / "out"
    shutil.copytree(result.folder, out)
    before = (out / "backtest.json").read_bytes()
    with pytest.raises(BacktestError, match="no-policy") as caught:
        backtest(tmp_path / "no-policy", SAMPLE, out=out)
    assert caught.value.code != 0 and caught.value.result is None
    silent = tmp_path / "silent"
    silent.write_text("#!/bin/sh\necho 'nothing was measured' >&2\nexit 0\n", encoding="utf-8")
    silent.chmod(0o755)
    monkeypatch.setenv("FRAUDRISK", str(silent))
    with pytest.raises(BacktestError, match="nothing was measured") as caught:
        backtest(policy, SAMPLE, out=out)
    assert caught.value.result is None
    # The last result is still there for who reads it, and nothing else.
    assert (out / "backtest.json").read_bytes() == before
    assert {path.name for path in out.iterdir()} == {path.name for path in result.folder.iterdir()}
    monkeypatch.undo()
    with pytest.raises(BacktestError, match="none.csv") as caught:
        backtest(policy, tmp_path / "none.csv", out=out)
    assert caught.value.code != 0 and caught.value.result is None


def test_a_backtest_with_rows_that_could_not_be_scored(result, tmp_path):
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    row = lines[1].split(",")
    row[lines[0].split(",").index("amount")] = "-5"
    damaged = tmp_path / "damaged.csv"
    damaged.write_text("\n".join([*lines, ",".join(row), ""]), encoding="utf-8")
    with pytest.raises(BacktestError, match="ended with 1") as caught:
        backtest(ROOT / "examples" / "first-policy", damaged, options=OPTIONS, out=tmp_path / "out")
    assert caught.value.result.data["data"]["transfers"] >= result.data["data"]["transfers"]
    assert caught.value.result.report.exists()
    assert "-5" in caught.value.message or "amount" in caught.value.message


def test_backtest_refuses(tmp_path, monkeypatch):
    with pytest.raises(BacktestError, match="ended with [12]"):
        backtest(ROOT / "examples" / "first-policy", tmp_path / "none.csv")
    with pytest.raises(ValueError):
        Backtest({"format": "other"})
    from fraudrisk import _backtest as module

    monkeypatch.delenv("FRAUDRISK", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(module, "__file__", str(tmp_path / "fraudrisk" / "backtest.py"))
    with pytest.raises(FileNotFoundError, match="_native/bin/fraudrisk"):
        module.command()
