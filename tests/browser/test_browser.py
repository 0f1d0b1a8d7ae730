"""The dashboard as people meet it: a real server and a real browser."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest
from playwright.sync_api import Page, expect

from browsing import Server, Visitor, choose, go_to, new_visitor, serving, settled, stay
from by_keyboard import press, reach
from content.look.palette import DARK, LIGHT, Palette
from dashboard.guard.uploads import REFUSALS
from dashboard.translation import NOT_SENT
from judging import TITLES, WIDTH, WORDS, english, heard, violations
from pressing import at_rest
from proofs import looks_of

# Name and look of what has the focus.
FOCUSED = """
() => {
    const element = document.activeElement;
    if (element === document.body) return ["BODY", false];
    const outline = getComputedStyle(element.closest(".react-aria-ComboBox, label, [data-testid=stTextInputRootElement]") || element);
    return [
        element.getAttribute("aria-label") || element.textContent.replace(/(expand|keyboard)_(more|less|arrow_\\w+?(?=[A-ZÆØÅ]|$))/g, "").trim() || element.id || element.tagName,
        outline.outlineStyle === "solid" && outline.outlineWidth === "3px",
    ];
}
"""

# What a chart says of its colours.
COLOURS = """
chart => [...chart.querySelectorAll("[fill], [stroke]")]
    .flatMap(element => [element.getAttribute("fill"), element.getAttribute("stroke")])
