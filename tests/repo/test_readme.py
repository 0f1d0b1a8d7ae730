"""README and the documents tell the truth about the tree."""

import importlib.util
import re
from pathlib import Path

import pytest

from register.schema import VERSION

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = ["README.md", "CHANGELOG.md", *(path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/*.md"))]
WRITTEN = [name for name in DOCUMENTS if name != "docs/data.md"]
"""Those that no command writes."""
GENERATED = {
    "data/processed/",
    "data/processed/candidates/",
    "data/processed/current",
    "data/processed/status/",
    "data/register/",
}
NOT_IN_GIT = {"data/register/register.sqlite", "data/raw/crisis_centre_gated.csv", "data/raw/local/krisesenteret.csv"}
NOT_IN_GIT |= {"data/raw/local/vist.json"}
TOPS = {path.name for path in ROOT.iterdir()}
LONGEST_README = 120


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def paths_in_tree() -> set[str]:
    """Paths of the tree in the README, an indented line being below the last line that was not."""
    tree = re.search(r"## Where things are\n```\n(.*?)```", README, re.DOTALL).group(1)
    folder, paths = "", set()
    for line in tree.splitlines():
        name = line.split()[0]
        if not line.startswith(" "):
            folder = name if name.endswith("/") else ""
            paths.add(name)
        else:
            paths.add(folder + name)
    return paths


def paths_in(written: str) -> set[str]:
    """What stands in a text as a path from the project's folder: no pattern, no part in other words."""
    found = {path.rstrip(".,:;") for path in re.findall(r"(?<![\w./-])[\w.-]+/[\w./*<>-]*", written)}
    return {path for path in found if path.split("/")[0] in TOPS and not set("*<>") & set(path)}


def anchors(written: str) -> set[str]:
    """What a link may lead to, as GitHub names headings."""
    headings = re.findall(r"^#+ (.+)$", written, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_path_of_the_tree_exists():
    assert [path for path in paths_in_tree() - GENERATED if not (ROOT / path).exists()] == []


def test_every_folder_of_code_is_in_the_tree():
    tops = ("pages", "dashboard", "content", "pipelines", "register", "benchmarks")
    folders = {file.parent.relative_to(ROOT).as_posix() + "/" for top in tops for file in (ROOT / top).rglob("*.py")}
    assert folders - {"pages/", "register/migrations/versions/"} - paths_in_tree() == set()


def test_the_search_for_paths_finds_them():
    assert {"pipelines/gate.py", "pipelines/sql/staging/"} <= paths_in(text("docs/architecture.md"))
    assert paths_in("in `docs/none.md`, 24/7 or pages/*.py") == {"docs/none.md"}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_path_that_is_named_exists(name):
    named = paths_in(text(name)) - GENERATED - NOT_IN_GIT
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_leads_somewhere(name):
    for link in re.findall(r"\]\((?!https?:)([^)]+)\)", text(name)):
        path, _, anchor = link.partition("#")
        target = (ROOT / name).parent / path if path else ROOT / name
        assert target.exists(), link
        assert not anchor or anchor in anchors(target.read_text(encoding="utf-8")), link


def test_every_command_exists():
    named = {module for name in DOCUMENTS for module in re.findall(r"-m ([\w.]+)", text(name))}
    assert {"pipelines.build", "pipelines.describe", "pipelines.gate", "register", "benchmarks"} <= named
    # What only others have made is not looked for here: the tests may run without it.
    ours = [module for module in named if module.split(".")[0] in TOPS]
    assert [module for module in ours if importlib.util.find_spec(module) is None] == []


def test_every_option_is_known():
    named = {option for name in WRITTEN for option in re.findall(r"`(--[a-z-]+)", text(name))}
    files = [*ROOT.glob("pipelines/*.py"), *ROOT.glob("register/*.py"), ROOT / "run.py"]
    code = "".join(file.read_text(encoding="utf-8") for file in files)
    assert {"--skriv", "--if-stale", "--replace", "--keep"} <= named
    assert [option for option in named if f'"{option}"' not in code] == []


@pytest.mark.parametrize("name", WRITTEN)
def test_no_line_is_longer_than_those_of_the_code(name):
    assert [line for line in text(name).splitlines() if len(line) > 120] == []


def test_every_test_that_holds_a_promise_exists():
    named = re.findall(r"`([a-z]+(?:_[a-z]+)+)`", text("docs/security.md"))
    tests = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("tests/*/test_*.py"))
    assert len(named) > 10 and [name for name in named if not re.search(rf"def test_\w*{name}", tests)] == []


def test_the_readme_is_short():
    assert len(README.splitlines()) <= LONGEST_README


def test_the_newest_version_of_the_register_is_told():
    told = re.findall(r"^### Version (\d+), \d{4}-\d\d-\d\d$", text("CHANGELOG.md"), re.MULTILINE)
    assert [int(version) for version in told] == list(range(VERSION, 0, -1))


def test_the_long_run_names_every_module_that_takes_a_sample_or_waits_for_it():
    named = re.findall(r"tests/\w+/test_\w+\.py", (ROOT / ".ci/long").read_text(encoding="utf-8"))
    paths = ROOT.glob("tests/*/test_*.py")
    modules = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    assert set(named) == {
        name for name, text in modules.items() if re.search(r"^from proofs import|^@.*mark\.long", text, re.M)
    }
