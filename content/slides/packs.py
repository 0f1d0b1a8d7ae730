"""The ready packs: which slides are shown to whom, in their order."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from content import warehouse
from content.figures import facts, figures
from content.slides.deck import by_anchor, offered
from content.slides.numbers import GROUP, number_id
from content.slides.told import DECISIONS, HERE, MISSING, STATUS

FIRST = "select indicator_id from marts.indicators where slide_place is not null order by slide_place"
WORKED_EXAMPLE, BY_DEADLINE = "worked-example", "measures-by-deadline"
MOST_NUMBERS = 2


@dataclass(frozen=True)
class Pack:
    """One ready choice of slides."""

    name: str
    about: str
    slides: Callable[[str, date], list[str]]
    asks_for_municipality: bool = False


def _figures(version: str) -> list[str]:
    """The figures that the catalogue puts first."""
    known = figures(version)
    return [known[id].anchor for id in warehouse.query(version, FIRST)["indicator_id"]]


def _numbers(version: str) -> list[str]:
    """The first numbers of Oversikt that no figure of the pack shows."""
    shown = set(warehouse.query(version, FIRST)["indicator_id"])
    others = [fact for fact in facts.first(version) if fact.value is not None and fact.indicator_id not in shown]
    return [number_id(fact) for fact in others[:MOST_NUMBERS]]


def _offered(version: str, today: date) -> Collection[dict[str, str]]:
    """Of each heading: id → what it is called."""
    return warehouse.made(offered, version, today=today).values()


def names(version: str, today: date) -> dict[str, str]:
    """Every slide that may be shown: id → what it is called; those of the packs also where numbers are missing."""
    known = {id: figure.question for id, figure in by_anchor(version).items()}
    ready = [id for pack in PACKS for id in warehouse.made(pack.slides, version, today=today)]
    named = {id: name for slides in _offered(version, today) for id, name in slides.items()}
    return {id: named.get(id) or known[id] for id in [*ready, *named]}


def council(version: str, today: date) -> list[str]:
    return [*_figures(version), *_numbers(version)[:1], STATUS, DECISIONS, MISSING]


def municipality(version: str, today: date) -> list[str]:
    return [*_figures(version)[:1], WORKED_EXAMPLE, HERE, STATUS, DECISIONS, MISSING]


def working_group(version: str, today: date) -> list[str]:
    groups = [id for slides in _offered(version, today) for id in slides if id.startswith(GROUP)]
    return [STATUS, BY_DEADLINE, *groups, MISSING, DECISIONS]


PACKS = (
    Pack("Til kommunestyret", "Hva vi vet, hvor langt tiltakene er kommet, og hva som må besluttes.", council),
    Pack("Til min kommune", "Det samme for én kommune: oppgavene der, og hva tallene kan bety.", municipality, True),
    Pack("Til arbeidsgruppa", "Status og frister, målgruppene hver for seg, og det vi mangler.", working_group),
)
"""The first is shown where nothing is chosen."""
READY = PACKS[0]
