"""The same numbers in every channel: slide, Word and workbook, each read back as people get it; the pages are walked."""

import io

import openpyxl
import pandas as pd
import pytest

from content.documents import knowledge_base
from content.downloads.workbook import workbook
from content.slides import deck
from content.slides.powerpoint.presentation import pptx
from known_figures import FIGURES
from powerpoint import read as read_slides
from showing import plain
from word import read_undrawn

# What a figure counts by itself: no mart holds it, and it is counted again below.
COUNTED = {"measures_by_deadline", "deadlines"}


@pytest.fixture(scope="module")
def in_word(filled_version, today) -> str:
    """With what each picture says, which shows the numbers."""
    return plain(read_undrawn(knowledge_base.document(filled_version, today)).text)


@pytest.fixture(scope="module")
def in_workbook(filled_version) -> dict[str, list[list]]:
    book = openpyxl.load_workbook(io.BytesIO(workbook(filled_version)))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


@pytest.fixture(scope="module")
def on_slides(filled_version, today) -> list[str]:
    """The notes of each slide, all figures in one file."""
    anchors = tuple(figure.anchor for figure in FIGURES.values())
    return [plain(page.notes) for page in read_slides(pptx(deck.slides(filled_version, anchors, today)))]


@pytest.mark.parametrize("id", FIGURES)
def test_the_slide_says_and_shows_the_same(on_slides, shown_today, id):
    # The notes begin with the question, also where a figure goes on on another slide.
    notes = " ".join(notes for notes in on_slides if notes.startswith(plain(FIGURES[id].question)))
    assert [said for said in shown_today[id].can_say if plain(said) not in notes] == []


@pytest.mark.parametrize("id", [id for id in FIGURES if id not in COUNTED])
def test_the_report_says_the_same(in_word, shown_today, id):
    assert [said for said in shown_today[id].can_say if plain(said) not in in_word] == []


@pytest.mark.parametrize("id", [id for id in FIGURES if id not in COUNTED])
def test_the_numbers_are_in_the_workbook(in_workbook, shown_today, id):
    held = {
        round(cell, 2)
        for rows in in_workbook.values()
        for row in rows
        for cell in row
        if isinstance(cell, int | float) and not isinstance(cell, bool)
    }
    numbers = shown_today[id].numbers.select_dtypes("number").to_numpy().flatten()
    assert [number for number in numbers if pd.notna(number) and round(float(number), 2) not in held] == []


def test_what_is_counted_is_counted_from_the_workbook_too(in_workbook, shown_today, today):
    header, *rows = in_workbook["measures"]
    deadlines = pd.to_datetime(pd.Series([row[header.index("deadline")] for row in rows]))
    counted = {
        "Fristen er ute": int((deadlines < pd.Timestamp(today)).sum()),
        "Fristen er ikke ute": int((deadlines >= pd.Timestamp(today)).sum()),
        "Ingen frist i planen": int(deadlines.isna().sum()),
    }
    told = shown_today["measures_by_deadline"].table
    assert dict(zip(told.iloc[:, 0], told.iloc[:, 1], strict=True)) == {
        name: f"{count} av {len(rows)}" for name, count in counted.items()
    }
