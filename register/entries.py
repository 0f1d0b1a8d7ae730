"""What is said of the next plan, saved with the guarantees of status reports. A correction is a new entry."""

from dataclasses import asdict, replace
from datetime import UTC, date, datetime

from sqlalchemy import Connection, Engine, func, insert, select

from register import schema
from register.database import writing
from register.entry_kinds import KINDS, Adoption, Entry, Proposal
from register.errors import InvalidError, NotAllowedError
from register.rights import Rights
from register.rules import text_problem


def save(engine: Engine, rights: Rights, draft: Entry, known: set, today: date, submission: str) -> bool:
    """Save an entry; returns whether it was new.

    One that says just what the last one of the same thing said is passed over, and so is a `submission` that was saved
    before. `known` are the things there are: measure numbers, milestones, area codes; of proposals the register knows.
    Raises NotAllowedError, InvalidError or UnavailableError; then nothing is saved.
    """
    kind = KINDS[type(draft)]
    _require(rights, draft)
    draft = replace(draft, **{field: (getattr(draft, field) or "").strip() or None for field in kind.texts})
    problems = kind.check(draft, today)
    problems |= {field: told for field in kind.texts if (told := text_problem(getattr(draft, field) or ""))}
    if type(draft) is not Proposal and getattr(draft, kind.key) not in known:
        problems[kind.key] = "Dette finnes ikke i planen. Velg fra listen."
    if problems:
        raise InvalidError(problems)
    with writing(engine) as connection:
        table = kind.table
        if connection.execute(select(table.c.entry_id).where(table.c.submission == submission)).first():
            return False
        if type(draft) is Proposal:
            draft = _numbered(connection, draft)
        last = last_entry(connection, draft)
        if last == draft:
            return False
        saved = {"role": rights.role, "saved_at": datetime.now(UTC).replace(tzinfo=None), "submission": submission}
        connection.execute(insert(table).values(asdict(draft) | saved))
        return True


def last_entry(connection: Connection, entry: Entry) -> Entry | None:
    """What was last said of the same thing."""
    table, key = KINDS[type(entry)].table, KINDS[type(entry)].key
    columns = [table.c[name] for name in asdict(entry)]
    found = connection.execute(
        select(*columns).where(table.c[key] == getattr(entry, key)).order_by(table.c.entry_id.desc()).limit(1)
    ).first()
    return found and type(entry)(**found._mapping)


def _numbered(connection: Connection, draft: Proposal) -> Proposal:
    """With a number of its own where it is new. Raises InvalidError for one that nobody has proposed."""
    highest = connection.execute(select(func.max(schema.proposals.c.proposal_no))).scalar() or 0
    if draft.proposal_no is None:
        return replace(draft, proposal_no=highest + 1)
    if not 0 < draft.proposal_no <= highest:
        raise InvalidError({"title": "Forslaget finnes ikke. Last siden på nytt."})
    return draft


def _require(rights: Rights, draft: Entry) -> None:
    """A municipality tells of its own adoption; the rest is the working group's."""
    if isinstance(draft, Adoption) and draft.area_code in rights.municipalities:
        return
    if not rights.is_working_group:
        whose = "arbeidsgruppa eller kommunen selv" if isinstance(draft, Adoption) else "arbeidsgruppa"
        raise NotAllowedError(f"Bare {whose} kan skrive dette, ikke «{rights.role}». Ingenting er lagret.")
