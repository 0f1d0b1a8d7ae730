"""The gate's command, and folders of raw data that it can be tried on."""

import io
import json
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from pipelines.build import RAW
from pipelines.gate import main
from pipelines.validate import DESCRIPTOR

GATE_READS = ("areas", "area_members", "crisis_centre_gated")


def all_raw(folder: Path) -> Path:
    """All raw data as shipped, but for a sheet that somebody has filled in here."""
    return shutil.copytree(RAW, folder, ignore=shutil.ignore_patterns("krisesenteret.csv"))


def raw_of_the_gate(folder: Path) -> Path:
    """The few tables that the gate looks into: to hold all the others against the package takes ten times as long."""
    shutil.copytree(RAW / "local", folder / "local", ignore=shutil.ignore_patterns("krisesenteret.csv"))
    package = json.loads((RAW / DESCRIPTOR).read_text(encoding="utf-8"))
    package["resources"] = [table for table in package["resources"] if table["name"] in GATE_READS]
    (folder / DESCRIPTOR).write_text(json.dumps(package), encoding="utf-8")
    for path in [RAW / table["path"] for table in package["resources"]]:
        if path.exists():
            shutil.copy(path, folder)
    return folder


def command(raw: Path, *options: str) -> tuple[int, str]:
    """The exit status of the gate's command, and all that it says."""
    said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    with redirect_stdout(said), redirect_stderr(said):
        status = main(["--raw", str(raw), *options])
    said.seek(0)
    return status, said.read()
