"""Hjelpetilbud: what was read, what a municipality says itself, how old that is, on page, sheet and appendix."""

import re
from dataclasses import replace
from datetime import date

import pytest

import word
from content import warehouse
from content.documents import help_services as appendix
from content.plan import help_services
from dashboard import access
from dashboard.forms import sending
from register import schema
from register.blackout import BLACKED_OUT, black_out_entry
from register.database import revision
from register.entries import save
from register.entry_kinds import HelpService
from register.errors import InvalidError, NotAllowedError, UnsureError
from register.rights import READER, Rights
from reported import ELVERUM, HAMAR, IDENTITY_NUMBER, TODAY, WORKING_GROUP, rows
from reporting import asked, labelled, opened, press, told
from visiting import text_of

PAGE = "pages/plan/help_services.py"
OF_HAMAR = Rights("Koordinator i Hamar", frozenset({HAMAR}))
NEW = HelpService(HAMAR, None, TODAY, "Familiens hus", "barn og familier", "62 56 00 00", unit="Enhet for oppvekst")
READ = replace(NEW, service_id="nok_hamar")
CONFIRM = "Bekreft at tilbudene over stemmer i dag"


def write(engine, draft, submission="1", rights=OF_HAMAR, today=TODAY, accepted=frozenset()) -> bool:
    known = {(HAMAR, None), (HAMAR, "nok_hamar"), (HAMAR, "+1"), (ELVERUM, None)}
    return save(engine, rights, draft, known, today, submission, accepted=accepted)


def local(area="Hamar"):
    return warehouse.query(warehouse.version_in_use(), help_services.LOCAL, {"area": area})


def sheet(area="Hamar", today=TODAY) -> str:
    return "".join(help_services.sheet(warehouse.version_in_use(), area, today, ""))


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def test_what_was_read_surely_is_shown_with_its_day_and_the_rest_is_asked_for(put_back_register):
    page = words(sheet())
    assert (
        "Nok. Hamar 91 69 17 14 Utsatte for seksuelle overgrep, pårørende Åpningstid er ikke ført. nokhamar.no" in page
    )
    assert "nokhamar.no Lest 17.8.2026." in page
    assert "6 tilbud er funnet på åpne nettsider. Kommunen har ikke bekreftet noen av dem ennå." in page
    assert "Dinutvei.no Utsatte, utøvere, fagfolk Nettsted dinutvei.no Lesedato er ikke ført." in page
    # Of those read of somebody else's page, and of those not found, nothing is shown.
    national = warehouse.query(warehouse.version_in_use(), help_services.NATIONAL)
    lacking = [*help_services.missing(local()), *help_services.missing(national)]
    assert {"Vern for eldre", "Barneverntjenesten i Hamar", "ung.no"} <= set(lacking)
    assert not [name for name in lacking if name in page] and "800 30 196" not in page


def test_where_no_municipality_is_chosen_only_the_country_is_told(put_back_register):
    page = sheet(None)
    assert "<h2>I hele landet</h2>" in page and page.count("<h2>") == 1 and "62 56 18 30" not in page


def test_on_paper_it_is_said_that_it_is_made_up_and_of_which_day(put_back_register):
    page, of_all = help_services.sheet(warehouse.version_in_use(), "Hamar", TODAY, "Eksempeldata: <oppdiktet>.")
    assert '<p class="vnr-paper"><b>Eksempeldata: &lt;oppdiktet&gt;.</b> Per 23.11.2026.' in page
    assert "SMS 417\u00a016\u00a0111" in of_all


def test_numbers_are_called_with_one_press(put_back_register):
    page = sheet()
    calls = re.findall(r'href="tel:([^"]+)">([^<]+)</a>', page)
    assert ("62561830", "62 56 18 30") in calls and ("116006", "116 006") in calls and calls[0] == ("112", "112")
    assert all(re.fullmatch(r"\d{3,8}", dialled) for dialled, _ in calls)


def test_what_the_municipality_says_takes_the_place_of_what_was_read(put_back_register):
    write(put_back_register, replace(READ, service="Nok. <b>Hamar</b>", phone="62 53 34 01", unit=None))
    page = sheet()
    assert "Nok. &lt;b&gt;Hamar&lt;/b&gt;" in page and "62 53 34 01" in page and "91 69 17 14" not in page
    assert "Kommunen har bekreftet 1 av 6 tilbud." in words(page) and "Bekreftet 23.11.2026." in words(page)
    assert "Ikke bekreftet av kommunen. Lest 13.8.2026." in words(page)
    # Elsewhere it stands as it was read.
    assert "91 69 17 14" in sheet("Løten")


