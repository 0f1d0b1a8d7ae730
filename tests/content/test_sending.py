"""Reminders that are sent by themselves, to a real server of mail over TLS: who gets them, and what becomes of each."""

import logging
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from slugify import slugify
from sqlalchemy import update

from content import warehouse, wording
from content.mail import remind, sending, smtp
from content.mail.package import RECIPIENTS
from content.mail.sending import AFTER, BEFORE, due, send, spans
from mail_server import CUT, HANG, PASSWORD, SENDER, mail_server
from opening import text_of
from pipelines.register_marts import register_at
from register import schema
from register.database import writing
from register.entries import save
from register.entry_kinds import Contact
from register.errors import NotAllowedError
from register.plans import of_plan
from register.reminders import BEGUN, REFUSED, SENT, UNSURE
from register.reports import save as save_reports
from register.rounds import open_round
from register.settings import TLS, read_settings, settings
from register.validation.rules import DONE, Report
from reported import COORDINATOR, ELVERUM, HAMAR, TODAY, WORKING_GROUP, rows

ROOT = Path(__file__).parents[2]
ENGERDAL = "3425"
ADDRESSES = {HAMAR: "post@hamar.example", ELVERUM: "post@elverum.example", ENGERDAL: "post@engerdal.example"}
TO_HAMAR = ADDRESSES[HAMAR]
NAMES = {"Hamar", "Elverum", "Engerdal"}
IN_TIME = TODAY + timedelta(days=3)


def open_a_round(register, answer_by: date, opened: date, addresses: dict[str, str] = ADDRESSES) -> None:
    round_id = open_round(register, WORKING_GROUP, "Desember", max(answer_by, TODAY), TODAY, tasks=139)
    for recipient, address in addresses.items():
        save(register, WORKING_GROUP, Contact(recipient, address), {recipient}, TODAY, recipient)
    with writing(register) as connection:
        told = {"answer_by": answer_by, "opened_at": datetime.combine(opened, datetime.min.time())}
        connection.execute(update(schema.rounds).where(schema.rounds.c.round_id == round_id).values(told))


@pytest.fixture
def asked(local_register):
    """A register with a round of a month that is three days from its date, and three addresses."""
    open_a_round(local_register, IN_TIME, TODAY - timedelta(days=27))
    return local_register


def due_now(today: date = TODAY):
    return due(warehouse.version_in_use(), today)


def log(register) -> list[tuple]:
    """Of each attempt its last step."""
    last = {(row["recipient"], row["occasion"], row["attempt"]): row for row in rows(register, schema.reminders)}
    return sorted((*key, row["outcome"], row["role"]) for key, row in last.items())


def names(done) -> dict[str, str]:
    return {name: outcome.outcome for name, outcome in done}


@pytest.mark.parametrize(
    ("opened", "expected"),
    [
        (
            date(2026, 11, 1),
            {BEFORE: (date(2026, 12, 8), date(2026, 12, 15)), AFTER: (date(2026, 12, 16), date(2026, 12, 22))},
        ),
        # Who has been asked in the week before has just been told of the date.
        (date(2026, 12, 8), {AFTER: (date(2026, 12, 16), date(2026, 12, 22))}),
    ],
)
def test_each_reminder_of_a_round_has_a_week(opened, expected):
    [row] = pd.DataFrame({"answer_by": [pd.Timestamp("2026-12-15")], "opened_at": [pd.Timestamp(opened)]}).itertuples()
    assert spans(row) == expected


def test_what_is_due_is_decided_by_the_day(asked):
    days = {-8: None, -7: BEFORE, 0: BEFORE, 1: AFTER, 7: AFTER, 8: None}
    found = {day: due_now(IN_TIME + timedelta(days=day)) for day in days}
    assert {day: one and one.occasion for day, one in found.items()} == days


def test_nothing_is_due_where_no_round_is_open(local_register):
    assert due_now() is None


