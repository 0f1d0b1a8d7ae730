"""Every page through the frame: full, empty, and before anything is published. The browser is tested elsewhere."""

import re
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from slugify import slugify
from streamlit import dataframe_util
from streamlit.testing.v1 import AppTest

from content import warehouse, wording
from content.figures.figure import show
from dashboard import figures
from known_figures import FIGURES
from pipelines.build import SQL
from pipelines.publish import current_version
from visiting import headings, paragraphs, title_of, titles, visit

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 23)
OVERVIEW, PREVALENCE = "pages/start/overview.py", "pages/knowledge/prevalence.py"
MEASURES, REPORT = "pages/plan/measures.py", "pages/plan/reporting.py"
FOLLOW_UP = "pages/plan/rounds.py"
# page: its charts when full, what it says when empty
PAGES = {
    OVERVIEW: (0, ["Planens datoer er ikke lagt inn.", "Tallet finnes ikke i dataene:", "Ingen tiltak er lagt inn."]),
    "pages/start/explore.py": (1, ["Ingen tall er lagt inn."]),
    "pages/start/target_groups.py": (0, ["Ingen målgrupper er lagt inn for denne planen"]),
    PREVALENCE: (12, ["Ingen tall er lagt inn.", "Ingen drapstall er lagt inn."]),
    "pages/knowledge/children.py": (
        6,
        ["Tabellen fra NKVTS 2019 er ikke lagt inn.", "Ingen tall er lagt inn."],
    ),
    "pages/knowledge/crisis_centre.py": (
        8,
        [
            "Ingen tall for Hamar krisesenter er lagt inn.",
            "Ingen tall er lagt inn. Ta kontakt med den som drifter løsningen.",
        ],
    ),
    "pages/knowledge/honour.py": (4, ["Ingen saker er lagt inn.", "Tallet finnes ikke i dataene:"]),
    "pages/knowledge/municipality.py": (1, ["Ingen oppgaver er lagt inn."]),
    "pages/knowledge/glossary.py": (0, ["Ingen ord er forklart her ennå."]),
    "pages/knowledge/sources.py": (
        0,
        ["Ingen kilder er lagt inn.", "Kontrollene av dataene har ingen merknader.", "Ingenting nytt er lagt inn."],
    ),
    "pages/data/figures.py": (0, []),
    "pages/data/crisis_centre_year.py": (0, []),
    "pages/start/presentation.py": (0, []),
    "pages/start/search.py": (0, []),
    "pages/about/accessibility.py": (0, []),
    "pages/about/privacy.py": (0, []),
    REPORT: (0, []),
    FOLLOW_UP: (0, ["Ingen tiltak er lagt inn. Ta kontakt med den som drifter løsningen."]),
    "pages/plan/group.py": (0, ["Ingen tiltak er lagt inn."]),
    "pages/plan/next_plan.py": (0, ["Ingen tiltak er lagt inn."]),
    "pages/plan/help_services.py": (0, []),
    MEASURES: (0, ["Ingen tiltak er lagt inn. Ta kontakt med den som drifter løsningen."]),
}
KNOWLEDGE = {PREVALENCE, *(f"pages/knowledge/{name}.py" for name in ("children", "crisis_centre", "honour"))}
ADDRESSES = {
    "": OVERVIEW,
    "omfang": PREVALENCE,
    "barn-og-unge": "pages/knowledge/children.py",
    "krisesenteret": "pages/knowledge/crisis_centre.py",
    "aeresrelatert-vold": "pages/knowledge/honour.py",
    "kommune": "pages/knowledge/municipality.py",
    "tiltak": MEASURES,
}
VALIDITY = (
    "Løten oppgir at planen gjelder 2023–2026. Sjekk vedtaket hos dere. Revidert plan skal være ferdig 30.6.2027."
)


@pytest.fixture(autouse=True)
def frozen(monkeypatch):
    monkeypatch.setattr(wording, "today", lambda: TODAY)


