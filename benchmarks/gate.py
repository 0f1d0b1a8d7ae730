"""How long the gate for small counts takes: nine municipalities × 20 years, six sheets of six columns.

`python benchmarks/gate.py`: reading is apart, since it is done once; the exit status is 1 when the six take over LIMIT.
"""

import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.yardstick import measured  # noqa: E402
from pipelines.build import RAW  # noqa: E402
from pipelines.gate import SHEET, empty_sheet, gate  # noqa: E402
from pipelines.validate import read_and_validate  # noqa: E402

LIMIT = 1.0
SHEETS, YEARS = 6, range(2005, 2025)


def main() -> int:
    shared = read_and_validate(RAW)
    sheets = [made_up(random.Random(number), shared) for number in range(SHEETS)]
    started = time.perf_counter()
    rows = sum(len(gate(sheet, shared)) for sheet in sheets)
    seconds = time.perf_counter() - started
    print(f"{SHEETS} sheets, {rows} rows: {seconds:.2f} s (limit {LIMIT} s), {seconds / measured():.1f} × yardstick")
    return seconds > LIMIT


def made_up(chance: random.Random, shared: list):
    """The empty sheet of each year, filled so that all that can be hidden is, somewhere."""
    lines = []
    for year in YEARS:
        header, whole, *homes = empty_sheet(RAW, shared, year).splitlines()
        most = chance.choice((3, 9, 40, 200))
        counts = [[chance.randint(0, most) for _ in range(3)] for _ in homes]
        # Residents, then as many stays and one more each, day users and visits.
        filled = [[adults, children, 2 * adults, 2 * children, days, 3 * days] for adults, children, days in counts]
        lines += [header] if not lines else []
        lines.append(
            whole.rstrip(";") + ";" + ";".join(str(sum(column) + most) for column in zip(*filled, strict=True))
        )
        lines += [home.rstrip(";") + ";" + ";".join(map(str, row)) for home, row in zip(homes, filled, strict=True)]
    with tempfile.TemporaryDirectory() as folder:
        local = Path(folder, "local")
        shutil.copytree(RAW / "local", local, ignore=shutil.ignore_patterns("*.csv"))
        (local / SHEET).write_text("\n".join(lines), encoding="utf-8")
        return read_and_validate(local)


if __name__ == "__main__":
    sys.exit(main())
