"""All sheets at once: each told by file, saved one by one or together, and no task taken from two files."""

import io
import re
from dataclasses import replace

import openpyxl
from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec

import ods
from content import warehouse
from content.status import queries, sheet_changes
from content.status.sheet_tasks import sheet_tasks
from dashboard.reporting import all_sheets
from register.reports import save
from register.sheet.read import read
from register.sheet.read_many import in_several, together
from register.sheet.row import NEW, UNTOUCHED, WRONG
from register.sheet.write import HEADER_ROW, HEADINGS, MEASURE, Task, write
from register.validation.rules import DONE, NOT_STARTED, ONGOING, Report
from reported import WORKING_GROUP, last_reports
from reporting import FOLLOW_UP, TODAY, opened, press, sentences, told

AREAS = {"3403": "Hamar", "3420": "Elverum"}
TASKS = [
    Task(number, code, area, "Tittel", "Gjør noe", "Rolle", None) for code, area in AREAS.items() for number in (1, 2)
]
ELVERUM, TRYSIL = "3420", "3421"


def filled(tasks: list[Task], answers: dict[int, dict]) -> bytes:
    """A sheet of the tasks, with cells filled in by measure and heading."""
    book = openpyxl.load_workbook(io.BytesIO(write(tasks)))
    for number, task in enumerate(tasks, start=HEADER_ROW + 2):
        for heading, value in answers.get(task.measure_no, {}).items():
            book["Status"].cell(number, HEADINGS.index(heading) + 1).value = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def of(area: str, answers: dict[int, dict]) -> bytes:
    return filled([task for task in TASKS if task.area == area], answers)


def all_read(**contents: bytes):
    return together([(f"{name}.xlsx", read(content, TASKS, TODAY)) for name, content in contents.items()])


def kinds(file) -> list[tuple[int, str]]:
    return [(row.task.measure_no, row.kind) for row in file.found.rows]


def test_a_task_in_two_files_is_told_in_both_and_saved_from_neither():
    first = of("Hamar", {1: {"Status": DONE}, 2: {"Status": ONGOING}})
    files = all_read(a=first, b=of("Hamar", {1: {"Status": NOT_STARTED}}), c=of("Elverum", {1: {"Status": DONE}}))
    assert [kinds(file) for file in files] == [[(1, WRONG), (2, NEW)], [(1, WRONG)], [(1, NEW)]]
    again = "Ta ut én av filene, eller tøm raden i én av dem."
    assert [[(problem.row, problem.column, problem.sentence) for problem in file.found.problems] for file in files] == [
        [(4, MEASURE, f"Oppgaven er også fylt ut i «b.xlsx». {again}")],
        [(4, MEASURE, f"Oppgaven er også fylt ut i «a.xlsx». {again}")],
        [],
    ]
    assert [row.task.key for file in files for row in file.found.to_save] == [(2, "3403"), (1, "3420")]


def test_two_files_of_one_municipality_with_tasks_of_their_own_are_both_taken():
    files = all_read(a=of("Hamar", {1: {"Status": DONE}}), b=of("Hamar", {2: {"Status": DONE}}))
    assert [kinds(file) for file in files] == [[(1, NEW)], [(2, NEW)]]
    assert in_several(files) == {"Hamar": ["a.xlsx", "b.xlsx"]} and in_several(files[:1]) == {}


def test_a_row_that_nobody_touched_is_no_second_answer():
    said = Report(1, "3403", ONGOING, TODAY)
    tasks = [replace(TASKS[0], last=said, last_id=1, answered_on=TODAY), *TASKS[1:]]
    contents = [filled(tasks[:2], {1: {"Status": DONE}}), filled(tasks[:2], {2: {"Status": DONE}})]
    files = together([(str(place), read(content, tasks, TODAY)) for place, content in enumerate(contents)])
    assert [row.kind for row in files[1].found.rows] == [UNTOUCHED, NEW]
    assert [row.task.measure_no for file in files for row in file.found.to_save] == [1, 2]


def test_files_of_one_name_are_told_apart():
    files = together([(name, read(b"", TASKS, TODAY)) for name in ("a", "a", "a (2)", "a")])
    assert [file.name for file in files] == ["a", "a (2)", "a (2) (2)", "a (3)"]


