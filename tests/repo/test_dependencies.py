"""docs/dependencies.md has a reason and a licence for each package that is asked for, and for no other."""

import re
import tomllib
from importlib.metadata import distribution, metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ROW = re.compile(r"^\| ([\w-]+) \| ([\w.-]+) \| (.+) \|$", re.MULTILINE)
WRITTEN = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
DECLARED = {
    "What runs": PYPROJECT["project"]["dependencies"],
    "What tests it": PYPROJECT["dependency-groups"]["dev"],
}
LICENCES = {name: licence for name, licence, _ in ROW.findall(WRITTEN) if name.strip("-") not in ("", "Package")}


@pytest.mark.parametrize("heading", DECLARED)
def test_each_package_has_its_row_and_none_is_left_over(heading):
    part = WRITTEN.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [name for name, _, why in ROW.findall(part) if name in LICENCES and len(why) > 4]
    assert rows == sorted(Requirement(text).name for text in DECLARED[heading])


NOT_HERE = {
    found.name
    for text in sum(DECLARED.values(), [])
    if (found := Requirement(text)).marker and not found.marker.evaluate()
}


@pytest.mark.parametrize("name", sorted(LICENCES.keys() - NOT_HERE))
def test_a_licence_is_the_one_that_the_package_says(name):
    """By its family, as older packages say it in words."""
    told = metadata(name)
    classifiers = [line for line in told.get_all("Classifier", []) if line.startswith("License")]
    files = [file.read_text() for file in distribution(name).files if "LICENSE" in file.name and name.startswith("axe")]
    said = " ".join([told.get("License-Expression") or told.get("License") or "", *classifiers, *files])
    assert LICENCES[name].split("-")[0] in said
