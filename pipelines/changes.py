"""What a version changes in the numbers of the one before it, kept from version to version.

Numbers of people below the country that the plan does not print are left out: one that is hidden now must not be read
beside what was shown before.
"""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from pipelines.publish import current_version

CARRIED = """
insert into marts.figure_changes by name
select * from before.marts.figure_changes
where observation_id not in (select observation_id from marts.observations where not {may_be_told})
"""
MAY_BE_TOLD = (
    "(in_plan or area_code is null or area_code in (select area_code from marts.areas where area_type = 'land'))"
)
CHANGED = """
insert into marts.figure_changes by name
with told_before as (
    select * from before.marts.observations
    where
        {may_be_told}
        and observation_id not in (select observation_id from marts.observations where not {may_be_told})
),

told_now as (select * from marts.observations where {may_be_told})
select
    $now as changed_at,
    case
        when earlier.observation_id is null then 'ny'
        when since.observation_id is null then 'borte'
        else 'endret'
    end as kind,
    observation_id,
    coalesce(since.indicator_id, earlier.indicator_id) as indicator_id,
    coalesce(since.category, earlier.category) as category,
    coalesce(since.population, earlier.population) as population,
    coalesce(since.subgroup, earlier.subgroup) as subgroup,
    coalesce(since.sex, earlier.sex) as sex,
    coalesce(since.area, earlier.area) as area,
    coalesce(since.year, earlier.year) as year,
    coalesce(since.unit, earlier.unit) as unit,
    earlier.value as value_before,
    earlier.low as low_before,
    earlier.high as high_before,
    earlier."precision" as precision_before,
    earlier.as_worded as as_worded_before,
    since.value as value_now,
    since.low as low_now,
    since.high as high_now,
    since."precision" as precision_now,
    since.as_worded as as_worded_now,
    earlier.missing_reason as reason_before,
    since.missing_reason as reason_now,
    earlier.is_provisional as is_provisional_before,
    since.is_provisional as is_provisional_now,
    earlier.is_unconfirmed as is_unconfirmed_before,
    since.is_unconfirmed as is_unconfirmed_now
from told_before as earlier
full join told_now as since using (observation_id)
where
    (earlier.observation_id is null or since.observation_id is null)
    or (
        earlier.value, earlier.low, earlier.high, earlier.unit, earlier."precision", earlier.as_worded,
        earlier.missing_reason, earlier.is_provisional, earlier.is_unconfirmed
    )
    is distinct from (
        since.value, since.low, since.high, since.unit, since."precision", since.as_worded, since.missing_reason,
        since.is_provisional, since.is_unconfirmed
    )
"""

CHANGED_FIGURES = """
select distinct indicator_id from (
    (from after.marts.observations except from before.marts.observations)
    union all
    (from before.marts.observations except from after.marts.observations)
) where indicator_id is not null
"""
CHANGED_NAMES = """
select distinct indicator_id from (
    (from after.marts.indicators except from before.marts.indicators)
    union all
    (from before.marts.indicators except from after.marts.indicators)
)
"""
NEW_NOTICES = "select distinct detail from (from after.marts.notices except from before.marts.notices) order by detail"


def keep_changes(connection: duckdb.DuckDBPyConnection, out: Path) -> None:
    """Fill marts.figure_changes from the version in use, which is to be replaced; nothing of the first one.

    A version from before changes were kept has none to bring forward, and one that nobody can read tells nothing.
    """
    version = current_version(out)
    if version is None:
        return
    connection.execute("attach $path as before (read_only)", {"path": str(out / version)})
    try:
        with suppress(duckdb.CatalogException):
            connection.execute(CARRIED.format(may_be_told=MAY_BE_TOLD))
        with suppress(duckdb.CatalogException, duckdb.BinderException):
            connection.execute(CHANGED.format(may_be_told=MAY_BE_TOLD), {"now": datetime.now(UTC).replace(tzinfo=None)})
    finally:
        connection.execute("detach before")


def differing(before: Path, after: Path) -> tuple[list[str], list[str]]:
    """The indicators that two versions tell otherwise, and the notices that only the second has."""
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute("attach $path as before (read_only)", {"path": str(before)})
        connection.execute("attach $path as after (read_only)", {"path": str(after)})
        asked = (CHANGED_FIGURES, CHANGED_NAMES, NEW_NOTICES)
        figures, names, notices = ([row[0] for row in connection.execute(select).fetchall()] for select in asked)
        return sorted({*figures, *names}), notices
