"""What is written belongs to a plan. Which one there was before, the register is told when it is read.

Columns are added and none is changed, as in the versions before.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "5", "4"
TABLES = (
    "rounds",
    "reports",
    "assessments",
    "proposals",
    "milestones",
    "adoptions",
    "conclusions",
    "appointments",
    "council_meetings",
)


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("plan_id", sa.String(100), comment="The plan it belongs to"))
    op.create_index("reports_of_a_plan", "reports", ["plan_id", "measure_no", "area_code"])