def test_who_has_not_answered_is_sent_the_draft_with_the_sheet_and_nobody_else_is(asked, mail):
    tasks = due_now().tasks
    of_elverum = [Report(row.measure_no, ELVERUM, DONE, TODAY) for row in tasks.itertuples() if row.area == "Elverum"]
    save_reports(asked, WORKING_GROUP, of_elverum, {(r.measure_no, ELVERUM) for r in of_elverum}, TODAY, "x")
    found = due_now()
    assert set(found.recipients["name"]) == {"Hamar", "Engerdal"}
    assert len(found.unreachable) == 10 and not NAMES & set(found.unreachable)
    done, why = send(found, asked, WORKING_GROUP, mail.settings)
    assert names(done) == {"Hamar": SENT, "Engerdal": SENT} and why == ""
    assert [to for to, _ in mail.taken] == [ADDRESSES[ENGERDAL], TO_HAMAR]
    message = dict(mail.taken)[TO_HAMAR]
    assert message["To"] == TO_HAMAR and message["From"] == SENDER
    assert message["Subject"] == "Påminnelse: Status på tiltakene i handlingsplanen mot vold i nære relasjoner: Hamar"
    assert message["Auto-Submitted"] == "auto-generated" and message["Message-ID"].endswith("@planen.example>")
    assert message["Date"].datetime.tzinfo is not None
    text = message.get_body().get_content()
    assert text.startswith("Hei.") and f"Fyll ut vedlagte ark innen {wording.day(IN_TIME)}." in text
    [sheet] = message.iter_attachments()
    assert sheet.get_filename() == "status-hamar.xlsx" and "Hamar" in text_of("a.xlsx", sheet.get_content())
    assert log(asked) == [(HAMAR, BEFORE, 1, SENT, "Arbeidsgruppa"), (ENGERDAL, BEFORE, 1, SENT, "Arbeidsgruppa")]
    # None is sent twice, and the other of the round is another.
    assert due_now().recipients.empty
    assert send(found, asked, WORKING_GROUP, mail.settings) == ([], "")
    after = due_now(IN_TIME + timedelta(days=1))
    assert set(after.recipients["name"]) == {"Hamar", "Engerdal"}
    _, text = after.told(next(after.recipients.itertuples()))
    assert f"ark så snart dere kan, for svarfristen var {wording.day(IN_TIME)}." in text
    assert len(mail.taken) == 2


def test_all_that_is_sent_goes_over_tls(asked, mail_folder, mail):
    """With STARTTLS, and where TLS is spoken from the first word."""
    send(due_now(), asked, WORKING_GROUP, mail.settings)
    assert mail.steps[:2] == ["ehlo", "starttls"] and {step for step in mail.steps[2:] if "(TLS)" not in step} == set()
    with mail_server(mail_folder, TLS) as server:
        done, _ = send(due_now(IN_TIME + timedelta(days=1)), asked, WORKING_GROUP, server.settings)
        assert set(names(done).values()) == {SENT} and len(server.taken) == 3


WRONG = {
    "Elverum": (("rcpt", "550 no such user"), REFUSED, "E-postserveren tok ikke imot den (kode 550)."),
    "Engerdal": (("rcpt", CUT), REFUSED, "E-postserveren brøt forbindelsen."),
    "Hamar": (("data", "554 no"), REFUSED, "E-postserveren tok ikke imot den (kode 554)."),
    "Løten": (("body", HANG), UNSURE, "E-postserveren svarte ikke i tide."),
    "Ringsaker": (("body", "552 too large"), REFUSED, "E-postserveren tok ikke imot den (kode 552)."),
    "Stange": (("body", CUT), UNSURE, "E-postserveren brøt forbindelsen."),
    "Trysil": (("rcpt", HANG), REFUSED, "E-postserveren svarte ikke i tide."),
    "Våler (Innlandet)": (("body", "what?"), UNSURE, "E-postserveren ga et uventet svar (kode -1)."),
}
"""What goes wrong with each, by name."""


