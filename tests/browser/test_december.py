"""December, as it is to be: all are asked, sheets come back as people fill them in, the measures are evaluated.

One story on made-up answers, told from first to last by a leader, a coordinator and a reader in a real browser: they
take turns at it, and what it is needed for no more than once, is asked for without it.
"""

import email
import email.policy
import io
import re
import zipfile
from collections.abc import Container, Iterator
from datetime import date

import docx
import openpyxl
import pytest
from playwright.sync_api import Page, expect

import ods
from browsing import Visitor, choose, settled
from logging_in import goto, take_over, with_login
from pressing import at_rest
from proofs import is_long
from register.database import open_register
from register.entries import save as save_entry
from register.entry_kinds import MEMBER, REVISER, Appointment
from register.reports import save as save_reports
from register.rights import JOINT, Rights
from register.sheet.write import HEADER_ROW, HEADINGS
from register.validation.rules import DONE, NOT_STARTED, ONGOING, PARTLY, UNCLEAR, Report
from reported import last_reports

RULES = """
[register]
address = "sqlite:///register.sqlite"

[[access]]
claim = "groups"
value = "engerdal"
role = "Koordinator i Engerdal"
municipalities = ["3425"]

[[access]]
claim = "job"
value = "arbeidsgruppa"
role = "Arbeidsgruppa"
working_group = true
"""
AREAS = {
    "elverum": "3420",
    "engerdal": "3425",
    "hamar": "3403",
    "loten": "3412",
    "ringsaker": "3411",
    "stange": "3413",
    "trysil": "3421",
    "valer-innlandet": "3419",
    "amot": "3422",
}
ENGERDAL, LOTEN, AMOT, HAMAR = "3425", "3412", "3422", "3403"
SLOPPY = ("i gang", " GJENNOMFØRT ", "ikke startet", "Delvis  gjennomført", "vet ikke - avklares")
MEANT = (ONGOING, DONE, NOT_STARTED, PARTLY, UNCLEAR)
"""What people write for a status, and which it is."""
HOSTILE = "<b>Kurs</b> **holdt** [her](https://ond.example) =1+1"
TYPED = "<b>fet</b> **stjerner** =1+1 [lenke](https://ond.example) ]]> &amp;\nny linje"
FILLABLE = {"text_input", "text_area", "file_uploader"}
CONCLUSION = f"Bør gå videre: {HOSTILE}"
EVALUATED = {"Gjort som ment?": "Delvis ", "Hva kom ut av det?": HOSTILE, "Bør det gå videre?": "ja"}
EARLIER = Report(1, LOTEN, NOT_STARTED, date(2026, 11, 1), comment="Ikke begynt")
WHO, WHEN = "Hvem skal representere kommunen i den nye arbeidsgruppa?", "Når skal vi ha svar om status?"
GOES_ON = "Skal planen gjelde til den nye er vedtatt?"
EVERYBODY = Rights("Arbeidsgruppa", is_working_group=True)

pytestmark = [
    pytest.mark.browser,
    # The provider's own, on the libraries it uses.
    pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib"),
]


@pytest.fixture(scope="module")
def place(processed, tmp_path_factory):
    with with_login(processed, tmp_path_factory.mktemp("place"), RULES) as place:
        yield place


@pytest.fixture(scope="module")
def register(place):
    engine = open_register(f"sqlite:///{place.folder}/register.sqlite")
    yield engine
    engine.dispose()


@pytest.fixture
def page(reader) -> Iterator[Page]:
    """The browser in which they take turns."""
    yield reader
    reader.context.clear_cookies()


def test_december(place, register, page):
    leader = place.logged_in("leader", job="arbeidsgruppa")
    save_reports(register, EVERYBODY, [EARLIER], {(1, LOTEN)}, date.today(), "earlier")
    take_over(page.context, place, leader)
    appoint_all(register, page, place)
    sheets = ask_all(page)
    answer_anew(register)
    take_in_nine(page, register, sheets)
    take_in_the_rest(page, place, register, sheets)
    take_over(page.context, place, place.logged_in("coordinator", groups=["engerdal"]))
    correct_and_evaluate(page, place, register)
    take_over(page.context, place, leader)
    conclude(page, place, leader)
    make_papers(page, place)
    if is_long():
        make_all_papers(page, place)
    page.context.clear_cookies()
    read_all(page, place)


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()


def downloaded(page: Page, button: str, name: str = "") -> bytes:
    # A button that is drawn anew while it is pressed gives nothing.
    at_rest(page)
    with page.expect_download() as coming:
        # Held for as long as a busy machine needs to take up the field that is left by it.
        page.get_by_role("button", name=button, exact=True).click(delay=300)
    assert name in ("", coming.value.suggested_filename)
    return coming.value.path().read_bytes()


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def written(content: bytes) -> str:
    """All the text of a Word file."""
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def lines(page: Page, table: str) -> list[list[str]]:
    """Of a table, its heading the first."""
    rows = page.get_by_role("table", name=table, exact=True).locator("tr")
    expect(rows.nth(1)).to_be_visible()
    return [row.locator("th, td").all_inner_texts() for row in rows.all()]


