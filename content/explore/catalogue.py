"""What there is to explore: every indicator, the inhabitants and the status, under topics and by search."""

from dataclasses import dataclass

from content import warehouse, wording
from content.search import matches

ENTRIES = """
with numbers as (
    select
        observations.indicator_id,
        min(coalesce(observations.year, sources.year))::integer as first_year,
        max(coalesce(observations.year, sources.year))::integer as last_year,
        string_agg(distinct observations.population, ' ') as populations,
        string_agg(distinct concat_ws(' ', category, subgroup, wording, publisher, sources.title), ' ') as words,
        case
            when bool_and(observations.in_plan) then 'i planen'
            when bool_or(observations.in_plan) then 'i planen og tillegg'
            else 'tillegg'
        end as origin
    from marts.observations
    inner join marts.sources using (source_id)
    group by all
)

select
    indicators.indicator_id, name, topic, question, kind, next_expected, first_year, last_year, populations, words,
    origin
from marts.indicators as indicators
left join numbers using (indicator_id)
order by indicators.place
"""
MEASURES = """
select
    measure_no,
    any_value(working_title) as working_title,
    concat_ws(
        ' ',
        any_value(working_title), any_value(focus_area), any_value(overview_wording), any_value(body_wording),
        string_agg(target_group, ' ')
    ) as words
from marts.measures
left join marts.measure_target_groups using (measure_no)
group by measure_no
order by measure_no
"""
STATUS, PEOPLE, PEOPLE_BY_YEAR = "status", "innbyggere", "innbyggere_per_aar"
OF_THE_PLAN = "Innbyggere og tiltak"
NO_NUMBERS, IN_WORDS = "ingen tall ennå", "i ord, uten tall"


@dataclass(frozen=True)
class Entry:
    """What can be chosen in the catalogue."""

    id: str
    name: str
    scope: str
    """Who and when, in a few words."""
    topic: str
    kind: str
    words: str
    """All it may be searched by."""
    next_expected: str | None = None
    """When the source says that the next numbers come."""

    @property
    def is_indicator(self) -> bool:
        return self.kind not in (STATUS, PEOPLE, PEOPLE_BY_YEAR)

    @property
    def key(self) -> str:
        """What stands in the address."""
        return wording.slug(self.id)


OWN = (
    Entry(
        PEOPLE,
        "Innbyggere etter alder og kjønn",
        "kommunene, siste år",
        OF_THE_PLAN,
        PEOPLE,
        "folketall befolkning personer aldersgruppe barn ungdom voksne eldre kvinner menn kommuner",
    ),
    Entry(
        PEOPLE_BY_YEAR,
        "Innbyggere i alt, år for år",
        "alle aldre",
        OF_THE_PLAN,
        PEOPLE_BY_YEAR,
        "folketall befolkning personer utvikling kommuner",
    ),
    Entry(
        STATUS,
        "Status på tiltakene",
        "etter fokusområde, målgruppe, tiltak, kommune og runde",
        OF_THE_PLAN,
        STATUS,
        "gjennomført i gang ikke startet frist oppgaver runder svar",
    ),
)
"""What no indicator is about."""


def entries(version: str) -> dict[str, Entry]:
    """Key → entry, in the order of the catalogue."""
    return warehouse.once(_entries, version, ENTRIES, {})


def topics(version: str) -> dict[str, list[Entry]]:
    """Topic → its entries, each in its order."""
    found: dict[str, list[Entry]] = {}
    for entry in entries(version).values():
        found.setdefault(entry.topic, []).append(entry)
    return found


def found(version: str, query: str) -> list[Entry]:
    """The entries that a search means, best first: those whose name it is, before those it stands in elsewhere."""
    known = list(entries(version).values())
    named = matches(query, [f"{entry.name} {entry.topic}" for entry in known])
    anywhere = matches(query, [f"{entry.name} {entry.topic} {entry.scope} {entry.words}" for entry in known])
    return [known[place] for place in dict.fromkeys([*named, *anywhere])]


def first(version: str, query: str) -> Entry:
    """What is shown where nothing is chosen: the best that a search has found, else the first there is."""
    return next(iter(found(version, query)), None) or next(iter(entries(version).values()))


def measures(version: str, query: str) -> list[tuple[int, str]]:
    """Number and title of the measures that a search means, best first."""
    known = warehouse.query(version, MEASURES)
    places = matches(query, known["words"].tolist())
    return [(int(known["measure_no"][place]), known["working_title"][place]) for place in places]


def _entries(version: str, select: str, _: dict) -> dict[str, Entry]:
    rows = warehouse.query(version, select).astype(object)
    rows = rows.where(rows.notna(), None)
    indicators = [
        Entry(
            id=row.indicator_id,
            name=row.name,
            scope=_scope(row),
            topic=row.topic,
            kind=row.kind,
            words=" ".join(filter(None, (row.question, row.populations, row.words))),
            next_expected=row.next_expected,
        )
        for row in rows.itertuples(index=False)
    ]
    return {entry.key: entry for entry in (*indicators, *OWN)}


def _scope(row) -> str:
    """«2016–2024, tillegg»."""
    if row.kind == "utsagn":
        return IN_WORDS
    if row.origin is None:
        return NO_NUMBERS
    years = "" if row.first_year is None else f"{row.first_year}"
    if row.last_year != row.first_year:
        years = f"{row.first_year}–{row.last_year}"
    return ", ".join(part for part in (years, row.origin) if part)
