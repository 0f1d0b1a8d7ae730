"""A plan follows another: what is asked about changes with it, and the one before stays as it was, to be read."""

import shutil
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import select

from content import warehouse, wording
from content.documents import knowledge_base, round_report
from content.figures import developments
from content.mail import calendar
from content.plan import next_plan
from content.slides import deck, wall
from content.slides.powerpoint.presentation import file_name
from content.status import queries
from content.status.matrix import filtered_matrix
from content.status.sheet_tasks import sheet_tasks
from dashboard import access
from dashboard.forms.drafts import DRAFTS
from dashboard.forms.other_plan import LEFT
from filled_sheets import filled
from pipelines.build import RAW, build
from pipelines.publish import is_stale
from proofs import some
from register import entries
from register.blackout import black_out
from register.database import open_register, reading
from register.entry_kinds import KEEP, Assessment, Proposal
from register.errors import InvalidError
from register.plans import of_plan
from register.reports import save
from register.rights import JOINT, Rights
from register.rounds import close_round, open_round
from register.schema import proposals
from register.settings import settings
from register.sheet.read import ANOTHER_PLAN, NO_PLAN
from register.sheet.read import read as read_sheet
from register.sheet.write import BASIS, Task
from register.validation.rules import DONE, ONGOING, Report
from reported import last_reports
from reporting import FOLLOW_UP, GROUP, HAMAR, REPORT, labelled, opened, press, sentences, told
from succession import MEASURES, NEXT, NOW, TITLE, raw_with_next
from visiting import ROOT, titles, to_copy
from word import read_undrawn

BEGINS = date(2027, 7, 1)
BEFORE, AFTER = BEGINS - timedelta(1), BEGINS
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("pages/**/*.py"))
SLIDES = "pages/start/presentation.py"
OF_BOTH = [(plan, page) for plan in ("plan-2023", "plan-2027") for page in PAGES]
TELLS_OF_THE_PLAN = [
    *(("plan-2023", page) for page in PAGES if page.startswith(("pages/plan/", "pages/start/")) and page != SLIDES),
    *((plan, "pages/knowledge/sources.py") for plan in ("plan-2023", "plan-2027")),
    *(("plan-2027", f"pages/{page}.py") for page in ("start/overview", "plan/next_plan")),
]
EVERYONE = Rights("Koordinator", frozenset({HAMAR, "3420"}), frozenset(range(1, 17)), is_working_group=True)
EARLIER = {"plan": "plan-2023"}


class Place(NamedTuple):
    raw: Path
    on: Callable[[date], None]
    """The day that pages take for today."""
    address: str


@pytest.fixture(scope="module")
def place(published, tmp_path_factory) -> Iterator[Place]:
    """The shipped plan with a closed round, an open one and an assessment; then the next plan is put into the folder."""
    folder = tmp_path_factory.mktemp("succession")
    address = f"sqlite:///{folder}/register.sqlite"
    used = replace(settings(), address=address)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(warehouse, "settings", lambda: used)
        patch.setattr(warehouse, "PROCESSED", folder / "processed")
        patch.setattr(access, "is_at_this_machine", lambda headers: True)

        def on(day: date) -> None:
            patch.setattr(wording, "today", lambda: day)

        on(BEFORE)
        shutil.copytree(published, folder / "processed")
        # As in a register from before it knew of plans.
        register = open_register(address)
        tasks = {(1, HAMAR), (3, HAMAR), (9, JOINT)}
        open_round(register, EVERYONE, "Våren 2027", BEFORE, BEFORE, 139)
        answer(
            register, tasks, Report(1, HAMAR, DONE, BEFORE, comment="Kurs for alle"), Report(3, HAMAR, ONGOING, BEFORE)
        )
        content = warehouse.query(warehouse.version_in_use(), queries.ROUND_CONTENT)
        close_round(register, EVERYONE, queries.frozen_tasks(content))
        open_round(register, EVERYONE, "Sommeren 2027", BEFORE, BEFORE, 139)
        entries.save(register, EVERYONE, Assessment(1, KEEP, "Virker."), {1}, BEFORE, str(uuid.uuid4()))
        as_it_was.update(held(warehouse.version_in_use()))
        build(raw_with_next(folder / "raw", f"{BEGINS}"), folder / "processed")
        yield Place(folder / "raw", on, address)


as_it_was: dict[str, object] = {}


def answer(register, tasks, *reports: Report) -> None:
    save(register, EVERYONE, reports, tasks, wording.today(), str(uuid.uuid4()))


