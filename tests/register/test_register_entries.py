"""What is said of the next plan: saved, corrected, refused and blacked out, in each kind of database."""

from dataclasses import asdict, replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from register import schema
from register.backup import back_up, restore
from register.blackout import BLACKED_OUT, black_out_entry
from register.database import revision
from register.entries import save
from register.entry_kinds import (
    CHANGE,
    END,
    KEEP,
    KINDS,
    MEMBER,
    MERGE,
    Adoption,
    Appointment,
    Assessment,
    Contact,
    Milestone,
    Proposal,
)
from register.errors import InvalidError, NotAllowedError, UnsureError
from reported import COORDINATOR, ELVERUM, HAMAR, IDENTITY_NUMBER, TODAY, WORKING_GROUP, rows

KNOWN = {1, 2, HAMAR, ELVERUM, "appointed", (HAMAR, MEMBER), (ELVERUM, MEMBER)}
ASSESSMENT = Assessment(1, KEEP, "Virker.")
PROPOSAL = Proposal("Vern på nett", "Overlatt til neste plan.", deadline=date(2028, 1, 1), cost="0,2 årsverk")
MILESTONE = Milestone("appointed", date(2026, 12, 31), note="Seks har oppnevnt.")
ADOPTION = Adoption(HAMAR, date(2023, 3, 1), date(2026, 12, 31))
APPOINTMENT = Appointment(HAMAR, MEMBER, "kommunalsjef for helse", date(2026, 11, 1))
CHANGED = replace(ASSESSMENT, verdict=CHANGE)
EACH = (ASSESSMENT, PROPOSAL, MILESTONE, ADOPTION, APPOINTMENT)


def write(register, draft, submission="1", rights=WORKING_GROUP) -> bool:
    return save(register, rights, draft, KNOWN, TODAY, submission)


def read(register, about):
    """What was last said of the same thing."""
    kind = KINDS[type(about)]
    with register.connect() as connection:
        of_it = select(kind.table).filter_by(**{name: getattr(about, name) for name in kind.key})
        last = connection.execute(of_it.order_by(kind.table.c.entry_id.desc())).first()
    return last and type(about)(**{name: last._mapping[name] for name in asdict(about)})


def test_each_kind_comes_back_whole(register):
    for number, draft in enumerate(EACH):
        assert write(register, draft, str(number))
    assert read(register, ASSESSMENT) == ASSESSMENT and read(register, MILESTONE) == MILESTONE
    assert read(register, ADOPTION) == ADOPTION and read(register, APPOINTMENT) == APPOINTMENT
    numbered = replace(PROPOSAL, proposal_no=1)
    assert read(register, numbered) == numbered
    assert revision(register) == 5


def test_a_correction_is_a_new_entry_and_the_same_again_is_none(register):
    assert write(register, ASSESSMENT, "1")
    changed = replace(ASSESSMENT, verdict=MERGE, merge_with="tiltak 2")
    assert write(register, changed, "2") and not write(register, changed, "3")
    assert not write(register, replace(ASSESSMENT, verdict=END), "2"), "what was sent before"
    assert [row["verdict"] for row in rows(register, schema.assessments)] == [KEEP, MERGE]
    assert read(register, ASSESSMENT) == changed


def test_proposals_are_numbered_changed_and_withdrawn(register):
    for number in range(3):
        assert write(register, replace(PROPOSAL, title=f"Forslag {number}"), str(number))
    assert write(register, replace(PROPOSAL, title="Nytt navn", proposal_no=2), "changed")
    assert write(register, replace(PROPOSAL, title="Nytt navn", proposal_no=2, is_withdrawn=True), "withdrawn")
    found = [(row["proposal_no"], row["title"], row["is_withdrawn"]) for row in rows(register, schema.proposals)]
    assert found == [
        (1, "Forslag 0", False),
        (2, "Forslag 1", False),
        (3, "Forslag 2", False),
        (2, "Nytt navn", False),
        (2, "Nytt navn", True),
    ]
    with pytest.raises(InvalidError, match="Forslaget finnes ikke"):
        write(register, replace(PROPOSAL, proposal_no=9), "of nobody")


