"""The two papers of a municipality: read back from the finished files, in every state of what has been answered."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import docx
import pytest
from streamlit.testing.v1 import AppTest

from content import warehouse
from content.documents.papers import archive, case_paper, memo, sections
from content.documents.word.writer import written
from content.figures.credits import EXAMPLE
from content.plan import municipality
from dashboard import papers as page_part
from pipelines.publish import publish
from register import entries
from register.blackout import BLACKED_OUT, black_out_entry
from register.entry_kinds import Adoption, Appointment, CouncilMeeting, Entry
from register.reports import save
from register.rights import Rights
from register.validation.rules import DONE, DROPPED, NOT_STARTED, ONGOING, PARTLY, UNCLEAR, Report
from reported import ELVERUM, HAMAR, TODAY, WORKING_GROUP
from reporting import opened as page_opened
from visiting import paragraphs
from word import PAGE, Read, W, check_tables, height, read

PAPERS = {"memo": memo.document, "case": case_paper.document}
STANGE = "3413"
KNOWN = {HAMAR, ELVERUM, STANGE, (HAMAR, "member"), (HAMAR, "coordinator"), ("felles", "reviser")}
OWN_TASKS = (*range(1, 10), *range(11, 17))
STATUSES = (DONE, ONGOING, PARTLY, NOT_STARTED, DROPPED, UNCLEAR)
HOSTILE = "<b>fet</b> **stjerner** =1+1 [lenke](https://ond.example) ]]> &amp;\nny linje"


def answer(engine, measures=OWN_TASKS) -> None:
    """Answers of Hamar, of each kind in turn."""
    reports = []
    for place, number in enumerate(measures):
        status = STATUSES[place % len(STATUSES)]
        because = {"reason": "Dekkes ellers", "decided_by": "Rådet"} if status == DROPPED else {}
        reports.append(Report(number, HAMAR, status, TODAY, **because))
    of_hamar = Rights("Koordinator i Hamar", frozenset({HAMAR}))
    save(engine, of_hamar, reports, {(number, HAMAR) for number in measures}, TODAY, "answers")


def tell(engine, *told: Entry) -> None:
    for number, entry in enumerate(told):
        entries.save(engine, WORKING_GROUP, entry, KNOWN, TODAY, f"entry {number}")


def made(kind: str, area: str = "Hamar", today: date = TODAY, **typed: str) -> Read:
    return read(written(PAPERS[kind](warehouse.version_in_use(), today, area, **typed)))


def below(found: Read, heading: str) -> list[str]:
    """The paragraphs of a part of the first level, without tables."""
    styles = [(style, text) for style, text in found.paragraphs if text]
    start = styles.index(("Heading1", heading)) + 1
    ends = [place for place, (style, _) in enumerate(styles) if style == "Heading1" and place >= start]
    return [text for _, text in styles[start : min(ends, default=len(styles))]]


@pytest.fixture(scope="module")
def told_of(module_register):
    """Hamar has answered and told all it can, two others of their adoption; only to be read."""
    answer(module_register)
    tell(
        module_register,
        Appointment(HAMAR, "member", "Folkehelsekoordinator i virksomhet for helse og mestring", TODAY),
        Appointment(HAMAR, "coordinator", "Enhetsleder for psykisk helse, rus og boligsosialt arbeid", TODAY),
        Adoption(HAMAR, date(2023, 3, 1), date(2028, 12, 31)),
        Adoption(ELVERUM, date(2023, 3, 1)),
        Adoption(STANGE, date(2023, 3, 1), date(2026, 12, 31)),
    )


@pytest.fixture(params=PAPERS)
def kind(request) -> str:
    return request.param


def test_where_nobody_has_answered_nothing_is_said_of_what_is_done(local_register, kind):
    found = made(kind)
    assert below(found, "Status i Hamar") == [
        "Status slik den er per 23.11.2026. Ingen av de 15 oppgavene har fått svar ennå. Hva som er gjennomført, kan "
        "derfor ikke sies her."
    ]
    assert not [table for table in found.tables if table[0][0] == "Status"]
    assert not re.search(r"mangler|ikke gjennomført|frist er ute|\bnan\b|\bNone\b|\bNaT\b", found.text)


def test_only_what_is_answered_is_told(local_register, kind):
    answer(local_register, [1, 2, 3, 4, 15])
    found = made(kind)
    told, late = below(found, "Status i Hamar")
    assert "5 av 15 oppgaver har fått svar. Det er kommunens egne svar." in told
    [table] = [table for table in found.tables if table[0] == ["Status", "Oppgaver", "Tiltak"]]
    assert table[1:] == [
        ["Gjennomført", "1", "1\u00a0Kompetanse i tidlig avdekking"],
        ["Delvis gjennomført", "1", "3\u00a0Foreldreveiledning"],
        ["I gang", "1", "2\u00a0Informasjon til foreldre"],
        ["Ikke startet", "1", "4\u00a0Informasjon til barn"],
        ["Gjennomføres ikke", "1", "15\u00a0Koordinator"],
    ]
    # Eleven more have a deadline that is past, and nobody has said anything of them.
    assert late == "For 3 av oppgavene med svar er planens frist ute uten at svaret er «Gjennomført»: tiltak 2, 3 og 4."


def test_where_all_have_answered_all_are_told(told_of, kind):
    found = made(kind)
    assert "Alle de 15 oppgavene har fått svar." in found.text
    [table] = [table for table in found.tables if table[0][0] == "Status"]
    assert sum(int(row[1]) for row in table[1:]) == 15 and len(table) == 1 + len(STATUSES)


def test_another_municipality_gets_none_of_it(told_of, kind):
    found = made(kind, "Åmot")
    assert "Ingen av de 15 oppgavene har fått svar ennå." in found.text
    for own in ("Hamar", "Folkehelsekoordinator", "Enhetsleder", "1.3.2023"):
        assert own not in found.text


def test_the_memo_asks_for_who_is_not_appointed(local_register):
    points = below(made("memo"), "Forslag til beslutning")
    assert points[:3] == [
        "[Fyll ut: rolle og tjeneste, ikke navn] representerer kommunen i den nye arbeidsgruppa (tiltak 16). Planens "
        "frist er 31.12.2026.",
        "[Fyll ut: rolle og tjeneste, ikke navn] er kommunens koordinator for oppfølging og gjennomføring av planen "
        "(tiltak 15). Planen legger oppnevningen til ansvarlig kommunalsjef. Planen oppgir ingen frist.",
        "Kommunedirektøren tar opp med de andre kommunedirektørene hvem av representantene som skal koordinere "
        "revisjonen (tiltak 16). Planen oppgir ingen frist for det.",
    ]
    assert "Planens frist var 31.12.2026." in made("memo", today=date(2027, 1, 1)).text


def test_the_memo_tells_who_is_appointed_and_asks_no_more(local_register):
    tell(
        local_register,
        Appointment(HAMAR, "member", "Folkehelsekoordinator", date(2026, 11, 20)),
        Appointment(HAMAR, "coordinator", "Barnevernleder"),
        Appointment("felles", "reviser", "Enhetsleder i Stange"),
    )
    found = made("memo")
    points = below(found, "Forslag til beslutning")
    assert points[:2] == [
        "Folkehelsekoordinator representerer kommunen i den nye arbeidsgruppa (tiltak 16). Oppnevnt 20.11.2026.",
        "Barnevernleder er kommunens koordinator for oppfølging og gjennomføring av planen (tiltak 15). Planen legger "
        "oppnevningen til ansvarlig kommunalsjef.",
    ]
    assert len(points) == 4 and "tar opp med de andre" not in found.text
    asked = found.table_below("Hvem planen ber om")
    assert [row[0] for row in asked[1:]] == [
        "Medlem av arbeidsgruppa",
        "Koordinator for handlingsplanen",
        "Koordinator for revisjonen",
    ]
    assert [row[-1] for row in asked[1:]] == ["Folkehelsekoordinator", "Barnevernleder", "Enhetsleder i Stange"]
    tell_again = Appointment(HAMAR, "member", is_withdrawn=True)
    entries.save(local_register, WORKING_GROUP, tell_again, KNOWN, TODAY, "withdrawn")
    assert below(made("memo"), "Forslag til beslutning")[0].startswith("[Fyll ut: rolle")


def test_a_role_that_is_blacked_out_is_to_be_filled_in(local_register):
    tell(local_register, Appointment(HAMAR, "member", "Kari i barnevernet", date(2026, 11, 20)))
    black_out_entry(local_register, WORKING_GROUP, "appointments", 1, "position", "navn")
    found = made("memo")
    assert below(found, "Forslag til beslutning")[0] == (
        "[Fyll ut: rolle og tjeneste, ikke navn] representerer kommunen i den nye arbeidsgruppa (tiltak 16). Oppnevnt "
        "20.11.2026."
    )
    assert found.table_below("Hvem planen ber om")[1][-1] == "[Fyll ut: rolle og tjeneste, ikke navn]"
    assert BLACKED_OUT not in found.text


def test_the_draft_decision_fixes_period_reporting_and_evaluation(local_register):
    assert below(made("case"), "Forslag til vedtak") == [
        "Handlingsplan mot vold i nære relasjoner gjelder i Hamar kommune til en revidert plan er vedtatt, men ikke "
        "lenger enn til 31.12.2027.",
        "Kommunedirektøren legger fram status på tiltakene for kommunestyret én gang i året, første gang innen [Fyll "
        "ut: dato].",
        "Planen evalueres innen 30.6.2027. Kommunens koordinator for planen har ansvaret, og evalueringen legges fram "
        "sammen med den reviderte planen.",
        "Kommunestyret får den reviderte planen til behandling så snart den er ferdig.",
    ]
    tell(local_register, CouncilMeeting(HAMAR, date(2027, 6, 16)))
    points = below(made("case"), "Forslag til vedtak")
    assert points[2].startswith("Planen evalueres innen 16.6.2027.") and "i møtet 16.6.2027." in points[3]
    later = below(made("case", today=date(2027, 6, 17)), "Forslag til vedtak")
    assert later[2].startswith("Planen evalueres innen 30.6.2027.") and "så snart den er ferdig." in later[3]


@pytest.mark.parametrize(
    ("area", "said", "until", "ends"),
    [
        ("Åmot", "[Fyll ut: når kommunestyret vedtok planen", "31.12.2027", "Går planen ut, har"),
        ("Elverum", "Ingen sluttdato er oppgitt. Uten sluttdato varer", "31.12.2027", "Går planen ut, har"),
        (
            "Stange",
            "vedtok planen 1.3.2023, etter det kommunen har oppgitt. Den gjelder til 31.12.2026.",
            "31.12.2027",
            "Går planen ut 31.12.2026, har",
        ),
        (
            "Hamar",
            "Det er etter at revidert plan skal være ferdig: vurder om saken trengs.",
            "31.12.2028",
            "Går planen ut 31.12.2028, har",
        ),
    ],
    ids=["nothing", "no end", "an end", "an end after the new plan"],
)
def test_what_the_municipality_has_told_of_its_adoption(told_of, area, said, until, ends):
    found = made("case", area)
    assert said in " ".join(below(found, "Bakgrunn"))
    assert "Planteksten oppgir ingen planperiode. Løten oppgir at planen gjelder 2023–2026." in found.text
    assert f"ikke lenger enn til {until}." in below(found, "Forslag til vedtak")[0]
    alternatives = below(found, "Alternativer")
    assert len([text for text in alternatives if text.startswith("Alternativ ")]) == 3
    assert f"ikke lenger enn til {until}." in alternatives[1] and alternatives[3].startswith(ends)


def test_no_day_that_is_past_is_proposed(local_register):
    points = below(made("case", today=date(2028, 1, 2)), "Forslag til vedtak")
    assert "ikke lenger enn til [Fyll ut: dato]." in points[0]
    assert points[2].startswith("Planen evalueres innen [Fyll ut: dato].")


def test_what_is_typed_is_text_and_what_is_not_is_to_be_filled_in(local_register, kind):
    tell(local_register, Appointment(HAMAR, "member", HOSTILE.replace("\n", " ")))
    typed = made(kind, economy=HOSTILE, case_no="<i>26/1</i>")
    money = {"memo": "Arbeidstid og økonomi", "case": "Økonomi"}[kind]
    assert below(typed, money)[0] == HOSTILE and "Saksnummer: <i>26/1</i>" in typed.text
    links = "".join(ElementTree.tostring(xml, "unicode") for name, xml in typed.files.items() if name.endswith("rels"))
    assert "ond.example" not in links and "komplan.nkvts.no" in links
    if kind == "memo":
        assert HOSTILE.replace("\n", " ") in below(typed, "Forslag til beslutning")[0]
    empty = made(kind, economy=" \u200b\n", case_no=" ")
    assert below(empty, money)[0].startswith("[Fyll ut: ") and "Saksnummer: [Fyll ut: saksnummer]" in empty.text
    assert sections.DRAFT in empty.text


def test_what_can_not_be_in_a_file_is_left_out(local_register, kind):
    assert "AB" in made(kind, economy="A\x00\ud800B").text


def test_two_pages_at_most_with_nothing_to_say(local_register, kind):
    assert PAGE < height(made(kind)) < 2 * PAGE


def test_two_pages_at_most_with_all_that_can_be_said(told_of, kind):
    long = ("Deltakelsen tar arbeidstid. " * page_part.LONGEST)[: page_part.LONGEST]
    full = made(kind, economy=long, case_no="26/12345-1")
    assert long.strip() in full.text and height(full) < 2 * PAGE
    assert 1.5 * PAGE < height(full)
    # No part begins on a page of its own.
    [first] = [style for style in full.files["word/styles.xml"].iter() if style.get(f"{W}styleId") == "Heading1"]
    assert first.find(f"{W}pPr/{W}pageBreakBefore").get(f"{W}val") in ("0", "false")


def test_can_be_read_by_everybody_and_edited(told_of, kind):
    content = written(PAPERS[kind](warehouse.version_in_use(), TODAY, "Hamar"))
    found, document = read(content), docx.Document(io.BytesIO(content))
    levels = [level for level, _ in found.headings]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))
    assert [style for style, _ in found.paragraphs][:2] == ["Title", "Subtitle"]
    check_tables(found)
    assert document.core_properties.language == "nb-NO"
    title = {"memo": "Notat til kommunedirektøren", "case": "Saksframlegg"}[kind]
    assert document.core_properties.title == f"{title}: Hamar kommune"
    assert {e.get(f"{W}val") for e in found.files["word/styles.xml"].iter(f"{W}lang")} == {"nb-NO"}
    points = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "List Number"]
    assert len(points) >= 4 and points[0].style.element.find(f"{W}pPr/{W}numPr") is not None
    assert f"{title}: Hamar kommune. Laget 23.11.2026." in document.sections[0].footer.paragraphs[0].text


@pytest.mark.parametrize(("kind", "ids"), [("memo", memo.LAW_IDS), ("case", case_paper.LAW_IDS)])
def test_laws_are_told_as_what_somebody_shall_do_with_their_dates(local_register, kind, ids):
    rows = warehouse.query(warehouse.version_in_use(), sections.LAWS, {"law_ids": ids})
    assert set(rows["law_id"]) == set(ids) and set(rows["duty"]) == {"skal"}
    none, *told, checked, _ = below(made(kind), "Hva loven sier")
    assert none == sections.NO_DUTY_FOUND and len(told) == len(ids)
    assert (
        "Folkehelseloven §\u00a07: Kommunen skal iverksette nødvendige tiltak mot egne folkehelseutfordringer. Loven "
        "nevner vold og overgrep blant det tiltakene kan gjelde. Gjelder slik fra 1.1.2026. «Vold og overgrep» sto "
        "ikke i den gamle § 7." in told
    )
    assert checked.startswith("Sjekket 9.11.2025 mot Lovdatas åpne data")


def test_what_is_said_of_the_guide_stands_in_the_tables(published, reading):
    told = warehouse.query(
        reading(published), "select consequence, address from marts.developments where development_id = 'komplan_guide'"
    )
    assert "vedtaket bør tidfeste planperiode, rapportering og evaluering" in told["consequence"].iloc[0]
    assert f"]({told['address'].iloc[0]})" in case_paper.GUIDE


def test_days_that_are_not_known_are_to_be_filled_in(built, tmp_path, local_register, reading):
    connection = built()
    for emptied in ("plan_dates", "laws"):
        connection.execute(f"delete from marts.{emptied}")
    publish(connection, tmp_path / "out", "0" * 16)
    reading(tmp_path / "out")
    found = made("case")
    assert "ikke lenger enn til [Fyll ut: dato]." in found.text and "Løten oppgir" not in found.text
    assert below(found, "Hva loven sier")[0] == "Ingen lover er lagt inn."
    assert "revidert plan være ferdig [Fyll ut: dato]." in made("memo").text


def test_all_of_them_in_one_file(local_register):
    content = archive.archive(warehouse.version_in_use(), TODAY, time="Ti timer.", economy="Ingen utgifter.")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        files = {name: read(packed.read(name)).text for name in packed.namelist()}
    areas = ("amot", "elverum", "engerdal", "hamar", "loten", "ringsaker", "stange", "trysil", "valer-innlandet")
    assert sorted(files) == sorted(f"{kind}-{area}.docx" for kind in ("notat", "saksframlegg") for area in areas)
    for name, text in files.items():
        is_memo = name.startswith("notat")
        assert ("Ti timer." in text, "Ingen utgifter." in text) == (is_memo, not is_memo)
    assert "Kommune: Åmot kommune" in files["notat-amot.docx"] and "Hamar" not in files["saksframlegg-amot.docx"]
    assert "Status i Våler\n" in files["notat-valer-innlandet.docx"]


def test_the_example_is_marked(local_register, tmp_path, monkeypatch):
    used = replace(warehouse.settings(), address=f"sqlite:///{tmp_path}/example.sqlite", is_example=True)
    monkeypatch.setattr(warehouse, "settings", lambda: used)
    # Of one municipality: that all are there is told above.
    monkeypatch.setattr(municipality, "AREAS", f"from ({municipality.AREAS}) limit 1")
    with zipfile.ZipFile(io.BytesIO(archive.archive(warehouse.version_in_use(), TODAY, is_example=True))) as packed:
        assert len(packed.namelist()) == 2
        of_a = [packed.read(f"eksempeldata-{kind}-kommune-a.docx") for kind in (archive.MEMO, archive.CASE_PAPER)]
    for content in of_a:
        found, [section] = read(content), docx.Document(io.BytesIO(content)).sections
        assert found.paragraphs[2][1] == f"Merk: {EXAMPLE}" and found.paragraphs[3][1] == "Kommune: Kommune A"
        assert EXAMPLE in section.footer.paragraphs[0].text
        assert "Hamar" not in found.text and "Kommune A kommune" not in found.text


def buttons(page: AppTest) -> list[str]:
    assert [error.message for error in page.exception] == []
    return [button.proto.label for button in page.get("download_button")]


def test_the_page_offers_both_and_says_what_becomes_of_what_is_typed(local_register):
    page = page_opened("pages/knowledge/municipality.py", kommune="hamar")
    page.session_state["papers"] = True
    page.run()
    assert {"Notat til kommunedirektøren (Word)", "Saksframlegg til kommunestyret (Word)"} <= set(buttons(page))
    assert page_part.NOT_SAVED in paragraphs(page)


def all_offered() -> None:
    """A page of its own, with nothing but all of them."""
    from datetime import date

    import streamlit as st

    from content import warehouse
    from dashboard import papers
    from dashboard.forms import fields

    st.session_state["version"] = warehouse.version_in_use()
    fields.begin()
    papers.for_all(date(2026, 11, 23))


def test_all_are_offered_where_there_are_any(local_register, emptied, reading):
    page = AppTest.from_function(all_offered, default_timeout=60).run()
    assert buttons(page) == []
    page.session_state["papers"] = True
    page.run()
    assert buttons(page) == ["Alle 18 papirer (ZIP)"]
    assert page.expander[0].label == "Notat og saksframlegg for alle 9 kommunene (ZIP)"
    reading(emptied)
    assert buttons(AppTest.from_function(all_offered, default_timeout=60).run()) == []
