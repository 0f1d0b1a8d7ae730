"""`docs/data.md`: every published table and every raw file, as their own comments and descriptions tell of them.

`python -m pipelines.describe`
"""

import io
import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path

import duckdb

from pipelines.build import KEY, RAW, SQL, build
from pipelines.publish import replace_file
from pipelines.register_marts import FOLDER, status_in_use
from pipelines.validate import DESCRIPTOR
from register.settings import settings

TOLD = RAW.parents[1] / "docs" / "data.md"
FIGURES = (
    "prevalence",
    "youth_violence",
    "youth_base",
    "crisis_centre_use",
    "advisory_cases",
    "advisory_series",
    "homicides",
    "worked_examples",
    "population",
    "population_totals",
    "inhabitants",
    "areas",
    "area_members",
)
ABOUT = ("sources", "notices", "publication")
READS = re.compile(r"(?:from|join) (?:plan\.)?(staging|raw|marts)\.(?!chosen_plan)(\w+)")
"""What a query is made of; which plan it is made for, is told once."""
TOP = """\
# Data

Made by `python -m pipelines.describe` from the comments in `pipelines/sql/` and from `data/raw/datapackage.json`, and
held to them by a test: mend it there, and run the command again.

What is published lies in two DuckDB files, both with the one schema `marts`: the plan's version in `data/processed/`,
and what has been reported in `data/processed/status/`. The pages read them as one; a table that is in both is read from
the second."""
TERMS = """\
The code is under the MIT licence (`LICENSE`), and so is what the project itself has written in these files: readings,
groupings, notes and descriptions. The figures and texts of others are under the terms of whoever published them, which
is `licence` in `data/raw/sources.csv`."""
QUESTIONS = """\
Asked as a table, `from marts.tasks_on(date '2026-12-31')`, by whoever attaches the status file and says `use` of it.
Made by `pipelines/sql/register_questions.sql`."""
UNKNOWN = "not stated: ask the publisher"


