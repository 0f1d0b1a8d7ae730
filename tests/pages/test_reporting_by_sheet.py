"""Answering by an Excel sheet through the page: taken out, filled in, shown, asked about, and saved."""

import io
import re
import uuid
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl

from content.status.sheet_changes import WITHDRAWN
from filled_sheets import FIRST_ROW, TASKS, filled
from register.reports import save, withdraw
from register.rights import Rights
from register.rounds import open_round
from register.sheet.write import BASIS, CONFIRMED, HEADINGS, Task
from register.validation.rules import DONE, NOT_STARTED, ONGOING, Report
from reported import WORKING_GROUP, last_reports
from reporting import HAMAR, REPORT, TODAY, as_read, opened, press, sentences, told

TITLE = "Kompetanse i tidlig avdekking"
HAMARS = Rights("Koordinator i Hamar", frozenset({HAMAR}))
SAID = Report(1, HAMAR, ONGOING, date(2026, 5, 4), comment="Kurs er holdt", responsible="Skolene")


def answer(register, *drafts: Report) -> None:
    save(register, HAMARS, drafts, {(draft.measure_no, draft.area_code) for draft in drafts}, TODAY, str(uuid.uuid4()))


def taken_out(register) -> list[Task]:
    """The tasks as a sheet that is taken out now holds them; answers are numbered from one."""
    last = last_reports(register)
    answered = [last.get((task.measure_no, HAMAR)) for task in TASKS]
    numbered = enumerate(answered, start=1)
    return [
        replace(task, last=said, last_id=number if said else None, answered_on=said and TODAY)
        for task, (number, said) in zip(TASKS, numbered, strict=True)
    ]


def uploaded(content: bytes, area: str = "hamar"):
    at = opened(REPORT, kommune=area)
    at.file_uploader[0].upload("status.xlsx", content)
    return at.run()


def rows(at) -> list[list[str]]:
    """The table of what the sheet says, as it is read."""
    [table] = [x.proto.body for x in at.get("html") if "Hva arket sier" in x.proto.body]
    lines = re.findall(r"<tr>(<td.*?)</tr>", table, re.DOTALL)
    return [re.findall(r"<td[^>]*>(.*?)</td>", line, re.DOTALL) for line in lines]


def saving(at) -> list[str]:
    return [
        button.label for button in at.button if re.fullmatch(r"Lagre \d+ svar", button.label) and not button.disabled
    ]


def asked(at) -> list:
    return [box for box in at.checkbox if box.key.startswith("asked sheet")]


def statuses(register) -> dict[int, str]:
    return {key[0]: said.status for key, said in last_reports(register).items()}


def test_a_filled_sheet_is_shown_and_saved_and_the_same_again_changes_nothing(local_register):
    content = filled({"Status": DONE, "På plass": "03.2026"}, {}, {"Status": ONGOING})
    at = uploaded(content)
    assert "Arket har 2 utfylte rader: 2 nye." in sentences(at)
    assert [row[2:] for row in rows(at)] == [
        ["Ny", "Ikke svart", "Status: Gjennomført\nPå plass: mars 2026\nGjelder dato: 23.11.2026"],
        ["Ny", "Ikke svart", "Status: I gang\nGjelder dato: 23.11.2026"],
    ]
    assert statuses(local_register) == {}
    assert "2 svar er lagret." in told(press(at, "Lagre 2 svar"))
    saved = last_reports(local_register)
    assert statuses(local_register) == {1: DONE, 3: ONGOING}
    at = uploaded(content)
    assert [row[2:] for row in rows(at)] == [["Uendret", "", ""]] * 2
    assert (saving(at), last_reports(local_register)) == ([], saved)


def test_what_came_back_as_it_was_sent_is_told_to_be_no_answer_in_the_round(local_register):
    answer(local_register, SAID, replace(SAID, measure_no=2))
    content = filled({}, {}, {}, tasks=taken_out(local_register))
    at = uploaded(content)
    assert "Arket sier ikke noe nytt. Ingenting er lagret." in sentences(at) and "teller ikke" not in sentences(at)
    open_round(local_register, WORKING_GROUP, "Høst", TODAY, TODAY, tasks=1)
    assert "**2 uendrede rader teller ikke som svar i denne runden.**" in sentences(uploaded(content))
    at = press(uploaded(filled({CONFIRMED: "ja"}, tasks=taken_out(local_register))), "Lagre 1 svar")
    assert "**1 uendret rad teller ikke som svar i denne runden.**" in sentences(at)
    assert "noe nytt" not in sentences(at)


