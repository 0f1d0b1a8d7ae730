"""What a reader meets when something is wrong with us: Norwegian, whom to ask, and nothing only its maker can read."""

import json
import shutil
from functools import partial
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from browsing import Visitor, serving
from content import publishing, warehouse
from dashboard import access, frame, session
from dashboard.server import FAULT
from pipelines.build import RAW, build
from pipelines.publish import current_version

ROOT = Path(__file__).parents[2]
ASK = "Ta kontakt med den som drifter løsningen."


@pytest.mark.parametrize("is_at_this_machine", [False, True])
def test_data_that_can_not_be_used_are_told_and_what_is_wrong_only_where_it_can_be_mended(
    reading, tmp_path, monkeypatch, is_at_this_machine
):
    raw = shutil.copytree(RAW, tmp_path / "raw")
    (raw / "sources.csv").write_text("tull\n", encoding="utf-8")
    monkeypatch.setattr(publishing, "build", partial(build, raw))
    monkeypatch.setattr(access, "is_at_this_machine", lambda headers: is_at_this_machine)
    reading(tmp_path / "processed")
    page = AppTest.from_file(ROOT / "app.py", default_timeout=30).run()
    assert [error.message for error in page.exception] == []
    assert page.title[0].value == "Dataene kan ikke vises"
    said = " ".join([*(text.value for text in page.markdown), *(found.proto.body for found in page.get("html"))])
    assert ("sources.csv" in said) == is_at_this_machine
    assert (ASK in said) != is_at_this_machine


def test_a_run_whose_version_is_cleared_away_starts_anew_and_one_that_fails_on_ends(published, reading, monkeypatch):
    """Another visitor may have blacked out text meanwhile: what is read then is gone, and that is nobody's fault."""
    reading(published)
    asked, failing, looked = [], 100, []
    monkeypatch.setattr(warehouse, "look_anew", lambda: looked.append(len(asked)))
    query = warehouse.query

    def query_once_gone(version, sql, parameters=None):
        if sql == frame.PUBLISHED and (asked.append(sql) or len(asked) <= failing):
            raise warehouse.GoneError("database does not exist")
        return query(version, sql, parameters)

    monkeypatch.setattr(warehouse, "query", query_once_gone)
    page = AppTest.from_file(ROOT / "app.py", default_timeout=30)
    assert len(page.run().exception) == 1
    # Nor is it what was found beforehand that each begins on.
    assert looked == [*range(1, len(asked) + 1)]
    asked.clear()
    failing = 2
    page = page.run()
    assert [error.message for error in page.exception] == [] and len(asked) > failing


@pytest.mark.parametrize("is_at_this_machine", [True, False])
def test_only_who_may_write_waits_for_what_others_have_saved(published, reading, monkeypatch, is_at_this_machine):
    monkeypatch.setattr(access, "is_at_this_machine", lambda headers: is_at_this_machine)
    reading(published)
    asked, find = [], warehouse.version_in_use

    def found(at_least: float, is_patient: bool, plan_id: str | None) -> str | None:
        asked.append(is_patient)
        return find(at_least, is_patient, plan_id)

    monkeypatch.setattr(session, "is_served", True)
    monkeypatch.setattr(warehouse, "version_in_use", found)
    for file, is_patient in (("plan/help_services", not is_at_this_machine), ("plan/measures", True)):
        page = AppTest.from_file(ROOT / "app.py", default_timeout=30).run()
        asked.clear()
        page.switch_page(f"pages/{file}.py").run()
        assert [error.message for error in page.exception] == []
        assert set(asked) == {is_patient}


def test_a_fault_of_ours_is_told_in_norwegian(published, tmp_path):
    out = shutil.copytree(published, tmp_path / "processed")
    with duckdb.connect(str(out / current_version(out))) as connection:
        connection.execute("drop table marts.developments")
    with serving(out, log=tmp_path / "log") as server, Visitor(server) as visitor:
        told = visitor.ask("kilder")
        assert FAULT in told and "116" in told
        assert "developments" not in told and "Error" not in told
        # The rest of the pages are as they were.
        assert FAULT not in visitor.ask("tilgjengelighet")
    # Whoever runs it finds the cause in the log, which holds nothing but its own lines.
    _, *lines = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    assert "developments" in "".join(json.loads(line).get("says", "") for line in lines)
