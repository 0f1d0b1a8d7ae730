"""docs/data.md says what the comments of marts and the descriptions of raw files say now."""

import json
import re

import pytest

from pipelines.build import RAW, SQL
from pipelines.describe import TOLD, UNKNOWN, described


@pytest.fixture(scope="module")
def told() -> str:
    return TOLD.read_text(encoding="utf-8")


def part(told: str, heading: str) -> str:
    """What stands below a heading, until the next."""
    return told.split(f"\n### {heading}\n")[1].split("\n#")[0]


def test_the_file_is_what_the_command_writes(told):
    assert told == described(), "run python -m pipelines.describe"


def test_every_mart_and_every_raw_file_has_a_heading(told):
    marts = sorted(f"marts.{file.stem}" for folder in ("marts", "register") for file in SQL.glob(f"{folder}/*.sql"))
    files = [
        f"data/raw/{resource['path']}" for resource in json.loads((RAW / "datapackage.json").read_text())["resources"]
    ]
    headings = re.findall(r"^### (.+)$", told, re.MULTILINE)
    assert sorted(heading for heading in headings if heading.startswith("marts.")) == marts
    assert [heading for heading in headings if heading.startswith("data/raw/")] == files


def test_every_macro_that_answers_for_a_day_is_told(told):
    made = re.findall(r"create macro marts\.(\w+)", (SQL / "register_questions.sql").read_text(encoding="utf-8"))
    assert sorted(made) == re.findall(r"^\| `(\w+)\(", part(told, "Questions of a day or a round"), re.MULTILINE)


def test_every_link_leads_to_a_heading(told):
    headings = re.findall(r"^##+ (.+)$", told, re.MULTILINE)
    anchors = {re.sub(r"[^a-z0-9_ -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    links = set(re.findall(r"\]\(#([^)]+)\)", told))
    assert links == anchors


def test_a_table_says_its_grain_its_key_what_it_is_made_from_and_each_column(told):
    homicides = part(told, "marts.homicides")
    assert "One row per period × relation. Key: `year_from`, `year_to`, `relation`." in homicides
    assert "`pipelines/sql/marts/homicides.sql` from [homicides.csv](#datarawhomicidescsv)." in homicides
    assert re.search(r"^\| `victims` \| `\w+` \| \w", homicides, re.MULTILINE)
    assert "the register's `reports`" in part(told, "marts.task_history")


def test_a_field_says_what_it_may_hold(told):
    prevalence = part(told, "data/raw/prevalence.csv")
    assert "never empty; one of `kvinner`, `menn`, `begge` |" in prevalence
    assert "| `percent` | `number`, percent |" in prevalence and "; 0–100 |" in prevalence
    assert "stands in [sources.csv](#datarawsourcescsv) |" in prevalence


def test_terms_are_those_that_a_publisher_states(told):
    stated = [line for line in told.split("\n## Terms of use\n")[1].splitlines() if line.startswith("| `")]
    assert {line.split("`")[1]: line.rsplit(" | ", 1)[1] for line in stated if UNKNOWN not in line} == {
        "lovdata": "NLOD 2.0 |",
        "ssb_07459": "CC BY 4.0 |",
    }
    assert len(stated) > 20