def test_a_row_that_says_what_has_been_withdrawn_is_told_to_be_no_answer(local_register):
    answer(local_register, SAID)
    content = filled({}, tasks=taken_out(local_register))
    assert withdraw(local_register, HAMARS, 1, HAMAR, "withdrawn")
    at = uploaded(content)
    assert [row[2:] for row in rows(at)] == [[f"Uendret. {WITHDRAWN}", "Ikke svart", "Ikke svart"]]
    assert "**Svaret på tiltak 1 for Hamar er trukket tilbake etter at arket ble hentet.**" in sentences(at)
    assert "denne runden" not in sentences(at) and (saving(at), statuses(local_register)) == ([], {})
    # Where nobody has answered, nothing has been withdrawn.
    assert "trukket tilbake" not in told(uploaded(filled({CONFIRMED: "nei"}, tasks=taken_out(local_register))))


def test_what_stands_in_the_sheet_and_is_not_read_is_told(local_register):
    book = openpyxl.load_workbook(io.BytesIO(filled({"Status": ONGOING})))
    book["Status"].cell(FIRST_ROW - 1, len(HEADINGS) + 1).value = "*Vårt* notat"
    book["Status"].cell(FIRST_ROW, len(HEADINGS) + 1).value = "Nesten ferdig"
    file = io.BytesIO()
    book.save(file)
    assert "Kolonnen «*Vårt* notat» blir ikke lest." in as_read(sentences(uploaded(file.getvalue())))


def test_mistakes_are_told_by_row_and_the_right_rows_saved_on_request(local_register):
    at = uploaded(filled({"Status": "Ferdig"}, {"Status": ONGOING, "Ny frist": "snart"}, {"Status": ONGOING}))
    page = told(at)
    assert f'<td data-column="Rad">{FIRST_ROW}</td><td data-column="Kolonne">Status</td>' in page
    assert f'<td data-column="Rad">{FIRST_ROW + 1}</td><td data-column="Kolonne">Ny frist</td>' in page
    assert "«Ferdig» er ikke en status. Velg én av: Ikke startet" in page
    assert [row[2] for row in rows(at)] == ["Må rettes. Blir ikke lagret"] * 2 + ["Ny"]
    assert statuses(local_register) == {}
    press(at, "Lagre 1 svar")
    assert statuses(local_register) == {3: ONGOING}


def test_a_file_that_is_no_workbook_is_told(local_register):
    at = opened(REPORT, kommune="hamar")
    for content in (b"", b"tull", b"PK\x03\x04 tull"):
        at.file_uploader[0].set_value([("status.xlsx", content, "")])
        at = at.run()
        assert "Filen er ikke en arbeidsbok (.xlsx eller .ods), er skadet eller har passord." in told(at)
        assert (saving(at), statuses(local_register)) == ([], {})


def test_a_row_of_another_municipality_is_told(local_register):
    at = uploaded(filled({"Kommune": "Elverum", "Status": ONGOING}))
    assert "Tiltak «1» for «Elverum» er ikke blant oppgavene dere kan svare på." in told(at)
    assert statuses(local_register) == {}


def test_a_sheet_of_another_municipality_is_one_message_with_the_way_there(local_register):
    trysil = [replace(task, area="Trysil", area_code="3421") for task in TASKS]
    at = uploaded(filled({"Status": ONGOING}, {"Status": "Ferdig"}, tasks=trysil))
    assert [as_read(error.value) for error in at.error] == [
        "Arket er fra Trysil. Her svarer du for Hamar. Ingenting er lest inn."
    ]
    assert "[Gå til Trysil](./meld-inn?kommune=trysil) for å laste det opp der." in sentences(at)
    assert (saving(at), statuses(local_register)) == ([], {})


def test_a_municipality_that_is_typed_in_a_sheet_is_no_markdown(local_register):
    typed = "![x](https://ond.example/x.png) **fet**"
    [shown] = uploaded(filled({"Status": ONGOING}, tasks=[replace(TASKS[0], area=typed)])).error
    assert typed in as_read(shown.value) and "://o" not in shown.value
    assert "**" not in shown.value and "](" not in shown.value


def test_a_sheet_that_nobody_filled_in_says_so(local_register):
    at = uploaded(filled())
    assert "Ingen rader i arket er fylt ut." in sentences(at)
    assert saving(at) == []


