"""Status reports: saved, and read back. A correction is a new report."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import UTC, date, datetime

from sqlalchemy import Connection, Engine, func, insert, select

from register.database import reading, writing
from register.errors import InvalidError
from register.rights import Rights
from register.rules import Report, check
from register.schema import TEXT_FIELDS, reports, rounds

COLUMNS = [field.name for field in fields(Report)]


def save(
    engine: Engine,
    rights: Rights,
    drafts: Iterable[Report],
    tasks: set[tuple[int, str]],
    today: date,
    submission: str,
) -> int:
    """Save all the drafts or none; returns how many were new.

    A draft that says just what the last report of its task said is passed over, and so is all of a `submission` that
    was saved before: whoever heard no answer may safely send it again.
    Raises NotAllowedError, InvalidError or UnavailableError; then nothing is saved.
    """
    drafts = [_trimmed(draft) for draft in drafts]
    if len({(draft.measure_no, draft.area_code) for draft in drafts}) < len(drafts):
        raise InvalidError({"task": "Samme oppgave er meldt to ganger. Behold bare én av dem."})
    for draft in drafts:
        rights.require_report(draft.measure_no, draft.area_code)
        check(draft, tasks, today)
    with writing(engine) as connection:
        if connection.execute(select(reports.c.report_id).where(reports.c.submission == submission)).first():
            return 0
        last = _last_reports(connection)
        new = [draft for draft in drafts if last.get((draft.measure_no, draft.area_code)) != draft]
        common = {
            "reporter_role": rights.role,
            "round_id": open_round_id(connection),
            "saved_at": datetime.now(UTC).replace(tzinfo=None),
            "submission": submission,
        }
        for draft in new:
            connection.execute(insert(reports).values(asdict(draft) | common))
        return len(new)


def last_reports(engine: Engine) -> dict[tuple[int, str], Report]:
    """What was last said of each task that has been reported, by measure number and area code."""
    with reading(engine) as connection:
        return _last_reports(connection)


def open_round_id(connection: Connection) -> int | None:
    """The round that is open, if one is."""
    return connection.execute(select(rounds.c.round_id).where(rounds.c.closed_at.is_(None))).scalar()


def last_report_ids(connection: Connection) -> dict[tuple[int, str], int]:
    """The last report of each task that has been reported."""
    ids = select(reports.c.measure_no, reports.c.area_code, func.max(reports.c.report_id))
    found = connection.execute(ids.group_by(reports.c.measure_no, reports.c.area_code))
    return {(measure_no, area_code): report_id for measure_no, area_code, report_id in found}


def _last_reports(connection: Connection) -> dict[tuple[int, str], Report]:
    ids = last_report_ids(connection).values()
    rows = connection.execute(select(*(reports.c[name] for name in COLUMNS)).where(reports.c.report_id.in_(ids)))
    return {(row.measure_no, row.area_code): Report(**row._mapping) for row in rows}


def _trimmed(draft: Report) -> Report:
    """Without white space around its texts, and None for those that are empty; a month is its first day."""
    values = asdict(draft)
    for field in TEXT_FIELDS:
        values[field] = (values[field] or "").strip() or None
    if values["in_place_on"] is not None:
        values["in_place_on"] = values["in_place_on"].replace(day=1)
    return Report(**values)
