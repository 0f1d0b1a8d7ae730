"""Personvern i løsningen: all that is kept, and everywhere that drafts are, is told there."""

import re
from pathlib import Path

import pytest

from dashboard import access
from register.entry_kinds import (
    KINDS,
    Adoption,
    Appointment,
    Assessment,
    Conclusion,
    Contact,
    CouncilMeeting,
    HelpService,
    Milestone,
    Proposal,
)
from register.validation.rules import FIELDS
from reporting import ROOT, opened

PAGE = "pages/about/privacy.py"
WORDS = {
    Assessment: "vurderinger",
    Proposal: "forslag",
    Milestone: "milepæler",
    Adoption: "planen som gjelder nå, ble vedtatt",
    Conclusion: "konklusjon",
    Appointment: "oppnevnt",
    CouncilMeeting: "kommunestyret behandler den",
    Contact: "E-postadressen",
    HelpService: "Hjelpetilbudene i hver kommune",
}
OF_MUNICIPALITY = {
    Adoption: "Når planen ble vedtatt",
    Appointment: "hvem kommunen har oppnevnt",
    CouncilMeeting: "når kommunestyret behandler den neste",
    HelpService: "hvilke hjelpetilbud den har",
}
OF_REPORT = {
    "is_in_operation": "status",
    "in_place_on": "på plass",
    "reason": "begrunnelse",
    "decided_by": "hvem som har besluttet",
    "done_as_meant": "gjort som ment",
    "outcome": "hva som kom ut av det",
    "hindrance": "hva som hindret",
    "should_continue": "om det bør gå videre",
    "speaks_of": "datoen svaret gjelder",
}
"""Field of a report → how it is told, where it is not by its name."""


@pytest.fixture(params=[True, False], ids=["login", "no login"])
def has_login(request, monkeypatch) -> bool:
    monkeypatch.setattr(access, "has_login", lambda: request.param)
    return request.param


@pytest.fixture
def parts(local_register, has_login) -> dict[str, str]:
    """Heading → what stands under it, in one line."""
    [text] = [text.value for text in opened(PAGE).markdown if "**Hva som lagres**" in text.value]
    found = re.split(r"\*\*(.+?)\*\*\n", text)[1:]
    return {heading: " ".join(told.split()) for heading, told in zip(found[::2], found[1::2], strict=True)}


def test_each_kind_that_is_kept_is_told(parts):
    assert set(WORDS) == set(KINDS)
    assert [word for word in WORDS.values() if word not in parts["Hva som lagres"]] == []


def test_each_field_of_an_answer_is_told(parts):
    words = [OF_REPORT.get(field, name.lower()) for field, name in FIELDS.items()]
    assert [word for word in words if word not in parts["Hva som lagres"]] == []


@pytest.mark.parametrize("has_login", [True], indirect=True)
def test_what_a_municipality_may_tell_itself_is_told(parts):
    assert set(OF_MUNICIPALITY) == {kind for kind, about in KINDS.items() if about.is_of_municipality}
    of_itself = re.search(r"[^.]*kan kommunen også oppgi selv", parts["Hvem som ser det"])[0]
    assert [word for word in OF_MUNICIPALITY.values() if word not in of_itself] == []


def test_each_page_that_keeps_drafts_is_named(parts):
    titles = dict(re.findall(r'st\.Page\("(.+?)", title="(.+?)"', (ROOT / "app.py").read_text(encoding="utf-8")))
    keeping = [page for page in titles if "fields.begin()" in Path(ROOT, page).read_text(encoding="utf-8")]
    assert len(keeping) == 7
    assert [page for page in keeping if f"«{titles[page]}»" not in parts["Det du har skrevet og ikke lagret"]] == []


def test_what_is_asked_before_it_is_saved_is_told(parts):
    assert "ser ut som et navn" in parts["Hva som lagres"] and "enkeltperson" in parts["Hva som lagres"]


def test_it_tells_of_roles_where_there_is_a_login_and_of_the_machine_where_there_is_none(parts, has_login):
    who, year = parts["Hvem som ser det"], parts["Tall fra krisesenteret"]
    assert ("Bare den som har en rolle" in who) is ("Bare krisesenterets leder" in year) is has_login
    assert (
        ("sitter ved maskinen løsningen kjører på, kan gjøre alt" in who)
        is ("ikke innlogging" in year)
        is not has_login
    )
    assert "{" not in " ".join(parts.values())
