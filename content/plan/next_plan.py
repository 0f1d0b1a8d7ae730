"""The work on the next plan: selects, tables and sentences. What is lacking is worked out, never typed."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from content import warehouse, wording
from content.figures import developments, figures
from content.plan import adoptions, decisions, steps

MILESTONES = "select * from marts.plan_milestones order by place"
ASSESSMENTS = "select * from marts.measure_assessments order by measure_no"
PROPOSALS = "select * from marts.proposed_measures order by proposal_no"
ON_PURPOSE = "bevisst utenfor planen"
MISSING = "Det vi mangler tall eller tiltak for"
FIGURES_WITH_MEASURE = "select distinct figure_id from marts.figure_measures"
MEASURES_WITHOUT_FIGURE = """
select measure_no, working_title
from marts.measures
where measure_no not in (select measure_no from marts.figure_measures)
order by measure_no
"""
GROUPS_WITHOUT_FIGURE = """
select target_group, measure_nos
from marts.target_groups
where not is_theme and not has_figure
order by target_group collate nb
"""
# Figures of the plan itself, and the example made of other figures, bear on no single measure.
ABOUT_THE_WHOLE = {"deadlines", "measures_by_deadline", "worked_example"}
PARTS_OF_A_PROPOSAL = {
    "theme": "tema",
    "target_group": "målgruppe",
    "responsible": "ansvarlig",
    "deadline": "frist",
    "cost": "kostnad",
    "done_when": "hvordan vi ser at det er gjort",
}


@dataclass(frozen=True)
class NextPlan:
    """All that the page says of one version, as people read it."""

    milestones: pd.DataFrame
    meetings: pd.DataFrame
    adoptions: pd.DataFrame
    about_adoptions: list[str]
    developments: list[str]
    assessed: str
    assessments: pd.DataFrame
    gaps: dict[str, list[str]]
    left_to_next: list[str]
    on_purpose: list[str]


def told(version: str) -> NextPlan:
    """Made once a version."""

    def ask(sql: str) -> pd.DataFrame:
        return warehouse.query(version, sql)

    assessments, adopted, dates = ask(ASSESSMENTS), ask(adoptions.ADOPTIONS), ask(decisions.DATES)
    left_to_next, on_purpose = limit_sentences(ask(decisions.LIMITS))
    return NextPlan(
        milestones=milestones_table(ask(MILESTONES)),
        meetings=steps.meetings_table(ask(steps.MEETINGS)),
        adoptions=adoptions.table(adopted),
        about_adoptions=adoptions.sentences(adopted, dates),
        developments=developments.told_in(version),
        assessed=assessed_sentence(assessments),
        assessments=assessments_table(assessments),
        gaps=gaps(version, ask),
        left_to_next=left_to_next,
        on_purpose=on_purpose,
    )


def milestones_table(milestones: pd.DataFrame) -> pd.DataFrame:
    """The way to a new plan a line each, from MILESTONES."""
    table = pd.DataFrame(
        {
            "Milepæl": milestones["milestone"],
            "Planlagt": [wording.day_or(row.planned_on, "Ikke satt") for row in milestones.itertuples()],
            "Nådd": [wording.day_or(row.reached_on, "Ikke ennå") for row in milestones.itertuples()],
            "Merknad": milestones["note"].fillna(""),
        }
    )
    return table if milestones["reached_on"].notna().any() else table.drop(columns="Nådd")


def assessments_table(assessments: pd.DataFrame) -> pd.DataFrame:
    """The measures that are assessed a line each, from ASSESSMENTS."""
    assessments = assessments[assessments["verdict"].notna()]
    return pd.DataFrame(
        {
            "Tiltak": [f"{row.measure_no}\u00a0{row.working_title}" for row in assessments.itertuples()],
            "Vurdering": [verdict(row) for row in assessments.itertuples()],
            "Begrunnelse": assessments["reason"].fillna(""),
            "Vurdert": [
                f"{wording.local_day(row.assessed_at)} av {row.assessed_by}" for row in assessments.itertuples()
            ],
        }
    )


def verdict(row) -> str:
    """«Slå sammen med tiltak 12», from a row of ASSESSMENTS."""
    if pd.isna(row.verdict):
        return "Ikke vurdert ennå"
    return f"{row.verdict} med {row.merge_with}" if isinstance(row.merge_with, str) else row.verdict


def assessed_sentence(assessments: pd.DataFrame) -> str:
    """How many measures have been assessed, and as what; from ASSESSMENTS. Empty where there are no measures."""
    if assessments.empty:
        return ""
    assessed = assessments[assessments["verdict"].notna()]
    counts = [f"{verdict.lower()}: {count}" for verdict, count in assessed["verdict"].value_counts(sort=False).items()]
    if not counts:
        return f"Ingen av de {len(assessments)} tiltakene er vurdert ennå."
    return f"{len(assessed)} av {len(assessments)} tiltak er vurdert ({', '.join(counts)})."


def proposal_texts(proposal) -> list[tuple[str, str]]:
    """All that is said of a proposal, under its headings; from a row of PROPOSALS."""
    texts = {
        "Begrunnelse": proposal.reason,
        "Tema": proposal.theme,
        "Målgruppe": proposal.target_group,
        "Ansvarlig": proposal.responsible,
        "Frist": None if pd.isna(proposal.deadline) else wording.day(proposal.deadline),
        "Kostnad": proposal.cost,
        "Slik ser vi at det er gjort": proposal.done_when,
    }
    told = [(name, text) for name, text in texts.items() if isinstance(text, str)]
    missing = [name for field, name in PARTS_OF_A_PROPOSAL.items() if pd.isna(getattr(proposal, field))]
    return [*told, ("Mangler ennå", f"{wording.listed(missing)}")] if missing else told


def gaps(version: str, ask: Callable[[str], pd.DataFrame]) -> dict[str, list[str]]:
    """Figures without a measure, measures and groups without a figure, under their headings."""
    linked = set(ask(FIGURES_WITH_MEASURE)["figure_id"]) | ABOUT_THE_WHOLE
    return {
        "Tall uten tiltak": [
            figure.question for id, figure in figures(version).items() if figure.numbers and id not in linked
        ],
        "Tiltak uten tall": [
            f"Tiltak {row.measure_no} {row.working_title}" for row in ask(MEASURES_WITHOUT_FIGURE).itertuples()
        ],
        "Målgrupper for tiltak uten tall": [
            f"{row.target_group} (tiltak {wording.listed([str(number) for number in row.measure_nos])})"
            for row in ask(GROUPS_WITHOUT_FIGURE).itertuples()
        ],
    }


def limit_sentences(limits: pd.DataFrame) -> tuple[list[str], list[str]]:
    """What the plan leaves to the next one, and what it leaves out on purpose; from LIMITS in `decisions`."""

    def told(rows: pd.DataFrame) -> list[str]:
        return [f"{row.theme} (avsnitt {row.plan_section})." for row in rows.itertuples()]

    on_purpose = limits["kind"] == ON_PURPOSE
    return told(limits[~on_purpose]), told(limits[on_purpose])
