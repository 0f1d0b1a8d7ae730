"""The register's tables. Rows are added and never changed, but for black-outs and the closing of a round.

What is changed here is a new VERSION, and a file of it in `migrations/versions`.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

VERSION = 9
metadata = MetaData()


def _plan_id() -> Column:
    """Empty in rows from before the register knew of plans, until it is read with the plan there was then."""
    return Column("plan_id", String(100), comment="The plan it belongs to")


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
    Column("frozen_at", DateTime, comment="UTC; when the words of the plan were kept"),
    Column("title_key", Text, comment="Its name without case; empty where an earlier round had that name"),
    _plan_id(),
    Index("rounds_have_names_of_their_own", "title_key", unique=True),
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
    Column("done_as_meant", String(30), comment="Evaluation: was it done as it was meant?"),
    Column("outcome", Text, comment="Evaluation: what came of it"),
    Column("hindrance", Text, comment="Evaluation: what hindered it"),
    Column("should_continue", String(30), comment="Evaluation: should it go on?"),
    Column("speaks_of", Date, nullable=False, comment="The date it tells the state of"),
    Column("reporter_role", Text, nullable=False),
    Column("round_id", ForeignKey("rounds.round_id"), comment="The round that was open when it was saved"),
    Column("saved_at", DateTime, nullable=False, comment="UTC"),
    Column("submission", String(36), nullable=False, comment="What was sent at once; sent again, it changes nothing"),
    Column(
        "is_withdrawn",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="Takes the answer before it back: nothing is answered",
    ),
    _plan_id(),
    UniqueConstraint("submission", "measure_no", "area_code"),
    Index("reports_of_a_plan", "plan_id", "measure_no", "area_code"),
)
round_tasks = Table(
    "round_tasks",
    metadata,
    Column("round_id", ForeignKey("rounds.round_id"), primary_key=True),
    Column("measure_no", Integer, primary_key=True),
    Column("area_code", String(20), primary_key=True),
    Column("report_id", ForeignKey("reports.report_id"), comment="The last report when the round closed, if any"),
    Column("deadline", Date, comment="The plan's, when the round closed"),
    Column("area", Text, comment="Name of the municipality, or «Felles»"),
    Column("is_joint", Boolean),
    Column("place", Integer, comment="Order"),
    Column("working_title", Text),
    Column("section", Text),
    Column("focus_area", Text),
    Column("overview_wording", Text),
    Column("body_wording", Text),
    Column("task", Text),
    Column("owner", Text, comment="A role, as the plan words it"),
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
STATUS_TEXTS = ("responsible", "comment", "reason", "decided_by", "link")
EVALUATION_TEXTS = ("outcome", "hindrance")
TEXT_FIELDS = STATUS_TEXTS + EVALUATION_TEXTS


def _entries(name: str, *columns: Column, comment: str, is_of_a_plan: bool = True) -> Table:
    """A table of entries about the work on the plan: the last one about the same thing holds."""
    return Table(
        name,
        metadata,
        Column("entry_id", Integer, primary_key=True, comment="In the order they were saved"),
        *columns,
        Column("role", Text, nullable=False, comment="Role of whoever wrote it"),
        Column("saved_at", DateTime, nullable=False, comment="UTC"),
        Column("submission", String(36), nullable=False, unique=True, comment="Sent again, it changes nothing"),
        *([_plan_id()] if is_of_a_plan else []),
        comment=comment,
    )


assessments = _entries(
    "assessments",
    Column("measure_no", Integer, nullable=False),
    Column("verdict", String(20), nullable=False),
    Column("merge_with", Text, comment="With what it is to be put together"),
    Column("reason", Text, nullable=False),
    comment="What the next plan should do with a measure",
)
proposals = _entries(
    "proposals",
    Column("proposal_no", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("theme", Text),
    Column("target_group", Text),
    Column("reason", Text, nullable=False),
    Column("responsible", Text, comment="Role or unit, never a person"),
    Column("deadline", Date),
    Column("cost", Text),
    Column("done_when", Text, comment="How one sees that it is done"),
    Column("is_withdrawn", Boolean, nullable=False),
    comment="Measures proposed for the next plan",
)
milestones = _entries(
    "milestones",
    Column("milestone_id", String(30), nullable=False),
    Column("planned_on", Date),
    Column("reached_on", Date),
    Column("note", Text),
    comment="When the work on the next plan is to be where, and when it was",
)
adoptions = _entries(
    "adoptions",
    Column("area_code", String(20), nullable=False),
    Column("adopted_on", Date),
    Column("valid_until", Date),
    Column("note", Text),
    comment="When a municipality adopted the plan, and until when it is valid there",
)
conclusions = _entries(
    "conclusions",
    Column("measure_no", Integer, nullable=False),
    Column("conclusion", Text, nullable=False),
    Column("answered", Integer, nullable=False, comment="How many had evaluated the measure when it was written"),
    Column("asked", Integer, nullable=False, comment="Of how many who are asked"),
    comment="What the working group makes of the answers about a measure",
)
appointments = _entries(
    "appointments",
    Column("area_code", String(20), nullable=False),
    Column("seat", String(20), nullable=False, comment="Member, coordinator and the like"),
    Column("position", Text, comment="Role or position of whoever is appointed, never a name"),
    Column("appointed_on", Date),
    Column("is_withdrawn", Boolean, nullable=False, comment="Nobody has the seat"),
    comment="Who has been appointed to work on the plan, by role",
)
council_meetings = _entries(
    "council_meetings",
    Column("area_code", String(20), nullable=False),
    Column("meets_on", Date),
    Column("note", Text),
    comment="When a council is to treat the next plan",
)
contacts = _entries(
    "contacts",
    Column("recipient", String(200), nullable=False, comment="A municipality, or who does a joint task"),
    Column("address", Text, comment="E-mail address of a role, never of a person; empty where it was taken away"),
    comment="Where those who are asked can be reached",
    is_of_a_plan=False,
)
help_services = _entries(
    "help_services",
    Column("area_code", String(20), nullable=False),
    Column("service_id", String(100), nullable=False, comment="Of what was read, or «+» and a number"),
    Column("service", Text, comment="What it is called"),
    Column("for_whom", Text),
    Column("phone", Text, comment="Of the service, never of a person"),
    Column("link", Text),
    Column("opening", Text, comment="When it is open"),
    Column("unit", Text, comment="Unit that has it, never a person"),
    Column("confirmed_on", Date, nullable=False, comment="The day it was said to be so"),
    Column("is_withdrawn", Boolean, nullable=False, comment="It is there no longer"),
    comment="Services that help in a municipality",
    is_of_a_plan=False,
)
reminders = Table(
    "reminders",
    metadata,
    Column("entry_id", Integer, primary_key=True, comment="In the order they were saved"),
    Column("round_id", ForeignKey("rounds.round_id"), nullable=False),
    Column("recipient", String(200), nullable=False, comment="As in contacts"),
    Column("occasion", String(20), nullable=False, comment="Which reminder of the round"),
    Column("attempt", Integer, nullable=False, comment="From 1; another only where the last was not sent"),
    Column("contact_id", ForeignKey("contacts.entry_id"), nullable=False, comment="The address it was sent to"),
    Column("outcome", String(20), nullable=False, comment="Begun, and then what became of it"),
    Column("reason", Text, comment="Why it was not sent, or is not known to be"),
    Column("role", Text, nullable=False, comment="Role of whoever had it sent"),
    Column("saved_at", DateTime, nullable=False, comment="UTC"),
    # Of two that begin the same at once, one is refused.
    UniqueConstraint("round_id", "recipient", "occasion", "attempt", "outcome"),
    comment="What was done to send a reminder, a row a step",
)
entry_blackouts = Table(
    "entry_blackouts",
    metadata,
    Column("blackout_id", Integer, primary_key=True),
    Column("kind", String(30), nullable=False, comment="The table the text stood in"),
    Column("entry_id", Integer, nullable=False),
    Column("field", String(30), nullable=False),
    Column("blacked_out_at", DateTime, nullable=False, comment="UTC"),
    Column("role", Text, nullable=False),
    Column("reason", Text, nullable=False),
)
ENTRIES = (
    assessments,
    proposals,
    milestones,
    adoptions,
    conclusions,
    appointments,
    council_meetings,
    contacts,
    help_services,
)
deliveries = Table(
    "deliveries",
    metadata,
    Column("delivery_id", Integer, primary_key=True, comment="In the order they were saved, which they hold in"),
    Column("file", Text, nullable=False, comment="What it came in, as it is named in a mistake"),
    Column("content", Text, nullable=False, comment="Rows by table, as JSON of canonical text"),
    Column("digest", String(64), nullable=False, comment="Of the content"),
    Column("why", Text, nullable=False, comment="Where the numbers are from, and why they are handed in"),
    Column("role", Text, nullable=False, comment="Role of whoever handed it in"),
    Column("saved_at", DateTime, nullable=False, comment="UTC"),
    Column("submission", String(36), nullable=False, unique=True, comment="Sent again, it changes nothing"),
    comment="Figures that were handed in, for all plans; they hold until they are withdrawn",
)
delivery_withdrawals = Table(
    "delivery_withdrawals",
    metadata,
    Column("delivery_id", ForeignKey("deliveries.delivery_id"), primary_key=True),
    Column("why", Text, nullable=False),
    Column("role", Text, nullable=False, comment="Role of whoever withdrew it"),
    Column("saved_at", DateTime, nullable=False, comment="UTC"),
    comment="Deliveries that were taken back as a whole",
)
centre_years = Table(
    "centre_years",
    metadata,
    Column("entry_id", Integer, primary_key=True, comment="In the order they were saved: the last of a year holds"),
    Column("year", Integer, nullable=False),
    Column("counts", Text, comment="What may be seen of the year, as JSON; empty where that is told elsewhere"),
    Column("shown", Text, nullable=False, comment="All that has been shown of the year until then, as JSON"),
    Column("role", Text, nullable=False, comment="Role of whoever handed it in"),
    Column("saved_at", DateTime, nullable=False, comment="UTC"),
    Column("submission", String(36), nullable=False, comment="What was sent at once; sent again, it changes nothing"),
    UniqueConstraint("submission", "year"),
    comment="Years of the crisis centre as they came through the gate: no count that it hides is here",
)
