"""What is said of the next plan."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "2", "1"


def upgrade() -> None:
    _entries(
        "assessments",
        sa.Column("measure_no", sa.Integer, nullable=False),
        sa.Column("verdict", sa.String(20), nullable=False),
        sa.Column("merge_with", sa.Text, comment="With what it is to be put together"),
        sa.Column("reason", sa.Text, nullable=False),
        comment="What the next plan should do with a measure",
    )
    _entries(
        "proposals",
        sa.Column("proposal_no", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("theme", sa.Text),
        sa.Column("target_group", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("responsible", sa.Text, comment="Role or unit, never a person"),
        sa.Column("deadline", sa.Date),
        sa.Column("cost", sa.Text),
        sa.Column("done_when", sa.Text, comment="How one sees that it is done"),
        sa.Column("is_withdrawn", sa.Boolean, nullable=False),
        comment="Measures proposed for the next plan",
    )
    _entries(
        "milestones",
        sa.Column("milestone_id", sa.String(30), nullable=False),
        sa.Column("planned_on", sa.Date),
        sa.Column("reached_on", sa.Date),
        sa.Column("note", sa.Text),
        comment="When the work on the next plan is to be where, and when it was",
    )
    _entries(
        "adoptions",
        sa.Column("area_code", sa.String(20), nullable=False),
        sa.Column("adopted_on", sa.Date),
        sa.Column("valid_until", sa.Date),
        sa.Column("note", sa.Text),
        comment="When a municipality adopted the plan, and until when it is valid there",
    )
    op.create_table(
        "entry_blackouts",
        sa.Column("blackout_id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(30), nullable=False, comment="The table the text stood in"),
        sa.Column("entry_id", sa.Integer, nullable=False),
        sa.Column("field", sa.String(30), nullable=False),
        sa.Column("blacked_out_at", sa.DateTime, nullable=False, comment="UTC"),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
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