@pytest.fixture
def app(reading):
    """A function that opens a page on the versions in a folder."""

    def open_page(page: str, out: Path) -> AppTest:
        reading(out)
        return visit(page, **({"figurer": "ja"} if page in KNOWLEDGE else {})).run()

    return open_page


def text_of(page: AppTest) -> str:
    """All that can be read on a page, tables and large numbers too, with single plain spaces."""
    elements = [*page.title, *page.header, *page.subheader, *page.markdown, *page.caption, *page.get("html")]
    bodies = [element.proto.body for element in elements]
    words = re.sub(r"<style>.*?</style>|<[^>]+>", " ", " ".join(bodies), flags=re.DOTALL).replace("**", "")
    return " ".join(words.split())


def charts_of(page: AppTest) -> list:
    return page.get("vega_lite_chart")


def rows_of(dataset) -> list[dict]:
    """The rows that a chart is sent, without what is not known of them."""
    rows = pa.ipc.open_stream(dataset.data.data).read_all().to_pylist()
    return [{column: value for column, value in row.items() if value is not None} for row in rows]


def choose(page: AppTest, **wanted: str) -> None:
    for name, value in wanted.items():
        page.selectbox(key=f"choice_{name}").set_value(slugify(value)).run()


def test_every_page_is_here():
    assert set(PAGES) == {path.relative_to(ROOT).as_posix() for path in ROOT.glob("pages/**/*.py")}


@pytest.mark.parametrize("version", ["full", "empty"])
@pytest.mark.parametrize("path", PAGES)
def test_page_is_shown_with_its_charts_or_says_what_is_missing(app, published, emptied, path, version):
    page = app(path, published if version == "full" else emptied)
    charts, says_when_empty = PAGES[path]
    text = text_of(page)
    assert [error.message for error in page.exception] == []
    of_html = "".join(element.proto.body for element in page.get("html"))
    assert titles(page) == 1
    assert 'Vold- og overgrepslinjen <a href="tel:116006">116\u00a0006</a>' in of_html
    assert 'ring politiet på <strong><a href="tel:112">112</a>' in of_html
    assert re.search(r"Tallene ble lagt ut her \d+\.\d+\.\d{4} kl\. \d\d\.\d\d", text)
    assert len(charts_of(page)) == (charts if version == "full" else 0)
    assert all(re.fullmatch(r".+\?.*\. .+\.»?", chart.proto.alt) for chart in charts_of(page))
    assert [sentence in text for sentence in says_when_empty] == [version == "empty"] * len(says_when_empty)
    assert not re.search(r"\bnan\b|\bNone\b|\bNaT\b", text)


def test_a_chart_is_sent_as_bytes_that_are_made_once_a_version(app, published, monkeypatch):
    page = app(PREVALENCE, published)
    sent, version = [chart.proto for chart in charts_of(page)], warehouse.version_in_use()
    for chart in sent:
        [figure] = [figure for figure in FIGURES.values() if chart.alt.startswith(figure.question)]
        drawn = show(figure, version).spec["datasets"]
        assert {named.name: rows_of(named) for named in chart.datasets} == {
            name: [{column: value for column, value in row.items() if value is not None} for row in rows]
            for name, rows in drawn.items()
        }
    for module in (dataframe_util, figures):
        monkeypatch.setattr(module, "convert_anything_to_arrow_bytes", None)
    for again in (page, visit(PREVALENCE, figurer="ja")):
        assert [chart.proto for chart in charts_of(again.run())] == sent


@pytest.mark.parametrize("address", ADDRESSES)
def test_figures_are_on_the_page_their_links_lead_to(app, filled, address):
    page = app(ADDRESSES[address], filled)
    led_to = {anchor for anchor, _ in headings(page, 3)}
    assert {figure.anchor for figure in FIGURES.values() if figure.page == address} <= led_to


