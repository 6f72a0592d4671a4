#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Stops a backtest with Ctrl-C, and looks at its progress on a terminal.

  backtest_interrupt.py COMMAND POLICY TRANSFERS.csv      works in the current folder; prints what was looked at
"""

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time

COMMAND, POLICY, TRANSFERS = sys.argv[1:]
with open(TRANSFERS, encoding="utf-8") as file:
    LINES = file.readlines()


def started(out, stderr, source, ignored=False):
    """A run that reads what it gets bit by bit."""
    def prepare():
        signal.signal(signal.SIGINT, signal.SIG_IGN if ignored else signal.SIG_DFL)
    return subprocess.Popen([COMMAND, "backtest", "--policy", POLICY, "--in", source, "--out", out],
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr, preexec_fn=prepare)


def taken(run):
    """Until it has read what was written; a pipe tells of nobody waiting, so its own clock does."""
    before = -1.0
    for _ in range(400):
        with open(f"/proc/{run.pid}/stat", encoding="ascii") as stat:
            fields = stat.read().rpartition(")")[2].split()
        now = (fields[0], fields[11], fields[12])
        if now == before and fields[0] == "S":
            return
        before = now
        time.sleep(0.05)
    sys.exit("it never came to rest")


def interrupt():
    run = started("stopped", subprocess.PIPE, "-")
    run.stdin.write("".join(LINES[:801]).encode())
    run.stdin.flush()
    taken(run)
    run.send_signal(signal.SIGINT)
    said = run.communicate("".join(LINES[801:]).encode(), timeout=60)
    assert run.returncode == 130, (run.returncode, said)
    with open("stopped/backtest.json", encoding="utf-8") as file:
        told = json.load(file)
    assert told["made"]["interrupted"] is True
    assert 700 < told["data"]["transfers"] <= 801, told["data"]["transfers"]
    assert sum(one["transfers"] for one in told["policies"][0]["outcomes"]) == told["data"]["transfers"]
    assert sorted(os.listdir("stopped")) == ["backtest.json", "report.html"], os.listdir("stopped")
    assert b"interrupted: what was told is of the first" in said[1], said[1]
    assert b"interrupted: of the transfers up to then" in said[0], said[0]
    print(f"stopped after {told['data']['transfers']} of {len(LINES) - 1} transfers, with status 130")


def ignore():
    run = started("ignored", subprocess.PIPE, "-", ignored=True)
    run.stdin.write("".join(LINES[:801]).encode())
    run.stdin.flush()
    taken(run)
    run.send_signal(signal.SIGINT)
    said = run.communicate("".join(LINES[801:]).encode(), timeout=60)
    assert run.returncode == 0, (run.returncode, said)
    with open("ignored/backtest.json", encoding="utf-8") as file:
        assert json.load(file)["made"]["interrupted"] is False
    print("where Ctrl-C is not wanted, it stays so")


def on_terminal(source):
    """What stands on a terminal while it runs."""
    screen, theirs = pty.openpty()
    with subprocess.Popen([COMMAND, "backtest", "--policy", POLICY, "--in", source], stdout=subprocess.DEVNULL,
                          stderr=theirs) as run:
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(screen, 4096)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        run.wait(timeout=120)
    os.close(screen)
    assert run.returncode == 0, shown
    return shown


def progress():
    with open("long.csv", "w", encoding="utf-8") as file:
        file.write("id,time,payer,payee,amount\n")
        for i in range(80_000):
            file.write(f"T{i},{1_767_225_600 + i * 5},A{i % 997},B{i % 89},{i % 5000 + 1}\n")
    shown = on_terminal("long.csv")
    bars = re.findall(rb"\r\[(#*)(\.*)\] +(\d+) %  \d+ transfers, \d+ s left \x1b\[K", shown)
    assert bars and all(len(a) + len(b) == 30 for a, b, _ in bars), shown[:300]
    shares = [int(share) for _, _, share in bars]
    assert shares == sorted(shares) and shares[-1] <= 100, shares
    assert shown.endswith(b"\r\x1b[K"), shown[-100:]
    said = subprocess.run([COMMAND, "backtest", "--policy", POLICY, "--in", "long.csv"], capture_output=True,
                          check=True)
    assert said.stderr == b"", said.stderr[:200]
    print(f"a bar on a terminal, drawn {len(bars)} times; none elsewhere")


interrupt()
ignore()
progress()
