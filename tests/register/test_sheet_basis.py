"""A sheet that is handed in late: what nobody touched changes nothing, and what is newer is not taken back unasked."""

import io
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from register.sheet import row_basis
from register.sheet.read import Read, read
from register.sheet.row import (
    ALSO_CHANGED,
    ANOTHER_ANSWER,
    CHANGED,
    CONFIRMING,
    CONFLICTING,
    EMPTIED,
    NEW,
    NOT_ANSWERED,
    UNTOUCHED,
    WRONG,
)
from register.sheet.write import BASIS, CONFIRMED, HEADER_ROW, HEADINGS, LATER, Task, write
from register.validation.rules import CHOICES, DONE, DROPPED, EVALUATION, FIELDS, NOT_STARTED, ONGOING, PARTLY, Report

TODAY, EARLIER = date(2026, 11, 26), date(2026, 5, 4)
FIRST_ROW = HEADER_ROW + 2
DATE = HEADINGS.index(FIELDS["speaks_of"]) + 1
UNANSWERED = Task(3, "3403", "Hamar", "Kompetanse", "Lag en plan", "Skolene", date(2023, 12, 31))
OLD = Report(3, "3403", ONGOING, EARLIER, responsible="Enhet for barn", comment="Er i\ngang ", link="https://a.no")
DROPPED_LATER = replace(OLD, status=DROPPED, reason="Dyrt", decided_by="Rådet", speaks_of=date(2026, 11, 12))


def answered(said: Report, report_id: int) -> Task:
    return replace(UNANSWERED, last=said, last_id=report_id, answered_on=date(2026, 11, 12))


THEN, NOW = answered(OLD, 7), answered(DROPPED_LATER, 9)


@cache
def sent(task: Task) -> bytes:
    return write([task])


def sheet(task: Task, without: tuple[str, ...] = (), **cells) -> bytes:
    """A sheet with one task, filled in by field or heading, without some of the columns."""
    book = openpyxl.load_workbook(io.BytesIO(sent(task)))
    tab = book["Status"]
    for name, cell in cells.items():
        tab.cell(FIRST_ROW, HEADINGS.index(FIELDS.get(name, name)) + 1).value = cell
    for heading in without:
        tab.delete_cols([cell.value for cell in tab[HEADER_ROW + 1]].index(heading) + 1)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def row(found: Read):
    assert found.problems == []
    [only] = found.rows
    return only


def test_a_row_nobody_touched_changes_nothing_however_old_the_sheet_is():
    for now in (THEN, NOW, answered(replace(OLD, comment="[sladdet]"), 7), UNANSWERED):
        found = read(sheet(THEN), [now], TODAY)
        assert (row(found).kind, found.to_save) == (UNTOUCHED, [])


def test_a_row_that_was_empty_changes_nothing_when_others_have_answered_since():
    assert read(sheet(UNANSWERED), [NOW], TODAY) == Read([], [])


def test_a_row_nobody_touched_is_not_held_against_rules_that_came_later():
    passed = replace(OLD, new_deadline=date(2026, 6, 1), comment="Født 01019050188")
    assert row(read(sheet(answered(passed, 7)), [NOW], TODAY)).kind == UNTOUCHED


@pytest.mark.parametrize("field", ["comment", "status", "speaks_of", "new_deadline"])
def test_a_changed_row_over_the_same_answer_is_a_change(field):
    cell = {"comment": "Nytt", "status": NOT_STARTED, "speaks_of": "01.06.2026", "new_deadline": "31.12.2027"}[field]
    found = row(read(sheet(THEN, **{field: cell}), [THEN], TODAY))
    assert (found.kind, found.basis.report_id, found.questions) == (CHANGED, 7, ())
    assert getattr(found.draft, field) != getattr(OLD, field)


@pytest.mark.parametrize("then", [THEN, UNANSWERED])
def test_a_changed_row_over_a_newer_answer_is_in_conflict(then):
    changed = {"status": DONE, "comment": "Nytt", "responsible": "Skolen", "link": "https://b.no"}
    found = row(read(sheet(then, reason="Nei", decided_by="Rådet", **changed), [NOW], TODAY))
    assert (found.kind, found.basis.report_id) == (CONFLICTING, then.last_id)


