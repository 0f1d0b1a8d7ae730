"""What Målgrupper says: all groups as lines, or one as a sheet: its line of reasoning in full, to read and to print."""

from collections.abc import Iterator
from datetime import date

from content import warehouse, wording
from content.figures import figures as every_figure
from content.figures.facts import Fact
from content.plan import target_group_table as drawing
from content.plan import target_groups
from content.plan.target_groups import Group, Measure
from content.status import queries, status_words
from dashboard import choices, figures, markup, prose

UNKNOWN = "Adressen ber om en målgruppe som ikke finnes. Viser alle."


def everyone(version: str, today: date, group_link: str, follows: dict[str, str], is_unknown: bool) -> str:
    """All groups; `group_link` ends where the name of one goes, and to measures, links take `follows` along."""
    groups = target_groups.groups(version, today)
    told = [prose.title(target_groups.TITLE)]
    if not groups:
        return prose.together([*told, prose.words(target_groups.EMPTY)])
    counts = warehouse.query(version, queries.COUNTS, {"today": today})
    nobody = "" if counts["reported"].iloc[0] else status_words.answered_sentence(counts)
    table = drawing.table(version, today, group_link, choices.link_along(follows, "tiltak", tiltak=""))
    return prose.together(
        [
            *told,
            prose.plain(UNKNOWN) if is_unknown else "",
            prose.words(f"{target_groups.lead(groups)} {nobody}"),
            f"<div>{table}</div>",
            prose.caption(f"{target_groups.SCALES} {target_groups.outside(version)}"),
        ]
    )


def sheet(version: str, today: date, name: str, all_link: str, follows: dict[str, str]) -> str:
    """One group, with a link to all of them, and others that take `follows` along."""
    groups = target_groups.groups(version, today)
    [group] = [group for group in groups if group.name == name]
    told = prose.together(
        [
            prose.title(f"{group.name}: fra tall til tiltak"),
            prose.words(f"{wording.capitalised(group.about)}. [Alle målgrupper]({all_link})"),
            *_parts(version, group, target_groups.most(groups), follows),
            prose.header(f"4 {target_groups.MEASURES}"),
            *(_measure(measure, follows) for measure in group.measures),
            prose.header(f"5 {target_groups.MISSING}"),
            prose.words(group.missing),
            prose.caption(target_groups.SCALES),
        ]
    )
    return f'<div class="vnr-target-group">{told}</div>'


def _parts(version: str, group: Group, largest: dict[str, float], follows: dict[str, str]) -> Iterator[str]:
    """`largest` is of all groups: counts of one source and year have one scale."""
    for place, (key, heading) in enumerate(target_groups.PARTS.items(), 1):
        yield prose.header(f"{place} {heading}")
        part = group.parts[key]
        if not part.facts:
            yield f"<div>{drawing.reason(part)}</div>"
        elif key == "advice" and all(fact.count for fact in part.facts):
            yield f"<div>{drawing.bars(part.facts, largest)}</div>"
            for source in dict.fromkeys(fact.source for fact in part.facts):
                yield prose.caption(f"Kilde: {source}")
        else:
            yield figures.facts_drawn(
                part.facts, lambda fact, beside=part.facts: drawing.drawn(version, [fact], beside)
            )
        yield _figures(version, part.facts, follows)


def _figures(version: str, facts: tuple[Fact, ...], follows: dict[str, str]) -> str:
    known = every_figure(version)
    drawn = [known[id] for id in dict.fromkeys(fact.indicator_id for fact in facts) if id in known]
    links = [f"[{figure.question}]({choices.link_along(follows, figure.page, figure.anchor)})" for figure in drawn]
    return prose.words(f"Figurer: {' · '.join(links)}") if links else ""


def _measure(measure: Measure, follows: dict[str, str]) -> str:
    link = choices.link_along(follows, "tiltak", "tiltakskort", tiltak=measure.number)
    is_answered = bool(measure.tasks["is_reported"].any())
    by_status = target_groups.areas_by_status(measure) if is_answered else ""
    return (
        prose.words(f"**[{measure.number}\u00a0{measure.title}]({link})**")
        + (f"<div>{drawing.how_far(measure, is_answered=False)}</div>" if is_answered else "")
        + prose.words(markup.bullets(filter(None, [*status_words.how_far(measure.progress), by_status])))
    )
