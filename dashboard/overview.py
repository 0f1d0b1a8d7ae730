"""What Oversikt says: what is known, what has been done, and what must be decided, beside each other."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from content import warehouse
from content.collaboration import collaboration
from content.figures import WORKED_EXAMPLE, facts, sources
from content.plan import decisions, headline, time_line
from content.status import queries, small_matrix, status_words
from dashboard import choices, figures, markup, prose


def told(version: str, today: date, follows: dict[str, str], area: str | None) -> str:
    """All of it as HTML, with links that take `follows` along, and one to the municipality that is chosen."""
    counts = warehouse.query(version, queries.COUNTS, {"today": today})
    link = partial(choices.link_along, follows)
    return prose.together(
        [
            prose.title(headline.told(version, today)),
            prose.caption(" ".join(decisions.whose(version))),
            prose.words(f"**{area}:** se [hva som er på plass hos dere]({link('kommune')}).") if area else "",
            time_line.drawn(version, today) or prose.plain(decisions.NO_DATES),
            prose.columns(
                [33, 42, 31],
                _known(version, link(WORKED_EXAMPLE.page, WORKED_EXAMPLE.anchor)),
                _done(version, counts, today, link("tiltak", tiltak="")),
                [prose.header("Hva må besluttes?"), markup.questions(decisions.decisions(version, today))],
            ),
            prose.columns(
                [1, 1],
                _list("Hva vet vi ikke?", decisions.unknown(version, counts)),
                _list("Hva dekker ikke planen?", decisions.left_out(warehouse.query(version, decisions.LIMITS))),
            ),
        ]
    )


def _known(version: str, link: str) -> Iterator[str]:
    yield prose.header("Hva vet vi?")
    yield figures.facts_drawn(facts.first(version))
    yield prose.caption(" ".join(filter(None, (facts.NOT_COMPARABLE, sources.whose_plan(version)))))
    yield prose.words(f"Et regneeksempel for {collaboration(version).them}: [{WORKED_EXAMPLE.question}]({link})")


def _done(version: str, counts, today: date, link: str) -> Iterator[str]:
    yield prose.header("Hva har vi gjort?")
    if not counts["measures"].iloc[0]:
        yield prose.words(decisions.NO_MEASURES)
        return
    yield prose.words(status_words.beside_picture(counts))
    yield f"<div>{small_matrix.drawn(version, today, link)}</div>"


def _list(heading: str, sentences: list[str]) -> list[str]:
    return [prose.header(heading), prose.words(markup.bullets(sentences))]
