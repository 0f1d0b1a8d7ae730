"""A closed round keeps all that it told, an answer can be withdrawn, and no two rounds have the same name.

Columns are added and none is changed, which both kinds of database do where the rows are: nothing is copied, and
neither references nor triggers are lost on the way.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "3", "2"


def upgrade() -> None:
    withdrawn = sa.Column(
        "is_withdrawn",
        sa.Boolean,
        nullable=False,
        server_default=sa.false(),
        comment="Takes the answer before it back: nothing is answered",
    )
    op.add_column("reports", withdrawn)
    frozen = (
        sa.Column("area", sa.Text, comment="Name of the municipality, or «Felles»"),
        sa.Column("is_joint", sa.Boolean),
        sa.Column("place", sa.Integer, comment="Order"),
        sa.Column("working_title", sa.Text),
        sa.Column("section", sa.Text),
        sa.Column("focus_area", sa.Text),
        sa.Column("overview_wording", sa.Text),
        sa.Column("body_wording", sa.Text),
        sa.Column("task", sa.Text),
        sa.Column("owner", sa.Text, comment="A role, as the plan words it"),
    )
    for column in frozen:
        op.add_column("round_tasks", column)
    op.add_column("rounds", sa.Column("frozen_at", sa.DateTime, comment="UTC; when the words of the plan were kept"))
    key = sa.Column("title_key", sa.Text, comment="Its name without case; empty where an earlier round had that name")
    op.add_column("rounds", key)
    _keep_names()
    op.create_index("rounds_have_names_of_their_own", "rounds", ["title_key"], unique=True)


def _keep_names() -> None:
    """Until now two rounds could have the same name: the first of them keeps it."""
    rounds = sa.table("rounds", sa.column("round_id"), sa.column("title"), sa.column("title_key"))
    connection, seen = op.get_bind(), set()
    for round_id, title in connection.execute(sa.select(rounds.c.round_id, rounds.c.title).order_by("round_id")).all():
        key = " ".join(title.split()).casefold()
        if key not in seen:
            connection.execute(rounds.update().where(rounds.c.round_id == round_id).values(title_key=key))
        seen.add(key)
