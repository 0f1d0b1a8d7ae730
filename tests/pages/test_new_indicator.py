"""A new indicator with ten observations is rows in three files: it is on its page, in the workbook and on a slide."""

import io

import openpyxl
import pytest

from content import warehouse, wording
from content.downloads import workbook
from content.slides import deck, packs
from content.slides.powerpoint.presentation import pptx
from pipelines.build import check
from pipelines.publish import publish
from plants import add
from powerpoint import A, plain, read, text_of
from showing import TODAY
from visiting import headings, paragraphs, visit

QUESTION = "Hvor mange elever oppgir digital vold? (spurt 2024)"
HEADING = "Seksuell vold"
INDICATOR = {
    "indicator_id": "digital_2024",
    "place": "900",
    "theme_id": "youth_sexual",
    "name": "Digital vold, elever",
    "topic": "Barn og unge",
    "question": QUESTION,
    "kind": "anslag",
    "unit": "prosent",
    "method": "undersøkelse",
    "whom": "dem som svarte",
}
OBSERVATION = {
    "indicator_id": "digital_2024",
    "source_id": "nova_ungvold_2023",
    "area_code": "0",
    "year": "2024",
    "recall_period": "siste 12 måneder",
    "population": "elever",
    "precision": "eksakt",
    "base": "1000",
    "is_provisional": "nei",
    "is_unconfirmed": "nei",
    "in_plan": "nei",
}
ACTS = ("Trusler på nett", "Fulgt med på", "Delt bilder av", "Utestengt", "Presset")
SHARES = [31, 12, 27, 10, 23, 8, 19, 6, 15, 4]


def ten_rows(rows):
    asked = [(act, sex) for act in ACTS for sex in ("jenter", "gutter")]
    return rows + [
        OBSERVATION
        | {
            "observation_id": f"digital_{number}",
            "category": act,
            "sex": sex,
            "value": str(share),
            "wording": f"{share} prosent av {sex}",
        }
        for number, ((act, sex), share) in enumerate(zip(asked, SHARES, strict=True))
    ]


@pytest.fixture
def version(built, reading, tmp_path, monkeypatch) -> str:
    monkeypatch.setattr(wording, "today", lambda: TODAY)
    connection = built(
        {
            "indicators": add(**INDICATOR),
            "observations": ten_rows,
            "indicator_caveats": add(indicator_id="digital_2024", place="1", caveat_id="only_pupils"),
        }
    )
    check(connection)
    publish(connection, tmp_path, "0" * 16)
    return reading(tmp_path)


def test_it_is_on_its_page_with_what_it_can_say_and_can_not(version):
    page = visit("pages/knowledge/children.py", figurer="ja").run()
    assert [error.message for error in page.exception] == []
    assert HEADING in [words for _, words in headings(page, 2)]
    said = " ".join(paragraphs(page))
    assert QUESTION in said
    found = dict(headings(page, 3))["digital-2024"]
    assert "31 % av jentene og 12 % av guttene oppgir trusler på nett" in f"{found} {said}".replace("\u00a0", " ")
    assert "Noe om unge utenfor videregående skole: bare elever ble spurt." in said
    assert [chart.proto.alt for chart in page.get("vega_lite_chart") if chart.proto.alt.startswith(QUESTION)]


def test_it_is_in_the_workbook(version):
    book = openpyxl.load_workbook(io.BytesIO(workbook.workbook(version)))
    heading, *found = book["observations"].iter_rows(values_only=True)
    rows = [
        row for row in (dict(zip(heading, row, strict=True)) for row in found) if row["indicator_id"] == "digital_2024"
    ]
    assert sorted(row["value"] for row in rows) == sorted(SHARES)
    assert QUESTION in [
        row[heading_of(book).index("question")] for row in book["indicators"].iter_rows(values_only=True)
    ]


def heading_of(book) -> list[str]:
    return list(next(book["indicators"].iter_rows(values_only=True)))


def test_it_is_a_slide(version):
    assert packs.names(version, TODAY)["digital-2024"] == QUESTION
    # Ten rows are too many to be read from a distance as a chart: they are a table.
    [page] = read(pptx(deck.slides(version, ("digital-2024",), TODAY)))
    assert plain("31\u00a0% av jentene og 12\u00a0% av guttene oppgir trusler på nett") in plain(page.texts[0])
    assert page.notes.startswith(QUESTION)
    cells = [plain(text_of(cell)) for cell in page.tree.iter(f"{A}tc")]
    shares = [cell for cell in cells if cell.endswith(plain("\u00a0%"))]
    assert shares and shares == [plain(f"{share}\u00a0%") for share in SHARES][: len(shares)]
    assert len(shares) == len(SHARES) or f"{len(shares)} av {len(SHARES)} rader. Alle står på siden" in page.said


def test_it_was_not_there_before(published, reading):
    reading(published)
    known = warehouse.query(warehouse.version_in_use(), "select indicator_id from marts.indicators")
    assert "digital_2024" not in set(known["indicator_id"])