def answers(register) -> dict[tuple[int, str], Report]:
    return last_reports(register)


def appoint_all(register, leader: Page, place) -> None:
    """Two questions of Oversikt wait; the first goes when all have appointed somebody."""
    goto(leader, place, "")
    for question in (WHO, WHEN, GOES_ON):
        expect(leader.get_by_text(question)).to_be_visible()
    seats = {(code, MEMBER): "Folkehelsekoordinator" for code in AREAS.values()} | {(JOINT, REVISER): "Kommuneoverlege"}
    for (code, seat), position in seats.items():
        draft = Appointment(code, seat, position)
        assert save_entry(register, EVERYBODY, draft, {(code, seat)}, date.today(), f"{code} {seat}")


def ask_all(leader: Page) -> dict[str, bytes]:
    """A round is opened, and the package taken out, three clicks away, and read; its sheets, by the end of their names."""
    leader.locator(".vnr-top").get_by_role("button", name="Planen").click()
    leader.get_by_role("link", name="Runder og påminnelser").click()
    settled(leader)
    leader.get_by_label("Navn på runden").fill("Desember")
    leader.get_by_label("Svarfrist (dag.måned.år)").fill("15.12.2098")
    press(leader, "Åpne en runde")
    expect(leader.get_by_text("Runden «Desember» er åpnet, med svarfrist 15.12.2098.")).to_be_visible()
    files = unpacked(downloaded(leader, "Last ned pakken til alle 13 (ZIP)"))
    sheets = {name[11:-5]: content for name, content in files.items() if name.startswith("ark/status-")}
    assert len(sheets) == 13 and AREAS.keys() < sheets.keys()
    for name, sheet in sheets.items():
        message = email.message_from_bytes(files[f"e-post/{name}.eml"], policy=email.policy.default)
        [attached] = message.iter_attachments()
        assert message["X-Unsent"] == "1" and attached.get_content() == sheet
        assert "innen 15.12.2098" in message.get_body().get_content()
        assert len(openpyxl.load_workbook(io.BytesIO(sheet))["Status"]["A"]) == HEADER_ROW + 1 + (
            15 if name in AREAS else 1
        )
    return sheets


def answer_anew(register) -> None:
    """By her municipality, after its sheet was taken out."""
    reports = [Report(measure_no, ENGERDAL, ONGOING, date.today()) for measure_no in (3, 4)]
    coordinator = Rights("Koordinator i Engerdal", frozenset({ENGERDAL}))
    save_reports(register, coordinator, reports, {(3, ENGERDAL), (4, ENGERDAL)}, date.today(), "anew")


def filled_in(sheet: bytes, numbers: Container[int] = range(1, 17), **more: dict) -> bytes:
    """As people do: the rows with these numbers have a status, and some have more, by «tiltak_1» and heading."""
    book = openpyxl.load_workbook(io.BytesIO(sheet))
    for place, row in enumerate(book["Status"].iter_rows(min_row=HEADER_ROW + 2)):
        if row[0].value not in numbers:
            continue
        cells = {"Status": SLOPPY[place % 5]}
        if place % 5 == 1:
            cells |= {"På plass": "mars 2024", "I fast drift": "Ja"}
        for heading, value in (cells | more.get(f"tiltak_{row[0].value}", {})).items():
            row[HEADINGS.index(heading)].value = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def drop(leader: Page, files: list[tuple[str, bytes]]) -> None:
    payloads = [{"name": name, "mimeType": "", "buffer": content} for name, content in files]
    leader.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files(payloads)


