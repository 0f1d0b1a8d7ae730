"""Answering by the form, and what the working group does, through the pages. The browser is tested elsewhere."""

import re
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from dashboard import access, history, unanswered
from dashboard.forms import fields, sending
from dashboard.forms.drafts import DRAFTS
from dashboard.reporting import task_form, task_list
from register import schema
from register.errors import UnavailableError
from register.reports import save
from register.rights import Rights
from register.rounds import open_round
from register.validation.rules import Report
from reported import IDENTITY_NUMBER, WORKING_GROUP, last_reports, rows
from reporting import (
    FOLLOW_UP,
    HAMAR,
    MEASURES,
    REPORT,
    TODAY,
    answering,
    as_read,
    blacking_out,
    field,
    labelled,
    opened,
    press,
    told,
)

SOMEBODY = Rights("noen andre", frozenset({HAMAR}))
SAVED = "Svaret på tiltak 1 er lagret."

BEGUN = "<strong>Påbegynt, ikke lagret</strong>"


def said(register) -> dict[int, str]:
    return {measure_no: report.status for (measure_no, _), report in last_reports(register).items()}


def texts(at) -> str:
    shown = [*at.markdown, *at.caption, *at.warning, *at.error, *at.success]
    return " ".join(as_read(element.value) for element in shown)


def report_of_others(register, status: str, **values) -> None:
    report = Report(1, HAMAR, status, TODAY, **values)
    save(register, SOMEBODY, [report], {(1, HAMAR)}, TODAY, f"others {status} {values}")


def test_an_answer_is_saved_and_shown_on_the_page_of_the_measures(local_register):
    at = answering(1)
    field(at, 1, "status").set_value("Gjennomført")
    field(at, 1, "in_place_on").set_value("mars 2026")
    field(at, 1, "is_in_operation").check()
    at = press(at, "Lagre")
    assert SAVED in told(at)
    first = last_reports(local_register)[1, HAMAR]
    assert (first.status, first.in_place_on, first.is_in_operation) == ("Gjennomført", date(2026, 3, 1), True)
    assert first.speaks_of == TODAY
    page = " ".join(x.proto.body for x in opened(MEASURES, tiltak="1").get("html"))
    assert "Gjennomført, i fast drift" in page and "mars 2026" in page


def test_one_task_is_open_at_a_time_and_every_task_has_a_heading(local_register):
    at = opened(REPORT, kommune="hamar")
    assert sum(part.proto.body.count("<h2") for part in at.get("html")) >= 15
    for verb, is_open in (("Svar på tiltak 3", {"3"}), ("Svar på tiltak 5", {"5"}), ("Lukk tiltak 5", set())):
        at = led(at, verb)
        assert {area.key.split()[2] for area in at.text_area if area.key.startswith("report ")} == is_open
    assert "oppgave som ikke finnes her" in texts(opened(REPORT, kommune="hamar", oppgave="99"))


def test_an_address_may_hold_any_name_and_the_links_of_the_tasks_lead_on(local_register):
    at = opened(REPORT, kommune="hamar", anchor="y", name="z")
    at = led(at, "Svar på tiltak 3")
    assert {area.key.split()[2] for area in at.text_area if area.key.startswith("report ")} == {"3"}


def led(at, link: str):
    """The page as a link of it leads on in the same visit."""
    shown = "".join(part.proto.body for part in at.get("html"))
    [address] = re.findall(rf'href="([^"]*)"[^>]*>{link}<', shown)
    at.query_params.clear()
    at.query_params |= dict(parse_qsl(urlsplit(unescape(address)).query))
    return at.run()


def test_the_page_asks_which_municipality_first(local_register):
    at = opened(REPORT)
    [asked] = at.selectbox
    assert asked.value is None and asked.placeholder == "Velg kommune" and 'class="vnr-asked"' not in told(at)
    assert asked.options[0] != "Felles oppgaver" and asked.options[-1] == "Felles oppgaver"
    at = opened(REPORT, kommune="oslo")
    assert "Adressen ber om noe under «Kommune» som ikke finnes. Velg i listen." in texts(at)
    assert at.selectbox[0].value is None and 'class="vnr-asked"' not in told(at)


