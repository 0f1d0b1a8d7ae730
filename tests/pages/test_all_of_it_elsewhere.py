"""The made-up collaboration in every channel: full and empty, of other sizes, answered and not. No word of the shipped."""

import csv
import io
import re
import uuid
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from content import publishing, warehouse, wording
from content.documents import evaluation, help_services, knowledge_base, round_report
from content.documents.papers import archive, case_paper, memo
from content.downloads.workbook import workbook
from content.mail.calendar import DEADLINES, calendar
from content.mail.invitation import invitation
from content.mail.package import RECIPIENTS, package
from content.mail.reminder import reminder
from content.plan import decisions, group, municipality, target_groups
from content.slides import deck, packs
from content.slides.powerpoint.presentation import pptx
from content.status import queries
from content.status.sheet_tasks import sheet_tasks
from dashboard import access
from dashboard.intake.centre import filling
from elsewhere import BARE, COLLABORATION, WITHOUT_PLAN, of_size, raw_elsewhere
from filled_sheets import filled
from pipelines.build import RAW, build
from powerpoint import read as read_slides
from proofs import some
from register.reports import save
from register.rights import JOINT, Rights
from register.rounds import close_round, open_round
from register.settings import settings
from register.sheet.read import read as read_sheet
from register.validation.rules import AS_MEANT, CONTINUE, DONE, DROPPED, NOT_STARTED, ONGOING, PARTLY, UNCLEAR, Report
from reporting import TODAY
from visiting import ROOT, text_of, title_of, titles, visit
from word import read_undrawn

KINDS = {
    "full": COLLABORATION,
    "bare": BARE,
    "without a plan": WITHOUT_PLAN,
    "one municipality": of_size(1),
    "thirty": of_size(30),
}
ANSWERED = {"nobody": lambda tasks: [], "some": lambda tasks: tasks[::3], "all": lambda tasks: tasks}
CASES = [
    ("full", "nobody"),
    ("full", "some"),
    ("full", "all"),
    ("bare", "nobody"),
    ("bare", "all"),
    ("without a plan", "nobody"),
    ("one municipality", "nobody"),
    ("one municipality", "all"),
    ("thirty", "some"),
]
SAMPLE = [("full", "some"), ("without a plan", "nobody"), ("one municipality", "all")]
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("pages/**/*.py") if path.parent.name != "about")
UNSAID = re.compile(r"\bnan\b|\bNone\b|\bNaT\b|avsnitt \.|avsnitt \)|\( |\bav 0\b|de 0 |tiltak \.")
WRONG_OF_ONE = re.compile(
    r"\b1 (kommuner|tiltakene|oppgavene|papirer|svarene)\b|\bde (1|én) |\bDe (1|én) |Alle de 1 |\bén kommuner\b"
    r"|alle 1 |alle kommunene|de andre kommune|av kommunene"
)
"""What is said of several where there is one."""


class Case(NamedTuple):
    kind: str
    answered: str
    version: str
    ask: Callable

    @property
    def areas(self) -> list[str]:
        return list(self.ask(municipality.AREAS)["area"])


@pytest.fixture(scope="module", params=some(SAMPLE, CASES), ids=lambda case: ", ".join(case))
def case(request, tmp_path_factory) -> Iterator[Case]:
    kind, answered = request.param
    folder = tmp_path_factory.mktemp("elsewhere")
    used = replace(settings(), address=f"sqlite:///{folder}/register.sqlite", raw=folder / "raw")
    with pytest.MonkeyPatch.context() as patch:
        for module in (warehouse, publishing, filling):
            patch.setattr(module, "settings", lambda: used)
        patch.setattr(warehouse, "PROCESSED", folder / "processed")
        patch.setattr(wording, "today", lambda: TODAY)
        patch.setattr(access, "is_at_this_machine", lambda headers: True)
        build(raw_elsewhere(folder / "raw", KINDS[kind]), folder / "processed")
        answer(warehouse.version_in_use(), answered)
        version = warehouse.version_in_use()
        yield Case(kind, answered, version, partial(warehouse.query, version))


