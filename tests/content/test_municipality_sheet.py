"""The sheet of a municipality: what is on it in every state of what has been answered, as HTML that is read back."""

import html
import re
from datetime import date

import pytest

from content import warehouse
from content.figures import WORKED_EXAMPLE
from content.figures.figure import show
from content.figures.worked_examples import example_area
from content.plan import decisions, laws, municipality, municipality_sheet
from register import entries
from register.entry_kinds import Adoption, Appointment
from register.reports import save
from register.rights import Rights
from register.validation.rules import DONE, ONGOING, Report
from reported import HAMAR, TODAY, WORKING_GROUP

OF_HAMAR = Rights("Koordinator", frozenset({HAMAR}))
HOSTILE = "<b>fet</b> &amp; <script>"
OWN = [*range(1, 10), *range(11, 17)]


def drawn(area: str = "Hamar", mark: str = "") -> str:
    version = warehouse.version_in_use()
    sheet = municipality_sheet.Sheet(
        area=area,
        plan="Handlingsplan mot vold i nære relasjoner",
        mark=mark,
        inhabitants=municipality.inhabitants_sentence(
            warehouse.query(version, municipality.INHABITANTS, {"area": area})
        ),
        tasks=warehouse.query(version, municipality.TASKS_HERE, {"area": area, "today": TODAY}),
        laws=warehouse.query(version, laws.LAWS),
        example=show(WORKED_EXAMPLE, version, {"area": example_area(version, area)}),
        decisions=decisions.decisions_of(version, area, TODAY),
        today=TODAY,
    )
    return municipality_sheet.drawn(sheet)


def rows(sheet: str) -> list[list[str]]:
    """The cells of the table as they are heard."""
    found = re.findall(r"<tr.*?</tr>", sheet)
    cells = [re.findall(r"<t[hd].*?</t[hd]>", row) for row in found]
    heard = re.compile(r'<span aria-hidden="true">.*?</span>|<[^>]+>')
    return [[html.unescape(heard.sub("", cell)).strip() for cell in row] for row in cells]


def answer(engine, *reports: Report) -> None:
    save(engine, OF_HAMAR, reports, {(number, HAMAR) for number in OWN}, TODAY, "answers")


def test_where_nobody_has_answered_it_is_a_form(local_register):
    sheet = drawn()
    head, place, *tasks = rows(sheet)
    assert head == ["Tiltak", "Status", "Frist", "Lov på området"] and place == ["Ikke spurt ennå: 15 av 15"]
    assert [int(task[0].split()[0]) for task in tasks] == OWN
    assert tasks[0][2] == "Fristen er ute: 31.12.2023" and tasks[6][2] == "Ingen frist"
    assert tasks[4][3].startswith("Barnehageloven, barnevernsloven")
    # The boxes are for paper: on a screen the status of all of them stands in the heading.
    assert sheet.count('class="vnr-form"') == 1 + 15 and sheet.count('class="vnr-boxes"') == 15
    assert municipality_sheet.ABOUT_BOXES in sheet and "vnr-bar" not in sheet
    assert "<b>15</b> <span>oppgaver har kommunen" in sheet and "<b>10</b> <span>har frist som er ute" in sheet


