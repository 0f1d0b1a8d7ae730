"""Use of crisis centres year by year: nationally, and at the centre itself from the years it has delivered."""

from functools import partial

import pandas as pd

from content import charts, wording
from content.figures import sentences as say
from content.figures.crisis_centre import not_delivered, number_or_reason
from content.figures.figure import NONE_ENTERED, Figure, Finding
from content.figures.indicator import EVERY_YEAR, Indicator
from content.figures.rates import PER, PER_10000, RATE_DEFINITION, rate_reasons, rate_texts
from content.figures.shares import marked, remarked, short_mark
from content.warehouse import ANY

YEARLY = """
select
    year, user_group, use, amount, counting_method, segment, is_provisional, is_unconfirmed, other_amount,
    missing_reason, per_10000, rate_missing_reason, population_year, population_source_id,
    source_id, in_plan, plan_section,
    amount is not null as has_number,
    counting_method = 'til og med 2020, omregnet' as is_recomputed,
    min(year) filter (where counting_method like 'fra og med 2021%') over () as new_method_from,
    if(min(year) over () < new_method_from, new_method_from, null) as break_year
from marts.crisis_centre_use
where
    area_type = $area_type
    and use = $use
    and year is not null
    and not in_plan
    and $population in ('alle', user_group)
    and coalesce(year between $year_from and $year_to, true)
    -- Nationally a year without a number is a year that was not looked up.
    and (amount is not null or area_type <> 'land')
order by user_group desc, year, is_recomputed
"""
TOGETHER = """
select
    year, 'alle' as user_group, use, amount, counting_method, segment, is_provisional, is_unconfirmed,
    null::integer as other_amount, missing_reason, per_10000, rate_missing_reason, population_year,
    population_source_id, source_id, other_source_id, false as in_plan, null as plan_section,
    amount is not null as has_number,
    false as is_recomputed,
    min(year) filter (where counting_method like 'fra og med 2021%') over () as new_method_from,
    if(min(year) over () < new_method_from, new_method_from, null) as break_year
from marts.crisis_centre_together
where
    area_type = $area_type
    and use = $use
    and $population = 'alle'
    and coalesce(year between $year_from and $year_to, true)
    and (amount is not null or area_type <> 'land')
order by year
"""
"""Adults and children as one series: there are inhabitants of all ages to reckon it by."""
PERSONS = ("beboere", "dagbrukere")
"""Uses that are persons; the others are events."""
CONFIRMED = "fra og med 2021"
"""The new way of counting, of those it is known that they are counted so."""
METHOD = {
    "til og med 2020": "til og med 2020",
    "fra og med 2021": "fra og med 2021",
    "fra og med 2021, ikke bekreftet": "fra og med 2021 (bruddet er ikke bekreftet)",
    "uendret": "",
    "til og med 2020, omregnet": "omregnet til metoden fra før 2021",
}


def prepare_yearly(frame: pd.DataFrame) -> pd.DataFrame:
    """A point a year, series named after who is counted; a year that is not shown has its reason."""
    return frame.assign(
        name=frame["user_group"].map({"alle": "I alt", "voksne": "Voksne", "barn": "Barn"}),
        label=[number_or_reason(row) for row in frame.itertuples()],
        segment=[f"{row.user_group} {row.counting_method} {row.segment}" for row in frame.itertuples()],
        method=frame["counting_method"].map(METHOD),
        rate=rate_texts(frame),
        is_open=frame["is_provisional"] | frame["is_unconfirmed"],
        remark=[_remark(row) for row in frame.itertuples()],
        unit=frame["use"],
    )


def _remark(row) -> str:
    other = pd.notna(row.other_amount)
    return remarked(row, f"En annen kilde oppgir {wording.number(row.other_amount)}" if other else "")


def yearly_found(frame: pd.DataFrame, at: str) -> Finding:
    """The newest year, of each series that has it."""
    numbered = frame[frame["has_number"] & ~frame["is_recomputed"]]
    if numbered.empty:
        return Finding(say.NO_YEAR_FOUND())
    newest = numbered[numbered["year"] == numbered["year"].max()]
    found = {"at": at, "year": newest["year"].iloc[0], "mark": short_mark(newest)}
    counted = list(newest[["label", "user_group", "use"]].itertuples(index=False))
    if counted[0].use in PERSONS:
        amounts = [f"{amount} {'personer' if group == 'alle' else group}" for amount, group, _ in counted]
        text = say.PERSONS_FOUND(amounts=wording.listed(amounts), use=counted[0].use, **found)
    else:
        of_whom = [f"{amount}{'' if group == 'alle' else f' for {group}'}" for amount, group, _ in counted]
        # What is counted is said once: «2 715 opphold for voksne og 1 998 for barn».
        of_whom[0] = of_whom[0].replace(counted[0].label, f"{counted[0].label} {counted[0].use}", 1)
        text = say.EVENTS_FOUND(amounts=wording.listed(of_whom), **found)
    return Finding(text, told=0 if newest["per_10000"].notna().any() else len(newest))