"""
# A busy machine, which hears all at once that the server says in half a second after the next press.
HEARS_LATE = """
() => addEventListener("click", () => setTimeout(() => {
    const end = performance.now() + 500;
    while (performance.now() < end);
}, 5), {once: true})
"""

pytestmark = pytest.mark.browser


@pytest.fixture
def prevalence(shipped, reader) -> Page:
    return stay(reader, f"{shipped.address}omfang?kjonn=menn")


def chart_of(page: Page, figure: str) -> bytes:
    return page.locator(f":is(.st-key-figure_{figure}, .st-key-open_{figure}) .stVegaLiteChart").screenshot()


def test_first_request_is_a_deep_link_and_a_filter_changes_the_chart(shipped, reader):
    """Must stand first: it is the very first request to the server."""
    page = go_to(reader, f"{shipped.address}omfang")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("h1")).to_have_text(TITLES["omfang"])
    before = chart_of(page, "adults_2023")

    choose(page, "Kjønn", "Menn")
    expect(page).to_have_url(re.compile("kjonn=menn"))
    expect(page.get_by_text("av kvinnene oppgir dette")).to_have_count(0)
    settled(page)
    assert chart_of(page, "adults_2023") != before

    shared = go_to(reader, page.url)
    expect(shared.get_by_text("Voldtekt: 1,1 % av mennene oppgir dette.")).to_be_visible()
    expect(shared.get_by_text("av kvinnene oppgir dette")).to_have_count(0)


def test_a_chart_takes_the_colours_of_the_screen_while_it_is_open(prevalence):
    """Also on paper, which is white; every colour of it is one of the palette."""
    chart = prevalence.locator(".st-key-figure_adults_2023 [data-testid=stVegaLiteChart] svg").first
    known = {f"var(--vnr-{field.name.replace('_', '-')})" for field in fields(Palette)} | {"none", "transparent"}
    assert set(chart.evaluate(COLOURS)) - {"", None} <= known
    for how, palette in (({"color_scheme": "dark"}, DARK), ({"media": "print"}, LIGHT)):
        prevalence.emulate_media(**how)
        words = "rgb({}, {}, {})".format(*bytes.fromhex(palette.muted[1:]))
        # It may be drawn anew meanwhile.
        expect(chart.locator("text").first).to_have_css("fill", words)


def test_a_figure_can_be_taken_along(shipped, prevalence):
    page = prevalence
    for folded in ("Last ned", "Kopier avsnitt eller lenke"):
        page.locator(".st-key-figure_adults_2014").get_by_text(folded, exact=True).click()
        settled(page)
    for button, start in (
        ("Bilde (PNG)", b"\x89PNG"),
        ("Bilde (SVG)", b"<svg"),
        ("Regneark (XLSX)", b"PK"),
        ("Tabell (CSV)", b"\xef\xbb\xbfGjelder;"),
    ):
        # A button that is drawn anew while it is pressed gives nothing.
        at_rest(page)
        with page.expect_download() as download:
            page.get_by_role("button", name=button).click()
        assert Path(download.value.path()).read_bytes().startswith(start)
        assert download.value.suggested_filename.startswith("hvor-mange-voksne-har-opplevd-voldtekt")
    expect(page.get_by_text(f"{shipped.address}omfang?kjonn=menn#adults-2014")).to_be_visible()


def test_a_link_of_a_text_leads_on_in_the_same_tab(prevalence):
    """Whoever leaves in a hurry leaves no tab behind; what others have written opens beside."""
    page = prevalence
    expect(page.locator("a[target=_blank][href^='https://']").first).to_be_attached()
    expect(page.locator("a[target=_blank]:not([href^='https://'])")).to_have_count(0)
    page.get_by_role("link", name="8 Sinnemestring").first.click()
    expect(page.locator("#tiltakskort")).to_be_focused()
    assert len(page.context.pages) == 1


@pytest.mark.parametrize(("path", "width", "scheme"), looks_of(["", "meld-inn?kommune=hamar&oppgave=1", "omfang"]))
def test_what_is_opened_by_choice_is_norwegian_and_accessible(shipped, reader, path, width, scheme):
    """Menu, task and list; the pages themselves are judged where they are walked through."""
    with heard(reader) as (asked, refused):
        go_to(reader, shipped.address + path, width=width, scheme=scheme)
        for what, part in opened_on(reader, path):
            assert english(reader.evaluate(WORDS)) == [], what
            assert violations(reader, part) == [], what
            assert reader.evaluate(WIDTH) <= width, what
    assert [url for url in asked if not url.startswith((shipped.address, "data:", "blob:"))] == []
    assert refused == []


def opened_on(page: Page, path: str) -> Iterator[tuple[str, str | None]]:
    """What has been opened on the page, and the part of it that is new."""
    match path.split("?")[0]:
        case "":
            menu = page.get_by_role("navigation", name="Hovedmeny")
            for section, link in (("Kunnskap", "Omfang"), ("Planen", "Status på tiltakene")):
                menu.get_by_role("button", name=section, exact=True).click()
                menu.get_by_role("link", name=link).wait_for()
                yield f"the menu, {section}", ".vnr-top"
                page.keyboard.press("Escape")
                menu.get_by_role("link", name=link).wait_for(state="hidden")
        case "meld-inn":
            yield "a task", None
            for tab in ("Excel-ark", "Det som er svart"):
                page.get_by_role("tab", name=tab).click()
                page.get_by_role("tabpanel", name=tab).wait_for()
                # What is drawn anew is faint until it is there.
                at_rest(page)
                yield tab, "[role=tabpanel]"
        case "omfang":
            page.get_by_role("combobox", name="Kjønn").focus()
            page.keyboard.type("finnes ikke")
            page.get_by_text("Ingen treff").wait_for()
            yield "a choice that is not there", "[role=combobox]"


def test_that_a_page_is_not_there_is_told_in_norwegian(shipped, reader):
    page = go_to(reader, f"{shipped.address}finnes-ikke")
    expect(page.get_by_role("dialog")).to_contain_text("Det finnes ingen side med denne adressen")
    words = page.evaluate(WORDS)
    assert len(words) > 20 and english(words) == []


def test_server_listens_on_loopback_and_asks_nobody(shipped):
    with Visitor(shipped) as visit:
        visit.ask("")
        process = psutil.Process(shipped.process.pid)
        every = [process, *process.children(recursive=True)]
        connections = [connection for child in every for connection in child.net_connections("inet")]
    assert {c.laddr.ip for c in connections if c.status == psutil.CONN_LISTEN} == {"127.0.0.1"}
    assert {c.raddr.ip for c in connections if c.raddr} <= {"127.0.0.1"}


def test_a_file_that_takes_its_time_tells_how_far_it_has_come(shipped, reader):
    """Until it is there, and moves nothing that is pressed next; who pressed by key is then where the button is."""
    page = go_to(reader, f"{shipped.address}aeresrelatert-vold")
    button = page.get_by_role("button", name="Alle figurene på siden (ZIP)")
    place = button.locator("xpath=ancestor::*[contains(@class, 'st-key-download_')]")
    told = place.get_by_role("status")
    button.focus()
    before = place.bounding_box()
    with page.expect_download():
        page.keyboard.press("Enter")
        expect(told).to_have_text(re.compile(r"^\d+ av \d+ figur(er)?$"))
        assert place.bounding_box() == before
    expect(told).to_have_count(0)
    expect(button).to_be_focused()


@pytest.mark.parametrize(("status", "told"), [(503, REFUSALS[503]), (None, NOT_SENT)])
def test_why_a_file_is_not_taken_is_told_in_norwegian(shipped, reader, status, told):
    page = go_to(reader, f"{shipped.address}meld-inn?kommune=hamar")
    page.get_by_role("tab", name="Excel-ark").click()
    page.route("**/upload_file/**", lambda asked: asked.fulfill(status=status) if status else asked.abort())
    page.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files(
        {"name": "ark.xlsx", "mimeType": "", "buffer": b"x"}
    )
    expect(page.get_by_text(f"Feil: {told}")).to_be_visible()
    page.unroute_all()


def test_everything_is_reached_and_seen_by_keyboard(shipped, reader):
    page = go_to(reader, f"{shipped.address}omfang")
    page.wait_for_load_state("networkidle")
    reached = {}
    for _ in range(200):
        page.keyboard.press("Tab")
        name, is_seen = page.evaluate(FOCUSED)
        if name == "BODY":
            break
        reached.setdefault(name, is_seen)
    assert next(iter(reached)) == "Hopp til innholdet"
    assert {"Oversikt", "Kunnskap", "Planen", "116\u00a0006", "Forlat siden raskt", "Tilgjengelighet"} <= reached.keys()
    assert {"Kjønn", "Vold", "Hvem ble spurt", "Undersøkelse"} <= {name.split(",")[0] for name in reached}
    assert [name for name, is_seen in reached.items() if not is_seen] == []

    page.get_by_role("button", name="Kunnskap", exact=True).focus()
    assert pressed(page, "Enter", "Tab", "Tab") == "Barn og unge"
    assert pressed(page, "ArrowDown") == "Krisesenteret"
    assert pressed(page, "Escape", "ArrowRight") == "Planen"
    assert pressed(page, "ArrowLeft", "ArrowUp") == "Kilder og metode"
    page.get_by_role("link", name="Krisesenteret", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(TITLES["krisesenteret"])
    expect(page.locator("h1")).to_be_focused()
    expect(page).to_have_title("Krisesenteret – Vold i nære relasjoner: tall og tiltak")
    settled(page)
    page.get_by_text("Hopp til innholdet").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[role=main] h1")).to_be_focused()
    page.locator(".st-key-take_centre_use summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Tabell (CSV)").focus()
    with page.expect_download():
        page.keyboard.press("Enter")

    go_to(page, f"{shipped.address}utforsk").get_by_role("combobox", name="Tema").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("radiogroup", name="Tall").locator("label:has(:focus)")).to_have_css(
        "outline-style", "solid"
    )


def test_a_slide_is_made_and_taken_by_keyboard_alone(shipped, reader):
    page = go_to(reader, f"{shipped.address}utforsk")
    reach(page, "Tema")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(page).to_have_url(re.compile("tall="))
    settled(page)
    press(page, "Legg i presentasjonen")
    expect(page).to_have_url(re.compile("lysbilder="))
    press(page, "Åpne presentasjonen")
    expect(page.locator("h1")).to_be_focused()
    with page.expect_download() as download:
        press(page, "PowerPoint")
    assert Path(download.value.path()).read_bytes().startswith(b"PK")


def test_slides_are_moved_taken_away_and_added_by_links_that_keep_the_focus_and_load_nothing_anew(shipped, reader):
    page = go_to(reader, f"{shipped.address}presentasjon?lysbilder=status,homicides,youth-acts")
    page.evaluate("window.isTheSamePage = true")
    cards = page.get_by_role("main").locator(".vnr-card > p:first-of-type")
    press(page, "Flytt nr. 1 bak")
    expect(page.get_by_role("link", name="Flytt nr. 2 bak")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Flytt nr. 3 fram")).to_be_focused()
    expect(page).to_have_url(re.compile("lysbilder=homicides%2Cyouth-acts%2Cstatus"))
    press(page, "Fjern nr. 2")
    expect(page.locator("#lysbilde-2")).to_be_focused()
    expect(cards).to_have_count(2)
    heading = page.locator("summary", has_text="Om planen")
    heading.focus()
    page.keyboard.press("Enter")
    press(page, "Legg til: Hva trenger en beslutning?")
    expect(cards).to_have_count(3)
    expect(heading).to_be_focused()
    # What can be added from there stands open, for the next.
    press(page, "Legg til: Hva vet vi ikke, og hva dekker ikke planen?")
    expect(cards).to_have_count(4)
    press(page, "Til arbeidsgruppa")
    expect(page.get_by_role("link", name="Til arbeidsgruppa")).to_be_focused()
    expect(page.get_by_role("link", name="Til arbeidsgruppa")).to_have_attribute("aria-current", "true")
    assert page.evaluate("window.isTheSamePage")


def pressed(page: Page, *keys: str) -> str:
    """What has the focus when the keys have been pressed."""
    for key in keys:
        page.keyboard.press(key)
    return page.evaluate("document.activeElement.innerText")


def test_menu_leads_to_every_page_and_the_chosen_municipality_follows(shipped, reader):
    """Every link, and one of each section followed: the pages themselves are walked through elsewhere."""
    page = go_to(reader, f"{shipped.address}kommune")
    choose(page, "Kommune", "Engerdal")
    menu, loaded = page.get_by_role("navigation", name="Hovedmeny"), []
    # What was chosen may not have come to the server yet.
    expect(menu.locator("a").first).to_have_attribute("href", re.compile("kommune=engerdal"))
    links = [urlsplit(link) for link in menu.locator("a").evaluate_all("all => all.map(link => link.href)")]
    assert {link.query for link in links} == {"kommune=engerdal"}
    assert {link.path.strip("/") for link in links} | {"tilgjengelighet", "personvern"} == TITLES.keys()
    page.on("request", lambda asked: loaded.append(asked.url) if asked.resource_type == "document" else None)
    for section, name, path in (("Planen", "Gi status", "meld-inn"), ("Kunnskap", "Min kommune", "kommune")):
        settled(page)
        menu.get_by_role("button", name=section, exact=True).click()
        menu.get_by_role("link", name=name).click()
        expect(page.locator("h1")).to_have_text(TITLES[path])
        expect(page).to_have_url(f"{shipped.address}{path}?kommune=engerdal")
    page.locator(".vnr-top").get_by_role("link", name="Oversikt").click()
    expect(page.locator("h1")).to_have_text(TITLES[""])
    assert loaded == []
    expect(page.get_by_text("Engerdal: se hva som er på plass hos dere.")).to_be_visible()


@pytest.fixture(scope="module")
def example(published, tmp_path_factory) -> Iterator[Server]:
    """A server with the made-up answers of the example."""
    folder = tmp_path_factory.mktemp("example")
    settings = Path("settings.toml").read_text(encoding="utf-8").replace("example = false", "example = true")
    (folder / "settings.toml").write_text(settings, encoding="utf-8")
    own = {"SETTINGS_FILE": folder / "settings.toml", "REGISTER_ADDRESS": f"sqlite:///{folder}/r.sqlite"}
    with serving(published, **own) as server:
        yield server


@pytest.mark.parametrize(
    ("answers", "area", "place"),
    [("shipped", "hamar", "Ikke spurt ennå: 15 av 15"), ("example", "kommune-a", "På plass: 4 av 15")],
)
def test_a_municipality_is_printed_on_one_light_sheet_without_menu(request, reader, answers, area, place):
    address = request.getfixturevalue(answers).address
    page = go_to(reader, f"{address}kommune?kommune={area}", scheme="dark")
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    # Whoever read before was put back to the screen, and would be printed as on it.
    page.emulate_media(media="print")
    printed = page.pdf(format="A4", print_background=True, prefer_css_page_size=True)
    expect(page.get_by_role("rowheader", name=place, exact=True)).to_be_visible()
    expect(page.get_by_text("Et regneeksempel, ikke et tall for kommune").first).to_be_visible()
    expect(page.get_by_text("Trenger noen hjelp?")).to_be_visible()
    # A form to tick for what has no answer: all of it, or the two that are left.
    boxes = page.locator(".vnr-boxes > span")
    assert boxes.count() == 4 * (15 if answers == "shipped" else 2) and boxes.first.is_visible()
    # As wide and tall as what a sheet holds within its margins, nothing is cut or runs out of it.
    page.set_viewport_size({"width": 703, "height": 1054})
    cut = page.locator(".vnr-sheet, .vnr-sheet *").evaluate_all(
        """all => all.filter(e => !e.matches(".vnr-unseen")).map(e => [e, e.getBoundingClientRect()])
            .filter(([e, at]) => at.right > 704 || at.bottom > 1054 || e.scrollWidth > e.clientWidth + 1 && e.clientWidth)
            .map(([e]) => e.outerHTML.slice(0, 80))"""
    )
    assert cut == []
    for hidden in (".vnr-top", ".vnr-foot", ".vnr-on-screen", ".stDownloadButton", ".stSelectbox"):
        expect(page.locator(hidden).first).to_be_hidden()
    grounds = page.evaluate(
        "[...document.querySelectorAll('html, .stApp, .stMain')].map(e => getComputedStyle(e).backgroundColor)"
    )
    assert set(grounds) == {"rgb(255, 255, 255)"}
    ink = page.locator(".vnr-sheet th").first.evaluate("th => getComputedStyle(th).color")
    assert ink in ("rgb(29, 39, 48)", "rgb(85, 96, 107)")
    assert len(re.findall(rb"/Type /Page\b(?!s)", printed)) == 1
    page.emulate_media(media="screen")
    expect(boxes.first).to_be_hidden()


def test_who_helps_is_printed_on_one_light_sheet_and_called_by_a_press(shipped, reader):
    page = go_to(reader, f"{shipped.address}hjelpetilbud?kommune=hamar", scheme="dark")
    expect(page.get_by_role("link", name="62 56 18 30")).to_have_attribute("href", "tel:62561830")
    page.emulate_media(media="print")
    printed = page.pdf(format="A4", print_background=True, prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b(?!s)", printed)) == 1
    for hidden in (".vnr-top", ".vnr-foot", ".vnr-on-screen", ".stDownloadButton", ".stSelectbox"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.get_by_text("Det som er funnet på åpne nettsider, kan være endret.")).to_be_visible()
    page.emulate_media(media="screen")


def test_target_groups_are_read_in_lines_and_one_of_them_is_printed_on_a_sheet(example, reader):
    page = go_to(reader, f"{example.address}malgrupper")
    tops = page.locator(".vnr-groups tbody tr").evaluate_all("rows => rows.map(row => row.getBoundingClientRect().top)")
    assert tops[1] < page.viewport_size["height"] * 0.75
    page.get_by_role("link", name="Barn", exact=True).click()
    expect(page.locator("h1")).to_have_text("Barn: fra tall til tiltak")
    settled(page)
    printed = page.pdf(format="A4", print_background=True, prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b(?!s)", printed)) <= 2
    page.emulate_media(media="print")
    filled = page.locator(".vnr-bar .vnr-done").first.evaluate("bar => getComputedStyle(bar).backgroundColor")
    assert filled == "rgb(28, 102, 90)"


def test_a_part_of_the_status_bar_leads_to_its_own_and_back(example, reader):
    page = go_to(reader, f"{example.address}tiltak?frist=fristen-er-ute")
    measures, under_way = page.locator(".vnr-measure"), page.get_by_role("link", name="I gang 20")
    # Each status stands there once to be chosen.
    expect(page.get_by_role("list", name="Vis bare").get_by_role("link")).to_have_count(7)
    expect(page.get_by_role("combobox", name="Status", exact=True)).to_have_count(0)
    before = measures.count()
    under_way.click()
    expect(page).to_have_url(re.compile("frist=fristen-er-ute&status=i-gang"))
    expect(page.locator(".vnr-key [aria-current]")).to_have_text("I gang 20")
    settled(page)
    assert 0 < measures.count() < before
    under_way.click()
    expect(page.locator(".vnr-key [aria-current]")).to_have_count(0)
    settled(page)
    assert measures.count() == before

    # On paper nothing is chosen, and no text of the card lies on another.
    page.emulate_media(media="print")
    expect(page.get_by_text("Vis bare")).to_be_hidden()
    texts = page.locator(".vnr-measure-card .vnr-prose").first.locator("p")
    above, below = (texts.nth(place).bounding_box() for place in (0, 1))
    assert above["y"] + above["height"] <= below["y"] + 1


def test_status_is_a_table_on_a_phone_too_and_leads_to_its_focus_areas(shipped, reader):
    page = go_to(reader, f"{shipped.address}tiltak")
    areas = page.get_by_role("navigation", name="Innsatsområder").get_by_role("link").all_inner_texts()
    page.get_by_role("link", name=areas[-1], exact=True).click()
    heading = page.get_by_role("rowheader", name=areas[-1], exact=True)
    expect(heading).to_be_in_viewport()
    # Below the names of the columns, which stay in sight.
    head = page.get_by_role("columnheader", name="Tiltak", exact=True)
    expect(head).to_be_in_viewport()
    assert heading.bounding_box()["y"] >= head.bounding_box()["y"] + head.bounding_box()["height"] - 1

    page.set_viewport_size({"width": 390, "height": 900})
    expect(head).not_to_be_in_viewport()
    table = page.get_by_role("table", name="Status for hvert tiltak, felles og i hver kommune")
    expect(table.get_by_role("row")).to_have_count(1 + len(areas) + 16)
    expect(table.get_by_role("rowheader")).to_have_count(len(areas) + 16)
    told = table.get_by_role("cell", name=re.compile("^Ikke spurt ennå"))
    expect(told).to_have_count(139)
    assert table.get_by_role("cell", name="Ingen oppgave", exact=True).count() == 16 * 10 - 139
    assert page.evaluate(WIDTH) == 390


def test_status_is_whole_on_paper(shipped, reader):
    page = stay(reader, f"{shipped.address}tiltak")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="dark", media="print")
    printed = page.pdf(format="A4", print_background=True, prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert sizes and all(float(width) > float(height) for width, height in sizes)
    # The long side of the sheet between its margins, and the short one where it is not turned.
    for wide in (1031, 703):
        page.set_viewport_size({"width": wide, "height": 900})
        last = page.get_by_role("columnheader").last.bounding_box()
        assert last["x"] + last["width"] <= wide + 1
        assert all(cell.bounding_box()["width"] > 20 for cell in page.locator(".vnr-cell[title]").all()[:9])


def test_a_first_visit_fetches_packed_scripts_and_no_font_that_is_not_seen(shipped, browser):
    """Also where parts can be folded out, whose arrow is a letter of a large font in Streamlit."""
    page, fetched = new_visitor(browser).new_page(), {}
    page.on("response", lambda answer: fetched.setdefault(urlsplit(answer.url).path, answer))
    go_to(page, f"{shipped.address}omfang")
    expect(page.locator("[data-testid=stExpander]").first).to_be_visible()
    settled(page)
    fonts = {path.rsplit("/", 1)[1].split(".")[0] for path in fetched if path.endswith(".woff2")}
    assert fonts == {"SourceSansVF-Upright", "SourceSerifVariable-Roman"}
    scripts = [answer for path, answer in fetched.items() if path.endswith((".js", ".css"))]
    assert scripts and all(answer.header_value("content-encoding") in ("br", "gzip") for answer in scripts)


def test_mistakes_are_told_at_their_fields_and_lists_are_read_out_in_norwegian(shipped, browser):
    """By who has an English browser."""
    page = new_visitor(browser, locale="en-US").new_page()
    go_to(page, f"{shipped.address}meld-inn?kommune=hamar&oppgave=1", height=600)
    expect(page.get_by_role("main").get_by_role("heading", level=2, name="2 Informasjon til foreldre")).to_have_count(1)
    status = page.get_by_role("combobox", name="Status, tiltak 1")
    status.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-live-announcer]")).to_contain_text("alternativ")
    assert english(page.evaluate(WORDS)) == []
    page.keyboard.press("Escape")

    page.get_by_label("Ny frist (dag.måned.år)").fill("i går")
    page.get_by_role("button", name="Lagre", exact=True).click(delay=80)
    field = page.get_by_label("Ny frist (dag.måned.år) (må rettes)")
    expect(field).to_have_attribute("aria-invalid", "true")
    said = page.locator(f"[id='{field.get_attribute('aria-describedby')}']")
    expect(said).to_have_role("alert")
    expect(said).to_contain_text("i går")
    expect(page.get_by_role("alert").filter(has_text="Ingenting er lagret.")).to_be_in_viewport()
    page.get_by_role("link", name="Ny frist (dag.måned.år)").click()
    expect(field).to_be_focused()
    assert violations(page, "[role=main]") == []

    # The form above it is closed, and the page is shorter than where the reader stood.
    page.get_by_role("link", name="Svar på tiltak 5").click(delay=80)
    expect(page.locator("#oppgave-5")).to_be_focused()
    expect(page.get_by_role("link", name="Lukk tiltak 5")).to_be_in_viewport()
    expect(page.get_by_role("heading", name="5 Å snakke med barn om vold")).to_be_in_viewport()
    sizes = "all => [...new Set(all.map((heading) => getComputedStyle(heading).fontSize))]"
    assert len(page.locator(".vnr-asked h2").evaluate_all(sizes)) == 1, "the heading of the open task is as the others"


def test_a_link_of_a_text_loads_nothing_anew_and_opens_a_tab_where_one_is_asked_for(shipped, reader):
    """By mouse and by keyboard, to another page, to this one with another choice, and back."""
    page = go_to(reader, f"{shipped.address}malgrupper")
    page.evaluate("window.isKept = true")
    page.get_by_role("link", name="Barn", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()
    expect(page).to_have_url(re.compile(r"malgrupper\?gruppe=barn$"))
    page.get_by_role("link", name="2\u00a0Informasjon til foreldre").click()
    expect(page.locator("#tiltakskort")).to_be_focused()
    page.get_by_role("link", name="16 Revisjon").click()
    expect(page.get_by_role("heading", name="16 Revisjon")).to_be_visible()
    expect(page.locator("#tiltakskort")).to_be_in_viewport()
    page.go_back()
    expect(page.get_by_role("heading", name="2 Informasjon til foreldre")).to_be_visible()
    assert page.evaluate("window.isKept")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="16 Revisjon").click(modifiers=["ControlOrMeta"])
    expect(opened.value).to_have_url(re.compile("tiltak=16"))
    opened.value.close()
    expect(page).to_have_url(re.compile(r"tiltak=2#"))


def test_what_is_looked_for_is_found_from_any_page(shipped, reader):
    page = go_to(reader, f"{shipped.address}personvern?kommune=engerdal")
    field = page.get_by_role("searchbox", name="Søk i tall, tiltak og ord")
    field.fill("aeresrelatert")
    # Nobody is led away for leaving it.
    field.blur()
    at_rest(page)
    expect(page.locator("h1")).to_have_text(TITLES["personvern"])
    field.press("Enter")
    expect(page).to_have_url(f"{shipped.address}sok?kommune=engerdal&q=aeresrelatert")
    expect(page.locator("h1")).to_contain_text(" treff på «aeresrelatert»")
    expect(page.locator("h1")).to_be_focused()
    expect(page).to_have_title("Søk: aeresrelatert – Vold i nære relasjoner: tall og tiltak")
    settled(page)
    assert violations(page) == []
    found = page.get_by_role("searchbox")
    found.fill("tryggest")
    page.evaluate(HEARS_LATE)
    page.get_by_role("search").get_by_role("button").click()
    expect(page.locator("h1")).to_contain_text(" treff på «tryggest»")
    expect(page.locator("h1")).to_be_focused()
    page.go_back()
    expect(page.locator("h1")).to_contain_text(" treff på «aeresrelatert»")
    expect(found).to_have_value("aeresrelatert")
    page.get_by_role("link", name="Tiltak 14: Æresrelatert vold").click()
    expect(page.locator("#tiltakskort")).to_be_focused()
    expect(page).to_have_url(f"{shipped.address}tiltak?kommune=engerdal&tiltak=14#tiltakskort")
    page.go_back()
    expect(page.get_by_role("searchbox", name="Søk i tall, tiltak og ord")).to_have_value("aeresrelatert")


@pytest.mark.parametrize("is_secure", [True, False])
def test_a_text_is_copied_as_it_stands(shipped, browser, is_secure):
    """Also where the browser lets no page copy what is not marked."""
    with new_visitor(browser, permissions=["clipboard-read", "clipboard-write"]) as visitor:
        page = visitor.new_page()
        if not is_secure:
            page.add_init_script("navigator.clipboard.writeText = () => Promise.reject()")
        go_to(page, f"{shipped.address}kommune?kommune=hamar")
        text = page.locator(".vnr-to-copy p").inner_text()
        page.get_by_role("button", name="Kopier avsnittet").click()
        expect(page.get_by_text("Kopiert", exact=True)).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        # What is marked is copied with plain spaces.
        assert copied.replace("\u00a0", " ") == text.replace("\u00a0", " ") and "Hamar" in text
