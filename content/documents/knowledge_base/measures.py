"""«Hva er på plass»: the tasks of one municipality by where they stand, and what must be decided there."""

from collections.abc import Callable, Iterator
from datetime import date

from content.documents.blocks import Block, Meaning, Section, bullets, said
from content.documents.tasks import NO_TASKS, by_place
from content.plan import decisions, laws, municipality


def in_place(version: str, ask: Callable, area: str, today: date) -> Iterator[Block]:
    """With the laws that touch them."""
    if inhabitants := municipality.inhabitants_sentence(ask(municipality.INHABITANTS, {"area": area})):
        yield said(inhabitants, Meaning.NOTE)
    tasks = ask(municipality.TASKS_HERE, {"area": area, "today": today})
    if tasks.empty:
        yield said(NO_TASKS)
        return
    yield from by_place(tasks, area)
    yield said(municipality.about_deadlines(tasks), Meaning.NOTE)
    if touched := laws.touched(version, area):
        yield said(f"**{laws.HEADING}** {touched}", Meaning.NOTE)
    yield Section("Hva må besluttes her?", bullets(decisions.decisions_of(version, area, today)))