def held(version: str) -> dict[str, object]:
    """What is told of a plan: its matrix, its rounds, its report, what has been answered and assessed."""
    asked = {"today": BEFORE}
    return {
        "matrix": filtered_matrix(version, BEFORE, "?tiltak=", *["alle"] * 4),
        "rounds": warehouse.query(version, "from marts.rounds order by round_id").to_dict("records"),
        "frozen": warehouse.query(version, queries.FROZEN_TASKS, {"round_id": 1}).to_dict("records"),
        "round report": read_undrawn(round_report.document(version, BEFORE, 1)).text,
        "tasks": warehouse.query(version, queries.TASKS, asked).astype(str).to_dict("records"),
        "history": warehouse.query(version, "from marts.task_history").astype(str).to_dict("records"),
        "assessments": warehouse.query(version, next_plan.ASSESSMENTS).astype(str).to_dict("records"),
    }


def test_until_it_begins_the_plan_is_the_one_before_and_the_next_can_be_read(place):
    place.on(BEFORE)
    assert held(warehouse.version_in_use()) == as_it_was
    coming = opened("pages/plan/measures.py", plan="plan-2027")
    assert f"<strong>Kommende plan:</strong> {TITLE}, som gjelder fra 1.7.2027." in told(coming)
    assert opened(REPORT, kommune="hamar", plan="plan-2027").selectbox.values == []
    assert "Kommende" not in told(opened("pages/plan/measures.py"))


def test_from_the_day_it_begins_it_is_what_is_asked_about(place):
    place.on(AFTER)
    version = warehouse.version_in_use()
    tasks = warehouse.query(version, queries.TASKS, {"today": AFTER})
    assert list(tasks["working_title"].unique()) == list(MEASURES) and len(tasks) == 19
    assert set(tasks["status"]) == {"Ikke spurt ennå"}
    shown = opened("pages/plan/measures.py")
    assert all(title in told(shown) for title in MEASURES) and "Tidligere plan" not in told(shown)
    assert warehouse.query(version, "select plan_id from marts.measures group by all")["plan_id"].tolist() == [NEXT]
    # An answer to its measure 1 is none to that of the plan before.
    page = opened(REPORT, kommune="hamar", oppgave="1")
    labelled(page.selectbox, "Status").select(ONGOING).run()
    page = press(page, "Lagre")
    assert "Svaret på tiltak 1 er lagret." in told(page)
    register = open_register(place.address)
    assert {key: report.status for key, report in last_reports(warehouse.register(version)).items()} == {
        (1, HAMAR): ONGOING
    }
    register.dispose()


def test_the_plan_before_is_as_it_was(place):
    place.on(AFTER)
    version = warehouse.version_in_use(plan_id=NOW)
    assert held(version) == as_it_was
    assert {row["plan_id"] for row in as_it_was["tasks"]} == {NOW}
    shown = told(opened("pages/plan/measures.py", **EARLIER))
    ended = f"avløst 1.7.2027 av {TITLE}. Den kan leses, men ikke endres."
    assert f"<strong>Tidligere plan:</strong> Handlingsplan mot vold i nære relasjoner, {ended}" in shown
    assert "Kurs for alle" in told(opened("pages/plan/measures.py", tiltak="1", **EARLIER))


# A run tries those that tell of the plan, of slides one further down; the long proofs all.
@pytest.mark.parametrize(("plan", "page"), some(TELLS_OF_THE_PLAN, OF_BOTH))
def test_every_page_of_both(place, page, plan):
    place.on(AFTER)
    shown = opened(page, plan=plan)
    assert [error.message for error in shown.exception] == [] and titles(shown) == 1
    assert ("Tidligere plan" in told(shown)) == (plan == "plan-2023")


def test_a_plan_that_is_not_there_is_told(place):
    place.on(AFTER)
    shown = opened("pages/plan/measures.py", plan="plan-2031")
    assert "Adressen ber om en plan som ikke finnes." in sentences(shown) and MEASURES[0] in told(shown)
    # Its key as it stands in the files is understood too.
    assert "Foreldreveiledning" in told(opened("pages/plan/measures.py", plan=NOW))


def test_in_the_plan_before_nothing_is_answered_but_the_open_round_can_be_frozen(place):
    place.on(AFTER)
    for page, asked in ((REPORT, {"kommune": "hamar"}), (GROUP, {}), ("pages/plan/next_plan.py", {})):
        shown = opened(page, **asked, **EARLIER)
        assert [button.label for button in shown.button if "Lagre" in button.label] == [], page
    shown = opened(FOLLOW_UP, **EARLIER)
    shown.checkbox(key="round close sure").check()
    shown = press(shown, "Lukk runden")
    assert "Runden «Sommeren 2027» er lukket. 139 oppgaver er frosset" in told(shown)
    now = warehouse.query(warehouse.version_in_use(plan_id=NOW), "from marts.rounds")
    assert now["closed_at"].notna().all() and len(warehouse.query(warehouse.version_in_use(), "from marts.rounds")) == 0
    shown = opened(FOLLOW_UP, kommune="hamar", **EARLIER)
    assert not any("Åpne" in button.label for button in shown.button)
    # Nor is anybody asked to answer there.
    assert not to_copy(shown) and to_copy(opened(FOLLOW_UP, kommune="hamar"))


