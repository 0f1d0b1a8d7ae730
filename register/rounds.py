"""Reporting rounds: opened with a date to answer by, then closed and frozen."""

from datetime import UTC, date, datetime

from sqlalchemy import Engine, insert, update

from register.database import writing
from register.errors import InvalidError
from register.reports import last_report_ids, open_round_id
from register.rights import Rights
from register.rules import text_problem
from register.schema import round_tasks, rounds

LONGEST_TITLE = 100


def open_round(engine: Engine, rights: Rights, title: str, answer_by: date, today: date) -> int:
    """Returns the number of the new round. Raises NotAllowedError, InvalidError or UnavailableError."""
    rights.require_working_group()
    title = title.strip()
    problems = {}
    if not 0 < len(title) <= LONGEST_TITLE:
        problems["title"] = f"Runden må ha et navn på høyst {LONGEST_TITLE} tegn, for eksempel «Høsten 2026»."
    elif problem := text_problem(title):
        problems["title"] = problem
    if answer_by < today:
        problems["answer_by"] = "Svarfristen kan ikke ligge bak i tid."
    if problems:
        raise InvalidError(problems)
    with writing(engine) as connection:
        if open_round_id(connection) is not None:
            raise InvalidError({"title": "En runde er allerede åpen. Lukk den før du åpner en ny."})
        opened_at = datetime.now(UTC).replace(tzinfo=None)
        opened = insert(rounds).values(title=title, answer_by=answer_by, opened_at=opened_at)
        return connection.execute(opened).inserted_primary_key[0]


def close_round(engine: Engine, rights: Rights, deadlines: dict[tuple[int, str], date | None]) -> int:
    """Freeze the open round as the tasks stand now; returns its number.

    `deadlines` holds the deadline of each task in the plan, by measure number and area code.
    Raises NotAllowedError, InvalidError or UnavailableError.
    """
    rights.require_working_group()
    with writing(engine) as connection:
        round_id = open_round_id(connection)
        if round_id is None:
            raise InvalidError({"title": "Ingen runde er åpen."})
        last = last_report_ids(connection)
        frozen = [
            {
                "round_id": round_id,
                "measure_no": measure_no,
                "area_code": area_code,
                "report_id": last.get((measure_no, area_code)),
                "deadline": deadline,
            }
            for (measure_no, area_code), deadline in deadlines.items()
        ]
        connection.execute(insert(round_tasks), frozen)
        closed_at = datetime.now(UTC).replace(tzinfo=None)
        connection.execute(update(rounds).where(rounds.c.round_id == round_id).values(closed_at=closed_at))
        return round_id
