"""`/data`: each open table in three formats at addresses of a version and of the newest, and nothing else."""

import asyncio
import csv
import io
import json
import os
import re
import shutil
import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import duckdb
import frictionless
import httpx
import pyarrow.parquet
import pytest
from starlette.applications import Starlette

import processes
from centre import YEARS
from content import warehouse
from dashboard import open_data as served
from dashboard.open_data import KINDS
from elsewhere import COLLABORATION, raw_elsewhere
from pipelines.build import build
from pipelines.open_data import DESCRIPTOR, FORMATS, OPEN, files
from pipelines.publish import FILES, current_version, out_of, versions
from proofs import tries
from published import publish_again
from register.settings import settings
from visiting import links as links_of
from visiting import visit

NOT_OPEN = {
    "developments", "facts", "figure_measures", "group_measures", "group_numbers", "help_services", "laws", "measure_facts",
    "measure_target_groups", "measure_tasks", "measures", "milestones", "notices", "plan_dates", "plan_groups",
    "plan_laws", "plan_limits", "plan_mandate", "plan_seats", "plan_steps", "plans", "publication", "target_groups",
    "texts", "themes", "words",
}  # fmt: skip
"""What the plan says, what is said of the figures, and how a page is laid out."""


class Client:
    """Asks the routes themselves, without a server around them."""

    def __init__(self, app: Starlette):
        self._app = app

    def ask(self, method: str, path: str, headers: dict[str, str] | None = None) -> httpx.Response:
        async def answer() -> httpx.Response:
            transport = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
                return await client.request(method, path, headers=headers)

        return asyncio.run(answer())

    def get(self, path: str, headers: dict[str, str] | None = None) -> httpx.Response:
        return self.ask("GET", path, headers)


@pytest.fixture(scope="module")
def gated(filled, tmp_path_factory) -> Path:
    """A version with counts that came through the gate, and a number that has changed, in a folder of the module's own."""
    out = Path(shutil.copytree(filled, tmp_path_factory.mktemp("gated") / "out"))
    with duckdb.connect(str(out / current_version(out))) as connection:
        connection.execute(
            """insert into marts.figure_changes (changed_at, kind, observation_id)
            values (timestamp '2026-11-27 12:30:00.123456', 'ny', 'x')"""
        )
    return out


@pytest.fixture(scope="module")
def made(gated) -> Path:
    """Its files."""
    return files(gated / current_version(gated))


@pytest.fixture
def asking(monkeypatch) -> Callable[[Path], Client]:
    """A function that asks the routes of a server that reads a folder and whose addresses begin with /vold."""

    def ask(out: Path) -> Client:
        monkeypatch.setattr(warehouse, "PROCESSED", out)
        return Client(Starlette(routes=served.routes("/vold")))

    return ask


@pytest.fixture
def published_here(published, tmp_path) -> Path:
    return shutil.copytree(published, tmp_path / "out")


def rows_of(version: Path, mart: str) -> list[dict]:
    with duckdb.connect(str(version), read_only=True) as connection:
        found = connection.execute(f"from marts.{mart}")
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def in_python(value: str | None, type: str):
    """A cell as the description of its column says it is."""
    if value in ("", None):
        return None
    readers = {
        "integer": int,
        "number": float,
        "boolean": {"true": True, "false": False}.__getitem__,
        "date": date.fromisoformat,
        "datetime": datetime.fromisoformat,
    }
    return readers.get(type, str)(value)


def read(folder: Path, mart: str, format: str, types: dict[str, str]) -> list[dict]:
    """By other readers than the one that wrote it."""
    content = (folder / f"{mart}.{format}").read_bytes()
    if format == "parquet":
        return pyarrow.parquet.read_table(io.BytesIO(content)).to_pylist()
    if format == "csv":
        rows = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""))
        return [{name: in_python(cell, types[name]) for name, cell in row.items()} for row in rows]
    times = {name: kind for name, kind in types.items() if kind in ("date", "datetime")}
    return [row | {name: in_python(row[name], kind) for name, kind in times.items()} for row in json.loads(content)]


@pytest.mark.parametrize("mart", OPEN)
def test_each_format_has_the_rows_of_the_mart_with_their_types(gated, made, mart):
    expected = rows_of(gated / current_version(gated), mart)
    [resource] = [one for one in json.loads((made / DESCRIPTOR).read_text("utf-8"))["resources"] if one["name"] == mart]
    types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    for format in FORMATS:
        found = read(made, mart, format, types)
        assert found == expected, format
        kinds = [[type(value) for value in row.values()] for row in expected]
        # In JSON a whole number is one, whatever its column.
        assert format == "json" or [[type(value) for value in row.values()] for row in found] == kinds