def test_a_sheet_of_the_plan_before_is_not_taken_for_one_of_this(place):
    place.on(AFTER)
    of = {
        plan: sheet_tasks(
            warehouse.query(
                warehouse.version_in_use(plan_id=plan),
                "select * from marts.tasks_on($today) where area = 'Hamar'",
                {"today": AFTER},
            )
        )
        for plan in (NOW, NEXT)
    }
    sheet = filled({"Status": DONE}, tasks=of[NOW])
    assert [str(problem) for problem in read_sheet(sheet, of[NEXT], AFTER).problems] == [NO_PLAN]
    assert read_sheet(sheet, of[NOW], AFTER).problems == []
    later = filled({"Status": DONE}, tasks=of[NEXT])
    assert [str(problem) for problem in read_sheet(later, of[NOW], AFTER).problems] == [ANOTHER_PLAN]
    own = read_sheet(later, of[NEXT], AFTER)
    assert own.problems == [] and len(own.to_save) == 1


# As an earlier version wrote it, and without the column that a program or somebody took away.
@pytest.mark.parametrize("basis", ["0||49425e8580686b68", None])
@pytest.mark.parametrize("page", [REPORT, FOLLOW_UP])
def test_a_sheet_that_does_not_say_its_plan_is_not_taken_for_one_of_the_later(place, page, basis):
    place.on(AFTER)
    tasks = [Task(1, HAMAR, "Hamar", "Kompetanse", "Lag en plan", "Skolene", None)]
    shown = opened(page, kommune="hamar")
    shown.file_uploader[0].upload("status.xlsx", filled({"Status": DONE, BASIS: basis}, tasks=tasks))
    shown.run()
    assert NO_PLAN in told(shown) and not any(button.label.endswith("svar") for button in shown.button)


def test_what_was_typed_when_the_next_plan_came_is_not_saved_in_it_nor_lost_in_silence(place):
    place.on(BEFORE)
    page = opened(REPORT, kommune="hamar", oppgave="2")
    labelled(page.text_area, "Kommentar").set_value("Halvferdig").run()
    assert LEFT not in told(page)
    place.on(AFTER)
    page = page.run()
    assert LEFT in told(page) and "Halvferdig" in to_copy(page)
    assert "Halvferdig" not in [field.value for field in page.text_area]
    assert LEFT not in told(opened(REPORT, kommune="hamar", oppgave="2"))


@pytest.fixture(scope="module")
def reports(place) -> dict[str, str]:
    """Plan → its report, as it is when the next has begun."""
    place.on(AFTER)
    versions = {plan: warehouse.version_in_use(plan_id=plan) for plan in (NOW, NEXT)}
    return {plan: read_undrawn(knowledge_base.document(version, AFTER)).text for plan, version in versions.items()}


def test_a_file_is_of_the_plan_its_page_showed(reports):
    assert MEASURES[0] in reports[NEXT] and MEASURES[0] not in reports[NOW]
    assert "3\u00a0Foreldreveiledning" in reports[NOW] and "3\u00a0Foreldreveiledning" not in reports[NEXT]


def test_what_the_plan_before_says_of_a_number_is_not_told_as_said_by_the_plan_that_is_shown(place, reports):
    place.on(AFTER)
    whose = "Der det står «planen» om et tall her, er det Handlingsplan mot vold i nære relasjoner fra 2023."
    for plan, report in reports.items():
        captions = sentences(opened("pages/start/overview.py", plan=plan.replace("_", "-")))
        summary = report.split("Hva vi vet\n")[0]
        assert ((whose in captions), (whose in summary)) == (plan == NEXT, plan == NEXT)


def test_what_was_new_before_a_plan_is_not_told_as_new_since_it(place):
    place.on(AFTER)
    for page in ("pages/plan/next_plan.py", "pages/knowledge/sources.py"):
        assert "tiltak 14 må oppdateres" in sentences(opened(page, **EARLIER))
        shown = sentences(opened(page))
        assert developments.NONE in shown and "tiltak 14 må oppdateres" not in shown


