"""The code knows no collaboration: another is another folder of data."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("pages", "dashboard", "content", "pipelines", "register")
FILES = [ROOT / "app.py"] + [
    file
    for folder in FOLDERS
    for file in sorted((ROOT / folder).rglob("*"))
    if file.suffix in (".py", ".sql", ".js", ".css")
]
OURS = re.compile(
    r"Hamar|Elverum|Engerdal|Løten|Ringsaker|Stange|Trysil|Våler|Åmot|Innlandet|hamar_krisesenter|ni_kommuner|"
    r"smaa_kommuner|nkvts_20|(?i:\bde ni\b|\bni kommuner)"
)
"""Names, keys and numbers of the shipped collaboration, in code, comments and docstrings."""


def test_no_file_names_a_place_a_centre_a_survey_or_how_many_they_are():
    named = {file.relative_to(ROOT).as_posix(): OURS.findall(file.read_text(encoding="utf-8")) for file in FILES}
    assert {file: names for file, names in named.items() if names} == {}


def test_the_files_are_found_and_names_are_seen():
    assert {file.suffix for file in FILES} == {".py", ".sql", ".js", ".css"} and len(FILES) > 150
    assert OURS.findall("De ni i HAMAR, Hamar og nkvts_2019; de nitten") == ["De ni", "Hamar", "nkvts_20"]
