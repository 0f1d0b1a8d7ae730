"""How long the report and the workbook take, the first of each in a process.

`python benchmarks/exports.py`: the exit status is 1 when one takes longer than its limit.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.yardstick import measured  # noqa: E402
from content import warehouse, wording  # noqa: E402
from content.documents import knowledge_base  # noqa: E402
from content.documents.word.writer import written  # noqa: E402
from content.downloads import workbook  # noqa: E402
from content.plan import municipality

REPORT, WORKBOOK = 3.0, 1.0


def main() -> int:
    version, today = warehouse.version_in_use(), wording.today()
    area = warehouse.query(version, municipality.AREAS)["area"].iloc[0]
    is_over, unit = False, measured()
    for name, limit, make in (
        ("report, all municipalities", REPORT, lambda: written(knowledge_base.document(version, today))),
        ("report, one municipality", REPORT, lambda: written(knowledge_base.document(version, today, area))),
        ("workbook", WORKBOOK, lambda: workbook.workbook(version)),
    ):
        started = time.perf_counter()
        made = make()
        seconds = time.perf_counter() - started
        is_over |= seconds > limit
        print(
            f"{name:<28}{seconds:>6.2f} s (limit {limit:.0f} s), {seconds / unit:.1f} × yardstick, "
            f"{len(made) / 1e3:.0f} kB"
        )
    return int(is_over)


if __name__ == "__main__":
    sys.exit(main())