def test_what_is_not_known_of_a_service_is_said(put_back_register):
    page = words(sheet())
    assert "Fagpersoner; utsatte over 18 år Telefon og åpningstid er ikke ført. bufdir.no" in page
    assert "Legevakt 116 117 Akutt helsehjelp Åpningstid er ikke ført. helsenorge.no" in page
    # Of what is on the web alone, no telephone is missing.
    assert "Chat tirsdag 12–20 og fredag 12–15 ungerelasjoner.no" in page
    assert "Alle Åpningstid er ikke ført. sidetmedord.mentalhelse.no" in page


def test_the_page_that_was_read_is_named_where_it_is_not_the_services_own(put_back_register):
    [item] = re.findall(r"<li><h3>Interkommunalt kriseteam.*?</li>", sheet())
    assert words(item).endswith("Lest 13.8.2026 på loten.kommune.no .")
    assert 'href="https://www.loten.kommune.no/politikk-og-organisasjon/krise-og-beredskap-1/' in item
    read = word.read(word.written(appendix.document(warehouse.version_in_use(), TODAY)))
    [row] = [row for row in read.table_below("Løten") if row[0] == "Interkommunalt kriseteam"]
    assert row[-1] == "Ikke bekreftet av kommunen. Lest 13.8.2026 på loten.kommune.no."
    [row] = [row for row in read.table_below("Løten") if row[0] == "Nok. Hamar"]
    assert row[3] == "Ikke ført"


def test_what_the_page_gives_itself_is_not_missing(put_back_register):
    given = words(sheet()).casefold()
    national = warehouse.query(warehouse.version_in_use(), help_services.NATIONAL)
    assert not [name for name in help_services.missing(national) if f" {name.casefold()} " in given]
    assert "ring politiet 112" in given


def test_confirming_takes_nothing_from_what_stands_there(local_register):
    def told_of(page: str) -> str:
        """Without who said it last."""
        return re.sub(
            r"(Lest|Bekreftet) [^A-ZÆØÅ<]*|<a [^>]*>[^<]*</a>[ .]*|Kommunen har [^<]*|\d tilbud [^<]*", "", page
        )

    before, _ = help_services.sheet(warehouse.version_in_use(), "Hamar", TODAY, "")
    press(opened(PAGE, kommune="hamar"), CONFIRM)
    after, _ = help_services.sheet(warehouse.version_in_use(), "Hamar", TODAY, "")
    assert "Gjelder: Innlandet øst" in before and "Bekreftet 23.11.2026." in after
    assert told_of(after) == told_of(before)


def test_the_button_stands_below_what_it_confirms(local_register):
    at = opened(PAGE, kommune="hamar")
    stands = [
        getattr(element.proto, "body", "") or getattr(element, "label", "")
        for element in at.main
        if element.type != "root"
    ]
    places = [
        next(place for place, told in enumerate(stands) if text in told)
        for text in ("I Hamar", CONFIRM, "I hele landet")
    ]
    assert places == sorted(places)


@pytest.mark.parametrize(("today", "is_old"), [(date(2027, 5, 23), False), (date(2027, 5, 24), True)])
def test_what_was_confirmed_over_six_months_ago_says_so(put_back_register, today, is_old):
    write(put_back_register, READ)
    page = words(sheet(today=today))
    assert ("Bekreftet 23.11.2026, for over seks måneder siden: sjekk før bruk." in page) == is_old
    assert ("Kommunen har bekreftet 1 av 6 tilbud, 1 av dem for over seks måneder siden." in page) == is_old


def test_a_new_one_has_an_id_of_its_own_is_corrected_and_taken_away(put_back_register):
    assert write(put_back_register, NEW) and write(put_back_register, replace(NEW, service="Krisehjelpen"), "2")
    assert write(put_back_register, replace(NEW, service_id="+1", phone="62 56 00 01"), "3")
    assert not write(put_back_register, replace(NEW, service_id="+1", phone="62 56 00 01"), "4"), "the same again"
    assert [row["service_id"] for row in rows(put_back_register, schema.help_services)] == ["+1", "+2", "+1"]
    assert "62 56 00 01" in sheet() and "62 56 00 00" in sheet()
    gone = replace(NEW, service_id="+1", phone="62 56 00 01", is_withdrawn=True)
    with pytest.raises(UnsureError) as unsure:
        write(put_back_register, gone, "5")
    assert "Familiens hus" in sheet(), "nothing is taken away before somebody has said yes"
    assert write(put_back_register, gone, "5", accepted=frozenset(one.sentence for one in unsure.value.questions))
    assert "Familiens hus" not in sheet() and "Krisehjelpen" in sheet()
    # Another municipality counts its own.
    write(put_back_register, replace(NEW, area_code=ELVERUM), "6", WORKING_GROUP)
    assert rows(put_back_register, schema.help_services)[-1]["service_id"] == "+1"