TYPED = "Rask <b>tekst</b> <script>alert(1)</script> [x](javascript:alert(1)) =cmd|' /C calc'!A0 æøå 😀\nNy linje"


def test_whatever_is_typed_is_shown_as_text(local_register):
    at = answering(1)
    field(at, 1, "status").set_value("I gang")
    field(at, 1, "comment").set_value(TYPED)
    at = press(at, "Lagre")
    assert last_reports(local_register)[1, HAMAR].comment == TYPED
    for page in (at, opened(MEASURES, tiltak="1"), opened(FOLLOW_UP)):
        shown = " ".join(element.proto.body for element in [*page.get("html"), *page.markdown, *page.caption])
        assert (
            "<script>alert" not in shown
            and "<b>tekst" not in shown
            and "](javascript" not in shown.replace("&lt;", "<").split("<table")[0]
        )
    assert "&lt;script&gt;alert(1)" in told(opened(MEASURES, tiltak="1"))


MISTAKES = [
    ("in_place_on", "i fjor", "«i fjor» er ikke en måned. Skriv måneden som måned.år, for eksempel 03.2026."),
    ("in_place_on", "12.2026", "Måneden må ligge mellom januar 2015 og i dag."),
    ("new_deadline", "31.2.2027", "«31.2.2027» er ikke en dato. Skriv datoen som dag.måned.år"),
    ("new_deadline", "22.11.2026", "fram i tid"),
    ("comment", "a" * 1001, "Teksten er på 1\u00a0001 tegn. Den kan ha høyst 1\u00a0000."),
    ("comment", f"Gjelder {IDENTITY_NUMBER}", "fødselsnummer"),
    ("link", "javascript:alert(1)", "Lenken må begynne med https://"),
    ("speaks_of", "24.11.2026", "Datoen kan ikke være fram i tid"),
]


def test_a_mistake_stands_once_directly_before_its_field_and_what_was_typed_is_kept(local_register):
    at = answering(1)
    field(at, 1, "status").set_value("Gjennomført")
    for name, typed, sentence in MISTAKES:
        before = field(at, 1, name).value
        field(at, 1, name).set_value(typed)
        at = press(at, "Lagre")
        page = list(at.main)
        wrong, of_all = [place for place, element in enumerate(page) if element.type == "error"]
        assert sentence in as_read(page[wrong].value)
        assert page[wrong + 1].key == f"report {HAMAR} 1 {name}" and page[wrong + 1].label.endswith("(må rettes)")
        assert as_read(page[of_all].value).startswith("Ingenting er lagret. Rett det som er merket over.")
        assert said(local_register) == {}
        assert field(at, 1, name).value == typed and field(at, 1, "status").value == "Gjennomført"
        field(at, 1, name).set_value(before)
    assert SAVED in told(press(at, "Lagre"))


def test_the_mistakes_are_led_to_in_the_order_of_the_page(local_register):
    at = answering(1)
    for name, typed in (("link", "x"), ("in_place_on", "i fjor"), ("speaks_of", "i dag")):
        field(at, 1, name).set_value(typed)
    links = re.findall(r"<a [^>]*data-field[^>]*>(.*?)</a>", told(press(at, "Lagre")))
    assert [link.split(" ")[0] for link in links] == ["Status,", "Svaret", "På", "Lenke"]


def test_a_mistake_is_told_until_its_field_is_changed(local_register):
    at = answering(1)
    field(at, 1, "link").set_value("x")
    at = press(at, "Lagre")
    assert [error.value.split(" ")[0] for error in at.error] == ["Status", "Lenken", "Ingenting"]
    at = field(at, 1, "link").set_value("https://hamar.example").run()
    assert [error.value.split(" ")[0] for error in at.error] == ["Status", "Ingenting"]


