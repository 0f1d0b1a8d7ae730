"""One package to all who are asked, read back by other libraries: zip, e-mail, sheet; and the addresses it goes to."""

import email
import email.policy
import io
import zipfile
from datetime import date

import openpyxl
import pandas as pd
import pytest

from content import warehouse
from content.mail.package import README, RECIPIENTS, not_evaluated, package, waiting
from content.mail.package import mail as message
from content.status import queries
from dashboard.working_group import addresses
from register import schema
from register.blackout import BLACKED_OUT, black_out_entry
from register.entries import save
from register.entry_kinds import Contact
from register.errors import InvalidError
from register.reports import save as save_reports
from register.rounds import open_round
from register.validation.rules import DONE, ONGOING, Report
from reported import HAMAR, TODAY, WORKING_GROUP, rows
from reporting import FOLLOW_UP, blacking_out, opened, press, sentences, told

ANSWER_BY = date(2026, 12, 15)
NAMES = ["elverum", "engerdal", "hamar", "loten", "ringsaker", "stange", "trysil", "valer-innlandet", "amot"] + [
    "handlingsplangruppa-v-koordinator",
    "kommunedirektorene",
    "krisesenterets-leder",
    "to-eller-tre-deltakere-fra-arbeidsgruppa",
]
KNOWN = {HAMAR, "felles Krisesenterets leder"}


def address(register, recipient: str, typed: str | None, submission: str) -> None:
    save(register, WORKING_GROUP, Contact(recipient, typed), KNOWN, TODAY, submission)


def known():
    """Recipients and tasks as the page has them."""
    version = warehouse.version_in_use()
    tasks = warehouse.query(version, queries.TASKS, {"today": TODAY})
    return warehouse.query(version, RECIPIENTS), tasks


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def mail(files: dict[str, bytes], name: str) -> email.message.EmailMessage:
    content = files[f"e-post/{name}.eml"]
    assert content.count(b"\n") == content.count(b"\r\n") and content.isascii()
    return email.message_from_bytes(content, policy=email.policy.default)


def body(message: email.message.EmailMessage) -> str:
    return message.get_body().get_content().replace("\r\n", "\n")


def answered_on(sheet: bytes) -> list[tuple]:
    """Measure and municipality of each row."""
    values = openpyxl.load_workbook(io.BytesIO(sheet))["Status"].iter_rows(min_row=4, max_col=2, values_only=True)
    return list(values)


def test_each_has_a_sheet_a_draft_of_an_email_and_its_text(local_register):
    address(local_register, HAMAR, "post@hamar.kommune.no", "a")
    open_round(local_register, WORKING_GROUP, "Desember", ANSWER_BY, TODAY, tasks=139)
    files = unpacked(package(*known(), ANSWER_BY, TODAY))
    expected = [kind.format(name) for name in NAMES for kind in ("ark/status-{}.xlsx", "tekst/{}.txt", "e-post/{}.eml")]
    assert sorted(files) == sorted([README, *expected])
    message = mail(files, "hamar")
    assert message["X-Unsent"] == "1" and message["To"] == "post@hamar.kommune.no" and message["From"] is None
    assert message["Subject"] == "Status på tiltakene i handlingsplanen mot vold i nære relasjoner: Hamar"
    text = body(message)
    assert text.startswith("Hei.\n\nVi skal revidere planen") and "vedlagte ark innen 15.12.2026" in text
    assert "kolonnene fra «Gjort som ment?» til «Bør det gå videre?»" in text
    [sheet] = message.iter_attachments()
    assert sheet.get_filename() == "status-hamar.xlsx"
    assert sheet.get_content_type() == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert sheet.get_content() == files["ark/status-hamar.xlsx"]
    assert answered_on(sheet.get_content()) == [(number, "Hamar") for number in range(1, 17) if number != 10]
    apart = files["tekst/hamar.txt"]
    assert apart.startswith(b"\xef\xbb\xbf") and apart.count(b"\n") == apart.count(b"\r\n")
    assert apart.decode("utf-8-sig").replace("\r\n", "\n") == f"{message['Subject']}\n\n{text}".rstrip("\n")
    assert "slipper du alle på én gang" in files[README].decode("utf-8-sig")


