"""The status marts: what the register says of the tasks, held against today."""

import shutil
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

import duckdb
import pytest

from content import warehouse
from content.status import queries
from databases import stored
from pipelines.build import SQL, RawDataError, build, doubles
from pipelines.publish import publish, versions
from pipelines.register_marts import FOLDER, register_at
from register import entries
from register.blackout import black_out
from register.database import writing
from register.entry_kinds import Contact
from register.errors import UnsureError
from register.reminders import Reminder, claim
from register.reports import save, withdraw
from register.rights import Rights
from register.rounds import FrozenTask, close_round, open_round
from register.schema import reports
from register.settings import settings
from register.validation.rules import Report

TODAY = date(2026, 11, 23)
HAMAR, ELVERUM = "3403", "3420"
ALL = Rights("alle", frozenset({HAMAR, ELVERUM}), frozenset({9, 10, 11, 16}), True)
MARTS_WITHOUT_COMMENT = (SQL / "checks" / "error" / "marts_have_comments.sql").read_text(encoding="utf-8")


class Desk:
    """A register and the versions beside it, as a reporter and a reader have them."""

    def __init__(self, address: str, monkeypatch):
        self.monkeypatch, self.sent = monkeypatch, 0
        self.use(address)

    def use(self, address: str, is_example: bool = False) -> None:
        used = replace(settings(), address=address, is_example=is_example)
        self.monkeypatch.setattr(warehouse, "settings", lambda: used)
        self.address = address

    @property
    def register(self):
        return register_at(self.address)

    def report(self, measure_no: int, area_code: str, said: str, **more) -> None:
        self.sent += 1
        draft = Report(measure_no, area_code, said, TODAY, **more)
        save(self.register, ALL, [draft], {(measure_no, area_code)}, TODAY, f"sending {self.sent}")

    def frozen(self, tasks: set[tuple[int, str]] | None = None) -> list[FrozenTask]:
        """What a round tells of the tasks, all of them unless they are named, should it be closed now."""
        content = warehouse.query(warehouse.version_in_use(), queries.ROUND_CONTENT)
        return [
            task
            for task in queries.frozen_tasks(content)
            if tasks is None or (task.measure_no, task.area_code) in tasks
        ]

    def rows(self, sql: str, **parameters) -> list[tuple]:
        found = warehouse.query(warehouse.version_in_use(), sql, parameters)
        return [tuple(row) for row in found.astype(object).where(found.notna(), None).itertuples(index=False)]


@pytest.fixture
def desk(published, empty, tmp_path, monkeypatch) -> Desk:
    shutil.copytree(published, tmp_path / "processed")
    shutil.copy(empty, tmp_path)
    monkeypatch.setattr(warehouse, "PROCESSED", tmp_path / "processed")
    return Desk(f"sqlite:///{tmp_path}/register.sqlite", monkeypatch)


def files(tmp_path) -> list[Path]:
    return versions(tmp_path / "processed" / FOLDER)


def test_a_task_nobody_has_reported_says_why(desk):
    said = "select distinct status, is_reported from marts.task_status"
    assert desk.rows(said) == [("Ikke spurt ennå", False)]
    open_round(desk.register, ALL, "Høsten", TODAY, TODAY, 139)
    assert desk.rows(said) == [("Ikke svart", False)]


def test_the_last_report_is_the_status_and_all_of_them_the_history(desk):
    desk.report(1, HAMAR, "I gang", comment="Først")
    desk.report(1, ELVERUM, "Ikke startet")
    desk.report(1, HAMAR, "Gjennomført", in_place_on=date(2023, 5, 9))
    rows = desk.rows("select area, status, in_place_on, comment from marts.task_status where is_reported order by area")
    assert [(area, said, comment) for area, said, _, comment in rows] == [
        ("Elverum", "Ikke startet", None),
        ("Hamar", "Gjennomført", None),
    ]
    assert rows[1][2].date() == date(2023, 5, 1)
    history = "select measure_no, area_code, previous_status, status from marts.task_history order by report_id"
    assert desk.rows(history) == [
        (1, HAMAR, None, "I gang"),
        (1, ELVERUM, None, "Ikke startet"),
        (1, HAMAR, "I gang", "Gjennomført"),
    ]


