"""The package as a leader meets it: found, taken out, and the sheets dropped back in, in a real browser."""

import io
import zipfile

import openpyxl
import pytest
from playwright.sync_api import expect

import ods
from browsing import go_to, serving, settled
from register.database import open_register
from register.reports import last_reports
from register.sheet.write import HEADER_ROW, HEADINGS
from register.validation.rules import ONGOING

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def register(tmp_path_factory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('register')}/register.sqlite"


@pytest.fixture(scope="module")
def server(published, register):
    with serving(published, REGISTER_ADDRESS=register) as running:
        yield running


def answered(sheet: bytes, measure_no: int) -> bytes:
    """As somebody fills it in: one task, in small letters."""
    book = openpyxl.load_workbook(io.BytesIO(sheet))
    for row in book["Status"].iter_rows(min_row=HEADER_ROW + 2):
        if row[0].value == measure_no:
            row[HEADINGS.index("Status")].value = " i gang "
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_the_package_is_four_clicks_away_and_its_sheets_are_dropped_back_at_once(reader, server, register):
    page = go_to(reader, server.address)
    clicks = []

    def click(found) -> None:
        clicks.append(found)
        found.click()

    click(page.locator(".st-key-menu").get_by_role("button", name="Planen"))
    click(page.get_by_role("link", name="Runder og påminnelser"))
    settled(page)
    with page.expect_download() as download:
        click(page.get_by_role("button", name="Last ned pakken til alle 13 (ZIP)"))
    assert len(clicks) < 5
    with zipfile.ZipFile(download.value.path()) as archive:
        hamar, elverum = (archive.read(f"ark/status-{name}.xlsx") for name in ("hamar", "elverum"))
    files = {
        "a.xlsx": answered(hamar, 1),
        "b.xlsx": answered(hamar, 2),
        "c.ods": ods.saved_as_ods(answered(elverum, 1)),
    }
    page.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files(
        [{"name": name, "mimeType": "", "buffer": content} for name, content in files.items()]
    )
    table = page.get_by_role("table", name="Filene", exact=True)
    expect(table.locator("tbody tr")).to_have_text(["a.xlsxHamar1", "b.xlsxHamar1", "c.odsElverum1"])
    expect(page.get_by_text("Hamar har svart i 2 filer: a.xlsx og b.xlsx.")).to_be_visible()
    page.get_by_role("button", name="Lagre 3 svar").click()
    expect(page.get_by_text("3 svar er lagret.")).to_be_visible()
    engine = open_register(register)
    saved = {task: answer.status for task, answer in last_reports(engine).items()}
    engine.dispose()
    assert saved == {(1, "3403"): ONGOING, (2, "3403"): ONGOING, (1, "3420"): ONGOING}
