"""What a reader has chosen, read from the address; what does not exist falls back, and is told."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from content import wording
from content.explore import catalogue, people
from content.explore.catalogue import Entry
from content.explore.offer import COUNT, RATE, SHARE, TOGETHER, Dimension, Offer
from content.warehouse import ANY

SECOND = "2"
ENTRY, BESIDE, SPLIT, COUNTED_AS, YEARS, AGE_FROM, AGE_TO = "tall", "med", "fordelt", "som", "aar", "fra", "til"
AGE = "Alder"
UNKNOWN = "Adressen ber om noe under «{}» som ikke finnes her. Viser det vanlige."
ITSELF = "Et tall kan ikke sammenlignes med seg selv. Velg et annet under «Sammenlign med»."


@dataclass(frozen=True)
class View:
    """One look at an entry."""

    entry: Entry
    split: str = ""
    """Key of a split; empty where there is one way."""
    counted_as: str = ""
    only: tuple[tuple[str, str], ...] = ()
    """Name of a dimension, and the one value that is shown."""
    years: tuple[int, int] | None = None
    """None is all of them."""
    ages: tuple[int, int] = (0, people.OLDEST)

    @property
    def is_rate(self) -> bool:
        return self.counted_as == RATE

    @property
    def is_share(self) -> bool:
        return self.counted_as == SHARE

    @property
    def is_count(self) -> bool:
        return self.counted_as == COUNT

    @property
    def is_together(self) -> bool:
        return self.split == TOGETHER

    @property
    def filters(self) -> dict:
        """As parameters of a select, beside those it has by default."""
        years = {} if self.years is None else {"year_from": self.years[0], "year_to": self.years[1]}
        return {name: value for name, value in self.only} | years


def chosen(rows: pd.DataFrame, view: View) -> pd.DataFrame:
    """Those of the numbers of an entry that a view shows; each has a column of every dimension."""
    for name, value in view.only:
        rows = rows[rows[name] == value]
    return rows if view.years is None else rows[rows["year"].between(*view.years)]


def entry_of(asked: Mapping[str, str], key: str, known: Mapping[str, Entry]) -> tuple[Entry | None, list[str]]:
    """The entry that an address asks for under a name, and what is told where there is no such."""
    wanted = asked.get(key)
    if wanted is None or wanted in known:
        return known.get(wanted or ""), []
    return None, ["Adressen ber om et tall som ikke finnes. Velg i katalogen."]


def view_of(
    asked: Mapping[str, str], offer: Offer, bands: list[tuple[int, int]], ending: str = ""
) -> tuple[View, list[str]]:
    """The view that an address asks for, and what is told of what it asks for in vain.

    `ending` is how the names of what is left out end, of the second of two; the rest is asked of the first.
    """
    told: list[str] = []

    def one_of(key: str, label: str, options: Mapping[str, str]) -> str:
        default = next(iter(options), "")
        wanted = asked.get(key, default)
        if wanted in options:
            return wanted
        if options or (key in asked and not ending):
            told.append(UNKNOWN.format(label))
        return default

    split = one_of(SPLIT, "Fordelt på", offer.splits)
    counted = one_of(COUNTED_AS, "Regnet som", offer.counted_as)
    only = []
    for dimension, values in offer.values.items():
        wanted = asked.get(f"{dimension.key}{ending}", ANY)
        if wanted in values and not (split == TOGETHER and dimension.name == "population"):
            only.append((dimension.name, values[wanted]))
        elif wanted != ANY and wanted not in values:
            told.append(UNKNOWN.format(dimension.label))
    has_ages = offer.entry.kind == catalogue.PEOPLE
    ages = _ages(asked, bands, told) if has_ages else (0, people.OLDEST)
    if not (ending or has_ages) and {AGE_FROM, AGE_TO} & asked.keys():
        told.append(UNKNOWN.format(AGE))
    years = None if ending and not offer.years else _years(asked, offer, told)
    return View(offer.entry, split, counted, tuple(only), years, ages), told


def _years(asked: Mapping[str, str], offer: Offer, told: list[str]) -> tuple[int, int] | None:
    """«2016-2024»; None for all there are."""
    if YEARS not in asked:
        return None
    first, _, last = asked[YEARS].partition("-")
    known = {str(year): year for year in offer.years}
    ends = (known.get(first, 0), known.get(last or first, 0))
    if not (0 < ends[0] <= ends[1]):
        told.append(UNKNOWN.format("År"))
        return None
    return None if ends == (offer.years[0], offer.years[-1]) else ends


def _ages(asked: Mapping[str, str], bands: list[tuple[int, int]], told: list[str]) -> tuple[int, int]:
    """From the beginning of one band to the end of another; other ages can not be made of the bands."""
    starts, ends = [str(start) for start, _ in bands], [str(end) for _, end in bands]
    age_from, age_to = asked.get(AGE_FROM, "0"), asked.get(AGE_TO, str(people.OLDEST))
    if age_from not in starts or age_to not in ends or int(age_from) > int(age_to):
        told.append(f"{UNKNOWN.format(AGE)} {people.IN_BETWEEN}")
        return 0, people.OLDEST
    return int(age_from), int(age_to)


def address_of(view: View, values: Mapping[Dimension, Mapping[str, str]]) -> dict[str, str]:
    """What stands in the address for a view."""
    only = dict(view.only)
    chosen = {d.key: wording.slug(only[d.name]) for d in values if d.name in only}
    years = {} if view.years is None else {YEARS: "-".join(map(str, view.years))}
    ages = {} if view.ages == (0, people.OLDEST) else {AGE_FROM: str(view.ages[0]), AGE_TO: str(view.ages[1])}
    told = {ENTRY: view.entry.key, SPLIT: view.split, COUNTED_AS: view.counted_as} | chosen | years | ages
    return {key: value for key, value in told.items() if value}