# What is said, when it came into place, the deadline, the day it is, and the words.
DEADLINES = [
    ("I gang", None, "2023-12-31", "2023-12-31", "Fristen er ikke ute"),
    ("I gang", None, "2023-12-31", "2024-01-01", "Fristen er ute"),
    ("Ikke svart", None, "2023-12-31", "2024-01-01", "Fristen er ute"),
    ("Ikke spurt ennå", None, "2023-12-31", "2024-01-01", "Fristen er ute"),
    ("Vet ikke – avklares", None, "2023-12-31", "2024-01-01", "Fristen er ute"),
    ("Gjennomført", "2023-12-01", "2023-12-31", "2026-11-23", "Gjennomført innen fristen"),
    ("Gjennomført", "2024-01-01", "2023-12-31", "2026-11-23", "Gjennomført etter fristen"),
    ("Gjennomført", None, "2023-12-31", "2026-11-23", "Gjennomført, tidspunkt ukjent"),
    ("Gjennomført", "2023-12-01", None, "2026-11-23", "Ingen frist i planen"),
    ("Ikke startet", None, None, "2026-11-23", "Ingen frist i planen"),
    ("Gjennomføres ikke", None, "2023-12-31", "2026-11-23", None),
    ("Gjennomføres ikke", None, None, "2026-11-23", None),
]


def test_deadline_words(desk):
    select = "select marts.deadline_words($said, $in_place_on::date, $deadline::date, $today::date) as words"
    names = ("said", "in_place_on", "deadline", "today")
    asked = [dict(zip(names, case, strict=False)) for *case, _ in DEADLINES]
    told = [(*each.values(), *desk.rows(select, **each)[0]) for each in asked]
    assert told == DEADLINES


def test_counts_without_reports_are_those_of_the_plan(desk):
    counts = warehouse.query(warehouse.version_in_use(), queries.COUNTS, {"today": TODAY}).iloc[0]
    assert (counts["tasks"], counts["over"], counts["undated"], counts["ahead"]) == (139, 93, 36, 10)


def test_what_is_done_or_dropped_is_counted_apart(desk):
    desk.report(1, HAMAR, "Gjennomført")
    desk.report(7, HAMAR, "Gjennomført")
    desk.report(2, HAMAR, "Gjennomføres ikke", reason="Dekket", decided_by="Rådet")
    counts = warehouse.query(warehouse.version_in_use(), queries.COUNTS, {"today": TODAY}).iloc[0]
    assert (counts["over"], counts["undated"], counts["ahead"], counts["done"], counts["dropped"]) == (91, 35, 10, 2, 1)
    assert counts[["over", "undated", "ahead", "done", "dropped"]].sum() == counts["tasks"] == 139


def test_progress_counts_municipal_and_joint_tasks_apart(desk):
    desk.report(9, HAMAR, "Gjennomført")
    desk.report(9, ELVERUM, "I gang")
    desk.report(9, "felles", "Gjennomført")
    progress = warehouse.query(warehouse.version_in_use(), queries.PROGRESS, {"today": TODAY})
    ninth = progress[progress["measure_no"] == 9]
    assert ninth[["is_joint", "tasks", "done", "reported", "over"]].values.tolist() == [
        [False, 9, 1, 2, 8],
        [True, 1, 1, 1, 0],
    ]


def test_a_frozen_round_never_changes_and_can_be_compared(desk):
    round_id = open_round(desk.register, ALL, "Våren", TODAY, TODAY, 139)
    desk.report(1, HAMAR, "I gang")
    close_round(desk.register, ALL, desk.frozen({(1, HAMAR), (1, ELVERUM)}))
    frozen = (
        "select area, status, is_reported_in_round from marts.round_status where round_id = $round_id order by area"
    )
    expected = [("Elverum", "Ikke svart", False), ("Hamar", "I gang", True)]
    assert desk.rows(frozen, round_id=round_id) == expected
    desk.report(1, HAMAR, "Gjennomført")
    assert desk.rows(frozen, round_id=round_id) == expected
    changes = warehouse.query(warehouse.version_in_use(), queries.CHANGES, {"round_id": round_id, "day": None})
    assert changes[["area", "status_before", "status"]].values.tolist() == [["Hamar", "I gang", "Gjennomført"]]
    assert desk.rows("select title, tasks_reported from marts.rounds") == [("Våren", 1)]


