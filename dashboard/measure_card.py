"""«Tiltakskort»: all that is known of one measure."""

from datetime import date
from functools import partial

import streamlit as st

from content import warehouse, wording
from content.documents import tasks
from content.figures import developments, figures
from content.plan import laws
from content.status import queries, status_tables, status_words
from dashboard import choices, markup, parts

TITLES = "select measure_no, working_title from marts.measures order by measure_no"
MEASURE = "select * from marts.measures where measure_no = $measure_no"
GROUPS_OF = "select target_group from marts.measure_target_groups where measure_no = $measure_no"
FIGURES_OF = "select figure_id from marts.figure_measures where measure_no = $measure_no"
HISTORY_OF_MEASURE = """
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
    chosen = int(choices.choose({"tiltak": ("Tiltak", names)})[0])
    about(chosen, today)
    tasks = _tasks(chosen, today)
    if tasks["is_reported"].any():
        markup.table(status_tables.card_table(tasks), f"Oppgavene i tiltak {chosen}")
    else:
        st.markdown(markup.bullets(_how_far(chosen, today)))
    history = parts.query(HISTORY_OF_MEASURE, measure_no=chosen)
    if not history.empty:
        more = st.expander(f"Alle svar om tiltak {chosen}", key=f"history_{chosen}", on_change="rerun")
        if more.open:
            with more:
                markup.table(status_tables.history_table(history), f"Alle svar om tiltak {chosen}")


def about(chosen: int, today: date) -> None:
    """What the plan says of a measure, and what bears on it."""
    measure = parts.query(MEASURE, measure_no=chosen).iloc[0]
    st.subheader(f"{chosen} {measure['working_title']}", anchor=False)
    st.caption(f"{measure['focus_area']}, avsnitt {measure['section']}. Arbeidstittelen er vår egen.")
    _wordings(measure)
    _around(measure, _tasks(chosen, today), today)


def evidence(chosen: int, today: date) -> None:
    """What an assessment of a measure has to go by: how far it has come, and all that bears on it."""
    about(chosen, today)
    answers = choices.link_to("tiltak", tiltak=chosen)
    st.markdown(f"{markup.bullets(_how_far(chosen, today))}\n\n[Alle svar, og hva som er skrevet]({answers})")


def _how_far(chosen: int, today: date) -> list[str]:
    progress = parts.query(queries.PROGRESS, today=today)
    return status_words.how_far(progress[progress["measure_no"] == chosen])


def _tasks(chosen: int, today: date):
    tasks = parts.query(queries.TASKS, today=today)
    return tasks[tasks["measure_no"] == chosen]


def _wordings(measure) -> None:
    """What the overview and the body promise, side by side where they differ."""
    if not measure["is_worded_differently"]:
        st.markdown(f"**Ordlyd (lik i oversikten og i avsnitt {measure['section']})**\n\n{measure['body_wording']}")
    else:
        promised, body = st.columns(2)
        promised.markdown(
            f"**{tasks.overview(partial(warehouse.query, parts.version()))}**\n\n{measure['overview_wording']}"
        )
        body.markdown(f"**Ordlyd i avsnitt {measure['section']}**\n\n{measure['body_wording']}")
        st.markdown(
            "Oversikten og avsnittet er ordlagt ulikt"
            + (", og oversikten lover mer, etter vår lesning." if measure["overview_promises_more"] else ".")
        )
    if isinstance(measure["note"], str):
        st.markdown(measure["note"])


def _around(measure, tasks, today: date) -> None:
    """Who does it and for whom, what is new, and the figures that bear on it."""
    number = int(measure["measure_no"])
    told = status_words.parts_in_words(tasks)
    if measure["responsible"] not in set(tasks["owner"]):
        told.append(f"**Ansvar, som planen oppgir det:** {measure['responsible'].rstrip('.')}.")
    groups = parts.query(GROUPS_OF, measure_no=number)["target_group"]
    told.append(f"**{laws.TOUCHING}:** {laws.of_measure(parts.query(laws.LAWS), number)}")
    told.append(f"**Målgruppe eller tema:** {wording.listed(groups)}.")
    news = parts.query(developments.OF_MEASURE, measure_no=number)
    told += [f"**Nytt nasjonalt:** {developments.told(row)}" for row in news.itertuples()]
    known = figures(parts.version())
    bearing = [known[id] for id in parts.query(FIGURES_OF, measure_no=number)["figure_id"]]
    links = [
        choices.figure_link(figure) for figure in bearing if not parts.query(figure.select, **figure.asked(today)).empty
    ]
    told.append(f"**Tall som angår tiltaket:** {' '.join(links) or 'Ingen av tallene her.'}")
    st.markdown(markup.bullets(told))