REFUSED = {
    "no name": (replace(NEW, service=" "), "service", "hva tilbudet heter"),
    "no number": (replace(NEW, phone="62 56"), "phone", "ikke et telefonnummer"),
    "a number and more": (replace(NEW, phone="62 56 00 00, spør etter lederen"), "phone", "ikke et telefonnummer"),
    "no link": (replace(NEW, link="www.hamar.no"), "link", "begynne med https://"),
    "a link that runs": (replace(NEW, link="javascript:alert(1)"), "link", "begynne med https://"),
    "nowhere": (replace(NEW, phone=None, unit=None), "phone", "så tilbudet kan nås"),
    "an identity number": (replace(NEW, for_whom=IDENTITY_NUMBER), "for_whom", "fødselsnummer"),
    "confirmed tomorrow": (replace(NEW, confirmed_on=date(2026, 11, 24)), "confirmed_on", "fram i tid"),
    "of nobody": (replace(NEW, service_id="+9"), "area_code", "finnes ikke"),
}


@pytest.mark.parametrize("register", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("draft", "field", "told"), REFUSED.values(), ids=REFUSED)
def test_what_can_not_be_right_is_refused_in_a_sentence(register, draft, field, told):
    with pytest.raises(InvalidError) as refused:
        write(register, draft)
    assert list(refused.value.problems) == [field] and told in refused.value.problems[field]
    assert revision(register) == 0


def test_it_comes_back_whole_in_each_kind_of_database(register):
    assert write(register, NEW) and not write(register, NEW)
    [row] = rows(register, schema.help_services)
    assert {name: row[name] for name in ("service", "phone", "confirmed_on", "is_withdrawn", "role")} == {
        "service": "Familiens hus",
        "phone": "62 56 00 00",
        "confirmed_on": TODAY,
        "is_withdrawn": False,
        "role": "Koordinator i Hamar",
    }


@pytest.mark.parametrize("register", ["sqlite"], indirect=True)
def test_numbers_of_help_are_numbers_and_those_that_may_be_a_persons_are_asked_about(register):
    for place, number in enumerate(("116 006", "116117", "02800", "112", "800 33 321", "+47 62 56 18 30")):
        assert write(register, replace(NEW, phone=number), str(place))
    with pytest.raises(UnsureError, match="mobilnummer. Er det tjenestens eget"):
        write(register, replace(NEW, phone="916 03 327"), "mobile")
    with pytest.raises(UnsureError, match="ser ut som et navn"):
        write(register, replace(NEW, unit="Kari Nordmann"), "name")
    with pytest.raises(UnsureError, match="telefonnummer"):
        write(register, replace(NEW, opening="ring 62 51 00 00 etter klokka fire"), "elsewhere")


@pytest.mark.parametrize("register", ["sqlite"], indirect=True)
def test_a_municipality_writes_its_own_and_the_working_group_all(register):
    with pytest.raises(NotAllowedError):
        write(register, replace(NEW, area_code=ELVERUM))
    assert write(register, replace(NEW, area_code=ELVERUM), rights=WORKING_GROUP)


def test_what_is_blacked_out_is_on_no_page_and_does_not_come_back_when_all_is_confirmed(local_register):
    write(local_register, replace(NEW, phone="916 03 327"), accepted=_all("916 03 327"))
    black_out_entry(local_register, WORKING_GROUP, "help_services", 1, "phone", "En persons")
    assert "916 03 327" not in sheet().replace(_of_data(), "") and f'<p class="vnr-call">{BLACKED_OUT}</p>' in sheet()
    press(opened(PAGE, kommune="hamar"), CONFIRM)
    [_, last] = [row for row in rows(local_register, schema.help_services) if row["service_id"] == "+1"]
    assert (last["phone"], last["unit"]) == (None, "Enhet for oppvekst")


def _all(number: str) -> frozenset[str]:
    return frozenset({f"«{number}» er et mobilnummer. Er det tjenestens eget, og ikke en enkeltpersons?"})


def _of_data() -> str:
    """The same number stands with another service."""
    return '<a href="tel:91603327">916 03 327</a>'