def test_a_changed_row_that_says_what_has_been_answered_since_changes_nothing():
    later = replace(OLD, comment="Nytt", speaks_of=TODAY)
    found = row(read(sheet(THEN, comment="Nytt", speaks_of=TODAY), [answered(later, 9)], TODAY))
    assert found.kind == UNTOUCHED


def test_a_changed_row_over_an_answer_that_was_taken_back_is_in_conflict():
    assert row(read(sheet(THEN, comment="Nytt"), [UNANSWERED], TODAY)).kind == CONFLICTING


def test_a_text_that_was_blacked_out_does_not_come_back_with_a_changed_row():
    now = answered(replace(OLD, comment="[sladdet]"), 7)
    found = read(sheet(THEN, status=DONE), [now], TODAY)
    assert (found.to_save, [problem.sentence for problem in found.problems]) == ([], [ANOTHER_ANSWER])


def test_an_answer_to_what_nobody_had_answered_is_new():
    found = row(read(sheet(UNANSWERED, status=ONGOING), [UNANSWERED], TODAY))
    assert (found.kind, found.basis.report_id, found.questions) == (NEW, None, ())


@pytest.mark.parametrize("cell", [None, "", "7", "tull", "7|2026-05-04|", "7|2026-13-04|0123456789abcdef", 7, 4.5])
def test_a_row_whose_basis_was_lost_is_asked_about(cell):
    told = "Tiltak 3: Arket viser ikke hvilket svar raden er fylt ut fra. Nå står «I gang», besvart 12.11.2026."
    found = row(read(sheet(THEN, **{BASIS: cell, "comment": "Nytt"}), [THEN], TODAY))
    assert (found.kind, [question.sentence for question in found.questions]) == (CONFLICTING, [told])
    assert row(read(sheet(THEN, **{BASIS: cell}), [THEN], TODAY)).kind == UNTOUCHED
    assert row(read(sheet(THEN, **{BASIS: cell}), [NOW], TODAY)).kind == CONFLICTING


def test_a_basis_that_came_to_another_row_is_no_excuse():
    moved = sheet(replace(THEN, measure_no=4, last=replace(OLD, measure_no=4)))
    basis = openpyxl.load_workbook(io.BytesIO(moved))["Status"].cell(FIRST_ROW, len(HEADINGS)).value
    content = sheet(THEN, **{BASIS: basis})
    assert read(content, [NOW], TODAY).rows[0].kind != UNTOUCHED


def test_a_sheet_from_before_there_was_a_basis_is_still_read():
    older = (BASIS, CONFIRMED)
    assert row(read(sheet(THEN, older), [THEN], TODAY)).kind == UNTOUCHED
    assert row(read(sheet(UNANSWERED, older, status=ONGOING), [UNANSWERED], TODAY)).kind == NEW
    found = row(read(sheet(THEN, older, comment="Nytt"), [THEN], TODAY))
    assert (found.kind, len(found.questions)) == (CONFLICTING, 1)
    assert read(sheet(UNANSWERED, older), [NOW], TODAY) == Read([], [])


def test_a_sheet_that_was_taken_out_by_an_earlier_version_is_read():
    content = (Path(__file__).parent / "sheets" / "earlier_version.xlsx").read_bytes()
    assert row(read(content, [replace(THEN, last=replace(OLD, comment="Er i\ngang"))], TODAY)).kind == UNTOUCHED
    assert row(read(content, [NOW], TODAY)).kind == CONFLICTING


# Sheets from before there were questions that evaluate

SAID = {"done_as_meant": "Delvis", "outcome": "Flere kurs", "hindrance": "Tid", "should_continue": "Ja – med endringer"}
EVALUATED = answered(replace(OLD, **SAID, speaks_of=TODAY), 9)
"""The answer of THEN, that has been evaluated since."""


def evaluation(draft: Report) -> dict:
    return {name: getattr(draft, name) for name in EVALUATION}


@pytest.mark.parametrize("now", [EVALUATED, answered(replace(DROPPED_LATER, **SAID), 9), UNANSWERED])
def test_an_untouched_row_from_before_the_questions_changes_nothing_though_others_have_evaluated(now):
    found = read(sheet(THEN, LATER), [now], TODAY)
    assert (row(found).kind, found.to_save) == (UNTOUCHED, [])
    assert read(sheet(UNANSWERED, LATER), [now], TODAY) == Read([], [])


