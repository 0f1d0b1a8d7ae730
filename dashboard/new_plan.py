"""The work on the next plan: selects, tables and sentences. What is lacking is worked out, never typed."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard import decisions, warehouse, wording
from dashboard.figures import FIGURES, developments

MILESTONES = "select * from marts.plan_milestones order by place"
ADOPTIONS = "select * from marts.plan_adoptions order by area collate nb"
ASSESSMENTS = "select * from marts.measure_assessments order by measure_no"
PROPOSALS = "select * from marts.proposed_measures order by proposal_no"
ON_PURPOSE = "bevisst utenfor planen"
REVISION = "select date from marts.plan_dates where date_id = 'revision_due'"
FIGURES_WITH_MEASURE = "select distinct figure_id from marts.figure_measures"
MEASURES_WITHOUT_FIGURE = """
select measure_no, working_title
from marts.measures
where measure_no not in (select measure_no from marts.figure_measures)
order by measure_no
"""
GROUPS_WITHOUT_FIGURE = """
select
    target_group,
    list(measure_no order by measure_no) as measure_nos
from marts.measure_target_groups
group by target_group
having count(*) filter (where measure_no in (select measure_no from marts.figure_measures)) = 0
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
class Told:
    """All that the page says of one version, as people read it."""

    milestones: pd.DataFrame
    adoptions: pd.DataFrame
    developments: list[str]
    assessed: str
    assessments: pd.DataFrame
    gaps: dict[str, list[str]]
    left_to_next: list[str]
    on_purpose: list[str]


def told(version: str, today: date) -> Told:
    """Made once a version and day."""

    def ask(sql: str) -> pd.DataFrame:
        return warehouse.query(version, sql)

    assessments = ask(ASSESSMENTS)
    left_to_next, on_purpose = limit_sentences(ask(decisions.LIMITS))
    return Told(
        milestones=milestones_table(ask(MILESTONES)),
        adoptions=adoptions_table(ask(ADOPTIONS), ask(REVISION), today),
        developments=developments.sentences(ask(developments.DEVELOPMENTS)),
        assessed=assessed_sentence(assessments),
        assessments=assessments_table(assessments),
        gaps=gaps(ask(FIGURES_WITH_MEASURE), ask(MEASURES_WITHOUT_FIGURE), ask(GROUPS_WITHOUT_FIGURE)),
        left_to_next=left_to_next,
        on_purpose=on_purpose,
    )


def milestones_table(milestones: pd.DataFrame) -> pd.DataFrame:
    """The way to a new plan a line each, from MILESTONES."""
    return pd.DataFrame(
        {
            "Milepæl": milestones["milestone"],
            "Planlagt": [_day(row.planned_on, "Ikke satt") for row in milestones.itertuples()],
            "Nådd": [_day(row.reached_on, "Ikke ennå") for row in milestones.itertuples()],
            "Merknad": milestones["note"].fillna(""),
        }
    )


def adoptions_table(adoptions: pd.DataFrame, revision: pd.DataFrame, today: date) -> pd.DataFrame:
    """Where the present plan stands in each municipality, from ADOPTIONS and REVISION."""
    return pd.DataFrame(
        {
            "Kommune": adoptions["area"],
            "Vedtatt": [_day(row.adopted_on, "Ikke oppgitt") for row in adoptions.itertuples()],
            "Gjelder til": [
                _day(row.valid_until, "" if pd.isna(row.adopted_on) else "Ingen sluttdato satt")
                for row in adoptions.itertuples()
            ],
            "KOSTRA-skjema 7B": [kostra(row, revision, today) for row in adoptions.itertuples()],
            "Merknad": adoptions["note"].fillna(""),
        }
    )


def kostra(adoption, revision: pd.DataFrame, today: date) -> str:
    """What an adoption means for form 7B, which asks for a plan that is adopted and has not run out.

    One without an end lasts until the date it is to be revised; a row of ADOPTIONS, and REVISION.
    """
    if pd.isna(adoption.adopted_on):
        return "Kan ikke svares på før det er oppgitt når planen ble vedtatt"
    revised = None if revision.empty else revision["date"].iloc[0]
    until = adoption.valid_until if pd.notna(adoption.valid_until) else revised
    if until is None or pd.isna(until):
        return "Vedtatt, uten dato for når den går ut eller revideres"
    how = "" if pd.notna(adoption.valid_until) else ", da den skal være revidert"
    if pd.Timestamp(until).date() < today:
        return f"Svar nei: planen gikk ut {wording.day(until)}{how}"
    return f"Svar ja til og med {wording.day(until)}{how}"


def assessments_table(assessments: pd.DataFrame) -> pd.DataFrame:
    """The measures a line each, from ASSESSMENTS."""
    return pd.DataFrame(
        {
            "Tiltak": [f"{row.measure_no}\u00a0{row.working_title}" for row in assessments.itertuples()],
            "Vurdering": [verdict(row) for row in assessments.itertuples()],
            "Begrunnelse": assessments["reason"].fillna(""),
            "Vurdert": [
                "" if pd.isna(row.assessed_at) else f"{wording.local_day(row.assessed_at)} av {row.assessed_by}"
                for row in assessments.itertuples()
            ],
        }
    )


def verdict(row) -> str:
    """«Slå sammen med tiltak 12», from a row of ASSESSMENTS."""
    if pd.isna(row.verdict):
        return "Ikke vurdert ennå"
    return f"{row.verdict} med {row.merge_with}" if isinstance(row.merge_with, str) else row.verdict


def assessed_sentence(assessments: pd.DataFrame) -> str:
    """How many measures have been assessed, and as what; from ASSESSMENTS."""
    assessed = assessments[assessments["verdict"].notna()]
    counts = [f"{verdict.lower()}: {count}" for verdict, count in assessed["verdict"].value_counts(sort=False).items()]
    told = f"{len(assessed)} av {wording.counted(len(assessments), 'tiltak', 'tiltak')} er vurdert"
    return f"{told} ({', '.join(counts)})." if counts else f"{told}."


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


def gaps(
    figures_with_measure: pd.DataFrame, measures_without: pd.DataFrame, groups_without: pd.DataFrame
) -> dict[str, list[str]]:
    """Figures without a measure, measures and groups without a figure, under their headings; from the three selects."""
    linked = set(figures_with_measure["figure_id"]) | ABOUT_THE_WHOLE
    return {
        "Tall uten tiltak": [figure.question for id, figure in FIGURES.items() if id not in linked],
        "Tiltak uten tall": [f"Tiltak {row.measure_no} {row.working_title}" for row in measures_without.itertuples()],
        "Målgrupper uten tall": [
            f"{row.target_group} (tiltak {wording.listed([str(number) for number in row.measure_nos])})"
            for row in groups_without.itertuples()
        ],
    }


def limit_sentences(limits: pd.DataFrame) -> tuple[list[str], list[str]]:
    """What the plan leaves to the next one, and what it leaves out on purpose; from LIMITS in `decisions`."""

    def told(rows: pd.DataFrame) -> list[str]:
        return [f"{row.theme} (avsnitt {row.plan_section})." for row in rows.itertuples()]

    on_purpose = limits["kind"] == ON_PURPOSE
    return told(limits[~on_purpose]), told(limits[on_purpose])


def _day(value, missing: str) -> str:
    return missing if pd.isna(value) else wording.day(value)
