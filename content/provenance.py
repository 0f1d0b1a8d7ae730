"""What all that is taken along is made of: which day, which version, and whether its answers are made up."""

from datetime import date

from content import warehouse, wording
from content.figures.credits import EXAMPLE
from content.figures.figure import PUBLISHED


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
