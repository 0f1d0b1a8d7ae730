"""Years of the crisis centre, as they came through the gate. A table is added and none is changed."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "9", "8"


def upgrade() -> None:
    op.create_table(
        "centre_years",
        sa.Column(
            "entry_id", sa.Integer, primary_key=True, comment="In the order they were saved: the last of a year holds"
        ),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column(
            "counts", sa.Text, comment="What may be seen of the year, as JSON; empty where that is told elsewhere"
        ),
        sa.Column("shown", sa.Text, nullable=False, comment="All that has been shown of the year until then, as JSON"),
        sa.Column("role", sa.Text, nullable=False, comment="Role of whoever handed it in"),
        sa.Column("saved_at", sa.DateTime, nullable=False, comment="UTC"),
        sa.Column(
            "submission", sa.String(36), nullable=False, comment="What was sent at once; sent again, it changes nothing"
        ),
        sa.UniqueConstraint("submission", "year"),
        comment="Years of the crisis centre as they came through the gate: no count that it hides is here",
    )
