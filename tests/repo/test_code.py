"""The code reads as one hand wrote it, and its types agree: the commands of «Check the code» in docs/how-to.md."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WRONG = "import os\n\nnumber: int = 'text'\n"
CHECKS = ("ruff check", "ruff format --check", "mypy")


def checked(command: str, folder: Path = ROOT) -> tuple[int, str]:
    """Status of a check run in a folder, and what it says."""
    done = subprocess.run([sys.executable, "-m", *command.split()], cwd=folder, capture_output=True, encoding="utf-8")
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("command", CHECKS)
def test_nothing_is_found(command):
    status, told = checked(command)
    assert status == 0, told


@pytest.mark.parametrize("command", CHECKS)
def test_what_is_wrong_is_found(command, tmp_path):
    """With the settings of the project, in each of its folders with types: an import without use, quotes of another
    kind, a text for a number."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for folder in ("pipelines", "register", "content"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{folder}_wrong.py").write_text(WRONG, encoding="utf-8")
    status, told = checked(command, tmp_path)
    assert status == 1 and told.count("_wrong.py") >= 3