def test_files_are_told_in_a_table_by_what_their_rows_are():
    files = all_read(a=of("Hamar", {1: {"Status": "Ferdig"}, 2: {"Status": DONE}}), b=b"tull")
    table = sheet_changes.files_table(files)
    assert table.to_dict("records") == [
        {"Fil": "a.xlsx", "Kommune": "Hamar", "Nye": 1, "Må rettes": 1},
        {"Fil": "b.xlsx", "Kommune": "", "Nye": "", "Må rettes": "Hele filen"},
    ]


def dropped(*files: tuple[str, bytes]):
    at = opened(FOLLOW_UP)
    at.file_uploader[0].set_value([(name, content, "") for name, content in files])
    return at.run()


def table(at, caption: str) -> list[list[str]]:
    [found] = [x.proto.body for x in at.get("html") if f"<caption>{caption}</caption>" in x.proto.body]
    lines = re.findall(r"<tr>(<td.*?)</tr>", found, re.DOTALL)
    return [re.findall(r"<td[^>]*>(.*?)</td>", line, re.DOTALL) for line in lines]


def real(area: str) -> list[Task]:
    """The tasks of a municipality as its sheet holds them now."""
    found = warehouse.query(warehouse.version_in_use(), queries.TASKS, {"today": TODAY})
    return sheet_tasks(found[found["area"] == area])


def test_nine_sheets_are_told_and_saved_together_and_again_change_nothing(local_register):
    areas = ["Hamar", "Elverum", "Engerdal", "Løten", "Ringsaker", "Stange", "Trysil", "Våler (Innlandet)", "Åmot"]
    files = [(f"{area}.xlsx", filled(real(area), {1: {"Status": ONGOING}, 3: {"Status": DONE}})) for area in areas[:8]]
    files.append(("Åmot.ods", ods.saved_as_ods(filled(real("Åmot"), {2: {"Status": DONE, "Ny frist": "snart"}}))))
    at = dropped(*files, ("<img src=x>.xlsx", b"tull"))
    assert table(at, "Filene") == [
        *([f"{area}.xlsx", area, "2", ""] for area in areas[:8]),
        ["Åmot.ods", "Åmot", "", "1"],
        ["&lt;img src=x&gt;.xlsx", "", "", "Hele filen"],
    ]
    assert [row[:2] for row in table(at, "Feil i arkene")] == [["Åmot.ods", "5"], ["&lt;img src=x&gt;.xlsx", ""]]
    assert last_reports(local_register) == {}
    assert "16 svar er lagret." in told(press(at, "Lagre 16 svar"))
    saved = last_reports(local_register)
    assert len(saved) == 16 and {key[0] for key in saved} == {1, 3}
    at = dropped(*files)
    assert table(at, "Filene")[0] == ["Hamar.xlsx", "Hamar", "2", ""]
    assert [button.label for button in at.button if button.label.startswith("Lagre") and "svar" in button.label] == []
    assert last_reports(local_register) == saved


def test_one_file_is_opened_to_its_rows_and_saved_alone(local_register):
    hamar, elverum = (filled(real(area), {1: {"Status": ONGOING}}) for area in ("Hamar", "Elverum"))
    at = dropped(("a.xlsx", hamar), ("b.xlsx", elverum))
    at = at.selectbox(key="sheets chosen").select("b.xlsx").run()
    assert [row[2] for row in table(at, "Hva arket sier")] == ["Ny"]
    assert "1 svar er lagret." in told(press(at, "Lagre 1 svar"))
    assert set(last_reports(local_register)) == {(1, ELVERUM)}


def test_what_is_asked_waits_alone_and_says_of_which_file(local_register):
    call = "Ring familien Nordmann"
    a = filled(real("Hamar"), {1: {"Status": ONGOING, "Kommentar": call}, 2: {"Status": ONGOING}})
    at = dropped(("a.xlsx", a), ("b.xlsx", filled(real("Elverum"), {1: {"Status": ONGOING}})))
    [box] = [box for box in at.checkbox if box.key.startswith("asked sheets")]
    assert "a\\.xlsx, Hamar\\: rad 4, tiltak 1 " in box.label
    assert "1 rad blir ikke lagret før du har krysset av over. Trykk «Lagre 2 svar»" in sentences(at)
    press(at, "Lagre 2 svar")
    assert set(last_reports(local_register)) == {(2, "3403"), (1, ELVERUM)}


