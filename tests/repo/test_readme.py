"""The README tells the truth about the tree."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


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


def test_every_path_of_the_tree_exists():
    generated = {"data/processed/", "data/register/"}
    assert [path for path in paths_in_tree() - generated if not (ROOT / path).exists()] == []


def test_every_folder_of_code_is_in_the_tree():
    tops = ("pages", "dashboard", "content", "pipelines", "register", "benchmarks")
    folders = {file.parent.relative_to(ROOT).as_posix() + "/" for top in tops for file in (ROOT / top).rglob("*.py")}
    assert folders - {"pages/", "register/migrations/versions/"} - paths_in_tree() == set()


def test_pictures_exist():
    pictures = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)
    assert pictures and all((ROOT / picture).exists() for picture in pictures)


def test_the_long_run_names_every_module_that_takes_a_sample():
    named = re.findall(r"tests/\w+/test_\w+\.py", (ROOT / ".ci/long").read_text(encoding="utf-8"))
    paths = ROOT.glob("tests/*/test_*.py")
    modules = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    assert set(named) == {name for name, text in modules.items() if "\nfrom proofs import" in text}


def test_no_line_is_longer_than_those_of_the_code():
    assert [line for line in README.splitlines() if len(line) > 120] == []