def test_whoever_does_a_joint_task_is_asked_of_that_one(local_register):
    files = unpacked(package(*known(), None, TODAY))
    assert answered_on(files["ark/status-krisesenterets-leder.xlsx"]) == [(11, "Felles")]
    message = mail(files, "krisesenterets-leder")
    assert message["To"] is None and "Tiltak 11 " in body(message)
    assert "innen" not in body(message).partition("Evaluer")[0] and "på siden" not in body(message)


def test_a_reminder_goes_to_those_who_have_not_answered_with_what_waits(local_register):
    open_round(local_register, WORKING_GROUP, "Desember", ANSWER_BY, TODAY, tasks=139)
    recipients, tasks = known()
    evaluated = {"done_as_meant": "Ja", "should_continue": "Ja"}
    all_of_elverum = [
        Report(row.measure_no, "3420", DONE, TODAY, **evaluated) for row in tasks.itertuples() if row.area == "Elverum"
    ]
    everywhere = {(int(row.measure_no), row.area_code) for row in tasks.itertuples()}
    of_hamar = [Report(1, HAMAR, ONGOING, TODAY, **evaluated), Report(2, HAMAR, ONGOING, TODAY)]
    save_reports(local_register, WORKING_GROUP, [*all_of_elverum, *of_hamar], everywhere, TODAY, "x")
    recipients, tasks = known()
    left = waiting(recipients, tasks)
    assert set(recipients["name"]) - set(left["name"]) == {"Elverum"}
    files = unpacked(package(left, tasks, ANSWER_BY, TODAY, is_reminder=True))
    assert "ark/status-elverum.xlsx" not in files
    assert [number for number, _ in answered_on(files["ark/status-hamar.xlsx"])] == [*range(2, 10), *range(11, 17)]
    assert mail(files, "hamar")["Subject"].startswith("Påminnelse: Status på tiltakene ")
    text = body(mail(files, "hamar"))
    assert "- Tiltak 1 " not in text.partition("Fristen i planen")[0] and "ikke evaluert: tiltak 2." in text


def test_whoever_has_given_status_is_not_reminded_and_is_asked_to_evaluate_where_written_to(local_register):
    joint = [Report(11, "felles", DONE, TODAY)]
    save_reports(local_register, WORKING_GROUP, joint, {(11, "felles")}, TODAY, "x")
    recipients, tasks = known()
    assert "Krisesenterets leder" not in set(waiting(recipients, tasks)["name"])
    assert not_evaluated(recipients, tasks) == len(recipients)
    files = unpacked(package(recipients, tasks, None, TODAY, is_reminder=True))
    assert answered_on(files["ark/status-krisesenterets-leder.xlsx"]) == [(11, "Felles")]
    assert "har dere gitt status på alt." in body(mail(files, "krisesenterets-leder"))


def test_a_line_break_in_what_the_plan_is_called_breaks_no_mail():
    recipient = pd.Series({"address": ""}, name="Hamar")
    assert message(recipient, b"", "Status for planen\nmot vold", "Hei")["Subject"] == "Status for planen mot vold"


@pytest.mark.parametrize(
    ("typed", "to"),
    [("post@åmot.no", "post@xn--mot-tla.no"), ("åse@hamar.no", None), (f"post@{'æ' * 70}.no", None)],
)
def test_an_address_that_no_header_takes_is_left_out(local_register, typed, to):
    recipients, tasks = known()
    recipients["address"] = recipients["address"].astype(object)
    recipients.loc[recipients["name"] == "Hamar", "address"] = typed
    assert mail(unpacked(package(recipients, tasks, None, TODAY)), "hamar")["To"] == to
    recipients["address"] = recipients["address"].fillna("post@x.no")
    told = "Alle mottakerne har e-postadresse." if to else "Uten e-postadresse: Hamar."
    assert addresses.missing_sentence(recipients) == told


UNDELIVERABLE = ("æ@x.no", "a..b@x.no", ".a@x.no", "a.@x.no", "١@x.no", "post@-x.no", "post@x-.no", "post@x_y.no") + (
    "post@x.no.",
    "post@x",
    f"{'a' * 65}@x.no",
    f"post@{'æ' * 70}.no",
    "post@ﬁ.no",
    "post@x。y.no",
    BLACKED_OUT,
)


