"""The answers of the version before are carried forward: row by row it is as if all had been read anew."""

import random
import re
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest
from sqlalchemy import Boolean, Date, DateTime, Engine, Integer, insert, select, update

from databases import KINDS
from pipelines import register_marts
from pipelines.build import SQL, queries
from pipelines.publish import current_version
from pipelines.register_marts import FOLDER, ROUND_CONTENT, register_at, status_in_use
from pipelines.register_rows import WITH_FEW_ROWS
from proofs import tries
from register import entries, schema
from register.backup import back_up, restore
from register.blackout import black_out
from register.database import reading, writing
from register.entry_kinds import Adoption, Assessment, Proposal
from register.errors import InvalidError, UnsureError
from register.plans import of_plan
from register.reports import save, withdraw
from register.rights import Rights
from register.rounds import FrozenTask, close_round, open_round
from register.settings import Settings
from register.validation.rules import DROPPED, ONGOING, STATUSES, Report

TODAY = date(2026, 11, 23)
GROUP = Rights("Arbeidsgruppa", is_working_group=True)
STEPS, SEEDS = tries(6, 12), {"sqlite": 6, "postgresql": 3}


class Work:
    """What is done with a register, and the status beside it: carried forward, and made anew from nothing."""

    def __init__(self, folder: Path, published: Path, address: str):
        self.folder = Path(tempfile.mkdtemp(dir=folder))
        self.processed = self.folder / "processed"
        shutil.copytree(published, self.processed, ignore=shutil.ignore_patterns(FOLDER))
        self.plan = current_version(self.processed)
        self.settings = Settings(address, False, "", "", ())
        with duckdb.connect(str(self.processed / self.plan), read_only=True) as connection:
            [(self.plan_id,)] = connection.execute("select plan_id from marts.plans where is_chosen").fetchall()
            self.frozen = [FrozenTask(*row) for row in connection.execute(ROUND_CONTENT).fetchall()]
        self.tasks = [(task.measure_no, task.area_code) for task in self.frozen]

    @property
    def register(self) -> Engine:
        return of_plan(register_at(self.settings.address), self.plan_id)

    @property
    def register_file(self) -> Path:
        return Path(self.register.url.database)

    def report(self, task: tuple[int, str], status: str = ONGOING, **told) -> None:
        self.send([Report(*task, status, TODAY, **told)])

    def send(self, drafts: list[Report]) -> None:
        about = (self.register, GROUP, drafts, set(self.tasks), TODAY, str(uuid.uuid4()))
        try:
            save(*about)
        except UnsureError as error:
            save(*about, accepted=frozenset(question.sentence for question in error.questions))

    def say(self, entry, known: set) -> None:
        entries.save(self.register, GROUP, entry, known, TODAY, str(uuid.uuid4()))

    def status(self, processed: Path) -> dict[str, list[tuple]]:
        """Every row of every mart, in the order they lie there."""
        name, why = status_in_use(processed, self.plan, self.settings, float("inf"))
        assert why is None
        with duckdb.connect(str(processed / FOLDER / name), read_only=True) as connection:
            asked = "select table_name, comment from duckdb_tables() where schema_name = 'marts' order by all"
            marts = connection.execute(asked).fetchall()
            columns = connection.execute("select table_name, column_name, comment from duckdb_columns() order by all")
            found = {"columns": columns.fetchall(), "marts": marts}
            macros = "select function_name, macro_definition from duckdb_functions() where not internal order by all"
            found["macros"] = connection.execute(macros).fetchall()
            for mart, _ in marts:
                left_out = "exclude (version, published_at)" if mart == "register_state" else ""
                found[mart] = connection.execute(f"select * {left_out} from marts.{mart}").fetchall()
        return found

    def is_as_made_anew(self) -> None:
        anew = self.folder / "anew"
        shutil.copytree(self.processed, anew, ignore=shutil.ignore_patterns(FOLDER))
        carried, made = self.status(self.processed), self.status(anew)
        shutil.rmtree(anew)
        assert carried.keys() == made.keys()
        for mart in made:
            assert carried[mart] == made[mart], mart


@pytest.fixture
def carried(monkeypatch) -> list[bool]:
    """Of each status that is made where there is one before: were its answers carried forward?"""
    told, load = [], register_marts.load

    def seen(*parameters) -> bool:
        *_, before = parameters
        others = load(*parameters)
        if before is not None:
            told.append(others is not None)
        return others

    monkeypatch.setattr(register_marts, "load", seen)
    return told


