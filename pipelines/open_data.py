"""The figures as files that programs read: each open table as CSV, Parquet and JSON, and what describes them.

They are made of a version when somebody first asks for one of them, lie beside it, and are cleared away with it.
"""

import json
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

import duckdb
from filelock import FileLock
from slugify import slugify

from pipelines.build import KEY, SQL
from pipelines.publish import FILES

DESCRIPTOR = "datapackage.json"
OPEN = {
    "observations": "Alle tallene, ett på hver rad",
    "indicators": "Hva tallene handler om",
    "indicator_caveats": "Hva tallene ikke kan si",
    "prevalence": "Hvor mange som er utsatt for vold",
    "youth_violence": "Vold mot unge fra voksne hjemme",
    "youth_base": "Antall svar bak tallene om unge",
    "crisis_centre_use": "Bruk av krisesentrene",
    "crisis_centre_together": "Bruk av krisesentrene, voksne og barn sammen",
    "advisory_cases": "Saker om æresrelatert vold",
    "advisory_series": "Saker om æresrelatert vold, år for år",
    "homicides": "Drap i nære relasjoner",
    "worked_examples": "Regneeksempler",
    "population": "Folketall etter kjønn og alder",
    "population_totals": "Folketall i alt",
    "inhabitants": "Folketall det nyeste året",
    "areas": "Områder",
    "area_members": "Områder som er slått sammen",
    "figure_changes": "Endringer i tallene",
    "sources": "Kilder",
}
"""Mart → what people call it. The other marts are no figures: what the plan says, and what anybody has answered."""
FORMATS = {
    "csv": "header true, timestampformat '%Y-%m-%dT%H:%M:%S.%f'",
    "parquet": "compression zstd",
    "json": "array true, timestampformat '%Y-%m-%dT%H:%M:%S.%f'",
}
"""What a file's name ends with, and DuckDB calls it → how it is written."""
TYPES = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
}
"""Type in the database → what the standard calls it."""
COLUMNS = """
select column_name, data_type, comment
from duckdb_columns()
where database_name = 'version' and schema_name = 'marts' and table_name = $mart
order by column_index
"""
TABLES = """
select table_name, comment
from duckdb_tables()
where database_name = 'version' and schema_name = 'marts'
"""
SOURCES = "select source_id, title || ', ' || publisher, address, licence from version.marts.sources order by source_id"
PLAN = "select title from version.marts.plans where is_chosen"
ABOUT = (
    "The figures behind the dashboard, as published. Each table is here as CSV (UTF-8, comma), and under the same name "
    "as Parquet and JSON. Values are Norwegian, as the sources print them; names are English. The figures are under "
    "the terms of whoever published them: `licence` of each source, and where there is none, ask the publisher."
)


def published_at(version: str) -> datetime:
    """As its name says, UTC."""
    return datetime.strptime(version[:15], "%Y%m%dT%H%M%S")


def files(version: Path) -> Path:
    """The folder of the files of a version, made where it is not there. Raises OSError or duckdb.Error."""
    folder = version.parent / FILES / version.stem
    if not folder.exists():
        _make(version, folder)
    return folder


def _make(version: Path, folder: Path) -> None:
    """All of it or nothing: what is killed underway is cleared away by the next."""
    folder.parent.mkdir(exist_ok=True)
    with FileLock(folder.parent / ".lock"):
        for left in folder.parent.glob("*.draft"):
            shutil.rmtree(left, ignore_errors=True)
        if folder.exists():
            return
        draft = Path(tempfile.mkdtemp(".draft", dir=folder.parent))
        try:
            _write(version, draft)
            draft.rename(folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    if not version.exists():
        shutil.rmtree(folder, ignore_errors=True)


def _write(version: Path, folder: Path) -> None:
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute("attach $path as version (read_only)", {"path": str(version)})
        about = dict(connection.execute(TABLES).fetchall())
        marts = [mart for mart in OPEN if mart in about]
        for mart in marts:
            for format, how in FORMATS.items():
                path = {"path": str(folder / f"{mart}.{format}")}
                connection.execute(f"copy version.marts.{mart} to $path (format {format}, {how})", path)
        plan = next((title for (title,) in connection.execute(PLAN).fetchall()), "")
        sources = {
            id: {"title": title, **({"path": address} if address else {}), **({"licence": licence} if licence else {})}
            for id, title, address, licence in connection.execute(SOURCES).fetchall()
        }
        package = {
            "profile": "tabular-data-package",
            "name": slugify(plan) or "tall",
            "title": f"Tallene bak {plan}" if plan else "Tallene",
            "description": ABOUT,
            "version": version.stem,
            "created": f"{published_at(version.stem).isoformat()}Z",
            "resources": [_resource(connection, folder, mart, about[mart], sources) for mart in marts],
        }
    (folder / DESCRIPTOR).write_text(json.dumps(package, ensure_ascii=False, indent=1), encoding="utf-8")


def _resource(
    connection: duckdb.DuckDBPyConnection, folder: Path, mart: str, about: str, sources: dict[str, dict]
) -> dict:
    columns = connection.execute(COLUMNS, {"mart": mart}).fetchall()
    names = [name for name, _, _ in columns]
    # What else stands behind a number has its source in a column of its own: `population_source_id`.
    behind = " union ".join(
        f'select distinct "{name}" from version.marts.{mart}' for name in names if name.endswith("source_id")
    )
    used = [sources[id] for (id,) in connection.execute(f"{behind} order by 1").fetchall() if id] if behind else []
    licences = sorted({source.get("licence", "") for source in used})
    path = folder / f"{mart}.csv"
    key = KEY.search((SQL / "marts" / f"{mart}.sql").read_text(encoding="utf-8"))[1].split(", ")
    [(rows,)] = connection.execute(f"select count(*) from version.marts.{mart}").fetchall()
    return {
        "profile": "tabular-data-resource",
        "name": mart,
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "rows": rows,
        "title": OPEN[mart],
        "description": about,
        "schema": {
            "fields": [{"name": name, "type": TYPES[type], "description": told} for name, type, told in columns],
            "primaryKey": key,
            "missingValues": [""],
        },
        **({"sources": used} if used and mart != "sources" else {}),
        # Said of a table where it holds for all of it.
        **({"licenses": [{"name": licence} for licence in licences]} if licences and all(licences) else {}),
    }
