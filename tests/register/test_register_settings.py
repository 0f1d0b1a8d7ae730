"""settings.toml: what it gives, whom it lets write, and what is told when it is wrong."""

import json
import re
from pathlib import Path

import pytest

from register.database import open_register, revision
from register.errors import RegisterError
from register.rights import READER, Rights
from register.settings import ROOT, Mail, Settings, read_settings

REGISTER = '[register]\naddress = "sqlite:///data/register.sqlite"\n'
RULES = """
[[access]]
claim = "groups"
value = "hamar"
role = "Koordinator i Hamar"
municipalities = ["3403"]

[[access]]
claim = "groups"
value = "østerdalen"
role = "Koordinator i Østerdalen"
municipalities = ["3420", "3421"]
joint_tasks = [9]

[[access]]
claim = "email"
value = "leder@example.no"
role = "Arbeidsgruppa"
working_group = true

[[access]]
claim = "email"
value = "leder@example.no"
role = "Arbeidsgruppa"
joint_tasks = [10]

[[access]]
claim = "email"
value = "data@example.no"
role = "Dataforvalter"
figures = true

[[access]]
claim = "email"
value = "senter@example.no"
role = "Krisesenterets leder"
crisis_centre = true
"""


@pytest.fixture
def read(tmp_path, monkeypatch):
    """A function that reads settings with a text, and no address in the environment."""
    monkeypatch.delenv("REGISTER_ADDRESS")

    def read_text(text: str) -> Settings:
        path = tmp_path / "settings.toml"
        path.write_text(text, encoding="utf-8")
        return read_settings(path)

    return read_text


def test_the_shipped_settings_and_the_rule_they_show_can_be_used(read):
    shipped = (ROOT / "settings.toml").read_text(encoding="utf-8")
    assert read(shipped).rules == ()
    start = shipped.index("# [[access]]")
    shown = shipped[:start] + re.sub("^# ", "", shipped[start:], flags=re.MULTILINE)
    assert [rule.rights for rule in read(shown).rules] == [Rights("Koordinator i Hamar", frozenset({"3403"}))]


def test_all_of_it_is_read(read):
    contact = '[contact]\nname = "Åse"\nemail = "ase@example.no"\n'
    found = read(REGISTER + contact + "[open_data]\nallow_other_sites = true\n" + RULES)
    assert found.may_other_sites_fetch and not read(REGISTER).may_other_sites_fetch
    assert read(f'{REGISTER}[site]\naddress = "https://vold.example.no/"').site == "https://vold.example.no"
    assert (found.contact_name, found.contact_email) == ("Åse", "ase@example.no")
    assert [rule.rights for rule in found.rules] == [
        Rights("Koordinator i Hamar", frozenset({"3403"})),
        Rights("Koordinator i Østerdalen", frozenset({"3420", "3421"}), frozenset({9})),
        Rights("Arbeidsgruppa", is_working_group=True),
        Rights("Arbeidsgruppa", joint_tasks=frozenset({10})),
        Rights("Dataforvalter", may_deliver=True),
        Rights("Krisesenterets leder", is_crisis_centre=True),
    ]


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("sqlite:///data/register.sqlite", f"sqlite:///{ROOT}/data/register.sqlite"),
        ("sqlite:////srv/register.sqlite", "sqlite:////srv/register.sqlite"),
        ("postgresql+psycopg://writer:secret@127.0.0.1/register", None),
    ],
)
def test_the_address_in_the_environment_goes_first(read, monkeypatch, address, meant):
    in_file = f"[register]\naddress = '{address}'"
    assert read(in_file).address == (meant or address)
    monkeypatch.setenv("REGISTER_ADDRESS", address)
    assert read(REGISTER.replace("data/register", "other")).address == (meant or address)
    assert read(f"{REGISTER}example = true").address == f"sqlite:///{ROOT}/data/register/example.sqlite"


