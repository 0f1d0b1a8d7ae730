"""Which file says what tables and columns a folder of raw data has: the same for every collaboration."""

from pathlib import Path

DESCRIPTOR = "datapackage.json"
PLANS = "plans.csv"
"""What makes a folder one of raw data."""
LOCAL = "local"
"""The folder in it with what never leaves the crisis centre."""
SHARED = Path(__file__).parent.parent / "data" / "raw"


def descriptor_of(folder: Path) -> Path:
    """The folder's own, else the one that all share; of a folder that is no raw data, the one it should have."""
    raw = folder.parent if folder.name == LOCAL else folder
    if has_own(folder) or not (raw / PLANS).exists():
        return folder / DESCRIPTOR
    return SHARED / folder.relative_to(raw) / DESCRIPTOR


def has_own(folder: Path) -> bool:
    return (folder / DESCRIPTOR).exists()
