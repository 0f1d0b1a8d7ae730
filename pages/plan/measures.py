"""Status på tiltakene: how far has each measure come, and where?"""

from datetime import date

from content import wording
from content.figures import DEADLINES, MEASURES_BY_DEADLINE
from content.plan import decisions
from dashboard import choices, figures, frame, measure_card, parts, prose, status_bar

NONE_SUITS = "Ingen tiltak passer med valgene. Velg «Alle» i ett eller flere av dem for å se mer."


def overview(today: date, told: str) -> None:
    """The measures that suit the status and the filters, against the municipalities."""
    focus_area, target_group, deadline = choices.choose(parts.made(measure_card.filters))
    drawn = parts.made(
        measure_card.table_beside,
        today=today,
        link=choices.link_with("tiltak"),
        focus_area=focus_area,
        target_group=target_group,
        status=told,
        deadline=deadline,
    )
    prose.show(f"<div>{drawn or prose.plain(NONE_SUITS)}</div>", prose.header("Tiltakskort", "tiltakskort"))


def changes(today: date) -> str:
    """What has another status than at a round or a day before, as HTML."""
    (since,) = choices.choose({"siden": ("Sammenlign med", parts.made(measure_card.since_options))})
    return parts.made(measure_card.changes, since=since, today=today)


today = wording.today()
if parts.made(measure_card.titles):
    overview(today, status_bar.show(today))
    measure_card.show(today, below=prose.header("Siden sist", "siden-sist"))
    lead = changes(today) + prose.header("Frister")
    figures.figure(MEASURES_BY_DEADLINE, is_folded=True, lead=lead, today=today)
    figures.figure(DEADLINES, is_folded=True, today=today)
    frame.follow_register()
else:
    prose.show(prose.title("Status på tiltakene"), prose.words(decisions.NO_MEASURES))
