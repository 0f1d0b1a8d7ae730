"""Backup and restore, between both kinds of database and as commands."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData, create_engine, make_url, select

from databases import KINDS, administrator, free_port, stored
from register.__main__ import main
from register.backup import back_up, restore
from register.blackout import black_out
from register.database import revision, writing
from register.errors import RegisterError
from register.manifest import write
from register.questions import OSLO
from register.rehearsal import rehearse
from register.rounds import close_round, open_round
from register.schema import VERSION, blackouts, metadata, reports, rounds, state
from register.settings import settings
from register.validation.rules import DONE, PARTLY
from reported import HAMAR, REPORT, TODAY, WORKING_GROUP, frozen, rows, send

ROOT = Path(__file__).parents[2]


def fill(register: Engine) -> None:
    """Four reports, a closed round and an open one, and a black-out."""
    send(register, replace(REPORT, comment="Gjaldt en person æøå 😀\n=1+1"))
    open_round(register, WORKING_GROUP, "Høsten 2026", TODAY, TODAY, 6)
    send(register, replace(REPORT, status=DONE, is_in_operation=True, in_place_on=TODAY), replace(REPORT, measure_no=2))
    close_round(register, WORKING_GROUP, frozen({(1, HAMAR): TODAY, (3, HAMAR): None}))
    open_round(register, WORKING_GROUP, "Våren 2027", TODAY, TODAY, 6)
    send(register, replace(REPORT, status=PARTLY))
    black_out(register, WORKING_GROUP, 1, "comment", "Gjaldt en person")


def content(register: Engine) -> dict[str, list[dict]]:
    return {table.name: rows(register, table) for table in metadata.sorted_tables if table is not state}


@pytest.mark.parametrize("target", KINDS)
@pytest.mark.parametrize("source", KINDS)
def test_all_of_it_is_restored_and_reporting_goes_on(source, target, new_register, tmp_path):
    first, second = new_register(source), new_register(target)
    fill(first)
    file = tmp_path / "kopier" / "kopi æ ø? #%41.sqlite"
    assert back_up(first, file) == 4
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    written = file.read_bytes()
    with sqlite3.connect(file) as connection:
        # It can be read where nothing can be written, as no log has to be made beside it.
        assert connection.execute("pragma journal_mode").fetchall() == [("delete",)]
    assert restore(second, file) == 4
    assert content(second) == content(first)
    assert revision(second) > revision(first)
    assert file.read_bytes() == written

    send(second, REPORT)
    close_round(second, WORKING_GROUP, frozen({(1, HAMAR): None}))
    assert open_round(second, WORKING_GROUP, "Høsten 2027", TODAY, TODAY, 6) == 3
    send(second, replace(REPORT, comment="Ny"))
    black_out(second, WORKING_GROUP, 6, "comment", "En prøve")
    assert [row["report_id"] for row in rows(second, reports)] == [1, 2, 3, 4, 5, 6]
    assert [row["blackout_id"] for row in rows(second, blackouts)] == [1, 2]


def test_a_register_that_holds_something_is_only_replaced_when_asked(register, tmp_path):
    fill(register)
    before = content(register)
    back_up(register, tmp_path / "backup.sqlite")
    send(register, replace(REPORT, measure_no=3))
    held, seen = content(register), revision(register)
    with pytest.raises(RegisterError, match="Registeret er ikke tomt. Ta en sikkerhetskopi av det først"):
        restore(register, tmp_path / "backup.sqlite")
    assert (content(register), revision(register)) == (held, seen)
    assert restore(register, tmp_path / "backup.sqlite", replace=True) == 4
    assert content(register) == before
    assert revision(register) > seen
    send(register, REPORT)
    assert [row["report_id"] for row in rows(register, reports)] == [1, 2, 3, 4, 5]


def test_a_round_alone_is_something(new_register, tmp_path):
    register = new_register("sqlite")
    back_up(register, tmp_path / "backup.sqlite")
    open_round(register, WORKING_GROUP, "Høsten 2026", TODAY, TODAY, 6)
    with pytest.raises(RegisterError, match="Registeret er ikke tomt"):
        restore(register, tmp_path / "backup.sqlite")
    assert len(rows(register, rounds)) == 1


def another_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("create table reports (report_id integer)")


def torn(path: Path) -> None:
    """One page in the middle of the reports is overwritten."""
    with sqlite3.connect(path) as connection:
        [(page,)] = connection.execute("select rootpage from sqlite_master where name = 'reports'")
        [(size,)] = connection.execute("pragma page_size")
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"x" * size)


def newer_register(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("update register_state set schema_version = 99")


def put(table: str, column: str, value: str):
    """A function that writes a value into all rows of a backup, whatever its column is for."""

    def spoil(path: Path) -> None:
        with sqlite3.connect(path) as connection:
            connection.execute(f"update {table} set {column} = {value}")

    return spoil


IN_SQLITE = {
    "missing": (Path.unlink, "finnes ikke."),
    "empty": (lambda path: path.write_bytes(b""), "er ikke en sikkerhetskopi av registeret. Ingenting er endret."),
    "text": (
        lambda path: path.write_text("hei" * 1000),
        "er ikke en sikkerhetskopi av registeret. Ingenting er endret.",
    ),
    "another": (lambda path: (path.unlink(), another_database(path)), "er ikke en sikkerhetskopi av registeret."),
    "short": (lambda path: path.write_bytes(path.read_bytes()[:-5000]), "er ikke en sikkerhetskopi av registeret."),
    "half": (lambda path: path.write_bytes(path.read_bytes()[:8192]), "er ikke en sikkerhetskopi av registeret."),
    "torn": (torn, "er ikke en sikkerhetskopi av registeret."),
    "newer": (
        newer_register,
        f"Registeret er av versjon 99, men denne utgaven av løsningen kjenner versjon {VERSION}.",
    ),
}
"""What is no backup: seen before the register it is for is asked."""
IN_BOTH = {
    "date": (put("reports", "speaks_of", "'i går'"), "i tabellen reports (rad 1, kolonne speaks_of)"),
    "number": (put("reports", "new_deadline", "20261231"), "i tabellen reports (rad 1, kolonne new_deadline)"),
    "moment": (put("reports", "saved_at", "'nå'"), "i tabellen reports (rad 1, kolonne saved_at)"),
    "day": (put("rounds", "answer_by", "'31.12.2026'"), "i tabellen rounds (rad 1, kolonne answer_by)"),
    "truth": (put("reports", "is_in_operation", "'ja'"), "i tabellen reports (rad 1, kolonne is_in_operation)"),
    "words": (put("round_tasks", "deadline", "'snart'"), "i tabellen round_tasks (rad 1, kolonne deadline)"),
    "part": (put("round_tasks", "place", "1.5"), "i tabellen round_tasks (rad 1, kolonne place)"),
    "bytes": (put("reports", "comment", "x'00ff'"), "i tabellen reports (rad 1, kolonne comment)"),
    "letters": (put("reports", "comment", "cast(x'ff' as text)"), "i tabellen reports"),
    "long": (put("reports", "status", "'" + "x" * 31 + "'"), "i tabellen reports (rad 1, kolonne status)"),
    "nowhere": (put("blackouts", "report_id", "99"), "viser til noe som ikke er med, i tabellen blackouts"),
    "state": (put("register_state", "revision", "'mange'"), "i tabellen register_state (rad 1, kolonne revision)"),
}
IN_POSTGRESQL = {"NUL": (put("rounds", "title", "'a' || char(0)"), "holder noe som registeret ikke tar imot")}


@pytest.mark.parametrize(
    ("kind", "cases"), [("sqlite", IN_SQLITE | IN_BOTH), ("postgresql", IN_BOTH | IN_POSTGRESQL)], ids=KINDS
)
def test_what_is_no_backup_or_holds_a_value_that_is_none_is_told_and_replaces_nothing(
    kind, cases, new_register, tmp_path
):
    register = new_register(kind)
    fill(register)
    back_up(register, tmp_path / "backup.sqlite")
    held = content(register)
    for what, (spoil, sentence) in cases.items():
        file = Path(shutil.copy(tmp_path / "backup.sqlite", tmp_path / f"{what}.sqlite"))
        spoil(file)
        spoiled = file.read_bytes() if file.exists() else None
        with pytest.raises(RegisterError) as refused:
            restore(register, file, replace=True)
        assert sentence in str(refused.value), what
        assert str(refused.value).endswith(("Ingenting er endret.", "eller en nyere.", "finnes ikke.")), what
        assert content(register) == held, what
        assert (file.read_bytes() if file.exists() else None) == spoiled, what


def test_a_backup_never_replaces_a_file_and_takes_no_notice_of_one_that_was_killed(new_register, opened, tmp_path):
    register, file = new_register("sqlite"), tmp_path / "backup.sqlite"
    fill(register)
    with opened(f"sqlite:///{file}.draft").connect():  # as it is left: with rows in its log
        send(opened(f"sqlite:///{file}.draft"), REPORT)
        assert back_up(register, file) == 4
    written = file.read_bytes()
    with pytest.raises(RegisterError, match="backup.sqlite finnes fra før. Velg et annet navn."):
        back_up(register, file)
    assert file.read_bytes() == written
    with pytest.raises(RegisterError, match="kan ikke skrives: "):
        back_up(register, file / "backup.sqlite")


@pytest.fixture
def run(monkeypatch, capsys) -> Callable[..., tuple[int, str, str]]:
    """A function that runs a command of the register at an address: its exit status, and what it says."""

    # Else read once a process.
    monkeypatch.setattr("register.__main__.settings", settings.__wrapped__)

    def run_command(address: str, *arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setenv("REGISTER_ADDRESS", address)
        monkeypatch.setattr("sys.argv", ["register", *map(str, arguments)])
        try:
            status = main()
        except SystemExit as refused:
            status = refused.code
        return status, *capsys.readouterr()

    return run_command


def test_the_commands_copy_from_one_database_to_another(run, new_address, opened, tmp_path):
    addresses = [new_address(kind, is_made=True) for kind in KINDS]
    first, second = map(opened, addresses)
    fill(first)
    file = tmp_path / "kopi å.sqlite"
    copied = f"Kopiert til {file}: hele registeret, med 4 svar.\n"
    assert run(addresses[0], "backup", file) == (0, copied, "")
    restored = f"Lagt tilbake fra {file}: hele registeret, med 4 svar.\n"
    assert run(addresses[1], "restore", file) == (0, restored, "")
    assert content(second) == content(first)
    status, said, refused = run(addresses[1], "restore", file)
    assert (status, said) == (1, "") and refused.startswith("Registeret er ikke tomt.")
    assert run(addresses[1], "restore", file, "--replace") == (0, restored, "")
    assert content(second) == content(first)


@pytest.mark.parametrize("kind", KINDS)
def test_the_newest_of_a_folder_is_rehearsed_and_nothing_is_left_of_it(kind, run, new_address, opened, tmp_path):
    address = new_address(kind, is_made=True)
    register = opened(address)
    fill(register)
    held = content(register), databases(kind, address)
    for name in ("register-20260101T000000Z.sqlite", "register-20260102T000000Z.sqlite", "another.sqlite"):
        (tmp_path / name).touch()
    status, said, _ = run(address, "backup", tmp_path, "--keep", "2")
    *others, kept, newest = sorted(path.name for path in tmp_path.glob("*.sqlite"))
    assert (status, others, kept) == (0, ["another.sqlite"], "register-20260102T000000Z.sqlite")
    assert said == f"Kopiert til {tmp_path / newest}: hele registeret, med 4 svar.\n"
    status, said, refused = run(address, "rehearse", tmp_path)
    assert (status, refused) == (0, "")
    assert said.startswith(f"Prøvd: {tmp_path / newest}, fra {datetime.now(OSLO):%d.%m.%Y} kl. ")
    total = sum(map(len, content(register).values()))
    assert f"lar seg legge tilbake. Alle {total} rader i " in said and said.endswith(
        "med 4 svar. Registeret er ikke rørt.\n"
    )
    assert (content(register), databases(kind, address)) == held


def databases(kind: str, address: str) -> set[str]:
    """Those on the server of a register."""
    if kind == "sqlite":
        return set()
    with administrator(make_url(address)) as connection:
        return {name for (name,) in connection.execute("select datname from pg_database")}


def test_a_backup_that_was_changed_or_says_nothing_of_itself_is_told(new_register, run, tmp_path):
    register = new_register("sqlite")
    fill(register)
    for name, change in {
        "text": "update reports set comment = 'Endret' where report_id = 2",
        "row": "delete from round_tasks where measure_no = 3",
        "said": "update backup_manifest set row_count = 5 where name = 'reports'",
        "silent": "drop table backup_manifest",
    }.items():
        file = tmp_path / f"{name}.sqlite"
        back_up(register, file)
        with sqlite3.connect(file) as connection:
            connection.execute(change)
        status, *told = run("sqlite:///" + str(tmp_path / "register.sqlite"), "rehearse", file)
        if name == "silent":
            assert status == 0 and f"{file}, uten kontrollsummer, lar seg legge tilbake." in told[0]
        else:
            table = "round_tasks" if name == "row" else "reports"
            assert (status, told) == (
                1,
                ["", f"{file} er endret etter at den ble tatt, i tabellen {table}. Bruk en annen kopi.\n"],
            )


def test_a_restore_that_loses_something_is_told(new_register, opened, monkeypatch, tmp_path):
    """What a fault of `restore` would do: one row less than in the backup."""
    register = new_register("sqlite")
    fill(register)
    back_up(register, tmp_path / "backup.sqlite")

    def restore_and_lose(engine: Engine, path: Path) -> int:
        count = restore(engine, path)
        with writing(engine) as connection:
            connection.exec_driver_sql("delete from blackouts")
        return count

    monkeypatch.setattr("register.rehearsal.restore", restore_and_lose)
    with pytest.raises(
        RegisterError, match="lar seg ikke legge tilbake slik den er: det skiller i tabellen blackouts."
    ):
        rehearse(f"sqlite:///{tmp_path / 'register.sqlite'}", tmp_path / "backup.sqlite")


def test_a_backup_of_an_earlier_version_is_rehearsed(run, tmp_path):
    """Its manifest is of the rows as they were then; the restore brings them to this version."""
    file, earlier = tmp_path / "register-20260101T000000Z.sqlite", MetaData()
    stored("4", f"sqlite:///{file}")
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        earlier.reflect(connection)
        tables = earlier.sorted_tables
        write(connection, {table: list(connection.execute(select(table)).mappings()) for table in tables})
    engine.dispose()
    status, said, refused = run(f"sqlite:///{tmp_path / 'register.sqlite'}", "rehearse", tmp_path)
    assert (status, refused) == (0, "") and ", fra " in said


@pytest.mark.parametrize(
    ("address", "arguments", "sentence"),
    [
        (None, ("rehearse", "."), "har ingen sikkerhetskopi.\n"),
        (None, ("rehearse", "settings.toml"), "er ikke en sikkerhetskopi av registeret."),
        (None, ("backup", "nowhere", "--keep", "3"), "nowhere er ikke en mappe. Lag den først.\n"),
        (None, ("restore", "nowhere.sqlite"), "nowhere.sqlite finnes ikke.\n"),
        (None, ("backup", "settings.toml"), "settings.toml finnes fra før. Velg et annet navn.\n"),
        (None, ("backup", "settings.toml/backup.sqlite"), "kan ikke skrives: "),
        (
            "postgresql://writer:secret@host:port/x",
            ("backup", "backup.sqlite"),
            "Adressen til registeret kan ikke brukes.",
        ),
    ],
    ids=["none", "no backup", "no folder", "missing", "exists", "nowhere", "address"],
)
def test_the_commands_tell_in_a_sentence_what_is_wrong(run, new_address, tmp_path, address, arguments, sentence):
    (tmp_path / "settings.toml").touch()
    command, name, *options = arguments
    status, said, told = run(address or new_address("sqlite"), command, tmp_path / name, *options)
    assert (status, said) == (1, "")
    assert sentence in told and len(told.splitlines()) == 1 and "secret" not in told
    assert not (tmp_path / "backup.sqlite").exists()


def test_a_command_tells_in_a_sentence_alone_that_the_register_does_not_answer(tmp_path):
    """A process of its own, whose log would else stand before it; the environment goes before the settings."""
    file = tmp_path / "settings.toml"
    file.write_text('[register]\naddress = "sqlite:///nowhere.sqlite"\n', encoding="utf-8")
    address = f"postgresql+psycopg://writer:secret@127.0.0.1:{free_port()}/register"
    environment = os.environ | {"REGISTER_ADDRESS": address, "SETTINGS_FILE": str(file)}
    command = [sys.executable, "-m", "register", "backup", str(tmp_path / "backup.sqlite")]
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=60)
    assert (told.returncode, told.stdout) == (1, "") and len(told.stderr.splitlines()) == 1
    assert told.stderr.startswith("Registeret svarer ikke, eller kan ikke skrives til.") and "secret" not in told.stderr
    assert not (tmp_path / "backup.sqlite").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "first"),
    [
        (("--help",), 0, "Sikkerhetskopi av svarene i registeret."),
        (("backup", "--help"), 0, "Sikkerhetskopi av svarene i registeret."),
        ((), 2, "Kommandoen er ikke skrevet riktig."),
        (("backup", "a", "--keep", "0"), 2, "Kommandoen er ikke skrevet riktig."),
        (("kopier",), 2, "Kommandoen er ikke skrevet riktig."),
        (("restore", "a", "b"), 2, "Kommandoen er ikke skrevet riktig."),
    ],
)
def test_how_the_commands_are_written_is_told_in_norwegian(run, new_address, arguments, code, first):
    status, *told = run(new_address("sqlite"), *arguments)
    said = told[0] if code == 0 else told[1]
    assert (status, said.splitlines()[0]) == (code, first)
    assert "python -m register restore FIL --replace" in said and len(said.splitlines()) < 10
    assert not {"usage", "error", "options"} & set(said.lower().replace(":", " ").split())
