"""What is said of the work on the plan, saved with the guarantees of status reports. A correction is a new entry."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from types import EllipsisType
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, insert, select

from register import questions, schema
from register.database import writing
from register.entry_kinds import KINDS, Conclusion, Entry, HelpService, Proposal
from register.errors import InvalidError, NotAllowedError, Question
from register.plans import OF_A_PLAN, is_asked, plan_of
from register.reports import evaluated, evaluations
from register.rights import Rights
from register.validation.rules import text_problem
from register.validation.text import clean

GONE = "«{}» blir ikke lenger vist blant hjelpetilbudene i kommunen. Er det riktig?"


def save(
    engine: Engine,
    rights: Rights,
    draft: Entry,
    known: set,
    today: date,
    submission: str,
    *,
    based_on: int | None | EllipsisType = ...,
    accepted: frozenset[str] = frozenset(),
) -> bool:
    """Save an entry; returns whether it was new.

    One that says just what the last one of the same thing said is passed over, and so is a `submission` that was saved
    before, unless it is a conclusion and what it is drawn from has changed. `known` are the things there are, by the
    fields of the kind's key: measure numbers, milestones, area codes, pairs of area code and seat; for a conclusion the
    tasks, by measure number and area code; of proposals the register knows.
    `based_on` is the entry it was written over, None for none; left out, that is not known. `accepted` are the
    sentences of UnsureError that the sender has said yes to.
    Raises NotAllowedError, InvalidError, UnsureError or UnavailableError; then nothing is saved.
    """
    kind = KINDS[type(draft)]
    _require(rights, draft)
    texts: dict[str, Any] = {field: clean(getattr(draft, field) or "") or None for field in kind.texts}
    draft = replace(draft, **texts)
    problems = kind.check(draft, today)
    problems |= {field: told for field in kind.texts if (told := text_problem(getattr(draft, field) or ""))}
    if not _is_known(draft, known):
        problems[kind.key[0]] = "Dette finnes ikke i planen. Velg fra listen."
    if problems:
        raise InvalidError(problems)
    with writing(engine) as connection:
        table = kind.table
        if connection.execute(select(table.c.entry_id).where(table.c.submission == submission)).first():
            return False
        if type(draft) is Proposal:
            draft = _numbered(connection, draft)
        if type(draft) is HelpService and draft.service_id is None:
            draft = _with_id(connection, draft)
        last = _last_row(connection, draft)
        is_same = _entry(last, draft) == draft
        if type(draft) is Conclusion:
            tasks = {task for task in known if task[0] == draft.measure_no}
            said = evaluations(connection, tasks)
            if (draft.answered, draft.asked) != (evaluated(said), len(tasks)):
                raise InvalidError({"conclusion": "Svarene er endret etter at du åpnet siden. Last den på nytt."})
            is_same = is_same and said == evaluations(connection, tasks, last.saved_at)
        if is_same:
            return False
        questions.require_yes(_questions(draft, last, based_on), accepted)
        saved = {"role": rights.role, "saved_at": datetime.now(UTC).replace(tzinfo=None), "submission": submission}
        saved |= {"plan_id": plan_of(connection)} if table in OF_A_PLAN else {}
        connection.execute(insert(table).values(asdict(draft) | saved))
        return True


def _last_row(connection: Connection, entry: Entry) -> Row | None:
    table, key = KINDS[type(entry)].table, KINDS[type(entry)].key
    same = select(table).where(*[table.c[field] == getattr(entry, field) for field in key])
    if table in OF_A_PLAN:
        same = same.where(is_asked(table, connection))
    return connection.execute(same.order_by(table.c.entry_id.desc()).limit(1)).first()


def _is_known(draft: Entry, known: set) -> bool:
    if type(draft) is Conclusion:
        return draft.measure_no in {measure_no for measure_no, _ in known}
    return type(draft) is Proposal or _key(draft) in known


def _key(entry: Entry):
    """What it is about: the value of its key, several as a tuple."""
    values = tuple(getattr(entry, field) for field in KINDS[type(entry)].key)
    return values if len(values) > 1 else values[0]


def _entry(row: Row | None, like: Entry) -> Entry | None:
    return row and type(like)(**{name: row._mapping[name] for name in asdict(like)})


def _questions(draft: Entry, last: Row | None, based_on: int | None | EllipsisType) -> Iterator[Question]:
    """What the sender must say yes to."""
    if last is not None and based_on not in (..., last.entry_id):
        when = f"{questions.moment(last.saved_at)} av {last.role} (nr. {last.entry_id})"
        sentence = f"Endret {when} etter at du åpnet skjemaet. Skal det du har skrevet, gjelde nå?"
        yield Question(None, "task", sentence)
    if type(draft) is HelpService and draft.is_withdrawn and not (last is not None and last.is_withdrawn):
        yield Question(None, "task", GONE.format(draft.service))
    kind = KINDS[type(draft)]
    for field in kind.texts:
        doubts = kind.doubts_of.get(field, kind.doubts)
        for sentence in questions.of_text(getattr(draft, field), last and last._mapping[field], doubts):
            yield Question(None, field, sentence)


def _numbered(connection: Connection, draft: Proposal) -> Proposal:
    """With a number of its own where it is new. Raises InvalidError for one that nobody has proposed."""
    of_plan = is_asked(schema.proposals, connection)
    highest = connection.execute(select(func.max(schema.proposals.c.proposal_no)).where(of_plan)).scalar() or 0
    if draft.proposal_no is None:
        return replace(draft, proposal_no=highest + 1)
    if not 0 < draft.proposal_no <= highest:
        raise InvalidError({"title": "Forslaget finnes ikke. Last siden på nytt."})
    return draft


def _with_id(connection: Connection, draft: HelpService) -> HelpService:
    """One that nobody has read of, with a number of its own in its municipality."""
    table = schema.help_services
    own = select(func.count(table.c.service_id.distinct())).where(
        table.c.area_code == draft.area_code, table.c.service_id.startswith("+")
    )
    return replace(draft, service_id=f"+{connection.execute(own).scalar_one() + 1}")


def _require(rights: Rights, draft: Entry) -> None:
    """A municipality tells of its own; the rest is the working group's."""
    is_of_municipality = KINDS[type(draft)].is_of_municipality
    if is_of_municipality and getattr(draft, "area_code", None) in rights.municipalities:
        return
    if not rights.is_working_group:
        whose = "arbeidsgruppa eller kommunen selv" if is_of_municipality else "arbeidsgruppa"
        raise NotAllowedError(f"Bare {whose} kan skrive dette, ikke «{rights.role}». Ingenting er lagret.")
