"""Use of crisis centres year by year: nationally, and at the centre itself from the years it has delivered."""

import pandas as pd

from dashboard import charts, wording
from dashboard.figures.crisis_centre import FREE_CHOICE, MORE_IS_NOT_WORSE, PER_10000, number_or_reason
from dashboard.figures.figure import Figure

YEARLY = """
select
    year, user_group, use, amount, counting_method, segment, is_provisional, other_amount, missing_reason,
    per_10000, population_year, population_source_id, source_id, in_plan, plan_section,
    amount is not null as has_number,
    counting_method = 'til og med 2020, omregnet' as is_recomputed,
    min(year) filter (where counting_method = 'fra og med 2021') over () as new_method_from,
    if(min(year) over () < new_method_from, new_method_from, null) as break_year
from marts.crisis_centre_use
where
    area_code = $area
    and use = $use
    and year is not null
    and not in_plan
    -- Nationally a year without a number is a year that was not looked up.
    and (amount is not null or area_code <> '0')
order by user_group desc, year, is_recomputed
"""
METHOD = {
    "til og med 2020": "til og med 2020",
    "fra og med 2021": "fra og med 2021",
    "til og med 2020, omregnet": "omregnet til metoden fra før 2021",
}


def prepare_yearly(frame: pd.DataFrame) -> pd.DataFrame:
    """A point a year, series named after who is counted; a year that is not shown has its reason."""
    return frame.assign(
        name=frame["user_group"].map({"alle": "I alt", "voksne": "Voksne", "barn": "Barn"}),
        label=[number_or_reason(row) for row in frame.itertuples()],
        segment=[f"{row.user_group} {row.counting_method} {row.segment}" for row in frame.itertuples()],
        method=frame["counting_method"].map(METHOD),
        rate=["" if pd.isna(rate) else wording.number(rate) for rate in frame["per_10000"]],
        remark=[_remark(row) for row in frame.itertuples()],
        unit=frame["use"],
    )


def _remark(row) -> str:
    remarks = [
        "Foreløpig tall" if row.is_provisional else "",
        f"En annen kilde oppgir {wording.number(row.other_amount)}" if pd.notna(row.other_amount) else "",
    ]
    return ". ".join(remark for remark in remarks if remark)


def yearly_can_say(frame: pd.DataFrame, at: str) -> list[str]:
    """The newest year of each series, and what the marks mean; `at` says where."""
    numbered = frame[frame["has_number"]]
    newest = numbered[~numbered["is_recomputed"]].sort_values("year").groupby("name", sort=False).tail(1)
    sentences = [
        f"{row.name}: {row.label} {row.use} {at} i {row.year}{' (foreløpig tall)' if row.is_provisional else ''}"
        + (f", {row.rate} {wording.uncapitalised(PER_10000)}." if row.rate else ".")
        for row in newest.itertuples(index=False)
    ]
    for name, rows in frame.groupby("name", sort=False):
        missing = sorted(set(range(frame["year"].min(), frame["year"].max() + 1)) - set(rows["year"]))
        if missing:
            sentences.append(f"{name}: tallet finnes ikke her for {wording.listed([str(year) for year in missing])}.")
        for reason, unnumbered in rows[~rows["has_number"]].groupby("missing_reason"):
            years = wording.listed([str(year) for year in unnumbered["year"]])
            sentences.append(f"{name}, {years}: {wording.uncapitalised(reason)}.")
    if numbered["break_year"].notna().any():
        sentences.append(
            "Tellemåten ble lagt om i 2021. Linjen er brutt der, og årene før og etter kan ikke sammenlignes."
        )
    for row in frame[frame["other_amount"].notna()].itertuples(index=False):
        sentences.append(
            f"{row.name}: kildene er uenige om {row.year}. Figuren viser {row.label}, en annen kilde oppgir "
            f"{wording.number(row.other_amount)}."
        )
    for row in frame[frame["is_recomputed"]].itertuples(index=False):
        sentences.append(f"{row.name}: {row.label} i {row.year} når det telles på den gamle måten (åpen rute).")
    if frame["is_provisional"].any():
        sentences.append(
            "Et åpent punkt er et foreløpig tall: det er lest fra en forhåndsvisning av Bufdirs side og må bekreftes."
        )
    return sentences


