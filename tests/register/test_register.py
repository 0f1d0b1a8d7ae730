"""Reports: saved, read back and refused, in each kind of database."""

from dataclasses import asdict, fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from register.database import revision, writing
from register.errors import InvalidError, NotAllowedError
from register.rights import JOINT, READER, Rights
from register.schema import reports
from register.validation.rules import DONE, ONGOING, PARTLY, Report
from register.validation.text import clean
from reported import (
    COORDINATOR,
    ELVERUM,
    HAMAR,
    REPORT,
    TODAY,
    WORKING_GROUP,
    last_reports,
    rows,
    send,
    send_at_any_rate,
)

YESTERDAY = TODAY - timedelta(1)
WHOLE = Report(
    1,
    HAMAR,
    DONE,
    YESTERDAY,
    is_in_operation=True,
    in_place_on=date(2026, 3, 1),
    responsible="Barneverntjenesten",
    comment="Går som planlagt.",
    reason="Vedtatt i fjor.",
    decided_by="Kommunestyret",
    new_deadline=date(2027, 6, 30),
    link="https://www.hamar.kommune.no/sak?id=1&del=æ",
)


def test_a_report_comes_back_whole(register):
    before = datetime.now(UTC).replace(tzinfo=None)
    assert send(register, WHOLE, submission="first") == 1
    assert last_reports(register) == {(1, HAMAR): WHOLE}
    [row] = rows(register, reports)
    assert before <= row.pop("saved_at") <= datetime.now(UTC).replace(tzinfo=None)
    about = {"report_id": 1, "reporter_role": "Koordinator i Hamar", "round_id": None, "submission": "first"}
    about |= {"is_withdrawn": False, "plan_id": None}
    assert row == asdict(WHOLE) | about


TYPED = {
    "letters": "æøå ÆØÅ é – «sitat» … \u00a0| a\u030a",
    "emoji": "😀 👨\u200d👩\u200d👧 🇳🇴",
    "lines": "første linje\nandre\r\nmed\tinnrykk\n\nog et avsnitt",
    "html": "<script>alert(1)</script> <b>&amp;</b>",
    "markdown": "[x](javascript:alert(1)) **$E=mc^2$** :red[x]",
    "formula": "=cmd|' /C calc'!A0",
    "sql": "'; drop table reports; -- %s :name {0} \\x41 \"",
    "unseen": "\u202eabc \u200bאבג\x07\x1b[31m",
}


def test_what_people_type_comes_back_cleaned_and_otherwise_byte_for_byte(register):
    for what, typed in TYPED.items():
        texts = dict.fromkeys(("responsible", "comment", "reason", "decided_by"), typed)
        assert send(register, replace(REPORT, **texts)) == 1
        row = rows(register, reports)[-1]
        assert {row[field].encode() for field in texts} == {clean(typed).encode()}, what


def test_white_space_around_a_text_is_not_kept_and_a_month_is_its_first_day(register):
    send(
        register, replace(WHOLE, comment=" \n Går bra.\n ", reason=" \t", decided_by="", in_place_on=date(2026, 3, 31))
    )
    tidied = replace(WHOLE, comment="Går bra.", reason=None, decided_by=None)
    assert last_reports(register) == {(1, HAMAR): tidied}


def test_what_is_sent_again_is_saved_once(register):
    assert send(register, REPORT, replace(REPORT, measure_no=2), submission="first") == 2
    assert send(register, replace(REPORT, status=PARTLY)) == 1
    saved = rows(register, reports)
    assert send(register, REPORT, replace(REPORT, measure_no=2), submission="first") == 0
    assert rows(register, reports) == saved


def test_saying_the_same_again_is_passed_over(register):
    assert send(register, WHOLE) == 1
    assert send(register, WHOLE, replace(REPORT, measure_no=2)) == 1
    assert send(register, replace(WHOLE, comment=f" {WHOLE.comment}\n")) == 0
    assert [row["measure_no"] for row in rows(register, reports)] == [1, 2]


CHANGES = {
    "status": ONGOING,
    "speaks_of": YESTERDAY,
    "is_in_operation": True,
    "in_place_on": date(2026, 3, 1),
    "responsible": "Helsestasjonen",
    "comment": "Nytt",
    "reason": "Nytt",
    "decided_by": "Nytt",
    "new_deadline": date(2027, 6, 30),
    "link": "https://www.hamar.kommune.no",
    "done_as_meant": "Delvis",
    "outcome": "Nytt",
    "hindrance": "Nytt",
    "should_continue": "Ja",
}


def test_one_field_changed_is_a_new_report_and_the_old_one_stays(register):
    assert CHANGES.keys() == {field.name for field in fields(Report)} - {"measure_no", "area_code"}
    said = Report(1, HAMAR, DONE, TODAY)
    send(register, said)
    for field, value in CHANGES.items():
        before = rows(register, reports)
        assert send_at_any_rate(register, replace(said, **{field: value})) == 1, field
        assert send_at_any_rate(register, said) == 1
        assert rows(register, reports)[:-2] == before


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (replace(REPORT, measure_no=2, status="Ferdig"), InvalidError),
        (replace(REPORT, area_code=ELVERUM), NotAllowedError),
        (replace(REPORT, comment="En gang til"), InvalidError),
    ],
)
def test_all_is_saved_or_nothing(register, wrong, error):
    seen = revision(register)
    with pytest.raises(error):
        send(register, REPORT, wrong)
    assert (rows(register, reports), revision(register)) == ([], seen)


def test_all_is_saved_or_nothing_when_the_database_refuses_the_last(register):
    with writing(register) as connection:
        connection.exec_driver_sql("create unique index one on reports (status)")
    seen = revision(register)
    # Not told as a register that does not answer: it did, and the mistake is ours.
    with pytest.raises(IntegrityError):
        send(register, REPORT, replace(REPORT, measure_no=2))
    assert (rows(register, reports), revision(register)) == ([], seen)
    assert send(register, REPORT) == 1


JOINT_OWNER = Rights("Eier av tiltak 9", joint_tasks=frozenset({9}))


OF_OTHERS = [
    (COORDINATOR, (1, ELVERUM)),
    (COORDINATOR, (9, JOINT)),
    (JOINT_OWNER, (10, JOINT)),
    (JOINT_OWNER, (1, HAMAR)),
    (READER, (1, HAMAR)),
]


def test_nobody_reports_for_others(register):
    for rights, task in OF_OTHERS:
        with pytest.raises(NotAllowedError, match=f"«{rights.role}» kan ikke gi status for denne oppgaven"):
            send(register, Report(*task, ONGOING, TODAY), rights=rights)
        assert rows(register, reports) == []


def test_a_joint_task_is_reported_by_its_owner(register):
    assert send(register, Report(9, JOINT, ONGOING, TODAY), rights=JOINT_OWNER) == 1
    assert [row["reporter_role"] for row in rows(register, reports)] == ["Eier av tiltak 9"]


def test_the_working_group_reports_for_all_and_bears_its_own_role(register):
    """It takes in the sheets that come back to it."""
    assert send(register, REPORT, Report(9, JOINT, ONGOING, TODAY), rights=WORKING_GROUP) == 2
    assert [row["reporter_role"] for row in rows(register, reports)] == ["Arbeidsgruppa"] * 2


def test_the_roles_of_somebody_with_many_are_all_kept(register):
    many = replace(COORDINATOR, role=", ".join(f"Koordinator for tiltak {number} i kommunen" for number in range(16)))
    assert send(register, REPORT, rights=many) == 1
    assert [row["reporter_role"] for row in rows(register, reports)] == [many.role]
