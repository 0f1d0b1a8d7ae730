"""Use of crisis centres. Counts of use, not of violence: colours are neutral."""

import pandas as pd

from dashboard import charts, wording
from dashboard.figures.figure import Figure

CENTRE = """
select
    user_group, use, amount, amount_low, amount_high, precision, wording, area as comparable_group,
    source_id, in_plan, plan_section, note
from marts.crisis_centre_use
where area_code = 'hamar_krisesenter'
order by use desc, user_group desc
"""
NATIONAL = """
select
    year, user_group, use, amount, counting_method, segment, is_provisional, other_amount,
    source_id, in_plan, plan_section,
    counting_method = 'til og med 2020, omregnet' as is_recomputed,
    min(year) filter (where counting_method = 'fra og med 2021') over () as break_year
from marts.crisis_centre_use
where area_code = '0' and use = $use and amount is not null
order by user_group desc, year, is_recomputed
"""
MORE_IS_NOT_WORSE = "At volden øker eller minker: flere kan bety at flere finner hjelp."
METHOD = {
    "til og med 2020": "til og med 2020",
    "fra og med 2021": "fra og med 2021",
    "til og med 2020, omregnet": "omregnet til metoden fra før 2021",
}


def prepare_centre(frame: pd.DataFrame) -> pd.DataFrame:
    """One row a group of users; an approximate number is a point without an interval."""
    frame = frame.assign(
        name=[f"{wording.capitalised(row.user_group)}, {row.use}" for row in frame.itertuples()],
        label=[
            f"{row.precision} {wording.number(row.amount)}"
            if pd.notna(row.amount)
            else f"{row.precision} {wording.number(row.amount_low)}–{wording.number(row.amount_high)}"
            for row in frame.itertuples()
        ],
    )
    return frame.assign(
        sex="begge",
        point=frame["amount"],
        low=frame["amount_low"],
        high=frame["amount_high"],
        is_interval=frame["amount"].notna(),
        uncertainty="Omtrentlig tall i planen",
        unit="personer per år",
    )


def _used_by(row) -> str:
    does = "bor på senteret en tid" if row.use == "beboere" else "bruker senteret"
    return f"{wording.capitalised(row.label)} {row.user_group} {does} i løpet av et år."


CENTRE_USE = Figure(
    id="centre_use",
    question="Hvor mange bruker Hamar krisesenter i løpet av et år?",
    page="krisesenteret",
    select=CENTRE,
    scope=lambda frame: "Personer per år, hele senteret (ni kommuner). Planen oppgir ikke hvilket år.",
    prepare=prepare_centre,
    chart=charts.estimates,
    can_say=lambda frame: (
        [_used_by(row) for row in frame.itertuples(index=False)]
        + ["Voksne beboere er en del av de voksne brukerne. Barna kommer i tillegg."]
    ),
    cannot_say=(
        MORE_IS_NOT_WORSE,
        "Hvor brukerne bor: de kan velge senter fritt, og tallene gjelder alle ni kommunene samlet.",
    ),
    definition=(
        "Brukere er alle som får støtte, oppfølging eller beskyttelse i løpet av året. Beboere er de av dem som bor på "
        "senteret for en tid."
    ),
    numbers={"amount": "Antall (tall)", "amount_low": "Antall, fra", "amount_high": "Antall, til"},
    columns={"name": "Hvem", "label": "Antall per år", "wording": "Ordlyd i planen", "note": "Merknad"},
    empty="Ingen tall for Hamar krisesenter er lagt inn. De legges i data/raw/crisis_centre_use.csv.",
)


def prepare_national(frame: pd.DataFrame) -> pd.DataFrame:
    """A point a year, series named after who is counted."""
    return frame.assign(
        name=frame["user_group"].map({"alle": "I alt", "voksne": "Voksne", "barn": "Barn"}),
        label=frame["amount"].map(wording.number),
        segment=[f"{row.user_group} {row.counting_method} {row.segment}" for row in frame.itertuples()],
        method=frame["counting_method"].map(METHOD),
        remark=[_remark(row) for row in frame.itertuples()],
        unit=frame["use"],
    )


def _remark(row) -> str:
    remarks = [
        "Foreløpig tall" if row.is_provisional else "",
        f"En annen kilde oppgir {wording.number(row.other_amount)}" if pd.notna(row.other_amount) else "",
    ]
    return ". ".join(remark for remark in remarks if remark)


def national_can_say(frame: pd.DataFrame) -> list[str]:
    """The newest year of each series, and what the marks mean."""
    newest = frame[~frame["is_recomputed"]].sort_values("year").groupby("name", sort=False).tail(1)
    sentences = [
        f"{row.name}: {row.label} {row.use} på landets krisesentre i {row.year}"
        + (" (foreløpig tall)." if row.is_provisional else ".")
        for row in newest.itertuples(index=False)
    ]
    for name, rows in frame.groupby("name", sort=False):
        missing = sorted(set(range(frame["year"].min(), frame["year"].max() + 1)) - set(rows["year"]))
        if missing:
            sentences.append(f"{name}: tallet finnes ikke her for {wording.listed([str(year) for year in missing])}.")
    sentences.append("Tellemåten ble lagt om i 2021. Linjen er brutt der, og årene før og etter kan ikke sammenlignes.")
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


def _national(id: str, question: str, use: str, *cannot_say: str) -> Figure:
    return Figure(
        id=id,
        question=question,
        page="krisesenteret",
        select=NATIONAL,
        scope=lambda frame: f"Antall {use} per år. Hele landet. Krisesentrene rapporterer frivillig.",
        prepare=prepare_national,
        chart=charts.yearly_series,
        can_say=national_can_say,
        cannot_say=(*cannot_say, MORE_IS_NOT_WORSE, "Noe om de ni kommunene: tallene er nasjonale."),
        definition=(
            "Beboere og dagbrukere er personer, opphold og dagbesøk er hendelser. Fra 2021 telles det på en ny måte. "
            "«Omregnet» er et senere år regnet om til den gamle, så det kan ses mot årene før bruddet."
        ),
        numbers={"amount": "Antall (tall)"},
        columns={"year": "År", "name": "Hvem", "label": "Antall", "method": "Tellemåte", "remark": "Merknad"},
        empty="Ingen nasjonale tall er lagt inn. De legges i data/raw/crisis_centre_use.csv.",
        parameters={"use": use},
    )


NATIONAL_RESIDENTS = _national("national_residents", "Hvor mange bor på krisesenter i løpet av et år?", "beboere")
NATIONAL_STAYS = _national(
    "national_stays",
    "Hvor mange opphold er det på landets krisesentre i løpet av et år?",
    "opphold",
    "Hvor mange personer oppholdene gjelder: samme person kan ha flere opphold.",
)
NATIONAL_DAY_USERS = _national("national_day_users", "Hvor mange bruker dagtilbudet i landet?", "dagbrukere")
NATIONAL_DAY_VISITS = _national(
    "national_day_visits",
    "Hvor mange besøk på dagtid er det i landet?",
    "dagbesøk",
    "Hvor mange personer besøkene gjelder: samme person kan ha flere besøk.",
)
