"""What leads from the slides that are chosen to others, as HTML: links to the page with other slides in the address.

Each link says where the focus goes when the page has changed, to what does the same there.
"""

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from content import warehouse, wording
from content.plan import filters
from content.slides import deck, wall
from content.slides.packs import PACKS, READY, Pack
from dashboard import choices, prose

PAGE = "presentasjon"
ADD = "legg-til"


@dataclass(frozen=True)
class Choice:
    """What an address asks for: slides, and how their figures and the plan are chosen."""

    ids: tuple[str, ...]
    filters: deck.Chosen
    along: deck.Chosen


def link(version: str, today: date, choice: Choice, to: str) -> str:
    """An address of the page, escaped; nothing of its slides where they are what is shown anyway."""
    ready = warehouse.made(READY.slides, version, today=today)
    shown = {} if list(choice.ids) == ready else {choices.SLIDES: ",".join(choice.ids)}
    return html.escape(choices.link_along(dict(choice.filters) | dict(choice.along) | shown, PAGE, to))


def pack(version: str, today: date, choice: Choice, number: int) -> str:
    """A ready pack: what shows it, and what it is for."""
    asked, to = PACKS[number], f"pakke-{number + 1}"
    slides = tuple(warehouse.made(asked.slides, version, today=today))
    is_shown = choice.ids == slides and _is_ready(version, choice, asked)
    of_link = 'aria-disabled="true"'
    if _is_ready(version, choice, asked):
        of_link = f'href="{link(version, today, _with(choice, slides), to)}"{" aria-current=true" if is_shown else ""}'
    return prose.together(
        [
            f'<a id="{to}" role="link" class="vnr-press vnr-pack" {of_link} target="_self" data-block="nearest">'
            f"{html.escape(asked.name)}</a>",
            prose.caption_of(f"{'Vises nå. ' if is_shown else ''}{asked.about}"),
        ]
    )


def told(version: str, today: date, choice: Choice, sentences: Iterable[str]) -> str:
    """That figures are shown as they were chosen on another page, and the way out of it; and what else is said."""
    left = tuple((name, value) for name, value in choice.filters if name == filters.MUNICIPALITY)
    as_chosen = ""
    if left != choice.filters:
        to = link(version, today, Choice(choice.ids, left, choice.along), "lysbildene")
        as_chosen = (
            "<p>Figurene vises med valgene som ble gjort på siden lysbildet kom fra.</p>"
            f'<div><a class="vnr-press" href="{to}" target="_self">Fjern valgene</a></div>'
        )
    return prose.together([as_chosen, *map(prose.plain, sentences)])


def chosen_and_offered(version: str, today: date, choice: Choice) -> str:
    count = wording.counted(len(choice.ids), "lysbilde", "lysbilder")
    chosen = [
        prose.caption_of(
            f"{count}. På storskjerm: piltaster, mellomrom, klikker eller klikk på en skjermhalvdel for å bla, Home og "
            "End for første og siste, B for mørk skjerm, Esc for å avslutte. F11 gir hele skjermen. I PowerPoint står "
            "alle setningene i notatene."
        ),
        prose.header("Lysbildene", "lysbildene"),
        _cards(version, today, choice),
    ]
    return prose.together(
        [*(chosen if choice.ids else []), prose.header("Legg til lysbilder", ADD), *_offered(version, today, choice)]
    )


def _cards(version: str, today: date, choice: Choice) -> str:
    """Each slide as a small picture of itself, to be moved and taken away."""
    of_slide = {"today": today, "filters": choice.filters}
    made = [
        f'<li class="vnr-card" id="lysbilde-{place + 1}" data-block="nearest">'
        f"{warehouse.made(wall.small_of, version, id=id, **of_slide)}"
        f"<p>{place + 1}. {html.escape(warehouse.made(deck.slide, version, id=id, **of_slide).name)}</p>"
        f'<p class="vnr-moves">{" ".join(_moves(version, today, choice, place))}</p></li>'
        for place, id in enumerate(choice.ids)
    ]
    return f'<ol class="vnr-cards">{"".join(made)}</ol>'


def _moves(version: str, today: date, choice: Choice, place: int) -> Iterator[str]:
    ids, number = choice.ids, place + 1
    without = (*ids[:place], *ids[place + 1 :])

    def moved(by: int, name: str) -> str:
        at = place + by
        slides = (*without[:at], ids[place], *without[at:])
        # What moves it on; at either end, what moves it back.
        there = {0: "bak", len(without): "fram"}.get(at, name)
        to = link(version, today, _with(choice, slides), f"{there}-{at + 1}")
        return _named_link(f"Flytt nr. {number} {name}", to, f"{name}-{number}")

    if place:
        yield moved(-1, "fram")
    if place < len(without):
        yield moved(1, "bak")
    left = f"lysbilde-{min(number, len(without))}" if without else ADD
    yield _named_link(f"Fjern nr. {number}", link(version, today, _with(choice, without), left), f"fjern-{number}")


def _named_link(name: str, to: str, id: str) -> str:
    return f'<a id="{id}" href="{to}" target="_self" data-block="nearest">{html.escape(name)}</a>'


def _offered(version: str, today: date, choice: Choice) -> Iterator[str]:
    """All other slides there are, heading by heading, each with a sketch of what it looks like."""
    by_heading = warehouse.made(deck.offered, version, today=today)
    for heading, slides in by_heading.items():
        if left := {id: name for id, name in slides.items() if id not in choice.ids}:
            yield _heading(version, today, choice, heading, left)


def _heading(version: str, today: date, choice: Choice, heading: str, left: dict[str, str]) -> str:
    here = f"{ADD}-{wording.slug(heading)}"
    # Where this is the last one, its heading goes with it.
    to = here if len(left) > 1 else ADD
    links = "".join(
        f"<li>{wall.sketch(deck.kind_of(id))}"
        f'<a href="{link(version, today, _with(choice, (*choice.ids, id)), to)}" target="_self">'
        f"Legg til: {html.escape(name)}</a></li>"
        for id, name in left.items()
    )
    return (
        f'<details class="vnr-offered"><summary id="{here}" data-block="nearest">{html.escape(heading)}</summary>'
        f"<ul>{links}</ul></details>"
    )


def _with(choice: Choice, ids: Sequence[str]) -> Choice:
    return Choice(tuple(ids), choice.filters, choice.along)


def _is_ready(version: str, choice: Choice, asked: Pack) -> bool:
    return not asked.asks_for_municipality or filters.area_of(version, dict(choice.filters)) is not None