# The plan as it may be later: other words, owners, deadlines and names, and a measure that is gone.
LATER = {
    "measures": lambda rows: [
        row
        | {
            "working_title": "Ny tittel",
            "section": "9.9",
            "focus_area": "Nytt område",
            "overview_wording": "Ny oversikt",
            "body_wording": "Ny ordlyd",
        }
        for row in rows
    ],
    "measure_parts": lambda rows: [
        row | {"task": "Ny oppgave", "owner": "Ny eier", "deadline": "2031-01-01"}
        for row in rows
        if row["measure_no"] != "12"
    ],
    "areas": lambda rows: [row | {"area": "Nye Hamar"} if row["area"] == "Hamar" else row for row in rows],
}
FROZEN = "select * from marts.round_status order by all"


def test_a_frozen_round_is_the_same_row_for_row_whatever_the_files_of_the_plan_say_later(desk, built, tmp_path):
    open_round(desk.register, ALL, "Våren", TODAY, TODAY, 139)
    desk.report(1, HAMAR, "I gang", comment="Halvveis", new_deadline=date(2027, 6, 1))
    desk.report(12, HAMAR, "Ikke startet")
    close_round(desk.register, ALL, desk.frozen())
    frozen, rounds = desk.rows(FROZEN), desk.rows("from marts.rounds")
    plan = desk.rows(
        "select distinct measure_no, working_title, section, focus_area, overview_wording, body_wording "
        "from marts.measures order by all"
    )
    told = (
        "select distinct measure_no, working_title, section, focus_area, overview_wording, body_wording "
        "from marts.round_status order by all"
    )
    assert desk.rows(told) == plan and len(frozen) == 139
    tasks = "select measure_no, area_code, area, is_joint, task, owner, deadline from {} order by all"
    assert desk.rows(tasks.format("marts.round_status")) == desk.rows(tasks.format("marts.measure_tasks"))
    publish(built(LATER), tmp_path / "processed", "1" * 16)
    assert desk.rows("select distinct working_title from marts.measures") == [("Ny tittel",)]
    assert not desk.rows("from marts.measure_tasks where measure_no = 12")
    assert desk.rows(FROZEN) == frozen
    assert desk.rows("from marts.rounds") == rounds
    assert rounds[0][-3:] == (False, 139, 2)
    # The history names who it was, also of what the plan no longer asks of anybody.
    history = desk.rows("select measure_no, area from marts.task_history order by report_id")
    assert history == [(1, "Nye Hamar"), (12, "Nye Hamar")]


def test_a_round_closed_without_words_gets_them_once_and_says_so(desk, built, tmp_path):
    desk.use(f"sqlite:///{tmp_path}/old.sqlite")
    stored("2", desk.address)
    words = "select measure_no, area, working_title, task from marts.round_status where round_id = 1 order by measure_no, area_code"
    first = desk.rows(words)
    titles = dict(desk.rows("select measure_no, working_title from marts.measures"))
    assert [row[:3] for row in first] == [
        (1, "Hamar", titles[1]),
        (1, "Elverum", titles[1]),
        (2, "Hamar", titles[2]),
        (9, "Felles", titles[9]),
        (99, HAMAR, "Tiltak 99"),
    ]
    assert first[-1][3] == "Ikke bevart"
    said = "select title, is_frozen_later, tasks from marts.rounds order by round_id"
    assert desk.rows(said) == [("Våren 2026", True, 5), ("våren  2026", True, 4), ("Høsten 2026", False, 139)]
    publish(built(LATER), tmp_path / "processed", "1" * 16)
    assert desk.rows(words) == first


