"""The target groups, each as a line from what is known of it to what is done for it, and what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from content import warehouse, wording
from content.figures.facts import Fact, facts
from content.look import marks
from content.status.queries import PROGRESS, TASKS

TITLE = "Målgrupper: fra tall til tiltak"
EMPTY = (
    "Ingen målgrupper er lagt inn for denne planen: det som mangler, er hvilke grupper planen gjelder, tallene om dem "
    f"og tiltakene for dem. {wording.ASK_THE_KEEPER}"
)
PARTS = {"know": "Hva vi vet", "services": "Hvem som møter tjenestene", "advice": "Hva det søkes råd om"}
"""What is told of every group."""
MEASURES, MISSING = "Tiltakene, og hvor langt", "Hva mangler"
GROUPS = "select * from marts.plan_groups order by place"
NUMBERS = "select * from marts.group_numbers order by group_id, part, place"
MEASURES_OF = "select * from marts.group_measures order by group_id, measure_no"
OUTSIDE = """
select measure_no
from marts.measures
where measure_no not in (select measure_no from marts.group_measures)
order by measure_no
"""
SCALES = (
    "Undersøkelser gjelder hele landet når ikke annet står. Hver strek har sin egen skala, og tall på ulike linjer kan "
    f"ikke sammenlignes. {marks.YEARS} Ingen tall her viser at ett ledd er årsak til det neste. Hvilke tall og tiltak "
    "som hører til en gruppe, er vår lesning av planen."
)


@dataclass(frozen=True)
class Part:
    """What is told of a group under one heading: numbers, or why there are none."""

    facts: tuple[Fact, ...]
    hole: str
    """Why nobody knows, or why it is not here."""
    not_applicable: str
    """Why no number is looked for."""


@dataclass(frozen=True)
class Measure:
    """A measure, and how far it has come: rows of TASKS and of PROGRESS."""

    number: int
    title: str
    tasks: pd.DataFrame
    progress: pd.DataFrame

    @cached_property
    def counts(self) -> dict[str, int]:
        """Status → in how many municipalities."""
        return self.tasks.loc[~self.tasks["is_joint"], "status"].value_counts().to_dict()

    @property
    def done(self) -> str:
        """«3 av 5 som har svart. Felles: i gang»: a share is of those who have answered."""
        return ". ".join(_done(part) for part in self.progress.itertuples())


@dataclass(frozen=True)
class Group:
    """A target group with all that is told of it."""

    name: str
    about: str
    parts: dict[str, Part]
    measures: tuple[Measure, ...]
    missing: str


def names(version: str) -> list[str]:
    """The groups of one version."""
    return warehouse.query(version, GROUPS)["name"].tolist()


def groups(version: str, today: date) -> list[Group]:
    numbers, measures = warehouse.query(version, NUMBERS), warehouse.query(version, MEASURES_OF)
    tasks, progress = (warehouse.query(version, sql, {"today": today}) for sql in (TASKS, PROGRESS))
    told = {fact.id: fact for fact in facts(version)}
    return [
        Group(
            name=row.name,
            about=row.about,
            parts={
                part: _part(numbers[(numbers["group_id"] == row.group_id) & (numbers["part"] == part)], told)
                for part in PARTS
            },
            measures=tuple(
                Measure(
                    number=int(of.measure_no),
                    title=of.working_title,
                    tasks=tasks[tasks["measure_no"] == of.measure_no],
                    progress=progress[progress["measure_no"] == of.measure_no],
                )
                for of in measures[measures["group_id"] == row.group_id].itertuples()
            ),
            missing=row.missing,
        )
        for row in warehouse.query(version, GROUPS).itertuples(index=False)
    ]


def _part(rows: pd.DataFrame, told: dict[str, Fact]) -> Part:
    return Part(
        facts=tuple(told[id] for id in rows["fact_id"].dropna()),
        hole=" ".join(rows["hole"].dropna()),
        not_applicable=" ".join(rows["not_applicable"].dropna()),
    )


def _done(part) -> str:
    """Of a row of PROGRESS, shorter than `done_in`."""
    if part.reported == 0:
        told = part.unreported_status
    elif part.is_joint:
        told = part.joint_status
    else:
        told = f"{part.done} av {part.reported}{' som har svart' if part.reported < part.tasks else ''}"
    return f"Felles: {wording.uncapitalised(told)}" if part.is_joint else told


def lead(shown: list[Group]) -> str:
    """How to read a line, and how many of the fields are holes."""
    looked_for = [part for group in shown for part in group.parts.values() if not part.not_applicable]
    holes = sum(bool(part.hole) for part in looked_for)
    return (
        "Les en linje fra venstre: hva vi vet om gruppen, hvem som møter hjelpen, og hvor langt tiltakene er kommet. "
        f"Stiplede felt er det vi ikke har tall for her: {holes} av {len(looked_for)}."
    )


def outside(version: str) -> str:
    """The measures that are for no group."""
    numbers = [str(number) for number in warehouse.query(version, OUTSIDE)["measure_no"]]
    return f"Tiltak {wording.listed(numbers)} hører ikke til noen av gruppene." if numbers else ""


def end_of(fact: Fact, beside: Iterable[Fact]) -> int:
    """Where the scale of a fact's strip ends: the same for those it may be held against."""
    alike = [other.mark for other in beside if other.mark and other.comparable_group == fact.comparable_group]
    return marks.scale_end(alike)


def most(shown: list[Group]) -> dict[str, float]:
    """Scale → the largest count that stands on it, of what advice is asked about."""
    largest: dict[str, float] = {}
    for count in (fact.count for group in shown for fact in group.parts["advice"].facts):
        if count:
            largest[count.scale] = max(largest.get(count.scale, 0), count.amount)
    return largest


def areas_by_status(measure: Measure) -> str:
    """«Gjennomført: Vik og Nes. Ikke svart: Sand.»"""
    own = measure.tasks[~measure.tasks["is_joint"]]
    places = {status: own.loc[own["status"] == status, "area"].map(wording.place) for status in marks.KIND_OF_STATUS}
    return " ".join(f"{status}: {wording.listed(areas)}." for status, areas in places.items() if len(areas))
