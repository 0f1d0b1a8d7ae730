"""Eksempeldata: marked on every page, and in all that is taken along."""

import io
import re
import shutil
from dataclasses import replace

import openpyxl
import pytest

from content import warehouse, wording
from content.downloads import picture, spreadsheet
from content.figures.credits import EXAMPLE, paragraph
from dashboard import access
from known_figures import FIGURES
from proofs import some
from register.settings import settings
from register.sheet.write import write
from reporting import FOLLOW_UP, GROUP, MEASURES, REPORT, ROOT
from showing import TODAY, shown_on
from visiting import to_copy, visit

DRAWN = [id for id in FIGURES if id != "over_time"]
PAGES = [path.relative_to(ROOT).as_posix() for path in ROOT.glob("pages/*/*.py")]


@pytest.fixture(scope="module")
def example(filled, tmp_path_factory) -> str:
    """The version of the example on all figures, made once, with whoever sits at the machine as reader."""
    folder = tmp_path_factory.mktemp("example")
    used = replace(settings(), address=f"sqlite:///{folder}/example.sqlite", is_example=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wording, "today", lambda: TODAY)
        patch.setattr(access, "is_at_this_machine", lambda headers: True)
        patch.setattr(warehouse, "PROCESSED", shutil.copytree(filled, folder / "processed"))
        patch.setattr(warehouse, "settings", lambda: used)
        yield warehouse.version_in_use()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_marked(example, path):
    page = visit(path).run()
    assert [error.message for error in page.exception] == []
    assert [html.proto.body for html in page.get("html") if "<b>Eksempeldata.</b>" in html.proto.body]
    if path == MEASURES:
        # Of all tasks, and of those of the measure on the card.
        bars = [html.proto.body for html in page.get("html") if '<div class="vnr-counted">' in html.proto.body]
        tasks = [sum(map(int, re.findall(r"flex:(\d+)", bar))) for bar in bars]
        assert tasks == [139, 9]
    if path in (MEASURES, REPORT, FOLLOW_UP, GROUP):
        shown = " ".join(
            [*(text.proto.body for text in page.get("html")), *(box.label + str(box.options) for box in page.selectbox)]
        )
        assert "Kommune A" in shown and "Engerdal" not in shown
    if path == FOLLOW_UP:
        [area] = [box for box in page.selectbox if box.label == "Kommune"]
        area.set_value("kommune-a").run()
        assert to_copy(page)[0].startswith(EXAMPLE)
    if path == GROUP:
        assert "<strong>6 av 9 kommuner har oppnevnt medlem.</strong>" in shown
        assert to_copy(page)[0].startswith(EXAMPLE)


@pytest.mark.parametrize("id", some(DRAWN[::4], DRAWN))
def test_every_figure_is_marked_where_it_is_taken(example, id):
    shown = shown_on(example, id)
    assert EXAMPLE in paragraph(shown)
    assert EXAMPLE in " ".join(picture.svg(shown).decode().split())
    book = openpyxl.load_workbook(io.BytesIO(spreadsheet.xlsx(shown)))
    assert any(EXAMPLE in str(row[1].value) for row in book["Om dataene"].iter_rows())


def test_a_sheet_is_marked(example):
    book = openpyxl.load_workbook(io.BytesIO(write([], EXAMPLE)))
    assert book["Status"]["A2"].value.startswith(EXAMPLE)


def test_what_is_real_is_not_marked(local_register):
    assert EXAMPLE not in paragraph(shown_on(warehouse.version_in_use(), "deadlines"))