REFUSED = {
    "no verdict": (replace(ASSESSMENT, verdict=""), "verdict", "Velg én av"),
    "no reason": (replace(ASSESSMENT, reason="  "), "reason", "må begrunnes"),
    "merged with nothing": (replace(ASSESSMENT, verdict=MERGE), "merge_with", "Si hva tiltaket"),
    "kept and merged": (replace(ASSESSMENT, merge_with="tiltak 2"), "merge_with", "hører bare til"),
    "unknown measure": (replace(ASSESSMENT, measure_no=99), "measure_no", "finnes ikke i planen"),
    "no name": (replace(PROPOSAL, title=" "), "title", "må ha et navn"),
    "unlikely deadline": (replace(PROPOSAL, deadline=date(1999, 1, 1)), "deadline", "mellom 2015 og 2099"),
    "too long": (replace(PROPOSAL, done_when="x" * 1001), "done_when", "1\u00a0001 tegn"),
    "identity number": (replace(PROPOSAL, cost=IDENTITY_NUMBER), "cost", "fødselsnummer"),
    "reached tomorrow": (replace(MILESTONE, reached_on=TODAY + timedelta(1)), "reached_on", "fram i tid"),
    "unknown milestone": (replace(MILESTONE, milestone_id="x"), "milestone_id", "finnes ikke"),
    "runs out before it begins": (
        replace(ADOPTION, valid_until=date(2022, 1, 1)),
        "valid_until",
        "før den ble vedtatt",
    ),
    "ends without a beginning": (replace(ADOPTION, adopted_on=None), "adopted_on", "Si når"),
    "adopted tomorrow": (replace(ADOPTION, adopted_on=TODAY + timedelta(1)), "adopted_on", "fram i tid"),
    "nobody appointed": (replace(APPOINTMENT, position=" "), "position", "ikke navn"),
    "appointed tomorrow": (replace(APPOINTMENT, appointed_on=TODAY + timedelta(1)), "appointed_on", "fram i tid"),
    "appointed and not": (replace(APPOINTMENT, is_withdrawn=True), "is_withdrawn", "skal rolle og dato stå tomme"),
    "no such seat": (replace(APPOINTMENT, seat="chair"), "area_code", "finnes ikke"),
}


@pytest.mark.parametrize("register", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("draft", "field", "told"), REFUSED.values(), ids=REFUSED)
def test_what_can_not_be_right_is_refused_in_a_sentence(register, draft, field, told):
    with pytest.raises(InvalidError) as refused:
        write(register, draft)
    assert list(refused.value.problems) == [field] and told in refused.value.problems[field]
    assert revision(register) == 0


@pytest.mark.parametrize("register", ["sqlite"], indirect=True)
def test_the_working_group_writes_and_a_municipality_tells_of_its_own(register):
    of_elverum = (replace(ADOPTION, area_code=ELVERUM), replace(APPOINTMENT, area_code=ELVERUM))
    for draft in (ASSESSMENT, PROPOSAL, MILESTONE, *of_elverum):
        with pytest.raises(NotAllowedError, match="Ingenting er lagret"):
            write(register, draft, rights=COORDINATOR)
    assert write(register, ADOPTION, rights=COORDINATOR)
    assert write(register, APPOINTMENT, "2", rights=COORDINATOR)


NAMES = {
    "Kari Nordmann": "Kari Nordmann",
    "rådgiver K. Nordmann, oppvekst": "K. Nordmann",
    "Leder (Anne-Kari Nordmann Olsen)": "Anne-Kari Nordmann Olsen",
}
POSITIONS = (
    "kommunalsjef for helse og velferd",
    "Kommunalsjef Oppvekst",
    "Virksomhetsleder Hamar krisesenter",
    "NAV Hamar",
    "Leder, Barnevern",
    "Enhetsleder Psykisk helse",
)

