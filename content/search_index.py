"""What can be searched for: numbers, measures, target groups, words, sources and pages, and where each stands."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from content import glossary, search, warehouse, wording
from content.explore import catalogue, people
from content.explore.as_figure import PAGE
from content.explore.offer import AREA
from content.explore.view import AGE_FROM, AGE_TO, ENTRY
from content.figures import figures, sources
from content.figures.figure import Figure, show

MEASURES = "select measure_no, working_title, overview_wording, body_wording, focus_area from marts.measures"
SERVICES = """
-- Where a municipality has said something else than was read, that is read on the page.
with said_otherwise as (
    select service_id
    from marts.local_services as here
    inner join marts.help_services as read using (service_id)
    where here.is_withdrawn or here.phone is distinct from read.phone
)

select
    services.service,
    services.for_whom,
    areas.area,
    if(services.service_id in (from said_otherwise), null, services.phone) as phone
from marts.help_services as services
left join marts.areas as areas on not services.is_national and areas.area_code = services.area_codes[1]
where services.is_sure
order by services.place
"""
MUNICIPALITIES = "select distinct area from marts.measure_tasks where not is_joint order by area collate nb"
GROUPS = "select name, about, missing from marts.plan_groups order by place"
ABOUT_PAGES = {
    "meld-inn": "Svar på oppgavene i et skjema eller med et Excel-ark",
    "kommune": "Oppgavene i én kommune, med kunnskapsgrunnlag, notat og saksframlegg i Word",
    "presentasjon": "Lysbilder på storskjerm eller i PowerPoint",
    "runder": "Svarfrist, påminnelser, arkene som kommer tilbake, og fristene i kalenderen",
    "hjelpetilbud": "Telefonnumre og steder der noen kan hjelpe, i kommunen og i hele landet",
    "ny-plan": "Evaluering, vurdering og forslag, med rapportene i Word",
    "kilder": "Metoden, hva som er endret, alle tallene i Excel, og åpne data",
}
"""Address of a page → what is done there that its title does not say."""
WAYS_ON = ("ord", "tiltak", "kommune", "omfang", "kilder")
"""Addresses of pages for who has found nothing."""
ASK = "Skriv det du leter etter i feltet øverst på siden, og trykk Enter."
NOTHING = "Prøv færre ord, eller et kortere ord. Du kan også lete på disse sidene:"
SOURCES, HELP, PLACES = "Kilder", "Hjelpetilbud", "Kommuner"
AGES = re.compile(r"(?<!\d)(\d{1,3})\s*(?:-|–|til)\s*(\d{1,3})(?!\d)(?:\s*år(?:inger|ing)?e?)?")
MOST = 8
"""Of each kind, unless all of it is asked for."""
FEW = 3
"""So many whose name fits may be who is looked for; with more, the word is a theme («barn»)."""


@dataclass(frozen=True)
class Target:
    """Something that can be found."""

    kind: str
    title: str
    about: str
    """A line below the title."""
    page: str
    """Address of the page where it stands."""
    anchor: str = ""
    asked: Mapping[str, str] = field(default_factory=dict)
    """What the address asks the page for."""
    more: str = ""
    """What else it is found by, and is not told."""
    phone: str = ""
    """The number to call, where it is known."""


@dataclass(frozen=True)
class Found:
    """Those of one kind that were found, best first."""

    kind: str
    shown: list[Target]
    total: int

    @property
    def told(self) -> str:
        """«Tiltak (2)», or how many of how many."""
        return f"{self.kind} ({self.total if self.total == len(self.shown) else f'{len(self.shown)} av {self.total}'})"


def page(title: str, address: str) -> Target:
    """A page of the menu."""
    return Target("Sider", title, ABOUT_PAGES.get(address, ""), address)


def targets(version: str) -> list[Target]:
    """All that can be found in a version."""
    return [*warehouse.once(_targets, version, MEASURES, {}), *_services(version)]


def _targets(version: str, select: str, _: dict) -> list[Target]:
    measures = warehouse.query(version, select)
    municipalities = warehouse.query(version, MUNICIPALITIES)["area"].tolist()
    return [
        *_numbers(version, municipalities),
        *(target for area in municipalities for target in _of_municipality(area, version)),
        *(
            Target(
                kind="Tiltak",
                title=f"Tiltak {row.measure_no}: {row.working_title}",
                about=row.overview_wording,
                page="tiltak",
                anchor="tiltakskort",
                asked={"tiltak": str(row.measure_no)},
                more=f"{row.body_wording} {row.focus_area}",
            )
            for row in measures.itertuples()
        ),
        *(
            Target("Målgrupper", row.name, row.about, "malgrupper", asked={"gruppe": wording.slug(row.name)})
            for row in warehouse.query(version, GROUPS).itertuples()
        ),
        *(
            Target(
                kind="Ord",
                title=wording.capitalised(word.word),
                about=word.explanation,
                page=glossary.PAGE,
                anchor=word.anchor,
                more=" · ".join(word.also),
            )
            for word in glossary.words(version)
        ),
        *(
            Target(SOURCES, row.title, sources.published(row), "kilder", anchor="kilder")
            for row in warehouse.query(version, sources.EVERY_SOURCE).itertuples()
        ),
    ]


def _services(version: str) -> Iterator[Target]:
    """Not kept with the others, which are of a version of the plan alone: a municipality may say something else."""
    for row in warehouse.query(version, SERVICES).itertuples():
        yield Target(
            kind=HELP,
            title=row.service,
            about=wording.capitalised(row.for_whom),
            page="hjelpetilbud",
            asked=_place(row.area),
            phone=row.phone if isinstance(row.phone, str) else "",
        )


def _place(area: str | None) -> dict[str, str]:
    return {"kommune": wording.slug(area)} if isinstance(area, str) else {}


def _of_municipality(area: str, version: str) -> Iterator[Target]:
    here = {"kommune": wording.slug(area)}
    yield Target(PLACES, area, "Oppgavene i planen, og hvor langt de er kommet", "kommune", asked=here)
    yield Target(PLACES, f"Gi status for {area}", ABOUT_PAGES["meld-inn"], "meld-inn", asked=here)
    if area in people.areas(version):
        asked = {ENTRY: catalogue.PEOPLE, AREA.key: wording.slug(area)}
        yield Target("Tall", f"Innbyggere i {area}", "Folketall for kommunen", PAGE, asked=asked)


def _numbers(version: str, municipalities: list[str]) -> list[Target]:
    """What Utforsk has numbers of, each with what its figure has found."""
    # All those who have published it are no place that it is about.
    names = "|".join(re.escape(area.partition(" (")[0]) for area in municipalities)
    publishers = re.compile(rf"(?:(?:{names})(?:, | og )){{2,}}(?:{names})") if names else None
    known = figures(version)
    told = {entry: _finding(known.get(entry.id), version) for entry in catalogue.entries(version).values()}
    return [
        Target(
            kind="Tall",
            title=entry.name,
            about=". ".join(text for text in (finding, wording.capitalised(entry.scope)) if text),
            page=PAGE,
            asked={ENTRY: entry.key},
            more=publishers.sub("", entry.words) if publishers else entry.words,
        )
        for entry, finding in told.items()
        if finding or (entry.id not in known and entry.scope != catalogue.NO_NUMBERS)
    ]


def _finding(figure: Figure | None, version: str) -> str:
    shown = show(figure, version) if figure else None
    return shown.finding.text if shown else ""


def of_an_age(query: str, version: str) -> list[Target]:
    """The inhabitants of an age that a search names («12–16 år i en kommune»), where the ages there are can make it."""
    named = AGES.search(query)
    if named is None or not people.areas(version):
        return []
    age_from, age_to = map(int, named.groups())
    bands = people.bands(version)
    is_known = age_from in {start for start, _ in bands} and age_to in {end for _, end in bands}
    rest = search.folded(AGES.sub(" ", query))
    area = next((area for area in people.areas(version) if search.folded(area) in rest), None)
    ages = {AGE_FROM: str(age_from), AGE_TO: str(age_to)} if is_known and age_from <= age_to else {}
    of_age = f"Innbyggere {age_from}–{age_to} år" if ages else "Innbyggere etter alder"
    return [
        Target(
            kind="Tall",
            title=f"{of_age}{f' i {area}' if area else ''}",
            about="Folketall" if ages else people.IN_BETWEEN,
            page=PAGE,
            asked={ENTRY: catalogue.PEOPLE, **({AREA.key: wording.slug(area)} if area else {}), **ages},
        )
    ]


def title(query: str, found: list[Found]) -> str:
    if not query:
        return "Søk: hva leter du etter?"
    total = sum(kind.total for kind in found)
    return f"{wording.counted(total, 'treff', 'treff') if total else 'Ingen treff'} på «{query}»"


def found(query: str, known: list[Target], meant: Sequence[Target] = (), whole: str = "") -> list[Found]:
    """What is meant, by kind; the kind of the best first, and sources last. A title that fits comes before all else.

    Whom one can call stands first where its name fits, unless that is so of many, or a municipality is meant. `whole`
    is the kind that all is asked for of, as its name stands in an address.
    `meant` is what the query names by itself, whatever words it is told in: it is the best.
    """
    by_title = search.matches(query, [target.title for target in known])
    by_rest = search.matches(query, [f"{target.title} {target.about} {target.more}" for target in known])
    ranked = [*meant, *(known[place] for place in dict.fromkeys(by_title + by_rest))]
    kinds = list(dict.fromkeys(target.kind for target in ranked))
    to_call = [place for place in by_title if known[place].phone]
    is_help_first = 0 < len(to_call) <= FEW and kinds[0] != PLACES
    kinds.sort(key=lambda kind: (kind == SOURCES, is_help_first and kind != HELP))
    by_kind = {kind: [target for target in ranked if target.kind == kind] for kind in kinds}
    return [
        Found(kind, targets if wording.slug(kind) == whole else targets[:MOST], len(targets))
        for kind, targets in by_kind.items()
    ]
