"""The parts of the report that are about figures: a number in a sentence, a figure with all that stands around it."""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import date
from functools import partial

from docx.document import Document

from content import wording
from content.documents import word
from content.documents.styles import KEPT, LABEL, NOTE
from content.figures import facts
from content.figures.figure import Figure, Shown, show

# The chart alone, since its words stand beside it; its letters are as large as the document's own, at 225 dots an inch.
PICTURE = {"width": 600, "padding": 2, "autosize": {"type": "pad"}}
Draw = Callable[[dict], Future]


def write_fact(document: Document, fact: facts.Fact, told: facts.Told | None) -> None:
    """The number in its sentence; `told` is None when it is missing."""
    if told is None:
        word.said(document, f"Tallet finnes ikke i dataene: «… {fact.sentence}»", "List Bullet")
    else:
        word.said(document, f"**{wording.capitalised(told.value)}** {fact.sentence} {fact.caveat}", "List Bullet")


def begin(
    document: Document, draw: Draw | None, figure: Figure, version: str, today: date, level: int = 3, **filters
) -> Callable[[], None]:
    """Make a figure, begin on its picture, and return what writes it; without picture and table when nothing draws."""
    shown = show(figure, version, filters | figure.on(today))
    is_drawn = draw is not None and shown is not None and shown.chart is not None
    picture = draw(shown.spec | PICTURE) if is_drawn else None
    return partial(_write, document, level, figure, shown, picture, is_short=draw is None)


def _write(
    document: Document, level: int, figure: Figure, shown: Shown | None, picture: Future | None, is_short: bool
) -> None:
    word.heading(document, figure.question, level)
    if shown is None:
        word.said(document, figure.empty)
        return
    word.said(document, shown.scope, KEPT)
    if picture is not None:
        word.picture(document, picture.result(), shown.alt)
    word.plain(document, "Dette kan vi si", LABEL)
    word.bullets(document, shown.can_say)
    word.plain(document, "Dette kan vi ikke si", LABEL)
    word.bullets(document, shown.cannot_say)
    for source in shown.sources:
        word.said(document, f"Kilde: {source}", NOTE)
    if shown.measures:
        bears_on = wording.listed([f"{number}\u00a0{title}" for number, title in shown.measures])
        word.said(document, f"Angår tiltak {bears_on}.", NOTE)
    if not is_short:
        word.table(document, shown.table, shown.question)
        word.said(document, f"**Forklaring.** {shown.definition}", NOTE)