def described() -> str:
    """The whole text, of what the shipped raw files give and a register that nobody has written to."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, duckdb.connect() as connection:
        out = Path(folder)
        with redirect_stdout(io.StringIO()):
            version = build(RAW, out)
        empty = replace(settings(), address=f"sqlite:///{folder}/register.sqlite", is_example=False)
        status, _ = status_in_use(out, version, empty)
        connection.execute("attach $path as plan (read_only)", {"path": str(out / version)})
        connection.execute("attach $path as status (read_only)", {"path": str(out / FOLDER / status)})
        plan, reported = sorted(_comments(connection, "plan")), sorted(_comments(connection, "status"))
        sections = {
            "Figures": [_mart(connection, "plan", name) for name in FIGURES],
            "The plan and what bears on it": [
                _mart(connection, "plan", name) for name in plan if name not in FIGURES + ABOUT
            ],
            "Status and the next plan": [
                *(_mart(connection, "status", name) for name in reported),
                _questions(connection),
            ],
            "About the data": [_mart(connection, "plan", name) for name in ABOUT],
            "Raw files": [_raw_file(resource) for resource in _resources()],
            "Terms of use": [_terms(connection)],
        }
        connection.execute("detach plan; detach status")
    contents = [f"- {_link(title)}{_below(parts)}" for title, parts in sections.items()]
    told = ["\n\n".join([f"## {title}", *parts]) for title, parts in sections.items()]
    return "\n\n".join([TOP, "\n".join(contents), *told]) + "\n"


def _mart(connection: duckdb.DuckDBPyConnection, file: str, name: str) -> str:
    path = SQL / ("marts" if file == "plan" else "register") / f"{name}.sql"
    query = path.read_text(encoding="utf-8")
    key, reads = KEY.search(query), sorted(set(READS.findall(query)))
    about = [
        _comments(connection, file)[name],
        f"Key: {_code(*key[1].split(', '))}." if key else "",
        f"Made by `{path.relative_to(SQL.parents[1]).as_posix()}`"
        + (f" from {', '.join(_origin(*read) for read in reads)}." if reads else "."),
    ]
    columns = connection.execute(
        """
        select column_name, lower(data_type), comment
        from duckdb_columns()
        where database_name = $file and table_name = $name
        order by column_index
        """,
        {"file": file, "name": name},
    ).fetchall()
    rows = [(_code(column), _code(kind), comment) for column, kind, comment in columns]
    return "\n\n".join([f"### marts.{name}", " ".join(filter(None, about)), _table(("column", "type", "what"), rows)])


def _questions(connection: duckdb.DuckDBPyConnection) -> str:
    """The macros of the status file, which a mart can not answer since the day or the round decides."""
    found = connection.execute(
        """
        select function_name, parameters, comment
        from duckdb_functions()
        where database_name = 'status' and schema_name = 'marts' and function_type in ('macro', 'table_macro')
        order by function_name
        """
    ).fetchall()
    rows = [(_code(f"{name}({', '.join(parameters)})"), comment) for name, parameters, comment in found]
    return f"### Questions of a day or a round\n\n{QUESTIONS}\n\n{_table(('macro', 'what'), rows)}"


def _origin(schema: str, name: str) -> str:
    if schema == "raw":
        return f"the register's {_code(name)}"
    return _link(f"marts.{name}" if schema == "marts" else f"data/raw/{name}.csv")


def _comments(connection: duckdb.DuckDBPyConnection, file: str) -> dict[str, str]:
    """Mart → what it tells."""
    asked = "select table_name, comment from duckdb_tables() where database_name = $1 and schema_name = 'marts'"
    return dict(connection.execute(asked, [file]).fetchall())


def _resources() -> list[dict]:
    return json.loads((RAW / DESCRIPTOR).read_text(encoding="utf-8"))["resources"]


def _raw_file(resource: dict) -> str:
    schema = resource["schema"]
    sources = ", ".join(f"[{source['title']}]({source['path']})" for source in resource.get("sources", []))
    about = [
        f"{resource['title']}. {resource['description']}",
        f"Key: {_code(*schema['primaryKey'])}.",
        f"After {sources}." if sources else "",
    ]
    references = {
        field: f"stands in {_link('data/raw/' + key['reference']['resource'] + '.csv')}"
        for key in schema.get("foreignKeys", [])
        for field in key["fields"]
    }
    rows = [
        (
            _code(field["name"]),
            f"{_code(field['type'])}{', ' + field['unit'] if 'unit' in field else ''}",
            "; ".join([field["description"], *_limits(field), *filter(None, [references.get(field["name"])])]),
        )
        for field in schema["fields"]
    ]
    return "\n\n".join(
        [f"### data/raw/{resource['path']}", " ".join(filter(None, about)), _table(("field", "type", "what"), rows)]
    )


def _limits(field: dict) -> Iterator[str]:
    limits = field.get("constraints", {})
    if limits.get("required"):
        yield "never empty"
    if field["type"] == "boolean":
        yield f"{_code(*field['trueValues'])} or {_code(*field['falseValues'])}"
    if values := limits.get("enum"):
        yield f"one of {_code(*values)}"
    if "pattern" in limits:
        yield f"as {_code(limits['pattern'])}"
    lowest, highest = limits.get("minimum"), limits.get("maximum")
    if highest is not None:
        yield f"{lowest}–{highest}"
    elif lowest is not None:
        yield f"{lowest} or more"


def _terms(connection: duckdb.DuckDBPyConnection) -> str:
    found = connection.execute("select source_id, publisher, title, licence from plan.marts.sources").fetchall()
    rows = [(_code(source), publisher, title, licence or UNKNOWN) for source, publisher, title, licence in found]
    return f"{TERMS}\n\n{_table(('source', 'publisher', 'title', 'terms'), rows)}"


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, ["---"] * len(header), *(([cell.replace("|", "\\|") for cell in row]) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _code(*words: str) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _below(parts: list[str]) -> str:
    """Links to the parts of a section that have headings of their own."""
    headings = [part.splitlines()[0].removeprefix("### ") for part in parts if part.startswith("### ")]
    return f": {', '.join(map(_link, headings))}" if headings else ""


def _link(heading: str) -> str:
    """To a heading of this page, as GitHub names it; of a table its name alone."""
    anchor = re.sub(r"[^a-z0-9_ -]", "", heading.lower()).replace(" ", "-")
    return f"[{heading.removeprefix('marts.').removeprefix('data/raw/')}](#{anchor})"


if __name__ == "__main__":
    replace_file(TOLD, described().encode())
