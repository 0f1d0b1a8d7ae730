"""The figures of a page together: a picture each, and one workbook, with what stands in each alone."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from content.downloads import collected, spreadsheet
from known_figures import FIGURES
from showing import shown_on

ROOT = Path(__file__).parents[2]
PAGE = "aeresrelatert-vold"


@pytest.fixture(scope="module")
def taken(filled_version):
    of_page = [
        on_page
        for id, on_page in ((id, shown_on(filled_version, id)) for id in FIGURES)
        if on_page and FIGURES[id].page == PAGE
    ]
    return of_page, zipfile.ZipFile(io.BytesIO(collected.collected(of_page)))


def test_every_figure_is_a_picture_in_the_order_of_the_page(taken):
    figures, archive = taken
    pictures = [name for name in archive.namelist() if name.endswith(".png")]
    assert [name[:3] for name in pictures] == [f"{place:02} " for place in range(1, len(figures) + 1)]
    assert len({archive.read(name) for name in pictures}) == len(figures) == 4
    assert all(archive.read(name).startswith(b"\x89PNG") for name in pictures)


def test_the_workbook_holds_the_sheets_of_each(taken):
    figures, archive = taken
    book = openpyxl.load_workbook(io.BytesIO(archive.read("figurene.xlsx")))
    assert book.sheetnames == [f"{place} {kind}" for place in range(1, 5) for kind in ("Tall", "Om dataene")]
    for place, figure in enumerate(figures, start=1):
        alone = openpyxl.load_workbook(io.BytesIO(spreadsheet.xlsx(figure)))
        for kind in ("Tall", "Om dataene"):
            assert [*book[f"{place} {kind}"].values] == [*alone[kind].values]


def test_what_draws_beside_loads_nothing_but_the_renderer():
    """What charts are made by takes seconds to load, in which no figure is told to be done."""
    code = "import sys, content.drawing; assert not {'altair', 'pandas', 'duckdb'} & {*sys.modules}"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_the_example_is_told_in_the_name():
    assert collected.file_name("omfang", is_example=True) == "eksempeldata-omfang-figurene.zip"
    assert collected.file_name("omfang", is_example=False) == "omfang-figurene.zip"