def test_figures_further_down_are_drawn_on_request_and_the_one_an_address_asks_for_at_once(published, reading):
    reading(published)
    page = visit(PREVALENCE).run()
    [first] = charts_of(page)
    assert first.proto.alt.startswith(FIGURES["adults_2023"].question)
    assert len(headings(page, 3)) == len([figure for figure in FIGURES.values() if figure.page == "omfang"])
    asked = visit(PREVALENCE, figur="disability").run()
    assert [chart.proto.alt.partition("?")[0] for chart in charts_of(asked)] == [
        FIGURES[id].question.partition("?")[0] for id in ("adults_2023", "disability")
    ]
    # One that a filter leaves is what was asked for.
    filtered = visit(PREVALENCE, befolkning="hjemmeboende-eldre").run()
    assert len(charts_of(filtered)) == 2


def test_every_link_to_a_figure_leads_to_a_page():
    assert {figure.page for figure in FIGURES.values()} == ADDRESSES.keys() - {""}


def test_the_frame_builds_the_first_version(reading, tmp_path):
    reading(tmp_path / "processed")
    page = AppTest.from_file(ROOT / "app.py", default_timeout=30).run()
    assert [error.message for error in page.exception] == []
    assert current_version(tmp_path / "processed")
    assert VALIDITY in text_of(page)


@pytest.mark.parametrize(
    ("today", "over", "finding", "days"),
    [
        (TODAY, 12, "Planen skal være revidert om 219 dager", ("om 38 dager", "om 219 dager")),
        (date(2026, 12, 31), 12, "Planen skal være revidert om 181 dager", ("i dag", "om 181 dager")),
        (date(2027, 1, 1), 12, "Planen skal være revidert om 180 dager", ("for 1 dag siden", "om 180 dager")),
        (
            date(2027, 7, 1),
            13,
            "Planen skulle vært revidert for 1 dag siden",
            ("for 182 dager siden", "for 1 dag siden"),
        ),
    ],
    ids=str,
)
def test_overview_tells_what_is_over_by_todays_date(app, published, monkeypatch, today, over, finding, days):
    monkeypatch.setattr(wording, "today", lambda: today)
    page = app(OVERVIEW, published)
    text = text_of(page)
    assert VALIDITY in text
    assert title_of(page) == f"{finding}, og ingen av de 139 oppgavene har fått svar"
    assert text.count("◥") == over
    assert f"den ut 31.12.2026 ({days[0]})." in text
    assert f"Den reviderte skal være ferdig 30.6.2027 ({days[1]})." in text


@pytest.mark.parametrize(("today", "over"), [(TODAY, 93), (date(2026, 12, 31), 93), (date(2027, 1, 1), 102)], ids=str)
def test_status_counts_tasks_by_todays_date(app, published, monkeypatch, today, over):
    monkeypatch.setattr(wording, "today", lambda: today)
    text = text_of(app(MEASURES, published))
    assert "16 tiltak er 139 oppgaver: 135 i kommunene, 4 felles." in text
    assert f"Fristen er ute for {over} oppgaver. At fristen er ute, sier ikke om oppgaven er gjort." in text


@pytest.mark.parametrize(
    ("sex", "there", "not_there", "figures"),
    [
        ("kvinner", "9,4 % av kvinnene oppgir voldtekt noen gang i livet", "av mennene", 5),
        ("menn", "Voldtekt: 1,1 % av mennene oppgir dette.", "av kvinnene", 4),
    ],
)
def test_prevalence_is_filtered_by_sex(app, published, sex, there, not_there, figures):
    page = app(PREVALENCE, published)
    assert "9,4 % av kvinnene og 1,1 % av mennene oppgir voldtekt noen gang i livet" in text_of(page)
    choose(page, kjonn=sex)
    text = text_of(page)
    assert there in text and not_there not in text
    assert len(charts_of(page)) == figures
    assert "drept" not in text  # homicides can not be filtered, and are left out


@pytest.mark.parametrize(
    ("asked", "chosen", "told"),
    [
        ({"kjonn": "kvinner"}, "kvinner", None),
        ({"kjonn": "tull"}, "alle", "Adressen ber om noe under «Kjønn» som ikke finnes. Viser «Alle»."),
        ({"kjonn": "<script>"}, "alle", "Adressen ber om noe under «Kjønn» som ikke finnes. Viser «Alle»."),
        ({"ukjent": "noe"}, "alle", None),
    ],
)
def test_an_address_decides_what_is_chosen(reading, published, asked, chosen, told):
    reading(published)
    page = visit(PREVALENCE, **asked).run()
    assert [error.message for error in page.exception] == []
    assert page.selectbox(key="choice_kjonn").value == chosen
    assert [sentence.value for sentence in page.markdown if "Adressen ber" in sentence.value] == (
        [told] if told else []
    )