def test_an_old_sheet_takes_no_newer_answer_back(local_register):
    answer(local_register, SAID)
    old = filled({}, {"Status": NOT_STARTED}, tasks=taken_out(local_register))
    newer = replace(SAID, status=DONE, speaks_of=TODAY)
    answer(local_register, newer)
    at = uploaded(old)
    assert [row[2] for row in rows(at)] == ["Uendret", "Ny"]
    press(at, "Lagre 1 svar")
    assert last_reports(local_register)[1, HAMAR] == newer
    assert statuses(local_register) == {1: DONE, 2: NOT_STARTED}


def test_a_changed_row_over_a_newer_answer_is_saved_only_on_yes(local_register):
    answer(local_register, SAID)
    changed = {"Status": NOT_STARTED, "Gjelder dato": TODAY}
    old = filled(changed, {"Status": NOT_STARTED}, tasks=taken_out(local_register))
    newer = replace(SAID, status=DONE, speaks_of=TODAY)
    answer(local_register, newer)
    at = uploaded(old)
    kind, now, after = rows(at)[0][2:]
    assert re.fullmatch(r"Besvart på nytt \d+\.\d+\.\d{4} etter at arket ble hentet", kind)
    assert (now, after) == tuple(f"Status: {told}\nGjelder dato: 23.11.2026" for told in (DONE, NOT_STARTED))
    [box] = asked(at)
    assert box.label.replace("\\", "").startswith(f"Rad {FIRST_ROW}, tiltak 1 {TITLE}: Besvart på nytt")
    assert saving(at) == ["Lagre 1 svar"]
    at = press(box.check().run(), "Lagre 2 svar")
    assert "2 svar er lagret." in told(at)
    assert statuses(local_register) == {1: NOT_STARTED, 2: NOT_STARTED}


def test_without_a_yes_the_other_rows_are_saved_and_the_newer_answer_stands(local_register):
    answer(local_register, SAID)
    old = filled({"Status": NOT_STARTED}, {"Status": NOT_STARTED}, tasks=taken_out(local_register))
    answer(local_register, replace(SAID, status=DONE, speaks_of=TODAY))
    at = press(uploaded(old), "Lagre 1 svar")
    assert statuses(local_register) == {1: DONE, 2: NOT_STARTED}
    assert [row[2][:15] for row in rows(at)] == ["Besvart på nytt", "Uendret"]


def test_what_would_be_emptied_is_asked_about_before_anything_is_saved(local_register):
    answer(local_register, SAID)
    at = uploaded(filled({"Kommentar": None, "Status": DONE}, tasks=taken_out(local_register)))
    [box] = asked(at)
    assert "«Kommentar» står tom i arket" in box.label.replace("\\", "")
    assert saving(at) == []
    press(box.check().run(), "Lagre 1 svar")
    assert last_reports(local_register)[1, HAMAR] == replace(SAID, status=DONE, comment=None, speaks_of=TODAY)


def test_what_may_be_a_person_is_asked_about_with_the_place_it_stands(local_register):
    text = "Ring 915 12 345"
    at = uploaded(filled({"Status": ONGOING, "Kommentar": text}, {"Status": DONE}))
    [box] = asked(at)
    question = f"Rad {FIRST_ROW}, tiltak 1 {TITLE}, Kommentar: Teksten inneholder et telefonnummer (915 12 345). Er dette en enkeltperson?"
    assert question in box.label.replace("\\", "")
    assert statuses(local_register) == {}
    press(box.check().run(), "Lagre 2 svar")
    assert last_reports(local_register)[1, HAMAR].comment == text


def test_a_changed_row_is_shown_and_saved_with_the_day_it_is_read(local_register):
    answer(local_register, SAID, replace(SAID, measure_no=2, speaks_of=TODAY))
    changed = {"Status": DONE, "På plass": "11.2026"}
    at = uploaded(filled(changed, {"Status": NOT_STARTED}, tasks=taken_out(local_register)))
    first, second = (row[3:] for row in rows(at))
    assert first[0].endswith("Gjelder dato: 4.5.2026") and first[1].endswith("Gjelder dato: 23.11.2026")
    assert [told.split("\n")[-1] for told in second] == ["Gjelder dato: 23.11.2026"] * 2
    press(at, "Lagre 2 svar")
    assert last_reports(local_register)[1, HAMAR].speaks_of == TODAY