def test_what_is_answered_in_a_round_is_counted_in_it(desk):
    answered = (
        "select measure_no, area_code from marts.round_answers where round_id = $round_id and is_answered order by all"
    )
    desk.report(1, HAMAR, "I gang")
    first = open_round(desk.register, ALL, "Våren", TODAY, TODAY, 139)
    assert desk.rows("select tasks, tasks_reported from marts.rounds") == [(139, 0)]
    assert len(desk.rows("from marts.round_answers where round_id = $round_id", round_id=first)) == 139
    assert desk.rows(answered, round_id=first) == []
    # «Ingen endring siden sist», on the same day.
    again = Report(1, HAMAR, "I gang", TODAY)
    assert save(desk.register, ALL, [again], {(1, HAMAR)}, TODAY, "again", confirmed=frozenset({(1, HAMAR)})) == 1
    desk.report(1, ELVERUM, "I gang")
    desk.report(2, HAMAR, "I gang")
    assert desk.rows(answered, round_id=first) == [(1, HAMAR), (1, ELVERUM), (2, HAMAR)]
    withdraw(desk.register, ALL, 2, HAMAR, "back")
    assert desk.rows(answered, round_id=first) == [(1, HAMAR), (1, ELVERUM)]
    close_round(desk.register, ALL, desk.frozen({(1, HAMAR), (2, HAMAR), (3, HAMAR)}))
    assert desk.rows(answered, round_id=first) == [(1, HAMAR)]
    assert desk.rows("select tasks, tasks_reported from marts.rounds") == [(3, 1)]
    second = open_round(desk.register, ALL, "Høsten", TODAY, TODAY, 139)
    assert desk.rows(answered, round_id=second) == []
    desk.report(3, HAMAR, "I gang")
    assert desk.rows(answered, round_id=first) == [(1, HAMAR)]
    assert desk.rows(answered, round_id=second) == [(3, HAMAR)]


def test_an_answer_that_is_taken_back_leaves_the_task_unanswered_and_a_trace(desk):
    desk.report(1, HAMAR, "I gang", comment="Feil")
    withdraw(desk.register, ALL, 1, HAMAR, "back")
    now = "select status, is_reported, comment, report_id from marts.task_status where measure_no = 1 and area_code = '3403'"
    assert desk.rows(now) == [("Ikke spurt ennå", False, None, None)]
    history = "select area, status, previous_status, is_withdrawn, is_older, comment from marts.task_history order by report_id"
    assert desk.rows(history) == [
        ("Hamar", "I gang", None, False, False, "Feil"),
        ("Hamar", "Ikke svart", "I gang", True, False, None),
    ]
    open_round(desk.register, ALL, "Våren", TODAY, TODAY, 139)
    assert desk.rows(now) == [("Ikke svart", False, None, None)]
    close_round(desk.register, ALL, desk.frozen({(1, HAMAR)}))
    assert desk.rows("select status, is_reported from marts.round_status") == [("Ikke svart", False)]
    desk.report(1, HAMAR, "I gang")
    assert desk.rows(now) == [("I gang", True, None, 3)]


def test_an_answer_that_speaks_of_an_older_date_is_marked_wherever_it_counts(desk):
    days = (date(2026, 5, 1), date(2026, 3, 1), date(2026, 3, 1), date(2026, 4, 1))
    for number, day in enumerate(days):
        drafts = [Report(1, HAMAR, "I gang", day, comment=str(number))]
        send = partial(save, desk.register, ALL, drafts, {(1, HAMAR)}, TODAY, f"{number}")
        try:
            send()
        except UnsureError as error:
            send(accepted=frozenset(question.sentence for question in error.questions))
        if number == 1:
            assert desk.rows("select is_older from marts.task_status where is_reported") == [(True,)]
            open_round(desk.register, ALL, "Våren", TODAY, TODAY, 139)
            close_round(desk.register, ALL, desk.frozen({(1, HAMAR)}))
    assert desk.rows("select is_older from marts.task_history order by report_id") == [
        (False,),
        (True,),
        (False,),
        (False,),
    ]
    assert desk.rows("select is_older from marts.task_status where is_reported") == [(False,)]
    assert desk.rows("select is_older, speaks_of from marts.round_status") == [(True, datetime(2026, 3, 1))]
    withdraw(desk.register, ALL, 1, HAMAR, "back")
    desk.report(1, HAMAR, "I gang", comment="ny")
    assert desk.rows("select is_older from marts.task_status where is_reported") == [(False,)]


def test_what_is_new_since_a_day(desk):
    desk.report(1, HAMAR, "I gang")
    for day, changed in ((date(2026, 1, 1), 1), (date(2100, 1, 1), 0)):
        found = warehouse.query(warehouse.version_in_use(), queries.CHANGES, {"round_id": None, "day": day})
        assert found["status_before"].tolist() == ["Ikke spurt ennå"] * changed