def _yearly(id: str, question: str, area: str, use: str, *cannot_say: str) -> Figure:
    """A series a use: nationally (area «0»), or at the centre from the years it has delivered."""
    is_national = area == "0"
    where = "Hele landet. Krisesentrene rapporterer frivillig." if is_national else "Hamar krisesenter (ni kommuner)."
    at = "på landets krisesentre" if is_national else "på Hamar krisesenter"
    file = "crisis_centre_use.csv" if is_national else "crisis_centre_gated.csv"
    beyond = (
        "Noe om de ni kommunene: tallene er nasjonale."
        if is_national
        else f"Hvor brukerne bor: {FREE_CHOICE}, og noen kommer fra andre kommuner enn de ni."
    )
    return Figure(
        id=id,
        question=question,
        page="krisesenteret",
        select=YEARLY,
        scope=lambda frame: f"Antall {use} per år. {where}",
        prepare=prepare_yearly,
        chart=charts.yearly_series,
        can_say=lambda frame: yearly_can_say(frame, at),
        cannot_say=(*cannot_say, MORE_IS_NOT_WORSE, beyond),
        definition=(
            "Beboere og dagbrukere er personer, opphold og dagbesøk er hendelser. Fra 2021 telles det på en ny måte. "
            "«Omregnet» er et senere år regnet om til den gamle, så det kan ses mot årene før bruddet. "
            "Per 10\u00a0000 er antallet delt på alle innbyggerne 1. januar samme år."
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
        empty=f"Ingen tall er lagt inn. De legges i data/raw/{file}.",
        parameters={"area": area, "use": use},
    )


STAYS_ARE_NOT_PERSONS = "Hvor mange personer oppholdene gjelder: samme person kan ha flere opphold."
VISITS_ARE_NOT_PERSONS = "Hvor mange personer besøkene gjelder: samme person kan ha flere besøk."
NATIONAL_RESIDENTS = _yearly("national_residents", "Hvor mange bor på krisesenter i løpet av et år?", "0", "beboere")
NATIONAL_STAYS = _yearly(
    "national_stays",
    "Hvor mange opphold er det på landets krisesentre i løpet av et år?",
    "0",
    "opphold",
    STAYS_ARE_NOT_PERSONS,
)
NATIONAL_DAY_USERS = _yearly("national_day_users", "Hvor mange bruker dagtilbudet i landet?", "0", "dagbrukere")
NATIONAL_DAY_VISITS = _yearly(
    "national_day_visits", "Hvor mange besøk på dagtid er det i landet?", "0", "dagbesøk", VISITS_ARE_NOT_PERSONS
)
CENTRE = "hamar_krisesenter"
CENTRE_RESIDENTS = _yearly("centre_residents", "Hvor mange bodde på Hamar krisesenter hvert år?", CENTRE, "beboere")
CENTRE_STAYS = _yearly(
    "centre_stays", "Hvor mange opphold var det på Hamar krisesenter?", CENTRE, "opphold", STAYS_ARE_NOT_PERSONS
)
CENTRE_DAY_USERS = _yearly(
    "centre_day_users", "Hvor mange brukte dagtilbudet på Hamar krisesenter?", CENTRE, "dagbrukere"
)
CENTRE_DAY_VISITS = _yearly(
    "centre_day_visits",
    "Hvor mange besøk på dagtid hadde Hamar krisesenter?",
    CENTRE,
    "dagbesøk",
    VISITS_ARE_NOT_PERSONS,
)
CENTRE_YEARS = (CENTRE_RESIDENTS, CENTRE_STAYS, CENTRE_DAY_USERS, CENTRE_DAY_VISITS)