def answer(version: str, answered: str) -> None:
    """A closed round with answers of every kind to as many of the tasks, and one that is open."""
    known = warehouse.query(version, "select measure_no, area_code from marts.measure_tasks order by all")
    tasks = [(int(row.measure_no), row.area_code) for row in known.itertuples()]
    if not (chosen := ANSWERED[answered](tasks)):
        return
    register = warehouse.register(version)
    everyone = Rights("Koordinator", frozenset(area for _, area in tasks), frozenset(no for no, _ in tasks), True)
    open_round(register, everyone, "Runden", TODAY, TODAY, len(tasks))
    drafts = [_said(place, *task) for place, task in enumerate(chosen)]
    save(register, everyone, drafts, set(tasks), TODAY, str(uuid.uuid4()))
    content = warehouse.query(warehouse.version_in_use(), queries.ROUND_CONTENT)
    close_round(register, everyone, queries.frozen_tasks(content))
    open_round(register, everyone, "Neste runde", TODAY, TODAY, len(tasks))


def _said(place: int, measure_no: int, area_code: str) -> Report:
    status = (DONE, ONGOING, PARTLY, NOT_STARTED, DROPPED, UNCLEAR)[place % 6]
    return Report(
        measure_no,
        area_code,
        status,
        TODAY,
        in_place_on=date(2025, 5, 1) if status == DONE else None,
        reason="Dekkes av et annet tilbud." if status == DROPPED else None,
        decided_by="Kommunedirektøren" if status == DROPPED else None,
        done_as_meant=AS_MEANT[place % 4],
        should_continue=CONTINUE[place % 3],
    )