def test_a_bad_raw_file_never_stops_reporting(desk, tmp_path):
    (tmp_path / "raw").mkdir()
    with pytest.raises(RawDataError):
        build(tmp_path / "raw", tmp_path / "processed")
    desk.report(1, HAMAR, "I gang")
    assert desk.rows("select area from marts.task_status where is_reported") == [("Hamar",)]


def test_nothing_is_built_again_until_something_is_saved(desk, tmp_path):
    before = warehouse.version_in_use()
    assert warehouse.version_in_use() == before
    desk.report(1, HAMAR, "I gang")
    assert warehouse.version_in_use() != before
    for number in range(2):
        desk.report(2, HAMAR, "I gang", comment=str(number))
        warehouse.version_in_use()
    assert len(files(tmp_path)) == 3


def test_a_register_that_does_not_answer_leaves_what_is_known(desk, tmp_path):
    desk.use("postgresql+psycopg://nobody@127.0.0.1:1/none")
    assert desk.rows("select distinct status from marts.task_status") == [("Registeret svarer ikke",)]
    assert warehouse.is_status_stale(warehouse.version_in_use())
    desk.use(f"sqlite:///{tmp_path}/other.sqlite")
    desk.report(1, HAMAR, "I gang")
    before = warehouse.version_in_use()
    (tmp_path / "other.sqlite").rename(tmp_path / "away")
    register_at.cache_clear()
    (tmp_path / "other.sqlite").mkdir()
    assert warehouse.version_in_use() == f"{before}{warehouse.AND}{warehouse.SILENT}"
    assert desk.rows("select area from marts.task_status where is_reported") == [("Hamar",)]


def test_blacked_out_text_is_in_no_file(desk, tmp_path):
    desk.report(1, HAMAR, "I gang", comment="Noe om Hemmelig Navnesen")
    desk.report(1, HAMAR, "Gjennomført")
    warehouse.version_in_use()
    assert any(b"Navnesen" in file.read_bytes() for file in files(tmp_path))
    black_out(desk.register, ALL, 1, "comment", "Gjaldt en person")
    assert desk.rows("select comment from marts.task_history where report_id = 1") == [("[sladdet]",)]
    assert desk.rows("select entry_id, field, role, reason from marts.blackouts") == [
        (1, "comment", "alle", "Gjaldt en person")
    ]
    warehouse.forget_other_versions(warehouse.version_in_use())
    holding = [path for path in tmp_path.rglob("*") if path.is_file() and b"Navnesen" in path.read_bytes()]
    assert holding == []


def test_the_example_has_made_up_names_and_every_status(desk, tmp_path):
    desk.use(f"sqlite:///{tmp_path}/example.sqlite", is_example=True)
    areas = {area for (area,) in desk.rows("select distinct area from marts.task_status")}
    assert areas == {"Felles", *(f"Kommune {letter}" for letter in "ABCDEFGHI")}
    assert desk.rows("select is_example from marts.register_state") == [(True,)]
    codes = {code for (code,) in desk.rows("select distinct area_code from marts.task_status where not is_joint")}
    assert codes == {f"eksempel_{letter}" for letter in "abcdefghi"}
    statuses = {said for (said,) in desk.rows("select distinct status from marts.task_status")}
    assert statuses == queries.SYMBOLS.keys() - {"Ikke spurt ennå", "Registeret svarer ikke"}
    assert desk.rows("select count(*) from marts.task_status where is_older") == [(1,)]
    assert desk.rows("select count(*) from marts.task_history where is_withdrawn") == [(1,)]
    assert len(desk.rows("from marts.rounds")) == 2
    assert len(desk.rows("from marts.round_status")) == 139


def test_every_mart_and_column_is_explained(desk, tmp_path):
    warehouse.version_in_use()
    with duckdb.connect(str(files(tmp_path)[-1]), read_only=True) as connection:
        assert connection.execute(MARTS_WITHOUT_COMMENT).fetchall() == []
        names = {name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()}
    assert {"task_status", "task_history"} <= names


