"""A new indicator with thirty numbers, by somebody who knows Excel: sheet, preview, published, undone.

In the long proofs also in another process; that each publishes what is handed in is held by `test_publishing`.
"""

import shutil
from contextlib import ExitStack
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

import powerpoint
from browsing import Visitor, choose, go_to, new_visitor, serving, settled
from figure_sheets import ACTS, INDICATORS, NEW, NUMBERS, filled_in
from proofs import tries

pytestmark = pytest.mark.browser
NAME, QUESTION = (NEW[INDICATORS][0][name] for name in ("Navn", "Spørsmål"))
FINDING = "av guttene oppgir handling A siste 12 måneder"


def numbers_in(book: Path) -> list[tuple]:
    """Of whom, what and how many: the numbers that are in the workbook of all data."""
    header, *rows = openpyxl.load_workbook(book, read_only=True)["observations"].iter_rows(values_only=True)
    found = [dict(zip(header, row, strict=True)) for row in rows]
    return [(row["sex"], row["category"], row["value"]) for row in found if row["category"] in ACTS]


def taken(page: Page, button: str, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_a_new_indicator_goes_from_its_sheet_to_pages_slide_and_workbook_and_is_undone(
    browser: Browser, published: Path, tmp_path: Path
):
    out, register = shutil.copytree(published, tmp_path / "out"), f"sqlite:///{tmp_path}/register.sqlite"
    with ExitStack() as servers:
        server, *others = [servers.enter_context(serving(out, REGISTER_ADDRESS=register)) for _ in range(tries(1, 2))]
        page = go_to(new_visitor(browser, locale="nb-NO").new_page(), f"{server.address}legg-inn")
        choose(page, "Indikator eller tabell", "En ny indikator")
        settled(page)
        sheet = taken(page, "Last ned ark", tmp_path)
        sheet.write_bytes(filled_in(sheet.read_bytes(), NEW))
        page.locator("input[type=file]").set_input_files(sheet)
        expect(page.get_by_text("Tall for indikatorer: 30 nye rader.")).to_be_visible()
        settled(page)
        expect(page.locator("strong", has_text=QUESTION)).to_be_visible()
        page.get_by_role("textbox", name="Hvor er tallene fra").fill("Rapporten om elevene, tabell 3")
        page.get_by_role("button", name="Legg ut tallene").click()
        expect(page.get_by_text("Tallene er lagt ut.")).to_be_visible()
        settled(page)
        for each in (server, *others):
            with Visitor(each) as visitor:
                assert QUESTION in visitor.ask("barn-og-unge")
                assert "Rapporten om elevene, tabell 3" in visitor.ask("legg-inn")
        page.get_by_role("link", name=QUESTION).click()
        expect(page.get_by_text(QUESTION).first).to_be_visible()
        # It is found in the catalogue, shown on a slide, and in the workbook.
        go_to(page, f"{server.address}utforsk?sok=digital+vold")
        page.get_by_role("radio", name=NAME).check(force=True)
        settled(page)
        expect(page.get_by_role("heading", name=FINDING)).to_be_visible()
        page.get_by_role("button", name="Legg i presentasjonen").click()
        page.get_by_role("link", name="Åpne presentasjonen").click()
        expect(page.locator("h1")).to_contain_text("Presentasjon")
        settled(page)
        expect(page.get_by_text(FINDING).first).to_be_visible()
        [slide] = powerpoint.read(taken(page, "PowerPoint", tmp_path).read_bytes())
        assert FINDING in slide.said
        powerpoint.check_fits(slide)
        go_to(page, f"{server.address}kilder")
        expected = [(row["Kjønn"], row["Hva tallet gjelder"], row["Tall"]) for row in NEW[NUMBERS]]
        assert sorted(numbers_in(taken(page, "Alle dataene", tmp_path))) == sorted(expected)
        go_to(page, f"{server.address}legg-inn")
        choose(
            page,
            "Hvilken levering skal angres?",
            "Nr. 1: 1 rad i Kilder, 1 rad i Indikatorer, 30 rader i Tall for indikatorer og 1 rad i Forbehold for "
            f"indikatorer ({sheet.name})",
        )
        page.get_by_role("button", name="Se hva som blir endret om den angres").click()
        page.get_by_role("textbox", name="Hvorfor skal det angres?").fill("Feil rapport")
        page.get_by_role("button", name="Angre hele leveringen").click()
        expect(page.get_by_text("Leveringen er angret.")).to_be_visible()
        settled(page)
        for each in (server, *others):
            with Visitor(each) as visitor:
                assert QUESTION not in visitor.ask("barn-og-unge")
                assert "Ingen treff" in visitor.ask("utforsk", "sok=digital+vold, elever")
