"""The register's tables. Rows are added and never changed, but for black-outs and the closing of a round."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

VERSION = 1
metadata = MetaData()

state = Table(
    "register_state",
    metadata,
    Column("id", Integer, primary_key=True, comment="Always 1; every writer takes this row first, and waits for it"),
    Column("schema_version", Integer, nullable=False),
    Column("revision", Integer, nullable=False, comment="Grows by one each time anything is saved"),
)
rounds = Table(
    "rounds",
    metadata,
    Column("round_id", Integer, primary_key=True),
    Column("title", String(100), nullable=False),
    Column("answer_by", Date, nullable=False),
    Column("opened_at", DateTime, nullable=False, comment="UTC"),
    Column("closed_at", DateTime, comment="UTC; empty while it is open"),
)
reports = Table(
    "reports",
    metadata,
    Column("report_id", Integer, primary_key=True, comment="In the order they were saved"),
    Column("measure_no", Integer, nullable=False),
    Column("area_code", String(20), nullable=False),
    Column("status", String(30), nullable=False),
    Column("is_in_operation", Boolean, nullable=False, comment="«I fast drift»; only where it is done"),
    Column("in_place_on", Date, comment="First day of the month it was in place; empty where not known"),
    Column("responsible", Text, comment="Role or unit here, never a person"),
    Column("comment", Text),
    Column("reason", Text, comment="Why it was not done"),
    Column("decided_by", Text, comment="Who decided that it is not to be done"),
    Column("new_deadline", Date),
    Column("link", Text),
    Column("speaks_of", Date, nullable=False, comment="The date it tells the state of"),
    Column("reporter_role", Text, nullable=False),
    Column("round_id", ForeignKey("rounds.round_id"), comment="The round that was open when it was saved"),
    Column("saved_at", DateTime, nullable=False, comment="UTC"),
    Column("submission", String(36), nullable=False, comment="What was sent at once; sent again, it changes nothing"),
    UniqueConstraint("submission", "measure_no", "area_code"),
)
round_tasks = Table(
    "round_tasks",
    metadata,
    Column("round_id", ForeignKey("rounds.round_id"), primary_key=True),
    Column("measure_no", Integer, primary_key=True),
    Column("area_code", String(20), primary_key=True),
    Column("report_id", ForeignKey("reports.report_id"), comment="The last report when the round closed, if any"),
    Column("deadline", Date, comment="The plan's, when the round closed"),
    comment="What a round held when it was closed; never changes",
)
blackouts = Table(
    "blackouts",
    metadata,
    Column("blackout_id", Integer, primary_key=True),
    Column("report_id", ForeignKey("reports.report_id"), nullable=False),
    Column("field", String(30), nullable=False),
    Column("blacked_out_at", DateTime, nullable=False, comment="UTC"),
    Column("role", Text, nullable=False),
    Column("reason", Text, nullable=False),
)
TEXT_FIELDS = ("responsible", "comment", "reason", "decided_by", "link")