@pytest.mark.parametrize("is_example", [False, True])
def test_a_version_made_after_another_is_the_one_that_would_be_made_without(desk, tmp_path, is_example):
    desk.use(f"sqlite:///{tmp_path}/made_after.sqlite", is_example)
    warehouse.version_in_use()
    desk.report(3, HAMAR, "I gang", comment="Kurs holdt")
    after = whole(warehouse.version_in_use())
    folder = warehouse.PROCESSED / FOLDER
    shutil.rmtree(folder)
    assert whole(warehouse.version_in_use()) == after


def test_each_mart_has_one_row_of_what_its_query_says_it_is_of(desk, tmp_path):
    """In the example, which has some of everything; a text that was blacked out, and a reminder that is being sent."""
    desk.use(f"sqlite:///{tmp_path}/grain.sqlite", is_example=True)
    [(report_id,)] = desk.rows("select min(report_id) from marts.task_history where comment is not null")
    black_out(desk.register, ALL, report_id, "comment", "En prøve")
    entries.save(desk.register, ALL, Contact("felles", "post@x.no"), {"felles"}, TODAY, "contact")
    [(round_id,)] = desk.rows("select round_id from marts.rounds where closed_at is null")
    assert claim(desk.register, ALL, Reminder(round_id, "felles", "before", 1)) == 1
    status = warehouse.PROCESSED / FOLDER / warehouse.names(warehouse.version_in_use())[1]
    with duckdb.connect() as connection:
        connection.execute(f"attach '{status}' as status (read_only); copy from database status to memory")
        assert doubles(connection, SQL / "register") == []
        for file in sorted((SQL / "register").glob("*.sql")):
            connection.execute(f"begin; insert into marts.{file.stem} from marts.{file.stem} limit 1")
            assert [told.split()[0] for told in doubles(connection, SQL / "register")] == [f"marts.{file.stem}"]
            connection.execute("rollback")


SAID = {
    "tables": "schema_name, table_name, comment",
    "columns": "table_name, column_index, column_name, data_type, comment",
    "functions": "schema_name, function_name, parameters, macro_definition, comment",
}


MARTS = "select table_name from duckdb_tables() where schema_name = 'marts'"


def whole(version: str) -> dict[str, list]:
    """All that a status version holds and says of itself, but for when it was made."""
    found = {}
    with duckdb.connect(warehouse.PROCESSED / FOLDER / warehouse.names(version)[1], read_only=True) as connection:
        for kind, told in SAID.items():
            asked = f"select {told} from duckdb_{kind}() where database_name = current_database() order by all"
            found[kind] = connection.execute(asked).fetchall()
        for (mart,) in connection.execute(MARTS).fetchall():
            told = "* exclude (version, published_at)" if mart == "register_state" else "*"
            found[mart] = connection.execute(f"select {told} from marts.{mart}").fetchall()
    return found


def test_the_file_alone_can_be_asked_how_tasks_stand(desk, tmp_path):
    """What is held against a day is asked of the file as it is published, by whoever attaches it to read."""
    open_round(desk.register, ALL, "Våren", TODAY, TODAY, 139)
    desk.report(1, HAMAR, "Gjennomført")
    round_id = close_round(desk.register, ALL, desk.frozen())
    desk.report(1, ELVERUM, "I gang")
    warehouse.version_in_use()
    with duckdb.connect() as reader:
        reader.execute("attach $path as status (read_only)", {"path": str(files(tmp_path)[-1])})
        reader.execute("use status")
        done = "select done, reported, tasks from {} where measure_no = 1"
        assert reader.execute(done.format("marts.progress_on($day)"), {"day": TODAY}).fetchall() == [(1, 2, 9)]
        assert reader.execute(done.format("marts.progress_at($round)"), {"round": round_id}).fetchall() == [(1, 1, 9)]
        late = "select count(*) filter (where deadline_words = 'Fristen er ute') from marts.tasks_on($day)"
        before, after = (reader.execute(late, {"day": date(year, 6, 1)}).fetchone()[0] for year in (2022, 2040))
        assert before == 0 < after


def test_a_report_late_at_night_is_of_the_day_it_is_in_oslo(desk):
    desk.report(1, HAMAR, "I gang")
    with writing(desk.register) as connection:
        connection.execute(reports.update().values(saved_at=datetime(2026, 6, 30, 22, 30)))
    assert [day.date() for (day,) in desk.rows("select reported_on from marts.task_history")] == [date(2026, 7, 1)]
