"""The numbers behind each measure, short enough for a line of the matrix."""

import html

from content import warehouse, wording
from content.figures.facts import Fact, facts
from content.figures.small_series import years_around
from content.look import marks

MEASURE_FACTS = "select * from marts.measure_facts"


def behind(version: str) -> dict[int, str]:
    """Measure → HTML of its numbers: shares as one strip, a count among its years, all of them with a few words."""
    known = {fact.id: fact for fact in facts(version) if fact.value is not None}
    of_measure: dict[int, list[tuple[Fact, str]]] = {}
    for row in warehouse.query(version, MEASURE_FACTS).itertuples():
        if row.fact_id in known:
            of_measure.setdefault(row.measure_no, []).append((known[row.fact_id], row.short))
    return {number: _told(version, chosen) for number, chosen in of_measure.items()}


def _told(version: str, chosen: list[tuple[Fact, str]]) -> str:
    # A check of the build sees to it that they may share an axis.
    drawn = [fact.mark for fact, _ in chosen if fact.mark is not None]
    picture = marks.strip(drawn, marks.scale_end(drawn)) if drawn else years_around(version, chosen[0][0])
    values = [
        f"<b>{html.escape(wording.capitalised(fact.value) if place == 0 else fact.value)}</b> {html.escape(short)}"
        for place, (fact, short) in enumerate(chosen)
    ]
    whole = " ".join(f"{wording.capitalised(fact.value)} {fact.sentence} {fact.caveat}" for fact, _ in chosen)
    return f'{picture}<span title="{html.escape(whole)}">{wording.listed(values)}</span>'