def test_nothing_new_is_told_and_that_nothing_has_changed_is_an_answer_of_its_own(local_register, monkeypatch):
    monkeypatch.setattr(sending, "PRESSED_TWICE", 3600)
    at = answering(1)
    field(at, 1, "status").set_value("I gang")
    at = press(at, "Lagre")
    assert "Svaret på tiltak 1 er lagret." in told(press(at, "Lagre")), "pressed twice, it tells what it told"
    monkeypatch.setattr(sending, "PRESSED_TWICE", 0)
    assert "Ingenting er endret." in told(press(at, "Lagre"))
    open_round(local_register, WORKING_GROUP, "Høsten 2026", TODAY, TODAY, tasks=1)
    at = answering(1)
    assert "Runden «Høsten 2026» er åpen." in texts(at)
    assert "**Svarfrist 23.11.2026 (i dag). 0 av 15 besvart i denne runden.**" in texts(at)
    # On the very day it was answered before.
    at = press(at, "Ingen endring siden sist")
    assert "Tiltak 1: ingen endring per 23.11.2026. Det er lagret som et svar." in told(at)
    assert "1 av 15 besvart i denne runden." in texts(at)
    assert [row["round_id"] for row in rows(local_register, schema.reports)] == [None, 1]


def test_what_is_changed_is_not_confirmed_as_unchanged(local_register):
    report_of_others(local_register, "I gang")
    at = answering(1)
    field(at, 1, "comment").set_value("Nytt")
    at = press(at, "Ingen endring siden sist")
    assert "Du har endret noe." in told(at) and len(rows(local_register, schema.reports)) == 1
    assert field(at, 1, "comment").value == "Nytt"


def test_an_answer_is_taken_back_when_the_reader_is_sure(local_register):
    report_of_others(local_register, "Gjennomført")
    at = press(answering(1), "Likevel ikke svart")
    assert said(local_register) == {1: "Gjennomført"}
    at = press(at, "Nei, behold svaret")
    assert said(local_register) == {1: "Gjennomført"}
    at = press(press(at, "Likevel ikke svart"), "Ja, trekk svaret tilbake")
    assert "Svaret på tiltak 1 er trukket tilbake." in told(at)
    assert said(local_register) == {} and field(at, 1, "status").value is None
    assert "Likevel ikke svart" not in [button.label for button in at.button]
    assert "Svaret er trukket tilbake" not in told(at)
    at.session_state[task_list.OPEN_WAY] = task_list.WAYS[-1]
    assert "Svaret er trukket tilbake" in told(at.run())
    field(at, 1, "status").set_value("I gang")
    assert SAVED in told(press(at, "Lagre"))


def test_what_others_answer_meanwhile_is_asked_about_before_it_is_replaced(local_register):
    at = answering(1)
    field(at, 1, "status").set_value("I gang").run()
    report_of_others(local_register, "Delvis gjennomført")
    at = press(at, "Lagre")
    assert "Oppgaven er besvart på nytt etter at du begynte å skrive." in texts(at)
    [question] = [box for box in at.checkbox if str(box.key).startswith("asked ")]
    assert "Besvart på nytt" in question.label
    assert said(local_register) == {1: "Delvis gjennomført"} and field(at, 1, "status").value == "I gang"
    # Without a yes it is asked again.
    at = press(at, "Lagre")
    assert said(local_register) == {1: "Delvis gjennomført"}
    [question] = [box for box in at.checkbox if str(box.key).startswith("asked ")]
    question.check()
    assert SAVED in told(press(at, "Lagre"))
    assert said(local_register) == {1: "I gang"}


@pytest.mark.parametrize(
    ("name", "typed", "about"),
    [("comment", "Ring 62 51 00 00 om dette", "telefonnummer"), ("speaks_of", "1.11.2026", "1.11.2026")],
)
def test_what_is_doubtful_is_asked_about(local_register, name, typed, about):
    report_of_others(local_register, "I gang")
    at = answering(1)
    field(at, 1, "status").set_value("Gjennomført")
    field(at, 1, name).set_value(typed)
    at = press(at, "Lagre")
    [question] = [box for box in at.checkbox if str(box.key).startswith("asked ")]
    assert about in question.label.replace("\\", "") and said(local_register) == {1: "I gang"}
    question.check()
    assert SAVED in told(press(at, "Lagre"))
    assert said(local_register) == {1: "Gjennomført"}


def test_a_field_nobody_has_touched_follows_what_others_answer(local_register):
    at = answering(1)
    report_of_others(local_register, "Delvis gjennomført")
    field(at, 1, "comment").set_value("Mitt")
    at = press(at, "Lagre")
    assert field(at, 1, "status").value == "Delvis gjennomført" and field(at, 1, "comment").value == "Mitt"


