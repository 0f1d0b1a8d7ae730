"""«Tiltakskort»: all that is known of one measure."""

from datetime import date
from functools import partial

import streamlit as st

from content import warehouse, wording
from content.documents import tasks
from content.figures import behind, developments, figures
from content.figures.figure import show as show_figure
from content.plan import laws
from content.status import matrix, queries, status_tables, status_words
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
    history = parts.query(HISTORY_OF_MEASURE, measure_no=chosen)
    if not history.empty:
        more = st.expander(f"Alle svar om tiltak {chosen}", key=f"history_{chosen}", on_change="rerun")
        if more.open:
            with more:
                markup.table(status_tables.history_table(history), f"Alle svar om tiltak {chosen}")


def about(chosen: int, today: date) -> None:
    """What the plan promises, who does it and how far they are, and the numbers behind, beside each other."""
    measure = parts.query(MEASURE, measure_no=chosen).iloc[0]
    st.subheader(f"{chosen} {measure['working_title']}", anchor=False)
    st.caption(f"{measure['focus_area']}, avsnitt {measure['section']}. Arbeidstittelen er vår egen.")
    with st.container(key="measure_card"):
        promised, done, numbers = st.columns(3, gap="large")
        with promised:
            st.markdown("**Planen lover**")
            _wordings(measure)
            st.markdown(markup.bullets(_news(chosen)))
        with done:
            st.markdown("**Hvem, og hvor langt**")
            st.markdown(markup.bullets([*_how_far(chosen, today), *_whose(measure, _tasks(chosen, today))]))
        with numbers:
            st.markdown("**Tallene bak**")
            _numbers(chosen)
            st.markdown(markup.bullets(_bears_on(chosen, today)))


def evidence(chosen: int, today: date) -> None:
    """What an assessment of a measure has to go by: how far it has come, and all that bears on it."""
    about(chosen, today)
    st.markdown(f"[Alle svar, og hva som er skrevet]({choices.link_to('tiltak', tiltak=chosen)})")


def _how_far(chosen: int, today: date) -> list[str]:
    progress = parts.query(queries.PROGRESS, today=today)
    return status_words.how_far(progress[progress["measure_no"] == chosen])


def _tasks(chosen: int, today: date):
    tasks = parts.query(queries.TASKS, today=today)
    return tasks[tasks["measure_no"] == chosen]


def _wordings(measure) -> None:
    """What the overview and the body promise, each where they differ."""
    if not measure["is_worded_differently"]:
        st.markdown(f"{measure['body_wording']}\n\nLikt i oversikten og i avsnitt {measure['section']}.")
    else:
        overview = tasks.overview(partial(warehouse.query, parts.version()))
        st.markdown(f"**{overview}**\n\n{measure['overview_wording']}")
        st.markdown(f"**Ordlyd i avsnitt {measure['section']}**\n\n{measure['body_wording']}")
        st.markdown(
            "Oversikten og avsnittet er ordlagt ulikt"
            + (", og oversikten lover mer, etter vår lesning." if measure["overview_promises_more"] else ".")
        )
    if isinstance(measure["note"], str):
        st.markdown(measure["note"])


def _whose(measure, tasks) -> list[str]:
    """Who does which part, for whom, and the law on it."""
    number = int(measure["measure_no"])
    told = status_words.parts_in_words(tasks)
    if measure["responsible"] not in set(tasks["owner"]):
        told.append(f"**Ansvar, som planen oppgir det:** {measure['responsible'].rstrip('.')}.")
    groups = parts.query(GROUPS_OF, measure_no=number)["target_group"]
    told.append(f"**Målgruppe eller tema:** {wording.listed(groups)}.")
    told.append(f"**{laws.TOUCHING}:** {laws.of_measure(parts.query(laws.LAWS), number)}")
    return told


def _numbers(chosen: int) -> None:
    """Those that are chosen for the measure, drawn as in the table above it."""
    drawn = parts.made(behind.behind).get(chosen)
    st.html(f'<div class="vnr-card-number">{drawn or matrix.NO_NUMBER}</div>')


def _bears_on(chosen: int, today: date) -> list[str]:
    """What figures that bear on it have found, leading there."""
    known = figures(parts.version())
    bearing = [known[id] for id in parts.query(FIGURES_OF, measure_no=chosen)["figure_id"]]
    found = [(figure, shown) for figure in bearing if (shown := show_figure(figure, parts.version(), figure.on(today)))]
    return [
        f"[{shown.finding.text}]({choices.link_to(figure.page, figure.anchor, figur=figure.anchor)})"
        for figure, shown in found
    ]


def _news(chosen: int) -> list[str]:
    news = parts.query(developments.OF_MEASURE, measure_no=chosen)
    return [f"**Nytt nasjonalt:** {developments.told(row)}" for row in news.itertuples()]
