"""What a report on the plan holds: figures by chapter, how tasks stand now or stood when a round was frozen."""

from datetime import date

import pandas as pd

from dashboard import municipality, status, warehouse, wording
from dashboard.export.words import EXAMPLE
from dashboard.figures import FIGURES
from dashboard.figures.figure import Figure

EVERYWHERE = "alle"
CHAPTERS = {
    "omfang": "Omfang",
    "barn-og-unge": "Barn og unge",
    "krisesenteret": "Krisesenteret",
    "aeresrelatert-vold": "Æresrelatert vold",
    "kommune": "Regneeksempel",
}
"""The pages whose figures are knowledge, and what a chapter of them is called; the other figures are about the plan."""
VERSION = """
select
    publication.version as plan_version,
    publication.published_at,
    register_state.version as status_version,
    register_state.published_at as status_published_at,
    register_state.is_example
from marts.publication
cross join marts.register_state
"""
MEASURES = "select * from marts.measures order by measure_no"
TARGET_GROUPS = "select * from marts.measure_target_groups order by measure_no, target_group collate nb"
ROUND = "select * from marts.rounds where round_id = $round_id and closed_at is not null"
FIGURES_OF = "select * from marts.figure_measures order by measure_no, figure_id"
# A row as the selects of the status now have it, also those that count for each part of a measure; deadlines are held
# against the day the round was closed. A text that is blacked out later is not in it.
FROZEN = """
select
    told.*,
    measures.working_title,
    marts.deadline_words(told.status, told.in_place_on, told.deadline, told.closed_on) as deadline_words,
    date_diff('day', told.reported_on, told.closed_on) as days_since_report,
    coalesce(told.responsible, told.owner) as responsible_here,
    marts.task_place(told.status) as place,
    told.deadline < told.closed_on as is_past,
    'Ikke svart' as unreported_status,
    count(*) over part as tasks,
    count(*) over part as municipalities,
    count(*) filter (where told.status = 'Gjennomført') over part as done,
    count(*) filter (where told.is_reported) over part as reported,
    count(*) filter (
        where marts.deadline_words(told.status, told.in_place_on, told.deadline, told.closed_on) = 'Fristen er ute'
    ) over part as over
from marts.round_status as told
inner join marts.measures using (measure_no)
where told.round_id = $round_id
window part as (partition by told.measure_no, told.is_joint)
order by told.measure_no, told.is_joint desc, told.area collate nb
"""


def figures_of(page: str) -> list[Figure]:
    """The figures of a page, in the order of the registry."""
    return [figure for figure in FIGURES.values() if figure.page == page]


def tasks(version: str, today: date, round_id: int | None) -> pd.DataFrame:
    """All tasks as they stand today, or as they stood when the round was frozen; columns of TASKS in `status`."""
    if round_id is None:
        return warehouse.query(version, status.TASKS, {"today": today, **status.EVERY_MEASURE})
    return warehouse.query(version, FROZEN, {"round_id": round_id})


def progress(version: str, today: date, round_id: int | None) -> pd.DataFrame:
    """A row a part of a measure, now or frozen; columns of PROGRESS in `status`."""
    if round_id is None:
        return warehouse.query(version, status.PROGRESS, {"today": today, **status.EVERY_MEASURE})
    frozen = warehouse.query(version, FROZEN, {"round_id": round_id})
    return frozen.drop_duplicates(["measure_no", "is_joint"]).sort_values(["measure_no", "is_joint"])


def tasks_in(area: str, version: str, today: date, round_id: int | None) -> pd.DataFrame:
    """The tasks of one municipality, now or frozen; columns of TASKS in `municipality`, and those of the remarks."""
    if round_id is None:
        return warehouse.query(version, municipality.TASKS, {"area": area, "today": today})
    frozen = warehouse.query(version, FROZEN, {"round_id": round_id})
    return frozen[(frozen["area"] == area) & ~frozen["is_joint"].astype(bool)]


def status_sentence(version: str, today: date, round_id: int | None) -> str:
    """Which state of the status is told: of today, or of a frozen round."""
    if round_id is None:
        stale = " Registeret svarer ikke nå. Dette er sist kjente status." if warehouse.is_status_stale(version) else ""
        return f"Status slik den er meldt per {wording.day(today)}.{stale}"
    rounds = warehouse.query(version, ROUND, {"round_id": round_id})
    if rounds.empty:
        return "Runden som det er bedt om, finnes ikke eller er ikke lukket. Derfor er ingen status tatt med."
    [row] = rounds.itertuples()
    return (
        f"Status slik den var da runden «{row.title}» ble lukket og frosset {wording.local_day(row.closed_at)}. "
        f"{wording.counted(row.tasks_reported, 'oppgave', 'oppgaver')} ble rapportert i runden."
    )


def made_of(version: str, today: date, area: str | None, round_id: int | None) -> dict[str, str]:
    """What must stand in all that is taken along: date, version, filters, and the mark where the example is shown."""
    row = warehouse.query(version, VERSION).iloc[0]
    return {
        **({"Merk": EXAMPLE} if row["is_example"] else {}),
        "Laget": wording.day(today),
        "Utvalg": f"{area or 'Alle kommunene i planen'}. {status_sentence(version, today, round_id)}",
        "Tallene ble lagt ut": wording.moment(row["published_at"]),
        "Versjon av dataene": f"{row['plan_version']} og {row['status_version']}".replace(".duckdb", ""),
    }