def test_what_is_typed_is_kept_where_the_page_is_left(local_register):
    at = answering(1)
    field(at, 1, "comment").set_value("Skrevet")
    at = at.run()
    assert BEGUN in told(at)
    at = opened_after(at, MEASURES)
    at = opened_after(at, REPORT)
    assert field(at, 1, "comment").value == "Skrevet"
    at = led(at, "Lukk tiltak 1")
    assert BEGUN in told(at)
    at = led(at, "Fortsett på tiltak 1")
    assert field(at, 1, "comment").value == "Skrevet"
    field(at, 1, "status").set_value("I gang")
    at = press(at, "Lagre")
    assert SAVED in told(at) and BEGUN not in told(at)
    assert last_reports(local_register)[1, HAMAR].comment == "Skrevet"


def opened_after(at, page: str):
    """Another page in the same visit."""
    return at.switch_page(page).run()


def test_more_than_there_is_room_for_is_kept_while_the_page_is_open(local_register):
    at = answering(1)
    field(at, 1, "comment").set_value("a" * 30_000)
    at = at.run()
    at = at.run()
    assert len(field(at, 1, "comment").value) == 30_000
    field(at, 1, "status").set_value("I gang")
    at = press(at, "Lagre")
    assert (
        "Teksten er på 30000 tegn." in told(at).replace("\u00a0", "") and len(field(at, 1, "comment").value) == 30_000
    )


def test_a_register_that_does_not_answer_is_told_and_what_was_typed_is_kept(local_register):
    at = answering(1)
    field(at, 1, "status").set_value("I gang")
    path = Path(local_register.url.database)
    local_register.dispose()
    for file in path.parent.glob("register.sqlite*"):
        file.rename(file.with_suffix(".away"))
    path.mkdir()
    at = press(at, "Lagre")
    assert "Registeret svarer ikke, eller kan ikke skrives til" in told(at)
    assert field(at, 1, "status").value == "I gang"
    with pytest.raises(UnavailableError):
        last_reports(local_register)


def test_a_reader_is_told_why(local_register, monkeypatch):
    monkeypatch.setattr(access, "is_at_this_machine", lambda headers: False)
    at = opened(REPORT)
    assert "Uten innlogging kan bare den som sitter ved maskinen" in " ".join(text.value for text in at.markdown)
    assert not at.selectbox and not [button for button in at.button if button.label == "Lagre"]


def test_rounds_are_opened_and_frozen(local_register):
    at = opened(FOLLOW_UP)
    labelled(at.text_input, "Svarfrist").set_value("i morgen")
    at = press(at, "Åpne en runde")
    assert "«i morgen» er ikke en dato." in told(at)
    labelled(at.text_input, "Svarfrist").set_value("1.12.2026")
    at = press(at, "Åpne en runde")
    page = list(at.main)
    [place] = [
        i for i, element in enumerate(page) if element.type == "error" and "Runden må ha et navn" in element.value
    ]
    assert page[place + 1].label.startswith("Navn på runden")
    assert labelled(at.text_input, "Svarfrist").value == "1.12.2026"
    labelled(at.text_input, "Navn på runden").set_value("Høsten 2026")
    at = press(at, "Åpne en runde")
    assert "Runden «Høsten 2026» er åpnet, med svarfrist 1.12.2026." in told(at)
    assert "0 av 139 oppgaver" in told(at)
    report_of_others(local_register, "I gang")
    at = press(at, "Lukk runden")
    assert "Kryss av for at du vil lukke runden." in told(at)
    at.checkbox(key="round close sure").check()
    at = press(at, "Lukk runden")
    assert (
        "Runden «Høsten 2026» er lukket. 139 oppgaver er frosset slik de står nå. 1 av dem er besvart i runden."
        in told(at)
    )
    assert "1 av 139 oppgaver" in told(at) and "Åpne en runde" in [button.label for button in at.button]
    labelled(at.text_input, "Navn på runden").set_value(" høsten  2026")
    labelled(at.text_input, "Svarfrist").set_value("1.12.2026")
    assert "Det finnes alt en runde som heter «Høsten 2026»." in told(press(at, "Åpne en runde"))