def test_what_goes_wrong_with_one_is_told_and_the_others_go(asked, mail, monkeypatch):
    monkeypatch.setattr(smtp, "SECONDS", 2)
    recipients = warehouse.query(warehouse.version_in_use(), RECIPIENTS)
    addresses = {row.name: f"post@{slugify(row.name)}.example" for row in recipients.itertuples()}
    for row in recipients.itertuples():
        known = {row.recipient}
        save(asked, WORKING_GROUP, Contact(row.recipient, addresses[row.name]), known, TODAY, f"new {row.recipient}")
    mail.wrong |= {(step, addresses[name]): what for name, ((step, what), *_) in WRONG.items()}
    done, why = send(due_now(), asked, WORKING_GROUP, mail.settings)
    assert why == "" and [name for name, _ in done] == list(recipients["name"])
    told = {name: (outcome.outcome, outcome.reason) for name, outcome in done}
    assert told == {name: WRONG[name][1:] if name in WRONG else (SENT, None) for name in addresses}
    assert [to for to, _ in mail.taken] == [address for name, address in addresses.items() if told[name][0] == SENT]
    # What is surely not sent is due again; what may have been is not.
    left = [name for name, (outcome, _) in told.items() if outcome == REFUSED]
    assert list(due_now().recipients["name"]) == left
    mail.wrong.clear()
    done, _ = send(due_now(), asked, WORKING_GROUP, mail.settings)
    assert names(done) == dict.fromkeys(left, SENT)
    assert {row[2] for row in log(asked) if row[0] == HAMAR} == {1, 2}


NO_TLS = "E-postserveren tilbyr ikke det som trengs: en sikker forbindelse (STARTTLS), eller innlogging i den."
UNUSABLE = {
    ("starttls", CUT): "E-postserveren brøt forbindelsen.",
    ("connect", HANG): "E-postserveren svarte ikke i tide.",
    ("connect", "554 no"): "E-postserveren ga et uventet svar (kode 554).",
    ("ehlo", "250 localhost"): NO_TLS,
}
"""Step, what the server does there, and what is told."""


def test_of_a_server_that_can_not_be_used_nothing_is_sent_nor_claimed(asked, mail, monkeypatch):
    monkeypatch.setattr(smtp, "SECONDS", 2)
    found, told = due_now(), {}
    for step, what in UNUSABLE:
        mail.wrong = {(step, ""): what}
        told[step, what] = send(found, asked, WORKING_GROUP, mail.settings)
    assert told == {wrong: ([], why) for wrong, why in UNUSABLE.items()}
    mail.wrong = {}
    away = send(found, asked, WORKING_GROUP, replace(mail.settings, port=1))
    assert away == ([], "E-postserveren kan ikke nås.")
    uncertified = ([], "E-postserveren har ikke et gyldig sertifikat.")
    assert send(found, asked, WORKING_GROUP, replace(mail.settings, host="127.0.0.1")) == uncertified
    monkeypatch.delenv("SSL_CERT_FILE")
    assert send(found, asked, WORKING_GROUP, mail.settings) == uncertified
    assert mail.taken == [] and log(asked) == []


def test_a_server_that_fails_again_and_again_is_left(asked, mail):
    mail.wrong["rcpt", ""] = CUT
    save(asked, WORKING_GROUP, Contact("3422", "post@amot.example"), {"3422"}, TODAY, "b")
    found = due_now()
    assert len(found.recipients) == 4
    done, why = send(found, asked, WORKING_GROUP, mail.settings)
    assert len(done) == sending.MOST_LOST and why == sending.STOPPED
    assert len(log(asked)) == sending.MOST_LOST


@pytest.mark.parametrize("password", [PASSWORD, "feil-ord-ingen-ser", "på-norsk-ingen-ser", None])
def test_the_password_is_of_the_environment_and_told_nowhere(asked, mail, monkeypatch, capfd, caplog, password):
    caplog.set_level(logging.DEBUG)
    mail.asks_for_login = True
    if password:
        monkeypatch.setenv(smtp.PASSWORD, password)
    done, why = send(due_now(), asked, WORKING_GROUP, mail.settings)
    if password == PASSWORD:
        assert set(names(done).values()) == {SENT}
        assert "auth (TLS)" in mail.steps
    else:
        assert (done, why) == ([], "E-postserveren godtok ikke brukernavnet og passordet.")
    said = "".join(capfd.readouterr()) + caplog.text + repr(done) + why + repr(mail.settings)
    assert "ingen-ser" not in said and "AUTH" not in said
    kept = Path(asked.url.database).parent
    assert [file for file in kept.iterdir() if b"ingen-ser" in file.read_bytes()] == []