def test_frictionless_finds_the_files_as_they_are_described(made):
    report = frictionless.Package(str(made / DESCRIPTOR)).validate()
    assert report.valid, report.flatten(["message"])
    assert {task.name for task in report.tasks} == set(OPEN)


def test_frictionless_sees_a_cell_of_another_type_and_a_row_twice(made, tmp_path):
    folder = shutil.copytree(made, tmp_path / "changed")
    for name, change in {
        "population": lambda lines: [*lines, lines[-1]],
        "homicides": lambda lines: [lines[0], "x" + lines[1], *lines[2:]],
    }.items():
        path = folder / f"{name}.csv"
        path.write_text("\n".join(change(path.read_text("utf-8").splitlines())) + "\n", encoding="utf-8")
    report = frictionless.Package(str(folder / DESCRIPTOR)).validate()
    found = {(task.name, error.type) for task in report.tasks for error in task.errors}
    assert {("population", "primary-key"), ("homicides", "type-error")} <= found


def test_every_column_is_explained_and_every_table_has_its_sources(made):
    package = json.loads((made / DESCRIPTOR).read_text("utf-8"))
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert all(field["description"] for one in resources.values() for field in one["schema"]["fields"])
    assert all(one["schema"]["primaryKey"] for one in resources.values())
    without = {"indicators", "indicator_caveats", "areas", "area_members", "figure_changes", "sources"}
    assert {name for name, one in resources.items() if "sources" not in one} == without
    # All of it is of a source that says its licence; of the others some is not.
    assert resources["population"]["licenses"] == [{"name": "CC BY 4.0"}]
    assert "licenses" not in resources["prevalence"] and "licenses" not in resources["worked_examples"]
    assert len(resources["worked_examples"]["sources"]) > 1
    for one in resources.values():
        titles = [source["title"] for source in one.get("sources", ())]
        assert len(titles) == len(set(titles))


def test_the_page_says_of_how_many_sources_the_terms_are_known():
    """A source counts once, however many tables have it; a table is named where all of it is on known terms."""
    free, other = {"title": "SSB", "licence": "CC BY 4.0"}, {"title": "<Ny>"}
    known = {"title": "Folketall", "sources": [free], "licenses": [{"name": "CC BY 4.0"}]}
    package = {"resources": [known, {"title": "Alle", "sources": [free, other]}, {"title": "Områder"}]}
    told = served._terms(package)
    assert "Vilkårene er kjent for 1 av 2 kilder" in told and "De gjelder alle tallene i «Folketall»." in told
    assert "Vilkårene er ikke kjent" in served._terms({"resources": [{"title": "Alle", "sources": [other]}]})


def test_times_are_written_as_the_standards_do(made):
    for format in ("csv", "json"):
        assert b"2026-11-27T12:30:00.123456" in (made / f"figure_changes.{format}").read_bytes()


def test_every_mart_of_the_plan_is_open_or_is_not(published):
    with duckdb.connect(str(published / current_version(published)), read_only=True) as connection:
        marts = {name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()}
    assert marts == set(OPEN) | NOT_OPEN and not set(OPEN) & NOT_OPEN


def test_no_number_that_the_gate_hides_is_in_any_of_it(gated, made, processed):
    """Looked for in what is told of the centre: the rows that are not there without it."""
    shown = {row["amount"] for row in rows_of(gated / current_version(gated), "crisis_centre_use")}
    counts = {count for places in YEARS.values() for counts in places.values() for count in counts if count > 1000}
    without, hidden = files(processed / current_version(processed)), {str(count) for count in counts - shown}
    assert len(hidden) > 5
    for path in sorted(path for path in made.iterdir() if path.suffix in KINDS):
        added = lines(path) - lines(without / path.name)
        assert added or not path.stem.startswith("crisis_centre")
        found = {number for line in added for number in re.findall(r"(?<![\d.])\d+(?![\d.])", line)}
        assert not hidden & found, path.name


def lines(path: Path) -> set[str]:
    """A row each; what is packed, as it is read."""
    if path.suffix == ".parquet":
        return {str(list(row.values())).replace(".0,", ",") for row in pyarrow.parquet.read_table(path).to_pylist()}
    return set(path.read_text("utf-8").replace(".0,", ",").splitlines())


