"""How long twelve slides take: found and drawn anew, and then as a PowerPoint file.

`python benchmarks/slides.py`: the best of a few runs, in seconds that the processor worked, since other programs must
not decide. LIMIT is what must hold for both together; the exit status is 1 when they are over.
"""

import gc
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.yardstick import measured  # noqa: E402
from content import warehouse, wording  # noqa: E402
from content.slides import deck, packs
from content.slides.powerpoint.presentation import pptx  # noqa: E402

COUNT, RUNS, LIMIT = 12, 3, 2.0


def main() -> int:
    version, today = warehouse.version_in_use(), wording.today()
    ids = tuple(packs.names(version, today))[:COUNT]
    # As the server does at its start.
    gc.collect()
    gc.freeze()
    found, written = [], []
    for _ in range(RUNS):
        started = time.process_time()
        shown = deck.slides(version, ids, today)
        found.append(time.process_time() - started)
        started = time.process_time()
        pptx(shown)
        written.append(time.process_time() - started)
    print(f"{len(shown)} slides: found and drawn in {min(found):.2f} s, written in {min(written):.2f} s")
    # Else the database complains, when the process ends, of all that is not let go.
    gc.unfreeze()
    print(f"together {(min(found) + min(written)) / measured():.1f} × yardstick (limit {LIMIT} s)")
    return int(min(found) + min(written) > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