def test_a_changed_row_from_before_the_questions_keeps_the_evaluation_that_stands():
    found = row(read(sheet(THEN, LATER, status=NOT_STARTED), [EVALUATED], TODAY))
    assert (found.kind, found.draft.status, evaluation(found.draft)) == (CONFLICTING, NOT_STARTED, SAID)
    assert found.questions == (), "no column is no emptied cell"
    found = row(read(sheet(THEN, LATER, status=NOT_STARTED), [THEN], TODAY))
    assert (found.kind, evaluation(found.draft)) == (CHANGED, dict.fromkeys(EVALUATION))
    found = row(read(sheet(UNANSWERED, LATER, status=ONGOING), [UNANSWERED], TODAY))
    assert (found.kind, evaluation(found.draft)) == (NEW, dict.fromkeys(EVALUATION))


def test_no_change_from_before_the_questions_keeps_the_evaluation_and_asks_when_others_have_answered():
    content = sheet(THEN, LATER, **{CONFIRMED: "ja"})
    assert row(read(content, [THEN], TODAY)).kind == CONFIRMING
    evaluated_before = replace(EVALUATED, last=replace(EVALUATED.last, speaks_of=EARLIER))
    found = row(read(content, [evaluated_before], TODAY))
    assert (found.kind, found.is_confirmed, evaluation(found.draft)) == (CONFLICTING, True, SAID)
    assert row(read(content, [EVALUATED], TODAY)).kind == UNTOUCHED, "what it would save, is said of the day"
    found = read(sheet(THEN, LATER, **{CONFIRMED: "ja", "comment": "Nytt"}), [EVALUATED], TODAY)
    assert [problem.sentence for problem in found.problems] == [ALSO_CHANGED]


def test_a_sheet_that_lost_the_columns_when_an_evaluation_stood_in_them_keeps_it_too():
    content = sheet(EVALUATED, LATER, status=NOT_STARTED)
    found = row(read(content, [EVALUATED], TODAY))
    assert (found.kind, evaluation(found.draft)) == (CHANGED, SAID)
    assert row(read(sheet(EVALUATED, LATER), [EVALUATED], TODAY)).kind == UNTOUCHED


@pytest.mark.parametrize("kept", LATER)
def test_some_of_the_columns_are_none_of_an_earlier_version(kept):
    found = read(sheet(THEN, tuple(label for label in LATER if label != kept)), [EVALUATED], TODAY)
    [problem] = found.problems
    missing = ", ".join(label for label in LATER if label != kept)
    assert f"mangler kolonner: {missing}." in problem.sentence and found.rows == []


def test_an_evaluation_over_the_same_answer_is_a_change_and_an_emptied_one_is_asked_about():
    found = row(read(sheet(THEN, **SAID), [THEN], TODAY))
    assert (found.kind, evaluation(found.draft), found.draft.status) == (CHANGED, SAID, ONGOING)
    assert row(read(sheet(THEN, **SAID), [NOW], TODAY)).kind == CONFLICTING
    assert row(read(sheet(THEN, **SAID), [EVALUATED], TODAY)).kind == UNTOUCHED
    [question] = row(read(sheet(EVALUATED, outcome=None, should_continue=None), [EVALUATED], TODAY)).questions
    assert "«Hva kom ut av det?» og «Bør det gå videre?» står tomme" in question.sentence


@pytest.mark.parametrize(
    ("field", "typed", "meant"),
    [
        ("done_as_meant", "ja", "Ja"),
        ("done_as_meant", "JA ", "Ja"),
        ("done_as_meant", True, "Ja"),
        ("done_as_meant", "delvis.", "Delvis"),
        ("done_as_meant", "vet  ikke", "Vet ikke"),
        ("status", "Delvisgjennomført", PARTLY),
        ("should_continue", "NEI", "Nei"),
        *(
            ("should_continue", f"Ja{dash}med endringer", "Ja – med endringer")
            for dash in (" - ", "-", " — ", "−", ", ")
        ),
        ("should_continue", "ja med\nendringer", "Ja – med endringer"),
    ],
)
def test_a_choice_is_read_however_it_was_typed(field, typed, meant):
    found = row(read(sheet(THEN, **{field: typed}), [THEN], TODAY))
    assert (found.kind, getattr(found.draft, field)) == (CHANGED, meant)


