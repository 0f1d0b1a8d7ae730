"""Backup and restore, whatever the database: a backup is a register of its own in one SQLite file."""

from pathlib import Path

from sqlalchemy import URL, Engine, delete, func, insert, inspect, select, text

from register.database import open_backup, open_register, reading, writing
from register.errors import RegisterError
from register.schema import ENTRIES, VERSION, metadata, reports, rounds, state


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


def restore(engine: Engine, path: Path, replace: bool = False) -> int:
    """Fill the register from a backup, in one step; returns the number of reports.

    Raises RegisterError when the register holds something and is not to be replaced.
    """
    if not path.is_file():
        raise RegisterError(f"{path} finnes ikke.")
    backup = open_backup(path)
    with reading(backup) as source, writing(engine) as target:
        filled = (reports, rounds, *ENTRIES)
        held = sum(target.execute(select(func.count()).select_from(table)).scalar_one() for table in filled)
        if held and not replace:
            raise RegisterError(
                "Registeret er ikke tomt. Ta en sikkerhetskopi av det først, og kjør så kommandoen med --replace."
            )
        revision = target.execute(select(state.c.revision)).scalar_one()
        _copy(source, target)
        # Never one that somebody has seen before: what is read of it would be taken for the newest.
        target.execute(state.update().values(revision=max(revision, state_revision(source)) + 1))
        _continue_ids(target)
    count = count_of(engine)
    backup.dispose()
    return count


def count_of(engine: Engine) -> int:
    with reading(engine) as connection:
        return connection.execute(select(func.count()).select_from(reports)).scalar_one()


def state_revision(connection) -> int:
    return connection.execute(select(state.c.revision)).scalar_one()


def _back_up(engine: Engine, draft: Path) -> int:
    copy = open_register(URL.create("sqlite", database=str(draft)))
    with reading(engine) as source, writing(copy) as target:
        _copy(source, target)
    with copy.connect() as connection:
        # One file, with nothing of it in a log beside it.
        connection.exec_driver_sql("commit")
        connection.exec_driver_sql("pragma journal_mode=delete")
    count = count_of(copy)
    copy.dispose()
    return count


def _copy(source, target) -> None:
    for table in reversed(metadata.sorted_tables):
        target.execute(delete(table))
    held = inspect(source)
    for table in metadata.sorted_tables:
        # A backup from before a table was added has none of it.
        rows = [dict(row) for row in source.execute(select(table)).mappings()] if held.has_table(table.name) else []
        if rows:
            target.execute(insert(table), rows)
    target.execute(state.update().values(schema_version=VERSION))


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
