"""The page where reminders are sent: who gets what is seen before the press, and what was sent afterwards."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import update

from dashboard.working_group import reminders
from mail_server import CUT, MailServer
from register import schema
from register.database import writing
from register.entries import save
from register.entry_kinds import Contact
from register.reports import save as save_reports
from register.rounds import open_round
from register.settings import settings
from register.validation.rules import ONGOING, Report
from reported import ELVERUM, HAMAR, TODAY, WORKING_GROUP, rows
from reporting import FOLLOW_UP, opened, press, sentences, told
from visiting import text_of

ADDRESSES = {HAMAR: "post@hamar.example", ELVERUM: "post@elverum.example"}
SEND = "Send påminnelse til 2"


@pytest.fixture
def asked(local_register):
    round_id = open_round(local_register, WORKING_GROUP, "Desember", TODAY + timedelta(days=3), TODAY, tasks=139)
    for recipient, address in ADDRESSES.items():
        save(local_register, WORKING_GROUP, Contact(recipient, address), {recipient}, TODAY, recipient)
    since(local_register, round_id, TODAY - timedelta(days=27))
    return local_register


def since(register, round_id: int, day: date) -> None:
    """As if the round had been opened that day."""
    with writing(register) as connection:
        row = schema.rounds.c.round_id == round_id
        connection.execute(
            update(schema.rounds).where(row).values(opened_at=datetime.combine(day, datetime.min.time()))
        )


@pytest.fixture
def server(mail, monkeypatch) -> MailServer:
    monkeypatch.setattr(reminders, "settings", lambda: replace(settings(), mail=mail.settings))
    return mail


def labels(at) -> list[str]:
    return [button.label for button in at.button]


def test_nothing_can_be_sent_until_a_server_of_mail_is_set_up(asked):
    at = opened(FOLLOW_UP)
    assert reminders.NOT_SET_UP in sentences(at)
    assert not [label for label in labels(at) if label.startswith("Send påminnelse")]


def test_who_gets_what_is_seen_before_the_press_and_what_was_sent_after_it(asked, server):
    at = opened(FOLLOW_UP)
    page = " ".join(text_of(at).split())
    assert "påminnelsen en uke før svarfristen 26.11.2026. Den går til disse" in page
    assert "Elverum post@elverum.example 15 av 15 Hamar post@hamar.example 15 av 15" in page
    assert "Til post@hamar.example Hei." in page and "ingen e-postadresse her: Engerdal, " in page
    assert server.steps == []
    server.wrong["body", ADDRESSES[HAMAR]] = CUT
    at = press(at, SEND)
    assert "Sendt til Elverum." in told(at)
    unsure = "Uvisst om den kom fram. E-postserveren brøt forbindelsen."
    assert f"Hamar: {unsure}" in told(at)
    assert [to for to, _ in server.taken] == [ADDRESSES[ELVERUM]]
    page = " ".join(text_of(at).split())
    assert f"Hamar post@hamar.example en uke før svarfristen {unsure} lokal bruker" in page
    assert "Elverum post@elverum.example en uke før svarfristen Sendt. lokal bruker" in page
    assert reminders.NOT_AGAIN in page and "Ingen flere skal ha påminnelsen" in page
    assert SEND not in labels(at)


def test_a_press_on_a_page_that_shows_what_is_not_so_any_more_sends_nothing(asked, server):
    at = opened(FOLLOW_UP)
    save_reports(asked, WORKING_GROUP, [Report(1, HAMAR, ONGOING, TODAY)], {(1, HAMAR)}, TODAY, "x")
    at = press(at, SEND)
    assert reminders.CHANGED in told(at) and "14 av 15" in " ".join(text_of(at).split())
    assert server.steps == [] and rows(asked, schema.reminders) == []
    assert "Sendt til Elverum og Hamar." in told(press(at, SEND))


def test_a_server_that_can_not_be_used_is_told(asked, server, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    at = press(opened(FOLLOW_UP), SEND)
    assert "E-postserveren har ikke et gyldig sertifikat." in told(at)
    assert SEND in labels(at) and rows(asked, schema.reminders) == []


def test_that_no_round_is_open_is_told(local_register, server):
    assert "Ingen runde er åpen, og da er det ingen å minne på." in sentences(opened(FOLLOW_UP))


def test_when_the_next_one_is_sent_is_told(asked, server):
    def next_told(day: date) -> str:
        with writing(asked) as connection:
            connection.execute(update(schema.rounds).values(answer_by=day))
        return sentences(opened(FOLLOW_UP))

    assert "Neste påminnelse er en uke før svarfristen: 25.11.2026, til" in next_told(date(2026, 12, 2))
    assert "Runden har ingen flere påminnelser." in next_told(date(2026, 11, 1))
    since(asked, 1, date(2026, 11, 26))
    assert "Neste påminnelse er dagen etter svarfristen: 3.12.2026, til" in next_told(date(2026, 12, 2))