def test_a_choice_that_is_none_is_told_with_those_there_are():
    found = read(sheet(THEN, done_as_meant="Ja, og nei"), [THEN], TODAY)
    [problem] = found.problems
    told = "«Ja, og nei» er ikke blant svarene. Velg én av: " + ", ".join(CHOICES["done_as_meant"]) + "."
    assert (problem.column, problem.sentence) == (FIELDS["done_as_meant"], told)


# «Ingen endring siden sist»


@pytest.mark.parametrize("cell", ["ja", "Ja ", "x", True])
def test_no_change_is_an_answer_of_the_day_it_is_read(cell):
    found = row(read(sheet(THEN, **{CONFIRMED: cell}), [THEN], TODAY))
    assert (found.kind, found.is_confirmed, found.questions) == (CONFIRMING, True, ())
    assert found.draft == replace(OLD, comment="Er i\ngang", speaks_of=TODAY)


def test_no_change_may_speak_of_another_day():
    found = row(read(sheet(THEN, **{CONFIRMED: "ja", "speaks_of": "01.10.2026"}), [THEN], TODAY))
    assert (found.kind, found.draft.speaks_of) == (CONFIRMING, date(2026, 10, 1))


def test_no_change_of_an_answer_that_is_no_longer_the_last_is_in_conflict():
    found = row(read(sheet(THEN, **{CONFIRMED: "ja"}), [NOW], TODAY))
    assert (found.kind, found.is_confirmed) == (CONFLICTING, True)


@pytest.mark.parametrize(
    ("day", "report_id", "kind"),
    [(TODAY, 8, UNTOUCHED), (EARLIER, 8, CONFLICTING), (TODAY, 7, CONFIRMING)],
    ids=["said since", "said since of another day", "said before"],
)
def test_no_change_that_has_been_said_since_of_the_same_day_is_not_said_again(day, report_id, kind):
    task = answered(replace(OLD, speaks_of=day), report_id)
    assert row(read(sheet(THEN, **{CONFIRMED: "ja"}), [task], TODAY)).kind == kind


@pytest.mark.parametrize(
    ("task", "cells", "told"),
    [(UNANSWERED, {}, NOT_ANSWERED), (THEN, {"status": None}, ALSO_CHANGED), (THEN, {"status": ONGOING + "x"}, None)],
)
def test_no_change_that_is_not_so_is_told_in_one_sentence_where_the_status_is_missing(task, cells, told):
    found = read(sheet(task, **{CONFIRMED: "ja"} | cells), [task], TODAY)
    assert [problem.sentence for problem in found.problems][-1:] == [told] or told is None
    assert len(found.problems) == (1 if told else 2)


@pytest.mark.parametrize(
    ("task", "cells", "told"),
    [
        (THEN, {"comment": "Nytt"}, ALSO_CHANGED),
        (THEN, {"status": DONE}, ALSO_CHANGED),
        (UNANSWERED, {}, NOT_ANSWERED),
        (UNANSWERED, {"status": ONGOING}, NOT_ANSWERED),
        (THEN, {CONFIRMED: "kanskje"}, "«kanskje» kan ikke leses. Skriv ja eller nei."),
    ],
)
def test_no_change_that_is_not_so_is_told(task, cells, told):
    found = read(sheet(task, **{CONFIRMED: "ja"} | cells), [task], TODAY)
    assert (found.to_save, [one.kind for one in found.rows]) == ([], [WRONG])
    assert told in {problem.sentence for problem in found.problems if problem.column == CONFIRMED}


def test_no_change_keeps_a_new_deadline_that_has_passed():
    task = answered(replace(OLD, new_deadline=date(2026, 6, 1)), 7)
    assert row(read(sheet(task, **{CONFIRMED: "ja"}), [task], TODAY)).kind == CONFIRMING


# The date of an answer


