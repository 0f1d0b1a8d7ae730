"""The measures against the municipalities: every cell in sign and word, a real table, and nothing run that was typed."""

import re

import pandas as pd
import pytest

from content.look.marks import KIND_OF_STATUS
from content.status.matrix import MOST_BESIDE, matrix
from content.status.queries import SYMBOLS, UNANSWERED

AREAS = {9: "Særlig utsatte", 12: "Krisesenteret", 13: "Krisesenteret & <i>"}


def task(measure_no, area, status, words="Fristen er ute", is_joint=False, new_deadline=None, is_older=False):
    return {
        "measure_no": measure_no,
        "focus_area": AREAS[measure_no],
        "working_title": f"Tittel {measure_no} <b>",
        "area": area,
        "is_joint": is_joint,
        "status": status,
        "is_reported": status not in UNANSWERED,
        "is_left": status not in ("Gjennomført", "Gjennomføres ikke"),
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


def row(html: str, measure_no: int) -> str:
    [found] = [part for part in html.split("<tr ") if f'tiltak={measure_no}"' in part]
    return found


def cells(html: str) -> list[tuple[list[str], str]]:
    """The kinds of each cell, and what is heard there; those of a task are seen as its sign and have a title."""
    found = []
    for cell in re.findall(r'<td role="cell" class="(?:vnr-task|vnr-no-task)".*?</td>', html):
        drawn = re.search(r'<span class="vnr-cell ([^"]+)" title="([^"]+)"><i class="vnr-glyph', cell)
        [heard] = re.findall(r'class="vnr-unseen">([^<]+)<', cell)
        assert drawn is None or drawn[2] == heard
        found.append((drawn[1].split() if drawn else [], heard))
    return found


def test_sign_and_words_in_every_cell():
    assert cells(drawn()) == [
        (["vnr-under-way", "vnr-over"], "I gang. Fristen er ute (31.12.2023)."),
        (["vnr-done"], "Gjennomført, i fast drift. Gjennomført innen fristen (31.12.2023)."),
        ([], "Ingen oppgave"),
        (["vnr-not-started", "vnr-over"], "Ikke startet. Fristen er ute (31.12.2023)."),
        ([], "Ingen oppgave"),
        (["vnr-dropped"], "Gjennomføres ikke."),
    ]
    assert "vnr-glyph vnr-is-done vnr-ring" in row(drawn(), 9)


def test_headings_name_who_does_it_and_lead_to_the_measure():
    heads = re.findall(r'<th scope="col" role="columnheader" class="[^"]+">(.*?)</th>', drawn())
    assert heads == ["Tiltak", "Felles", "Hamar", "På plass i", "Frist"]
    assert '<a href="?malgruppe=x&amp;tiltak=9" target="_self">9 Tittel 9 &lt;b&gt;</a>' in drawn()
    assert "<b>" not in drawn() and "<i>" not in drawn()


def test_a_name_is_told_from_another_only_where_it_must_be():
    one = pd.DataFrame([task(9, "Sand (Fjordfylket)", "I gang"), task(9, "Hamar", "I gang")])
    two = pd.concat([one, pd.DataFrame([task(9, "Sand (Dalfylket)", "I gang")])])
    for tasks, names in ((one, ["Sand", "Hamar"]), (two, ["Sand (Fjordfylket)", "Hamar", "Sand (Dalfylket)"])):
        told = matrix(tasks, PROGRESS, "?tiltak=", "alle", "alle")
        assert re.findall(r'class="vnr-who">(.*?)<', told) == names == re.findall(r'data-area="(.*?)"', told)


def test_the_number_behind_a_measure_stands_beside_it_or_that_there_is_none():
    told = matrix(TASKS, PROGRESS, "?tiltak=", "alle", "alle", {9: "<b>4 %</b> av ungdom"})
    assert '<td role="cell" class="vnr-behind"><div><b>4 %</b> av ungdom</div></td>' in row(told, 9)
    assert "Ingen tall bak dette tiltaket" in row(told, 12) and "Ingen tall" not in row(told, 9)
    assert "Hver strek i «Tallet bak» har sin egen skala." in told and "Tallet bak" not in drawn()
    wide = [
        len(re.findall("<t[hd] ", part)) + sum(int(n) - 1 for n in re.findall(r'colspan="(\d+)"', part))
        for part in told.split("<tr ")[1:]
    ]
    assert set(wide) == {6}


def test_it_is_a_table_also_where_it_is_shown_as_blocks():
    """Every row, heading and cell says what it is, and each row is as wide as the head."""
    told = drawn()
    for name, role in (("table", "table"), ("t(?:head|body)", "rowgroup"), ("tr", "row"), ("td", "cell")):
        elements = re.findall(rf"<{name}[ >][^>]*", told)
        assert elements and all(f' role="{role}"' in element for element in elements), name
    rows = told.split("<tr ")[1:]
    wide = [
        len(re.findall("<t[hd] ", row)) + sum(int(n) - 1 for n in re.findall(r'colspan="(\d+)"', row)) for row in rows
    ]
    assert set(wide) == {5}


def test_focus_areas_stand_together_and_are_led_to():
    mixed = pd.DataFrame([task(9, "Hamar", "I gang"), task(12, "Hamar", "I gang"), task(13, "Hamar", "I gang")])
    mixed["focus_area"] = ["Barn", "Krisesenteret", "Barn"]
    told = matrix(mixed, PROGRESS, "?tiltak=", "alle", "alle")
    assert re.findall(r'tiltak=(\d+)"', told) == ["9", "13", "12"]
    assert "<nav" not in told
    anchors = re.findall(r'scope="rowgroup" role="rowheader" id="([^"]+)"', drawn())
    assert anchors == re.findall(r'<a href="#([^"]+)"', drawn()) and len(anchors) == 3


def test_a_share_is_of_those_who_have_answered():
    """Of the municipalities; a focus area, of all that is asked."""
    tasks = pd.DataFrame(
        [task(9, "Felles", "Gjennomført", is_joint=True), task(9, "Hamar", "I gang"), task(9, "Løten", "Ikke svart")]
    )
    told = matrix(tasks, PROGRESS, "?tiltak=", "alle", "alle")
    assert '<td role="cell" class="vnr-share">1 av 2 svar</td>' in told
    assert ">1 gjennomført, 1 i gang og 1 ikke svart</span>" in told
    assert '>0 av 1 svar</span><span class="vnr-unseen">I kommunene: Gjennomført i 1 av 1. Felles: I gang<' in told
    tasks["status"], tasks["is_reported"] = "Ikke spurt ennå", False
    nobody = matrix(tasks, PROGRESS, "?tiltak=", "alle", "alle")
    assert '<td role="cell" class="vnr-share">3 oppgaver</td>' in nobody
    assert "På plass" not in nobody and "vnr-bar" not in nobody and " svar<" not in nobody


def test_deadlines_are_those_of_each_part_and_new_ones_are_told():
    progress = PROGRESS.copy()
    progress.loc[0, ["deadline", "over"]] = [pd.Timestamp("2023-06-30"), 1]
    progress.loc[1, ["new_deadlines", "last_new_deadline"]] = [1, pd.Timestamp("2027-06-01")]
    seen = re.search(
        r'vnr-deadline"><span aria-hidden="true"[^>]*>(.*?)</span><span class="vnr-unseen">(.*?)<',
        row(matrix(TASKS, progress, "?tiltak=", "alle", "alle"), 9),
    )
    late = '<i class="vnr-late"></i>'
    assert seen[1] == (f"<span>{late}30.6.2023</span><span>Felles {late}31.12.2023</span><small>ny frist for 1</small>")
    assert seen[2] == (
        "I kommunene: Fristen er ute (30.6.2023). Felles: Fristen er ute (31.12.2023). Ny frist satt: 1.6.2027"
    )


def test_a_new_deadline_and_an_older_date_stand_in_the_cell():
    tasks = pd.DataFrame(
        [
            task(12, "Hamar", "I gang", new_deadline="2027-06-01", is_older=True),
            task(13, "Hamar", "Gjennomført", "Gjennomført innen fristen", new_deadline="2027-06-01"),
        ]
    )
    (_, late), (_, done) = cells(matrix(tasks, PROGRESS, "?tiltak=", "alle", "alle"))
    assert late == "I gang (svaret gjelder 1.3.2026). Fristen er ute (31.12.2023). Ny frist satt: 1.6.2027."
    assert "Ny frist" not in done


def test_a_joint_task_in_work_is_not_told_as_a_no():
    assert "Felles: I gang<" in row(drawn(), 9) and "Ikke gjennomført" not in drawn()


def test_more_columns_than_there_is_room_for_are_scrolled_by_keyboard():
    many = pd.DataFrame([task(9, f"Kommune {number}", "I gang") for number in range(MOST_BESIDE + 1)])
    assert 'vnr-many" role="region" tabindex="0" aria-label=' in matrix(many, PROGRESS, "?", "alle", "alle")
    assert "tabindex" not in matrix(many[:-1], PROGRESS, "?", "alle", "alle")


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
    assert table.count(" vnr-faded") == faded


def test_nothing_is_drawn_when_nothing_suits():
    assert drawn("Vet ikke – avklares") is None


def test_every_status_has_a_symbol_of_its_own():
    assert len(set(SYMBOLS.values())) == len(SYMBOLS)
    assert KIND_OF_STATUS.keys() == SYMBOLS.keys() and len(set(KIND_OF_STATUS.values())) == len(SYMBOLS)
