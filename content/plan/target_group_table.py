"""The target groups as one table of HTML, a line a group; holes are drawn as holes."""

import html
from collections.abc import Sequence
from datetime import date
from itertools import takewhile

from content import warehouse, wording
from content.figures.facts import Fact
from content.figures.small_series import years_around
from content.look import marks
from content.plan.target_groups import MEASURES, MISSING, PARTS, TITLE, Group, Measure, Part, end_of, groups, most
from content.status.queries import COUNTS, STATUSES

HEADINGS = ("Målgruppe", *PARTS.values(), MEASURES, MISSING)


def table(version: str, today: date, group_link: str, measure_link: str) -> str:
    """The links lead to a group and to a measure, whose name in an address and number go at their ends."""
    shown = groups(version, today)
    is_answered = bool(warehouse.query(version, COUNTS, {"today": today})["reported"].iloc[0])
    largest = most(shown)
    head = "".join(f'<th scope="col">{_step(place)}{text}</th>' for place, text in enumerate(HEADINGS))
    rows = "".join(_row(version, group, largest, is_answered, group_link, measure_link) for group in shown)
    return (
        f'<table class="vnr-groups"><caption class="vnr-unseen">{TITLE}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{status_key() if is_answered else ''}"
    )


def status_key() -> str:
    """What the colours of the bars mean, and what the number beside them is."""
    return (
        '<p class="vnr-about-bars">Status er det kommunene selv har svart. Tallet ved siden av er hvor mange som har '
        f"svart «gjennomført».</p>{marks.key(STATUSES)}"
    )


def _step(place: int) -> str:
    return f'<span class="vnr-step">{place}</span>' if place else ""


def _row(
    version: str, group: Group, largest: dict[str, float], is_answered: bool, group_link: str, measure_link: str
) -> str:
    name = f'<a href="{html.escape(group_link)}{wording.slug(group.name)}" target="_self">{html.escape(group.name)}</a>'
    cells = [_part(version, part, largest, is_bars=key == "advice") for key, part in group.parts.items()]
    cells.append(_measures(group.measures, is_answered, measure_link))
    cells.append(f'<p class="vnr-missing">{html.escape(group.missing)}</p>')
    columns = "".join(
        f'<td><span class="vnr-heading" aria-hidden="true">{heading}</span>{cell}</td>'
        for heading, cell in zip(HEADINGS[1:], cells, strict=True)
    )
    return f'<tr><th scope="row">{name}<span>{html.escape(group.about)}</span></th>{columns}</tr>'


def _part(version: str, part: Part, largest: dict[str, float], is_bars: bool) -> str:
    if not part.facts:
        return reason(part)
    if is_bars and all(fact.count for fact in part.facts):
        return bars(part.facts, largest)
    return "".join(
        f'<div class="vnr-number">{drawn(version, told, part.facts)}<p>{_in_words(told)} '
        f"<small>{' '.join(dict.fromkeys(map(about, told)))}</small></p></div>"
        for told in _together(part.facts)
    )


def _together(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Shares of women and of men that end in the same words stand on one strip; every other number by itself."""
    found: list[list[Fact]] = []
    for fact in facts:
        if found and _is_pair(found[-1], fact):
            found[-1].append(fact)
        else:
            found.append([fact])
    return found


def _is_pair(before: list[Fact], fact: Fact) -> bool:
    one = before[0]
    return bool(
        len(before) == 1
        and one.mark
        and fact.mark
        and one.mark.colour != fact.mark.colour
        and one.comparable_group == fact.comparable_group
        and _shared_end(one.sentence, fact.sentence)
    )


def _shared_end(one: str, other: str) -> str:
    """The words that both end in."""
    pairs = zip(reversed(one.split(" ")), reversed(other.split(" ")), strict=False)
    shared = [word for word, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]
    return " ".join(reversed(shared))


def _in_words(told: Sequence[Fact]) -> str:
    """«Én av ti kvinner og 3 % av mennene 18–74 år oppgir …», each number in the colour of its mark."""
    if len(told) == 1:
        return in_words(told[0])
    one, other = told
    begins = one.sentence.removesuffix(_shared_end(one.sentence, other.sentence)).strip()
    return f"{_coloured(one)} {html.escape(begins)} og {_coloured(other, is_first=False)} {html.escape(other.sentence)}"


def _coloured(fact: Fact, is_first: bool = True) -> str:
    value = wording.capitalised(fact.value) if is_first else fact.value
    return f'<b class="vnr-of-{fact.mark.colour}">{html.escape(value)}</b>'


def reason(part: Part) -> str:
    """Why there is no number."""
    return marks.hole(part.hole) if part.hole else f'<p class="vnr-muted">{html.escape(part.not_applicable)}</p>'


def drawn(version: str, told: Sequence[Fact], beside: Sequence[Fact]) -> str:
    """The strip of shares, or the years around a count; nothing where there are none."""
    shares = [fact.mark for fact in told if fact.mark]
    return marks.strip(shares, end_of(told[0], beside)) if shares else years_around(version, told[0])


def in_words(fact: Fact) -> str:
    if fact.value is None:
        return f"Tallet finnes ikke i dataene: «… {html.escape(fact.sentence)}»"
    return f"<b>{html.escape(wording.capitalised(fact.value))}</b> {html.escape(fact.sentence)}"


def about(fact: Fact) -> str:
    """What must be known of a number where it stands: whose it is, and how sure; HTML."""
    return " ".join(filter(None, (fact.credit, html.escape(fact.remark))))


def bars(facts: Sequence[Fact], largest: dict[str, float]) -> str:
    """Counts as grey bars on the scale of their source and year; what holds for all of them is told once."""
    lines = "".join(
        f"<li><span>{html.escape(fact.count.category)}{' (regnet ut her)' if fact.remark else ''}</span>"
        f"{marks.count_bar(fact.count.amount, largest[fact.count.scale], fact.count.precision)}"
        f"<b>{html.escape(fact.value)}</b></li>"
        for fact in facts
    )
    told = dict.fromkeys([*(html.escape(fact.caveat) for fact in facts), *(fact.credit for fact in facts)])
    return f'<ul class="vnr-bars">{lines}</ul><small>{" ".join(told)}</small>'


def _measures(measures: Sequence[Measure], is_answered: bool, link: str) -> str:
    items = "".join(
        f'<li><a href="{html.escape(link)}{measure.number}" target="_self">'
        f"{measure.number} {html.escape(measure.title)}</a>{how_far(measure, is_answered)}</li>"
        for measure in measures
    )
    return f'<ul class="vnr-measures">{items}</ul>' if measures else '<p class="vnr-muted">Ingen av planens tiltak.</p>'


def how_far(measure: Measure, is_answered: bool) -> str:
    """A bar of its tasks, and how many of those who have answered have done it; the bar alone where nobody has."""
    bar = marks.status_bar(measure.counts) if measure.counts else ""
    words = f"<b>{html.escape(measure.done)}</b>" if is_answered else ""
    return f'<span class="vnr-how-far">{bar}{words}</span>'
