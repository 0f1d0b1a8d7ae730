"""The benchmarks, one after another: `python -m benchmarks`. The exit status is 1 when one is over its limit.

They are run on the shipped data, built anew, and an empty register, both in a folder of their own. By themselves
are run `load.py`, which takes minutes, and `several.py`, which needs nginx and PostgreSQL.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parent
NAMES = (
    "build",
    "gate",
    "pictures",
    "slides",
    "exports",
    "pages",
    "visits",
    "answers",
    "versions",
    "explore",
    "sheets",
)


def main() -> int:
    with tempfile.TemporaryDirectory() as made:
        own = {"PROCESSED_DIR": f"{made}/processed", "REGISTER_ADDRESS": f"sqlite:///{made}/register.sqlite"}
        run("-m", "pipelines.build", "--out", own["PROCESSED_DIR"], stdout=subprocess.DEVNULL, check=True)
        over = []
        for name in NAMES:
            print(f"\n{name}", flush=True)
            if run(str(FOLDER / f"{name}.py"), env=os.environ | own).returncode:
                over.append(name)
    print(f"\nOver their limit: {', '.join(over)}" if over else "\nAll within their limits")
    return bool(over)


def run(*arguments: str, **how) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, *arguments], cwd=FOLDER.parent, **how)


if __name__ == "__main__":
    sys.exit(main())
