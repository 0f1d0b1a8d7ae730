"""How far all tasks have come, as one bar on which a status is chosen."""

from datetime import date

import streamlit as st

from content import wording
from content.look import marks
from content.status import queries, status_words
from content.warehouse import ANY
from dashboard import choices, parts

UNFILLED = "Bildet fylles når kommunene svarer. Nå viser det hvem som har en oppgave, og fristen for hvert tiltak."


def show(today: date) -> str:
    """What is found, and all tasks as one bar, with the status that is chosen on it; returns which it is.

    Where nobody has answered, what fills it.
    """
    counts = parts.query(queries.COUNTS, today=today)
    tasks = parts.query(queries.TASKS, today=today)
    statuses = tasks["status"].value_counts().to_dict()
    st.title(status_words.finding(statuses), anchor=False)
    st.markdown(status_words.beside_finding(counts))
    chosen = _asked_for(statuses)
    if counts["reported"].iloc[0]:
        ring, link = int(tasks["is_in_operation"].sum()), choices.link_with("status")
        # Whoever presses what is chosen has all again.
        to = {told: link + wording.slug(ANY if told == chosen else told) for told in queries.STATUSES}
        st.html(marks.counted_bar(statuses, ring, to, chosen))
        return chosen
    if queries.SILENT not in statuses:
        st.html(
            f'<p class="vnr-aside">{UNFILLED} <a href="{choices.link_to("meld-inn")}" target="_self">Gi status</a></p>'
        )
    st.html(marks.key(statuses))
    return chosen


def _asked_for(counts: dict[str, int]) -> str:
    """Which status the address chooses; what no task has is told, and all are shown."""
    if st.query_params.get("status", ANY) == ANY:
        return ANY
    told = choices.asked("status", queries.STATUSES)
    if told in counts:
        return told
    st.markdown(f"Ingen oppgave har statusen «{told}» nå. Viser alle." if told else choices.unknown("Status", "Alle"))
    return ANY
