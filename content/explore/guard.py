"""May two entries share an axis? What differs between them and what is alike, in words."""

from dataclasses import dataclass

import pandas as pd

from content import warehouse, wording
from content.explore.view import View, chosen
from content.figures.estimates import WHO
from content.figures.sources import response_rate

FIELDS = """
select distinct
    indicators.kind,
    observations.comparable_group,
    sources.publisher,
    coalesce(sources.year, observations.year)::integer as source_year,
    observations.category,
    observations.population,
    coalesce(observations.age_from, sources.age_from) as age_from,
    coalesce(observations.age_to, sources.age_to) as age_to,
    observations.recall_period,
    sources.fieldwork,
    sources.mode,
    sources.response_rate_percent,
    sources.response_rate_base,
    observations.area,
    observations.unit,
    observations.sex,
    observations.subgroup,
    coalesce(observations.year, sources.year)::integer as year,
    if(observations.in_plan, 'planen', 'tillegg') as printed
from marts.observations
inner join marts.sources using (source_id)
inner join marts.indicators using (indicator_id)
where indicator_id = $indicator
order by all
"""
NOT_PRINTED = "ikke oppgitt"
SAID = "Tallene kan ikke stå på samme akse."
WHY = "Derfor står de hver for seg. Forskjellen mellom dem er ikke en utvikling over tid."
ALONE = "Folketall og status står alene, og kan ikke settes ved siden av andre tall her."


@dataclass(frozen=True)
class Property:
    """One of what two numbers are held against each other by."""

    name: str
    first: str
    second: str

    @property
    def is_alike(self) -> bool:
        return self.first == self.second


@dataclass(frozen=True)
class Compared:
    """Two entries held against each other."""

    properties: tuple[Property, ...]
    may_share_axis: bool

    @property
    def differing(self) -> list[Property]:
        return [found for found in self.properties if not found.is_alike]

    @property
    def alike(self) -> str:
        """«Måte: telefonintervju. Periode: noen gang i livet.»; what neither tells is no likeness."""
        known = [found for found in self.properties if found.is_alike and found.first != NOT_PRINTED]
        return " ".join(f"{found.name}: {found.first}." for found in known)


def compared(version: str, first: View, second: View) -> Compared:
    return warehouse.once(_compared, version, FIELDS, {"views": (first, second)})


def _compared(version: str, select: str, asked: dict) -> Compared:
    rows = [chosen(warehouse.query(version, select, {"indicator": view.entry.id}), view) for view in asked["views"]]
    groups = {group for found in rows for group in found["comparable_group"].dropna()}
    kinds = {kind for found in rows for kind in found["kind"]}
    units = {unit for found in rows for unit in found["unit"]}
    # Who retells two surveys is one source: what is asked in different years is not one survey.
    years = [{*found["year"].dropna()} for found in rows]
    told = [_told(found) for found in rows]
    return Compared(
        tuple(Property(name, told[0][name], told[1][name]) for name in told[0]),
        may_share_axis=len(groups) == len(units) == 1
        and years[0] == years[1]
        and kinds == {"anslag"}
        and all(len(found) for found in rows),
    )


def _told(rows: pd.DataFrame) -> dict[str, str]:
    """Each property of an entry in words."""
    sexes = rows["sex"].nunique()
    asked = [
        wording.ages(row.age_from, row.age_to) for row in rows[["age_from", "age_to"]].drop_duplicates().itertuples()
    ]
    rates = [response_rate(row) for row in rows.dropna(subset=["response_rate_percent"]).itertuples()]
    return {
        "Kilde": _joined(
            f"{publisher} {_years(of_it['source_year'])}".strip() for publisher, of_it in rows.groupby("publisher")
        ),
        "År": _years(rows["year"]) or NOT_PRINTED,
        "Gjelder": _joined(f"«{category}»" for category in rows["category"]),
        "Hvem": _joined(rows["population"]),
        "Kjønn": _joined(wording.uncapitalised(WHO[sex]) for sex in rows["sex"] if sex != "begge" or sexes == 1),
        "Alder": _joined(asked),
        "Periode": _joined(rows["recall_period"].dropna()),
        "Spurt": _joined(rows["fieldwork"].dropna()),
        "Måte": _joined(rows["mode"].dropna()),
        "Svarandel": _joined(rates),
        "Område": _joined(rows["area"]),
        "Regnet i": _joined(rows["unit"]),
    }


def _years(years: pd.Series) -> str:
    """«2015, 2017–2019»: those that follow each other as a span."""
    known = sorted({int(year) for year in years.dropna()})
    begins = [year for year in known if year - 1 not in known]
    ends = [year for year in known if year + 1 not in known]
    return ", ".join(
        f"{first}" if first == last else f"{first}–{last}" for first, last in zip(begins, ends, strict=True)
    )


def _joined(texts) -> str:
    return wording.listed(list(dict.fromkeys(filter(None, texts)))) or NOT_PRINTED
