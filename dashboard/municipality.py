"""What is in place in one municipality, and what the figures mean here: selects, tables, and a paragraph to paste."""

from datetime import date
from textwrap import shorten

import pandas as pd

from dashboard import warehouse, wording
from dashboard.export.words import credits
from dashboard.figures.figure import Shown
from dashboard.figures.worked_examples import TOGETHER
from dashboard.status import deadline_text, status_text

IN_PLACE, UNDER_WAY, MISSING = "På plass", "I arbeid", "Mangler, eller ikke meldt"
GROUPS = {
    IN_PLACE: "Ingen oppgaver er meldt som gjennomført.",
    UNDER_WAY: "Ingen oppgaver er meldt som i gang eller delvis gjennomført.",
    MISSING: "Ingen. Alle oppgavene er på plass eller i arbeid.",
}
"""Where a task stands, and what is said where no task does."""
ABOUT_LAWS = (
    "«Skal» og «bør» står i lovene som planen viser til i kapittel 6. Hvilke tiltak en lov angår, er vår lesning. "
    "Fristene er planens egne."
)
# A reported text may be long, and the sheet is one; the card of the measure has all of it.
LONGEST = 45
AREAS = "select distinct area from marts.measure_tasks where not is_joint order by area collate nb"
TASKS = """
with told as (
    select
        *,
        marts.deadline_words(status, in_place_on, deadline, $today::date) as deadline_words,
        count(*) filter (where is_reported) over (partition by measure_no) as reported,
        count(*) filter (where status = 'Gjennomført') over (partition by measure_no) as done,
        count(*) over (partition by measure_no) as municipalities
    from marts.task_status
    where not is_joint
)

select
    told.*,
    measures.working_title,
    marts.task_place(told.status) as place,
    coalesce(told.responsible, told.owner) as responsible_here
from told
inner join marts.measures using (measure_no)
where told.area = $area
order by measure_no
"""
LAWS = """
select
    unnest(measure_nos) as measure_no,
    concat_ws(' ', law, paragraphs) as law,
    duty,
    addressee,
    wording
from marts.laws
order by measure_no, duty desc, law
"""
INHABITANTS = """
select
    year,
    source_id,
    sum(persons)::integer as persons,
    (sum(persons) filter (where age_to < 18))::integer as under_18,
    (sum(persons) filter (where age_from between 18 and 64))::integer as adults,
    (sum(persons) filter (where age_from >= 65))::integer as elderly
from marts.population
where
    area_code = (select any_value(area_code) from marts.measure_tasks where area = $area)
    and year = (select max(year) from marts.population)
group by year, source_id
"""
LARGE_ENOUGH = """
select area_code
from marts.worked_examples
where area_code in (select area_code from marts.measure_tasks where area = $area)
limit 1
"""


def tables(version: str, area: str, today: date) -> dict[str, pd.DataFrame]:
    """What stands under each heading of GROUPS that some task stands under; made once a version and day."""
    tasks, laws = warehouse.query(version, TASKS, {"area": area, "today": today}), warehouse.query(version, LAWS)
    return {place: place_table(rows, laws) for place, rows in tasks.groupby("place")}


def example_area(version: str, area: str) -> str:
    """The municipality where it is large enough for a worked example of its own, else the nine together."""
    return TOGETHER if warehouse.query(version, LARGE_ENOUGH, {"area": area}).empty else area


def told_laws(version: str) -> list[str]:
    """Made once a version."""
    return law_sentences(warehouse.query(version, LAWS))


def law_sentences(laws: pd.DataFrame) -> list[str]:
    """Each law in the words of the plan, from LAWS."""
    each = laws.drop_duplicates("law").sort_values(["duty", "law"], ascending=[False, True])
    return [f"**{row.law}** ({row.addressee.lower()} {row.duty}): «{row.wording}.»" for row in each.itertuples()]


def laws_of(laws: pd.DataFrame, measure_no: int) -> str:
    """«Skal: krisesenterloven», from rows of LAWS; what the plan's chapter 6 says nothing of is told so."""
    rows = laws[laws["measure_no"] == measure_no]
    told = [
        f"{wording.capitalised(duty)}: {', '.join(wording.uncapitalised(law) for law in of_duty['law'])}"
        for duty, of_duty in rows.groupby("duty", sort=False)
    ]
    # A paragraph is not torn at the end of a line.
    return (". ".join(told) or "Ingen lov nevnt").replace("§ ", "§\u00a0").replace("-", "\u2011")


def place_table(tasks: pd.DataFrame, laws: pd.DataFrame) -> pd.DataFrame:
    """The tasks of one group a line each, as people read them; from TASKS and LAWS."""
    return pd.DataFrame(
        {
            "Tiltak": [f"{row.measure_no}\u00a0{row.working_title}" for row in tasks.itertuples()],
            "Status": [status_text(row) for row in tasks.itertuples()],
            "På plass i": [_done_in(row) for row in tasks.itertuples()],
            "Ansvarlig": [shorten(text, LONGEST, placeholder=" …") for text in tasks["responsible_here"]],
            "Frist": [deadline_text(row.deadline_words, row.deadline) for row in tasks.itertuples()],
            "Skal eller bør": [laws_of(laws, row.measure_no) for row in tasks.itertuples()],
        }
    )


def _done_in(row) -> str:
    """«3 av 9», or that no municipality has told."""
    return f"{row.done} av {row.municipalities}" if row.reported else "Ikke meldt"


def inhabitants_sentence(inhabitants: pd.DataFrame) -> str:
    """«1 287 innbyggere 1.1.2026: …» from INHABITANTS; empty where the population is not known."""
    if inhabitants.empty:
        return ""
    row = inhabitants.iloc[0]
    return (
        f"{wording.number(row['persons'])} innbyggere 1.1.{row['year']}: "
        f"{wording.number(row['under_18'])} under 18 år, "
        f"{wording.number(row['adults'])} fra 18 til 64 år og {wording.number(row['elderly'])} fra 65 år. "
        "Kilde: SSB tabell 07459."
    )


def paragraph(area: str, tasks: pd.DataFrame, example: Shown | None, today: date) -> str:
    """What is in place and what is not, from TASKS, and what a figure would mean here; with sources."""
    told = [f"Slik står oppgavene i handlingsplanen mot vold i nære relasjoner i {area} per {wording.day(today)}."]
    for group, rows in tasks.groupby("place"):
        named = [f"{row.working_title} (tiltak {row.measure_no})" for row in rows.itertuples()]
        told.append(f"{group}: {wording.listed(named)}.")
    told.append("Kilde: kommunens egne meldinger om status. Oppgaver og frister: handlingsplanen, kapittel 3 og 5.")
    if example is not None:
        told += [example.question, *example.can_say, *credits(example)]
    return " ".join(told)