@pytest.mark.parametrize(("path", "asked"), [(MEASURES, {"tiltak": "99"}), (PREVALENCE, {"figur": "finnes-ikke"})])
def test_an_address_of_what_is_not_there_is_told(reading, published, path, asked):
    reading(published)
    page = visit(path, **asked).run()
    assert [error.message for error in page.exception] == [] and "Adressen ber om" in text_of(page)


@pytest.mark.parametrize(
    ("asked", "title", "told"),
    [
        ("homicides", "Omfang: hvor mange er utsatt?", False),
        ("measures-by-deadline", "Ingen av de 139 oppgavene har fått svar ennå", False),
        ("tull", "Planen skal være revidert om 219 dager, og ingen av de 139 oppgavene har fått svar", True),
    ],
)
def test_an_address_leads_to_the_page_of_a_figure(reading, published, monkeypatch, asked, title, told):
    monkeypatch.setattr(wording, "today", lambda: TODAY)
    reading(published)
    page = AppTest.from_file(ROOT / "app.py", default_timeout=30)
    page.query_params["figur"] = asked
    page.run()
    assert [error.message for error in page.exception] == []
    assert title_of(page) == title
    assert ("Adressen ber om en figur som ikke finnes. Viser hele siden." in text_of(page)) == told


def test_what_is_chosen_among_is_what_was_asked_about(app, published):
    page = app(PREVALENCE, published)
    offered = {name: page.selectbox(key=f"choice_{name}").options for name in ("kjonn", "vold", "befolkning")}
    assert offered["kjonn"] == ["Alle", "Kvinner", "Menn", "Kvinner og menn"]
    # Neither years, nor what somebody has counted: cases, residents, homicides.
    assert {"Voldtekt", "Vold eller trussel om vold", "Forekomsten av vold over tid"} <= {*offered["vold"]}
    assert not [kind for kind in offered["vold"] if re.search(r"\d|[Ss]aker|[Bb]eboere|Partner eller", kind)]
    assert {*offered["befolkning"]} == {"Alle", "Befolkningen", "Hjemmeboende eldre", "Ungdom"}


def test_the_long_page_of_sources_leads_to_all_that_stands_on_it(app, published):
    page = app("pages/knowledge/sources.py", published)
    [links] = [found.proto.body for found in page.get("html") if '<nav class="vnr-jumps"' in found.proto.body]
    assert re.findall(r'<a href="#([^"]+)">([^<]+)</a>', links) == headings(page, 2)


def test_the_limits_of_small_numbers_are_told_as_they_are(app, published):
    limits = dict(re.findall(r"create macro (\w+)\(\) as (\d+);", (SQL / "functions.sql").read_text(encoding="utf-8")))
    told = " ".join(text_of(app("pages/knowledge/sources.py", published)).split())
    assert f"skjules når de er fra 1 til {int(limits['smallest_shown']) - 1}, " in told
    small = " ".join(wording.number(int(limits["largest_small_municipality"])).split())
    assert f"vises kommuner med {small} innbyggere eller færre alltid samlet." in told


def test_choices_without_an_answer_are_told(app, published):
    page = app(PREVALENCE, published)
    choose(page, befolkning="hjemmeboende eldre", kjonn="menn")
    assert "Ingen tall passer med valgene. Velg «Alle»" in text_of(page)
    assert charts_of(page) == []


def measures_listed(page: AppTest) -> list[int]:
    [table] = [found.proto.body for found in page.get("html") if "Status for hvert tiltak" in found.proto.body]
    return [
        int(number) for number in re.findall(r'<th scope="row" role="rowheader"><a href="[^"]*tiltak=(\d+)"', table)
    ]


