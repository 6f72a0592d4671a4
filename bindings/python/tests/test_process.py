# SPDX-License-Identifier: Apache-2.0
"""Processes: forks, the end of the interpreter, a library that is not there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import fraudrisk
import pytest
from conftest import VECTORS, new_engine, transfer_of
from fraudrisk import Outcome

BEGIN = f"""
import fraudrisk
from fraudrisk import *
policy = Policy({str(VECTORS / "retail-cn.frb")!r})
engine = Engine(policy, secret_key=bytes(16), accept_unsigned_policies=True)
context = engine.context()
transfer = Transfer(id="t1", payer="p1", payee="q1", amount_minor=100, time_us=1767225600000000)
context.score(transfer)
"""


def run(program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "dev", "-c", textwrap.dedent(program)],
        capture_output=True, text=True, check=False, timeout=60, env={**os.environ, **environment},
    )


def in_child(work) -> int:
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:  # noqa: BLE001  the parent sees it by the exit status
            import traceback

            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_fork(policy, engine, context):
    context.score(transfer_of(1))

    def child() -> None:
        single, many = (lambda: context.score(transfer_of(2))), (lambda: context.score_batch([]))
        for call in (single, many, engine.stats, policy.describe):
            with pytest.raises(RuntimeError, match="belongs to the process that forked"):
                call()
        with pytest.raises(RuntimeError, match="belongs to the process that forked"):
            context.score_table(policy, None)
        context.close()
        engine.close()
        mine = fraudrisk.Policy(VECTORS / "retail-cn.frb")
        with new_engine(mine) as own, own.context() as way:
            assert way.score(transfer_of(1)).outcome == Outcome.ALLOW

    assert in_child(child) == 0
    assert context.score(transfer_of(2)).outcome == Outcome.ALLOW
    assert engine.stats().scored == 2


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_fork_leaves_the_journal_alone(tmp_path, policy):
    with new_engine(policy) as engine:
        journal = engine.open_journal(tmp_path, now_us=1)
        journal.attach()
        with engine.context() as context:
            context.score(transfer_of(1))

            def child() -> None:
                with pytest.raises(RuntimeError, match="belongs to the process that forked"):
                    journal.checkpoint()
                context.close()
                journal.close()
                engine.close()

            assert in_child(child) == 0
            context.score(transfer_of(2))
            journal.checkpoint()
        last = journal.stats().last_sequence
    with new_engine(policy) as engine:
        assert engine.open_journal(tmp_path, now_us=1).recover().last_sequence == last


@pytest.mark.parametrize(
    "end",
    [
        "",
        "import sys; sys.exit(0)",
        "import gc; gc.disable()",
        "import builtins; builtins.kept = [context, engine, policy, transfer]",
        "cycle = [context]; cycle.append(cycle); del context, engine, policy",
        "import atexit; atexit.register(lambda: context.score(transfer))",
        "import threading\nthreading.Thread(target=lambda: [context.preview(transfer) for _ in range(20000)]).start()",
        "import threading\n"
        "threading.Thread(target=lambda: [context.preview(transfer) for _ in iter(int, 1)], daemon=True).start()",
        "class Late:\n  held = context, engine, transfer\n  def __del__(self):\n"
        "    context, engine, transfer = self.held\n"
        "    transfer.id = 't2'; context.score(transfer); context.close(); engine.close()\nlate = Late()",
    ],
)
def test_the_interpreter_ends_with_handles_open(end):
    done = run(BEGIN + "\n" + end)
    assert done.returncode == 0, done.stderr
    assert "Fatal" not in done.stderr and "Exception ignored" not in done.stderr


def test_missing_library(tmp_path):
    done = run("import fraudrisk", FRAUDRISK_LIBRARY=str(tmp_path / "none.so"))
    assert done.returncode == 1 and "ImportError" in done.stderr and str(tmp_path / "none.so") in done.stderr
    text = tmp_path / "text.so"
    text.write_text("no library")
    done = run("import fraudrisk", FRAUDRISK_LIBRARY=str(text))
    assert done.returncode == 1 and str(text) in done.stderr


def installed() -> bool:
    """Whether the loader finds a library of that name by itself."""
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
    done = subprocess.run(["ldconfig", "-p"], capture_output=True, text=True, check=True, env={"PATH": path})
    return "libfraudrisk.so.0" in done.stdout


def test_a_wheel_without_its_library(tmp_path):
    package = Path(fraudrisk.__file__).parent
    shutil.copytree(package, tmp_path / "fraudrisk", ignore=shutil.ignore_patterns("lib", "__pycache__"))
    done = run("import sys; sys.path.insert(0, sys.argv[0]); import fraudrisk", PYTHONPATH=str(tmp_path),
               LD_LIBRARY_PATH="")
    if installed():
        assert done.returncode == 0, done.stderr  # the system's is taken, as Debian's package wants it
        return
    assert done.returncode == 1 and "was not found" in done.stderr
    assert str(tmp_path / "fraudrisk" / "_native" / "lib") in done.stderr


def test_the_command_as_a_module(tmp_path):
    from fraudrisk import _backtest

    def said(*line, **environment):
        return subprocess.run(
            line, capture_output=True, text=True, check=False, timeout=60, env={**os.environ, **environment}
        )

    module = (sys.executable, "-m", "fraudrisk")
    done, command = said(*module, "--version"), said(_backtest.command(), "--version")
    assert done.returncode == command.returncode == 0 and done.stdout == command.stdout != ""
    refused = said(*module, "no-such-command")
    assert refused.returncode == said(_backtest.command(), "no-such-command").returncode != 0
    missing = said(*module, FRAUDRISK=str(tmp_path / "none"))
    assert missing.returncode == 127 and str(tmp_path / "none") in missing.stderr
    # As pip writes it; it does not call itself for ever.
    script = tmp_path / "fraudrisk"
    script.write_text(f"#!{sys.executable}\nimport sys\nfrom fraudrisk.__main__ import main\nsys.exit(main())\n")
    script.chmod(0o755)
    itself = said(str(script), FRAUDRISK=str(script))
    assert itself.returncode == 127 and "is this script itself" in itself.stderr
    package = Path(fraudrisk.__file__).parent
    other = tmp_path / "other" / "fraudrisk"
    shutil.copytree(package, other, ignore=shutil.ignore_patterns("bin", "__pycache__"))
    alone = said(str(script), FRAUDRISK="", PYTHONPATH=str(tmp_path / "other"), PATH=str(tmp_path))
    assert alone.returncode == 127 and "the command fraudrisk was not found" in alone.stderr


def test_another_library_of_that_name(tmp_path):
    source = tmp_path / "other.c"
    source.write_text("int fr_other(void) { return 1; }\n")
    other = tmp_path / "libother.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-o", str(other), str(source)], check=True)
    done = run("import fraudrisk", FRAUDRISK_LIBRARY=str(other))
    assert done.returncode == 1 and "ImportError: fraudrisk:" in done.stderr and str(other) in done.stderr
