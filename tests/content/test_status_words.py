"""What is said of how far tasks have come: right with nobody, one, eight and all answered."""

from types import SimpleNamespace

import pandas as pd
import pytest

from content.status import queries, status_words
from content.status.status_words import answered_sentence, counts_sentence, deadline_text, done_in, part_deadline

JOINT = {"tasks": 1, "is_joint": True}


def part(**other):
    given = {
        "is_joint": False,
        "tasks": 9,
        "done": 0,
        "reported": 9,
        "older": 0,
        "over": 0,
        "unreported_status": "Ikke svart",
        "joint_status": None,
        "deadline": pd.Timestamp("2023-12-31"),
        "deadline_note": None,
        "new_deadlines": 0,
        "last_new_deadline": pd.NaT,
        "is_past": True,
    }
    return SimpleNamespace(**given | other)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"reported": 0}, "Ikke svart"),
        ({"reported": 0, "unreported_status": "Ikke spurt ennå"}, "Ikke spurt ennå"),
        ({"reported": 1, "done": 1}, "Gjennomført i 1 av 1 som har svart; 8 har ikke svart"),
        ({"reported": 1, "done": 0}, "Gjennomført i 0 av 1 som har svart; 8 har ikke svart"),
        ({"reported": 5, "done": 3}, "Gjennomført i 3 av 5 som har svart; 4 har ikke svart"),
        ({"reported": 9, "done": 7}, "Gjennomført i 7 av 9"),
        ({**JOINT, "reported": 1, "joint_status": "I gang"}, "I gang"),
        ({**JOINT, "reported": 1, "joint_status": "Gjennomført"}, "Gjennomført"),
        ({**JOINT, "reported": 0}, "Ikke svart"),
        ({"done": 7, "older": 1}, "Gjennomført i 7 av 9 (1 svar gjelder en eldre dato enn svaret før)"),
    ],
    ids=str,
)
def test_a_share_is_of_those_who_have_answered(given, told):
    assert done_in(part(**given)) == told


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"over": 9}, "▼ Fristen er ute (31.12.2023)"),
        ({"over": 8}, "▼ Fristen er ute for 8 av 9 (31.12.2023)"),
        ({"over": 0}, "Ingen er over fristen (31.12.2023)"),
        ({"is_past": False}, "◇ Fristen er ikke ute (31.12.2023)"),
        ({"deadline": pd.NaT}, "Ingen frist i planen"),
        (
            {"over": 2, "new_deadlines": 2, "last_new_deadline": pd.Timestamp("2027-06-01")},
            "▼ Fristen er ute for 2 av 9 (31.12.2023). Ny frist satt for 2, senest 1.6.2027",
        ),
        (
            {**JOINT, "over": 1, "new_deadlines": 1, "last_new_deadline": pd.Timestamp("2027-06-01")},
            "▼ Fristen er ute (31.12.2023). Ny frist satt: 1.6.2027",
        ),
        (
            {"deadline": pd.NaT, "new_deadlines": 1, "last_new_deadline": pd.Timestamp("2027-06-01")},
            "Ingen frist i planen. Ny frist satt for 1, senest 1.6.2027",
        ),
        (
            {"is_past": False, "deadline_note": "revisjonen ferdig"},
            "◇ Fristen er ikke ute (31.12.2023: revisjonen ferdig)",
        ),
    ],
    ids=str,
)
def test_the_new_deadline_stands_beside_the_plans_own(given, told):
    assert part_deadline(part(**given)) == told


def test_a_task_is_late_by_the_plan_whatever_new_deadline_is_set():
    told = deadline_text("Fristen er ute", pd.Timestamp("2023-12-31"), None, pd.Timestamp("2027-06-01"))
    assert told == "▼ Fristen er ute (31.12.2023). Ny frist satt: 1.6.2027"
    assert deadline_text(None, pd.Timestamp("2023-12-31"), None, pd.Timestamp("2027-06-01")) == ""


def counts(**other) -> pd.DataFrame:
    names = "reported old older over ahead undated done under_way not_started unclear dropped".split()
    given = {"tasks": 139, "municipal": 135, "joint": 4, "measures": 16} | dict.fromkeys(names, 0)
    return pd.DataFrame([given | {"over": 93, "ahead": 10, "undated": 36} | other])


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "Ingen av de 139 oppgavene har fått svar ennå."),
        ({"reported": 1, "done": 1}, "1 av 139 oppgaver har fått svar: 1 er gjennomført. 138 har ikke fått svar."),
        (
            {"reported": 8, "done": 2, "under_way": 3, "not_started": 1, "dropped": 1, "unclear": 1},
            "8 av 139 oppgaver har fått svar: 2 er gjennomført, 3 er i gang eller delvis gjennomført, 1 er ikke startet, 1 "
            "skal ikke gjennomføres og 1 må avklares. 131 har ikke fått svar.",
        ),
        ({"reported": 139, "done": 139}, "Alle de 139 oppgavene har fått svar: 139 er gjennomført."),
        (
            {"reported": 139, "done": 139, "old": 2, "older": 1},
            "Alle de 139 oppgavene har fått svar: 139 er gjennomført. 2 svar er eldre enn 180 dager. 1 svar gjelder en eldre "
            "dato enn svaret før.",
        ),
    ],
    ids=str,
)
def test_how_many_have_been_answered_and_no_zero(given, told):
    assert answered_sentence(counts(**given)) == told


