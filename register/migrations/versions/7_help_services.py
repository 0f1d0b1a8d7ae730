"""Who helps in each municipality, and when that was said last; it holds in all plans."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "7", "6"


def upgrade() -> None:
    op.create_table(
        "help_services",
        sa.Column("entry_id", sa.Integer, primary_key=True, comment="In the order they were saved"),
        sa.Column("area_code", sa.String(20), nullable=False),
        sa.Column("service_id", sa.String(100), nullable=False, comment="Of what was read, or «+» and a number"),
        sa.Column("service", sa.Text, comment="What it is called"),
        sa.Column("for_whom", sa.Text),
        sa.Column("phone", sa.Text, comment="Of the service, never of a person"),
        sa.Column("link", sa.Text),
        sa.Column("opening", sa.Text, comment="When it is open"),
        sa.Column("unit", sa.Text, comment="Unit that has it, never a person"),
        sa.Column("confirmed_on", sa.Date, nullable=False, comment="The day it was said to be so"),
        sa.Column("is_withdrawn", sa.Boolean, nullable=False, comment="It is there no longer"),
        sa.Column("role", sa.Text, nullable=False, comment="Role of whoever wrote it"),
        sa.Column("saved_at", sa.DateTime, nullable=False, comment="UTC"),
        sa.Column("submission", sa.String(36), nullable=False, unique=True, comment="Sent again, it changes nothing"),
        comment="Services that help in a municipality",
    )
