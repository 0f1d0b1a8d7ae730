"""What is new nationally beside the plan, in sentences."""

from datetime import date

import pandas as pd

from content import warehouse, wording
from content.figures.figure import UNCONFIRMED

# What is from before a plan that follows another, is told of the one before, in words about its measures.
DEVELOPMENTS = """
select *
from marts.developments
where
    not is_before_plan
    or coalesce((select is_chosen from marts.plans order by valid_from nulls first, plan_id limit 1), true)
"""
OF_MEASURE = "select * from marts.developments where list_contains(measure_nos, $measure_no)"
NONE = f"Ingenting nytt er lagt inn. {wording.ASK_THE_KEEPER}"


def told_in(version: str) -> list[str]:
    """All of one version."""
    return sentences(warehouse.query(version, DEVELOPMENTS))


def sentences(developments: pd.DataFrame) -> list[str]:
    """A paragraph of Markdown each, with the measures it bears on; from DEVELOPMENTS."""
    return [
        f"{told(row)} Angår tiltak {wording.listed([str(number) for number in row.measure_nos])}."
        if len(row.measure_nos)
        else told(row)
        for row in developments.itertuples()
    ]


def told(row) -> str:
    """When, what kind, what is new, what it means, and what is not known of it; from a row of DEVELOPMENTS."""
    kind = f"{row.kind}, fra før planen" if row.is_before_plan else row.kind
    title = f"[{row.title}]({row.address})" if isinstance(row.address, str) else row.title
    return " ".join(
        part
        for part in (
            f"**{dated(row.date)}** ({kind}) {title}{'' if row.title.endswith('?') else '.'}",
            row.consequence,
            row.note if isinstance(row.note, str) else "",
            f"{UNCONFIRMED}." if row.is_unconfirmed else "",
        )
        if part
    )


def dated(known: str) -> str:
    """«14.8.2023», «desember 2023», «2025»: as exactly as it is known."""
    year, *rest = map(int, known.split("-"))
    if not rest:
        return str(year)
    return wording.month(date(year, rest[0], 1)) if len(rest) == 1 else wording.day(date(year, *rest))
