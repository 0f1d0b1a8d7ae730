"""«Hva vi vet»: the figures that are knowledge, chapter by chapter, a picture and few words each.

What holds for several is said once: what they can not say above them, what their words mean at the end.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import count, groupby
from typing import NamedTuple

from content import wording
from content.documents.blocks import Block, Meaning, Section, bullets, said
from content.documents.knowledge_base import pictures
from content.figures import WORKED_EXAMPLE, figures, sources
from content.figures.figure import ASK_THE_KEEPER, NONE_ENTERED, Figure, Shown, show

CHAPTERS = {
    "omfang": "Omfang",
    "barn-og-unge": "Barn og unge",
    "krisesenteret": "Krisesenteret",
    "aeresrelatert-vold": "Æresrelatert vold",
    "kommune": "Regneeksempel",
}
"""The pages whose figures are knowledge, and what a chapter of them is called; the other figures are about the plan."""
MOST_OWN = 2
"""Sentences that a figure has room for of what it alone can not say."""
NOT_SAID = "Tallene kan ikke si"
ONLY_THE_MOST = "Her står bare det viktigste fra hver figur. Bildene, tabellene og forklaringene står på sidene."
DRAWN = (
    "Strekene viser usikkerheten: 95 %-intervaller, eller spennet som kilden oppgir. To tall står bare i samme figur "
    "når undersøkelse, befolkning, periode og metode er den samme. Hva ordene betyr, står bakerst, etter figurens "
    "nummer. Tabellene står på sidene og i regnearket «Alle dataene»."
)


class Told(NamedTuple):
    number: int
    """«Figur 3»."""
    shown: Shown


@dataclass(frozen=True)
class Chapter:
    title: str
    told: list[Told]
    missing: dict[str, list[str]]
    """Why there is nothing to show → the questions that wait for it."""

    @cached_property
    def shared(self) -> dict[str, list[int]]:
        """What several of its figures can not say → their numbers."""
        counted = Counter(sentence for _, shown in self.told for sentence in shown.cannot_say)
        return {
            sentence: [number for number, shown in self.told if sentence in shown.cannot_say]
            for sentence, times in counted.items()
            if times > 1
        }

    def own(self, shown: Shown) -> list[str]:
        """What a figure alone can not say."""
        return [sentence for sentence in shown.cannot_say if sentence not in self.shared]


def tell(version: str, today: date, area: str | None = None) -> list[Chapter]:
    """All that is told; the worked example of `area`, where it is given."""
    numbers = count(1)
    return [
        _chapter(title, figures_of(version, page), version, today, area, numbers) for page, title in CHAPTERS.items()
    ]


def _chapter(title: str, here: list[Figure], version: str, today: date, area: str | None, numbers) -> Chapter:
    told: list[Told] = []
    missing: dict[str, list[str]] = {}
    for figure in here:
        filters = {"area": area} if area and figure is WORKED_EXAMPLE else {}
        if shown := show(figure, version, figure.on(today) | filters):
            told.append(Told(next(numbers), shown))
        else:
            missing.setdefault(figure.empty, []).append(figure.question)
    return Chapter(title, told, missing if here else {NONE_ENTERED: []})


def figures_of(version: str, page: str) -> list[Figure]:
    return [figure for figure in figures(version).values() if figure.page == page]


def knowledge(version: str, told: list[Chapter], is_short: bool = False) -> Iterator[Block]:
    """The figures with their pictures; a short one, but for the worked example, is finding, of whom, and source."""
    yield from _about(version, is_short)
    for chapter in told:
        yield Section(chapter.title, _of_chapter(chapter, is_short))


def _about(version: str, is_short: bool) -> Iterator[Block]:
    drawn = ONLY_THE_MOST if is_short else DRAWN
    yield said(f"Undersøkelsene er nasjonale. {drawn} {sources.whose_plan(version)}".strip())


def _of_chapter(chapter: Chapter, is_short: bool) -> Iterator[Block]:
    if shared := chapter.shared:
        yield said(f"{NOT_SAID}:", Meaning.LABEL)
        yield from bullets(f"{sentence} (figur {ranges(numbers)})" for sentence, numbers in shared.items())
    for number, shown in chapter.told:
        if is_short and shown.id != WORKED_EXAMPLE.id:
            yield _in_short(number, shown, chapter.own(shown))
        else:
            yield Section(finding(shown), _told(number, shown, chapter.own(shown)))
    yield from missing(chapter)


def missing(chapter: Chapter) -> Iterator[Block]:
    """Once for all of them why they have nothing to show."""
    for why, questions in chapter.missing.items():
        yield said(f"{why.removesuffix(f' {ASK_THE_KEEPER}')} {' '.join(questions)}".strip(), Meaning.NOTE)


def finding(shown: Shown) -> str:
    return shown.finding.text


def _told(number: int, shown: Shown, own: list[str]) -> Iterator[Block]:
    """What stands below the heading of a figure: the picture, or what can be said where there is none."""
    yield said(f"Figur {number}. {shown.scope if shown.chart else shown.of_whom}", Meaning.CAPTION)
    if shown.chart is None:
        yield from bullets(shown.can_say)
    else:
        yield pictures.of_chart(shown.chart, shown.alt)
    yield said(" ".join([*_not_said(own[:MOST_OWN]), _credit(shown)]), Meaning.NOTE)


def _in_short(number: int, shown: Shown, own: list[str]) -> Block:
    told = " ".join([shown.of_whom, *_not_said(own[:MOST_OWN]), _credit(shown)])
    return said(f"**Figur {number}: {finding(shown)}.** {told}", Meaning.BULLET)


def _not_said(sentences: list[str]) -> list[str]:
    return [f"**Kan ikke si:** {' '.join(sentences)}"] if sentences else []


def _credit(shown: Shown) -> str:
    return f"Kilde: {' '.join(shown.publishers)}"


def definitions(told: list[Chapter]) -> Iterator[Block]:
    """What the words of each figure mean, once for all that say the same; and what it had no room for."""
    known: dict[str, list[int]] = {}
    for chapter in told:
        for number, shown in chapter.told:
            known.setdefault(shown.definition, []).append(number)
    for definition, numbers in known.items():
        yield said(f"**Figur {ranges(numbers)}:** {definition}", Meaning.NOTE)
    for chapter in told:
        for number, shown in chapter.told:
            if rest := chapter.own(shown)[MOST_OWN:]:
                yield said(f"**Figur {number}** kan heller ikke si: {' '.join(rest)}", Meaning.NOTE)


def ranges(numbers: list[int]) -> str:
    """«1–4 og 7»."""
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    told = [[str(number) for number in run] if len(run) < 3 else [f"{run[0]}–{run[-1]}"] for run in runs]
    return wording.listed([text for run in told for text in run])
