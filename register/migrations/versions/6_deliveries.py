"""Figures that are handed in, and what is taken back of them. Tables are added and none is changed."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "6", "5"


def upgrade() -> None:
    op.create_table(
        "deliveries",
        sa.Column(
            "delivery_id", sa.Integer, primary_key=True, comment="In the order they were saved, which they hold in"
        ),
        sa.Column("file", sa.Text, nullable=False, comment="What it came in, as it is named in a mistake"),
        sa.Column("content", sa.Text, nullable=False, comment="Rows by table, as JSON of canonical text"),
        sa.Column("digest", sa.String(64), nullable=False, comment="Of the content"),
        sa.Column("why", sa.Text, nullable=False, comment="Where the numbers are from, and why they are handed in"),
        sa.Column("role", sa.Text, nullable=False, comment="Role of whoever handed it in"),
        sa.Column("saved_at", sa.DateTime, nullable=False, comment="UTC"),
        sa.Column("submission", sa.String(36), nullable=False, unique=True, comment="Sent again, it changes nothing"),
        comment="Figures that were handed in, for all plans; they hold until they are withdrawn",
    )
    op.create_table(
        "delivery_withdrawals",
        sa.Column("delivery_id", sa.Integer, sa.ForeignKey("deliveries.delivery_id"), primary_key=True),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False, comment="Role of whoever withdrew it"),
        sa.Column("saved_at", sa.DateTime, nullable=False, comment="UTC"),
        comment="Deliveries that were taken back as a whole",
    )
