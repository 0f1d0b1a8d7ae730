"""Four questions that evaluate a measure beside its status; the group, the councils' dates, and where all are reached.

Columns are added and none is changed, as in the version before.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "4", "3"


def upgrade() -> None:
    for column in (
        sa.Column("done_as_meant", sa.String(30), comment="Evaluation: was it done as it was meant?"),
        sa.Column("outcome", sa.Text, comment="Evaluation: what came of it"),
        sa.Column("hindrance", sa.Text, comment="Evaluation: what hindered it"),
        sa.Column("should_continue", sa.String(30), comment="Evaluation: should it go on?"),
    ):
        op.add_column("reports", column)
    _entries(
        "conclusions",
        sa.Column("measure_no", sa.Integer, nullable=False),
        sa.Column("conclusion", sa.Text, nullable=False),
        sa.Column(
            "answered", sa.Integer, nullable=False, comment="How many had evaluated the measure when it was written"
        ),
        sa.Column("asked", sa.Integer, nullable=False, comment="Of how many who are asked"),
        comment="What the working group makes of the answers about a measure",
    )
    _entries(
        "appointments",
        sa.Column("area_code", sa.String(20), nullable=False),
        sa.Column("seat", sa.String(20), nullable=False, comment="Member, coordinator and the like"),
        sa.Column("position", sa.Text, comment="Role or position of whoever is appointed, never a name"),
        sa.Column("appointed_on", sa.Date),
        sa.Column("is_withdrawn", sa.Boolean, nullable=False, comment="Nobody has the seat"),
        comment="Who has been appointed to work on the plan, by role",
    )
    _entries(
        "council_meetings",
        sa.Column("area_code", sa.String(20), nullable=False),
        sa.Column("meets_on", sa.Date),
        sa.Column("note", sa.Text),
        comment="When a council is to treat the next plan",
    )
    _entries(
        "contacts",
        sa.Column("recipient", sa.String(200), nullable=False, comment="A municipality, or who does a joint task"),
        sa.Column(
            "address", sa.Text, comment="E-mail address of a role, never of a person; empty where it was taken away"
        ),
        comment="Where those who are asked can be reached",
    )


def _entries(name: str, *columns: sa.Column, comment: str) -> None:
    op.create_table(
        name,
        sa.Column("entry_id", sa.Integer, primary_key=True, comment="In the order they were saved"),
        *columns,
        sa.Column("role", sa.Text, nullable=False, comment="Role of whoever wrote it"),
        sa.Column("saved_at", sa.DateTime, nullable=False, comment="UTC"),
        sa.Column("submission", sa.String(36), nullable=False, unique=True, comment="Sent again, it changes nothing"),
        comment=comment,
    )
