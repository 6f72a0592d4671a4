# SPDX-License-Identifier: Apache-2.0
"""Golden vectors, the samples, the README's example, and the backtest."""

from __future__ import annotations

import copy
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import vectors
from conftest import ROOT, VECTORS
from fraudrisk import Backtest, BacktestError, backtest

HERE = Path(__file__).resolve().parent.parent
OPTIONS = ("--time-unit", "24h", "--time-start", "2026-01-01", "--draws", "20")
SAMPLE = ROOT / "tests" / "data" / "amlsim-sample.csv"


@pytest.mark.parametrize("steps", sorted(VECTORS.glob("*.steps")), ids=lambda path: path.stem)
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
    assert "<table>" in result._repr_html_() and "first-policy" in result._repr_html_()
    assert Backtest.read(result.folder).figures == result.figures


def test_backtest_plots(result):
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    axes = result.plot()
    assert axes.get_xlabel() and len(axes.lines) == 2
    assert result.plot(axes) is axes


def test_backtest_plots_no_point_for_what_was_not_measured(result):
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    points = lambda axes: [len(line.get_xdata()) for line in axes.lines]
    assert points(result.plot()) == [1, 1] and len(result.plot().texts) == 2
    for missing in ("recall", "alert_rate"):
        data = copy.deepcopy(result.data)
        second = copy.deepcopy(data["policies"][0])
        for quality in second["quality"].values():
            quality[missing] = None
        data["policies"].append(second)
        axes = Backtest(data).plot()
        assert points(axes) == [1, 1] and len(axes.texts) == 2
        data["policies"].pop(0)
        axes = Backtest(data).plot()
        assert points(axes) == [0, 0] and len(axes.texts) == 0


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
