"""The way from each version of the register to the next, a file a version; a new register goes all of it.

A register says itself which version it is of, in `register_state.schema_version`: an older edition of this code reads
it there too, and leaves what it does not know alone.
"""

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, update

from register.schema import VERSION, state

FOLDER = Path(__file__).parent


def migrate(connection: Connection, found: int) -> None:
    """Bring the tables from the version found, 0 for none, to VERSION, in the transaction of the connection."""
    # Imported where it is used: it takes longer than to open a register that is of this version already.
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext

    with Operations.context(MigrationContext.configure(connection)):
        for step in _steps():
            if int(step.revision) > found:
                step.module.upgrade()
    connection.execute(update(state).values(schema_version=VERSION))


@cache
def _steps() -> list:
    """The files of the versions, the first one first."""
    from alembic.script import ScriptDirectory

    return list(ScriptDirectory(str(FOLDER)).walk_revisions())[::-1]
