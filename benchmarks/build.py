"""How long a build takes, as a whole process: with the shipped raw data, and with 50,000 rows in one table.

`python benchmarks/build.py` prints the median of five runs in seconds, and against the time that importing the two
libraries takes in the same run: machines differ, the ratio less so.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUNS = 5
ROWS = 50_000
IMPORTS = ["-c", "import duckdb, frictionless"]
LIMITS = {"shipped data": 3, f"{ROWS:,} rows": 5}


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        shipped = shutil.copytree(ROOT / "data" / "raw", Path(folder, "shipped"))
        large = shutil.copytree(shipped, Path(folder, "large"))
        add_rows(large / "advisory_cases.csv")
        commands = {
            "imports alone": IMPORTS,
            "shipped data": build_command(shipped, Path(folder, "out")),
            f"{ROWS:,} rows": build_command(large, Path(folder, "out_large")),
        }
        seconds = {name: median_seconds(command) for name, command in commands.items()}
    print(f"{'':<16}{'seconds':>8}{'× imports':>11}{'limit':>8}")
    for name, time_taken in seconds.items():
        ratio = time_taken / seconds["imports alone"]
        print(f"{name:<16}{time_taken:>8.2f}{ratio:>11.1f}{LIMITS.get(name, ''):>8}")
    return any(seconds[name] >= limit for name, limit in LIMITS.items())


def add_rows(path: Path) -> None:
    """Cases of many concerns in one municipality, from 1900 on; nothing that is printed belongs to them."""
    years = range(1900, 2100)
    with path.open("a", encoding="utf-8", newline="") as file:
        for year in years:
            for number in range(ROWS // len(years)):
                file.write(f"{year},3403,alle,bekymring {number},{number},,,nei,nei,,bufdir_kt_2022,\n")


def build_command(raw: Path, out: Path) -> list[str]:
    return ["-m", "pipelines.build", "--raw", str(raw), "--out", str(out)]


def median_seconds(command: list[str]) -> float:
    return statistics.median(run_seconds(command) for _ in range(RUNS))


def run_seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
