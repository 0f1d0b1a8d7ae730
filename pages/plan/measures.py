"""Status på tiltakene: how far has each measure come, and where?"""

from datetime import date

import streamlit as st

from content import wording
from content.figures import DEADLINES, MEASURES_BY_DEADLINE
from content.plan import decisions
from content.status import queries
from dashboard import choices, figures, frame, measure_card, parts, status_bar

FOCUS_AREAS = "select focus_area from marts.measures group by all order by min(measure_no)"
TARGET_GROUPS = "select distinct target_group from marts.measure_target_groups order by target_group collate nb"


def overview(today: date, told: str) -> None:
    """The measures that suit the status and the filters, against the municipalities."""
    focus_area, target_group, deadline = choices.choose(
        {
            "innsatsomrade": ("Innsatsområde", choices.any_or(parts.query(FOCUS_AREAS)["focus_area"])),
            "malgruppe": ("Målgruppe eller tema", choices.any_or(parts.query(TARGET_GROUPS)["target_group"])),
            "frist": ("Frist", choices.any_or(list(queries.DEADLINE_SYMBOLS))),
        }
    )
    drawn = parts.made(
        measure_card.table_beside,
        today=today,
        link=choices.link_with("tiltak"),
        focus_area=focus_area,
        target_group=target_group,
        status=told,
        deadline=deadline,
    )
    st.html(drawn or "<p>Ingen tiltak passer med valgene. Velg «Alle» i ett eller flere av dem for å se mer.</p>")


def changes(today: date) -> None:
    """What has another status than at a round or a day before."""
    st.header("Siden sist", anchor="siden-sist")
    closed = parts.query(queries.CLOSED_ROUNDS)
    options = queries.since_options(closed)
    (since,) = choices.choose({"siden": ("Sammenlign med", options)})
    changed = parts.made(
        measure_card.changes, about=f"Oppgaver med en annen status enn {options[since]}", since=since, today=today
    )
    if changed is None:
        st.markdown(queries.unchanged_sentence(since, closed))
    else:
        st.html(changed)


today = wording.today()
if parts.query(queries.COUNTS, today=today)["measures"].iloc[0]:
    overview(today, status_bar.show(today))
    measure_card.show(today)
    changes(today)
    st.header("Frister", anchor=False)
    figures.figure(MEASURES_BY_DEADLINE, is_folded=True, today=today)
    figures.figure(DEADLINES, is_folded=True, today=today)
    frame.follow_register()
else:
    st.title("Status på tiltakene", anchor=False)
    st.markdown(decisions.NO_MEASURES)