def yearly_can_say(frame: pd.DataFrame, at: str) -> list[str]:
    """The newest year of each series, and what the marks mean; `at` says where."""
    numbered = frame[frame["has_number"]]
    newest = numbered[~numbered["is_recomputed"]].sort_values("year").groupby("name", sort=False).tail(1)
    sentences = [
        say.NEWEST_YEAR(
            who=row.name,
            amount=row.label,
            use=row.use,
            at=at,
            year=row.year,
            mark=marked(newest[newest["name"] == row.name]),
            rate=f", {row.rate} per 10\u00a0000 {PER[row.user_group]}" if pd.notna(row.per_10000) else "",
        )
        for row in newest.itertuples(index=False)
    ]
    for name, rows in frame.groupby("name", sort=False):
        missing = sorted(set(range(frame["year"].min(), frame["year"].max() + 1)) - set(rows["year"]))
        if missing:
            sentences.append(say.YEARS_WITHOUT_ROW(who=name, years=wording.listed([str(year) for year in missing])))
        for reason, unnumbered in rows[~rows["has_number"]].groupby("missing_reason"):
            years = wording.listed([str(year) for year in unnumbered["year"]])
            sentences.append(say.YEARS_WITHOUT_NUMBER(who=name, years=years, reason=wording.uncapitalised(reason)))
    sentences += break_sentences(numbered)
    for row in frame[frame["other_amount"].notna()].itertuples(index=False):
        other = wording.number(row.other_amount)
        sentences.append(say.SOURCES_DISAGREE(who=row.name, year=row.year, amount=row.label, other_amount=other))
    for row in frame[frame["is_recomputed"]].itertuples(index=False):
        sentences.append(say.RECOMPUTED(who=row.name, amount=row.label, year=row.year))
    if frame["is_unconfirmed"].any():
        sentences.append(say.OPEN_UNCONFIRMED())
    if frame["is_provisional"].any():
        sentences.append(say.OPEN_PROVISIONAL())
    return sentences + rate_reasons(frame)


def break_sentences(numbered: pd.DataFrame) -> list[str]:
    """That the line is broken, and for whom it is not confirmed that it should be."""
    if numbered["break_year"].isna().all():
        return []
    unsure = numbered.loc[numbered["counting_method"].str.endswith("ikke bekreftet"), "name"].unique()
    if not numbered["counting_method"].eq(CONFIRMED).any():
        return [say.BREAK_UNSURE_ALONE(who=name) for name in unsure]
    return [say.BREAK(), *(say.BREAK_UNSURE(who=name) for name in unsure)]


def yearly_use(indicator: Indicator) -> Figure:
    """A series a use: nationally, or at the centre from the years it has delivered."""
    is_national, use = indicator.area_type == "land", indicator.part
    where = wording.WHOLE_COUNTRY if is_national else indicator.area
    voluntary = " Krisesentrene rapporterer frivillig." if is_national else ""
    at = "på landets krisesentre" if is_national else f"på {indicator.names.centre}"
    return Figure(
        **indicator.declared,
        select=YEARLY,
        scope=lambda frame: f"{where}. Antall {use} per år.{voluntary}",
        prepare=prepare_yearly,
        chart=charts.YearlySeries,
        finding=partial(yearly_found, at=at),
        can_say=partial(yearly_can_say, at=at),
        definition=(
            "Beboere og dagbrukere er personer, opphold og dagbesøk er hendelser. Fra 2021 telles personer på en ny "
            "måte; for barn er det ikke bekreftet. Opphold og besøk har ikke noe slikt brudd. "
            "«Omregnet» er et senere år regnet om til den gamle måten, så det kan ses mot årene før bruddet. "
            f"{RATE_DEFINITION}"
        ),
        numbers={"amount": "Antall (tall)", "per_10000": f"{PER_10000} (tall)"},
        columns={
            "year": "År",
            "name": "Hvem",
            "label": "Antall",
            "rate": PER_10000,
            "method": "Tellemåte",
            "remark": "Merknad",
        },
        empty=NONE_ENTERED if is_national else not_delivered(indicator),
        parameters={"area_type": indicator.area_type, "use": use, "population": ANY, **EVERY_YEAR},
    )
