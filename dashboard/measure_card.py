"""«Tiltakskort»: all that is known of one measure."""

import html
from collections.abc import Iterator
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
from dashboard import choices, history, markup, parts, prose

FOCUS_AREAS = "select focus_area from marts.measures group by all order by min(measure_no)"
TARGET_GROUPS = "select distinct target_group from marts.measure_target_groups order by target_group collate nb"
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


def show(today: date, below: str) -> None:
    """The card of the measure chosen in the address; `below` it, HTML."""
    names = parts.made(titles)
    chosen = int(choices.choose({"tiltak": ("Tiltak", names)})[0])
    shown = {"chosen": chosen, "today": today, "follows": choices.along(), "link": choices.link_with("tiltak")}
    card = parts.made(_card, **shown)
    if not parts.made(_is_answered, measure_no=chosen):
        prose.show(card, below)
        return
    st.html(card)
    label = f"Alle svar om tiltak {chosen}"
    parts.on_request(label, f"history_{chosen}", partial(history.pages, HISTORY_OF_MEASURE, label, measure_no=chosen))
    prose.show(below)


def _is_answered(version: str, measure_no: int) -> bool:
    return bool(_rows(version, IS_ANSWERED, measure_no=measure_no)["is_answered"].iloc[0])


def _card(version: str, chosen: int, today: date, follows: dict[str, str], link: str) -> str:
    """All of it as HTML; `link` is an address that ends where the number of a measure goes."""
    names = titles(version)
    jumps = _others(names, str(chosen), link, choices.link_along(follows, "meld-inn"))
    return prose.together([jumps, *_about(version, chosen, today, follows), *_task_table(version, chosen, today)])


def evidence_told(version: str, chosen: int, today: date, follows: dict[str, str]) -> str:
    """What an assessment of a measure has to go by, as HTML: how far it has come, and all that bears on it."""
    answers = choices.link_along(follows, "tiltak", tiltak=str(chosen))
    more = prose.words(f"[Alle svar, og hva som er skrevet]({answers})")
    return prose.together([*_about(version, chosen, today, follows), more])


def titles(version: str) -> dict[str, str]:
    """Number → how it is read, of every measure."""
    return {str(row.measure_no): f"{row.measure_no} {row.working_title}" for row in _rows(version, TITLES).itertuples()}


def _others(names: dict[str, str], chosen: str, link: str, answer: str) -> str:
    """Links to the measure before and the one after, and to where it is answered."""
    numbers = list(names)
    place = numbers.index(chosen)
    told = [(link + number, f"‹ {names[number]}") for number in numbers[:place][-1:]]
    told += [(link + number, f"{names[number]} ›") for number in numbers[place + 1 :][:1]]
    items = "".join(
        f'<a href="{html.escape(address)}" target="_self">{html.escape(text)}</a>'
        for address, text in [*told, (answer, "Gi status")]
    )
    return f'<nav class="vnr-jumps" aria-label="Andre tiltak">{items}</nav>'


def _about(version: str, chosen: int, today: date, follows: dict[str, str]) -> Iterator[str]:
    """What the plan promises, who does it and how far they are, and the numbers behind, beside each other."""
    measure = _rows(version, MEASURE, measure_no=chosen).iloc[0]
    yield prose.subheader(f"{chosen} {measure['working_title']}")
    yield prose.caption(f"{measure['focus_area']}, avsnitt {measure['section']}. Arbeidstittelen er vår egen.")
    promised = [*_wordings(version, measure), markup.bullets(_news(version, chosen))]
    done = markup.bullets([*_how_far(version, chosen, today), *_whose(version, measure, today)])
    bears_on = markup.bullets(_bears_on(version, chosen, today, follows))
    told = prose.columns(
        [1, 1, 1],
        [prose.words("**Planen lover**"), *map(prose.words, promised)],
        [prose.words("**Hvem, og hvor langt**"), _bar(_tasks(version, chosen, today)), prose.words(done)],
        [prose.words("**Tallene bak**"), _numbers(version, chosen), prose.words(bears_on)],
    )
    yield f'<div class="vnr-measure-card">{told}</div>'


def _rows(version: str, select: str, **parameters) -> pd.DataFrame:
    return warehouse.query(version, select, parameters)


def _task_table(version: str, chosen: int, today: date) -> Iterator[str]:
    """The tasks of a measure, when somebody has answered."""
    tasks = _tasks(version, chosen, today)
    if tasks["is_reported"].any():
        yield markup.table_of(status_tables.card_table(tasks), f"Oppgavene i tiltak {chosen}")


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


def _bears_on(version: str, chosen: int, today: date, follows: dict[str, str]) -> list[str]:
    """What figures that bear on it have found, leading there with what follows the reader."""
    known = figures(version)
    bearing = [known[id] for id in _rows(version, FIGURES_OF, measure_no=chosen)["figure_id"]]
    found = [(figure, shown) for figure in bearing if (shown := show_figure(figure, version, figure.on(today)))]
    return [
        f"[{shown.finding.text}]({choices.link_along(follows, figure.page, figure.anchor, figur=figure.anchor)})"
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


def filters(version: str) -> dict[str, tuple[str, dict[str, str]]]:
    """What the measures may be chosen by."""
    areas, groups = _rows(version, FOCUS_AREAS)["focus_area"], _rows(version, TARGET_GROUPS)["target_group"]
    return {
        "innsatsomrade": ("Innsatsområde", choices.any_or(areas)),
        "malgruppe": ("Målgruppe eller tema", choices.any_or(groups)),
        "frist": ("Frist", choices.any_or(list(queries.DEADLINE_SYMBOLS))),
    }


def since_options(version: str) -> dict[str, str]:
    """What the status now may be compared with."""
    return queries.since_options(_rows(version, queries.CLOSED_ROUNDS))


def changes(version: str, since: str, today: date) -> str:
    """The tasks whose status has changed, as HTML, or that none has."""
    changed = _rows(version, queries.CHANGES, **queries.since_parameters(since, today))
    if changed.empty:
        return prose.plain(queries.unchanged_sentence(since, _rows(version, queries.CLOSED_ROUNDS)))
    about = f"Oppgaver med en annen status enn {since_options(version)[since]}"
    return markup.table_of(status_tables.changes_table(changed), about)
