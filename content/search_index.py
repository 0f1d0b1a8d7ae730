"""What can be searched for: figures, measures, target groups, words, sources and pages, and where each stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from content import glossary, search, warehouse, wording
from content.figures import figures, present, sources
from content.figures.figure import Figure

MEASURES = "select measure_no, working_title, overview_wording, body_wording, focus_area from marts.measures"
GROUPS = "select name, about, missing from marts.plan_groups order by place"
THEMES = "select indicator_id, heading from marts.indicators inner join marts.themes using (theme_id)"
WAYS_ON = ("ord", "tiltak", "omfang", "kilder")
"""Addresses of pages for who has found nothing."""
ASK = "Skriv det du leter etter i feltet øverst på siden, og trykk Enter."
NOTHING = "Prøv færre ord, eller et kortere ord. Du kan også lete på disse sidene:"
SOURCES = "Kilder"
MOST = 8
"""Of each kind: who wants more, types another word."""


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


def where(figure: Figure) -> tuple[str, str, dict[str, str]]:
    """Page, anchor and question of the address of a figure."""
    return figure.page, figure.anchor, {}


def page(title: str, address: str) -> Target:
    """A page of the menu."""
    return Target("Sider", title, "", address)


def targets(version: str, today: date) -> list[Target]:
    """All that can be found in a version."""
    return warehouse.once(_targets, version, MEASURES, {"today": today})


def _targets(version: str, select: str, asked: dict) -> list[Target]:
    measures = warehouse.query(version, select)
    return [
        *_figures(version, asked["today"]),
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


def _figures(version: str, today: date) -> list[Target]:
    """Those that have something to show, each with the heading it stands under."""
    known = figures(version)
    headings = dict(warehouse.query(version, THEMES).itertuples(index=False, name=None))
    return [
        Target("Tall", known[id].question, headings.get(id, ""), *where(known[id])) for id in present(version, today)
    ]


def title(query: str, found: list[Found]) -> str:
    if not query:
        return "Søk: hva leter du etter?"
    total = sum(kind.total for kind in found)
    return f"{wording.counted(total, 'treff', 'treff') if total else 'Ingen treff'} på «{query}»"


def found(query: str, known: list[Target]) -> list[Found]:
    """What is meant, by kind; the kind of the best first, and sources last. A title that fits comes before all else."""
    by_title = search.matches(query, [target.title for target in known])
    by_rest = search.matches(query, [f"{target.title} {target.about} {target.more}" for target in known])
    ranked = [known[place] for place in dict.fromkeys(by_title + by_rest)]
    kinds = sorted(dict.fromkeys(target.kind for target in ranked), key=lambda kind: kind == SOURCES)
    by_kind = {kind: [target for target in ranked if target.kind == kind] for kind in kinds}
    return [Found(kind, targets[:MOST], len(targets)) for kind, targets in by_kind.items()]