def take_in_nine(leader: Page, register, sheets: dict[str, bytes]) -> None:
    """All at once: what is right is saved, and what is asked is saved where it is said yes to."""
    evaluated, dated = {"tiltak_1": EVALUATED}, {"tiltak_1": {"Ny frist": "31. des. 2098"}}
    drop(
        leader,
        [
            # Hamar's sheet came back under the name of Elverum's.
            ("status-elverum.xlsx", filled_in(sheets["hamar"], **evaluated)),
            ("status-elverum.xlsx", filled_in(sheets["elverum"], **evaluated)),
            # Taken out before two of its tasks were answered in the form.
            ("status-engerdal.xlsx", filled_in(sheets["engerdal"])),
            ("status-loten.xlsx", filled_in(sheets["loten"], **evaluated)),
            ("Kopi av status-ringsaker.ods", ods.saved_as_ods(filled_in(sheets["ringsaker"], **evaluated))),
            # Filled in by two.
            ("skole.xlsx", filled_in(sheets["stange"], range(1, 4), tiltak_2=EVALUATED)),
            ("helse.xlsx", filled_in(sheets["stange"], range(4, 17))),
            ("trysil.xlsx", filled_in(sheets["trysil"], tiltak_2={"Kommentar": "Ring familien Nordmann"})),
            ("våler.xlsx", filled_in(sheets["valer-innlandet"], **dated)),
            ("åmot.xlsx", filled_in(sheets["amot"], tiltak_2={"Ny frist": "1.3.26"})),
        ],
    )
    assert lines(leader, "Filene") == [
        ["Fil", "Kommune", "Nye", "Endret", "Kan ta tilbake nyere svar", "Må rettes"],
        ["status-elverum.xlsx", "Hamar", "15", "", "", ""],
        ["status-elverum.xlsx (2)", "Elverum", "15", "", "", ""],
        ["status-engerdal.xlsx", "Engerdal", "13", "", "2", ""],
        ["status-loten.xlsx", "Løten", "14", "1", "", ""],
        ["Kopi av status-ringsaker.ods", "Ringsaker", "15", "", "", ""],
        ["skole.xlsx", "Stange", "3", "", "", ""],
        ["helse.xlsx", "Stange", "12", "", "", ""],
        ["trysil.xlsx", "Trysil", "15", "", "", ""],
        ["våler.xlsx", "Våler (Innlandet)", "15", "", "", ""],
        ["åmot.xlsx", "Åmot", "14", "", "", "1"],
    ]
    expect(leader.get_by_text("Stange har svart i 2 filer: skole.xlsx og helse.xlsx.")).to_be_visible()
    told = "«1.3.26» har et årstall med to siffer. Skriv 1.3.2026 hvis det er det du mener."
    assert lines(leader, "Feil i arkene")[1:] == [["åmot.xlsx", "5", "Ny frist", told]]
    expect(leader.get_by_role("button", name="Lagre 131 svar")).to_be_visible()
    for asked in ("trysil.xlsx, Trysil: rad 5", "status-engerdal.xlsx, Engerdal: rad 7, tiltak 4"):
        leader.locator("label").filter(has_text=asked).click()
        settled(leader)
    expect(leader.get_by_text("1 rad blir ikke lagret før du har krysset av over.")).to_be_visible()
    press(leader, "Lagre 133 svar")
    expect(leader.get_by_text("133 svar er lagret.")).to_be_visible()
    found = answers(register)
    assert len(found) == 134 and (2, AMOT) not in found
    assert [found[number, HAMAR].status for number in (1, 2, 3, 4, 5)] == list(MEANT)
    assert found[2, "3411"].in_place_on == date(2024, 3, 1) and found[2, "3411"].is_in_operation
    assert found[1, "3419"].new_deadline == date(2098, 12, 31)
    assert (found[3, ENGERDAL].status, found[4, ENGERDAL].status) == (ONGOING, MEANT[3])
    assert (found[1, LOTEN].status, found[1, LOTEN].comment) == (ONGOING, "Ikke begynt")
    assert (found[1, "3411"].done_as_meant, found[1, "3411"].should_continue) == ("Delvis", "Ja")


def take_in_the_rest(leader: Page, place, register, sheets: dict[str, bytes]) -> None:
    """The sheet that was wrong, mended, and those of the joint tasks: then all have answered."""
    goto(leader, place, "runder")
    joint = [(f"{name}.xlsx", filled_in(sheet)) for name, sheet in sheets.items() if name not in AREAS]
    drop(leader, [("åmot.xlsx", filled_in(sheets["amot"], tiltak_2={"Ny frist": "1.3.2098"})), *joint])
    press(leader, "Lagre 5 svar")
    expect(leader.get_by_text("5 svar er lagret.")).to_be_visible()
    expect(leader.get_by_text("Alle har gitt status i denne runden.", exact=False)).to_be_visible()
    assert len(answers(register)) == 139


def correct_and_evaluate(coordinator: Page, place, register) -> None:
    """Her own answer, and nobody else's."""
    before = answers(register)
    goto(coordinator, place, "meld-inn?oppgave=1")
    expect(coordinator.get_by_text("15 av 15 besvart i denne runden.")).to_be_visible()
    coordinator.get_by_label("Kommentar", exact=True).fill(HOSTILE)
    coordinator.get_by_text("Evaluering: fire spørsmål til neste plan").click()
    choose(coordinator, "Gjort som ment?", "Nei")
    choose(coordinator, "Bør det gå videre?", "Ja")
    press(coordinator, "Lagre")
    expect(coordinator.get_by_text("Svaret på tiltak 1 er lagret.")).to_be_visible()
    after = answers(register)
    assert {key for key in after if after[key] != before[key]} == {(1, ENGERDAL)}
    assert (after[1, ENGERDAL].comment, after[1, ENGERDAL].done_as_meant) == (HOSTILE, "Nei")