def test_a_slide_tells_which_plan_it_is_of(place):
    place.on(AFTER)
    for plan, year in ((NOW, 2023), (NEXT, 2027)):
        version = warehouse.version_in_use(plan_id=plan)
        first, missing = (deck.slide(version, id, AFTER) for id in ("status", "mangler"))
        assert first.scope.startswith(f"Alle tiltakene i planen fra {year}, per")
        assert missing.scope.startswith(f"Kommunene i planen fra {year}, per")
        mark = "Tidligere plan (fra 2023)." if plan == NOW else ""
        assert first.plan == missing.plan == mark and (not mark or mark in wall.view(first, 1, 1))
        named = file_name([first], AFTER, deck.plan_name(version, AFTER))
        kind = "tidligere-plan" if plan == NOW else "plan"
        assert named == f"vold-i-naere-relasjoner-{kind}-fra-{year}-{AFTER}.pptx"


def test_a_deadline_in_a_calendar_is_not_taken_for_that_of_another_plan(place):
    place.on(AFTER)
    ids = {
        plan: set(
            warehouse.query(warehouse.version_in_use(plan_id=plan), calendar.DEADLINES, {"area": warehouse.ANY})["id"]
        )
        for plan in (NOW, NEXT)
    }
    assert {"tiltak-1-kommunene", "plan-revision_due"} <= ids[NOW]
    assert ids[NEXT] == {f"{NEXT}-tiltak-{of}" for of in ("1-kommunene", "2-kommunene", "3-felles")}


def test_what_is_gone_from_the_folder_is_gone_from_what_is_published(place, tmp_path):
    out = tmp_path / "processed"
    shutil.copytree(warehouse.PROCESSED, out)
    assert not is_stale(place.raw, out)
    pointer = out / "earlier" / NOW / "current"
    away = pointer.rename(tmp_path / "away")
    assert is_stale(place.raw, out)
    away.rename(pointer)
    shutil.copytree(RAW, tmp_path / "raw")
    build(tmp_path / "raw", out)
    assert not (out / "earlier" / NOW).exists() and not is_stale(tmp_path / "raw", out)


@pytest.mark.parametrize("page", some(["pages/plan/measures.py"], ["pages/plan/measures.py", REPORT]))
def test_a_plan_whose_versions_are_gone_is_made_anew_or_told_of(place, tmp_path, monkeypatch, page):
    place.on(AFTER)
    out = shutil.copytree(warehouse.PROCESSED, tmp_path / "processed")
    monkeypatch.setattr(warehouse, "PROCESSED", out)
    shutil.rmtree(out / "earlier")
    monkeypatch.setattr("pipelines.build.settings", lambda: replace(settings(), raw=tmp_path))
    shown = opened(page, **EARLIER)
    assert "Planen adressen ber om, kan ikke vises nå. Her er planen som gjelder." in sentences(shown)
    assert "Tidligere plan" not in told(shown)
    monkeypatch.setattr("pipelines.build.settings", lambda: replace(settings(), raw=place.raw))
    assert "Tidligere plan" in told(opened(page, **EARLIER))


def test_the_proposals_of_a_plan_are_numbered_by_themselves_and_none_is_changed_from_another(place):
    place.on(AFTER)
    register = open_register(place.address)
    before, now = (of_plan(register, plan) for plan in (NOW, NEXT))
    for engine, names in ((before, ("Et", "To")), (now, ("Tre",))):
        for title in names:
            entries.save(engine, EVERYONE, Proposal(title, "Trengs."), set(), AFTER, str(uuid.uuid4()))
    with reading(register) as connection:
        found = connection.execute(select(proposals.c.plan_id, proposals.c.proposal_no)).all()
    assert found == [(NOW, 1), (NOW, 2), (NEXT, 1)]
    with pytest.raises(InvalidError):
        entries.save(now, EVERYONE, Proposal("To", "Nei.", proposal_no=2), set(), AFTER, str(uuid.uuid4()))
    register.dispose()


def test_what_is_typed_stays_where_the_register_is_silent_and_the_plans_are_known_as_of_different_days(place):
    place.on(AFTER)
    version = warehouse.version_in_use(plan_id=NOW)
    engine = warehouse.register(version)
    # What is made of the next plan is cleared away: it may hold the text too.
    page = "pages/about/privacy.py"
    opened(page)
    black_out(engine, EVERYONE, 1, "comment", "Gjaldt en person")
    opened(page, **EARLIER)
    file = Path(engine.url.database)
    away = file.rename(file.with_name("away"))
    DRAFTS.keep(("browser ", ""), "report", "comment", "Halvferdig", None)
    opened(page)
    opened(page, **EARLIER)
    away.rename(file)
    assert DRAFTS.of(("browser ", ""), "report") is not None
