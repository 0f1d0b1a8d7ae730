"""Cases of Kompetanseteamet. Counts of case work, not of violence: colours are neutral."""

import pandas as pd

from content import charts, wording
from content.figures import sentences as say
from content.figures.figure import Figure, Finding
from content.figures.indicator import EVERY_YEAR, Indicator
from content.figures.shares import marked, remarked, short_mark

TEAM = "Kompetanseteamet mot negativ sosial kontroll og æresrelatert vold"
"""Its name today, where people are sent to it; the plan's own name is older."""
TEAM_IN_PLAN = "Kompetanseteamet mot tvangsekteskap, kjønnslemlestelse og negativ sosial kontroll"
NOT_THERE = f"Ingen saker er lagt inn. {wording.ASK_THE_KEEPER}"
ADVISORY_SERIES = """
select *, cases as amount
from marts.advisory_series
where coalesce(year between $year_from and $year_to, true)
order by year
"""
CONCERNS = """
select
    year, concern, concern as category, cases, 100e0 * cases / sum(cases) over () as percent, wording, note,
    is_derived, is_provisional, is_unconfirmed, source_id, in_plan, plan_section
from marts.advisory_cases
where in_plan and area_type = 'land' and age_group = $age_group and concern <> 'alle saker'
order by is_derived, cases desc
"""


def prepare_advisory_series(frame: pd.DataFrame) -> pd.DataFrame:
    """A point a year, one counting method throughout."""
    return frame.assign(
        name="Saker",
        label=frame["amount"].map(wording.number),
        remark=[remarked(row, row.note) for row in frame.itertuples()],
        is_open=frame["is_provisional"] | frame["is_unconfirmed"],
        is_recomputed=False,
        break_year=None,
        unit="saker",
    )


def yearly_cases(indicator: Indicator) -> Figure:
    return Figure(
        **indicator.declared,
        select=ADVISORY_SERIES,
        scope=lambda frame: f"{wording.WHOLE_COUNTRY}. Antall saker per år.",
        prepare=prepare_advisory_series,
        chart=charts.YearlySeries,
        finding=cases_found,
        can_say=cases_can_say,
        definition=(
            f"{TEAM} gir råd og veiledning i konkrete saker. I planen heter det {TEAM_IN_PLAN}. Tallene er saker i "
            "året; hvor mange personer de gjelder, er ikke oppgitt."
        ),
        columns={"year": "År", "label": "Saker", "remark": "Merknad"},
        numbers={"amount": "Saker (tall)"},
        empty=NOT_THERE,
        parameters=EVERY_YEAR,
    )


def cases_found(frame: pd.DataFrame) -> Finding:
    newest = frame.tail(1)
    [row] = newest.itertuples()
    return Finding(say.CASES_FOUND(cases=row.label, year=row.year, mark=short_mark(newest)), told=1)


def cases_can_say(frame: pd.DataFrame) -> list[str]:
    """The newest year, and what must be known of the years."""
    newest = frame.tail(1)
    said = [say.CASES_IN_YEAR(cases=row.label, year=row.year, mark=marked(newest)) for row in newest.itertuples()]
    return said + [say.NOTE(note=note) for note in frame["note"].dropna()]


def prepare_concerns(frame: pd.DataFrame) -> pd.DataFrame:
    """One bar a concern, and what is left in grey."""
    return frame.assign(
        name=frame["concern"].map(wording.capitalised),
        value=frame["cases"],
        label=frame["cases"].map(wording.number),
        unit="saker",
        is_context=frame["is_derived"],
        remark=[remarked(row, row.note) for row in frame.itertuples()],
    )


def concern_found(frame: pd.DataFrame) -> Finding:
    most = frame[~frame["is_derived"]].head(1)
    [row] = most.itertuples()
    text = say.CONCERN_FOUND(concern=row.concern, cases=row.label, year=row.year, mark=short_mark(most))
    return Finding(text, told=1)


def concerns_can_say(frame: pd.DataFrame) -> list[str]:
    """The most common concern, and what the grey bar is."""
    most, derived = frame[~frame["is_derived"]].head(1), frame[frame["is_derived"]]
    return [
        *(
            say.MOST_COMMON_CONCERN(concern=row.concern, cases=row.label, year=row.year, mark=marked(most))
            for row in most.itertuples()
        ),
        *(say.DERIVED_CONCERN(cases=row.label, mark=marked(derived)) for row in derived.itertuples()),
    ]


def concerns(indicator: Indicator) -> Figure:
    return Figure(
        **indicator.declared,
        select=CONCERNS,
        scope=lambda frame: (
            f"{wording.WHOLE_COUNTRY} {frame['year'].iloc[0]}. Saker etter hovedbekymring, {indicator.part}."
        ),
        prepare=prepare_concerns,
        chart=charts.Bars,
        finding=concern_found,
        can_say=concerns_can_say,
        definition=(
            "Planen oppgir de vanligste hovedbekymringene. «Annet/ikke oppgitt» er alle saker i aldersgruppen minus "
            "dem planen oppgir en bekymring for, om hver sak har én hovedbekymring. Planen oppgir hvor stor andel av "
            "henvendelsene som gjaldt barn og unge. Vi har lest den som andel av sakene."
        ),
        columns={"name": "Hovedbekymring", "label": "Saker", "remark": "Merknad"},
        numbers={"cases": "Saker (tall)"},
        empty=NOT_THERE,
        parameters={"age_group": indicator.part},
    )