@pytest.fixture
def new_work(tmp_path, published, new_address) -> Iterator[Callable[[str], Work]]:
    """A function that makes a place with an empty register of a kind."""
    made = []

    def new(kind: str) -> Work:
        made.append(Work(tmp_path, published, new_address(kind, is_made=True)))
        return made[-1]

    yield new
    for work in made:
        work.register.dispose()


@pytest.fixture
def work(new_work) -> Work:
    """With two answers, of which the first has been carried forward."""
    made = new_work("sqlite")
    for comment in ("Navnesen har svart", "En annen"):
        made.report(made.tasks[0], comment=comment)
        made.status(made.processed)
    return made


def answer(work: Work, made: random.Random) -> None:
    drafts = []
    for task in made.sample(work.tasks[:20], made.choice((1, 1, 1, 4))):
        status = made.choice(STATUSES)
        texts = {name: made.choice((None, f"Tekst {made.randrange(5)}")) for name in ("responsible", "comment")}
        if status == DROPPED:
            texts |= {"reason": "Dekket av annet", "decided_by": "Rådet"}
        texts |= {name: made.choice((None, f"Tekst {made.randrange(5)}")) for name in ("outcome", "hindrance")}
        drafts.append(Report(*task, status, date(2026, 11, made.randint(1, 23)), **texts))
    work.send(drafts)


def take_back(work: Work, made: random.Random) -> None:
    about = (work.register, GROUP, *made.choice(work.tasks[:20]), str(uuid.uuid4()))
    try:
        withdraw(*about)
    except UnsureError as error:
        withdraw(*about, accepted=frozenset(question.sentence for question in error.questions))


def open_or_close(work: Work, made: random.Random) -> None:
    try:
        open_round(work.register, GROUP, f"Runde {made.random()}", TODAY, TODAY, len(work.tasks))
    except InvalidError:
        close_round(work.register, GROUP, work.frozen)


def write(work: Work, made: random.Random) -> None:
    no, area = work.tasks[made.randrange(20)][0], "3403"
    entry, known = made.choice(
        [
            (Assessment(no, "Videreføre", f"Grunn {made.randrange(9)}"), {no}),
            (Proposal(f"Forslag {made.randrange(9)}", "Grunn"), set()),
            (Adoption(area, date(2023, 3, made.randint(1, 28))), {area}),
        ]
    )
    work.say(entry, known)


def black_one_out(work: Work, made: random.Random) -> None:
    with reading(work.register) as connection:
        with_text = select(schema.reports.c.report_id).where(schema.reports.c.comment.like("Tekst%"))
        found = connection.execute(with_text).scalars().all()
    if found:
        black_out(work.register, GROUP, made.choice(found), "comment", "Gjaldt en person")


def go_back(work: Work, made: random.Random) -> None:
    """To what was backed up before; then something else is saved in the place of what was lost."""
    backup = work.folder / "backup.sqlite"
    if backup.exists():
        restore(work.register, backup, replace=True)
        backup.unlink()
        answer(work, made)
    else:
        back_up(work.register, backup)


DONE = [answer] * 9 + [take_back] * 2 + [write] * 3 + [open_or_close, black_one_out, go_back]


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_done_it_is_as_made_anew(kind, new_work, carried):
    work, made = new_work(kind), random.Random(SEEDS[kind])
    for _ in range(STEPS):
        for do in made.choices(DONE, k=made.choice((1, 1, 3))):
            do(work, made)
        work.is_as_made_anew()
    assert {True, False} == set(carried)


def test_of_one_more_answer_it_is_carried(work, carried):
    work.report(work.tasks[1])
    work.is_as_made_anew()
    assert carried == [True]


def test_marts_that_read_nothing_new_stay_as_they_were(work, carried, monkeypatch):
    made, carrying = [], register_marts._carrying
    monkeypatch.setattr(register_marts, "_carrying", lambda others: made.append(others) or carrying(others))
    work.report(work.tasks[1])
    work.is_as_made_anew()
    work.say(Proposal("Vern på nett", "Grunn"), set())
    work.is_as_made_anew()
    assert carried == [True, True]
    of_answer, of_proposal = made
    assert {"task_history", "task_status", "steps_taken"} <= of_answer and "proposed_measures" not in of_answer
    assert of_proposal == {"register_state", "proposed_measures", "entry_texts"}


def test_a_row_of_any_other_table_is_seen(work, carried):
    open_round(work.register, GROUP, "Høsten", TODAY, TODAY, len(work.tasks))
    work.status(work.processed)
    carried.clear()
    of_kind = {Integer: 1, Date: TODAY, DateTime: datetime(2026, 11, 23, 12), Boolean: False}
    # A reminder is to somebody who has an address.
    for table in (*schema.ENTRIES, schema.reminders):
        row = {column.name: of_kind.get(type(column.type), "3403") for column in table.columns}
        row |= {"plan_id": work.plan_id} if "plan_id" in row else {}
        with writing(work.register) as connection:
            connection.execute(insert(table).values(row))
        work.is_as_made_anew()
    assert carried == [True] * (len(schema.ENTRIES) + 1)


