"""The papers as whoever writes the case meets them: what is typed is in the file that comes, in a real browser."""

import pytest
from playwright.sync_api import expect

from browsing import opened
from dashboard import papers
from word import read

TYPED = "<b>fet</b> **stjerner** =1+1 [lenke](https://ond.example) ]]> &amp;\nny linje"


@pytest.mark.browser
def test_what_is_typed_is_in_the_file_at_once_and_kept(shipped, browser):
    page = opened(browser, f"{shipped.address}kommune?kommune=hamar")
    page.get_by_text(papers.HEADING).click()
    page.get_by_label("Saksnummer").fill("26/77")
    page.get_by_label("Arbeidstid og økonomi (i notatet)").fill(TYPED)
    # The field is left by the click that asks for the file.
    with page.expect_download() as coming:
        page.get_by_role("button", name="Notat til kommunedirektøren (Word)").click(delay=80)
    found = read(coming.value.path().read_bytes())
    assert coming.value.suggested_filename == "notat-hamar.docx"
    texts = [text for _, text in found.paragraphs if text]
    assert "Saksnummer: 26/77" in found.text and texts[texts.index("Arbeidstid og økonomi") + 1] == TYPED
    page.reload()
    page.get_by_text(papers.HEADING).click()
    expect(page.get_by_label("Saksnummer")).to_have_value("26/77")
