"""What «Arbeidsgruppa» says between its fields: who is appointed, and what the plan asks of the group."""

from dataclasses import dataclass
from datetime import date

from content.plan import assignment, decisions, group
from dashboard import choices, markup, prose


@dataclass(frozen=True)
class Told:
    """Made once a version: HTML, but for `invited`."""

    members: str
    asked: str
    """Word by word, and by when; and above the papers to the municipalities."""
    invited: dict[str, str]
    """All, and each municipality, as they are read."""


def told(version: str, today: date) -> Told | None:
    """None where the plan asks for nobody."""
    found = assignment.told(version, today)
    return found and Told(
        members=prose.words(found.members)
        + f"<div>{found.seats}</div>"
        + ("" if found.is_all_told else prose.caption(group.NOT_TOLD)),
        asked=prose.header("Oppdraget", "oppdraget")
        + prose.words(f"{found.mandate}\n\n{markup.bullets(found.measures)}".strip())
        + prose.subheader("Datoene")
        + prose.words(markup.bullets(found.dates) or decisions.NO_DATES)
        + prose.header("Papirer til kommunene", "papirer")
        + prose.subheader("Invitasjon"),
        invited=choices.any_or(found.municipalities),
    )
