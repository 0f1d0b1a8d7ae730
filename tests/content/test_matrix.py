"""The measures against the municipalities: every cell in symbol and word, and nothing run that was typed."""

import re

import pandas as pd
import pytest

from content.status.matrix import matrix
from content.status.queries import SYMBOLS


def task(measure_no, area, status, words="Fristen er ute", is_joint=False, new_deadline=None, is_older=False):
    return {
        "measure_no": measure_no,
        "working_title": f"Tittel {measure_no} <b>",
        "area": area,
        "is_joint": is_joint,
        "status": status,
        "is_in_operation": status == "Gjennomført",
        "deadline_words": words,
        "deadline": pd.Timestamp("2023-12-31"),
        "deadline_note": None,
        "new_deadline": pd.Timestamp(new_deadline),
        "is_older": is_older,
        "speaks_of": pd.Timestamp("2026-03-01"),
    }


TASKS = pd.DataFrame(
    [
        task(9, "Felles", "I gang", is_joint=True),
        task(9, "Hamar", "Gjennomført", "Gjennomført innen fristen"),
        task(12, "Hamar", "Ikke startet"),
        task(13, "Hamar", "Gjennomføres ikke", None),
    ]
)
PROGRESS = pd.DataFrame(
    {
        "measure_no": [9, 9, 12, 13],
        "is_joint": [False, True, False, False],
        "tasks": [1, 1, 1, 1],
        "done": [1, 0, 0, 0],
        "reported": [1, 1, 1, 1],
        "over": [0, 1, 1, 0],
        "older": [0] * 4,
        "unreported_status": [None] * 4,
        "joint_status": [None, "I gang", None, None],
        "new_deadlines": [0] * 4,
        "last_new_deadline": [pd.NaT] * 4,
        "deadline_note": [None] * 4,
        "deadline": [pd.Timestamp("2023-12-31")] * 4,
        "is_past": [True] * 4,
    }
)


def drawn(status="alle", deadline="alle") -> str | None:
    return matrix(TASKS, PROGRESS, "?malgruppe=x&tiltak=", status, deadline)


def test_symbol_word_and_class_in_every_cell():
    cells = re.findall(r'<td class="([^"]+)"[^>]*>(.*?)</td>', drawn())
    told = [(classes, re.sub(r"<[^>]+>", " ", text).split()) for classes, text in cells]
    assert told == [
        ("status i-gang", [SYMBOLS["I gang"], "I", "gang", "▼", "Fristen", "er", "ute"]),
        ("status gjennomfort", [SYMBOLS["Gjennomført"], "Gjennomført,", "i", "fast", "drift"]),
        ("no-task", ["Ingen", "oppgave"]),
        ("status ikke-startet", [SYMBOLS["Ikke startet"], "Ikke", "startet", "▼", "Fristen", "er", "ute"]),
        ("no-task", ["Ingen", "oppgave"]),
        ("status gjennomfores-ikke", [SYMBOLS["Gjennomføres ikke"], "Gjennomføres", "ikke"]),
    ]


def test_headings_name_who_does_it_and_lead_to_the_measure():
    assert re.findall(r'<th scope="col">(.*?)</th>', drawn()) == ["Tiltak", "Felles", "Hamar"]
    assert '<a href="?malgruppe=x&amp;tiltak=9" target="_self">9 Tittel 9 &lt;b&gt;</a>' in drawn()
    assert "<b>" not in drawn()


def test_a_new_deadline_and_an_older_date_stand_in_the_cell():
    tasks = pd.DataFrame(
        [
            task(12, "Hamar", "I gang", new_deadline="2027-06-01", is_older=True),
            task(13, "Hamar", "Gjennomført", "Gjennomført innen fristen", new_deadline="2027-06-01"),
        ]
    )
    late, done = re.findall(r"<td [^>]+>.*?</td>", matrix(tasks, PROGRESS, "?tiltak=", "alle", "alle"))
    assert 'title="▼ Fristen er ute (31.12.2023). Ny frist satt: 1.6.2027"' in late
    assert "I gang (svaret gjelder 1.3.2026)" in late and "<small>Ny frist 1.6.2027</small>" in late
    assert "<small>Ny frist" not in done


def test_a_joint_task_in_work_is_not_told_as_a_no():
    assert "<small>Felles: I gang</small>" in drawn() and "Ikke gjennomført" not in drawn()


@pytest.mark.parametrize(
    ("status", "deadline", "measures", "faded"),
    [
        ("Ikke startet", "alle", ["12"], 0),
        ("alle", "Gjennomført innen fristen", ["9"], 1),
        ("I gang", "Fristen er ute", ["9"], 1),
    ],
)
def test_what_does_not_suit_is_faded_or_left_out(status, deadline, measures, faded):
    table = drawn(status, deadline)
    assert re.findall(r"tiltak=(\d+)", table) == measures
    assert table.count(" faded") == faded


def test_nothing_is_drawn_when_nothing_suits():
    assert drawn("Vet ikke – avklares") is None


def test_every_status_has_a_symbol_of_its_own():
    assert len(set(SYMBOLS.values())) == len(SYMBOLS)
