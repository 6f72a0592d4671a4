# SPDX-License-Identifier: Apache-2.0
"""Golden vectors, the samples, the README's example, and the backtest."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import vectors
from conftest import ROOT, VECTORS
from fraudrisk import Backtest, BacktestError, backtest

HERE = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "data" / "amlsim-sample.csv"


@pytest.mark.parametrize("steps", sorted(VECTORS.glob("*.steps")), ids=lambda path: path.stem)
def test_golden_vectors(steps):
    assert vectors.run(steps) == steps.with_suffix(".expected").read_bytes()


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
        options=("--time-unit", "24h", "--time-start", "2026-01-01", "--draws", "20"),
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