def test_what_is_answered_is_told_with_how_many_of_those_who_have(local_register):
    new = Report(2, HAMAR, ONGOING, TODAY, new_deadline=date(2027, 6, 1), responsible=HOSTILE)
    answer(local_register, Report(1, HAMAR, DONE, TODAY, is_in_operation=True), new)
    sheet = drawn()
    head, *told = rows(sheet)
    assert head == ["Tiltak", "Status", "Frist", "På plass i", "Lov på området"]
    assert told[0] == ["På plass: 1 av 15"] and told[1][1:4] == [
        "Gjennomført, i fast drift",
        "31.12.2023",
        "1 av 1 svar",
    ]
    assert told[2] == ["I arbeid: 1 av 15"] and told[3][0].endswith(HOSTILE) and "<script>" not in sheet
    assert told[3][2] == "Fristen er ute: 31.12.2023Ny frist satt: 1.6.2027" and told[3][3] == "0 av 1 svar"
    assert told[4] == ["Ikke spurt ennå: 13 av 15"] and told[5][3] == "Ingen svar"
    assert sheet.count('class="vnr-boxes"') == 13 and "vnr-form" not in sheet
    assert "<b>1 av 2</b> <span>besvarte oppgaver er på plass" in sheet and "vnr-bar" in sheet
    # Of those that nobody has answered it is not known whether they are done.
    assert "<b>9</b> <span>har frist som er ute" in sheet and "ikke gjennomført" not in sheet


def test_when_all_have_answered_there_is_nothing_to_tick(local_register):
    answer(local_register, *(Report(number, HAMAR, DONE, TODAY) for number in OWN))
    sheet = drawn()
    assert "vnr-boxes" not in sheet and municipality_sheet.ABOUT_BOXES not in sheet and "◥ </span>" not in sheet
    assert "Når svarer vi" not in sheet and "<b>15 av 15</b>" in sheet
    assert "<b>0</b> <span>er over fristen og ikke gjennomført" in sheet


def test_the_band_is_where_its_numbers_say(local_register):
    sheet = drawn()
    [(left, width)] = re.findall(r'vnr-band"><i style="left:([\d.]+)%;width:([\d.]+)%', sheet)
    low, high, whole = (330, 410, 1907)
    assert f"<b>{low}–{high}</b>" in sheet and "<small>1\u00a0907</small>" in sheet
    assert float(left) == pytest.approx(100 * low / whole, abs=0.01)
    assert float(width) == pytest.approx(100 * (high - low) / whole, abs=0.01)
    assert "<b>Et regneeksempel, ikke et tall for kommunen.</b>" in sheet
    assert "<b>Et regneeksempel, ikke et tall for kommunene.</b>" in drawn("Engerdal")


def test_a_municipality_decides_what_is_its_own(local_register):
    def asked() -> list[str]:
        return [text.partition("?")[0] for text in decisions.decisions_of(warehouse.version_in_use(), "Hamar", TODAY)]

    def tell(entry, number: int) -> None:
        known = {HAMAR, (HAMAR, "member"), (HAMAR, "coordinator")}
        assert entries.save(local_register, WORKING_GROUP, entry, known, TODAY, f"entry {number}")

    assert asked() == [
        "Skal planen gjelde til den nye er vedtatt",
        "Hvem skal representere kommunen i den nye arbeidsgruppa",
        "Hvem er vår koordinator for handlingsplanen",
        "Når svarer vi om status",
    ]
    tell(Appointment(HAMAR, "member", "rådgiver"), 1)
    tell(Appointment(HAMAR, "coordinator", "rådgiver"), 2)
    assert asked() == ["Skal planen gjelde til den nye er vedtatt", "Når svarer vi om status"]
    elsewhere = decisions.decisions_of(warehouse.version_in_use(), "Elverum", TODAY)
    assert len(elsewhere) == 4 and "Løten oppgir" in elsewhere[0]
    tell(Adoption(HAMAR, date(2023, 3, 1), date(2027, 1, 31)), 3)
    [validity, _] = decisions.decisions_of(warehouse.version_in_use(), "Hamar", TODAY)
    assert "Etter kommunens eget vedtak går den ut 31.1.2027 (om 69 dager)." in validity and "Løten" not in validity
    answer(local_register, *(Report(number, HAMAR, DONE, TODAY) for number in OWN))
    assert asked() == ["Skal planen gjelde til den nye er vedtatt"]


def test_made_up_answers_are_marked(local_register):
    assert "Status per 23.11.2026. <b>Eksempeldata</b>" in drawn(mark="Eksempeldata")
