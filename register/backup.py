"""Backup and restore, whatever the database: a backup is a register of its own in one SQLite file."""

from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import (
    URL,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Engine,
    Integer,
    Table,
    delete,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from register import manifest
from register.database import open_backup, open_register, reading, writing
from register.errors import RegisterError
from register.schema import ENTRIES, centre_years, deliveries, metadata, reports, rounds, state

PATTERN = "register-*.sqlite"
"""What a backup in a folder is called; by name they stand in the order they were made."""


def back_up(engine: Engine, path: Path) -> int:
    """Copy all of it to a new file; returns the number of reports. Raises RegisterError when the file exists."""
    try:
        if path.exists():
            raise RegisterError(f"{path} finnes fra før. Velg et annet navn.")
        draft = path.with_name(f"{path.name}.draft")
        draft.unlink(missing_ok=True)
        count = _back_up(engine, draft)
        draft.rename(path)
    except OSError as error:
        raise RegisterError(f"{path} kan ikke skrives: {error.strerror}.") from error
    return count


def back_up_into(engine: Engine, folder: Path, keep: int | None = None) -> tuple[Path, int]:
    """`back_up` to a new file in a folder, of which so many of the newest stay."""
    file = folder / f"register-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.sqlite"
    count = back_up(engine, file)
    for old in backups(folder)[:-keep] if keep else []:
        old.unlink()
    return file, count


def backups(folder: Path) -> list[Path]:
    """The oldest first."""
    return sorted(folder.glob(PATTERN))


def restore(engine: Engine, path: Path, replace: bool = False) -> int:
    """Fill the register from a backup, in one step; returns the number of reports.

    Raises RegisterError when the register holds something and is not to be replaced.
    """
    if not path.is_file():
        raise RegisterError(f"{path} finnes ikke.")
    content = read_backup(path)
    try:
        _restore(engine, content, replace)
    except (DataError, IntegrityError) as error:
        raise RegisterError(f"{path} holder noe som registeret ikke tar imot. Ingenting er endret.") from error
    return len(content[reports])


def count_of(engine: Engine) -> int:
    with reading(engine) as connection:
        return connection.execute(select(func.count()).select_from(reports)).scalar_one()


def _restore(engine: Engine, content: dict[Table, list[dict]], replace: bool) -> None:
    with writing(engine) as target:
        filled = (reports, rounds, deliveries, centre_years, *ENTRIES)
        held = sum(target.execute(select(func.count()).select_from(table)).scalar_one() for table in filled)
        if held and not replace:
            raise RegisterError(
                "Registeret er ikke tomt. Ta en sikkerhetskopi av det først, og kjør så kommandoen med --replace."
            )
        revision = target.execute(select(state.c.revision)).scalar_one()
        _fill(target, content)
        # Never one that somebody has seen before: what is read of it would be taken for the newest.
        target.execute(state.update().values(revision=max(revision, content[state][0]["revision"]) + 1))
        _continue_ids(target)


def _back_up(engine: Engine, draft: Path) -> int:
    copy = open_register(URL.create("sqlite", database=str(draft)))
    with reading(engine) as source, writing(copy) as target:
        content = content_of(source)
        _fill(target, content)
        manifest.write(target, content)
    with copy.connect() as connection:
        # One file, with nothing of it in a log beside it.
        connection.exec_driver_sql("commit")
        connection.exec_driver_sql("pragma journal_mode=delete")
    count = count_of(copy)
    copy.dispose()
    return count


def content_of(source: Connection) -> dict[Table, list[dict]]:
    """All that a register holds, what is referred to first."""
    return {table: _rows(source, table) for table in metadata.sorted_tables}


def _rows(source: Connection, table: Table) -> list[dict]:
    return [dict(row) for row in source.execute(select(table)).mappings()]


def read_backup(path: Path) -> dict[Table, list[dict]]:
    """All that a backup holds. Raises RegisterError when it is none, or holds what no register does."""
    backup, content = open_backup(path), {}
    try:
        with reading(backup) as source:
            for table in metadata.sorted_tables:
                content[table] = _checked(path, table, source)
            lost = source.exec_driver_sql("pragma foreign_key_check").first()
    finally:
        backup.dispose()
    if lost:
        raise RegisterError(f"{path} viser til noe som ikke er med, i tabellen {lost[0]}. Ingenting er endret.")
    if len(content[state]) != 1:
        raise RegisterError(f"{path} er ikke en sikkerhetskopi av registeret. Ingenting er endret.")
    return content


def _checked(path: Path, table: Table, source: Connection) -> list[dict]:
    """The rows of a table in a backup. Raises RegisterError for a value that its column can not hold."""
    try:
        stored = source.exec_driver_sql(f'select * from "{table.name}"').mappings().all()
        for number, row in enumerate(stored, 1):
            for column in table.columns:
                if not _fits(column, row[column.name]):
                    raise ValueError(f"rad {number}, kolonne {column.name}")
        return _rows(source, table)
    except (DBAPIError, ValueError, KeyError) as error:
        place = f" ({error})" if isinstance(error, ValueError) else ""
        raise RegisterError(
            f"{path} holder en verdi av feil slag i tabellen {table.name}{place}. Ingenting er endret."
        ) from error


def _fits(column: Column, value) -> bool:
    """Is it stored as its column asks? SQLite itself takes anything anywhere."""
    if value is None:
        return bool(column.nullable)
    if isinstance(column.type, Boolean):
        return value in (0, 1)
    if isinstance(column.type, Integer):
        return type(value) is int
    if type(value) is not str:
        return False
    if isinstance(column.type, Date | DateTime):
        return _is_read(date if isinstance(column.type, Date) else datetime, value)
    return column.type.length is None or len(value) <= column.type.length


def _is_read(kind: type[date], value: str) -> bool:
    try:
        return kind.fromisoformat(value) is not None and value[4:5] == "-"
    except ValueError:
        return False


def _fill(target: Connection, content: dict[Table, list[dict]]) -> None:
    for table in reversed(content):
        target.execute(delete(table))
    for table, rows in content.items():
        if rows:
            target.execute(insert(table), rows)


def _continue_ids(connection) -> None:
    """PostgreSQL counts on from what it counted itself, not from what was copied in."""
    if connection.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        for column in table.primary_key.columns:
            sequence = connection.execute(
                text("select pg_get_serial_sequence(:table, :column)"), {"table": table.name, "column": column.name}
            ).scalar()
            if sequence:
                highest = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
                connection.execute(select(func.setval(sequence, highest, False)))