@pytest.mark.parametrize(
    ("filters", "listed"),
    [
        ({}, list(range(1, 17))),
        ({"innsatsomrade": "Barn og unge"}, [2, 3, 4, 5, 6, 7]),
        ({"malgruppe": "Foreldre"}, [2, 3]),
        ({"innsatsomrade": "Hjelp til utøvere", "malgruppe": "Voldsutøvere"}, [8]),
        ({"frist": "Ingen frist i planen"}, [7, 11, 14, 15]),
        ({"frist": "Fristen er ikke ute"}, [16]),
    ],
)
def test_measures_are_filtered(app, published, filters, listed):
    page = app(MEASURES, published)
    choose(page, **filters)
    assert measures_listed(page) == listed
    assert page.query_params == {name: slugify(value) for name, value in filters.items()}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("ikke-spurt-enna", None),
        ("alle", None),
        ("gjennomfort", "Ingen oppgave har statusen «Gjennomført» nå. Viser alle."),
        ("tull", "Adressen ber om noe under «Status» som ikke finnes. Viser «Alle»."),
    ],
)
def test_a_status_that_no_task_has_is_told_and_all_are_shown(reading, published, asked, told):
    reading(published)
    page = visit(MEASURES, status=asked).run()
    assert measures_listed(page) == list(range(1, 17))
    about_status = [told for told in paragraphs(page) if told.endswith(("alle.", "«Alle»."))]
    assert about_status == ([told] if told else [])


def test_measures_that_nothing_suits_are_told(app, published):
    page = app(MEASURES, published)
    choose(page, innsatsomrade="Hjelp til utøvere", malgruppe="Foreldre")
    assert "Ingen tiltak passer med valgene. Velg «Alle»" in text_of(page)


@pytest.mark.parametrize(
    ("measure", "told"),
    [
        ("1", None),
        ("10", "Oversikten og avsnittet er ordlagt ulikt."),
        ("11", "Oversikten og avsnittet er ordlagt ulikt, og oversikten lover mer, etter vår lesning."),
    ],
)
def test_card_says_where_the_wordings_differ(app, published, measure, told):
    page = app(MEASURES, published)
    choose(page, tiltak=measure)
    assert ([said for said in paragraphs(page) if "ordlagt ulikt" in said] or [None]) == [told]


@pytest.mark.parametrize(("measure", "beside"), [("1", ["2"]), ("5", ["4", "6"]), ("16", ["15"])])
def test_the_card_leads_to_the_measures_beside_it_and_to_where_it_is_answered(reading, published, measure, beside):
    reading(published)
    page = visit(MEASURES, tiltak=measure, frist="alle").run()
    [links] = [found.proto.body for found in page.get("html") if 'aria-label="Andre tiltak"' in found.proto.body]
    assert re.findall(r'href="\?frist=alle&amp;tiltak=(\d+)"', links) == beside and 'href="./meld-inn"' in links
    # Nobody has answered: there is no bar of it.
    assert not [found for found in page.get("html") if '<div class="vnr-counted">' in found.proto.body]


def test_card_of_measure_11(app, published):
    page = app(MEASURES, published)
    choose(page, tiltak="11")
    text = text_of(page)
    for part in (
        "11 Avtaler med krisesenteret",
        "Ordlyd i oversikten (kapittel 1) Forslag til samarbeidsavtaler mellom Hamar krisesenter og et samordnet",
        "Ordlyd i avsnitt 3.5.1 Det utarbeides forslag til prosedyrebeskrivelser mellom Hamar krisesenter",
        "Ansvar: Krisesenterets leder.",
        "Ansvar: Kommunens kontaktperson.",
        "Ca. 145 voksne og ca. 60 barn bruker senteret i løpet av et år",
    ):
        assert part in text
    # Nobody has answered: that is one line for each part, and no table of ten.
    assert [found for found in page.get("html") if "Oppgavene i tiltak 11" in found.proto.body] == []
    assert "I kommunene: Ikke spurt ennå. Ingen frist i planen." in text
    assert "Felles: Ikke spurt ennå. ▼ Fristen er ute (31.12.2023)." in text