def test_a_yes_for_one_municipality_is_none_for_another_that_is_asked_the_same(local_register):
    for area_code in AREAS:
        said = Report(1, area_code, ONGOING, TODAY, comment="Viktig")
        save(local_register, WORKING_GROUP, [said], {(1, area_code)}, TODAY, area_code)
    at = dropped(
        *((f"{area}.xlsx", filled(real(area), {1: {"Status": DONE, "Kommentar": ""}})) for area in AREAS.values())
    )
    boxes = {box.label.partition(".")[0].rstrip("\\"): box for box in at.checkbox if box.key.startswith("asked sheets")}
    assert set(boxes) == {"Hamar", "Elverum"}
    press(boxes["Hamar"].check().run(), "Lagre 1 svar")
    saved = last_reports(local_register)
    assert [saved[1, area_code].comment for area_code in AREAS] == [None, "Viktig"]


def test_two_files_of_one_municipality_are_told(local_register):
    hamar = real("Hamar")
    a, b = (filled(hamar, {number: {"Status": ONGOING}}) for number in (1, 2))
    at = dropped(("skole.xlsx", a), ("helse.xlsx", b))
    assert "Hamar har svart i 2 filer: skole.xlsx og helse.xlsx." in told(at)
    press(at, "Lagre 2 svar")
    assert len(last_reports(local_register)) == 2


def test_an_old_sheet_takes_no_newer_answer_back(local_register):
    old = filled(real("Hamar"), {1: {"Status": NOT_STARTED}})
    save(local_register, WORKING_GROUP, [Report(1, "3403", DONE, TODAY)], {(1, "3403")}, TODAY, "a")
    at = dropped(("a.xlsx", old), ("b.xlsx", filled(real("Elverum"), {1: {"Status": ONGOING}})))
    assert table(at, "Filene")[0] == ["a.xlsx", "Hamar", "", "1"]
    press(at, "Lagre 1 svar")
    assert last_reports(local_register)[1, "3403"].status == DONE


def test_more_than_can_be_looked_over_is_not_read(local_register):
    at = dropped(*((f"{number}.xlsx", b"") for number in range(101)))
    assert "Det er 101 filer. Ta høyst 100 om gangen. Ingenting er lest inn." in told(at)


def test_more_than_the_memory_should_hold_is_not_read(local_register, monkeypatch):
    monkeypatch.setattr(all_sheets, "MOST_BYTES", 1_000_000)
    at = dropped(("a.xlsx", b"a" * 600_000), ("b.xlsx", b"a" * 400_001))
    assert "Filene er til sammen over 1 MB. Ta færre om gangen. Ingenting er lest inn." in told(at)
    assert "<caption>Filene</caption>" not in told(at)


def test_an_upload_is_read_once_however_often_the_page_is_run():
    hamar, elverum = (
        UploadedFile(UploadedFileRec(f"upload {area}", "status.xlsx", "", of(area, {1: {"Status": ONGOING}})), None)
        for area in AREAS.values()
    )
    first = all_sheets._form_in(hamar.file_id, hamar)
    assert all_sheets._form_in(hamar.file_id, None) == first != all_sheets._form_in(elverum.file_id, elverum)


def test_a_sheet_of_nobody_here_is_told_and_the_others_go_on(local_register):
    foreign = [replace(task, area="Oslo", area_code="0301") for task in real("Hamar")]
    hamar = filled(real("Hamar"), {1: {"Status": DONE}})
    at = dropped(("oslo.xlsx", filled(foreign, {1: {"Status": DONE}})), ("a.xlsx", hamar))
    assert "Arket er fra Oslo. Her svarer du for" in told(at)
    press(at, "Lagre 1 svar")
    assert set(last_reports(local_register)) == {(1, "3403")}
