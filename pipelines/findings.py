"""What a check finds, told as a mistake in a file is: where the row stands, what is wrong, and what is expected."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipelines.mistakes import Mistake
from pipelines.schema import Resource
from pipelines.table import Table

EXPECTED = re.compile(r"^-- expected: (.+)$", re.MULTILINE)
"""A line on top of a check that stops: what holds where nothing is wrong, in Norwegian."""
AT = re.compile(r"^-- at: (.+)$", re.MULTILINE)
"""A line more, where a check tells of rows by their key: the tables they stand in, with the column, where it is one."""
OF_FILE = re.compile(r"^([a-z_]+\.csv), ")


@dataclass(frozen=True)
class Finding:
    """`detail` is «key: what is wrong» where it is about one row, and else a sentence."""

    check: str
    detail: str
    expected: str
    at: tuple[str, ...] = ()
    mistake: Mistake | None = None
    """With where the row stands, where that is known."""

    def __str__(self) -> str:
        return str(self.mistake) if self.mistake else f"{self.detail}. Forventet: {self.expected}."


def finding_of(file: Path, detail: str) -> Finding:
    """What the check in a file has found, with what its head says of it."""
    head = file.read_text(encoding="utf-8")
    at = AT.search(head)
    return Finding(file.stem, detail, EXPECTED.search(head)[1], tuple(at[1].split(", ")) if at else ())


def located(finding: Finding, resources: Sequence[Resource], tables: Mapping[str, Table]) -> Finding:
    """With the file, the line and the column, where the check says which table it is about."""
    about, _, problem = finding.detail.partition(": ")
    key, file = OF_FILE.sub("", about), OF_FILE.match(about)
    for place in finding.at:
        name, _, column = place.partition(".")
        [resource] = [one for one in resources if one.name == name]
        cells = tables[name].column(resource.key[0]).cells
        if key in cells and (file is None or file[1] == resource.path):
            mistake = tables[name].mistake(cells.index(key), problem, finding.expected, column or None)
            return replace(finding, mistake=mistake)
    return finding