def test_a_deadline_that_is_over_says_nothing_of_who_has_not_answered():
    assert counts_sentence(counts()).endswith("At fristen er ute, sier ikke om oppgaven er gjort.")
    assert counts_sentence(counts(reported=8)).endswith("At fristen er ute, sier ikke om oppgaven er gjort.")
    assert "sier ikke" not in counts_sentence(counts(reported=139))


@pytest.mark.parametrize(
    ("statuses", "told"),
    [
        ({"Ikke spurt ennå": 139}, "Ingen av de 139 oppgavene har fått svar ennå"),
        ({"Ikke svart": 139}, "Ingen av de 139 oppgavene har fått svar ennå"),
        ({"Registeret svarer ikke": 139}, "Status for de 139 oppgavene kan ikke leses nå"),
        ({"Ikke svart": 138, "Gjennomført": 1}, "1 av 139 oppgaver har fått svar, og den er gjennomført"),
        ({"Ikke svart": 138, "I gang": 1}, "1 av 139 oppgaver har fått svar, og den er ikke gjennomført"),
        (
            {"Ikke svart": 20, "Gjennomført": 47, "I gang": 71, "Gjennomføres ikke": 1},
            "47 av de 119 oppgavene som har fått svar, er gjennomført",
        ),
        ({"Ikke svart": 20, "I gang": 119}, "Ingen av de 119 oppgavene som har fått svar, er gjennomført"),
        ({"Gjennomført": 47, "I gang": 92}, "47 av 139 oppgaver er gjennomført"),
        ({"I gang": 139}, "Ingen av de 139 oppgavene er gjennomført"),
    ],
    ids=str,
)
def test_the_finding_is_of_those_that_have_been_answered(statuses, told):
    assert status_words.finding(statuses) == told


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            {},
            "16 tiltak er 139 oppgaver: 135 i kommunene, 4 felles. Fristen er ute for 93 oppgaver. "
            "At fristen er ute, sier ikke om oppgaven er gjort.",
        ),
        (
            {"reported": 119, "over": 1, "old": 1},
            "20 av 139 oppgaver har ikke fått svar. Fristen er ute for 1 oppgave. "
            "At fristen er ute, sier ikke om oppgaven er gjort. 1 svar er eldre enn 180 dager.",
        ),
        (
            {"reported": 139, "over": 63},
            "Alle har fått svar. Fristen er ute for 63 oppgaver som ikke er gjennomført.",
        ),
    ],
    ids=str,
)
def test_beside_the_finding_stands_what_is_left(given, told):
    assert status_words.beside_finding(counts(**given)) == told


def test_only_what_there_is_of_is_told_apart():
    assert "Oppgaver som er gjennomført (1), er ikke med" in counts_sentence(counts(reported=1, done=1))
    told = counts_sentence(counts(reported=3, done=1, dropped=2))
    assert "Oppgaver som er gjennomført (1) eller ikke skal gjennomføres (2), er ikke med i de tre tallene." in told
    assert "er ikke med" not in counts_sentence(counts(reported=1, under_way=1))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "Ingen av de 139 oppgavene har fått svar ennå."),
        ({"reported": 8}, "131 av 139 oppgaver har ikke fått svar."),
        ({"reported": 139}, ""),
        ({"tasks": 0}, ""),
    ],
    ids=str,
)
def test_how_many_have_not(given, told):
    assert status_words.unanswered_sentence(counts(**given)) == told


@pytest.mark.parametrize(
    ("since", "told"),
    [
        ("30 dager", "Ingen status er endret de siste 30 dagene."),
        ("365 dager", "Ingen status er endret de siste 365 dagene."),
        ("runde 7", "Ingen status er endret siden runden «Høsten» ble lukket."),
    ],
)
def test_nothing_has_changed_is_one_sentence(since, told):
    assert queries.unchanged_sentence(since, pd.DataFrame({"round_id": [7], "title": ["Høsten"]})) == told


def test_a_register_that_does_not_answer_is_nothing_to_look_for():
    assert "Registeret svarer ikke" not in queries.STATUSES and len(queries.STATUSES) == len(queries.SYMBOLS) - 1
