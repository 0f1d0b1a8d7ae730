"""The gate's command, and folders of raw data that it can be tried on."""

import io
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from pipelines.build import RAW
from pipelines.gate import main
from some_tables import raw_of


def all_raw(folder: Path) -> Path:
    """All raw data as shipped, but for a sheet that somebody has filled in here."""
    return shutil.copytree(RAW, folder, ignore=shutil.ignore_patterns("krisesenteret.csv"))


def raw_of_the_gate(folder: Path) -> Path:
    """What the gate looks into: to hold all the rest against the package takes ten times as long."""
    shutil.copytree(RAW / "local", folder / "local", ignore=shutil.ignore_patterns("krisesenteret.csv"))
    return raw_of(("areas", "area_members", "crisis_centre_gated"), folder)


def command(raw: Path, *options: str) -> tuple[int, str]:
    """The exit status of the gate's command, and all that it says."""
    said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    with redirect_stdout(said), redirect_stderr(said):
        status = main(["--raw", str(raw), *options])
    said.seek(0)
    return status, said.read()
