"""A plan that follows the shipped one in the same collaboration: rows added to the files of its folder."""

import csv
import shutil
from pathlib import Path

from elsewhere import COLUMNS
from pipelines.build import RAW

NOW, NEXT = "plan_2023", "plan_2027"
TITLE = "Handlingsplan for trygge hjem"
MEASURES = ("Trygg overnatting", "Opplegg mot vold på nett", "Felles kurs")
"""The first two are done in each municipality, the third jointly."""
TABLES = {
    "sources": [{"source_id": NEXT, "title": TITLE, "publisher": "Kommunene", "year": "2027", "in_plan": "nei"}],
    "measures": [
        {
            "measure_no": str(number),
            "section": f"2.{number}",
            "working_title": title,
            "overview_wording": f"{title} er på plass",
            "body_wording": f"{title} er på plass.",
            "overview_promises_more": "nei",
            "focus_area": "Trygge hjem",
            "responsible": "Kommunedirektøren",
            "source_id": NEXT,
        }
        for number, title in enumerate(MEASURES, 1)
    ],
    "measure_parts": [
        {
            "measure_no": str(number),
            "is_joint": "ja" if number == 3 else "nei",
            "task": f"Innføre: {title}",
            "owner": "Kommunedirektøren",
            "deadline": "2029-06-30",
        }
        for number, title in enumerate(MEASURES, 1)
    ],
    "measure_target_groups": [{"measure_no": str(number), "target_group": "Alle"} for number in (1, 2, 3)],
}


def raw_with_next(folder: Path, valid_from: str) -> Path:
    """The shipped folder with the next plan in it, from a day."""
    shutil.copytree(RAW, folder)
    plan = {
        "plan_id": NEXT,
        "title": TITLE,
        "short_title": "Planen",
        "title_in_text": "handlingsplanen for trygge hjem",
        "valid_from": valid_from,
        "validity_said_by": NEXT,
        "source_id": NEXT,
    }
    for name, rows in (TABLES | {"plans": [plan]}).items():
        with (folder / f"{name}.csv").open("a", encoding="utf-8", newline="") as file:
            own = {"plan_id": NEXT} if "plan_id" in COLUMNS[name] else {}
            csv.DictWriter(file, COLUMNS[name], lineterminator="\n").writerows(own | row for row in rows)
    return folder
