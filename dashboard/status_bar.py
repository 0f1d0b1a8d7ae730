"""How far all tasks have come, as one bar on which a status is chosen."""

from collections.abc import Iterator
from datetime import date

import streamlit as st

from content import warehouse, wording
from content.look import marks
from content.status import queries, status_words
from content.warehouse import ANY
from dashboard import choices, parts, prose

UNFILLED = "Bildet fylles når kommunene svarer. Nå viser det hvem som har en oppgave, og fristen for hvert tiltak."
STATUS = "status"
"""In the address."""


def show(today: date) -> str:
    """What is found, and all tasks as one bar, with the status that is chosen on it; returns which it is.

    Where nobody has answered, what fills it.
    """
    asked = choices.asked(STATUS, queries.STATUSES)
    is_unknown = asked is None and st.query_params.get(STATUS, ANY) != ANY
    links = {"link": choices.link_with(STATUS), "answer": choices.link_to("meld-inn")}
    told, chosen = parts.made(_told, today=today, asked=asked, is_unknown=is_unknown, **links)
    st.html(told)
    return chosen


def _told(version: str, today: date, asked: str | None, is_unknown: bool, link: str, answer: str) -> tuple[str, str]:
    """All of it as HTML, and the status that is chosen: what no task has is told, and all are shown."""
    tasks = warehouse.query(version, queries.TASKS, {"today": today})
    statuses = tasks["status"].value_counts().to_dict()
    chosen = asked if asked in statuses else ANY

    def told() -> Iterator[str]:
        counts = warehouse.query(version, queries.COUNTS, {"today": today})
        yield prose.title(status_words.finding(statuses))
        yield prose.words(status_words.beside_finding(counts))
        if is_unknown:
            yield prose.words(choices.unknown("Status", "Alle"))
        elif asked not in (None, chosen):
            yield prose.words(f"Ingen oppgave har statusen «{asked}» nå. Viser alle.")
        if counts["reported"].iloc[0]:
            # Whoever presses what is chosen has all again.
            to = {told: link + wording.slug(ANY if told == chosen else told) for told in queries.STATUSES}
            yield marks.counted_bar(statuses, int(tasks["is_in_operation"].sum()), to, chosen)
            return
        if queries.SILENT not in statuses:
            yield f'<p class="vnr-aside">{UNFILLED} <a href="{answer}" target="_self">Gi status</a></p>'
        yield marks.key(statuses)

    return prose.together(told()), chosen