def test_only_the_working_group_sends(asked, mail):
    with pytest.raises(NotAllowedError):
        send(due_now(), asked, COORDINATOR, mail.settings)
    assert mail.steps == [] and log(asked) == []


def test_of_several_who_send_the_same_at_once_each_goes_once(asked, mail):
    found = due_now()
    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(lambda _: send(found, asked, WORKING_GROUP, mail.settings)[0], range(4)))
    assert sorted(name for done in sent for name, _ in done) == sorted(NAMES)
    assert sorted(to for to, _ in mail.taken) == sorted(ADDRESSES.values())


def test_what_was_being_sent_when_its_process_was_killed_is_unsure_and_sent_by_nobody(
    mail, published, reading, tmp_path, monkeypatch
):
    """By the command, in a process of its own: it has handed it over, and has not heard."""
    address, file = f"sqlite:///{tmp_path}/register.sqlite", tmp_path / "settings.toml"
    day = wording.today()
    register = of_plan(register_at(address), "plan_2023")
    open_a_round(register, day + timedelta(days=3), day - timedelta(days=27), {HAMAR: TO_HAMAR})
    where = f'host = "localhost"\nport = {mail.port}\nsender = "{SENDER}"\n'
    file.write_text(f'[register]\naddress = "{address}"\n[mail]\n{where}', encoding="utf-8")
    mail.wrong["body", TO_HAMAR] = HANG
    monkeypatch.setenv("REGISTER_ADDRESS", address)
    environment = os.environ | {"SETTINGS_FILE": str(file), "PROCESSED_DIR": str(published)}
    command = subprocess.Popen([sys.executable, "-m", "content.mail.remind"], cwd=ROOT, env=environment)
    assert mail.reached.wait(60)
    command.kill()
    command.wait()
    assert log(register) == [(HAMAR, BEFORE, 1, BEGUN, remind.BY_ITSELF.role)]
    monkeypatch.setattr(warehouse, "settings", lambda: read_settings(file))
    reading(published)
    found = due_now(day)
    assert found.recipients.empty and mail.taken == []
    register.dispose()


@pytest.fixture
def commanding(asked, mail, monkeypatch):
    monkeypatch.setattr(remind, "settings", lambda: replace(settings(), mail=mail.settings))


def test_the_command_shows_what_it_would_send_and_sends_it(asked, commanding, mail, capsys):
    assert remind.main(["--vis"]) == 0
    told = capsys.readouterr().out
    assert "Påminnelse en uke før svarfristen" in told and "3 mottakere" in told
    assert "Til: Hamar <post@hamar.example>" in told and "Fyll ut vedlagte ark innen" in told
    assert "Uten e-postadresse: Løten, " in told
    assert mail.steps == [] and log(asked) == []
    mail.wrong["rcpt", TO_HAMAR] = "550 no"
    assert remind.main([]) == 1
    told = capsys.readouterr().err
    assert "Elverum: Sendt." in told and "Hamar: Ikke sendt. E-postserveren tok ikke imot den (kode 550)." in told
    mail.wrong.clear()
    assert remind.main([]) == 0
    assert "Hamar: Sendt." in capsys.readouterr().out
    assert {row[-1] for row in log(asked)} == {"automatisk utsending"}


def test_nothing_is_sent_where_it_is_not_known_who_has_answered(asked, commanding, mail, capsys):
    remind.main(["--vis"])
    file = Path(asked.url.database)
    file.rename(file.with_suffix(".away"))
    try:
        assert remind.main([]) == 1
    finally:
        file.with_suffix(".away").rename(file)
    assert sending.STALE in capsys.readouterr().err
    assert mail.steps == []


def test_the_command_sends_nothing_where_no_server_is_set_up(asked, capsys):
    assert remind.main([]) == 1
    assert capsys.readouterr().err.strip() == remind.NOT_SET_UP
    assert remind.main(["--vis"]) == 0
    told = capsys.readouterr().out
    assert remind.NOT_SET_UP in told and "Til: Hamar" in told
    assert log(asked) == []