def test_one_press_confirms_all_that_stands_there(local_register, monkeypatch):
    monkeypatch.setattr(sending, "PRESSED_TWICE", 3600)
    page = press(opened(PAGE, kommune="hamar"), CONFIRM)
    assert "Bekreftet." in told(page) and "Kommunen har bekreftet 6 av 6 tilbud." in words(told(page))
    saved = rows(local_register, schema.help_services)
    assert len(saved) == 6 and {row["confirmed_on"] for row in saved} == {TODAY}
    # What was read stands as it was, with its telephone numbers; what is not known is not confirmed.
    assert {row["service_id"] for row in saved} == set(help_services.shown(local())["service_id"])
    assert "Bekreftet." in told(press(page, CONFIRM)), "pressed twice, it tells what it told"
    monkeypatch.setattr(sending, "PRESSED_TWICE", 0)
    assert "Alt var bekreftet i dag fra før." in told(press(page, CONFIRM))
    assert len(rows(local_register, schema.help_services)) == 6


def test_what_others_have_said_meanwhile_is_seen_before_it_is_confirmed(local_register):
    page = opened(PAGE, kommune="hamar")
    write(local_register, replace(READ, phone="62 53 34 01"))
    page = press(page, CONFIRM)
    assert "Ingenting er bekreftet" in told(page) and "62 53 34 01" in told(page)
    assert len(rows(local_register, schema.help_services)) == 1
    # That one says the same as it did today: five are new.
    assert "Bekreftet." in told(press(page, CONFIRM)) and len(rows(local_register, schema.help_services)) == 6


def test_in_the_form_one_is_asked_and_may_say_yes(local_register):
    page = opened(PAGE, kommune="hamar", tilbud="nok-hamar")
    labelled(page.text_input, "Telefon").set_value("916 03 000").run()
    page = press(page, "Lagre tilbudet")
    assert rows(local_register, schema.help_services) == []
    for box in asked(page):
        box.check()
    page = press(page.run(), "Lagre tilbudet")
    assert "Lagret." in told(page) and "916 03 000" in told(page)
    [row] = rows(local_register, schema.help_services)
    assert (row["service_id"], row["service"], row["phone"]) == ("nok_hamar", "Nok. Hamar", "916 03 000")


def test_one_that_is_there_no_longer_can_come_back(local_register):
    page = opened(PAGE, kommune="hamar", tilbud="hamar-interkommunale-krisesenter")
    labelled(page.checkbox, "Finnes ikke lenger").check().run()
    page = press(page, "Lagre tilbudet")
    assert "62 56 18 30" in told(page) and rows(local_register, schema.help_services) == []
    asked(page).check()
    page = press(page.run(), "Lagre tilbudet")
    assert "62 56 18 30" not in told(page)
    labelled(page.checkbox, "Finnes ikke lenger").uncheck().run()
    assert "62 56 18 30" in told(press(page, "Lagre tilbudet"))


def test_a_reader_is_shown_who_helps_and_no_form(put_back_register, monkeypatch):
    monkeypatch.setattr(access, "rights_shown", lambda: (READER, False))
    page = opened(PAGE, kommune="hamar")
    assert "62 56 18 30" in told(page) and "kjører på, bekrefte og rette tilbudene her." in text_of(page)
    assert not page.button and not page.text_input


def test_the_appendix_has_all_municipalities_and_the_country(put_back_register):
    write(put_back_register, READ)
    read = word.read(word.written(appendix.document(warehouse.version_in_use(), TODAY)))
    areas = warehouse.query(warehouse.version_in_use(), help_services.HERE)["area"].tolist()
    assert [title for _, title in read.headings] == [*areas, "Hele landet"]
    table = read.table_below("Hamar")
    assert table[0] == ["Tilbud", "For hvem", "Telefon", "Åpent", "Enhet eller lenke", "Sist sagt"]
    assert ["Familiens hus", "Bekreftet 23.11.2026."] in [[row[0], row[-1]] for row in table]
    assert "Ikke ført opp ennå: Statens barnehus Hamar" in read.text and "116 006" in read.text


def test_services_are_of_the_municipalities_that_they_are_for(marts):
    found = dict(marts.execute("select service_id, area_codes from marts.help_services").fetchall())
    everybody = sorted(
        code for (code,) in marts.execute("select area_code from marts.areas where area_type = 'kommune'").fetchall()
    )
    assert found["vo_linjen"] == found["hamar_interkommunale_krisesenter"] == found["familievernkontoret"] == everybody
    assert found["nok_hamar"] == ["3403", "3412"] and found["stangehjelpa"] == ["3413"]


def test_where_nothing_is_known_it_says_so(reading, emptied):
    reading(emptied)
    assert "Ingen landsdekkende hjelpetilbud er lagt inn." in words(sheet(None))
