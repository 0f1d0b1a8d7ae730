"""What «Arbeidsgruppa» says of one version: who is appointed, what the plan asks of the group, and by when."""

from dataclasses import dataclass
from datetime import date

from content import warehouse, wording
from content.plan import decisions, group


@dataclass(frozen=True)
class Assignment:
    """As people read it; `members` and `mandate` are Markdown, and `seats` is HTML."""

    members: str
    seats: str
    is_all_told: bool
    mandate: str
    measures: list[str]
    dates: list[str]
    municipalities: list[str]


def told(version: str, today: date) -> Assignment | None:
    """None where the plan asks for nobody."""
    appointments, dates, mandate, measures = (
        warehouse.query(version, sql) for sql in (group.APPOINTMENTS, decisions.DATES, group.MANDATE, group.ASKED)
    )
    if appointments.empty:
        return None
    quote = "\n".join(f"> {line}" for line in group.mandate_lines(mandate))
    sections = wording.listed(mandate["plan_section"].unique())
    return Assignment(
        members=group.members_sentences(appointments, dates, today),
        seats=group.tables(appointments),
        is_all_told=bool(appointments["is_appointed"].all()),
        mandate=f"{quote}\n\nHandlingsplanen, avsnitt {sections}." if quote else "",
        measures=group.measure_sentences(measures),
        dates=group.date_sentences(dates, today),
        municipalities=list(appointments.loc[~appointments["is_joint"], "area"].unique()),
    )