@pytest.mark.parametrize(
    ("text", "in_environment", "meant"),
    [
        (REGISTER, None, ROOT / "data" / "raw"),
        (f"{REGISTER}[data]", "", ROOT / "data" / "raw"),
        (f'{REGISTER}[data]\nraw = "data/fjorden"', None, ROOT / "data" / "fjorden"),
        (f'{REGISTER}[data]\nraw = "/srv/fjorden"', "", Path("/srv/fjorden")),
        (f'{REGISTER}[data]\nraw = "data/fjorden"', "data/dalen", ROOT / "data" / "dalen"),
        (REGISTER, "/srv/dalen", Path("/srv/dalen")),
    ],
)
def test_the_folder_of_raw_data_is_meant_from_the_projects(read, monkeypatch, text, in_environment, meant):
    if in_environment is not None:
        monkeypatch.setenv("RAW_DIR", in_environment)
    assert read(text).raw == meant


@pytest.mark.parametrize(
    ("claims", "rights"),
    [
        ({}, READER),
        ({"groups": ["trysil"], "email": "hamar"}, READER),
        ({"groups": "hamar"}, Rights("Koordinator i Hamar", frozenset({"3403"}))),
        (
            {"groups": ["østerdalen", "andre", "hamar"], "email": "leder@example.no"},
            Rights(
                "Koordinator i Hamar, Koordinator i Østerdalen, Arbeidsgruppa",
                frozenset({"3403", "3420", "3421"}),
                frozenset({9, 10}),
                True,
            ),
        ),
        ({"groups": ["hamar", "hamar"]}, Rights("Koordinator i Hamar", frozenset({"3403"}))),
        ({"groups": "hamar, østerdalen"}, READER),
        ({"groups": None, "email": ["leder@example.no"]}, Rights("Arbeidsgruppa", frozenset(), frozenset({10}), True)),
    ],
)
def test_all_rules_that_match_count_together(read, claims, rights):
    assert read(REGISTER + RULES).rights_of(claims) == rights


MAIL = '[mail]\nhost = "smtp.example.no"\nsender = "post@åmot.no"\n'


def test_mail_is_off_until_it_is_set_up_and_never_sent_of_what_is_made_up(read):
    assert read(REGISTER).mail is None
    assert read(REGISTER + MAIL).mail == Mail("smtp.example.no", 587, "starttls", "post@xn--mot-tla.no", "")
    assert read(f'{REGISTER}{MAIL}tls = "tls"').mail.port == 465
    told = read(f'{REGISTER}{MAIL}port = 25\nuser = "post"').mail
    assert (told.port, told.user) == (25, "post")
    assert read(f"{REGISTER}example = true\n{MAIL}").mail is None


def test_the_mail_that_the_shipped_settings_show_can_be_used(read):
    shipped = (ROOT / "settings.toml").read_text(encoding="utf-8")
    start, end = shipped.index("# [mail]"), shipped.index("# Hvem som kan skrive")
    shown = shipped[:start] + re.sub("^# ", "", shipped[start:end], flags=re.MULTILINE) + shipped[end:]
    assert read(shown).mail == Mail("smtp.example.no", 587, "starttls", "post@example.no", "post@example.no")


