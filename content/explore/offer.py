"""What a reader may ask of an entry: how it can be split, what can be left out, and in what it can be counted."""

from dataclasses import dataclass, field

from content import warehouse, wording
from content.explore import catalogue, people, status
from content.explore.catalogue import Entry
from content.figures.catalogue import every
from content.figures.estimates import WHO

VALUES = """
select distinct category, population, subgroup, sex, area, year, if(in_plan, 'planen', 'tillegg') as printed
from marts.observations
where indicator_id = $indicator
order by all
"""


@dataclass(frozen=True)
class Dimension:
    """What the numbers of an entry may differ in; `name` is a column, and a parameter of the select."""

    name: str
    key: str
    """In the address."""
    label: str


AREA, SEX = Dimension("area", "omrade", "Område"), Dimension("sex", "kjonn", "Kjønn")
DIMENSIONS = (
    AREA,
    Dimension("category", "gjelder", "Gjelder"),
    Dimension("population", "hvem", "Hvem"),
    Dimension("subgroup", "blant", "Blant hvem"),
    SEX,
    Dimension("printed", "opphav", "Opphav"),
)
ROUND = Dimension("round", "naar", "Når")
ORIGINS = {"planen": "Planens egne tall", "tillegg": "Lagt til senere"}
COUNT, RATE, SHARE = "antall", "rate", "andel"
COUNTED_AS = {COUNT: "Antall", RATE: "Per 10\u00a0000", SHARE: "Andel"}
TOGETHER = "samlet"
COUNTED = {
    "årsserie": (COUNT, RATE),
    "senterbruk": (COUNT, RATE),
    "bosted": (COUNT, RATE),
    "bekymringer": (COUNT, SHARE),
    "ungdom: alvor": (SHARE, COUNT),
    "ungdom: handlinger": (SHARE, COUNT),
    catalogue.PEOPLE: (COUNT, SHARE),
}
"""Kind → what its numbers can be counted as, the first by default; all others as they were published."""
WHY_NOT = {
    "saker": "Saker regnes ikke per innbygger: det er ikke oppgitt hvor mange personer de gjelder.",
    "anslag": "Tallene står slik kilden har regnet dem, og kan ikke regnes om her.",
    "drap": "Så få regnes ikke per innbygger: raten ville vært usikker.",
}
"""Kind → why its numbers are told in one way only."""
SERIES = ("årsserie", "saker", catalogue.PEOPLE_BY_YEAR)


@dataclass(frozen=True)
class Offer:
    """Each choice by what stands in the address for it."""

    entry: Entry
    values: dict[Dimension, dict[str, str]] = field(default_factory=dict)
    """Dimension → slug → value; only those with something to choose among."""
    years: tuple[int, ...] = ()
    splits: dict[str, str] = field(default_factory=dict)
    """Key → what is read, the first as the figure is drawn; empty where there is one way."""
    counted_as: dict[str, str] = field(default_factory=dict)
    why_not: str = ""
    names: dict[str, str] = field(default_factory=dict)
    """Value → what is read, where it is not the value."""

    def read(self, dimension: Dimension, value: str) -> str:
        """A value as it is read."""
        known = {"sex": WHO, "printed": ORIGINS}.get(dimension.name, self.names)
        return wording.capitalised(known.get(value, value))


def offer(version: str, entry: Entry) -> Offer:
    if entry.kind == catalogue.STATUS:
        # Rounds are closed between two versions of the numbers.
        rounds = status.rounds(version)
        values = {ROUND: {wording.slug(round): round for round in rounds}} if rounds else {}
        return Offer(entry, values, splits=status.BY, names=rounds)
    return warehouse.once(_offer, version, VALUES, {"entry": entry})


def _offer(version: str, select: str, asked: dict) -> Offer:
    entry: Entry = asked["entry"]
    counted = {key: COUNTED_AS[key] for key in COUNTED.get(entry.kind, ())}
    if entry.kind in (catalogue.PEOPLE, catalogue.PEOPLE_BY_YEAR):
        is_by_age = entry.kind == catalogue.PEOPLE
        areas = {wording.slug(area): area for area in people.areas(version)}
        known = {AREA: areas} | ({SEX: {"kvinner": "kvinner", "menn": "menn"}} if is_by_age else {})
        return Offer(
            entry,
            values=known if areas else {},
            years=() if is_by_age else people.years(version),
            splits={"omrade": "Område", "kjonn": "Kjønn"} if is_by_age else {},
            counted_as=counted,
        )
    rows = warehouse.query(version, select, {"indicator": entry.id})
    figure = every(version)[entry.id]
    parameters, shown = figure.parameters, warehouse.query(version, figure.select, figure.parameters)
    values = {}
    for dimension in DIMENSIONS:
        name = dimension.name
        # A figure may leave out some of what its numbers are of.
        held = rows[name].isin(shown[name]) if name in shown else rows[name].notna()
        found = rows.loc[held, name].dropna().unique().tolist()
        if name in parameters and len(found) > 1:
            values[dimension] = {wording.slug(value): value for value in found}
    years = tuple(sorted({int(year) for year in rows["year"].dropna()})) if "year_from" in parameters else ()
    return Offer(
        entry, values, years if len(years) > 1 else (), _splits(entry, values), counted, WHY_NOT.get(entry.kind, "")
    )


def _splits(entry: Entry, values: dict[Dimension, dict[str, str]]) -> dict[str, str]:
    """A series is of its parts or of all together; other rows have what they are split by at each mark."""
    if entry.kind in SERIES:
        groups = [*next((known for dimension, known in values.items() if dimension.name == "population"), {})]
        return {"hvem": "Voksne og barn", TOGETHER: "Samlet"} if {*groups} == {"voksne", "barn"} else {}
    if entry.kind.startswith("ungdom") or entry.kind in ("drap", "bekymringer"):
        return {}
    known = {dimension.key: dimension.label for dimension in values if dimension.name != "printed"}
    # As the figure is drawn, the last of them is told at each mark.
    return dict(reversed(known.items())) if len(known) > 1 else {}
