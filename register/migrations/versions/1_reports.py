"""Reports, rounds and black-outs."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "1", None


def upgrade() -> None:
    state = op.create_table(
        "register_state",
        sa.Column(
            "id", sa.Integer, primary_key=True, comment="Always 1; every writer takes this row first, and waits for it"
        ),
        sa.Column("schema_version", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False, comment="Grows by one each time anything is saved"),
    )
    op.bulk_insert(state, [{"id": 1, "schema_version": 1, "revision": 0}])
    op.create_table(
        "rounds",
        sa.Column("round_id", sa.Integer, primary_key=True),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("answer_by", sa.Date, nullable=False),
        sa.Column("opened_at", sa.DateTime, nullable=False, comment="UTC"),
        sa.Column("closed_at", sa.DateTime, comment="UTC; empty while it is open"),
    )
    op.create_table(
        "reports",
        sa.Column("report_id", sa.Integer, primary_key=True, comment="In the order they were saved"),
        sa.Column("measure_no", sa.Integer, nullable=False),
        sa.Column("area_code", sa.String(20), nullable=False),
        sa.Column("status", sa.String(30), nullable=False),
        sa.Column("is_in_operation", sa.Boolean, nullable=False, comment="«I fast drift»; only where it is done"),
        sa.Column("in_place_on", sa.Date, comment="First day of the month it was in place; empty where not known"),
        sa.Column("responsible", sa.Text, comment="Role or unit here, never a person"),
        sa.Column("comment", sa.Text),
        sa.Column("reason", sa.Text, comment="Why it was not done"),
        sa.Column("decided_by", sa.Text, comment="Who decided that it is not to be done"),
        sa.Column("new_deadline", sa.Date),
        sa.Column("link", sa.Text),
        sa.Column("speaks_of", sa.Date, nullable=False, comment="The date it tells the state of"),
        sa.Column("reporter_role", sa.Text, nullable=False),
        sa.Column(
            "round_id",
            sa.Integer,
            sa.ForeignKey("rounds.round_id"),
            comment="The round that was open when it was saved",
        ),
        sa.Column("saved_at", sa.DateTime, nullable=False, comment="UTC"),
        sa.Column(
            "submission",
            sa.String(36),
            nullable=False,
            comment="What was sent at once; sent again, it changes nothing",
        ),
        sa.UniqueConstraint("submission", "measure_no", "area_code"),
    )
    op.create_table(
        "round_tasks",
        sa.Column("round_id", sa.Integer, sa.ForeignKey("rounds.round_id"), primary_key=True),
        sa.Column("measure_no", sa.Integer, primary_key=True),
        sa.Column("area_code", sa.String(20), primary_key=True),
        sa.Column(
            "report_id",
            sa.Integer,
            sa.ForeignKey("reports.report_id"),
            comment="The last report when the round closed, if any",
        ),
        sa.Column("deadline", sa.Date, comment="The plan's, when the round closed"),
        comment="What a round held when it was closed; never changes",
    )
    op.create_table(
        "blackouts",
        sa.Column("blackout_id", sa.Integer, primary_key=True),
        sa.Column("report_id", sa.Integer, sa.ForeignKey("reports.report_id"), nullable=False),
        sa.Column("field", sa.String(30), nullable=False),
        sa.Column("blacked_out_at", sa.DateTime, nullable=False, comment="UTC"),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