def test_where_every_row_asks_the_button_stays_and_it_is_told_that_nothing_is_saved(local_register):
    answer(local_register, SAID)
    dated = {"Status": DONE, "Gjelder dato": date(2026, 1, 31)}
    texts = ({"Status": ONGOING, "Kommentar": f"Ring {number}"} for number in ("915 12 345", "915 12 346"))
    at = uploaded(filled(dated, *texts, tasks=taken_out(local_register)))
    assert [re.match(r"Rad \d+, tiltak \d", box.label.replace("\\", ""))[0] for box in asked(at)] == [
        f"Rad {FIRST_ROW + number}, tiltak {number + 1}" for number in range(3)
    ]
    assert "Svaret gjelder 31.1.2026, men det siste svaret gjelder 4.5.2026." in asked(at)[0].label.replace("\\", "")
    [button] = [button for button in at.button if button.label == "Lagre 0 svar"]
    assert button.disabled
    waiting = f"Rad {FIRST_ROW} (tiltak 1), {FIRST_ROW + 1} (tiltak 2) og {FIRST_ROW + 2} (tiltak 3) blir ikke lagret"
    assert f"**Ingenting er lagret ennå.** {waiting} før du har krysset av over." in sentences(at)
    at = asked(at)[1].check().run()
    assert f"Rad {FIRST_ROW} (tiltak 1) og {FIRST_ROW + 2} (tiltak 3) blir ikke lagret" in sentences(at)
    assert "Trykk «Lagre 1 svar» for å lagre de andre." in sentences(at)
    at = press(at, "Lagre 1 svar")
    assert "1 svar er lagret." in told(at) and statuses(local_register) == {1: ONGOING, 2: ONGOING}
    assert len(asked(at)) == 2 and "Ingenting er lagret" not in sentences(at)
    at = asked(at)[0].check().run()
    press(asked(at)[1].check().run(), "Lagre 2 svar")
    assert statuses(local_register) == {1: DONE, 2: ONGOING, 3: ONGOING}


def test_what_is_answered_while_the_sheet_is_looked_at_is_asked_about_and_not_taken_back(local_register):
    at = uploaded(filled({"Status": NOT_STARTED}))
    answer(local_register, replace(SAID, comment=None, responsible=None))
    at = press(at, "Lagre 1 svar")
    assert statuses(local_register) == {1: ONGOING}
    [box] = asked(at)
    assert "Besvart på nytt" in box.label and "**Ingenting er lagret ennå.**" in sentences(at)
    press(box.check().run(), "Lagre 1 svar")
    assert statuses(local_register) == {1: NOT_STARTED}


def test_no_change_is_saved_as_an_answer(local_register):
    answer(local_register, SAID)
    at = uploaded(filled({CONFIRMED: "ja"}, tasks=taken_out(local_register)))
    assert [row[2:] for row in rows(at)] == [
        ["Ingen endring siden sist", "Gjelder dato: 4.5.2026", "Gjelder dato: 23.11.2026"]
    ]
    at = press(at, "Lagre 1 svar")
    assert last_reports(local_register)[1, HAMAR] == replace(SAID, speaks_of=TODAY)
    assert "1 svar er lagret." in told(at) and [row[2] for row in rows(at)] == ["Uendret"]
    assert asked(at) == [] and not [button for button in at.button if button.label.endswith(" svar")]


def test_no_change_counts_also_on_the_same_day(local_register):
    answer(local_register, replace(SAID, speaks_of=TODAY))
    at = press(uploaded(filled({CONFIRMED: "ja"}, tasks=taken_out(local_register))), "Lagre 1 svar")
    assert "1 svar er lagret." in told(at)


def test_a_sheet_that_does_not_say_what_it_was_filled_in_from_is_asked_about(local_register):
    answer(local_register, SAID)
    content = filled({BASIS: None, "Status": DONE}, {"Status": ONGOING}, tasks=taken_out(local_register))
    at = uploaded(content)
    assert rows(at)[0][2] == "Kan være fylt ut før svaret som står"
    assert saving(at) == ["Lagre 1 svar"]
    [box] = asked(at)
    press(box.check().run(), "Lagre 2 svar")
    assert statuses(local_register) == {1: DONE, 2: ONGOING}


def test_a_cell_without_a_value_never_empties_what_is_saved(local_register):
    said = Report(
        3, HAMAR, ONGOING, date(2026, 5, 1), comment="Plan", link="https://a.no", new_deadline=date(2027, 6, 30)
    )
    answer(local_register, said)
    at = uploaded((Path(__file__).parents[1] / "register" / "sheets" / "error_over_reported.xlsx").read_bytes())
    assert "Cellen viser feilen «#N/A»." in told(at)
    assert (saving(at), last_reports(local_register)) == ([], {(3, HAMAR): said})