def test_who_has_not_answered_is_a_table(local_register):
    assert "Ingen er spurt ennå, og ingen har svart." in told(opened(FOLLOW_UP))
    report_of_others(local_register, "I gang")
    page = told(opened(FOLLOW_UP))
    assert "Ikke spurt ennå" in page and "Ikke svart noen gang" not in page
    assert (
        '<td data-column="Hvem">Hamar</td><td data-column="Uten svar">14 av 15</td>'
        '<td data-column="Hvilke tiltak">Alle unntatt 1</td>' in page
    )
    assert (
        '<td data-column="Hvem">Felles oppgaver</td><td data-column="Uten svar">4 av 4</td>'
        '<td data-column="Hvilke tiltak">Alle</td>' in page
    )
    open_round(local_register, WORKING_GROUP, "Høsten 2026", TODAY, TODAY, tasks=1)
    page = told(opened(FOLLOW_UP))
    assert "Ingen har svart i denne runden ennå." in page and '<td data-column="Uten svar">' not in page
    report_of_others(local_register, "I gang", comment="På nytt")
    assert "Ikke svart i denne runden" in told(opened(FOLLOW_UP))


@pytest.mark.parametrize(
    ("missing", "answered", "told"),
    [
        ([1, 2, 3], [], "Alle"),
        ([9], [], "9"),
        ([2, 3, 4, 5], [1], "Alle unntatt 1"),
        ([2, 3, 5, 6], [1, 4], "Alle unntatt 1 og 4"),
        ([1, 2], [3], "1 og 2"),
        ([1, 2, 3, 4, 5], [6, 7, 8, 9], "1, 2, 3, 4 og 5"),
    ],
)
def test_few_exceptions_are_named_instead_of_the_many(missing, answered, told):
    assert unanswered.which(missing, answered) == told


def test_text_is_blacked_out_everywhere_also_in_drafts(local_register):
    report_of_others(local_register, "I gang", comment="Hemmelig")
    form = answering(1)
    field(form, 1, "comment").set_value("Hemmelig utkast")
    form = form.run()
    assert "Hemmelig" in told(opened(MEASURES, tiltak="1"))
    at = blacking_out()
    at = press(at, "Sladd teksten")
    assert "Velg teksten som skal sladdes." in told(at)
    labelled(at.selectbox, "Tekst").select_index(0)
    at = press(at, "Sladd teksten")
    assert "Kryss av for at teksten skal slettes for godt." in told(at)
    at.checkbox(key="blackout sure").check()
    at = press(at, "Sladd teksten")
    assert "Si hvorfor teksten sladdes." in told(at)
    # What was chosen stays when it is refused.
    assert "Hemmelig" in labelled(at.selectbox, "Tekst").format_func(labelled(at.selectbox, "Tekst").value)
    labelled(at.text_input, "Hvorfor den sladdes").set_value("Gjaldt en person")
    at = press(at, "Sladd teksten")
    assert "tiltak 1, Hamar, Kommentar er sladdet." in told(at) and "Gjaldt en person" in told(at)
    for page in (at, opened(MEASURES, tiltak="1"), opened(REPORT, kommune="hamar")):
        assert "Hemmelig" not in told(page)
    assert "[sladdet]" in told(opened(MEASURES, tiltak="1"))
    assert DRAFTS._owners == {}
    form = form.run()
    assert field(form, 1, "comment").value == "[sladdet]" and fields.EMPTIED in texts(form)


def test_what_is_typed_goes_with_an_answer_that_is_taken_back_and_the_page_says_so(local_register):
    report_of_others(local_register, "I gang")
    at = press(answering(1), "Likevel ikke svart")
    assert task_form.LOST not in texts(at)
    at = field(at, 1, "comment").set_value("Skrevet").run()
    assert task_form.LOST in texts(at)
    # Closed and opened again, nothing is asked.
    at = led(led(at, "Lukk tiltak 1"), "Fortsett på tiltak 1")
    assert "Ja, trekk svaret tilbake" not in [button.label for button in at.button]


