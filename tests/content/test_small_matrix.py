"""The measures as a small picture: nobody ranked, a share of those who have answered, heard as well as seen."""

import re

import pandas as pd
from test_matrix import PROGRESS, TASKS

from content.status.small_matrix import small_matrix


def rows(tasks=TASKS, progress=PROGRESS) -> list[str]:
    return small_matrix(tasks, progress, "./tiltak?tiltak=").split("<tr>")[2:]


def signs(row: str) -> list[str]:
    return re.findall(r"vnr-cell vnr-([\w-]+)", row.partition("</table>")[0])


def test_a_row_a_measure_that_leads_to_its_card_and_says_what_is_seen():
    ninth = rows()[0]
    assert '<a href="./tiltak?tiltak=9" target="_self">9 Tittel 9 &lt;b&gt;</a>' in ninth
    assert "Kommunene: Gjennomført i 1 av 1. Felles: I gang.</span>" in ninth
    assert signs(ninth) == ["under-way", "done"] and "vnr-ring" in ninth


def test_municipalities_stand_by_status_and_not_by_name():
    wide = pd.concat([TASKS[TASKS["measure_no"] == 12]] * 3, ignore_index=True).assign(
        area=["Alm", "Bø", "Vik"], status=["Ikke svart", "Gjennomført", "I gang"]
    )
    part = PROGRESS[PROGRESS["measure_no"] == 12].assign(tasks=3, reported=2, done=1)
    [row] = rows(wide, part)
    assert signs(row) == ["done", "under-way", "unanswered"]
    assert "<td>1 av 2 svar</td>" in row and "Alm" not in row


def test_a_bar_of_all_tasks_stands_above_it_where_some_are_answered_with_each_word_once():
    told = small_matrix(TASKS, PROGRESS, "?tiltak=")
    bar, _, table = told.partition("<table")
    assert re.findall(r'class="vnr-([\w-]+)" style="flex:1"', bar) == ["done", "under-way", "not-started", "dropped"]
    assert "Gjennomført <b>1</b></li>" in bar and "av dem i fast drift <b>1</b></li>" in bar
    assert "vnr-key" not in table
    nobody = small_matrix(TASKS.assign(status="Ikke svart", is_in_operation=False), PROGRESS.assign(reported=0), "?")
    assert nobody.startswith("<table") and nobody.endswith("Ikke svart</li></ul>")


def test_the_last_deadline_stands_where_nobody_has_answered():
    none = PROGRESS.assign(reported=0, unreported_status="Ikke svart", done=0, joint_status="Ikke svart")
    dated = none.assign(deadline=[pd.Timestamp("2023-12-31"), pd.Timestamp("2027-06-30"), pd.NaT, pd.NaT])
    tasks = TASKS.assign(status="Ikke svart", is_in_operation=False)
    told = rows(tasks, dated.assign(is_past=[True, False, None, None]))
    assert "<td>30.6.2027</td>" in told[0] and "<td>ingen frist</td>" in told[1]
    assert "<td>◥ 31.12.2023</td>" in rows(tasks, none)[0]