ROLES = ("post", "post.mottak", "postmottak-helse", "barnevern.postmottak", "Servicetorget.Hamar")
PERSONS = ("kari.nordmann", "k_nordmann", "kari.postmann", "per.posten")


@pytest.mark.parametrize("register", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("position", "name"), NAMES.items())
def test_a_position_that_looks_like_a_name_is_asked_about(register, position, name):
    draft = replace(APPOINTMENT, position=position)
    with pytest.raises(UnsureError) as unsure:
        write(register, draft)
    [question] = unsure.value.questions
    assert question.field == "position" and question.sentence.startswith(f"«{name}» ser ut som et navn. Skriv rollen")
    assert revision(register) == 0
    assert save(register, WORKING_GROUP, draft, KNOWN, TODAY, "2", accepted=frozenset({question.sentence}))


@pytest.mark.parametrize("register", ["sqlite"], indirect=True)
def test_a_position_is_no_name_and_what_else_points_to_a_person_is_asked_about(register):
    for position in POSITIONS:
        assert write(register, replace(APPOINTMENT, position=position), position)
    with pytest.raises(UnsureError, match="telefonnummer"):
        write(register, replace(APPOINTMENT, position="rådgiver, 62 51 00 00"), "telephone")


@pytest.mark.parametrize("register", ["sqlite"], indirect=True)
def test_a_name_hides_no_telephone_number(register):
    draft = replace(APPOINTMENT, position="Kari Nordmann, tlf 62 51 00 00")
    with pytest.raises(UnsureError) as unsure:
        write(register, draft)
    of_name, of_number = unsure.value.questions
    assert "ser ut som et navn" in of_name.sentence and "telefonnummer (62 51 00 00)" in of_number.sentence
    with pytest.raises(UnsureError) as unsure:
        save(register, WORKING_GROUP, draft, KNOWN, TODAY, "1", accepted=frozenset({of_name.sentence}))
    assert unsure.value.questions == (of_number,) and revision(register) == 0


@pytest.mark.parametrize("register", ["sqlite"], indirect=True)
def test_an_address_of_a_post_room_is_no_persons_and_one_of_two_names_may_be(register):
    for place, name in enumerate(ROLES):
        assert write(register, Contact(HAMAR, f"{name}@hamar.no"), str(place))
    for name in PERSONS:
        with pytest.raises(UnsureError, match="ser ut som adressen til en enkeltperson"):
            write(register, Contact(HAMAR, f"{name}@hamar.no"), name)


def test_a_text_is_blacked_out_with_a_trace(register):
    write(register, replace(ASSESSMENT, reason="Skrevet om Kari"))
    write(register, ASSESSMENT, "2")
    with pytest.raises(NotAllowedError):
        black_out_entry(register, COORDINATOR, "assessments", 1, "reason", "navn")
    with pytest.raises(InvalidError, match="ikke tekst"):
        black_out_entry(register, WORKING_GROUP, "assessments", 1, "verdict", "navn")
    black_out_entry(register, WORKING_GROUP, "assessments", 1, "reason", "navn")
    assert [row["reason"] for row in rows(register, schema.assessments)] == [BLACKED_OUT, "Virker."]
    [trace] = rows(register, schema.entry_blackouts)
    assert (trace["kind"], trace["entry_id"], trace["field"], trace["reason"]) == ("assessments", 1, "reason", "navn")


def test_a_backup_holds_it_and_an_older_one_is_brought_up(register, new_register, tmp_path):
    for number, draft in enumerate(EACH):
        write(register, draft, str(number))
    back_up(register, tmp_path / "backup.sqlite")
    other = new_register(register.dialect.name)
    restore(other, tmp_path / "backup.sqlite")
    assert read(other, ADOPTION) == ADOPTION
    assert write(other, replace(PROPOSAL, title="Nok et"), "later")
    assert rows(other, schema.proposals)[-1]["proposal_no"] == 2
