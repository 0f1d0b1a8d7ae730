"""A new indicator with thirty numbers, by somebody who knows Excel: sheet, preview, published in every process, undone."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browsing import Visitor, choose, go_to, new_visitor, serving, settled
from figure_sheets import INDICATORS, NEW, filled_in

pytestmark = pytest.mark.browser
QUESTION = NEW[INDICATORS][0]["Spørsmål"]


def test_a_new_indicator_goes_from_its_sheet_to_its_page_and_is_undone(
    browser: Browser, published: Path, tmp_path: Path
):
    out, register = shutil.copytree(published, tmp_path / "out"), f"sqlite:///{tmp_path}/register.sqlite"
    with serving(out, REGISTER_ADDRESS=register) as server, serving(out, REGISTER_ADDRESS=register) as other:
        page = go_to(new_visitor(browser, locale="nb-NO").new_page(), f"{server.address}legg-inn")
        choose(page, "Indikator eller tabell", "En ny indikator")
        settled(page)
        with page.expect_download() as download:
            page.get_by_role("button", name="Last ned ark").click()
        sheet = tmp_path / download.value.suggested_filename
        download.value.save_as(sheet)
        sheet.write_bytes(filled_in(sheet.read_bytes(), NEW))
        page.locator("input[type=file]").set_input_files(sheet)
        expect(page.get_by_text("Tall for indikatorer: 30 nye rader.")).to_be_visible()
        settled(page)
        expect(page.locator("strong", has_text=QUESTION)).to_be_visible()
        page.get_by_role("textbox", name="Hvor er tallene fra").fill("Rapporten om elevene, tabell 3")
        page.get_by_role("button", name="Legg ut tallene").click()
        expect(page.get_by_text("Tallene er lagt ut.")).to_be_visible()
        settled(page)
        with Visitor(server) as here, Visitor(other) as there:
            assert QUESTION in here.ask("barn-og-unge") and QUESTION in there.ask("barn-og-unge")
            assert "Rapporten om elevene, tabell 3" in there.ask("legg-inn")
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
            assert QUESTION not in here.ask("barn-og-unge") and QUESTION not in there.ask("barn-og-unge")
