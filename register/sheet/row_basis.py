"""Which answer a row of a sheet was filled in from: so that an old sheet takes no newer answer back."""

import hashlib
import re
from dataclasses import dataclass, fields
from datetime import date

from register.validation.rules import EVALUATION, Report
from register.validation.text import clean

WRITTEN = re.compile(r"(\d{1,9})\|(\d{4}-\d\d-\d\d)?\|([0-9a-f]{16})(?:\|([a-z0-9_]+))?")


@dataclass(frozen=True)
class Basis:
    """What stood in a row when the sheet was taken out."""

    report_id: int | None
    """None: nobody had answered."""
    speaks_of: date | None
    """The date that stood there; None where the cell was empty, as it is in all but sheets of an earlier version."""
    said: str
    """The answer but for its date, as `fingerprint` makes it."""
    plan_id: str | None = None
    """The plan whose measures it asks about, where it is another than the first."""


def basis(key: tuple[int, str], report_id: int | None, last: Report | None) -> Basis:
    """`key` is the task's measure and area code."""
    return Basis(report_id if last else None, last.speaks_of if last else None, fingerprint(key, last))


def fingerprint(key: tuple[int, str], said: Report | None) -> str:
    """The same for all that says the same of a task, whatever date it speaks of."""
    names = [field.name for field in fields(Report)[2:] if field.name not in ("speaks_of", *EVALUATION)]
    texts = [_told(getattr(said, name, None)) for name in names]
    # By name, and nothing where nothing is said: a sheet from before there were such questions has the same.
    texts += [f"{name}: {told}" for name in EVALUATION if (told := _told(getattr(said, name, None)))]
    return hashlib.sha256("\x1f".join([*map(str, key), *texts]).encode("utf-8", "replace")).hexdigest()[:16]


def _told(value: str | bool | date | None) -> str:
    return clean(value) if isinstance(value, str) else str(value or "")


def written(basis: Basis, plan_id: str | None) -> str:
    return "|".join([f"{basis.report_id or 0}|", basis.said, *filter(None, [plan_id])])


def read(cell: str) -> Basis | None:
    """None where it can not be read, or is not there."""
    if (parts := WRITTEN.fullmatch(cell)) is None:
        return None
    report_id, speaks_of, said, plan_id = parts.groups()
    try:
        return Basis(int(report_id) or None, date.fromisoformat(speaks_of) if speaks_of else None, said, plan_id)
    except ValueError:
        return None
