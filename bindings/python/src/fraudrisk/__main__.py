# SPDX-License-Identifier: Apache-2.0
"""The command: `fraudrisk` as pip installs it, and `python3 -m fraudrisk`. The one inside the wheel takes over."""

import os
import sys
from pathlib import Path

from ._backtest import command


def main() -> int:
    # What pip installed is called fraudrisk too: it is not what it looks for itself.
    own = Path(sys.argv[0]).resolve()
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    try:
        found = command(os.pathsep.join(folder for folder in folders if Path(folder).resolve() != own.parent))
        if Path(found).resolve() == own:
            raise FileNotFoundError(f"{found} is this script itself; FRAUDRISK has to name the command")
    except FileNotFoundError as fault:
        print(f"fraudrisk: {fault}", file=sys.stderr)
        return 127
    try:
        os.execv(found, ["fraudrisk", *sys.argv[1:]])
    except OSError as fault:
        print(f"fraudrisk: {found}: {fault.strerror}", file=sys.stderr)
    return 127


if __name__ == "__main__":
    sys.exit(main())