def conclude(leader: Page, place, cookies: dict[str, str]) -> None:
    """Where half have evaluated, and not where one has."""
    with Visitor(place.server, cookies) as visit:
        told = visit.ask("ny-plan", "tiltak=2")
        assert "Konklusjonen kan skrives når minst 5 av 9 har svart. 1 har svart." in told
        assert "Lagre konklusjonen" not in visit.widgets
    goto(leader, place, "ny-plan?tiltak=1")
    same = ["Delvis", HOSTILE, "", "Ja"]
    assert lines(leader, "Evaluering av tiltak 1, side ved side")[1:] == [
        ["Elverum", *same],
        ["Engerdal", "Nei", "", "", "Ja"],
        *([area, *same] for area in ("Hamar", "Løten", "Ringsaker")),
    ]
    leader.get_by_label("Arbeidsgruppas konklusjon", exact=True).fill(CONCLUSION)
    press(leader, "Lagre konklusjonen")
    expect(leader.locator("p.typed", has_text=CONCLUSION)).to_be_visible()
    told = written(downloaded(leader, "Evaluering av handlingsplanen (Word)"))
    assert CONCLUSION in told and "Bygger på svar fra 5 av 9." in told
    goto(leader, place, "kommune?kommune=elverum")
    own = written(downloaded(leader, "Kunnskapsgrunnlag for Elverum (Word)"))
    assert f"Hva kom ut av det? {HOSTILE}" in own


def make_papers(leader: Page, place) -> None:
    """Both for one municipality, with what is typed in them at once and kept."""
    goto(leader, place, "kommune?kommune=engerdal")
    leader.get_by_text("Notat og saksframlegg (Word)").click()
    leader.get_by_label("Saksnummer").fill("26/77")
    leader.get_by_label("Arbeidstid og økonomi (i notatet)").fill(TYPED)
    # The field is left by the click that asks for the file.
    memo = written(downloaded(leader, "Notat til kommunedirektøren (Word)", "notat-engerdal.docx"))
    paper = written(downloaded(leader, "Saksframlegg til kommunestyret (Word)"))
    assert f"\nArbeidstid og økonomi\n{TYPED}\n" in memo and TYPED not in paper
    assert "Folkehelsekoordinator representerer kommunen i den nye arbeidsgruppa" in memo
    for text in (memo, paper):
        assert "Saksnummer: 26/77" in text and "Alle de 15 oppgavene har fått svar." in text
    leader.reload()
    leader.get_by_text("Notat og saksframlegg (Word)").click()
    expect(leader.get_by_label("Saksnummer")).to_have_value("26/77")


def make_all_papers(leader: Page, place) -> None:
    goto(leader, place, "arbeidsgruppa")
    leader.get_by_text("Notat og saksframlegg for alle 9 kommunene (ZIP)").click()
    leader.get_by_label("Økonomi (i saksframlegget)").fill(HOSTILE)
    papers = {name: written(content) for name, content in unpacked(downloaded(leader, "Alle 18 papirer (ZIP)")).items()}
    assert len(papers) == 18
    assert {name for name, text in papers.items() if HOSTILE in text} == {f"saksframlegg-{name}.docx" for name in AREAS}


def kinds(visit: Visitor) -> set[str]:
    """Of what can be filled in or pressed."""
    return {kind for _, kind in visit.widgets.values()}


def read_all(reader: Page, place) -> None:
    """All that is said and done, and nothing to fill in; what was to be decided and is, is not asked any more."""
    with Visitor(place.server) as visit:
        first = visit.ask("")
        assert GOES_ON in first and WHO not in first and WHEN not in first
        assert "Alle har svart i denne runden." in visit.ask("runder") and not FILLABLE & kinds(visit)
        assert "Logg inn for å gi status." in visit.ask("meld-inn") and "selectbox" not in kinds(visit)
    goto(reader, place, "ny-plan?tiltak=1")
    expect(reader.locator("p.typed", has_text=CONCLUSION)).to_be_visible()
    expect(reader.get_by_text(re.compile(r"^Neste: .* \(steg 3 av 8\)"))).to_be_visible()
    expect(reader.locator(".steps li.done")).to_have_count(2)
    expect(reader.locator(".steps li.next")).to_contain_text("1 av 16 tiltak har en konklusjon")
    fillable = reader.locator("[data-testid=stTextInput], [data-testid=stTextArea], [data-testid=stFileUploader]")
    expect(fillable).to_have_count(0)
