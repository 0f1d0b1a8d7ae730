"""What «Ny plan» says between its forms: where the work stands, and what the next plan should say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

import pandas as pd

from content import warehouse
from content.figures import developments
from content.plan import next_plan, steps
from dashboard import choices, markup, prose

TAKE_ALONG = "Alt dette, tallene med forbehold og status for tiltakene som ett dokument til arbeidsgruppa."


@dataclass(frozen=True)
class Told:
    """Made once a version: HTML, but for `measures`."""

    steps: str
    meetings: str
    milestones: str
    adopted: str
    to_assess: str
    """What is new since the plan was made, and how many measures have been assessed."""
    measures: dict[str, str]
    """Number → how it is read, of every measure."""
    assessments: str
    proposals: str
    lacking: str
    """And above the files to take along."""


def told(version: str, today: date, follows: dict[str, str]) -> Told | None:
    """With links that take `follows` along; None where there are no measures."""
    plan, measures = next_plan.told(version), warehouse.query(version, next_plan.ASSESSMENTS)
    if measures.empty:
        return None
    return Told(
        steps="".join(_steps(version, today, follows)),
        meetings=prose.header("Framdriftsplan", "framdriftsplan")
        + _table(plan.meetings, "Når kommunestyrene behandler den nye planen"),
        milestones=_table(plan.milestones, "Milepæler fram mot ny plan"),
        adopted=prose.subheader("Vedtak av planen som gjelder nå")
        + _table(plan.adoptions, "Vedtak av planen i kommunene")
        + prose.words(markup.bullets(plan.about_adoptions)),
        to_assess=prose.header("Nytt siden planen ble laget", "nytt")
        + prose.words(markup.bullets(plan.developments) or developments.NONE)
        + prose.header("Vurdering av tiltakene", "vurdering")
        + prose.words(plan.assessed),
        measures={str(row.measure_no): f"{row.measure_no} {row.working_title}" for row in measures.itertuples()},
        assessments=_table(plan.assessments, "Vurdering av hvert tiltak"),
        proposals="".join(_proposals(warehouse.query(version, next_plan.PROPOSALS))),
        lacking="".join(_lacking(plan)) + prose.header("Last ned", "last-ned") + prose.plain(TAKE_ALONG),
    )


def _steps(version: str, today: date, follows: dict[str, str]) -> Iterator[str]:
    """What is done, what is next and by when, at a glance; nothing where there is no plan to revise."""
    rows = warehouse.query(version, steps.STEPS)
    if len(rows):
        yield prose.words(f"**{steps.headline(rows, today)}**")
        yield f"<div>{steps.picture(rows, today, partial(choices.link_along, follows))}</div>"
        yield prose.caption(steps.about_dates(rows, warehouse.query(version, steps.MEETINGS)))


def _proposals(proposals: pd.DataFrame) -> Iterable[str]:
    yield prose.header("Forslag til nye tiltak", "forslag")
    if proposals.empty:
        yield prose.plain("Ingen nye tiltak er foreslått ennå. Arbeidsgruppa legger dem inn her.")
    for row in proposals.itertuples():
        yield prose.subheader(f"Forslag {row.proposal_no}")
        yield f"<div>{markup.titled(row.title, next_plan.proposal_texts(row))}</div>"


def _lacking(plan: next_plan.NextPlan) -> Iterable[str]:
    yield prose.header(next_plan.MISSING, "mangler")
    lists = plan.gaps | {"Overlatt til neste plan": plan.left_to_next, "Bevisst utenfor planen": plan.on_purpose}
    for heading, items in lists.items():
        yield prose.words(f"**{heading}**\n\n{markup.bullets(items) or 'Ingen.'}")


def _table(frame: pd.DataFrame, about: str) -> str:
    return markup.table_of(frame, about) if len(frame) else ""