def test_the_newest_and_a_version_have_the_same_files_and_are_kept_as_long_as_they_hold(asking, processed):
    get, version = asking(processed).get, Path(current_version(processed)).stem
    for name, kind in {
        "homicides.csv": "text/csv; charset=utf-8",
        "homicides.json": "application/json",
        "homicides.parquet": "application/vnd.apache.parquet",
        DESCRIPTOR: "application/json",
    }.items():
        newest, fixed = get(f"/vold/data/nyeste/{name}"), get(f"/vold/data/{version}/{name}")
        assert (newest.status_code, fixed.status_code) == (200, 200)
        assert newest.content == fixed.content and newest.headers["content-type"] == kind
        assert newest.headers["cache-control"] == "private, no-cache"
        assert fixed.headers["cache-control"] == "private, no-cache"
    assert os.listdir(processed / FILES).count(version) == 1


def test_whoever_has_it_is_told_so_until_there_is_a_newer(asking, published_here):
    client = asking(published_here)
    first = client.get("/vold/data/nyeste/homicides.csv")
    asked = {"If-None-Match": f'"other", W/{first.headers["etag"]}'}
    again = client.get("/vold/data/nyeste/homicides.csv", headers=asked)
    assert (again.status_code, again.content) == (304, b"") and again.headers["etag"] == first.headers["etag"]
    publish_again(published_here / current_version(published_here), published_here)
    newer = client.get("/vold/data/nyeste/homicides.csv", headers=asked)
    assert newer.status_code == 200 and newer.headers["etag"] != first.headers["etag"]


def test_head_tells_what_get_sends_and_nothing_is_taken(asking, processed):
    client = asking(processed)
    sent = client.get("/vold/data/nyeste/population.csv")
    told = client.ask("HEAD", "/vold/data/nyeste/population.csv")
    names = ("content-length", "content-type", "etag", "cache-control")
    assert [told.headers[name] for name in names] == [sent.headers[name] for name in names] and not told.content
    assert client.ask("PUT", "/vold/data/nyeste/population.csv").status_code == 405


def test_what_is_not_there_is_a_sentence(asking, processed):
    client = asking(processed)
    for path in (
        *(
            "nyeste/measures.csv",
            "nyeste/none.csv",
            "nyeste/homicides",
            "nyeste/homicides.csv/x",
            "nyeste/..%2fcurrent",
        ),
        *("20260101T000000000000-0123456789abcdef/homicides.csv", "x", "x/", "current/homicides.csv", "nyeste/%00"),
        *("nyeste/.lock", "..%2f..%2fcurrent", "%2e%2e/current", f"{FILES}/homicides.csv"),
    ):
        answer = client.get(f"/vold/data/{path}")
        assert answer.status_code == 404 and answer.text.startswith("Denne "), path


def test_the_list_leads_to_every_file_and_to_every_version(asking, processed):
    client = asking(processed)
    assert client.get("/vold/data").headers["location"] == "/vold/data/"
    page = client.get("/vold/data/", headers={"Accept": "text/html"})
    links = re.findall(r'href="(/vold/data/[^"]*)"', page.text)
    assert len(links) == len(OPEN) * len(FORMATS) + 2
    assert {client.get(link).status_code for link in links} == {200}
    assert 'lang="nb"' in page.text and all(title in page.text for title in OPEN.values())


def test_kilder_leads_there(put_back_register):
    assert links_of(visit("pages/knowledge/sources.py").run())["åpne data"] == "data/"


def test_other_sites_may_fetch_only_where_it_is_set(asking, processed, monkeypatch):
    client, asked = asking(processed), {"Origin": "https://other.example"}
    assert "access-control-allow-origin" not in client.get("/vold/data/nyeste/homicides.csv", headers=asked).headers
    monkeypatch.setattr(served, "settings", lambda: replace(settings(), may_other_sites_fetch=True))
    answer = client.get("/vold/data/nyeste/homicides.csv", headers=asked)
    assert answer.headers["access-control-allow-origin"] == "*"


def test_without_anything_published_it_says_so(asking, tmp_path):
    answer = asking(tmp_path).get("/vold/data/")
    assert (answer.status_code, answer.text) == (503, "Ingen tall er lagt ut ennå.")


def test_a_version_that_is_cleared_away_is_gone_with_its_files(asking, published_here):
    client, first = asking(published_here), current_version(published_here)
    (published_here / FILES / "left-by-one-who-was-killed.draft").mkdir(parents=True)
    addresses = []
    for _ in range(4):
        version = publish_again(published_here / current_version(published_here), published_here)
        assert not [*(published_here / FILES).glob("*.draft")]
        addresses.append(f"/vold/data/{Path(version).stem}/homicides.csv")
        assert client.get(addresses[-1]).status_code == 200
    assert [client.get(address).status_code for address in addresses] == [404, 200, 200, 200]
    assert "ryddet bort" in client.get(addresses[0]).text and not (published_here / first).exists()
    kept = {path.stem for path in versions(published_here)}
    assert {path.name for path in (published_here / FILES).glob("*/")} == kept


