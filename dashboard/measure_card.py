"""«Tiltakskort»: all that is known of one measure."""

from datetime import date

import streamlit as st

from dashboard import parts, status, status_tables, wording
from dashboard.figures import FIGURES

TITLES = "select measure_no, working_title from marts.measures order by measure_no"
MEASURE = "select * from marts.measures where measure_no = $measure_no"
GROUPS_OF = "select target_group from marts.measure_target_groups where measure_no = $measure_no"
NEW_SINCE = "select title from marts.developments where list_contains(measure_nos, $measure_no)"
FIGURES_OF = "select figure_id from marts.figure_measures where measure_no = $measure_no"
HISTORY = """
select history.*, tasks.area
from marts.task_history as history
inner join marts.measure_tasks as tasks using (measure_no, area_code)
where measure_no = $measure_no
order by report_id desc
"""


def show(today: date) -> None:
    """The card of the measure chosen in the address."""
    st.header("Tiltakskort", anchor="tiltakskort")
    names = {str(row.measure_no): f"{row.measure_no} {row.working_title}" for row in parts.query(TITLES).itertuples()}
    chosen = int(parts.choices({"tiltak": ("Tiltak", names)})[0])
    measure = parts.query(MEASURE, measure_no=chosen).iloc[0]
    tasks = parts.query(status.TASKS, today=today, **status.EVERY_MEASURE)
    tasks = tasks[tasks["measure_no"] == chosen]
    st.subheader(f"{chosen} {measure['working_title']}", anchor=False)
    st.caption(f"{measure['focus_area']}, avsnitt {measure['section']}. Arbeidstittelen er vår egen.")
    _wordings(measure)
    _around(measure, tasks)
    parts.table(status_tables.card_table(tasks), f"Oppgavene i tiltak {chosen}")
    history = parts.query(HISTORY, measure_no=chosen)
    if not history.empty:
        more = st.expander(f"Alt som er meldt om tiltak {chosen}", key=f"history_{chosen}", on_change="rerun")
        if more.open:
            with more:
                parts.table(status_tables.history_table(history), f"Alt som er meldt om tiltak {chosen}")


def _wordings(measure) -> None:
    """What the overview and the body promise, side by side where they differ."""
    if not measure["is_worded_differently"]:
        st.markdown(f"**Ordlyd (lik i oversikten og i avsnitt {measure['section']})**\n\n{measure['body_wording']}")
    else:
        promised, body = st.columns(2)
        promised.markdown(f"**Ordlyd i oversikten (kapittel 1)**\n\n{measure['overview_wording']}")
        body.markdown(f"**Ordlyd i avsnitt {measure['section']}**\n\n{measure['body_wording']}")
        st.markdown(
            "Oversikten og avsnittet er ordlagt ulikt"
            + (", og oversikten lover mer, etter vår lesning." if measure["overview_promises_more"] else ".")
        )
    if isinstance(measure["note"], str):
        st.markdown(measure["note"])


def _around(measure, tasks) -> None:
    """Who does it and for whom, what is new, and the figures that bear on it."""
    number = int(measure["measure_no"])
    about = status.parts_in_words(tasks)
    if measure["responsible"] not in set(tasks["owner"]):
        about.append(f"**Ansvar, som planen oppgir det:** {measure['responsible'].rstrip('.')}.")
    groups = parts.query(GROUPS_OF, measure_no=number)["target_group"]
    about.append(f"**Målgruppe eller tema:** {wording.listed(groups)}.")
    news = parts.query(NEW_SINCE, measure_no=number)["title"]
    about += [f"**Nytt siden planen ble laget:** {title}" for title in news]
    links = [FIGURES[id].link for id in parts.query(FIGURES_OF, measure_no=number)["figure_id"]]
    about.append(f"**Tall som angår tiltaket:** {' '.join(links) or 'Ingen av tallene her.'}")
    st.markdown(parts.bullets(about))