@pytest.mark.parametrize("typed", UNDELIVERABLE)
def test_what_a_draft_cannot_be_addressed_to_is_not_saved(local_register, typed):
    with pytest.raises(InvalidError, match="er ikke en e-postadresse"):
        address(local_register, HAMAR, typed, "a")
    assert contacts(local_register) == []


def test_made_up_answers_are_marked_in_all_of_it(local_register):
    files = unpacked(package(*known(), None, TODAY, "Eksempeldata: oppdiktet."))
    assert body(mail(files, "hamar")).startswith("Eksempeldata: oppdiktet.\n\nHei.")
    assert files["tekst/hamar.txt"].decode("utf-8-sig").startswith("Eksempeldata")
    assert files[README].decode("utf-8-sig").startswith("Eksempeldata")


def contacts(register) -> list[tuple]:
    return [(row["recipient"], row["address"], row["role"]) for row in rows(register, schema.contacts)]


def typed(at, **addresses: str):
    for recipient, text in addresses.items():
        at.text_input(key=f"contact {recipient.removeprefix('_')} address").set_value(text)
    return at


def test_addresses_are_typed_saved_and_corrected_with_a_trace(local_register):
    at = opened(FOLLOW_UP)
    assert "Ingen av mottakerne har e-postadresse her ennå" in sentences(at)
    at = press(typed(at, _3403="post@hamar.kommune.no", _3420=" postmottak@elverum.kommune.no "), "Lagre adressene")
    assert "Lagret: Elverum og Hamar." in told(at)
    at = press(typed(at, _3403="plan@hamar.kommune.no"), "Lagre adressene")
    assert contacts(local_register) == [
        ("3420", "postmottak@elverum.kommune.no", "lokal bruker"),
        ("3403", "post@hamar.kommune.no", "lokal bruker"),
        ("3403", "plan@hamar.kommune.no", "lokal bruker"),
    ]
    recipients, _ = known()
    assert dict(zip(recipients["name"], recipients["address"], strict=True))["Hamar"] == "plan@hamar.kommune.no"


def test_one_address_that_is_wrong_keeps_no_other_from_being_saved(local_register):
    at = press(typed(opened(FOLLOW_UP), _3403="hamar", _3420="post@elverum.no"), "Lagre adressene")
    page = told(at)
    assert "«hamar» er ikke en e-postadresse." in page and "Ikke lagret: Hamar." in page and "Lagret: Elverum." in page
    assert at.text_input(key="contact 3403 address").value == "hamar"
    assert [row[:2] for row in contacts(local_register)] == [("3420", "post@elverum.no")]


def test_what_is_typed_as_an_address_is_no_markdown_where_it_is_told_of(local_register):
    typed_in = "![x](https://ond.example/x.png) **fet**"
    at = press(typed(opened(FOLLOW_UP), _3403=typed_in), "Lagre adressene")
    assert f"«{typed_in}» er ikke en e-postadresse." in told(at)
    assert not [error.value for error in at.error if "**" in error.value or "](" in error.value]


def test_an_address_that_may_be_a_persons_is_asked_about(local_register):
    at = press(typed(opened(FOLLOW_UP), _3403="kari.nordmann@hamar.no"), "Lagre adressene")
    assert contacts(local_register) == []
    [box] = [box for box in at.checkbox if box.key.startswith("asked contact 3403")]
    press(box.check().run(), "Lagre adressene")
    assert [row[1] for row in contacts(local_register)] == ["kari.nordmann@hamar.no"]


def test_an_address_that_is_blacked_out_is_written_nowhere(local_register):
    address(local_register, HAMAR, "post@hamar.no", "a")
    [offered] = blacking_out().selectbox(key="blackout text").options
    assert "adressen til Hamar, E-postadresse: post@hamar.no" in offered
    black_out_entry(local_register, WORKING_GROUP, "contacts", 1, "address", "Gjaldt en person")
    assert [row[1] for row in contacts(local_register)] == [BLACKED_OUT]
    recipients, tasks = known()
    assert recipients["address"].dropna().tolist() == [BLACKED_OUT]
    others = recipients[recipients["name"] != "Hamar"].assign(address="post@x.no")
    told = addresses.missing_sentence(pd.concat([others, recipients[recipients["name"] == "Hamar"]]))
    assert told == "Uten e-postadresse: Hamar."
    assert mail(unpacked(package(recipients, tasks, None, TODAY)), "hamar")["To"] is None