def test_beside_gated_counts_no_older_version_is_read_even_where_its_file_can_not_be_removed(
    asking, published_here, gated
):
    client, older = asking(published_here), current_version(published_here)
    assert client.get(f"/vold/data/{Path(older).stem}/homicides.csv").status_code == 200
    kept = shutil.copy(published_here / older, published_here.with_name("kept"))
    version = publish_again(gated / current_version(gated), published_here)
    shutil.copy(kept, published_here / older)
    codes = [client.get(f"/vold/data/{Path(name).stem}/homicides.csv").status_code for name in (version, older)]
    assert codes == [200, 404] and Path(older).stem not in client.get("/vold/data/").text


@pytest.fixture(scope="module")
def two_plans(tmp_path_factory) -> Path:
    """Of another collaboration: the plan in force, and one that begins later."""
    folder, [plan] = tmp_path_factory.mktemp("two_plans"), COLLABORATION["plans"]
    later = plan | {"title": "En plan som kommer", "valid_from": "2030-01-01", "valid_until": None}
    tables = dict(COLLABORATION)
    for name in ("plans", "measures", "measure_parts", "measure_target_groups"):
        rows = [later] if name == "plans" else COLLABORATION[name]
        tables[name] = [*COLLABORATION[name], *(row | {"plan_id": "later"} for row in rows)]
    build(raw_elsewhere(folder / "raw", tables), folder / "out")
    return folder / "out"


def test_the_newest_is_of_the_plan_in_force_and_those_of_others_have_addresses_of_their_own(asking, two_plans):
    client, [plan] = asking(two_plans), COLLABORATION["plans"]
    now, later = (Path(current_version(out)).stem for out in (out_of(two_plans, plan["plan_id"]), two_plans))
    newest = client.get(f"/vold/data/nyeste/{DESCRIPTOR}").json()
    assert (newest["version"], newest["title"]) == (now, f"Tallene bak {plan['title']}")
    assert client.get(f"/vold/data/{later}/{DESCRIPTOR}").json()["title"] == "Tallene bak En plan som kommer"
    page = client.get("/vold/data/").text
    assert f"/vold/data/{now}/" in page and f"/vold/data/{later}/" in page


def test_another_collaboration_has_its_own_files(asking, two_plans):
    folder = files(two_plans / current_version(two_plans))
    report = frictionless.Package(str(folder / DESCRIPTOR)).validate()
    assert report.valid, report.flatten(["message"])
    assert "9901" in asking(two_plans).get("/vold/data/nyeste/areas.csv").text


@pytest.mark.skipif(not processes.IS_POSIX, reason="no SIGKILL on this system")
def test_killed_at_any_moment_nothing_half_is_there(published, tmp_path):
    out = Path(shutil.copytree(published, tmp_path / "out"))
    version = out / current_version(out)
    whole = contents(files(version))
    died, kills = 0, tries(4, 60)
    for kill in range(kills):
        shutil.rmtree(out / FILES)
        making = processes.fork.Process(target=files, args=(version,))
        making.start()
        making.join(0.3 * kill / kills)
        making.kill()
        making.join()
        died += making.exitcode == -signal.SIGKILL
        folder = out / FILES / version.stem
        assert not folder.exists() or contents(folder) == whole
        assert contents(files(version)) == whole
        assert [path.name for path in (out / FILES).glob("*/")] == [version.stem]
    assert died


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_two_that_ask_at_once_are_given_the_same(published_here):
    version = published_here / current_version(published_here)
    if processes.IS_POSIX:
        both = [processes.fork.Process(target=files, args=(version,)) for _ in range(2)]
        for process in both:
            process.start()
        for process in both:
            process.join()
        assert [process.exitcode for process in both] == [0, 0]
    assert set(contents(files(version))) == {DESCRIPTOR} | {f"{mart}.{format}" for mart in OPEN for format in FORMATS}


def test_where_nothing_can_be_written_it_says_so(asking, published_here):
    (published_here / FILES).write_text("in the way")
    answer = asking(published_here).get("/vold/data/nyeste/homicides.csv")
    assert answer.status_code == 503 and "Prøv igjen" in answer.text and "retry-after" in answer.headers