CELL_OF_THEN = pytest.mark.parametrize("then", [THEN, UNANSWERED])


@CELL_OF_THEN
def test_the_date_is_taken_out_empty(then):
    assert openpyxl.load_workbook(io.BytesIO(sheet(then)))["Status"].cell(FIRST_ROW, DATE).value is None


@CELL_OF_THEN
def test_a_changed_row_speaks_of_the_day_it_is_read(then):
    found = row(read(sheet(then, status=DONE, in_place_on="11.2026"), [then], TODAY))
    assert found.draft.speaks_of == TODAY


def test_a_date_that_was_typed_is_that_of_the_answer_also_where_the_last_one_had_it():
    for typed in (date(2026, 10, 1), EARLIER):
        found = row(read(sheet(THEN, comment="Nytt", speaks_of=typed), [THEN], TODAY))
        assert found.draft.speaks_of == typed


def test_the_date_that_an_earlier_version_filled_in_is_no_date_of_a_changed_row():
    before = row_basis.written(row_basis.basis(THEN.key, 7, OLD), None).replace("||", f"|{EARLIER}|")
    found = row(read(sheet(THEN, **{BASIS: before, "comment": "Nytt", "speaks_of": EARLIER}), [THEN], TODAY))
    assert (found.kind, found.draft.speaks_of) == (CHANGED, TODAY)
    assert row(read(sheet(THEN, **{BASIS: before, "speaks_of": EARLIER}), [NOW], TODAY)).kind == UNTOUCHED


def test_a_row_that_was_saved_changes_nothing_on_another_day_either():
    saved = answered(replace(OLD, comment="Nytt", speaks_of=date(2026, 11, 12)), 9)
    assert row(read(sheet(THEN, comment="Nytt"), [saved], TODAY)).kind == UNTOUCHED


# What would be emptied


def test_a_row_that_was_emptied_leaves_the_answer():
    found = read(sheet(THEN, **dict.fromkeys(FIELDS)), [NOW], TODAY)
    assert (row(found).kind, found.to_save) == (EMPTIED, [])


@pytest.mark.parametrize(
    ("blank", "told"),
    [
        (["comment"], "«Kommentar» står tom"),
        (["responsible", "link"], "«Ansvarlig» og «Lenke» står tomme"),
        (["responsible", "comment", "link"], "«Ansvarlig», «Kommentar» og «Lenke» står tomme"),
    ],
)
def test_a_cell_that_was_emptied_is_asked_about(blank, told):
    [question] = row(read(sheet(THEN, **dict.fromkeys(blank)), [THEN], TODAY)).questions
    assert question.task == (3, "3403") and question.field == blank[0]
    assert question.sentence == f"Tiltak 3: {told} i arket. Det som står der nå, blir borte."


def test_what_the_newest_answer_says_and_the_sheet_does_not_is_asked_about():
    [question] = row(read(sheet(THEN, comment="Nytt"), [NOW], TODAY)).questions
    assert "«Begrunnelse» og «Besluttet av» står tomme" in question.sentence


def test_steady_operation_that_was_emptied_is_asked_about_and_no_is_not():
    done = answered(replace(OLD, status=DONE, is_in_operation=True), 7)
    [question] = row(read(sheet(done, is_in_operation=None), [done], TODAY)).questions
    assert "«I fast drift» står tom" in question.sentence
    assert row(read(sheet(done, is_in_operation="nei"), [done], TODAY)).questions == ()


@pytest.mark.parametrize("status", [ONGOING, NOT_STARTED])
def test_what_only_a_finished_task_may_say_is_no_loss_when_it_is_not_finished(status):
    done = answered(replace(OLD, status=DONE, is_in_operation=True, in_place_on=date(2026, 2, 1)), 7)
    emptied = {"status": status, "is_in_operation": None, "in_place_on": None}
    assert row(read(sheet(done, **emptied), [done], TODAY)).questions == ()
    [question] = row(read(sheet(done, **emptied, comment=None), [done], TODAY)).questions
    assert question.sentence.startswith("Tiltak 3: «Kommentar» står tom i arket.")
    [question] = row(read(sheet(done, in_place_on=None), [done], TODAY)).questions
    assert "«På plass» står tom" in question.sentence
