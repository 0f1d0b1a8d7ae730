"""«Tiltakskort»: all that is known of one measure."""

import html
from dataclasses import dataclass
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from content import warehouse, wording
from content.documents import tasks
from content.figures import behind, developments, figures
from content.figures.figure import show as show_figure
from content.look import marks
from content.plan import laws
from content.status import matrix, queries, status_tables, status_words
from dashboard import choices, history, markup, parts

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
limit $most
"""
IS_ANSWERED = """
select count(*) > 0 as is_answered
from marts.task_history
inner join marts.measure_tasks using (measure_no, area_code)
where measure_no = $measure_no
"""


def show(today: date) -> None:
    """The card of the measure chosen in the address."""
    st.header("Tiltakskort", anchor="tiltakskort")
    names = parts.made(_names)
    chosen = int(choices.choose({"tiltak": ("Tiltak", names)})[0])
    st.html(_others(names, str(chosen)))
    about(chosen, today)
    if tasks := parts.made(_task_table, chosen=chosen, today=today):
        st.html(tasks)
    if parts.query(IS_ANSWERED, measure_no=chosen)["is_answered"].iloc[0]:
        more = st.expander(f"Alle svar om tiltak {chosen}", key=f"history_{chosen}", on_change="rerun")
        if more.open:
            with more:
                history.pages(HISTORY_OF_MEASURE, f"Alle svar om tiltak {chosen}", measure_no=chosen)


def about(chosen: int, today: date) -> None:
    """What the plan promises, who does it and how far they are, and the numbers behind, beside each other."""
    told = parts.made(_about, chosen=chosen, today=today, along=tuple(choices.along().items()))
    st.subheader(told.title, anchor=False)
    st.caption(told.where)
    with st.container(key="measure_card"):
        promised, done, numbers = st.columns(3, gap="large")
        with promised:
            st.markdown("**Planen lover**")
            for text in told.promised:
                st.markdown(text)
        with done:
            st.markdown("**Hvem, og hvor langt**")
            if told.bar:
                st.html(told.bar)
            st.markdown(told.done)
        with numbers:
            st.markdown("**Tallene bak**")
            st.html(told.numbers)
            st.markdown(told.bears_on)


def evidence(chosen: int, today: date) -> None:
    """What an assessment of a measure has to go by: how far it has come, and all that bears on it."""
    about(chosen, today)
    st.markdown(f"[Alle svar, og hva som er skrevet]({choices.link_to('tiltak', tiltak=chosen)})")


def _names(version: str) -> dict[str, str]:
    """Number → how it is read, of every measure."""
    return {str(row.measure_no): f"{row.measure_no} {row.working_title}" for row in _rows(version, TITLES).itertuples()}


def _others(names: dict[str, str], chosen: str) -> str:
    """Links to the measure before and the one after, and to where it is answered."""
    numbers, link = list(names), choices.link_with("tiltak")
    place = numbers.index(chosen)
    told = [(link + number, f"‹ {names[number]}") for number in numbers[:place][-1:]]
    told += [(link + number, f"{names[number]} ›") for number in numbers[place + 1 :][:1]]
    items = "".join(
        f'<a href="{html.escape(address)}" target="_self">{html.escape(text)}</a>'
        for address, text in [*told, (choices.link_to("meld-inn"), "Gi status")]
    )
    return f'<nav class="vnr-jumps" aria-label="Andre tiltak">{items}</nav>'


@dataclass(frozen=True)
class Card:
    """What is told of a measure: Markdown, but for its bar and its numbers, which are HTML."""

    title: str
    where: str
    promised: list[str]
    bar: str
    """Empty where nobody has answered."""
    done: str
    numbers: str
    bears_on: str


def _about(version: str, chosen: int, today: date, along: tuple) -> Card:
    """With links that take `along` what follows the reader."""
    measure = _rows(version, MEASURE, measure_no=chosen).iloc[0]
    return Card(
        title=f"{chosen} {measure['working_title']}",
        where=f"{measure['focus_area']}, avsnitt {measure['section']}. Arbeidstittelen er vår egen.",
        promised=[*_wordings(version, measure), markup.bullets(_news(version, chosen))],
        bar=_bar(_tasks(version, chosen, today)),
        done=markup.bullets([*_how_far(version, chosen, today), *_whose(version, measure, today)]),
        numbers=_numbers(version, chosen),
        bears_on=markup.bullets(_bears_on(version, chosen, today, dict(along))),
    )


def _rows(version: str, select: str, **parameters) -> pd.DataFrame:
    return warehouse.query(version, select, parameters)


def _task_table(version: str, chosen: int, today: date) -> str | None:
    """The tasks of a measure as HTML, when somebody has answered."""
    tasks = _tasks(version, chosen, today)
    if not tasks["is_reported"].any():
        return None
    return markup.table_of(status_tables.card_table(tasks), f"Oppgavene i tiltak {chosen}")


def _bar(tasks: pd.DataFrame) -> str:
    """How many of its tasks have each status."""
    if not tasks["is_reported"].any():
        return ""
    return marks.counted_bar(tasks["status"].value_counts().to_dict(), int(tasks["is_in_operation"].sum()))


def _how_far(version: str, chosen: int, today: date) -> list[str]:
    progress = _rows(version, queries.PROGRESS, today=today)
    return status_words.how_far(progress[progress["measure_no"] == chosen])


def _tasks(version: str, chosen: int, today: date) -> pd.DataFrame:
    tasks = _rows(version, queries.TASKS, today=today)
    return tasks[tasks["measure_no"] == chosen]


def _wordings(version: str, measure) -> list[str]:
    """What the overview and the body promise, each where they differ."""
    told = []
    if not measure["is_worded_differently"]:
        told.append(f"{measure['body_wording']}\n\nLikt i oversikten og i avsnitt {measure['section']}.")
    else:
        overview = tasks.overview(partial(warehouse.query, version))
        told.append(f"**{overview}**\n\n{measure['overview_wording']}")
        told.append(f"**Ordlyd i avsnitt {measure['section']}**\n\n{measure['body_wording']}")
        told.append(
            "Oversikten og avsnittet er ordlagt ulikt"
            + (", og oversikten lover mer, etter vår lesning." if measure["overview_promises_more"] else ".")
        )
    return told + ([measure["note"]] if isinstance(measure["note"], str) else [])


def _whose(version: str, measure, today: date) -> list[str]:
    """Who does which part, for whom, and the law on it."""
    number = int(measure["measure_no"])
    found = _tasks(version, number, today)
    told = status_words.parts_in_words(found)
    if measure["responsible"] not in set(found["owner"]):
        told.append(f"**Ansvar, som planen oppgir det:** {measure['responsible'].rstrip('.')}.")
    groups = _rows(version, GROUPS_OF, measure_no=number)["target_group"]
    told.append(f"**Målgruppe eller tema:** {wording.listed(groups)}.")
    told.append(f"**{laws.TOUCHING}:** {laws.of_measure(_rows(version, laws.LAWS), number)}")
    return told


def _numbers(version: str, chosen: int) -> str:
    """Those that are chosen for the measure, drawn as in the table above it."""
    drawn = warehouse.made(behind.behind, version).get(chosen)
    return f'<div class="vnr-card-number">{drawn or matrix.NO_NUMBER}</div>'


def _bears_on(version: str, chosen: int, today: date, along: dict[str, str]) -> list[str]:
    """What figures that bear on it have found, leading there with what follows the reader."""
    known = figures(version)
    bearing = [known[id] for id in _rows(version, FIGURES_OF, measure_no=chosen)["figure_id"]]
    found = [(figure, shown) for figure in bearing if (shown := show_figure(figure, version, figure.on(today)))]
    return [
        f"[{shown.finding.text}]({choices.link_along(along, figure.page, figure.anchor, figur=figure.anchor)})"
        for figure, shown in found
    ]


def _news(version: str, chosen: int) -> list[str]:
    news = _rows(version, developments.OF_MEASURE, measure_no=chosen)
    return [f"**Nytt nasjonalt:** {developments.told(row)}" for row in news.itertuples()]


def table_beside(
    version: str, today: date, link: str, focus_area: str, target_group: str, status: str, deadline: str
) -> str | None:
    """The measures against the municipalities, with the numbers behind each; None where nothing suits."""
    numbers = warehouse.made(behind.behind, version)
    return matrix.filtered_matrix(version, today, link, focus_area, target_group, status, deadline, numbers)


def changes(version: str, about: str, since: str, today: date) -> str | None:
    """The tasks whose status has changed, as HTML; None where none has."""
    changed = _rows(version, queries.CHANGES, **queries.since_parameters(since, today))
    return None if changed.empty else markup.table_of(status_tables.changes_table(changed), about)