def test_what_a_mart_reads_can_be_read_off_its_text():
    known = queries(SQL / "register")
    tables = {table.name for table in (schema.reports, *WITH_FEW_ROWS)}
    for place, (mart, text) in enumerate(known.items()):
        named = set(re.findall(r"\bmarts\.(\w+)", text)) & known.keys() - {mart}
        assert named <= set(list(known)[:place]), "each comes after those it reads"
        assert not re.findall(r"raw\W*[\"(]", text), "a table is named as it is"
    assert tables <= {name for text in known.values() for name in re.findall(r"\braw\.(\w+)", text)}


def test_not_where_a_round_has_been_closed(work, carried):
    open_round(work.register, GROUP, "Høsten", TODAY, TODAY, len(work.tasks))
    work.is_as_made_anew()
    close_round(work.register, GROUP, work.frozen)
    work.is_as_made_anew()
    assert carried == [True, False]


def test_not_where_the_municipalities_have_got_made_up_names(work, carried):
    work.report(work.tasks[1])
    work.settings = replace(work.settings, is_example=True)
    work.is_as_made_anew()
    assert carried == [False]


def test_not_where_what_was_saved_has_been_lost_and_something_else_saved(work, carried):
    work.report(work.tasks[1])
    backup = work.folder / "backup.sqlite"
    back_up(work.register, backup)
    work.report(work.tasks[1], comment="Går tapt")
    work.status(work.processed)
    restore(work.register, backup, replace=True)
    # It takes the number of what was lost.
    work.report(work.tasks[1], comment="Kom i stedet")
    work.is_as_made_anew()
    assert carried == [True, False]


def test_not_where_another_register_has_taken_its_place(work, new_work, carried):
    other = new_work("sqlite")
    for number in range(4):
        other.report(other.tasks[number])
    for one in (work, other):
        one.register.dispose()
    shutil.copy(other.register_file, work.register_file)
    work.is_as_made_anew()
    assert carried == [False]


def test_not_where_a_text_is_blacked_out_that_something_newer_has_taken_the_place_of(work, carried):
    black_out(work.register, GROUP, 1, "comment", "Gjaldt en person")
    assert holding(work.processed)
    work.is_as_made_anew()
    assert carried == [False]
    assert not holding(work.processed)


def test_no_text_that_is_blacked_out_stays_where_it_was_killed_half_way(work):
    [name] = [path for path in (work.processed / FOLDER).iterdir() if path.name == current_version(path.parent)]
    shutil.copy(name, name.with_name("20991231T000000-killed.duckdb.draft"))
    shutil.copy(name, name.with_name("20991231T000000-killed.duckdb.draft.wal"))
    black_out(work.register, GROUP, 1, "comment", "Gjaldt en person")
    work.is_as_made_anew()
    assert not holding(work.processed)


def holding(folder: Path) -> list[Path]:
    """The files that may hold it: texts are packed in them."""
    return [path for path in folder.rglob("*") if path.is_file() and "draft" in path.name or _shows(path)]


def _shows(path: Path) -> bool:
    if path.suffix != ".duckdb" or path.parent.name != FOLDER:
        return False
    with duckdb.connect(str(path), read_only=True) as connection:
        return bool(connection.execute("from marts.task_history where comment like '%Navnesen%'").fetchall())


def test_not_where_the_code_is_another(work, carried, monkeypatch):
    code = register_marts._code()
    monkeypatch.setattr(register_marts, "_code", lambda: f"{code} and more")
    work.report(work.tasks[1])
    work.is_as_made_anew()
    assert carried == []


def test_not_of_what_was_told_later_which_plan_it_is_of(new_work, carried, monkeypatch):
    work = new_work("sqlite")
    work.report(work.tasks[0])
    with writing(work.register) as connection:
        connection.execute(update(schema.reports).values(plan_id=None))
    with monkeypatch.context() as locked:
        # As where it can be read, but not written to.
        locked.setattr(register_marts, "keep_plan", lambda *_: None)
        work.status(work.processed)
        work.report(work.tasks[0], comment="Nytt")
        work.status(work.processed)
    work.report(work.tasks[1])
    work.is_as_made_anew()
    assert carried == [False, False]


def test_only_the_history_reads_the_answers_of_the_register():
    reading_them = {mart for mart, text in queries(SQL / "register").items() if re.search(r"raw\.reports\b", text)}
    assert reading_them == {register_marts.ADDED_TO}
