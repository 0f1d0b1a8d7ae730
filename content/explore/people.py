"""How many live here, of an age and a sex: the figures of the population."""

from collections.abc import Callable
from functools import partial

import pandas as pd

from content import charts, warehouse, wording
from content.figures import sentences as say
from content.figures.figure import NONE_ENTERED, Figure, Finding
from content.figures.indicator import EVERY_YEAR
from content.warehouse import ANY

# Public numbers of Statistics Norway: they do not go through the gate.
PEOPLE = """
with counted as (
    select
        population.area,
        areas.area_type,
        population.year,
        if($is_split, sex, $sex) as sex,
        sum(persons) filter (where age_from >= $age_from and coalesce(age_to, 999) <= $age_to)::integer as persons,
        sum(persons)::integer as everybody,
        any_value(population.source_id) as source_id,
        false as in_plan,
        null as plan_section,
        if($age_to < 999, $age_to, null) as asked_to
    from marts.population
    inner join marts.areas using (area_code)
    where
        population.year = (select max(year) from marts.population)
    and areas.area_type <> 'krisesenter'
        and $sex in ('alle', sex)
        and $area in ('alle', population.area)
    group by all
)

from counted
order by
    list_position(['kommune', 'småkommuner', 'samlet', 'fylke', 'land'], area_type),
    if($is_share, max(persons / everybody) over (partition by area), max(persons) over (partition by area)) desc,
    area collate nb,
    sex
"""
BY_YEAR = """
select
    area as name, year, persons as amount, source_id, false as in_plan, null as plan_section,
    area as segment, false as is_open, false as is_recomputed, null as break_year, 'personer' as unit
from marts.population_totals
where area = $area and coalesce(year between $year_from and $year_to, true)
order by year
"""
AREAS = """
select area
from marts.areas
inner join marts.population_totals using (area_code, area)
where area_type <> 'krisesenter'
group by area, area_type
order by list_position(['samlet', 'kommune', 'småkommuner', 'fylke', 'land'], area_type), area collate nb
"""
YEARS = "select distinct year from marts.population_totals order by year"
BANDS = "select distinct age_from, age_to from marts.population order by age_from"
OLDEST = 999
"""The end of an age without one."""
CANNOT_SAY = ("Hvor mange som er utsatt for vold: dette er folketall.",)
PERSONS = {
    "kvinner": ("jenter", "kvinner", "jenter og kvinner"),
    "menn": ("gutter", "menn", "gutter og menn"),
}
"""Sex → what those under 18 are called, those from 18, and all of them."""
GROWN = 18
IN_BETWEEN = "En alder midt i et spenn kan ikke velges: folketallet er hentet i disse spennene."


def areas(version: str) -> list[str]:
    return warehouse.once(_first_column, version, AREAS, {})


def years(version: str) -> tuple[int, ...]:
    return tuple(warehouse.once(_first_column, version, YEARS, {}))


def _first_column(version: str, select: str, _: dict) -> list:
    return warehouse.query(version, select).iloc[:, 0].tolist()


def bands(version: str) -> list[tuple[int, int]]:
    """The spans that ages can be put together of; the last is open."""
    return warehouse.once(_bands, version, BANDS, {})


def _bands(version: str, select: str, _: dict) -> list[tuple[int, int]]:
    found = warehouse.query(version, select)
    return [
        (int(row.age_from), OLDEST if pd.isna(row.age_to) else int(row.age_to)) for row in found.itertuples(index=False)
    ]


def ages(age_from: int, age_to: int) -> str:
    """«12–16 år», «fra 65 år», and nothing for all ages."""
    if age_to == OLDEST:
        return "" if age_from == 0 else f"fra {age_from} år"
    return f"{age_from}–{age_to} år" if age_from != age_to else f"{age_from} år"


def persons(sex: str, age_from: int, age_to: int) -> str:
    """«jenter», «kvinner», «jenter og kvinner», «personer»: those of a sex, by their age."""
    young, grown, all_of_them = PERSONS.get(sex, ("personer",) * 3)
    return young if age_to < GROWN else grown if age_from >= GROWN else all_of_them


def _whole(sex: str) -> str:
    """All that a share is of."""
    return f"alle {PERSONS[sex][-1]}" if sex in PERSONS else "innbyggerne"