def test_what_is_told_of_the_form_is_gone_when_a_field_is_changed_and_when_something_is_asked(local_register):
    report_of_others(local_register, "I gang")
    at = press(answering(1), "Lagre")
    assert task_form.NOTHING_CHANGED in told(at) and sending.STANDS not in told(at)
    at = field(at, 1, "comment").set_value("Nytt").run()
    assert task_form.NOTHING_CHANGED not in told(at)
    at = press(at, "Ingen endring siden sist")
    assert "Du har endret noe." in told(at) and sending.STANDS in told(at)
    at = field(at, 1, "comment").set_value("").run()
    assert "Du har endret noe." not in told(at)
    report_of_others(local_register, "Delvis gjennomført")
    field(at, 1, "link").set_value("x")
    at = press(at, "Lagre")
    assert "Lenken må begynne" in told(at)
    field(at, 1, "link").set_value("https://hamar.example")
    field(at, 1, "speaks_of").set_value("1.11.2026")
    at = press(at, "Lagre")
    assert [box.key for box in at.checkbox if str(box.key).startswith("asked ")] and not at.error


def test_what_must_be_there_is_told_by_its_name_and_all_at_once(local_register):
    at = press(opened(FOLLOW_UP), "Åpne en runde")
    assert "Svarfrist mangler." in told(at) and "Runden må ha et navn" in told(at) and "«»" not in told(at)
    at = answering(1)
    field(at, 1, "speaks_of").set_value("")
    assert "Datoen svaret gjelder, mangler." in told(press(at, "Lagre"))


def test_with_a_round_open_how_many_have_answered_is_said_of_the_round_alone(local_register):
    assert "Ingen av de 15 oppgavene har fått svar ennå." in texts(answering(1))
    open_round(local_register, WORKING_GROUP, "Høsten 2026", TODAY, TODAY, tasks=1)
    at = answering(1)
    assert "0 av 15 besvart i denne runden." in texts(at) and "har fått svar" not in texts(at)


def test_a_text_to_black_out_is_found_by_any_of_its_words_read_whole_and_dated(local_register):
    long = "Ordene er like langt ut i teksten. " * 4
    for number, last in enumerate(("første", "andre")):
        report_of_others(local_register, "I gang", comment=long + last, responsible=f"Rolle {number}")
    at = blacking_out()
    chosen = labelled(at.selectbox, "Tekst")
    [found] = [option for option in chosen.options if option.endswith("andre")]
    assert re.match(r"Svar 2 \(\d+\.\d+\.\d{4}\), tiltak 1, Hamar, Kommentar: Ordene", found)
    at = chosen.select(found).run()
    assert f"<dd>{long}andre</dd>" in told(at)
    labelled(at.text_input, "Hvorfor den sladdes").set_value("Gjaldt en person")
    at.checkbox(key="blackout sure").check()
    at = press(at, "Sladd teksten")
    assert '<td data-column="Hva">Svar 2, tiltak 1, Hamar</td>' in told(at)


def test_what_has_been_answered_is_shown_a_page_at_a_time_the_newest_first(local_register, monkeypatch):
    monkeypatch.setattr(history, "AT_ONCE", 2)
    for number in range(3):
        report_of_others(local_register, "I gang", comment=f"Svar nr. {number}")
    at = answering(1)
    at.session_state[task_list.OPEN_WAY] = task_list.WAYS[-1]
    shown = [re.findall(r"Svar nr. \d", told(at.run())), re.findall(r"Svar nr. \d", told(press(at, "Vis eldre svar")))]
    assert shown == [["Svar nr. 2", "Svar nr. 1"], ["Svar nr. 2", "Svar nr. 1", "Svar nr. 0"]]
    assert "Vis eldre svar" not in [button.label for button in at.button]


@pytest.mark.parametrize("asked", [{"kommune": "engerdal"}, {}])
def test_the_page_of_a_municipality_leads_to_where_it_answers(local_register, asked):
    area = asked.get("kommune", "elverum")
    page = "".join(x.proto.body for x in opened("pages/knowledge/municipality.py", **asked).get("html"))
    assert f'<a href="./meld-inn?kommune={area}" target="_self">Gi status</a>' in page
