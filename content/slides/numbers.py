"""The slides of one big number, and of a target group."""

import re
from collections.abc import Sequence

from content import wording
from content.figures import figures
from content.figures.credits import cited
from content.figures.facts import Fact
from content.plan.target_groups import Group
from content.slides.bodies.group import GroupBody
from content.slides.bodies.number import NumberBody
from content.slides.told import OVERVIEW

NUMBER, GROUP = "tall-", "gruppe-"
"""What the ids of those slides begin with."""
GROUPS_PAGE = "Målgrupper"
NATIONAL = "Undersøkelser gjelder hele landet når ikke annet står. Tallene kan ikke sammenlignes med hverandre."


def number(version: str, fact: Fact) -> dict:
    known = figures(version)
    figure = known.get(fact.indicator_id or "")
    cannot_say = figure.cannot_say if figure else ()
    about = tuple(filter(None, (fact.uncertainty, _unsaid(fact.caveat, cannot_say), fact.remark)))
    sentence = number_name(fact)
    return {
        "name": sentence,
        "title": sentence.rstrip("."),
        "body": NumberBody(str(fact.value), about, fact.mark, f"på siden {OVERVIEW}."),
        "page": OVERVIEW,
        "can_say": (sentence, *about),
        "cannot_say": cannot_say,
        "sources": (cited(fact.source),),
        "source": f"Kilde: {fact.plain_credit}",
    }


def _unsaid(caveat: str, cannot_say: Sequence[str]) -> str:
    """Without the sentences that stand below, among what it can not say."""
    below = " ".join(cannot_say)
    return " ".join(said for said in re.split(r"(?<=\.) ", caveat) if wording.uncapitalised(said) not in below)


def number_id(fact: Fact) -> str:
    return f"{NUMBER}{fact.id.replace('_', '-')}"


def number_name(fact: Fact) -> str:
    return wording.capitalised(f"{fact.value} {fact.sentence}")


def group(told: Group, is_answered: bool) -> dict:
    body = GroupBody.of(told, is_answered, f"på siden {GROUPS_PAGE}.")
    numbers = [number for _, numbers, _ in body.parts for number in numbers]
    found = (
        f"{numbers[0][0]} {numbers[0][1]}".rstrip(".")
        if numbers
        else f"Vi mangler tall om {wording.uncapitalised(told.name)}"
    )
    facts = [fact for part in told.parts.values() for fact in part.facts if fact.value]
    return {
        "name": group_name(told),
        "title": f"{told.name}: {wording.uncapitalised(found)}" if numbers else found,
        "scope": f"{wording.capitalised(told.about)}. {NATIONAL}",
        "body": body,
        "page": GROUPS_PAGE,
        "can_say": body.words,
        "missing": told.missing,
        "sources": tuple(dict.fromkeys(cited(fact.source) for fact in facts)),
        "source": " ".join(("Kilde:", *dict.fromkeys(fact.plain_credit for fact in facts))) if facts else "",
    }


def group_id(group: Group) -> str:
    return f"{GROUP}{wording.slug(group.name)}"


def group_name(group: Group) -> str:
    return f"{group.name}: hva vi vet, og hva vi gjør"