def _rows(name: str) -> list[dict]:
    with (RAW / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _words_of_the_shipped() -> set[str]:
    """Names, titles, texts and dates that no other collaboration has."""
    named = ("kommune", "fylke", "krisesenter")
    words = {wording.place(row["area"]) for row in _rows("areas") if row["area_type"] in named}
    words |= {row["title"] for row in _rows("sources") if row["source_id"] != "plan"}
    words |= {row["body_wording"] for row in _rows("measures")}
    words |= {wording.day(date.fromisoformat(row["date"])) for row in _rows("plan_dates")}
    for name, column in (("texts", "text"), ("facts", "sentence"), ("caveats", "caveat"), ("plan_mandate", "wording")):
        words |= {row[column] for row in _rows(name)} - {row[column] for row in COLLABORATION.get(name, [])}
    return {word for word in words if len(word) > 3}


PLAN = COLLABORATION["plans"][0]["title_in_text"]
OURS = re.compile(
    "|".join(
        [
            *sorted(map(re.escape, _words_of_the_shipped())),
            "Kompetanseteamet",
            "andlingsplanen mot vold",
            r"\b[Dd]e ni\b",
            r"\bni kommuner\b",
        ]
    )
)
AS_AN_EXAMPLE = re.compile(r"[Ff]or eksempel [\d.]+")


def check(text: str, case: Case) -> None:
    """Something is said, nothing that stands for a value that is not there, and no word of the shipped collaboration."""
    text = AS_AN_EXAMPLE.sub("", text)
    assert text.strip()
    assert found(OURS, text) == [] and found(UNSAID, text) == []
    if case.kind == "one municipality":
        assert found(WRONG_OF_ONE, text) == []


def found(unwanted: re.Pattern, text: str) -> list[str]:
    """Each with the words around it."""
    return [text[max(match.start() - 40, 0) : match.end() + 40] for match in unwanted.finditer(text)]


def read_page(case: Case, page: str, **choices: str) -> None:
    shown = visit(page, **choices).run()
    assert [error.message for error in shown.exception] == []
    assert titles(shown) == 1
    check(text_of(shown), case)


@pytest.mark.parametrize("page", PAGES)
def test_every_page(case, page):
    read_page(case, page)


def test_every_choice_of_a_municipality_and_a_measure_and_a_search(case):
    read_page(case, "pages/start/search.py", q="kommune")
    for area in map(wording.slug, case.areas[:1]):
        for page in ("knowledge/municipality", "plan/reporting", "plan/rounds", "plan/help_services"):
            read_page(case, f"pages/{page}.py", kommune=area)
        read_page(case, "pages/plan/group.py", invitasjon=area)
    for name in map(wording.slug, case.ask("select name from marts.plan_groups")["name"]):
        read_page(case, "pages/start/target_groups.py", gruppe=name)
    for number in case.ask("select measure_no from marts.measures where measure_no in (1, 5)")["measure_no"]:
        read_page(case, "pages/plan/measures.py", tiltak=str(number))
        read_page(case, "pages/plan/next_plan.py", tiltak=str(number))


def test_the_target_groups_are_its_own_or_it_is_told_that_there_are_none(case):
    page = visit("pages/start/target_groups.py").run()
    text = " ".join(text_of(page).split())
    assert title_of(page) == "Målgrupper: fra tall til tiltak"
    if case.kind in ("bare", "without a plan"):
        assert target_groups.EMPTY in text and target_groups.groups(case.version, TODAY) == []
    else:
        assert "3 av 5" in text and "Hvem som ikke finner veien til Fjordly." in text
        of_one = visit("pages/start/target_groups.py", gruppe="barn").run()
        assert title_of(of_one) == "Barn: fra tall til tiltak"


def test_every_slide(case):
    made = deck.slides(case.version, tuple(packs.names(case.version, TODAY)), TODAY)
    assert len(made) >= 4
    for page in read_slides(pptx(made)):
        check(f"{page.said} {page.notes}", case)


def test_every_document(case):
    made = [make.document(case.version, TODAY) for make in (knowledge_base, evaluation, help_services)]
    for area in case.areas[:1]:
        made += [make.document(case.version, TODAY, area) for make in (knowledge_base, memo, case_paper)]
    if case.answered != "nobody":
        made += [round_report.document(case.version, TODAY, 1, area) for area in (None, case.areas[0])]
    for document in made:
        check(read_undrawn(document).text, case)


def test_the_papers_of_all(case):
    names = zipfile.ZipFile(io.BytesIO(archive.archive(case.version, TODAY))).namelist()
    assert len(names) == 2 * len(case.areas)


def test_the_workbook(case):
    book = openpyxl.load_workbook(io.BytesIO(workbook(case.version)), read_only=True)
    cells = [
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None
    ]
    assert found(OURS, AS_AN_EXAMPLE.sub("", " ".join(cells))) == []


def test_what_is_sent(case):
    tasks, recipients = case.ask(queries.TASKS, {"today": TODAY}), case.ask(RECIPIENTS)
    sent = zipfile.ZipFile(io.BytesIO(package(recipients, tasks, TODAY, TODAY, plan=PLAN)))
    texts = [sent.read(name).decode("utf-8-sig") for name in sent.namelist() if name.endswith(".txt")]
    texts += [reminder(area, tasks[tasks["area"] == area], None, TODAY, PLAN) for area in case.areas]
    texts.append(calendar(case.ask(DEADLINES, {"area": warehouse.ANY}), PLAN).decode().replace("\r\n ", ""))
    asked = [case.ask(sql) for sql in (group.APPOINTMENTS, decisions.DATES, group.MANDATE, group.ASKED)]
    texts += [invitation(area, *asked, PLAN) for area in (None, *case.areas)]
    for text in texts:
        check(text, case)


def test_a_sheet_goes_out_and_comes_in(case):
    tasks = case.ask(queries.TASKS, {"today": TODAY})
    for area in case.areas[:1]:
        own = sheet_tasks(tasks[tasks["area"] == area])
        rows = [{} if task.last else {"Status": PARTLY} for task in own]
        back = read_sheet(filled(*rows, tasks=own), own, TODAY)
        assert back.problems == [] and len(back.rows) == len(own)


def test_a_joint_task_and_those_of_each_are_asked_for(case):
    tasks = case.ask("select area_code, count(*)::integer as tasks from marts.measure_tasks group by all")
    by_area = dict(zip(tasks["area_code"], tasks["tasks"], strict=True))
    assert set(by_area) - {JOINT} == set(case.ask("select area_code from marts.municipalities")["area_code"])
    assert set(by_area.values()) == (set() if case.kind == "without a plan" else {4, 1})


def test_they_are_counted_in_words(case):
    told = {"one municipality": "kommunen", "thirty": "de 30 kommunene"}.get(case.kind, "de tre kommunene")
    page = text_of(visit("pages/knowledge/prevalence.py").run())
    assert f"Hva kan en andel bety for {told}?" in page


def test_it_is_a_folder_of_data_and_nothing_else():
    folder = Path(ROOT / "tests" / "elsewhere")
    assert {path.suffix for path in folder.iterdir()} == {".csv"}
