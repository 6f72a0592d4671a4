# SPDX-License-Identifier: Apache-2.0
"""Where, when and at which commit something was measured: for the pages that quote it."""

import datetime
import os
import platform
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def machine():
    model = platform.processor()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            model = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), model)
    except OSError:
        pass
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True,
                            check=False).stdout.strip()
    return {"processor": model, "processors": os.cpu_count(), "system": platform.system() + " " + platform.release(),
            "day": datetime.date.today().isoformat(), "commit": commit}