def people(area: str, sex: str, age_from: int, age_to: int, is_split: bool, is_share: bool) -> Figure:
    """Persons of an age in each area, as a count or as a share of all who live there."""
    who = partial(persons, age_from=age_from, age_to=age_to)
    asked = f"{who(sex)} {ages(age_from, age_to)}".strip()
    whole = "hvert kjønn" if is_split else _whole(sex)
    return Figure(
        id="innbyggere",
        question=f"Hvor mange {asked} bor her?",
        page="utforsk",
        select=PEOPLE,
        scope=partial(_scope, unit=f"Prosent av {whole}" if is_share else "Antall personer"),
        prepare=partial(_prepare, is_share=is_share, named=who),
        chart=charts.Bars,
        finding=partial(_found, asked=asked),
        can_say=partial(_can_say, asked=asked, named=who, of_age=ages(age_from, age_to)),
        cannot_say=CANNOT_SAY,
        definition=(
            "Folketallet er personer som er registrert bosatt i kommunen 1. januar. Andelen er av alle innbyggere i "
            f"samme område, av samme kjønn der et kjønn er valgt. {IN_BETWEEN}"
        ),
        columns={"area": "Område", "who": "Hvem", "count": "Antall", "share": f"Andel av {whole}"},
        numbers={"persons": "Antall (tall)", "percent": "Prosent (tall)"},
        empty=NONE_ENTERED,
        parameters={
            "area": area,
            "sex": sex,
            "age_from": age_from,
            "age_to": age_to,
            "is_split": is_split,
            "is_share": is_share,
        },
        drawn=partial(_drawn, is_share=is_share, is_all=area == ANY),
    )


def _scope(frame: pd.DataFrame, unit: str) -> str:
    return f"{unit} 1. januar {frame['year'].iloc[0]}."


def _prepare(frame: pd.DataFrame, is_share: bool, named: Callable[[str], str]) -> pd.DataFrame:
    percent = 100 * frame["persons"] / frame["everybody"]
    count, share = frame["persons"].map(wording.number), percent.map(wording.percent)
    who = [wording.capitalised(named(sex)) if sex in PERSONS else "" for sex in frame["sex"]]
    several = frame["sex"].nunique() > 1
    return frame.assign(
        name=frame["area"],
        percent=percent,
        count=count,
        share=share,
        who=who,
        value=percent if is_share else frame["persons"],
        label=[
            f"{f'{person}: ' if several else ''}{text}"
            for person, text in zip(who, share if is_share else count, strict=True)
        ],
        unit="prosent" if is_share else "personer",
        is_context=frame["area_type"].ne("kommune") | frame["sex"].eq("menn") & several,
    )


def _drawn(frame: pd.DataFrame, is_share: bool, is_all: bool) -> pd.DataFrame:
    """Counts of all together, or of the country, would leave those of a municipality too short to see."""
    return frame[frame["area_type"].eq("kommune")] if is_all and not is_share else frame


def _found(frame: pd.DataFrame, asked: str) -> Finding:
    """All of the municipalities together, or the one area that is chosen."""
    whole = frame[frame["area_type"] == "samlet"] if frame["area"].nunique() > 1 else frame
    first = (frame if whole.empty else whole).iloc[0]
    area = frame[frame["area"] == first["area"]]
    persons = wording.number(area["persons"].sum())
    return Finding(say.PEOPLE_FOUND(area=first["area"], persons=persons, asked=asked, year=first["year"]))


def _newest(frame: pd.DataFrame) -> Finding:
    last = frame.iloc[-1]
    return Finding(
        say.PEOPLE_FOUND(area=last["name"], persons=last["label"], asked="innbyggere", year=last["year"]), told=1
    )


def _can_say(frame: pd.DataFrame, asked: str, named: Callable[[str], str], of_age: str) -> list[str]:
    whole = frame[frame["area_type"] == "samlet"] if frame["area"].nunique() > 1 else frame
    told = [
        say.PEOPLE(
            area=row.area,
            persons=wording.number(row.persons),
            asked=f"{named(row.sex)} {of_age}".strip(),
            year=row.year,
            share=row.share,
            whole=_whole(row.sex),
        )
        for row in whole.itertuples(index=False)
    ]
    of_each = frame[frame["area_type"] == "kommune"].groupby("area")["persons"].sum()
    if of_each.nunique() > 1:
        told.append(
            say.PEOPLE_FEWEST(
                asked=asked,
                least=wording.listed(of_each.index[of_each == of_each.min()].tolist()),
                few=wording.number(of_each.min()),
                most=wording.listed(of_each.index[of_each == of_each.max()].tolist()),
                many=wording.number(of_each.max()),
            )
        )
    return told


def people_by_year(area: str, year_from: int | None, year_to: int | None) -> Figure:
    return Figure(
        id="innbyggere_per_aar",
        question="Hvor mange bor her, år for år?",
        page="utforsk",
        select=BY_YEAR,
        scope=lambda frame: f"Antall personer 1. januar hvert år. {frame['name'].iloc[0]}.",
        prepare=lambda frame: frame.assign(label=frame["amount"].map(wording.number)),
        chart=charts.YearlySeries,
        finding=_newest,
        can_say=lambda frame: [f"{_newest(frame).text}."],
        cannot_say=CANNOT_SAY,
        definition="Folketallet er personer som er registrert bosatt i området 1. januar.",
        columns={"year": "År", "label": "Personer"},
        numbers={"amount": "Personer (tall)"},
        empty=NONE_ENTERED,
        parameters={"area": area} | EVERY_YEAR | {"year_from": year_from, "year_to": year_to},
    )
