"""Arbeidsgruppa: who is appointed, by role and by whom it may be told; what the plan asks; and the invitation."""

import re
from datetime import date

import pytest

from content import warehouse
from content.mail.invitation import FIRST_MEETING, ROLES_ONLY, invitation
from content.plan import decisions, group
from dashboard import access
from register import schema
from register.blackout import BLACKED_OUT, black_out_entry
from register.entries import save
from register.entry_kinds import COORDINATOR, MEMBER, REVISER, SEATS, Appointment
from register.errors import NotAllowedError
from register.rights import JOINT, READER, Rights
from reported import ELVERUM, HAMAR, TODAY, WORKING_GROUP, rows
from reporting import GROUP, asked, labelled, opened, press, sentences, told
from visiting import to_copy

OF_HAMAR = Rights("Koordinator i Hamar", frozenset({HAMAR}))
PLACES = {(code, seat) for code in (HAMAR, ELVERUM, JOINT) for seat in SEATS}


def appoint(engine, area_code, seat, position="kommunalsjef", appointed_on=None, rights=WORKING_GROUP, **more):
    submission = f"{area_code} {seat} {position}"
    return save(engine, rights, Appointment(area_code, seat, position, appointed_on, **more), PLACES, TODAY, submission)


def cells(page) -> list[str]:
    """What each seat says, without its marks."""
    return [re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<td.*?</td>", told(page))]


def rows_of(sql, **parameters):
    return warehouse.query(warehouse.version_in_use(), sql, parameters)


def invited(area=None, **more) -> str:
    asked = (group.APPOINTMENTS, decisions.DATES, group.MANDATE, group.ASKED)
    return invitation(area, *map(rows_of, asked), **more)


def test_before_anybody_is_appointed_that_is_told_with_the_date(local_register):
    page = opened(GROUP)
    assert "<strong>Ingen av de 9 kommunene har oppgitt medlem ennå.</strong>" in told(page)
    assert "Arbeidsgruppa skal være konstituert innen 31.12.2026 (om 38 dager)." in sentences(page)
    assert cells(page) == ["○ Ikke oppgitt"] * 20
    assert f'"vnr-caption"><p>{group.NOT_TOLD}</p>' in told(page)


def test_who_is_appointed_is_told_by_role_and_place(local_register):
    appoint(local_register, HAMAR, MEMBER, "<b>kommunalsjef</b>", date(2026, 11, 20))
    appoint(local_register, JOINT, REVISER, "kommuneoverlege")
    appoint(local_register, ELVERUM, MEMBER)
    appoint(local_register, ELVERUM, MEMBER, None, is_withdrawn=True)
    page = opened(GROUP)
    appointed = "<strong>1 av 9 kommuner har oppnevnt medlem.</strong> Medlem er ikke oppgitt for Elverum, Engerdal,"
    assert appointed in told(page)
    found = cells(page)
    assert found[4:6] == ["● &lt;b&gt;kommunalsjef&lt;/b&gt;Oppnevnt 20.11.2026", "○ Ikke oppgitt"]
    assert found[0] == "○ Ingen er oppnevnt" and found[18:] == ["● kommuneoverlege", "○ Ikke oppgitt"]


def test_the_mandate_stands_as_the_plan_words_it(local_register):
    page = opened(GROUP)
    for words in (
        "<blockquote> <p>Innen utgangen av 2026 konstitueres det en ny arbeidsgruppe for videreføring og revidering av",
        "Arbeidsgruppa skal bestå av en deltaker fra hver kommune og representere forskjellige fagfelt og målgrupper.",
        "Lederen for Krisesenteret deltar også.</p> <p>Mandat for arbeidsgruppa:</p> <ul> <li>Revidere interkommunal",
        "<li>Følge opp om tiltakene i planen er gjennomført</li> <li>Vurdere eventuelle nye tiltak</li> <li>Frist: 30.6.2027",
        "Tiltak 16 (avsnitt 5.2): «Hver kommune oppnevner en representant til handlingsplangruppa",
        "Tiltak 15 (avsnitt 5.1): «Hver kommune oppnevner en koordinator for oppfølging",
        "<li>30.6.2027 (om 219 dager): revidert plan skal være ferdig (avsnitt 5.2).",
    ):
        assert words in told(page)


def test_an_appointment_is_told_asked_about_corrected_and_taken_back(local_register):
    page = opened(GROUP, kommune="hamar")
    labelled(page.text_input, "Rolle eller stilling. Ikke navn.").set_value("rådgiver Kari Nordmann")
    labelled(page.text_input, "Oppnevnt").set_value("31.12.2026")
    press(page, "Lagre oppnevningen")
    assert "Datoen kan ikke være fram i tid." in told(page)
    labelled(page.text_input, "Oppnevnt").set_value("20.11.2026")
    press(page, "Lagre oppnevningen")
    assert "«Kari Nordmann» ser ut som et navn" in asked(page).label
    assert rows(local_register, schema.appointments) == []
    labelled(page.text_input, "Rolle").set_value("rådgiver")
    press(page, "Lagre oppnevningen")
    assert page.success[0].value == "Lagret." and "● rådgiverOppnevnt 20.11.2026" in cells(page)
    labelled(page.text_input, "Rolle").set_value("enhetsleder")
    labelled(page.checkbox, "Ingen er oppnevnt likevel").check()
    press(page, "Lagre oppnevningen")
    assert "Er ingen oppnevnt, skal rolle og dato stå tomme." in told(page)
    labelled(page.text_input, "Rolle").set_value("rådgiver")
    press(page, "Lagre oppnevningen")
    assert page.success[0].value == "Lagret." and "○ Ingen er oppnevnt" in cells(page)
    assert [box.label for box in page.checkbox] == [] and labelled(page.text_input, "Rolle").value == ""
    labelled(page.text_input, "Rolle").set_value("enhetsleder")
    press(page, "Lagre oppnevningen")
    found = [(row["position"], row["is_withdrawn"]) for row in rows(local_register, schema.appointments)]
    assert found == [("rådgiver", False), (None, True), ("enhetsleder", False)]


def test_the_seats_of_all_together_are_told_by_the_working_group(local_register):
    page = opened(GROUP, kommune="felles")
    assert labelled(page.selectbox, "Oppnevnt til").options == [SEATS[REVISER], "Leder for krisesenteret"]
    labelled(page.text_input, "Rolle").set_value("kommuneoverlege")
    press(page, "Lagre oppnevningen")
    [row] = rows(local_register, schema.appointments)
    assert (row["area_code"], row["seat"], row["position"]) == (JOINT, REVISER, "kommuneoverlege")


def test_a_municipality_tells_of_its_own_alone(local_register, monkeypatch):
    monkeypatch.setattr(access, "rights", lambda: OF_HAMAR)
    page = opened(GROUP)
    assert labelled(page.selectbox, "Kommune").options == ["Hamar"]
    labelled(page.selectbox, "Oppnevnt til").set_value(SEATS[COORDINATOR]).run()
    labelled(page.text_input, "Rolle").set_value("SLT-koordinator")
    press(page, "Lagre oppnevningen")
    [row] = rows(local_register, schema.appointments)
    assert (row["area_code"], row["seat"], row["role"]) == (HAMAR, COORDINATOR, "Koordinator i Hamar")


@pytest.mark.parametrize(("rights", "area_code"), [(OF_HAMAR, ELVERUM), (OF_HAMAR, JOINT), (READER, HAMAR)])
def test_where_it_is_saved_nobody_tells_of_others(local_register, rights, area_code):
    with pytest.raises(NotAllowedError, match="Ingenting er lagret"):
        appoint(local_register, area_code, REVISER if area_code == JOINT else MEMBER, rights=rights)
    assert rows(local_register, schema.appointments) == []


def test_who_only_reads_sees_all_and_has_no_form(local_register, monkeypatch):
    appoint(local_register, HAMAR, MEMBER)
    monkeypatch.setattr(access, "rights", lambda: READER)
    page = opened(GROUP)
    assert "● kommunalsjef" in cells(page) and len(page.button) == len(page.text_input) == 0
    assert "sitter ved maskinen løsningen kjører på, oppgi hvem som er oppnevnt." in sentences(page)


def test_a_position_that_is_blacked_out_is_gone_and_its_seat_still_taken(local_register):
    appoint(local_register, HAMAR, MEMBER, "noe om en person")
    black_out_entry(local_register, WORKING_GROUP, "appointments", 1, "position", "navn")
    page = opened(GROUP, kommune="hamar", invitasjon="hamar")
    assert "● Rollen er sladdet" in cells(page) and "<strong>1 av 9 kommuner" in told(page)
    assert "- Medlem av arbeidsgruppa: [rolle eller stilling]" in to_copy(page)[0]
    assert BLACKED_OUT not in told(page) + to_copy(page)[0]
    assert "noe om en person" not in told(page) + sentences(page) + to_copy(page)[0]
    assert labelled(page.text_input, "Rolle").value == BLACKED_OUT


def test_the_invitation_says_what_is_asked_by_when_and_why(local_register):
    text = invited()
    assert text.startswith("Invitasjon til arbeidsgruppa for handlingsplanen mot vold i nære relasjoner\n\nHei.\n")
    for words in (
        "konstituert innen 31.12.2026, og revidert plan skal være ferdig 30.6.2027.",
        "Vi ber hver kommune om dette:\n- oppnevne ett medlem av arbeidsgruppa (innen 31.12.2026; tiltak 16): «Hver",
        "- oppnevne én koordinator for handlingsplanen (planen oppgir ingen frist; tiltak 15): «Hver kommune oppnevner en koordinator for",
        ROLES_ONLY,
        "Planen skriver (avsnitt 5.2):\n\n«Innen utgangen av 2026",
        "- Frist: 30.6.2027»",
    ):
        assert words in text
    assert text.endswith(FIRST_MEETING) and "http" not in text
    assert f"{ROLES_ONLY}\nhttps://vold.example.no/arbeidsgruppa\n" in invited(site="https://vold.example.no")


def test_a_municipality_is_not_asked_again_for_what_it_has_told(local_register):
    appoint(local_register, HAMAR, MEMBER)
    some, other = invited("Hamar"), invited("Elverum")
    assert some.startswith("Invitasjon til arbeidsgruppa for handlingsplanen mot vold i nære relasjoner: Hamar\n")
    assert "oppnevne ett medlem" not in some and "oppnevne én koordinator" in some
    assert "Dere har oppgitt:\n- Medlem av arbeidsgruppa: kommunalsjef\n" in some
    assert "oppnevne ett medlem" in other and "Dere har oppgitt" not in other
    assert "oppnevne ett medlem" in invited() and "kommunalsjef\n" not in invited()
    appoint(local_register, HAMAR, COORDINATOR)
    assert "Medlem og koordinator er oppgitt. Takk." in invited("Hamar") and ROLES_ONLY not in invited("Hamar")


def test_the_invitation_is_shown_for_the_municipality_that_is_chosen(local_register):
    page = opened(GROUP, invitasjon="elverum")
    assert to_copy(page)[0] == invited("Elverum")
    labelled(page.selectbox, "Invitasjon til").set_value("Alle").run()
    assert to_copy(page)[0] == invited()