def rule(line: str) -> str:
    return f'{REGISTER}[[access]]\nclaim = "groups"\nvalue = "hamar"\nrole = "Koordinator"\n{line}\n'


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", "[register] mangler."),
        ("[register]\nexample = true", "«address» mangler i [register]."),
        (f"{REGISTER}exampel = true", "«exampel» i [register] er ukjent (mente du «example»?)."),
        (f'{REGISTER}example = "false"', "«example» i [register] må være true eller false, uten anførselstegn."),
        (f"{REGISTER}example = 0", "«example» i [register] må være true eller false, uten anførselstegn."),
        (
            REGISTER.replace("register]", "regsiter]"),
            "«regsiter» er ukjent (mente du [register]?). [register] mangler.",
        ),
        (f"{REGISTER}[Contact]\nname = 'Åse'", "«Contact» er ukjent (mente du [contact]?)."),
        (f"{REGISTER}[zzz]", "«zzz» er ukjent."),
        (f'{REGISTER}[site]\naddress = "vold.example.no"', "«address» i [site] må være en adresse som"),
        (f'{REGISTER}[site]\naddress = "https://a.no/?x"', "«address» i [site] må være en adresse som"),
        (f"{REGISTER}[data]\nraw = 1", "«raw» i [data] må være en tekst i anførselstegn."),
        (f"{REGISTER}[contact]\nname = 91234567", "«name» i [contact] må være en tekst i anførselstegn."),
        (f"{REGISTER}[contact]\nmail = 'a'", "«mail» i [contact] er ukjent (mente du «email»?)."),
        (f"access = 1\n{REGISTER}", "«access» må skrives som [[access]], med innstillingene på linjene under."),
        ("register = 1", "«register» må skrives som [register], med innstillingene på linjene under."),
        ("[register]\naddress = 1", "«address» i [register] må være en tekst i anførselstegn."),
        (f'{REGISTER}[[access]]\nclaim = "groups"\nvalue = "hamar"', "«role» mangler i [[access]]."),
        (f'{REGISTER}[access]\nclaim = "groups"', "«access» må skrives som [[access]], med innstillingene"),
        (
            rule('municipality = ["3403"]\narea = 1'),
            "«area» i [[access]] er ukjent. «municipality» i [[access]] er ukjent (mente du «municipalities»?).",
        ),
        (rule('municipalities = "3403"'), "«municipalities» i [[access]] må være en liste av tekster, for eksempel ["),
        (rule("municipalities = [3403]"), "«municipalities» i [[access]] må være en liste av tekster"),
        (rule('joint_tasks = ["9"]'), "«joint_tasks» i [[access]] må være en liste av tall, for eksempel [9, 10]."),
        (rule("joint_tasks = [true]"), "«joint_tasks» i [[access]] må være en liste av tall, for eksempel [9, 10]."),
        (rule('working_group = "false"'), "«working_group» i [[access]] må være true eller false, uten anførselstegn."),
        (f"{REGISTER}[mail]", "«host» mangler i [mail]. «sender» mangler i [mail]."),
        (f"{REGISTER}{MAIL}port = '25'", "«port» i [mail] må være et tall fra 1 til 65535."),
        (f"{REGISTER}{MAIL}port = true", "«port» i [mail] må være et tall fra 1 til 65535."),
        (f"{REGISTER}{MAIL}tls = false", '«tls» i [mail] må være "starttls" eller "tls".'),
        (f"{REGISTER}{MAIL}tls = []", '«tls» i [mail] må være "starttls" eller "tls".'),
        (f"{REGISTER}{MAIL}password = 'ord'", "«password» i [mail] er ukjent."),
        (f"{REGISTER}[mail]\nhost = 'a'\nsender = 'Post'", "«sender» i [mail] må være en e-postadresse, som post@"),
        (rule("").replace('"Koordinator"', "7"), "«role» i [[access]] må være en tekst i anførselstegn."),
    ],
)
def test_what_is_wrong_is_told_by_key(read, text, sentences):
    with pytest.raises(RegisterError) as refused:
        read(text)
    assert str(refused.value).startswith(f"settings.toml kan ikke brukes. {sentences}")


def test_a_file_that_is_not_there_or_no_settings_is_told(tmp_path, read):
    with pytest.raises(RegisterError, match=r"^settings.toml kan ikke leses: "):
        read_settings(tmp_path / "settings.toml")
    (tmp_path / "settings.toml").write_bytes("[register]\naddress = 'å'".encode("latin-1"))
    with pytest.raises(RegisterError, match=r"^settings.toml kan ikke leses: den må lagres som UTF-8\."):
        read_settings(tmp_path / "settings.toml")
    with pytest.raises(RegisterError, match=r"^settings.toml er ikke gyldig TOML: "):
        read("[register\n")


def test_a_mark_for_utf8_is_read_over(read):
    assert read(f"\ufeff{REGISTER}").address.endswith("/data/register.sqlite")


@pytest.mark.parametrize(
    "name", ["100% æøå", "hva?", "a#b", "50%20", "mellom rom", "?x=1&y=2", "[a]", "d'Ærlig", "a%2Fb"]
)
def test_a_register_may_lie_in_any_folder(read, tmp_path, name):
    folder = tmp_path / name
    found = read(f"[register]\naddress = {json.dumps(f'sqlite:///{folder}/r%3f?.sqlite', ensure_ascii=False)}")
    engine = open_register(found.address)
    assert revision(engine) == 0
    assert [path.name for path in folder.glob("*.sqlite")] == ["r%3f?.sqlite"]
    engine.dispose()
