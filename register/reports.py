"""Status reports: saved, taken back, and read back. A correction is a new report."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import UTC, date, datetime
from types import EllipsisType

from sqlalchemy import Connection, Engine, Row, func, insert, select

from register import questions
from register.database import reading, writing
from register.errors import InvalidError, Question
from register.plans import is_asked, plan_of
from register.rights import Rights
from register.schema import TEXT_FIELDS, reports, rounds
from register.validation.rules import EVALUATION, Report, check
from register.validation.text import clean

COLUMNS = [field.name for field in fields(Report)]
WITHDRAWN = "Ikke svart"
"""The status of a report that takes the one before it back."""


def save(
    engine: Engine,
    rights: Rights,
    drafts: Iterable[Report],
    tasks: set[tuple[int, str]],
    today: date,
    submission: str,
    *,
    based_on: Mapping[tuple[int, str], int | None] | None = None,
    confirmed: frozenset[tuple[int, str]] = frozenset(),
    accepted: frozenset[str] = frozenset(),
) -> int:
    """Save all the drafts or none; returns how many were new.

    A draft that says just what the last report of its task said is passed over unless the task is `confirmed` by
    another role, in another round or of another day. So is all of a `submission` that was saved before: whoever heard
    no answer may safely send it again.
    `based_on` holds the report that each draft was written over, None for no answer; of a task it leaves out, that is
    not known. `accepted` are the sentences of UnsureError that the sender has said yes to.
    Raises NotAllowedError, InvalidError, UnsureError or UnavailableError; then nothing is saved.
    """
    drafts = [_trimmed(draft) for draft in drafts]
    if len({(draft.measure_no, draft.area_code) for draft in drafts}) < len(drafts):
        raise InvalidError({"task": "Samme oppgave er besvart to ganger. Behold bare ett av svarene."})
    for draft in drafts:
        rights.require_report(draft.measure_no, draft.area_code)
    with writing(engine) as connection:
        if _is_saved(connection, submission):
            return 0
        common = _common(connection, rights, submission)
        new = [found for found in _new(connection, drafts, confirmed) if _adds(*found, based_on or {}, common)]
        for draft, last in new:
            check(draft, tasks, today, _answer(last))
        questions.require_yes(_asked(new, based_on), accepted)
        for draft, _ in new:
            connection.execute(insert(reports).values(asdict(draft) | common))
        return len(new)


def unsure(
    engine: Engine,
    drafts: Iterable[Report],
    *,
    based_on: Mapping[tuple[int, str], int | None] | None = None,
    confirmed: frozenset[tuple[int, str]] = frozenset(),
) -> list[Question]:
    """What `save` would ask of these drafts now: so that all of it is asked at once. Raises UnavailableError."""
    with reading(engine) as connection:
        return _asked(_new(connection, map(_trimmed, drafts), confirmed), based_on)


def withdraw(
    engine: Engine,
    rights: Rights,
    measure_no: int,
    area_code: str,
    submission: str,
    *,
    based_on: int | None | EllipsisType = ...,
    accepted: frozenset[str] = frozenset(),
) -> bool:
    """«Likevel ikke svart»: take the answer of a task back, with a trace; returns whether there was one to take back.

    `based_on` is the report that the sender saw; left out, that is not known. `accepted` are the sentences of
    UnsureError that the sender has said yes to.
    Raises NotAllowedError, UnsureError or UnavailableError; then nothing is saved.
    """
    rights.require_report(measure_no, area_code)
    with writing(engine) as connection:
        last = _last_rows(connection).get((measure_no, area_code))
        if _is_saved(connection, submission) or _answer(last) is None:
            return False
        questions.require_yes(questions.of_withdrawal(last, based_on), accepted)
        taken_back = {
            "measure_no": measure_no,
            "area_code": area_code,
            "status": WITHDRAWN,
            "is_in_operation": False,
            "speaks_of": last.speaks_of,
            "is_withdrawn": True,
        }
        connection.execute(insert(reports).values(taken_back | _common(connection, rights, submission)))
        return True


def open_round_id(connection: Connection) -> int | None:
    """The round that is open, if one is."""
    is_open = rounds.c.closed_at.is_(None)
    return connection.execute(select(rounds.c.round_id).where(is_open, is_asked(rounds, connection))).scalar()


def last_report_ids(connection: Connection) -> dict[tuple[int, str], int]:
    """The report that stands for each task that has an answer."""
    return {task: row.report_id for task, row in _last_rows(connection).items() if not row.is_withdrawn}


def evaluations(
    connection: Connection, tasks: set[tuple[int, str]], until: datetime | None = None
) -> dict[tuple[int, str], tuple[str | None, ...]]:
    """What those who have these tasks say of their measures, in the order of EVALUATION; now, or as it stood then."""
    rows = _last_rows(connection, until)
    answers = {task: _answer(rows.get(task)) for task in tasks}
    return {task: tuple(getattr(answer, name, None) for name in EVALUATION) for task, answer in answers.items()}


def evaluated(said: Mapping[tuple[int, str], tuple[str | None, ...]]) -> int:
    """How many have said both whether it was done as meant, and whether it should go on."""
    return sum(as_meant is not None and should_go_on is not None for as_meant, *_, should_go_on in said.values())


def _last_rows(connection: Connection, until: datetime | None = None) -> dict[tuple[int, str], Row]:
    """The newest row of each task that has any, also one that takes an answer back; now, or of those saved by then."""
    newest = select(func.max(reports.c.report_id)).where(is_asked(reports, connection))
    newest = newest.group_by(reports.c.measure_no, reports.c.area_code)
    if until is not None:
        newest = newest.where(reports.c.saved_at <= until)
    found = connection.execute(select(reports).where(reports.c.report_id.in_(newest)))
    return {(row.measure_no, row.area_code): row for row in found}


def _new(
    connection: Connection, drafts: Iterable[Report], confirmed: frozenset[tuple[int, str]]
) -> list[tuple[Report, Row | None]]:
    """The drafts that say something new, each with the newest row of its task."""
    rows = _last_rows(connection)
    tasks = [(draft, (draft.measure_no, draft.area_code)) for draft in drafts]
    return [(draft, rows.get(task)) for draft, task in tasks if task in confirmed or draft != _answer(rows.get(task))]


def _adds(draft: Report, last: Row | None, based_on: Mapping[tuple[int, str], int | None], common: dict) -> bool:
    """Not where the same role, which saw it, has said the same of the same day in the same round: it was sent twice."""
    if draft != _answer(last) or based_on.get((draft.measure_no, draft.area_code)) != last.report_id:
        return True
    return any(last._mapping[name] != common[name] for name in ("reporter_role", "round_id"))


def _asked(
    new: list[tuple[Report, Row | None]], based_on: Mapping[tuple[int, str], int | None] | None
) -> list[Question]:
    return [
        asked
        for draft, last in new
        for asked in questions.of_report(draft, last, _answer(last), based_on or {}, is_same=draft == _answer(last))
    ]


def _answer(row: Row | None) -> Report | None:
    if row is None or row.is_withdrawn:
        return None
    return Report(**{name: row._mapping[name] for name in COLUMNS})


def _is_saved(connection: Connection, submission: str) -> bool:
    return connection.execute(select(reports.c.report_id).where(reports.c.submission == submission)).first() is not None


def _common(connection: Connection, rights: Rights, submission: str) -> dict:
    """What all that is sent at once has in common."""
    return {
        "reporter_role": rights.role,
        "round_id": open_round_id(connection),
        "saved_at": datetime.now(UTC).replace(tzinfo=None),
        "submission": submission,
        "plan_id": plan_of(connection),
    }


def _trimmed(draft: Report) -> Report:
    """With its texts cleaned, and None for those that are empty; a month is its first day."""
    values = asdict(draft)
    for field in TEXT_FIELDS:
        values[field] = clean(values[field] or "") or None
    if values["in_place_on"] is not None:
        values["in_place_on"] = values["in_place_on"].replace(day=1)
    return Report(**values)
