"""The guide to a new collaboration names every purpose that a text can have, and the files there are."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "new-collaboration.md").read_text(encoding="utf-8")
TABLES = {
    table["name"]: {field["name"]: field for field in table["schema"]["fields"]}
    for table in json.loads((ROOT / "data" / "raw" / "datapackage.json").read_text(encoding="utf-8"))["resources"]
}


def test_every_purpose_of_a_text_is_told():
    told = set(re.findall(r"`(\w+)`", GUIDE.partition("| --- | --- |")[2].partition("\n\n")[0]))
    assert told == set(TABLES["texts"]["purpose"]["constraints"]["enum"])


def test_every_purpose_is_asked_for():
    code = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("content", "dashboard", "pages", "pipelines")
        for pattern in ("*.py", "*.sql")
        for path in (ROOT / folder).rglob(pattern)
    )
    purposes = TABLES["texts"]["purpose"]["constraints"]["enum"]
    assert [purpose for purpose in purposes if f'"{purpose}"' not in code and f"'{purpose}'" not in code] == []


def test_every_file_that_is_named_is_described():
    named = set(re.findall(r"`(\w+)\.csv`", GUIDE))
    assert {"areas", "texts", "plan_seats"} <= named <= set(TABLES)


@pytest.mark.parametrize("column", ["measure_no", "source_id", "indicator_id", "figure_id", "date_id", "area_code"])
def test_no_choice_names_what_only_one_plan_has(column):
    limited = [name for name, fields in TABLES.items() if "enum" in fields.get(column, {}).get("constraints", {})]
    assert limited == []
