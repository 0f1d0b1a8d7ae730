"""Reporting rounds: opened with a date to answer by, then closed and frozen with all that they told."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Connection, Engine, Select, insert, select, update

from register.database import reading, writing
from register.errors import InvalidError
from register.plans import is_asked, plan_of
from register.reports import last_report_ids, open_round_id
from register.rights import Rights
from register.schema import round_tasks, rounds
from register.validation.rules import text_doubt, text_problem
from register.validation.text import clean

LONGEST_TITLE = 100


@dataclass(frozen=True)
class FrozenTask:
    """All that a round tells of a task beside the answer, as the plan has it when the round is closed."""

    measure_no: int
    area_code: str
    area: str
    is_joint: bool
    place: int
    working_title: str
    section: str
    focus_area: str
    overview_wording: str
    body_wording: str
    task: str
    owner: str
    deadline: date | None


def open_round(engine: Engine, rights: Rights, title: str, answer_by: date, today: date, tasks: int) -> int:
    """Returns the number of the new round; `tasks` is how many there are to ask about.

    Raises NotAllowedError, InvalidError or UnavailableError.
    """
    rights.require_working_group()
    title = " ".join(clean(title).split())
    problem = title_problem(title)
    problems = {"title": problem} if problem else {}
    if answer_by < today:
        problems["answer_by"] = "Svarfristen kan ikke ligge bak i tid."
    if tasks < 1:
        problems["title"] = "Planen har ingen oppgaver å spørre om. Ta kontakt med den som drifter løsningen."
    if problems:
        raise InvalidError(problems)
    key = title.casefold()
    with writing(engine) as connection:
        if open_round_id(connection) is not None:
            raise InvalidError({"title": "En runde er allerede åpen. Lukk den før du åpner en ny."})
        if taken := connection.execute(select(rounds).where(rounds.c.title_key == key)).first():
            where = "" if plan_of(connection) in (None, taken.plan_id) else " i en annen plan"
            raise InvalidError(
                {"title": f"Det finnes alt en runde{where} som heter «{taken.title}». Velg et annet navn."}
            )
        opened = insert(rounds).values(
            title=title, title_key=key, answer_by=answer_by, opened_at=_now(), plan_id=plan_of(connection)
        )
        return connection.execute(opened).inserted_primary_key[0]


def title_problem(title: str) -> str | None:
    """Why a round can not be called this, None when it can."""
    if not 0 < len(title) <= LONGEST_TITLE:
        return f"Runden må ha et navn på høyst {LONGEST_TITLE} tegn, for eksempel «Høsten 2026»."
    return text_problem(title) or text_doubt(title)


def close_round(engine: Engine, rights: Rights, frozen: Iterable[FrozenTask]) -> int:
    """Freeze the open round as the tasks stand now, with the words of the plan; returns its number.

    Raises NotAllowedError, InvalidError or UnavailableError.
    """
    rights.require_working_group()
    frozen = list(frozen)
    if not frozen:
        raise InvalidError(
            {
                "title": "Planen har ingen oppgaver å fryse. Runden er fortsatt åpen. Ta kontakt med den som drifter "
                "løsningen."
            }
        )
    with writing(engine) as connection:
        round_id = open_round_id(connection)
        if round_id is None:
            raise InvalidError({"title": "Ingen runde er åpen."})
        last = last_report_ids(connection)
        rows = [
            {"round_id": round_id, "report_id": last.get((task.measure_no, task.area_code))} | asdict(task)
            for task in frozen
        ]
        connection.execute(insert(round_tasks), rows)
        closing = update(rounds).where(rounds.c.round_id == round_id)
        now = _now()
        connection.execute(closing.values(closed_at=now, frozen_at=now))
        return round_id


def has_unworded(engine: Engine) -> bool:
    """Is there a round that was closed before the register kept the words of the plan? Raises UnavailableError."""
    with reading(engine) as connection:
        return connection.execute(_unworded(connection)).first() is not None


def keep_words(engine: Engine, frozen: Iterable[FrozenTask]) -> None:
    """Give the rounds that were closed without words those of the plan as it is now, once and for all.

    What was frozen then, stays: the tasks, their deadlines and answers. A task that the plan no longer has gets none.
    Raises UnavailableError.
    """
    words = [{name: value for name, value in asdict(task).items() if name != "deadline"} for task in frozen]
    with writing(engine) as connection:
        for (round_id,) in connection.execute(_unworded(connection)).all():
            for task in words:
                place = (
                    round_tasks.c.round_id == round_id,
                    round_tasks.c.measure_no == task["measure_no"],
                    round_tasks.c.area_code == task["area_code"],
                )
                connection.execute(update(round_tasks).where(*place).values(task))
            connection.execute(update(rounds).where(rounds.c.round_id == round_id).values(frozen_at=_now()))


def _unworded(connection: Connection) -> Select:
    is_unworded = rounds.c.closed_at.is_not(None), rounds.c.frozen_at.is_(None)
    return select(rounds.c.round_id).where(*is_unworded, is_asked(rounds, connection))


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
