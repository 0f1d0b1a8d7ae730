"""What can be seen of a folder of published versions, and how one is published again."""

from pathlib import Path

import duckdb

from pipelines.publish import current_version, publish


def answers(out: Path) -> tuple[str, dict[str, tuple]]:
    """The version in use, and the number and content of the rows of each of its marts, each column read."""
    version = current_version(out)
    with duckdb.connect(str(out / version), read_only=True) as connection:
        [(written_in_it,)] = connection.execute("select version from marts.publication").fetchall()
        assert written_in_it == version
        names = connection.execute(
            "select table_name from duckdb_tables() where schema_name = 'marts' and table_name <> 'publication'"
        ).fetchall()
        return version, {
            name: connection.execute(f"select count(*), bit_xor(hash(mart)) from marts.{name} as mart").fetchone()
            for (name,) in names
        }


def marts(out: Path) -> dict[str, list[tuple]]:
    """All that the version in use holds, row by row in its order, but for what is of the version itself."""
    with duckdb.connect(str(out / current_version(out)), read_only=True) as connection:
        names = connection.execute("select table_name from duckdb_tables() where schema_name = 'marts'").fetchall()
        own = ("publication", "figure_changes")
        return {name: connection.execute(f"from marts.{name}").fetchall() for (name,) in names if name not in own}


def drafts(out: Path) -> set[Path]:
    return {path for path in out.iterdir() if ".draft" in path.name}


def publish_again(file: Path, out: Path, content: str = "0123456789abcdef") -> str:
    """Publish the marts of a version once more: a build's last step by itself."""
    connection = duckdb.connect()
    connection.execute("attach $file as version (read_only)", {"file": str(file)})
    connection.execute("copy from database version to memory")
    connection.execute("detach version")
    connection.execute("create schema raw")
    connection.execute("create schema staging")
    return publish(connection, out, content)
