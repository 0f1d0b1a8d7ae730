"""How long the pictures of the figures take: the first in a process, and each after it.

`python benchmarks/pictures.py`: FIRST and FURTHER are what must hold; the exit status is 1 when one is over.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.yardstick import measured  # noqa: E402
from content import warehouse, wording  # noqa: E402
from content.downloads import picture  # noqa: E402
from content.figures import figures  # noqa: E402
from content.figures.figure import show  # noqa: E402

FIRST, FURTHER = 1.0, 0.2


def main() -> int:
    version, times = warehouse.version_in_use(), {}
    for id, figure in figures(version).items():
        shown = show(figure, version, figure.on(wording.today()))
        if shown is None or shown.chart is None:
            continue
        started = time.perf_counter()
        picture.png(shown)
        times[id] = time.perf_counter() - started
        print(f"{id:<28}{times[id] * 1e3:>8.0f} ms")
    first, *further = times.values()
    unit = measured()
    print(
        f"first {first * 1e3:.0f} ms ({first / unit:.2f} × yardstick), "
        f"further at most {max(further) * 1e3:.0f} ms ({max(further) / unit:.2f} × yardstick)"
    )
    return int(first > FIRST or max(further) > FURTHER)


if __name__ == "__main__":
    sys.exit(main())
