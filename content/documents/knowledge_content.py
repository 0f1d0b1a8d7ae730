"""What «Kunnskapsgrunnlag» holds: figures by chapter, and how the tasks stand as of now."""

from datetime import date

from content import warehouse, wording
from content.figures import FIGURES
from content.figures.credits import EXAMPLE
from content.figures.figure import PUBLISHED, Figure

EVERYWHERE = "alle"
CHAPTERS = {
    "omfang": "Omfang",
    "barn-og-unge": "Barn og unge",
    "krisesenteret": "Krisesenteret",
    "aeresrelatert-vold": "Æresrelatert vold",
    "kommune": "Regneeksempel",
}
"""The pages whose figures are knowledge, and what a chapter of them is called; the other figures are about the plan."""
MEASURES = "select * from marts.measures order by measure_no"
TARGET_GROUPS = "select * from marts.measure_target_groups order by measure_no, target_group collate nb"
FIGURES_OF = "select * from marts.figure_measures order by measure_no, figure_id"


def figures_of(page: str) -> list[Figure]:
    """The figures of a page, in the order of the registry."""
    return [figure for figure in FIGURES.values() if figure.page == page]


def status_sentence(version: str, today: date) -> str:
    """Of which day the status is, and whether the register answers."""
    stale = (
        " Registeret kan ikke vises slik det er nå. Dette er sist kjente status."
        if warehouse.is_status_stale(version)
        else ""
    )
    return f"Status slik den er per {wording.day(today)}.{stale}"


def made_of(version: str, today: date, area: str | None) -> dict[str, str]:
    """What must stand in all that is taken along: date, version, filters, and the mark where the example is shown."""
    row = warehouse.query(version, PUBLISHED).iloc[0]
    return {
        **({"Merk": EXAMPLE} if row["is_example"] else {}),
        "Laget": wording.day(today),
        "Utvalg": f"{area or 'Alle kommunene i planen'}. {status_sentence(version, today)}",
        "Tallene ble lagt ut": wording.moment(row["published_at"]),
        "Versjon av dataene": f"{row['plan_version']} og {row['status_version']}".replace(".duckdb", ""),
    }
