"""What is sent by the dashboard itself leaves a trace."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "8", "7"


def upgrade() -> None:
    op.create_table(
        "reminders",
        sa.Column("entry_id", sa.Integer, primary_key=True, comment="In the order they were saved"),
        sa.Column("round_id", sa.Integer, sa.ForeignKey("rounds.round_id"), nullable=False),
        sa.Column("recipient", sa.String(200), nullable=False, comment="As in contacts"),
        sa.Column("occasion", sa.String(20), nullable=False, comment="Which reminder of the round"),
        sa.Column("attempt", sa.Integer, nullable=False, comment="From 1; another only where the last was not sent"),
        sa.Column(
            "contact_id",
            sa.Integer,
            sa.ForeignKey("contacts.entry_id"),
            nullable=False,
            comment="The address it was sent to",
        ),
        sa.Column("outcome", sa.String(20), nullable=False, comment="Begun, and then what became of it"),
        sa.Column("reason", sa.Text, comment="Why it was not sent, or is not known to be"),
        sa.Column("role", sa.Text, nullable=False, comment="Role of whoever had it sent"),
        sa.Column("saved_at", sa.DateTime, nullable=False, comment="UTC"),
        sa.UniqueConstraint("round_id", "recipient", "occasion", "attempt", "outcome"),
        comment="What was done to send a reminder, a row a step",
    )
